"""Passwords and keys: read from files that nobody else may read, never from the configuration, never into the log."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from digest.errors import ConfigError, DeliveryError

MAX_BYTES = 20_000


def private(path: Path, *, what: str) -> str:
    """The text of a file that only its owner can read. Raises `DeliveryError` where it can't be read or others can."""
    try:
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as stream:
            found = os.fstat(stream.fileno())
            body = stream.read(MAX_BYTES + 1) if stat.S_ISREG(found.st_mode) else b""
    except OSError as err:
        raise DeliveryError(f"{path}: {what} cannot be read: {err.strerror}") from err
    if not stat.S_ISREG(found.st_mode) or len(body) > MAX_BYTES:
        raise DeliveryError(f"{path}: this is no file that holds {what}")
    if found.st_mode & 0o077:
        raise DeliveryError(f"{path}: others may read {what}; run: chmod 600 {path}")
    if found.st_uid not in {os.geteuid(), 0}:
        raise DeliveryError(f"{path}: {what} belongs to another user; run: chown {os.geteuid()} {path}")
    try:
        return body.decode()
    except UnicodeDecodeError as err:
        raise DeliveryError(f"{path}: {what} is not UTF-8") from err


def password(*, variable: str | None, file: Path | None, environment: Mapping[str, str]) -> str:
    """The password from the variable of the environment, or from the first line of the file; empty where neither is named.

    Raises `ConfigError` where the variable is not set, `DeliveryError` where the file is not fit.
    """
    if variable is not None:
        if not environment.get(variable):
            raise ConfigError(
                [f"the environment variable {variable}, which delivery.smtp.password_env names, is not set"]
            )
        return environment[variable]
    if file is None:
        return ""
    said = private(file, what="the password").split("\n")[0].rstrip("\r")
    if not said:
        raise DeliveryError(f"{file}: the first line, which should hold the password, is empty")
    return said
