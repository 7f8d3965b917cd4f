"""Whether what a page says of a point among what is open is what the data have: its kind in the heading above it, and who reports it.

The headings of both kinds and the words behind a point are promised to readers: a page on which a denial stands under another heading, or
with another word behind it, says something else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from digest.model import Briefing, Doubt, OpenPoint
from digest.verify.lines import agrees, plain
from digest.verify.masthead import written
from digest.verify.verdict import Refuted

HEADINGS: Mapping[Doubt, str] = MappingProxyType({"disputed": "Disputed", "unknown": "Not known"})
"""What stands above the points of either kind."""
_TARGET = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")


def check_open(file: str, where: str, point: OpenPoint, *, group: str, said: str, briefing: Briefing) -> None:
    """`group` is the heading above the point, `said` what stands behind it. Raises `Refuted`."""
    if not agrees(group, HEADINGS[point.doubt]):
        message = f"stands under “{group}”, the data have it as {point.doubt}"
        raise Refuted(file, message, where=where, footnote=point.note, printed=point.quote.text)
    told = [point.attribution]
    if point.item:  # its section, and the day of its article, which an older edition doesn't tell
        home = next((s.title for s in briefing.sections if any(item.id == point.item for item in s.items)), "")
        told = [f"{written(point.note, briefing)}; {home}", home]
    if not any(agrees(_bare(said), one) for one in told):
        message = "says something else behind the words than the data"
        raise Refuted(file, message, where=where, footnote=point.note, printed=plain(said), kept=told[0])


def _bare(said: str) -> str:
    """What stands behind a point without the dash, asterisks around it and the target of a link."""
    return _TARGET.sub(r"\1", said).strip().strip("*").strip().lstrip("—–-").strip()
