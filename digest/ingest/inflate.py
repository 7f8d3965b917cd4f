"""Bodies as they come over the line -> bytes, never more of them than asked for: a few kilobytes can be packed gigabytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

ACCEPTED = "gzip, deflate"
"""What servers are told to send."""
_STEP = 1 << 16
"""Bytes that are unpacked at a time."""


def unpacked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The body in pieces of bounded size. Raises ValueError where it is packed otherwise than asked for, or damaged."""
    kinds = [kind.strip().lower() for kind in encoding.split(",") if kind.strip().lower() not in ("", "identity")]
    if not kinds:
        yield from chunks
    elif len(kinds) == 1 and kinds[0] in ("gzip", "x-gzip"):
        yield from _inflated(chunks, zlib.MAX_WBITS | 16)
    elif kinds == ["deflate"]:
        yield from _inflated(_peeked(chunks), 0)
    else:
        raise ValueError(f"the server packs it as {encoding[:40]!r}, which it was not asked for")


def _peeked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Without empty pieces in front, so that the first byte tells which of two formats "deflate" is."""
    for chunk in chunks:
        if chunk:
            yield chunk


def _inflated(chunks: Iterable[bytes], wbits: int) -> Iterator[bytes]:
    unpacker = None
    done = False
    for chunk in chunks:
        if not wbits:
            wbits = zlib.MAX_WBITS if chunk[0] & 0x0F == 8 else -zlib.MAX_WBITS
        rest = chunk
        while rest:
            if unpacker is None:
                if done and not rest.lstrip(b"\0"):
                    break  # padding behind the end
                unpacker = zlib.decompressobj(wbits)
            try:
                piece = unpacker.decompress(rest, _STEP)
            except zlib.error:
                if done:
                    return  # rubbish behind the end
                raise ValueError("the server's packed answer is damaged") from None
            if piece:
                yield piece
            rest = unpacker.unconsumed_tail
            if unpacker.eof:
                rest, unpacker, done = unpacker.unused_data, None, True
    if unpacker is not None:
        tail = unpacker.flush(_STEP)
        if tail:
            yield tail
        if not unpacker.eof:
            raise ValueError("the server's packed answer breaks off")
