"""Sentences of one document as they are printed together."""

from __future__ import annotations

from collections.abc import Sequence

from digest.compose.attribution import via
from digest.model import Document, Quote, Sentence, Span, quote_text


def quoted(sents: Sequence[Sentence], doc: Document) -> Quote:
    """Sentences of one document as they are printed together."""
    before = (None, *sents)
    spans = tuple(span for was, sent in zip(before, sents, strict=False) for span in _tied(sent, was, doc.text))
    return Quote(doc=doc.id, spans=spans, text=quote_text(doc.text, spans), via=via(sents, doc))


def _tied(sent: Sentence, before: Sentence | None, text: str) -> Sequence[Span]:
    """The spans of a sentence; behind the one that it follows with the word that ties it to that one ("But"), if that was cut, and
    behind another without a second mark for what is left out between them.
    """
    first, *rest = sent.spans
    if before is None or first.start < first.end or not rest:
        return sent.spans
    if before.index != sent.index - 1:
        return rest
    one = len(text[first.start : rest[0].start].split()) == 1
    return (Span(first.start, rest[0].end), *rest[1:]) if one else sent.spans
