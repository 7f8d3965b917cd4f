"""Small invented articles, and values made by hand, that the tests of analysis, selection and composition share."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import strategies as st

from digest.analyse.features import Reading
from digest.config import Config, parse
from digest.model import (
    PROSE,
    Block,
    BlockKind,
    Citation,
    Document,
    Found,
    Genre,
    Judged,
    Label,
    Selection,
    Sentence,
    Span,
    quote_text,
)
from digest.select.candidates import EVENTS, HAPPENED, NEXT, OF_BEST, OPENS

SECTIONS = """\
sections:
  - key: outcomes
    title: Key outcomes
  - key: demands
    title: Demands
    group_by: party
  - key: military
    title: Military context
  - key: reactions
    title: Reactions
"""
TOPIC = "topic: [ceasefire, talks, lake]"
CONFIG = f"""\
briefing:
  title: Lake talks
  timezone: UTC
  max_words: 200
  {TOPIC}
parties:
  - name: Ukraine
    aliases: [Kyiv, Ukrainian]
  - name: Russia
    aliases: [Moscow, Kremlin, Russian]
{SECTIONS}"""
WIDE_TEXT = CONFIG.replace(f"  {TOPIC}\n", "")
"""The same without a topic: every article belongs in."""

SENTENCES = (
    "Russia and Ukraine agreed to exchange 1,200 prisoners at the talks on Monday.",
    "The two sides signed a ceasefire agreement that takes effect on 5 June.",
    "The delegations agreed to swap prisoners under 25 and the bodies of 6,000 soldiers.",
    "The talks ended after an hour without an agreement on a ceasefire.",
    "Russia demanded that Ukraine withdraw its troops from four regions before any ceasefire.",
    "Ukraine demanded an unconditional ceasefire of 30 days and the return of abducted children.",
    "Kyiv insists on security guarantees, and on international monitoring of the line.",
    "Ukraine would have to stay neutral and limit its army, Russia insisted.",
    "Russian drones hit the port in the night and killed four people, the governor said.",
    "Ukrainian forces attacked four air bases and destroyed 41 aircraft on Sunday.",
    "Heavy fighting went on along the northern bank of the lake, where shelling wounded nine.",
    "The United Nations welcomed the exchange and urged both governments to stop the fighting.",
    "Analysts warned that the talks would fail unless Washington added pressure.",
    "Turkey praised the delegations and offered to host a summit of the presidents in June.",
    "Prices of grain and insurance for ships on the lake rose by 12 percent in May.",
    "He said the ministers would meet again before the end of the month.",
    "They rejected the proposal as an ultimatum on Wednesday.",
    "These include the return of 339 children and of all civilian captives.",
    "However, the two delegations left the lake without another date.",
    "Its army has occupied the northern bank since the spring of last year.",
    "“We will not give up the lake,” the minister said after the talks.",
    "“There can be no peace without justice for those who died.”",
    "It is unclear when the talks at the lake will resume.",
    "Can the talks at the lake bring a ceasefire at all?",
    "No deal.",
    "The mediators spent the night on a boat on the lake with tea and maps.",
)
"""Whole sentences, some that lean on another, a question and a fragment."""

LEAD_INS = (
    "Russia demands the following at the talks:",
    "The memorandum names these terms:",
    "They agreed on three points:",
)
LIST_ITEMS = (
    "a full withdrawal of troops from the northern bank",
    "international recognition of the four regions;",
    "a limit on the size of the army.",
    "The return of all prisoners and of the fallen.",
    "no foreign troops at the lake",
)
NOISE = (
    "The harbour of Lakeview was closed by the storm.",
    "Ferries carried flour and lamps over the lake.",
    "A choir sang in the old town hall of Hilltown.",
    "Farmers counted the sheep on the southern slope.",
    "The mayor opened a school with nine classrooms.",
    "Prices of grain rose in every market of the coast.",
    "Two boats were painted green before the summer.",
    "The library lends maps, lamps and umbrellas.",
)
"""What has nothing to do with anything else, so that the words of other sentences are rare."""
HEADINGS = ("What Russia wants", "The agreement", "At the front", "Background")
FURNITURE = ("Share this article", "Read more: our lake page", "Subscribe to the newsletter")


def config(text: str = CONFIG, *, changes: Sequence[tuple[str, str]] = ()) -> Config:
    """The example's configuration; each change replaces a text that must stand in it."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return parse(text, file="config.yaml")


WIDE = config(WIDE_TEXT)


def about(*phrases: str) -> Config:
    """The example's configuration with another topic."""
    return config(changes=[(TOPIC, f"topic: [{', '.join(phrases)}]")])


def article(
    *blocks: tuple[BlockKind, str],
    name: str = "alpha",
    day: str = "2025-06-02",
    publisher: str | None = None,
    title: str = "Talks at the lake",
    genre: Genre = "news",
) -> Document:
    """A document whose blocks are given as kind and text. Marks such as [1] become citations of "Wire 1"."""
    text, made = "", []
    for kind, words in blocks:
        start = len(text)
        text += words + "\n"
        level = {"heading": 2, "list_item": 1}.get(kind, 0)
        reason = "" if kind in PROSE or kind in ("title", "heading") else "set aside"
        made.append(Block(Span(start, len(text)), kind, level, reason))
    marks = tuple(Citation(Span(m.start(), m.end()), m[0], f"Wire {m[1]}") for m in re.finditer(r"\[(\d)\]", text))
    return Document(
        id=hashlib.sha256(text.encode()).hexdigest(),
        uri=f"articles/{name}.txt",
        raw_digest=hashlib.sha256(b"raw" + text.encode()).hexdigest(),
        media_type="text/plain",
        text=text,
        blocks=tuple(made),
        title=Found(title, "first line"),
        publisher=Found(f"{name.title()} News" if publisher is None else publisher, "file name"),
        published=Found(day, "first line") if day else None,
        citations=marks,
        genre=genre,
    )


def prose(*paragraphs: str, name: str = "alpha", day: str = "2025-06-02", publisher: str | None = None) -> Document:
    """A document of paragraphs only."""
    return article(*(("paragraph", p) for p in paragraphs), name=name, day=day, publisher=publisher)


def sentence(
    text: str,
    *,
    doc: str = "d" * 64,
    index: int = 0,
    at: int | None = None,
    heading: str = "",
    lead_in: int | None = None,
) -> Sentence:
    """A sentence by itself; its offset tells it from others of the same document."""
    start = index * 1000 if at is None else at
    kind: BlockKind = "paragraph" if lead_in is None else "list_item"
    spans = (Span(start, start + len(text)),)
    return Sentence(doc, index, spans, kind, index, heading, text, lead_in=lead_in, first=True)


def reading(text: str, *, heading: str = "") -> Reading:
    """A sentence taken apart."""
    return Reading(sentence(text, heading=heading))


def judged(
    text: str,
    *,
    doc: str = "d" * 64,
    index: int = 0,
    section: str | None = "outcomes",
    fit: float = 0.9,
    salience: float = 0.8,
    party: str = "",
    opener: str = "",
    dropped: str = "",
    lead_in: int | None = None,
    heading: str = "",
    terms: Sequence[str] = (),
) -> Judged:
    """A judged sentence with everything given by hand; its terms are its words where none are given."""
    return Judged(
        sent=sentence(text, doc=doc, index=index, lead_in=lead_in, heading=heading),
        label=Label(section, fit, ((section or "none", fit),)),
        salience=salience,
        terms=frozenset(terms or text.lower().split()),
        party=party,
        opener=opener,
        dropped=dropped,
    )


# --- what Hypothesis draws -------------------------------------------------------------------------------------------


@st.composite
def _blocks(draw: st.DrawFn) -> list[tuple[BlockKind, str]]:
    """One to four runs of blocks: a paragraph, a heading, a list under its lead-in, furniture."""
    out: list[tuple[BlockKind, str]] = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["paragraph", "paragraph", "quote", "heading", "list", "furniture"]))
        if kind == "list":
            out.append(("paragraph", draw(st.sampled_from(LEAD_INS))))
            bullet = draw(st.sampled_from(["- ", "• ", "", "1. "]))
            items = draw(st.lists(st.sampled_from(LIST_ITEMS), min_size=1, max_size=4, unique=True))
            out += [("list_item", bullet + item) for item in items]
        elif kind == "heading":
            out.append(("heading", draw(st.sampled_from(HEADINGS))))
        elif kind == "furniture":
            out.append(("furniture", draw(st.sampled_from(FURNITURE))))
        else:
            marked = st.tuples(st.sampled_from(SENTENCES), st.sampled_from(["", "", "[1]", " [2] [3]"]))
            words = draw(st.lists(marked, min_size=1, max_size=4))
            out.append(("quote" if kind == "quote" else "paragraph", " ".join(s + mark for s, mark in words)))
    return out


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, ...]:
    """One to four different articles of one to three publishers, dated or not."""
    made = []
    for number in range(draw(st.integers(1, 4))):
        made.append(
            article(
                *draw(_blocks()),
                name=f"article-{number}",
                day=draw(st.sampled_from(["2025-06-02", "2025-06-03", ""])),
                publisher=draw(st.sampled_from(["Alpha News", "Beta Wire", ""])),
                genre=draw(st.sampled_from(["news", "news", "opinion"])),
            )
        )
    return tuple({doc.id: doc for doc in made}.values())


CONFIGS = st.builds(
    lambda words, items, own, topic: config(
        changes=[
            ("max_words: 200", f"max_words: {words}"),
            ("title: Military context", f"title: Military context\n    max_items: {items}\n    max_words: {own}"),
            (f"  {TOPIC}\n", "  topic: [lake]\n" if topic else ""),
        ]
    ),
    words=st.integers(20, 300),
    items=st.integers(1, 3),
    own=st.integers(10, 60),
    topic=st.booleans(),
)
"""Configurations with budgets of every size."""


# --- what must hold of everything ------------------------------------------------------------------------------------


def assert_sentences_are_slices(sents: Sequence[Sentence], doc: Document) -> None:
    """Sentences are numbered, in order, apart, each inside its own prose block, and their text is their slices."""
    assert [sent.index for sent in sents] == list(range(len(sents)))
    spans = [span for sent in sents for span in sent.spans]
    assert all(0 <= span.start < span.end <= len(doc.text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for sent in sents:
        block = doc.blocks[sent.block]
        assert sent.doc == doc.id
        assert sent.kind == block.kind
        assert block.kind in PROSE
        assert block.span.start <= sent.spans[0].start
        assert sent.spans[-1].end <= block.span.end
        assert sent.text == quote_text(doc.text, sent.spans)
        assert sent.text
        assert sent.lead_in is None or sent.lead_in < sent.index


def lent(j: Judged, section: str) -> bool:
    """Whether a sentence may stand in the section of what happened because that had nothing of its own."""
    scores = dict(j.label.scores)
    near = scores.get(HAPPENED, 0.0) >= max(NEXT, OF_BEST * max(scores.values()))
    return section == HAPPENED and (near or (j.label.section == EVENTS and j.sent.index < OPENS))


def assert_every_sentence_is_accounted_for(
    selection: Selection, judged: Sequence[Judged], config: Config
) -> dict[str, Judged]:
    """What is printed stands alone and keeps within its budgets; what isn't has a gate. Returns the sentences by id."""
    home = {j.sent.id: j for j in judged}
    printed = [key for chosen in selection.chosen for key in chosen.sents]
    assert len(printed) == len(set(printed))
    assert set(printed) | set(selection.fell_at) == set(home)
    assert set(printed).isdisjoint(selection.fell_at)
    limits = {section.key: section for section in config.sections}
    words: dict[str, int] = dict.fromkeys(limits, 0)
    items: dict[str, int] = dict.fromkeys(limits, 0)
    for chosen in selection.chosen:
        parts = [home[key] for key in chosen.sents]
        assert chosen.claim.lead in chosen.sents
        lead = home[chosen.claim.lead]
        label = lead.label
        if lead.opener and chosen.section != label.section:  # printed with what it leans on, in the section of that
            label = parts[0].label
        assert chosen.section == (label.section or label.nearest) or lent(lead, chosen.section)
        assert not home[chosen.claim.lead].dropped
        assert len({p.sent.doc for p in parts}) == 1
        assert [p.sent.index for p in parts] == sorted(p.sent.index for p in parts)
        assert not parts[0].opener, parts[0].sent.text
        assert parts[0].sent.lead_in is None, "a list item comes with its lead-in"
        assert not parts[-1].sent.text.endswith((":", "?"))
        assert {p.dropped for p in parts} <= {"", "fragment"}, "a short lead-in may come, nothing else that was dropped"
        others = [home[key].sent.doc for key in chosen.claim.support]
        assert len(set(others)) == len(others)
        assert parts[0].sent.doc not in others
        words[chosen.section] += sum(len(p.sent.text.split()) for p in parts)
        items[chosen.section] += 1
    assert sum(words.values()) <= config.briefing.max_words
    for key, section in limits.items():
        assert section.max_words is None or words[key] <= section.max_words
        assert section.max_items is None or items[key] <= section.max_items
    return home
