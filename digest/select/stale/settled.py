"""What was not known, settled or decided yet, and the sentences that tell it: details of a deal, what parties were divided over, whether
one of them would take part.

"Details of the agreement were not available" says nothing beside sentences that tell what is in it; that two sides had been split over a
matter is history once another article has a deal on that matter. Nothing is overtaken by an older article. Without hours, articles of one
day count as one time: then only what is told as over ("had been split") is settled by another of that day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from digest.model import Judged
from digest.select.stale.matter import HALF, content
from digest.select.stale.written import Written
from digest.select.words.folding import Names, marks
from digest.select.words.wording import one_of, undone

LONGEST = 600
"""Characters of a sentence that are looked at."""
SOON = 10
"""Days within which details are told, or a quarrel is settled."""
STORY = 0.25
"""Share of the names of the article with fewer of them that two articles of one deal have in common at least."""
TOLD = 2
"""Sentences that tell what is in a deal, of which its details are known."""
SAME = 2
"""Words that a quarrel and its settlement share at least."""
AROUND = 60
"""Characters before an act in which who does it is named."""
NEAR = 25
"""Characters before an act in which a word denies it or puts it off."""
MOST = 200
"""Sentences that are looked at for one."""


def settled(
    live: Sequence[Judged], when: Mapping[str, Written | None], names: Names
) -> Iterator[tuple[Judged, Judged, bool]]:
    """What was unknown, unsettled or undecided, and the first sentence of another article that tells it.

    Behind them whether nothing is left of it: over what parties were divided is still worth knowing.
    """
    dated = [(j, at, j.sent.text[:LONGEST]) for j in live if (at := when[j.sent.doc])]
    unknown = [(j, at) for j, at, text in dated if _untold().search(text.lower())]
    if unknown:
        own = {j.sent.id for j, _ in unknown}
        told = _in_time((j, at) for j, at, text in dated if j.sent.id not in own and _terms().search(text.lower()))
        called = _called(live)
        for j, at in unknown:
            those = [
                o
                for o in _after(told, j, at, same_day=True)
                if _one_story(called[j.sent.doc], called[o.sent.doc]) and _one_matter(j, o, names)
            ]
            if len(those) >= TOLD:
                yield j, those[0], True
    split = [(j, at, match) for j, at, text in dated if _over().search(text) and (match := _split().search(text))]
    if split:
        agreed = _in_time((j, at) for j, at, text in dated if _agreed().search(text.lower()))
        for j, at, match in split:
            small = content(j, match["over"])[0]
            enough = max(SAME, HALF * len(small))
            those = [o for o in _after(agreed, j, at, same_day=bool(match["had"])) if len(small & o.terms) >= enough]
            if those:
                yield j, those[0], False
    open_ = [(j, at, match) for j, at, text in dated if (match := _undecided().search(text))]
    if open_:
        decided = _in_time((j, at) for j, at, text in dated if _decided().search(text))
        for j, at, match in open_:
            who, what = _doer(j, match.start(), names), _events(j.sent.text[match.end() : LONGEST])
            those = [o for o in _after(decided, j, at, same_day=False) if who and _decides(o, who, what, names)]
            if those:
                yield j, those[0], True


_Dated = tuple[list[tuple[date, float]], list[tuple[Judged, Written]]]


def _in_time(found: Iterable[tuple[Judged, Written]]) -> _Dated:
    """Sentences in time, and the keys by which they are."""
    those = sorted(found, key=lambda pair: (pair[1].key, pair[0].sent.id))
    return [at.key for _, at in those], those


def _after(those: _Dated, j: Judged, at: Written, *, same_day: bool) -> list[Judged]:
    """The first `MOST` sentences of other articles that are later by at most `SOON` days, or of that day and not known to be earlier."""
    start = bisect_left(those[0], (at.day, 0.0))
    return [
        other
        for other, later in those[1][start : start + MOST]
        if other.sent.doc != j.sent.doc
        and (later.day - at.day).days <= SOON
        and (at.before(later) or (same_day and not later.before(at)))
    ]


def _called(live: Sequence[Judged]) -> dict[str, set[str]]:
    """Document id -> the names in it."""
    found: dict[str, set[str]] = {}
    for j in live:
        found.setdefault(j.sent.doc, set()).update(j.names)
    return found


def _one_story(one: Collection[str], other: set[str]) -> bool:
    """Whether two articles share so many names that they can tell of one deal without saying of which."""
    return len(other.intersection(one)) >= STORY * min(len(one), len(other))


def _one_matter(j: Judged, other: Judged, names: Names) -> bool:
    """Whether both sentences name one party at least, or one of them none: then their article's deal is the only one that is meant."""
    one, two = ({m.what for m in marks(t.sent.text[:LONGEST], names) if m.kind == "name"} for t in (j, other))
    return bool(one & two) or not one or not two


def _doer(j: Judged, before: int, names: Names) -> str:
    """The last party or people named before an act; empty where none is near."""
    found = marks(j.sent.text[:before], names)
    return next((m.what for m in reversed(found) if m.kind == "name" and before - m.end <= AROUND), "")


def _events(text: str) -> frozenset[tuple[str, str]]:
    """(which, of what kind) for every event that is told apart from others: "the fifth round", "the next meeting"."""
    return frozenset((match[1], match[2].removesuffix("s")) for match in _event().finditer(text.lower()))


def _decides(other: Judged, who: str, what: frozenset[tuple[str, str]], names: Names) -> bool:
    """Whether a sentence tells that `who` decided on one of the events `what`; "the next" is any."""
    text = other.sent.text[:LONGEST]
    for match in _decided().finditer(text):
        if undone().search(text[max(0, match.start() - NEAR) : match.start()].lower()):
            continue
        same = any(
            kind == other_kind and (which == told or "next" in (which, told))
            for which, kind in what
            for told, other_kind in _events(text)
        )
        if same and _doer(other, match.start(), names) == who:
            return True
    return False


@cache
def _untold() -> re.Pattern[str]:
    what, deal = one_of("details"), one_of("deal", "truce")
    about = rf"(?:{what})\b(?: of [^.;]{{0,60}}?\b(?:{deal})\b[^.;]{{0,120}}?)? (?:{one_of('not told')})\b"
    return re.compile(
        rf"\b{about}|\b(?:{one_of('telling nothing')}) (?:{what}) (?:of|on|about) [^.;]{{0,40}}\b(?:{deal})\b"
    )


@cache
def _terms() -> re.Pattern[str]:
    deal, one = one_of("deal", "truce"), r"(?:the|its|an?) (?:[\w-]+ ){0,2}"
    behind = rf"[^.;]{{0,20}} to (?!(?:{one_of('purpose')})\b)[a-z]"
    return re.compile(
        rf"\b(?:{deal})s?\b[^.;]{{0,25}}? (?:{one_of('contains')})\b|\bunder {one}(?:{deal})\b"
        rf"|\b(?:has|have|had) agreed to\b|\b(?:reached|struck) {one}(?:{deal})\b{behind}"
    )


@cache
def _split() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<had>had )?(?:[a-z]+ ){{0,2}}(?:{one_of('split')}) (?:on|over|about) (?P<over>[^.,;—–]{{3,90}})",
        re.IGNORECASE,
    )


@cache
def _over() -> re.Pattern[str]:
    """Stands in every text that `_split` matches; only saves time."""
    return re.compile(rf"(?:{one_of('split')}) (?:on|over|about) ", re.IGNORECASE)


@cache
def _agreed() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:reached|struck) (?:a|an) (?:[\w-]+ ){{0,2}}(?:{one_of('deal')})\b|(?<!not )\bagreed (?:to|on)\b|\bresolved\b|\bsettled\b"
    )


@cache
def _undecided() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('undecided')})\b")


@cache
def _decided() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('decides')})\b")


@cache
def _event() -> re.Pattern[str]:
    return re.compile(
        rf"\b({one_of('ordinal')}) (?:[a-z-]+ ){{0,2}}?(rounds?|phases?|stages?|meetings?|sessions?|summits?|conferences?|votes?)\b"
    )
