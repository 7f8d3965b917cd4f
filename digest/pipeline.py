"""The run, from sources to files. Reads like a table of contents; every stage is one call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from digest import edition
from digest.analyse import analyse
from digest.archive.store import Store
from digest.compose import compose
from digest.config import Config
from digest.errors import ConfigError, EditionError
from digest.ingest.article import read_article
from digest.ingest.files import collect
from digest.model import COPY, LATER, Briefing, Document, Judged, Problem, Raw, Selection
from digest.select import notes, overrule, select
from digest.versions import program

EVIDENCE = "evidence.db"
"""The store of texts that is kept beside an edition when there is no archive."""

FAR = timedelta(days=3 * 366)
"""A date that lies further ahead is a slip of the pen, not a date of publication: the article counts as undated."""

Progress = Callable[[str, int], None]
"""Called with the name of a step and how many articles it has done."""


def _quiet(step: str, done: int) -> None:
    """Progress nobody looks at."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished draft: the briefing, the bytes of its files by name, and what `explain` needs."""

    briefing: Briefing
    files: Mapping[str, bytes]
    docs: tuple[Document, ...]
    judged: tuple[Judged, ...]
    selection: Selection


def build(
    config: Config,
    *,
    day: date,
    sources: Sequence[str] = (),
    formats: Sequence[str] = (),
    store: Path,
    progress: Progress = _quiet,
) -> Built:
    """Reads the sources, makes the briefing of `day` and renders it; keeps the texts in `store`. Nothing else is written.

    `sources` are paths that replace the YAML's and are shown as given; `formats` replace the YAML's. Raises DigestError where no
    edition can be made.
    """
    if not config.templates_dir.is_dir():
        fault = f"{config.templates_dir}: there is no such folder; `templates` in the configuration names it"
        raise ConfigError([fault])
    built = think(config, day=day, sources=sources, progress=progress)
    wanted = tuple(formats) or config.briefing.formats
    briefing = with_glyph_problem(built.briefing) if "pdf" in wanted else built.briefing
    files = render(briefing, config, wanted)  # before anything is kept: a fault in a template leaves nothing behind
    with Store(store) as kept:
        kept.put(built.docs)
    return replace(built, briefing=briefing, files=files)


def think(config: Config, *, day: date, sources: Sequence[str] = (), progress: Progress = _quiet) -> Built:
    """Everything up to the briefing as data; writes nothing."""
    cutoff = datetime.combine(day, config.briefing.cutoff_time, tzinfo=config.briefing.zone)
    docs, problems = read(config, sources, cutoff, progress)
    return _thought(config, docs, problems, cutoff)


def compare(
    before: Config, after: Config, *, day: date, sources: Sequence[str] = (), progress: Progress = _quiet
) -> tuple[Built, Built]:
    """The briefing of `day` under two configurations, as data; what both read is read once. Writes nothing."""
    made: list[Built] = []
    read_for: dict[object, tuple[tuple[Document, ...], tuple[Problem, ...]]] = {}
    for config in (before, after):
        cutoff = datetime.combine(day, config.briefing.cutoff_time, tzinfo=config.briefing.zone)
        same = (tuple(sources) or (config.sources, config.dir.absolute()), config.limits, cutoff)
        if same not in read_for:
            read_for[same] = read(config, sources, cutoff, progress)
        made.append(_thought(config, *read_for[same], cutoff))
    return made[0], made[1]


def _thought(config: Config, docs: tuple[Document, ...], problems: tuple[Problem, ...], cutoff: datetime) -> Built:
    """The stages between reading and rendering."""
    judged = overrule(analyse(docs, config), docs, config)
    selection = select(judged, docs, config)
    told = (*problems, *notes(judged, docs, config.editor))
    briefing = compose(selection, judged, docs, told, config, cutoff=cutoff, program=program())
    return Built(briefing, {}, docs, judged, selection)


def read(
    config: Config, sources: Sequence[str], cutoff: datetime, progress: Progress
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Sources -> documents, each text once, and what could not be read."""
    docs: dict[str, Document] = {}
    problems: list[Problem] = []
    for number, got in enumerate(_raws(config, sources), start=1):
        made = _article(got, cutoff) if isinstance(got, Raw) else got
        if isinstance(made, Problem):
            problems.append(made)
        elif made.id in docs:
            problems.append(Problem(COPY, made.uri, f"holds the same text as {docs[made.id].uri}; counted once"))
        else:
            docs[made.id] = made
        progress("reading", number)
    if not docs and not problems:
        raise EditionError(
            "there are no sources: add them to the configuration, or name files and folders on the command line"
        )
    if not docs:
        told = "".join(f"\n  {p.uri}: {p.message}" for p in problems[:5])
        raise EditionError(f"no article could be read, so there is nothing to print; check the sources{told}")
    return tuple(docs.values()), tuple(problems)


def _article(raw: Raw, cutoff: datetime) -> Document | Problem:
    """The article, or the problem that it is from after the cut-off: what a later day knew has no place in an edition."""
    made = read_article(raw, cutoff=cutoff)
    if isinstance(made, Problem) or made.published or cutoff.year > datetime.max.year - 4:
        return made
    later = read_article(raw, cutoff=cutoff + FAR)
    if isinstance(later, Document) and later.published:
        return Problem(
            LATER, raw.uri, f"is dated {later.published.value[:10]} ({later.published.how}), after the cut-off"
        )
    return made


def _raws(config: Config, sources: Sequence[str]) -> Iterator[Raw | Problem]:
    wanted = [(Path(s), Path(), "", "") for s in sources] or [
        (Path(s.path), config.dir, s.name, s.family) for s in config.sources
    ]
    for path, base, name, family in wanted:
        for got in collect(
            path,
            base=base,
            name=name,
            max_bytes=config.limits.max_file_mb * 1_000_000,
            max_files=config.limits.max_files,
        ):
            yield replace(got, family=family) if family and isinstance(got, Raw) else got


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
    return replace(briefing, coverage=replace(briefing.coverage, problems=(*briefing.coverage.problems, problem)))


def render(briefing: Briefing, config: Config, formats: Sequence[str]) -> dict[str, bytes]:
    """File name -> bytes of the edition's data and of every rendering asked for."""
    from digest import render as rendering

    stem = edition.stem(briefing)
    templates = config.templates_dir
    files = {f"{stem}.json": edition.to_json(briefing)}
    markdown = rendering.markdown(briefing, templates=templates)
    if "md" in formats:
        files[f"{stem}.md"] = markdown.encode()
    if "html" in formats or "pdf" in formats:
        page = rendering.html(markdown, briefing, templates=templates)
        if "html" in formats:
            files[f"{stem}.html"] = page.encode()
        if "pdf" in formats:
            files[f"{stem}.pdf"] = rendering.pdf(page, briefing, templates=templates)
    return files
