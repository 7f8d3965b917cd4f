"""Whatever moment a run is killed at: the archive is sound, no edition is half there, the next run finishes the day."""

from __future__ import annotations

from pathlib import Path

import killed
import pytest


@pytest.mark.unmeasured
def test_a_killed_run_leaves_nothing_half_done(tmp_path: Path) -> None:
    """At random lines and moments of build, freeze, revise, backup, restore, prune, check and show (`bench/killed_builds.py` tries 200)."""
    found = killed.trials(tmp_path, 16, seed=7)
    assert [fault for deaths in found.values() for fault in deaths.faults] == []
    assert sum(deaths.killed for deaths in found.values()) == 16
