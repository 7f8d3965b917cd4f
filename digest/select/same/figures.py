"""Numbers on which sources differ: the same thing told with another number of the same things, as of the same day.

A figure is made where two sentences of independent publishers are alike enough to be one claim, nothing forbids that they are one, and
each gives one exact number of the same noun, neither of which the other explains. Most pairs of numbers are no dispute: a toll that rises,
an earlier day, "at least 40" beside 45, a sum and a part of it. So nothing is made where a number is told loosely, where a day isn't known,
or where the later of two tellings of a running count is the higher one; what a later day tells of the same stands for all before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from digest.model import Differing, Document, Judged, Told
from digest.select.same.claims import Claims
from digest.select.same.independence import owner
from digest.select.same.telling import weekdays
from digest.select.words.amounts import Amount, amounts, explains, measures, runs_on, tolls

MOST = 5
"""Figures that an edition shows."""
APART = 2.5
"""The larger value is at most so many times the smaller."""
WITHIN = timedelta(days=1)
"""Articles that tell of one state of things are published no further apart."""

_Found = tuple[tuple[str, Amount], tuple[str, Amount]]


def figures(claims: Claims, home: Mapping[str, Judged], docs: Mapping[str, Document]) -> tuple[Differing, ...]:
    """The figures on which publishers differ, the most salient first; `home` is every sentence by its id, `docs` every document."""
    found: list[_Found] = []
    for one, other in claims.differ:
        pair = _pair(home[one], home[other])
        houses = docs[home[one].sent.doc], docs[home[other].sent.doc]
        if not pair or not independent(*houses) or not _of_one_day(home[one], home[other], *houses):
            continue
        if not _risen(pair, houses, home[one].sent.text + " " + home[other].sent.text):
            found.append(((one, pair[0]), (other, pair[1])))
    groups: dict[tuple[str, str], dict[str, Amount]] = {}
    for pair_found in found:
        unit = pair_found[0][1].unit
        known = (k for k in groups if k[1] == unit and any(sent in groups[k] for sent, _ in pair_found))
        told = groups.setdefault(next(known, (pair_found[0][0], unit)), {})
        for sent, amount in pair_found:
            told.setdefault(sent, amount)
    made = [
        Differing(what=next(iter(told.values())).noun, told=tuple(_told(home[sent], told[sent]) for sent in told))
        for told in groups.values()
        if not _overtaken(told, claims, home, docs)
    ]
    made.sort(key=lambda f: (-max(home[t.sent].salience for t in f.told), f.told[0].sent))
    return tuple(made[:MOST])


def independent(one: Document, other: Document) -> bool:
    """Whether two documents have known publishers of different owners, and are not one agency's dispatch.

    Two numbers of one publisher are an old and a new one, no dispute.
    """
    owners = [owner(doc) for doc in (one, other)]
    wires = [doc.wire.value for doc in (one, other) if doc.wire]
    return all(owners) and owners[0] != owners[1] and len(wires) == len(set(wires))


def _of_one_day(one: Judged, other: Judged, first: Document, second: Document) -> bool:
    """Whether both tell of the same day, or of none and are published on the same.

    An article of the next day knows more, unless it says what day it tells of; an undated one may be of any day. Where it isn't clear
    of one whether it tells of the past, the day of the week that both name will do.
    """
    if first.day is None or second.day is None or abs(first.day - second.day) > WITHIN:
        return False
    if one.when == other.when:
        return one.when is not None or first.day == second.day
    named, also = (weekdays(j.sent.text) for j in (one, other))
    return None in (one.when, other.when) and first.day == second.day and bool(named) and named == also


def _risen(pair: tuple[Amount, Amount], docs: Sequence[Document], text: str) -> bool:
    """Whether it may be a count that went on between the two: only a later telling that is lower shows that it is none."""
    if not runs_on(pair[0].unit) and not tolls(text):
        return False
    (first, low), (last, high) = sorted(zip((d.day or date.min for d in docs), (a.value for a in pair), strict=True))
    return first == last or high >= low


def _overtaken(
    told: Mapping[str, Amount], claims: Claims, home: Mapping[str, Judged], docs: Mapping[str, Document]
) -> bool:
    """Whether an article of a later day than all of these tells the same with a number of the same things."""
    last = max(docs[home[sent].sent.doc].day or date.min for sent in told)
    unit = next(iter(told.values())).unit
    beside = {other for sent in told for other in claims.same.get(sent, ())}
    beside |= {key for pair in claims.differ if told.keys() & set(pair) for key in pair}
    later = (home[key] for key in sorted(beside - told.keys()) if (docs[home[key].sent.doc].day or date.min) > last)
    return any(amount.unit == unit for j in later for amount in amounts(j.sent.text))


def _pair(one: Judged, other: Judged) -> tuple[Amount, Amount] | None:
    """The two amounts that differ, None where it is not certain that they count the same thing."""
    mine, theirs = ([a for a in amounts(j.sent.text) if a.unit and not measures(a)] for j in (one, other))
    for a in mine:
        same = [b for b in theirs if b.unit == a.unit]
        if len(same) == 1 and sum(x.unit == a.unit for x in mine) == 1:
            low, high = sorted((a.value, same[0].value))
            if 0 < low < high <= APART * low and not explains(a, same[0]) and _same_thing(a, same[0]):
                return a, same[0]
    return None


def _same_thing(one: Amount, other: Amount) -> bool:
    """Whether what is counted is described alike: the words of the one are among those of the other."""
    mine, theirs = (frozenset(a.noun.casefold().split()) for a in (one, other))
    return mine <= theirs or theirs <= mine


def _told(j: Judged, amount: Amount) -> Told:
    text = j.sent.text
    end = amount.end
    if amount.noun and text.startswith(amount.noun, end + 1):
        end += 1 + len(amount.noun)
    return Told(sent=j.sent.id, written=text[amount.start : end], value=amount.value, noun=amount.noun)
