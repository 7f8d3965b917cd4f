"""What later articles have overtaken: announcements of what has since happened, running tolls, deals that were only near, older statements.

A report is overtaken in the sense of update summarisation (Dang & Owczarzak 2008) and of temporal summaries (Aslam et al. 2013): a reader
of the later article would no longer print it. Precision goes first. A sentence is dropped only where a later article tells of the same
matter and little else stands in it; where that is doubtful, its salience is lowered and the choice is left to the rest.

Work grows with the sentences: candidates are found by day and term, by kind of count, or by speaker, and looked at up to `MOST` each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from digest.config import PartyConfig
from digest.model import Document, Judged, Time
from digest.select.stale.answered import answered
from digest.select.stale.deals import looks_ahead, of_truce, same_matter, same_stage, standing
from digest.select.stale.kept import kept
from digest.select.stale.lapsed import lapses
from digest.select.stale.matter import HALF, about, apart, content
from digest.select.stale.met import met
from digest.select.stale.outlook import awaited, expectations, gathers, lasts
from digest.select.stale.pending import pending
from digest.select.stale.plans import carried
from digest.select.stale.restated import restated
from digest.select.stale.risen import risen
from digest.select.stale.settled import settled
from digest.select.stale.tolls import Toll, same_count, tolls
from digest.select.stale.written import Written, written
from digest.select.words.folding import Names, marks, names_of
from digest.select.words.wording import WORD, is_of, plain

GATE = "stale"
"""The gate at which an overtaken sentence falls."""
DOUBT = 0.5
"""Factor of the salience of a sentence that is partly overtaken."""
PASSED = 0.3
"""Factor where the announced day has passed, or the time that "soon" leaves, and no later article tells what came of it."""
OLDER = 0.6
"""Factor of an older statement of somebody who later said much the same."""
SHORT = 32
"""Words of a sentence that says little beside what was overtaken."""
OPENS, FOREMOST = 20, 0.2
"""Words from the start within which a day belongs to what a longer sentence says first, and the factor where that has happened."""
AROUND = (80, 50)
"""Characters before and behind the words of a day that tell what the day is the day of."""
GROWTH = 1.5
"""A running toll grows to no more than so many times itself between two articles of one briefing."""
SHARED = 3
"""Terms around a day that an announcement and what tells of it have in common at least, a name and a plain word among them."""
CLOSE = 1.05
"""A count that grew by less is told a little better by the later article."""
MET = 3
"""Names that an announced meeting and what tells of it share at least: those who meet, and where or who they are."""
MOST = 40
"""Candidates that are looked at for one sentence."""


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Why a sentence is stale, the id of what says so, and the factor.

    Why: announced, passed, expected, count, draft, pending, lapsed, former, met, settled or restated. The factor is what is left of its
    salience: 0 drops it.
    """

    why: str
    by: str
    factor: float


def current(judged: Sequence[Judged], found: Mapping[str, Overtaken]) -> tuple[Judged, ...]:
    """The sentences with what is overtaken (`overtaken`) set aside (`dropped`) or lowered (`salience`), in the same order.

    What the editor had a hand in stays as it is.
    """
    return tuple(_marked(j, found[j.sent.id]) if j.sent.id in found and not j.edited else j for j in judged)


def _marked(j: Judged, stale: Overtaken) -> Judged:
    return replace(j, dropped=GATE) if stale.factor == 0 else replace(j, salience=round(j.salience * stale.factor, 4))


def overtaken(
    judged: Sequence[Judged],
    docs: Sequence[Document],
    *,
    parties: Sequence[PartyConfig] = (),
    asked: Callable[[str, Overtaken], bool] | None = None,
) -> dict[str, Overtaken]:
    """Sentence id -> what overtook it. `judged` are all sentences of `docs`; those already set aside neither fall nor overtake.

    The names of one of the `parties` count as one name. With `asked` nothing is told where it is true of no announcement, plan, count or
    draft: the rest, which may only be a better reason for one of these, is looked for in vain.
    """
    names = names_of(parties)
    days = {doc.id: doc.day for doc in docs}
    when = {doc.id: written(doc) for doc in docs}
    known = [day for day in days.values() if day]
    live = [j for j in judged if not j.dropped]
    found: dict[str, Overtaken] = {}
    if len(docs) > 1 and known:
        first = [
            *_announced(live, days, max(known), names),
            *_plans(live, when, names),
            *_counts(live, when),
            *_drafts(live, when, names),
        ]
        if asked is not None and not any(asked(key, stale) for key, stale in first):
            return {}
        rest = (_pending(live, when, names), _settled(live, when, names), _restated(live, when))
        for part in (first, *rest):
            for key, stale in part:
                if key not in found or stale.factor < found[key].factor:
                    found[key] = stale
    return found


def _left(j: Judged) -> float:
    """The factor of a sentence whose matter is overtaken: nothing is left of a short one."""
    return 0.0 if len(j.sent.text.split()) <= SHORT else DOUBT


def _left_of_announced(j: Judged) -> float:
    """The same where a day was announced: little is left of a long one, too, where that is what it says first."""
    days = [time for time in j.times if time.kind == "announced"]
    foremost = any(len(j.sent.text[: time.span.start].split()) <= OPENS for time in days)
    return min(_left(j), FOREMOST) if foremost else _left(j)


# --- announcements of what has since happened ------------------------------------------------------------------------


def _announced(
    live: Sequence[Judged], days: Mapping[str, date | None], latest: date, names: Names
) -> Iterator[tuple[str, Overtaken]]:
    for j, teller in awaited(live, days, latest, names):
        yield j.sent.id, Overtaken("announced", teller, _left(j)) if teller else Overtaken("passed", "", PASSED)
    coming = [j for j in live if j.when and j.when.kind == "announced" and j.when.last <= latest]
    if not coming:
        return
    held: dict[str, tuple[str, date]] = {}
    told: dict[tuple[date, str], list[tuple[Judged, Time]]] = {}
    by_day: dict[date, list[tuple[Judged, Time]]] = {}
    for j in live:
        for time in j.times:
            if time.kind == "past" and time.relation in ("on", "since", "after") and time.first == time.last:
                by_day.setdefault(time.first, []).append((j, time))
                for term in sorted(_near(j, time)):
                    told.setdefault((time.first, term), []).append((j, time))
    whole = _wholes(live, {j.sent.doc for (day, _), those in told.items() for j, _ in those})
    for j in coming:
        teller = _teller(j, told, days, whole)
        if teller or (teller := _in_other_words(j, by_day, days, names)):
            yield j.sent.id, Overtaken("announced", teller, _left_of_announced(j))
            held |= {j.sent.id: (teller, j.when.last)} if j.when else {}
        elif j.when and j.when.last < latest and not lasts(j):
            yield j.sent.id, Overtaken("passed", "", PASSED)
    for j, teller in expectations(live, held, names):
        yield j.sent.id, Overtaken("expected", teller, DOUBT)


def _teller(
    j: Judged,
    told: Mapping[tuple[date, str], Sequence[tuple[Judged, Time]]],
    days: Mapping[str, date | None],
    whole: Mapping[str, frozenset[str]],
) -> str:
    """Id of a sentence of another article, not older than the announced day, that tells of that day with the same words around it.

    Matter, parties and place must agree, too: on one day a council may vote twice.
    """
    for time in j.times:
        if time.kind != "announced" or time.relation != "on":
            continue
        own = _near(j, time)
        for term in sorted(own):
            for other, day in told.get((time.first, term), ())[:MOST]:
                written = days[other.sent.doc]
                if other.sent.doc == j.sent.doc or (written is not None and written < time.first):
                    continue
                shared = own & _near(other, day)
                common = [s for s in sorted(shared) if plain(other.sent.text, s) and plain(j.sent.text, s)]
                alike = len(shared) >= SHARED and 0 < len(common) < len(shared)
                if alike and _same_event(j, time, other, day, whole[other.sent.doc]):
                    return other.sent.id
    return ""


def _in_other_words(
    j: Judged, by_day: Mapping[date, Sequence[tuple[Judged, Time]]], days: Mapping[str, date | None], names: Names
) -> str:
    """Id of a sentence of another article, not older than the announced day, that tells of it in other words: of the same two parties,
    and of acts and things of the same two kinds, or of a meeting.
    """
    who, what = _folded(j, names)
    for time in j.times:
        if time.kind != "announced" or time.relation != "on":
            continue
        for other, day in by_day.get(time.first, ())[:MOST]:
            written = days[other.sent.doc]
            if other.sent.doc == j.sent.doc or (written is not None and written < time.first):
                continue
            theirs = _folded(other, names)
            acts = len(what & theirs[1]) > 1 or _one_meeting(j, other)
            alike = len(who & theirs[0]) > 1 and acts
            if alike and not apart(j.sent.text, other.sent.text, around=(_around(j, time), _around(other, day))):
                return other.sent.id
    return ""


def _one_meeting(j: Judged, other: Judged) -> bool:
    """Whether both sentences speak of a meeting, and of three names alike: the same two meet once a day in one place."""
    return gathers(j) and gathers(other) and len(j.names & other.names) >= MET


def _folded(j: Judged, names: Names) -> tuple[set[str], set[str]]:
    """Whom a sentence names, and the classes of acts and things of which it tells."""
    found = marks(j.sent.text, names)
    return {m.what for m in found if m.kind == "name"}, {m.what for m in found if m.kind != "name"}


_TO_COME = re.compile(r"\b(?:will|shall|is|are|to|be|about|due|expected)\s")
"""What stands behind the last of these is what was announced."""


def _same_event(j: Judged, time: Time, other: Judged, day: Time, whole: frozenset[str]) -> bool:
    """Whether what stands before the day, and behind "on" after it, is known to the sentence that tells of the day, or to its article."""
    if apart(j.sent.text, other.sent.text, around=(_around(j, time), _around(other, day))):
        return False
    small, names = content(j, _TO_COME.split(_ahead(j, time))[-1])
    if len(small & other.terms) < HALF * len(small) or (not small and len(names & other.terms) < HALF * len(names)):
        return False
    later = content(j, about(j.sent.text, time.span.end))[0]
    told = content(other, about(other.sent.text, day.span.end))[0]
    return len(later & (other.terms if told else whole)) >= HALF * len(later)


def _around(j: Judged, time: Time) -> str:
    """The whole words before and behind the words of a day."""
    behind = j.sent.text[time.span.end : time.span.end + AROUND[1]]
    return f"{_ahead(j, time)} {behind.rpartition(' ')[0]}"


def _ahead(j: Judged, time: Time) -> str:
    start = time.span.start - AROUND[0]
    before = j.sent.text[max(0, start) : time.span.start]
    return before.partition(" ")[2] if start > 0 else before


def _near(j: Judged, time: Time) -> frozenset[str]:
    """The terms of a sentence that stand around the words of a day, without those words."""
    words = {word.lower() for word in WORD.findall(_around(j, time))}
    return frozenset(term for term in j.terms if not term[0].isdigit() and any(is_of(word, term) for word in words))


def _plans(live: Sequence[Judged], when: Mapping[str, Written | None], names: Names) -> Iterator[tuple[str, Overtaken]]:
    """Plans without a day, and what somebody was or said to do, of which a later article tells as done."""
    for j, other in carried(live, when):
        yield j.sent.id, Overtaken("announced", other.sent.id, _left(j))
    for j, other in kept(live, when, names):
        yield j.sent.id, Overtaken("announced", other.sent.id, _left_of_announced(j))


# --- running counts ---------------------------------------------------------------------------------------------------


def _counts(live: Sequence[Judged], when: Mapping[str, Written | None]) -> Iterator[tuple[str, Overtaken]]:
    for j, by, whole in risen(live, when):
        yield j.sent.id, Overtaken("count", by.sent.id, _left(j) if whole else DOUBT)
    kinds: dict[tuple[str, str], list[tuple[Written, Toll]]] = {}
    for j in live:
        at = when[j.sent.doc]
        if at is not None:
            for toll in tolls(j):
                kinds.setdefault((toll.kind, toll.who), []).append((at, toll))
    for _, counts in sorted(kinds.items()):
        counts.sort(key=lambda c: (c[0].day, c[1].value, c[1].j.sent.id))
        for place, (early, old) in enumerate(counts):
            for later, new in reversed(counts[max(place + 1, len(counts) - MOST) :]):
                if early.before(later) and old.value < new.value <= old.value * GROWTH and same_count(old, new):
                    clear = old.alone and new.value > old.value * CLOSE
                    yield old.j.sent.id, Overtaken("count", new.j.sent.id, _left(old.j) if clear else DOUBT)
                    break


# --- deals that were only near ----------------------------------------------------------------------------------------


def _drafts(
    live: Sequence[Judged], when: Mapping[str, Written | None], names: Names
) -> Iterator[tuple[str, Overtaken]]:
    done: dict[str, list[tuple[Written, Judged]]] = {}
    near: list[tuple[str, Written, Judged]] = []
    for j in live:
        kind, how = standing(j)
        at = when[j.sent.doc]
        if at is not None and how == "near":
            near.append((kind, at, j))
        elif at is not None and how == "done":
            done.setdefault(kind, []).append((at, j))
    whole = _wholes(live, {j.sent.doc for kind in done for _, j in done[kind][-MOST:]} if near else set())
    articles = {j.sent.doc: "" for kind, _, j in near if kind == "deal" and "truce" in done}
    for j in live if articles else ():
        if j.sent.doc in articles:
            articles[j.sent.doc] += f"{j.sent.text} "
    signed: dict[str, str] = {}
    for kind, at, j in near:
        sought = "truce" if kind == "deal" and of_truce(j, articles.get(j.sent.doc, "")) else kind
        for later, other in done.get(sought, ())[-MOST:]:
            told = other.when.first if other.when else later.day
            if not at.before(later) or told < at.day or any(time.first > later.day for time in other.times):
                continue
            if not same_stage(j, other, whole[other.sent.doc]):
                continue
            if same_matter(j, other, whole[other.sent.doc], once=sought == "truce", names=names):
                signed.setdefault(j.sent.doc, other.sent.id)
                yield j.sent.id, Overtaken("draft", other.sent.id, _left(j))
                break
    for j in live if signed else ():
        if j.sent.doc in signed and looks_ahead(j):
            yield j.sent.id, Overtaken("draft", signed[j.sent.doc], DOUBT)


def _wholes(live: Sequence[Judged], wanted: set[str]) -> dict[str, frozenset[str]]:
    """Document id -> the terms of all its sentences, for these documents."""
    found: dict[str, set[str]] = {key: set() for key in wanted}
    for j in live:
        if j.sent.doc in found:
            found[j.sent.doc].update(j.terms)
    return {key: frozenset(terms) for key, terms in found.items()}


def _pending(
    live: Sequence[Judged], when: Mapping[str, Written | None], names: Names
) -> Iterator[tuple[str, Overtaken]]:
    """What wasn't done yet and is done in a later article; what waited for no deal, days counted further, and former positions."""
    for j, other in pending(live, when, names):
        yield j.sent.id, Overtaken("pending", other.sent.id, _left(j))
    for why, j, by, whole in lapses(live, when, names):
        factor = PASSED if by is None else _left(j) if whole else DOUBT
        yield j.sent.id, Overtaken(why, by.sent.id if by else "", factor)
    for j, other in met(live, when, names):
        yield j.sent.id, Overtaken("met", other.sent.id, OLDER)


def _settled(
    live: Sequence[Judged], when: Mapping[str, Written | None], names: Names
) -> Iterator[tuple[str, Overtaken]]:
    """What wasn't known or settled yet and is told by another article, not an older one."""
    for j, other in answered(live, when):
        yield j.sent.id, Overtaken("settled", other.sent.id, _left(j))
    for j, other, whole in settled(live, when, names):
        yield j.sent.id, Overtaken("settled", other.sent.id, _left(j) if whole else DOUBT)


def _restated(live: Sequence[Judged], when: Mapping[str, Written | None]) -> Iterator[tuple[str, Overtaken]]:
    for old, new in restated(live, when):
        yield old.sent.id, Overtaken("restated", new.sent.id, OLDER)
