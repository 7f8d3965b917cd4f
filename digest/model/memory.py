"""What earlier runs leave to reading, and what reading leaves to later ones. Stages don't know the archive: they are handed these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from digest.model.document import Document, Problem


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
    furniture: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Site -> digests of lines that stand in many of its articles."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading brought."""

    docs: tuple[Document, ...]
    problems: tuple[Problem, ...]
    validators: Mapping[str, Validator] = field(default_factory=dict)
    """By address: what to send back next time."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Address -> id of the document that was met there, as in `Known`; also those that were not sent again."""
    furniture: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Site -> digests of lines that were found to stand in many of its articles, today's and known ones together."""
