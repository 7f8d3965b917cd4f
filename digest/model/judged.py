"""What was found out about sentences, and what was chosen of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from digest.model.document import Sentence, Span


@dataclass(frozen=True, slots=True)
class Label:
    """The section a sentence was put into (None: it fits none), the score, and the cues that gave it, strongest first."""

    section: str | None
    score: float
    scores: tuple[tuple[str, float], ...] = ()
    cues: tuple[tuple[str, float], ...] = ()
    nearest: str = ""
    """Of a sentence that is rather background: the section to which it comes nearest, where it comes near enough to any."""


@dataclass(frozen=True, slots=True)
class Time:
    """Words of a sentence that name a day or days, and which days these are."""

    span: Span
    """In the sentence's text, not the document's."""
    first: date
    last: date
    """Last day, the same as `first` where the words name one day."""
    relation: Literal["on", "by", "since", "until", "before", "after"] = "on"
    """How what is told stands to these days: "by the end of May" has relation "by"."""
    kind: Literal["past", "announced", ""] = ""
    """Whether the words belong to something that happened or to something still to come; empty where that is not sure."""
    relative: bool = False
    """True for "Tuesday", "yesterday" and the like, which say nothing without the day of the article."""


@dataclass(frozen=True, slots=True)
class When:
    """The days of what a sentence reports, and whether it reports it as done or as still to come."""

    kind: Literal["past", "announced"]
    first: date
    last: date


Status = Literal["", "new", "updated", "continuing"]
"""How a claim stands to what earlier editions printed; empty where there are none."""

Act = Literal["demand", "offer", "refusal", "reaction"]
"""What a party does about the matter."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with everything analysis found out about it."""

    sent: Sentence
    label: Label
    salience: float
    features: tuple[tuple[str, float], ...] = ()
    """What the salience is made of, for `explain`."""
    terms: frozenset[str] = frozenset()
    concepts: tuple[tuple[str, float], ...] = ()
    """Pairs of neighbouring stems, each once, with what each is worth, 0 to 1."""
    names: frozenset[str] = frozenset()
    """Stems of words that are written with a capital although no sentence begins there."""
    party: str = ""
    """Party whose position, act or words it reports, where that is near certain."""
    speaker: str = ""
    act: Act | None = None
    """What the party does in it, where its verb tells."""
    gives: bool = False
    """Whether it offers something and asks nothing for it."""
    opener: str = ""
    """The word by which it leans on the sentence before ("He", "These", "However"), empty where it stands alone."""
    leans: str = ""
    """The words for which a reader would want the sentence before it though it can stand ("The president", a bare surname)."""
    bound: bool = False
    """Whether these words are a thing that only the sentence before names: with it they are printed, where it can be had."""
    polled: bool = False
    """Whether it tells what people said who were polled."""
    answers: str = ""
    """The word with which it answers another sentence ("But"): good in its place, no takeaway."""
    dropped: str = ""
    """Why it was set aside before selection (furniture, off-topic, genre, duplicate, language, fragment,
    banned); empty where it was not."""
    told_in: str = ""
    """Of a copy: id of the same sentence in the article that is read instead, which it carries."""
    edited: tuple[tuple[str, str], ...] = ()
    """What the editor did with it: ("banned", reason), ("pinned", ""), ("moved", the section it was in), ("headed", label)."""
    times: tuple[Time, ...] = ()
    """The days that its words name, in order."""
    when: When | None = None
    """The day of what it reports, where its words tell; else the day of the article is the best guess."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source as they are printed: the slices and their text (`quote_text` of the slices)."""

    doc: str
    spans: tuple[Span, ...]
    text: str
    via: str = ""
    """What its sentences name as their own source: "Reuters, 3 June 2025"; empty where they name none."""

    @property
    def cited(self) -> tuple[str, str]:
        """What its footnote stands for: the text, and the source that its sentences name."""
        return self.doc, self.via


@dataclass(frozen=True, slots=True)
class Claim:
    """Sentences of one or several documents that report the same thing: the telling to print and what supports it."""

    lead: str
    """Id of the lead sentence."""
    support: tuple[str, ...] = ()
    """Ids of the other sentences."""
    independent: int = 1
    """Publishers among all that tell it that are independent of each other: an owner and an agency's dispatch count once."""
    all_known: bool = True
    """False where publishers are unknown, so that there may be more independent ones."""


@dataclass(frozen=True, slots=True)
class Told:
    """A number as one sentence tells it."""

    sent: str
    """Id of the sentence."""
    written: str
    """The number and what is counted, as the sentence writes it ("more than 40 aircraft")."""
    value: float
    noun: str
    """What is counted, as it is written; empty where that isn't clear."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A figure on which documents differ: what is counted, and what each says."""

    what: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One point that selection decided to print: sentences of one document in source order, and its claim."""

    section: str
    sents: tuple[str, ...]
    claim: Claim
    party: str = ""
    salience: float = 0.0
    """The highest of its sentences."""
    fit: float = 0.0
    """Probability of its section."""
    status: Status = ""
    since: int = 0
    """Number of the edition that printed what it updates or continues; 0 where the reader saw that without one."""
    was: str = ""
    """The number that it updates, as it was written then."""


Doubt = Literal["disputed", "unknown"]
"""What is open: what parties say against each other, and what nobody knows yet."""


TIES = ("But", "However", "Yet", "Still")
"""What a sentence may begin with that answers another one: where it stands among what is open, these words are cut."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """Sentences of one document, in source order, that tell what is disputed or not known."""

    doubt: Doubt
    sents: tuple[str, ...]
    printed: str = ""
    """Id of the first sentence of the point in which a section prints them; empty where none does."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is printed, and for every other sentence the gate at which it fell (sentence id -> gate)."""

    chosen: tuple[Chosen, ...]
    fell_at: dict[str, str] = field(default_factory=dict)
    figures: tuple[Differing, ...] = ()
    """Numbers on which documents differ."""
    open: tuple[Doubted, ...] = ()
    """What is disputed, then what isn't known, the best of each first."""
    akin: frozenset[tuple[str, str]] = frozenset()
    """Pairs of points, by their first sentences, that are of one event: no two of them head the page."""
    told_twice: frozenset[tuple[str, str]] = frozenset()
    """The same of points of which a reader would likely strike one."""
    overtaken_by: dict[str, str] = field(default_factory=dict)
    """Id of a sentence that fell as stale, or counts for less -> id of the later sentence that tells what came of it."""
