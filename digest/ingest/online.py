"""Feeds and pages -> documents: what the configuration's `feed` and `url` sources name is fetched, many at a time, and read.

Two rounds: first every feed, then the articles behind their entries, and the single pages. What comes of it stands in the order of the
configuration and of each feed, however long servers take. One address is asked once, whoever names it: the first source that does has it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from digest.config import LimitsConfig, SourceConfig
from digest.ingest import dates, feeds, lanes
from digest.ingest.address import checked, origin
from digest.ingest.answers import Answer, Failure
from digest.ingest.article import FULLER, prose
from digest.ingest.sources import labelled, wanted
from digest.ingest.web import Client
from digest.model import Document, Entry, Known, Problem, Progress, Raw, Validator

MOST_ARTICLES = 100
"""Articles of a feed that are read where the configuration names no other number."""
_TEXT_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"[^a-z0-9.+/_-]")
"""What is in no name of a media type: a server may write anything there."""
_WORD = re.compile(r"\w{4,40}")
_ABOUT = 0.25
"""Least share of the long words of an entry's title that stand in the page of its article."""
_TITLE_WORDS = 3
"""Long words that a title must have, so that something can be said by them."""

Read = Callable[[Raw], Document | Problem]


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of asking for a feed: one of the three."""

    feed: feeds.Feed | None = None
    failure: Failure | None = None
    unchanged: bool = False
    validator: Validator = field(default=Validator())


@dataclass(frozen=True, slots=True)
class Task:
    """An article to be had: where (empty where an entry has no address), for which source, and what its feed says of it."""

    address: str
    source: SourceConfig
    item: feeds.Item | None = None


@dataclass(frozen=True, slots=True)
class Got:
    """What became of it."""

    result: Document | Problem | None
    """None where it is the same as before."""
    validator: Validator = field(default=Validator())
    failure: Failure | None = None
    """Why the page could not be had, also where the feed's own text stands for it."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one source brought: the feed, if it is one, and its articles in order, each with what became of it."""

    source: SourceConfig
    opened: Opened | None
    entries: tuple[str, ...]
    """Addresses of the articles that it named and that are wanted."""
    named: int
    """Articles that it named."""
    unwanted: int
    late: int
    """Those that `exclude` and `include` leave out, those that are dated after the cut-off."""
    over: int
    """Those beyond `max_articles`."""
    shared: int
    """Those that an earlier source named, too."""
    articles: tuple[tuple[Task, Got], ...]


def gather(
    sources: Sequence[SourceConfig],
    client: Client,
    *,
    read: Read,
    known: Known,
    cutoff: datetime,
    limits: LimitsConfig,
    progress: Progress,
) -> list[Gathered]:
    """What each of the sources brought, in their order. `read` makes a document of bytes; it is called in several threads."""
    named = [source for source in sources if source.feed]
    opened = dict(
        lanes.run(
            named,
            lambda source: _open(source, client, known),
            host=lambda source: _host(source.feed),
            is_dead=lambda got: got.failure is not None and got.failure.dead,
            skip=lambda source: Opened(failure=_given_up()),
            connections=limits.connections,
            per_host=limits.per_host,
            progress=lambda done: progress("feeds", done, len(named)),
        )
    )
    asked: set[str] = set()
    feed_of = iter(range(len(named)))
    plans = [
        _planned(source, opened[next(feed_of)] if source.feed else None, known, cutoff, asked) for source in sources
    ]
    tasks = [task for plan in plans for task, _ in plan.articles]
    got = dict(
        lanes.run(
            tasks,
            lambda task: _article(task, client, read, known),
            host=lambda task: _host(task.address),
            is_dead=lambda got: got.failure is not None and got.failure.dead,
            skip=lambda task: _without_page(task, _given_up(), read),
            connections=limits.connections,
            per_host=limits.per_host,
            progress=lambda done: progress("articles", done, len(tasks)),
        )
    )
    place = iter(range(len(tasks)))
    return [replace(plan, articles=tuple((task, got[next(place)]) for task, _ in plan.articles)) for plan in plans]


def _host(address: str) -> str:
    try:
        return origin(checked(address)).host
    except ValueError:
        return ""


def _given_up() -> Failure:
    return Failure(f"is not asked: the {lanes.GIVE_UP} addresses before it on its host could not be had", dead=True)


def _open(source: SourceConfig, client: Client, known: Known) -> Opened:
    """Asks for a feed and reads it."""
    validator = known.validators.get(source.feed) if source.feed in known.feeds else None
    answer = client.get(source.feed, allow_private=source.allow_private, validator=validator)
    if isinstance(answer, Failure):
        return Opened(failure=answer)
    if answer.unchanged:
        return Opened(unchanged=True, validator=answer.validator)
    try:
        feed = feeds.read(answer.body, media_type=answer.media_type, address=answer.address)
    except ValueError as error:
        return Opened(failure=Failure(str(error)))
    return Opened(feed, validator=answer.validator)


def _planned(source: SourceConfig, opened: Opened | None, known: Known, cutoff: datetime, asked: set[str]) -> Gathered:
    """Which articles of a source are asked for; those that an earlier source named, which are in `asked`, are not."""
    items = opened.feed.items if opened is not None and opened.feed is not None else ()
    liked = [item for item in items if wanted(source, title=item.entry.title, address=item.entry.link)]
    due = [item for item in liked if _is_due(item, cutoff)]
    days = [dates.parse(item.entry.date) for item in due]
    if all(days):  # a feed's own order is the best that is known where a date is missing
        due = [item for _, item in sorted(zip(days, due, strict=True), key=lambda pair: pair[0] or "", reverse=True)]
    most = source.max_articles or MOST_ARTICLES
    tasks = [Task(item.entry.link, source, item) for item in due[:most]]
    if opened is None:
        tasks = [Task(source.url, source)]
    elif opened.unchanged:
        tasks = [Task(address, source) for address in known.feeds[source.feed]]
    new = [task for task in tasks if not task.address or task.address not in asked]
    asked.update(task.address for task in tasks)
    return Gathered(
        source,
        opened,
        entries=tuple(task.address for task in tasks if task.address),
        named=len(items) or len(tasks),
        unwanted=len(items) - len(liked),
        late=len(liked) - len(due),
        over=max(0, len(due) - most),
        shared=len(tasks) - len(new),
        articles=tuple((task, Got(None)) for task in new),
    )


def _is_due(item: feeds.Item, cutoff: datetime) -> bool:
    day = dates.parse(item.entry.date)
    return day is None or not dates.awaited(day, cutoff)


def _article(task: Task, client: Client, read: Read, known: Known) -> Got:
    """Asks for an article's page and reads it; where that gives none, the feed's own text of it."""
    if not task.address:
        return _without_page(task, Failure("has no address"), read)
    is_known = task.address in known.addresses
    if is_known and task.item is None and task.source.feed:
        return Got(None)  # an unchanged feed: its articles are as they were
    validator = known.validators.get(task.address) if is_known else None
    answer = client.get(task.address, allow_private=task.source.allow_private, validator=validator)
    if isinstance(answer, Failure):
        return _without_page(task, answer, read)
    if answer.unchanged:
        return Got(None, answer.validator)
    if said := _no_text(answer):
        return _without_page(task, Failure(said), read)
    kind = answer.media_type or ("text/html" if answer.body.lstrip()[:1] == b"<" else "text/plain")
    entry = task.item.entry if task.item else None
    if answer.address != checked(
        task.address
    ):  # where it ended tells whose it is; a service that counts clicks doesn't
        entry = replace(entry, link=answer.address) if entry else Entry("redirect", link=answer.address)
    raw = labelled(Raw(task.address, kind, answer.body, entry=entry), task.source)
    page = read(raw)
    if isinstance(page, Problem):
        nothing = Failure(f"gives no article: {page.message}")
        return _without_page(task, nothing, read) if page.stage == "ingest" else Got(page)
    if task.item is not None and (said := _doubt(task.item, page)):
        own = _without_page(task, Failure(said), read)
        return own if isinstance(own.result, Document) else Got(page, answer.validator)
    return Got(page, answer.validator)


def _no_text(answer: Answer) -> str:
    """Why an answer is no page of text, empty where it may be."""
    kind = answer.media_type.partition(";")[0].strip().lower()
    if not answer.body.strip():
        return "is empty"
    if ("xml" in kind or not kind) and kind != "application/xhtml+xml" and _FEED.search(answer.body[:2000]):
        return "is a feed, not a page; write feed: instead of url:"
    if kind and kind not in _TEXT_TYPES:
        return f"is {_MEDIA_TYPE.sub('?', kind[:60])}, not a page; only pages and plain text are read"
    return ""


def _doubt(item: feeds.Item, page: Document) -> str:
    """Why the feed's own text of an article may be better than what its page gave; empty where it isn't."""
    words = {word.casefold() for word in _WORD.findall(item.entry.title)}
    if len(words) >= _TITLE_WORDS:
        stands = words & {word.casefold() for word in _WORD.findall(page.text)}
        if len(stands) < _ABOUT * len(words):
            return "is about something else than the entry says; it may be a login or a cookie page"
    if len(feeds.plain(item.text)) > FULLER * prose(page):
        return "holds less of the article than the feed does"
    return ""


def _without_page(task: Task, failure: Failure, read: Read) -> Got:
    """The feed's own text of an article; a problem where there is none, or no sentence in it."""
    item = task.item
    uri = task.address or _nameless(task)
    if item is not None and item.text.strip():
        kind = "text/html" if item.is_html else "text/plain"
        note = f"text of the feed; the page {failure.message}" if task.address else "text of the feed"
        body = item.text.encode("utf-8", "replace")
        own = read(labelled(Raw(uri, f"{kind}; charset=utf-8", body, entry=item.entry, note=note), task.source))
        if isinstance(own, Document) or own.stage != "ingest":
            return Got(own, failure=failure if task.address else None)
    return Got(Problem("ingest", uri, failure.message), failure=failure)


def _nameless(task: Task) -> str:
    """What an entry without an address is called."""
    said = (task.item.entry.title + task.item.text) if task.item else ""
    return f"{task.source.feed}#{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:8]}"
