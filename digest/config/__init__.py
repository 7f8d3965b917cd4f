"""config.yaml -> Config: frozen models with defaults; every fault of the file at once, each with its line.

The file is read as text (`yaml_lines`); the models (`printed`, `sources`) say which text is a number, a time or a list. Nothing here
reads anything but that file and the editor's overrides beside it: whether a source or a folder exists is found out by
the stage that opens it.
"""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any, Self

from pydantic import Field, PrivateAttr, ValidationError

from digest.config import faults, overrides, yaml_lines
from digest.config.delivery import DeliveryConfig
from digest.config.overrides import Overrides
from digest.config.part import Model
from digest.config.printed import BlockConfig, BriefingConfig, PartyConfig, SectionConfig, catch_all
from digest.config.sources import LimitsConfig, SourceConfig
from digest.config.values import PathText
from digest.errors import ConfigError
from digest.model import PARTS, Part

__all__ = [
    "ARCHIVE",
    "BlockConfig",
    "BriefingConfig",
    "Config",
    "DeliveryConfig",
    "LimitsConfig",
    "PartyConfig",
    "SectionConfig",
    "SourceConfig",
    "catch_all",
    "load",
    "own_templates",
    "parse",
    "schema",
]

MAX_BYTES = 1_000_000
ARCHIVE = "state/archive.db"
"""Where the texts are kept if the file doesn't say, from the folder in which the command runs."""


class Config(Model):
    """The whole configuration: its values, and `dir`, the folder in which its file stands."""

    briefing: BriefingConfig = Field(description="The edition as a whole.", examples=["title: Istanbul talks"])
    sources: tuple[SourceConfig, ...] = Field(default=(), description="What is read.", examples=["- path: articles/"])
    parties: tuple[PartyConfig, ...] = Field(default=(), description="Who it is between.", examples=["- name: Ukraine"])
    sections: tuple[SectionConfig, ...] = Field(
        description="What is printed, in this order.", examples=["- key: outcomes"], json_schema_extra={"minItems": 1}
    )
    blocks: tuple[BlockConfig, ...] = Field(
        default=(),
        description="Blocks of the edition, in this order; left out: all in the usual order.",
        examples=["- takeaways"],
    )
    limits: LimitsConfig = Field(
        default=LimitsConfig(), description="Bounds on what is read.", examples=["max_file_mb: 5"]
    )
    delivery: DeliveryConfig | None = Field(
        default=None, description="Who gets it by mail; left out: nobody.", examples=["sender: desk@example.org"]
    )
    archive: PathText = Field(default=ARCHIVE, description="File that keeps the texts.", examples=["state/archive.db"])
    templates: PathText | None = Field(
        default=None, description="Folder of templates; left out: the program's own.", examples=["templates/"]
    )
    out: PathText = Field(default="out/", description="Folder for editions.", examples=["out/"])
    overrides: PathText | None = Field(
        default=None, description="File of what the editor overrides.", examples=["overrides.yaml"]
    )
    _dir: Path = PrivateAttr(default=Path())
    _editor: Overrides = PrivateAttr(default=Overrides())

    @property
    def dir(self) -> Path:
        """Folder of the configuration file; paths that stand in the file start there."""
        return self._dir

    @property
    def editor(self) -> Overrides:
        """What the editor bans, pins, moves and heads."""
        return self._editor

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the values as canonical JSON, defaults filled in: comments and order of keys don't count.

        Of the overrides, what they say counts, as long as they say anything, and not where they stand. Who gets the edition is no part
        of it.
        """
        values = self.model_dump(mode="json", exclude={"overrides", "delivery"})
        if self._editor.ids:
            values["overrides"] = self._editor.values()
        return sha256(dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The blocks that are printed, in their order."""
        return tuple(block.part for block in self.blocks) or PARTS

    @property
    def out_dir(self) -> Path:
        """Folder for editions: from the file's folder where the file names it, else `out/` where the command runs."""
        return self.resolve(self.out) if "out" in self.model_fields_set else Path(self.out)

    @property
    def archive_path(self) -> Path:
        """The store of texts: resolved as `out_dir` is."""
        return self.resolve(self.archive) if "archive" in self.model_fields_set else Path(self.archive)

    @property
    def templates_dir(self) -> Path:
        """Folder of the templates: the one that the file names, else the program's own."""
        return own_templates() if self.templates is None else self.resolve(self.templates)

    def resolve(self, path: str) -> Path:
        """A path that stands in the file: relative to the file's folder; `~/` is the home folder."""
        return self._dir / (os.path.expanduser(path) if path.startswith("~/") else path)

    def at(self, folder: Path) -> Self:
        """The same configuration, as if its file stood in `folder`."""
        moved = self.model_copy()
        moved._dir = folder
        return moved

    def edited(self, editor: Overrides) -> Self:
        """The same configuration under the editor's hand."""
        changed = self.model_copy()
        changed._editor = editor
        return changed


def own_templates() -> Path:
    """The program's own templates: inside the package where it is installed, beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "starter" / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def schema() -> dict[str, Any]:
    """JSON Schema of config.yaml, for editors that complete and check YAML."""
    made = Config.model_json_schema()
    block = made["$defs"]["BlockConfig"]
    made["$defs"]["BlockConfig"] = {"anyOf": [block["properties"]["block"], block]}  # a bare name, or name and heading
    return made


def load(path: Path) -> Config:
    """Reads a configuration file, and the overrides that it names or that stand beside it.

    Raises `ConfigError` with every fault that the file has, or else with every fault of the overrides.
    """
    missing = "there is no such file; `digest init DIR` writes one into a new folder"
    config = parse(_text(path, "config.yaml", missing=missing), file=path.as_posix()).at(path.parent)
    own = config.resolve(config.overrides or overrides.NAME)
    if config.overrides is None and not os.path.lexists(own):
        return config
    text = _text(own, overrides.NAME, missing=f"there is no such file; `overrides` in {path.as_posix()} names it")
    editor = overrides.parse(text, file=own.as_posix(), sections=[s.key for s in config.sections])
    return config.edited(replace(editor, file=config.overrides or overrides.NAME))


def _text(path: Path, name: str, *, missing: str) -> str:
    """The text of a file that is usually called `name`. Raises `ConfigError`, with the message `missing` where there is none."""
    file = path.as_posix()
    try:
        with open(path, "rb", opener=_without_waiting) as stream:
            mode = os.fstat(stream.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise ConfigError([f"{file}: is a pipe or a device, not a file; save what it holds as {name}"])
            body = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ConfigError([f"{file}: {missing}"]) from None
    except IsADirectoryError:
        raise ConfigError([f"{file}: is a folder; name the file in it, such as {(path / name).as_posix()}"]) from None
    except OSError as error:
        raise ConfigError([f"{file}: cannot be read: {error.strerror}"]) from None
    except ValueError:
        raise ConfigError([f"{faults.shown(file)}: is not the name of a file"]) from None
    return _decode(body, file=file)


def _without_waiting(path: str, flags: int) -> int:
    """Opens a file as `open` does, but a pipe without waiting for somebody to write into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _decode(body: bytes, *, file: str) -> str:
    if len(body) > MAX_BYTES:
        raise ConfigError([f"{file}: is larger than {MAX_BYTES:,} bytes; that is no configuration"])
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ConfigError([f"{file}: is saved as UTF-16; save it as UTF-8"])
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        fault = f"{file}:{line}: byte 0x{body[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise ConfigError([fault]) from None


def parse(text: str, *, file: str) -> Config:
    """Reads the text of a configuration; `file` is what messages call it. Raises `ConfigError` with every fault."""
    tree = yaml_lines.read(text.removeprefix("\ufeff"))
    found = list(tree.faults)
    if tree.value is not None or not found:
        found += faults.across(tree)
    config = None
    if isinstance(tree.value, dict):
        try:
            config = Config.model_validate(faults.filled(tree.value))
        except ValidationError as error:
            found += faults.explain(error, tree, Config)
    if found or config is None:
        raise ConfigError(faults.lines(found, file))
    return config
