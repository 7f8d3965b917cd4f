"""Whether all that a sentence tells is what somebody says or thinks of what happened: a remark, not an event; or what nobody told.

No parser: what happens is told by the first verb outside quotation marks, circumstances in front ("Announcing the deal, …") and
appositions; where that is a verb of saying or feeling, or the sentence ends on "…, the envoy said", it is a remark. Words in -ed that
no list knows are verbs by which something is done.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

LONGEST = 1000
"""Characters of a sentence that are looked at."""
QUOTED = 0.5
"""Part within quotation marks from which on a sentence hands on somebody's words."""
_CUT = re.compile(r"^(?:\[…\] ?)+")
_QUOTE = re.compile(r"“[^”]*(?:”|$)|(?<!\w)\"[^\"]*(?:\"|$)")
_ASIDE = re.compile(r", (?![^,]*\b(?:and|but)\b)[^,]{1,200},(?= )")
"""What stands between two commas."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_AIM = re.compile(r"\b(?:attempts?|efforts?|bids?) (?:to|at) [^,;:]{3,120}")
"""What somebody only tries to bring about."""
_BEFORE = re.compile(
    r"^(?:During|In|At|After|Since) (?:the|their|its|a) (?:first|initial|previous|earlier|preceding) "
    r"(?:[a-z]+ ){0,2}(?:rounds?|meetings?|talks|sessions?|summits?)\b"
)
"""Tells of an earlier one of several events."""
_UNKNOWN = re.compile(
    r"it(?:['’]s| is| was| remains| remained)(?: still| also| now)? (?:unclear|uncertain|unknown|"
    r"not (?:yet |immediately |entirely )?(?:clear|known|certain))\b",
    re.IGNORECASE,
)
"""Begins what tells only that something isn't known."""
CLOSING, SEGMENTS = 12, 2
"""Words from the end, and parts between commas, within which "…, the envoy said" closes a sentence."""


def remark(text: str) -> bool:
    """True where a sentence tells only what somebody says or thinks."""
    whole = _CUT.sub("", text[:LONGEST])
    plain = _QUOTE.sub(lambda match: "…" if match[0][-2:-1] in ",.?!" else " ", whole)
    if sum(len(match[0]) for match in _QUOTE.finditer(whole)) >= QUOTED * len(whole):
        return True
    return _closes(plain) or _first_verb(_ASIDE.sub(" ", _opening().sub("", plain))) == "says"


def untold(text: str) -> bool:
    """True where a sentence tells that something isn't known, or that somebody didn't tell it."""
    return _untold().search(text[:LONGEST].lower().replace("’", "'")) is not None


def unknown(text: str) -> bool:
    """True where a sentence tells nothing but that something isn't known."""
    return _UNKNOWN.match(_CUT.sub("", text[:LONGEST])) is not None


def of_before(text: str) -> bool:
    """True where a sentence says in front that it tells of an earlier round or meeting."""
    return _BEFORE.match(text) is not None


def only_met(text: str) -> bool:
    """True where a sentence tells that some met, and nothing that came of it."""
    whole = " ".join(word.lower() for word in _WORD.findall(_AIM.sub(" ", text[:LONGEST])))
    return _met().search(whole) is not None and _result().search(whole) is None


@cache
def _met() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_words('meets')))})\b")


@cache
def _result() -> re.Pattern[str]:
    words = (word.removesuffix("~") + ("" if word.endswith("~") else r"\b") for word in sorted(_words("result")))
    return re.compile(rf"\b(?:{'|'.join(words)})")


@cache
def _untold() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in sorted(_words('untold')))})\b")


@cache
def _opening() -> re.Pattern[str]:
    """A circumstance in front, before what is done."""
    return re.compile(rf"^(?i:{'|'.join(sorted(_words('opening')))}|[a-z]+ing)\b[^,]{{0,200}}, (?=\S)")


def _closes(plain: str) -> bool:
    """Whether a sentence ends on who says so: "…, the envoy said on Monday", "…, said the envoy to the lakes, Oro Lind"."""
    parts = plain.rstrip(' .”"').split(",")
    says = _words("says")
    closing: list[str] = []
    for part in parts[:0:-1][:SEGMENTS]:
        words = [word.lower() for word in _WORD.findall(part)]
        closing = words + closing
        if len(closing) > CLOSING:
            return False
        said = next((at for at, word in enumerate(words) if word in says), None)
        if said is not None and (said == 0 or said == len(words) - 1 or words[said + 1] in _words("when")):
            return True
    return False


def _first_verb(plain: str) -> str:
    """The class of the first verb: "says", "does", or nothing where none is known."""
    says, does, none = _words("says"), _words("does"), _words("no verb")
    for match in _WORD.finditer(plain):
        word = match[0].lower()
        if match[0][0].isupper():
            continue
        if word in says:
            return "says"
        if word in does or (word.endswith("ed") and len(word) > 3 and word not in none):
            return "does"
    return ""


@cache
def _words(name: str) -> frozenset[str]:
    """A class of `data/remarks.txt`."""
    found: dict[str, set[str]] = {}
    own: set[str] = set()
    for line in (Path(__file__).parent / "data" / "remarks.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            own = found.setdefault(line.strip("[]"), set())
        elif line and not line.startswith("#"):
            own |= {entry.strip() for entry in line.split(",")}
    return frozenset(found[name])
