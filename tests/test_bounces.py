"""What comes back: bounces and requests to be taken off, from an mbox file or a Maildir, and what becomes of the addresses."""

from __future__ import annotations

import mailbox
from pathlib import Path

import pytest

from digest.deliver import suppressions
from digest.deliver.bounces import Returned, read, understood
from digest.errors import ConfigError, DeliveryError

BOUNCE = """\
From: MAILER-DAEMON@mail.example.net
To: desk@example.org
Date: Mon, 3 Mar 2031 08:00:00 +0000
Subject: Undelivered Mail
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.net

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--b
Content-Type: text/rfc822-headers

From: desk@example.org
Message-ID: {name}

--b--
"""
OURS = "<1@example.org>"


def bounce(
    address: str = "a@example.net",
    action: str = "failed",
    status: str = "5.1.1",
    said: str = "550 5.1.1 unknown",
    name: str = OURS,
) -> bytes:
    """A bounce."""
    text = BOUNCE.format(address=address, action=action, status=status, said=said, name=name)
    return text.replace("\n", "\r\n").encode()


def said(raw: bytes) -> list[Returned]:
    """What a mail says, where only `OURS` is one of ours."""
    return understood(raw, is_ours=lambda name: name == OURS)


@pytest.mark.parametrize(
    ("status", "action", "kind"),
    [
        ("5.1.1", "failed", "hard"),
        ("5.1.10", "failed", "hard"),
        ("5.2.1", "failed", "hard"),
        ("5.0.0", "failed", "hard"),
        ("5.2.2", "failed", "soft"),
        ("5.7.1", "failed", "soft"),
        ("4.4.1", "failed", "soft"),
        ("4.4.1", "delayed", "soft"),
        ("5.1.1", "delayed", "soft"),
        ("rubbish", "failed", "soft"),
    ],
)
def test_bounces(status: str, action: str, kind: str) -> None:
    """Hard is what is about the mailbox; a full one, a policy or a delay is soft."""
    (found,) = said(bounce(status=status, action=action))
    assert (found.address, found.kind, found.day) == ("a@example.net", kind, "2031-03-03")
    assert found.reason.startswith(status)


def test_what_is_no_bounce_of_ours() -> None:
    """Of somebody else's mail, of a mail that was delivered, of an address that is none: nothing is said."""
    assert said(bounce(name="<other@evil.example>")) == []
    assert said(bounce(action="delivered")) == []
    assert said(bounce(address="nobody")) == []
    assert said(b"") == []
    assert said(b"Subject: Out of office\r\n\r\nI am away.") == []
    assert said(b"Content-Type: multipart/report; boundary=x\r\n\r\n--x") == []


def mail(subject: str, sender: str = "A. Reader <A@Example.NET>", more: str = "") -> bytes:
    """A mail by a person."""
    return f"From: {sender}\r\nSubject: {subject}\r\n{more}\r\nHello\r\n".encode()


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        (mail("unsubscribe"), "A@example.net"),
        (mail("Unsubscribe b@example.net"), "b@example.net"),
        (mail("unsubscribe b@example.net", sender="relay@example.org"), "b@example.net"),
        (mail("Re: unsubscribe me"), "A@example.net"),
        (mail("please remove me", sender="a@example.net"), "a@example.net"),
    ],
)
def test_requests(raw: bytes, address: str) -> None:
    """The address that the subject names, as the link in our mails makes it, or else the sender's."""
    assert [(one.address, one.kind) for one in said(raw)] == [(address, "unsubscribe")]


@pytest.mark.parametrize(
    "raw",
    [
        mail("Thank you"),
        mail("How do I unsubscribe?"),
        mail("unsubscribe", more="Auto-Submitted: auto-replied\r\n"),
        mail("unsubscribe", sender=""),
    ],
)
def test_what_is_no_request(raw: bytes) -> None:
    """Other subjects, automatic answers, mails of nobody."""
    assert said(raw) == []


def test_an_mbox_and_a_maildir(tmp_path: Path) -> None:
    """Both are read in order and not changed; anything else is refused."""
    raws = [bounce(), mail("unsubscribe")]
    box, folder = mailbox.mbox(str(tmp_path / "box")), mailbox.Maildir(str(tmp_path / "dir"))
    for raw in raws:
        box.add(raw)
        folder.add(raw)
    box.close()
    before = (tmp_path / "box").read_bytes()
    for place in ("box", "dir"):
        found = sorted(one.kind for _, raw in read(tmp_path / place) for one in said(raw))
        assert found == ["hard", "unsubscribe"]
    assert (tmp_path / "box").read_bytes() == before
    (tmp_path / "text").write_text("no mails", "utf-8")
    for place in ("text", "nowhere"):
        with pytest.raises(DeliveryError, match=r"is no mbox|neither an mbox"):
            list(read(tmp_path / place))


def test_soft_bounces_add_up() -> None:
    """Counted once a day; five suppress. Hard ones and requests do at once, and the first reason stays."""
    rows: dict[str, suppressions.Suppression] = {}
    for day in (1, 1, 2, 3, 4):
        rows = suppressions.soft(rows, "a@example.net", reason="full", day=f"2031-03-0{day}")
    assert (rows["a@example.net"].off, rows["a@example.net"].count) == (False, 4)
    rows = suppressions.soft(rows, "A@example.net", reason="full", day="2031-03-05")
    assert rows["a@example.net"].off
    rows = suppressions.off(rows, "a@example.net", reason="asked", day="2031-03-06")
    assert rows["a@example.net"].reason == "full"
    assert suppressions.parse(suppressions.text_of(rows), file="x.csv") == rows
    assert suppressions.without(rows, ["A@example.net"]) == {}


def test_a_damaged_file_of_suppressions() -> None:
    """Named with its line: nobody gets a mail by mistake."""
    with pytest.raises(ConfigError, match=r"x\.csv:2"):
        suppressions.parse("address,state,count,day,reason\nrubbish\n", file="x.csv")
