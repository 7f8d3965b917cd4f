"""Whether a sentence says anything."""

from __future__ import annotations

import pytest
from talks_example import config, prose, sentence

from digest.analyse import analyse
from digest.analyse.alone.hollow import empty_talk, hollow


@pytest.mark.parametrize(
    "text",
    [
        "Talks will continue.",
        "The situation remains tense.",
        "The situation at the lake remains tense and unpredictable.",
        "It is a complex issue.",
        "Much remains to be done.",
        "The coming days will be crucial for the peace process.",
        "Only time will tell whether the talks succeed.",
        "The stakes could not be higher for the region.",
        "The world is watching the talks closely.",
        "Both sides have a long way to go.",
        "Diplomatic efforts to end the conflict are continuing.",
        "Peace is in everyone’s interest.",
        "There are no easy solutions.",
        "The road to peace is long and difficult.",
        "Negotiations are at a critical stage.",
        "The conflict has raised many questions about the future.",
        "Tensions remain high in the region.",
        "The outcome of the talks is uncertain.",
        "Many challenges lie ahead.",
        "Dialogue is the only way forward for the region.",
    ],
)
def test_what_says_nothing(text: str) -> None:
    """A subject and a predicate that fit any day of any conflict."""
    assert hollow(sentence(text))


@pytest.mark.parametrize(
    "text",
    [
        "Talks will continue on 16 June.",
        "Talks will continue in Oslo.",
        "The talks will resume in the autumn.",
        "Talks will continue unless the mines are cleared.",
        "It is necessary to clear the mines.",
        "It is unclear whether the mines will be cleared.",
        "Tensions remain high as troops gather at the lake.",
        "The situation at the lake remains tense, Denmark said.",
        "The mayor is tense.",
        "The talks are over.",
        "Talks are “at a critical stage”.",
        "The two sides remain far apart on the mines.",
        "There is no progress on the mines.",
    ],
)
def test_what_says_something(text: str) -> None:
    """A day, a place, a condition, a demand, somebody's words, a result."""
    assert not hollow(sentence(text))


def test_stock_phrases() -> None:
    """Two are too many, unless there is a figure or somebody's words."""
    assert empty_talk(2, figures=False, quoted=False)
    assert not empty_talk(1, figures=False, quoted=False)
    assert not empty_talk(2, figures=True, quoted=False)
    assert not empty_talk(2, figures=False, quoted=True)


def test_what_says_nothing_is_filler() -> None:
    """It falls at that gate, and what stands beside it doesn't."""
    docs = (
        prose(
            "The situation at the lake remains tense. Russia and Ukraine agreed to exchange 1,200 prisoners at the talks."
        ),
    )
    assert [j.dropped for j in analyse(docs, config())] == ["filler", ""]


@pytest.mark.parametrize(
    ("text", "says_nothing"),
    [
        ("The region’s longest siege may finally be nearing an end.", True),
        ("The ferry talks in the harbour city seem to be in a gridlock.", True),
        ("Peace on the lake could be within reach.", True),
        ("The siege may be nearing an end, the mayor said.", False),
        ("The council may be dissolved.", False),
        ("The ferry talks could be running out on Monday.", False),
    ],
)
def test_a_guess_that_cannot_be_checked(text: str, says_nothing: bool) -> None:
    """“May be nearing an end” of anything says nothing; with a speaker, a day or a deed it does."""
    assert hollow(sentence(text)) is says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "The harbour master's office did not immediately respond to questions over whether it had ordered the closure of all ports.",
        "Norland’s ministry declined to comment on the report in the Testville Gazette.",
        "A spokesman for the ferry line did not respond to requests for comment by the Gazette, which first wrote of the sale.",
        "Ports minister Ada Quill responded to the premier's press conference this evening (Wednesday).",
        "“The ministry announced that it would take the ferry,” a Lake TV reporter asked the mayor in a news conference on Wednesday.",
        "The Lake Gazette has reached out to the harbour council for comment.",
        "The Lake Gazette reached out to the harbour council, the ministry and the guards of Norland for comment.",
        "Lake News Digital contacted the ministry for further comment but did not immediately receive a reply.",
        "Lake News’ Ada Quill provides updates on day five of the search for the ferry.",
        "Lake News senior correspondent Ada Quill joins 'Lake at Night' to discuss the search for the sunken ferry.",
        "Ports minister Ada Quill joins “Lake at Night” to discuss the search for the ferry.",
        "On today’s menu: a day-by-day account of the 12 wells that the council of Norland closed, and who said what.",
        "In this week's newsletter: the price of 40 ferries and what the mayor said.",
    ],
)
def test_that_somebody_answered_or_did_not_says_nothing(text: str) -> None:
    """Without what was answered, or without an answer to a reporter, there is nothing to print; nor is there of a question alone."""
    assert hollow(sentence(text))


@pytest.mark.parametrize(
    "text",
    [
        "“The ferry is ours,” a reporter said the mayor had told her on Wednesday.",
        "“Will you sell the ferry?” a reporter asked; “never,” the mayor replied.",
        "The council reached out to the ministry for help with the wells.",
        "The council, asked for comment, said that the wells were closed.",
        "As the Lake News’ Ada Quill reports, the bill would close all wells of the northern shore.",
        "Norland’s Ada Quill joins the talks on the lake to discuss the wells.",
        "The court asked the ministry for a response by Friday to the motion of the ferry line.",
        "Norland has contacted Sudland for clarification on the lifting of the tolls before it returns to the talks.",
        "The storm sank a ferry and Lake News has contacted the owners for comment.",
        "The army shelled the harbour, sinking 40 boats, but Lake News contacted the ministry for comment.",
        "Lake Radio has reached out to the ministry, which said it had no comment.",
        "The Lake Post's Ada Quill reports the mayor plans to resign from the council.",
        "Lake News’ Ada Quill explains that the mayor will resign.",
        "Lake News’ Ada Quill provides details on the fire that killed 12 sailors.",
        "Norland joins 'coalition of the lakes' to discuss sending ferries to Sudland.",
        "The mayor joined “Lake at Night” to discuss the search for the ferry.",
        "The mayor joins “Lake at Night” to share the names of those who drowned.",
        "On the menu today stood fish from the lake, which the council had banned.",
        "In this edition of the fair the council sold 40 boats.",
        "In this week's issue, the Lake Gazette reports that 62 boats sank last summer.",
        "Coming up: the council votes on the ferry at 18:00 on Monday.",
    ],
)
def test_an_answer_is_told(text: str) -> None:
    """What somebody said to a reporter is news."""
    assert not hollow(sentence(text))


@pytest.mark.parametrize(
    "text",
    [
        "Norland responded to the statement by closing its ports.",
        "Norland has not responded to the offer of a truce.",
        "Norland did not immediately respond to the attack, but said that it would close its ports.",
        "The premier responded to the report with a threat to leave the talks.",
        "Norland responded to rocket fire from the islands.",
        "The army released a statement blaming Sudland for the fire.",
        "The council issued a statement in which it demanded the ferries back.",
        "The two councils issued a statement of support for the ferries.",
        "Sudland has not commented on the strike.",
    ],
)
def test_an_answer_that_says_something_is_kept(text: str) -> None:
    """What was done or said in answer, silence towards another party, and an answer to a deed are news."""
    assert not hollow(sentence(text))


@pytest.mark.parametrize(
    ("text", "says_nothing"),
    [
        (
            "As time ticks on the 30-day ultimatum, all eyes are on Lindgard to see if the envoys can outpace the war.",
            True,
        ),
        ("The world is watching whether the second round of talks ends on Friday.", True),
        ("Everyone will be asking if a fourth round can do better.", True),
        ("“All eyes are on Lindgard to see if they mean it,” the minister said.", False),
        ("All eyes in the chamber were on the minister when she refused to sign.", False),
        ("The world watched how 40 barges left the harbour of Lindgard; two of them sank.", False),
    ],
)
def test_that_all_wait_says_nothing(text: str, says_nothing: bool) -> None:
    """Whatever figure or day it names; what somebody says, and what is told besides, counts."""
    assert hollow(sentence(text)) == says_nothing
