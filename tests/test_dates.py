"""Dates: what is read, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ingest import dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025-06-03", "2025-06-03"),
        ("2025-06-03T10:20:30+02:00", "2025-06-03T10:20:30+02:00"),
        ("2025-06-03T10:20Z", "2025-06-03T10:20:00+00:00"),
        ("2025-06-03 10:20", "2025-06-03"),
        ("Tue, 03 Jun 2025 10:20:30 +0200", "2025-06-03T10:20:30+02:00"),
        ("June 3, 2025", "2025-06-03"),
        ("3rd of June 2025", "2025-06-03"),
        ("3. Juni 2025", "2025-06-03"),
        ("Tue, 3 Jun 2025 10:45:00 GMT", "2025-06-03T10:45:00+00:00"),
        ("Tue, 03 Jun 2025 10:45 UT", "2025-06-03T10:45:00+00:00"),
        ("Tue, 3 Jun 2025 10:45:00 GMT+2", "2025-06-03"),
        ("3 juin 2025", "2025-06-03"),
        ("Sept. 3, 2025", "2025-09-03"),
        ("(2025, June 3)", "2025-06-03"),
        ("03.06.2025", "2025-06-03"),
        ("6/23/2025", "2025-06-23"),
        ("03/06/2025", None),
        ("31 February 2025", None),
        ("2025-13-45", None),
        ("soon", None),
        ("", None),
    ],
)
def test_parse(text: str, value: str | None) -> None:
    """A date is read in the ways news sites write it; what has two readings, or none, is no date."""
    assert dates.parse(text) == value


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("https://news.example/2025/06/03/talks", "2025-06-03"),
        ("https://news.example/2013/sep/9/poll/", "2013-09-09"),
        ("https://news.example/2012/11/23/truce/", "2012-11-23"),
        ("talks-2025-06-03.txt", "2025-06-03"),
        ("20250603-talks.html", "2025-06-03"),
        ("https://news.example/Opinion/2013/1120/Make-no-mistake", "2013-11-20"),
        ("https://news.example/articles/cvg776ewgn2o", None),
        ("https://news.example/id/20259999", None),
    ],
)
def test_in_address(address: str, value: str | None) -> None:
    """The day in the path of an address or in a file name is found whatever parts its numbers."""
    assert dates.in_address(address) == value


def test_not_after() -> None:
    """Days are compared with the cut-off's day, moments with its moment."""
    cutoff = datetime(2025, 6, 3, 6, 0, tzinfo=UTC)
    assert dates.not_after("2025-06-03", cutoff)
    assert not dates.not_after("2025-06-04", cutoff)
    assert dates.not_after("2025-06-03T07:30:00+02:00", cutoff)
    assert not dates.not_after("2025-06-03T07:30:00+00:00", cutoff)


def test_partial() -> None:
    """A date without its year gives month and day."""
    assert dates.partial("TEL AVIV, May 21. /TASS/.") == (5, 21)
    assert dates.partial("21 May") == (5, 21)
    assert dates.partial("May he rest") is None


def test_a_date_as_it_is_printed() -> None:
    """An ISO date is printed with the day first."""
    assert dates.printed("2025-06-03T10:20:30+02:00") == "3 June 2025"


@given(st.text(max_size=200))
def test_parse_never_fails(text: str) -> None:
    """Whatever a field holds, the result is nothing or begins with an ISO date."""
    value = dates.parse(text)
    assert value is None or datetime.fromisoformat(value).year >= 1900
    assert dates.in_address(text) is None or len(dates.in_address(text) or "") == 10
