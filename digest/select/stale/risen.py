"""The toll of one event that a later article gives higher: "killed 12 people on Monday", and three days on "Monday's bomb" killed 19.

Counts that run on ("since", "so far") are of `digest.select.stale.tolls`. Here the earlier sentence tells of the event itself, so that only
the same day, and words and a name for what happened in both, say that it is the same one, and the later article must point back: "Monday's
bomb", or a toll that rose. On one day there may be several attacks, and of one attack dead of several sides: what says "on Monday" anew,
names another place, or a total since some day, is of another count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from digest.model import Judged
from digest.select.stale.matter import apart, content
from digest.select.stale.tolls import LONGEST, dead
from digest.select.stale.written import Written

LATER = timedelta(days=30)
"""After so long nobody counts the dead of a day anew."""
BOTH = 2
"""Words for what happened that the opening of an article shares with the earlier sentence, where only it tells of what the toll is."""
WHOLE = 0.6
"""Part of the words of the earlier sentence that the later one has where it tells all of it."""
MOST = 40
"""Tolls that are looked at for one."""
_ANY_TOLL = re.compile(
    r"(?:kill|die|dead|death|dying|peopl|person|toll|ros|ris|climb|offici|report|said|least|wound|injur|number|known|miss)\w{0,4}"
)
_ROSE = re.compile(
    r"\b(?:toll|number|count|killed|dead|deaths)\b.{0,120}?"
    r"\b(?:rose|risen|rises|climbed|climbs|jumped|increased|reached|stands at|stood at)\b"
)
_BARE = re.compile(
    r"(?:The|Its|Their) (?:official |confirmed )?(?:death toll|toll|number of (?:the )?(?:dead|deaths)) (?:has |had )?"
    r"(?:rose|risen|rises|climbed|climbs|jumped|increased|reached|stands at|stood at)\b"
)
_BACK = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day['’]s\b")
_TOTAL = re.compile(
    r"\b(?:since|(?:this|so far this|in a|past|last) (?:year|month|week)|including|second|another|separate|overall|in total)\b"
)


def risen(live: Sequence[Judged], when: Mapping[str, Written | None]) -> Iterator[tuple[Judged, Judged, bool]]:
    """A toll, the sentence of a later article that gives a higher one of the same event, and whether that tells all the rest of it."""
    counts = [(at, value, j) for j in live if (at := when[j.sent.doc]) and (value := dead(j.sent.text[:LONGEST]))]
    counts.sort(key=lambda c: (c[0].key, c[1], c[2].sent.id))
    opens = _openings(live) if counts else {}
    for place, (early, value, old) in enumerate(counts):
        for later, more, new in reversed(counts[max(place + 1, len(counts) - MOST) :]):
            grown = value < more and early.before(later) and later.day - early.day <= LATER
            if grown and _one_event(old, early, new, later):
                yield old, new, _holds(old, new)
                break
            if grown and _rose_there(old, new, opening := opens[new.sent.doc]):
                yield old, new, _holds(old, new, opening)
                break


def _one_event(old: Judged, early: Written, new: Judged, later: Written) -> bool:
    text = new.sent.text[:LONGEST]
    rose = _ROSE.search(text) is not None
    if _TOTAL.search(text) or not (rose or _BACK.search(text)):
        return False
    mine, theirs = _days(old), _days(new) - {later.day}
    known = mine or {early.day, early.day - timedelta(days=1)}
    if theirs and not known & theirs:
        return False
    small, names = (a & b for a, b in zip(_words(old), _words(new), strict=True))
    enough = len(small) > 0 and len(names) > 0 if theirs else len(small) > 1 and len(names) > 0 and rose
    return enough and not apart(old.sent.text, new.sent.text, around=(old.sent.text[:LONGEST], new.sent.text[:LONGEST]))


def _openings(live: Sequence[Judged]) -> dict[str, Judged]:
    """Document id -> its first sentence that has a place in the briefing."""
    found: dict[str, Judged] = {}
    for j in live:
        if j.sent.doc not in found or j.sent.index < found[j.sent.doc].sent.index:
            found[j.sent.doc] = j
    return found


def _rose_there(old: Judged, new: Judged, opening: Judged) -> bool:
    """Whether a toll that names neither place nor event ("The death toll rose to 14") is of what its article opens with, which is the event
    of the earlier one: what happened, where, and on the same day.
    """
    if opening is new or _BARE.match(new.sent.text[:LONGEST]) is None or _words(new)[1]:
        return False
    (small, names), (told, where) = _words(old), _words(opening)
    if len(small & told) < BOTH or not names & where or not _days(old) & _days(opening):
        return False
    return not apart(old.sent.text, opening.sent.text, around=(old.sent.text[:LONGEST], opening.sent.text[:LONGEST]))


def _days(j: Judged) -> set[date]:
    return {time.first for time in j.times if time.kind == "past" and time.first == time.last}


def _words(j: Judged) -> tuple[frozenset[str], frozenset[str]]:
    """What happened and where: the words of a sentence that any toll doesn't have, and names."""
    small, names = content(j, j.sent.text[:LONGEST])
    return frozenset(term for term in small if not _ANY_TOLL.fullmatch(term)), names


def _holds(old: Judged, *new: Judged) -> bool:
    mine = frozenset[str]().union(*_words(old))
    told = frozenset[str]().union(*(part for j in new for part in _words(j)))
    return len(mine & told) >= WHOLE * len(mine)
