"""Which links of an article name the source of what their sentence says: an article of another outlet, or a document.

Most links of a page do not: they lead to the site's own lists, to people, posts and shops, or explain a word. A link is taken for a
citation only where the words in or around it say so ("according to", "said in a statement"); the words are data (`data/citing.txt`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from digest.ingest.citations import outlet_at, proper_name
from digest.ingest.patterns import lists
from digest.model import PROSE, Block, Citation, Span

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z][a-z0-9-]{1,62}")
_STRANGE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What no address holds as it stands: controls, white space, signs that turn the direction of the text."""
_DOCUMENT = re.compile(r"[\d_-]|\.(?:pdf|html?|aspx?|php)$")
"""In the path of an article or a document; sections of a site rarely have it."""
_SECOND = frozenset("co com org net gov gob gouv ac edu or go mil ne".split())
"""Labels before a country's that are nobody's name."""
_ARTICLE = r"(?:\s(?:the|a|an|its|their|his|her|this|that))?(?:\s(?:new|recent|latest|separate|joint))?"
LONGEST = 500
"""Characters of an address."""
LONGEST_HOST = 60
AROUND = 40
"""Characters before and behind a link that are looked at."""
FEW = 2
"""So many links to one site don't tell that it is the article's own."""
MOST = 100
"""Links of an article that are taken for citations."""


class Link(NamedTuple):
    """A link in a text: where its words stand, and its address as it is written."""

    span: Span
    url: str


def cited(
    links: Sequence[Link], text: str, blocks: Sequence[Block], *, own: str = "", address: str = ""
) -> Iterator[Citation]:
    """The links in the prose of an article that name the source of what is said, at most `MOST`. They are no marks: their words stay.

    `own` is the publisher, `address` the article's own. Where that isn't known, the site to which most links lead is taken for it, if they
    are more than a few. A citation is called by the outlet at its address where it is known, else by the host.
    """
    links = [Link(span, _whole(url)) for span, url in sorted(links)]
    sites = Counter(site for link in links if (site := _site(_host(link.url))))
    home = _site(_host(address)) or next((site for site, count in sites.most_common(1) if count > FEW), "")
    prose = iter(block for block in blocks if block.kind in PROSE)
    block, found = next(prose, None), 0
    for link in links:
        while block and block.span.end < link.span.end:
            block = next(prose, None)
        if block is None or found == MOST:
            return
        name = _name(link.url, home)
        if name and name != own and block.span.start <= link.span.start and _attributes(text, link, block, name):
            found += 1
            yield Citation(link.span, text[link.span.start : link.span.end], name, link.url, cut=False)


def _name(url: str, home: str) -> str:
    """What a source at `url` is called, empty where it is no article or document of another site."""
    host = _host(url)
    if (
        not host
        or _site(host) == home
        or len(host) > LONGEST_HOST
        or any(end in lists("citing")["hosts"] for end in _ends(host))
    ):
        return ""
    parts = urlsplit(url)
    steps = parts.path.lower().split("/")
    if not _DOCUMENT.search(parts.path) or not lists("citing")["paths"].isdisjoint(steps):
        return ""
    return outlet_at(host) or host


def _whole(url: str) -> str:
    """An address without white space around it, and with the scheme that a page may leave out."""
    url = url.strip()
    return f"https:{url}" if url.startswith("//") else url


def _host(url: str) -> str:
    """Host of an http address without "www.", lower case; empty for what is no such address, or a strange one."""
    if len(url) > LONGEST or _STRANGE.search(url):
        return ""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    fit = parts.scheme in ("http", "https") and "@" not in parts.netloc and _HOST.fullmatch(host)
    return host if fit else ""


def _ends(host: str) -> Iterator[str]:
    """A host and the domains that it is part of: "a.b.c", "b.c"."""
    labels = host.split(".")
    return (".".join(labels[at:]) for at in range(len(labels) - 1))


def _site(host: str) -> str:
    """The name that somebody registered: of "edition.example.co.uk" it is "example.co.uk"."""
    labels = host.split(".")
    return ".".join(labels[-3 if len(labels) > 2 and labels[-2] in _SECOND else -2 :])


def _attributes(text: str, link: Link, block: Block, name: str) -> bool:
    """True where the words of a link, or those right around it, say that what is told stands there."""
    said = text[link.span.start : link.span.end]
    before = text[max(block.span.start, link.span.start - AROUND) : link.span.start]
    behind = text[link.span.end : min(block.span.end, link.span.end + AROUND)]
    bracketed = before[-1:] in ("(", "[") and behind[:1] in (")", "]") and proper_name(said) == name
    linked, just_before, just_behind = _words()
    return bool(bracketed or linked.search(said) or just_before.search(before) or just_behind.match(behind))


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What tells in the words of a link, right before it, and right behind it."""
    linked, before, behind = (
        "|".join(map(re.escape, sorted(lists("citing")[name]))) for name in ("linked", "before", "behind")
    )
    return (
        re.compile(rf"(?i)(?<!\w)(?:{linked})(?!\w)"),
        re.compile(rf"(?i)(?<!\w)(?:{before}){_ARTICLE}\s\Z"),
        re.compile(rf"(?i)\s(?:{behind})(?!\w)"),
    )
