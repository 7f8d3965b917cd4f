"""Footnote numbers: given last, in the order in which a reader meets the sources, whatever the order of the blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from digest.compose.figures import numbered_figures
from digest.model import Briefing, Item, Section


def numbering(briefing: Briefing) -> dict[tuple[str, str], int]:
    """What footnotes stand for (`Quote.cited`: a document, and what the sentence names as its source) -> number, in order of first use."""
    return {cited: number for number, cited in enumerate(dict.fromkeys(_called(briefing)), start=1)}


def _called(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """What footnotes stand for, in the order of the blocks."""
    items = {item.id: item for section in briefing.sections for item in section.items}
    for part in briefing.blocks:
        match part.block:
            case "takeaways":
                yield from (cited for takeaway in briefing.takeaways for cited in _cited(items[takeaway.item]))
            case "sections":
                yield from (cited for item in items.values() for cited in _cited(item))
            case "open":
                yield from (point.quote.cited for point in briefing.open)
            case "positions":
                yield from (cell.quote.cited for position in briefing.positions for cell in position.cells)
            case "figures":
                yield from (value.quote.cited for figure in briefing.figures for value in figure.values)
            case "timeline":
                yield from (event.quote.cited for event in briefing.timeline)


def _cited(item: Item) -> Iterator[tuple[str, str]]:
    return (quote.cited for quote in (*item.quotes, *item.support))


def numbered(briefing: Briefing, order: Mapping[tuple[str, str], int]) -> Briefing:
    """The briefing with its footnote numbers; the sources that support an item in the order of their numbers."""
    sections = _numbered_sections(briefing.sections, order)
    notes = {item.id: item.notes for section in sections for item in section.items}
    return replace(
        briefing,
        takeaways=tuple(replace(t, notes=notes[t.item]) for t in briefing.takeaways),
        sections=sections,
        open=tuple(replace(point, note=order[point.quote.cited]) for point in briefing.open),
        positions=tuple(
            replace(p, cells=tuple(replace(cell, note=order[cell.quote.cited]) for cell in p.cells))
            for p in briefing.positions
        ),
        figures=numbered_figures(briefing.figures, order),
        timeline=tuple(replace(event, note=order[event.quote.cited]) for event in briefing.timeline),
    )


def _numbered_sections(sections: Sequence[Section], order: Mapping[tuple[str, str], int]) -> tuple[Section, ...]:
    return tuple(
        replace(s, groups=tuple(replace(g, items=tuple(_numbered(item, order) for item in g.items)) for g in s.groups))
        for s in sections
    )


def _numbered(item: Item, order: Mapping[tuple[str, str], int]) -> Item:
    support = tuple(sorted(item.support, key=lambda quote: order[quote.cited]))
    notes = tuple(dict.fromkeys(order[quote.cited] for quote in (*item.quotes, *support)))
    return replace(item, support=support, notes=notes)
