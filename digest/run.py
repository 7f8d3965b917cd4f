"""The unattended run: what is due is built, frozen and sent, once, however often it is started.

    lock -> files that are missing -> due days -> freeze -> files -> mails -> what is new goes to the operator

Several briefings may share an archive: each has a lock of its own for its runs, and waits for the archive's while another one builds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from digest import edition as editions_data
from digest import frozen, journal, mailing, memory
from digest.archive import editions, lock
from digest.archive.editions import Edition
from digest.archive.ledger import Ledger
from digest.archive.store import Store
from digest.config import Config
from digest.deliver import spool
from digest.deliver.message import Letter
from digest.deliver.ping import ping
from digest.errors import DeliveryError, DigestError, LockedError
from digest.journal import History, Journal, Places, Result, Run
from digest.mailing import Outside
from digest.model import EXPECTED, OPEN, Briefing, Progress
from digest.pipeline import Built, cutoff_of
from digest.reading import quiet
from digest.wording import counted, stamp

ARCHIVE_TRIES = 60
ARCHIVE_WAIT_S = 10.0
"""How often, and how long each time, a run waits for another briefing that is using the archive."""

WEEK = timedelta(days=7)
MOST_TOLD = 20
"""Mails that are told of one by one."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Wish:
    """How the run is to be made."""

    hold: bool = False
    """Freeze nothing; the editor gets the draft."""
    deadline: datetime | None = None
    """When reading stops and what there is goes out."""


@dataclass(slots=True)
class _Course:
    """What a run did so far."""

    config: Config
    outside: Outside
    journal: Journal
    places: Places
    history: History
    said: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    result: Result = "idle"

    def tell(self, step: str, said: str, **values: object) -> None:
        self.said.append(said)
        self.journal.step(step, said=said, **values)


def run(config: Config, *, outside: Outside, wish: Wish = Wish(), progress: Progress = quiet) -> Run:
    """Does what is due and returns what was done. Raises `LockedError` where a run of this briefing is under way; every other failure of
    the program's own is part of what is returned, and the operator is told of it.
    """

    def work(course: _Course) -> None:
        _mend(course)
        with _noted(course):  # what can't be built holds up no mail
            days = due(course, outside.now())
            if wish.hold:
                _hold(course, days[-1:], wish, progress)
            else:
                _freeze(course, days, wish, progress)
        _send_open(course)

    return _attended(config, outside, work)


def approve(config: Config, *, outside: Outside, progress: Progress = quiet) -> Run:
    """Freezes and sends the draft that the editor has. Raises as `run` does.

    Where other articles are there than the draft was made of, nothing is frozen: the editor gets the new draft first.
    """
    if not journal.load(journal.places(config).runs).held:  # a slip of the editor's, and no run that failed
        raise DeliveryError("no draft waits for approval; `digest run --hold` makes one")

    def work(course: _Course) -> None:
        if not course.history.held:  # approved by somebody else a moment ago
            return
        day = date.fromisoformat(course.history.held)
        built = _patient(course, lambda: frozen.draft(config, frozen.Order(day, outside.now()), progress=progress))
        if _sources(built.briefing) != course.history.held_digest:
            _mail_draft(course, day, built)
            raise DeliveryError(
                "other articles are there than the draft was made of: look at the new draft, and approve that"
            )
        _freeze(course, [day], Wish(), progress)
        course.history = replace(course.history, held="", held_digest="")
        _send_open(course)

    return _attended(config, outside, work)


def _attended(config: Config, outside: Outside, work: Callable[[_Course], None]) -> Run:
    """Runs `work` under the briefing's lock, and sees to it that somebody hears of what went wrong."""
    try:
        return _locked(config, outside, work)
    except LockedError:
        raise
    except (
        DigestError
    ):  # where nothing can be written down no mail is kept either: who watches from outside can still be told
        if config.delivery is not None and config.delivery.ping:
            ping(config.delivery.ping, "fail")
        raise


def _locked(config: Config, outside: Outside, work: Callable[[_Course], None]) -> Run:
    places = journal.places(config)
    began = outside.now()
    with lock.held(places.lock):
        history = journal.load(places.runs)
        course = _Course(config, outside, Journal(places.log, outside.now), places, history)
        _ping(course, "start")
        with _noted(course):
            work(course)
        new = journal.new_problems(course.history, course.problems)
        made = Run(
            stamp(began),
            stamp(outside.now()),
            course.result,
            tuple(course.said),
            tuple(course.problems),
            new,
        )
        _alert(course, made)
        _ping(course, "fail" if made.result == "failed" else "success")
        journal.save(places.runs, journal.after(course.history, made))
        course.journal.step("end", result=made.result, problems=made.problems, new=made.new)
    return made


@contextmanager
def _noted(course: _Course) -> Iterator[None]:
    """A failure of the block becomes part of what the run returns."""
    try:
        yield
    except DigestError as err:
        course.result = "failed"
        course.problems += str(err).splitlines()[:50]
        course.journal.step("failed", error=str(err))


# --- what is due -----------------------------------------------------------------------------------------------------


def due(course: _Course, now: datetime) -> tuple[date, ...]:
    """The days that need an edition now: those whose cut-off has passed and that have none, by the configuration's `catch_up`."""
    config = course.config
    briefing = config.briefing
    today = now.astimezone(briefing.zone).date()
    if now < cutoff_of(config, today):
        today -= timedelta(days=1)
    with Store(config.archive_path) as store:
        last = max((date.fromisoformat(e.day) for e in editions.editions(store, briefing.slug)), default=None)
    if last is not None and last > today + timedelta(days=1):
        course.problems.append(
            f"the last edition is of {last}, which is still to come: was the clock wrong, or is it now?"
        )
    return memory.due(last, today, policy=briefing.catch_up, schedule=briefing.schedule)


# --- building --------------------------------------------------------------------------------------------------------


def _order(course: _Course, day: date, wish: Wish) -> frozen.Order:
    now = course.outside.now()
    past = cutoff_of(course.config, day) + timedelta(days=1) <= now
    deadline = wish.deadline if wish.deadline and wish.deadline > now else None
    late = (lambda: course.outside.now() >= deadline) if deadline else frozen.Order(day, now).late
    return frozen.Order(day, now, late=late, met=now if past else None)


def _freeze(course: _Course, days: Sequence[date], wish: Wish, progress: Progress) -> None:
    for day in days:
        course.journal.step("build", day=day)
        order = _order(course, day, wish)
        made = _patient(course, lambda order=order: frozen.freeze(course.config, order, progress=progress))  # type: ignore[misc]
        written: tuple[Path, ...] = ()
        with _noted(course):  # the edition is there all the same: its mails go out, and the next run writes its files
            written = frozen.finish(made, course.config.out_dir)
        if made.built is None:
            continue
        items = sum(len(section.items) for section in made.built.briefing.sections)
        course.result = _better(course.result, "done" if items else "quiet")
        told = _told(made.built)
        what = counted(items, "item") if items else "nothing to report" + (" in what could be read" if told else "")
        said = f"{made.edition.name} of {day} frozen: {what}"
        course.tell("freeze", said, files=[str(path) for path in written])
        course.problems += told


def _better(so_far: Result, now: Result) -> Result:
    """What a run is called that did both: a failure stays one."""
    order: tuple[Result, ...] = ("idle", "quiet", "done", "failed")
    return max(so_far, now, key=order.index)


def _mend(course: _Course) -> None:
    """Writes what the folder lacks of the last week's editions: a run before this one was ended, or could not write there."""
    config = course.config
    with Store(config.archive_path) as store:
        for edition in editions.editions(store, config.briefing.slug):
            if course.outside.now() - datetime.fromisoformat(edition.frozen) > WEEK:
                continue
            with _noted(course):
                made = frozen.Frozen(edition, editions.files(store, edition), None)
                if frozen.lacking(made, config.out_dir):
                    frozen.finish(made, config.out_dir)
                    course.tell("files", f"{edition.name}: its files are written")
                    course.result = _better(course.result, "done")


def _told(built: Built) -> list[str]:
    from digest.analyse.about.missed import advice  # loaded by the build

    problems = built.briefing.coverage.problems
    return [
        f"{problem.uri}: {problem.message}{advice(problem)}" for problem in problems if problem.stage not in EXPECTED
    ]


def _patient(course: _Course, make: Callable[[], _T]) -> _T:
    """`make`, as soon as no other briefing is using the archive."""
    for _ in range(ARCHIVE_TRIES):
        try:
            return make()
        except LockedError:
            course.journal.step("waiting", on="the archive, which another run is using")
            course.outside.wait(ARCHIVE_WAIT_S)
    return make()


# --- drafts that wait for the editor ---------------------------------------------------------------------------------


def _hold(course: _Course, days: Sequence[date], wish: Wish, progress: Progress) -> None:
    for day in days:
        if course.history.held == day.isoformat():
            continue
        order = _order(course, day, wish)
        built = _patient(course, lambda order=order: frozen.draft(course.config, order, progress=progress))  # type: ignore[misc]
        editions_data.write(built.files, course.config.out_dir)
        course.result = _better(course.result, "done")
        course.problems += _told(built)
        _mail_draft(course, day, built)


def _mail_draft(course: _Course, day: date, built: Built) -> None:
    delivery = mailing.delivery_of(course.config)
    to = delivery.editor or delivery.operator
    if to is None:
        raise DeliveryError("delivery.editor names nobody who could look at the draft")
    pdf = next((body for name, body in built.files.items() if name.endswith(".pdf")), b"")
    made = mailing.content(built.briefing, pdf, course.config)
    lead = "This is a draft; nobody else has it. `digest approve` freezes and sends it.\n\n"
    now = course.outside.now()
    letter = mailing.note(course.config, to, made.subject, lead + made.text, moment=now, pdf=pdf, html=made.html)
    _spool(course, letter)
    course.history = replace(course.history, held=day.isoformat(), held_digest=_sources(built.briefing))
    course.tell("draft", f"the draft of {day} went to {to}")


def _sources(briefing: Briefing) -> str:
    return hashlib.sha256("\n".join(sorted(source.doc for source in briefing.sources)).encode()).hexdigest()


# --- mails -----------------------------------------------------------------------------------------------------------


def _send_open(course: _Course) -> None:
    """Sends what is open of the last week's editions; of those that are too old for it, what is open has failed by now.

    Revisions go out only when somebody sends them.
    """
    config, outside = course.config, course.outside
    if config.delivery is None:
        return
    reach = timedelta(hours=config.delivery.too_late_hours)
    with Store(config.archive_path) as store:
        for edition in editions.editions(store, config.briefing.slug):
            age = outside.now() - datetime.fromisoformat(edition.frozen)
            if edition.revision == 1 and (age <= reach or (age <= WEEK and _has_open(store, edition))):
                _send_one(course, store, edition)


def _has_open(store: Store, edition: Edition) -> bool:
    return any(entry.state in OPEN for entry in Ledger(store).entries(edition.id))


def _send_one(course: _Course, store: Store, edition: Edition) -> None:
    before = {entry.address: entry.state for entry in Ledger(store).entries(edition.id)}
    outcome = mailing.send(course.config, store, edition, outside=course.outside, journal=course.journal)
    fresh = [entry for entry in outcome.entries if before.get(entry.address) != entry.state]
    sent = sum(entry.state == "sent" for entry in fresh)
    if sent:
        course.result = course.result if course.result == "quiet" else _better(course.result, "done")
        course.tell("sent", f"{edition.name}: {counted(sent, 'mail')} sent")
    wrong = [entry for entry in fresh if entry.state in ("failed", "unknown")]
    for entry in wrong[:MOST_TOLD]:
        word = "failed" if entry.state == "failed" else "may or may not have arrived"
        course.problems.append(f"the mail of {edition.name} to {entry.address} {word}: {entry.reply}")
    if len(wrong) > MOST_TOLD:
        rest = len(wrong) - MOST_TOLD
        course.problems.append(
            f"{counted(rest, 'more mail')} of {edition.name} failed; `digest status {edition.number}` names them"
        )
    if outcome.fault:
        open_ = outcome.count("pending", "sending", "deferred")
        course.result = "failed"
        are = "is" if open_ == 1 else "are"
        course.problems.append(f"{outcome.fault}; {counted(open_, 'mail')} of {edition.name} {are} still to be sent")


# --- who hears of it -------------------------------------------------------------------------------------------------


def _alert(course: _Course, made: Run) -> None:
    """One mail to the operator where something is new; through the spool, which also holds what could not be sent before."""
    delivery = course.config.delivery
    if delivery is None:
        return
    if made.new and delivery.operator:
        word = "failed" if made.result == "failed" else "has new problems"
        about = f"{course.config.briefing.title}: the run of {course.outside.now():%Y-%m-%d %H:%M} UTC {word}"
        lines = ["New:", *(f"- {one}" for one in made.new), ""]
        still = [one for one in made.problems if one not in made.new]
        lines += ["As before:", *(f"- {one}" for one in still), ""] if still else []
        lines += ["What was done:", *(f"- {one}" for one in made.said), ""] if made.said else []
        lines += ["`digest status` says more; docs/operate.md says what to do.", ""]
        with _minded(course):
            _spool(
                course,
                mailing.note(course.config, delivery.operator, about, "\n".join(lines), moment=course.outside.now()),
            )
    with _minded(course):
        if course.places.spool.is_dir():
            connect = course.outside.connect
            gone, why = spool.flush(
                course.places.spool, lambda: connect(mailing.server(course.config, course.outside.environment))
            )
            if gone or why:
                course.journal.step("spool", sent=gone, waiting_because=why)


@contextmanager
def _minded(course: _Course) -> Iterator[None]:
    """What goes wrong with telling of a failure is written into the log: there is nobody else to tell."""
    try:
        yield
    except DigestError as err:
        course.journal.step("not told", error=str(err))


def _spool(course: _Course, letter: Letter) -> None:
    spool.put(course.places.spool, letter, write=journal.write)


def _ping(course: _Course, what: str) -> None:
    delivery = course.config.delivery
    if delivery is not None and delivery.ping and (said := ping(delivery.ping, what)):  # type: ignore[arg-type]
        course.journal.step("ping", error=said)
