"""The same input and configuration give the same bytes, wherever and whenever the program runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("digest")
BUILD = (
    "build",
    "seeds",
    "--no-archive",
    "--date",
    "2025-08-01",
    "--format",
    "md",
    "--format",
    "html",
    "--format",
    "pdf",
)
NAME = "2025-08-01-istanbul-talks"
HERE = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"}
THERE = {
    "PYTHONHASHSEED": "4242",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "SOURCE_DATE_EPOCH": "1",
    "COLUMNS": "20",
}


def desk(root: Path, folder: Path, *, reverse: bool) -> Path:
    """A copy of the configuration and the sample articles; in reverse, written in the other order and with other times."""
    files = sorted(path for path in (root / "seeds").rglob("*") if path.is_file())
    for number, path in enumerate(reversed(files) if reverse else files):
        copy = folder / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        if reverse:
            os.utime(copy, (10**9 + number, 10**9 - number))
    shutil.copyfile(root / "config.yaml", folder / "config.yaml")
    return folder


@pytest.fixture(scope="module")
def editions(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Two editions of the sample articles by two processes: another folder, hash seed, zone, locale, home and file order."""
    running = []
    for reverse, environment in ((False, HERE), (True, THERE)):
        folder = desk(root, tmp_path_factory.mktemp("there" if reverse else "here"), reverse=reverse)
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        everything = {**kept, **environment, "HOME": str(folder / "home")}
        running.append(
            (folder, subprocess.Popen([PROGRAM, *BUILD], cwd=folder, env=everything, stderr=subprocess.PIPE))
        )
    made = []
    for folder, process in running:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said.decode(errors="replace")
        made.append({path.suffix: path.read_bytes() for path in sorted((folder / "out").glob(f"{NAME}.*"))})
    return made[0], made[1]


@pytest.mark.parametrize("ending", [".json", ".md", ".html", ".pdf"])
def test_two_processes_write_the_same_bytes(editions: tuple[dict[str, bytes], dict[str, bytes]], ending: str) -> None:
    """Neither hash seed, time zone, locale, home, folder, order of files nor file times show in an edition."""
    one, other = editions
    assert len(one[ending]) > 10_000
    assert one[ending] == other[ending]


def test_no_trace_of_the_machine(editions: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """No absolute path, user or host stands in what is handed on."""
    for body in editions[0].values():
        for trace in (str(Path.home()), "/tmp/", os.uname().nodename):
            assert len(trace) < 5 or trace.encode() not in body


def test_explaining_is_repeatable(root: Path, tmp_path: Path) -> None:
    """Scores, cues and gates come out alike under two hash seeds."""
    command = [str(PROGRAM), "explain", "seeds", "--jsonl", "--date", "2025-08-01", "--no-archive"]
    running = [
        subprocess.Popen(command, cwd=root, env={**os.environ, **environment}, stdout=subprocess.PIPE)
        for environment in (HERE, THERE)
    ]
    one, other = (process.communicate(timeout=120)[0] for process in running)
    assert one.count(b"\n") > 200
    assert one == other
