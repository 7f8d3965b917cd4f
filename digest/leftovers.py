"""Temporary files beside their targets, `.name.PID.tmp`, what runs that were killed left of them, and names that outlive a power cut."""

from __future__ import annotations

import glob
import os
import re
from pathlib import Path

_OWNER = re.compile(r"\.(\d+)\.tmp(?:-\w+)?$")
"""The process in a temporary name; SQLite adds `-wal` and the like."""


def temporary(target: Path) -> Path:
    """Where `target` is written before it gets its name. Removes what processes that are no more left there."""
    clear(target.parent, glob.escape(target.name))
    return target.with_name(f".{target.name}.{os.getpid()}.tmp")


def clear(folder: Path, names: str) -> None:
    """Removes what processes that are no more left of files whose names match a pattern (`names`, as of the shell)."""
    for stale in folder.glob(f".{names}.*.tmp*"):  # a copy of the archive may have a journal, too
        owner = _OWNER.search(stale.name)
        if owner and not _runs(int(owner[1])):
            stale.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Flushes a file to the disk, or the names in a folder, so that a rename outlives a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
