"""How near a sentence is to what all articles tell."""

from __future__ import annotations

import math

import pytest
from talks_example import article

from digest.analyse import central
from digest.analyse.features import Reading
from digest.analyse.split.sentences import split
from digest.model import Document


def _titled(title: str, *paragraphs: str) -> Document:
    return article(*(("paragraph", text) for text in paragraphs), title=title)


def _measured(*docs: Document) -> dict[str, dict[str, float]]:
    """First word of each sentence -> its measures by name."""
    kept = [list(enumerate(map(Reading, split(doc)))) for doc in docs]
    rows = central.measures(docs, kept)
    texts = [reading.sent.text for own in kept for _, reading in own]
    return {text.split()[0]: dict(zip(central.NAMES, row, strict=True)) for text, row in zip(texts, rows, strict=True)}


FIRST = _titled(
    "Ferries halt at night",
    "Ferries halt at night. The weather had been calm all day.",
    "Passengers waited in the terminal.",
)
SECOND = _titled(
    "Harbour loses its last crossing",
    "Nobody told passengers why ferries halt. “Ask the harbour office,” a guard said.",
)


def test_a_sentence_that_says_its_headline_says_all_of_it() -> None:
    """All of the title's stems, none of them where nothing of it is said, and of the most like other title the part that is said."""
    made = _measured(FIRST, SECOND)
    assert made["Ferries"]["sentence: own title"] == pytest.approx(1)
    assert made["The"]["sentence: own title"] == 0
    assert made["Nobody"]["sentence: another title"] == pytest.approx(2 / 3)
    assert made["Ferries"]["sentence: another title"] == 0


def test_what_several_articles_have_is_shared() -> None:
    """Part of the stems that another article holds: passengers and ferries, not the weather."""
    made = _measured(FIRST, SECOND)
    assert made["Passengers"]["sentence: shared"] > made["The"]["sentence: shared"] == 0
    assert made["Ferries"]["sentence: shared"] == pytest.approx(2 / 3)


def test_a_first_sentence_is_measured_by_the_others() -> None:
    """A first sentence doesn't stand in itself: without another article none of its stems opens one."""
    assert _measured(FIRST)["Ferries"]["sentence: first sentences"] == 0
    assert _measured(FIRST, SECOND)["Ferries"]["sentence: first sentences"] == pytest.approx(2 / 3)
    assert _measured(FIRST, SECOND)["Passengers"]["sentence: first sentences"] > 0


def test_what_is_said_often_weighs_more() -> None:
    """The mean logarithm of the times that its stems stand: two of the headline's three stand twice, the night once."""
    made = _measured(FIRST, SECOND)
    assert made["Ferries"]["sentence: frequency"] == pytest.approx((2 * math.log(3) + math.log(2)) / 3)


def test_quotations_and_length_are_measured() -> None:
    """Only the guard is quoted, and no sentence here is long."""
    made = _measured(FIRST, SECOND)
    assert [name for name, own in made.items() if own["sentence: quoted"] > 0] == ["“Ask"]
    assert made["Ferries"]["sentence: length"] == 4 / central.LONG


def test_work_grows_with_the_sentences() -> None:
    """Articles that share their headline are looked up in so many titles, so that a thousand are no quadratic matter."""
    alike = [_titled("Ferries halt at night", f"Ferries halt at night {n}.") for n in range(central.TITLES * 3)]
    kept = [list(enumerate(map(Reading, split(doc)))) for doc in alike]
    rows = central.measures(alike, kept)
    assert {round(row[central.NAMES.index("sentence: another title")], 6) for row in rows} == {1.0}


def test_nothing_is_measured_of_nothing() -> None:
    """Without documents there are no measures."""
    assert central.measures((), ()) == []
