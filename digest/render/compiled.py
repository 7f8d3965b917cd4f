"""The project's own templates in compiled form, kept where Python keeps its byte code: compiling them takes ten times as long as
running them.

Nothing but speed depends on it. What is kept is used only for the same template, the same version of Jinja and the same modules of
this package; where the folder cannot be written to, or Python is told to write no byte code, templates are compiled every time. A user's
own templates always are.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment
    from jinja2.bccache import Bucket

_MAKERS = ("environment.py", "escape.py", "phrases.py")
"""Modules of this package that take part in compiling: constant parts of a template are escaped then."""
_DIGEST = hashlib.sha256().digest_size


def kept(language: str, templates: Path) -> BytecodeCache:
    """A cache for the files that stand in the folder `templates`, compiled for one environment, which `language` names."""
    from jinja2 import BytecodeCache

    class Kept(BytecodeCache):
        """One file a template: a checksum of the rest, then Jinja's own form."""

        def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
            own = filename is not None and Path(filename).parent == templates
            return super().get_bucket(environment, name, filename if own else "", source)

        def get_cache_key(self, name: str, filename: str | None = None) -> str:
            return f"{language}-{super().get_cache_key(name, filename)[:16]}" if filename else ""

        def get_source_checksum(self, source: str) -> str:
            return hashlib.sha256(_made_by() + source.encode()).hexdigest()

        def load_bytecode(self, bucket: Bucket) -> None:
            if not bucket.key:
                return
            try:
                body = _file(bucket.key).read_bytes()
            except OSError:
                return
            if hashlib.sha256(body[_DIGEST:]).digest() == body[:_DIGEST]:
                bucket.bytecode_from_string(body[_DIGEST:])

        def dump_bytecode(self, bucket: Bucket) -> None:
            if not bucket.key or sys.dont_write_bytecode:
                return
            body, path = bucket.bytecode_to_string(), _file(bucket.key)
            temporary = path.with_suffix(f".{os.getpid()}.tmp")
            try:
                path.parent.mkdir(exist_ok=True)
                temporary.write_bytes(hashlib.sha256(body).digest() + body)
                temporary.replace(path)
            except OSError:
                with suppress(OSError):
                    temporary.unlink()

    return Kept()


def _file(key: str) -> Path:
    return Path(cache_from_source(__file__)).with_name(f"templates.{key}")


def _made_by() -> bytes:
    """What compiles templates: Jinja's version and the modules of this package, as a digest."""
    made = hashlib.sha256(f"{version('jinja2')} {sys.version}".encode())
    for name in _MAKERS:
        made.update(Path(__file__).with_name(name).read_bytes())
    return made.digest()
