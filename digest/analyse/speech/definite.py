"""A noun with "the" that stands for a party named just before: "Kerrigan said … The secretary also said", "The company offered …".

A word of office means who is named in the sentence before, where the texts give him that title and nobody else there has it. The kind of
a party ("the company") means the one of that kind that was named last, where the texts show that it is of that kind (centering: Grosz,
Joshi & Weinstein 1995). All else says nothing. The words are in `data/voices.txt`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from digest.analyse.speech.phrase import Mention, phrase, titles, words
from digest.analyse.words.cues import classes
from digest.analyse.words.names import places

Sort = Literal["company", "union", "group"]
SORTS: tuple[Sort, ...] = ("company", "union", "group")
REACH: Mapping[Sort, int] = {"company": 3, "union": 3, "group": 1}
"""Sentences back in which the name that a noun stands for must be found; many are groups."""
SHARE = 0.2
"""Least share of a title beside the one that somebody is given most often."""
_GIVEN = 2
"""Most given names between a title and a surname."""
_LINKS = frozenset(("of", "state"))
_BEFORE = 70
"""Characters before a name in which its titles stand."""
_CALLED_SO = re.compile(r"(?:Union|Workers|Guild|Brotherhood|Teamsters)\b")
"""In the name of a union."""
_STRANGER = re.compile(
    r"\b[A-Z][\w&]+ (?:Group|Organi[sz]ation|Company|Corporation|Corp|Inc|Ltd|Union|Guild|Association|Institute|Foundation|Center|Centre|"
    r"Network|Coalition|Movement|Agency|Council)\b"
)
"""A name of such a kind."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the texts of a run show of the parties' names."""

    titles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Surname -> words of office that stand before it."""
    sorts: Mapping[str, Sort] = field(default_factory=dict)
    """Party -> its kind."""
    strangers: re.Pattern[str] | None = None
    """Names of such kinds that are no party's."""


@cache
def offices() -> frozenset[str]:
    """Words of office, in small letters and in the singular."""
    held = {word for office in classes("voices.txt")["office"] for word in office.split()}
    return (titles() | held) - {"the", "state", "of", "press", "team", "side", "s"}


def office_words(text: str) -> frozenset[str]:
    """The words of office in a text, in small letters and in the singular."""
    return frozenset(word for word in map(_singular, re.findall(r"[a-z]+", text.lower())) if word in offices())


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word[:-1] in offices() else word


def kinds(people: Iterable[str], named: Mapping[str, str], texts: Sequence[str], small: frozenset[str]) -> Kinds:
    """What the texts show: `people` are surnames, `named` maps the other names of parties, but those of countries, to the party, `small`
    are words that the texts write in small letters.
    """
    titled = {name: _titles_of(name, texts) for name in sorted(set(people))}
    sorts: dict[str, set[Sort]] = {}
    for name, party in named.items():
        if _CALLED_SO.search(name):
            sorts.setdefault(party, set()).add("union")
    strangers: set[str] = set()
    for sort in SORTS if named else ():
        for line in _showing(sort, texts):
            for met in _shown(sort).finditer(line):
                word, end = (met[1], met.end(1)) if met[1] else (met[2], met.end(2))
                own = [name for name in named if name.endswith(word) and line.endswith(name, 0, end)]
                if own:
                    sorts.setdefault(named[max(own, key=len)], set()).add(sort)
                elif word.lower() not in small:
                    strangers.add(word)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(strangers)))})\b") if sorts and strangers else None
    return Kinds(titled, {party: min(of) for party, of in sorted(sorts.items()) if len(of) == 1}, pattern)


def _showing(sort: Sort, texts: Sequence[str]) -> Iterator[str]:
    """The few lines of texts that hold a word by which a name shows its kind; only saves time."""
    signs = [*classes("voices.txt")[f"{sort} behind"], *classes("voices.txt")[f"{sort} before"]]
    for text in texts:
        met = (found for sign in signs for found in re.finditer(re.escape(sign), text))
        for start in sorted({text.rfind("\n", 0, found.start()) + 1 for found in met}):
            end = text.find("\n", start)
            yield text[start:] if end < 0 else text[start:end]


@cache
def _shown(sort: Sort) -> re.Pattern[str]:
    """What shows that a name is of a kind: words directly behind it (group 1) or before it (group 2)."""
    behind, before = words(f"{sort} behind"), words(f"{sort} before")
    none = r"(?!(?:The|An?|This|That|Its|His|Her|Their|Our|No|Each|Every|One|Both|Another|Some|New)\b)"
    return re.compile(rf"\b{none}([A-Z][\w&]+)(?:['’]s)? (?:{behind})\b|\b(?:{before}),? {none}([A-Z][\w&]+)\b")


def _titles_of(name: str, texts: Sequence[str]) -> frozenset[str]:
    """The words of office that stand before a surname, and not by chance ("the judge Kerrigan appointed")."""
    counts = Counter(w for text in texts for at in places(name, text) for w in set(_titles_before(text, at)))
    most = max(counts.values(), default=0)
    return frozenset(word for word, n in counts.items() if n >= SHARE * most)


def _titles_before(text: str, at: int) -> list[str]:
    """The words of office that end directly before a name, or before the given names that stand there."""
    before = re.split(r"[\n,;:“”\"()]", text[max(0, at - _BEFORE) : at])[-1]
    rest = before.split() if before.endswith(" ") else []
    given = 0
    while rest and given < _GIVEN and rest[-1][0].isupper() and not _of_office(rest[-1]):
        rest.pop()
        given += 1
    found: list[str] = []
    while rest and (_of_office(rest[-1]) or rest[-1].lower() in _LINKS):
        found += [w for w in rest.pop().lower().split("-") if w in offices()]
    return found


def _of_office(word: str) -> bool:
    return all(part in offices() for part in word.rstrip(".").lower().split("-"))


def office_of(noun: str, plain: str, mentions: Sequence[Mention], known: Kinds, *, party: str) -> str:
    """The party that an office with "the" means, read from the sentence before: `plain`, its quotations blanked, its mentions and the
    party whose words or act it reports. Empty where it may be somebody else's: who has no name must be that party's.
    """
    wanted = frozenset(map(_singular, noun.split()))
    if not is_office(noun):
        return ""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, met in enumerate(mentions):
        if plain[met.at] == "_":
            continue
        around = phrase(plain, met, tuple(mentions[number + 1 :]))
        has = frozenset[str]()
        if met.person and wanted == frozenset(noun.split()):
            has = known.titles.get(plain[met.at : met.end], has)
        if around.kind == "office" and met.party == party:
            has |= office_words(plain[around.start : around.end])
        if wanted <= has:
            found.setdefault(met.party, []).append((around.start, around.end))
    if len(found) != 1:
        return ""
    ((named, spans),) = found.items()
    others = re.finditer(rf"\b{noun.split()[-1].rstrip('s')}", plain, re.IGNORECASE)
    return named if all(any(start <= o.start() < end for start, end in spans) for o in others) else ""


def is_office(noun: str) -> bool:
    """Whether a noun is made of words of office only."""
    return all(_singular(word) in offices() for word in noun.split())


def sort_of(noun: str) -> Sort | None:
    """The kind of party that a noun means: "company" for "carmaker"."""
    return next((sort for sort in SORTS if noun in classes("voices.txt")[sort]), None)


def last_named(text: str, mentions: Sequence[Mention], known: Kinds) -> dict[Sort, str]:
    """Kind -> the party of it that a sentence names; empty where it names several, or one that is no party's."""
    found: dict[Sort, str] = {}
    if not known.sorts:
        return found
    stranger = any(
        not any(m.at < met.end() and met.start() < m.end for m in mentions)
        for pattern in (_STRANGER, known.strangers)
        if pattern is not None
        for met in pattern.finditer(text)
    )
    for sort in set(known.sorts.values()):
        own = {m.party for m in mentions if known.sorts.get(m.party) == sort}
        if own or stranger or _another(sort).search(text):
            found[sort] = min(own) if len(own) == 1 and not stranger else ""
    return found


@cache
def _another(sort: Sort) -> re.Pattern[str]:
    """Some company, union or group that has no name."""
    return re.compile(rf"\b(?i:an?|another|other|one|two|several|some) (?:[\w-]+ ){{0,3}}(?:{words(sort)})")
