"""Boxes that open over a name, pasted into the sentence: the whole name again, headlines glued to it, and MORE.

"Sen. Ana Bel Ana Maria BelHarbour opens Bel calls for a vote MORE (N-East) said": everything from the second name to MORE is furniture, and
the sentence goes on behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.model import Span

LONGEST = 900
"""Most characters between a name and the MORE that closes its box."""
_CLOSES = re.compile(r"(?: |(?<=[a-z]))MORE(?![A-Za-z])")
_TOKENS = r"(?:[A-Z(“\"][\w.’'()”\"-]{0,30} ){1,5}"
_GLUED = re.compile(
    rf"\b(?P<last>[A-Z][\w’'-]{{1,30}}),? ?(?P<again>{_TOKENS}(?P=last)(?:,? [JS]r\.?)?)(?=[A-Z“\"'‘’\d])"
)
_APART = re.compile(
    rf"\b(?P<first>[A-Z][\w’'-]{{1,30}}) (?P<last>[A-Z][\w’'-]{{1,30}}) (?P<again>(?P=first) (?:{_TOKENS})?(?P=last))(?= [A-Z\d'‘“])"
)
"""The last name, the whole name that ends with it, and the first headline, glued to it or not."""


def boxes(text: str, span: Span) -> Iterator[Span]:
    """Where such boxes stand in a block, in order: without the name that belongs to the sentence."""
    at = span.start
    for close in _CLOSES.finditer(text, span.start, span.end):
        start = max(at, close.start() - LONGEST, text.rfind("\n", at, close.start()) + 1)
        if found := _GLUED.search(text, start, close.end()) or _APART.search(text, start, close.end()):
            yield Span(found.start("again"), close.end())
        at = close.end()
