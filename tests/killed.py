"""Runs commands that are killed at a chosen point, as by SIGKILL or a power cut, and looks at what they leave."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import days_example
from click.testing import CliRunner, Result

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
    ("build", "--revise", "1"),
    ("archive", "backup", "copy.db"),
    ("archive", "restore", "old.db"),
    ("archive", "prune", "--days", "1"),
    ("archive", "check"),
    ("archive", "show", "1", "--out", "again"),
)
TRIES = 6
"""How often at most a point is drawn, each time an earlier one, because the command had ended before it."""


@dataclass
class Deaths:
    """What became of the runs of one command."""

    lines: int
    """Lines of the critical modules that it runs through."""
    seconds: float
    """How long it takes where nobody kills it."""
    begun: int = 0
    killed: int = 0
    faults: list[str] = field(default_factory=list)


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


def invoked(folder: Path, command: Sequence[str]) -> Result:
    """Runs a command in this process."""
    names = [str(folder / word) if word.endswith(".db") or word == "again" else word for word in command]
    done = CliRunner().invoke(main, [*names, "--config", str(folder / "config.yaml")])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def run(folder: Path, command: Sequence[str]) -> int:
    """Runs a command in this process; its exit code."""
    return invoked(folder, command).exit_code


def lines(folder: Path, command: Sequence[str]) -> int:
    """How many lines of the critical modules a command runs through."""
    count = 0

    def step() -> None:
        nonlocal count
        count += 1

    _traced(step, lambda: run(folder, command))
    return count


def kill_at_line(folder: Path, command: Sequence[str], line: int) -> bool:
    """Runs a command in a process that dies at a line of the critical modules; whether it died."""
    left = line

    def step() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return os.WIFSIGNALED(_forked(lambda: _traced(step, lambda: run(folder, command))))


def kill_after(folder: Path, command: Sequence[str], seconds: float) -> bool:
    """Runs a command in a process that is killed from outside after a time; whether it died."""
    return os.WIFSIGNALED(_forked(lambda: run(folder, command), seconds))


def length(folder: Path, command: Sequence[str]) -> float:
    """Seconds that a command takes in such a process."""
    began = time.perf_counter()
    _forked(lambda: run(folder, command))
    return time.perf_counter() - began


def _forked(action: Callable[[], object], seconds: float | None = None) -> int:
    """Runs something in a process of its own, killed after `seconds` where it still runs then; its status as `os.waitpid` tells it."""
    ends, end = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            os.close(ends)
            action()
            code = 0
        finally:
            os._exit(code)  # which closes the pipe
    os.close(end)
    try:
        if not select.select([ends], [], [], seconds)[0]:
            os.kill(child, signal.SIGKILL)
    finally:
        os.close(ends)
    return os.waitpid(child, 0)[1]


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


def faults(folder: Path, command: Sequence[str]) -> list[str]:
    """What is wrong after a command was killed, after the next run finished the day, and after the command was given once more."""
    found = []
    if run(folder, ("archive", "check")) != 0:
        found.append("the archive isn't sound after the kill")
    found += _editions(folder, (1, 2), whole=())
    if run(folder, COMMANDS[0]) != 0:
        found.append("the next run fails")
    found += [f"{fault} after the next run" for fault in _editions(folder, (2,), whole=(2,))]
    found += [f"left behind: {path.name}" for path in (folder / "out").iterdir() if path.name.startswith(".")]
    if run(folder, command) != 0:
        found.append("it fails when it is given once more")
    if run(folder, ("archive", "check")) != 0:
        found.append("the archive isn't sound when it was given once more")
    found += [f"left behind: {path.name}" for path in folder.rglob(".*")]
    return found


def _editions(folder: Path, counts: tuple[int, ...], *, whole: tuple[int, ...]) -> Iterator[str]:
    """What is wrong with the frozen editions: how many there are, what they hold, files of them that say anything else.

    Of the numbers in `whole` every file must be there.
    """
    config = load(folder / "config.yaml")
    with Store(config.archive_path, read_only=True) as store:
        yield from keeping.check(store)
        kept = editions.editions(store)
        numbers = {one.number for one in kept}
        if numbers != set(range(1, len(numbers) + 1)) or len(numbers) not in counts:
            yield f"numbers {sorted(numbers)}"
        for one in kept:
            for name, body in editions.files(store, one).items():
                path = config.out_dir / name
                if path.is_file() and path.read_bytes() != body:
                    yield f"{name} isn't what was frozen"
                if one.number in whole and not path.is_file():
                    yield f"{name} is missing"
    for path in config.out_dir.glob("*.json"):
        edition.from_json(path.read_bytes())


def trials(work: Path, count: int, *, seed: int) -> dict[str, Deaths]:
    """Kills so many runs, of all commands in turn; what became of each of them.

    The points of a command are spread over its whole course, one in each of as many equal parts as it has points. Every other one is a
    line of the modules that write, the others are moments of its duration; where it has ended before, an earlier moment is drawn.
    """
    dice = random.Random(seed)
    whole = desk(work / "desk")
    found: dict[str, Deaths] = {}
    for number, command in enumerate(COMMANDS):
        parts = len(range(number, count, len(COMMANDS)))
        if not parts:
            continue
        tries = [shutil.copytree(whole, work / f"count{number}-{n}") for n in range(4)]
        deaths = Deaths(lines(tries[0], command), statistics.median(length(one, command) for one in tries[1:]))
        found[" ".join(command)] = deaths
        for part in range(parts):
            at = (part + dice.random()) / parts
            for _ in range(TRIES):
                folder = shutil.copytree(whole, work / f"trial{number}-{deaths.begun}")
                if part % 2:
                    died, point = kill_after(folder, command, at * deaths.seconds), f"after {at * deaths.seconds:.4f} s"
                else:
                    line = 1 + int(at * deaths.lines)
                    died, point = kill_at_line(folder, command, line), f"at line {line}"
                deaths.begun += 1
                deaths.killed += died
                deaths.faults += [f"{' '.join(command)} {point}: {fault}" for fault in faults(folder, command)]
                shutil.rmtree(folder)
                if died:
                    break
                at *= dice.random()
    return found
