"""Articles one a line (.jsonl): title, text, date, source, url. Each line is an article of its own, named "file.jsonl:12".

Where there is no `date`, `published` is read for it. A `date` without an hour is a day: it is let in on the day of the cut-off. Where
`published` is a moment of that day, it tells the hour.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from digest.ingest import decode
from digest.ingest.address import checked
from digest.model import Entry, Problem, Raw

MAX_TOLD: Final = 20
"""Lines of a file of which it is said one by one what is wrong with them."""
_LONGEST: Final = 500
"""Characters of a value other than the text."""


def read(file: BinaryIO, *, uri: str, name: str, max_bytes: int, max_lines: int) -> Iterator[Raw | Problem]:
    """Reads line by line: at most `max_lines`, each of at most `max_bytes` bytes. A line that is no article is a `Problem`."""
    wrong = number = 0
    while line := file.readline(max_bytes + 1):
        number += 1
        if number > max_lines:
            limit = f"the limit is {max_lines} lines (limits.max_files)"
            yield Problem("ingest", uri, f"the lines behind line {max_lines} were not read: {limit}")
            break
        if not line.strip():
            continue
        where = f"{uri}:{number}"
        if len(line) > max_bytes:
            while line and not line.endswith(b"\n"):
                line = file.readline(1 << 16)
            got: Raw | str = f"is longer than {max_bytes / 1e6:g} MB (limits.max_file_mb)"
        else:
            got = _article(line, uri=where, name=name)
        if isinstance(got, Raw):
            yield got
            continue
        wrong += 1
        if wrong <= MAX_TOLD:
            yield Problem("ingest", where, f"not read: the line {got}")
    if wrong > MAX_TOLD:
        yield Problem("ingest", uri, f"{wrong - MAX_TOLD} more lines were not read, for such reasons")


def _article(line: bytes, *, uri: str, name: str) -> Raw | str:
    """The article of one line, or what is wrong with it."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return "is not UTF-8"
    except (ValueError, RecursionError):
        return "is no JSON"
    if not isinstance(row, dict):
        return 'is no JSON object, such as {"title": …, "text": …}'
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        return "has no 'text'"
    day, moment = _value(row, "date"), _value(row, "published")
    entry = Entry(
        "record", _value(row, "title"), _link(row), day or moment, publisher=_value(row, "source"), moment=moment
    )
    return Raw(uri, "text/plain; charset=utf-8", text.encode("utf-8", "replace"), name, entry=entry)


def _value(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    text = value if isinstance(value, str) else ""
    return " ".join(decode.clean(text[:_LONGEST]).split())


def _link(row: dict[str, Any]) -> str:
    """The address, where it is one of the web."""
    value = row.get("url")
    try:
        return checked(value) if isinstance(value, str) else ""
    except ValueError:
        return ""
