"""What a briefing's runs leave beside the archive: a log with one JSON line a step, what the last runs did, and the spool of unsent alerts.

<slug>.log          one JSON object a line; `<slug>.log.1` … are older ones
<slug>.runs.json    the last runs, and the problems that the operator has heard of
<slug>.spool/       mails to the operator that could not be sent yet
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from digest.config import Config
from digest.errors import DigestError
from digest.leftovers import flush, temporary

MAX_LOG = 1_000_000
"""Bytes after which a new log is begun."""
OLD_LOGS = 4
MAX_RUNS = 60
"""Runs that are remembered; those in which nothing was due are told once."""

Result = Literal["done", "quiet", "failed", "idle"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run."""

    began: str
    """ISO date and time in UTC, as all of them."""
    ended: str
    result: Result
    """`quiet`: an edition without an item; `idle`: nothing was due."""
    said: tuple[str, ...] = ()
    """What it did, a line each."""
    problems: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    """Those of the problems that the run before didn't have."""


@dataclass(frozen=True, slots=True)
class History:
    """The last runs, the latest last, and what goes on."""

    runs: tuple[Run, ...] = ()
    known: tuple[str, ...] = ()
    """Problems of which the operator has heard and that were still there at the last run that did something."""
    held: str = ""
    """Day of the draft that the editor has, and that waits for `digest approve`."""
    held_digest: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files stand."""

    log: Path
    runs: Path
    spool: Path
    lock: Path
    """Named so that the lock of a run is none of the archive's."""


def places(config: Config) -> Places:
    """The files of a briefing's runs: beside the archive."""
    folder, slug = config.archive_path.parent, config.briefing.slug
    return Places(
        folder / f"{slug}.log", folder / f"{slug}.runs.json", folder / f"{slug}.spool", folder / f"{slug}.run"
    )


def load(path: Path) -> History:
    """The history; an empty one where there is none, or where the file is damaged: it is no more than memory of what was told."""
    try:
        data = json.loads(path.read_bytes())
        runs = tuple(
            Run(**{**run, **{name: tuple(run[name]) for name in ("said", "problems", "new")}}) for run in data["runs"]
        )
        return History(runs, tuple(data["known"]), str(data["held"]), str(data["held_digest"]))
    except (OSError, ValueError, KeyError, TypeError):
        return History()


def save(path: Path, history: History) -> None:
    """Writes it down, whole or not at all."""
    body = json.dumps(asdict(history), ensure_ascii=False, indent=1).encode(errors="backslashreplace") + b"\n"
    write(path, body)


def after(history: History, run: Run) -> History:
    """The history with one more run. Of several idle runs in a row the last is kept."""
    runs = history.runs
    if run.result == "idle" and runs and runs[-1].result == "idle":
        runs = runs[:-1]
    known = history.known if run.result == "idle" and not run.problems else run.problems
    return replace(history, runs=(*runs, run)[-MAX_RUNS:], known=known)


def new_problems(history: History, problems: Sequence[str]) -> tuple[str, ...]:
    """Those of which the operator has not heard."""
    return tuple(problem for problem in dict.fromkeys(problems) if problem not in history.known)


def write(path: Path, body: bytes) -> None:
    """Writes a file through to the disk under another name and renames it. Raises `DigestError`."""
    beside = temporary(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(body)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, path)
        flush(path.parent)
    except OSError as err:
        beside.unlink(missing_ok=True)
        raise DigestError(f"{path}: cannot be written: {err.strerror or err}") from err


@dataclass(frozen=True, slots=True)
class Journal:
    """The log: a line a step."""

    path: Path
    now: Callable[[], datetime]

    def step(self, step: str, **values: object) -> None:
        """Writes a line: the time, the step, and what there is to say of it. Raises `DigestError` where the disk is full."""
        said = {"time": self.now().isoformat(timespec="seconds"), "step": step, **values}
        line = json.dumps(said, ensure_ascii=False, default=str).encode(errors="backslashreplace") + b"\n"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._rotate()
            with open(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as stream:
                stream.write(line)
        except OSError as err:
            raise DigestError(f"{self.path}: cannot be written: {err.strerror or err}") from err

    def _rotate(self) -> None:
        if not self.path.exists() or self.path.stat().st_size < MAX_LOG:
            return
        names = [self.path, *(self.path.with_name(f"{self.path.name}.{n}") for n in range(1, OLD_LOGS + 1))]
        for older, newer in zip(reversed(names), list(reversed(names))[1:], strict=False):
            if newer.exists():
                newer.replace(older)
