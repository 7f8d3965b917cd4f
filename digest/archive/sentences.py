"""Judged sentences as rows: what novelty needs of the past, without what only the day itself needed (cues, features, furniture)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from digest.model import Former, Judged, Label, Sentence, Span, Time, When, fold

TERMS = 11
"""Place of the terms in a row."""


def former(row: Sequence[Any], *, number: int, day: str, printed: bool) -> Former:
    """What `row_of` made, as a sentence of the edition `number` of that day."""
    published, publisher = row[-2], row[-1]
    return Former(_judged(row), number, day, printed, date.fromisoformat(published) if published else None, publisher)


def stands(row: Sequence[Any], text: str) -> bool:
    """Whether the document of a row holds its words at the places that it names."""
    places, said = row[2], row[6]
    return all(fold(text[start:end]) in said for start, end in zip(places[::2], places[1::2], strict=True))


def row_of(one: Former) -> list[Any]:
    """A sentence as values of JSON."""
    j, sent = one.judged, one.judged.sent
    return [
        sent.doc,
        sent.index,
        [place for span in sent.spans for place in (span.start, span.end)],
        sent.kind,
        sent.block,
        sent.heading,
        sent.text,
        sent.lead_in,
        j.label.section,
        round(j.label.score, 4),
        j.salience,
        sorted(j.terms),
        sorted(j.names),
        j.party,
        j.speaker,
        j.act,
        j.opener,
        [
            [t.span.start, t.span.end, t.first.isoformat(), t.last.isoformat(), t.relation, t.kind, t.relative]
            for t in j.times
        ],
        [j.when.kind, j.when.first.isoformat(), j.when.last.isoformat()] if j.when else None,
        [concept for concept, _ in j.concepts],
        one.published.isoformat() if one.published else "",
        one.publisher,
    ]


def _judged(row: Sequence[Any]) -> Judged:
    (
        doc, index, places, kind, block, heading, text, lead_in, section, score, salience, terms, names, party, speaker, act, opener, times,
        when, concepts, _, _,
    ) = row  # fmt: skip
    spans = tuple(Span(start, end) for start, end in zip(places[::2], places[1::2], strict=True))
    return Judged(
        sent=Sentence(doc, index, spans, kind, block, heading, text, lead_in),
        label=Label(section, score),
        salience=salience,
        terms=frozenset(terms),
        names=frozenset(names),
        party=party,
        speaker=speaker,
        act=act,
        opener=opener,
        times=tuple(
            Time(Span(start, end), date.fromisoformat(first), date.fromisoformat(last), relation, kind, relative)
            for start, end, first, last, relation, kind, relative in times
        ),
        when=When(when[0], date.fromisoformat(when[1]), date.fromisoformat(when[2])) if when else None,
        concepts=tuple((concept, 1.0) for concept in concepts),
    )
