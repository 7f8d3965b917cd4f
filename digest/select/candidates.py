"""Units -> candidates: what may be printed in which section, and what it is worth there before anything else is printed.

The value of a unit is its salience times how surely it fits its section. A unit below the floor is filler: better a short section.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.config import Config, SectionConfig
from digest.config.values import KNOWN_KEYS, RESERVED_KEY
from digest.model import Document, Genre, Judged
from digest.select.overrides import is_edited
from digest.select.units import Unit
from digest.select.words.folding import LONGEST, WORD
from digest.select.words.phrases import classes

FLOOR, FEW = 0.19, 1
"""Least value of what is printed, but for the best so many of a section."""
LOWEST = 0.09
"""Least value of what is printed where there would be little else."""
SCALE = 0.4
"""Exponent of the length by which a value is divided (Lin & Bilmes 2010, the cost-scaled greedy rule)."""
LEANING = 0.6
"""What is left of the value of a sentence for which a reader would want the one before it."""
COMPANION = 0.25
"""Weight of the companions' salience in that of a unit."""
SURENESS = 0.7
"""How much of the value depends on how surely a unit fits its section."""
OUTWEIGHED = 3.0
"""How many times what its core is worth another sentence of a unit must be worth for the unit to stand in that sentence's section."""
SHORTLIST = 300
"""Units a section that are considered at all, best first: many times what is ever printed."""
HAPPENED = "outcomes"
"""The known section of what happened: every briefing has something to say in it."""
NEXT, OF_BEST, LENT = 0.2, 0.5, 2
"""Where nothing else is there for it, it is lent the best so many units that are as likely to belong to it as this, and half as likely as
to their own section; and all that tell of the fighting in the opening of an article: there that is the news."""
LEADS, NEARLY = frozenset(("military", "context", "reactions")), 0.75
"""From these sections the news with which an article opens goes to what happened where it fits that nearly as well."""
PLAINLY = "said:not"
"""Feature of what nobody says."""
NO_NEWS = frozenset(("act:v strike", "cue:v strike", "cue:strike", "cue:force", "act:v react"))
"""Features of fighting, and of what answers to news."""
OPENS = 2
"""Sentences at the start of an article that are its opening."""
DEFAULT_EXCLUDED: dict[str, frozenset[Genre]] = {"outcomes": frozenset(["opinion"])}
"""Genres that a known section leaves out unless the configuration says otherwise."""
EVENTS, DONE = "military", frozenset(("act:v strike", "act:v happen"))
"""The section in which an opinion piece counts for what it tells to have happened, and what its first act is where it does."""
ARGUED = ("modal:", "cue:opine", "cue:hedge", "first person", "question")
"""What such a sentence has none of: it may begin a feature's name."""


_TOOK_TO = re.compile(
    r"(?:[\w.’'-]+ ){1,6}took to (?:Twitter|X|Facebook|Instagram|Truth Social|social media)\b[^,;]{0,40}"
    r" to (?:react|respond|reply|comment|weigh in)\b"
    r"(?!.*\b(?:and|that|by|with|but|before|after|as|when|while|hours|news of|announc\w+|resign\w+|saying|calling)\b)[^,;:]{0,300}"
)
"""Tells where somebody replied, and not what."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may be printed in a section."""

    unit: Unit
    section: str
    value: float
    publisher: str
    """Publisher, or the document where that is unknown."""
    source: str = ""
    """Source of the configuration that it comes from."""
    quotable: int | None = None
    """Most words of that source that an edition may quote; None where there is no limit."""
    displaces: bool = False
    """Whether it is lent to its section, and others that share a sentence with it aren't offered for its sake."""

    @property
    def parts(self) -> frozenset[str]:
        """Ids of its sentences."""
        return frozenset(part.sent.id for part in self.unit.parts)

    @property
    def score(self) -> float:
        """Value by length: what it is worth for the room it takes."""
        return self.value / float(self.unit.words**SCALE)


def worth(unit: Unit, fit: float) -> float:
    """Value of a unit before it is known what else is printed: salience times fit, its companions' salience averaged in,
    but for a lead-in that is no sentence by itself.
    """
    own = unit.core.salience
    rest = [p.salience for p in unit.parts if p is not unit.core and not p.dropped]
    mean = own if not rest else (1 - COMPANION) * own + COMPANION * sum(rest) / len(rest)
    return mean * (1 - SURENESS + SURENESS * fit) * (LEANING if unit.leans else 1.0)


def beside(c: Candidate, added: Unit) -> float:
    """Value of those sentences of a candidate that aren't printed yet, where the others are: these lend it nothing any more."""
    whole = worth(c.unit, 1.0)
    return c.value * worth(added, 1.0) / whole if whole else 0.0


def candidate(unit: Unit, section: str, fit: float, doc: Document) -> Candidate:
    """A unit as a candidate for a section, with its value there.

    Of the sections of the user's own nothing was learned: fit counts half as much as salience.
    """
    value = worth(unit, fit) if section in KNOWN_KEYS else (2.0 * unit.core.salience + fit) / 3.0
    return Candidate(unit, section, value, doc.publisher.value or doc.id, doc.source, doc.max_quoted_words)


def candidates(
    made: Sequence[Unit],
    docs: Mapping[str, Document],
    config: Config,
    fell: dict[str, str],
    *,
    refused: Collection[frozenset[str]] | None = (),
) -> list[Candidate]:
    """Every unit that may be printed, by section and best first; the gate of every other is put into `fell`. Units of the sentences of one
    of the `refused` stay in their sections, all where it is None.

    In the known sections an opinion piece counts for what it reports somebody to say, and of the fighting for what it reports to have
    happened, not for its own argument, unless the configuration says which genres a section leaves out.
    """
    excluded = {s.key: excluded_genres(s) for s in config.sections}
    quoting = {s.key for s in config.sections if s.key in KNOWN_KEYS and "exclude_genres" not in s.model_fields_set}
    by_section: dict[str, list[Candidate]] = {s.key: [] for s in config.sections}
    for unit in made:
        key, doc = unit.core.sent.id, docs[unit.core.sent.doc]
        section, fit = _home(unit, opens=HAPPENED in by_section)
        if section is None:
            fell[key] = "no section"
        elif doc.genre in excluded[section] or (section in quoting and doc.genre == "opinion" and not _reports(unit)):
            fell[key] = "genre"
        elif says_only_that_it_spoke(unit) or (one := candidate(unit, section, fit, doc)).value < LOWEST:
            fell[key] = "filler"
        else:
            by_section[section].append(one)
    if refused is not None:
        _lend(by_section, docs, excluded, fell, refused)
    kept: list[Candidate] = []
    for found in by_section.values():
        found.sort(key=lambda c: (-c.score, c.unit.key))
        fell |= {c.unit.core.sent.id: "budget" for c in found[SHORTLIST:]}
        kept += found[:SHORTLIST]
    return kept


def _lend(
    by_section: dict[str, list[Candidate]],
    docs: Mapping[str, Document],
    excluded: Mapping[str, frozenset[Genre]],
    fell: dict[str, str],
    refused: Collection[frozenset[str]],
) -> None:
    """Moves to the section of what happened what comes next to it, if it has nothing worth printing of its own. What shares a sentence with
    that falls: it is offered again where what was lent isn't printed (`refused`).
    """
    if HAPPENED not in by_section or any(c.value >= FLOOR for c in by_section[HAPPENED]):
        return
    near: list[Candidate] = []
    news: set[tuple[str, int]] = set()
    for key, found in by_section.items():
        for c in found if key != HAPPENED else ():
            scores, doc = dict(c.unit.core.label.scores), docs[c.unit.core.sent.doc]
            fits = scores.get(HAPPENED, 0.0) >= max(NEXT, OF_BEST * max(scores.values(), default=0.0))
            opens = key == EVENTS and c.unit.core.sent.index < OPENS and _tells_events(c.unit)
            if (
                (fits or opens)
                and doc.genre not in excluded[HAPPENED]
                and not any(part.edited for part in c.unit.parts)
                and c.parts not in refused
            ):
                near.append(candidate(c.unit, HAPPENED, scores[key if opens else HAPPENED], doc))
                news |= {c.unit.key} if opens else set()
    lent: list[Candidate] = []
    moved: set[str] = set()
    for c in sorted(near, key=lambda c: (-c.score, c.unit.key)):
        room = c.unit.key in news or sum(one.unit.key not in news for one in lent) < LENT
        if room and c.value >= FLOOR and c.parts.isdisjoint(moved):
            lent.append(c)
            moved |= c.parts
    for key, found in by_section.items():
        by_section[key] = [c for c in found if moved.isdisjoint(c.parts)]
        gone = [c for c in found if not moved.isdisjoint(c.parts)]
        fell |= {c.unit.core.sent.id: "printed with another" for c in gone}
        others = [c.parts for c in gone]
        lent = [replace(c, displaces=c.displaces or _shares(c.parts, others)) for c in lent]
    by_section[HAPPENED] += lent


def _shares(own: frozenset[str], others: Sequence[frozenset[str]]) -> bool:
    """Whether some of these have sentences of a unit's own and others, or not all of them."""
    return any(other != own and not own.isdisjoint(other) for other in others)


def _reports(unit: Unit) -> bool:
    """Whether what stands in an opinion piece is a report: somebody's words, or what happened in the fighting, told without an argument."""
    if unit.core.speaker or unit.core.label.section != EVENTS:
        return bool(unit.core.speaker)
    return _tells_events(unit)


def _tells_events(unit: Unit) -> bool:
    """Whether a unit tells what was done or happened, and doesn't argue."""
    signs = {name for name, _ in unit.core.features}
    return not DONE.isdisjoint(signs) and not any(sign.startswith(ARGUED) for sign in signs)


def says_only_that_it_spoke(unit: Unit) -> bool:
    """True for "X responded to Y's speech": a reply is reported, and not a word of it."""
    text = unit.core.sent.text
    if len(unit.parts) > 1 or not set(text).isdisjoint('“”":'):
        return False
    if _TOOK_TO.fullmatch(text):
        return True
    words = [match[0].casefold() for match in WORD.finditer(text[:LONGEST])]
    at = next((n for n, word in enumerate(words) if word in classes("reply")), None)
    tells = classes("verb") | classes("more")
    return at is not None and tells.isdisjoint(words[at + 1 :]) and classes("verb").isdisjoint(words[:at])


def _home(unit: Unit, *, opens: bool = False) -> tuple[str | None, float]:
    """The section that a unit goes to and how surely it fits; None where it comes near to no section.

    It is that of the sentence for whose sake the others come, unless one of these is worth far more: then that is what the reader reads.
    Where the editor moved any of them, the unit has its section. What `opens` an article is what happened where that is nearly as likely,
    or where no section is and that comes next (`_next_to`).
    """
    most = max(unit.parts, key=lambda part: part.salience)
    outweighed = most.salience > OUTWEIGHED * unit.core.salience and most.label.section
    moved = any(is_edited(part, "moved") for part in unit.parts)
    label = (most if outweighed and not moved else unit.core).label
    likely = dict(label.scores)
    if opens and not moved and opens_with_news(unit.core):
        near = label.section in LEADS and likely.get(HAPPENED, 0.0) >= NEARLY * label.score
        if near or (label.section is None and not label.nearest and _next_to(likely)):
            return HAPPENED, likely[HAPPENED]
    if label.section is not None or not label.nearest:
        return label.section, label.score
    return label.nearest, dict(label.scores)[label.nearest]


def _next_to(likely: Mapping[str, float]) -> bool:
    """Whether what fits no section comes nearest to that of what happened, as near as what is lent to it.

    With sections of the user's own much of what a strike or a vote is told in belongs to known keys that aren't configured.
    """
    fit = likely.get(HAPPENED, 0.0)
    others = (part for key, part in likely.items() if key != RESERVED_KEY)
    return fit >= max(NEXT, OF_BEST * max(likely.values(), default=0.0), *others)


def opens_with_news(j: Judged) -> bool:
    """Whether a sentence opens an article and tells of an act as done, in nobody's words, but of no strike."""
    signs = {name for name, _ in j.features}
    done = not DONE.isdisjoint(signs) or (j.when is not None and j.when.kind == "past")
    return j.sent.index == 0 and done and PLAINLY in signs and NO_NEWS.isdisjoint(signs) and j.act != "reaction"


def excluded_genres(section: SectionConfig) -> frozenset[Genre]:
    """The genres that a section leaves out."""
    if "exclude_genres" in section.model_fields_set:
        return frozenset(section.exclude_genres)
    return DEFAULT_EXCLUDED.get(section.key, frozenset())
