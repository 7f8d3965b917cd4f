"""Whose position, act or words, and who speaks? Named only where it is near certain."""

from __future__ import annotations

import time

import pytest
from talks_example import CONFIG, article, config, prose, reading

from digest.analyse import analyse
from digest.analyse.features import Reading
from digest.analyse.parties import Attribution, attribute, cast, cast_of, mentions
from digest.analyse.sentences import split

PARTIES = config().parties
KNOWN = cast(PARTIES)


def whose(text: str) -> str:
    """The party of a sentence, empty where none is named."""
    return attribute([reading(text)], KNOWN)[0].party


def speaker(text: str) -> str:
    """The party that speaks in a sentence."""
    return attribute([reading(text)], KNOWN)[0].speaker


def run(*paragraphs: str) -> list[Attribution]:
    """The attributions of an article of some paragraphs, with the names that it adds."""
    doc = prose(*paragraphs)
    readings = [Reading(sent) for sent in split(doc)]
    return attribute(readings, cast_of(PARTIES, [readings]))


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
        ("Russia", "Russia demands that Ukraine withdraw from four regions before any ceasefire."),
        ("Ukraine", "Ukraine demands a ceasefire of at least 30 days, without conditions."),
        ("Russia", "Russia asks Ukraine to give up its plans to join the alliance."),
        ("Ukraine", "Ukraine rejected a Russian demand."),
        ("Ukraine", "However, after the talks on Monday, the Ukrainian government refused to cede land."),
        ("Ukraine", "Ukraine, which lost the bank in spring, insists on guarantees."),
        ("Ukraine", "Ukraine on Wednesday also called for a truce."),
        ("Ukraine", "Ukraine's stance at the talks emphasizes a truce."),
    ],
)
def test_the_subject_is_the_party(name: str, text: str) -> None:
    """Who demands, offers or refuses is named, whatever the tense and whoever else stands in the sentence."""
    assert whose(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine must withdraw, Russia demands.",
        "Ukraine must withdraw from four regions before any truce, Russia said.",
        "Ukraine would have to stay neutral, the Kremlin insists.",
        "Ukraine has to recognise the annexation, Moscow demands.",
        "Ukraine should hand over the port, Russia demanded in its memorandum.",
        "Ukraine, Russia demanded, must be neutral.",
        "Ukrainian forces must leave, Russia insisted.",
        "Ukraine was told by Russia to leave the four regions.",
        "Kyiv is to hand over four regions under Moscow's terms.",
        "Under Russia's terms Ukraine would be barred from joining the alliance.",
        "The memorandum, handed over by Russia, requires Ukraine to leave.",
        "A sticking point is Russia's demand that Ukraine leave the four regions.",
        "Ukraine must leave, according to Russian officials.",
        "Ukraine must leave, a spokesman for the Kremlin said.",
        "“Ukraine must leave the four regions,” Russia's chief negotiator said.",
        "“Ukraine must leave the four regions,” said the Russian foreign minister.",
    ],
)
def test_a_demand_belongs_to_who_makes_it(text: str) -> None:
    """Russia's demand in a sentence that begins with Ukraine goes to Russia."""
    assert whose(text) == "Russia"


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine would be banned from hosting foreign troops.",
        "Ukraine was told to leave the four regions.",
        "Ukraine would be told to leave, the text says.",
        "Ukraine is being asked to give up land.",
        "Ukraine is required to give up its plans.",
        "Ukraine needs to be ready to concede land, a senator said.",
        "Ukraine would have to stay neutral under the draft.",
        "Kyiv would be obliged to hold elections, a paper demands.",
    ],
)
def test_what_one_is_told_to_do_is_not_its_act(text: str) -> None:
    """Who is told is not the one who tells."""
    assert whose(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine and Russia agreed to exchange prisoners.",
        "Talks between Russia and Ukraine demanded patience.",
        "Both Russia and Ukraine demanded changes to the draft.",
        "Neither Russia nor Ukraine offered a ceasefire.",
        "Russia wants the land, while Ukraine insists on its borders.",
        "Russia proposed a truce, and the Ukrainian government rejected it.",
        "He demanded that Russia leave the lake.",
        "If Ukraine refuses, the talks are over.",
        "The lake demanded patience of everybody.",
        "The demand surprised Ukraine and its allies.",
        "A former Russian minister demanded that Ukraine leave.",
        "The Russian opposition leader demanded an end to the war.",
        "Russian-backed gunmen demanded the port.",
        "The anti-Russian party demanded new elections.",
        "The envoys of Peru said Russia rejected the offer.",
        "Lake Watch Ukraine said the water was unsafe.",
        "The Bank of Russia governor said the rate was high.",
        "A Russia Water spokesman said prices would rise.",
        "The Ukraine envoy of another country said the talks were long.",
        "Russia killed the talks, said an analyst of the lake.",
        "",
    ],
)
def test_several_or_none(text: str) -> None:
    """A sentence about both, about nobody, or told by somebody else belongs to none."""
    assert whose(text) == ""


def test_words_in_quotation_marks_are_the_speakers() -> None:
    """A party named inside a quotation isn't the one who speaks."""
    assert whose("“Russia must leave the lake,” said Ivan Petrov of the council.") == ""
    assert whose("“Russia rejected the offer and wants war,” said Ivan Petrov of the council.") == ""
    assert whose('"Ukraine refused all offers," said a person at the talks.') == ""


def test_who_speaks_is_told_from_who_acts() -> None:
    """A verb of speech has a speaker, an act has none."""
    assert speaker("Ukraine said it would come.") == "Ukraine"
    assert speaker("“We will come,” a Ukrainian spokesman said on Monday.") == "Ukraine"
    assert (whose("Ukraine rejected the draft."), speaker("Ukraine rejected the draft.")) == ("Ukraine", "")


def test_he_is_the_one_who_spoke() -> None:
    """A pronoun takes up the one person of the sentence before, and nobody else."""
    first, second, third = run("The Russian minister said the line was fixed. He demanded a withdrawal. He is old.")
    assert (first.party, second.party, third.party) == ("Russia", "Russia", "")
    first, second = run("Russian officials said the line was fixed. He demanded a withdrawal.")
    assert (first.party, second.party) == ("Russia", "")
    first, second = run("Russia said the line was fixed. It demanded a withdrawal.")
    assert (first.party, second.party) == ("Russia", "Russia")
    first, second = run("The minister said the line was fixed. He demanded a withdrawal by Russia.")
    assert (first.party, second.party) == ("", "")


def test_a_quotation_goes_on() -> None:
    """What stands in quotation marks directly behind the speaker's words in the same paragraph is his too."""
    words = "“We will stay at the lake,” the Russian minister said. “There is no other way for us.”"
    assert [a.party for a in run(words)] == ["Russia", "Russia"]
    assert [a.party for a in run(*words.replace("said. ", "said.\n").split("\n"))][1] == ""


def test_a_list_belongs_to_its_lead_in() -> None:
    """Items go to the party whose demands the lead-in or the heading announces, whoever stands in them."""
    for blocks in (
        (("paragraph", "Russia's demands include:"), ("list_item", "- a withdrawal of Ukrainian troops;")),
        (("heading", "What Russia wants"), ("list_item", "- a full withdrawal of all troops;")),
    ):
        readings = [Reading(sent) for sent in split(article(*blocks))]
        assert attribute(readings, KNOWN)[-1].party == "Russia", blocks


def test_people_whom_the_texts_introduce_speak_for_their_party() -> None:
    """A surname stands for the party for which an office introduces it, elsewhere in the run too."""
    found = run("Russian Foreign Minister Pavel Zorin arrived.", "It rained.", "“We will stay,” Zorin said.")
    assert [a.speaker for a in found] == ["", "", "Russia"]


@pytest.mark.parametrize(
    "introduction",
    [
        "Former Russian minister Pavel Zorin arrived.",
        "Russian Foreign Minister Pavel Zorin and Ukrainian Foreign Minister Pavel Zorin met.",
        "Russian Foreign Minister Pavel Zorin arrived. The singer Anna Zorin sang.",
        "Russian Foreign Minister Pavel Zorin arrived. A zorin is a small bird.",
        "Pavel Zorin arrived from Moscow.",
    ],
)
def test_people_are_learned_only_where_it_is_certain(introduction: str) -> None:
    """One party, one given name, in office, and no word of the language."""
    assert run(introduction, "It rained.", "“We will stay,” Zorin said.")[-1].party == ""


def test_relatives_are_somebody_else() -> None:
    """Another given name before the name of a person is another person."""
    wanted = config(changes=[("[Kyiv, Ukrainian]", "[Kyiv, Ukrainian, Marenko]")]).parties
    doc = prose(
        "President Taras Marenko spoke.", "Taras Marenko said yes.", "Olha Marenko said no.", "Marenko said it again."
    )
    readings = [Reading(sent) for sent in split(doc)]
    found = attribute(readings, cast_of(wanted, [readings]))
    assert [a.speaker for a in found[1:]] == ["Ukraine", "", "Ukraine"]


def test_variants_of_the_aliases_count() -> None:
    """A spelling that the texts use stands for the party as the alias does."""
    wanted = config(changes=[("[Kyiv, Ukrainian]", "[Kyiv, Ukrainian, Zelensky]")]).parties
    readings = [Reading(sent) for sent in split(prose("Zelenskiy demanded a truce."))]
    assert attribute(readings, cast_of(wanted, [readings]))[0].party == "Ukraine"


def test_analysis_fills_both_fields() -> None:
    """What is found reaches the judged sentences."""
    doc = prose("Ukraine demands a ceasefire at the lake.", "“We want talks on a ceasefire,” a Russian envoy said.")
    assert [(j.party, j.speaker) for j in analyse([doc], config())] == [("Ukraine", "Ukraine"), ("Russia", "Russia")]


def test_aliases_are_whole_words() -> None:
    """A name counts as written, with a capital and in capitals; parts of other words and of compounds don't."""
    text = "MOSCOW and the moscow mule, Muscovy, Kyivan and Kyiv’s line; Russification, pro-Russia, Russia-led, Russia"
    found = mentions(text, PARTIES)
    assert [m.party for m in found] == ["Russia", "Ukraine", "Russia"]
    assert [text[m.at : m.end] for m in found] == ["MOSCOW", "Kyiv", "Russia"]


def test_an_alias_in_small_letters_is_met_in_small_letters() -> None:
    """A party may be called by a common noun."""
    wanted = config(changes=[("[Kyiv, Ukrainian]", "[union]")]).parties
    assert [m.party for m in mentions("The union left, the Union too.", wanted)] == ["Ukraine", "Ukraine"]


def test_the_longest_alias_wins() -> None:
    """A name that begins with another is met whole."""
    wanted = config(CONFIG.replace("aliases: [Kyiv, Ukrainian]", "aliases: [Russian opposition]")).parties
    (met,) = mentions("The Russian opposition met at the lake.", wanted)
    assert met.party == "Ukraine"


def test_an_alias_that_is_a_country_brings_its_other_names() -> None:
    """Its people and its capital stand for the party, unless another party has them."""
    wanted = config(changes=[("[Kyiv, Ukrainian]", "[France]"), ("[Moscow, Kremlin, Russian]", "[Paris]")]).parties
    assert [m.party for m in mentions("French, Paris and France", wanted)] == ["Ukraine", "Russia", "Ukraine"]


def test_without_parties_nobody_is_named() -> None:
    """A configuration without parties is no error."""
    readings = [reading("Russia demanded a withdrawal.")]
    assert mentions("Russia demanded a withdrawal.", ()) == ()
    assert attribute(readings, cast(())) == [Attribution()]
    assert attribute(readings, cast_of((), [readings])) == [Attribution()]
    assert attribute([], cast_of(PARTIES, [])) == []


def test_names_are_no_patterns() -> None:
    """Signs that mean something in a pattern are letters in a name."""
    wanted = config(CONFIG.replace("Kyiv, Ukrainian", '"U.N. (observers)", "C++"')).parties
    assert mentions("The UN. observers left, C and CC stayed.", wanted) == ()
    assert [m.party for m in mentions("The U.N. (observers) left.", wanted)] == ["Ukraine"]


def test_letters_of_other_scripts_are_letters() -> None:
    """A name whose capitals are not those of English doesn't stop the run."""
    wanted = config(changes=[("[Kyiv, Ukrainian]", "[ılgaz, Straße, Ирина]")]).parties
    assert {m.party for m in mentions("ILGAZ, Ilgaz, ılgaz, STRASSE, Straße, ИРИНА", wanted)} == {"Ukraine"}


@pytest.mark.parametrize(
    "text",
    [
        "Russia ",
        "Ukraine's ",
        "“",
        "Russia must have to ",
        "the the Russia ",
        "Ivan Russian Foreign Minister ",
        "said, Russia, ",
        "Ukraine's demands for ",
        "On Monday, He also ",
        "spokesman of ",
        "A ",
    ],
)
def test_one_thing_repeated_takes_no_time(text: str) -> None:
    """Text that is no sentence doesn't hold up the run."""
    taken_apart = [reading(text * (200_000 // len(text))), reading((text * 2000)[:1990] + " Russia said.")]
    started = time.process_time()
    attribute(taken_apart, cast_of(PARTIES, [taken_apart]))
    assert time.process_time() - started < 1
