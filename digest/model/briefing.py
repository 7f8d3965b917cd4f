"""The briefing: data first, final before anything is rendered. Everything that a rendering prints stands in here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from digest.model.document import Problem
from digest.model.judged import Act, Doubt, Quote

BlockName = Literal[
    "masthead", "takeaways", "sections", "open", "positions", "figures", "timeline", "coverage", "sources", "method"
]
TITLES: Mapping[BlockName, str] = MappingProxyType(
    {
        "masthead": "",
        "takeaways": "Key takeaways",
        "sections": "",
        "open": "Disputed and not known",
        "positions": "Positions",
        "figures": "Figures in dispute",
        "timeline": "Timeline",
        "coverage": "Coverage and gaps",
        "sources": "Sources",
        "method": "",
    }
)
"""Every block in its usual place, and its heading; empty for those that have none of their own."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a footnote and the list of sources print it. `number` is its footnote number.

    A document of which sentences are quoted that name different sources of their own (`via`) stands there once for each of these.
    """

    number: int
    doc: str
    raw_digest: str
    uri: str
    url: str
    title: str
    publisher: str
    publisher_how: str
    day: str
    """ISO date, empty where undated."""
    day_how: str
    """How the day was found; of an undated article what is known of it: "after 2 June 2025"."""
    author: str = ""
    genre: str = "news"
    label: str = ""
    """Short name behind an item: the publisher, or the title in quotation marks where that is unknown."""
    wire: str = ""
    """The news agency whose dispatch it is, or that it credits."""
    tier: str = ""
    """How the configuration ranks it, in its words: "official", "local press"; empty where it says nothing."""
    printed: bool = True
    """False for documents that were read but from which nothing is printed (they have no number: 0)."""
    via: str = ""
    """What the sentences that call the footnote name as their own source: "Reuters, 3 June 2025"; empty where they name none."""

    @property
    def cited(self) -> tuple[str, str]:
        """What its number stands for, as in `Quote`."""
        return self.doc, self.via


def _stands(words: str, text: str) -> bool:
    """Whether words stand in a text, and no letter beside them."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


@dataclass(frozen=True, slots=True)
class Item:
    """What is printed as one point."""

    id: str
    """Stable: id of its first sentence."""
    section: str
    quotes: tuple[Quote, ...]
    """In source order, all of one document."""
    notes: tuple[int, ...]
    """Footnote numbers: first the source of the words, then the sources that report the same."""
    attribution: str
    """What the program adds behind the item: "Example News, 3 June; 3 sources"."""
    party: str = ""
    status: str = ""
    """Against the editions before: "new", "updated" or "continuing"; empty where none is known."""
    before: str = ""
    """What the program says of the editions before: "was 40 in no. 41", "first printed in no. 41"; empty where there is nothing to say."""
    support: tuple[Quote, ...] = ()
    """The sentences of other documents that report the same."""
    carriers: int = 1
    """Documents that report it, the one quoted among them; `support` holds only the first of the others."""
    independent: int = 1
    """Publishers among the carriers that are independent of each other; at least so many where `all_known` is false."""
    all_known: bool = True
    editor: tuple[str, ...] = ()
    """What the editor did with it: "pinned", "moved"."""
    head: str = ""
    """The editor's label before it, no words of a source."""
    dates: tuple[tuple[str, str], ...] = ()
    """What its words "Tuesday" or "this weekend" mean: (words, ISO day, or first and last day with a stroke between)."""

    @property
    def text(self) -> str:
        """The printed words, without the footnotes."""
        return " ".join(quote.text for quote in self.quotes)

    def meant(self, start: str) -> tuple[tuple[str, str], ...]:
        """Of its `dates` those whose words stand in the sentence with which it begins, as whole words, and nowhere behind it."""
        rest = self.text.removeprefix(start)
        return tuple((words, iso) for words, iso in self.dates if _stands(words, start) and not _stands(words, rest))


@dataclass(frozen=True, slots=True)
class Group:
    """Items of a section under one party; `party` is empty for items under none."""

    party: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the briefing. `groups` has a single group with an empty party unless the YAML says `group_by: party`."""

    key: str
    title: str
    note: str
    """Markdown from the YAML, printed under the heading."""
    groups: tuple[Group, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order in which they are printed."""
        return tuple(item for group in self.groups for item in group.items)


@dataclass(frozen=True, slots=True)
class Takeaway:
    """A reference to an item below: the lead sentence of the item."""

    item: str
    """Item id."""
    quote: Quote
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A number as one source writes it."""

    quote: Quote
    """The number and what is counted, as slices of the source."""
    note: int
    """Footnote number of the source."""
    attribution: str
    """What the program adds behind it: "Example News, 3 June"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number on which sources differ."""

    what: str
    """What is counted, in a source's words."""
    values: tuple[FigureValue, ...]


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """What a source tells to be disputed or not known."""

    id: str
    """Stable: id of its first sentence."""
    doubt: Doubt
    quote: Quote
    note: int
    """Footnote number of the source."""
    attribution: str
    """What the program adds behind it: "Example News, 3 June"."""
    item: str = ""
    """Id of the item that prints it in a section; empty where none does."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party does in one item, shortened to what fits into a table."""

    act: Act
    item: str
    """Id of the item that it is taken from."""
    quote: Quote
    note: int
    """Footnote number of the source."""


@dataclass(frozen=True, slots=True)
class Position:
    """A party and what it demands, offers, refuses and reacts to, as printed items tell it."""

    party: str
    cells: tuple[Cell, ...]
    """By act in the order of `Act`, then in the order of the items; none where the party's items alone tell what it demands."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, or is announced, on a day that its words name."""

    first: str
    """ISO date."""
    last: str
    """ISO date; the same as `first` where it is one day."""
    said: str
    """The days as they are printed: "2 June", "1–3 June"."""
    announced: bool
    """True for what was still to come when it was written."""
    item: str
    """Id of the item that it is taken from."""
    quote: Quote
    note: int
    """Footnote number of the source."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the edition: what stands on it, in which order, and under which heading."""

    block: BlockName
    title: str
    """Heading; empty for blocks that have none."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read, what was left out and why, what could not be read."""

    articles: int
    publishers: int
    sentences: int
    printed: int
    dropped: tuple[tuple[str, int], ...]
    """Reason (in words) and number of sentences, largest first."""
    undated: tuple[str, ...]
    """Labels of undated sources."""
    one_source: tuple[str, ...]
    """Titles of sections that rest on one source."""
    unused: tuple[str, ...]
    """Labels of articles from which nothing is printed, each with the reason in round brackets; by reason."""
    problems: tuple[Problem, ...]
    one_side: tuple[str, ...] = ()
    """Titles of sections in which every item is one party's, with the party in round brackets."""
    truncated: tuple[str, ...] = ()
    """Labels of sources whose text breaks off, with the number of articles where there are several."""
    foreign: tuple[str, ...] = ()
    """The same of articles in another language, which are not read."""
    late: tuple[str, ...] = ()
    """Labels of articles that were published before the last edition's cut-off and arrived after it."""
    no_hour: int = 0
    """Articles of the cut-off's own day that a date without an hour lets in, so that they may be from after it."""


PARTS = tuple(Part(block, title) for block, title in TITLES.items())
"""All blocks in their usual order."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """An edition as data. Everything a rendering prints stands in here."""

    title: str
    slug: str
    day: str
    """Date of the edition, ISO."""
    timezone: str
    cutoff: str
    """ISO date and time with offset."""
    period: tuple[str, str]
    """First and last day of publication of what was read, ISO; empty strings where nothing is dated."""
    number: int
    """0 for a draft."""
    takeaways: tuple[Takeaway, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    """Printed sources by number, then the unprinted ones."""
    coverage: Coverage
    config_digest: str
    program: str
    """Name and version of the program, and of the libraries on which the bytes depend."""
    language: str = "en"
    note: str = ""
    """Markdown from the YAML, printed under the masthead."""
    figures: tuple[Figure, ...] = ()
    """Numbers on which sources differ."""
    open: tuple[OpenPoint, ...] = ()
    """What is disputed, then what isn't known, each in time."""
    positions: tuple[Position, ...] = ()
    """What the parties demand, offer, refuse and react to; empty unless at least two have something."""
    timeline: tuple[Event, ...] = ()
    """In time."""
    next_issue: str = ""
    """ISO date and time of the next edition; empty where no schedule is configured."""
    blocks: tuple[Part, ...] = PARTS
    """The blocks in the order in which they are printed."""
    revision: int = 0
    """1 for a frozen edition, more for one that corrects it; of a draft 0, or that of the revision it would be."""
    changes: tuple[str, ...] = ()
    """What a revision changes, in the program's words."""
    last: int = 0
    """Number of the edition before it; 0 where there is none, or no memory."""
    last_day: str = ""
    """ISO date of that edition."""
    view: str = ""
    """Name of the named edition where sections are left out of it; its notes keep their numbers, so that some are missing."""

    def has(self, block: BlockName) -> bool:
        """True where the block is to be printed."""
        return any(part.block == block for part in self.blocks)

    def heading(self, block: BlockName) -> str:
        """The heading of a block, also of one that is left out."""
        return next((part.title for part in self.blocks if part.block == block), TITLES[block])
