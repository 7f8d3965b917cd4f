"""A large archive: how long a search takes, and how much longer a build takes than with an empty one.

    python bench/archive.py [--sentences 1000000] [--keep FILE]

Makes an archive of invented sentences, 2,000 of 50 articles an edition, words drawn by Zipf's law; 25 of each edition count as printed.
Then searches for words of every frequency, alone, together, as phrases and narrowed, and builds the sample articles of `seeds/` with it and
with an empty one, within one process and as the command, in pairs of which every second is turned round, so that neither always runs behind
the other. The times are of the processor, medians; the ratios are that of the medians, the median of those of the pairs, and that of the
fastest runs, on which other programs of the machine have least influence. No extra is needed.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from digest import frozen  # noqa: E402
from digest.archive import documents, recollection  # noqa: E402
from digest.archive.search import marks_of, search  # noqa: E402
from digest.archive.store import Store, digest_of  # noqa: E402
from digest.config import load  # noqa: E402
from digest.model import Block, Document, Former, Found, Judged, Label, Sentence, Span  # noqa: E402

AN_EDITION, ARTICLES, PRINTED = 2000, 50, 25
WORDS = 40_000
REAL = "Russia Ukraine ceasefire talks Istanbul prisoners exchange agreed Monday delegation demanded troops".split()
"""Among the most frequent words, so that the sample articles have something in common with the archive."""
RUNS = 20


class Chance:
    """Words by Zipf's law, from a seed."""

    def __init__(self) -> None:
        self.dice = random.Random(42)
        letters = "bcdfghklmnprstvw"
        made = {
            "".join(self.dice.choice(letters) + self.dice.choice("aeiou") for _ in range(self.dice.randint(2, 4)))
            for _ in range(WORDS * 2)
        }
        self.words = [*REAL, *sorted(made)[:WORDS]]
        self.dice.shuffle(self.words[len(REAL) :])
        self.sums = list(accumulate(1 / (n + 5) for n in range(len(self.words))))

    def sentence(self) -> str:
        """About twenty words."""
        length = self.dice.randint(12, 28)
        at = [bisect(self.sums, self.dice.random() * self.sums[-1]) for _ in range(length)]
        return " ".join(self.words[n] for n in at).capitalize() + "."


def fill(path: Path, total: int, slug: str) -> list[str]:
    """Writes so many sentences into a new archive, in the form in which editions do; returns the words, most frequent first."""
    chance = Chance()
    first = date(2025, 5, 1) - timedelta(days=total // AN_EDITION)
    with Store(path) as store:
        for number in range(1, total // AN_EDITION + 1):
            day = first + timedelta(days=number)
            docs, told = [], []
            for n in range(ARTICLES):
                lines = [chance.sentence() for _ in range(AN_EDITION // ARTICLES)]
                doc = _document(f"{number}-{n}", day, lines)
                docs.append(doc)
                told += [
                    Former(_judged(doc, at, line), number, day.isoformat(), False, day) for at, line in enumerate(lines)
                ]
            documents.keep(store, docs, slug=slug, met=f"{day}T06:00:00+00:00")
            seqs = dict(
                store.rows("SELECT id, added_seq FROM document WHERE added_seq > ?", (len(docs) * (number - 1),))
            )
            with store.writing() as db:
                db.execute(
                    "INSERT INTO edition VALUES (?, ?, ?, 1, ?, ?, ?, '', '', ?)",
                    (number, slug, number, day.isoformat(), f"{day}T06:00+00:00", f"{day}T06:01:00+00:00", PRINTED),
                )
                recollection.keep(db, number, told[:PRINTED], told[PRINTED:], seqs)
                db.executemany("INSERT INTO reading VALUES (?, ?)", [(number, doc.id) for doc in docs])
                start = (number - 1) * AN_EDITION + 1
                db.executemany(
                    "INSERT INTO sentence VALUES (?, ?, ?, ?, ?, '', ?)",
                    [
                        (start + at, number, seqs[one.judged.sent.doc], _spans(one), "outcomes", at < PRINTED)
                        for at, one in enumerate(told)
                    ],
                )
                db.executemany(
                    "INSERT INTO said (rowid, words, marks) VALUES (?, ?, ?)",
                    [(start + at, one.judged.sent.text, _marks(at, slug)) for at, one in enumerate(told)],
                )
    return chance.words


def _marks(at: int, slug: str) -> str:
    return marks_of(
        section="outcomes",
        party="Norland" if at % 3 else "",
        publisher="Example News",
        address="articles/a.txt",
        slug=slug,
        printed=at < PRINTED,
    )


def _document(name: str, day: date, lines: list[str]) -> Document:
    text = "\n".join(lines)
    return Document(
        id=digest_of(text),
        uri=f"articles/{name}.txt",
        raw_digest=digest_of(text),
        media_type="text/plain",
        text=text,
        blocks=(Block(Span(0, len(text)), "paragraph"),),
        title=Found(f"Article {name}", "first line"),
        publisher=Found("Example News", "second line"),
        published=Found(day.isoformat(), "third line"),
    )


def _judged(doc: Document, at: int, line: str) -> Judged:
    start = doc.text.index(line)
    sent = Sentence(doc.id, at, (Span(start, start + len(line)),), "paragraph", 0, "", line)
    return Judged(sent, Label("outcomes", 0.5), 0.4, terms=frozenset(w.lower() for w in line.rstrip(".").split()))


def _spans(one: Former) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in one.judged.sent.spans)


def timed(path: Path, words: str, **narrowed: Any) -> tuple[float, float, int]:
    """Milliseconds of a search by the clock and of the processor, the archive opened for it, and how many were found."""
    began, busy = time.perf_counter(), time.process_time()
    with Store(path, read_only=True) as store:
        found = search(store, words, **narrowed)
    return (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000, len(found)


def building(archive: Path, folder: Path) -> float:
    """Seconds of the processor that a draft of the sample articles takes with an archive, within this process."""
    config = load(_desk(archive, folder))
    order = frozen.Order(date(2025, 6, 10), datetime(2025, 6, 10, tzinfo=UTC), [str(ROOT / "seeds")], ["md"])
    began = time.process_time()
    frozen.draft(config, order)
    return time.process_time() - began


def command(archive: Path, folder: Path) -> float:
    """The same of `digest build`, from the shell's prompt and back."""
    program = [sys.executable, "-c", "from digest.cli import main; main()", "build", str(ROOT / "seeds")]
    wanted = ["--date", "2025-06-10", "--format", "md", "--out", str(folder / "out")]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    began = os.times()
    done = subprocess.run(
        [*program, "--config", str(_desk(archive, folder)), *wanted], env=env, capture_output=True, check=False
    )
    ended = os.times()
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr.decode())
    return ended.children_user + ended.children_system - began.children_user - began.children_system


def _desk(archive: Path, folder: Path) -> Path:
    """A configuration that names an archive."""
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    path = folder / "config.yaml"
    path.write_text(re.sub(r"(?m)^archive:.*$", f"archive: {archive}", text), encoding="utf-8")
    return path


def compared(measured: Callable[[Path, Path], float], large: Path, folder: Path) -> str:
    """The times with an empty archive and a large one, and their ratios."""
    both: dict[Path, list[float]] = {folder / "empty.db": [], large: []}
    for run in range(RUNS + 1):
        for archive, took in both.items() if run % 2 else reversed(both.items()):
            (folder / "empty.db").unlink(missing_ok=True)
            seconds = measured(archive, folder)
            if run:  # the first run warms up
                took.append(seconds)
    without, having = both.values()
    one, other = statistics.median(without), statistics.median(having)
    pairs = statistics.median(b / a for a, b in zip(without, having, strict=True))
    return (
        f"{one:.3f} s with an empty archive, {other:.3f} s with the large one; ratio of the medians {other / one:.3f},"
        f" of the pairs {pairs:.3f}, of the fastest {min(having) / min(without):.3f}"
    )


def main() -> None:
    """Prints both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="use this archive, and make it where it isn't there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = args.keep or folder / "large.db"
        words = Chance().words if path.exists() else fill(path, args.sentences, "istanbul-talks")
        with Store(path, read_only=True) as store:
            count = store.rows("SELECT count(*) FROM sentence")[0][0]
        print(f"{count:,} sentences, {path.stat().st_size / 1e6:.0f} MB")
        asked: list[tuple[str, dict[str, Any]]] = [
            (words[0], {}),
            (words[3], {}),
            (words[100], {}),
            (words[5000], {}),
            (words[-1], {}),
            (f"{words[0]} {words[1]}", {}),
            (f"{words[2]} {words[300]}", {}),
            (" ".join(words[:5]), {}),
            (f'"{words[0]} {words[1]}"', {}),
            (f'"{words[0]} {words[1]} {words[2]}"', {}),
            (f'"{words[2]} {words[300]}"', {}),
            (words[0], {"since": "2025-01-01"}),
            (words[0], {"section": "outcomes", "source": "example"}),
            (words[0], {"party": "nobody"}),
            (f"{words[0]} {words[1]}", {"party": "Norland", "printed": True}),
            (f'"{words[0]} {words[1]}"', {"party": "Norland", "since": "2024-06-01"}),
            (f"{words[2]} {words[300]}", {"party": "Norland", "since": "2024-06-01"}),
        ]
        worst = [0.0, 0.0]
        for query, narrowed in asked:
            tries = [timed(path, query, **narrowed) for _ in range(5)]
            took = [statistics.median(one[at] for one in tries) for at in (0, 1)]
            worst = [max(pair) for pair in zip(worst, took, strict=True)]
            what = f"{query} {narrowed or ''!s}"
            print(f"search {what:<90} {took[0]:6.1f} ms, CPU {took[1]:6.1f} ms, {tries[0][2]} found")
        print(f"slowest search: {worst[0]:.1f} ms, CPU {worst[1]:.1f} ms")
        gc.set_threshold(1_000_000)  # as the command does
        print(f"build, one process: {compared(building, path, folder)}")
        print(f"build, the command: {compared(command, path, folder)}")


if __name__ == "__main__":
    main()
