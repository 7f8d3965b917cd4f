"""The tense of the verb to which a day in a sentence belongs: what happened, what is to come, or not sure.

No parser: the words of `data/times.txt` that tell a tense are found, and the nearest before the day in its own clause decides, or the
nearest behind it where the day opens the clause. Two that disagree decide nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from digest.analyse.cues import classes
from digest.model import Span

OPENING = 25
"""A day that stands so many characters from the start of its clause, or before a comma, opens the clause: its verb is behind it."""
Mark = tuple[int, int, str]
"""Start and end of words that tell a tense, and which: "future", "past", "unsure"."""


def one_of(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def words_of(name: str) -> list[str]:
    """The entries of a class of `data/times.txt`."""
    return classes("times.txt")[name]


@cache
def numbered(name: str) -> dict[str, int]:
    """Month or weekday, long or short -> its number, from 1."""
    return {word: at for at, entry in enumerate(words_of(name), start=1) for word in entry.split()}


@cache
def _marks() -> re.Pattern[str]:
    future, unsure = (
        one_of(words_of(name)).replace(r"\ ", r"\s(?:\w+ly\s|now\s|also\s|still\s)?") for name in ("future", "unsure")
    )
    return re.compile(
        rf"(?<![\w’'])(?:(?P<appointed>{one_of(words_of('appointed'))})|(?P<unsure>{unsure})|(?P<future>{future})|(?P<past>{one_of(words_of('past'))}|\w{{2,20}}ed)"
        rf"|(?P<clause>{one_of(words_of('clause'))}))(?![\w’'])|(?P<will>(?<=\w)['’]ll\b)|(?P<stop>[;—–])"
    )


def tenses(text: str) -> list[Mark]:
    """Words that tell a tense or open a clause, in order. A participle that belongs to the form before it is not counted."""
    found: list[Mark] = []
    adjectives = frozenset(words_of("not past"))
    for match in _marks().finditer(text.lower()):
        kind = match.lastgroup or ""
        before = text[max(0, match.start() - 24) : match.start()].lower().split()
        if kind == "past":
            if (
                match[0] in adjectives
                or text[match.start()].isupper()
                or (before and before[-1] in ("the", "a", "an", "of", "its", "their", "his", "her"))
            ):
                continue
            helper = before[-2:-1] if before and before[-1].endswith("ly") else before[-1:]
            if helper and helper[0] in _HELPERS and match[0] not in SAYING:
                continue
        if kind == "appointed":
            kind = "unsure" if any(word in ("was", "were", "been", "had") for word in before[-3:]) else "future"
        found.append((match.start(), match.end(), "future" if kind == "will" else kind))
    return found


_HELPERS = frozenset(["be", "been", "being", "get", "to"])
"""Words behind which a participle belongs to the verb before."""


def tense_of(text: str, span: Span, marks: Sequence[Mark]) -> str:
    """Tense of the verb to which the expression at `span` belongs: "past", "future", "unsure", or empty.

    The verb is looked for before it in its own clause; where there is none ("On Tuesday, …"), behind it.
    """
    if _STATED.search(text[max(0, span.start - 60) : span.start]):
        return "past"
    cut = bisect_left(marks, (span.start, 0, ""))
    kinds: list[str] = []
    opened = 0
    for start, end, kind in reversed(marks[:cut]):
        if kind in ("clause", "stop") or span.start - end > 140:
            opened = end
            break
        kinds.append(kind)
        if kind == "past" and _INFINITIVE.search(text, end, span.start):
            return "unsure"
        if text[start:end].lower() in SAYING:
            break
    opened = max(opened, text.rfind(", ", 0, span.start) + 2)
    follows = bisect_left(marks, (span.end, 0, ""))
    joined = follows < len(marks) and marks[follows][0] == span.end + 1
    if not kinds and (span.start - opened <= OPENING or joined or text[span.end : span.end + 1] == ","):
        for start, _, kind in marks[cut:]:
            if start >= span.end:
                if kind == "stop" or start - span.end > 110:
                    break
                if kind != "clause":
                    return kind
                if start <= span.end + 2 and text[start:].startswith(("that ", "which ", "who ")):
                    break  # "a move on Tuesday that will …" says when the move was only
    if len(set(kinds)) > 1:
        return kinds[0] if kinds[0] == "past" and set(kinds) == {"past", "unsure"} else "unsure"
    return kinds[0] if kinds else ""


_STATED = re.compile(
    r"\b(?:according to|in|during) (?:an?|the|his|her|their|its) (?:[\w-]{1,20} ){0,2}"
    r"(?:statement|interview|report|announcement|letter|briefing|post|tweet) (?:on )?$"
)
"""Before a day: it is that of a statement, whatever the statement is about."""
_INFINITIVE = re.compile(
    r"\bto (?!the|an?|his|her|their|its|them|him|reporters|lawmakers|senators|journalists|and|this|that)[a-z]{2,}\b"
)
SAYING = frozenset(words_of("say"))
