"""Renderings made in a process of their own under a limit of time and memory: what goes wrong there ends that process and nothing else.

WeasyPrint lays out whatever a page holds, and the C libraries under it end their process where memory runs out. A user's template may
count to a milliard. On Linux the process is a fork, which costs a few milliseconds; elsewhere fonts and forks do not go together, and it is
started anew. The program's own templates are known to end and are rendered in place.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Mapping
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from digest.errors import RenderError, TemplateError
from digest.model import Briefing
from digest.render.body import markdown
from digest.render.environment import PROJECT_TEMPLATES, OverTime
from digest.render.evidence import Passage
from digest.render.page import html
from digest.render.paper import NOTHING, printed

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

SECONDS = 300.0
"""Time for one edition on paper; a hundred pages take up to forty seconds on a slow machine."""
MEMORY = 4 * 1024**3
"""Bytes of address space; a hundred pages take half a gigabyte."""
TEMPLATE_SECONDS = 60.0
"""Time for the body or the page of one edition; a hundred pages take about a second."""
_GRACE = 2.0
"""Seconds that a template which is out of time has to say where it is."""

_Made = TypeVar("_Made")


def bounded_pdf(
    html_text: str,
    briefing: Briefing,
    *,
    templates: Path,
    files: Mapping[str, bytes] = NOTHING,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> tuple[bytes, int]:
    """`paper.printed`, within `seconds` and `memory` bytes: the PDF and how many pages it has.

    Raises `RenderError`, whatever goes wrong; the message says what.
    """
    work = partial(printed, html_text, briefing, templates=templates, files=dict(files))
    return _bounded(work, name="paper", seconds=seconds, memory=memory)


def bounded_markdown(briefing: Briefing, *, templates: Path, seconds: float = TEMPLATE_SECONDS) -> str:
    """`body.markdown`, within `seconds` where a template is the user's own. Raises `TemplateError`, or `RenderError` out of time."""
    work = partial(markdown, briefing, templates=templates)
    return _template(work, templates / "briefing.md.j2", ("md", "html", "pdf"), seconds)


def bounded_html(
    text: str,
    briefing: Briefing,
    *,
    templates: Path,
    passages: Mapping[str, tuple[Passage, ...]] | None = None,
    seconds: float = TEMPLATE_SECONDS,
) -> str:
    """`page.html`, within `seconds` where a template is the user's own. Raises `TemplateError`, or `RenderError` out of time."""
    work = partial(html, text, briefing, templates=templates, passages=passages)
    return _template(work, templates / "page.html.j2", ("html", "pdf"), seconds)


def _template(work: Callable[[], _Made], template: Path, lost: tuple[str, ...], seconds: float) -> _Made:
    """What `work` makes of `template`; `lost` are the formats that cannot be made without it."""
    if not _is_users(template.parent):
        return work()
    try:
        return _bounded(partial(_in_time, work, seconds), name="template", seconds=seconds + _GRACE, memory=MEMORY)
    except RenderError as err:
        said = str(err) if ".j2" in str(err) else f"{template}: {err}"
        raise RenderError(said, formats=lost) from None


def _is_users(folder: Path) -> bool:
    """True where a template in `folder` is not the program's, or cannot be read: then rendering it says why."""
    for path in folder.glob("**/*.j2"):
        own = PROJECT_TEMPLATES / path.relative_to(folder)
        try:
            if not own.is_file() or own.read_bytes() != path.read_bytes():
                return True
        except OSError:
            return True
    return False


def _in_time(work: Callable[[], _Made], seconds: float) -> _Made:
    """`work`, interrupted after `seconds` where the platform can."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, partial(_interrupt, seconds))
        signal.setitimer(signal.ITIMER_REAL, seconds)
    return work()


def _interrupt(seconds: float, number: int, frame: object) -> None:
    raise OverTime(f"took more than {seconds:.0f} seconds and was stopped")


def _bounded(work: Callable[[], _Made], *, name: str, seconds: float, memory: int) -> _Made:
    """What `work` returns in a process of its own. Raises the `TemplateError` that it raises, else `RenderError`."""
    from multiprocessing import get_context

    start = get_context("fork") if sys.platform == "linux" else get_context("spawn")
    ours, theirs = start.Pipe(duplex=False)
    child = start.Process(target=_answer, args=(theirs, memory, work), name=name, daemon=True)
    child.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise RenderError(f"took more than {seconds:.0f} seconds and was stopped")
        fault, made = ours.recv()
    except EOFError:
        child.join()
        code = child.exitcode or 0
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        raise RenderError(f"its process ended early ({how}), perhaps for want of memory") from None
    finally:
        child.kill()
        child.join()
        ours.close()
    if fault:
        raise TemplateError(made) if fault == "template" else RenderError(made)
    result: _Made = made
    return result


def _answer(answer: Connection, memory: int, work: Callable[[], Any]) -> None:
    """What the process does: sends what was made, or what went wrong."""
    import resource

    try:
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        least = memory if most == resource.RLIM_INFINITY else min(memory, most)
        resource.setrlimit(resource.RLIMIT_AS, (least, most))
        made = work()
    except MemoryError:
        answer.send(("memory", "ran out of memory"))
    except TemplateError as err:
        answer.send(("template", str(err)))
    except RenderError as err:
        answer.send(("render", str(err)))
    except Exception as err:  # at the end of a process: nothing may pass but as a message
        answer.send(("render", f"failed: {err}" if str(err) else f"failed ({type(err).__name__})"))
        sys.stderr = StringIO()  # it was said: no traceback
        raise
    else:
        answer.send(("", made))
