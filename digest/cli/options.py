"""Options that commands share, and what they stand for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from digest.config import Config

config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    default=Path("config.yaml"),
    show_default=True,
    help="Configuration to use.",
)
day_option = click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Date of the edition; today in the briefing's time zone if left out.",
)
sources_argument = click.argument("sources", nargs=-1, metavar="[SOURCE]...")


def load(path: Path) -> Config:
    """The configuration at `path`. Raises ConfigError with all its faults."""
    from digest.config import load

    return load(path)


def now() -> datetime:
    """The moment of the run, for the archive's records."""
    return datetime.now(UTC)


def edition_day(config: Config, given: datetime | None) -> date:
    """The day that was asked for, or today where the briefing is read."""
    return given.date() if given else datetime.now(config.briefing.zone).date()
