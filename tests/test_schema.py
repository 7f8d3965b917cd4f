"""The JSON Schemas in docs/ say what the program writes and reads, and editions of older forms are still read and verified."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator, Draft202012Validator
from render_example import example

from digest import edition, schema
from digest.archive.store import Store, digest_of
from digest.config import load
from digest.errors import EditionError
from digest.model import Briefing, Document, Found
from digest.verify import verify

OLDER = sorted(Path(__file__).parent.joinpath("editions").iterdir())


def valid(data: Any) -> list[str]:
    """What the schema of editions says against `data`."""
    return [error.message for error in Draft202012Validator(schema.of_edition()).iter_errors(data)]


@pytest.mark.parametrize("name", schema.files())
def test_the_files_are_current(root: Path, name: str) -> None:
    """`scripts/schemas` writes them anew."""
    assert (root / "docs" / name).read_bytes() == schema.files()[name]


def test_they_are_schemas() -> None:
    """Of the drafts that they name."""
    Draft202012Validator.check_schema(schema.of_edition())
    Draft7Validator.check_schema(schema.of_config())


def test_editions_are_valid(sample: tuple[Briefing, tuple[Document, ...]]) -> None:
    """What the program writes is what the schema describes, and every object in it is described."""
    for briefing in (sample[0], example()):
        assert valid(json.loads(edition.to_json(briefing))) == []
    kinds = schema.of_edition()["$defs"]
    assert {"Item", "Quote", "Cell", "Event", "Coverage", "Part"} <= kinds.keys()
    assert all(kind["description"] for kind in kinds.values())


def test_what_is_no_edition_is_not_valid() -> None:
    """A field too many, too few, of another type, another name of a block: the schema refuses what the program refuses."""
    data = json.loads(edition.to_json(example()))
    spoiled = []
    for place, value in (
        ("colour", "red"),
        ("number", "1"),
        ("schema", "digest-edition/1"),
        ("period", ["2031-01-01"]),
    ):
        spoiled.append({**data, place: value})
    spoiled.append({name: value for name, value in data.items() if name != "title"})
    for change in ({"block": "weather", "title": ""}, {"block": "sections"}):
        other = deepcopy(data)
        other["blocks"][0] = change
        spoiled.append(other)
    for other in spoiled:
        assert valid(other)
        if other["schema"] == edition.SCHEMA:
            with pytest.raises(EditionError):
                edition.from_json(json.dumps(other).encode())


@pytest.mark.parametrize("name", ["config.yaml", "digest/starter/new.yaml", "tests/golden/own-sections.yaml"])
def test_configurations_are_valid(root: Path, name: str) -> None:
    """A sound configuration has no mark in an editor, whatever its text looks like to YAML."""
    data = yaml.safe_load((root / name).read_text(encoding="utf-8"))
    load(root / name)
    check = Draft7Validator(schema.of_config())
    data["blocks"] = ["sections", {"block": "takeaways", "title": 2025}]
    data["sections"][0] |= {"cues": [2025, False, "x"], "note": None}
    assert [error.message for error in check.iter_errors(data)] == []
    faults: tuple[dict[str, Any], ...] = (
        {"blocks": ["section"]},
        {"sectons": []},
        {"briefing": {"title": "x", "schedule": "hourly"}},
    )
    for wrong in faults:
        assert list(check.iter_errors(data | wrong))


@pytest.mark.parametrize("folder", OLDER, ids=[folder.name for folder in OLDER])
def test_editions_of_older_forms_are_verified(folder: Path, tmp_path: Path) -> None:
    """What earlier versions of the program wrote, page and data, is proved from the texts as it was then."""
    for file in (*folder.glob("*.json"), *folder.glob("*.md")):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with Store(tmp_path / "evidence.db") as store:
        store.put([text_of(file) for file in sorted(folder.glob("*.txt"))])
    (data,) = tmp_path.glob("*.json")
    assert json.loads(data.read_bytes())["schema"] == f"digest-edition/{folder.name}"
    verdict = verify(data)
    assert verdict.ok, verdict
    again = edition.from_json(data.read_bytes())
    assert valid(json.loads(edition.to_json(again))) == []
    page = data.with_suffix(".md")
    page.write_text(page.read_text(encoding="utf-8").replace("Kyiv ", "Kiev "), encoding="utf-8")
    assert not verify(data).ok


def test_an_older_edition_holds_no_newer_fields() -> None:
    """What an older form doesn't know is refused in it."""
    data = json.loads(edition.to_json(example()))
    with pytest.raises(EditionError, match="blocks: unknown field"):
        edition.from_json(json.dumps({**data, "schema": "digest-edition/1"}).encode())
    with pytest.raises(EditionError, match=r"sources\.via: unknown field"):
        edition.from_json(json.dumps({**data, "schema": "digest-edition/2"}).encode())


def text_of(file: Path) -> Document:
    """A kept text; the file is named by its digest."""
    text = file.read_bytes().decode()
    assert digest_of(text).startswith(file.stem)
    return Document(digest_of(text), file.name, digest_of(text), "text/plain", text, (), Found("", ""), Found("", ""))
