"""Plain text and Markdown -> blocks: paragraphs, headings, list items, quotes, tables. Every character is in exactly
one block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from digest.ingest.links import Link
from digest.model import Block, BlockKind, Span

_BULLET = re.compile(r"(?:[•◦▪‣●○■·*+-]|--|\d{1,3}[.)]|\(?[a-zA-Z]\))[ \t\u00a0]+(?=\S)")
_ENTRY = re.compile(r"\[\^?\d{1,3}\]:?\s")
_DASH = re.compile(r"[–—][ \t\u00a0]+(?=\S)")
_MD_HEADING = re.compile(r"(#{1,6})[ \t]+\S")
_MD_UNDERLINE = re.compile(r"(?:=+|-{3,})$")
_RULE = re.compile(r"(?:([*_=~-])[ \t]?)(?:\1[ \t]?){2,}$")
_ENDS_OPEN = re.compile(r"(?:[.!…:;,][\"'”’»)\]]{0,3}(?:\s?\[[\d, –-]{1,9}\]){0,6}|\+\d{1,3})$")
WRAP_COLUMNS = 120
"""Lines of hard-wrapped text are not longer than this."""
SHORT_LINE = 0.6
"""Part of the width below which a line is short."""
MAX_BLOCKS = 5000
"""No article has more paragraphs; what stands behind them is set aside in one piece."""
HEADING_WORDS = 12
HEADING_CHARACTERS = 90


_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,500}(?: \"[^\"\n]{0,200}\")?\)"), ""),
    (re.compile(r"\[([^\[\]\n]{0,300})\]\((?:[^()\s]|\([^()\s]{0,100}\)){0,500}(?: \"[^\"\n]{0,200}\")?\)"), r"\1"),
    (re.compile(r"\[\^(\d{1,3})\]"), r"[\1]"),
    (re.compile(r"<(https?://[^\s<>]{1,500})>"), r"\1"),
    (re.compile(r"</?(?:em|strong|b|i|u|a|br|span|sub|sup|small|p|div)\b[^<>\n]{0,200}>", re.I), ""),
    (re.compile(r"\*\*([^*\s][^*\n]{0,400})\*\*"), r"\1"),
    (re.compile(r"(?<!\w)__([^_\s][^_\n]{0,400})__(?!\w)"), r"\1"),
    (re.compile(r"(?<![\w*\\])\*([^*\s][^*\n]{0,400})\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w\\])_([^_\s][^_\n]{0,400})_(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]{1,300})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>|~-])"), r"\1"),
    (re.compile(r"(?m)^(>[^\n]{0,2000}\n)>+[ \t]?(?=\S)"), r"\1"),
)
_LINK = re.compile(
    r"(?<!!)\[([^\[\]\n]{1,300})\]\((?P<url>https?://(?:[^()\s]|\([^()\s]{0,100}\)){1,500})(?: \"[^\"\n]{0,200}\")?\)"
)
_BEGINS, _ENDS = "\x02", "\x03"
"""Stand around the words of a link while its markup is taken out: no text that was decoded holds them."""
_EDGE = re.compile(f"[{_BEGINS}{_ENDS}]")


class Line(NamedTuple):
    """A line of the text without the white space around it."""

    start: int
    end: int
    text: str
    indent: int


def unmarked(text: str) -> str:
    """Markdown without its inline markup: the words of links, no pictures, no emphasis, no comments.

    The marks that make blocks (headings, lists, quotes) and reference definitions stay. This is what a Markdown file's
    text is from then on, as the linearised page is for HTML.
    """
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    text = "".join(parts) + text[at:]
    for pattern, plain in _INLINE:
        text = pattern.sub(plain, text)
    return text


def linked(text: str, start: int = 0) -> tuple[str, tuple[Link, ...]]:
    """Markdown without its inline markup behind `start` (`unmarked`), and its links in order.

    Where the words of links cannot be followed through the rest of the markup, there are none.
    """
    head, body = text[:start], text[start:]
    bare = unmarked(body)
    addresses: list[str] = []

    def opened(match: re.Match[str]) -> str:
        addresses.append(match["url"])
        return f"[{_BEGINS}{match[1]}{_ENDS}]({match['url']})"

    if _BEGINS in body or _ENDS in body:
        return head + bare, ()
    traced = unmarked(_LINK.sub(opened, body))
    if traced.translate({ord(_BEGINS): None, ord(_ENDS): None}) != bare:
        return head + bare, ()
    edges = [match.start() - at for at, match in enumerate(_EDGE.finditer(traced))]
    if len(edges) != 2 * len(addresses):
        return head + bare, ()
    spans = (Span(start + begins, start + ends) for begins, ends in zip(edges[::2], edges[1::2], strict=True))
    return head + bare, tuple(
        Link(span, url) for span, url in zip(spans, addresses, strict=True) if span.start < span.end
    )


def lines(text: str) -> Iterator[Line]:
    """The lines of `text`; an empty line has empty text."""
    offset = 0
    for raw in text.split("\n"):
        bare = raw.strip()
        indent = len(raw) - len(raw.lstrip()) if bare else 0
        yield Line(offset + indent, offset + indent + len(bare), bare, indent)
        offset += len(raw) + 1


def _wrapped(chunks: list[list[Line]]) -> int:
    """Width at which the text was hard-wrapped, 0 where every line is a paragraph of its own.

    Text is wrapped where no line is longer than `WRAP_COLUMNS` and nearly every line inside a chunk ends because the
    next line's first word would not have fitted. Chunks of short lines (lists, addresses) say nothing about it; where there is one
    such line only, the next must go on in small letters.
    """
    width = max((line.end - line.start for chunk in chunks for line in chunk), default=0)
    if not 40 <= width <= WRAP_COLUMNS:
        return 0
    inner = full = going_on = 0
    for chunk in chunks:
        if sum(len(line.text) < SHORT_LINE * width for line in chunk) > len(chunk) / 2:
            continue
        for line, after in pairwise(chunk):
            if _BULLET.match(after.text) or _ENTRY.match(after.text):
                continue
            inner += 1
            full += len(line.text) + 1 + len(after.text.split(None, 1)[0]) > width - 6
            going_on += after.text[0].islower() and line.text[-1].isalpha()
    return width if (inner >= 2 or going_on) and full >= 0.8 * inner else 0


def _is_heading(text: str) -> bool:
    """A short line without a stop at its end that begins like a heading."""
    if (
        "://" in text
        or _ENTRY.match(text)
        or len(text) > HEADING_CHARACTERS
        or len(text.split()) > HEADING_WORDS
        or _ENDS_OPEN.search(text)
    ):
        return False
    first = text.lstrip("\"'“‘¿¡([")[:1]
    return first.isupper() or first.isdigit()


def layout(text: str, *, markdown: bool) -> tuple[Block, ...]:
    """Blocks of plain text, or of Markdown, in order; together they hold every character of `text`.

    White space behind a block belongs to it. In plain text a line is a paragraph unless the text is hard-wrapped, in
    which case lines without an empty line between them are joined. A short line without a final stop above prose is
    a heading.
    """
    chunks: list[list[Line]] = [[]]
    for line in lines(text):
        if line.text:
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    if not chunks[-1]:
        chunks.pop()
    joined = markdown or _wrapped(chunks) > 0
    found: list[tuple[int, int, BlockKind, int, str]] = []
    for chunk in chunks:
        found += _chunk(chunk, joined=joined, markdown=markdown)
        if len(found) > MAX_BLOCKS:
            break
    kinds = _headings(text, found[:MAX_BLOCKS]) if not markdown else found[:MAX_BLOCKS]
    if len(found) > MAX_BLOCKS:
        kinds.append((found[MAX_BLOCKS][0], len(text), "furniture", 0, f"behind the first {MAX_BLOCKS} paragraphs"))
    return partition(len(text), kinds)


def partition(length: int, found: list[tuple[int, int, BlockKind, int, str]]) -> tuple[Block, ...]:
    """Blocks from (start, end, kind, level, reason), each stretched to where the next begins, the first to the text's
    start.
    """
    if not found:
        return (Block(Span(0, length), "paragraph"),) if length else ()
    starts = [0, *(start for start, *_ in found[1:]), length]
    return tuple(
        Block(Span(start, end), kind, level, reason)
        for (start, end), (_, _, kind, level, reason) in zip(pairwise(starts), found, strict=True)
    )


def _chunk(chunk: list[Line], *, joined: bool, markdown: bool) -> Iterator[tuple[int, int, BlockKind, int, str]]:
    """Blocks of one run of lines that has no empty line in it."""
    run: list[Line] = []
    kind: BlockKind = "paragraph"
    level = 0

    def flush() -> Iterator[tuple[int, int, BlockKind, int, str]]:
        if run:
            yield run[0].start, run[-1].end, kind, level, ""
            run.clear()

    dashes = sum(1 for line in chunk if _DASH.match(line.text)) >= 2
    for line in chunk:
        heading = _MD_HEADING.match(line.text) if markdown else None
        if heading:
            yield from flush()
            yield line.start, line.end, "heading", len(heading.group(1)), ""
        elif markdown and len(run) == 1 and kind == "paragraph" and _MD_UNDERLINE.match(line.text):
            run.append(line)
            kind, level = "heading", 1 if line.text[0] == "=" else 2
            yield from flush()
            kind, level = "paragraph", 0
        elif _RULE.match(line.text):
            yield from flush()
            yield line.start, line.end, "furniture", 0, "rule"
        elif _BULLET.match(line.text) or (dashes and _DASH.match(line.text)):
            yield from flush()
            run, kind, level = [line], "list_item", 1 + min(line.indent, 20) // 2
        elif markdown and line.text.startswith(">"):
            if kind != "quote":
                yield from flush()
                run, kind, level = [], "quote", 0
            run.append(line)
        elif markdown and line.text.startswith("|"):
            if kind != "table":
                yield from flush()
                run, kind, level = [], "table", 0
            run.append(line)
        elif run and not _ENTRY.match(line.text) and (joined or (kind == "list_item" and line.indent > run[0].indent)):
            run.append(line)
        else:
            yield from flush()
            run, kind, level = [line], "paragraph", 0
    yield from flush()


def _headings(
    text: str, found: list[tuple[int, int, BlockKind, int, str]]
) -> list[tuple[int, int, BlockKind, int, str]]:
    """Turns short lines above prose into headings (level 2), and short lines behind a lead-in that ends on a colon
    into a list.
    """
    result: list[tuple[int, int, BlockKind, int, str]] = []
    listing = False
    for index, (start, end, kind, level, reason) in enumerate(found):
        short = kind == "paragraph" and index > 0 and _is_heading(text[start:end])
        if (
            kind == "paragraph"
            and listing
            and (short or (end - start < 160 and not _ENDS_OPEN.search(text, start, end)))
        ):
            kind, level = "list_item", 1
        elif short:
            kind, level = "heading", 2
        ahead = found[index + 1 : index + 3]
        lines_ahead = len(ahead) == 2 and all(b - a < 160 and not _ENDS_OPEN.search(text, a, b) for a, b, *_ in ahead)
        listing = (kind == "list_item" and listing) or (kind == "paragraph" and text[end - 1] == ":" and lines_ahead)
        result.append((start, end, kind, level, reason))
    return result
