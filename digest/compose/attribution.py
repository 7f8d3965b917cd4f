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
_TITLE = 28
"""Most characters of a title that stand for a source without a known publisher: about as long as a publisher's name."""
_NO_END = frozenset(
    "a an and are as at by for from her his in into is its of on or over s the their to was were with".split()
)
"""Words on which a shortened title doesn't end."""


def spoken(day: date, *, year: int) -> str:
    """Day and month ("3 June"), with the year where it isn't `year`."""
    text = f"{day.day} {_MONTHS[day.month - 1]}"
    return text if day.year == year else f"{text} {day.year}"


def label(doc: Document) -> str:
    """Short name of a source: its publisher, or the start of its title in quotation marks."""
    if doc.publisher.value:
        return doc.publisher.value
    title = " ".join(doc.title.value.split())
    return f"“{_shortened(title)}”" if title else doc.uri.rsplit("/", 1)[-1]


def _shortened(title: str) -> str:
    """The first words of a title, up to a colon where one stands early, never ending on "of" or "the"."""
    if len(title) <= _TITLE:
        return title
    words = title[: _TITLE + 1].split(" ")[:-1] or [title[:_TITLE]]
    colon = next((at for at, word in enumerate(words) if at and word.endswith(":")), len(words))
    words = words[: colon + 1]
    while len(words) > 1 and (words[-1].lower() in _NO_END or not any(char.isalnum() for char in words[-1])):
        words.pop()
    return " ".join(words).rstrip(" ,.:;–—-") + "…"


def attribution(doc: Document, *, others: Sequence[Document], year: int) -> str:
    """For example "Example News, 3 June; also Sample Post"."""
    parts = [f"{label(doc)}, {spoken(doc.day, year=year)}" if doc.day else f"{label(doc)}, undated"]
    names = [name for name in dict.fromkeys(label(o) for o in others) if name != label(doc)]
    if names:
        parts.append("also " + ", ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else ""))
    return "; ".join(parts)
