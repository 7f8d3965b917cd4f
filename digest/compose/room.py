"""How much may stand beside the items: at least seven words in ten before the sources are the sections' own, but for the first open points.

The share is that of the items (their words, and what the program says behind them) in all words before the sources. The sentence of a
takeaway is that of an item and counts once, there; with takeaways among the others, which are read twice, the share may be a little less,
but not for tables, which are words of items once more.
What gives way, in this order: takeaways beyond three, events of the timeline (the longest first), cells of the positions beyond one for
each act, then these blocks as a whole; of what is disputed and not known of either kind what comes last. What a section prints is said
again there only where nothing else of its kind is told. Where an edition is so short that masthead, coverage and labels alone are more
than three words in ten, nothing more can be done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import zip_longest
from typing import get_args

from digest.model import Briefing, Doubt, Event, OpenPoint, Position, Takeaway

SHARE = 0.7
"""Least share of the sections in the words before the sources, the sentences of takeaways counted once."""
READ_TWICE = 0.65
"""The same with takeaways among the words that are none of the sections'."""
FEWEST = 3
"""Takeaways that are always kept."""
LEAST_EVENTS = 3
"""Events below which a timeline tells nothing."""
_FRAME = 88
"""Words of masthead, headings and labels."""
_BESIDE = 3
"""Words of the program beside a quote in a table: party and act, or day, and the section."""
_BEHIND = 5
"""Words of the program behind a takeaway and behind what a section prints that is open: the day, and the section."""


def fitted(
    briefing: Briefing, *, takeaways: Callable[[int], tuple[Takeaway, ...]], fewer: tuple[Position, ...]
) -> Briefing:
    """The briefing with as much beside its items as there is room for.

    `takeaways` gives so many takeaways at most, `fewer` are the positions with one cell for each act of a party.
    """
    counts = range(len(briefing.takeaways), FEWEST - 1, -1) or (len(briefing.takeaways),)
    least = replace(briefing, takeaways=takeaways(counts[-1]), positions=(), timeline=())
    briefing = replace(briefing, open=_open(least))
    most = [replace(briefing, takeaways=takeaways(count)) for count in counts]
    for positions in dict.fromkeys((briefing.positions, fewer)):
        for full in most:
            tried = replace(full, positions=positions, timeline=())
            if positions and fits(tried, tables=True):
                return _with_events(tried, briefing.timeline)
    bare = [replace(full, positions=(), timeline=()) for full in most]
    fitting = [full for full in bare if fits(full)]
    for full in fitting:
        if (told := _with_events(full, briefing.timeline)).timeline:
            return told
    return fitting[0] if fitting else bare[-1]


def _open(briefing: Briefing) -> tuple[OpenPoint, ...]:
    """Those of its open points for which there is room, of either kind one before a second; what a section prints only where no other is.

    The first of either kind stays whether there is room or not: who reads no other page has to know that something is disputed.
    """
    kept: list[OpenPoint] = []
    for again in (False, True):
        told = {point.doubt for point in kept}
        own = [p for p in briefing.open if bool(p.item) is again and not (again and p.doubt in told)]
        kinds = [[point for point in own if point.doubt == kind] for kind in get_args(Doubt)]
        for point in (point for row in zip_longest(*kinds) for point in row if point):
            first = all(other.doubt != point.doubt for other in kept)
            if first or fits(replace(briefing, open=(*kept, point))):
                kept.append(point)
    return tuple(kept)


def _with_events(briefing: Briefing, events: tuple[Event, ...]) -> Briefing:
    """The briefing with those events for which there is room, the shortest first; with none where they are on fewer than three days."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda event: (_words([event.quote.text]), events.index(event))):
        if fits(replace(briefing, timeline=(*kept, event)), tables=True):
            kept.append(event)
    told = tuple(event for event in events if event in kept)
    enough = len({event.first for event in told}) >= LEAST_EVENTS
    return replace(briefing, timeline=told) if enough else briefing


def fits(briefing: Briefing, *, tables: bool = False) -> bool:
    """True where the sections have their share; with `tables`, which show items in another order, those of takeaways counted twice."""
    items = [item for section in briefing.sections for item in section.items]
    own = _words(text for item in items for text in (item.head, item.text, item.attribution))
    twice = _words([takeaway.quote.text for takeaway in briefing.takeaways])
    whole = own + _beside(briefing)
    return own >= SHARE * whole and own >= (SHARE if tables else READ_TWICE) * (whole + twice)


def _beside(briefing: Briefing) -> int:
    """Words before the sources that are none of the sections', takeaways left out."""
    seen = briefing.coverage
    said = [*(f"{reason} {count}" for reason, count in seen.dropped[:5]), *seen.unused[:4], *seen.undated]
    said += [*seen.one_source, *seen.one_side, *seen.truncated, *seen.foreign]
    said += [f"{problem.uri} {problem.message}" for problem in seen.problems[:12]]
    values = [value for figure in briefing.figures for value in figure.values]
    cells = [cell.quote.text for position in briefing.positions for cell in position.cells]
    points = [(point.quote.text, "" if point.item else point.attribution) for point in briefing.open]
    events = [f"{event.said} {event.quote.text}" for event in briefing.timeline]
    return (
        _FRAME
        + _words([briefing.note, *(section.title for section in briefing.sections), *said])
        + _words(text for value in values for text in (value.quote.text, value.attribution))
        + _BEHIND * (len(briefing.takeaways) + sum(bool(point.item) for point in briefing.open))
        + _words([*cells, *events, *(text for point in points for text in point)])
        + _BESIDE * (len(cells) + len(briefing.positions) + len(events))
    )


def _words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)
