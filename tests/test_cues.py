"""Cue phrases: stems, gaps, exact words, and the classes of the data files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.analyse.words import cues
from digest.analyse.words.terms import tokens

DATA = Path(cues.__file__).parents[1] / "data"
CLASSED = {"cue", "many", "early", "head", "title", "act", "before", "after"}
"""What stands before the name of a cue class in the name of a feature."""


def found(text: str, *phrases: str) -> list[tuple[int, int]]:
    """Where the phrases stand in a text, as pairs of word numbers."""
    return [(a, b) for _, a, b in cues.find(tokens(text), cues.table({"it": phrases}))]


@pytest.mark.parametrize(
    ("phrase", "text", "places"),
    [
        ("withdraw from", "Troops withdrew, others were withdrawing from the town", [(4, 6)]),
        ("cease-fire", "A cease fire and a cease-fire", [(1, 3), (5, 7)]),
        ("within _ days", "within ten days, within ten working days, within ten or more days", [(0, 3), (3, 7)]),
        ("=demands", "The demand was that he demands it; Demands", [(5, 6), (7, 8)]),
        ("=calls for", "He calls for talks and called for talks", [(1, 3)]),
        ("list of demands", "a list of demand", [(1, 4)]),
        ("ceasefire", "CEASEFIRE now", [(0, 1)]),
        ("no deal", "no", []),
        ("within _ days", "within ten", []),
    ],
)
def test_what_a_phrase_meets(phrase: str, text: str, places: list[tuple[int, int]]) -> None:
    """Words match on stems, `_` is one or two words, `=` asks for the very word, and no phrase runs over the end."""
    assert found(text, phrase) == places


def test_a_word_of_several_classes_counts_in_each() -> None:
    """Classes don't hide one another, and a phrase that is given twice is met once."""
    where = cues.table({"one": ["truce", "truce"], "two": ["truce", "truce line"]})
    assert cues.find(tokens("the truce line"), where) == [("one", 1, 2), ("two", 1, 2), ("two", 1, 3)]


def test_phrases_without_a_word_are_left_out() -> None:
    """Neither an empty phrase nor one that begins with a gap can match everything."""
    assert cues.table({"it": ["", "—", "_ days", "_"]}) == {}


@given(st.text(alphabet="ab _=-,", max_size=40), st.text(alphabet="ab _=-,", max_size=60))
def test_places_lie_in_the_text(phrase: str, text: str) -> None:
    """Whatever the phrase, what is met is a range of the text's words."""
    words = tokens(text)
    for a, b in found(text, phrase):
        assert 0 <= a < b <= len(words)


def test_the_classes_of_a_file_are_read() -> None:
    """Comments are no entries, and no entry is empty, doubled in its class or full of spaces."""
    for file in ("cues.txt", "openers.txt"):
        for name, entries in cues.classes(file).items():
            assert name
            assert entries
            for entry in entries:
                assert entry == " ".join(entry.split())
                assert not entry.startswith(("#", "["))


@pytest.mark.parametrize("file", ["sections.json", "salience.json"])
def test_weights_name_classes_that_exist(file: str) -> None:
    """A learned weight of a cue class whose name was changed would silently count for nothing."""
    data = json.loads((DATA / file).read_text(encoding="utf-8"))
    by_class = data["weights"].values() if file == "sections.json" else [data["weights"]]
    classes = set(cues.classes("cues.txt"))
    for weights in by_class:
        for name in weights:
            prefix, _, rest = name.partition(":")
            if prefix in CLASSED and rest and name not in {"before:quote", "after:quote"}:
                assert rest in classes, name
