"""What two sides say against each other: in one sentence, and in two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from talks_example import WIDE_TEXT, config, judged, prose

from digest.analyse import analyse
from digest.model import NO_PAST, Former, Judged, Label, Past
from digest.select import select
from digest.select.units import LONGEST_ANSWER, answers, units
from digest.select.words.sides import LONGEST, contradicts, goes_against, two_sides


@pytest.mark.parametrize(
    "text",
    [
        "Norland says the boats were in its waters, while Sudland insists they were on the open lake.",
        "The company wants to hire more crews, but the union says that amounts to less pay.",
        "While the council had wished for a bridge of 40 metres, this had been opposed by the fishermen and others.",
        "Although the mayor says the wells are clean, doctors dispute the findings.",
        "One station reported a quake of 4.9, although the university of the north reported it as 6.1.",
        "The mayor has demanded five ferries, but the villages have refused.",
        "The bakers favour a fair in June – but the council rejects the date.",
        "According to police, the man fell, but his family says he was pushed.",
        "Although the army said nobody was hurt, local doctors said four were.",
        "The mayor said the wells are clean, yet doctors of the town say two are not.",
    ],
)
def test_two_sides_in_a_sentence(text: str) -> None:
    """What somebody says or wants, and another says against it."""
    assert two_sides(text)


@pytest.mark.parametrize(
    "text",
    [
        "The council said the ferries would sail, but he said nothing of the fares.",
        "Norland praised the deal, while Sudland said it was content.",
        "The mayor said the ferry sank but did report it to the council.",
        "The mayor said the wells were clean but was hesitant to say when they open.",
        "The mayor wants a bridge.",
        "“Norland says no, but Sudland says yes,” a poem goes.",
        "The ferries sailed, but the council said the bridge was closed.",
        "While the mayor spoke, the council voted for the bridge.",
        "Norland said it would sail while allowing Sudland to argue its case.",
        "The company wants growth, but costs estimated at four million rose.",
        "The mayor said the air was clean, but debris reported by residents fell on a school.",
        "Voters want change but nobody says how.",
        "The club was given a week to read the claims, but even in that time officials said it could decide.",
        "The council will weigh the batch of claims, but officials said it could decide in a day.",
    ],
)
def test_no_two_sides(text: str) -> None:
    """The first goes on, the second only adds, nobody speaks, or somebody quotes it."""
    assert not two_sides(text)


@pytest.mark.parametrize(
    ("before", "text", "does"),
    [
        ("The mayor says a bridge is too dear.", "But the fishermen say it would pay for itself.", True),
        ("The mayor says a bridge is too dear.", "The fishermen, however, said it would pay for itself.", True),
        ("The bridge is closed.", "But the fishermen say it would pay for itself.", False),
        ("The bridge is closed.", "But the fishermen argue that it could be open.", True),
        ("The bridge is closed.", "Fishermen of the north, however, have refused to use the ferries.", True),
        ("The mayor says a bridge is too dear.", "But he said it would pay for itself.", False),
        (
            "The mayor wants a bridge.",
            "But the fishermen are known to live off the ferries and have rejected it.",
            True,
        ),
        ("The mayor wants a bridge.", "But the fishermen are known to live off the ferries and have sold many.", False),
        ("The mayor wants a bridge.", "But the mayor is recovering in hospital and has refused visitors.", False),
        ("The mayor wants a bridge.", "But the bridge was built by the union and disputed land lies below it.", False),
        ("The mayor says a bridge is too dear.", "The fishermen say it would pay for itself.", False),
        ("The mayor says a bridge is too dear.", "But the council said it had no further details of that.", False),
    ],
)
def test_the_next_sentence_contradicts(before: str, text: str, does: bool) -> None:
    """Behind a "but" somebody else speaks, of what was said, or in words of dispute."""
    assert contradicts(before, text) is does


def test_only_the_beginning_is_looked_at() -> None:
    """Of a sentence of any length so many characters, so that none takes long."""
    text = "The mayor has demanded five ferries, but the villages have refused."
    assert not two_sides("x " * LONGEST + text)
    assert not contradicts("The mayor spoke.", "But " + "x" * LONGEST + " and the villages have refused.")


def test_what_takes_back_the_sentence_before_it() -> None:
    """It begins with "but", has a "however" behind its subject or denies "the claim", and follows in the same paragraph or the next. It is
    neither too long nor, unless it denies, too short.
    """
    first = "The council of Sudland will mend all the ferries of the northern shore this year."

    def found(text: str, *, tie: str = "", dropped: str = "", block: int = 0, doc: str = "d", cut: str = "") -> bool:
        one, other = judged(first, doc="d", index=0), judged(text, doc=doc, index=1, dropped=dropped)
        other = replace(other, answers=tie, sent=replace(other.sent, block=block, tie=cut))
        return answers([one, other]) == {one.sent.id: other}

    but = "But the mayor of the town has not yet signed the contract."
    assert found(but, tie="But")
    assert found("The mayor of the town, however, has not yet signed the contract.")
    assert not found("The mayor of the town has not yet signed the contract.")
    assert not found("But the mayor has not.", tie="But")
    assert not found("But the mayor " + "of the town " * LONGEST_ANSWER + "has not.", tie="But")
    assert not found(but, tie="But", dropped="filler")
    assert not found(but, tie="But", block=5)
    assert not found(but, tie="But", doc="e")
    assert not found(but.replace(".", "?"), tie="But")
    assert not found("But first, some weather: rain until Friday, then sun and wind.", tie="But")
    assert found("But that changed in January, when rain lay on it all.", tie="But")
    assert found("[…] Sudland refuses to let the northern ferries sail this year.", cut="But")
    assert not found("[…] Sudland will let the northern ferries sail this year.", cut="But")
    assert found("Instead, the town of Hilltown will mend its ferries in March.", tie="Instead")

    assert found("Sudland officials denied the claim.")
    assert found("The northern fishermen reject those accusations, and went to court.")
    assert not found("Sudland officials denied the claim.", block=5)
    assert not found("Sudland officials denied the ferry a berth in the harbour.")
    assert not found("The claim was denied.")
    assert not found("The mayor's office dismissed the statement as “absurd” on Monday.")  # nobody stated it
    first = "The council of Sudland said that all the ferries of the northern shore had been sold."
    assert found("The mayor's office dismissed the statement as “absurd” on Monday.")
    assert found("A spokesman for the mayor dismissed those threats as politics.")
    assert not found("The mayor's office dismissed the statement.")
    assert not found("A judge dismissed the complaint as moot.")
    assert found("Sudland denied it.")
    assert found("Sudland denied that.")
    assert found("Sudland rejected this, saying that its boats lay at home.")
    assert found("Sudland has denied any wrongdoing.")
    assert not found("Sudland denied that its boats had left the harbour.")
    assert not found("Sudland rejected this ferry for its harbour.")
    assert not found("Sudland denied any wrongdoing of its ferries in the harbour.")
    assert not found("Sudland signed it.")

    told = judged(first, doc="d", index=0)
    for text, word, leads in (
        ("Sudland’s army denied it.", "it", True),
        ("He denied it.", "He", True),
        ("Sudland denied it, and he laughed.", "he", False),
    ):  # by what it says up to what it denies it may lean on the sentence before, not by more
        other = replace(judged(text, doc="d", index=1), opener=word)
        assert bool(answers([told, other])) is leads

    told = judged("Sudland had publicly urged its allies to warn Norland of a strike.", doc="d", index=0, terms=["urg"])
    other = judged("Instead, a minister declined even to speak of it in Hilltown.", doc="d", index=1, terms=["declin"])
    other = replace(other, answers="Instead")
    assert not answers([told, other])
    other = replace(other, opener="Instead")
    assert answers([told, other]) == {told.sent.id: other}


def test_a_word_that_was_cut_goes_against_the_sentence_before() -> None:
    """What stands alone without its "But" still answers, and gets the word back behind what it answers."""
    claim = "Norland says that a bridge at the harbour would be too dear for the two countries."
    doc = prose(claim, "But Sudland says a bridge would pay for itself in nine years.", day="2025-06-05")
    one, other = analyse([doc], config(WIDE_TEXT))
    assert (other.sent.text[:13], other.sent.tie, one.sent.tie) == ("[…] Sudland s", "But", "")
    assert goes_against(one, other)
    assert answers([one, other]) == {one.sent.id: other}
    plain = prose(claim, "And Sudland says a bridge would pay for itself in nine years.", day="2025-06-05")
    assert not analyse([plain], config(WIDE_TEXT))[1].sent.tie


def test_a_short_denial_is_never_alone() -> None:
    """It comes with the sentence before it, and that one with it; where that can't be printed, it isn't either."""
    claim = "Norland said that Sudland’s boats had crossed the lake twice since the truce began."
    for denial in ("Sudland’s army denied it.", "Sudland denied that."):
        one, other = analyse([prose(f"{claim} {denial}", day="2025-06-05")], config(WIDE_TEXT))
        assert not one.dropped
        assert not other.dropped
        assert answers([one, other]) == {one.sent.id: other}
        made, _ = units([one, other])
        assert [[part.sent.id for part in unit.parts] for unit in made if unit.core is other] == [
            [one.sent.id, other.sent.id]
        ]
        made, fell = units([replace(one, dropped="filler"), other])
        assert made == ()
        assert fell[other.sent.id] == "dangling"
    other_news = "Lakeview sent flour to the town on Monday and said that more would follow."
    one, other = analyse([prose(f"{other_news} Sudland denied this.", day="2025-06-05")], config(WIDE_TEXT))
    assert not answers([one, other])
    assert all(unit.core is not other for unit in units([one, other])[0])  # who knows what it denies
    plain = analyse([prose(f"{claim} Sudland kept silent.", day="2025-06-05")], config(WIDE_TEXT))[1]
    assert plain.dropped == "fragment"


def test_what_takes_it_back_is_printed_with_it() -> None:
    """Though it weighs too little to be chosen; not where the page has no room for it."""
    deal = "Russia and Ukraine agreed on Monday to exchange 1,200 prisoners within a week."
    but = "But the ministry of railways said nothing would move before the thaw."
    doc = prose(deal, but, "Mediators praised the exchange of prisoners as a step towards a truce.", day="2025-06-05")

    def printed(words: int) -> list[list[str]]:
        wanted = config(WIDE_TEXT.replace("max_words: 200", f"max_words: {words}"))
        sents = analyse([doc], wanted)
        text = {j.sent.id: j.sent.text for j in sents}
        return [[text[key] for key in c.sents] for c in select(sents, [doc], wanted).chosen]

    assert [deal, but] in printed(200)
    assert [deal] in printed(20)


DEAL = "Russia and Ukraine agreed on Monday to exchange 1,200 prisoners within a week."
BUT = "But the ministry of railways said no prisoners would move before the thaw."


def answered(
    *texts: str, changes: Callable[[Judged], Judged] = lambda j: j, past: Past = NO_PAST, text: str = WIDE_TEXT
) -> list[list[str]]:
    """The sentences of each item that is printed of an article."""
    doc = prose(*texts, "Mediators praised the exchange of prisoners as a step towards a truce.", day="2025-06-05")
    wanted = config(text)
    sents = [changes(j) for j in analyse([doc], wanted)]
    words = {j.sent.id: j.sent.text for j in sents}
    return [[words[key] for key in c.sents] for c in select(sents, [doc], wanted, past=past).chosen]


def test_only_what_could_be_printed_takes_a_sentence_back() -> None:
    """Not what the reader knows, what the editor moved or what asks; nor what was printed already, and no more than an item holds."""
    assert [DEAL, BUT] in answered(DEAL, BUT)
    assert [DEAL, BUT] not in answered(DEAL, BUT.replace(".", "?"))

    def moved(j: Judged) -> Judged:
        return replace(j, edited=(("moved", ""),), label=Label("military", 1.0)) if j.sent.text == BUT else j

    assert [DEAL, BUT] not in answered(DEAL, BUT, changes=moved)
    doc = prose(BUT, name="old", day="2025-06-04")
    known = Past((Former(analyse([doc], config(WIDE_TEXT))[0], 1, "2025-06-04"),), last=1, last_day="2025-06-04")
    assert [DEAL, BUT] not in answered(DEAL, BUT, past=known)
    long = f"{DEAL[:-1]}, {'with all their belongings and letters, ' * 8}and with the bread of the harbour."
    assert not any(BUT in item and long in item for item in answered(long, BUT))


def test_what_only_says_the_same_again_takes_nothing_back() -> None:
    """It would be printed twice."""
    again = "But Russia and Ukraine agreed on Monday to exchange 1,200 prisoners within a week or so."
    assert not any(len(item) > 1 for item in answered(DEAL, again))


def test_what_isnt_so_is_never_printed_as_if_it_were() -> None:
    """What says that something is not the case comes with what it takes back, however short; what only begins alike doesn't."""
    told = "Some towns of Norland feared that the draft of the pact would close their piers."
    for text in ("That's not the case in the final text.", "But that is no longer true.", "This was untrue.",
                 "“That is not true,” said the mayor.", "That claim is false."):  # fmt: skip
        one, other = judged(told, doc="d", index=0), judged(text, doc="d", index=1)
        assert answers([one, other]) == {one.sent.id: other}, text
    for text in ("That's not all.", "It is not the first pact.", "This is true of the northern shore.",
                 "It was not so long ago that both fought for it.", "It was not true that the mayor left."):  # fmt: skip
        assert not answers([judged(told, doc="d", index=0), judged(text, doc="d", index=1)]), text
