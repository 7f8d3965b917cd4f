"""The nouns that flow through the pipeline: frozen values, no I/O.

    Raw -> Document(Block, Citation) -> Sentence + Label -> Claim -> Item -> Briefing

All offsets count Unicode code points into `Document.text` and are half-open.
"""

from digest.model.briefing import Briefing, Coverage, Figure, FigureValue, Group, Item, Section, Source, Takeaway
from digest.model.document import (
    COPY,
    LATER,
    OVERRIDE,
    PROSE,
    Block,
    BlockKind,
    Citation,
    Document,
    Found,
    Genre,
    Problem,
    Raw,
    Sentence,
    Span,
)
from digest.model.judged import Chosen, Claim, Differing, Judged, Label, Quote, Selection, Time, Told, When
from digest.model.quotes import ELISION, ITEM, fold, quote_text

__all__ = [
    "COPY",
    "ELISION",
    "ITEM",
    "LATER",
    "OVERRIDE",
    "PROSE",
    "Block",
    "BlockKind",
    "Briefing",
    "Chosen",
    "Citation",
    "Claim",
    "Coverage",
    "Differing",
    "Document",
    "Figure",
    "FigureValue",
    "Found",
    "Genre",
    "Group",
    "Item",
    "Judged",
    "Label",
    "Problem",
    "Quote",
    "Raw",
    "Section",
    "Selection",
    "Sentence",
    "Source",
    "Span",
    "Takeaway",
    "Time",
    "Told",
    "When",
    "fold",
    "quote_text",
]
