"""What is open: on what the sources say that parties disagree, and what they say that nobody knows.

A section holds what weighs most in it, and such sentences weigh little: who denies an accusation tells nothing new, and what isn't known is
no news. For the reader they are half of the answer. So they have a place of their own, beside the sections and their words: what a section
prints already, and the best of the rest.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import get_args

from digest.model import TIES, Chosen, Document, Doubt, Doubted, Genre, Judged, fold
from digest.select.candidates import LEANING
from digest.select.same.repeats import REPEAT, Said, repeats
from digest.select.units import Places, Unit, joined
from digest.select.words.quarrel import quarrel
from digest.select.words.sides import goes_against
from digest.select.words.unsettled import argues, differs, doubt, faint, opposed

MOST, WORDS = 4, 0.2
"""Points under each of both, and what the words of those of either kind that no section prints may be of the words of a page."""
LONGEST = 60
"""Words of a point that no section prints."""
LEAST, LEAST_LIKELY = 0.03, 0.12
"""Least salience of such a point; of a dispute that no phrase tells, but that is likely one: it comes after others."""
LIKELY, LIKELY_ARGUED = 0.55, 0.35
"""Least probability of such a one; where it tells what one side argues."""
ANSWER = 0.9
"""What the answer to what a section prints counts: it comes after what tells both sides."""
FAINT = 0.01
"""What a point counts that is told by the way, or of which only somebody says no more."""
ENOUGH = 2
"""Points of a kind from which on those that are only likely are left out."""
STILL = timedelta(days=3)
STILL_PRINTED = timedelta(days=60)
"""What wasn't known longer before the newest article may be known since; of what a section prints, which tells its day here, too."""
_POINTS = re.compile(
    r"\b(?:these|those)\b(?! (?:who|whose|of|in|with|that|on|from|killed|affected|responsible)\b)"
    r"|^(?:[A-Z][\w.’'-]{0,30} ){1,4}(?:has |have |had )?den(?:y|ies|ied) (?:saying |doing )?(?:that|it|this)\b(?=[,.;]| (?:and|but)\b)",
    re.IGNORECASE,
)
"""Refers to what another sentence names: alone it tells of nothing."""
_WHO = re.compile(r"\w+,? (?:he|she|they|his|her|their)\b", re.IGNORECASE)
"""Behind "But": somebody whom only the sentence before names."""
_NAMED_BEFORE = re.compile(r"(?:this|that|these|those|such) [a-z]+", re.IGNORECASE)
"""How a sentence leans on the one before it that names the thing."""
ALIKE = 0.34
"""Share of the terms of the shorter sentence at which a second point says too much of the first again."""
RETOLD = 0.25
"""The same of two disputes that one article tells."""
COMMON, FEWEST = 0.15, 5
"""Share of the sentences that hold a term from which on it doesn't count there, and the fewest such sentences."""


@dataclass(frozen=True, slots=True)
class _Point:
    """Sentences that may stand among what is open; `core` says so."""

    told: Doubted
    core: Judged
    words: int
    """Of what no section prints."""
    chance: float = 1.0
    """How likely it tells of what is open; 1 where a phrase says so outright."""


def doubts(
    made: Iterable[Unit],
    chosen: Sequence[Chosen],
    home: Mapping[str, Judged],
    says: Mapping[str, Said],
    docs: Mapping[str, Document],
    *,
    limit: int,
    left_out: Set[Genre] = frozenset(),
    quoted: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Doubted, ...]:
    """What is disputed, then what isn't known, the best of each first.

    `made` are the units that can be printed, `limit` the words of a page, `quoted` the words that sections quote of each source,
    `left_out` the genres that no section takes. What phrases tell comes before what is only likely, and of that what sections print before
    the rest. Of the rest opinion, what is said again, and what wasn't known long before the newest article are left out, and what would
    quote more of a source than the configuration allows.
    """
    printed = {key for c in chosen for key in (*c.sents, *c.claim.support)}
    days = [doc.day for doc in docs.values() if doc.day]
    since = max(days, default=date.min)
    places = {(j.sent.doc, j.sent.index): j for j in home.values()}
    points = [
        *(p for p in _printed(chosen, home) if not _old(p.told.doubt, docs[p.core.sent.doc], since, STILL_PRINTED)),
        *(
            _with_answer(p, places, printed)
            for p in _others(made, docs, places, printed, since, left_out | {"opinion"})
        ),
    ]
    points.sort(key=lambda point: (point.chance < 1, -_worth(point) if point.chance < 1 else 0.0))
    kept: list[_Point] = []
    of_source = Counter(quoted)
    everywhere = _everywhere(home.values())
    for kind in get_args(Doubt):
        room = WORDS * limit
        own = [point for point in points if point.told.doubt == kind]
        taken: list[_Point] = []
        for point in own:
            if any(other.told.sents[0] == point.told.sents[0] for other in (*kept, *taken)):
                continue
            new = not _enough(point, taken) and (
                point.told.printed != "" or not _again(point, [*kept, *taken], printed, says, home, everywhere)
            )
            doc = docs[point.core.sent.doc]
            most = math.inf if doc.max_quoted_words is None or point.told.printed else doc.max_quoted_words
            if len(taken) < MOST and new and point.words <= room and of_source[doc.source] + point.words <= most:
                taken.append(point)
                room -= point.words
                of_source[doc.source] += point.words
        kept += taken
    return tuple(point.told for point in kept)


def _printed(chosen: Sequence[Chosen], home: Mapping[str, Judged]) -> list[_Point]:
    """The sentences of sections that say so, the most salient first."""
    found: list[_Point] = []
    for c in chosen:
        for at, key in enumerate(c.sents):
            own, answer = home[key], at > 0 and goes_against(home[c.sents[at - 1]], home[key])
            kind, chance = doubt(own.sent.text), 1.0
            if answer:
                kind = kind or "disputed"
            elif kind and faint(own.sent.text):
                continue  # it stands in its section, and tells something else
            elif kind is None and own.salience >= LEAST_LIKELY and (likely := _likely(own.sent.text)):
                kind, chance = "disputed", likely
            if kind:
                last = at - 1 if answer else at
                since = max([n for n in range(last + 1) if not _leans(home[c.sents[n]])], default=0)
                told = c.sents[since : at + 1]
                found.append(_Point(Doubted(kind, told, c.sents[0]), own, 0, chance))
    return sorted(found, key=lambda point: -point.core.salience)


def _leans(j: Judged) -> bool:
    """Whether a reader needs what stands before it."""
    return bool(j.opener or j.leans or j.answers)


def _others(
    made: Iterable[Unit],
    docs: Mapping[str, Document],
    places: Places,
    printed: Set[str],
    last: date,
    left_out: Set[Genre],
) -> list[_Point]:
    """The units that say so and that no section prints, the most salient first."""
    found: dict[str, _Point] = {}
    for unit in made:
        core, doc = unit.core, docs[unit.core.sent.doc]
        kind = doubt(core.sent.text)
        tie = core.opener in TIES and not core.leans and not _WHO.match(core.sent.text)
        parts = (core,) if tie else unit.parts  # what it answers isn't needed
        before, chance = places.get((core.sent.doc, core.sent.index - 1)), 1.0
        if kind is None and before is not None and _answered(before, core):
            told = before.sent.id in printed and core.opener in ("", *TIES) and not core.leans
            kind, parts, chance = "disputed", (core,) if told else (before, core), ANSWER if told else 1.0
        elif kind is None and core.salience >= LEAST_LIKELY and (likely := _likely(core.sent.text)):
            kind, chance = "disputed", likely
        elif kind and faint(core.sent.text):
            chance = FAINT
        words = sum(len(part.sent.text.split()) for part in parts)
        stands = parts[0].opener in ("", *TIES) and parts[0].answers in ("", *TIES)
        known = (
            chance == 1 and len(parts) > 1 and parts[0].leans.startswith("The ")
        )  # behind it stands what it is about
        stands = (
            stands
            and not _WHO.match(parts[0].sent.text)
            and (known or not parts[0].leans)
            and (len(parts) > 1 or not _POINTS.search(core.sent.text))
        )
        tied = _NAMED_BEFORE.fullmatch(core.opener) is not None  # "that agreement": a section may print which
        fresh = core.sent.id not in printed if tied else printed.isdisjoint(p.sent.id for p in parts)
        fits = stands and words <= LONGEST and core.salience >= LEAST and fresh
        if kind and fits and not _old(kind, doc, last) and doc.genre not in left_out:
            found[core.sent.id] = _Point(Doubted(kind, tuple(part.sent.id for part in parts)), core, words, chance)
    return sorted(found.values(), key=lambda p: (p.chance < 1, -_worth(p), p.words, _place(p.core, docs)))


def _old(kind: Doubt, doc: Document, last: date, still: timedelta = STILL) -> bool:
    """Whether what an article says isn't known may be known since, when the newest was written."""
    return kind == "unknown" and doc.supposed is not None and last - doc.supposed > still


def _answered(before: Judged, core: Judged) -> bool:
    """Whether a sentence says otherwise than the one before it, and the two can be read in one go."""
    return joined(before, core) and not (before.opener or before.leans) and goes_against(before, core)


def _likely(text: str) -> float:
    """How likely a sentence tells of a dispute, 0 where it hardly does; that something meets with opposition is enough."""
    chance = quarrel(text)
    enough = chance >= (LIKELY_ARGUED if argues(text) else LIKELY) or opposed(text)
    return chance if enough else 0.0


def _worth(point: _Point) -> float:
    """Salience and how likely it belongs there, less where it comes with what stands before it, which may be of something else."""
    return point.core.salience * point.chance * (1.0 if len(point.told.sents) == 1 else LEANING)


def _with_answer(point: _Point, places: Places, printed: Set[str]) -> _Point:
    """With the next sentence where parties differ and that goes on ("It wants …", "But the union …"): who holds what."""
    after = places.get((point.core.sent.doc, point.core.sent.index + 1))
    if not differs(point.core.sent.text) or after is None or after.dropped or after.sent.id in printed:
        return point
    goes_on = bool(after.opener or after.answers) and after.sent.block == point.core.sent.block
    words = point.words + len(after.sent.text.split())
    if not goes_on or words > LONGEST or after.sent.text.endswith((":", "?")):
        return point
    return replace(point, told=replace(point.told, sents=(*point.told.sents, after.sent.id)), words=words)


def _enough(point: _Point, kin: Sequence[_Point]) -> bool:
    """Whether so much of its kind is told that what is only likely, or faint, is left out: of either what a section prints is referred to
    only where nothing else is told, and nothing else where that is.
    """
    if point.chance == 1:
        return False
    alone = point.chance == FAINT or point.told.printed != ""
    return len(kin) >= (1 if alone else ENOUGH) or any(other.told.printed for other in kin)


def _again(
    point: _Point,
    kept: Sequence[_Point],
    printed: Set[str],
    says: Mapping[str, Said],
    home: Mapping[str, Judged],
    everywhere: Set[str],
) -> bool:
    """Whether the page, or a point above it, tells the same."""
    disputes = [other for other in kept if other.told.doubt == "disputed" == point.told.doubt]
    own_article = [other for other in disputes if other.core.sent.doc == point.core.sent.doc]
    if any(_alike(point.core, other.core, RETOLD, without=everywhere) for other in own_article):
        return True  # one article tells one dispute in several sentences
    above = {fold(home[key].sent.text) for key in (*printed, *(key for other in kept for key in other.told.sents))}
    told = (point.core.sent.id,) if _NAMED_BEFORE.fullmatch(point.core.opener) else point.told.sents
    if any(fold(home[key].sent.text) in above for key in told):
        return True
    own = says.get(point.core.sent.id)
    if own is None or any(repeats(own, says[key]) > REPEAT for key in printed if key in says):
        return True
    return any(_alike(point.core, other.core) for other in kept if not other.told.printed)  # those give way to this one


def _alike(one: Judged, other: Judged, share: float = ALIKE, *, without: Set[str] = frozenset()) -> bool:
    own, others = one.terms - without, other.terms - without
    return len(own & others) >= share * max(1, min(len(own), len(others)))


def _everywhere(judged: Iterable[Judged]) -> frozenset[str]:
    """Terms that stand in so many sentences that they tell no dispute from another."""
    read = [j.terms for j in judged if not j.dropped]
    times = Counter(term for terms in read for term in terms)
    return frozenset(term for term, n in times.items() if n >= max(FEWEST, COMMON * len(read)))


def _place(j: Judged, docs: Mapping[str, Document]) -> tuple[date, str, int]:
    return docs[j.sent.doc].day or date.max, j.sent.doc, j.sent.index
