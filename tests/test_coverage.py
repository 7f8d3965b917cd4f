"""The objective of what is told, and the greedy choice, against an exhaustive search."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from digest.select import coverage
from digest.select.coverage import Piece, best, gain, lazy_greedy, objective, tell

_WEIGHTS = {concept: (n * n % 7 + 1) / 4 for n, concept in enumerate("abcdefgh")}


def _piece(concepts: str, *, words: int = 10, quality: float = 1.0, value: float = 0.0, parts: str = "") -> Piece:
    return Piece(words, tuple((c, _WEIGHTS[c]) for c in dict.fromkeys(concepts)), quality, value, tuple(parts))


@st.composite
def _pieces(draw: st.DrawFn, *, alone: bool = True) -> list[Piece]:
    made = st.builds(
        _piece,
        st.text("abcdefgh", max_size=6),
        words=st.integers(1, 12),
        quality=st.sampled_from([0.3, 0.5, 1.0]),
        value=st.sampled_from([0.0, 0.25, 1.0]),
        parts=st.just("") if alone else st.text("xyz", max_size=2),
    )
    return draw(st.lists(made, max_size=8))


def _exact(pieces: Sequence[Piece], limit: int) -> float:
    """The largest value of any set inside the budget, by trying them all."""
    sets = (s for n in range(len(pieces) + 1) for s in combinations(pieces, n) if sum(p.words for p in s) <= limit)
    return max(objective(s) for s in sets)


def _plain_greedy(pieces: Sequence[Piece], limit: int) -> tuple[int, ...]:
    """The choice that `lazy_greedy` makes, every gain computed anew at every step."""
    told: dict[str, float] = {}
    taken: list[int] = []
    while True:
        room = limit - sum(pieces[n].words for n in taken)
        open_to = [n for n, p in enumerate(pieces) if n not in taken and p.words <= room and gain(p, told) > 0]
        if not open_to:
            return tuple(taken)
        taken.append(min(open_to, key=lambda n: (-gain(pieces[n], told) / pieces[n].words, n)))
        tell(pieces[taken[-1]], told)


@given(_pieces(), st.integers(0, 40))
def test_a_choice_keeps_the_budget_and_half_of_what_is_possible(pieces: list[Piece], limit: int) -> None:
    """No choice is beyond the words or above the optimum, and none is below (1 - 1/e) / 2 of it."""
    found = best(pieces, limit=limit)
    value, optimum = objective([pieces[n] for n in found]), _exact(pieces, limit)
    assert sum(pieces[n].words for n in found) <= limit
    assert len(set(found)) == len(found)
    assert (1 - 1 / math.e) / 2 * optimum - 1e-9 <= value <= optimum + 1e-9


@given(_pieces(), st.integers(0, 40))
def test_starting_from_single_pieces_never_costs(pieces: list[Piece], limit: int) -> None:
    """`best` is worth at least what the greedy choice by gain a word is worth."""
    plain = lazy_greedy(pieces, limit=limit)
    assert objective([pieces[n] for n in best(pieces, limit=limit)]) >= objective([pieces[n] for n in plain]) - 1e-9


@given(_pieces(), st.integers(0, 40))
def test_lazy_is_greedy(pieces: list[Piece], limit: int) -> None:
    """Looking only at the top of the heap chooses what looking at every piece chooses, in the same order."""
    assert lazy_greedy(pieces, limit=limit) == _plain_greedy(pieces, limit)


@given(_pieces(), _pieces(), _pieces(alone=False))
def test_a_gain_never_grows(before: list[Piece], more: list[Piece], new: list[Piece]) -> None:
    """The objective is monotone and submodular: a gain is not negative, and no larger after more was told."""
    few: dict[str, float] = {}
    for piece in before:
        tell(piece, few)
    many = dict(few)
    for piece in more:
        tell(piece, many)
    for piece in new:
        assert 0 <= gain(piece, many) <= gain(piece, few) + 1e-9


def test_what_is_told_already_adds_nothing() -> None:
    """The second telling of the same is passed over for something new that is worth less by itself."""
    pieces = [_piece("abcd"), _piece("abcd"), _piece("e")]
    assert lazy_greedy(pieces, limit=20) == (0, 2)


def test_a_better_telling_adds_what_it_tells_better() -> None:
    """After a telling of quality 0.5, one of quality 1 adds the other half and a worse one adds nothing."""
    told: dict[str, float] = {}
    tell(_piece("b", quality=0.5), told)
    assert gain(_piece("b"), told) == pytest.approx(_WEIGHTS["b"] / 2)
    assert gain(_piece("b", quality=0.3), told) == 0


def test_pieces_that_share_a_sentence_exclude_one_another() -> None:
    """A sentence is printed alone or with its companion, not twice."""
    pieces = [_piece("ab", parts="x"), _piece("abcd", words=15, parts="xy"), _piece("e", parts="z")]
    for found in (lazy_greedy(pieces, limit=100), best(pieces, limit=100)):
        assert len({0, 1} & set(found)) == 1
        assert 2 in found


def test_a_cap_is_asked_before_and_told_after() -> None:
    """A cap of one piece refuses the second, and the choice goes on with the third."""
    taken: list[int] = []
    pieces = [_piece("abcd"), _piece("efg"), _piece("h")]
    found = lazy_greedy(pieces, limit=100, allows=lambda n: n == 2 or not taken, took=taken.append)
    assert found == tuple(taken)
    assert len({0, 1} & set(found)) == 1
    assert 2 in found


def test_what_is_pinned_comes_first_and_counts() -> None:
    """A pinned piece is taken although it is worth least and breaks the budget, and what it tells is told."""
    pieces = [_piece("abcd"), _piece("h", words=30)]
    assert lazy_greedy(pieces, limit=20, first=(1,)) == (1,)
    assert lazy_greedy([*pieces, _piece("h")], limit=45, first=(1,)) == (1, 0)


def test_ties_go_to_the_first() -> None:
    """Equal pieces are taken in the order in which they are given."""
    pieces = [_piece("a"), _piece("b", value=_WEIGHTS["a"] - _WEIGHTS["b"]), _piece("c")]
    same = [Piece(10, (("x", 1.0),)), Piece(10, (("y", 1.0),)), Piece(10, (("z", 1.0),))]
    assert lazy_greedy(same, limit=20) == (0, 1)
    assert lazy_greedy(pieces, limit=0) == ()


def test_of_two_sentences_the_first_decides() -> None:
    """Where the densest piece leaves room for nothing, a start from another piece finds the better pair."""
    pieces = [Piece(24, (("x", 7.2),)), Piece(22, (("y", 6.0),)), Piece(22, (("z", 6.0),))]
    greedy, found = lazy_greedy(pieces, limit=45), best(pieces, limit=45)
    assert set(greedy) == {0}
    assert set(found) == {1, 2}


def test_what_tells_most_a_word_comes_first() -> None:
    """Of a choice that began with another piece, too: whoever reads only its beginning has the best of it."""
    pieces = [Piece(20, (("x", 8.0),)), Piece(30, (("y", 10.0),)), Piece(15, (("z", 5.4),))]
    assert best(pieces, limit=45) == (2, 1)


def test_work_grows_with_the_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty times the pieces ask for at most thirty times the gains, so that a day of 20,000 sentences is no quadratic matter."""
    asked = 0
    plain = coverage.gain

    def counted(piece: Piece, told: dict[str, float]) -> float:
        nonlocal asked
        asked += 1
        return plain(piece, told)

    monkeypatch.setattr(coverage, "gain", counted)
    counts = []
    for size in (200, 4000):
        asked = 0
        made = [Piece(20, tuple((f"{n * k % (3 * size)}", 1 / (1 + n % 11)) for k in range(1, 8))) for n in range(size)]
        lazy_greedy(made, limit=600)
        counts.append(asked)
    assert counts[0] >= 200
    assert counts[1] <= 30 * counts[0]
