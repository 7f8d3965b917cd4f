"""Does an article belong in this briefing? By itself, by what the others say of its event, and by the folder it came from.

What the articles say of one another counts, too (pseudo-relevance feedback, compare Rocchio 1971; relevance that agrees among documents
on one event, Diaz 2005). An article that falls short gains by its likeness to one that surely belongs in. It belongs in where articles of
several publishers that surely do tell its event in a passage: shots at diplomats name no word of the talks that they disturb. And it weighs
no more than several others that tell the same event, where these don't belong in: one obituary that names the war in every sentence
brings in no other.

A folder of files on one matter was put together by somebody. Where most of it falls, the topic is more likely at fault than the folder, and
what names the topic nearly as much as any other article does is read.

Thresholds were set on every other article of one day under three configurations; `bench/topic.py` measures them on the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from statistics import median

from digest.analyse.about.events import alike, events, tellers
from digest.analyse.about.matter import by_source, one_matter
from digest.analyse.about.topic import Topic, relevance
from digest.analyse.features import Reading
from digest.analyse.words.terms import tokens
from digest.model import Document

THRESHOLD = 0.48
"""Least relevance of an article that belongs in."""
PICKED = 0.3
"""The same where at least half of the articles surely belong in, or two in three by the plain measure: somebody picked them."""
SURE = 0.55
"""Relevance from which on an article can vouch for another."""
FLOOR = 0.15
"""Relevance below which nobody can."""
BY_WORDS = 0.1
"""Relevance of the middle article of a source of one matter, parties' names left out, from which on it is the topic's matter."""
STRAY = 0.2
"""Likeness to the rest of its source, 1 being usual, below which an article is none of its matter, whatever it says."""
TOGETHER = 0.45
"""What its likeness and its relevance come to together, both as parts of what is usual in its source: less is a stray."""
KIN = 0.6
"""Likeness to the others that name the topic at all, 1 being usual, from which on an article is of their matter."""
NEAR, CHANCE = 1.0, 0.1
"""What likeness to an article that surely belongs in is worth, and how much of it is chance."""
SAME, SEVERAL = 0.3, 3
"""Likeness of two articles that tell the same event, and how many must agree on whether it belongs in."""
LARGEST = 100
"""Articles of a source that somebody may have put together by hand."""
NEARLY = 0.5
"""Part of the relevance of the most relevant article of a folder that is enough where most of the folder would fall."""


def threshold(values: Collection[float]) -> float:
    """Least relevance of an article that belongs in, given those of all articles by themselves."""
    sure, plain = (sum(value >= least for value in values) for least in (SURE, THRESHOLD))
    return PICKED if 2 * sure >= len(values) or 3 * plain >= 2 * len(values) else THRESHOLD


def relevances(
    docs: Sequence[Document], readings: Mapping[str, Sequence[Reading]], wanted: Topic
) -> tuple[dict[str, float], float]:
    """Document id -> relevance, and the least relevance of what belongs in. Linear in the number of documents."""
    reach = wanted.reach
    own = {doc.id: min(1.0, relevance(doc.title.value, readings[doc.id], wanted) / reach) for doc in docs}
    if not wanted.phrases:
        return own, THRESHOLD
    found, least = _together(docs, readings, own)
    for key in _of_the_matter(docs, readings, wanted, own):
        found[key] = max(found[key], least)
    for key in _picked(docs, readings, own, found, least):
        found[key] = max(found[key], least)
    return {key: value * reach for key, value in found.items()}, least * reach


def _of_the_matter(
    docs: Sequence[Document], readings: Mapping[str, Sequence[Reading]], wanted: Topic, own: Mapping[str, float]
) -> frozenset[str]:
    """The articles of sources of one matter that the topic means, and what is of one matter among all that name the topic at all."""
    found: set[str] = set()
    for of in by_source(docs):
        near = one_matter(of, readings)
        kin = [doc for doc in of if near.get(doc.id, 0.0) >= STRAY]
        if len(kin) < SEVERAL and any(own[doc.id] < PICKED for doc in kin):
            continue  # of two articles each is as alike to the other
        if kin and _is_meant(kin, readings, wanted, own):
            usual = median(own[doc.id] for doc in kin)
            found |= {doc.id for doc in kin if near[doc.id] + own[doc.id] / usual >= 2 * TOGETHER}
    asked = [doc for doc in docs if own[doc.id] >= FLOOR]
    if len(asked) >= SEVERAL and max(own.values()) >= THRESHOLD:
        asked_for = wanted.stems.union(stem for name in wanted.cast.names for _, stem in tokens(name))
        found |= {key for key, much in one_matter(asked, readings, drawn_by=asked_for).items() if much >= KIN}
    return frozenset(found)


def by_hand(docs: Sequence[Document]) -> list[list[Document]]:
    """The folders among the sources of these articles that somebody may have put together; files given one by one are one, too."""
    return [own for own in by_source(docs) if 1 < len(own) <= LARGEST and all(map(is_file, own))]


def is_file(doc: Document) -> bool:
    """Whether an article came from a file and not from the web."""
    return not doc.uri.startswith(("http://", "https://"))


def _picked(
    docs: Sequence[Document],
    readings: Mapping[str, Sequence[Reading]],
    own: Mapping[str, float],
    found: Mapping[str, float],
    least: float,
) -> list[str]:
    """Of folders of one matter of which more than half would fall the articles that name the topic nearly as much as any other there. Two
    articles are taken for one matter.
    """
    kept = []
    for folder in by_hand(docs):
        near = one_matter(folder, readings) if len(folder) >= SEVERAL else {doc.id: 1.0 for doc in folder}
        of = [doc for doc in folder if near.get(doc.id, 0.0) >= STRAY]
        if of and 2 * sum(found[doc.id] >= least for doc in of) < len(of):
            enough = max(FLOOR, NEARLY * max(own[doc.id] for doc in of))
            kept += [doc.id for doc in of if own[doc.id] >= enough]
    return kept


def _is_meant(
    docs: Sequence[Document], readings: Mapping[str, Sequence[Reading]], wanted: Topic, own: Mapping[str, float]
) -> bool:
    """Whether articles of one matter are of the topic's: the middle one counts."""
    values = [own[doc.id] for doc in docs]
    if median(values) >= FLOOR and max(values) >= THRESHOLD:
        return True
    return median(values) >= BY_WORDS and median(_by_words(doc, readings, wanted) for doc in docs) >= BY_WORDS


def _by_words(doc: Document, readings: Mapping[str, Sequence[Reading]], wanted: Topic) -> float:
    """Relevance of an article where a party's name alone says nothing."""
    nobody = replace(
        wanted, core=frozenset(), phrases=tuple(p for p in wanted.phrases if p.stems or len(p.parties) > 1)
    )
    return min(1.0, relevance(doc.title.value, readings[doc.id], nobody) / wanted.reach)


def _together(
    docs: Sequence[Document], readings: Mapping[str, Sequence[Reading]], own: dict[str, float]
) -> tuple[dict[str, float], float]:
    least = threshold(own.values())
    asked = [doc.id for doc in docs if own[doc.id] >= FLOOR]
    if max(own.values(), default=0.0) < SURE:
        return dict(own), least
    told = events(docs, readings)
    near = alike(asked, own, told)
    passing = tellers(
        [key for key in asked if own[key] < SURE], [key for key in asked if own[key] >= SURE], told, readings
    )
    house = {doc.id: doc.family or doc.publisher.value or doc.id for doc in docs}
    vouched = {key: SURE for key, others in passing.items() if len({house[other] for other in others}) >= SEVERAL}
    own = own | vouched
    found = own | {key: _among_its_like(key, own, near, least) for key in asked} | vouched
    sure = [key for key in asked if found[key] >= SURE]
    for key in asked:
        if own[key] == found[key] < least:
            like = max((near[key].get(other, 0.0) for other in sure), default=0.0)
            found[key] += NEAR * max(0.0, like - CHANCE)
    return found, least


def _among_its_like(key: str, own: Mapping[str, float], near: Mapping[str, Mapping[str, float]], least: float) -> float:
    """An article's relevance; together with that of several others that tell the same event, where they don't belong in."""
    same = {other: much for other, much in near[key].items() if much >= SAME}
    if len(same) < SEVERAL or sum(own[other] for other in same) >= least * len(same):
        return own[key]
    together = (own[key] + sum(much * own[other] for other, much in same.items())) / (1 + sum(same.values()))
    return min(own[key], together)
