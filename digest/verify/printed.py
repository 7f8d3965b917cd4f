"""A printed edition (Markdown) read back: its points, the footnotes they call, and the sources these stand for.

Reads nothing but the file, and knows of its layout only what is promised to readers: a point is a list item that ends
with its footnote calls and one italic run that begins with a dash, and may begin with a bold label in square brackets; a source
has a line under "Sources" with its number
and at least twelve digits of its text's digest. A user may change the templates all the same.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

TAKEAWAYS = "Key takeaways"
FIGURES = "Figures in dispute"
OPEN = "Disputed and not known"
SOURCES = "Sources"
_IN_TABLE = "words without a footnote in a table"
OWN = 60
"""Most characters of the program's own in a cell of a table that quotes: a party, a day."""

_HEADING = re.compile(r"##\s+(.*)")
_OTHER_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*")
_DEFINITION = re.compile(r"\[\^(\d{1,6})\]:\s*(.*)")
_CALL = re.compile(r"\[\^(\d{1,6})\]")
_LABEL = re.compile(r"\*\*\[([^\[\]]+)\]\*\* ")
"""The editor's label before an item. A source's words bring no markup of their own: they cannot pass for one."""
_CALLS = re.compile(r"(?:\[\^\d{1,6}\])+")
_BULLETS = ("- ", "* ", "+ ")
_DASHES = ("— ", "– ", "- ")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TARGET = re.compile(r"\]\([^()]*\)")
_NUMBER = re.compile(r"\D{0,4}(\d{1,6})\b")
_DIGEST = re.compile(r"(?<![\w./-])[0-9a-f]{12,64}(?![\w/-]|\.\w)")


@dataclass(frozen=True, slots=True)
class Point:
    """A list item that prints words of a source."""

    line: int
    """Number of its line in the file, from 1."""
    heading: str
    """The `##` heading above it."""
    words: str
    """What it prints, as `shown` gives it."""
    notes: tuple[int, ...]
    """The footnotes it calls, in order."""
    added: str = ""
    """What the program adds behind it: the italic run, as `shown` gives it."""
    label: str = ""
    """The editor's label before it, as `shown` gives it."""
    group: str = ""
    """The `###` heading above it within its section."""
    beside: tuple[str, ...] = ()
    """Of words in a table: the other cells of the row, and what heads its column; of an empty first cell, what stands above it."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a Markdown edition says, as far as it can be checked."""

    takeaways: tuple[Point, ...]
    points: tuple[Point, ...]
    figures: tuple[Point, ...]
    """Numbers on which sources differ: points of their own."""
    open: tuple[Point, ...]
    """What is disputed and what isn't known: so are these."""
    definitions: dict[int, str]
    """Footnote number -> what it says, as `shown` gives it."""
    cells: tuple[Point, ...]
    """Words in tables that call a footnote."""
    digests: dict[int, str]
    """Footnote number -> first digits of the digest of the source's text."""
    rows: dict[int, str]
    """Footnote number -> its line under "Sources", as `shown` gives it."""
    titles: tuple[str, ...]
    """What its `#` headings say."""
    others: tuple[Point, ...]
    """Lines that are none of all this: what the program or a template says, and what it should not."""
    faults: tuple[tuple[int, str], ...]
    """Line and what is wrong with it: words with a footnote that are no point, a point without one, one told twice, words between
    points that are none."""


def shown(text: str) -> str:
    """What a reader sees of `text`: white space folded, signs without a shape left out (controls, soft hyphens)."""
    seen = (" " if char.isspace() else "\ufffd" if _broken(char) else char for char in text if not _shapeless(char))
    return " ".join("".join(seen).split())


def parse(
    text: str, *, takeaways_title: str = TAKEAWAYS, figures_title: str = FIGURES, open_title: str = OPEN
) -> Printed:
    """Reads a Markdown edition. Never fails: what can't be understood is among the `faults`.

    Under which titles takeaways, figures and what is open stand may be told by the edition's data.
    """
    takeaways: list[Point] = []
    points: list[Point] = []
    figures: list[Point] = []
    still_open: list[Point] = []
    cells: list[Point] = []
    definitions: dict[int, str] = {}
    digests: dict[int, str] = {}
    rows: dict[int, str] = {}
    faults: list[tuple[int, str]] = []
    titles: list[str] = []
    others: list[Point] = []
    heading = group = ""
    table: list[tuple[int, str]] = []  # its lines so far
    together: list[tuple[int, bool]] = []  # the lines since the last empty one, and whether they are points
    for number, line in enumerate((*text.split("\n"), ""), start=1):
        if line.startswith("|"):
            table.append((number, line))
        elif table:
            faults += _unfooted(table)
            table = []
        if not line.strip() or line.startswith(("#", "|")):
            faults += _beside(together)
            together = []
        else:
            together.append((number, bool(_CALL.search(line)) and not _DEFINITION.match(line)))
        if found := _HEADING.fullmatch(line.rstrip()):
            heading, group = shown(_unescaped(found[1])), ""
        elif (found := _OTHER_HEADING.fullmatch(line)) and len(found[1]) in (1, 3):
            said = shown(_unescaped(found[2] or ""))
            group = said if len(found[1]) == 3 else group
            if len(found[1]) == 1:
                titles.append(said)
                heading = ""
        elif found := _DEFINITION.match(line):
            note = int(found[1])
            if note in definitions:
                faults.append((number, f"footnote {note} is defined twice"))
            definitions[note] = shown(_unescaped(found[2]))
            if ends := _DIGEST.findall(found[2]):
                digests.setdefault(note, ends[-1])
        elif line.startswith("|") and _CALL.search(line):
            for cell in _cells(table, heading):
                if isinstance(cell, str):
                    faults.append((number, cell))
                else:
                    cells.append(cell)
        elif _CALL.search(line) or (line.startswith(_BULLETS) and _is_added(line.partition(" *")[2])):
            point = _point(line, number, heading)
            if isinstance(point, str):
                faults.append((number, point))
            else:
                own = {takeaways_title: takeaways, figures_title: figures, open_title: still_open}
                own.get(heading, points).append(replace(point, group=group))
        elif (heading == SOURCES or line.startswith("|")) and (row := _source(line)):
            note, digest = row
            rows[note] = shown(_unescaped(line))
            if digests.setdefault(note, digest)[:12] != digest[:12]:
                faults.append((number, f"source {note} has two digests"))
        elif line.strip():
            others.append(Point(number, heading, shown(_unescaped(line)), ()))
    return Printed(
        takeaways=tuple(takeaways),
        points=tuple(points),
        figures=tuple(figures),
        open=tuple(still_open),
        definitions=definitions,
        cells=tuple(cells),
        digests=digests,
        rows=rows,
        titles=tuple(titles),
        others=tuple(others),
        faults=tuple(sorted(faults)),
    )


def _beside(together: list[tuple[int, bool]]) -> list[tuple[int, str]]:
    """Lines without a footnote that stand in one list with points: a reader takes their words for a source's."""
    if not any(is_point for _, is_point in together):
        return []
    return [(number, "words without a footnote among the items") for number, is_point in together if not is_point]


def _unfooted(table: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Rows of a table that quotes in which more is said without a footnote than a party or a day."""
    if not any(_CALL.search(line) for _, line in table):
        return []
    return [
        (number, _IN_TABLE)
        for number, line in table[2:]
        if not _CALL.search(line) and any(len(_plain(cell)) > OWN for cell in line.split("|"))
    ]


def _point(line: str, number: int, heading: str) -> Point | str:
    """The point that `line` is, or what is wrong with it."""
    calls = _CALLS.search(line)
    if not calls:
        return "an item without a footnote"
    words, added = line[: calls.start()], line[calls.end() :].strip()
    if not words.startswith(_BULLETS) or _CALL.search(added) or (added and not _is_added(added[1:])):
        return "words with a footnote that are no item of a list"
    notes = tuple(int(call) for call in _CALL.findall(calls[0]))
    label = _LABEL.match(words, 2)
    words, said = words[label.end() if label else 2 :], label[1] if label else ""
    return Point(number, heading, shown(_unescaped(words)), notes, shown(_unescaped(added)), shown(_unescaped(said)))


def _cells(table: list[tuple[int, str]], heading: str) -> Iterator[Point | str]:
    """The words in the last row of `table` that call a footnote; what else stands in it must be short."""
    rows = [_row(line) for _, line in table]
    number, head, row = table[-1][0], rows[0], rows[-1]
    first = next((one[0] for one in reversed(rows[2:]) if one[0].strip()), "")
    for at, cell in enumerate(row):
        if not _CALLS.search(cell):
            if len(_plain(cell)) > OWN:
                yield _IN_TABLE
            continue
        point = _point(f"- {cell.strip()}", number, heading)
        others = [first, *(one for place, one in enumerate(row) if place not in (0, at)), *head[at : at + 1]]
        beside = tuple(shown(_unescaped(_plain(one))) for one in others)
        yield point if isinstance(point, str) else replace(point, beside=beside)


def _row(line: str) -> list[str]:
    return line.strip().removeprefix("|").removesuffix("|").split("|")


def _plain(cell: str) -> str:
    """A cell without asterisks around it and targets of links."""
    return _TARGET.sub("]", cell.strip().strip("*"))


def _source(line: str) -> tuple[int, str] | None:
    """Number and digest of the source that `line` of the list of sources names."""
    number, digests = _NUMBER.match(line), _DIGEST.findall(line)
    return (int(number[1]), digests[-1]) if number and digests else None


def _is_added(text: str) -> bool:
    """True for what follows the asterisk of the italic run in which the program speaks."""
    return text.startswith(_DASHES) and text.rstrip().endswith("*")


def _unescaped(text: str) -> str:
    """`text` with the characters for which entities stand; in Markdown these end with a semicolon (`&region=` in an address is none)."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def _shapeless(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf"} and not char.isspace()


def _broken(char: str) -> bool:
    return "\ud800" <= char <= "\udfff" or "\ufdd0" <= char <= "\ufdef" or char in "\ufffe\uffff"
