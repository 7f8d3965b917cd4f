"""Who "the president" is throughout an article."""

from __future__ import annotations

import pytest
from talks_example import prose

from digest.analyse.features import Reading
from digest.analyse.parties import Attribution, attribute, cast_of
from digest.analyse.split.sentences import split
from digest.config import PartyConfig

PARTIES = [PartyConfig(name="Sylvania", aliases=("Orlova",)), PartyConfig(name="Freedonia", aliases=("Brandt",))]
BARE = "President Anna Orlova opened the bridge."
ABROAD = "The Freedonian President Otto Brandt came, too."
SAYS = "The president demanded a toll."
FAR = ("A wind rose.", "It rained.", "The rain stopped.")


def last(*paragraphs: str) -> Attribution:
    """The attribution of the last sentence of an article."""
    readings = [Reading(sent) for sent in split(prose(*paragraphs))]
    return attribute(readings, cast_of(PARTIES, [readings]))[-1]


@pytest.mark.parametrize(
    ("party", "introduced"),
    [
        ("Sylvania", (BARE,)),
        ("Sylvania", (BARE, ABROAD)),
        ("Sylvania", (BARE, "Freedonia's President Otto Brandt came, too.")),
        ("Sylvania", (BARE, "President Otto Brandt of Freedonia came, too.")),
        ("Sylvania", (BARE, "Former President Otto Brandt came, too.")),
        ("Sylvania", (BARE, "Freedonia's new President Otto Brandt came, too.")),
        ("Sylvania", (BARE, "The newly elected Freedonian reformist President Otto Brandt came, too.")),
        ("Sylvania", (BARE, "President Otto Brandt of the Freedonian Republic came, too.")),
        ("Sylvania", ("Workers of Freedonia told President Anna Orlova so.",)),
        ("", ("Freedonia's new President Otto Brandt came.",)),
        ("", (BARE, "President Otto Brandt came, too.")),
        ("", (ABROAD,)),
        ("", ("Former President Anna Orlova opened the bridge.",)),
        ("", ("Vice President Anna Orlova opened the bridge.",)),
        ("", ("President Ilsa Munk opened the bridge.", "Orlova came, too.")),
        ("", (BARE, "President Ilsa Munk opened another bridge.")),
        ("", ()),
    ],
)
def test_the_one_without_a_country_is_meant(party: str, introduced: tuple[str, ...]) -> None:
    """Whom the article calls president without saying of what, if that is one and a party's."""
    found = last(*introduced, *FAR, SAYS)
    assert (found.party, found.speaker) == (party, "")


@pytest.mark.parametrize(
    "between", [ABROAD, "Brandt opened a bridge and left.", "Workers for the Freedonian president left."]
)
def test_another_one_was_just_spoken_of(between: str) -> None:
    """Then he may be meant, until he is forgotten."""
    assert last(BARE, ABROAD, *FAR, between, "It rained.", SAYS).party == ""
    assert last(BARE, ABROAD, between, *FAR, SAYS).party == "Sylvania"


def test_long_lists_and_long_sentences() -> None:
    """A list of many names and a sentence without an end are read in bounded steps."""
    assert last(BARE, f"{'Orlova, ' * 120}Orlova and Brandt came.", SAYS).party == "Sylvania"
    assert last(BARE, *FAR, "a-" * 20_000 + ".", SAYS).party == "Sylvania"
