"""SIGKILL at random moments of the unattended run, with a mail server outside it: who got what, how often, under which name.

    python bench/killed_sends.py [--kills 500] [--readers 50]

Each day's run (build, freeze, send) is started and killed after a random time, again and again, until one of them comes through. What must
hold: nobody is without the mail, there is at most one second copy a kill, and it has the Message-ID of the first.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple, TextIO

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from desk_example import START, Desk, desk  # noqa: E402
from mail_server import Taken, mail_server  # noqa: E402

from digest.archive import editions, keeping  # noqa: E402
from digest.archive.store import Store  # noqa: E402
from digest.deliver import smtp  # noqa: E402
from digest.mailing import Outside  # noqa: E402
from digest.run import run  # noqa: E402


class Result(NamedTuple):
    """What came of it."""

    kills: int
    editions: int
    mails: int
    """Different ones: editions times readers."""
    missing: int
    second_copies: int
    other_names: int
    """Copies for the same reader and edition under another Message-ID."""
    faults: tuple[str, ...]
    """What `digest archive check` finds."""


def harass(folder: Path, *, kills: int, readers: int, seed: int = 1) -> Result:
    """Kills runs in `folder` so many times."""
    chance = random.Random(seed)
    record = folder / "took"
    ready_r, ready_w = os.pipe()
    stop_r, stop_w = os.pipe()
    server = os.fork()
    if server == 0:
        _serve(record, ready_w, stop_r)
    os.close(ready_w)
    port = int(os.read(ready_r, 20))
    at = desk(folder / "desk", port=port, readers=[f"reader{n}@example.net" for n in range(readers)], catch_up="none")
    done, day, span_s = 0, START, 1.0
    try:
        while done < kills:
            number = day.date().toordinal() % 997
            at.article(
                f"day-{day.date()}",
                f"{day:%d %B %Y}",
                f"The two sides agreed on quota {number} for ships in harbour {number + 7}.",
            )
            at.now = day
            while True:
                began = time.monotonic()
                child = os.fork()
                if child == 0:
                    _run(at)
                if done >= kills:
                    os.waitpid(child, 0)
                    break
                time.sleep(chance.uniform(0, span_s))
                if os.waitpid(child, os.WNOHANG)[0]:
                    span_s = max(0.05, 0.9 * span_s)  # it came through before the kill
                    break
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                done += 1
                span_s = min(2.0, span_s * 1.05 + 0.001 * (time.monotonic() - began))
                at.now += timedelta(seconds=30)
            day += timedelta(days=1)
    finally:
        os.write(stop_w, b"x")
        os.waitpid(server, 0)
        for handle in (ready_r, stop_r, stop_w):
            os.close(handle)
    return _result(at, record, done, readers)


class _Record(list[Taken]):
    """Writes down each mail before the server says that it took it."""

    def __init__(self, out: TextIO) -> None:
        super().__init__()
        self._out = out

    def append(self, mail: Taken) -> None:
        """Writes one line."""
        name = next(line for line in mail.body.decode().split("\r\n") if line.startswith("Message-ID:"))
        self._out.write(f"{mail.recipients[0]} {name.split()[1]}\n")
        self._out.flush()


def _serve(record: Path, ready: int, stop: int) -> None:
    """The mail server, in a process of its own: what it took is on record before it says so."""
    with mail_server() as sink, record.open("a", encoding="utf-8") as out:
        sink.taken = _Record(out)
        os.write(ready, str(sink.port).encode())
        os.read(stop, 1)
    os._exit(0)


def _run(at: Desk) -> None:
    """One run, in a process that may end at any moment."""
    outside = Outside(now=lambda: at.now, wait=time.sleep, environment={}, connect=smtp.connect)
    try:
        made = run(at.config, outside=outside)
    except BaseException as err:
        os.write(2, f"{type(err).__name__}: {err}\n".encode())
        os._exit(1)
    os._exit(0 if not made.problems else 3)


def _result(at: Desk, record: Path, kills: int, readers: int) -> Result:
    took = [tuple(line.split()) for line in record.read_text("utf-8").splitlines()]
    copies = Counter(took)
    with Store(at.config.archive_path) as store:
        made = editions.editions(store)
        faults = tuple(keeping.check(store))
    per_reader = Counter(address for address, _ in copies)
    return Result(
        kills=kills,
        editions=len(made),
        mails=len(made) * readers,
        missing=sum(max(0, len(made) - per_reader[f"reader{n}@example.net"]) for n in range(readers)),
        second_copies=sum(copies.values()) - len(copies),
        other_names=len(copies) - len(made) * readers,
        faults=faults,
    )


def main() -> None:
    """Prints the result; exits with 1 where something doesn't hold."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    began = datetime.now()
    disk = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=disk) as name:
        result = harass(Path(name), kills=asked.kills, readers=asked.readers, seed=asked.seed)
    print(result, f"in {(datetime.now() - began).seconds} s, from {date.today()}")
    sys.exit(bool(result.missing or result.other_names or result.faults or result.second_copies > result.kills))


if __name__ == "__main__":
    main()
