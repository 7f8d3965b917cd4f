"""A small desk for tests of the run: a folder with articles, a configuration with delivery, a clock and a mail server in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digest.config import Config, load
from digest.deliver import smtp
from digest.deliver.message import Letter
from digest.deliver.smtp import Answer, ServerError
from digest.journal import Run
from digest.mailing import Outside
from digest.run import Wish, approve, run

START = datetime(2031, 3, 3, 4, 10, tzinfo=UTC)
"""A Monday, ten minutes behind the cut-off in Istanbul (UTC+3)."""
READERS = ("a@example.net", "b@example.net", "c@example.net")

CONFIG = """\
briefing:
  title: Lissa talks
  timezone: {zone}
  cutoff: 07:00
  formats: [{formats}]
  catch_up: {catch_up}
sources: [{{path: articles/}}]
sections:
  - {{key: outcomes, title: Key outcomes}}
  - {{key: military, title: Military context}}
out: out/
archive: state/archive.db
delivery:
  smtp: {{host: localhost, port: {port}, security: none}}
  sender: Lissa desk <desk@example.org>
  unsubscribe: {{mailto: leave@example.org}}
  operator: operator@example.org
  editor: editor@example.org
  editions: {{military-only: [military]}}
{more}"""


@dataclass
class Mailbox:
    """A server in memory: what it took, and what it answers instead."""

    took: list[Letter] = field(default_factory=list)
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    down: ServerError | None = None
    usable: bool = True

    def connect(self, server: smtp.Server) -> Mailbox:
        """As `smtp.connect`."""
        if self.down:
            raise self.down
        return self

    def send(self, letter: Letter) -> Answer:
        """As a line."""
        planned = self.answers.get(letter.recipient, [])
        answer = planned.pop(0) if planned else Answer("sent", 250, "250 ok")
        if answer.state == "sent":
            self.took.append(letter)
        return answer

    def close(self) -> None:
        """As a line."""

    def to(self, address: str) -> list[Letter]:
        """What somebody got."""
        return [letter for letter in self.took if letter.recipient == address]


@dataclass
class Desk:
    """The desk: its folder, clock and server."""

    folder: Path
    now: datetime = START
    box: Mailbox = field(default_factory=Mailbox)
    on_wait: Callable[[float], None] = lambda seconds: None

    @property
    def config(self) -> Config:
        """The configuration, read anew."""
        return load(self.folder / "config.yaml")

    def wait(self, seconds: float) -> None:
        """The clock goes on by itself."""
        self.now += timedelta(seconds=seconds)
        self.on_wait(seconds)

    @property
    def outside(self) -> Outside:
        """The world as the run sees it."""
        return Outside(now=lambda: self.now, wait=self.wait, environment={}, connect=self.box.connect)

    def run(self, *, hold: bool = False, deadline: datetime | None = None) -> Run:
        """`digest run`."""
        return run(self.config, outside=self.outside, wish=Wish(hold, deadline))

    def approve(self) -> Run:
        """`digest approve`."""
        return approve(self.config, outside=self.outside)

    def article(self, name: str, day: str, *sentences: str) -> None:
        """Puts an article into the folder."""
        text = f"Talks in Lissa, {name}\n\nPublished {day}\n\n" + "\n\n".join(sentences) + "\n"
        (self.folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")

    def subscribe(self, *addresses: str) -> None:
        """Writes subscribers.yaml."""
        text = "".join(f"- {address}\n" for address in addresses)
        (self.folder / "subscribers.yaml").write_text(text, encoding="utf-8")


def desk(
    folder: Path,
    *,
    formats: str = "md",
    zone: str = "Europe/Istanbul",
    catch_up: str = "last",
    port: int = 2525,
    more: str = "",
    readers: Sequence[str] = READERS,
) -> Desk:
    """A desk with two articles and three readers."""
    (folder / "articles").mkdir(parents=True)
    text = CONFIG.format(formats=formats, zone=zone, catch_up=catch_up, port=port, more=more)
    (folder / "config.yaml").write_text(text, encoding="utf-8")
    made = Desk(folder)
    made.subscribe(*readers)
    made.article(
        "first",
        "2 March 2031",
        "The two delegations agreed on Sunday to exchange 120 prisoners and to return the bodies of 40 soldiers.",
        "The Lissa navy moved four frigates to the strait on Sunday, the ministry of defence said.",
    )
    made.article(
        "second",
        "2 March 2031",
        "Both sides signed an agreement on grain ships that takes effect on 10 March.",
        "Drones struck two airfields near the coast on Sunday, the army said.",
    )
    return made
