"""Feeds: bytes -> entries. RSS 0.9 to 2.0 and Atom by feedparser, JSON Feed by a reader of its own.

feedparser is handed bytes, never an address, and bytes that were made well-formed first: without a document type (entities that unfold, or
name files), with the few entities of HTML that feeds use resolved, through libxml2's tolerant parser, which needs time in step with the
length. So its own reader of broken XML, which doesn't, has nothing to do.
"""

from __future__ import annotations

import html.entities
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from html import unescape
from typing import Any, Final, NamedTuple

from digest.ingest import dates, decode
from digest.ingest.address import checked
from digest.model import Entry

MAX_ENTRIES: Final = 2000
MAX_ELEMENTS: Final = 40_000
"""XML elements in a feed, two thousand entries of twenty; each costs the reader a tenth of a millisecond at most."""
MAX_MARKS: Final = 500_000
"""Entities, and attributes, in a feed: each is a call or a message of a parser."""
LONGEST_LINE: Final = 500
"""Characters of a title or name."""
_ROOTS: Final = frozenset({"rss", "feed", "rdf", "channel"})
_ENDS: Final = ("</rss>", "</feed>", "</rdf:rdf>", "</channel>")
_TAIL: Final = 2000
"""Characters at the end of a whole feed in which its root ends."""
_PREFIXES: Final = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_DATES: Final = frozenset("pubdate date published updated modified issued created lastbuilddate".split())
_HEAD: Final = 200_000
"""Characters of a page in which its feeds are looked for."""

_BARE = re.compile(r"&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{0,30});)")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]\w{0,30});")
_LINK = re.compile(r"<link\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""([a-z]{1,20})\s{0,5}=\s{0,5}(?:"([^"]{0,1500})"|'([^']{0,1500})'|([^\s"'>]{1,1500}))""", re.I
)
_ROOT = re.compile(r"<[A-Za-z_][\w:.-]{0,100}")
_SCRIPT = re.compile(r"<(script|style)\b[^<>]{0,500}>[^<]{0,100000}</\1\s{0,5}>", re.IGNORECASE)
_TWO_DIGITS = re.compile(r"\s{0,9}(?:[A-Za-z]{2,9},?\s{1,3})?(\d{1,2})[\s-]([A-Za-z]{3,9})[\s-](\d{2})(?!\d)")
_COMPACT = re.compile(r"\s{0,9}(\d{4})(\d{2})(\d{2})(?!\d)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--[^<>]{0,2000}-->")


class Item(NamedTuple):
    """An entry: what it says about its article, and its own text."""

    entry: Entry
    text: str
    is_html: bool


class Feed(NamedTuple):
    """A feed's title, its entries in its own order, and what is wrong with it."""

    title: str
    items: tuple[Item, ...]
    damage: str = ""
    """Empty where the feed is whole."""


def read(body: bytes, *, media_type: str, address: str) -> Feed:
    """Reads a feed that came from `address`. Raises ValueError with a plain reason ("is a web page, not a feed; …")."""
    try:
        text = decode.decode(body, media_type=media_type).lstrip()
    except ValueError as error:
        raise ValueError(f"is no feed: {error}") from None
    if not text:
        raise ValueError("is empty")
    if text.startswith("{"):
        return _json(text, address)
    start = text[:1000].lower()
    if "<html" in start or "<!doctype html" in start:
        raise ValueError(_page(text, address))
    return _xml(text, address)


def _page(text: str, address: str) -> str:
    """What to do about a page that was taken for a feed: it may name its feeds."""
    found: list[str] = []
    for match in _LINK.finditer(text[:_HEAD]):
        said = {key.lower(): unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(match[1])}
        kind = said.get("type", "").lower()
        is_feed = "alternate" in said.get("rel", "").lower() and any(
            name in kind for name in ("rss", "atom", "feed+json")
        )
        if is_feed and (link := _link(said.get("href", ""), address)):
            found.append(link)
    if not found:
        return "is a web page, not a feed, and names none; write url: instead of feed: to read the page itself"
    return f"is a web page, not a feed; its feed is at {found[0]}: write that address"


# --- XML -----------------------------------------------------------------------------------------------------------


def _xml(text: str, address: str) -> Feed:
    import feedparser

    safe, beyond = _well_formed(text)
    made = feedparser.parse(
        io.BytesIO(safe),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": address},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    title = _line(made.feed.get("title", ""))
    items = tuple(_item(entry, title, address) for entry in made.entries[:MAX_ENTRIES])
    whole = any(end in text[-_TAIL:].lower() for end in _ENDS)
    said = f"breaks off before its end; {len(items)} of its entries could be read"
    return Feed(title, items, _too_many(len(items), beyond) if whole else said)


def _too_many(kept: int, beyond: int) -> str:
    """What is wrong with a feed of which `beyond` entries were cut off; empty where none was."""
    return f"has {kept + beyond} entries; only the first {kept} are read" if beyond else ""


def _well_formed(text: str) -> tuple[bytes, int]:
    """The same feed as XML that any parser takes, and how many of its entries were too many. Raises ValueError where it is none."""
    from lxml import etree

    if max(text.count("&"), text.count('="'), text.count("='")) > MAX_MARKS:
        raise ValueError(f"has more than {MAX_MARKS} entities or attributes; that is no feed that can be read")
    text = _resolved(_body(text))
    root = _parsed(text)
    if root is None:
        raise ValueError("is no feed: it is neither XML nor JSON; open it in a browser to see what it is")
    beyond = _cut(root)
    if (count := sum(1 for _ in root.iter())) > MAX_ELEMENTS:
        raise ValueError(f"has {count} XML elements besides its entries; more than {MAX_ELEMENTS} are not read")
    if missing := _undeclared(root):
        names = "".join(f' xmlns:{prefix}="{_PREFIXES.get(prefix, "urn:x:" + prefix)}"' for prefix in missing)
        at = _ROOT.search(text)
        if at:
            root = _parsed(text[: at.end()] + names + text[at.end() :])
            beyond = 0 if root is None else _cut(root)
    if root is None or not isinstance(root.tag, str) or _local(root.tag) not in _ROOTS:
        name = root.tag if root is not None and isinstance(root.tag, str) else "?"
        raise ValueError(f"is XML, but no feed: it begins with <{name.rpartition('}')[2][:40]}>")
    for element in root.iter():
        if isinstance(element.tag, str) and _local(element.tag) in _DATES and len(element.text or "") > 100:
            element.text = (element.text or "")[:100]
    if _undeclared(root):
        raise ValueError("is XML with names that mean nothing; no feed can be read from it")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), beyond


def _cut(root: Any) -> int:
    """Takes the entries out that are more than can be read, and counts them. The first stay: feeds begin with the newest."""
    count = kept = beyond = 0
    for parent in (root, *root):
        for child in [one for one in parent if isinstance(one.tag, str) and _local(one.tag) in ("item", "entry")]:
            count += sum(1 for _ in child.iter())
            if kept < MAX_ENTRIES and count <= MAX_ELEMENTS:
                kept += 1
            else:
                parent.remove(child)
                beyond += 1
    return beyond


def _parsed(text: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def _undeclared(root: Any) -> list[str]:
    """Prefixes that are used and nowhere declared, in the order of the alphabet."""
    found = set()
    for element in root.iter():
        for name in (element.tag, *element.attrib):
            if isinstance(name, str) and not name.startswith("{") and ":" in name:
                found.add(name.partition(":")[0])
    return sorted(found)[:50]


def _body(text: str) -> str:
    """The text from its first element on: without declaration, comments, document type and all that it declares."""
    at = 0
    while (at := text.find("<", at)) >= 0:
        if text.startswith("<!--", at):
            at = _behind(text, "-->", at)
        elif text.startswith("<?", at):
            at = _behind(text, "?>", at)
        elif text.startswith("<!", at):
            inner, close = text.find("[", at), text.find(">", at)
            at = _behind(text, ">", max(text.find("]", inner), inner) if 0 <= inner < close else at)
        else:
            return text[at:]
    return ""


def _behind(text: str, mark: str, start: int) -> int:
    """The place behind the next `mark`, the end where there is none."""
    found = text.find(mark, start)
    return found + len(mark) if found >= 0 else len(text)


def _resolved(text: str) -> str:
    """Entities of HTML as the characters they mean, and every & that begins none as &amp;. What is CDATA stays."""
    return "".join(part if is_data else _NAMED.sub(_meant, _BARE.sub("&amp;", part)) for part, is_data in _parts(text))


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut at its CDATA sections, and whether a piece is one. Looks at every character once."""
    at = 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        yield text[at:start], False
        yield text[start : end + 3], True
        at = end + 3
    yield text[at:], False


def _meant(match: re.Match[str]) -> str:
    char = html.entities.html5.get(f"{match[1]};", "")
    return char if char and char not in "<>&\"'" else f"&amp;{match[1]};"


def _item(entry: Mapping[str, Any], feed: str, address: str) -> Item:
    """An entry as feedparser gives it."""
    title = _line(entry.get("title", ""))
    named = (entry.get("feedburner_origlink"), entry.get("link"), entry.get("id"))
    link = next((link for one in named if isinstance(one, str) and (link := _link(one, address))), "")
    texts = [*entry.get("content", ()), entry.get("summary_detail") or {"value": entry.get("summary", "")}]
    best = max(texts, key=lambda one: len(one.get("value") or ""))
    text = best.get("value") or ""
    day = _moment(entry, "published") or _moment(entry, "updated")
    author = _line(entry.get("author", ""))
    said = Entry("feed entry", title, link, day, author, feed)
    return Item(said, text, "<" in text or "&" in text)


def _moment(entry: Mapping[str, Any], key: str) -> str:
    """The date of an entry: ISO 8601 in UTC where feedparser read the day that is written there, else as it is written.

    feedparser fills what a date lacks from the clock ("12:30 3 Jun" becomes a day of this year, "2025" its first of January) and lets
    days run over into the next month, so its word counts only where our own reading gives the same day, but for the zone.
    """
    written = str(entry.get(key, ""))[:100]
    read = dates.parse(written) or _short(written)
    if read is None:
        return written
    try:
        year, month, day, hour, minute, second = entry[f"{key}_parsed"][:6]
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except (KeyError, ValueError, TypeError):
        return read
    return moment.isoformat() if abs((moment.date() - date.fromisoformat(read[:10])).days) <= 1 else read


def _short(written: str) -> str | None:
    """The day of forms that only feeds use: a year of two digits ("Tue, 03 Jun 25"), a day without hyphens ("20250603T1000Z")."""
    if match := _TWO_DIGITS.match(written):
        return dates.parse(f"{match[1]} {match[2]} {2000 + int(match[3])}")
    match = _COMPACT.match(written)
    return dates.parse("-".join(match.groups())) if match else None


def _link(written: str, base: str) -> str:
    """An address that may be asked, empty for anything else ("javascript:…", a bare id)."""
    written = written.strip()
    if not written or (":" in written[:30] and not written[:8].lower().startswith(("http://", "https://"))):
        return ""
    if "/" not in written and "." not in written:
        return ""
    try:
        return checked(written, base=base)
    except ValueError:
        return ""


def _line(said: object) -> str:
    """Plain text on one line: without markup and scripts, entities resolved, cut where it is longer than any title."""
    text = said[: 20 * LONGEST_LINE] if isinstance(said, str) else ""
    return plain(text)[:LONGEST_LINE]


def plain(said: str) -> str:
    """The words of a piece of HTML, or of plain text, on one line."""
    return " ".join(decode.clean(unescape(_TAG.sub(" ", _SCRIPT.sub(" ", said)))).split())


# --- JSON ----------------------------------------------------------------------------------------------------------


def _json(text: str, address: str) -> Feed:
    try:
        made = json.loads(text)
    except (ValueError, RecursionError) as error:
        broken = "it is nested too deeply" if isinstance(error, RecursionError) else "it is broken or breaks off"
        raise ValueError(f"is JSON, but {broken}") from None
    if not isinstance(made, dict) or "jsonfeed.org" not in str(made.get("version", ""))[:100]:
        raise ValueError("is JSON, but no JSON Feed: it has no such version")
    items = made.get("items")
    if not isinstance(items, list):
        raise ValueError("is a JSON Feed without a list of entries ('items')")
    title = _line(made.get("title", ""))
    rows = [row for row in items[:MAX_ENTRIES] if isinstance(row, dict)]
    damage = _too_many(MAX_ENTRIES, len(items) - MAX_ENTRIES) if len(items) > MAX_ENTRIES else ""
    if wrong := len(items[:MAX_ENTRIES]) - len(rows):
        damage = f"{wrong} of its {len(items)} entries are no JSON objects" + (f"; it {damage}" if damage else "")
    return Feed(title, tuple(_record(row, title, address) for row in rows), damage)


def _record(row: Mapping[str, Any], feed: str, address: str) -> Item:
    def text_of(*keys: str) -> str:
        return next((value for key in keys if isinstance(value := row.get(key), str) and value.strip()), "")

    authors = row.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else row.get("author")
    author = first.get("name", "") if isinstance(first, dict) else ""
    link = _link(text_of("url", "external_url", "id"), address)
    day = text_of("date_published", "date_modified")[:100]
    entry = Entry("feed entry", _line(text_of("title")), link, day, _line(author), feed)
    page = text_of("content_html")
    return Item(entry, page or text_of("content_text", "summary"), bool(page))
