"""Of whom or what a sentence speaks without saying who or which."""

from __future__ import annotations

import pytest
from talks_example import sentence

from digest.analyse.alone.standing import leans, opener
from digest.analyse.alone.unnamed import answers_before, offices


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The prime minister gave a speech in Norland about the harbour.", "The prime minister"),
        ("The vice president on Friday rejected the list of Norland.", "The vice president"),
        ("The former president will visit Norland in May.", "The former president"),
        ("Supporters say it would end the shortage of grain in the valley.", "Supporters"),
        ("Critics argue that the harbour would lose its trade.", "Critics"),
        ("Authorities have urged everybody to stay at home.", "Authorities"),
        ("In the survey, most fishermen of Norland wanted a truce.", "the survey"),
        ("Under the new rules, Norland pays for the harbour.", "the new rules"),
        ("As part of the exercise, Norland closes the lake.", "the exercise"),
        ("In the survey Jan. 1-7, most fishermen of Norland wanted a truce.", "the survey"),
        ("Chief executive Ana Bel said in a statement, “We want to know what happened in Norland.”", "Chief executive"),
        ("Spokesman Ana Bel said on Monday that nobody was hurt.", "Spokesman"),
        ("After the vote, Norland closed the harbour.", "After the vote"),
        ("In response, Norland closed the harbour.", "In response"),
        ("Norland asked to hold those responsible to account.", "those responsible"),
        ("Norland wants the ministers to listen to the fishermen on this issue.", "this issue"),
        ("“We are prepared to sail,” the prime minister said on Monday.", "the prime minister"),
        ("“We will close the lake,” the three countries warned in a letter.", "the three countries"),
        ("The envoy of Norland formally proposed the idea to Sylvania.", "the idea"),
        ("“We urge them to open the harbour of Norland,” the letter says.", "the letter"),
        ("“We urge them to open the harbour of Norland,” the tweet said, according to the Lake Courier.", "the tweet"),
    ],
)
def test_who_and_which_is_not_said(text: str, words: str) -> None:
    """An office, a side, officials, an occasion, an answer: a reader would want the sentence before, though it can be printed."""
    assert (opener(sentence(text)), leans(sentence(text), (), ())) == ("", words)


@pytest.mark.parametrize(
    "text",
    [
        "The prime minister of Norland gave a speech about the harbour.",
        "Norland’s prime minister gave a speech about the harbour.",
        "The Norland prime minister gave a speech about the harbour.",
        "Supporters of the harbour say it would end the shortage.",
        "Critics say the list of Norland is too long.",
        "Supporters say the harbour would end the shortage.",
        "Authorities in Norland have urged everybody to stay at home.",
        "Chief executive Ana Bel said that Norland Lines has no ferries.",
        "Norland Lines chief executive Ana Bel said that nobody was hurt.",
        "In the event, most fishermen of Norland wanted a truce.",
        "In the survey of the lake towns, most wanted a truce.",
        "Under the agreement, Norland opens the harbour.",
        "Norland asked to hold those responsible for the fire to account.",
        "“We urge them to open the harbour,” the letter from Norland says.",
        "Norland told of an attack by Sylvania and wants to hold those responsible to account.",
    ],
)
def test_who_and_which_is_said(text: str) -> None:
    """A name says whose or of what, the sentence itself tells it, or every reader knows it."""
    assert leans(sentence(text), (), {"harbour", "talks"}) == ""


def test_whose_office_the_article_tells_is_said_behind_the_item() -> None:
    """Then nothing is wanted: the holder of “the prime minister” is told where the item is printed."""
    sent = sentence("The prime minister gave a speech in Norland about the harbour.")
    assert offices("So said Norland’s Prime Minister Ana Bel. A vice president left.") == {"prime minister"}
    assert leans(sent, (), (), {"prime minister"}) == ""
    assert leans(sent, (), (), {"vice president"}) == "The prime minister"


def test_what_only_answers_is_printed_with_what_it_answers() -> None:
    """As a thing is that only the sentence before names."""
    assert answers_before("In response")
    assert not answers_before("The prime minister")
