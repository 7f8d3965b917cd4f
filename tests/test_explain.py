"""What `digest explain` shows of every unit of text that was read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from talks_example import WIDE, article, config, documents, prose
from thought_example import seeds

from digest import explain
from digest.analyse import analyse
from digest.model import Document, fold
from digest.select import select

KEYS = {"source", "text", "dropped", "section", "fell_at", "selected"}
"""What the scorer of sections reads."""


@settings(max_examples=40)
@given(documents())
def test_every_sentence_has_a_row(docs: tuple[Document, ...]) -> None:
    """Each sentence once and each block that was set aside once, in the order of the text, with what became of it."""
    wanted = config()
    judged = analyse(docs, wanted)
    selection = select(judged, docs, wanted)
    rows = list(explain.rows(docs, judged, selection))
    printed = {key for chosen in selection.chosen for key in chosen.sents}
    assert len({row["id"] for row in rows}) == len(rows)
    assert {j.sent.id for j in judged} <= {row["id"] for row in rows}
    assert {row["id"] for row in rows if row["selected"]} == printed
    for row in rows:
        assert row.keys() >= KEYS
        assert json.loads(json.dumps(row)) == row
        assert explain.table(row)
        assert not (row["selected"] and row["fell_at"])
        assert row["selected"] or row["fell_at"] or row["dropped"]
        assert row["fell_at"] == selection.fell_at.get(row["id"])
    for doc in docs:
        places = [int(row["id"].partition("-")[2]) for row in rows if row["source"] == doc.uri]
        assert places == sorted(places)


def test_what_was_set_aside_says_why() -> None:
    """Furniture, captions and reference lists count as furniture; titles and headings are what they are."""
    doc = article(
        ("title", "Talks at the lake"),
        ("heading", "The terms"),
        ("paragraph", "Russia demanded a withdrawal from four regions. No deal."),
        ("furniture", "Share this"),
        ("caption", "The lake in June"),
        ("furniture", "  "),
    )
    judged = analyse((doc,), WIDE)
    rows = list(explain.rows((doc,), judged, select(judged, (doc,), WIDE)))
    assert [(row["text"], row["dropped"]) for row in rows] == [
        ("Talks at the lake", "title"),
        ("The terms", "heading"),
        ("Russia demanded a withdrawal from four regions.", None),
        ("No deal.", "fragment"),
        ("Share this", "furniture"),
        ("The lake in June", "furniture"),
    ]
    assert [row["why"] for row in rows if row["dropped"] == "furniture"] == ["set aside", "set aside"]
    assert rows[2]["section"] == "demands"
    assert rows[2]["party"] == "Russia"
    assert rows[2]["heading"] == "The terms"


def test_a_row_is_readable() -> None:
    """The table names section, what became of the sentence, its scores and the cues."""
    doc = article(("paragraph", "Russia demanded a withdrawal from four regions."), ("furniture", "Share this"))
    judged = analyse((doc,), WIDE)
    said = [explain.table(row) for row in explain.rows((doc,), judged, select(judged, (doc,), WIDE))]
    assert said[0].startswith("demands")
    assert "PRINTED" in said[0]
    assert "party Russia" in said[0]
    assert "cue:demand" in said[0]
    assert "furniture: set aside" in said[1]


def test_what_was_overtaken_names_the_later_sentence() -> None:
    """Its id and the day of its article."""
    docs = (
        prose("Russia and Ukraine will sign the lake treaty in Lakeview on Wednesday.", name="alpha", day="2025-06-02"),
        prose("Russia and Ukraine signed the lake treaty in Lakeview on Wednesday.", name="beta", day="2025-06-05"),
    )
    judged = analyse(docs, WIDE)
    rows = list(explain.rows(docs, judged, select(judged, docs, WIDE)))
    assert [(row["fell_at"], row["why"]) for row in rows] == [
        ("stale", f"overtaken by {rows[1]['id']} of 2025-06-05"),
        (None, ""),
    ]
    assert f"stale: overtaken by {rows[1]['id']} of 2025-06-05" in explain.table(rows[0])


@pytest.mark.parametrize("kind", ["txt", "md", "html"])
def test_nothing_of_an_article_is_left_out(kind: str) -> None:
    """Titles, furniture and sentences together hold every word of the sample articles, but for marks and bullets."""
    made = seeds()
    rows = list(explain.rows(made.docs, made.judged, made.selection))
    for doc in made.docs:
        if not doc.uri.endswith(kind):
            continue
        shown = sum(len(row["text"].split()) for row in rows if row["source"] == doc.uri)
        cut = sum(len(fold(c.mark).split()) for c in doc.citations)
        assert shown >= 0.97 * (len(doc.text.split()) - cut), doc.uri


def test_a_row_says_via_whom() -> None:
    """The sources that a sentence names stand in its row and in its lines, each once."""
    doc = article(
        ("paragraph", "Russia demanded[1] a withdrawal from four regions.[2][1] Nobody else spoke at the lake.")
    )
    judged = analyse((doc,), WIDE)
    rows = list(explain.rows((doc,), judged, select(judged, (doc,), WIDE)))
    assert [row["via"] for row in rows] == [["Wire 1", "Wire 2"], []]
    assert "\n           via:    Wire 1; Wire 2" in explain.table(rows[0])
