"""A saved mail (.eml) -> its text and what its head says. Newsletters and press statements come that way.

The parser of the standard library is kept from what makes it slow: heads that are longer than any, and parts within parts within parts.
"""

from __future__ import annotations

import email
import re
from dataclasses import replace
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime

from digest.ingest import decode
from digest.model import Entry, Problem, Raw

MAX_PARTS = 100
LONGEST_FIELD = 2000
"""Characters of a field of the head that are looked at."""
_HEAD = 200_000
_MULTIPART = re.compile(rb"multipart/", re.IGNORECASE)


def read(raw: Raw) -> Raw | Problem:
    """The same with the mail's own text as its body: the HTML part where there is one, else the plain one."""
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
    for kind in ("text/html", "text/plain"):
        for part in parts:
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                body = part.get_payload(decode=True)
                if isinstance(body, bytes) and body.strip():
                    charset = part.get_param("charset") if isinstance(part.get_param("charset"), str) else ""
                    media_type = f"{kind}; charset={str(charset)[:40]}" if charset else kind
                    return replace(raw, media_type=media_type, body=body, entry=_entry(mail))
    return Problem("ingest", raw.uri, "not read: the mail holds no text, only attachments")


def _entry(mail: Message) -> Entry:
    try:
        name, sender = parseaddr(_field(mail, "From"))
    except RecursionError:  # comments within comments
        name, sender = "", ""
    try:
        date = parsedate_to_datetime(_field(mail, "Date")[:100]).isoformat()
    except (ValueError, TypeError, IndexError):
        date = ""
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
