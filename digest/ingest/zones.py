"""What an element of a page is by its name, role, class or id: navigation, sharing buttons, a newsletter form, a caption."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ZONES_FILE = Path(__file__).parent / "data" / "zones.tsv"
_PAGE: Final = frozenset({"html", "body", "main", "article"})
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_UNSEEN_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@cache
def _zones() -> tuple[dict[str, str], dict[str, str]]:
    """What an element is: by its name or ARIA role, and by a word in its class or id."""
    by_name: dict[str, str] = {}
    by_class: dict[str, str] = {}
    for line in _ZONES_FILE.read_text("utf-8").splitlines():
        if line and line[0] != "#":
            reason, words = line.split("\t")
            table = by_name if reason[0] == "=" else by_class
            table.update(dict.fromkeys(words.split(), reason.removeprefix("=")))
    return by_name, by_class


def is_unseen(element: HtmlElement) -> bool:
    """True where the element's own attributes hide it."""
    if not element.keys():
        return False
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _UNSEEN_STYLE.search(style[:500]))


def zone(element: HtmlElement, tag: str) -> str:
    """What an element is by its name, role, class or id, empty where they say nothing."""
    by_name, by_class = _zones()
    if not element.keys():
        return by_name.get(tag, "")
    if tag not in _PAGE:
        names = f"{element.get('class') or ''} {element.get('id') or ''}"[:400]
        for word in _WORD.findall(names):
            reason = by_class.get(word.lower())
            if reason:
                return reason
    return by_name.get(tag) or by_name.get((element.get("role") or "").strip().lower(), "")
