"""What a sentence brings in ("a new cease-fire") and what it takes as known ("the cease-fire"), so that the first stands before the second.

No parser: a noun phrase is the words from an article to the next word that can't belong to it. Words of one line of the list "same thing"
are one noun. That a first mention is indefinite and a later one definite is the familiarity theory of definiteness (Heim 1982).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LONGEST = 1000
"""Characters of an item that are looked at."""
PHRASE = 4
"""Words of a noun phrase behind its article that are looked at."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|[^\w\s]|\d+")


@dataclass(frozen=True, slots=True)
class Mentions:
    """Nouns of a piece of text, one form for a noun and what means the same."""

    new: frozenset[str]
    """Brought in: "a new cease-fire"."""
    known: frozenset[str]
    """Taken as known, and not named before in the same piece: "the cease-fire"."""
    bare: frozenset[str]
    """Those of `known` of which nothing else is said, and which say nothing by themselves ("the deal", but not "the deal between …")."""
    named: frozenset[str]
    """All nouns that aren't only pointed at: "Wednesday's deal", "talks in Geneva"."""


def mentions(text: str) -> Mentions:
    """What `text`, an item or the title of the briefing, brings in and takes as known."""
    words = _WORD.findall(text[:LONGEST])
    new: set[str] = set()
    known: set[str] = set()
    bare: set[str] = set()
    named: set[str] = set()
    at = 0
    while at < len(words):
        word = words[at].lower()
        if word in _words("beginning"):
            phrase = _phrase(words, at + 1)
            if at == 0 or words[at - 1].lower() not in _words("irrealis"):
                new |= _heads(phrase) - known
            named |= {one_form(w) for w in phrase}
            at += 1 + len(phrase)
        elif word in _words("pointing") and (phrase := _phrase(words, at + 1)):
            at += 1 + len(phrase)
            heads = _heads(phrase) - named
            if at < len(words) and words[at].lower() in _words("telling which"):
                named |= heads
            else:
                known |= heads
                alone = phrase[0].lower() in _words("needs naming") and len(_heads(phrase[1:2]) & _nouns()) == 0
                bare |= heads & {one_form(phrase[0])} if alone else set()
        else:
            if word[0].isalpha():
                named.add(one_form(words[at]))
            at += 1
    return Mentions(frozenset(new), frozenset(known), frozenset(bare), frozenset(named))


def one_form(word: str) -> str:
    """The form by which nouns are compared: without a plural's ending, one for all that mean the same."""
    low = word.lower().removesuffix("'s").removesuffix("’s")
    return _same().get(low) or _same().get(low.removesuffix("s")) or (low.removesuffix("s") if len(low) > 4 else low)


def _heads(phrase: list[str]) -> set[str]:
    """What may be the noun of a phrase: its last word, which may be a verb, and every word that is known for one."""
    return {one_form(word) for word in phrase[-1:]} | {one_form(word) for word in phrase} & _nouns()


def _phrase(words: list[str], start: int) -> list[str]:
    """The words from `start` on that may belong to one noun phrase; none where a name stands among them."""
    found: list[str] = []
    for word in words[start : start + PHRASE]:
        if not word[0].isalpha() or word.lower() in _words("end of phrase") | _words("telling which"):
            break
        if not word[0].islower():
            return []
        found.append(word)
    return found


@cache
def _classes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in (Path(__file__).parent / "data" / "mention.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[] ")
        elif line and not line.startswith("#"):
            found.setdefault(name, []).append(line)
    return found


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(part.strip() for line in _classes()[name] for part in line.split(",") if part.strip())


@cache
def _nouns() -> frozenset[str]:
    return frozenset(map(one_form, _words("needs naming")))


@cache
def _same() -> dict[str, str]:
    lines = [line.split() for line in _classes()["same thing"]]
    return {word: line[0] for line in lines for word in line}
