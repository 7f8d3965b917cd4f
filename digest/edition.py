"""The edition as data (JSON) and the writing of its files.

The JSON file is the briefing itself, final before anything is rendered: Markdown, HTML and PDF print what stands in
it. Its form, `digest-edition/4`, follows `digest.model.Briefing` name by name and is described by docs/edition.schema.json
(`digest.schema`). What each field means stands beside it in `digest.model`. A span is a pair of offsets in Unicode code points,
half-open; one of no length at the end of a quote says that the sentence goes on.

Editions of older forms are read, too: what they lack is filled in as the program of that time printed it.

    digest-edition/1   no positions, timeline, next issue and blocks; coverage without sides, truncated and foreign texts;
                       items without what earlier editions had, sources without agency and tier
    digest-edition/2   what a sentence names as its own source stands with the item (`cites`), and a footnote is a document
    digest-edition/3   nothing of what is disputed or not known but what its sections say
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from digest.errors import EditionError
from digest.leftovers import clear, flush, temporary
from digest.model import TITLES, Briefing, Quote, Span

SCHEMA = "digest-edition/4"
OLDER = ("digest-edition/1", "digest-edition/2", "digest-edition/3")
"""Forms that are read besides."""
_BLOCKS_1 = ("masthead", "takeaways", "sections", "figures", "coverage", "sources", "method")
"""The blocks that an edition of the first form printed."""

_NAMES = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]-*"
"""Names of the files of editions, for the shell."""
_ADVICE = "check that the disk has room and that the folder may be written to, or name another with --out"


def to_json(briefing: Briefing) -> bytes:
    """The edition's JSON: UTF-8, fields in the order of the model, one trailing newline.

    The same briefing gives the same bytes. A lone surrogate (of a file name that is no UTF-8) is written as its escape.
    """
    data = {"schema": SCHEMA, **_plain(briefing)}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(errors="backslashreplace")


def stem(briefing: Briefing) -> str:
    """What the names of an edition's files begin with: "2025-06-03-istanbul-talks", for a second revision with "-r2" behind it, for a
    named edition with its name.
    """
    revision = f"-r{briefing.revision}" if briefing.revision > 1 else ""
    return f"{briefing.day}-{briefing.slug}{revision}" + (f"-{briefing.view}" if briefing.view else "")


def from_json(body: bytes) -> Briefing:
    """The briefing that `to_json` wrote.

    Strict: an unknown, missing or repeated field or a value of another type raises `EditionError`, which names its path
    ("sections[2].groups[0].items[1].notes[0]: a number is expected").
    """
    try:
        data = json.loads(body.decode(), object_pairs_hook=_object, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as err:
        raise EditionError(f"this is no JSON: {err}") from err
    if not isinstance(data, dict):
        raise EditionError("this is no edition: a JSON object is expected")
    schema = data.pop("schema", None)
    if schema != SCHEMA and schema not in OLDER:
        raise EditionError(f"schema: {SCHEMA!r} is expected, not {schema!r}; build the edition again with this program")
    if schema == "digest-edition/1":
        _fill_in(data)
    if schema in OLDER[:2]:
        _without_via(data)
    if schema in OLDER:
        _add(data, "", {"open": []})
    briefing = _read(data, Briefing, "")
    assert isinstance(briefing, Briefing)
    return briefing


def _fill_in(data: dict[str, Any]) -> None:
    """Adds to an edition of the first form what the second has besides; what is no edition at all is left to be refused."""
    blocks = [{"block": block, "title": title} for block, title in TITLES.items() if block in _BLOCKS_1]
    _add(data, "", {"positions": [], "timeline": [], "next_issue": "", "blocks": blocks})
    _add(data, "", {"revision": 0, "changes": [], "last": 0, "last_day": "", "view": ""})
    _add(data.get("coverage"), "coverage.", {"one_side": [], "truncated": [], "foreign": [], "late": [], "no_hour": 0})
    sources = data.get("sources")
    for at, source in enumerate(sources if isinstance(sources, list) else ()):
        _add(source, f"sources[{at}].", {"wire": "", "tier": ""})
    for section in _objects(data.get("sections")):
        for group in _objects(section.get("groups")):
            for item in _objects(group.get("items")):
                _add(item, "items.", {"before": ""})


def _without_via(data: dict[str, Any]) -> None:
    """Makes an edition of the first two forms one of the third, in which nothing is known of sources that sentences name.

    What its items said of them ("citing Example News") is no longer compared with its page: it stood behind them, not in footnotes.
    """
    for source in _objects(data.get("sources")):
        _add(source, "sources.", {"via": ""})
    for section in _objects(data.get("sections")):
        for group in _objects(section.get("groups")):
            for item in _objects(group.get("items")):
                item.pop("cites", None)
    _each_quote(data)


def _each_quote(value: Any) -> None:
    """Adds to every quote that it names no source."""
    if isinstance(value, dict):
        if value.keys() >= {"doc", "spans", "text"}:
            _add(value, "quote.", {"via": ""})
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            _each_quote(part)


def _objects(value: Any) -> list[dict[str, Any]]:
    """The objects in an array; none in what is no array."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _add(data: Any, where: str, more: dict[str, Any]) -> None:
    """Adds fields to an object that may not have them yet."""
    if isinstance(data, dict):
        if already := sorted(data.keys() & more):
            raise EditionError(f"{where}{already[0]}: unknown field")
        data |= more


def write(files: Mapping[str, bytes], out: Path) -> tuple[Path, ...]:
    """Writes the files of one edition (name -> bytes) into the folder `out` and returns their paths, in the same order.

    All are first written beside their targets under temporary names and flushed to the disk, then renamed, so that a
    full disk or a crash never leaves half a file. Where other data stood there, renderings of them that aren't written anew go: a page and
    its data never disagree. Raises `EditionError`, and leaves no temporary file behind, none of an edition whose writing was killed either.
    """
    for name in files:
        if Path(name).name != name or name in {"", ".."}:
            raise EditionError(f"{name!r} is no plain file name")
    targets = {out / name: body for name, body in files.items()}
    beside: dict[Path, Path] = {}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for path in targets:
            if path.is_dir():
                raise EditionError(f"{path}: a folder of this name stands where a file is to be written; move it away")
        clear(out, _NAMES)
        for path, body in targets.items():
            beside[path] = temporary(path)
            _write_through(beside[path], body)
        for path in _overtaken(targets):
            path.unlink()
        for path in targets:
            os.replace(beside[path], path)
            del beside[path]
        flush(out)
    except FileExistsError as err:
        raise EditionError(f"{out}: this is a file; name a folder to write the edition to") from err
    except OSError as err:
        raise EditionError(f"{out}: the edition cannot be written ({err.strerror}); {_ADVICE}") from err
    finally:
        for path in beside.values():
            if path.exists():
                path.unlink()
    return tuple(targets)


def _overtaken(targets: Mapping[Path, bytes]) -> Iterator[Path]:
    """Renderings of data that are about to be replaced by other data, as far as they aren't written anew."""
    for path, body in targets.items():
        if path.suffix == ".json" and path.is_file() and path.read_bytes() != body:
            renderings = (path.with_suffix(suffix) for suffix in (".md", ".html", ".pdf"))
            yield from (one for one in renderings if one not in targets and one.is_file())


def _write_through(path: Path, body: bytes) -> None:
    """Writes a new file and flushes it to the disk."""
    with path.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())


# --- values to plain data and back -----------------------------------------------------------------------------------


def _plain(value: Any) -> Any:
    """Dataclasses become objects, tuples arrays, spans pairs."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


@cache
def _types(cls: type) -> dict[str, Any]:
    """The types of a dataclass's fields, in order."""
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in fields(cls)}


def _read(value: Any, kind: Any, where: str) -> Any:
    """`value` as the type `kind`; raises `EditionError` with the path `where` if it is of another."""
    if kind is Span:
        start, end = _read(value, tuple[int, int], where)
        if not 0 <= start <= end:
            raise _unexpected(where, "a span [start, end] with 0 <= start <= end")
        return Span(start, end)
    if kind is Quote:
        return _read_quote(value, where)
    if is_dataclass(kind) and isinstance(kind, type):
        return _read_object(value, kind, where)
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple:
        if not isinstance(value, list):
            raise _unexpected(where, "an array")
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_read(part, args[0], f"{where}[{index}]") for index, part in enumerate(value))
        if len(value) != len(args):
            raise _unexpected(where, f"an array of {len(args)}")
        pairs = zip(value, args, strict=True)
        return tuple(_read(part, arg, f"{where}[{index}]") for index, (part, arg) in enumerate(pairs))
    if origin in (Union, UnionType):
        if value is None and NoneType in args:
            return None
        return _read(value, next(arg for arg in args if arg is not NoneType), where)
    if origin is Literal:
        if not isinstance(value, str) or value not in args:
            raise _unexpected(where, "one of " + ", ".join(map(repr, args)))
        return value
    if type(value) is not kind:
        raise _unexpected(where, {str: "a string", int: "a number", bool: "true or false"}.get(kind, str(kind)))
    return value


def _read_quote(value: Any, where: str) -> Quote:
    """A quote; a span of no length says that words are left out there: it has words beside it, and no other such span."""
    quote: Quote = _read_object(value, Quote, where)
    empty = [span.start == span.end for span in quote.spans]
    for index, one in enumerate(empty):
        if one and (len(empty) == 1 or any(empty[index + 1 : index + 2])):
            raise _unexpected(f"{where}.spans[{index}]", "a span [start, end] with start < end")
    return quote


def _read_object(value: Any, cls: type, where: str) -> Any:
    """An object with exactly the fields of the dataclass `cls`."""
    if not isinstance(value, dict):
        raise _unexpected(where, "an object")
    types = _types(cls)
    prefix = f"{where}." if where else ""
    for name in value:
        if name not in types:
            raise EditionError(f"{prefix}{name}: unknown field")
    for name in types:
        if name not in value:
            raise EditionError(f"{prefix}{name}: this field is missing")
    return cls(**{name: _read(value[name], kind, prefix + name) for name, kind in types.items()})


def _unexpected(where: str, expected: str) -> EditionError:
    return EditionError(f"{where}: {expected} is expected")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object in which no name stands twice: the second would silently replace the first."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the field {next(name for name in names if names.count(name) > 1)!r} stands twice")
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no value of an edition")
