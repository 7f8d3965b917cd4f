"""What a sentence tells, taken down word by word so that another telling in other words can be laid beside it.

Words of one family (`words/data/retold.txt`: "doubt", "sceptical", "unlikely") are one; who speaks to whom and where counts for nothing.
Apart from these points a gist holds whom the sentence names, its numbers and days. Spellings of a name that differ as romanisations do
("Barzaqchi", "Barzaghchi") are one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from digest.model import Document, Judged, Time
from digest.select.same.contrary import Stance, stance
from digest.select.same.openings import Opening, Words, openings
from digest.select.same.telling import ahead
from digest.select.words.amounts import Amount, amounts
from digest.select.words.folding import LONGEST, WORD, Mark, Names, marks
from digest.select.words.lacking import Lack, lacking
from digest.select.words.phrases import LONGEST_PHRASE, classes, families

HEAD = 6
"""First letters by which words of no family are compared."""
SHORTEST = 6
"""Letters of the shortest name whose spellings are joined."""
SKELETON = 4
"""Consonants that two spellings of a name share at least."""
NONE, BELIEF, DOUBT = "none", "believe", "doubt"
"""Families of words that say nothing of their own, and of belief, which denied is doubt."""
DENIED = "!"
"""First letter of a key that a "not" stands before."""
_NAME = "~"
"""First letter of a name of nobody who is known."""
_JOINED = (
    ("tsch", "S"), ("sch", "S"), ("tch", "S"), ("sh", "S"), ("ch", "S"), ("kh", "k"), ("gh", "k"), ("ck", "k"), ("q", "k"), ("c", "k"),
    ("g", "k"), ("w", "v"), ("z", "s"),
)  # fmt: skip
_CAPITALS = r"((?:the |an? )?(?:[A-Z][\w’'-]{0,30}[ ’']{0,2}){1,5})"
_TOLD = re.compile(
    r"(?:\b[Tt]old|\b[Tt]ells|interview (?:with|on|by)|\b(?:[Ss]peaking|[Tt]alking|[Ss]poke) (?:to|with)|\b[Aa]ccording to|\b[Cc]iting|"
    rf"\ba post on|\bon) {_CAPITALS}"
)
"""Who only hands on what is told: not whom it is about."""
_REPORTED = re.compile(r"((?:[A-Z][\w’'-]{0,30} ){1,4})(?:reported|reports)\b")
_BY_THE_WAY = re.compile(
    r"(?:^(?:Since|After|Despite|Amid|Following|Before|As|During)\b[^,]{0,300},"
    r"|,? (?:which|who|whose|since|after|following|amid|despite|before|when|where)\b[^,;.]{0,400})"
)
"""Clauses that tell something by the way."""
_WOULD = re.compile(r"\b(?:that|which) (?:would|will|could|may|might|should)\b[^,;.]{0,300}")
"""What a thing would do ("a bill that would …"), of which something may be told as done."""
_PAUSE = re.compile("[,;:—–]")
"""Behind one of these a "not" denies nothing."""
UNLESS = 60
"""Characters before a "not" in which an "if" makes it an "unless": what is asked for is the same."""
_UNLESS = re.compile(r"\bif\b[^,;:—–.]*$")
_WITHIN = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]{1,30}")
"""A word that is written with a capital within a sentence."""
SHORT, TITLE_CASE = 3, 0.8
"""Letters of words that have no capital in a headline in any style, and the part of the others from which on all have one for style."""
_OPENING = re.compile(r"^(?:In|On|At(?! least\b| most\b)|By|For|From|Under|With|According)\b[^,]{0,300},")
"""A circumstance in front, before what is done."""


@dataclass(frozen=True, slots=True)
class Point:
    """A word or phrase that tells something."""

    keys: frozenset[str]
    """Its families, or its first letters where it is of none."""
    weight: float
    """The rarer in these sentences, the more."""


@dataclass(frozen=True, slots=True)
class Gist:
    """A sentence as it is laid beside another."""

    judged: Judged
    points: tuple[Point, ...]
    """Each once, in the order of the sentence."""
    order: tuple[frozenset[str], ...]
    """The keys of all of them, repeated ones among them."""
    keys: frozenset[str]
    """The keys of all points."""
    main: frozenset[str]
    """Keys of what is not told by the way."""
    first: frozenset[str]
    """Keys of the first of them that do something."""
    who: frozenset[str]
    """Whom it names: parties, peoples, and others by the last word of a name."""
    others: Mapping[str, float]
    """Those of them that are no party and no people, with their weights."""
    lead: str
    """Whom it names before it tells anything: in most sentences who does it; empty where that is nobody."""
    actor: str
    """The same behind a circumstance in front that tells of no act ("In a bold move, …")."""
    amounts: tuple[Amount, ...]
    told: tuple[Amount, ...]
    """Those of them that are not told by the way."""
    figures: frozenset[str]
    """Numbers that count nothing and name no day: scores, "No. 5"."""
    times: tuple[Time, ...]
    stance: Stance
    ahead: bool
    """Whether it tells of what will, may or should be."""
    rare: float
    """Weight of a word that no other sentence has."""
    lack: Lack | None = None
    """What it says talks didn't bring."""
    written: date | None = None
    """Day of its article, where it is known."""
    opening: Opening | None = None
    """What stands around it where its article begins with it."""
    headline: frozenset[str] = frozenset()
    """Keys of the words of its article's headline."""


_Read = tuple[list[tuple[frozenset[str], int]], dict[str, int]]
"""Keys with their places in the text, and names with the places of their first mention."""


def gists(
    judged: Sequence[Judged],
    names: Names,
    docs: Mapping[str, Document] = MappingProxyType({}),
) -> dict[str, Gist]:
    """Sentence id -> its gist, with every point weighted by its inverse frequency in these sentences.

    `docs` are their articles by id, as far as they are known.
    """
    read = {j.sent.id: _read(j.sent.text, names) for j in judged}
    titles = _titles(judged, docs, names)
    begun = _openings(judged, docs, read, titles)
    held = Counter(key for points, _ in read.values() for key in {key for keys, _ in points for key in keys})
    one_name = spellings(Counter(name for _, who in read.values() for name in who))
    total = max(2, len(judged))
    met = Counter(name for _, who in read.values() for name in {one_name.get(name, name) for name in who})
    out: dict[str, Gist] = {}
    for j in judged:
        points, who = read[j.sent.id]
        text = j.sent.text[:LONGEST]
        counts = [(a.start, a.end) for a in amounts(text)]
        aside = [match.span() for match in _BY_THE_WAY.finditer(text)]
        plain = [keys for keys, at in points if not any(start <= at < end for start, end in aside)]
        opened = match.end() if (match := _OPENING.match(text)) else 0
        begins = points[0][1] if points else len(text)
        if any(does(key) for keys, at in points if at < opened for key in keys):
            behind = ""  # what is done there isn't done by whom the main clause names
        else:
            acts = next((at for _, at in points if at >= opened), len(text))
            behind = min((name for name in who if opened <= who[name] < acts), key=lambda name: who[name], default="")
        first = min(who, key=lambda name: (who[name], name), default="")
        named = frozenset(one_name.get(name, name) for name in who)
        given = tuple(a for a in amounts(text) if not _meant(text, a))
        out[j.sent.id] = Gist(
            judged=j,
            points=tuple(
                Point(keys, math.log(1 + total / max(held[key] for key in keys)))
                for keys in dict.fromkeys(keys for keys, _ in points)
            ),
            order=tuple(keys for keys, _ in points),
            keys=frozenset(key for keys, _ in points for key in keys),
            main=frozenset(key for keys in plain for key in keys),
            first=next(
                (keys for keys, at in points if at >= opened and keys in plain and any(map(does, keys))), frozenset()
            ),
            who=named,
            others={name: math.log(1 + total / met[name]) for name in sorted(named) if name[0] == _NAME},
            lead=one_name.get(first, first) if first and who[first] < begins else "",
            actor=one_name.get(behind, behind),
            amounts=given,
            told=tuple(a for a in given if not any(start <= a.start < end for start, end in aside)),
            figures=_figures(text, [*counts, *((time.span.start, time.span.end) for time in j.times)]),
            times=j.times,
            stance=stance(text),
            ahead=not ahead().isdisjoint(_small(text)),
            rare=math.log(1 + total),
            lack=lacking(text),
            written=docs[j.sent.doc].day if j.sent.doc in docs else None,
            opening=begun.get(j.sent.id),
            headline=titles[j.sent.doc].told if j.sent.doc in titles else frozenset(),
        )
    return out


def _titles(judged: Sequence[Judged], docs: Mapping[str, Document], names: Names) -> dict[str, Words]:
    """Document id -> the words of its headline."""
    capital = {word for j in judged for word in _WITHIN.findall(j.sent.text[:LONGEST])}
    return {key: _words(_read(_plain(doc.title.value, capital), names)) for key, doc in docs.items()}


def _openings(
    judged: Sequence[Judged], docs: Mapping[str, Document], read: Mapping[str, _Read], titles: Mapping[str, Words]
) -> dict[str, Opening]:
    """Sentence id -> the beginning of an article, for those that are known."""
    words = {key: _words(found) for key, found in read.items()}
    main = {j.sent.id: _words(read[j.sent.id], _asides(j.sent.text[:LONGEST])) for j in judged if j.sent.index == 0}
    return openings(judged, docs, words, main, titles)


def _plain(title: str, names: Set[str]) -> str:
    """A headline in whose every word is a capital, with those alone that the articles write so within their sentences."""
    long = [word for word in WORD.findall(title) if len(word) > SHORT]
    if sum(word[0].isupper() for word in long) < TITLE_CASE * len(long):
        return title
    return WORD.sub(lambda met: met[0] if met[0] in names or met[0].isupper() else met[0].lower(), title)


def _words(read: _Read, aside: Sequence[tuple[int, int]] = ()) -> Words:
    """Those of a text, without what stands aside."""
    points, who = read
    return Words(
        told=frozenset(key for keys, at in points if not _in(at, aside) for key in keys),
        named=frozenset(name for name, at in who.items() if not _in(at, aside)),
    )


def _asides(text: str) -> list[tuple[int, int]]:
    """Where something is told by the way, a circumstance in front included."""
    front = [match.span()] if (match := _OPENING.match(text)) else []
    return [*(match.span() for match in _BY_THE_WAY.finditer(text)), *front]


def _in(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _small(text: str) -> list[str]:
    """The words of a sentence that have no capital, and its first: "May" is a month, "Will" a name."""
    return [word.casefold() for at, word in enumerate(WORD.findall(text)) if at == 0 or word.islower()]


def _meant(text: str, amount: Amount) -> bool:
    """Whether a number only points to those whom the reader knows ("the three leaders")."""
    return text[max(0, amount.start - 4) : amount.start].lower() == "the " or text[amount.start :][:4].lower() == "the "


def _figures(text: str, known: Sequence[tuple[int, int]]) -> frozenset[str]:
    found = (match for match in WORD.finditer(text) if match[0][0].isdigit())
    return frozenset(match[0] for match in found if not any(start <= match.start() < end for start, end in known))


def spellings(names: Counter[str]) -> dict[str, str]:
    """Name -> its most frequent spelling: the same consonants, letters joined that romanisations exchange."""
    chief: dict[str, str] = {}
    long = (name for name in names if name[0] == _NAME and len(name) > SHORTEST)
    out: dict[str, str] = {}
    for name in sorted(long, key=lambda name: (-names[name], name)):
        bones = name
        for old, new in _JOINED:
            bones = bones.replace(old, new)
        bones = bones[:2] + re.sub("[aeiouyh]", "", bones[2:])
        if len(bones) > SKELETON:
            out[name] = chief.setdefault(re.sub(r"(.)\1+", r"\1", bones), name)
    return out


@cache
def _empty() -> frozenset[str]:
    """Words that say nothing of their own."""
    named = (name for name in ("empty", "frame", "said", "reply", "time", "number"))
    own = frozenset(words[0] for words, keys in families().items() if len(words) == 1 and keys == {NONE})
    return own.union(*(classes(name) for name in named))


def _read(text: str, names: Names) -> _Read:
    """The points of a sentence and whom it names."""
    text = text[:LONGEST]
    found = list(WORD.finditer(text))
    raw = [match[0] for match in found]
    words = [word.casefold().replace("’", "'").removesuffix("'s") for word in raw]
    known = {mark.start: mark for mark in marks(text, names) if mark.kind == "name"}
    handed_on = [match.span(1) for pattern in (_TOLD, _REPORTED) for match in pattern.finditer(text)]
    points: list[tuple[frozenset[str], int]] = []
    who: dict[str, int] = {}
    denied, at = -1, 0
    while at < len(words):
        here, word, size = found[at].start(), words[at], 1
        capital = raw[at][0].isupper() and not _opens(text, here)
        if here in known:
            mark: Mark = known[here]
            who.setdefault(mark.what, here)
            size = len(mark.words)
        elif raw[at] == "US" and ("US",) in names.get("US", {}):
            who.setdefault(names["US"]["US",], here)
        elif capital:
            last = at + 1 == len(raw) or not raw[at + 1][0].isupper() or text[found[at].end()] != " "
            aside = any(start <= here < end for start, end in handed_on)
            if (
                last
                and not aside
                and len(word) > 1
                and word not in _empty() | classes("outlet")
                and (word,) not in families()
            ):
                who.setdefault(_NAME + word, here)
        elif _keys(words, at)[1] == 1 and (
            word in classes("not") or word.endswith("n't") or words[at : at + 2] == ["yet", "to"]
        ):
            denied = -1 if _UNLESS.search(text, max(0, here - UNLESS), here) else here
        else:
            keys, size = _keys(words, at)
            no = denied >= 0 and not _PAUSE.search(text, denied, here)
            if no and BELIEF in keys:
                keys, no, denied = frozenset([DOUBT]), False, -1
            if keys and keys != {BELIEF}:
                points.append((frozenset(DENIED + key for key in keys) if no else keys, here))
                denied = -1
        at += size
    return points, who


def _keys(words: Sequence[str], at: int) -> tuple[frozenset[str], int]:
    """The families of the longest phrase at a place, or the first letters of its word; none of what says nothing. And its words."""
    for size in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
        if keys := families().get(tuple(words[at : at + size])):
            return frozenset() if NONE in keys else keys, size
    word = words[at]
    empty = word in _empty() or len(word) < 2 or word[0].isdigit()
    return frozenset() if empty else frozenset([word[:HEAD]]), 1


def _opens(text: str, at: int) -> bool:
    """Whether a sentence or a quotation begins here: a capital proves no name."""
    return at == 0 or text[at - 1] in "“\"‘'(" or text[max(0, at - 2) : at] in (": ", ". ")


def to_come(one: Gist) -> bool:
    """Whether a sentence tells of what is ahead, and not only of what a thing would do of which it tells something as done."""
    return not ahead().isdisjoint(_small(_WOULD.sub(" ", one.judged.sent.text[:LONGEST])))


def does(key: str) -> bool:
    """Whether a key is that of a family of what is done."""
    return key == DOUBT or key.lstrip(DENIED).startswith(("family ", "turn ", "act "))


def covered(one: Gist, keys: frozenset[str]) -> float:
    """Part of the points of a gist, by weight, that these keys have."""
    whole = sum([point.weight for point in one.points])
    return sum([p.weight for p in one.points if any(key in keys for key in p.keys)]) / whole if whole else 0.0
