"""Puts the briefing together. Footnotes are numbered last, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from digest.compose.attribution import attribution, between, label, supported
from digest.compose.coverage import NOTHING, coverage
from digest.compose.days import history, named, remark
from digest.compose.earlier import before, marked
from digest.compose.figures import differing
from digest.compose.gloss import glossed
from digest.compose.numbering import numbered, numbering
from digest.compose.open_points import by_day, open_points
from digest.compose.openings import central, newness
from digest.compose.order import in_time, stands
from digest.compose.positions import positions
from digest.compose.quoting import quoted
from digest.compose.room import fitted
from digest.compose.schedule import next_issue
from digest.compose.takeaways import (
    OVERTAKEN,
    REACTIONS,
    answered,
    is_remark,
    of_its_day,
    order,
    takeaways,
    told_plainly,
    weights,
    yielding,
)
from digest.compose.timeline import timeline
from digest.config import Config, SectionConfig
from digest.model import (
    NO_PAST,
    Briefing,
    Chosen,
    Document,
    Group,
    Item,
    Judged,
    Past,
    Problem,
    Section,
    Selection,
    Source,
)
from digest.wording import spoken

_MAX_SUPPORT = 4
_BY_EDITOR = {"pinned": "pinned by the editor", "moved": "moved here by the editor"}
"""What is said behind an item that the editor had a hand in."""


def compose(
    selection: Selection,
    judged: Sequence[Judged],
    docs: Sequence[Document],
    problems: Sequence[Problem],
    config: Config,
    *,
    cutoff: datetime,
    program: str,
    past: Past = NO_PAST,
) -> Briefing:
    """The whole briefing as data. `cutoff` carries the edition's date and time zone; nothing here reads a clock."""
    found = {j.sent.id: j for j in judged}
    home = {key: j.sent for key, j in found.items()}
    hand = {j.sent.id: j.edited for j in judged if j.edited}
    by_doc = {doc.id: doc for doc in docs}
    year = cutoff.year
    days = sorted(doc.day for doc in docs if doc.day)
    latest = days[-1] if days else None
    made = [(c, _signed(_item(c, found, by_doc, year, latest, past.late), c, hand)) for c in marked(selection.chosen)]
    parts = {item.id: [found[key] for key in c.sents] for c, item in made}
    by_key = {s.key: [item for c, item in made if c.section == s.key] for s in config.sections}
    written = stands(docs)
    sections = tuple(
        _section(s, in_time(by_key[s.key], parts, by_doc, written, config), config) for s in config.sections
    )
    sections = glossed(sections, by_doc, known=_named_there(config))
    new = newness(docs, written)
    near = central({i.id: found[i.id].terms for _, i in made}, judged, docs, new)
    worth = weights(sections, {i.id: c for c, i in made}, by_doc, near, new)
    worth |= {j.sent.id: 0.0 for j in judged if (j.leans or j.answers) and j.sent.id in worth}
    worth = {key: told_plainly(found[key]) * answered(parts[key]) * value for key, value in worth.items()}
    worth |= {key: OVERTAKEN * worth[key] for key in selection.overtaken_by if key in worth}
    worth |= {key: 0.0 for key in worth if of_its_day(found[key], by_doc[found[key].sent.doc].supposed, latest)}
    worth = yielding(worth, selection.akin, found)
    heads = partial(
        takeaways,
        sections,
        worth,
        found,
        order(worth, near),
        config.briefing.title,
        akin=selection.akin,
        twice=selection.told_twice,
        remarks={item.id for c, item in made if is_remark(found[item.id], reaction=c.section == REACTIONS)},
    )
    has = {part.block for part in config.parts}
    draft = Briefing(
        title=config.briefing.title,
        slug=config.briefing.slug,
        day=cutoff.date().isoformat(),
        timezone=config.briefing.timezone,
        cutoff=cutoff.isoformat(timespec="minutes"),
        period=(days[0].isoformat(), days[-1].isoformat()) if days else ("", ""),
        number=0,
        takeaways=heads(config.briefing.takeaways) if "takeaways" in has else (),
        sections=sections,
        sources=(),
        coverage=NOTHING,
        config_digest=config.digest,
        program=program,
        language=config.briefing.language,
        note=config.briefing.note,
        figures=differing(selection.figures, home, by_doc, year) if "figures" in has else (),
        open=open_points(selection.open, found, {item.id: item for _, item in made}, by_doc, year=year)
        if "open" in has
        else (),
        positions=positions(sections, parts, by_doc, config) if "positions" in has else (),
        timeline=timeline(sections, parts, by_doc, partial(spoken, year=year)) if "timeline" in has else (),
        next_issue=next_issue(cutoff, config.briefing.schedule),
        blocks=config.parts,
        last=past.last,
        last_day=past.last_day,
    )
    after = sum(doc.moment is not None and doc.moment > cutoff for doc in docs)
    late = tuple(label(d) for d in docs if d.id in past.late)

    def seen(made: Briefing) -> Briefing:
        told = printed_open(selection, made)
        called = {doc for doc, _ in numbering(made)}
        account = coverage(told, judged, docs, problems, sections, called, day=cutoff.date().isoformat())
        return replace(made, coverage=replace(account, late=late, no_hour=account.no_hour + after))

    fewer = positions(sections, parts, by_doc, config, most=1) if draft.positions else ()
    account = seen(replace(draft, open=())).coverage  # the longest that it can be
    fit = fitted(replace(draft, coverage=account), takeaways=heads, fewer=fewer)
    fit = seen(replace(fit, open=by_day(fit.open, by_doc)))
    calls = numbering(fit)
    return numbered(replace(fit, sources=_sources(docs, calls)), calls)


def printed_open(selection: Selection, briefing: Briefing) -> Selection:
    """The selection with what of it is open and printed in a briefing: there may be no room, or no such block."""
    there = {point.id for point in briefing.open}
    return replace(selection, open=tuple(one for one in selection.open if one.sents[0] in there))


def _named_there(config: Config) -> frozenset[str]:
    """The words of its title, its topic and the names of its parties: whoever reads the briefing knows them. Not the aliases of a party,
    among which are the names of its ministers.
    """
    given = [
        config.briefing.title,
        *config.briefing.topic,
        *(party.name for party in config.parties),
    ]
    return frozenset(word for name in given for word in name.split())


def _item(
    chosen: Chosen,
    found: Mapping[str, Judged],
    by_doc: Mapping[str, Document],
    year: int,
    latest: date | None,
    late: frozenset[str],
) -> Item:
    parts = [found[key] for key in chosen.sents]
    sents = [part.sent for part in parts]
    doc = by_doc[sents[0].doc]
    claim = chosen.claim
    support = [found[key].sent for key in claim.support][:_MAX_SUPPORT]
    tellings = {home.sent.doc: by_doc[home.sent.doc] for home in (parts[0], *(found[key] for key in claim.support))}
    carriers = 1 + len(claim.support) + sum(len(told.also) for told in tellings.values())
    counted = supported(carriers, claim.independent, all_known=claim.all_known)
    dates = named(parts, doc)
    told = remark(dates, history(parts, latest), lambda day: spoken(day, year=doc.day.year if doc.day else year))
    return Item(
        id=sents[0].id,
        section=chosen.section,
        quotes=(quoted(sents, doc),),
        notes=(),
        attribution=attribution(doc, year=year, remark=told, support=counted),
        party=chosen.party,
        status=chosen.status,
        before=before(chosen, late=doc.id in late),
        support=tuple(quoted([s], by_doc[s.doc]) for s in support),
        carriers=carriers,
        independent=claim.independent,
        all_known=claim.all_known,
        dates=dates,
    )


def _signed(item: Item, chosen: Chosen, hand: Mapping[str, Sequence[tuple[str, str]]]) -> Item:
    """The item with what the editor did to its sentences: said behind it, and the label before it."""
    deeds = [deed for key in chosen.sents for deed in hand.get(key, ())]
    done = tuple(name for name in _BY_EDITOR if any(name == deed for deed, _ in deeds))
    head = next((label for deed, label in deeds if deed == "headed"), "")
    return replace(
        item, attribution="; ".join((item.attribution, *(_BY_EDITOR[d] for d in done))), editor=done, head=head
    )


def _section(section: SectionConfig, items: Sequence[Item], config: Config) -> Section:
    """The section with its items, which come in the order in which they are printed."""
    if section.group_by == "party":
        names = [p.name for p in config.parties]
        groups = [Group(party=name, items=tuple(i for i in items if i.party == name)) for name in names]
        groups.append(Group(party="", items=tuple(i for i in items if i.party not in names)))
    else:
        groups = [Group(party="", items=tuple(items))]
    return Section(key=section.key, title=section.title, note=section.note, groups=tuple(g for g in groups if g.items))


def _sources(docs: Sequence[Document], order: Mapping[tuple[str, str], int]) -> tuple[Source, ...]:
    """Every document, once for each footnote that stands for it; those without one last."""
    called: dict[str, list[tuple[int, str]]] = {}
    for (key, said), number in order.items():
        called.setdefault(key, []).append((number, said))
    made = [
        Source(
            number=number,
            doc=doc.id,
            raw_digest=doc.raw_digest,
            uri=doc.uri,
            url=doc.url,
            title=doc.title.value,
            publisher=doc.publisher.value,
            publisher_how=doc.publisher.how,
            day=doc.day.isoformat() if doc.day else "",
            day_how=doc.published.how if doc.published else between(doc),
            author=doc.author.value if doc.author else "",
            genre=doc.genre,
            label=label(doc),
            wire=doc.wire.value if doc.wire else "",
            tier=doc.tier,
            printed=doc.id in called,
            via=said,
        )
        for doc in docs
        for number, said in called.get(doc.id, [(0, "")])
    ]
    return tuple(sorted(made, key=lambda s: (s.number or len(made) + 1, s.uri)))
