"""Changes behind the program's back, which its checks must find."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any


def alter(path: Path, statement: str, *values: object) -> None:
    """Runs one statement on an archive, past the program."""
    db = sqlite3.connect(path)
    with db:
        db.execute(statement, values)
    db.close()


def swap_notes(data: dict[str, Any]) -> None:
    """Turns round the footnotes of the first item in an edition's data."""
    data["sections"][0]["groups"][0]["items"][0]["notes"] = [2, 1]
