"""The table of known stems, which saves time and must change nothing."""

from __future__ import annotations

from nltk.stem.snowball import EnglishStemmer

from digest.analyse.words.terms import KNOWN_STEMS, stem, stemmed_by_rule


def test_known_stems_are_those_of_the_stemmer() -> None:
    """Every word of the table has the stem that the stemmer gives it, and stands there once."""
    stemmer = EnglishStemmer()
    pairs = [
        (word, of)
        for of, _, words in (line.partition("\t") for line in KNOWN_STEMS.read_text(encoding="utf-8").splitlines())
        for word in words.split()
    ]
    assert len(pairs) > 1000
    assert len(dict(pairs)) == len(pairs)
    for word, of in pairs:
        assert stemmed_by_rule(word)
        assert stemmer.stem(word) == of == stem(word)


def test_a_word_that_is_not_in_the_table_has_its_stem() -> None:
    """The table is no limit: a word that nobody foresaw goes to the stemmer."""
    assert "unforeseeabilities" not in KNOWN_STEMS.read_text(encoding="utf-8")
    assert stem("unforeseeabilities") == EnglishStemmer().stem("unforeseeabilities")
