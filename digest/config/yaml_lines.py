"""YAML read as text with line numbers: every scalar stays what it says, every fault knows its line.

PyYAML's own loaders guess types (`22:22` becomes 1342, `NO` becomes false), keep the last of two equal keys and
recurse on deep nesting. This one reads PyYAML's events and builds plain dicts, lists and strings; what a string means
is for the models to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.reader import Reader

MAX_CHARS = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 20_000

KeyPath = tuple[str | int, ...]
Value = str | list["Value"] | dict[str, "Value"] | None

_DEEP = f"is nested deeper than {MAX_DEPTH} levels; check the brackets and the indentation"
_UNPRINTABLE = Reader.NON_PRINTABLE
_BYTE_ORDER_MARK = re.compile("\ufeff")
_TAB_FIRST = re.compile(r"^ *\t[ \t]*[^\s]", re.MULTILINE)
_STRING_TAGS = frozenset({"!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the file: its line (from 1; 0: none), the path of the key, and what would be right."""

    line: int
    path: KeyPath
    message: str


@dataclass(slots=True)
class Tree:
    """What a file says (dicts, lists, strings, None), the line of every key and item (from 1), and the faults found."""

    value: Value = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, path: KeyPath) -> int:
        """Line of `path`, or of the nearest thing around it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def get(self, path: KeyPath) -> Value:
        """The value at `path`; None where there is none."""
        value = self.value
        for part in path:
            if isinstance(value, dict) and isinstance(part, str):
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int) and part < len(value):
                value = value[part]
            else:
                return None
        return value


@dataclass(slots=True)
class _Node:
    """A scalar (text), list (items) or mapping (keys and values alternating in items), before aliases are followed."""

    line: int
    text: str | None = None
    plain: bool = False
    items: list[_Node] = field(default_factory=list)
    mapping: bool = False
    size: int = 1
    depth: int = 1


class _Stop(Exception):
    """Reading cannot go on; carries the one fault that says why."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(line, (), message)


def read(text: str, *, pure: bool = False, size: int = 1) -> Tree:
    """Reads one YAML document of at most `size` times the usual number of characters and values.

    `pure` takes PyYAML's Python parser even where the C parser is present. Both give the same values; the Python parser
    refuses a little more, such as a question mark in `[why? how]`. Bad input raises nothing: what cannot be read is a
    fault, and a fault that leaves the rest readable (a key that stands twice, a tag) doesn't stop the reading.
    """
    tree = Tree()
    try:
        _check_characters(text, size * MAX_CHARS)
        text = text.replace("\t", " ")  # the two parsers disagree on tabs between words
        try:
            node = _compose(text, tree, pure=pure, most=size * MAX_NODES)
        except yaml.YAMLError as error:
            node = _explain(text, tree, error, pure=pure, most=size * MAX_NODES)
    except _Stop as stop:
        tree.faults.append(stop.fault)
        return tree
    if node is not None:
        tree.value = _value(node, (), tree)
        tree.lines[()] = node.line if tree.value is not None else 1
    return tree


def _check_characters(text: str, most: int) -> None:
    if len(text) > most:
        raise _Stop(0, f"is longer than {most:,} characters; that is no configuration")
    if found := _UNPRINTABLE.search(text) or _BYTE_ORDER_MARK.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise _Stop(line, f"holds the invisible character U+{ord(found.group()):04X}; remove it or retype the line")
    if found := _TAB_FIRST.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise _Stop(line, "a tab stands at the beginning of this line; indent with spaces")


def _events(text: str, *, pure: bool) -> Iterator[Event]:
    fast = getattr(yaml, "CBaseLoader", None)
    return iter(yaml.parse(text, Loader=yaml.BaseLoader if pure or fast is None else fast))


def _explain(text: str, tree: Tree, error: yaml.YAMLError, *, pure: bool, most: int) -> _Node | None:
    """Turns a syntax error into a fault. The C parser words it in its own way, so the Python parser reads it again."""
    if not pure:
        tree.faults.clear()
        try:
            return _compose(text, tree, pure=True, most=most)
        except yaml.YAMLError as same:
            error = same
    raise _Stop(*_plain_words(text, error))


def _compose(text: str, tree: Tree, *, pure: bool, most: int) -> _Node | None:
    """Builds the nodes from the parser's events on a stack of its own: depth and number are bounded while it reads."""
    root: _Node | None = None
    stack: list[tuple[_Node, str | None]] = []
    anchors: dict[str, _Node] = {}
    documents = 0
    for event in _events(text, pure=pure):
        line = event.start_mark.line + 1 if event.start_mark is not None else 1
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Stop(line, "a second document begins here ('---'); the configuration is one document")
            continue
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            _check_tag(event.tag, line, tree)
            node = _Node(line, mapping=isinstance(event, MappingStartEvent))
            stack.append((node, event.anchor))
            if len(stack) > MAX_DEPTH:
                raise _Stop(line, _DEEP)
            continue
        if isinstance(event, ScalarEvent):
            _check_tag(event.tag, line, tree)
            node, anchor = _Node(line, text=event.value, plain=not event.style), event.anchor
        elif isinstance(event, AliasEvent):
            if event.anchor not in anchors:
                raise _Stop(line, f"'*{event.anchor}' refers to nothing; text that begins with * stands in quotes")
            node, anchor = anchors[event.anchor], None
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            node, anchor = stack.pop()
            node.size = 1 + sum(item.size for item in node.items)
            node.depth = 1 + max((item.depth for item in node.items), default=0)
        else:
            continue
        if anchor is not None:
            anchors[anchor] = node
        if len(stack) + node.depth > MAX_DEPTH:
            raise _Stop(line, _DEEP)
        if node.size > most:
            raise _Stop(line, f"holds more than {most:,} values; that is no configuration")
        if stack:
            stack[-1][0].items.append(node)
            if len(stack[-1][0].items) > most:
                raise _Stop(line, f"holds more than {most:,} values; that is no configuration")
        else:
            root = node
    return root


def _check_tag(tag: str | None, line: int, tree: Tree) -> None:
    if tag is not None and tag not in _STRING_TAGS:
        shown = tag.replace("tag:yaml.org,2002:", "!!")
        message = f"the tag {shown} means nothing here; text that begins with ! stands in quotes"
        tree.faults.append(Fault(line, (), message))


def _value(node: _Node, path: KeyPath, tree: Tree) -> Value:
    """Follows aliases and gives plain values; `_compose` has bounded depth and number, aliases included."""
    if node.text is not None:
        if found := _UNPRINTABLE.search(node.text):
            tree.faults.append(Fault(node.line, path, f"holds the invisible character U+{ord(found.group()):04X}"))
        return None if node.plain and _is_nothing(node.text, path) else node.text
    if not node.mapping:
        for index, item in enumerate(node.items):
            tree.lines[*path, index] = item.line
        return [_value(item, (*path, index), tree) for index, item in enumerate(node.items)]
    mapping: dict[str, Value] = {}
    for key, item in zip(node.items[::2], node.items[1::2], strict=True):
        if key.text is None:
            tree.faults.append(Fault(key.line, path, "a key must be text, not a list or a block of keys"))
            continue
        here = (*path, key.text)
        if key.text in mapping:
            first = tree.lines[here]
            tree.faults.append(Fault(key.line, here, f"stands twice, first on line {first}; keep one of the two"))
            continue
        tree.lines[here] = key.line
        mapping[key.text] = _value(item, here, tree)
    return mapping


def _is_nothing(text: str, path: KeyPath) -> bool:
    """`key:`, `key: ~` and `key: null` say nothing; in a list of words "null" is a word."""
    in_list = bool(path) and isinstance(path[-1], int)
    return text in {"", "~"} or (not in_list and text in {"null", "Null", "NULL"})


_QUOTES = "put the text behind the key in quotes"
_HINTS = (
    (r"cannot start any token", "text that begins with {char!r} stands in quotes"),
    (r"mapping values are not allowed", f"a second ': ' stands in this line; {_QUOTES}"),
    (r"could not find expected ':'", "a key needs a colon and a space behind it, as 'key: value'"),
    (r"while scanning a quoted scalar", "the quotation mark that opens here is never closed"),
    (r"sequence entries are not allowed", f"the '-' of a list stands on a line of its own; if it is text, {_QUOTES}"),
    (r"while scanning a double-quoted scalar", "in double quotes a backslash begins an escape; use single quotes"),
    (r"while parsing a flow sequence", "the list that opens here needs commas between its items and a ']' at its end"),
    (r"while parsing a flow mapping", "the '{{' that opens here needs commas between its keys and a '}}' at its end"),
    (r"while parsing a block", "this line does not fit those above; check its indentation and quotes"),
    (r"while scanning an? (?:alias|anchor)", "text that begins with * or & stands in quotes"),
    (r"while (?:scanning|parsing) a (?:tag|directive)|tag handle", "text that begins with ! or % stands in quotes"),
    (r"block scalar", "behind | or > nothing else may stand in the line"),
)


def _plain_words(text: str, error: yaml.YAMLError) -> tuple[int, str]:
    """Line and message for a syntax error, in words that say what to change."""
    mark, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    said = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or ''}".strip()
    lines = text.splitlines() or [""]
    at = min(mark.line if mark is not None else 0, len(lines) - 1)
    for pattern, hint in _HINTS:
        if re.search(pattern, said):
            if opened is not None and "opens here" in hint:
                at = min(opened.line, len(lines) - 1)
            column = mark.column if mark is not None else 0
            return at + 1, hint.format(char=lines[at][column : column + 1])
    return at + 1, f"is not valid YAML: {said}"
