"""What a sentence brings in and what it takes as known."""

from __future__ import annotations

import pytest

from digest.compose.mention import mentions


@pytest.mark.parametrize(
    ("text", "new", "known", "bare"),
    [
        ("Envoys signed a new ferry pact.", {"deal"}, set(), set()),
        ("Guards left the area.", set(), {"area"}, {"area"}),
        ("The tentative agreement is for a vote.", set(), {"deal"}, set()),
        ("The deal between both towns holds.", set(), set(), set()),
        ("The pact, which ends the quarrel, holds.", set(), {"deal", "quarrel"}, {"deal"}),
        ("A truce is near, and the cease-fire is calm.", {"cease-fire"}, set(), set()),
        ("The town would leave without a deal.", set(), {"town"}, {"town"}),
        ("Under the terms announced today, boats sail.", set(), set(), set()),
        ("The deal holds.", set(), {"deal", "hold"}, {"deal"}),
        ("The old town hall burned.", set(), {"town", "burned"}, set()),
        ("The United Lakes said so.", set(), set(), set()),
        ("", set(), set(), set()),
    ],
)
def test_what_is_brought_in_and_what_is_known(text: str, new: set[str], known: set[str], bare: set[str]) -> None:
    """A phrase behind "a" brings its noun in; one behind "the" takes it as known unless the words behind it say which one."""
    found = mentions(text)
    assert [set(found.new), set(found.known), set(found.bare)] == [new, known, bare]


def test_only_the_start_of_a_long_text_is_looked_at() -> None:
    """The work is bounded, whatever the text holds."""
    text = "Envoys signed a pact. " + "x " * 1000
    assert mentions(text + "Guards left the area.") == mentions(text)
    for piece in ("the ", "a ", "a the ", "x-", "’s"):
        assert mentions(piece * 200_000) == mentions(piece * 1000)
