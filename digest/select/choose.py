"""Candidates -> what is printed: one greedy choice over the whole briefing, under budgets of words and items.

First what happened last, days after all the rest, has its place. Then every section is offered a share of the words, so that a briefing
about a battle still says who wants what. Then the news with which articles open has its place (`digest.select.leads`), every party that
speaks and isn't heard yet is offered an item, and so are numbers that several publishers tell (in a digest of everything the coverage sees
to all that); what is left is free for all, up to a cap of the section that only what is worth much may pass, at the end.
`digest.select.choice` takes the items.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.config import Config, catch_all
from digest.model import NO_PAST, Chosen, Document, Judged, Past, Selection
from digest.select.candidates import FEW, FLOOR, HAPPENED, LOWEST, Candidate, candidate, candidates, excluded_genres
from digest.select.choice import Choice
from digest.select.doubts import doubts
from digest.select.leads import leads
from digest.select.news.novelty import Novelty, aware, compare, news_only
from digest.select.overrides import pinned, settled
from digest.select.recency import aged, last_news
from digest.select.room import SECTION_CAP
from digest.select.same.claims import Claims, borne_out, in_lead, join
from digest.select.same.figures import figures
from digest.select.same.independence import carried, copied, owner, support
from digest.select.same.numbers import Number, widely_told
from digest.select.same.repeats import REPEAT, akin, said, told_twice
from digest.select.stale.overtaken import current, overtaken
from digest.select.units import Unit, answers, unit, units
from digest.select.words.unsettled import KINDS, unsettled

SHARE = 0.3
"""Part of the words that is shared out evenly among the sections before the rest is free for all."""
SUPPORT = 0.3
"""What a telling gains in value with every doubling of the independent publishers that tell the same."""
POSITION = 0.45
"""Least value of what gives a party its hearing among the positions; a sentence whose own verb reacts gives none."""
BEYOND = frozenset(("military", "context"))
"""Sections in which a party is not heard: what it fires and what was before says nothing of what it wants."""
DEMANDS = "demands"
"""Key of the section in which offers are found that are printed elsewhere."""
OPEN = 0.3
"""Least value of what may fill a section beyond its cap where the page has room left."""
NUMBERS, TOLD_BY_MANY = 0.12, 0.2
"""Part of the words from which on no more room is made for numbers that several publishers tell, and the least value of what tells them."""
EASE = 5.0
"""Of what a party says or does little is asked as long as the page isn't nearly full: the power to which its fullness is raised."""
LEADS = 0.15
"""Part of the words from which on no more room is made for the news with which articles open."""
SURE = 0.33
"""Least probability of its section at which a unit may use the section's share."""
TURNS = 3
"""Choices that are made until all that is lent to a section is printed there; then one in which nothing is lent."""


def select(judged: Sequence[Judged], docs: Sequence[Document], config: Config, *, past: Past = NO_PAST) -> Selection:
    """Chooses what is printed for a reader who knows the past. Every sentence that is not printed is in `fell_at` with its gate.

    Where something repeats the past the choice is made twice: first as for a reader who knows nothing. What of that is news stays, so that
    memory costs no news its place; the room of what repeats is filled with what is left, weighed for the reader who knows.
    """
    stale = overtaken(judged, docs, parties=config.parties)
    judged = aged(current(judged, stale), docs)
    news = compare(judged, docs, past, parties=config.parties)
    told = _Told({doc.id: doc for doc in docs}, join(judged, docs), copied([j for j in judged if not j.dropped]))
    held: Sequence[Candidate] = ()
    if not catch_all(config.sections) and any(news.gate(j) for j in judged if not j.dropped):
        bare, _, _ = _choose(judged, config, Novelty(says=news.says), told)
        held = _still_news(bare.picked, news)
    judged = aware(judged, news)
    choice, made, fell = _choose(judged, config, news, told, held=held)
    home = {j.sent.id: j for j in judged}
    carriers = carried(judged)
    picked = _offers_apart(choice.picked, told.docs, config)
    chosen = tuple(news.marked(_with_claim(c, told, home, carriers)) for c in picked)
    printed = {s for c in chosen for s in c.sents}
    fell |= dict.fromkeys(choice.gave_way, "redundant")
    footnoted = {s for c in chosen for s in c.claim.support}
    fell = {k: "redundant" if v == "same claim" else v for k, v in fell.items() if k not in printed}
    fell |= dict.fromkeys(footnoted - printed, "same claim")
    by = {key: found.by for key, found in stale.items() if found.by}
    heads = [c.sents[0] for c in chosen]
    differing = figures(told.claims, home, told.docs)
    still_open = doubts(
        made,
        chosen,
        home,
        choice.says,
        told.docs,
        limit=config.briefing.max_words,
        left_out=frozenset.intersection(*(excluded_genres(section) for section in config.sections)),
        quoted=choice.room.source_words,
    )
    return Selection(chosen, fell, differing, still_open, akin(heads, choice.says), told_twice(heads, choice.says), by)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the documents tell alike, whoever reads them."""

    docs: Mapping[str, Document]
    claims: Claims
    copies: frozenset[tuple[str, str]]


def _choose(
    judged: Sequence[Judged], config: Config, news: Novelty, told: _Told, *, held: Sequence[Candidate] = ()
) -> tuple[Choice, Sequence[Unit], dict[str, str]]:
    """What is taken, of which units, and the gates of what isn't; `held` is taken first, after what the editor pinned.

    What is lent to a section in place of other units and not printed there goes back with them, and the choice is made again.
    """
    refused: frozenset[frozenset[str]] = frozenset()
    for turn in range(1 + TURNS):
        choice, made, fell = _chosen(judged, config, news, told, held, None if turn == TURNS else refused)
        lost = {c.parts for c in choice.offered if c.displaces and not all(map(choice.has, c.parts))}
        if not lost:
            break
        refused |= lost
    return choice, made, fell


def _chosen(
    judged: Sequence[Judged],
    config: Config,
    news: Novelty,
    told: _Told,
    held: Sequence[Candidate],
    refused: Collection[frozenset[str]] | None,
) -> tuple[Choice, Sequence[Unit], dict[str, str]]:
    """One choice; `refused` as for `candidates`."""
    everything = bool(catch_all(config.sections))
    made, fell = units(judged)
    made, apart = settled(made)
    made, told_before = news_only(made, news, everything=everything)
    fell |= apart | told_before
    offered = candidates(made, told.docs, config, fell, refused=refused)
    first = [_pinned(one, told.docs[one.core.sent.doc]) for one in pinned(judged, made)]
    home = {j.sent.id: j for j in judged}
    offered = [_supported(c, told, home) for c in offered]
    parts = {part.sent.id for c in (*offered, *first) for part in c.unit.parts}
    live = [
        j for j in judged if not j.dropped or j.sent.id in parts
    ]  # a lead-in was dropped, and what the editor pins may have been
    says = {**said([j for j in live if j.sent.id not in news.says], config.parties, docs=told.docs), **news.says}
    choice = Choice(offered, says, told.claims, config, news, answers(judged))
    for c in first:
        choice.take(c)
    for c in held:
        if not any(choice.has(part.sent.id) for part in c.unit.parts):
            choice.take(replace(c, unit=unit(home[c.unit.core.sent.id], [home[part.sent.id] for part in c.unit.parts])))
    if everything:
        choice.cover()
    counted = () if everything else [j.sent for j in live if not j.dropped]
    named = {sent.id: owner(told.docs[sent.doc]) or sent.doc for sent in counted}
    newest = last_news(judged, told.docs.values())
    _fill(choice, config, fell, quiet=news.compared, last=newest, numbers=widely_told(says, named), docs=told.docs)
    return choice, made, fell


def _offers_apart(picked: Sequence[Candidate], docs: Mapping[str, Document], config: Config) -> list[Candidate]:
    """What is printed, with offers that have no price among the outcomes, as many as these may hold: who gives demands nothing.

    They were chosen for what they say of a position, and only then change their place.
    """
    section = next((s for s in config.sections if s.key == HAPPENED), None)
    if section is None:
        return list(picked)
    own = [c for c in picked if c.section == HAPPENED]
    items, words = len(own), sum(c.unit.words for c in own)
    out: list[Candidate] = []
    for c in picked:
        room = items < (section.max_items or math.inf) and words + c.unit.words <= (section.max_words or math.inf)
        room = room and docs[c.unit.core.sent.doc].genre not in excluded_genres(section)
        moves = room and c.section == DEMANDS and c.unit.core.gives and not any(part.edited for part in c.unit.parts)
        out.append(replace(c, section=HAPPENED) if moves else c)
        items, words = items + moves, words + moves * c.unit.words
    return out


def _still_news(picked: Sequence[Candidate], news: Novelty) -> list[Candidate]:
    """What of this repeats nothing, and doesn't only fill an empty page with what the past told in much the same words."""
    return [
        c
        for c in picked
        if not any(news.gate(part) for part in c.unit.parts)
        and (c.value >= FLOOR or news.repeated.get(c.unit.core.sent.id, 0.0) < REPEAT)
    ]


def _fill(
    choice: Choice,
    config: Config,
    fell: dict[str, str],
    *,
    quiet: bool,
    last: Collection[str],
    numbers: Sequence[Number],
    docs: Mapping[str, Document],
) -> None:
    """Shares for the sections, a place for the last news and for what articles open with, a hearing for the parties, a place for shared
    numbers, the rest for all.

    With `quiet` (there is a past of today's matter) an empty page isn't filled with what the past told in much the same words: a day
    without news has a short edition. Where what other publishers tell is known already, one may fill with news what is left of the page.
    """
    limit, several = config.briefing.max_words, len(config.sections) >= 3
    share, cap = SHARE * limit / len(config.sections), SECTION_CAP * limit if several else limit
    every = range(len(choice.offered))
    good = _good(choice.offered)
    newest = [n for n in good if choice.offered[n].unit.core.sent.id in last and choice.offered[n].value >= POSITION]
    choice.greedy(newest, cap, most=1)
    choice.greedy([n for n in good if choice.offered[n].unit.core.label.score >= SURE], share)
    if not catch_all(config.sections):
        _open(choice, leads(choice.offered, choice.twins.of, docs), cap, limit=limit)
    positions = {s.key for s in config.sections if s.group_by == "party"}
    for party in config.parties:
        own = [n for n in every if choice.offered[n].unit.core.party == party.name]
        _hear(
            choice,
            [
                n
                for n in own
                if choice.offered[n].section in positions
                and choice.offered[n].unit.core.act != "reaction"
                and choice.offered[n].value >= POSITION
                and choice.offered[n].unit.core.label.score >= SURE
            ],
            cap,
            party.name,
            positions,
        )
        told = {s.key for s in config.sections}.difference(BEYOND)
        worth = [n for n in own if choice.offered[n].section in told and choice.offered[n].value >= POSITION]
        _hear(choice, worth, cap, party.name, told)
        _hear(choice, own, cap, party.name, {s.key for s in config.sections})
    for kind in KINDS:  # what is not known, what is denied
        if not any(kind in unsettled(part.sent.text) for c in choice.picked for part in c.unit.parts):
            own = [n for n in every if choice.offered[n].value >= OPEN]
            choice.greedy([n for n in own if kind in unsettled(choice.offered[n].unit.core.sent.text)], cap, most=1)
    _give(choice, numbers, cap, limit=limit)
    fell |= choice.greedy(good, cap)
    _fill_up(choice, good, cap, fell, limit=limit, quiet=quiet)
    much = [n for n in good if choice.offered[n].value >= OPEN]
    fell |= choice.greedy(much, limit)
    if quiet:
        choice.room.publisher_cap = limit
        fell |= choice.greedy([n for n in much if choice.is_new(n)], limit)
    else:
        choice.room.loose = True
        late = choice.greedy(good, cap) | choice.greedy(much, limit)
        _fill_up(choice, good, cap, late, limit=limit, quiet=quiet)
        _fill_up(choice, good, cap, late, limit=limit, quiet=quiet, ease=EASE)
        fell |= late | fell  # what fell once is told by its first gate


def _fill_up(
    choice: Choice,
    good: Sequence[int],
    cap: float,
    fell: dict[str, str],
    *,
    limit: int,
    quiet: bool,
    ease: float = 1.0,
) -> None:
    """Takes what is worth less than the rest, as far as the room that is left lowers what is asked; with `ease` of parties only."""
    rest = set(range(len(choice.offered))).difference(good)
    for n in sorted(rest, key=lambda n: (-choice.offered[n].value, choice.offered[n].unit.key)):
        c = choice.offered[n]
        if ease > 1.0 and not c.unit.core.party:
            continue
        worth_it = c.value >= floor(choice.room.words / limit, ease) and (choice.is_new(n) or not quiet)
        fell |= choice.greedy([n], cap) if worth_it else {c.unit.core.sent.id: "filler"}


def _open(choice: Choice, news: Sequence[Sequence[int]], cap: float, *, limit: int) -> None:
    """Takes the best telling of each news of which no opening is printed, until `LEADS` of the words are given to them.

    Of the fighting there is more than a page holds; its section chooses.
    """
    before = choice.room.words
    for own in news:
        if choice.room.words - before >= LEADS * limit:
            break
        worth = [n for n in own if choice.offered[n].value >= POSITION and choice.offered[n].section not in BEYOND]
        if not any(choice.has(choice.offered[n].unit.core.sent.id) for n in own):
            choice.greedy(worth, cap, most=1)


def _give(choice: Choice, numbers: Sequence[Number], cap: float, *, limit: int) -> None:
    """Takes the best telling of each of these numbers that no printed item gives, until `NUMBERS` of the words are given to them."""
    before = choice.room.words
    for number in numbers:
        if choice.room.words - before >= NUMBERS * limit:
            break
        if not any(choice.has(key) for key in number.given):
            own = [n for n, c in enumerate(choice.offered) if c.unit.core.sent.id in number.told]
            own = [n for n in own if choice.offered[n].value >= TOLD_BY_MANY]
            choice.greedy([n for n in own if choice.offered[n].unit.core.label.score >= SURE], cap, most=1)


def _hear(choice: Choice, own: Sequence[int], cap: float, party: str, sections: Collection[str]) -> None:
    """Takes the best of a party's own candidates, unless the party is heard in one of the sections."""
    if all(c.unit.core.party != party or c.section not in sections for c in choice.picked):
        choice.greedy(own, cap, most=1)


def floor(full: float, ease: float = 1.0) -> float:
    """Least value of what is printed on a page of which the share `full` is filled: the emptier it is, the less is asked.

    With more `ease` only a page that is nearly full asks for much.
    """
    return LOWEST + (FLOOR - LOWEST) * float(min(1.0, full) ** ease)


def _good(offered: Sequence[Candidate]) -> list[int]:
    """Indexes of what is worth printing while there is room for more: what reaches the floor, and the best of each section."""
    found: list[int] = []
    count: Counter[str] = Counter()
    for n, c in enumerate(offered):
        if c.value >= FLOOR or count[c.section] < FEW:
            found.append(n)
            count[c.section] += 1
    return found


def _pinned(one: Unit, doc: Document) -> Candidate:
    """What the editor pinned is taken whatever it is worth."""
    section = one.core.label.section
    assert section is not None, "a pinned sentence has been given a section"
    return candidate(one, section, one.core.label.score, doc)


def _supported(c: Candidate, told: _Told, home: Mapping[str, Judged]) -> Candidate:
    """What independent publishers tell alike is worth more: each of them took it for news."""
    claim = in_lead(told.claims, c.unit.core.sent.id)
    if not claim.support:
        return c
    counted = support([home[key] for key in (claim.lead, *claim.support)], told.docs, told.copies)
    return replace(c, value=c.value * (1.0 + SUPPORT * math.log2(counted.independent)))


def _with_claim(
    c: Candidate, found: _Told, home: Mapping[str, Judged], carriers: Mapping[str, Sequence[str]]
) -> Chosen:
    claim = borne_out(in_lead(found.claims, c.unit.core.sent.id), home)
    told = {home[key].sent.doc: key for key in reversed((claim.lead, *claim.support))}
    also = {home[s].sent.doc: s for key in (claim.lead, *claim.support) for s in carriers.get(key, ())}
    claim = replace(claim, support=(*claim.support, *(s for doc, s in also.items() if doc not in told)))
    counted = support([home[key] for key in (claim.lead, *claim.support)], found.docs, found.copies)
    return Chosen(
        section=c.section,
        sents=tuple(p.sent.id for p in c.unit.parts),
        claim=replace(claim, independent=counted.independent, all_known=counted.sure),
        party=c.unit.core.party,
        salience=max(p.salience for p in c.unit.parts),
        fit=c.unit.core.label.score,
    )
