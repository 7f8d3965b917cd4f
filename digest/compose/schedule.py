"""When the next issue comes."""

from __future__ import annotations

from datetime import datetime, timedelta

from digest.config.printed import Schedule

_SATURDAY = 5


def next_issue(cutoff: datetime, schedule: Schedule | None) -> str:
    """Cut-off of the next issue as ISO date and time, the same time of day; empty without a schedule, or in the calendar's last year."""
    if schedule is None or cutoff.year == datetime.max.year:
        return ""
    following = cutoff + timedelta(days=7 if schedule == "weekly" else 1)
    while schedule == "weekdays" and following.weekday() >= _SATURDAY:
        following += timedelta(days=1)
    return following.isoformat(timespec="minutes")
