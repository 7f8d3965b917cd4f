"""What another sentence tells in quite other words is told; another number, day, speaker or a denial makes it news of its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from talks_example import NOISE, WIDE, prose

from digest.analyse import analyse
from digest.model import Label
from digest.select import select
from digest.select.same.gist import gists, spellings
from digest.select.same.repeats import ASIDE, REPEAT, repeats, said
from digest.select.same.retold import retold
from digest.select.words.folding import names_of
from digest.select.words.phrases import alike, families


def told(one: str, other: str) -> bool:
    """Whether the second sentence tells all that the first one tells, among others."""
    found = analyse((prose(one, other, *NOISE, name="alpha", day="2025-06-03"),), WIDE)
    whole = gists(found, names_of(WIDE.parties))
    return retold(whole[found[0].sent.id], whole[found[1].sent.id])


DOUBT = (
    "Russia is sceptical that the nuclear talks will yield results and calls the demands on its reactors outrageous."
)
FULL = (
    "Moscow on Tuesday rejected as utter nonsense the demands on its reactors, questioned whether the nuclear negotiations can succeed "
    "and sent its delegation home."
)


def test_the_same_in_other_words_is_told() -> None:
    """Doubt is scepticism, nonsense is outrageous; the longer telling holds the shorter one, not the other way round."""
    assert told(DOUBT, FULL)
    assert not told(FULL, DOUBT)


@pytest.mark.parametrize(
    "other",
    [
        DOUBT.replace("Russia", "Ukraine"),
        DOUBT.replace("outrageous", "outrageous before Poland"),
        DOUBT.replace("reactors", "five reactors"),
        DOUBT.replace("Russia is", "Since June 1 Russia is"),
        DOUBT.replace("is sceptical", "isn't sceptical"),
        DOUBT.replace("and calls", "and denies that it calls"),
    ],
    ids=["another party", "one more party", "a number", "a date", "a denial", "another denial"],
)
def test_what_is_new_is_not_told(other: str) -> None:
    """Somebody else, a number, a date or a denial is news."""
    assert not told(other, FULL)


HELD = "Russia wants Ukraine to give up two harbours, renounce its treaty with Norland and accept limits on its fleet."


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Russia demands that Ukraine withdraw from two harbours before any truce.", True),
        ("Russia demands that Ukraine withdraw from two harbours and free the prisoners.", False),
        ("Russia demands that Ukraine withdraw from three harbours before any truce.", False),
        ("Norland demands that Ukraine withdraw from two harbours before any truce.", False),
        ("Russia refuses to let Ukraine give up two harbours.", False),
    ],
)
def test_what_a_party_wants_is_told_once(text: str, held: bool) -> None:
    """A demand is told by a fuller one of the same party, in whatever words and on whatever day; another thing, number or party isn't."""
    assert told(text, HELD) is held


def test_a_condition_with_if_not_is_one_with_unless() -> None:
    """What is refused unless something comes is refused if it doesn't come; the fuller telling holds the shorter one."""
    short = "Ukraine refuses to pass a spending law unless it holds money for the ferry."
    full = "Ukraine on Monday refused to enact legislation that funds its towns if it does not hold $5 billion for the ferry."
    assert told(short, full)
    assert not told(full, short)


def test_what_is_told_by_the_way_is_not_told() -> None:
    """A clause that only dates something else doesn't stand for the news itself."""
    short = "Russia and Ukraine signed the grain treaty and opened the crossings."
    assert told(
        short, "Moscow and Kyiv signed a grain treaty that lifts the tolls, and opened the crossings to lorries."
    )
    assert not told(
        short, "Russia shelled a mill, after Moscow and Kyiv signed the grain treaty and opened the crossings."
    )


def test_the_first_act_must_be_told() -> None:
    """Who threatens to leave over a demand says more than that the demand is made."""
    threat = "Russia will quit the nuclear talks if Ukraine insists that it must stop all reactors."
    assert not told(threat, "Moscow said in the nuclear talks that Kyiv insists it should stop all reactors.")


def test_a_sentence_that_leans_on_another_is_no_telling() -> None:
    """Of "He" nobody knows who it is."""
    assert not told(DOUBT.replace("Russia is", "He is"), FULL)


def test_families_and_classes_have_names_of_their_own() -> None:
    """A word is not like another one because their lines in two files have the same number."""
    kinds = {name.partition(" ")[0] for names in families().values() for name in names}
    assert {name for name in alike().values() if name.startswith("thing ")}
    assert {"things", "thing", "act", "family", "turn"} <= kinds
    assert not any(
        name.startswith("thing ") and name not in alike().values() for names in families().values() for name in names
    )


def test_spellings_of_a_name_are_one() -> None:
    """Romanisations exchange letters; names with other consonants are other names."""
    found = spellings(Counter({"~barzaqchi": 3, "~barzaghchi": 1, "~barzanchi": 1}))
    assert found["~barzaghchi"] == found["~barzaqchi"] == "~barzaqchi"
    assert found.get("~barzanchi", "~barzanchi") == "~barzanchi"


def test_what_is_told_by_the_way_counts_for_little_as_repeated() -> None:
    """An item that dates its own news by the signing doesn't keep the signing off the page."""
    news = "Russia and Ukraine signed a pact on the ferries at the lake on Monday."
    dated = "Poland closed two mills on Wednesday, the first since Russia and Ukraine signed a pact on the ferries on Monday."
    plain = "Poland closed two mills on Wednesday, and Russia and Ukraine signed a pact on the ferries on Monday."
    heard = []
    for other in (dated, plain):
        found = analyse((prose(news, other, *NOISE, name="alpha", day="2025-06-04"),), WIDE)
        whole = said(found, WIDE.parties)
        heard.append(repeats(whole[found[0].sent.id], whole[found[1].sent.id]))
    assert heard[0] <= ASIDE < REPEAT < heard[1]


def test_what_is_dated_by_the_printed_is_news() -> None:
    """Who resigned a week after declaring a winner declares nobody the winner again."""
    printed = "Poland's lake commission declared Ivo Maran the winner of the disputed ballot on Monday."
    news = "The head of Poland's lake commission resigned on Thursday, days after declaring Ivo Maran the winner of the disputed ballot."
    again = "Poland's lake commission declared Ivo Maran the winner of the disputed ballot, days after the vote."
    heard = []
    for other in (news, again):
        found = analyse((prose(printed, other, *NOISE, name="alpha", day="2025-06-05"),), WIDE)
        whole = said(found, WIDE.parties)
        heard.append(repeats(whole[found[1].sent.id], whole[found[0].sent.id]))
    assert heard[0] <= ASIDE < REPEAT < heard[1]


DOUBTS = (
    "Russia doubts that the nuclear talks will yield results and rejects the outrageous demands on its reactors.",
    "Moscow on Tuesday rejected as utter nonsense the demands on its reactors, questioned whether the nuclear negotiations can succeed "
    "and sent its delegation home.",
)


@pytest.mark.parametrize("sections", [("reactions", "reactions"), ("reactions", "demands")], ids=["one", "two"])
def test_the_longer_telling_takes_the_place_of_the_printed_one(sections: tuple[str, str]) -> None:
    """Though the shorter one is worth more, and stands in another section that has more to offer."""
    docs = [prose(text, name=name, day="2025-06-03") for name, text in zip(("alpha", "beta"), DOUBTS, strict=True)]
    others = [prose(*NOISE, name="gamma", day="2025-06-03")]
    found = analyse((*docs, *others), WIDE)
    for_page = []
    for j in found:
        which = next((n for n, text in enumerate(DOUBTS) if j.sent.text == text), None)
        section, salience = ("reactions", 0.6) if which is None else (sections[which], (0.9, 0.8)[which])
        for_page.append(replace(j, label=Label(section, 0.9), salience=salience, party="", speaker=""))
    printed = {key for c in select(for_page, [*docs, *others], WIDE).chosen for key in c.sents}
    texts = {j.sent.text for j in found if j.sent.id in printed}
    assert DOUBTS[1] in texts
    assert DOUBTS[0] not in texts


def test_what_is_a_part_of_a_later_item_gives_way_to_it() -> None:
    """All that the short one says of the two the long one says of them, too, and most of the long one is besides."""
    short = "Moscow on Sunday froze new trade with Poland and expelled the Polish ambassador."
    long = (
        "Russia moved Sunday to expel the Polish ambassador from Moscow and declared a freeze on all new trade deals between the two "
        "countries, following Poland’s demand that the Russians should free the skippers, pilots, cooks and stokers arrested in the "
        "kingdom of Norland, whose harbour masters had searched eleven vessels laden with timber, copper, amber and wool."
    )
    docs = [
        prose(short, name="alpha", day="2025-06-03"),
        prose(*NOISE[:3], long, name="beta", day="2025-06-03"),
    ]
    others = [prose(*NOISE[3:], name="gamma", day="2025-06-03")]
    found = analyse((*docs, *others), WIDE)
    worth = {short: 0.9, long: 0.8}
    for_page = [
        replace(j, label=Label("outcomes", 0.9), salience=worth.get(j.sent.text, 0.3), party="", speaker="", dropped="")
        for j in found
    ]
    printed = {key for c in select(for_page, [*docs, *others], WIDE).chosen for key in c.sents}
    texts = {j.sent.text for j in found if j.sent.id in printed}
    assert long in texts
    assert short not in texts
