"""The two bodies of a mail: what they say, that no mail program cuts them, and that nothing of a source becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.html import HtmlElement, document_fromstring
from render_example import HOSTILE, example, hostile, point, section, source

from digest.errors import TemplateError
from digest.model import Briefing, Item, Takeaway, fold
from digest.render import PROJECT_TEMPLATES, mail, printable
from digest.render.escape import LEFT_TO_RIGHT
from digest.render.lines import WIDTH, columns, shortened, wrapped
from digest.render.mail import MAX_BYTES, Mail

MARKS = (
    "a" * 1_000_000,
    "*[a](b)" * 150_000,
    "https://evil.example/" + "a" * 1_000_000,
    "<b>&amp;" * 100_000,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 30_000,
    "会谈" * 200_000,
    "محادثات" * 100_000,
    "e\u0301" * 200_000,
    "\u00a0" * 100_000 + "x",
    "\u200f\u202e" * 1_000 + "x",
    "From here on",
    "Subject: a\r\nBcc: everyone@evil.example\r\n\r\nbody",
    "--boundary",
    "-- ",
    ">From",
    ".",
    "=?utf-8?q?a=0D=0ABcc:_x?=",
    "[1]",
    "[1] Harbour Courier: “Another”\n    https://evil.example/",
    "KEY OUTCOMES",
)


def bodies(briefing: Briefing, *, templates: Path = PROJECT_TEMPLATES, unsubscribe: str = "") -> Mail:
    """The mail of a briefing, both bodies within their size and the lines within their width."""
    made = mail(briefing, templates=templates, unsubscribe=unsubscribe)
    assert max(len(body.encode()) for body in made) <= MAX_BYTES
    for line in made.text.splitlines():
        assert columns(line) <= WIDTH or re.match(r"\s*(?:https?://|mailto:)\S+$", line), line[:200]
    return made


def tree(page: str) -> HtmlElement:
    """The page as a parser of HTML sees it; it has to be well-formed as XML, too, but for elements without an end."""
    closed = re.sub(r"<(meta|br|wbr)\b([^>]*)>", r"<\1\2/>", page.removeprefix("<!DOCTYPE html>"))
    etree.fromstring(closed.encode())
    return document_fromstring(page)


def shape(page: str) -> list[tuple[str, ...]]:
    """The elements and their attributes, addresses by their host; breaks that only part an address left out."""
    return [
        (str(e.tag), *(f"{k}={urlsplit(v).hostname if k == 'href' else v}" for k, v in e.attrib.items()))
        for e in tree(page).iter()
        if e.tag != "wbr"
    ]


def from_sources(text: str) -> Briefing:
    """The example with `text` in every place where a source's can stand; headings are the configuration's."""
    made = hostile(text, also_addresses=True)
    parts = tuple(
        replace(part, title="Section", groups=tuple(replace(group, party="") for group in part.groups))
        for part in made.sections
    )
    return replace(made, title="Title", sections=parts, program="digest 1", timezone="UTC", blocks=example().blocks)


def large(items: int, *, words: int = 30, sections: int = 4) -> Briefing:
    """A briefing of so many items, each with a source of its own."""
    points = [point("s", f"Item {number} " + "says & says again, " * (words // 3), [number], "The Ledger, 3 June")
              for number in range(1, items + 1)]  # fmt: skip
    size = -(-items // sections)
    parts = tuple(section(f"s{n}", f"Section {n}", points[n * size : (n + 1) * size]) for n in range(sections))
    led = tuple(Takeaway(item.id, item.quotes[0], item.notes) for item in points[-3:])
    sources = tuple(source(n, "The Ledger", f"Article number {n}", "2031-06-03", "URL") for n in range(1, items + 1))
    return replace(example(), sections=parts, takeaways=led, sources=sources)


def test_both_bodies_say_what_the_edition_says() -> None:
    """Title, draft or number, date, period, takeaways before sections, words, attribution, numbers, sources."""
    briefing = example()
    for body in (fold(tree(bodies(briefing).html).text_content()), fold(bodies(briefing).text)):
        for said in (
            "Lissa talks",
            "Draft",
            "24 July 2031",
            "Articles of 31 May to 23 July 2031.",
            "Cut-off 24 July 2031, 06:00 Istanbul time (UTC+3).",
            "8 articles from 7 publishers",
            "set no date for a third round. [2][1]",
            "— Northern Wire, 3 June; 2 sources",
            "3 June 2031, via Harbour Courier, 2 June 2031",
            "Further items",
            "Nothing was chosen for this section.",
            "[3] Example News: “Ministers meet in Lissa for the second round, with mediators in the room next door”, "
            "2 June 2031",
            "[7] Radio Lissa: “Residents of the strait count the ferries”, undated",
        ):
            assert said in body, said
        words = [item.text for part in briefing.sections for item in part.items]
        assert all(text in body for text in words)
        lower = body.lower()
        places = [
            lower.rindex(title) for title in ("key takeaways", "key outcomes", "demands the republic", "reactions")
        ]
        assert places == sorted(places)
    numbered = bodies(replace(briefing, number=12))
    assert "No. 12, 24 July 2031\n" in numbered.text
    assert "<b>No. 12</b> · 24 July 2031" in numbered.html


def test_the_text_reads_well() -> None:
    """Headings in capitals, items set in behind a dash, who says it on a line below, addresses spelled out."""
    text = bodies(example()).text
    assert text.startswith("Lissa talks\nDraft, 24 July 2031\n\nArticles of")
    assert (
        "\n\n\nKEY OUTCOMES\n\n- The two delegations agreed on Monday to exchange all sailors who are\n  under 25, ill or wounded,"
    ) in text
    assert "\n  — The Ledger, 3 June\n\n\nDEMANDS\n\nThe Republic:\n\n- The Republic insists" in text
    assert (
        "\n[7] Radio Lissa: “Residents of the strait count the ferries”, undated\n"
        "    https://radiolissa.example/2031/residents-of-the-strait-count-the-ferries\n"
    ) in text
    assert "\n\n\n\n" not in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_the_page_needs_no_style_sheet_and_loads_nothing() -> None:
    """Looks stand beside the words; its only addresses are links to sources, its only style is for dark mode."""
    page = tree(bodies(example()).html)
    assert {str(e.tag) for e in page.iter()} <= set(
        "html head meta title style body div h1 h2 h3 p b ul li span a br".split()
    )
    assert {name for e in page.iter() for name in e.attrib} <= set(
        "lang charset name content class style dir href".split()
    )
    assert {e.get("href") for e in page.iter("a")} == {s.url for s in example().sources if s.printed}
    (style,) = page.iter("style")
    assert (style.text or "").strip().startswith("@media (prefers-color-scheme: dark)")
    assert "url(" not in bodies(example()).html
    assert all(e.get("style") for e in page.iter("h1", "h2", "h3", "p", "li", "ul"))


def test_the_preheader_stands_before_everything() -> None:
    """Hidden, short, and its cut is marked."""
    first = tree(bodies(example()).html).find("body")[0]
    said = first.text_content()
    assert "display:none" in first.get("style", "")
    assert said.startswith("11 items: The two delegations agreed on Monday")
    assert said.endswith(" […]")
    assert len(said) <= 150


def test_the_way_off_the_list_is_said() -> None:
    """Lines stay lines; addresses are live in HTML and whole in the text; all else is text."""
    made = bodies(
        example(),
        unsubscribe="You asked for <this>.\nLeave: https://news.example/leave?user=1&list="
        + "2" * 80
        + ". Or mailto:a@news.example",
    )
    links = [e.get("href") or "" for e in tree(made.html).iter("a")][-2:]
    assert links == ["https://news.example/leave?user=1&list=" + "2" * 80, "mailto:a@news.example"]
    assert "You asked for &lt;this&gt;.<br>Leave: " in made.html
    assert made.text.endswith(
        "\n\nYou asked for <this>.\nLeave:\nhttps://news.example/leave?user=1&list="
        + "2" * 80
        + ".\nOr mailto:a@news.example\n"
    )
    assert "Leave" not in bodies(example()).text


def test_an_edition_without_items_says_so() -> None:
    """In both, and in the preheader."""
    empty = tuple(replace(part, groups=()) for part in example().sections)
    made = bodies(replace(example(), takeaways=(), sections=empty))
    assert "\nNothing to report" in made.text
    assert "<b>Nothing to report" in made.html
    assert ">Nothing to report</div>" in made.html
    assert "SOURCES" not in made.text


def test_what_fits_is_not_cut() -> None:
    """A usual edition is whole."""
    for body in bodies(large(60)):
        assert "The full edition is attached" not in body
        assert "Article number 60" in body


@pytest.mark.unmeasured
@pytest.mark.parametrize("items", [150, 1000])
def test_a_large_edition_leaves_items_out(items: int) -> None:
    """Every section keeps its first items and those of takeaways; both bodies hold the same and say how many are left out."""
    made = bodies(large(items))
    page = fold(tree(made.html).text_content())
    text = fold(made.text)
    found = re.search(
        r"The full edition is attached\. It is too long for a mail: ([\d,]+) items of ([\d,]+) are left out here", text
    )
    assert found
    assert found[0] in page
    left_out = int(found[1].replace(",", ""))
    listed = text.split("SECTION 0")[1].split("SOURCES")[0] if "SECTION 0" in text else ""
    assert listed.count("— The Ledger") == items - left_out > 0
    led = {f"Item {number} says" for number in range(items - 2, items + 1)}
    assert all(name in listed for name in led)
    sources = text.split("SOURCES")[1]
    assert sources.count("Article number") == items - left_out
    assert max(len(body.encode()) for body in made) > MAX_BYTES * 0.8


@pytest.mark.unmeasured
def test_takeaways_alone_stay_in_the_end() -> None:
    """Where one item of each section is too much; and of these as many as fit."""
    made = bodies(large(900, sections=900))
    assert "SECTION" not in made.text
    assert "900 items of 900 are left out here" in fold(made.text)
    assert fold(made.text).count("— The Ledger") == 3
    whole = large(400)
    led = tuple(Takeaway(i.id, i.quotes[0], i.notes) for part in whole.sections for i in part.items)
    assert 10 < fold(bodies(replace(whole, takeaways=led)).text).count("— The Ledger") < 400


def test_a_template_that_is_too_large_is_a_fault(tmp_path: Path) -> None:
    """There is nothing left to leave out."""
    (tmp_path / "mail.txt.j2").write_text("word " * 20_000, encoding="utf-8")
    with pytest.raises(TemplateError, match="bytes even without items"):
        mail(example(), templates=tmp_path)


@pytest.mark.unmeasured
@pytest.mark.parametrize("also_addresses", [False, True])
def test_hostile_text_is_no_markup(also_addresses: bool) -> None:
    """Whatever stands where text of sources can stand, the page has the same elements, and both bodies hold the words."""
    expected = shape(bodies(hostile("harmless", also_addresses=also_addresses)).html)
    lines = bodies(from_sources("harmless")).text.count("\n- ")
    for text in HOSTILE:
        words = fold(printable(text))
        if also_addresses and words.startswith(("http", "mailto")):
            continue
        made = bodies(hostile(text, also_addresses=also_addresses))
        assert shape(made.html) == expected, text
        assert f"“{words}”" in fold(tree(made.html).text_content()).replace(LEFT_TO_RIGHT, ""), text
        assert bodies(from_sources(text)).text.count("\n- ") == lines, text
        assert f"“{words}”" in fold(made.text).replace(LEFT_TO_RIGHT, ""), text


@pytest.mark.unmeasured
@pytest.mark.parametrize("text", MARKS, ids=range(len(MARKS)))
def test_long_and_header_like_texts(text: str) -> None:
    """No line runs off, nothing is larger than it may be, and no text of a source begins a line of its own."""
    html, plain = bodies(from_sources(text))
    assert not {str(e.tag) for e in tree(html).iter()} & {"script", "img", "link", "iframe", "form", "object"}
    begin = fold(printable(text))[:3]
    assert begin
    heading = re.compile(r"\[\d\] |KEY TAKEAWAYS$")
    assert not [line for line in plain.splitlines() if line.startswith(begin) and not heading.match(line)]
    assert len(re.findall(r"^\[\d\]", plain, re.MULTILINE)) in range(1, 8)
    assert not set(plain + html) & set("\u202e\x00\ufdd0")


def test_words_that_mail_programs_would_link_are_parted() -> None:
    """An element that shows nothing stands in them; inside links and in the title of the page there is none."""
    page = bodies(hostile("see www.evil.example, https://evil.example/ or me@evil.example")).html
    assert "www<wbr>.evil.example, https:<wbr>//evil.example/ or me@<wbr>evil.example" in page
    assert "<title>see www.evil.example, https://evil.example/ or" in page
    assert "<wbr>" not in "".join(re.findall(r"<a .*?</a>", page))


def test_the_same_twice() -> None:
    """Nothing but the briefing and the templates decides."""
    assert bodies(large(200)) == bodies(large(200))


@pytest.mark.parametrize(
    ("name", "template", "said"),
    [
        ("mail.html.j2", "one\n{{ briefing.titel }}", r"mail\.html\.j2:2: .*no attribute 'titel'"),
        ("mail.txt.j2", "one\n\n{{ nothing }}", r"mail\.txt\.j2:3: 'nothing' is undefined"),
        ("mail.txt.j2", "{{ briefing.__class__ }}", r"mail\.txt\.j2:1: access to attribute '__class__'"),
        ("mail.html.j2", "{{ briefing.title|safe }}", r"mail\.html\.j2:1: No filter named 'safe'"),
    ],
)
def test_a_fault_in_a_template_names_file_and_line(tmp_path: Path, name: str, template: str, said: str) -> None:
    """As with every other template."""
    (tmp_path / name).write_text(template, encoding="utf-8")
    with pytest.raises(TemplateError, match=said):
        mail(example(), templates=tmp_path)


def test_a_user_changes_one_body(tmp_path: Path) -> None:
    """The other comes from the project; HTML is escaped without a word of the template, plain text is left as it is."""
    (tmp_path / "mail.txt.j2").write_text("{{ briefing.title }}: {{ total|count('item') }}\n", encoding="utf-8")
    (tmp_path / "mail.html.j2").write_text("<p>{{ briefing.title }}</p>", encoding="utf-8")
    made = mail(replace(example(), title="<b>A & B</b>"), templates=tmp_path)
    assert made == ("<p>&lt;b&gt;A &amp; B&lt;/b&gt;</p>\n", "<b>A & B</b>: 11 items\n")


@given(st.text(max_size=400) | st.text(st.sampled_from("ab 会\u0301\u200d\U0001f469- []\n"), max_size=300))
def test_wrapping_keeps_the_words(text: str) -> None:
    """Lines are short enough, and only white space is changed."""
    made = wrapped(text)
    assert all(columns(line) <= WIDTH for line in made.splitlines())
    assert "".join(made.split()) == "".join(text.replace("\ufdd0", "").split())


@given(st.text(max_size=80), st.integers(8, 60))
def test_what_is_shortened_says_so(text: str, longest: int) -> None:
    """It is never longer than allowed, and marked where something is cut."""
    made = shortened(text, longest)
    assert len(made) <= longest
    assert made == text or (made.endswith(" […]") and text.startswith(made.removesuffix(" […]")))


def test_letters_stay_whole() -> None:
    """A mark is not parted from its letter, nor a joined emoji cut, where a line breaks inside a word."""
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    for line in wrapped("ab" + family * 60).splitlines()[1:]:
        assert line.startswith("\U0001f468")
    for line in wrapped("abc" + "e\u0301" * 200).splitlines():
        assert not line.startswith("\u0301")


def test_items_name_genre_status_and_label() -> None:
    """What the edition says behind an item, the mail says too."""
    told = replace(example().sources[0], doc=example().sections[0].items[0].quotes[0].doc, genre="opinion")
    briefing = replace(example(), sources=(*example().sources[1:], told))
    first: Item = replace(briefing.sections[0].items[0], head="Correction", status="updated")
    group = replace(briefing.sections[0].groups[0], items=(first,))
    made = bodies(replace(briefing, sections=(replace(briefing.sections[0], groups=(group,)),), takeaways=()))
    assert "- [Correction] The two delegations" in made.text
    assert "<b>[Correction]</b> <span" in made.html
    assert "3 sources; opinion; updated" in fold(made.text)


def test_blocks_that_are_renamed_or_left_out() -> None:
    """The mail takes headings from the configuration, and leaves out what the edition leaves out."""
    briefing = example()
    renamed = tuple(
        replace(part, title="At a glance") if part.block == "takeaways" else part for part in briefing.blocks
    )
    assert "\nAT A GLANCE\n" in bodies(replace(briefing, blocks=renamed)).text
    left = tuple(part for part in briefing.blocks if part.block != "takeaways")
    made = bodies(replace(briefing, blocks=left))
    assert "Key takeaways" not in made.html
    assert "TAKEAWAYS" not in made.text
    assert "DEMANDS" in made.text
