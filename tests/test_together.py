"""What all printed sentences tell together."""

from __future__ import annotations

import pytest
from talks_example import WIDE, prose

from digest.analyse import analyse
from digest.select.same.repeats import Said, said
from digest.select.same.together import NOT_SO, Together

PORT = Said({}, parties=frozenset({"Norland"}), acts={"port": 2.0, "open": 1.0})
MINES = Said({}, parties=frozenset({"Norland"}), acts={"mine": 2.0})


def test_what_none_tells_alone_all_tell_together() -> None:
    """Names count as words do; what is taken back is new again."""
    both = Said({}, parties=frozenset({"Norland"}), acts={"port": 2.0, "mine": 2.0})
    told = Together()
    assert told.new([both]) == 1.0
    told.add(PORT)
    assert told.new([both]) == pytest.approx(2 / 5)
    told.add(MINES)
    assert told.new([both]) == 0.0
    told.remove(PORT)
    assert told.new([both]) == pytest.approx(2 / 5)


def test_the_sentences_of_an_item_count_together() -> None:
    """Each word once."""
    told = Together()
    told.add(PORT)
    assert told.new([PORT, MINES]) == pytest.approx(2 / 6)


def test_days_are_told_and_numbers_are_news() -> None:
    """Another day is a part of what is new; a number of two digits that nothing printed gives is enough by itself."""
    told = Together()
    told.add(PORT)
    dated = Said({}, days=frozenset({"2025-06-02"}), acts={"port": 2.0, "open": 1.0})
    counted = Said({}, acts={"port": 2.0, "40": 1.0})
    assert told.new([dated]) == pytest.approx(1 / 4)
    assert told.new([counted]) == 1.0
    told.add(counted)
    assert told.new([counted]) == 0.0


def test_what_says_nothing_is_not_new() -> None:
    """A sentence without a word of its own."""
    assert Together().new([Said({})]) == 0.0


def test_what_is_denied_is_new() -> None:
    """All its words may be told, and nobody says yet that it isn't so."""
    law = "Sudland set its accession to the lake union in motion on Monday."
    no = "Sudland is not engaged in accession to the lake union."
    never = "Sudland is not engaged in any accession."
    found = analyse((prose(law, no, never, name="alpha", day="2025-06-03"),), WIDE)
    whole = said(found, WIDE.parties)
    told = Together()
    told.add(whole[found[0].sent.id])
    told.add(Said({}, acts={"engag": 1.0}))
    assert told.new([whole[found[1].sent.id]]) >= NOT_SO
    told.add(whole[found[1].sent.id])
    assert told.new([whole[found[2].sent.id]]) < NOT_SO
