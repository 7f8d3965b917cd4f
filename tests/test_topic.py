"""Whether an article belongs in the briefing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from talks_example import TOPIC, WIDE, about, config, prose

from digest.analyse import analyse
from digest.analyse.about.gate import FLOOR, PICKED, SURE, THRESHOLD, relevances, threshold
from digest.analyse.about.topic import relevance, topic
from digest.analyse.features import Reading
from digest.analyse.split.sentences import split
from digest.config import Config
from digest.model import Document, Found

CONFIG = config()
LAKE = prose(
    "The talks at the lake brought no ceasefire. Ukraine demanded one. Russia named its terms.",
    "The ministers left the lake on Monday.",
)
BREAD = prose("The bakery on Main Street won a prize. Its bread is dark. Customers queue from six.", name="bread")


def relevant(doc: Document, wanted: Config = CONFIG) -> float:
    """How much an article by itself has to do with the topic of a configuration, of the most that can be said of it."""
    asked = topic(wanted)
    return relevance(doc.title.value, [Reading(sent) for sent in split(doc)], asked) / asked.reach


def test_what_is_about_the_matter_belongs_in() -> None:
    """An article that speaks of the topic and the parties throughout is in, one about bread is out."""
    assert relevant(LAKE) >= THRESHOLD > relevant(BREAD)


def test_one_touch_is_not_enough() -> None:
    """A long article that names the talks once doesn't belong in."""
    colour = " ".join(f"The oven number {n} burns wood." for n in range(30))
    doc = prose(f"{colour} The baker followed the talks on the radio. {colour}", name="bread")
    assert relevant(BREAD) <= relevant(doc) < THRESHOLD


def test_a_partys_name_alone_is_not_the_matter() -> None:
    """Where a topic names a party too, an article in which nothing else of it stands is out: not all that happens in Russia belongs in."""
    wanted = about("Russia", "Ukraine", "ceasefire")
    business = prose(
        "Russia will ask foreign firms for more. Russia has named no date.", "Russian firms welcome it.", name="firms"
    )
    talks = prose(
        "The talks of Ukraine and Russia brought no ceasefire. Ukraine demanded one. Russia named terms.", name="t"
    )
    assert relevant(talks, wanted) >= THRESHOLD > relevant(business, wanted)
    only = about("Russia")
    assert relevant(business, only) >= THRESHOLD


def test_a_phrase_of_two_parties_wants_both() -> None:
    """The phrase "Ukraine Russia" is met where both are named, by whatever alias."""
    wanted = about("Ukraine Russia", "sanctions on Russia")
    both = prose("Kyiv shot down forty drones. Moscow sent another hundred against Ukraine.", name="drones")
    listed = prose("The union adopted sanctions on Russian tankers. Moscow called the sanctions void.", name="tankers")
    match = prose("Ukraine beat the Danes by two goals. The Ukrainian keeper held a penalty.", name="match")
    duties = prose("The council lifted sanctions on a bakery. The sanctions had cost it two ovens.", name="duties")
    for doc in (both, listed):
        assert relevant(doc, wanted) >= THRESHOLD
    for doc in (match, duties):
        assert relevant(doc, wanted) < THRESHOLD


def test_common_words_need_a_name_beside_them() -> None:
    """There is a ceasefire somewhere every day: without a name or a party of the topic it is another one."""
    wanted = about("Lakeside", "ceasefire", "aid")
    ours = prose("A ceasefire holds around Lakeside. Aid reached Lakeside. The ceasefire is a week old.", name="ours")
    other = prose("A ceasefire holds in the hills. Aid reached the hills. The ceasefire is a week old.", name="other")
    assert relevant(ours, wanted) >= THRESHOLD > relevant(other, wanted)


def test_people_of_a_place_are_the_place() -> None:
    """A name is met with an ending behind it too, a common word isn't."""
    wanted = about("Lakeside", "aid")
    assert relevant(prose("Lakesiders wait for news. No Lakesider was asked.", name="people"), wanted) >= THRESHOLD
    assert relevant(prose("Lakeshore paths are closed. Aide and driver walked.", name="paths"), wanted) < FLOOR


def test_a_country_is_met_by_all_its_names() -> None:
    """Its people, also where it is no party; not by a town or a thing of that name."""
    arrests = prose(
        "German police arrested five teenagers on Monday. Prosecutors in Berlin said the Germans planned fires."
    )
    others = prose("Norwegian police arrested five teenagers on Monday. Prosecutors in Oslo said they planned fires.")
    wanted = about("Germany", "arrests")
    assert relevant(arrests, wanted) >= THRESHOLD > relevant(others, wanted)
    hotel = prose("Paris Hilton opened a shop. A storm struck Paris, Texas. The arrests there go on.")
    assert relevant(hotel, about("France", "arrests")) < THRESHOLD
    nails = prose("Regulators tested polish on Thursday. Arrests for false polish rose.")
    assert relevant(nails, about("Poland", "arrests")) < THRESHOLD


def test_capitals_of_the_configuration_prove_little() -> None:
    """What the texts write small is no name, though the configuration writes it with a capital."""
    texts = [
        prose("The peace talks went on. Peace talks cost time. No peace talks were held on day two.", name=n)
        for n in "ab"
    ]
    readings = [[Reading(sent) for sent in split(doc)] for doc in texts]
    wanted = about("Lakeside", "Peace Talks")
    assert [phrase.named for phrase in topic(wanted, readings).phrases] == [True, False]
    assert [phrase.named for phrase in topic(wanted).phrases] == [True, True]


def test_an_article_on_the_same_event_vouches() -> None:
    """An article that falls short by itself belongs in where it tells the event of one that surely does."""
    wanted = about("Ukraine Russia", "ceasefire")
    event = "A Ukrainian drone hit the ferry Larch off Birch Harbour. Divers searched the harbour for the ferry's Ukrainian captain."
    sure = prose(
        f"Russia and Ukraine traded blame. Russia denied that Ukraine had asked for a ceasefire. {event}",
        "Ukraine accused Russia of a breach. Ukraine and Russia will talk about a ceasefire.",
        name="sure",
    )
    short = prose(f"{event} Ukraine sent more divers.", "The ferry's captain had served for ten years.", name="short")
    bread = [
        prose(f"Bakery number {n} in Ukraine won a prize for rye.", "Its ovens burn wood.", name=f"b{n}")
        for n in range(5)
    ]
    docs = [sure, short, *bread]
    readings = {doc.id: [Reading(sent) for sent in split(doc)] for doc in docs}
    alone = relevant(short, wanted)
    found, least = relevances(docs, readings, topic(wanted))
    assert least == THRESHOLD
    assert found[sure.id] >= SURE
    assert alone < THRESHOLD <= found[short.id]
    assert all(found[doc.id] < THRESHOLD for doc in bread)


def test_sources_that_were_picked_get_the_benefit_of_the_doubt() -> None:
    """Where most articles surely belong in, a doubtful one does too; among strangers it doesn't."""
    assert threshold([0.9, 0.7, 0.35]) < 0.35 < threshold([0.9, 0.1, 0.1, 0.35]) == THRESHOLD


def test_two_in_three_that_belong_in_are_a_choice() -> None:
    """A few articles of which none is beyond doubt were picked, too, where two in three belong in; half of them are not enough."""
    assert threshold([0.53, 0.51, 0.41]) < 0.41 < threshold([0.53, 0.51, 0.41, 0.35]) == THRESHOLD


def test_all_sentences_share_the_articles_fate() -> None:
    """An article is in or out as a whole."""
    bread = replace(BREAD, title=Found("Bread", "t"))
    judged = analyse((LAKE, bread), CONFIG)
    assert {j.dropped for j in judged if j.sent.doc == bread.id} == {"off-topic"}
    assert "off-topic" not in {j.dropped for j in judged if j.sent.doc == LAKE.id}


def test_without_topic_everything_belongs_in() -> None:
    """No topic words: nothing is off topic, not even an article without a sentence."""
    assert "off-topic" not in {j.dropped for j in analyse((LAKE, BREAD), WIDE)}
    assert relevance("?", [], topic(WIDE)) == 1.0
    assert relevance("?", [], topic(CONFIG)) < THRESHOLD


def test_a_name_of_several_words_is_a_party_too() -> None:
    """The phrase "Russia East Ridge" asks for both parties by any alias, though one has a name of two words."""
    ours = ("  - name: Ukraine\n    aliases: [Kyiv, Ukrainian]", "  - name: East Ridge\n    aliases: [Oakham]")
    own = config(changes=[(TOPIC, "topic: [Russia East Ridge]"), ours])
    (phrase,) = topic(own).phrases
    assert phrase.parties == {"Russia", "East Ridge"}
    assert not phrase.stems
    both = prose("Moscow answered Oakham on Monday. Oakham had asked Russia for a date.", name="both")
    assert relevant(both, own) >= THRESHOLD


def test_two_parties_are_no_topic_of_common_words() -> None:
    """Where the topic is common words only, an article that names two parties throughout and none of these words is out."""
    wanted = about("tariffs", "trade talks")
    duties = prose("Ukraine and Russia argue about tariffs. Ukraine cut its tariffs on Russian steel.", name="duties")
    match = prose("Ukraine and Russia meet in the final. Ukraine beat Russia last year.", name="match")
    assert relevant(duties, wanted) >= THRESHOLD > relevant(match, wanted)


FERRY = "Ukrainian soldiers fired at the ferry Larch off Birch Harbour. Envoys of twelve countries stood on its deck."


def houses(docs: list[Document], *names: str) -> list[Document]:
    """The documents as of these publishers."""
    return [replace(doc, publisher=Found(name, "t")) for doc, name in zip(docs, names, strict=True)]


def others(count: int) -> list[Document]:
    """Articles about something else."""
    return [
        prose(f"Bakery number {n} in Ukraine won a prize.", f"It asked {n} guests to taste its rye.", name=f"b{n}")
        for n in range(count)
    ]


def test_an_event_that_several_tell_in_passing_belongs_in() -> None:
    """What articles of three publishers that surely belong in tell in a passage belongs in; what two tell doesn't."""
    wanted = about("Ukraine Russia", "ceasefire")
    war = "Ukraine and Russia talked about a ceasefire. Russia told Ukraine its terms. Ukraine asked Russia for time."
    telling = [prose(f"Ukraine blamed Russia for day {n}.", *[war] * 4, FERRY, name=f"w{n}") for n in range(3)]
    event = prose(
        FERRY,
        "The envoys asked Ukraine why. Ukraine summoned the captain. Ukrainian divers look after the ferry Larch in Birch Harbour.",
        name="event",
    )
    assert FLOOR <= relevant(event, wanted) < THRESHOLD
    for third, belongs in (("C", True), ("B", False)):
        docs = [*houses(telling, "A", "B", third), event, *others(9)]
        readings = {doc.id: [Reading(sent) for sent in split(doc)] for doc in docs}
        found, least = relevances(docs, readings, topic(wanted))
        assert (found[event.id] >= least) == belongs
        assert all(found[doc.id] < least for doc in docs[-9:])


def test_one_article_does_not_outweigh_the_others_on_its_event() -> None:
    """An article that names the matter throughout brings in none of the others that tell its event and hardly name it, nor itself."""
    wanted = about("Ukraine Russia", "ceasefire")
    crime = (
        "Peter Holm, a lawyer, was shot at the gate of a school in Oakham. The gunman fled from Oakham by motorcycle."
    )
    loud = prose(
        crime,
        "Holm left Ukraine in 2014. Holm had worked for Ukraine and Russia. Russia and Ukraine knew Holm.",
        name="l",
    )
    quiet = [
        prose(crime, f"Police in Oakham have {n} traces of the gunman. Holm came from Ukraine.", name=f"q{n}")
        for n in range(4)
    ]
    sure = prose("Ukraine and Russia talked. Russia named terms to Ukraine.", "Ukraine and Russia will meet.", name="s")
    docs = [replace(doc, uri="https://news.example/" + doc.id[:9]) for doc in (loud, *quiet, sure, *others(9))]
    loud, *quiet, sure = docs[:6]
    readings = {doc.id: [Reading(sent) for sent in split(doc)] for doc in docs}
    assert relevant(loud, wanted) >= THRESHOLD
    found, least = relevances(docs, readings, topic(wanted))
    assert found[sure.id] >= least
    assert all(found[doc.id] < least for doc in (loud, *quiet))


PHRASES = ("Ukraine", "Russia", "Ukraine Russia", "ceasefire", "aid", "Lakeside", "Lakeside talks", "prisoner exchange")
SAID = (
    "A ceasefire holds in the hills.",
    "Aid reached Lakeside on the second day.",
    "Ukraine asked Russia for an exchange.",
    "Russian firms welcome it.",
    "Kyiv named no date.",
    "The talks about a prisoner go on.",
    "The bakery won a prize.",
)


@given(
    st.lists(st.sampled_from(PHRASES), min_size=1, max_size=4, unique=True),
    st.sampled_from(PHRASES),
    st.lists(st.sampled_from(SAID), min_size=1, max_size=5),
)
def test_one_term_more_never_makes_an_article_less_relevant(terms: list[str], more: str, said: list[str]) -> None:
    """Whatever the topic and the article are: with another phrase the article has at least as much to do with it."""
    doc = prose(*said)
    readings = [Reading(sent) for sent in split(doc)]
    without, added = (relevance("Talks", readings, topic(about(*names))) for names in (terms, [*terms, more]))
    assert added >= without - 1e-9


def ferry(number: int, *said: str) -> Document:
    """An article on the strike of an invented harbour's ferry pilots."""
    doc = prose(f"The pilots of Birch Harbour refuse to steer the ferry Larch. {said[0]}", *said[1:], name=f"f{number}")
    return replace(doc, title=Found(f"Ferry pilots of Birch Harbour, day {number}", "t"), source="ferry/")


STRIKE = [
    ferry(1, "Their walkout empties the piers. Ukraine offers a mediator.", "The owner calls the walkout a breach."),
    ferry(2, "The ferry's owner hired pilots from Oakham.", "Passengers wait on the piers of the harbour."),
    ferry(3, "A mediator from Ukraine met the owner. He named no date.", "The pilots want two men on the bridge."),
    ferry(4, "Ukraine sent its mediator home.", "The owner sells the ferry's cargo at the pier. The walkout holds."),
    ferry(5, "They went back to the bridge after nine days.", "The owner pays two men on the Larch. The pier is full."),
]
BAKERY = replace(
    prose("The bakery on Main Street won a prize. Ukraine sends rye. Its bread is dark.", name="rye"),
    title=Found("A prize for dark bread", "t"),
    source="ferry/",
)


def left(docs: list[Document], *phrases: str) -> list[Document]:
    """What is off this topic."""
    readings = {doc.id: [Reading(sent) for sent in split(doc)] for doc in docs}
    values, least = relevances(docs, readings, topic(about(*phrases), list(readings.values())))
    return [doc for doc in docs if values[doc.id] < least]


def test_a_folder_of_one_matter_stands_together_and_a_stray_falls() -> None:
    """However a topic names the matter of a folder, all of it belongs in; what has nothing to do with the rest doesn't."""
    for phrases in (
        ("ferry strike",),
        ("walkout", "harbour pilots"),
        ("pilots",),
        ("pilots", "Ukraine"),
        ("pilots", "Ukraine", "mediator"),
        ("Larch",),
        ("ferry pilots", "two men on the bridge", "Ukraine"),
    ):
        assert left(STRIKE, *phrases) == []
        assert left([*STRIKE, BAKERY], *phrases) == [BAKERY]


def test_a_folder_of_another_matter_falls() -> None:
    """That articles are of one matter doesn't make it the topic's."""
    assert left(STRIKE, "ceasefire", "Lakeside") == STRIKE
    assert left([*STRIKE, BAKERY], "bakery", "bread") == STRIKE


def test_the_matter_of_a_topic_is_found_among_others() -> None:
    """In a mixed collection what names the topic at all and is of one matter belongs in, and nothing else does."""
    mixed = [replace(doc, source=f"https://news.example/{n}") for n, doc in enumerate([*others(12), *STRIKE])]
    assert left(mixed, "harbour ferry", "pilots", "walkout") == mixed[:12]


def test_a_part_of_a_phrase_counts_as_a_part() -> None:
    """Where a phrase of two words is met by one of them, an article has less to do with it than where both are met, and not nothing."""
    wanted = about("ferry strike")
    whole = prose("The ferry strike goes on. The ferry strike is in its second day.", name="w")
    part = prose("The ferry lies at the pier. No ferry left on day two.", name="p")
    assert relevant(BREAD, wanted) < relevant(part, wanted) < relevant(whole, wanted)


def test_a_picked_folder_of_a_poorly_named_topic_is_read() -> None:
    """Where most of what somebody put together would fall, what names the topic nearly as much as any other article there is read; of what
    the web brings nothing is.
    """
    passing = "The bakery moved to Lakeside. " + " ".join(f"Loaf number {n} is dark and dear." for n in range(9))
    near = [prose(passing, f"Day {n} brought rain.", name=f"n{n}") for n in range(2)]
    docs = [*near, *others(2)]
    assert FLOOR <= relevant(near[0], about("Lakeside")) < PICKED
    assert left(docs, "Lakeside") == docs[2:]
    web = [replace(doc, uri="https://news.example/" + doc.id[:9]) for doc in docs]
    assert left(web, "Lakeside") == web
    assert left(docs, "Birch Harbour") == docs


def test_a_compound_is_met_however_it_is_written() -> None:
    """A desk writes "ceasefire", an agency "cease-fire": to the topic they are one word, whoever writes which."""
    texts = {one: prose(f"The {one} on Russia's border holds.", f"Ukraine wants the {one} kept.", name="t") for one in
             ("ceasefire", "cease-fire", "cease fire", "Cease-fires")}  # fmt: skip
    for phrase in ("ceasefire", "cease-fire", "ceasefires"):
        values = {relevant(doc, about(f"Ukraine {phrase}")) for doc in texts.values()}
        assert len(values) == 1, phrase
        assert values.pop() > PICKED
    bonfire = prose("The fires on Russia's border burn.", "Ukraine wants them to cease.", name="t")
    assert relevant(bonfire, about("Ukraine ceasefire")) < relevant(texts["ceasefire"], about("Ukraine ceasefire"))
