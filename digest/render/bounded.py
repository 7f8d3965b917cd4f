"""The PDF, made in a process of its own under a limit of time and memory: what goes wrong there ends that process and nothing else.

WeasyPrint lays out whatever a page holds, and the C libraries under it end their process where memory runs out. On Linux the process is a
fork, which costs a few milliseconds; elsewhere fonts and forks do not go together, and it is started anew.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import RenderError
from digest.model import Briefing
from digest.render.paper import NOTHING, printed

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

SECONDS = 300.0
"""Time for one edition; a hundred pages take up to forty seconds on a slow machine."""
MEMORY = 4 * 1024**3
"""Bytes of address space; a hundred pages take half a gigabyte."""


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
    from multiprocessing import get_context

    start = get_context("fork") if sys.platform == "linux" else get_context("spawn")
    ours, theirs = start.Pipe(duplex=False)
    child = start.Process(
        target=_print, args=(theirs, memory, html_text, briefing, templates, dict(files)), name="paper", daemon=True
    )
    child.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise RenderError(f"took more than {seconds:.0f} seconds and was stopped")
        pages, body = ours.recv(), ours.recv_bytes()
    except EOFError:
        child.join()
        code = child.exitcode or 0
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        raise RenderError(f"its process ended early ({how}), perhaps for want of memory") from None
    finally:
        child.kill()
        child.join()
        ours.close()
    if isinstance(pages, str):
        raise RenderError(pages)
    return body, pages


def _print(
    answer: Connection, memory: int, html_text: str, briefing: Briefing, templates: Path, files: dict[str, bytes]
) -> None:
    """What the process does: sends the number of pages and the PDF, or what went wrong and nothing."""
    import resource

    try:
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        least = memory if most == resource.RLIM_INFINITY else min(memory, most)
        resource.setrlimit(resource.RLIMIT_AS, (least, most))
        body, pages = printed(html_text, briefing, templates=templates, files=files)
    except MemoryError:
        answer.send("ran out of memory")
        answer.send_bytes(b"")
    except Exception as err:  # at the end of a process: nothing may pass but as a message
        answer.send(f"failed: {err}" if str(err) else f"failed ({type(err).__name__})")
        answer.send_bytes(b"")
        sys.stderr = StringIO()  # it was said: no traceback
        raise
    else:
        answer.send(pages)
        answer.send_bytes(body)
