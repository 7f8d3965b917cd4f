"""The store of texts: what is kept comes back as it was, and whatever is wrong with the file is said."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tampering import alter

from digest.archive.migrations import SCRIPTS
from digest.archive.store import Store, digest_of
from digest.errors import ArchiveError
from digest.model import Document

MakeDoc = Callable[..., Document]


def test_texts_come_back(tmp_path: Path, make_doc: MakeDoc) -> None:
    """What is put is found by its digest, also after the store was closed, and missing folders are created."""
    docs = [make_doc(f"text {number}\u2028\x00 ünï") for number in range(3)]
    path = tmp_path / "a" / "b" / "archive.db"
    with Store(path) as store:
        assert store.put(docs) == 3
    with Store(path, read_only=True) as store:
        assert [store.get_text(doc.id) for doc in docs] == [doc.text for doc in docs]
        assert store.ids() == tuple(doc.id for doc in docs)
        assert store.get_many([docs[2].id, "0" * 64, docs[0].id]) == {
            docs[2].id: docs[2].text,
            docs[0].id: docs[0].text,
        }
        assert store.has([docs[1].id, "0" * 64]) == {docs[1].id}


def test_a_second_put_writes_nothing(tmp_path: Path, make_doc: MakeDoc) -> None:
    """Texts that are kept already are left alone: the file keeps its bytes, and the first address stays."""
    path = tmp_path / "archive.db"
    with Store(path) as store:
        store.put([make_doc("one", name="first"), make_doc("one", name="second")])
    before = path.read_bytes()
    with Store(path) as store:
        assert store.put([make_doc("one", name="third")]) == 0
        assert store.put([]) == 0
    assert path.read_bytes() == before
    assert b"articles/second.txt" in before


def test_more_texts_than_one_batch(tmp_path: Path, make_doc: MakeDoc) -> None:
    """Any number of texts can be asked for at once."""
    docs = [make_doc(f"text {number}") for number in range(1203)]
    with Store(tmp_path / "archive.db") as store:
        assert store.put(docs) == 1203
        assert len(store.get_many(doc.id for doc in docs)) == 1203


@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=5))
def test_any_text_is_kept(texts: list[str], make_doc: MakeDoc, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every string of Unicode characters comes back as it went in."""
    with Store(tmp_path_factory.mktemp("any") / "archive.db") as store:
        store.put(make_doc(text) for text in texts)
        assert [store.get_text(digest_of(text)) for text in texts] == texts


def test_a_text_is_found_by_the_start_of_its_digest(tmp_path: Path, make_doc: MakeDoc) -> None:
    """Twelve digits name a text, in either case; fewer, or no number, are refused; an unknown one finds nothing."""
    doc = make_doc("one")
    with Store(tmp_path / "archive.db") as store:
        store.put([doc])
        assert store.find(doc.id[:12]) == store.find(doc.id.upper()) == doc.id
        assert store.find("0" * 12) is None
        for bad in (doc.id[:11], "", "%" * 12, "g" * 12, doc.id + "0"):
            with pytest.raises(ArchiveError, match="names no text"):
                store.find(bad)


def test_an_ambiguous_start_is_refused(tmp_path: Path, make_doc: MakeDoc) -> None:
    """Where two texts begin alike, neither is taken."""
    doc = make_doc("one")
    path = tmp_path / "archive.db"
    with Store(path) as store:
        store.put([doc])
    twin = doc.id[:20] + ("0" if doc.id[20] != "0" else "1") * 44
    alter(
        path,
        "INSERT INTO document SELECT ?, text, raw_digest, uri, title, publisher, published, url, 2 FROM document",
        twin,
    )
    with Store(path) as store, pytest.raises(ArchiveError, match="several texts"):
        store.find(doc.id[:12])


def test_an_altered_text_is_noticed(tmp_path: Path, make_doc: MakeDoc) -> None:
    """One letter changed in the file is an error that names the article."""
    doc, other = make_doc("The talks began.", name="talks"), make_doc("Other.")
    path = tmp_path / "archive.db"
    with Store(path) as store:
        store.put([doc, other])
    alter(path, "UPDATE document SET text = replace(text, 'began', 'begin')")
    with Store(path) as store:
        assert store.get_text(other.id) == "Other."
        with pytest.raises(ArchiveError, match=r"articles/talks\.txt is not what it was"):
            store.get_text(doc.id)


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    """Asking for a text that isn't kept says which."""
    with Store(tmp_path / "archive.db") as store, pytest.raises(ArchiveError, match="000000000000 is not kept"):
        store.get_text("0" * 64)


def test_a_document_with_a_wrong_id_is_refused(tmp_path: Path, make_doc: MakeDoc) -> None:
    """A text is never kept under a name that isn't its digest."""
    doc = make_doc("one")
    object.__setattr__(doc, "text", "two")
    with Store(tmp_path / "archive.db") as store:
        with pytest.raises(ArchiveError, match="does not have the digest"):
            store.put([doc])
        assert store.ids() == ()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """A text file is refused and left as it is."""
    path = tmp_path / "archive.db"
    path.write_text("not a database, but long enough to be taken for one " * 40)
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="no archive"):
        Store(path)
    assert path.read_bytes() == before


def test_a_database_of_another_program(tmp_path: Path) -> None:
    """A foreign database is refused and left as it is."""
    path = tmp_path / "archive.db"
    alter(path, "CREATE TABLE document (id)")
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="another program"):
        Store(path)
    assert path.read_bytes() == before


def test_a_newer_schema(tmp_path: Path) -> None:
    """A file of a later version is refused with the advice to update."""
    path = tmp_path / "archive.db"
    Store(path).close()
    alter(path, f"PRAGMA user_version = {len(SCRIPTS) + 1}")
    for read_only in (False, True):
        with pytest.raises(ArchiveError, match="update the program"):
            Store(path, read_only=read_only)


def test_a_damaged_file(tmp_path: Path, make_doc: MakeDoc) -> None:
    """A file with overwritten pages is said to be damaged."""
    path = tmp_path / "archive.db"
    docs = [make_doc(f"text {number} " * 500) for number in range(20)]
    with Store(path) as store:
        store.put(docs)
    body = bytearray(path.read_bytes())
    body[4096:] = b"\xff" * (len(body) - 4096)
    path.write_bytes(body)
    with pytest.raises(ArchiveError, match="damaged"), Store(path) as store:
        store.get_many(doc.id for doc in docs)


@pytest.mark.parametrize("place", ["folder", "under a file", "missing"])
def test_a_path_that_cannot_be_opened(tmp_path: Path, place: str) -> None:
    """A folder, a path below a file and (for reading) a missing file are errors with the path in them."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    path = tmp_path / {"folder": "folder", "under a file": "file/archive.db", "missing": "none.db"}[place]
    with pytest.raises(ArchiveError, match=path.name):
        Store(path, read_only=place == "missing")
    assert not (tmp_path / "none.db").exists()


def test_an_empty_file_is_a_damaged_one(tmp_path: Path) -> None:
    """A new store gets its name when it is whole, so that an empty file never is the start of one; one of no texts is no evidence."""
    path = tmp_path / "archive.db"
    path.touch()
    for read_only in (True, False):
        with pytest.raises(ArchiveError, match="the file is empty; restore it"):
            Store(path, read_only=read_only)
    path.unlink()
    Store(path).close()
    Store(path, read_only=True).close()
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_tripped_over_in_a_damaged_archive(tmp_path: Path, make_doc: MakeDoc) -> None:
    """An error of the program is said to be the archive's where that is damaged, and stays what it is where it is sound."""
    path = tmp_path / "archive.db"
    with Store(path) as store:
        store.put([make_doc("one")])
    with pytest.raises(KeyError), Store(path):
        raise KeyError
    with sqlite3.connect(path) as db:
        db.execute("UPDATE document SET text = 'another'")
    with pytest.raises(ArchiveError, match="is not what it was when it was read; restore it from a copy"), Store(path):
        raise KeyError


def test_a_read_only_file(
    open_folder: Path, make_doc: MakeDoc, unprivileged: Callable[[], AbstractContextManager[None]]
) -> None:
    """A file without write permission can be read, and says so when written to."""
    path = open_folder / "archive.db"
    with Store(path) as store:
        store.put([make_doc("one")])
    path.chmod(0o444)
    open_folder.chmod(0o555)
    with unprivileged():
        with Store(path) as store, pytest.raises(ArchiveError, match="may not be written"):
            store.put([make_doc("two")])
        with Store(path, read_only=True) as store:
            assert store.get_text(digest_of("one")) == "one"
        with pytest.raises(ArchiveError, match="cannot be opened"):
            Store(open_folder / "new.db")
    open_folder.chmod(0o600)
    with unprivileged(), pytest.raises(ArchiveError, match="its folder may not be used"):
        Store(path, read_only=True)
    open_folder.chmod(0o755)


def test_reading_writes_nothing(tmp_path: Path, make_doc: MakeDoc) -> None:
    """A store opened for reading refuses to be written to."""
    path = tmp_path / "archive.db"
    Store(path).close()
    with Store(path, read_only=True) as store, pytest.raises(ArchiveError, match="may not be written"):
        store.put([make_doc("one")])


def test_nothing_is_read_half_written(tmp_path: Path, make_doc: MakeDoc) -> None:
    """While something is being read, no other process changes the file under it."""
    path = tmp_path / "archive.db"
    with Store(path) as store:
        store.put([make_doc("one"), make_doc("two")])
    with Store(path, read_only=True) as store:
        texts = store.stream("SELECT text FROM document")
        next(texts)
        db = sqlite3.connect(path, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            db.execute("BEGIN EXCLUSIVE")
        assert len(list(texts)) == 1
        db.execute("BEGIN EXCLUSIVE")
        db.close()


def test_a_full_disk(tmp_path: Path, make_doc: MakeDoc, full_disk: Callable[[int], None]) -> None:
    """Where the disk is full, nothing is kept and the file stays sound."""
    path = tmp_path / "archive.db"
    with Store(path) as store:
        store.put([make_doc("one")])
        full_disk(path.stat().st_size)
        with pytest.raises(ArchiveError, match="disk"):
            store.put([make_doc("two " * 100_000)])
    with Store(path, read_only=True) as store:
        assert store.ids() == (digest_of("one"),)


def test_a_name_with_signs(tmp_path: Path, make_doc: MakeDoc) -> None:
    """Signs that mean something in an address are plain letters of a path."""
    path = tmp_path / "a?mode=ro#b%20ü" / "archive.db"
    with Store(path) as store:
        store.put([make_doc("one")])
    assert path.is_file()
    with Store(path, read_only=True) as store:
        assert store.ids() == (digest_of("one"),)


def test_a_lone_surrogate_is_refused(tmp_path: Path, make_doc: MakeDoc) -> None:
    """What UTF-8 can't hold is an error of the store, not of Python."""
    doc = make_doc("one")
    object.__setattr__(doc, "uri", "\udc80.txt")
    with Store(tmp_path / "archive.db") as store, pytest.raises(ArchiveError, match="lone surrogate"):
        store.put([doc])
