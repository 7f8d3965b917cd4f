"""A page's elements -> lines: our own walk of the tree, which loses no visible text and decides nothing.

A `Line` is what a reader sees as one: a paragraph, a heading, a list item, a table row, a caption. What is known about
the place it stands in goes with it, for `vote` to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from digest.ingest.decode import clean
from digest.ingest.markup import elements
from digest.ingest.zones import is_unseen, zone
from digest.model import BlockKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INLINE: Final = elements("inline")
_SKIPPED: Final = elements("skipped")
_VOID: Final = elements("void") - {"br", "hr"}
"""Elements without content that don't part lines."""
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_CELLS: Final = frozenset({"td", "th"})
_LAYOUT_CHARACTERS: Final = 300
"""A table cell with more text than this belongs to a layout, not to a table of data."""
_BOLD: Final = frozenset({"b", "strong"})
_HEADING_CHARACTERS: Final = 80
_MAX_ZONES: Final = 15
_MAX_NUMBER: Final = 9999

_SPACES = re.compile(r" {2,}")
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r" *\n[ \n]*")
_PARAGRAPHS = re.compile(r" *\n *\n[ \n]*")
_MARKED = re.compile(r"(?:[•◦▪‣●○■·*+–—-]|\d{1,4}[.)])\s")
_HEADING = re.compile(r"(?!(?i:by|from)\s)[^\W_].*[^.!?…:;,\s]", re.DOTALL)
"""A bold line that is a heading in all but name: no byline, no stop at its end."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page and where it stands. `text` has no white space around it, line feeds only at line breaks."""

    text: str
    kind: BlockKind
    level: int
    zones: tuple[tuple[int, str], ...]
    """What the elements around it are by name or class, outermost first: (number of the element, reason)."""
    linked: float
    """Share of its characters that stand in links, 0 to 1."""
    parent: int
    """Number of the block element that holds it (and its siblings)."""
    unseen: bool
    """True where the page hides it."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The lines of a page in the order of its source, and the block elements they stand in."""

    lines: tuple[Line, ...]
    parents: tuple[int, ...]
    """For the number of every element, the number of the block element around it; 0, the root, is its own parent."""


@dataclass(slots=True)
class _Open:
    """An open element and what its text inherits."""

    number: int
    tag: str
    zones: tuple[tuple[int, str], ...]
    block: int
    """Number of the innermost block element."""
    kind: BlockKind
    level: int
    unseen: bool
    pre: bool
    link: bool
    lists: int
    bold: bool = False
    branches: bool = False
    """True when a block element has begun inside it: text of its own is then an unnamed paragraph."""
    item: int | None = None
    """Number of the next item of an ordered list, None in other lists."""


@dataclass(slots=True)
class _Buffer:
    """Text of the line being read."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    marker: str = ""
    zones: tuple[tuple[int, str], ...] | None = None
    """What holds all of its text, None before the first word."""
    bold: bool = True
    """False when some of its text is not bold."""


def parse(source: str) -> HtmlElement | None:
    """Parses source that `markup.tame` has gone over; None where it holds no element."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, recover=True, no_network=True)
    try:
        return html.document_fromstring(source.encode("utf-8", errors="ignore"), parser=parser)
    except etree.ParserError:
        return None


def walk(root: HtmlElement) -> Tree:
    """All lines of a page. Linear in the page, without recursion."""
    parents = [0]
    found = tuple(_walk(root, parents))
    return Tree(found, tuple(parents))


def _walk(root: HtmlElement, parents: list[int]) -> Iterator[Line]:
    from lxml import etree

    stack = [_Open(0, "", (), 0, "paragraph", 0, unseen=False, pre=False, link=False, lists=0)]
    buffer = _Buffer()
    events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in events:
        here = stack[-1]
        if event == "start":
            tag = str(element.tag).lower()
            inline = tag in _INLINE
            if tag in _SKIPPED or (inline and is_unseen(element)):
                events.skip_subtree()
                stack.append(_Open(-1, tag, (), 0, "paragraph", 0, unseen=True, pre=False, link=False, lists=0))
                continue
            if not inline:
                yield from _boundary(buffer, tag, here, parents)
            if tag == "li":
                buffer.marker = _marker(element, here)
            here = _open(element, tag, len(parents), here, inline=inline)
            parents.append(stack[-1].block)
            if tag in _CELLS and here.kind == "table" and buffer.zones is not None:
                buffer.parts.append(" | ")
            stack.append(here)
            _add(buffer, element.text, here)
            continue
        if event == "end":
            stack.pop()
            if here.number >= 0 and here.tag not in _INLINE:
                if here.kind == "table" and here.tag == "tr":
                    yield from _flush(buffer, here, parents)
                else:
                    yield from _boundary(buffer, "", here, parents)
        _add(buffer, element.tail, stack[-1])
    yield from _flush(buffer, stack[0], parents)


def _boundary(buffer: _Buffer, tag: str, here: _Open, parents: list[int]) -> Iterator[Line]:
    """What the edge of an element that is not inline does to the line inside `here`."""
    if tag == "br" or (not tag and here.tag == "br"):
        if tag:
            buffer.parts.append("\n")
    elif tag in _VOID or (not tag and here.tag in _VOID):
        pass
    elif here.kind == "table":
        buffer.parts.append(" ")
    else:
        if tag:
            here.branches = True
        yield from _flush(buffer, here, parents)


def _open(element: HtmlElement, tag: str, number: int, here: _Open, *, inline: bool) -> _Open:
    """What an element hands down to its text."""
    zones = here.zones
    reason = zone(element, tag)
    if reason:
        zones = (*zones[:_MAX_ZONES], (number, reason))
    inline = inline or tag in _VOID
    kind, level, lists = here.kind, here.level, here.lists
    if tag in _HEADINGS:
        kind, level = "heading", _HEADINGS[tag]
    elif tag in ("ul", "ol", "menu", "dir"):
        lists += 1
    elif tag in ("li", "dd", "dt"):
        kind, level = "list_item", max(1, lists)
    elif tag == "blockquote":
        kind, level = "quote", 0
    elif tag in ("figure", "figcaption", "caption"):
        kind, level = "caption", 0
    elif tag == "tr" and _is_data(element):
        kind, level = "table", 0
    elif tag in _CELLS and kind == "table" and here.kind != "table":
        kind, level = "paragraph", 0
    opened = _Open(
        number,
        tag,
        zones,
        here.block if inline else number,
        kind,
        level,
        unseen=here.unseen or is_unseen(element),
        pre=here.pre or tag == "pre",
        link=here.link or (tag == "a" and element.get("href") is not None),
        lists=lists,
        bold=tag in _BOLD or (inline and here.bold),
    )
    if tag == "ol":
        start = element.get("start", "1")
        opened.item = int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1
    return opened


def _is_data(row: HtmlElement) -> bool:
    """True for a row of a table of data: two cells or more, none of which holds blocks or much text."""
    cells = [cell for cell in row if cell.tag in _CELLS]
    if len(cells) < 2:
        return False
    for cell in cells:
        size = 0
        for part in cell.iter():
            if part is not cell and part.tag not in _INLINE and part.tag not in ("br", "p", "img"):
                return False
            size += len(part.text or "") + len(part.tail or "")
            if size > _LAYOUT_CHARACTERS:
                return False
    return True


def _marker(element: HtmlElement, here: _Open) -> str:
    """The bullet or number of a list item."""
    if here.item is None:
        return "• "
    value = element.get("value", "")
    if value.isascii() and value.isdigit() and len(value) < 5:
        here.item = int(value)
    number = here.item
    here.item = min(number + 1, _MAX_NUMBER)
    return f"{number}. "


def _add(buffer: _Buffer, text: str | None, here: _Open) -> None:
    """Adds text to the line, white space folded except in preformatted text."""
    if not text or here.number < 0:
        return
    text = "\n".join(_SPACE.sub(" ", line) for line in text.split("\n")) if here.pre else _SPACE.sub(" ", text)
    buffer.parts.append(text)
    if not text.isspace():
        buffer.bold = buffer.bold and here.bold
        if buffer.zones != here.zones:
            buffer.zones = here.zones if buffer.zones is None else _common(buffer.zones, here.zones)
    if here.link:
        buffer.linked += len(text)


def _flush(buffer: _Buffer, here: _Open, parents: list[int]) -> Iterator[Line]:
    """Ends the line that was being read inside `here`; two line breaks in it end a paragraph."""
    if not buffer.parts:
        return
    whole = "".join(buffer.parts)
    linked, marker, zones, bold = buffer.linked, buffer.marker, buffer.zones or here.zones, buffer.bold
    buffer.parts.clear()
    buffer.linked = 0
    buffer.zones = None
    buffer.bold = True
    if not whole or whole.isspace():
        return
    buffer.marker = ""
    share = min(1.0, linked / len(whole.strip()))
    parent = here.block if here.branches else parents[here.block]
    for part in _PARAGRAPHS.split(whole):
        text = _BREAK.sub("\n", _SPACES.sub(" ", clean(part))).strip()
        if not text:
            continue
        if marker and here.kind == "list_item" and not _MARKED.match(text):
            text = marker + text
        marker = ""
        kind, level = here.kind, here.level
        if bold and kind == "paragraph" and len(text) <= _HEADING_CHARACTERS and _HEADING.fullmatch(text):
            kind, level = "heading", 6
        yield Line(text, kind, level, zones, share, parent, here.unseen)


def _common(one: tuple[tuple[int, str], ...], other: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    """The elements that are around both."""
    return tuple(pair for pair, _ in takewhile(lambda pairs: pairs[0] == pairs[1], zip(one, other, strict=False)))
