"""Temporary files beside their targets, `.name.PID.tmp`, what runs that were killed left of them, and names that outlive a power cut."""

from __future__ import annotations

import glob
import os
from pathlib import Path


def temporary(target: Path) -> Path:
    """Where `target` is written before it gets its name. Removes what processes that are no more left there."""
    for stale in target.parent.glob(
        f".{glob.escape(target.name)}.*.tmp*"
    ):  # a copy of the archive may have a journal, too
        pid = stale.name.removeprefix(f".{target.name}.").partition(".")[0]
        if pid.isdigit() and not _runs(int(pid)):
            stale.unlink(missing_ok=True)
    return target.with_name(f".{target.name}.{os.getpid()}.tmp")


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
