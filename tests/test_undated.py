"""An undated article stands in time beside the dated one that it is most like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from talks_example import WIDE, prose

from digest.analyse import analyse, placed
from digest.model import Document, Found

FERRY = "Guards seized a ferry with twelve sailors and brought the crew to the fortress."
LANDED = "The sailors of the ferry and their crew landed at the fortress after the guards had searched it."
VOTE = "The parliament rejected the budget after a night of quarrels about fishing quotas."
QUOTAS = "Quarrels about the fishing quotas went on until the parliament rejected the budget."


def days(*docs: Document) -> list[date | None]:
    """The days beside which articles stand."""
    judged = [replace(j, dropped="") for j in analyse(docs, WIDE)]
    return [doc.supposed for doc in placed(docs, judged)]


def test_an_undated_article_stands_beside_the_one_it_is_most_like() -> None:
    """It tells of the ferry, as the first article does, and not of the vote."""
    first, last = prose(FERRY, name="a", day="2025-06-02"), prose(VOTE, name="b", day="2025-06-09")
    assert days(first, last, prose(LANDED, name="c", day="")) == [date(2025, 6, 2), date(2025, 6, 9), date(2025, 6, 2)]
    assert days(first, last, prose(QUOTAS, name="d", day=""))[2] == date(2025, 6, 9)


def test_an_undated_article_stands_not_before_what_it_tells() -> None:
    """It tells a later day as past."""
    first, last = prose(FERRY, name="a", day="2025-06-02"), prose(VOTE, name="b", day="2025-06-09")
    bound = replace(prose(LANDED, name="c", day=""), after=Found("2025-06-05", "it tells of 5 June 2025"))
    assert days(first, last, bound)[2] == date(2025, 6, 5)


def test_an_undated_article_stands_not_behind_what_it_announces() -> None:
    """It announces an earlier day; where it is like no other it stands on that day."""
    first, last = prose(FERRY, name="a", day="2025-06-02"), prose(VOTE, name="b", day="2025-06-09")
    bound = Found("2025-06-04", "it announces 4 June 2025")
    assert days(first, last, replace(prose(QUOTAS, name="c", day=""), before=bound))[2] == date(2025, 6, 4)
    choir = prose("A choir sang old songs in the square.", name="c", day="")
    assert days(first, last, replace(choir, before=bound))[2] == date(2025, 6, 4)


def test_of_an_article_like_no_other_nothing_is_supposed() -> None:
    """That it tells of a day doesn't say that it is of that day."""
    first, last = prose(FERRY, name="a", day="2025-06-02"), prose(VOTE, name="b", day="2025-06-09")
    assert days(first, last, prose("A choir sang old songs in the square.", name="c", day=""))[2] is None
    assert days(prose(FERRY, name="a", day="")) == [None]
    after = replace(prose(LANDED, name="c", day=""), after=Found("2025-06-05", "it tells of 5 June 2025"))
    assert days(prose(VOTE, name="b", day="2025-06-09"), after)[1] is None
