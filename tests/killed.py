"""Runs commands that are killed at a chosen point, as by SIGKILL or a power cut, and looks at what they leave."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import days_example
from click.testing import CliRunner

from digest import edition
from digest.archive import editions, keeping
from digest.archive.store import Store
from digest.cli import main
from digest.config import load

CRITICAL = ("/digest/archive/", "/digest/frozen.py", "/digest/edition.py")
"""Modules in which the moment of death may be any line."""
DAY = (days_example.FIRST + timedelta(days=1)).isoformat()
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("build", "--freeze", "--date", DAY),
    ("build", "--date", DAY),
    ("archive", "backup", "copy.db"),
    ("archive", "restore", "old.db"),
    ("archive", "prune", "--days", "1"),
)


def desk(folder: Path) -> Path:
    """A folder with one frozen edition, a backup of it, and the news of the next day."""
    first, second = days_example.days()[:2]
    (folder / "articles").mkdir(parents=True)
    settings = "sources:\n  - path: articles/\narchive: archive.db\nout: out/\n"
    (folder / "config.yaml").write_text(days_example.CONFIG + settings, encoding="utf-8")
    days_example.write(folder / "articles", first)
    assert run(folder, ("build", "--freeze", "--date", first.day.isoformat())) == 0
    assert run(folder, ("archive", "backup", "old.db")) == 0
    days_example.write(folder / "articles", second)
    return folder


def run(folder: Path, command: Sequence[str]) -> int:
    """Runs a command in this process; its exit code."""
    names = [str(folder / word) if word.endswith(".db") else word for word in command]
    done = CliRunner().invoke(main, [*names, "--config", str(folder / "config.yaml")])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code


def lines(folder: Path, command: Sequence[str]) -> int:
    """How many lines of the critical modules a command runs through."""
    count = 0

    def step() -> None:
        nonlocal count
        count += 1

    _traced(step, lambda: run(folder, command))
    return count


def kill_at(folder: Path, command: Sequence[str], *, line: int = 0, after_s: float = 0.0) -> bool:
    """Runs a command in a process that dies at a line, or after a time; whether it died."""
    child = os.fork()
    if not child:
        left = line

        def step() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        code = 1
        try:
            if line:
                _traced(step, lambda: run(folder, command))
            else:
                threading.Thread(target=_dies, args=(after_s,), daemon=True).start()
                run(folder, command)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _dies(after_s: float) -> None:
    time.sleep(after_s)
    os.kill(os.getpid(), signal.SIGKILL)


def _traced(step: Callable[[], None], action: Callable[[], object]) -> None:
    """Runs something and calls `step` at every line of the critical modules."""

    def local(frame: FrameType, event: str, arg: Any) -> Any:
        if event == "line":
            step()
        return local

    def called(frame: FrameType, event: str, arg: Any) -> Any:
        return local if any(part in frame.f_code.co_filename for part in CRITICAL) else None

    before = sys.gettrace()
    sys.settrace(called)
    try:
        action()
    finally:
        sys.settrace(before)


def faults(folder: Path) -> list[str]:
    """What is wrong after a run was killed, and after the next run finished the day."""
    found = []
    if run(folder, ("archive", "check")) != 0:
        found.append("the archive isn't sound after the kill")
    config = load(folder / "config.yaml")
    with Store(config.archive_path, read_only=True) as store:
        kept = editions.editions(store)
        found += list(keeping.check(store))
        if [e.number for e in kept] not in ([1], [1, 2]):
            found.append(f"numbers {[e.number for e in kept]}")
    for path in (folder / "out").glob("*.json"):
        edition.from_json(path.read_bytes())
    if run(folder, COMMANDS[0]) != 0:
        found.append("the next run fails")
    with Store(config.archive_path, read_only=True) as store:
        found += list(keeping.check(store))
        kept = editions.editions(store)
        if [e.number for e in kept] != [1, 2]:
            found.append(f"numbers {[e.number for e in kept]} after the next run")
        for name, body in editions.files(store, kept[-1]).items():
            if (folder / "out" / name).read_bytes() != body:
                found.append(f"{name} isn't what was frozen")
    found += [f"left behind: {path.name}" for path in (folder / "out").iterdir() if path.name.startswith(".")]
    return found


def trials(work: Path, count: int, *, seed: int) -> tuple[int, int, list[str]]:
    """Kills so many runs, of all commands in turn; how many died, how many were begun, and every fault."""
    dice = random.Random(seed)
    whole = desk(work / "desk")
    sizes = []
    for number, command in enumerate(COMMANDS):
        sizes.append(lines(shutil.copytree(whole, work / f"count{number}"), command))
    died, found = 0, []
    n = -1
    while died < count and n < 3 * count:
        n += 1
        command = COMMANDS[n % len(COMMANDS)]
        folder = shutil.copytree(whole, work / f"trial{n}")
        if n % 4 == 3:
            point: dict[str, Any] = {"after_s": dice.uniform(0.0, 0.2)}
        else:
            point = {"line": dice.randint(1, sizes[n % len(COMMANDS)])}
        died += kill_at(folder, command, **point)
        found += [f"{' '.join(command)} {point}: {fault}" for fault in faults(folder)]
        shutil.rmtree(folder)
    return died, n + 1, found
