"""How the program words numbers, days and moments. English and fixed: no locale is read."""

from __future__ import annotations

from datetime import UTC, date, datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def counted(n: int, word: str) -> str:
    """A number and its noun: "1 item", "2 items", "3 parties"."""
    return f"{n} {word}" if n == 1 else f"{n} {word[:-1] + 'ies' if word.endswith('y') else word + 's'}"


def spoken(day: date, *, year: int = 0) -> str:
    """Day and month ("3 June"), with the year where it isn't `year`."""
    text = f"{day.day} {MONTHS[day.month - 1]}"
    return text if day.year == year else f"{text} {day.year}"


def stamp(moment: datetime) -> str:
    """A moment as the archive writes it: ISO, to the second, in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
