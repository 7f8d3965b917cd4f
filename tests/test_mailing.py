"""A frozen edition and its mails: named editions, subjects, hostile briefings, secrets, the spool, the ping address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from desk_example import Mailbox, desk
from render_example import HOSTILE, example, hostile

from digest import mailing
from digest.compose import narrowed
from digest.config import parse
from digest.deliver import spool
from digest.deliver.message import Letter
from digest.deliver.ping import ping
from digest.deliver.secret import password, private
from digest.deliver.smtp import Answer, ServerError
from digest.edition import stem
from digest.errors import ConfigError, DeliveryError
from digest.journal import write
from digest.model import Subscriber

WHEN = datetime(2031, 7, 24, 3, 5, tzinfo=UTC)
CONFIG = """\
briefing: {title: Lissa talks}
sections: [{key: outcomes, title: O}, {key: demands, title: D}, {key: military, title: M}]
delivery:
  smtp: {host: mail.example.org}
  sender: Desk <desk@example.org>
  reply_to: Bücher <a@bücher.example>
  unsubscribe: {mailto: leave@example.org, https: "https://example.org/leave?who={address}"}
  subject: "{title} no. {number}, {date}, {edition}: {takeaway}"
"""


def test_a_named_edition() -> None:
    """Sections are left out, and what refers to them; numbers, digests and coverage stay."""
    whole = replace(example(), number=42)
    part = narrowed(whole, "military-only", ["military"])
    assert [section.key for section in part.sections] == ["military"]
    assert part.sections[0] == next(section for section in whole.sections if section.key == "military")
    assert (part.takeaways, part.number, part.coverage) == ((), 42, whole.coverage)
    assert [source.number for source in part.sources] == [3, 5, 6, 7, 0]
    assert all(source in whole.sources for source in part.sources)
    assert stem(part) == "2031-07-24-lissa-talks-military-only"
    assert "Of no. 42 this copy holds: Military context" in part.note
    assert narrowed(whole, "full", ()) == whole


def test_titles_in_a_named_edition_mean_themselves() -> None:
    """A section's title is text, not Markdown, where the copy says what it holds."""
    whole = example()
    odd = replace(whole, sections=tuple(replace(section, title="*a* [b](c) <d>") for section in whole.sections))
    assert not set(narrowed(odd, "x", ["military"]).note.removeprefix("*").removesuffix("*")) & set("*[]()<>")


def test_the_subject() -> None:
    """Its template is filled, whatever the values hold."""
    config = parse(CONFIG, file="c.yaml")
    said = mailing.subject(replace(example(), number=42), config)
    assert said.startswith("Lissa talks no. 42, 24 July 2031, full: The two delegations agreed")
    quiet = tuple(replace(section, groups=()) for section in example().sections)
    nothing = mailing.subject(replace(example(), number=42, sections=quiet, takeaways=()), config)
    assert nothing == "Lissa talks no. 42, 24 July 2031, full: nothing to report"
    assert mailing.subject(example(), config) == "Draft: Lissa talks, 24 July 2031"
    odd = replace(example(), number=42, title="{number} {takeaway} %s {0}")
    assert mailing.subject(odd, config)


def test_the_letterhead() -> None:
    """Addresses of the configuration have their normal form; a list without an id gets one."""
    head = mailing.letterhead(parse(CONFIG, file="c.yaml"))
    assert (head.sender, head.sender_name, head.list_id) == ("desk@example.org", "Desk", "lissa-talks.example.org")
    assert head.reply_to == "a@xn--bcher-kva.example"
    with pytest.raises(ConfigError, match=r"delivery\.sender"):
        mailing.letterhead(parse(CONFIG.replace("desk@example.org", "desk@localhost"), file="c.yaml"))


@pytest.mark.parametrize("text", HOSTILE[::6])
def test_a_hostile_briefing(text: str) -> None:
    """With it in every place where a source's text or a name can stand: the headers that were meant, one recipient, no other part."""
    config = parse(CONFIG, file="c.yaml")
    briefing = hostile(text, also_addresses=True)
    content = replace(mailing.content(briefing, b"%PDF", config), pdf_name=f"{text}.pdf")
    make = mailing.writing(config, lambda name: content, date=WHEN)
    letter = make(Subscriber("a@example.net", text), "<1@example.org>")
    parsed = BytesParser(policy=policy.default).parsebytes(letter.body)
    assert len(parsed.keys()) == len(set(parsed.keys())) == 12
    assert [one.addr_spec for one in parsed["To"].addresses] == ["a@example.net"]
    assert len(list(parsed.walk())) == 5
    assert b"who=3Da%40example.net" in letter.body or b"a%40example.net" in letter.body


# --- secrets ---------------------------------------------------------------------------------------------------------


def test_a_password(tmp_path: Path) -> None:
    """From the variable or the first line of the file; neither is told in any message."""
    file = tmp_path / "smtp.password"
    file.write_text("hunter2\nsecond line\n", "utf-8")
    file.chmod(0o600)
    assert password(variable=None, file=file, environment={}) == "hunter2"
    assert password(variable="X", file=None, environment={"X": "hunter3"}) == "hunter3"
    assert password(variable=None, file=None, environment={}) == ""
    with pytest.raises(ConfigError, match="X, which"):
        password(variable="X", file=None, environment={})


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
def test_a_secret_that_others_may_read(tmp_path: Path, mode: int) -> None:
    """It is refused, and what to do is said."""
    file = tmp_path / "secret"
    file.write_text("hunter2", "utf-8")
    file.chmod(mode)
    with pytest.raises(DeliveryError, match="chmod 600") as caught:
        private(file, what="the password")
    assert "hunter2" not in str(caught.value)


def test_what_is_no_secret(tmp_path: Path) -> None:
    """Nothing there, a folder, an empty file, bytes that are no text."""
    (tmp_path / "empty").touch(0o600)
    (tmp_path / "bytes").touch(0o600)
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    with pytest.raises(DeliveryError, match="is empty"):
        password(variable=None, file=tmp_path / "empty", environment={})
    for name in ("nothing", "bytes", "."):
        with pytest.raises(DeliveryError):
            private(tmp_path / name, what="the password")


# --- who is told -----------------------------------------------------------------------------------------------------


def test_the_spool(tmp_path: Path) -> None:
    """What can't be sent stays and is sent later, once; what is refused is set aside; a file that is none of its own stops nothing else."""
    at = desk(tmp_path / "desk")
    notes = [mailing.note(at.config, "op@example.net", f"about {n}", "text", moment=WHEN) for n in range(3)]
    folder = tmp_path / "spool"
    for letter in (*notes, notes[0]):
        spool.put(folder, letter, write=write)
    box = Mailbox(down=ServerError("away"))
    assert spool.flush(folder, lambda: box.connect(None)) == (0, "away")  # type: ignore[arg-type]
    box.down = None
    box.answers["op@example.net"] = [Answer("failed", 550, "550 no"), Answer("deferred", 450, "450 later")]
    gone, why = spool.flush(folder, lambda: box.connect(None))  # type: ignore[arg-type]
    assert (gone, len(list(folder.glob("*.refused")))) == (1, 1)
    assert why
    assert spool.flush(folder, lambda: box.connect(None)) == (1, "")  # type: ignore[arg-type]
    assert {letter.message_id for letter in box.took} <= {letter.message_id for letter in notes}
    (folder / "x.eml").write_bytes(b"no mail")
    assert "is no mail of this spool" in spool.flush(folder, lambda: box.connect(None))[1]  # type: ignore[arg-type]
    assert isinstance(notes[0], Letter)


@contextmanager
def watcher(status: int) -> Iterator[tuple[str, list[str]]]:
    """A watching service: its address, and what was called."""
    called: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            called.append(self.path)
            self.send_response(status)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/a1", called
        server.shutdown()
        thread.join()


def test_the_ping_address() -> None:
    """Called as it stands for success, with a word behind it otherwise; what goes wrong is a message, no failure."""
    with watcher(200) as (address, called):
        assert [ping(address, what) for what in ("start", "success", "fail")] == ["", "", ""]
        assert called == ["/a1/start", "/a1", "/a1/fail"]
    with watcher(500) as (address, _):
        assert ping(address, "success") == "the ping address answers 500"
    assert "does not answer" in ping("http://127.0.0.1:1/", "start")
