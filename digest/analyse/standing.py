"""Does a sentence stand alone? Openers that lean on what came before, weak subjects, fragments. The words are in `data/openers.txt`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from digest.analyse.cues import classes
from digest.model import Sentence

LONGEST_WORDS = 90
"""A "sentence" of more words is a list or a page whose stops are lost."""
LONGEST_CHARACTERS = 1200
"""A "sentence" of more characters holds words that are none: encoded data, a row of signs."""

_START = r"^[“\"'‘(\[]*"
_BOUND = re.compile(
    r"(?!.{0,400}\b(?:said|says|told|according|demand|condition|insist|want|if|unless)\w*\b)"
    r"[A-Z][^,.;:]{2,60}? (would have to|would be required to|would need to)\b"
)
"""Who is to do something, without who wants it."""
_POINTING = re.compile(
    r"\b(such an?|those|these) (?!talks\b|negotiations\b|days\b|two\b|three\b|who\b|of\b|with\b|in\b|from\b|that\b|which\b|"
    r"responsible\b|killed\b|wounded\b|injured\b|close\b|living\b|affected\b)[a-z]+"
    r"|\b(?:behind|with|to|by|for|on|against|from|among) (?:these|those|this)(?=[,.;])|^(?:Options|Examples|Others) include\b"
)
"""Points at a thing that was named before ("such a meeting", "those missiles")."""
_PRONOUN_INSIDE = re.compile(r"(?=[hst])\b(?:he|she|they|him|her|them|his|their)\b", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?…][”\"’'’)\]]*$")


@dataclass(frozen=True, slots=True)
class _Patterns:
    pronoun: re.Pattern[str]
    expletive: re.Pattern[str]
    connective: re.Pattern[str]
    preposition: re.Pattern[str]
    weak: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = {name: "|".join(map(re.escape, entries)) for name, entries in classes("openers.txt").items()}
    adverb = "(?:also |still |not |now |far from )?"
    be = "(?:is|was|remains|remained|will be|would be|may be|could be|seems|appears)"
    lead = f"(?:(?:{words['before a pronoun']}),? )?"
    return _Patterns(
        pronoun=re.compile(rf"{_START}{lead}({words['pronoun']})\b(?! \[)"),
        expletive=re.compile(
            rf"{_START}{lead}(?:It {be} {adverb}(?:{words['it is']})\b|It['’]s {adverb}(?:{words['it is']})\b"
            rf"|There (?:is|are|was|were|has been|have been|will be|would be|remains?)\b|This (?:{words['period']})\b"
            rf"|(?:Both|Neither|Some|Those|Such|Another|These|This|That) (?:of the )?(?:{words['group']})\b|Both [A-Z]\w+ and\b"
            r"|Some (?:of|\d)|Those who)"
        ),
        connective=re.compile(rf"{_START}({words['connective']})\b"),
        preposition=re.compile(
            rf"{_START}((?:{words['preposition']}) (?:{words['referring']})|The (?:latter|former)(?= \w+(?:s|ed)\b| has\b| had\b))\b"
            rf"(?! (?:{words['period']})\b)"
        ),
        weak=re.compile(rf"{_START}The (?:{words['weak subject']})\b(?! of [A-Z])"),
    )


def opener(sent: Sentence) -> str:
    """The word by which a sentence leans on the one before ("He", "These", "However"), empty where it stands alone.

    "It is unclear …", "There were …", "Both sides …" stand alone; a pronoun followed by a bracketed name does too. A bare quotation
    without a speaker leans on what surrounds it.
    """
    text, patterns = sent.text, _patterns()
    if match := patterns.pronoun.match(text):
        if not patterns.expletive.match(text):
            return match[1]
    elif match := patterns.connective.match(text) or patterns.preposition.match(text) or _BOUND.match(text):
        return match[1]
    if match := _POINTING.search(text):
        return match[1] or match[0]
    return "quotation" if text[:1] in '“"' and _whole_quote(text) else ""


def weak_subject(sent: Sentence) -> bool:
    """True where the subject is a title or thing that only the sentences before name ("The president …", "The statement …")."""
    return bool(_patterns().weak.match(sent.text))


def leans_inside(sent: Sentence) -> bool:
    """True where a third-person pronoun stands in a sentence."""
    return bool(_PRONOUN_INSIDE.search(sent.text))


def fragment(sent: Sentence) -> bool:
    """True for what is no sentence: too short, too long, or without a closing mark where no lead-in stands for it (headlines)."""
    words = len(sent.text.split())
    if len(sent.text) > LONGEST_CHARACTERS:
        return True
    if sent.lead_in is not None:
        return not 2 <= words <= LONGEST_WORDS
    return not 5 <= words <= LONGEST_WORDS or not (_CLOSED.search(sent.text) or sent.text.endswith(":"))


def empty_talk(phrases: int, *, figures: bool, quoted: bool) -> bool:
    """True for a sentence of stock phrases ("the international community watches closely") without a figure or a quotation."""
    return phrases >= 2 and not figures and not quoted


def _whole_quote(text: str) -> bool:
    """True where nothing but the quotation stands in the sentence: nobody says who speaks."""
    closing = max(text.rfind("”"), text.rfind('"', 1))
    return closing < 1 or len(text) - closing <= 3
