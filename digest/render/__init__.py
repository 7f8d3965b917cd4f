"""Briefing -> Markdown -> HTML -> PDF. Each step reads what the one before it wrote, so the renderings cannot disagree.

    markdown(briefing)     body.py    a Jinja template; escape.py escapes what sources say where it enters
    html(text, briefing)   page.py    Python-Markdown with notes.py, set into the page template with the style sheet
    pdf(page, briefing)    paper.py   WeasyPrint, with the project's fonts (fonts.py) and no way out to files or network;
                                      bounded.py runs it in a process with a limit of time and memory, and so a
                                      user's own templates

`mail(briefing)` (mail.py) makes the two bodies of a mail, of templates of their own.
"""

from digest.render.body import markdown
from digest.render.bounded import bounded_html, bounded_markdown, bounded_pdf
from digest.render.environment import PROJECT_TEMPLATES
from digest.render.escape import printable
from digest.render.evidence import passages
from digest.render.fonts import missing_glyphs
from digest.render.mail import mail
from digest.render.page import html
from digest.render.paper import pdf

__all__ = [
    "PROJECT_TEMPLATES",
    "bounded_html",
    "bounded_markdown",
    "bounded_pdf",
    "html",
    "mail",
    "markdown",
    "missing_glyphs",
    "passages",
    "pdf",
    "printable",
]
