"""What trafilatura thinks of each line of a page.

trafilatura (Barbaresi 2021) deletes what it rejects and rewrites what it keeps, so its result is aligned to the lines
of our own walk instead of replacing them.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from digest.ingest.dom import Tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORDS = re.compile(r"\w+")
_SHINGLE: Final = 4
_THOROUGH: Final = 3_000
"""Elements up to which trafilatura may fall back on its other extractors, whose time is quadratic in the paragraphs."""
_MAX_ELEMENTS: Final = 20_000
_MAX_CHARACTERS: Final = 1_000_000
"""Larger pages get no vote."""


def votes(root: HtmlElement, tree: Tree) -> list[float] | None:
    """For each line of `tree` the share that trafilatura keeps, 0 to 1; None where it keeps nothing or isn't asked.

    `root` is the tree that was walked; it is not changed.
    """
    elements = len(tree.parents)
    if elements > _MAX_ELEMENTS or sum(len(line.text) for line in tree.lines) > _MAX_CHARACTERS:
        return None
    kept = _kept(root, fast=elements > _THOROUGH)
    return align(kept, [line.text for line in tree.lines]) if kept else None


def _kept(root: HtmlElement, *, fast: bool) -> list[str]:
    """The lines of trafilatura's result, none where it can't cope with the tree: our own rules do without."""
    from lxml.etree import LxmlError
    from trafilatura.core import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        result = bare_extraction(root, include_comments=False, favor_precision=not fast, fast=fast)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, LxmlError):
        return []
    text = getattr(result, "text", None)
    return text.splitlines() if isinstance(text, str) else []


def align(kept: list[str], lines: list[str]) -> list[float]:
    """Shares of `lines` that stand in `kept`, both in the order of the page.

    A line equal to a kept one is kept; of several equal lines the first behind the kept line before.
    Other lines are compared by runs of four words.
    """
    keys = [" ".join(_WORDS.findall(line)) for line in lines]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        if key:
            places[key].append(index)
    shares = [0.0] * len(lines)
    rest: list[str] = []
    last = -1
    for line in kept:
        key = " ".join(_WORDS.findall(line))
        where = places.get(key)
        if where:
            following = bisect_right(where, last)
            last = where[following if following < len(where) else 0]
            shares[last] = 1.0
        else:
            rest.append(key)
    runs: Counter[tuple[str, ...]] = Counter()
    for key in rest:
        runs.update(_shingles(key))
    for index, key in enumerate(keys):
        if key and not shares[index]:
            own = _shingles(key)
            shares[index] = sum(run in runs for run in own) / len(own)
    return shares


def _shingles(key: str) -> list[tuple[str, ...]]:
    """Runs of four words, or all of a shorter line."""
    words = key.split()
    return [tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))]
