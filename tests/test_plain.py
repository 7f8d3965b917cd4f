"""Layout of plain text and Markdown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.ingest import plain
from digest.model import Block


def cut(text: str, *, markdown: bool = False) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    return [(b.kind, " ".join(text[b.span.start : b.span.end].split())) for b in plain.layout(text, markdown=markdown)]


def assert_partition(text: str, blocks: tuple[Block, ...]) -> None:
    """Blocks are ordered, don't overlap, and hold every character."""
    assert "".join(text[b.span.start : b.span.end] for b in blocks) == text
    assert all(b.span.start < b.span.end for b in blocks)


def test_lines_are_paragraphs() -> None:
    """In pasted text a line is a paragraph, and a short line without a stop above prose a heading."""
    text = "A title\n\nThe talks ended on Monday without a deal.\nBoth sides will meet again.\n\n"
    text += "What was agreed\n\nNothing.\n"
    assert cut(text) == [
        ("paragraph", "A title"),
        ("paragraph", "The talks ended on Monday without a deal."),
        ("paragraph", "Both sides will meet again."),
        ("heading", "What was agreed"),
        ("paragraph", "Nothing."),
    ]


def test_wrapped_text_is_joined() -> None:
    """Lines of hard-wrapped text belong to one paragraph."""
    text = (
        "The delegations met for the second time in the city on the strait and\n"
        "spoke for about an hour about prisoners, the dead and the terms under\n"
        "which the guns could fall silent, a spokesman said in the evening.\n\n"
        "No date was set for the next round, which either side may propose at\n"
        "any time through the host.\n"
    )
    assert [kind for kind, _ in cut(text)] == ["paragraph", "paragraph"]


def test_list_items() -> None:
    """Bullets and numbers begin list items; a short line ending on a colon leads in and is no heading."""
    text = "They asked for three things:\n\n• a truce\n• the prisoners\n1. a date\n- a place\n"
    assert [kind for kind, _ in cut(text)] == ["paragraph", "list_item", "list_item", "list_item", "list_item"]


def test_list_without_bullets() -> None:
    """Short lines behind a lead-in that ends on a colon are a list, not headings."""
    text = "The envoy named three steps:\n\nStop the shelling\n\nOpen the crossing\n\nName a date\n\n"
    text += "That was all, he said."
    assert [kind for kind, _ in cut(text)] == ["paragraph", "list_item", "list_item", "list_item", "paragraph"]


def test_markdown() -> None:
    """Headings, quotes, lists and tables of Markdown are blocks, and lines of a paragraph are joined."""
    text = "# Title\n\nOne line\nand another.\n\n> A quote\n> goes on.\n\n- item\n\n| a | b |\n|---|---|\n\nSub\n---\n"
    assert [kind for kind, _ in cut(text, markdown=True)] == [
        "heading", "paragraph", "quote", "list_item", "table", "heading",
    ]  # fmt: skip


def test_unmarked() -> None:
    """Markdown's inline markup goes, its words stay."""
    text = 'A **bold** [link](https://x.example/a_(b) "t") and *more*[^2], ![no](p.png)2 * 3 = 6, '
    text += "snake_case_name \\* <!-- x -->."
    assert plain.unmarked(text) == "A bold link and more[2], 2 * 3 = 6, snake_case_name * ."


def test_no_article_is_that_long() -> None:
    """What stands behind the largest number of paragraphs is set aside in one piece."""
    blocks = plain.layout("a\n" * (2 * plain.MAX_BLOCKS), markdown=False)
    assert len(blocks) == plain.MAX_BLOCKS + 1
    assert blocks[-1].kind == "furniture"


@given(st.text(alphabet=st.sampled_from("ab .,:;\n\t-#>|*1)[]•“”\u00a0"), max_size=300), st.booleans())
def test_partition(text: str, markdown: bool) -> None:
    """Every character stands in exactly one block."""
    assert_partition(text, plain.layout(text, markdown=markdown))


def test_wrapped_list() -> None:
    """A hard-wrapped text that is mostly a list of short items: the one item that goes on below belongs together."""
    text = (
        "The union asked for four things, of which the host of the talks read out\nthree:\n\n"
        "- a truce\n- the prisoners\n- a pier for the ferries of both banks of the lake, which have been laid up\n"
        "since the winter\n- a date\n"
    )
    kinds = cut(text)
    assert [kind for kind, _ in kinds] == ["paragraph", "list_item", "list_item", "list_item", "list_item"]
    assert kinds[3][1].endswith("laid up since the winter")


def test_indented_lines_belong_to_their_item() -> None:
    """What stands deeper than its bullet goes on there, though every other line is a paragraph; what stands at the margin doesn't."""
    text = "They asked for:\n\n- a truce\n  in the north\n- a date\nThat was all, the envoy said on Monday.\n"
    assert cut(text)[1:] == [
        ("list_item", "- a truce in the north"),
        ("list_item", "- a date"),
        ("paragraph", "That was all, the envoy said on Monday."),
    ]


def test_short_lines_do_not_hide_the_wrap() -> None:
    """An address of short lines above says nothing about how the prose below is wrapped."""
    text = (
        "Saltmarsh Harbour Office\nPier 3\nThe press desk\nOpen daily\nNorth bank\n\n"
        "The delegations met for the second time in the city on the strait and\n"
        "spoke for about an hour about prisoners, the dead and the terms under\n"
        "which the guns could fall silent, a spokesman said in the evening.\n"
    )
    assert cut(text)[-1][1].startswith("The delegations met")
    assert cut(text)[-1][1].endswith("in the evening.")
