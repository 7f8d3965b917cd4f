"""The check of a PDF: its pages against the data that it carries, the data against paragraphs and texts; whatever is changed is found."""

from __future__ import annotations

import io
import json
import re
import shutil
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render_example import HOSTILE, example, hostile, point, section
from tampering import swap_notes

from digest import edition, paragraphs, render
from digest.archive.store import Store
from digest.cli import main
from digest.errors import EditionError
from digest.model import PARTS, Briefing, Document
from digest.render import PROJECT_TEMPLATES
from digest.verify import sheets, verify
from digest.verify.lines import agrees, holds, part_of
from digest.verify.names import check_via
from digest.verify.paper import check_paper
from digest.verify.verdict import Refuted

Sample = tuple[Briefing, tuple[Document, ...]]
STEM = "2025-06-03-istanbul-talks"
DATA, AROUND = f"{STEM}.json", f"{STEM}.evidence.json"


def printed(briefing: Briefing, files: dict[str, bytes]) -> bytes:
    """The PDF of a briefing, with files in it."""
    templates = PROJECT_TEMPLATES
    page = render.html(render.markdown(briefing, templates=templates), briefing, templates=templates)
    return render.pdf(page, briefing, templates=templates, files=files)


@pytest.fixture(scope="session")
def made(sample: Sample) -> bytes:
    """The sample as a PDF that carries its data and the paragraphs around its quotes."""
    around = paragraphs.to_json(paragraphs.paragraphs(*sample))
    return printed(sample[0], {DATA: edition.to_json(sample[0]), AROUND: around})


@pytest.fixture
def mine(made: bytes, tmp_path: Path) -> Path:
    """The PDF alone in a folder, for a test to change."""
    path = tmp_path / "out" / f"{STEM}.pdf"
    path.parent.mkdir()
    path.write_bytes(made)
    return path


def refuted(path: Path) -> str:
    """The message of a verdict that must be negative."""
    verdict = verify(path)
    assert not verdict.ok
    return str(verdict)


def change(path: Path, changer: Callable[[pikepdf.Pdf], None]) -> None:
    """Changes a PDF by a function."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        changer(document)
        document.save(path)


def letters(font: Any) -> dict[str, bytes]:
    """What each glyph of a font stands for -> its code."""
    text = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(
        r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>", "".join(re.findall(r"beginbfchar(.*?)endbfchar", text, re.S))
    )
    return {bytes.fromhex(said).decode("utf-16-be"): bytes.fromhex(code) for code, said in pairs}


def rewrite(document: pikepdf.Pdf, old: str, new: str) -> None:
    """Shows `new` where the pages show `old`, of the same length, with glyphs that the font has."""
    found = 0
    for page in document.pages:
        instructions = instructions_of(page)
        code_of: dict[str, bytes] = {}
        for index, (operands, operator) in enumerate(instructions):
            if str(operator) == "Tf":
                code_of = letters(page.Resources.Font[str(operands[0])])
            elif str(operator) == "TJ":
                codes = b"".join(bytes(piece) for piece in operands[0] if isinstance(piece, pikepdf.String))
                wanted = b"".join(code_of.get(char, b"??") for char in old)
                if wanted in codes:
                    codes = codes.replace(wanted, b"".join(code_of[char] for char in new))
                    shown = pikepdf.Array([pikepdf.String(codes)])
                    instructions[index] = pikepdf.ContentStreamInstruction([shown], pikepdf.Operator("TJ"))
                    found += 1
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(instructions))
    assert found


def instructions_of(page: pikepdf.Page) -> list[Any]:
    """What a page draws: operands and operator."""
    return list(pikepdf.parse_content_stream(page))


def exchange(document: pikepdf.Pdf, name: str, body: bytes) -> None:
    """Puts other bytes into an embedded file."""
    document.attachments[name] = pikepdf.AttachedFileSpec(
        document, body, filename=name, description="", mime_type="application/json", creation_date="", mod_date=""
    )


def test_page_and_evidence_agree_without_anything_else(mine: Path) -> None:
    """The PDF alone is enough to prove that; that the sources were not at hand is said."""
    verdict = verify(mine)
    assert verdict.ok
    assert "page and evidence agree; each quote stands in the paragraph" in str(verdict)
    assert "Its sources were not at hand" in str(verdict)
    assert "evidence and source agree (" not in str(verdict)


def test_with_the_archive_evidence_and_source_agree(mine: Path, sample: Sample) -> None:
    """The texts are found beside the PDF or in a named store; a store of other texts counts as none."""
    with Store(mine.parent / "evidence.db") as store:
        store.put(sample[1])
    assert "page and evidence agree" in str(verify(mine))
    assert "evidence and source agree (texts in" in str(verify(mine))
    shutil.move(mine.parent / "evidence.db", mine.parent / "kept.db")
    assert "evidence and source agree (texts in" in str(verify(mine, archives=[mine.parent / "kept.db"]))
    with Store(mine.parent / "other.db"):
        pass
    assert "not at hand" in str(verify(mine, archives=[mine.parent / "other.db"]))


def test_data_that_differ_from_the_source_are_found(mine: Path, sample: Sample) -> None:
    """Page and data may agree and both be wrong: then the archive refutes them."""
    words = "to swap all"
    data = edition.to_json(sample[0]).replace(words.encode(), b"to swop all")
    briefing = edition.from_json(data)
    mine.write_bytes(printed(briefing, {DATA: data}))
    assert "page and evidence agree" in str(verify(mine))
    with Store(mine.parent / "evidence.db") as store:
        store.put(sample[1])
    message = refuted(mine)
    assert "the data in it, " in message
    assert "the words differ" in message


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("to swap all", "to swop all", "footnote 1: the words differ"),
        ("Monday", "Mondny", "the words differ"),
        ("Outcomes", "Outcomen", "page 1"),
        ("Alpha News, 2", "Alpha News, 1", "says something else behind the"),
        ("2025;", "2024;", "names the day 2 June 2024"),
        ("“Title of beta", "“Title of betn", "names another title than the data"),
        ("Beta News, “", "Bena News, “", "names another publisher than the data"),
        ("via Harbour Wire", "via Hnrbour Wire", "names another source of its source than the data"),
    ],
)
def test_a_changed_page_is_refuted(mine: Path, old: str, new: str, message: str) -> None:
    """A letter of a quote, a heading, an attribution or a footnote."""
    change(mine, lambda document: rewrite(document, old, new))
    assert message in refuted(mine)


def test_swapped_footnotes_are_refuted(mine: Path) -> None:
    """Two footnotes that change their texts, and an item that calls another footnote."""
    whole = mine.read_bytes()

    def swap(document: pikepdf.Pdf) -> None:
        rewrite(document, "Alpha News, “Title of alpha", "Bxta News,  “Title of betap".replace("x", "e"))
        rewrite(document, "Beta News, “", "Alph News, “")

    change(mine, swap)
    assert "the source of another footnote" in refuted(mine) or "names another" in refuted(mine)
    mine.write_bytes(whole)
    change(mine, lambda document: _move_calls(document))
    assert "calls the footnotes" in refuted(mine)


def _move_calls(document: pikepdf.Pdf) -> None:
    """Makes the calls of footnote 2 calls of footnote 1."""
    page = document.pages[0]
    instructions = instructions_of(page)
    code_of: dict[str, bytes] = {}
    for index, (operands, operator) in enumerate(instructions):
        if str(operator) == "Tf":
            code_of = letters(page.Resources.Font[str(operands[0])])
        elif str(operator) == "TJ" and b"".join(map(bytes, _strings(operands[0]))) == code_of.get("2"):
            shown = pikepdf.Array([pikepdf.String(code_of["1"])])
            instructions[index] = pikepdf.ContentStreamInstruction([shown], pikepdf.Operator("TJ"))
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(instructions))


def _strings(pieces: Any) -> list[Any]:
    return [piece for piece in pieces if isinstance(piece, pikepdf.String)]


def _spoil_data(document: pikepdf.Pdf, spoiler: Callable[[dict[str, Any]], None]) -> None:
    data = json.loads(document.attachments[DATA].get_file().read_bytes())
    spoiler(data)
    exchange(document, DATA, json.dumps(data).encode())


def _word(data: dict[str, Any]) -> None:
    data["sections"][1]["groups"][0]["items"][0]["quotes"][0]["text"] += "!"


def _title(data: dict[str, Any]) -> None:
    data["title"] = "Other talks"


def _address(data: dict[str, Any]) -> None:
    data["sources"][0]["url"] = "https://other.example/"


def _order(data: dict[str, Any]) -> None:
    data["sections"].reverse()


def _drop(data: dict[str, Any]) -> None:
    data["sections"][1]["groups"] = []


@pytest.mark.parametrize(
    ("spoiler", "message"),
    [
        (_word, "the words differ"),
        (swap_notes, "calls the footnotes 2, 1, but its sources are 1, 2"),
        (_title, "another title"),
        (_address, "names another address"),
        (_order, "the words differ"),
        (_drop, "the data hold"),
    ],
)
def test_changed_data_are_refuted(mine: Path, spoiler: Callable[[dict[str, Any]], None], message: str) -> None:
    """Words, footnotes, the title, an address, the order and the number of items."""
    change(mine, lambda document: _spoil_data(document, spoiler))
    assert message in refuted(mine)


def test_changed_paragraphs_are_refuted(mine: Path, sample: Sample) -> None:
    """A word of a paragraph that is quoted, a paragraph that is missing, and a file of another form."""
    whole = mine.read_bytes()
    around = paragraphs.to_json(paragraphs.paragraphs(*sample))
    change(mine, lambda document: exchange(document, AROUND, around.replace(b"swap", b"swop")))
    assert "a quote is no part of its paragraph" in refuted(mine)
    mine.write_bytes(whole)
    none = paragraphs.to_json(())
    change(mine, lambda document: exchange(document, AROUND, none))
    assert "no paragraph around quote 1" in refuted(mine)
    mine.write_bytes(whole)
    change(mine, lambda document: exchange(document, AROUND, b"[]"))
    with pytest.raises(EditionError, match="the paragraphs in it: schema"):
        verify(mine)


def test_a_paragraph_holds_its_quotes(sample: Sample) -> None:
    """Each is a slice of its text, and reads back as it was written."""
    found = paragraphs.paragraphs(*sample)
    texts = {doc.id: doc.text for doc in sample[1]}
    assert found
    for one in found:
        assert texts[one.doc][one.span.start : one.span.end] == one.text == one.text.strip()
    assert paragraphs.from_json(paragraphs.to_json(found)) == found


def _no_files(document: pikepdf.Pdf) -> None:
    for name in list(document.attachments):
        del document.attachments[name]


def test_a_pdf_without_data_needs_them_beside_it(mine: Path, sample: Sample) -> None:
    """Then they are compared, whatever is embedded; without them nothing can be said."""
    change(mine, _no_files)
    with pytest.raises(EditionError, match="carries no data of an edition; put"):
        verify(mine)
    mine.with_suffix(".json").write_bytes(edition.to_json(sample[0]))
    assert "page and evidence agree" in str(verify(mine))
    mine.with_suffix(".json").write_bytes(edition.to_json(sample[0]).replace(b"to swap all", b"to swop all"))
    assert "the words differ" in refuted(mine)


def test_data_beside_a_pdf_must_be_its_own(mine: Path, sample: Sample) -> None:
    """Another JSON file of the same name is named."""
    mine.with_suffix(".json").write_bytes(edition.to_json(sample[0]) + b" ")
    assert "holds other data than those in" in refuted(mine)


def test_more_files_than_an_edition_are_refuted(mine: Path, sample: Sample) -> None:
    """Two editions in one PDF, and a file of another kind."""
    whole = mine.read_bytes()
    change(mine, lambda document: exchange(document, "other.json", edition.to_json(sample[0])))
    assert "more files than an edition" in refuted(mine)

    def two(document: pikepdf.Pdf) -> None:
        del document.attachments[AROUND]
        exchange(document, "other.json", edition.to_json(sample[0]))

    mine.write_bytes(whole)
    change(mine, two)
    assert "other files than one edition" in refuted(mine)

    def program(document: pikepdf.Pdf) -> None:
        del document.attachments[AROUND]
        exchange(document, "run.exe", b"MZ")

    mine.write_bytes(whole)
    change(mine, program)
    assert "other files than one edition" in refuted(mine)


def _bomb(document: pikepdf.Pdf) -> None:
    squeezed = zlib.compressobj()
    body = b"".join(squeezed.compress(b" " * 1_000_000) for _ in range(200)) + squeezed.flush()
    stream = pikepdf.Stream(document, body)
    stream.Filter = pikepdf.Name.FlateDecode
    spec = document.Root.Names.EmbeddedFiles.Names[3]
    spec.EF.F = document.make_indirect(stream)


def _encrypt(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.save(path, encryption=pikepdf.Encryption(owner="x", user=""))


def test_files_that_cannot_be_read_are_errors(mine: Path) -> None:
    """An embedded file that unpacks to 200 MB, a password, a file that is no PDF, half of one, nothing: said in one line."""
    whole = mine.read_bytes()
    change(mine, _bomb)
    assert mine.stat().st_size < 1_000_000
    messages = [_error(mine)]
    mine.write_bytes(whole)
    _encrypt(mine)
    messages.append(_error(mine))
    assert "is encrypted" in messages[-1]
    for body in (
        b"",
        b"hello",
        b"%PDF-1.7\n" + b"\xff" * 5000,
        whole[: len(whole) // 2],
        b"%PDF-1.7\ntrailer << /Root 1 0 R >>",
    ):
        mine.write_bytes(body)
        messages.append(_error(mine))
    for message in messages:
        assert message.startswith(str(mine))
        assert "\n" not in message


def _error(path: Path) -> str:
    with pytest.raises(EditionError) as raised:
        verify(path)
    return str(raised.value)


@pytest.mark.unmeasured
@settings(max_examples=60, deadline=None)
@given(at=st.floats(0, 0.999), size=st.integers(1, 400), byte=st.integers(0, 255))
def test_broken_files_never_raise_anything_else(made: bytes, at: float, size: int, byte: int) -> None:
    """Bytes that are overwritten anywhere give a verdict or an error with a message."""
    start = int(at * len(made))
    broken = made[:start] + bytes([byte]) * size + made[start + size :]
    with suppress(EditionError, Refuted):
        assert sheets.read("x.pdf", broken).pages < 1000


def _comment(document: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[50, 50, 300, 90], Contents="Kyiv gave up"
    )
    page = document.pages[0]
    page.Annots = pikepdf.Array([*page.get("/Annots", ()), document.make_indirect(note)])


def _add(document: pikepdf.Pdf, before: str, text: str, after: str) -> None:
    """Shows `text` on the first page, between operators."""
    page = document.pages[0]
    fonts: dict[str, Any] = dict(page.Resources.Font.items())
    for name, font in fonts.items():
        code_of = letters(font)
        if all(char in code_of for char in text):
            codes = b"".join(code_of[char] for char in text).hex()
            shown = f"{before} BT {name} 10 Tf 1 0 0 1 200 500 Tm <{codes}> Tj ET {after}"
            page.contents_add(document.make_stream(shown.encode()), prepend=False)
            return
    raise AssertionError("no font has these letters")


def _untagged(document: pikepdf.Pdf) -> None:
    _add(document, "/Artifact BMC", "another round", "EMC")


def _invisible(document: pikepdf.Pdf) -> None:
    _add(document, "3 Tr", "round", "")


def _no_tags(document: pikepdf.Pdf) -> None:
    del document.Root.StructTreeRoot


@pytest.mark.parametrize(
    ("changer", "message"),
    [(_comment, "laid over the page"), (_untagged, "no tag accounts for"), (_invisible, "invisible text")],
)
def test_words_that_are_added_are_refuted(mine: Path, changer: Callable[[pikepdf.Pdf], None], message: str) -> None:
    """A comment on the page, words without a tag in the middle of it, words that nobody sees."""
    change(mine, changer)
    assert message in refuted(mine)


def test_a_pdf_of_another_program_is_an_error(mine: Path) -> None:
    """One without tags."""
    change(mine, _no_tags)
    assert "no PDF of this program" in _error(mine)


def test_items_in_another_place_are_refuted(mine: Path) -> None:
    """Words that stand elsewhere on the page than where they are read."""

    def move(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        instructions = instructions_of(page)
        places = [n for n, (_, operator) in enumerate(instructions) if str(operator) == "Tm"]
        first, last = places[0], places[len(places) // 2]
        instructions[first], instructions[last] = instructions[last], instructions[first]
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(instructions))

    change(mine, move)
    assert "stands above" in refuted(mine) or "another order" in refuted(mine) or "among the items" in refuted(mine)


def test_the_command_says_it_in_a_line_and_exits_with_one(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For what is refuted and for what cannot be read; for a sound PDF it exits with none."""
    from click.testing import CliRunner

    run = CliRunner().invoke(main, ["verify", str(mine)])
    assert run.exit_code == 0
    assert "page and evidence agree" in run.output
    mine.write_bytes(b"%PDF-1.7 nothing")
    run = CliRunner().invoke(main, ["verify", str(mine)])
    assert run.exit_code == 1
    assert "Traceback" not in run.output


def judged(briefing: Briefing) -> str:
    """What the check of its own PDF says of a briefing."""
    return check_paper("x.pdf", sheets.read("x.pdf", printed(briefing, {})), briefing)


@pytest.mark.unmeasured
def test_a_sound_page_passes_whatever_it_says() -> None:
    """The example, items over several lines with hyphens, and signs of every kind in every place."""
    assert "11 items on" in judged(example())
    words = "unquestionably internationally acknowledged re-establishment of co-operation and/or counter-offers"
    items = [point("x", f"{'a' * n} {words} — {words}…{words}/{words}.", (1, 2), "X, 2 June") for n in range(12)]
    assert "items on" in judged(replace(example(), takeaways=(), sections=(section("x", "Long", items),)))
    for text in ("é ﬁ ½ µ ʼn ‐ ‑ - \u00a0x — “q” 5 € ΑΩ", "x" * 400, " ".join(HOSTILE[::7])):
        briefing = replace(hostile(text), blocks=PARTS)
        first = replace(
            briefing.sections[0],
            groups=(replace(briefing.sections[0].groups[0], items=briefing.sections[0].items[:1]),),
        )
        assert "items on" in judged(replace(briefing, sections=(first,), takeaways=()))


@pytest.mark.parametrize(
    ("printed_lines", "told"),
    [
        ("a delega-\ntion", "a delegation"),
        ("cease-\nfire", "cease-fire"),
        ("cease‐fire", "cease-fire"),
        ("and/\nor", "and/or"),
        ("days —\nthen", "days — then"),
        ("x" * 40 + "\n" + "x" * 20, "x" * 60),
        ("ﬁn e\u0301", "ﬁn é"),
        ("a\u00a0b", "a b"),
    ],
)
def test_lines_of_paper_are_read_through(printed_lines: str, told: str) -> None:
    """Hyphens at line ends, breaks behind signs, long words, glyphs that stand for two signs."""
    assert agrees(printed_lines, told)
    assert holds(f"z {printed_lines} z", told)
    assert part_of(printed_lines, f"z {told} z")


@pytest.mark.parametrize(
    ("printed_lines", "told"),
    [
        ("now\nhere", "nowhere"),
        ("re-sign", "resign"),
        ("resign", "re-sign"),
        ("a b", "ab"),
        ("ab", "a b"),
        ("10²", "102"),
        ("a b c", "a b"),
        ("a b", "a b c"),
        ("", "a"),
        ("it's", "it’s"),
        ("I", "l"),
        ("5-\n10", "510"),
    ],
)
def test_other_words_are_not(printed_lines: str, told: str) -> None:
    """What a reader would read otherwise."""
    assert not agrees(printed_lines, told)


def test_what_is_embedded_is_what_is_said(made: bytes, sample: Sample) -> None:
    """The bytes of the JSON file, under its name, with the edition's date and what it is to the pages."""
    with pikepdf.open(io.BytesIO(made)) as document:
        assert sorted(document.attachments) == [AROUND, DATA]
        assert document.attachments[DATA].get_file().read_bytes() == edition.to_json(sample[0])
        specs = {str(spec.UF): spec for spec in document.Root.AF}
        assert str(specs[DATA].AFRelationship) == "/Data"
        assert str(specs[AROUND].AFRelationship) == "/Source"
        assert str(specs[DATA].EF.F.Params.ModDate).startswith("D:2025060")
    assert printed(sample[0], {DATA: edition.to_json(sample[0])}) == printed(
        sample[0], {DATA: edition.to_json(sample[0])}
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "https://bücher.example/straße?q=ä"},
        {"url": "HTTPS://Example.COM/A"},
        {"url": "https://desk@news.example:8443/a"},
        {"url": "mailto:desk@news.example"},
        {"url": "https://[::1]/ab"},
        {"url": "https://[::1/ab"},
        {"title": "محادثات السلام، 3 يونيو", "publisher": "الجزيرة"},
    ],
)
def test_unusual_sources_are_no_fault(changes: dict[str, str]) -> None:
    """Hosts in other letters, addresses of mail, names from right to left: what is printed of them is recognised."""
    briefing = example()
    first = replace(briefing.sources[0], **changes)  # type: ignore[arg-type]
    assert "page and evidence agree" in judged(replace(briefing, sources=(first, *briefing.sources[1:])))


@pytest.mark.parametrize(
    "blocks",
    [
        ["takeaways", "sections", "masthead", "coverage", "sources", "method"],
        ["masthead", "sections", "method", "coverage", "sources"],
        ["sections", "sources"],
    ],
)
def test_blocks_elsewhere_are_no_fault(blocks: list[str], tmp_path: Path, sample: Sample) -> None:
    """What has no heading may stand behind the sections, and the masthead may be missing, on paper and in Markdown."""
    parts = {part.block: part for part in PARTS}
    briefing = replace(sample[0], blocks=tuple(parts[block] for block in blocks if block in parts))
    if "takeaways" not in blocks:
        briefing = replace(briefing, takeaways=())
    assert "page and evidence agree" in judged(briefing)
    with Store(tmp_path / "evidence.db") as store:
        store.put(sample[1])
    (tmp_path / "x.json").write_bytes(edition.to_json(briefing))
    (tmp_path / "x.md").write_text(render.markdown(briefing, templates=PROJECT_TEMPLATES), encoding="utf-8")
    assert verify(tmp_path / "x.md").ok


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("· 3 June 2025", "· 4 June 2025", "a day that the data have not"),
        ("**Draft**", "**No. 7**", "bears another number"),
        ("from 2 sources", "from 9 sources", "counts another number of sources"),
        ("2025, 06:00", "2025, 7:00", "a day that the data have not"),
        ("**2 June 2025**", "**1 to 2 June 2025**", "a period that the data have not"),
        ("fits no section (2)", "fits no section (1)", "counts other sentences than the data"),
        ("Beta News, 2 June*", "Beta News, 2 June; since withdrawn*", "says something else behind the item"),
        ("*— Beta News", "*— Gull Wire and Beta News", "says something else behind the item"),
        ("— 2 June 2025; [", "— 2 June 2025; since dropped; [", "says something else behind the takeaway"),
        ("### Further items", "### Ukraine", "stands under “Ukraine”, the data have it under “”"),
    ],
)
def test_a_false_masthead_is_refuted(mine: Path, sample: Sample, old: str, new: str, message: str) -> None:
    """Day, number and counts are those of the data; an item of no party stands under none, and no words are put in behind one."""
    text = render.markdown(sample[0], templates=PROJECT_TEMPLATES)
    assert old in text
    page = render.html(text.replace(old, new), sample[0], templates=PROJECT_TEMPLATES)
    with pytest.raises(Refuted, match=message):
        check_paper("x.pdf", sheets.read("x.pdf", render.pdf(page, sample[0], templates=PROJECT_TEMPLATES)), sample[0])


def test_an_edition_without_items_lacks_no_sources(tmp_path: Path, sample: Sample) -> None:
    """Nothing is quoted, so nothing more could be proved from the texts."""
    sections = tuple(replace(section, groups=()) for section in sample[0].sections)
    sources = tuple(replace(source, printed=False, number=0) for source in sample[0].sources)
    bare = replace(sample[0], sections=sections, sources=sources, takeaways=(), figures=(), positions=(), timeline=())
    (tmp_path / "x.pdf").write_bytes(printed(bare, {"x.json": edition.to_json(bare)}))
    verdict = verify(tmp_path / "x.pdf")
    assert verdict.ok
    assert "not at hand" not in verdict.proof


@pytest.mark.parametrize(
    ("said", "sound"),
    [
        ("News, “Talks in Boli-\nvia and via Lissa”, 2 June 2025,\nvia Harbour Wire. a.example", True),
        ("News, “Talks in Bolivia and via Lissa”, 2 June 2025, via Harbour\nWire. a.example", True),
        ("News, “Talks in Bolivia and via Lissa”, 2 June 2025, via Harbour Wires. a.example", False),
        ("News, “Talks in Bolivia and via Lissa”, 2 June 2025, via Harbour Wire. Via Gull Wire. a.example", False),
        ("News, “Talks in Bolivia and via Lissa”, 2 June 2025. a.example", False),
    ],
)
def test_via_is_told_from_other_words(said: str, sound: bool) -> None:
    """The word in a title, or the end of a longer one on a new line, is no claim; another name, one more and none are refuted."""
    source = replace(example().sources[1], publisher="News", title="Talks in Bolivia and via Lissa", via="Harbour Wire")
    if sound:
        check_via("x.pdf", {2: said}, {2: source})
        return
    with pytest.raises(Refuted, match="another source of its source"):
        check_via("x.pdf", {2: said}, {2: source})
