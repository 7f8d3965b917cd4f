"""What concepts are, and which of them weigh more."""

from __future__ import annotations

import pytest
from talks_example import prose

from digest.analyse import concepts
from digest.analyse.features import Reading
from digest.analyse.split.sentences import split
from digest.model import Document


def _weights(*docs: Document, left_out: str = "") -> dict[str, float]:
    """Concept -> weight, salience 0.5 for every sentence but those that begin with `left_out`."""
    readings = {doc.id: [Reading(sent) for sent in split(doc)] for doc in docs}
    every = [r.sent for own in readings.values() for r in own]
    known = {s.id: 0.5 for s in every if not left_out or not s.text.startswith(left_out)}
    found = concepts.concepts(docs, readings, known)
    assert set(found) == set(known)
    return {concept: weight for own in found.values() for concept, weight in own}


FIRST = prose(
    "The ferry company halted its night service on Monday. The harbour office gave no reason for it.",
    "Passengers waited in the terminal for six hours. A bus took the last of them to town.",
    name="first",
)
SECOND = prose(
    "The ferry company halted the crossing to the island. Fares will be paid back, the company said.",
    "Nobody was hurt on the quay. The weather had been calm all day.",
    name="second",
)


def test_a_concept_has_a_word_that_carries_a_topic() -> None:
    """Pairs of two function words are none; a pair with one is; each stands once a sentence."""
    made = _weights(prose("The envoy will have been in the port, and in the port he stays."))
    assert "in the" not in made
    assert "the port" in made
    assert all(0 < weight < 1 for weight in made.values())


def test_what_is_said_first_weighs_most() -> None:
    """A pair from the first sentence of an article outweighs one from its twelfth."""
    middle = [f"Berth {n} was left to the fishing boats." for n in ("one", "two", "three", "four", "five")]
    made = _weights(
        prose("The ferry company halted its night service.", *middle, name="first"),
        prose(
            "The town lost its last crossing.", *middle, *middle, "The weather had been calm all day.", name="second"
        ),
    )
    assert min(made["night servic"], made["last cross"]) > made["calm all"]


def test_an_article_more_makes_its_matter_weigh_more() -> None:
    """The same pair weighs more when a second article tells it too."""
    assert _weights(FIRST, SECOND)["compani halt"] > _weights(FIRST)["compani halt"]


def test_sentences_that_were_set_aside_are_not_counted() -> None:
    """Page furniture and copies make no concepts: they are handed over without a salience."""
    made = _weights(FIRST, SECOND, left_out="Nobody")
    assert "nobodi was" not in made
    assert "calm all" in made


def test_the_order_of_the_articles_does_not_matter() -> None:
    """Weights are the same whichever article is read first."""
    assert _weights(FIRST, SECOND) == pytest.approx(_weights(SECOND, FIRST), abs=2e-4)


def test_every_weight_has_its_feature() -> None:
    """The data name the features that are measured, no more and no fewer."""
    learned, bias = concepts.weights()
    assert set(learned) == set(concepts.NAMES)
    assert len(concepts.NAMES) == len(set(concepts.NAMES))
    assert bias < 0


def test_nothing_is_made_of_nothing() -> None:
    """Without documents there are no concepts."""
    assert concepts.concepts((), {}, {}) == {}
