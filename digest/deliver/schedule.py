"""What starts the run: a line for crontab, or a service and a timer for systemd. Text only; the command line installs it.

`digest run` decides by itself what is due, so that being started too often is harmless. cron knows only the machine's own clock, and
Debian's knows no other time zone: it starts the run every hour, a few minutes behind the minute of the cut-off, and the run that finds the
cut-off passed makes the edition; the others try again what failed. That is right over every change of the clock, in any zone, and after the
machine was off. systemd's timer does the same, in the edition's own zone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone

BEHIND = timedelta(minutes=5)
"""How long after the cut-off the run is started."""
BEGIN, END = "# digest {}: begin", "# digest {}: end"


def crontab(
    slug: str,
    command: Sequence[str],
    *,
    cutoff: datetime,
    environment: Mapping[str, str],
    seen_from: Sequence[datetime],
) -> str:
    """Lines for crontab, with a line before and behind by which they are found again.

    `cutoff` is an edition's, in its zone; `seen_from` are moments of the machine's clock in its own zone, of which the minutes may differ.
    `command` is absolute.
    """
    started = [cutoff + BEHIND + half_year for half_year in (timedelta(0), timedelta(days=182))]
    zones = [timezone(here.utcoffset() or timedelta(0)) for here in seen_from]
    minutes = sorted({moment.astimezone(zone).minute for moment in started for zone in zones})
    words = " ".join(_shell(word) for word in [*(f"{k}={v}" for k, v in sorted(environment.items())), *command])
    if environment:
        words = f"/usr/bin/env {words}"
    line = f"{','.join(map(str, minutes))} * * * * {_percent(words)}"
    return f"{BEGIN.format(slug)}\n{line}\n{END.format(slug)}\n"


def with_crontab(table: str, slug: str, lines: str) -> str:
    """A crontab with the lines of this briefing, in place of those that it had before."""
    begin, end = re.escape(BEGIN.format(slug)), re.escape(END.format(slug))
    rest = re.sub(rf"^{begin}\n(?:.*\n)*?{end}\n", "", table, flags=re.MULTILINE)
    return rest + ("" if not rest or rest.endswith("\n") else "\n") + lines


def systemd(
    slug: str,
    command: Sequence[str],
    *,
    cutoff: datetime,
    schedule: str | None,
    folder: str,
    writable: Sequence[str],
    environment: Mapping[str, str],
) -> dict[str, str]:
    """File name -> text of a service and its timer, for a user's or the system's systemd. `folder` is where the run starts;
    of the folders in `writable` those that are not there are passed over.
    """
    started = cutoff + BEHIND
    workdays = "Mon..Fri " if started.date() == cutoff.date() else "Tue..Sat "
    days = {"weekdays": workdays, "weekly": f"{started.strftime('%a')} "}.get(schedule or "", "")
    zone = getattr(cutoff.tzinfo, "key", "UTC")
    variables = "".join(f"Environment={_unit(f'{key}={value}')}\n" for key, value in sorted(environment.items()))
    service = f"""\
[Unit]
Description=Briefing {slug}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart={" ".join(_unit(word) for word in command)}
WorkingDirectory={folder.replace("%", "%%")}
{variables}SuccessExitStatus=3 75
TimeoutStartSec=infinity
Nice=10
UMask=0077
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ReadWritePaths={" ".join(_unit(f"-{path}") for path in dict.fromkeys(writable))}
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictNamespaces=yes
RestrictRealtime=yes
LockPersonality=yes
"""
    timer = f"""\
[Unit]
Description=Time of briefing {slug}

[Timer]
OnCalendar={days}*-*-* *:{started:%M}:00 {zone}
Persistent=true
RandomizedDelaySec=120
AccuracySec=1min

[Install]
WantedBy=timers.target
"""
    return {f"digest-{slug}.service": service, f"digest-{slug}.timer": timer}


def _shell(word: str) -> str:
    return word if re.fullmatch(r"[\w@%+=:,./-]+", word, re.ASCII) else "'" + word.replace("'", "'\\''") + "'"


def _percent(line: str) -> str:
    """Cron cuts a command at a percent sign."""
    return line.replace("%", "\\%")


def _unit(word: str) -> str:
    """A word of a unit file: percent signs and dollars mean themselves, and white space doesn't part it."""
    plain = word.replace("%", "%%").replace("$", "$$")
    return (
        plain if re.fullmatch(r"[^\s\"'\\;]+", plain) else '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
