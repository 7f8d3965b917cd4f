"""The whole process, from the shell's prompt and back, against a bare interpreter that loads the same libraries.

    python bench/whole_process.py [SOURCE]... [--config FILE] [--runs N]

Measured are `digest build --format md` and `digest build --format pdf` over SOURCE (default: `../shared/seeds` where it is
there, else `seeds/`). The bare interpreter runs a script of `import` lines: every module outside the standard library and this
project that the same command had loaded when it ended, in the order in which it loaded them. For the PDF it then renders the same
final HTML with WeasyPrint under the same options and fonts, writes the file, and must arrive at the same bytes. Both are run by turns,
as processes of their own, so that whatever else the machine does meets both; each pair gives one ratio. Time is told twice: as a clock
sees it, and as CPU time (user and system, with what the process itself started).

A third line renders the same HTML with WeasyPrint as it comes: the system's fonts, no tags for assistive software. It has less to do and
is not the reference.
"""

from __future__ import annotations

import argparse
import ast
import os
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
DAY = "2025-08-01"
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
    font_config=config, stylesheets=[faces], pdf_variant="pdf/ua-1", pdf_identifier=hashlib.sha256(page.encode()).digest()[:16]
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
    process = subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
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


def main() -> None:
    """Prints the ratios; exit code 1 where one exceeds its limit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sources", nargs="*", type=Path)
    parser.add_argument("--config", type=Path, default=ROOT / "config.yaml")
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    sources = [path.resolve() for path in asked.sources] or [SEEDS if SEEDS.is_dir() else ROOT / "seeds"]
    digest = str(Path(sys.executable).with_name("digest"))
    kept = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build = ["build", *map(str, sources), "--config", str(asked.config.resolve()), "--no-archive", "--date", DAY]
        build += ["--out", str(folder / "out")]
        run([digest, *build, "--format", "html"])
        page = next((folder / "out").glob("*.html"))
        print(f"digest build {' '.join(os.path.relpath(path, ROOT) for path in sources)}, {asked.runs} pairs of runs")

        names = loaded([*build, "--format", "md"])
        imports = script(folder / "imports.py", "\n".join(f"import {name}" for name in names))
        kept &= told(
            f"Markdown ({len(names)} modules)",
            *by_turns([digest, *build, "--format", "md"], imports, asked.runs),
            LIMITS["md"],
        )

        names = loaded([*build, "--format", "pdf"])
        faces = fonts.faces()
        for _, _, _, file in fonts._FACES:
            faces = faces.replace(fonts.ADDRESS + file, fonts.font_file(file).as_uri())
        values = {
            "imports": "\n".join(f"import {name}" for name in names),
            "page": str(page),
            "target": str(folder / "bare.pdf"),
            "faces": faces,
            "fontconfig": str(fonts._NO_SYSTEM_FONTS),
        }
        whole = [digest, *build, "--format", "pdf"]
        costs = by_turns(whole, script(folder / "render.py", _RENDER.format(**values)), asked.runs)
        kept &= told(f"PDF ({len(names)} modules)", *costs, LIMITS["pdf"])
        same = (folder / "bare.pdf").read_bytes() == page.with_suffix(".pdf").read_bytes()
        print(f"    both files have {'the same bytes' if same else 'DIFFERENT BYTES'}")
        costs = by_turns(whole, script(folder / "plain.py", _PLAIN.format(**values)), asked.runs)
        told("PDF against WeasyPrint as it comes", *costs)
    sys.exit(0 if kept and same else 1)


if __name__ == "__main__":
    main()
