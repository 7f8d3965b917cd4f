"""online: feeds and pages to documents, from a server that is mostly hostile; each bad source costs only itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from web_server import Site

from digest.config import Config, parse
from digest.errors import EditionError
from digest.ingest.web import Bounds, Client
from digest.model import FILTERED, LATER, QUIET, Document, Found, Heard, Known, Problem, Reading, Validator
from digest.reading import read, survey

CUTOFF = datetime(2025, 6, 3, 6, tzinfo=UTC)
PATIENT = Bounds(connect_s=30, read_s=30, total_s=60, wait_s=0, max_bytes=200_000)
"""A machine that halts for a second changes nothing."""
HASTY = replace(PATIENT, read_s=2, total_s=3)
"""For servers that never come to an end."""
SENTENCE = "The two delegations agreed on Monday to exchange {} prisoners held since the spring."


def page(title: str, number: int, *, date: str = "2025-06-02T10:00:00Z") -> str:
    """An article as a web page."""
    return (
        f'<html><head><title>{title}</title><meta property="article:published_time" content="{date}"></head><body><nav>Home</nav>'
        f"<article><h1>{title}</h1><p>{SENTENCE.format(number)}</p><p>Officials at the northern crossing confirmed it.</p>"
        "</article></body></html>"
    )


def item(title: str, link: str, text: str = "", date: str = "") -> str:
    """An entry of an RSS feed."""
    day = f"<pubDate>{date}</pubDate>" if date else ""
    return (
        f"<item><title>{escape(title)}</title><link>{link}</link>{day}<description>{escape(text)}</description></item>"
    )


def rss(*items: str) -> str:
    """A feed."""
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Example News</title>{"".join(items)}</channel></rss>'
    )


def config(*sources: str, limits: str = "") -> Config:
    """A configuration with these sources, all of which may be private."""
    lines = "".join(f"- {{{one}, allow_private: true}}\n" for one in sources)
    more = f"limits: {{{limits}}}\n" if limits else ""
    return parse(
        f"briefing: {{title: T}}\nsections: [{{key: outcomes, title: O}}]\nsources:\n{lines}{more}", file="c.yaml"
    )


def look(
    made: Config, known: Known | None = None, docs: Sequence[Document] = (), *, bounds: Bounds = PATIENT
) -> Reading:
    """What is read; `docs` are kept."""
    kept = {doc.id: doc for doc in docs}
    return survey(
        made,
        (),
        CUTOFF,
        known=known or Known(),
        recall=lambda ids: {key: kept[key] for key in ids if key in kept},
        client=Client(bounds=bounds),
    )


def feed(site: Site, *items: str, more: str = "", bounds: Bounds = PATIENT) -> Reading:
    """What a feed of these entries gives."""
    site.page("/feed", rss(*items), "application/rss+xml")
    return look(config(f"feed: {site.url('/feed')}{more}"), bounds=bounds)


def told(reading: Reading) -> str:
    """All problems."""
    return "\n".join(f"{one.stage} {one.uri} {one.message}" for one in reading.problems)


def only(reading: Reading) -> Document:
    """The one article."""
    (doc,) = reading.docs
    return doc


def test_the_article_behind_an_entry_is_read(site: Site) -> None:
    """From its page, with what the configuration says of the source."""
    site.page("/a", page("Delegations agree exchange", 100))
    reading = feed(
        site, item("Delegations agree exchange", "/a", "Short."), more=", name: N, tier: wire, max_quoted_words: 50"
    )
    doc = only(reading)
    assert SENTENCE.format(100) in doc.text
    assert (doc.uri, doc.publisher.value, doc.tier, doc.note) == (site.url("/a"), "N", "wire", "")
    assert (doc.source, doc.max_quoted_words) == (site.url("/feed"), 50)
    assert reading.problems == ()
    (heard,) = reading.heard
    assert (heard.state, heard.entries, heard.articles, heard.newest[:10]) == ("read", 1, 1, "2025-06-02")
    assert heard.characters > len(SENTENCE)


def test_the_entry_dates_a_page_that_does_not_say(site: Site) -> None:
    """Behind what the page itself states, before what its lines show."""
    site.page("/a", page("Delegations agree exchange", 100).replace("article:published_time", "x"))
    doc = only(feed(site, item("Delegations agree exchange", "/a", date="Mon, 02 Jun 2025 09:00:00 GMT")))
    assert doc.published is not None
    assert (doc.published.value, doc.published.how) == ("2025-06-02T09:00:00+00:00", "feed entry")


@pytest.mark.parametrize("gone", ["404", "robots", "wall", "picture", "empty", "huge", "slow"])
def test_where_the_page_cannot_be_had_the_entry_is_read(site: Site, gone: str) -> None:
    """The document says so, and so does a problem, with the reason."""
    match gone:
        case "robots":
            site.page("/a", page("T", 1))
            site.page("/robots.txt", "User-agent: *\nDisallow: /a\n")
        case "wall":
            wall = "<p>We and our 842 partners store and use information on your device to improve your visit.</p>" * 9
            site.page("/a", f"<html><body><h1>Your privacy</h1>{wall}</body></html>")
        case "picture":
            site.page("/a", b"\x89PNG", "image/png")
        case "empty":
            site.page("/a", " ")
        case "huge":
            site.endless("/a", b"x" * 10_000)
        case "slow":
            site.endless("/a", b"x", pause_s=0.1)
    text = "<p>Mediators proposed a second round of negotiations before the end of June.</p>"
    bounds = HASTY if gone == "slow" else PATIENT
    reading = feed(site, item("Mediators propose second round of negotiations", "/a", text), bounds=bounds)
    doc = only(reading)
    assert doc.text.strip() == "Mediators proposed a second round of negotiations before the end of June."
    assert doc.title.value == "Mediators propose second round of negotiations"
    assert doc.note.startswith("text of the feed; the page ")
    assert "1 of 1 pages gave no article, so the feed's own text is read" in told(reading)
    assert reading.heard[0].state == "read"
    assert reading.heard[0].note


def test_an_entry_without_an_address_is_read(site: Site) -> None:
    """A script is no address, and nothing is asked for."""
    text = "The ministry denied on Monday that the talks had failed."
    doc = only(feed(site, item("<script>x</script>Talks", "javascript:alert(1)", text)))
    assert (doc.text.strip(), doc.title.value) == (text, "Talks")
    assert doc.uri.startswith(site.url("/feed#"))
    assert [path for path, _ in site.asked] == ["/feed"]


def test_bad_sources_cost_only_themselves(site: Site) -> None:
    """One of each class: the good one is read, every other is a problem with its reason and counts as failed or silent."""
    site.page("/a", page("Delegations agree exchange", 100))
    site.page("/good", rss(item("Delegations agree exchange", "/a")))
    site.page("/none", rss())
    site.page("/html", '<html><link rel=alternate type="application/rss+xml" href="/good"></html>')
    site.page("/half", rss(item("Delegations agree exchange", "/a"))[:-30])
    site.page("/junk", b"\x00\x01\x02" * 1000)
    site.page("/busy", "", status=429, Retry_After="999")
    site.page("/304", "", status=304)
    site.redirect("/loop", "/loop")
    site.endless("/endless", b"x" * 10_000)
    site.endless("/slow", b"x", pause_s=0.1)
    names = "none html half junk busy 304 loop endless slow missing good".split()
    reading = look(config(*(f"feed: {site.url('/' + name)}" for name in names)), bounds=HASTY)
    assert [doc.uri for doc in reading.docs] == [site.url("/a")]
    states = dict(zip(names, [one.state for one in reading.heard], strict=True))
    assert states.pop("none") == "silent"
    assert {states.pop("good"), states.pop("half")} == {"read"}
    assert set(states.values()) == {"failed"}
    problems = {one.uri: one for one in reading.problems}
    assert problems[site.url("/none")].stage == QUIET
    for name in ("half", *states):
        assert problems[site.url("/" + name)].stage == "ingest", name
    assert f"its feed is at {site.url('/good')}" in problems[site.url("/html")].message
    assert all(one.note for one in reading.heard if one.state == "failed")


def test_a_dead_host_is_given_up(site: Site) -> None:
    """After some failures in a row in each of its lanes the rest is not waited for; what the feed holds is read all the same."""
    for n in range(20):
        site.page(f"/{n}", "", status=500)
    text = "Officials said on day {} that the talks would go on."
    reading = feed(site, *(item(f"Talks go on, day {n}", f"/{n}", text.format(n)) for n in range(20)))
    assert len(reading.docs) == 20
    assert len(site.asked) == 1 + 2 * 3
    assert "14 of 20 pages" in told(reading)


def test_the_order_is_that_of_the_feeds(site: Site) -> None:
    """However long the pages take, and however many are asked at a time."""
    for n in range(9):
        site.page(f"/{n}", page(f"Delegations agree exchange number {n}", n))
    entries = [item(f"Delegations agree exchange number {n}", f"/{n}") for n in range(9)]
    site.page("/1st", rss(*entries[:5]))
    site.page("/2nd", rss(*entries[3:]))
    sources = [f"feed: {site.url('/2nd')}", f"feed: {site.url('/1st')}"]
    one, many = (look(config(*sources, limits=f"connections: {n}, per_host: {m}")) for n, m in ((1, 1), (8, 4)))
    assert [doc.uri[-2:] for doc in one.docs] == ["/3", "/4", "/5", "/6", "/7", "/8", "/0", "/1", "/2"]
    assert (many.docs, many.problems, many.heard) == (one.docs, one.problems, one.heard)
    assert len(site.asked) == 2 * (2 + 9)  # what two feeds name is asked for once


def test_patterns_dates_and_numbers_leave_articles_out(site: Site) -> None:
    """Before they are asked for; each gate is counted."""
    for n in range(6):
        site.page(f"/{n}", page(f"Delegations agree exchange number {n}", n))
    days = [
        f"{day} Jun 2025 00:00:00 GMT" for day in ("Sun, 01", "Mon, 02", "Sat, 07", "Sun, 01", "Sun, 01", "Sun, 01")
    ]
    names = ["Talks one", "Talks two", "Talks three", "Harvest", "Talks: live", "Talks six"]
    entries = [item(name, f"/{n}", date=days[n]) for n, name in enumerate(names)]
    reading = feed(site, *entries, more=", include: [talks], exclude: [live], max_articles: 2")
    first, *others = [path for path, _ in site.asked]
    assert (first, sorted(others)) == ("/feed", ["/0", "/1"])
    assert [(one.stage, one.message.partition(";")[0]) for one in reading.problems] == [
        (FILTERED, "2 of 6 articles are left out by include and exclude"),
        (LATER, "1 of 6 entries are dated after the cut-off"),
        (FILTERED, "1 of 6 entries were not read, the oldest (max_articles)"),
    ]


def test_the_entry_goes_before_what_may_be_another_date(site: Site) -> None:
    """A `time` element may mean anything, and a last change comes late."""
    body = page("Delegations agree exchange", 1, date="").replace("<nav>", "<nav><time datetime=2025-05-01></time>")
    changed = '<head><meta property="article:modified_time" content="2025-06-03T02:00:00Z">'
    site.page("/a", body.replace("<head>", changed))
    doc = only(feed(site, item("Delegations agree exchange", "/a", date="Mon, 02 Jun 2025 09:00:00 GMT")))
    assert doc.published is not None
    assert (doc.published.value[:10], doc.published.how.partition(";")[0]) == ("2025-06-02", "feed entry")


def test_an_article_is_named_by_the_address_where_it_stands(site: Site) -> None:
    """Not by that of a service that counts clicks and sends readers on."""
    site.page("/story", page("Delegations agree exchange", 1))
    site.redirect("/click?n=1", "/story#top")
    doc = only(feed(site, item("Delegations agree exchange", "/click?n=1")))
    assert (doc.uri, doc.url) == (site.url("/click?n=1"), site.url("/story"))


def test_a_date_that_can_only_be_a_slip_keeps_no_entry_out(site: Site) -> None:
    """An entry that is dated years ahead is read as undated; one of next week waits for its day."""
    body = [(f"Delegations agree exchange {n}", page(f"Delegations agree exchange {n}", n, date="")) for n in range(2)]
    for n, (_, text) in enumerate(body):
        site.page(f"/{n}", text)
    days = ["Wed, 01 Jan 2031 00:00:00 GMT", "Tue, 10 Jun 2025 00:00:00 GMT"]
    doc = only(feed(site, *(item(title, f"/{n}", date=days[n]) for n, (title, _) in enumerate(body))))
    assert (doc.uri[-2:], doc.published) == ("/0", None)


def test_a_page_is_a_source(site: Site) -> None:
    """Also a plain text; a feed or a picture in its place is told."""
    site.page("/a", page("Delegations agree exchange", 100))
    site.page("/b", SENTENCE.format(7), "text/plain; charset=utf-8")
    site.page("/c", rss(), "application/rss+xml")
    site.page("/d", b"x", "application/pdf\x1b[2J")
    reading = look(config(*(f"url: {site.url('/' + name)}" for name in "abcd")))
    assert [doc.uri for doc in reading.docs] == [site.url("/a"), site.url("/b")]
    assert [one.message for one in reading.problems] == [
        "is a feed, not a page; write feed: instead of url:",
        "is application/pdf??2j, not a page; only pages and plain text are read",
    ]
    assert [one.state for one in reading.heard] == ["read", "read", "failed", "failed"]


# --- what is known from before -------------------------------------------------------------------------------------


def first_and_known(site: Site) -> tuple[Config, Reading, Known]:
    """A first reading of a feed with two articles, and what the next one knows of it."""
    site.page("/a", page("Delegations agree exchange", 100), ETag='"a"')
    site.page("/b", page("Mediators propose another round", 200))
    entries = item("Delegations agree exchange", "/a"), item("Mediators propose another round", "/b")
    site.page("/feed", rss(*entries), ETag='"f"')
    made = config(f"feed: {site.url('/feed')}")
    reading = look(made)
    assert len(reading.docs) == 2
    assert reading.validators == {site.url("/feed"): Validator('"f"'), site.url("/a"): Validator('"a"')}
    site.asked.clear()
    return made, reading, Known(reading.validators, reading.addresses, reading.feeds)


def test_an_unchanged_feed_costs_one_answer(site: Site) -> None:
    """Its articles come from what is kept, and everything is known the next time, too."""
    made, before, known = first_and_known(site)
    site.page("/feed", "", status=304)
    reading = look(made, known, before.docs)
    assert [path for path, _ in site.asked] == ["/feed"]
    assert (reading.docs, reading.problems) == (before.docs, ())
    assert (reading.addresses, reading.feeds, reading.validators) == (before.addresses, before.feeds, before.validators)
    assert [(one.state, one.known) for one in reading.heard] == [("unchanged", 2)]


def test_what_is_left_to_a_later_day_is_not_forgotten(site: Site) -> None:
    """A feed with entries from after the cut-off is asked for whole again: of an unchanged one they would never be read."""
    entries = [
        item("Delegations agree exchange", "/a"),
        item("Talks resume", "/b", date="Sat, 07 Jun 2025 00:00:00 GMT"),
    ]
    site.page("/a", page("Delegations agree exchange", 100))
    site.page("/feed", rss(*entries), ETag='"f"')
    reading = look(config(f"feed: {site.url('/feed')}"))
    assert [doc.uri for doc in reading.docs] == [site.url("/a")]
    assert (reading.feeds, reading.validators) == ({}, {})
    assert list(reading.addresses) == [site.url("/a")]


def test_a_slow_feed_costs_no_file(site: Site, tmp_path: Path) -> None:
    """Folders are read before any server is asked: after the deadline there is still what lies on this machine."""
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(
            f"Talks {name}\n\nThe delegations met on the lake, round {name}.\n", "utf-8"
        )
    site.endless("/feed", b" ", pause_s=0.01)
    made = parse(
        "briefing: {title: T}\nsections: [{key: outcomes, title: O}]\nsources:\n"
        f"- {{feed: '{site.url('/feed')}', allow_private: true}}\n- path: {tmp_path}\n",
        file="c.yaml",
    )
    with Client(bounds=Bounds(total_s=10), late=lambda: bool(site.asked)) as client:
        reading = survey(made, (), CUTOFF, client=client, late=lambda: bool(site.asked))
    assert [Path(doc.uri).name for doc in reading.docs] == ["a.txt", "b.txt"]
    assert [one.message for one in reading.problems] == ["was not sent before the deadline of the run"]


def test_articles_that_failed_are_asked_for_again(site: Site) -> None:
    """An unchanged feed doesn't hide that one of its articles was never had."""
    made, before, known = first_and_known(site)
    site.page("/feed", "", status=304)
    without = {address: doc for address, doc in before.addresses.items() if not address.endswith("/b")}
    reading = look(made, replace(known, addresses=without), before.docs)
    assert [path for path, _ in site.asked] == ["/feed", "/b"]
    assert [doc.id for doc in reading.docs] == [doc.id for doc in before.docs]
    assert reading.addresses == before.addresses


def test_a_known_article_is_asked_for_with_its_validator(site: Site) -> None:
    """In a feed that has changed; what is the same is not sent again, what is new is read."""
    made, before, known = first_and_known(site)
    entries = [item(f"Delegations agree exchange {name}", f"/{name}") for name in "abc"]
    site.page("/feed", rss(*entries), ETag='"g"')
    site.page("/a", "", status=304)
    site.page("/c", page("Delegations agree exchange c", 300))
    reading = look(made, known, before.docs)
    asked = {path: headers.get("If-None-Match") for path, headers in site.asked}
    assert asked == {"/feed": '"f"', "/a": '"a"', "/b": None, "/c": None}
    assert {doc.uri for doc in reading.docs} == {site.url("/a"), site.url("/b"), site.url("/c")}
    assert reading.addresses[site.url("/a")] == before.addresses[site.url("/a")]
    assert reading.validators[site.url("/feed")] == Validator('"g"')
    assert reading.heard[0].known == 1


def test_what_is_kept_follows_the_configuration(site: Site) -> None:
    """Name, family, bounds and patterns are today's; what is gone from the archive, or too late for the day, is told."""
    _, before, known = first_and_known(site)
    site.page("/feed", "", status=304)
    reading = look(config(f"feed: {site.url('/feed')}, name: N, tier: press"), known, before.docs[:1])
    doc = only(reading)
    assert (doc.publisher.value, doc.family, doc.tier) == ("N", "N", "press")
    assert "no longer has it" in told(reading)
    some = look(config(f"feed: {site.url('/feed')}, exclude: [mediators]"), known, before.docs)
    assert [doc.uri for doc in some.docs] == [site.url("/a")]
    assert FILTERED in told(some)
    late = replace(before.docs[0], published=Found("2025-06-09", "x"))
    assert "after the cut-off" in told(look(config(f"feed: {site.url('/feed')}"), known, (late, before.docs[1])))


def test_validators_without_their_articles_are_not_used(site: Site) -> None:
    """Who asks for what is newer must have what is older."""
    made, _, known = first_and_known(site)
    assert len(look(made, Known(validators=known.validators)).docs) == 2
    assert all("If-None-Match" not in headers for _, headers in site.asked)


# --- what the run makes of it --------------------------------------------------------------------------------------


def test_nothing_at_all_ends_the_run(site: Site) -> None:
    """But not where the archive has what is unchanged."""
    made, before, known = first_and_known(site)
    kept = {doc.id: doc for doc in before.docs}
    site.page("/feed", "", status=304)
    again = read(made, (), CUTOFF, known=known, recall=lambda ids: kept, client=Client(bounds=PATIENT))
    assert again.docs == before.docs
    site.page("/feed", "", status=500)
    with pytest.raises(EditionError, match=r"no article could be read(.|\n)*fault of its own \(500\)"):
        read(made, (), CUTOFF, client=Client(bounds=PATIENT))


def test_progress_says_how_much_there_is(site: Site) -> None:
    """Feeds first, then articles, each with the number that is to be done."""
    site.page("/a", page("Delegations agree exchange", 100))
    site.page("/feed", rss(item("Delegations agree exchange", "/a"), item("Missing", "/b")))
    steps: list[tuple[str, int, int]] = []
    survey(
        config(f"feed: {site.url('/feed')}"),
        (),
        CUTOFF,
        client=Client(bounds=PATIENT),
        progress=lambda *step: steps.append(step),
    )
    assert steps == [("feeds", 1, 1), ("articles", 1, 2), ("articles", 2, 2)]


def test_many_failures_of_one_kind_are_one_line(site: Site) -> None:
    """Few are named one by one."""
    few = feed(site, item("A", "/a"), item("B", "/b"))
    assert [one.uri for one in few.problems] == [site.url("/a"), site.url("/b")]
    many = feed(site, *(item(f"T {n}", f"/{n}") for n in range(9)))
    (problem,) = many.problems
    assert problem == Problem(
        "ingest",
        site.url("/feed"),
        f"9 articles could not be read, such as {site.url('/0')}: it is not there (404); check the address",
    )
    assert many.heard == (
        Heard(site.url("/feed"), "", "failed", entries=9, note="is not there (404); check the address"),
    )
