"""Furniture that only other articles give away: sentences and lines that several articles of one site hold, whatever they are about.

A site's own text has little to do with the article that it stands in: few of its words return there. A paragraph of background that is
taken over from article to article has its words in all of them and stays. What was found is kept as digests, so that a single article
of the site loses it too (compare template detection by repeated blocks, Bar-Yossef & Rajagopalan 2002).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

from digest.ingest import citations
from digest.ingest.glued import units
from digest.model import PROSE, Block, Document, Span, fold

PAGES = 3
"""Articles of one site in which a line must stand."""
KIN, USUAL, BESIDE = 0.4, 0.5, 0.7
"""Share of its words that return elsewhere in these articles, from which on a line belongs to them; the same for a line that stands in
half of the site's articles, and for one beside a line of the site: teasers of the matter that the article is about."""
LONGEST = 1000
"""Characters of a unit that are looked at: a longer one is no line of a site."""
REASON = "stands in several articles of the site"
_WORD = re.compile(r"[^\W\d_]{4,}")
_KINDS = PROSE | {"heading"}

Furniture = Mapping[str, frozenset[str]]
"""Site -> digests of lines."""


def site(doc: Document) -> str:
    """Where an article stands: the host of its address, else who publishes it; empty where neither is known."""
    return citations.host(doc.url).removeprefix("www.") or doc.publisher.value


def mark(docs: Sequence[Document], known: Furniture) -> tuple[tuple[Document, ...], dict[str, frozenset[str]]]:
    """The documents with repeated lines marked as furniture, and site -> digests of such lines, `known` ones among them.

    Documents of no known site are left as they are. Texts and ids stay; a document without repeated lines stays the same value.
    """
    lines = {doc.id: _lines(doc) for doc in docs}
    by_site: dict[str, list[Document]] = {}
    for doc in docs:
        by_site.setdefault(site(doc), []).append(doc)
    found = dict(known)
    for name, members in by_site.items():
        if name and (new := _repeated(members, lines)):
            found[name] = found.get(name, frozenset()) | new
    marked = tuple(_marked(doc, lines[doc.id], found.get(site(doc), frozenset())) for doc in docs)
    return marked, found


def digest(line: str) -> str:
    """Name of a line: white space and case folded."""
    return sha256(fold(line).casefold().encode()).hexdigest()[:16]


def _lines(doc: Document) -> list[tuple[Span, str]]:
    """Every sentence-like unit of a document that isn't furniture yet, with its digest."""
    found = []
    for block in doc.blocks:
        if block.kind in _KINDS:
            for start, end in units(doc.text, block.span.start, block.span.end):
                if end - start <= LONGEST and doc.text[start:end].strip():
                    found.append((Span(start, end), digest(doc.text[start:end])))
    return found


def _repeated(docs: Sequence[Document], lines: Mapping[str, Sequence[tuple[Span, str]]]) -> frozenset[str]:
    """Digests of the lines that stand in at least `PAGES` of these articles, and have little to do with them."""
    holders: dict[str, dict[str, tuple[Document, Span]]] = {}
    for doc in docs:
        for span, key in lines[doc.id]:
            holders.setdefault(key, {}).setdefault(doc.title.value, (doc, span))
    often = {key: list(held.values()) for key, held in holders.items() if len(held) >= PAGES}
    holding = {doc.id: doc for held in often.values() for doc, _ in held}
    own = {key: _words(_rest(doc, lines[key], often)) for key, doc in holding.items()}
    kin = {key: sum(_kin(d, s, own[d.id]) for d, s in held) / len(held) for key, held in often.items()}
    usual = {key for key, held in often.items() if 2 * len(held) > max(len(docs), 2 * PAGES)}
    found = {key for key, share in kin.items() if share < (USUAL if key in usual else KIN)}
    near: dict[str, set[str]] = {}
    for doc in docs:
        for (_, one), (_, other) in pairwise(lines[doc.id]):
            near.setdefault(one, set()).add(other)
            near.setdefault(other, set()).add(one)
    waiting = sorted(found)
    while waiting:
        new = {key for key in near.get(waiting.pop(), ()) if kin.get(key, 1.0) < BESIDE} - found
        found |= new
        waiting += sorted(new)
    return frozenset(found)


def _rest(doc: Document, lines: Sequence[tuple[Span, str]], often: Collection[str]) -> str:
    """What an article says besides the lines that others hold too."""
    return " ".join(doc.text[span.start : span.end] for span, key in lines if key not in often)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _kin(doc: Document, span: Span, words: frozenset[str]) -> float:
    """Share of a line's words that its article has elsewhere too."""
    own = _words(doc.text[span.start : span.end])
    return len(own & words) / max(1, len(own))


def _marked(doc: Document, lines: Sequence[tuple[Span, str]], furniture: frozenset[str]) -> Document:
    """The document with these lines as blocks of furniture."""
    gone = [span for span, key in lines if key in furniture]
    if not gone:
        return doc
    blocks: list[Block] = []
    place = 0
    for block in doc.blocks:
        at, end = block.span.start, block.span.end
        while place < len(gone) and gone[place].start < end:
            span = gone[place]
            if at < span.start and not doc.text[at : span.start].strip():
                span = Span(at, span.end)
            if at < span.start:
                blocks.append(replace(block, span=Span(at, span.start)))
            stop = end if not doc.text[span.end : end].strip() else span.end
            blocks.append(Block(Span(span.start, stop), "furniture", reason=REASON))
            at, place = stop, place + 1
        if at < end:
            blocks.append(replace(block, span=Span(at, end)))
    return replace(doc, blocks=tuple(blocks))
