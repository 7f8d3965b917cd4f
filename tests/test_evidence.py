"""Passages: the quoted words are marked in their own paragraph, bounded, and nothing stands there that the source lacks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.model import Block, BlockKind, Document, Found, Span
from digest.render.escape import printable
from digest.render.evidence import AROUND, BETWEEN, QUOTED, passage


def document(*blocks: tuple[BlockKind, str]) -> Document:
    """A document of these blocks, each on a line."""
    text, made = "", []
    for kind, words in blocks:
        start = len(text)
        text += f"{words}\n"
        made.append(Block(Span(start, len(text)), kind))
    return Document("d", "d.txt", "r", "text/plain", text, tuple(made), Found("", ""), Found("", ""))


def at(doc: Document, *words: str) -> list[Span]:
    """The spans of `words` in the document, each looked for behind the one before."""
    spans, start = [], 0
    for piece in words:
        start = doc.text.index(piece, start)
        spans.append(Span(start, start + len(piece)))
        start += len(piece)
    return spans


def test_words_are_marked_in_their_paragraph() -> None:
    """The whole paragraph and no other, the quoted words apart from the rest."""
    long = "The port had been closed since the storm of the week before, and nobody could say when it would open. " * 2
    doc = document(("paragraph", "Another."), ("paragraph", f"{long}They met. {long}"), ("paragraph", "A third."))
    assert passage(doc, at(doc, "They met.")) == (((long, False), ("They met.", True), (f" {long.rstrip()}", False)),)


def test_a_short_paragraph_is_shown_between_its_neighbours() -> None:
    """A sentence that is a paragraph of its own says little alone; what is no prose is passed over and marked."""
    doc = document(
        ("title", "Title"),
        ("paragraph", "Before."),
        ("furniture", "Share this"),
        ("paragraph", "They met."),
        ("paragraph", "After."),
        ("paragraph", "Later."),
    )
    assert passage(doc, at(doc, "They met.")) == (
        (("Before.", False),),
        (("[…] ", False), ("They met.", True)),
        (("After.", False),),
    )


def test_words_of_several_paragraphs_and_slices() -> None:
    """Every slice is marked; short words between slices stand there, furniture between paragraphs does not."""
    doc = document(
        ("paragraph", "They met [5] in Lissa."), ("furniture", "Advertisement"), ("list_item", "- They left.")
    )
    spans = at(doc, "They met", " in Lissa.", "They left.")
    assert passage(doc, spans) == (
        (("They met", True), (" [5]", False), (" in Lissa.", True)),
        (("[…] ", False), ("- ", False), ("They left.", True)),
    )


def test_context_is_cut_at_words() -> None:
    """At most so many characters on either side, whole words, with the cut marked."""
    doc = document(("paragraph", "before " * 500 + "They met." + " after" * 500))
    ((before, quoted, after),) = passage(doc, at(doc, "They met."))
    assert quoted == ("They met.", True)
    assert before[0].startswith("[…] before before")
    assert before[0].endswith("before ")
    assert after[0].startswith(" after")
    assert after[0].endswith("after […]")
    assert AROUND - 10 < len(before[0]) < AROUND + 6
    assert AROUND - 10 < len(after[0]) < AROUND + 6


def test_what_stands_between_slices_is_cut_in_its_middle() -> None:
    """The words next to the quoted ones stay."""
    doc = document(("paragraph", "They met." + " Then nothing happened." * 100 + " They left."))
    ((_, between, _),) = passage(doc, at(doc, "They met.", "They left."))
    assert between[0].startswith(" Then nothing")
    assert between[0].endswith("nothing happened. ")
    assert between[0].count("[…]") == 1
    assert len(between[0]) < BETWEEN + 10


def test_a_text_without_blocks_is_quoted_bare() -> None:
    """Spans that no block holds are shown as they are."""
    doc = Document("d", "d.txt", "r", "text/plain", "They met.", (), Found("", ""), Found("", ""))
    assert passage(doc, [Span(0, 9)]) == ((("They met.", True),),)


TEXT = st.text(st.sampled_from(list("ab .\n\t\u202e<&*[会\u00ad")), min_size=1, max_size=60)


@given(st.lists(st.tuples(st.sampled_from(["paragraph", "furniture", "list_item"]), TEXT), min_size=1), st.data())
def test_passages_hold_nothing_but_the_source(blocks: list[tuple[BlockKind, str]], data: st.DataObject) -> None:
    """All marked words are the quoted slices, all words are the source's in its order, and what is printed is printable."""
    doc = document(*blocks)
    start = data.draw(st.integers(0, len(doc.text) - 1))
    end = data.draw(st.integers(start + 1, len(doc.text)))
    made = passage(doc, [Span(start, end)])
    parts = [part for paragraph in made for part in paragraph]
    assert all(words == printable(words) for words, _ in parts)
    source = "".join(printable(doc.text).split())
    place = 0
    for words, _ in parts:
        for piece in words.replace("[…]", "").split():
            place = source.find(piece, place) + len(piece)
            assert place >= len(piece)
    bare = [block for block in doc.blocks if block.span.start < end and start < block.span.end]
    quoted = "".join(printable(doc.text[max(start, b.span.start) : min(end, b.span.end)]) for b in bare)
    marked = "".join(words for words, quoted in parts if quoted)
    assert "".join(marked.split()) == "".join(quoted.split())


def test_a_megabyte_is_cut_everywhere() -> None:
    """Without a space too: in the words, beside them and between them."""
    huge = "x" * 1_000_000
    doc = document(("paragraph", f"{huge}({huge}){huge}[{huge}]{huge}"))
    spans = at(doc, f"({huge})", f"[{huge}]")
    made = passage(doc, spans)
    assert sum(len(words) for paragraph in made for words, _ in paragraph) < 2 * AROUND + 2 * QUOTED + BETWEEN + 60
