"""Editions of the sample articles under three configurations, letter by letter: a change of what is printed shows in the diff.

`make golden` writes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from thought_example import GOLDEN, sample

from digest.pipeline import render


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_edition(name: str, root: Path, golden: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Markdown of the sample briefing is what it was."""
    monkeypatch.chdir(root)
    config, built = sample(name)
    files = render(built.briefing, config, ["md"])
    page = next(body for file, body in files.items() if file.endswith(".md")).decode()
    path = root / "tests" / "golden" / f"{name}.md"
    if golden:
        path.write_text(page, encoding="utf-8")
    assert page == path.read_text(encoding="utf-8")
