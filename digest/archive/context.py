"""The words around a sentence that was found: those of the article, nothing of the page's furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from digest.model import PROSE, Block, Span, fold

AROUND = 160
"""Characters that are shown before and behind a sentence, at most."""
_ENDS = re.compile(r"(?<=[.!?…])[\"”’')\]]{0,3} (?=[\"“‘'(\[]?[^\W_a-z])")
"""Between two sentences, roughly."""


def around(text: str, blocks: Sequence[Block], spans: Sequence[Span]) -> tuple[str, str]:
    """What stands before and behind `spans`: whole sentences as far as they fit, else the nearest words and an ellipsis."""
    start, end = spans[0].start, spans[-1].end
    prose = [block.span for block in blocks if block.kind in PROSE]
    before = (text[span.start : min(span.end, start)] for span in reversed(prose) if span.start < start)
    after = (text[max(span.start, end) : span.end] for span in prose if span.end > end)
    return _last(" ".join(reversed(_nearest(before)))), _first(" ".join(_nearest(after)))


def _nearest(parts: Iterable[str]) -> list[str]:
    """As many of these as are needed."""
    found: list[str] = []
    for part in parts:
        if sum(map(len, found)) > AROUND:
            break
        found += filter(None, [fold(part)])
    return found


def _last(text: str) -> str:
    if len(text) <= AROUND:
        return text
    text = text[-AROUND:]
    if match := _ENDS.search(text):
        return text[match.end() :]
    return "… " + text.partition(" ")[2]


def _first(text: str) -> str:
    if len(text) <= AROUND:
        return text
    text = text[: AROUND + 1]
    ends = [match.end() for match in _ENDS.finditer(text)]
    if ends:
        return text[: ends[-1]].rstrip()
    return text.rpartition(" ")[0] + " …"
