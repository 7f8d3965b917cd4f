"""What runs leave: the log and its rotation, the history, files that are written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.errors import DigestError
from digest.journal import MAX_RUNS, History, Journal, Run, after, load, new_problems, save, write

NOW = datetime(2031, 3, 3, 4, 10, tzinfo=UTC)


def a_run(result: str = "done", *problems: str) -> Run:
    """A run."""
    return Run("2031-03-03T04:10:00+00:00", "2031-03-03T04:11:00+00:00", result, ("said",), problems, ())  # type: ignore[arg-type]


def test_one_line_a_step(tmp_path: Path) -> None:
    """JSON whatever is in it; nobody else may read it."""
    log = Journal(tmp_path / "state" / "x.log", lambda: NOW)
    log.step("mail", address="a@example.net", reply="\ud800 \n é")
    log.step("end")
    first, second = (tmp_path / "state" / "x.log").read_text("utf-8").splitlines()
    assert json.loads(first)["address"] == "a@example.net"
    assert json.loads(second) == {"time": "2031-03-03T04:10:00+00:00", "step": "end"}
    assert (tmp_path / "state" / "x.log").stat().st_mode & 0o077 == 0


def test_the_log_is_turned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It never grows beyond its size by more than a line, and four old ones are kept."""
    monkeypatch.setattr("digest.journal.MAX_LOG", 500)
    log = Journal(tmp_path / "x.log", lambda: NOW)
    for number in range(100):
        log.step("mail", number=number)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["x.log", "x.log.1", "x.log.2", "x.log.3", "x.log.4"]
    assert all(path.stat().st_size < 600 for path in tmp_path.iterdir())
    numbers = [
        json.loads(line)["number"]
        for name in reversed(names)
        for line in (tmp_path / name).read_text("utf-8").splitlines()
    ]
    assert numbers == list(range(numbers[0], 100))


def test_the_history(tmp_path: Path) -> None:
    """What is saved is loaded; a damaged file is an empty history; of idle runs in a row one is kept, of all the last."""
    history = History()
    for number in range(100):
        history = after(history, a_run("idle"))
        history = after(history, a_run("idle"))
        history = after(history, a_run("done", f"problem {number}"))
    assert len(history.runs) == MAX_RUNS
    assert [run.result for run in history.runs[-4:]] == ["idle", "done", "idle", "done"]
    save(tmp_path / "runs.json", history)
    assert load(tmp_path / "runs.json") == history
    (tmp_path / "runs.json").write_text('{"runs": [1]}', "utf-8")
    assert load(tmp_path / "runs.json") == load(tmp_path / "nowhere") == History()


def test_what_is_new() -> None:
    """A problem is known while it is there; gone and back, it is new; a run in which nothing was due forgets nothing."""
    history = after(History(), a_run("done", "a", "b"))
    assert new_problems(history, ["b", "c", "c"]) == ("c",)
    assert new_problems(after(history, a_run("idle")), ["a"]) == ()
    assert new_problems(after(history, a_run("done")), ["a"]) == ("a",)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, full_disk: Callable[[int], None]) -> None:
    """On a full disk the old one stays, and nothing else is left behind."""
    write(tmp_path / "a", b"old")
    full_disk(1000)
    with pytest.raises(DigestError, match="cannot be written"):
        write(tmp_path / "a", b"x" * 10_000)
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
