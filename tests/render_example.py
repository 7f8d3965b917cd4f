"""A briefing of invented coverage that the tests of the renderings share."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

from digest.model import (
    Block,
    Briefing,
    Coverage,
    Document,
    Found,
    Group,
    Item,
    Problem,
    Quote,
    Section,
    Source,
    Span,
    Takeaway,
)
from digest.render import PROJECT_TEMPLATES, html, markdown, passages

PUBLISHERS = (
    (
        "Harbour Courier",
        "Delegations leave the harbour talks with a list and no date",
        "2031-06-02",
        "visible dateline",
    ),
    ("Northern Wire", "What the two notes handed over on Monday say", "2031-06-03", "article:published_time"),
    (
        "Example News",
        "Ministers meet in Lissa for the second round, with mediators in the room next door",
        "2031-06-02",
        "file name",
    ),
    ("The Ledger", "Grain corridor: insurers wait for a signature", "2031-06-03", "JSON-LD"),
    ("Tidewater Review", "Analysis: a ceasefire nobody calls by that name", "2031-06-05", "visible dateline"),
    ("Meridian Post", "Coast guard reports four boardings in a week", "2031-07-23", "visible dateline"),
    ("Radio Lissa", "Residents of the strait count the ferries", "", ""),
)


def digest_of(text: str) -> str:
    """SHA-256 of the text, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def source(number: int, publisher: str, title: str, day: str, how: str, *, printed: bool = True) -> Source:
    """A source with an address on an example domain."""
    doc = digest_of(f"{publisher} {title}")
    slug = "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())
    host = publisher.lower().replace(" ", "") + ".example"
    return Source(
        number=number,
        doc=doc,
        raw_digest=digest_of(doc),
        uri=f"articles/{slug[:24]}.html",
        url=f"https://{host}/{(day or '2031').replace('-', '/')}/{slug}",
        title=title,
        publisher=publisher,
        publisher_how="og:site_name",
        day=day,
        day_how=how,
        label=publisher,
        printed=printed,
        via="Harbour Courier, 2 June 2031" if number == 2 else "",
    )


def point(key: str, text: str, notes: Sequence[int], attribution: str, *, party: str = "") -> Item:
    """An item whose id comes from its text, so that it is the same in every run."""
    quote = Quote(doc=digest_of(text), spans=(Span(0, len(text)),), text=text)
    name = f"{digest_of(text)[:12]}-{len(text)}"
    return Item(
        id=name,
        section=key,
        quotes=(quote,),
        notes=tuple(notes),
        attribution=attribution,
        party=party,
    )


def section(key: str, title: str, items: Sequence[Item], *, note: str = "") -> Section:
    """A section whose items are grouped by their parties in order of first use."""
    parties = list(dict.fromkeys(item.party for item in items)) or [""]
    groups = tuple(Group(party, tuple(item for item in items if item.party == party)) for party in parties)
    return Section(key=key, title=title, note=note, groups=groups)


def _sections() -> tuple[Section, ...]:
    outcomes = section(
        "outcomes",
        "Key outcomes",
        [
            point(
                "outcomes",
                "The two delegations agreed on Monday to exchange all sailors who are under 25, "
                "ill or wounded, and to return the "
                "bodies of 600 of the dead, the mediators said after 70 minutes of talks.",
                (1, 2, 3),
                "Harbour Courier, 2 June; 3 sources",
            ),
            point(
                "outcomes",
                "No ceasefire was agreed; the sides handed over their notes in sealed envelopes and "
                "set no date for a third round.",
                (2, 1),
                "Northern Wire, 3 June; 2 sources",
            ),
            point(
                "outcomes",
                "A joint office for the grain corridor will open in Lissa within 14 days, with "
                "inspectors from both sides and from the "
                "insurers' association.",
                (4,),
                "The Ledger, 3 June",
            ),
        ],
    )
    demands = section(
        "demands",
        "Demands",
        [
            point(
                "demands",
                "The Republic insists on a full and unconditional ceasefire at sea for at least "
                "30 days before any talk about borders.",
                (3, 2),
                "Example News, 2 June; 2 sources",
                party="The Republic",
            ),
            point(
                "demands",
                "Its note also asks for the return of 339 fishermen, named one by one in an annex of eleven pages.",
                (2,),
                "Northern Wire, 3 June",
                party="The Republic",
            ),
            point(
                "demands",
                "The Federation demands that the northern squadron leave the strait and that the harbour "
                "of Lissa be closed to warships "
                "of third countries.",
                (2, 1, 5),
                "Northern Wire, 3 June; 3 sources",
                party="The Federation",
            ),
            point(
                "demands",
                "It offered a pause of two or three days on stretches of the coast, "
                "so that the dead could be collected.",
                (1,),
                "Harbour Courier, 2 June",
                party="The Federation",
            ),
            point("demands", "Insurers want the escorts to be unarmed.", (4,), "The Ledger, 3 June"),
        ],
    )
    military = section(
        "military",
        "Military context",
        [
            point(
                "military",
                "On the eve of the talks 41 drones struck four airfields far behind the coast, by "
                "the account of the side that sent them.",
                (5, 3),
                "Tidewater Review, 5 June; 2 sources",
            ),
            point(
                "military",
                "The coast guard boarded four ships in the week to 20 July, twice as many as in the week before.",
                (6,),
                "Meridian Post, 23 July",
            ),
            point(
                "military",
                "Ferries between the island and the mainland run by daylight only […] and carry no freight.",
                (7,),
                "Radio Lissa, undated",
            ),
        ],
    )
    return (outcomes, demands, military, section("reactions", "Reactions", []))


def example() -> Briefing:
    """A briefing with four sections, one of them empty and one grouped by party."""
    sections = _sections()
    takeaways = tuple(
        Takeaway(item=item.id, quote=item.quotes[0], notes=item.notes[:1])
        for item in (sections[0].items[0], sections[0].items[1], sections[1].items[2])
    )
    return Briefing(
        title="Lissa talks",
        slug="lissa-talks",
        day="2031-07-24",
        timezone="Europe/Istanbul",
        cutoff="2031-07-24T06:00:00+03:00",
        period=("2031-05-31", "2031-07-23"),
        number=0,
        takeaways=takeaways,
        sections=sections,
        sources=(
            *(source(number, *row) for number, row in enumerate(PUBLISHERS, 1)),
            source(0, "Harbour Courier", "Ten recipes for the feast", "2031-06-01", "URL", printed=False),
        ),
        coverage=Coverage(
            articles=8,
            publishers=7,
            sentences=214,
            printed=14,
            dropped=(
                ("off topic", 96),
                ("said already by another source", 41),
                ("fragments", 22),
                ("over the word budget", 19),
            ),
            undated=("Radio Lissa, “Residents of the strait count the ferries”",),
            one_source=("Reactions",),
            unused=("Harbour Courier, “Ten recipes for the feast” (off topic)",),
            problems=(Problem("ingest", "articles/empty.txt", "the file is empty"),),
        ),
        config_digest=digest_of("config"),
        program="digest 0.1",
    )


HOSTILE = (
    # Emphasis, code, strikethrough
    "*one*",
    "**two**",
    "_one_",
    "__two__",
    "***three***",
    "`code`",
    "``co`de``",
    "~struck~",
    "~~struck~~",
    "a*b*c",
    "*",
    "_",
    "** bold **",
    # Links, images, references, footnotes
    "[text](https://evil.example/)",
    "[text](javascript:alert(1))",
    "![picture](https://evil.example/x.png)",
    "[text][ref]",
    "[ref]",
    "[ref]: https://evil.example/",
    "[^1]",
    "^1",
    "[^1]: a note of its own",
    "[^9]: another",
    "[[wiki]]",
    "[a](<https://evil.example/ x>)",
    "![",
    "](https://evil.example/)",
    "[",
    "]",
    "[[[[[[[[",
    "stop!",
    "[x] done",
    "[ ] open",
    # Autolinks and bare addresses
    "<https://evil.example/>",
    "<me@evil.example>",
    "https://evil.example/",
    "www.evil.example",
    "me@evil.example",
    "ftp://evil.example/x",
    # Blocks
    "# heading",
    "## heading ##",
    "#",
    "> quoted",
    "- point",
    "+ point",
    "* point",
    "1. point",
    "1) point",
    "12. point",
    "---",
    "***",
    "===",
    "- - -",
    "```",
    "~~~",
    "    indented",
    "\tindented",
    "| a | b |",
    "|---|---|",
    ": definition",
    "a\n\n# heading",
    "a\r\n- point",
    "a  \nb",
    # HTML and entities
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<b>bold</b>",
    "<!-- comment -->",
    "<![CDATA[x]]>",
    "<?php x ?>",
    "<!DOCTYPE x>",
    "</li></ul></section>",
    "<a href='https://evil.example/'>x</a>",
    "<style>@import url(https://evil.example/)</style>",
    "<",
    "&lt;b&gt;",
    "&copy;",
    "&#60;b&#62;",
    "&#x3c;b&#x3e;",
    "&amp;amp;",
    "&copy 2031",
    "AT&T",
    "&",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    # Templates, extensions of Markdown, formulas
    "{{ briefing.title }}",
    "{% raw %}",
    "{# gone #}",
    "{: .class #id }",
    "!!! note",
    "[TOC]",
    "*[HTML]: abbreviation",
    "$x$",
    "$$x$$",
    ":+1:",
    # Backslashes, and what Python-Markdown uses inside
    "\\*not\\*",
    "C:\\dir\\",
    "\\",
    "\x02klzzwxh:0000\x03",
    "klzzwxh:0000",
    "\x02wzxhzdk:0\x03",
    "\x02amp\x03",
    "\ufdd0\ufdd1",
    # Direction, controls, broken text
    "\u202egnp.exe",
    "a\u2066b\u2069c",
    "\u200fright",
    "a\x00b",
    "a\x1b[31mb",
    "a\u2028b",
    "a\x0bb\x0cc",
    "\ud800lone",
    "soft\u00adhyphen",
    # Other scripts
    "Переговоры",
    "محادثات",
    "会谈",
    "🕊️",
)
"""Every construct that Markdown, HTML or a template could act on."""


def with_text(value: object, text: str, *, also_addresses: bool = False) -> object:
    """A copy of a briefing, or of any part, with `text` in every string that comes from outside.

    Kept are ids and digests, dates, keys by which parts refer to one another, and (unless `also_addresses`) addresses.
    """
    kept = {
        "id",
        "item",
        "doc",
        "raw_digest",
        "section",
        "key",
        "day",
        "slug",
        "cutoff",
        "period",
        "config_digest",
        "language",
        "note",
        "block",
        "act",
        "first",
        "last",
        "next_issue",
    }
    if not also_addresses:
        kept |= {"url"}
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(with_text(part, text, also_addresses=also_addresses) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        part.name: with_text(getattr(value, part.name), text, also_addresses=also_addresses)
        for part in fields(value)
        if part.name not in kept
    }
    if "via" in changed:
        changed["via"] = text[:160] if getattr(value, "via", "") else ""  # the program makes it no longer
    return replace(value, **changed)


def hostile(text: str, *, also_addresses: bool = False) -> Briefing:
    """The example with `text` in every place where text of a source, a file name or a message can stand."""
    briefing = with_text(example(), text, also_addresses=also_addresses)
    assert isinstance(briefing, Briefing)
    return briefing


def told(
    briefing: Briefing, before: str = "It was a long day.", after: str = "Nobody else spoke."
) -> tuple[Briefing, tuple[Document, ...]]:
    """The briefing with quotes that stand in documents, and these: every item has a paragraph in each of its sources, between the
    words `before` and `after`.
    """
    numbers = {source.number: source for source in briefing.sources if source.printed}
    texts = dict.fromkeys(numbers, "")
    blocks: dict[int, list[Block]] = {number: [] for number in numbers}

    def quoted(item: Item, number: int) -> Quote:
        start = len(texts[number])
        words = Span(start + len(before) + 1, start + len(before) + 1 + len(item.text))
        texts[number] += f"{before} {item.text} {after}\n"
        blocks[number].append(Block(Span(start, len(texts[number])), "paragraph"))
        return Quote(numbers[number].doc, (words,), item.text, numbers[number].via)

    def sourced(item: Item) -> Item:
        first, *others = [quoted(item, number) for number in item.notes]
        return replace(item, quotes=(first,), support=tuple(others))

    sections = tuple(
        replace(
            section,
            groups=tuple(
                replace(group, items=tuple(sourced(item) for item in group.items)) for group in section.groups
            ),
        )
        for section in briefing.sections
    )
    docs = tuple(
        Document(
            id=source.doc,
            uri=source.uri,
            raw_digest=source.raw_digest,
            media_type="text/plain",
            text=texts[number],
            blocks=tuple(blocks[number]),
            title=Found(source.title, "first line"),
            publisher=Found(source.publisher, "og:site_name"),
        )
        for number, source in numbers.items()
    )
    return replace(briefing, sections=sections), docs


def edition_of(briefing: Briefing, around: str = "It was a long day.", templates: Path = PROJECT_TEMPLATES) -> str:
    """The HTML edition of a briefing, with `around` in every paragraph of every source."""
    briefing, docs = told(briefing, around, around)
    text = markdown(briefing, templates=templates)
    return html(text, briefing, templates=templates, passages=passages(briefing, docs))
