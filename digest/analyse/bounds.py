"""Between which days an undated article was written: after what it tells as past and the posts that it shows, before what it announces.

A day without a year has that which another article gives it, or lies near the newest article. An article whose own date lies well
before days that it tells as past has a wrong date: feeds carry such. It counts as undated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from digest.analyse.split.segment import sentence_spans
from digest.analyse.time import times
from digest.model import PROSE, Document, Found
from digest.wording import MONTHS

SLIP, YEAR = timedelta(days=30), timedelta(days=366)
"""A date that lies so long before two days that the article tells as past is wrong, and so is one that lies a year before a single one;
less may be a slip in the text."""
RECENT = timedelta(days=60)
"""Days before the newest article within which a day without a year is taken to be of that year: what is older may be an anniversary."""
_FROM = ("on", "since", "after")
"""Relations of a day that has come, or that is to come, as it is named."""
_AHEAD = re.compile(
    r"\b(?:will|(?:is|are) (?:to|due|set|scheduled|expected|slated|planned)|set for|scheduled (?:for|to)|due to|to be held"
    r"|begins?|starts?|opens?|expires?|takes? (?:effect|place)|goes? into effect)\b"
)
"""What announces a day stands before it."""
_OVER = re.compile(r"\b(?:was|were|had|but|never|postponed|put off|called off|cancell?ed|collapsed|passed|failed)\b")
_LONG_AGO = re.compile(r"\b(?:last year|years?|decades?|century|anniversary|born|ago)\b")
_QUOTE = re.compile('["“”«»]')
_YEAR = re.compile(r"(?:19|20)(?<!\d\d\d)\d\d(?!\d)")
_POST = re.compile(rf"\(@\w{{1,30}}\),? (({'|'.join(MONTHS)}) (\d{{1,2}}), (\d{{4}}))(?!\d)")
"""Name and date below a post that was pasted in whole."""


def bounded(docs: Sequence[Document], cutoff: date) -> tuple[Document, ...]:
    """The documents, undated ones with the days between which they were written; those whose date can't be theirs become undated.

    A day that lies more than a year before the newest article says nothing of when an article of the same news was written.
    """
    dated = sorted(doc.day for doc in docs if doc.day)
    last = dated[-1] if dated else None
    unsure = [doc for doc in docs if not doc.day]
    years = times.agreeing(times.given_years(doc.text) for doc in docs) if unsure else {}
    made = (_checked(doc, cutoff) if doc.day else _bounded(doc, years, dated, cutoff) for doc in docs)
    return tuple(
        replace(one, after=None, before=None) if not doc.day and _far(one, last) else one
        for doc, one in zip(docs, made, strict=True)
    )


def _far(doc: Document, last: date | None) -> bool:
    bounds = [date.fromisoformat(found.value) for found in (doc.after, doc.before) if found]
    return last is not None and any(day + YEAR < last for day in bounds)


def _checked(doc: Document, cutoff: date) -> Document:
    """A dated document, undated where its date is wrong."""
    day = doc.day
    if day is None or not any(  # nearly every article: nothing in it can be later than its own year
        int(year) > day.year for year in _YEAR.findall(doc.text)
    ):
        return doc
    past = sorted((told, words) for told, words in _told(doc, "past", times.given_years(doc.text)) if told <= cutoff)
    if not past or not _wrong(day, [told for told, _ in past]):
        return doc
    last, words = past[-1]
    return replace(doc, published=None, after=Found(last.isoformat(), f"it tells of {words}"))


def _bounded(doc: Document, years: times.Years, dated: Sequence[date], cutoff: date) -> Document:
    """An undated document with what bounds it. `years` are those of the run, `dated` the days of its dated articles, in order."""
    past = [*_told(doc, "past", years), *_posted(doc)]
    last = dated[-1] if dated else None
    if last:
        past += [one for one in _told(doc, "past", years, near=last) if one[0] + RECENT >= last]
        newer = {day for day, _ in past if last < day <= cutoff}
        past = [
            one for one in past if one[0] <= last or len(newer) > 1
        ]  # one day beyond the others may be one still to come
    after = max(((day, words) for day, words in past if day <= cutoff), default=None)
    ahead = [one for one in _told(doc, "announced", years) if not dated or one[0] + RECENT >= dated[0]]
    before = min(ahead, default=None)
    if before and (
        before[0] > cutoff or (after and before[0] < after[0])
    ):  # known anyway; an article that grew over days
        before = None
    return replace(
        doc,
        after=Found(after[0].isoformat(), f"it tells of {after[1]}") if after else None,
        before=Found(before[0].isoformat(), f"it announces {before[1]}") if before else None,
    )


def _wrong(day: date, past: Sequence[date]) -> bool:
    """Whether a date of publication lies before what the article tells as past; `past` is in order."""
    return day + YEAR < past[-1] or sum(day + SLIP < told for told in past) > 1


def _told(doc: Document, kind: times.Kind, years: times.Years, *, near: date | None = None) -> list[tuple[date, str]]:
    """The days that an article tells as past or announces, with the words that name them; `near` is a day beside which those without a
    year lie.
    """
    found = []
    for block in doc.blocks:
        if block.kind in PROSE:
            for start, end in sentence_spans(doc.text, block.span.start, block.span.end):
                said = doc.text[start:end]
                if kind == "announced" and (_QUOTE.search(said) or _OVER.search(said)):
                    continue  # it may have been said long before, or came to nothing
                if near and _other_year(doc.text[block.span.start : end], near):
                    continue
                for time in times.resolve(said, near, years=years):
                    if kind == "announced" and not _AHEAD.search(said, 0, time.span.start):
                        continue  # "the vote on 2 June will be remembered"
                    if time.kind == kind and time.relation in _FROM and not time.relative and time.first == time.last:
                        found.append((time.first, " ".join(said[time.span.start : time.span.end].split())))
    return found


def _other_year(told: str, near: date) -> bool:
    """Whether what stands up to a day without a year, and beside it, is of another year."""
    return _LONG_AGO.search(told) is not None or any(int(year) != near.year for year in _YEAR.findall(told))


def _posted(doc: Document) -> Iterator[tuple[date, str]]:
    """The days of the posts that stand among an article's sentences; the line below one is set aside, as in a list of posts beside it."""
    for before, block in zip((None, *doc.blocks), doc.blocks, strict=False):
        if block.kind in PROSE or (before and before.kind in PROSE):
            for words, month, day, year in _POST.findall(doc.text, block.span.start, block.span.end):
                with suppress(ValueError):  # "February 30" dates nothing
                    yield date(int(year), MONTHS.index(month) + 1, int(day)), f"a post of {words}"
