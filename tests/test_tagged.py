"""People whom an article marks with their party."""

from __future__ import annotations

import pytest
from talks_example import WIDE_TEXT, config, prose

from digest.analyse import analyse
from digest.analyse.speech.tagged import marked, sides

NAMES = {"Republicans": "Majority", "GOP": "Majority", "Democrats": "Minority", "Norland": "Norland"}
OF = {"R": "Majority", "D": "Minority"}


def test_a_mark_stands_for_the_party_that_is_called_so() -> None:
    """Two parties of one name, or none, leave it open."""
    assert sides(NAMES) == OF
    assert sides({"Norland": "Norland"}) == {}
    assert sides({"Republican": "House Majority", "GOP": "Senate Majority", "Democrats": "Minority"}) == {
        "D": "Minority"
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Speaker Ana Deral (R-Lake) warned of it.", [("Majority", "Ana Deral")]),
        ("Speaker Ana Deral […] (R-Lake) warned of it.", [("Majority", "Ana Deral")]),
        (
            "Sen. Ana B. Deral, D-Lake, and Rep. Bo Kell, R-Sea, left.",
            [("Minority", "Ana Deral"), ("Majority", "Bo Kell")],
        ),
        ("Ana Deral, a D-list actor, spoke.", []),
        ("They took the R-7 to Lakeview.", []),
        ("Ana Deral (I-Lake) warned of it.", []),
    ],
)
def test_the_mark_behind_a_name(text: str, found: list[tuple[str, str]]) -> None:
    """In brackets or behind a comma, with a place."""
    assert marked(text, OF) == found
    assert marked(text, {}) == []


def test_what_they_say_is_their_partys() -> None:
    """Where the configuration has the party, and the article marks them once."""
    parties = "parties:\n  - {name: Majority, aliases: [Republicans]}\n  - {name: Minority, aliases: [Democrats]}\n"
    start, end = WIDE_TEXT.index("parties:"), WIDE_TEXT.index("sections:")
    wanted = config(WIDE_TEXT[:start] + parties + WIDE_TEXT[end:])
    doc = prose(
        "Sen. Ana Deral, R-Lake, came to the talks.", "Deral demanded the withdrawal of all ferries from the lake."
    )
    assert [j.party for j in analyse([doc], wanted)][1] == "Majority"
    plain = prose("Sen. Ana Deral came to the talks.", "Deral demanded the withdrawal of all ferries from the lake.")
    assert [j.party for j in analyse([plain], wanted)][1] == ""
