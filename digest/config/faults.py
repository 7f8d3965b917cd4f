"""Faults of a configuration in plain words: file, line, path of the key, what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeGuard, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from digest.config.yaml_lines import Fault, KeyPath, Tree, Value
from digest.model import TITLES

MAX_FAULTS = 100
NOT_WHOLE = "must be a whole number"
_SHOWN = 40
UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Categories of characters that nobody sees, or that turn round what stands beside them: a label or a name must be what it looks like."""
SECRET = re.compile(r"pass|pwd|secret|token|credential|(?:api|private)_?key", re.IGNORECASE)
"""A key that seems to hold what no configuration should."""


def shown(value: object) -> str:
    """A value as a message prints it: quoted, cut where it is long."""
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a block of keys"
    if isinstance(value, (list, tuple)):
        return "a list" if value else "an empty list"
    text = str(value)
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def no_such_zone(text: str) -> str:
    """Message for an unknown time zone, with the zone whose name or last part is most like it."""
    from zoneinfo import available_timezones  # here, because listing the zones is slow and rarely needed

    by_name: dict[str, str] = {}
    zones = sorted((zone for zone in available_timezones() if "/" in zone or zone == "UTC"), reverse=True)
    for zone in zones:  # backwards, so that Istanbul is found in Europe before Asia
        by_name[zone.lower()] = zone
        by_name.setdefault(zone.rpartition("/")[2].lower(), zone)
    near = nearest("_".join(text.split()), sorted(by_name), cutoff=0.7)
    hint = f"did you mean {by_name[near]}?" if near else "give an IANA name such as Europe/Istanbul, or UTC"
    return f"{shown(text)} is no time zone, {hint}"


def nearest(text: str, names: Sequence[str], *, cutoff: float = 0.6) -> str:
    """The name most like `text`, empty where none is."""
    from difflib import get_close_matches

    near = get_close_matches(text[: 2 * _SHOWN].lower(), names, n=1, cutoff=cutoff)
    return near[0] if near else ""


def filled(values: Mapping[str, Value]) -> dict[str, Value]:
    """The values without the keys that say nothing (`note:`), which count as left out."""
    return {key: _filled(value) for key, value in values.items() if value is not None}


def _filled(value: Value) -> Value:
    if isinstance(value, dict):
        return filled(value)
    return [_filled(item) for item in value] if isinstance(value, list) else value


def lines(faults: Iterable[Fault], file: str) -> list[str]:
    """One line a fault in the order of the file, none twice."""
    found = []
    for fault in sorted(faults, key=lambda fault: fault.line):
        place = f"{file}:{fault.line}" if fault.line else file
        found.append(f"{place}: {dotted(fault.path)}: {fault.message}" if fault.path else f"{place}: {fault.message}")
    unique = list(dict.fromkeys(found))
    if len(unique) <= MAX_FAULTS:
        return unique
    return [*unique[:MAX_FAULTS], f"{file}: there are more faults; mend these first"]


def dotted(path: KeyPath) -> str:
    """Path of a key as messages write it: `sections[2].max_items`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{_cut(part)}" for part in path).removeprefix(".")


def _cut(key: str) -> str:
    key = " ".join(key.split())
    return key if len(key) <= _SHOWN else f"{key[:_SHOWN]}…"


# --- what no single value shows ------------------------------------------------------------------------------------


def across(tree: Tree) -> list[Fault]:
    """Faults between values: nothing there at all, names that stand twice, lists that were written and left empty."""
    if tree.value in (None, ""):
        return [Fault(0, (), "is empty; `digest init DIR` writes a configuration to start from")]
    if not isinstance(tree.value, dict):
        return [Fault(tree.line(()), (), f"must begin with a key such as 'briefing:'; is {shown(tree.value)}")]
    return [
        *_twice(tree, ("sections",), "key"),
        *_twice(tree, ("sections",), "title"),
        *_twice(tree, ("parties",), "name"),
        *_twice(tree, ("briefing", "formats")),
        *_blocks(tree),
        *_editions(tree),
        *_empty(tree, ("blocks",), "name the blocks that are printed, such as '- takeaways', or remove the key"),
        *_sources(tree),
        *_empty(tree, ("sources",), "name a folder or a feed, such as '- path: articles/', or remove the key"),
        *_empty(tree, ("sections",), "a briefing has at least one section, such as '- key: outcomes'"),
        *_empty(tree, ("briefing", "formats"), "name at least one of pdf, md and html"),
    ]


def _twice(tree: Tree, group: KeyPath, key: str | None = None) -> Iterator[Fault]:
    """Items of a list that are the same, or have the same text under `key`; case and white space don't count."""
    items = tree.get(group)
    first: dict[str, KeyPath] = {}
    for index, item in enumerate(items if isinstance(items, list) else ()):
        path: KeyPath = (*group, index) if key is None else (*group, index, key)
        value = item.get(key) if key is not None and isinstance(item, dict) else item
        if not isinstance(value, str) or not value.strip():
            continue
        before = first.setdefault(" ".join(value.split()).casefold(), path)
        if before != path:
            what = "stands" if key is None else f"is the {key}"
            message = (
                f"{shown(value)} {what} in {dotted(before[:-1] if key else before)} already, line {tree.line(before)}"
            )
            yield Fault(tree.line(path), path, message)


_WHERE = ("path", "feed", "url")


def _sources(tree: Tree) -> Iterator[Fault]:
    """Sources that don't say where they are, or say it twice; what has no meaning for a file or folder."""
    items = tree.get(("sources",))
    for at, item in enumerate(items if isinstance(items, list) else ()):
        if not isinstance(item, dict):
            continue
        path: KeyPath = ("sources", at)
        named = [key for key in _WHERE if item.get(key) is not None]
        if not named:
            message = (
                "says not where it is; give a file or folder with 'path:', a feed with 'feed:' or a page with 'url:'"
            )
            yield Fault(tree.line(path), path, message)
        for other in named[1:]:
            message = f"stands beside {named[0]}, line {tree.line((*path, named[0]))}; make two sources of it"
            yield Fault(tree.line((*path, other)), (*path, other), message)
        if named == ["path"] and item.get("allow_private") is not None:
            key = (*path, "allow_private")
            yield Fault(tree.line(key), key, "has a meaning only for a feed or a page; remove it")


def _blocks(tree: Tree) -> Iterator[Fault]:
    """Blocks that stand twice, a list without the sections, and headings that a reader could not tell apart."""
    items = tree.get(("blocks",))
    if not isinstance(items, list) or not items:
        return
    found: dict[str, KeyPath] = {}
    for at, item in enumerate(items):
        path: KeyPath = ("blocks", at)
        name = item.get("block") if isinstance(item, dict) else item
        if not isinstance(name, str):
            continue
        if (before := found.setdefault(name.strip(), path)) != path:
            yield Fault(
                tree.line(path), path, f"{shown(name)} stands in {dotted(before)} already, line {tree.line(before)}"
            )
        if isinstance(item, dict) and isinstance(item.get("title"), str):
            yield from _heading(tree, path, name.strip(), str(item["title"]), items)
    if "sections" not in found:
        yield Fault(
            tree.line(("blocks",)), ("blocks",), "the sections are missing; add '- sections' where they are to stand"
        )


def _editions(tree: Tree) -> Iterator[Fault]:
    """Named editions without sections, or with one that there is not."""
    listed = tree.get(("sections",))
    keys = [s["key"].strip() for s in (listed if isinstance(listed, list) else ()) if _has_text(s, "key")]
    editions = tree.get(("delivery", "editions"))
    for name, wanted in (editions if isinstance(editions, dict) else {}).items():
        path: KeyPath = ("delivery", "editions", name)
        if wanted == []:
            yield Fault(tree.line(path), path, "is empty; write 'all' or the keys of sections")
        for at, key in enumerate(wanted if isinstance(wanted, list) else ()):
            if isinstance(key, str) and key.strip() not in keys:
                near = nearest(key, keys)
                hint = f"did you mean {near}?" if near else f"known here: {', '.join(keys)}"
                yield Fault(tree.line((*path, at)), (*path, at), f"{shown(key)} is the key of no section, {hint}")


def _heading(tree: Tree, path: KeyPath, name: str, title: str, items: Sequence[Value]) -> Iterator[Fault]:
    """What speaks against the heading of a block: it has none, or the heading is another's."""
    own = {block: usual for block, usual in TITLES.items() if usual}
    path, title = (*path, "title"), _folded(title)
    if name in TITLES and name not in own:
        yield Fault(tree.line(path), path, f"the block {name} has no heading of its own; remove the title")
    sections = tree.get(("sections",))
    taken = {_folded(usual) for block, usual in own.items() if block != name}
    taken |= {_folded(s["title"]) for s in (sections if isinstance(sections, list) else ()) if _titled(s)}
    taken |= {_folded(i["title"]) for i in items if _titled(i) and i.get("block") != name}
    if title in taken:
        yield Fault(
            tree.line(path), path, f"{shown(tree.get(path))} is the heading of another block or section; choose another"
        )


def _titled(value: Value) -> TypeGuard[dict[str, str]]:
    return _has_text(value, "title")


def _has_text(value: Value, key: str) -> TypeGuard[dict[str, str]]:
    return isinstance(value, dict) and isinstance(value.get(key), str)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _empty(tree: Tree, path: KeyPath, message: str) -> Iterator[Fault]:
    if path in tree.lines and tree.get(path) in (None, []):
        yield Fault(tree.line(path), path, f"is empty; {message}")


# --- what the models found -----------------------------------------------------------------------------------------


def explain(error: ValidationError, tree: Tree, model: type[BaseModel]) -> list[Fault]:
    """Faults for pydantic's errors; `model` is the model of the whole file."""
    details = error.errors(include_url=False)
    found = []
    for detail in details[: MAX_FAULTS + 1]:
        path = tuple(detail["loc"])
        if path[:1] == ("blocks",) and isinstance(tree.get(path[:-1]), str):
            path = path[:-1]  # a bare name
        if path == ("sections",) and detail["type"] == "missing" and path in tree.lines:
            continue  # written and left empty: `across` says so
        found.append(Fault(tree.line(path), path, _words(detail["type"], path, detail, tree, model)))
    return found


def _words(kind: str, path: KeyPath, detail: Mapping[str, Any], tree: Tree, model: type[BaseModel]) -> str:
    value, ctx = detail["input"], detail.get("ctx", {})
    such_as = _such_as(path, model)
    match kind:
        case "extra_forbidden" if path[:1] == ("delivery",) and SECRET.search(str(path[-1])):
            return (
                "no password stands in this file: name the variable of the environment that holds it with"
                " smtp.password_env, or a file that nobody else may read with smtp.password_file"
            )
        case "extra_forbidden":
            return f"unknown key, {_meant(path, model)}"
        case "missing":
            return ("nothing stands behind it" if path in tree.lines else "this key is missing") + such_as
        case "value_error" if str(ctx["error"]) != NOT_WHOLE:
            return str(ctx["error"])
        case "value_error" | "int_type":
            return f"{NOT_WHOLE}{such_as}; is {shown(value)}"
        case "greater_than_equal":
            return f"must be at least {ctx['ge']}{such_as}; is {value}"
        case "less_than_equal":
            return f"must be at most {ctx['le']}{such_as}; is {value}"
        case "tuple_type":
            return f"must be a list{such_as}; is {shown(value)}"
        case "literal_error":
            return _one_of(re.findall(r"'([^']+)'", str(ctx["expected"])), value)
        case "model_type":
            return f"must be a block of keys{such_as}; is {shown(value)}"
        case "string_type" if isinstance(value, dict):
            return f"must be text{such_as}; is a block of keys (text that holds ': ' stands in quotes)"
        case "string_type":
            return f"must be text{such_as}; is {shown(value)}"
        case _:
            return str(detail["msg"])


def _one_of(allowed: Sequence[str], value: object) -> str:
    near = nearest(value, allowed) if isinstance(value, str) else ""
    names = f"{', '.join(allowed[:-1])} or {allowed[-1]}" if len(allowed) > 1 else allowed[0]
    return f"must be {names}; is {shown(value)}" + (f", did you mean {near}?" if near and len(allowed) > 1 else "")


def _such_as(path: KeyPath, model: type[BaseModel]) -> str:
    """`, such as 600`: the example of the field at `path`, or one item of it where `path` is an item of a list."""
    field = _field(path, model)
    if field is None or not field.examples:
        return ""
    example = str(field.examples[0])
    if path and isinstance(path[-1], int):
        example = example.removeprefix("- ").strip("[]").partition(", ")[0]
    return f", such as '{example}'" if " " in example and not example.startswith("[") else f", such as {example}"


def _field(path: KeyPath, model: type[BaseModel]) -> FieldInfo | None:
    """The field that `path` names; the indexes of lists are passed over."""
    field: FieldInfo | None = None
    for name in (part for part in path if isinstance(part, str)):
        here = model if field is None else _inner(field)
        field = here.model_fields.get(name) if here is not None else None
        if field is None:
            return None
    return field


def _inner(field: FieldInfo) -> type[BaseModel] | None:
    """The model of a field that is a block or a list of blocks."""
    for kind in (field.annotation, *get_args(field.annotation)):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def _meant(path: KeyPath, model: type[BaseModel]) -> str:
    """What an unknown key may have meant: a key like it, the same key in another block, or else the list of keys."""
    name = str(path[-1])
    if name == "<<":
        return "keys are not merged here: write them out"
    field = _field(path[:-1], model)
    around = model if field is None else _inner(field)
    keys = list(around.model_fields) if around is not None else []
    if near := nearest(re.sub(r"[\s-]", "_", name[: 2 * _SHOWN]), keys):
        return f"did you mean {near}?"
    for block, other in model.model_fields.items():
        inner = _inner(other)
        if name == block:
            return f"it stands at the beginning of a line, as '{block}:'"
        if inner is not None and inner is not around and name in inner.model_fields:
            return f"it stands under '{block}:'"
    return f"known here: {', '.join(keys)}"
