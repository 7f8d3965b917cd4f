"""Connections to addresses that were judged: the name is resolved here, once, and the socket goes where the judged address is.

The certificate is checked against the name all the same. Every wait ends when the time of the request that it belongs to is over, however
little at a time the other side sends.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from digest.ingest.address import refusal

Resolver = Callable[[str, int], Sequence[str]]
"""Host and port -> the addresses of its machines, best first. Raises OSError where there is none."""
Connector = Callable[[str, int, float], socket.socket]
"""Address, port and seconds -> a connected socket. Raises OSError."""


class Refused(Exception):
    """The machine behind a name may not be asked; the message says why."""

    def __init__(self, message: str, *, may_be_meant: bool) -> None:
        super().__init__(message)
        self.may_be_meant = may_be_meant
        """Whether a source that is allowed to be private may ask it."""


def resolve(host: str, port: int) -> list[str]:
    """The system's own answer, each address once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def connect(ip: str, port: int, timeout_s: float) -> socket.socket:
    """A connection to that address and no other."""
    return socket.create_connection((ip, port), timeout_s)


class Pinned(httpcore.NetworkBackend):
    """Opens connections for one pool; with `allow_private` also to machines of private networks."""

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        resolver: Resolver,
        connector: Connector,
        allow_private: bool,
        late: Callable[[], bool] = lambda: False,
    ) -> None:
        self._clock, self._resolver, self._connector, self._private = clock, resolver, connector, allow_private
        self._late = late
        self._own = threading.local()

    def until(self, deadline: float) -> None:
        """From now on everything that this thread waits for ends at `deadline`, in the clock's seconds."""
        self._own.deadline = deadline

    def left(self, timeout: float | None, *, late: type[Exception]) -> float:
        """Seconds that a wait may take. Raises `late` where none are left, or where the run's own deadline has come."""
        left = float(self._own.deadline) - self._clock()
        if left <= 0 or self._late():
            raise late("the time is over")
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Tries the machines behind `host` that may be asked, one after the other. Raises `Refused` where none may."""
        ips = self._resolved(host, port, self.left(timeout, late=httpcore.ConnectTimeout))
        reasons = {ip: refusal(ip, allow_private=self._private) for ip in ips}
        allowed = [ip for ip in ips if not reasons[ip]]
        if not allowed:
            ip, why = next(iter(reasons.items()), ("", "no machine"))
            meant = any(not refusal(one, allow_private=True) for one in ips)
            raise Refused(f"{host} is {ip}, {why}" if ip != host else f"{host} is {why}", may_be_meant=meant)
        failure: OSError | None = None
        for ip in allowed[:4]:
            wait_s = self.left(timeout, late=httpcore.ConnectTimeout)
            try:
                sock = self._connector(ip, port, wait_s)
            except OSError as error:
                failure = error
                continue
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return _Stream(sock, self)
        if isinstance(failure, TimeoutError):
            raise httpcore.ConnectTimeout(str(failure)) from failure
        raise httpcore.ConnectError((failure and failure.strerror) or str(failure)) from failure

    def _resolved(self, host: str, port: int, timeout_s: float) -> Sequence[str]:
        """The system's resolver knows no bound of time: it is asked in a thread that may be left behind."""
        answer: list[Sequence[str] | OSError | UnicodeError] = []

        def ask() -> None:
            try:
                answer.append(self._resolver(host, port))
            except (OSError, UnicodeError) as error:
                answer.append(error)

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(timeout_s)
        if not answer:
            raise httpcore.ConnectTimeout("the name was not resolved in time")
        if isinstance(answer[0], OSError | UnicodeError):
            raise httpcore.ConnectError(f"there is no host {host}") from answer[0]
        return answer[0]


class _Stream(httpcore.NetworkStream):
    """A socket of which every wait is bounded by the deadline of the thread that uses it."""

    def __init__(self, sock: socket.socket, backend: Pinned) -> None:
        self._sock, self._backend = sock, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._sock.settimeout(self._backend.left(timeout, late=httpcore.ReadTimeout))
        try:
            return self._sock.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        while buffer:
            self._sock.settimeout(self._backend.left(timeout, late=httpcore.WriteTimeout))
            try:
                buffer = buffer[self._sock.send(buffer) :]
            except TimeoutError as error:
                raise httpcore.WriteTimeout(str(error)) from error
            except OSError as error:
                raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        self._sock.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            self._sock.settimeout(self._backend.left(timeout, late=httpcore.ConnectTimeout))
            made = ssl_context.wrap_socket(self._sock, server_hostname=server_hostname)
        except TimeoutError as error:
            self.close()
            raise httpcore.ConnectTimeout(str(error)) from error
        except (OSError, ValueError) as error:
            self.close()
            raise httpcore.ConnectError(_why(error)) from error
        except httpcore.ConnectTimeout:
            self.close()
            raise
        return _Stream(made, self._backend)

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            return _is_readable(self._sock)
        return self._sock if info in ("socket", "ssl_object") and isinstance(self._sock, ssl.SSLSocket) else None


def _is_readable(sock: socket.socket) -> bool:
    """True where the other side has said something or gone: an idle connection of which that holds is of no use."""
    if sock.fileno() < 0:
        return True
    import select

    poll = select.poll()
    poll.register(sock.fileno(), select.POLLIN)
    return bool(poll.poll(0))


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return f"no encrypted connection: {error.reason or 'the server speaks no TLS'}"
    return f"no encrypted connection: {error}"
