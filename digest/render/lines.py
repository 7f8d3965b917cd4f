"""Plain text in lines: wrapping and cutting, with no letter parted from its marks."""

from __future__ import annotations

import re
import unicodedata

from digest.model import ELISION

WIDTH = 74
"""Columns of a line."""
WHOLE = "\ufdd0"
"""Stands before an address that is not broken: no source's text holds it once it is printable."""

_BREAKS = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n{4,}")
_INDENT = re.compile(r"(?: *)(?:(?:[-—•]|\[\d{1,6}\]) +)?")


def shortened(text: str, longest: int) -> str:
    """`text` with at most `longest` characters: cut at the end of a word where one is near, and marked as cut."""
    if len(text) <= longest:
        return text
    room = longest - len(ELISION) - 1
    at = text.rfind(" ", room // 2, room + 1)
    return f"{text[: at if at > 0 else _whole_letters(text, room)].rstrip()} {ELISION}"


def wrapped(text: str) -> str:
    """Plain text with lines of at most `WIDTH` columns; what follows a dash or a number in brackets is set in.

    Words longer than a line are broken, the program's own addresses never.
    """
    lines = [line for paragraph in text.split("\n") for line in _lines(paragraph)]
    return _BLANK_LINES.sub("\n\n\n", "\n".join(lines)).strip() + "\n"


def _lines(paragraph: str) -> list[str]:
    found = _INDENT.match(paragraph)
    first = found[0] if found else ""
    words = [word for word in _BREAKS.split(paragraph[len(first) :]) if word]
    if not words:
        return [first.rstrip()]
    room = WIDTH - len(first)
    lines: list[str] = []
    line, used = "", 0
    for word in words:
        own = word.startswith(WHOLE)
        for number, part in enumerate([word[1:]] if own else _broken(word, room)):
            width = columns(part)
            if line and (number or used + 1 + width > room):
                lines.append(line)
                line, used = "", 0
            line, used = (f"{line} {part}", used + 1 + width) if line else (part, width)
    lines.append(line)
    rest = " " * len(first)
    return [(rest if number else first) + line for number, line in enumerate(lines)]


def columns(text: str) -> int:
    """Columns that `text` takes at most: two for a wide character of East Asia, one for every other."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _broken(word: str, room: int) -> list[str]:
    """The word in pieces that fit into a line, letters with their marks kept together."""
    parts = []
    while columns(word) > room:
        at = used = 0
        while used + (width := columns(word[at])) <= room:
            at, used = at + 1, used + width
        at = _whole_letters(word, at)
        parts.append(word[:at])
        word = word[at:]
    return [*parts, word] if word else parts


def _whole_letters(text: str, at: int) -> int:
    """The nearest place before `at` where no mark is parted from its letter and no joined emoji is cut; `at` where there is none near."""
    for place in range(at, max(0, at - 16), -1):
        mark = unicodedata.category(text[place]).startswith("M") or text[place] == "\u200d"
        skin = "\U0001f3fb" <= text[place] <= "\U0001f3ff"
        if not (mark or skin or text[place - 1] == "\u200d"):
            return place
    return at
