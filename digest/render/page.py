"""Markdown -> HTML: one self-contained page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from markupsafe import Markup

from digest.model import Briefing
from digest.render.assets import data_uri, inlined, text_of
from digest.render.environment import faults, html_environment


def html(markdown_text: str, briefing: Briefing, *, templates: Path) -> str:
    """The page: `markdown_text` as HTML inside `page.html.j2`, with `style.css` and pictures inlined.

    Its only links are those to sources and within itself. Raises `TemplateError` with file and line.
    """
    from markdown import Markdown
    from markdown.extensions.tables import TableExtension

    from digest.render.notes import Notes

    notes = Notes(briefing, picture=partial(data_uri, templates))
    body = Markdown(extensions=[TableExtension(), notes], output_format="html").convert(markdown_text)
    style = inlined(text_of(templates, "style.css"), templates)
    with faults(templates):
        page = html_environment(templates).get_template("page.html.j2")
        return page.render(briefing=briefing, body=Markup(body), style=Markup(style)).strip() + "\n"
