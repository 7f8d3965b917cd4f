"""Dates as news texts write them -> ISO 8601 strings. What can be read in two ways is not a date."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from digest.wording import spoken

_DATA = Path(__file__).parent / "data"
_TIME = r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s?([AaPp]\.?[Mm]\b\.?)?"
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?(?![\d-])"
)
_SLASHED = re.compile(r"(?<!\d)(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?!\d)")
_OFFSET = re.compile(r"(?<![\w:])(?:UTC|GMT)?\s?([+-]\d{2}):?(\d{2})(?!\d)")
_UTC = re.compile(r"\s?(?:GMT|UTC?|Z)(?!\w|\s?[+-]?\d)")
"""Behind the time of day: the offset is none, as RFC 5322 writes it in dates of mails and feeds."""
_EARLIEST = 1900
FAR = timedelta(days=3 * 366)
"""A date that lies further ahead is a slip of the pen, not a date of publication: the article counts as undated."""


@cache
def months() -> dict[str, int]:
    """Month names and their short forms, lower case -> 1-12."""
    table: dict[str, int] = {}
    for line in (_DATA / "months.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            number, *names = line.split()
            table |= dict.fromkeys(names, int(number))
    return table


_DAY = r"(?<![\d.,:])(\d{1,2})(?:st|nd|rd|th|\.)?"
_WORDED = {
    "day first": rf"{_DAY}\s?(?:of\s|de\s)?[ -]?MONTH,?\s?(?:de\s)?[ -]?(\d{{4}})(?!\d)",
    "month first": r"\bMONTH\s?(\d{1,2})(?:st|nd|rd|th)?(?:,|\s)\s?(\d{4})(?!\d)",
    "year first": r"(?<!\d)(\d{4}),?\sMONTH\s?(\d{1,2})(?!\d)",
    "no year": rf"\bMONTH\s?(\d{{1,2}})(?:st|nd|rd|th)?(?!\d)|{_DAY}\sMONTH",
}
"""Forms of a date with the month as a word, by the order of their parts."""


@cache
def _pattern(form: str) -> re.Pattern[str]:
    month = rf"({'|'.join(sorted(months(), key=lambda name: (-len(name), name)))})\b\.?"
    return re.compile(_WORDED[form].replace("MONTH", month), re.I)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year >= _EARLIEST else None
    except ValueError:
        return None


def _numeric(a: str, b: str, c: str, sign: str) -> str | None:
    """Dates of three numbers; day first with dots, and only where a single reading exists with slashes."""
    if len(a) == 4:
        return _iso(int(a), int(b), int(c))
    if len(c) != 4:
        return None
    first, second, year = int(a), int(b), int(c)
    if sign == "." or first > 12:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 or first == second else None


def search(text: str) -> tuple[str, int, int] | None:
    """The first full date in `text` (ISO date, start, end), or None. Times are not read."""
    found: list[tuple[int, int, str]] = []
    for form, order in (("day first", (2, 1, 0)), ("month first", (2, 0, 1)), ("year first", (0, 1, 2))):
        if match := _pattern(form).search(text):
            groups = match.groups()
            year, month, day = (groups[index] for index in order)
            if value := _iso(int(year), months()[month.lower().rstrip(".")], int(day)):
                found.append((match.start(), match.end(), value))
    if match := _ISO.search(text):
        year, month, day = match.group(1, 2, 3)
        if value := _iso(int(year), int(month), int(day)):
            found.append((match.start(), match.start() + 10, value))
    elif match := _SLASHED.search(text):
        a, sign, b, c = match.groups()
        if value := _numeric(a, b, c, sign):
            found.append((match.start(), match.end(), value))
    if not found:
        return None
    start, end, value = min(found)
    return value, start, end


def parse(text: str) -> str | None:
    """The date (with its time and offset where both are given) that a field of metadata holds, as ISO 8601; None
    without one.
    """
    text = text[:200].strip()
    if match := _ISO.match(text):
        try:
            moment = datetime.fromisoformat(text[: match.end()].replace(" ", "T", 1).replace(" ", ""))
        except ValueError:
            return None
        if moment.year < _EARLIEST:
            return None
        return moment.isoformat() if moment.tzinfo else moment.date().isoformat()
    hit = search(text)
    if hit is None:
        return None
    value, _, end = hit
    clock, offset = re.search(_TIME, text[end:]), _OFFSET.search(text, end)
    zone = f"{offset.group(1)}:{offset.group(2)}" if offset else ""
    if clock and _UTC.match(text, end + clock.end()):
        zone = "+00:00"
    if clock and zone and not clock.group(4):
        hour, minute, second = (int(part or 0) for part in clock.group(1, 2, 3))
        try:
            return datetime.fromisoformat(f"{value}T{hour:02}:{minute:02}:{second:02}{zone}").isoformat()
        except ValueError:
            return value
    return value


def partial(text: str) -> tuple[int, int] | None:
    """Month and day of a date without a year ("May 21"), or None."""
    match = _pattern("no year").search(text)
    if not match:
        return None
    name, number, other_number, other_name = match.groups()
    month, day = months()[(name or other_name).lower()], int(number or other_number)
    return (month, day) if 1 <= day <= 31 else None


def not_after(value: str, cutoff: datetime) -> bool:
    """True where the date or moment `value` (ISO 8601) doesn't lie after `cutoff`; days are compared in its zone."""
    if len(value) > 10:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            return moment <= cutoff if cutoff.tzinfo else moment.replace(tzinfo=None) <= cutoff
    return date.fromisoformat(value[:10]) <= cutoff.date()


def awaited(value: str, cutoff: datetime) -> bool:
    """True where `value` (ISO 8601) lies after `cutoff`, and not so far after it that it can only be a slip of the pen."""
    far = cutoff + FAR if cutoff.year < datetime.max.year - 4 else cutoff
    return not not_after(value, cutoff) and not_after(value, far)


_URL_DAYS = (
    re.compile(
        r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<sep>[/_.-])(?P<month>\d{1,2}|[a-z]{3,9})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        re.I,
    ),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})/(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"),
)


def in_address(address: str) -> str | None:
    """The day that an address or a file name holds ("/2025/06/02/", "2025-06-02", "20250602", "/2025/jun/2/"), or
    None.
    """
    for pattern in _URL_DAYS:
        for match in pattern.finditer(address[:2000]):
            month = match["month"]
            number = int(month) if month.isdigit() else months().get(month.lower(), 0)
            if number and (value := _iso(int(match["year"]), number, int(match["day"]))):
                return value
    return None


def printed(value: str) -> str:
    """An ISO date as it is printed: "3 June 2025"."""
    return spoken(date.fromisoformat(value[:10]))
