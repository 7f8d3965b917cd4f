"""overrides.yaml -> Overrides: what an editor bans, pins, moves and heads, sentence by sentence.

    ban: [3f2a9c01b7de-1234]                   # never printed; `ID: reason` says why
    pin: [3f2a9c01b7de-2210]                   # always printed
    move: {3f2a9c01b7de-873: military}         # into the section of this key
    head: {3f2a9c01b7de-2210: Ceasefire terms} # a label of the editor's own before the item

A sentence is named by its id (`model.Sentence.id`), which `digest explain` and the edition's JSON show. The file is read as config.yaml
is: every fault at once, each with its line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from digest.config.faults import UNSEEN, lines, nearest, shown
from digest.config.yaml_lines import Fault, KeyPath, Tree, Value, read
from digest.errors import ConfigError

NAME = "overrides.yaml"
"""The file that is read without being named: beside the configuration."""
MAX_LABEL = 80
"""Longest label, in characters."""

_ID = re.compile(r"[0-9a-f]{12}-(?:0|[1-9]\d{0,8})", re.ASCII)
_EXAMPLES = {
    "ban": "[3f2a9c01b7de-1234]",
    "pin": "[3f2a9c01b7de-1234]",
    "move": "{3f2a9c01b7de-1234: military}",
    "head": "{3f2a9c01b7de-1234: Ceasefire terms}",
}


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the editor decided, by sentence id."""

    ban: Mapping[str, str] = field(default_factory=dict)
    """Id -> reason, which may be empty."""
    pin: tuple[str, ...] = ()
    move: Mapping[str, str] = field(default_factory=dict)
    """Id -> section key."""
    head: Mapping[str, str] = field(default_factory=dict)
    """Id -> label."""
    file: str = field(default=NAME, compare=False)
    """What messages call the file."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Every sentence that is named, once, in the order of the keys."""
        return tuple(dict.fromkeys([*self.ban, *self.pin, *self.move, *self.head]))

    def values(self) -> dict[str, Any]:
        """Plain values, for the digest of the configuration; the name of the file is none of them."""
        return {name: value for name, value in asdict(self).items() if name != "file"}


def parse(text: str, *, file: str, sections: Sequence[str]) -> Overrides:
    """Reads the text of an overrides file; `sections` are the keys of the configuration's sections.

    A file with nothing in it is no fault. Raises `ConfigError` with every fault.
    """
    tree = read(text.removeprefix("\ufeff"))
    found = list(tree.faults)
    if not isinstance(tree.value, dict):
        if tree.value not in (None, ""):
            found.append(Fault(tree.line(()), (), f"must begin with a key such as 'ban:'; is {shown(tree.value)}"))
        if found:
            raise ConfigError(lines(found, file))
        return Overrides(file=file)
    made = Overrides(
        ban={key: _folded(reason) for key, _, reason in _pairs(tree, "ban") if not isinstance(reason, (list, dict))},
        pin=tuple(key for key, _, _ in _pairs(tree, "pin")),
        move={key: _folded(section) for key, _, section in _pairs(tree, "move")},
        head={key: _folded(label) for key, _, label in _pairs(tree, "head")},
        file=file,
    )
    found += _faults(tree, sections)
    if found:
        raise ConfigError(lines(found, file))
    return made


def _pairs(tree: Tree, name: str) -> Iterator[tuple[str, KeyPath, Value]]:
    """(id, path in the file, what stands behind it) of each entry under a key: the items of a list have nothing behind them."""
    value = tree.get((name,))
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, str):
                yield item.strip(), (name, index), None
    elif isinstance(value, dict):
        for key, behind in value.items():
            yield key.strip(), (name, key), behind


def _folded(value: Value) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _faults(tree: Tree, sections: Sequence[str]) -> Iterator[Fault]:
    assert isinstance(tree.value, dict)
    for name, value in tree.value.items():
        if name not in _EXAMPLES:
            near = nearest(name, list(_EXAMPLES))
            known = f"did you mean {near}?" if near else f"known here: {', '.join(_EXAMPLES)}"
            yield Fault(tree.line((name,)), (name,), f"unknown key, {known}")
        elif value is not None:
            yield from _form(tree, name, value)
            yield from _entries(tree, name, sections)
    banned = {key: path for key, path, _ in _pairs(tree, "ban")}
    for key, path, _ in _pairs(tree, "pin"):
        if key in banned:
            message = f"{key} is banned on line {tree.line(banned[key])}; keep one of the two"
            yield Fault(tree.line(path), path, message)


def _form(tree: Tree, name: str, value: Value) -> Iterator[Fault]:
    """A list of ids, or a block of `ID: …`; a ban may be either."""
    wanted = {"pin": (list,), "ban": (list, dict)}.get(name, (dict,))
    if not isinstance(value, wanted):
        form = "a list of ids" if list in wanted else "a block with one id a line"
        yield Fault(tree.line((name,)), (name,), f"must be {form}, such as {_EXAMPLES[name]}; is {shown(value)}")
    if isinstance(value, list):
        for index, item in enumerate(value):
            if not isinstance(item, str):
                message = f"must be the id of a sentence, such as 3f2a9c01b7de-1234; is {shown(item)}"
                yield Fault(tree.line((name, index)), (name, index), message)


def _entries(tree: Tree, name: str, sections: Iterable[str]) -> Iterator[Fault]:
    first: dict[str, KeyPath] = {}
    for key, path, value in _pairs(tree, name):
        said = ""
        if first.setdefault(key, path) is not path:
            said = f"{key} stands in the list already, line {tree.line(first[key])}"
        elif not _ID.fullmatch(key):
            said = f"{shown(key)} is no id of a sentence, such as 3f2a9c01b7de-1234; `digest explain` shows them"
        elif isinstance(value, (list, dict)):
            said = f"must be text, such as {_EXAMPLES[name]}; is {shown(value)}"
        elif name == "move":
            said = _no_section(_folded(value), list(sections))
        elif name == "head":
            said = _no_label(_folded(value))
        else:
            said = _unseen(_folded(value))
        if said:
            yield Fault(tree.line(path), path, said)


def _no_section(key: str, sections: list[str]) -> str:
    """What is wrong with the section of a move, empty where nothing is."""
    if key in sections:
        return ""
    near = nearest(key, sections)
    hint = f"did you mean {near}?" if near else f"known here: {', '.join(sections)}"
    return (
        f"{shown(key)} is the key of no section, {hint}"
        if key
        else f"names no section; known here: {', '.join(sections)}"
    )


def _no_label(label: str) -> str:
    """What is wrong with a label, empty where nothing is."""
    if not label:
        return "is empty; write a label of a few words, or remove it"
    if len(label) > MAX_LABEL:
        return f"is longer than {MAX_LABEL} characters; a label is a few words"
    if "[" in label or "]" in label:
        return "holds a square bracket; these are set around the label, to tell it from the words of the source"
    return _unseen(label)


def _unseen(said: str) -> str:
    """What is wrong with words that hold characters nobody sees, empty where they hold none; the reader of the file refuses some itself."""
    found = dict.fromkeys(f"U+{ord(char):04X}" for char in said if unicodedata.category(char) in UNSEEN)
    return f"holds {', '.join(list(found)[:3])}, which cannot be seen in print; write it without" if found else ""
