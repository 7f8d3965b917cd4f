"""SIGKILL at random points of build, freeze and the archive's commands.

    python bench/killed_builds.py [--points 200] [--seed 1]

Each time the archive must be sound, no edition half there, and the next run must finish the day. Three quarters of the points are lines of
the modules that write, one quarter moments, so that SQLite is hit within a transaction, too. No extra is needed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import killed  # noqa: E402


def main() -> None:
    """Prints the count and every fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        died, begun, faults = killed.trials(Path(name), args.points, seed=args.seed)
    for fault in faults:
        print(fault)
    print(f"{begun} runs, {died} of them killed, {len(faults)} faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
