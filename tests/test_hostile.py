"""Input, templates and folders that mean no good, through the command line: a clear message, and nothing half-written."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from talks_example import CONFIG, SENTENCES

from digest.analyse.split.sentences import split
from digest.archive.store import Store
from digest.cli import main
from digest.errors import ArchiveError
from digest.model import Block, Citation, Document, Found, Span
from digest.render import phrases

STEM = "2025-06-03-lake-talks"
MD = ("--date", "2025-06-03", "--format", "md", "--no-archive")
LONG = "a" * 200_000


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the commands run: a configuration, an article, an empty folder of templates."""
    (tmp_path / "articles").mkdir()
    (tmp_path / f"t-{tmp_path.name}").mkdir()  # a name of its own: Jinja remembers what stood at a path
    (tmp_path / "articles" / "alpha.txt").write_text(f"Talks end\n\n{' '.join(SENTENCES)}\n", encoding="utf-8")
    (tmp_path / "config.yaml").write_text(
        CONFIG + f"templates: t-{tmp_path.name}/\nsources:\n  - path: articles/\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """One command. Anything that isn't an exit with a code is a fault of the program and raised."""
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


# --- articles --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.txt", f"{LONG}\n\n{SENTENCES[0]}"),
        ("b.txt", f"Talks\n\nhttps://news.example/{LONG}\n\n{SENTENCES[1]}"),
        ("c.md", f"---\ntitle: {LONG[:15_000]}\npublisher: {LONG[:4000]}\n---\n\n{SENTENCES[2]}"),
        ("d.txt", f"Talks\n\nRussia and Ukraine agreed to {'exchange-' * 30_000}prisoners on Monday."),
        ("e.html", f"<title>{LONG}</title><h1>{LONG}</h1><p>{SENTENCES[3]}</p>"),
        ("f.md", "[" * 200_000 + f"\n\n{SENTENCES[4]}"),
    ],
)
def test_a_word_as_long_as_a_file_is_not_printed(desk: Path, name: str, body: str) -> None:
    """No title, publisher, address or sentence makes the page long: laying it out would take minutes."""
    (desk / "articles" / name).write_text(body, encoding="utf-8")
    assert run("build", *MD).exit_code in (0, 3)
    assert len((desk / "out" / f"{STEM}.md").read_text(encoding="utf-8")) < 12_000


@pytest.mark.unmeasured
def test_many_citation_marks_take_linear_time() -> None:
    """A sentence looks at its own marks only: 20,000 sentences with as many marks are cut in seconds."""
    unit = "The talks ended on Monday [1]. "
    text = unit * 20_000
    at = unit.index("[")
    marks = tuple(Citation(Span(n * len(unit) + at, n * len(unit) + at + 3), "[1]") for n in range(20_000))
    doc = Document(
        id="0" * 64, uri="a.txt", raw_digest="0" * 64, media_type="text/plain", text=text,
        blocks=(Block(Span(0, len(text)), "paragraph"),), title=Found("", ""), publisher=Found("", ""), citations=marks,
    )  # fmt: skip
    started = time.process_time()
    sents = split(doc)
    assert time.process_time() - started < 20
    assert [sent.citations for sent in sents] == [(n,) for n in range(20_000)]


def test_a_link_that_leads_nowhere_is_called_one(desk: Path) -> None:
    """It has not vanished on the way: it was never there."""
    (desk / "articles" / "gone.txt").symlink_to("nowhere.txt")
    assert "gone.txt: not read: it is a link to a file" in run("build", *MD).stderr


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(desk: Path, day: str) -> None:
    """Any date that can be written is one that an edition can have."""
    assert run("build", "--date", day, *MD[2:]).exit_code == 0
    assert (desk / "out" / f"{day}-lake-talks.md").is_file()


def test_no_sources(desk: Path) -> None:
    """A configuration without sources, and none on the command line: the message says where they can be named."""
    (desk / "config.yaml").write_text(CONFIG, encoding="utf-8")
    done = run("build", *MD)
    assert (done.exit_code, done.stderr.startswith("there are no sources")) == (1, True)


# --- templates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "body", "message"),
    [
        ("briefing.md.j2", b"{% if %}", "/briefing.md.j2:1: "),
        ("briefing.md.j2", b"x\n{{ briefing.nothing }}", "/briefing.md.j2:2: "),
        ("briefing.md.j2", b"{{ 'x' * 10**14 }}", "/briefing.md.j2:1: asks for more memory"),
        ("blocks.md.j2", b"caf\xe9", "/blocks.md.j2: is not UTF-8"),
    ],
)
def test_a_fault_in_a_template_writes_nothing(desk: Path, name: str, body: bytes, message: str) -> None:
    """The message names the file; neither an edition nor its evidence is written."""
    folder = f"t-{desk.name}"
    (desk / folder / name).write_bytes(body)
    done = run("build", *MD)
    assert done.exit_code == 1
    assert done.stderr.startswith(folder + message)
    assert not (desk / "out").exists()


def test_no_folder_of_templates(desk: Path) -> None:
    """A folder that the configuration names and that is not there is a fault of the configuration, not the default look."""
    (desk / f"t-{desk.name}").rmdir()
    done = run("build", *MD)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"t-{desk.name}: there is no such folder")


def test_a_template_that_may_not_be_read(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch, unprivileged: Callable[[], AbstractContextManager[None]]
) -> None:
    """Permissions missing on a template are named, not raised."""
    open_folder.chmod(0o777)
    monkeypatch.chdir(open_folder)
    Path("a.txt").write_text(" ".join(SENTENCES), encoding="utf-8")
    Path("config.yaml").write_text(CONFIG + "templates: shut/\n", encoding="utf-8")
    Path("shut").mkdir()
    Path("shut/briefing.md.j2").write_text("x", encoding="utf-8")
    Path("shut/briefing.md.j2").chmod(0)
    with unprivileged():
        done = run("build", "a.txt", *MD)
    assert (done.exit_code, done.stderr) == (1, "shut/briefing.md.j2: cannot be read (Permission denied)\n")


def test_a_note_calls_no_footnote_and_opens_no_section(desk: Path) -> None:
    """Footnotes are the sources' and `##` the sections': what a note says must not look like either."""
    assert "[^" not in phrases.as_markdown("See[^1] and *this*.")
    text = CONFIG.replace("title: Demands", 'title: Demands\n    note: "Seen.\\n\\n## Sources\\n"')
    (desk / "config.yaml").write_text(text, encoding="utf-8")
    done = run("check")
    assert done.exit_code == 2
    assert "sections[1].note: holds the heading '## Sources'" in done.stderr


# --- folders and commands ---------------------------------------------------------------------------------------------


def test_a_store_that_cannot_be_begun_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite creates an empty file before it finds the disk full; it is taken away again, and a file that was there stays."""
    Store(tmp_path / "old.db").close()

    def full(store: Store) -> None:
        raise ArchiveError("no room left")

    monkeypatch.setattr(Store, "_prepare", full)
    for name in ("new.db", "old.db"):
        with pytest.raises(ArchiveError, match="no room"):
            Store(tmp_path / name)
    assert os.listdir(tmp_path) == ["old.db"]


@pytest.mark.parametrize("options", [("--no-archive",), ()])
def test_out_is_a_file(desk: Path, options: tuple[str, ...]) -> None:
    """The message names it, with an archive and without; the file stays what it was."""
    (desk / "out").write_text("mine", encoding="utf-8")
    done = run("build", *MD[:-1], *options)
    assert done.exit_code == 1
    assert "a file" in done.stderr
    assert (desk / "out").read_text(encoding="utf-8") == "mine"


def test_wrong_names_on_the_command_line(desk: Path) -> None:
    """A section or a configuration that is not there is wrong usage, not silence."""
    done = run("explain", "--section", "demand")
    assert done.exit_code == 2
    assert "outcomes, demands, military, reactions, none" in done.stderr
    run("build", *MD)
    assert run("verify", f"out/{STEM}.md").exit_code == 0
    assert run("verify", f"out/{STEM}.md", "--config", "nothing.yaml").exit_code == 2


def test_one_of_everything_is_counted_as_one(desk: Path) -> None:
    """Never "1 items"."""
    (desk / "one.txt").write_text(SENTENCES[0], encoding="utf-8")
    assert "1 item from 1 article; 1 of 1 sentence printed." in run("build", "one.txt", *MD).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_report_may_be_longer_than_a_full_disk(full_disk: Callable[[int], None]) -> None:
    """The limit that stands for a full disk ends before the test's result is written, which may go to a file."""
    full_disk(0)
