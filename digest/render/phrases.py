"""How a rendering words dates, counts and notes: the filters that templates use.

English and fixed: no locale is read, so the same briefing gives the same words everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from digest.render.escape import Md
from digest.wording import MONTHS, spoken


def day(iso: str) -> str:
    """`"2025-06-03"` (with or without a time) -> `"3 June 2025"`; what is no ISO date comes back as it is."""
    found = _date(iso)
    return spoken(found) if found else iso


def days(period: Sequence[str]) -> str:
    """First and last day, ISO -> `"31 May to 23 July 2025"`; empty where neither is known."""
    known = [iso for iso in period if iso]
    first, last = (_date(known[0]), _date(known[-1])) if known else (None, None)
    if first is None or last is None or first == last:
        return day(known[-1]) if known else ""
    if first.year != last.year:
        return f"{day(known[0])} to {day(known[-1])}"
    month = "" if first.month == last.month else f" {MONTHS[first.month - 1]}"
    return f"{first.day}{month} to {day(known[-1])}"


def moment(iso: str) -> str:
    """`"2025-07-23T06:00:00+03:00"` -> `"23 July 2025, 06:00"`; what is no ISO time comes back as it is."""
    found = _time(iso)
    return f"{day(iso[:10])}, {found:%H:%M}" if found else iso


def zone(iso: str, timezone: str = "") -> str:
    """The zone of a time, in words: `"2025-07-23T06:00:00+03:00"` in `"Europe/Istanbul"` -> `"Istanbul time (UTC+3)"`."""
    found = _time(iso)
    offset = found.utcoffset() if found else None
    from_utc = "" if offset is None else _offset(int(offset.total_seconds()) // 60)
    area, _, city = timezone.rpartition("/")
    if not area or area == "Etc":
        return from_utc or timezone
    name = f"{city.replace('_', ' ')} time"
    return f"{name} ({from_utc})" if from_utc else name


def count(number: int, noun: str, plural: str = "") -> str:
    """`(1204, "article")` -> `"1,204 articles"`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def calls(notes: Iterable[int]) -> Md:
    """Footnote numbers -> `[^1][^3]`."""
    return Md("".join(f"[^{int(number)}]" for number in notes))


def joined(values: Iterable[object], between: str = ", ", attribute: str | None = None) -> Md:
    """Joins values as Markdown: each is escaped unless the program made it. `between` is the template's own text."""
    picked = values if attribute is None else (getattr(value, attribute) for value in values)
    return Md(between).join(Md.escape(value) for value in picked)


def as_markdown(note: str) -> Md:
    """Markdown that the user wrote in the YAML: the only text that may bring its own markup, but no footnotes: those are the sources."""
    lines = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", note.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return Md(lines.replace("[^", "&#91;^"))


def heading_anchor(title: str) -> str:
    """The anchor that code hosts give a heading, so that links to it work there and in the HTML: lower case, hyphens
    for spaces.
    """
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


def _date(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def _time(iso: str) -> datetime | None:
    try:
        return datetime.fromisoformat(iso)
    except ValueError:
        return None


def _offset(minutes: int) -> str:
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")
