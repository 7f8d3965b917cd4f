"""All mails of an edition: who gets one, what is tried again and when, what stops, and that nobody holds up another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from digest.deliver.message import Letter
from digest.deliver.sending import LONGEST_WAIT, Hands, Outcome, Rules, again, backoff, send
from digest.deliver.smtp import Answer, ServerError
from digest.errors import DeliveryError
from digest.model import LedgerEntry, Subscriber

START = datetime(2025, 6, 3, 6, 5, tzinfo=UTC)
SENT = Answer("sent", 250, "250 ok")
LATER = Answer("deferred", 450, "450 later")
NEVER = Answer("failed", 550, "550 5.7.1 no")
GONE = Answer("failed", 550, "550 5.1.1 unknown", gone=True)
BROKEN = Answer("unknown", 0, "after the whole mail was sent: closed")


class Killed(BaseException):
    """The process ends here."""


@dataclass
class World:
    """A ledger, a clock and a server in memory. `answers` says what the server does: for an address, one after the other, then `SENT`."""

    answers: dict[str, list[Answer | ServerError]] = field(default_factory=dict)
    refuses: list[ServerError] = field(default_factory=list)
    rows: dict[tuple[int, str], LedgerEntry] = field(default_factory=dict)
    now: datetime = START
    waits: list[float] = field(default_factory=list)
    tried: list[tuple[str, datetime]] = field(default_factory=list)
    got: list[tuple[str, str]] = field(default_factory=list)
    suppressed: dict[str, str] = field(default_factory=dict)
    connections: int = 0
    usable: bool = True
    on_put: Callable[[LedgerEntry], None] = lambda entry: None
    unwritable: frozenset[str] = frozenset()

    def entries(self, edition: int) -> Sequence[LedgerEntry]:
        """As a ledger."""
        return [row for row in self.rows.values() if row.edition == edition]

    def put(self, entries: Iterable[LedgerEntry]) -> None:
        """As a ledger."""
        for entry in entries:
            self.rows[entry.edition, entry.address] = entry
            self.on_put(entry)

    def connect(self) -> World:
        """As a server."""
        if self.refuses:
            raise self.refuses.pop(0)
        self.connections += 1
        self.usable = True
        return self

    def send(self, letter: Letter) -> Answer:
        """As a connection."""
        self.tried.append((letter.recipient, self.now))
        planned = self.answers.get(letter.recipient, [])
        answer = planned.pop(0) if planned else SENT
        if isinstance(answer, ServerError):
            raise answer
        if answer.state in ("sent", "unknown"):
            self.got.append((letter.recipient, letter.message_id))
        if answer.code in (0, 421):
            self.usable = False
        return answer

    def close(self) -> None:
        """As a connection."""
        self.usable = False

    def wait(self, seconds: float) -> None:
        """As a clock."""
        self.waits.append(seconds)
        self.now += timedelta(seconds=seconds)

    def write(self, subscriber: Subscriber, name: str) -> Letter:
        """As the building of messages."""
        if subscriber.address in self.unwritable:
            raise DeliveryError("has another recipient than was meant")
        return Letter("desk@example.org", subscriber.address, name, b"")

    def run(self, *addresses: str, silent: Sequence[str] = (), rules: Rules | None = None, edition: int = 1) -> Outcome:
        """Sends."""
        hands = Hands(
            ledger=self,
            connect=self.connect,
            write=self.write,
            now=lambda: self.now,
            wait=self.wait,
            suppress=self.suppressed.__setitem__,
            log=lambda entry: None,
            named=lambda address: f"<{edition}-{address}>",
        )
        rules = rules or Rules(retries=5, too_late=START + timedelta(hours=12))
        return send(edition, [Subscriber(address) for address in addresses], silent, rules=rules, hands=hands)

    def states(self) -> dict[str, str]:
        """Address -> state."""
        return {address: row.state for (_, address), row in self.rows.items()}


def test_everybody_gets_one() -> None:
    """In the order of the list, over one connection, and a second call sends nothing."""
    world = World()
    out = world.run("c@x.org", "a@x.org", "b@x.org")
    assert [address for address, _ in world.got] == ["c@x.org", "a@x.org", "b@x.org"]
    assert (out.count("sent"), out.fault, world.connections, world.waits) == (3, "", 1, [])
    for _ in range(4):
        assert world.run("c@x.org", "a@x.org", "b@x.org").count("sent") == 3
    assert len(world.got) == 3


def test_what_is_temporary_is_tried_again() -> None:
    """After 5, 10, 20 … minutes, when all others have theirs, under the same Message-ID."""
    world = World({"a@x.org": [LATER, LATER, LATER]})
    out = world.run("a@x.org", "b@x.org")
    assert out.count("sent") == 2
    assert [address for address, _ in world.tried] == ["a@x.org", "b@x.org", "a@x.org", "a@x.org", "a@x.org"]
    times = [when for address, when in world.tried if address == "a@x.org"]
    assert [(b - a).seconds // 60 for a, b in pairwise(times)] == [5, 10, 20]
    assert world.rows[1, "a@x.org"].attempts == 4
    assert world.got[-1] == ("a@x.org", "<1-a@x.org>")


def test_waits_grow_and_end() -> None:
    """At most an hour; after the last try the mail has failed, and the server's words stay."""
    assert [backoff(n).seconds // 60 for n in range(1, 8)] == [5, 10, 20, 40, 60, 60, 60]
    world = World({"a@x.org": [LATER] * 9})
    out = world.run("a@x.org", "b@x.org", rules=Rules(retries=2, too_late=START + timedelta(hours=12)))
    assert out.count("failed") == 1
    assert world.rows[1, "a@x.org"].reply == "given up after 3 tries: 450 later"
    assert world.rows[1, "a@x.org"].code == "450"


def test_nothing_is_tried_when_it_is_too_late() -> None:
    """A mail that could only be tried after `too_late` has failed at once; nobody waits for it."""
    world = World({"a@x.org": [LATER] * 9})
    out = world.run("a@x.org", rules=Rules(retries=50, too_late=START + timedelta(minutes=40)))
    assert [(when - START).seconds // 60 for _, when in world.tried] == [0, 5, 15, 35]
    assert (out.count("failed"), world.now) == (1, START + timedelta(minutes=35))
    assert world.rows[1, "a@x.org"].reply == "too late; before: 450 later"


def test_what_is_refused_for_good_stops() -> None:
    """It is not tried again; only a mailbox that is gone is suppressed."""
    world = World({"a@x.org": [GONE], "b@x.org": [NEVER]})
    out = world.run("a@x.org", "b@x.org", "c@x.org")
    assert world.states() == {"a@x.org": "failed", "b@x.org": "failed", "c@x.org": "sent"}
    assert world.suppressed == {"a@x.org": "550 5.1.1 unknown"}
    assert (out.fault, world.run("a@x.org", "b@x.org", "c@x.org").count("failed"), len(world.tried)) == ("", 2, 3)


def test_what_may_have_arrived_is_not_sent_again() -> None:
    """A drop behind the final dot: unknown, also in later runs."""
    world = World({"a@x.org": [BROKEN]})
    for _ in range(3):
        assert world.run("a@x.org", "b@x.org").count("unknown") == 1
    assert [address for address, _ in world.got] == ["a@x.org", "b@x.org"]
    assert world.connections == 2


@pytest.mark.parametrize(
    "answer", [LATER, NEVER, GONE, BROKEN, Answer("deferred", 421, "421 bye"), Answer("deferred", 0, "drop")]
)
def test_one_bad_address_holds_nobody_up(answer: Answer) -> None:
    """All others have their mail before anything is waited for."""
    everybody = [f"{n}@x.org" for n in range(10)]
    world = World({"3@x.org": [answer]})
    world.run(*everybody)
    first_round = [address for address, when in world.tried if when == START]
    assert sorted(first_round) == sorted(everybody)
    assert sum(world.states()[address] == "sent" for address in everybody) >= 9


def test_a_mail_that_cannot_be_built() -> None:
    """It has failed, and the next one is sent."""
    world = World(unwritable=frozenset({"a@x.org"}))
    assert world.run("a@x.org", "b@x.org").count("failed") == 1
    assert world.states()["b@x.org"] == "sent"


def test_a_server_that_cannot_be_reached() -> None:
    """It is tried again with the same waits; no mail counts a try. If it never answers, everything stays to be sent."""
    world = World(refuses=[ServerError("down"), ServerError("down")])
    assert world.run("a@x.org", "b@x.org").count("sent") == 2
    assert world.waits == [300, 600]
    assert world.rows[1, "a@x.org"].attempts == 1
    world = World(refuses=[ServerError("down")] * 50)
    out = world.run("a@x.org", "b@x.org")
    assert (out.fault, world.states()) == ("down", {"a@x.org": "pending", "b@x.org": "pending"})
    world.refuses.clear()
    assert world.run("a@x.org", "b@x.org").count("sent") == 2


def test_a_server_that_cannot_be_trusted() -> None:
    """Where trying again can't help, nothing is waited for."""
    world = World(refuses=[ServerError("its certificate is not valid", lasting=True)])
    out = world.run("a@x.org")
    assert (out.fault, world.waits, world.states()) == ("its certificate is not valid", [], {"a@x.org": "pending"})


def test_a_mail_that_the_server_never_takes() -> None:
    """A fault of all mails leaves none marked as tried."""
    world = World({"a@x.org": [ServerError("takes mails of at most 50 bytes", lasting=True)]})
    assert world.run("a@x.org", "b@x.org").fault.startswith("takes mails")
    assert world.states() == {"a@x.org": "pending", "b@x.org": "pending"}
    assert world.rows[1, "a@x.org"].attempts == 0


def test_refusals_in_a_row_stop_everything() -> None:
    """A server that refuses one mail after the other dislikes the mail: the rest is kept for when that is mended."""
    world = World({f"{n}@x.org": [NEVER] for n in range(20)})
    out = world.run(*[f"{n}@x.org" for n in range(20)])
    assert (out.count("failed"), out.count("pending")) == (5, 15)
    assert "5 mails in a row" in out.fault
    world.put(list(again(world.entries(1), now=world.now)))
    world.answers.clear()
    assert world.run(*[f"{n}@x.org" for n in range(20)]).count("sent") == 20


@pytest.mark.parametrize("state", ["pending", "sending", "sent"])
def test_a_run_that_dies(state: str) -> None:
    """Whatever was written last, everybody has the mail after the next run; only a death in "sending" can make a second copy."""
    everybody = [f"{n}@x.org" for n in range(5)]
    world = World()

    def die(entry: LedgerEntry) -> None:
        if entry.address == "2@x.org" and entry.state == state:
            raise Killed

    world.on_put = die
    with pytest.raises(Killed):
        world.run(*everybody)
    world.on_put = lambda entry: None
    assert world.run(*everybody).count("sent") == 5
    assert {address for address, _ in world.got} == set(everybody)
    assert len(set(world.got)) == 5
    assert len(world.got) == 5


def test_a_death_between_acceptance_and_record() -> None:
    """The one window: the mail is sent twice, under the same Message-ID."""
    world = World()
    plain_send = world.send

    def send_and_die(letter: Letter) -> Answer:
        plain_send(letter)
        raise Killed

    world.send = send_and_die  # type: ignore[method-assign]
    with pytest.raises(Killed):
        world.run("a@x.org", "b@x.org")
    assert world.states()["a@x.org"] == "sending"
    world.send = plain_send  # type: ignore[method-assign]
    world.run("a@x.org", "b@x.org")
    assert sorted(world.got) == [("a@x.org", "<1-a@x.org>")] * 2 + [("b@x.org", "<1-b@x.org>")]


def test_the_list_changes() -> None:
    """Who comes later gets it, too; who is no subscriber any more, or is suppressed, gets nothing; who is back, does."""
    world = World()
    short = Rules(retries=5, too_late=START + timedelta(minutes=1))
    world.refuses.append(ServerError("gone", lasting=True))
    world.run("a@x.org", "b@x.org", rules=short)
    world.run("a@x.org", "c@x.org", silent=["d@x.org"])
    assert world.states() == {"a@x.org": "sent", "b@x.org": "suppressed", "c@x.org": "sent", "d@x.org": "suppressed"}
    world.answers.clear()
    world.run("a@x.org", "b@x.org", "d@x.org")
    assert world.states()["b@x.org"] == world.states()["d@x.org"] == "sent"
    assert len(world.got) == 4


def test_a_clock_that_is_set_back() -> None:
    """Nobody waits for a time that only a wrong clock could name."""
    world = World()
    row = LedgerEntry(1, "a@x.org", "deferred", "<1-a@x.org>", 1, (START + timedelta(minutes=5)).isoformat())
    world.put([row])
    world.now -= timedelta(days=300)
    world.run("a@x.org")
    assert world.states() == {"a@x.org": "sent"}
    assert sum(world.waits) <= LONGEST_WAIT.total_seconds()


def test_no_faster_than_allowed() -> None:
    """Sixty a minute are one a second."""
    world = World()
    world.run(*[f"{n}@x.org" for n in range(4)], rules=Rules(5, START + timedelta(hours=1), rate_per_minute=60))
    assert [(when - START).seconds for _, when in world.tried] == [0, 1, 2, 3]


def test_a_connection_does_not_last_for_ever() -> None:
    """After a hundred mails there is another."""
    world = World()
    world.run(*[f"{n}@x.org" for n in range(250)])
    assert world.connections == 3


def test_editions_do_not_mix() -> None:
    """Each has its own rows."""
    world = World()
    world.run("a@x.org", edition=1)
    world.run("a@x.org", edition=2)
    assert world.got == [("a@x.org", "<1-a@x.org>"), ("a@x.org", "<2-a@x.org>")]
