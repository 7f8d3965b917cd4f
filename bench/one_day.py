"""One desk's real day: 759 articles of 43 feeds -> the briefing, how long it took, and what became of the articles.

    python bench/one_day.py CONFIG [--articles N] [--growth] [--print] [--list FILE]

The articles lie beside the project (`../shared/eval/one_day_2025-05-21.jsonl.gz`), one a line. `--growth` measures a quarter, half
and all of them; `--print` prints the briefing; `--list` writes what became of every article, with its line number.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import json
import pstats
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from digest import render  # noqa: E402
from digest.analyse import analyse, bounded, placed  # noqa: E402
from digest.compose import compose  # noqa: E402
from digest.config import Config, load, own_templates  # noqa: E402
from digest.ingest import article, decode, plain, repeated  # noqa: E402
from digest.ingest.head import PageMeta  # noqa: E402
from digest.model import Briefing, Document, Found, Judged, Problem, Raw, Selection  # noqa: E402
from digest.select import select  # noqa: E402
from digest.versions import program  # noqa: E402

DAY = date(2025, 5, 21)
FILE = ROOT.parent / "shared" / "eval" / f"one_day_{DAY}.jsonl.gz"


@dataclass(frozen=True)
class Run:
    """A briefing and how it was reached."""

    docs: tuple[Document, ...]
    problems: tuple[Problem, ...]
    judged: tuple[Judged, ...]
    selection: Selection
    briefing: Briefing
    seconds: dict[str, float]


def lines(file: Path = FILE) -> Iterator[dict[str, str]]:
    """The articles as they stand in the file."""
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def read(row: dict[str, str], number: int, cutoff: datetime) -> Document | Problem:
    """An article of the file as a document: its head is known, its text is pasted text, as of any such file that a source names."""
    raw = Raw(f"one_day.jsonl:{number}", "text/plain", json.dumps(row, sort_keys=True).encode())
    text = decode.clean(row["text"])
    meta = PageMeta(
        titles=(Found(row["title"], "jsonl"),),
        publishers=(Found(row["source"], "jsonl"),),
        dates=(Found(row["date"], "jsonl"),) if row.get("date") else (),
        urls=(Found(row["url"], "jsonl"),),
    )
    return article.compose(raw, text, plain.layout(text, markdown=False), meta, cutoff=cutoff)


def documents(
    rows: Sequence[tuple[int, dict[str, str]]], cutoff: datetime
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The articles as the pipeline has them before it analyses them: each text once, what its site repeats marked, its day bounded."""
    docs: dict[str, Document] = {}
    problems: list[Problem] = []
    for number, row in rows:
        made = read(row, number, cutoff)
        if isinstance(made, Problem):
            problems.append(made)
        elif made.id in docs:
            problems.append(Problem("copy", made.uri, docs[made.id].uri))
        else:
            docs[made.id] = made
    held, _ = repeated.mark(tuple(docs.values()), {})
    return bounded(held, DAY), tuple(problems)


def run(rows: Sequence[tuple[int, dict[str, str]]], config: Config) -> Run:
    """The pipeline over these articles; seconds of CPU by stage."""
    cutoff = datetime.combine(DAY, config.briefing.cutoff_time, tzinfo=config.briefing.zone)
    seconds: dict[str, float] = {}
    start = time.process_time()

    def took(stage: str) -> None:
        nonlocal start
        now = time.process_time()
        seconds[stage], start = now - start, now

    held, problems = documents(rows, cutoff)
    took("ingest")
    judged = analyse(held, config)
    held = placed(held, judged)
    took("analyse")
    selection = select(judged, held, config)
    took("select")
    briefing = compose(selection, judged, held, problems, config, cutoff=cutoff, program=program())
    took("compose")
    return Run(held, tuple(problems), judged, selection, briefing, seconds)


def fates(done: Run) -> dict[str, str]:
    """Document id -> printed, accepted (read, nothing printed), or why the whole of it was left out."""
    gates: dict[str, Counter[str]] = {doc.id: Counter() for doc in done.docs}
    for j in done.judged:
        gates[j.sent.doc][j.dropped] += 1
    printed = {source.doc for source in done.briefing.sources if source.printed}
    out = {}
    for doc in done.docs:
        why = [gate for gate in ("language", "off-topic", "duplicate", "furniture") if gates[doc.id][gate]]
        read = any(gates[doc.id][gate] for gate in ("", "fragment", "filler"))
        out[doc.id] = "printed" if doc.id in printed else "accepted" if read or not why else why[0]
    return out


def main() -> int:
    """Prints the figures; 1 where the articles are missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", type=Path)
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--print", action="store_true")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--list", type=Path)
    options = parser.parse_args()
    if not FILE.is_file():
        print(f"no articles at {FILE}: nothing measured", file=sys.stderr)
        return 1
    config = load(options.config)
    rows = list(enumerate(lines(), start=1))
    sizes = [200, 400, len(rows)] if options.growth else [options.articles or len(rows)]
    profile = cProfile.Profile()
    for size in sizes:
        if options.profile:
            profile.enable()
        done = run(rows[:: len(rows) // size][:size], config)
        profile.disable()
        spent = " ".join(f"{stage} {s:.1f}" for stage, s in done.seconds.items())
        print(f"{size} articles, {len(done.judged)} sentences: {sum(done.seconds.values()):.1f} s CPU ({spent})")
    print("  ".join(f"{fate} {n}" for fate, n in sorted(Counter(fates(done).values()).items())), end="  ")
    print(f"unread {len(done.problems)}")
    said: Counter[str] = Counter()
    publisher = {doc.id: doc.publisher.value for doc in done.docs}
    for section in done.briefing.sections:
        for item in section.items:
            said[publisher[item.quotes[0].doc]] += len(item.text.split())
    total = sum(said.values())
    print("words by publisher: " + ", ".join(f"{name} {n} ({n / total:.0%})" for name, n in said.most_common()))
    if options.list:
        fate = fates(done)
        told = [f"{doc.uri.rsplit(':')[-1]}\t{fate[doc.id]}\t{doc.genre}" for doc in done.docs]
        options.list.write_text("\n".join(told) + "\n", "utf-8")
    if options.print:
        print(render.markdown(done.briefing, templates=own_templates()))
    if options.profile:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
    return 0


if __name__ == "__main__":
    sys.exit(main())
