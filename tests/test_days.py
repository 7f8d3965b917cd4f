"""What is said of the days of an item, and the order within a section."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from talks_example import config, prose

from digest.analyse import analyse
from digest.compose.attribution import spoken
from digest.compose.days import history, in_time, named, remark
from digest.model import Document, Item, Judged, Quote

WIDE = config(changes=[("  topic: [ceasefire, talks, lake]\n", "")])


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


def ordered(docs: Sequence[Document], parties: dict[str, str] | None = None) -> list[str]:
    """The starts of sentences in the order in which a section prints them, each sentence an item."""
    judged = analyse(docs, WIDE)
    parts = {j.sent.id: [j] for j in judged}
    items = [_item(j, (parties or {}).get(j.sent.text[:9], "")) for j in judged]
    made = in_time(list(reversed(items)), parts, {doc.id: doc for doc in docs}, WIDE)
    return [item.text[:9] for item in made]


def _item(j: Judged, party: str) -> Item:
    quote = Quote(j.sent.doc, j.sent.spans, j.sent.text)
    return Item(id=j.sent.id, section="any", quotes=(quote,), notes=(), attribution="", party=party)


def test_items_stand_in_the_order_of_what_they_report() -> None:
    """The day that the words name goes before that of the article; undated articles come last."""
    docs = (
        prose("No date stands over this.", name="alpha", day=""),
        prose("Late news of the harbour.", "On Sunday, the bridge fell.", name="beta", day="2025-06-04"),
        prose("Early news of the mill.", name="gamma", day="2025-06-02"),
    )
    assert ordered(docs) == ["On Sunday", "Early new", "Late news", "No date s"]


def test_items_of_one_matter_stand_together() -> None:
    """What two articles of a day tell of one thing isn't parted by another; within it the parties keep their order."""
    first = WIDE.parties[0].name
    docs = (
        prose("Alpha saw rockets fall on the northern market of Lakeview.", "The harvest was poor.", name="alpha"),
        prose("Gamma saw rockets fall on the northern market of Lakeview, too.", name="gamma"),
    )
    assert ordered(docs) == ["Alpha saw", "Gamma saw", "The harve"]
    assert ordered(docs, {"Gamma saw": first}) == ["Gamma saw", "Alpha saw", "The harve"]
