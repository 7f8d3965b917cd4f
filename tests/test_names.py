"""Spelling variants of names: one name in several spellings, never two people."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.analyse.words.names import MOST, Words, called, distance, fold, occurrences, skeleton, variants

TITLES = frozenset(["president", "minister", "the"])


def words(text: str) -> Words:
    """The words of a text."""
    met = text.replace(".", " ").replace(",", " ").split()
    return Words(frozenset(w for w in met if w[0].isupper()), frozenset(w for w in met if w.islower()), TITLES)


def found(name: str, text: str) -> list[str]:
    """The variants of a name in a text."""
    return sorted(variants({name: "A"}, words(text), [text]))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Zelensky", "Zelenskyy"), ("Zelensky", "Zelenskiy"), ("Erdogan", "Erdoğan"), ("Mashaal", "Meshal"), ("Mashaal", "Meshaal"),
        ("Hezbollah", "Hizbollah"), ("Hezbollah", "Hizbullah"), ("Taliban", "Taleban"), ("Araghchi", "Araqchi"), ("Khamenei", "Khamanei"),
        ("Netanyahu", "Netanyahou"), ("Yanukovych", "Yanukovich"), ("Gaddafi", "Qaddafi"), ("Medvedev", "Medwedew"),
    ],
)  # fmt: skip
def test_spellings_of_one_name(name: str, other: str) -> None:
    """What romanisation changes doesn't make another name, in whichever direction."""
    assert found(name, f"On Monday {other} said no. Then {other}'s men left.") == [other]
    assert found(other, f"On Monday {name} said no.") == [name]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Kerry", "Harry"), ("Putin", "Latin"), ("Macron", "Aaron"), ("Obama", "Osama"), ("Zarif", "Karim"), ("Rouhani", "Haniyeh"),
        ("Senate", "Senator"), ("Democrats", "Democratic"), ("Trump", "Tramp"), ("Iranian", "Iraqi"),
    ],
)  # fmt: skip
def test_other_names_are_other_names(name: str, other: str) -> None:
    """Names that only look alike, and short ones, are no variants."""
    assert found(name, f"On Monday {other} said no.") == []


def test_use_tells_two_people_apart() -> None:
    """A given name of its own, a name behind it, or the word in small letters makes it somebody or something else."""
    assert found("Marenko", "Taras Marenko came. Then Taras Marenka left.") == ["Marenka"]
    assert found("Marenko", "Taras Marenko came. Then Olha Marenka left.") == []
    assert found("Michel", "Charles Michel came. Then Michael Brown left.") == []
    assert found("Marenko", "Then Marenka left, as a marenka does.") == []


def test_a_short_name_needs_a_given_name_in_common() -> None:
    """Five letters alone are too few."""
    assert found("Morsi", "President Mohamed Morsi came. Then Mohamed Mursi left.") == ["Mursi"]
    assert found("Morsi", "Then Mursi left.") == []


def test_a_spelling_between_two_parties_is_nobodys() -> None:
    """Where two parties have such a name, the variant is left alone."""
    known = {"Marenko": "A", "Marenka": "B"}
    text = "Then Marenku left."
    assert variants(known, words(text), [text]) == {}


def test_given_names() -> None:
    """The given names that most texts use, without titles."""
    text = "President Taras Marenko, Taras Marenko, Taras Marenko, Taras Marenko, Olha Marenko"
    assert called("Marenko", [text], words(text)) == {skeleton("taras")}


@given(st.text(max_size=20), st.text(max_size=20))
def test_distance_is_a_distance(one: str, other: str) -> None:
    """Zero for itself, the same both ways, never more than the longer word."""
    most = 40
    assert distance(one, one, most=most) == 0
    assert distance(one, other, most=most) == distance(other, one, most=most) <= max(len(one), len(other))


@given(st.text(max_size=20))
def test_any_word_folds(word: str) -> None:
    """No text breaks the keys."""
    assert skeleton(fold(word)) == skeleton(fold(word))


def test_a_made_up_text_of_spellings_is_not_looked_through_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many spellings are within two edits of a name, the texts are read for so many of them and no more."""
    read: list[str] = []

    def counted(word: str, texts: Sequence[str]) -> Iterator[tuple[tuple[str, ...], bool]]:
        read.append(word)
        return occurrences(word, texts)

    monkeypatch.setattr("digest.analyse.words.names.occurrences", counted)
    vowels = "aeiouàáâãäåèéêëìíîïòóôõöùúûü"
    text = ". ".join(f"M{a}r{b}nk{c}" for a in vowels for b in vowels for c in "oe")
    assert len(variants({"Marenko": "A"}, words(text), [text])) <= MOST
    assert len(read) <= 2 * MOST


def test_many_words_take_no_time() -> None:
    """The work grows with the words, not with their pairs."""
    text = " ".join(f"Marenk{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}o" for i in range(20_000))
    started = time.process_time()
    variants({"Marenko": "A", "Zelensky": "B"}, words(text), [text])
    assert time.process_time() - started < 2
