"""What an article says of the topic. Its title, its lead and its body are asked for the topic's phrases and the parties.

What a sentence says of the matter is between 0 and 1. A phrase with a name ("Gaza", "Istanbul talks") tells most. One that names two
parties ("Israel Hamas"), or a party and a thing ("sanctions on Russia"), is met where a sentence names them by any of their aliases.
Common words ("ceasefire", "aid") say something only beside a name or a party, for there is a ceasefire somewhere every day. Of the
parties only those that the topic names count, two of them more than twice as much as one: the others meet everywhere.

What belongs in decides `gate`. Weights were set on every other article of one day under three configurations; `bench/topic.py` measures
them on the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from digest.analyse.features import Reading
from digest.analyse.parties import Cast, cast, countries
from digest.analyse.words import spelling
from digest.analyse.words.terms import rarity, stop_words, tokens
from digest.config import Config

TITLE, LEAD, BODY = 0.2, 0.3, 0.5
LEADING = 4
"""Sentences of the lead; the two that say most of the matter count."""
TWO_PARTIES, NEIGHBOURS, PARTY_ALONE, PARTY = 0.85, 0.6, 0.5, 0.25
"""What two parties of the topic say in one sentence, in two sentences side by side, one that is a phrase of the topic by itself, and any
other."""
ANY_TWO = 0.16
"""What any two parties say: of a topic of common words less than what belongs in needs, since not all that they do is the matter."""
COMMON = 0.35
"""What a common phrase adds beside a name."""
ANCHORED = 0.6
"""Part of that which is left where only the title or the first sentences have a name."""
WEAKEST, PLAIN, SPECIFIC = 0.2, 0.6, 1.6
"""What a common phrase says by itself at least; the rarity of its words (in powers of ten) from which on it says more, and at which all."""
OFTEN = 5
"""Times a word must be met before the texts decide whether it is a name."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the topic."""

    stems: frozenset[str]
    """Its words that are no party's name."""
    parties: frozenset[str]
    """The parties that it names."""
    names: frozenset[str]
    """Those of its words that are names."""
    weights: Mapping[str, float]
    """What part of the phrase each of its words is, by how rare it is in the news; they sum to 1."""
    text: str
    """It, as the configuration has it."""
    strength: float
    """What the phrase says without a name beside it, 0 to 1: "border wall" much, "talks" little."""

    @property
    def named(self) -> bool:
        """True where one of the words is a name."""
        return bool(self.names)

    @property
    def telling(self) -> bool:
        """True where it needs nothing beside it: a name, two parties, a party and a thing."""
        return self.named or len(self.parties) + bool(self.stems) > 1

    def part(self, held: frozenset[str]) -> float:
        """What part of its words these are, 0 to 1."""
        return sum(self.weights[stem] for stem in sorted(held))


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text is asked for."""

    phrases: tuple[Phrase, ...]
    core: frozenset[str]
    """The parties that the topic names."""
    cast: Cast
    stems: frozenset[str] = frozenset()
    """Content stems of all phrases, names of parties among them."""
    spelt: spelling.Spelt = ()
    """How texts may write their words otherwise ("cease-fire")."""

    @property
    def reach(self) -> float:
        """The most that a text can say of the topic in every sentence, 0 to 1: the less the topic names, the less is asked of an article.

        1 where a phrase is telling by itself. Of a topic of parties all that they do belongs in; of one of common words what holds
        them beside a party, or simply what holds them where there are no parties.
        """
        if any(phrase.telling for phrase in self.phrases) or not self.phrases:
            return 1.0
        if not any(phrase.stems for phrase in self.phrases):
            return PARTY_ALONE
        if self.core:
            return 1.0
        return COMMON * (1.0 if self.cast.pattern else max(phrase.strength for phrase in self.phrases))


def topic(config: Config, readings: Sequence[Sequence[Reading]] = ()) -> Topic:
    """The topic of a configuration. Whether a word is a name the texts decide, where it is met in them often enough, else its capital."""
    known = cast(config.parties)
    party_of = {words[0][1]: party for name, party in known.names.items() if len(words := tokens(name)) == 1}
    asked_for = [_apart(phrase, known) for phrase in config.briefing.topic]
    wanted = [[(w, s) for w, s in tokens(rest) if s not in stop_words()] for rest, _ in asked_for]
    asked = {s for phrase in config.briefing.topic for _, s in tokens(phrase) if s not in stop_words()}
    holding = [(reading, held) for own in readings for reading in own if (held := asked.intersection(reading.stems))]
    met = Counter(s for _, held in holding for s in held)
    capital = Counter(s for reading, held in holding for s in held & reading.names)

    def is_name(word: str, stem: str) -> bool:
        return 2 * capital[stem] > met[stem] if met[stem] >= OFTEN else word[0].isupper()

    phrases = tuple(
        _phrase(
            text,
            frozenset(s for _, s in words if s not in party_of),
            parties.union(party_of[s] for _, s in words if s in party_of),
            frozenset(s for w, s in words if s not in party_of and is_name(w, s)),
        )
        for text, words, (_, parties) in zip(config.briefing.topic, wanted, asked_for, strict=True)
        if words or parties
    )
    core = frozenset(party for phrase in phrases for party in phrase.parties)
    also = frozenset(stem for name in asked for stem, _ in _people().get(name, ()))
    return Topic(phrases, core, known, also.union(asked), spelling.patterns(config.briefing.topic))


def _phrase(text: str, stems: frozenset[str], parties: frozenset[str], names: frozenset[str]) -> Phrase:
    rare = {stem: rarity(stem) for stem in sorted(stems)}
    total = sum(rare.values())
    strength = min(1.0, max(WEAKEST, (total - PLAIN) / (SPECIFIC - PLAIN)))
    return Phrase(stems, parties, names, {stem: value / total for stem, value in rare.items()}, text, strength)


def _apart(phrase: str, known: Cast) -> tuple[str, frozenset[str]]:
    """A phrase without the parties' names of several words in it, and whose these are."""
    met = [mention for mention in known.mentions(phrase) if len(phrase[mention.at : mention.end].split()) > 1]
    rest = list(phrase)
    for mention in met:
        rest[mention.at : mention.end] = " " * (mention.end - mention.at)
    return "".join(rest), frozenset(mention.party for mention in met)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a text says of the matter."""

    value: float
    """0 to 1, by its names."""
    common: float
    """Common phrases in it, two at most; of one of which only a part is met that part."""
    alone: float = 0.0
    """What these say without a name beside them: each counts by its strength."""
    parties: frozenset[str] = frozenset()
    """The topic's parties in it."""
    beside: bool = False
    """True where it names any party: then its common phrases count in full."""

    def worth(self, anchor: float = 0.0) -> float:
        """0 to 1: its names, and its common phrases beside them; beside none, they count by `anchor` or by their strength."""
        common = self.common if self.value or self.beside else max(self.common * anchor, self.alone)
        return min(1.0, self.value + COMMON * common)


def evidence(text: str, stems: frozenset[str], wanted: Topic, around: frozenset[str] = frozenset()) -> Evidence:
    """What a title or a sentence with these stems says of the matter; `around` are the stems of the whole article.

    Each phrase adds something or nothing, so that one phrase more never makes it less.
    """
    parties = {mention.party for mention in wanted.cast.mentions(text.replace("-", " "))}
    stems |= spelling.meant(text, wanted.spelt)
    core = frozenset(parties & wanted.core)
    value = TWO_PARTIES if len(core) > 1 else PARTY if core else ANY_TWO if len(parties) > 1 else 0.0
    common = alone = 0.0
    for phrase in wanted.phrases:
        held = frozenset(stem for stem in phrase.stems if _holds(stems, stem, stem in phrase.names, text))
        if held == phrase.stems and phrase.parties <= parties:
            if phrase.telling:
                value = 1.0
            elif phrase.parties:
                value = max(value, PARTY_ALONE)
            else:
                common, alone = common + 1.0, alone + phrase.strength
        elif held and phrase.parties <= parties:
            there = frozenset(stem for stem in phrase.stems if stem in around or stem in held)
            part = phrase.part(held) * phrase.part(there)
            if held & phrase.names:
                value = max(value, part)
            else:
                common, alone = common + part, alone + part * phrase.strength
    return Evidence(value, min(common, 2.0), min(alone, 2.0), core, bool(parties))


def unmet(wanted: Topic, texts: Iterable[str]) -> list[str]:
    """The topic's phrases that none of these sentences holds as a whole."""
    open_ = list(wanted.phrases)
    for text in texts:
        if not open_:
            break
        stems = frozenset(s for _, s in tokens(text)) | spelling.meant(text, wanted.spelt)
        parties = {mention.party for mention in wanted.cast.mentions(text.replace("-", " "))}
        open_ = [
            phrase
            for phrase in open_
            if not (
                phrase.parties <= parties
                and all(_holds(stems, stem, stem in phrase.names, text) for stem in phrase.stems)
            )
        ]
    return [phrase.text for phrase in open_]


def _holds(stems: frozenset[str], stem: str, named: bool, text: str) -> bool:
    """Whether a stem is among others, those of `text`; of a name also with an ending behind it ("Gazan"), of a country its people."""
    if stem in stems:
        return True
    if not named:
        return False
    longer = len(stem) >= 4 and any(s.startswith(stem) and len(s) <= len(stem) + 3 for s in stems)
    return longer or any(other in stems and word in text for other, word in _people().get(stem, ()))


@cache
def _people() -> dict[str, tuple[tuple[str, str], ...]]:
    """Stem of a country's name -> stem and word for its people, where that begins alike ("Polish"): capitals may be other towns."""
    return {
        stem: tuple(
            (s, other)
            for other in others
            if len(words := tokens(other)) == 1 and other[:2] == name[:2].title()
            for _, s in words
        )
        for name, others in countries().items()
        if len(known := tokens(name)) == 1
        for _, stem in known
    }


def relevance(title: str, readings: Sequence[Reading], wanted: Topic) -> float:
    """How much an article by itself has to do with the topic, 0 to 1. 1 where there is no topic. A phrase more never makes it less."""
    if not wanted.phrases:
        return 1.0
    first = frozenset(s for _, s in tokens(title))
    meant = spelling.meant(" ".join([title, *(r.sent.text for r in readings)]), wanted.spelt)
    around = wanted.stems & first.union(meant, *(r.stems for r in readings))
    head = evidence(title, first, wanted, around)
    body = _side_by_side([evidence(r.sent.text, frozenset(r.stems), wanted, around) for r in readings])
    if not body:
        return 0.0
    anchor = ANCHORED * max(e.worth() for e in (head, *body[:3]))
    said = [e.worth(anchor) for e in body]
    lead = sorted(said[:LEADING], reverse=True)[:2]
    return TITLE * head.worth(anchor) + LEAD * sum(lead) / len(lead) + BODY * sum(said) / len(said)


def _side_by_side(body: Sequence[Evidence]) -> list[Evidence]:
    """The evidence of an article's sentences: two parties in neighbours say nearly as much as in one."""
    found = list(body)
    for at, here in enumerate(body):
        beside = frozenset[str]().union(*(e.parties for e in body[max(0, at - 1) : at + 2]))
        if here.parties and len(beside) > 1 and here.value < NEIGHBOURS:
            found[at] = replace(here, value=NEIGHBOURS)
    return found
