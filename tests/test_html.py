"""html: a page becomes one text and blocks that partition it; nothing visible is lost; furniture carries its reason."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.ingest import column, dom, html, markup, vote
from digest.ingest.decode import clean, decode

PAGES = Path(__file__).parents[2] / "shared" / "eval" / "extraction_dev"
PROSE = (
    "Delegations from both countries met on Monday in the port city for the second time in three weeks. "
    "Officials said that the talks lasted a little over one hour and that another round is planned."
)
ARTICLE = f"""<!doctype html><html><head><title>Talks end early | Example News</title>
<meta property="og:title" content="Talks end early"><meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2025-06-02T18:30:00+03:00"><meta name="author" content="A. Writer">
<link rel="canonical" href="https://news.example/talks"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>Talks end early</h1><p class="byline">By A. Writer, 2 June 2025</p>
<div class="share-buttons"><button>Share</button><a href="#">Copy link</a></div>
<p>{PROSE}</p><figure><img src="x.jpg"><figcaption>The palace. Photo: Example</figcaption></figure>
<p>{PROSE.replace("second", "first")}</p><h2>What was agreed</h2><p>The two sides agreed on the following steps:</p>
<ul><li>an exchange of at least one thousand prisoners each;</li><li>the return of the dead.</li></ul>
<p>{PROSE.replace("Delegations", "Ministers")}</p>
<p style="display:none">Text that the page hides from its readers.</p>
<div class="newsletter-signup"><p>Sign up for our newsletter and never miss a story from our newsroom again.</p></div>
</article></main><aside class="related"><h3>Related stories</h3><a href="/other">Another story altogether</a></aside>
<footer><p>© Example News. All rights reserved.</p></footer><script>var x = "<p>no</p>";</script></body></html>"""


def parts(page: html.Page) -> list[tuple[str, str, str]]:
    """(kind, reason, text) of every block."""
    return [(b.kind, b.reason, page.text[b.span.start : b.span.end].strip()) for b in page.blocks]


def assert_partition(page: html.Page) -> None:
    """The blocks are ordered, touch one another, and hold every character; none is empty."""
    place = 0
    for block in page.blocks:
        assert block.span.start == place
        assert block.span.end > place
        assert page.text[block.span.start : block.span.end].strip()
        place = block.span.end
    assert place == len(page.text)


def test_article_page() -> None:
    """The article's blocks have the kinds of their elements; everything else is there and says what it is."""
    page = html.linearise(ARTICLE)
    assert_partition(page)
    found = parts(page)
    kinds = {text: kind for kind, _, text in found}
    reasons = {text: reason for _, reason, text in found}
    assert kinds["Talks end early"] == "title"
    assert kinds["By A. Writer, 2 June 2025"] == "meta"
    assert kinds["What was agreed"] == "heading"
    assert kinds["• the return of the dead."] == "list_item"
    assert kinds["The palace. Photo: Example"] == "caption"
    assert [kind for kind, _, text in found if text.startswith(("Delegations", "Ministers", "The two"))] == 4 * [
        "paragraph"
    ]
    assert reasons["• Home"] == "navigation"
    assert reasons["Share"] == "sharing"
    assert reasons["Text that the page hides from its readers."] == "hidden"
    assert reasons["Another story altogether"] == "related"
    assert next(reason for text, reason in reasons.items() if "Sign up" in text) == "newsletter"
    assert next(reason for text, reason in reasons.items() if "All rights" in text) == "footer"
    assert "var x" not in page.text
    assert "no" not in page.text.split()


def test_what_a_page_says_about_itself() -> None:
    """Title, publisher, date, author and address come with the place where they stood."""
    meta = html.linearise(ARTICLE).meta
    assert [(one.value, one.how) for one in meta.titles] == [
        ("Talks end early", "og:title"),
        ("Talks end early | Example News", "html title"),
    ]
    assert [(one.value, one.how) for one in meta.publishers] == [("Example News", "og:site_name")]
    assert [(one.value, one.how) for one in meta.dates] == [("2025-06-02T18:30:00+03:00", "article:published_time")]
    assert [(one.value, one.how) for one in meta.authors] == [("A. Writer", "author (meta)")]
    assert [(one.value, one.how) for one in meta.urls] == [("https://news.example/talks", "canonical link")]


def test_json_ld_comes_first() -> None:
    """The article's own node is found in a graph, and entities are resolved; dates of modification are kept apart."""
    data = {
        "@graph": [
            {"@type": "WebSite", "name": "not this"},
            {
                "@type": ["NewsArticle"],
                "headline": "Q&amp;A: talks",
                "datePublished": "2025-06-02",
                "dateModified": "2025-06-05",
                "author": [{"name": "A. Writer"}, {"name": "B. Writer"}],
                "publisher": {"@type": "Organization", "name": "Example News"},
            },
        ]
    }
    page = f"<script type='application/ld+json'>{json.dumps(data)}</script><meta property=og:title content=Other><p>x"
    meta = html.linearise(page + "<time datetime=2025-06-03>3 June</time>").meta
    assert (meta.titles[0].value, meta.titles[0].how) == ("Q&A: talks", "JSON-LD headline")
    assert [(one.value, one.how) for one in (*meta.dates, *meta.times, *meta.modified)] == [
        ("2025-06-02", "JSON-LD datePublished"),
        ("2025-06-03", "time element"),
        ("2025-06-05", "JSON-LD dateModified"),
    ]
    assert [one.value for one in meta.authors] == ["A. Writer", "B. Writer"]
    assert [one.value for one in meta.publishers] == ["Example News"]


def test_of_several_nodes_the_one_with_the_pages_headline_counts() -> None:
    """A page may describe the articles that it names besides."""
    nodes = [{"@type": "NewsArticle", "headline": name, "datePublished": day} for name, day in
             (("Another story", "2020-01-01"), ("Talks end &amp; begin", "2025-06-02"))]  # fmt: skip
    script = f"<script type='application/ld+json'>{json.dumps(nodes)}</script>"
    own = html.linearise(f"<title>Talks end &amp; begin | Example News</title>{script}<p>x").meta
    assert [one.value for one in own.dates] == ["2025-06-02"]
    assert [one.value for one in html.linearise(f"{script}<p>x").meta.dates] == ["2020-01-01"]


CARD = "<a href=/r>Another headline of four words</a> <time datetime=2020-01-01>then</time>"


@pytest.mark.parametrize(
    ("body", "days"),
    [
        ("<article><h1>Talks end</h1><time datetime=2025-06-02>x</time><p>y</article>", ["2025-06-02"]),
        ("<h1>Talks end</h1><div><time datetime=2025-06-02>x</time></div><article><p>y</article>", ["2025-06-02"]),
        (f"<main><h1>Talks end</h1><p>y</main><div>{CARD}</div>", []),
        (f"<aside>{CARD}</aside><article><h1>Talks end</h1><p>y<ul><li>{CARD}</ul></article>", []),
        (f"<article><h1>Talks end</h1><p>y<article>{CARD}</article></article>", []),
        ("<header><time datetime=2025-06-09>today</time></header><h1>Talks end</h1><p>y", []),
        (
            "<article><header><h1>Talks end</h1><time datetime=2025-06-02>x</time></header><p>y</article>",
            ["2025-06-02"],
        ),
        (f"<article>{CARD}</article><article>{CARD}</article>", []),
    ],
)
def test_times_of_other_stories_are_none_of_the_article(body: str, days: list[str]) -> None:
    """What stands beside an article, in a list of links, or at the head of the site, doesn't date it."""
    assert [one.value for one in html.linearise(body).meta.times] == days


@pytest.mark.parametrize(
    "script", ["[" * 100_000, "{", "null", '"x"', '{"@type": 3}', '{"@graph": {"@graph": []}}', "", "\x00"]
)
def test_broken_json_ld_is_passed_over(script: str) -> None:
    """What can't be parsed as JSON-LD says nothing."""
    assert html.linearise(f"<script type=application/ld+json>{script}</script><p>x").meta.titles == ()


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<p>a<br>b<br><br>c", ["a\nb", "c"]),
        ("<ul><li>a<ul><li>b</ul>c<li>d</ul>", ["• a", "• b", "c", "• d"]),
        ("<ol start=3><li>a<li value=9>b<li>c</ol>", ["3. a", "9. b", "10. c"]),
        ("<ul><li>• a<li>– b", ["• a", "– b"]),
        ("<table><tr><th>a<th>b<tr><td>c<td><p>d<p>e</table>", ["a | b", "c | d e"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<p>a <b>b</b><i> c </i>\n d&nbsp;e", ["a b c d e"]),
        ("<pre>a\n  b</pre>", ["a\nb"]),
        ("<p>don&#146;t &#xD800; &#0; \ufeffx", ["don’t � � x"]),
        ("a<noscript>b</noscript><template>c</template><svg><text>d</text></svg>e", ["ae"]),
        ("<p>a<span hidden>b</span><!-- c -->d<?pi e?>", ["ad"]),
        ("<dl><dt>a<dd>b</dl>", ["a", "b"]),
        ("just text", ["just text"]),
        ("", []),
        (" <p> </p> ", []),
    ],
)
def test_lines_of_a_page(source: str, lines: list[str]) -> None:
    """Elements become lines as a reader sees them."""
    page = html.linearise(source)
    assert_partition(page)
    assert [text for _, _, text in parts(page)] == lines


def test_layout_tables_are_no_data() -> None:
    """A table that holds paragraphs lays out the page; its cells are read as boxes."""
    page = html.linearise(f"<table><tr><td><p>{PROSE}<p>{PROSE}</td><td><ul><li>Menu</ul></td></tr></table>")
    assert {kind for kind, _, text in parts(page) if text == PROSE} == {"paragraph"}


def test_levels() -> None:
    """Headings keep their rank, list items their depth."""
    page = html.linearise(f"<h2>One heading</h2><p>{PROSE}</p><ul><li>{PROSE}<ul><li>{PROSE}</ul></ul><p>{PROSE}</p>")
    assert [block.level for block in page.blocks if block.kind in ("heading", "list_item")] == [2, 1, 2]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("<b>The al-Tanf base</b>", "heading"),
        ("<strong> What is <i>known</i></strong> ", "heading"),
        ("<b>The base</b> is small", "paragraph"),
        ("<b>The base was closed.</b>", "paragraph"),
        ("<b>By A. Writer</b>", "paragraph"),
    ],
)
def test_bold_lines_are_headings(line: str, kind: str) -> None:
    """A short line that is bold from end to end and isn't a sentence is a heading."""
    page = html.linearise(f"<p>{PROSE}</p><p>{line}</p><p>{PROSE} Again.</p>")
    assert [kind for kind, _, _ in parts(page)] == ["paragraph", kind, "paragraph"]


def test_wrapper_classes_are_no_furniture() -> None:
    """A class name on the box around the whole article says nothing about the article."""
    page = html.linearise(
        f"<form><div class='has-sidebar share newsletter'><p>{PROSE}</p><p>{PROSE} Again.</p></div></form>"
    )
    assert [kind for kind, _, _ in parts(page)] == ["paragraph", "paragraph"]


def test_a_page_that_shows_itself_later_is_read() -> None:
    """Where everything is hidden until a script runs, hiding says nothing."""
    page = html.linearise(f"<body style='visibility:hidden'><div><p>{PROSE}</p><p>{PROSE} Again.</p></div>")
    assert [kind for kind, _, _ in parts(page)] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("tag", ["article", "main", "section", "x-story"])
@pytest.mark.parametrize("rest", ["", "behind it", "<p>the end</p>"])
def test_a_page_without_a_body_tag_has_one(tag: str, rest: str) -> None:
    """What is no element of a head opens the body, as in a browser; nothing behind it is lost or changes its place."""
    page = html.linearise(
        f"<html><title>Talks</title><meta name='a' content='b'><{tag}><p>{PROSE}</p></{tag}>{rest}</html>"
    )
    assert page.text.split() == f"{PROSE} {re.sub('<[^>]*>', '', rest)}".split()
    assert [title.value for title in page.meta.titles] == ["Talks"]


def test_vote_that_fails_is_no_vote(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree that trafilatura can't cope with is judged by our own rules."""
    import trafilatura.core

    def fail(*_: object, **__: object) -> None:
        raise AttributeError

    monkeypatch.setattr(trafilatura.core, "bare_extraction", fail)
    kinds = {text: kind for kind, _, text in parts(html.linearise(ARTICLE))}
    assert kinds[PROSE] == "paragraph"
    assert kinds["• Home"] == "furniture"


def test_second_half_of_a_column_is_kept() -> None:
    """A column that an advertisement parts in two boxes is one article, even where the vote stops at the first box."""
    boxes = ["".join(f"<p>{PROSE} ({box}, {number})</p>" for number in range(4)) for box in range(2)]
    source = "".join(f"<div>{box}</div><div class=ad>Advertisement</div>" for box in boxes)
    root = dom.parse(f"<div><div>{source}</div></div>")
    assert root is not None
    tree = dom.walk(root)
    shares = [1.0 if "(0," in line.text else 0.0 for line in tree.lines]
    verdicts = column.judge(tree, shares)
    assert [verdict.kind for verdict in verdicts] == 4 * ["paragraph"] + ["furniture"] + 4 * ["paragraph"] + [
        "furniture"
    ]


def test_alignment_takes_the_copy_in_its_place() -> None:
    """Of a line that stands twice on the page, the one behind the kept line before is kept."""
    lines = ["Teaser of the story here", "Nav", "First paragraph of all", "Teaser of the story here", "Last one"]
    kept = ["First paragraph of all", "Teaser of the story here", "Last one"]
    assert vote.align(kept, lines) == [0.0, 0.0, 1.0, 1.0, 1.0]


TAGS = [
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "h1",
    "h3",
    "b",
    "a",
    "span",
    "br",
    "blockquote",
    "pre",
    "nav",
]
TAGS += ["section", "article", "figure", "figcaption", "dl", "dd", "font", "button", "form", "header", "x-y", "caption"]


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A page of tags in any order around numbered words."""
    chunks, words = [], []
    for number in range(draw(st.integers(0, 30))):
        tag = draw(st.sampled_from(TAGS))
        chunks.append(draw(st.sampled_from([f"<{tag}>", f"</{tag}>", f"<{tag} class='share x'>", " ", "\n", "&amp;"])))
        if draw(st.booleans()):
            words.append(f"word{number}")
            chunks.append(f" {words[-1]} ")
    return "".join(chunks), words


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages())
def test_no_word_is_lost(made: tuple[str, list[str]]) -> None:
    """Whatever the order of tags, blocks partition the text and every word stands in it once, in order."""
    source, words = made
    page = html.linearise(source)
    assert_partition(page)
    assert re.findall(r"word\d+", page.text) == words


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.sampled_from("<>/!-=\"' &;#ab\n\x00\ud800é") | st.characters(), max_size=200))
def test_any_source_is_read(source: str) -> None:
    """Any string is a page: blocks partition a clean text."""
    page = html.linearise(source)
    assert_partition(page)
    assert clean(page.text) == page.text


HOSTILE = {
    "depth": "<div>" * 100_000 + "x" + "</div>" * 100_000 + "<p>after</p>",
    "hidden depth": "<<script></script>div><<!-- -->div>" * 50_000 + "<p>after</p>",
    "attributes": "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">x",
    "bangs": "<!" * 20_000,
    "brackets": "[" * 200_000,
    "less": "<" * 500_000,
    "anchors": "<a " * 200_000,
    "quotes": '<a b="' * 200_000,
    "open": "<p>a" * 20_000,
    "lists": "<ul><li>a" * 20_000,
    "bold": "<b>" * 100_000 + "x",
    "script": "<script>" * 100_000,
    "comment": "<!--" * 200_000,
    "long": "<p>" + "x" * 200_000,
    "blank": "<p>" + " " * 1_000_000,
    "same": "<div class=share-it>a</div>" * 4000,
    "marks": "a" + "&#x316;&#x301;" * 100_000,
}


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_no_time(name: str) -> None:
    """Pages made to hang a parser are read in a few seconds, their text included."""
    source = HOSTILE[name]
    start = time.process_time()
    page = html.linearise(source)
    spent = time.process_time() - start
    if (
        spent >= 8
    ):  # a slow machine, or lines traced: then a quarter of the page must take no less than an eighth of the time
        start = time.process_time()
        html.linearise(source[: len(source) // 4])
        assert spent < 8 * (time.process_time() - start)
    assert_partition(page)
    if source.endswith("after</p>"):
        assert page.text.split()[-1] == "after"


def test_too_large_a_page_is_refused() -> None:
    """A page that the parser would cut silently, or that is no article by its size, is refused with a reason."""
    with pytest.raises(ValueError, match="200,000 elements"):
        html.linearise("<p>a" * (markup.MAX_ELEMENTS + 1))
    with pytest.raises(ValueError, match="8 million characters"):
        html.linearise(" " * (markup.MAX_CHARACTERS + 1))


def test_attributes_that_matter_survive_the_cap() -> None:
    """A tag with too many attributes keeps those that say what it is."""
    junk = " ".join(f"a{number}=1" for number in range(100))
    safe, _ = markup.tame(f"<div {junk} class='share bar' {junk} id=x>")
    assert safe == "<div class='share bar' id=x>"


@pytest.mark.unmeasured
@pytest.mark.skipif(not PAGES.exists(), reason="the evaluation pages are not here")
def test_bodies_are_at_least_as_good_as_trafilatura() -> None:
    """On a sample of real pages our body is no worse than trafilatura's, and our text lacks none of its words."""
    import trafilatura

    truths = json.loads((PAGES / "ground-truth.json").read_text("utf-8"))
    ours: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    for name in sorted(truths)[::8]:
        source = decode(gzip.decompress((PAGES / "html" / f"{name}.html.gz").read_bytes()), media_type="text/html")
        page = html.linearise(source)
        assert_partition(page)
        kept = trafilatura.extract(source, include_comments=False, favor_precision=True) or ""
        assert not Counter(re.findall(r"\w+", kept)) - Counter(re.findall(r"\w+", page.text))
        body = "\n".join(
            text for kind, _, text in parts(page) if kind in ("paragraph", "list_item", "quote", "table", "heading")
        )
        ours.append(score(truths[name]["articleBody"], body))
        theirs.append(score(truths[name]["articleBody"], kept))
    assert mean_f1(ours) >= mean_f1(theirs)


def score(truth: str, text: str) -> tuple[float, float]:
    """Precision and recall of runs of four words."""
    wanted, got = (
        Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))
        for words in (re.findall(r"\w+", truth), re.findall(r"\w+", text))
    )
    both = (wanted & got).total()
    return both / got.total(), both / wanted.total()


def mean_f1(scores: list[tuple[float, float]]) -> float:
    """F1 of the mean precision and the mean recall."""
    precision = sum(score[0] for score in scores) / len(scores)
    recall = sum(score[1] for score in scores) / len(scores)
    return 2 * precision * recall / (precision + recall)
