"""What a web page says about itself: JSON-LD (schema.org), meta and `time` elements, the canonical link, its title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from digest.ingest.decode import clean
from digest.ingest.head import PageMeta
from digest.model import Found

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_META_FILE = Path(__file__).parent / "data" / "pagemeta.tsv"
_MAX_VALUE: Final = 500
_MAX_JSON: Final = 1_000_000
_MAX_NODES: Final = 2000
_MAX_TIMES: Final = 5
_MAX_TITLES: Final = 5
_HOMES: Final = frozenset({"article", "main"})
_CARDS: Final = frozenset({"article", "li"})
_ELSEWHERE: Final = frozenset({"a", "aside", "nav", "footer"})
_LINK_WORDS: Final = 3
"""Most words of a link that is no headline of another story: an author's name, a section."""
_WRAPPING = re.compile(r"^\s*(?://|/\*)?\s*(?:<!--|<!\[CDATA\[)?\s*(?:\*/)?|(?://|/\*)?\s*(?:-->|\]\]>)\s*(?:\*/)?\s*$")
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Posting|Report|Review)$")
_PUBLISHED = re.compile(r"publi|posted|entry-date|datetime|pubdate", re.IGNORECASE)


@dataclass(slots=True)
class _Candidates:
    """Values by field, in the order in which they are to be trusted."""

    fields: dict[str, dict[str, Found]] = field(default_factory=dict)

    def add(self, name: str, value: Json, how: str) -> None:
        """Notes a value, unless it is empty, no text, or already known."""
        if isinstance(value, str):
            value = " ".join(clean(unescape(value[: 2 * _MAX_VALUE])).split())[:_MAX_VALUE].strip()
            if value:
                self.fields.setdefault(name, {}).setdefault(value, Found(value, how))

    def get(self, name: str) -> tuple[Found, ...]:
        """The values of a field."""
        return tuple(self.fields.get(name, {}).values())


@cache
def _names() -> dict[str, tuple[str, int]]:
    """Name of a meta element -> field and rank."""
    rows = [line.split("\t") for line in _META_FILE.read_text("utf-8").splitlines() if line[0] != "#"]
    return {name: (row[0], rank) for row in rows for rank, name in enumerate(row[1].split())}


def read(root: HtmlElement, json_ld: list[str]) -> PageMeta:
    """Candidates for title, publisher, dates, authors and addresses, the most trusted first, each with where it stood.

    `json_ld` are the contents of the page's JSON-LD scripts; what can't be parsed is passed over. Dates are as the page
    writes them. Addresses are absolute http(s) addresses.
    """
    found = _Candidates()
    body = ""
    if node := _own(_articles(json_ld), root):
        _read_article(node, found)
        body = next(iter(_texts(node.get("articleBody"))), "")
    _read_meta(root, found)
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            found.add("urls", element.get("href"), "canonical link")
    _read_times(root, found)
    for element in root.iter("title"):
        if all(ancestor.tag != "svg" for ancestor in element.iterancestors()):
            found.add("titles", element.text_content(), "html title")
            break
    return PageMeta(
        titles=found.get("titles"),
        publishers=tuple(one for one in found.get("publishers") if not one.value.startswith(("http:", "https:"))),
        dates=found.get("dates"),
        times=found.get("times"),
        modified=found.get("modified"),
        authors=tuple(one for one in found.get("authors") if not one.value.startswith(("http:", "https:", "@"))),
        urls=tuple(one for one in found.get("urls") if one.value.startswith(("http://", "https://"))),
        genres=found.get("genres"),
        body=body,
    )


def _articles(json_ld: list[str]) -> Iterator[dict[str, Json]]:
    """The JSON-LD nodes that describe articles: at the top, in a graph, or named as the main entity."""
    todo: list[Json] = []
    for text in json_ld:
        if len(text) <= _MAX_JSON:
            try:
                todo.append(json.loads(_WRAPPING.sub("", text), strict=False))
            except (ValueError, RecursionError):
                continue
    todo.reverse()
    seen = 0
    while todo and seen < _MAX_NODES:
        node = todo.pop()
        seen += 1
        if isinstance(node, list):
            todo += reversed(node)
        elif isinstance(node, dict):
            if any(_ARTICLE.search(kind) for kind in _texts(node.get("@type"))):
                yield node
                continue
            todo += [node[key] for key in ("mainEntity", "mainEntityOfPage", "@graph") if key in node]


def _own(nodes: Iterator[dict[str, Json]], root: HtmlElement) -> dict[str, Json]:
    """Of several articles that a page describes the one whose headline is the page's own, else the first; empty where there is none."""
    several = list(nodes)
    if len(several) > 1:
        titles = [_folded(element.text_content()) for name in ("title", "h1") for element in root.iter(name)][
            :_MAX_TITLES
        ]
        for node in several:
            heads = [_folded(text) for text in _texts(node.get("headline")) if text.strip()]
            if any(head in title or title in head for head in heads for title in titles if title):
                return node
    return several[0] if several else {}


def _folded(title: str) -> str:
    return " ".join(clean(unescape(title[:_MAX_VALUE])).casefold().split())


def _read_article(node: dict[str, Json], found: _Candidates) -> None:
    """What a node of JSON-LD says."""
    found.add("titles", node.get("headline"), "JSON-LD headline")
    found.add("titles", node.get("name"), "JSON-LD name")
    for name in _texts(node.get("publisher"), "name"):
        found.add("publishers", name, "JSON-LD publisher")
    for key in ("datePublished", "dateCreated"):
        for value in _texts(node.get(key)):
            found.add("dates", value, f"JSON-LD {key}")
    for value in _texts(node.get("dateModified")):
        found.add("modified", value, "JSON-LD dateModified")
    for name in _texts(node.get("author"), "name") or _texts(node.get("creator"), "name"):
        found.add("authors", name, "JSON-LD author")
    for value in (*_texts(node.get("url")), *_texts(node.get("mainEntityOfPage"), "@id")):
        found.add("urls", value, "JSON-LD url")
    for key in ("@type", "articleSection"):
        for value in _texts(node.get(key)):
            found.add("genres", value, f"JSON-LD {key}")


def _texts(value: Json, key: str = "") -> list[str]:
    """The texts in a value, a list of values, or in the entry `key` of such objects."""
    values = value if isinstance(value, list) else [value]
    texts: list[str] = []
    for one in values[:50]:
        inner = one.get(key) if isinstance(one, dict) and key else one
        texts += [text for text in (inner if isinstance(inner, list) else [inner])[:50] if isinstance(text, str)]
    return texts


def _read_meta(root: HtmlElement, found: _Candidates) -> None:
    """Meta elements, and elements that carry the same names as `itemprop`."""
    names = _names()
    rows: list[tuple[int, str, str | None, str]] = []
    for element in root.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            label = (element.get(attribute) or "").strip().lower()
            if label in names:
                name, rank = names[label]
                rows.append((rank, name, element.get("content"), label))
    for _, name, content, label in sorted(rows, key=lambda row: row[0]):
        found.add(name, content, f"{label} (meta)" if ":" not in label else label)


def _read_times(root: HtmlElement, found: _Candidates) -> None:
    """`time` elements of the article itself: those that are marked as the publication's first.

    The article is what holds the page's only heading of the first rank; where nothing does, the first that follows that heading counts.
    """
    heads = [element for element in root.iter("h1") if element.text_content().strip()]
    head = heads[0] if len(heads) == 1 else None
    around = [one for one in head.iterancestors() if one.tag in _HOMES] if head is not None else []
    articles = list(root.iter("article")) if head is None else []
    home = around[0] if around else articles[0] if len(articles) == 1 else None
    times: list[HtmlElement] = []
    below = head is None
    for element in root.iter("h1", "time"):
        below = below or element is head
        if element.tag == "time" and element.get("datetime") and (below or home is not None) and _is_own(element, home):
            times.append(element)
    if home is None:
        times = times[:1]
    marks = ("class", "itemprop", "id")
    marked = [
        element
        for element in times
        if element.get("pubdate") is not None
        or _PUBLISHED.search(" ".join(element.get(mark) or "" for mark in marks)[:300])
    ]
    for element in [*marked, *times][:_MAX_TIMES]:
        found.add("times", element.get("datetime"), "time element")


def _is_own(element: HtmlElement, home: HtmlElement | None) -> bool:
    """Whether an element belongs to the article in `home`, and to no other story that the page names beside or within it."""
    for ancestor in element.iterancestors():
        if ancestor is home:
            return True
        links = ancestor.iter("a") if ancestor.tag in _CARDS else ()
        if ancestor.tag in _ELSEWHERE or any(len(link.text_content().split()) > _LINK_WORDS for link in links):
            return False
    return home is None
