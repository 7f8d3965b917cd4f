"""The ledger of mails: one row an edition and address, committed at each step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, fields

from digest.archive.store import Store
from digest.model import LedgerEntry

_COLUMNS = [field.name for field in fields(LedgerEntry)]
_NAMES = ", ".join(_COLUMNS)
_MARKS = ", ".join("?" * len(_COLUMNS))


class Ledger:
    """The ledger of an open archive. Every method raises `ArchiveError` as the archive does."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self, edition: int) -> tuple[LedgerEntry, ...]:
        """All mails of an edition, by address."""
        rows = self._store.rows(f"SELECT {_NAMES} FROM ledger WHERE edition = ? ORDER BY address", (edition,))
        return tuple(LedgerEntry(*row) for row in rows)

    def put(self, entries: Iterable[LedgerEntry]) -> None:
        """Adds rows or replaces those of the same edition and address, in one transaction; it is on the disk when this returns."""
        with self._store.writing() as db:
            db.executemany(f"INSERT OR REPLACE INTO ledger ({_NAMES}) VALUES ({_MARKS})", map(astuple, entries))

    def knows(self, message_id: str) -> bool:
        """Whether a mail of that name was sent from here."""
        return bool(self._store.rows("SELECT 1 FROM ledger WHERE message_id = ? LIMIT 1", (message_id,)))
