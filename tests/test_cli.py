"""The command line: what is written, what is said, and with which exit code it ends."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from talks_example import CONFIG, SENTENCES
from web_server import serve

from digest.cli import main

STEM = "2025-06-03-lake-talks"
ARTICLE = (
    f"Talks at the lake end\n\nAlpha News\n2 June 2025\n\n{' '.join(SENTENCES[:6])}\n\n{' '.join(SENTENCES[6:12])}\n"
)
DAY = ("--date", "2025-06-03")
MD = (*DAY, "--format", "md", "--no-archive")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the commands run: a configuration and an article."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "alpha.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "config.yaml").write_text(CONFIG + "sources:\n  - path: articles/\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str | Path) -> Result:
    """One command. Anything that isn't an exit with a code is a fault of the program and raised."""
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def below(folder: Path) -> list[str]:
    """Everything in a folder, hidden files too."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


# --- build -----------------------------------------------------------------------------------------------------------


def test_build_writes_an_edition_and_says_where(desk: Path) -> None:
    """The paths first, then what was printed and what was left out and why."""
    done = run("build", *DAY, "--format", "md", "--format", "html")
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert lines[:3] == [f"out/{STEM}.json", f"out/{STEM}.md", f"out/{STEM}.html"]
    assert re.match(r"\d+ items from 1 articles?; \d+ of \d+ sentences printed", lines[3])
    assert "left out" in lines[4]
    assert below(desk / "out") == [f"{STEM}.html", f"{STEM}.json", f"{STEM}.md"]
    assert (desk / "state" / "archive.db").is_file()


def test_build_without_archive_keeps_the_texts_beside_the_edition(desk: Path) -> None:
    """Nothing is written but the folder of the edition."""
    assert run("build", *MD, "--out", "elsewhere/deep").exit_code == 0
    assert below(desk / "elsewhere" / "deep") == [f"{STEM}.json", f"{STEM}.md", "evidence.db"]
    assert sorted(os.listdir(desk)) == ["articles", "config.yaml", "elsewhere"]


def test_build_of_today(desk: Path) -> None:
    """Without a date the edition is of the day on which it is made."""
    assert run("build", "--format", "md", "--no-archive").exit_code == 0
    (page,) = (desk / "out").glob("*.md")
    assert re.fullmatch(r"20\d\d-\d\d-\d\d-lake-talks\.md", page.name)


def test_building_again_replaces_the_draft(desk: Path) -> None:
    """A draft may be made as often as one likes, with the same bytes."""
    run("build", *MD)
    first = (desk / "out" / f"{STEM}.json").read_bytes()
    assert run("build", *MD).exit_code == 0
    assert (desk / "out" / f"{STEM}.json").read_bytes() == first


def test_sources_on_the_command_line_replace_those_of_the_file(desk: Path) -> None:
    """Files and folders, several at once."""
    (desk / "beta.md").write_text(f"# Beta\n\n3 June 2025\n\n{' '.join(SENTENCES[8:15])}\n", encoding="utf-8")
    off = run("build", "beta.md", *MD)
    assert off.exit_code == 3
    assert "beta.md: nothing is left: the only article read is off the topic: “Beta”" in off.stderr
    data = json.loads((desk / "out" / f"{STEM}.json").read_bytes())
    assert [source["uri"] for source in data["sources"]] == ["beta.md"]
    run("build", "beta.md", "articles", *MD)
    data = json.loads((desk / "out" / f"{STEM}.json").read_bytes())
    assert {source["uri"] for source in data["sources"]} == {"beta.md", "articles/alpha.txt"}


def corrupt(folder: Path) -> dict[str, str]:
    """Puts every kind of bad file into a folder; returns what is said of each."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "huge.txt").write_bytes(b"The talks went on all day. " * 200_000)
    os.mkfifo(folder / "pipe.txt")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    return {
        "empty.txt": "empty",
        "binary.txt": "binary",
        "huge.txt": "5.4 MB",
        "pipe.txt": "pipe",
        "gone.txt": "vanished",
    }


def test_bad_files_are_reported_and_the_rest_is_done(desk: Path) -> None:
    """Exit code 3: a line for each on standard error, and all of them in the briefing."""
    expected = corrupt(desk / "articles")
    done = run("build", *MD)
    assert done.exit_code == 3
    page = (desk / "out" / f"{STEM}.md").read_text(encoding="utf-8")
    for name, word in expected.items():
        (line,) = [line for line in done.stderr.splitlines() if name in line]
        assert line.startswith(f"  problem: articles/{name}: ")
        assert word in line
        assert name in page


def test_an_unreadable_file_is_reported(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch, unprivileged: Callable[[], AbstractContextManager[None]]
) -> None:
    """Permissions missing on one article are a problem and no failure."""
    open_folder.chmod(0o777)
    (open_folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    (open_folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (open_folder / "b.txt").write_text(ARTICLE, encoding="utf-8")
    (open_folder / "b.txt").chmod(0)
    monkeypatch.chdir(open_folder)
    with unprivileged():
        done = run("build", "a.txt", "b.txt", *MD)
    assert done.exit_code == 3
    assert "b.txt: cannot be read: permission denied" in done.stderr


def test_many_problems_are_cut_short(desk: Path) -> None:
    """Standard error names ten, the data of the edition all."""
    for number in range(14):
        (desk / "articles" / f"empty-{number}.txt").write_bytes(b"")
    done = run("build", *MD)
    assert done.exit_code == 3
    assert done.stderr.count("problem: ") == 10
    assert "and 4 more problems" in done.stderr
    assert len(json.loads((desk / "out" / f"{STEM}.json").read_bytes())["coverage"]["problems"]) == 14
    assert "empty-0.txt" in (desk / "out" / f"{STEM}.md").read_text(encoding="utf-8")


def test_a_copy_is_no_failure(desk: Path) -> None:
    """The same text twice is told and exits with 0."""
    (desk / "articles" / "copy.txt").write_text(ARTICLE, encoding="utf-8")
    done = run("build", *MD)
    assert done.exit_code == 0
    assert "articles/copy.txt" in done.stderr


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (["missing"], "missing: there is no such file or folder"),
        (["hollow"], "hollow: the folder holds no article"),
        (["hollow/empty.txt"], "hollow/empty.txt: "),
        (["config.yaml"], "config.yaml: not read"),
    ],
)
def test_nothing_to_read_is_a_failure(desk: Path, sources: list[str], said: str) -> None:
    """Exit code 1, the reason, and not a single file."""
    (desk / "hollow").mkdir()
    done = run("build", *sources, *MD)
    assert done.exit_code == 1
    assert "no article could be read" in done.stderr
    assert said in done.stderr
    assert done.stdout == ""
    assert not (desk / "out").exists()


@pytest.mark.parametrize("archive", [(), ("--no-archive",)])
@pytest.mark.parametrize("out", ["taken", "taken/deeper"])
def test_out_is_a_file(desk: Path, out: str, archive: tuple[str, ...]) -> None:
    """Exit code 1, the name of the file, and nothing changed."""
    (desk / "taken").write_text("mine", encoding="utf-8")
    done = run("build", *DAY, "--format", "md", *archive, "--out", out)
    assert done.exit_code == 1
    assert "taken" in done.stderr
    assert "Traceback" not in done.output
    assert (desk / "taken").read_text(encoding="utf-8") == "mine"


def test_a_folder_in_the_way_of_a_file(desk: Path) -> None:
    """Nothing of the edition is written where one of its files can't be."""
    (desk / "out" / f"{STEM}.md").mkdir(parents=True)
    done = run("build", *DAY, "--format", "md")
    assert done.exit_code == 1
    assert f"{STEM}.md: a folder of this name stands where a file is to be written" in done.stderr
    assert below(desk / "out") == [f"{STEM}.md"]


def test_a_full_disk_leaves_nothing_half_written(desk: Path, full_disk: Callable[[int], None]) -> None:
    """Exit code 1, advice, and no file but a store of texts that was whole before."""
    run("build", *DAY, "--format", "md", "--out", "first")
    full_disk(2_000)
    done = run("build", *DAY, "--format", "md")
    assert done.exit_code == 1
    assert "room" in done.stderr
    assert not (desk / "out").exists() or below(desk / "out") == []


@pytest.mark.parametrize("archive", [(), ("--no-archive",)])
def test_a_fault_in_a_template(desk: Path, archive: tuple[str, ...]) -> None:
    """Exit code 1, file and line of the fault, and no file in the folder for editions."""
    (desk / "templates").mkdir()
    (desk / "templates" / "briefing.md.j2").write_text("# one\n\n{{ briefing.nonsense.more }}\n", encoding="utf-8")
    text = (desk / "config.yaml").read_text(encoding="utf-8")
    (desk / "config.yaml").write_text(text + "templates: templates/\n", encoding="utf-8")
    done = run("build", *DAY, "--format", "md", *archive)
    assert done.exit_code == 1
    assert "templates/briefing.md.j2:3" in done.stderr
    assert done.stdout == ""
    assert not [name for name in below(desk) if name.endswith((".json", ".md", ".tmp")) or ".tmp" in name]


def test_a_failed_build_leaves_no_store(desk: Path) -> None:
    """Where no edition comes about, no folder for editions and no evidence is left."""
    (desk / "templates").mkdir()
    (desk / "templates" / "briefing.md.j2").write_text("{{ nonsense() }}", encoding="utf-8")
    text = (desk / "config.yaml").read_text(encoding="utf-8")
    (desk / "config.yaml").write_text(text + "templates: templates/\n", encoding="utf-8")
    assert run("build", *MD).exit_code == 1
    assert not (desk / "out").exists()


# --- configuration ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["build"], ["explain"], ["check"]])
def test_a_missing_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    """Exit code 2, and what to do."""
    monkeypatch.chdir(tmp_path)
    done = run(*command)
    assert done.exit_code == 2
    assert "config.yaml: there is no such file; `digest init DIR` writes one" in done.stderr
    assert below(tmp_path) == []


@pytest.mark.parametrize("command", [["build", *MD], ["explain"], ["check"]])
def test_a_bad_configuration(desk: Path, command: list[str]) -> None:
    """Exit code 2, every fault with its line and what would be right, and nothing written."""
    text = CONFIG.replace("max_words", "max_word").replace("timezone: UTC", "timezone: 22:22")
    (desk / "config.yaml").write_text(text, encoding="utf-8")
    done = run(*command)
    assert done.exit_code == 2
    assert re.search(r"^config\.yaml:3: briefing\.timezone: ", done.stderr, re.MULTILINE)
    assert "config.yaml:4: briefing.max_word: unknown key, did you mean max_words?" in done.stderr
    assert not (desk / "out").exists()


def test_check_says_what_is_there(desk: Path) -> None:
    """A sound file is counted."""
    done = run("check")
    assert (done.exit_code, done.stdout) == (0, "config.yaml is fine: 4 sections, 1 source, 2 parties\n")


def test_check_tries_every_source(desk: Path) -> None:
    """A line for each, with its state, what it names, the newest, and how much text came through; 3 where one failed."""
    with serve() as site:
        site.page("/feed", "<rss><channel><item><title>T</title><pubDate>Mon, 02 Jun 2025 10:00:00 GMT</pubDate>"
                  "<description>The ministry denied on Monday that the talks had failed.</description></item></channel></rss>")  # fmt: skip
        sources = (
            "sources:\n  - path: articles/\n  - path: hollow/\n"
            f"  - feed: {site.url('/feed')}\n    name: N\n    allow_private: true\n  - url: {site.url('/none')}\n"
        )
        (desk / "hollow").mkdir()
        (desk / "config.yaml").write_text(CONFIG + sources, encoding="utf-8")
        before = below(desk)
        done = run("check", "--sources", *DAY)
    assert done.exit_code == 3
    head, folder, hollow, why, feed, page, reason = done.stdout.splitlines()
    assert head.split() == ["state", "named", "read", "newest", "text", "source"]
    assert folder.split()[0] == "read"
    assert hollow.split() == ["silent", "0", "0", "-", "-", "hollow/"]
    assert "holds no article" in why
    assert feed.split()[:6] == ["read", "1", "1", "2025-06-02", "0.1", "kB"]
    assert feed.endswith(f"N ({site.url('/feed')})")
    assert page.split()[0] == "failed"
    assert "127.0.0.1 is this machine itself" in reason
    assert "feeds: all 1 asked for\narticles: all 2 asked for\n" in done.stderr
    assert below(desk) == before


def test_build_reads_a_feed(desk: Path) -> None:
    """From the feed to the edition; what failed stands in the coverage, and verify proves the quotes."""
    with serve() as site:
        text = "<p>Ukraine and Russia agreed on Monday to exchange 1,200 prisoners.</p><p>Ukraine demanded a full ceasefire.</p>"
        site.page(
            "/a",
            f"<html><head><title>Ukraine and Russia agree exchange</title></head><body><article>{text}</article></body></html>",
        )
        items = "".join(
            f"<item><title>Ukraine and Russia agree exchange</title><link>/{name}</link></item>" for name in "ab"
        )
        site.page("/feed", f"<rss><channel><title>Example News</title>{items}</channel></rss>")
        feed = f"sources:\n  - feed: {site.url('/feed')}\n    allow_private: true\n"
        (desk / "config.yaml").write_text(CONFIG + feed, encoding="utf-8")
        done = run("build", *MD)
    assert done.exit_code == 3
    page = (desk / "out" / f"{STEM}.md").read_text(encoding="utf-8")
    assert "agreed on Monday to exchange 1,200 prisoners" in page
    assert "is not there (404)" in page
    assert run("verify", f"out/{STEM}.json").exit_code == 0


def test_check_tells_what_an_edited_configuration_changes(desk: Path) -> None:
    """Sections, then sentences with where they were or why they fall; nothing is written."""
    new = CONFIG.replace("title: Demands", "title: Wishes").replace("max_words: 200", "max_words: 60")
    (desk / "new.yaml").write_text(new + "sources:\n  - path: articles/\n", encoding="utf-8")
    before = below(desk)
    done = run("check", "--diff", "new.yaml", *DAY)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[:2] == ["Sections", "~ Demands (demands) is renamed Wishes"]
    dropped = [line[2:] for line in lines if line.startswith("- ")]
    assert dropped
    assert set(dropped) <= set(SENTENCES)
    assert re.search(r"^    Alpha News, 2025-06-02; budget; id [0-9a-f]{12}-\d+$", done.stdout, re.MULTILINE)
    assert re.fullmatch(rf"\d+ changes?: \d+ added, {len(dropped)} dropped, 0 moved; \d+ as before", lines[-1])
    assert below(desk) == before
    same = run("check", "articles", "--diff", "config.yaml", *DAY)
    assert re.fullmatch(r"0 changes: 0 added, 0 dropped, 0 moved; [1-9]\d* as before\n", same.stdout)


def test_check_tells_what_overrides_change(desk: Path) -> None:
    """A configuration that names another file of overrides is compared like any other."""
    rows = [json.loads(line) for line in run("explain", "--jsonl", "--printed", *DAY).stdout.splitlines()]
    banned, moved = rows[0], next(row for row in rows[1:] if row["section"] != "reactions")
    said = f"ban: [{banned['id']}]\nmove: {{{moved['id']}: reactions}}\n"
    (desk / "desk.yaml").write_text(said, encoding="utf-8")
    text = (desk / "config.yaml").read_text(encoding="utf-8")
    (desk / "new.yaml").write_text(text + "overrides: desk.yaml\n", encoding="utf-8")
    done = run("check", "--diff", "new.yaml", *DAY)
    assert done.exit_code == 0
    assert f"- {banned['text']}\n    Alpha News, 2025-06-02; banned; id {banned['id']}" in done.stdout
    assert f"~ {moved['text']}\n    Alpha News, 2025-06-02; was in " in done.stdout
    assert run("check", "--config", "new.yaml").stdout.endswith("2 parties, 2 overridden sentences\n")


def test_overrides_of_another_day_are_no_failure(desk: Path) -> None:
    """They are told, and the exit code is 0."""
    (desk / "overrides.yaml").write_text("pin: [0123456789ab-7]\n", encoding="utf-8")
    done = run("build", *MD)
    assert done.exit_code == 0
    assert "overrides.yaml: 0123456789ab-7 is in none of these articles; nothing was done" in done.stderr


def test_an_edition_under_the_editors_hand_is_verified(desk: Path) -> None:
    """Pinned, moved, headed and banned sentences are shown as such, and every quote is proved."""
    rows = [json.loads(line) for line in run("explain", "--jsonl", *DAY).stdout.splitlines()]
    weak = [row["id"] for row in rows if row["fell_at"]]
    strong = [row["id"] for row in rows if row["selected"]]
    said = f"pin: [{weak[0]}]\nmove: {{{weak[0]}: reactions}}\nhead: {{{strong[1]}: Terms}}\nban: {{{strong[0]}: no}}\n"
    (desk / "overrides.yaml").write_text(said, encoding="utf-8")
    assert run("build", *MD).exit_code == 0
    page = (desk / "out" / f"{STEM}.md").read_text(encoding="utf-8")
    for words in ("; pinned by the editor; moved here by the editor", "- **[Terms]** ", "struck by the editor (1)"):
        assert words in page
    assert run("verify", f"out/{STEM}.json").exit_code == 0
    spoil(desk / "out" / f"{STEM}.md", "[Terms]", "[Victory]")
    assert run("verify", f"out/{STEM}.json").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--format", "docx"],
        ["check", "articles"],
        ["check", *DAY],
        ["build", "--date", "2025-13-01"],
        ["build", "--nonsense"],
        ["verify"],
        ["init"],
        ["nonsense"],
    ],
)
def test_wrong_usage(desk: Path, arguments: list[str]) -> None:
    """Exit code 2 and how it is used."""
    done = run(*arguments)
    assert done.exit_code == 2
    assert "Usage:" in done.stderr


@pytest.mark.parametrize("command", ["build", "verify", "explain", "check", "init"])
def test_every_command_has_help_and_an_example(command: str) -> None:
    """An example that can be copied stands below the options."""
    done = run(command, "--help")
    assert done.exit_code == 0
    assert f"Example: digest {command}" in " ".join(done.stdout.split())


# --- init ------------------------------------------------------------------------------------------------------------


def test_init_then_build(desk: Path) -> None:
    """The new folder builds an edition as soon as an article is in it, with its own templates."""
    assert run("init", "new").exit_code == 0
    assert run("check", "--config", "new/config.yaml").exit_code == 0
    hollow = run("build", *MD, "--config", "new/config.yaml")
    assert hollow.exit_code == 1
    assert "holds no article" in hollow.stderr
    (desk / "new" / "articles" / "alpha.txt").write_text(ARTICLE, encoding="utf-8")
    page = desk / "new" / "templates" / "briefing.md.j2"
    page.write_text(page.read_text(encoding="utf-8") + "\nMine.\n", encoding="utf-8")
    done = run("build", *DAY, "--config", "new/config.yaml")
    assert done.exit_code == 0
    assert below(desk / "new" / "out") == [f"2025-06-03-istanbul-talks.{ending}" for ending in ("json", "md", "pdf")]
    assert "Mine." in (desk / "new" / "out" / "2025-06-03-istanbul-talks.md").read_text(encoding="utf-8")
    verified = run("verify", "new/out/2025-06-03-istanbul-talks.json", "--config", "new/config.yaml")
    assert (verified.exit_code, verified.stdout.count("verified.")) == (0, 1)


def test_init_overwrites_nothing(desk: Path) -> None:
    """Exit code 2 where there is something already."""
    run("init", "new")
    again = run("init", "new")
    assert again.exit_code == 2
    assert "is there already" in again.stderr


# --- verify ----------------------------------------------------------------------------------------------------------


def spoil(path: Path, old: str, new: str) -> None:
    """Changes one place in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def quoted(desk: Path) -> str:
    """The words of the first item of the edition."""
    data = json.loads((desk / "out" / f"{STEM}.json").read_bytes())
    return str(next(s for s in data["sections"] if s["groups"])["groups"][0]["items"][0]["quotes"][0]["text"])


@pytest.mark.parametrize("ending", ["json", "md"])
@pytest.mark.parametrize("archive", [(), ("--no-archive",)])
def test_what_was_built_is_verified(desk: Path, ending: str, archive: tuple[str, ...]) -> None:
    """Of either file, with the texts in the archive or beside the edition."""
    run("build", *DAY, "--format", "md", *archive)
    done = run("verify", f"out/{STEM}.{ending}")
    assert done.exit_code == 0, done.output
    assert ": verified." in done.stdout


@pytest.mark.parametrize("ending", ["json", "md"])
@pytest.mark.parametrize("changed", ["json", "md"])
def test_one_letter_is_found(desk: Path, ending: str, changed: str) -> None:
    """A changed letter of a quote in either file, whichever is asked about."""
    run("build", *MD)
    words = quoted(desk)
    spoil(desk / "out" / f"{STEM}.{changed}", words, words[:9] + ("x" if words[9] != "x" else "y") + words[10:])
    done = run("verify", f"out/{STEM}.{ending}")
    assert done.exit_code == 1
    assert done.stdout.startswith("not verified: ")
    assert STEM in done.stdout


def test_a_changed_footnote_is_found(desk: Path) -> None:
    """A note that points at another source isn't taken for the right one."""
    (desk / "articles" / "beta.txt").write_text(
        f"Shells at the lake\n\nBeta Wire\n3 June 2025\n\n{' '.join(SENTENCES[8:14])}\n", encoding="utf-8"
    )
    run("build", *MD)
    page = desk / "out" / f"{STEM}.md"
    text = page.read_text(encoding="utf-8")
    other = re.sub(r"\[\^([12])\](?= \*—)", lambda found: f"[^{3 - int(found[1])}]", text, count=1)
    assert other != text
    page.write_text(other, encoding="utf-8")
    done = run("verify", f"out/{STEM}.md")
    assert done.exit_code == 1
    assert "not verified" in done.stdout


def test_a_changed_text_is_found(desk: Path) -> None:
    """One letter of a kept text, in a place that nothing quotes."""
    run("build", *MD)
    with sqlite3.connect(desk / "out" / "evidence.db") as store:
        store.execute("UPDATE document SET text = replace(text, 'Alpha News', 'Alpha Mews')")
    store.close()
    done = run("verify", f"out/{STEM}.json")
    assert done.exit_code == 1
    assert "evidence.db" in done.stdout
    assert "articles/alpha.txt" in done.stdout


def test_several_editions_are_verified_at_once(desk: Path) -> None:
    """A bad one doesn't hide the good one, and the whole fails."""
    run("build", *MD)
    run("build", *MD, "--out", "other")
    words = quoted(desk)
    spoil(desk / "other" / f"{STEM}.json", words, words[:-1] + "?")
    done = run("verify", f"other/{STEM}.json", f"out/{STEM}.json")
    assert done.exit_code == 1
    assert [line.partition(":")[0] == "not verified" for line in done.stdout.splitlines() if "verified" in line] == [
        True,
        False,
    ]


def test_verify_needs_the_texts(desk: Path) -> None:
    """Exit code 1 and how to name them; with their store named, all is well."""
    run("build", *DAY, "--format", "md")
    (desk / "state").rename(desk / "kept")
    done = run("verify", f"out/{STEM}.json")
    assert done.exit_code == 1
    assert "--archive" in done.stderr
    assert run("verify", f"out/{STEM}.json", "--archive", "kept/archive.db").exit_code == 0


@pytest.mark.parametrize("name", ["nothing.json", "nothing.md", "config.yaml", "articles"])
def test_verify_of_no_edition(desk: Path, name: str) -> None:
    """Exit code 1 and a message, whatever is named."""
    done = run("verify", name)
    assert done.exit_code == 1
    assert done.stderr.startswith(name)


# --- explain ---------------------------------------------------------------------------------------------------------

DOCUMENTED = {"source": str, "text": str, "dropped": str, "section": str, "fell_at": str, "selected": bool}
"""Keys of an object and the type of its value where it isn't null, as the scorer of sections describes them."""


def test_explain_prints_an_object_a_sentence(desk: Path) -> None:
    """With the keys that the scorer reads, on one line each, and nothing else on standard output."""
    done = run("explain", "--jsonl", *DAY, "--no-archive")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert len(rows) >= 12
    for row in rows:
        for key, kind in DOCUMENTED.items():
            assert row[key] is None or type(row[key]) is kind
        assert row["text"]
        assert row["source"] == "articles/alpha.txt"
        assert row["section"] in (None, "outcomes", "demands", "military", "reactions")
    assert below(desk) == ["articles", "articles/alpha.txt", "config.yaml"]


def test_explain_and_build_agree(desk: Path) -> None:
    """What is said to be printed is what is printed."""
    run("build", *MD)
    done = run("explain", "--jsonl", "--printed", *DAY)
    page = (desk / "out" / f"{STEM}.md").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    data = json.loads((desk / "out" / f"{STEM}.json").read_bytes())
    assert len(rows) == data["coverage"]["printed"]
    assert all(row["selected"] and row["text"] in page for row in rows)


def test_explain_of_one_section(desk: Path) -> None:
    """Only its sentences; `none` shows those of no section."""
    rows = [json.loads(line) for line in run("explain", "--jsonl", *DAY).stdout.splitlines()]
    for section in ("demands", "none"):
        shown = [json.loads(line) for line in run("explain", "--jsonl", *DAY, "--section", section).stdout.splitlines()]
        assert shown == [row for row in rows if (row["section"] or "none") == section]
        assert shown


def test_explain_for_people(desk: Path) -> None:
    """The source once, then every sentence with its section, what became of it and why."""
    done = run("explain", *DAY)
    assert done.exit_code == 0
    assert done.stdout.count("articles/alpha.txt") == 1
    for word in ("PRINTED", "scores:", "why:", "salience", "party"):
        assert word in done.stdout


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "POSIX"},
    ],
)
def test_any_locale(desk: Path, environment: dict[str, str]) -> None:
    """Words outside ASCII are printed in a locale that has none, and by a program of its own."""
    (desk / "articles" / "çırağan.txt").write_text(
        ARTICLE.replace("Talks at", "“Talks” – at Çırağan,"), encoding="utf-8"
    )
    program = Path(sys.executable).with_name("digest")
    done = subprocess.run(
        [program, "explain", "--jsonl", *DAY], env={**os.environ, **environment}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert "Çırağan" in done.stdout.decode("utf-8")
