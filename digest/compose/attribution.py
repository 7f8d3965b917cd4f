"""What the program says behind an item: who reports it, when, citing whom, and how many others report the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from digest.model import Document

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_TITLE_WORDS = 5


def spoken(day: date, *, year: int) -> str:
    """Day and month ("3 June"), with the year where it isn't `year`."""
    text = f"{day.day} {_MONTHS[day.month - 1]}"
    return text if day.year == year else f"{text} {day.year}"


def label(doc: Document) -> str:
    """Short name of a source: its publisher, or the start of its title in quotation marks."""
    if doc.publisher.value:
        return doc.publisher.value
    words = doc.title.value.split()
    if not words:
        return doc.uri.rsplit("/", 1)[-1]
    return "“" + " ".join(words[:_TITLE_WORDS]) + ("…”" if len(words) > _TITLE_WORDS else "”")


def attribution(doc: Document, *, others: Sequence[Document], year: int) -> str:
    """For example "Example News, 3 June; also Sample Post"."""
    parts = [f"{label(doc)}, {spoken(doc.day, year=year)}" if doc.day else f"{label(doc)}, undated"]
    names = [name for name in dict.fromkeys(label(o) for o in others) if name != label(doc)]
    if names:
        parts.append("also " + ", ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else ""))
    return "; ".join(parts)
