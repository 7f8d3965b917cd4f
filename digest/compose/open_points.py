"""What is disputed and what isn't known, as the briefing shows it: words of the sources, and the item that prints them, if one does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from digest.compose.attribution import attribution
from digest.compose.days import named, remark
from digest.compose.quoting import quoted
from digest.model import TIES, Document, Doubt, Doubted, Item, Judged, OpenPoint, Quote, Span, quote_text
from digest.wording import spoken

_TIE = re.compile(rf"(?:{'|'.join(TIES)}),?\s+")


def open_points(
    found: Sequence[Doubted],
    home: Mapping[str, Judged],
    items: Mapping[str, Item],
    docs: Mapping[str, Document],
    *,
    year: int,
) -> tuple[OpenPoint, ...]:
    """The points in the order of `found`. `home` are the sentences and `items` the items by their ids; `year` is not told of a day."""
    return tuple(_point(one, [home[key] for key in one.sents], items.get(one.printed), docs, year) for one in found)


def _without_tie(quote: Quote, doc: Document) -> Quote:
    """Without the "But" that ties it to a sentence which isn't printed with it; a slice of no length marks what is left out."""
    start, end = quote.spans[0].start, quote.spans[0].end
    tie = _TIE.match(doc.text, start, end)
    if tie is None:
        return quote
    spans = (Span(start, start), Span(tie.end(), end), *quote.spans[1:])
    return replace(quote, spans=spans, text=quote_text(doc.text, spans))


def by_day(points: Sequence[OpenPoint], docs: Mapping[str, Document]) -> tuple[OpenPoint, ...]:
    """What is disputed, then what isn't known, each by the day of its article."""

    def place(point: OpenPoint) -> tuple[int, date, str, int]:
        doc = docs[point.quote.doc]
        return get_args(Doubt).index(point.doubt), doc.day or date.max, doc.id, point.quote.spans[0].start

    return tuple(sorted(points, key=place))


def _point(
    one: Doubted, parts: Sequence[Judged], item: Item | None, docs: Mapping[str, Document], year: int
) -> OpenPoint:
    doc = docs[parts[0].sent.doc]
    quote = quoted([part.sent for part in parts], doc)
    if not item and parts[0].answers:
        quote = _without_tie(quote, doc)
    if item:
        quote = replace(quote, via=item.quotes[0].via)  # the footnote of the item
    own = doc.day.year if doc.day else year
    said = attribution(doc, year=year, remark=remark(named(parts, doc), None, lambda day: spoken(day, year=own)))
    return OpenPoint(one.sents[0], one.doubt, quote, 0, said, item.id if item else "")
