"""What the parties demand, offer, refuse and react to, side by side: only what printed items tell and where it is near certain.

What an item under the party's name in a section of demands says already is not said again: the table refers to these items as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args

from digest.compose.clip import clip
from digest.config import Config
from digest.model import Act, Cell, Document, Item, Judged, Position, Section

MOST = 2
"""Cells of a party under one act."""
_SECTIONS: Mapping[str, Act] = {"demands": "demand", "reactions": "reaction"}
"""Sections that hold what a party does."""
_POINTS = re.compile(
    r"\b(?:such|this|that|these|those) (?:an? )?(?:demand|offer|claim|idea|proposal|plan|move|call|condition|request|step)s?\b"
)
"""Refers to what another sentence says: by itself it tells nothing."""


def positions(
    sections: Sequence[Section],
    parts: Mapping[str, Sequence[Judged]],
    by_doc: Mapping[str, Document],
    config: Config,
    *,
    most: int = MOST,
) -> tuple[Position, ...]:
    """Cells by party in the order of the configuration; none where fewer than two parties have a position, or where all of it stands
    under their names already.

    `parts` are the sentences of each item by its id, `most` the cells of a party under one act. Opinion speaks for no party.
    """
    found: dict[str, dict[Act, list[Cell]]] = {
        party.name: {act: [] for act in get_args(Act)} for party in config.parties
    }
    known: set[str] = set()
    for section in sections:
        for item in section.items:
            cell = _cell(item, parts[item.id], by_doc) if item.party in found else None
            if cell is None:
                continue
            known.add(item.party)
            if len(found[item.party][cell.act]) < most and not _said_above(cell, item, section):
                found[item.party][cell.act].append(cell)
    made = [Position(party, tuple(cell for cells in acts.values() for cell in cells)) for party, acts in found.items()]
    told = tuple(position for position in made if position.party in known)
    return told if len(told) > 1 and any(position.cells for position in told) else ()


def _said_above(cell: Cell, item: Item, section: Section) -> bool:
    """True where the item stands among the party's demands, so that a reader has just read it there as what it is."""
    grouped = any(group.party == item.party for group in section.groups)
    return grouped and _SECTIONS.get(section.key) == cell.act


def _cell(item: Item, parts: Sequence[Judged], by_doc: Mapping[str, Document]) -> Cell | None:
    """The first sentence of the item that tells what its party does, where it can stand in a table."""
    for part in parts:
        doc = by_doc[part.sent.doc]
        act = _act(part, item)
        if act is None or part.party != item.party or doc.genre == "opinion":
            continue
        stands = not (part.opener or part.leans or _POINTS.search(part.sent.text))
        quote = clip(part.sent, doc) if stands else None
        return Cell(act, item.id, replace(quote, via=item.quotes[0].via), 0) if quote else None
    return None


def _act(part: Judged, item: Item) -> Act | None:
    """What the party does by its verb; in a section of reactions a verb that answers is enough."""
    if part.act is None and _SECTIONS.get(item.section) == "reaction" and _answers().search(_unquoted(part.sent.text)):
        return "reaction"
    return part.act


def _unquoted(text: str) -> str:
    """`text` without what stands in quotation marks."""
    return re.sub(r"“[^”]*”|\"[^\"]*\"", " ", text)


@cache
def _answers() -> re.Pattern[str]:
    """The verbs of `data/reactions.txt`."""
    lines = (Path(__file__).parent / "data" / "reactions.txt").read_text(encoding="utf-8").splitlines()
    verbs = [re.escape(line) for line in lines if line and not line.startswith("#")]
    return re.compile(rf"(?<!-)\b(?<!not )(?:{'|'.join(verbs)})\b")
