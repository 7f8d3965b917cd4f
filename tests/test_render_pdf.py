"""HTML to PDF: the same bytes everywhere, notes on the page of their call, and no way out to files or network."""

from __future__ import annotations

import hashlib
import io
import os
import random
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from render_example import HOSTILE, example, hostile, point, section

from digest.errors import TemplateError
from digest.model import Briefing
from digest.render import PROJECT_TEMPLATES, fonts, html, markdown, missing_glyphs, pdf
from digest.render.paper import own_files

ROOT = Path(__file__).resolve().parent.parent


def paper(briefing: Briefing, templates: Path = PROJECT_TEMPLATES) -> bytes:
    """The PDF of a briefing."""
    return pdf(
        html(markdown(briefing, templates=templates), briefing, templates=templates), briefing, templates=templates
    )


@cache
def example_paper() -> bytes:
    """The PDF of the example."""
    return paper(example())


def pages(document: bytes) -> list[str]:
    """The text of every page, words joined over line ends."""
    reader = pypdf.PdfReader(io.BytesIO(document))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]


def long_briefing() -> Briefing:
    """A briefing of several pages in which every item is the first to call its source."""
    short = example()
    names = ("North", "South", "East", "West", "Upper", "Lower")
    items = [
        point("long", f"Item number {n} says what it has to say about the strait, at length and in detail.", (n,), "X")
        for n in range(1, 41)
    ]
    sources = tuple(
        replace(short.sources[0], number=n, publisher=f"{names[n % 6]} Gazette {n}", title=f"Title of source {n}")
        for n in range(1, 41)
    )
    return replace(short, takeaways=(), sections=(section("long", "Long", items),), sources=sources)


@cache
def long_pages() -> list[str]:
    """The texts of its pages."""
    return pages(paper(long_briefing()))


def test_the_same_bytes_twice() -> None:
    """In one process."""
    assert paper(example()) == example_paper()


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LANG": "C", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LANG": "ar_EG.UTF-8", "HOME": "/nonexistent", "MORE": "fonts"},
    ],
)
def test_the_same_bytes_elsewhere(environment: dict[str, str], tmp_path: Path) -> None:
    """In other processes: with another hash seed, time zone, language, home, and with other fonts installed."""
    if environment.pop("MORE", ""):
        folder = fonts.font_file("SourceSerifPro-Regular.otf").parent
        installed = (
            f"<fontconfig><dir>{folder}</dir><dir>/usr/share/fonts</dir><cachedir>{tmp_path}</cachedir></fontconfig>"
        )
        (tmp_path / "fonts.conf").write_text(installed, encoding="utf-8")
        environment["FONTCONFIG_FILE"] = str(tmp_path / "fonts.conf")
    program = "import sys, test_render_pdf as t; sys.stdout.buffer.write(t.example_paper())"
    env = {**os.environ, **environment, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, env=env, check=True, timeout=120)
    assert hashlib.sha256(done.stdout).hexdigest() == hashlib.sha256(example_paper()).hexdigest()
    assert done.stderr == b""


def test_every_note_stands_on_the_page_of_its_first_call() -> None:
    """And on no other, over several pages; its number is the Markdown's."""
    briefing = long_briefing()
    texts = long_pages()
    assert len(texts) > 3
    for source in (source for source in briefing.sources if source.printed):
        calls = [number for number, text in enumerate(texts) if f"Item number {source.number} says" in text]
        notes = [number for number, text in enumerate(texts) if f"“Title of source {source.number}”, 2 June" in text]
        assert calls == notes, source.number
        assert f"{source.number} {source.publisher}, “Title of source {source.number}”" in texts[notes[0]]


def briefing_of(items: int) -> Briefing:
    """An edition of so many items of one to eight lines; each calls a source of its own and two of others."""
    short, chance = example(), random.Random(items)
    points = [
        point(
            "long", f"Item number {n} says {'what the ships do ' * chance.randint(0, 30)}today.", notes(n), "X, 2 June"
        )
        for n in range(1, items + 1)
    ]
    parts = [section(f"s{n}", f"Part {n}", points[n * 20 : n * 20 + 20]) for n in range(-(-items // 20))]
    sources = tuple(
        replace(short.sources[0], number=n, publisher=f"Gazette {n}", title=f"Title of source {n}")
        for n in range(1, items + 1)
    )
    return replace(short, takeaways=(), sections=tuple(parts), sources=sources)


def notes(n: int) -> tuple[int, ...]:
    """Its own source and two that were called before."""
    return tuple(dict.fromkeys((n, max(1, n // 2), max(1, n - 3))))


@pytest.mark.unmeasured
@pytest.mark.parametrize(("items", "least"), [(2, 1), (125, 20)])
def test_every_note_stands_once_on_the_page_of_its_call(items: int, least: int) -> None:
    """In editions of one page and of more than twenty, with items of several lines; `bench/pdf.py` looks at a hundred."""
    texts = pages(paper(briefing_of(items)))
    assert least <= len(texts) <= least * 1.3
    wrong = footnotes_elsewhere(texts, items)
    assert wrong == []


def footnotes_elsewhere(texts: list[str], items: int) -> list[int]:
    """The footnotes of `briefing_of` that are not printed once, on the page of the item that calls them first."""
    calls, placed = (
        [(int(found[1]), page) for page, text in enumerate(texts) for found in re.finditer(pattern, text)]
        for pattern in (r"Item number (\d+) says", r"“Title of source (\d+)”, 2 June")
    )
    assert [number for number, _ in calls] == list(range(1, items + 1))
    page_of = dict(calls)
    return [number for number in page_of if [page for noted, page in placed if noted == number] != [page_of[number]]]


@cache
def uneven_paper(seed: int) -> bytes:
    """The PDF of items that are one to eight lines long."""
    chance = random.Random(seed)
    items = [
        point("long", f"Item number {n} says {'what the ships do ' * chance.randint(0, 30)}today.", (n, n // 2), "X")
        for n in range(2, 41)
    ]
    return paper(replace(long_briefing(), sections=(section("long", "Long", items),)))


@pytest.mark.unmeasured
@pytest.mark.parametrize("seed", [1, 2])
def test_items_of_several_lines_keep_their_notes(seed: int) -> None:
    """No item is broken over pages, and none that moves to the next page takes notes of other items with it."""
    texts = pages(uneven_paper(seed))
    for number in range(2, 41):
        calls = [page for page, text in enumerate(texts) if f"Item number {number} says" in text]
        notes = [page for page, text in enumerate(texts) if f"“Title of source {number}”, 2 June" in text]
        assert calls == notes, number


@pytest.mark.unmeasured
def test_no_line_begins_with_a_call() -> None:
    """The number of a footnote stays with the word before it, at whatever place of the line that word ends."""
    items = [
        point("long", f"An item says what the ships of the strait do all day in the sh{'i' * n}p.", (1, 2), "X")
        for n in range(60)
    ]
    briefing = replace(example(), takeaways=(), sections=(section("long", "Long", items),))
    reader = pypdf.PdfReader(io.BytesIO(paper(briefing)))
    lines = [line.strip() for page in reader.pages for line in page.extract_text().splitlines()]
    assert sum("p." in line for line in lines) >= 60
    assert [line for line in lines if re.match(r"[\u2060\s]*1[\u2060,\s]*(2|—|$)", line)] == []


@pytest.mark.unmeasured
def test_sources_are_not_broken_where_a_page_holds_them() -> None:
    """All rows stand on one page, with their heading."""
    briefing = example()
    for more in range(0, 12, 3):
        extra = tuple(point("x", f"Point number {n} of some length about the strait.", (1,), "X") for n in range(more))
        texts = pages(paper(replace(briefing, sections=(*briefing.sections, section("x", "More", extra)))))
        (listed,) = [text for text in texts if "Published, date found in" in text]
        assert all(source.doc[:12] in listed for source in briefing.sources if source.printed)


def test_every_page_says_which_it_is() -> None:
    """Page x of y on all; title, date and the section that goes on on all but the first."""
    texts = long_pages()
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert "Draft · 24 July 2031" in text
        assert "Lissa talks" in text
    assert "Lissa talks · Long Draft" in texts[1]
    assert "Lissa talks · Sources Draft" in texts[-1]


def test_bookmarks_are_the_headings() -> None:
    """Sections at the first level, parties below them."""
    outline: list[Any] = list(pypdf.PdfReader(io.BytesIO(example_paper())).outline)
    titles = [entry["/Title"] for entry in outline if not isinstance(entry, list)]
    below = [entry["/Title"] for entries in outline if isinstance(entries, list) for entry in entries]
    assert titles[:3] == ["Key takeaways", "Key outcomes", "Demands"]
    assert below == ["The Republic", "The Federation", "Further items"]


def test_the_file_says_what_it_is() -> None:
    """Title, language, tags, PDF/UA-1; its dates are those of the edition, not of the clock."""
    with pikepdf.open(io.BytesIO(example_paper())) as document:
        assert str(document.docinfo["/Title"]) == "Lissa talks, 24 July 2031"
        assert str(document.docinfo["/CreationDate"]).startswith("D:20310724060000")
        assert str(document.Root.Lang) == "en"
        assert bool(document.Root.MarkInfo.Marked)
        assert "http://www.aiim.org/pdfua/ns/id/" in document.Root.Metadata.read_bytes().decode()


def test_fonts_are_the_projects_and_embedded() -> None:
    """Every font is a subset of Source Serif or Source Sans."""
    with pikepdf.open(io.BytesIO(example_paper())) as document:
        names = {str(font.BaseFont) for page in document.pages for font in page.Resources.Font.values()}
    assert names
    assert all(re.fullmatch(r"/[A-Z]{6}\+Source-S(erif|ans)-Pro.*", name) for name in names)


def live_links(document: bytes) -> set[str]:
    """Every address outside itself that a PDF links to."""
    found = set()
    for page in pypdf.PdfReader(io.BytesIO(document)).pages:
        for annotation in page.get("/Annots") or ():
            action = annotation.get_object().get("/A")
            if action and "/URI" in action:
                found.add(str(action["/URI"]))
    return found


def test_links_are_live_and_those_of_the_sources() -> None:
    """Every printed source's address, and no other."""
    assert live_links(example_paper()) == {source.url for source in example().sources if source.printed}


@pytest.mark.unmeasured
@pytest.mark.parametrize("text", [" ".join(HOSTILE), "x" * 400, "\U0001f54a" * 50, "[" * 400])
def test_hostile_text_prints(text: str) -> None:
    """No text of a source stops the printing, adds a link or a file, or runs off the page."""
    briefing = hostile(text)
    first = briefing.sections[0]
    first = replace(first, groups=(replace(first.groups[0], items=first.items[:1]),))
    briefing = replace(briefing, sections=(first,), takeaways=(), sources=briefing.sources[:3])
    document = paper(replace(briefing, coverage=replace(briefing.coverage, dropped=(), unused=(), problems=())))
    assert live_links(document) <= {source.url for source in briefing.sources}
    with pikepdf.open(io.BytesIO(document)) as opened:
        assert "/Names" not in opened.Root or "/EmbeddedFiles" not in opened.Root.Names


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/x.png",
        "https://evil.example/x.css",
        "ftp://evil.example/x",
        "data:text/plain,hello",
        "data:image/svg+xml;base64," + b64encode(b"<svg/>").decode(),
        "data:font/otf;base64,AAAA",
        "project:fonts/../../../../etc/hostname",
        "project:fonts/Other.otf",
        "/etc/hostname",
        "",
    ],
)
def test_the_fetcher_refuses_everything_else(address: str) -> None:
    """Files, network, and data that is not the project's."""
    with pytest.raises((ValueError, TemplateError)):
        own_files(PROJECT_TEMPLATES).fetch(address)


def test_the_fetcher_serves_fonts_and_own_pictures(tmp_path: Path) -> None:
    """A picture of the templates folder is known by its bytes."""
    picture = b"<svg xmlns='http://www.w3.org/2000/svg'><title>A</title></svg>"
    (tmp_path / "logo.svg").write_bytes(picture)
    fetcher = own_files(tmp_path)
    assert fetcher.fetch("data:image/svg+xml;base64," + b64encode(picture).decode()).read() == picture
    assert fetcher.fetch("project:fonts/SourceSerifPro-Regular.otf").read(4) == b"OTTO"


def test_a_page_that_asks_for_files_gets_none(tmp_path: Path) -> None:
    """Pictures, style sheets, fonts and attachments of a hostile page load nothing and attach nothing."""
    secret = tmp_path / "secret.css"
    secret.write_text("p { content: 'SECRET' } /* SECRET */", encoding="utf-8")
    uri = secret.as_uri()
    page = f"""<html lang=en><head><title>t</title>
<link rel=stylesheet href="{uri}"><link rel=attachment href="{uri}">
<style>@import url({uri}); @font-face {{ font-family: x; src: url({uri}) }} p {{ background: url({uri}) }}</style>
</head>
<body><p>text <img src="{uri}" alt="picture"> <a rel=attachment href="{uri}">a</a> <object data="{uri}">o</object>
<svg xmlns="http://www.w3.org/2000/svg"><title>s</title><image href="{uri}"/><use href="{uri}#x"/></svg></p>
</body></html>"""
    document = pdf(page, example(), templates=tmp_path)
    with pikepdf.open(io.BytesIO(document)) as opened:
        assert "/AF" not in opened.Root
        assert "/EmbeddedFiles" not in opened.Root.get("/Names", {})
        streams = [item.read_bytes() for item in opened.objects if isinstance(item, pikepdf.Stream)]
    assert not [stream for stream in streams if b"SECRET" in stream]


def test_missing_glyphs_are_named() -> None:
    """Characters that the fonts cannot show; Latin, Greek and Cyrillic they can."""
    assert missing_glyphs("Zelenskyy, Зеленський, Ελλάδα – “quoted”, 5 € […] ½\n") == set()
    assert missing_glyphs("peace 和平 \U0001f54a") == {"和", "平", "\U0001f54a"}


def test_a_missing_font_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setattr(fonts, "find_spec", lambda name: None)
    fonts.font_file.cache_clear()
    with pytest.raises(TemplateError, match="install the package font-source-serif-pro"):
        fonts.faces()
    fonts.font_file.cache_clear()
