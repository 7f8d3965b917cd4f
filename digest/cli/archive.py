"""`archive` and `search`: what was read and printed before."""

from __future__ import annotations

import json
import re
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.options import config_option, load, now
from digest.wording import counted

if TYPE_CHECKING:
    from digest.archive.editions import Edition
    from digest.archive.search import Hit
    from digest.archive.store import Store
    from digest.config import Config
    from digest.model import Briefing

archive_option = click.option(
    "--archive", "path", type=click.Path(path_type=Path), help="The archive; the configuration's if left out."
)
briefing_option = click.option("--briefing", "slug", default="", help="Slug of the briefing; all if left out.")


_NAMED = re.compile(r"\d{1,7}(?:-r\d{1,4})?")
"""How an edition is named: 41, or 41-r1 where one of its revisions is meant."""


def _is_named(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if not _NAMED.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no number of an edition, such as 41, or 41-r1 for its first revision")
    return value


@click.group()
def archive() -> None:
    """Keeps, checks and shows what was read and printed."""


@archive.command(epilog="Example: digest archive backup /media/backup/")
@click.argument("copy")
@archive_option
@config_option
def backup(copy: str, path: Path | None, config_path: Path) -> None:
    """Copies the archive to the file or folder COPY, also while it is in use, and checks the copy."""
    from digest.archive import keeping

    of = place(path, config_path)
    to = Path(copy) / of.name if copy.endswith("/") else Path(copy)
    click.echo(f"{keeping.backup(of, to)}: copied and checked")


@archive.command(epilog="Example: digest archive restore /media/backup/archive.db")
@click.argument("copy", type=click.Path(path_type=Path))
@archive_option
@config_option
def restore(copy: Path, path: Path | None, config_path: Path) -> None:
    """Puts COPY in the archive's place, after checking it. What stood there stays beside it under another name."""
    from digest.archive import keeping, lock

    to = place(path, config_path)
    with lock.held(to):
        aside = keeping.restore(copy, to)
    click.echo(f"{to}: restored from {copy}" + (f"; what was there is now {aside}" if aside else ""))


@archive.command(epilog="Example: digest archive check")
@archive_option
@config_option
def check(path: Path | None, config_path: Path) -> None:
    """Checks the file, every text against its digest, and every frozen edition against the digests of its files."""
    from digest.archive import editions, keeping

    where = place(path, config_path)
    with opened(where) as store:
        faults = list(keeping.check(store))
        for fault in faults:
            click.echo(f"{where}: {fault}", err=True)
        if faults:
            click.echo(f"{where}: restore it with `digest archive restore COPY`", err=True)
            sys.exit(1)
        found = len(editions.editions(store)) if store.has_memory() else 0
        click.echo(f"{where} is sound: {counted(len(store.ids()), 'text')}, {counted(found, 'frozen edition')}")


@archive.command(epilog="Example: digest archive prune --days 365")
@click.option("--days", type=click.IntRange(1, 36_500), required=True, help="How long what was not printed is kept.")
@archive_option
@config_option
def prune(days: int, path: Path | None, config_path: Path) -> None:
    """Forgets what was read and not printed more than so many days ago. Editions, and every text that they name, stay."""
    from digest.archive import keeping, lock

    where = place(path, config_path)
    with lock.held(where), _existing(where) as store:
        gone = keeping.prune(store, before=(now().date() - timedelta(days=days)).isoformat())
    freed = f"{gone.bytes:,} bytes freed"
    if not gone.compact:
        freed = "the disk has no room to make the file smaller; what is free in it is used by later runs"
    click.echo(f"forgotten: {counted(gone.documents, 'text')}, {counted(gone.sentences, 'sentence')}; {freed}")


@archive.command("list", epilog="Example: digest archive list")
@briefing_option
@archive_option
@config_option
def list_(slug: str, path: Path | None, config_path: Path) -> None:
    """Lists the frozen editions."""
    from digest.archive import editions

    with opened(place(path, config_path)) as store:
        found = editions.editions(store, slug) if store.has_memory() else ()
        for one in found:
            click.echo(f"{one.slug}  {one.name}  {one.day}  {counted(one.items, 'item')}  frozen {one.frozen}")
        if not found:
            click.echo("No edition is frozen yet.", err=True)


@archive.command(epilog="Example: digest archive show 41 --out out/")
@click.argument("what")
@click.option("--out", type=click.Path(path_type=Path), help="Folder to which the edition's files are written again.")
@briefing_option
@archive_option
@config_option
def show(what: str, out: Path | None, slug: str, path: Path | None, config_path: Path) -> None:
    """Shows the frozen edition of number WHAT (41-r1: its first revision), or the article whose digest begins so, with its versions."""
    with opened(place(path, config_path)) as store:
        if _NAMED.fullmatch(what):
            _show_edition(store, _edition(store, what, slug, config_path), out)
        else:
            _show_article(store, what.partition("-")[0])


def _show_edition(store: Store, one: Edition, out: Path | None) -> None:
    from digest import edition
    from digest.archive import editions

    click.echo(f"{one.slug}, {one.name}, of {one.day}; cut-off {one.cutoff}; frozen {one.frozen}")
    click.echo(f"made by {one.program}; configuration {one.config_digest[:12]}")
    for name, digest in one.files:
        click.echo(f"  {digest}  {name}")
    files = editions.files(store, one)
    if out:
        for written in edition.write(files, out):
            click.echo(written)
        return
    briefing = _briefing(files)
    for section in briefing.sections:
        click.secho(f"\n{section.title}", bold=True)
        for item in section.items:
            status = "; ".join(part for part in (item.attribution, item.status, item.before) if part)
            click.echo(f"- {item.text}\n    {status}; id {item.id}")


def _show_article(store: Store, prefix: str) -> None:
    from digest.archive import documents
    from digest.errors import ArchiveError

    key = store.find(prefix)
    if key is None:
        raise ArchiveError(f"{store.path}: no text begins with {prefix}")
    met = documents.versions(store, key) if store.has_memory() else ()
    before = ""
    for one in met:
        click.secho(f"{one.doc[:12]}  {one.title}", bold=True)
        by = f"{one.publisher or 'publisher unknown'}, {one.published or 'undated'}"
        click.echo(f"  {by}; {one.address}; first met {one.met} for {one.slug}")
        text = store.get_text(one.doc)
        for line in documents.changes(before, text) if before else ():
            click.echo(f"    {line}")
        before = text
    click.echo(f"\n{store.get_text(key)}")


@archive.command(epilog="Example: digest archive diff 41 42")
@click.argument("before", callback=_is_named)
@click.argument("after", callback=_is_named)
@briefing_option
@archive_option
@config_option
def diff(before: str, after: str, slug: str, path: Path | None, config_path: Path) -> None:
    """Shows the items that came (+), went (-) and changed (~) from the frozen edition BEFORE to AFTER (41-r1: its first revision)."""
    from digest import succession
    from digest.archive import editions

    with opened(place(path, config_path)) as store:
        both = [_briefing(editions.files(store, _edition(store, one, slug, config_path))) for one in (before, after)]
    found = succession.succession(*both)
    for title, changes in found.sections:
        click.secho(title, bold=True)
        for change in changes:
            click.echo(f"{change.mark} {change.text}\n    {change.said}")
    click.echo(f"{found.count('+')} came, {found.count('-')} went, {found.count('~')} changed; {found.same} as before")


@click.command(epilog='Example: digest search "prisoner exchange" --since 2025-06-01 --section outcomes')
@click.argument("words", nargs=-1, required=True)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only of editions of that day or later.")
@click.option("--section", default="", help="Only sentences of this section key.")
@click.option("--party", default="", help="Only sentences of this party.")
@click.option("--source", default="", help="Only of publishers or addresses with these words.")
@click.option("--printed", is_flag=True, help="Only sentences that were printed.")
@click.option("--most", type=click.IntRange(1, 1000), default=20, show_default=True, help="Sentences shown at most.")
@click.option("--jsonl", is_flag=True, help="One JSON object a sentence.")
@briefing_option
@archive_option
@config_option
def search(
    words: tuple[str, ...],
    since: datetime | None,
    section: str,
    party: str,
    source: str,
    printed: bool,
    most: int,
    jsonl: bool,
    slug: str,
    path: Path | None,
    config_path: Path,
) -> None:
    """Finds sentences that were printed or read by frozen editions, best first. A phrase stands in quotation marks."""
    from dataclasses import asdict

    from digest.archive import editions
    from digest.archive.search import search as find

    with opened(place(path, config_path)) as store:
        found = find(
            store,
            " ".join(f'"{word}"' if " " in word else word for word in words),
            since=since.date().isoformat() if since else "",
            section=section,
            party=party,
            source=source,
            slug=slug,
            printed=printed,
            most=most,
        )
        frozen = bool(found) or (store.has_memory() and bool(editions.editions(store, slug)))
    for number, hit in enumerate(found, start=1):
        click.echo(json.dumps(asdict(hit), ensure_ascii=False) if jsonl else _told(hit, number))
    if not found and not jsonl:
        click.echo("Nothing was found." if frozen else "Nothing was found: no edition is frozen yet.")


def _told(hit: Hit, number: int) -> str:
    """A hit as a few lines: the sentence in its context, what became of it, its footnote."""
    what = f"{'printed' if hit.printed else 'read, not printed'}: {hit.slug} {hit.edition}, {hit.day}"
    more = ", ".join(part for part in (hit.section, hit.party) if part)
    note = f"{hit.publisher or 'publisher unknown'}, “{hit.title}”, {hit.published[:10] or 'undated'}. {hit.address}"
    context = " ".join(filter(None, (hit.before, click.style(hit.text, bold=True), hit.after)))
    return f"{context}\n    {what}{f' ({more})' if more else ''}\n    [{number}] {note}  {hit.doc[:12]}\n"


def place(path: Path | None, config_path: Path) -> Path:
    """Where the archive is: where the command line says, else the configuration, else where it is without one."""
    from digest.config import ARCHIVE

    if path is not None:
        return path
    return load(config_path).archive_path if config_path.is_file() else Path(ARCHIVE)


def opened(path: Path) -> Store:
    """The archive, to be read."""
    from digest.archive.store import Store

    return Store(path, read_only=True)


def _existing(path: Path) -> Store:
    """The archive, to be written to; one that isn't there is not made."""
    from digest.archive.store import Store

    if not path.is_file():
        Store(path, read_only=True)
    return Store(path)


def _edition(store: Store, named: str, slug: str, config_path: Path) -> Edition:
    """The edition of a number, its latest revision unless one is named; of the configuration's briefing where the archive holds several."""
    from digest.archive import editions
    from digest.errors import ArchiveError

    number, _, revision = named.partition("-r")
    found = editions.editions(store, slug, number=int(number)) if store.has_memory() else ()
    found = tuple(one for one in found if one.revision == int(revision)) if revision else editions.latest(found)
    if len(found) > 1 and config_path.is_file():
        config: Config = load(config_path)
        found = tuple(one for one in found if one.slug == config.briefing.slug) or found
    if len(found) > 1:
        names = ", ".join(one.slug for one in found)
        raise ArchiveError(f"{store.path}: several briefings have a no. {number}; name one with --briefing: {names}")
    if not found:
        said = f"no. {number}" + (f", revision {revision}" if revision else "")
        raise ArchiveError(f"{store.path}: there is no frozen edition {said}; `digest archive list` shows those it has")
    return found[0]


def _briefing(files: dict[str, bytes]) -> Briefing:
    """The data of an edition, among its files."""
    from digest import edition

    return edition.from_json(next(body for name, body in files.items() if name.endswith(".json")))


COMMANDS = (archive, search)
