"""Briefing to Markdown: the layout that readers and other programs rely on, and templates that users change."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring
from markdown import Markdown
from markdown.extensions.tables import TableExtension
from markdown_it import MarkdownIt
from render_example import HOSTILE, example, hostile

from digest.errors import TemplateError
from digest.model import Briefing, Problem, fold
from digest.render import PROJECT_TEMPLATES, markdown
from digest.render.environment import html_environment, markdown_environment
from digest.render.escape import escaped, printable
from digest.render.notes import Notes
from digest.render.phrases import count, day, days, heading_anchor, moment, zone


def text_of(briefing: Briefing, templates: Path = PROJECT_TEMPLATES) -> str:
    """The Markdown of a briefing."""
    return markdown(briefing, templates=templates)


def section_of(text: str, title: str) -> list[str]:
    """The lines under a heading of the second level, without blank ones."""
    body = text.split(f"\n## {title}\n")[1]
    return [line for line in re.split(r"\n## |\n\[\^", body)[0].split("\n") if line]


def test_blocks_stand_in_their_order() -> None:
    """Takeaways, the sections as the briefing has them, coverage, sources, then the footnotes."""
    text = text_of(example())
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [
        "Key takeaways",
        "Key outcomes",
        "Demands",
        "Military context",
        "Reactions",
        "Coverage and gaps",
        "Sources",
    ]
    assert re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE) == list("1234567")


def test_masthead_says_which_edition_this_is() -> None:
    """Title, draft or number, date, period, cut-off with its zone, and what was read."""
    head = text_of(example()).split("\n## ")[0]
    assert head.startswith("# Lissa talks\n\n**Draft** · 24 July 2031\n")
    for said in (
        "31 May to 23 July 2031",
        "**24 July 2031, 06:00** Istanbul time (UTC+3)",
        "dates of the articles; 1 undated",
        "**8 articles** from 7 publishers",
        "**11 items** from 7 sources",
        "quoted word for word",
    ):
        assert said in head
    assert "**No. 12** · 24 July 2031" in text_of(replace(example(), number=12))


def test_a_title_for_a_name_is_explained() -> None:
    """Where a printed source has no known publisher, the masthead says what a title in quotation marks means."""
    head = "A title in quotation marks stands where the publisher is not known."
    assert head not in text_of(example())
    bare = tuple(replace(source, publisher="") for source in example().sources)
    assert head in text_of(replace(example(), sources=bare))


def test_an_edition_without_items_says_so() -> None:
    """On top, apart from the sections, which say it for themselves; how to read footnotes is left out."""
    briefing = example()
    empty = replace(
        briefing,
        takeaways=(),
        sections=tuple(replace(section, groups=()) for section in briefing.sections),
        sources=tuple(replace(source, number=0, printed=False) for source in briefing.sources),
    )
    text = text_of(empty)
    assert (
        "**Nothing to report, and not everything could be read.** No sentence of the 8 articles read is printed"
        in text.split("\n## ")[0]
    )
    assert text.count("*— Nothing was chosen for this section.*") == 4
    assert "quoted word for word" not in text
    whole = replace(empty, coverage=replace(empty.coverage, problems=()))
    assert "**Nothing to report.** No sentence of the 8 articles read is printed" in text_of(whole)
    assert "**Nothing to report in these sections.**\n" in text_of(replace(whole, view="military-only"))
    assert "first number" not in text


def test_an_item_is_a_list_item_with_notes_and_one_italic_run() -> None:
    """Its words, its footnotes, and what the program adds."""
    line = section_of(text_of(example()), "Key outcomes")[1]
    assert line == (
        "- No ceasefire was agreed; the sides handed over their notes in sealed envelopes and set no date for a third "
        "round.[^2][^1] *— Northern Wire, 3 June; 2 sources*"
    )


def test_parties_head_their_items() -> None:
    """Groups are headings of the third level; items under no party come last under one of their own."""
    lines = section_of(text_of(example()), "Demands")
    assert [line for line in lines if line.startswith("#")] == [
        "### The Republic",
        "### The Federation",
        "### Further items",
    ]


def test_an_empty_section_says_so() -> None:
    """It stays, with one italic line that begins with a dash."""
    assert section_of(text_of(example()), "Reactions") == ["*— Nothing was chosen for this section.*"]


def test_empty_blocks_vanish() -> None:
    """No takeaways, no sources: no headings for them."""
    text = text_of(replace(example(), takeaways=(), sources=(), sections=()))
    assert "Key takeaways" not in text
    assert "## Sources" not in text
    assert "\n\n\n" not in text


def test_footnotes_name_publisher_title_date_and_address() -> None:
    """An undated source says so, and one without a publisher; an address that is no link is text."""
    text = text_of(example())
    assert (
        "[^1]: Harbour Courier, “Delegations leave the harbour talks with a list and no date”, 2 June 2031. "
        "<https://harbourcourier.example/2031/06/02/delegations-leave-the-harbour-talks-with-a-list-and-no-date>\n"
    ) in text
    assert "[^7]: Radio Lissa, “Residents of the strait count the ferries”, undated. <https://" in text
    assert "”, 3 June 2031, via Harbour Courier, 2 June 2031. <https://northern" in text
    bare = tuple(replace(source, url="", publisher="") for source in example().sources)
    text = text_of(replace(example(), sources=bare))
    assert (
        "[^7]: “Residents of the strait count the ferries”, publisher unknown, undated. "
        "articles/residents-of-the-strait-.html\n" in text
    )


def test_sources_are_listed_with_the_digest_of_their_text() -> None:
    """One row a printed source, with the first twelve digits."""
    rows = [line for line in section_of(text_of(example()), "Sources") if line.startswith("| ")][2:]
    assert len(rows) == 7
    for row, source in zip(rows, example().sources, strict=False):
        assert row.startswith(f"| {source.number} | {source.publisher}: “{source.title}”")
        assert row.endswith(f" {source.doc[:12]} |")


def test_sources_say_where_their_date_was_found() -> None:
    """In italics behind it; a path of a file is in italics too, an address is a link."""
    rows = section_of(text_of(example()), "Sources")
    assert "> | 2 June 2031 *visible dateline* | " in rows[2]
    assert " | undated | " in rows[8]
    files = tuple(replace(source, url="", author="A. Clerk", genre="opinion") for source in example().sources)
    row = section_of(text_of(replace(example(), sources=files)), "Sources")[2]
    assert "date”, by A. Clerk (opinion). *articles/delegations-leave-the-ha.html* | 2 June" in row


def test_items_say_when_they_are_no_news() -> None:
    """The genre of the source stands behind the item, because its number alone would not tell."""
    briefing = example()
    item = briefing.sections[0].items[2]
    sources = (*briefing.sources, replace(briefing.sources[3], doc=item.quotes[0].doc, genre="opinion", printed=False))
    assert f"{item.text}[^4] *— The Ledger, 3 June; opinion*" in text_of(replace(briefing, sources=sources))


def test_coverage_says_what_was_left_out() -> None:
    """Counts by reason, undated and unused articles, sections on one source, what could not be read."""
    text = "\n".join(section_of(text_of(example()), "Coverage and gaps"))
    for said in (
        "off topic (96), said already by another source (41), ",
        "14 of 214 sentences printed.",
        "Undated:** Radio Lissa (source 7).",
        "single source:** Reactions",
        "Not read:** articles/empty.txt: the file is empty.",
    ):
        assert said in text


def test_a_flood_of_problems_is_cut() -> None:
    """Twelve are named, the others counted; a file met twice is told apart from one that failed."""
    problems = (
        Problem("copy", "articles/b.txt", "holds the same text as articles/a.txt; counted once"),
        *(Problem("ingest", f"articles/{n}.bin", "is no text") for n in range(30)),
    )
    briefing = replace(example(), coverage=replace(example().coverage, problems=problems))
    lines = section_of(text_of(briefing), "Coverage and gaps")
    assert sum(line.startswith("- **Not read:** ") for line in lines) == 11
    assert "- **Read once only:** articles/b.txt: holds the same text as articles/a.txt; counted once." in lines
    assert lines[-1] == "- **And 19 more files:** all are listed in the edition’s data (.json)."


@pytest.mark.unmeasured
def test_hostile_text_keeps_the_lines() -> None:
    """Whatever the sources say, the file has the same lines of the same kind: no heading, item, row or note is added or
    lost.
    """

    def kinds(text: str) -> list[str]:
        return [re.match(r"(?:#+ |- |\| |\[\^\d+\]: |\*— |\*\*|)", line)[0] for line in text.split("\n")]  # type: ignore[index]

    expected = kinds(text_of(hostile("harmless")))
    for text in HOSTILE:
        assert kinds(text_of(hostile(text))) == expected, text


@pytest.mark.unmeasured
def test_hostile_text_is_no_markup_for_other_readers() -> None:
    """A second parser (CommonMark with tables) finds the links that it should, and no picture or HTML."""
    parser = MarkdownIt("commonmark").enable("table").enable("strikethrough")

    def shape(text: str) -> list[str]:
        tokens = parser.parse(text_of(hostile(text)))
        inline = [child for token in tokens for child in token.children or ()]
        return [token.type for token in (*tokens, *inline) if token.type != "text"]

    expected = shape("harmless")
    for text in HOSTILE:
        assert shape(text) == expected, text


AROUND = """# {0}

**[{0}]** {0} *{0}*

| {0} | B |
| --- | --- |
| **{0}** {0} | {0}: “{0}” *{0}* |

- {0}[^1] *— {0}; see [{0}](#a)*
- **{0}:** {0}, {0}.

Words
{0}

{0}

> {0}

[^1]: {0}, “{0}”. {0}
"""
"""Every place in which templates, the project's or a user's, set text of sources."""
PIECES = st.sampled_from(
    [
        *"[ ] ( ) ! * _ ~ ` < > # + - = | \\ & : / . @ $ ^ { } \" ' a é 会 ا 1 x ; , ?".split(),
        *"-- --: :- ** __ ~~ ``` --- | |-| $$ *a* _a_ `a` ~a~ 1. 1) #1 :tada: [^1] [x] [a]: ![ ]( <!-- <b> </b>".split(),
        *"&amp; &#42; &copy; http:// HTTPS://a.b <http://a.b> ftp://a.b www. www.a.b".split(),
        *"me@a.b <me@a.b> <1@a.b> mailto:a@b.c xmpp:a@b.c".split(),
        *(" […]", " ", "\n", "  \n", "\t", "\u00a0", "\u202f", "\u2003", "\u3000", "\u2029", "\x85"),
    ]
)


def by_python_markdown(text: str) -> str:
    """HTML as the project makes it."""
    notes = Notes(example(), picture=lambda address: "", complete=lambda root: None)
    return Markdown(extensions=[TableExtension(), notes], output_format="html").convert(text)


def by_markdown_it(text: str) -> str:
    """HTML as CommonMark with tables and strikethrough has it."""
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def by_github(text: str) -> str:
    """HTML as GitHub's own parser makes it, with everything that it can do."""
    cmarkgfm = pytest.importorskip("cmarkgfm", reason="cmarkgfm, GitHub's parser, is not installed")
    footnotes = cmarkgfm.cmark.Options.CMARK_OPT_FOOTNOTES | cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE
    extensions = ["autolink", "strikethrough", "table", "tasklist"]
    return str(cmarkgfm.markdown_to_html_with_extensions(text, footnotes, extensions))


def read(page: str) -> tuple[list[tuple[str, str]], str]:
    """The elements of a page with where they lead, and its words with white space folded."""
    tree = document_fromstring(f"<body>{page}</body>".replace("\u200b", "").replace("\u200e", ""))
    elements = [(str(e.tag), re.sub("^#.*", "#", e.get("href", ""))) for e in tree.iter()]
    return elements, fold("".join(map(str, tree.itertext())))


@pytest.mark.parametrize("parse", [by_python_markdown, by_markdown_it, by_github])
@given(text=st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=30))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_escaped_text_reads_as_the_source_has_it(parse: Callable[[str], str], text: str) -> None:
    """Three parsers find the same elements as around a plain word, and exactly the words of the source."""
    words = fold(printable(text)) or "word"
    elements, said = read(parse(AROUND.format("PLAIN")))
    found, words_found = read(parse(AROUND.format(escaped(words))))
    assert found == elements
    assert words_found == fold(said.replace("PLAIN", words))


@pytest.mark.parametrize("parse", [by_python_markdown, by_markdown_it, by_github])
def test_hostile_text_reads_as_the_source_has_it(parse: Callable[[str], str]) -> None:
    """The same for every text of the list."""
    elements, said = read(parse(AROUND.format("PLAIN")))
    for text in HOSTILE:
        words = fold(printable(text))
        assert read(parse(AROUND.format(escaped(words)))) == (elements, fold(said.replace("PLAIN", words))), text


def test_real_articles_need_no_references(shared: Path) -> None:
    """Ordinary prose reads in the Markdown as it stands in the source: not one line in a hundred needs a reference, but for addresses."""
    texts = sorted((shared / "eval" / "articles").rglob("*.txt"))
    lines = [printable(line).strip() for path in texts for line in path.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line and "://" not in line]
    assert len(lines) > 1000
    assert sum(escaped(line) != line for line in lines) < len(lines) / 100


def test_a_template_cannot_forget_to_escape(tmp_path: Path) -> None:
    """Filters, concatenation, macros, set blocks and a switched-off autoescape all give escaped text."""
    (tmp_path / "briefing.md.j2").write_text(
        """{% macro bold(x) %}**{{ x }}**{% endmacro %}
{% set kept %}{{ briefing.title }}!{% endset %}
{{ bold(briefing.title) }}
{{ bold(briefing.title) ~ briefing.title }}
{{ kept ~ briefing.title }}
{{ briefing.title|upper }}
{{ [briefing.title, bold("x")]|join(" + ") }}
{% autoescape false %}{{ briefing.title }}{% endautoescape %}
{% filter upper %}{{ briefing.title }}{% endfilter %}
""",
        encoding="utf-8",
    )
    text = text_of(replace(example(), title="[a](https://evil.example/)"), tmp_path)
    assert "](" not in text
    assert "https://" not in text
    assert text.count("&#93;(") + text.count("&#93;&#40;") == 9


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("one\n{{ briefing.titel }}\n", r"briefing\.md\.j2:2: .*no attribute 'titel'"),
        ("one\n\n{{ nothing }}\n", r"briefing\.md\.j2:3: 'nothing' is undefined"),
        ("one\n{% for x in %}\n", r"briefing\.md\.j2:2: Expected an expression"),
        ("{{ briefing.title|safe }}", r"briefing\.md\.j2:1: No filter named 'safe'"),
        ("{{ 1 + briefing.title }}", r"briefing\.md\.j2:1: unsupported operand"),
        ("{{ 1 // 0 }}{{ briefing.number // 0 }}", r"briefing\.md\.j2:1: .*zero"),
        ("\n{{ briefing.__class__.__mro__ }}", r"briefing\.md\.j2:2: access to attribute '__class__'"),
        ('{% include "other.md.j2" %}', r"briefing\.md\.j2:1: no such template as other\.md\.j2"),
        ('{% include "../../etc/passwd" %}', r"briefing\.md\.j2:1: no such template"),
        ("{% macro m(x) %}{{ m(x) }}{% endmacro %}{{ m(1) }}", r"briefing\.md\.j2:1: maximum recursion"),
        ("\n{{ range(10000000)|list|length }}", r"briefing\.md\.j2:2: "),
    ],
)
def test_a_fault_in_a_template_names_file_and_line(tmp_path: Path, template: str, said: str) -> None:
    """Syntax errors, undefined names, missing files, forbidden access: one kind of error that says where."""
    (tmp_path / "briefing.md.j2").write_text(template, encoding="utf-8")
    with pytest.raises(TemplateError, match=said):
        text_of(example(), tmp_path)


def test_a_template_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    """The message says which folder."""
    (tmp_path / "briefing.md.j2").write_bytes(b"caf\xe9")
    with pytest.raises(TemplateError, match="not UTF-8"):
        text_of(example(), tmp_path)


def test_a_user_changes_one_block_and_keeps_the_rest(tmp_path: Path) -> None:
    """A folder with one file is enough: what it lacks comes from the project."""
    blocks = (PROJECT_TEMPLATES / "blocks.md.j2").read_text(encoding="utf-8")
    (tmp_path / "blocks.md.j2").write_text(
        blocks.replace('## {{ briefing.heading("takeaways") }}', "## At a glance"), encoding="utf-8"
    )
    text = text_of(example(), tmp_path)
    assert "## At a glance" in text
    assert "## Sources" in text


def test_takeaways_link_to_their_section() -> None:
    """The item says who reports it, a takeaway when; the anchor is the one that code hosts give the heading."""
    lines = section_of(text_of(example()), "Key takeaways")
    assert lines[0].endswith("[^1] *— 2 June 2031; [Key outcomes](#key-outcomes)*")
    assert heading_anchor("What’s *new*, here?") == "whats-new-here"


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (("2031-05-31", "2031-07-23"), "31 May to 23 July 2031"),
        (("2031-06-02", "2031-06-05"), "2 to 5 June 2031"),
        (("2030-12-30", "2031-01-02"), "30 December 2030 to 2 January 2031"),
        (("2031-06-02", "2031-06-02"), "2 June 2031"),
        (("", ""), ""),
    ],
)
def test_periods_are_said_shortly(period: tuple[str, str], said: str) -> None:
    """Month and year are said once where they are the same."""
    assert days(period) == said


def test_dates_counts_and_zones() -> None:
    """What is no date comes back as it is; offsets are said in hours and minutes."""
    assert day("2031-06-03T10:00:00Z") == "3 June 2031"
    assert day("soon") == "soon"
    assert moment("2031-07-24T06:00:00+05:30") == "24 July 2031, 06:00"
    assert moment("later") == "later"
    assert zone("2031-07-24T06:00:00+05:30", "Asia/Kolkata") == "Kolkata time (UTC+5:30)"
    assert zone("2031-07-24T06:00:00-03:00", "America/Argentina/Buenos_Aires") == "Buenos Aires time (UTC-3)"
    assert zone("2031-07-24T06:00:00+00:00", "UTC") == "UTC"
    assert zone("2031-07-24T06:00:00-03:00", "Etc/GMT+3") == zone("2031-07-24T06:00:00-03:00") == "UTC-3"
    assert zone("later", "Asia/Kolkata") == "Kolkata time"
    assert (count(1, "article"), count(1204, "article")) == ("1 article", "1,204 articles")


def test_every_filter_and_block_is_documented(root: Path) -> None:
    """docs/templates.md names all that a template can use."""
    text = (root / "docs" / "templates.md").read_text(encoding="utf-8")
    filters = {*markdown_environment(PROJECT_TEMPLATES).filters, *html_environment(PROJECT_TEMPLATES).filters}
    blocks = re.findall(r"{% macro (\w+)", (PROJECT_TEMPLATES / "blocks.md.j2").read_text(encoding="utf-8"))
    assert {name for name in (*filters, *blocks) if f"`{name}`" not in text} == set()
