"""Whose position, act or words does a sentence report, and who speaks? Answered only where it is near certain.

A party is met by its name, its aliases, what a country is called besides its name, the spelling variants that the run's texts use
(`names`), and the people whom they introduce as speaking for it (`speakers`) or mark with it (`tagged`). What part it plays in a
sentence is read from the words directly around it (`voice`): in "Russia rejected Ukraine's demand" the party is Russia, in "Ukraine
must withdraw, Russia demands" it is Russia too, and a sentence about several parties whose subject is none of them belongs to none. An
item of a list belongs to the party of its lead-in, and "He said …" to the one person who speaks in the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from digest.analyse.alone.standing import as_opened
from digest.analyse.features import LONGEST, Reading
from digest.analyse.speech import definite, holders, speakers
from digest.analyse.speech.acts import act, act_at
from digest.analyse.speech.phrase import Mention, introduced, titles
from digest.analyse.speech.tagged import marked, sides
from digest.analyse.speech.voice import (
    begins_with_noun,
    begins_with_pronoun,
    blank,
    ends_with_pronoun,
    speaks,
    told_apart,
    voices,
)
from digest.analyse.speech.wishes import wanted_by
from digest.analyse.words import names
from digest.config import PartyConfig
from digest.model import Act, Sentence

Names = Mapping[str, str]
"""Name as it is written in the texts -> the party as the configuration names it."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose position, act or words a sentence reports, and which party speaks in it; empty where that isn't near certain."""

    party: str = ""
    speaker: str = ""
    one_person: bool = False
    """The speaker is one person, whom "he" in the next sentence means."""
    act: Act | None = None
    """What the party does, where a verb of its own tells."""
    offices: frozenset[str] = frozenset()
    """Words of office by which the next sentence may mean who speaks here ("the secretary")."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Every name of the parties in a run: those of the configuration, and those that its texts add."""

    names: Names
    pattern: re.Pattern[str] | None
    """Any of the names; None where there are none."""
    persons: frozenset[str] = frozenset()
    """Names that are one person's."""
    called: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Name -> the given names (`names.skeleton`) with which the texts call the one who is meant: a relative is somebody else."""
    no_names: frozenset[str] = frozenset()
    """Words, in small letters, that are no given names."""
    kinds: definite.Kinds = field(default_factory=definite.Kinds)
    """What nouns with "the" may stand for the parties."""

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every mention of a party in a text, in order, as whole words."""
        if self.pattern is None:
            return ()
        met = (
            Mention(self.names[m[0]], m.start(), m.end(), m[0] in self.persons, m[0].casefold() in _places())
            for m in self.pattern.finditer(text[:LONGEST])
            if m[0] not in self.called or self._is_meant(text, m)
        )
        return tuple(_whole(met, text))

    def _is_meant(self, text: str, met: re.Match[str]) -> bool:
        """Whether nobody else has the name here, as in "Melania Trump", "Trump Jr."."""
        if text.startswith((" Jr", " Sr", ", Jr"), met.end()):
            return False
        before = names.given_before(text, met.start())
        return (
            not before or before.lower() in self.no_names or names.skeleton(names.fold(before)) in self.called[met[0]]
        )


def _whole(met: Iterable[Mention], text: str) -> Iterator[Mention]:
    """The mentions, "Orlova of Sylvania" and "President Orlova" as the one that each is, though both words are names of the party."""
    last: Mention | None = None
    for one in met:
        if last is not None and not last.place and one.party == last.party and text[last.end : one.at] in (" of ", " "):
            last = replace(last, end=one.end, person=last.person or one.person)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


@cache
def countries() -> dict[str, tuple[str, ...]]:
    """Name of a country -> what else it is called: short forms, its people, its capital where that stands for the government."""
    lines = (Path(__file__).parent / "data" / "countries.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name.casefold(): tuple(part.strip() for part in others.split(",")) for name, others in rows}


@cache
def _places() -> frozenset[str]:
    """Names of countries and what else they are called, in small letters."""
    return frozenset([*countries(), *(other.casefold() for others in countries().values() for other in others)])


@cache
def _pattern(written: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names as a whole word, the longest first; no part of "anti-", "-backed" or "Israel-Hamas"."""
    longest = sorted(written, key=lambda a: (-len(a), a))
    first = "".join(re.escape(letter) for letter in sorted({name[0] for name in longest}))  # only saves time
    return re.compile(rf"(?=[{first}])(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?!\w|-\w)")


def cast(parties: Sequence[PartyConfig]) -> Cast:
    """The names of the configuration. A name is met as it is written there, with a capital, and in capitals."""
    return _cast(tuple((p.name, tuple(p.aliases)) for p in parties))


@cache
def _cast(parties: tuple[tuple[str, tuple[str, ...]], ...]) -> Cast:
    """What the YAML names wins over the other names of a country, and those of a party's name over those of an alias."""
    found: dict[str, str] = {}
    for party, aliases in parties:
        found |= dict.fromkeys((other for name in aliases for other in countries().get(name.casefold(), ())), party)
    for party, _ in parties:
        found |= dict.fromkeys(countries().get(party.casefold(), ()), party)
    for party, aliases in parties:
        found |= dict.fromkeys((party, *aliases), party)
    forms = {
        form: party for name, party in found.items() for form in (name.upper(), name[0].upper() + name[1:])
    } | found
    return Cast(forms, _pattern(tuple(forms)) if forms else None)


def cast_of(parties: Sequence[PartyConfig], readings: Sequence[Sequence[Reading]]) -> Cast:
    """The names of the configuration and those that the texts add: spelling variants, and people who speak for a party.

    `readings` are the sentences of each document.
    """
    own = cast(parties)
    if own.pattern is None:
        return own
    texts = [
        "\n".join([r.sent.text[:LONGEST] for of in readings for r in of])
    ]  # one text: nothing is looked for across lines
    met = {word for of in readings for r in of for word, _ in r.words}
    words = names.Words(
        capital=frozenset(w for w in met if w[0].isupper()),
        small=frozenset(w for w in met if w.islower()),
        titles=titles(),
    )
    known = {name: p.name for p in parties for name in (p.name, *p.aliases) if name.casefold() not in _places()}
    spelled = names.variants(known, words, texts)
    introductions = [
        pair for of in readings for r in of for pair in introduced(r.sent.text[:LONGEST], own.mentions(r.sent.text))
    ]
    of = sides(own.names)
    introductions += [pair for some in readings for r in some for pair in marked(r.sent.text[:LONGEST], of)]
    taken = frozenset([*(n.casefold() for n in (*own.names, *spelled)), *_places()])
    people = speakers.people(introductions, texts, words, taken)
    persons = {name.split()[-1] for _, name in introductions} & {*known, *spelled}
    persons |= speakers.addressed([n for n in (*known, *spelled) if n not in persons], texts, words)
    called = {name: names.called(name, texts, words) for name in sorted(persons)}
    called = {name: given for name, given in called.items() if given}
    no_names = titles() | words.small if called else frozenset()
    every = {**own.names, **spelled, **people}
    bodies = {name: party for name, party in known.items() if name not in persons and name[0].isupper()}
    kinds = definite.kinds([*persons, *people], bodies, texts, words.small)
    return Cast(every, _pattern(tuple(every)), frozenset([*persons, *people]), called, no_names, kinds)


def mentions(text: str, parties: Sequence[PartyConfig]) -> tuple[Mention, ...]:
    """Every mention of a party in a text by a name of the configuration, in order."""
    return cast(parties).mentions(text)


def attribute(readings: Sequence[Reading], known: Cast) -> list[Attribution]:
    """The attribution of every sentence of a document, in order."""
    found: list[Attribution] = []
    if known.pattern is None:
        return [Attribution()] * len(readings)
    named: dict[definite.Sort, tuple[str, int]] = {}
    titled: dict[str, dict[str, bool]] = {}
    for at, reading in enumerate(readings):
        follows = at > 0 and _follows(readings[at - 1].sent, reading.sent)
        before = found[at - 1] if follows else Attribution()
        lead = None if reading.sent.lead_in is None else found[reading.sent.lead_in]
        text = as_opened(reading.sent.text)[:LONGEST]
        noun, end = begins_with_noun(text)
        near = {sort: party for sort, (party, place) in named.items() if at - place <= definite.REACH[sort]}
        meant = (
            _meant(noun, near, before, readings[at - 1].sent.text[:LONGEST] if follows else "", known) if noun else ""
        )
        found.append(_taken_up(text, noun, end, meant, known) if meant else _attribution(reading, known, before, lead))
        if noun in titled and not found[-1].party:
            last = [r.sent.text for r in readings[max(0, at - holders.NEAR) : at]]
            found[-1] = _held(text, noun, end, holders.holder(noun, titled[noun], last), known)
        for office, surname, bare in holders.given(text):
            own = titled.setdefault(office, {})
            own[surname] = bare or own.get(surname, False)
        named |= {
            sort: (party, at) for sort, party in definite.last_named(text, known.mentions(text), known.kinds).items()
        }
    return found


def _meant(noun: str, near: Mapping[definite.Sort, str], before: Attribution, last: str, known: Cast) -> str:
    """The party that a noun with "the" stands for, `last` being the sentence before; empty where that isn't near certain."""
    if sort := definite.sort_of(noun):
        return near.get(sort, "")
    if before.party and before.offices and definite.office_words(noun) <= before.offices and not known.mentions(last):
        return before.party if definite.is_office(noun) else ""
    return definite.office_of(noun, blank(last), known.mentions(last), known.kinds, party=before.party)


def _held(text: str, noun: str, end: int, name: str, known: Cast) -> Attribution:
    """What the party does whose office the article gives to somebody of this name. Whose words are told stays open: he isn't named here."""
    party = known.names.get(name, "") if name in known.persons else ""
    return replace(_taken_up(text, noun, end, party, known), speaker="") if party else Attribution()


def _taken_up(text: str, noun: str, end: int, party: str, known: Cast) -> Attribution:
    """What the party does that a noun at the beginning of a sentence stands for; nothing where another speaks there, too."""
    others = {v.party for v in voices(text, known.mentions(text)) if v.part in ("says", "also")} - {party}
    if others:
        return Attribution()
    one = definite.sort_of(noun) is None and not noun.endswith("s")
    speaker = party if speaks(text, end) else ""
    return Attribution(party, speaker, one, act_at(text, end), definite.office_words(noun))


def _attribution(reading: Reading, known: Cast, before: Attribution, lead: Attribution | None) -> Attribution:
    sent, text = reading.sent, as_opened(reading.sent.text)[:LONGEST]
    if lead is not None and lead.party:
        return Attribution(lead.party, lead.speaker)
    if pronoun := begins_with_pronoun(text):
        return _again(before) if before.party and (pronoun == "It") != before.one_person else Attribution()
    met = known.mentions(text)
    if met:
        party, speaker, one = told_apart(voices(text, met), text)
        if not party and text.endswith(":"):
            party = wanted_by(text, met)
        if party:
            return Attribution(
                party, speaker, one, act(text, met, party), _offices(text, met, party, known) if one else frozenset()
            )
    if sent.kind == "list_item" and sent.heading and not met:
        return Attribution(wanted_by(sent.heading, known.mentions(sent.heading)))
    if before.speaker:
        if before.one_person and ends_with_pronoun(text):
            return _again(before)
        if sent.kind == "paragraph" and not sent.first and not blank(text).strip("“”\"'_.,!?… "):
            return before
    return Attribution()


def _again(before: Attribution) -> Attribution:
    """The same party in the next sentence, which does something else."""
    return Attribution(before.party, before.speaker, before.one_person, offices=before.offices)


def _offices(text: str, met: Sequence[Mention], party: str, known: Cast) -> frozenset[str]:
    """The words of office of the one person of a party that a sentence names; none where it names several."""
    people = {text[m.at : m.end] for m in met if m.person and m.party == party}
    return known.kinds.titles.get(min(people), frozenset()) if len(people) == 1 else frozenset()


def _follows(one: Sentence, other: Sentence) -> bool:
    """Whether a sentence stands directly behind another, under the same heading."""
    return (
        other.block - one.block <= 1 and one.heading == other.heading and other.lead_in is None and one.lead_in is None
    )
