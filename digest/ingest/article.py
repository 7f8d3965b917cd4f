"""Bytes of an article -> Document: text, blocks, head, citations. Pasted text and web pages share everything but the
layout.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html import unescape
from typing import Any

from digest.ingest import citations, decode, furniture, head, houses, links, plain, wires
from digest.model import PROSE, Block, Document, Entry, Found, Problem, Raw

_FRONT = re.compile(r"\s{0,20}---[ \t]*\n")
_FIELD = re.compile(r"([A-Za-z_][\w -]{0,30}):[ \t]*(.*)")
_FIELDS = {
    "title": "titles",
    "headline": "titles",
    "publisher": "publishers",
    "source": "publishers",
    "site": "publishers",
    "outlet": "publishers",
    "date": "dates",
    "published": "dates",
    "pubdate": "dates",
    "author": "authors",
    "byline": "authors",
    "authors": "authors",
    "url": "urls",
    "link": "urls",
    "canonical": "urls",
    "category": "genres",
    "genre": "genres",
    "type": "genres",
    "section": "genres",
}
_PAGES = ("text/html", "application/xhtml+xml")
_PAGE = re.compile(r"\s{0,99}<(?:!doctype\s{1,9}html|html)[\s>]", re.IGNORECASE)
"""How a page begins, also where its server or its file's ending calls it plain text."""
_MARKUP = re.compile(r"<(?:p|br|div|li|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_EMPTY = "the file holds no text"
_EMPTY_PAGE = "the page holds no text; a script or a frame puts it there: save the article from a browser"
FULLER = 2
"""How many times longer than what a page gave another text of the same article must be to be read instead."""
FRONT_MATTER_CHARACTERS = 20_000
FRONT_MATTER_VALUE = 500
"""Characters of one value that are looked at."""


def read_article(raw: Raw, *, cutoff: datetime) -> Document | Problem:
    """Reads one article. No date after `cutoff` is taken for its date of publication. A text without a sentence is a
    `Problem`.
    """
    try:
        text = decode.decode(raw.body, media_type=raw.media_type)
    except ValueError as error:
        return Problem("ingest", raw.uri, f"not read: {error}")
    kind = kind_of(raw)
    if kind in _PAGES or _PAGE.match(text):
        return _page(raw, text, cutoff=cutoff)
    markdown = kind == "text/markdown"
    start, meta = front_matter(text) if markdown else (0, head.PageMeta())
    linked: Sequence[links.Link] = ()
    if markdown:
        text, linked = plain.linked(text, start)
    blocks = plain.layout(text, markdown=markdown)
    if start:
        blocks = tuple(Block(b.span, "meta", reason="front matter") if b.span.start < start else b for b in blocks)
    return compose(raw, text, blocks, _with_entry(meta, raw.entry), cutoff=cutoff, linked=linked)


def _page(raw: Raw, source: str, *, cutoff: datetime) -> Document | Problem:
    """A page's own text; where a script is to put the article there later, the text that its JSON-LD holds."""
    from digest.ingest import html

    try:
        text, blocks, meta, linked = html.linearise(source)
        meta = _with_entry(meta, raw.entry)
        made = compose(raw, text, blocks, meta, cutoff=cutoff, linked=linked)
        if not meta.body or len(meta.body) <= FULLER * (prose(made) if isinstance(made, Document) else 0):
            return made
        text = decode.clean(unescape(meta.body))
        blocks, linked = plain.layout(text, markdown=False), ()
        if _MARKUP.search(text):
            text, blocks, _, linked = html.linearise(text)
    except ValueError as error:
        return Problem("ingest", raw.uri, f"not read: {error}")
    note = "; ".join(filter(None, (raw.note, "text of the page's JSON-LD, which holds more of it than the page")))
    told = compose(replace(raw, note=note), text, blocks, meta, cutoff=cutoff, linked=linked)
    return told if isinstance(told, Document) else made


def prose(doc: Document) -> int:
    """Characters of its article text."""
    return sum(block.span.end - block.span.start for block in doc.blocks if block.kind in PROSE)


def compose(
    raw: Raw,
    text: str,
    blocks: tuple[Block, ...],
    meta: head.PageMeta,
    *,
    cutoff: datetime,
    linked: Sequence[links.Link] = (),
) -> Document | Problem:
    """The document of a text that is already laid out: reference lists, furniture, head, citations, in this order."""
    if not text.strip():
        return Problem("ingest", raw.uri, _EMPTY_PAGE if raw.media_type.lower().startswith(_PAGES) else _EMPTY)
    blocks, entries = citations.read_references(text, blocks)
    given = next((found.value for found in meta.titles), "")
    blocks = furniture.mark(text, blocks, title=given)
    found = head.find(text, blocks, meta=meta, uri=raw.uri, name=raw.name, cutoff=cutoff)
    blocks, own = found.blocks, found.publisher.value
    if not any(block.kind in PROSE and text[block.span.start : block.span.end].strip() for block in blocks):
        return Problem("ingest", raw.uri, "no article text was found in it, only headings and page furniture")
    return Document(
        id=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        uri=raw.uri,
        raw_digest=hashlib.sha256(raw.body).hexdigest(),
        media_type=kind_of(raw),
        text=text,
        blocks=blocks,
        title=found.title,
        publisher=found.publisher,
        published=found.published,
        author=found.author,
        url=found.url,
        citations=citations.find(
            text,
            blocks,
            entries,
            own=own,
            links=links.cited(linked, text, blocks, own=own, address=found.url or raw.uri),
        ),
        genre=found.genre,
        wire=wires.wire(text, publisher=found.publisher.value, author=found.author.value if found.author else ""),
        family=houses.family(found.publisher.value, given=raw.family),
        source=raw.source,
        tier=raw.tier,
        language=raw.language,
        max_quoted_words=raw.max_quoted_words,
        note=raw.note,
    )


def _with_entry(meta: head.PageMeta, entry: Entry | None) -> head.PageMeta:
    """What the page says of itself, and behind it what was said about it where it was found."""
    if entry is None:
        return meta

    def found(value: str) -> tuple[Found, ...]:
        return (Found(value, entry.how),) if value else ()

    return replace(
        meta,
        titles=meta.titles + found(entry.title),
        urls=meta.urls + found(entry.link),
        dates=meta.dates + found(entry.date),
        moments=found(entry.moment),
        authors=meta.authors + found(entry.author),
        publishers=meta.publishers + found(entry.publisher),
    )


def kind_of(raw: Raw) -> str:
    """Media type without its parameters, in lower case."""
    return raw.media_type.partition(";")[0].strip().lower()


def front_matter(text: str) -> tuple[int, head.PageMeta]:
    """Reads `key: value` lines between two `---` at the start of a Markdown file: where the body begins, and what they
    say.
    """
    opening = _FRONT.match(text)
    if not opening:
        return 0, head.PageMeta()
    closing = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M).search(text, opening.end(), FRONT_MATTER_CHARACTERS)
    if not closing:
        return 0, head.PageMeta()
    fields: dict[str, Any] = {}
    for line in text[opening.end() : closing.start()].splitlines():
        match = _FIELD.fullmatch(line.strip())
        if not match or not match.group(2).strip():
            continue
        field = _FIELDS.get(match.group(1).strip().lower())
        value = plain.unmarked(match.group(2)[:FRONT_MATTER_VALUE]).strip().strip("\"'[]")
        if field and value:
            fields[field] = (*fields.get(field, ()), Found(value, f"front matter: {match.group(1).strip().lower()}"))
    return closing.end(), head.PageMeta(**fields)
