"""Boxes over names, with headlines glued to them, are cut out of the sentence they are pasted into."""

from datetime import UTC, datetime

from digest.analyse.split.sentences import split
from digest.ingest import article
from digest.ingest.hover import boxes
from digest.model import Document, Raw, Span

BOX = "Ana Maria (Annie) BelHarbour opens to freight Will the pier hold? Bel: 'No truce before May.' Eight take-aways from Eastport MORE"


def found(text: str) -> list[str]:
    """What is taken for boxes."""
    return [text[box.start : box.end] for box in boxes(text, Span(0, len(text)))]


def test_a_box_ends_with_more_and_leaves_the_name() -> None:
    """The first of the two names belongs to the sentence."""
    assert found(f"Sen. Ana Bel {BOX} (N-East) said the pier was shut.") == [BOX]
    spaced = "Ana Bel Orlova: the pier stays shut MORE"
    assert found(f"The envoy Ana Orlova {spaced} and others left.") == []
    again = "Ana Maria Bel Pier stays shut MORE"
    assert found(f"Sen. Ana Bel {again} and others left.") == [again]
    assert found(f"Sen. Ana Bel{BOX} and Carl Dorn Carl DornPier opens MORE left.") == [BOX, "Carl DornPier opens MORE"]


def test_other_capitals_are_no_box() -> None:
    """Nobody's name stands there twice."""
    assert found("Norland wants MORE from Sylvania, Ana Bel said in Eastport.") == []
    assert found("Ana Bel met Bel's envoy. READ MORE") == []


def test_many_of_them_take_little_time() -> None:
    """Every character is looked at a few times only."""
    for part in ("Ab Ab ", "Ab Ab MORE ", "Ab(Ab Ab"):
        assert len(found(part * 20_000)) < 20_000


def test_the_sentence_goes_on_behind_it() -> None:
    """It isn't split in the headlines, and nothing of them is printed."""
    text = (
        "Harbour talks\n\nExample News\n3 June 2025\n\n"
        f"Sen. Ana Bel {BOX} (N-East) said on Monday that the pier was shut by the guards of Norland. "
        f"The plan of Mrs. Bel {BOX}'s party came too late for the council of Eastport, its speaker said.\n"
    )
    raw = Raw(uri="a.txt", body=text.encode(), media_type="text/plain")
    doc = article.read_article(raw, cutoff=datetime(2025, 6, 4, tzinfo=UTC))
    assert isinstance(doc, Document)
    assert [sent.text for sent in split(doc)] == [
        "Sen. Ana Bel […] (N-East) said on Monday that the pier was shut by the guards of Norland.",
        "The plan of Mrs. Bel […]'s party came too late for the council of Eastport, its speaker said.",
    ]


def test_a_box_without_headlines() -> None:
    """MORE is glued to the second name."""
    assert found("Campaign manager Ana Bel Anabel (Ana) Maria BelMORE said that the pier was full.") == [
        "Anabel (Ana) Maria BelMORE"
    ]
