"""What is announced without a day ("are due to meet in Geneva"), and the later sentence that tells it as done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from digest.model import Judged
from digest.select.stale.matter import HALF, LONGEST, apart, content
from digest.select.stale.written import Written
from digest.select.words.wording import one_of, undone, words_of

SOON = 10
"""Days within which a plan without a day is carried out, or is another one."""
MOST = 40
"""Sentences that are looked at for one."""
BEFORE, BEHIND = 80, 70
"""Characters before and behind the deed in which who does it and what is done stand."""


def carried(live: Sequence[Judged], when: Mapping[str, Written | None]) -> Iterator[tuple[Judged, Judged]]:
    """Plans without a day, and the first sentence of an article within `SOON` days that tells as done what was planned."""
    plans = [(j, plan) for j in live if (plan := planned(j)) and not (j.when and j.when.kind == "announced")]
    told: dict[str, list[tuple[Written, Judged, str]]] = {}
    for j in live if plans else ():
        at = when[j.sent.doc]
        if at is not None and not planned(j):
            for deed, around in deeds(j).items():
                told.setdefault(deed, []).append((at, j, around))
    for those in told.values():
        those.sort(key=lambda t: (t[0].key, t[1].sent.id))
    for j, plan in plans:
        at = when[j.sent.doc]
        if at is None:
            continue
        later = [t for t in told.get(plan[0], ()) if at.before(t[0]) and (t[0].day - at.day).days <= SOON][:MOST]
        for _, other, around in later:
            if (other.when is None or other.when.first >= at.day) and carried_out(j, plan, other, around):
                yield j, other
                break


def planned(j: Judged) -> tuple[str, str, str] | None:
    """The past form of what is announced, what stands around it and what behind it; None where nothing is."""
    return _plan(j.sent.text[:LONGEST])


@lru_cache(maxsize=4096)  # asked of a sentence several times, and again where it is compared with the past
def _plan(text: str) -> tuple[str, str, str] | None:
    match = _planned().search(text)
    if match is None:
        return None
    behind = text[match.end() : match.end() + BEHIND]
    return _deeds()[match["deed"]], f"{text[max(0, match.start() - BEFORE) : match.start()]} {behind}", behind


def deeds(j: Judged) -> dict[str, str]:
    """Past form -> what stands around it, for what a sentence tells as done; nothing where it doubts or denies."""
    text = j.sent.text[:LONGEST]
    if undone().search(text.lower()):
        return {}
    return {m[0]: text[max(0, m.start() - BEFORE) : m.end() + BEHIND] for m in _past().finditer(text)}


def carried_out(j: Judged, plan: tuple[str, str, str], other: Judged, told: str) -> bool:
    """Whether `other`, around the deed (`told`), tells what `j` announces: two names of it, all it is about, no other party or place."""
    _, around, behind = plan
    if apart(j.sent.text, other.sent.text, around=(around, told)):
        return False
    names, small, has = content(j, around)[1], content(j, behind)[0], content(other, told)[1]
    if len(names & has) < 2 or len(names & has) < HALF * len(names):
        return False
    return small <= other.terms


@cache
def _deeds() -> dict[str, str]:
    """Present form -> past form."""
    pairs = [entry.split() for entry in words_of("deed")]
    return {pair[0]: pair[1] for pair in pairs}


@cache
def _planned() -> re.Pattern[str]:
    return re.compile(rf"(?<!was )(?<!were )(?<!been )\b(?:{one_of('announcing')}) to (?P<deed>{'|'.join(_deeds())})\b")


@cache
def _past() -> re.Pattern[str]:
    return re.compile(rf"(?<!to be )(?<!be )\b(?:{'|'.join(sorted(set(_deeds().values())))})\b")
