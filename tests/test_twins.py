"""openings, twins: articles that open with the same news, whatever their words, and what that leaves of the page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from talks_example import WIDE, prose

from digest.analyse import analyse
from digest.model import Document, Found, Judged, Selection
from digest.select import select
from digest.select.same.repeats import REPEAT, RETOLD, Said, repeats, said, same_news
from digest.select.same.twins import Twins

DAY = "2025-06-04"
SHOT = "A former harbour pilot has been shot dead outside a mill in Lakeview, authorities have confirmed."
GUNMEN = "Gunmen killed a senior aide to the former governor Oro Lind outside a mill in Lakeview on Wednesday morning."
LEFT = (
    "Ada Senn had just left the mill when the gunmen fired, a witness said. The pilot was an aide to governor Oro Lind."
)
THRICE = "Senn, once a harbour pilot, was shot three times in the morning and was dead at once. Police in Lakeview confirmed it."
TITLES = ("Harbour pilot Ada Senn shot dead at Lakeview mill", "Gunmen shoot dead Ada Senn, aide to governor Oro Lind")
NOISE = (
    "Teachers opened a school with nine classrooms.",
    "Prices of grain rose in every market of the coast.",
    "Farmers counted the sheep on the southern slope.",
)


def paper(title: str, *paragraphs: str, name: str, day: str = DAY, publisher: str = "") -> Document:
    """An article with a headline, of a publisher of its own if none is named."""
    house = publisher or f"{name} News"
    return replace(prose(*paragraphs, name=name, day=day, publisher=house), title=Found(title, "given"), family=house)


def pair(first: str = GUNMEN, title: str = TITLES[1], rest: str = THRICE, **more: str) -> tuple[Document, ...]:
    """An article on the shot, a second one that begins as given, and one on other things."""
    one = paper(TITLES[0], SHOT, LEFT, name="alpha")
    other = paper(title, first, rest, **{"name": "beta", **more})
    return one, other, paper("Notes from the coast", *NOISE, name="gamma")


def says(docs: tuple[Document, ...]) -> tuple[list[Judged], dict[str, Said]]:
    """The first sentences of the articles, and what all sentences say."""
    found = analyse(docs, WIDE)
    told = said(found, WIDE.parties, docs={doc.id: doc for doc in docs})
    return [j for doc in docs for j in found if j.sent.doc == doc.id and j.sent.index == 0], told


def test_openings_on_one_event_are_seen_by_their_articles() -> None:
    """The sentences share hardly a word; what one begins with stands in the headline of the other and further down."""
    (one, other, _), told = says(pair())
    a, b = told[one.sent.id], told[other.sent.id]
    assert same_news(a, b)
    assert same_news(b, a)
    assert repeats(a, b) == repeats(b, a) == RETOLD > REPEAT


def test_what_is_announced_is_told_as_done() -> None:
    """By another publisher: "announced it would close" and "has closed" are one."""
    will = paper(
        "Norland pauses ferry deal with Sudland, summons its envoy",
        "Norland on Tuesday announced it would suspend talks on a ferry deal with Sudland after the shelling of the mill.",
        "The envoy was summoned at noon, and sanctions were imposed on two captains.",
        name="beta",
    )
    done = paper(
        "Norland suspends ferry talks with Sudland",
        "Norland has suspended talks on a ferry deal with Sudland, summoned its envoy and imposed sanctions on captains.",
        "It announced this after the shelling of the mill.",
        name="alpha",
    )
    (one, other, _), told = says((will, done, pair()[2]))
    assert told[one.sent.id].gist.ahead != told[other.sent.id].gist.ahead  # type: ignore[union-attr]
    assert same_news(told[one.sent.id], told[other.sent.id])


@pytest.mark.parametrize(
    "docs",
    [
        pair(publisher="alpha News"),
        pair(day="2025-06-12"),
        pair(day=""),
        pair(GUNMEN.replace("killed", "may have killed")),
        pair("Shares of the mill fell in Lakeview.", "Mill loses a tenth of its worth", "Traders sold all day."),
        pair(
            "Gunmen killed a baker outside a school in Hilltown on Wednesday morning.",
            "Baker killed in Hilltown",
            "The baker had opened her shop as on every day, a neighbour told reporters.",
        ),
        pair(
            "After gunmen shot a pilot dead in Lakeview, the former governor Oro Lind called for calm outside a mill."
        ),
    ],
    ids=["one publisher", "another week", "no day", "perhaps", "other news", "another shot", "by the way"],
)
def test_other_openings_are_other_news(docs: tuple[Document, ...]) -> None:
    """One publisher's two articles, other days or numbers, what may have been, another event, one told by the way."""
    (one, other, _), told = says(docs)
    assert not same_news(told[one.sent.id], told[other.sent.id])


def test_a_third_telling_joins_two() -> None:
    """Two openings that share too little are the same news where a third is the twin of both; what repeats the third says little more."""
    far = paper(
        "Gunmen kill governor's aide",
        "Gunmen killed a senior aide to the governor Oro Lind as she walked to her car at the end of a working day in Lakeview.",
        "Ada Senn worked for Oro Lind for nine years.",
        name="delta",
    )
    one, other, rest = pair()
    (a, b, c, d), told = says((one, other, far, rest))
    assert not same_news(told[a.sent.id], told[c.sent.id])
    assert same_news(told[b.sent.id], told[c.sent.id])
    some, every = Twins(told, [a.sent.id, c.sent.id]), Twins(told, told)
    assert not some.same(a.sent.id, c.sent.id)
    assert every.same(a.sent.id, c.sent.id)
    assert not every.same(a.sent.id, a.sent.id)
    assert not every.same(a.sent.id, d.sent.id)
    assert every.echo(c.sent.id, a.sent.id) >= RETOLD > some.echo(c.sent.id, a.sent.id)
    assert every.echo(d.sent.id, a.sent.id) < REPEAT


FOUR = "At least four guards were killed when gunmen shelled a mill on the northern bank of Lakeview, the army said."
SIX = "At least six people, four guards among them, were killed on Wednesday as gunmen shelled a mill in the north of Lakeview."
AFTER = "The army said that gunmen shelled the mill in Lakeview at noon and that guards were killed, at least four of them young."
HEADS = (
    "Gunmen shell mill in Lakeview, killing four guards",
    "Gunmen shell Lakeview mill, killing six and four guards among them",
)


def printed(*docs: Document) -> tuple[Selection, dict[str, str]]:
    """What is chosen of articles, and the texts of all sentences."""
    found = analyse(docs, WIDE)
    return select(found, docs, WIDE), {j.sent.id: j.sent.text for j in found}


@pytest.mark.parametrize("turned", [False, True])
def test_the_later_toll_is_printed_once(turned: bool) -> None:
    """Of two openings on one shelling the one that counts more dead stands, whichever is met first; the other one repeats it."""
    few = paper(HEADS[0], FOUR, "The northern bank was quiet in the afternoon.", name="alpha")
    more = paper(HEADS[1], SIX, AFTER, name="beta")
    selection, text = printed(*((more, few) if turned else (few, more)))
    chosen = [text[key] for one in selection.chosen for key in one.sents]
    assert SIX in chosen
    assert FOUR not in chosen
    assert {text[key]: gate for key, gate in selection.fell_at.items()}[FOUR] == "redundant"
