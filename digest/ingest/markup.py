"""HTML source -> HTML source that a parser handles in linear time, whatever it was.

libxml2 compares every attribute of a tag with every other (100,000 of them take five minutes), and gives up on the rest
of a page that nests deeper than 255 elements. Both are dealt with here, in one pass of one regular expression.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

MAX_CHARACTERS: Final = 8_000_000
"""Longest page that is parsed. libxml2 drops text nodes of more than ten million bytes without a word."""
MAX_ELEMENTS: Final = 200_000
"""Elements of the largest page that is read; articles have a few thousand."""
_MAX_TAG: Final = 4096
_MAX_ATTRIBUTES: Final = 60
_MAX_DEPTH: Final = 100
"""Open elements; list items, table cells and the like, which can go unclosed, come on top."""

_NOTHING: Final = "<!---->"
"""What stands for something taken out: without it, its neighbours could join to a tag that nobody counted."""

_ELEMENTS_FILE = Path(__file__).parent / "data" / "elements.tsv"
_TOKEN = re.compile(
    r"""(?isx)
    <!-- (?: -?> | .*? (?: --!?> | \Z ) )
  | <(?P<raw> script | style | iframe | noembed | noframes | xmp ) (?P<about> [\s/][^>]*+ )? >
      (?P<content> .*? ) (?: </(?P=raw) [^>]*+ > | \Z )
  | <(?P<close> / )? (?P<name> [a-z][^\s/>]*+ )
    (?:  # an attribute, or what stands between two
        [\s/]++
      | [^\s/>=][^\s/>=]*+ (?: \s*+ = \s*+ (?: "[^"]*+"? | '[^']*+'? | [^\s>"'][^\s>]*+ )? )?
      | =
    )*+ >?
    """
)
_JSON_LD = re.compile(r"""type\s*=\s*["']?application/ld\+json""", re.IGNORECASE)
_KEPT = re.compile(
    r"""(?isx) (?<![^\s"'/])
    (class|id|role|style|href|content|property|name|itemprop|itemtype|datetime|rel|start|value) \s{0,9} = \s{0,9}
    ( "[^"]{0,2000}" | '[^']{0,2000}' | [^\s>"']{1,2000} )"""
)


@cache
def elements(kind: str) -> frozenset[str]:
    """Names of the HTML elements of a kind: "inline", "void", "unclosed" (the end tag may be left out), "skipped", "head"."""
    rows = (line.split("\t") for line in _ELEMENTS_FILE.read_text("utf-8").splitlines() if line[0] != "#")
    return frozenset(next(names for name, names in rows if name == kind).split())


@dataclass(slots=True)
class _Depth:
    """Elements that are open, by name; what makes a parser nest."""

    open: Counter[str] = field(default_factory=Counter)
    total: int = 0
    elements: int = 0
    """All elements so far, open or not."""


def tame(markup: str) -> tuple[str, list[str]]:
    """Takes out comments, scripts and style sheets, and caps the depth of elements and the attributes of a tag.

    Returns the source and the contents of its JSON-LD scripts. Tags too deep become line breaks (block elements) or
    nothing (inline elements), so that no text is lost. Raises ValueError for a page above
    `MAX_CHARACTERS` or `MAX_ELEMENTS`.
    """
    if len(markup) > MAX_CHARACTERS:
        raise ValueError(f"it is a page of more than {MAX_CHARACTERS // 1_000_000} million characters")
    json_ld: list[str] = []
    depth = _Depth()
    never_closed, inline = elements("void") | elements("unclosed"), elements("inline")

    def rewrite(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None:
            if match["raw"] and _JSON_LD.search(match["about"] or ""):
                json_ld.append(match["content"])
            return _NOTHING
        tag = match[0]
        name = name.lower()
        depth.elements += not match["close"]
        if depth.elements > MAX_ELEMENTS:
            raise ValueError(f"it is a page of more than {MAX_ELEMENTS:,} elements")
        if name in never_closed:
            pass
        elif match["close"]:
            if depth.open[name]:
                depth.open[name] -= 1
                depth.total -= 1
        elif depth.total >= _MAX_DEPTH:
            return _NOTHING if name in inline else "<br><br>"
        else:
            depth.open[name] += 1
            depth.total += 1
        if len(tag) > _MAX_TAG or (
            len(tag) > 2 * _MAX_ATTRIBUTES and len(tag.split(None, _MAX_ATTRIBUTES)) > _MAX_ATTRIBUTES
        ):
            kept = {found[1].lower(): f"{found[1]}={found[2]}" for found in reversed([*_KEPT.finditer(tag)])}
            return f"<{match['close'] or ''}{name} {' '.join(sorted(kept.values()))}>"
        return tag

    return _TOKEN.sub(rewrite, markup), json_ld
