"""The later toll of one event, and the answer to what was not clear, overtake what an earlier article tells; nothing else does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from talks_example import WIDE, prose

from digest.analyse import analyse
from digest.select.stale.overtaken import DOUBT, overtaken
from digest.select.stale.tolls import dead

BOMB = "A bomb killed 12 people at a market in Lakeview on Monday."


def why(first: str, *second: str, days: tuple[str, str] = ("2025-06-03", "2025-06-05")) -> dict[str, tuple[str, float]]:
    """Start of a sentence of two articles that is stale -> why, and what is left of its salience."""
    docs = (prose(*first.split("|"), name="alpha", day=days[0]), prose(*second, name="beta", day=days[1]))
    judged = [replace(j, dropped="") for j in analyse(docs, WIDE)]
    text = {j.sent.id: j.sent.text for j in judged}
    told = overtaken(judged, docs, parties=WIDE.parties)
    return {text[key][:12]: (stale.why, stale.factor) for key, stale in told.items()}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (BOMB, 12),
        ("The number of people killed by Monday's bomb at a market rose to 19, officials said.", 19),
        ("More than 130 people are now known to have died in Monday's earthquake.", 130),
        ("The death toll from the flood in the valley rose to 16 on Wednesday.", 16),
        ("At least nine people were killed when the river burst its banks.", 9),
        ("The death toll rose by 4.5 percent.", 0),
        ("Two ministers met at the lake.", 0),
    ],
)
def test_the_dead_are_counted(text: str, count: int) -> None:
    """In words or figures, before the verb or behind it."""
    assert dead(text) == count


@pytest.mark.parametrize(
    "other",
    [
        "The number of people killed by Monday's bomb at a market in Lakeview rose to 19, officials said on Thursday.",
        "Monday's bomb at a market in Lakeview killed at least 19 people, the ministry said on Thursday.",
        "The death toll from the bomb at the market in Lakeview rose to 19.",
    ],
)
def test_a_higher_toll_of_the_same_event_overtakes_the_first(other: str) -> None:
    """It tells all that the first one tells."""
    assert why(BOMB, other) == {BOMB[:12]: ("count", 0.0)}


@pytest.mark.parametrize(
    ("opening", "toll", "stale"),
    [
        ("The market in Lakeview where a bomb went off on Monday had no guards.", "The death toll rose to 19.", True),
        (
            "The market in Lakeview where a bomb went off on Monday had no guards.",
            "The death toll rose to nine.",
            False,
        ),
        ("The market in Kasterlo where a bomb went off on Monday had no guards.", "The death toll rose to 19.", False),
        ("The market in Lakeview where a bomb went off on Sunday had no guards.", "The death toll rose to 19.", False),
        ("The ferry of Lakeview that sank on Monday had no boats.", "The death toll rose to 19.", False),
        ("The market in Lakeview where a bomb went off on Monday had no guards.", "A fire killed 19.", False),
    ],
)
def test_a_toll_without_a_name_is_of_what_its_article_opens_with(opening: str, toll: str, *, stale: bool) -> None:
    """Of the same place and day and the same happening."""
    assert (BOMB[:12] in why(BOMB, opening, toll)) is stale


def test_what_else_the_first_tells_is_kept() -> None:
    """The later article gives the number, not how it happened."""
    first = "A bomb in a cart of melons killed 12 people at a market beside the old bridge in Lakeview on Monday."
    assert why(first, "Monday's bomb in Lakeview killed 19 people, officials said.") == {first[:12]: ("count", DOUBT)}


@pytest.mark.parametrize(
    "other",
    [
        "A bomb killed 19 people at a market in Lakeview on Thursday.",
        "A bomb killed 19 people at a market in Lakeview.",
        "A bomb killed 19 people at a market in Kasterlo on Monday, officials said.",
        "Monday's fire in Lakeview killed 19 people.",
        "Monday's bomb at a market in Lakeview killed nine people.",
        "The death toll in Lakeview rose to 19 after a storm.",
        "A bomb killed 19 people at a school in Lakeview on Monday.",
        "A second bomb killed 19 people at a market in Lakeview on Monday.",
        "Bombs at markets in Lakeview have killed 340 people since January, including those of Monday's bomb.",
    ],
)
def test_another_event_overtakes_nothing(other: str) -> None:
    """Another day, another place, another cause; a lower number, which somebody may have corrected, is left to the reader."""
    assert why(BOMB, other) == {}


def test_the_same_article_overtakes_nothing() -> None:
    """Nor does an older one."""
    other = "The number of people killed by Monday's bomb at a market in Lakeview rose to 19."
    assert why(f"{BOMB}|{other}", "The harbour was quiet.") == {}
    assert BOMB[:12] not in why(other, BOMB)


@pytest.mark.parametrize(
    ("open_", "answer"),
    [
        (
            "It is unclear whether Prime Minister Lena Osk will resign.",
            "Prime Minister Lena Osk resigned on Thursday after a vote.",
        ),
        ("It was not clear if Poland would close the lake crossing.", "Poland closed the lake crossing on Thursday."),
        (
            "It remains to be seen whether the mill owners will accept the offer.",
            "The mill owners have accepted the offer.",
        ),
        (
            "Spokesman Bo Lind declined to say whether Poland would join the ferry pact.",
            "Poland decided to join the ferry pact.",
        ),
    ],
)
def test_what_was_not_clear_is_answered(open_: str, answer: str) -> None:
    """By the verb behind "whether", told as done by the same name or of the same thing."""
    assert why(open_, answer) == {open_[:12]: ("settled", 0.0)}


def test_behind_a_pronoun_the_sentence_before_tells_who() -> None:
    """It may say "it"."""
    asked = "The truce at the lake ends on Friday.|It was not immediately clear whether it would be extended."
    assert "It was not i" in why(asked, "The two sides extended the truce at the lake by ten days.")
    assert "It was not i" not in why(asked, "The mill owners extended a loan for new wheels.")


@pytest.mark.parametrize(
    "other",
    [
        "Prime Minister Lena Osk will resign on Friday.",
        "Prime Minister Lena Osk refused to resign.",
        "Prime Minister Lena Osk has not resigned.",
        "Minister Bo Lind resigned on Thursday.",
        "Prime Minister Lena Osk denied that she had resigned.",
        "It is unclear whether Prime Minister Lena Osk resigned.",
        "A sister of Lena Osk resigned on Thursday.",
    ],
)
def test_what_is_put_off_denied_or_done_by_another_answers_nothing(other: str) -> None:
    """The question stays open."""
    assert why("It is unclear whether Prime Minister Lena Osk will resign.", other) == {}


@pytest.mark.parametrize(
    ("open_", "other"),
    [
        ("It is unclear whether Poland will accept the truce.", "Poland said that it had accepted 40 tonnes of flour."),
        (
            "It is unclear whether Poland will drop its objections.",
            "A court in Poland dropped charges against three men.",
        ),
        ("It was not clear whether Poland would attend the talks or send a letter.", "Poland attended the talks."),
        (
            "It was not clear whether the truce would be extended.",
            "Terms for the budget were extended by a council after the truce.",
        ),
    ],
)
def test_another_deed_with_the_same_verb_answers_nothing(open_: str, other: str) -> None:
    """It is done to something else, by somebody else in that place, or is half of what was asked."""
    assert why(open_, other) == {}
