"""Measures sentence segmentation against Punkt, pySBD and syntok, and prints one table; a part of `bench/quality.py`.

    python bench/segmentation.py [EVAL]

Columns: golden rules answered exactly; boundary precision, recall and F1 on UD English EWT dev; speed on articles;
seconds for the slowest of the 200 kB patterns. A boundary is the end of a sentence, counted in characters that are not
white space; the end of a text is no boundary, as nobody can miss it. Times are of the processor, so that other work on
the machine counts little. The others' speed is that on the first 60 articles. pySBD can hang: every call runs under a
time limit, and "gave up" stands where it, or NLTK's own limit of 5 s, was reached.
"""

from __future__ import annotations

import gzip
import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import gold  # noqa: E402
from bench.tables import OURS, Cells, Part, markdown, progress, share  # noqa: E402
from digest.analyse.split.segment import sentence_spans  # noqa: E402

Splitter = Callable[[str], list[str]]
COLUMNS = ("golden rules, of {}", "EWT, F1")
LIMIT_S = 10
PATTERNS = (
    *(".", "a.", '."', "[1]", "A. ", "…", "\n", "(", "! ", "?”", "1. ", ". ", "-", "\n\n", "U.S. ", "+1", "A", " "),
    *(".The ", "• ", "“", "a) ", ". [", "A.B"),
)


class _TooSlow(Exception):
    pass


@contextmanager
def _limit(seconds: int) -> Iterator[None]:
    """Ends what runs inside with `_TooSlow` after `seconds`."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise _TooSlow

    old = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old)


def ours(text: str) -> list[str]:
    """The project's own splitter, as texts."""
    return [text[start:end] for start, end in sentence_spans(text)]


def splitters() -> dict[str, Splitter]:
    """Ours and the others."""
    import pysbd
    from nltk.tokenize.punkt import PunktSentenceTokenizer
    from syntok import segmenter

    def syntok(text: str) -> list[str]:
        paragraphs = segmenter.analyze(text)
        return ["".join(t.spacing + t.value for t in sent).strip() for paragraph in paragraphs for sent in paragraph]

    return {
        OURS: ours,
        "pySBD": pysbd.Segmenter(language="en", clean=False).segment,
        "syntok": syntok,
        "Punkt, plain": PunktSentenceTokenizer().tokenize,
    }


def ends(sentences: list[str]) -> set[int]:
    """Ends of the sentences but the last, in characters that are not white space."""
    at, found = 0, set()
    for sent in sentences:
        at += len("".join(sent.split()))
        found.add(at)
    found.discard(at)
    return found


def golden(split: Splitter, cases: list[dict[str, object]]) -> int:
    """Cases answered exactly."""
    right = 0
    for case in cases:
        with _limit(LIMIT_S):
            right += [sent.strip() for sent in split(str(case["text"]))] == case["sentences"]
    return right


def boundaries(split: Splitter, texts: list[dict[str, object]]) -> tuple[float, float, float, int]:
    """Precision, recall and F1 of boundaries, and how many texts were given up."""
    hit = wrong = missed = slow = 0
    for item in texts:
        gold = ends(list(item["sentences"]))  # type: ignore[call-overload]
        try:
            with _limit(LIMIT_S):
                found = ends([sent for sent in split(str(item["text"])) if sent.strip()])
        except _TooSlow:
            found, slow = set(), slow + 1
        hit, wrong, missed = hit + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
    return hit / max(1, hit + wrong), hit / max(1, hit + missed), 2 * hit / max(1, 2 * hit + wrong + missed), slow


def speed(split: Splitter, texts: list[str]) -> float:
    """Megabytes of UTF-8 a second, best of three; texts on which a splitter is too slow count with the limit."""
    best = 0.0
    size = sum(len(text.encode()) for text in texts)
    for _ in range(3 if split is ours else 1):
        begin = time.process_time()
        for text in texts:
            try:
                with _limit(LIMIT_S):
                    split(text)
            except (_TooSlow, TimeoutError):
                pass
        best = max(best, size / 1e6 / (time.process_time() - begin))
    return best


def worst(split: Splitter) -> tuple[float, str]:
    """Seconds for the slowest 200 kB of one repeated pattern, and the pattern. Stops at the first over the limit."""
    slowest = (0.0, "")
    for pattern in PATTERNS:
        text = (pattern * (200_000 // len(pattern) + 1))[:200_000]
        begin = time.process_time()
        try:
            with _limit(LIMIT_S):
                split(text)
        except (_TooSlow, TimeoutError, RecursionError, MemoryError):
            return float("inf"), pattern
        slowest = max(slowest, (time.process_time() - begin, pattern))
    return slowest


def measure(folder: Path) -> Part:
    """Every splitter on the data of `folder`; its column of the common table, and a table of its own."""
    cases = json.loads((folder / "sentseg_golden_rules.json").read_text(encoding="utf-8"))
    ewt = json.loads((folder / "sentseg_ud_ewt_dev.json").read_text(encoding="utf-8"))
    articles = [p.read_text(encoding="utf-8", errors="replace") for p in sorted((folder / "articles").glob("*/*.txt"))]
    with gzip.open(folder / "one_day_2025-05-21.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles += [json.loads(line)["text"] for line in lines]
    cells: Cells = {}
    rows = []
    for name, split in splitters().items():
        progress(f"sentence splitting: {name}")
        exact = golden(split, cases)
        precision, recall, f1, slow = boundaries(split, ewt)
        rate = speed(split, articles if split is ours else articles[:60])
        seconds, pattern = worst(split)
        took = f"over {LIMIT_S}" if seconds == float("inf") else f"{seconds:.2f}"
        cells[name] = {COLUMNS[0].format(len(cases)): str(exact), COLUMNS[1]: share(f1)}
        figures = (
            str(exact),
            share(precision),
            share(recall),
            share(f1),
            str(slow),
            f"{rate:.1f}",
            took,
            repr(pattern),
        )
        rows.append((name, *figures))
    head = (
        "",
        f"golden rules, of {len(cases)}",
        "EWT precision",
        "recall",
        "F1",
        "given up",
        "MB/s",
        "200 kB, s",
        "of",
    )
    return Part(cells, [markdown(head, rows)])


if __name__ == "__main__":
    print("\n\n".join(measure(Path(sys.argv[1]) if len(sys.argv) > 1 else gold.DEFAULT).below))
