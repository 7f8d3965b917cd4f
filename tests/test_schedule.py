"""What starts the run: lines for cron and units for systemd are right in any zone, over both changes of the clock, and a real cron runs
one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta, timezone
from datetime import time as clock
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from desk_example import READERS, desk
from mail_server import mail_server

from digest.config import load
from digest.deliver.schedule import crontab, systemd, with_crontab

COMMAND = ["/opt/digest/bin/digest", "run", "--config", "/home/a b/100%/config.yaml"]


def cutoff(zone: str, at: str = "06:00", day: date = date(2031, 3, 3)) -> datetime:
    """A cut-off."""
    return datetime.combine(day, clock.fromisoformat(at), ZoneInfo(zone))


def cron(zone: str, *here: datetime) -> str:
    """The line for a machine whose clock shows `here`."""
    text = crontab("talks", COMMAND, cutoff=cutoff(zone), environment={"PYTHONUTF8": "1"}, seen_from=here)
    begin, line, end = text.splitlines()
    assert (begin, end) == ("# digest talks: begin", "# digest talks: end")
    return line


def test_a_line_for_cron() -> None:
    """Every hour, five minutes behind the minute of the cut-off; absolute, and no sign in it means something to cron or the shell."""
    line = cron("Europe/Berlin", datetime(2031, 1, 1, tzinfo=UTC))
    assert line == (
        "5 * * * * /usr/bin/env PYTHONUTF8=1 /opt/digest/bin/digest run --config '/home/a b/100\\%/config.yaml'"
    )


def test_zones_of_half_an_hour() -> None:
    """The minute is that of the machine's own clock, in summer and winter."""
    assert cron("Asia/Kolkata", datetime(2031, 1, 1, tzinfo=UTC)).startswith("35 * ")
    adelaide = ZoneInfo("Australia/Lord_Howe")
    both = (datetime(2031, 1, 1, tzinfo=adelaide), datetime(2031, 7, 1, tzinfo=adelaide))
    assert cron("UTC", *both).startswith("5,35 * ")
    assert cron("UTC", datetime(2031, 1, 1, tzinfo=timezone(timedelta(hours=5, minutes=45)))).startswith("50 * ")


def test_a_crontab_keeps_what_else_is_in_it() -> None:
    """The lines of this briefing are replaced, everything else stays; the same again changes nothing."""
    table = "MAILTO=me\n0 1 * * * backup"
    once = with_crontab(table, "talks", cron_lines("5"))
    assert once == f"{table}\n{cron_lines('5')}"
    assert with_crontab(once, "talks", cron_lines("5")) == once
    assert with_crontab(once, "talks", cron_lines("35")) == f"{table}\n{cron_lines('35')}"
    assert with_crontab(once, "other", "x\n").startswith(once)
    assert with_crontab("", "talks", cron_lines("5")) == cron_lines("5")


def cron_lines(minute: str) -> str:
    """A block."""
    return f"# digest talks: begin\n{minute} * * * * digest run\n# digest talks: end\n"


def units(zone: str = "Europe/Berlin", schedule: str | None = None, at: str = "06:00") -> dict[str, str]:
    """A service and its timer."""
    return systemd(
        "talks", [*COMMAND, "$x"], cutoff=cutoff(zone, at), schedule=schedule, folder="/home/a b",
        writable=["/srv/state", "/srv/out", "/srv/out"], environment={"A": "b c"},
    )  # fmt: skip


def test_units_for_systemd() -> None:
    """The timer names the edition's own zone, tries every hour as cron does, and catches up once; new problems are no failure of the
    service.
    """
    made = units()
    service, timer = made["digest-talks.service"], made["digest-talks.timer"]
    for line in (
        "OnCalendar=*-*-* *:05:00 Europe/Berlin",
        "Persistent=true",
        "RandomizedDelaySec=120",
    ):
        assert f"\n{line}\n" in timer
    assert 'ExecStart=/opt/digest/bin/digest run --config "/home/a b/100%%/config.yaml" $$x\n' in service
    assert "\nSuccessExitStatus=3 75\n" in service
    assert "\nReadWritePaths=-/srv/state -/srv/out\n" in service
    assert '\nEnvironment="A=b c"\n' in service
    assert "OnCalendar=Mon..Fri *-*-*" in units(schedule="weekdays")["digest-talks.timer"]
    assert "OnCalendar=Mon *-*-*" in units(schedule="weekly")["digest-talks.timer"]
    assert "OnCalendar=*-*-* *:02:00" in units(at="23:57")["digest-talks.timer"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_understands_them(tmp_path: Path) -> None:
    """It finds no fault with the units, and means the same moments as the program, in winter and in summer."""
    for name, text in units().items():
        (tmp_path / name).write_text(text.replace(COMMAND[0], "/bin/true"), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in units())],
        capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert "talks" not in done.stderr, done.stderr
    for base, hour in (("2031-01-10 04:30:00 UTC", 5), ("2031-07-10 03:30:00 UTC", 4)):
        said = subprocess.run(
            ["systemd-analyze", "calendar", f"--base-time={base}", "*-*-* *:05:00 Europe/Berlin"],
            capture_output=True, text=True, timeout=30, check=True, env={**os.environ, "TZ": "UTC", "LC_ALL": "C"},
        ).stdout  # fmt: skip
        assert f" {hour:02}:05:00 UTC" in said


def test_a_real_cron_runs_it_once(tmp_path: Path) -> None:
    """The line as `digest schedule` prints it, in cron's own bare environment: one edition, one mail each, not a word."""
    if not os.access("/usr/sbin/cron", os.X_OK):
        pytest.skip("cron is not installed; `make test-setup` installs it")
    if os.geteuid() != 0 or subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode:
        pytest.skip("cron can be run apart from the machine's own only as root, in a mount namespace")
    with mail_server() as sink:
        at = desk(tmp_path / "100% desk", port=sink.port)
        log = at.folder / "state" / "lissa-talks.log"
        said = subprocess.run(
            [sys.executable, "-m", "digest", "schedule", "--config", str(at.folder / "config.yaml")],
            capture_output=True, text=True, timeout=60, check=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        ).stdout  # fmt: skip
        line = said.splitlines()[1]
        assert line.startswith("5 * * * * /usr/bin/env ")
        table = line.replace("5 * * * *", "@reboot", 1) + f" >{tmp_path}/said 2>&1\n"  # at once, and not in an hour
        daemon = cron_daemon(tmp_path / "cron", table)
        try:
            for _ in range(400):
                if log.exists() and '"step": "end"' in log.read_text("utf-8"):
                    break
                time.sleep(0.05)  # another program is running it
        finally:
            daemon.terminate()
            daemon.wait(10)
        assert (tmp_path / "said").read_text("utf-8") == ""
        assert sorted(sink.addresses()) == sorted(READERS)
    assert len(list((at.folder / "out").glob("*.md"))) == 1
    assert load(at.folder / "config.yaml").archive_path.is_file()


def cron_daemon(folder: Path, table: str) -> subprocess.Popen[bytes]:
    """A cron of our own: in a mount namespace its folders are ours."""
    for name in ("spool/crontabs", "etc", "run"):
        (folder / name).mkdir(parents=True)
    (folder / "empty").touch()
    (folder / "spool" / "crontabs" / "root").write_text(table, "utf-8")
    (folder / "spool" / "crontabs" / "root").chmod(0o600)
    mounts = {"spool": "/var/spool/cron", "run": "/run", "etc": "/etc/cron.d", "empty": "/etc/crontab"}
    script = " && ".join(f"mount --bind '{folder / ours}' {theirs}" for ours, theirs in mounts.items())
    command = ["unshare", "-m", "--propagation", "private", "sh", "-c", f"{script} && exec /usr/sbin/cron -f"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
