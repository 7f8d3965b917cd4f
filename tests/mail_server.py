"""A mail server on sockets that does what a script says: the right answers, or at one step a wrong one. For tests of delivery."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

STEPS = ("connect", "ehlo", "mail", "rcpt", "data", "content", "dot", "rset", "quit")
"""What can go wrong, in the order of a conversation; `content` is while the mail is sent, `dot` after it."""


@dataclass
class Taken:
    """A mail that the server said it took, or whose whole content it got."""

    sender: str
    recipients: list[str]
    body: bytes


Fault = Callable[["Talk"], bool]
"""Does something instead of the right answer; false ends the connection."""


@dataclass
class Script:
    """What to do at a step, for a recipient (or at any time, with an empty one); each at most `times` times."""

    step: str
    fault: Fault
    recipient: str = ""
    times: int = 1_000_000


@dataclass
class Sink:
    """A running server: its port, and what it got."""

    port: int = 0
    scripts: list[Script] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    connections: int = 0
    features: tuple[str, ...] = ()
    stop: threading.Event = field(default_factory=threading.Event)

    def addresses(self) -> list[str]:
        """Who got a mail, in order."""
        return [address for mail in self.taken for address in mail.recipients]


class Talk:
    """One connection."""

    def __init__(self, plug: socket.socket, sink: Sink, context: ssl.SSLContext | None) -> None:
        self.plug = plug
        self.sink = sink
        self.context = context
        self.buffer = b""
        self.mail = Taken("", [], b"")

    def say(self, text: str) -> bool:
        """Answers; true, so that the conversation goes on."""
        self.plug.sendall(text.encode("latin-1") + b"\r\n")
        return True

    def line(self) -> bytes | None:
        """The next line without its end; None at the end."""
        while b"\n" not in self.buffer:
            got = self.plug.recv(65536)
            if not got:
                return None
            self.buffer += got
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line.rstrip(b"\r")

    def scripted(self, step: str, recipient: str = "") -> Fault | None:
        """The fault for this step, if there is one."""
        for script in self.sink.scripts:
            if script.step == step and script.times > 0 and script.recipient in ("", recipient):
                script.times -= 1
                return script.fault
        return None

    def step(self, name: str, right: str, recipient: str = "") -> bool:
        """Answers rightly, or as the script says."""
        fault = self.scripted(name, recipient)
        return fault(self) if fault else self.say(right)

    def run(self) -> None:
        """The conversation, to its end."""
        if not self.step("connect", "220 sink.example ESMTP"):
            return
        while (line := self.line()) is not None:
            command = line.decode("latin-1")
            self.sink.commands.append(command.partition(" ")[0].upper())
            if not self.answer(command):
                return

    def answer(self, command: str) -> bool:
        """One command; false ends the connection."""
        verb = command[:4].upper()
        address = command.partition("<")[2].partition(">")[0]
        if verb == "EHLO":
            offers = ["sink.example", *self.sink.features, "8BITMIME"]
            if self.context and not isinstance(self.plug, ssl.SSLSocket):
                offers.append("STARTTLS")
            lines = [f"250-{offer}" for offer in offers[:-1]] + [f"250 {offers[-1]}"]
            return self.step("ehlo", "\r\n".join(lines))
        if verb == "STAR" and self.context:
            if not self.step("starttls", "220 go"):
                return False
            self.plug = self.context.wrap_socket(self.plug, server_side=True)
            return True
        if verb == "MAIL":
            self.mail = Taken(address, [], b"")
            return self.step("mail", "250 2.1.0 ok")
        if verb == "RCPT":
            self.mail.recipients.append(address)
            return self.step("rcpt", "250 2.1.5 ok", address)
        if verb == "DATA":
            return self.content()
        if verb in ("RSET", "NOOP", "QUIT", "AUTH"):
            right = {"QUIT": "221 bye", "AUTH": "235 2.7.0 in"}.get(verb, "250 ok")
            return self.step(verb.lower(), right) and verb != "QUIT"
        return self.say("500 what?")

    def content(self) -> bool:
        """From DATA to the answer after the final dot."""
        to = self.mail.recipients[-1]
        fault = self.scripted("data", to)
        if fault:
            return fault(self)
        self.say("354 go on")
        if fault := self.scripted("content", to):
            return fault(self)
        lines: list[bytes] = []
        while (line := self.line()) != b".":
            if line is None:
                return False
            lines.append(line.removeprefix(b"."))
        self.mail.body = b"\r\n".join(lines) + b"\r\n"
        if fault := self.scripted("dot", to):
            return fault(self)
        self.sink.taken.append(self.mail)
        return self.say("250 2.0.0 taken")


@contextmanager
def mail_server(
    *scripts: Script, context: ssl.SSLContext | None = None, implicit: bool = False, features: tuple[str, ...] = ()
) -> Iterator[Sink]:
    """A server on a free port of the loopback while the block runs. `context`: with STARTTLS, or TLS from the beginning."""
    sink = Sink(scripts=list(scripts), features=features)
    plugs: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def serve(plug: socket.socket) -> None:
        with contextlib.suppress(OSError):
            if implicit and context:
                plug = context.wrap_socket(plug, server_side=True)
            talk = Talk(plug, sink, context)
            try:
                talk.run()
            finally:
                talk.plug.close()
        plug.close()

    def listen() -> None:
        with contextlib.suppress(OSError):
            while True:
                plug, _ = door.accept()
                sink.connections += 1
                plugs.append(plug)
                threads.append(threading.Thread(target=serve, args=(plug,), daemon=True))
                threads[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as door:
        sink.port = door.getsockname()[1]
        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        try:
            yield sink
        finally:
            sink.stop.set()
            with contextlib.suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)
            for plug in plugs:
                with contextlib.suppress(OSError):
                    plug.shutdown(socket.SHUT_RDWR)
                plug.close()
            listener.join(5)
            for thread in threads:
                thread.join(5)


def says(text: str) -> Fault:
    """Answers with `text` and goes on."""
    return lambda talk: talk.say(text)


def says_and_drops(text: str) -> Fault:
    """Answers with `text` and closes."""

    def fault(talk: Talk) -> bool:
        talk.say(text)
        return False

    return fault


def drops(talk: Talk) -> bool:
    """Closes without a word."""
    return False


def stalls(talk: Talk) -> bool:
    """Says nothing until the test is over."""
    talk.sink.stop.wait(10)
    return False


def drips(talk: Talk) -> bool:
    """Sends a byte now and then, and never a whole line."""
    with contextlib.suppress(OSError):
        while not talk.sink.stop.wait(0.05):
            talk.plug.sendall(b"2")
    return False


def floods(talk: Talk) -> bool:
    """Sends a line without end."""
    with contextlib.suppress(OSError):
        for _ in range(100):
            talk.plug.sendall(b"250-" + b"x" * 65536)
    return False
