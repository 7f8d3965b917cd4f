"""Documents -> judged sentences: segmentation, section, salience, party. Pure: nothing is read but package data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from digest.analyse import concepts, copies, features, language, salience, sections
from digest.analyse.about import gate, topic, turns
from digest.analyse.about.missed import missed
from digest.analyse.alone import hollow, referring, standing, unnamed
from digest.analyse.alone.fragments import fragment
from digest.analyse.alone.unmarked import midway, posted, shown_as_block, unmarked
from digest.analyse.bounds import bounded
from digest.analyse.parties import Cast, attribute, cast_of
from digest.analyse.speech.acts import gives
from digest.analyse.speech.provisions import provides
from digest.analyse.split.sentences import split
from digest.analyse.time import times
from digest.analyse.time.pictured import pictured
from digest.analyse.time.undated import placed
from digest.analyse.words.terms import content, tokens
from digest.config import Config
from digest.model import Act, Document, Judged, Label

__all__ = ["analyse", "bounded", "missed", "placed"]

EARLY = 60
"""Characters within which the subject of a sentence is named."""


def analyse(docs: Sequence[Document], config: Config) -> tuple[Judged, ...]:
    """Every sentence of every document with its section, its salience and why; documents and sentences in order.

    Salience counts what the given documents share; everything else looks at one document alone.
    """
    readings = {doc.id: [features.Reading(sent) for sent in split(doc)] for doc in docs}
    wanted = topic.topic(config, list(readings.values()))
    relevance, least = gate.relevances(docs, readings, wanted)
    within = {key: value >= least for key, value in relevance.items()}
    about = {
        key: {"relevance": value, "relevance needed": least} if wanted.phrases else {}
        for key, value in relevance.items()
    }
    foreign = {doc.id for doc in docs if not language.english(readings[doc.id])}
    names = content(tokens(" ".join(alias for p in config.parties for alias in (p.name, *p.aliases))))
    seen = salience.corpus([doc for doc in docs if within[doc.id]], readings, wanted.stems.union(names))
    model = sections.classifier(config.sections)
    again = copies.repeated(docs, readings)
    cast = cast_of(config.parties, list(readings.values()))
    known = _known(docs, config)
    edited = {key[:12] for key in config.editor.ids}
    judged: list[Judged] = []
    for doc in docs:
        own = readings[doc.id]
        gone = "language" if doc.id in foreign else "" if within[doc.id] else "off-topic"
        if gone and doc.id[:12] not in edited:
            judged += _set_aside(own, gone, about[doc.id])
            continue
        lists = _lists(own)
        voices = attribute(own, cast)
        texts = [reading.sent.text for reading in own]
        loose = unmarked(texts, authored=doc.genre == "opinion") | midway(texts, [r.sent.block for r in own])
        pasted = posted([r.sent for r in own], doc)
        loose |= shown_as_block([r.sent for r in own]) | pasted
        introduced: set[str] = set()
        offices = unnamed.offices(doc.text)
        elsewhere = turns.turned(doc.title.value, own, wanted) if within[doc.id] else frozenset(range(len(own)))
        clock, years = times.clock(doc.title.value, doc.day), times.given_years(doc.text)
        leanings = _leanings(own, lists, doc, model)
        for at, reading in enumerate(own):
            leans = "" if reading.opener else standing.leans(reading.sent, introduced, known, offices)
            leaning, near = leanings[lists[at][0] if at in lists else at]
            around = leaning.features
            values = salience.features(reading, at, len(own), around, seen)
            outsider = bool(config.parties) and not (voices[at].party or _early(reading, cast))
            copy = again.get(reading.sent.id)
            named = times.resolve(reading.sent.text, clock, years=years)
            judged.append(
                Judged(
                    sent=reading.sent,
                    label=sections.stated(
                        sections.classify(
                            leaning,
                            near,
                            model,
                            moved=_moved(around, voices[at].act, outsider=outsider),
                            provides="said:not" in around and provides(reading.sent.text),
                        ),
                        _stated(around, voices[at].act),
                        model,
                    ),
                    salience=round(salience.salience(values), 4),
                    features=_rounded({**values, **about[doc.id]}),
                    terms=frozenset(reading.content),
                    names=reading.names,
                    party=voices[at].party,
                    speaker=voices[at].speaker,
                    act=voices[at].act,
                    gives=gives(reading.sent.text, voices[at].act),
                    opener=reading.opener or ("quotation" if at in loose else ""),
                    leans=leans,
                    polled="polled" in around,
                    bound=referring.names_a_thing(leans) or unnamed.answers_before(leans),
                    answers=standing.answers(reading.sent),
                    dropped=gone
                    or (
                        copy.gate
                        if copy and at not in elsewhere
                        else _dropped(reading, at not in elsewhere, leads=at in lists, pasted=at in pasted)
                    ),
                    told_in=copy.told_in if copy else "",
                    times=named,
                    when=times.reported(reading.sent.text, named, clock),
                )
            )
            introduced |= standing.names_in_full(reading.sent)
    held = {j.sent.id: j.salience for j in judged if j.dropped in ("", "fragment", "filler")}
    told = concepts.concepts([doc for doc in docs if within[doc.id]], readings, held)
    return tuple(replace(j, concepts=told.get(j.sent.id, ())) for j in judged)


def _set_aside(own: Sequence[features.Reading], gate: str, about: Mapping[str, float]) -> list[Judged]:
    """The sentences of an article that falls as a whole, and in which the editor has no hand. Nothing more is asked of them: on a desk's
    day they are nine in ten.
    """
    label, values = Label(None, 0.0), _rounded(about)
    return [Judged(r.sent, label, 0.0, features=values, dropped=gate) for r in own]


def _rounded(values: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted((name, round(value, 3)) for name, value in values.items()))


def _moved(around: Mapping[str, float], act: Act | None, *, outsider: bool) -> float:
    """Part of the probability of a demand that belongs to reactions."""
    if "denied" in around and act in (None, "reaction"):
        return sections.DENYING
    if "no demand" in around and act in (None, "reaction"):
        return sections.REACTING
    return sections.REACTING if act == "reaction" else sections.OUTSIDER * outsider


def _stated(around: Mapping[str, float], act: Act | None) -> float:
    """Part of the probability of all else that belongs to demands, where a party's own verb says that it wants or refuses something."""
    wants = act in ("demand", "refusal") or (act == "offer" and "cue:condition" in around)
    return sections.STATED * wants


def _early(reading: features.Reading, cast: Cast) -> bool:
    """True where a party is named before the sentence is well under way, or in what leads in to it."""
    return reading.sent.lead_in is not None or any(m.at < EARLY for m in cast.mentions(reading.sent.text))


def _known(docs: Sequence[Document], config: Config) -> frozenset[str]:
    """Words of names that need no introduction: those of the configuration, and whom many articles name without one."""
    given = [
        config.briefing.title,
        *config.briefing.topic,
        *(alias for p in config.parties for alias in (p.name, *p.aliases)),
    ]
    return standing.well_known(doc.text for doc in docs) | {word for phrase in given for word in phrase.split()}


def _lists(own: Sequence[features.Reading]) -> dict[int, tuple[int, features.Reading]]:
    """Index -> lead-in and whole list, for every item and its lead-in: the parts of a list are put into a section together."""
    items: dict[int, list[int]] = {}
    for at, reading in enumerate(own):
        if reading.sent.lead_in is not None:
            items.setdefault(reading.sent.lead_in, []).append(at)
    found: dict[int, tuple[int, features.Reading]] = {}
    for lead, members in items.items():
        text = " ".join(own[at].sent.text for at in (lead, *members))
        joined = features.Reading(replace(own[lead].sent, text=text))
        found |= dict.fromkeys((lead, *members), (lead, joined))
    return found


def _leanings(
    own: Sequence[features.Reading],
    lists: Mapping[int, tuple[int, features.Reading]],
    doc: Document,
    model: sections.Classifier,
) -> dict[int, tuple[sections.Leaning, Mapping[str, float]]]:
    """Index of each sentence, for a list that of its lead-in -> what speaks for each section in it, and in those around it."""
    found: dict[int, sections.Leaning] = {}
    for at, reading in enumerate(own):
        lead, whole = lists.get(at, (at, reading))
        if lead not in found:
            values = features.shape(whole) | features.words(whole) | features.context(own, lead, doc)
            found[lead] = sections.lean(whole, values, model)
    near = sections.around([sections.shares(leaning.logits) for leaning in found.values()])
    return {lead: (leaning, beside) for (lead, leaning), beside in zip(found.items(), near, strict=True)}


def _dropped(reading: features.Reading, on_topic: bool, *, leads: bool, pasted: bool) -> str:
    if not on_topic:
        return "off-topic"
    if pasted:  # beside a sentence of the reporter's a post would be read as his
        return "dangling"
    stock = sum(1 for name, _, _ in reading.hits if name == "empty")
    empty = hollow.empty_talk(stock, figures=bool(reading.numbers), quoted=reading.quoted > 0)
    if empty or hollow.hollow(reading.sent):
        return "filler"
    if pictured(reading.sent.text):
        return "caption"
    introduces_nothing = reading.sent.text.endswith(":") and not leads
    return "fragment" if introduces_nothing or fragment(reading.sent) else ""
