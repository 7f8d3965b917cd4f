"""A web server on loopback for tests: pages that tests write, and every way to misbehave that they ask for."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]

PUBLIC = "93.184.215.14"
"""Stands for the server where a test needs one that isn't private: the connection is led to loopback."""


@dataclass
class Site:
    """What the server holds, and what it was asked."""

    port: int
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Path and headers of every question, robots.txt not counted."""
    robots: int = 0
    """How often robots.txt was asked for."""
    connections: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    """Set at the end of the test: what drips stops then."""

    def url(self, path: str, *, host: str = "127.0.0.1", scheme: str = "http") -> str:
        """The address of a page."""
        return f"{scheme}://{host}:{self.port}{path}"

    def page(
        self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str
    ) -> None:
        """Puts a page there. `_` in the name of a header stands for a hyphen."""
        data = body.encode() if isinstance(body, str) else body

        def answer(ask: BaseHTTPRequestHandler) -> None:
            ask.send_response_only(status)
            if kind:
                ask.send_header("Content-Type", kind)
            for key, value in headers.items():
                ask.send_header(key.replace("_", "-"), value)
            if "Content_Length" not in headers:
                ask.send_header("Content-Length", str(len(data)))
            ask.end_headers()
            ask.wfile.write(data)
            ask.close_connection = "Content_Length" in headers

        self.pages[path] = answer

    def redirect(self, path: str, to: str, status: int = 302) -> None:
        """Sends whoever asks for `path` elsewhere."""
        self.page(path, "", status=status, Location=to)

    def endless(self, path: str, piece: bytes, *, pause_s: float = 0.0, head: bytes = b"") -> None:
        """A body that never ends, a piece at a time. With `head` the answer is that, and then the pieces, as they are."""

        def answer(ask: BaseHTTPRequestHandler) -> None:
            if head:
                ask.wfile.write(head)
            else:
                ask.send_response_only(200)
                ask.send_header("Content-Type", "application/xml")
                ask.end_headers()
            ask.close_connection = True
            while not self.over.is_set():
                ask.wfile.write(piece)
                ask.wfile.flush()
                if pause_s:
                    self.over.wait(pause_s)

        self.pages[path] = answer

    def turns(self, path: str, *others: str) -> None:
        """Answers for `path` with what stands at the others, one after the other, the last one for good."""
        left = list(others)

        def answer(ask: BaseHTTPRequestHandler) -> None:
            self.pages[left.pop(0) if len(left) > 1 else left[0]](ask)

        self.pages[path] = answer

    def raw(self, path: str, answer: bytes) -> None:
        """These bytes and nothing else, then the connection ends."""

        def write(ask: BaseHTTPRequestHandler) -> None:
            ask.wfile.write(answer)
            ask.close_connection = True

        self.pages[path] = write

    def connector(self, ip: str, port: int, timeout_s: float) -> socket.socket:
        """Leads connections to `PUBLIC` here, refuses any other: nothing leaves this machine."""
        if ip not in (PUBLIC, "127.0.0.1"):
            raise OSError(f"the test would connect to {ip}")
        return socket.create_connection(("127.0.0.1", self.port), timeout_s)


@contextmanager
def serve(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A running server."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            site.connections += 1
            super().setup()

        def do_GET(self) -> None:
            path = self.path
            if path == "/robots.txt":
                site.robots += 1
            else:
                site.asked.append((path, dict(self.headers)))
            answer = site.pages.get(path)
            if answer is None:
                self.send_error(404)
                return
            with suppress(OSError):
                answer(self)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that goes away is none of the test's concern."""

    server = Server(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Clock:
    """Time that passes by waiting, besides its own pace."""

    passed_s: float = 0.0
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        """Seconds."""
        return time.monotonic() + self.passed_s

    def wait(self, seconds: float) -> None:
        """Doesn't."""
        self.waits.append(seconds)
        self.passed_s += seconds
