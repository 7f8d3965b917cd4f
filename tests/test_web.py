"""web: one address to its bytes, or a plain reason why not, whatever the server does."""

from __future__ import annotations

import gzip
import ssl
import time
import tracemalloc
import zlib
from dataclasses import replace

import pytest
import trustme
from web_server import PUBLIC, Clock, Site, serve

from digest.ingest import robots
from digest.ingest.answers import Answer, Failure
from digest.ingest.web import MAX_REDIRECTS, Bounds, Client, agent
from digest.model import Validator

PATIENT = Bounds(connect_s=30, read_s=30, total_s=60, wait_s=30, max_bytes=100_000)
"""A machine that halts for a second changes nothing."""
QUICK = Bounds(connect_s=1, read_s=0.5, total_s=0.5, wait_s=30, max_bytes=100_000)
"""For servers that never come to an end."""
GUARD_S = 10.0
"""No answer may take longer, on a slow machine either; the bounds above are far below."""


def ask(site: Site, path: str, bounds: Bounds = PATIENT, **more: object) -> Answer | Failure:
    """What becomes of asking for a page of the server."""
    with Client(bounds=bounds, clock=(clock := Clock()).now, wait=clock.wait) as client:
        return client.get(site.url(path), allow_private=True, **more)  # type: ignore[arg-type]


def answer(got: Answer | Failure) -> Answer:
    """The answer that a test expects."""
    assert isinstance(got, Answer), got
    return got


def failure(got: Answer | Failure) -> str:
    """The reason that a test expects."""
    assert isinstance(got, Failure), got
    return got.message


def named(site: Site, *ips: list[str], bounds: Bounds = PATIENT) -> Client:
    """A client for which every name is the next of these lists of addresses, the last one for good."""
    rounds = list(ips)

    def resolver(host: str, port: int) -> list[str]:
        return rounds.pop(0) if len(rounds) > 1 else rounds[0]

    return Client(bounds=bounds, resolver=resolver, connector=site.connector)


def test_a_page_comes_with_its_type_and_validator(site: Site) -> None:
    """Body, media type, and what to send back next time."""
    site.page("/a", "Text.", "text/plain; charset=utf-8", ETag='"1"', Last_Modified="Mon, 02 Jun 2025 10:00:00 GMT")
    got = answer(ask(site, "/a#part"))
    assert (got.body, got.media_type) == (b"Text.", "text/plain; charset=utf-8")
    assert got.validator == Validator('"1"', "Mon, 02 Jun 2025 10:00:00 GMT")
    assert [path for path, _ in site.asked] == ["/a"]


def test_servers_are_told_who_asks(site: Site) -> None:
    """Name, version and contact; no cookies, nothing of the environment."""
    site.page("/a", "Text.")
    with Client(contact="desk@news.example") as client:
        answer(client.get(site.url("/a"), allow_private=True))
    headers = site.asked[0][1]
    assert headers["User-Agent"] == agent("desk@news.example")
    assert headers["User-Agent"].startswith("briefing-digest/")
    assert headers["User-Agent"].endswith(" (desk@news.example)")
    assert agent("https://news.example/bot").endswith(" (+https://news.example/bot)")
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}


def test_what_is_unchanged_is_not_sent_again(site: Site) -> None:
    """With the validator the server may answer 304, and the validator stays."""
    site.page("/a", "", status=304)
    known = Validator('"1"', "Mon, 02 Jun 2025 10:00:00 GMT")
    got = answer(ask(site, "/a", validator=known))
    assert (got.unchanged, got.body, got.validator) == (True, b"", known)
    headers = site.asked[0][1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == (known.etag, known.modified)


def test_304_without_a_cache_is_a_failure(site: Site) -> None:
    """Nothing has changed, says a server that was told of nothing."""
    site.page("/a", "", status=304)
    assert "304" in failure(ask(site, "/a"))
    assert "If-None-Match" not in site.asked[0][1]


def test_connections_are_used_again(site: Site) -> None:
    """Several pages of one host, and its robots.txt, come over one connection; robots.txt is asked for once."""
    for path in ("/a", "/b", "/c"):
        site.page(path, "Text.")
    site.page("/robots.txt", "User-agent: *\nDisallow:\n", "text/plain")
    with Client() as client:
        for path in ("/a", "/b", "/c"):
            answer(client.get(site.url(path), allow_private=True))
    assert (site.connections, site.robots) == (1, 1)


@pytest.mark.parametrize("packed", [gzip.compress(b"Text." * 99, mtime=0), zlib.compress(b"Text." * 99)])
def test_packed_bodies_are_unpacked(site: Site, packed: bytes) -> None:
    """By gzip, and by deflate with and without its head."""
    kind = "gzip" if packed.startswith(b"\x1f\x8b") else "deflate"
    site.page("/a", packed, Content_Encoding=kind)
    assert answer(ask(site, "/a")).body == b"Text." * 99
    if kind == "deflate":
        site.page("/b", packed[2:-4], Content_Encoding=kind)
        assert answer(ask(site, "/b")).body == b"Text." * 99


def test_a_bomb_is_not_unpacked(site: Site) -> None:
    """Two hundred kilobytes that hold two hundred megabytes: no more memory than the limit needs, a plain reason."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    site.page("/a", bomb, Content_Encoding="gzip")
    tracemalloc.start()
    try:
        assert "is larger than 1 MB" in failure(ask(site, "/a", Bounds(total_s=9, max_bytes=1_000_000)))
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("body", "said"),
    [(gzip.compress(b"x" * 5000, mtime=0)[:-20], "breaks off"), (b"\x1f\x8bnonsense", "is damaged")],
)
def test_damaged_packing_is_told(site: Site, body: bytes, said: str) -> None:
    """What can't be unpacked whole is not read."""
    site.page("/a", body, Content_Encoding="gzip")
    assert said in failure(ask(site, "/a"))


def test_other_packing_is_told(site: Site) -> None:
    """What was not asked for is not guessed at."""
    site.page("/a", b"x", Content_Encoding="br")
    assert "'br'" in failure(ask(site, "/a"))


def test_a_slow_drip_ends(site: Site) -> None:
    """A byte at a time, each before the server would count as silent: the total counts, in the body and before it."""
    site.endless("/body", b"x", pause_s=0.05)
    site.endless("/head", b"X-A: b\r\n", pause_s=0.05, head=b"HTTP/1.1 200 OK\r\n")
    for path in ("/body", "/head"):
        start = time.monotonic()
        assert "was not sent within 0.5 s (limits.total_s)" in failure(ask(site, path, QUICK))
        assert time.monotonic() - start < GUARD_S


def test_silence_ends(site: Site) -> None:
    """A server that takes the question and says nothing."""
    site.endless("/a", b"", pause_s=60, head=b"HTTP/1.1 200 OK\r\n")
    assert "fell silent for 0.3 s (limits.read_s)" in failure(ask(site, "/a", replace(PATIENT, read_s=0.3)))


def test_an_endless_body_ends(site: Site) -> None:
    """As soon as it is larger than the limit."""
    site.endless("/a", b"x" * 10_000)
    assert "is larger than 0.1 MB (limits.max_file_mb)" in failure(ask(site, "/a"))


def test_endless_headers_end(site: Site) -> None:
    """A head that never ends is no answer."""
    site.endless("/a", b"X-A: " + b"b" * 1000 + b"\r\n", head=b"HTTP/1.1 200 OK\r\n")
    assert "broken answer (Receive buffer too long)" in failure(ask(site, "/a", Bounds(total_s=5)))


def test_what_breaks_off_is_asked_for_again(site: Site) -> None:
    """Half a body is a failure after a few tries."""
    site.page("/a", "<rss><channel><title>T</title>", Content_Length="9999")
    assert "gives a broken answer" in failure(ask(site, "/a"))
    assert len(site.asked) > 1


def test_what_is_no_http_is_told(site: Site) -> None:
    """Any other protocol is an answer that can't be read."""
    site.raw("/a", b"220 mail.example ESMTP\r\n")
    assert "gives a broken answer" in failure(ask(site, "/a"))


def test_redirects_are_followed_to_a_bound(site: Site) -> None:
    """Five, with relative addresses; a sixth is one too many."""
    for n in range(MAX_REDIRECTS + 1):
        site.redirect(f"/{n}", f"{n + 1}", status=(301, 302, 303, 307, 308, 301)[n])
    site.page(f"/{MAX_REDIRECTS + 1}", "Text.")
    got = answer(ask(site, "/1"))
    assert (got.body, got.address) == (b"Text.", site.url(f"/{MAX_REDIRECTS + 1}"))
    assert "redirects more than 5 times" in failure(ask(site, "/0"))


def test_a_redirect_loop_ends(site: Site) -> None:
    """Also where it is a wall that wants a cookie back."""
    site.redirect("/a", "/b")
    site.page("/b", "", status=302, Location="/a", Set_Cookie="consent=asked")
    assert "redirects in a circle; it may want cookies" in failure(ask(site, "/a"))
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    "to", ["javascript:alert(1)", "file:///etc/hostname", "ftp://x/", "http://u:p@x/", "", "http://"]
)
def test_redirects_to_what_is_no_web_address_are_refused(site: Site, to: str) -> None:
    """Only http and https, without credentials."""
    site.redirect("/a", to)
    assert "redirects" in failure(ask(site, "/a"))


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("http://127.0.0.1:{port}/secret", "127.0.0.1 is this machine itself"),
        ("http://2130706433:{port}/secret", "is 127.0.0.1, this machine itself"),
        ("http://[::ffff:127.0.0.1]:{port}/secret", "this machine itself"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is the metadata service of a cloud"),
        ("http://10.1.2.3/", "10.1.2.3 is a private or reserved address"),
    ],
)
def test_redirects_into_the_own_network_are_refused(site: Site, to: str, said: str) -> None:
    """A public page can't make the program ask a private machine."""
    site.redirect("/a", to.format(port=site.port))
    site.page("/secret", "Secret.")

    def resolver(host: str, port: int) -> list[str]:
        return [PUBLIC] if host == "news.example" else ["127.0.0.1" if host.isdecimal() else host.strip("[]")]

    with Client(bounds=PATIENT, resolver=resolver, connector=site.connector) as client:
        why = failure(client.get(site.url("/a", host="news.example")))
    assert said in why
    assert ("allow_private: true" in why) == ("metadata" not in why)
    assert [path for path, _ in site.asked] == ["/a"]


def test_a_name_that_turns_private_is_refused(site: Site) -> None:
    """The address that was judged is the one that is asked; when the name means another later, that one is judged, too."""
    site.page("/a", "Text.", Connection="close")
    with named(site, [PUBLIC], [PUBLIC], ["127.0.0.1"]) as client:
        answer(client.get(site.url("/a", host="news.example")))
        site.pages["/a"] = lambda ask: setattr(ask, "close_connection", True)  # the connection is lost
        assert "is 127.0.0.1, this machine itself" in failure(client.get(site.url("/a", host="news.example")))


def test_the_public_ones_of_several_addresses_are_asked(site: Site) -> None:
    """A name with a private and a public address is asked at the public one only."""
    site.page("/a", "Text.")
    with named(site, ["127.0.0.1", PUBLIC]) as client:
        assert answer(client.get(site.url("/a", host="news.example"))).body == b"Text."


def test_private_sources_open_no_door_to_others(site: Site) -> None:
    """A connection that one source may use is not lent to one that may not."""
    site.page("/a", "Text.")
    with Client(bounds=PATIENT) as client:
        answer(client.get(site.url("/a"), allow_private=True))
        assert "is not asked" in failure(client.get(site.url("/a")))


def test_the_metadata_service_is_never_asked() -> None:
    """Not even by a source that may be private."""
    with Client(bounds=PATIENT) as client:
        got = failure(client.get("http://169.254.169.254/", allow_private=True))
    assert "metadata" in got
    assert "allow_private" not in got


def test_a_resolver_that_hangs_ends() -> None:
    """Looking up a name is bounded like everything else."""
    from threading import Event

    never = Event()

    def resolver(host: str, port: int) -> list[str]:
        never.wait(GUARD_S)
        return []

    with Client(bounds=QUICK, resolver=resolver) as client:
        assert "gives no connection within" in failure(client.get("http://news.example/"))
    never.set()


def test_a_name_that_there_is_not_is_told() -> None:
    """And so is a port at which nobody listens."""

    def resolver(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with Client(bounds=PATIENT, resolver=resolver) as client:
        assert failure(client.get("https://news.example/")) == "gives no connection: there is no host news.example"
    with serve() as gone:
        address = gone.url("/")
    with Client(bounds=PATIENT) as client:
        assert "gives no connection: " in failure(client.get(address, allow_private=True))


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says(site: Site, status: int) -> None:
    """Retry-After in seconds, or as a moment by the server's own clock; else a pause that doubles."""
    site.page("/1", "", status=status, Retry_After="7")
    site.page(
        "/2",
        "",
        status=status,
        Retry_After="Mon, 02 Jun 2025 10:00:05 GMT",
        Date="Mon, 02 Jun 2025 10:00:00 GMT",
    )
    site.page("/3", "", status=status)
    site.page("/4", "Text.")
    site.turns("/a", "/1", "/2", "/3", "/4")
    clock = Clock()
    with Client(clock=clock.now, wait=clock.wait) as client:
        assert answer(client.get(site.url("/a"), allow_private=True)).body == b"Text."
    assert clock.waits == [7.0, 5.0, 4.0]


def test_waits_are_bounded(site: Site) -> None:
    """Who wants to be asked in an hour is left for the next run; who is busy for good, after four tries."""
    site.page("/hour", "", status=429, Retry_After="3600")
    assert "asked too often (429) and wants to be asked again in 3600 s" in failure(ask(site, "/hour"))
    site.page("/busy", "", status=503, Retry_After="0")
    assert "is out of service (503), 4 times" in failure(ask(site, "/busy"))
    assert len(site.asked) == 5


@pytest.mark.parametrize(
    ("status", "said"),
    [(404, "check the address"), (403, "save it"), (410, "remove it"), (500, "fault of its own"), (204, "204")],
)
def test_other_answers_say_what_to_do(site: Site, status: int, said: str) -> None:
    """A status becomes a sentence."""
    site.page("/a", "", status=status)
    assert said in failure(ask(site, "/a"))


# --- robots.txt ----------------------------------------------------------------------------------------------------


def test_robots_are_heeded(site: Site) -> None:
    """What a site closes to programs isn't asked for, also behind a redirect."""
    site.page("/robots.txt", "User-agent: *\nDisallow: /private\n", "text/plain")
    site.page("/a", "Text.")
    site.redirect("/b", "/private/x")
    answer(ask(site, "/a"))
    assert "robots.txt" in failure(ask(site, "/private/x"))
    assert "robots.txt" in failure(ask(site, "/b"))
    assert [path for path, _ in site.asked] == ["/a", "/b"]


def test_a_site_without_robots_is_open_and_a_broken_one_is_closed(site: Site) -> None:
    """404: everything is allowed. A fault of the server: nothing is (RFC 9309)."""
    site.page("/a", "Text.")
    answer(ask(site, "/a"))
    site.page("/robots.txt", "", status=500)
    assert "robots.txt could not be had" in failure(ask(site, "/a"))
    site.page("/robots.txt", "", status=403)
    answer(ask(site, "/a"))


def test_of_a_huge_robots_file_the_start_counts(site: Site) -> None:
    """A site can't be read because its rules are long; the line at which reading ends is no rule."""
    site.page("/a", "Text.")
    site.page("/b", "Text.")
    rules = "User-agent: *\nDisallow: /a\n"
    pad = "#" * (robots.MAX_BYTES - len(rules) - len("\nDisallow: /"))
    site.page("/robots.txt", f"{rules}{pad}\nDisallow: /c{'x' * 6_000_000}", "text/plain")
    assert "robots.txt" in failure(ask(site, "/a"))
    answer(ask(site, "/b"))


# --- TLS -----------------------------------------------------------------------------------------------------------


def secured(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    """A server's side of TLS with a certificate for these names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


def test_certificates_are_checked_against_the_name(authority: trustme.CA) -> None:
    """The connection goes to the judged address, the certificate must be the name's."""
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with serve(secured(authority, "news.example")) as site:
        site.page("/a", "Text.")

        def get(host: str, tls: ssl.SSLContext | None) -> Answer | Failure:
            with Client(
                bounds=PATIENT, resolver=lambda host, port: [PUBLIC], connector=site.connector, tls=tls
            ) as client:
                return client.get(site.url("/a", host=host, scheme="https"))

        assert answer(get("news.example", trusting)).body == b"Text."
        assert "its certificate is not to be trusted" in failure(get("other.example", trusting))
        assert "its certificate is not to be trusted" in failure(get("news.example", None))


def test_a_server_without_tls_is_told(site: Site) -> None:
    """Https to a server that speaks http."""
    with Client(bounds=PATIENT) as client:
        got = client.get(site.url("/a", scheme="https"), allow_private=True)
    assert "no encrypted connection" in failure(got)
