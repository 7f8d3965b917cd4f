"""Today's sentences against those of earlier editions: what is new, what brings an old claim further, what repeats it.

Update summarisation: the reader knows the earlier articles, and wants what these didn't tell (the update task of DUC 2007 and TAC 2008 to
2011; Dang & Owczarzak 2008). What was printed counts like what is printed already today: it lowers the gain of whatever says it again
(maximal marginal relevance with the history in it: Boudin, El-Bèze & Torres-Moreno 2008), and a claim that was printed falls. What was
read and not printed lowers only: an editor passed it over once. Of a sentence that repeats nothing, the words that the past hardly has
speak for it (the novelty factor of Varma et al. 2009: documents of today that have a word, against documents of the past).

Precision goes first where a sentence falls, as in `digest.select.same.claims`: the measures and the contradictions are the same. A sentence
updates an old claim where the two tell one thing with another number of the same, or where it tells what came of it
(`digest.select.stale.overtaken`): a meeting that was announced and took place, a deal that was near and is signed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from digest.config import PartyConfig
from digest.model import Chosen, Document, Former, Judged, Past, Status, fold
from digest.select.news.familiar import beside, covered, familiar, least, old, written
from digest.select.news.further import further, written_as
from digest.select.same import telling
from digest.select.same.claims import LEAST_TERMS, weights
from digest.select.same.repeats import ACT, COUNT, REPEAT, Said, said
from digest.select.same.repeats import repeats as repetition
from digest.select.same.telling import Telling
from digest.select.units import Unit
from digest.select.words.amounts import Amount, agree

GATE = "printed before"
"""The gate at which a sentence falls that repeats what an edition printed, or what the reader has seen."""
KNOWN_OF = "known"
"""The gate of a sentence of which earlier editions together told nearly all."""
UNCHANGED = "read before"
"""The gate of a sentence that stands unchanged in the version of its article that was read before."""
LOOKED_UP = 14
"""Heaviest terms of a sentence by which those of the past are found."""
BUCKET = 400
"""Sentences of the past that a term may lead to; one of more is no sign of anything."""
MOST = 12
"""Sentences of the past that one is compared with, those that share most."""
SHARED = 2
"""Looked-up terms that two sentences share before they are compared."""
COVERED = 0.6
"""Part of a sentence's terms, by weight, that one of the past must have for it to be a repetition."""
READ = 0.6
"""What counts of a repetition of something that was read and not printed."""
LEAST_NUMBER = 10
"""A smaller number is told of many things."""
LARGE = 100
BESIDE = 4
"""Words other than numbers that two tellings of a number of `LARGE` share at least where it isn't clear that they count the same."""
SHORT = 34
"""Words of a sentence that tells hardly more than its number."""
WHOEVER = frozenset(["other party", "other speaker", "other words are quoted", "leans on another sentence"])
"""What is against one claim and not against one number: whoever says it."""
KNOWN = 0.3
"""How much the weight of a concept depends on whether the past has it. Today's articles themselves are the better guide to what is news."""
PRINTED = 0.5
"""What a printed concept loses besides."""
NEWS, KNOWING = 1.15, 0.3
"""Factor of the salience of what is certainly new, and how much less it is for what is certainly known."""
SURELY = 0.57
"""How sure it is that a reader knows what a sentence tells for it to fall."""
UPDATE = 1.15
"""Factor of the salience of a sentence that brings a printed claim further."""


@dataclass(frozen=True, slots=True)
class Novelty:
    """What the past says of today's sentences, by their ids."""

    repeats: Mapping[str, Former] = field(default_factory=dict)
    """What printed it before."""
    updates: Mapping[str, tuple[Former, str]] = field(default_factory=dict)
    """The claim that it brings further, and what it was: the number as it was written then, or the words in which it was decided; empty
    where that cannot be cut out.
    """
    unchanged: frozenset[str] = frozenset()
    """Stand in the version of their article that was read before."""
    repeated: Mapping[str, float] = field(default_factory=dict)
    """How much of it the past says, 0 to 1, as `digest.select.repeats.repeats`."""
    fresh: Mapping[str, float] = field(default_factory=dict)
    """Part of its terms that the past hardly has, 0 to 1."""
    worth: Mapping[str, float] = field(default_factory=dict)
    """Concept -> what is left of its weight, for those that the past has; only where a single section takes everything."""
    familiar: Mapping[str, float] = field(default_factory=dict)
    """How sure it is that a reader of the past knows what it tells, 0 to 1 (`digest.select.news.familiar`)."""
    says: Mapping[str, Said] = field(default_factory=dict)
    """What all sentences say, of today and of the past, as `digest.select.same.repeats` compares them."""
    known: bool = False
    """Whether there is any past."""
    editions: bool = False
    """Whether there are editions in it. Whole articles that a reader has seen hold too much for background to be told by it."""

    @property
    def compared(self) -> bool:
        """Whether the past tells of anything that today's sentences could repeat."""
        return bool(self.says)

    def gate(self, j: Judged) -> str:
        """The gate at which a unit for this sentence's sake falls, empty where it stands. What the editor pinned stands."""
        if any(deed == "pinned" for deed, _ in j.edited):
            return ""
        if j.sent.id in self.repeats:
            return GATE
        if j.sent.id in self.unchanged:
            return UNCHANGED
        surely = self.editions and self.familiar.get(j.sent.id, 0.0) >= SURELY
        return KNOWN_OF if surely and j.sent.id not in self.updates else ""

    def marked(self, chosen: Chosen) -> Chosen:
        """The point with its status; without a past it has none."""
        if not self.known:
            return chosen
        sents = (chosen.claim.lead, *chosen.sents)
        updated = next((self.updates[key] for key in sents if key in self.updates), None)
        if updated:
            return replace(chosen, status="updated", since=updated[0].number, was=updated[1])
        lead = self.repeats.get(chosen.claim.lead)
        status: Status = "continuing" if lead else "new"
        return replace(chosen, status=status, since=lead.number if lead else 0)


_ONE_MORE = re.compile(r"\b(?:another|(?:a|the) (?:second|third|fourth|fifth|sixth|further|new))\b", re.I)
_SAID = re.compile(r"\b(?:said|says|saying|told|warned|announced|reported|according)\b")
"""Behind these a day may be that of the saying."""


def compare(
    judged: Sequence[Judged], docs: Sequence[Document], past: Past, *, parties: Sequence[PartyConfig] = ()
) -> Novelty:
    """Compares every sentence that wasn't set aside with those of the past that share its heaviest terms."""
    if not past.knows:
        return Novelty()
    live = [j for j in judged if not j.dropped]
    unchanged = frozenset(_unchanged(live, past.versions))
    if not past.former:
        return Novelty(unchanged=unchanged, known=True)
    then = [one.judged for one in past.former]
    weight, says = (
        weights([*live, *then]),
        said(
            [*(j for j in judged if j.dropped in ("", "fragment") or j.edited), *then],
            parties,
            docs={doc.id: doc for doc in docs},
        ),
    )
    apart: dict[str, Telling] = {}
    repeats: dict[str, Former] = {}
    updates: dict[str, tuple[Former, str]] = {}
    repeated: dict[str, float] = {}
    for j, found in _met(live, past.former, weight):
        for one in found:
            much = _repeats(j, one.judged, says)
            repeated[j.sent.id] = max(repeated.get(j.sent.id, 0.0), much * (1.0 if one.printed else READ))
            verdict, was = _verdict(j, one.judged, much, weight, apart)
            verdict = "" if verdict == "repeat" and _another(j, one, says) else verdict
            if verdict == "repeat" and one.printed:
                repeats[j.sent.id] = _first(repeats.get(j.sent.id), one)
            elif verdict == "update" and one.printed and j.sent.id not in updates:
                updates[j.sent.id] = (one, was)
    for key, former, was in further(live, docs, past.former, parties):
        if key in repeats and repeats[key].judged.sent.id == former.judged.sent.id:
            del repeats[key]  # "will sign" and "signed" share most of their words
        updates.setdefault(key, (former, was))
    for key in updates.keys() & repeats.keys():
        del updates[key]  # an edition had the new state already
    fresh, last, sure = _fresh(live, past), written(past.former, past.last_day), {}
    printed = [one.judged for one in past.former if one.printed]
    acts = frozenset(term for one in printed for term in _acts(says[one.sent.id]))
    for j, near in beside(live, printed, weight):
        sure[j.sent.id] = familiar(
            repeated=max((_repeats(j, one, says) for one in near), default=0.0),
            covered=covered(j, near, weight),
            fresh=fresh[j.sent.id],
            old=old(j, last),
            another=not _acts(says[j.sent.id]) <= acts or _counts(j),
            least=least(j),
        )
    return Novelty(
        repeats,
        updates,
        unchanged,
        repeated,
        fresh,
        _worth(live, past.former),
        sure,
        says,
        known=True,
        editions=past.last > 0,
    )


def aware(judged: Sequence[Judged], novelty: Novelty) -> tuple[Judged, ...]:
    """The sentences with their salience as it is for a reader who knows the past, in the same order."""
    if not novelty.known:
        return tuple(judged)
    return tuple(replace(j, salience=round(j.salience * _factor(j, novelty), 4)) for j in judged)


def _factor(j: Judged, novelty: Novelty) -> float:
    if j.edited:
        return 1.0
    if j.sent.id in novelty.updates:
        return UPDATE
    return NEWS - KNOWING * novelty.familiar[j.sent.id] if j.sent.id in novelty.familiar else 1.0


def news_only(
    made: Sequence[Unit], novelty: Novelty, *, everything: bool = False
) -> tuple[tuple[Unit, ...], dict[str, str]]:
    """The units that repeat nothing, and the gate of every sentence for whose sake none is left.

    In a digest of everything background stays: there every concept has its own worth (`Novelty.worth`).
    """
    gates = {unit.key: novelty.gate(unit.core) for unit in made}
    fallen = {key for key, gate in gates.items() if gate and not (everything and gate == KNOWN_OF)}
    kept = tuple(unit for unit in made if unit.key not in fallen)
    return kept, {unit.core.sent.id: gates[unit.key] for unit in made if unit.key in fallen}


# --- what is compared, and with what it is compared ------------------------------------------------------------------------


def _met(
    live: Sequence[Judged], old: Sequence[Former], weight: Mapping[str, float]
) -> Iterator[tuple[Judged, list[Former]]]:
    """Every sentence that says enough to be recognised, with those of the past that share most of its heaviest terms: of what was printed
    and of what was only read so many each.
    """
    index: dict[str, list[int]] = {}
    for at, one in enumerate(old):
        for term in one.judged.terms:
            index.setdefault(term, []).append(at)
    for j in live:
        heavy = sorted(j.terms, key=lambda t: (-weight[t], t))[:LOOKED_UP]
        mass: dict[int, float] = {}
        shared: Counter[int] = Counter()
        for term in heavy:
            bucket = index.get(term, ())
            if len(bucket) <= BUCKET:
                for at in bucket:
                    mass[at] = mass.get(at, 0.0) + weight[term]
                    shared[at] += 1
        enough = [at for at in mass if shared[at] >= min(SHARED, len(heavy))]
        if enough:
            enough.sort(key=lambda at: (-mass[at], at))
            yield j, [old[at] for side in (True, False) for at in [n for n in enough if old[n].printed == side][:MOST]]


def _counts(j: Judged) -> bool:
    return any(COUNT.fullmatch(term) for term in j.terms)


def _acts(one: Said) -> frozenset[str]:
    """The classes of acts of which a sentence tells."""
    return frozenset(term for term in one.acts if term.startswith(ACT))


def _repeats(j: Judged, other: Judged, says: Mapping[str, Said]) -> float:
    return min(1.0, repetition(says[j.sent.id], says[other.sent.id]))


def _verdict(
    j: Judged, other: Judged, much: float, weight: Mapping[str, float], apart: dict[str, Telling]
) -> tuple[str, str]:
    """Whether it is a "repeat", an "update" or neither, and the number that is updated as the old sentence writes it."""
    if fold(j.sent.text).casefold() == fold(other.sent.text).casefold():
        return "repeat", ""
    if len(j.terms) < LEAST_TERMS or len(other.terms) < LEAST_TERMS:
        return "", ""
    one, two = (apart.get(s.sent.id) or apart.setdefault(s.sent.id, telling.take_apart(s)) for s in (j, other))
    measures = telling.measure(one, two, weight)
    alike = telling.likeness(measures) >= telling.threshold() and not telling.forbidden(one, two, measures)
    if _same_numbers(one, two):
        return "repeat", ""
    if not alike and much <= REPEAT:
        return "", ""
    if differing := telling.conflict(one, two):
        mine, theirs = differing
        return ("update", written_as(other.sent.text, theirs)) if alike and mine.value != theirs.value else ("", "")
    if any(COUNT.fullmatch(term) and term not in other.terms for term in j.terms):
        return "", ""  # a number that wasn't told: more than was printed
    if alike or _covered(j, other, weight) >= COVERED:
        return "repeat", ""
    return "", ""


def _another(j: Judged, one: Former, says: Mapping[str, Said]) -> bool:
    """Whether it tells of another event in much the same words: it says so ("another 60 prisoners"), or what it counts, or an act of which
    the old one tells nothing ("suspended the agreement"), happened on a day after the old article was written.
    """
    text, old = j.sent.text, one.judged.sent.text
    if fold(text).casefold() == fold(old).casefold():
        return False
    marked = {m[0].lower() for m in _ONE_MORE.finditer(text)}
    if marked and not marked & {m[0].lower() for m in _ONE_MORE.finditer(old)}:
        return True
    told = _acts(says[j.sent.id]) <= _acts(says[one.judged.sent.id])
    if one.published is None or j.when is None or _SAID.search(text) or (told and not _counts(j)):
        return False
    return j.when.kind == "past" and j.when.first > one.published


def _same_numbers(one: Telling, other: Telling) -> bool:
    """Whether every number of today's sentence was told of the same things, beside other words that both use, in other words otherwise.

    Who writes that "some 1,500 air strikes" were flown tells those who read of "more than 1,500 air strikes" nothing.
    """
    mine = [a for a in one.amounts if a.value >= LEAST_NUMBER]
    if not mine or len(one.words) > SHORT:
        return False
    beside = len({t for t in one.judged.terms & other.judged.terms if not t[0].isdigit()})
    told = all(any(_one_thing(a, b, beside) and agree(a, b) for b in other.amounts) for a in mine)
    against = telling.forbidden(one, other, {"cover plain": 1.0, "run": 0.0, "negated": 0.0, "quoted": 0.0})
    return told and (not against or against in WHOEVER)


def _one_thing(one: Amount, other: Amount, beside: int) -> bool:
    """Whether two amounts count the same: one unit, or one that is a kind of the other ("air strike", "strike"), or a number so large that
    it returns by no chance beside so many words that both use.
    """
    pair = sorted((one.unit, other.unit), key=len)
    alike = bool(pair[0]) and pair[1].endswith(pair[0])
    return beside >= (1 if alike else BESIDE) and (alike or min(one.value, other.value) >= LARGE)


def _covered(j: Judged, other: Judged, weight: Mapping[str, float]) -> float:
    """Part of the terms of `j`, by weight, that `other` has."""
    whole = sum([weight[t] for t in sorted(j.terms)]) or 1.0
    return sum([weight[t] for t in sorted(j.terms & other.terms)]) / whole


def _first(known: Former | None, one: Former) -> Former:
    """Of two editions that printed it the earlier."""
    return one if known is None or (one.number and one.number < known.number) else known


def _unchanged(live: Sequence[Judged], versions: Mapping[str, str]) -> Iterator[str]:
    before = {doc: fold(text) for doc, text in versions.items()}
    for j in live:
        if j.sent.doc in before and fold(j.sent.text) in before[j.sent.doc]:
            yield j.sent.id


def _fresh(live: Sequence[Judged], past: Past) -> dict[str, float]:
    """Sentence id -> mean novelty factor of its terms (Varma et al. 2009): documents of today that have a term, by these and the past's.

    Either side counts by its share of documents, so that neither has the better of it by being larger.
    """
    today, then = _spread(live), past.spread
    many, much = max(1, len({j.sent.doc for j in live})), max(1, past.docs)
    factor = {t: (n / many) / (n / many + then.get(t, 0) / much) for t, n in today.items()}
    return {j.sent.id: sum([factor[t] for t in sorted(j.terms)]) / len(j.terms) if j.terms else 1.0 for j in live}


def _worth(live: Sequence[Judged], old: Sequence[Former]) -> dict[str, float]:
    """Concept -> its novelty factor, for concepts of today that the past has; less still where it was printed."""
    today = _concepts(live)
    if not today:
        return {}
    then, printed = _concepts([o.judged for o in old]), _concepts([o.judged for o in old if o.printed])
    many, much = (max(1, len({j.sent.doc for j in side})) for side in (live, [o.judged for o in old]))
    return {
        key: 1.0 - KNOWN * (1.0 - (1.0 - PRINTED * (key in printed)) * (n / many) / (n / many + then[key] / much))
        for key, n in today.items()
        if key in then
    }


def _concepts(judged: Sequence[Judged]) -> Counter[str]:
    """Concept -> documents that have it."""
    return Counter(key for _, key in {(j.sent.doc, key) for j in judged for key, _ in j.concepts})


def _spread(judged: Sequence[Judged]) -> Counter[str]:
    """Term -> documents that have it."""
    docs: dict[str, set[str]] = {}
    for j in judged:
        docs.setdefault(j.sent.doc, set()).update(j.terms)
    return Counter(term for terms in docs.values() for term in terms)
