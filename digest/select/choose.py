"""Units -> what is printed: one greedy choice over the whole briefing, under budgets of words and items.

The value of a unit is its salience times how surely it fits its section, discounted by what it repeats (maximal marginal relevance,
Carbonell & Goldstein 1998) and divided by a power of its length (Lin & Bilmes 2010, the cost-scaled greedy rule). First every section is
offered a share of the words, so that a briefing about a battle still says who wants what; what a section leaves goes to the others, up to
a cap. A unit below the floor is filler: better a short section.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digest.config import Config, SectionConfig
from digest.config.values import KNOWN_KEYS
from digest.model import Chosen, Claim, Document, Genre, Judged, Selection
from digest.select.claims import REPEAT, SAME, Neighbours, Vector, repetition, vectors
from digest.select.units import Unit, units

FLOOR = 0.15
"""Least value of what is printed; half of it will do for a section that would have fewer than `FEW` items."""
FEW = 2
SCALE = 0.4
"""Exponent of the length by which a value is divided."""
SHARE = 0.5
"""Part of the words that is shared out evenly among the sections before the rest is free for all."""
SECTION_CAP = 0.4
"""No section fills more than this part of the words, where there are three or more."""
PUBLISHER_CAP = 0.5
"""No publisher fills more than this part of the words, where there are three or more."""
SURE = 0.33
"""Least probability of its section at which a unit may use the section's share."""
SHORTLIST = 300
"""Units a section that are considered at all, best first: many times what is ever printed."""
DEFAULT_EXCLUDED: dict[str, frozenset[Genre]] = {"outcomes": frozenset(["opinion"])}
"""Genres that a known section leaves out unless the configuration says otherwise."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    unit: Unit
    section: str
    value: float
    publisher: str

    @property
    def score(self) -> float:
        return self.value / float(self.unit.words**SCALE)


@dataclass(slots=True)
class _Room:
    """The budgets and what is left of them."""

    limit: int
    sections: Mapping[str, SectionConfig]
    publisher_cap: float
    words: int = 0
    section_words: Counter[str] = field(default_factory=Counter)
    section_items: Counter[str] = field(default_factory=Counter)
    publisher_words: Counter[str] = field(default_factory=Counter)
    used: set[str] = field(default_factory=set)

    def refusal(self, c: _Candidate, section_cap: float) -> str:
        """The gate at which a unit falls now, empty where there is room."""
        section, words = self.sections[c.section], c.unit.words
        if any(p.sent.id in self.used for p in c.unit.parts):
            return "printed with another"
        own = min(section_cap, section.max_words or self.limit)
        if self.words + words > self.limit or self.section_words[c.section] + words > own:
            return "budget"
        if section.max_items is not None and self.section_items[c.section] >= section.max_items:
            return "budget"
        if self.publisher_words[c.publisher] + words > self.publisher_cap:
            return "publisher cap"
        return ""

    def take(self, c: _Candidate) -> None:
        """Books a unit."""
        self.words += c.unit.words
        self.section_words[c.section] += c.unit.words
        self.section_items[c.section] += 1
        self.publisher_words[c.publisher] += c.unit.words
        self.used.update(p.sent.id for p in c.unit.parts)


def select(judged: Sequence[Judged], docs: Sequence[Document], config: Config) -> Selection:
    """Chooses what is printed. Every sentence that is not printed is in `fell_at` with the gate at which it fell."""
    made, fell = units(judged)
    vecs = vectors(judged)
    candidates = _candidates(made, {doc.id: doc for doc in docs}, config, fell)
    picked = _greedy(candidates, vecs, config, fell)
    neighbours = Neighbours(vecs)
    home = {j.sent.id: j for j in judged}
    chosen = tuple(_with_claim(c, neighbours, home) for c in picked)
    printed = {s for c in chosen for s in c.sents}
    fell |= {s: "same claim" for c in chosen for s in c.claim.support}
    return Selection(chosen=chosen, fell_at={k: v for k, v in fell.items() if k not in printed})


def worth(unit: Unit, fit: float) -> float:
    """Value of a unit before it is known what else is printed: salience times fit, its companions' salience averaged in."""
    own = unit.core.salience
    rest = [p.salience for p in unit.parts if p is not unit.core]
    mean = own if not rest else 0.75 * own + 0.25 * sum(rest) / len(rest)
    return mean * (0.35 + 0.65 * fit)


def _candidates(
    made: Sequence[Unit], docs: Mapping[str, Document], config: Config, fell: dict[str, str]
) -> list[_Candidate]:
    excluded = {
        s.key: frozenset(s.exclude_genres)
        if "exclude_genres" in s.model_fields_set
        else DEFAULT_EXCLUDED.get(s.key, frozenset())
        for s in config.sections
    }
    by_section: dict[str, list[_Candidate]] = {s.key: [] for s in config.sections}
    for unit in made:
        key, doc = unit.core.sent.id, docs[unit.core.sent.doc]
        section = unit.core.label.section
        if section is None:
            fell[key] = "no section"
            continue
        fit = unit.core.label.score
        value = worth(unit, fit) if section in KNOWN_KEYS else (unit.core.salience + fit) / 2
        if doc.genre in excluded[section]:
            fell[key] = "genre"
        elif value < FLOOR / 2:
            fell[key] = "filler"
        else:
            by_section[section].append(_Candidate(unit, section, value, doc.publisher.value or doc.id))
    kept: list[_Candidate] = []
    for found in by_section.values():
        found.sort(key=lambda c: (-c.score, c.unit.key))
        good = [c for c in found if c.value >= FLOOR]
        weak = [c for c in found if c.value < FLOOR]
        found = good + weak[: max(0, FEW - len(good))]
        fell |= {c.unit.core.sent.id: "filler" for c in weak[max(0, FEW - len(good)) :]}
        kept += found[:SHORTLIST]
        fell |= {c.unit.core.sent.id: "budget" for c in found[SHORTLIST:]}
    return kept


def _greedy(
    candidates: Sequence[_Candidate], vecs: Mapping[str, Vector], config: Config, fell: dict[str, str]
) -> list[_Candidate]:
    limit, many = config.briefing.max_words, len(config.sections) >= 3
    spread = len({c.publisher for c in candidates}) >= 3
    room = _Room(limit, {s.key: s for s in config.sections}, PUBLISHER_CAP * limit if spread else limit)
    repeated = dict.fromkeys(range(len(candidates)), 0.0)
    picked: list[_Candidate] = []
    share = SHARE * limit / len(config.sections)
    for cap in (share, SECTION_CAP * limit if many else limit):
        waiting = {n for n in repeated if cap != share or candidates[n].unit.core.label.score >= SURE}
        while waiting:
            gains = {}
            for n in sorted(waiting):
                c = candidates[n]
                refusal = room.refusal(c, cap) or ("redundant" if repeated[n] > REPEAT else "")
                if refusal:
                    fell[c.unit.core.sent.id] = refusal
                    waiting.discard(n)
                else:
                    gains[n] = c.score * (1.0 - repeated[n])
            if not gains:
                break
            best = min(gains, key=lambda n: (-gains[n], candidates[n].unit.key))
            room.take(candidates[best])
            picked.append(candidates[best])
            waiting.discard(best)
            for n in repeated:
                for part in candidates[best].unit.parts:
                    repeated[n] = max(
                        repeated[n], repetition(vecs[candidates[n].unit.core.sent.id], vecs[part.sent.id])
                    )
    return picked


def _with_claim(c: _Candidate, neighbours: Neighbours, home: Mapping[str, Judged]) -> Chosen:
    own = c.unit.core.sent
    support, docs = [], {own.doc}
    for _, key in neighbours.of(own.id, at_least=SAME):
        other = home[key]
        if other.sent.doc not in docs and not other.dropped:
            docs.add(other.sent.doc)
            support.append(key)
    return Chosen(
        section=c.section,
        sents=tuple(p.sent.id for p in c.unit.parts),
        claim=Claim(lead=own.id, support=tuple(support)),
        party=next((p.party for p in c.unit.parts if p.party), ""),
        salience=max(p.salience for p in c.unit.parts),
        fit=c.unit.core.label.score,
    )
