"""`preview`: the draft in a browser, made again on every change of the configuration or a template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.options import config_option, day_option, edition_day, load, now, sources_argument

if TYPE_CHECKING:
    from digest.config import Config
    from digest.preview import Plan
    from digest.reading import Reader


@click.command(epilog="Example: digest preview articles/ --config config.yaml --no-archive")
@sources_argument
@config_option
@day_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="Port on loopback; 0 takes a free one."
)
@click.option("--no-archive", is_flag=True, help="No memory of earlier editions (as for build).")
def preview(sources: tuple[str, ...], config_path: Path, day: datetime | None, port: int, no_archive: bool) -> None:
    """Serves the draft on this machine alone, and makes it again when the configuration, the overrides or a template changes.

    What is wrong with them is shown in the page. The sources are read once, and again where the configuration names others. Nothing
    is written or kept.
    """
    from digest import preview as previewing

    draft = previewing.Draft(plans(config_path, sources, day, no_archive=no_archive), _beside(config_path))
    try:
        server = previewing.server(draft, port=port)
    except OSError as error:
        raise click.UsageError(
            f"port {port} cannot be used: {error.strerror}; leave out --port for a free one"
        ) from None
    with server, suppress(KeyboardInterrupt):
        click.echo(f"The draft is at http://{previewing.HOST}:{server.server_port}/ until Ctrl-C ends this.")
        server.serve_forever()


def plans(config_path: Path, sources: tuple[str, ...], day: datetime | None, *, no_archive: bool) -> Callable[[], Plan]:
    """What reads the configuration and says which files decide on the draft, and how it is made. It raises `ConfigError`."""
    from digest.preview import Plan
    from digest.reading import once

    reader = once()

    def plan() -> Plan:
        config = load(config_path)
        watched = dict.fromkeys((*_beside(config_path), *_named(config), config.templates_dir))
        return Plan(tuple(watched), partial(_make, config, sources, day, no_archive=no_archive, reader=reader))

    return plan


def _beside(config_path: Path) -> tuple[Path, ...]:
    """The files that count before the configuration could be read."""
    from digest.config.overrides import NAME

    return config_path, config_path.parent / NAME


def _named(config: Config) -> tuple[Path, ...]:
    return (config.resolve(config.overrides),) if config.overrides else ()


def _make(
    config: Config, sources: tuple[str, ...], day: datetime | None, *, no_archive: bool, reader: Reader
) -> Mapping[str, bytes]:
    """The files of the draft, among them the HTML edition: those that `digest build` would write."""
    from digest import frozen, pipeline

    pipeline.check_templates(config)
    order = frozen.Order(edition_day(config, day), now(), sources, reader=reader)
    alone = partial(pipeline.think, config, day=order.day, sources=sources, reader=reader)
    built = alone() if no_archive else frozen.look(config, order)
    formats = dict.fromkeys((*config.briefing.formats, "html"))
    return pipeline.printed(built, config, tuple(formats)).files


COMMANDS = (preview,)
