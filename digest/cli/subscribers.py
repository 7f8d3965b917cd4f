"""`subscribers`: who gets the edition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.options import config_option, load, now
from digest.wording import counted

if TYPE_CHECKING:
    from digest.config import Config
    from digest.model import Subscriber


@click.group()
def subscribers() -> None:
    """Shows and changes who gets the edition by mail."""


@subscribers.command(epilog="Example: digest subscribers add reader@example.org --name 'A. Reader' --formats pdf")
@click.argument("address")
@click.option("--name", default="", help="Name behind which the address stands.")
@click.option(
    "--formats",
    type=click.Choice(["both", "pdf", "html"]),
    default="both",
    show_default=True,
    help="What the mail holds.",
)
@click.option("--edition", default="full", show_default=True, help="A named edition of the configuration.")
@config_option
def add(address: str, name: str, formats: str, edition: str, config_path: Path) -> None:
    """Adds ADDRESS to the list; one that was suppressed gets mail again."""
    from digest.deliver.subscribers import from_csv, to_csv
    from digest.model import Subscriber

    config = load(config_path)
    row = to_csv([Subscriber(address, " ".join(name.split()), formats, edition)])  # type: ignore[arg-type]
    _add(config, from_csv(row, file="the command line", editions=_editions(config)), refuse=True)


@subscribers.command(epilog="Example: digest subscribers remove reader@example.org")
@click.argument("addresses", nargs=-1, required=True)
@config_option
def remove(addresses: tuple[str, ...], config_path: Path) -> None:
    """Takes ADDRESSES off the list."""
    from digest import mailing
    from digest.deliver.addresses import same
    from digest.deliver.subscribers import removed

    config = load(config_path)
    path = mailing.list_path(config)
    wanted = {same(_normal(address)) for address in addresses}
    known = {same(one.address) for one in mailing.everybody(config)}
    if strangers := sorted(wanted - known):
        raise click.UsageError(f"not on the list: {', '.join(strangers)}")
    with mailing.changing(config):
        text = removed(mailing.read_text(path), wanted, file=path.as_posix(), editions=_editions(config))
        _write(path, text)
    click.echo(f"{counted(len(wanted), 'subscriber')} removed")


@subscribers.command("list", epilog="Example: digest subscribers list")
@config_option
def list_(config_path: Path) -> None:
    """Lists the subscribers, and those who get nothing and why."""
    from digest import mailing
    from digest.deliver.addresses import same

    config = load(config_path)
    off = mailing.suppressed(config)
    everybody = mailing.everybody(config)
    for one in everybody:
        row = off.get(same(one.address))
        state = "" if one.active else "  not active"
        if row is not None:
            state += (
                f"  suppressed since {row.day}: {row.reason}"
                if row.off
                else f"  came back {row.count} times, last {row.day}: {row.reason}"
            )
        click.echo(f"{one.address}  {one.formats}  {one.edition}{f'  {one.name}' if one.name else ''}{state}")
    gets, _ = mailing.wanted(config)
    click.echo(
        f"{counted(len(everybody), 'subscriber')}, of whom {len(gets)} {'gets' if len(gets) == 1 else 'get'} mail",
        err=True,
    )


@subscribers.command("import", epilog="Example: digest subscribers import readers.csv")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@config_option
def import_(file: Path, config_path: Path) -> None:
    """Adds the subscribers of a CSV FILE, whose first line names the columns; those that are on the list stay as they are."""
    from digest import mailing
    from digest.deliver.subscribers import from_csv

    config = load(config_path)
    _add(config, from_csv(mailing.read_text(file), file=file.as_posix(), editions=_editions(config)), refuse=False)


@subscribers.command(epilog="Example: digest subscribers export > readers.csv")
@config_option
def export(config_path: Path) -> None:
    """Prints the list as CSV."""
    from digest import mailing
    from digest.deliver.subscribers import to_csv

    click.echo(to_csv(mailing.everybody(load(config_path))), nl=False)


@subscribers.command(epilog="Example: digest subscribers suppress reader@example.org --reason 'asked by phone'")
@click.argument("addresses", nargs=-1, required=True)
@click.option("--reason", default="by hand", show_default=True, help="Why, for the list.")
@config_option
def suppress(addresses: tuple[str, ...], reason: str, config_path: Path) -> None:
    """Sends nothing to ADDRESSES any more, whatever subscribers.yaml says."""
    from digest import mailing
    from digest.deliver import suppressions

    config = load(config_path)
    normal = [_normal(address) for address in addresses]
    with mailing.changing(config) as rows:
        for address in normal:
            rows = suppressions.off(rows, address, reason=reason, day=now().date().isoformat())
        mailing.write_off(config, rows)
    click.echo(f"{counted(len(normal), 'address')[:-1] + 'es' if len(normal) > 1 else '1 address'} suppressed")


@subscribers.command(epilog="Example: digest subscribers ingest /var/mail/briefing")
@click.argument("place", type=click.Path(path_type=Path, exists=True))
@config_option
def ingest(place: Path, config_path: Path) -> None:
    """Reads bounces and unsubscribe mails from PLACE, an mbox file or a Maildir.

    Hard bounces and requests suppress an address; soft bounces are counted, at most one a day, and five suppress. PLACE is not changed, and
    reading it again changes nothing.
    """
    from digest import mailing
    from digest.archive.ledger import Ledger
    from digest.archive.store import Store
    from digest.deliver import bounces, suppressions
    from digest.deliver.addresses import same

    config = load(config_path)
    known = {same(one.address) for one in mailing.everybody(config)}
    day = now().date().isoformat()
    mails = 0
    with Store(config.archive_path) as store, mailing.changing(config) as rows:
        before = rows
        ledger = Ledger(store)
        for _, raw in bounces.read(place):
            mails += 1
            for said in bounces.understood(raw, is_ours=ledger.knows):
                if same(said.address) not in known:
                    continue
                change = suppressions.soft if said.kind == "soft" else suppressions.off
                reason = said.reason if said.kind == "unsubscribe" else f"bounced: {said.reason}"
                rows = change(rows, said.address, reason=reason, day=said.day or day)
        if rows != before:
            mailing.write_off(config, rows)
        for key, row in rows.items():
            if row != before.get(key):
                click.echo(f"{row.address}: {'suppressed' if row.off else 'counted'}, {row.reason}")
    click.echo(f"{counted(mails, 'mail')} read", err=True)


def _add(config: Config, new: tuple[Subscriber, ...], *, refuse: bool) -> None:
    """Adds those that are not on the list; with `refuse` it is a fault to be on it."""
    from digest import mailing
    from digest.deliver import suppressions
    from digest.deliver.addresses import same
    from digest.deliver.subscribers import added

    path = mailing.list_path(config)
    with mailing.changing(config) as rows:
        known = {same(one.address) for one in mailing.everybody(config)}
        fresh = [one for one in new if same(one.address) not in known]
        back = [one.address for one in new if same(one.address) in known and same(one.address) in rows]
        if refuse and not fresh and not back:
            raise click.UsageError(f"{new[0].address} is on the list already")
        _write(path, added(mailing.read_text(path), fresh))
        if refuse:
            rows = suppressions.without(rows, [one.address for one in new])
            mailing.write_off(config, rows)
    click.echo(
        f"{counted(len(fresh), 'subscriber')} added"
        + (f", {len(new) - len(fresh)} on the list already" if len(new) > len(fresh) else "")
    )


def _editions(config: Config) -> frozenset[str]:
    from digest import mailing

    return frozenset(mailing.delivery_of(config).named)


def _normal(address: str) -> str:
    from digest.deliver.addresses import normalised

    try:
        return normalised(address)
    except ValueError as err:
        raise click.UsageError(str(err)) from err


def _write(path: Path, text: str) -> None:
    from digest.journal import write

    write(path, text.encode())


COMMANDS = (subscribers,)
