"""What a source brought -> what is told of it: quiet is not failed, and a hundred failures of one kind are one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from digest.config import SourceConfig
from digest.ingest import dates
from digest.ingest.article import prose
from digest.ingest.online import Gathered
from digest.model import FILTERED, LATER, QUIET, Document, Heard, Problem, State

_FEW = 3
"""Articles with the same fault that are named one by one."""


def problems(gathered: Gathered) -> Iterator[Problem]:
    """What went wrong with a source as a whole, or with many of its articles in the same way."""
    where, opened = gathered.source.address, gathered.opened
    if opened is not None and opened.failure:
        yield Problem("ingest", where, opened.failure.message)
        return
    if opened is not None and opened.feed is not None:
        if opened.feed.damage:
            yield Problem("ingest", where, opened.feed.damage)
        if not gathered.named:
            yield Problem(QUIET, where, "the feed has no entries")
    if gathered.unwanted:
        told = f"{gathered.unwanted} of {gathered.named} articles are left out by include and exclude"
        yield Problem(FILTERED, where, told)
    if gathered.late:
        yield Problem(LATER, where, f"{gathered.late} of {gathered.named} entries are dated after the cut-off")
    if gathered.over:
        told = f"{gathered.over} of {gathered.named} entries were not read, the oldest (max_articles)"
        yield Problem(FILTERED, where, told)
    instead = _by_reason((got.failure.message, "") for _, got in gathered.articles
                         if got.failure and isinstance(got.result, Document))  # fmt: skip
    for why, uris in instead.items():
        told = f"{len(uris)} of {len(gathered.articles)} pages gave no article, so the feed's own text is read"
        yield Problem("ingest", where, f"{told}: the page {why}")
    lost = _by_reason((got.result.message, got.result.uri) for _, got in gathered.articles
                      if got.failure and isinstance(got.result, Problem))  # fmt: skip
    for why, uris in lost.items():
        if len(uris) <= _FEW:
            yield from (Problem("ingest", uri, why) for uri in uris)
        else:
            yield Problem("ingest", where, f"{len(uris)} articles could not be read, such as {uris[0]}: it {why}")


def _by_reason(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for why, uri in pairs:
        found.setdefault(why, []).append(uri)
    return found


def heard(gathered: Gathered, docs: Sequence[Document]) -> Heard:
    """The account of a feed or page, of which `docs` were read or taken from what is kept."""
    opened = gathered.opened
    same = min(sum(got.result is None for _, got in gathered.articles), len(docs))
    failures = [got.failure for _, got in gathered.articles if got.failure]
    whole = opened.failure if opened is not None else None
    note = next((failure.message for failure in (whole, *failures) if failure), "")
    state: State
    if whole or (failures and not docs):
        state = "failed"
    elif opened.unchanged if opened is not None else same > 0:
        state = "unchanged"
    else:
        state = "read" if docs or gathered.shared else "silent"
    if gathered.shared and not note:
        note = f"{gathered.shared} of its articles are read with an earlier source"
    items = opened.feed.items if opened is not None and opened.feed is not None else ()
    days = [day for item in items if (day := dates.parse(item.entry.date))]
    return account(gathered.source, state, docs, note=note, named=gathered.named, known=same, days=days)


def heard_of_files(source: SourceConfig, named: int, docs: Sequence[Document], told: Sequence[Problem]) -> Heard:
    """The account of a file or folder in which `named` articles were found."""
    note = next((problem.message for problem in told if problem.stage in ("ingest", QUIET)), "")
    quiet = not named and all(problem.stage == QUIET for problem in told)
    return account(source, "read" if docs else "silent" if quiet else "failed", docs, note=note, named=named)


def account(
    source: SourceConfig,
    state: State,
    docs: Sequence[Document],
    *,
    note: str,
    named: int,
    known: int = 0,
    days: Iterable[str] = (),
) -> Heard:
    """The same with what can be counted in the documents; `days` are those of entries that were not read, too."""
    newest = max([*days, *(doc.published.value for doc in docs if doc.published)], default="", key=lambda day: day[:10])
    return Heard(
        source=source.address,
        name=source.name,
        state=state,
        entries=named,
        articles=len(docs) - known,
        known=known,
        newest=newest,
        characters=sum(map(prose, docs)),
        note=note,
    )
