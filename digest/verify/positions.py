"""Whether a quote in the table of positions stands beside the party and the act that the data have for it.

Of the layout nothing is known but that what stands beside a quote in its row, or heads its column, may be the name of a party or of an
act, as the program's templates write them. A template that names neither says nothing that could be wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from digest.model import Act, Briefing, Cell
from digest.verify.printed import shown
from digest.verify.verdict import Refuted

_ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "demands": "demand",
        "offers": "offer",
        "refuses": "refusal",
        "refusals": "refusal",
        "reacts": "reaction",
        "reactions": "reaction",
    }
)


def check_place(
    file: str,
    where: str,
    words: str,
    *,
    beside: Sequence[str],
    briefing: Briefing,
    says: Callable[[Cell], bool],
) -> None:
    """`beside` are the other cells of the row, and the first one of the nearest row above where its own is empty; `says` tells whether
    `words` are those of a cell. Raises `Refuted` where no cell of the data has these words for this party and act.
    """
    cells = [(shown(position.party), cell) for position in briefing.positions for cell in position.cells if says(cell)]
    if not cells:
        raise Refuted(file, "the words are no position of the edition", where=where, printed=words)
    parties = {shown(position.party) for position in briefing.positions}
    named = [text for text in map(shown, beside) if text in parties]
    acts = [_ACTS[text.casefold()] for text in map(shown, beside) if text.casefold() in _ACTS]
    own = [cell for party, cell in cells if not named or party == named[0]]
    if not own:
        message = f"stands under {named[0]}, the data have it under {cells[0][0]}"
        raise Refuted(file, message, where=where, footnote=cells[0][1].note, printed=words)
    if acts and not any(cell.act == acts[0] for cell in own):
        message = f"stands there as a {acts[0]}, the data have it as a {own[0].act}"
        raise Refuted(file, message, where=where, footnote=own[0].note, printed=words)
