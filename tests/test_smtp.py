"""The conversation with a mail server: what each fault at each step makes of a mail, and what is refused before anything is sent."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from mail_server import (
    Fault,
    Script,
    Sink,
    drips,
    drops,
    floods,
    mail_server,
    says,
    says_and_drops,
    stalls,
)

from digest.deliver.message import Letter
from digest.deliver.smtp import Answer, Patience, Server, ServerError, connect

PATIENT = Patience(connect_s=30, greeting_s=30, command_s=30, content_s=30, taken_s=30)
"""A machine that halts for a second changes nothing."""
HASTY = Patience(connect_s=2, greeting_s=0.5, command_s=0.5, content_s=2, taken_s=0.5)
"""For servers that never come to an end."""
BODY = b"From: a@example.org\r\nTo: b@example.org\r\n\r\n.\r\n..two\r\nthe end\r\n"


def server(sink: Sink, **more: object) -> Server:
    """How to reach the sink, in the clear."""
    return Server(**{"host": "127.0.0.1", "port": sink.port, "security": "none", "own_name": "example.org", **more})  # type: ignore[arg-type]


def letter(to: str = "b@example.org", body: bytes = BODY) -> Letter:
    """A small mail."""
    return Letter("a@example.org", to, "<1@example.org>", body)


def patience(*faults: Fault) -> Patience:
    """Little where a server keeps us waiting."""
    return HASTY if {stalls, drips}.intersection(faults) else PATIENT


def given(*scripts: Script) -> tuple[Answer, Answer, Sink]:
    """What becomes of a mail under scripts, and of one to somebody else after it, over a new connection where one is needed."""
    with mail_server(*scripts) as sink:
        line = connect(server(sink), patience(*(script.fault for script in scripts)))
        first = line.send(letter())
        if not line.usable:
            line = connect(server(sink), PATIENT)
        second = line.send(letter("c@example.org"))
        line.close()
    return first, second, sink


def test_a_mail_arrives_unchanged() -> None:
    """Lines that begin with dots, too; and the connection is used again."""
    first, second, sink = given()
    assert (first.state, first.code) == (second.state, second.code) == ("sent", 250)
    assert [mail.body for mail in sink.taken] == [BODY, BODY]
    assert sink.addresses() == ["b@example.org", "c@example.org"]
    assert sink.connections == 1
    assert sink.commands[-1] == "QUIT"


FAULTS: list[tuple[str, Fault, str, int]] = [
    ("mail", says("450 4.7.1 later"), "deferred", 450),
    ("mail", says("550 5.7.1 no"), "failed", 550),
    ("rcpt", says("450 4.2.0 greylisted"), "deferred", 450),
    ("rcpt", says("452-4.2.2 full\r\n452 4.2.2 really"), "deferred", 452),
    ("rcpt", says("550 5.1.1 no such user"), "failed", 550),
    ("data", says("451 4.3.0 later"), "deferred", 451),
    ("data", says("554 5.5.1 no"), "failed", 554),
    ("data", says("250 what"), "deferred", 250),
    ("dot", says("452 4.3.1 disk full"), "deferred", 452),
    ("dot", says("554 5.7.1 spam"), "failed", 554),
    ("dot", drops, "unknown", 0),
    ("dot", stalls, "unknown", 0),
    ("dot", drips, "unknown", 0),
    ("dot", says("so what"), "unknown", 0),
    ("dot", floods, "unknown", 0),
    ("dot", says_and_drops("421 4.3.2 going down"), "deferred", 421),
    ("dot", says("354 more?"), "unknown", 354),
    *(
        (step, fault, "deferred", code)
        for step in ("mail", "rcpt", "data")
        for fault, code in (
            (drops, 0),
            (stalls, 0),
            (drips, 0),
            (floods, 0),
            (says("hello there"), 0),
            (says("999 hello"), 0),
            (says("250-one\r\n251 two"), 0),
            (says_and_drops("421 4.3.2 going down"), 421),
        )
    ),
]


@pytest.mark.parametrize(("step", "fault", "state", "code"), FAULTS)
def test_a_fault_touches_its_own_mail_only(step: str, fault: Fault, state: str, code: int) -> None:
    """Whatever the server does at a step, the mail ends in the class that is right for it, and the next one arrives."""
    first, second, sink = given(Script(step, fault, "b@example.org" if step != "mail" else "", times=1))
    assert (first.state, first.code) == (state, code)
    assert second.state == "sent"
    assert sink.addresses() == ["c@example.org"]


def test_a_drop_while_the_content_is_sent() -> None:
    """Before the final dot nothing was taken: the mail is deferred. What a server says before it closes counts."""
    large = BODY + b"x" * 70 + b"\r\n" + b"filling\r\n" * 2_000_000
    for fault, state in ((drops, "deferred"), (says_and_drops("552 5.3.4 too large"), "failed")):
        with mail_server(Script("content", fault, times=1)) as sink:
            line = connect(server(sink), PATIENT)
            got = line.send(letter(body=large))
            line.close()
            assert got.state in ({state} if state == "deferred" else {"failed", "deferred"})
            assert not sink.taken


@pytest.mark.parametrize(
    ("reply", "gone"),
    [
        ("550 5.1.1 unknown user", True),
        ("550 no such user", True),
        ("553 mailbox name not allowed", True),
        ("550 5.2.1 mailbox disabled", True),
        ("550 5.7.1 blocked by policy", False),
        ("552 5.2.2 mailbox full", False),
        ("554 no", False),
        ("450 4.1.1 unknown for now", False),
    ],
)
def test_only_a_missing_mailbox_is_gone(reply: str, gone: bool) -> None:
    """A policy or a full mailbox is no reason never to write again."""
    assert given(Script("rcpt", says(reply), "b@example.org"))[0].gone is gone


@pytest.mark.parametrize(
    ("step", "fault", "lasting"),
    [
        ("connect", says("554 go away"), True),
        ("connect", says("421 busy"), False),
        ("connect", drops, False),
        ("connect", stalls, False),
        ("connect", drips, False),
        ("connect", floods, False),
        ("connect", says("HTTP/1.1 400 Bad Request"), False),
        ("ehlo", says("502 what?"), True),
        ("ehlo", drops, False),
        ("ehlo", says("421 busy"), False),
        ("auth", says("535 5.7.8 wrong"), True),
        ("auth", says("454 4.7.0 later"), False),
        ("auth", drops, False),
        ("auth", says("you said hunter2"), False),
    ],
)
def test_a_server_that_takes_nothing(step: str, fault: Fault, lasting: bool) -> None:
    """It is said in one error, that no mail is to blame for, and whether trying again may help."""
    with mail_server(Script(step, fault), features=("AUTH PLAIN",)) as sink:
        with pytest.raises(ServerError) as caught:
            connect(server(sink, user="desk", password="hunter2"), patience(fault))
        assert caught.value.lasting is lasting
        assert "hunter2" not in str(caught.value)
        assert str(sink.port) in str(caught.value)
        assert not sink.taken


def test_nobody_listens() -> None:
    """A closed port is an error that may pass."""
    with mail_server() as sink:
        pass
    with pytest.raises(ServerError, match="cannot be reached") as caught:
        connect(server(sink), PATIENT)
    assert not caught.value.lasting


@pytest.mark.parametrize("quit_fault", [drops, stalls, says("500 never"), says("rubbish"), floods])
def test_a_bad_goodbye_changes_nothing(quit_fault: Fault) -> None:
    """After the answer the mail is settled."""
    with mail_server(Script("quit", quit_fault)) as sink:
        line = connect(server(sink), patience(quit_fault))
        assert line.send(letter()).state == "sent"
        line.close()
        assert not line.usable


@pytest.mark.parametrize("reset", [drops, says("500 never"), says("421 bye")])
def test_a_server_that_cannot_forget(reset: Fault) -> None:
    """Where RSET fails, the next mail goes over a new connection."""
    first, second, sink = given(Script("rcpt", says("450 later"), "b@example.org"), Script("rset", reset))
    assert (first.state, second.state, sink.connections) == ("deferred", "sent", 2)


def test_a_mail_larger_than_the_server_takes() -> None:
    """It is said before anything is sent, as a fault of the whole edition."""
    with mail_server(features=("SIZE 50",)) as sink:
        line = connect(server(sink), PATIENT)
        with pytest.raises(ServerError, match="at most 50 bytes") as caught:
            line.send(letter())
        assert caught.value.lasting
        line.close()


def test_logging_in() -> None:
    """By PLAIN, or by LOGIN where there is nothing else; a server without either is refused."""
    with mail_server(features=("AUTH LOGIN PLAIN",)) as sink:
        connect(server(sink, user="desk", password="hünter"), PATIENT).close()
        assert "AUTH" in sink.commands
    with mail_server(Script("auth", says("334 VXNlcm5hbWU6")), features=("AUTH LOGIN",)) as sink:
        with pytest.raises(ServerError, match="refuses the login of desk"):
            connect(server(sink, user="desk", password="x"), PATIENT)
        assert sink.commands.count("AUTH") == 1
    with (
        mail_server(features=("AUTH GSSAPI",)) as sink,
        pytest.raises(ServerError, match="no way to log in that is known here"),
    ):
        connect(server(sink, user="desk", password="x"), PATIENT)
    assert "hunter2" not in repr(Server("h", 25, "none", "x", "u", "hunter2"))


# --- TLS -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def trusted(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> tuple[trustme.CA, Path]:
    """The authority, and the file with its certificate."""
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return authority, path


def context(authority: trustme.CA, name: str = "localhost", *, expired: bool = False) -> ssl.SSLContext:
    """What a server with a certificate of that authority needs."""
    past = datetime.now(UTC) - timedelta(days=2) if expired else None
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, not_after=past).configure_cert(made)
    return made


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_encrypted_line(trusted: tuple[trustme.CA, Path], security: str) -> None:
    """With a certificate that an authority we trust gave to that name."""
    with mail_server(context=context(trusted[0]), implicit=security == "tls") as sink:
        line = connect(server(sink, host="localhost", security=security, ca_file=trusted[1]), PATIENT)
        assert line.send(letter()).state == "sent"
        line.close()
        assert sink.commands.count("EHLO") == (2 if security == "starttls" else 1)


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(
    ("which", "said"), [("stranger", "unable to get local issuer"), ("expired", "expired"), ("name", "mismatch")]
)
def test_a_certificate_that_is_not_valid(
    trusted: tuple[trustme.CA, Path], security: str, which: str, said: str
) -> None:
    """Of an authority nobody knows, expired, or of another name: refused, and nothing was sent."""
    issuer = trustme.CA() if which == "stranger" else trusted[0]
    tls = context(issuer, "other.example" if which == "name" else "localhost", expired=which == "expired")
    with mail_server(context=tls, implicit=security == "tls") as sink:
        with pytest.raises(ServerError, match=said) as caught:
            connect(server(sink, host="localhost", security=security, ca_file=trusted[1]), PATIENT)
        assert caught.value.lasting
        assert not sink.taken
        assert "MAIL" not in sink.commands


def test_a_server_without_starttls() -> None:
    """It is refused before a password or a mail goes over the line."""
    with mail_server(features=("AUTH PLAIN",)) as sink:
        with pytest.raises(ServerError, match="offers no STARTTLS"):
            connect(server(sink, security="starttls", user="u", password="p"), PATIENT)
        assert sink.commands == ["EHLO"]


def test_somebody_in_between(trusted: tuple[trustme.CA, Path]) -> None:
    """What comes behind the answer to STARTTLS in the clear would count as encrypted: the line is refused."""
    with (
        mail_server(Script("starttls", says("220 go\r\n250 injected")), context=context(trusted[0])) as sink,
        pytest.raises(ServerError, match="in between"),
    ):
        connect(server(sink, host="localhost", security="starttls", ca_file=trusted[1]), PATIENT)


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    """Every server ends with its block."""
    import threading

    before = threading.active_count()
    yield
    assert threading.active_count() <= before
