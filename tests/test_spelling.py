"""Compounds in their spellings."""

from __future__ import annotations

from digest.analyse.words.spelling import meant, patterns, phrases, spellings


def test_a_word_is_parted_only_where_it_is_long() -> None:
    """A hyphen is dropped, a long word parted into parts of three letters or more, a short one and a figure left alone."""
    assert spellings("cease-fire") == ["ceasefire"]
    assert spellings("airstrike")[0] == "air strike"
    assert spellings("airstrike")[-1] == "airstr ike"
    assert spellings("notable") == spellings("20192020") == []


def test_what_only_looks_like_a_compound_is_left_alone() -> None:
    """A name, what has a little word as a part, a short word, one that goes on behind the match, one too long to be a word."""
    others = (
        "green landscapes", "that cherished", "the rapist", "over time", "black outfit", "breaking", "cooperation", "A1000",
    )  # fmt: skip
    for word in ("Greenland", "Thatcher", "therapist", "overtime", "blackout", "break-in", "co-op", "A-10", "a" * 3000):
        assert not any(meant(text, patterns([word])) for text in others), word
    assert not meant("home landlords treat mental illness", patterns(["homeland", "treatment"]))
    assert meant("Cease\N{NON-BREAKING HYPHEN}fires hold", patterns(["ceasefire"])) == {"ceasefir"}


def test_phrases_keep_what_was_given_first() -> None:
    """Each phrase stands as it was given, then with one word written otherwise."""
    assert phrases(["full cease-fire", "aid"]) == ["full cease-fire", "full ceasefire", "aid"]


def test_a_text_means_the_words_of_the_phrase() -> None:
    """What a text holds in another spelling counts by the stems of the given one, whatever ending and capitals it has."""
    spelt = patterns(["airstrikes", "cease-fire talks"])
    assert meant("Air strikes on the bridge", spelt) == {"airstrik"}
    assert meant("The Ceasefires hold", spelt) == {"ceas", "fire"}
    assert meant("They strike at the air force", spelt) == frozenset()
