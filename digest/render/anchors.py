"""Ties the page together: sections, anchors of items, links to items from takeaways and tables, and which addresses are live.

The Markdown carries no anchors of its own: items are recognised by their words, which the briefing holds, so that a
template may move or restyle them. An anchor is the item's id and stays the same from run to run.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from digest.model import Briefing, Cell, Event, OpenPoint, Takeaway, fold
from digest.render.escape import LIVE_SCHEMES, printable
from digest.render.phrases import heading_anchor
from digest.wording import MONTHS

_SHORT = 46.0
"""Width of the widest attribution that surely fits on one line of the paper, in its own em."""
_NARROW = frozenset("abcdefghijklnopqrstuvxyz0123456789 ,.;:-'\"()’“”…\u00a0")
"""Characters that are at most 0.6 em wide in Source Sans; what is not known is taken for 1 em."""
_LONG_WORD = re.compile(r"[^\s/–—-]{80,}")
_DATE = re.compile(rf"(\d) ({'|'.join(MONTHS)})\b(?: (\d{{4}})\b)?")


def tie(root: Element, briefing: Briefing, *, shown: Callable[[str], str], picture: Callable[[str], str]) -> None:
    """Changes the tree of the page in place.

    `shown` turns text of the tree into the text that a reader sees, `picture` the address of an image into a `data:`
    address or nothing.
    """
    sections = _wrap(root, shown)
    titles = {fold(printable(section.title)) for section in briefing.sections}
    blocks = {fold(printable(part.title)): part.block for part in briefing.blocks if part.title}
    anchors: dict[str, deque[str]] = defaultdict(deque)
    for section in briefing.sections:
        for item in section.items:
            anchors[_key(item.text)].append(f"item-{item.id}")
    cells = [cell for position in briefing.positions for cell in position.cells]
    excerpts: list[Cell | Event | OpenPoint | Takeaway] = [*cells, *briefing.timeline, *briefing.takeaways]
    excerpts += [point for point in briefing.open if point.item]
    targets = {_key(excerpt.quote.text): f"item-{excerpt.item}" for excerpt in excerpts}
    for title, element in sections:
        in_body = title in titles
        if in_body:
            element.set("class", "report")
        elif title in blocks:
            element.set("class", blocks[title])
        for point in element.iter("li"):
            words = _key(shown(_own_words(point)))
            if in_body and len(point) and _is_label(point, point[0]):
                point[0].set("class", "label")
            if in_body and anchors[words]:
                point.set("id", anchors[words].popleft())
            elif not in_body and words in targets:
                _point_at(point, targets[words])
        for cell in () if in_body else element.iter("td"):
            words = _key(shown(_own_words(cell)))
            if words in targets:
                _point_at(cell, targets[words])
    _mark_attributions(root)
    _label_cells(root)
    _keep_live_links(root)
    _keep_own_pictures(root, picture)
    _open_long_words(root)


def _key(text: str) -> str:
    return fold(printable(text))


def _wrap(root: Element, shown: Callable[[str], str]) -> list[tuple[str, Element]]:
    """Puts everything before the first `h2` into a header, each `h2` and what follows it into a section with an id."""
    children = list(root)
    for child in children:
        root.remove(child)
    current = SubElement(root, "header", {"class": "masthead"})
    sections: list[tuple[str, Element]] = []
    used: dict[str, int] = defaultdict(int)
    for child in children:
        if child.tag == "h2":
            title = _key(shown("".join(child.itertext())))
            anchor = heading_anchor(title) or "section"
            used[anchor] += 1
            current = SubElement(
                root, "section", {"id": anchor if used[anchor] == 1 else f"{anchor}-{used[anchor] - 1}"}
            )
            sections.append((title, current))
        current.append(child)
    return sections


def _own_words(point: Element) -> str:
    """The text of a list item up to its first footnote or attribution, without the editor's label before it."""
    words = [point.text or ""]
    for child in point:
        if _is_label(point, child):
            words = [child.tail or ""]
            continue
        if child.tag == "p":
            return "".join(words) + _own_words(child)
        if child.get("data-n") or child.tag == "em":
            break
        words += ("".join(child.itertext()), child.tail or "")
    return "".join(words)


def _is_label(point: Element, child: Element) -> bool:
    """The editor's label: a bold run in square brackets at the beginning of an item. A source's words bring no markup of their own."""
    text = child.text or ""
    return child is point[0] and child.tag == "strong" and not point.text and text[:1] + text[-1:] == "[]"


def _point_at(point: Element, anchor: str) -> None:
    """Lets the link behind the words lead to the item itself."""
    for attribution in point.iter("em"):
        for link in attribution.iter("a"):
            link.set("href", f"#{anchor}")


def _mark_attributions(root: Element) -> None:
    """Names the program's words for the style sheet, and keeps a dash with what it opens and a date on one line.

    Which are short is told here, because WeasyPrint takes as long to find out as for all the rest of a page.

    A paragraph of nothing else is a remark and needs no dash.
    """
    alone = {paragraph[0] for paragraph in root.iter("p") if len(paragraph) == 1 and not paragraph.text}
    for em in root.iter("em"):
        text = em.text or ""
        if text.startswith("— "):
            if em in alone and not (em.tail or "").strip():
                em.set("class", "remark")
                em.text = text.removeprefix("— ")
                continue
            width = sum(0.6 if char in _NARROW else 1.0 for char in "".join(em.itertext()))
            em.set("class", "attribution short" if width <= _SHORT else "attribution")
            text = _DATE.sub(_unbroken, text.replace("— ", "—\u00a0", 1))
            em.text = f"{text[:-1]}\u00a0" if text.endswith(" ") else text


def _unbroken(date: re.Match[str]) -> str:
    return "\u00a0".join(part for part in date.groups() if part)


def _label_cells(root: Element) -> None:
    """Tells every cell its column, so that a narrow screen can show rows as lists."""
    for table in root.iter("table"):
        heads = ["".join(head.itertext()) for head in table.iter("th")]
        for row in table.iter("tr"):
            for cell, head in zip(row.findall("td"), heads, strict=False):
                cell.set("data-label", head)


def _keep_live_links(root: Element) -> None:
    for link in root.iter("a"):
        href = link.get("href", "")
        if not href.startswith("#") and urlsplit(href).scheme.lower() not in LIVE_SCHEMES:
            link.attrib.pop("href", None)


def _keep_own_pictures(root: Element, picture: Callable[[str], str]) -> None:
    for image in root.iter("img"):
        if data := picture(image.get("src", "")):
            image.set("src", data)
        else:
            words = image.get("alt", "")
            tail = image.tail
            image.clear()
            image.tag, image.text, image.tail = "span", words, tail


def _open_long_words(root: Element) -> None:
    """Lets a word of 80 letters and more break anywhere: laying out one that cannot takes quadratic time."""

    def opened(text: str | None) -> str | None:
        return text and _LONG_WORD.sub(lambda word: "\u200b".join(re.findall(".{1,40}", word[0])), text)

    for element in root.iter():
        element.text, element.tail = opened(element.text), opened(element.tail)
