"""Two editions of a briefing, one after the other: items that came, went and changed. Pure: two editions as data go in.

An item is the same where its id is, one changed where a claim of the first edition is told anew by the second: the same sentence in
another document, or what the second edition itself says it updates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from digest.model import Briefing, Item, fold


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one item."""

    mark: str
    """\"+" came, "-" went, "~" changed."""
    text: str
    said: str
    """Who reports it and, for a change, what it was before."""


@dataclass(frozen=True, slots=True)
class Succession:
    """What changes from one edition to the other."""

    sections: tuple[tuple[str, tuple[Change, ...]], ...]
    """Title of a section and what changes in it, for sections in which anything does."""
    same: int

    def count(self, mark: str) -> int:
        """Number of items that came, went or changed."""
        return sum(change.mark == mark for _, changes in self.sections for change in changes)


def succession(before: Briefing, after: Briefing) -> Succession:
    """In the order of the sections of `after`, then those that only `before` has."""
    old, new = dict(_items(before)), dict(_items(after))
    titles = {s.key: s.title for s in before.sections} | {s.key: s.title for s in after.sections}
    order = [*(s.key for s in after.sections), *(s.key for s in before.sections)]
    found: dict[str, list[Change]] = {key: [] for key in dict.fromkeys(order)}
    same = 0
    words = {fold(item.text): item for item in old.values()}
    met: set[str] = set()
    for key, item in new.items():
        was = old.get(key) or words.get(fold(item.text))
        if was is not None:
            met.add(was.id)
        if was is None and item.status in ("updated", "continuing"):
            found[item.section].append(Change("~", item.text, "; ".join((item.attribution, item.before))))
        elif was is None:
            found[item.section].append(Change("+", item.text, item.attribution))
        elif (was.section, was.text, was.head) != (item.section, item.text, item.head):
            said = f"was in {titles[was.section]}" if was.section != item.section else f"was: {was.head} {was.text}"
            found[item.section].append(Change("~", item.text, f"{item.attribution}; {said}"))
        else:
            same += 1
    for key, item in old.items():
        if key not in met:
            found[item.section].append(Change("-", item.text, item.attribution))
    return Succession(tuple((titles[key], tuple(made)) for key, made in found.items() if made), same)


def _items(briefing: Briefing) -> Iterator[tuple[str, Item]]:
    return ((item.id, item) for section in briefing.sections for item in section.items)
