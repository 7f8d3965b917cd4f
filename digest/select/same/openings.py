"""Whether the articles of two publishers open with the same news, each in words of its own.

Most of what shows it stands outside the two sentences. The headline of one has words of the other's first sentence; and what one says at
the start, the other says somewhere: an article on the raid on the harbour holds, further down, most of what a second one on that raid
begins with, and not what one on another raid does. Whole stories are linked so in topic detection (Allan, Lavrenko & Swan 2002), and news
opens with what happened (the inverted pyramid). Where each names somebody, or some place, of whom the other article says nothing, or one
alone says that something isn't so, they are of two events. One publisher seldom writes twice of the same news on one day, but often of one
speech in several pieces, whose beginnings look alike: nothing is said of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from digest.model import Document, Judged

TITLED, BEGUN = 0.5, 0.4
"""Share of the words of the shorter beginning that the other one has, headlines included and without them."""
FOUND = ((0.2, 0.6), (0.6, 0.5))
"""Share of the words of the shorter headline that the other has, and of those of either first sentence that stand somewhere in the other
article: one of the rows must hold.
"""
HEADLINED = (0.7, 0.7, 0.4)
"""The same two shares with which the two beginnings need less in common (the third), headlines included."""
HEADLINE = 3
"""Words of a headline that is compared."""
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|blam|accus|reject|retract|refus|fail|break(?!ing(?: news)?[:|])|broke|block|delay)",
    re.IGNORECASE,
)
"""Tells that something is not so or didn't come, or whose fault it is: where one alone says it, the other tells something else."""
TOLD = 2
"""Of the words that tell something so many stand in both first sentences, at least."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a text is compared by."""

    told: frozenset[str]
    """Families of words that tell something, as in `Gist.keys`."""
    named: frozenset[str]
    """Whom it names."""

    def __or__(self, other: Words) -> Words:
        return Words(self.told | other.told, self.named | other.named)

    def __and__(self, other: Words) -> Words:
        return Words(self.told & other.told, self.named & other.named)

    def __len__(self) -> int:
        return len(self.told) + len(self.named)


_NONE = Words(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Opening:
    """The first sentence of an article and what stands around it."""

    publisher: str
    title: Words
    first: Words
    """Those of the sentence, but for what it tells by the way."""
    titled: Words
    """Those of the sentence and of the headline."""
    article: Words
    denies: bool
    """Whether the sentence or the headline says that something isn't so or didn't come, or whose fault it is."""


def openings(
    judged: Iterable[Judged],
    docs: Mapping[str, Document],
    words: Mapping[str, Words],
    main: Mapping[str, Words],
    titles: Mapping[str, Words],
) -> dict[str, Opening]:
    """Sentence id -> opening, for the first sentences of articles whose publisher is known.

    `words` are those of the sentences by id, `main` those of first sentences without what these tell by the way, `titles` those of the
    headlines by document.
    """
    firsts: dict[str, Judged] = {}
    whole: dict[str, Words] = {}
    for j in judged:
        whole[j.sent.doc] = whole.get(j.sent.doc, _NONE) | words[j.sent.id]
        if j.sent.index == 0:
            firsts[j.sent.doc] = j
    found = {}
    for key, j in firsts.items():
        if key in docs and docs[key].family:
            first, title = main[j.sent.id], titles[key]
            denies = _DENIES.search(f"{docs[key].title.value} {j.sent.text}") is not None
            found[j.sent.id] = Opening(docs[key].family, title, first, first | title, whole[key] | title, denies)
    return found


def one_news(one: Opening, other: Opening) -> bool:
    """Whether both articles open with the same."""
    if one.publisher == other.publisher or one.denies != other.denies or len(one.first.told & other.first.told) < TOLD:
        return False
    if min(len(one.title), len(other.title)) < HEADLINE or (_strange(one, other) and _strange(other, one)):
        return False
    heads, held = _shared(one.title, other.title), min(_held(one.first, other.article), _held(other.first, one.article))
    titled = HEADLINED[2] if heads >= HEADLINED[0] and held >= HEADLINED[1] else TITLED
    if _shared(one.titled, other.titled) < titled or _shared(one.first, other.first) < BEGUN:
        return False
    return any(heads >= least and held >= most for least, most in FOUND)


def _strange(one: Opening, other: Opening) -> bool:
    """Whether a first sentence names somebody or some place of whom the other article knows nothing."""
    return not one.first.named <= other.article.named


def _shared(one: Words, other: Words) -> float:
    """The overlap coefficient of two sets of words."""
    return len(one & other) / max(1, min(len(one), len(other)))


def _held(some: Words, article: Words) -> float:
    return len(some & article) / max(1, len(some))
