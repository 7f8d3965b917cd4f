"""Whether a reader of one sentence learns nothing from another one, though hardly a word is the same.

The test is one-sided: the shorter telling is held by the longer. It must name nobody, no number and no day that the other lacks, be told by
nobody else and contradict it in nothing (`digest.select.same.contrary`); nearly all its points must stand in what the other tells in its
main clauses, near one another as they do here, the first act and every denial or doubt among them.
"""

from __future__ import annotations

from itertools import pairwise

from digest.select.same.contrary import contrary
from digest.select.same.gist import DENIED, DOUBT, Gist, Point, covered, does
from digest.select.words.amounts import Amount, agree, amounts
from digest.select.words.folding import PEOPLE

COVER, COVER_UNLED = 0.6, 0.65
"""Part of its points that the other has, at least; more where nobody is named before them."""
WEIGHT, WEIGHT_UNLED = 1.3, 2.0
"""What the points that both have weigh together, in words that no other sentence has."""
WHOLE = 1.0
"""The same where nothing is lacking."""
POINTS = 3
"""Points that both have at least; of so few none may be lacking."""
HELD, HELD_WEIGHT, HELD_POINTS = 0.6, 0.8, 2
"""The same of what one party demands or refuses twice: what it wants is the same on every day."""
WHOLLY = 0.75
"""The part where a thing is lacking."""
NEAR = 5
"""Points that two neighbours may be apart in the other sentence."""
LINKED = 0.5
"""Part of the neighbours that are near one another there."""
PLAINLY = 0.5
"""Part of the points that both have that must stand in the other's main clauses, by weight."""
TURN = "turn "
"""First letters of the families of words that turn what is told."""


def retold(one: Gist, other: Gist) -> bool:
    """Whether `other` tells all that `one` tells."""
    if one.judged.opener:
        return False
    if positions(one, other):
        return _held(one, other)
    if not one.who <= other.who or len(one.points) < POINTS:
        return False
    shared = [p for p in one.points if p.keys & other.main]
    lost = [p for p in one.points if not p.keys & other.main]
    led, cover = bool(one.lead), covered(one, other.main)
    if len(shared) < POINTS or (lost and len(shared) == POINTS) or cover < (COVER if led else COVER_UNLED):
        return False
    enough = (WEIGHT if lost else WHOLE) if led else (WEIGHT if not lost else WEIGHT_UNLED)
    if sum([p.weight for p in shared]) < enough * one.rare or _loses_its_point(one, lost):
        return False
    return _linked(shared, other) and not _against(one, other)


def positions(one: Gist, other: Gist) -> bool:
    """Whether one party demands, or refuses, something in both; the items of a list are told with what leads in to them."""
    a, b = one.judged, other.judged
    acts = a.act == b.act and a.act in ("demand", "refusal")
    return acts and bool(a.party) and a.party == b.party and a.sent.lead_in is None


def _held(one: Gist, other: Gist) -> bool:
    """Whether `other` tells what one party demands or refuses, and with it all that it demands or refuses in `one`.

    Nobody may be lacking but a people that only tells which border or coast is meant, and no thing that isn't told by the way unless nearly
    all the rest is there.
    """
    shared = [p for p in one.points if p.keys & other.main]
    lost = [p for p in one.points if not p.keys & other.main]
    named = all(name.startswith(PEOPLE) for name in one.who - other.who)
    things = any(p.keys & one.main and not any(map(does, p.keys)) for p in lost)
    cover = covered(one, other.main)
    enough = len(shared) >= HELD_POINTS and cover >= (WHOLLY if things else HELD)
    if not (enough and named) or sum([p.weight for p in shared]) < HELD_WEIGHT * one.rare:
        return False
    pointed = amounts(other.judged.sent.text)  # "the four regions" are four regions of which the reader knows
    return not (_loses_its_point(one, lost) or _against(one, other, numbers=pointed))


def by_the_way(one: Gist, other: Gist) -> bool:
    """Whether most of what `other` has of a sentence stands in clauses that only date or explain something else."""
    return covered(one, other.main) < PLAINLY * covered(one, other.keys)


def goes_on(one: Gist, other: Gist) -> bool:
    """Whether a sentence has of the other one only what it dates its own news by ("resigned, a week after …")."""
    done = [point.keys for point in one.points if any(map(does, point.keys))]
    news = [keys for keys in done if keys & one.main]
    return bool(news) and not any(keys & other.keys for keys in news) and any(keys & other.main for keys in done)


def _loses_its_point(one: Gist, lost: list[Point]) -> bool:
    """Whether what is lacking is the first thing done, a denial or a doubt."""
    keys = [key for point in lost for key in sorted(point.keys)]
    return any(p.keys == one.first for p in lost) or any(
        key == DOUBT or key[0] == DENIED or key.startswith(TURN) for key in keys
    )


def _linked(shared: list[Point], other: Gist) -> bool:
    """Whether most neighbours among the shared points are neighbours in the other sentence, too."""
    places = [[at for at, keys in enumerate(other.order) if keys & point.keys] for point in shared]
    near = sum(any(0 < abs(a - b) <= NEAR for a in left for b in right) for left, right in pairwise(places))
    return near >= LINKED * (len(places) - 1)


def _against(one: Gist, other: Gist, *, numbers: tuple[Amount, ...] = ()) -> bool:
    """Whether they differ in who does or says it, in a number or a day, or contradict one another; `numbers` are the other's besides."""
    a, b = one.judged, other.judged
    if (b.opener and one.lead != other.lead) or (other.ahead and not one.ahead and DOUBT not in one.main):
        return True
    if one.lead and one.lead not in ((other.lead,) if other.lead else (b.party, b.speaker)):
        return True
    if any(x and y and x != y for x, y in ((a.party, b.party), (a.speaker, b.speaker))):
        return True
    if any(not any(agree(x, y) for y in (*other.amounts, *numbers)) for x in one.amounts):
        return True
    if one.figures - other.figures or _other_day(one, other):
        return True
    return bool(contrary(one.stance, other.stance, quoting=True))


def _other_day(one: Gist, other: Gist) -> bool:
    """Whether the other sentence names days and not these, or none where this one gives a date in figures."""
    for time in one.times:
        dated = any(c.isdigit() for c in one.judged.sent.text[time.span.start : time.span.end])
        same = any(time.first <= t.last and t.first <= time.last for t in other.times)
        if not same and (dated or (other.times and time.first == time.last)):
            return True
    return False
