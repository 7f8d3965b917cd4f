"""Does an article belong in this briefing? Its title, its lead and its body are asked for the topic's phrases and the parties.

What a sentence says of the matter is between 0 and 1. A phrase with a name ("Gaza", "Istanbul talks") tells most. One that names two
parties ("Israel Hamas"), or a party and a thing ("sanctions on Russia"), is met where a sentence names them by any of their aliases.
Common words ("ceasefire", "aid") say something only beside a name or a party, for there is a ceasefire somewhere every day. Of the
parties only those that the topic names count, two of them more than twice as much as one: the others meet everywhere.

What the articles say of one another counts, too (pseudo-relevance feedback, compare Rocchio 1971; relevance that agrees among documents
on one event, Diaz 2005). An article that falls short gains by its likeness to one that surely belongs in. It belongs in where articles of
several publishers that surely do tell its event in a passage: shots at diplomats name no word of the talks that they disturb. And it weighs
no more than several others that tell the same event, where these don't belong in: one obituary that names the war in every sentence
brings in no other.

Weights and threshold were set on every other article of one day under three configurations; `bench/topic.py` measures them on the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.analyse.events import alike, events, tellers
from digest.analyse.features import Reading
from digest.analyse.parties import Cast, cast
from digest.analyse.terms import stop_words, tokens
from digest.config import Config
from digest.model import Document

THRESHOLD = 0.48
"""Least relevance of an article that belongs in."""
PICKED = 0.3
"""The same where at least half of the articles surely belong in, or two in three by the plain measure: somebody picked them."""
SURE = 0.55
"""Relevance from which on an article can vouch for another."""
FLOOR = 0.15
"""Relevance below which nobody can."""
TITLE, LEAD, BODY = 0.2, 0.3, 0.5
LEADING = 4
"""Sentences of the lead; the two that say most of the matter count."""
TWO_PARTIES, NEIGHBOURS, PARTY_ALONE, PARTY = 0.85, 0.6, 0.5, 0.25
"""What two parties of the topic say in one sentence, in two sentences side by side, one that is a phrase of the topic by itself, and any
other."""
ONLY_PARTY = 0.45
"""What the one party of a topic says that names no other, and what two parties say of a topic of common words: less than what belongs in
needs, since not all that they do is the matter."""
COMMON = 0.35
"""What a common phrase adds beside a name."""
ANCHORED = 0.6
"""Part of that which is left where only the title or the first sentences have a name."""
NEAR, CHANCE = 1.0, 0.1
"""What likeness to an article that surely belongs in is worth, and how much of it is chance."""
SAME, SEVERAL = 0.3, 3
"""Likeness of two articles that tell the same event, and how many must agree on whether it belongs in."""
OFTEN = 5
"""Times a word must be met before the texts decide whether it is a name."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the topic."""

    stems: frozenset[str]
    """Its words that are no party's name."""
    parties: frozenset[str]
    """The parties that it names."""
    named: bool
    """True where one of the words is a name."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text is asked for."""

    phrases: tuple[Phrase, ...]
    core: frozenset[str]
    """The parties that the topic names; all where it names none."""
    cast: Cast
    stems: frozenset[str] = frozenset()
    """Content stems of all phrases, names of parties among them."""

    @property
    def only_common(self) -> bool:
        """True where no phrase holds a name: then common words are all there is to go by."""
        return not any(phrase.named or phrase.parties for phrase in self.phrases)

    @property
    def only_parties(self) -> bool:
        """True where the topic is parties and nothing else: then all that they do belongs in."""
        return not any(phrase.stems for phrase in self.phrases)


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
        Phrase(
            stems=frozenset(s for _, s in words if s not in party_of),
            parties=parties.union(party_of[s] for _, s in words if s in party_of),
            named=any(is_name(w, s) for w, s in words if s not in party_of),
        )
        for words, (_, parties) in zip(wanted, asked_for, strict=True)
        if words or parties
    )
    core = frozenset(party for phrase in phrases for party in phrase.parties)
    return Topic(phrases, core or frozenset(party.name for party in config.parties), known, frozenset(asked))


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
    common: int
    """Common phrases in it, two at most."""
    parties: frozenset[str] = frozenset()
    """The topic's parties in it."""

    def worth(self, anchor: float = 0.0) -> float:
        """0 to 1: its names, and its common phrases beside them; beside none, they count by `anchor`."""
        return min(1.0, self.value + COMMON * self.common * (1.0 if self.value else anchor))


def evidence(text: str, stems: frozenset[str], wanted: Topic) -> Evidence:
    """What a title or a sentence with these stems says of the matter."""
    parties = {mention.party for mention in wanted.cast.mentions(text.replace("-", " "))}
    core = frozenset(parties & wanted.core)
    value, common = 0.0, 0
    if core:
        value = PARTY if len(wanted.core) > 1 else ONLY_PARTY
    if len(core) > 1:
        value = ONLY_PARTY if wanted.only_common else TWO_PARTIES
    for phrase in wanted.phrases:
        if not (phrase.parties <= parties and all(_holds(stems, stem, phrase.named) for stem in phrase.stems)):
            continue
        if phrase.named or len(phrase.parties) + bool(phrase.stems) > 1:
            value = 1.0
        elif phrase.parties:
            value = max(value, 1.0 if wanted.only_parties else PARTY_ALONE)
        elif wanted.only_common:
            value = min(1.0, value + PARTY_ALONE)
        else:
            common += 1
    return Evidence(value, min(common, 2), core)


def _holds(stems: frozenset[str], stem: str, named: bool) -> bool:
    """Whether a stem is among others; of a name also with an ending behind it ("Gazan", "Minskers")."""
    if stem in stems:
        return True
    return named and len(stem) >= 4 and any(s.startswith(stem) and len(s) <= len(stem) + 3 for s in stems)


def relevance(title: str, readings: Sequence[Reading], wanted: Topic) -> float:
    """How much an article by itself has to do with the topic, 0 to 1. 1 where there is no topic."""
    if not wanted.phrases:
        return 1.0
    head = evidence(title, frozenset(s for _, s in tokens(title)), wanted)
    body = [evidence(r.sent.text, frozenset(r.stems), wanted) for r in readings]
    if not wanted.only_common:
        body = _side_by_side(body)
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


def threshold(values: Collection[float]) -> float:
    """Least relevance of an article that belongs in, given those of all articles by themselves."""
    sure, plain = (sum(value >= least for value in values) for least in (SURE, THRESHOLD))
    return PICKED if 2 * sure >= len(values) or 3 * plain >= 2 * len(values) else THRESHOLD


def relevances(
    docs: Sequence[Document], readings: Mapping[str, Sequence[Reading]], wanted: Topic
) -> tuple[dict[str, float], float]:
    """Document id -> relevance, and the least relevance of what belongs in. Linear in the number of documents."""
    own = {doc.id: relevance(doc.title.value, readings[doc.id], wanted) for doc in docs}
    least = threshold(own.values())
    asked = [doc.id for doc in docs if own[doc.id] >= FLOOR]
    if not wanted.phrases or max(own.values(), default=0.0) < SURE:
        return own, least
    told = events(docs, readings)
    near = alike(asked, own, told)
    passing = tellers(
        [key for key in asked if own[key] < SURE], [key for key in asked if own[key] >= SURE], told, readings
    )
    house = {doc.id: doc.family or doc.publisher.value or doc.id for doc in docs}
    vouched = {key: SURE for key, others in passing.items() if len({house[other] for other in others}) >= SEVERAL}
    own |= vouched
    found = own | {key: _among_its_like(key, own, near, least) for key in asked} | vouched
    sure = [key for key in asked if found[key] >= SURE]
    for key in asked:
        if own[key] == found[key] < least:
            like = max((near[key].get(other, 0.0) for other in sure), default=0.0)
            found[key] += NEAR * max(0.0, like - CHANCE)
    return found, least


def _among_its_like(key: str, own: Mapping[str, float], near: Mapping[str, Mapping[str, float]], least: float) -> float:
    """An article's relevance; together with that of several others that tell the same event, where they don't belong in."""
    same = {other: much for other, much in near[key].items() if much >= SAME}
    if len(same) < SEVERAL or sum(own[other] for other in same) >= least * len(same):
        return own[key]
    together = (own[key] + sum(much * own[other] for other, much in same.items())) / (1 + sum(same.values()))
    return min(own[key], together)
