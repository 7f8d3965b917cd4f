"""Puts the briefing together. Footnotes are numbered last, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from digest.compose.attribution import attribution, label, spoken, supported, via
from digest.compose.coverage import NOTHING, coverage
from digest.compose.days import history, named, remark
from digest.compose.earlier import before, marked
from digest.compose.figures import differing
from digest.compose.mention import mentions
from digest.compose.numbering import numbered, numbering
from digest.compose.order import in_time
from digest.compose.positions import positions
from digest.compose.room import fitted
from digest.compose.schedule import next_issue
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
    Quote,
    Section,
    Selection,
    Sentence,
    Source,
    Span,
    Takeaway,
    quote_text,
)

_MAX_SUPPORT = 4
_BY_EDITOR = {"pinned": "pinned by the editor", "moved": "moved here by the editor"}
"""What is said behind an item that the editor had a hand in."""
SUPPORT_BONUS = 0.4
"""What another source adds to the weight of a takeaway."""
SURE = 0.33
"""Least probability of its section at which an item may be a takeaway."""
ALIKE = 0.5
"""Share of the terms of the shorter sentence at which a second takeaway says too much of the first again."""
LEAST_WEIGHT = 0.3
"""Part of the greatest weight below which an item is a takeaway only where there would be fewer than three."""
UNCLEAR = 0.5
"""What is left of the weight of one that says "the area" or "the meeting" where nothing before it tells which."""
EARLY = 0.7
"""Weight of a takeaway from an article older than half of the printed ones."""


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
    sections = tuple(_section(s, in_time(by_key[s.key], parts, by_doc, config), config) for s in config.sections)
    weights = _weights(sections, {i.id: c for c, i in made}, by_doc)
    weights |= {j.sent.id: 0.0 for j in judged if (j.leans or j.answers) and j.sent.id in weights}
    terms = {j.sent.id: j.terms for j in judged if j.sent.id in weights}
    takeaways = partial(_takeaways, sections, weights, terms, home, config.briefing.title)
    has = {part.block for part in config.parts}
    draft = Briefing(
        title=config.briefing.title,
        slug=config.briefing.slug,
        day=cutoff.date().isoformat(),
        timezone=config.briefing.timezone,
        cutoff=cutoff.isoformat(timespec="minutes"),
        period=(days[0].isoformat(), days[-1].isoformat()) if days else ("", ""),
        number=0,
        takeaways=takeaways(config.briefing.takeaways) if "takeaways" in has else (),
        sections=sections,
        sources=(),
        coverage=NOTHING,
        config_digest=config.digest,
        program=program,
        language=config.briefing.language,
        note=config.briefing.note,
        figures=differing(selection.figures, home, by_doc, year) if "figures" in has else (),
        positions=positions(sections, parts, by_doc, config) if "positions" in has else (),
        timeline=timeline(sections, parts, by_doc, partial(spoken, year=year)) if "timeline" in has else (),
        next_issue=next_issue(cutoff, config.briefing.schedule),
        blocks=config.parts,
        last=past.last,
        last_day=past.last_day,
    )
    seen = coverage(
        selection, judged, docs, problems, sections, {doc for doc, _ in numbering(draft)}, day=cutoff.date().isoformat()
    )
    after = sum(doc.moment is not None and doc.moment > cutoff for doc in docs)
    seen = replace(seen, late=tuple(label(d) for d in docs if d.id in past.late), no_hour=seen.no_hour + after)
    fewer = positions(sections, parts, by_doc, config, most=1) if draft.positions else ()
    fit = fitted(replace(draft, coverage=seen), takeaways=takeaways, fewer=fewer)
    order = numbering(fit)
    return numbered(replace(fit, sources=_sources(docs, order)), order)


def quoted(sents: Sequence[Sentence], doc: Document) -> Quote:
    """Sentences of one document as they are printed together."""
    before = (None, *sents)
    spans = tuple(span for was, sent in zip(before, sents, strict=False) for span in _tied(sent, was, doc.text))
    return Quote(doc=doc.id, spans=spans, text=quote_text(doc.text, spans), via=via(sents, doc))


def _tied(sent: Sentence, before: Sentence | None, text: str) -> Sequence[Span]:
    """The spans of a sentence; behind the one that it follows with the word that ties it to that one ("But"), if that was cut, and
    behind another without a second mark for what is left out between them.
    """
    first, *rest = sent.spans
    if before is None or first.start < first.end or not rest:
        return sent.spans
    if before.index != sent.index - 1:
        return rest
    one = len(text[first.start : rest[0].start].split()) == 1
    return (Span(first.start, rest[0].end), *rest[1:]) if one else sent.spans


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


def _weights(
    sections: Sequence[Section], chosen: Mapping[str, Chosen], by_doc: Mapping[str, Document]
) -> dict[str, float]:
    """Item id -> how fit it is for a takeaway: its value, more where others report the same, less where later articles may know more.

    Opinion is none of the day's facts and has no weight.
    """
    items = [item for s in sections for item in s.items]
    days = sorted(day for item in items if (day := by_doc[item.quotes[0].doc].day))
    found: dict[str, float] = {}
    for item in items:
        doc = by_doc[item.quotes[0].doc]
        early = doc.day is not None and doc.day < days[len(days) // 2]
        support = 1 + SUPPORT_BONUS * len(item.support)
        fit = chosen[item.id].fit >= SURE and doc.genre != "opinion"
        found[item.id] = chosen[item.id].salience * support * (EARLY if early else 1.0) * fit
    return found


def _takeaways(
    sections: Sequence[Section],
    weights: Mapping[str, float],
    terms: Mapping[str, frozenset[str]],
    home: Mapping[str, Sentence],
    title: str,
    most: int,
) -> tuple[Takeaway, ...]:
    """The strongest item of each section, then the next strongest, printed in the order of the sections; three at least where there are.

    One that says again what another says is passed over, and one for which a reader would want the sentence before it.
    """
    items = {item.id: item for section in sections for item in section.items}
    lowered = dict(weights)
    unclear: set[str] = set()
    while True:
        picked = _picked(sections, lowered, terms, home, most)
        told = [key for key in items if key in picked]
        more = _unclear([title, *(home[key].text for key in told)], told) - unclear
        if not more:
            return tuple(
                Takeaway(key, replace(items[key].quotes[0], spans=home[key].spans, text=home[key].text), notes=())
                for key in told
            )
        unclear |= more
        lowered |= {key: UNCLEAR * weights[key] for key in more}


def _picked(
    sections: Sequence[Section],
    weights: Mapping[str, float],
    terms: Mapping[str, frozenset[str]],
    home: Mapping[str, Sentence],
    most: int,
) -> frozenset[str]:
    """Ids of the items that are takeaways."""
    total = sum(len(s.items) for s in sections)
    wanted = min(most, max(3, total // 3))
    ranked: list[tuple[bool, int, float, str]] = []
    least = LEAST_WEIGHT * max(weights.values(), default=0.0)
    for section in sections:
        fit = [i for i in section.items if weights[i.id] and not home[i.id].text.endswith(":")]
        for rank, item in enumerate(sorted(fit, key=lambda i: (-weights[i.id], i.id))):
            ranked.append((weights[item.id] < least, rank, -weights[item.id], item.id))
    picked: list[str] = []
    for weak, _, _, key in sorted(ranked):
        if len(picked) < (min(most, 3) if weak else wanted) and all(
            _alike(terms[key], terms[other]) < ALIKE for other in picked
        ):
            picked.append(key)
    return frozenset(picked)


def _unclear(texts: Sequence[str], keys: Sequence[str]) -> set[str]:
    """Those of the `keys` whose text points at something that no text before it names; the first of the `texts` is the title."""
    named: set[str] = set()
    found: set[str] = set()
    for text, key in zip(texts, ("", *keys), strict=True):
        said = mentions(text)
        if key and said.bare - named:
            found.add(key)
        named |= said.named
    return found


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Overlap coefficient of two sentences' terms (Simpson 1943)."""
    return len(one & other) / max(1, min(len(one), len(other)))


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
            day_how=doc.published.how if doc.published else "",
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
