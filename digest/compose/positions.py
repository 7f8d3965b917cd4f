"""What the parties demand, offer, refuse and react to, side by side: only what printed items tell and where it is near certain."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import get_args

from digest.compose.clip import clip
from digest.config import Config
from digest.model import Act, Cell, Document, Item, Judged, Position, Section

MOST = 2
"""Cells of a party under one act."""
_POINTS = re.compile(
    r"\b(?:such|this|that|these|those) (?:an? )?(?:demand|offer|claim|idea|proposal|plan|move|call|condition|request|step)s?\b"
)
"""Refers to what another sentence says: by itself it tells nothing."""


def positions(
    sections: Sequence[Section], parts: Mapping[str, Sequence[Judged]], by_doc: Mapping[str, Document], config: Config
) -> tuple[Position, ...]:
    """Cells by party in the order of the configuration; none where fewer than two parties have one.

    `parts` are the sentences of each item by its id. Opinion speaks for no party.
    """
    found: dict[str, dict[Act, list[Cell]]] = {
        party.name: {act: [] for act in get_args(Act)} for party in config.parties
    }
    for item in (item for section in sections for item in section.items):
        cell = _cell(item, parts[item.id], by_doc)
        if cell and item.party in found and len(found[item.party][cell.act]) < MOST:
            found[item.party][cell.act].append(cell)
    made = [Position(party, tuple(cell for cells in acts.values() for cell in cells)) for party, acts in found.items()]
    told = tuple(position for position in made if position.cells)
    return told if len(told) > 1 else ()


def _cell(item: Item, parts: Sequence[Judged], by_doc: Mapping[str, Document]) -> Cell | None:
    """The first sentence of the item that tells what its party does, where it can stand in a table."""
    for part in parts:
        doc = by_doc[part.sent.doc]
        if part.act is None or part.party != item.party or doc.genre == "opinion":
            continue
        stands = not (part.opener or part.leans or _POINTS.search(part.sent.text))
        quote = clip(part.sent, doc) if stands else None
        return Cell(part.act, item.id, quote, 0) if quote else None
    return None
