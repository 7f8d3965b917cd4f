"""The run, from sources to files. Reads like a table of contents; every stage is one call."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from digest import edition, memory, paragraphs
from digest.analyse import analyse, bounded, missed, placed
from digest.archive.store import Store
from digest.compose import compose, printed_open
from digest.config import Config
from digest.errors import ConfigError, RenderError
from digest.model import NO_PAST, SHORTENED, Briefing, Document, Judged, Past, Problem, Progress, Selection
from digest.reading import Reader, once, quiet, read
from digest.select import notes, overrule, select
from digest.versions import program

EVIDENCE = "evidence.db"
"""The store of texts that is kept beside an edition when there is no archive."""

TRIES = 5
"""How often an edition is set at most, to make it fit on `max_pages` pages."""
LEAST_WORDS = 20
"""Fewest words to which it is shortened for that."""
_NAMES = {"md": "Markdown", "html": "HTML", "pdf": "PDF"}
"""Formats as a reader is told of them."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished draft: the briefing, the bytes of its files by name, and what `explain` needs."""

    briefing: Briefing
    files: Mapping[str, bytes]
    docs: tuple[Document, ...]
    judged: tuple[Judged, ...]
    selection: Selection
    past: Past = NO_PAST


def build(
    config: Config,
    *,
    day: date,
    sources: Sequence[str] = (),
    formats: Sequence[str] = (),
    store: Path,
    seen: Sequence[str] = (),
    progress: Progress = quiet,
) -> Built:
    """Reads the sources, makes the briefing of `day` without memory and renders it; keeps the texts in `store`. Nothing else is written.

    `sources` are paths that replace the YAML's and are shown as given; `formats` replace the YAML's; `seen` are articles that the reader
    knows. Raises DigestError where no edition can be made.
    """
    check_templates(config)
    built = think(config, day=day, sources=sources, seen=seen, progress=progress)
    wanted = tuple(formats) or config.briefing.formats
    built = printed(built, config, wanted)  # before anything is kept: a fault in a template leaves nothing behind
    with Store(store, texts_only=True) as kept:
        kept.put(built.docs)
    return built


def check_templates(config: Config) -> None:
    """Raises `ConfigError` where the configuration names a folder of templates that isn't there."""
    if not config.templates_dir.is_dir():
        fault = f"{config.templates_dir}: there is no such folder; `templates` in the configuration names it"
        raise ConfigError([fault])


def printed(built: Built, config: Config, formats: Sequence[str]) -> Built:
    """`built` with its files. Where paper has more pages than the configuration allows, sentences are chosen again within fewer words,
    a few times; a PDF that cannot be made is reported, and the other files are made without it.
    """
    most = config.briefing.max_pages if "pdf" in formats else None
    words = config.briefing.max_words
    for tries in range(1, TRIES + 1):
        briefing = with_glyph_problem(built.briefing) if "pdf" in formats else built.briefing
        briefing, files, pages = _made(briefing, config, formats, built.docs)
        if most is None or pages <= most or words == LEAST_WORDS or tries == TRIES:
            break
        said = sum(len(item.text.split()) for section in briefing.sections for item in section.items)
        words = max(LEAST_WORDS, min(words, said) * most * 9 // (pages * 10))
        built = _within(built, config, words)
    if most is not None and pages > most:
        late = (
            f"has {pages} pages; within max_pages: {most} no more than the sources and the coverage would stand on them"
        )
        briefing = _with_problem(briefing, Problem("render", "PDF", late))
        briefing, files, _ = _made(briefing, config, formats, built.docs)
    return replace(built, briefing=briefing, files=files)


def _made(
    briefing: Briefing, config: Config, formats: Sequence[str], docs: Sequence[Document]
) -> tuple[Briefing, dict[str, bytes], int]:
    """The files, and how many pages the PDF has. What cannot be made is reported in the briefing, and left out."""
    while True:
        try:
            return briefing, *_rendered(briefing, config, formats, docs)
        except RenderError as err:
            lost = [_NAMES[form] for form in formats if form in err.formats]
            if not lost:
                raise
            briefing = _with_problem(briefing, Problem("render", ", ".join(lost), f"was not made: {err}"))
            formats = [form for form in formats if form not in err.formats]


def _within(built: Built, config: Config, words: int) -> Built:
    """The same, chosen within `words` words, and a note that says so."""
    asked = config.briefing
    fewer = config.model_copy(update={"briefing": asked.model_copy(update={"max_words": words})})
    note = f"max_pages: {asked.max_pages} leaves room for {words} words in the sections, not for {asked.max_words}"
    told = [problem for problem in built.briefing.coverage.problems if problem.stage != SHORTENED]
    selection = select(built.judged, built.docs, fewer, past=built.past)
    briefing = compose(
        selection,
        built.judged,
        built.docs,
        (*told, Problem(SHORTENED, "PDF", note)),
        fewer,
        cutoff=datetime.fromisoformat(built.briefing.cutoff),
        program=built.briefing.program,
        past=built.past,
    )
    was = built.briefing
    same = replace(briefing, config_digest=config.digest, number=was.number, revision=was.revision)
    return replace(built, briefing=same, selection=printed_open(selection, same))


def _with_problem(briefing: Briefing, problem: Problem) -> Briefing:
    return replace(briefing, coverage=replace(briefing.coverage, problems=(*briefing.coverage.problems, problem)))


def cutoff_of(config: Config, day: date) -> datetime:
    """The moment at which the edition of a day closes."""
    return datetime.combine(day, config.briefing.cutoff_time, tzinfo=config.briefing.zone)


def think(
    config: Config,
    *,
    day: date,
    sources: Sequence[str] = (),
    seen: Sequence[str] = (),
    reader: Reader = read,
    progress: Progress = quiet,
) -> Built:
    """Everything up to the briefing as data, without memory of earlier editions; writes nothing."""
    cutoff = cutoff_of(config, day)
    got = reader(config, sources, cutoff, progress=progress)
    window = config.briefing.window or "all"
    docs, left, _ = memory.eligible(got.docs, window=window, cutoff=cutoff, read=frozenset())

    def recall(_: Sequence[Judged]) -> Past:
        return with_seen(NO_PAST, config, seen, cutoff, progress=progress)

    return thought(config, docs, (*got.problems, *left), cutoff, recall=recall)


def with_seen(past: Past, config: Config, seen: Sequence[str], cutoff: datetime, *, progress: Progress = quiet) -> Past:
    """The past with the articles that the reader has seen without an edition."""
    if not seen:
        return past
    docs = read(config, seen, cutoff, progress=progress).docs
    return memory.with_shown(past, memory.shown(analyse(docs, config), docs))


def compare(
    before: Config, after: Config, *, day: date, sources: Sequence[str] = (), progress: Progress = quiet
) -> tuple[Built, Built]:
    """The briefing of `day` under two configurations, as data; what both read is read once. Writes nothing."""
    reader = once()

    def made(config: Config) -> Built:
        cutoff = cutoff_of(config, day)
        got = reader(config, sources, cutoff, progress=progress)
        return thought(config, got.docs, got.problems, cutoff)

    return made(before), made(after)


def thought(
    config: Config,
    docs: tuple[Document, ...],
    problems: tuple[Problem, ...],
    cutoff: datetime,
    *,
    recall: Callable[[Sequence[Judged]], Past] = lambda _: NO_PAST,
) -> Built:
    """The stages between reading and rendering. `recall` tells what of the past has to do with today's sentences."""
    docs = bounded(docs, cutoff.date())
    judged = overrule(analyse(docs, config), docs, config)
    docs = placed(docs, judged)
    past = recall(judged)
    selection = select(judged, docs, config, past=past)
    told = (*problems, *missed(judged, docs, config), *notes(judged, docs, config.editor))
    briefing = compose(selection, judged, docs, told, config, cutoff=cutoff, program=program(), past=past)
    return Built(briefing, {}, docs, judged, printed_open(selection, briefing), past)


def with_glyph_problem(briefing: Briefing) -> Briefing:
    """Reports characters that the project's fonts lack: on paper they are empty boxes."""
    from digest.render import missing_glyphs

    said = [item.head + item.text for section in briefing.sections for item in section.items]
    named = [part for source in briefing.sources for part in (source.title, source.publisher, source.author)]
    lacking = sorted(missing_glyphs("".join([*said, *named])))
    if not lacking:
        return briefing
    codes = ", ".join(f"U+{ord(char):04X}" for char in lacking[:10]) + (" and more" if len(lacking) > 10 else "")
    problem = Problem(
        "render", "PDF", f"{len(lacking)} characters are missing from its fonts and print as boxes: {codes}"
    )
    return _with_problem(briefing, problem)


def render(
    briefing: Briefing, config: Config, formats: Sequence[str], docs: Sequence[Document] = ()
) -> dict[str, bytes]:
    """File name -> bytes of the edition's data and of every rendering asked for. `docs` are the texts that it quotes.

    Raises `RenderError` where one of them cannot be made.
    """
    return _rendered(briefing, config, formats, docs)[0]


def _rendered(
    briefing: Briefing, config: Config, formats: Sequence[str], docs: Sequence[Document]
) -> tuple[dict[str, bytes], int]:
    """The files, and how many pages the PDF has (0 without one)."""
    from digest import render as rendering

    stem = edition.stem(briefing)
    templates = config.templates_dir
    files, pages = {f"{stem}.json": edition.to_json(briefing)}, 0
    if not formats:
        return files, pages
    markdown = rendering.bounded_markdown(briefing, templates=templates)
    if "md" in formats:
        files[f"{stem}.md"] = markdown.encode()
    if "html" in formats:
        passages = rendering.passages(briefing, docs)
        page = rendering.bounded_html(markdown, briefing, templates=templates, passages=passages)
        files[f"{stem}.html"] = page.encode()
    if "pdf" in formats:
        page = rendering.bounded_html(markdown, briefing, templates=templates)
        carried = embedded(briefing, config, docs)
        files[f"{stem}.pdf"], pages = rendering.bounded_pdf(page, briefing, templates=templates, files=carried)
    return files, pages


def embedded(briefing: Briefing, config: Config, docs: Sequence[Document]) -> dict[str, bytes]:
    """File name -> bytes of what the PDF carries, so that it can be checked without anything else."""
    stem, wanted = edition.stem(briefing), config.briefing.embed
    files = {} if wanted == "none" else {f"{stem}.json": edition.to_json(briefing)}
    if wanted == "evidence":
        found = paragraphs.paragraphs(briefing, docs)
        files[f"{stem}.evidence.json"] = paragraphs.to_json(found)
    return files
