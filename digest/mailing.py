"""A frozen edition -> the mails of its subscribers: joins rendering, the archive and delivery."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from digest import edition as editions_data
from digest import pipeline
from digest.archive import documents, editions, lock
from digest.archive.editions import Edition
from digest.archive.ledger import Ledger
from digest.archive.store import Store
from digest.compose import narrowed
from digest.config import Config
from digest.config.delivery import ADDRESS_FIELD, DeliveryConfig
from digest.deliver import sending, smtp, subscribers, suppressions
from digest.deliver.addresses import normalised, same
from digest.deliver.message import MARK, Content, Letter, Letterhead, message_id, writer
from digest.deliver.secret import password
from digest.deliver.sending import Carrier, Hands, Outcome, Rules
from digest.deliver.suppressions import Suppression
from digest.errors import ConfigError, DeliveryError, LockedError, RenderError
from digest.journal import Journal, write
from digest.model import Briefing, LedgerEntry, Subscriber

MAX_BYTES = 50_000_000
DRAFT_SUBJECT = "Draft: {title}, {date}"
"""A draft has no number yet, whatever the configuration's subject wants."""
LIST_TRIES = 60
"""How often, a second apart, a list is tried that somebody else is changing."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What a run needs of the world outside besides files; tests put their own clock and server here."""

    now: Callable[[], datetime]
    wait: Callable[[float], None]
    """Waits so many seconds."""
    environment: Mapping[str, str]
    connect: Callable[[smtp.Server], Carrier] = smtp.connect


def delivery_of(config: Config) -> DeliveryConfig:
    """The configuration's delivery. Raises `ConfigError` where it has none."""
    if config.delivery is None:
        raise ConfigError(["delivery: is missing; it says by which server the edition goes to whom (docs/operate.md)"])
    return config.delivery


# --- who -------------------------------------------------------------------------------------------------------------


def list_path(config: Config) -> Path:
    """The file of the subscribers."""
    return config.resolve(delivery_of(config).subscribers)


def off_path(config: Config) -> Path:
    """The file of the suppressed addresses, beside that of the subscribers."""
    path = list_path(config)
    return path.with_name(f"{path.stem}.suppressed.csv")


def read_text(path: Path) -> str:
    """The text of a list. Raises `ConfigError` where it can't be read; a file that isn't there is an empty one."""
    try:
        with path.open("rb") as stream:
            body = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return ""
    except OSError as err:
        raise ConfigError([f"{path}: cannot be read: {err.strerror}"]) from err
    if len(body) > MAX_BYTES:
        raise ConfigError([f"{path}: is larger than {MAX_BYTES:,} bytes; that is no list of subscribers"])
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        line = body.count(b"\n", 0, err.start) + 1
        raise ConfigError(
            [f"{path}:{line}: byte 0x{body[err.start]:02x} is not UTF-8; save the file as UTF-8"]
        ) from err


def everybody(config: Config) -> tuple[Subscriber, ...]:
    """All subscribers, also those that get nothing now. Raises `ConfigError` with every fault of the list."""
    path = list_path(config)
    return subscribers.parse(read_text(path), file=path.as_posix(), editions=delivery_of(config).named)


def suppressed(config: Config) -> dict[str, Suppression]:
    """What is known of addresses whose mail came back or who asked to be taken off."""
    return suppressions.parse(read_text(off_path(config)), file=off_path(config).as_posix())


def wanted(config: Config) -> tuple[tuple[Subscriber, ...], tuple[str, ...]]:
    """Who is to get the edition, and the addresses on the list that are to get nothing.

    Raises `ConfigError` where the list has faults, or is not there: an edition that nobody gets should be meant.
    """
    if not list_path(config).exists():
        raise ConfigError([f"{list_path(config)}: there is no such file; `digest subscribers add ADDRESS` makes it"])
    rows, known = suppressed(config), everybody(config)
    off = {key for key, row in rows.items() if row.off}
    gets = tuple(one for one in known if one.active and same(one.address) not in off)
    return gets, tuple(one.address for one in known if one not in gets)


@contextmanager
def changing(config: Config) -> Iterator[dict[str, Suppression]]:
    """Nobody else changes the lists meanwhile. Raises `LockedError` where somebody does."""
    with lock.held(list_path(config)):
        yield suppressed(config)


def write_off(config: Config, rows: Mapping[str, Suppression]) -> None:
    """Writes down who is to get nothing."""
    write(off_path(config), suppressions.text_of(rows).encode())


# --- what ------------------------------------------------------------------------------------------------------------


def letterhead(config: Config) -> Letterhead:
    """The head of every mail. Raises `ConfigError` where an address in the configuration is none."""
    delivery = delivery_of(config)
    name, sender = _mailbox("sender", delivery.sender)
    answer_name, answer = _mailbox("reply_to", delivery.reply_to) if delivery.reply_to else ("", "")
    leave = delivery.unsubscribe
    return Letterhead(
        sender=sender,
        sender_name=name,
        reply_to=answer,
        reply_to_name=answer_name,
        list_id=delivery.list_id or f"{config.briefing.slug}.{sender.rpartition('@')[2]}",
        list_name=config.briefing.title,
        leave_mailto=_mailbox("unsubscribe.mailto", leave.mailto)[1] if leave.mailto else "",
        leave_https=(leave.https or "").replace(ADDRESS_FIELD, MARK),
    )


def _mailbox(key: str, text: str) -> tuple[str, str]:
    name, _, rest = text.rpartition("<")
    try:
        return name.strip().strip('"'), normalised(rest.removesuffix(">"))
    except ValueError as err:
        raise ConfigError([f"delivery.{key}: {err}"]) from err


def leaving(head: Letterhead, briefing: Briefing) -> str:
    """The lines at the end of both bodies: why a reader gets the mail, which edition it is, and how to get off the list."""
    ways = [head.leave_https] if head.leave_https else []
    ways += [f"mailto:{head.leave_mailto}?subject=unsubscribe"] if head.leave_mailto else []
    titles = ", ".join(section.title for section in briefing.sections)
    which = f"It is the edition {briefing.view}, which holds only: {titles}.\n" if briefing.view else ""
    return f"{which}You get this mail because you are on the list of its readers. To be taken off:\n" + "\n".join(ways)


def content(briefing: Briefing, pdf: bytes, config: Config) -> Content:
    """What the mails of a briefing hold; a draft goes to no reader, so it names no way off the list. Raises `TemplateError`."""
    from digest.render import mail

    leave = leaving(letterhead(config), briefing) if briefing.number else ""
    bodies = mail(briefing, templates=config.templates_dir, unsubscribe=leave)
    return Content(subject(briefing, config), bodies.text, bodies.html, pdf, f"{editions_data.stem(briefing)}.pdf")


def subject(briefing: Briefing, config: Config) -> str:
    """The subject by the configuration's template."""
    day = datetime.fromisoformat(briefing.day)
    values = {
        "title": briefing.title,
        "number": str(briefing.number),
        "date": f"{day.day} {day:%B %Y}",
        "edition": briefing.view or "full",
        "takeaway": briefing.takeaways[0].quote.text if briefing.takeaways else _no_takeaway(briefing),
    }
    text = delivery_of(config).subject if briefing.number else DRAFT_SUBJECT
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _no_takeaway(briefing: Briefing) -> str:
    return "" if any(section.items for section in briefing.sections) else "nothing to report"


def contents(config: Config, store: Store, edition: Edition) -> Callable[[str], Content]:
    """Name of a named edition -> its content. Each is made when it is first asked for."""
    files = editions.files(store, edition)
    whole = editions_data.from_json(next(body for name, body in files.items() if name.endswith(".json")))

    @cache
    def of(name: str) -> Content:
        keys = delivery_of(config).named[name]
        pdf = next((body for file, body in files.items() if file.endswith(".pdf")), b"")
        briefing = narrowed(whole, name, keys)
        if keys and pdf:
            pdf = _own_pdf(briefing, config, store, edition)
        return content(briefing, pdf, config)

    return of


def _own_pdf(briefing: Briefing, config: Config, store: Store, edition: Edition) -> bytes:
    docs = documents.documents(store, editions.documents_of(store, edition))
    try:
        made = pipeline.render(briefing, config, ["pdf"], tuple(docs.values()))
    except RenderError as err:
        raise DeliveryError(f"the PDF of the edition {briefing.view} cannot be made: {err}") from err
    return made[f"{editions_data.stem(briefing)}.pdf"]


def writing(config: Config, of: Callable[[str], Content], *, date: datetime) -> Callable[[Subscriber, str], Letter]:
    """A function that writes the mail for a subscriber under a Message-ID."""
    head, dkim = letterhead(config), delivery_of(config).dkim
    sign = None
    if dkim is not None:
        from digest.deliver.dkim import signer

        sign = signer(selector=dkim.selector, domain=dkim.domain, key_file=config.resolve(dkim.key_file))
    writers: dict[str, Callable[[Subscriber, str], Letter]] = {}

    def write_to(subscriber: Subscriber, name: str) -> Letter:
        if subscriber.edition not in writers:
            writers[subscriber.edition] = writer(of(subscriber.edition), head, date=date, sign=sign)
        return writers[subscriber.edition](subscriber, name)

    return write_to


def naming(edition: Edition, sender: str) -> Callable[[str], str]:
    """Address -> Message-ID of its mail."""
    return lambda address: message_id(f"{edition.slug}/{edition.number}/{edition.revision}", address, sender)


# --- sending ---------------------------------------------------------------------------------------------------------


def server(config: Config, environment: Mapping[str, str]) -> smtp.Server:
    """The server and how to log in. Raises `ConfigError` or `DeliveryError` where the password can't be had."""
    asked = delivery_of(config).smtp
    file = config.resolve(asked.password_file) if asked.password_file else None
    return smtp.Server(
        host=asked.host,
        port=asked.real_port,
        security=asked.security,
        own_name=letterhead(config).sender.rpartition("@")[2],
        user=asked.user,
        password=password(variable=asked.password_env, file=file, environment=environment),
        ca_file=config.resolve(asked.ca_file) if asked.ca_file else None,
    )


def send(
    config: Config,
    store: Store,
    edition: Edition,
    *,
    outside: Outside,
    journal: Journal,
    only: str = "",
    by_hand: bool = False,
) -> Outcome:
    """Sends what is still to be sent of an edition. `by_hand`: whatever the hour, and what failed, is tried once more.

    Raises `ConfigError`, `DeliveryError` or `TemplateError` where nothing can be sent.
    """
    delivery, ledger = delivery_of(config), Ledger(store)
    gets, silent = wanted(config)
    if only:
        only = _subscriber(gets, only).address
    frozen, now = datetime.fromisoformat(edition.frozen), outside.now()
    late = timedelta(hours=delivery.too_late_hours)
    if by_hand:
        states = ("sent", "unknown", "failed", "deferred") if only else ("failed", "deferred")
        named = {one.address for one in gets if not only or one.address == only}
        rows = [e for e in ledger.entries(edition.id) if e.state in states and e.address in named]
        ledger.put(sending.again(rows, now=now))

    def suppress(address: str, reason: str) -> None:
        day = outside.now().date().isoformat()
        for tries in range(LIST_TRIES):
            try:
                with changing(config) as rows:
                    write_off(config, suppressions.off(rows, address, reason=reason, day=day))
                return
            except LockedError:
                if tries == LIST_TRIES - 1:
                    raise
                outside.wait(1.0)

    def log(entry: LedgerEntry) -> None:
        if entry.state != "sending":
            values = {
                "code": entry.code,
                "reply": entry.reply,
                "attempts": entry.attempts,
                "message_id": entry.message_id,
            }
            journal.step("mail", edition=edition.name, address=entry.address, state=entry.state, **values)

    hands = Hands(
        ledger=ledger,
        connect=lambda: outside.connect(server(config, outside.environment)),
        write=writing(config, contents(config, store, edition), date=frozen),
        now=outside.now,
        wait=outside.wait,
        suppress=suppress,
        log=log,
        named=naming(edition, letterhead(config).sender),
    )
    rules = Rules(delivery.retries, max(frozen, now) + late if by_hand else frozen + late, delivery.rate_per_minute)
    return sending.send(edition.id, gets, silent, rules=rules, hands=hands, only=[only] if only else ())


def dry(config: Config, store: Store, edition: Edition, *, only: str = "") -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of each mail as it would be sent; nothing is sent and nothing written down."""
    gets, _ = wanted(config)
    if only:
        gets = (_subscriber(gets, only),)
    make = writing(config, contents(config, store, edition), date=datetime.fromisoformat(edition.frozen))
    named = naming(edition, letterhead(config).sender)
    for at, one in enumerate(gets, start=1):
        yield f"{at:05}-{one.address.replace('/', '_')}.eml", make(one, named(one.address)).body


def _subscriber(gets: Sequence[Subscriber], text: str) -> Subscriber:
    try:
        wanted_one = same(normalised(text))
    except ValueError as err:
        raise DeliveryError(str(err)) from err
    for one in gets:
        if same(one.address) == wanted_one:
            return one
    raise DeliveryError(f"{text} is no active subscriber; `digest subscribers list` shows who is")


def note(
    config: Config, to: str, about: str, text: str, *, moment: datetime, pdf: bytes = b"", html: str = ""
) -> Letter:
    """A mail to the operator or the editor."""
    head = letterhead(config)
    plain = Letterhead(head.sender, head.sender_name)
    _, address = _mailbox("operator", to)
    made = writer(Content(about, text, html, pdf, f"{config.briefing.slug}-draft.pdf"), plain, date=moment)
    name = message_id(f"{about}\0{moment.isoformat()}\0{text}", address, head.sender)
    return made(Subscriber(address, formats="both" if html else "pdf"), name)
