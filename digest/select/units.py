"""Sentences -> units: what can be printed as one point, because it stands alone.

A sentence that leans on the one before it ("He …", "These include …") comes with that sentence or not at all; a list item comes with
its lead-in; a list that is short comes whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digest.model import Judged

MAX_WORDS = 75
"""A unit of several sentences is no longer than this."""
MAX_LIST_WORDS = 120
"""A list with its lead-in is no longer than this; of a longer one single items are taken."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more sentences of one document in source order; `core` is the one for whose sake the others are brought."""

    core: Judged
    parts: tuple[Judged, ...]
    words: int

    @property
    def key(self) -> tuple[str, int]:
        """For ties: document, then sentence index."""
        return (self.core.sent.doc, self.core.sent.index)


def units(judged: Sequence[Judged]) -> tuple[tuple[Unit, ...], dict[str, str]]:
    """Every unit that the sentences of all documents allow, and the sentences that cannot stand (id -> gate)."""
    by_place = {(j.sent.doc, j.sent.index): j for j in judged}
    lists: dict[tuple[str, int], list[Judged]] = {}
    for j in judged:
        if j.sent.lead_in is not None:
            lists.setdefault((j.sent.doc, j.sent.lead_in), []).append(j)
    found: list[Unit] = []
    fell: dict[str, str] = {}
    for j in judged:
        if j.dropped:
            fell[j.sent.id] = j.dropped
            continue
        if j.sent.text.endswith("?"):
            fell[j.sent.id] = "question"
            continue
        parts = _standing(j, by_place, lists)
        if parts is None:
            fell[j.sent.id] = "dangling"
            continue
        found.append(Unit(core=j, parts=parts, words=_words(parts)))
    return tuple(found), fell


def _standing(
    j: Judged, by_place: Mapping[tuple[str, int], Judged], lists: Mapping[tuple[str, int], list[Judged]]
) -> tuple[Judged, ...] | None:
    """The sentence with what it needs before it, in source order; None where that can't be had."""
    sent = j.sent
    if sent.text.endswith(":"):
        items = lists.get((sent.doc, sent.index), [])
        return _whole_list(j, items) if items else None
    if sent.lead_in is not None:
        lead = by_place[sent.doc, sent.lead_in]
        if lead.dropped not in ("", "fragment"):
            return None
        whole = _whole_list(lead, lists[sent.doc, sent.lead_in])
        if whole is not None:
            return whole
        return None if lead.opener or _words((lead, j)) > MAX_WORDS else (lead, j)
    if not j.opener:
        return (j,)
    before = by_place.get((sent.doc, sent.index - 1))
    if before is None or before.dropped or before.opener or before.sent.lead_in is not None:
        return None
    if (
        before.sent.block < sent.block - 1
        or before.sent.heading != sent.heading
        or before.sent.text.endswith(("?", ":"))
    ):
        return None
    pair = (before, j)
    return pair if _words(pair) <= MAX_WORDS else None


def _whole_list(lead: Judged, items: Sequence[Judged]) -> tuple[Judged, ...] | None:
    parts = [lead]
    for item in items:
        if not item.dropped and _words((*parts, item)) <= MAX_LIST_WORDS:
            parts.append(item)
    return tuple(parts) if not lead.opener and len(parts) > 1 else None


def _words(parts: Sequence[Judged]) -> int:
    """Words on paper: those of the sentences, and one for the mark of a cut where others were left out between them."""
    places = [(p.sent.index, p.sent.block, p.sent.heading) for p in parts]
    cuts = sum(b[0] > a[0] + 1 or b[1] > a[1] + 1 or b[2] != a[2] for a, b in pairwise(places))
    return sum(len(p.sent.text.split()) for p in parts) + cuts
