"""Drafts and editions with memory: what is read once is read once, and what is frozen stays.

The archive's one transaction is the moment at which an edition exists: its files are in it, and are written to their folder afterwards. A
run that was killed before that moment leaves nothing, one that was killed after it is finished by the next, which writes the files again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from digest import edition, memory
from digest.archive import documents, editions, lock
from digest.archive.editions import Edition
from digest.archive.store import Store
from digest.compose import changes
from digest.config import Config, catch_all
from digest.errors import EditionError
from digest.model import Briefing, Document, Judged, Past, Progress
from digest.pipeline import Built, check_templates, cutoff_of, printed, think, thought, with_seen
from digest.reading import Reader, never, quiet, read
from digest.wording import stamp


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen edition and its files. `built` is what it was made of; None where it was frozen before."""

    edition: Edition
    files: Mapping[str, bytes]
    built: Built | None


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the day, and what replaces the configuration's sources and formats."""

    day: date
    now: datetime
    """When the run happens, for the archive's records; no edition depends on it."""
    sources: Sequence[str] = ()
    formats: Sequence[str] = ()
    seen: Sequence[str] = ()
    """Articles that the reader knows without an edition."""
    late: Callable[[], bool] = never
    """Says when it is too late to read more."""
    met: datetime | None = None
    """When undated articles count as met; None: in time. A day that is caught up with gives the moment of the run."""
    reader: Reader = read


def look(config: Config, order: Order, *, progress: Progress = quiet) -> Built:
    """The briefing of a day as data, with what an archive knows where there is one; nothing is kept or rendered."""
    alone = partial(
        think, config, day=order.day, sources=order.sources, seen=order.seen, reader=order.reader, progress=progress
    )
    if not config.archive_path.is_file():
        return alone()
    with Store(config.archive_path, read_only=True) as store:
        if not store.has_memory():
            return alone()
        there = editions.latest(editions.editions(store, config.briefing.slug, day=order.day.isoformat()))
        return _made(config, order, store, there[-1] if there else None, progress)


def draft(config: Config, order: Order, *, progress: Progress = quiet) -> Built:
    """The briefing of a day as it would be frozen now. Only texts, and what reading learned, are kept.

    Raises `DigestError` where no edition can be made, `LockedError` where another run is using the archive.
    """
    check_templates(config)
    with lock.held(config.archive_path), Store(config.archive_path) as store:
        there = editions.latest(editions.editions(store, config.briefing.slug, day=order.day.isoformat()))
        built = _made(config, order, store, there[-1] if there else None, progress)
        if there:  # the files of what is frozen keep their names
            built = replace(built, briefing=replace(built.briefing, revision=there[-1].revision + 1))
        built = printed(built, config, tuple(order.formats) or config.briefing.formats)
        documents.keep(store, built.docs, slug=config.briefing.slug, met=stamp(order.now))
    return built


def freeze(config: Config, order: Order, *, progress: Progress = quiet) -> Frozen:
    """Makes the briefing of a day, numbers it and keeps it for good. Where that day's is frozen already, that one is returned.

    Raises as `draft` does; then nothing was frozen.
    """
    check_templates(config)
    slug = config.briefing.slug
    with lock.held(config.archive_path), Store(config.archive_path) as store:
        there = editions.latest(editions.editions(store, slug, day=order.day.isoformat()))
        if there:
            return Frozen(there[-1], editions.files(store, there[-1]), None)
        built = _made(config, order, store, None, progress)
        number = memory.next_number(editions.editions(store, slug))
        built = replace(built, briefing=replace(built.briefing, number=number, revision=1))
        return _kept(config, order, store, built)


def revise(config: Config, order: Order, *, number: int, progress: Progress = quiet) -> Frozen:
    """Makes the edition of a number again, with what its articles, the configuration and the editor's overrides say now.

    `order.day` doesn't count: the edition keeps its own. What changed is said in it. Where its files would be the same, no revision is
    made, and the edition that there is is returned. Raises `EditionError` where there is no edition of that number, or where the revision
    would be empty.
    """
    check_templates(config)
    slug = config.briefing.slug
    with lock.held(config.archive_path), Store(config.archive_path) as store:
        there = editions.editions(store, slug, number=number)
        if not there:
            raise EditionError(f"{slug} has no frozen edition no. {number}; `digest archive list` shows those it has")
        old = there[-1]
        order = replace(order, day=date.fromisoformat(old.day))
        built = _made(config, order, store, old, progress)
        if not any(section.items for section in built.briefing.sections):
            raise EditionError(f"the revision would print nothing; {old.name} stays as it is")
        files = editions.files(store, old)
        before = edition.from_json(next(b for n, b in files.items() if n.endswith(".json")))
        if _again(built, before, config, order).files == files:
            return Frozen(old, files, None)
        changed = changes(before, built.briefing)
        new = replace(built.briefing, number=number, revision=old.revision + 1, changes=changed)
        return _kept(config, order, store, replace(built, briefing=new))


def _again(built: Built, before: Briefing, config: Config, order: Order) -> Built:
    """What was made now as if it were the edition before: under its number, without word of the configuration and the program of today."""
    same = replace(
        built.briefing,
        number=before.number,
        revision=before.revision,
        changes=before.changes,
        config_digest=before.config_digest,
        program=before.program,
    )
    return printed(replace(built, briefing=same), config, tuple(order.formats) or config.briefing.formats)


def _made(config: Config, order: Order, store: Store, again: Edition | None, progress: Progress) -> Built:
    """The briefing of a day with what earlier editions know; `again` is the edition that is made anew."""
    slug, cutoff = config.briefing.slug, cutoff_of(config, order.day)
    number = again.number if again else 0
    earlier = editions.editions_before(store, slug, before=cutoff.isoformat(), but=number)
    got = order.reader(
        config,
        order.sources,
        cutoff,
        known=documents.known(store),
        recall=lambda ids: documents.documents(store, ids),
        late=order.late,
        progress=progress,
    )
    docs, left, late = memory.eligible(
        got.docs,
        window=config.briefing.window or "last-edition",
        cutoff=cutoff,
        read=editions.read_by(store, slug, (doc.id for doc in got.docs), but=number),
        met=order.met,
        before=datetime.fromisoformat(earlier[0].cutoff) if earlier else None,
    )
    if again:
        docs = _with_missing(docs, store, again)
    if not store.read_only:
        documents.learned(store, got)

    def recall(judged: Sequence[Judged]) -> Past:
        past = replace(memory.recall(store, earlier, docs, judged, slug=slug), late=late)
        return with_seen(past, config, order.seen, cutoff, progress=progress)

    return thought(config, docs, (*got.problems, *left), cutoff, recall=recall)


def _with_missing(docs: tuple[Document, ...], store: Store, again: Edition) -> tuple[Document, ...]:
    """With the documents that an edition read and that are no longer at their source; in the order in which it read them."""
    then = editions.documents_of(store, again)
    here = {doc.id: doc for doc in docs}
    gone = documents.documents(store, [key for key in then if key not in here])
    return (*docs, *(gone[key] for key in then if key in gone))


def _kept(config: Config, order: Order, store: Store, built: Built) -> Frozen:
    """Renders a numbered edition and freezes it."""
    built = printed(built, config, tuple(order.formats) or config.briefing.formats)
    documents.keep(store, built.docs, slug=config.briefing.slug, met=stamp(order.now))
    said, unsaid = memory.former(
        built.judged,
        built.docs,
        built.selection,
        number=built.briefing.number,
        day=built.briefing.day,
        concepts=bool(catch_all(config.sections)),
    )
    made = editions.freeze(
        store,
        built.briefing,
        built.files,
        at=stamp(order.now),
        printed=said,
        unprinted=unsaid,
        read=[doc.id for doc in built.docs],
    )
    return Frozen(made, built.files, built)


def finish(frozen: Frozen, out: Path) -> tuple[Path, ...]:
    """Writes those files of a frozen edition that the folder lacks or holds otherwise; the paths of all of them."""
    if missing := lacking(frozen, out):
        edition.write(missing, out)
    return tuple(out / name for name in frozen.files)


def lacking(frozen: Frozen, out: Path) -> dict[str, bytes]:
    """Those files of a frozen edition that the folder lacks or holds otherwise."""
    return {name: body for name, body in frozen.files.items() if not _holds(out / name, body)}


def _holds(path: Path, body: bytes) -> bool:
    try:
        return path.stat().st_size == len(body) and path.read_bytes() == body
    except OSError:
        return False
