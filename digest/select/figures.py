"""Numbers on which sources differ: the same thing told with another number of the same things.

A figure is made where two sentences of different documents are alike enough to be one claim and count the same noun differently, so
that neither rounding nor "more than" explains it. Where a sentence holds several amounts of one thing, or the values lie far apart, it
is not certain that they count the same, and nothing is made.
"""

from __future__ import annotations

from collections.abc import Mapping

from digest.model import Differing, Document, Judged, Told
from digest.select.amounts import Amount, amounts, measures
from digest.select.claims import Claims

MOST = 5
"""Figures that an edition shows."""
APART = 2.5
"""The larger value is at most so many times the smaller."""


def figures(claims: Claims, home: Mapping[str, Judged], docs: Mapping[str, Document]) -> tuple[Differing, ...]:
    """The figures on which publishers differ, the most salient first; `home` is every sentence by its id, `docs` every document.

    Two numbers of one publisher are an old and a new one, no dispute.
    """
    found: dict[tuple[str, str], dict[str, Told]] = {}
    for one, other in claims.differ:
        pair = _pair(home[one], home[other])
        houses = [docs[home[key].sent.doc] for key in (one, other)]
        if pair is None or len({doc.family or doc.publisher.value or doc.id for doc in houses}) < 2:
            continue
        unit = pair[0].unit
        key = next((k for k in found if k[1] == unit and (one in found[k] or other in found[k])), (one, unit))
        told = found.setdefault(key, {})
        for sent, amount in zip((one, other), pair, strict=True):
            told.setdefault(sent, _told(home[sent], amount))
    made = [
        Differing(what=next(iter(told.values())).noun, told=tuple(told[sent] for sent in told))
        for told in found.values()
        if len({t.value for t in told.values()}) > 1
    ]
    made.sort(key=lambda f: (-max(home[t.sent].salience for t in f.told), f.told[0].sent))
    return tuple(made[:MOST])


def _pair(one: Judged, other: Judged) -> tuple[Amount, Amount] | None:
    """The two amounts that differ, None where it is not certain that they count the same thing."""
    mine, theirs = ([a for a in amounts(j.sent.text) if a.unit and not measures(a)] for j in (one, other))
    for a in mine:
        same = [b for b in theirs if b.unit == a.unit]
        if len(same) == 1 and sum(x.unit == a.unit for x in mine) == 1:
            low, high = sorted((a.value, same[0].value))
            if low != high and low > 0 and high <= APART * low:
                return a, same[0]
    return None


def _told(j: Judged, amount: Amount) -> Told:
    text = j.sent.text
    end = amount.end
    if amount.noun and text.startswith(amount.noun, end + 1):
        end += 1 + len(amount.noun)
    return Told(sent=j.sent.id, written=text[amount.start : end], value=amount.value, noun=amount.noun)
