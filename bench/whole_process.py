"""The whole process, from the shell's prompt and back, against a bare interpreter that loads the same libraries.

    python bench/whole_process.py [SOURCE]... [--config FILE] [--runs N] [--growth]

Measured are `digest build --format md` and `digest build --format pdf` over SOURCE (default: `../shared/seeds` where it is
there, else `seeds/`). The bare interpreter runs a script of `import` lines: every module outside the standard library and this
project that the same command had loaded when it ended, in the order in which it loaded them. For the PDF it then renders the same
final HTML with WeasyPrint under the same options and fonts, writes the file, and must arrive at the same bytes. Both are run by turns,
as processes of their own, so that whatever else the machine does meets both; each pair gives one ratio. Time is told twice: as a clock
sees it, and as CPU time (user and system, with what the process itself started).

A third figure is against WeasyPrint as it comes: the system's fonts, no tags for assistive software. It has less to do and is not
the reference.

`--growth` builds and explains a quarter, a half and the whole of a day's articles (`../shared/eval/one_day_2025-05-21.jsonl.gz`):
time must grow as the articles do.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from digest.render import fonts

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
EVAL = ROOT.parent / "shared" / "eval"
DIGEST = str(Path(sys.executable).with_name("digest"))
DAY = "2025-08-01"
"""After the latest of the seeds, so that all are read."""
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
"""As a user's shell has it: with byte code kept from one run to the next."""
LIMITS = {"md": 1.5, "pdf": 2.0}
"""Greatest ratio that the project allows itself, by format."""

_LISTING = """
import sys
asked = []
class Listening:
    @staticmethod
    def find_spec(name, path=None, target=None):
        asked.append(name)
sys.meta_path.insert(0, Listening)
from digest.cli import main
try:
    main(sys.argv[1:])
finally:
    import sysconfig
    places = (sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    specs = {name: getattr(sys.modules.get(name), "__spec__", None) for name in asked}
    print([name for name, spec in specs.items() if spec and str(spec.origin).startswith(places)])
"""
"""Runs a command and prints what it loaded from where packages are installed, in the order in which it was asked for."""

_RENDER = """
import hashlib, os, warnings
from pathlib import Path
os.environ["FONTCONFIG_FILE"] = {fontconfig!r}
warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
{imports}
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
config = FontConfiguration()
page = Path({page!r}).read_text(encoding="utf-8")
faces = CSS(string={faces!r}, font_config=config)
body = HTML(string=page).write_pdf(
    font_config=config, stylesheets=[faces], pdf_variant="pdf/a-3a", pdf_identifier=hashlib.sha256(page.encode()).digest()[:16]
)
Path({target!r}).write_bytes(body)
"""

_PLAIN = """
{imports}
from weasyprint import HTML
HTML(filename={page!r}).write_pdf({target!r})
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took, in seconds."""

    wall: float
    cpu: float


def run(command: Sequence[str]) -> Cost:
    """Runs a process to its end. Raises CalledProcessError where it fails; 3 is the exit code of a run with problems."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(took, used.ru_utime + used.ru_stime)


def loaded(arguments: Sequence[str]) -> list[str]:
    """The third-party modules that `digest` with these arguments has loaded when it ends, in the order of loading."""
    made = subprocess.run(
        [sys.executable, "-c", _LISTING, *arguments],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    names: list[str] = ast.literal_eval(made.stdout.strip().splitlines()[-1])
    return names


def script(path: Path, text: str) -> list[str]:
    """Writes a script and returns the command that runs it."""
    path.write_text(text, encoding="utf-8")
    return [sys.executable, str(path)]


def by_turns(one: Sequence[str], other: Sequence[str], runs: int) -> tuple[list[Cost], list[Cost]]:
    """Costs of two commands, run by turns, after one run of each that only warms the disk's cache."""
    run(one), run(other)
    first, second = [], []
    for turn in range(runs):
        if turn % 2:
            second.append(run(other))
            first.append(run(one))
        else:
            first.append(run(one))
            second.append(run(other))
    return first, second


def told(name: str, whole: Sequence[Cost], bare: Sequence[Cost], limit: float | None = None) -> bool:
    """Prints medians and the ratio pair by pair; says whether the median ratio keeps the limit."""
    pairs = list(zip(whole, bare, strict=True))
    wall = median(a.wall / b.wall for a, b in pairs)
    cpu = median(a.cpu / b.cpu for a, b in pairs)
    bound = "" if limit is None else f" (limit {limit})"
    print(f"{name}: {wall:.2f} times by the clock, {cpu:.2f} times in CPU time{bound}")
    for label, costs in (("digest", whole), ("bare", bare)):
        print(
            f"    {label:<8}{median(c.wall for c in costs):6.3f} s by the clock {median(c.cpu for c in costs):6.3f} s CPU"
        )
    print("    ratios  " + " ".join(f"{a.wall / b.wall:.2f}" for a, b in pairs))
    return limit is None or wall <= limit


def markdown(build: Sequence[str], folder: Path, runs: int) -> bool:
    """Measures Markdown only."""
    command = [*build, "--format", "md"]
    names = loaded(command)
    imports = script(folder / "imports.py", "\n".join(f"import {name}" for name in names))
    return told(f"Markdown ({len(names)} modules)", *by_turns([DIGEST, *command], imports, runs), LIMITS["md"])


def pdf(build: Sequence[str], folder: Path, runs: int) -> bool:
    """Measures the PDF, against the same rendering and against the plainest."""
    run([DIGEST, *build, "--format", "html", "--format", "pdf"])
    page = next((folder / "out").glob("*.html"))
    command = [*build, "--format", "pdf"]
    names = loaded(command)
    with fonts.no_system_fonts():
        fontconfig = os.environ["FONTCONFIG_FILE"]
    address = re.compile(re.escape(fonts.ADDRESS) + r'([^"]+)')
    values = {
        "imports": "\n".join(f"import {name}" for name in names),
        "page": str(page),
        "target": str(folder / "bare.pdf"),
        "faces": address.sub(lambda found: fonts.font_file(found[1]).as_uri(), fonts.faces()),
        "fontconfig": fontconfig,
    }
    whole = [DIGEST, *command]
    render = script(folder / "render.py", _RENDER.format(**values))
    kept = told(f"PDF ({len(names)} modules)", *by_turns(whole, render, runs), LIMITS["pdf"])
    same = (folder / "bare.pdf").read_bytes() == page.with_suffix(".pdf").read_bytes()
    print(f"    both files have {'the same bytes' if same else 'DIFFERENT BYTES'}")
    plain = script(folder / "plain.py", _PLAIN.format(**values))
    told("PDF against WeasyPrint as it comes", *by_turns(whole, plain, runs))
    return kept and same


def growth(folder: Path) -> None:
    """Builds and explains more and more of a day's articles."""
    with gzip.open(EVAL / "one_day_2025-05-21.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    config = str(EVAL / "configs" / "gaza_may2025.yaml")
    for part in (4, 2, 1):
        articles = folder / f"articles-{part}"
        articles.mkdir()
        chosen = rows[: len(rows) // part]
        for number, row in enumerate(chosen):
            head = "\n".join([row["title"], "", row["source"], row["date"], row["url"]])
            (articles / f"{number:04}.txt").write_text(f"{head}\n\n{row['text']}\n", encoding="utf-8")
        given = [str(articles), "--config", config, "--date", "2025-05-22", "--no-archive"]
        built = run([DIGEST, "build", *given, "--out", str(folder / f"day-{part}")])
        explained = run([DIGEST, "explain", "--jsonl", *given])
        print(
            f"{len(chosen)} articles: build {built.wall:.1f} s ({built.cpu:.1f} s CPU),"
            f" explain {explained.wall:.1f} s ({explained.cpu:.1f} s CPU)"
        )


def main() -> None:
    """Prints the ratios; exit code 1 where one exceeds its limit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sources", nargs="*", type=Path)
    parser.add_argument("--config", type=Path, default=ROOT / "config.yaml")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--growth", action="store_true", help="measure how time grows with the articles instead")
    asked = parser.parse_args()
    sources = [path.resolve() for path in asked.sources] or [SEEDS if SEEDS.is_dir() else ROOT / "seeds"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if asked.growth:
            return growth(folder)
        print(f"digest build {' '.join(os.path.relpath(path, ROOT) for path in sources)}, {asked.runs} pairs of runs")
        build = ["build", *map(str, sources), "--config", str(asked.config.resolve()), "--no-archive", "--date", DAY]
        build += ["--out", str(folder / "out")]
        kept = [markdown(build, folder, asked.runs), pdf(build, folder, asked.runs)]
    if not all(kept):
        sys.exit(1)


if __name__ == "__main__":
    main()
