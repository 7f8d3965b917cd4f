"""The rules of memory: which articles an edition reads, which days are caught up with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from digest.config.printed import Window
from digest.memory import due, eligible
from digest.model import Document
from digest.wording import stamp

CUTOFF = datetime(2025, 6, 10, 6, tzinfo=UTC)
LAST = datetime(2025, 6, 9, 6, tzinfo=UTC)
MakeDoc = Callable[..., Document]


@pytest.fixture
def docs(make_doc: MakeDoc) -> tuple[Document, ...]:
    """Articles of several days, with and without a time of day, and an undated one."""
    moments = {
        "week": "2025-06-01",
        "days": "2025-06-07",
        "early": "2025-06-09T05:00:00+00:00",
        "day": "2025-06-09",
        "hour": "2025-06-10T05:00:00+00:00",
        "undated": "",
    }
    return tuple(make_doc(f"text {name}", name=name, published=moment) for name, moment in moments.items())


def names(docs: tuple[Document, ...]) -> list[str]:
    """Short names of documents."""
    return [doc.uri.split("/")[1].split(".")[0] for doc in docs]


@pytest.mark.parametrize(
    ("window", "kept"),
    [
        ("all", ["week", "days", "early", "day", "hour", "undated"]),
        ("last-edition", ["week", "days", "early", "day", "hour", "undated"]),
        ("7d", ["days", "early", "day", "hour", "undated"]),
        ("24h", ["day", "hour", "undated"]),
    ],
)
def test_a_window_is_a_span_before_the_cutoff(docs: tuple[Document, ...], window: Window, kept: list[str]) -> None:
    """What is older than its window is left out and counted; a day without an hour counts to its end."""
    found, problems, _ = eligible(docs, window=window, cutoff=CUTOFF, read=frozenset(), before=LAST)
    assert names(found) == kept
    left = len(docs) - len(kept)
    assert [p.message for p in problems] == ([f"{left} published before the window of {window}"] if left else [])


def test_nothing_is_read_twice(docs: tuple[Document, ...]) -> None:
    """What another edition read is left out and counted, but for the window that takes everything."""
    read = frozenset(doc.id for doc in docs[:4])
    found, problems, _ = eligible(docs, window="last-edition", cutoff=CUTOFF, read=read, before=LAST)
    assert names(found) == ["hour", "undated"]
    assert [p.message for p in problems] == ["4 read for an earlier edition, and not again"]
    found, problems, late = eligible(docs, window="all", cutoff=CUTOFF, read=read, before=LAST)
    assert (len(found), problems, late) == (len(docs), (), frozenset())


def test_what_comes_after_its_day_arrived_late(docs: tuple[Document, ...]) -> None:
    """What was published up to the last cut-off and not read then is marked; in a first edition nothing is."""
    late = eligible(docs, window="last-edition", cutoff=CUTOFF, read=frozenset(), before=LAST)[2]
    assert names(tuple(doc for doc in docs if doc.id in late)) == ["week", "days", "early"]
    assert not eligible(docs, window="last-edition", cutoff=CUTOFF, read=frozenset())[2]


def test_an_undated_article_counts_from_when_it_is_met(docs: tuple[Document, ...]) -> None:
    """Met after the cut-off it is left to the next edition, which is said."""
    after = CUTOFF + timedelta(days=1)
    found, problems, _ = eligible(docs[-1:], window="last-edition", cutoff=CUTOFF, read=frozenset(), met=after)
    assert found == ()
    assert [p.message for p in problems] == ["1 undated and met after the cut-off; left to the next edition"]
    assert eligible(docs[-1:], window="24h", cutoff=CUTOFF, read=frozenset(), met=CUTOFF)[0] == docs[-1:]


def days(*texts: str) -> tuple[date, ...]:
    """Days of June 2025."""
    return tuple(date.fromisoformat(f"2025-06-{text}") for text in texts)


TODAY = date(2025, 6, 10)  # a Tuesday


@pytest.mark.parametrize(
    ("last", "policy", "schedule", "expected"),
    [
        ("06", "all", "daily", days("07", "08", "09", "10")),
        ("06", "all", None, days("07", "08", "09", "10")),
        ("06", "all", "weekdays", days("09", "10")),
        ("06", "last", "daily", days("10")),
        ("06", "none", "daily", days("10")),
        ("02", "all", "weekly", days("09")),
        ("02", "last", "weekly", days("09")),
        ("02", "none", "weekly", ()),
        ("03", "none", "weekly", days("10")),
        ("10", "all", "daily", ()),
        ("12", "all", "daily", ()),
    ],
)
def test_days_that_are_due(last: str, policy: str, schedule: str | None, expected: tuple[date, ...]) -> None:
    """In order, by the policy; days without an issue are none that were missed."""
    assert due(date.fromisoformat(f"2025-06-{last}"), TODAY, policy=policy, schedule=schedule) == expected


def test_a_first_run_and_a_long_pause() -> None:
    """A first run begins today; after a long pause no more than a month is caught up with."""
    assert due(None, TODAY, policy="all") == (TODAY,)
    made = due(date(2024, 1, 1), TODAY, policy="all")
    assert (len(made), made[-1]) == (31, TODAY)


def test_moments_are_written_in_utc() -> None:
    """The archive's moments compare as texts."""
    assert stamp(datetime.fromisoformat("2025-06-10T06:00:00+03:00")) == "2025-06-10T03:00:00+00:00"
