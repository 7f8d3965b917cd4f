"""The next step of one event: what was decided or announced, and the later sentence that tells what came of it.

"Agreed to exchange prisoners", then "the exchange was carried out", or "exchanged", "began", "collapsed". The event must be of one class of
acts or things (`words/data/alike.txt`), and the two sentences of one matter: between the same, of the same things, at no other place. What
`digest.select.stale.overtaken` finds overtaken is a step as well; this finds those that leave the old sentence true.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from digest.model import Judged
from digest.select.same.repeats import COUNT
from digest.select.stale.matter import apart, content
from digest.select.words.folding import LONGEST, Mark, Names, marks
from digest.select.words.phrases import alike
from digest.select.words.wording import WORD, is_of, one_of, undone, words_of

SOON = 10
"""Days within which what was decided is done, or is another thing."""
AROUND = 40
"""Characters before and behind an event in which it stands whose it is, and of what."""
NEAR = 30
"""Characters between an event and what is said of it."""
NAMES = 2
"""Names that both sentences have at least."""


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Event:
    what: str
    around: str
    object: str
    """Behind a verb the piece in which its object stands; empty for a noun."""
    said: str
    """The words that tell of it, from where it is said to be decided on."""


def steps(
    old: Sequence[Judged], live: Sequence[Judged], days: Mapping[str, date | None], names: Names
) -> Iterator[tuple[Judged, Judged, str]]:
    """Sentences of the past that tell of something decided, each with the first of today's that tells what came of it, and the words in
    which it was decided. `days` holds the day of every document, by id.
    """
    decided = [(one, events) for one in old if (events := list(_events(one, names, done=False)))]
    sought = {event.what for _, events in decided for event in events}
    told: dict[str, list[tuple[Judged, _Event]]] = {}
    for j in live if sought else ():
        for event in _events(j, names, done=True, among=sought):
            told.setdefault(event.what, []).append((j, event))
    for one, events in decided:
        later = (
            (j, event.said)
            for event in events
            for j, done in told.get(event.what, ())
            if _in_time(one, j, days) and _same(one, event, j, done, names)
        )
        if (first := next(later, None)) is not None:
            yield one, *first


def _in_time(old: Judged, j: Judged, days: Mapping[str, date | None]) -> bool:
    then, now = days.get(old.sent.doc), days.get(j.sent.doc)
    if then is None or now is None or not 0 < (now - then).days <= SOON:
        return False
    if any(int(year) not in (then.year, now.year) for year in _YEAR.findall(j.sent.text[:LONGEST])):
        return False
    return not (j.when is not None and j.when.kind == "past" and j.when.last < then)


def _same(old: Judged, decided: _Event, j: Judged, done: _Event, names: Names) -> bool:
    """Whether what `j` tells as done is what `old` tells as decided: no other parties or place, the same names, the same thing at it, and
    no other number of it.
    """
    if apart(old.sent.text, j.sent.text, around=(decided.around, done.around)):
        return False
    if len(_who(old, names) & _who(j, names)) < NAMES:
        return False
    small, theirs = content(old, decided.around)[0], content(j, done.around)[0]
    mine, told = ({t for t in one.terms if COUNT.fullmatch(t)} for one in (old, j))
    if mine and told and not mine & told:
        return False
    first = next((w for w in WORD.findall(done.object) if content(j, w)[0]), "")
    return bool(small & theirs) and (not first or bool(content(j, first)[0] & old.terms))


def _who(j: Judged, names: Names) -> frozenset[str]:
    """Whom a sentence names: parties and peoples by one name each, others by their own."""
    found = [mark for mark in marks(j.sent.text[:LONGEST], names) if mark.kind == "name"]
    known = {word for mark in found for word in mark.words}
    return frozenset(mark.what for mark in found) | {t for t in j.names if not any(is_of(word, t) for word in known)}


def _events(j: Judged, names: Names, *, done: bool, among: Container[str] | None = None) -> Iterator[_Event]:
    """The events that a sentence tells as done, or as decided and still to be done; of these kinds only where `among` names any."""
    text = j.sent.text[:LONGEST]
    for mark in marks(text, names):
        if mark.what not in _carried() or (among is not None and mark.what not in among):
            continue
        ahead, behind = (
            text[max(0, mark.start - NEAR) : mark.start].lower(),
            text[mark.end : mark.end + 3 * NEAR].lower(),
        )
        decided = _decided().search(ahead)
        if (not decided and _is_done(mark, ahead, behind)) if done else decided:
            around = f"{_before(text, mark.start)} {_behind(text, mark.end, AROUND)}"
            verb = _behind(text, mark.end, NEAR) if mark.words[-1].endswith("ed") else ""
            start = mark.start - len(ahead) + decided.start() if decided else mark.start
            yield _Event(mark.what, around, verb, _piece(text, start, mark.end))


def _before(text: str, at: int) -> str:
    """The whole words before a place."""
    return text[:at] if at <= AROUND else text[at - AROUND : at].partition(" ")[2]


def _behind(text: str, at: int, most: int) -> str:
    """The whole words behind a place."""
    return text[at:] if len(text) <= at + most else text[at : at + most].rpartition(" ")[0]


def _piece(text: str, start: int, end: int) -> str:
    """Whole words from `start` on, to the end of the clause or a little behind `end`."""
    return (text[start:end] + re.split(r"[,.;:()“”\"—–]", _behind(text, end, AROUND), maxsplit=1)[0]).strip()


def _is_done(mark: Mark, ahead: str, behind: str) -> bool:
    if undone().search(ahead):
        return False
    if mark.words[-1].endswith("ed"):
        return not ahead.endswith(("to be ", "be "))
    return _came_of_it().match(behind) is not None or _carried_out().search(ahead) is not None


@cache
def _carried() -> frozenset[str]:
    return frozenset(alike()[word,] for word in words_of("event"))


@cache
def _decided() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('decided')})\b[^.;]{{0,{NEAR}}}$")


@cache
def _came_of_it() -> re.Pattern[str]:
    return re.compile(rf"[^.;,]{{0,{2 * NEAR}}}\b(?:{one_of('came of it')})\b")


@cache
def _carried_out() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('carried out')}) (?:the |a |an |their |its )?(?:[\w-]+ ){{0,2}}$")
