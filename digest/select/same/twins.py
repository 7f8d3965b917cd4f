"""The openings of several articles with the same news, and what a sentence still says where one of them is printed.

Two openings are twins where `digest.select.same.event.told_at_once` finds so. Words for one event differ so much that two of them may
share too little with each other though a third is the twin of both: what is as near as that is the same news, too. A sentence from
further down an article that says much of what an unprinted twin says is a third telling of what the reader has read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from digest.select.same.event import agreeing
from digest.select.same.openings import TOLD, Opening
from digest.select.same.repeats import RETOLD, Said, at_odds, repeats, same_news, tells_all
from digest.select.same.twice import articles, twice

AGAIN = 0.82
"""Probability that a reader of one sentence would strike the other from which on that repeats it, where both begin with the same act."""
TWIN = 0.8
"""What a sentence has in common with a twin of what is printed counts so much of what it has in common with the printed one."""


class Twins:
    """Which of some sentences open articles with the same news."""

    def __init__(self, says: Mapping[str, Said], keys: Iterable[str]) -> None:
        self._says = says
        self._twins: dict[str, set[str]] = {}
        self._echoes: dict[tuple[str, str], float] = {}
        self._articles = articles({key: said.gist for key, said in says.items() if said.gist})
        begun = [(key, opening.publisher, opening.first.told) for key in keys if (opening := _opening(says[key]))]
        for (one, house, told), (other, its, too) in combinations(begun, 2):
            if (
                house != its and len(told & too) >= TOLD and same_news(says[one], says[other])
            ):  # the first two only save time
                self._twins.setdefault(one, set()).add(other)
                self._twins.setdefault(other, set()).add(one)

    def same(self, one: str, other: str) -> bool:
        """Whether two sentences are twins, or have a twin in common and don't contradict one another."""
        mine = self._twins.get(one, set())
        if other in mine or one == other or mine.isdisjoint(self._twins.get(other, ())):
            return other in mine
        a, b = self._says[one].gist, self._says[other].gist
        return a is not None and b is not None and agreeing(a, b)

    def of(self, key: str) -> frozenset[str]:
        """The twins of a sentence."""
        return frozenset(self._twins.get(key, ()))

    def tells_all(self, key: str, told: str) -> bool:
        """Whether a sentence tells all that a printed one tells."""
        return tells_all(self._says[key], self._says[told])

    def contradicts(self, key: str, told: Iterable[str]) -> bool:
        """Whether a sentence says of nearly the same the opposite of one of these, or another number."""
        own = self._says[key]
        return any(at_odds(own, self._says[other]) for other in sorted(told) if other != key)

    def shared(self, key: str) -> int:
        """How many words of a sentence its twins have, too: the more, the more of the news it tells."""
        twins = sorted(self._twins.get(key, ()))
        told = frozenset[str]().union(*(_first(self._says[twin]) for twin in twins))
        return len(_first(self._says[key]) & told)

    def echo(self, key: str, told: str) -> float:
        """How much of a sentence a printed one tells, 0 to 1 and a little more, as `repeats`; twins of the printed one count, too."""
        again = [TWIN * self._repeats(key, twin) for twin in sorted(self._twins.get(told, ())) if twin != key]
        if self.same(key, told):
            again.append(RETOLD)
        return max(self._repeats(key, told), *again, 0.0)

    def _repeats(self, one: str, other: str) -> float:
        """As `repeats`, each pair compared once."""
        if (one, other) not in self._echoes:
            same = repeats(self._says[one], self._says[other])
            self._echoes[one, other] = RETOLD if same < RETOLD and self._struck(one, other) else same
        return self._echoes[one, other]

    def _struck(self, one: str, told: str) -> bool:
        """Whether a reader of a printed sentence would very likely strike this one, which is no fuller telling of it."""
        mine, theirs = self._says[one].gist, self._says[told].gist
        if mine is None or theirs is None or mine.first.isdisjoint(theirs.first):
            return False
        return twice(mine, theirs, self._articles) >= AGAIN and not self.tells_all(one, told)


def _opening(said: Said) -> Opening | None:
    return said.gist.opening if said.gist else None


def _first(said: Said) -> frozenset[str]:
    opening = _opening(said)
    return opening.first.told | opening.first.named if opening else frozenset()
