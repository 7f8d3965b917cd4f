"""Who “the prime minister” is, where an item gives the office alone and its own article names one holder of it and no other.

Told is what the article says of him (`persons.introduction`). It says nothing surely where it names two holders, a former or a coming one,
or one of another country; then nobody is told. The offices are in `data/persons.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from digest.compose.office_words import words_of
from digest.compose.persons import introduction

_MOST = 80
"""Places of an office in an article that are looked at; an article that names it more often tells of nobody surely."""
_SAME = 4
"""Letters in which a country agrees with its adjective ("Norland’s", "Norlandic")."""
_NAMED = re.compile(r",? (?:[A-Z][\w.’-]{0,30} ){0,3}?(?P<surname>[A-Z][\w-]{2,40})(?![\w-]| [A-Z])")
_SHORTLY = 400
"""Characters before the office within which its holder was spoken of."""
_QUOTED = re.compile(r"“[^”]{0,2000}”?|\"[^\"]{0,2000}\"?")
_BEFORE = re.compile(r"(?P<word>[\w’'.-]{1,40})[ -]$")


def offices_alone(text: str) -> Iterator[tuple[str, str]]:
    """The offices that a printed text gives without a name, outside its quotations: the words as printed, and the office."""
    told = _QUOTED.sub('""', text)
    named: dict[str, bool] = {}
    for match in _alone().finditer(told):
        office = match["office"]
        if office not in named:
            named[office] = _stands_by_name(office, told)
        if not named[office]:
            yield match[0], office


def holder(office: str, article: str, printed: Iterable[str], *, at: int) -> str:
    """What an article says of the one person who holds an office; empty where that isn't sure, or where what is printed tells it. `at` is
    where in the article the office stands: shortly before, its holder must have been spoken of.
    """
    name = _holder(office, article)
    if not name or name not in article[max(0, at - _SHORTLY) : at]:
        return ""
    who = introduction(name, article)
    if office not in who.lower():
        return ""
    near = "[^.;]{0,40}"
    told = re.compile(rf"(?i:\b{office}){near}\b{re.escape(name)}|\b{re.escape(name)}{near}(?i:\b{office})\b")
    *before, own = printed
    return "" if name in own or any(told.search(text) for text in before) else who


def _stands_by_name(office: str, told: str) -> bool:
    """Whether a name stands behind an office anywhere in a text."""
    return re.search(rf"\b(?i:{office}),? [A-Z]", told) is not None


def _holder(office: str, article: str) -> str:
    """Surname of the only holder whom an article names; empty where it speaks of others."""
    found = list(islice(re.finditer(rf"(?<![\w-])(?i:{office})(?!\w)", article), _MOST + 1))
    names: set[str] = set()
    countries: set[str] = set()
    others: set[str] = set()
    for match in found:
        before = _BEFORE.search(article, max(0, match.start() - 42), match.start())
        word = before["word"] if before else ""
        named = _NAMED.match(article, match.end())
        if word.lower() in words_of("another holder") or article.startswith(" of ", match.end()):
            return ""
        country = word if word[:1].isupper() and word not in words_of("no name") else ""
        if named:
            names.add(named["surname"])
            countries.add(country[:_SAME])
        elif country:
            others.add(country[:_SAME])
    return names.pop() if len(names) == 1 and len(found) <= _MOST and others <= countries else ""


@cache
def _alone() -> re.Pattern[str]:
    offices = "|".join(sorted(map(re.escape, words_of("held by one")), key=len, reverse=True))
    return re.compile(rf"\b[Tt]he (?P<office>{offices})\b(?! of\b|[-’'])")
