"""What `digest init` writes: a folder from which a first briefing can be built."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from digest.config import own_templates
from digest.errors import ConfigError, DigestError
from digest.schema import as_json, of_config

CONFIG, SCHEMA, TEMPLATES, ARTICLES = "config.yaml", "config.schema.json", "templates", "articles"
_NEW_CONFIG = Path(__file__).with_name("new.yaml")
_MODELINE = b"# yaml-language-server: $schema=config.schema.json\n"
"""By it editors with a YAML language server find the schema."""
_KEEP = ".keep"
_ABOUT_ARTICLES = """\
Put articles here, one a file: .txt, .md, .markdown, .html or .htm. Folders in it are read too.
This file keeps the empty folder in version control. Names that begin with a dot are never read.
"""


def init(target: Path) -> list[Path]:
    """Writes `config.yaml`, its schema for editors, a copy of the templates and an empty folder for articles into `target`.

    Returns the paths written, files only. Overwrites nothing: where one of the four is there already, raises
    `ConfigError` and writes nothing. Everything is prepared beside its place and then moved, so that a failure
    (`DigestError`) leaves nothing half-written.
    """
    _refuse(target)
    is_new = not target.exists()
    stage = (target.parent if is_new else target) / f".{target.name}.init-{os.getpid()}"
    try:
        stage.mkdir(parents=True)
        files = _write(stage)
        if is_new:
            stage.rename(target)
        else:
            _move(stage, target)
    except OSError as error:
        raise DigestError(f"{target.as_posix()}: nothing was written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return [target / file for file in files]


def _refuse(target: Path) -> None:
    """Raises `ConfigError` where something that would be written is there already."""
    if os.path.lexists(target) and not target.is_dir():
        raise ConfigError([f"{target.as_posix()}: is there already and is no folder; give the name of a new folder"])
    there = [target / name for name in (CONFIG, SCHEMA, TEMPLATES, ARTICLES) if os.path.lexists(target / name)]
    if there:
        said = "is there already and is not overwritten; give another folder, or move it away"
        raise ConfigError([f"{path.as_posix()}: {said}" for path in there])


def _write(folder: Path) -> list[Path]:
    """Writes everything into an empty folder; returns the files, relative to it."""
    copies = {
        Path(CONFIG): _MODELINE + _NEW_CONFIG.read_bytes(),
        Path(SCHEMA): as_json(of_config()),
        Path(ARTICLES, _KEEP): _ABOUT_ARTICLES.encode(),
    }
    source = own_templates()
    for path in sorted(path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        copies[TEMPLATES / path.relative_to(source)] = path.read_bytes()
    for name, body in copies.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    return list(copies)


def _move(stage: Path, target: Path) -> None:
    """Moves what was prepared into a folder that was there before; takes it back where one move fails."""
    moved: list[Path] = []
    try:
        for name in (TEMPLATES, ARTICLES, SCHEMA, CONFIG):
            (stage / name).rename(target / name)
            moved.append(target / name)
    except OSError:
        for path in moved:
            path.rename(stage / path.name)
        raise
