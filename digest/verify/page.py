"""Proves a page (Markdown) from the edition's data, or, where there are none, from the kept texts alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from digest.archive.store import PREFIX
from digest.errors import EditionError
from digest.model import Briefing, Cell, Event, Source
from digest.paragraphs import quotes_of
from digest.verify import passage
from digest.verify.behind import Told, behind_excerpt, behind_item, behind_takeaway, unaccounted
from digest.verify.data import check_notes, items, since
from digest.verify.evidence import full_ids, texts
from digest.verify.masthead import (
    check_counts,
    check_masthead,
    is_method,
    is_note,
    other_day,
    other_section,
    stands_under,
)
from digest.verify.names import check_names, check_via
from digest.verify.open_points import check_open
from digest.verify.positions import check_place
from digest.verify.printed import OWN, Point, Printed, shown
from digest.verify.verdict import Refuted

_DIFFER = "the words differ"


def check_page(file: str, page: Printed, briefing: Briefing) -> None:
    """Proves that `page` prints `briefing`: the same words in the same order, the same footnotes for the same sources.

    `briefing` is taken as proved. Raises `Refuted` at the first fault.
    """
    printed = [source for source in briefing.sources if source.printed]
    for note in {**page.definitions, **page.digests}:
        if not 1 <= note <= len(printed):
            raise Refuted(file, "the data hold no such source", footnote=note)
    _check_footnotes(file, page)
    takeaways = [(takeaway.quote.text, takeaway.notes) for takeaway in briefing.takeaways]
    _check_points(file, "takeaways", page.takeaways, takeaways)
    _check_points(file, "items", page.points, [(item.text, item.notes) for _, item in items(briefing)])
    values = [value for figure in briefing.figures for value in figure.values]
    if page.figures:  # a template may leave the block out
        _check_points(file, "figures", page.figures, [(value.quote.text, (value.note,)) for value in values])
        for point, value in zip(page.figures, values, strict=True):
            if shown(value.attribution) not in point.added:
                message = "says something else behind the figure than the data"
                raise Refuted(file, message, where=f"line {point.line}", printed=point.added, kept=value.attribution)
        runs = [Told(p.added, (shown(v.attribution),)) for p, v in zip(page.figures, values, strict=True)]
        _check_runs(file, page.figures, runs, "figure")
    if page.open:
        _check_points(file, "open points", page.open, [(point.quote.text, (point.note,)) for point in briefing.open])
        for point, told in zip(page.open, briefing.open, strict=True):
            check_open(file, f"line {point.line}", told, group=point.group, said=point.added, briefing=briefing)
        for line in page.others:
            if line.heading == shown(briefing.heading("open")):
                raise Refuted(
                    file, "words without a footnote among the points", where=f"line {line.line}", printed=line.words
                )
    number_of = {source.cited: source.number for source in printed}
    quotes = {(shown(quote.text), number_of.get(quote.cited, 0)) for quote in quotes_of(briefing)}
    for point in page.cells:
        if (point.words, point.notes[0]) not in quotes:
            raise _at(file, point, "the words are no quote of the edition")
        if briefing.positions and point.heading == shown(briefing.heading("positions")):
            check_place(
                file,
                f"line {point.line}",
                point.words,
                beside=point.beside,
                briefing=briefing,
                says=partial(_says, point),
            )
    _check_excerpts(file, page, briefing)
    _check_added(file, page, briefing)
    _check_rest(file, page, briefing)
    for source in printed:
        _check_source(file, page, source, printed)
    numbered = {source.number: source for source in printed}
    check_names(file, page.definitions, numbered, titled=False, whole=True)
    check_names(file, page.rows, numbered, titled=False, whole=True)
    check_via(file, page.definitions, numbered)
    check_via(file, page.rows, numbered, listed=True)
    if page.rows and len(page.rows) != len(printed):
        raise Refuted(file, f"lists {len(page.rows)} sources, the data hold {len(printed)}")


def check_page_alone(file: str, page: Printed, evidence: Sequence[Path]) -> str:
    """Proves that the words of `page` stand in the text whose digest their first footnote has; returns what was proved.

    Raises `Refuted` at the first fault, `EditionError` where the page has no digests.
    """
    _check_footnotes(file, page)
    if not page.digests:
        raise EditionError(f"{file}: its sources have no digests; put the edition's .json file beside it")
    for note, said in page.definitions.items():
        address = said.rpartition(" ")[2]
        if address not in page.rows.get(note, address) and any(address in row for row in page.rows.values()):
            raise Refuted(file, "names the source of another footnote", footnote=note, printed=said)
    ids = full_ids(page.digests, evidence)
    for note, digest in page.digests.items():
        if note not in ids:
            raise Refuted(file, f"the text {digest[:PREFIX]} is kept nowhere", footnote=note)
    kept = texts(ids.values(), evidence)
    points = (*page.takeaways, *page.points, *page.figures, *page.open, *page.cells)
    for point in points:
        note = point.notes[0]
        if note not in ids:
            raise _at(file, point, "its footnote has no digest of a text")
        found, nearest = passage.find(point.words, kept[ids[note]])
        if not found:
            raise _at(file, point, _DIFFER, kept=nearest)
    return (
        f"Each of {len(points)} printed points is a slice of the text that its first footnote stands for: page and"
        " source agree. Further footnotes can only be checked with the .json file"
    )


def _says(point: Point, cell: Cell) -> bool:
    return point.words == shown(cell.quote.text) and point.notes == (cell.note,)


def _check_points(
    file: str, name: str, points: Sequence[Point], expected: Sequence[tuple[str, tuple[int, ...]]]
) -> None:
    for point, (words, notes) in zip(points, expected, strict=False):
        if point.words != shown(words):
            raise _at(file, point, _DIFFER, kept=words)
        check_notes(file, f"line {point.line}", point.notes, notes)
    if len(points) != len(expected):
        raise Refuted(file, f"prints {len(points)} {name}, the data hold {len(expected)}")


def _check_added(file: str, page: Printed, briefing: Briefing) -> None:
    """Each item stands under the heading of its section and bears its own attribution and the editor's label, if it has one.

    A template may word the attribution in its own way; then no item of the page holds the data's words, and nothing is said. It may
    leave the labels out, too.
    """
    told = [(section.title, item) for section in briefing.sections for item in section.items]
    pairs = [
        (point, shown(title), shown(item.attribution), shown(item.head), since(item))
        for point, (title, item) in zip(page.points, told, strict=True)
    ]
    own_words = not any(said in point.added for point, _, said, _, _ in pairs if said)
    told_since = any(before and point.added.rstrip("*").endswith(f"; {before}") for point, _, _, _, before in pairs)
    labelled = any(point.label for point in (*page.takeaways, *page.points))
    for point in (*page.takeaways, *page.figures, *page.open):
        if point.label:
            raise _at(file, point, f"bears the label “{point.label}”, the data have none")
    for point, title, said, head, before in pairs:
        if labelled and point.label != head:
            had = f"“{head}”" if head else "none"
            raise _at(file, point, f"bears the label “{point.label}”, the data have {had}")
        if point.heading != title:
            raise _at(file, point, f"stands under “{point.heading}”, the data have it under “{title}”")
        if not own_words and said not in point.added:
            place, footnote = f"line {point.line}", point.notes[0]
            message = "says something else behind the item than the data"
            raise Refuted(file, message, where=place, footnote=footnote, printed=point.added, kept=said)
        if told_since and not point.added.rstrip("*").endswith(before):
            message = "says something else of earlier editions than the data"
            raise Refuted(file, message, where=f"line {point.line}", printed=point.added, kept=before)
    runs = [behind_item(point.added, item, briefing) for point, (_, item) in zip(page.points, told, strict=True)]
    _check_runs(file, page.points, runs, "item")


def _check_runs(file: str, points: Sequence[Point], told: Sequence[Told], what: str) -> None:
    """Every word behind points of a page is accounted for."""
    if (wrong := unaccounted(told)) is not None:
        message, point = f"says something else behind the {what} than the data", points[wrong]
        place, kept = f"line {point.line}", next(iter(told[wrong].whole), "")
        raise Refuted(file, message, where=place, footnote=point.notes[0], printed=point.added, kept=kept)


def _check_excerpts(file: str, page: Printed, briefing: Briefing) -> None:
    """So is every word behind those in tables."""
    every: list[Cell | Event] = [
        *(cell for position in briefing.positions for cell in position.cells),
        *briefing.timeline,
    ]
    told = [
        behind_excerpt(point.added, [one for one in every if shown(one.quote.text) == point.words], briefing)
        for point in page.cells
    ]
    _check_runs(file, page.cells, told, "words")


def _check_rest(file: str, page: Printed, briefing: Briefing) -> None:
    """What is no quote: the title and the masthead are those of the data, parties head their own items, and no other words stand
    among these.
    """
    notes = "\n".join((briefing.note, *(section.note for section in briefing.sections)))
    titles = [title for title in page.titles if not is_note(title, notes)]
    if titles and titles != [shown(briefing.title)]:
        raise Refuted(file, "bears another title than the data", printed=titles[-1], kept=briefing.title)
    own = [line.words for line in page.others if not line.heading and not is_note(line.words, notes)]
    check_masthead(file, "\n".join(own), briefing)
    for line in page.others:
        if line.heading == shown(briefing.heading("coverage")):
            check_counts(file, line.words, briefing)
    for point, takeaway in zip(page.takeaways, briefing.takeaways, strict=True):
        if wrong := other_section(point.added, takeaway.item, briefing):
            raise _at(file, point, f"refers to “{wrong}”, where its item is not")
        if wrong := other_day(point.added, takeaway, briefing):
            raise _at(file, point, f"names the day {wrong}, the data have another for its article")
    runs = [
        behind_takeaway(point.added, takeaway, briefing)
        for point, takeaway in zip(page.takeaways, briefing.takeaways, strict=True)
    ]
    _check_runs(file, page.takeaways, runs, "takeaway")
    told = [
        (section, group.party, item)
        for section in briefing.sections
        for group in section.groups
        for item in group.items
    ]
    grouped = {point.heading for point in page.points if point.group}
    for point, (section, party, _) in zip(page.points, told, strict=True):
        if point.heading in grouped and not stands_under(point.group, party, section):
            raise _at(file, point, f"stands under “{point.group}”, the data have it under “{party}”")
    sections = {shown(section.title): section for section in briefing.sections}
    spoken: set[str] = set()
    for line in page.others:
        section_of = sections.get(line.heading)
        if section_of is None or is_note(line.words, section_of.note) or is_method(line.words, briefing):
            continue
        if section_of.items or line.heading in spoken or len(line.words) > OWN:
            raise Refuted(file, "words without a footnote in a section", where=f"line {line.line}", printed=line.words)
        spoken.add(line.heading)  # that there is no report


def _check_footnotes(file: str, page: Printed) -> None:
    """What is wrong with the page by itself: misplaced footnotes, and such as stand for nothing."""
    for line, message in page.faults:
        raise Refuted(file, message, where=f"line {line}")
    for point in (*page.takeaways, *page.points, *page.figures, *page.open, *page.cells):
        for note in point.notes:
            if note not in (page.definitions or page.digests):
                raise Refuted(file, "there is no such footnote", where=f"line {point.line}", footnote=note)


def _check_source(file: str, page: Printed, source: Source, sources: Iterable[Source]) -> None:
    """The footnote and the line under "Sources" name this source and no other."""
    note = source.number
    digest = page.digests.get(note, "")
    if not source.doc.startswith(digest):
        raise Refuted(file, f"has the digest {digest}, the data have {source.doc[: len(digest)]}", footnote=note)
    said = page.definitions.get(note)
    if said is None or _names(said, source):
        return
    other = any(_names(said, other) for other in sources)
    message = "names the source of another footnote" if other else "does not name its source"
    raise Refuted(file, message, footnote=note, printed=said, kept=source.title)


def _names(said: str, source: Source) -> bool:
    """True where the words of a footnote name `source` by its digest, title or address."""
    return any(name and shown(name) in said for name in (source.doc[:PREFIX], source.title, source.url, source.uri))


def _at(file: str, point: Point, message: str, *, kept: str = "") -> Refuted:
    return Refuted(file, message, where=f"line {point.line}", footnote=point.notes[0], printed=point.words, kept=kept)
