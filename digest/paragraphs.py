"""The paragraphs around an edition's quotes, as data (JSON): what a PDF carries so that its quotes can be read in their place offline.

    {"schema": "digest-evidence/1",
     "paragraphs": [{"doc": digest of the text, "span": [start, end], "text"}]}

A span is a pair of offsets in Unicode code points, half-open, of the text whose SHA-256 is `doc`; `text` is that slice of it. Every quote
of the edition lies in one of them. Only the whole text, from an archive, can prove that the digest is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from digest.errors import EditionError
from digest.model import Briefing, Document, Quote, Span, around

SCHEMA = "digest-evidence/1"
AROUND = 2_000
"""Most characters of a paragraph that are given before and behind a quote: an article may be one line."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A slice of a text."""

    doc: str
    span: Span
    text: str


def quotes_of(value: Any) -> Iterator[Quote]:
    """Every quote that a briefing, or a part of one, holds, in the order in which it holds them."""
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from quotes_of(part)
    elif is_dataclass(value):
        for part in fields(value):
            yield from quotes_of(getattr(value, part.name))


def paragraphs(briefing: Briefing, docs: Iterable[Document]) -> tuple[Paragraph, ...]:
    """The blocks in which the quotes of `briefing` stand, each once; what overlaps is joined. In the order of sources, then of the text."""
    by_id = {doc.id: doc for doc in docs}
    wanted: dict[str, list[Span]] = {source.doc: [] for source in briefing.sources}
    for quote in quotes_of(briefing):
        if quote.spans and quote.doc in by_id:
            wanted.setdefault(quote.doc, []).append(_around(by_id[quote.doc], quote.spans))
    return tuple(
        Paragraph(doc, span, by_id[doc].text[span.start : span.end])
        for doc, spans in wanted.items()
        for span in _joined(spans)
    )


def to_json(found: Sequence[Paragraph]) -> bytes:
    """The JSON of `found`: UTF-8, one trailing newline; the same paragraphs give the same bytes."""
    listed = [{"doc": one.doc, "span": [one.span.start, one.span.end], "text": one.text} for one in found]
    data = {"schema": SCHEMA, "paragraphs": listed}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(errors="backslashreplace")


def from_json(body: bytes) -> tuple[Paragraph, ...]:
    """What `to_json` wrote. Raises `EditionError` where it is of another form."""
    try:
        data = json.loads(body.decode())
    except (ValueError, RecursionError) as err:
        raise EditionError(f"this is no JSON: {err}") from err
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or not isinstance(data.get("paragraphs"), list):
        raise EditionError(f"schema: {SCHEMA!r} is expected")
    return tuple(_paragraph(one, f"paragraphs[{number}]") for number, one in enumerate(data["paragraphs"]))


def _paragraph(one: Any, where: str) -> Paragraph:
    match one:
        case {"doc": str(doc), "span": [int(start), int(end)], "text": str(text), **more} if not more:
            if 0 <= start < end and end - start == len(text):
                return Paragraph(doc, Span(start, end), text)
    raise EditionError(f"{where}: a digest, a span and the text of that length are expected")


def _around(doc: Document, spans: Sequence[Span]) -> Span:
    """The blocks that `spans` touch, from the first to the last, without white space at the ends."""
    first, last = spans[0].start, spans[-1].end
    touched = [doc.blocks[at].span for at in around(doc, spans)]
    start = max(min([first, *(span.start for span in touched)]), first - AROUND)
    end = min(max([last, *(span.end for span in touched)]), last + AROUND)
    text = doc.text[start:end]
    return Span(min(first, start + len(text) - len(text.lstrip())), max(last, end - (len(text) - len(text.rstrip()))))


def _joined(spans: Iterable[Span]) -> list[Span]:
    """`spans` in order; those that overlap as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
