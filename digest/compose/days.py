"""The days of items: what a reader is told of "Tuesday", which announcements have passed, and the order within a section."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from digest.config import Config
from digest.model import Document, Item, Judged

ALIKE = 0.4
"""Share of the terms of the shorter of two items that the other has too, where both are about one matter."""
LONGEST = 3
"""Days of a span that is explained; "last week" is clear enough."""
MOST = 2
"""Explanations behind one item."""

Spoken = Callable[[date], str]
"""A day as it is printed: "3 June"."""


def named(parts: Sequence[Judged], doc: Document) -> tuple[tuple[str, str], ...]:
    """(words, ISO day or `first/last`) of every "Tuesday", "yesterday" and the like that is not the day of the article itself."""
    found: dict[str, str] = {}
    clear: set[str] = set()
    for part in parts:
        for time in part.times:
            words = part.sent.text[time.span.start : time.span.end]
            iso = (
                time.first.isoformat()
                if time.first == time.last
                else f"{time.first.isoformat()}/{time.last.isoformat()}"
            )
            if not time.relative or (time.last - time.first).days >= LONGEST or time.first == time.last == doc.day:
                continue
            if found.setdefault(words, iso) != iso:
                clear.add(words)  # the same words mean two days: nothing short explains them
    return tuple((words, iso) for words, iso in found.items() if words not in clear)


def history(parts: Sequence[Judged], latest: date | None) -> tuple[date, date] | None:
    """The days for which an item announces something, where they lie before the latest day that is reported on."""
    for part in parts:
        if part.when and part.when.kind == "announced" and latest and part.when.last < latest:
            return part.when.first, part.when.last
    return None


def remark(dates: Sequence[tuple[str, str]], passed: tuple[date, date] | None, spoken: Spoken) -> str:
    """What is said behind the date of an item: "announced for 2 June", "“Tuesday” is 2 June"; empty where nothing needs saying."""
    said = [f"announced for {spoken_days(*passed, spoken)}"] if passed else []
    told = passed and {day.isoformat() for day in passed}
    explained = [(words, iso) for words, iso in dates if not told or told != set(iso.split("/"))]
    for at, (words, iso) in enumerate(explained[:MOST]):
        first, _, last = iso.partition("/")
        days = spoken_days(date.fromisoformat(first), date.fromisoformat(last or first), spoken)
        said.append(f"“{words}” {days}" if at else f"“{words}” is {days}")
    return ", ".join(said)


def spoken_days(first: date, last: date, spoken: Spoken) -> str:
    """The day or days as they are printed: "2 June", "1–3 June"."""
    if first == last:
        return spoken(first)
    return f"{first.day}–{spoken(last)}" if first.month == last.month else f"{spoken(first)} – {spoken(last)}"


def in_time(
    items: Sequence[Item], parts: Mapping[str, Sequence[Judged]], by_doc: Mapping[str, Document], config: Config
) -> list[Item]:
    """Items by the day of what they report, undated ones last; those of one day and one matter stand together, by party.

    `parts` are the sentences of each item by its id. The day is the one that the words name, else that of the article.
    """
    order = {party.name: at for at, party in enumerate(config.parties)}

    def day(item: Item) -> date:
        whens = [part.when for part in parts[item.id] if part.when]
        return whens[0].first if whens else by_doc[item.quotes[0].doc].day or date.max

    def place(item: Item) -> tuple[str, int]:
        return by_doc[item.quotes[0].doc].uri, item.quotes[0].spans[0].start

    matters: list[list[Item]] = []
    for item in sorted(items, key=lambda i: (day(i), place(i))):
        own = _terms(parts[item.id])
        near = [m for m in matters if day(m[0]) == day(item) and any(_alike(own, _terms(parts[o.id])) for o in m)]
        if near:
            near[0].append(item)
        else:
            matters.append([item])
    return [
        item for matter in matters for item in sorted(matter, key=lambda i: (order.get(i.party, len(order)), place(i)))
    ]


def _terms(parts: Sequence[Judged]) -> frozenset[str]:
    return frozenset(term for part in parts for term in part.terms)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * max(4, min(len(one), len(other)))
