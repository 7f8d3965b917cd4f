"""Sources -> documents: what the configuration or the command line names is fetched and read, each text once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.config import Config, SourceConfig
from digest.errors import EditionError
from digest.ingest import dates, repeated
from digest.ingest.article import read_article
from digest.ingest.files import collect
from digest.model import (
    COPY,
    FILTERED,
    LATER,
    Carrier,
    Document,
    Heard,
    Known,
    Problem,
    Progress,
    Raw,
    Reading,
    Validator,
)

if TYPE_CHECKING:
    from digest.ingest.online import Gathered, Task
    from digest.ingest.web import Client

NOTHING = Known()

Recall = Callable[[Sequence[str]], Mapping[str, Document]]
"""Ids -> the documents that are kept of them."""
Reader = Callable[..., Reading]
"""Does what `read` does, with its arguments."""


def nothing(ids: Sequence[str]) -> Mapping[str, Document]:
    """What is kept where there is no archive."""
    return {}


def quiet(step: str, done: int, total: int) -> None:
    """Progress nobody looks at."""


def never() -> bool:
    """For a reading without a deadline."""
    return False


def read(config: Config, sources: Sequence[str], cutoff: datetime, **options: Any) -> Reading:
    """What `survey` finds, with its options. Raises `EditionError` where nothing at all is there to be printed."""
    got = survey(config, sources, cutoff, **options)
    if got.docs:
        return got
    if not got.problems:
        raise EditionError(
            "there are no sources: add them to the configuration, or name files and folders on the command line"
        )
    told = "".join(f"\n  {p.uri}: {p.message}" for p in got.problems[:5])
    raise EditionError(f"no article could be read, so there is nothing to print; check the sources{told}")


def once() -> Reader:
    """A `read` that reads again only when it is asked for other sources, limits or another moment than the last time."""
    last: list[tuple[object, Reading]] = []

    def reader(config: Config, sources: Sequence[str], cutoff: datetime, **options: Any) -> Reading:
        same = (tuple(sources) or (config.sources, config.dir.absolute()), config.limits, cutoff)
        if not last or last[0][0] != same:
            last[:] = [(same, read(config, sources, cutoff, **options))]
        return last[0][1]

    return reader


def survey(
    config: Config,
    sources: Sequence[str],
    cutoff: datetime,
    *,
    known: Known = NOTHING,
    recall: Recall = nothing,
    client: Client | None = None,
    late: Callable[[], bool] = never,
    progress: Progress = quiet,
) -> Reading:
    """Sources -> documents, each text once, and what could not be read. `sources` are paths that replace the configuration's.

    What a server says is the same as before is taken from what is kept: `known` says what that is, `recall` gives it. `client` asks the
    servers, one made from the configuration if left out. As soon as `late` says so, no more is read, and that is reported.
    """
    wanted = [SourceConfig.model_construct(path=source) for source in sources] or config.sources
    base = Path() if sources else config.dir
    kept = _Kept()

    def article(raw: Raw) -> Document | Problem:
        return _article(raw, cutoff)

    online = [source for source in wanted if not source.path]
    files = [_files(source, base, config, article, late, progress) for source in wanted if source.path]
    every = _fetched(online, config, cutoff, article, known, client, late, progress) if online else []
    same = [known.addresses[task.address] for one in every for task, got in one.articles if got.result is None]
    recalled, fetched, folders = recall(same) if same else {}, iter(every), iter(files)
    for source in wanted:
        if source.path:
            _keep_files(source, next(folders), kept)
        else:
            _keep(next(fetched), known, recalled, cutoff, kept)
    docs, furniture = repeated.mark(tuple(kept.docs.values()), known.furniture)
    return Reading(
        docs,
        tuple(kept.problems),
        validators={address: said for address, said in kept.validators.items() if said != Validator()},
        addresses=kept.addresses,
        furniture=furniture,
        feeds=kept.feeds,
        heard=tuple(kept.heard),
    )


@dataclass(slots=True)
class _Kept:
    """What was read so far."""

    docs: dict[str, Document] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    validators: dict[str, Validator] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    feeds: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def take(self, made: Document | Problem) -> None:
        """Keeps a document; of one text the first of those of which most is known, and who else publishes it."""
        if isinstance(made, Problem):
            self.problems.append(made)
            return
        first = self.docs.setdefault(made.id, made)
        if first is made:
            return
        if _known_of(made) > _known_of(first):
            first, made = made, first
        carriers = [
            Carrier(one.publisher.value, one.family, one.url or one.uri) for one in (made,) if one.publisher.value
        ]
        others = (first.publisher.value, *(one.publisher for one in first.also))
        new = tuple(one for one in (*carriers, *made.also) if first.publisher.value and one.publisher not in others)
        self.docs[made.id] = replace(first, also=(*first.also, *new))
        told = "counted once" + "".join(f", carried by {one.publisher}, too" for one in new)
        self.problems.append(Problem(COPY, made.uri, f"holds the same text as {first.uri}; {told}"))


def _known_of(doc: Document) -> tuple[bool, bool]:
    """What is known of where a text comes from."""
    return bool(doc.publisher.value), doc.published is not None


@dataclass(slots=True)
class _Files:
    """What a file or folder gave."""

    named: int = 0
    found: list[Document | Problem] = field(default_factory=list)
    is_cut: bool = False
    """Whether the deadline came before its end."""


def _files(
    source: SourceConfig,
    base: Path,
    config: Config,
    article: Callable[[Raw], Document | Problem],
    late: Callable[[], bool],
    progress: Progress,
) -> _Files:
    """Reads a file or folder. This comes before any server is asked, so that no slow one costs what lies here."""
    from digest.ingest.sources import labelled

    made, limits = _Files(), config.limits
    for got in collect(
        Path(source.path), base=base, max_bytes=limits.max_file_mb * 1_000_000, max_files=limits.max_files
    ):
        made.named += isinstance(got, Raw)
        made.found.append(article(labelled(got, source)) if isinstance(got, Raw) else got)
        progress("reading", len(made.found), 0)
        if late():
            made.is_cut = True
            break
    return made


def _keep_files(source: SourceConfig, got: _Files, kept: _Kept) -> None:
    """Keeps the articles of a file or folder that are wanted."""
    from digest.ingest.hearing import heard_of_files
    from digest.ingest.sources import newest, wanted

    found = got.found
    if got.is_cut:
        told = f"reading stopped at the deadline, after {len(found)} of its files"
        kept.problems.append(Problem("deadline", source.path, told))
    docs = [made for made in found if isinstance(made, Document)]
    liked = [doc for doc in docs if wanted(source, title=doc.title.value, address=f"{doc.uri} {doc.url}")]
    due = newest(liked, source.max_articles)
    dropped = {doc.uri for doc in docs} - {doc.uri for doc in due}
    for made in found:
        if made.uri not in dropped or isinstance(made, Problem):
            kept.take(made)
    if len(liked) < len(docs):
        told = f"{len(docs) - len(liked)} of {len(docs)} articles are left out by include and exclude"
        kept.problems.append(Problem(FILTERED, source.path, told))
    if len(due) < len(liked):
        told = f"{len(liked) - len(due)} of {len(liked)} articles were left out, the oldest (max_articles)"
        kept.problems.append(Problem(FILTERED, source.path, told))
    kept.heard.append(heard_of_files(source, got.named, due, [made for made in found if isinstance(made, Problem)]))


def _fetched(
    sources: Sequence[SourceConfig],
    config: Config,
    cutoff: datetime,
    article: Callable[[Raw], Document | Problem],
    known: Known,
    client: Client | None,
    late: Callable[[], bool],
    progress: Progress,
) -> list[Gathered]:
    """What every feed and page brought: all are asked before anything is kept."""
    from digest.ingest.online import gather
    from digest.ingest.web import Bounds, Client

    limits = config.limits
    bounds = Bounds(limits.connect_s, limits.read_s, limits.total_s, max_bytes=limits.max_file_mb * 1_000_000)
    with client or Client(bounds=bounds, contact=limits.contact, late=late) as asking:
        return gather(sources, asking, read=article, known=known, cutoff=cutoff, limits=limits, progress=progress)


def _keep(one: Gathered, known: Known, recalled: Mapping[str, Document], cutoff: datetime, kept: _Kept) -> None:
    """Keeps the articles of a feed or page, and what to tell the server next time."""
    from digest.ingest import hearing

    kept.problems += hearing.problems(one)
    docs: list[Document] = []
    for task, got in one.articles:
        made = got.result or _recalled(task, known.addresses[task.address], recalled, cutoff)
        if isinstance(made, Document):
            docs.append(made)
        if isinstance(made, Document) or not got.failure:
            kept.take(made)  # of what could not be had the account above tells
        if not task.address or isinstance(made, Problem):
            continue
        kept.addresses[task.address] = made.id
        same = known.validators.get(task.address, Validator())
        kept.validators[task.address] = got.validator if got.result else same
    kept.heard.append(hearing.heard(one, docs))
    if one.opened is not None and not one.opened.failure and not one.late:  # a later day reads what was left to it
        kept.feeds[one.source.feed] = one.entries
        kept.validators[one.source.feed] = one.opened.validator


def _recalled(task: Task, key: str, recalled: Mapping[str, Document], cutoff: datetime) -> Document | Problem:
    """What is kept of an article that is the same as before, with what the configuration says of its source today."""
    from digest.ingest.dates import not_after
    from digest.ingest.sources import relabelled, wanted

    if key not in recalled:
        return Problem("ingest", task.address, "is the same as before, but the archive no longer has it")
    doc = recalled[key]
    if doc.published and not not_after(doc.published.value, cutoff):
        return Problem(LATER, task.address, f"is dated {doc.published.value[:10]}, after the cut-off")
    if not wanted(task.source, title=doc.title.value, address=task.address):
        return Problem(FILTERED, task.address, "is left out by include and exclude")
    return relabelled(doc, task.source)


def _article(raw: Raw, cutoff: datetime) -> Document | Problem:
    """The article, or the problem that it is from after the cut-off: what a later day knew has no place in an edition."""
    made = read_article(raw, cutoff=cutoff)
    if isinstance(made, Problem) or made.published or cutoff.year > datetime.max.year - 4:
        return made
    later = read_article(raw, cutoff=cutoff + dates.FAR)
    if isinstance(later, Document) and later.published:
        return Problem(
            LATER, raw.uri, f"is dated {later.published.value[:10]} ({later.published.how}), after the cut-off"
        )
    return made
