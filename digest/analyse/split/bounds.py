"""When an undated article was written at the earliest: after what it tells as past, and after the posts that it shows.

An article whose own date lies well before days that it tells as past has a wrong date: feeds carry such. It counts as undated.
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
_YEAR = re.compile(r"(?:19|20)(?<!\d\d\d)\d\d(?!\d)")
_POST = re.compile(rf"\(@\w{{1,30}}\),? (({'|'.join(MONTHS)}) (\d{{1,2}}), (\d{{4}}))(?!\d)")
"""Name and date below a post that was pasted in whole."""


def bounded(docs: Sequence[Document], cutoff: date) -> tuple[Document, ...]:
    """The documents, undated ones with the day after which they were written; those whose date can't be theirs become undated.

    A day that lies more than a year before the newest article says nothing of when an article of the same news was written.
    """
    last = max((doc.day for doc in docs if doc.day), default=None)
    made = (_bounded(doc, cutoff) for doc in docs)
    return tuple(
        replace(one, after=None) if not doc.day and _far(one, last) else one
        for doc, one in zip(docs, made, strict=True)
    )


def _far(doc: Document, last: date | None) -> bool:
    return doc.after is not None and last is not None and date.fromisoformat(doc.after.value) + YEAR < last


def _bounded(doc: Document, cutoff: date) -> Document:
    if doc.day and not any(  # nearly every article: nothing in it can be later than its own year
        int(year) > doc.day.year for year in _YEAR.findall(doc.text)
    ):
        return doc
    known = _past(doc) if doc.day else [*_past(doc), *_posted(doc)]
    past = sorted((day, words) for day, words in known if day <= cutoff)
    if not past or (doc.day and not _wrong(doc.day, [day for day, _ in past])):
        return doc
    last, words = past[-1]
    return replace(doc, published=None, after=Found(last.isoformat(), f"it tells of {words}"))


def _wrong(day: date, past: Sequence[date]) -> bool:
    """Whether a date of publication lies before what the article tells as past; `past` is in order."""
    return day + YEAR < past[-1] or sum(day + SLIP < told for told in past) > 1


def _past(doc: Document) -> list[tuple[date, str]]:
    """The days that an article writes out and tells as past, with the words that name them."""
    years = times.given_years(doc.text)
    found = []
    for block in doc.blocks:
        if block.kind in PROSE:
            for start, end in sentence_spans(doc.text, block.span.start, block.span.end):
                said = doc.text[start:end]
                for time in times.resolve(said, None, years=years):
                    if time.kind == "past" and time.relation in ("on", "since", "after") and time.first == time.last:
                        found.append((time.first, " ".join(said[time.span.start : time.span.end].split())))
    return found


def _posted(doc: Document) -> Iterator[tuple[date, str]]:
    """The days of the posts that stand among an article's sentences; the line below one is set aside, as in a list of posts beside it."""
    for before, block in zip((None, *doc.blocks), doc.blocks, strict=False):
        if block.kind in PROSE or (before and before.kind in PROSE):
            for words, month, day, year in _POST.findall(doc.text, block.span.start, block.span.end):
                with suppress(ValueError):  # "February 30" dates nothing
                    yield date(int(year), MONTHS.index(month) + 1, int(day)), f"a post of {words}"
