"""Thirty simulated days: both changes of the clock, a clock that is set back, days that are missed, many runs a day, two at once."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from desk_example import READERS, Desk, desk

from digest import journal
from digest.archive import editions, lock
from digest.archive.store import Store
from digest.errors import LockedError

BERLIN = ZoneInfo("Europe/Berlin")
SPRING = [date(2031, 3, 23) + timedelta(days=n) for n in range(15)]
"""30 March has no 02:30."""
AUTUMN = [date(2031, 10, 19) + timedelta(days=n) for n in range(15)]
"""26 October has it twice."""
MISSED = {date(2031, 3, 26), date(2031, 3, 27), date(2031, 10, 23)}
"""Days on which the machine is off."""
HOURS = (0, 1, 2, 8, 17)
"""Hours in UTC at which the run is started; the cut-off of 02:30 in Berlin lies between the first three."""


def morning(at: Desk, day: date) -> None:
    """The day's article."""
    for old in sorted((at.folder / "articles").glob("*.txt"))[:-2]:
        old.unlink()  # as a feed forgets
    number = day.toordinal() % 1000
    said = f"The two delegations agreed on quota {number} for grain ships in harbour {number + 7}, and signed annex {number + 11}."
    at.article(f"day-{day}", f"{day - timedelta(days=1):%d %B %Y}", said)


def issue(now: datetime) -> date:
    """The day whose edition is due at a moment: the last one whose cut-off has passed."""
    today = now.astimezone(BERLIN).date()
    return (
        today
        if now >= datetime(today.year, today.month, today.day, 2, 30, tzinfo=BERLIN)
        else today - timedelta(days=1)
    )


def live(at: Desk, day: date) -> set[date]:
    """A day: runs at their hours, and what goes wrong on it. Gives the days whose editions were due."""
    morning(at, day)
    seen: set[date] = set()
    if day in MISSED:
        return seen
    for hour in HOURS:
        at.now = datetime(day.year, day.month, day.day, hour, 40, tzinfo=UTC)
        if day == date(2031, 3, 29) and hour == 8:
            at.now -= timedelta(days=2, hours=3)  # somebody sets the clock back, and it is right again an hour later
        if day == date(2031, 10, 26) and hour == 2:
            at.now -= timedelta(hours=1)
        if day.day % 5 == 0 and hour == 1:
            with lock.held(journal.places(at.config).lock), pytest.raises(LockedError):
                at.run()
        if day.day % 7 == 0 and hour == 1:
            from digest.deliver.smtp import Answer

            at.box.answers["b@example.net"] = [Answer("deferred", 451, "451 later"), Answer("deferred", 421, "421 bye")]
        seen.add(issue(at.now))
        made = at.run()
        assert made.result in ("done", "idle", "quiet"), made.problems
    return seen


def test_a_month(memory_folder: Path) -> None:
    """Each day that was not missed has one edition, made when its cut-off had passed, and each reader one mail of each edition."""
    at = desk(memory_folder / "desk", zone="Europe/Berlin", catch_up="none")
    path = at.folder / "config.yaml"
    path.write_text(path.read_text("utf-8").replace("cutoff: 07:00", "cutoff: 02:30"), "utf-8")
    days = [*SPRING, *AUTUMN]
    assert len(days) == 30
    wanted: list[date] = []
    for day in days:
        wanted += [one for one in sorted(live(at, day)) if not wanted or one > wanted[-1]]
    with Store(at.config.archive_path) as store:
        found = editions.editions(store)
    made = [date.fromisoformat(edition.day) for edition in found]
    assert made == wanted
    assert len(set(made) & set(days)) == 28  # 27 March was made up for before the next cut-off
    assert [edition.number for edition in found] == list(range(1, len(found) + 1))
    for edition in found[1:]:
        cutoff = datetime.combine(date.fromisoformat(edition.day), datetime.min.time(), BERLIN).replace(
            hour=2, minute=30
        )
        late = datetime.fromisoformat(edition.frozen) - cutoff.astimezone(UTC)
        assert timedelta(0) <= late <= timedelta(hours=24), edition
    copies = Counter((letter.recipient, letter.message_id) for letter in at.box.took)
    assert set(copies.values()) == {1}
    for reader in READERS:
        assert sum(address == reader for address, _ in copies) == len(found)
