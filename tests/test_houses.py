"""One publisher under its several names, and who owns it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from digest.ingest import citations
from digest.ingest.article import read_article
from digest.ingest.houses import family, house, owners, without_section
from digest.model import Document, Raw


@pytest.mark.parametrize(
    "names",
    [
        ("CNN", "CNN International", "edition.cnn.com", "CNN.com", "CNN World", "CNN - Politics"),
        ("Al Jazeera", "Al Jazeera English", "aljazeera.com", "Al Jazeera - Middle East - News"),
        ("The Guardian", "The Observer", "the guardian", "Guardian", "theguardian.com", "Guardian US"),
        (
            "Reuters",
            "reuters.com",
            "www.reuters.com",
            "https://www.reuters.com/world/",
            "Thomson Reuters",
            "Reuters UK",
        ),
        ("BBC", "BBC News", "BBC World Service", "bbc.co.uk", "BBC News - Europe", "BBC Online"),
        ("AP", "Associated Press", "The Associated Press", "AP News", "apnews.com"),
        ("New York Times", "nytimes.com", "The International New York Times", "THE NEW YORK TIMES"),
        ("Washington Post", "washingtonpost.com", "The Washington Post"),
        ("Fox News", "foxnews.com", "The Wall Street Journal", "THE SUN", "The Sunday Times", "New York Post"),
        ("NBC News", "MSNBC", "NBC"),
        ("RT", "TASS", "Sputnik International", "RIA Novosti", "TASS Russian News Agency"),
        ("Xinhua", "CGTN", "China Daily", "Global Times"),
        (
            "Larch Review",
            "The Larch Review",
            "Larch Review - World",
            "Larch Review | US & Canada",
            "Larch Review Online",
        ),
        ("Larch Review", "Larch Review (US edition)", "Larch Review International", "Larch Review – Business"),
    ],
)
def test_one_house(names: tuple[str, ...]) -> None:
    """Case, "The", addresses, editions, sections and a known owner make no other publisher."""
    for one, other in pairwise(names):
        assert family(one).casefold() == family(other).casefold(), (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ABC News", "ABC News (Australia)"),
        ("ABC", "ABC Australia"),
        ("abc.net.au", "abcnews.go.com"),
        ("The Times", "The Times of India"),
        ("The National", "National Post"),
        ("Sky News", "Sky News Australia"),
        ("CNN", "CNN Türk"),
        ("The Independent", "Irish Independent"),
        ("Larch Review", "Larch News"),
        ("Example News", "Example"),
        ("Example Europe", "Example"),
        ("World", "News"),
    ],
)
def test_houses_that_are_not_one(one: str, other: str) -> None:
    """A part of a name in common makes no house."""
    assert family(one).casefold() != family(other).casefold()


def test_what_the_configuration_says_goes_first() -> None:
    """A family that is given is taken as it stands; a publisher without a name has none."""
    assert family("BBC", given="Example Group") == "Example Group"
    assert family("Example News") == "Example News"
    assert family("") == house("") == ""


def test_an_unknown_address_is_the_part_that_names_somebody() -> None:
    """So that it can be compared with the name as it is written elsewhere."""
    assert house("www.larchreview.example") == "larchreview"
    assert house("larchreview.co.uk") == "larchreview"


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Larch Review - World", "Larch Review"),
        ("BBC News - Europe", "BBC News"),
        ("Larch Review – Middle East – Politics", "Larch Review"),
        ("The Week - News", "The Week - News"),
        ("Larch - Review", "Larch - Review"),
        ("Larch-World", "Larch-World"),
        ("- World", "- World"),
    ],
)
def test_sections(name: str, left: str) -> None:
    """Only a word for a section is cut off, only behind a dash or bar with blanks, and of no known name."""
    assert without_section(name) == left


@pytest.mark.parametrize(
    ("uri", "kind", "body"),
    [
        ("a.md", "text/markdown", "---\ntitle: A title\npublisher: Larch Review - World\n---\n\n{}\n"),
        (
            "a.html",
            "text/html",
            "<html><head><title>A title</title><meta property='og:site_name' content='Larch Review - World'></head>"
            "<body><article><h1>A title</h1><p>{}</p></article></body></html>",
        ),
        ("a.txt", "text/plain", "A title\n\nLarch Review - World\n\n3 June 2025\n\n{}\n"),
    ],
)
def test_an_article_has_its_publisher_without_the_section(uri: str, kind: str, body: str) -> None:
    """Wherever the publisher is named."""
    said = "The council met on Monday and spoke about the bridge for an hour. Nothing was agreed, and it meets again in May."
    doc = read_article(Raw(uri, kind, body.format(said).encode()), cutoff=datetime(2026, 1, 1, tzinfo=UTC))
    assert isinstance(doc, Document)
    assert (doc.publisher.value, doc.family) == ("Larch Review", "Larch Review")


def test_owners_are_told_apart() -> None:
    """No outlet has two owners, and those that are known otherwise stand under their proper names."""
    names = [name.casefold().removeprefix("the ") for name in owners()]
    assert len(names) == len(set(names))
    for name, owner in owners().items():
        assert family(name) == owner, name
        proper = citations.proper_name(name)
        assert family(proper or name) == owner, name


def test_hostile_names_are_read_in_time() -> None:
    """A name may be as long as a file."""
    started = time.process_time()
    for part in ("- World ", "a.", "The ", " - ", "News ", "| "):
        family(part * 100_000)
    assert time.process_time() - started < 1
