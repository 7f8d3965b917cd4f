"""What is printed is not told again in other words; what only shares names is no repetition."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from talks_example import NOISE, WIDE, prose

from digest.analyse import analyse
from digest.config import PartyConfig
from digest.select.same.repeats import (
    ASIDE,
    COUNTED,
    REPEAT,
    Said,
    holds,
    paraphrase,
    repeats,
    repetition,
    said,
    similarity,
)
from digest.select.words.folding import marks, names_of

NAMES = names_of(WIDE.parties)


def says(*sentences: str) -> list[Said]:
    """What these sentences say, among others."""
    found = analyse((prose(*sentences, *NOISE, name="alpha", day="2025-06-03"),), WIDE)
    whole = said(found, WIDE.parties)
    return [whole[j.sent.id] for j in found[: len(sentences)]]


def test_names_of_a_party_and_words_of_a_class_are_one() -> None:
    """Kyiv is Ukraine, a precondition is a demand; a name must have its capital."""
    found = {
        mark.words: mark.what for mark in marks("Kyiv and the Ukrainian side named a precondition, a demand.", NAMES)
    }
    assert found["kyiv",] == found["ukrainian",] == "Ukraine"
    assert found["precondition",] == found["demand",]
    assert marks("the kremlin", NAMES) == []


def test_a_group_is_no_name_of_its_members() -> None:
    """A bloc and a state of one party did not do the same; a person of that party is only known by it."""
    group = PartyConfig(name="Coast states", aliases=["EU", "UK", "France", "Lind"])
    named = {mark.words[0]: mark.what for mark in marks("The EU, the U.K., Paris and Lind met.", names_of([group]))}
    assert len({named["eu"], named["u"], named["paris"], named["lind"]}) == 4
    assert named["lind"] == "Coast states"
    one, *others = ({mark.what for mark in marks(name, names_of([group]))} for name in ("UK", "U.K.", "London"))
    assert others == [one, one]


def test_the_longest_phrase_counts() -> None:
    """A pull-out is no pull."""
    (mark,) = marks("They had to pull out.", NAMES)
    assert (mark.kind, mark.words) == ("act", ("pull", "out"))


FULL = "Russia's conditions for a ceasefire include Ukraine's withdrawal from four valleys, a halt to the drills and no new bases."
SHORT = "Moscow's demands include troop withdrawal by Kyiv as a prerequisite for a ceasefire."


def test_a_paraphrase_is_a_repetition() -> None:
    """The same party, the same act, the same object, and nothing new: few of the words are the same."""
    full, short = says(FULL.replace("withdrawal", "military withdrawal"), SHORT)
    assert repetition(short.terms, full.terms) < REPEAT < repeats(short, full)


@pytest.mark.parametrize(
    "other",
    [
        "Moscow's demands include troop withdrawal by Kyiv and Poland as a prerequisite for a ceasefire.",
        "Moscow's demands include troop withdrawal by Kyiv within 48 hours as a prerequisite for a ceasefire.",
        "Moscow's demands include troop withdrawal by Kyiv on June 9 as a prerequisite for a ceasefire.",
        "Moscow's demands include apologies, pensions and orchards for Kyiv, beside a ceasefire.",
    ],
    ids=["another party", "a number", "a day", "other things"],
)
def test_a_paraphrase_says_nothing_new(other: str) -> None:
    """Somebody else, a number, a day or other things make it a sentence of its own."""
    full, told = says(FULL.replace("withdrawal", "military withdrawal"), other)
    assert paraphrase(told, full) == 0.0


def test_a_fuller_telling_is_no_paraphrase_of_a_poorer_one() -> None:
    """What it says besides is new."""
    full, short = says(FULL.replace("withdrawal", "military withdrawal"), SHORT)
    assert paraphrase(full, short) == 0.0
    assert holds(full, short, share=0.5)
    assert not holds(short, full, share=0.5)


def test_what_tells_of_another_day_holds_nothing() -> None:
    """A measure proposed in June is no fuller telling of the measure adopted in July."""
    one, other = says(
        "The council proposed a tax on boats on June 10, with a lower rate for ferries and a ban on night fishing.",
        "The council adopted the tax on boats on July 18, with a lower rate for ferries.",
    )
    assert not holds(one, other, share=0.1)


def test_one_event_of_one_day_is_told_once() -> None:
    """Who took part, what they did and the day: the second opening of the same report repeats the first."""
    one, other = says(
        "In a new attempt to end the quarrel, Ukrainian and Russian delegations met in Lakeview on June 2, 2025.",
        "On the 2nd of June, 2025, the Ukrainian and Russian delegations convened for negotiations, yet nothing came of it.",
    )
    assert repeats(one, other) > REPEAT


def test_an_event_of_another_day_is_another_event() -> None:
    """So is one that is still to come."""
    first = "In a new attempt to end the quarrel, Ukrainian and Russian delegations met in Lakeview on May 16, 2025."
    ahead = "After weeks of letters and envoys, Ukrainian and Russian delegations will meet in the hills of Lakeview on June 9."
    then = "On the 2nd of June, 2025, the Ukrainian and Russian delegations convened for negotiations, yet nothing came of it."
    assert repeats(*says(first, then)) <= REPEAT
    assert repeats(*says(ahead, then)) <= REPEAT


def test_how_long_something_lasts_is_no_number_of_an_event() -> None:
    """An 11-week closure stands in every report about the harbour; where both tell of the same act, it counts."""
    one, other, same = says(
        "The envoy spoke of bakers and fishermen whom the 11-week closure of the harbour of Lakeview left poor.",
        "After an 11-week closure of the harbour of Lakeview no flour came to the northern villages.",
        "An 11-week closure of the harbour of Lakeview, the envoy warned, left the northern villages without flour.",
    )
    plain = repetition(one.terms, other.terms)
    assert repeats(one, other) == pytest.approx(plain - COUNTED)
    warned = replace(one, acts={**one.acts, **{t: w for t, w in same.acts.items() if t.startswith("act ")}})
    assert repeats(warned, same) == pytest.approx(repetition(one.terms, same.terms))


def test_of_what_a_short_sentence_names_a_long_one_may_tell_all_the_rest() -> None:
    """They share the words of a short quotation, but of the long one it tells next to nothing: it isn't repeated; the quotation is."""
    right = "“I have the right to declare a lake emergency,” the mayor said."
    signed = (
        "The mayor on Thursday signed the grain bill and will declare a lake emergency to buy timber, ropes and nails for both "
        "ferries, to hire forty carpenters and to pay porters, bakers and teachers in the northern valley."
    )
    short, long = says(right, signed)
    assert repetition(long.terms, short.terms) > REPEAT
    assert repeats(long, short) <= ASIDE
    assert repeats(short, long) > ASIDE


def test_a_number_that_most_articles_give_is_no_sign_of_one_event() -> None:
    """The 800 sheep of the story stand in every article; of a few articles, or in fewer of many, the number is a sign."""
    one = "The 800 sheep of Lakeview went hungry while bakers and porters argued."
    other = "Porters collected coins and turnips in Lakeview for the 800 hungry sheep."
    for many, sign in ((2, True), (8, False)):
        docs = [prose(text, name=name, day="2025-06-03") for name, text in (("a", one), ("b", other))]
        docs += [
            prose(f"Old 800 sheep {word}.", name=word)
            for word in ("slept", "grazed", "ran", "fled", "hid", "sang")[: many - 2]
        ]
        found = analyse((*docs, prose(*NOISE, name="noise")), WIDE)
        whole = said(found, WIDE.parties)
        a, b = (whole[next(j.sent.id for j in found if j.sent.text == text)] for text in (one, other))
        plain = repetition(a.terms, b.terms, idle=frozenset(["800"]))
        assert repeats(a, b) == pytest.approx(plain + (COUNTED if sign else 0.0))


def test_the_number_of_a_day_is_no_age() -> None:
    """25 May and 25 years share nothing; one date in both is a sign, unless it was long past for both articles."""
    aged = "Prisoners of Lakeview aged 25 or less will be exchanged at the mill."
    day = "The exchange of the prisoners of Lakeview ended at the mill on 25 May."
    again = "At the mill of Lakeview prisoners were freed on 25 May in an exchange."
    for texts, written, sign in (
        ((aged, day), "2025-05-26", False),
        ((day, again), "2025-05-26", True),
        ((day, again), "2025-06-09", False),
    ):
        docs = [prose(text, name=name, day=written) for name, text in zip("ab", texts, strict=True)]
        found = analyse((*docs, prose(*NOISE, name="noise")), WIDE)
        whole = said(found, WIDE.parties, docs={doc.id: doc for doc in docs})
        a, b = (whole[next(j.sent.id for j in found if j.sent.text == text)] for text in texts)
        idle = frozenset[str]() if sign else frozenset(["25"])
        assert repeats(a, b) == pytest.approx(repetition(a.terms, b.terms, idle=idle))


def test_an_event_needs_no_day_in_both_where_the_words_are_nearly_the_same() -> None:
    """Who visited what, for the first time since when: one of the two says that it was a Tuesday."""
    one, other, soon = says(
        "President Oro V. Lind of Russia visited the Lakeview region in the west of the country for the first time since"
        " Moscow’s troops drove Ukrainian forces out of most of the valley.",
        "Russian President Oro Lind visited the western Lakeview region on Tuesday, the first time he stopped by since"
        " Russian forces ejected Ukrainian troops from the area last month.",
        "Russian President Oro Lind will visit the western Lakeview region on Friday, the first time he stops by since"
        " Russian forces ejected Ukrainian troops from the area last month.",
    )
    assert repetition(one.terms, other.terms) <= REPEAT < repeats(one, other)
    assert repeats(one, soon) <= REPEAT


def test_names_alone_are_no_repetition() -> None:
    """Two sentences of one speaker share his name and his title, and report different things; so the second is worth less, no more."""
    one, other = says(
        "Harbour Minister Oro Lind of Lakeview said so.", "Harbour Minister Oro Lind of Lakeview postponed a vote."
    )
    assert repetition(one.terms, other.terms) > REPEAT
    assert 0 < repeats(one, other) <= REPEAT


def test_a_thousand_times_as_many_are_another_number() -> None:
    """28 people and 28,000 people are not the same."""
    told = "Guards in the harbour counted {} lanterns on the ferries after the storm."
    one, same, other = says(
        told.format("28,000"), "Counted after it were 28000 lanterns.", "Counted after it were 28 lanterns."
    )
    assert repeats(same, one) > repeats(other, one)


def test_vectors_have_length_one() -> None:
    """Or none, where every term stands in every sentence; a sentence is as similar as can be to itself."""
    (one,) = says(FULL)
    assert math.hypot(*one.terms.values()) == pytest.approx(1)
    assert similarity(one.terms, one.terms) == pytest.approx(1)
    assert repetition({}, one.terms) == 0.0
    assert said([]) == {}


def test_where_it_was_said_is_no_repetition() -> None:
    """Two things that one minister said at one press conference share most of their words."""
    one, other = says(
        "Sylvania is not engaged in negotiations on accession to the lake union, Sylvanian Foreign Minister Ada Quill said at a press "
        "conference with her Sudland counterpart Bo Lind.",
        "Sylvanian Foreign Minister Ada Quill has said at a joint press conference with her Sudland counterpart Bo Lind that talks between "
        "the delegations were held in a constructive way.",
    )
    assert max(repeats(one, other), repeats(other, one)) <= REPEAT
