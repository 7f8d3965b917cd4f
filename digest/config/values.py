"""Kinds of value in config.yaml: what a text must look like to be a title, a time, a zone or a whole number.

Every check takes the text as it stands in the file and returns what is used. Its message says what would be right.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator

from digest.config.faults import NOT_WHOLE, no_such_zone, shown
from digest.model import TITLES

MAX_SLUG = 60
KNOWN_KEYS = ("outcomes", "demands", "military", "reactions", "context")
"""Section keys whose language the program knows."""

RESERVED_KEY = "none"
"""What `explain` calls the sentences that fit no section."""

OWN_HEADINGS = tuple(filter(None, TITLES.values()))
"""Headings of the program's own blocks: no section may bear one, since a reader could not tell the two apart."""

_MACHINE_ZONES = ("posix", "right/", "localtime", "Factory")
"""Names in the zone database that mean another thing on every machine, or the same as the name behind the prefix."""


def slugify(title: str) -> str:
    """File-name form of a title: ASCII, lower case, words joined by hyphens; "briefing" where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_SLUG].strip("-") or "briefing"


def _fold(text: str) -> str:
    return " ".join(text.split())


def _strip(text: str) -> str:
    # Not `str.strip` itself: to find out what a method of C takes, pydantic has its documentation parsed.
    return text.strip()


def _without_headings(note: str) -> str:
    if heading := re.search(r"^ {0,3}##?[ \t][^\n]*", note, re.MULTILINE):
        raise ValueError(f"holds the heading {shown(heading[0].strip())}; in a note headings begin with ### or more")
    return note


def _filled(text: str) -> str:
    if not text:
        raise ValueError("is empty; write some text or remove it")
    return text


def _not_own_heading(text: str) -> str:
    if text.casefold() in {heading.casefold() for heading in OWN_HEADINGS}:
        raise ValueError(
            f"{shown(text)} is the heading of a block that the program writes itself; choose another title"
        )
    return text


def _key(text: str) -> str:
    if not re.fullmatch(rf"[a-z0-9_-]{{1,{MAX_SLUG}}}", text):
        form = f"must be lower-case letters, digits, - and _, at most {MAX_SLUG}"
        raise ValueError(f"{form}, such as {slugify(text)}; is {shown(text)}")
    if text == RESERVED_KEY:
        raise ValueError(f"{RESERVED_KEY!r} stands for sentences that fit no section; choose another key")
    return text


def _slug(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", text) or len(text) > MAX_SLUG:
        form = f"names the files: must be lower-case letters, digits, - and _, at most {MAX_SLUG}"
        raise ValueError(f"{form}, such as {slugify(text)}; is {shown(text)}")
    return text


def _clock(text: str) -> str:
    found = re.fullmatch(r"(\d{1,2}):(\d\d)", text, re.ASCII)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError(f"must be a time from 00:00 to 23:59, such as 06:00; is {shown(text)}")
    return f"{int(found[1]):02}:{found[2]}"


def _zone(text: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9_+/-]{1,60}", text) and not text.startswith(_MACHINE_ZONES):
        try:
            ZoneInfo(text)
        except (LookupError, OSError, ValueError):  # OSError: the name of a folder of zones, such as "Europe"
            pass
        else:
            return text
    raise ValueError(no_such_zone(text))


def _language(text: str) -> str:
    if not re.fullmatch(r"en(-[A-Z]{2})?", text):
        raise ValueError(f"must be en (or en-GB, en-US), since this version reads English; is {shown(text)}")
    return text


def _web_address(text: str) -> str:
    if re.search(r"[\x00-\x20\x7f]", text):
        raise ValueError(f"must be one address without spaces, such as https://news.example/rss.xml; is {shown(text)}")
    scheme, _, rest = text.partition("://")
    if scheme.lower() not in ("http", "https") or not rest.strip("/"):
        raise ValueError(f"must begin with https:// or http:// and a host; is {shown(text)}")
    if "@" in re.split(r"[/?#]", rest, maxsplit=1)[0]:
        raise ValueError("holds a user name or password; addresses stand in editions, so remove it")
    return text


def _source_language(text: str) -> str:
    if text and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", text):
        raise ValueError(f"must be the short name of a language, such as en or uk; is {shown(text)}")
    return text


def _contact(text: str) -> str:
    if text and not re.fullmatch(r"[!-'*-~]{3,200}", text):
        raise ValueError(
            f"must be an e-mail or web address without spaces, such as desk@news.example; is {shown(text)}"
        )
    return text


def _flag(value: object) -> object:
    if isinstance(value, str):
        if value.lower() not in ("true", "false", "yes", "no"):
            raise ValueError(f"must be true or false; is {shown(value)}")
        return value.lower() in ("true", "yes")
    return value


def _whole(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"[+-]?\d{1,9}", value, re.ASCII):
            raise ValueError(NOT_WHOLE)
        return int(value)
    return value


Line = Annotated[str, AfterValidator(_fold)]
"""Text on one line, white space folded; may be empty."""
Text = Annotated[Line, AfterValidator(_filled)]
Title = Annotated[Text, AfterValidator(_not_own_heading)]
Markdown = Annotated[str, AfterValidator(_strip), AfterValidator(_without_headings)]
PathText = Annotated[str, AfterValidator(_strip), AfterValidator(_filled)]
Key = Annotated[str, AfterValidator(_key)]
Slug = Annotated[str, AfterValidator(_slug)]
Clock = Annotated[str, AfterValidator(_clock)]
Zone = Annotated[str, AfterValidator(_zone)]
Language = Annotated[str, AfterValidator(_language)]
WebAddress = Annotated[str, AfterValidator(_strip), AfterValidator(_filled), AfterValidator(_web_address)]
SourceLanguage = Annotated[Line, AfterValidator(_source_language)]
Contact = Annotated[Line, AfterValidator(_contact)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Whole = Annotated[int, BeforeValidator(_whole)]
