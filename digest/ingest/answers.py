"""A server's response -> what it means: a text, "nothing new", another address, "later", or the plain reason why there is no text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from digest.ingest import inflate
from digest.model import Validator

if TYPE_CHECKING:
    import httpcore

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_LATER: Final = frozenset({429, 503})
_SAID: Final = {
    400: "does not understand the question (400)",
    401: "asks for a login (401)",
    402: "asks for payment (402)",
    403: "does not let the program in (403); read it in a browser and save it, or remove it",
    404: "is not there (404); check the address",
    410: "is gone for good (410); remove it",
    451: "is withheld for legal reasons (451)",
}
_LONGEST: Final = 1000
"""Characters of a field of the head that are kept."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent, or with `unchanged` that it is the same as before."""

    address: str
    """Where it came from in the end."""
    media_type: str = ""
    body: bytes = b""
    validator: Validator = field(default=Validator())
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer, as a sentence without its subject."""

    message: str
    dead: bool = False
    """True where the fault is the host's, so that its other addresses will hardly fare better."""
    status: int = 0
    """What the server answered; 0 where it gave no answer."""


class Later(NamedTuple):
    """The server wants to be asked again, in so many seconds if it said so."""

    why: Failure
    in_s: float | None


class Redirect(NamedTuple):
    """The server names another address, relative to its own perhaps."""

    to: str


def read(
    response: httpcore.Response, here: str, validator: Validator, *, max_bytes: int, whole: bool = True
) -> Answer | Failure | Later | Redirect:
    """What the response from the address `here` means; its body is read as far as `max_bytes`, unpacked. `validator` is what the server
    was asked with. A larger body is a failure, or cut off there if `whole` is false. Raises ValueError where the body
    can't be unpacked, and httpcore's errors.
    """
    headers = {key.lower(): value.decode("latin-1") for key, value in reversed(response.headers)}
    status = response.status
    if status in _REDIRECTS:
        to = headers.get(b"location", "")
        return Redirect(to) if to else Failure(f"redirects ({status}) to nowhere")
    if status == 304:
        if validator == Validator():
            return Failure("answers that nothing has changed (304) to a question that named no earlier version")
        return Answer(here, validator=validator, unchanged=True)
    if status in _LATER:
        why = "answers that it is asked too often (429)" if status == 429 else "is out of service (503)"
        return Later(Failure(why, dead=True, status=status), _retry_after(headers))
    if status >= 500:
        why = f"answers with a fault of its own ({status}); left for the next run"
        return Failure(why, dead=True, status=status)
    if status not in (200, 203):
        return Failure(_SAID.get(status, f"answers with {status} instead of a text"))
    large = f"is larger than {max_bytes / 1e6:g} MB (limits.max_file_mb)"
    length = headers.get(b"content-length", "")
    if length.isdecimal() and len(length) < 20 and int(length) > max_bytes and whole:
        return Failure(large)
    body = bytearray()
    for piece in inflate.unpacked(_stream(response), headers.get(b"content-encoding", "")):
        body += piece
        if len(body) > max_bytes:
            if whole:
                return Failure(large)
            del body[max_bytes:]
            break
    tags = [headers.get(key, "")[:_LONGEST] for key in (b"etag", b"last-modified")]
    etag, modified = (tag if tag.isascii() and tag.isprintable() else "" for tag in tags)
    return Answer(here, headers.get(b"content-type", "")[:_LONGEST], bytes(body), Validator(etag, modified))


def _stream(response: httpcore.Response) -> Iterator[bytes]:
    yield from response.iter_stream()


def _retry_after(headers: Mapping[bytes, str]) -> float | None:
    """Seconds, also where a moment is named: it is compared with the server's own clock."""
    said = headers.get(b"retry-after", "").strip()[:60]
    if said.isdecimal() and said.isascii():
        return float(said)
    try:
        until, now = parsedate_to_datetime(said), parsedate_to_datetime(headers.get(b"date", "")[:60])
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError):
        return None
