"""The PDF's own process and the number of its pages: what goes wrong there costs the edition's data and Markdown nothing."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from render_example import example
from thought_example import sample

from digest import edition, pipeline, render
from digest.config import Config
from digest.errors import RenderError, TemplateError
from digest.model import SHORTENED
from digest.pipeline import Built
from digest.render import PROJECT_TEMPLATES, bounded, bounded_html, bounded_markdown, bounded_pdf, html, markdown, pdf

needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="faults are put into a forked process")


def example_page() -> str:
    """The example as HTML."""
    return html(markdown(example(), templates=PROJECT_TEMPLATES), example(), templates=PROJECT_TEMPLATES)


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """WeasyPrint is loaded before anything forks, so that not every forked process loads it again."""
    pdf("<title>T</title>", example(), templates=PROJECT_TEMPLATES)


def test_the_same_bytes_in_a_process_of_its_own() -> None:
    """And the number of pages with them."""
    body, pages = bounded_pdf(example_page(), example(), templates=PROJECT_TEMPLATES)
    assert body == pdf(example_page(), example(), templates=PROJECT_TEMPLATES)
    assert pages == body.count(b"/Type /Page\n") or pages >= 2


def _hang(*args: object, **named: object) -> tuple[bytes, int]:
    time.sleep(60)
    return b"", 0


def _swallow(*args: object, **named: object) -> tuple[bytes, int]:
    return bytes(8 * 1024**3), 1


def _die(*args: object, **named: object) -> tuple[bytes, int]:
    os.kill(os.getpid(), signal.SIGKILL)
    return b"", 0


def _fail(*args: object, **named: object) -> tuple[bytes, int]:
    raise AssertionError("a box without a parent")


FAULTS = [
    (_hang, r"took more than 1 seconds and was stopped"),
    (_swallow, r"ran out of memory"),
    (_die, r"its process ended early \(signal 9\)"),
    (_fail, r"failed: a box without a parent"),
]


@needs_fork
@pytest.mark.parametrize(("fault", "message"), FAULTS)
def test_what_goes_wrong_is_said(
    fault: Callable[..., tuple[bytes, int]], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that hangs, one that takes too much memory, a process that dies, an error: each ends in a message, soon."""
    monkeypatch.setattr(bounded, "printed", fault)
    start = time.monotonic()
    with pytest.raises(RenderError, match=message):
        bounded_pdf(example_page(), example(), templates=PROJECT_TEMPLATES, seconds=1.0)
    assert time.monotonic() - start < 20


@pytest.fixture
def thought(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Config, Built]:
    """The sample configuration and what it makes of the sample articles."""
    monkeypatch.chdir(root)
    return sample("negotiation")


def asked(config: Config, **named: object) -> Config:
    """The configuration with other values in `briefing:`."""
    return config.model_copy(update={"briefing": config.briefing.model_copy(update=named)})


@needs_fork
def test_a_pdf_that_fails_costs_nothing_else(thought: tuple[Config, Built], monkeypatch: pytest.MonkeyPatch) -> None:
    """Data, Markdown and HTML are made, and say what is missing."""
    config, built = thought
    monkeypatch.setattr(bounded, "printed", _die)
    done = pipeline.printed(built, config, ["pdf", "md", "html"])
    assert [name.rpartition(".")[2] for name in done.files] == ["json", "md", "html"]
    (problem,) = [problem for problem in done.briefing.coverage.problems if problem.stage == "render"]
    assert problem.message.startswith("was not made: its process ended early")
    page = next(body for name, body in done.files.items() if name.endswith(".md")).decode()
    assert "was not made" in page
    data = next(body for name, body in done.files.items() if name.endswith(".json"))
    assert edition.from_json(data) == done.briefing


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of templates of one's own."""
    shutil.copytree(PROJECT_TEMPLATES, tmp_path / "own")
    return tmp_path / "own"


ENDLESS = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}\n"


@needs_fork
def test_a_template_that_never_ends_is_stopped_and_named(own: Path) -> None:
    """With file and line, for the body and for the page; one that takes all memory is named, too."""
    for name, call in (("briefing.md.j2", bounded_markdown), ("page.html.j2", partial(bounded_html, "# x"))):
        whole = (own / name).read_text(encoding="utf-8")
        (own / name).write_text(f"first line\n{ENDLESS}{whole}", encoding="utf-8")
        with pytest.raises(RenderError, match=rf"{name}:2: took more than 1 seconds and was stopped"):
            call(example(), templates=own, seconds=1.0)
        (own / name).write_text(f"{{{{ ['x']|list * 10000000000 }}}}\n{whole}", encoding="utf-8")
        with pytest.raises(TemplateError, match=rf"{name}:1: asks for more memory"):
            call(example(), templates=own, seconds=20.0)
        (own / name).write_text(whole, encoding="utf-8")


@needs_fork
def test_templates_of_ones_own_print_the_same(own: Path) -> None:
    """In a process of their own, to the byte; faults keep their file and line."""
    (own / "extra.j2").write_text("{# mine #}", encoding="utf-8")
    text = bounded_markdown(example(), templates=own)
    assert text == markdown(example(), templates=PROJECT_TEMPLATES)
    assert bounded_html(text, example(), templates=own) == example_page()
    (own / "briefing.md.j2").write_text("\n{{ nothing }}\n", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"briefing\.md\.j2:2: 'nothing' is undefined"):
        bounded_markdown(example(), templates=own)


@needs_fork
@pytest.mark.parametrize(
    ("name", "function", "left"),
    [("briefing.md.j2", "bounded_markdown", ["json"]), ("page.html.j2", "bounded_html", ["json", "md"])],
)
def test_a_template_without_end_costs_what_it_makes(
    thought: tuple[Config, Built],
    own: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    function: str,
    left: list[str],
) -> None:
    """The data are written in any case, the Markdown where its own template is sound; what is missing is a problem."""
    config, built = thought
    whole = (own / name).read_text(encoding="utf-8")
    (own / name).write_text(f"{ENDLESS}{whole}", encoding="utf-8")
    monkeypatch.setattr(render, function, partial(getattr(render, function), seconds=1.0))
    done = pipeline.printed(built, config.model_copy(update={"templates": str(own)}), ["pdf", "md", "html"])
    assert [file.rpartition(".")[2] for file in done.files] == left
    (problem,) = [problem for problem in done.briefing.coverage.problems if problem.stage == "render"]
    assert f"{name}:1: took more than 1 seconds" in problem.message
    data = next(body for file, body in done.files.items() if file.endswith(".json"))
    assert edition.from_json(data) == done.briefing


def test_paper_that_overflows_is_composed_again(thought: tuple[Config, Built]) -> None:
    """Within fewer words, until it has no more pages than asked for; this is said, and counts as no failure."""
    config, built = thought
    free = pipeline.printed(built, config, ["pdf"])
    pages = pages_of(free)
    tight = pipeline.printed(built, asked(config, max_pages=pages - 1), ["pdf"])
    assert pages_of(tight) < pages
    (note,) = [problem.message for problem in tight.briefing.coverage.problems if problem.stage == SHORTENED]
    assert f"max_pages: {pages - 1} leaves room for" in note
    assert 0 < words(tight) < words(free)
    assert tight.briefing.config_digest == asked(config, max_pages=pages - 1).digest
    again = pipeline.printed(built, asked(config, max_pages=pages - 1), ["pdf"])
    assert again.files == tight.files


def test_paper_that_cannot_fit_is_printed_and_reported(thought: tuple[Config, Built]) -> None:
    """The number of tries is bounded; what never fits is a problem."""
    config, built = thought
    done = pipeline.printed(built, asked(config, max_pages=1), ["pdf"])
    said = [problem.message for problem in done.briefing.coverage.problems if problem.stage == "render"]
    assert pages_of(done) == 1 or any("within max_pages: 1" in message for message in said)


def test_paper_that_fits_is_left_alone(thought: tuple[Config, Built]) -> None:
    """Nothing is chosen again, and nothing is said of it."""
    config, built = thought
    plain, wide = (
        pipeline.printed(built, config, ["pdf"]),
        pipeline.printed(built, asked(config, max_pages=50), ["pdf"]),
    )
    assert plain.files == wide.files
    assert pipeline.printed(built, asked(config, max_pages=1), ["md"]).briefing == built.briefing


def pages_of(built: Built) -> int:
    """How many pages its PDF has."""
    import io

    import pypdf

    body = next(body for name, body in built.files.items() if name.endswith(".pdf"))
    return len(pypdf.PdfReader(io.BytesIO(body)).pages)


def words(built: Built) -> int:
    """Words of the items."""
    return sum(len(item.text.split()) for part in built.briefing.sections for item in part.items)


def test_what_the_pdf_carries(thought: tuple[Config, Built]) -> None:
    """The edition's JSON by default, the paragraphs too if asked for, or nothing."""
    config, built = thought
    names = {
        embed: list(pipeline.embedded(built.briefing, asked(config, embed=embed), built.docs))
        for embed in ("quotes", "evidence", "none")
    }
    stem = edition.stem(built.briefing)
    assert names == {"quotes": [f"{stem}.json"], "evidence": [f"{stem}.json", f"{stem}.evidence.json"], "none": []}
    carried = pipeline.embedded(built.briefing, config, built.docs)
    assert edition.from_json(carried[f"{stem}.json"]) == built.briefing
