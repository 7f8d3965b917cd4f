"""What is printed so far, what that leaves of every other candidate, and the greedy choice of the next.

A candidate's gain is its value, discounted by what it repeats (maximal marginal relevance, Carbonell & Goldstein 1998) and divided by a
power of its length (Lin & Bilmes 2010). The fuller its section is already, the less it gains: a section's reward is a concave function of
its words (the diversity reward of Lin & Bilmes 2011), so that no section crowds out the others and none is filled for its own sake.
Gains only fall as more is printed, so that they are computed anew only for the candidate on top of a heap (lazy greedy, Minoux 1978;
CELF, Leskovec et al. 2007). Where a printed item gives way to a fuller telling, what repeated only that item is offered again.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from digest.config import Config, catch_all
from digest.model import Judged
from digest.select.candidates import FLOOR, HAPPENED, SCALE, Candidate, beside
from digest.select.coverage import Piece, best, concepts_of, lazy_greedy
from digest.select.news.novelty import Novelty
from digest.select.room import room
from digest.select.same.claims import Claims, in_lead
from digest.select.same.repeats import REPEAT, Said, came, holds, repeats, says_twice, share_told, told_of, toll
from digest.select.same.retold import positions
from digest.select.same.together import Together
from digest.select.same.twins import Twins
from digest.select.units import HALVES, MAX_WORDS, QUOTATION, Unit, extended, says_who
from digest.select.units import unit as one_of

FULLER = 0.5
"""Share of what a printed sentence says, by weight, that a fuller telling must hold to be printed instead of it."""
LESS = 1.0
"""A fuller telling may be worth so much of what the printed one is worth."""
HOLDS = 0.7
"""So is one that tells in other words all that a printed one tells, where it is worth so much of that."""
FULLER_ROOM = 0.05
"""Part of a page that the fuller telling of what a party wants may cost more than one that more articles tell: a short page has no room."""
BETTER = 1.25
"""A telling worth so much more than the printed one that it resembles takes its place: what came first was only shorter."""
HARDLY = 0.3
"""Repetition below which something is new enough to fill an empty page."""
WORTH_NEW = 0.15
"""Least value, times the part of it that nothing printed tells, of an item of a full page; of one that is half full a quarter of it."""
ECHOES = ("redundant", "same claim")
"""Gates of what repeats something printed: where that gives way they may open."""
SECOND_BEST = 0.9
"""What is left of the value of a telling where another document has a better one of the same."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """What taking a candidate would mean now."""

    gain: float
    cost: int
    """Words."""
    unit: Unit
    """What would be printed: the candidate's unit, or a printed one that has grown by it."""
    place: int | None
    """Of the printed item that would grow or give way; None where it would be an item of its own."""
    instead: bool = False
    """Whether the printed item gives way."""


class Choice:
    """What is printed so far, and what that leaves of everything else."""

    def __init__(
        self,
        offered: Sequence[Candidate],
        says: Mapping[str, Said],
        claims: Claims,
        config: Config,
        news: Novelty,
        answers: Mapping[str, Judged],
    ) -> None:
        self.offered = offered
        self.picked: list[Candidate] = []
        self.room = room(offered, config)
        self._past = [min(REPEAT, news.repeated.get(c.unit.core.sent.id, 0.0)) for c in offered]
        """What the past says of each candidate already."""
        self._echoes: list[dict[str, float]] = [{} for _ in offered]
        """What each printed sentence, by id, says of a candidate already."""
        self._held: list[set[str]] = [set() for _ in offered]
        """Printed sentences, by id, all of which a candidate tells, and more."""
        self._place: dict[str, int] = {}
        """Sentence id -> its place in `picked`."""
        self._sharing: dict[str, list[int]] = {}
        """Sentence id -> the candidates that hold it."""
        for n, c in enumerate(offered):
            for part in c.unit.parts:
                self._sharing.setdefault(part.sent.id, []).append(n)
        self._printed = Together()
        self._everything = bool(catch_all(config.sections))
        self.twins = Twins(says, () if self._everything else says)
        self._told: set[str] = set()
        """Leads of the claims that are printed."""
        self._refused: set[int] = set()
        """Candidates that repeat what is printed."""
        self.gave_way: list[str] = []
        """Ids of the sentences that were printed until a fuller telling took their place."""
        self.says, self._claims, self._news, self._answers = says, claims, news, answers

    def has(self, key: str) -> bool:
        """True where a sentence is printed."""
        return key in self._place

    def is_new(self, n: int) -> bool:
        """True for a candidate that hardly repeats the past, or what is printed."""
        return self._repeated(n) < HARDLY

    def _repeated(self, n: int) -> float:
        return max(self._past[n], *self._echoes[n].values(), 0.0)

    def greedy(self, which: Sequence[int], section_cap: float, *, most: int | None = None) -> dict[str, str]:
        """Takes the best of these candidates as long as there is room, at most so many; the gates of the others by sentence id."""
        fell: dict[str, str] = {}
        waiting, heap = set(which), [(-math.inf, self.offered[n].unit.key, n) for n in which]
        heapq.heapify(heap)
        taken = 0
        while heap and (most is None or taken < most):
            was, key, n = heapq.heappop(heap)
            if n not in waiting:
                continue
            offer = self._offer(self.offered[n], n, section_cap)
            if isinstance(offer, str):
                fell[self.offered[n].unit.core.sent.id] = offer
                waiting.discard(n)
            elif was < -offer.gain:
                heapq.heappush(heap, (-offer.gain, key, n))
            else:
                self.take(replace(self.offered[n], unit=offer.unit) if offer.place is None else self.offered[n], offer)
                self._answered(self._place[offer.unit.core.sent.id])
                waiting.discard(n)
                taken += 1
                near = {m for part in offer.unit.parts for m in self._sharing.get(part.sent.id, ())} & waiting
                if offer.instead:
                    near |= {m for m in which if fell.get(self.offered[m].unit.core.sent.id) in ECHOES}
                    waiting |= near
                for m in sorted(near):  # these may now cost less
                    heapq.heappush(heap, (-math.inf, self.offered[m].unit.key, m))
        return fell

    def _answered(self, at: int) -> None:
        """Puts to a printed item the sentence that takes back what it says, however full its section is."""
        c = self.picked[at]
        more = self._answers.get(c.unit.parts[-1].sent.id)
        if self._everything or more is None or more.sent.id in self._place or self._news.gate(more):
            return
        cost = (grown := one_of(c.unit.core, (*c.unit.parts, more))).words - c.unit.words
        refused = grown.words > MAX_WORDS or self.room.refusal(c, cost, self.room.limit, more=True)
        if not refused and self._again(more.sent.id) <= REPEAT:
            self.take(c, _Offer(0.0, cost, grown, at))

    def cover(self) -> None:
        """Takes what tells most, nothing else counting: a digest of everything has no sections for a sentence to fit.

        See `digest.select.coverage`; the weights of the concepts carry position and what documents share.
        """
        limit = self.room.limit - self.room.words
        pieces = [
            Piece(
                c.unit.words,
                concepts_of(c.unit.parts, self._news.worth),
                parts=tuple(part.sent.id for part in c.unit.parts),
            )
            for c in self.offered
        ]

        def allows(n: int) -> bool:
            c = self.offered[n]
            shared = any(part.sent.id in self._place for part in c.unit.parts)
            claim = self._claims.claims.get(c.unit.core.sent.id)
            told = claim is not None and claim.lead in self._told
            return not (shared or told or self.room.refusal(c, c.unit.words, limit))

        def took(n: int) -> None:
            self.take(self.offered[n])

        for n in best(pieces, limit=limit):
            if allows(n):
                took(n)
        lazy_greedy(pieces, limit=limit, allows=allows, took=took)

    def _offer(self, c: Candidate, n: int, section_cap: float) -> _Offer | str:
        """What taking a candidate would gain and cost now, or the gate at which it falls."""
        unit, place = c.unit, None
        cost, repeated = unit.words, self._repeated(n)
        if shared := {self._place[p.sent.id] for p in unit.parts if p.sent.id in self._place}:
            place = min(shared)
            printed = self.picked[place]
            follows = unit.core.opener not in ("", QUOTATION) and not any(p.edited for p in unit.parts)
            fits = len(shared) == 1 and (printed.section == c.section or follows)
            grown = extended(printed.unit, unit) if fits else None
            if unit.core.sent.id in self._place:
                return "printed with another"
            if grown is not None:
                value = beside(c, one_of(unit.core, [p for p in unit.parts if p.sent.id not in self._place]))
                if value < FLOOR:
                    return "filler"
                if self._told_elsewhere(c, place):
                    return "same claim"
                if self._again(unit.core.sent.id, place) > REPEAT:
                    return "redundant"
                unit, cost, repeated = grown, grown.words - printed.unit.words, 0.0
                c = replace(c, section=printed.section, value=value)
            elif says_who(unit.core):  # the reader has what it answers, in another section
                place, unit = None, one_of(unit.core, (unit.core,))
                cost, repeated = unit.words, self._again(unit.core.sent.id)
                c = replace(c, unit=unit)
            else:
                return "printed with another"
        if refusal := self.room.refusal(c, cost, section_cap, more=place is not None):
            return refusal
        if repeated > REPEAT:
            self._refused.add(n)
            return self._instead(c, section_cap) or "redundant"
        if not unit.listed and says_twice([self.says[part.sent.id] for part in unit.parts]):
            return "redundant"
        if place is None and repeated > HARDLY and self._worse(c):
            return "redundant"
        if place is None and (held := self._held[n] & self._place.keys()):
            if offer := self._over(c, held, section_cap):
                return offer
            repeated = max(
                repeated, min(REPEAT, max(share_told(self.says[key], self.says[c.unit.core.sent.id]) for key in held))
            )
        if place is None and self._told_together(c):
            return "redundant"
        claims = [claim for p in unit.parts if (claim := self._claims.claims.get(p.sent.id))]
        if place is None and any(claim.lead in self._told for claim in claims):
            return "same claim"
        core = self._claims.claims.get(c.unit.core.sent.id)
        telling = 1.0 if core is None or core.lead == c.unit.core.sent.id else SECOND_BEST
        half = place is not None and c.unit.core.opener in HALVES  # a bargain isn't told by its other half alone
        gain = c.value * (1.0 - repeated) * telling * (1.0 if half else self.room.wanting(c.section))
        return _Offer(gain / float(cost**SCALE), cost, unit, place)

    def _again(self, key: str, place: int | None = None) -> float:
        """How much of a sentence is printed already, but for the item at a place."""
        others = (other for other, at in self._place.items() if at != place)
        return max((repeats(self.says[key], self.says[other]) for other in others), default=0.0)

    def _told_together(self, c: Candidate) -> bool:
        """Whether the printed items together leave too little of a candidate for a page that is as full as this one.

        In a digest of everything the coverage of concepts has seen to that.
        """
        full = 0.0 if self._everything else min(1.0, self.room.words / self.room.limit)
        new = self._printed.new(self.says[part.sent.id] for part in c.unit.parts) if full else 1.0
        little = c.value * new < WORTH_NEW * full * full
        return little and not self.twins.contradicts(c.unit.core.sent.id, self._place)

    def _instead(self, c: Candidate, section_cap: float) -> _Offer | None:
        """The offer to print a candidate in place of one printed item of which it tells nearly all, every number, and more besides."""
        key = c.unit.core.sent.id
        if len(c.unit.parts) > 1 or key in self.gave_way:  # nothing comes and goes forever
            return None
        told = [[p.sent.id for p in printed.unit.parts] for printed in self.picked]
        again = [at for at, parts in enumerate(told) if any(self.twins.echo(key, part) > REPEAT for part in parts)]
        if len(again) != 1 or len(told[again[0]]) > 1:
            return None
        others = [part for at, parts in enumerate(told) if at != again[0] for part in parts]
        own = self.says[key]
        old, was = self.picked[again[0]], self.says[told[again[0]][0]]
        elsewhere = any(repeats(self.says[p], own) > REPEAT for p in others) or self._told_elsewhere(c, again[0])
        if elsewhere or came(was, own):
            return None
        kept = old.unit.core.edited or self._support(old) > self._support(c)
        apart = old.section != c.section
        if came(own, was) and not old.unit.core.edited and c.value >= HOLDS * old.value:
            pass  # what was announced is no news any more
        elif self.twins.same(key, told[again[0]][0]):
            if old.unit.core.edited or (apart and self._alone(old)) or not self._tells_better(c, old):
                return None
        elif kept or (apart and (self._alone(old) or not told_of(own, was))):
            return None
        else:
            fuller = c.value >= LESS * old.value and c.unit.words > old.unit.words and holds(own, was, share=FULLER)
            if not fuller and c.value <= BETTER * old.value:
                return None
        cost = c.unit.words - old.unit.words
        refused = self.room.refusal(c, c.unit.words if apart else cost, section_cap, more=not apart)
        return None if refused else _Offer(math.inf, cost, c.unit, again[0], instead=True)

    def _tells_better(self, c: Candidate, old: Candidate) -> bool:
        """Whether the first of two tellings of one news is the one to print.

        It is worth nearly as much, and has the later toll, stands among what happened, tells more of what the others tell, or is worth
        more: the first of these that differs decides. A party's position stays one, though the other tells it as what happened.
        """
        moves = self.room.sections[old.section].group_by != "party"

        def rank(one: Candidate) -> tuple[float, bool, int, float]:
            key = one.unit.core.sent.id
            return toll(self.says[key]), moves and one.section == HAPPENED, self.twins.shared(key), one.value

        return rank(c) > rank(old) and c.value >= HOLDS * old.value

    def _over(self, c: Candidate, held: Set[str], section_cap: float) -> _Offer | None:
        """The offer to print a candidate in place of the one item that it tells in other words, unless that leaves a section empty.

        With what the item was printed for goes what was brought beside it, if the candidate is worth as much.
        """
        places = {self._place[key] for key in held}
        old = self.picked[at := min(places)]
        apart = old.section != c.section
        alone = apart and self._alone(old)
        cheap = c.unit.words - old.unit.words <= FULLER_ROOM * self.room.limit
        backed = self._support(old) > self._support(c) and not (cheap and self._fuller_position(c, held))
        kept = old.unit.core.edited or backed
        more = len(old.unit.parts) > 1 and not (old.unit.core.sent.id in held and c.value >= LESS * old.value)
        several = len(places) > 1 or len(c.unit.parts) > 1
        if more or several or alone or kept or c.value < HOLDS * old.value:
            return None
        keys = c.unit.core.sent.id, old.unit.core.sent.id
        if (
            keys[0] in self.gave_way
            or self._told_elsewhere(c, at)
            or came(self.says[keys[1]], self.says[keys[0]])
            or (self.twins.same(*keys) and not self._tells_better(c, old))
        ):
            return None
        cost = c.unit.words - old.unit.words
        refused = self.room.refusal(c, c.unit.words if apart else cost, section_cap, more=not apart)
        return None if refused else _Offer(math.inf, cost, c.unit, at, instead=True)

    def _fuller_position(self, c: Candidate, held: Set[str]) -> bool:
        """Whether a candidate tells all that a party wants in these printed sentences: it is printed, however many articles tell less."""
        own = self.says[c.unit.core.sent.id].gist
        return all((told := self.says[key].gist) and own and positions(told, own) for key in held)

    def _alone(self, old: Candidate) -> bool:
        """Whether a printed item is the only one of its section, which has no more to offer that is worth printing."""
        rest = (
            (n, c)
            for n, c in enumerate(self.offered)
            if c.section == old.section and c.unit.core.sent.id not in self._place
        )
        more = any(c.value >= FLOOR and self._repeated(n) <= REPEAT for n, c in rest)
        return self.room.section_items[old.section] == 1 and not more

    def _worse(self, c: Candidate) -> bool:
        """Whether a candidate resembles a better one that says too little that is new: it only says it less clearly."""
        own = [self.says[p.sent.id] for p in c.unit.parts]
        better = (self.offered[n] for n in sorted(self._refused) if self.offered[n].value > BETTER * c.value)
        cores = (b.unit.core.sent.id for b in better if b.section == c.section)
        return any(key not in self._place and repeats(one, self.says[key]) > REPEAT for key in cores for one in own)

    def _told_elsewhere(self, c: Candidate, place: int) -> bool:
        """Whether an item other than the one at `place` tells the candidate's claim."""
        claim = self._claims.claims.get(c.unit.core.sent.id)
        others = (key for key, at in self._place.items() if at != place and key in self._claims.claims)
        return claim is not None and any(self._claims.claims[key].lead == claim.lead for key in others)

    def _support(self, c: Candidate) -> int:
        return len(in_lead(self._claims, c.unit.core.sent.id).support)

    def _forget(self, keys: Set[str]) -> None:
        """Printed sentences give way: what only they repeated, or told of their claims, may be printed again."""
        for key in sorted(keys):
            del self._place[key]
            self._printed.remove(self.says[key])
            self.gave_way.append(key)
            for echoes in self._echoes:
                echoes.pop(key, None)
        self._refused = {n for n in self._refused if self._repeated(n) > REPEAT}
        self._told = {self._claims.claims[s].lead for s in self._place if s in self._claims.claims}

    def take(self, c: Candidate, offer: _Offer | None = None) -> None:
        """Prints a candidate, or puts it to the item that holds a part of it already. Without an offer no budget can refuse it."""
        offer = offer or _Offer(c.value, c.unit.words, c.unit, None)
        at = len(self.picked) if offer.place is None else offer.place
        if offer.place is None:
            self.room.take(c, offer.cost)
            self.picked.append(c)
        elif offer.instead:
            old = self.picked[at]
            self.room.give_back(old)
            self.room.take(c, c.unit.words)
            self._forget({part.sent.id for part in old.unit.parts})
            self.picked[at] = c
        else:
            self.room.take(self.picked[at], offer.cost, more=True)
            self.picked[at] = replace(self.picked[at], unit=offer.unit)
        new = [p.sent.id for p in offer.unit.parts if p.sent.id not in self._place]
        for key in new:
            self._place[key] = at
            self._printed.add(self.says[key])
            if key in self._claims.claims:
                self._told.add(self._claims.claims[key].lead)
        for n, other in enumerate(self.offered):
            for key in new:
                echo = max(self.twins.echo(p.sent.id, key) for p in other.unit.parts)
                if echo > 0:
                    self._echoes[n][key] = echo
                if any(self.twins.tells_all(p.sent.id, key) for p in other.unit.parts):
                    self._held[n].add(key)
