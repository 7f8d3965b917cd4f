"""Bodies, files, subscriber -> the bytes of one mail. Pure.

Headers are written here and not by the standard library, which lets encoded words with a line break in them become headers and breaks
long addresses
(CVE-2024-6923). All text that comes from outside goes through `clean`; what isn't plain ASCII, or looks like an encoded word, is set as
encoded words of Base64, in which nothing means anything. At last the bytes are parsed again and the headers compared with those that
were meant.
"""

from __future__ import annotations

import binascii
import hashlib
import re
import unicodedata
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.parser import BytesHeaderParser, BytesParser
from email.utils import format_datetime
from urllib.parse import quote

from digest.config.faults import UNSEEN
from digest.errors import DeliveryError
from digest.model import Subscriber

MARK = "subscriberXaddress"
"""Stands in the bodies for the subscriber's address as it is written in an address of a page."""
MAX_SUBJECT = 200
"""Longest subject and name in characters; mail programs show about 70."""
MAX_LINE = 998
"""Longest line without its end (RFC 5322, 2.1.1)."""

_LINE = 76
_PLAIN = re.compile(r"[\x20-\x7e]*")
_WORD = 39
"""Bytes in one encoded word: 52 letters and 12 around them, so that with the name of its header the line has the 76 of RFC 2047."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands in the head of every mail of a list."""

    sender: str
    """Address; also where bounces go."""
    sender_name: str = ""
    reply_to: str = ""
    reply_to_name: str = ""
    list_id: str = ""
    list_name: str = ""
    leave_mailto: str = ""
    leave_https: str = ""
    """Holds `MARK` where the subscriber's address belongs."""


@dataclass(frozen=True, slots=True)
class Content:
    """What an edition's mails hold: the bodies as text, each with `MARK` where it needs the address, and the PDF, if any."""

    subject: str
    text: str
    html: str
    pdf: bytes = b""
    pdf_name: str = "edition.pdf"


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished mail: its envelope and its bytes, lines ended by CR LF."""

    sender: str
    recipient: str
    message_id: str
    body: bytes


def clean(text: str, longest: int = MAX_SUBJECT) -> str:
    """Text on one line without anything that can't be seen, turns the direction round or is no character."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    seen = "".join(" " if char.isspace() else char for char in whole)
    line = " ".join("".join(char for char in seen if unicodedata.category(char) not in UNSEEN).split())
    line = line.replace("=?", "= ?")  # who decodes twice finds no other encoded word
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def message_id(edition: str, address: str, sender: str) -> str:
    """The mail's name: the same for the same edition and address, and nobody can read the address from it."""
    digest = hashlib.sha256(f"{edition}\0{address}".encode()).hexdigest()
    return f"<{digest[:32]}@{sender.rpartition('@')[2]}>"


_Part = tuple[list[tuple[str, str]], bytes]
"""Headers and body."""
Sign = Callable[[bytes], bytes]
"""A mail -> its DKIM-Signature header, with its line end."""


def writer(
    content: Content, head: Letterhead, *, date: datetime, sign: Sign | None = None
) -> Callable[[Subscriber, str], Letter]:
    """A function that writes the mail for a subscriber under a Message-ID.

    What is the same in all mails is encoded once. The function raises `DeliveryError` where the bytes don't say what was meant: nothing
    of it may be sent.
    """
    attached = _base64(content.pdf) if content.pdf else b""
    bodies: dict[tuple[str, str], _Part] = {}
    compared: set[str] = set()

    def write(subscriber: Subscriber, name: str) -> Letter:
        escaped = quote(subscriber.address, safe="")
        marked = MARK in content.text or MARK in content.html
        key = (subscriber.formats, escaped if marked else "")
        if key not in bodies:
            if marked:
                bodies.clear()  # each is for one subscriber: they are not kept
            bodies[key] = _body(content, attached, subscriber, escaped)
            if (
                subscriber.formats not in compared
            ):  # the mails of one format differ in the address only, of which `quote` left plain letters
                _compare_parts(bodies[key], content, subscriber)
                compared.add(subscriber.formats)
        own, body = bodies[key]
        headers = [*_headers(content, head, subscriber, name=name, date=date), *own]
        raw = _written((headers, body))
        names = [key for key, _ in headers]
        if sign is not None:
            raw = sign(raw) + raw
            names = ["DKIM-Signature", *names]
        compare(raw, names=names, recipient=subscriber.address, sender=head.sender)
        return Letter(head.sender, subscriber.address, name, raw)

    return write


def _headers(
    content: Content, head: Letterhead, subscriber: Subscriber, *, name: str, date: datetime
) -> list[tuple[str, str]]:
    ways = []
    if head.leave_mailto:
        asked = quote(f"unsubscribe {subscriber.address}", safe="")
        ways.append(f"<mailto:{quote(head.leave_mailto, safe='@')}?subject={asked}>")
    if head.leave_https:
        ways.append(f"<{head.leave_https.replace(MARK, quote(subscriber.address, safe=''))}>")
    headers = [
        ("From", mailbox(head.sender_name, head.sender)),
        ("To", mailbox(subscriber.name, subscriber.address)),
        ("Subject", phrase(clean(content.subject))),
        ("Date", format_datetime(date)),
        ("Message-ID", name),
    ]
    if head.reply_to:
        headers.append(("Reply-To", mailbox(head.reply_to_name, head.reply_to)))
    if head.list_id:
        headers.append(("List-Id", mailbox(head.list_name, head.list_id)))
    if ways:
        headers.append(("List-Unsubscribe", ",\r\n ".join(ways)))
    if head.leave_https:
        headers.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return [*headers, ("Auto-Submitted", "auto-generated"), ("MIME-Version", "1.0")]


def mailbox(name: str, address: str) -> str:
    """`address` in angle brackets behind a name, if there is one: quoted, or as encoded words."""
    name = clean(name, 100)
    if not name:
        return address if "@" in address else f"<{address}>"
    if _PLAIN.fullmatch(name) and len(name) <= _LINE - 16:
        name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    else:
        name = _encoded(name)
    return f"{name}\r\n <{address}>" if len(name) + len(address) > _LINE - 20 else f"{name} <{address}>"


def phrase(text: str) -> str:
    """Text of a header: as it is where it is short plain ASCII, else as encoded words."""
    return text if _PLAIN.fullmatch(text) and len(text) <= _LINE - 10 else _encoded(text)


def _encoded(text: str) -> str:
    words: list[bytes] = [b""]
    for char in text:
        made = char.encode()
        if len(words[-1]) + len(made) > _WORD:
            words.append(b"")
        words[-1] += made
    return "\r\n ".join(f"=?utf-8?B?{b64encode(word).decode()}?=" for word in words)


def _body(content: Content, attached: bytes, subscriber: Subscriber, escaped: str) -> _Part:
    """The body of a mail in the subscriber's formats."""
    part = _text("plain", content.text.replace(MARK, escaped))
    if subscriber.formats != "pdf":
        part = _multipart("alternative", [part, _text("html", content.html.replace(MARK, escaped))])
    if attached and subscriber.formats != "html":
        name = re.sub(r"[^A-Za-z0-9._-]+", "_", clean(content.pdf_name))[:100] or "edition.pdf"
        headers = [
            ("Content-Type", f'application/pdf; name="{name}"'),
            ("Content-Disposition", f'attachment; filename="{name}"'),
            ("Content-Transfer-Encoding", "base64"),
        ]
        part = _multipart("mixed", [part, (headers, attached)])
    return part


def _text(kind: str, text: str) -> _Part:
    data = "\r\n".join([*text.encode("utf-8", "replace").decode().splitlines(), ""]).encode()
    quoted, plain = binascii.b2a_qp(data, istext=True), _base64(data)
    way, body = ("base64", plain) if len(plain) < len(quoted) else ("quoted-printable", quoted)
    return [("Content-Type", f"text/{kind}; charset=utf-8"), ("Content-Transfer-Encoding", way)], body


def _multipart(kind: str, parts: Sequence[_Part]) -> _Part:
    """A part of parts. Its boundary can stand in no body: both encodings write the sign `=` as something else, or at the end only."""
    digest = hashlib.sha256(b"".join(body for _, body in parts)).hexdigest()[:32]
    mark = f"=_{digest}"
    whole = b"".join(f"--{mark}\r\n".encode() + _written(part) + b"\r\n" for part in parts)
    return [("Content-Type", f'multipart/{kind}; boundary="{mark}"')], whole + f"--{mark}--\r\n".encode()


def _written(part: _Part) -> bytes:
    headers, body = part
    return b"".join(f"{key}: {value}\r\n".encode("ascii") for key, value in headers) + b"\r\n" + body


def _base64(data: bytes) -> bytes:
    return b"".join(binascii.b2a_base64(data[at : at + 57], newline=False) + b"\r\n" for at in range(0, len(data), 57))


# --- what is sent says what was meant --------------------------------------------------------------------------------


def compare(raw: bytes, *, names: Sequence[str], recipient: str, sender: str) -> None:
    """Raises `DeliveryError` unless the bytes have exactly the headers `names`, one recipient, and lines as mail may have them."""
    head, gap, _ = raw.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    written = [line.partition(b":")[0].decode("ascii", "replace") for line in lines if line[:1] not in b" \t"]
    parsed = BytesHeaderParser(policy=policy.default).parsebytes(head + gap)
    to, made_by = parsed["To"], parsed["From"]
    wrong = ""
    if not raw.isascii() or b"\0" in raw or not raw.count(b"\r\n") == raw.count(b"\r") == raw.count(b"\n"):
        wrong = "holds a byte that no mail may hold"
    elif max(map(len, raw.split(b"\r\n"))) > MAX_LINE:
        wrong = "has a line that is too long"
    elif written != list(names) or list(parsed.keys()) != list(names):
        wrong = f"has the headers {', '.join(parsed.keys())}, and not those that were meant"
    elif to is None or [one.addr_spec for one in to.addresses] != [recipient]:
        wrong = "has another recipient than was meant"
    elif made_by is None or [one.addr_spec for one in made_by.addresses] != [sender]:
        wrong = "has another sender than was meant"
    if wrong:
        raise DeliveryError(f"the mail to {recipient} {wrong}; nothing of it was sent")


def _compare_parts(part: _Part, content: Content, subscriber: Subscriber) -> None:
    """The same for the parts: exactly those that were meant, each with its own headers, and the PDF unchanged."""
    parsed = BytesParser(policy=policy.default).parsebytes(_written(part))
    found = [(inner.get_content_type(), len(inner.keys())) for inner in parsed.walk()]
    has_pdf = bool(content.pdf) and subscriber.formats != "html"
    wanted: list[tuple[str, int]] = [("multipart/mixed", 1)] if has_pdf else []
    wanted += [("multipart/alternative", 1)] if subscriber.formats != "pdf" else []
    wanted += [("text/plain", 2)] + ([("text/html", 2)] if subscriber.formats != "pdf" else [])
    wanted += [("application/pdf", 3)] if has_pdf else []
    pdfs = [inner for inner in parsed.walk() if inner.get_content_type() == "application/pdf"]
    files = [pdf.get_payload(decode=True) for pdf in pdfs]
    if found != wanted or any(inner.defects for inner in parsed.walk()) or files != [content.pdf] * has_pdf:
        raise DeliveryError(f"the mail to {subscriber.address} has other parts than were meant; nothing of it was sent")
