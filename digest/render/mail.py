"""Briefing -> the two bodies of a mail, HTML and plain text, each small enough that no mail program cuts it.

The mail says less than the edition and nothing else: its words and footnote numbers are the edition's. Both bodies hold
the same items.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from markupsafe import Markup
from markupsafe import escape as html_escape

from digest.errors import TemplateError
from digest.model import ELISION, Briefing, Item, Quote, Section
from digest.render.environment import faults, html_environment
from digest.render.escape import live_address, printable, sided
from digest.render.lines import WHOLE, shortened, wrapped
from digest.render.phrases import count

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

MAX_BYTES = 90_000
"""Size of either body in UTF-8: mail programs cut what is longer than about 100 kB."""
_LONGEST = 2_000
"""Characters of a quote; what is longer is no sentence."""
_LONGEST_ADDRESS = 1_000
"""Characters of an address; a longer one is left out, because it can't be cut."""
_LONGEST_NAME = 300
"""Characters of a title, a name, or anything else that is no quote."""
_PREHEADER = 150

_TAG = re.compile(r"(<[^<>]*>)")
_CLOSED_TO_LINKS = re.compile(r"<(?:a|title|style)[\s>]", re.IGNORECASE)
_LINKED_BY_READERS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.\w)|(?<=\w@)(?=\w)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")

_Part = TypeVar("_Part")


class Mail(NamedTuple):
    """The two bodies."""

    html: str
    text: str


class Link(NamedTuple):
    """A source's address where it may be a link, and its host; empty where it may not."""

    address: str
    host: str


def mail(briefing: Briefing, *, templates: Path, unsubscribe: str = "") -> Mail:
    """Both bodies, made by `mail.html.j2` and `mail.txt.j2` in `templates`; each has at most `MAX_BYTES` bytes.

    Where everything is too large, both leave out items: first all but the first so many of each section, then all
    sections, then takeaways; both say how many items are left out. `unsubscribe` is the text by which a reader gets off
    the list; addresses in it are live. Raises `TemplateError` with file and line, and where the mail is too large even
    without items.
    """
    briefing = _cut(
        replace(
            briefing,
            takeaways=briefing.takeaways if briefing.has("takeaways") else (),
            sections=briefing.sections if briefing.has("sections") else (),
        )
    )
    unsubscribe = "\n".join(printable(line) for line in unsubscribe.strip().splitlines())
    most = max((len(section.items) for section in briefing.sections), default=0)
    # How much each plan keeps, most first: (items of a section, takeaways).
    plans = [(kept, len(briefing.takeaways)) for kept in range(most, 0, -1)]
    plans += [(0, kept) for kept in range(len(briefing.takeaways), -1, -1)]
    low, high = 0, len(plans) - 1
    found = _bodies(briefing, plans[low], templates, unsubscribe)
    if _fits(found):
        return found
    found = _bodies(briefing, plans[high], templates, unsubscribe)
    if not _fits(found):
        size = max(len(body.encode()) for body in found)
        raise TemplateError(
            f"{templates}: the mail has {size:,} bytes even without items, and {MAX_BYTES:,} are the most that mail programs "
            "show; shorten mail.html.j2 and mail.txt.j2 or the text for unsubscribing"
        )
    while high - low > 1:
        middle = (low + high) // 2
        tried = _bodies(briefing, plans[middle], templates, unsubscribe)
        if _fits(tried):
            found, high = tried, middle
        else:
            low = middle
    return found


@cache
def _plain(templates: Path) -> SandboxedEnvironment:
    """The environment for plain text: what the page's has, without escaping for HTML. `_cut` has made everything
    printable before it comes here.
    """
    return html_environment(templates).overlay(autoescape=False, finalize=_sided)


def _sided(value: object) -> object:
    return sided(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _fits(bodies: Mail) -> bool:
    return all(len(body.encode()) <= MAX_BYTES for body in bodies)


def _bodies(whole: Briefing, plan: tuple[int, int], templates: Path, unsubscribe: str) -> Mail:
    """Both bodies with so many items of each section and so many takeaways."""
    briefing = _kept(whole, *plan)
    items: dict[str, Item] = {item.id: item for section in whole.sections for item in section.items}
    genre_of = {source.doc: source.genre for source in whole.sources}
    shown = sum(len(section.items) for section in briefing.sections)
    links = {source.number: _link(source.url or source.uri) for source in briefing.sources}
    named = {
        "briefing": briefing,
        "items": items,
        "genres": {key: genre_of.get(item.quotes[0].doc, "news") for key, item in items.items()},
        "total": len(items),
        "left_out": len(items) - shown,
        "preheader": _preheader(whole, len(items)),
    }
    with faults(templates):
        page = (
            html_environment(templates)
            .get_template("mail.html.j2")
            .render(named, links=links, unsubscribe=_linked(unsubscribe))
        )
    own = {number: Link(_whole(link.address), link.host) for number, link in links.items()}
    with faults(templates):
        text = _plain(templates).get_template("mail.txt.j2").render(named, links=own, unsubscribe=_whole(unsubscribe))
    return Mail(_unlinked(page).strip() + "\n", wrapped(text))


def _kept(briefing: Briefing, most: int, takeaways: int) -> Briefing:
    """The briefing with at most so many items of each section (those of takeaways before others), and the sources that these need."""
    led = {takeaway.item for takeaway in briefing.takeaways}
    sections = tuple(_first(section, most, led) for section in briefing.sections) if most or not led else ()
    shown = briefing.takeaways[:takeaways]
    called = {number for takeaway in shown for number in takeaway.notes}
    called |= {number for section in sections for item in section.items for number in item.notes}
    sources = tuple(source for source in briefing.sources if source.number in called)
    return replace(briefing, takeaways=shown, sections=sections, sources=sources)


def _first(section: Section, most: int, led: set[str]) -> Section:
    ranked = sorted(section.items, key=lambda item: item.id not in led)
    ids = {item.id for item in ranked[:most]}
    groups = (replace(g, items=tuple(item for item in g.items if item.id in ids)) for g in section.groups)
    return replace(section, groups=tuple(group for group in groups if group.items))


def _cut(value: _Part, longest: int = _LONGEST_NAME) -> _Part:
    """A copy with printable strings, none longer than a reader would read; what is cut off is marked."""
    made: Any = value
    if isinstance(made, str):
        head = made[: 16 * longest]  # a megabyte need not be read to its end
        more = f" {ELISION}" if len(made) > len(head) else ""
        made = shortened(printable(head).strip() + more, longest)
    elif isinstance(made, tuple):
        made = tuple(_cut(part, longest) for part in made)
    elif is_dataclass(made) and not isinstance(made, type):
        of = _LONGEST if isinstance(made, Quote) else longest
        made = replace(
            made,
            **{
                part.name: _cut(getattr(made, part.name), _LONGEST_ADDRESS if part.name in {"url", "uri"} else of)
                for part in fields(made)
            },
        )
    return made  # type: ignore[no-any-return]


def _preheader(briefing: Briefing, total: int) -> str:
    """What mail programs show behind the subject: how much there is, and the first takeaway."""
    said = [count(total, "item") if total else "Nothing to report"]
    said += [takeaway.quote.text for takeaway in briefing.takeaways[:1]]
    return shortened(": ".join(said), _PREHEADER)


def _link(address: str) -> Link:
    live = live_address(address)
    if not live or len(live) > _LONGEST_ADDRESS or address.endswith(f" {ELISION}"):
        return Link("", "")
    return Link(live, shortened(urlsplit(live).hostname or live.partition(":")[2], _LONGEST_NAME))


def _linked(text: str) -> Markup:
    """Text of the program's user as HTML: lines stay lines, addresses are live."""
    parts: list[str] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        written = found[0].rstrip(".,;:!?)]")
        if live := live_address(written):
            words = written.removeprefix("mailto:")
            parts += (
                html_escape(text[end : found.start()]),
                Markup('<a href="{}" class="link">{}</a>').format(live, words),
            )
            end = found.start() + len(written)
    parts.append(html_escape(text[end:]))
    return Markup(Markup("<br>").join(Markup("").join(parts).strip().splitlines()))


def _whole(text: str) -> str:
    """Text of the program's own, with marks that keep the addresses in it from being broken."""
    return _ADDRESS.sub(lambda found: WHOLE + found[0], text)


def _unlinked(page: str) -> str:
    """Parts what mail programs would make a link of, in words outside links: `<wbr>` is neither seen nor copied."""
    parts = _TAG.split(page)
    closed = ""
    for number, part in enumerate(parts):
        if number % 2:
            if closed:
                closed = "" if part.lower().startswith(f"</{closed}") else closed
            elif _CLOSED_TO_LINKS.match(part):
                closed = re.split(r"[\s>]", part[1:].lower(), maxsplit=1)[0]
        elif not closed:
            parts[number] = _LINKED_BY_READERS.sub("<wbr>", part)
    return "".join(parts)
