"""Whether what a page says of a point among what is open is what the data have: its kind in the heading above it, and who reports it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from digest.model import Briefing, Doubt, OpenPoint
from digest.verify.lines import holds, plain
from digest.verify.masthead import other_section
from digest.verify.verdict import Refuted

_KINDS: Mapping[str, Doubt] = MappingProxyType({"disputed": "disputed", "not known": "unknown"})
"""The headings of the program's templates. One that a template words in its own way says nothing that could be wrong."""


def check_open(file: str, where: str, point: OpenPoint, *, group: str, said: str, briefing: Briefing) -> None:
    """`group` is the heading above the point, `said` what stands behind it. Raises `Refuted`."""
    kind = _KINDS.get(plain(group).casefold())
    if kind and kind != point.doubt:
        message = f"stands under “{group}”, the data have it as {point.doubt}"
        raise Refuted(file, message, where=where, footnote=point.note, printed=point.quote.text)
    if point.item and (wrong := other_section(plain(said).replace("\n", " "), point.item, briefing)):
        message = f"refers to “{wrong}”, where its item is not"
        raise Refuted(file, message, where=where, footnote=point.note, printed=point.quote.text)
    if not point.item and said and not holds(said, point.attribution):
        message = "says something else behind the words than the data"
        raise Refuted(file, message, where=where, footnote=point.note, printed=said, kept=point.attribution)
