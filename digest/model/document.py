"""What was read: raw bytes, documents, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

BlockKind = Literal[
    "title", "heading", "paragraph", "list_item", "quote", "table", "caption", "meta", "references", "furniture"
]
PROSE: frozenset[str] = frozenset({"paragraph", "list_item", "quote"})
"""Kinds of block whose sentences may be printed."""

Genre = Literal["news", "opinion", "explainer", "analysis", "live", "release"]


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
OVERRIDE = "override"
SHORTENED = "shortened"
QUIET = "quiet"
FILTERED = "filtered"
BEFORE = "before"
OFF_TOPIC = "off topic"
"""Stages of what is reported and is no failure: a text that was met twice, one from after the cut-off, an override that has nothing to
do today, a paper that was shortened, a source that has nothing, articles that the configuration leaves out, that other
editions read, or that are off the topic."""
EXPECTED = frozenset([BEFORE, COPY, FILTERED, LATER, OFF_TOPIC, OVERRIDE, QUIET, SHORTENED])
"""All of them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or done, as the coverage section reports it."""

    stage: str
    uri: str
    message: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed's entry, the head of a mail or a record says about an article. All of it may be empty."""

    how: str
    """Where it stood: "feed entry", "mail header", "record"."""
    title: str = ""
    link: str = ""
    date: str = ""
    """ISO 8601 where it could be read, else as it was written."""
    author: str = ""
    publisher: str = ""
    moment: str = ""
    """A second date that it gives: it tells the hour where `date` is a mere day, the same one."""


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes as they were read. `uri` is what a reader is shown: a path as the configuration names it, or an address."""

    uri: str
    media_type: str
    body: bytes
    name: str = ""
    """Publisher as the configuration names it; empty where it doesn't."""
    family: str = ""
    """Who the configuration says counts as one with the publisher; empty where it doesn't."""
    source: str = ""
    """The source of the configuration that it comes from: its path or address as written there."""
    tier: str = ""
    """What the configuration says the source is: "official", "wire", "press", "opinion"; empty where it doesn't."""
    language: str = ""
    """Language of the source, where the configuration names it."""
    max_quoted_words: int | None = None
    """Most words of the source that an edition may quote; None where there is no limit."""
    entry: Entry | None = None
    """What was said about it where it was found."""
    note: str = ""
    """What a reader should know of how it was had."""


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
    """A mark or words by which an article names its own source. A mark is cut from what is printed, as is a box that opens over a name
    and names no source; words such as "told Reuters" stay.

    `label` is what the mark stands for ("Reuters, 3 June 2025"; "The Guardian, ABC News"), empty where it can't be resolved.
    """

    span: Span
    mark: str
    label: str = ""
    url: str = ""
    cut: bool = True


@dataclass(frozen=True, slots=True)
class Carrier:
    """Another publisher of the very same text, and where it was met."""

    publisher: str
    family: str
    address: str


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
    after: Found | None = None
    """The day after which an undated article was written, and how that was found."""
    before: Found | None = None
    """The same of the day before which it was written."""
    near: date | None = None
    """The day beside which an undated article seems to stand: a guess, to put it in order by."""
    author: Found | None = None
    url: str = ""
    citations: tuple[Citation, ...] = ()
    genre: Genre = "news"
    wire: Found | None = None
    """The news agency whose dispatch it is, or that it credits."""
    family: str = ""
    """Who counts as one with the publisher: its owner, or its own proper name; empty where the publisher is unknown."""
    source: str = ""
    """The source of the configuration that it comes from, as in `Raw`; so with those that follow."""
    tier: str = ""
    language: str = ""
    max_quoted_words: int | None = None
    note: str = ""
    also: tuple[Carrier, ...] = ()
    """Who carries the same text to the letter: they are sources of what it says, and independent of nobody."""

    @property
    def day(self) -> date | None:
        """The day of publication; None where the text is undated."""
        return date.fromisoformat(self.published.value[:10]) if self.published else None

    @property
    def supposed(self) -> date | None:
        """The day of publication, or the one beside which it seems to stand."""
        return self.day or self.near

    @property
    def moment(self) -> datetime | None:
        """The moment of publication, with its offset; None where no hour is known."""
        if self.published is None or len(self.published.value) == len("2025-06-02"):
            return None
        moment = datetime.fromisoformat(self.published.value)
        return moment if moment.tzinfo else None


def around(doc: Document, spans: Sequence[Span]) -> range:
    """Indexes of the blocks of `doc` in which `spans` stand, from the first to the last of them; empty where they stand in none."""
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    touched = [at for at, block in enumerate(doc.blocks) if block.span.start < last and first < block.span.end]
    return range(touched[0], touched[-1] + 1) if touched else range(0)


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
    tie: str = ""
    """The word in front of it by which it goes against the sentence before it ("But"), where that was cut."""

    @property
    def id(self) -> str:
        """Stable name: the start of the document's digest and the sentence's first offset."""
        return f"{self.doc[:12]}-{self.spans[0].start}"
