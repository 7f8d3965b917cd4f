"""Sentences that open by tying themselves to the one before, and go on with a clause of their own ("This comes after Norland rejected …").

The words that tie are cut, the clause stands alone: "[…] Norland rejected …". Only where the clause names its subject and has a verb that
can be no participle; and not where the words say how long ago it was ("three weeks after"), because then the reader would take it
for news of the day. So is "Also" before a day, and a word that only sets a sentence against the one before, or adds it ("But", "And"),
where what follows stands alone. The words are in `data/openers.txt`.
"""

from __future__ import annotations

import re
from functools import cache

from digest.analyse.alone.standing import leans_back
from digest.analyse.words.cues import patterns
from digest.model import Span, quote_text

_LONGEST = 400
"""Characters of a sentence that are looked at."""
_SUBJECT = 90
"""Characters within which the verb of the clause must stand."""
_EARLY = 8
"""Words within which a clause that begins with a word that is cut must name somebody."""
_NAMED = re.compile(r"(?:^|[^.\w])[A-Z][\w’'-]+")
_OWN = re.compile(r"(?:he|she|it|they|this|that|these|those|there|I|we|you|his|her|its|their)\b", re.IGNORECASE)


@cache
def _frame() -> re.Pattern[str]:
    words = patterns("openers.txt")
    return re.compile(
        rf"(?:(?:All (?:of )?t|T)his|That|It|The (?:{words['happened']})s?) (?:also |now )?"
        rf"(?:comes?|came) (?:{words['soon after']}) (?=[A-Za-z])"
    )


@cache
def _tie() -> re.Pattern[str]:
    words = patterns("openers.txt")
    day = rf"(?:on |late |early |later |late on |early on )?(?:{words['day of the week']})\b"
    return re.compile(
        rf"(?:(?:{words['tie']}),?|(?:{words['tie with a comma']}),|(?:{words['tie before a day']}),?(?= {day})) (?=[A-Za-z])(?!another\b)"
    )


@cache
def _verb() -> re.Pattern[str]:
    words = patterns("openers.txt")
    return re.compile(
        rf"(?<=[\w,’'”\"–—] )(?:(?:{words['finite']})(?![\w-])"
        rf"|(?:{words['past or participle']}|[a-z]{{2,20}}ed) (?:the|an?|its|their|his|her|to|that|[A-Z]\w+)\b)"
    )


def without_frame(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans of a sentence without the words that only tie it to the one before; unchanged where there are none to cut.

    A span of no length stays at its start, so that `model.quote_text` prints `[…]` there, and the sentence keeps its place.
    """
    start, end = spans[0].start, spans[0].end
    if tie := _tie().match(text, start, end):
        rest = (Span(tie.end(), end), *spans[1:])
        words = quote_text(text, rest)
        named = any(map(_NAMED.match, words.split()[:_EARLY]))
        return (Span(start, start), *rest) if named and not leans_back(words) else spans
    head = text[start : min(end, start + _LONGEST)]
    frame = _frame().match(head)
    if frame is None or _OWN.match(head, frame.end()):
        return spans
    verb = _verb().search(head, frame.end(), frame.end() + _SUBJECT)
    if verb is None:
        return spans
    subject = head[frame.end() : verb.start()]
    if not _NAMED.search(subject) or re.search(r"\b(?:that|which|who|whose|when|where)\b", subject):
        return spans
    return (Span(start, start), Span(start + frame.end(), end), *spans[1:])
