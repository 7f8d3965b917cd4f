"""Who is to get nothing any more, and whose mail came back: a CSV file beside subscribers.yaml that the program keeps.

It wins over subscribers.yaml: who unsubscribed stays off the list whatever somebody writes there, until `digest subscribers add` brings
them back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from digest.deliver.addresses import normalised, same
from digest.errors import ConfigError

FIELDS = ("address", "state", "count", "day", "reason")
SOFT_LIMIT = 5
"""So many soft bounces, on different days and none of them followed by a removal of the row, are taken as a hard one."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """An address of which something is known."""

    address: str
    off: bool
    """True: it gets nothing. False: mails came back, but not for good."""
    count: int
    """Soft bounces, at most one a day."""
    day: str
    """ISO date of the last change."""
    reason: str


def parse(text: str, *, file: str) -> dict[str, Suppression]:
    """Address as `same` gives it -> what is known. Raises `ConfigError` with every fault."""
    found: dict[str, Suppression] = {}
    faults: list[str] = []
    table = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    for row in table:
        if not row or (table.line_num == 1 and row[0] == FIELDS[0]):
            continue
        try:
            address, state, count, day, reason = row
            one = Suppression(normalised(address), state == "off", int(count or 0), day, reason)
        except ValueError as err:
            faults.append(f"{file}:{table.line_num}: is no row of this file ({err})")
            continue
        found[same(one.address)] = one
    if faults:
        raise ConfigError(faults)
    return found


def text_of(rows: Mapping[str, Suppression]) -> str:
    """The file's text, by address."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(FIELDS)
    for _, one in sorted(rows.items()):
        table.writerow([one.address, "off" if one.off else "soft", one.count, one.day, one.reason])
    return out.getvalue()


def off(rows: Mapping[str, Suppression], address: str, *, reason: str, day: str) -> dict[str, Suppression]:
    """With the address suppressed; the first reason stays."""
    before = rows.get(same(address))
    if before is not None and before.off:
        return dict(rows)
    count = before.count if before else 0
    return {**rows, same(address): Suppression(address, True, count, day, " ".join(reason.split())[:200])}


def soft(rows: Mapping[str, Suppression], address: str, *, reason: str, day: str) -> dict[str, Suppression]:
    """With one more soft bounce, at most one a day; `SOFT_LIMIT` of them suppress."""
    before = rows.get(same(address))
    if before is not None and (before.off or before.day >= day):
        return dict(rows)
    count = (before.count if before else 0) + 1
    said = " ".join(reason.split())[:200]
    return {**rows, same(address): Suppression(address, count >= SOFT_LIMIT, count, day, said)}


def without(rows: Mapping[str, Suppression], addresses: Iterable[str]) -> dict[str, Suppression]:
    """Without the rows of the addresses."""
    gone = {same(address) for address in addresses}
    return {key: one for key, one in rows.items() if key not in gone}
