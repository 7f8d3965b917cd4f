"""Whether two sentences speak of one matter: what it is about, between whom, and where.

No parser: a matter is the content words of a piece of a sentence without those that any meeting or deal has ("talks", "session"), the
parties are names joined by "and" or behind "with", a place is a name behind "in" or "at". Two sentences are held apart where both tell
one of these and they differ.
"""

from __future__ import annotations

import re
from functools import cache

from digest.model import Judged
from digest.select.words.wording import WORD, is_of, one_of, plain, words_of

LONGEST = 600
"""Characters of a sentence that are looked at."""
HALF = 0.5
"""Share of what one sentence names that the other has, for the two to agree."""
_NAME = r"(?:the )?(?:(?:Mr|Mrs|Ms|Dr)\.? )?(?P<{0}>[A-Z][\w.-]*\w)"
_PAIR = re.compile(rf"{_NAME.format('one')}(?:['’]s)? and {_NAME.format('other')}")
_WITH = re.compile(rf"\b(?:with|between) {_NAME.format('one')}")
_PLACE = re.compile(r"\b(?:in|at) (?:the )?((?:[A-Z][\w-]+ ?){1,3})")


def content(j: Judged, piece: str) -> tuple[frozenset[str], frozenset[str]]:
    """Terms of the sentence that a piece of it holds: those in small letters, and names. What says nothing of a matter is left out."""
    words = [word for word in WORD.findall(piece) if not _empty(word.lower())]
    terms = {term for term in j.terms if not term[0].isdigit() and any(is_of(word.lower(), term) for word in words)}
    small = {term for term in sorted(terms) if plain(piece, term)}
    return frozenset(small), frozenset(terms - small)


def apart(one: str, two: str, *, around: tuple[str, str]) -> bool:
    """Whether two sentences name different parties or different places; `around` are the pieces of them that tell of the matter."""
    return _parties_apart((one, two), around) or _places_apart(*around, (one, two))


def _parties_apart(texts: tuple[str, str], around: tuple[str, str]) -> bool:
    first, second = map(_pairs, around)
    if first and second and not first & second:
        return True
    partners = ((_with(around[0]), texts[1]), (_with(around[1]), texts[0]))
    return any(not _has(text, name) for names, text in partners for name in names)


def _places_apart(one: str, two: str, whole: tuple[str, str]) -> bool:
    """Whether both pieces name places ("in Geneva") and no place of either stands in the other's sentence."""
    first, second = places(one), places(two)
    return (
        bool(first and second)
        and not any(_has(whole[1], p) for p in first)
        and not any(_has(whole[0], p) for p in second)
    )


def places(text: str) -> frozenset[str]:
    """Names behind "in" and "at", without months."""
    found = (match[1].strip() for match in _PLACE.finditer(text))
    return frozenset(name for name in found if name.lower() not in words_of("no place"))


def _pairs(text: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset((match["one"], match["other"])) for match in _PAIR.finditer(text))


def _with(text: str) -> list[str]:
    return [match["one"] for match in _WITH.finditer(text)]


def _has(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name.split()[-1])}", text) is not None


def _empty(word: str) -> bool:
    return _any_matter().fullmatch(word) is not None


@cache
def _any_matter() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('any matter', 'truce', 'deal', 'deed')})(?:s|es|ed|ing)?")


_ABOUT = re.compile(
    r"\s(?:on|over|about|concerning|regarding|governing|covering|for|to)\s(?!sign|be\b|reach|meet|hold)([^.;,—–]{3,60})"
)


def about(text: str, start: int) -> str:
    """What follows a deed from `start` on: "on the harbour tax"; empty where nothing does."""
    match = _ABOUT.match(text, start, min(len(text), start + 90))
    return match[1] if match else ""
