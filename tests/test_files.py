"""files: what a path names, read in a stable order; everything unreadable is a problem and stops nothing."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from digest.ingest import files
from digest.model import QUIET, Problem, Raw


def gather(path: str, base: Path, *, max_bytes: int = 1000, max_files: int = 100) -> list[Raw | Problem]:
    """All that `collect` yields."""
    return list(files.collect(Path(path), base=base, name="Example", max_bytes=max_bytes, max_files=max_files))


def fill(folder: Path, *names: str) -> None:
    """Writes small files below `folder`."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"Text of {name}.")


def only_problem(found: list[Raw | Problem]) -> Problem:
    """The one problem, where nothing else was found."""
    (problem,) = found
    assert isinstance(problem, Problem)
    assert problem.stage == "ingest"
    return problem


def test_folder_is_read_recursively_in_byte_order(tmp_path: Path) -> None:
    """Files come in the byte order of their paths, with the address as the user wrote it."""
    fill(tmp_path / "src", "b.txt", "B.HTML", "a/z.md", "a.txt", "ä.txt", "a-b.markdown", "a/b/c.htm")
    found = gather("src", tmp_path)
    assert [raw.uri for raw in found] == [
        "src/B.HTML",
        "src/a-b.markdown",
        "src/a.txt",
        "src/a/b/c.htm",
        "src/a/z.md",
        "src/b.txt",
        "src/ä.txt",
    ]
    types = {raw.uri: raw.media_type for raw in found if isinstance(raw, Raw)}
    assert types["src/B.HTML"] == types["src/a/b/c.htm"] == "text/html"
    assert types["src/a-b.markdown"] == "text/markdown"
    assert all(isinstance(raw, Raw) and raw.name == "Example" for raw in found)


@pytest.mark.parametrize(
    ("path", "uri"), [(".", "a.txt"), ("./", "a.txt"), ("a.txt", "a.txt"), ("../x/", "../x/a.txt")]
)
def test_address_is_the_path_as_written(tmp_path: Path, path: str, uri: str) -> None:
    """Relative stays relative, whatever folder it starts from."""
    base = tmp_path / "x"
    fill(base, "a.txt")
    assert [found.uri for found in gather(path, base)] == [uri]


def test_absolute_path_stays_absolute(tmp_path: Path) -> None:
    """A path that was given as absolute is shown as such."""
    fill(tmp_path, "a.txt")
    assert [found.uri for found in gather(str(tmp_path), Path("elsewhere"))] == [f"{tmp_path.as_posix()}/a.txt"]


def test_other_endings_are_one_problem_a_folder(tmp_path: Path) -> None:
    """Files that aren't read are counted, with their endings, most frequent first."""
    fill(tmp_path, "s/a.txt", "s/b.pdf", "s/c.PDF", "s/d.docx", "s/README", "s/t/e.json", "s/t/f.txt")
    problems = [found for found in gather("s", tmp_path) if isinstance(found, Problem)]
    assert [problem.uri for problem in problems] == ["s", "s/t"]
    assert problems[0].message.startswith("4 files not read: .pdf (2), no ending (1), .docx (1);")
    assert problems[1].message.startswith("1 file not read: .json (1);")


def test_hidden_files_and_saved_resources_are_passed_over(tmp_path: Path) -> None:
    """Neither hidden files nor the folder that a browser saves beside a page are sources."""
    fill(tmp_path, "s/.a.txt", "s/.git/b.txt", "s/Page.html", "s/Page_files/frame.html", "s/other_files/c.txt")
    assert [found.uri for found in gather("s", tmp_path)] == ["s/Page.html", "s/other_files/c.txt"]


def test_missing_path(tmp_path: Path) -> None:
    """A path that doesn't exist says so."""
    problem = only_problem(gather("no/where", tmp_path))
    assert (problem.uri, problem.message) == ("no/where", "there is no such file or folder")
    assert "no such file" in only_problem(gather("a\0b", tmp_path)).message


def test_empty_and_large_files(tmp_path: Path) -> None:
    """An empty file and one above the limit are problems that say so; the limit names its key."""
    fill(tmp_path, "s/a.txt")
    (tmp_path / "s/b.txt").write_bytes(b"")
    (tmp_path / "s/c.txt").write_bytes(b" \n\t\n")
    (tmp_path / "s/d.txt").write_bytes(b"x" * 1_500_000)
    found = gather("s", tmp_path, max_bytes=1_000_000)
    messages = {one.uri: one.message for one in found if isinstance(one, Problem)}
    assert messages["s/b.txt"] == messages["s/c.txt"] == "the file is empty"
    assert messages["s/d.txt"] == "not read: it has 1.5 MB, the limit is 1 MB (limits.max_file_mb)"
    assert [one.uri for one in found if isinstance(one, Raw)] == ["s/a.txt"]


def test_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    """The limit itself is allowed."""
    (tmp_path / "a.txt").write_bytes(b"x" * 1000)
    assert isinstance(gather("a.txt", tmp_path)[0], Raw)


def test_too_many_files(tmp_path: Path) -> None:
    """Files above the limit of files are counted, not read."""
    fill(tmp_path, *(f"s/{number}.txt" for number in range(5)))
    found = gather("s", tmp_path, max_files=3)
    assert [type(one) for one in found] == [Raw, Raw, Raw, Problem]
    assert found[-1] == Problem("ingest", "s", "2 of 5 files were not read: the limit is 3 (limits.max_files)")


def test_folder_without_articles(tmp_path: Path) -> None:
    """An empty folder is reported, and told apart from one that could not be read."""
    (tmp_path / "s").mkdir()
    (silent,) = gather("s", tmp_path)
    assert isinstance(silent, Problem)
    assert silent.stage == QUIET
    assert "holds no article" in silent.message


def test_file_of_another_kind_given_by_name(tmp_path: Path) -> None:
    """A file that is named but can't be read as an article says what could."""
    fill(tmp_path, "a.docx")
    assert ".txt, .md" in only_problem(gather("a.docx", tmp_path)).message


def test_nothing_but_regular_files_is_opened(tmp_path: Path) -> None:
    """Named pipes, sockets and devices never block the run."""
    os.mkfifo(tmp_path / "a.txt")
    os.symlink("/dev/zero", tmp_path / "b.txt")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(tmp_path)  # the path of a socket must be short
        try:
            server.bind("c.txt")
        finally:
            os.chdir(here)
        found = gather(".", tmp_path)
    messages = [one.message for one in found if isinstance(one, Problem)]
    assert messages[:3] == ["not read: it is a named pipe", "not read: it is a device", "not read: it is a socket"]
    assert only_problem(gather("a.txt", tmp_path)).message == "not read: it is a named pipe"


def test_link_loops_end(tmp_path: Path) -> None:
    """A folder that links to its parent, or twice to the same folder, is entered once."""
    fill(tmp_path, "s/a/x.txt")
    os.symlink("..", tmp_path / "s/a/up")
    os.symlink("a", tmp_path / "s/b")
    os.symlink("nowhere.txt", tmp_path / "s/c.txt")
    os.symlink("d.txt", tmp_path / "s/d.txt")
    found = gather("s", tmp_path)
    assert [one.uri for one in found if isinstance(one, Raw)] == ["s/a/x.txt"]
    problems = {one.uri: one.message for one in found if isinstance(one, Problem)}
    assert "vanished" in problems["s/c.txt"]
    assert problems["s/d.txt"].startswith("cannot be read")


def test_unreadable_file_and_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What may not be read is a problem without an absolute path; the rest is read."""
    fill(tmp_path, "s/a.txt", "s/b.txt", "s/c/d.txt")
    opened, scanned = os.open, os.scandir

    def refuse(path: str, flags: int) -> int:
        if path.endswith("a.txt"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, flags)

    def refuse_folder(path: str) -> object:
        if path.endswith("c"):
            raise PermissionError(13, "Permission denied", path)
        return scanned(path)

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "scandir", refuse_folder)
    found = gather("s", tmp_path)
    assert [type(one) for one in found] == [Problem, Raw, Problem]
    assert [one.message for one in found if isinstance(one, Problem)] == [
        "cannot be read: permission denied",
        "the folder was not read: permission denied",
    ]


def test_vanished_file(tmp_path: Path) -> None:
    """A file that goes while the folder is read is a problem."""
    fill(tmp_path, "s/a.txt", "s/b.txt")
    reading = files.collect(Path("s"), base=tmp_path)
    next(reading)
    (tmp_path / "s/b.txt").unlink()
    assert "vanished" in only_problem(list(reading)).message


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are always UTF-8 there")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    """A name that is no UTF-8 is a problem with a printable address; a control character in a name is escaped."""
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as file:
        file.write(b"x")
    fill(tmp_path, "two\nlines.txt")
    problem, raw = gather(".", tmp_path)
    assert (problem.uri, type(problem)) == ("caf\\xe9.txt", Problem)
    assert (raw.uri, type(raw)) == ("two\\nlines.txt", Raw)
    assert problem.uri.isprintable()
