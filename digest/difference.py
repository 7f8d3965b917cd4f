"""What another configuration would print: sentences added, dropped and moved, section by section. Pure: two editions as data go in.

A sentence is the same where its id is the same. Lines stand in the order in which an edition prints them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.model import Briefing, Judged, Selection


@dataclass(frozen=True, slots=True)
class Line:
    """A printed sentence."""

    id: str
    section: str
    """Section key."""
    text: str
    source: str
    day: str
    """ISO date of its article, empty where that is undated."""


@dataclass(frozen=True, slots=True)
class Printed:
    """An edition as far as it is compared."""

    titles: Mapping[str, str]
    """Section key -> title, in the order in which they are printed."""
    lines: Mapping[str, Line]
    """Sentence id -> line, in the order in which they are printed."""
    fell_at: Mapping[str, str]
    """Sentence id -> the gate at which it fell, for those that were read and are not printed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence of which another thing becomes."""

    mark: str
    """"+" added, "-" dropped, "~" moved."""
    line: Line
    why: str = ""
    """Where it was before, for what moved; the gate at which it falls, for what is dropped."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes from one edition to the other."""

    sections: tuple[str, ...]
    """Sections added, removed, renamed and reordered, in words."""
    changes: tuple[tuple[str, tuple[Change, ...]], ...]
    """Title of a section and what changes in it, for sections in which anything does."""
    same: int
    """Sentences that are printed in the same section by both."""

    def count(self, mark: str) -> int:
        """Number of sentences added, dropped or moved."""
        return sum(change.mark == mark for _, changes in self.changes for change in changes)


def printed(briefing: Briefing, selection: Selection, judged: Sequence[Judged]) -> Printed:
    """What an edition prints, sentence by sentence; `selection` and `judged` are what it was made of."""
    sents = {j.sent.id: j.sent for j in judged}
    parts = {chosen.sents[0]: chosen.sents for chosen in selection.chosen}
    source_of = {source.doc: source for source in briefing.sources}
    lines: dict[str, Line] = {}
    for section in briefing.sections:
        for item in section.items:
            source = source_of[item.quotes[0].doc]
            for key in parts[item.id]:
                lines[key] = Line(key, section.key, sents[key].text, source.label, source.day)
    return Printed({s.key: s.title for s in briefing.sections}, lines, selection.fell_at)


def difference(before: Printed, after: Printed) -> Difference:
    """What changes from `before` to `after`: in the order of the sections of `after`, then those that only `before` has."""
    titles = {**after.titles, **{key: title for key, title in before.titles.items() if key not in after.titles}}
    changes: dict[str, list[Change]] = {key: [] for key in titles}
    same = 0
    for key, line in after.lines.items():
        old = before.lines.get(key)
        if old is None:
            changes[line.section].append(Change("+", line))
        elif old.section != line.section:
            changes[line.section].append(Change("~", line, before.titles[old.section]))
        else:
            same += 1
    for key, line in before.lines.items():
        if key not in after.lines:
            changes[line.section].append(Change("-", line, after.fell_at.get(key, "not read")))
    told = tuple((titles[key], tuple(found)) for key, found in changes.items() if found)
    return Difference(tuple(_sections(before.titles, after.titles)), told, same)


def _sections(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for key, title in after.items():
        if key not in before:
            yield f"+ {title} ({key})"
        elif before[key] != title:
            yield f"~ {before[key]} ({key}) is renamed {title}"
    for key, title in before.items():
        if key not in after:
            yield f"- {title} ({key})"
    kept = [key for key in after if key in before]
    if kept != [key for key in before if key in after]:
        yield f"~ new order: {', '.join(after[key] for key in kept)}"
