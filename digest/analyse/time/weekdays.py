"""Which days "Tuesday", "next week" or "the end of the month" stand for, seen from a day: arithmetic of the calendar.

And which weekdays stand for no day that the article's own day tells: those of names, one of many, and those counted from elsewhere.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from digest.analyse.time.tense import numbered, one_of, words_of

BACK = 5
"""A weekday alone names one of so many days before: one six days ago is as often the day after, in an article dated by another clock."""


AHEAD = 5
"""And so many behind: one six days ahead is as often the day before."""


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def one_day(day: date | None) -> tuple[date, date] | None:
    """A day as first and last day."""
    return None if day is None else (day, day)


def plus(day: date, n: int, unit: str) -> date:
    """The day `n` days, weeks or months later; the last of a month where the month is too short."""
    if unit != "month":
        return day + timedelta(n * (7 if unit == "week" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def datable(text: str, start: int, end: int) -> bool:
    """Whether the weekday at `start` to `end` is a day seen from that of the article.

    False for a name ("Good Friday", "the Sunday Times", "Mail on Sunday"), one of many ("a Sunday race", "every Friday"), a day counted
    from another ("a week ago Tuesday", "Friday week", "the Monday before") and the ends of "Monday to Friday".
    """
    before, behind = text[max(0, start - 40) : start], text[end : end + 40]
    if _named().search(before) or _named_behind().match(behind):
        return False
    if _from().search(before.lower().replace(",", "")) or _on().match(behind.lower()):
        return False
    return not (_ONE_OF.search(before) and not _held().match(behind.lower()))


_ONE_OF = re.compile(r"(?<!\w)(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y)\s(?:early\s|late\s)?$")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{one_of(words_of('named days'))})\s$")


@cache
def _named_behind() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{one_of(word.capitalize() for word in words_of('named behind'))})\b")


@cache
def _from() -> re.Pattern[str]:
    ends = rf"(?:{one_of(numbered('weekdays'))})\s?(?:to|through|thru|-|–)"
    return re.compile(rf"(?<![\w-])(?:{one_of(words_of('counted from'))}|{ends})\s$")


@cache
def _on() -> re.Pattern[str]:
    number = one_of(words_of("numbers"))
    ago = rf"(?:\d{{1,3}}|an?|{number})\s(?:day|week|fortnight|month|year)s?\s(?:ago|earlier|later|before)"
    ends = rf"(?:to|through|thru|-|–)\s?(?:{one_of(numbered('weekdays'))})"
    return re.compile(rf",?\s(?:{one_of(words_of('counted on'))}|{ago}|{ends}|\(\w+\s\d|\(\d)(?!\w)")


@cache
def _held() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{one_of(words_of('held'))})(?!\w)")


def weekday(number: int, day: date, tense: str, *, possessive: bool) -> tuple[date, date] | None:
    """A weekday alone: the last one up to the day of the article in the past, the coming one in the future."""
    back = (day.weekday() - number) % 7
    if tense == "past" or (back == 0 and tense == "" and not possessive):
        return one_day(day - timedelta(back)) if back <= BACK else None
    if tense == "future" and not possessive:
        ahead = (number - day.weekday()) % 7
        return one_day(day + timedelta(ahead)) if ahead <= AHEAD else None
    return None


def unit_of(which: str, unit: str, day: date, tense: str) -> tuple[date, date] | None:
    """A "last", "next" or "this" with a unit. A weekday is resolved where both readings in use, by weeks and by nearness, agree."""
    monday = day - timedelta(day.weekday())
    step = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "week":
        start = monday + timedelta(7 * step)
        return None if day.weekday() == 6 else (start, start + timedelta(6))
    if unit == "weekend":
        start = monday + timedelta(5)
        if step == 0 and (tense == "future" or day.weekday() >= 5):
            return start, start + timedelta(1)
        if step == 0 and tense == "past" and day.weekday() <= 2:
            step = -1
        return (start - timedelta(7), start - timedelta(6)) if step < 0 and day.weekday() < 5 else None
    if unit == "month":
        first = (
            plus(day.replace(day=1), step, "month") if step >= 0 else (day.replace(day=1) - timedelta(1)).replace(day=1)
        )
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    if unit == "year":
        return date(day.year + step, 1, 1), date(day.year + step, 12, 31)
    number = numbered("weekdays")[unit.lower()] - 1
    if step == 0:
        return weekday(number, day, tense, possessive=False)
    if step < 0:
        found = day - timedelta((day.weekday() - number) % 7 or 7)
        return one_day(found) if found < monday and (day - found).days > 1 else None
    found = day + timedelta((number - day.weekday()) % 7 or 7)
    return one_day(found) if found > monday + timedelta(6) and (found - day).days > 1 else None


def end_of(words: str, day: date) -> tuple[date, date] | None:
    """The last three days of "this week", "the month", "next year"."""
    which, unit = words.split()
    if unit == "week":
        sunday = day + timedelta(6 - day.weekday() + (7 if which == "next" else 0))
        return sunday - timedelta(2), sunday
    base = plus(day.replace(day=1), (which == "next") * (12 if unit == "year" else 1), "month")
    last = date(base.year, 12, 31) if unit == "year" else base.replace(day=monthrange(base.year, base.month)[1])
    return last - timedelta(2), last
