"""Markdown -> HTML: one self-contained page, as the HTML edition or as what paper is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

from markupsafe import Markup

from digest.model import Briefing
from digest.render.assets import data_uri, inlined, text_of
from digest.render.charts import ON_PAPER
from digest.render.environment import faults, html_environment
from digest.render.evidence import Passage
from digest.render.fonts import web_faces


def html(
    markdown_text: str,
    briefing: Briefing,
    *,
    templates: Path,
    passages: Mapping[str, Sequence[Passage]] | None = None,
) -> str:
    """The page: `markdown_text` as HTML inside `page.html.j2`, with `style.css` and pictures inlined.

    With `passages` (item id -> where its words stand, see `evidence`; it may be empty) it is the HTML edition: with contents,
    charts, fonts, and items that open. Without, it is the page from which paper is made. Its only links are those to sources
    and within itself. Raises `TemplateError` with file and line.
    """
    from markdown import Markdown
    from markdown.extensions.tables import TableExtension

    from digest.render.notes import Notes
    from digest.render.screen import chart_events, complete

    def completed(root: Element) -> None:
        if passages is not None:
            complete(root, briefing, passages=passages)
        elif ON_PAPER:
            chart_events(root, briefing)

    notes = Notes(briefing, picture=partial(data_uri, templates), complete=completed)
    body = Markdown(extensions=[TableExtension(), notes], output_format="html").convert(markdown_text)
    style = inlined(text_of(templates, "style.css"), templates)
    if passages is not None:
        style = f"{web_faces(style)}\n{style}"
    with faults(templates):
        page = html_environment(templates).get_template("page.html.j2")
        return page.render(briefing=briefing, body=Markup(body), style=Markup(style)).strip() + "\n"
