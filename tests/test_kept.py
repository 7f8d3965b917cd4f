"""What was to be done on a day, or was said to be done, falls where the same one is told to have done it; everything else stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from talks_example import WIDE, prose

from digest.analyse import analyse
from digest.config import PartyConfig
from digest.model import Document
from digest.select.stale.kept import kept
from digest.select.stale.written import written
from digest.select.words.folding import names_of

NAMES = names_of([PartyConfig(name="Norland", aliases=("Norlandic", "Oda")), PartyConfig(name="Sudmark", aliases=())])
TO_RULE = "The Harbour Court is to rule on the complaint on Thursday."
MATTER = "The fishermen complained about the result of the election of the harbour board."
RULED = "The Harbour Court ordered a recount of the ballots in three harbours on Thursday."


def fallen(*docs: Document) -> list[str]:
    """What is told as done."""
    judged = [replace(j, dropped="") for j in analyse(docs, WIDE)]
    return [j.sent.text for j, _ in kept(judged, {doc.id: written(doc) for doc in docs}, NAMES)]


def early(*sentences: str, day: str = "2025-06-03") -> Document:
    """The first article, of a Tuesday."""
    return prose(*sentences, name="alpha", day=day)


def later(*sentences: str, day: str = "2025-06-05") -> Document:
    """The second article, of the Thursday after it."""
    return prose(*sentences, name="beta", day=day)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TO_RULE, RULED),
        (TO_RULE, "Norland's Harbour Court on Thursday rejected a recount of the ballots."),
        (TO_RULE, "The Harbour Court on Thursday postponed the recount of the ballots."),
        ("The Harbour Court will rule on Thursday.", RULED),
        ("The Harbour Court will deliver its verdict on Thursday.", "The Harbour Court annulled the election."),
        (
            "The city council is due to vote on Thursday on the budget.",
            "The city council approved the budget on Thursday.",
        ),
        (
            "The Harbour Court will decide on Thursday on a tax on lorries from the islands.",
            "On its last day before the holidays, nothing else was heard. The Harbour Court struck down the tax on lorries on Thursday.",
        ),
        (
            "Norland will close the eastern bridge on Thursday.",
            "Oda closed the eastern bridge on Thursday for all lorries.",
        ),
    ],
)
def test_what_was_to_be_done_on_a_day_falls_where_it_is_told_as_done(text: str, told: str) -> None:
    """The same one, the announced day, one matter."""
    assert fallen(early(text, MATTER), later(*told.split(". ", 1))) == [text]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TO_RULE, "The Mountain Court ordered a recount of the ballots in three harbours on Thursday."),
        (TO_RULE, "Judges of the Harbour Court met for a long lunch on Thursday after the recount."),
        (TO_RULE, "The Harbour Court ordered a recount of the ballots in three harbours on Wednesday."),
        (TO_RULE, "The Harbour Court freed a burglar of old age on Thursday, to the anger of his neighbours."),
        (TO_RULE, "The Harbour Court upheld the fine of a baker who sold bread of sawdust on Thursday."),
        (TO_RULE, "The Harbour Court may order a recount of the ballots in three harbours on Thursday."),
        (TO_RULE, "The Harbour Court will order a recount of the ballots in three harbours on Thursday."),
        (
            "The union will decide on Thursday whether to strike.",
            "The union rejected the offer of the harbour on Thursday.",
        ),
        ("It is to rule on the complaint on Thursday.", "It ordered a recount of the ballots on Thursday."),
        ("Norland will close the eastern bridge on Thursday.", "Norland closed the western school on Thursday."),
        ("Norland will close the eastern bridge on Thursday.", "Sudmark closed the eastern bridge on Thursday."),
        ("Norland will close the eastern bridge on Thursday.", "Norland opened the eastern bridge on Thursday."),
    ],
)
def test_what_was_to_be_done_on_a_day_stays_where_something_else_is_told(text: str, told: str) -> None:
    """Another one, another day, another act or matter, or nothing that is done."""
    assert fallen(early(text, MATTER), later(told)) == []


def test_an_article_from_before_the_day_tells_nothing_of_it() -> None:
    """Nor does the article that announces."""
    assert fallen(early(TO_RULE, MATTER), later(RULED, day="2025-06-04")) == []
    assert fallen(early(TO_RULE, MATTER, RULED)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Norland said it would follow with its own sanctions.",
            "Norland imposed sanctions on the largest bank of Lakeview.",
        ),
        (
            "Norland said on Tuesday that it would impose sanctions on Sudmark.",
            "Oda introduced sanctions on three banks of Sudmark.",
        ),
        ("The union announced that it would occupy the eastern quay.", "The union occupied the eastern quay at dawn."),
        ("The Ferry Company promised that it would pay the crews.", "The Ferry Company paid the crews on Thursday."),
    ],
)
def test_what_was_said_to_come_falls_where_it_is_told_as_done(text: str, told: str) -> None:
    """The same one and all that it named; what names nobody was said of one of whom the article tells."""
    assert fallen(early("Sudmark seized two ferries of Lakeview.", text), later(told)) == [text]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Norland said it would follow with its own sanctions.",
            "Sudmark imposed sanctions on the largest bank of Lakeview.",
        ),
        (
            "Norland said it would follow with its own sanctions.",
            "Norland imposed sanctions on the largest bank of Mirador.",
        ),
        (
            "Norland said it would follow with its own sanctions.",
            "Norland lifted sanctions on the largest bank of Lakeview.",
        ),
        ("Norland said it would impose sanctions on Sudmark.", "Norland imposed sanctions on the banks of Lakeview."),
        (
            "Norland said it would impose sanctions if the ferries were kept.",
            "Norland imposed sanctions on a bank of Lakeview.",
        ),
        ("Norland said it would not impose sanctions.", "Norland imposed sanctions on a bank of Lakeview."),
        ("Norland said it would release 20 sailors of Lakeview.", "Norland released 12 sailors of Lakeview."),
        ("The union announced that it would occupy the eastern quay.", "The union occupied the western quay at dawn."),
        ("The union announced that it would occupy the eastern quay.", "The union has not occupied the eastern quay."),
        ("Norland said it would release four sailors.", "Norland released a film of four sailors."),
        (
            "Norland said it would cut the tax on diesel.",
            "Norland cut its forecast of the tax, since diesel sold badly.",
        ),
        ("Norland said it would release four sailors on Saturday.", "Norland released four sailors."),
    ],
)
def test_what_was_said_to_come_stays_where_something_else_is_told(text: str, told: str) -> None:
    """Somebody else, something else, to somebody else, or under a condition."""
    assert fallen(early("Sudmark seized two ferries of Lakeview.", text), later(told)) == []


def test_what_was_said_long_ago_or_later_is_another_thing() -> None:
    """Ten days are the most."""
    said, told = (
        "The union announced that it would occupy the eastern quay.",
        "The union occupied the eastern quay at dawn.",
    )
    assert fallen(early(said, day="2025-05-20"), later(told)) == []
    assert fallen(early(said, day="2025-06-05"), later(told)) == []
    assert fallen(early(said, day="2025-06-09"), later(told)) == []


ASKED = "The Ferry Company asked the Harbour Court for a ban of pickets at the eastern quay."
HEARING = "A hearing was set for Friday."


@pytest.mark.parametrize(
    ("asked", "told", "day", "falls"),
    [
        (ASKED, "A Harbour Court judge on Friday refused to ban pickets at the eastern quay.", "2025-06-06", True),
        (ASKED, "The Harbour Court rejected on the same day the ban of pickets.", "2025-06-06", True),
        (ASKED, "A Harbour Court judge on Friday refused to ban pickets at the eastern quay.", "2025-06-13", False),
        (ASKED, "A Harbour Court judge on Thursday refused to ban pickets at the eastern quay.", "2025-06-06", False),
        (ASKED, "A Harbour Court judge on Friday refused to free the baker.", "2025-06-06", False),
        (
            ASKED,
            "The union of the Harbour Court ushers on Friday left the pickets at the eastern quay.",
            "2025-06-06",
            False,
        ),
        (
            "The crews of the ferries slept.",
            "A Harbour Court judge on Friday refused to ban pickets at the quay.",
            "2025-06-06",
            False,
        ),
    ],
)
def test_a_hearing_falls_where_its_ruling_is_told(asked: str, told: str, day: str, falls: bool) -> None:
    """The sentence before it tells of what court and of what matter it is."""
    assert fallen(early(asked, HEARING), later(told, day=day)) == ([HEARING] if falls else [])
