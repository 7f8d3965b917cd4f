"""What the search for stale sentences knows of English (`data/stale.txt`), and how it compares words with stems."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path


@cache
def _classes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in (Path(__file__).parent / "data" / "stale.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[] ")
        elif line and not line.startswith("#"):
            found.setdefault(name, []).extend(part.strip() for part in line.split(",") if part.strip())
    return found


def words_of(name: str) -> list[str]:
    """The entries of a class of the file."""
    return _classes()[name]


def one_of(*names: str) -> str:
    """A pattern that matches any entry of these classes, the longest first."""
    words = sorted({word for name in names for word in words_of(name)}, key=lambda w: (-len(w), w))
    return "|".join(map(re.escape, words))


WORD = re.compile(r"[^\W\d_]{3,}")


def is_of(word: str, term: str) -> bool:
    """Whether a word has this stem, as far as its first letters tell."""
    return word.startswith(term[:-1] if len(term) > 4 else term) and len(word) - len(term) <= 4


def plain(text: str, term: str) -> bool:
    """Whether a term is no name: it stands in small letters."""
    return any(word.islower() and is_of(word, term) for word in WORD.findall(text))


@cache
def undone() -> re.Pattern[str]:
    """What denies a deed, or doubts it."""
    return re.compile(rf"(?<!\w)(?:{one_of('undone')})(?!\w)|n['’]t\b")
