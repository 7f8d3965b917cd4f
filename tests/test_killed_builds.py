"""Whatever moment a run is killed at: the archive is sound, no edition is half there, the next run finishes the day."""

from __future__ import annotations

from pathlib import Path

import killed


def test_a_killed_run_leaves_nothing_half_done(tmp_path: Path) -> None:
    """At random lines of build, freeze, backup, restore and prune, and after random times (`bench/killed_builds.py` tries 200)."""
    died, _, faults = killed.trials(tmp_path, 15, seed=7)
    assert faults == []
    assert died == 15
