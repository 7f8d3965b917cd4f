"""Whose position, act or words, and who speaks? Named only where it is near certain."""

from __future__ import annotations

import time

import pytest
from talks_example import CONFIG, article, config, prose, reading

from digest.analyse import analyse
from digest.analyse.features import Reading
from digest.analyse.parties import Attribution, attribute, cast, cast_of, mentions
from digest.analyse.split.sentences import split
from digest.config import PartyConfig

PARTIES = [
    p.model_copy(update={"aliases": (*p.aliases, "Umerov", "Yermak", "Minister")}) if p.name == "Ukraine" else p
    for p in config().parties
]
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
        ("Ukraine", "Ukraine's paper rejects imposed neutrality and asks for guarantees."),
        ("Russia", "Russia's memorandum rules out foreign troops on the bank."),
        ("Russia", "The embattled hard-line Kremlin is demanding that the vote be delayed."),
        ("", "Ukraine's paper of record reported that the mill was closed."),
        ("Ukraine", "Ukraine seeks guarantees from its allies."),
        ("Russia", "Russia demands that Ukraine withdraw from four regions before any ceasefire."),
        ("Ukraine", "Ukraine demands a ceasefire of at least 30 days, without conditions."),
        ("Russia", "Russia asks Ukraine to give up its plans to join the alliance."),
        ("Ukraine", "Ukraine rejected a Russian demand."),
        ("Ukraine", "Despite efforts, including calls for a truce, the government of Ukraine insists on guarantees."),
        ("Ukraine", "However, after the talks on Monday, the Ukrainian government refused to cede land."),
        ("Ukraine", "Ukraine, which lost the bank in spring, insists on guarantees."),
        ("Ukraine", "Ukraine on Wednesday also called for a truce."),
        ("Ukraine", "[…] the Ukrainian government refused to cede land."),
        ("Russia", "[…] in Istanbul, Russia demanded on Monday that the troops leave."),
        ("Ukraine", "Ukraine's stance at the talks emphasizes a truce."),
        ("Russia", "Russia is also calling on Kyiv to cut its army."),
        ("Ukraine", "Ukraine has long been pressing Russia to return the children."),
        ("Ukraine", "Kyiv, Umerov and Yermak asked Russia for a truce."),
        ("Ukraine", "Umerov and Defence Ministry Adviser Petro Yermak asked Russia for a truce."),
        ("", "Kyiv, Moscow and Ankara asked for a truce."),
        ("", "Kyiv, Umerov and Ankara asked for a truce."),
        ("Ukraine", "Minister Umerov refused to sign the paper."),
        (
            "Russia",
            "Blasting the plan for its costs, not mending the pier and not building a wall, Russia demanded changes.",
        ),
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
    ("party", "text"),
    [
        ("Russia", "Ukrainian officials said Russia had demanded the closure of the port."),
        ("Russia", "Kyiv said on Monday that the Russian delegation had again asked for more time."),
        ("Russia", "Ukraine says Russia is demanding four regions."),
        ("Russia", "Zelensky told reporters that the Kremlin demands four regions."),
        ("Ukraine", "The United States passed on Ukraine's demand that Russia free the captain."),
        ("Ukraine", "The United States has relayed to Moscow a demand of Ukraine for a truce."),
        ("Ukraine", "The United States conveyed a new demand by Ukraine that Russia free the captain."),
        ("Russia", "Russia's demand that Ukrainian drones stay out of the lake was accepted by Kyiv on Monday."),
        ("Russia", "The Russian demand that Ukraine accept the border holds up the talks."),
        ("Ukraine", "Ukraine said it had demanded an apology from Russia."),
        ("Ukraine", "Ukraine said Russia had demanded four regions, but it would not leave them."),
        ("Ukraine", "Ukraine said Russia had demanded too much."),
        ("Ukraine", "Ukraine said Russia had called for talks only to win time."),
        ("Ukraine", "Ukraine said Russia had rejected the truce."),
        ("Ukraine", "Ukraine said a former Russian minister had demanded four regions."),
        ("Ukraine", "Ukraine denied that Russia had demanded the port."),
        ("Ukraine", "Ukraine ruled out meeting Russia's demand for a withdrawal."),
        ("United States", "The United States said Russia and Ukraine had demanded changes."),
        ("United States", "The United States backed Ukraine's demand that Russia free the captain."),
        ("United States", "The United States passed on Ukraine's demand, and urged Russia to accept it."),
        ("United States", "The United States relayed concerns about Ukraine's demand."),
        ("", "Russia's demand that Ukraine leave the lake was rejected by Kyiv."),
        ("", "Russia's demand that Ukraine leave the lake, which Kyiv accepted, surprised Ankara."),
    ],
)
def test_who_only_tells_of_a_demand_or_passes_it_on(party: str, text: str) -> None:
    """It belongs to who makes it, unless the teller has a word of his own on it, or somebody refuses it."""
    assert attribute([reading(text)], cast(WORLD))[0].party == party


def test_it_behind_a_demand_that_another_tells_of_is_nobody() -> None:
    """It may be who demands, or who tells of it."""
    one, two = run("Ukrainian officials said Russia had demanded the closure of the port. It rejected the demand.")
    assert (one.party, two.party) == ("Russia", "")


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
        "Pressed by ",
        "Russia faces demands ",
        "Ivan (Russian spokesman) ",
        "According to Russia, ",
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


WORLD = tuple(
    PartyConfig(name=name, aliases=aliases)
    for name, aliases in {
        "Ukraine": ("Zelensky",),
        "Russia": ("Putin",),
        "United States": ("Trump",),
        "Iran": (),
        "Israel": ("Netanyahu",),
        "Hamas": (),
        "Palestinian Authority": ("Abbas",),
        "Separatists": ("separatist", "rebels"),
        "Germany": ("Merz",),
    }.items()
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("", "Kyiv faces Russian demands that it withdraw from four regions."),
        ("", "Ukraine faces a Russian ultimatum to leave the port."),
        ("", "Kyiv has come under Russian demands to leave."),
        ("", "Russia wants four regions, according to Kyiv."),
        ("", "Ukraine is being asked to give up land."),
        ("", "Iran has been asked to open its plants."),
        ("", "Russia's call for elections was rejected by Ukraine."),
        ("", "Russia's demand was rejected by Kyiv."),
        ("", "Russian-backed separatists said the line would hold."),
        ("", "Russian-backed fighters said the line would hold."),
        ("", "The Russian-backed administration said the line would hold."),
        ("", "A former Israeli general said the plan would fail."),
        ("", "Former Israeli Prime Minister Dan Oren said the war should end."),
        ("", "The ex-Israeli minister said the war should end."),
        ("", "A retired Israeli general demanded a truce."),
        ("", "US-brokered talks ended without a deal."),
        ("", "The US-brokered talks demanded patience."),
        ("", "U.S.-brokered talks between the two sides ended."),
        ("", "The Israeli opposition said the deal was weak."),
        ("", "Israel's opposition said the deal was weak."),
        ("", "The leader of the Israeli opposition said the deal was weak."),
        ("", "Israeli opposition leader Dan Oren said the deal was weak."),
        ("", "Israel's main opposition party said the deal was weak."),
        ("", "Russia and Ukraine agreed to swap prisoners."),
        ("", "Both Russia and Ukraine agreed to swap prisoners."),
        ("", "Ukraine and Russia said they would meet again."),
        ("", "Ukraine, Russia and the United States agreed on a text."),
        ("", "Ukraine, along with Russia, agreed on a text."),
        ("", "Iran and the United States want a deal."),
        ("", "The governor told Russian state TV that the bridge was hit."),
        ("", "A deputy minister told Israeli television that the war would go on."),
        ("", "The mayor told Russian state news agency that the bridge was hit."),
        ("", "Speaking in Moscow, the chancellor said the war must end."),
        ("", "Russian state TV said the bridge was hit."),
        ("", "Russian media said the bridge was hit."),
        ("", "Israeli media reported that a deal was near."),
        ("", "The Russian opposition called for talks."),
        ("", "Russian analysts said the demand would stand."),
        ("", "The Russian Orthodox Church called for peace."),
        ("", "Protesters in Israel demanded a deal."),
        ("", "Relatives of the Israeli hostages demanded a deal."),
        ("", "Israeli protesters demanded a deal."),
        ("", "Israeli hostage families called for a deal."),
        ("", "Critics of Israel said the strikes must end."),
        ("", "Russia's neighbours demanded guarantees."),
        ("", "Ukraine's allies called for a truce."),
        ("", "Russia's ally Belarus said it would help."),
        ("", "Russia's neighbour Ukraine demanded guarantees."),
        ("", "Ukraine's European partners called for a truce."),
        ("", "A group of Iranian dissidents called for a strike."),
        ("", "The Iranian exile group said the plant was hidden."),
        ("", "The Kyiv Independent said the bridge was hit."),
        ("", "The Moscow Times reported that talks would resume."),
        ("", "The Jerusalem Post said Israel would refuse."),
        ("", "A Kyiv resident said the noise was loud."),
        ("", "A Ukrainian soldier said the line was quiet."),
        ("", "An Israeli lawmaker said the war should end."),
        ("", "A Russian lawmaker demanded more strikes."),
        ("", "The talks between Russia and Ukraine resumed."),
        ("", "Iran is under pressure from the United States to give up enrichment."),
        ("", "Iran was accused by the United States of hiding a plant."),
        ("", "It is unclear whether Russia wants a truce."),
        ("", "If Russia wants peace, it must stop, a senator said."),
        ("", "Analysts say Russia wants four regions."),
        ("", "A European diplomat said Russia demanded the four regions."),
        ("", "Experts say Iran demanded too much."),
        ("", "Diplomats say Ukraine refused."),
        ("", "Under pressure from Russia, the council agreed to the text."),
        ("", "Ukraine's demands, Russia said, were unacceptable, while Kyiv said they were fair."),
        ("", "The Ukrainian demand for a truce was refused by Moscow."),
        ("", "Israel's demand that Hamas disarm was rejected."),
        ("", "Faced with Israeli demands to disarm, the group said it would not."),
        ("", "Iran came under US pressure to accept inspectors."),
        ("", "Ukraine received a Russian proposal to swap prisoners."),
        ("", "Kyiv was handed a Russian memorandum that demands neutrality."),
        ("", "Kyiv is considering a Russian demand to leave the port."),
        ("", "Told by Russia to leave, the mayor refused."),
        ("", "Mr Harlow (a spokesman) says the Iranians maintain that the plant is civilian."),
        ("", "The Iranians maintain that the plant is civilian, says Mr Harlow (US spokesman)."),
        ("", "Mr Harlow of the US State Department says the Iranians maintain that the plant is civilian."),
        ("", "Mr Harlow, speaking for the US, says the Iranians maintain that the plant is civilian."),
        ("", "Iran confronts demands from several sides."),
        ("", "Kyiv confronted demands that it leave the port."),
        ("", "Ukraine weighs demands that it leave the port."),
        ("", "Hamas is studying demands to disarm."),
        ("", "Hamas under demands to disarm."),
        ("", "Israel's critics demanded a truce."),
        ("", "Israel was criticised by Hamas."),
        ("", "Israel, criticised by Hamas, was told to leave."),
        ("", "A Palestinian official told the BBC that Israel must leave."),
        ("", "A source close to Hamas said the offer was weak."),
        ("", "A source familiar with Russian thinking said the offer was weak."),
        ("", "A person briefed on the US position said the offer was weak."),
        ("", "A UN official in Kyiv said the truce would fail."),
        ("", "A UN official in Israel said the truce would fail."),
        ("", "The UN envoy to Syria said Russia must stop."),
        ("", "The British ambassador to Ukraine said the truce would fail."),
        ("", "Germany's ambassador in Kyiv and others said the truce would fail."),
        ("", "After meeting Ukrainian officials, the mediator said Russia would return."),
        ("", "Mediators told Hamas that Israel would leave."),
        ("", "Turkey's president told Russia that the talks must go on."),
        ("", "Russia was told by Turkey that the talks must go on."),
        ("", "The minister said Russia told him to leave."),
        ("", "The minister, citing Russia, said the talks would go on."),
        ("", "Citing Russian officials, the paper said the talks would go on."),
        ("", "The paper, citing Russian officials, said the talks would go on."),
        ("", "Moscow-based analyst Dan Oren said Russia wants more."),
        ("", "Kyiv mayor Dan Oren said the strikes hit a school."),
        ("", "Pro-Russian officials said the town was held."),
        ("", "Russian-installed officials said the town was held."),
        ("", "The Russian-installed governor said the town was held."),
        ("", "Anti-Israel protesters demanded a boycott."),
        ("", "Iran-backed militants said they would fight on."),
        ("", "The pro-Iran group said it would fight on."),
        ("", "The Israeli rights group said the strikes must end."),
        ("", "The Israel office of the aid group said trucks must enter."),
        ("", "The Israel-based analyst said the war would go on."),
        ("", "The Russia expert said the war would go on."),
        ("", "The Ukraine war forced millions to flee, the agency said."),
        ("", "The Ukraine talks adjourned."),
        ("", "The Iran deal needs work, the senator said."),
        ("", "The Israel lobby demanded a vote."),
        ("", "US stocks rose after the talks."),
        ("", "U.S. senators demanded a vote."),
        ("", "The U.S. Senate demanded a vote."),
        ("", "Russia experts said the talks failed."),
        ("", "Ukraine backers in Congress demanded a vote."),
        ("", "Trump critics said the deal was weak."),
        ("", "Trump ally Dan Oren said the deal was weak."),
        ("", "A former Trump adviser said the deal was weak."),
        ("", "Ex-Trump aide Dan Oren demanded a vote."),
        ("", "The Trump-appointed judge demanded papers."),
        ("", "The Trump campaign said Iran hacked it."),
        ("", "Trump's rival demanded a vote."),
        ("", "Trump supporters demanded a vote."),
        ("", "Trump's lawyers demanded a delay."),
        ("", "Putin's critics called for sanctions."),
        ("", "Netanyahu's coalition partners demanded more strikes."),
        ("", "Netanyahu's opponents said he must go."),
        ("", "Abbas Araghchi-style talks demanded patience."),
        ("", "The Ukrainian Catholic church called for prayer."),
        ("", "Ukrainian lawmakers demanded a vote."),
        ("Ukraine", "Ukrainian lawmakers rejected Russia's demands."),
        ("Iran", "First Iranian Vice President Omid Sadr has stressed that the plant stays."),
        ("United States", "After a call on Monday, the White House backed off its demand that Iran close the plant."),
        ("Russia", "The hill tribes — and Russia — are calling for the troops to leave."),
        ("", "Ukraine — and Russia — are calling for the troops to leave."),
        ("", "The hill tribes — and Russia — are far from the front."),
        ("Russia", "Russian officials, for their part, grew tired of the talks."),
        ("", "Russian officials grew tired of the talks."),
        ("Iran", "Iran refuses to ship its fuel abroad, two diplomats said."),
        ("", "Iran shipped its fuel abroad, two diplomats said."),
        ("", "Iranian lawmakers referred to remarks by a US envoy, who said Iran must open the plant."),
        ("", "Ukrainian refugees demanded a vote."),
        ("", "Ukrainian media said Russia demanded four regions."),
        ("", "The Hamas-run health ministry said 40 people were killed."),
        ("", "Hamas-run authorities said 40 people were killed."),
        ("", "Gaza's Hamas-run health ministry said 40 were killed."),
        ("", "Hamas's captives demanded water."),
        ("", "Most Americans believe the pact is weak."),
        ("", "Many Israelis want a deal."),
        ("", "Two Americans said they were held."),
        ("", "Ordinary Russians want peace."),
        ("", "Russian International Affairs Council director Dan Oren said sanctions would stay."),
        (
            "",
            "Her resignation comes in the midst of a long and bitter strike in the capital over Russia's demand for the port.",
        ),
        ("Germany", "Speaking in Moscow, the German chancellor said the war must end."),
        ("Germany", "Speaking in Kyiv on Monday, German Chancellor Max Adler said the war must end."),
        ("Hamas", "Hamas accused the Palestinian Authority of silence."),
        ("Hamas", "The Palestinian Authority must step back, Hamas said."),
        ("Hamas", "Hamas has refused Israel's demand to disarm."),
        ("Hamas", "Faced with Israeli demands to disarm, Hamas said it would not."),
        ("Hamas", "Hamas demands a full withdrawal."),
        ("Hamas", "Hamas demands for a full withdrawal include guarantees."),
        ("Iran", "Iran rejected US demands to give up enrichment."),
        ("Iran", "Iran dismissed as a fantasy the US demand for zero enrichment."),
        ("Iran", "The Iranians maintain that the plant is civilian, Mr Harlow (a spokesman) says."),
        ("Iran", "Iran's demands include an end to sanctions."),
        ("Iran", "Iran's key demand is an end to sanctions."),
        ("Israel", "Israel's war cabinet demanded that Hamas disarm."),
        ("Israel", "An Israeli official told the BBC that Hamas must disarm."),
        ("Palestinian Authority", "The Palestinian Authority demanded that Hamas disarm."),
        ("Palestinian Authority", "Palestinian Authority President Omar Saleh said Hamas must go."),
        ("Russia", "According to Kyiv, Russia wants four regions."),
        ("Russia", "According to Ukraine, Russia demanded a full withdrawal."),
        ("Russia", "Ukraine must accept Russia's demand for neutrality, Moscow said."),
        ("Russia", "In Ukraine, Russia's demand for a withdrawal from four regions remains the main obstacle."),
        ("Russia", "Ukraine was urged by Russia to leave the four regions."),
        ("Russia", "Ukraine is being urged by Russia to leave."),
        ("Russia", "Russia said Ukraine demanded a truce."),
        ("Russia", "Russia says Kyiv's demands are unacceptable."),
        ("Russia", "Russia called Ukraine's demand for a truce a ploy."),
        ("Russia", "According to Ukrainian officials, Russia is demanding four regions."),
        ("Russia", "According to the Kremlin, Putin said the line would hold."),
        ("Russia", "After meeting Ukrainian officials, Russia said it would return."),
        ("Russia", "Russia told Turkey that the talks must go on."),
        ("Ukraine", "Pressed by Russia, Ukraine agreed to a second round of talks."),
        ("Ukraine", "Urged by the United States, Ukraine accepted the truce."),
        ("Ukraine", "Asked by Russia to leave, Kyiv refused."),
        ("Ukraine", "Ukraine rejected Russia's call for a withdrawal."),
        ("Ukraine", "Kyiv has rejected Russia's call for elections."),
        ("Ukraine", "The Ukrainian minister told Russian state TV that the bridge was hit."),
        ("Ukraine", "Zelensky said Russia demanded four regions."),
        ("Ukraine", "Zelensky said Russia wants four regions."),
        ("Ukraine", "Under pressure from Russia, Ukraine agreed to the text."),
        ("Ukraine", "Despite Russian objections, Ukraine demanded a monitor."),
        ("Ukraine", "Ukraine demanded Russia's withdrawal from the port."),
        ("Ukraine", "According to Kyiv, Russia shelled the port."),
        ("Ukraine", "According to Kyiv, Russia wants to destroy the port."),
        ("Ukraine", "The Ukrainian ambassador to Germany said the truce would fail."),
        ("United States", "Mr Harlow (US spokesman) says the Iranians maintain that the plant is civilian."),
        ("United States", "Mark Harlow (the US spokesman) said Iran must open the plant."),
        ("United States", "Iran, the United States said, must give up enrichment."),
        ("United States", "Iran has been told by Washington to stop."),
        ("United States", "The US says Iran insists on enrichment."),
        ("United States", "Mr Harlow (US spokesman) says that the Iranians maintain that the plant is civilian."),
        ("United States", "The US demand that Iran end enrichment is the main obstacle."),
        ("United States", "US President Dan Harlow, at Ukraine's request, called Moscow."),
        ("United States", "A Trump administration official said Iran must stop."),
        ("United States", "The Americans want a deal."),
        ("Iran", "Iran is drawing up a list of ports."),
        ("Iran", "Iran is not yet drawing up a list of ports."),
        ("", "Iran is drawing up a list of ports, two diplomats who know the matter believe."),
        ("", "Iran is losing the ports in the north."),
        ("", "Iran is hiding a port, inspectors say."),
        ("Israel", "Hamas is drawing up a list of ports, Israel says."),
        ("Israel", "Hamas is stealing the boats, the Israeli army said."),
        ("", "Iran is studying the US demand to open the ports."),
        ("Iran", "Iran has frozen the sale of two ports."),
        ("Iran", "Iran will not take part in the talks."),
        ("United States", "Under the US proposal, Iran would open two ports."),
        ("Russia", "Under Russia's terms, Ukraine would withdraw from four regions."),
        ("", "According to the plan, Hamas will release ten hostages."),
        ("", "Under the plan, Hamas will send ten hostages."),
        ("", "Iran will face a vote on the ports."),
        ("", "Iran will not be asked to open the ports."),
        ("", "Iran would never be allowed two ports."),
        ("United States", "Iran will join the pact, the US says."),
        ("", "In Shiraz, Iran, the seat of a port, traders are hosting a fair."),
        ("Iran", "In Shiraz, Iran is hosting a fair."),
        ("Iran", "On Tuesday, Iran, which is under sanctions, said that the port was open."),
        ("Iran", "On Tuesday Iran said that the port was open."),
        ("Russia", "The harbour club's leader, Ivan Putin, said that the port was open."),
        ("Russia", "On Tuesday, the head of the Harbour Club, Ivan Putin, said: “The port is open.”"),
        ("", "The exiled opponent of the president, Ivan Putin, said that the port was open."),
        ("", "The envoy who beat the president, Ivan Putin, demanded a new port."),
        ("", "The former campaign manager of the president, Ivan Putin, demanded a port."),
        ("", "The report said the president, Ivan Putin, demanded a port."),
        ("", "A lawyer for the president, Ivan Putin, said that the port was open."),
        ("", "The wife of the mayor, Ivan Putin, said that the port was open."),
        ("", "The port, Ivan Putin, and the harbour club said nothing."),
        ("Iran", "On Tuesday evening President of Iran Omid Sadr said in an interview that the port was open."),
        ("Iran", "The president of Iran Omid Sadr said in an interview that the port was open."),
        ("", "A critic of President of Iran Omid Sadr said that the port was open."),
        ("", "The wife of President of Iran Omid Sadr said that the port was open."),
        ("", "A spokesman for Iran International said that the port was open."),
    ],
)
def test_who_demands_says_or_does_it_among_several(name: str, text: str) -> None:
    """Demands that somebody faces or rejects, pressure, hearsay, hearers, places, former offices, the opposition, several at once.

    The party is the one whose position is reported, and nobody where that isn't near certain.
    """
    assert attribute([reading(text)], cast(WORLD))[0].party == name


@pytest.mark.parametrize(
    ("party", "said_by", "text"),
    [
        ("Russia", "Ukraine", "According to Kyiv, Russia wants four regions."),
        ("Ukraine", "Ukraine", "According to Kyiv, Russia shelled the port."),
        ("Ukraine", "Ukraine", "According to Kyiv, Russia wants to destroy the port."),
        ("Russia", "Russia", "According to the Kremlin, Putin said the line would hold."),
    ],
)
def test_a_demand_in_another_s_words(party: str, said_by: str, text: str) -> None:
    """Who demands is the party, who tells it the speaker; an aim that somebody else ascribes is his word alone."""
    found = attribute([reading(text)], cast(WORLD))[0]
    assert (found.party, found.speaker) == (party, said_by)


@pytest.mark.parametrize(
    "introduction",
    [
        "Russian Special Envoy for Georgia Pavel Zorin arrived.",
        "The Russian special representative for Georgian Reconciliation Pavel Zorin arrived.",
        "Russian Deputy Minister for Political Affairs Pavel Zorin arrived.",
        "The Russian envoy to the United Nations Pavel Zorin arrived.",
    ],
)
def test_the_name_behind_what_an_office_is_over(introduction: str) -> None:
    """Where an office names a country or a matter and then its holder, the holder is learned all the same."""
    found = run(introduction, "It rained.", "“We will stay,” Zorin said.")
    assert found[-1].speaker == "Russia"


def test_what_somebody_does_not_say_comes_before_what_he_says() -> None:
    """“Did not mention the raid, but said” is speech of the one who begins the sentence."""
    found = run("Russia did not mention the raid on the port, but said: “The talks go on.”")
    assert (found[0].party, found[0].speaker) == ("Russia", "Russia")
    assert run("Russia did not mention the raid on the port, but the mayor said: “The talks go on.”")[0].party == ""


def test_a_person_of_a_country_is_one_name() -> None:
    """A leader and the country behind the name are met as one."""
    known = cast([PartyConfig(name="Sylvania", aliases=("Orlova",)), PartyConfig(name="Freedonia")])
    text = "President Orlova of Sylvania insists on guarantees, Freedonia said."
    assert [text[m.at : m.end] for m in known.mentions(text)] == ["Orlova of Sylvania", "Freedonia"]


def test_what_no_given_name_is_hides_nobody() -> None:
    """A title with a hyphen and a line in capitals that ran into a sentence don't make a surname somebody else's."""
    found = run(
        "Russian Foreign Minister Pavel Zorin arrived.",
        "It rained on Vice-Minister Zorin.",
        "LIVE BLOG Zorin lands.",
        "“We will stay,” Zorin said.",
    )
    assert found[-1].speaker == "Russia"


def test_a_stop_in_an_abbreviation_ends_nothing() -> None:
    """“Did not refer to the U.S. raid, but said” is speech, too."""
    assert run("Russia did not refer to the U.S. raid on the port, but said: “The talks go on.”")[0].speaker == "Russia"


@pytest.mark.parametrize(
    ("text", "demands"),
    [
        ("Greens in the Senate have been calling for a bridge since May.", True),
        ("Other Greens on the Harbour Committee also called for a bridge.", True),
        ("Of the forty ferries, Greens are calling for ten to be electric.", True),
        ("Greens on the House Harbour Committee demanded a bridge.", True),
        ("Greens in the House of Representatives demanded a bridge.", True),
        ("Greens on the foreign affairs committee demanded a bridge.", True),
        ("Top Greens on both committees demanded a bridge.", False),
        ("Greens on the lake demanded a bridge.", False),
        ("Two other Greens towns demanded a bridge.", False),
    ],
)
def test_where_the_members_of_a_group_sit(text: str, demands: bool) -> None:
    """In a house or on a committee they speak for the group; elsewhere they are some people of that name."""
    known = cast([PartyConfig(name="Greens")])
    found = attribute([reading(text)], known)[0]
    assert (found.party, found.act) == (("Greens", "demand") if demands else ("", None))
