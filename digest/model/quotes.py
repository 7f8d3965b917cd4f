"""Slices of a text as they are printed."""

from __future__ import annotations

import re
from itertools import pairwise

from digest.model.document import Span

ELISION = "[…]"

_MARK = r"""\[\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\s?\]"""
_CHIP = r"""(?:[A-Z][\w.'’&-]*(?:[ ](?:[A-Z][\w.'’&-]*|of|the|and|for))*\+\d{1,3})"""
_SILENT = re.compile(rf"(?:{_MARK}|{_CHIP}|[\s\u00ad\u200b\ufeff])*")
_LIST_MARK = r"(?:[•◦▪‣●○■–—*+-]|\d{1,3}[.)]|\(?[a-z]\))\s+"
_BULLET = re.compile(rf"\s*(?:{_LIST_MARK})?")
ITEM = " • "
"""Stands between two items of a list where no mark of theirs parts them."""
_NEXT_ITEM = re.compile(rf"[^\S\n]*\n\s*|(?:{_MARK}|\s)*\s{_LIST_MARK}")
_PARTED = re.compile(r"[.,;:!?…–—][”\"'’)\]]*$")
_CLOSING = frozenset(".,;:!?)]’”")
_GOES_ON = re.compile(r"[’']s\b|[,;](?=\s)|[.!?](?=$|[”\"’'])")
"""Belongs to the word before what was left out."""


def fold(text: str) -> str:
    """Folds every run of white space to one space and strips the ends: what equality of a quote and its source means."""
    return " ".join(text.replace("\u00ad", "").replace("\u200b", "").split())


def quote_text(text: str, spans: tuple[Span, ...]) -> str:
    """The words of `spans` as they are printed.

    Between two slices nothing is printed where only citation marks stood there, a space where only a bullet or a line break did, and
    `[…]` for everything else. Two items or lines of which the first ends without a mark are parted by a bullet. Reads nothing but the
    text, so that a quote can be checked without the program that cut it.
    """
    parts = [text[spans[0].start : spans[0].end]]
    for before, after in pairwise(spans):
        gap, rest = text[before.end : after.start], text[after.start : after.end]
        if gap.strip("\u00ad") == "-\n":
            joint = ""
        elif _NEXT_ITEM.fullmatch(gap):
            joint = " " if _PARTED.search(text, max(0, before.end - 5), before.end) else ITEM
        elif _SILENT.fullmatch(gap):
            joint = " " if any(map(str.isspace, gap)) and rest[:1] not in _CLOSING else ""
        elif _BULLET.fullmatch(gap):
            joint = " "
        else:
            joint = f" {ELISION}" if _GOES_ON.match(rest) else f" {ELISION} "
        parts += (joint, rest)
    return fold("".join(parts))
