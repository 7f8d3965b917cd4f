"""What an article from before an event expects of it, and what it says will come soon: old once the event is told, or the time is over.

Only sentences that look ahead are found: "will offer", "is likely to demand", "would be released very soon". A sentence that names a later
day, a condition or a year stays as it is; so does what somebody wants: he wants it still.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from digest.model import Judged
from digest.select.words.folding import Names, marks
from digest.select.words.wording import one_of, undone

LONGEST = 600
"""Characters of a sentence that are looked at."""
SOON = 7
"""Days in which what is said to come soon has come, or has not."""
MOST = 200
"""Sentences that are looked at for one."""
NEAR = 25
"""Characters before an act in which a word denies it or puts it off."""
FAR = 140
"""Characters between what looks ahead and the day on which it comes."""
BETWEEN = 60
"""Characters between what announces and "soon"."""


def over(j: Judged, written: date, latest: date) -> bool:
    """Whether what a sentence announces is over: said to come soon, more than `SOON` days before the latest article, or to last until a
    day that has passed.
    """
    ends = [t.last for t in j.times if t.kind == "announced" and t.relation in ("by", "until", "before")]
    if ends and written <= max(ends) and max(time.last for time in j.times) < latest:
        return True
    if (latest - written).days <= SOON or any(time.last > latest for time in j.times):
        return False
    text = j.sent.text[:LONGEST].lower()
    return bool(_soon().search(text)) and not _open().search(text)


def awaited(
    live: Sequence[Judged], days: Mapping[str, date | None], latest: date, names: Names
) -> Iterator[tuple[Judged, str]]:
    """What was announced without a day and is over (`over`), and the id of the first later sentence that tells it as done, or nothing.

    Told is the same act, of one party that both name.
    """
    waiting = [
        (j, day, _coming(j, names))
        for j in live
        if (day := days[j.sent.doc]) and not (j.when and j.when.kind == "announced") and over(j, day, latest)
    ]
    wanted = frozenset(act for _, _, acts in waiting for act in acts)
    told: dict[str, list[tuple[date, str, frozenset[str]]]] = {}
    for j in live if wanted else ():
        if at := days[j.sent.doc]:
            for act in sorted(wanted & told_done(j, names)):
                told.setdefault(act, []).append((at, j.sent.id, _who(j, names)))
    for those in told.values():
        those.sort(key=lambda t: t[:2])
    for j, day, acts in waiting:
        who = _who(j, names)
        later = [(other, key) for act in sorted(acts) for other, key, by in _after(told.get(act, ()), day) if who & by]
        yield j, min(later)[1] if later else ""


def _after(told: Sequence[tuple[date, str, frozenset[str]]], day: date) -> Sequence[tuple[date, str, frozenset[str]]]:
    """The first `MOST` that are later than a day."""
    start = bisect_left(told, (day + timedelta(1), ""), key=lambda t: t[:2])
    return told[start : start + MOST]


def _coming(j: Judged, names: Names) -> frozenset[str]:
    """The acts that a sentence says will come soon."""
    text = j.sent.text[:LONGEST]
    soon = _soon().search(text.lower())
    return frozenset(
        m.what for m in marks(text, names) if soon and m.kind == "act" and soon.start() <= m.start < soon.end()
    )


def told_done(j: Judged, names: Names) -> frozenset[str]:
    """The acts that a sentence tells as done: a past form that nothing before it puts off, or a noun behind "after their"."""
    text = j.sent.text[:LONGEST]
    found = set()
    for mark in marks(text, names):
        before = text[max(0, mark.start - NEAR) : mark.start].lower()
        told = mark.words[-1].endswith("ed") and not undone().search(before) and not _NOT_YET.search(before)
        told = told and not _of_words().match(text, mark.end)
        if mark.kind == "act" and (told or _AFTER.search(before)):
            found.add(mark.what)
    return frozenset(found)


_NOT_YET = re.compile(r"\b(?:be|being|get|have them|see them) $")
_AFTER = re.compile(r"\b(?:after|following|since|upon) (?:his|her|its|their) $")


def expects(j: Judged) -> bool:
    """Whether a sentence tells what will or may come, under no condition and of no year."""
    text = j.sent.text[:LONGEST].lower()
    return bool(_looks().search(text) or _might().search(text)) and not (_open().search(text) or _YEAR.search(text))


def comes_by_day(j: Judged) -> bool:
    """Whether a sentence says that something comes on a day that only the day of its article tells: "is expected to land on Thursday"."""
    text = j.sent.text[:LONGEST].lower()
    return _by_day().search(text) is not None and not _YEAR.search(text)


def lasts(j: Judged) -> bool:
    """Whether what a sentence announces begins on the day that it names and goes on: "free of charge starting Tuesday"."""
    return any(_from_then_on().search(j.sent.text[max(0, time.span.start - 20) : time.span.start]) for time in j.times)


def gathers(j: Judged) -> bool:
    """Whether a sentence speaks of a meeting, talks or a visit."""
    return _gathering().search(j.sent.text[:LONGEST].lower()) is not None


def expectations(
    live: Sequence[Judged], met: Mapping[str, tuple[str, date]], names: Names
) -> Iterator[tuple[Judged, str]]:
    """What articles expect of a meeting that another article tells as held, and the id of the sentence that tells it.

    `met`: id of an announcing sentence -> that id and the day of the meeting. Of the announcing article those sentences are found that
    look ahead and name one of those who were to meet.
    """
    announced = {j.sent.id: j for j in live if j.sent.id in met and gathers(j)}
    by_doc: dict[str, tuple[frozenset[str], str, date]] = {}
    for key, j in announced.items():
        by_doc.setdefault(j.sent.doc, (_who(j, names), *met[key]))
    for j in live:
        if j.sent.doc in by_doc and j.sent.id not in announced:
            who, teller, day = by_doc[j.sent.doc]
            if _ahead(j, day) and _who(j, names) & who:
                yield j, teller


def _who(j: Judged, names: Names) -> frozenset[str]:
    return frozenset(mark.what for mark in marks(j.sent.text[:LONGEST], names) if mark.kind == "name")


def _ahead(j: Judged, day: date) -> bool:
    """Whether a sentence looks ahead to the meeting of a day and no further."""
    text = j.sent.text[:LONGEST].lower()
    if any(time.last > day + timedelta(1) for time in j.times) or _open().search(text) or _YEAR.search(text):
        return False
    return bool(_looks().search(text)) or (gathers(j) and bool(_might().search(text)))


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@cache
def _soon() -> re.Pattern[str]:
    coming, soon = one_of("to come"), rf"(?<!as )(?<!too )(?<!so )(?:{one_of('soon')})(?! after| as\b| there)"
    return re.compile(rf"\b(?:{coming})\b[^.;]{{0,{BETWEEN}}}?\b{soon}\b|\b{soon}\b[^.;,]{{0,12}}\b(?:{coming})\b")


@cache
def _looks() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('looks ahead')})\b")


@cache
def _by_day() -> re.Pattern[str]:
    day = "(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|(?:this|next) week(?:end)?|later(?! than)"
    past = "['’]s| (?:morning|afternoon|evening|night)['’]s"
    told = "who|which|that|said|says|say|announced|told|reported|warned|gave|was|were|had|did"
    between = rf"(?:(?!\b(?:{told})\b)[^.,;]){{0,{FAR}}}?"
    return re.compile(rf"\b(?:{one_of('looks ahead')})\b{between}\b(?:{day})\b(?!{past})")


@cache
def _of_words() -> re.Pattern[str]:
    """Behind a deed: it was done to words only ("released a statement")."""
    return re.compile(rf" (?:[\w-]+ ){{0,3}}?(?:{one_of('words only')})\b")


@cache
def _from_then_on() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('from then on')}) $")


@cache
def _might() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('might be')})\b")


@cache
def _open() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('open condition')})\b")


@cache
def _gathering() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('gathering')})\b")
