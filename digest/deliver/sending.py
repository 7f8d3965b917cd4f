"""All mails of an edition, one after the other, and what became of each, written down at every step.

    pending -> sending -> sent
                       -> deferred -> sending …     temporary refusal: tried again after 5, 10, 20, 40, 60, 60 … minutes
                       -> failed                    refused for good, given up, or too late
                       -> unknown                   broken behind the final dot: it may have arrived, so it is not sent again by itself
    pending, deferred -> suppressed                 the subscriber is to get nothing any more

The ledger is told "sending" before a mail leaves and the answer when it is there. A run that dies in between leaves "sending": the next
one sends the mail again, under the same Message-ID. That is the only way to a second copy.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from digest.deliver.message import Letter
from digest.deliver.smtp import Answer, ServerError
from digest.errors import DeliveryError
from digest.model import OPEN, LedgerEntry, Subscriber
from digest.wording import stamp

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(minutes=60)
PER_LINE = 100
"""Mails over one connection; servers dislike connections without end."""
IN_A_ROW = 5
"""So many refusals in a row that are not about the recipient, and nothing taken since: the server dislikes the mail itself."""


class Ledger(Protocol):
    """What is known of the mails; `put` has committed when it returns."""

    def entries(self, edition: int) -> Sequence[LedgerEntry]:
        """All mails of an edition."""

    def put(self, entries: Iterable[LedgerEntry]) -> None:
        """Adds entries or replaces those of the same edition and address."""


class Carrier(Protocol):
    """An open connection, as `smtp.Line` is."""

    usable: bool

    def send(self, letter: Letter) -> Answer:
        """Hands one mail over."""

    def close(self) -> None:
        """Ends it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How long and how fast."""

    retries: int
    too_late: datetime
    """After it nothing is tried again."""
    rate_per_minute: int = 0


@dataclass(frozen=True, slots=True)
class Hands:
    """What sending needs of the world outside."""

    ledger: Ledger
    connect: Callable[[], Carrier]
    write: Callable[[Subscriber, str], Letter]
    """Subscriber and Message-ID -> the mail."""
    now: Callable[[], datetime]
    wait: Callable[[float], None]
    """Waits so many seconds."""
    suppress: Callable[[str, str], None]
    """Address and reason: it is to get nothing any more."""
    log: Callable[[LedgerEntry], None]
    """Told of every change."""
    named: Callable[[str], str]
    """Address -> the mail's Message-ID, always the same."""


class Outcome(NamedTuple):
    """How it ended."""

    entries: tuple[LedgerEntry, ...]
    """Every mail of the edition."""
    fault: str
    """Why sending stopped before its end; empty where it didn't."""

    def count(self, *states: str) -> int:
        """How many mails are in one of the states."""
        return sum(entry.state in states for entry in self.entries)


def send(
    edition: int,
    subscribers: Sequence[Subscriber],
    silent: Collection[str],
    *,
    rules: Rules,
    hands: Hands,
    only: Collection[str] = (),
) -> Outcome:
    """Sends what is still to be sent of an edition, waits for what was deferred, and returns when nothing is left to try.

    `silent` are addresses that are to get nothing; where `only` names any, nobody else is sent a mail now. Mails already settled are
    left alone, so that it can be called again at any time.
    """
    enrol(edition, subscribers, silent, hands)
    by_address = {one.address: one for one in subscribers if not only or one.address in only}
    desk = _Desk(rules, hands)
    fault = ""
    try:
        while due := _due(edition, by_address, desk):
            for entry in due:
                desk.handle(entry, by_address[entry.address])
    except ServerError as err:
        fault = str(err)
    finally:
        desk.hang_up()
    return Outcome(tuple(hands.ledger.entries(edition)), fault)


def enrol(edition: int, subscribers: Sequence[Subscriber], silent: Collection[str], hands: Hands) -> None:
    """Enters every subscriber who has no row yet; takes out those who are to get nothing, or are subscribers no longer."""
    known = {entry.address: entry for entry in hands.ledger.entries(edition)}
    wanted = {one.address for one in subscribers}
    new = [
        known.get(one.address) or LedgerEntry(edition, one.address)
        for one in subscribers
        if one.address not in known or known[one.address].state == "suppressed"
    ]
    new = [replace(e, state="pending", message_id=hands.named(e.address), next_try="", reply="") for e in new]
    new += [
        LedgerEntry(edition, address, "suppressed", reply="is on the list of suppressed addresses")
        for address in silent
        if address not in known and address not in wanted
    ]
    new += [
        replace(entry, state="suppressed", reply="is to get nothing any more")
        for entry in known.values()
        if entry.state in OPEN and entry.address not in wanted
    ]
    if new:
        hands.ledger.put(replace(entry, updated=stamp(hands.now())) for entry in new)


def _due(edition: int, known: Collection[str], desk: _Desk) -> list[LedgerEntry]:
    """The mails that are to be tried now; waits until there are some. None: nothing is left."""
    entries = [e for e in desk.hands.ledger.entries(edition) if e.state in OPEN and e.address in known]
    order = {address: at for at, address in enumerate(known)}
    entries.sort(key=lambda entry: (entry.attempts, order[entry.address]))
    if not entries:
        return []
    now = desk.hands.now()
    soonest = min(_next_try(entry, now) for entry in entries)
    if soonest > now and soonest <= desk.rules.too_late:
        desk.hang_up()
        desk.hands.wait((soonest - now).total_seconds())
        now = max(soonest, desk.hands.now())
    return [entry for entry in entries if _next_try(entry, now) <= now or soonest > desk.rules.too_late]


def _next_try(entry: LedgerEntry, now: datetime) -> datetime:
    """When it may be tried again. What lies further ahead than any wait comes from a clock that was set back: it may be tried at once."""
    then = datetime.fromisoformat(entry.next_try) if entry.next_try else now
    return then if then - now <= LONGEST_WAIT else now


class _Desk:
    """The open connection, and how fast and how well it goes."""

    def __init__(self, rules: Rules, hands: Hands) -> None:
        self.rules = rules
        self.hands = hands
        self._line: Carrier | None = None
        self._used = 0
        self._refusals = 0
        self._last: datetime | None = None

    def handle(self, entry: LedgerEntry, subscriber: Subscriber) -> None:
        """Tries one mail and writes down what became of it. Raises `ServerError` where the server takes none."""
        now = self.hands.now()
        if max(now, _next_try(entry, now)) > self.rules.too_late:
            self._put(replace(entry, state="failed", reply=f"too late; before: {entry.reply or 'not tried'}"))
            return
        try:
            letter = self.hands.write(subscriber, entry.message_id)
        except DeliveryError as err:
            self._put(replace(entry, state="failed", reply=str(err)))
            return
        line = self._ready()
        self._pace()
        entry = self._put(replace(entry, state="sending", attempts=entry.attempts + 1))
        try:
            answer = line.send(letter)
        except ServerError:
            self._put(replace(entry, state="pending", attempts=entry.attempts - 1))
            raise
        self._used += 1
        self._settle(entry, answer)

    def _settle(self, entry: LedgerEntry, answer: Answer) -> None:
        entry = replace(entry, state=answer.state, code=str(answer.code or ""), reply=answer.reply, next_try="")
        if answer.state == "deferred" and entry.attempts > self.rules.retries:
            entry = replace(entry, state="failed", reply=f"given up after {entry.attempts} tries: {answer.reply}")
        elif answer.state == "deferred":
            entry = replace(entry, next_try=stamp(self.hands.now() + backoff(entry.attempts)))
        self._put(entry)
        if answer.gone:
            self.hands.suppress(entry.address, answer.reply)
        is_about_all = answer.state == "failed" and not answer.gone
        self._refusals = self._refusals + 1 if is_about_all else 0 if answer.state == "sent" else self._refusals
        if self._refusals >= IN_A_ROW:
            raise ServerError(f"{IN_A_ROW} mails in a row were refused, the last with: {answer.reply}", lasting=True)

    def _ready(self) -> Carrier:
        """A usable connection; a server that can't be reached is tried again as a mail is."""
        if self._line is not None and (not self._line.usable or self._used >= PER_LINE):
            self.hang_up()
        tries = 0
        while self._line is None:
            try:
                self._line = self.hands.connect()
            except ServerError as err:
                tries += 1
                pause = backoff(tries)
                if err.lasting or tries > self.rules.retries or self.hands.now() + pause > self.rules.too_late:
                    raise
                self.hands.wait(pause.total_seconds())
        return self._line

    def hang_up(self) -> None:
        """Ends the connection, if there is one."""
        if self._line is not None:
            self._line.close()
        self._line, self._used = None, 0

    def _pace(self) -> None:
        """Waits until the next mail may go."""
        now = self.hands.now()
        if self.rules.rate_per_minute and self._last is not None:
            left = self._last + timedelta(seconds=60 / self.rules.rate_per_minute) - now
            if timedelta(0) < left <= timedelta(minutes=1):
                self.hands.wait(left.total_seconds())
                now = self.hands.now()
        self._last = now

    def _put(self, entry: LedgerEntry) -> LedgerEntry:
        entry = replace(entry, updated=stamp(self.hands.now()))
        self.hands.ledger.put([entry])
        self.hands.log(entry)
        return entry


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many tries: 5 minutes, then twice as long each time, at most an hour."""
    return min(FIRST_WAIT * (1 << min(attempts - 1, 10)), LONGEST_WAIT)


def again(entries: Iterable[LedgerEntry], *, now: datetime) -> Iterator[LedgerEntry]:
    """Entries as they are when somebody asks for another try by hand: at once, and counted anew."""
    for entry in entries:
        yield replace(entry, state="pending", attempts=0, next_try="", updated=stamp(now))
