"""What waited for no deal, former positions, demands that were met, and the days that something lasts give way to what came."""

from __future__ import annotations

import pytest
from talks_example import WIDE, prose

from digest.analyse import analyse
from digest.select.stale.lapsed import former, no_deal
from digest.select.stale.overtaken import DOUBT, OLDER, PASSED, overtaken


def found(
    early: str, later: str, *, days: tuple[str, str] = ("2025-06-02", "2025-06-05")
) -> dict[str, tuple[str, float]]:
    """Start of a stale sentence -> why it is stale and what is left of its salience."""
    docs = [
        prose(text, name=name, day=day) for text, name, day in zip((early, later), ("alpha", "beta"), days, strict=True)
    ]
    judged = analyse(docs, WIDE)
    text = {j.sent.id: j.sent.text for j in judged}
    stale = overtaken(judged, docs, parties=WIDE.parties)
    return {text[key][:20]: (why.why, why.factor) for key, why in stale.items()}


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("Russia will close the canal if no agreement is reached by Friday.", True),
        ("If the two sides can’t forge a deal, the canal will be closed.", True),
        ("Unless a ceasefire is agreed the ferries will not run.", True),
        ("Should both towns fail to sign a treaty, the market moves north.", True),
        ("Russia will open the canal if a deal is reached.", False),
        ("Russia left open whether to shell the port if the ceasefire fails.", False),
        ("No agreement was reached in Lakeview.", False),
        ("Russia has no deal that it could sign if it wanted to.", False),
    ],
)
def test_what_waits_for_no_deal(text: str, waits: bool) -> None:
    """A condition is one of a deal not coming, not of one that comes, or is there and fails."""
    (j,) = analyse([prose(text)], WIDE)
    assert no_deal(j) is waits


def test_a_condition_lapses_with_the_deal() -> None:
    """What was to be done if no deal came falls once a later article has the deal, of the same parties and place, and not before."""
    threat = "Russia said it would close the canal if it reached no agreement with Ukraine in Lakeview."
    deal = "Russia and Ukraine reached an agreement in Lakeview on Wednesday."
    assert found(threat, deal) == {threat[:20]: ("lapsed", 0.0)}
    assert threat[:20] not in found(threat, deal, days=("2025-06-05", "2025-06-05"))
    assert threat[:20] not in found(threat, "Russia and Norland reached an agreement in Lakeview on Wednesday.")
    assert threat[:20] not in found(threat, "Russia and Ukraine reached an agreement in Porto on Wednesday.")


def test_the_days_that_something_lasts_are_counted_once() -> None:
    """The most days win, whatever the dates; what only names the days by the way is lowered, and other things are counted apart."""
    first, last = (
        "The walkout in the harbour mill entered its 19th day on Monday.",
        "The walkout in the harbour mill entered its 22nd day.",
    )
    assert found(first, last) == {first[:20]: ("count", 0.0)}
    assert found(last, first) == {first[:20]: ("count", 0.0)}
    aside = "A quarrel over wages has closed the harbour mill for 20 days, and 800 millers are unpaid."
    assert found(aside, last) == {aside[:20]: ("count", DOUBT)}
    for other in (
        aside.replace("has closed the harbour mill for 20 days", "led to the 20-day-old walkout in the harbour mill"),
    ):
        assert found(other, last) == {other[:20]: ("count", DOUBT)}
    assert found("The forest fire entered its 19th day on Monday.", last) == {}


def test_a_former_position_counts_for_little() -> None:
    """What somebody is said to have held before isn't what he wants."""
    text = "Russia had previously insisted on a pause of the fishing."
    assert found(text, "The mill was closed on Wednesday.") == {text[:20]: ("former", PASSED)}
    (j,) = analyse([prose("Russia has previously insisted on a pause of the fishing.")], WIDE)
    assert not former(j)


@pytest.mark.parametrize(
    ("demand", "later", "met"),
    [
        (
            "Ukraine called for the release of 15 sailors held in Russia.",
            "Russia released the 15 sailors of Ukraine on Wednesday.",
            True,
        ),
        (
            "Ukraine called for the release of 15 sailors held in Russia.",
            "The sailors from Ukraine left Russia after their release.",
            True,
        ),
        (
            "Ukraine called for the release of 15 sailors held in Russia.",
            "Russia has not yet released the sailors of Ukraine.",
            False,
        ),
        (
            "Ukraine called for the release of 15 sailors held in Russia.",
            "Russia released the figures that Ukraine wanted.",
            False,
        ),
        (
            "Ukraine called for the release of 15 sailors held in Russia.",
            "Norland released 15 sailors on Wednesday.",
            False,
        ),
        (
            "Ukraine spoke of the release of 15 sailors held in Russia.",
            "Russia released the 15 sailors of Ukraine on Wednesday.",
            False,
        ),
    ],
)
def test_a_demand_that_was_met_counts_for_less(demand: str, later: str, met: bool) -> None:
    """What was demanded is told as done, of the same parties; words released, denials and others' deeds meet nothing."""
    assert (found(demand, later).get(demand[:20]) == ("met", OLDER)) is met
