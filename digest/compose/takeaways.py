"""What stands at the top: the items that weigh most, each by its first sentence; the main event of the newest days first."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from functools import partial

from digest.compose.mention import mentions
from digest.compose.remarks import of_before, only_met, remark, untold
from digest.model import Chosen, Document, Judged, Section, Sentence, Takeaway

SUPPORT_BONUS = 0.4
"""What another source adds to the weight of a takeaway."""
SURE = 0.33
"""Least probability of its section at which an item may be a takeaway."""
ALIKE = 0.5
"""Share of the terms of the shorter sentence at which a second takeaway says too much of the first again."""
LEAST_WEIGHT, LEAST_BESIDE = 0.3, 0.5
"""Parts of the greatest weight below which an item is a takeaway only where there would be fewer than three; the second of what stands
beside the matter (`BESIDE`), where much is background.
"""
BESIDE = frozenset(("military", "context"))
"""Keys of the sections of what goes on beside the matter, and of what was before."""
UNCLEAR = 0.5
"""What is left of the weight of one that says "the area" or "the meeting" where nothing before it tells which."""
WEEK = 7
"""Days after which the name of a weekday means another day."""
OVERTAKEN = 0.5
"""What is left of the weight of one whose first sentence a later one has overtaken."""
ASIDE = 0.5
"""What is left of the weight of an item that shares nothing with what the newest articles open with."""

REACTIONS = "reactions"
"""Key of the section of what is said of what happened."""
LIKELY, OPENS = 0.5, 2
"""Probability of being a reaction from which on a sentence is one, unless it is among the first so many of its article."""
REACTING = 0.5
"""How much of the weight of an item depends on its being no reaction."""
ALSO = 0.5
"""What is left of the weight of what "also" happened: it adds to what a reader of the takeaway has not read."""
_ALSO = re.compile(r"^(?:[^\s,]+ ){1,6}?(?:also|too|additionally)\b")
HEDGED = 0.5
"""What is left of the weight of what a source only has from hearsay: another one may know it for certain."""
_HEDGED = re.compile(r"\b(?:reportedly|allegedly|purportedly|rumou?red|unconfirmed)\b", re.IGNORECASE)
MET = 0.35
"""What is left of the weight of what tells only that some met, not what came of it."""
FAR = 0.4
"""Rank below which it says little how near an item is to the main event: these stand in the order of the sections."""
BEFORE = 0.5
"""What is left of the weight of what happened at an earlier round or meeting."""
UNTOLD = 0.5
"""What is left of the weight of what tells only that something isn't known."""


def weights(
    sections: Sequence[Section],
    chosen: Mapping[str, Chosen],
    by_doc: Mapping[str, Document],
    central: Mapping[str, float],
    new: Mapping[str, float],
) -> dict[str, float]:
    """Item id -> how fit it is for a takeaway: its value, more where others report the same, the more the nearer it is to the main event
    (`central`, 0 to 1), and less where later articles may know more (`new`, by document).

    Opinion is none of the day's facts and has no weight.
    """
    found: dict[str, float] = {}
    for item in (item for s in sections for item in s.items):
        doc = by_doc[item.quotes[0].doc]
        support = 1 + SUPPORT_BONUS * len(item.support)
        fit = chosen[item.id].fit >= SURE and doc.genre != "opinion"
        near = ASIDE + (1 - ASIDE) * central[item.id]
        found[item.id] = chosen[item.id].salience * support * near * new[doc.id] * fit
    return found


def is_remark(j: Judged) -> bool:
    """Whether a sentence of the reactions tells only what somebody, or who was polled, says of what happened, or likely so: what opens an
    article is news.
    """
    likely = dict(j.label.scores).get(REACTIONS, 0.0) >= LIKELY and j.sent.index >= OPENS
    return likely or j.polled or j.act == "reaction" or remark(j.sent.text)


def told_plainly(j: Judged) -> float:
    """What is left of the weight of an item for what its first sentence is: less where it may be a reaction, tells what nobody knows,
    that some only met or what is only reported, or adds something to what stands before it.
    """
    reacts = dict(j.label.scores).get(REACTIONS, 0.0)
    return (
        (1 - REACTING * reacts)
        * (UNTOLD if untold(j.sent.text) else 1.0)
        * (MET if only_met(j.sent.text) else 1.0)
        * (BEFORE if of_before(j.sent.text) else 1.0)
        * (ALSO if _ALSO.search(j.sent.text) else 1.0)
        * (HEDGED if _HEDGED.search(j.sent.text) else 1.0)
    )


def yielding(weights: Mapping[str, float], akin: Set[tuple[str, str]], found: Mapping[str, Judged]) -> dict[str, float]:
    """The weights after what somebody said of an event has given way to what tells of that event itself (`akin`)."""
    out = dict(weights)
    for pair in sorted(akin):
        for said, told in (pair, pair[::-1]):
            if {said, told} <= out.keys() and remark(found[said].sent.text) and not remark(found[told].sent.text):
                out[said], out[told] = min(out[said], weights[told]) / 2, max(weights[said], out[told])
    return out


def order(weights: Mapping[str, float], central: Mapping[str, float]) -> dict[str, float]:
    """Item id -> its rank among the takeaways, the greatest first: how near it is to the main event, and what it weighs."""
    return {key: central[key] * math.sqrt(weight) for key, weight in weights.items()}


def takeaways(
    sections: Sequence[Section],
    weights: Mapping[str, float],
    terms: Mapping[str, frozenset[str]],
    home: Mapping[str, Sentence],
    ranks: Mapping[str, float],
    title: str,
    most: int,
    *,
    akin: Set[tuple[str, str]] = frozenset(),
    remarks: Set[str] = frozenset(),
) -> tuple[Takeaway, ...]:
    """The strongest item of each section, then the next strongest, three at least where there are; printed by rank (`order`), and where
    that is low by section.

    One that says again what another says or is of the same event (`akin`) is passed over, and one for which a reader would want the
    sentence before it. What somebody only says of what happened (`remarks`, ids of items) is taken where there would be fewer than three,
    and stands last.
    """
    items = {item.id: item for section in sections for item in section.items}
    at = {item.id: place for place, section in enumerate(sections) for item in section.items}
    lowered = dict(weights)
    unclear: set[str] = set()
    while True:
        picked = _picked(sections, lowered, terms, akin, home, remarks, most)
        told = sorted((key for key in items if key in picked), key=partial(_place, ranks=ranks, remarks=remarks, at=at))
        more = _unclear([title, *(home[key].text for key in told)], told) - unclear
        if not more:
            return tuple(
                Takeaway(key, replace(items[key].quotes[0], spans=home[key].spans, text=home[key].text), notes=())
                for key in told
            )
        unclear |= more
        lowered |= {key: UNCLEAR * weights[key] for key in more}


def _place(
    key: str, *, ranks: Mapping[str, float], remarks: Set[str], at: Mapping[str, int]
) -> tuple[bool, bool, int, float]:
    """By what takeaways are sorted: what is near the main event by rank, the rest by section and rank (`at`: the section of an item)."""
    far = ranks[key] < FAR
    return key in remarks, far, at[key] if far else 0, -ranks[key]


def unclear_day(j: Judged, written: date | None, latest: date | None) -> bool:
    """True for "on Monday" and the like in an article a week older than the latest: a takeaway stands without a day of its own, and a
    reader would take it for the last one.
    """
    old = written is not None and latest is not None and (latest - written).days >= WEEK
    return old and any(time.relative for time in j.times)


def _picked(
    sections: Sequence[Section],
    weights: Mapping[str, float],
    terms: Mapping[str, frozenset[str]],
    akin: Set[tuple[str, str]],
    home: Mapping[str, Sentence],
    remarks: Set[str],
    most: int,
) -> frozenset[str]:
    """Ids of the items that are takeaways."""
    total = sum(len(s.items) for s in sections)
    wanted = min(most, max(3, total // 3))
    ranked: list[tuple[bool, bool, int, float, str]] = []
    most_weight = max(weights.values(), default=0.0)
    for section in sections:
        least = (LEAST_BESIDE if section.key in BESIDE else LEAST_WEIGHT) * most_weight
        fit = [i for i in section.items if weights[i.id] and not home[i.id].text.endswith(":")]
        for rank, item in enumerate(sorted(fit, key=lambda i: (-weights[i.id], i.id))):
            weak = weights[item.id] < least  # among these no section has a place of its own
            ranked.append((item.id in remarks, weak, 0 if weak else rank, -weights[item.id], item.id))
    picked: list[str] = []
    for said, weak, _, _, key in sorted(ranked):
        if len(picked) < (min(most, 3) if said or weak else wanted) and all(
            _alike(terms[key], terms[other]) < ALIKE and akin.isdisjoint(((key, other), (other, key)))
            for other in picked
        ):
            picked.append(key)
    return frozenset(picked)


def _unclear(texts: Sequence[str], keys: Sequence[str]) -> set[str]:
    """Those of the `keys` whose text points at something that no text before it names; the first of the `texts` is the title."""
    named: set[str] = set()
    found: set[str] = set()
    for text, key in zip(texts, ("", *keys), strict=True):
        said = mentions(text)
        if key and said.bare - named:
            found.add(key)
        named |= said.named
    return found


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Overlap coefficient of two sentences' terms (Simpson 1943)."""
    return len(one & other) / max(1, min(len(one), len(other)))
