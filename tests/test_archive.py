"""The archive: documents and their versions, frozen editions, search, and looking after the file."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import days_example
import pytest
from click.testing import CliRunner, Result
from days_example import NEWS, article

from digest import edition, frozen
from digest.archive import documents, editions, keeping, lock
from digest.archive.migrations import SCRIPTS, statements
from digest.archive.search import search
from digest.archive.store import APPLICATION_ID, Store
from digest.cli import main
from digest.config import Config, load
from digest.errors import ArchiveError, EditionError, LockedError
from digest.frozen import Frozen, Order
from digest.model import Document, Known, Problem, Reading, Validator

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
FIRST, SECOND = date(2025, 3, 3), date(2025, 3, 4)
MakeDoc = Callable[..., Document]


@pytest.fixture
def desk(tmp_path: Path) -> Config:
    """A configuration with an archive, and the articles of one day."""
    text = days_example.CONFIG + "sources:\n  - path: articles/\narchive: state/archive.db\nout: out/\n"
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    put(tmp_path, "one.txt", FIRST - timedelta(days=1), *NEWS[:3])
    return load(tmp_path / "config.yaml")


def put(folder: Path, name: str, day: date, *sentences: str, title: str = "What the lake brought") -> None:
    """Writes an article."""
    (folder / "articles").mkdir(exist_ok=True)
    (folder / "articles" / name).write_text(article(title, "Lake Courier", day, *sentences), encoding="utf-8")


def freeze(config: Config, day: date) -> Frozen:
    """Freezes the edition of a day and writes its files."""
    made = frozen.freeze(config, Order(day, NOW))
    frozen.finish(made, config.out_dir)
    return made


def command(config: Config, *words: str) -> Result:
    """Runs a command with the desk's configuration."""
    return CliRunner().invoke(main, [*words, "--config", str(config.dir / "config.yaml")])


def opened(config: Config) -> Store:
    """The desk's archive."""
    return Store(config.archive_path, read_only=True)


# --- documents -----------------------------------------------------------------------------------------------------------


def test_a_document_comes_back_as_it_was(tmp_path: Path, desk: Config) -> None:
    """Text, blocks, citations and what was found out about an article are kept whole."""
    put(
        tmp_path,
        "cited.txt",
        FIRST - timedelta(days=1),
        "The flood at Birchholm is over, the mayor told Reuters on Sunday.",
    )
    made = freeze(desk, FIRST)
    assert made.built
    assert [c.cut for doc in made.built.docs for c in doc.citations] == [False]
    with opened(desk) as store:
        assert documents.documents(store, [d.id for d in made.built.docs]) == {d.id: d for d in made.built.docs}


def test_an_article_that_changed_is_a_new_version(tmp_path: Path, desk: Config) -> None:
    """The other text at the same address is a version, of which only what changed is printed; the difference is shown."""
    freeze(desk, FIRST)
    toll = "The flood at Birchholm killed 12 people, the rescue service of Norland said."
    put(tmp_path, "one.txt", FIRST - timedelta(days=1), *NEWS[:3], toll)
    made = freeze(desk, SECOND)
    assert made.built
    told = {j.sent.text: made.built.selection.fell_at.get(j.sent.id, "") for j in made.built.judged}
    assert told[toll] == ""
    assert [told[text] for text in NEWS[:3]] == ["printed before"] * 3
    with opened(desk) as store:
        met = documents.versions(store, made.built.docs[0].id)
        assert [one.address for one in met] == ["articles/one.txt"] * 2
        before, after = (store.get_text(one.doc) for one in met)
    assert [line for line in documents.changes(before, after) if line != "+ "] == [f"+ {toll}"]
    shown = command(desk, "archive", "show", made.built.docs[0].id[:12])
    assert f"+ {toll}" in shown.output


def test_what_reading_learned_is_kept(tmp_path: Path) -> None:
    """Validators, addresses and furniture come back as they were given, the latest validator of each address."""
    reading = Reading(
        (),
        (),
        validators={"https://a.example/feed": Validator("one", "")},
        addresses={"https://a.example/1": "d" * 64},
        feeds={"https://a.example/feed": ("https://a.example/1",)},
        furniture={"a.example": frozenset(["x", "y"])},
    )
    with Store(tmp_path / "archive.db") as store:
        assert documents.known(store) == Known()
        documents.learned(store, reading)
        documents.learned(store, replace(reading, validators={"https://a.example/feed": Validator("two", "today")}))
        found = documents.known(store)
    assert found.validators == {"https://a.example/feed": Validator("two", "today")}
    assert (found.addresses, found.feeds, found.furniture) == (reading.addresses, reading.feeds, reading.furniture)


# --- frozen editions -----------------------------------------------------------------------------------------------------


def test_a_frozen_day_stays(tmp_path: Path, desk: Config) -> None:
    """Freezing a day again gives the same edition, whatever its articles say by now, and writes files that are gone."""
    made = freeze(desk, FIRST)
    put(tmp_path, "one.txt", FIRST, NEWS[5])
    gone = desk.out_dir / "2025-03-03-lake.md"
    gone.unlink()
    again = freeze(desk, FIRST)
    assert again.built is None
    assert again.edition == made.edition
    assert gone.read_bytes() == made.files[gone.name]


def test_a_frozen_edition_cannot_be_changed(desk: Config) -> None:
    """The file itself refuses to change or lose a frozen edition."""
    freeze(desk, FIRST)
    db = sqlite3.connect(desk.archive_path)
    for statement in ("UPDATE edition SET day = '2025-01-01'", "DELETE FROM file", "DELETE FROM edition"):
        with pytest.raises(sqlite3.IntegrityError, match="immutable"):
            db.execute(statement)
    db.close()


def test_a_revision_says_what_changed(tmp_path: Path, desk: Config) -> None:
    """It has the number of its edition, names of its own for its files, and says in words what it changes; the first revision stays."""
    made = freeze(desk, FIRST)
    struck = next(i for s in edition.from_json(made.files["2025-03-03-lake.json"]).sections for i in s.items)
    (tmp_path / "overrides.yaml").write_text(f"ban: [{struck.id}]\n", encoding="utf-8")
    done = command(desk, "build", "--revise", "1")
    assert done.exit_code == 0, done.output
    assert "Frozen: no. 1, revision 2 of 2025-03-03." in done.output
    page = (desk.out_dir / "2025-03-03-lake-r2.md").read_text(encoding="utf-8")
    assert "**No. 1, revision 2**" in page
    assert "struck an item of Lake Courier, 2 March" in page
    assert (desk.out_dir / "2025-03-03-lake.md").read_bytes() == made.files["2025-03-03-lake.md"]
    assert command(desk, "verify", str(desk.out_dir / "2025-03-03-lake-r2.md")).exit_code == 0


def test_a_revision_without_a_change_is_none(tmp_path: Path, desk: Config) -> None:
    """It says so, gives no revision away, and writes files that are missing; a comment in the configuration is no change, a title is."""
    made = freeze(desk, FIRST)
    config = tmp_path / "config.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "# nothing else\n", encoding="utf-8")
    done = command(desk, "build", "--revise", "1")
    assert done.exit_code == 0, done.output
    assert "nothing has changed, no revision was made" in done.output
    assert (desk.out_dir / "2025-03-03-lake.md").read_bytes() == made.files["2025-03-03-lake.md"]
    assert not (desk.out_dir / "2025-03-03-lake-r2.md").exists()
    config.write_text(config.read_text(encoding="utf-8").replace("Lake talks", "Sea talks"), encoding="utf-8")
    assert "Frozen: no. 1, revision 2" in command(desk, "build", "--revise", "1").output


def test_an_empty_revision_replaces_nothing(tmp_path: Path, desk: Config) -> None:
    """Where nothing would be printed any more, or there is no such number, the edition stays the latest."""
    made = freeze(desk, FIRST)
    assert made.built
    bans = ", ".join(j.sent.id for j in made.built.judged)
    (tmp_path / "overrides.yaml").write_text(f"ban: [{bans}]\n", encoding="utf-8")
    with pytest.raises(EditionError, match=r"no\. 1 stays as it is"):
        frozen.revise(load(tmp_path / "config.yaml"), Order(FIRST, NOW), number=1)
    with pytest.raises(EditionError, match=r"no frozen edition no\. 7"):
        frozen.revise(desk, Order(FIRST, NOW), number=7)
    with opened(desk) as store:
        assert len(editions.editions(store)) == 1


def test_a_failed_run_freezes_nothing(tmp_path: Path, desk: Config) -> None:
    """Where no article can be read, no number is given away and nothing is written."""
    (tmp_path / "articles" / "one.txt").write_bytes(b"")
    with pytest.raises(EditionError, match="no article could be read"):
        frozen.freeze(desk, Order(FIRST, NOW))
    with opened(desk) as store:
        assert editions.editions(store) == ()
    assert not desk.out_dir.exists()


def test_briefings_share_an_archive(tmp_path: Path, desk: Config) -> None:
    """Numbers count by slug, and what one briefing printed is new to another."""
    freeze(desk, FIRST)
    other = desk.model_copy(update={"briefing": desk.briefing.model_copy(update={"slug": "river"})})
    made = frozen.freeze(other, Order(FIRST, NOW))
    assert (made.edition.number, made.edition.items) == (1, 3)
    assert "river  no. 1  2025-03-03  3 items" in command(desk, "archive", "list", "--briefing", "river").output
    unclear = command(desk, "archive", "show", "1", "--archive", str(desk.archive_path))
    assert unclear.output.startswith("lake, no. 1")


def test_two_editions_are_compared(tmp_path: Path, desk: Config) -> None:
    """Items that came, went and changed, with the count of each."""
    toll = "The flood at Birchholm killed {} people, the rescue service of Norland said."
    put(tmp_path, "toll.txt", FIRST - timedelta(days=1), toll.format(12))
    freeze(desk, FIRST)
    put(tmp_path, "two.txt", FIRST, NEWS[7], toll.format(17))
    freeze(desk, SECOND)
    said = command(desk, "archive", "diff", "1", "2").output
    assert f"+ {NEWS[7]}" in said
    assert f"- {NEWS[0]}" in said
    assert f"~ {toll.format(17)}" in said
    assert "was 12 people" in said
    assert said.endswith("1 came, 4 went, 1 changed; 0 as before\n")


def test_an_edition_is_shown_and_written_again(tmp_path: Path, desk: Config) -> None:
    """Its items, its digests, and its files to the byte."""
    made = freeze(desk, FIRST)
    said = command(desk, "archive", "show", "1").output
    assert NEWS[0] in said
    assert all(digest in said for _, digest in made.edition.files)
    assert command(desk, "archive", "show", "1", "--out", str(tmp_path / "again")).exit_code == 0
    assert {p.name: p.read_bytes() for p in (tmp_path / "again").iterdir()} == dict(made.files)
    assert command(desk, "archive", "show", "9").exit_code == 1


def test_a_revision_is_named(tmp_path: Path, desk: Config) -> None:
    """Every revision can be shown and compared; the last is meant where none is named."""
    freeze(desk, FIRST)
    put(tmp_path, "two.txt", FIRST - timedelta(days=1), NEWS[9])
    frozen.revise(desk, Order(FIRST, NOW), number=1)
    assert "lake, no. 1, of" in command(desk, "archive", "show", "1-r1").output
    for named in ("1", "1-r2"):
        assert "lake, no. 1, revision 2, of" in command(desk, "archive", "show", named).output
    assert "1 came, 0 went, 0 changed" in command(desk, "archive", "diff", "1-r1", "1").output
    done = command(desk, "archive", "show", "1-r3")
    assert (done.exit_code, "no frozen edition no. 1, revision 3; `digest archive list`" in done.stderr) == (1, True)
    assert command(desk, "archive", "diff", "1", "last").exit_code == 2


def test_an_archive_without_editions_says_so(desk: Config) -> None:
    """After drafts alone there is nothing to list and to search, which is no failure."""
    frozen.draft(desk, Order(FIRST, NOW))
    assert "No edition is frozen yet." in command(desk, "archive", "list").output
    done = command(desk, "search", "Norland")
    assert (done.exit_code, done.output) == (0, "Nothing was found: no edition is frozen yet.\n")


def test_a_frozen_edition_that_was_edited_is_found_out(desk: Config) -> None:
    """Page and data that were changed alike are not what the archive froze; a draft is compared with nothing."""
    made = freeze(desk, FIRST)
    data, page = (desk.out_dir / name for name in made.files)
    done = command(desk, "verify", str(page))
    assert (done.exit_code, "; the archive froze just these files as no. 1" in done.output) == (0, True)
    for path in (data, page):
        path.write_text(path.read_text(encoding="utf-8").replace("Lake talks", "Sea talks"), encoding="utf-8")
    done = command(desk, "verify", str(data))
    assert done.exit_code == 1
    assert "is not what was frozen as no. 1 of 2025-03-03; `digest archive show 1-r1 --archive" in done.output
    command(desk, "archive", "show", "1-r1", "--out", str(desk.out_dir))
    assert command(desk, "verify", str(data)).exit_code == 0


@pytest.mark.parametrize("formats", [("md",), ("pdf",)])
def test_quiet_days_and_revisions_are_verified(tmp_path: Path, desk: Config, formats: tuple[str, ...]) -> None:
    """The day of the last edition, and those that a revision names in what it changes, are days that the data have."""
    put(tmp_path, "zero.txt", FIRST - timedelta(days=3), NEWS[14])
    freeze(desk, FIRST)
    put(tmp_path, "two.txt", FIRST - timedelta(days=2), NEWS[9])
    revised = frozen.revise(desk, Order(FIRST, NOW, formats=formats), number=1)
    assert revised.built
    assert "Lake Courier, 1 March" in revised.built.briefing.changes[0]
    quiet = frozen.draft(desk, Order(SECOND, NOW, formats=formats))
    assert quiet.briefing.last_day == FIRST.isoformat()
    for files in (revised.files, quiet.files):
        for path in edition.write(files, desk.out_dir):
            done = command(desk, "verify", str(path))
            assert done.exit_code == 0, done.output


# --- search --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def searched(tmp_path: Path, desk: Config) -> Config:
    """Two days, of which the second brings six sentences under a budget of a few words."""
    freeze(desk, FIRST)
    put(tmp_path, "two.txt", FIRST, *NEWS[5:11])
    small = desk.model_copy(update={"briefing": desk.briefing.model_copy(update={"max_words": 30})})
    frozen.freeze(small, Order(SECOND, NOW))
    return desk


def test_search_finds_what_was_printed_and_read(searched: Config) -> None:
    """All words must stand in a sentence, in any form; each hit is a slice of its source, with what is around it."""
    with opened(searched) as store:
        assert {hit.text for hit in search(store, "demand Norland")} == {NEWS[1], NEWS[8]}
        assert [hit.text for hit in search(store, '"fuel depots"')] == [NEWS[7]]
        assert search(store, '"depots fuel"') == ()
        assert {hit.printed for hit in search(store, "Norland")} == {True, False}
        (hit,) = search(store, "patrol")
        assert (hit.edition, hit.day, hit.publisher, hit.address) == (
            "no. 1",
            "2025-03-03",
            "Lake Courier",
            "articles/one.txt",
        )
        assert hit.before.endswith(NEWS[0])
        assert hit.after == NEWS[2]


def test_search_is_narrowed(searched: Config) -> None:
    """By the day of the edition, section, party, source and briefing."""
    with opened(searched) as store:
        assert {h.edition for h in search(store, "Norland", since="2025-03-04")} == {"no. 2"}
        assert {h.section for h in search(store, "Norland", section="demands")} == {"demands"}
        assert {h.party for h in search(store, "Norland", party="sudria")} == {"Sudria"}
        everything = {h.text for h in search(store, "Norland")}
        assert {h.text for h in search(store, "Norland", source="lake courier")} == everything
        assert search(store, "Norland", source="other") == search(store, "Norland", slug="other") == ()
        assert all(h.printed for h in search(store, "Norland", printed=True))
        with pytest.raises(ArchiveError, match="no word"):
            search(store, "?! *")


def test_the_rarer_word_and_the_shorter_sentence_rank_first(searched: Config) -> None:
    """Ranked by BM25, also where a word is so frequent that only the newest are weighed."""
    with opened(searched) as store:
        hits = search(store, "Sudria")
        assert [h.rank for h in hits] == sorted(h.rank for h in hits)
        lengths = [len(h.text.split()) for h in hits]
        assert lengths[0] <= lengths[-1]


def test_a_word_that_stands_everywhere(searched: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a word that is too frequent to be weighed by SQLite, the newest sentences are ranked in the same way."""
    with opened(searched) as store:
        usual = search(store, "Norland demanded")
        monkeypatch.setattr("digest.archive.search.OFTEN", 2)
        assert {h.text for h in search(store, "Norland demanded")} == {h.text for h in usual}
        monkeypatch.setattr("digest.archive.search.NEWEST", 2)
        assert {h.edition for h in search(store, "Norland")} == {"no. 2"}


def test_a_phrase_of_words_that_stand_everywhere(searched: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not looked for in every sentence only to be weighed, and is found all the same."""
    asked: list[str] = []
    monkeypatch.setattr("digest.archive.search.OFTEN", 1)
    rows = Store.rows

    def noted(store: Store, query: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        asked.append(str(values))
        return rows(store, query, values)

    monkeypatch.setattr(Store, "rows", noted)
    with opened(searched) as store:
        assert [hit.text for hit in search(store, '"of Sudria"')] == [NEWS[9]]
        assert sum("of Sudria" in one for one in asked) == 1
        assert search(store, '"of Sudria" nowhere') == ()


def test_the_search_command(searched: Config) -> None:
    """Prints the sentence in its context, what became of it, and its footnote; or JSON."""
    said = command(searched, "search", "fuel depots", "--since", "2025-03-04").output
    assert NEWS[7] in said
    assert "[1] Lake Courier, “What the lake brought”, 2025-03-03. articles/two.txt" in said
    assert command(searched, "search", "nothing", "of", "this").output == "Nothing was found.\n"
    assert '"edition": "no. 2"' in command(searched, "search", "depots", "--jsonl").output


# --- looking after the file ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", range(1, len(SCRIPTS)))
def test_an_older_archive_is_brought_up_to_date(tmp_path: Path, desk: Config, make_doc: MakeDoc, version: int) -> None:
    """From every earlier schema the migrations lead to the newest, and the texts stay."""
    desk.archive_path.parent.mkdir()
    db = sqlite3.connect(desk.archive_path)
    for script in SCRIPTS[:version]:
        for statement in statements(script):
            db.execute(statement)
    doc = make_doc("An old text.\n")
    row = (doc.id, doc.text, doc.raw_digest, doc.uri, doc.title.value, doc.publisher.value, None, "", 1)
    db.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {version}")
    db.commit()
    db.close()
    with opened(desk) as store:
        assert store.get_text(doc.id) == doc.text
        assert search(store, "old") == ()
    assert freeze(desk, FIRST).edition.number == 1
    with Store(desk.archive_path) as store:
        assert store.get_text(doc.id) == doc.text
        assert list(keeping.check(store)) == []
        assert store.rows("PRAGMA user_version") == [(len(SCRIPTS),)]
        assert store.rows("PRAGMA journal_mode") == [("delete",)]
        assert store.rows("PRAGMA synchronous") == [(2,)]


def test_a_copy_is_whole_and_comes_back(tmp_path: Path, desk: Config) -> None:
    """A backup is checked, and restoring keeps what stood in its place."""
    freeze(desk, FIRST)
    said = command(desk, "archive", "backup", f"{tmp_path}/copies/")
    assert said.exit_code == 0, said.output
    put(tmp_path, "two.txt", FIRST, NEWS[7])
    freeze(desk, SECOND)
    for copy in (tmp_path / "copies", tmp_path / "copies" / "archive.db"):
        said = command(desk, "archive", "restore", str(copy))
        assert said.exit_code == 0, said.output
    with opened(desk) as store:
        assert [e.number for e in editions.editions(store)] == [1]
    with Store(desk.archive_path.with_name("archive.db.old1"), read_only=True) as store:
        assert [e.number for e in editions.editions(store)] == [1, 2]
    assert desk.archive_path.with_name("archive.db.old2").is_file()


def test_restoring_without_links(desk: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system that knows none, what stood there is copied; a new archive is renamed."""

    def refused(*paths: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    freeze(desk, FIRST)
    assert command(desk, "archive", "backup", str(desk.dir / "copy.db")).exit_code == 0
    assert command(desk, "archive", "restore", str(desk.dir / "copy.db")).exit_code == 0
    for path in (desk.archive_path, desk.archive_path.with_name("archive.db.old1")):
        with Store(path, read_only=True) as store:
            assert list(keeping.check(store)) == []


def test_restoring_undoes_first_what_a_killed_run_began(desk: Config) -> None:
    """The journal of a killed run is played back before its archive is set aside, so that nothing is half there at any moment."""
    freeze(desk, FIRST)
    assert command(desk, "archive", "backup", str(desk.dir / "copy.db")).exit_code == 0
    child = os.fork()
    if not child:
        db = sqlite3.connect(desk.archive_path)
        db.execute("PRAGMA cache_size = 1")  # so that pages are written before the end
        db.execute("UPDATE document SET text = hex(randomblob(200000))")
        os._exit(0)
    os.waitpid(child, 0)
    journal = desk.archive_path.with_name("archive.db-journal")
    assert journal.stat().st_size
    assert command(desk, "archive", "restore", str(desk.dir / "copy.db")).exit_code == 0
    assert not journal.exists()
    with Store(desk.archive_path.with_name("archive.db.old1"), read_only=True) as store:
        assert list(keeping.check(store)) == []


def test_what_a_killed_copy_left_is_cleared(tmp_path: Path, desk: Config) -> None:
    """A half copy, and its journal, of a process that is no more goes with the next copy, and so does a half restoring."""
    freeze(desk, FIRST)
    for name in ("copy.db.999999999.tmp", "copy.db.999999999.tmp-journal", "state/.archive.db.999999999.tmp"):
        (tmp_path / name.replace("copy", ".copy")).write_bytes(b"half")
    assert command(desk, "archive", "backup", str(tmp_path / "copy.db")).exit_code == 0
    assert command(desk, "archive", "restore", str(tmp_path / "copy.db")).exit_code == 0
    assert not list(tmp_path.rglob(".*"))


def test_an_archive_behind_a_link(tmp_path: Path, desk: Config) -> None:
    """The lock is that of the file to which the link leads, and restoring replaces the file, not the link."""
    real = tmp_path / "disk" / "kept.db"
    real.parent.mkdir()
    desk.archive_path.parent.mkdir()
    desk.archive_path.symlink_to(real)
    with lock.held(real), pytest.raises(LockedError):
        freeze(desk, FIRST)
    freeze(desk, FIRST)
    assert command(desk, "archive", "backup", str(tmp_path / "copy.db")).exit_code == 0
    assert command(desk, "archive", "restore", str(tmp_path / "copy.db")).exit_code == 0
    assert desk.archive_path.is_symlink()
    assert sorted(os.listdir(real.parent)) == ["kept.db", "kept.db.lock", "kept.db.old1"]
    assert command(desk, "archive", "check").exit_code == 0


def test_a_log_that_another_program_left(desk: Config) -> None:
    """What stands in a write-ahead log is read, taken over by the next run, and never laid over a copy that is restored."""
    freeze(desk, FIRST)
    assert command(desk, "archive", "backup", str(desk.dir / "copy.db")).exit_code == 0

    def log() -> None:
        child = os.fork()
        if not child:
            db = sqlite3.connect(desk.archive_path)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("INSERT OR REPLACE INTO feed VALUES ('https://feed.example/', '[]')")
            db.commit()
            os._exit(0)
        os.waitpid(child, 0)
        assert desk.archive_path.with_name("archive.db-wal").stat().st_size

    log()
    with opened(desk) as store:
        assert store.rows("SELECT entries FROM feed") == [("[]",)]
    log()
    frozen.draft(desk, Order(SECOND, NOW))
    with opened(desk) as store:
        assert store.rows("PRAGMA journal_mode") == [("delete",)]
        assert store.rows("SELECT entries FROM feed") == [("[]",)]
    log()
    assert command(desk, "archive", "restore", str(desk.dir / "copy.db")).exit_code == 0
    with opened(desk) as store:
        assert store.rows("SELECT entries FROM feed") == []
        assert list(keeping.check(store)) == []


@pytest.mark.parametrize("harm", ["text", "file", "row", "page", "memory", "printed", "detail", "edition", "data"])
def test_check_finds_damage(desk: Config, harm: str) -> None:
    """A changed text, a changed file or number of an edition, a row that points nowhere, an overwritten page: each is named."""
    freeze(desk, FIRST)
    db = sqlite3.connect(desk.archive_path)
    statements = {
        "text": "UPDATE document SET text = text || '!'",
        "file": "UPDATE file SET body = x'00'",
        "row": "INSERT INTO reading VALUES (99, 'none')",
        "memory": "UPDATE unprinted SET body = x'00'",
        "printed": "UPDATE printed SET body = replace(body, 'quotas', 'rights')",
        "detail": "UPDATE detail SET body = x'00'",
        "edition": "UPDATE edition SET day = '2025-03-09'",
        "data": "DELETE FROM file WHERE name LIKE '%.json'",
    }
    if harm in statements:
        for trigger in ("file_is_immutable", "file_is_kept", "edition_is_immutable"):
            db.execute(f"DROP TRIGGER {trigger}")
        db.execute(statements[harm])
        db.commit()
    db.close()
    if harm == "page":
        body = bytearray(desk.archive_path.read_bytes())
        body[8192:20480] = b"\xff" * (20480 - 8192)
        desk.archive_path.write_bytes(body)
    done = command(desk, "archive", "check")
    assert done.exit_code == 1
    said = {
        "text": "is not what it was when it was read",
        "file": "is not what was frozen",
        "row": "point at",
        "page": "damaged",
        "memory": "the memory of lake no. 1 is damaged",
        "printed": "lake no. 1 printed what its source does not say",
        "detail": "is damaged",
        "edition": "the archive and the data of lake no. 1 have another day",
        "data": "lake no. 1 has no data",
    }
    assert said[harm] in done.stderr
    if harm in ("text", "page"):
        assert command(desk, "archive", "backup", str(desk.dir / "copy.db")).exit_code == 1
        assert not (desk.dir / "copy.db").exists()


def test_prune_forgets_what_was_not_printed(tmp_path: Path, desk: Config) -> None:
    """Sentences that weren't printed go; editions, their texts and printed sentences stay, and the archive is sound."""
    small = desk.model_copy(update={"briefing": desk.briefing.model_copy(update={"max_words": 30})})
    made = freeze(small, FIRST)
    assert made.built
    with opened(desk) as store:
        everything = {hit.text for hit in search(store, "Norland")}
        printed = {hit.text for hit in search(store, "Norland", printed=True)}
    assert printed < everything
    done = command(desk, "archive", "prune", "--days", "7")
    assert done.exit_code == 0, done.output
    with opened(desk) as store:
        assert {hit.text for hit in search(store, "Norland")} == printed
        assert list(keeping.check(store)) == []
        assert editions.files(store, made.edition) == dict(made.files)
        assert store.has(d.id for d in made.built.docs) == {d.id for d in made.built.docs}


def test_prune_without_room(tmp_path: Path, desk: Config, full_disk: Callable[[int], None]) -> None:
    """Where the disk has no room for the copy that makes the file smaller, what is old is forgotten all the same, and it is said."""
    small = desk.model_copy(update={"briefing": desk.briefing.model_copy(update={"max_words": 30})})
    put(tmp_path, "two.txt", FIRST - timedelta(days=1), *NEWS[5:11] * 40)
    freeze(small, FIRST)
    full_disk(desk.archive_path.stat().st_size - 8192)
    done = command(desk, "archive", "prune", "--days", "7")
    assert done.exit_code == 0, done.output
    assert "the disk has no room to make the file smaller" in done.output
    with opened(desk) as store:
        assert {hit.printed for hit in search(store, "Norland")} == {True}
    assert command(desk, "archive", "prune", "--days", "99999999").exit_code == 2


def test_commands_make_no_archive(tmp_path: Path, desk: Config) -> None:
    """Looking at an archive that isn't there is an error, and doesn't make one."""
    for words in (["list"], ["check"], ["prune", "--days", "9"], ["show", "1"], ["backup", str(tmp_path / "x.db")]):
        done = command(desk, "archive", *words)
        assert (done.exit_code, "there is no archive" in done.stderr) == (1, True), words
    assert not desk.archive_path.exists()


# --- when things go wrong ------------------------------------------------------------------------------------------------


def test_a_process_that_a_run_started_holds_no_lock(tmp_path: Path) -> None:
    """A run that was killed while another process renders for it is over: the next need not wait for that process."""
    mine, other = socket.socketpair()
    with lock.held(tmp_path / "archive.db"):
        child = os.fork()
        if not child:
            mine.close()
            other.send(b"started")
            other.recv(1)  # lives until its parent lets it go
            os._exit(0)
        other.close()
        mine.recv(7)
    with lock.held(tmp_path / "archive.db"):
        assert os.waitpid(child, os.WNOHANG) == (0, 0)
    mine.close()
    os.waitpid(child, 0)


def test_two_runs_at_once(desk: Config) -> None:
    """While one run holds the archive, another says so and exits with 75; it changes nothing."""
    freeze(desk, FIRST)
    body = desk.archive_path.read_bytes()
    with lock.held(desk.archive_path):
        with pytest.raises(LockedError):
            frozen.draft(desk, Order(SECOND, NOW))
        for words in (["build", "--freeze"], ["build"], ["archive", "prune", "--days", "1"]):
            done = command(desk, *words)
            assert (done.exit_code, "another run is using this archive" in done.stderr) == (75, True)
    assert desk.archive_path.read_bytes() == body
    assert command(desk, "build", "--date", "2025-03-04").exit_code == 0


@pytest.mark.unmeasured
def test_a_full_disk_loses_nothing(tmp_path: Path, desk: Config, full_disk: Callable[[int], None]) -> None:
    """Wherever the file can't grow, the run says so, the archive is sound and as it was, and with room again the day is finished."""
    freeze(desk, FIRST)
    put(tmp_path, "two.txt", FIRST, *NEWS[5:11])
    size = desk.archive_path.stat().st_size
    body = desk.archive_path.read_bytes()
    said: list[str] = []
    for limit in (100, 1000, *range(4096, size + 200_000, 4096)):
        full_disk(limit)
        try:
            made = freeze(desk, SECOND)
        except (ArchiveError, EditionError) as err:
            said.append(str(err))
        else:
            break
        finally:
            full_disk(1 << 40)
        with opened(desk) as store:
            assert list(keeping.check(store)) == []
            assert [e.number for e in editions.editions(store)] in ([1], [1, 2])
        desk.archive_path.write_bytes(body)
    assert len(said) >= 10
    assert all(any(word in one for word in ("room", "disk", "cannot be written")) for one in said), said
    assert made.edition.number == 2


def test_a_read_only_archive(
    open_folder: Path, desk: Config, unprivileged: Callable[[], AbstractContextManager[None]]
) -> None:
    """It can be searched and shown; a build says that it can't be written to, and exits with 1."""
    freeze(desk, FIRST)
    shutil.copytree(desk.dir, open_folder / "desk")
    for path in (open_folder / "desk").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    config = load(open_folder / "desk" / "config.yaml")
    (open_folder / "desk").chmod(0o555)
    try:
        with unprivileged():
            assert command(config, "archive", "check").exit_code == 0
            assert NEWS[1] in command(config, "search", "patrol").output
            done = command(config, "build", "--date", "2025-03-04")
            assert done.exit_code == 1
            assert "permissions" in done.stderr
    finally:
        for path in [open_folder / "desk", *(open_folder / "desk").rglob("*")]:
            path.chmod(0o755)


def test_a_damaged_archive_stops_a_build(desk: Config) -> None:
    """No edition is made from an archive that can't be read, and its file is left as it is."""
    freeze(desk, FIRST)
    body = bytearray(desk.archive_path.read_bytes())
    body[4096:] = b"\xff" * (len(body) - 4096)
    desk.archive_path.write_bytes(body)
    done = command(desk, "build", "--freeze", "--date", "2025-03-04")
    assert done.exit_code == 1
    assert "damaged" in done.stderr
    assert desk.archive_path.read_bytes() == bytes(body)


def test_without_an_archive_nothing_is_frozen(desk: Config) -> None:
    """`--freeze` and `--no-archive` exclude each other, and so do `--revise` and a date."""
    assert command(desk, "build", "--freeze", "--no-archive").exit_code == 2
    assert command(desk, "build", "--revise", "1", "--date", "2025-03-03").exit_code == 2


def test_problems_of_memory_are_no_failures(desk: Config) -> None:
    """A day on which everything was read before exits with 0."""
    freeze(desk, FIRST)
    done = command(desk, "build", "--freeze", "--date", "2025-03-04")
    assert done.exit_code == 0, done.output
    assert "note: earlier articles: 1 read for an earlier edition, and not again" in done.stderr
    assert os.listdir(desk.out_dir)
    assert Problem("before", "x", "y").stage == "before"


def test_explain_names_the_gate(tmp_path: Path, desk: Config) -> None:
    """`digest explain` knows the past, and leaves it out with `--no-archive`; it needs no archive and writes none."""
    put(tmp_path, "two.txt", FIRST, NEWS[0], NEWS[7])
    before = command(desk, "explain", "--date", "2025-03-04")
    assert before.exit_code == 0, before.output
    assert "printed before" not in before.output
    assert not desk.archive_path.exists()
    (tmp_path / "articles" / "two.txt").unlink()
    freeze(desk, FIRST)
    put(tmp_path, "two.txt", FIRST, NEWS[0], NEWS[7])
    body = desk.archive_path.read_bytes()
    said = command(desk, "explain", "--date", "2025-03-04").output
    assert "printed before" in said
    assert NEWS[1] not in said
    assert "printed before" not in command(desk, "explain", "--date", "2025-03-04", "--no-archive").output
    assert desk.archive_path.read_bytes() == body


def test_what_the_reader_has_seen_falls(tmp_path: Path, desk: Config) -> None:
    """Articles named by `--seen` count as told, with an archive and without; a draft of them is as byte-identical as any."""
    (tmp_path / "seen").mkdir()
    seen = article("What was seen before", "Harbour Echo", FIRST - timedelta(days=2), NEWS[0], NEWS[1])
    (tmp_path / "seen" / "a.txt").write_text(seen, encoding="utf-8")
    for more in ((), ("--no-archive",)):
        out = tmp_path / f"out{len(more)}"
        done = command(
            desk, "build", "--date", "2025-03-03", "--seen", str(tmp_path / "seen"), "--out", str(out), *more
        )
        assert done.exit_code == 0, done.output
        (page,) = out.glob("*.md")
        text = page.read_text(encoding="utf-8")
        assert NEWS[2] in text
        assert NEWS[0] not in text
        assert NEWS[1] not in text
