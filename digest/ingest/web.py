"""Asking servers: one address -> its bytes, or the plain reason why not. Bounded in time, size, redirects and tries.

Nothing here reads the environment, keeps cookies or runs what a page holds. What a site's robots.txt asks is done. httpcore speaks HTTP;
where it connects to is decided in `digest.ingest.pinned`, what an answer means in `digest.ingest.answers`.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from digest.ingest import address as addresses
from digest.ingest import answers, decode, inflate, robots
from digest.ingest.answers import Answer, Failure, Later, Redirect
from digest.model import Validator

if TYPE_CHECKING:
    import httpcore

    from digest.ingest.pinned import Connector, Pinned, Resolver

AGENT: Final = "briefing-digest"
"""How it calls itself, also in robots.txt."""
MAX_REDIRECTS: Final = 5
TRIES: Final = 4
"""Times that an address is asked at most, where the server is busy or the line breaks."""
_ACCEPT: Final = "application/rss+xml, application/atom+xml, application/feed+json, text/html, application/xhtml+xml;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long and how much. Times are seconds."""

    connect_s: float = 10
    read_s: float = 20
    total_s: float = 60
    """For one address, redirects and waits included."""
    wait_s: float = 30
    """For all waits of one address before it is asked again."""
    max_bytes: int = 5_000_000
    """Of a body, unpacked."""


def agent(contact: str = "") -> str:
    """What servers are told: "briefing-digest/0.1.0 (desk@news.example)"."""
    try:
        known = version(AGENT)
    except PackageNotFoundError:
        known = "unknown"
    return f"{AGENT}/{known}" + (f" ({'+' if '://' in contact else ''}{contact})" if contact else "")


class Client:
    """Asks addresses, from several threads if need be; connections are kept for the next question until it is closed.

    As soon as `late` says so, nothing more is asked, and what is being sent is not waited for.
    """

    def __init__(
        self,
        *,
        bounds: Bounds | None = None,
        contact: str = "",
        resolver: Resolver | None = None,
        connector: Connector | None = None,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
        late: Callable[[], bool] = lambda: False,
    ) -> None:
        self._late = late
        self._bounds = bounds or Bounds()
        self._agent = agent(contact)
        self._resolver, self._connector, self._tls = resolver, connector, tls
        self._clock, self._wait = clock, wait
        self._lock = threading.Lock()
        self._pools: dict[tuple[bool, bool], tuple[Pinned, httpcore.ConnectionPool]] = {}
        self._rules: dict[tuple[bool, addresses.Origin], robots.Rules | Failure] = {}
        self._asking: dict[tuple[bool, addresses.Origin], threading.Lock] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def get(self, address: str, *, allow_private: bool = False, validator: Validator | None = None) -> Answer | Failure:
        """Asks for one address. With a `validator` of an earlier answer the server may say that nothing has changed."""
        if self._late():
            return Failure("is not asked: the deadline of the run came before its turn", dead=True)
        return self._patiently(address, allow_private, validator or Validator(), polite=True)

    def _patiently(self, address: str, private: bool, validator: Validator, *, polite: bool) -> Answer | Failure:
        """Asks again, after a while, where the server is busy."""
        try:
            start = addresses.checked(address)
        except ValueError as error:
            return Failure(f"is not asked: {error}")
        deadline = self._clock() + self._bounds.total_s
        left_s, pause_s = self._bounds.wait_s, 1.0
        got = self._follow(start, private, validator, deadline, polite=polite)
        for _ in range(TRIES - 1):
            if not isinstance(got, Later):
                return got
            wait_s = pause_s if got.in_s is None else got.in_s
            if wait_s > min(left_s, deadline - self._clock()):
                asked = "" if got.in_s is None else f" and wants to be asked again in {wait_s:.0f} s"
                return replace(got.why, message=f"{got.why.message}{asked}; left for the next run")
            self._wait(wait_s)
            left_s, pause_s = left_s - wait_s, pause_s * 2
            got = self._follow(start, private, validator, deadline, polite=polite)
        if isinstance(got, Later):
            return replace(got.why, message=f"{got.why.message}, {TRIES} times; left for the next run")
        return got

    def _follow(
        self, start: str, private: bool, validator: Validator, deadline: float, *, polite: bool
    ) -> Answer | Failure | Later:
        """One try, through at most so many redirects; each address on the way is judged like the first."""
        here, been = start, [start]
        while True:
            if polite and (said := self._forbids(here, private)):
                return said
            got = self._once(here, private, validator, deadline, whole=polite)
            if not isinstance(got, Redirect):
                return got
            try:
                here = addresses.checked(got.to, base=here)
            except ValueError as error:
                return Failure(f"redirects to an address that is not asked: {error}")
            if here in been:
                return Failure("redirects in a circle; it may want cookies, which are not kept")
            if len(been) > MAX_REDIRECTS:
                return Failure(f"redirects more than {MAX_REDIRECTS} times; write the address where it ends")
            been.append(here)

    def _forbids(self, here: str, private: bool) -> Failure | None:
        """Why the site wants to be left alone, if it does. Its robots.txt is asked for once a run."""
        origin = addresses.origin(here)
        with self._lock:
            asking = self._asking.setdefault((private, origin), threading.Lock())
        with asking:
            if (private, origin) not in self._rules:
                self._rules[private, origin] = self._robots(here, private)
        rules = self._rules[private, origin]
        if isinstance(rules, Failure):
            return rules
        target = "/" + here.split("://", 1)[1].partition("/")[2]
        if rules.allow(target):
            return None
        return Failure("is closed to programs by the site's robots.txt; ask the site, or save the articles by hand")

    def _robots(self, here: str, private: bool) -> robots.Rules | Failure:
        """RFC 9309: where there is no such file everything is allowed, where the server fails nothing is."""
        scheme, _, rest = here.partition("://")
        got = self._patiently(f"{scheme}://{rest.partition('/')[0]}/robots.txt", private, Validator(), polite=False)
        if isinstance(got, Answer):
            try:
                text = decode.decode(got.body, media_type=got.media_type)
            except ValueError:
                return robots.EVERYTHING  # a picture, say: no rules in it
            cut = len(got.body) >= robots.MAX_BYTES
            return robots.parse(
                text[: text.rfind("\n") + 1] if cut else text, agent=AGENT
            )  # half a line is another rule
        if not got.dead:
            return robots.EVERYTHING
        if not got.status:
            return got
        return Failure(f"is not asked, since the site's robots.txt could not be had: it {got.message}", dead=True)

    def _once(
        self, here: str, private: bool, validator: Validator, deadline: float, *, whole: bool
    ) -> Answer | Failure | Later | Redirect:
        """Asks one address, and says in plain words what goes wrong with the connection. Unless `whole`, the start of the body will do."""
        import httpcore

        from digest.ingest.pinned import Refused

        backend, pool = self._pool(private, here.startswith("https:"))
        backend.until(deadline)
        times = {"connect": self._bounds.connect_s, "read": self._bounds.read_s, "write": self._bounds.read_s}
        try:
            with pool.stream(
                "GET", here, headers=self._headers(here, validator), extensions={"timeout": times}
            ) as response:
                most = self._bounds.max_bytes if whole else robots.MAX_BYTES
                return answers.read(response, here, validator, max_bytes=most, whole=whole)
        except Refused as error:
            meant = "; where that is meant, write allow_private: true at the source" if error.may_be_meant else ""
            return Failure(f"is not asked: {error}{meant}")
        except httpcore.TimeoutException as error:
            return self._too_slow(error, deadline)
        except httpcore.ConnectError as error:
            return Failure(f"gives no connection: {error}", dead=True)
        except (httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
            return Later(Failure(f"gives a broken answer ({_plain(error)})", dead=True), None)
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            return Failure(f"cannot be asked ({_plain(error)})")
        except ValueError as error:
            return Failure(f"is not read: {error}")

    def _too_slow(self, error: Exception, deadline: float) -> Failure:
        """Which of the bounds ended a wait."""
        import httpcore

        if self._late():
            return Failure("was not sent before the deadline of the run", dead=True)
        if isinstance(error, httpcore.ConnectTimeout):
            return Failure(f"gives no connection within {self._bounds.connect_s:g} s (limits.connect_s)", dead=True)
        if self._clock() >= deadline:
            return Failure(f"was not sent within {self._bounds.total_s:g} s (limits.total_s)", dead=True)
        return Failure(f"fell silent for {self._bounds.read_s:g} s (limits.read_s)", dead=True)

    def _headers(self, here: str, validator: Validator) -> list[tuple[bytes, bytes]]:
        host = here.split("://", 1)[1].partition("/")[0]
        said: Mapping[str, str] = {
            "Host": host,
            "User-Agent": self._agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": inflate.ACCEPTED,
            "If-None-Match": validator.etag,
            "If-Modified-Since": validator.modified,
        }
        return [(key.encode(), value.encode("latin-1")) for key, value in said.items() if value]

    def _pool(self, private: bool, secure: bool) -> tuple[Pinned, httpcore.ConnectionPool]:
        """Connections to private networks are kept apart, so that no other source can use them; whom to trust is looked up late."""
        import httpcore

        from digest.ingest import pinned

        with self._lock:
            if (private, secure) not in self._pools:
                backend = pinned.Pinned(
                    clock=self._clock,
                    resolver=self._resolver or pinned.resolve,
                    connector=self._connector or pinned.connect,
                    allow_private=private,
                    late=self._late,
                )
                self._tls = self._tls or (_trusted() if secure else None)
                pool = httpcore.ConnectionPool(
                    ssl_context=self._tls,
                    max_connections=None,
                    max_keepalive_connections=64,
                    keepalive_expiry=15,
                    network_backend=backend,
                )
                self._pools[private, secure] = backend, self._open.enter_context(pool)
            return self._pools[private, secure]


def _trusted() -> ssl.SSLContext:
    """Whom the system trusts, and whom browsers do where it knows nobody."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _plain(error: Exception) -> str:
    said = " ".join(str(error).split())[:120]
    return said or type(error).__name__
