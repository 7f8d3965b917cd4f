"""A named edition: the frozen edition with sections left out. Numbers stay: note 7 is the same source in each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from digest.model import Briefing


def narrowed(briefing: Briefing, name: str, keys: Collection[str]) -> Briefing:
    """The named edition `name`: the briefing with the sections `keys` only, in its own order; without keys, the whole briefing.

    What refers to items that are left out goes with them: takeaways, what is open, positions, timeline, figures of sources that no item
    calls. A source
    that is called no longer counts as read and not printed. Coverage stays that of the edition: it says what was read for it.
    """
    if not keys:
        return briefing
    sections = tuple(section for section in briefing.sections if section.key in keys)
    items = {item.id for section in sections for item in section.items}
    called = {number for section in sections for item in section.items for number in item.notes}
    titles = ", ".join(section.title for section in sections)
    of = f"no. {briefing.number}" if briefing.number else "the draft"
    note = f"*Of {of} this copy holds: {escaped(titles)}.*"
    positions = tuple(
        replace(position, cells=tuple(cell for cell in position.cells if cell.item in items))
        for position in briefing.positions
    )
    positions = tuple(position for position in positions if position.cells)
    return replace(
        briefing,
        view=name,
        note=f"{briefing.note}\n\n{note}".strip(),
        sections=sections,
        takeaways=tuple(takeaway for takeaway in briefing.takeaways if takeaway.item in items),
        open=tuple(p for p in briefing.open if (p.item in items if p.item else p.note in called)),
        positions=positions if len(positions) > 1 else (),
        timeline=tuple(event for event in briefing.timeline if event.item in items),
        figures=tuple(figure for figure in briefing.figures if all(value.note in called for value in figure.values)),
        sources=tuple(source for source in briefing.sources if not source.printed or source.number in called),
    )


def escaped(text: str) -> str:
    """Text as Markdown that means itself."""
    return "".join(char if char.isalnum() or char in " ,.-" else f"&#{ord(char)};" for char in text)
