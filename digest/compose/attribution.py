"""What the program says behind an item: who reports it, when, and how many others report the same; and in its footnote: via whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from digest.model import Document, Sentence
from digest.wording import spoken

_TITLE = 28
"""Most characters of a title that stand for a source without a known publisher: about as long as a publisher's name."""
_LONGEST_VIA = 160
"""Most characters of what a footnote says behind "via"."""
_NO_END = frozenset(
    "a an and are as at by for from her his in into is its of on or over s the their to was were with".split()
)
"""Words on which a shortened title doesn't end."""


def label(doc: Document) -> str:
    """Short name of a source: its publisher, or the start of its title in quotation marks."""
    if doc.publisher.value:
        return doc.publisher.value
    title = " ".join(doc.title.value.split())
    return f"“{_shortened(title)}”" if title else doc.uri.rsplit("/", 1)[-1]


def titled(doc: Document) -> str:
    """The same with the start of its title, for a list in which a publisher stands more than once."""
    title = " ".join(doc.title.value.split())
    return f"{label(doc)}: “{_shortened(title)}”" if title and doc.publisher.value else label(doc)


def _shortened(title: str) -> str:
    """The first words of a title, up to a colon where one stands early, never ending on "of" or "the"."""
    if len(title) <= _TITLE:
        return title
    words = title[: _TITLE + 1].split(" ")[:-1] or [title[:_TITLE]]
    colon = next((at for at, word in enumerate(words) if at and word.endswith(":")), len(words))
    words = words[: colon + 1]
    while len(words) > 1 and (words[-1].lower() in _NO_END or not any(char.isalnum() for char in words[-1])):
        words.pop()
    return " ".join(words).rstrip(" ,.:;–—-") + "…"


def attribution(doc: Document, *, year: int, remark: str = "", support: str = "") -> str:
    """For example "Example News, 3 June; 3 sources, 2 independent"; `remark` stands in round brackets behind the date."""
    said = f"{label(doc)}, {spoken(doc.day, year=year) if doc.day else _undated(doc)}"
    said += f" ({remark})" if remark else ""
    return f"{said}; {support}" if support else said


def via(sents: Sequence[Sentence], doc: Document) -> str:
    """What sentences of `doc` name as their own source: "Reuters, 3 June 2025; Example News". Names beyond a length are left out."""
    named = dict.fromkeys(label for sent in sents for at in sent.citations if (label := doc.citations[at].label))
    said = "; ".join(named)
    if len(said) <= _LONGEST_VIA:
        return said
    cut = said[:_LONGEST_VIA]
    return (
        cut[: max(cut.rfind(", "), cut.rfind("; "))].rstrip(",; ") + ", …" if ", " in cut or "; " in cut else cut + "…"
    )


def _undated(doc: Document) -> str:
    """For example "undated, after 2 June 2025"."""
    return f"undated, {known}" if (known := between(doc)) else "undated"


def between(doc: Document) -> str:
    """What is known of when an undated article was written: "after 2 June 2025", "between 25 May and 2 June 2025"; empty if nothing is."""
    after, before = (date.fromisoformat(found.value) if found else None for found in (doc.after, doc.before))
    if after and before:
        return f"between {spoken(after, year=before.year)} and {spoken(before)}"
    return f"after {spoken(after)}" if after else f"before {spoken(before)}" if before else ""


def supported(carriers: int, independent: int, *, all_known: bool) -> str:
    """How many sources report something, and how many of them are independent where that is not all; empty for a single one.

    Where publishers are unknown, only what is certain is said.
    """
    if carriers < 2:
        return ""
    if independent == carriers:
        return f"{carriers} sources"
    if all_known:
        return f"{carriers} sources, {independent} independent"
    return (
        f"{carriers} sources, at least {independent} independent"
        if independent > 1
        else f"{carriers} sources, publishers not all known"
    )
