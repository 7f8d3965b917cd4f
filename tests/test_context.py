"""What is shown around a sentence that was found."""

from __future__ import annotations

from digest.archive.context import AROUND, around
from digest.model import Block, Span

PARTS = (
    ("The ferry sails again. Tickets cost four crowns.", "paragraph"),
    ("Subscribe to our newsletter", "furniture"),
    ("The harbour master spoke of a lucky week.", "paragraph"),
    ("Photo: a gull", "caption"),
    ("A second ferry follows in May.", "paragraph"),
)


def page(*parts: tuple[str, str]) -> tuple[str, tuple[Block, ...]]:
    """A text and its blocks."""
    text, blocks = "", []
    for words, kind in parts:
        blocks.append(Block(Span(len(text), len(text) + len(words)), kind))  # type: ignore[arg-type]
        text += words + "\n\n"
    return text, tuple(blocks)


def shown(text: str, blocks: tuple[Block, ...], words: str) -> tuple[str, str]:
    """What stands around these words."""
    start = text.index(words)
    return around(text, blocks, (Span(start, start + len(words)),))


def test_furniture_is_no_context() -> None:
    """Only the article's own sentences stand around a hit, also those of its own paragraph."""
    text, blocks = page(*PARTS)
    assert shown(text, blocks, "The harbour master spoke of a lucky week.") == (
        "The ferry sails again. Tickets cost four crowns.",
        "A second ferry follows in May.",
    )
    assert shown(text, blocks, "Tickets cost four crowns.") == (
        "The ferry sails again.",
        "The harbour master spoke of a lucky week. A second ferry follows in May.",
    )
    assert shown(text, blocks, "The ferry sails again.")[0] == ""
    assert shown(text, blocks, "A second ferry follows in May.")[1] == ""


def test_whole_sentences_as_far_as_they_fit() -> None:
    """A sentence that would be cut is left out; of one that is too long alone the nearest words are shown."""
    short, long = "A gull cried.", "The ferry went " + "on and " * 40 + "back."
    text, blocks = page((f"{long} {short} It sank. {short} {long}", "paragraph"))
    assert shown(text, blocks, "It sank.") == (short, short)
    text, blocks = page((f"{long} It sank. {long}", "paragraph"))
    before, after = shown(text, blocks, "It sank.")
    assert before.startswith("… ")
    assert before.endswith(" back.")
    assert after.startswith("The ferry went ")
    assert after.endswith(" …")
    assert len(before) <= AROUND + 2
    assert len(after) <= AROUND + 2


def test_without_blocks_there_is_no_context() -> None:
    """A text of which only the words are kept."""
    assert shown("One. Two. Three.", (), "Two.") == ("", "")
