"""What the program says behind an item of earlier editions, and what a revision changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from digest.model import Briefing, Chosen, Item


def marked(chosen: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """The points with the statuses that are worth printing: "new" tells something only beside what isn't new."""
    if any(one.status not in ("", "new") for one in chosen):
        return tuple(chosen)
    return tuple(replace(one, status="") for one in chosen)


def before(chosen: Chosen, *, late: bool) -> str:
    """For example "was 40 rockets in no. 41", "first printed in no. 41", "arrived late"; empty where there is nothing to say."""
    said: list[str] = []
    if chosen.status == "updated" and chosen.was:
        said.append(f"was {chosen.was}" + (f" in no. {chosen.since}" if chosen.since else ""))
    elif chosen.status == "updated" and chosen.since:
        said.append(f"brings no. {chosen.since} further")
    elif chosen.status == "continuing":
        said.append(f"first printed in no. {chosen.since}" if chosen.since else "seen before")
    if late:
        said.append("arrived late")
    return "; ".join(said)


def changes(old: Briefing, new: Briefing) -> tuple[str, ...]:
    """What a revision changes, an item a line, in the order of the sections of `new`; then items that it no longer prints."""
    before, after = dict(_items(old)), dict(_items(new))
    said = []
    for key, (title, item) in after.items():
        if key not in before:
            said.append(f"{title}: added an item of {_named(item)}")
        elif before[key][0] != title:
            said.append(f"{title}: an item of {_named(item)} moved here from {before[key][0]}")
        elif _printed(before[key][1]) != _printed(item):
            said.append(f"{title}: changed what is printed of {_named(item)}")
    said += [f"{title}: struck an item of {_named(item)}" for key, (title, item) in before.items() if key not in after]
    return tuple(said) or ("nothing that is printed as an item",)


def _items(briefing: Briefing) -> Iterator[tuple[str, tuple[str, Item]]]:
    return ((item.id, (section.title, item)) for section in briefing.sections for item in section.items)


def _printed(item: Item) -> tuple[str, str, str]:
    return item.head, item.text, item.attribution


def _named(item: Item) -> str:
    return item.attribution.partition(";")[0]
