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
from render_example import HOSTILE, edition_of, example, hostile, told

from digest.errors import TemplateError
from digest.model import Briefing, Cell, Event, Position, fold
from digest.render import PROJECT_TEMPLATES, html, markdown, passages, printable


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
def harmless_edition() -> list[tuple[str, tuple[str, ...]]]:
    """The elements of the HTML edition that all hostile ones must have."""
    return skeleton(edition_of(hostile("harmless"), "harmless"))


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


@pytest.mark.unmeasured
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


@pytest.mark.unmeasured
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


@pytest.mark.unmeasured
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
    for page in (page_of(example()), edition_of(example())):
        root = lxml.html.document_fromstring(page)
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
    assert found(root, "//section[@id='reactions']//em[@class='remark']/text()") == [
        "Nothing was chosen for this section."
    ]


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
    for page in (page_of(example()), edition_of(example())):
        root = lxml.html.document_fromstring(page)
        assert not found(root, "//script | //link | //img | //iframe | //object")
        assert all(address.startswith("data:font/woff2;base64,") for address in re.findall(r"url\(\"([^\"]*)", page))
        assert page.count("url(") == page.count('url("data:')
        assert "@import" not in page


def test_html_is_the_same_every_time() -> None:
    """Same briefing, same bytes."""
    assert page_of(example()) == page_of(example())
    assert edition_of(example()) == edition_of(example())


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


def test_an_item_opens_to_its_words_in_every_source() -> None:
    """The line behind an item opens a passage of each of its sources, with the words marked, and says whose it is."""
    briefing = example()
    root = lxml.html.document_fromstring(edition_of(briefing))
    titles = {source.number: source.title for source in briefing.sources}
    for section in briefing.sections:
        for item in section.items:
            (point,) = found(root, f"//li[@id='item-{item.id}']")
            assert fold(point.text_content()).startswith(item.text)
            (summary,) = found(point, "./details/summary")
            assert fold(summary.text_content()) == item.attribution
            figures = found(point, "./details/figure")
            assert [found(f, "./figcaption/a/@href")[0] for f in figures] == [f"#source-{n}" for n in item.notes]
            for figure, number in zip(figures, item.notes, strict=True):
                assert found(figure, ".//mark/text()") == [item.text]
                (paragraph,) = found(figure, "./blockquote/p[mark]")
                assert fold(paragraph.text_content()) == f"It was a long day. {item.text} It was a long day."
                caption = found(figure, "./figcaption")[0].text_content()
                assert titles[number] in caption
                assert briefing.sources[number - 1].doc[:12] in caption


def test_contents_name_every_section() -> None:
    """They stand behind the masthead, in the order of the page, with the number of items."""
    root = lxml.html.document_fromstring(edition_of(example()))
    listed = [fold(entry.text_content()) for entry in found(root, "//nav//li")]
    assert listed[:5] == ["Key takeaways", "Key outcomes3", "Demands5", "Military context3", "Reactions"]
    assert found(root, "//nav//a/@href") == [f"#{anchor}" for anchor in found(root, "//main/section/@id")]


def test_every_source_leads_to_the_items_that_rest_on_it() -> None:
    """Items are numbered in the order of the page, and a source's row lists those that have its number."""
    briefing = example()
    root = lxml.html.document_fromstring(edition_of(briefing))
    items = [item for section in briefing.sections for item in section.items]
    assert found(root, "//@data-item") == [str(number) for number in range(1, len(items) + 1)]
    for source in briefing.sources:
        if not source.printed:
            continue
        resting = [item for item in items if source.number in item.notes]
        row = f"//tr[@id='source-{source.number}']//span[@class='index']"
        assert found(root, f"{row}/a/@href") == [f"#item-{item.id}" for item in resting]
        assert found(root, f"{row}/a/text()") == [str(items.index(item) + 1) for item in resting]


def test_the_page_for_paper_has_none_of_it() -> None:
    """Paper is made of the page without contents, passages, charts and index; its words are those of the edition."""
    briefing, _ = told(example())
    root = lxml.html.document_fromstring(page_of(briefing))
    assert not found(root, "//nav | //details | //figure | //svg | //*[@class='index'] | //@data-item | //mark")
    assert "url(" not in page_of(briefing)


def with_tables(briefing: Briefing) -> Briefing:
    """The briefing with a position of each party and a timeline of two days."""
    items = [item for section in briefing.sections for item in section.items][3:6:2]
    cells = [Cell("demand", item.id, item.quotes[0], item.notes[0]) for item in items]
    positions = tuple(Position(item.party, (cell,)) for item, cell in zip(items, cells, strict=True))
    days = ("2031-06-01", "2031-06-02")
    timeline = tuple(
        Event(day, day, day, False, item.id, item.quotes[0], item.notes[0])
        for day, item in zip(days, items, strict=True)
    )
    return replace(briefing, positions=positions, timeline=timeline)


def test_positions_and_events_lead_to_their_items_and_events_have_a_chart() -> None:
    """The tables' cells are recognised by their words, as takeaways are."""
    briefing = with_tables(example())
    root = lxml.html.document_fromstring(edition_of(briefing))
    targets = [f"#item-{event.item}" for event in briefing.timeline]
    assert found(root, "//section[@class='timeline']//td/em/a/@href") == targets
    assert [to for to in found(root, "//section[@class='positions']//td/em/a/@href") if to != "#demands"] == targets
    (said,) = found(root, "//section[@class='timeline']//desc/text()")
    assert said == "Events by day. 1 June: 1; 2 June: 1."


@pytest.mark.unmeasured
def test_hostile_positions_and_events_are_text() -> None:
    """The tables of the edition, too, have the elements of harmless ones."""
    harmless = skeleton(edition_of(with_tables(hostile("harmless")), "harmless"))
    for text in HOSTILE[::3]:
        assert skeleton(edition_of(with_tables(hostile(text)), text)) == harmless, text


def test_texts_that_are_not_at_hand_cost_only_their_passages() -> None:
    """Without documents items do not open, and all else is there."""
    briefing, docs = told(example())
    text = markdown(briefing, templates=PROJECT_TEMPLATES)
    none = html(text, briefing, templates=PROJECT_TEMPLATES, passages=passages(briefing, ()))
    assert not found(lxml.html.document_fromstring(none), "//details")
    assert found(lxml.html.document_fromstring(none), "//nav//li")
    some = html(text, briefing, templates=PROJECT_TEMPLATES, passages=passages(briefing, docs[:1]))
    numbers = found(lxml.html.document_fromstring(some), "//details//figcaption/a[@class='number']/text()")
    assert set(numbers) == {"1"}


@pytest.mark.unmeasured
def test_hostile_text_is_text_in_all_that_only_the_edition_has() -> None:
    """Passages, contents, charts and index of a hostile briefing have the elements of a harmless one, and link to no more."""
    harmless = hostile("harmless")
    live = {source.url for source in harmless.sources if source.printed}
    for text in HOSTILE:
        page = edition_of(hostile(text), text)
        assert skeleton(page) == harmless_edition(), text
        assert {address for address in links(page) if not address.startswith("#")} <= live, text
        root = lxml.html.document_fromstring(page)
        said = fold(printable(text))
        assert {fold("".join(q.itertext())) for q in found(root, "//mark")} == {said}, text
        assert all(said in fold(figure.text_content()) for figure in found(root, "//figcaption[a]")), text
        assert all(said in fold(entry.text_content()) for entry in found(root, "//nav//li[span]")), text


@pytest.mark.unmeasured
def test_a_passage_of_a_megabyte_without_a_space_is_cut() -> None:
    """Whatever stands around the words, the page stays short."""
    for around in ("x" * 1_000_000, "word " * 200_000, "会" * 1_000_000):
        start = time.process_time()
        page = edition_of(example(), around)
        assert len(page) < len(edition_of(example())) + 18 * 2 * 1_800
        assert "[…]" in page
        assert time.process_time() - start < 10


def test_the_edition_is_of_a_size_that_can_be_sent() -> None:
    """Fonts and all: under 400 kB."""
    assert len(edition_of(example()).encode()) < 400_000


def test_an_address_of_mail_is_a_link_like_any_other() -> None:
    """In the footnote and in the list of sources it is printed as it is."""
    briefing = example()
    first = replace(briefing.sources[0], url="mailto:desk@a-rather-long-name-of-a-host.news.example")
    root = lxml.html.document_fromstring(page_of(replace(briefing, sources=(first, *briefing.sources[1:]))))
    shown = [fold(str(link.text)) for link in found(root, f"//a[@href='{first.url}']")]
    assert shown == ["desk@a-rather-long-name-of-a-host.news.example"] * 2
