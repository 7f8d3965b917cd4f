"""Lines that several articles of one site hold."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from digest.ingest.article import read_article
from digest.ingest.repeated import REASON, digest, mark
from digest.model import Document, Raw

CUTOFF = datetime(2025, 6, 30, tzinfo=UTC)
NOTICE = "Birch Press owns four papers and a radio station in the valley."
TEASER = "A baker in Oakham shows how he folds his dough."
MATTERS = (
    "The mayor opened a bridge over the Alder. The bridge took nine years to build.",
    "Divers found a bell below the pier. The bell was cast two centuries ago.",
    "The school choir sang in the market hall. The choir will tour the coast.",
    "A storm tore the roof off a mill. The mill had stood empty since spring.",
)


def article(body: str, number: int, *, publisher: str = "Birch Press") -> Document:
    """A pasted article of a publisher."""
    text = f"Report number {number}\n\n{body}\n"
    doc = read_article(Raw(f"{number}.txt", "text/plain", text.encode(), name=publisher), cutoff=CUTOFF)
    assert isinstance(doc, Document)
    return doc


def furniture(doc: Document) -> list[str]:
    """What is marked as repeated."""
    return [doc.text[b.span.start : b.span.end].strip() for b in doc.blocks if b.reason == REASON]


def test_a_sites_own_lines_are_furniture() -> None:
    """A notice and a teaser that three articles on different matters hold are marked, at the end of a paragraph too, and nothing else."""
    docs = [article(f"{body} {TEASER}\n\n{NOTICE}", n) for n, body in enumerate(MATTERS)]
    marked, found = mark(docs, {})
    assert [furniture(doc) for doc in marked] == [[TEASER, NOTICE]] * 4
    assert found == {"Birch Press": {digest(TEASER), digest(NOTICE)}}
    assert [doc.text for doc in marked] == [doc.text for doc in docs]


def test_two_are_chance() -> None:
    """Two articles with one line, or three of different sites, prove nothing; the documents stay the same values."""
    docs = [article(f"{body}\n\n{NOTICE}", n) for n, body in enumerate(MATTERS[:2])]
    assert mark(docs, {}) == (tuple(docs), {})
    strangers = [article(f"{b}\n\n{NOTICE}", n, publisher=f"Paper {n}") for n, b in enumerate(MATTERS)]
    assert mark(strangers, {}) == (tuple(strangers), {})


def test_background_stays() -> None:
    """A paragraph that returns in every report on one matter has its words in all of them: it belongs to them."""
    background = "The ferry Larch sank off Birch Harbour in March with forty people aboard."
    bodies = [
        f"On day {n} divers reached the ferry Larch off Birch Harbour and saw who was aboard in March."
        for n in range(5)
    ]
    docs = [article(f"{body}\n\n{background}", n) for n, body in enumerate(bodies)]
    assert all(background not in furniture(doc) for doc in mark(docs, {})[0])


def test_what_was_found_is_known_later() -> None:
    """A single article loses what earlier ones showed to be the site's, and what was known stays known."""
    (later,), found = mark([article(f"{MATTERS[0]} {NOTICE}", 9)], {"Birch Press": frozenset({digest(NOTICE)})})
    assert furniture(later) == [NOTICE]
    assert found == {"Birch Press": {digest(NOTICE)}}


def test_only_furniture_leaves_an_article_without_prose() -> None:
    """An article that is nothing but the site's lines has no prose left, and is no error."""
    docs = [*(article(f"{body}\n\n{NOTICE}", n) for n, body in enumerate(MATTERS)), article(NOTICE, 7)]
    last = mark(docs, {})[0][-1]
    assert not any(block.kind == "paragraph" for block in last.blocks)


@given(st.lists(st.sampled_from([*MATTERS, NOTICE, TEASER, "Now.", "Read more | Share"]), min_size=1, max_size=6))
def test_every_character_stays_in_one_block(parts: list[str]) -> None:
    """Blocks cover the text without gap or overlap, however lines repeat."""
    known = {"Birch Press": frozenset(map(digest, [NOTICE, "Now.", "Read more | Share"]))}
    doc = read_article(
        Raw("a.txt", "text/plain", "\n\n".join(["A title", *parts]).encode(), name="Birch Press"), cutoff=CUTOFF
    )
    if isinstance(doc, Document):
        (marked,), _ = mark([doc], known)
        edges = [0, *(block.span.end for block in marked.blocks)]
        assert [block.span.start for block in marked.blocks] == edges[:-1]
        assert edges[-1] == len(doc.text)
        assert all(block.span.start < block.span.end for block in marked.blocks)
