"""Citation marks, outlet chips and reference lists."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.analyse.split.sentences import split
from digest.ingest import citations, plain
from digest.ingest.article import read_article
from digest.model import Block, Citation, Document, Raw, Span

CUTOFF = datetime(2026, 1, 1, tzinfo=UTC)


def found(text: str) -> tuple[Citation, ...]:
    """Citations of a text, its reference list resolved."""
    blocks, entries = citations.read_references(text, plain.layout(text, markdown=False))
    return citations.find(text, blocks, entries)


def test_marks_are_resolved() -> None:
    """A mark stands for the outlet and the date of its entry."""
    text = (
        "The talks ended[1]. Nobody signed[2][3].\n\n"
        "[1] BBC News. (2025, June 2). Live. Retrieved from https://www.bbc.com/news/1\n"
        "[2] Reuters. (2025, June 3). Ultimatums. Retrieved from https://www.reuters.com/x-2025-06-03/\n"
        "[3] Jane Doe, “A title”, Example Review, 1 June 2025.\n"
    )
    marks = found(text)
    assert [m.mark for m in marks] == ["[1]", "[2]", "[3]"]
    assert [m.label for m in marks[:2]] == ["BBC News, 2 June 2025", "Reuters, 3 June 2025"]
    assert marks[2].label.startswith("Jane Doe")
    assert marks[2].label.endswith(", 1 June 2025")
    assert marks[0].url == "https://www.bbc.com/news/1"
    assert all(text[m.span.start : m.span.end] == m.mark for m in marks)


def test_numbered_list_under_a_heading() -> None:
    """Numbered lines under "References" are entries, and so are Markdown's definitions."""
    text = "It ended [1], he said [2].\n\nReferences\n\n1. CNN, 2 June 2025, https://edition.cnn.com/a\n2. https://www.dw.com/b\n"
    assert [m.label for m in found(text)] == ["CNN, 2 June 2025", "Deutsche Welle"]
    text = "It ended [1].\n\n[1]: https://www.theguardian.com/world/2025/jun/01/x\n"
    assert [m.label for m in found(text)] == ["The Guardian, 1 June 2025"]


def test_ranges() -> None:
    """A mark that names a range stands for all of it."""
    text = "It ended [1-3].\n\n" + "".join(
        f"[{n}] Reuters, {n} June 2025, https://reuters.com/{n}\n" for n in (1, 2, 3)
    )
    assert found(text)[0].label == "Reuters, 1 June 2025; Reuters, 2 June 2025; Reuters, 3 June 2025"


def test_insertions_are_no_marks() -> None:
    """Words in square brackets, and numbers that an editor inserted, aren't citations."""
    assert found("“We [the council] saw [30] tanks on the road,” he said.") == ()


@pytest.mark.parametrize(
    ("sentence", "chips", "label"),
    [
        ("toward a ceasefire.", "The Guardian+1ABC News+1POLITICO+5", "The Guardian, ABC News, POLITICO"),
        (
            "fallen soldiers. ",
            "AP News+5POLITICO+5The Washington Post+5",
            "Associated Press, POLITICO, The Washington Post",
        ),
        ("previously rejected. ", "Fox News+3The Guardian+3AP News", "Fox News, The Guardian, Associated Press"),
        ("reward for war.” ", "The Washington PostFox News", "The Washington Post, Fox News"),
        ("further aggression. ", "Fox News+2Politico", "Fox News, POLITICO"),
        ("further aggression. ", "Harbour Gazette+2Reuters+1", "Harbour Gazette, Reuters"),
    ],
)
def test_chips(sentence: str, chips: str, label: str) -> None:
    """Runs of outlet names behind a sentence are citations, with or without counts, known or not."""
    text = "No progress was made " + sentence + chips
    (chip,) = found(text)
    assert (chip.mark, chip.label) == (chips, label)
    assert text[chip.span.start : chip.span.end] == chips


def test_chips_inside_a_paragraph() -> None:
    """Chips between two sentences end where the next sentence begins."""
    text = "Kyiv agreed.Reuters+1BBC News+2 Moscow did not answer on Monday."
    (chip,) = found(text)
    assert chip.mark == "Reuters+1BBC News+2"


@pytest.mark.parametrize(
    "text",
    [
        "He spoke to Reuters. She spoke to the BBC.",
        "The vote was 5+1 in favour.",
        "The P5+1 powers met in Vienna.",
        "He told Fox News that he would go",
        "They read The Guardian. They read Time.",
    ],
)
def test_outlets_in_sentences_stay(text: str) -> None:
    """An outlet that a sentence names is no chip."""
    assert not any(citation.cut for citation in found(text))


def test_outlets() -> None:
    """Outlets are known by name, alias, domain and subdomain."""
    assert citations.proper_name("AP News") == "Associated Press"
    assert citations.outlet_at("https://en.mehrnews.com/news/1") == "Mehr News Agency"
    assert citations.outlet_at("https://www.bbc.co.uk/news") == "BBC News"
    assert citations.outlet_at("https://notbbc.com/") == ""
    assert citations.outlet_at("") == ""


@given(st.text(alphabet=st.sampled_from("AB a.+12[]- \n"), max_size=200))
def test_spans(text: str) -> None:
    """Every citation is a slice of the text, in order, without overlap."""
    marks = citations.find(text, (Block(Span(0, len(text)), "paragraph"),) if text else (), {})
    assert all(text[m.span.start : m.span.end] == m.mark for m in marks)
    assert all(a.span.end <= b.span.start for a, b in pairwise(marks))


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("The host told Reuters that both sides will meet again.", "Reuters"),
        ("Both sides will meet again, according to the Associated Press.", "Associated Press"),
        ("Both sides will meet again, Axios reported on Monday.", "Axios"),
        ("The host told reporters that both sides will meet again.", ""),
        ("The Reutersberg reported snow.", ""),
        ("The envoy was shot, according to the ABC newspaper.", ""),
        ("The envoy told Hill that both sides will meet again.", ""),
        ("The envoy told the Guardian that both sides will meet again.", "The Guardian"),
        ("Trade grew, according to the United Nations Trade and Development.", ""),
        ("Trade grew, according to the United Nations.", "United Nations"),
        ("A witness told the United Nations that trade grew.", ""),
        ("Trade grew, Harbour Axios reported.", ""),
        ("Trade grew, the envoy told Axios Tuesday.", "Axios"),
    ],
)
def test_named_outlets(said: str, label: str) -> None:
    """Words that name an outlet as the source cite it, and stay in what is printed."""
    doc = read_article(Raw("a.txt", "text/plain", f"Talks end\n\n{said}\n".encode()), cutoff=CUTOFF)
    assert isinstance(doc, Document)
    assert [citation.label for citation in doc.citations] == ([label] if label else [])
    (sent,) = split(doc)
    assert sent.text == said
    assert sent.citations == ((0,) if label else ())


def test_an_outlet_is_not_its_own_source() -> None:
    """What was told to the publisher itself cites nobody."""
    raw = Raw(
        "a.txt", "text/plain", b"Talks end\n\nThe host told Reuters that both sides will meet again.\n", name="Reuters"
    )
    doc = read_article(raw, cutoff=CUTOFF)
    assert isinstance(doc, Document)
    assert doc.citations == ()
    (chip,) = citations.find("They met.Le Monde", (Block(Span(0, 17), "paragraph"),), {}, own="Le Monde")
    assert (chip.mark, chip.label, chip.cut) == ("Le Monde", "", True)
