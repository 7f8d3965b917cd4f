"""The budgets of an edition, and what is left of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digest.config import Config, SectionConfig, catch_all
from digest.select.candidates import FLOOR, Candidate

SECTION_CAP = 0.45
"""No section fills more than this part of the words, where there are three or more."""
PUBLISHER_CAP, PUBLISHER_WORDS = 0.5, 100
"""No publisher fills more than this part of the words, where there are three or more, but always so many of them."""

SATED = 1.5
"""How fast a section has enough: the power to which what it lacks is raised."""

MANY, MOST_OF_ONE = 30, 2
"""Where so many articles have something to print, no more items than this come from one of them."""
HOUSES, MOST_OF_HOUSE = 3, 3
"""There no more items of a section than this come from one publisher, where so many publishers have something for it."""
LOOSE = 2 / 3
"""Where all else that is worth printing is printed and the page has room left, a publisher may fill so much of it, and what polls found
is printed until so much of the page is filled.
"""
REACTIONS, MOST_POLLS = "reactions", 3
"""There no more items than this tell what a poll found: one survey gives a figure a sentence, and would be the section."""


@dataclass(slots=True)
class Room:
    """Words and items that were given away, by section and publisher. Words are counted as they stand on paper."""

    limit: int
    sections: Mapping[str, SectionConfig]
    publisher_cap: float
    article_cap: int | None = None
    """Items of one article; None where there is no limit."""
    mixed: frozenset[str] = frozenset()
    """Sections of which no publisher fills more than `MOST_OF_HOUSE` items."""
    poll_cap: int | None = None
    """Items of the reactions that tell what a poll found; None where there is no limit."""
    loose: bool = False
    """Whether the page may be filled with more of what the caps on publishers and polls held back."""
    words: int = 0
    polls: int = 0
    section_words: Counter[str] = field(default_factory=Counter)
    section_items: Counter[str] = field(default_factory=Counter)
    publisher_words: Counter[str] = field(default_factory=Counter)
    source_words: Counter[str] = field(default_factory=Counter)
    article_items: Counter[str] = field(default_factory=Counter)
    house_items: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By section and publisher."""

    def refusal(self, c: Candidate, cost: int, section_cap: float, *, more: bool = False) -> str:
        """The gate at which a candidate falls that takes so many words, empty where there is room; `more` is put to a printed item."""
        section = self.sections[c.section]
        own = min(section_cap, section.max_words or self.limit)
        full = not more and section.max_items is not None and self.section_items[c.section] >= section.max_items
        if full or self.words + cost > self.limit or self.section_words[c.section] + cost > own:
            return "budget"
        of_publisher = max(self.publisher_cap, LOOSE * self.limit) if self.loose else self.publisher_cap
        if self.publisher_words[c.publisher] + cost > of_publisher:
            return "publisher cap"
        if not more and c.section in self.mixed and self.house_items[c.section, c.publisher] >= MOST_OF_HOUSE:
            return "publisher cap"
        if not more and self.article_cap is not None and self.article_items[c.unit.core.sent.doc] >= self.article_cap:
            return "article cap"
        room = self.loose and self.words + cost <= LOOSE * self.limit
        if not more and self._poll(c) and self.poll_cap is not None and self.polls >= self.poll_cap and not room:
            return "polls"
        if c.quotable is not None and self.source_words[c.source] + cost > c.quotable:
            return "quoted enough"
        return ""

    def wanting(self, section: str) -> float:
        """What is left of the gain of one more word in a section: 1 where it is empty, a third where it has its even part."""
        even = self.limit / len(self.sections)
        return float((even / (even + self.section_words[section])) ** SATED)

    def _poll(self, c: Candidate) -> bool:
        return c.section == REACTIONS and c.unit.core.polled

    def take(self, c: Candidate, cost: int, *, more: bool = False) -> None:
        """Books the words, and an item unless they are put to a printed one."""
        self.words += cost
        self.section_words[c.section] += cost
        self.section_items[c.section] += not more
        self.polls += self._poll(c) and not more
        self.publisher_words[c.publisher] += cost
        self.article_items[c.unit.core.sent.doc] += not more
        self.house_items[c.section, c.publisher] += not more
        self.source_words[c.source] += cost

    def give_back(self, c: Candidate) -> None:
        """Books back the words and the item of a candidate that was taken."""
        self.take(c, -c.unit.words, more=True)
        self.section_items[c.section] -= 1
        self.polls -= self._poll(c)
        self.article_items[c.unit.core.sent.doc] -= 1
        self.house_items[c.section, c.publisher] -= 1


def room(offered: Sequence[Candidate], config: Config) -> Room:
    """The budgets for choosing among these."""
    limit = config.briefing.max_words
    spread = len({c.publisher for c in offered}) >= 3
    cap = max(PUBLISHER_CAP * limit, PUBLISHER_WORDS) if spread else limit
    docs = len({c.unit.core.sent.doc for c in offered})
    many = docs >= MANY and not catch_all(config.sections)
    houses = {(c.section, c.publisher) for c in offered if c.value >= FLOOR}
    mixed = frozenset(key for key, n in Counter(key for key, _ in houses).items() if n >= HOUSES)
    return Room(
        limit,
        {s.key: s for s in config.sections},
        cap,
        MOST_OF_ONE if many else None,
        mixed if many else frozenset(),
        MOST_POLLS if docs > 1 else None,
    )
