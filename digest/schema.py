"""JSON Schemas of the program's files: an edition's data and config.yaml.

They stand in docs/ as `edition.schema.json` and `config.schema.json`; `scripts/schemas` writes them anew, a test compares. An edition's
is made from the dataclasses of `digest.model`, whose docstrings become the descriptions; that reads the source code, so it is done
where the files are written and never in a run.
"""

from __future__ import annotations

import ast
import inspect
import json
from dataclasses import fields, is_dataclass
from textwrap import dedent
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from digest import config, edition
from digest.model import Briefing, Span

DRAFT = "https://json-schema.org/draft/2020-12/schema"
EDITORS_DRAFT = "http://json-schema.org/draft-07/schema#"
"""What editors know best; nothing newer is used for config.yaml."""
_PLAIN = {str: "string", int: "integer", bool: "boolean"}


def files() -> dict[str, bytes]:
    """Name in docs/ -> the schema as JSON, with one trailing newline."""
    made = {"config.schema.json": of_config(), "edition.schema.json": of_edition()}
    return {name: as_json(one) for name, one in made.items()}


def as_json(schema: dict[str, Any]) -> bytes:
    """A schema as its file holds it: UTF-8, one trailing newline."""
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def of_edition() -> dict[str, Any]:
    """The schema of an edition's JSON file."""
    kinds: dict[str, Any] = {}
    whole = _object(Briefing, kinds)
    properties = {"schema": {"const": edition.SCHEMA}, **whole.pop("properties")}
    return {
        "$schema": DRAFT,
        "$id": edition.SCHEMA,
        "title": "An edition of a briefing",
        **whole,
        "properties": properties,
        "required": list(properties),
        "$defs": dict(sorted(kinds.items())),
    }


def of_config() -> dict[str, Any]:
    """The schema of config.yaml, for editors that complete and check YAML: pydantic's, as the file is read.

    Text may be written without quotes whatever it looks like, and a key with nothing behind it counts as left out.
    """
    return {"$schema": EDITORS_DRAFT, **_as_written(config.schema())}


def _as_written(part: Any, *, key: str = "", needed: bool = True) -> Any:
    """`part` with every plain text widened to any scalar, and null for what may be left out."""
    if isinstance(part, list):
        return [_as_written(one) for one in part]
    if not isinstance(part, dict):
        return part
    made = dict(part)
    for name, inner in part.items():
        if name == "properties":
            required = part.get("required", [])
            made[name] = {k: _as_written(v, key=k, needed=k in required) for k, v in inner.items()}
        elif name in ("items", "$defs", "anyOf"):
            made[name] = {k: _as_written(v) for k, v in inner.items()} if name == "$defs" else _as_written(inner)
    if made.get("type") == "string" and "enum" not in made:
        made["type"] = ["string", "number", "boolean"]
    if key and not needed:
        made = _or_nothing(made)
    return made


def _or_nothing(part: dict[str, Any]) -> dict[str, Any]:
    """`part`, or null; its description and default stay in front, where editors look for them."""
    if isinstance(part.get("anyOf"), list):
        inner = [one for one in part["anyOf"] if one != {"type": "null"}]
        return {**part, "anyOf": [*inner, {"type": "null"}]}
    outer = {k: v for k, v in part.items() if k in ("title", "description", "default", "examples")}
    return {**outer, "anyOf": [{k: v for k, v in part.items() if k not in outer}, {"type": "null"}]}


# --- dataclasses -----------------------------------------------------------------------------------------------------


def _of(kind: Any, kinds: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; those of dataclasses are added to `kinds` and referred to."""
    if kind is Span:
        offset = {"type": "integer", "minimum": 0}
        return {"type": "array", "prefixItems": [offset, offset], "items": False, "minItems": 2}
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in kinds:
            kinds[kind.__name__] = {}  # for a type that holds itself
            kinds[kind.__name__] = _object(kind, kinds)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple and args[1:] == (Ellipsis,):
        return {"type": "array", "items": _of(args[0], kinds)}
    if origin is tuple:
        each = [_of(arg, kinds) for arg in args]
        return {"type": "array", "prefixItems": each, "items": False, "minItems": len(each)}
    if origin in (Union, UnionType):
        return {"anyOf": [{"type": "null"} if arg is NoneType else _of(arg, kinds) for arg in args]}
    return {"type": _PLAIN[kind]}


def _object(cls: type, kinds: dict[str, Any]) -> dict[str, Any]:
    hints, said = get_type_hints(cls), _said(cls)
    names = [field.name for field in fields(cls)]
    return {
        "description": " ".join((cls.__doc__ or "").split()),
        "type": "object",
        "properties": {
            name: _of(hints[name], kinds) | ({"description": said[name]} if name in said else {}) for name in names
        },
        "required": names,
        "additionalProperties": False,
    }


def _said(cls: type) -> dict[str, str]:
    """Field -> the docstring that stands below it in the source."""
    (made,) = ast.parse(dedent(inspect.getsource(cls))).body
    assert isinstance(made, ast.ClassDef)
    found: dict[str, str] = {}
    for above, below in zip(made.body, made.body[1:], strict=False):
        match above, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                found[name] = " ".join(text.split())
    return found
