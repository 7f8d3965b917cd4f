"""Does an article belong in this briefing? Asked of each article by itself, against the configuration's topic words and parties.

The share of sentences that hold a topic word, half the share that names a party, and a bonus for a title that does either: an article
about the matter speaks of it throughout, one that touches it once doesn't. The threshold was set by reading the scores of one day's
articles, not learned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digest.analyse.features import Reading
from digest.analyse.parties import mentions
from digest.analyse.terms import content, tokens
from digest.config import Config
from digest.model import Document

THRESHOLD = 0.40
TITLE_BONUS = 0.10
PARTY_SHARE = 0.5
LEAST_OWN = 0.05
"""Least share of sentences that hold a topic word which is no party's name: a party's name alone brings in all that happens to it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text is asked for."""

    stems: frozenset[str]
    """Content stems of the topic's phrases."""
    own: frozenset[str]
    """Those that stand in no party's name."""


def topic(config: Config) -> Topic:
    """The topic of a configuration; without topic words everything belongs in."""
    stems = frozenset(content(tokens(" ".join(config.briefing.topic))))
    names = content(tokens(" ".join(name for party in config.parties for name in (party.name, *party.aliases))))
    return Topic(stems=stems, own=stems.difference(names))


def relevance(doc: Document, readings: Sequence[Reading], wanted: Topic, config: Config) -> float:
    """0 to about 1.7; at least `THRESHOLD` belongs in. 1 where the configuration names no topic."""
    if not wanted.stems:
        return 1.0
    total = max(1, len(readings))
    about = sum(1 for r in readings if not wanted.stems.isdisjoint(r.stems)) / total
    party = sum(1 for r in readings if mentions(r.sent.text, config.parties)) / total
    named = frozenset(stem for _, stem in tokens(doc.title.value))
    title = not wanted.stems.isdisjoint(named)
    if wanted.own and wanted.own.isdisjoint(named):
        own = sum(1 for r in readings if not wanted.own.isdisjoint(r.stems)) / total
        if own < LEAST_OWN:
            return own
    return about + PARTY_SHARE * party + TITLE_BONUS * title
