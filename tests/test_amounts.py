"""Numbers in sentences: value, how exactly they are meant, what is counted, and whether two of them agree."""

from __future__ import annotations

import time

import pytest

from digest.select.words.amounts import agree, amounts, explains, measures, runs_on


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ukraine said 41 aircraft were hit.", [(41, "", "aircraft")]),
        ("Forty planes were damaged.", [(40, "", "aircraft")]),
        ("More than 100 people were killed.", [(100, "+", "killed")]),
        ("Killing 161 sailors, including some 71 guests.", [(161, "", "sailor"), (71, "~", "guest")]),
        ("It costs $25 billion for 1.8 million pupils.", [(25e9, "", "$"), (1.8e6, "", "pupil")]),
        ("Twenty-one men left.", [(21, "", "men")]),
        ("It fell by 12.5 per cent.", [(12.5, "", "percent")]),
        ("On June 2, 2025 and 3 May at 10:30 they met.", []),
        ("In 2014 nothing came of it.", []),
        ("Resolution 1723 holds.", []),
        ("One of them left.", []),
    ],
)
def test_amounts(text: str, found: list[tuple[float, str, str]]) -> None:
    """Days, years, times and names with numbers are none."""
    assert [(a.value, a.loose, a.unit) for a in amounts(text)] == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("109 boats", "more than 100 boats", True),
        ("52 boats", "at least 50 boats", True),
        ("41 boats", "about 40 boats", True),
        ("1,497 boats", "1,500 boats", True),
        ("40 boats", "41 boats", False),
        ("280 boats", "300 boats", False),
        ("275 boats", "280 boats", False),
        ("about 280 boats", "290 boats", True),
        ("nearly 300 boats", "280 boats", False),
        ("41.3 percent", "41 percent", True),
        ("1.75 million boats", "1.8 million boats", False),
        ("more than 100 boats", "140 boats", False),
        ("at least 45 boats", "at least 82 boats", False),
        ("more than 100 boats", "250 boats", False),
        ("up to 60 boats", "55 boats", True),
        ("30 million boats", "37 million boats", False),
    ],
)
def test_numbers_agree(one: str, other: str, same: bool) -> None:
    """Equal, one rounded, or loosely meant in the right direction, whichever comes first."""
    (a,), (b,) = amounts(f"They saw {one} there."), amounts(f"They saw {other} there.")
    assert agree(a, b) is same
    assert agree(b, a) is same


@pytest.mark.parametrize(
    ("one", "other", "explained"),
    [
        ("40 boats", "47 boats", False),
        ("280 boats", "300 boats", True),
        ("at least 45 boats", "82 boats", True),
        ("45 boats", "some 82 boats", True),
        ("200 boats", "300 boats", False),
    ],
)
def test_what_may_be_a_matter_of_wording_is_explained(one: str, other: str, explained: bool) -> None:
    """A loose number, or a round one nearby: not joined as one, but no dispute either."""
    (a,), (b,) = amounts(f"They saw {one} there."), amounts(f"They saw {other} there.")
    assert explains(a, b) is explained
    assert explains(b, a) is explained


def test_counts_that_run_on() -> None:
    """The dead are counted again every day, boats that were bought are not."""
    assert runs_on("killed")
    assert not runs_on("boat")


def test_lengths_of_time_are_no_count() -> None:
    """They say when or how far."""
    (days,), (boats,) = amounts("It took 14 days."), amounts("It took 14 boats.")
    assert measures(days)
    assert not measures(boats)


def test_hostile_text_is_read_in_time() -> None:
    """Long runs of one pattern don't hang it."""
    started = time.perf_counter()
    for part in ("1,111", "one ", "more than ", "$1 million ", "1 a-b'"):
        amounts(part * 2000)
    assert time.perf_counter() - started < 5
