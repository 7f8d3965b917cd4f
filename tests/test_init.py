"""What `digest init` writes, and what it leaves alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from digest.config import Config, load, own_templates
from digest.errors import ConfigError, DigestError
from digest.ingest.files import collect
from digest.model import Problem
from digest.starter import init


def below(folder: Path) -> list[str]:
    """Paths of all files in a folder, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_new_folder_is_ready_to_use(tmp_path: Path) -> None:
    """It holds a configuration that loads, the project's templates and a folder for articles, and nothing else."""
    target = tmp_path / "deep" / "desk"
    written = init(target)
    config = load(target / "config.yaml")
    assert sorted(path.relative_to(target).as_posix() for path in written) == below(target)
    assert [source.path for source in config.sources] == ["articles/"]
    assert below(config.templates_dir) == below(own_templates())
    assert config.templates_dir == target / "templates"
    assert all(
        (target / "templates" / name).read_bytes() == (own_templates() / name).read_bytes()
        for name in below(own_templates())
    )
    assert os.listdir(tmp_path) == ["deep"]
    assert os.listdir(tmp_path / "deep") == ["desk"]


def test_editors_find_the_schema(tmp_path: Path) -> None:
    """It stands beside the configuration, whose first line names it, and is the one in docs/."""
    init(tmp_path / "desk")
    first = (tmp_path / "desk" / "config.yaml").read_text(encoding="utf-8").partition("\n")[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    docs = Path(__file__).resolve().parents[1] / "docs"
    assert (tmp_path / "desk" / name).read_bytes() == (docs / name).read_bytes()


def test_the_folder_for_articles_holds_nothing_that_is_read(tmp_path: Path) -> None:
    """The note in it is neither an article nor a file that is reported as unreadable."""
    init(tmp_path / "desk")
    (found,) = collect(Path("articles/"), base=tmp_path / "desk")
    assert isinstance(found, Problem)
    assert "holds no article" in found.message
    assert below(tmp_path / "desk" / "articles") == [".keep"]


def test_the_configuration_shows_every_key(tmp_path: Path) -> None:
    """What can be set stands in the file, switched on or off; switched on, it is sound."""
    init(tmp_path / "desk")
    text = (tmp_path / "desk" / "config.yaml").read_text(encoding="utf-8")
    on = text.replace("# slug", "slug")
    for model in Config.model_json_schema()["$defs"].values():
        assert all(f"{name}:" in text for name in model["properties"])
    for line in text.splitlines():
        bare = line.lstrip()
        if bare.startswith("# ") and bare[2:].split(":")[0].strip("- ").isidentifier() and ":" in bare:
            on = on.replace(line, line.replace("# ", "", 1), 1)
    (tmp_path / "on.yaml").write_text(on, encoding="utf-8")
    config = load(tmp_path / "on.yaml")
    assert (config.sections[-1].key, len(config.sections[-1].cues)) == ("economy", 5)
    assert config.briefing.topic
    assert config.limits.max_files == 5000


def test_a_folder_with_other_things_in_it_is_filled(tmp_path: Path) -> None:
    """What was there before stays as it is."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    init(tmp_path)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert sorted(os.listdir(tmp_path)) == ["articles", "config.schema.json", "config.yaml", "notes.txt", "templates"]


@pytest.mark.parametrize("name", ["config.yaml", "config.schema.json", "templates", "articles"])
def test_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    """One thing that is there already stops everything, and the message names it and says what to do."""
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(ConfigError, match=f"{name}: is there already and is not overwritten; give another folder"):
        init(tmp_path)
    assert below(tmp_path) == [name]
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_a_second_init_names_all_that_is_there(tmp_path: Path) -> None:
    """All four at once."""
    init(tmp_path / "desk")
    with pytest.raises(ConfigError) as caught:
        init(tmp_path / "desk")
    assert len(caught.value.faults) == 4


def test_a_file_or_a_dangling_link_is_no_folder(tmp_path: Path) -> None:
    """Neither is replaced."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("file", "link"):
        with pytest.raises(ConfigError, match="is there already and is no folder"):
            init(tmp_path / name)
    assert sorted(os.listdir(tmp_path)) == ["file", "link"]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool) -> None:
    """A disk that fails on the last step leaves no half of a folder."""
    target = tmp_path / "desk"
    if is_there:
        target.mkdir()
    rename = Path.rename

    def failing(self: Path, other: Path) -> Path:
        if other in {target, target / "config.yaml"}:
            raise OSError(28, "No space left on device")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(DigestError, match="desk: nothing was written: No space left on device"):
        init(target)
    assert below(tmp_path) == []
    assert not is_there or os.listdir(target) == []
