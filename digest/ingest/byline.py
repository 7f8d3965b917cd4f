"""Bylines and what stands around them in running text: the line under the headline, places of reporting, notes on
authors.
"""

from __future__ import annotations

from digest.ingest.glued import Piece, kept
from digest.ingest.patterns import listed, pattern

_PLACE_CHARACTERS = 28
"""Longest name of a place."""
_NOTE_UNITS = 9
"""Sentences at the end among which a note on the author is looked for."""


def _place_end(text: str, at: int) -> int:
    """End of the place, or "City, Country", that begins at `at`; `at` where it isn't known."""
    end = at
    for _ in range(2):
        here = next(
            (
                end + n
                for n in range(28, 2, -1)
                if text[end : end + n] in listed("places") and not text[end + n : end + n + 1].isalnum()
            ),
            end,
        )
        if here == end:
            break
        end = here
        if not text.startswith(", ", end):
            break
        end += 2
    return end - 2 if text[end - 2 : end] == ", " else end


def standfirst(text: str, low: str, pieces: list[Piece], marker: str) -> list[Piece]:
    """The line under the headline and the byline behind it, as far as it can be told from the first sentence."""
    at = low.find(marker) + len(marker) - (3 if marker.endswith(" by by") else 0)
    byline = pattern("byline").search(text, max(0, at - 1), at + 800)
    if not byline:
        return pieces
    end = byline.end()
    if match := pattern("reporting").match(text, end):
        end = _place_end(text, match.end())
    elif match := pattern("reported").match(text, end):
        end = _place_end(text, match.end())
        while match := pattern("reported_too").match(text, end):
            there = _place_end(text, match.end())
            stop = text.find(". ", match.end(), match.end() + 60)
            end = there if there > match.end() else stop if stop > 0 else match.end()
    while (match := pattern("covers").match(text, end)) and match["name"] in byline[0]:
        end = match.end()
    stop = end + 1 if text[end : end + 1] == "." else end
    result: list[Piece] = []
    home = next((piece.block for piece in pieces if piece.end >= at), -1)
    for piece in pieces:
        if piece.start >= stop or piece.block != home or not kept(piece):
            result.append(piece)
        elif piece.end <= byline.start():
            result.append(piece._replace(kind="meta", reason="line under the headline"))
        elif piece.start >= byline.start() and piece.end <= stop:
            result.append(piece._replace(kind="meta", reason="byline"))
        else:
            if piece.start < byline.start():
                result.append(piece._replace(end=byline.start(), kind="meta", reason="line under the headline"))
            result.append(
                piece._replace(start=max(piece.start, byline.start()), end=stop, kind="meta", reason="byline")
            )
            if rest := text[stop : piece.end].lstrip():
                result.append(piece._replace(start=piece.end - len(rest)))
    return result


def authors(text: str, pieces: list[Piece]) -> list[Piece]:
    """Notes on the author behind the last sentence: a full name that is known from nowhere else in the text, and a
    role.
    """
    last = next((i for i in range(len(pieces) - 1, -1, -1) if kept(pieces[i])), -1)
    if last < 4:
        return pieces
    first = last + 1
    for index in range(last, max(3, last - _NOTE_UNITS), -1):
        piece = pieces[index]
        if not kept(piece):
            if index >= first - 1:
                first = index
            continue
        unit = text[piece.start : piece.end].strip()
        match = pattern("note").match(unit)
        if match and pattern("role").search(unit) and not any(quote in unit for quote in '"“”'):
            name = unit.split(None, 2)[:2]
            full = " ".join(name)
            known = text.count(name[1], 0, piece.start)
            if known == text.count(full, 0, piece.start) and text.find(full, len(text) // 3, piece.start) < 0:
                first = index
                continue
        if not pattern("note_goes_on").match(unit):
            break
    result = list(pieces)
    for index in range(first, len(pieces)):
        if kept(pieces[index]):
            result[index] = pieces[index]._replace(kind="furniture", reason="author box")
    return result
