"""The conversation with a mail server (RFC 5321): one connection, one mail at a time, one answer for each.

Written here and not with the standard library's client, because what matters is what happens when it goes wrong: every phase is bounded in
time as a whole, however slowly the bytes come; an answer is bounded in size; and it is known whether the connection broke before the final
dot, when the mail was not taken, or behind it, when it may have been.
"""

from __future__ import annotations

import re
import socket
import ssl
import time
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from digest.deliver.message import Letter, clean
from digest.errors import DeliveryError

MAX_REPLY = 20_000
"""Most bytes of one answer, all its lines together."""
_SHOWN = 200
_REPLY = re.compile(rb"([2-5][0-9][0-9])(?:([ -])(.*))?")
_ENHANCED = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})\b")
_GONE = re.compile(r"5\.1\.(?:1|2|3|6|10)\b|5\.2\.1\b")
"""Enhanced codes (RFC 3463) that say that there is no such mailbox, or that it is closed for good."""


class ServerError(DeliveryError):
    """The server takes no mail at all, so that no single mail is to blame. `lasting`: trying again by itself will not help."""

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting


class _Broken(Exception):
    """The connection can't be used any more: dropped, silent for too long, or not speaking SMTP."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over, and who says so."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    own_name: str
    """What we call ourselves: the sender's domain."""
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds a phase may take as a whole (RFC 5321, 4.5.3.2, shorter where a submission server answers itself)."""

    connect_s: float = 30.0
    greeting_s: float = 120.0
    command_s: float = 120.0
    content_s: float = 600.0
    """From DATA to the last byte."""
    taken_s: float = 600.0
    """From the final dot to the answer."""


class Answer(NamedTuple):
    """What became of one mail."""

    state: Literal["sent", "deferred", "failed", "unknown"]
    code: int
    """0 where there was no answer."""
    reply: str
    gone: bool = False
    """There is no such mailbox: nothing should be sent to it again."""


class _Reply(NamedTuple):
    code: int
    text: str
    """Its lines, joined."""
    lines: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        return self.code < 400

    def __str__(self) -> str:
        return clean(f"{self.code} {self.text}", _SHOWN)


class Line:
    """An open connection, greeted, encrypted and logged in. `usable` is false as soon as another is needed."""

    def __init__(self, plug: socket.socket, server: Server, patience: Patience) -> None:
        self._plug = plug
        self._server = server
        self._patience = patience
        self._buffer = b""
        self.usable = True
        self.max_size = 0
        """Largest mail that the server says it takes; 0: it doesn't say."""

    def send(self, letter: Letter) -> Answer:
        """Hands one mail over."""
        if self.max_size and len(letter.body) > self.max_size:
            said = (
                f"{self._server}: takes mails of at most {self.max_size:,} bytes, and these have {len(letter.body):,}"
            )
            raise ServerError(said, lasting=True)
        try:
            return self._transaction(letter)
        except _Broken as err:
            self.drop()
            return Answer("deferred", 0, str(err))

    def close(self) -> None:
        """Says goodbye; whatever comes of it, the mails are settled."""
        if self.usable:
            try:
                self._ask("QUIT", self._patience.command_s / 10)
            except _Broken:
                self.usable = False  # nothing depends on a polite end
        self.drop()

    def drop(self) -> None:
        """Ends the connection at once."""
        self.usable = False
        self._plug.close()

    def _transaction(self, letter: Letter) -> Answer:
        wait_s = self._patience.command_s
        for command in (f"MAIL FROM:<{letter.sender}>", f"RCPT TO:<{letter.recipient}>"):
            got = self._ask(command, wait_s)
            if not got.is_good:
                return self._refused(got, gone=command.startswith("RCPT") and _is_gone(got))
        got = self._ask("DATA", wait_s)
        if got.code != 354:
            return self._refused(got) if not got.is_good else self._strange(got)
        try:
            self._write(_stuffed(letter.body), self._patience.content_s)
        except _Broken as broken:
            # A server that refuses the content early says why before it closes.
            try:
                got = self._read(1.0)
            except _Broken:
                raise broken from None
            if got.is_good:
                raise
            return self._refused(got, over=True)
        try:
            got = self._read(self._patience.taken_s)
        except _Broken as err:
            self.drop()
            return Answer("unknown", 0, f"after the whole mail was sent: {err}")
        if got.code >= 300:
            return self._refused(got, over=True) if not got.is_good else Answer("unknown", got.code, str(got))
        return Answer("sent", got.code, str(got))

    def _refused(self, got: _Reply, *, gone: bool = False, over: bool = False) -> Answer:
        """The answer for a mail that was refused; the connection is made ready for the next one."""
        if got.code == 421:
            self.drop()
        elif not over:
            try:
                if not self._ask("RSET", self._patience.command_s).is_good:
                    self.close()
            except _Broken:
                self.drop()
        return Answer("deferred" if got.code < 500 else "failed", got.code, str(got), gone)

    def _strange(self, got: _Reply) -> Answer:
        self.drop()
        return Answer("deferred", got.code, f"answered DATA with {got}")

    # --- opening ---------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        if self._server.security == "tls":
            self._encrypt()
        got = self._read(self._patience.greeting_s)
        if got.code != 220:
            raise self._none(f"refuses the connection: {got}", lasting=got.code >= 500)
        offers = self._hello()
        if self._server.security == "starttls":
            if "STARTTLS" not in offers:
                raise self._none("offers no STARTTLS, so that nothing would be secret; nothing was sent", lasting=True)
            got = self._ask("STARTTLS", self._patience.command_s)
            if got.code != 220:
                raise self._none(f"refuses STARTTLS: {got}", lasting=got.code >= 500)
            if self._buffer:
                raise self._none("sent more than its answer to STARTTLS; somebody may be in between", lasting=True)
            self._encrypt()
            offers = self._hello()
        size = offers.get("SIZE", "")
        self.max_size = int(size) if size.isdecimal() and len(size) < 16 else 0
        if self._server.user:
            self._log_in(offers.get("AUTH", "").upper().split())

    def _hello(self) -> dict[str, str]:
        """Greets, and gives what the server offers: keyword -> the rest of its line."""
        got = self._ask(f"EHLO {self._server.own_name}", self._patience.command_s)
        if not got.is_good:
            raise self._none(f"refuses EHLO: {got}", lasting=got.code >= 500)
        pairs = (line.replace("=", " ", 1).partition(" ") for line in got.lines[1:])
        return {word.upper(): rest.strip() for word, _, rest in pairs}

    def _encrypt(self) -> None:
        ca_file = self._server.ca_file
        try:
            context = ssl.create_default_context(cafile=str(ca_file) if ca_file else None)
        except OSError as err:
            raise self._none(f"the certificates in {ca_file} cannot be read: {err}", lasting=True) from err
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            self._plug.settimeout(self._patience.greeting_s)
            self._plug = context.wrap_socket(self._plug, server_hostname=self._server.host)
        except ssl.SSLCertVerificationError as err:
            raise self._none(
                f"its certificate is not valid: {err.verify_message}; nothing was sent", lasting=True
            ) from err
        except TimeoutError as err:
            raise _Broken("did not encrypt the line in time") from err
        except (ssl.SSLError, OSError) as err:
            raise self._none(
                f"the line cannot be encrypted: {_reason(err)}", lasting=isinstance(err, ssl.SSLError)
            ) from err

    def _log_in(self, ways: list[str]) -> None:
        user, password = (b64encode(text.encode()).decode() for text in (self._server.user, self._server.password))
        if "PLAIN" in ways:
            words = ["AUTH PLAIN " + b64encode(f"\0{self._server.user}\0{self._server.password}".encode()).decode()]
        elif "LOGIN" in ways:
            words = ["AUTH LOGIN", user, password]
        else:
            raise self._none(
                f"offers no way to log in that is known here (it offers: {' '.join(ways) or 'none'})", lasting=True
            )
        code = 334
        try:
            for word in words:
                code = self._ask(word, self._patience.command_s).code if code == 334 else code
        except _Broken:
            # What a strange server says may hold what it was told: its words are left out.
            raise _Broken("the connection broke, or the server answered no SMTP, during the login") from None
        if code != 235:
            raise self._none(f"refuses the login of {self._server.user}: {code}", lasting=code >= 500)

    def _none(self, said: str, *, lasting: bool) -> ServerError:
        return ServerError(f"{self._server}: {said}", lasting=lasting)

    # --- bytes -----------------------------------------------------------------------------------------------------

    def _ask(self, command: str, wait_s: float) -> _Reply:
        if self._buffer:
            raise _Broken("the server spoke out of turn")
        self._write(command.encode("ascii") + b"\r\n", wait_s)
        return self._read(wait_s)

    def _write(self, data: bytes, wait_s: float) -> None:
        try:
            self._plug.settimeout(wait_s)
            self._plug.sendall(data)  # the time is for all of it
        except TimeoutError as err:
            raise _Broken(f"the server took no more bytes for {wait_s:g} s") from err
        except OSError as err:
            raise _Broken(f"the connection broke: {_reason(err)}") from err

    def _read(self, wait_s: float) -> _Reply:
        """The next answer, of one or several lines, within `wait_s` seconds as a whole."""
        until = time.monotonic() + wait_s
        code, lines, size = b"", [], 0
        while True:
            line = self._line(until, wait_s)
            size += len(line)
            found = _REPLY.fullmatch(line)
            if found is None or (code and found[1] != code) or size > MAX_REPLY:
                raise _Broken(f"the server answered no SMTP: {clean(line[:80].decode('latin-1'), 80)!r}")
            code = found[1]
            lines.append((found[3] or b"").decode("latin-1"))
            if found[2] != b"-":
                return _Reply(int(code), " ".join(lines), tuple(lines))

    def _line(self, until: float, wait_s: float) -> bytes:
        while b"\n" not in self._buffer:
            left = until - time.monotonic()
            try:
                if left <= 0:
                    raise TimeoutError
                self._plug.settimeout(left)
                got = self._plug.recv(4096)
            except TimeoutError as err:
                raise _Broken(f"the server did not answer within {wait_s:g} s") from err
            except OSError as err:
                raise _Broken(f"the connection broke: {_reason(err)}") from err
            if not got:
                raise _Broken("the server closed the connection")
            self._buffer += got
            if len(self._buffer) > MAX_REPLY:
                raise _Broken("the server answered more than can be meant")
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line.rstrip(b"\r")


def connect(server: Server, patience: Patience = Patience()) -> Line:
    """A connection that takes mails. Raises `ServerError` where the server takes none, or can't be trusted."""
    try:
        plug = socket.create_connection((server.host, server.port), timeout=patience.connect_s)
    except OSError as err:
        raise ServerError(f"{server}: cannot be reached: {_reason(err)}") from err
    line = Line(plug, server, patience)
    try:
        line._open()
    except _Broken as err:
        line.drop()
        raise ServerError(f"{server}: {err}") from err
    except ServerError:
        line.drop()
        raise
    return line


def _stuffed(body: bytes) -> bytes:
    """The mail as it goes over the line: a dot before each line that begins with one, and the final dot."""
    whole = (b"." if body.startswith(b".") else b"") + body.replace(b"\r\n.", b"\r\n..")
    return whole + (b"" if whole.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _is_gone(got: _Reply) -> bool:
    """True where a refusal of the recipient says that the mailbox is no more; a plain 550, 551 or 553 says so, too."""
    said = _ENHANCED.search(got.text[:40])
    return bool(_GONE.match(said[0])) if said else got.code in {550, 551, 553}


def _reason(err: OSError) -> str:
    return err.strerror or str(err) or type(err).__name__
