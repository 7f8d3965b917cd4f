"""What a bill or a deal provides is told among what happened."""

import pytest
from talks_example import WIDE, prose

from digest.analyse import analyse
from digest.analyse.speech.provisions import provides


@pytest.mark.parametrize(
    "text",
    [
        "The bill ends the ferry subsidy in 2031, with no help for the towns of the lake.",
        "The new harbour law would also close two piers.",
        "Norland’s plan calls for a second ferry.",
        "Their draft agreement includes a map of the wells.",
    ],
)
def test_what_it_provides(text: str) -> None:
    """A bill, a plan or a deal is the subject."""
    assert provides(text)


@pytest.mark.parametrize(
    "text",
    [
        "The senator said the bill would end the ferry subsidy.",
        "The deal would be a mistake for the harbour.",
        "The plan will go a long way.",
        "The plan has angered the towns of the lake.",
        "The mayor ends the ferry subsidy.",
        "The bill next goes to the council.",
        "The truce did not hold.",
        "The opponents of the bill would close the ferry.",
        "The plan raises concerns at the lake.",
        "The measure would not pass the council.",
    ],
)
def test_what_is_only_said_of_it(text: str) -> None:
    """Somebody's words, a judgement, what becomes of it."""
    assert not provides(text)


def test_it_is_no_reaction() -> None:
    """Nor is it background; in somebody's words it stays what it was."""

    def share(text: str) -> float:
        (j,) = analyse([prose(text)], WIDE)
        return dict(j.label.scores)["outcomes"]

    told = "The bill provides the towns of the lake with wells like those of Norland."
    assert share(told) > share(told.replace("bill", "mayor"))
    assert share(f"Critics said: {told}") < share(told)
