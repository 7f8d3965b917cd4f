"""SIGKILL at random points of build, freeze, revise and the archive's commands.

    python bench/killed_builds.py [--points 200] [--seed 1]

Each time the archive must be sound, no edition half there, the next run must finish the day, and the command, given once more, must do its
work and leave nothing behind. The points of a command are spread over its whole course: half of them are lines of the modules that write,
half moments of its measured duration, so that SQLite is hit within a transaction, too. Only runs that were really killed count. No extra is
needed.
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
        found = killed.trials(Path(name), args.points, seed=args.seed)
    for command, deaths in found.items():
        size = f"{deaths.lines:>6} lines, {deaths.seconds * 1000:>5.0f} ms"
        print(f"{command:<32} {size}; killed {deaths.killed:>3} of {deaths.begun} runs; {len(deaths.faults)} faults")
    faults = [fault for deaths in found.values() for fault in deaths.faults]
    for fault in faults:
        print(fault)
    died, begun = sum(d.killed for d in found.values()), sum(d.begun for d in found.values())
    print(f"{begun} runs, {died} of them killed, {len(faults)} faults")
    sys.exit(bool(faults) or died < args.points)


if __name__ == "__main__":
    main()
