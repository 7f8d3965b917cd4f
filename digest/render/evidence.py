"""What stands behind an item: its words in their paragraph, in every source that has them.

A passage is data and holds nothing but text of the source, as it is printed (`escape.printable`). It is bounded, so that no source makes
a page long: what is cut is marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digest.model import ELISION, PROSE, Block, Briefing, Document, Item, Span, around
from digest.render.escape import printable

AROUND = 600
"""Most characters of context on either side of the quoted words."""
BETWEEN = 300
"""Most characters between two quoted slices; of more, the ends are kept."""
QUOTED = 3_000
"""Most characters of one quoted slice."""
THIN = 160
"""A paragraph with less than this beside the quoted words is shown with the ones before and after it."""
NEAR = 3
"""Most blocks to the next paragraph: a picture or an advertisement may stand between."""

Part = tuple[str, bool]
"""Words of a source, and whether they are quoted."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The quoted words of one document in their paragraphs. `number` is the document's footnote number."""

    number: int
    paragraphs: tuple[tuple[Part, ...], ...]


def passages(briefing: Briefing, docs: Iterable[Document]) -> dict[str, tuple[Passage, ...]]:
    """Item id -> the passage of the source that is quoted, then those of the sources that report the same.

    Documents that `docs` lacks, or that have no footnote, have no passage.
    """
    by_id = {doc.id: doc for doc in docs}
    numbers = {source.cited: source.number for source in briefing.sources if source.printed}
    found: dict[str, tuple[Passage, ...]] = {}
    for section in briefing.sections:
        for item in section.items:
            made = [
                Passage(numbers[cited], passage(by_id[cited[0]], spans))
                for cited, spans in _spans(item).items()
                if cited[0] in by_id and cited in numbers
            ]
            if made:
                found[item.id] = tuple(made)
    return found


def passage(doc: Document, spans: Sequence[Span]) -> tuple[tuple[Part, ...], ...]:
    """The paragraphs of `doc` that hold `spans`, cut into quoted and other words."""
    spans = sorted(spans)
    touched = [at for at in around(doc, spans) if any(_overlap(doc.blocks[at], span) for span in spans)]
    if not touched:
        return _bounded([[(doc.text[span.start : span.end], True) for span in spans]])
    first, last = touched[0], touched[-1]
    inside = [block for block in doc.blocks[first : last + 1] if block.kind in PROSE]
    if sum(b.span.end - b.span.start for b in inside) - sum(s.end - s.start for s in spans) < THIN:
        first = next((at for at in range(first - 1, max(-1, first - NEAR - 1), -1) if _shows(doc, at)), first)
        last = next((at for at in range(last + 1, min(len(doc.blocks), last + NEAR + 1)) if _shows(doc, at)), last)
    paragraphs: list[list[Part]] = []
    skipped = False
    for at, block in enumerate(doc.blocks[first : last + 1], first):
        if not _shows(doc, at) and at not in touched:
            skipped = skipped or bool(doc.text[block.span.start : block.span.end].strip())
            continue
        parts = _parts(doc.text, block, spans)
        if skipped:
            parts.insert(0, (f"{ELISION} ", False))
        skipped = False
        paragraphs.append(parts)
    return _bounded(paragraphs)


def _spans(item: Item) -> Mapping[tuple[str, str], list[Span]]:
    """The slices by what their footnotes stand for."""
    found: dict[tuple[str, str], list[Span]] = {}
    for quote in (*item.quotes, *item.support):
        found.setdefault(quote.cited, []).extend(quote.spans)
    return found


def _shows(doc: Document, at: int) -> bool:
    block = doc.blocks[at]
    return block.kind in PROSE and bool(doc.text[block.span.start : block.span.end].strip())


def _overlap(block: Block, span: Span) -> bool:
    return block.span.start < span.end and span.start < block.span.end


def _parts(text: str, block: Block, spans: Sequence[Span]) -> list[Part]:
    parts: list[Part] = []
    at = block.span.start
    for span in spans:
        start, end = max(at, span.start), min(block.span.end, span.end)
        if start >= end:
            continue
        parts += ((text[at:start], False), (text[start:end], True))
        at = end
    parts.append((text[at : block.span.end], False))
    return [part for part in parts if part[0]]


def _bounded(paragraphs: list[list[Part]]) -> tuple[tuple[Part, ...], ...]:
    """Keeps what stands near the quoted words: backwards from the first, forwards from the last, and the ends of what is between."""
    flat = [(at, words, quoted) for at, parts in enumerate(paragraphs) for words, quoted in parts]
    marked = [place for place, (_, _, quoted) in enumerate(flat) if quoted]
    first, last = marked[0], marked[-1]
    kept: dict[int, list[Part]] = {}
    left = AROUND
    for at, words, _ in reversed(flat[:first]):
        if left > 0:
            kept.setdefault(at, []).insert(0, (_tail(words, left), False))
        left -= len(words)
    for at, words, quoted in flat[first : last + 1]:
        limit = QUOTED if quoted else BETWEEN
        if len(words) > limit:
            words = f"{_head(words, limit // 2)} {_tail(words, limit // 2).removeprefix(ELISION).lstrip()}"
        kept.setdefault(at, []).append((words, quoted))
    left = AROUND
    for at, words, _ in flat[last + 1 :]:
        if left > 0:
            kept.setdefault(at, []).append((_head(words, left), False))
        left -= len(words)
    return tuple(tuple(_tidied(parts)) for _, parts in sorted(kept.items()) if any(w.strip() for w, _ in parts))


def _tidied(parts: Sequence[Part]) -> list[Part]:
    tidy = [(printable(words), quoted) for words, quoted in parts]
    tidy[0] = (tidy[0][0].lstrip(), tidy[0][1])
    tidy[-1] = (tidy[-1][0].rstrip(), tidy[-1][1])
    return [part for part in tidy if part[0]]


def _head(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    cut = words[:limit]
    whole = cut.rstrip() if words[limit].isspace() else (cut.rsplit(None, 1) or [""])[0]
    return f"{whole} {ELISION}"


def _tail(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    cut = words[-limit:]
    pieces = cut.split(None, 1)
    whole = cut.lstrip() if words[-limit - 1].isspace() else pieces[-1] if pieces else ""
    return f"{ELISION} {whole}"
