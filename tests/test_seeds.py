"""The sample articles: they hold the formats and the mess of real folders, and nobody's real words or outlets."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
FILES = sorted(path for path in SEEDS.rglob("*") if path.is_file())
SCHEMAS = {"schema.org", "ogp.me", "www.w3.org"}
"""Names of vocabularies that pages declare; not outlets."""


def decoded(path: Path) -> str:
    """The text of a sample: UTF-8 with or without BOM, else Windows-1252."""
    body = path.read_bytes()
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252")


def prose(path: Path) -> str:
    """The words a reader of the page sees: without scripts, tags, front matter and addresses."""
    text = decoded(path)
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>", " ", text)
    text = re.sub(r"(?s)\A---\n.*?\n---\n", "", text)
    return html.unescape(re.sub(r"https?://\S+", " ", text))


EVERYTHING = {path.relative_to(SEEDS).as_posix(): decoded(path) for path in FILES}
PROSE = {path.relative_to(SEEDS).as_posix(): prose(path) for path in FILES}


def having(pattern: str) -> list[str]:
    """Names of the samples in which the pattern occurs."""
    return [name for name, text in EVERYTHING.items() if re.search(pattern, text)]


def test_formats() -> None:
    """At least ten articles, three of them pages, three Markdown, four plain text; some in a folder below."""
    suffixes = [path.suffix for path in FILES]
    assert len(FILES) >= 10
    assert suffixes.count(".html") >= 3
    assert suffixes.count(".md") >= 3
    assert suffixes.count(".txt") >= 4
    assert set(suffixes) <= {".txt", ".md", ".html", ".htm"}
    assert any(path.parent != SEEDS for path in FILES)


@pytest.mark.parametrize("name", PROSE)
def test_length(name: str) -> None:
    """Every sample has the length of agency copy, page furniture included."""
    assert 300 <= len(PROSE[name].split()) <= 700


def test_encodings() -> None:
    """One file has a BOM and CRLF line ends, one text and one page are Windows-1252; all others are plain UTF-8."""
    marked = [path.name for path in FILES if path.read_bytes().startswith(b"\xef\xbb\xbf")]
    assert marked == ["prisoners-and-bodies.txt"]
    body = (SEEDS / "prisoners-and-bodies.txt").read_bytes()
    assert body.count(b"\r\n") == body.count(b"\n") > 10
    narrow = []
    for path in FILES:
        try:
            path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            narrow.append(path.name)
            path.read_bytes().decode("cp1252")
    assert narrow == ["kremlin-terms.txt", "meridian-record-spiderweb.html"]


@pytest.mark.parametrize(
    ("mess", "pattern"),
    [
        ("cookie banner", r"cookies"),
        ("newsletter box", r"(?i)newsletter|subscribe"),
        ("share buttons", r"(?m)^- Get link\n- X$"),
        ("outlet chips", r"[a-z.][A-Z][a-z]+ [A-Z][a-z]+\+\d[A-Z][a-z]+ [A-Z][a-z]+\+\d"),
        ("citation marks", r"[a-z]\[1\]\[2\]"),
        ("reference list", r"(?m)^\[1\] .*Retrieved from https://"),
        ("keywords line", r"(?m)^Keywords:-"),
        ("see also", r"(?m)^See also: .+\n[A-Z]"),
        ("list under a lead-in line", r":\n\s*(?:[•-]|\d\.) "),
        ("lead-in before an HTML list", r":</p>\s*<ul>"),
        ("comments", r"(?i)\d Comments|Comments \(\d+\)|Post a Comment"),
        ("dateline", r"ISTANBUL, June 2 \(Kestrel Wire\) - "),
        ("caption", r"<figcaption>"),
        ("related stories", r"(?i)related stories"),
        ("front matter", r"\A---\ntitle: "),
        ("JSON-LD", r'"datePublished"'),
        ("Open Graph", r'property="og:'),
        ("time element", r"<time datetime="),
        ("table", r"<table>\s*<caption>"),
        ("opinion", r"(?m)^## Opinion$"),
        ("pronoun openers", r"\. He added that"),
        ("demonstrative openers", r"\. These include"),
    ],
)
def test_mess(mess: str, pattern: str) -> None:
    """Every kind of mess that real pasted articles hold stands in some sample."""
    assert having(pattern), mess


def test_one_name_in_three_spellings() -> None:
    """The name that agencies transliterate in three ways stands in all three."""
    for spelling in (r"Zelensky\b", r"Zelenskyy\b", r"Zelenskiy\b"):
        assert having(spelling)


def test_figures_differ() -> None:
    """Articles disagree on two figures, as real ones did."""
    for figure in (
        r"\b41 (Russian )?(military )?aircraft",
        r"more than 40 aircraft",
        r"339 children",
        r"about 400 children",
    ):
        assert having(figure)


def test_dates() -> None:
    """One article is from the day before, one from weeks after, one undated; others are from 3 and 4 June."""
    assert having(r"Published 1 June 2025") == ["before-istanbul.txt"]
    assert having(r"(?m)^July 24, 2025$") == ["follow-up/third-round.txt"]
    assert not re.search(r"\b20(?!22)\d\d\b", EVERYTHING["kremlin-terms.txt"])
    assert having(r"\b[34] June 2025|June [34], 2025|3 Jun 2025")


def test_facts_are_shared() -> None:
    """The central facts stand in several articles, so that support can be counted."""
    assert len(having(r"6,000")) >= 6
    assert len(having(r"\b18 (?:to|and) 25|ages of 18 and 25")) >= 5
    assert len(having(r"\b472\b")) >= 5
    assert len(having(r"neutral")) >= 4
    assert len(having(r"(?i)unconditional")) >= 6


def test_no_real_outlet() -> None:
    """Every address lies on a domain reserved for examples."""
    for name, text in EVERYTHING.items():
        hosts = set(re.findall(r"https?://([^\s/\"')>\]]+)", text)) | set(re.findall(r"@([\w-]+(?:\.[\w-]+)+)", text))
        for host in hosts - SCHEMAS:
            assert re.search(r"(?:^|\.)(?:example|example\.(?:com|net|org))$", host), (name, host)


@pytest.mark.parametrize("name", PROSE)
def test_no_direct_speech(name: str) -> None:
    """No sample prints words in quotation marks that could pass for what a real person said."""
    quoted = re.findall(r"[“„«\"]([^”“»\"\n]*)[”“»\"]", PROSE[name])
    quoted += re.findall(r"(?<!\w)[‘']([^‘’'\n]+)[’'](?!\w)", PROSE[name])
    assert [words for words in quoted if len(words.split()) > 2] == []


def test_json_ld_is_valid() -> None:
    """The page's structured data can be parsed and names its publisher."""
    (name,) = having(r"application/ld\+json")
    found = re.search(r"(?s)<script type=\"application/ld\+json\">(.*?)</script>", EVERYTHING[name])
    assert found is not None
    assert json.loads(found[1])["publisher"]["name"] == "Bosphorus Courier"
