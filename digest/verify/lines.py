"""Whether printed lines say what a text says: line ends, hyphens and look-alike signs of paper are seen through, nothing else is.

A line of paper may end in the middle of a word, with a hyphen that the text has not, or behind a dash without a space. Which of two
characters a glyph stands for cannot be told where a font draws both with it: they count as one. Text with words that run from right to
left stands on paper in another order than it is read; of such text the letters are compared, and not their order.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from digest.verify.printed import shown

_SAME = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "ˋ": "`", "ˉ": "¯", "ˊ": "´", "µ": "μ", "ʻ": "‘", "ʼ": "’", "∆": "Δ"}
)
"""Characters that one glyph of the project's fonts draws; combined letters are told by NFC."""
_LONG = 30
"""From this length on a word may be broken anywhere, without a sign."""


def plain(text: str) -> str:
    """`text` as it is compared: white space folded, look-alikes as one. Line feeds stay where a line of paper ends."""
    lines = (shown(unicodedata.normalize("NFC", line)).translate(_SAME) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def agrees(printed: str, told: str) -> bool:
    """True where the lines of `printed` say `told`, and nothing before, between or after."""
    printed, told = plain(printed), plain(told.replace("\n", " "))
    if turned(told):
        return _bag(printed) == _bag(told)
    return _end(printed, 0, told) == len(printed)


def holds(printed: str, told: str) -> bool:
    """True where the lines of `printed` say `told` somewhere."""
    printed, told = plain(printed), plain(told.replace("\n", " "))
    if turned(told):
        return _bag(told) <= _bag(printed)
    start = printed.find(told[:1]) if told else 0
    while start >= 0:
        if _end(printed, start, told) is not None:
            return True
        start = printed.find(told[:1], start + 1)
    return False


def ends(printed: str, told: str) -> bool:
    """True where the lines of `printed` say `told` last."""
    printed, told = plain(printed), plain(told.replace("\n", " "))
    if turned(told):
        return _bag(told) <= _bag(printed)
    starts = [at for at in range(len(printed)) if printed[at] == told[:1]] if told else []
    return not told or any(_end(printed, start, told) == len(printed) for start in starts)


def part_of(printed: str, told: str) -> bool:
    """True where all that the lines of `printed` say stands in `told`, in one piece."""
    printed, told = plain(printed), plain(told.replace("\n", " "))
    if turned(told):
        return _bag(printed) <= _bag(told)
    start = told.find(printed[:1])
    while start >= 0:
        if _walk(printed, 0, told, start)[0] == len(printed):
            return True
        start = told.find(printed[:1], start + 1)
    return False


def _end(printed: str, at: int, told: str) -> int | None:
    """Where `told` ends in `printed` if it begins at `at`; None where it is not said there."""
    end, done = _walk(printed, at, told, 0)
    return end if done == len(told) else None


def _walk(printed: str, at: int, told: str, done: int) -> tuple[int, int]:
    """How far `printed` from `at` and `told` from `done` agree."""
    while done < len(told):
        here = printed[at : at + 1]
        if here == "\n" and told[done] == " ":
            at, done = at + 1, done + 1
        elif here == "\n" and _may_break(told, done):
            at += 1
        elif here == "-" and printed[at + 1 : at + 2] == "\n" and told[done] != "-" and told[done - 1 : done].isalpha():
            at += 2
        elif here and here == told[done]:
            at, done = at + 1, done + 1
        else:
            break
    return at, done


def turned(text: str) -> bool:
    """True where some of its words run from right to left."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def _bag(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalnum())


def _may_break(told: str, done: int) -> bool:
    """True where a line may end before `told[done]` without a space: beside a sign, or in a word that no line holds."""
    if not done:
        return False
    if not (told[done - 1].isalnum() and told[done].isalnum()) or unicodedata.category(told[done]) == "Lo":
        return True
    start = told.rfind(" ", 0, done) + 1
    end = told.find(" ", done)
    return (len(told) if end < 0 else end) - start >= _LONG
