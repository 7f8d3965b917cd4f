"""Whether what the data say behind the words of a source is borne out by the kept text: who reports them and when, which day they mean,
what a short name stands for and who somebody is.

No other words stand there. A day must be one that the program reads in the words, an explanation a slice of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from digest.model import FigureValue, Item, OpenPoint, Source, fold
from digest.verify.names import day
from digest.wording import spoken

Reading = tuple[str, date, date]
"""Words, and the first and the last day that they mean."""

_REMARK = re.compile(r" \(([^()]{1,400})\)")
_ANNOUNCED = re.compile(r"announced for (.{1,60})")
_MEANS = re.compile(r"“([^“”]{1,120})” (?:is )?(.{1,60})")
_EXPLAINED = re.compile(r"“([^“”]{1,120})” (is|stands for) (.{1,400})")
_SUPPORT = re.compile(r"(\d{1,6}) sources(?:, (?:(?:at least )?(\d{1,6}) independent|publishers not all known))?")
_BOUNDS = re.compile(r"undated, (?:after|before|between) [\w ]{1,60}")
_BEFORE = re.compile(
    r"was [^;]{1,200}|brings no\. \d{1,9} further|first printed in no\. \d{1,9}|seen before|arrived late"
)
_BY_EDITOR = {"pinned by the editor": "pinned", "moved here by the editor": "moved"}
_SENTENCE = re.compile(r"(?<=[.!?…”\"’]) (?=[“\"‘(]?[A-Z0-9])")
_WINDOWS = 8
"""Most sentences of an item, or what looks like one, in which days are read."""
_TENSES = ("It happened {}.", "It happened on {}.", "It will happen {}.", "It will happen on {}.")


def unproved(told: Item | FigureValue | OpenPoint, source: Source, text: str | None, *, edition: str) -> str:
    """What is wrong with what stands behind words of a source, or with the days that they mean; empty where nothing is.

    `text` is that of the article, None where it isn't at hand: then only the form is asked for. `edition` is the day of the edition.
    """
    said, words = told.attribution, told.text if isinstance(told, Item) else told.quote.text
    head = next((head for head in _heads(source, said, edition) if _stands_first(head, said)), None)
    if head is None:
        return f"dates the words otherwise than their source: {day(source.day) or 'undated'}"
    rest = said.removeprefix(head)
    if remark := _REMARK.match(rest):
        rest = rest[remark.end() :]
        if wrong := _of_days(remark[1], told, words, source, text, edition=edition):
            return wrong
    for part in filter(None, rest.split("; ")):
        if wrong := _of_part(part, told, words, text):
            return wrong
    if not isinstance(told, Item):
        return ""
    if any(not _BEFORE.fullmatch(part) for part in filter(None, told.before.split("; "))):
        return f"says what no program says of earlier editions: {told.before}"
    return next((wrong for name, iso in told.dates if (wrong := _of_date(name, iso, words, source, text))), "")


def _heads(source: Source, said: str, edition: str) -> Iterator[str]:
    """Who reports it, and when, in the forms in which it may be said, the longest first."""
    dated = day(source.day)
    if dated:
        forms = [dated, *([dated.rpartition(" ")[0]] if source.day[:4] == edition[:4] else [])]
    elif source.day_how:
        forms = [f"undated, {source.day_how}", "undated"]
    else:  # older editions said there alone what is known of it
        bounds = _BOUNDS.match(said, len(source.label) + 2)
        forms = [*([bounds[0]] if bounds else []), "undated"]
    return (f"{source.label}, {form}" for form in forms)


def _stands_first(head: str, said: str) -> bool:
    return said == head or said.startswith((f"{head}; ", f"{head} ("))


def _of_part(part: str, told: Item | FigureValue | OpenPoint, words: str, text: str | None) -> str:
    """What is wrong with one of the parts behind who reports it and when."""
    if isinstance(told, Item):
        if counted := _SUPPORT.fullmatch(part):
            independent = int(counted[2] or (1 if "," in part else told.carriers))
            right = (int(counted[1]), independent) == (told.carriers, told.independent)
            return "" if right else f"says another number of sources than {told.carriers}"
        if part in _BY_EDITOR and _BY_EDITOR[part] in told.editor:
            return ""
        if explained := _EXPLAINED.fullmatch(part):
            name, verb, meaning = explained.groups()
            borne = _is_told(name, meaning, text, long=verb != "is") if text is not None else True
            return "" if borne and _stands(name, words) else f"explains “{name}” otherwise than the article"
    return f"says behind the words what nothing bears out: {part}"


def _is_told(name: str, meaning: str, text: str, *, long: bool) -> bool:
    """Whether an article says what a short name stands for (`long`), or who somebody is."""
    article, meaning = _folded(text), fold(meaning)
    if long:
        return re.search(rf"(?<!\w){re.escape(meaning)}[\"”’'s ]{{0,4}}\({re.escape(name)}\)", article) is not None
    named = name.removeprefix("The ").removeprefix("the ").casefold() in meaning.casefold()
    return (named and _stands(meaning, article)) or any(
        _stands(both, article) for both in (f"{name}, {meaning}", f"{meaning}, {name}")
    )


def _of_days(
    remark: str,
    told: Item | FigureValue | OpenPoint,
    words: str,
    source: Source,
    text: str | None,
    *,
    edition: str,
) -> str:
    """What is wrong with what stands in brackets behind the day: the days that the words mean."""
    year = int((source.day or edition)[:4])
    known = readings(words, source, text) if text is not None else frozenset()
    for part in remark.split(", "):
        if announced := _ANNOUNCED.fullmatch(part):
            if text is not None and not any(_period(first, last, year) == announced[1] for _, first, last in known):
                return f"names a day for which nothing is announced: {announced[1]}"
        elif means := _MEANS.fullmatch(part):
            if isinstance(told, Item):
                right = (means[1], means[2]) in {(name, _spoken(iso, year)) for name, iso in told.dates}
            else:
                right = text is None or (means[1], means[2]) in {(name, _period(a, b, year)) for name, a, b in known}
            if not right:
                return f"names another day for “{means[1]}” than the article"
        else:
            return f"says behind the words what nothing bears out: {part}"
    return ""


def _of_date(name: str, iso: str, words: str, source: Source, text: str | None) -> str:
    """What is wrong with the day that some of the words are said to mean.

    It is the one that the program reads in the sentence. Where it is sure of none now, an older version may have been: then it is one that
    the words can mean at all.
    """
    wrong = f"names another day for “{name}” than the article"
    if not _spoken(iso, 0) or not _stands(name, words):
        return wrong
    if text is None:
        return ""
    first, _, last = iso.partition("/")
    known = readings(words, source, text)
    if all(said != name for said, _, _ in known):
        known = frozenset().union(*(readings(tense.format(name), source, text) for tense in _TENSES))
    return "" if (name, date.fromisoformat(first), date.fromisoformat(last or first)) in known else wrong


@lru_cache(maxsize=256)
def readings(words: str, source: Source, text: str) -> frozenset[Reading]:
    """Every day that the program reads in these words of an article, sentence by sentence."""
    from digest.analyse.time import times

    try:
        clock = times.clock(source.title, date.fromisoformat(source.day)) if source.day else None
    except ValueError:
        return frozenset()
    years = times.given_years(text)
    parts = _SENTENCE.split(words)[:_WINDOWS]
    spans = {" ".join(parts[a:b]) for a in range(len(parts)) for b in range(a + 1, len(parts) + 1)} | {words}
    return frozenset(
        (span[time.span.start : time.span.end], time.first, time.last)
        for span in spans
        for time in times.resolve(span, clock, years=years)
    )


def _spoken(iso: str, year: int) -> str:
    """A day, or first and last day with a stroke between, as it stands in brackets; empty where it is none."""
    first, _, last = iso.partition("/")
    try:
        return _period(date.fromisoformat(first), date.fromisoformat(last or first), year)
    except ValueError:
        return ""


def _period(first: date, last: date, year: int) -> str:
    if first == last:
        return spoken(first, year=year)
    end = spoken(last, year=year)
    return f"{first.day}–{end}" if first.month == last.month else f"{spoken(first, year=year)} – {end}"


@lru_cache(maxsize=8)
def _folded(text: str) -> str:
    return fold(text)


def _stands(words: str, text: str) -> bool:
    """Whether words stand in a text, and no letter beside them."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
