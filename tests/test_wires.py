"""Whose dispatch an article is."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from digest.ingest.article import read_article
from digest.ingest.wires import wire
from digest.model import Document, Raw

BODY = (
    "The council met on Monday and spoke about the bridge for an hour. Nothing was agreed, and it meets again in May. "
)


@pytest.mark.parametrize(
    ("text", "agency", "how"),
    [
        (f"LAKEMOUTH (Reuters) - {BODY}", "Reuters", "dateline"),
        (f"LAKEMOUTH, June 3 (AP) — {BODY}", "Associated Press", "dateline"),
        (f"LAKEMOUTH, June 3. /TASS/. {BODY}", "TASS", "dateline"),
        (f"By AFP\n\n{BODY}", "Agence France-Presse", "byline"),
        (f"{BODY}\n\nThe Associated Press contributed to this report.", "Associated Press", "closing note"),
        (f"{BODY}\n\nPaper staff and Reuters contributed to this report.", "Reuters", "closing note"),
        (f"{BODY}\n\nWith files from The Canadian Press", "The Canadian Press", "closing note"),
        (f"{BODY}\n\nabc/de (AFP)", "Agence France-Presse", "closing note"),
        (f"{BODY}\n\n(Reporting by A. Writer; Editing by B. Writer)", "Reuters", "closing note"),
    ],
)
def test_credits(text: str, agency: str, how: str) -> None:
    """Datelines, bylines and closing notes, at their ends of the article."""
    found = wire(text, publisher="Example News")
    assert found is not None
    assert (found.value, found.how) == (agency, how)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY} An official told Reuters that the talks went on. {BODY * 20}",
        f"{BODY} A photo (AP) shows the bridge. {BODY * 20}",
        f"{BODY}\n\nTwo reporters contributed to this report.",
    ],
)
def test_a_mention_is_no_credit(text: str) -> None:
    """What somebody told an agency makes the article no dispatch of it."""
    assert wire(text, publisher="Example News") is None


def test_an_agency_prints_its_own_dispatches() -> None:
    """On its site, under any of its names, and by its name in the author line."""
    assert wire(BODY, publisher="reuters.com").value == "Reuters"  # type: ignore[union-attr]
    assert wire(BODY, publisher="AP News").value == "Associated Press"  # type: ignore[union-attr]
    assert wire(BODY, publisher="Reuters").value == "Reuters"  # type: ignore[union-attr]
    assert wire(BODY, publisher="Example News", author="Associated Press").value == "Associated Press"  # type: ignore[union-attr]


def test_documents_carry_both() -> None:
    """Reading an article finds its agency and its owner."""
    raw = Raw("a.txt", "text/plain", f"A title\n\nLAKEMOUTH (AP) — {BODY}".encode(), "Fox News")
    doc = read_article(raw, cutoff=datetime(2026, 1, 1, tzinfo=UTC))
    assert isinstance(doc, Document)
    assert doc.wire is not None
    assert (doc.wire.value, doc.family) == ("Associated Press", "News Corp and Fox")


def test_hostile_text_is_read_in_time() -> None:
    """Only the ends of a text are looked at, whatever stands there."""
    started = time.perf_counter()
    for part in ("(AP) ", "A", "AP contributed ", "(Reporting by ", "AFP, ", "A. "):
        wire(part * 50_000, publisher="Example News")
    assert time.perf_counter() - started < 2
