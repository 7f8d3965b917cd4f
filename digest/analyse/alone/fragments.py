"""What is no sentence: headlines, the words below a picture, dates of change, rows of signs."""

from __future__ import annotations

import re

from digest.analyse.alone.referring import denial
from digest.model import Sentence

FEWEST_WORDS, LONGEST_WORDS = 5, 90
"""A "sentence" of fewer words is a headline or a scrap, one of more a list or a page whose stops are lost."""
LONGEST_CHARACTERS = 1200
"""A "sentence" of more characters holds words that are none: encoded data, a row of signs."""

_HEADLINE = re.compile(r"[A-Z][^.!?,;:“”\"]{30,160} [-–—] [A-Z][^.!?,;:“”\"]{30,160}\.")
"""Two lines of a headline that somebody closed with a stop."""
_CLOSED = re.compile(r"[.!?…][”\"’'’)\]]*$")
_NAMED_THING = re.compile(
    r"(?:[A-Z][\w.-]* ){0,3}[A-Z][\w.-]*['’]s (?!\w+ing\b)[a-z-]+ (?:with|of|in|on|to|for|about|between|from|at) (?:the )?"
    r"(?:[A-Z][\w.-]*(?: and| the)? ){0,4}[A-Z][\w-]*\."
)
"""No verb: a thing of somebody's with names behind it ("President Orlova's talk with Ana Bel."), as a caption or a list of links has it."""


_SMALL = "at|in|outside|near|after|before|during|inside|on|by|from|with|of|under|above|behind|beside|between|against|for|over"
_CAPTION = re.compile(
    rf"(?:(?:The|An?|Some) )?(?:[A-Z][\w’'-]{{0,40}}(?: [A-Z][\w’'-]{{0,40}}){{0,4}}|[a-z]{{3,}})(?:, \d\d,)? (?:{_SMALL})"
    rf"(?: (?:the|an?|and|{_SMALL}|\d[\w,]{{0,20}},?)(?: (?!(?:[a-z]+ed|the|and|{_SMALL})\b)[a-z]{{3,}}(?<!ly),?)?"
    r"| [A-Z][\w’'-]{0,40},?){1,24}\."
)
"""No verb: a thing and where it is ("Boats at Castle Square, Eastport after the 2005 flood.")."""
_STAMP = re.compile(r"[—–\s-]{0,4}(?:(?:Last|This story was) )?[Uu]pdated (?:at|on) [^“”\"]{0,60}\d[^“”\"]{0,40}")
"""When the text was changed: "-- Updated at 10:18 a.m."."""


_STYLED = frozenset(
    "has have to do does with is are was of for and or in on at by from his her their its not will be as that this it he she they".split()
)
"""Words that have a capital within a line only where every long word has one: in a headline."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
ODD, LONG, FEW_SMALL = 2, 4, 0.34
"""Such words with a capital that a headline has at least ("Will" and "To" are names, too), letters of a word that has one in any style, and
the most words in small letters of a headline."""


def styled(text: str) -> bool:
    """True for a headline that somebody closed with a stop: "The Bridge Has Nothing To Do With the Ferry."."""
    words = _WORD.findall(text)
    behind = words[1:]
    odd = sum(word[0].isupper() and word.lower().replace("’", "'").partition("'")[0] in _STYLED for word in behind)
    small = [word for word in behind if word[0].islower()]
    return (
        odd >= ODD
        and not text.isupper()
        and len(small) <= FEW_SMALL * len(words)
        and all(len(word) < LONG for word in small)
    )


def fragment(sent: Sentence) -> bool:
    """True for what is no sentence: too short (unless it denies what the one before it tells: "Norland denied it."), too long, without a
    closing mark where no lead-in stands for it (headlines), a headline at the top of an article or in its style that somebody closed with a
    stop, or the words below a picture.
    """
    words = len(sent.text.split())
    if len(sent.text) > LONGEST_CHARACTERS or (sent.index == 0 and _HEADLINE.fullmatch(sent.text)):
        return True
    if styled(sent.text) or any(pattern.fullmatch(sent.text) for pattern in (_NAMED_THING, _CAPTION, _STAMP)):
        return True
    if sent.lead_in is not None:
        return not 2 <= words <= LONGEST_WORDS
    if words < FEWEST_WORDS and denial(sent.text):
        return False
    return not FEWEST_WORDS <= words <= LONGEST_WORDS or not (_CLOSED.search(sent.text) or sent.text.endswith(":"))
