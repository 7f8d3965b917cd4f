"""Sources -> documents: what the configuration or the command line names is fetched and read, each text once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from digest.config import Config
from digest.errors import EditionError
from digest.ingest.article import read_article
from digest.ingest.files import collect
from digest.model import COPY, LATER, Document, Problem, Raw, Reading

FAR = timedelta(days=3 * 366)
"""A date that lies further ahead is a slip of the pen, not a date of publication: the article counts as undated."""

Progress = Callable[[str, int], None]
"""Called with the name of a step and how many articles it has done."""


def quiet(step: str, done: int) -> None:
    """Progress nobody looks at."""


def never() -> bool:
    """For a reading without a deadline."""
    return False


def read(
    config: Config,
    sources: Sequence[str],
    cutoff: datetime,
    *,
    late: Callable[[], bool] = never,
    progress: Progress = quiet,
) -> Reading:
    """Sources -> documents, each text once, and what could not be read. As soon as `late` says so, no more is read, and that is
    reported.
    """
    docs: dict[str, Document] = {}
    problems: list[Problem] = []
    for number, got in enumerate(_raws(config, sources), start=1):
        made = _article(got, cutoff) if isinstance(got, Raw) else got
        if isinstance(made, Problem):
            problems.append(made)
        elif made.id in docs:
            problems.append(Problem(COPY, made.uri, f"holds the same text as {docs[made.id].uri}; counted once"))
        else:
            docs[made.id] = made
        progress("reading", number)
        if late():
            problems.append(Problem("deadline", "sources", f"reading stopped at the deadline, after {number} articles"))
            break
    if not docs and not problems:
        raise EditionError(
            "there are no sources: add them to the configuration, or name files and folders on the command line"
        )
    if not docs:
        told = "".join(f"\n  {p.uri}: {p.message}" for p in problems[:5])
        raise EditionError(f"no article could be read, so there is nothing to print; check the sources{told}")
    return Reading(tuple(docs.values()), tuple(problems))


def _article(raw: Raw, cutoff: datetime) -> Document | Problem:
    """The article, or the problem that it is from after the cut-off: what a later day knew has no place in an edition."""
    made = read_article(raw, cutoff=cutoff)
    if isinstance(made, Problem) or made.published or cutoff.year > datetime.max.year - 4:
        return made
    later = read_article(raw, cutoff=cutoff + FAR)
    if isinstance(later, Document) and later.published:
        return Problem(
            LATER, raw.uri, f"is dated {later.published.value[:10]} ({later.published.how}), after the cut-off"
        )
    return made


def _raws(config: Config, sources: Sequence[str]) -> Iterator[Raw | Problem]:
    wanted = [(Path(s), Path(), "", "") for s in sources] or [
        (Path(s.path), config.dir, s.name, s.family) for s in config.sources
    ]
    for path, base, name, family in wanted:
        for got in collect(
            path,
            base=base,
            name=name,
            max_bytes=config.limits.max_file_mb * 1_000_000,
            max_files=config.limits.max_files,
        ):
            yield replace(got, family=family) if family and isinstance(got, Raw) else got
