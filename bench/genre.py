"""Kinds of text against a reader, on one desk's real day.

    python bench/genre.py

`genre.tsv` holds the line of `../shared/eval/one_day_2025-05-21.jsonl.gz` and what a reader calls the article. Half of them were looked for
because they are no plain news; analyses count as explainers.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import one_day  # noqa: E402
from digest.model import Document  # noqa: E402


def main() -> int:
    """Prints what is called what; 1 where the articles are missing."""
    if not one_day.FILE.is_file():
        print(f"no articles at {one_day.FILE}: nothing measured", file=sys.stderr)
        return 1
    rows = [line.split("\t") for line in (ROOT / "bench" / "genre.tsv").read_text("utf-8").splitlines()]
    wanted = {int(line): genre for line, genre in rows}
    cutoff = datetime.fromisoformat("2025-05-21T23:59:00+00:00")
    found: dict[int, str] = {}
    for number, row in enumerate(one_day.lines(), start=1):
        if number in wanted:
            doc = one_day.read(row, number, cutoff)
            genre = doc.genre if isinstance(doc, Document) else "unread"
            found[number] = "explainer" if genre == "analysis" else genre
    pairs = Counter((wanted[n], found[n]) for n in wanted)
    for genre in ("news", "opinion", "explainer", "live", "release"):
        total = sum(n for (want, _), n in pairs.items() if want == genre)
        called = sum(n for (_, got), n in pairs.items() if got == genre)
        wrong = [n for n in wanted if wanted[n] == genre and found[n] != genre]
        print(f"{genre:10} {total:3} read, {pairs[genre, genre]:3} found, {called:3} called so; missed: {wrong}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
