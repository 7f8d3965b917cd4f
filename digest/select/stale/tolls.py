"""Running counts of people in sentences: killed, wounded, displaced, held; of whom, or where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from digest.model import Judged
from digest.select.stale.matter import places
from digest.select.words.wording import WORD, one_of, words_of

LONGEST = 600
"""Characters of a sentence that are looked at."""
KINDS = ("killed", "wounded", "displaced", "held")


@dataclass(frozen=True, slots=True)
class Toll:
    """One count of a sentence: its kind, who was counted, the figure, and whether it is the only figure there; where, and of what."""

    kind: str
    who: str
    value: int
    alone: bool
    j: Judged
    places: frozenset[str] = frozenset()
    causes: frozenset[str] = frozenset()
    """Each by the first word of its line in the data: "fighting" and "conflict" are one."""


def same_count(old: Toll, new: Toll) -> bool:
    """Whether a later toll counts the same: no other cause, and a place that the other sentence names too."""
    if old.causes and new.causes and not old.causes & new.causes:
        return False
    return _within(old, new) and _within(new, old)


def _within(one: Toll, other: Toll) -> bool:
    return not one.places or any(place.split()[-1] in other.j.sent.text for place in one.places)


def tolls(j: Judged) -> list[Toll]:
    """The counts that a sentence gives, where it says that they run on ("since", "so far", "have been killed").

    Who was counted is a name beside the figure, else a noun and the place; without either the count is left out.
    """
    text = j.sent.text[:LONGEST]
    low = text.lower()
    if not any(word in low for word in _signs()) or not _total().search(low):
        return []
    found: list[tuple[str, str, int]] = []
    place = _PLACE.search(text)
    for kind, ahead, behind in _patterns():
        for match in [*ahead.finditer(text), *behind.finditer(text)]:
            beside = f"{match.groupdict().get('of') or ''} {match['who']}"
            who = [word for word in WORD.findall(beside) if word.lower() not in words_of("people")]
            named = next((word.rstrip("s") for word in who if word[0].isupper()), "")
            if named or place:
                whom = named or f"{''.join(who[:1]).lower()} in {place[1] if place else ''}"
                found.append((kind, whom, _value(match["n"])))
            if named and (more := _and().match(text, match.end())):
                found.append((kind, more[2].rstrip("s"), _value(more[1])))
    alone = len(re.findall(rf"(?<![\w,.])(?:{_number()})\b", text, re.IGNORECASE)) <= 1
    where, why = places(text), frozenset(_causes()[word] for word in re.findall(r"[a-z]+", low) if word in _causes())
    return [Toll(kind, who, value, alone, j, where, why) for kind, who, value in dict.fromkeys(found)]


def dead(text: str) -> int:
    """How many a sentence says were killed, by the first such count; 0 where it gives none."""
    _, ahead, behind = _patterns()[0]
    low = text.lower()
    if not any(word in low for word in words_of(KINDS[0])):
        return 0
    found = [match for pattern in (ahead, behind, _rose()) for match in pattern.finditer(text)]
    return _value(min(found, key=lambda match: match.start("n"))["n"]) if found else 0


@cache
def _rose() -> re.Pattern[str]:
    """A count behind what tells that it grew: "the number of people killed rose to 19"."""
    return re.compile(
        rf"\b(?:{one_of(KINDS[0])})\b[^.;]{{0,100}}? (?:to|at|reached)"
        rf"(?: (?:at least|more than|about|nearly|almost|over))? (?P<n>{_number()})(?!\w|[.,]\d|\s?(?:per|%|a\.m|p\.m))",
        re.IGNORECASE,
    )


_PLACE = re.compile(r"\bin (?:the )?([A-Z][\w’'-]+)")


def _number() -> str:
    return rf"\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{'|'.join(words_of('numbers'))}"


def _value(word: str) -> int:
    return int(word.replace(",", "")) if word[0].isdigit() else words_of("numbers").index(word.lower()) + 2


@cache
def _signs() -> tuple[str, ...]:
    """The words of all kinds; one stands in every sentence with a toll, and to look for it takes little time."""
    return tuple(word for kind in KINDS for word in words_of(kind))


@cache
def _causes() -> dict[str, str]:
    """Word -> the first word of its line."""
    return {word: line.split()[0] for line in words_of("cause") for word in line.split()}


@cache
def _total() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{one_of('total')})(?![\w-])")


@cache
def _and() -> re.Pattern[str]:
    """What follows a count of named people: "…, and six Israelis"."""
    return re.compile(rf"(?:, [^.;]{{0,60}}?)?,? and (\d{{1,6}}|{'|'.join(words_of('numbers'))}) ([A-Z]\w+)")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    made = []
    for kind in KINDS:
        words = one_of(kind)
        before = rf"(?<![\w,.])(?P<n>{_number()})(?P<who>(?: [\w’'-]+){{1,6}}?) (?:{words})\b"
        filler = r"(?: (?:at least|more than|about|some|around|nearly|almost|over|to|in [A-Z]\w+)){0,4}"
        behind = rf"(?P<of>\b[A-Z]\w+ )?\b(?:{words}){filler} (?P<n>{_number()})\b(?P<who>(?: [\w’'-]+){{0,2}})"
        made.append((kind, re.compile(before, re.IGNORECASE), re.compile(behind, re.IGNORECASE)))
    return tuple(made)
