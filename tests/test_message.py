"""The bytes of a mail: what they hold in each format, and that no value of any kind adds a header or a recipient."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.deliver import message
from digest.deliver.dkim import signer
from digest.deliver.message import MARK, Content, Letter, Letterhead, clean, message_id, writer
from digest.errors import DeliveryError
from digest.model import Formats, Subscriber

WHEN = datetime(2025, 6, 3, 3, 5, tzinfo=UTC)
PDF = b"%PDF-1.7\n\r\x00\xff.\r\n.\n" * 500
CONTENT = Content(
    "Talks, 3 June", f"Text. é\n.\nLeave: {MARK}\n", f"<p>Text é {MARK}</p>\n", PDF, "2025-06-03-talks.pdf"
)
HEAD = Letterhead(
    "desk@example.org",
    "Desk",
    "answers@example.org",
    "",
    "talks.example.org",
    "Talks",
    "leave@example.org",
    f"https://example.org/leave?who={MARK}",
)
READER = Subscriber("reader@example.net", "A. Reader")
HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Reply-To",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
]
HOSTILE = [
    "a\r\nBcc: b@evil.example",
    "a\nBcc: b@evil.example",
    "a\rBcc: b@evil.example",
    "a\r\n\r\nbody",
    "\r\n.\r\nMAIL FROM:<>",
    "=?utf-8?q?a=0D=0ABcc:_b@evil.example?=",
    "=?utf-8?b?DQpCY2M6IGJAZXZpbC5leGFtcGxl?=",
    "=?x?=",
    "=?utf-8?q?=?=",
    "x" * 5000,
    "é" * 5000,
    "word " * 2000,
    "\u202eevil\u202c",
    "\u2066a\u2069",
    "\ud800",
    "a\udcffb",
    "\x00",
    "\x1b[31m",
    "\x7f",
    "\u2028Bcc: x",
    "\u2029",
    "\x85Bcc: x",
    "\x0b",
    "\x0c",
    "\ufeff",
    "\u200b",
    'a" <b@evil.example>, "c',
    "a\\",
    '"',
    "a@b, c@d",
    "<b@evil.example>",
    "(comment)",
    ";:,@",
    "undisclosed-recipients:;",
    "a <b@evil.example>",
    "../../etc/passwd",
    "a/b\\c",
    'x"; filename="y',
    "x.exe\r\n\r\n",
    "会谈",
    "🕊️",
    "{title}",
    "%s%n",
    "--=_",
    ".",
    "..",
    "",
    " ",
    "\t",
    "From ",
    ">From x",
]


def mail(content: Content = CONTENT, head: Letterhead = HEAD, to: Subscriber = READER) -> tuple[Letter, EmailMessage]:
    """A mail, and what a parser makes of it."""
    letter = writer(content, head, date=WHEN)(to, message_id("talks/42", to.address, head.sender))
    parsed = BytesParser(policy=policy.default).parsebytes(letter.body)
    assert isinstance(parsed, EmailMessage)
    return letter, parsed


@pytest.mark.parametrize(
    ("formats", "kinds"),
    [
        ("both", ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf"]),
        ("html", ["multipart/alternative", "text/plain", "text/html"]),
        ("pdf", ["multipart/mixed", "text/plain", "application/pdf"]),
    ],
)
def test_the_parts_of_each_format(formats: Formats, kinds: list[str]) -> None:
    """Text always; HTML and PDF as wanted; words and bytes unchanged, with the subscriber's address where it belongs."""
    letter, parsed = mail(to=replace(READER, formats=formats))
    assert [part.get_content_type() for part in parsed.walk()] == kinds
    assert (letter.sender, letter.recipient) == ("desk@example.org", "reader@example.net")
    parts = {part.get_content_type(): part for part in parsed.walk()}
    assert parts["text/plain"].get_content().split("\r\n") == ["Text. é", ".", "Leave: reader%40example.net", ""]
    if "text/html" in parts:
        assert parts["text/html"].get_content() == "<p>Text é reader%40example.net</p>\r\n"
    if "application/pdf" in parts:
        assert hashlib.sha256(parts["application/pdf"].get_content()).digest() == hashlib.sha256(PDF).digest()
        assert parts["application/pdf"].get_filename() == "2025-06-03-talks.pdf"


def test_the_headers() -> None:
    """All that a list's mail should have, each once, and both ways to unsubscribe."""
    letter, parsed = mail()
    assert parsed.keys() == HEADERS
    assert parsed["From"] == "Desk <desk@example.org>"
    assert parsed["To"] == '"A. Reader" <reader@example.net>'
    assert parsed["Date"] == "Tue, 03 Jun 2025 03:05:00 +0000"
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    ways = re.findall(r"<([^>]*)>", parsed["List-Unsubscribe"])
    assert ways == [
        "mailto:leave@example.org?subject=unsubscribe%20reader%40example.net",
        "https://example.org/leave?who=reader%40example.net",
    ]
    assert parsed["List-Id"] == '"Talks" <talks.example.org>'
    assert letter.body == mail()[0].body


def test_no_https_no_one_click() -> None:
    """Without an address that takes a POST nothing promises one."""
    _, parsed = mail(head=replace(HEAD, leave_https=""))
    assert "List-Unsubscribe-Post" not in parsed
    assert parsed["List-Unsubscribe"].count("<") == 1


def test_the_name_of_a_mail() -> None:
    """The same for the same edition and address, another for every other, and the address can't be read from it."""
    name = message_id("talks/42", "a@x.org", "desk@example.org")
    assert name == message_id("talks/42", "a@x.org", "desk@example.org")
    assert (
        len(
            {
                name,
                message_id("talks/43", "a@x.org", "d@example.org"),
                message_id("talks/42", "b@x.org", "d@example.org"),
            }
        )
        == 3
    )
    assert re.fullmatch(r"<[0-9a-f]{32}@example\.org>", name)


def test_without_a_pdf() -> None:
    """Where none could be made, the mail goes without."""
    _, parsed = mail(replace(CONTENT, pdf=b""))
    assert parsed.get_content_type() == "multipart/alternative"
    _, parsed = mail(replace(CONTENT, pdf=b""), to=replace(READER, formats="pdf"))
    assert (parsed.get_content_type(), parsed.keys()) == ("text/plain", [*HEADERS, "Content-Transfer-Encoding"])


@pytest.mark.parametrize("text", HOSTILE)
def test_no_value_adds_a_header_or_a_recipient(text: str) -> None:
    """In the subject, a name, a title, a file name or a body: exactly the headers that were meant, and one recipient."""
    content = Content(text, text + MARK, text, PDF, text)
    head = replace(HEAD, sender_name=text, reply_to_name=text, list_name=text)
    letter, parsed = mail(content, head, replace(READER, name=text))
    assert parsed.keys() == HEADERS
    assert [one.addr_spec for one in parsed["To"].addresses] == ["reader@example.net"]
    assert [one.addr_spec for one in parsed["From"].addresses] == ["desk@example.org"]
    assert parsed["Subject"] == clean(text)
    assert all(
        len(line) <= 78 or line.startswith(b"\r")
        for line in letter.body.partition(b"\r\n\r\n")[0].split(b"\r\n")
        if b"<" not in line
    )
    for part in parsed.walk():
        assert set(part.keys()) <= {*HEADERS, "Content-Transfer-Encoding", "Content-Disposition"}
    if text.strip():
        assert "evil.example" not in str(parsed["To"].addresses[0].addr_spec)


@settings(max_examples=150)
@given(
    st.text(st.characters(), max_size=60),
    st.text(st.characters(), max_size=200),
    st.sampled_from(["both", "html", "pdf"]),
)
def test_any_text_at_all(name: str, text: str, formats: Formats) -> None:
    """Whatever the characters, lone surrogates among them, the mail says what was meant, in lines that mail may have."""
    letter, parsed = mail(Content(name, text, text, b"x", name), to=Subscriber("a@x.org", name, formats))
    assert [one.addr_spec for one in parsed["To"].addresses] == ["a@x.org"]
    assert max(map(len, letter.body.split(b"\r\n"))) <= 998
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", letter.body)
    (body,) = [part for part in parsed.walk() if part.get_content_type() == "text/plain"]
    assert isinstance(body, EmailMessage)
    whole = text.encode("utf-8", "replace").decode()
    assert body.get_content().splitlines() == whole.splitlines()


@pytest.mark.parametrize(
    "address",
    [
        "a@x.org\r\nRCPT TO:<b@evil.example>",
        "a@x.org, b@evil.example",
        "a@x.org> <b@evil.example",
        "a@x.org\n",
        "",
        "ä@x.org",
    ],
)
def test_an_address_that_slipped_through_stops_the_mail(address: str) -> None:
    """Addresses are checked when they are read; one that isn't one is found here, too."""
    with pytest.raises((DeliveryError, UnicodeEncodeError)):
        mail(to=Subscriber(address))


def test_what_is_sent_is_compared_with_what_was_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the writing of headers wrong, the mail would be refused."""
    monkeypatch.setattr(message, "phrase", lambda text: "a\r\nBcc: b@evil.example")
    with pytest.raises(DeliveryError, match="headers From, To, Subject, Bcc"):
        mail()
    monkeypatch.setattr(message, "phrase", lambda text: "a" * 2000)
    with pytest.raises(DeliveryError, match="line that is too long"):
        mail()
    monkeypatch.setattr(message, "phrase", lambda text: "a\nb")
    with pytest.raises(DeliveryError, match="no mail may hold"):
        mail()


# --- DKIM ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A private key in a file, and the public one as it stands in the DNS."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    path = tmp_path_factory.mktemp("key") / "dkim.pem"
    path.write_bytes(pem)
    path.chmod(0o600)
    from base64 import b64encode

    public = made.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return path, b"v=DKIM1; k=rsa; p=" + b64encode(public)


def test_a_signature_holds(key: tuple[Path, bytes]) -> None:
    """It covers every header that counts, both unsubscribe headers among them; a change to any of them, or one added, breaks it."""
    sign = signer(selector="s1", domain="example.org", key_file=key[0])
    letter = writer(CONTENT, HEAD, date=WHEN, sign=sign)(READER, "<1@example.org>")
    asked: list[bytes] = []

    def record(name: bytes, timeout: int = 5) -> bytes:
        asked.append(name)
        return key[1]

    def holds(body: bytes) -> bool:
        return bool(dkim.verify(body, dnsfunc=record))

    assert holds(letter.body)
    assert set(asked) == {b"s1._domainkey.example.org."}
    head, _, rest = letter.body.partition(b"\r\n\r\n")
    assert b"List-Unsubscribe-Post".lower() in re.sub(rb"\s", b"", head).lower().partition(b";h=")[2].partition(b";")[0]
    for name in (b"List-Unsubscribe", b"List-Unsubscribe-Post", b"Subject", b"From", b"To"):
        changed = re.sub(rb"(?m)^" + name + rb": ", name + b": x", letter.body, count=1)
        assert changed != letter.body
        assert not holds(changed)
        assert not holds(head + b"\r\n" + name + b": more\r\n\r\n" + rest)
    assert not holds(letter.body + b"more")


def test_a_key_that_cannot_be_used(tmp_path: Path, key: tuple[Path, bytes]) -> None:
    """Missing, readable by others, or no key: said before anything is sent, with what to do."""
    with pytest.raises(DeliveryError, match="cannot be read"):
        signer(selector="s", domain="example.org", key_file=tmp_path / "no.pem")
    other = tmp_path / "open.pem"
    other.write_bytes(key[0].read_bytes())
    other.chmod(0o644)
    with pytest.raises(DeliveryError, match="chmod 600"):
        signer(selector="s", domain="example.org", key_file=other)
    other.write_text("no key", encoding="utf-8")
    other.chmod(0o600)
    with pytest.raises(DeliveryError, match="must be RSA in PEM"):
        signer(selector="s", domain="example.org", key_file=other)
