"""The nouns that flow through the pipeline: frozen values, no I/O.

    Raw -> Document(Block, Citation) -> Sentence + Label -> Claim -> Item -> Briefing

All offsets count Unicode code points into `Document.text` and are half-open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Literal

BlockKind = Literal[
    "title", "heading", "paragraph", "list_item", "quote", "table", "caption", "meta", "references", "furniture"
]
PROSE: frozenset[str] = frozenset({"paragraph", "list_item", "quote"})
"""Kinds of block whose sentences may be printed."""

Genre = Literal["news", "opinion", "explainer", "live", "release"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of metadata and how it was found. Dates are ISO 8601 ("2025-06-02" or with a time and offset)."""

    value: str
    how: str


COPY = "copy"
LATER = "later"
"""Stages of what is reported and is no failure: a text that was met twice, and one from after the cut-off."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or done, as the coverage section reports it."""

    stage: str
    uri: str
    message: str


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes as they were read. `uri` is what a reader is shown: a path as the configuration names it, or an address."""

    uri: str
    media_type: str
    body: bytes
    name: str = ""
    """Publisher as the configuration names it; empty where it doesn't."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the text and its kind. The blocks of a document are ordered, don't overlap, and hold every character."""

    span: Span
    kind: BlockKind
    level: int = 0
    """1-6 for headings, nesting depth for list items."""
    reason: str = ""
    """Why it was set aside, for furniture, captions, meta lines and reference lists."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A mark in the text by which the article names its own source, cut from what is printed.

    `label` is what the mark stands for ("Reuters, 3 June 2025"; "The Guardian, ABC News"), empty where it can't be resolved.
    """

    span: Span
    mark: str
    label: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An article: its text, made once and never rewritten, and what was found out about it."""

    id: str
    """SHA-256 of `text` in UTF-8, hex."""
    uri: str
    raw_digest: str
    """SHA-256 of the bytes as read, hex."""
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    title: Found
    publisher: Found
    published: Found | None = None
    author: Found | None = None
    url: str = ""
    citations: tuple[Citation, ...] = ()
    genre: Genre = "news"

    @property
    def day(self) -> date | None:
        """The day of publication; None where the text is undated."""
        return date.fromisoformat(self.published.value[:10]) if self.published else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document: spans into its text, citation marks left out."""

    doc: str
    """Id of the document."""
    index: int
    """Position among the document's sentences, furniture not counted."""
    spans: tuple[Span, ...]
    kind: BlockKind
    block: int
    """Index of the (first) block that it stands in."""
    heading: str
    """Text of the nearest heading above it, empty where there is none."""
    text: str
    """The slices, joined and white space folded (`quote_text`)."""
    lead_in: int | None = None
    """Index of the sentence that introduces the list this item belongs to."""
    citations: tuple[int, ...] = ()
    """Indexes into `Document.citations` of the marks that stand in or behind it."""
    first: bool = False
    """True for the first sentence of its block."""

    @property
    def id(self) -> str:
        """Stable name: the start of the document's digest and the sentence's first offset."""
        return f"{self.doc[:12]}-{self.spans[0].start}"


@dataclass(frozen=True, slots=True)
class Label:
    """The section a sentence was put into (None: it fits none), the score, and the cues that gave it, strongest first."""

    section: str | None
    score: float
    scores: tuple[tuple[str, float], ...] = ()
    cues: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with everything analysis found out about it."""

    sent: Sentence
    label: Label
    salience: float
    features: tuple[tuple[str, float], ...] = ()
    """What the salience is made of, for `explain`."""
    terms: frozenset[str] = frozenset()
    party: str = ""
    """Party whose position, act or words it reports, where that is near certain."""
    speaker: str = ""
    opener: str = ""
    """The word by which it leans on the sentence before ("He", "These", "However"), empty where it stands alone."""
    dropped: str = ""
    """Why it was set aside before selection (furniture, off-topic, genre, duplicate, language, fragment); empty where it was not."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source as they are printed: the slices and their text (`quote_text` of the slices)."""

    doc: str
    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Sentences of one or several documents that report the same thing: the telling to print and what supports it."""

    lead: str
    """Id of the lead sentence."""
    support: tuple[str, ...] = ()
    """Ids of the other sentences."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One point that selection decided to print: sentences of one document in source order, and its claim."""

    section: str
    sents: tuple[str, ...]
    claim: Claim
    party: str = ""
    salience: float = 0.0
    """The highest of its sentences."""
    fit: float = 0.0
    """Probability of its section."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is printed, and for every other sentence the gate at which it fell (sentence id -> gate)."""

    chosen: tuple[Chosen, ...]
    fell_at: dict[str, str] = field(default_factory=dict)


# --- the briefing: data first, final before anything is rendered ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A document as the briefing's list of sources prints it. `number` is its footnote number."""

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
    author: str = ""
    genre: str = "news"
    label: str = ""
    """Short name behind an item: the publisher, or the title in quotation marks where that is unknown."""
    printed: bool = True
    """False for documents that were read but from which nothing is printed (they have no number: 0)."""


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
    support: tuple[Quote, ...] = ()
    """The sentences of other documents that report the same."""
    cites: tuple[str, ...] = ()
    """What the source itself names as its source: "Reuters, 3 June 2025"."""

    @property
    def text(self) -> str:
        """The printed words, without the footnotes."""
        return " ".join(quote.text for quote in self.quotes)


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
    """Labels of articles from which nothing is printed, with the reason."""
    problems: tuple[Problem, ...]


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


# --- quotes --------------------------------------------------------------------------------------------------------

ELISION = "[…]"

_MARK = r"""\[\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\s?\]"""
_CHIP = r"""(?:[A-Z][\w.'’&-]*(?:[ ](?:[A-Z][\w.'’&-]*|of|the|and|for))*\+\d{1,3})"""
_SILENT = re.compile(rf"(?:{_MARK}|{_CHIP}|[\s\u00ad\u200b\ufeff])*")
_BULLET = re.compile(r"\s*(?:(?:[•◦▪‣●○■–—*+-]|\d{1,3}[.)]|\(?[a-z]\))\s+)?")
_SPACE = re.compile(r"\s+")
_CLOSING = frozenset(".,;:!?)]’”")


def fold(text: str) -> str:
    """Folds every run of white space to one space and strips the ends: what equality of a quote and its source means."""
    return _SPACE.sub(" ", text.replace("\u00ad", "").replace("\u200b", "")).strip()


def quote_text(text: str, spans: tuple[Span, ...]) -> str:
    """The words of `spans` as they are printed.

    Between two slices nothing is printed where only citation marks stood there, a space where only a bullet or a line break did,
    and `[…]` for everything else. Reads nothing but the text, so that a quote can be checked without the program that cut it.
    """
    parts = [text[spans[0].start : spans[0].end]]
    for before, after in pairwise(spans):
        gap, rest = text[before.end : after.start], text[after.start : after.end]
        if gap.strip("\u00ad") == "-\n":
            joint = ""
        elif _SILENT.fullmatch(gap):
            joint = " " if any(map(str.isspace, gap)) and rest[:1] not in _CLOSING else ""
        elif _BULLET.fullmatch(gap):
            joint = " "
        else:
            joint = f" {ELISION} "
        parts += (joint, rest)
    return fold("".join(parts))
