"""The commands of delivery, as they are typed."""

from __future__ import annotations

import mailbox
import os
import subprocess
import sys
from collections.abc import Iterator
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from desk_example import READERS, Desk, desk
from mail_server import Script, Sink, mail_server, says
from test_bounces import bounce
from web_server import serve

from digest.cli import main


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A mail server."""
    with mail_server() as running:
        yield running


@pytest.fixture
def at(tmp_path: Path, sink: Sink) -> Desk:
    """A desk that sends by it."""
    return desk(tmp_path / "desk", port=sink.port)


def digest(at: Desk, *words: str) -> Result:
    """Runs a command with the desk's configuration."""
    return CliRunner().invoke(main, [*words, "--config", str(at.folder / "config.yaml")], catch_exceptions=False)


def test_a_morning(at: Desk, sink: Sink) -> None:
    """`run` says nothing, `status` says what it did; a second run has nothing to do."""
    first, second = digest(at, "run"), digest(at, "run")
    assert (first.exit_code, first.output, second.exit_code, second.output) == (0, "", 0, "")
    assert sink.addresses() == list(READERS)
    told = digest(at, "status")
    assert told.exit_code == 0
    assert "no. 1" in told.output
    assert "mails: 3 sent" in told.output
    assert "Due next:" in told.output
    who = digest(at, "status", "1").output.splitlines()
    assert [line.split()[:2] for line in who[1:]] == [["sent", reader] for reader in READERS]


def test_cron_hears_nothing_of_a_feed(at: Desk, sink: Sink) -> None:
    """Off a terminal a run that asks servers says no more than one that doesn't: cron would make a mail of it."""
    config = at.folder / "config.yaml"
    with serve() as site:
        entry = f"<item><title>Talks</title><link>{site.url('/a')}</link></item>"
        site.page("/feed", f"<rss><channel><title>T</title>{entry}</channel></rss>", "application/rss+xml")
        site.page(
            "/a", "<html><body><article><p>The two delegations met at the lake on Sunday.</p></article></body></html>"
        )
        feed = f"sources: [{{path: articles/}}, {{feed: '{site.url('/feed')}', allow_private: true}}]"
        config.write_text(config.read_text("utf-8").replace("sources: [{path: articles/}]", feed), "utf-8")
        done = digest(at, "run")
        assert [path for path, _ in site.asked] == ["/feed", "/a"]
    assert (done.exit_code, done.output) == (0, "")


def test_exit_codes_of_a_run(at: Desk) -> None:
    """3 for problems that are new and not for the same again; 1 for a failure; 2 for the configuration."""
    (at.folder / "articles" / "empty.txt").touch()
    first = digest(at, "run")
    assert (first.exit_code, "empty.txt" in first.stderr) == (3, True)
    assert digest(at, "run").exit_code == 0
    assert digest(at, "run", "--deadline", "25:00").exit_code == 2
    (at.folder / "config.yaml").write_text("briefing: {}\n", "utf-8")
    assert digest(at, "run").exit_code == 2


def test_a_run_that_fails(at: Desk, sink: Sink) -> None:
    """1, with the reason, every time; status says so, too."""
    for path in (at.folder / "articles").iterdir():
        path.unlink()
    for _ in range(2):
        failed = digest(at, "run")
        assert failed.exit_code == 1
        assert failed.stderr.count("\n") >= 1
    assert sink.addresses() == ["operator@example.org"]
    told = digest(at, "status")
    assert (told.exit_code, "FAILED" in told.output, "Due now:" in told.output) == (1, True, True)


def test_send(at: Desk, sink: Sink, tmp_path: Path) -> None:
    """A frozen edition is sent by hand: to nobody with --dry-run, to one with --only, to the rest without."""
    assert digest(at, "send").exit_code == 1
    assert digest(at, "build", "--freeze", "--no-archive").exit_code == 2
    digest(at, "build", "--freeze")
    done = digest(at, "send", "--dry-run", "--out", str(tmp_path / "mails"))
    assert (done.exit_code, sink.taken) == (0, [])
    files = sorted((tmp_path / "mails").glob("*.eml"))
    assert [BytesParser(policy=policy.default).parsebytes(file.read_bytes())["To"] for file in files] == list(READERS)
    assert digest(at, "send", "--only", "B@example.net").exit_code == 1  # the others are still open
    assert sink.addresses() == ["b@example.net"]
    done = digest(at, "send")
    assert (done.exit_code, done.output) == (0, "no. 1: 3 sent\n")
    assert sorted(sink.addresses()) == list(READERS)
    assert digest(at, "send", "--only", "b@example.net").exit_code == 0
    assert sink.addresses().count("b@example.net") == 2
    (first, second) = (mail.body for mail in sink.taken if mail.recipients == ["b@example.net"])
    assert first == second
    assert digest(at, "send", "--only", "x@example.net").exit_code == 1
    assert digest(at, "send", "7").exit_code == 1


def test_resume(at: Desk, sink: Sink) -> None:
    """What failed is tried again by hand."""
    sink.scripts.append(Script("dot", says("554 5.7.1 spam"), "a@example.net", times=1))
    digest(at, "build", "--freeze")
    assert "1 failed" in digest(at, "send").output
    assert digest(at, "send").exit_code == 1
    done = digest(at, "send", "--resume")
    assert (done.exit_code, done.output) == (0, "no. 1: 3 sent\n")
    assert sorted(sink.addresses()) == list(READERS)


def test_hold_and_approve(at: Desk, sink: Sink) -> None:
    """The draft goes to the editor; what is approved goes to everybody."""
    assert digest(at, "run", "--hold").exit_code == 0
    assert sink.addresses() == ["editor@example.org"]
    assert "waits for `digest approve`" in digest(at, "status").output
    done = digest(at, "approve")
    assert (done.exit_code, "frozen" in done.output) == (0, True)
    assert sorted(sink.addresses()[1:]) == list(READERS)
    assert digest(at, "approve").exit_code == 1


def test_subscribers(at: Desk, tmp_path: Path) -> None:
    """Added, listed, exported, imported, suppressed, brought back and removed."""
    done = digest(
        at, "subscribers", "add", "d@Bücher.example", "--name", "D", "--formats", "pdf", "--edition", "military-only"
    )
    assert done.output == "1 subscriber added\n"
    assert digest(at, "subscribers", "add", "A@example.net").exit_code == 2
    assert digest(at, "subscribers", "add", "nonsense").exit_code == 2
    assert digest(at, "subscribers", "add", "e@example.net", "--edition", "millitary-only").exit_code == 2
    listed = digest(at, "subscribers", "list")
    assert "d@xn--bcher-kva.example  pdf  military-only  D" in listed.output
    assert "4 subscribers, of whom 4 get mail" in listed.stderr
    csv = digest(at, "subscribers", "export").output
    (tmp_path / "more.csv").write_text(csv + "e@example.net,E,both,full,true\n", "utf-8")
    assert (
        digest(at, "subscribers", "import", str(tmp_path / "more.csv")).output
        == "1 subscriber added, 4 on the list already\n"
    )
    assert digest(at, "subscribers", "suppress", "e@example.net", "--reason", "asked by phone").exit_code == 0
    assert "of whom 4 get mail" in digest(at, "subscribers", "list").stderr
    assert digest(at, "subscribers", "add", "e@example.net").exit_code == 0
    assert "of whom 5 get mail" in digest(at, "subscribers", "list").stderr
    assert digest(at, "subscribers", "remove", "e@example.net", "A@example.net").output == "2 subscribers removed\n"
    assert digest(at, "subscribers", "remove", "nobody@example.net").exit_code == 2
    assert "of whom 3 get mail" in digest(at, "subscribers", "list").stderr


def test_what_comes_back_is_read(at: Desk, tmp_path: Path, sink: Sink) -> None:
    """A hard bounce of a mail of ours, and a request: both get nothing any more. The same again changes nothing."""
    digest(at, "run")
    name = next(line for line in sink.taken[0].body.decode().split("\r\n") if line.startswith("Message-ID: ")).split()[
        1
    ]
    box = mailbox.mbox(str(tmp_path / "box"))
    box.add(bounce("a@example.net", name=name))
    box.add(bounce("b@example.net", name="<forged@evil.example>"))
    box.add(b"From: C <c@example.net>\nSubject: unsubscribe\n\n")
    box.add(b"From: stranger@example.net\nSubject: unsubscribe\n\n")
    box.close()
    done = digest(at, "subscribers", "ingest", str(tmp_path / "box"))
    assert done.output.splitlines()[0].startswith("a@example.net: suppressed, bounced: 5.1.1")
    assert "c@example.net: suppressed, asked by mail" in done.output
    assert "of whom 1 gets mail" in digest(at, "subscribers", "list").stderr
    assert digest(at, "subscribers", "ingest", str(tmp_path / "box")).stdout == ""


def test_schedule(at: Desk) -> None:
    """Both kinds, with absolute paths."""
    assert (
        f"run --config {at.folder}/config.yaml --deadline 07:30 --hold"
        in digest(at, "schedule", "--deadline", "07:30", "--hold").output
    )
    units = digest(at, "schedule", "--systemd").output
    assert "OnCalendar=*-*-* *:05:00 Europe/Istanbul" in units
    assert f"WorkingDirectory={at.folder}" in units


def test_without_delivery(at: Desk) -> None:
    """Commands that need it say what is missing."""
    path = at.folder / "config.yaml"
    path.write_text(path.read_text("utf-8").partition("delivery:")[0], "utf-8")
    for words in (["send"], ["subscribers", "list"]):
        done = digest(at, *words)
        assert (done.exit_code, "delivery: is missing" in done.stderr) == (2, True)
    assert digest(at, "run").exit_code == 0


def test_another_run_is_under_way(at: Desk) -> None:
    """75, without a word where nobody looks; status says so, and subscribers can be changed meanwhile."""
    from digest import journal
    from digest.archive import lock

    with lock.held(journal.places(at.config).lock):
        done = digest(at, "run")
        assert (done.exit_code, done.output) == (75, "")
        assert digest(at, "send").exit_code in (1, 75)
        assert "one is under way" in digest(at, "status").output
        assert digest(at, "subscribers", "add", "d@example.net").exit_code == 0


def test_no_list_is_no_empty_list(at: Desk, sink: Sink) -> None:
    """A missing file is a failure that names it: an edition that nobody gets should be meant."""
    (at.folder / "subscribers.yaml").unlink()
    done = digest(at, "run")
    assert (done.exit_code, "subscribers.yaml: there is no such file" in done.stderr) == (1, True)
    assert digest(at, "subscribers", "add", "a@example.net").exit_code == 0
    assert digest(at, "run").exit_code == 0
    assert "a@example.net" in sink.addresses()


def test_two_processes_at_once(at: Desk, sink: Sink, root: Path) -> None:
    """One does it, or both one after the other; nobody gets a second mail, and whoever came too late says so by its exit code."""
    command = [sys.executable, "-m", "digest", "run", "--config", str(at.folder / "config.yaml")]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    both = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)
    ]
    said = [one.communicate(timeout=60) for one in both]
    assert sorted(one.returncode for one in both) in ([0, 75], [0, 0])
    assert said == [(b"", b"")] * 2
    assert sink.addresses() == list(READERS)
