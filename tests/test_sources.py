"""sources: which articles of a source are wanted, and what is carried along with each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.config import SourceConfig
from digest.ingest.sources import labelled, newest, stands, wanted
from digest.model import Document, Found, Raw


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("war", "the war goes on", True),
        ("war", "warm weather", False),
        ("war", "warm war", True),
        ("war*", "warm weather", True),
        ("*war", "postwar order", True),
        ("*war", "postwars", False),
        ("Live: *", "live: talks resume", True),
        ("cease*fire", "a cease and a fire", True),
        ("/sport/", "https://news.example/sport/a", True),
        ("/sport/", "https://news.example/transport/a", False),
        ("sport", "https://news.example/sport/a", True),
        ("*", "", True),
        ("a*b*c", "a c b", False),
        ("ступени", "три ступени вверх", True),
    ],
)
def test_patterns_are_words_with_stars(pattern: str, text: str, found: bool) -> None:
    """Whole words, case apart; * is anything."""
    assert stands(pattern, text) is found


def test_stars_are_cheap() -> None:
    """A hostile title costs no more than its length."""
    assert not stands("a*" * 500 + "b", "a" * 4000)


def test_include_and_exclude() -> None:
    """One of the first and none of the second, in title or address."""
    source = SourceConfig(path="a/", include=("talks", "/world/"), exclude=("live",))
    assert wanted(source, title="Talks resume", address="https://news.example/1")
    assert wanted(source, title="Harvest", address="https://news.example/world/1")
    assert not wanted(source, title="Harvest", address="https://news.example/1")
    assert not wanted(source, title="Talks resume: live", address="https://news.example/1")
    assert wanted(SourceConfig(path="a/"), title="", address="")


def test_articles_carry_what_is_said_of_their_source() -> None:
    """Name, family, tier, language, bound on quoting, and which source it was."""
    source = SourceConfig(
        feed="https://news.example/rss", name="N", family="F", tier="wire", max_quoted_words=9, language="en"
    )
    raw = labelled(Raw("u", "text/plain", b"x"), source)
    assert (raw.name, raw.family, raw.source, raw.tier) == ("N", "F", "https://news.example/rss", "wire")
    assert (raw.language, raw.max_quoted_words) == ("en", 9)


def test_the_newest_are_kept_in_their_order() -> None:
    """The undated count as oldest."""
    doc = Document("i", "u", "r", "text/plain", "t", (), Found("T", "x"), Found("P", "x"))
    docs = [
        replace(doc, id=day, published=Found(day, "x") if day else None)
        for day in ("2025-06-01", "", "2025-06-03", "2025-06-02")
    ]
    assert [one.id for one in newest(docs, 2)] == ["2025-06-03", "2025-06-02"]
    assert newest(docs, None) == docs
