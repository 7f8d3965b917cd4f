"""Disk full at every write: a day is frozen on a small file system, a little larger each time, until it succeeds.

    python bench/full_disk.py [--step 8]

Needs the right to mount a tmpfs (`tests/test_archive.py` does the same with a limit on the size of files, which needs none). After each
failure the archive must be sound and hold what it held, and no file of an edition may be half there; with room again the day is finished.
No extra is needed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import days_example  # noqa: E402

from digest import edition, frozen  # noqa: E402
from digest.archive import editions, keeping  # noqa: E402
from digest.archive.store import Store  # noqa: E402
from digest.config import load  # noqa: E402
from digest.errors import DigestError  # noqa: E402
from digest.frozen import Order  # noqa: E402

NOW = datetime(2025, 6, 1, tzinfo=UTC)


def freeze(folder: Path, day: days_example.Day) -> None:
    """Freezes a day in a folder and writes its files."""
    config = load(folder / "config.yaml")
    frozen.finish(frozen.freeze(config, Order(day.day, NOW)), config.out_dir)


def faults(folder: Path) -> list[str]:
    """What is wrong after a failure."""
    with Store(folder / "archive.db", read_only=True) as store:
        found = list(keeping.check(store))
        numbers = [e.number for e in editions.editions(store)]
    if numbers not in ([1], [1, 2]):
        found.append(f"numbers {numbers}")
    for path in (folder / "out").glob("*.json"):
        edition.from_json(path.read_bytes())
    return found + [f"left behind: {path.name}" for path in (folder / "out").glob(".*")]


def main() -> None:
    """Prints how many sizes failed, with which messages, and every fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--step", type=int, default=8, help="kB that the file system grows by")
    step = parser.parse_args().step
    first, second = days_example.days()[:2]
    with tempfile.TemporaryDirectory() as name:
        whole, small = Path(name) / "whole", Path(name) / "small"
        (whole / "articles").mkdir(parents=True)
        small.mkdir()
        settings = "sources:\n  - path: articles/\narchive: archive.db\nout: out/\n"
        (whole / "config.yaml").write_text(days_example.CONFIG + settings, encoding="utf-8")
        days_example.write(whole / "articles", first)
        freeze(whole, first)
        days_example.write(whole / "articles", second)
        size = sum(-(-path.stat().st_size // 4096) * 4 for path in whole.rglob("*") if path.is_file()) + 24
        said: dict[str, int] = {}
        wrong: list[str] = []
        done = False
        while not done:
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(small)], check=True)
            try:
                shutil.copytree(whole, small, dirs_exist_ok=True)
                try:
                    freeze(small, second)
                    done = True
                except DigestError as err:
                    message = str(err).rpartition("/")[2]
                    said[message] = said.get(message, 0) + 1
                    wrong += [f"{size} kB: {fault}" for fault in faults(small)]
                    subprocess.run(["mount", "-o", "remount,size=50m", str(small)], check=True)
                    freeze(small, second)
                    wrong += [f"{size} kB, with room again: {fault}" for fault in faults(small)]
            finally:
                subprocess.run(["umount", str(small)], check=True)
            size += step
    for message, count in said.items():
        print(f"{count:>3} times: {message}")
    for fault in wrong:
        print(fault)
    print(f"{sum(said.values())} sizes without room, {len(wrong)} faults")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
