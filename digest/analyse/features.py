"""What is measured of a sentence before it is put into a section or weighed: named numbers, the same names everywhere.

Every feature reads the sentence, its neighbours in the paragraph, the heading above and its place in the document; none reads
another document, so that adding an article never changes the features of another.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache

from digest.analyse.alone.standing import opener
from digest.analyse.speech.voice import blank
from digest.analyse.speech.wishes import no_demand
from digest.analyse.words import cues
from digest.analyse.words.terms import Tokens, content, names, numbers, tokens
from digest.model import Document, Sentence

_QUOTED = re.compile(r"[“\"]([^“”\"]*)[”\"]?")
_MONEY = re.compile(r"[$€£]|\b(?:dollars?|euros?|billion|million)\b")
_TOLL = re.compile(
    r"\b(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens|scores|hundreds|thousands)\b[^.]{0,40}?\b(?:killed|dead|died|wounded|injured|casualties|fatalities)\b"
    r"|\b(?:killed|killing|wounded|wounding|injuring|injured)\b[^.]{0,30}?\b(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens|scores|hundreds|thousands)\b",
    re.IGNORECASE,
)
_DAYS = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october "
        "november december jan feb aug sept oct nov dec"
    ).split()
)
_FIRST_PERSON = frozenset(["i", "we", "our", "us", "my", "me"])
_NEGATION = frozenset(["not", "no", "never", "nor", "neither", "without", "cannot", "n't", "nothing"])
_TOLL_SIGNS = ("kill", "dead", "died", "wounded", "wounding", "njur", "ualtie", "fatalitie", "ı", "ſ")
"""One of these stands in every text that `_TOLL` matches (two letters fold to others); to look for them takes a tenth of the time."""
_POLLED = re.compile(
    r"\d ?(?:%|percent\b|per cent\b)"
    r"(?:[^.;]{0,40}?\b(?:sa(?:y|id|ying)|believe|th(?:ink|ought)|want|support|oppos|(?:dis)?approv|favou?r|agree(?!ments?\b)|prefer)"
    r"| of (?:the )?(?:public\b|respondents|voters|adults|people|residents|likely|registered|all |\w{3,20}(?:ns|is)\b))"
    r"|\b(?:\d|one|two|three|four|five|six|seven|eight|nine) (?:in|out of) (?:10|ten|three|five)\b"
    r"|\b(?:polls?|surveys?)\b[^.;]{0,80}?\b(?:finds?|found|shows?|showed|suggests?|suggested|indicates?|indicated|says?|said|conducted)\b"
    r"|\baccording to (?:an? |the )?(?:[\w/’'-]+ ){0,5}(?:poll|survey)s?\b",
    re.IGNORECASE,
)
"""A share of people, and what they hold; what a poll finds."""
_POLL_SIGNS = (
    "%",
    "percent",
    "per cent",
    " in 10",
    " out of 10",
    " in ten",
    " out of ten",
    "in five",
    "in three",
    "poll",
    "survey",
)
"""One of these stands in every text that `_POLLED` matches."""
_WITHHELD = re.compile(
    r"\bden(?:y|ied|ies|ying)\b[^.;]{0,40}\b(?:requests?|motions?|petitions?|consent|appeals?|bids?|entry|access|visas?|permission|bail|aid)\b"
)
"""Something is denied to somebody: an act, no denial."""
_LIKE = {"analysis": "explainer"}
"""Kinds of text for which the weights were learned under another name."""
_RARE = 4.0
"""Value of features that are rare and telling: learning holds all weights small alike."""
_YEAR = re.compile(r"\b(?:19[4-9]\d|20\d\d)\b")
_BY_THE_WAY = re.compile(r", (?:who|which|where|whose) [^,]{0,200},")
_LONG_AGO = 60
"""Days since the end of a year after which what is told of that year is history."""
_EARLY_YEAR = 30
"""Characters within which a year belongs to the subject ("The 1998 accord …")."""
_MONEY_SIGNS = ("$", "€", "£", "dollar", "euro", "billion", "million")
_MODAL = {
    "must": "must",
    "should": "must",
    "need": "must",
    "needs": "must",
    "would": "would",
    "will": "will",
    "could": "may",
    "may": "may",
    "might": "may",
    "can": "may",
    "if": "if",
    "unless": "if",
    "until": "if",
}


WORD = "word:"
"""Start of the names of features that are words."""
FIRST, OPENING = "first:", 12
"""The same for words among the first so many of a sentence, where its subject and verb mostly stand."""
LONGEST = 2000
"""Characters of a sentence that are looked at; what is longer is no sentence and is not printed."""


class Reading:
    """A sentence taken apart: words, stems, cue classes with their places. What isn't asked of it is not worked out: of an article that
    falls as a whole hardly more than its stems are.
    """

    def __init__(self, sent: Sentence) -> None:
        self.sent = sent
        self.words: Tokens = tokens(sent.text[:LONGEST])
        self.stems = [s for _, s in self.words]

    @cached_property
    def hits(self) -> list[tuple[str, int, int]]:
        """Cue phrases: class, first word, word after the last."""
        return cues.find(self.words, cues.known())

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """Classes of its cue phrases."""
        return tuple(sorted({name for name, _, _ in self.hits}))

    @cached_property
    def content(self) -> list[str]:
        """Stems that carry a topic."""
        return content(self.words)

    @cached_property
    def opener(self) -> str:
        """The word by which it leans on the sentence before."""
        return opener(self.sent)

    @cached_property
    def names(self) -> frozenset[str]:
        """Stems of its names."""
        return names(self.words)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Its figures."""
        return numbers(self.words)

    @cached_property
    def quoted(self) -> float:
        """Part of it that stands in quotation marks, 0 to 1."""
        inside = sum(len(m) for m in _QUOTED.findall(self.sent.text))
        return inside / max(1, len(self.sent.text))


def shape(reading: Reading) -> dict[str, float]:
    """Features of the sentence by itself."""
    text, low = reading.sent.text, [w.lower() for w, _ in reading.words]
    out: dict[str, float] = {f"cue:{name}": 1.0 for name in reading.classes}
    act = first_act(reading)
    if act:
        out[f"act:{act}"] = 1.0
    says = [at for name, at, _ in reading.hits if name == "v say"]
    if not says:
        out["said:not"] = 1.0
    elif max(says) >= len(low) - 6:
        out["said:end"] = 1.0
    elif min(says) < 10:
        out["said:start"] = 1.0
    counts: dict[str, int] = {}
    for name, _, _ in reading.hits:
        counts[name] = counts.get(name, 0) + 1
    out |= {f"many:{name}": 1.0 for name, n in counts.items() if n > 1}
    early = {name for name, at, _ in reading.hits if at < 8}
    out |= {f"early:{name}": 1.0 for name in reading.classes if name in early}
    for word in low:
        if word in _MODAL:
            out["modal:" + _MODAL[word]] = 1.0
        elif word in _NEGATION or word.endswith(("n't", "n’t")):
            out["negated"] = 1.0
        elif word in _FIRST_PERSON:
            out["first person"] = 1.0
        elif word in _DAYS:
            out["dated"] = 1.0
    if reading.quoted > 0.5:
        out["quote:most"] = 1.0
    elif reading.quoted > 0.12:
        out["quote:part"] = 1.0
    elif reading.quoted > 0:
        out["quote:word"] = 1.0
    start = text[:LONGEST]
    folded = start.lower()
    if any(sign in folded for sign in _TOLL_SIGNS) and _TOLL.search(start):
        out["toll"] = 1.0
    if any(sign in start for sign in _MONEY_SIGNS) and _MONEY.search(start):
        out["money"] = 1.0
    if text.rstrip("”\"' ").endswith("?"):
        out["question"] = 1.0
    if reading.numbers:
        out["number"] = 1.0
    if "percent" in low or "%" in text:
        out["percent"] = 1.0
    if any(sign in folded for sign in _POLL_SIGNS) and _POLLED.search(start):
        out["polled"] = _RARE
    if act == "v deny" and not _WITHHELD.search(start):
        out["denied"] = _RARE
    if no_demand(start, blank(start)):
        out["no demand"] = 1.0
    n = len(low)
    out["short" if n < 9 else "long" if n > 32 else "middling"] = 1.0
    out["names"] = min(4, len(reading.names)) / 4
    return out


def words(reading: Reading) -> dict[str, float]:
    """The words themselves, as stems, and once more those that it begins with: 1 over the root of their number, so that the squares of
    either sum to 1 as in a unit vector.
    """
    found: dict[str, float] = {}
    for start, stems in ((WORD, set(reading.stems)), (FIRST, set(reading.stems[:OPENING]))):
        value = 1 / math.sqrt(max(1, len(stems)))
        found |= {start + s: value for s in sorted(stems) if not s[0].isdigit()}
    return found


def first_act(reading: Reading) -> str:
    """The first act that is not just saying, outside quotation marks where there is one there; "v say" where nothing else is done."""
    acts = [(at, name) for name, at, _ in reading.hits if name.startswith("v ")]
    return min((a for a in acts if a[1] != "v say"), default=min(acts, default=(0, "")))[1]


def context(readings: Sequence[Reading], at: int, doc: Document) -> dict[str, float]:
    """Features of the place: neighbours, heading (for a list item its lead-in), position and genre.

    `readings` are the document's in order.
    """
    here = readings[at]
    out: dict[str, float] = {}
    for name, other in (("before", at - 1), ("after", at + 1)):
        if 0 <= other < len(readings):
            near = readings[other]
            out |= {f"{name}:{c}": 1.0 for c in near.classes if c in _CARRIED}
            if near.quoted > 0.3:
                out[f"{name}:quote"] = 1.0
    above = readings[here.sent.lead_in].sent.text if here.sent.lead_in is not None else here.sent.heading
    if above:
        out |= {f"head:{name}": 1.0 for name in _classes_in(above)}
    out |= {f"title:{name}": 1.0 for name in _classes_in(doc.title.value) if name in _CARRIED}
    if doc.day and (told := _bygone(here.sent.text[:LONGEST], doc.day)):
        out["year:" + told] = _RARE if told == "subject" else 1.0
    place = at / max(1, len(readings) - 1) if len(readings) > 1 else 0.0
    out["place:lead"] = 1.0 if at < 3 else 0.0
    out["place"] = place
    out[f"genre:{_LIKE.get(doc.genre, doc.genre)}"] = 1.0
    return {k: v for k, v in out.items() if v}


def _bygone(text: str, day: date) -> str:
    """How a sentence of an article of `day` names years gone by: "subject" where one stands among its first words, "past" where all that
    it names are long over; empty where it names none, or a later one. What a clause tells by the way ("who left the 1998 accord") is
    left out.
    """
    named = list(_YEAR.finditer(_BY_THE_WAY.sub("", text)))
    if not named or max(int(m[0]) for m in named) >= day.year or (day - date(day.year - 1, 12, 31)).days < _LONG_AGO:
        return ""
    return "subject" if named[0].start() < _EARLY_YEAR else "past"


@lru_cache(maxsize=256)
def _classes_in(line: str) -> tuple[str, ...]:
    """Cue classes in a title, heading or lead-in: asked anew for every sentence below it."""
    return tuple(dict.fromkeys(name for name, _, _ in cues.find(tokens(line), cues.known())))


_CARRIED = frozenset(
    [
        "agree",
        "terms",
        "exchange",
        "fail",
        "process",
        "vote",
        "demand",
        "refuse",
        "strike",
        "force",
        "combat",
        "casualty",
        "ground",
        "humanitarian",
        "react",
        "opine",
        "expert",
        "poll",
        "history",
    ]
)
