"""How well web pages are read: the article body against trafilatura's own, on pages whose body is known.

    python bench/extraction.py [FOLDER] [--worst N]

FOLDER holds `ground-truth.json` (name -> articleBody, url) and `html/<name>.html.gz`; the default is
`../shared/eval/extraction_dev` beside the project. The measure is that of scrapinghub's article-extraction-benchmark:
multisets of runs of four words, precision and recall a page, their means over the pages, and the F1 of the means. The
second half of the pages (every other name) is never looked at when rules are written.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from digest.ingest.article import read_article
from digest.ingest.decode import decode
from digest.ingest.html import linearise
from digest.model import Block, Problem, Raw

DEFAULT = Path(__file__).parents[2] / "shared" / "eval" / "extraction_dev"
BODY = frozenset({"paragraph", "list_item", "quote", "table", "heading"})
CUTOFF = datetime(2030, 1, 1, tzinfo=UTC)
_WORDS = re.compile(r"\w+")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words with their counts."""
    words = _WORDS.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def page_score(truth: str, text: str) -> tuple[float, float]:
    """Precision and recall of a page."""
    wanted, got = shingles(truth), shingles(text)
    both = (wanted & got).total()
    return both / got.total(), both / wanted.total()


def mean_score(truths: Mapping[str, str], texts: Mapping[str, str], names: list[str]) -> tuple[float, float, float]:
    """F1 of the mean precision and recall, and these two."""
    scores = [page_score(truths[name], texts[name]) for name in names]
    precision = sum(score[0] for score in scores) / len(scores)
    recall = sum(score[1] for score in scores) / len(scores)
    return 2 * precision * recall / (precision + recall), precision, recall


def body(text: str, blocks: tuple[Block, ...]) -> str:
    """The article: what is neither furniture, caption, meta line, reference list nor title."""
    return "\n".join(text[block.span.start : block.span.end] for block in blocks if block.kind in BODY)


def main() -> int:
    """Prints the table; 1 where the pages are missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--worst", type=int, default=0, help="name the N worst pages of the first half")
    options = parser.parse_args()
    if not (options.folder / "ground-truth.json").exists():
        print(f"no pages at {options.folder}: nothing measured", file=sys.stderr)
        return 1
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    import trafilatura

    truths = {
        name: page["articleBody"]
        for name, page in json.loads((options.folder / "ground-truth.json").read_text("utf-8")).items()
    }
    names = sorted(truths)
    bodies = {name: gzip.decompress((options.folder / "html" / f"{name}.html.gz").read_bytes()) for name in names}
    systems: dict[str, dict[str, str]] = {}
    seconds: dict[str, float] = {}

    pages = {name: decode(bodies[name], media_type="text/html") for name in names}
    variants: dict[str, dict[str, Any]] = {
        "trafilatura": {},
        "trafilatura, no comments": {"include_comments": False},
        "trafilatura, no comments, precision": {"include_comments": False, "favor_precision": True},
    }
    for label, settings in variants.items():
        start = time.process_time()
        systems[label] = {name: trafilatura.extract(pages[name], **settings) or "" for name in names}
        seconds[label] = time.process_time() - start

    start = time.process_time()
    linear = {name: linearise(pages[name]) for name in names}
    seconds["html.linearise"] = time.process_time() - start
    systems["html.linearise"] = {name: body(page.text, page.blocks) for name, page in linear.items()}

    start = time.process_time()
    docs = {name: read_article(Raw(f"{name}.html", "text/html", bodies[name]), cutoff=CUTOFF) for name in names}
    seconds["article.read_article"] = time.process_time() - start
    systems["article.read_article"] = {
        name: "" if isinstance(doc, Problem) else body(doc.text, doc.blocks) for name, doc in docs.items()
    }

    missing = total = 0
    reference = systems["trafilatura, no comments, precision"]
    for name in names:
        words = Counter(_WORDS.findall(reference[name]))
        missing += (words - Counter(_WORDS.findall(linear[name].text))).total()
        total += words.total()

    print(f"{len(names)} pages{'':26} F1   precision recall   tuned on  kept aside  CPU s")
    for label, texts in systems.items():
        f1, precision, recall = mean_score(truths, texts, names)
        tuned, aside = (mean_score(truths, texts, names[half::2])[0] for half in (0, 1))
        print(
            f"{label:36} {f1:.4f}  {precision:.4f} {recall:.4f}   {tuned:.4f}    {aside:.4f}     {seconds[label]:.1f}"
        )
    print(f"words of trafilatura's bodies that our text lacks: {missing} of {total}")
    if options.worst:
        ours = systems["article.read_article"]
        ranked = sorted(names[::2], key=lambda name: sum(page_score(truths[name], ours[name])))
        for name in ranked[: options.worst]:
            precision, recall = page_score(truths[name], ours[name])
            print(f"  {name[:12]}  precision {precision:.2f}  recall {recall:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
