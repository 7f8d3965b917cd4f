"""Which program and which libraries made an edition: the bytes depend on them."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

PACKAGE = "briefing-digest"
DECIDING = ("nltk", "jinja2", "markdown", "weasyprint", "lxml", "trafilatura")
"""Libraries on whose version the bytes of an edition depend."""


def program() -> str:
    """For example "briefing-digest 0.1.0 (nltk 3.10.4, …)"."""
    return f"{PACKAGE} {_of(PACKAGE)} ({', '.join(f'{name} {_of(name)}' for name in DECIDING)})"


def _of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
