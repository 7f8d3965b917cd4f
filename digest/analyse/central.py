"""How near a sentence is to what all articles tell: measures of the whole sentence, with which the concepts in it are weighed.

What headlines, first sentences and many sentences share is the news (Edmundson 1969, "New methods in automatic extracting": title and
position; Nenkova & Vanderwende 2005, "The impact of frequency on summarization"). A long sentence and a quotation say it differently.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from digest.analyse.features import Reading
from digest.analyse.words.terms import stop_words, tokens
from digest.model import Document

NAMES = (
    "sentence: own title",
    "sentence: another title",
    "sentence: frequency",
    "sentence: shared",
    "sentence: first sentences",
    "sentence: length",
    "sentence: quoted",
)
"""What is measured, in the order of `measures`."""
LEAST = 3
"""Stems of a title that is as short or shorter: to share the only word of a headline is not to say what it says."""
TITLES = 20
"""Titles in which a stem is looked up: work grows with the sentences however many headlines share a word."""
LONG = 40
"""Words of a sentence that counts as long; what is longer counts alike."""


def measures(docs: Sequence[Document], kept: Sequence[Sequence[tuple[int, Reading]]]) -> list[tuple[float, ...]]:
    """The measures `NAMES` of every sentence, 0 to 1 but for the frequency; `kept` are place and sentence by document.

    Part of its own title and of the most like other one that it says; the mean logarithm of how often its stems stand in all sentences;
    the part of them that several documents have, and that stand in first sentences (of other documents, if it is one); words; part quoted.
    """
    stop = stop_words()
    titles = [{stem for _, stem in tokens(doc.title.value)} - stop for doc in docs]
    entitled: dict[str, list[int]] = {}
    for number, title in enumerate(titles):
        for stem in title:
            entitled.setdefault(stem, []).append(number)
    often, spread, opening = Counter[str](), Counter[str](), Counter[str]()
    for own in kept:
        spread.update({stem for _, reading in own for stem in reading.stems})
        opening.update({stem for at, reading in own if at == 0 for stem in reading.stems})
        for _, reading in own:
            often.update(reading.stems)
    frequency = {stem: math.log(1 + times) for stem, times in often.items()}
    found: list[tuple[float, ...]] = []
    for number, (own, title) in enumerate(zip(kept, titles, strict=True)):
        for at, reading in own:
            stems = set(reading.stems) - stop
            met = Counter([other for stem in stems if stem in entitled for other in entitled[stem][:TITLES]])
            del met[number]
            size, itself = max(1, len(stems)), at == 0
            found.append(
                (
                    len(stems & title) / max(LEAST, len(title)),
                    max([n / max(LEAST, len(titles[other])) for other, n in met.items()], default=0.0),
                    math.fsum([frequency[stem] for stem in stems]) / size,
                    sum([spread[stem] > 1 for stem in stems]) / size,
                    sum([opening.get(stem, 0) > itself for stem in stems]) / size,
                    min(1.0, len(reading.stems) / LONG),
                    reading.quoted,
                )
            )
    return found
