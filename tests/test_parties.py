"""Whose demand is it? Named only where it is near certain."""

from __future__ import annotations

import time

import pytest
from talks_example import CONFIG, config, reading

from digest.analyse.parties import mentions, party

PARTIES = config().parties


def whose(text: str) -> str:
    """The party of a sentence, empty where none is named."""
    return party(reading(text), PARTIES)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Russia", "Russia demanded that Ukraine withdraw its troops from four regions."),
        ("Ukraine", "Ukraine demanded an unconditional ceasefire of 30 days."),
        ("Ukraine", "Kyiv insists on security guarantees."),
        ("Russia", "Moscow wants Kyiv to cap the size of its army."),
        ("Ukraine", "Ukraine wants Russia to return 339 children."),
        ("Russia", "Russia's conditions for a ceasefire include the withdrawal of Ukrainian troops."),
        ("Ukraine", "The Ukrainian delegation proposed a meeting of leaders by the end of June."),
        ("Russia", "Russian negotiators demanded international recognition of the four regions."),
        ("Russia", "In Kyiv, Russia demanded on Monday that the troops leave."),
        ("Ukraine", "Ukraine refuses to cede land."),
        ("Ukraine", "Ukraine seeks guarantees from its allies."),
    ],
)
def test_the_subject_is_the_party(name: str, text: str) -> None:
    """Who demands, offers or refuses is named, whoever else stands in the sentence."""
    assert whose(text) == name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Russia", "Russia demands that Ukraine withdraw from four regions before any ceasefire."),
        ("Ukraine", "Ukraine demands a ceasefire of at least 30 days, without conditions."),
        ("Russia", "Russia asks Ukraine to give up its plans to join the alliance."),
    ],
)
def test_the_subject_is_the_party_in_the_present_too(name: str, text: str) -> None:
    """Who demands is named whatever the tense."""
    assert whose(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine would be banned from hosting foreign troops.",
        "Ukraine was told to leave the four regions.",
        "Ukraine would be told to leave, the text says.",
        "Ukraine is being asked to give up land.",
        "Ukraine was not invited and demanded an answer.",
    ],
)
def test_what_is_done_to_one_is_not_its_act(text: str) -> None:
    """A passive names who is told, not who tells."""
    assert whose(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine must withdraw from four regions before any truce, Russia said.",
        "Ukraine would have to stay neutral under the draft.",
        "Ukraine would have to stay neutral, the Kremlin insists.",
        "Ukraine has to recognise the annexation, Moscow demands.",
        "Ukraine should hand over the port, Russia demanded in its memorandum.",
        "Ukraine is required to give up its plans.",
        "Ukraine needs to be ready to concede land, a senator said.",
        "Ukraine, Russia demanded, must be neutral.",
        "Ukrainian forces must leave, Russia insisted.",
        "Kyiv would be obliged to hold elections, Moscow's paper demands.",
        "Under Russia's terms Ukraine would be barred from joining the alliance.",
    ],
)
def test_what_one_is_told_to_do_is_not_its_own_demand(text: str) -> None:
    """Russia's demand in a sentence that begins with Ukraine is never printed as Ukraine's."""
    assert whose(text) in ("", "Russia")


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine and Russia agreed to exchange prisoners.",
        "Talks between Russia and Ukraine demanded patience.",
        "Both Russia and Ukraine demanded changes to the draft.",
        "Neither Russia nor Ukraine offered a ceasefire.",
        "He demanded that Russia leave the lake.",
        "If Ukraine refuses, the talks are over.",
        "The lake demanded patience of everybody.",
        "The demand surprised Ukraine and its allies.",
        "",
    ],
)
def test_several_or_none(text: str) -> None:
    """A sentence about both, about nobody, or about somebody named before belongs to none."""
    assert whose(text) == ""


def test_words_in_quotation_marks_are_the_speakers() -> None:
    """A party named inside a quotation isn't the one who speaks."""
    assert whose("“Ukraine must leave the four regions,” Russia's chief negotiator said.") in ("", "Russia")
    assert whose("“Russia must leave the lake,” said Ivan Petrov of the council.") == ""
    assert whose("“Russia rejected the offer and wants war,” said Ivan Petrov of the council.") == ""
    assert whose('"Ukraine refused all offers," said a person at the talks.') == ""


def test_aliases_are_whole_words() -> None:
    """Any case of an alias counts that isn't all lower case; parts of other words don't."""
    text = "MOSCOW and the moscow mule, Muscovy, Kyivan and Kyiv’s line; Russification, Russia"
    found = mentions(text, PARTIES)
    assert [m.party for m in found] == ["Russia", "Ukraine", "Russia"]
    assert [text[m.at : m.end] for m in found] == ["MOSCOW", "Kyiv", "Russia"]
    assert [m.possessive for m in found] == [False, True, False]


def test_the_longest_alias_wins() -> None:
    """A name that begins with another is met whole."""
    wanted = config(CONFIG.replace("aliases: [Kyiv, Ukrainian]", "aliases: [Russian opposition]")).parties
    (met,) = mentions("The Russian opposition met at the lake.", wanted)
    assert met.party == "Ukraine"


def test_objects_are_no_subjects() -> None:
    """What stands behind a preposition, with or without an article, is marked."""
    found = mentions("Against Russia and with the Kremlin, Ukraine stood.", PARTIES)
    assert [m.object for m in found] == [True, True, False]


def test_without_parties_nobody_is_named() -> None:
    """A configuration without parties is no error."""
    assert mentions("Russia demanded a withdrawal.", ()) == ()
    assert party(reading("Russia demanded a withdrawal."), ()) == ""


def test_names_are_no_patterns() -> None:
    """Signs that mean something in a pattern are letters in a name."""
    wanted = config(CONFIG.replace("Kyiv, Ukrainian", '"U.N. (observers)", "C++"')).parties
    assert mentions("The UN. observers left, C and CC stayed.", wanted) == ()
    assert [m.party for m in mentions("The U.N. (observers) left.", wanted)] == ["Ukraine"]


@pytest.mark.parametrize("text", ["Russia ", "Ukraine's ", "“", "Russia must have to ", "the the Russia "])
def test_one_thing_repeated_takes_no_time(text: str) -> None:
    """Text that is no sentence doesn't hold up the run."""
    taken_apart = reading(text * (200_000 // len(text)))
    started = time.process_time()
    party(taken_apart, PARTIES)
    assert time.process_time() - started < 1
