"""Which addresses may be asked: http and https, without credentials, on hosts that everybody may reach.

A configuration, a feed or a redirect can name any address; none of them may make the program ask a machine of its own network, or the
service in which a cloud keeps a machine's credentials. What counts is the address of the machine, not its name, so this is judged after
the name is resolved, and the connection is made to the very address that was judged (`digest.ingest.pinned`): a name that is resolved
once more may mean another machine by then.
"""

from __future__ import annotations

import ipaddress
import re
from typing import Final, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

LONGEST: Final = 4000
"""Characters of an address."""

_METADATA: Final = tuple(
    ipaddress.ip_network(net)
    for net in (
        "169.254.169.254/32", "169.254.170.2/32", "169.254.170.23/32", "100.100.100.200/32", "168.63.129.16/32",
        "fd00:ec2::254/128", "fd00:ec2::23/128", "fd20:ce::254/128",
    )
)  # fmt: skip
_SPECIAL: Final = tuple(
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
)  # fmt: skip
"""Networks of the registries of special addresses (RFC 6890 and its successors) that no public server has. 6to4 and Teredo, which hold an
IPv4 address of anybody's choice, count as special, too."""
_GLOBAL_6: Final = ipaddress.IPv6Network("2000::/3")
"""The only part of IPv6 from which public addresses are given out."""
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")

_SPACES = re.compile(r"[\x00-\x20\x7f]")


class Origin(NamedTuple):
    """Where an address is asked: one connection serves all that have the same."""

    scheme: str
    host: str
    """In lower case, non-ASCII names in their ASCII form."""
    port: int


def checked(address: str, *, base: str = "") -> str:
    """The address (taken from `base` on where it is relative) in the form in which it is asked, without its fragment.

    Raises ValueError with a plain reason where it is none that may be asked.
    """
    text = _SPACES.sub("", address) if len(address) <= LONGEST else ""
    if not text:
        raise ValueError("the address is longer than any real one" if address.strip() else "the address is empty")
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        port = parts.port
    except ValueError:
        raise ValueError("the address is malformed") from None
    if parts.scheme not in ("http", "https"):
        raise ValueError(f"only http and https are asked, not {parts.scheme[:20] + ':' if parts.scheme else 'this'}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("the address holds a user name or password")
    if not parts.hostname:
        raise ValueError("the address names no host")
    host = _ascii(parts.hostname)
    place = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}[parts.scheme]
    netloc = place if port in (None, usual) else f"{place}:{port}"
    made = SplitResult(parts.scheme, netloc, _quoted(parts.path) or "/", _quoted(parts.query), "")
    return made.geturl()


def origin(address: str) -> Origin:
    """Where an address that `checked` gave is asked."""
    parts = urlsplit(address)
    return Origin(parts.scheme, parts.hostname or "", parts.port or {"http": 80, "https": 443}[parts.scheme])


def _ascii(host: str) -> str:
    """The name as it is asked for. Raises ValueError where it is no name of a host."""
    import idna

    host = host.rstrip(".").lower()
    try:
        if not host.isascii():
            host = idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise ValueError("the address names no host that there can be") from None
    if not host or len(host) > 253 or not re.fullmatch(r"[0-9a-z_.:-]+", host):
        raise ValueError("the address names no host that there can be")
    return host


def _quoted(part: str) -> str:
    """Everything that is no ASCII, and the few signs that no request line may hold, as %XX; what is quoted already stays."""
    return "".join(char if "!" <= char <= "~" and char not in '"<>\\^`{|}' else _percent(char) for char in part)


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))


def refusal(ip: str, *, allow_private: bool = False) -> str:
    """Why the machine with this address is not asked; empty where it is."""
    try:
        found: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return "no address of a machine"
    if isinstance(found, ipaddress.IPv6Address):
        found = _within(found)
    if any(found in net for net in _METADATA):
        return "the metadata service of a cloud"
    if found.is_multicast or found.is_unspecified:
        return "no address of a single machine"
    if allow_private:
        return ""
    if found.is_loopback:
        return "this machine itself"
    if found.is_link_local:
        return "a link-local address"
    special = any(found in net for net in _SPECIAL) or not found.is_global
    if special or (isinstance(found, ipaddress.IPv6Address) and found not in _GLOBAL_6):
        return "a private or reserved address"
    return ""


def _within(found: ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address that an IPv6 address stands for (mapped, or by NAT64), else the same."""
    if found.ipv4_mapped is not None:
        return found.ipv4_mapped
    return ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if found in _NAT64 else found
