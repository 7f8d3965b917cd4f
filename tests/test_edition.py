"""The edition as data, and its files: nothing is lost on the way, and nothing is left half-written."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import edition
from digest.errors import EditionError
from digest.model import Briefing, Document, Group, Item, Quote, Section, Source, Span

Sample = tuple[Briefing, tuple[Document, ...]]


def names(folder: Path) -> list[str]:
    """Everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_a_briefing_comes_back_equal(sample: Sample) -> None:
    """Writing and reading gives the same value, and writing it again the same bytes."""
    body = edition.to_json(sample[0])
    assert edition.from_json(body) == sample[0]
    assert edition.to_json(edition.from_json(body)) == body


SPANS = st.builds(Span, st.integers(0, 9), st.integers(10, 10**6))
QUOTES = st.builds(Quote, spans=st.lists(SPANS, max_size=2).map(tuple))
TEXTS = st.lists(st.text(), max_size=2).map(tuple)


@settings(max_examples=30)
@given(
    item=st.builds(Item, quotes=st.tuples(QUOTES), support=st.lists(QUOTES, max_size=1).map(tuple), editor=TEXTS),
    source=st.builds(Source),
    dropped=st.lists(st.tuples(st.text(), st.integers()), max_size=2).map(tuple),
)
def test_any_value_comes_back_equal(
    sample: Sample, item: Item, source: Source, dropped: tuple[tuple[str, int], ...]
) -> None:
    """Whatever strings and numbers a briefing holds, none is changed."""
    section = Section("key", item.text, "", (Group("", (item,)),))
    coverage = replace(sample[0].coverage, dropped=dropped)
    briefing = replace(sample[0], sections=(section,), sources=(source,), coverage=coverage)
    assert edition.from_json(edition.to_json(briefing)) == briefing


def test_the_form_is_plain(sample: Sample) -> None:
    """The file is UTF-8 with one newline at its end, names its schema first, and holds spans as pairs of numbers."""
    body = edition.to_json(sample[0])
    data = json.loads(body)
    assert body.endswith(b"}\n")
    assert "[…]" in body.decode()
    assert next(iter(data.items())) == ("schema", "digest-edition/4")
    span = sample[0].takeaways[0].quote.spans[0]
    assert data["takeaways"][0]["quote"]["spans"][0] == [span.start, span.end]
    assert edition.stem(sample[0]) == "2025-06-03-istanbul-talks"


def test_a_name_that_is_no_utf8_is_kept(sample: Sample) -> None:
    """A file name with a broken byte does not keep the edition from being written."""
    source = replace(sample[0].sources[0], uri="articles/\udcff.txt")
    briefing = replace(sample[0], sources=(source, *sample[0].sources[1:]))
    assert edition.from_json(edition.to_json(briefing)) == briefing


def _without(data: dict[str, Any]) -> None:
    del data["takeaways"][0]["item"]


def _with(data: dict[str, Any]) -> None:
    data["sections"][0]["colour"] = "red"


def _no_pair(data: dict[str, Any]) -> None:
    data["takeaways"][0]["quote"]["spans"][1] = [1]


def _no_span(data: dict[str, Any]) -> None:
    data["takeaways"][0]["quote"]["spans"] = [[5, 5]]


def _no_number(data: dict[str, Any]) -> None:
    data["sections"][0]["groups"][0]["items"][0]["notes"][1] = "2"


def _true(data: dict[str, Any]) -> None:
    data["number"] = True


def _no_array(data: dict[str, Any]) -> None:
    data["sources"] = {}


def _no_object(data: dict[str, Any]) -> None:
    data["coverage"] = []


def _null(data: dict[str, Any]) -> None:
    data["title"] = None


def _schema(data: dict[str, Any]) -> None:
    data["schema"] = "digest-edition/9"


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_without, r"takeaways\[0\]\.item: this field is missing"),
        (_with, r"sections\[0\]\.colour: unknown field"),
        (_no_pair, r"takeaways\[0\]\.quote\.spans\[1\]: an array of 2 is expected"),
        (_no_span, r"takeaways\[0\]\.quote\.spans\[0\]: a span"),
        (_no_number, r"sections\[0\]\.groups\[0\]\.items\[0\]\.notes\[1\]: a number is expected"),
        (_true, "number: a number is expected"),
        (_no_array, "sources: an array is expected"),
        (_no_object, "coverage: an object is expected"),
        (_null, "title: a string is expected"),
        (_schema, "digest-edition/4"),
    ],
)
def test_other_data_are_refused(sample: Sample, spoil: Callable[[dict[str, Any]], None], message: str) -> None:
    """A field too many, too few, or of another type is named by its path."""
    data = json.loads(edition.to_json(sample[0]))
    spoil(data)
    with pytest.raises(EditionError, match=message):
        edition.from_json(json.dumps(data).encode())


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"\xff{}", b'{"schema": NaN}', b'{"a": 1, "a": 2}', b"[" * 100_000, b"1" * 10_000],
)
def test_other_files_are_refused(body: bytes) -> None:
    """What is no JSON, or no edition, is an error of the edition."""
    with pytest.raises(EditionError):
        edition.from_json(body)


def test_files_are_written_and_replaced(tmp_path: Path) -> None:
    """The folder is made, the files have their bytes, older ones are replaced, and nothing else is left behind."""
    out = tmp_path / "a" / "out"
    paths = edition.write({"x.json": b"1", "x.md": b"2"}, out)
    assert paths == (out / "x.json", out / "x.md")
    edition.write({"x.json": b"3", "x.md": b"4"}, out)
    assert [path.read_bytes() for path in paths] == [b"3", b"4"]
    assert names(out) == ["x.json", "x.md"]


def test_files_have_the_usual_permissions(tmp_path: Path) -> None:
    """An edition can be read by those who can read what the user writes."""
    (path,) = edition.write({"x.json": b"1"}, tmp_path)
    (tmp_path / "usual").touch()
    assert path.stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_full_disk_leaves_the_edition_of_before(tmp_path: Path, full_disk: Callable[[int], None]) -> None:
    """Where the last file does not fit, the first is not replaced either, and nothing half-written is left."""
    edition.write({"x.json": b"old", "x.pdf": b"old"}, tmp_path)
    full_disk(1000)
    with pytest.raises(EditionError, match="disk has room"):
        edition.write({"x.json": b"new", "x.pdf": b"n" * 5000}, tmp_path)
    assert [(tmp_path / name).read_bytes() for name in names(tmp_path)] == [b"old", b"old"]


def test_a_file_that_fails_to_reach_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error while flushing counts as not written."""

    def fail(handle: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(EditionError, match="No space left"):
        edition.write({"x.json": b"new"}, tmp_path)
    assert names(tmp_path) == []


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """Where a file stands in place of the folder, or above it, it is left alone."""
    (tmp_path / "out").write_text("mine")
    for out in (tmp_path / "out", tmp_path / "out" / "below"):
        with pytest.raises(EditionError, match="out"):
            edition.write({"x.json": b"1"}, out)
    assert (tmp_path / "out").read_text() == "mine"


def test_a_file_that_is_a_folder(tmp_path: Path) -> None:
    """Where a folder has the name of a file, nothing at all is written."""
    (tmp_path / "x.pdf").mkdir()
    with pytest.raises(EditionError, match=r"x\.pdf"):
        edition.write({"x.json": b"1", "x.pdf": b"2"}, tmp_path)
    assert names(tmp_path) == ["x.pdf"]


@pytest.mark.parametrize("name", ["../x", "a/x", "/x", "", "..", "."])
def test_a_name_is_no_path(tmp_path: Path, name: str) -> None:
    """An edition never writes outside its folder."""
    with pytest.raises(EditionError, match="no plain file name"):
        edition.write({name: b"1"}, tmp_path / "out")
    assert names(tmp_path) == []


def test_a_folder_that_may_not_be_written_to(
    open_folder: Path, unprivileged: Callable[[], AbstractContextManager[None]]
) -> None:
    """Missing permission is said with the folder's name."""
    open_folder.chmod(0o555)
    with unprivileged(), pytest.raises(EditionError, match=open_folder.name):
        edition.write({"x.json": b"1"}, open_folder)
    open_folder.chmod(0o755)
    assert names(open_folder) == []


def test_spans_are_read_as_spans(sample: Sample) -> None:
    """Offsets come back as values of the model, not as lists."""
    briefing = edition.from_json(edition.to_json(sample[0]))
    assert all(isinstance(span, Span) for span in briefing.takeaways[0].quote.spans)


def test_what_a_killed_run_left_is_cleared(tmp_path: Path) -> None:
    """Temporary files of processes that are no more go when the same file is written again; those of a running one stay."""
    (tmp_path / ".a.md.999999999.tmp").write_text("half")
    (tmp_path / f".a.md.{os.getppid()}.tmp").write_text("being written")
    edition.write({"a.md": b"whole"}, tmp_path)
    assert names(tmp_path) == [f".a.md.{os.getppid()}.tmp", "a.md"]


def test_what_a_killed_run_left_of_another_edition_is_cleared(tmp_path: Path) -> None:
    """A revision whose writing was killed leaves nothing when another day is written; files that only look alike stay."""
    (tmp_path / ".2025-03-03-lake-r2.json.999999999.tmp").write_text("half")
    alike = [f".2025-03-03-lake-r2.md.{os.getppid()}.tmp", ".2025-03-04-notes.md.tmp", ".notes.md.999999999.tmp"]
    for name in alike:
        (tmp_path / name).write_text("mine")
    edition.write({"2025-03-04-lake.json": b"whole"}, tmp_path)
    assert names(tmp_path) == sorted([*alike, "2025-03-04-lake.json"])


def test_renderings_of_other_data_go(tmp_path: Path) -> None:
    """A page that isn't written anew stays beside the same data, and goes with other data; files of other editions stay."""
    edition.write({"a.json": b"1", "a.md": b"one", "a.pdf": b"one", "b.pdf": b"other"}, tmp_path)
    edition.write({"a.json": b"1", "a.html": b"one"}, tmp_path)
    assert names(tmp_path) == ["a.html", "a.json", "a.md", "a.pdf", "b.pdf"]
    edition.write({"a.json": b"2", "a.md": b"two"}, tmp_path)
    assert names(tmp_path) == ["a.json", "a.md", "b.pdf"]
