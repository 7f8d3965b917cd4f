"""One writer at a time: a lock on a file beside the archive. The system lets go of it when the process ends, however it ends.

A process that this one starts (to render a PDF) doesn't share the lock: else it would hold it after its parent was killed.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.errors import ArchiveError, LockedError

_HANDLES: set[int] = set()
"""Of the locks that this process holds."""


def _let_go() -> None:
    for handle in _HANDLES:
        os.close(handle)
    _HANDLES.clear()


os.register_at_fork(after_in_child=_let_go)


@contextmanager
def held(archive: Path) -> Iterator[None]:
    """Holds the lock of an archive while the block runs. Raises `LockedError` where another run holds it."""
    path = archive.resolve()  # whoever comes by a link meets the same lock
    path = path.with_name(path.name + ".lock")
    owner = os.getpid()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except (FileExistsError, NotADirectoryError) as err:
        raise ArchiveError(f"{archive}: a file stands where its folder should be; name another place") from err
    except OSError as err:
        raise ArchiveError(
            f"{path}: cannot be opened ({err.strerror}); change the permissions, or give the archive another path"
        ) from err
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as err:
            raise LockedError(f"{archive}: another run is using this archive; wait for it and run again") from err
        _HANDLES.add(handle)
        yield
    finally:
        if os.getpid() == owner:
            _HANDLES.discard(handle)
            os.close(handle)
