"""What the older articles of a story that runs over days are worth: a little less, however well they tell what was news then; and its end.

In update summarisation (Dang & Owczarzak 2008) the newest articles hold what a reader doesn't know yet, and the first ones what was
overtaken since, often in words that no rule of `stale` knows. So the older half of the articles counts for less, the oldest least; the
newer half, in which the main event stands, and a story of a few days stay as they are. `OLDEST` was tried at .7 and .4 of the value over
20 stories: both print more of the facts wanted than no recency, and than one that reaches into the newer half. What happened stays
true; what was expected has come since or has not, so that it counts for less as soon as the articles of its event are over.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from digest.model import Document, Judged
from digest.select.room import REACTIONS
from digest.select.stale.outlook import comes_by_day, expects

GAP = 3
"""Days that an article of the older half lies before the middle one at least: the reports of one event come within a day or two."""
HALF = 0.5
"""Share of the dated articles that are newer than one of the older half."""
OLDEST = 0.7
"""Factor of the salience of a sentence than whose article nearly all others are newer."""
OVER = 0.5
"""The same of what an old article expects."""
AGREED = frozenset(("cue:agree", "cue:exchange", "cue:terms"))
"""Features of what was agreed: it will be done as it was decided, and stays news until it is told as done."""


def ages(docs: Sequence[Document]) -> dict[str, float]:
    """Document id -> what is left of the salience of its sentences, for the older articles of a story that runs over days.

    Undated articles aren't among them: what happened may be the newest of all, however much of the old it tells again.
    """
    days = sorted(doc.day for doc in docs if doc.day)
    old = {doc.id: doc.day for doc in docs if doc.day and (days[len(days) // 2] - doc.day).days >= GAP}
    newer = {key: 1 - bisect_right(days, day) / len(days) for key, day in old.items()}
    return {key: 1 - (1 - OLDEST) * (share - HALF) / HALF for key, share in newer.items() if share > HALF}


def expired(judged: Iterable[Judged], docs: Collection[Document]) -> frozenset[str]:
    """Ids of the sentences that tell what will or may come, in articles of `GAP` days or more before the newest, and beside dated ones
    in undated articles, where they say that it comes soon ("on Thursday"): nobody knows whether it did.

    No day that they name is still ahead, and they tell of nothing agreed and of nobody's position or view: he holds it still.
    """
    days = {doc.id: doc.day for doc in docs if doc.day}
    last = max(days.values(), default=date.min)
    old = {doc.id for doc in docs if days and doc.supposed and (last - doc.supposed).days >= GAP}
    return frozenset(
        j.sent.id
        for j in judged
        if (expects(j) if j.sent.doc in old else bool(days) and j.sent.doc not in days and comes_by_day(j))
        and j.act is None
        and j.label.section != REACTIONS
        and AGREED.isdisjoint(name for name, _ in j.features)
        and all(time.last < last for time in j.times)
    )


def last_news(judged: Iterable[Judged], docs: Collection[Document]) -> frozenset[str]:
    """Ids of the sentences with which the articles of the newest day open, where it comes days after most of the others.

    What happened last is told by few of them, so that it finds no support, and a page would end where most of its articles end.
    """
    days = sorted(doc.day for doc in docs if doc.day)
    if not days or (days[-1] - days[len(days) // 2]).days < GAP:
        return frozenset()
    newest = {doc.id for doc in docs if doc.day == days[-1]}
    first: dict[str, Judged] = {}
    for j in judged:
        if j.sent.doc in newest and not j.dropped:
            at = first.setdefault(j.sent.doc, j)
            first[j.sent.doc] = min(at, j, key=lambda one: one.sent.index)
    return frozenset(j.sent.id for j in first.values())


def aged(judged: Sequence[Judged], docs: Sequence[Document]) -> tuple[Judged, ...]:
    """The sentences, those of older articles (`ages`) and what these expected (`expired`) worth less.

    What the editor had a hand in stays as it is.
    """
    by_doc, over = ages(docs), expired(judged, docs)
    factors = {j.sent.id: by_doc.get(j.sent.doc, 1.0) * (OVER if j.sent.id in over else 1.0) for j in judged}
    return tuple(
        replace(j, salience=round(j.salience * factors[j.sent.id], 4)) if factors[j.sent.id] < 1 and not j.edited else j
        for j in judged
    )
