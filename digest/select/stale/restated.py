"""Older statements of somebody who later said much the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from digest.model import Judged
from digest.select.stale.written import Written
from digest.select.words.wording import plain

ALIKE = 4
"""Terms other than names that two statements of one speaker share at least."""
AGAIN = 0.6
"""Share of the terms of a statement that the later one repeats: it said little else."""
MOST = 40
"""Later statements that are looked at for one."""

_SPEAKER = re.compile(
    r"(?:^|[ “\"])(?P<name>[A-Z][\w’'-]+) (?:said|told|warned|added|insisted|demanded|vowed)\b"
    r"|\b(?:said|added) (?:[A-Z][\w’'.-]+ ){0,4}(?P<last>[A-Z][\w’'-]+)"
)
_NOBODY = frozenset(["He", "She", "They", "It", "We", "I", "Officials", "Who"])


def restated(live: Sequence[Judged], when: Mapping[str, Written | None]) -> Iterator[tuple[Judged, Judged]]:
    """A statement, and the later one of its speaker that says much the same."""
    by_speaker: dict[str, list[tuple[Written, Judged]]] = {}
    for j in live:
        at, match = when[j.sent.doc], _SPEAKER.search(j.sent.text[:600])
        name = j.speaker or (match["name"] or match["last"] if match else "")
        if at is not None and name and name not in _NOBODY:
            by_speaker.setdefault(name, []).append((at, j))
    for _, said in sorted(by_speaker.items()):
        said.sort(key=lambda s: (s[0].key, s[1].sent.id))
        for place, (early, old) in enumerate(said):
            for later, new in reversed(said[max(place + 1, len(said) - MOST) :]):
                if early.before(later) and _said_again(old, new):
                    yield old, new
                    break


def _said_again(old: Judged, new: Judged) -> bool:
    """Whether two sentences share words enough that are no names: titles and names recur in whatever somebody says."""
    shared = sorted(old.terms & new.terms)
    enough = max(ALIKE, AGAIN * len(old.terms))
    return len(shared) >= enough and sum(plain(new.sent.text, term) for term in shared) >= ALIKE
