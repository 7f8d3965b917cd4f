"""A saved mail (.eml) -> its text and what its head says. Newsletters and press statements come that way.

The parser of the standard library is kept from what makes it slow: heads that are longer than any, and parts within parts within parts.
"""

from __future__ import annotations

import email
import re
from collections.abc import Sequence
from dataclasses import replace
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime
from typing import NamedTuple

from digest.ingest import dates, decode, feeds
from digest.model import Entry, Problem, Raw

MAX_PARTS = 100
LONGEST_FIELD = 2000
"""Characters of a field of the head that are looked at."""
_HEAD = 200_000
_LEAST = 0.5
"""Part of the plain form's words that the HTML form must have to be read: some are a picture and a link."""
MAX_FORWARDS = 5
_QUOTED = re.compile(r"(?m)^(?:>[ \t]?){1,20}")
_FORWARDED = re.compile(
    r"(?m)^[ \t]*(?:-{2,20}[ \t]?(?:Forwarded|Original) [Mm]essage[ \t]?-{0,20}|Begin forwarded message:)[ \t]*\n\s{0,20}"
    r"(?P<head>(?:[ \t]*(?:From|Date|Sent|Subject|To|Cc|Reply-To):[^\n]{0,500}\n){2,8})"
)
_MULTIPART = re.compile(rb"multipart/", re.IGNORECASE)


def read(raw: Raw) -> Raw | Problem:
    """The same with the mail's own text as its body: the HTML part where there is one with words in it, else the plain one."""
    if len(_MULTIPART.findall(raw.body)) > MAX_PARTS:
        return Problem("ingest", raw.uri, f"not read: the mail has more than {MAX_PARTS} parts within parts")
    head = re.match(rb"(?:[^\r\n]{1,2000}\r?\n){1,2000}", raw.body[:_HEAD])
    if not head or not re.search(rb"^[A-Za-z][A-Za-z0-9-]{0,60}:", head[0]):
        return Problem("ingest", raw.uri, "not read: it doesn't begin with the head of a mail; save the mail as .eml")
    try:
        mail = email.message_from_bytes(raw.body, policy=compat32)
        parts = [part for part in mail.walk() if not part.is_multipart()][:MAX_PARTS]
    except RecursionError:
        return Problem("ingest", raw.uri, "not read: the mail's parts are nested too deeply")
    found = {kind: _part(parts, kind) for kind in ("text/html", "text/plain")}
    page, text = found["text/html"], found["text/plain"]
    words = {kind: len(feeds.plain(_decoded(raw)).split()) for kind, raw in found.items() if raw}
    if page and (not text or words["text/html"] >= _LEAST * words["text/plain"]):
        return replace(raw, media_type=page.media_type, body=page.body, entry=_entry(mail))
    if not text:
        return Problem("ingest", raw.uri, "not read: the mail holds no text, only attachments")
    body, head_of = _unwrapped(_decoded(text))
    entry = _entry(head_of or mail)
    return replace(raw, media_type="text/plain; charset=utf-8", body=body.encode("utf-8", "replace"), entry=entry)


class _Part(NamedTuple):
    """One form of a mail's text."""

    media_type: str
    body: bytes


def _part(parts: Sequence[Message], kind: str) -> _Part | None:
    """The first part of that kind that isn't attached and holds anything."""
    for part in parts:
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                charset = part.get_param("charset") if isinstance(part.get_param("charset"), str) else ""
                return _Part(f"{kind}; charset={str(charset)[:40]}" if charset else kind, body)
    return None


def _decoded(part: _Part) -> str:
    try:
        return decode.decode(part.body, media_type=part.media_type)
    except ValueError:
        return ""


def _unwrapped(text: str) -> tuple[str, Message | None]:
    """A plain text without the marks of quotation before its lines and without the heads of the mails that it passes on; and the last
    of these heads: that mail is the article.
    """
    text = _QUOTED.sub("", text)
    head = None
    for _ in range(MAX_FORWARDS):
        match = _FORWARDED.search(text)
        if not match:
            break
        head = email.message_from_string(match["head"], policy=compat32)
        text = f"{text[: match.start()]}\n\n{text[match.end() :]}"
    return text, head


def _entry(mail: Message) -> Entry:
    try:
        name, sender = parseaddr(_field(mail, "From"))
    except RecursionError:  # comments within comments
        name, sender = "", ""
    written = _field(mail, "Date") or _field(mail, "Sent")
    try:
        date = parsedate_to_datetime(written[:100]).isoformat()
    except (ValueError, TypeError, IndexError):
        date = dates.parse(written) or ""
    publisher = name or sender.rpartition("@")[2]
    return Entry("mail header", title=_field(mail, "Subject")[:500], date=date, publisher=publisher[:200])


def _field(mail: Message, name: str) -> str:
    """A field of the head as text: encoded words decoded, on one line. What is encoded wrongly stays as it is written."""
    written = str(mail.get(name, ""))[:LONGEST_FIELD]
    try:
        parts = [part.decode(charset or "ascii", "replace") if isinstance(part, bytes) else part
                 for part, charset in decode_header(written)]  # fmt: skip
    except (LookupError, ValueError):
        parts = [written]
    return " ".join(decode.clean("".join(parts)).split())
