"""What comes back: bounces (RFC 3464) and mails that ask to be taken off the list, from an mbox file or a Maildir.

A bounce counts only for a subscriber, and only where the mail that it returns was one of ours where it says which. Hard is a status of
class 5 that
is about the mailbox; all others are soft: a full mailbox, a policy, a delay without an end.
"""

from __future__ import annotations

import mailbox
import re
from collections.abc import Callable, Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal, NamedTuple

from digest.deliver.addresses import normalised
from digest.errors import DeliveryError

MAX_MAIL = 5_000_000
"""A larger mail is no bounce and no request; it is passed over."""
MAX_PARTS = 50
_HARD = re.compile(r"5\.1\.(?:1|2|3|6|10)$|5\.2\.1$|5\.0\.0$|5\.4\.4$")
_ASKS = re.compile(r"^\s*(?:re:\s*)?(?:please\s+)?(?:unsubscribe|remove|stop)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>\"(),;:]{1,64}@[^\s<>\"(),;:]{1,190}")


class Returned(NamedTuple):
    """What one mail says of one address."""

    address: str
    kind: Literal["hard", "soft", "unsubscribe"]
    reason: str
    day: str = ""
    """ISO date of the mail, by its own Date; empty where it has none."""


def read(path: Path) -> Iterator[tuple[str, bytes]]:
    """(key, bytes) of each mail of an mbox file or a Maildir; nothing is changed. Raises `DeliveryError` where it is neither."""
    opened: mailbox.Mailbox[mailbox.Message]
    try:
        if (path / "cur").is_dir() and (path / "new").is_dir():
            opened = mailbox.Maildir(str(path), create=False)
        elif path.is_file():
            with path.open("rb") as stream:
                if stream.read(5) not in (b"From ", b""):
                    raise DeliveryError(f"{path}: is no mbox file: it doesn't begin with 'From '")
            opened = mailbox.mbox(str(path), create=False)
        else:
            raise DeliveryError(f"{path}: is neither an mbox file nor a Maildir")
        try:
            for key in sorted(opened.keys()):
                with opened.get_file(key) as one:
                    yield str(key), one.read(MAX_MAIL + 1)
        finally:
            opened.close()
    except OSError as err:
        raise DeliveryError(f"{path}: cannot be read: {err.strerror or err}") from err


def understood(raw: bytes, *, is_ours: Callable[[str], bool]) -> list[Returned]:
    """What a mail says; nothing where it is neither a bounce nor a request. `is_ours` tells whether a Message-ID is one of our mails'."""
    if len(raw) > MAX_MAIL:
        return []
    parsed = BytesParser(policy=policy.compat32).parsebytes(raw)
    report = _report(parsed)
    if report is not None:
        return list(_bounced(parsed, report, is_ours))
    return _asked(parsed)


def _report(parsed: Message) -> Message | None:
    """The part of a bounce that says what happened to whom."""
    for number, part in enumerate(parsed.walk()):
        if part.get_content_type() == "message/delivery-status":
            return part
        if number > MAX_PARTS:
            break
    return None


def _bounced(parsed: Message, report: Message, is_ours: Callable[[str], bool]) -> Iterator[Returned]:
    returned = [part for part in parsed.walk() if part.get_content_type() in {"message/rfc822", "text/rfc822-headers"}]
    names = {name for part in returned for name in _message_ids(part)}
    if names and not any(map(is_ours, names)):
        return
    blocks = report.get_payload()
    for block in blocks if isinstance(blocks, list) else []:
        if not isinstance(block, Message):
            continue
        said = {key.lower(): _line(str(value)) for key, value in block.items()}
        to = said.get("original-recipient") or said.get("final-recipient") or ""
        address = _normal(to.partition(";")[2] or to)
        action, status = said.get("action", "").lower(), said.get("status", "").partition(" ")[0]
        if not address or action not in {"failed", "delayed"}:
            continue
        reason = f"{status} {said.get('diagnostic-code', '')}".strip()[:200]
        kind: Literal["hard", "soft"] = "hard" if action == "failed" and _HARD.match(status) else "soft"
        yield Returned(address, kind, reason or action, _day(parsed))


def _message_ids(part: Message) -> list[str]:
    payload = part.get_payload()
    if isinstance(payload, list):
        return [str(inner.get("Message-ID", "")).strip() for inner in payload if isinstance(inner, Message)]
    found = re.search(r"^Message-ID:\s*(<[^<>\s]+>)", str(payload), re.MULTILINE | re.IGNORECASE)
    return [found[1]] if found else []


def _asked(parsed: Message) -> list[Returned]:
    """A request to be taken off: it names the address in its subject, as the link in our mails makes it, or means its sender."""
    subject = _line(str(parsed.get("Subject", "")))
    if not _ASKS.match(subject) or str(parsed.get("Auto-Submitted", "no")).strip().lower() not in {"", "no"}:
        return []
    named = _ADDRESS.search(subject)
    address = _normal(named[0] if named else _sender(parsed))
    return [Returned(address, "unsubscribe", "asked by mail", _day(parsed))] if address else []


def _sender(parsed: Message) -> str:
    found = _ADDRESS.search(_line(str(parsed.get("From", ""))).rpartition("<")[2])
    return found[0] if found else ""


def _day(parsed: Message) -> str:
    try:
        return parsedate_to_datetime(_line(str(parsed.get("Date", "")))).date().isoformat()
    except (ValueError, IndexError, TypeError, OverflowError):
        return ""


def _line(text: str) -> str:
    return " ".join(text[:1000].split())


def _normal(text: str) -> str:
    try:
        return normalised(text.strip(" <>"))
    except ValueError:
        return ""  # it is no subscriber's
