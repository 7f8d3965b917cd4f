"""Counts the sources that tell the same, and how many of them are independent of each other.

One owner counts once, and so does one agency's dispatch, whoever prints it. Two articles that share passages word for word outside
quotation marks have one origin, known or not (copied runs of words: Clough, Gaizauskas, Piao & Wilks 2002; Broder 1997 on shingles). A
telling that names another of the sources as its own source adds nothing to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from digest.model import Document, Judged

SHINGLE = 9
"""So many equal words in a row, outside quotation marks, are no chance."""
COPIED = 0.5
"""Share of the shorter telling that stands in the other word for word: it is the same telling."""
PASSAGES = 3
"""Copied sentences from which on two articles have one origin."""
_QUOTED = re.compile(r"[“\"][^“”\"]{1,2000}[”\"]?")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DATA = Path(__file__).parent / "data" / "named_sources.txt"


@dataclass(frozen=True, slots=True)
class Support:
    """The sources of a claim, counted."""

    carriers: int
    """Documents that tell it."""
    independent: int
    """Publishers among them that are independent of each other; where some are unknown, at least so many."""
    sure: bool
    """False where publishers are unknown, so that there may be more."""


def own_words(text: str) -> tuple[str, ...]:
    """Words outside quotation marks, lower case."""
    return tuple(word.casefold() for word in _WORD.findall(_QUOTED.sub(" ¦ ", text)))


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of `SHINGLE` words outside quotation marks; runs don't reach over a quotation."""
    found: set[tuple[str, ...]] = set()
    for part in _QUOTED.sub("¦", text[:4000]).split("¦"):
        words = [word.casefold() for word in _WORD.findall(part)]
        found.update(tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))
    return frozenset(found)


def copied(judged: Sequence[Judged]) -> frozenset[tuple[str, str]]:
    """Pairs of documents, lower id first, that share at least `PASSAGES` sentences with a run of equal words.

    A run that returns in more than `SHINGLE` documents is a stock phrase and counts for none: the work is linear.
    """
    places: dict[tuple[str, ...], dict[str, int]] = {}
    for j in judged:
        for run in sorted(shingles(j.sent.text)):
            places.setdefault(run, {}).setdefault(j.sent.doc, j.sent.index)
    shared: dict[tuple[str, str], set[int]] = {}
    for docs in places.values():
        ids = sorted(docs)
        if 1 < len(ids) <= SHINGLE:
            for at, one in enumerate(ids):
                for other in ids[at + 1 :]:
                    shared.setdefault((one, other), set()).add(docs[one])
    return frozenset(pair for pair, sents in shared.items() if len(sents) >= PASSAGES)


def carried(judged: Sequence[Judged]) -> dict[str, list[str]]:
    """Id of a sentence -> ids of the same sentence in the copies of its article: they carry it, and are independent of nobody."""
    found: dict[str, list[str]] = {}
    for j in judged:
        if j.told_in and j.dropped == "duplicate":
            found.setdefault(j.told_in, []).append(j.sent.id)
    return found


def support(
    tellings: Sequence[Judged], docs: Mapping[str, Document], copies: frozenset[tuple[str, str]] = frozenset()
) -> Support:
    """Counts the sources of a claim. `tellings` are its sentences, the lead first; `copies` is what `copied` found."""
    first = {t.sent.doc: t for t in reversed(tellings)}
    carriers = list(dict.fromkeys(t.sent.doc for t in tellings))
    keys = {doc: _keys(docs[doc]) for doc in carriers}
    runs = {doc: shingles(first[doc].sent.text) for doc in carriers}
    group = {doc: doc for doc in carriers}

    def root(doc: str) -> str:
        while group[doc] != doc:
            doc = group[doc]
        return doc

    for at, one in enumerate(carriers):
        for other in carriers[at + 1 :]:
            pair = (one, other) if one < other else (other, one)
            if keys[one] & keys[other] or pair in copies or _same_words(runs[one], runs[other]):
                group[root(other)] = root(one)
    named = {doc: _named(first[doc], docs[doc]) - keys[doc] for doc in carriers}
    held = {root(doc) for doc in carriers}
    for doc in carriers:
        own = root(doc)
        members = [other for other in carriers if root(other) == own]
        if not all(named[m] for m in members):
            continue
        if any(root(o) in held and root(o) != own and any(named[m] & keys[o] for m in members) for o in carriers):
            held.discard(own)  # it tells what another source of the claim told it
        elif any(
            root(o) in held and root(o) != own and any(named[m] & named[o] for m in members)
            for o in carriers[: carriers.index(doc)]
        ):
            held.discard(own)  # both tell what a third one told them
    unknown = {own for own in held if all(not keys[doc] for doc in carriers if root(doc) == own)}
    known = len(held) - len(unknown)
    least = known + (1 if unknown and not known else 0)
    return Support(carriers=len(carriers), independent=max(1, least), sure=not unknown or len(held) == 1)


def owner(doc: Document) -> str:
    """Who owns the publisher of a document, else the publisher, as it is compared; empty where that is unknown."""
    name = doc.family or doc.publisher.value
    return _key(name) if name else ""


def _keys(doc: Document) -> frozenset[str]:
    """What makes a document dependent on others: its owner, who else carries it, and the agency whose dispatch it is."""
    owners = (doc.family or doc.publisher.value, *(one.family or one.publisher for one in doc.also))
    return frozenset(filter(None, map(_key, (*owners, doc.wire.value if doc.wire else ""))))


def _key(name: str) -> str:
    """A name as it is compared: letters and digits, so that "larchreview" of an address is "Larch Review"; the name where it has none."""
    return "".join(char for char in name.casefold() if char.isalnum()) or name.strip()


def _same_words(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    least = min(len(one), len(other))
    return least > 0 and len(one & other) >= COPIED * least


@cache
def _sources() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern that finds how a telling names its source, and name -> who that is."""
    rows = [line for line in _DATA.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    who = {name: row.split("\t")[0] for row in rows for name in row.split("\t")[1].split("|")}
    names = "|".join(re.escape(name) for name in sorted(who, key=lambda n: (-len(n), n)))
    before = (
        r"told|tells|(?:[Aa]ccording|speaking) to|(?:reported|cited|quoted|obtained) by|[Cc]iting|via|interview with"
    )
    told = rf"(?:{before}) (?:the )?(?P<behind>{names})(?!\w)"
    says = rf"(?<!\w)(?P<before>{names})(?: news agency| newspaper)?,? (?:first )?(?:reported|reports|said|says|quoted|cited)(?!\w)"
    return re.compile(f"{told}|{says}"), who


def _named(telling: Judged, doc: Document) -> frozenset[str]:
    """Whom the telling itself names as its source: in its words, or by a citation behind them."""
    pattern, who = _sources()
    found = {who[match["behind"] or match["before"]] for match in pattern.finditer(telling.sent.text)}
    for at in telling.sent.citations:
        parts = re.split(r"[;,]", doc.citations[at].label) if at < len(doc.citations) else []
        found |= {who.get(name, name) for part in parts if (name := part.strip().removeprefix("The ")) in who}
    return frozenset(map(_key, found))
