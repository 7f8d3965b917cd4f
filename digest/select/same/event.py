"""Whether two articles tell of one event or one statement, though each has words of its own.

Nothing says so but what comes together: the same one does it, on days that agree, nothing contradicts, and either most of what
the shorter sentence tells stands in the other one, too, or both open their articles and share names and a word or two besides: news
opens with the event, and of one day and one actor there is seldom more than one (the inverted pyramid). Where the articles themselves
show that they open with the same news (`openings`), it is enough that nobody else does it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from digest.select.same.contrary import ODDS, contrary
from digest.select.same.gist import DOUBT, Gist, covered, does, to_come
from digest.select.same.openings import one_news
from digest.select.words.amounts import agree
from digest.select.words.folding import LONGEST
from digest.select.words.phrases import families

OPENING = 2
"""First sentences of an article with which it may open."""
NAMES = 3
"""Words of names that two openings share."""
ALIKE = 0.33
"""Likeness of the words of two openings, names among them."""
ACT_WEIGHT = 1.2
"""What they share weighs so much, in words that no other sentence has, where their first act is the same."""
POINTS, WORDS = 3, 0.23
"""Points that other sentences share, and the likeness of their words, at least."""
COVER = 0.25
"""Part of its points that each has in the main clauses of the other where both name the same day and share names."""
SHARES = ((1.6, 0.4, 0.4), (2.0, 0.25, 0.4), (2.5, 0.24, 0.24))
"""What other sentences share weighs so much together with names of others than the parties, and such a part of its points has each of
them in the main clauses of the other: at least the second, and one of them the third. One of the rows must hold.
"""
UNLED, UNLED_WORDS = (2.5, 0.35, 0.5), 0.3
"""The same, and the likeness of their words, where one of the two names nobody before it tells anything."""
NEAR, NEAR_COVER = 1.5, 0.35
"""What two sentences share weighs so much, and one of them has such a part of its points in the other, where they are of one event."""
HOW = 3
"""Acts and families of words that two tellings of one death share: that somebody was killed, and how."""
_TIME = frozenset(word + end for word in ("minute", "hour", "day", "week", "month", "year") for end in ("", "s"))
"""What lasts as long may be anything."""
_DECIDED = re.compile(r"\b(?:announc(?:es?|ed)|agree[sd]?|decid(?:es?|ed)|order(?:s|ed)|approv(?:es?|ed))\b")
_SAID_ON = re.compile(
    r", [^,;:]{1,80}\b(?:said|says|reported|confirmed|announced)(?: (?:on|late|early|late on|early on))? $"
)
"""What ends on "…, the harbour office said on" before a day."""
_RESIGNS = re.compile(
    r"(?:The )?(?:[A-Z][\w.-]{0,30}(?:['’]s)? ){1,3}?(?P<office>(?:[A-Za-z-]{2,20} ){0,2}?"
    r"(?i:minister|secretary|president|chief|ambassador|director|governor|mayor|speaker|commissioner|chancellor|leader|envoy|chairman|"
    r"chairwoman)(?: (?:for|of) [a-z]{2,20})?)(?P<name>(?: [A-Z][\w.’'-]{0,30}){0,3}),? "
    r"(?:(?:has |on \w{3,6}day )?(?:resigned|stepped down|bowed out)|resigns|steps down|announced (?:his|her) resignation)"
    r"(?=[.,]| (?:as|on|over|after|amid|following|in protest|\w{3,6}day)\b)"
)
"""Whose office is told first, and that he leaves it."""
NIGHT = timedelta(days=1)
"""What an article tells without a day was on its day or on the day before."""


def one_event(one: Gist, other: Gist, *, names: int, alike: float) -> bool:
    """Whether both tell of one event or statement. `names` words of names stand in both, their words are `alike`, 0 to 1."""
    if one.judged.sent.doc == other.judged.sent.doc:
        return False
    shared = [point for point in one.points if point.keys & one.main & other.main]
    if _once(one, other):
        return True
    if len(shared) < 2 or not one_day(one, other) or against(one, other):
        return False
    if _one_news(one, other):
        return True
    led = bool(one.actor and other.actor)
    if led and one.actor != other.actor:
        return False
    named = sum([w for name, w in one.others.items() if name in other.others])
    weight = (sum([point.weight for point in shared]) + named) / one.rare
    if led and names >= NAMES and _one_opening(one, other, weight=weight, alike=alike):
        return True
    if len(shared) < POINTS or alike < WORDS:
        return False
    low, high = sorted((covered(one, other.main), covered(other, one.main)))
    if led and names >= NAMES and _named(one) & _named(other) and weight >= ACT_WEIGHT and low >= COVER:
        return True
    if not led and (alike < UNLED_WORDS or one.ahead != other.ahead):
        return False
    return any(
        weight >= least and low >= both and high >= either for least, both, either in (SHARES if led else [UNLED])
    )


def _once(one: Gist, other: Gist) -> bool:
    """Whether both tell that one person leaves his office on one day: nobody does that twice.

    He must have the same name in both, or the same office and no name in one of them at least.
    """
    mine, theirs = (_RESIGNS.match(gist.judged.sent.text[:LONGEST]) for gist in (one, other))
    if not mine or not theirs or not one.actor or one.actor != other.actor:
        return False
    office, names = mine["office"].lower() == theirs["office"].lower(), {mine["name"], theirs["name"]}
    same = len(names) == 1 and " " in mine["name"].strip() if "" not in names else office
    return same and one_day(one, other) and not against(one, other)


def told_at_once(one: Gist, other: Gist) -> bool:
    """Whether the articles of two publishers open with the same news in these sentences, of days that agree and without contradiction."""
    return _one_news(one, other) and agreeing(one, other)


def agreeing(one: Gist, other: Gist) -> bool:
    """Whether the days of two sentences agree, as far as anything is known of them, and neither contradicts the other."""
    known = bool(_days(one) and _days(other))
    return (one_day(one, other) or not known) and not against(one, other)


def _one_news(one: Gist, other: Gist) -> bool:
    if (
        one.opening is None
        or other.opening is None
        or (one.ahead != other.ahead and not (_decided(one) or _decided(other)))
    ):
        return False
    if one.actor and other.actor and one.actor not in other.who and other.actor not in one.who:
        return False
    return one_news(one.opening, other.opening)


def _decided(one: Gist) -> bool:
    """Whether what is to come was announced or agreed: others tell it as done."""
    return one.ahead and _DECIDED.search(one.judged.sent.text) is not None


def _one_opening(one: Gist, other: Gist, *, weight: float, alike: float) -> bool:
    """Whether both open their articles with what one actor did or said; of one who is no party, also where it stands further below."""
    act = bool(one.first & other.first) and weight >= ACT_WEIGHT
    if _opens(one) and _opens(other):
        return act or alike >= ALIKE
    return act and one.actor in one.others


def near(one: Gist, other: Gist) -> bool:
    """Whether two sentences are so much of one event that they don't both belong among the few that head a page."""
    shared = [point for point in one.points if point.keys & one.main & other.main]
    if _once(one, other) or _one_death(one, other):
        return True
    if len(shared) < 2 or not one_day(one, other) or against(one, other):
        return False
    named = sum([w for name, w in one.others.items() if name in other.others])
    weight = (sum([point.weight for point in shared]) + named) / one.rare
    return weight >= NEAR and max(covered(one, other.main), covered(other, one.main)) >= NEAR_COVER


def _one_death(one: Gist, other: Gist) -> bool:
    """Whether both tell who was killed, and how, in the same place on one day, and count nobody: the dead man has a name in one of them."""
    if one.amounts or other.amounts or not one.who & other.who or not one_day(one, other) or against(one, other):
        return False
    acts = {key for key in one.main & other.main if does(key)}
    return len(acts) >= HOW and bool(acts & families()["killed",])


def came_about(done: Gist, announced: Gist) -> bool:
    """Whether one sentence announces something for a day that had come when the other's article told, which tells nothing as ahead."""
    days = [time.first for time in announced.times if time.kind == "announced"]
    if not days or to_come(done) or done.written is None or done.written < max(days):
        return False
    return all(time.last >= min(days) for time in done.times)  # else it may be a step before


def lacks_too(one: Gist, other: Gist) -> bool:
    """Whether one sentence says only what talks didn't bring, and the other says so of that day, too."""
    lack = one.lack
    if lack is None or not lack.only or other.lack is None or lack.thing != other.lack.thing:
        return False
    return one.who <= other.who and one_day(one, other)


def _opens(one: Gist) -> bool:
    return one.judged.sent.index < OPENING


def one_day(one: Gist, other: Gist) -> bool:
    """Whether the days agree that the sentences name, or else those of their articles; nothing is known of an undated one."""
    mine, theirs = _days(one), _days(other)
    return not mine.isdisjoint(theirs) or not (mine or theirs)


def _days(one: Gist) -> frozenset[date]:
    """The days that a sentence may tell of; of one on which somebody only said so, at its end, also the day before."""
    named = _named(one)
    if named:
        return named | {day - NIGHT for day in _said(one)}
    if one.written is None:
        return named
    return frozenset((one.written, one.written - NIGHT))


def _named(one: Gist) -> frozenset[date]:
    return frozenset(time.first for time in one.times if time.first == time.last)


def _said(one: Gist) -> frozenset[date]:
    """Of these days the one on which somebody only said so, at the end of a sentence."""
    text = one.judged.sent.text
    days = (t for t in one.times if t.first == t.last and not text[t.span.end :].strip(' ."”'))
    return frozenset(time.first for time in days if _SAID_ON.search(text[: time.span.start]))


def against(one: Gist, other: Gist) -> bool:
    """Whether one doubts what the other doesn't, they contradict one another, or none of the numbers of one is any of the other."""
    doubted = (DOUBT in one.keys) != (DOUBT in other.keys)
    return doubted or bool(contrary(one.stance, other.stance, quoting=True)) or _counts_otherwise(one, other)


def opposite(one: Gist, other: Gist) -> bool:
    """Whether one says the opposite of what the other says, or none of the numbers of one is any of the other."""
    return contrary(one.stance, other.stance, quoting=True) in ODDS or _counts_otherwise(one, other)


def _counts_otherwise(one: Gist, other: Gist) -> bool:
    mine, theirs = ([a for a in gist.amounts if a.unit not in _TIME] for gist in (one, other))
    return bool(mine and theirs) and not any(agree(x, y) for x in mine for y in theirs)
