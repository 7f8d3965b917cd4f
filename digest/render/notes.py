"""The Python-Markdown extension: footnotes for paper and screen, and escaped text carried safely through the parser.

A footnote's first call carries the note itself (`<span class="footnote" data-n="1">`), which the style sheet sends to
the foot of its page; every call links to the row of the table of sources that bears its number. CSS cannot share a
footnote between calls nor number them by name, so the numbers are the Markdown's own. Where a template prints no such
table, a list of the notes closes the page.

What `[^1]: ` defines stands on one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import AUTOMAIL_RE, InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from digest.model import Briefing
from digest.render.anchors import tie
from digest.render.escape import LEFT_TO_RIGHT, printable, sided

_DEFINITION = re.compile(r"\[\^(\d{1,6})\]:[ ]+(.*)")
_SPACE_AT_END = re.compile(r" \Z")
"""Before an address such a space, where it no longer fits, makes WeasyPrint break the line after its first word: the address brings its
own, and the style sheet makes it one piece.
"""
_REFERENCE = re.compile(r"&#(\d{1,7});")

# Escaped characters travel through the parser as noncharacters, which no source's text holds once it is escaped: there
# is nothing to act on, and a hundred thousand of them cost nothing. Unicode has 32 in a row, as many as ASCII has
# punctuation.
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_HIDDEN = {char: chr(0xFDD0 + number) for number, char in enumerate(_PUNCTUATION)}
_STRAY = str.maketrans(dict.fromkeys(_HIDDEN.values(), ""))
_HIDDEN_MAP = str.maketrans(_HIDDEN)
_SHOWN = str.maketrans({hidden: char for char, hidden in _HIDDEN.items()})
_SHOWN_HTML = str.maketrans(
    {
        hidden: {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}.get(char, char)
        for char, hidden in _HIDDEN.items()
    }
)


def hidden(text: str, *, whole: bool = True) -> AtomicString:
    """Text of a source, or an address, as it may be set into the tree of the page: it is printed as that text and nothing else.

    Not `whole` is what other text of the same source goes on behind.
    """
    text = printable(text)
    return AtomicString((sided(text) if whole else text).translate(_HIDDEN_MAP))


class Notes(Extension):
    """Footnotes, anchors and safe text for the Markdown of one `briefing`. Raw HTML is text.

    `picture` turns the address of an image into a `data:` address, or into nothing where the image is not the
    project's. `complete` is called last with the tree of the page.
    """

    def __init__(
        self,
        briefing: Briefing,
        *,
        picture: Callable[[str], str],
        complete: Callable[[Element], None] = lambda root: None,
    ) -> None:
        super().__init__()
        self.briefing = briefing
        self.picture = picture
        self.complete = complete

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers the steps, in the order in which they run."""
        notes: dict[int, str] = {}
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_Definitions(md, notes), "definitions", 25)
        md.inlinePatterns.register(_Calls(notes), "calls", 185)
        md.inlinePatterns.register(_Mail(AUTOMAIL_RE, md), "automail", 110)
        md.treeprocessors.register(_Texts(md, notes), "note_texts", 25)
        md.treeprocessors.register(_Placement(md, self), "note_placement", 15)
        md.postprocessors.register(_Shown(md), "shown", 0)


class _Definitions(Preprocessor):
    """Takes the notes out of the text and hides escaped characters from the parser."""

    def __init__(self, md: Markdown, notes: dict[int, str]) -> None:
        super().__init__(md)
        self.notes = notes

    def run(self, lines: list[str]) -> list[str]:
        kept = []
        for line in lines:
            line = _REFERENCE.sub(_hidden, line.translate(_STRAY))
            if found := _DEFINITION.match(line):
                self.notes[int(found[1])] = found[2]
            else:
                kept.append(line)
        return kept


def _hidden(match: re.Match[str]) -> str:
    number = int(match[1])
    char = chr(number) if number <= 0x10FFFF else "\ufffd"
    return char if char == LEFT_TO_RIGHT else _HIDDEN.get(char) or printable(char)


class _Calls(InlineProcessor):
    """`[^1]` -> `<span class="cite" data-n="1"><sup><a href="#source-1">1</a></sup></span>`."""

    def __init__(self, notes: dict[int, str]) -> None:
        super().__init__(r"\[\^(\d{1,6})\]")
        self.notes = notes

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        number = int(m[1])
        if number not in self.notes:
            return None, None, None
        cite = Element("span", {"class": "cite", "data-n": str(number)})
        call = SubElement(SubElement(cite, "sup"), "a", {"href": f"#source-{number}", "role": "doc-noteref"})
        call.text = AtomicString(str(number))
        return cite, m.start(0), m.end(0)


class _Mail(InlineProcessor):
    """`<desk@news.example>` as a link. Python-Markdown would write each letter as a reference, which nothing may be parted from."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        address = m[1].removeprefix("mailto:")
        link = Element("a", {"href": f"mailto:{address}"})
        link.text = AtomicString(address)
        return link, m.start(0), m.end(0)


class _Texts(Treeprocessor):
    """Puts the notes' texts into the tree, so that their Markdown is read with everything else."""

    def __init__(self, md: Markdown, notes: dict[int, str]) -> None:
        super().__init__(md)
        self.notes = notes

    def run(self, root: Element) -> None:
        texts = SubElement(root, "div", {"class": "note-texts"})
        for number, text in sorted(self.notes.items()):
            SubElement(texts, "p", {"data-n": str(number)}).text = text


class _Placement(Treeprocessor):
    """Moves each note to its first call, then ties the page together."""

    def __init__(self, md: Markdown, notes: Notes) -> None:
        super().__init__(md)
        self.briefing = notes.briefing
        self.picture = notes.picture
        self.complete = notes.complete

    def run(self, root: Element) -> None:
        texts = next(child for child in reversed(root) if child.get("class") == "note-texts")
        root.remove(texts)
        notes = {text.get("data-n", ""): text for text in texts}
        placed: set[str] = set()
        for cite in root.iter("span"):
            number = cite.get("data-n", "")
            if cite.get("class") != "cite":
                continue
            cite[0][0].set("title", (notes[number].text or "").strip())
            if number not in placed:
                placed.add(number)
                cite.set("class", "cite first")
                note = SubElement(cite, "span", {"class": "footnote", "data-n": number, "id": f"note-{number}"})
                note.text, short = notes[number].text or "", [_short(child) for child in notes[number]]
                if short and short[0].tag == "a":
                    note.text, short[0].text = _SPACE_AT_END.sub("", note.text), AtomicString(f"\u00a0{short[0].text}")
                note.extend(short)
        for parent in root.iter():
            _separate(parent)
        listed = _number_rows(root, placed)
        _list_rest(root, {number: notes[number] for number in sorted(placed - listed, key=int)})
        tie(root, self.briefing, shown=lambda text: text.translate(_SHOWN), picture=self.picture)
        self.complete(root)


def _short(element: Element) -> Element:
    """A copy whose printed address is the host alone: the link is whole, and the table of sources prints it in full."""
    copied = deepcopy(element)
    if element.tag == "a" and "://" in (element.text or ""):
        copied.text = AtomicString(urlsplit(element.text).hostname or "")
    return copied


def _separate(parent: Element) -> None:
    """Marks calls that follow another without a word between them: the style sheet sets a comma."""
    before: Element | None = None
    for child in parent:
        if _is_cite(child) and before is not None and _is_cite(before) and not before.tail:
            child.set("class", f"{child.get('class')} more")
        before = child


def _is_cite(element: Element) -> bool:
    return (element.get("class") or "").startswith("cite")


def _number_rows(root: Element, numbers: set[str]) -> set[str]:
    """Gives the rows of a table whose first column holds nothing but footnote numbers their anchors; returns those
    numbers.
    """
    listed: set[str] = set()
    for body in root.iter("tbody"):
        rows = {"".join(row[0].itertext()).strip(): row for row in body}
        if rows.keys() - numbers:
            continue
        for number, row in rows.items():
            row.set("id", f"source-{number}")
        listed |= rows.keys()
    return listed


def _list_rest(root: Element, notes: dict[str, Element]) -> None:
    if not notes:
        return
    SubElement(root, "h2").text = "Notes"
    listing = SubElement(root, "ol")
    for number, note in notes.items():
        point = SubElement(listing, "li", {"id": f"source-{number}", "value": number})
        point.text = note.text
        point.extend(note)


class _Shown(Postprocessor):
    """Brings the hidden characters back, as HTML."""

    def run(self, text: str) -> str:
        return text.translate(_SHOWN_HTML)
