"""`run`, `approve`, `send`, `status` and `schedule`: the edition gets to its readers, attended or not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.options import config_option, load, now
from digest.cli.report import PROBLEMS, progress_bar

if TYPE_CHECKING:
    from digest.archive.editions import Edition
    from digest.archive.store import Store
    from digest.config import Config
    from digest.journal import Run
    from digest.mailing import Outside


@click.command(epilog="Example: digest run --config config.yaml")
@config_option
@click.option(
    "--deadline", metavar="HH:MM", help="Stop reading at this time of the briefing's zone, and send what there is."
)
@click.option("--hold", is_flag=True, help="Freeze and send nothing; the editor gets the draft by mail (see approve).")
def run(config_path: Path, deadline: str | None, hold: bool) -> None:
    """Builds, freezes and sends what is due, once; made for cron. It can be started as often as you like.

    Says nothing where all went well; the log and `digest status` do.
    """
    from digest import run as running
    from digest.errors import LockedError

    config = load(config_path)
    wish = running.Wish(hold=hold, deadline=_moment(config, deadline) if deadline else None)
    try:
        with progress_bar(lines=False) as progress:
            made = running.run(config, outside=_outside(), wish=wish, progress=progress)
    except LockedError as err:
        if sys.stderr.isatty():  # cron would make a mail of it every hour, though nothing is wrong
            raise
        sys.exit(err.exit_code)
    _end(made)


@click.command(epilog="Example: digest approve")
@config_option
def approve(config_path: Path) -> None:
    """Freezes and sends the draft that `digest run --hold` sent to the editor; what overrides.yaml says by now counts."""
    from digest import run as running

    config = load(config_path)
    with progress_bar(lines=False) as progress:
        made = running.approve(config, outside=_outside(), progress=progress)
    for line in made.said:
        click.echo(line)
    _end(made)


@click.command(epilog="Example: digest send --dry-run --out mails/")
@click.argument("number", type=click.IntRange(min=1), required=False)
@config_option
@click.option("--dry-run", is_flag=True, help="Write the mails as .eml files; nothing is sent.")
@click.option(
    "--only", metavar="ADDRESS", default="", help="To this subscriber alone, also where they have it already."
)
@click.option("--resume", is_flag=True, help="Try again what failed or was too late; what is settled otherwise stays.")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("mails"), show_default=True, help="Folder for --dry-run."
)
def send(number: int | None, config_path: Path, dry_run: bool, only: str, resume: bool, out: Path) -> None:
    """Sends the frozen edition of NUMBER, the latest if left out, to those who don't have it yet.

    A mail that may or may not have arrived is sent again only by --only.
    """
    from digest import edition as writing
    from digest import journal, mailing
    from digest.archive import lock
    from digest.archive.store import Store

    config = load(config_path)
    mailing.delivery_of(config)
    with Store(config.archive_path) as store:
        edition = _edition(store, config, number)
        if dry_run:
            for name, body in mailing.dry(config, store, edition, only=only):
                for path in writing.write({name: body}, out):
                    click.echo(path)
            return
        places = journal.places(config)
        with lock.held(places.lock):
            log = journal.Journal(places.log, now)
            by_hand = bool(only) or resume
            outcome = mailing.send(config, store, edition, outside=_outside(), journal=log, only=only, by_hand=by_hand)
    states = [
        (state, outcome.count(state)) for state in ("sent", "pending", "deferred", "failed", "unknown", "suppressed")
    ]
    click.echo(f"{edition.name}: " + ", ".join(f"{n} {state}" for state, n in states if n))
    if outcome.fault:
        click.echo(outcome.fault, err=True)
    if outcome.fault or outcome.count("failed", "pending", "deferred", "sending"):
        sys.exit(1)


@click.command(epilog="Example: digest status")
@click.argument("number", type=click.IntRange(min=1), required=False)
@config_option
def status(number: int | None, config_path: Path) -> None:
    """Says what the last runs did, what is due, and whether mail is stuck; with NUMBER, who got that edition and who didn't.

    Exits with 1 where the last run failed or mail is stuck.
    """
    from digest import status as telling
    from digest.archive.store import Store

    config = load(config_path)
    with Store(config.archive_path) as store:
        if number is not None:
            for line in telling.of_edition(store, _edition(store, config, number)):
                click.echo(line)
            return
        told = telling.overview(store, config, now=now())
    for line in told.lines:
        click.echo(line)
    if told.bad:
        sys.exit(1)


@click.command(epilog="Example: digest schedule --cron --install")
@config_option
@click.option("--cron", "kind", flag_value="cron", default="cron", help="A line for crontab (the default).")
@click.option("--systemd", "kind", flag_value="systemd", help="A service and a timer for systemd.")
@click.option("--install", is_flag=True, help="Put it into the user's crontab, or into the folder of the user's units.")
@click.option("--deadline", metavar="HH:MM", help="As for run.")
@click.option("--hold", is_flag=True, help="As for run.")
def schedule(config_path: Path, kind: str, install: bool, deadline: str | None, hold: bool) -> None:
    """Prints what starts the run every day, with absolute paths: a line for crontab, or units for systemd."""
    from digest import pipeline
    from digest.deliver import schedule as lines
    from digest.journal import places

    config = load(config_path)
    if deadline:
        _moment(config, deadline)
    whole = config_path.absolute()
    command = [*_program(), "run", "--config", str(whole)]
    command += ["--deadline", deadline] if deadline else []
    command += ["--hold"] if hold else []
    moment = now()
    cutoff = pipeline.cutoff_of(config, moment.astimezone(config.briefing.zone).date())
    if kind == "cron":
        half_year = timedelta(days=182)
        here = [(moment + shift).astimezone() for shift in (timedelta(0), half_year)]
        environment = _environment(config)
        said = lines.crontab(config.briefing.slug, command, cutoff=cutoff, environment=environment, seen_from=here)
        _install_cron(config.briefing.slug, said) if install else click.echo(said, nl=False)
        return
    state, out = places(config).log.parent, config.out_dir
    folders = [str(path.absolute()) for path in (state, out, whole.parent)]
    units = lines.systemd(
        config.briefing.slug,
        command,
        cutoff=cutoff,
        schedule=config.briefing.schedule,
        folder=str(whole.parent),
        writable=folders,
        environment=_environment(config),
    )
    if install:
        _install_units(units)
        return
    for name, text in units.items():
        click.echo(f"# {name}\n{text}")


def _environment(config: Config) -> dict[str, str]:
    """What the run needs besides the bare environment that cron and systemd give it; says so where that can't be written down."""
    asked = config.delivery.smtp.password_env if config.delivery else None
    if asked:
        said = f"neither cron nor systemd knows {asked}: name a file with delivery.smtp.password_file instead"
        click.echo(f"Beware: {said}", err=True)
    kept = {"PYTHONPATH": os.environ["PYTHONPATH"]} if os.environ.get("PYTHONPATH") else {}
    return {"PYTHONUTF8": "1", **kept}


def _install_cron(slug: str, said: str) -> None:
    from digest.deliver.schedule import with_crontab

    program = shutil.which("crontab") or "/usr/bin/crontab"
    try:
        there = subprocess.run([program, "-l"], capture_output=True, text=True, timeout=20, check=False)
        table = there.stdout if there.returncode == 0 else ""
        subprocess.run(
            [program, "-"],
            input=with_crontab(table, slug, said),
            text=True,
            timeout=20,
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.SubprocessError) as err:
        raise click.ClickException(
            f"the crontab could not be changed ({err}); put these lines into it yourself:\n{said}"
        ) from err
    click.echo(f"The crontab starts {slug} every hour; the run makes an edition when the cut-off has passed.")


def _install_units(units: dict[str, str]) -> None:
    from digest.journal import write

    folder = Path.home() / ".config" / "systemd" / "user"
    for name, text in units.items():
        write(folder / name, text.encode())
        click.echo(folder / name)
    timer = next(name for name in units if name.endswith(".timer"))
    click.echo(
        f"Now run: systemctl --user daemon-reload && systemctl --user enable --now {timer} && loginctl enable-linger"
    )


def _program() -> list[str]:
    """The program that runs here, by its absolute path."""
    called = shutil.which(sys.argv[0]) or sys.argv[0]
    path = Path(called).absolute()
    return [str(path)] if path.is_file() and os.access(path, os.X_OK) else [sys.executable, "-m", "digest"]


def _edition(store: Store, config: Config, number: int | None) -> Edition:
    """The last revision of an edition, or of the latest."""
    from digest.archive import editions
    from digest.errors import EditionError

    found = editions.latest(editions.editions(store, config.briefing.slug, number=number or 0))
    if not found:
        said = f"no. {number}" if number else "edition yet"
        raise EditionError(
            f"{config.briefing.slug} has no frozen {said}; `digest build --freeze` or `digest run` makes one"
        )
    return found[-1]


def _outside() -> Outside:
    from digest.mailing import Outside

    return Outside(now=now, wait=time.sleep, environment=dict(os.environ))


def _moment(config: Config, text: str) -> datetime:
    """A time of today in the briefing's zone."""
    try:
        clock = datetime.strptime(text, "%H:%M").time()
    except ValueError as err:
        raise click.BadParameter(f"{text!r} is no time such as 07:30", param_hint="--deadline") from err
    zone = config.briefing.zone
    return datetime.combine(now().astimezone(zone).date(), clock, tzinfo=zone)


def _end(made: Run) -> None:
    """Says what is new and wrong, and ends with 1 where the run failed, with 3 where it has new problems."""
    for problem in made.problems if made.result == "failed" else made.new:
        click.echo(problem, err=True)
    if made.result == "failed":
        sys.exit(1)
    if made.new:
        sys.exit(PROBLEMS)


COMMANDS = (run, approve, send, status, schedule)
