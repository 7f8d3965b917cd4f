"""Where an article that belongs in turns to another matter: the other stories of a newsletter, of a live report, of a page of briefs.

Sentences in a row that say nothing of the topic may still be about it: a surgeon tells of his ward. They are another matter only where
they bring names of their own and hardly any that the rest of the article has (lexical cohesion as in TextTiling, Hearst 1997, on names
alone). What holds a word of the title is about its matter, also where the article names no word of the topic: one that belongs in because
others tell its event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.analyse.about.topic import Topic, evidence
from digest.analyse.features import Reading
from digest.analyse.words.terms import content, tokens

LEAST = 3
"""Sentences in a row."""
NAMES = 4
"""Names that they must bring."""
SHORT = 16
"""Sentences of an article that is too short to turn away from what its title says it is about."""
_SEVERAL = re.compile(
    r"\b(?:briefing|newsletter|round-?up|live|bulletin|headlines|digest|updates|in brief|briefs|recap)\b", re.IGNORECASE
)
"""Titles of what tells of several matters, however short."""
SHARED = 0.07
"""Most of these that the rest of the article may have."""


def turned(title: str, readings: Sequence[Reading], wanted: Topic) -> frozenset[int]:
    """Places of the sentences that are about something else; none where there is no topic."""
    if not wanted.phrases:
        return frozenset()
    head = frozenset(content(tokens(title)))
    if (
        len(readings) < SHORT
        and not _SEVERAL.search(title)
        and evidence(title, frozenset(s for _, s in tokens(title)), wanted).worth(1.0) > 0.0
    ):
        return frozenset()
    silent = [
        evidence(r.sent.text, frozenset(r.stems), wanted).worth(1.0) == 0.0 and head.isdisjoint(r.content)
        for r in readings
    ]
    known = head.union(*(r.names for r, nothing in zip(readings, silent, strict=True) if not nothing))
    found: set[int] = set()
    start = 0
    for at in range(len(readings) + 1):
        if at < len(readings) and silent[at]:
            continue
        run = _trimmed(range(start, at), readings, known)
        names = frozenset[str]().union(*(readings[here].names for here in run))
        if len(run) >= LEAST and len(names) >= NAMES and len(names & known) <= SHARED * len(names):
            found.update(run)
        start = at + 1
    return frozenset(found)


def _trimmed(run: range, readings: Sequence[Reading], known: frozenset[str]) -> range:
    """The run without the sentences at its ends that name what the rest of the article names."""
    start, end = run.start, run.stop
    while start < end and readings[start].names & known:
        start += 1
    while start < end < len(readings) and readings[end - 1].names & known:
        end -= 1
    return range(start, end)
