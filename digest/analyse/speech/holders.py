"""Who "the president" is throughout an article: the only one whom it calls so without a country.

News names the head of its own country bare ("President Larsen") and those of others with theirs ("the Sylvanian President Orlova",
"President Orlova of Sylvania"); "the president" further down is the first. Where the sentences before speak of somebody else of that
office it may be him, and nothing is said; what the very sentence before says goes first (`definite`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from digest.analyse.speech.phrase import ADJECTIVE, sole_offices
from digest.analyse.words.cues import classes
from digest.analyse.words.terms import stop_words

NEAR = 2
"""Sentences before in which somebody else of that office would be meant."""
BEFORE = 60
"""Characters before an office in which its country, or "former", stands."""
DESCRIBING = 3
"""Words between a country and the office at most."""
LONGEST = 600
"""Characters of a sentence before that are looked at."""

Named = Mapping[str, bool]
"""Surname of everybody to whom an article gives an office -> whether ever without a country."""

_POSSESSIVE = ("’s", "'s", "s’", "s'")


@cache
def _titled() -> re.Pattern[str]:
    """An office, a name, "of" a country."""
    name = r"(?:[A-Z][\w.’'-]{0,30} ){0,2}[A-Z][\w’-]{1,30}"
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, sole_offices()))}) ({name})( of (?:the )?[A-Z])?")


@cache
def _no_more() -> frozenset[str]:
    return frozenset(classes("voices.txt")["not for it"]) | {"vice", "deputy", "acting", "interim", "elect"}


def given(text: str) -> list[tuple[str, str, bool]]:
    """Office, surname and whether no country is named with them, for everybody whom a sentence calls by an office that one holds."""
    found = []
    if not any(office in text for office in sole_offices()):  # only saves time
        return []
    for met in _titled().finditer(text):
        office, name, of = met.groups()
        before = re.split(r"[ -]+", text[max(0, met.start() - BEFORE) : met.start()].strip())
        if not _no_more().isdisjoint(word.lower() for word in before[-2:]):
            continue
        last = _country_before(before)
        abroad = last[:1].isupper() and last.lower() not in stop_words()
        surname = re.sub(r"['’]s?$", "", name.split()[-1])
        found.append((office.lower(), surname, not (abroad or of or last.endswith(_POSSESSIVE))))
    return found


def _country_before(words: Sequence[str]) -> str:
    """Of the words before an office the one that may name its country; some that only describe may stand between ("Freedonia's new")."""
    for word in reversed(words[-DESCRIBING - 1 : -1] if words[-1].islower() else ()):
        if ADJECTIVE.search(word) or word.endswith(_POSSESSIVE):
            return word
        if not word.isalpha() or not word.islower() or word in stop_words():
            break
    return words[-1]


def holder(office: str, named: Named, before: Sequence[str]) -> str:
    """The surname of whom an article means by an office; empty where it may be another one. `before` are the last sentences."""
    bare = [name for name, plain in named.items() if plain]
    if len(bare) != 1:
        return ""
    recent = " ".join(text[:LONGEST] for text in before)
    others = "|".join(re.escape(name) for name in sorted(named) if name != bare[0])
    if others and re.search(rf"\b(?:{others})\b", recent):
        return ""
    return "" if re.search(rf"(?<![\w’'-])(?!the |The )[\w’'-]{{1,40}} {office}\b", recent) else bare[0]
