"""What a party does in a sentence: told only where the verb directly behind its name says so."""

from __future__ import annotations

import pytest
from talks_example import WIDE, config, prose, reading

from digest.analyse import analyse
from digest.analyse.parties import attribute, cast

KNOWN = cast(config().parties)


def act(text: str) -> str | None:
    """The act of the party in a sentence."""
    return attribute([reading(text)], KNOWN)[0].act


@pytest.mark.parametrize(
    ("done", "text"),
    [
        ("demand", "Russia demands that Ukraine withdraw from four regions before any ceasefire."),
        ("demand", "Ukraine on Wednesday also called for a truce."),
        ("demand", "Kyiv insists on security guarantees."),
        ("demand", "Ukraine wants Russia to return 339 children."),
        ("demand", "The troops must leave at once, Russia demanded."),
        ("demand", "Kyiv said Russia must return the children."),
        ("demand", "The Ukrainian envoy said Kyiv had asked for a full ceasefire."),
        ("demand", "Ukraine has long demanded the return of the children."),
        ("demand", "Kyiv wants the limits on its exports lifted before May."),
        ("demand", "The Ukrainian envoy says his party wants the limits cut by half."),
        ("refusal", "The Kremlin said that Russia had rejected the plan."),
        ("offer", "The Ukrainian delegation proposed a meeting of leaders by the end of June."),
        ("offer", "Moscow has offered a truce of two days."),
        ("demand", "Kyiv wants guarantees before any talks."),
        ("demand", "Russia wants foreign fighters to leave the town."),
        ("demand", "Meanwhile, Ukraine wants the militia to lay down its weapons."),
        ("demand", "Ukraine demanded residents of Mariupol be allowed to return home."),
        ("demand", "Ukraine called for civilians to be evacuated."),
        ("demand", "Ukraine demanded people in occupied cities be allowed to leave."),
        ("demand", "Ukraine demands the public release of the list."),
        ("offer", "Kyiv said that it was ready to hand over the dead."),
        ("refusal", "Ukraine rejected a Russian demand."),
        ("refusal", "Ukraine refuses to cede land."),
        ("refusal", "Ukraine refuses to ship its grain."),
        ("refusal", "The Kremlin said it would never accept foreign troops."),
        ("refusal", "Kyiv dismissed the offer of a short truce."),
        ("reaction", "Russia condemned the raid on the harbour."),
        ("reaction", "The Ukrainian government warmly welcomed the exchange."),
    ],
)
def test_the_verb_behind_the_name_tells(done: str, text: str) -> None:
    """Present and past, behind a day or an adverb, of the party or of who speaks for it, before or behind what is said."""
    assert act(text) == done


@pytest.mark.parametrize(
    "text",
    [
        "Russia wants to hold the bank of the lake.",
        "Russia sought to calm the markets.",
        "The Ukrainian envoy said the talks in Kyiv had asked for patience.",
        "The Ukrainian envoy said on Monday that he thought Kyiv had asked for nothing.",
        "Kyiv rejected the claim that it had fired first.",
        "Russia refused to comment.",
        "Moscow wanted a new bridge over the lake.",
        "Ukraine called on residents to leave the eastern shore by Friday.",
        "Ukraine wants nobody to leave the town.",
        "Ukraine wants weapons to stop the drones.",
        "Russia wants enough fighters to join the raid.",
        "Russia urged motorists to avoid the bridge.",
        "Ukraine called on residents in several towns to leave.",
        "Ukraine urged people across the region to stay home.",
        "Ukraine called on its citizens to leave.",
        "Moscow offered a more cheerful view of the talks.",
        "Kyiv said it was willing to walk away from the talks.",
        "Russia sought Saturday to calm the markets.",
        "Moscow offered condolences to the families.",
        "Russia is prepared to fight for years.",
        "Ukraine would demand more if the talks failed.",
        "Ukraine did not demand a truce.",
        "Russia was condemned for the raid.",
        "Ukraine must withdraw its troops from four regions.",
        "Russia said the talks were useful.",
        "Analysts say Russia demands too much.",
        "Both sides demanded guarantees.",
        "Ukraine faces demands to withdraw.",
    ],
)
def test_nothing_is_told_where_there_are_two_readings(text: str) -> None:
    """An intention, a denial, politeness, a threat, a condition, somebody else's view."""
    assert act(text) is None


def test_what_he_says_next_is_another_act() -> None:
    """A sentence that is a party's because of the one before it has no act of its own."""
    doc = prose("Russian envoy Ivan Petrov demanded a truce of 30 days. He said the weather was fine at the lake.")
    first, second = analyse([doc], config())
    assert (first.party, first.act) == ("Russia", "demand")
    assert second.act is None


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Russia offered a ceasefire of two days.", True),
        ("The Kremlin said it offered to free all prisoners.", True),
        ("Russia offered a ceasefire once Ukraine withdraws its troops.", False),
        ("Russia offered to free all prisoners in exchange for a lifting of sanctions.", False),
        ("Russia demands a ceasefire of two days.", False),
    ],
)
def test_what_is_offered_for_no_price_is_given(text: str, given: bool) -> None:
    """An offer with a condition asks for something; one without gives."""
    (j,) = analyse([prose(text)], WIDE)
    assert j.gives is given
