"""The news with which several articles open, and that of each day on which several publishers wrote: a page tells each by one opening.

The first sentence of a report is its news (the inverted pyramid), and what several publishers open with is an event of the story. What is
told of an event further down is shorter and fits a section more surely, so that by gain a word a page gives the details of an event
("The first round of tariffs …") that it never tells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from digest.model import Document, Judged
from digest.select.candidates import Candidate, opens_with_news

HOUSES = 2
"""Publishers that wrote on a day of the story."""
MET = frozenset(("act:v happen", "cue:process"))
RESULT = frozenset(
    f"cue:{name}" for name in ("agree", "v agree", "deal", "terms", "exchange", "fail", "v fail", "demand", "refuse")
)
"""Features of who meets, and of what comes of a meeting."""
FRESH = timedelta(days=1)
"""What happened longer ago is no news of the day: the article only starts from it."""


def leads(
    offered: Sequence[Candidate], twins: Callable[[str], frozenset[str]], docs: Mapping[str, Document]
) -> list[list[int]]:
    """Indexes of the candidates that tell one news, a list for each: first what most articles open with, then by day, the newest first.

    `twins` are the ids of the sentences that open other articles with the same news as a sentence.
    """
    at = {c.unit.core.sent.id: n for n, c in enumerate(offered) if not _only_met(c.unit.core)}
    shared = [sorted({n, *(at[key] for key in twins(own) if key in at)}) for own, n in at.items()]
    first = [n for n in at.values() if offered[n].unit.core.sent.index == 0]
    of_day: dict[date, list[int]] = {}
    for n in first:
        if day := docs[offered[n].unit.core.sent.doc].day:
            of_day.setdefault(day, []).append(n)
    days = [
        [n for n in of_day[day] if opens_with_news(offered[n].unit.core) and _fresh(offered[n].unit.core, day)]
        for day in sorted(of_day, reverse=True)
        if len({offered[n].publisher for n in of_day[day]}) >= HOUSES
    ]
    return [*sorted((own for own in shared if len(own) > 1), key=lambda own: (-len(own), own)), *days]


def _only_met(j: Judged) -> bool:
    """Whether a sentence tells that some meet, and of nothing that came of it."""
    signs = {name for name, _ in j.features}
    return signs >= MET and RESULT.isdisjoint(signs)


def _fresh(j: Judged, day: date) -> bool:
    return j.when is None or j.when.last >= day - FRESH
