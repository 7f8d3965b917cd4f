"""Mail addresses: what one must look like to be written to, and its one normal form.

The local part is a dot-atom of RFC 5322 in ASCII, at most 64 bytes; the domain has at least two labels and is encoded by IDNA 2008 with
the mapping
of UTS 46. Quoted local parts, address literals and comments are refused: nobody has them, and each is a way to write two addresses as one.
"""

from __future__ import annotations

import re
import unicodedata

MAX_ADDRESS = 254
"""Longest address in bytes (RFC 5321, 4.5.3.1.3, less the angle brackets)."""
_MAX_LOCAL = 64
_SHOWN = 60
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def normalised(text: str) -> str:
    """The address in the form in which it is kept: the domain in ASCII and lower case, the local part as written.

    Raises `ValueError` with a message that says what is wrong.
    """
    text = text.strip(" \t")
    shown = repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")
    if any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in text):
        raise ValueError(f"{shown} holds a character that cannot be seen; type the address anew")
    local, at, domain = text.rpartition("@")
    if not at or not local or not domain:
        raise ValueError(f"{shown} is no mail address, such as reader@example.org")
    if not local.isascii():
        raise ValueError(f"{shown}: letters before the @ must be ASCII; most servers take no others")
    if not _LOCAL.fullmatch(local) or len(local) > _MAX_LOCAL:
        raise ValueError(f"{shown}: what stands before the @ is not valid")
    address = f"{local}@{_ascii_domain(domain, shown)}"
    if len(address) > MAX_ADDRESS:
        raise ValueError(f"{shown} is longer than {MAX_ADDRESS} characters")
    return address


def same(address: str) -> str:
    """What two addresses of one mailbox have in common: servers that tell capitals apart before the @ are not met."""
    return address.lower()


def _ascii_domain(domain: str, shown: str) -> str:
    import idna

    if domain.startswith("["):
        raise ValueError(f"{shown}: the domain must be a name, not a number in brackets")
    try:
        found = idna.encode(domain, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as err:
        raise ValueError(f"{shown}: the domain is not valid ({err})") from err
    labels = found.split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)):
        raise ValueError(f"{shown}: the domain is not valid; it has at least two parts, such as example.org")
    if labels[-1].isdigit():
        raise ValueError(f"{shown}: the domain must be a name, not a number")
    return found
