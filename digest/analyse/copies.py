"""Articles that are the same story text, and sentences that stand in several articles.

The same text comes word for word, edited, longer and shorter, updated, and from an agency under many names. Two articles are one story
where most runs of five words of the shorter stand in the longer (containment, Broder 1997, "On the resemblance and containment of
documents"). Which pairs to compare is told by a quarter of these runs, those whose hash is divisible by four: articles that share some
meet in a bucket, where each is paired with the first and with the one before it, so that the work is linear however many reprints there
are.

The fullest is read, or the newest where it is nearly as full; the others are its carriers. A sentence that an article of another story
takes over from an earlier one of its publisher is that one's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple
from zlib import crc32

from digest.analyse.features import LONGEST, Reading
from digest.analyse.words.terms import WORD, content, tokens
from digest.model import Document, Sentence

LEAST_WORDS = 6
"""Words of a sentence that can be recognised."""
RUN = 5
"""Words of a run."""
SAMPLE = 4
"""One run in so many is looked up."""
MEETINGS = 2
"""Buckets in which two articles must meet before they are compared."""
FEWEST = 15
"""Runs below which a text is too short to be called a copy, unless all of it is."""
SAME, UPDATED = 0.7, 0.5
"""Share of the shorter article's runs that stand in the other: from here on they are one story; the same for two versions of one article,
which have one publisher and much the same title."""
TITLE = 0.6
"""Share of the content words of the shorter of two titles that stand in the other."""
NEARLY = 0.8
"""Share of the fullest version's words that the newest must have to be read instead."""
ALIKE = 0.6
"""Share of the runs of the shorter of two sentences that makes them one."""


class Again(NamedTuple):
    """Why a sentence is set aside, and the sentence that is read in its place."""

    gate: str
    told_in: str = ""
    """Id of that sentence; empty where there is none."""


def repeated(docs: Sequence[Document], readings: Mapping[str, Sequence[Reading]]) -> dict[str, Again]:
    """Sentence id -> why it isn't read ("duplicate"), and where it is. `readings` are the sentences of each document."""
    read = stories(docs, readings)
    out: dict[str, Again] = {}
    for copy, kept in read.items():
        told = _same_sentences(readings[copy], readings[kept])
        out |= {r.sent.id: Again("duplicate", told.get(r.sent.id, "")) for r in readings[copy]}
    first: dict[tuple[str, str], Sentence] = {}
    for doc in docs:
        if doc.id in read or not doc.publisher.value:
            continue
        for sent in (reading.sent for reading in readings[doc.id]):
            if len(sent.text.split()) >= LEAST_WORDS:
                seen = first.setdefault((doc.publisher.value, sent.text.casefold()), sent)
                if seen.doc != sent.doc:
                    out[sent.id] = Again("duplicate", seen.id)
    return out


def stories(docs: Sequence[Document], readings: Mapping[str, Sequence[Reading]]) -> dict[str, str]:
    """Id of every document that is a copy -> id of the one that is read in its place."""
    runs = {doc.id: _runs(readings[doc.id]) for doc in docs}
    by_id = {doc.id: doc for doc in docs}
    group = {doc.id: doc.id for doc in docs}

    def root(key: str) -> str:
        while group[key] != key:
            group[key] = group[group[key]]
            key = group[key]
        return key

    for one, other in _pairs([doc.id for doc in docs], runs):
        if root(one) != root(other) and _one_story(by_id[one], by_id[other], runs):
            group[root(other)] = root(one)
    members: dict[str, list[str]] = defaultdict(list)
    for doc in docs:
        members[root(doc.id)].append(doc.id)
    out: dict[str, str] = {}
    for same in members.values():
        if len(same) > 1:
            kept = _best([by_id[key] for key in same], readings)
            out |= {key: kept for key in same if key != kept}
    return out


def _runs(readings: Sequence[Reading]) -> frozenset[int]:
    """Hashes of the runs of words, the same on every machine."""
    told = " ".join([word for reading in readings for word in _words(reading)]).casefold().encode()
    starts = [0, *accumulate(len(word) + 1 for word in told.split(b" "))]
    return frozenset(crc32(told[start : behind - 1]) for start, behind in zip(starts, starts[RUN:], strict=False))


def _words(reading: Reading) -> list[str]:
    return [word for word, _ in reading.words] if len(reading.sent.text) <= LONGEST else WORD.findall(reading.sent.text)


def _pairs(order: Sequence[str], runs: Mapping[str, frozenset[int]]) -> list[tuple[str, str]]:
    """Documents to compare, the earlier first, in a fixed order. Linear in the runs."""
    buckets: dict[int, list[str]] = defaultdict(list)
    for key in order:
        few = len(runs[key]) < 4 * FEWEST
        for run in runs[key] if few else [run for run in runs[key] if run % SAMPLE == 0]:
            buckets[run].append(key)
    place = {key: at for at, key in enumerate(order)}
    met: Counter[tuple[str, str]] = Counter()
    for held in buckets.values():
        if len(held) > 1:
            met.update(pairwise(held))
            met.update((held[0], later) for later in held[2:])
    return sorted((p for p, n in met.items() if n >= MEETINGS), key=lambda p: (place[p[0]], place[p[1]]))


def _one_story(one: Document, other: Document, runs: Mapping[str, frozenset[int]]) -> bool:
    a, b = runs[one.id], runs[other.id]
    least = min(len(a), len(b))
    shared = len(a & b)
    if least < FEWEST:
        return shared == len(a) == len(b)
    if shared >= SAME * least:
        return True
    versions = one.publisher.value and one.publisher.value == other.publisher.value
    return bool(versions) and shared >= UPDATED * least and _one_title(one.title.value, other.title.value)


def _one_title(one: str, other: str) -> bool:
    a, b = (frozenset(content(tokens(title))) for title in (one, other))
    return len(a & b) >= TITLE * max(1, min(len(a), len(b)))


def _best(docs: Sequence[Document], readings: Mapping[str, Sequence[Reading]]) -> str:
    """Which of several versions is read: the newest of those that are nearly as full as the fullest."""
    words = {doc.id: sum(len(reading.sent.text.split()) for reading in readings[doc.id]) for doc in docs}
    full = [doc for doc in docs if words[doc.id] >= NEARLY * max(words.values())]
    newest = max((doc.published.value if doc.published else "") for doc in full)
    late = [doc for doc in full if (doc.published.value if doc.published else "") == newest]
    return max(late, key=lambda doc: words[doc.id]).id


def _same_sentences(copy: Sequence[Reading], kept: Sequence[Reading]) -> dict[str, str]:
    """Id of a copy's sentence -> id of the same one in the article that is read."""
    index: dict[int, list[int]] = defaultdict(list)
    sizes: list[int] = []
    for at, reading in enumerate(kept):
        own = _runs([reading])
        sizes.append(len(own))
        for run in sorted(own):
            index[run].append(at)
    out: dict[str, str] = {}
    for reading in copy:
        own = _runs([reading])
        shared = Counter(at for run in sorted(own) for at in index.get(run, ()))
        best = max(shared, key=lambda at: (shared[at], -at), default=None)
        if best is not None and shared[best] >= ALIKE * min(len(own), sizes[best]):
            out[reading.sent.id] = kept[best].sent.id
    return out
