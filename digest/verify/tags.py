"""The tags of a PDF edition: what its pages print, block by block, in the order in which it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from digest.errors import EditionError

MAX_NODES = 400_000
"""Most elements of a page's tags."""
_MAX_DEPTH = 60
_BLOCKS = {"/H1": "title", "/H2": "heading", "/H3": "group", "/LI": "point", "/P": "paragraph", "/TR": "row"}
_BULLETS = ("•", "◦", "▪", "–")
_CALL = re.compile(r"[\s,\u2060]*(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs that are shown in one go. `x` and `y` are where they begin, in points from the lower left corner."""

    text: str
    x: float
    y: float


@dataclass(slots=True)
class Block:
    """A heading, a list item, a paragraph, a row of a table or a footnote, as it stands on one page."""

    kind: str
    """`title`, `heading`, `group`, `point`, `paragraph`, `row`, `note`."""
    page: int
    """From 1."""
    runs: list[Run] = field(default_factory=list)
    """Before the first call of a footnote."""
    notes: list[int] = field(default_factory=list)
    """The footnotes that it calls, in order; of a footnote, its own number."""
    added: list[Run] = field(default_factory=list)
    """Behind the calls."""
    cells: list[list[Run]] = field(default_factory=list)
    """Of a row: what stands in each cell, in parts where footnotes are called in it."""
    begun: bool = False
    """Set when the bullet of a list item, or its first words, were met."""
    called: set[int] = field(default_factory=set)
    """Which of `cells` end with a call."""
    links: list[str] = field(default_factory=list)
    """Addresses outside the file to which it links."""

    @property
    def every(self) -> list[Run]:
        """All runs, in the order in which they are read."""
        return [*self.runs, *self.added, *(run for cell in self.cells for run in cell)]


def text_of(runs: list[Run]) -> str:
    """The words of `runs`, with a line feed where a line ends."""
    said: list[str] = []
    before: Run | None = None
    for run in runs:
        if before and (abs(run.y - before.y) > 1.0 or run.x < before.x - 1.0):
            said.append("\n")
        said.append(run.text)
        before = run
    return "".join(said)


class Walk:
    """Goes through the tags and collects blocks. What `marked` holds is taken out as it is met."""

    def __init__(self, file: str, marked: dict[tuple[int, int], list[Run]], pages: dict[int, int]) -> None:
        self.file = file
        self.marked = marked
        self.pages = pages
        self.nodes = 0
        self.blocks: list[Block] = []

    def into(self, kids: Any, page: int, block: Block | None, depth: int) -> None:
        """The children of an element that belongs to `block`, on `page` unless they say otherwise."""
        kids = kids.get_object() if kids is not None else []
        for kid in kids if isinstance(kids, list) else [kids]:
            self.nodes += 1
            if self.nodes > MAX_NODES or depth > _MAX_DEPTH:
                raise EditionError(f"{self.file}: its tags are too many to be an edition's")
            node = kid.get_object()
            if isinstance(node, int):
                self.take(int(node), page, block)
            elif isinstance(node, dict):
                self.element(node, page, block, depth)

    def element(self, node: Any, page: int, block: Block | None, depth: int) -> None:
        """One element: opens a block, a cell or a call, or belongs to the block around it."""
        if "/Pg" in node:
            page = self.pages.get(node.raw_get("/Pg").idnum, 0)
        if node.get("/Type") == "/MCR":
            self.take(int(node["/MCID"]), page, block)
            return
        if node.get("/Type") == "/OBJR":
            self.link(node["/Obj"].get_object(), block)
            return
        kids, kind = node.get("/K"), str(node.get("/S"))
        if kind in _BLOCKS and not (block and block.kind in ("point", "row") and kind == "/P"):
            block = Block(_BLOCKS[kind], page)
            self.blocks.append(block)
        elif kind in ("/TD", "/TH") and block:
            block.cells.append([])
        elif kind == "/Span" and _holds_elements(kids):
            inner = Block("note", page)
            self.into(kids, page, inner, depth + 1)
            self.span(inner, block)
            return
        elif kind in ("/Sect", "/Part", "/L", "/Table"):
            block = None
        self.into(kids, page, block, depth + 1)

    def span(self, inner: Block, block: Block | None) -> None:
        """A span with elements in it is a call inside a block, and a footnote outside of one."""
        said = text_of(inner.runs)
        call = _CALL.fullmatch(said)
        if block is None:
            number = _CALL.fullmatch(inner.runs[0].text) if inner.runs else None
            if number:
                inner.notes, inner.runs = [int(number[1])], inner.runs[1:]
            else:
                inner.kind = "paragraph"
            self.blocks.append(inner)
        elif call:
            block.notes.append(int(call[1]))
            if block.cells:
                block.called.add(len(block.cells) - 1)
                block.cells.append([])
        else:
            self.put(inner.runs, block)
        if block:
            block.links += inner.links

    def take(self, mark: int, page: int, block: Block | None) -> None:
        """Text of the mark `mark` of `page`."""
        runs = self.marked.pop((page, mark), [])
        if block is None and runs:
            block = Block("paragraph", page)
            self.blocks.append(block)
        if block:
            self.put(runs, block)

    def put(self, runs: list[Run], block: Block) -> None:
        """Adds runs to a block, without the bullet before a list item."""
        if block.kind == "point" and not block.begun and runs:
            block.begun = True
            if runs[0].text in _BULLETS:
                return
        runs = [run for run in runs if run.text.strip("\u2060\u200b")]
        if block.cells:
            block.cells[-1] += runs
        else:
            (block.added if block.notes and block.kind != "note" else block.runs).extend(runs)

    def link(self, annotation: Any, block: Block | None) -> None:
        """Remembers where a link goes."""
        action = annotation.get("/A")
        if block and action is not None and "/URI" in action.get_object():
            block.links.append(str(action.get_object()["/URI"]))


def _holds_elements(kids: Any) -> bool:
    found = kids.get_object() if kids is not None else []
    return any(isinstance(kid.get_object(), dict) for kid in (found if isinstance(found, list) else [found]))


def whole(blocks: list[Block]) -> Iterator[Block]:
    """Joins a list item that goes on at the head of the next page; leaves out what prints nothing."""
    before: Block | None = None
    for block in blocks:
        if not block.every and not block.notes:
            continue
        if block.kind == "note":
            yield block
            continue
        if before and before.kind == block.kind == "point" and not before.notes and block.page == before.page + 1:
            before.runs, before.notes, before.added = before.runs + block.runs, block.notes, block.added
            before.links += block.links
            continue
        yield block
        before = block
