"""A sentence, or the clause with which it begins, short enough for a table: a slice of the source, what is left out marked."""

from __future__ import annotations

import re

from digest.model import Document, Quote, Sentence, Span, quote_text

LONGEST = 40
"""Most words."""
ENOUGH = 22
"""Words above which a sentence is cut where that can be done without harm."""
SHORTEST = 6
"""Least words of a clause that stands for its sentence."""
_BOUNDARY = re.compile(
    r";(?=\s)|,(?=\s+(?:while|whereas|after which|adding|saying|which|and (?:it|he|she|they|the))\s)"
    r"|,(?=\s+(?:in a bid|in which|where|[a-z]{3,}ing|including|as)\s[^,–—]*$)"
)
"""Where a sentence may be cut: what follows adds to what was said. The second kind stands at the end only, with no comma behind it:
what follows a comma may go on with what stood before the first."""
_BINDS = re.compile(
    r"\b(?:if|unless|until|till|provided|but|except|however|although|though|only|not|never|without|once|condition\w*|"
    r"according|reportedly|allegedly|claim\w*|denie[sd]|deny)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What is left out may hold none of these: it would bind or turn what is kept."""
_OPENING, _CLOSING = "“([", "”)]"


def clip(sent: Sentence, doc: Document) -> Quote | None:
    """The sentence, or the clause with which it begins where that is enough; None where it is long and cannot be cut.

    A slice of no length at the sentence's end stands for what is left out there, so that `quote_text` marks it.
    """
    if (words := len(sent.text.split())) <= ENOUGH:
        return _quote(doc, sent.spans)
    whole = _quote(doc, sent.spans) if words <= LONGEST else None
    span, end = sent.spans[0], sent.spans[-1].end
    text = doc.text[span.start : span.end]
    for cut in _BOUNDARY.finditer(text):
        kept = text[: cut.start()]
        if len(kept.split()) > LONGEST:
            return whole
        if (
            len(kept.split()) >= SHORTEST
            and _balanced(kept)
            and not _BINDS.search(doc.text, span.start + cut.end(), end)
        ):
            return _quote(doc, (Span(span.start, span.start + cut.start()), Span(end, end)))
    return whole


def _balanced(text: str) -> bool:
    pairs = zip(_OPENING, _CLOSING, strict=True)
    return text.count('"') % 2 == 0 and all(text.count(one) == text.count(other) for one, other in pairs)


def _quote(doc: Document, spans: tuple[Span, ...]) -> Quote:
    return Quote(doc=doc.id, spans=spans, text=quote_text(doc.text, spans))
