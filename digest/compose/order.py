"""The order within a section: by event, then party, in time; what brings something in stands before what takes it as known.

Nothing here looks at a score. An item's day is the day that its words name, where that has passed; what is announced was news on the
day of its article. Where an article looks back, this stands behind what the section prints of its earlier sentences, as in the article.
What was only offered on a day, or isn't known on it, follows what was done or agreed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from digest.compose.mention import Mentions, mentions
from digest.compose.remarks import unknown
from digest.config import Config
from digest.model import Document, Item, Judged

ALIKE = 0.4
"""Share of the terms of the shorter of two items that the other has too, where both are about one matter."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an item belongs."""

    item: Item
    day: date
    """Of what it reports; `date.min` where nothing tells."""
    doc: str
    start: int
    """First character in its document."""
    rank: tuple[date, bool, float, int, str, int]
    """Among items of one day: the day and hour of the article, unknown hours last; then the article of whose beginning most is printed."""
    party: int
    after: bool
    """Whether it tells an offer, or only what isn't known: what was agreed or done on that day comes first."""
    terms: frozenset[str]
    says: Mentions


def stands(docs: Iterable[Document]) -> dict[str, date]:
    """Document id -> the day by which it is put in order; an undated one of which nothing is known stands first."""
    after = {doc.id: date.fromisoformat(doc.after.value) if doc.after else date.min for doc in docs}
    return {doc.id: doc.supposed or after[doc.id] for doc in docs}


def in_time(
    items: Sequence[Item],
    parts: Mapping[str, Sequence[Judged]],
    by_doc: Mapping[str, Document],
    days: Mapping[str, date],
    config: Config,
) -> list[Item]:
    """Items by the day of what they report; those of one day and one matter stand together, by party.

    `parts` are the sentences of each item of the edition by its id, `days` those of the articles (`stands`).
    Within a day: by the hour of the article where it is known, then as in
    the article. What says "the deal" follows what says "a deal" on the same day, or earlier in the same article.
    """
    opening: dict[str, int] = {}
    for part in (part for own in parts.values() for part in own):
        opening[part.sent.doc] = min(part.sent.index, opening.get(part.sent.doc, part.sent.index))
    order = {party.name: at for at, party in enumerate(config.parties)}
    placed = [_place(item, parts[item.id], by_doc, days, opening, order) for item in items]
    return [place.item for place in _introduced(_by_matter(sorted(_looking_back(placed), key=_key)))]


def _place(
    item: Item,
    parts: Sequence[Judged],
    by_doc: Mapping[str, Document],
    days: Mapping[str, date],
    opening: Mapping[str, int],
    order: Mapping[str, int],
) -> _Place:
    doc = by_doc[item.quotes[0].doc]
    start = item.quotes[0].spans[0].start
    written = days[doc.id]
    hour = doc.moment
    return _Place(
        item=item,
        day=_day(parts, written),
        doc=doc.id,
        start=start,
        rank=(written, hour is None, _seconds(hour), opening[doc.id], doc.uri, start),
        party=order.get(item.party, len(order)),
        after=parts[0].gives or (len(parts) == 1 and unknown(parts[0].sent.text)),
        terms=frozenset(term for part in parts for term in part.terms),
        says=mentions(item.text),
    )


def _day(parts: Sequence[Judged], written: date) -> date:
    """The day of what an item reports: what is announced for a later day is news of the day on which it was written."""
    when = next((part.when for part in parts if part.when), None)
    if when is None:
        return written
    return min(when.first, written) if when.kind == "announced" else when.first


def _seconds(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0


def _key(place: _Place) -> tuple[date, bool, tuple[date, bool, float, int, str, int]]:
    return place.day, place.after, place.rank


def _looking_back(placed: Sequence[_Place]) -> list[_Place]:
    """The places, none on an earlier day than what its own article tells before it."""
    latest: dict[str, date] = {}
    found: list[_Place] = []
    for place in sorted(placed, key=lambda p: (p.doc, p.start)):
        latest[place.doc] = max(place.day, latest.get(place.doc, place.day))
        found.append(replace(place, day=latest[place.doc]))
    return found


def _by_matter(placed: Sequence[_Place]) -> list[_Place]:
    """Those of one day and one matter together, in the place of the first, by party."""
    matters: list[list[_Place]] = []
    for place in placed:
        near = [m for m in matters if m[0].day == place.day and any(_alike(place.terms, other.terms) for other in m)]
        if near:
            near[0].append(place)
        else:
            matters.append([place])
    return [place for matter in matters for place in sorted(matter, key=lambda p: p.party)]


def _introduced(placed: Sequence[_Place]) -> list[_Place]:
    """The same, each behind what must be read before it: what its article tells first, and what brings in the things it takes as known."""
    found: list[_Place] = []
    met: set[str] = set()
    for place in placed:
        waiting = [] if place.item.id in met else [place]
        met.add(place.item.id)
        while waiting:
            first = next((p for p in placed if p.item.id not in met and _leads(p, waiting[-1])), None)
            if first is None:
                found.append(waiting.pop())
            else:
                met.add(first.item.id)
                waiting.append(first)
    return found


def _leads(one: _Place, other: _Place) -> bool:
    """Whether `one` must be read before `other`, of the same day."""
    if one.day != other.day:
        return False
    if one.after != other.after:
        return other.after
    if one.doc == other.doc:
        return one.start < other.start
    return bool(one.says.new & other.says.known)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * max(4, min(len(one), len(other)))
