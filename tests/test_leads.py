"""The news with which articles open has its place on the page."""

from __future__ import annotations

from datetime import date

import pytest
from talks_example import WIDE, prose

from digest.analyse import analyse
from digest.model import Document
from digest.select import choice, choose
from digest.select.candidates import Candidate, candidates
from digest.select.leads import leads
from digest.select.news.novelty import Novelty
from digest.select.same.claims import join
from digest.select.same.repeats import said
from digest.select.units import units

NEWS = "Russia signed a pact on grain with Ukraine at the lake on Monday."
ANEW = "Russia and Ukraine signed the grain pact on Monday, the hosts of the talks said."
WISH = "Ukraine wants more ships for its grain, and Russia wants fewer of them there."


def offered(docs: list[Document]) -> list[Candidate]:
    """What may be printed of these."""
    return candidates(units(analyse(docs, WIDE))[0], {doc.id: doc for doc in docs}, WIDE, {})


def texts(found: list[Candidate], news: list[list[int]]) -> list[list[str]]:
    """The sentences of each news."""
    return [[found[n].unit.core.sent.text for n in own] for own in news]


def test_each_day_of_several_publishers_has_its_news() -> None:
    """The newest first: what opens an article of a day as done, where at least two publishers wrote on it."""
    docs = [
        prose(NEWS, WISH, name="a", publisher="Gazette", day="2025-06-02"),
        prose(ANEW, WISH, name="b", publisher="Courier", day="2025-06-02"),
        prose("Russia sank a ship of Ukraine on Friday.", name="c", publisher="Gazette", day="2025-06-06"),
        prose("Ukraine recalled its envoy on Monday.", name="d", publisher="Gazette", day="2025-06-09"),
        prose("Kyiv recalled an envoy from Russia on Monday.", name="e", publisher="Courier", day="2025-06-09"),
    ]
    found = offered(docs)
    told = texts(found, leads(found, lambda _: frozenset(), {doc.id: doc for doc in docs}))
    assert {"Ukraine recalled its envoy on Monday.", "Kyiv recalled an envoy from Russia on Monday."} >= set(told[0])
    assert {NEWS, ANEW} >= set(told[1])
    assert all(told)
    assert len(told) == 2


def test_what_several_open_with_comes_first() -> None:
    """Twins are one news, whatever their days; the news of the most articles is the first."""
    days = [date(2025, 6, 2), date(2025, 6, 3), date(2025, 6, 5)]
    docs = [
        prose(text, WISH, name=str(day), publisher=f"House {day}", day=str(day))
        for text, day in zip((NEWS, ANEW, "Ukraine recalled its envoy on Monday."), days, strict=True)
    ]
    found = offered(docs)
    one, other = (next(c.unit.core.sent.id for c in found if c.unit.core.sent.text == text) for text in (NEWS, ANEW))
    pairs = {one: frozenset([other]), other: frozenset([one])}
    told = texts(found, leads(found, lambda key: pairs.get(key, frozenset()), {doc.id: doc for doc in docs}))
    assert [sorted(own) for own in told] == [sorted([NEWS, ANEW])] * 2


def test_one_opening_of_each_news_is_taken_as_long_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """None where one is printed already, none that is worth too little, and no more than a part of the page."""
    monkeypatch.setattr(choose, "POSITION", 0.0)
    docs = [prose(text, name=text[:9], publisher=text[:9]) for text in (NEWS, ANEW, WISH)]
    found = offered(docs)
    judged = analyse(docs, WIDE)
    news = [[n for n, c in enumerate(found) if c.unit.core.sent.text == text] for text in (NEWS, ANEW, WISH)]

    def taken(limit: int, *, first: int | None = None) -> list[str]:
        made = choice.Choice(found, said(judged, WIDE.parties), join(judged, docs), WIDE, Novelty(says={}), {})
        if first is not None:
            made.take(found[first])
        choose._open(made, [news[0] + news[1], news[2]], 1000.0, limit=limit)
        return [c.unit.core.sent.text for c in made.picked]

    assert len(taken(200)) == 2
    assert taken(200)[1] == WISH
    assert taken(20) == taken(200)[:1]
    assert taken(200, first=news[1][0]) == [ANEW, WISH]
    monkeypatch.setattr(choose, "POSITION", 9.0)
    assert taken(200) == []


def test_that_some_met_is_no_news() -> None:
    """Nor is what an article of the day only starts from; what came of a meeting is news."""
    met = "Envoys of Russia and Ukraine met for talks at the lake on Monday."
    came = "Envoys of Russia and Ukraine met for talks at the lake on Monday and signed a pact."
    old = "Russia signed a pact on grain with Ukraine at the lake on May 26."
    for text, told in ((met, []), (came, [[came]]), (old, [])):
        docs = [
            prose(text, WISH, name="a", publisher="Gazette", day="2025-06-02"),
            prose(WISH, name="b", publisher="Courier", day="2025-06-02"),
        ]
        found = offered(docs)
        days = leads(found, lambda _: frozenset(), {doc.id: doc for doc in docs})
        assert texts(found, [own for own in days if own]) == told, text
