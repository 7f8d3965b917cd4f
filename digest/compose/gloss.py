"""What an abbreviation stands for and who a bare surname is (`persons`), where a page uses one that its reader may not know and its own
article says it.

An article says it by the long name with the short one in brackets behind it. Taken as its meaning are the words whose initials are the
letters of the short name, all of them and in order; words such as "of" may be passed over. That is the strictest case of Schwartz &
Hearst, "A simple algorithm for identifying abbreviation definitions" (PSB 2003). The words are data in `data/gloss.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from digest.compose.offices import holder, offices_alone
from digest.compose.persons import bare_surnames, described, introduction, needs_naming, speakers_in_full
from digest.model import Document, Item, Section

_SHORT = re.compile(r"(?<![\w.&’'/-])[A-Z]{3,6}(?![\w&/-])")
_DEFINED = re.compile(r"(?P<before>[^()\[\]\n.!?;:]{0,160})\((?P<short>[A-Z]{3,6})\)")
_WORD = re.compile(r"[^\W\d_][\w’']*")
_OWNER = re.compile(r"['’]s?$")
MOST = 2
"""Abbreviations that are told behind one item."""


def glossed(
    sections: Sequence[Section], by_doc: Mapping[str, Document], *, known: Container[str] = ()
) -> tuple[Section, ...]:
    """The sections, with what an abbreviation stands for and who a bare surname is behind the first item that needs it: neither it nor one
    before it says so. `known` are names that every reader of the briefing knows.
    """
    said: set[str] = set()
    printed: list[str] = []
    texts = [doc.text for doc in by_doc.values()]

    def told(item: Item) -> str:
        printed.append(" ".join(item.text.split()))
        article = by_doc[item.quotes[0].doc].text
        means = _needed(item.text, article, " ".join(printed).casefold(), said)
        said.update(short for short, _ in means)
        at = item.quotes[0].spans[0].start if item.quotes[0].spans else 0
        return "; ".join([*(f"“{short}” stands for {long}" for short, long in means), *who(article, at)][: MOST + 1])

    def who(article: str, at: int) -> Iterator[str]:
        for name in dict.fromkeys(bare_surnames(printed[-1])):
            if name in known or name in said or not (words := introduction(name, article)):
                continue
            said.add(name)
            if needs_naming(name, printed, texts):
                yield f"“{name}” is {words}"
                return
        for words, office in dict.fromkeys(offices_alone(printed[-1])):
            if office not in said and (holds := holder(office, article, printed, at=at)):
                said.add(office)
                yield f"“{words}” is {holds}"
                return
        for full, name in dict.fromkeys(speakers_in_full(printed[-1])):
            if name in known or name in said:
                continue
            said.add(name)
            if needs_naming(name, printed[:-1], texts) and (words := described(full, name, article, printed)):
                yield f"“{full}” is {words}"
                return

    def with_told(item: Item) -> Item:
        words = told(item)
        return replace(item, attribution=f"{item.attribution}; {words}") if words else item

    return tuple(
        replace(s, groups=tuple(replace(g, items=tuple(map(with_told, g.items))) for g in s.groups)) for s in sections
    )


def _needed(words: str, article: str, printed: str, said: set[str]) -> list[tuple[str, str]]:
    """Each short name in the words with its long name, where the article tells it and the page hasn't."""
    short = [name for name in dict.fromkeys(_SHORT.findall(words)) if name not in said and name not in _known()]
    if not short:
        return []
    meaning = meanings(article)
    return [(name, meaning[name]) for name in short if name in meaning and meaning[name].casefold() not in printed][
        :MOST
    ]


def meanings(text: str) -> dict[str, str]:
    """Short name -> long name of every abbreviation that a text explains; those that it explains in two ways are left out."""
    found: dict[str, set[str]] = {}
    for match in _DEFINED.finditer(text):
        if long := _long(match["before"].rstrip(), match["short"]):
            found.setdefault(match["short"], set()).add(long)
    return {short: min(longs) for short, longs in found.items() if len({one.casefold() for one in longs}) == 1}


def _long(before: str, short: str) -> str:
    """The words at the end of `before` whose initials are `short`; empty where they aren't."""
    words = [match.span() for match in _WORD.finditer(before)]
    if not words or before[words[-1][1] :].strip("\"”’' "):
        return ""
    at = _begins([before[start:end] for start, end in words], short)
    return " ".join(_OWNER.sub("", before[words[at][0] :]).strip('"“”').split()) if at >= 0 else ""


def _begins(words: Sequence[str], short: str) -> int:
    """Index of the first of the words at the end that spell `short` by their initials; -1 where none do."""
    states = {len(short)}  # letters that are still to be found, by every way to pass over small words
    for at in range(len(words) - 1, max(-1, len(words) - 3 * len(short)), -1):
        word = words[at]
        small = word.casefold() in _small()
        left = {n - 1 for n in states if word[0].upper() == short[n - 1]}
        if word.isupper():  # "US Geological Survey (USGS)"
            left |= {n - len(word) for n in states if short[:n].endswith(word)}
        if 0 in left and not small:
            return at
        states = (left | (states if small else set())) - {0}
        if not states:
            return -1
    return -1


@cache
def _classes() -> dict[str, frozenset[str]]:
    lines = (Path(__file__).parent / "data" / "gloss.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, frozenset[str]] = {}
    name = ""
    for line in lines:
        if line.startswith("["):
            name = line.strip("[] ")
        elif line and not line.startswith("#"):
            found[name] = found.get(name, frozenset()) | frozenset(line.split())
    return found


def _known() -> frozenset[str]:
    return _classes()["known"]


def _small() -> frozenset[str]:
    return _classes()["passed over"]
