"""What only the HTML edition has: contents, numbered items that open to their passages, charts, and from every source to its items.

All of it is added to the tree of the page, so that texts of sources pass as text (`notes.hidden`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, fromstring

from markdown.util import AtomicString

from digest.model import Briefing, Source
from digest.render import charts
from digest.render.escape import live_address
from digest.render.evidence import Passage
from digest.render.notes import hidden
from digest.render.phrases import day

_DASHES = ("—\u00a0", "— ")
CHARTS = "The sources at a glance"
"""Heading of the charts."""


def complete(root: Element, briefing: Briefing, *, passages: Mapping[str, Sequence[Passage]]) -> None:
    """Changes the tree of the page in place. `passages` are those of every item by its id."""
    for parent in root.iter():
        for note in [child for child in parent if child.get("class") == "footnote"]:
            parent.remove(note)  # on screen a call leads to the list of sources
    items = _numbered(root)
    sources = {source.number: source for source in briefing.sources if source.printed}
    for key, (_, point) in items.items():
        if passages.get(key):
            _open(point, passages[key], sources)
    _index(root, briefing, {key: number for key, (number, _) in items.items()})
    _add_charts(root, briefing)
    _add_contents(root, opens=bool(passages))


def _numbered(root: Element) -> dict[str, tuple[int, Element]]:
    """Numbers the items in the order of the page; item id -> its number and its element."""
    found: dict[str, tuple[int, Element]] = {}
    for point in root.iter("li"):
        if (anchor := point.get("id", "")).startswith("item-"):
            found[anchor.removeprefix("item-")] = (len(found) + 1, point)
            point.set("data-item", str(len(found)))
    return found


def _open(point: Element, passages: Sequence[Passage], sources: Mapping[int, Source]) -> None:
    """Makes the program's words behind an item the line that opens its passages."""
    parent, said = next(
        ((parent, child) for parent in point.iter() for child in parent if _opens(child)), (point, None)
    )
    details = SubElement(parent, "details", {"class": "evidence"})
    summary = SubElement(details, "summary")
    if said is None:
        summary.text = "Passages in the sources"
    else:
        parent.remove(said)
        said.tag, said.tail = "span", None
        for dash in _DASHES:
            said.text = (said.text or "").removeprefix(dash)
        summary.append(said)
    for passage in passages:
        if passage.number in sources:
            details.append(_figure(passage, sources[passage.number]))


def _opens(element: Element) -> bool:
    """Whether it is the line behind an item and holds no link, which could not be followed on a line that opens."""
    return (element.get("class") or "").startswith("attribution") and next(element.iter("a"), None) is None


def _figure(passage: Passage, source: Source) -> Element:
    figure = Element("figure", {"class": "passage"})
    caption = SubElement(figure, "figcaption")
    number = SubElement(caption, "a", {"href": f"#source-{source.number}", "class": "number"})
    number.text = AtomicString(str(source.number))
    name = SubElement(caption, "strong")
    name.text = hidden(source.publisher or "Publisher unknown")
    said = day(source.day) or "undated"
    dated = f"{said} ({source.day_how})" if source.day_how else said
    name.tail = AtomicString(f"{hidden(f', “{source.title}')}{hidden(f'”, {dated}. ')}")
    address = live_address(source.url or source.uri)
    shown = SubElement(caption, "a", {"href": hidden(address)}) if address else SubElement(caption, "span")
    shown.set("class", "address")
    shown.text = hidden(address or source.uri)
    digest = SubElement(caption, "span", {"class": "digest", "title": f"SHA-256 {source.doc}"})
    digest.text = AtomicString(f"digest {source.doc[:12]}")
    quoted = SubElement(figure, "blockquote")
    for parts in passage.paragraphs:
        paragraph = SubElement(quoted, "p")
        for words, marked in parts:
            SubElement(paragraph, "mark" if marked else "span").text = hidden(words, whole=False)
    return figure


def _index(root: Element, briefing: Briefing, numbers: Mapping[str, int]) -> None:
    """Adds to every source in the list the items that rest on it."""
    resting: dict[str, list[str]] = {}
    for section in briefing.sections:
        for item in section.items:
            for note in item.notes:
                if item.id in numbers:
                    resting.setdefault(f"source-{note}", []).append(item.id)
    for element in root.iter():
        keys = resting.get(element.get("id") or "", [])
        if not keys:
            continue
        place = element[1] if element.tag == "tr" and len(element) > 1 else element
        index = SubElement(place, "span", {"class": "index"})
        index.text = "Item " if len(keys) == 1 else "Items "
        for key in sorted(keys, key=lambda key: numbers[key]):
            link = SubElement(index, "a", {"href": f"#item-{key}"})
            link.text, link.tail = AtomicString(str(numbers[key])), ", "
        index[-1].tail = None


def chart_events(root: Element, briefing: Briefing) -> bool:
    """Sets the chart of events into the timeline; False where there is nothing to show."""
    timeline = next((child for child in root if child.get("class") == "timeline"), None)
    dated = charts.by_day(charts.events(briefing), noun="event", key="events")
    if timeline is None or not dated:
        return False
    timeline.insert(1, _chart("Dated events by their first day", dated))
    return True


def _add_charts(root: Element, briefing: Briefing) -> None:
    """Sets the chart of events into the timeline, and the others before coverage and sources, or at the end."""
    dated = "" if chart_events(root, briefing) else charts.by_day(charts.days(briefing))
    titles = [section.title for section in briefing.sections]
    drawn = {
        "Items by the day on which the quoted source was published": dated,
        "Items by publisher and section; an item counts for every source that reports it": charts.by_publisher(
            charts.reports(briefing), titles
        ),
    }
    if not any(drawn.values()):
        return
    section = Element("section", {"id": "charts", "class": "charts"})
    SubElement(section, "h2").text = CHARTS
    section.extend(_chart(said, svg) for said, svg in drawn.items() if svg)
    closing = [at for at, child in enumerate(root) if child.get("class") in ("coverage", "sources")]
    root.insert(closing[0] if closing else len(root), section)


def _chart(said: str, svg: str) -> Element:
    figure = Element("figure", {"class": "chart"})
    SubElement(figure, "figcaption").text = said
    figure.append(_tree(svg))
    return figure


def _tree(svg: str) -> Element:
    picture = fromstring(svg)
    for element in picture.iter():
        element.text = hidden(element.text or "")
    return picture


def _add_contents(root: Element, *, opens: bool) -> None:
    """Sets the links to the sections of the page behind the masthead."""
    nav = Element("nav", {"class": "contents", "aria-label": "Contents"})
    listing = SubElement(nav, "ol")
    for section in root.findall("section"):
        heading = section.find("h2")
        if heading is None or not section.get("id"):
            continue
        entry = SubElement(listing, "li")
        link = SubElement(entry, "a", {"href": f"#{section.get('id')}"})
        link.text = AtomicString("".join(heading.itertext()))
        if number := sum(1 for point in section.iter("li") if point.get("data-item")):
            SubElement(entry, "span", {"class": "number"}).text = str(number)
    if opens:
        SubElement(nav, "p").text = "The line under an item opens its passage in every source."
    root.insert(1 if len(root) and root[0].tag == "header" else 0, nav)
