"""The rules of the house: who may import whom, what no module may do, and that everything is named and described."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.unmeasured

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "digest").rglob("*.py"))
TESTS = sorted((ROOT / "tests").glob("test_*.py"))

HEAVY = {
    "feedparser",
    "font_source_sans_pro",
    "font_source_serif_pro",
    "httpcore",
    "jinja2",
    "lxml",
    "markdown",
    "nltk",
    "pydantic",
    "rich",
    "sqlite3",
    "trafilatura",
    "weasyprint",
    "yaml",
}
"""Libraries that cost time to import: a command that doesn't need one doesn't load it."""

VAGUE = {"base", "common", "helper", "helpers", "manager", "misc", "shared", "tools", "util", "utils"}

MAX_LINES = 400
"""Above the soft cap of 300 lines a module should be looked at, above this it is two ideas."""

OUTSIDE = {"socket", "urllib.request", "http.client", "requests", "httpx", "httpcore", "smtplib"}
"""Ways to the network."""


def name(path: Path) -> str:
    """A module's path as a test's name."""
    return path.relative_to(ROOT).as_posix()


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a module, the module itself first. Each is parsed once for all tests."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))))


@cache
def imported(path: Path) -> frozenset[str]:
    """Full names of everything that is imported anywhere in a module."""
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


@cache
def called(path: Path) -> frozenset[str]:
    """Dotted names of everything that is called in a module, as far as they are written out."""
    return frozenset(ast.unparse(node.func) for node in nodes(path) if isinstance(node, ast.Call))


@pytest.fixture(scope="module", autouse=True)
def forget() -> Iterator[None]:
    """Parsed modules are kept for these tests and no longer: together they are big."""
    yield
    nodes.cache_clear()


each_module = pytest.mark.parametrize("path", MODULES, ids=name)


def test_layers() -> None:
    """Lower never imports higher, and stages never import one another."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("command", ["--help", "--version"])
def test_the_command_line_loads_nothing_heavy(command: str) -> None:
    """Asking for help imports none of the libraries that cost time."""
    code = f"import sys; from digest.cli import main; main([{command!r}], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & HEAVY == set()


@each_module
def test_a_module_is_one_idea(path: Path) -> None:
    """A module isn't long, its name says what it holds, and it begins by saying what that is."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_LINES
    assert not VAGUE & set(path.relative_to(ROOT).with_suffix("").parts)
    module = nodes(path)[0]
    assert isinstance(module, ast.Module)
    assert ast.get_docstring(module), "a module begins with what it is"


@each_module
def test_no_error_is_swallowed(path: Path) -> None:
    """Every `except` names what it expects, and none of them everything."""
    for node in nodes(path):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"line {node.lineno}: a bare except"
            caught = {ast.unparse(part) for part in ast.walk(node.type) if isinstance(part, ast.expr)}
            raises = any(isinstance(part, ast.Raise) and part.exc is None for part in ast.walk(node))
            assert raises or not caught & {"Exception", "BaseException"}, f"line {node.lineno}: catches everything"


@each_module
def test_only_the_command_line_speaks_and_ends(path: Path) -> None:
    """Printing and exit codes belong to the command line."""
    if path.parent.name != "cli":
        assert not {"print", "sys.exit", "exit", "quit", "os._exit", "click.echo"} & called(path)


@each_module
def test_no_hidden_input(path: Path) -> None:
    """The clock, chance, the locale and the environment are no inputs; only the command line asks what day it is, and for a password."""
    names = called(path)
    modules = {module.partition(".")[0] for module in imported(path)}
    clock = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime"}
    if path.parent.name != "cli":
        assert not clock & names
    assert not {"random", "secrets", "uuid", "locale"} & modules
    if path.parent.name == "cli":
        return
    # Written, not read: how no font of the system is seen, and how no plugin of pydantic that happens to be installed has a say.
    written = ("FONTCONFIG_FILE", "PYDANTIC_DISABLE_PLUGINS")
    for line in path.read_text(encoding="utf-8").split("\n"):
        assert any(name in line for name in written) or not re.search(r"\bos\.(environ|getenv)\b", line)


@each_module
def test_nothing_calls_the_network(path: Path) -> None:
    """Only reading of sources and delivery open a connection."""
    if path.parent.name not in ("ingest", "deliver"):
        assert not OUTSIDE & imported(path)
    assert not {"nltk.download", "nltk.data.load"} & called(path)


@each_module
def test_the_database_belongs_to_the_archive(path: Path) -> None:
    """Nobody but the archive talks to SQLite."""
    if path.parent.name != "archive":
        assert "sqlite3" not in imported(path)


@each_module
def test_options_have_names(path: Path) -> None:
    """A switch is given by name, and no function takes a row of values of which nobody knows which is which."""
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            where = f"{node.name}, line {node.lineno}"
            defaults = [default.value for default in node.args.defaults if isinstance(default, ast.Constant)]
            assert not any(isinstance(value, bool) for value in defaults), f"{where}: switches after a star"
            decorated = any("click" in ast.unparse(mark) or "main" in ast.unparse(mark) for mark in node.decorator_list)
            assert decorated or len(node.args.args) <= 7, f"{where}: too many positions"


@each_module
def test_nothing_is_left_undone(path: Path) -> None:
    """No note to do something later; a check that is switched off says which."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line), f"line {number}"
        assert not re.search(r"#\s*type:\s*ignore(?!\[)|#\s*noqa(?!:)", line), (
            f"line {number}: switched off without a name"
        )


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_every_test_says_what_holds(path: Path) -> None:
    """Each test has a sentence for what it shows."""
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            assert ast.get_docstring(node), f"{node.name}, line {node.lineno}"


def test_a_wheel_carries_what_a_checkout_has(tmp_path: Path) -> None:
    """Templates, sample articles, configuration and the data beside the code are in a wheel, under the package."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "seeds"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert {f"digest/starter/{name(path)}" for path in files} <= packed
    data = [path for path in (ROOT / "digest").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {name(path) for path in data} | {"digest/starter/config.yaml"} <= packed
