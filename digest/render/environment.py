"""The Jinja environments in which a user's templates run: sandboxed, strict about undefined names, escaping on entry.

In the Markdown environment everything that is not Markdown already (`escape.Md`) is escaped where it enters the text,
by the same mechanism with which Jinja escapes HTML; a template cannot forget it and has no filter to switch it off.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import RenderError, TemplateError
from digest.render import phrases
from digest.render.compiled import kept
from digest.render.escape import Md, link, printable, sided

if TYPE_CHECKING:
    from jinja2.environment import TemplateModule
    from jinja2.sandbox import SandboxedEnvironment

PROJECT_TEMPLATES = Path(__file__).parents[1] / "starter" / "templates"
if not PROJECT_TEMPLATES.is_dir():
    PROJECT_TEMPLATES = Path(__file__).parents[2] / "templates"
"""The project's own templates: inside the package where it is installed, beside it in a checkout.

A file that the user's folder lacks is taken from here.
"""

_KEPT_FILTERS = [
    "abs",
    "batch",
    "capitalize",
    "default",
    "first",
    "float",
    "groupby",
    "int",
    "items",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "reverse",
    "round",
    "select",
    "selectattr",
    "slice",
    "sort",
    "sum",
    "trim",
    "unique",
    "upper",
]


@cache
def markdown_environment(templates: Path) -> SandboxedEnvironment:
    """The environment for templates that write Markdown."""
    from jinja2 import nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class MarkdownEnvironment(ImmutableSandboxedEnvironment):
        """Compiles templates against Markdown escaping: it takes the place of HTML escaping in their code."""

        def _generate(
            self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
        ) -> str:
            code = super()._generate(source, name, filename, defer_init)
            return f"{code}\nfrom {__name__} import Markup, escape, markup_join\n"

    env = MarkdownEnvironment(**_options(templates), bytecode_cache=kept("markdown", PROJECT_TEMPLATES))
    env.finalize = Md.escape
    filters = {name: env.filters[name] for name in _KEPT_FILTERS}
    env.filters = {**filters, **_phrases(), "join": phrases.joined, "calls": phrases.calls, "link": link}
    env.filters["markdown"] = phrases.as_markdown
    env.filters["completed_by"] = _completed
    return env


@cache
def html_environment(templates: Path) -> SandboxedEnvironment:
    """The environment for the page around the briefing: Jinja's own HTML escaping."""
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    env = ImmutableSandboxedEnvironment(**_options(templates), bytecode_cache=kept("html", PROJECT_TEMPLATES))
    env.finalize = _on_one_line
    env.filters = {name: env.filters[name] for name in (*_KEPT_FILTERS, "join")} | _phrases()
    return env


class OverTime(Exception):
    """Raised into a template that runs too long."""


@contextmanager
def faults(templates: Path) -> Iterator[None]:
    """Turns what goes wrong while a template is compiled or run into a `TemplateError` that names file and line, and running too long into
    a `RenderError` that does.
    """
    import jinja2

    try:
        yield
    except jinja2.TemplateNotFound as error:
        asked = _places(error, templates)
        where = f"{asked[-1].filename}:{asked[-1].lineno}" if asked else str(templates / str(error.name))
        named = f" as {error.name}" if asked else ""
        raise TemplateError(f"{where}: no such template{named} in {templates}") from error
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"{error.filename or templates}:{error.lineno}: {error.message}") from error
    except OSError as error:
        raise TemplateError(f"{error.filename or templates}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        own = [path for path in sorted(templates.glob("**/*")) if path.is_file()]
        file = next((path for path in own if path.read_bytes() == error.object), templates)
        raise TemplateError(f"{file}: is not UTF-8 ({error.reason} at byte {error.start})") from error
    except (
        jinja2.TemplateError,
        TypeError,
        ValueError,
        AttributeError,
        LookupError,
        ArithmeticError,
        MemoryError,
        RecursionError,
        OverTime,
    ) as error:
        places = _places(error, templates)
        if not places:
            raise
        said = str(error) or "asks for more memory than there is"  # only a MemoryError says nothing
        kind = RenderError if isinstance(error, OverTime) else TemplateError
        raise kind(f"{places[-1].filename}:{places[-1].lineno}: {said}") from error


def _places(error: BaseException, templates: Path) -> list[traceback.FrameSummary]:
    """The lines of templates through which it came."""
    folders = (str(templates), str(PROJECT_TEMPLATES))
    return [at for at in traceback.extract_tb(error.__traceback__) if at.filename.startswith(folders)]


# What compiled Markdown templates use where Jinja's own would escape for HTML.
Markup = Md
escape = Md.escape


def markup_join(values: Iterator[object]) -> Md:
    """The `~` operator."""
    return Md("").join(Md.escape(value) for value in values)


def _completed(own: TemplateModule, program: TemplateModule) -> dict[str, object]:
    """The macros of a template that a user may have changed; what it lacks is the program's."""
    return {
        name: value for module in (program, own) for name, value in vars(module).items() if not name.startswith("_")
    }


def _on_one_line(value: object) -> object:
    return value if hasattr(value, "__html__") or not isinstance(value, str) else sided(printable(value))


def _options(templates: Path) -> dict[str, object]:
    from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined

    program = FileSystemLoader([PROJECT_TEMPLATES])

    return {
        "loader": ChoiceLoader([FileSystemLoader([templates]), program, PrefixLoader({"program": program})]),
        "undefined": StrictUndefined,
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }


def _phrases() -> dict[str, object]:
    return {
        "day": phrases.day,
        "days": phrases.days,
        "moment": phrases.moment,
        "zone": phrases.zone,
        "count": phrases.count,
        "heading_anchor": phrases.heading_anchor,
    }
