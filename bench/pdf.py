"""The PDF of editions of 2, 20 and 100 pages against bare WeasyPrint on the same HTML, and where their footnotes stand.

    python bench/pdf.py [--runs N] [--items N]...

Measured is what `digest build` does for its PDF: `render.bounded_pdf`, with the edition's data embedded. "Bare" is WeasyPrint alone on the
same HTML, with the same fonts, tags and identifier (`HTML(...).write_pdf(...)`). Both import WeasyPrint themselves, as processes of their
own that start from the finished HTML, and take turns; each pair gives one ratio. Time is told as a clock sees it and as CPU time (user and
system, with what the process started itself); memory is the largest resident size of any one process. A third row is WeasyPrint as it
comes: the system's fonts, no tags. It has less to do and is not the reference.

The editions are invented: items of one to eight lines, of which each calls a source of its own and two of others. Every footnote must
stand once, on the page of its first call.
"""

from __future__ import annotations

import argparse
import io
import os
import pickle
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
ITEMS = (6, 125, 630)
"""About 2, 20 and 100 pages."""
LIMIT = 1.1
"""Greatest ratio that the project allows itself."""
Measure = tuple[float, float, float]
"""Seconds by the clock, seconds of CPU, MB."""


def own(page: str, briefing: object, data: bytes) -> bytes:
    """The program's PDF."""
    from digest.model import Briefing
    from digest.render import PROJECT_TEMPLATES, bounded_pdf

    assert isinstance(briefing, Briefing)
    return bounded_pdf(page, briefing, templates=PROJECT_TEMPLATES, files={"edition.json": data})[0]


def bare(page: str, briefing: object, data: bytes) -> bytes:
    """WeasyPrint under the program's options, with its fonts and nothing else."""
    from digest.render import PROJECT_TEMPLATES, fonts, paper

    with fonts.no_system_fonts(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration

        config = FontConfiguration()
    fetcher = paper.own_files(PROJECT_TEMPLATES)
    faces = CSS(string=fonts.faces(), font_config=config, url_fetcher=fetcher)
    html = HTML(string=page, url_fetcher=fetcher)
    made: bytes = html.write_pdf(
        font_config=config, stylesheets=[faces], pdf_variant="pdf/a-3a", pdf_identifier=b"0" * 16
    )
    return made


def as_it_comes(page: str, briefing: object, data: bytes) -> bytes:
    """WeasyPrint with the system's fonts, without tags."""
    from weasyprint import HTML

    made: bytes = HTML(string=page).write_pdf()
    return made


def measured(work: Callable[[str, object, bytes], bytes], given: Path, out: Path) -> Measure:
    """Runs `work` in a new process; the PDF goes to `out`."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

        page, briefing, data = pickle.loads(given.read_bytes())
        out.write_bytes(work(page, briefing, data))
        most = max(getrusage(who).ru_maxrss for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
        out.with_suffix(".kb").write_text(str(most), encoding="utf-8")
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"{work.__name__} failed")
    return wall, used.ru_utime + used.ru_stime, int(out.with_suffix(".kb").read_text(encoding="utf-8")) / 1024


def edition_of(items: int) -> bytes:
    """HTML, briefing and JSON of an invented edition, pickled."""
    import test_render_pdf as tests

    from digest import edition
    from digest.render import PROJECT_TEMPLATES, html, markdown

    briefing = tests.briefing_of(items)
    page = html(markdown(briefing, templates=PROJECT_TEMPLATES), briefing, templates=PROJECT_TEMPLATES)
    return pickle.dumps((page, replace(briefing), edition.to_json(briefing)))


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--items", type=int, action="append", help="items of an edition; may be given again")
    asked = parser.parse_args()
    print(
        f"{'pages':>5} {'':24} {'clock s':>8} {'CPU s':>8} {'MB':>6}   ratios to bare: clock, CPU, memory (limit {LIMIT})"
    )
    for items in asked.items or ITEMS:
        _table(items, asked.runs)


def _table(items: int, runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder) / "given", Path(folder) / "out.pdf"
        child = os.fork()  # what the edition needs must not be loaded in the processes that are measured
        if child == 0:
            given.write_bytes(edition_of(items))
            os._exit(0)
        os.waitpid(child, 0)
        rows: dict[str, list[Measure]] = {"digest": [], "bare WeasyPrint": [], "WeasyPrint as it comes": []}
        works = (own, bare, as_it_comes)
        for run in range(runs):
            turn = list(zip(rows.values(), works, strict=True))
            for row, work in turn if run % 2 else turn[::-1]:
                row.append(measured(work, given, out.with_name(f"{work.__name__}.pdf")))
        pages, wrong = _judged(out.with_name("own.pdf"), items)
        for name, row in rows.items():
            shown = tuple(median(values) for values in zip(*row, strict=True))
            pairs = zip(row, rows["bare WeasyPrint"], strict=True)
            each = zip(*(tuple(a / b for a, b in zip(one, other, strict=True)) for one, other in pairs), strict=True)
            ratios = ", ".join(f"{median(values):.2f}" for values in each)
            print(f"{pages:>5} {name:24} {shown[0]:8.2f} {shown[1]:8.2f} {shown[2]:6.0f}   {ratios}")
        print(f"      footnotes: {items}, of which {len(wrong)} are not once on the page of their first call")


def _judged(path: Path, items: int) -> tuple[int, list[int]]:
    import test_render_pdf as tests

    texts = tests.pages(io.BytesIO(path.read_bytes()).getvalue())
    return len(texts), tests.footnotes_elsewhere(texts, items)


if __name__ == "__main__":
    main()
