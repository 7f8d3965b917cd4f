"""What wasn't done yet ("has not yet agreed", "remains to be decided"), and the later sentence that tells it as done.

The act must be of one class (`words/data/alike.txt`), whoever does it the same, and what it is about, too: the same one of several events
("the fifth round"), or the same things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from digest.model import Judged
from digest.select.stale.matter import apart
from digest.select.stale.written import Written
from digest.select.words.folding import LONGEST, Mark, Names, marks
from digest.select.words.wording import one_of, undone

SOON = 10
"""Days within which a thing that wasn't done yet is done, or is another one."""
BEHIND = 25
"""Characters between "not yet" and the act."""
BEFORE = 40
"""Characters before an act in which who does it stands, and what denies it."""
SAME = 2
"""Things, or other terms than names, that two sentences share at least, where no event is numbered."""


@dataclass(frozen=True, slots=True)
class _Act:
    what: str
    who: str
    """The party or people right before it; empty where that is nobody known."""
    around: str


def pending(
    live: Sequence[Judged], when: Mapping[str, Written | None], names: Names
) -> Iterator[tuple[Judged, Judged]]:
    """What wasn't done yet, and the earliest sentence of a later article that tells it as done."""
    waiting = [(j, act) for j in live if _not_yet().search(j.sent.text) for act in _open(j, names)]
    wanted = {act.what for _, act in waiting}
    told: dict[str, list[tuple[Written, Judged, _Act]]] = {}
    for j in live if waiting else ():
        at = when[j.sent.doc]
        for act in _done(j, names):
            if at is not None and act.what in wanted:
                told.setdefault(act.what, []).append((at, j, act))
    place = {(j.sent.doc, j.sent.index): j for j in live} if waiting else {}
    found: set[str] = set()
    for j, act in waiting:
        at = when[j.sent.doc]
        for later, other, done in sorted(told.get(act.what, ()), key=lambda t: (t[0].key, t[1].sent.id)):
            if at is None or not at.before(later) or (later.day - at.day).days > SOON or j.sent.id in found:
                continue
            before = place.get((other.sent.doc, other.sent.index - 1))
            if _same(j, act, other, done, before, names):
                found.add(j.sent.id)
                yield j, other


def _same(j: Judged, act: _Act, other: Judged, done: _Act, before: Judged | None, names: Names) -> bool:
    events = _numbered(j.sent.text)
    if (
        act.who != done.who
        or not (act.who or events)
        or apart(j.sent.text, other.sent.text, around=(act.around, done.around))
    ):
        return False
    told = f"{before.sent.text if before else ''} {other.sent.text}".lower()
    if events:
        return bool(events & _numbered(told))
    mine, theirs = ({m.what for m in marks(t.sent.text, names) if m.kind == "thing"} for t in (j, other))
    plain = {t for t in (j.terms & other.terms) - j.names - other.names if not t[0].isdigit()}
    return bool(mine & theirs) and len(plain) >= SAME


def _open(j: Judged, names: Names) -> Iterator[_Act]:
    """The acts that a sentence says are not done yet."""
    text = j.sent.text[:LONGEST]
    found = marks(text, names)
    for match in _not_yet().finditer(text):
        act = next((m for m in found if m.kind == "act" and 0 <= m.start - match.end() <= BEHIND), None)
        if act:
            yield _Act(act.what, _doer(found, match.start()), text[max(0, match.start() - BEFORE) : act.end + BEFORE])


def _done(j: Judged, names: Names) -> Iterator[_Act]:
    """The acts that a sentence tells as done: a past form that nothing before it denies or puts off."""
    text = j.sent.text[:LONGEST]
    found = marks(text, names)
    for act in found:
        if act.kind == "act" and act.words[-1].endswith("ed"):
            ahead = text[max(0, act.start - BEFORE) : act.start]
            if not undone().search(ahead.lower()):
                yield _Act(act.what, _doer(found, act.start), f"{ahead} {text[act.start : act.end + BEFORE]}")


def _doer(found: Sequence[Mark], start: int) -> str:
    return next((m.what for m in reversed(found) if m.kind == "name" and 0 <= start - m.end <= BEFORE // 2), "")


def _numbered(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((match[1], match[2].removesuffix("s")) for match in _event().finditer(text.lower()))


@cache
def _not_yet() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('not yet')})\b|n[’']t yet\b")


@cache
def _event() -> re.Pattern[str]:
    return re.compile(
        rf"\b({one_of('ordinal')}) (?:[a-z-]+ )?(rounds?|phases?|stages?|meetings?|sessions?|votes?|readings?)\b"
    )
