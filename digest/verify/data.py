"""Proves an edition's data from the kept texts: each quote is cut again from the text of its digest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from digest.archive.store import PREFIX
from digest.model import BlockName, Briefing, Cell, Event, FigureValue, Item, OpenPoint, Quote, Source, quote_text
from digest.verify.names import day
from digest.verify.printed import shown
from digest.verify.said import unproved
from digest.verify.verdict import Refuted, numbers

_Alone = Callable[[str, FigureValue | OpenPoint], None]
"""Checks words at a path of the data that are no item's."""
STATUSES = ("", "new", "updated", "continuing")
"""What an item may be against the editions before."""


def items(briefing: Briefing) -> Iterator[tuple[str, Item]]:
    """Every item and its path in the data, in the order in which they are printed."""
    for s, section in enumerate(briefing.sections):
        for g, group in enumerate(section.groups):
            for i, item in enumerate(group.items):
                yield f"sections[{s}].groups[{g}].items[{i}]", item


def since(item: Item) -> str:
    """What is said behind an item of the editions before, as the program's templates have it."""
    return shown("; ".join(part for part in (item.status, item.before) if part))


def check_data(file: str, briefing: Briefing, kept: Mapping[str, str] | None) -> str:
    """Proves every quote and footnote of `briefing`; returns what was proved. Raises `Refuted` at the first fault.

    A quote is proved when its slices of the text of its digest (`kept`: digest -> text) give its words, letter by letter. Footnotes are
    proved when each item calls the source of its words and then those of its support, and sources are numbered by first use. Without texts,
    footnotes alone are.
    """
    note_of = _numbered(file, briefing)
    source_of = {source.doc: source for source in briefing.sources}
    by_id: dict[str, Item] = {}
    quotes = 0
    for where, item in items(briefing):
        for kind, told in (("quotes", item.quotes), ("support", item.support)):
            for index, quote in enumerate(told):
                _check_quote(file, f"{where}.{kind}[{index}]", quote, note_of, kept)
                quotes += 1
        _check_item(file, where, item, note_of)
        if wrong := _misattributed(item.attribution, source_of[item.quotes[0].doc]):
            raise Refuted(file, wrong, where=f"{where}.attribution", printed=item.attribution)
        told_by = len({quote.doc for quote in (*item.quotes, *item.support)})
        if not told_by <= item.carriers or not 1 <= item.independent <= item.carriers:
            message = f"counts {item.carriers} sources, {item.independent} of them independent, and names {told_by}"
            raise Refuted(file, message, where=f"{where}.carriers", printed=item.attribution)
        if (item.carriers > 1) != (f"; {item.carriers} sources" in item.attribution):
            message = f"says another number of sources than {item.carriers}"
            raise Refuted(file, message, where=f"{where}.attribution", printed=item.attribution)
        _check_said(file, where, item, source_of[item.quotes[0].doc], kept, briefing)
        if item.status not in STATUSES:
            raise Refuted(file, f"there is no status “{item.status}”", where=f"{where}.status", printed=item.text)
        if by_id.setdefault(item.id, item) is not item:
            raise Refuted(file, "the same words are printed twice", where=where, printed=item.text)
    for index, takeaway in enumerate(briefing.takeaways):
        where, home = f"takeaways[{index}]", by_id.get(takeaway.item)
        if home is None:
            raise Refuted(file, f"refers to an item {takeaway.item} that is not there", where=where)
        _check_quote(file, f"{where}.quote", takeaway.quote, note_of, kept)
        _check_via(file, where, takeaway.quote, home)
        if not {*takeaway.quote.spans} <= {span for quote in home.quotes for span in quote.spans}:
            raise Refuted(file, "is no part of its item", where=where, printed=takeaway.quote.text, kept=home.text)
        check_notes(file, f"{where}.notes", takeaway.notes, home.notes)
        quotes += 1
    alone = partial(_check_alone, file, briefing=briefing, note_of=note_of, source_of=source_of, kept=kept)
    quotes += _check_figures(file, briefing, alone)
    quotes += _check_open(file, briefing, by_id, alone)
    quotes += _check_excerpts(file, briefing, note_of, by_id, kept)
    called: dict[BlockName, list[tuple[int, ...]]] = {
        "takeaways": [takeaway.notes for takeaway in briefing.takeaways],
        "sections": [item.notes for item in by_id.values()],
        "open": [(point.note,) for point in briefing.open],
        "positions": [(cell.note,) for position in briefing.positions for cell in position.cells],
        "figures": [(value.note,) for figure in briefing.figures for value in figure.values],
        "timeline": [(event.note,) for event in briefing.timeline],
    }
    used = [notes for part in briefing.blocks for notes in called.get(part.block, [])]
    calls = list(dict.fromkeys(note for notes in used for note in notes))
    if (sorted(calls) if briefing.view else calls) != list(note_of.values()):
        raise Refuted(file, "the footnotes are not numbered in the order of their first use", where="sources")
    if kept is None:
        return f"Each of {quotes} quotes has its source among {len(note_of)} footnotes"
    return (
        f"Each of {quotes} quotes is a slice of the text that its footnote stands for, and each footnote is one of"
        f" {len({doc for doc, _ in note_of})} sources: evidence and source agree"
    )


def _check_figures(file: str, briefing: Briefing, check: _Alone) -> int:
    """Each value is a slice of its source that holds a number, and differs from the others; what is counted stands in one of them."""
    quotes = 0
    for f, figure in enumerate(briefing.figures):
        for v, value in enumerate(figure.values):
            check(f"figures[{f}].values[{v}]", value)
            quotes += 1
        told = [value.quote.text for value in figure.values]
        if len(set(told)) < 2 or not any(figure.what in text for text in told):
            raise Refuted(file, "is no figure on which its sources differ", where=f"figures[{f}]", printed=figure.what)
    return quotes


def _check_open(file: str, briefing: Briefing, items: Mapping[str, Item], check: _Alone) -> int:
    """What is disputed or not known is a slice of its source, and part of the item that it names, if it names one."""
    for p, point in enumerate(briefing.open):
        check(where := f"open[{p}]", point)
        if point.item:
            home = items.get(point.item)
            if home is None:
                raise Refuted(file, f"refers to an item {point.item} that is not there", where=where)
            if not _within(point.quote, home):
                raise Refuted(file, "is no part of its item", where=where, printed=point.quote.text, kept=home.text)
            _check_via(file, where, point.quote, home)
    return len(briefing.open)


def _check_alone(
    file: str,
    where: str,
    told: FigureValue | OpenPoint,
    *,
    briefing: Briefing,
    note_of: Mapping[tuple[str, str], int],
    source_of: Mapping[str, Source],
    kept: Mapping[str, str] | None,
) -> None:
    """Words that are no item's: a slice of their source, with its footnote and its name behind them."""
    _check_quote(file, f"{where}.quote", told.quote, note_of, kept)
    check_notes(file, f"{where}.note", (told.note,), (note_of[told.quote.cited],))
    if wrong := _misattributed(told.attribution, source_of[told.quote.doc]):
        raise Refuted(file, wrong, where=f"{where}.attribution", printed=told.attribution)
    _check_said(file, where, told, source_of[told.quote.doc], kept, briefing)


def _check_said(
    file: str,
    where: str,
    told: Item | FigureValue | OpenPoint,
    source: Source,
    kept: Mapping[str, str] | None,
    briefing: Briefing,
) -> None:
    """What stands behind the words is borne out, word for word."""
    text = kept.get(source.doc) if kept is not None else None
    if wrong := unproved(told, source, text, edition=briefing.day):
        raise Refuted(file, wrong, where=f"{where}.attribution", printed=told.attribution)


def _misattributed(said: str, source: Source) -> str:
    """What is wrong with what stands behind words of a source; empty where nothing is."""
    if source.label not in said:
        return f"attributes the words to another source than {source.label}"
    dated = day(source.day).rpartition(" ")[0] or "undated"
    return "" if dated in said else f"dates the words otherwise than their source: {dated}"


def _within(part: Quote, home: Item) -> bool:
    """Whether the words of a quote are words of an item."""
    of = [span for quote in home.quotes if quote.doc == part.doc for span in quote.spans]
    return all(any(o.start <= span.start and span.end <= o.end for o in of) for span in part.spans)


def _check_excerpts(
    file: str,
    briefing: Briefing,
    note_of: Mapping[tuple[str, str], int],
    items: Mapping[str, Item],
    kept: Mapping[str, str] | None,
) -> int:
    """Each cell of the positions and each event is part of the item that it names; a cell's item is of the cell's party."""
    told: list[tuple[str, Cell | Event, str]] = [
        (f"positions[{p}].cells[{c}]", cell, position.party)
        for p, position in enumerate(briefing.positions)
        for c, cell in enumerate(position.cells)
    ]
    told += [(f"timeline[{e}]", event, "") for e, event in enumerate(briefing.timeline)]
    for where, excerpt, party in told:
        home = items.get(excerpt.item)
        if home is None:
            raise Refuted(file, f"refers to an item {excerpt.item} that is not there", where=where)
        _check_quote(file, f"{where}.quote", excerpt.quote, note_of, kept)
        if not _within(excerpt.quote, home):
            raise Refuted(file, "is no part of its item", where=where, printed=excerpt.quote.text, kept=home.text)
        if party and party != home.party:
            message = f"stands under {party}, its item under {home.party or 'no party'}"
            raise Refuted(file, message, where=where, printed=excerpt.quote.text)
        _check_via(file, where, excerpt.quote, home)
        check_notes(file, f"{where}.note", (excerpt.note,), (note_of[excerpt.quote.cited],))
    return len(told)


def _check_via(file: str, where: str, quote: Quote, home: Item) -> None:
    """Part of an item has the item's footnote."""
    if quote.cited != home.quotes[0].cited:
        message = "names another source of its source than its item"
        raise Refuted(file, message, where=f"{where}.quote.via", printed=quote.via, kept=home.quotes[0].via)


def check_notes(file: str, where: str, notes: tuple[int, ...], expected: tuple[int, ...]) -> None:
    """Raises `Refuted` where other footnotes are called than the sources of the words and of their support."""
    if notes != expected:
        wrong = next((note for note, right in zip(notes, expected, strict=False) if note != right), 0)
        message = f"calls the footnotes {numbers(notes)}, but its sources are {numbers(expected)}"
        raise Refuted(file, message, where=where, footnote=wrong)


def _numbered(file: str, briefing: Briefing) -> dict[tuple[str, str], int]:
    """What each footnote stands for -> its number."""
    if len({source.cited for source in briefing.sources}) != len(briefing.sources):
        raise Refuted(file, "one text stands there twice", where="sources")
    if len({replace(source, number=0, via="") for source in briefing.sources}) != len(
        {source.doc for source in briefing.sources}
    ):
        raise Refuted(file, "two footnotes tell different things of one text", where="sources")
    note_of = {source.cited: source.number for source in briefing.sources if source.printed}
    found = list(note_of.values())
    if found != (sorted(set(found)) if briefing.view else list(range(1, len(found) + 1))) or 0 in found:
        raise Refuted(file, "the footnotes are not numbered 1, 2, 3 …", where="sources")
    return note_of


def _check_quote(
    file: str, where: str, quote: Quote, note_of: Mapping[tuple[str, str], int], kept: Mapping[str, str] | None
) -> None:
    note, text = note_of.get(quote.cited, 0), kept.get(quote.doc) if kept is not None else ""
    if not note:
        message = f"quotes the text {quote.doc[:PREFIX]}, for which no footnote stands"
        raise Refuted(file, message, where=where, printed=quote.text)
    if text is None:
        message = f"the text {quote.doc[:PREFIX]} is kept nowhere"
        raise Refuted(file, message, where=where, footnote=note, printed=quote.text)
    edges = [edge for span in quote.spans for edge in (span.start, span.end)]
    if not edges or edges != sorted(edges) or (kept is not None and edges[-1] > len(text)):
        message = "its spans are no slices of the text"
        raise Refuted(file, message, where=where, footnote=note, printed=quote.text)
    cut = quote.text if kept is None else quote_text(text, quote.spans)
    if quote.text != cut or not cut:
        raise Refuted(file, "the words differ", where=where, footnote=note, printed=quote.text, kept=cut)


def _check_item(file: str, where: str, item: Item, note_of: Mapping[tuple[str, str], int]) -> None:
    """The words are of one source, the id is their place, the footnotes are their sources."""
    if len({quote.cited for quote in item.quotes}) != 1:
        raise Refuted(file, "its words are not of one source", where=where, printed=item.text)
    first = item.quotes[0]
    if item.id != f"{first.doc[:PREFIX]}-{first.spans[0].start}":
        raise Refuted(file, f"{item.id} is not the place of its first words", where=f"{where}.id", printed=item.text)
    sources = dict.fromkeys(note_of[quote.cited] for quote in (*item.quotes, *item.support))
    check_notes(file, f"{where}.notes", item.notes, tuple(sources))
