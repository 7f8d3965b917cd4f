"""How often an undated article is put beside the right dated one: dated articles are read as if they were undated, one at a time.

    python bench/undated.py

Asked of stories that run over five days and more: the folders of `../shared/eval/articles` with three dated articles, and the stories of
one subject in `../shared/eval/allsides_dev.jsonl.gz`, four of them in the order of their days at a time. An article is right where the
day found lies within two days of its own, and too old or too new where it lies further before or behind.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import gold, labelled, rouge, topics  # noqa: E402
from bench.tables import markdown, progress  # noqa: E402
from bench.takeaways import CONFIG, CUTOFF  # noqa: E402
from digest.analyse import analyse, bounded, placed  # noqa: E402
from digest.analyse.time import undated  # noqa: E402
from digest.model import Document, Judged  # noqa: E402

TOGETHER = 4
"""Stories of one subject that are read as one that runs over days."""
SPAN, FEWEST = 5, 3
"""Days from the first article of a story to its last, and dated articles, at least."""
NEAR = 2
"""Days by which the day found may lie beside the right one."""
LIKE = (0.1, 0.2, undated.ALIKE, 0.3, 0.4)
"""Least cosine of two articles at which one is put beside the other."""


def stories() -> Iterator[list[Document]]:
    """The articles of every story."""
    for folder in sorted(path for path in (gold.DEFAULT / "articles").iterdir() if not path.name.startswith("day_")):
        files = sorted(folder.glob("*.txt"))
        yield _once(labelled._pasted((file.name, file.read_text("utf-8", "replace")) for file in files))
    by_subject: dict[str, list[list[Document]]] = {}
    for number, row in enumerate(topics.rows("allsides_dev.jsonl.gz")):
        articles = ((f"{number}-{at}.txt", rouge._article(one)) for at, one in enumerate(rouge._docs(row)))
        by_subject.setdefault(row["topic"], []).append(labelled._pasted(articles))
    for _, events in sorted(by_subject.items()):
        dated = sorted((event for event in events if _days(event)), key=_days)
        for at in range(0, len(dated), TOGETHER):
            yield _once(doc for event in dated[at : at + TOGETHER] for doc in event)


def _once(docs: Iterable[Document]) -> list[Document]:
    return list({doc.id: doc for doc in docs}.values())


def _days(docs: Sequence[Document]) -> list[date]:
    return sorted(doc.day for doc in docs if doc.day)


def _runs(days: Sequence[date]) -> bool:
    """Whether it runs over days."""
    return len(days) >= FEWEST and (days[-1] - days[0]).days >= SPAN


def found(docs: Sequence[Document], judged: Sequence[Judged]) -> Iterator[tuple[int | None, bool]]:
    """For every dated article of a story: by how many days the day found lies beside its own, None for no day, and whether it is of the
    newest.
    """
    days = _days(docs)
    for doc in docs:
        if doc.day:
            others = [replace(one, published=None) if one.id == doc.id else one for one in docs]
            near = {one.id: one.near for one in placed(bounded(others, CUTOFF.date()), judged)}[doc.id]
            yield (near - doc.day).days if near else None, doc.day == days[-1]


def main() -> None:
    """Prints the table."""
    progress("undated: reading")
    read = [(docs, analyse(docs, CONFIG)) for docs in stories() if _runs(_days(docs))]
    rows = []
    for like in LIKE:
        progress(f"undated: {like}")
        undated.ALIKE = like
        off = [one for docs, judged in read for one in found(docs, judged)]
        told = [days for days, _ in off if days is not None]
        rows.append(
            (
                f"{like}",
                f"{len(off)}",
                f"{len(told)}",
                f"{sum(abs(days) <= NEAR for days in told)}",
                f"{sum(days < -NEAR for days in told)}",
                f"{sum(days > NEAR for days in told)}",
                f"{sum(1 for days, newest in off if newest and days is not None and days < -NEAR)}",
            )
        )
    head = ("cosine at least", "articles", "put beside one", "right", "too old", "too new", "of the newest day too old")
    print(markdown(head, rows))


if __name__ == "__main__":
    main()
