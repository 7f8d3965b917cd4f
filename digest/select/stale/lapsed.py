"""What has lapsed: what was to be done if no deal came, once a deal has come; a position that is told as a former one; and the count of the
days that something lasts, once a later day is told.

A count of days tells its own date: of two sentences on the same thing the one with more days is the later, whenever their articles were
written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from digest.model import Judged
from digest.select.stale.deals import standing
from digest.select.stale.matter import about, apart, content
from digest.select.stale.written import Written
from digest.select.words.folding import Names, in_one_name, marks
from digest.select.words.wording import one_of, undone

LONGEST = 600
"""Characters of a sentence that are looked at."""
AROUND = 60
"""Characters before and behind a count of days in which stands what lasts."""
SAME = 2
"""Words that two counts of days share around them at least."""
PAIR, STORY = 2, 3
"""Parties that both sentences name, or names of its sentence that the article of the deal knows: it is of that story."""
ASIDE = 6
"""Characters before a count in which a comma shows that it is told by the way: ", now in its 19th day"."""
LETTERS = 4
"""First letters by which these are compared."""
FURTHER = 60
"""Days by which a later count of the same thing is the higher at most: a longer one is of another."""
MOST = 40
"""Sentences that are looked at for one."""
_SIGNS = ("if ", "unless ", "in case ", "should ")
"""One of these stands in every text that `_no_deal` matches."""


def lapses(
    live: Sequence[Judged], when: Mapping[str, Written | None], names: Names
) -> Iterator[tuple[str, Judged, Judged | None, bool]]:
    """Why a sentence has lapsed ("lapsed", "count", "former"), the sentence, the one that says so, and whether nothing may be left of it.

    `when` gives the time of each article.
    """
    for j, other in _conditions(live, when, names):
        yield "lapsed", j, other, True
    for j, other, alone in _days_on(live):
        yield "count", j, other, alone
    for j in live:
        if former(j):
            yield "former", j, None, False


def _conditions(
    live: Sequence[Judged], when: Mapping[str, Written | None], names: Names
) -> Iterator[tuple[Judged, Judged]]:
    """What was to be done if no deal came, and a sentence of a later article that tells of the deal."""
    waiting = [(j, at) for j in live if (at := when[j.sent.doc]) and no_deal(j)]
    if not waiting:
        return
    done = [(at, j) for j in live if (at := when[j.sent.doc]) and standing(j)[1] == "done" and not no_deal(j)]
    done.sort(key=lambda found: (found[0].key, found[1].sent.id))
    whole: dict[str, set[str]] = {j.sent.doc: set() for _, j in done}
    for j in live:
        if j.sent.doc in whole:
            whole[j.sent.doc] |= j.terms
    for j, at in waiting:
        later = [other for day, other in done if at.before(day) and not (other.when and other.when.first < at.day)][
            :MOST
        ]
        if came := next((other for other in later if _came(j, other, whole[other.sent.doc], names)), None):
            yield j, came


def no_deal(j: Judged) -> bool:
    """Whether what a sentence tells depends on there being no deal."""
    return _condition(j) is not None


def _condition(j: Judged) -> re.Match[str] | None:
    low = j.sent.text[:LONGEST].lower()
    if not any(sign in low for sign in _SIGNS):  # to look for them takes little time
        return None
    return _no_deal().search(low.replace("’", "'"))


def _came(j: Judged, other: Judged, whole: set[str], names: Names) -> bool:
    """Whether the deal that a sentence waits for is the one that another tells of: the same parties, place and matter, or the same story.

    `whole` are the terms of the other's article.
    """
    match = _condition(j)
    text, told = j.sent.text[:LONGEST], other.sent.text[:LONGEST]
    if match is None or j.sent.doc == other.sent.doc or undone().search(told.lower()):
        return False
    clause = text[match.start() : match.end() + AROUND]
    if apart(
        in_one_name(text, names),
        in_one_name(told, names),
        around=(in_one_name(clause, names), in_one_name(told, names)),
    ):
        return False
    who, known, named = ({m.what for m in marks(t, names) if m.kind == "name"} for t in (clause, told, text))
    matter = content(j, about(text, match.end()))[0]
    article = len(j.names & whole) >= STORY
    return who <= known and matter <= (whole | other.terms) and (len(named & known) >= PAIR or article)


def former(j: Judged) -> bool:
    """Whether a sentence tells a position as a former one: "had previously insisted that …"."""
    return " had " in j.sent.text and _former().search(j.sent.text[:LONGEST].lower()) is not None


def _days_on(live: Sequence[Judged]) -> Iterator[tuple[Judged, Judged, bool]]:
    """What tells on which day something lasts, and a sentence in which it lasts longer; behind them whether it is told as the news."""
    counts = [(j, match) for j in live if "day" in j.sent.text and (match := _days().search(j.sent.text[:LONGEST]))]
    found = sorted(((int(m["n"] or m["for"] or m["old"]), j, m) for j, m in counts), key=lambda c: (c[0], c[1].sent.id))
    for (n, j, match), (more, other, longer) in combinations(found[-MOST:], 2):
        if n < more <= n + FURTHER and len(_around(j, match) & _around(other, longer)) >= SAME:
            yield j, other, bool(match["n"]) and "," not in j.sent.text[max(0, match.start() - ASIDE) : match.start()]


def _around(j: Judged, match: re.Match[str]) -> frozenset[str]:
    """The first letters of the words around a count of days: "shut down" and "shutdown" are one."""
    small, _ = content(j, j.sent.text[max(0, match.start() - AROUND) : match.end() + AROUND])
    return frozenset(term[:LETTERS] for term in small)


@cache
def _no_deal() -> re.Pattern[str]:
    deal, reach = one_of("deal", "truce"), one_of("to reach")
    none = rf"(?:no|without) (?:an? |any )?(?:[\w-]+ ){{0,2}}(?:{deal})\b(?! (?:that|which|to)\b)"
    fail = (
        rf"(?:n't|not|cannot|fail(?:s|ed)? to|unable to)\b[^.;,]{{0,30}}?\b(?:{reach})\b[^.;,]{{0,30}}?\b(?:{deal})\b"
    )
    passive = rf"(?:{deal})s? (?:[^.;,]{{0,30}} )?(?:is|are|was|were|has|have|can|could) ?(?:not|n't|cannot) (?:be |been )?(?:{reach})"
    unless = rf"\bunless [^.;,]{{0,50}}?(?:\b(?:{reach})\b [^.;,]{{0,20}}?(?:{deal})\b|(?:{deal})\b [^.;,]{{0,20}}?(?:{reach})\b)"
    return re.compile(rf"\b(?:if|in case|should)\b [^.;,]{{0,60}}?(?:{none}|{fail}|{passive})|{unless}")


@cache
def _former() -> re.Pattern[str]:
    return re.compile(rf"\bhad (?:{one_of('formerly')}) (?:been )?(?:{one_of('position')})\b")


@cache
def _days() -> re.Pattern[str]:
    lasting = r"(?:its|their|a|the) (?P<n>\d{1,3})(?:st|nd|rd|th) (?:straight |consecutive |full )?day\b"
    return re.compile(
        rf"\b(?:(?:{one_of('lasting')}) {lasting}|(?:has|have|had) [^.;,]{{3,80}} for (?P<for>\d{{1,3}}) (?:straight )?days\b"
        r"|(?P<old>\d{1,3})-day-old\b)"
    )
