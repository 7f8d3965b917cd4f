"""Document -> its sentences: which slices of the text are printable units, and what stands above and before them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from digest.analyse.alone.frames import without_frame
from digest.analyse.split.segment import sentence_spans
from digest.model import PROSE, TIES, Citation, Document, Sentence, Span, quote_text

_OPENING = re.compile(
    r"(?:\.{2,}|…|[—–]|(?:EXCLUSIVE|BREAKING(?: NEWS)?|FIRST ON [A-Z]{2,12}(?: [A-Z]{2,12})?|JUST IN|DEVELOPING)\s?[:–—]"
    r"|In this article[:.]?\s)\s*(?=[A-Z“\"])"
)
"""Dots of a message that goes on, what is left of a dateline, or what a site flags its story with: no words of the sentence."""
_BULLET = re.compile(r"[ \t]*(?:[•◦▪‣●○■–—*+>-]|\d{1,3}[.)]|\(?[a-z]\))[ \t]+")
_TITLE_WORD = r"(?:[A-Z][\w’'-]*|of|the|and|on|in|for|to|&)"
_RUN_IN = re.compile(rf"(?:[*_]{{2}})?({_TITLE_WORD}(?: {_TITLE_WORD}){{0,6}}):(?:[*_]{{2}})? +(?=[A-Z“\"])")
LONGEST_QUOTATION = 450
"""Characters up to which the sentences of a quotation are kept together: about 75 words."""

LONGEST_LINE = 160
"""Characters of the longest line that can be an item of a list without bullets."""
_LINE = re.compile(r"[^\n]+")
_ENDED = re.compile(r"[.!?…][”\"’')\]]{0,3}$")
_LETTER = re.compile(r"[^\W\d_]")


def split(doc: Document) -> tuple[Sentence, ...]:
    """The sentences of a document's prose blocks, in order. Citation marks are left out of the spans and kept by index.

    A list item knows the sentence that leads in to its list (the last one before it that ends on a colon). A run-in heading at
    the start of an item ("Abducted Children: …") counts as a heading, not as words of the sentence. Words that only tie a clause
    to the sentence before ("This comes after …") are left out, too (`frames`). Short lines below a line
    that ends on a colon are items, too, though they stand in one paragraph with it and have no bullets.
    """
    width = min(LONGEST_LINE, max(map(len, doc.text.split("\n")), default=0))
    found: list[Sentence] = []
    heading, lead_in = "", None
    for number, block in enumerate(doc.blocks):
        start, end = block.span.start, block.span.end
        if block.kind == "heading":
            heading, lead_in = doc.text[start:end].strip().strip("#").strip(), None
        if block.kind not in PROSE:
            continue
        if block.kind != "list_item":
            lead_in = None
        above = heading
        if block.kind in ("list_item", "quote") and (bullet := _BULLET.match(doc.text, start, end)):
            start = bullet.end()
        if block.kind == "list_item" and (label := _RUN_IN.match(doc.text, start, end)):
            start, above = label.end(), label[1]
        first = True
        prose_end, lines = _pasted_list(doc.text, start, end, width) if block.kind == "paragraph" else (end, [])
        whole = _whole_marks(doc, _whole_quotations(doc.text, sentence_spans(doc.text, start, prose_end)))
        for a, b in (*whole, *lines):
            kind = block.kind if a < prose_end else "list_item"
            if kind != block.kind and lead_in is None and found and found[-1].text.endswith(":"):
                lead_in = found[-1].index
            spans, marks = _without_marks(doc, a, b)
            if not spans:
                _attach(found, doc, number, marks)
                continue
            if opening := _OPENING.match(doc.text, spans[0].start, spans[0].end):
                spans = (Span(opening.end(), spans[0].end), *spans[1:])
            spans = without_frame(doc.text, spans)
            text = quote_text(doc.text, spans)
            sent = Sentence(
                doc=doc.id,
                index=len(found),
                spans=spans,
                kind=kind,
                block=number,
                heading=above,
                text=text,
                lead_in=lead_in if kind == "list_item" else None,
                citations=marks,
                first=first,
                tie=_tie(doc.text, spans),
            )
            found.append(sent)
            first = False
        if block.kind != "list_item" and found and found[-1].block == number and found[-1].text.endswith(":"):
            lead_in = found[-1].index
    return tuple(found)


def _tie(text: str, spans: tuple[Span, ...]) -> str:
    """The word that was cut in front of a sentence, if by it the sentence goes against the one before it."""
    if spans[0].start < spans[0].end or len(spans) < 2:
        return ""
    cut = text[spans[0].start : spans[1].start].strip(", \n")
    return cut if cut in TIES else ""


def _pasted_list(text: str, start: int, end: int, width: int) -> tuple[int, list[tuple[int, int]]]:
    """Where the prose of a paragraph ends, and the lines behind it that are a list: two or more below the first that ends on a colon.

    They are short, none but the last ends a sentence, and each is broken off though the next word would have fitted into `width`, the
    longest line of the text. Bullets are left out.
    """
    lines = [_trim(text, Span(*match.span())) for match in _LINE.finditer(text, start, end)]
    lines = [line for line in lines if line.start < line.end]
    lead = next((at for at, line in enumerate(lines) if text[line.end - 1] == ":"), len(lines))
    items = lines[lead + 1 :]
    if len(items) < 2 or any(item.end - item.start > LONGEST_LINE for item in items):
        return end, []
    for item, after in pairwise(items):
        word = text[after.start : after.end].split(None, 1)[0]
        if item.end - item.start + 1 + len(word) > width or _ENDED.search(text[item.start : item.end]):
            return end, []
    bare = [(match.end() if (match := _BULLET.match(text, i.start, i.end)) else i.start, i.end) for i in items]
    return lines[lead].end, [(a, b) for a, b in bare if a < b]


def _whole_quotations(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Joins the sentences of one quotation, so that who speaks stays with all that is said ("… . …," she said).

    Only where the quotation closes within `LONGEST_QUOTATION` characters; one that never closes is left in its sentences.
    """
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(spans):
        start, end = spans[at]
        last = at
        if _is_open(text, start, end):
            for ahead in range(at + 1, len(spans)):
                if spans[ahead][1] - start > LONGEST_QUOTATION:
                    break
                if not _is_open(text, start, spans[ahead][1]):
                    last, end = ahead, spans[ahead][1]
                    break
        found.append((start, end))
        at = last + 1
    return found


def _is_open(text: str, start: int, end: int) -> bool:
    """True where a quotation that begins in the range doesn't end in it."""
    part = text[start : min(end, start + 4 * LONGEST_QUOTATION)]
    return part.count("“") > part.count("”") or part.count('"') % 2 == 1


def _whole_marks(doc: Document, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same without the ends that lie inside of a mark: no sentence ends in the headlines of a box over a name."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        at = bisect_right(doc.citations, start, key=_end)
        inside = at < len(doc.citations) and doc.citations[at].cut and doc.citations[at].span.start < start
        if found and inside:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _without_marks(doc: Document, start: int, end: int) -> tuple[tuple[Span, ...], tuple[int, ...]]:
    """The slices of a sentence between its citation marks, and the indexes of the marks; no slices where no letter is left."""
    first = bisect_right(doc.citations, start, key=_end)
    marks = tuple(range(first, bisect_left(doc.citations, end, lo=first, key=_start)))
    spans, at = [], start
    for mark in doc.citations[first : first + len(marks)]:
        if not mark.cut:
            continue
        spans.append(Span(at, max(at, mark.span.start)))
        at = max(at, mark.span.end)
    spans.append(Span(at, max(at, end)))
    kept = tuple(s for s in (_trim(doc.text, s) for s in spans) if s.start < s.end)
    if not any(_LETTER.search(doc.text, s.start, s.end) for s in kept):
        return (), marks
    return kept, marks


def _start(mark: Citation) -> int:
    return mark.span.start


def _end(mark: Citation) -> int:
    return mark.span.end


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _attach(found: list[Sentence], doc: Document, block: int, marks: tuple[int, ...]) -> None:
    """Marks that stand alone behind a stop belong to the sentence before, in the same block."""
    if marks and found and found[-1].block == block:
        last = found[-1]
        found[-1] = Sentence(
            last.doc, last.index, last.spans, last.kind, last.block, last.heading, last.text, last.lead_in,
            (*last.citations, *marks), last.first,
        )  # fmt: skip
