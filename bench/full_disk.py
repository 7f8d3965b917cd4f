"""Disk full at every write: each command that writes runs on a small file system, a little larger each time, until it succeeds.

    python bench/full_disk.py [--step 4]

Needs the right to mount a tmpfs (`tests/test_archive.py` does the same with a limit on the size of files, which needs none). Each failure
must say that there is no room and exit with 1; the archive must be sound and hold what it held, no file of an edition may be half there,
and with room again the same command must succeed. No extra is needed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import killed  # noqa: E402

from digest import edition  # noqa: E402
from digest.archive import editions, keeping  # noqa: E402
from digest.archive.store import Store  # noqa: E402

COMMANDS = killed.COMMANDS
ROOM = ("no room", "No space", "has room", "disk")
"""Of which words a message must hold one."""


def faults(folder: Path) -> Iterator[str]:
    """What is wrong after a failure."""
    with Store(folder / "archive.db", read_only=True) as store:
        yield from keeping.check(store)
        kept = editions.editions(store)
    if len(kept) not in (1, 2):
        yield f"editions {[one.name for one in kept]}"
    for path in (folder / "out").glob("*.json"):
        edition.from_json(path.read_bytes())
    yield from (f"left behind: {path.name}" for path in folder.rglob(".*"))


def tried(whole: Path, small: Path, command: Sequence[str], step: int) -> tuple[dict[str, int], list[str]]:
    """How often which message came, and every fault."""
    size = sum(-(-path.stat().st_size // 4096) * 4 for path in whole.rglob("*") if path.is_file()) + 4
    said: dict[str, int] = {}
    wrong: list[str] = []
    while True:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(small)], check=True)
        try:
            shutil.copytree(whole, small, dirs_exist_ok=True)
            done = killed.invoked(small, command)
            if not done.exit_code:
                return said, wrong
            message = done.stderr.strip().replace(f"{small}/", "")
            said[message] = said.get(message, 0) + 1
            if done.exit_code != 1 or not any(word in message for word in ROOM):
                wrong.append(f"{size} kB: exits with {done.exit_code}: {message}")
            wrong += [f"{size} kB: {fault}" for fault in faults(small)]
            subprocess.run(["mount", "-o", "remount,size=50m", str(small)], check=True)
            if killed.invoked(small, command).exit_code:
                wrong.append(f"{size} kB: fails with room, too")
            wrong += [f"{size} kB, with room again: {fault}" for fault in faults(small)]
        finally:
            subprocess.run(["umount", str(small)], check=True)
        size += step


def main() -> None:
    """Prints how many sizes failed, with which messages, and every fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--step", type=int, default=4, help="kB that the file system grows by")
    step = parser.parse_args().step
    count, wrong = 0, []
    with tempfile.TemporaryDirectory() as name:
        whole, small = killed.desk(Path(name) / "whole"), Path(name) / "small"
        small.mkdir()
        for command in COMMANDS:
            said, found = tried(whole, small, command, step)
            count += sum(said.values())
            wrong += [f"{' '.join(command)}: {fault}" for fault in found]
            print(f"{' '.join(command)}: {sum(said.values())} sizes without room")
            for message, times in said.items():
                print(f"{times:>6} times: {message}")
    for fault in wrong:
        print(fault)
    print(f"{count} sizes without room, {len(wrong)} faults")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
