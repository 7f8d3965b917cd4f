"""Numbers on which sources differ, as the briefing shows them: each value as its source writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from digest.compose.attribution import attribution, via
from digest.model import Differing, Document, Figure, FigureValue, Quote, Sentence, Span, Told, quote_text


def differing(
    found: Sequence[Differing], home: Mapping[str, Sentence], docs: Mapping[str, Document], year: int
) -> tuple[Figure, ...]:
    """The figures with their values in time; a value that can't be cut out of its source as one slice is left out."""
    made: list[Figure] = []
    for figure in found:
        values = [value for told in figure.told if (value := _value(told, home, docs, year))]
        values.sort(key=lambda v: (_when(docs[v.quote.doc]), v.quote.doc, v.quote.spans))
        if len({value.quote.text for value in values}) > 1:
            made.append(Figure(what=figure.what, values=tuple(values)))
    return tuple(made)


def numbered_figures(figures: Sequence[Figure], order: Mapping[tuple[str, str], int]) -> tuple[Figure, ...]:
    """The figures with the footnote numbers of their sources."""
    return tuple(
        replace(figure, values=tuple(replace(value, note=order[value.quote.cited]) for value in figure.values))
        for figure in figures
    )


def _when(doc: Document) -> str:
    return doc.day.isoformat() if doc.day else "9999"


def _value(told: Told, home: Mapping[str, Sentence], docs: Mapping[str, Document], year: int) -> FigureValue | None:
    sent = home[told.sent]
    doc = docs[sent.doc]
    written = re.compile(r"\s+".join(map(re.escape, told.written.split())))
    for span in sent.spans:
        if match := written.search(doc.text, span.start, span.end):
            spans = (Span(*match.span()),)
            quote = Quote(doc=doc.id, spans=spans, text=quote_text(doc.text, spans), via=via([sent], doc))
            return FigureValue(quote=quote, note=0, attribution=attribution(doc, year=year))
    return None
