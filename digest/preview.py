"""The draft in a browser, made again when the configuration or a template has changed.

A server for one reader on one machine: it listens on loopback only, answers one request after the other, and refuses every host name but
its own, so that no page on the web can read the draft by giving its name the address of this machine. What it serves are two fixed pages
and the files of the draft, held in memory: no part of a request becomes a path. Nothing runs between requests; the page
asks every two seconds whether it is still up to date, and the draft is made when the page is fetched.
"""

from __future__ import annotations

import os
import re
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from digest.config.faults import SECRET
from digest.errors import DigestError

HOST = "127.0.0.1"
SECONDS = 2
"""How often the page asks whether it is up to date."""
_WAIT_S = 2.0
"""How long a browser that has connected may keep silent, while others wait."""
_MOST_FILES = 1000
"""Files of a templates folder that are looked at."""
_MOST_BYTES = 1_000_000
"""How far into a file the line of a fault is looked for."""
_MOST_FAULTS = 100
_MOST_LETTERS = 1000

_SCRIPT = """
const {state, seconds} = document.currentScript.dataset;
const asking = setInterval(async () => {
  try {
    const answer = await fetch("/state");
    if (!answer.ok || await answer.text() === state) return;
    clearInterval(asking);
    location.reload();
  } catch { /* the server has ended: the page stays as it is */ }
}, 1000 * seconds);
"""
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src 'self'; "
    f"script-src 'sha256-{b64encode(sha256(_SCRIPT.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may do: nothing but to look as it does, and to run the one script above."""
_BAR = "position:sticky;bottom:0;padding:.4rem 1rem;font:14px/1.4 sans-serif;color:#fff;background:#333;display:flex;gap:1rem"
_KINDS = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "md": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
}

Stamps = Mapping[str, tuple[int, ...]]
"""What tells, by path, whether a file is still the same: time of change, size and place on the disk; nothing where there is none."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A configuration that was read: the files and folders on which the draft depends, and what makes the draft's files of it."""

    watched: tuple[Path, ...]
    make: Callable[[], Mapping[str, bytes]]
    """Gives file name -> bytes; raises `DigestError`."""


@dataclass(slots=True)
class Draft:
    """What is shown: the files of the last draft that could be made, and what is wrong since.

    `load` reads the configuration and raises `DigestError`; `watched` are the files that decide before it was ever read.
    """

    load: Callable[[], Plan]
    watched: tuple[Path, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    stamps: Stamps | None = None

    def state(self) -> str:
        """A name for what the watched files are now."""
        return _named(stamps(self.watched))

    def refresh(self) -> str:
        """Makes the draft again where a watched file has changed, and names the state of the files of which it is made."""
        now = stamps(self.watched)
        if now != self.stamps:
            try:
                plan = self.load()
                if plan.watched != self.watched:
                    self.watched = plan.watched
                    now = {**(new := stamps(plan.watched)), **{path: now[path] for path in now if path in new}}
                self.files, self.faults = dict(plan.make()), ()
            except DigestError as error:
                self.faults = tuple(str(error).split("\n")[:_MOST_FAULTS])
            self.stamps = now
        return _named(now)


def stamps(watched: Sequence[Path]) -> Stamps:
    """The state of every watched file, and of those in a watched folder. Nothing is read but their entries."""
    return {path: _stamp(path) for one in watched for path in (str(one), *islice(_within(one), _MOST_FILES))}


def _within(folder: Path) -> Iterator[str]:
    for at, folders, names in os.walk(folder):
        folders.sort()
        yield from (os.path.join(at, name) for name in sorted(names))


def _stamp(path: str) -> tuple[int, ...]:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino


def _named(found: Stamps) -> str:
    return sha256(repr(sorted(found.items())).encode()).hexdigest()[:16]


def server(draft: Draft, *, port: int = 0) -> HTTPServer:
    """A server of the draft on loopback; on a free port if `port` is 0. Raises `OSError` where the port is taken.

    It answers no request before `serve_forever` or `handle_request` is called, and is to be closed.
    """

    class Handler(_Handler):
        shown = draft

    return _Server((HOST, port), Handler)


class _Server(HTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is no fault."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    """Answers one request and closes the connection."""

    shown: Draft
    timeout = _WAIT_S
    server_version, sys_version = "digest", ""

    def do_GET(self) -> None:
        """A page, a file of the draft, or nothing."""
        port = self.server.server_port  # type: ignore[attr-defined]
        if self.headers.get_all("Host") not in ([f"{HOST}:{port}"], [f"localhost:{port}"]):
            self._send(HTTPStatus.MISDIRECTED_REQUEST, f"Ask for http://{HOST}:{port}/ by this address.\n")
        elif self.path == "/state":
            self._send(HTTPStatus.OK, self.shown.state())
        elif self.path == "/":
            state = self.shown.refresh()
            faulty = bool(self.shown.faults)
            self._send(HTTPStatus.OK, page(self.shown, state), "html", again=faulty)
        else:
            files = {f"/{quote(name)}": name for name in self.shown.files}
            if self.path not in files:
                self._send(HTTPStatus.NOT_FOUND, "There is no such page.\n")
                return
            name = files[self.path]
            self._send(HTTPStatus.OK, self.shown.files[name], name.rpartition(".")[2])

    def _refuse(self) -> None:
        self._send(HTTPStatus.METHOD_NOT_ALLOWED, "Only GET is answered.\n")

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _refuse

    def _send(self, status: HTTPStatus, body: str | bytes, kind: str = "md", *, again: bool = False) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.close_connection = True
        self.send_response_only(status)
        for name, value in (
            ("Content-Type", _KINDS[kind]),
            ("Content-Length", str(len(data))),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Referrer-Policy", "no-referrer"),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
        ):
            self.send_header(name, value)
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET")
        if kind == "html":  # the browser's own viewer of PDFs needs more than a page may do
            self.send_header("Content-Security-Policy", _POLICY)
        if again:  # a page of faults comes back by itself, with scripts off, too
            self.send_header("Refresh", str(SECONDS))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not told: the page asks all the time."""


def page(draft: Draft, state: str) -> bytes:
    """The HTML edition with a bar of links below it, or what is wrong; and the script that fetches it again."""
    script = f'<script data-state="{state}" data-seconds="{SECONDS}">{_SCRIPT}</script>'
    whole = next((body for name, body in draft.files.items() if name.endswith(".html")), b"")
    if draft.faults or not whole:
        return (_faults(draft) + script).encode()
    bar = f'<nav class="preview" style="{_BAR}"><span>Preview</span>{_links(draft, "color:#fff")}</nav>'
    print_off = "<style>@media print { .preview { display: none !important } }</style>"
    before, end, after = whole.rpartition(b"</body>")
    added = (print_off + bar + script).encode()
    return before + added + end + after if end else whole + added


def _links(draft: Draft, style: str) -> str:
    return " ".join(
        f'<a style="{style}" href="/{escape(quote(name))}">{escape(name.rpartition(".")[2].upper())}</a>'
        for name in draft.files
    )


def _faults(draft: Draft) -> str:
    """A page of everything that is wrong: what was said, and the line of the file of which it is said."""
    told = draft.faults or ("the draft has no HTML page; what is wrong with it stands in its data",)
    rows = "".join(f"<li>{escape(_short(fault))}{_line(draft.stamps or {}, fault)}</li>" for fault in told)
    last = f"<p>The last draft that could be made: {_links(draft, '')}</p>" if draft.files else ""
    watched = ", ".join(escape(str(path)) for path in draft.watched)
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The draft cannot be made</title>'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        "<style>body { font: 16px/1.5 sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; "
        "overflow-wrap: anywhere } pre { overflow-x: auto; padding: .5rem; border-left: 3px solid #b00 }</style>"
        f"</head><body><h1>The draft cannot be made</h1><ul>{rows}</ul>{last}"
        f"<p>This page looks again as soon as one of these changes: {watched}</p></body></html>"
    )


def _line(known: Stamps, fault: str) -> str:
    """The line of a watched file that a fault begins by naming ("config.yaml:7: …"); not one that may hold a password."""
    named = re.match(r"(.+?):(\d{1,6}): ", fault)
    if named is None or not known.get(str(Path(named[1]))) or not os.path.isfile(named[1]):
        return ""
    with suppress(OSError), open(named[1], "rb") as stream:  # it may have gone since: then the message has to do
        lines = stream.read(_MOST_BYTES).decode("utf-8", "replace").split("\n")
        line = "".join(lines[int(named[2]) - 1 : int(named[2])])
        if line.strip() and not SECRET.search(line):
            return f"<pre>{named[2]}: {escape(_short(line))}</pre>"
    return ""


def _short(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS] + " […]"
