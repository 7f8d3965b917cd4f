"""Whether articles are of one matter."""

from __future__ import annotations

from dataclasses import replace

from talks_example import prose

from digest.analyse.about.matter import SAMPLE, by_source, one_matter, sample, vector
from digest.analyse.features import Reading
from digest.analyse.split.sentences import split
from digest.model import Document, Found


def named(title: str, *said: str) -> Document:
    """An article with this title."""
    return replace(prose(*said, name=title.replace(" ", "-")), title=Found(title, "t"))


def near(docs: list[Document]) -> dict[str, float]:
    """How alike each of the articles is to the others."""
    return one_matter(docs, {doc.id: [Reading(sent) for sent in split(doc)] for doc in docs})


FERRY = [
    named(f"Ferry Larch, day {n}", f"The pilots steer no ferry in Birch Harbour. Pier {n} is empty.") for n in range(4)
]
OTHERS = [
    named("Bread", "The bakery won a prize for rye."),
    named("Tunnel", "Engineers dig under the ridge."),
    named("Chess", "A girl of nine beat the grandmaster."),
]


def test_articles_on_one_matter_are_alike() -> None:
    """Those of one matter are about as alike as usual; one about something else is far from it."""
    found = near([*FERRY, OTHERS[0]])
    assert all(found[doc.id] > 0.8 for doc in FERRY)
    assert found[OTHERS[0].id] < 0.2


def test_several_matters_are_none() -> None:
    """Where the articles have nothing in common, or there is only one, there is no one matter."""
    assert near([*OTHERS, FERRY[0]]) == {}
    assert near(OTHERS[:1]) == {}
    assert near([]) == {}


def test_a_pair_is_no_matter_of_ten() -> None:
    """Two articles on one event among others don't make the source one of their matter."""
    assert near([*OTHERS, *FERRY[:2]]) == {}


def test_words_of_every_day_say_little() -> None:
    """A word that many articles hold weighs less than one that few do, whatever was read today."""
    doc = named("News", "The president saw a lighthouse.")
    weights = vector(doc, [Reading(sent) for sent in split(doc)])
    assert weights["presid"] < weights["lighthous"] / 4


def test_a_sample_is_spread_evenly() -> None:
    """Of few all are drawn, of many some from everywhere, each once."""
    assert sample(["a", "b"]) == ["a", "b"]
    drawn = sample([f"{n:03}" for n in range(200)])
    assert len(set(drawn)) == len(drawn) == SAMPLE
    assert drawn[0] == "000"
    assert drawn[-1] > "190"


def test_sources_of_one_article_count_together() -> None:
    """Ten files on the command line are one choice of ten."""
    alone = [replace(doc, source=f"{n}.txt") for n, doc in enumerate(OTHERS)]
    folder = [replace(doc, source="ferry/") for doc in FERRY]
    assert by_source([*alone, *folder]) == [alone, folder]
