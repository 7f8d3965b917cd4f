"""Sentences -> units: what can be printed as one point, because it stands alone.

A sentence that leans on the one before it ("He …", "These include …") comes with that sentence or not at all; a list item comes with
its lead-in; a list that is short comes whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.model import Judged

MAX_WORDS = 75
"""A unit of several sentences is no longer than this."""


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
        found.append(Unit(core=j, parts=parts, words=sum(len(p.sent.text.split()) for p in parts)))
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
    parts = (lead, *(i for i in items if not i.dropped))
    return parts if not lead.opener and len(parts) > 1 and _words(parts) <= MAX_WORDS else None


def _words(parts: Sequence[Judged]) -> int:
    return sum(len(p.sent.text.split()) for p in parts)
