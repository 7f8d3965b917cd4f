"""One writer at a time: a lock on a file beside the archive. The system lets go of it when the process ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.errors import ArchiveError, LockedError


@contextmanager
def held(archive: Path) -> Iterator[None]:
    """Holds the lock of an archive while the block runs. Raises `LockedError` where another run holds it."""
    path = archive.with_name(archive.name + ".lock")
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
        yield
    finally:
        os.close(handle)
