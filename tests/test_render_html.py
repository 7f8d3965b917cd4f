"""Markdown to HTML: the anchors and notes are there, and no text of a source becomes markup in any place."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import lxml.html
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from render_example import HOSTILE, example, hostile

from digest.errors import TemplateError
from digest.model import Briefing, fold
from digest.render import PROJECT_TEMPLATES, html, markdown, printable


def found(node: lxml.html.HtmlElement, path: str) -> list[Any]:
    """What an XPath finds, where it finds elements or attributes."""
    return cast("list[Any]", node.xpath(path))


def page_of(briefing: Briefing, templates: Path = PROJECT_TEMPLATES) -> str:
    """The HTML of a briefing."""
    return html(markdown(briefing, templates=templates), briefing, templates=templates)


def skeleton(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page with the names of their attributes: all that is markup."""
    return [
        (str(node.tag), tuple(sorted(map(str, node.attrib)))) for node in lxml.html.document_fromstring(page).iter()
    ]


@cache
def harmless_skeleton() -> list[tuple[str, tuple[str, ...]]]:
    """The elements of the page that all hostile pages must have."""
    return skeleton(page_of(hostile("harmless")))


def links(page: str) -> set[str]:
    """Every address that a page links to or loads."""
    root = lxml.html.document_fromstring(page)
    return {
        str(value) for node in root.iter() for name, value in node.attrib.items() if name in {"href", "src", "srcset"}
    }


def places(page: str, text: str) -> int:
    """In how many elements a reader sees `text`."""
    elements = lxml.html.document_fromstring(page).iter("li", "td", "h1", "h2", "h3", "title")
    return sum(fold(printable(text)) in fold("".join(map(str, element.itertext()))) for element in elements)


def test_hostile_text_in_every_field_is_text() -> None:
    """Whatever a title, sentence, name, party or message says, the page has the elements and links of a harmless one,
    and says it.
    """
    harmless = hostile("harmless")
    live = {source.url for source in harmless.sources if source.printed}
    expected = places(page_of(harmless), "harmless")
    for text in HOSTILE:
        page = page_of(hostile(text))
        assert skeleton(page) == harmless_skeleton(), text
        assert {address for address in links(page) if not address.startswith("#")} <= live, text
        assert places(page, text) >= expected, text
        page.encode()


def test_hostile_addresses_are_text_or_plain_links() -> None:
    """An address is linked only where it is http, https or mailto."""
    for text in HOSTILE:
        for address in links(page_of(hostile(text, also_addresses=True))):
            assert re.match(r"#|https?://|mailto:", address), (text, address)


@settings(max_examples=40)
@given(st.text(max_size=80))
def test_any_text_is_text(text: str) -> None:
    """The same for text that nobody thought of."""
    assume(printable(text).strip())
    assert skeleton(page_of(hostile(text))) == harmless_skeleton()


@pytest.mark.parametrize(
    "text", ["[", "<!", "![", "*", "_", "[a] ", "&", "&#", "`", "\\", "a@b.c ", "www.a.b ", "$x$ ", "|", "word "]
)
def test_long_hostile_titles_cost_seconds(text: str) -> None:
    """20,000 brackets, which stop the parser for minutes where they are not escaped, cost no more than words."""
    briefing = example()
    long = replace(briefing.sources[0], title=text * 20_000)
    start = time.process_time()
    page_of(replace(briefing, sources=(long, *briefing.sources[1:])))
    assert time.process_time() - start < 10


def test_items_have_stable_anchors_and_takeaways_lead_to_them() -> None:
    """Every item is found under its id, and every takeaway links to its item."""
    briefing = example()
    root = lxml.html.document_fromstring(page_of(briefing))
    for section in briefing.sections:
        for item in section.items:
            (item_found,) = found(root, f"//li[@id='item-{item.id}']")
            assert fold(item_found.text_content()).startswith(item.text)
    targets = found(root, "//section[@id='key-takeaways']//em/a/@href")
    assert targets == [f"#item-{takeaway.item}" for takeaway in briefing.takeaways]


def test_every_link_within_the_page_has_its_target() -> None:
    """No link leads nowhere and no anchor is given twice."""
    root = lxml.html.document_fromstring(page_of(example()))
    anchors = found(root, "//@id")
    assert len(anchors) == len(set(anchors))
    assert {href[1:] for href in found(root, "//@href") if href.startswith("#")} <= set(anchors)


def test_a_note_stands_at_its_first_call_and_later_calls_are_links() -> None:
    """Each footnote's text occurs once among the calls, at the first; all calls lead to its row in the table of
    sources.
    """
    briefing = example()
    root = lxml.html.document_fromstring(page_of(briefing))
    calls = found(root, "//span[@data-n][starts-with(@class, 'cite')]")
    seen: set[str] = set()
    for call in calls:
        number = call.get("data-n")
        assert found(call, "./sup/a/@href") == [f"#source-{number}"]
        assert len(found(call, "./span[@class='footnote']")) == (number not in seen)
        seen.add(number)
    assert seen == {str(source.number) for source in briefing.sources if source.printed}
    (row,) = found(root, "//tr[@id='source-1']")
    assert "harbourcourier.example/2031/06/02/" in row.text_content()


def test_remarks_need_no_dash() -> None:
    """A paragraph in which the program alone speaks is told apart by its look."""
    root = lxml.html.document_fromstring(page_of(example()))
    assert found(root, "//section[@id='reactions']//em[@class='remark']/text()") == ["No report in this period."]


def test_notes_close_the_page_where_no_table_lists_the_sources(tmp_path: Path) -> None:
    """A template without the table of sources gets a list of the notes, so that no call leads nowhere."""
    body = (
        (PROJECT_TEMPLATES / "briefing.md.j2")
        .read_text(encoding="utf-8")
        .replace("{{ blocks.sources(briefing.sources) }}", "")
    )
    (tmp_path / "briefing.md.j2").write_text(body, encoding="utf-8")
    root = lxml.html.document_fromstring(page_of(example(), tmp_path))
    notes = found(root, "//section[@id='notes']/ol/li")
    assert [note.get("id") for note in notes] == [f"source-{number}" for number in range(1, 8)]
    assert notes[0].get("value") == "1"


def test_notes_of_the_configuration_are_markdown_without_html() -> None:
    """A note in the YAML may bring emphasis and links to the web; HTML in it is text, other schemes are no links."""
    note = "Read *this* and [that](https://news.example/x), not <b>HTML</b> or [it](javascript:alert(1)) ![p](https://news.example/p.png)"
    root = lxml.html.document_fromstring(page_of(replace(example(), note=note)))
    (paragraph,) = found(root, "//header/p[a]")
    assert paragraph.text_content() == "Read this and that, not <b>HTML</b> or it p"
    assert found(paragraph, ".//@href") == ["https://news.example/x"]
    assert not found(root, "//img")


def test_pictures_of_the_templates_folder_are_set_into_the_page(tmp_path: Path) -> None:
    """A picture beside the templates becomes part of the page; one outside the folder, or elsewhere, does not."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (tmp_path / "secret.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    note = "![A](logo.svg) ![B](../secret.svg) ![C](logo.txt) ![D](/etc/hostname)"
    root = lxml.html.document_fromstring(page_of(replace(example(), note=note), tmp_path / "templates"))
    assert [image.get("alt") for image in root.iter("img")] == ["A"]
    assert found(root, "//img/@src")[0].startswith("data:image/svg+xml;base64,")


def test_the_page_stands_alone() -> None:
    """Nothing is loaded: no script, no style sheet, no font, no picture from elsewhere."""
    page = page_of(example())
    root = lxml.html.document_fromstring(page)
    assert not found(root, "//script | //link | //img | //iframe | //object")
    assert "url(" not in page
    assert "@import" not in page


def test_html_is_the_same_every_time() -> None:
    """Same briefing, same bytes."""
    assert page_of(example()) == page_of(example())


@pytest.mark.parametrize(
    ("name", "template", "said"),
    [
        ("page.html.j2", "<p>\n{{ nothing }}</p>", r"page\.html\.j2:2: 'nothing' is undefined"),
        ("page.html.j2", "<p>{% if %}</p>", r"page\.html\.j2:1: Expected an expression"),
        ("style.css", b"\xff\xfe", r"style\.css: cannot be read"),
    ],
)
def test_a_fault_in_the_page_names_its_file(tmp_path: Path, name: str, template: str | bytes, said: str) -> None:
    """As for the Markdown's templates."""
    (tmp_path / name).write_bytes(template if isinstance(template, bytes) else template.encode())
    with pytest.raises(TemplateError, match=said):
        page_of(example(), tmp_path)
