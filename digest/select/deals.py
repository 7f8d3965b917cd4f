"""What a sentence says of a deal or a truce: that it is near, that it is there, or nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from digest.model import Judged
from digest.select.wording import is_of, one_of, plain, words_of

LONGEST = 600
"""Characters of a sentence that are looked at."""
KINDS = ("truce", "deal")
_MARKS = re.compile('[“”"]')


def standing(j: Judged) -> tuple[str, Literal["near", "done", ""]]:
    """What the sentence speaks of ("truce", "deal" or nothing), and whether it is near or done."""
    text = j.sent.text[:LONGEST].lower()
    if not any(word in text for name in KINDS for word in words_of(name)):
        return "", ""
    text = _MARKS.sub("", text)
    kind = next((name for name in KINDS if _pattern(name).search(text)), "")
    if not kind:
        return "", ""
    if _near().search(text):
        return kind, "near"
    match = _done().search(text)
    around = text[max(0, match.start() - 60) : match.end() + 15] if match else ""
    return kind, "done" if match and not _undone().search(around) else ""


def stages(j: Judged) -> frozenset[str]:
    """What kind of deal a sentence speaks of: "final", "peace", the words right before it."""
    return frozenset(_staged().findall(j.sent.text[:LONGEST].lower()))


def same_matter(j: Judged, other: Judged, whole: frozenset[str]) -> bool:
    """Whether two sentences about a deal share other terms, a name among them.

    Of a truce it is enough that the article that reports it (`whole`, its terms) knows the names: there is one at a time.
    """
    own = [t for t in sorted(j.terms) if not t[0].isdigit() and not any(is_of(thing, t) for thing in _things())]
    names = [t for t in own if not plain(j.sent.text, t)]
    shared = [t for t in own if t in other.terms]
    return len(whole.intersection(names)) > 1 or (len(shared) > 1 and any(t in names for t in shared))


@cache
def _things() -> frozenset[str]:
    phrases = [phrase for name in (*KINDS, "done") for phrase in words_of(name)]
    return frozenset(word for phrase in phrases for word in re.split(r"[ -]", phrase))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{one_of(name)})s?(?![\w-])")


@cache
def _near() -> re.Pattern[str]:
    thing = one_of(*KINDS)
    return re.compile(
        rf"\b(?:{one_of('draft')})\b[^.;]{{0,50}}\b(?:{thing})s?\b|\b(?:{thing})s?\b[^.;,]{{0,12}}? (?:{one_of('pending')})\b"
    )


@cache
def _done() -> re.Pattern[str]:
    thing = one_of(*KINDS)
    return re.compile(
        rf"\b(?:{one_of('done')})\b[^.;]{{0,40}}\b(?:{thing})s?\b|\b(?:{thing})s?\b[^.;,]{{0,12}}? (?:{one_of('in force')})\b"
    )


@cache
def _undone() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of('undone')})(?!\w)|n['’]t\b")


@cache
def _staged() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({one_of('stage')})(?: [\w-]+)? (?:{one_of(*KINDS)})s?\b")
