"""The days of items: what a reader is told of "Tuesday", and which announcements have passed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from digest.model import Document, Judged

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
            if time.first != time.last and words.lower().startswith("the end of "):
                continue  # a limit, and no days of its own
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
