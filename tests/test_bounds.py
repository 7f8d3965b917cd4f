"""Between which days an undated article was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from talks_example import prose

from digest.analyse import bounded
from digest.compose.attribution import attribution
from digest.model import Document, Found

CUTOFF = date(2025, 6, 30)
MET = "The delegations met by the lake on 2 June 2025."


def after(*paragraphs: str, day: str = "") -> tuple[str, str]:
    """The date of an article, and the day after which it was written, both empty where there is none."""
    doc = dated(day, *paragraphs)
    return doc.published.value if doc.published else "", doc.after.value if doc.after else ""


def dated(day: str, *paragraphs: str) -> Document:
    """An article as `bounded` gives it back."""
    doc = replace(prose(*paragraphs), published=Found(day, "feed") if day else None)
    return bounded((doc,), CUTOFF)[0]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (MET, "2025-06-02"),
        (f"{MET} They had met on 16 May 2025, too.", "2025-06-02"),
        ("The delegations will meet by the lake on 2 June 2025.", ""),
        ("The delegations met by the lake on Monday.", ""),
        ("The delegations met by the lake on 2 June.", ""),
        ("The delegations met by the lake on 2 July 2025.", ""),
        ("The delegations met by the lake in June 2025.", ""),
        ("Nothing has happened since 4 June 2025, the host said.", "2025-06-04"),
        ("“The lists are ready.” — Mara Lindqvist (@mlindqvist) June 5, 2025", "2025-06-05"),
        ("“The lists are ready.” — Mara Lindqvist (@mlindqvist) June 31, 2025", ""),
    ],
)
def test_what_is_told_as_past_came_before(said: str, day: str) -> None:
    """The last full date told as past is the earliest day of writing; days to come, without a year or after the cut-off are none."""
    assert after(said) == ("", day)


def test_a_dated_article_stays_as_it_is() -> None:
    """A date that fits what is told is kept, also one that a single slip of a pen contradicts."""
    doc = prose(MET)
    assert bounded((doc,), CUTOFF)[0] is doc
    assert after(MET, day="2025-05-10") == ("2025-05-10", "")
    assert after("The lists were handed over on 5 March 2025.", day="2024-12-01") == ("2024-12-01", "")
    post = "“The lists are ready.” — Mara Lindqvist (@mlindqvist) June 5, 2025"
    assert after(post, post, day="2025-04-01") == ("2025-04-01", "")  # beside an article may stand what is newer


def test_a_date_before_what_is_told_is_wrong() -> None:
    """Two days told as past that lie a month later, or one that lies more than a year later, make the article undated."""
    assert after(MET, day="2020-08-05") == ("", "2025-06-02")
    assert after(f"{MET} They met again on 3 June 2025.", day="2024-12-01") == ("", "2025-06-03")


def test_the_briefing_says_so() -> None:
    """Behind an item stands "undated, after 2 June 2025", with the year, and how it was found is kept."""
    doc = dated("", MET)
    assert doc.after == Found("2025-06-02", "it tells of 2 June 2025")
    assert attribution(doc, year=2025).endswith(", undated, after 2 June 2025")


def test_a_day_of_long_ago_bounds_nothing() -> None:
    """Beside an article of today, "after 2014" says nothing; without one it is all that is known, and less than a year is much."""
    old = replace(prose(MET.replace("2 June 2025", "17 July 2014")), published=None)
    near = replace(prose(MET.replace("2 June 2025", "17 July 2024")), published=None)
    new = replace(prose(MET), published=Found("2025-06-05", "feed"))
    assert [doc.after for doc in bounded((old, new), CUTOFF)] == [None, None]
    assert bounded((old,), CUTOFF)[0].after == Found("2014-07-17", "it tells of 17 July 2014")
    assert bounded((near, new), CUTOFF)[0].after == Found("2024-07-17", "it tells of 17 July 2024")


def beside(said: str, *others: Document) -> tuple[str, str]:
    """The days between which an undated article was written that stands beside others; empty where they aren't known."""
    doc = bounded((replace(prose(said), published=None), *others), CUTOFF)[0]
    return doc.after.value if doc.after else "", doc.before.value if doc.before else ""


DATED = replace(prose("The envoy will say more soon."), published=Found("2025-06-20", "feed"))
TELLS = replace(prose(MET), published=None)

YEARS_AGO = replace(prose("The fair opened on 25 June 2023, and ended in rain."), published=Found("2025-06-18", "feed"))


@pytest.mark.parametrize(
    ("said", "others", "bounds"),
    [
        ("At the last meeting, on 2 June, Norland presented a list.", (TELLS,), ("2025-06-02", "")),
        ("At the last meeting, on 2 June, Norland presented a list.", (DATED,), ("2025-06-02", "")),
        ("The summit scheduled for 2 June 2025 was postponed when the boats collided.", (), ("", "")),
        ("The vote on 2 June 2025 will be remembered as the day on which the quarrel began.", (), ("", "")),
        ("On 18 June last year, Norland closed the grounds.", (DATED,), ("", "")),
        ("In 1978 the ships attacked. On 18 June, the two navies met there.", (DATED,), ("", "")),
        ("The captain was ordered back to court on 26 June 2025.", (DATED,), ("", "")),
        ("They met on 24 June 2025. They met again on 26 June 2025.", (DATED,), ("2025-06-26", "")),
        ("The fair will open on 25 June as planned.", (DATED, YEARS_AGO), ("", "")),
        ("The war began on 7 April, when Norland closed its ports.", (DATED,), ("", "")),
        ("At the last meeting, on 28 June, Norland presented a list.", (DATED,), ("", "")),
        ("Norland presented a list yesterday.", (DATED,), ("", "")),
        ("The delegations will meet by the lake on 2 June 2025.", (), ("", "2025-06-02")),
        ("The delegations will meet by the lake on 2 June.", (TELLS,), ("", "2025-06-02")),
        ("The delegations met on 25 May 2025. They will meet again on 2 June 2025.", (), ("2025-05-25", "2025-06-02")),
        ("The delegations met on 4 June 2025. They will meet again on 2 June 2025.", (), ("2025-06-04", "")),
        ("They will meet on 9 June 2025. They will rest on 5 June 2025.", (), ("", "2025-06-05")),
        ("The levy takes effect on 1 July 2025.", (), ("", "")),
        ("“We will meet by the lake on 2 June 2025,” he said.", (), ("", "")),
    ],
)
def test_days_are_found_with_the_help_of_other_articles(
    said: str, others: tuple[Document, ...], bounds: tuple[str, str]
) -> None:
    """A day without a year has that which another article writes, or lies near the newest article; what is announced comes after; what
    lies behind the cut-off says nothing.
    """
    assert beside(said, *others) == bounds


def test_a_day_that_articles_give_two_years_is_left_open() -> None:
    """Both years are as likely."""
    other = replace(prose(MET.replace("2025", "2024")), published=None)
    assert beside("At the last meeting, on 2 June, Norland presented a list.", TELLS, other) == ("", "")


def test_the_briefing_says_between_which_days() -> None:
    """The first year is left out where it is the second's."""
    doc = replace(prose(MET), published=None, after=Found("2025-05-25", ""), before=Found("2025-06-02", ""))
    assert attribution(doc, year=2025).endswith(", undated, between 25 May and 2 June 2025")
    doc = replace(doc, after=Found("2024-12-30", ""))
    assert attribution(doc, year=2025).endswith(", undated, between 30 December 2024 and 2 June 2025")
    assert attribution(replace(doc, after=None), year=2025).endswith(", undated, before 2 June 2025")
