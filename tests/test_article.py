"""Whole articles: from bytes to a document."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ingest import glued
from digest.ingest.article import read_article
from digest.model import PROSE, Document, Problem, Raw

CUTOFF = datetime(2026, 1, 1, tzinfo=UTC)
EVAL = Path(__file__).resolve().parent.parent.parent / "shared" / "eval"
needs_articles = pytest.mark.skipif(not EVAL.is_dir(), reason="no ../shared/eval beside the checkout")


def read(body: str | bytes, *, media_type: str = "text/plain", uri: str = "a.txt") -> Document:
    """The document of a text that has to be one."""
    raw = Raw(uri, media_type, body.encode() if isinstance(body, str) else body)
    doc = read_article(raw, cutoff=CUTOFF)
    assert isinstance(doc, Document), doc
    return doc


def assert_covered(doc: Document) -> None:
    """Blocks hold every character once; citations are slices of prose."""
    assert "".join(doc.text[b.span.start : b.span.end] for b in doc.blocks) == doc.text
    assert all(a.span.end == b.span.start for a, b in zip(doc.blocks, doc.blocks[1:], strict=False))
    assert all(doc.text[c.span.start : c.span.end] == c.mark for c in doc.citations)


def test_document() -> None:
    """A pasted article keeps its whole text, and its digests are those of text and bytes."""
    body = "\ufeffA title\r\n\r\nThe talks ended on Monday.[1]\r\n\r\n[1] Reuters, 2 June 2025, https://www.reuters.com/a\r\n"
    doc = read(body)
    assert (
        doc.text == "A title\n\nThe talks ended on Monday.[1]\n\n[1] Reuters, 2 June 2025, https://www.reuters.com/a\n"
    )
    assert doc.citations[0].label == "Reuters, 2 June 2025"
    assert len(doc.id) == len(doc.raw_digest) == 64
    assert doc.id != doc.raw_digest
    assert_covered(doc)


def test_front_matter() -> None:
    """Front matter of a Markdown file counts as metadata and is no text."""
    head = 'title: "Talks *end*"\ndate: 2025-06-03\nauthor: Jane Doe\nsource: Harbour Gazette\n'
    text = f"---\n{head}---\n\nThe talks **ended** on Monday.\n"
    doc = read(text, media_type="text/markdown", uri="a.md")
    assert (doc.title.value, doc.title.how) == ("Talks end", "front matter: title")
    assert doc.published is not None
    assert (doc.published.value, doc.published.how) == ("2025-06-03", "front matter: date")
    assert doc.publisher.value == "Harbour Gazette"
    assert [doc.text[b.span.start : b.span.end].strip() for b in doc.blocks if b.kind in PROSE] == [
        "The talks ended on Monday."
    ]
    assert_covered(doc)


def test_web_page() -> None:
    """A web page goes the same way behind its own layout."""
    page = (
        "<html><head><title>Talks end | BBC News</title>"
        "<meta property='article:published_time' content='2025-06-03T10:00:00Z'></head>"
        "<body><h1>Talks end</h1><p>KYIV (AP) — The delegations met on Monday for the second time and agreed "
        "to exchange prisoners, both sides said.</p><p>See also: Another story of the day</p></body></html>"
    )
    doc = read(page, media_type="text/html", uri="a.html")
    assert doc.title.value == "Talks end"
    assert doc.day is not None
    assert [b.kind for b in doc.blocks if b.reason in ("dateline", "related story")] == ["meta", "furniture"]
    assert_covered(doc)


@pytest.mark.parametrize("media_type", ["text/plain", "Text/HTML; charset=utf-8", "text/markdown"])
def test_a_page_by_another_name(media_type: str) -> None:
    """What begins like a page is read as one, whatever its server or file name calls it."""
    page = "<!DOCTYPE html>\n<html><title>Talks end</title><body><p>The delegations met on Monday for the second time.</p></body></html>"
    doc = read(page, media_type=media_type)
    assert (doc.title.value, doc.text) == ("Talks end", "The delegations met on Monday for the second time.")


@pytest.mark.parametrize("marked", [True, False])
def test_an_article_that_a_script_is_to_show(marked: bool) -> None:
    """Its text is taken from the page's JSON-LD where the page itself holds none, or much less; a reader is told."""
    paragraphs = [f"The delegations met on day {n} of the talks and agreed on point {n}." for n in range(9)]
    body = "".join(f"<p>{one}</p>" for one in paragraphs) if marked else "\n\n".join(paragraphs)
    said = {"@type": "NewsArticle", "headline": "Talks end", "datePublished": "2025-06-03", "articleBody": body}
    script = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    for own in ("<div id=app></div>", "<p>Please enable JavaScript.</p>", f"<p>{paragraphs[0]}</p>"):
        doc = read(f"<html><head>{script}</head><body>{own}</body></html>", media_type="text/html")
        assert doc.text == "\n\n".join(paragraphs)
        assert "JSON-LD" in doc.note
        assert doc.published is not None
        assert_covered(doc)
    whole = read(
        f"<html><head>{script}</head><body>{'<p>'.join(['', *paragraphs])}</body></html>", media_type="text/html"
    )
    assert not whole.note
    empty = read_article(Raw("a.html", "text/html", b"<html><body><div id=app></div></body></html>"), cutoff=CUTOFF)
    assert isinstance(empty, Problem)
    assert "save the article from a browser" in empty.message


@pytest.mark.parametrize(
    ("body", "says"),
    [(b"", "no text"), (b" \n ", "no text"), (b"%PDF-1.7", "PDF"), (b"Photo\n\nShare", "no article text")],
)
def test_problems(body: bytes, says: str) -> None:
    """What holds no article is a problem that says why."""
    problem = read_article(Raw("a.txt", "text/plain", body), cutoff=CUTOFF)
    assert isinstance(problem, Problem)
    assert says in problem.message


@given(
    st.binary(max_size=200) | st.text(max_size=300).map(str.encode), st.sampled_from(["text/plain", "text/markdown"])
)
def test_anything(body: bytes, media_type: str) -> None:
    """Any bytes become a document that covers its text, or a problem."""
    doc = read_article(Raw("a.txt", media_type, body), cutoff=CUTOFF)
    if isinstance(doc, Document):
        assert_covered(doc)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


@needs_articles
def test_real_articles() -> None:
    """Every real article is read whole, with its title, its publisher's proper name and its date."""
    files = sorted((EVAL / "articles").glob("*/*.txt"))
    for file in files:
        doc = read(file.read_bytes(), uri=file.name)
        assert_covered(doc)
        head = file.read_text("utf-8").split("\n")
        assert doc.title.value == " ".join(head[0].split())
        assert doc.published is not None
        assert doc.published.value == head[3].strip()
        assert doc.publisher.value
        assert not re.search(r"-(?:top|world|me|pol|news)$", doc.publisher.value)


@needs_articles
def test_labelled_furniture() -> None:
    """Of the labelled lines hardly any article sentence is set aside, and little furniture is kept."""
    labels: dict[str, list[dict[str, object]]] = {}
    for line in (EVAL / "sections_dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        labels.setdefault(row["doc"], []).append(row)
    junk = kept = real = lost = 0
    for name, rows in labels.items():
        doc = read((EVAL / "articles" / name).read_bytes(), uri=name)
        units = [
            (_words(doc.text[start:end]), block.kind in PROSE)
            for block in doc.blocks
            for start, end in glued.units(doc.text, block.span.start, block.span.end)
        ]
        for row in rows:
            want = _words(str(row["text"]))
            best, printable = 0.0, False
            for words, prose in units:
                both = (want & words).total()
                cover = both / max(1, want.total())
                if cover >= 0.6 and cover + both / max(1, words.total()) > best:
                    best, printable = cover + both / max(1, words.total()), prose
            if row["primary"] == "junk":
                junk, kept = junk + 1, kept + printable
            elif best:
                real, lost = real + 1, lost + (not printable)
    assert kept < 0.05 * junk
    assert lost < 0.015 * real


@pytest.mark.parametrize(
    ("behind", "name"),
    [
        (" - Harbour Lantern", "Harbour Lantern"),
        (" | The Larch & Birch Review", "The Larch & Birch Review"),
        (" – what happens next", ""),
        (" - World - Harbour Lantern", ""),
        ("", ""),
    ],
)
def test_a_saved_page_has_its_site_behind_its_title(behind: str, name: str) -> None:
    """Without an address or another name: what the page's own title has behind the visible one, where it is made like a name."""
    body = f"<title>Ferry talks end{behind}</title><body><h1>Ferry talks end</h1><p>The envoys met and left without a word to anybody.</p>"
    made = read_article(Raw("page.html", "text/html", body.encode()), cutoff=datetime(2031, 1, 1, tzinfo=UTC))
    assert isinstance(made, Document)
    assert (made.title.value, made.publisher.value) == ("Ferry talks end", name)
