"""Repetition among what is printed: how much of a sentence another one says already, in the same words or in others.

The same words are found by cosine and by the overlap coefficient of stems. For other words a sentence is folded: all names of a party or
a people are one ("Kyiv", "Ukrainian"), so are the words of one class of `words/data/alike.txt` ("condition", "prerequisite"), and the
words that name a day are that day. Where the other sentence names all whom this one names, and says of them nearly all that this one
says, this one is a paraphrase of it or of a part of it. Names alone prove nothing: in a briefing about one matter every sentence has
them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from types import MappingProxyType

from digest.config import PartyConfig
from digest.model import Document, Judged
from digest.select.same.event import came_about, lacks_too, near, one_event, opposite, told_at_once
from digest.select.same.gist import Gist, covered, gists
from digest.select.same.quoted import Quoted, quoted, quotes_again
from digest.select.same.retold import by_the_way, goes_on, retold
from digest.select.same.twice import TWICE, articles, twice
from digest.select.words.amounts import tolls
from digest.select.words.folding import LONGEST, WORD, Names, marks, names_of
from digest.select.words.phrases import classes
from digest.select.words.wording import is_of

REPEAT = 0.45
"""At this similarity the second sentence says too little that is new to be printed beside the first."""
OVERLAP = 0.7
"""Share of the overlap coefficient that counts as repetition."""
COUNTED = 0.2
"""What a shared number of two digits or more adds to it, where other words are shared; years don't count."""
COUNT = re.compile(r"(?!(?:19|20)\d\d$)\d{2,}|\d+\.\d+")
_LASTING = re.compile(r"\b(\d{1,9})(?:-|\s){1,2}(?:minute|hour|day|week|month|year|decade)s?\b", re.IGNORECASE)
MANY, CONSTANT = 6, 0.5
"""Of so many articles a number is constant that this part of them gives."""
NAMED = 0.5
"""Share of its sentences in which a word has a capital inside the sentence, from which on it is a name."""
SAID = 2
"""Words other than names that two sentences share at least, where one repeats the other."""
RETOLD = 0.5
"""Repetition of a sentence that tells a reader of another one nothing new, in quite other words."""
ASIDE = 0.3
"""Most that is counted as repeated of a sentence of which another one tells by the way."""
LITTLE = 0.15
"""Part of what a sentence tells below which another one that tells no more of it is no repetition of it, however many words they share."""
COVER = 0.6
"""Part of what a sentence says of the named, by weight, from which on another sentence that says it too is a paraphrase of it."""
DAYLESS = 0.4
"""Repetition from which on two tellings of one act need no day in common."""
COUNTED_DEAD = ("killed", "people", "person")
"""What is counted where a sentence gives a toll."""
_ANSWERED = re.compile(
    r"\b(?:agree[sd]|accept(?:s|ed)|grant(?:s|ed)|promise[sd]|pledge[sd]) (?:to|that|an?|the|its|his|her|their) "
    r"|\b(?:reject(?:s|ed)|rebuff(?:s|ed)|spurn(?:s|ed)|turn(?:s|ed) down|dismiss(?:es|ed)|refuse[sd]) "
)
ACT, THING = "act ", "thing "
"""First letters of a term that stands for a class of words of `words/data/alike.txt`."""

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as it is compared."""

    terms: Vector
    """Unit vector of its weighted terms."""
    plain: frozenset[str] = frozenset()
    """Those of them that are no names."""
    parties: frozenset[str] = frozenset()
    """Whom it names, parties and peoples by one name each."""
    days: frozenset[str] = frozenset()
    """The days that its words name."""
    ahead: bool = False
    """Whether what it reports is still to come."""
    lasting: frozenset[str] = frozenset()
    """Its numbers that are lengths of time: of an event that lasts every report has them."""
    constant: frozenset[str] = frozenset()
    """Numbers that most articles give: two sentences that have them may tell of anything in the story."""
    dated: frozenset[str] = frozenset()
    """Its numbers that are part of a date."""
    past: frozenset[str] = frozenset()
    """Those of them that are part of the date of something long known when it was written."""
    acts: Vector = field(default_factory=dict)
    """What it says of them: its other terms, folded, with their weights."""
    gist: Gist | None = None
    """What it tells, as far as it may be told in quite other words."""
    quoted: Quoted | None = None
    """What it quotes."""
    classed: frozenset[str] = field(init=False)
    """Those of them that stand for a class of words."""
    deeds: frozenset[str] = field(init=False)
    """Those of these that are acts."""

    def __post_init__(self) -> None:
        classed = frozenset(t for t in self.acts if t.startswith((ACT, THING)))
        object.__setattr__(self, "classed", classed)
        object.__setattr__(self, "deeds", frozenset(t for t in classed if t.startswith(ACT)))


def said(
    judged: Sequence[Judged],
    parties: Sequence[PartyConfig] = (),
    *,
    docs: Mapping[str, Document] = MappingProxyType({}),
) -> dict[str, Said]:
    """Sentence id -> what it says, with every term weighted by its inverse frequency in these sentences.

    `docs` are their articles by id; two tellings of one event are seen only where the days of these are known.
    """
    names = names_of(parties)
    capital = Counter(term for j in judged for term in j.names)
    df = Counter(term for j in judged for term in j.terms)
    called = {term for term, n in capital.items() if n >= NAMED * df[term]}
    folds = {j.sent.id: _folded(j, names) for j in judged}
    held = Counter(term for _, _, kept in folds.values() for term in kept)
    gist = gists(judged, names, docs)
    total = max(2, len(judged))
    rare = {t: math.log(total / n) * (2.0 if t[0].isdigit() else 1.0) for t, n in df.items()}
    telling = {t: math.log(1 + total / n) for t, n in held.items()}
    constant = _constant(judged)
    written = {key: doc.day for key, doc in docs.items() if doc.day}
    out: dict[str, Said] = {}
    for j in judged:
        raw = {t: rare[t] for t in sorted(j.terms)}
        norm = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        who, days, kept = folds[j.sent.id]
        told = sorted(t for t in kept if t not in called and t not in classes("frame"))
        out[j.sent.id] = Said(
            terms={t: v / norm for t, v in raw.items()},
            plain=j.terms - called,
            parties=who | {t for t in kept if t in called},
            days=days,
            lasting=frozenset(_LASTING.findall(j.sent.text[:LONGEST])),
            constant=constant,
            dated=frozenset(
                n for kind, day in gist[j.sent.id].stance.days if kind == "day" for n in COUNT.findall(day)
            ),
            past=_past(j, written.get(j.sent.doc, date.min)),
            ahead=j.when is not None and j.when.kind == "announced",
            acts={t: telling[t] for t in told},
            gist=gist[j.sent.id],
            quoted=quoted(j.sent.text),
        )
    return out


def _constant(judged: Sequence[Judged]) -> frozenset[str]:
    """Numbers that so large a part of many articles gives."""
    docs = {j.sent.doc for j in judged}
    if len(docs) < MANY:
        return frozenset()
    given = Counter(term for term, _ in {(t, j.sent.doc) for j in judged for t in j.terms if COUNT.fullmatch(t)})
    return frozenset(term for term, n in given.items() if n >= CONSTANT * len(docs))


def _past(j: Judged, day: date) -> frozenset[str]:
    """Numbers within the words that name days two days or more before a day."""
    known = (time.span for time in j.times if (day - time.last).days > 1)
    spans = (j.sent.text[span.start : span.end] for span in known)
    return frozenset(number for words in spans for number in COUNT.findall(words))


def _folded(j: Judged, names: Names) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Whom a sentence names, the days that it names, and its other terms, those of a class as the class."""
    days = [time for time in j.times if time.first == time.last]
    found = marks(j.sent.text, names)
    gone = {w.casefold() for time in days for w in WORD.findall(j.sent.text[time.span.start : time.span.end])}
    gone.update(word for mark in found for word in mark.words)
    begun: dict[str, list[str]] = {}
    for word in gone:
        begun.setdefault(word[0], []).append(word)
    kept = {t for t in j.terms if not any(w.startswith(t) or is_of(w, t) for w in begun.get(t[0], ()))}
    who = frozenset(mark.what for mark in found if mark.kind == "name")
    done = frozenset(mark.what for mark in found if mark.kind != "name")
    return who, frozenset(time.first.isoformat() for time in days), done | kept


def repeats(one: Said, other: Said) -> float:
    """How much of one sentence the other says already, 0 to 1 and a little more; from `REPEAT` on, too much."""
    idle = one.constant | one.past | other.past | (one.dated ^ other.dated)
    if not _same_act(one, other):
        idle |= one.lasting | other.lasting
    same = repetition(one.terms, other.terms, counted=_event(one, other), idle=idle)
    if len((one.plain & other.plain) - classes("venue")) < min(SAID, len(one.terms)):
        same = min(same, REPEAT)  # a name that returns is worth less, but no repetition
    if one.gist and other.gist and covered(one.gist, other.gist.keys) < LITTLE:
        same = min(same, ASIDE)
    same = max(same, paraphrase(one, other))
    if one.gist and other.gist and (by_the_way(one.gist, other.gist) or goes_on(one.gist, other.gist)):
        same = min(same, ASIDE)  # what only dates something else isn't told
    if one.quoted and other.quoted and quotes_again(one.quoted, other.quoted):
        same = max(same, RETOLD)
    if same > REPEAT and at_odds(one, other):
        return REPEAT  # what contradicts a sentence doesn't say it again
    if same <= REPEAT and (tells(other, one) or (told_of(one, other) and not tells(one, other))):
        return RETOLD
    return same


def tells(one: Said, other: Said) -> bool:
    """Whether a sentence tells in quite other words all that the other one tells."""
    if one.gist is None or other.gist is None:
        return False
    return retold(other.gist, one.gist) or lacks_too(other.gist, one.gist)


def tells_all(one: Said, other: Said) -> bool:
    """The same, or that it tells this as a part of what it says of the same."""
    return tells(one, other) or paraphrase(other, one) > REPEAT


def at_odds(one: Said, other: Said) -> bool:
    """Whether two sentences of much the same words contradict one another, or give other numbers of the same."""
    if one.gist is None or other.gist is None or repetition(one.terms, other.terms) <= REPEAT:
        return False
    return opposite(one.gist, other.gist) or _answers(one.gist.judged, other.gist.judged)


def _answers(one: Judged, other: Judged) -> bool:
    """Whether one of two sentences tells what a party demands or offers and the other what somebody answers to that."""
    asks, told = (one, other) if one.act in ("demand", "offer") else (other, one)
    return (
        asks.act in ("demand", "offer")
        and asks.act != told.act
        and _ANSWERED.search(told.sent.text[:LONGEST]) is not None
        and _ANSWERED.search(asks.sent.text[:LONGEST]) is None
    )


def told_of(one: Said, other: Said) -> bool:
    """Whether two articles tell of one event or statement in these sentences, though each has words of its own."""
    if one.gist is None or other.gist is None or one.ahead != other.ahead:
        return False
    names = len((one.terms.keys() & other.terms.keys()) - one.plain - other.plain)
    return one_event(one.gist, other.gist, names=names, alike=repetition(one.terms, other.terms))


def same_news(one: Said, other: Said) -> bool:
    """Whether two articles open with the same news in these sentences (`digest.select.same.event.told_at_once`)."""
    return one.gist is not None and other.gist is not None and told_at_once(one.gist, other.gist)


def came(done: Said, announced: Said) -> bool:
    """Whether of two tellings of one thing one tells as done what the other announces (`digest.select.same.event.came_about`)."""
    return done.gist is not None and announced.gist is not None and came_about(done.gist, announced.gist)


def toll(one: Said) -> float:
    """The number of dead that a sentence gives first and not by the way; 0 where it gives none, or at most so many.

    Of two tellings of one event of one day the larger is taken for the later.
    """
    if one.gist is None or not tolls(one.gist.judged.sent.text):
        return 0.0
    return next((a.value for a in one.gist.told if a.unit in COUNTED_DEAD and a.loose != "-"), 0.0)


def akin(told: Sequence[str], says: Mapping[str, Said]) -> frozenset[tuple[str, str]]:
    """Pairs of these sentences, by id, that are of one event (`digest.select.same.event.near`), each in their order."""
    gists = [(key, gist) for key in told if key in says and (gist := says[key].gist)]
    return frozenset((a, b) for (a, one), (b, other) in combinations(gists, 2) if near(one, other))


def told_twice(told: Sequence[str], says: Mapping[str, Said]) -> frozenset[tuple[str, str]]:
    """Pairs of these sentences, by id, of which a reader would likely strike one (`digest.select.same.twice`), each in their order."""
    known = {key: said.gist for key, said in says.items() if said.gist}
    held = articles(known)
    pairs = combinations([(key, known[key]) for key in told if key in known], 2)
    return frozenset((a, b) for (a, one), (b, other) in pairs if twice(one, other, held) >= TWICE)


def _same_act(one: Said, other: Said) -> bool:
    return not one.deeds.isdisjoint(other.deeds)


def _event(one: Said, other: Said) -> bool:
    """Whether two sentences tell of one event as done: its day, two who took part, what they did and of what kind it was.

    Where one of them names no day, their words must be nearly enough the same without that.
    """
    if one.ahead != other.ahead or len(one.parties & other.parties) < 2:
        return False
    if not one.days & other.days and ((one.days and other.days) or repetition(one.terms, other.terms) < DAYLESS):
        return False
    return len(one.classed & other.classed) > 1 and _same_act(one, other)


def paraphrase(one: Said, other: Said) -> float:
    """The part of what a sentence says of the named that another sentence says of them, too, as far as it is over `COVER`; else 0.

    The other must name all whom this one names, and every day and number; what it says besides doesn't matter.
    """
    if not one.parties <= other.parties or not one.days <= other.days or one.classed.isdisjoint(other.classed):
        return 0.0
    shared = one.acts.keys() & other.acts.keys()
    if len(shared) <= SAID or any(COUNT.fullmatch(t) for t in one.acts.keys() - shared):
        return 0.0
    cover = sum([one.acts[t] for t in sorted(shared)]) / (sum(one.acts.values()) or 1.0)
    return cover if cover >= COVER else 0.0


def holds(one: Said, other: Said, *, share: float) -> bool:
    """Whether a sentence says so large a part, by weight, of what another one says, and gives each of its numbers and days."""
    lost = other.acts.keys() - one.acts.keys()
    if not other.days <= one.days or any(COUNT.fullmatch(term) for term in lost):
        return False
    return sum([other.acts[t] for t in sorted(lost)]) <= (1 - share) * sum(other.acts.values())


def similarity(one: Vector, other: Vector) -> float:
    """Cosine of two unit vectors, 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum([one[term] * other[term] for term in one if term in other])


def repetition(one: Vector, other: Vector, *, counted: bool = False, idle: frozenset[str] = frozenset()) -> float:
    """How much of the shorter of two sentences the other says already in the same words, 0 to 1.

    The cosine, or most of the overlap coefficient of their terms (Simpson 1943) where that is larger: in a briefing about one matter the
    words that matter most stand in every sentence and weigh next to nothing in a cosine. A number that both give, beside other words
    that both use, is a sign that they tell of one event, unless it is `idle`; `counted` says that there is
    another such sign.
    """
    if len(one) > len(other):
        one, other = other, one
    shared = [term for term in one if term in other]
    cosine = sum([one[term] * other[term] for term in shared])
    counted = counted or (len(shared) > 2 and any(COUNT.fullmatch(term) and term not in idle for term in shared))
    return max(cosine, OVERLAP * len(shared) / max(4, len(one))) + (COUNTED if counted else 0.0)


def says_twice(parts: Sequence[Said]) -> bool:
    """Whether one of these sentences says another one again."""
    return any(max(repeats(one, other), repeats(other, one)) > REPEAT for one, other in combinations(parts, 2))


def share_told(told: Said, own: Said) -> float:
    """How much of what a sentence tells another one told, 0 to 1."""
    return covered(own.gist, told.gist.keys) if own.gist and told.gist else 0.0
