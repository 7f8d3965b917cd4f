"""What all printed sentences tell together: a sentence may say nothing new beside them that no single one of them says.

Pairs are compared in `digest.select.same.repeats`. Here the words that a sentence says of the named, whom it names, and its days and
numbers are laid beside those of the whole page, as the concepts of a summary are that count once (Gillick & Favre 2009; the coverage of
Lin & Bilmes 2011).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from digest.select.same.gist import DENIED
from digest.select.same.repeats import COUNT, Said

NAME = 1.0
"""What a name or a day weighs; a word that stands in half of the sentences weighs 1.1, one in a tenth of them 2.4."""
NOT_SO = 0.5
"""Least part that is new where a sentence says that something isn't so which no printed one denies: the words for it may all be told."""


class Together:
    """Counts what is printed, so that it can be taken back."""

    def __init__(self) -> None:
        self._told: Counter[str] = Counter()

    def add(self, said: Said) -> None:
        """Counts what is printed now."""
        self._told.update(_weights(said).keys())

    def remove(self, said: Said) -> None:
        """Takes back what is printed no longer."""
        self._told.subtract(_weights(said).keys())

    def new(self, sentences: Iterable[Said]) -> float:
        """The part by weight, 0 to 1, of what these sentences tell that nothing printed does; 1 where they give a new number."""
        weights = {key: weight for said in sentences for key, weight in _weights(said).items()}
        fresh = [key for key in sorted(weights) if self._told[key] <= 0]
        if any(COUNT.fullmatch(key) for key in fresh):
            return 1.0
        part = sum([weights[key] for key in fresh]) / (sum([weights[key] for key in sorted(weights)]) or 1.0)
        return max(part, NOT_SO) if any(key.startswith(DENIED) for key in fresh) else part


def _weights(said: Said) -> dict[str, float]:
    named = dict.fromkeys((*(f"~{name}" for name in said.parties), *(f"@{day}" for day in said.days)), NAME)
    denied = (key for key in said.gist.keys if key.startswith(DENIED)) if said.gist else ()
    return {**said.acts, **named, **dict.fromkeys(denied, 0.0)}
