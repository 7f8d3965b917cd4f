"""Templates kept in compiled form: used where nothing changed, never otherwise, and never needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from digest.render import compiled


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for what is kept."""
    folder = tmp_path / "kept"
    monkeypatch.setattr(compiled, "_file", lambda key: folder / f"templates.{key}")
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    return folder


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder with one template."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "page.j2").write_text("{{ 1 + 1 }} pages", encoding="utf-8")
    return folder


def rendered(templates: Path, own: Path, monkeypatch: pytest.MonkeyPatch | None = None) -> str:
    """What the template says; with `monkeypatch` compiling is an error."""
    env = Environment(loader=FileSystemLoader(templates), autoescape=True, bytecode_cache=compiled.kept("test", own))
    if monkeypatch:

        def refuse(*_: object, **__: object) -> None:
            raise AssertionError("compiled anew")

        monkeypatch.setattr(env, "compile", refuse)
    return env.get_template("page.j2").render()


def test_a_template_is_compiled_once(templates: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second environment takes what the first one kept, and says the same."""
    assert rendered(templates, templates) == "2 pages"
    assert len(list(place.iterdir())) == 1
    assert rendered(templates, templates, monkeypatch) == "2 pages"


def test_a_changed_template_is_compiled_anew(templates: Path) -> None:
    """What is kept counts for one text only."""
    assert rendered(templates, templates) == "2 pages"
    (templates / "page.j2").write_text("{{ 1 + 2 }} pages", encoding="utf-8")
    assert rendered(templates, templates) == "3 pages"


def test_a_changed_program_compiles_anew(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of Jinja or of this program compiled is not used."""
    rendered(templates, templates)
    monkeypatch.setattr(compiled, "_made_by", lambda: b"another version")
    with pytest.raises(AssertionError, match="compiled anew"):
        rendered(templates, templates, monkeypatch)


def test_a_damaged_file_is_not_used(templates: Path, place: Path) -> None:
    """A file that is cut off or altered is written anew."""
    rendered(templates, templates)
    (file,) = place.iterdir()
    whole = file.read_bytes()
    for damage in (b"", whole[:40], whole[:-1], whole[:-1] + b"?"):
        file.write_bytes(damage)
        assert rendered(templates, templates) == "2 pages"
        assert file.read_bytes() == whole


def test_a_users_templates_are_not_kept(templates: Path, place: Path, tmp_path: Path) -> None:
    """Only the project's own templates leave something behind."""
    assert rendered(templates, tmp_path) == "2 pages"
    assert not place.exists()


def test_nothing_is_kept_where_nothing_may_be_written(
    templates: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither where Python is told to write no byte code nor where the folder can't be made."""
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert rendered(templates, templates) == "2 pages"
    assert not place.exists()
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    place.write_text("a file stands in the folder's place", encoding="utf-8")
    assert rendered(templates, templates) == "2 pages"
