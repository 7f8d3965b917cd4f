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
_OF_HEAD: Final = elements("head")
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_CELLS: Final = frozenset({"td", "th"})
_LAYOUT_CHARACTERS: Final = 300
"""A table cell with more text than this belongs to a layout, not to a table of data."""
_BOLD: Final = frozenset({"b", "strong"})
_HEADING_CHARACTERS: Final = 80
_MAX_ZONES: Final = 15
_MAX_NUMBER: Final = 9999
_MAX_LINKS: Final = 20
"""Links of a line that are kept: a line with more is a list of links."""
_MAX_ADDRESS: Final = 500
"""Characters of a link's address that are kept; a longer one is of a machine."""

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
    links: tuple[tuple[int, int, str], ...] = ()
    """Start and end in `text` of what links, and the address as the page has it."""


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
    href: str = ""
    """Address of a link, empty for other elements and for addresses that are too long."""
    since: tuple[int, int] = (0, 0)
    """Where it begins: number of the line, characters of it."""


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
    size: int = 0
    """Characters of `parts`."""
    line: int = 0
    """Number of the line, so that it can be told whether a link ends on the line on which it begins."""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    """Start and end in `parts`, and the address."""

    def add(self, text: str) -> None:
        """Adds text as it is."""
        self.parts.append(text)
        self.size += len(text)


def parse(source: str) -> HtmlElement | None:
    """Parses source that `markup.tame` has gone over; None where it holds no element."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, recover=True, no_network=True)
    try:
        root = html.document_fromstring(source.encode("utf-8", errors="ignore"), parser=parser)
    except etree.ParserError:
        return None
    _open_body(root)
    return root


def _open_body(root: HtmlElement) -> None:
    """Moves what is no element of a head, and all behind it, from the head into the body.

    libxml2 knows HTML 4: where a page has no `body` tag, an `article` behind the title stays in its head. By HTML 5 it opens the body.
    """
    head = root.find("head")
    inside = [] if head is None else list(head)
    first = next((at for at, one in enumerate(inside) if isinstance(one.tag, str) and one.tag not in _OF_HEAD), None)
    if first is None:
        return
    body = root.find("body")
    if body is None:
        body = root.makeelement("body")
        root.append(body)
    before, text = next(iter(body), None), body.text
    body.text = None
    for element in inside[first:]:
        if before is None:
            body.append(element)
        else:
            before.addprevious(element)
    inside[-1].tail = f"{inside[-1].tail or ''}{text or ''}"


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
                buffer.add(" | ")
            here.since = buffer.line, buffer.size
            stack.append(here)
            _add(buffer, element.text, here)
            continue
        if event == "end":
            stack.pop()
            begins = here.since[1] if here.since[0] == buffer.line else buffer.size
            apart = not buffer.links or begins >= buffer.links[-1][1]  # of links in one another the inner one counts
            if here.href and begins < buffer.size and apart and len(buffer.links) < _MAX_LINKS:
                buffer.links.append((begins, buffer.size, here.href))
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
            buffer.add("\n")
    elif tag in _VOID or (not tag and here.tag in _VOID):
        pass
    elif here.kind == "table":
        buffer.add(" ")
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
        href=address if tag == "a" and len(address := element.get("href") or "") <= _MAX_ADDRESS else "",
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
    buffer.add(text)
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
    links = tuple(buffer.links)
    buffer.parts.clear()
    buffer.links.clear()
    buffer.linked = buffer.size = 0
    buffer.line += 1
    buffer.zones = None
    buffer.bold = True
    if not whole or whole.isspace():
        return
    buffer.marker = ""
    share = min(1.0, linked / len(whole.strip()))
    parent = here.block if here.branches else parents[here.block]
    for first, last in _paragraphs(whole):
        text = _folded(whole[first:last]).strip()
        if not text:
            continue
        found = _placed(text, whole, first, last, links)
        if marker and here.kind == "list_item" and not _MARKED.match(text):
            text = marker + text
            found = tuple((start + len(marker), end + len(marker), href) for start, end, href in found)
        marker = ""
        kind, level = here.kind, here.level
        if bold and kind == "paragraph" and len(text) <= _HEADING_CHARACTERS and _HEADING.fullmatch(text):
            kind, level = "heading", 6
        yield Line(text, kind, level, zones, share, parent, here.unseen, found)


def _paragraphs(whole: str) -> Iterator[tuple[int, int]]:
    """Start and end of what two line breaks part."""
    at = 0
    for gap in _PARAGRAPHS.finditer(whole):
        yield at, gap.start()
        at = gap.end()
    yield at, len(whole)


def _folded(text: str) -> str:
    return _BREAK.sub("\n", _SPACES.sub(" ", clean(text)))


def _placed(
    text: str, whole: str, first: int, last: int, links: tuple[tuple[int, int, str], ...]
) -> tuple[tuple[int, int, str], ...]:
    """The links of `whole[first:last]`, given by their places in `whole`, by those in `text`, to which it was folded.

    What comes out as other words than it went in (a letter and its accent on both sides of an edge) is left out.
    """
    found = []
    for start, end, href in links:
        words = whole[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        if first <= start < end <= last:
            at = len(_folded(whole[first:start]).lstrip())
            said = _folded(whole[start:end])
            apart = len(_folded(whole[first:end]).lstrip()) == at + len(said)
            if apart and text.startswith(said, at):
                found.append((at, at + len(said), href))
    return tuple(found)


def _common(one: tuple[tuple[int, str], ...], other: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    """The elements that are around both."""
    return tuple(pair for pair, _ in takewhile(lambda pairs: pairs[0] == pairs[1], zip(one, other, strict=False)))
