"""Whether a sentence says that something is not known or settled yet, or that what somebody says is denied.

A briefing that tells only what is sure leaves out what its reader has to know: what nobody knows, and on what the parties don't agree. The
words are data (`data/unsettled.txt`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from digest.model import Doubt
from digest.select.words.folding import LONGEST
from digest.select.words.refusing import plain
from digest.select.words.settling import without_settled
from digest.select.words.sides import two_sides

UNKNOWN, DISPUTED = KINDS = ("unknown", "disputed")
DIFFERING, CONTESTED, UNCERTAIN, OPPOSED, ARGUED = "differing", "contested", "uncertain", "opposed", "argued"
"""On what parties differ, that a claim is denied or has no ground, what may yet turn out, that there is opposition, and what one side
argues: it is told among what is open, and needs no place in a section. Of what somebody is accused is only a sign of a dispute (`quarrel`).
"""
WITHHELD, NONE = "withheld", "none"
"""That somebody says no more than he does, and what only looks like one of all these."""
ANY, OWNER, DOING = "*", "*'s", "*ing"
SHORTEST_DOING = 5
"""Letters of a word in "-ing" that tells what somebody does ("being"; "king" is none)."""
_DATA = Path(__file__).parent / "data" / "unsettled.txt"
_FIRST = 120
"""Characters in which a sentence tells what it is about."""
_ASIDE = re.compile(r", who [^,;:“”\"]{1,120},")
"""What is told by the way of whom the sentence is about: "Ann Reyes, who denies the charge, met …"."""
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_NOTHING = re.compile(
    r"\bwhat (?:the )?(?:coming|next|following) (?:few )?(?:days|weeks|months|years|year) (?:will|may|might) (?:bring|hold)\b"
)
"""So much is never known."""
_WHOLE = {"can't": "can", "won't": "will", "shan't": "shall"}
"""What is left of a contraction that isn't its first letters."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[.,;:]")


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word of a phrase -> the phrases that begin with it, and what they say."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        kinds, _, row = line.partition(":")
        for words in (words for entry in row.split() if not line.startswith("#") for words in _spelt(entry)):
            found.setdefault(words[0], []).extend((words, kind) for kind in kinds.split())
    return {first: tuple(rows) for first, rows in found.items()}


def _spelt(entry: str) -> list[tuple[str, ...]]:
    """The phrases that an entry stands for: "faces|faced_|stiff_opposition" for four."""
    rows = product(*(part.split("|") for part in entry.split("_")))
    return [tuple(word for word in row if word) for row in rows]


@lru_cache(maxsize=4096)
def signs(text: str) -> frozenset[str]:
    """Which kinds of phrases of `data/unsettled.txt` a sentence holds."""
    words = [match[0].casefold().replace("’", "'") for match in _WORD.finditer(plain(without_settled(text[:LONGEST])))]
    return frozenset(kind for told in (words, spelt_out(words)) for kind in _kinds(told))


def _kinds(words: Sequence[str]) -> set[str]:
    """Which kinds of phrases stand in the words, but for those within what only looks like one."""
    known = _phrases()
    found = [
        (range(at, at + len(phrase)), kind)
        for at, word in enumerate(words)
        for phrase, kind in known.get(word, ())
        if len(phrase) == len(told := words[at : at + len(phrase)]) and all(map(_is, told, phrase))
    ]
    hidden = {at for span, kind in found if kind == NONE for at in span}
    return {kind for span, kind in found if kind != NONE and not hidden.issuperset(span)}


def spelt_out(words: Sequence[str]) -> list[str]:
    """The words with "isn't" as "is not"."""
    parts = ((_WHOLE.get(word, word[:-3]), "not") if word.endswith("n't") else (word,) for word in words)
    return [part for pair in parts for part in pair if part]


def unsettled(text: str) -> frozenset[str]:
    """Which of `KINDS` a sentence says."""
    return signs(text).intersection(KINDS)


def doubt(text: str) -> Doubt | None:
    """What a sentence tells of what is open: that something is disputed, or else that it isn't known; None where it tells neither.

    Who denies something within a quotation was only talked of.
    """
    text = without_settled(text[:LONGEST])
    return _doubt(_ASIDE.sub(",", text)) or _doubt(text)


def faint(text: str) -> bool:
    """Whether what is open is only told by the way (", who denies it, …"), or all that isn't known is what somebody keeps to himself."""
    plain = _ASIDE.sub(",", without_settled(text[:LONGEST]))
    kind = _doubt(plain)
    return kind is None or (kind == "unknown" and not signs(plain) & {UNKNOWN, UNCERTAIN})


_GROUNDLESS = re.compile(
    r"\b(?:said|says|told|insisted|added)\b.*\b(?:allegations?|accusations?|claims?|reports?)\b.{0,160}? (?:was|were)"
    r" (?:completely |entirely |totally )?(?:unfounded|baseless|groundless)\b"
)
"""Somebody says that there is nothing in what is said of him."""
_SETTLED = re.compile(
    r"\b(?:ruled|found|concluded|determined|showed|shown|proved|proven|turned out)\b"
    r"|\b(?:[Pp]olice|[Cc]ourts?|[Jj]udges?|[Aa]uditors?|[Ii]nvestigators?|[Ff]act-checkers?|[Ii]nspectors?|[Ss]chool)\b.{0,40}\b(?:said|says)\b"
)
"""A judge or a count says so: it is disputed no more."""


_ASKED = (
    r"(?:proposals?|offers?|demands?|requests?|calls?|terms|conditions|ultimatums?|overtures?|ideas?|plans?|compromise|suggestions?"
    r"|approach)\b(?! for (?:an? )?(?:comments?|interviews?)\b)"
)
_GAP = r"(?:(?!(?:and|but|that|which|who|after|before|by|over|under|about|more|less)\b)[\w’'$.-]+ ){0,6}?"
_REFUSED = re.compile(
    r"\b(?:reject(?:s|ed|ing)|(?:(?<=s )|(?<=men )|(?<=people )|(?:who|[Tt]hey|[Ww]e|I) )reject|rebuff(?:s|ed|ing)|spurn(?:s|ed)"
    r"|turn(?:s|ed) down|rul(?:es|ed) out|brush(?:es|ed) (?:aside|off)|(?<!The )oppose[sd]?|dismiss(?:es|ed)"
    r"|refuse[sd](?:(?! to\b)| to (?:accept|support|back|agree to|meet))) "
    rf"(?:that |this )?{_GAP}{_ASKED}"
    r"|\b(?:(?:would|will|could|can|do|does|did)(?: not|n[’']t| never)|won[’']t|cannot|never) (?:support|accept|agree to|back) "
    rf"{_GAP}{_ASKED}"
    rf"|\b{_ASKED} (?:that|which) (?:[\w’'.-]+ ){{1,5}}?(?:rejects?|rejected|refused|rebuffed|dismissed|opposes?|opposed)\b"
    rf"|\b{_ASKED} {_GAP}(?:was|were|has been|have been) (?:[a-z]+ly |again )?"
    r"(?:rejected|rebuffed|opposed|turned down)(?: outright| again| on [A-Z]\w+day)? by\b"
)
"""Somebody refuses what another asks or proposes."""
_DECIDERS = (
    r"(?:[Cc]ourt|[Tt]ribunal|[Jj]udges?|[Jj]ustices?|[Jj]ury|[Pp]anel|Circuit|[Cc]ommittee|[Bb]oard|Senate|(?<!White )House|Congress"
    r"|[Pp]arliament|[Aa]ssembly|[Ll]egislature|Lords|Commons|Knesset|Bundestag|Duma|(?<!ic )(?<!an )(?<!ion )[Ll]awmakers|[Vv]oters"
    r"|[Ee]lectorate|[Ss]hareholders|[Rr]egulators?|FDA|FAA|[Cc]ommission|[Pp]olice|[Ss]tudy|[Rr]eport|[Nn]o one|[Nn]obody)\b"
    r"(?! (?:\w+ )?(?:spokes\w+|leaders?|Speaker|officials?|Democrats|Republicans|aides?|chairman|chairwoman)\b)"
)
_DECIDED = re.compile(
    rf"\b{_DECIDERS}[^;:“”\"]{{0,70}}$|\b(?:[Ii]f|[Uu]nless|[Nn]obody|[Nn]o one|[Nn]one|[Nn]either|no longer|never|not)\b[^,;]{{0,60}}$"
    r"|(?<=\w )(?<!hours )(?<!Hours )(?<!day )(?<!days )(?<!Days )(?<!weeks )\bafter\b[^,;]{0,60}$|^In (?:19|20)\d\d\b"
)
"""Before it: who refuses decides, or it is only told by the way, or may never be."""
_WHICH = r"(?:(?:the|an?|two|three|most|[A-Z]?[a-z]+) ){0,3}"
_WITHIN = re.compile(rf"\b(?:that|which) {_WHICH}{_DECIDERS}")
_BY = re.compile(rf" {_WHICH}{_DECIDERS}")
_COUNTED = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b(?! percent)")
"""Votes."""


def _refused(text: str) -> bool:
    """Whether somebody refuses what another wants, and doesn't decide of it."""
    match = _REFUSED.search(text)
    if match is None or _DECIDED.search(text[: match.start()]) or _WITHIN.search(match[0]) or _COUNTED.search(text):
        return False
    return not (match[0].endswith(" by") and _BY.match(text, match.end()))


def _doubt(text: str) -> Doubt | None:
    outside = signs(_outside(text))
    if _refused(_outside(text)):
        return "disputed"
    if _GROUNDLESS.search(_outside(text)) and not _SETTLED.search(text[:LONGEST]):
        return "disputed"
    if _NOTHING.search(text[:LONGEST]):
        return None
    if outside & {DISPUTED, DIFFERING, CONTESTED} or two_sides(text):
        return "disputed"
    return "unknown" if UNKNOWN in signs(text) or outside & {UNCERTAIN, WITHHELD} else None


def differs(text: str) -> bool:
    """Whether a sentence says that parties differ on something."""
    return DIFFERING in signs(_outside(text))


def opposed(text: str) -> bool:
    """Whether a sentence says that something meets with opposition."""
    return OPPOSED in signs(_outside(text))


def argues(text: str) -> bool:
    """Whether a sentence tells first what one side argues."""
    return ARGUED in signs(_outside(text)[:_FIRST])


def _outside(text: str) -> str:
    """The words outside of quotation marks."""
    return _QUOTED.sub(" ", text[:LONGEST])


def _is(word: str, wanted: str) -> bool:
    if wanted == DOING:
        return len(word) >= SHORTEST_DOING and word.endswith("ing")
    return word == wanted or (wanted == ANY and word[0].isalnum()) or (wanted == OWNER and word.endswith("'s"))
