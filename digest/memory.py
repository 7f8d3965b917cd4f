"""Between the archive and the stages: what of today's reading is eligible, what is known of earlier editions, what an edition leaves.

The rules are pure functions of dates and ids; `recall` and `remember` ask the archive and tell it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from digest.config.printed import Window
from digest.model import BEFORE, NO_PAST, Document, Former, Judged, Past, Problem, Selection

if TYPE_CHECKING:
    from digest.archive.editions import Earlier, Edition
    from digest.archive.store import Store

SPANS: Mapping[str, timedelta] = {"24h": timedelta(hours=24), "7d": timedelta(days=7)}
"""How far back from the cut-off a window reaches."""


def eligible(
    docs: Sequence[Document],
    *,
    window: Window,
    cutoff: datetime,
    read: frozenset[str],
    met: datetime | None = None,
    before: datetime | None = None,
) -> tuple[tuple[Document, ...], tuple[Problem, ...], frozenset[str]]:
    """The documents that this edition reads, what is said of the others, and the ids of those that arrived late.

    `read` are the ids of documents that other editions read: none is read twice, but for the window `all`. `before` is the cut-off of the
    last edition: what was published up to it and is read only now arrived late. An undated document counts as published when it is first
    met, at `met`; None stands for in time.
    """
    kept: list[Document] = []
    late: set[str] = set()
    left = {"again": 0, "old": 0, "unmet": 0}
    reach = SPANS.get(window)
    for doc in docs:
        if window != "all" and doc.id in read:
            left["again"] += 1
        elif doc.published is None and met is not None and met > cutoff:
            left["unmet"] += 1
        elif reach is not None and doc.published and _ends(doc.published.value, cutoff) <= cutoff - reach:
            left["old"] += 1
        else:
            kept.append(doc)
            if before and window != "all" and doc.published and _ends(doc.published.value, cutoff) <= before:
                late.add(doc.id)
    said = {
        "again": "read for an earlier edition, and not again",
        "old": f"published before the window of {window}",
        "unmet": "undated and met after the cut-off; left to the next edition",
    }
    problems = tuple(
        Problem(BEFORE, "earlier articles" if why != "unmet" else "undated articles", f"{number} {said[why]}")
        for why, number in left.items()
        if number
    )
    return tuple(kept), problems, frozenset(late)


def _ends(published: str, cutoff: datetime) -> datetime:
    """The moment of publication; of a mere day its last: an article of the day of the last cut-off needn't have been there by then."""
    moment = datetime.fromisoformat(published)
    if len(published) == 10:
        moment = moment.replace(hour=23, minute=59, second=59)
    return moment if moment.tzinfo else moment.replace(tzinfo=cutoff.tzinfo)


def recall(
    store: Store, earlier: Sequence[Earlier], docs: Sequence[Document], judged: Sequence[Judged], *, slug: str
) -> Past:
    """What earlier editions (the latest first) printed and read that has to do with today's sentences."""
    from digest.archive import documents, recollection

    if not earlier:
        return NO_PAST
    wanted = [j.terms for j in judged if not j.dropped]
    found = recollection.recollect(store, [(e.id, e.number, e.day) for e in earlier], wanted)
    return Past(
        former=found.former,
        spread=found.spread,
        docs=found.docs,
        last=earlier[0].number,
        last_day=earlier[0].day,
        versions=documents.earlier_versions(store, docs, slug=slug),
    )


def shown(judged: Iterable[Judged], docs: Sequence[Document]) -> tuple[Former, ...]:
    """What the reader has seen without an edition: every sentence that analysis didn't set aside."""
    by_id = {doc.id: doc for doc in docs}
    return tuple(
        Former(j, published=by_id[j.sent.doc].day, publisher=by_id[j.sent.doc].publisher.value)
        for j in judged
        if not j.dropped
    )


def with_shown(past: Past, more: Sequence[Former]) -> Past:
    """The past with what the reader has seen besides."""
    docs: dict[str, set[str]] = {}
    for one in more:
        for term in one.judged.terms:
            docs.setdefault(term, set()).add(one.judged.sent.doc)
    spread = dict(past.spread)
    for term, those in docs.items():
        spread[term] = spread.get(term, 0) + len(those)
    many = len({one.judged.sent.doc for one in more})
    return replace(past, former=(*more, *past.former), spread=spread, docs=past.docs + many)


def former(
    judged: Sequence[Judged],
    docs: Sequence[Document],
    selection: Selection,
    *,
    number: int,
    day: str,
    concepts: bool,
) -> tuple[tuple[Former, ...], tuple[Former, ...]]:
    """What an edition leaves to later ones: the sentences that it printed, as sentences of the section in which they stood if they did, and
    those that it read and didn't print. Furniture and the like are left out, and concepts unless later editions weigh them (`concepts`).
    """
    by_id = {doc.id: doc for doc in docs}
    place = {key: chosen.section for chosen in selection.chosen for key in chosen.sents}
    beside = {key for point in selection.open for key in point.sents}
    told = {key for chosen in selection.chosen for key in chosen.claim.support}
    printed: list[Former] = []
    unprinted: list[Former] = []
    for j in judged:
        doc = by_id[j.sent.doc]
        left = j if concepts else replace(j, concepts=())
        one = Former(left, number, day, False, doc.day, doc.publisher.value)
        if j.sent.id in place:
            labelled = replace(left, label=replace(j.label, section=place[j.sent.id]))
            printed.append(replace(one, judged=labelled, printed=True))
        elif j.sent.id in beside:
            printed.append(replace(one, printed=True))
        elif not j.dropped or j.dropped == "stale" or j.sent.id in told:
            unprinted.append(one)
    return tuple(printed), tuple(unprinted)


def next_number(editions: Sequence[Edition]) -> int:
    """The number of the next edition of a briefing."""
    return max((edition.number for edition in editions), default=0) + 1


def due(
    last: date | None, today: date, *, policy: str, schedule: str | None = "daily", most: int = 31
) -> tuple[date, ...]:
    """The days that need an edition, in order, today's the last of them: those after `last`, the day of the last frozen edition.

    `policy` is `catch_up` of the configuration: `all` days that were missed, the `last` issue alone, or `none` but today's. Days on which
    the schedule has no issue are none that were missed; of many days the latest `most` are taken. A first run begins today.
    """
    if last is not None and last >= today:
        return ()
    if last is None:
        return (today,)
    days = [last + timedelta(days=n) for n in range(1, (today - last).days + 1)]
    issues = [day for day in days if _has_issue(day, last, schedule)]
    if policy == "all":
        return tuple(issues[-most:])
    if policy == "last":
        return tuple(issues[-1:])
    return (today,) if today in issues else ()


def _has_issue(day: date, last: date, schedule: str | None) -> bool:
    if schedule == "weekdays":
        return day.weekday() < 5
    if schedule == "weekly":
        return (day - last).days % 7 == 0
    return True
