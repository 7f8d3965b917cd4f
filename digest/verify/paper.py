"""Proves the pages of a PDF from the edition's data: the same words, footnotes and sources, and nothing else among them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from urllib.parse import unquote

from digest.archive.store import PREFIX
from digest.model import BlockName, Briefing, Cell, Event, Section, Source, Span, quote_text
from digest.paragraphs import Paragraph, quotes_of
from digest.verify.behind import Told, behind_excerpt, behind_item, behind_takeaway, left, unaccounted
from digest.verify.data import check_notes, items, since
from digest.verify.lines import agrees, ends, holds, part_of, plain
from digest.verify.masthead import (
    behind,
    check_counts,
    check_masthead,
    is_method,
    is_note,
    other_day,
    other_section,
    stands_under,
)
from digest.verify.names import check_names, check_via, host, hosts
from digest.verify.open_points import check_open
from digest.verify.positions import check_place
from digest.verify.printed import OWN
from digest.verify.sheets import Sheets
from digest.verify.tags import Block, Run, text_of
from digest.verify.verdict import Refuted

MARGIN = 120
"""Most characters of a template's own in the margins of a page."""
_STEP = 16.0
"""How far, in points, a block may stand above the one before it: a title beside the first line of its section."""
_DIGEST = re.compile(r"[0-9a-f]{12,64}")
_WORD = re.compile(r"[^\W_]+")


def check_paper(file: str, sheets: Sheets, briefing: Briefing) -> str:
    """Proves that the pages print `briefing`; returns what was proved. Raises `Refuted` at the first fault."""
    _check_order(file, sheets)
    _check_margins(file, sheets)
    sections = {plain(section.title): section for section in briefing.sections}
    known: tuple[BlockName, ...] = ("takeaways", "open", "positions", "coverage")
    named = [plain(briefing.heading(block)) for block in known if briefing.heading(block)]
    heads = _under(sheets.blocks, [*sections, *named])
    title = [block for block in sheets.blocks if block.kind == "title"]
    bare = not title and not briefing.has("masthead")
    if not bare and (len(title) != 1 or not agrees(text_of(title[0].runs), briefing.title)):
        said = text_of(title[0].runs) if title else ""
        raise Refuted(file, "bears another title than the data", printed=said, kept=briefing.title)
    _check_sections(file, heads, sections, briefing)
    first = [text_of(block.every) for heading, _, block in heads if not heading]
    check_masthead(file, "\n".join(said for said in first if not is_note(said, briefing.note)), briefing)
    _check_others(file, heads, sections, briefing)
    _check_open(file, heads, briefing)
    notes = _check_notes(file, sheets, briefing)
    rows = _check_rows(file, sheets, briefing)
    count = sum(len(section.items) for section in briefing.sections)
    more = f" and {rows} rows of the list of sources" if rows else ""
    return (
        f"The words, headings, attributions and footnote calls of {count} items on {sheets.pages} pages, {notes} footnotes{more} are"
        " those of its data: page and evidence agree"
    )


def check_paragraphs(file: str, found: Sequence[Paragraph], briefing: Briefing) -> str:
    """Proves that every quote stands in one of the paragraphs that are embedded; returns what was proved."""
    by_doc: dict[str, list[Paragraph]] = {}
    for paragraph in found:
        by_doc.setdefault(paragraph.doc, []).append(paragraph)
    for number, quote in enumerate(quotes_of(briefing), start=1):
        first, last = quote.spans[0].start, quote.spans[-1].end
        around = [one for one in by_doc.get(quote.doc, ()) if one.span.start <= first and last <= one.span.end]
        if not around:
            message = f"no paragraph around quote {number} of the text {quote.doc[:PREFIX]} is embedded"
            raise Refuted(file, message, printed=quote.text)
        start = around[0].span.start
        cut = quote_text(around[0].text, tuple(Span(span.start - start, span.end - start) for span in quote.spans))
        if cut != quote.text:
            raise Refuted(file, "a quote is no part of its paragraph", printed=quote.text, kept=cut)
    return "each quote stands in the paragraph that is embedded for it"


def _under(blocks: Sequence[Block], titles: Sequence[str]) -> list[tuple[str, str, Block]]:
    """Every block but footnotes, with the heading, one of `titles` if it can be, and the group above it."""
    heading = group = ""
    found = []
    for block in blocks:
        if block.kind == "heading":
            said, group = text_of(block.runs), ""
            heading = next((title for title in titles if agrees(said, title)), plain(said).replace("\n", " "))
        elif block.kind == "title":
            heading = group = ""
        elif block.kind == "group":
            group = text_of(block.runs)
        elif block.kind != "note":
            found.append((heading, group, block))
    return found


def _check_sections(
    file: str, heads: list[tuple[str, str, Block]], sections: Mapping[str, Section], briefing: Briefing
) -> None:
    """The items stand in their order under their headings; nothing that could be taken for one stands among them."""
    printed = [(heading, group, block) for heading, group, block in heads if heading in sections]
    points = [entry for entry in printed if entry[2].kind == "point"]
    told = [(section, item) for section in briefing.sections for item in section.items]
    parties = [group.party for section in briefing.sections for group in section.groups for _ in group.items]
    labelled = any(
        item.head and holds(text_of(block.runs), f"[{item.head.strip()}]")
        for (_, _, block), (_, item) in zip(points, told, strict=False)
    )
    grouped = {heading for heading, group, _ in points if group}
    for (heading, group, block), (section, item), party in zip(points, told, parties, strict=False):
        words = f"[{item.head.strip()}] {item.text}" if item.head and labelled else item.text
        _check_words(file, block, words)
        check_notes(file, f"page {block.page}", tuple(block.notes), item.notes)
        if heading != plain(section.title):
            raise _at(file, block, f"stands under “{heading}”, the data have it under “{section.title}”")
        if heading in grouped and not stands_under(group, party, section):
            raise _at(file, block, f"stands under “{group}”, the data have it under “{party}”")
    if len(points) != len(told):
        raise Refuted(file, f"prints {len(points)} items, the data hold {len(told)}")
    behind = [
        holds(text_of(block.added), item.attribution) for (_, _, block), (_, item) in zip(points, told, strict=True)
    ]
    late = [since(item) for _, item in told]
    told_since = any(
        before and holds(text_of(block.added), f"; {before}")
        for (_, _, block), before in zip(points, late, strict=True)
    )
    for (_, _, block), before in zip(points, late, strict=True):
        if told_since and not ends(text_of(block.added), before):
            message = "says something else of earlier editions than the data"
            raise _at(file, block, message, words=text_of(block.added), kept=before)
    for (_, _, block), (_, item), said in zip(points, told, behind, strict=True):
        if any(behind) and not said:  # a template may word it in its own way, but not for some
            message = "says something else behind the item than the data"
            raise _at(file, block, message, words=text_of(block.added), kept=item.attribution)
        if block.added and not plain(text_of(block.added)).startswith(("—", "–", "-")):
            raise _at(file, block, "words that are no quote stand behind the item", words=text_of(block.added))
    blocks = [block for _, _, block in points]
    runs = [behind_item(text_of(b.added), item, briefing) for b, (_, item) in zip(blocks, told, strict=True)]
    _check_runs(file, blocks, runs, "item")
    for heading, _, block in printed:
        section = sections[heading]
        words = text_of(block.every)
        own = is_note(words, section.note) or is_method(words, briefing)
        if block.kind != "point" and section.items and not own:
            raise _at(file, block, "words without a footnote among the items", words=words)


def _check_others(
    file: str, heads: list[tuple[str, str, Block]], sections: Mapping[str, Section], briefing: Briefing
) -> None:
    """Whatever calls a footnote outside of the sections is a quote of the edition, or a part of one, under one of its footnotes.

    The takeaways are those of the data, in their order.
    """
    others = [(heading, block) for heading, _, block in heads if heading not in sections]
    named = plain(briefing.heading("takeaways"))
    takeaways = [block for heading, block in others if heading == named and block.kind == "point"]
    for block, takeaway in zip(takeaways, briefing.takeaways, strict=False):
        _check_words(file, block, takeaway.quote.text)
        check_notes(file, f"page {block.page}", tuple(block.notes), takeaway.notes)
        said = plain(text_of(block.added))
        if wrong := other_section(said.replace("\n", " "), takeaway.item, briefing):
            raise _at(file, block, f"refers to “{wrong}”, where its item is not")
        if wrong := other_day(said, takeaway, briefing):
            raise _at(file, block, f"names the day {wrong}, the data have another for its article")
    if takeaways and len(takeaways) != len(briefing.takeaways):
        raise Refuted(file, f"prints {len(takeaways)} takeaways, the data hold {len(briefing.takeaways)}")
    runs = [
        behind_takeaway(text_of(block.added), takeaway, briefing)
        for block, takeaway in zip(takeaways, briefing.takeaways, strict=False)
    ]
    _check_runs(file, takeaways, runs, "takeaway")
    quotes = [(quote.cited, quote.text) for quote in quotes_of(briefing)]
    number_of = {source.cited: source.number for source in briefing.sources if source.printed}
    attributed = [item.attribution for _, item in items(briefing)]
    attributed += [value.attribution for figure in briefing.figures for value in figure.values]
    attributed += [point.attribution for point in briefing.open]
    referring = [f"— {see}{section.title}" for section in briefing.sections for see in ("see ", "")]
    noted = {note for takeaway in briefing.takeaways for note in takeaway.notes[:1]} | {
        p.note for p in briefing.open if p.item
    }
    referring += [said for note in sorted(noted) for said in behind(note, briefing)]
    lists = {heading for heading, block in others if block.kind == "point" and block.notes}
    for heading, block in others:
        if heading == plain(briefing.heading("coverage")):
            check_counts(file, text_of(block.every), briefing)
        if not block.notes:
            if block.kind == "point" and heading in lists:
                raise _at(file, block, "words without a footnote among the items", words=text_of(block.runs))
            continue
        if unknown := [note for note in block.notes if note not in number_of.values()]:
            raise Refuted(file, "the data hold no such source", where=f"page {block.page}", footnote=unknown[0])
        for index, part in enumerate([] if block in takeaways else block.cells or [block.runs]):
            said = text_of(part)
            if block.cells and index not in block.called and len(said) <= OWN:
                continue  # in a table: a name, a day, or what the program says behind a call
            if not any(number_of.get(cited) in block.notes and part_of(said, text) for cited, text in quotes):
                raise _at(file, block, "the words are no quote of the edition", words=said)
        own = any(agrees(text_of(block.added), said) for said in referring)
        if block in takeaways or own or not block.added:
            continue
        if not any(not left(text_of(block.added), [said]) for said in attributed):
            raise _at(file, block, "says something else behind the words than the data", words=text_of(block.added))
    _check_positions(file, others, briefing)
    _check_excerpts(file, others, briefing)


def _check_open(file: str, heads: Sequence[tuple[str, str, Block]], briefing: Briefing) -> None:
    """What is disputed and what isn't known stands there whole, in its order, each under what it is, and nowhere as something else."""
    named = plain(briefing.heading("open"))
    own = [(group, block) for heading, group, block in heads if heading == named and briefing.open]
    for _, block in own:
        if block.kind != "point":
            raise _at(file, block, "words without a footnote among the points", words=text_of(block.every))
    for (group, block), point in zip(own, briefing.open, strict=False):
        _check_words(file, block, point.quote.text)
        check_notes(file, f"page {block.page}", tuple(block.notes), (point.note,))
        said = text_of(block.added)
        check_open(file, f"page {block.page}", point, group=group, said=said, briefing=briefing)
    if own and len(own) != len(briefing.open):
        raise Refuted(file, f"prints {len(own)} open points, the data hold {len(briefing.open)}")
    known = [named, *(plain(part.title) for part in briefing.blocks if part.title)]
    known += [plain(section.title) for section in briefing.sections]
    for heading, _, block in heads:
        alike = block.kind == "point" and any(agrees(text_of(block.runs), p.quote.text) for p in briefing.open)
        if alike and heading not in known:
            raise _at(file, block, f"stands under “{heading}”, the data have it under “{named}”")


def _check_positions(file: str, others: Sequence[tuple[str, Block]], briefing: Briefing) -> None:
    """Each quote in the table of positions stands beside its party and its act."""
    first = ""
    for heading, block in others:
        if not briefing.positions or heading != plain(briefing.heading("positions")) or block.kind != "row":
            continue
        texts = [text_of(cell).replace("\n", " ") for cell in block.cells]
        first = texts[0].strip() or first
        beside = [first, *(text for at, text in enumerate(texts) if at and at not in block.called)]
        for at in sorted(block.called):
            said = text_of(block.cells[at])
            place = f"page {block.page}"
            check_place(file, place, said, beside=beside, briefing=briefing, says=partial(_says, said, block))


def _check_excerpts(file: str, others: Sequence[tuple[str, Block]], briefing: Briefing) -> None:
    """Every word behind those in tables is accounted for."""
    every: list[Cell | Event] = [
        *(cell for position in briefing.positions for cell in position.cells),
        *briefing.timeline,
    ]
    told: list[tuple[Block, Told]] = []
    for _, block in others:
        for at in sorted(block.called):
            words, added = text_of(block.cells[at]), block.cells[at + 1 : at + 2]
            if own := [one for one in every if agrees(words, one.quote.text)]:
                told += [(block, behind_excerpt(text_of(runs), own, briefing)) for runs in added if runs]
    _check_runs(file, [block for block, _ in told], [run for _, run in told], "words")


def _says(said: str, block: Block, cell: Cell) -> bool:
    return agrees(said, cell.quote.text) and cell.note in block.notes


def _check_runs(file: str, blocks: Sequence[Block], told: Sequence[Told], what: str) -> None:
    """Every word behind these is accounted for."""
    if (wrong := unaccounted(told)) is not None:
        message, block = f"says something else behind the {what} than the data", blocks[wrong]
        kept = next(iter(told[wrong].whole), "")
        raise _at(file, block, message, words=text_of(block.added), kept=kept)


def _check_notes(file: str, sheets: Sheets, briefing: Briefing) -> int:
    """Every footnote stands once, on the page of its first call, and names its source; returns how many there are."""
    printed = {source.number: source for source in briefing.sources if source.printed}
    notes = {block.notes[0]: block for block in sheets.blocks if block.kind == "note"}
    if len(notes) != sum(block.kind == "note" for block in sheets.blocks):
        raise Refuted(file, "a footnote is printed twice")
    first: dict[int, int] = {}
    for block in sheets.blocks:
        if block.kind != "note":
            for number in block.notes:
                first.setdefault(number, block.page)
    for number, page in first.items():
        if number not in notes:
            raise Refuted(file, "there is no such footnote", where=f"page {page}", footnote=number)
        if notes[number].page != page:
            message = f"stands on page {notes[number].page}, its first call on page {page}"
            raise Refuted(file, message, footnote=number)
    for number, block in notes.items():
        if number not in printed:
            raise Refuted(file, "the data hold no such source", where=f"page {block.page}", footnote=number)
    texts = {number: text_of(block.runs) for number, block in notes.items()}
    check_names(file, texts, printed)
    check_via(file, texts, printed)
    for number, block in notes.items():
        _check_links(file, block, printed[number])
    return len(notes)


def _check_rows(file: str, sheets: Sheets, briefing: Briefing) -> int:
    """The list of sources names each by its number and digest; returns how many rows there are, 0 where no such list is printed."""
    printed = {source.number: source for source in briefing.sources if source.printed}
    texts: dict[int, str] = {}
    for block in sheets.blocks:
        said = [plain(text_of(cell)) for cell in block.cells]
        digests = [cell for cell in said if _DIGEST.fullmatch(cell)]
        if block.kind != "row" or not digests or not said[0].isdecimal():
            continue
        source = printed.get(int(said[0]))
        if source is None or int(said[0]) in texts:
            raise Refuted(file, "the data hold no such source", where=f"page {block.page}", footnote=int(said[0]))
        if not source.doc.startswith(digests[-1]):
            message = f"has the digest {digests[-1]}, the data have {source.doc[: len(digests[-1])]}"
            raise Refuted(file, message, where=f"page {block.page}", footnote=source.number)
        texts[source.number] = "\n".join(text_of(cell) for cell in block.cells)
        _check_links(file, block, source)
    if texts and len(texts) != len(printed):
        raise Refuted(file, f"lists {len(texts)} sources, the data hold {len(printed)}")
    check_names(file, texts, printed)
    check_via(file, texts, printed, listed=True)
    return len(texts)


def _check_links(file: str, block: Block, source: Source) -> None:
    """A source's links lead to its own address."""
    for link in block.links:
        own = {unquote(source.url), unquote(source.uri)}
        if unquote(link) not in own and host(link).casefold() not in hosts(source.url):
            raise Refuted(file, f"links to {link}", where=f"page {block.page}", footnote=source.number, kept=source.url)


def _check_order(file: str, sheets: Sheets) -> None:
    """What is read one after the other stands one below the other: tags and places of the words tell the same order."""
    flow = [block for block in sheets.blocks if block.kind != "note" and block.every]
    notes = [block for block in sheets.blocks if block.kind == "note" and block.every]
    for blocks in (flow, notes):
        for before, after in pairwise(blocks):
            higher = after.page == before.page and after.every[0].y > before.every[0].y + _STEP
            if after.page < before.page or higher:
                raise _at(file, after, "stands above what is read before it", words=text_of(after.every))
    for block in sheets.blocks:
        for runs in (block.runs, block.added, *block.cells):
            for one, next_one in pairwise(runs):
                turned = next_one.y > one.y + _STEP and not _next_page(one, next_one)
                if turned or (abs(next_one.y - one.y) < 1.0 and next_one.x < one.x - 1.0):
                    raise _at(file, block, "its lines stand in another order than they are read", words=text_of(runs))
    lowest: dict[int, float] = {}
    for block in flow:
        lowest[block.page] = min(lowest.get(block.page, block.every[0].y), block.every[0].y)
    for block in notes:
        if block.every[0].y > lowest.get(block.page, block.every[0].y) + _STEP:
            raise _at(file, block, "a footnote stands among the items", words=text_of(block.runs))


def _next_page(one: Run, after: Run) -> bool:
    """True where an item goes on at the head of the next page: from the lower half to the upper part."""
    return one.y < 420.0 and after.y > 600.0


def _check_margins(file: str, sheets: Sheets) -> None:
    """Text without a tag stands in a margin: it is a running title or a page number, or else short."""
    told = " ".join(text_of(block.runs) for block in sheets.blocks if block.kind in ("title", "heading", "paragraph"))
    known = "".join(_WORD.findall(plain(told).replace("-\n", "")))
    places: dict[int, list[float]] = {}
    for block in sheets.blocks:
        for run in block.every if len(block.every) == 1 else [*block.every[:1], *block.every[-1:]]:
            places.setdefault(block.page, []).append(run.y)
    own: dict[int, int] = {}
    for page, run in sheets.margins:
        inside = places.get(page) and min(places[page]) - 1.0 < run.y < max(places[page]) + 1.0
        words = [word for word in _WORD.findall(plain(run.text)) if word not in known and not word.isdecimal()]
        own[page] = own.get(page, 0) + sum(map(len, words))
        if inside or own[page] > MARGIN:
            raise Refuted(file, "words that no tag accounts for", where=f"page {page}", printed=run.text)


def _check_words(file: str, block: Block, told: str) -> None:
    said = text_of(block.runs)
    if not agrees(said, told):
        raise _at(file, block, "the words differ", words=said, kept=told)


def _at(file: str, block: Block, message: str, *, words: str = "", kept: str = "") -> Refuted:
    said = plain(words or text_of(block.runs)).replace("\n", " ")
    return Refuted(
        file, message, where=f"page {block.page}", footnote=next(iter(block.notes), 0), printed=said, kept=kept
    )
