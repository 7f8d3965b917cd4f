"""Where an article that belongs in turns to another matter: the other stories of a newsletter, of a live report, of a page of briefs.

Sentences in a row that say nothing of the topic may still be about it: a surgeon tells of his ward. They are another matter only where
they bring names of their own and hardly any that the rest of the article has (lexical cohesion as in TextTiling, Hearst 1997, on names
alone).
"""

from __future__ import annotations

from collections.abc import Sequence

from digest.analyse.features import Reading
from digest.analyse.terms import tokens
from digest.analyse.topic import Topic, evidence

LEAST = 3
"""Sentences in a row."""
NAMES = 4
"""Names that they must bring."""
SHARED = 0.07
"""Most of these that the rest of the article may have."""


def turned(title: str, readings: Sequence[Reading], wanted: Topic) -> frozenset[int]:
    """Places of the sentences that are about something else; none where there is no topic."""
    if not wanted.phrases:
        return frozenset()
    silent = [evidence(r.sent.text, frozenset(r.stems), wanted).worth(1.0) == 0.0 for r in readings]
    known = {stem for _, stem in tokens(title)}
    known = known.union(*(r.names for r, nothing in zip(readings, silent, strict=True) if not nothing))
    found: set[int] = set()
    start = 0
    for at in range(len(readings) + 1):
        if at < len(readings) and silent[at]:
            continue
        names = frozenset[str]().union(*(r.names for r in readings[start:at]))
        if at - start >= LEAST and len(names) >= NAMES and len(names & known) <= SHARED * len(names):
            found.update(range(start, at))
        start = at + 1
    return frozenset(found)
