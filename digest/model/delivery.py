"""Who gets an edition, and what became of each mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Formats = Literal["pdf", "html", "both"]
Stage = Literal["pending", "sending", "sent", "deferred", "failed", "suppressed", "unknown"]
"""What became of a mail.

    pending      to be sent
    sending      handed to the server, no answer recorded: the run ended there, so it is sent again under the same Message-ID
    sent         the server took it
    deferred     the server said "later": it is tried again at `next_try`
    failed       the server said no for good, or it is too late
    suppressed   the subscriber is to get nothing any more
    unknown      the connection broke after the whole mail was sent and before the answer: it may have arrived
"""
OPEN: tuple[Stage, ...] = ("pending", "sending", "deferred")
"""States in which a mail is still to be sent."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody who gets the edition."""

    address: str
    """Normalised: domain in lower case and in ASCII."""
    name: str = ""
    formats: Formats = "both"
    """`html`: text and HTML; `pdf`: text with the PDF attached; `both`: all three."""
    edition: str = "full"
    """A named edition of the configuration."""
    active: bool = True


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One mail: an edition for an address."""

    edition: int
    """Key of the frozen edition in the archive."""
    address: str
    state: Stage = "pending"
    message_id: str = ""
    attempts: int = 0
    next_try: str = ""
    """ISO date and time in UTC before which it is not tried again; empty: at once."""
    code: str = ""
    """The server's last answer; empty: none."""
    reply: str = ""
    """Its words, or what went wrong, on one line."""
    updated: str = ""
    """ISO date and time in UTC of the last change."""
