"""Links of pages and Markdown files: their words in the text, and which of them name the source of what is said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.ingest import html, links, plain
from digest.ingest.article import read_article
from digest.model import Block, Document, Raw, Span

CUTOFF = datetime(2025, 6, 3, tzinfo=UTC)
PROSE = "The delegations met in the palace for an hour, and agreed to meet again before the end of the month."
STORY = "https://www.reuters.com/world/delegations-meet-2025-06-02/"


def page(body: str, *, address: str = "https://ledger.example/2025/06/03/talks-end") -> Document:
    """The article of a page whose address is known."""
    head = f"<link rel=canonical href='{address}'><title>Talks end</title><meta property=og:site_name content=Ledger>"
    source = (
        f"<html><head>{head}</head><body><article><h1>Talks end</h1><p>{PROSE}</p>{body}<p>{PROSE} So they said.</p>"
    )
    doc = read_article(Raw("a.html", "text/html", source.encode()), cutoff=CUTOFF)
    assert isinstance(doc, Document)
    return doc


def cited(words: str) -> list[tuple[str, str]]:
    """The words and labels of the citations in a paragraph of a page."""
    return [(citation.mark, citation.label) for citation in page(f"<p>{words}</p>").citations]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (f"The talks will go on, <a href='{STORY}'>according to people</a> in the room.", ("according to people", "Reuters")),
        (f"The talks will go on, two guards told <a href='{STORY}'>the agency</a> at noon.", ("the agency", "Reuters")),
        ("Both sides <a href='https://ministry.example/statements/12.html'>said in a statement</a> that they will meet again.",
         ("said in a statement", "ministry.example")),
        ("A <a href='//council.example/papers/2025/a.pdf'>report</a> counts nine rounds.", ("report", "council.example")),
        ("The <a href='https://council.example/notes/nine-rounds'>Harbour Council</a> found that nine rounds failed.",
         ("Harbour Council", "council.example")),
        (f"Both sides will meet again (<a href='{STORY}'>Reuters</a>), and soon.", ("Reuters", "Reuters")),
    ],
)  # fmt: skip
def test_a_link_that_attributes_is_a_citation(words: str, expected: tuple[str, str]) -> None:
    """Where the words in or around it say that what is told stands there; it is called by its outlet, else by its host."""
    assert cited(words) == [expected]


@pytest.mark.parametrize(
    "words",
    [
        f"The talks were held in <a href='{STORY}'>a palace</a> by the water.",
        "He <a href='https://x.com/someone/status/123456'>said in a post</a> that he will come.",
        "It was <a href='https://ledger.example/2025/06/01/before-the-talks'>reported</a> on Sunday.",
        "It was <a href='https://news.ledger.example/2025/06/01/before-the-talks'>reported</a> on Sunday.",
        "It was <a href='/2025/06/01/before-the-talks'>reported</a> on Sunday.",
        "It was <a href='https://www.reuters.com/'>reported</a> on Sunday.",
        "It was <a href='https://www.reuters.com/tags/peace-talks-2'>reported</a> on Sunday.",
        "The envoy <a href='https://council.example/people/envoy-2'>told</a> nobody.",
        "It was <a href='javascript:alert(1-2)'>reported</a> on Sunday.",
        "It was <a href='ftp://council.example/a-1'>reported</a> on Sunday.",
        "It was <a href='https://user:secret@council.example/a-1'>reported</a> on Sunday.",
        "It was <a href='https://127.0.0.1/a-1'>reported</a> on Sunday.",
        "It was <a href='https://[council.example/a-1'>reported</a> on Sunday.",
        "It was <a href='https://council.example/a-1&#x202e;fdp'>reported</a> on Sunday.",
        f"It was <a href='https://council.example/{'a-1' * 400}'>reported</a> on Sunday.",
        f"It was <a href='https://{'a' * 60}.example/a-1'>reported</a> on Sunday.",
    ],
)
def test_other_links_are_not(words: str) -> None:
    """Words that only lead on, posts, the site's own pages, home pages, lists, people, and addresses that are none of the web's."""
    assert cited(words) == []


def test_words_win_over_the_link_in_them() -> None:
    """Where the words name the outlet, a link in them to another site doesn't rename it."""
    words = f"The envoys left early, <a href='{STORY}'>Axios reported</a> on Monday."
    assert cited(words) == [("Axios reported", "Axios")]


def test_links_in_furniture_are_none() -> None:
    """What is no prose of the article cites nothing."""
    nav = f"<nav><ul><li><a href='{STORY}'>Reuters reported</a></li></ul></nav>"
    related = f"<h3>Read more</h3><ul><li><a href='{STORY}'>Reuters: envoys said to leave</a></li></ul>"
    assert page(nav + related).citations == ()


def test_without_an_address_the_site_is_guessed() -> None:
    """A saved page that doesn't say where it is from: the site to which most of its links lead is its own."""
    own = "".join(
        f"<p>It was <a href='https://ledger.example/a-{n}'>reported</a> on day {n} that envoys came.</p>"
        for n in range(3)
    )
    other = "<p>It was <a href='https://council.example/b-1'>announced</a> on Monday that they left.</p>"
    source = f"<html><head><title>Talks end</title></head><body><article><h1>Talks end</h1><p>{PROSE}</p>{own}{other}"
    doc = read_article(Raw("a.html", "text/html", source.encode()), cutoff=CUTOFF)
    assert isinstance(doc, Document)
    assert [citation.label for citation in doc.citations] == ["council.example"]


def test_citations_of_an_article_are_bounded() -> None:
    """A page of a thousand links that attribute has a hundred citations at most."""
    line = "<p>It was <a href='https://council.example/b-{}'>announced</a> on day {} that they left the town.</p>"
    doc = page("".join(line.format(n, n) for n in range(1000)))
    assert len(doc.citations) == links.MOST


def test_links_keep_their_place() -> None:
    """The words of a link are found in the text whatever white space, markup and list marks are around them."""
    made = html.linearise(
        f"<p>  It\n was <a href=/a> <b>told</b>\n twice </a>,\u00a0then <a href=/b>e\u0301t\u00e9</a><a href=/c></a>.</p>"
        f"<ul><li><a href=/d>first</a> <br> and <a href=/e>second</a></ul><p>{PROSE}</p>"
    )
    assert [(made.text[link.span.start : link.span.end], link.url) for link in made.links] == [
        ("told twice", "/a"),
        ("\u00e9t\u00e9", "/b"),
        ("first", "/d"),
        ("second", "/e"),
    ]


def test_a_link_around_blocks_has_no_place() -> None:
    """A card of a headline and its text is no link in a sentence; its text stays."""
    made = html.linearise(f"<a href=/card><h3>Envoys leave</h3><p>{PROSE}</p></a><p>{PROSE}</p>")
    assert made.links == ()
    assert "Envoys leave" in made.text


PIECES = st.sampled_from(
    ["word ", "  ", "\n", "\u0301", "e", "<b>", "</b>", "<br>", "<p>", "</p>", "<li>", "<a href=/x>", "</a>", "1. "]
)


@example("<a href=/x><b><a href=/x>word ")
@given(st.lists(PIECES, max_size=30).map("".join))
@example("e<a href=/x>\u0301<a href=/x>\u0301")
def test_links_are_slices(source: str) -> None:
    """Links lie in the text in order and apart, and the text is the same without them."""
    made = html.linearise(f"<div>{source}</div>")
    assert made.text == html.linearise(f"<div>{source}</div>".replace("href=", "name=")).text or "li" in source
    at = 0
    for link in made.links:
        assert at <= link.span.start < link.span.end <= len(made.text)
        assert made.text[link.span.start : link.span.end].strip() == made.text[link.span.start : link.span.end]
        at = link.span.end


# --- Markdown --------------------------------------------------------------------------------------------------------


def test_links_of_markdown_are_followed() -> None:
    """Their words are what is left of them; the address is kept with their place."""
    text, found = plain.linked(
        f'---\nx: y\n---\nAs **[envoys _said_]({STORY})** on [Monday](https://a.example/b "t").', 13
    )
    assert text == "---\nx: y\n---\nAs envoys said on Monday."
    assert [(text[link.span.start : link.span.end], link.url) for link in found] == [
        ("envoys said", STORY), ("Monday", "https://a.example/b"),
    ]  # fmt: skip


MARKS = st.sampled_from(
    ["[", "]", "(", ")", "*", "_", "`", "a", " ", "\n", "![", "](https://a.example/b-1)", "<!--", "-->", "\\", "\x02"]
)


@given(st.lists(MARKS, max_size=40).map("".join))
def test_following_links_changes_no_text(text: str) -> None:
    """The text is what it is without looking at links, and they lie in it in order and apart."""
    made, found = plain.linked(text)
    assert made == plain.unmarked(text)
    at = 0
    for link in found:
        assert at <= link.span.start < link.span.end <= len(made)
        at = link.span.end


def test_a_link_of_a_markdown_file_is_a_citation() -> None:
    """As on a page; the address of the article is in its front matter."""
    body = f"---\nurl: https://ledger.example/a-1\n---\n# Talks end\n\nThe talks go on, [officials said]({STORY}) at noon.\n"
    doc = read_article(Raw("a.md", "text/markdown", body.encode()), cutoff=CUTOFF)
    assert isinstance(doc, Document)
    (citation,) = doc.citations
    assert (citation.mark, citation.label, citation.url, citation.cut) == ("officials said", "Reuters", STORY, False)


def test_an_address_is_kept_whole() -> None:
    """White space around it is left out, the scheme that a page left out is put before it."""
    (citation,) = page("<p>A <a href=' //council.example/papers/a-1.pdf '>report</a> counts nine rounds.</p>").citations
    assert citation.url == "https://council.example/papers/a-1.pdf"


@given(st.text(max_size=60), st.text(alphabet="ab -", max_size=20))
def test_any_address_is_taken(url: str, words: str) -> None:
    """Whatever stands in an address, nothing fails, and what a citation is called holds no strange character."""
    text = f"They said {words} now."
    span = Span(10, max(11, 10 + len(words)))
    for made in links.cited([links.Link(span, f"https://{url}")], text, [Block(Span(0, len(text)), "paragraph")]):
        assert made.label.isprintable()
