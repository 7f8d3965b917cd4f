"""What is said of the days of an item, and the order within a section."""

from __future__ import annotations

from datetime import date

import pytest
from talks_example import WIDE, prose

from digest.analyse import analyse
from digest.compose.days import history, named, remark
from digest.wording import spoken


def said(*sentences: str, day: str = "2025-06-04", latest: str = "2025-06-04") -> str:
    """The remark behind an item of these sentences, of an article of a Wednesday."""
    doc = prose(" ".join(sentences), day=day)
    parts = analyse([doc], WIDE)
    assert len(parts) == len(sentences)
    return remark(named(parts, doc), history(parts, date.fromisoformat(latest)), lambda day: spoken(day, year=2025))


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The council met on Tuesday.", "“Tuesday” is 3 June"),
        ("The council met yesterday, after it had met on Monday.", "“yesterday” is 3 June, “Monday” 2 June"),
        ("The council will meet this weekend.", "“this weekend” is 7–8 June"),
        ("The council met on Wednesday.", ""),
        ("The council met on 3 June.", ""),
        ("The council met last week.", ""),
        ("The council will have a plan by the end of the week.", ""),
        ("The council met.", ""),
    ],
)
def test_a_day_is_explained_where_a_reader_needs_it(sentence: str, words: str) -> None:
    """Not the day of the article itself, no full date, no whole week."""
    assert said(sentence) == words


def test_at_most_two_days_are_explained() -> None:
    """A third explanation would be longer than what it explains."""
    text = "The council met on Tuesday, after it had met on Monday, after it had met on Sunday."
    assert said(text) == "“Tuesday” is 3 June, “Monday” 2 June"


def test_one_word_for_two_days_is_not_explained() -> None:
    """In an item of two sentences "Friday" may be two days: then nothing short helps."""
    assert said("The council met on Friday.", "It will meet again on Friday.") == ""


def test_an_announcement_that_has_passed_is_history() -> None:
    """Where later articles were read, its day is behind the reader."""
    text = "The council will meet on Friday."
    assert said(text, latest="2025-06-06") == "“Friday” is 6 June"
    assert said(text, latest="2025-06-07") == "announced for 6 June"
    assert said("The council will meet on 6 June.", latest="2025-06-09") == "announced for 6 June"
