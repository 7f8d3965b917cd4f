"""Two sentences side by side: how alike they are, and what forbids that they tell of the same thing.

Likeness is a logistic model (Cox 1958) over a few measures of overlap: the cosine of stems weighted by inverse document frequency
(Salton & Buckley 1988), the share of the lighter sentence that the other covers, with and without names, the longest run of equal words
and shared pairs of neighbouring words (Clough, Gaizauskas, Piao & Wilks 2002, METER: measuring text reuse). Weights are data
(`data/same.json`), learned by `bench/claims.py` from pairs that were read. What overlap can't see is forbidden by rule: other speakers,
other days, a thing done and the same thing announced, negation on one side, names on either side that the other lacks, and what
`digest.select.same.contrary` sees.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from digest.model import Judged
from digest.select.same.contrary import contrary, stance
from digest.select.words.amounts import Amount, agree, amounts
from digest.select.words.wording import is_of

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(r"[“\"]([^“”\"]{1,2000})[”\"]?")
LONGEST = 2000
"""Characters of a sentence that are looked at."""
RUN = 12
"""So many equal words in a row are the same words taken over, whatever stands around them."""
PLAIN = 0.3
"""Least part of the lighter sentence, names and words of the frame apart, that the other must cover."""
QUOTING = 0.3
"""Part within quotation marks from which on a sentence hands on somebody's words, whoever is named around them."""
MAINLY = 0.5
"""The same of what a sentence tells before it goes on to what it happened after."""
SAID = 4
"""So many words in quotation marks are somebody's own words."""
ANY = 2.5
"""So many times may one number be the other where it isn't said what one of them counts."""
LEANING = 7
"""Equal words in a row from which on a sentence that opens on "He" may be taken for the other's words."""
OPENING, OFTEN = 6, 4
"""So many equal words at the start of sentences that go on in so many ways are a stock phrase."""
_AFTER = re.compile(
    r"(?:,? (?:just |only |barely |less than |more than )?"
    r"(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|the|\d{1,3}) )?"
    r"(?:hours?|days?|weeks?|months?|years?) (?:after|before)|, (?:after|before|following)) [^;]{12,600}$"
)
"""What happened otherwise, at the end of a sentence that only dates by it what it reports."""
_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence taken apart for comparison."""

    judged: Judged
    words: tuple[str, ...]
    """Lower case, in order."""
    pairs: frozenset[tuple[str, str]]
    """Neighbouring words of which one at least is no function word."""
    names: frozenset[str]
    numbers: frozenset[str]
    amounts: tuple[Amount, ...]
    quoted: float
    """Part of its characters within quotation marks."""
    negated: bool
    ahead: bool
    """It tells of what will, may or should be."""
    days: frozenset[str]
    """Days of the week that it names."""
    voices: frozenset[str]
    """Names beside a verb of saying: who speaks in it."""
    persons: frozenset[str]
    """Last words of names of two or more words."""
    said: frozenset[str]
    """Words within quotation marks that are no function words."""
    numbered: frozenset[tuple[str, str]]
    """A word and the number behind it ("stage", "13")."""


@cache
def _signs() -> dict[str, frozenset[str]]:
    """Kind -> words: "not", "ahead", "empty" (function words)."""
    lines = (_DATA / "signs.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {kind: frozenset(words.split()) for kind, _, words in rows}


def ahead() -> frozenset[str]:
    """Words by which a sentence tells of what will, may or should be."""
    return _signs()["ahead"]


@cache
def _model() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_DATA / "same.json").read_text(encoding="utf-8"))
    return found


_PERSON = re.compile(r"(?<![.!?“\"] )(?<!^)(?<![\w’'-])(?:[A-Z][a-z’'-]+ )+([A-Z][a-z’'-]{2,})")
_NUMBERED = re.compile(r"([A-Za-z]{3,}) (?:No\. ?)?(\d{1,4})(?![\d,.%:]*\d|%)")


@cache
def _voice() -> re.Pattern[str]:
    say = "|".join(sorted(_signs()["say"]))
    return re.compile(
        rf"([A-Z][\w’'-]+),? (?:(?:also|later|had|has) )?(?:{say})(?!\w)|(?<=[,”\"’'] )(?:{say}) (?:[A-Z][\w.’'-]* ){{0,4}}([A-Z][\w’'-]+)"
    )


def threshold() -> float:
    """Least likeness at which two sentences are taken for the same claim."""
    return float(_model()["threshold"])


def take_apart(j: Judged) -> Telling:
    """What is compared of a sentence."""
    text = j.sent.text[:LONGEST]
    words = tuple(word.casefold() for word in _WORD.findall(text))
    empty, signs = _signs()["empty"], _signs()
    return Telling(
        judged=j,
        words=words,
        pairs=frozenset(p for p in pairwise(words) if p[0] not in empty or p[1] not in empty),
        names=j.names & j.terms,
        numbers=frozenset(t for t in j.terms if t[0].isdigit()),
        amounts=amounts(text),
        said=frozenset(_WORD.findall(" ".join(_QUOTED.findall(text)).casefold())) - empty,
        quoted=sum(len(found) for found in _QUOTED.findall(text)) / max(1, len(text)),
        negated=any(word in signs["not"] or word.endswith(("n't", "n’t")) for word in words),
        ahead=any(word in signs["ahead"] for word in words),
        days=weekdays(text),
        voices=frozenset(
            name.casefold().removesuffix("'s") for found in _voice().findall(text) for name in found if name
        ),
        persons=frozenset(name.casefold().removesuffix("'s").removesuffix("’s") for name in _PERSON.findall(text))
        - signs["no person"],
        numbered=frozenset((w.casefold(), n) for w, n in _NUMBERED.findall(text) if w.casefold() in signs["numbered"]),
    )


@cache
def _no_claim() -> re.Pattern[str]:
    lines = (_DATA / "no_claim.txt").read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(re.escape(line) for line in lines if line and not line.startswith("#")), re.IGNORECASE)


def reports_nothing(text: str) -> bool:
    """True for sentences that say only that nothing was said ("declined to comment")."""
    return _no_claim().search(text[:LONGEST].replace("’", "'")) is not None


def weekdays(text: str) -> frozenset[str]:
    """The days of the week that a text names, in lower case."""
    return _WEEKDAYS.intersection(word.casefold() for word in _WORD.findall(text[:LONGEST]))


def stock(judged: Sequence[Judged]) -> frozenset[str]:
    """Ids of sentences that begin with a stock phrase: the same `OPENING` words in several documents, each time gone on with otherwise."""
    begun: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {}
    where: dict[tuple[str, ...], list[str]] = {}
    for j in judged:
        words = tuple(word.casefold() for word in _WORD.findall(j.sent.text[:200]))
        begun.setdefault(words[:OPENING], {}).setdefault(j.sent.doc, words[OPENING : OPENING + 3])
        where.setdefault(words[:OPENING], []).append(j.sent.id)
    many = [key for key, docs in begun.items() if len(key) == OPENING and len(set(docs.values())) >= OFTEN]
    return frozenset(sent for key in many for sent in where[key])


def measure(one: Telling, other: Telling, weight: Mapping[str, float]) -> dict[str, float]:
    """The measures of likeness of two sentences, each from 0 to 1; `weight` is the inverse document frequency of a term."""
    a, b = one.judged.terms, other.judged.terms
    shared = a & b
    mass_a, mass_b, both = (sum([weight[t] for t in sorted(terms)]) for terms in (a, b, shared))
    norm_a, norm_b, dot = (sum([weight[t] ** 2 for t in sorted(terms)]) for terms in (a, b, shared))
    named = one.names | other.names | one.numbers | other.numbers | _signs()["frame"]
    plain_a, plain_b = (sum([weight[t] for t in sorted(terms - named)]) for terms in (a, b))
    plain = sum([weight[t] for t in sorted(shared - named)])
    return {
        "cosine": dot / (math.sqrt(norm_a * norm_b) or 1.0),
        "cover": both / (min(mass_a, mass_b) or 1.0),
        "cover plain": min(1.0, plain / max(3.0, min(plain_a, plain_b))),
        "shared": min(10, len(shared - _signs()["frame"])) / 10,
        "run": min(RUN, run(one.words, other.words)) / RUN,
        "pairs": len(one.pairs & other.pairs) / max(1, min(len(one.pairs), len(other.pairs))),
        "other names": min(3, len(one.names - b), len(other.names - a)) / 3,
        "ahead": float(one.ahead != other.ahead),
        "negated": float(one.negated != other.negated),
        "quoted": float(one.quoted > 0.4 and other.quoted > 0.4),
    }


def run(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Length of the longest run of equal words (longest common substring by the usual table, one row kept)."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(other):
        places.setdefault(word, []).append(at)
    best, before = 0, dict[int, int]()
    for word in one:
        here = {at: before.get(at - 1, 0) + 1 for at in places.get(word, ())}
        best = max(best, max(here.values(), default=0))
        before = here
    return best


def only_dated_by(one: Telling, other: Telling) -> bool:
    """Whether a sentence reports something else, and only dates it by what the other one reports."""
    text = one.judged.sent.text[:LONGEST]
    if not (aside := _AFTER.search(text)) or _AFTER.search(other.judged.sent.text[:LONGEST]):
        return False
    front = [word.casefold() for word in _WORD.findall(text[: aside.start()])]
    told = one.judged.terms - one.names - one.numbers - _signs()["frame"]
    own = {t for t in told if any(word.startswith(t) or is_of(word, t) for word in front)}
    return bool(own) and len(own & other.judged.terms) <= MAINLY * len(own)


def likeness(measures: Mapping[str, float]) -> float:
    """Probability that two sentences of these measures tell of the same thing."""
    model = _model()
    total = model["intercept"] + sum(model["weights"].get(name, 0.0) * value for name, value in measures.items())
    return 1.0 / (1.0 + math.exp(-total))


def forbidden(one: Telling, other: Telling, measures: Mapping[str, float]) -> str:
    """Why two sentences that are alike are not taken for the same claim, empty where nothing is against it."""
    a, b = one.judged, other.judged
    if measures["cover plain"] < PLAIN:
        return "only names and frame are shared"
    if only_dated_by(one, other) or only_dated_by(other, one):
        return "something else after it"
    if any(w == v and n != m for w, n in one.numbered - other.numbered for v, m in other.numbered - one.numbered):
        return "other number of its kind"
    quoting = max(one.quoted, other.quoted) > QUOTING and measures["run"] >= 1.0
    if not quoting and one.persons - frozenset(other.words) and other.persons - frozenset(one.words):
        return "other person"
    handed_on = max(one.quoted, other.quoted) > QUOTING and measures["run"] * RUN >= LEANING
    if against := contrary(stance(a.sent.text[:LONGEST]), stance(b.sent.text[:LONGEST]), quoting=handed_on):
        return against
    if measures["run"] >= 1.0:
        return ""
    said = min(len(one.said), len(other.said))
    if said >= SAID and len(one.said & other.said) < PLAIN * said:
        return "other words are quoted"
    if a.speaker and b.speaker and a.speaker != b.speaker:
        return "other speaker"
    if one.voices and other.voices and not one.voices & other.voices:
        return "other speaker"
    if a.party and b.party and a.party != b.party:
        return "other party"
    if one.days and other.days and not one.days & other.days:
        return "other day"
    if a.when and b.when:
        if a.when.kind != b.when.kind:
            return "announced and done"
        if a.when.first > b.when.last or b.when.first > a.when.last:
            return "other day"
    if measures["negated"]:
        return "negated"
    if measures["run"] * RUN < LEANING and not measures["quoted"] and (a.opener or b.opener):
        return "leans on another sentence"
    return ""


def conflict(one: Telling, other: Telling) -> tuple[Amount, Amount] | None:
    """Two amounts that can't both be right, None where there are none.

    That is so where each sentence gives an amount that no amount of the other explains, and both count the same, or one doesn't say what
    it counts. A sentence that only gives more amounts than the other contradicts nothing.
    """
    mine, theirs = (
        [x for x in s.amounts if not any(_may_count(x, y) and agree(x, y) for y in t.amounts)]
        for s, t in ((one, other), (other, one))
    )
    return next(((x, y) for x in mine for y in theirs if _may_count(x, y)), None)


def _may_count(one: Amount, other: Amount) -> bool:
    """Whether two amounts may count the same; one of which nothing is said may be any that is of about its size."""
    if one.unit and other.unit:
        return one.unit == other.unit
    return max(one.value, other.value) <= ANY * min(one.value, other.value)
