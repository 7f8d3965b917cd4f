"""A web page -> its text, blocks and what it says about itself. Furniture is marked, not deleted.

markup.tame -> dom.parse -> dom.walk -> vote.votes -> column.judge -> text and blocks
                         -> pagemeta.read
"""

from __future__ import annotations

from typing import NamedTuple

from digest.ingest import column, dom, markup, vote
from digest.ingest.head import PageMeta
from digest.ingest.links import Link
from digest.model import Block, BlockKind, Span

_CLOSE = frozenset({"list_item", "table"})
"""Kinds of which two in a row stand on neighbouring lines."""


class Page(NamedTuple):
    """A linearised page."""

    text: str
    blocks: tuple[Block, ...]
    meta: PageMeta
    links: tuple[Link, ...] = ()


def linearise(source: str) -> Page:
    """Reads a decoded HTML page.

    `text` is the whole page in the order of its source: one paragraph, heading, list item, table row or caption after
    the other, parted by an empty line (list items and table rows by a line break), white space folded, line feeds
    inside a paragraph only where the page breaks the line. List items begin with "• " or their number, cells of a table
    row are parted by " | ". Scripts, styles, `noscript`, `template` and hidden inline elements are out; hidden blocks
    are in, as furniture. `text` is NFC and holds no control characters: `decode.clean` would not change it.

    `blocks` partition `text`: ordered, without gap or overlap; the line breaks behind a block belong to it. Kinds are
    those of the elements, and title, caption, meta (bylines), furniture. Furniture carries a reason: "navigation",
    "sharing", "related", "footer", "hidden", "link", "outside the article", ... A `list_item` has its nesting depth as
    level; a second paragraph of the same item has no bullet.

    `meta` holds what the page says about itself; see `pagemeta.read`. Raises ValueError with a plain reason for a page
    that is too large to be parsed.

    `links` are those that begin and end on one line, in order, with their addresses as the page has them.
    """
    safe, json_ld = markup.tame(source)
    root = dom.parse(safe)
    if root is None:
        return Page("", (), PageMeta())
    from digest.ingest import pagemeta

    meta = pagemeta.read(root, json_ld)
    tree = dom.walk(root)
    shares = vote.votes(root, tree)
    verdicts = column.judge(tree, shares, titles=[title.value for title in meta.titles])
    parts: list[str] = []
    blocks: list[Block] = []
    links: list[Link] = []
    start = 0
    for index, (line, verdict) in enumerate(zip(tree.lines, verdicts, strict=True)):
        follower: BlockKind | None = tree.lines[index + 1].kind if index + 1 < len(tree.lines) else None
        gap = "" if follower is None else "\n" if line.kind == follower and follower in _CLOSE else "\n\n"
        parts += (line.text, gap)
        links += (Link(Span(start + begins, start + ends), href) for begins, ends, href in line.links)
        end = start + len(line.text) + len(gap)
        level = line.level if verdict.kind in ("heading", "title", "list_item") else 0
        blocks.append(Block(Span(start, end), verdict.kind, level=level, reason=verdict.reason))
        start = end
    return Page("".join(parts), tuple(blocks), meta, tuple(links))
