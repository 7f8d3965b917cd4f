"""letters and records: saved mails, and files with an article a line."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from digest.ingest.article import read_article
from digest.ingest.files import collect
from digest.ingest.letters import read
from digest.model import Document, Problem, Raw

CUTOFF = datetime(2025, 6, 3, 6, tzinfo=UTC)
SENTENCE = "The two delegations agreed on Monday to exchange 1,200 prisoners."
HEAD = """\
From: =?utf-8?q?Pr=C3=A4ss_Office?= <press@ministry.example>
Subject: Statement on the
 talks
Date: Mon, 02 Jun 2025 10:00:00 +0300
"""


def letter(text: str | bytes) -> Raw | Problem:
    """A mail of that text, read."""
    return read(Raw("a.eml", "message/rfc822", text.encode() if isinstance(text, str) else text))


def document(raw: Raw | Problem, cutoff: datetime = CUTOFF) -> Document:
    """Its article."""
    assert isinstance(raw, Raw), raw
    doc = read_article(raw, cutoff=cutoff)
    assert isinstance(doc, Document), doc
    return doc


def test_a_mail_is_an_article() -> None:
    """Subject, sender and date are title, publisher and date, and it is said where they stood."""
    doc = document(letter(f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n{SENTENCE}\n"))
    assert SENTENCE in doc.text
    assert (doc.title.value, doc.title.how) == ("Statement on the talks", "mail header")
    assert doc.publisher.value == "Präss Office"
    assert doc.published is not None
    assert (doc.published.value, doc.published.how) == ("2025-06-02T10:00:00+03:00", "mail header")


def test_the_html_part_is_read_and_attachments_are_not() -> None:
    """Of several forms of one mail the one with paragraphs and headings."""
    parts = (
        f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nPlain.\n"
        f"--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>{SENTENCE}=20</p>\n"
        "--b\nContent-Type: text/html\nContent-Disposition: attachment\n\n<p>Attached.</p>\n--b--\n"
    )
    doc = document(letter(parts))
    assert doc.text.strip() == SENTENCE


def test_the_plain_part_is_read_where_the_other_says_little() -> None:
    """A picture and a link are no text."""
    parts = (
        f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n{SENTENCE}\n"
        "--b\nContent-Type: text/html\n\n<img src=a.png><a href='https://ministry.example/'>Read online</a>\n--b--\n"
    )
    assert document(letter(parts)).text.strip() == SENTENCE


def test_a_mail_that_is_passed_on_is_the_article() -> None:
    """Its head is that of the article; the marks before its lines are no words of it."""
    head = "From: Saltmarsh Tribune <news@salt.example>\nDate: Sun, 1 Jun 2025 at 10:00\nSubject: Talks end\nTo: desk@news.example"
    for mark in ("", "> "):
        lines = f"---------- Forwarded message ---------\n{head}\n\n{SENTENCE}\n\nMore talks are to follow.".split("\n")
        quoted = "\n".join(mark + line for line in lines)
        doc = document(letter(f"{HEAD}Content-Type: text/plain; charset=utf-8\n\nFor information.\n\n{quoted}\n"))
        said = [part.strip() for part in doc.text.split("\n\n") if part.strip()]
        assert said == ["For information.", SENTENCE, "More talks are to follow."]
        assert [word for word in doc.text.split() if word in (">", "From:", "Date:")] == []
        assert (doc.title.value, doc.publisher.value) == ("Talks end", "Saltmarsh Tribune")
        assert doc.published is not None
        assert doc.published.value[:10] == "2025-06-01"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("No head at all", "head of a mail"),
        (b"\x00\x01\x02" * 99, "head of a mail"),
        (f"{HEAD}Content-Type: application/pdf\n\nx", "holds no text"),
        (f"{HEAD}\n", "holds no text"),
        (HEAD + "".join(f"Content-Type: multipart/mixed; boundary={n}\n\n--{n}\n" for n in range(3000)), "parts"),
    ],
)
def test_what_is_no_mail_is_told(text: str | bytes, said: str) -> None:
    """In a sentence."""
    problem = letter(text)
    assert isinstance(problem, Problem)
    assert said in problem.message


@pytest.mark.parametrize(
    "head",
    [
        "Subject: =?x-unknown?q?a?=\n",
        "Subject: =?utf-8?b?!!!!?=\n",
        "Date: Mon, 99 Foo 99999\n",
        "From: " + "(" * 1500 + "\n",
        "Subject: " + "=?utf-8?q?=0D=0ABcc:_x?=" + "\n",
    ],
)
def test_hostile_heads_are_harmless(head: str) -> None:
    """What can't be understood is left as it is; no line break comes out of an encoded word."""
    raw = letter(f"{head}Content-Type: text/plain\n\n{SENTENCE}\n")
    assert isinstance(raw, Raw)
    assert raw.entry is not None
    assert "\n" not in raw.entry.title + raw.entry.publisher


def test_each_line_is_an_article(tmp_path: Path) -> None:
    """Named by its line, with what it says of itself."""
    row = {
        "title": "Talks end",
        "text": f"{SENTENCE}\n\nMore talks are to follow.",
        "date": "2025-06-02",
        "source": "Example News",
        "url": "https://news.example/a",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n\n" + json.dumps(row | {"title": "Other"}), encoding="utf-8")
    first, other = collect(Path("a.jsonl"), base=tmp_path)
    doc = document(first)
    assert (doc.uri, doc.title.value, doc.publisher.value) == ("a.jsonl:1", "Talks end", "Example News")
    assert (doc.url, doc.published and doc.published.value) == ("https://news.example/a", "2025-06-02")
    assert doc.text.startswith(SENTENCE)
    assert other.uri == "a.jsonl:3"


def test_published_stands_in_for_a_missing_date(tmp_path: Path) -> None:
    """The field `date` wins, whatever else a line holds."""
    row = {"text": SENTENCE, "published": "Mon, 02 Jun 2025 09:30:00 +0000"}
    (tmp_path / "a.jsonl").write_text(
        json.dumps(row) + "\n" + json.dumps(row | {"date": "2025-06-01"}), encoding="utf-8"
    )
    entries = [raw.entry for raw in collect(Path("a.jsonl"), base=tmp_path) if isinstance(raw, Raw)]
    assert [entry.date for entry in entries if entry] == ["Mon, 02 Jun 2025 09:30:00 +0000", "2025-06-01"]


@pytest.mark.parametrize(
    ("date", "published", "wanted"),
    [
        ("2025-06-02", "Mon, 02 Jun 2025 09:30:00 GMT", "2025-06-02T09:30:00+00:00"),
        ("2025-06-02", "2025-06-01T23:30:00Z", "2025-06-02T02:30:00+03:00"),
        ("2025-06-02", "Sat, 31 May 2025 09:30:00 GMT", "2025-06-02"),
        ("2025-06-02", "2025-06-02", "2025-06-02"),
        ("2025-06-03", "2025-06-03T19:00:00+03:00", "2025-06-03T19:00:00+03:00"),
        ("2025-06-02T08:00:00Z", "2025-06-02T09:00:00Z", "2025-06-02T08:00:00+00:00"),
    ],
)
def test_published_tells_the_hour_of_a_mere_day(tmp_path: Path, date: str, published: str, wanted: str) -> None:
    """Where it is a moment of that day, there or in the briefing's zone; the day decides whether the article is let in."""
    row = {"text": SENTENCE, "date": date, "published": published}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    cutoff = datetime(2025, 6, 3, 6, tzinfo=timezone(timedelta(hours=3)))
    doc = document(next(collect(Path("a.jsonl"), base=tmp_path)), cutoff=cutoff)
    assert doc.published
    assert doc.published.value == wanted


def test_a_malformed_line_costs_only_itself(tmp_path: Path) -> None:
    """Each is told with its line; many are counted."""
    good = json.dumps({"text": SENTENCE + " \ud800"})
    lines = [
        good,
        "{",
        "[1]",
        '{"title": "x"}',
        '{"text": 5}',
        "[" * 900,
        "\xff",
        '{"text": "' + "x" * 2000 + '"}',
        good,
    ]
    data = "\n".join(lines).encode("latin-1") + b"\n" + b"nonsense\n" * 30
    (tmp_path / "a.jsonl").write_bytes(data)
    found = list(collect(Path("a.jsonl"), base=tmp_path, max_bytes=1000))
    told = {problem.uri: problem.message for problem in found if isinstance(problem, Problem)}
    assert [raw.uri for raw in found if isinstance(raw, Raw)] == ["a.jsonl:1", "a.jsonl:9"]
    assert told["a.jsonl:2"] == "not read: the line is no JSON"
    assert "object" in told["a.jsonl:3"]
    assert "'text'" in told["a.jsonl:4"]
    assert "'text'" in told["a.jsonl:5"]
    assert told["a.jsonl:6"] == "not read: the line is no JSON"
    assert "UTF-8" in told["a.jsonl:7"]
    assert "larger" in told["a.jsonl:8"] or "longer" in told["a.jsonl:8"]
    assert told["a.jsonl"] == "17 more lines were not read, for such reasons"


def test_hostile_values_are_harmless(tmp_path: Path) -> None:
    """Control characters are out, and what is no web address is none."""
    row = {"text": SENTENCE, "title": "A\x1b[31mB\ud800", "url": "javascript:alert(1)", "source": "N\n\x07", "date": 5}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    doc = document(next(collect(Path("a.jsonl"), base=tmp_path)))
    assert (doc.title.value, doc.publisher.value, doc.url, doc.published) == ("A[31mB", "N", "", None)


def test_lines_are_bounded(tmp_path: Path) -> None:
    """No more of them than files."""
    (tmp_path / "a.jsonl").write_text((json.dumps({"text": SENTENCE}) + "\n") * 5, encoding="utf-8")
    found = list(collect(Path("a.jsonl"), base=tmp_path, max_files=3))
    assert [type(one) for one in found] == [Raw, Raw, Raw, Problem]
