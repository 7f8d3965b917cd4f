"""`delivery`: by which server the edition goes to whom, and what is said to its operator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from digest.config.faults import shown
from digest.config.part import Model
from digest.config.values import Key, Line, PathText, Text, Whole

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts to which mail may go in the clear: it does not leave the machine."""
FULL = "full"
"""The named edition that there always is."""
SUBJECT_FIELDS = ("title", "number", "date", "edition", "takeaway")
"""What may stand in curly brackets in the subject."""
ADDRESS_FIELD = "{address}"
"""Stands in the https address of `unsubscribe` for the subscriber's address."""

_MAILBOX = re.compile(r"[^\s<>@,;:\"\\()\[\]]+@[^\s<>@,;:\"\\()\[\]]+")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|::1")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


def _mailbox(text: str) -> str:
    if not _MAILBOX.fullmatch(text):
        raise ValueError(f"must be a mail address, such as desk@example.org; is {shown(text)}")
    return text


def _named_mailbox(text: str) -> str:
    name, bracket, rest = text.rpartition("<")
    if not bracket:
        return _mailbox(text)
    if not rest.endswith(">") or "<" in name or ">" in name:
        raise ValueError(f"must be an address, or a name and an address as 'Desk <desk@example.org>'; is {shown(text)}")
    return f"{name.strip()} <{_mailbox(rest[:-1])}>".strip()


def _host(text: str) -> str:
    if not _HOST.fullmatch(text):
        raise ValueError(f"must be the name of a server, such as mail.example.org; is {shown(text)}")
    return text


def _domain(text: str) -> str:
    if not _DOMAIN.fullmatch(text):
        raise ValueError(f"must be a domain in small letters, such as briefing.example.org; is {shown(text)}")
    return text


def _label(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?", text):
        raise ValueError(f"must be letters, digits, '-' and '.', such as digest2025; is {shown(text)}")
    return text


def _variable(text: str) -> str:
    if not re.fullmatch(r"[A-Z_][A-Z0-9_]*", text):
        raise ValueError("must be the name of an environment variable, such as DIGEST_SMTP_PASSWORD, not the password")
    return text


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        named = parts.hostname
    except ValueError:
        parts, named = urlsplit(""), None
    if parts.scheme != "https" or not named or re.search(r"[\s<>\"\x00-\x20\x7f-\U0010ffff]", text):
        raise ValueError(f"must be an address that begins with https://; is {shown(text)}")
    if parts.username or parts.password:
        raise ValueError("no user name or password stands in an address")
    return text


def _subject(text: str) -> str:
    for name in re.findall(r"\{([^{}]*)\}", text):
        if name not in SUBJECT_FIELDS:
            known = ", ".join(f"{{{field}}}" for field in SUBJECT_FIELDS)
            raise ValueError(f"{{{name}}} means nothing here; known are {known}")
    if re.search(r"[{}]", re.sub(r"\{[a-z]+\}", "", text)):
        raise ValueError("a curly bracket has no partner")
    return text


def _sections(value: object) -> object:
    if isinstance(value, str):
        if value.strip() == "all":
            return ()
        raise ValueError(f"must be all, or a list of section keys such as [military]; is {shown(value)}")
    return value


Mailbox = Annotated[Text, AfterValidator(_mailbox)]
NamedMailbox = Annotated[Text, AfterValidator(_named_mailbox)]
Host = Annotated[Text, AfterValidator(_host)]
Domain = Annotated[Text, AfterValidator(_domain)]
Label = Annotated[Text, AfterValidator(_label)]
Variable = Annotated[Text, AfterValidator(_variable)]
Https = Annotated[Text, AfterValidator(_address)]
Subject = Annotated[Text, AfterValidator(_subject)]
Sections = Annotated[
    tuple[Key, ...],
    BeforeValidator(_sections),
    WithJsonSchema({"anyOf": [{"const": "all"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]
"""Keys of sections; empty: all of them."""


class SmtpConfig(Model):
    """The server that takes the mails. Its password never stands in this file."""

    host: Host = Field(description="Name of the server.", examples=["mail.example.org"])
    port: Whole | None = Field(
        default=None, ge=1, le=65535, description="Port; left out: 587, 465 or 25, by `security`.", examples=[587]
    )
    security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the line is encrypted.", examples=["starttls"]
    )
    user: Line = Field(default="", description="Name to log in with; left out: no login.", examples=["briefing"])
    password_env: Variable | None = Field(
        default=None, description="Environment variable that holds the password.", examples=["DIGEST_SMTP_PASSWORD"]
    )
    password_file: PathText | None = Field(
        default=None, description="File that holds the password and nobody else may read.", examples=["smtp.password"]
    )
    ca_file: PathText | None = Field(
        default=None, description="Certificates to trust instead of the system's.", examples=["ca.pem"]
    )

    @model_validator(mode="after")
    def _sound(self) -> SmtpConfig:
        if self.security == "none" and self.host not in LOOPBACK:
            raise ValueError(
                "security: none sends mail and password in the clear; it is for localhost only, use starttls or tls"
            )
        if self.user and not (self.password_env or self.password_file):
            raise ValueError("with a user goes password_env or password_file")
        if not self.user and (self.password_env or self.password_file):
            raise ValueError("a password is named but no user")
        if self.password_env and self.password_file:
            raise ValueError("password_env and password_file exclude each other; keep one")
        return self

    @property
    def real_port(self) -> int:
        """The port that is connected to."""
        return self.port or {"starttls": 587, "tls": 465, "none": 25}[self.security]


class UnsubscribeConfig(Model):
    """How a subscriber gets off the list; every mail says it."""

    mailto: Mailbox | None = Field(
        default=None,
        description="Mailbox for unsubscribe mails, read by `subscribers ingest`.",
        examples=["leave@example.org"],
    )
    https: Https | None = Field(
        default=None,
        description="Address that takes a POST (RFC 8058); {address} stands for the subscriber.",
        examples=["https://example.org/leave?who={address}"],
    )

    @model_validator(mode="after")
    def _some_way(self) -> UnsubscribeConfig:
        if not self.mailto and not self.https:
            raise ValueError("names neither mailto nor https; give at least one")
        return self


class DkimConfig(Model):
    """The key that signs the mails."""

    selector: Label = Field(description="Name of the key in the DNS.", examples=["digest2025"])
    domain: Domain = Field(description="Domain that signs: that of the sender.", examples=["example.org"])
    key_file: PathText = Field(description="RSA key in PEM that nobody else may read.", examples=["dkim.pem"])


class DeliveryConfig(Model):
    """Who sends, by which server, to whom, and who is told when something fails."""

    smtp: SmtpConfig = Field(description="The server that takes the mails.", examples=["host: mail.example.org"])
    sender: NamedMailbox = Field(
        description="Who the mails come from.", examples=["Istanbul talks <briefing@example.org>"]
    )
    reply_to: NamedMailbox | None = Field(default=None, description="Where answers go.", examples=["desk@example.org"])
    list_id: Domain | None = Field(
        default=None,
        description="List-Id; left out: the slug before the sender's domain.",
        examples=["talks.example.org"],
    )
    subject: Subject = Field(
        default="{title}, {date}", description="Subject of the mails.", examples=["{title} no. {number}"]
    )
    subscribers: PathText = Field(
        default="subscribers.yaml", description="File of the subscribers.", examples=["subscribers.yaml"]
    )
    editions: Mapping[Key, Sections] = Field(
        default={},
        description="Named editions: all, or the keys of the sections in them; there is always `full: all`.",
        examples=["{full: all, military-only: [military]}"],
    )
    unsubscribe: UnsubscribeConfig = Field(
        description="How a subscriber gets off the list.", examples=["mailto: leave@example.org"]
    )
    dkim: DkimConfig | None = Field(default=None, description="Signs the mails.", examples=["selector: digest2025"])
    rate_per_minute: Whole = Field(
        default=0, ge=0, le=100_000, description="Most mails a minute; 0: no limit.", examples=[60]
    )
    retries: Whole = Field(
        default=5, ge=0, le=50, description="How often a mail is tried again after a temporary refusal.", examples=[5]
    )
    too_late_hours: Whole = Field(
        default=12,
        ge=1,
        le=168,
        description="Hours after the edition was frozen when nothing is tried again.",
        examples=[12],
    )
    operator: Mailbox | None = Field(
        default=None, description="Who is told when something fails.", examples=["operator@example.org"]
    )
    editor: Mailbox | None = Field(
        default=None, description="Who gets the draft of `run --hold`; left out: the operator.", examples=["desk@x.org"]
    )
    ping: Https | None = Field(
        default=None,
        description="Address that is called at start, success and failure.",
        examples=["https://ping.example.org/a1"],
    )

    @property
    def named(self) -> Mapping[str, tuple[str, ...]]:
        """Every named edition and the keys of its sections; none: all of them."""
        return {FULL: (), **self.editions}
