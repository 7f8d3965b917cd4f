"""Nouns with "the" that stand for a party named just before."""

from __future__ import annotations

import pytest
from talks_example import prose

from digest.analyse.features import Reading
from digest.analyse.parties import Attribution, attribute, cast_of
from digest.analyse.split.sentences import split
from digest.config import PartyConfig

PARTIES = [
    PartyConfig(name="Sylvania", aliases=("Orlova", "Kerrin")),
    PartyConfig(name="Freedonia", aliases=("Brandt",)),
    PartyConfig(name="Harlow Wagons", aliases=("Harlow",)),
    PartyConfig(name="Wheelwrights", aliases=("Wheelwrights Guild",)),
    PartyConfig(name="Canada"),
]
INTRODUCED = "Secretary of State Ivo Kerrin flew in. President Anna Orlova stayed. President Otto Brandt left."
"""Two have the title of a president, one that of a secretary."""


def run(*paragraphs: str) -> list[Attribution]:
    """The attributions of an article of some paragraphs."""
    readings = [Reading(sent) for sent in split(prose(*paragraphs))]
    return attribute(readings, cast_of(PARTIES, [readings]))


def last(*paragraphs: str) -> str:
    """The party of the last sentence of an article."""
    return run(*paragraphs)[-1].party


@pytest.mark.parametrize(
    ("party", "before", "text"),
    [
        ("Sylvania", "Kerrin said the mine was closed.", "The secretary also said that it must stay so."),
        ("Sylvania", "Kerrin has been against it from the first.", "The secretary called for a vote."),
        ("Sylvania", "Orlova opened the bridge.", "On Monday, the president demanded a toll."),
        ("Freedonia", "Brandt opened the bridge.", "The president demanded a toll."),
        ("", "Brandt met Orlova.", "The president demanded a toll."),
        ("", "Brandt met President Ilsa Munk of Ruritania.", "The president demanded a toll."),
        ("", "Kerrin told the secretary of the bank that it was over.", "The secretary said nothing was."),
        ("", "Kerrin said the mine was closed.", "The president also said that it must stay so."),
        ("", "Kerrin said the mine was closed.", "The mayor also said that it must stay so."),
        ("", "Kerrin said the mine was closed.", "The secretary said it was, while Brandt demanded a vote."),
        ("", "Kerrin said the mine was closed.", "The secretary must resign."),
        ("", "It rained.", "The secretary also said that it must stay so."),
    ],
)
def test_an_office_means_who_was_named(party: str, before: str, text: str) -> None:
    """Whoever the sentence before names and the texts give the title, if nobody else there may have it."""
    assert last(INTRODUCED, "A wind rose.", f"{before} {text}") == party


def test_a_chain_of_offices_and_pronouns() -> None:
    """The one who is meant stays so as long as the same one goes on."""
    found = run(INTRODUCED, "Kerrin said it was over. He added that all was well. The secretary also urged calm.")
    assert [(a.party, a.speaker) for a in found[-3:]] == [("Sylvania", "Sylvania")] * 3
    assert found[-1].act == "demand" or found[-1].act is None


def test_officials_and_ministries() -> None:
    """Who has no name is meant where the sentence before told what he said, and only there."""
    assert (
        last("The Sylvanian ministry rose.", "A Sylvania official said it was over. The official urged calm.")
        == "Sylvania"
    )
    assert last("A letter to the Sylvania official said it was over. The official urged calm.") == ""


def test_a_company_was_named_last() -> None:
    """The noun "company" means the party that the texts show to be one, while no other has been named since."""
    shown = "Harlow CEO Max Stein came. Ford Carts CEO Lia Wolf left."
    assert last(shown, "Harlow said it had jobs. It rained. The company offered a raise.") == "Harlow Wagons"
    assert last(shown, "Harlow said it had jobs. Carts fell. The company offered a raise.") == ""
    assert last(shown, "Harlow said it had jobs. Another company left. The company offered a raise.") == ""
    assert last("Harlow said it had jobs. It rained. The company offered a raise.") == ""
    assert (
        last(shown, "Harlow came. A. B. It rained. It snowed. It froze. It thawed. The company offered a raise.") == ""
    )


def test_a_union_by_its_name() -> None:
    """A name with "Guild" or "Workers" in it is a union's."""
    assert last("The Wheelwrights Guild met on Monday. The union demanded a raise.") == "Wheelwrights"


def test_a_country_is_no_company() -> None:
    """The nouns "company" and "group" never mean a country."""
    assert last("Canada CEO Max Stein came.", "Canada said it had jobs. The company offered a raise.") == ""
