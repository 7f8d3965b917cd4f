"""Briefing -> Markdown: the one text from which the HTML and the PDF are made."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from digest.model import Briefing, Item
from digest.render.environment import faults, markdown_environment
from digest.render.escape import printable

_BLANK_LINES = re.compile(r"[ ]*\n(?:[ ]*\n){2,}")


def markdown(briefing: Briefing, *, templates: Path) -> str:
    """The briefing as Markdown (CommonMark with footnotes and tables), made by `briefing.md.j2` in `templates`.

    Text of sources is escaped where it enters; see `digest.render.escape`. Raises `TemplateError` with file and line.
    """
    briefing = _tidied(briefing)
    items: dict[str, Item] = {item.id: item for section in briefing.sections for item in section.items}
    section_titles = {section.key: section.title for section in briefing.sections}
    genre_of = {source.doc: source.genre for source in briefing.sources}
    genres = {key: genre_of.get(item.quotes[0].doc, "news") for key, item in items.items()}
    env = markdown_environment(templates)
    with faults(templates):
        text = env.get_template("briefing.md.j2").render(
            briefing=briefing, items=items, section_titles=section_titles, genres=genres
        )
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"


def _tidied(value: Any) -> Any:
    """A copy with printable strings and no white space at their ends, where it would undo a template's markup. Notes
    keep their lines.
    """
    if isinstance(value, str):
        return printable(value).strip()
    if isinstance(value, tuple):
        return tuple(_tidied(part) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    return replace(
        value, **{part.name: _tidied(getattr(value, part.name)) for part in fields(value) if part.name != "note"}
    )
