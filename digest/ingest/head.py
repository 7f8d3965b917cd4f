"""Head of an article: title, publisher, date, author, address and genre, each with the way it was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from digest.ingest import citations, dates, lines
from digest.ingest.argued import argued
from digest.ingest.columnist import columnist
from digest.ingest.houses import without_section
from digest.ingest.patterns import pattern
from digest.model import PROSE, Block, Found, Genre

_GENRES = Path(__file__).parent / "data" / "genres.txt"
_WORDS = re.compile(r"[^\W_]+")
ARGUES = 0.6
"""Least probability at which an article that carries no mark of its kind is called an opinion piece (`argued`)."""
LONGEST_TITLE = 160
"""Characters of an article's first words that stand for its title: a word may be as long as a file."""

_NAME_BEHIND = re.compile(r" [|–—-] ([A-Z][\w’'&.-]{1,30}(?: (?:of |the |and |& )?[A-Z][\w’'&.-]{1,30}){0,4})")
"""Behind a title, at the end of a page's own: the name of its site."""


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What a page or a file's front matter says about itself: candidates, the most trusted first.

    `how` names the place: "og:title", "html title", "json-ld", "front matter", "<time>", … Dates are ISO 8601
    strings or whatever the page wrote; `dates.parse` reads both.
    """

    titles: tuple[Found, ...] = ()
    publishers: tuple[Found, ...] = ()
    dates: tuple[Found, ...] = ()
    authors: tuple[Found, ...] = ()
    urls: tuple[Found, ...] = ()
    genres: tuple[Found, ...] = ()
    """Words on the kind of text: schema.org type, `article:section`, keywords of the section."""
    times: tuple[Found, ...] = ()
    """Dates that its `time` elements give, which may stand anywhere on it."""
    modified: tuple[Found, ...] = ()
    """When it was changed last: trusted least, since that may be years later."""
    body: str = ""
    """The article's text as the page's JSON-LD repeats it, with or without markup; empty where it doesn't."""
    moments: tuple[Found, ...] = ()
    """Dates that tell no more than the hour of one of `dates`."""


@dataclass(frozen=True, slots=True)
class Head:
    """What was found out about an article, and its blocks with the lines of the head marked."""

    blocks: tuple[Block, ...]
    title: Found
    publisher: Found
    published: Found | None
    author: Found | None
    url: str
    genre: Genre


def find(text: str, blocks: Sequence[Block], *, meta: PageMeta, uri: str, name: str, cutoff: datetime) -> Head:
    """Reads the head. `uri` and `name` are what the configuration calls the source; no date after `cutoff` is taken."""
    marked = list(blocks)
    seen = lines.Seen()
    lines.read(text, marked, seen, title=next((found.value for found in meta.titles), ""))
    if seen.title:
        marked = list(lines.repeats(text, marked, seen.title.value))
    if known := _title(seen, meta):
        marked = list(lines.parted(text, marked, known.value, (name, *(one.value for one in meta.publishers)), seen))
    blocks = tuple(lines.datelines(text, marked, seen))
    url = seen.url or next((found.value for found in meta.urls), "") or (uri if "://" in uri else "")
    title = _title(seen, meta) or _first_words(text, blocks)
    house, headline = _behind_a_name(title.value, meta)
    title = Found(headline, title.how)
    publisher = _publisher(seen, meta, url, name, house)
    published = _published(seen, meta, url, uri, cutoff)
    author = next(iter(meta.authors), None) or (Found(seen.author, "byline") if seen.author else None)
    by = author.value if author and author.value.casefold() != publisher.value.casefold() else ""
    genre = _genre(text, blocks, title.value, seen.publisher, url, meta, by)
    return Head(blocks, title, publisher, published, author, url, genre)


def _title(seen: lines.Seen, meta: PageMeta) -> Found | None:
    """The page's own title without the name of the site behind it; the visible one where it begins with that."""
    for found in meta.titles:
        if seen.title and found.value.startswith(seen.title.value):
            return Found(seen.title.value, found.how)
        parts = re.split(r"\s[|–—-]\s", found.value)
        if len(parts) > 1 and (citations.proper_name(parts[-1]) or any(parts[-1] == p.value for p in meta.publishers)):
            return Found(found.value[: -len(parts[-1])].rstrip(" |–—-"), found.how)
        return found
    return seen.title


def _behind_a_name(title: str, meta: PageMeta) -> tuple[str, str]:
    """The publisher in front of a title and the title behind it ("Saltmarsh Tribune : Harbour opens"); an empty name where none is there.

    Only with blanks on both sides of the mark, and where the name is a known outlet's, the page's own publisher's or made like one.
    """
    match = pattern("title_behind").fullmatch(title)
    if match is None:
        return "", title
    name = match["name"].strip()
    known = citations.proper_name(name) or any(name == found.value for found in meta.publishers)
    return (name, match["title"]) if known or pattern("press").fullmatch(name) else ("", title)


def _first_words(text: str, blocks: Sequence[Block]) -> Found:
    """What stands for a title where there is none."""
    for block in blocks:
        if block.kind in PROSE:
            words = text[block.span.start : block.span.end].split()
            said = " ".join(words[:10])
            cut = len(words) > 10 or len(said) > LONGEST_TITLE
            return Found(said[:LONGEST_TITLE].rstrip() + ("…" if cut else ""), "first words")
    return Found("", "not found")


def _publisher(seen: lines.Seen, meta: PageMeta, url: str, name: str, house: str) -> Found:
    if name:
        return Found(name, "configuration")
    if proper := citations.outlet_at(url):
        return Found(proper, f"address ({citations.host(url)})")
    if seen.publisher:
        own = without_section(seen.publisher)
        return Found(citations.proper_name(own) or own, "head line")
    for found in meta.publishers:
        own = without_section(found.value)
        return Found(citations.proper_name(own) or own, found.how)
    if house:
        return Found(citations.proper_name(house) or house, "title")
    if host := citations.host(url):
        return Found(host, "address")
    if site := _site(seen, meta):
        return Found(citations.proper_name(site) or site, "html title")
    return Found("", "not found")


def _site(seen: lines.Seen, meta: PageMeta) -> str:
    """The name of a site: what its page's own title has behind the visible one, made like a name."""
    visible = seen.title.value if seen.title else ""
    behind = (found.value.removeprefix(visible) for found in meta.titles if visible and found.value.startswith(visible))
    return next((match[1] for rest in behind if (match := _NAME_BEHIND.fullmatch(rest))), "")


def _published(seen: lines.Seen, meta: PageMeta, url: str, uri: str, cutoff: datetime) -> Found | None:
    """The date by the order of trust: structured metadata, feed entry, `time` elements, visible lines, address, file name, last change.
    Says which others stood there.
    """
    candidates = _readable((*meta.dates, *meta.times))
    lines = [found for found in seen.dates or () if found.how != "dateline"]
    below = [found for found in lines if found.how.endswith("below the title")]
    candidates += below + [found for found in lines if found not in below]
    tail: list[Found] = []
    if value := dates.in_address(citations_path(url)):
        tail.append(Found(value, "address"))
    if value := dates.in_address(uri.rsplit("/", 1)[-1]):
        tail.append(Found(value, "file name"))
    for found in seen.dates or ():
        if found.how == "dateline" and (value := _complete(found.value, [*candidates, *tail], cutoff)):
            candidates.append(Found(value, "dateline"))
    usable = [found for found in candidates + tail + _readable(meta.modified) if dates.not_after(found.value, cutoff)]
    if not usable:
        return None
    best = _with_hour(usable[0], meta, cutoff)
    others = [found for found in usable[1:] if found.value[:10] != best.value[:10]]
    note = "; ".join(f"{found.how} says {dates.printed(found.value)}" for found in others[:2])
    return Found(best.value, f"{best.how}; {note}" if note else best.how)


def _readable(said: Sequence[Found]) -> list[Found]:
    """The dates among them, as ISO 8601. The first day of 1970 is what programs write for none."""
    read = [(found, dates.parse(found.value)) for found in said]
    return [Found(value, found.how) for found, value in read if value and not value.startswith("1970-01-01")]


def _with_hour(day: Found, meta: PageMeta, cutoff: datetime) -> Found:
    """A mere day as the first moment known that lies on it, there or in the zone of the cut-off; itself where none does.

    The day decides that the article is let in; what a page says of its hour counts only where that lies before the cut-off.
    """
    if len(day.value) > len("2025-06-02"):
        return day
    said = [found for found in _readable((*meta.dates, *meta.times)) if dates.not_after(found.value, cutoff)]
    for found in (*said, *_readable(meta.moments)):
        moment = datetime.fromisoformat(found.value)
        if moment.tzinfo is None or moment.year == datetime.max.year:
            continue
        here = moment.astimezone(cutoff.tzinfo) if cutoff.tzinfo else moment
        for one in (moment, here):
            if one.date().isoformat() == day.value:
                return Found(one.isoformat(), day.how)
    return day


def citations_path(url: str) -> str:
    """The part of an address behind its host."""
    return url.split("//", 1)[-1].partition("/")[2] and "/" + url.split("//", 1)[-1].partition("/")[2].partition("?")[0]


def _complete(value: str, known: Sequence[Found], cutoff: datetime) -> str | None:
    """A dateline's date; where it has no year, the year of another date, else the latest one not after the cut-off."""
    if hit := dates.search(value):
        return hit[0]
    parts = dates.partial(value)
    if parts is None:
        return None
    years = [int(found.value[:4]) for found in known] or [cutoff.year, cutoff.year - 1]
    for year in years:
        try:
            day = datetime(year, *parts)
        except ValueError:
            continue
        if day.date() <= cutoff.date():
            return day.date().isoformat()
    return None


@cache
def _cues() -> dict[str, tuple[tuple[str, Genre], ...]]:
    """Where -> (cue, genre)."""
    table: dict[str, list[tuple[str, Genre]]] = {}
    where, genre = "", ""
    for line in _GENRES.read_text("utf-8").splitlines():
        if line.startswith("["):
            where, _, genre = line.strip("[]").partition(": ")
        elif line and not line.startswith("#"):
            table.setdefault(where, []).append((line, genre))  # type: ignore[arg-type]
    return {key: tuple(cues) for key, cues in table.items()}


def _genre(
    text: str, blocks: Sequence[Block], title: str, publisher: str, url: str, meta: PageMeta, author: str
) -> Genre:
    """The genre by the first sign found: metadata, address, title, publisher's line, note on the author, the text's own words."""
    cues = _cues()
    words = {found.value.lower().strip() for found in meta.genres}
    for cue, genre in cues["meta"]:
        if cue in words:
            return genre
    path = citations_path(url).lower()
    for cue, genre in cues["url"]:
        if cue in path:
            return genre
    low = title.lower().replace("’", "'")
    for cue, genre in cues["title"]:
        if low.startswith(cue):
            return genre
    padded = f" {' '.join(_WORDS.findall(low))} "
    for where in ("opens", "within"):
        for cue, genre in cues[where]:
            if f" {cue} " in (padded[: len(cue) + 2] if where == "opens" else padded):
                return genre
    told = [text[block.span.start : block.span.end] for block in blocks if block.kind in PROSE]
    if columnist(told, title, author, text):
        return "opinion"
    named = publisher.lower()
    for cue, genre in cues["name"]:
        if cue in named:
            return genre
    last = text[-2500:].lower()
    for cue, genre in cues["author"]:
        if cue in last:
            return genre
    opening = text[: blocks[0].span.end + 300].lower() if blocks else ""
    for cue, genre in cues["first"]:
        if cue in opening:
            return genre
    return "opinion" if argued(told, title) >= ARGUES else "news"
