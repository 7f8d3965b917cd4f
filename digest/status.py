"""What the last runs did, what is due, who got what, and whether mail is stuck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from digest import journal, memory
from digest.archive import editions, lock
from digest.archive.editions import Edition
from digest.archive.ledger import Ledger
from digest.archive.store import Store
from digest.config import Config
from digest.errors import ArchiveError, LockedError
from digest.model import OPEN
from digest.pipeline import cutoff_of
from digest.wording import counted

SHOWN = 7
"""Runs and editions that are told of."""
STUCK = timedelta(hours=2)
"""Mail that has waited so long is stuck."""
_WORDS = {
    "done": "done",
    "quiet": "done, a quiet day: nothing to report",
    "failed": "FAILED",
    "idle": "nothing was due",
}

BLIND = "done, but not everything could be read: nothing to report in what was"
"""A quiet day that may be none."""


class Told(NamedTuple):
    """The lines, and whether somebody should look into it."""

    lines: tuple[str, ...]
    bad: bool


def overview(store: Store, config: Config, *, now: datetime) -> Told:
    """Runs, editions and mails of a briefing."""
    places = journal.places(config)
    history = journal.load(places.runs)
    zone = config.briefing.zone
    lines = [f"{config.briefing.title} ({config.briefing.slug})", "", "Runs:"]
    for run in history.runs[-SHOWN:]:
        began = datetime.fromisoformat(run.began).astimezone(zone)
        word = BLIND if run.result == "quiet" and run.problems else _WORDS[run.result]
        lines.append(f"  {began:%Y-%m-%d %H:%M}  {word}")
        lines += [f"    {said}" for said in run.said]
        lines += [f"    {'new problem' if one in run.new else 'problem'}: {one}" for one in run.problems]
    if _is_running(places):
        lines.append("  one is under way")
    elif not history.runs:
        lines.append("  none yet")
    found = editions.editions(store, config.briefing.slug)
    lines += ["", "Editions:"]
    stuck = 0
    for edition in found[-SHOWN:]:
        entries = Ledger(store).entries(edition.id)
        counts = Counter(entry.state for entry in entries)
        said = ", ".join(f"{n} {state}" for state, n in sorted(counts.items())) or "no mail"
        lines.append(f"  {edition.name}  {edition.day}  {counted(edition.items, 'item')}  mails: {said}")
        waiting = [entry for entry in entries if entry.state in OPEN]
        stuck += sum(now - datetime.fromisoformat(edition.frozen) > STUCK for _ in waiting)
    if not found:
        lines.append("  none yet")
    lines += ["", *_due(config, found, now)]
    spooled = len(list(places.spool.glob("*.eml"))) if places.spool.is_dir() else 0
    if history.held:
        lines.append(f"A draft of {history.held} waits for `digest approve`.")
    if stuck:
        lines.append(
            f"STUCK: {counted(stuck, 'mail')} waited for more than {STUCK.seconds // 3600} hours; `digest send --resume` tries again."
        )
    if spooled:
        lines.append(f"STUCK: {counted(spooled, 'mail')} to the operator could not be sent yet.")
    last = next((run for run in reversed(history.runs) if run.result != "idle"), None)
    failed = bool(history.runs) and (
        history.runs[-1].result == "failed" or (last is not None and last.result == "failed")
    )
    return Told(tuple(lines), failed or bool(stuck) or bool(spooled))


def _is_running(places: journal.Places) -> bool:
    try:
        with lock.held(places.lock):
            return False
    except LockedError:
        return True
    except ArchiveError:  # a folder in which no lock can be made: no run is under way there
        return False


def _due(config: Config, found: tuple[Edition, ...], now: datetime) -> Iterator[str]:
    briefing = config.briefing
    today = now.astimezone(briefing.zone).date()
    if now < cutoff_of(config, today):
        today -= timedelta(days=1)
    last = max((date.fromisoformat(edition.day) for edition in found), default=None)
    days = memory.due(last, today, policy=briefing.catch_up, schedule=briefing.schedule)
    if days:
        yield f"Due now: the edition of {', '.join(map(str, days))}."
        return
    for ahead in range(1, 9):
        day = today + timedelta(days=ahead)
        if day in memory.due(last, day, policy="all", schedule=briefing.schedule):
            yield f"Due next: {day} at {cutoff_of(config, day):%H:%M} {briefing.timezone}."
            return


def of_edition(store: Store, edition: Edition) -> Iterator[str]:
    """Who got an edition and who didn't, one line a mail."""
    yield f"{edition.slug}, {edition.name}, of {edition.day}; frozen {edition.frozen}"
    for entry in Ledger(store).entries(edition.id):
        more = f"  next try {entry.next_try}" if entry.next_try else ""
        tries = f"  {entry.attempts} tries" if entry.attempts > 1 else ""
        yield f"  {entry.state:<10}  {entry.address}  {entry.updated}{tries}{more}  {entry.reply}".rstrip()
