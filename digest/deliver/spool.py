"""Mail to the operator and the editor, through a spool: written down first, sent then, and kept where sending is what fails."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from digest.deliver.message import Letter, compare
from digest.deliver.sending import Carrier
from digest.deliver.smtp import ServerError
from digest.errors import DeliveryError

MAX_KEPT = 100
"""Most mails in the spool: whoever has not heard of a hundred failures hears nothing new from the next."""
_ENVELOPE = b"X-Envelope: "


def put(folder: Path, letter: Letter, *, write: Callable[[Path, bytes], None]) -> Path | None:
    """Writes a mail into the spool; None where the spool is full. The same mail is kept once."""
    name = hashlib.sha256(letter.message_id.encode()).hexdigest()[:24]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{name}.eml"
    if not path.exists() and len(list(folder.glob("*.eml"))) >= MAX_KEPT:
        return None
    write(path, _ENVELOPE + f"{letter.sender} {letter.recipient} {letter.message_id}\r\n".encode("ascii") + letter.body)
    return path


def flush(folder: Path, connect: Callable[[], Carrier]) -> tuple[int, str]:
    """Sends what the spool holds, oldest first: how many mails went, and why the others stay (empty where none does).

    What the server refuses for good is set aside under another name.
    """
    waiting = sorted(folder.glob("*.eml"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    if not waiting:
        return 0, ""
    gone, why = 0, ""
    try:
        line = connect()
    except ServerError as err:
        return 0, str(err)
    try:
        for path in waiting:
            if not line.usable:
                line = connect()
            answer = line.send(_letter(path))
            if answer.state in ("sent", "unknown"):
                path.unlink()
                gone += 1
            elif answer.state == "failed":
                path.rename(path.with_suffix(".refused"))
                why = f"{path.name} was refused: {answer.reply}"
            else:
                why = answer.reply
    except (ServerError, DeliveryError) as err:
        why = str(err)
    finally:
        line.close()
    return gone, why


def _letter(path: Path) -> Letter:
    first, _, body = path.read_bytes().partition(b"\r\n")
    parts = first.removeprefix(_ENVELOPE).decode("ascii", "replace").split(" ")
    if not first.startswith(_ENVELOPE) or len(parts) != 3:
        raise DeliveryError(f"{path}: is no mail of this spool; remove it")
    sender, recipient, name = parts
    names = [
        line.partition(b":")[0].decode()
        for line in body.partition(b"\r\n\r\n")[0].split(b"\r\n")
        if line[:1] not in b" \t"
    ]
    compare(body, names=names, recipient=recipient, sender=sender)
    return Letter(sender, recipient, name, body)
