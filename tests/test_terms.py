"""Words, stems and names: what sentences are compared by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.analyse.words.terms import content, names, numbers, stem, stems_of, stop_words, tokens


def test_forms_of_a_word_share_a_stem() -> None:
    """Inflected forms and possessives meet in one stem, words of another root don't."""
    assert len({stem(word) for word in ("demand", "demands", "demanded", "demanding")}) == 1
    assert stem("ukraine's") == stem("ukraine’s") == stem("ukraine")
    assert stem("ceasefire") != stem("cease")


@pytest.mark.parametrize("word", ["un", "6000", "2025", "çırağan", "él"])
def test_what_the_stemmer_does_not_know_stays(word: str) -> None:
    """Short words, figures and words with letters outside ASCII are their own stems."""
    assert stem(word) == word


def test_hyphens_and_dashes_separate() -> None:
    """A hyphenated word and the same in two words are alike; an apostrophe inside a word holds it together."""
    assert [s for _, s in tokens("cease-fire")] == [s for _, s in tokens("cease fire")]
    assert [w for w, _ in tokens("Kyiv—Moscow’s line, don't")] == ["Kyiv", "Moscow’s", "line", "don't"]


def test_content_carries_a_topic() -> None:
    """Stop words and single letters go, figures stay, and what is said twice counts twice."""
    words = content(tokens("The talks and the talks: a ceasefire of 5 days, said X."))
    assert words == [stem("talks"), stem("talks"), stem("ceasefire"), "5"]
    assert stop_words().isdisjoint(words)


def test_names_begin_with_a_capital_inside_a_sentence() -> None:
    """The first word has a capital anyway and is no sign of a name."""
    assert names(tokens("Talks between Kyiv and the Kremlin failed in The Hague")) == {stem("kyiv"), "kremlin", "hagu"}


def test_numbers_are_figures() -> None:
    """Figures are taken as they stand; a figure in words is none."""
    assert numbers(tokens("About 6,000 bodies, 41 aircraft, 5.7 per cent and two ships in 2025")) == {
        "6,000",
        "41",
        "5.7",
        "2025",
    }


def test_thousands_are_one_number() -> None:
    """With or without a comma they are the same; a list of numbers is none."""
    assert [stem for _, stem in tokens("28,000 is 28000, not 28; 1,2,3 and 12,345.6")] == [
        "28000",
        "is",
        "28000",
        "not",
        "28",
        "1",
        "2",
        "3",
        "and",
        "12345.6",
    ]


def test_phrases_become_stems() -> None:
    """Each phrase is a tuple of stems, and one without a word is left out."""
    assert stems_of(["cease fires", "—", "talks"]) == [("ceas", "fire"), ("talk",)]


@given(st.text(max_size=200))
def test_any_text_is_taken_apart(text: str) -> None:
    """Every token stands in the text, in order, and each has a stem."""
    at = 0
    for word, its_stem in tokens(text):
        at = text.index(word, at) + len(word)
        assert its_stem
