"""The days that a sentence's words name: "on Tuesday", "last week", "June 2", "by the end of May", seen from the day of its article.

The expressions are those of TIMEX3 (Verhagen et al. 2010, TempEval-2). A weekday or a date without a year is placed by the tense of its
verb and the day of publication, the rule for news of HeidelTime (Strötgen & Gertz 2010). Precision goes first: HeidelTime always
answers, here an expression whose verb isn't clear, that stands in a quotation, or that has two readings in use ("next Friday" on a
Tuesday) is left unresolved.

Every pattern is bounded, so that the work is linear in the text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import chain
from typing import Literal

from digest.analyse.time.ahead import planned
from digest.analyse.time.tense import CLOSED, SAYING, Mark, numbered, one_of, said_ahead, tense_of, tenses, words_of
from digest.analyse.time.weekdays import datable, day_of, end_of, one_day, plus, unit_of, weekday
from digest.model import Span, Time, When

LONGEST = 2000
"""Characters of a sentence that are looked at."""
FIRST_YEAR, LAST_YEAR = 1000, 9000
"""Years of articles whose words are read, so that no reckoning leaves the calendar."""
NEAR = 183
"""A date without a year lies within so many days of the article."""
NEARER = 100
"""And within so many where no verb tells on which side."""
AHEAD = 160
"""Characters before "today" within which the verb stands that makes it this day."""

Kind = Literal["past", "announced", ""]
Years = Mapping[tuple[int, int], int]
"""(month, day) -> the year that the article itself gives it somewhere."""


@cache
def _expressions() -> re.Pattern[str]:
    long = [entry.split()[0] for entry in words_of("weekdays")]
    month = rf"(?:{one_of(w.capitalize() for w in numbered('months'))})\b\.?"
    weekday = rf"(?:{one_of(w.capitalize() for w in long)})"
    shorter = rf"(?:{one_of(w.capitalize() for w in numbered('weekdays'))})\b\.?"
    part = r"(?:\s(?:early\s|late\s)?(?:morning|afternoon|evening|night)\b)?"
    number = rf"(?:\d{{1,3}}|an?|{one_of(words_of('numbers'))})"
    named = rf"(?:(?P<named>{shorter}),?\s(?:the\s)?)?"
    day = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
    return re.compile(
        rf"""(?<![\w-])(?:
          {named}(?:
            (?P<month>{month})\s{day.format("day")}(?![\d:]|\.\d)(?:\s?(?:-|–|to|and)\s?{day.format("to")}(?!\d))?(?:,?\s(?P<year>(?:19|20)\d\d)\b)?
          | {day.format("day2")}\s(?:of\s)?(?P<month2>{month})(?:,?\s(?P<year2>(?:19|20)\d\d)\b)?
          )
        | (?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)
        | (?P<edge>(?:the\s)?(?:end|beginning|start|middle)\sof\s|(?:early|mid|late)[\s-])?
          (?P<alone>{month})(?:,?\s(?:of\s)?(?P<year3>(?:19|20)\d\d)\b)?
        | (?P<later>[Ll]ater\s)?(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:\scoming)?)\s(?P<unit>week|weekend|month|year|{weekday})\b{part}
        | (?P<end>[Tt]he\send\sof\s)(?P<endof>(?:the|this|next)\s(?:week|month|year))\b
        | (?P<weekday>{weekday})(?!\w|-\w){part}
        | (?P<deictic>[Yy]esterday|[Tt]omorrow|[Tt]onight|[Tt]oday)\b{part}
        | (?P<ago>{number})\s(?P<agounit>days?)\s(?P<agoword>ago)\b
        | (?P<in>[Ww]ithin(?:\sthe\snext)?|[Ii]n)\s(?P<n>{number})\s(?P<nunit>days?|weeks?|months?)(?=[\s,.;”])(?!\sof\b)
        )""",
        re.VERBOSE,
    )


_SIGN = re.compile(
    r"day|week|month|year|night|morrow|19\d\d|20\d\d|(?<!\w)(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
"""Stands in every text with an expression; to look for it saves most of the time."""
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|(?<!\w)‘[^’]*’")
_BEFORE: dict[str, Literal["by", "since", "until", "before", "after"]] = {
    "by": "by", "since": "since", "from": "since", "until": "until", "till": "until", "through": "until", "before": "before",
    "ahead of": "before", "after": "after", "following": "after", "beyond": "after",
}  # fmt: skip
_LEADING = re.compile(
    r"\b(by|since|from|until|till|through|before|ahead\sof|after|following|beyond)\s(?:(?:about|around|the|at\sleast|last|early|late)\s)?$",
    re.I,
)
_ATTACKS = re.compile(r"['’]?s?\s(?:[\w-]+\s){0,3}(?:attacks?|massacres?|assaults?|rampage|anniversary|holiday)\b")
"""Behind a month and day: an event known by its date, most often of another year."""


_OF = re.compile(r"\bof (?:the )?$")
"""Before a month and day: an event or a law named after it."""


_THIS_DAY = re.compile(
    r"\b(?:earlier|later)\s$|\b(?:will(?!,)|(?:is|are)\s(?:due\sto|set\sto|scheduled\sto|expected\sto|to))\s[^.,;:–—]{0,150}$"
)
"""Before "today": what is still to be done then, or was done earlier; no "today" in the sense of nowadays follows it within its clause."""


def given_years(text: str) -> dict[tuple[int, int], int]:
    """(month, day) -> year for every date that a text writes out with one and the same year."""
    found: dict[tuple[int, int], set[int]] = {}
    for at in re.finditer(r"(?<!\d)(?:19|20)\d\d(?!\d)", text):
        match = next(
            (m for m in _expressions().finditer(text, max(0, at.start() - 24), at.end()) if m.end() == at.end()), None
        )
        if match is None:
            continue
        month, day, year = (
            match["month"] or match["month2"],
            match["day"] or match["day2"],
            match["year"] or match["year2"],
        )
        if month and day and year:
            found.setdefault((_month(month), int(day)), set()).add(int(year))
    return {key: years.pop() for key, years in found.items() if len(years) == 1}


def agreeing(given: Iterable[Years]) -> dict[tuple[int, int], int]:
    """(month, day) -> year for every date to which some articles (`given_years`) give one and the same year."""
    found: dict[tuple[int, int], set[int]] = {}
    for key, year in chain.from_iterable(years.items() for years in given):
        found.setdefault(key, set()).add(year)
    return {key: years.pop() for key, years in found.items() if len(years) == 1}


def clock(title: str, day: date | None) -> date | None:
    """The day from which an article's "yesterday" is counted; None where its title names another weekday than that of its date."""
    named = re.match(rf"(?:{one_of(entry.split()[0] for entry in words_of('weekdays'))})\b", title.lower())
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    return None if named and _number(named[0]) != day.weekday() else day


def resolve(text: str, day: date | None, *, years: Years | None = None) -> tuple[Time, ...]:
    """The expressions of a sentence whose days are sure, in order.

    `day` is the day of the article; without it only full dates are resolved. `years` are those that the article gives (`given_years`).
    """
    text = text[:LONGEST]
    if not _SIGN.search(text):
        return ()
    quoted = [(m.start(), m.end()) for m in _QUOTED.finditer(text)]
    marks: list[Mark] | None = None
    found: list[Time] = []
    for match in _expressions().finditer(text):
        span = Span(match.start(), match.end() - _full_stop(match[0]))
        inside = any(start < span.start < end for start, end in quoted)
        marks = tenses(text) if marks is None else marks
        tense = planned(text, span, marks) or tense_of(text, span, marks)
        days = _days(match, day, "" if inside else tense, years or {}, inside=inside)
        if days is None:
            continue
        lead = _LEADING.search(text[max(0, span.start - 24) : span.start])
        relation = _BEFORE[lead[1].lower()] if lead else "by" if match["in"] else "on"
        ahead = tense == "future" or (tense == "unsure" and day and days[0] >= day and said_ahead(text, span))
        kind: Kind = "announced" if ahead else "past" if tense == "past" else ""
        if day and kind == "past" and relation == "on" and days[0] > day:
            kind = ""
        if day and kind == "announced" and days[1] < day:
            kind = ""
        relative = not (match["month"] or match["month2"] or match["iso"] or match["alone"])
        found.append(Time(span, *days, relation, kind, relative))
    return tuple(found)


def _full_stop(words: str) -> int:
    """1 where the stop at the end ends the sentence and no short form: "22 May.", not "22 Nov."."""
    last = re.split(r"[\s-]", words)[-1].lower()
    return int(last.endswith(".") and any(last[:-1] == entry.split()[0] for entry in words_of("months")))


def _month(name: str) -> int:
    return numbered("months")[name.lower().rstrip(".")]


def _days(
    match: re.Match[str], day: date | None, tense: str, years: Years, *, inside: bool
) -> tuple[date, date] | None:
    """First and last day that an expression names; None where that isn't sure."""
    if match["iso"]:
        return one_day(day_of(*map(int, match["iso"].split("-"))))
    month = match["month"] or match["month2"]
    if month:
        return _dated(match, _month(month), day, tense, years)
    if match["alone"]:
        return _month_alone(match, day, tense)
    if day is None or inside:
        return None
    named = match["weekday"] or (match["unit"] or "").endswith("day")
    if named and not datable(match.string, match.start(), match.end()):
        return None
    if match["weekday"]:
        lead = _LEADING.search(match.string[max(0, match.start() - 24) : match.start()])
        if lead and tense == "past" and _BEFORE[lead[1].lower()] in ("until", "by", "before"):
            return None  # "gave them until Friday" and "was there until Friday"
        possessive = match.string[match.end() : match.end() + 2] in ("'s", "’s")
        return weekday(_number(match["weekday"]), day, tense, possessive=possessive)
    if match["which"]:
        if match.string[: match.start()].endswith(("the ", "The ")):
            return None  # "over the last month" is no month of the calendar
        days = unit_of(match["which"].lower().split()[0], match["unit"], day, tense)
        return (day + timedelta(1), days[1]) if match["later"] and days and days[0] <= day < days[1] else days
    if match["deictic"]:
        return _deictic(match, day)
    if match["ago"]:
        n = _count(match["ago"])
        return one_day(day - timedelta(n)) if n is not None and n <= 30 and tense in ("past", "") else None
    if match["endof"]:
        return end_of(match["endof"], day) if tense in ("future", "unsure") else None
    n = _count(match["n"])
    return None if n is None or tense != "future" else (day, plus(day, n, match["nunit"].rstrip("s")))


def _number(weekday: str) -> int:
    return numbered("weekdays")[weekday.lower().rstrip(".")] - 1


def _count(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return 1 if word in ("a", "an") else words_of("numbers").index(word) + 1 if word in words_of("numbers") else None


def _dated(match: re.Match[str], month: int, day: date | None, tense: str, years: Years) -> tuple[date, date] | None:
    """A month and day. Its year is the one written, that of the same date elsewhere in the article, or the nearest that its verb allows."""
    number, written = int(match["day"] or match["day2"]), match["year"] or match["year2"]
    weekday = _number(match["named"]) if match["named"] else None
    year = int(written) if written else years.get((month, number))
    if year:
        first = day_of(year, month, number)
    elif day is None or _ATTACKS.match(match.string, match.end()) or _OF.search(match.string[: match.start()]):
        return None
    else:
        near = [d for y in (day.year - 1, day.year, day.year + 1) if (d := day_of(y, month, number))]
        near = [d for d in near if weekday is None or d.weekday() == weekday]
        lead = _LEADING.search(match.string[max(0, match.start() - 24) : match.start()])
        relation = _BEFORE[lead[1].lower()] if lead else "on"
        if tense == "past" and relation in ("on", "since", "after"):
            near = [d for d in near if d <= day]
        elif tense == "future" and lead is None:
            near = [d for d in near if d >= day]
        sure = tense in ("past", "future") and (lead is None or (tense == "past" and relation in ("since", "after")))
        first = min(near, key=lambda d: abs((d - day).days), default=None)
        if first is None or abs((first - day).days) > (NEAR if sure or weekday is not None else NEARER):
            return None
    if first is None or (weekday is not None and first.weekday() != weekday):
        return None
    last = day_of(first.year, month, int(match["to"])) if match["to"] else first
    return (first, last) if last is not None and first <= last else None


def _month_alone(match: re.Match[str], day: date | None, tense: str) -> tuple[date, date] | None:
    """As in "by the end of May", "in March 2025". The name alone is a month only behind a word that makes it one: May is also a name."""
    before = match.string[max(0, match.start() - 8) : match.start()].lower()
    if not (match["edge"] or before.endswith(("in ", "since ", "until ", "by ", "last ", "this "))):
        return None
    month, year = _month(match["alone"]), match["year3"]
    if (
        not match["edge"]
        and not year
        and match["alone"] == "May"
        and match.string[match.end() : match.end() + 2] in ("'s", "’s")
    ):
        return None
    if year:
        wanted = int(year)
    elif day is None or tense not in ("past", "future"):
        return None
    else:
        ahead = (month - day.month) % 12
        behind = (day.month - month) % 12
        if (behind if tense == "past" else ahead) > 6:
            return None
        back = tense == "past"
        wanted = day.year - (month > day.month) if back else day.year + (month < day.month)
    last = monthrange(wanted, month)[1]
    edge = (match["edge"] or "").lower()
    if "end" in edge:
        return date(wanted, month, last - 2), date(wanted, month, last)
    parts = {"early": (1, 10), "beg": (1, 10), "sta": (1, 10), "mid": (10, 20), "late": (20, last)}
    low, high = next((value for key, value in parts.items() if key in edge), (1, last))
    return date(wanted, month, low), date(wanted, month, high)


def _deictic(match: re.Match[str], day: date) -> tuple[date, date] | None:
    """The word "today" is the day of the article behind a verb of saying, "earlier" or "later", and what "will" or "is to" be done.

    Elsewhere it means nowadays.
    """
    word, before = match["deictic"], match.string[max(0, match.start() - 24) : match.start()].lower().split()
    if word[0].isupper() and before:
        return None
    if word.lower() == "today":
        sure = (before and before[-1] in SAYING) or _THIS_DAY.search(
            match.string[max(0, match.start() - AHEAD) : match.start()]
        )
        return one_day(day) if sure and match.string[match.end() : match.end() + 2] not in ("'s", "’s") else None
    return one_day(day + timedelta({"yesterday": -1, "tonight": 0, "tomorrow": 1}[word.lower()]))


def reported(text: str, times: Sequence[Time], day: date | None) -> When | None:
    """The days of what the sentence as a whole reports, and whether as done or as to come; None where its words don't tell.

    A day in a clause of its own ("…, which began on 2 March") or behind "since" is background. The day on which something was said gives
    way to the day of what was said.
    """
    if not times:
        return None
    text = text[:LONGEST]
    background = _background().search(text)
    asides = [
        (m.start(), closed.end() if (closed := CLOSED.match(text, m.start())) else len(text))
        for m in _aside().finditer(text)
    ]
    own = [t for t in times if t.relation == "on" and t.kind and (t.last - t.first).days <= 6]
    own = [
        t
        for t in own
        if (t.kind == "past" and not (background and background.start() <= t.span.start))
        or (t.kind == "announced" and not any(start < t.span.start < end for start, end in asides))
    ]
    coming = [t for t in own if t.kind == "announced" and (day is None or t.last >= day)]
    if coming:
        return When("announced", coming[0].first, coming[0].last)
    if own:
        ranked = sorted(own, key=lambda t: (_said(text, t), t.span.start))
        return When("past", ranked[0].first, ranked[0].last)
    return None


@cache
def _aside() -> re.Pattern[str]:
    """Opens a clause that says something of somebody by the way; an announcement there is not what the sentence reports."""
    return re.compile(r"(?:, |[—–-] ?)(?:who|whose|which)\s")


@cache
def _background() -> re.Pattern[str]:
    return re.compile(rf"(?<=[a-z,] )(?:{one_of(words_of('background'))})\s", re.I)


def _said(text: str, time: Time) -> bool:
    """True where the day is that of a saying: "said on Wednesday"."""
    before = text[max(0, time.span.start - 30) : time.span.start].lower().split()[-3:]
    return any(word.strip(",") in SAYING for word in before)
