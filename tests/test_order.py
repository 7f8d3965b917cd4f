"""The order within a section."""

from __future__ import annotations

from collections.abc import Sequence

from talks_example import WIDE, prose

from digest.analyse import analyse, placed
from digest.compose.order import in_time, stands
from digest.model import Document, Item, Judged, Quote


def ordered(docs: Sequence[Document], parties: dict[str, str] | None = None, without: str = "-") -> list[str]:
    """The starts of sentences in the order in which a section prints them, each sentence an item; none that begins so."""
    judged = [j for j in analyse(docs, WIDE) if not j.sent.text.startswith(without)]
    parts = {j.sent.id: [j] for j in judged}
    items = [_item(j, (parties or {}).get(j.sent.text[:9], "")) for j in judged]
    made = in_time(list(reversed(items)), parts, {doc.id: doc for doc in docs}, stands(placed(docs, judged)), WIDE)
    return [item.text[:9] for item in made]


def _item(j: Judged, party: str) -> Item:
    quote = Quote(j.sent.doc, j.sent.spans, j.sent.text)
    return Item(id=j.sent.id, section="any", quotes=(quote,), notes=(), attribution="", party=party)


def test_items_stand_in_the_order_of_what_they_report() -> None:
    """The day that the words name goes before that of the article; an undated article that is like none comes first."""
    docs = (
        prose("No date stands over this.", name="alpha", day=""),
        prose("On Sunday, the bridge fell.", "Late news of the harbour.", name="beta", day="2025-06-04"),
        prose("Early news of the mill.", name="gamma", day="2025-06-02"),
    )
    assert ordered(docs) == ["No date s", "On Sunday", "Early new", "Late news"]


def test_what_is_announced_is_news_of_the_day_of_its_article() -> None:
    """Not of the day for which it is announced: that would put the main news last."""
    docs = (
        prose("The ferry will sail again on Sunday.", "The mayor praised the crew.", name="alpha"),
        prose("The mill was quiet.", name="beta", day="2025-06-05"),
    )
    assert ordered(docs) == ["The ferry", "The mayor", "The mill "]


def test_an_article_that_looks_back_keeps_its_order() -> None:
    """Its own news comes first, then what led to it; another article's older news still comes before both."""
    docs = (
        prose("Late news of the harbour.", "On Sunday, the bridge fell.", name="beta", day="2025-06-04"),
        prose("Early news of the mill.", name="gamma", day="2025-06-02"),
    )
    assert ordered(docs) == ["Early new", "Late news", "On Sunday"]


def test_articles_of_one_day_stand_by_the_hour() -> None:
    """Whatever their addresses; those that give none come last, the one of whose beginning most is printed first."""
    docs = (
        prose("Alpha counts the boats.", name="alpha", day="2025-06-02T18:00:00+02:00"),
        prose("Bread is scarce in the valley.", name="beta", day="2025-06-02T12:00:00+00:00"),
        prose("Chalk was found on a hill.", name="gamma"),
    )
    assert ordered(docs) == ["Bread is ", "Alpha cou", "Chalk was"]
    named = (
        prose("Winter came.", "The rye froze at last.", name="alpha"),
        prose("Snow fell on the pass.", name="beta"),
    )
    assert ordered(named, without="Winter ca") == ["Snow fell", "The rye f"]


def test_what_brings_something_in_stands_first() -> None:
    """On one day "a new ferry pact" goes before "the deal", however the articles are called; names of the same thing are one."""
    docs = (
        prose("The agreement frees the northern lake for fishing boats.", "Snow fell.", name="alpha"),
        prose("Envoys signed a new ferry pact in the old mill.", name="beta"),
    )
    assert ordered(docs) == ["Envoys si", "The agree", "Snow fell"]


def test_what_brings_something_in_on_another_day_stays_there() -> None:
    """A deal of a later day is another one."""
    docs = (
        prose("The agreement frees the northern lake for fishing boats.", name="alpha", day="2025-06-01"),
        prose("Envoys signed a new ferry pact in the old mill.", name="beta", day="2025-06-02"),
    )
    assert ordered(docs) == ["The agree", "Envoys si"]


def test_items_of_one_matter_stand_together() -> None:
    """What two articles of a day tell of one thing isn't parted by another; within it the parties keep their order."""
    first = WIDE.parties[0].name
    docs = (
        prose("Alpha saw rockets fall on the northern market of Lakeview.", "The harvest was poor.", name="alpha"),
        prose("Gamma saw rockets fall on the northern market of Lakeview, too.", name="gamma"),
    )
    assert ordered(docs) == ["Alpha saw", "Gamma saw", "The harve"]
    assert ordered(docs, {"Gamma saw": first}) == ["Gamma saw", "Alpha saw", "The harve"]


def test_what_is_offered_follows_what_is_agreed() -> None:
    """On one day, whatever the order of the article; an offer of an earlier day stays before it."""
    offer, done = "Russia offered a truce of two days.", "The two delegations exchanged prisoners."
    assert ordered((prose(offer, done),)) == ["The two d", "Russia of"]
    docs = (prose(offer, name="alpha"), prose(done, name="beta", day="2025-06-04"))
    assert ordered(docs) == ["Russia of", "The two d"]


def test_what_is_not_known_closes_the_day() -> None:
    """Where a sentence tells nothing else; what is told beside it keeps its place."""
    open_, done = "It remains unclear who will guard the bridge.", "The two delegations exchanged prisoners."
    assert ordered((prose(open_, done),)) == ["The two d", "It remain"]
    known = "The bridge was opened, but it remains unclear who will guard it."
    assert ordered((prose(known, done),)) == ["The bridg", "The two d"]
