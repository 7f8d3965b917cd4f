"""Whole briefings that several tests look at, made once for all of them: nothing in them can be changed."""

from __future__ import annotations

from contextlib import chdir
from datetime import date
from functools import cache
from pathlib import Path

from bench import gold, stories
from digest.config import Config, load
from digest.pipeline import Built, think

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2025, 7, 25)
GOLDEN = {
    "negotiation": "config.yaml",
    "two-sections": "tests/golden/two-sections.yaml",
    "own-sections": "tests/golden/own-sections.yaml",
}
"""The golden editions: name -> configuration."""


@cache
def sample(name: str) -> tuple[Config, Built]:
    """The configuration of a golden edition and what it makes of the sample articles, both named as seen from the project's folder."""
    with chdir(ROOT):
        config = load(Path(GOLDEN[name]))
        return config, think(config, day=DAY, sources=["seeds"])


@cache
def seeds() -> Built:
    """What the project's own configuration makes of the sources that it names, after the last of the sample articles."""
    return think(load(ROOT / "config.yaml"), day=date(2025, 8, 1))


@cache
def told(folder: Path, name: str) -> Built:
    """What a story's own configuration makes of it, as `bench/stories.py` measures it; `folder` holds the evaluation data."""
    config, _, articles = gold.files(folder, name)
    return think(load(config), day=stories.DAY, sources=[str(articles)])
