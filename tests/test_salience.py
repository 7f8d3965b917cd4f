"""How much a sentence matters: what the documents share, and its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talks_example import WIDE, config, documents, prose

from digest.analyse import analyse
from digest.analyse.features import Reading
from digest.analyse.salience import Corpus, corpus, features, salience, weights
from digest.analyse.split.sentences import split
from digest.model import Document


def counted(*docs: Document) -> tuple[Corpus, dict[str, list[Reading]]]:
    """The counts over documents, and their sentences."""
    readings = {doc.id: [Reading(sent) for sent in split(doc)] for doc in docs}
    return corpus(docs, readings, frozenset(["lake"])), readings


def measured(doc: Document, at: int, *others: Document) -> dict[str, float]:
    """The features of one sentence of a document among others."""
    seen, readings = counted(doc, *others)
    return features(readings[doc.id][at], at, len(readings[doc.id]), {}, seen)


ALPHA = prose("Both sides agreed to exchange prisoners at the lake. The boats on the pier were painted green.")
BETA = prose("They agreed to exchange prisoners under 25. Nothing else was said.", name="beta")


def test_documents_are_counted_and_not_words() -> None:
    """A word that one article repeats counts once."""
    seen, _ = counted(prose("Truce, truce and truce again at last."), prose("A truce was far away.", name="beta"))
    assert seen.df["truce"] == 2
    assert seen.df["far"] == 1
    assert seen.size == 2


def test_what_several_tell_is_shared() -> None:
    """A second article raises what its sentences have in common with the first, and nothing else."""
    alone, among = measured(ALPHA, 0), measured(ALPHA, 0, BETA)
    assert "shared:mean" not in alone
    assert among["shared:top"] > 0
    assert among["shared:pairs"] > 0
    assert "shared:mean" not in measured(ALPHA, 1, BETA)


def test_earlier_counts_as_earlier() -> None:
    """The first sentence leads, the last is late."""
    first, last = measured(ALPHA, 0), measured(ALPHA, 1)
    assert first["lead"] > last["lead"]
    assert first["early"] > last["early"]
    assert last["late"] == 1.0
    assert "late" not in first


def test_words_of_the_title_are_seen() -> None:
    """What repeats its article's title is likely to be the news; what is about the topic too."""
    doc = prose("The talks at the lake ended. Boats were painted green.")
    assert measured(doc, 0)["title overlap"] > 0
    assert "title overlap" not in measured(doc, 1)
    assert measured(doc, 0)["topic"] > 0


def test_leaning_is_seen() -> None:
    """A sentence that opens on a pronoun, or whose subject only the sentence before names, has a feature for it."""
    doc = prose("He left the room at noon. The minister was tired that day.")
    assert measured(doc, 0)["opener"] == 1.0
    assert measured(doc, 1)["weak subject"] == 1.0


def test_salience_is_a_probability() -> None:
    """Nothing gives less than 0 or more than 1, and what no weight knows counts for nothing."""
    assert 0 < salience({}) < 1
    assert salience({"nobody knows this": 100.0}) == salience({})
    known, _ = weights()
    assert 0 <= salience(dict.fromkeys(known, -9.0)) <= salience(dict.fromkeys(known, 9.0)) <= 1


def test_news_matters_more_than_colour() -> None:
    """What two articles lead with outweighs what one adds about tea."""
    docs = (
        prose(
            "Russia and Ukraine agreed at the talks to exchange 1,200 prisoners and the bodies of 6,000 soldiers.",
            "The mediators spent the night on a boat with tea and maps.",
        ),
        prose("Ukraine and Russia agreed to exchange the bodies of 6,000 soldiers.", name="beta"),
    )
    news, colour, _ = (j.salience for j in analyse(docs, WIDE))
    assert news > colour


def test_what_is_off_topic_is_not_counted() -> None:
    """An article that doesn't belong in the briefing changes no salience in one that does."""
    lake = prose(
        "The talks at the lake brought no ceasefire on Monday.",
        "Ukraine demanded a ceasefire at the talks.",
    )
    other = prose("The bakery on Main Street won a prize for its bread on Monday.", name="bread")
    alone = analyse((lake,), config())
    among = analyse((lake, other), config())
    assert [j.salience for j in among[: len(alone)]] == [j.salience for j in alone]
    assert {j.dropped for j in among[len(alone) :]} == {"off-topic"}


@settings(max_examples=25)
@given(docs=documents(), data=st.data())
def test_order_of_the_documents_changes_nothing(docs: tuple[Document, ...], data: st.DataObject) -> None:
    """What is found out about a sentence doesn't depend on which article was read first."""
    shuffled = data.draw(st.permutations(docs))
    one = {j.sent.id: (j.label, j.salience, j.features, j.party) for j in analyse(docs, WIDE)}
    other = {j.sent.id: (j.label, j.salience, j.features, j.party) for j in analyse(shuffled, WIDE)}
    assert one == other


@pytest.mark.parametrize("docs", [(), (prose("?"),)])
def test_nothing_to_weigh(docs: tuple[Document, ...]) -> None:
    """Neither no article nor one without a word is an error."""
    assert analyse(docs, config()) == ()
