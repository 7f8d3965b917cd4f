"""What somebody was to do on a day, or said that he would do, and the later sentence by which he has done it.

Who, what and when must agree. Who is the subject of both sentences, by whatever name of a party. A court that was to rule is told as having
ordered, upheld or rejected something: then the day must be the announced one, and the matter is looked for in the articles ("the
complaint", the election, the recount). Of what was only said to come, all that it names must stand in the later sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from digest.model import Judged
from digest.select.stale.matter import HALF, apart, content
from digest.select.stale.written import Written
from digest.select.words.folding import Mark, Names, marks
from digest.select.words.wording import is_of, one_of, plain, undone, words_of

LONGEST = 600
"""Characters of a sentence that are looked at."""
SOON = 10
"""Days within which one does what he said he would do, or it is another thing."""
ALIKE, HEARD = 2, 3
"""Terms that an article of "the complaint" and the ruling share at least, and what stands before a hearing and its ruling."""
MOST = 40
"""Sentences that are looked at for one."""
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WHO = r"^(?:(?:The|A|An|[A-Z][\w-]{0,30}['’]s) )?(?P<who>[\w.&’'-]{2,30}(?: [\w.&’'-]{1,30}){0,4}?)"
_ON = r"(?:,? (?:on |late on |early on |late |early )?[A-Z][a-z]{2,5}day)?"
_DAY = re.compile(rf"\b(?:{'|'.join(WEEK)})\b", re.IGNORECASE)
_NOBODY = frozenset(
    ["he", "she", "it", "they", "we", "i", "you", "this", "that", "which", "who", "there", "officials", "people"]
)
_BARE = re.compile(r"\b(?:the|its|his|her|their|this|that)\b")
_COUNT = re.compile(r"\d{1,9}")
_OBJECT = re.compile(r"(?:(?!\b(?:of|for|on|to|in|with|from|at|by|after|before|over|against)\b)[^,;:—–]){0,80}")
"""What an act is done to, without what is said of it."""
RULES = "rules"
"""Stands for a ruling, in whatever words."""


@dataclass(frozen=True, slots=True)
class _Coming:
    j: Judged
    at: Written
    day: date | None
    """None where it was only said that it would be done."""
    who: str
    acts: frozenset[str]
    """Past forms of what was to be done, or `RULES`."""
    what: str
    """What stands behind the act."""


@dataclass(frozen=True, slots=True)
class _Done:
    j: Judged
    at: Written
    act: str = ""
    """The past form."""
    what: str = ""
    """What stands behind it."""


def kept(live: Sequence[Judged], when: Mapping[str, Written | None], names: Names) -> Iterator[tuple[Judged, Judged]]:
    """What was announced, and the first sentence of another article that tells it as done; `when`: the time of each article."""
    dated = [(j, at) for j in live if (at := when[j.sent.doc])]
    coming = [found for j, at in dated if (found := _announced(j, at, names) or _said(j, at, names))]
    heard = [(j, day) for j, at in dated if (day := _hearing(j, at))]
    if not coming and not heard:
        return
    done: dict[str, list[_Done]] = {}
    for j, at in dated:
        if match := _did().match(j.sent.text[:LONGEST]):
            done.setdefault(_called(match["who"], names), []).append(_Done(j, at, match["act"], match["what"]))
    for those in done.values():
        those.sort(key=lambda found: (found.at.key, found.j.sent.id))
    docs = {found.j.sent.doc for found in coming} | {found.j.sent.doc for c in coming for found in done.get(c.who, ())}
    whole: dict[str, set[str]] = {doc: set() for doc in docs}
    for j in live:
        if j.sent.doc in whole:
            whole[j.sent.doc] |= j.terms
    for c in coming:
        told = (t for t in done.get(c.who, ())[:MOST] if t.j.sent.doc != c.j.sent.doc and _in_time(c, t))
        if came := next((t for t in told if _same(c, t, whole, names)), None):
            yield c.j, came.j
    place = {(j.sent.doc, j.sent.index): j for j in live} if heard else {}
    ruled = [_Done(j, at) for j, at in dated if heard and _court().match(j.sent.text[:LONGEST])]
    for j, day in heard:
        before = place.get((j.sent.doc, j.sent.index - 1))
        rulings = (t for t in ruled[-MOST:] if t.j.sent.doc != j.sent.doc and _on(t, day))
        if before and (ruling := next((t for t in rulings if _of_hearing(before, t.j)), None)):
            yield j, ruling.j


def _announced(j: Judged, at: Written, names: Names) -> _Coming | None:
    """What a sentence says that its subject is to do on a day."""
    days = [t.first for t in j.times if t.kind == "announced" and t.relation == "on" and t.first == t.last]
    match = _is_to().match(j.sent.text[:LONGEST]) if len(days) == 1 else None
    return _coming(j, at, days[0], match, names) if match else None


def _said(j: Judged, at: Written, names: Names) -> _Coming | None:
    """What the subject of a sentence said that it would do, under no condition."""
    match = _would().match(j.sent.text[:LONGEST])
    if match is None or undone().search(match["what"].lower()):
        return None
    return _coming(j, at, None, match, names)


def _coming(j: Judged, at: Written, day: date | None, match: re.Match[str], names: Names) -> _Coming | None:
    who = _called(match["who"], names)
    acts = frozenset([RULES]) if day and match["rule"] else _pasts(match["act"])
    return _Coming(j, at, day, who, acts, match["what"]) if who not in _NOBODY else None


def _called(who: str, names: Names) -> str:
    """The party that a subject is, or its own words."""
    found = marks(who, names)
    if len(found) == 1 and found[0].kind == "name" and (found[0].start, found[0].end) == (0, len(who)):
        return found[0].what
    return who.lower()


def _pasts(act: str) -> frozenset[str]:
    """The past forms of a verb, and of those that stand for the same ("follow with" sanctions and "impose" them)."""
    own = next((line.split() for line in words_of("same deed") if act in line.split()), [act])
    irregular = dict(pair.split() for pair in (*words_of("deed"), *words_of("past form")))
    forms = {
        form for verb in own for form in (irregular.get(verb), f"{verb}ed", f"{verb}d", f"{verb}{verb[-1]}ed") if form
    }
    return frozenset(forms | {f"{verb[:-1]}ied" for verb in own if verb.endswith("y")})


def _in_time(c: _Coming, t: _Done) -> bool:
    if c.day:
        return _on(t, c.day)
    told = t.j.when.first if t.j.when else t.at.day
    named = [time.first for time in c.j.times if time.kind == "announced"]
    return c.at.before(t.at) and (t.at.day - c.at.day).days <= SOON and told >= max(named, default=c.at.day)


def _on(t: _Done, day: date) -> bool:
    """Whether something is told of that day, by an article that is not older: by its words, or else by the day of the article."""
    days = [time for time in t.j.times if time.first == time.last]
    named = {match[0].lower() for match in _DAY.finditer(t.j.sent.text[:LONGEST])}
    if t.at.day < day:
        return False
    if days:
        return any(time.first == day and time.kind != "announced" for time in days)
    return WEEK[day.weekday()] in named and (t.at.day - day).days < len(WEEK) if named else t.at.day == day


def _same(c: _Coming, t: _Done, whole: Mapping[str, set[str]], names: Names) -> bool:
    """Whether the act and its matter agree."""
    small, called = content(c.j, c.what)
    ruling = RULES in c.acts
    if t.act not in (words_of("ruled") if ruling else c.acts):
        return False
    if apart(c.j.sent.text, t.j.sent.text, around=(c.what, t.what)):
        return False
    if ruling and not called and (not small or (len(small) == 1 and _BARE.search(c.what))):
        return _one_matter(c, t, small, whole)
    named = small | called
    if ruling:
        return bool(named & t.j.terms) and len(named & whole[t.j.sent.doc]) >= HALF * len(named)
    if c.day:
        return bool(small & t.j.terms) and len(named & t.j.terms) >= HALF * len(named)
    done_to = _OBJECT.match(t.what)
    first = content(t.j, done_to[0] if done_to else "")[0]
    if first and not first & c.j.terms:
        return False  # a video of the hostages is none of them
    counts = (set(_COUNT.findall(text)) for text in (c.what, t.j.sent.text))
    return bool(small) and small <= t.j.terms and set.issubset(*counts) and _one_object(c, t, whole, names)


def _one_object(c: _Coming, t: _Done, whole: Mapping[str, set[str]], names: Names) -> bool:
    """Whether a later sentence names all to whom it was to be done; where it names nobody, somebody of the article, or nobody."""
    known, text = {m.what for m in _names(t.j.sent.text, names)}, c.what
    for mark in reversed(found := _names(c.what, names)):
        text = f"{text[: mark.start]} {text[mark.end :]}"
    rest = content(c.j, text)[1]
    if found or rest:
        return {m.what for m in found} <= known and rest <= t.j.terms
    own = c.who.lower().split()
    others = [name for name in sorted(t.j.names) if not any(is_of(word, name) for word in own)]
    return not others or any(is_of(word, name) or is_of(name, word) for name in others for word in whole[c.j.sent.doc])


def _names(text: str, names: Names) -> list[Mark]:
    return [mark for mark in marks(text[:LONGEST], names) if mark.kind == "name"]


def _one_matter(c: _Coming, t: _Done, small: frozenset[str], whole: Mapping[str, set[str]]) -> bool:
    """Whether the article of "the complaint" and a ruling are of one matter: of an election, say, or of the same things."""
    article = whole[c.j.sent.doc]
    for line in words_of("one matter"):
        if all(any(is_of(word, term) for word in line.split() for term in terms) for terms in (article, t.j.terms)):
            return True
    if small and small <= t.j.terms:
        return True
    return small <= whole[t.j.sent.doc] and len(article & content(t.j, t.what)[0]) >= ALIKE


def _hearing(j: Judged, at: Written) -> date | None:
    """The day for which a sentence says that a court hears or rules, without saying which court, or of what."""
    match = _set_for().match(j.sent.text[:LONGEST])
    if match is None:
        return None
    ahead = (WEEK.index(match["day"].lower()) - at.day.weekday()) % len(WEEK)
    return at.day + timedelta(ahead) if ahead else None


def _of_hearing(before: Judged, ruling: Judged) -> bool:
    """Whether the sentence before that of a hearing and a ruling share a name and what is no name."""
    shared = before.terms & ruling.terms
    small = [term for term in shared if plain(ruling.sent.text, term)]
    return len(shared) >= HEARD and 0 < len(small) < len(shared)


_RULING = (
    r"(?:rule|decide|vote|(?:give|deliver|issue|announce|hand down) (?:a|its|his|her|their|the) (?:\w{1,20} )?"
    r"(?:ruling|verdict|decision|judge?ment|sentence))"
)


@cache
def _is_to() -> re.Pattern[str]:
    return re.compile(
        rf"{_WHO}{_ON} (?:will|shall|(?:is|are) (?:(?:{one_of('announcing')}) )?to) (?:\w{{2,16}}ly |also |now )?"
        rf"(?:(?P<rule>{_RULING})|(?P<act>[a-z]{{2,20}}))\b(?P<what>.{{0,400}})"
    )


@cache
def _would() -> re.Pattern[str]:
    return re.compile(
        rf"{_WHO}{_ON} (?:said|announced|vowed|promised|pledged){_ON}(?: that)? (?:it|he|she|they) would (?:soon |also )?"
        r"(?P<rule>)(?P<act>[a-z]{2,20})\b(?P<what>.{0,400})"
    )


@cache
def _did() -> re.Pattern[str]:
    """A subject and what it is told to have done."""
    irregular = "|".join(sorted({pair.split()[1] for pair in (*words_of("deed"), *words_of("past form"))}))
    return re.compile(
        rf"{_WHO}{_ON},? (?:has |have )?(?P<act>{one_of('ruled')}|{irregular}|[a-z]{{2,18}}ed)\b(?P<what>.{{0,400}})"
    )


@cache
def _court() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:The |A |An )?[^,;:]{{0,60}}?\b(?:[Cc]ourt|[Jj]udges?|[Tt]ribunal|[Jj]ustices?)\b(?: [A-Z][\w-]{{0,30}}){{0,3}}"
        rf"{_ON} (?:has |have )?(?:{one_of('ruled')})\b"
    )


@cache
def _set_for() -> re.Pattern[str]:
    return re.compile(
        r"^(?:A|The) (?:[a-z]{2,20} )?(?:hearing|ruling|verdict|decision|judge?ment) "
        rf"(?:was|is|has been) (?:set|scheduled|due|expected|fixed) (?:for|on) (?P<day>{'|'.join(day.capitalize() for day in WEEK)})\b"
    )
