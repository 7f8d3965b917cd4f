"""Words within a sentence that point at what only a sentence before names."""

from __future__ import annotations

import pytest
from talks_example import sentence

from digest.analyse.alone.referring import names_a_thing
from digest.analyse.alone.standing import leans, opener


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norland for example has asked for a longer list.", "for example"),
        ("The harbour union, for instance, has asked for a longer list.", "for instance"),
        ("The harbour was closed for a week, for example.", "for example"),
        ("Norland's ferry office had said earlier it would not hand over the log to Sylvania.", "said earlier"),
        ("Sylvania had initially refused to let divers search the wreck.", "initially refused"),
        ("Ana Bel, who leads the delegation, said there was no other way forward.", "no other"),
        ("Norland is its biggest customer after Sylvania.", "its"),
        ("Sylvania remained their only ally at the lake.", "their"),
        ("The ministers of Norland pushed back on that claim on Monday.", "that claim"),
        ("The source of this allegation is unknown; Norland says it is old.", "this allegation"),
        ("Under that agreement, Norland opens the harbour.", "that agreement"),
        ("The second part is a list of names from Norland.", "The second part"),
        ("All nine members of the union agreed to the statement.", "the statement"),
        ("The 81-year-old envoy, a frequent critic of Sylvania, called the pact a blunder.", "The 81-year-old"),
        ("The 34-year-old was taken to the harbour hospital of Eastport.", "The 34-year-old"),
    ],
)
def test_what_nobody_understands_alone_leans(text: str, words: str) -> None:
    """One example of many, an other than what, a claim, a part, a paper of which the sentence doesn't say which."""
    assert opener(sentence(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        "Norland asked for goods such as grain, for example from Sylvania.",
        "Sylvania had at first refused to pay for the wreck, but now offers half of the price.",
        "The 81-year-old envoy Ana Bel called the pact a blunder.",
        "The 30-year-old conflict has cost Norland nine ferries.",
        "The 60-year-old school was closed until further notice.",
        "The 33-year-old crown prince, Olav Lind, signed the decree on Monday.",
        "The 34-year-old, identified as Ana Bel of Eastport, was taken to hospital.",
        "Norland had earlier visited Sylvania with two divers.",
        "Norland had originally promised to deliver 40 ferries by 2024.",
        "Norland had initially said five divers drowned; nine were found on Friday.",
        "Norland had initially denied that Sylvania sank the ferry and admitted it on Friday.",
        "Norland said there was no other way than to talk.",
        "Norland will talk, because there is no other way.",
        "Norland is its own biggest customer.",
        "Norland and its biggest customer met on Monday.",
        "Norland claimed the lake, and Sylvania rejected that claim.",
        "Norland’s ministers, who met at the lake in the north on Monday and on Tuesday, said after hours that decision was near.",
        "Norland said that claims by Sylvania were old.",
        "Figures that account for all harbours were printed by Norland.",
        "The ministers made this offer to Norland.",
        "Norland will keep this agreement until May.",
        "The second part of the talks begins on Monday.",
        "The first minister left the lake on Monday.",
        "Despite these first agreements, Norland rejected a longer truce.",
        "Norland agreed to the statement of the ministers.",
        "Norland wrote a statement, and Sylvania agreed to the statement.",
    ],
)
def test_what_says_which_stands_alone(text: str) -> None:
    """What is pointed at stands in the sentence, or the word is of another kind."""
    assert opener(sentence(text)) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The president also heard from farmers in Norland.", "The president also"),
        ("The court has also rejected a plan of Norland’s.", "The court has also"),
        ("The other nine ministers left Norland on Monday.", "The other nine"),
        ("Other critics say that Norland has had its way.", "Other critics"),
        ("The visiting Norland official gave a letter to Ana Bel.", "The visiting Norland official"),
        ("The new rules shall hold in Norland from May.", "The new rules"),
        ("Norland says that nothing was closed under the act.", "the act"),
    ],
)
def test_what_reads_better_with_the_sentence_before(text: str, words: str) -> None:
    """It can be printed alone, though a reader would ask which, or besides what."""
    assert opener(sentence(text)) == ""
    assert leans(sentence(text), (), ()) == words


@pytest.mark.parametrize(
    "text",
    [
        "Norland also heard from farmers.",
        "The deal also gives Norland a harbour.",
        "The other side of the lake is Norland’s.",
        "The visiting Norland minister, Ana Bel, gave a letter to Ivo Lund.",
        "The new rules of Norland shall hold from May.",
        "Norland signed the act, passed in May.",
        "“Nothing will be closed,” Ana Bel of Norland said in the statement.",
    ],
)
def test_what_needs_no_sentence_before(text: str) -> None:
    """Named subjects, the deal that the briefing is about, and a paper whose words stand there."""
    assert leans(sentence(text), (), ("deal",)) == ""


def test_what_every_reader_knows_needs_no_naming() -> None:
    """A thing of the configuration's topic is known."""
    text = "Norland says that nothing was closed under the act."
    assert leans(sentence(text), (), ("act",)) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“If Norland stays, we will leave,” the statement read.", "the statement"),
        ("More than half of Norland would vote for it, the survey said.", "the survey"),
        ("Before any truce, the text offers half of it to Norland.", "the text"),
        ("“We shall work together to close the pier,” the group said on Monday.", "the group"),
        ("Norland’s answer was that the three countries had paid for it.", "the three countries"),
        ("Ana Bel called on Norland to investigate the shooting and to pay.", "the shooting"),
        ("The Lake Front claimed responsibility for the attack.", "the attack"),
        ("Ana Bel of the lake towns agreed: “The pier makes everybody angry.”", "agreed"),
        ("Norland’s judge disagreed, saying that the pier was safe.", "disagreed"),
        ("Three ministers of Norland could be seen in the video, but not Ana Bel.", "the video"),
        ("Just 39% of voters in the poll would vote for Norland’s plan.", "the poll"),
        ("We shall stay, and nobody will see us leave,” the group said on Monday.", "the group"),
        ("The Harbour Post reported that the statement urged all nations to leave Norland.", "the statement"),
        ("Ana Bel said that Norland would look into every name on the list, but not today.", "the list"),
        ("Norland has rebuffed the overtures, saying that it has a ferry already.", "the overtures"),
    ],
)
def test_who_says_it_and_what_happened_stand_before(text: str, words: str) -> None:
    """A paper or a body as the speaker, several that are only counted, and something that must have been told."""
    assert opener(sentence(text)) == ""
    assert leans(sentence(text), (), ()) == words


@pytest.mark.parametrize(
    "text",
    [
        "“If Norland stays, we will leave,” the ministry of the lake towns said.",
        "“We shall leave,” Norland said, and the group said nothing.",
        "A survey was made, and half would vote for it, the survey said.",
        "Norland, Sylvania and the lake towns wrote that the three countries had paid.",
        "Norland will investigate the shooting at the pier.",
        "The Front claimed responsibility for the attack, which killed two in Norland.",
        "Norland was attacked, and nobody claimed responsibility for the attack.",
        "Norland showed a film, and three ministers could be seen in the video.",
        "Three ministers could be seen in the video of the lake towns.",
        "Asked whether the pier was safe, Ana Bel replied: “It is.”",
        "Norland and Sylvania agreed to meet.",
        "Three ministers could be seen in the video, which Norland showed.",
        "Norland made a statement, and Ana Bel said that the statement urged all nations to leave.",
        "Norland rebuffed the overtures of the lake towns.",
        "Sylvania made an offer of a ferry, and Norland rebuffed the offer.",
    ],
)
def test_what_the_sentence_tells_itself(text: str) -> None:
    """Names, a word of the same root, or words behind that say which."""
    assert leans(sentence(text), (), ()) == ""


def test_an_event_of_the_topic_is_known() -> None:
    """Whoever reads on "the bombings" knows "the attacks", too."""
    assert leans(sentence("Ana Bel was hurt in the attacks."), (), ("bombings",)) == ""


def test_what_is_judged_by_a_bare_that_stands_before() -> None:
    """The word "that" as the subject of what somebody says points back; as the beginning of a clause it doesn't."""
    assert opener(sentence("The Norland office said that was not needed since it had paid.")) == "that"
    assert opener(sentence("The Norland office said that it was not needed.")) == ""


def test_what_is_bound_is_a_thing() -> None:
    """Somebody with an office can be printed alone, a thing comes with the sentence that names it."""
    assert names_a_thing("The increase")
    assert names_a_thing("the survey")
    assert not any(map(names_a_thing, ("The president", "The union", "The government", "Deral", "Earlier", "")))
