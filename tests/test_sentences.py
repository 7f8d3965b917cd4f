"""Sentences as slices of a document: what stands in them, above them and before them."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from talks_example import article, assert_sentences_are_slices, documents, prose

from digest.analyse.split.sentences import split
from digest.model import Document, quote_text

LEAD = "Denmark handed over a paper with three demands:"
ITEMS = ("withdrawal of the boats from the lake", "return of the nets", "a fence round the harbour of the town")
LONG = "The envoys of Denmark and Norway met for the second time in a month, and stayed for less than two hours in the town by the lake."


@pytest.mark.parametrize("bullet", ["", "- ", "• ", "* "])
def test_lines_below_a_colon_are_a_list(bullet: str) -> None:
    """In one paragraph with their lead-in, with bullets or without: each is an item, and on paper they stay apart."""
    doc = prose("\n".join([LEAD, *(bullet + item for item in ITEMS)]), LONG)
    lead, *items, last = split(doc)
    assert [sent.text for sent in items] == list(ITEMS)
    assert [sent.lead_in for sent in (lead, *items, last)] == [None, 0, 0, 0, None]
    spans = tuple(span for sent in (lead, *items) for span in sent.spans)
    assert quote_text(doc.text, spans) == f"{LEAD} {ITEMS[0]} • {ITEMS[1]} • {ITEMS[2]}"


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAD}\none item alone",
        "He named three demands:\nwithdrawal of the boats from the lake and the harbour of the old\ntown and the return of all nets.",
        f"{LEAD}\nThe first is old.\nThe second is new.",
        "Denmark and Norway\nmet at the lake",
    ],
)
def test_other_lines_are_no_list(text: str) -> None:
    """One line, a wrapped sentence, whole sentences, lines without a lead-in."""
    assert all(sent.lead_in is None for sent in split(prose(text)))


def texts(doc: Document) -> list[str]:
    """The sentences as they would be printed."""
    return [sent.text for sent in split(doc)]


@settings(max_examples=60)
@given(documents())
def test_sentences_are_slices_and_nothing_is_lost(docs: tuple[Document, ...]) -> None:
    """Every letter of the prose is in exactly one sentence, but for marks and bullets; none of anything else is."""
    for doc in docs:
        sents = split(doc)
        assert_sentences_are_slices(sents, doc)
        covered = {at for sent in sents for span in sent.spans for at in range(span.start, span.end)}
        covered |= {at for mark in doc.citations for at in range(mark.span.start, mark.span.end)}
        for block in doc.blocks:
            start, end = block.span.start, block.span.end
            body = re.sub(r"\A(?:[-•] |1\. )", lambda m: " " * len(m[0]), doc.text[start:end])
            letters = {start + at for at, char in enumerate(body) if not char.isspace()}
            if block.kind in ("heading", "furniture"):
                assert letters.isdisjoint(covered)
            else:
                assert letters <= covered
        assert {i for sent in sents for i in sent.citations} == set(range(len(doc.citations)))


def test_only_prose_is_read() -> None:
    """Titles, captions, tables, meta lines, reference lists and furniture hold no sentences."""
    doc = article(
        ("title", "The talks fail."),
        ("meta", "Published on Monday by the desk."),
        ("paragraph", "The talks failed."),
        ("caption", "The lake is blue."),
        ("table", "Day one. Day two."),
        ("furniture", "Read our newsletter now."),
        ("references", "One source. Two sources."),
        ("quote", "The lake is ours."),
        ("list_item", "The boats are old."),
    )
    assert texts(doc) == ["The talks failed.", "The lake is ours.", "The boats are old."]


def test_a_list_item_knows_its_lead_in() -> None:
    """Items under a sentence that ends on a colon point to it, until a paragraph or a heading comes."""
    doc = article(
        ("paragraph", "The talks began. Russia named three terms:"),
        ("list_item", "- a withdrawal"),
        ("list_item", "- a limit. No more than that."),
        ("paragraph", "Ukraine said no."),
        ("list_item", "- the boats"),
        ("paragraph", "Ukraine named its terms:"),
        ("heading", "Background"),
        ("list_item", "- the lake"),
    )
    sents = split(doc)
    assert [(sent.text, sent.lead_in) for sent in sents if sent.kind == "list_item"] == [
        ("a withdrawal", 1),
        ("a limit.", 1),
        ("No more than that.", 1),
        ("the boats", None),
        ("the lake", None),
    ]


@pytest.mark.parametrize("bullet", ["- ", "• ", "* ", "— ", "1. ", "12) ", "a) ", "(b) ", "  - ", ""])
def test_a_bullet_is_no_word(bullet: str) -> None:
    """The sign or number before an item isn't part of its words."""
    doc = article(("paragraph", "Russia named its terms:"), ("list_item", f"{bullet}The troops withdraw."))
    assert texts(doc)[1] == "The troops withdraw."


def test_a_label_before_an_item_is_a_heading() -> None:
    """A run-in heading isn't printed with the item; a colon inside an ordinary item stays."""
    doc = article(
        ("heading", "Terms"),
        ("list_item", "- Abducted Children: The children shall be returned."),
        ("list_item", "- **Prisoners:** All of them shall be exchanged."),
        ("list_item", "- The minister named one term: peace."),
    )
    assert [(sent.heading, sent.text) for sent in split(doc)] == [
        ("Abducted Children", "The children shall be returned."),
        ("Prisoners", "All of them shall be exchanged."),
        ("Terms", "The minister named one term: peace."),
    ]


def test_the_nearest_heading_counts() -> None:
    """Each sentence knows the last heading above it, without its signs; there is none at first."""
    doc = article(
        ("paragraph", "One came."),
        ("heading", "## The terms ##"),
        ("paragraph", "Two came. Three came."),
        ("furniture", "Share"),
        ("heading", "At the front"),
        ("paragraph", "Four came."),
    )
    assert [sent.heading for sent in split(doc)] == ["", "The terms", "The terms", "At the front"]


def test_first_in_its_block() -> None:
    """The first sentence of each block is marked."""
    doc = prose("One came. Two came.", "Three came.")
    assert [sent.first for sent in split(doc)] == [True, False, True]


def test_marks_are_cut_and_kept() -> None:
    """A mark inside or behind a sentence isn't printed, and the sentence knows it."""
    doc = prose("Both sides[1] agreed on prisoners.[2] [3] The talks ended[4]. Nobody knows why.")
    sents = split(doc)
    assert [sent.text for sent in sents] == [
        "Both sides agreed on prisoners.",
        "The talks ended.",
        "Nobody knows why.",
    ]
    assert [[doc.citations[i].mark for i in sent.citations] for sent in sents] == [["[1]", "[2]", "[3]"], ["[4]"], []]


def test_a_mark_alone_in_a_block_has_no_sentence() -> None:
    """A paragraph of a mark and a stop gives nothing to print, and belongs to no other paragraph."""
    doc = prose("Both sides agreed.", "[1].", "The talks ended.")
    assert [(sent.text, sent.citations) for sent in split(doc)] == [
        ("Both sides agreed.", ()),
        ("The talks ended.", ()),
    ]


@pytest.mark.parametrize("quotes", ["“”", '""'])
def test_who_speaks_stays_with_what_is_said(quotes: str) -> None:
    """The sentences of one short quotation are kept together with the speaker."""
    said = f"{quotes[0]}We will go. We will not come back,{quotes[1]} the minister said."
    assert texts(prose(f"The talks ended. {said} The room was empty.")) == [
        "The talks ended.",
        said,
        "The room was empty.",
    ]


def test_a_quotation_that_never_closes_swallows_nothing() -> None:
    """One forgotten sign doesn't turn an article into one sentence."""
    body = " ".join(f"Boat number {n} came." for n in range(60))
    assert len(texts(prose(f"“We will go. {body}"))) >= 60


@pytest.mark.parametrize("char", ["“", '"', "a. ", "[1]", "- ", "A: ", "\n", ". ", "“A. ”"])
def test_one_thing_repeated_takes_no_time(char: str) -> None:
    """Text that is no article doesn't hold up the run, and its sentences are slices all the same."""
    doc = article(("paragraph", char * (40_000 // len(char))), ("list_item", char * (4_000 // len(char))))
    started = time.process_time()
    sents = split(doc)
    assert time.process_time() - started < 4
    assert_sentences_are_slices(sents, doc)


@pytest.mark.parametrize(
    "opening", ["....", "… ", "— ", "–", "EXCLUSIVE: ", "FIRST ON LAKE NEWS: ", "BREAKING — ", "In this article "]
)
def test_dots_and_dashes_in_front_are_no_words(opening: str) -> None:
    """A message that goes on, what is left of a dateline, a flag of the site; before a small letter they belong to the words."""
    assert texts(article(("paragraph", f"{opening}The harbour was closed by the storm on Monday.")))[0].startswith(
        "The "
    )
    small = texts(article(("paragraph", f"{opening}and the harbour was closed by the storm on Monday.")))
    assert small[0].startswith(opening.strip())
