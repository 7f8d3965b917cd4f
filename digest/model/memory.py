"""What earlier runs leave to reading, and what reading leaves to later ones. Stages don't know the archive: they are handed these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from digest.model.document import Document, Problem
from digest.model.judged import Judged


@dataclass(frozen=True, slots=True)
class Validator:
    """What a server said about the version that it sent: sent back, it asks whether there is a newer one."""

    etag: str = ""
    modified: str = ""
    """Both as they stood in the header; empty where the server sent none."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before anything is read. Without an archive all of it is empty."""

    validators: Mapping[str, Validator] = field(default_factory=dict)
    """By address asked for."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Address of an article that was read before -> id of its document: it is asked for again with its validator only."""
    feeds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Address of a feed -> addresses of the entries that it had: an unchanged feed is not sent again."""
    furniture: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Site -> digests of lines that stand in many of its articles."""


State = Literal["read", "unchanged", "silent", "failed"]


@dataclass(frozen=True, slots=True)
class Heard:
    """What one source of the configuration gave: quiet is not failed."""

    source: str
    """Path or address as configured."""
    name: str
    state: State
    """Read, at least in part; a feed or page that the server said is the same as before; nothing in it; nothing could be had."""
    entries: int = 0
    """Articles that it named: files of a folder, entries of a feed."""
    articles: int = 0
    """Those of them that were read."""
    known: int = 0
    """Those that the server said are the same as before; the archive has them."""
    newest: str = ""
    """Date of the newest article read, ISO 8601; empty where none is dated."""
    characters: int = 0
    """Of article text, furniture not counted."""
    note: str = ""
    """Why nothing, or less than there was, could be had."""


Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how much of it is done, and how much there is to do (0 where that isn't known)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading brought."""

    docs: tuple[Document, ...]
    problems: tuple[Problem, ...]
    validators: Mapping[str, Validator] = field(default_factory=dict)
    """By address: what to send back next time."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Address -> id of the document that was met there, as in `Known`; also those that were not sent again."""
    feeds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Address of a feed -> addresses of its entries, as in `Known`."""
    heard: tuple[Heard, ...] = ()
    """What each source gave, in the order of the configuration."""
    furniture: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Site -> digests of lines that were found to stand in many of its articles, today's and known ones together."""


@dataclass(frozen=True, slots=True)
class Former:
    """A sentence of the past: printed by an earlier edition, or read for one and not printed, or shown to the reader otherwise."""

    judged: Judged
    number: int = 0
    """Of the edition; 0 where the reader has seen it without one."""
    day: str = ""
    """ISO date of that edition."""
    printed: bool = True
    """False for what was read and not printed. What the reader was shown counts as printed."""
    published: date | None = None
    """Day of its article."""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What selection and composition know of earlier editions. Without memory all of it is empty."""

    former: tuple[Former, ...] = ()
    """Sentences that have to do with today's, the latest first."""
    spread: Mapping[str, int] = field(default_factory=dict)
    """Term of today -> documents of the past that have it."""
    docs: int = 0
    """Documents of the past that were looked at."""
    last: int = 0
    """Number of the last edition before this one; 0 where there is none."""
    last_day: str = ""
    """ISO date of that edition."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Id of a document that is a new version of one read before -> the text of that one."""
    late: frozenset[str] = frozenset()
    """Ids of documents that were published before the last edition's cut-off and arrived after it."""

    @property
    def knows(self) -> bool:
        """Whether there is anything that today's news can be compared with."""
        return bool(self.former or self.last)


NO_PAST = Past()
"""The past of a first edition, and of one without memory."""
