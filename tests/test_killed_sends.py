"""SIGKILL at random moments of the run; `bench/killed_sends.py` does it 500 times."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_runs_that_are_killed(root: Path) -> None:
    """Nobody is without the mail, at most one second copy a kill, always under the same Message-ID, and the archive is sound."""
    command = [
        sys.executable,
        str(root / "bench" / "killed_sends.py"),
        "--kills",
        "12",
        "--readers",
        "20",
        "--seed",
        "3",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "missing=0" in done.stdout
    assert "other_names=0" in done.stdout
