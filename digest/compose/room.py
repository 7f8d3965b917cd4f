"""How much may stand beside the items: at least seven words in ten before the sources are the sections' own.

Takeaways are words of the items and count once. What only shows them in another order goes where it would be too much: the timeline
first, then the positions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from digest.model import Briefing

SHARE = 0.7
"""Least share of the sections in the words before the sources."""
_FRAME = 75
"""Words of masthead, headings and labels."""
_BESIDE = 4
"""Words of the program beside a quote in a table: section and source."""


def spared(briefing: Briefing) -> Briefing:
    """The briefing without the timeline, or without timeline and positions, where the sections would have too small a share."""
    items = [item for section in briefing.sections for item in section.items]
    own = _words(text for item in items for text in (item.head, item.text, item.attribution, *item.cites))
    seen = briefing.coverage
    said = [*(f"{reason} {count}" for reason, count in seen.dropped), *seen.unused, *seen.undated, *seen.one_source]
    said += [*seen.one_side, *seen.truncated, *seen.foreign, *(f"{p.uri} {p.message}" for p in seen.problems[:12])]
    values = [value for figure in briefing.figures for value in figure.values]
    frame = _FRAME + _words([briefing.note, *(s.title for s in briefing.sections), *said])
    frame += _words(text for value in values for text in (value.quote.text, value.attribution))
    cells = [cell.quote.text for position in briefing.positions for cell in position.cells]
    events = [f"{event.said} {event.quote.text}" for event in briefing.timeline]
    frame += _words(cells) + _BESIDE * len(cells)
    if own < SHARE * (own + frame + _words(events) + _BESIDE * len(events)):
        briefing = replace(briefing, timeline=())
    if own < SHARE * (own + frame):
        briefing = replace(briefing, positions=())
    return briefing


def _words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)
