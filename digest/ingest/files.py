"""Files and folders -> `Raw`: what the configuration's `path` sources and the command line's arguments name."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from digest.ingest import letters, records
from digest.model import QUIET, Problem, Raw

MEDIA_TYPES: Final = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".eml": "message/rfc822",
    ".jsonl": "application/jsonl",
}
"""Endings that are read, in lower case, and what they hold."""

_READABLE = ".txt, .md, .markdown, .html, .htm, .eml and .jsonl"
_LINES: Final = 20
"""How many times larger than another file one may be that holds an article a line."""
_KINDS: Final = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def collect(
    path: Path, *, base: Path, name: str = "", max_bytes: int = 5_000_000, max_files: int = 5000
) -> Iterator[Raw | Problem]:
    """Reads the file, or every article file below the folder, that `path` names.

    `path` is as the user wrote it and `base` the folder a relative one starts from; every `uri` begins with `path` as
    written, uses "/" and escapes what cannot be printed. Files come in the byte order of their paths, whatever the
    locale. Hidden files and folders are passed over, and so is the folder "X_files" that a browser saves beside
    "X.html". A linked folder is entered once. File times are never looked at.

    At most `max_files` files of at most `max_bytes` bytes are read. Whatever can't be read becomes a `Problem` with
    the stage "ingest" and stops nothing. `name` is handed on as the publisher.
    """
    written = path.as_posix()
    real = base / path.expanduser()
    try:
        mode = os.stat(real).st_mode
    except OSError as error:
        yield _problem(
            written, "there is no such file or folder" if _is_missing(error) else f"cannot be read: {_why(error)}"
        )
        return
    except ValueError:
        yield _problem(written, "there is no such file or folder: the name holds a NUL character")
        return
    if not stat.S_ISDIR(mode):
        media_type = MEDIA_TYPES.get(_ending(path.name))
        if stat.S_ISREG(mode) and media_type is None:
            yield _problem(written, f"not read: {_READABLE} are read")
        else:
            kind = media_type or ""
            yield from _articles(
                os.fspath(real), uri=written, media_type=kind, name=name, max_bytes=max_bytes, max_lines=max_files
            )
        return
    prefix = "" if written == "." else written.rstrip("/") + "/"
    found = 0
    for entry in _walk(os.fspath(real), written=written, prefix=prefix):
        if isinstance(entry, Problem):
            yield entry
            continue
        found += 1
        if found <= max_files:
            file, uri, media_type = entry
            yield from _articles(
                file, uri=uri, media_type=media_type, name=name, max_bytes=max_bytes, max_lines=max_files
            )
    if not found:
        yield Problem(QUIET, _printable(written), f"the folder holds no article: {_READABLE} are read")
    if found > max_files:
        yield _problem(
            written, f"{found - max_files} of {found} files were not read: the limit is {max_files} (limits.max_files)"
        )


def _walk(real: str, *, written: str, prefix: str) -> Iterator[Problem | tuple[str, str, str]]:
    """Article files below a folder as (path, uri, media type), and what is wrong on the way.

    `written` is how the folder itself is called, `prefix` what precedes the names in it. The stack holds what is still
    to do, last first, so that a deep tree needs no recursion.
    """
    entered: set[tuple[int, int]] = set()
    todo: list[tuple[str, str, str | None]] = [(real, written, prefix)]
    while todo:
        path, uri, below = todo.pop()
        if below is None:
            yield path, uri, MEDIA_TYPES[_ending(path)]
            continue
        try:
            about = os.stat(path)
            if (about.st_dev, about.st_ino) in entered:
                continue
            entered.add((about.st_dev, about.st_ino))
            with os.scandir(path) as entries:
                names = {entry.name: _is_folder(entry) for entry in entries if not entry.name.startswith(".")}
        except OSError as error:
            yield _problem(uri, f"the folder was not read: {_why(error)}")
            continue
        others: Counter[str] = Counter()
        inner: list[tuple[bytes, tuple[str, str, str | None]]] = []
        for name, is_folder in names.items():
            key = os.fsencode(name)
            if is_folder:
                stem = name.removesuffix("_files")
                if stem == name or not names.keys() & {f"{stem}.html", f"{stem}.htm"}:
                    inner.append((key + b"/", (f"{path}/{name}", below + name, below + name + "/")))
            elif _ending(name) not in MEDIA_TYPES:
                others[_ending(name)] += 1
            else:
                inner.append((key, (f"{path}/{name}", below + name, None)))
        if others:
            yield _problem(uri, _not_read(others))
        todo += (entry for _, entry in sorted(inner, reverse=True))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """True for a folder and for a link to one; a link that leads nowhere or in a circle is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _articles(
    path: str, *, uri: str, media_type: str, name: str, max_bytes: int, max_lines: int
) -> Iterator[Raw | Problem]:
    """What one regular file holds: an article, or one a line. Never opens anything else: opening a named pipe waits for its other end."""
    if "\ufffd" in _decoded(uri):
        yield _problem(uri, "not read: its name is not valid UTF-8; rename it")
        return
    in_lines = media_type == MEDIA_TYPES[".jsonl"]
    most = max_bytes * _LINES if in_lines else max_bytes
    try:
        mode = os.stat(path).st_mode
        if not stat.S_ISREG(mode):
            yield _problem(uri, f"not read: it is {next((k for is_, k in _KINDS if is_(mode)), 'no regular file')}")
            return
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            size = os.fstat(handle).st_size
            if in_lines and 0 < size <= most:
                yield from records.read(file, uri=_printable(uri), name=name, max_bytes=max_bytes, max_lines=max_lines)
                return
            body = file.read(most + 1) if size <= most else b""
    except OSError as error:
        yield _problem(uri, _unreadable(path, error))
        return
    size = max(size, len(body))
    if size > most:
        yield _problem(
            uri, f"not read: it has {_megabytes(size)}, the limit is {_megabytes(most)} (limits.max_file_mb)"
        )
    elif not body.strip():
        yield _problem(uri, "the file is empty")
    else:
        raw = Raw(uri=_printable(uri), media_type=media_type, body=body, name=name)
        yield letters.read(raw) if media_type == MEDIA_TYPES[".eml"] else raw


def _unreadable(path: str, error: OSError) -> str:
    if not _is_missing(error):
        return f"cannot be read: {_why(error)}"
    if os.path.islink(path):
        return "not read: it is a link to a file that has vanished or never was there"
    return "not read: it vanished before it could be read"


def _not_read(others: Counter[str]) -> str:
    """The sentence about files whose ending is not read, most frequent ending first."""
    ranked = sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [f"{_printable(ending)} ({count})" if ending else f"no ending ({count})" for ending, count in ranked[:8]]
    if len(ranked) > 8:
        shown.append(f"{len(ranked) - 8} more endings")
    count = others.total()
    return f"{count} file{'s' if count > 1 else ''} not read: {', '.join(shown)}; {_READABLE} are read"


def _ending(name: str) -> str:
    """The ending of a file name with its dot, in lower case."""
    return os.path.splitext(name)[1].lower()


def _decoded(name: str) -> str:
    """A path as UTF-8 says it, with U+FFFD for what is none, whatever the encoding of the file system is set to."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def _printable(name: str) -> str:
    """A path in which every byte or character that can't be printed is escaped."""
    text = os.fsencode(name).decode("utf-8", errors="backslashreplace")
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def _problem(uri: str, message: str) -> Problem:
    return Problem(stage="ingest", uri=_printable(uri), message=message)


def _is_missing(error: OSError) -> bool:
    """True where a part of the path doesn't exist."""
    return isinstance(error, FileNotFoundError | NotADirectoryError)


def _why(error: OSError) -> str:
    """The operating system's reason without the path, which may be absolute."""
    return (error.strerror or type(error).__name__).lower()


def _megabytes(count: int) -> str:
    """A number of bytes as "5 MB", or in full where that would round to nothing."""
    return f"{count / 1e6:.1f} MB".replace(".0 ", " ") if count >= 100_000 else f"{count} bytes"
