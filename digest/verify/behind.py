"""Whether every word of what stands behind an item or a takeaway is the data's.

A reader takes it for the program's account of its source, so that nothing may be added to it. A template may word it in its own way, as no
data say: then no such run of the page has the data's words in one piece, and what the template adds is the same behind each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.model import Briefing, Cell, Event, Item, Section, Takeaway
from digest.verify.lines import plain, turned
from digest.verify.masthead import meant, written
from digest.verify.names import FEW
from digest.verify.printed import shown

_WORD = re.compile(r"[^\W_]+")
_ANCHOR = re.compile(r"\]\(#[^()\s]{0,400}\)")
"""The target of a link within the page."""
_CITING = re.compile(r"; citing [^;*]{1,400}")
"""Whom the sentences name, as editions of the first two forms have it on the page, and not in the data as they are read."""
_JOINT = re.compile(r"[;,()]")


@dataclass(frozen=True, slots=True)
class Told:
    """One italic run, and what the data have for it."""

    said: str
    whole: tuple[str, ...]
    """What the program's templates say there, those of older versions among them; of these one."""
    parts: tuple[str, ...] = ()
    """What may stand there, too."""
    label: str = ""
    """Name of the source, which a template names that words the run in its own way."""


def unaccounted(told: Sequence[Told]) -> int | None:
    """Index of the first of the runs of a page that says what the data don't; None where all of them are accounted for."""
    wrong = next((n for n, one in enumerate(told) if left(one.said, (*one.whole, *one.parts))), None)
    if wrong is None or len(told) < FEW or any(_holds_one(one) for one in told):
        return wrong
    own = {left(one.said, (*one.parts, *(p for words in one.whole for p in _JOINT.split(words)))) for one in told}
    named = all(letters(one.label) in letters(one.said) for one in told)
    return None if named and len(own) == 1 and not any(map(str.isdigit, own.pop())) else wrong


def left(said: str, parts: Iterable[str]) -> str:
    """The letters and digits of a run that are none of these parts, each of which stands there once."""
    rest = letters(_ANCHOR.sub("]", said))
    expected = sorted(filter(None, map(letters, parts)), key=lambda part: (-len(part), part))
    if turned(said):
        return "".join((Counter(rest) - Counter("".join(expected))).elements())
    for part in expected:
        before, _, behind = rest.partition(part)
        rest = f"{before} {behind}"
    return rest.replace(" ", "")


def letters(text: str) -> str:
    """The letters and digits of a text, whatever the lines that it stands on."""
    return "".join(_WORD.findall(plain(text)))


def _holds_one(one: Told) -> bool:
    said = letters(_ANCHOR.sub("]", one.said))
    return any(letters(words) in said for words in one.whole if letters(words))


def behind_item(said: str, item: Item, briefing: Briefing) -> Told:
    """What stands behind an item: its attribution, and what is told of its genre, its source and the editions before."""
    label, *more = _of_source(item, briefing)
    if not briefing.has("open") and not any(source.via for source in briefing.sources):
        said = _CITING.sub("", said)
    parts = (item.status, item.before, item.party, *more)
    return Told(said, (shown(item.attribution),), tuple(map(shown, parts)), shown(label))


def behind_takeaway(said: str, takeaway: Takeaway, briefing: Briefing) -> Told:
    """What stands behind a takeaway: the day of its article, the day that it names, the section that prints it."""
    item, section = next((i, s) for s in briefing.sections for i in s.items if i.id == takeaway.item)
    title, day = shown(section.title), f"{written(takeaway.notes[0], briefing)}{meant(takeaway, briefing)}"
    whole = (f"{day}; {title}", f"{shown(item.attribution)}; see {title}", f"see {title}")
    label, genre, *_ = _of_source(item, briefing)
    parts = (day, written(takeaway.notes[0], briefing), title, item.attribution, item.status, item.before, genre)
    return Told(said, whole, tuple(map(shown, parts)), shown(label))


def _of_source(item: Item, briefing: Briefing) -> tuple[str, str, str, str]:
    """Label, genre, tier and author of the source of an item."""
    found = (s for s in briefing.sources if s.doc == item.quotes[0].doc)
    return next(((s.label, s.genre, s.tier, s.author) for s in found), ("", "", "", ""))


def behind_excerpt(said: str, excerpts: Iterable[Cell | Event], briefing: Briefing) -> Told:
    """What stands behind words in a table, which may be any of these excerpts: the section that prints their item."""
    own = tuple(excerpts)
    sections: list[Section] = [s for s in briefing.sections for one in own if any(i.id == one.item for i in s.items)]
    titles = [shown(section.title) for section in sections]
    announced = any(isinstance(one, Event) and one.announced for one in own)
    whole = tuple(f"{see}{title}" for title in titles for see in ("see ", ""))
    return Told(said, whole, ("announced",) if announced else ())
