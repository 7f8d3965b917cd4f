"""What a sentence says of a deal or a truce: that it is near, that it is there, or nothing."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from digest.model import Judged
from digest.select.stale.matter import HALF, about, apart, content
from digest.select.words.folding import Names, in_one_name, marks
from digest.select.words.wording import is_of, one_of, plain, undone, words_of

LONGEST = 600
"""Characters of a sentence that are looked at."""
AROUND = 60
"""Characters before and behind what is said of a deal in which its parties and its place stand."""
KINDS = ("truce", "deal")
_MARKS = re.compile('[“”"]')


def standing(j: Judged) -> tuple[str, Literal["near", "done", ""]]:
    """What the sentence speaks of ("truce", "deal" or nothing), and whether it is near or done."""
    return _standing(j.sent.text[:LONGEST].lower())


@lru_cache(maxsize=4096)  # asked of a sentence again where it is compared with the past
def _standing(text: str) -> tuple[str, Literal["near", "done", ""]]:
    if not any(word in text for name in KINDS for word in words_of(name)):
        return "", ""
    text = _MARKS.sub("", text)
    kind = next((name for name in KINDS if _pattern(name).search(text)), "")
    if not kind:
        return "", ""
    if _near().search(text):
        return kind, "near"
    match = _done().search(text)
    around = text[max(0, match.start() - 60) : match.end() + 15] if match else ""
    return kind, "done" if match and not undone().search(around) else ""


def stages(j: Judged) -> frozenset[str]:
    """What kind of deal a sentence speaks of: "final", "peace", the words right before it."""
    return frozenset(_staged().findall(j.sent.text[:LONGEST].lower()))


def of_truce(j: Judged, article: str) -> bool:
    """Whether a deal that a sentence names without saying of what ("piece together a deal") is the truce of which its article tells."""
    return not (stages(j) or _object(j)) and _pattern("truce").search(article.lower()) is not None


def same_stage(j: Judged, other: Judged, whole: frozenset[str]) -> bool:
    """Whether a deal is of the stage of another; where the other names none, its article (`whole`, its terms) must know of that stage."""
    own, has = stages(j), stages(other)
    return own <= has or (not has and all(any(is_of(stage, term) for term in whole) for stage in own))


def looks_ahead(j: Judged) -> bool:
    """Whether a sentence tells what a deal will do: "the deal will end the strike"."""
    return _will().search(j.sent.text[:LONGEST]) is not None


def same_matter(j: Judged, other: Judged, whole: frozenset[str], *, once: bool, names: Names) -> bool:
    """Whether two sentences about a deal speak of the same one: its matter, its parties and its place agree, names among the terms.

    Where the one that reports it names no matter, its article must know that of the other (`whole`, the article's terms). Where there is
    one at a time (`once`, a truce) it is enough that the article knows the names. Two parties that both name, by whatever name (`names`),
    are who made it.
    """
    one, two = (in_one_name(t.sent.text[:LONGEST], names) for t in (j, other))
    known_to = f"{two} {' '.join(sorted(term.capitalize() for term in whole))}" if once else two
    if apart(one, known_to, around=(_around(one), _around(two))) or not _same_object(j, other, whole):
        return False
    own = [t for t in sorted(j.terms) if not t[0].isdigit() and not any(is_of(thing, t) for thing in _things())]
    called = [t for t in own if not plain(j.sent.text, t)]
    shared = [t for t in own if t in other.terms]
    known = whole.intersection(called)
    if len(_who(one, names) & _who(two, names)) > 1:
        return True
    return (once and (len(known) > 1 or (bool(known) and bool(j.party)))) or (
        len(shared) > 1 and any(t in called for t in shared)
    )


def _who(text: str, names: Names) -> frozenset[str]:
    return frozenset(mark.what for mark in marks(text, names) if mark.kind == "name")


def _around(text: str) -> str:
    """The piece of a sentence that tells how a deal stands."""
    match = _near().search(text.lower()) or _done().search(text.lower()) or _thing().search(text)
    return text[max(0, match.start() - AROUND) : match.end() + AROUND] if match else text


def _same_object(j: Judged, other: Judged, whole: frozenset[str]) -> bool:
    """What the deals are about: "a deal on fishing", "the border agreement"."""
    first, second = _object(j), _object(other)
    if first and second:
        return len(first & second) >= HALF * min(len(first), len(second))
    return first <= (whole | other.terms)


def _object(j: Judged) -> frozenset[str]:
    text = j.sent.text[:LONGEST]
    found: set[str] = set()
    for match in _thing().finditer(text):
        small, names = content(j, f"{match['of'] or ''} {about(text, match.end())}")
        found |= small or names
    return frozenset(term for term in found if not any(is_of(stage, term) for stage in words_of("stage")))


@cache
def _thing() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<of>(?:[\w-]+ ){{1,2}})?(?:{one_of(*KINDS)})s?(?![\w-])", re.IGNORECASE)


_BETWEEN = r"(?:[^.;,]{0,12}?|,? (?:between|of|in|with) [^.;,]{3,50}?)"
"""What may stand between a deal and what is said of it: "the truce between both armies took effect"."""


@cache
def _things() -> frozenset[str]:
    phrases = [phrase for name in (*KINDS, "done") for phrase in words_of(name)]
    return frozenset(word for phrase in phrases for word in re.split(r"[ -]", phrase))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{one_of(name)})s?(?![\w-])")


@cache
def _near() -> re.Pattern[str]:
    thing = one_of(*KINDS)
    signing = rf"\b(?:{one_of('ahead')})\b[^.;]{{0,30}}\bsign(?:ing)?\b[^.;]{{0,30}}\b(?:{thing})s?\b"
    return re.compile(
        rf"{signing}|\b(?:{one_of('draft')})\b[^.;]{{0,50}}\b(?:{thing})s?\b|\b(?:{thing})s?\b{_BETWEEN} (?:{one_of('pending')})\b"
    )


@cache
def _will() -> re.Pattern[str]:
    return re.compile(rf"\b[Tt]he (?:[\w-]+ ){{0,2}}(?:{one_of(*KINDS)}) (?:will|would)\b")


@cache
def _done() -> re.Pattern[str]:
    thing = one_of(*KINDS)
    return re.compile(
        rf"\b(?:{one_of('done')})\b[^.;]{{0,40}}\b(?:{thing})s?\b|\b(?:{thing})s?\b{_BETWEEN} (?:{one_of('in force')})\b"
    )


@cache
def _staged() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({one_of('stage')})(?: [\w-]+)? (?:{one_of(*KINDS)})s?\b")
