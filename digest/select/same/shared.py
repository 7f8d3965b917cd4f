"""Numbers that several publishers tell of the same things: a briefing that gives none of their tellings has missed something.

What many sources share is what matters (the weights of Gillick & Favre 2009); of numbers this can be seen for certain, whatever the words
around them.
"""

from __future__ import annotations

from collections.abc import Mapping

from digest.select.same.repeats import Said
from digest.select.words.amounts import measures

PUBLISHERS = 3
"""So many publishers tell it."""
MORE_THAN = 2
"""A smaller number ("the two leaders") may count anything."""


def shared(says: Mapping[str, Said], houses: Mapping[str, str]) -> list[frozenset[str]]:
    """The sentences, by id, that tell a number of the same things which `PUBLISHERS` tell, for each such number; what most tell first.

    `houses` gives the publisher of every sentence that counts. Lengths of time say when, not how many, and what is told by the way dates
    something else.
    """
    told: dict[tuple[float, str], dict[str, set[str]]] = {}
    for key in sorted(houses):
        gist = says[key].gist if key in says else None
        for amount in gist.told if gist else ():
            if amount.unit and amount.value > MORE_THAN and not measures(amount):
                told.setdefault((amount.value, amount.unit), {}).setdefault(houses[key], set()).add(key)
    ranked = sorted((-len(by), what) for what, by in told.items() if len(by) >= PUBLISHERS)
    return [frozenset().union(*told[what].values()) for _, what in ranked]
