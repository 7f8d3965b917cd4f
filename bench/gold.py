"""The evaluation data beside the project: where it lies, its own scorers, and the stories that have facts.

Nothing of it is part of the project. Facts and configurations of ten more of its stories stand beside this file.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent
DEFAULT = HERE.parents[1] / "shared" / "eval"
SEEDS = "istanbul_seeds"
"""Facts on the articles that the project was begun with; they lie beside the evaluation data."""


def script(folder: Path, name: str) -> ModuleType:
    """A script that stands with the data, as a module: `score_nuggets` or `score_rouge`."""
    path = folder / f"{name}.py"
    if not path.is_file():
        raise SystemExit(f"{path}: not there; name the folder of the evaluation data")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def stories(folder: Path) -> tuple[list[str], list[str]]:
    """Names of the stories with facts: those of the evaluation data, and the further ones of this folder."""
    first, more = (sorted(p.stem for p in (home / "facts").glob("*.yaml")) for home in (folder, HERE))
    return first, more


def files(folder: Path, story: str) -> tuple[Path, Path, Path]:
    """Configuration, facts and articles of a story; the configuration need not be there."""
    if story == SEEDS:
        return folder / "configs" / "seeds.yaml", HERE / "facts" / f"{SEEDS}.yaml", folder.parent / "seeds"
    home = folder if (folder / "facts" / f"{story}.yaml").is_file() else HERE
    return home / "configs" / f"{story}.yaml", home / "facts" / f"{story}.yaml", folder / "articles" / story
