"""What belongs in, with the plain words that an ordinary reader would write: how much of a folder of one matter falls, what is wrongly in.

    python bench/topics.py

`topics.json` holds four topics for each of the ten events of `../shared/eval/multiling2011_en.jsonl.gz`, and three for each of nine
subjects of `../shared/eval/allsides_dev.jsonl.gz`, whose stories a pattern finds by their headlines (and what articles of others must
not name). Each is asked of the articles by themselves, of the same among 20 others (25 for subjects), and of the same with one other.
Everything is drawn by a fixed seed. The topics were written from the headlines, before anything was measured.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import one_day  # noqa: E402
from digest.analyse.about import gate, topic  # noqa: E402
from digest.analyse.features import Reading  # noqa: E402
from digest.analyse.split.sentences import split  # noqa: E402
from digest.config import Config, load  # noqa: E402
from digest.model import Document  # noqa: E402

EVAL = ROOT.parent / "shared" / "eval"
CUTOFF = datetime.fromisoformat("2026-11-20T06:00:00+00:00")
STRAYS = 4


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The stories of a file."""
    with gzip.open(EVAL / name, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def documents(story: dict[str, Any], number: int) -> list[Document]:
    """A story's articles, as of one folder."""
    made = [
        one_day.read(
            {"title": one["title"], "text": one["text"], "date": "", "source": one.get("publisher", ""), "url": ""},
            100 * number + at,
            CUTOFF,
        )
        for at, one in enumerate(story["docs"])
    ]
    return [replace(doc, source="folder/") for doc in made if isinstance(doc, Document)]


def config(phrases: Sequence[str], parties: dict[str, list[str]]) -> Config:
    """A configuration with this topic."""
    told = {
        "briefing": {"title": "Topics", "topic": list(phrases)},
        "parties": [{"name": name, "aliases": aliases} for name, aliases in parties.items()],
        "sections": [{"key": "outcomes", "title": "Outcomes"}],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.yaml"
        path.write_text(json.dumps(told), "utf-8")  # JSON is YAML
        return load(path)


_READ: dict[str, list[Reading]] = {}


def inside(docs: Sequence[Document], wanted: Config) -> set[str]:
    """Ids of the articles that belong in."""
    for doc in docs:
        if doc.id not in _READ:
            _READ[doc.id] = [Reading(sent) for sent in split(doc)]
    readings = {doc.id: _READ[doc.id] for doc in docs}
    values, least = gate.relevances(docs, readings, topic.topic(wanted, list(readings.values())))
    return {key for key, value in values.items() if value >= least}


def asked(own: list[Document], others: list[Document], wanted: Config, drawn: int, lot: random.Random) -> Counter[str]:
    """What becomes of these articles, and of others beside them."""
    count = Counter({"own": len(own), "others": drawn, "strays": STRAYS})
    count["fell"] = len(own) - len(inside(own, wanted))
    beside = lot.sample(others, drawn)
    kept = inside([*own, *beside], wanted)
    count["fell among others"] = sum(doc.id not in kept for doc in own)
    count["wrongly in"] = sum(doc.id in kept for doc in beside)
    count["strays in"] = sum(doc.id in inside([*own, doc], wanted) for doc in lot.sample(others, STRAYS))
    return count


def main() -> int:
    """Prints a line for each matter, and two sums; 1 where the articles are missing."""
    if not (EVAL / "multiling2011_en.jsonl.gz").is_file():
        print(f"no articles in {EVAL}: nothing measured", file=sys.stderr)
        return 1
    plan = json.loads((ROOT / "bench" / "topics.json").read_text("utf-8"))
    lot = random.Random(7)
    events = [documents(story, n) for n, story in enumerate(rows("multiling2011_en.jsonl.gz"))]
    stories = [(s["roundup_title"], documents(s, 100 + n)) for n, s in enumerate(rows("allsides_dev.jsonl.gz"))]
    total: dict[str, Counter[str]] = {"events": Counter(), "subjects": Counter()}
    for number, topics in enumerate(plan["events"]):
        others = [doc for n, event in enumerate(events) for doc in event if n != number]
        _line(str(number), [asked(events[number], others, config(t, {}), 20, lot) for t in topics], total["events"])
    for name, subject in plan["subjects"].items():
        found = {doc.id: doc for title, own in stories if re.search(subject["headlines"], title) for doc in own}
        own = list(found.values())[:14]
        named = re.compile(subject["named"], re.IGNORECASE)
        others = [doc for _, of in stories for doc in of if doc.id not in found and not named.search(doc.text)]
        counts = [asked(own, others, config(t, plan["parties"]), 25, lot) for t in subject["topics"]]
        _line(name, counts, total["subjects"])
    for name, count in total.items():
        print(f"{name}: {dict(count)}")
    return 0


def _line(name: str, counts: Sequence[Counter[str]], total: Counter[str]) -> None:
    for count in counts:
        total.update(count)
    told = [(c["fell"], c["fell among others"], c["wrongly in"], c["strays in"]) for c in counts]
    print(f"{name:12} of {counts[0]['own']:2}; (fell, fell among others, wrongly in, strays in): {told}")


if __name__ == "__main__":
    sys.exit(main())
