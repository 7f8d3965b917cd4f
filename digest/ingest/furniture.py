"""Page furniture: what stands on an article's page and isn't the article. Marked with a reason, never deleted.

What furniture looks like is data (`data/furniture.txt`). The text is looked at three times: whole lines and the
sections they open (comments, related stories), what is glued into a sentence (`glued`), and sentence by sentence,
each in the light of its neighbours (`running`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from digest.ingest import running
from digest.ingest.glued import HEADLINE, Piece, cuts, fold, units
from digest.model import PROSE, Block, Span

_DATA = Path(__file__).parent / "data" / "furniture.txt"
_EDGE = " \t.,:;!?…|•·*›»>→<«+-–—_[]()\"'="
_COUNT = re.compile(r"^\d{1,6} |\W{0,2}\d{1,6}\W?$")
_BETWEEN_BUTTONS = re.compile(r"\s*[|·•›»]\s*")
_STOPPED = re.compile(r"[.!?…][\"')\]]*$")
_CAPS_OPENING = re.compile(r"[A-Z]{4,}[A-Z’'S]* [A-Z][a-zA-Z]+ ")
_GOES_ON = ("meanwhile", "however", "but ", "and ", "he ", "she ", "they ", "it ", '"')
_OPENS_LIST = ("story highlights ", "more from ", "more on ", "more in ", "more about ")
_PROMPT = "related story"
TAIL_SHARE = 0.65
"""Share of the prose that must stand before a line that ends the article."""


class Rules(NamedTuple):
    """The phrases of `data/furniture.txt`, folded, each with its reason."""

    whole: dict[str, str]
    tail: dict[str, str]
    list: dict[str, str]
    start: dict[str, tuple[tuple[str, str], ...]]
    """First word -> phrases that begin with it, longest first."""
    has: tuple[tuple[str, str], ...]
    cut: tuple[tuple[str, str], ...]
    pattern: tuple[tuple[str, str, str], ...]
    """(text that must stand in it, regular expression, reason)."""


@cache
def rules() -> Rules:
    """Reads the furniture phrases once."""
    found: dict[str, dict[str, str]] = {mode: {} for mode in Rules._fields}
    mode = reason = ""
    for line in _DATA.read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and ": " in line:
            mode, _, reason = line[1:-1].partition(": ")
        elif line and not line.startswith("#"):
            found[mode].setdefault(line, reason)
    starts: dict[str, list[tuple[str, str]]] = {}
    for phrase, why in found["start"].items():
        starts.setdefault(phrase.split()[0], []).append((phrase, why))
    return Rules(
        whole=found["whole"],
        tail=found["tail"],
        list=found["list"],
        start={word: tuple(sorted(some, key=lambda pair: -len(pair[0]))) for word, some in starts.items()},
        has=tuple(found["has"].items()),
        cut=tuple(found["cut"].items()),
        pattern=tuple((*line.split("\t", 1), why) for line, why in found["pattern"].items()),  # type: ignore[misc]
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def mark(text: str, blocks: Sequence[Block], *, title: str = "") -> tuple[Block, ...]:
    """The blocks with furniture marked, split where furniture is glued to a sentence. Keeps order and covers the same
    text.
    """
    low = fold(text)
    table = rules()
    head = " ".join(fold(title).split()).strip(_EDGE)
    present = table._replace(
        has=tuple(pair for pair in table.has if pair[0] in low),
        pattern=tuple(row for row in table.pattern if row[0] in low),
    )
    shelved = _sections(low, blocks, table)
    first = -1 if head else next((i for i, b in enumerate(blocks) if low[b.span.start : b.span.end].strip()), -1)
    glued = cuts(text, low, table.cut)
    pieces: list[Piece] = []
    place = 0
    for index, block in enumerate(blocks):
        start, end = block.span.start, block.span.end
        if block.kind not in PROSE and block.kind != "heading":
            pieces.append(Piece(start, end, block.kind, block.reason, index))
            continue
        if reason := shelved.get(index) or _whole(low[start:end], table, head):
            pieces.append(Piece(start, end, "furniture", reason, index))
            continue
        while place < len(glued) and glued[place].end <= start:
            place += 1
        last = place
        while last < len(glued) and glued[last].start < end:
            last += 1
        own = _split(text, low, block, index, glued[place:last], present)
        if index == first and len(own) == 1 and own[0].reason == _PROMPT:  # what is to be watched there is the title
            own = [Piece(start, end, block.kind, block.reason, index)]
        pieces += own
    return _joined(text, blocks, running.weigh(text, low, blocks, pieces))


def _whole(line: str, table: Rules, head: str) -> str:
    """Why a block that is nothing but a furniture phrase is furniture; empty where it isn't."""
    if len(line) > 400:
        return ""
    bare = " ".join(line.split()).strip(_EDGE)
    if not bare:
        return "rule"
    if bare == head and len(head) > 12:
        return "repeats the title"
    line = line.strip()
    if line[0] == "[" and line[-1] == "]" and len(bare.split()) >= 6 and "[" not in line[1:]:
        return "note in brackets"
    half = len(bare) // 2
    if len(bare) > 10 and bare[:half] == bare[half + 1 :] and "/" in bare:
        return "photo credit"
    return table.whole.get(bare) or table.whole.get(_COUNT.sub("", bare)) or _buttons(bare, table)


def _buttons(bare: str, table: Rules) -> str:
    """Why a row of buttons is furniture ("Share | Tweet | Email", "Save Listen"); empty where it is none."""
    parts = [part.strip(_EDGE) for part in _BETWEEN_BUTTONS.split(bare)]
    if len(parts) == 1 and len(bare) < 40:
        parts = bare.split()
    if len(parts) < 2 or sum(part in table.whole for part in parts) < 0.75 * len(parts):
        return ""
    return next(table.whole[part] for part in parts if part in table.whole)


def _sections(low: str, blocks: Sequence[Block], table: Rules) -> dict[int, str]:
    """Blocks that belong to a section of furniture (index -> reason): comments, related stories, questions to the
    reader.
    """
    shelved: dict[int, str] = {}
    total = sum(b.span.end - b.span.start for b in blocks if b.kind in PROSE) or 1
    before = 0
    ended = listing = ""
    references = sum(b.kind == "references" for b in blocks)
    for index, block in enumerate(blocks):
        if block.kind == "references":
            if references > 1 and before >= TAIL_SHARE * total and not ended:
                ended = "behind the reference list"
            continue
        size = block.span.end - block.span.start
        raw = low[block.span.start : block.span.end] if size <= 400 else ""
        bare = " ".join(raw.split()).strip(_EDGE)
        bare = bare if bare in table.whole else _COUNT.sub("", bare)
        if (not ended or ended == "behind the reference list") and bare in table.tail and before >= TAIL_SHARE * total:
            ended = table.tail[bare]
        if ended:
            shelved[index] = ended
            continue
        opened = table.list.get(bare) or (bare.startswith(_OPENS_LIST) and "related story")
        if opened and len(bare.split()) > 6 and not bare.startswith("story highlights "):
            opened = ""
        if opened:
            listing = opened
            shelved[index] = listing
        elif listing:
            if (raw and block.kind == "list_item" and len(bare.split()) <= 20 and not raw.rstrip().endswith(".")) or (
                raw and (block.kind == "heading" or not _STOPPED.search(raw.rstrip())) and len(bare) < 160
            ):
                shelved[index] = listing
            else:
                listing = ""
        before += size if block.kind in PROSE else 0
    return shelved


def _split(text: str, low: str, block: Block, index: int, glued: list[Piece], table: Rules) -> list[Piece]:
    """One block as pieces: sentence-like units, furniture or not, and what is glued between them."""
    end = block.span.end
    pieces: list[Piece] = []
    at = block.span.start
    for cut in [*glued, Piece(end, end, "furniture")]:
        for left, right in units(text, at, max(at, min(cut.start, end))):
            reason = _reason(text, low, left, right, table)
            pieces.append(Piece(left, right, "furniture" if reason else block.kind, reason, index))
        if cut.end <= at:
            continue
        if (
            cut.reason == HEADLINE
            and not text[block.span.start : cut.start].strip()
            and not text[cut.end : end].strip()
        ):
            return [Piece(block.span.start, end, "heading", block=index)]
        if cut.kind == "caption" and pieces and pieces[-1].kind == block.kind and _describes(low, pieces[-1]):
            pieces[-1] = pieces[-1]._replace(kind="caption", reason="caption")
            if len(pieces) > 1 and pieces[-2].kind == block.kind and _CAPS_OPENING.match(text, pieces[-2].start):
                pieces[-2] = pieces[-2]._replace(kind="caption", reason="caption")
            if end - block.span.start < 900 and not text[cut.end : end].strip(" .)\n\t"):
                pieces = [piece._replace(kind="caption", reason="caption") for piece in pieces]
        if cut.end > cut.start:
            pieces.append(cut._replace(start=max(at, cut.start), end=min(cut.end, end), block=index))
        at = max(at, min(cut.end, end))
    return pieces or [Piece(block.span.start, end, block.kind, block.reason, index)]


def _describes(low: str, piece: Piece) -> bool:
    """Whether the sentence before a photo credit can be the picture's caption: it neither goes on from one before nor
    quotes.
    """
    unit = low[piece.start : piece.end].lstrip()
    return not unit.startswith(_GOES_ON) and not ('"' in unit and (" said" in unit or " told" in unit))


def _reason(text: str, low: str, start: int, end: int, table: Rules) -> str:
    """Why a sentence is furniture, empty where it isn't."""
    bare = " ".join(low[start:end].split()).lstrip(_EDGE)
    if not bare:
        return ""
    if len(bare) <= 80 and (reason := table.whole.get(bare.rstrip(_EDGE), "")) and "?" not in bare:
        return reason
    if low[start:end].lstrip().startswith('"'):
        return ""
    word = bare.split(None, 1)[0]
    for key in (word, word.partition(":")[0] + ":", bare[0]):
        for phrase, why in table.start.get(key, ()):
            if bare.startswith(phrase):
                return why
    for phrase, why in table.has:
        if phrase in bare:
            return why
    for needle, pattern, why in table.pattern:
        if needle in bare and _compiled(pattern).search(text[start:end].strip()):
            return why
    return ""


def _joined(text: str, blocks: Sequence[Block], pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Pieces -> blocks: neighbours of one block and one kind are put together again, and white space goes to the piece
    before.
    """
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        kept = piece.kind == blocks[piece.block].kind
        if last and last.block == piece.block and last.kind == piece.kind and (kept or last.reason == piece.reason):
            merged[-1] = Piece(last.start, piece.end, last.kind, last.reason, last.block)
        else:
            merged.append(piece)
    if not merged:
        return tuple(blocks)
    edges = [0, *(piece.start for piece in merged[1:]), len(text)]
    return tuple(
        Block(
            Span(left, right),
            piece.kind,
            blocks[piece.block].level if piece.kind == blocks[piece.block].kind else 0,
            piece.reason,
        )
        for piece, (left, right) in zip(merged, pairwise(edges), strict=True)
    )


def phrases() -> Iterator[str]:
    """Every phrase and pattern of the data, for tests."""
    table = rules()
    yield from (*table.whole, *table.tail, *table.list)
    yield from (phrase for some in table.start.values() for phrase, _ in some)
    yield from (phrase for phrase, _ in (*table.has, *table.cut))
