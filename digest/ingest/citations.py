"""What an article names as its own sources: bracketed marks, chips of outlet names, reference lists.

Marks and chips stay in the text and are recorded as spans, so that they can be cut from what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from digest.ingest import dates, hover
from digest.ingest.patterns import lists
from digest.model import PROSE, Block, Citation, Span

_DATA = Path(__file__).parent / "data" / "outlets.tsv"
_MARK = re.compile(r"\[\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\s?\]")
_NUMBER = re.compile(r"\d{1,3}")
_RANGE = re.compile(r"(\d{1,3})\s?[–-]\s?(\d{1,3})")
_ENTRY = re.compile(r"\s*(?:\[\^?(\d{1,3})\]:?|(\d{1,3})[.)]|\^?(\d{1,3})\s)\s*(?=\S)")
_ADDRESS = re.compile(r"https?://[^\s<>\"\])]+[^\s<>\"\]).,;:!?]")
_AUTHOR_YEAR = re.compile(r"([^.(]{3,60})\. \((?:19|20)\d{2}")
_PLUS = re.compile(r"\+\d{1,3}(?!\d)")
_NAMED = re.compile(r"(?:[A-Z][\w'’&-]*)(?: (?:[A-Z][\w'’&-]*|of|the|and|for))*$")
_HOST = re.compile(r"(?:https?:)?//(?:[^/@\s]*@)?([^/:?#\s]+)", re.I)
_HEADINGS = frozenset(
    [
        "references",
        "reference",
        "sources",
        "source",
        "citations",
        "footnotes",
        "endnotes",
        "notes",
        "bibliography",
        "works",
        "cited",
        "quellen",
        "literatur",
        "références",
        "sources:",
        "references:",
        "works_cited",
    ]
)
_TOLD = re.compile(
    r"(?<!\w)(?:told|tells|[Ss]peaking (?:to|with)|[Aa]ccording to|[Cc]iting|[Cc]ited by|[Qq]uoted by|[Rr]eported by|interview with)"
    r" (?:the )?(?=[A-Z])"
)
_SPOKEN = re.compile(r"told|tells|speaking|interview|quoted", re.I)
_REPORTED = re.compile(r",? (?:news agency |newspaper )?(?:first )?(?:reported|reports)(?!\w)")
_BEHIND = re.compile(r" (?!(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day)[A-Z]")
_BEFORE = re.compile(r"[\w,'’)] (?!The |(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day )[A-Z][\w.’'-]{0,30} \Z")
"""A word with a capital beside a name, no day and no start of a sentence: the name is part of a longer one."""
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a reference list: what it is called in print, and its address."""

    label: str
    url: str = ""


@cache
def _outlets() -> tuple[dict[str, str], dict[str, str]]:
    """(name or alias -> proper name, domain -> proper name)."""
    names: dict[str, str] = {}
    domains: dict[str, str] = {}
    for line in _DATA.read_text("utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        name, domain, others = [*line.split("\t"), "", ""][:3]
        names[name] = name
        domains[domain] = name
        for other in filter(None, others.split("|")):
            if "." in other and " " not in other and other.islower():
                domains[other] = name
            else:
                names.setdefault(other, name)
    return names, domains


@cache
def _by_ending() -> dict[str, tuple[str, ...]]:
    """Last two letters -> outlet names that end with them, longest first."""
    table: dict[str, list[str]] = {}
    for name in _outlets()[0]:
        table.setdefault(name[-2:], []).append(name)
    return {ending: tuple(sorted(some, key=lambda n: (-len(n), n))) for ending, some in table.items()}


@cache
def _by_opening() -> dict[str, tuple[str, ...]]:
    """First two letters -> outlet names that begin with them, longest first."""
    table: dict[str, list[str]] = {}
    for name in _outlets()[0]:
        table.setdefault(name[:2], []).append(name)
    return {opening: tuple(sorted(some, key=lambda n: (-len(n), n))) for opening, some in table.items()}


def outlets() -> dict[str, str]:
    """Every name by which an outlet is known -> its proper name."""
    return _outlets()[0]


def proper_name(name: str) -> str:
    """The outlet's proper name where `name` is one of its known names, else empty."""
    return _outlets()[0].get(name.strip(), "")


def host(address: str) -> str:
    """Host of an address without "www.", lower case; empty where it has none."""
    match = _HOST.match(address.strip())
    return match.group(1).lower().removeprefix("www.") if match else ""


def outlet_at(address: str) -> str:
    """Proper name of the outlet at an address or host, empty where it isn't known. Subdomains count
    ("en.mehrnews.com").
    """
    parts = (host(address) or address.lower().strip("/")).split(".")
    domains = _outlets()[1]
    for first in range(max(0, len(parts) - 4), max(0, len(parts) - 1)):
        if name := domains.get(".".join(parts[first:])):
            return name
    return ""


def read_references(text: str, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], dict[int, Reference]]:
    """Finds reference lists: the blocks with their kind set, and the entries by number.

    An entry is a line that begins with "[1]" or "[1]:", or a numbered line under a heading such as "References".
    """
    entries: dict[int, Reference] = {}
    result = list(blocks)
    under = False
    for index, block in enumerate(blocks):
        words = text[block.span.start : min(block.span.end, block.span.start + 40)].strip(" #*:\n").lower()
        if block.kind in ("heading", "paragraph") and (words in _HEADINGS or words == "works cited"):
            under = True
            result[index] = replace(block, kind="references", reason="heading of the reference list")
            continue
        if block.kind not in PROSE:
            under = under and block.kind != "heading"
            continue
        match = _ENTRY.match(text, block.span.start, block.span.end)
        bracketed = bool(match and match.group(1))
        body = text[match.end() : block.span.end] if match else text[block.span.start : block.span.end]
        if match and (under or (bracketed and (_ADDRESS.search(body) or len(entries) or _dated(body)))):
            number = int(next(filter(None, match.groups())))
        elif under and block.kind == "list_item":
            number = len(entries) + 1
        else:
            under = False
            continue
        entries.setdefault(number, reference(body))
        result[index] = replace(block, kind="references", level=0, reason="entry of the reference list")
    return tuple(result), entries


def _dated(body: str) -> bool:
    return len(body) < 600 and dates.search(body) is not None


def reference(body: str) -> Reference:
    """Reads an entry of a reference list: outlet and date of what it names ("Reuters, 3 June 2025"), and address."""
    body = " ".join(body[:1500].split())
    address = match.group() if (match := _ADDRESS.search(body)) else ""
    prose = _ADDRESS.sub("", body)
    name = outlet_at(address) if address else ""
    if not name:
        pieces = [piece.strip(" *_\"“”'[]") for piece in re.split(r"[.,;(|–—]\s", prose)[:6]]
        name = next((proper for piece in pieces if (proper := proper_name(piece))), "")
    if not name:
        written = _AUTHOR_YEAR.match(prose)
        name = written[1] if written else "" if "doi.org" in address else host(address)
        name = name or re.split(r"[,(\"“]|\.\s", prose)[0].strip()[:LONGEST_NAME]
    hit = dates.search(prose)
    day = hit[0] if hit else dates.in_address(address)
    return Reference(f"{name}, {dates.printed(day)}" if day else name, address)


def find(
    text: str,
    blocks: Sequence[Block],
    entries: dict[int, Reference],
    *,
    own: str = "",
    links: Iterable[Citation] = (),
) -> tuple[Citation, ...]:
    """Citation marks, outlet chips, boxes over names, named outlets and links in the prose, in order and apart. `own` is the publisher, no
    source of its own; `links` are those that `links.cited` found.
    """
    found: list[Citation] = []
    for block in blocks:
        if block.kind in PROSE:
            found += _marks(text, block.span, entries)
            found += _chips(text, block.span, own)
            found += [Citation(box, text[box.start : box.end]) for box in hover.boxes(text, block.span)]
            found += [citation for citation in _told(text, block.span) if citation.label != own]
    apart: list[Citation] = []
    found += links  # behind the words: of "Example News reported", a link to another site, the words are right
    for citation in sorted(found, key=lambda citation: (citation.span.start, not citation.cut, bool(citation.url))):
        if not apart or apart[-1].span.end <= citation.span.start:
            apart.append(citation)
        elif citation.cut and not apart[-1].cut:
            apart[-1] = citation
    return tuple(apart)


def _told(text: str, span: Span) -> Iterator[Citation]:
    """Words that name an outlet as the source of a sentence: "told Reuters", "Axios reported". They are no marks, and stay."""
    for match in _TOLD.finditer(text, span.start, span.end):
        end = _name_at(text, match.end(), span.end)
        name = text[match.end() : end]
        spoken = _SPOKEN.match(match[0]) and name in lists("citing")["bodies"]
        if end > 0 and not (text[end : end + 1].isalnum() or _BEHIND.match(text, end, span.end) or spoken):
            yield from _said(text, match.start(), end, name)
    if text.find(" report", span.start, span.end) < 0:
        return  # only saves time
    for match in _REPORTED.finditer(text, span.start, span.end):
        for name in _by_ending().get(text[match.start() - 2 : match.start()], ()):
            start = match.start() - len(name)
            if start >= span.start and text.startswith(name, start) and not text[start - 1 : start].isalnum():
                if not _BEFORE.search(text[max(span.start, start - 40) : start]):
                    yield from _said(text, start, match.end(), name)
                break


def _said(text: str, start: int, end: int, name: str) -> Iterator[Citation]:
    """The words as a citation, unless the name means somebody else as often; "the Guardian" is the outlet, "Guardian" need not be."""
    named = proper_name(name) == f"The {name}" and f"the {name}" in text[max(0, start - 4) : end]
    if named or name not in lists("citing")["ambiguous"]:
        yield Citation(Span(start, end), text[start:end], proper_name(name), cut=False)


def _marks(text: str, span: Span, entries: dict[int, Reference]) -> Iterator[Citation]:
    """Bracketed numbers that cite: glued to what they mark, before punctuation, or with a reference list to resolve
    them.
    """
    for match in _MARK.finditer(text, span.start, span.end):
        start, end = match.span()
        numbers = [int(number) for number in _NUMBER.findall(match.group())]
        for first, last in _RANGE.findall(match.group()):
            numbers += range(int(first) + 1, min(int(last), int(first) + 50))
        known = [entries[number] for number in sorted(set(numbers)) if number in entries]
        glued = start > span.start and not text[start - 1].isspace()
        ends = end >= span.end or text[end] in ".,;:!?)[\n" or not text[end : span.end].strip()
        if known or glued or ends:
            label = "; ".join(dict.fromkeys(entry.label for entry in known))
            yield Citation(Span(start, end), match.group(), label, known[0].url if known else "")


def _name_before(text: str, low: int, end: int) -> int:
    """Start of the outlet name that ends at `end`, or -1. Unknown names count where a stop or another chip is before
    them.
    """
    for name in _by_ending().get(text[end - 2 : end], ()):
        if end - len(name) >= low and text.startswith(name, end - len(name)):
            return end - len(name)
    window = max(low, end - LONGEST_NAME)
    if (match := _NAMED.search(text[window:end])) and match.group():
        start = window + match.start()
        before = text[max(low, start - 2) : start].rstrip()
        if (before and before[-1] in '.!?…"”’)]') or (start > low and text[start - 1].isdigit()):
            return start
    return -1


def _name_at(text: str, start: int, end: int) -> int:
    """End of the known outlet name at `start`, or -1."""
    for name in _by_opening().get(text[start : start + 2], ()):
        if start + len(name) <= end and text.startswith(name, start):
            return start + len(name)
    return -1


def _chips(text: str, span: Span, own: str) -> Iterator[Citation]:
    """Runs of outlet names behind a sentence, with or without a count ("The Guardian+1ABC News+1POLITICO")."""
    start, end = span.start, len(text[span.start : span.end].rstrip()) + span.start
    at = start
    seen = False
    for match in _PLUS.finditer(text, start, end):
        if match.start() < at:
            continue
        first = _name_before(text, at, match.start())
        if first < 0:
            continue
        at = _run(text, match.end(), end)
        seen = True
        yield _chip(text, first, at, own)
    tail = max(text.rfind(stop, at, end) for stop in '.!?"”') + 1
    if not seen and tail > start and tail < end and end - tail <= 3 * LONGEST_NAME:
        first = tail + len(text[tail:end]) - len(text[tail:end].lstrip())
        if first < end and _run(text, first, end) == end:
            yield _chip(text, first, end, own)


def _run(text: str, at: int, end: int) -> int:
    """End of the run of chips that goes on at `at`."""
    while at < end:
        name = _name_at(text, at, end)
        plus = _PLUS.match(text, name if name > 0 else at, end)
        if name > 0 and plus:
            at = plus.end()
        elif name > 0 and (name == end or _name_at(text, name, end) > 0 or text[name] == "\n"):
            at = name
        elif name < 0 and (ahead := _PLUS.search(text, at, min(end, at + LONGEST_NAME))):
            if not (match := _NAMED.fullmatch(text[at : ahead.start()])) or not match.group():
                return at
            at = ahead.end()
        else:
            return at
    return at


def _chip(text: str, start: int, end: int, own: str) -> Citation:
    """A run of chips as one citation, which doesn't name the publisher itself."""
    names: dict[str, None] = {}
    at = start
    while at < end:
        stop = _name_at(text, at, end)
        if stop < 0:
            plus = _PLUS.search(text, at, end)
            stop = plus.start() if plus else end
        name = text[at:stop].strip()
        if name:
            names[proper_name(name) or name] = None
        plus = _PLUS.match(text, stop, end)
        at = plus.end() if plus else max(stop, at + 1)
    return Citation(Span(start, end), text[start:end], ", ".join(name for name in names if name != own))
