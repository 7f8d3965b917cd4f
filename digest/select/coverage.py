"""What is told, and told once: a value for sets of pieces, and the greedy choice under a budget of words.

    f(S) = sum over pieces of S of value(piece) + sum over concepts of weight(concept) · max over pieces of S that hold it of quality(piece)

A concept that is told counts once, as well as its best telling tells it; so redundancy costs what it adds nothing to, and needs no rule of
its own. f is monotone and submodular (a weighted coverage and a sum). The choice is the lazy greedy of Minoux 1978 (CELF: Leskovec et al.
2007): a gain only falls, so a stale one that is no longer the largest is looked at again and nothing else is. Where words are the only
budget, the better of the cost-scaled greedy choice and the best single piece has at least (1 - 1/e) / 2 of the best possible f
(Khuller, Moss & Naor 1999; Lin & Bilmes 2010). `best` also tries plain gains and a start from each of the most promising pieces, which
never lowers it. With caps beside the words, or pieces that exclude one another, the bound is not claimed.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from digest.model import Judged

SCALE = 1.0
"""Exponent of the words by which a gain is divided."""
SMALL = 100
"""Budget in words up to which `best` also starts from single pieces: of two or three sentences the first decides."""
STARTS = 60
"""Pieces that are tried as a start, those with the largest gain a word."""
WITH = 300
"""Pieces that such a start is completed from."""

Concepts = Sequence[tuple[str, float]]
"""(concept, weight), each concept once."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What can be taken: its words on paper, the concepts it tells, how well it tells them, what it is worth besides."""

    words: int
    concepts: Concepts
    quality: float = 1.0
    value: float = 0.0
    parts: tuple[str, ...] = ()
    """Sentences it is made of: pieces that share one exclude one another."""


def gain(piece: Piece, told: Mapping[str, float]) -> float:
    """What f gains by `piece`; `told` has for every concept that was told the quality of its best telling."""
    quality = piece.quality
    if quality == 1.0:
        fresh = sum([weight * (1.0 - told.get(concept, 0.0)) for concept, weight in piece.concepts])
    else:
        fresh = sum([weight * max(0.0, quality - told.get(concept, 0.0)) for concept, weight in piece.concepts])
    return piece.value + fresh


def tell(piece: Piece, told: dict[str, float]) -> None:
    """Books the concepts of a piece that was taken."""
    for concept, _ in piece.concepts:
        if piece.quality > told.get(concept, 0.0):
            told[concept] = piece.quality


def objective(pieces: Sequence[Piece]) -> float:
    """The value of a set of pieces."""
    told: dict[str, float] = {}
    total = 0.0
    for piece in pieces:
        total += gain(piece, told)
        tell(piece, told)
    return total


def _free(_: int) -> bool:
    return True


def lazy_greedy(
    pieces: Sequence[Piece],
    *,
    limit: int,
    scale: float = SCALE,
    first: Sequence[int] = (),
    allows: Callable[[int], bool] = _free,
    took: Callable[[int], object] = _free,
) -> tuple[int, ...]:
    """Indexes of the pieces in the order in which they were taken: `first` whatever it costs, then the largest gain a word that still fits.

    `allows` is asked before a piece is taken and `took` is told after: caps a section or a publisher live there. What was once refused is
    not asked again, so a cap may only ever tighten. Ties go to the lower index. Time grows with the concepts of all pieces and, times a
    logarithm, with the pieces that are looked at again.
    """
    queue = [(-gain(piece, {}) / piece.words**scale, n) for n, piece in enumerate(pieces) if piece.words <= limit]
    heapq.heapify(queue)
    return _run(pieces, queue, limit=limit, scale=scale, first=first, allows=allows, took=took)


def _run(
    pieces: Sequence[Piece],
    queue: list[tuple[float, int]],
    *,
    limit: int,
    scale: float,
    first: Sequence[int] = (),
    allows: Callable[[int], bool] = _free,
    took: Callable[[int], object] = _free,
) -> tuple[int, ...]:
    told: dict[str, float] = {}
    taken: list[int] = []
    used: set[str] = set()
    words = 0
    seen: dict[int, int] = {}
    started = frozenset(first)

    def take(n: int) -> None:
        nonlocal words
        taken.append(n)
        words += pieces[n].words
        used.update(pieces[n].parts)
        tell(pieces[n], told)
        took(n)

    for n in first:
        take(n)
    while queue:
        rate, n = queue[0]
        piece = pieces[n]
        if words + piece.words > limit or n in started or not used.isdisjoint(piece.parts):
            heapq.heappop(queue)
        elif taken and seen.get(n) != len(taken):
            seen[n] = len(taken)
            heapq.heapreplace(queue, (-gain(piece, told) / piece.words**scale, n))
        else:
            heapq.heappop(queue)
            if rate < 0 and allows(n):
                take(n)
    return tuple(taken)


def best(pieces: Sequence[Piece], *, limit: int) -> tuple[int, ...]:
    """Indexes of the set with the largest f that was found under a budget of words alone; what adds most a word to those before it first.

    Tried are the choice by gain a word, the choice by plain gain, every single piece, and, where the budget is small, a start from each of
    the pieces that promise most.
    """
    fits = [n for n, piece in enumerate(pieces) if piece.words <= limit]
    alone = {n: gain(pieces[n], {}) for n in fits}
    by_word = [(-alone[n] / pieces[n].words ** SCALE, n) for n in fits]
    heapq.heapify(by_word)
    found = [_run(pieces, by_word.copy(), limit=limit, scale=SCALE)]
    found += [(n,) for n in sorted(fits, key=lambda n: (-alone[n], n))[:1]]
    if limit <= SMALL:
        by_gain = [(-alone[n], n) for n in fits]
        heapq.heapify(by_gain)
        found.append(_run(pieces, by_gain, limit=limit, scale=0.0))
        promising = heapq.nsmallest(WITH, by_word)
        found += [_run(pieces, promising.copy(), limit=limit, scale=SCALE, first=(n,)) for _, n in promising[:STARTS]]
    most = max(found, key=lambda chosen: objective([pieces[n] for n in chosen]), default=())
    return tuple(most[at] for at in lazy_greedy([pieces[n] for n in most], limit=limit))


def concepts_of(parts: Sequence[Judged], worth: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """What sentences tell, each concept once with its weight; `worth` is what is left of the weight of what the past told."""
    found = dict(pair for part in parts for pair in part.concepts)
    return tuple((key, weight * worth.get(key, 1.0)) for key, weight in found.items())
