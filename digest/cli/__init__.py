"""The commands: the only place that prints and sets exit codes (0 done, 1 failed, 2 wrong usage or configuration, 3 done with problems,
75 another run holds the lock).

`drafts` holds what makes and checks editions, `preview` what shows a draft while its files are edited, `archive` what looks into the
past; `options` and `report` what commands share.
"""

from __future__ import annotations

import atexit
import gc
import io
import sys

import click

from digest.cli import archive, deliver, drafts, preview, subscribers
from digest.errors import DigestError


class _Commands(click.Group):
    """Turns the program's own errors into a message and an exit code; anything else is a fault of the program and stays a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DigestError as error:
            click.echo(str(error), err=True)
            ctx.exit(error.exit_code)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefing-digest", message="%(package)s %(version)s")
def main() -> None:
    """Reads articles, picks the sentences that matter, and prints a dated briefing in which every sentence can be checked."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without the letters must not end the run
    # A run is short and makes hardly any reference cycles: looking for them after every 700 new objects, and once more on the way
    # out, costs a tenth of it.
    gc.set_threshold(1_000_000)
    atexit.register(gc.freeze)


for _command in (*drafts.COMMANDS, *preview.COMMANDS, *deliver.COMMANDS, *subscribers.COMMANDS, *archive.COMMANDS):
    main.add_command(_command)
