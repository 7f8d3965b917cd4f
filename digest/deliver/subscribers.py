"""subscribers.yaml, managed by hand or by the program, and lists as CSV.

    - address: reader@example.org
      name: A. Reader
      formats: pdf          # pdf, html or both (left out)
      edition: brief        # a named edition of the configuration; full if left out
      active: false         # true if left out

The file is read as config.yaml is: every fault at once, each with its line. The program changes only the entries that it is told to
change; every other line, with its comments, stays as it is.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import get_args

from digest.config.faults import UNSEEN, lines, nearest, shown
from digest.config.yaml_lines import Fault, Value, read
from digest.deliver.addresses import normalised, same
from digest.errors import ConfigError
from digest.model import Formats, Subscriber

FIELDS = ("address", "name", "formats", "edition", "active")
MAX_NAME = 100
"""Longest name, in characters."""
SIZE = 50
"""How many times longer than a configuration the list may be: some 100,000 subscribers."""

_FORMATS: tuple[Formats, ...] = get_args(Formats)
_TRUTH = {"true": True, "yes": True, "1": True, "": True, "false": False, "no": False, "0": False}
_FORMULA = ("=", "+", "-", "@")
"""A cell that begins with one of these is run by spreadsheets; an apostrophe before it keeps them from it."""
_ENTRY = re.compile(r"^-(?=\s|$)")


def parse(text: str, *, file: str, editions: Collection[str]) -> tuple[Subscriber, ...]:
    """The subscribers in the order of the file. `editions` are the names of the configuration's editions.

    Raises `ConfigError` with every fault: malformed addresses, addresses that stand twice, unknown keys and editions.
    """
    return tuple(subscriber for _, subscriber in _placed(text, file=file, editions=editions))


def _placed(text: str, *, file: str, editions: Collection[str]) -> list[tuple[int, Subscriber]]:
    """The subscribers and the lines at which they begin."""
    tree = read(text.removeprefix("\ufeff"), size=SIZE)
    faults = list(tree.faults)
    found: list[tuple[int, Subscriber]] = []
    if tree.value not in (None, "") and not isinstance(tree.value, list):
        said = f"must be a list of subscribers, such as '- address: reader@example.org'; is {shown(tree.value)}"
        faults.append(Fault(tree.line(()), (), said))
    first: dict[str, int] = {}
    for at, item in enumerate(tree.value if isinstance(tree.value, list) else ()):
        line = tree.line((at,))
        if isinstance(item, str):
            item = {"address": item}
        if not isinstance(item, dict):
            faults.append(Fault(line, (at,), "must be an address, or keys such as 'address: reader@example.org'"))
            continue
        made, wrong = _subscriber({key: _text(value) for key, value in item.items()}, editions)
        faults += [Fault(tree.line((at, key)), (at, key), said) for key, said in wrong]
        if made is not None:
            if (before := first.setdefault(same(made.address), line)) != line:
                faults.append(Fault(line, (at,), f"{made.address} stands in the list already, line {before}"))
            found.append((line, made))
    if faults:
        raise ConfigError(lines(faults, file))
    return found


def from_csv(text: str, *, file: str, editions: Collection[str]) -> tuple[Subscriber, ...]:
    """Subscribers of a CSV file whose first line names the columns; only `address` must be there.

    Raises `ConfigError` with every fault and its line.
    """
    table = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), dialect=_dialect(text), strict=True)
    faults: list[Fault] = []
    found: dict[str, Subscriber] = {}
    first: dict[str, int] = {}
    try:
        head = [name.strip().lower() for name in next(table, [])]
        if "address" not in head:
            raise ConfigError([f"{file}:1: the first line must name the columns: {', '.join(FIELDS)}"])
        for row in table:
            if not any(cell.strip() for cell in row):
                continue
            cells = dict(zip(head, (" ".join(cell.split()) for cell in row), strict=False))
            if cells.get("name", "")[:1] == "'" and cells["name"][1:2] in _FORMULA:
                cells["name"] = cells["name"][1:]
            made, wrong = _subscriber({key: cells[key] for key in head if key in cells and key in FIELDS}, editions)
            faults += [Fault(table.line_num, (key,), said) for key, said in wrong]
            if made is None:
                continue
            if same(made.address) in found:
                said = f"{made.address} stands in the list already, line {first[same(made.address)]}"
                faults.append(Fault(table.line_num, ("address",), said))
            found.setdefault(same(made.address), made)
            first.setdefault(same(made.address), table.line_num)
    except csv.Error as err:
        faults.append(Fault(table.line_num, (), f"is no CSV: {err}"))
    if faults:
        raise ConfigError(lines(faults, file))
    return tuple(found.values())


def to_csv(subscribers: Iterable[Subscriber]) -> str:
    """The list as CSV, lines ended by CR LF. A cell that a spreadsheet would run as a formula begins with an apostrophe."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(FIELDS)
    for one in subscribers:
        name = f"'{one.name}" if one.name[:1] in _FORMULA else one.name
        table.writerow([one.address, name, one.formats, one.edition, "true" if one.active else "false"])
    return out.getvalue()


def added(text: str, new: Sequence[Subscriber]) -> str:
    """The text of subscribers.yaml with entries for `new` at its end."""
    if not new:
        return text
    whole = "" if text.strip() in {"", "[]"} else text if text.endswith("\n") else f"{text}\n"
    return whole + "".join(map(_entry, new))


def removed(text: str, addresses: Collection[str], *, file: str, editions: Collection[str]) -> str:
    """The text of subscribers.yaml without the entries of `addresses`.

    Raises `ConfigError` where the file has faults, or where its entries don't begin with a hyphen at the beginning of a line.
    """
    gone = {same(address) for address in addresses}
    placed = _placed(text, file=file, editions=editions)
    rows = text.splitlines(keepends=True)
    starts = [line for line, _ in placed]
    if any(not _ENTRY.match(rows[line - 1].removeprefix("\ufeff")) for line in starts) or len(set(starts)) < len(
        starts
    ):
        raise ConfigError(
            [f"{file}: the program changes only lists with one hyphen at the beginning of a line for each entry"]
        )
    ends = [*(start - 1 for start in starts[1:]), len(rows)]
    for (line, subscriber), end in reversed(list(zip(placed, ends, strict=True))):
        if same(subscriber.address) in gone:
            while end > line and _is_apart(rows[end - 1]):
                end -= 1  # a comment before the next entry belongs to that one
            del rows[line - 1 : end]
    return "".join(rows)


def _is_apart(row: str) -> bool:
    return not row.strip() or row.startswith("#")


def _entry(one: Subscriber) -> str:
    said = [f"- address: {_quoted(one.address)}"]
    if one.name:
        said.append(f"  name: {_quoted(one.name)}")
    if one.formats != "both":
        said.append(f"  formats: {one.formats}")
    if one.edition != "full":
        said.append(f"  edition: {one.edition}")
    if not one.active:
        said.append("  active: false")
    return "\n".join(said) + "\n"


def _quoted(text: str) -> str:
    """Text as YAML reads it back; single quotes where anything in it could mean something."""
    plain = re.fullmatch(r"[A-Za-z0-9](?:[\w .@+-]*[\w.@+-])?", text) and text.lower() not in {"null", "~"}
    return text if plain else "'" + text.replace("'", "''") + "'"


def _dialect(text: str) -> type[csv.Dialect]:
    head = text.partition("\n")[0]

    class Table(csv.excel):
        delimiter = max(",;\t", key=head.count)

    return Table


def _text(value: Value) -> str | None:
    return None if isinstance(value, (list, dict)) else " ".join((value or "").split())


def _subscriber(
    cells: dict[str, str | None], editions: Collection[str]
) -> tuple[Subscriber | None, list[tuple[str, str]]]:
    """A subscriber, and what is wrong: (key, message). None where the address is no address."""
    wrong = list(_wrong(cells, editions))
    try:
        address = normalised(cells.get("address") or "")
    except ValueError as err:
        return None, [("address", str(err)), *wrong]
    formats: Formats = next((form for form in _FORMATS if form == cells.get("formats")), "both")
    active = _TRUTH.get((cells.get("active") or "").lower(), True)
    return Subscriber(address, cells.get("name") or "", formats, cells.get("edition") or "full", active), wrong


def _wrong(cells: dict[str, str | None], editions: Collection[str]) -> Iterator[tuple[str, str]]:
    for key, value in cells.items():
        if key not in FIELDS:
            near = nearest(key, FIELDS)
            yield key, "unknown key, " + (f"did you mean {near}?" if near else f"known here: {', '.join(FIELDS)}")
        elif value is None:
            yield key, "must be text"
        elif key == "name" and len(value) > MAX_NAME:
            yield key, f"is longer than {MAX_NAME} characters"
        elif key == "name" and any(unicodedata.category(char) in UNSEEN for char in value):
            yield key, "holds a character that cannot be seen; type the name anew"
        elif key == "formats" and value and value not in _FORMATS:
            yield key, f"must be {', '.join(_FORMATS[:-1])} or {_FORMATS[-1]}; is {shown(value)}"
        elif key == "edition" and value and value not in editions:
            near = nearest(value, sorted(editions))
            hint = f"did you mean {near}?" if near else f"known are {', '.join(sorted(editions))}"
            yield key, f"{shown(value)} is no edition of the configuration, {hint}"
        elif key == "active" and value.lower() not in _TRUTH:
            yield key, f"must be true or false; is {shown(value)}"
