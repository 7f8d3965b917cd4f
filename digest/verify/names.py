"""Whether what a page says of a source, in a footnote or in a row of the list, is what the data say: publisher, title, day and address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from digest.model import Source
from digest.verify.lines import holds
from digest.verify.verdict import Refuted
from digest.wording import MONTHS

FEW = 3
"""From so many footnotes on it can be told what a template leaves out of them."""
_VIA = re.compile(r"(?<![\w-]\n)\bvia\b", re.IGNORECASE)
"""The word; not the end of one that a line of paper breaks ("Boli-", "via")."""
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def check_names(
    file: str, texts: Mapping[int, str], printed: Mapping[int, Source], *, titled: bool = True, whole: bool = False
) -> None:
    """What the footnotes say of their sources (`texts` by number) is what the data say. What a template prints of none of them, days
    say, is not asked for, where they are not few; titles are, if they must stand there (`titled`).

    `whole` where addresses are printed whole: then one that is not is no other source's and no host.
    """
    kinds: tuple[tuple[str, dict[int, str]], ...] = (
        ("publisher", {number: source.publisher for number, source in printed.items()}),
        ("title", {number: source.title for number, source in printed.items()}),
        ("day", {number: day(source.day) for number, source in printed.items()}),
    )
    for kind, names in kinds:
        found = {number: bool(names[number]) and holds(said, names[number]) for number, said in texts.items()}
        asked = sum(bool(names[number]) for number in texts)
        if not (kind == "title" and titled) and asked >= FEW and not any(found.values()):
            continue
        for number, said in texts.items():
            if names[number] and not found[number]:
                other = any(names[n] and n != number and holds(said, names[n]) for n in names)
                message = "names the source of another footnote" if other else f"names another {kind} than the data"
                raise Refuted(file, message, footnote=number, printed=said, kept=names[number])
    _check_addresses(file, texts, printed, whole=whole)


def check_via(file: str, texts: Mapping[int, str], printed: Mapping[int, Source], *, listed: bool = False) -> None:
    """Each footnote says via whom its sentences come as the data do, and says it of no other. Where sources are `listed`, a template may
    leave it out of all rows.
    """
    named = {number: f"via {source.via}" if source.via else "" for number, source in printed.items()}
    found = {number for number, said in texts.items() if named[number] and holds(said, f", {named[number]}.")}
    if listed and not found:
        named = dict.fromkeys(named, "")
    for number, said in texts.items():
        others = sum(map(_vias, _about(printed[number])))
        if (named[number] and number not in found) or _vias(said) > others + _vias(named[number]):
            message = "names another source of its source than the data"
            raise Refuted(file, message, footnote=number, printed=said, kept=named[number])


def _vias(said: str) -> int:
    return len(_VIA.findall(said))


def _about(source: Source) -> tuple[str, ...]:
    """Everything else that a page may say of a source."""
    return (
        source.publisher,
        source.title,
        source.author,
        source.wire,
        source.tier,
        source.url or source.uri,
        source.day_how,
    )


def _check_addresses(file: str, texts: Mapping[int, str], printed: Mapping[int, Source], *, whole: bool) -> None:
    asked = {number: source for number, source in printed.items() if number in texts and (source.url or source.uri)}
    entire = {number: _holds_any(texts[number], _whole(source)) for number, source in asked.items()}
    strict = whole and any(entire[number] for number, source in asked.items() if source.url)
    found = {
        number: entire[number] or (not strict and _holds_any(texts[number], hosts(source.url)))
        for number, source in asked.items()
    }
    if len(asked) >= FEW and not any(found.values()):
        return
    for number, source in asked.items():
        if not found[number]:
            message = "names another address than the data"
            raise Refuted(file, message, footnote=number, printed=texts[number], kept=source.url or source.uri)


def _holds_any(said: str, names: set[str]) -> bool:
    said = said.casefold()
    return any(holds(said, name) for name in names)


def _whole(source: Source) -> set[str]:
    """An address as a page may print it: as it is, with the host in ASCII, and without the scheme of mail."""
    address = (source.url or source.uri).strip()
    names = {address, _percent(address)}
    if given := host(address):
        names |= {_percent(address.replace(given, name, 1)) for name in hosts(address)}
    return {name.casefold().removeprefix("mailto:") for name in names}


def _percent(address: str) -> str:
    """An address as a link has it: what may not stand in one as percent and digits."""
    from urllib.parse import quote

    scheme, colon, rest = address.partition(":")
    return scheme + colon + quote(rest, safe="/:?#@!$&'+,;=%~.-")


def hosts(address: str) -> set[str]:
    """The host of an address as a page may print it, in lower case: without user and port, or with them; in letters, or in ASCII."""
    given = host(address).casefold()
    names = {given, given.rpartition("@")[2].partition(":")[0]} - {""}
    for name in tuple(names):
        try:
            names.add(name.encode("idna").decode("ascii"))
        except UnicodeError:
            continue  # no name of a host: it is printed as it is
    return names


def host(address: str) -> str:
    """What stands between `//` and the path of an address; nothing where it is no address."""
    try:
        return urlsplit(address.strip()).netloc
    except ValueError:
        return ""


def span(iso: str) -> str:
    """A day, or two with a stroke between, as the program's templates print them: "31 May to 2 June 2025"."""
    first, _, last = iso.partition("/")
    if not last:
        return day(first)
    one, other = day(first), day(last)
    if not one or not other:
        return ""
    day_of, month, year = one.split(" ")
    if year != other.rpartition(" ")[2]:
        return f"{one} to {other}"
    return f"{day_of} to {other}" if other.split(" ")[1] == month else f"{day_of} {month} to {other}"


def day(iso: str) -> str:
    """`"2025-06-03"` -> `"3 June 2025"`; nothing where it is no date."""
    found = _DAY.match(iso)
    return f"{int(found[3])} {MONTHS[int(found[2]) - 1]} {found[1]}" if found and 1 <= int(found[2]) <= 12 else ""
