"""Whatever is read: spans are in range, in order and apart, and every character stands in exactly one block."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.analyse.split.sentences import split
from digest.ingest.article import read_article
from digest.ingest.repeated import mark
from digest.model import PROSE, Document, Raw, Span, quote_text

CUTOFF = datetime(2026, 1, 1, tzinfo=UTC)
LINES = (
    "Talks by the lake end",
    "By Ida Holm",
    "2 June 2025",
    "https://news.example/2025/06/02/talks",
    "OAKHAM, June 2 (AP) — The talks ended on Monday without a truce.",
    "The host told Reuters that “both sides will meet again.”[1] Nobody named a day.Larch Review+2",
    "- a list item that ends on nothing",
    "1. Withdraw; 2. pay;",
    "## A heading",
    "> A quotation of *two* words",
    "| a | table |",
    "Read more: The price of bread",
    "Share | Tweet | 3 min read",
    "Sign up for our newsletter. By entering your email you agree to our terms.",
    "References",
    "[1] Reuters, 2 June 2025, https://www.reuters.com/a",
    "Il a dit «non» — 42\u00a0% ; 他说不。\u202eآه\u200b",
    "<p>The buses<br>left.</p><ul><li>One<li>Two</ul>",
    "<figure><img><figcaption>A lake (Getty Images)</figcaption></figure><aside>Related</aside>",
    "<script>x</script><h2>More</h2><blockquote>So be it.",
)
PARTS = st.one_of(st.sampled_from(LINES), st.text(max_size=60))
TEXTS = st.builds(
    lambda parts, joint: joint.join(parts),
    st.lists(PARTS, min_size=1, max_size=14),
    st.sampled_from(["\n\n", "\n", " ", "\r\n\r\n", "</p><p>"]),
)


def in_order(spans: list[Span], end: int) -> bool:
    """True where spans lie within a text of `end` characters, none is empty, and each begins at or behind the end of the one before."""
    inside = all(0 <= span.start < span.end <= end for span in spans)
    return inside and all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown", "text/html"])
@settings(max_examples=60)
@given(source=TEXTS)
def test_every_span_of_an_article(media_type: str, source: str) -> None:
    """Blocks cover the text; citations lie in it, in order; sentences lie in blocks of prose and are what their spans say."""
    doc = read_article(Raw("a", media_type, source.encode("utf-8", "replace")), cutoff=CUTOFF)
    if not isinstance(doc, Document):
        return
    (doc,), _ = mark([doc], {})
    end = len(doc.text)
    assert in_order([block.span for block in doc.blocks], end)
    assert sum(block.span.end - block.span.start for block in doc.blocks) == end
    assert in_order([citation.span for citation in doc.citations], end)
    sents = split(doc)
    assert in_order([span for sent in sents for span in sent.spans], end)
    for sent in sents:
        block = doc.blocks[sent.block]
        assert block.kind in PROSE
        assert block.span.start <= sent.spans[0].start
        assert sent.text == quote_text(doc.text, sent.spans)
        assert all(0 <= at < len(doc.citations) for at in sent.citations)
