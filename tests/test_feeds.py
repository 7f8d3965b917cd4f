"""feeds: bytes to entries, whatever they hold, in bounded time, without a look at anything but the bytes."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ingest import feeds
from digest.ingest.feeds import Feed

ADDRESS = "https://news.example/feed.xml"
HEAD = '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Example News</title>'
TAIL = "</channel></rss>"


def read(body: str | bytes, media_type: str = "") -> Feed:
    """A feed."""
    return feeds.read(body.encode() if isinstance(body, str) else body, media_type=media_type, address=ADDRESS)


def outcome(body: bytes) -> str:
    """What becomes of any bytes: "read", or the reason why not."""
    try:
        read(body)
    except ValueError as error:
        return str(error)
    return "read"


def test_rss() -> None:
    """Title, link, date, author and text of each entry, in the order of the feed."""
    made = read(
        f"{HEAD}<item><title>Talks &amp; terms</title><link>/a?x=1&amp;y=2</link><author>A. Clerk</author>"
        "<pubDate>Mon, 02 Jun 2025 10:00:00 +0300</pubDate><description>&lt;p&gt;Short.&lt;/p&gt;</description></item>"
        f"<item><title>Second</title><guid>https://news.example/b</guid></item>{TAIL}"
    )
    first, second = made.items
    assert (made.title, made.damage) == ("Example News", "")
    assert first.entry.title == "Talks & terms"
    assert first.entry.link == "https://news.example/a?x=1&y=2"
    assert first.entry.date == "2025-06-02T07:00:00+00:00"
    assert (first.entry.author, first.entry.publisher, first.entry.how) == ("A. Clerk", "Example News", "feed entry")
    assert (first.text, first.is_html) == ("<p>Short.</p>", True)
    assert second.entry.link == "https://news.example/b"


def test_atom_and_the_longest_text() -> None:
    """Of summary and content the longer one is the entry's text; the date is that of publication."""
    made = read(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>T</title>'
        '<link rel="alternate" href="https://news.example/a"/><published>2025-06-02T10:00:00Z</published>'
        '<updated>2025-06-03T10:00:00Z</updated><summary>Short.</summary><content type="html">&lt;p&gt;Longer text.&lt;/p&gt;'
        "</content></entry></feed>"
    )
    (item,) = made.items
    assert (item.text, item.entry.date) == ("<p>Longer text.</p>", "2025-06-02T10:00:00+00:00")


def test_json_feed() -> None:
    """HTML before plain text; a field of another type counts as absent."""
    made = read(
        '{"version": "https://jsonfeed.org/version/1.1", "title": "N", "items": ['
        '{"id": "1", "url": "/a", "title": "T", "content_html": "<p>x</p>", "content_text": "x", "authors": [{"name": "A"}],'
        ' "date_published": "2025-06-02T10:00:00Z"}, {"url": 5, "title": ["x"], "content_text": "Plain."}, "nonsense"]}'
    )
    first, second = made.items
    assert (first.entry.link, first.entry.author, first.is_html) == ("https://news.example/a", "A", True)
    assert (second.entry.link, second.entry.title, second.text, second.is_html) == ("", "", "Plain.", False)


@pytest.mark.parametrize(
    ("link", "taken"),
    [
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/hostname", ""),
        ("https://u:p@news.example/", ""),
        ("  https://news.example/a\n", "https://news.example/a"),
        ("//other.example/a", "https://other.example/a"),
        ("urn:uuid:1", ""),
    ],
)
def test_links_are_web_addresses(link: str, taken: str) -> None:
    """Anything else is none."""
    (item,) = read(f"{HEAD}<item><title>T</title><link>{link}</link></item>{TAIL}").items
    assert item.entry.link == taken


@pytest.mark.parametrize(
    ("title", "taken"),
    [
        ("&lt;script&gt;alert(1)&lt;/script&gt;Talks &lt;b&gt;end&lt;/b&gt;", "Talks end"),
        ("<![CDATA[<img src=x onerror=alert(1)>Talks &amp; end]]>", "Talks & end"),
        ("AT&T & Co &nbsp;&eacute; &unknown; &#8211;", "AT&T & Co é &unknown; –"),
        ("a &lt; b", "a < b"),
        ("x" * 9999, "x" * 500),
        ("\u202eTalks\n\tend\x07", "\u202eTalks end"),
    ],
)
def test_titles_are_plain_text(title: str, taken: str) -> None:
    """Markup and scripts are out, entities resolved, a bare & is one."""
    (item,) = read(f"{HEAD}<item><title>{title}</title></item>{TAIL}").items
    assert item.entry.title == taken


def test_half_a_feed_gives_its_whole_entries_and_says_so() -> None:
    """What was sent before it broke off is read."""
    made = read(f"{HEAD}<item><title>A</title></item><item><title>B</title></item><item><ti")
    assert [item.entry.title for item in made.items][:2] == ["A", "B"]
    assert "breaks off" in made.damage


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 03 Jun 2025 10:00:00 +0300", "2025-06-03T07:00:00+00:00"),
        ("Tue, 03 Jun 2025 01:00:00 +0300", "2025-06-02T22:00:00+00:00"),
        ("Tue, 03 Jun 25 10:00:00 GMT", "2025-06-03T10:00:00+00:00"),
        ("20250603T1000Z", "2025-06-03T00:00:00+00:00"),
        ("Di, 03 Jun 2025 10:00:00 +0200", "2025-06-03T10:00:00+02:00"),
        ("2025", "2025"),
        ("2025-06", "2025-06"),
        ("12:30 3 Jun", "12:30 3 Jun"),
        ("1748944800", "1748944800"),
        ("2025-13-45T99:99:99Z", "2025-13-45T99:99:99Z"),
        ("2025-02-30T10:00:00Z", "2025-02-30T10:00:00Z"),
        ("yesterday", "yesterday"),
    ],
)
def test_an_entry_has_the_date_that_is_written(written: str, day: str) -> None:
    """What it lacks is not taken from the clock, and no day runs over into the next month."""
    (item,) = read(f"{HEAD}<item><title>A</title><pubDate>{written}</pubDate></item>{TAIL}").items
    assert item.entry.date == day


@pytest.mark.unmeasured
def test_of_too_many_entries_the_first_are_read() -> None:
    """The others are counted, and so is what is no entry."""
    for entry in ("<item><title>{}</title></item>", "<item><title>{}</title>" + "<a/>" * 20 + "</item>"):
        made = read(HEAD + "".join(entry.format(n) for n in range(3000)) + TAIL)
        assert made.items[0].entry.title == "0"
        assert 1500 < len(made.items) <= feeds.MAX_ENTRIES
        assert made.damage == f"has 3000 entries; only the first {len(made.items)} are read"
    rows = [{"title": "A"}, 1, None, *({"title": "B"} for _ in range(3000))]
    made = read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": rows}))
    assert [item.entry.title for item in made.items[:2]] == ["A", "B"]
    assert "2 of its 3003 entries are no JSON objects; it has 3003 entries" in made.damage


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        ("Zürich – “a”".encode(), "text/xml; charset=iso-8859-1"),
        ("Zürich – “a”".encode("cp1252"), "text/xml; charset=utf-8"),
        ("Zürich – “a”".encode("cp1252"), "text/xml; charset=windows-1252"),
    ],
)
def test_a_wrong_charset_does_no_harm(body: bytes, media_type: str) -> None:
    """What is valid UTF-8 is UTF-8; stray bytes are what Windows writes."""
    (item,) = read(f"{HEAD}<item><title>".encode() + body + f"</title></item>{TAIL}".encode(), media_type).items
    assert item.entry.title == "Zürich – “a”"


def test_a_declared_encoding_is_used() -> None:
    """By the XML declaration, or a byte order mark."""
    text = '<?xml version="1.0" encoding="{}"?><rss><channel><item><title>Мир</title></item></channel></rss>'
    for name, codec in (("koi8-r", "koi8-r"), ("UTF-16", "utf-16")):
        assert read(text.format(name).encode(codec)).items[0].entry.title == "Мир"


def test_entities_neither_unfold_nor_name_files() -> None:
    """An XML bomb stays small, an external entity stays a name."""
    unfold = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    bomb = f'<!DOCTYPE r [<!ENTITY a "ha">{unfold}]><rss><channel><item><title>&j;</title></item>{TAIL}'
    assert read(bomb).items[0].entry.title == "&j;"
    outside = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY % p SYSTEM "https://x.example/e">%p;]>'
    assert read(f"{outside}<rss><channel><item><title>&a;!</title></item>{TAIL}").items[0].entry.title == "&a;!"


def test_bytes_are_never_the_name_of_a_file(tmp_path: Path) -> None:
    """Feedparser opens what it takes for a file's name."""
    (tmp_path / "feed").write_text(f"{HEAD}<item><title>Secret</title></item>{TAIL}", encoding="utf-8")
    with pytest.raises(ValueError, match="neither XML nor JSON"):
        read(str(tmp_path / "feed"))


def test_a_page_says_where_its_feed_is() -> None:
    """The address to write is in the message."""
    page = '<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml?a=1&amp;b=2"></head>'
    with pytest.raises(
        ValueError, match=r"web page, not a feed; its feed is at https://news\.example/rss\.xml\?a=1&b=2"
    ):
        read(page)
    with pytest.raises(ValueError, match="names none; write url:"):
        read("<html><body>Cookies?</body></html>")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "is empty"),
        ("nonsense", "neither XML nor JSON"),
        ("<urlset><url/></urlset>", "begins with <urlset>"),
        ('{"a": 1}', "no JSON Feed"),
        ('{"version": ', "broken"),
        ('{"a":' * 5000, "nested too deeply"),
        ("%PDF-1.7 x", "a PDF file"),
        (f"{HEAD}{'<a/>' * 50_000}{TAIL}", "more than 40000"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": {}}', "without a list of entries"),
        (f"{HEAD}{'&' * 600_000}{TAIL}", "more than 500000"),
    ],
)
def test_what_is_no_feed_is_told(body: str, said: str) -> None:
    """In a sentence without its subject."""
    with pytest.raises(ValueError, match=said):
        read(body)


@pytest.mark.parametrize(
    "piece", ["<", "<!", "<a ", "<rss>", "<![CDATA[", "<!DOCTYPE ", "<!ENTITY ", "<?x ", "\n", "<item>", "<a:b>"]
)
def test_hostile_feeds_take_no_time(piece: str) -> None:
    """Half a megabyte of what makes parsers slow: read or refused."""
    for head in ("", HEAD):
        assert outcome((head + piece * (500_000 // len(piece))).encode())


@given(st.text(), st.binary())
def test_any_bytes_are_a_feed_or_refused(text: str, data: bytes) -> None:
    """Nothing else is raised."""
    for body in (data, text.encode(errors="replace"), f"{HEAD}<item><title>{text}</title>".encode(errors="replace")):
        assert outcome(body)


def test_every_feed_of_the_collection_is_read(shared: Path) -> None:
    """All that feedparser is tested with: a feed, or a plain reason."""
    read_, refused = 0, []
    with tarfile.open(shared / "eval" / "feeds_feedparser_dev.tar.gz") as archive:
        for member in archive:
            if (file := archive.extractfile(member)) is None:
                continue
            try:
                read(file.read())
                read_ += 1
            except ValueError as error:
                refused.append(f"{member.name}: {error}")
    assert read_ >= 650
    assert len(refused) <= 10, refused
