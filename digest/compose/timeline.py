"""What happened, or is announced, on days that the items' own words name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from digest.compose.clip import clip
from digest.compose.days import LONGEST, Spoken, spoken_days
from digest.model import Document, Event, Item, Judged, Section

FEWEST = 3
"""Days below which a list tells nothing."""
MOST = 8
"""Events in it, before room is made for the sections (`room`)."""


def timeline(
    sections: Sequence[Section], parts: Mapping[str, Sequence[Judged]], by_doc: Mapping[str, Document], spoken: Spoken
) -> tuple[Event, ...]:
    """The events in time; none on fewer than three days, or where the sections tell them in the same order already.

    `parts` are the sentences of each item by its id.
    """
    items = [item for section in sections for item in section.items]
    events = [event for item in items if (event := _event(item, parts[item.id], by_doc, spoken))]
    place = {item.id: at for at, item in enumerate(items)}
    ordered = sorted(events, key=lambda event: (event.first, event.last, place[event.item]))[:MOST]
    told = [place[event.item] for event in ordered]
    if len({event.first for event in ordered}) < FEWEST or told == sorted(told):
        return ()
    return tuple(ordered)


def _event(item: Item, parts: Sequence[Judged], by_doc: Mapping[str, Document], spoken: Spoken) -> Event | None:
    """The first sentence of the item that names its day, where it can stand alone."""
    for part in parts:
        when = part.when
        if when is None or (when.last - when.first).days >= LONGEST or _of_a_noun(part):
            continue
        quote = clip(part.sent, by_doc[part.sent.doc]) if not (part.opener or part.leans) else None
        if quote is None:
            return None
        quote = replace(quote, via=item.quotes[0].via)
        days = when.first.isoformat(), when.last.isoformat()
        said = spoken_days(when.first, when.last, spoken)
        return Event(*days, said=said, announced=when.kind == "announced", item=item.id, quote=quote, note=0)
    return None


def _of_a_noun(part: Judged) -> bool:
    """True where the day may belong to a participle and not to what is told: "the deal announced Wednesday by … remains unclear"."""
    return any(part.sent.text.startswith(" by ", time.span.end) for time in part.times)
