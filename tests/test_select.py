"""What is printed: units that stand alone, claims told twice, and the choice under budgets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talks_example import (
    CONFIG,
    CONFIGS,
    WIDE,
    WIDE_TEXT,
    article,
    assert_every_sentence_is_accounted_for,
    config,
    documents,
    judged,
    prose,
)

from digest.analyse import analyse
from digest.config import Config, parse
from digest.model import Document, Former, Found, Judged, Label, Past, Selection
from digest.select import choice, select
from digest.select.candidates import FLOOR, LOWEST, candidates
from digest.select.choose import floor
from digest.select.room import LOOSE, MANY, MOST_OF_HOUSE, MOST_OF_ONE, MOST_POLLS, PUBLISHER_CAP
from digest.select.same.claims import join
from digest.select.same.repeats import REPEAT, Said, repetition, said, similarity
from digest.select.same.together import Together
from digest.select.units import MAX_LIST_WORDS, extended, units

DOC, OTHER = "a" * 64, "b" * 64
EVERYTHING = "briefing: {title: Digest, max_words: 60}\nsections: [{key: news, title: News}]\n"


def texts(made: Sequence[Judged]) -> list[str]:
    """The sentences of a unit."""
    return [j.sent.text for j in made]


# --- units -----------------------------------------------------------------------------------------------------------


def test_a_sentence_that_stands_alone_is_a_unit() -> None:
    """It comes by itself, with its own words counted."""
    (unit,), fell = units([judged("The talks ended without a date.")])
    assert (texts(unit.parts), unit.words, fell) == (["The talks ended without a date."], 6, {})


def test_what_leans_brings_the_sentence_it_needs() -> None:
    """A sentence that opens on a pronoun comes behind the one before it."""
    made, fell = units([judged("The minister left."), judged("He said no more.", index=1, opener="He")])
    assert [texts(unit.parts) for unit in made] == [["The minister left."], ["The minister left.", "He said no more."]]
    assert made[1].core.sent.index == 1
    assert fell == {}


@pytest.mark.parametrize(
    ("before", "own"),
    [
        (None, {}),
        ({"opener": "She"}, {}),
        ({"dropped": "fragment"}, {}),
        ({"text": "Who left?"}, {}),
        ({"text": "The terms:"}, {}),
        ({"heading": "One"}, {"heading": "Two"}),
        ({"text": "word " * 90}, {}),
        ({"doc": OTHER}, {}),
    ],
    ids=["first", "leans itself", "dropped", "question", "lead-in", "other heading", "too long", "other document"],
)
def test_what_cannot_be_brought_leaves_it_dangling(before: dict[str, str] | None, own: dict[str, str]) -> None:
    """Where the sentence before doesn't help, the one that leans is not printed."""
    leaning = judged("He said no more.", doc=DOC, index=1, opener="He", **own)  # type: ignore[arg-type]
    given_before = [] if before is None else [judged(**{"text": "The minister left.", "doc": DOC, **before})]  # type: ignore[arg-type]
    made, fell = units([*given_before, leaning])
    assert leaning.sent.id not in {unit.core.sent.id for unit in made}
    assert fell[leaning.sent.id] == "dangling"


def test_a_quotation_goes_to_nobody_who_says_nothing() -> None:
    """“…,” he said follows a sentence of another paragraph only where somebody speaks there; it may be another man's."""
    said = judged("“I never did it,” he said.", index=1, opener="he")
    said = replace(said, sent=replace(said.sent, block=2))
    for before, brought in (("The president backed a vote.", False), ("The president said so.", True)):
        first = judged(before)
        first = replace(first, sent=replace(first.sent, block=1))
        made, _ = units([first, said])
        assert (len(made) == 2) == brought


@pytest.mark.parametrize(
    ("before", "quotation", "brought"),
    [
        ("The mediator told us this of the talks:", "“These mines are the last issue.”", True),
        ("The mediator told us of the talks:", "These mines are the last issue.", False),
        ("The mediator told us of the talks:", "“These mines " + "are " * 60 + "the last issue.”", False),
    ],
    ids=["a quotation", "no quotation", "a long one"],
)
def test_a_quotation_brings_what_leads_in_to_it(before: str, quotation: str, brought: bool) -> None:
    """What ends on a colon is no sentence by itself, and leads in to the quotation of the next paragraph."""
    first = replace(judged(before, opener="this" if "this" in before else ""), dropped="fragment")
    said = judged(quotation, index=1, opener="these")
    said = replace(said, sent=replace(said.sent, block=1))
    made, _ = units([first, said])
    assert [len(unit.parts) for unit in made] == ([2] if brought else [])


def test_a_chain_is_brought_back_to_what_stands_alone() -> None:
    """Up to three sentences, no more."""
    chain = [judged("The minister left."), *(judged("He said no more.", index=n, opener="He") for n in (1, 2, 3))]
    made, fell = units(chain)
    assert [len(unit.parts) for unit in made] == [1, 2, 3]
    assert fell == {chain[3].sent.id: "dangling"}


def test_what_reads_better_with_another_is_offered_both_ways() -> None:
    """Alone with a mark, and with the sentence before it without one, unless that needs the same."""
    weak = replace(judged("The talks ended.", index=1), leans="The talks")
    made, _ = units([judged("Talks on the lake began."), weak])
    assert [(len(unit.parts), unit.leans) for unit in made] == [(1, ""), (1, "The talks"), (2, "")]
    made, _ = units([judged("Talks on the lake began."), replace(weak, bound=True)])
    assert [(len(unit.parts), unit.leans) for unit in made] == [(1, ""), (2, "")], "a thing comes with what names it"
    (alone,), _ = units([replace(weak, bound=True)])
    assert (len(alone.parts), alone.leans) == (1, "The talks"), "there is no sentence before it"
    (_, second), _ = units([replace(judged("The talks began."), leans="The talks"), weak])
    assert (len(second.parts), second.leans) == (1, "The talks")


def test_what_is_printed_can_be_extended() -> None:
    """A sentence that leans costs only its own words where the one before is printed already."""
    (alone, both), _ = units([judged("The minister left."), judged("He said no more.", index=1, opener="He")])
    longer = extended(alone, both)
    assert longer is not None
    assert (longer.parts, longer.words, longer.core) == (both.parts, 7, alone.core)
    assert extended(both, alone) is None, "nothing new"
    (other,), _ = units([judged("The lake is mined.", doc=OTHER)])
    assert extended(alone, other) is None, "nothing in common"
    made, _ = units([judged("word " * 70 + "left."), judged("He said no more and left the lake.", index=1)])
    long = replace(made[1], parts=(*made[0].parts, *made[1].parts))
    assert extended(made[0], long) is None, "too long"


def test_nothing_is_brought_over_a_gap() -> None:
    """A paragraph in between that is no prose of its own keeps two sentences apart."""
    far = judged("He said no more.", index=1, opener="He")
    far = replace(far, sent=replace(far.sent, block=5))
    assert units([judged("The minister left."), far])[1] == {far.sent.id: "dangling"}


def test_questions_and_what_was_dropped_fall_first() -> None:
    """Each with its own gate."""
    asked, dropped = judged("Who left the lake?"), judged("Bread.", index=1, dropped="off-topic")
    assert units([asked, dropped]) == ((), {asked.sent.id: "question", dropped.sent.id: "off-topic"})


def listed(*items: str, lead: str = "Russia named its terms:") -> list[Judged]:
    """A lead-in and its items."""
    return [judged(lead), *(judged(item, index=n, lead_in=0) for n, item in enumerate(items, start=1))]


def test_a_short_list_comes_whole() -> None:
    """The lead-in and every item give the same unit."""
    made, fell = units(listed("a withdrawal", "a limit"))
    assert {tuple(texts(unit.parts)) for unit in made} == {("Russia named its terms:", "a withdrawal", "a limit")}
    assert len(made) == 3
    assert fell == {}


def test_of_a_long_list_an_item_comes_with_its_lead_in() -> None:
    """No item is ever printed without the sentence that introduces it, and no lead-in without an item."""
    made, _ = units(listed(*(f"{n} " + "word " * 40 for n in range(6))))
    assert made
    assert all(len(unit.parts) > 1 and unit.parts[0].sent.index == 0 for unit in made)
    assert all(unit.words <= MAX_LIST_WORDS for unit in made)


def test_a_long_list_is_offered_cut_down() -> None:
    """The best items that make a short list, in their order; a very long one only so."""
    items = listed(*(f"{n} " + "word " * 20 for n in range(4)))
    items = [replace(j, salience=salience) for j, salience in zip(items, (0.5, 0.2, 0.9, 0.1, 0.8), strict=True)]
    made, fell = units(items)
    assert {tuple(p.sent.index for p in unit.parts) for unit in made} == {(0, 1, 2, 3, 4), (0, 2, 4)}
    assert fell == {}
    short = next(unit for unit in made if len(unit.parts) == 3)
    assert short.words == 4 + 2 * 21 + 2, "each cut is marked"
    made, _ = units(listed(*(f"{n} " + "word " * 20 for n in range(9))))
    assert all(len(unit.parts) < 10 for unit in made)
    assert {unit.core.sent.index for unit in made} == set(range(10))


def test_a_lead_in_that_leans_takes_its_list_along() -> None:
    """Under "They named three terms:" nothing can be printed."""
    lead, *items = listed("a withdrawal", "a limit")
    made, fell = units([replace(lead, opener="They"), *items])
    assert made == ()
    assert set(fell.values()) == {"dangling"}


def test_a_lead_in_without_items_is_not_printed() -> None:
    """A sentence that promises a list which isn't there stays away."""
    lone = judged("Russia named its terms:")
    made, fell = units([lone])
    assert made == ()
    assert set(fell) == {lone.sent.id}


# --- claims ----------------------------------------------------------------------------------------------------------

TOLD = "Russia agreed to return the bodies of 6,000 soldiers"
TOLD_AGAIN = "Russia agreed to return bodies of 6,000 fallen soldiers"
ELSE = "Drones hit the port and killed four people overnight"
NOISE = [judged(f"filler number{n} about item{n} and thing{n}", doc=OTHER, index=n + 50) for n in range(20)]


def test_the_same_is_similar() -> None:
    """A sentence is as similar as can be to itself, alike to its other telling, and to nothing else."""
    one, same, other = judged(TOLD), judged(TOLD_AGAIN, doc=OTHER), judged(ELSE, index=1)
    whole = said([one, same, other, *NOISE])
    a, b, c = (whole[j.sent.id].terms for j in (one, same, other))
    assert similarity(a, a) == pytest.approx(1)
    assert similarity(a, b) == pytest.approx(similarity(b, a))
    assert similarity(a, b) > 0.6
    assert similarity(a, c) < 0.3
    assert repetition(a, b) > REPEAT > repetition(a, c)
    assert repetition({}, a) == 0.0


# --- the choice ------------------------------------------------------------------------------------------------------

WORDS = [f"{a}{b}" for a in "bdfgklmnprst" for b in ("an", "el", "or", "ut")]


@st.composite
def any_judged(draw: st.DrawFn) -> tuple[tuple[Judged, ...], tuple[Document, ...]]:
    """Documents whose sentences were judged by chance: any section, salience, opener, gate."""
    made: list[Judged] = []
    docs: list[Document] = []
    for number in range(draw(st.integers(1, 3))):
        doc = replace(
            prose(f"Text {number}."),
            genre=draw(st.sampled_from(["news", "opinion"])),
            publisher=Found(draw(st.sampled_from(["", "One", "Two", "Three"])), "given"),
        )
        doc = replace(doc, id=str(number) * 64)
        docs.append(doc)
        lead: int | None = None
        for index in range(draw(st.integers(1, 8))):
            words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=25)))
            item = lead is not None and draw(st.booleans())
            ending = "." if item else draw(st.sampled_from([".", ".", ".", "?", ":"]))
            made.append(
                judged(
                    words + ending,
                    doc=doc.id,
                    index=index,
                    section=draw(st.sampled_from(["outcomes", "demands", "military", "reactions", None])),
                    fit=draw(st.floats(0, 1)),
                    salience=draw(st.floats(0, 1)),
                    opener="" if item else draw(st.sampled_from(["", "", "He", "These"])),
                    dropped=draw(st.sampled_from(["", "", "", "fragment"])),
                    lead_in=lead if item else None,
                )
            )
            lead = index if ending == ":" else lead if item else None
    return tuple(made), tuple(docs)


@settings(max_examples=150)
@given(any_judged(), CONFIGS)
def test_whatever_was_judged_keeps_within_the_budgets(
    drawn: tuple[tuple[Judged, ...], tuple[Document, ...]], wanted: Config
) -> None:
    """Words, items and gates hold for any judgement; nothing that leans is printed first."""
    made, docs = drawn
    assert_every_sentence_is_accounted_for(select(made, docs, wanted), made, wanted)


@settings(max_examples=60)
@given(documents(), CONFIGS)
def test_whatever_was_read_keeps_within_the_budgets(docs: tuple[Document, ...], wanted: Config) -> None:
    """The same for articles."""
    made = analyse(docs, wanted)
    selection = select(made, docs, wanted)
    home = assert_every_sentence_is_accounted_for(selection, made, wanted)
    for chosen in selection.chosen:
        assert all(home[key].dropped != "off-topic" for key in chosen.sents)


@settings(max_examples=25)
@given(any_judged(), st.data())
def test_order_decides_nothing(drawn: tuple[tuple[Judged, ...], tuple[Document, ...]], data: st.DataObject) -> None:
    """Ties break on document and sentence, not on what was read first."""
    made, docs = drawn
    shuffled = data.draw(st.permutations(docs))
    turned = [j for doc in shuffled for j in made if j.sent.doc == doc.id]
    one, other = select(made, docs, WIDE), select(turned, shuffled, WIDE)
    assert one.chosen == other.chosen
    assert one.fell_at == other.fell_at


def chosen(made: Sequence[Judged], wanted: Config = WIDE, *, genre: str = "news") -> tuple[list[str], set[str]]:
    """Texts that are printed, and the gates at which the others fell."""
    docs = [replace(prose(f"Text of {key}."), id=key, genre=genre) for key in sorted({j.sent.doc for j in made})]  # type: ignore[arg-type]
    selection = select(made, docs, wanted)
    home = {j.sent.id: j.sent.text for j in made}
    return [home[key] for c in selection.chosen for key in c.sents], set(selection.fell_at.values())


def test_nothing_is_said_twice() -> None:
    """The second telling becomes the support of the first."""
    made = [judged(TOLD, doc=DOC), judged(TOLD_AGAIN, doc=OTHER, salience=0.7), judged(ELSE, doc=DOC, index=1), *NOISE]
    docs = [replace(prose(f"Text of {key}."), id=key) for key in (DOC, OTHER)]
    selection = select(made, docs, WIDE)
    (telling,) = [c for c in selection.chosen if made[0].sent.id in c.sents]
    assert telling.claim.support == (made[1].sent.id,)
    assert selection.fell_at[made[1].sent.id] == "same claim"


def test_who_tells_half_of_it_is_no_source_of_it() -> None:
    """What the footnotes name reports the same; half of a sentence isn't printed beside it, and bears nothing out."""
    half = "The agency named 40 bridges and 12 tunnels near Harbourtown and Westport for repair by 2031."
    whole = (
        half[:-1]
        + ", the spectre of corroded cables, flooded foundations and cracked pillars hanging over every commuter and freight "
        "carrier who crosses between shipyards, quarries and orchards."
    )
    made = [judged(whole, doc=DOC), judged(half, doc=OTHER, salience=0.7), *NOISE]
    docs = [replace(prose(f"Text of {key}."), id=key) for key in (DOC, OTHER)]
    selection = select(made, docs, WIDE)
    (telling,) = [c for c in selection.chosen if made[0].sent.id in c.sents]
    assert telling.claim.support == ()
    assert selection.fell_at[made[1].sent.id] == "redundant"
    claim = join(made, docs).claims[made[1].sent.id]
    assert made[0].sent.id in (claim.lead, *claim.support)


def test_the_same_in_one_document_is_no_support() -> None:
    """A source that repeats itself is one source."""
    made = [judged(TOLD), judged(TOLD_AGAIN, index=1, salience=0.7), *(replace(j, salience=0.0) for j in NOISE)]
    printed, gates = chosen(made)
    assert printed == [TOLD]
    assert "redundant" in gates


def test_filler_is_not_printed_to_fill_the_page() -> None:
    """What hardly matters stays out although there is room."""
    assert chosen([judged(ELSE, salience=0.01)]) == ([], {"filler"})
    assert chosen([judged(ELSE, section=None)]) == ([], {"no section"})


def test_what_matters_more_comes_first() -> None:
    """Where there is room for one, it is the more salient one."""
    wanted = config(changes=[("title: Key outcomes", "title: Key outcomes\n    max_items: 1")])
    printed, gates = chosen([judged(TOLD, salience=0.5), judged(ELSE, index=1, salience=0.9)], wanted)
    assert (printed, gates) == ([ELSE], {"budget"})


@pytest.mark.parametrize(
    ("text", "index", "changes", "section"),
    [
        ("The mayor has announced plans to ease the toll.", 0, {}, "outcomes"),
        ("The mayor has announced plans to ease the toll.", 1, {}, "military"),
        ("The mayor has announced plans to ease the toll.", 0, {"cue:strike": 1.0}, "military"),
        ("The mayor announced plans, the council said.", 0, {"said:not": 0.0}, "military"),
    ],
    ids=["opens an article", "stands below", "tells of fighting", "somebody says so"],
)
def test_what_opens_an_article_is_what_happened(text: str, index: int, changes: dict[str, float], section: str) -> None:
    """Where that is nearly as likely as another section."""
    signs = {"act:v happen": 1.0, "said:not": 1.0} | changes
    j = judged(text, index=index, section="military", fit=0.4)
    j = replace(
        j,
        label=Label("military", 0.4, (("military", 0.4), ("outcomes", 0.32))),
        features=tuple((name, value) for name, value in signs.items() if value),
    )
    docs = {j.sent.doc: article(("paragraph", text))}
    sure = judged("The council agreed on a ferry.", index=9)  # else what comes next to it is lent to the section

    def home(one: Judged) -> str:
        offered = candidates(units([one, sure])[0], docs, WIDE, {})
        return next(c.section for c in offered if c.unit.core.sent.index == index)

    assert home(j) == section
    far = replace(j, label=Label("military", 0.4, (("military", 0.4), ("outcomes", 0.2))))
    assert home(far) == "military"


@pytest.mark.parametrize(
    ("index", "changes", "scores", "gate"),
    [
        (0, {}, {"outcomes": 0.22, "law": 0.14, "none": 0.39}, None),
        (0, {}, {"outcomes": 0.3, "law": 0.3, "none": 0.4}, None),
        (1, {}, {"outcomes": 0.22, "law": 0.14, "none": 0.39}, "no section"),
        (0, {}, {"outcomes": 0.22, "law": 0.25, "none": 0.39}, "no section"),
        (0, {}, {"outcomes": 0.18, "law": 0.14, "none": 0.33}, "no section"),
        (0, {}, {"outcomes": 0.22, "law": 0.1, "none": 0.5}, "no section"),
        (0, {}, {"law": 0.4, "none": 0.6}, "no section"),
        (0, {}, {}, "no section"),
        (0, {"cue:strike": 1.0}, {"outcomes": 0.22, "law": 0.14, "none": 0.39}, "no section"),
        (0, {"said:not": 0.0}, {"outcomes": 0.22, "law": 0.14, "none": 0.39}, "no section"),
        (0, {"act:v happen": 0.0}, {"outcomes": 0.22, "law": 0.14, "none": 0.39}, "no section"),
    ],
)
def test_the_opening_news_of_no_section(
    index: int, changes: dict[str, float], scores: dict[str, float], gate: str | None
) -> None:
    """What an article opens with as done is what happened where no section holds it and that one comes next; nothing else is."""
    text = "The ferries of Ardal stood still on Thursday as 600 deckhands walked off in a quarrel over pay."
    signs = {"act:v happen": 1.0, "said:not": 1.0} | changes
    j = replace(
        judged(text, index=index, section=None),
        label=Label(None, 0.22, tuple(scores.items())),
        features=tuple((name, value) for name, value in signs.items() if value),
    )
    sure = judged("The council agreed on a ferry.", index=9)
    fell: dict[str, str] = {}
    offered = candidates(units([j, sure])[0], {j.sent.doc: article(("paragraph", text))}, WIDE, fell)
    homes = {c.unit.core.sent.index: c.section for c in offered}
    assert (homes.get(index), fell.get(j.sent.id)) == (None if gate else "outcomes", gate)


def test_a_fuller_telling_is_printed_instead_of_a_short_one() -> None:
    """The short one is worth more for its length and taken first; one that tells most of it and more takes its place."""
    short = "Envoys agreed a truce for the harbour"
    full = (
        "Envoys agreed on Monday a truce for the harbour of thirty days with observers, lanterns and a shared timetable"
    )
    for salience, printed in ((0.9, full), (0.5, short)):
        made = [judged(short, salience=0.6), judged(full, index=1, salience=salience), *NOISE]
        assert printed in chosen(made)[0]
        assert len({short, full} & set(chosen(made)[0])) == 1


def test_what_resembled_only_what_gave_way_is_printed() -> None:
    """The fuller telling says much less of it than the short one did, whose words are no longer on the page."""
    short = "Envoys agreed a truce for the harbour"
    full = f"{short} of thirty days with observers, lanterns, pilots, ferries and a shared timetable"
    like = "Envoys brought the truce for the harbour to fishermen, choirs, bakers, porters, teachers and sailmakers"
    made = [judged(short, salience=0.8), judged(full, index=1, salience=0.9), judged(like, index=2, salience=0.4)]
    noise = [replace(j, salience=0.0) for j in NOISE]
    printed, _ = chosen([*made, *noise])
    assert {short, full, like} & set(printed) == {full, like}
    assert like not in chosen([made[0], made[2], *noise])[0], "beside the short one it is a repetition"


def test_a_fuller_telling_repeats_nothing_else_that_is_printed() -> None:
    """It may take the place of one item; where another item stands in it too, the page would tell that twice."""
    short = "Envoys agreed a truce for the harbour"
    other = "Lanterns were lit on the eastern piers"
    full = f"{short} and lanterns were lit on the eastern piers of the old town"
    made = [judged(short, salience=0.8), judged(other, index=1, salience=1.0), judged(full, index=2, salience=0.9)]
    assert {short, other, full} & set(chosen([*made, *NOISE])[0]) == {short, other}


def test_what_says_its_companion_again_is_not_brought() -> None:
    """The mayor's own words for what the sentence before reports of them; other words of his are."""
    before = judged("The mayor of Lakeview renews his appeal for seed, flour and an end of the quarrel.", salience=0.9)
    again = "“I renew my appeal for seed, flour and an end of the quarrel,” he said."
    more = "“The mills have stood still since the flood took the bridge away,” he said."
    for quotation, printed in ((again, False), (more, True)):
        made = [before, judged(quotation, index=1, opener="He", salience=0.8)]
        assert (quotation in chosen([*made, *(replace(j, salience=0.0) for j in NOISE)])[0]) == printed


@pytest.mark.parametrize(
    ("quotation", "speaker", "printed"),
    [
        ("“We will read this,” the envoy of Ukraine said at noon, “and answer within the week.”", "Ukraine", True),
        ("“We will read this, all of us here, and give an answer within the week.”", "Ukraine", False),
        ("“We will read this,” the envoy of Ukraine said at noon, “and answer within the week.”", "", False),
    ],
    ids=["its speaker is named", "nobody is named", "nobody is known"],
)
def test_a_quotation_whose_companion_is_in_another_section_stands_alone(
    quotation: str, speaker: str, printed: bool
) -> None:
    """What it answers is on the page; without a name in it nobody would know who speaks."""
    before = judged("A plan for the lake reached both capitals overnight.", salience=0.9)
    quoted = replace(judged(quotation, index=1, section="reactions", opener="quotation"), speaker=speaker)
    assert (quotation in chosen([before, quoted])[0]) == printed


@pytest.mark.parametrize(
    ("salience", "edited", "section"),
    [(0.9, (), "outcomes"), (0.3, (), "reactions"), (0.9, (("moved", ""),), "reactions")],
)
def test_a_pair_stands_where_what_outweighs_the_other_belongs(
    salience: float, edited: tuple[tuple[str, str], ...], section: str
) -> None:
    """What leans decides on the section for whose sake both come, but not where it is worth next to nothing beside the other and no
    editor moved it.
    """
    before = judged("The envoys signed the plan for the lake.", salience=salience)
    leaning = replace(judged("They smiled.", index=1, section="reactions", opener="They", salience=0.2), edited=edited)
    made, _ = units([before, leaning])
    pair = next(unit for unit in made if len(unit.parts) == 2)
    (one,) = candidates([pair], {pair.core.sent.doc: prose("Text.")}, WIDE, {})
    assert one.section == section


@pytest.mark.parametrize(
    ("score", "edited", "genre", "section"),
    [
        (0.3, (), "news", "outcomes"),
        (0.19, (), "news", "demands"),
        (0.3, (("moved", ""),), "news", "demands"),
        (0.3, (), "opinion", "demands"),
    ],
)
def test_what_happened_is_lent_what_comes_next_to_it(
    score: float, edited: tuple[tuple[str, str], ...], genre: str, section: str
) -> None:
    """Where nothing of it is worth printing; not what is hardly likely to be of it, nor against the editor or the genres of the section."""
    label = Label("demands", 0.38, (("demands", 0.38), ("outcomes", score), ("none", 0.1)))
    near = replace(judged("The envoys proposed a plan for the lake."), label=label, edited=edited)
    wants = replace(judged("Ferries must wait for lanterns.", index=1, section="demands"), speaker="Oro Lind")
    doc = replace(prose("Text."), genre=genre)  # type: ignore[arg-type]
    wanted = config(changes=[("key: demands\n", "key: demands\n    exclude_genres: []\n")])

    def sections(made: Sequence[Judged]) -> dict[str, str]:
        found, _ = units(made)
        return {c.unit.core.sent.text: c.section for c in candidates(found, {near.sent.doc: doc}, wanted, {})}

    assert sections([near, wants]).get(near.sent.text) == section
    signed = judged("Both sides signed it.", index=2)
    assert sections([near, wants, signed]).get(near.sent.text) == "demands"


@pytest.mark.parametrize(
    ("index", "features", "section"),
    [
        (0, ("act:v strike",), "outcomes"),
        (1, ("act:v happen",), "outcomes"),
        (2, ("act:v strike",), "military"),
        (0, ("act:v strike", "modal:may"), "military"),
        (0, ("act:v say",), "military"),
    ],
)
def test_what_happened_is_lent_the_fighting_that_opens_an_article(
    index: int, features: tuple[str, ...], section: str
) -> None:
    """Where nothing was agreed, that is the news; not what stands further behind, or what is only said or may be."""
    j = judged("A shell hit the ferry.", index=index, section="military")
    found, _ = units([replace(j, features=tuple((name, 1.0) for name in features))])
    (one,) = candidates(found, {j.sent.doc: prose("Text.")}, WIDE, {})
    assert one.section == section


def test_what_is_lent_is_printed_once() -> None:
    """Also where the sentence can be printed alone and with another."""
    label = Label("demands", 0.38, (("demands", 0.38), ("outcomes", 0.3), ("none", 0.1)))
    first = replace(judged("The envoys proposed a plan for the lake."), label=label)
    more = replace(judged("The increase surprised the ferries.", index=1, section="demands"), leans="The increase")
    found, _ = units([first, more])
    made = candidates(found, {first.sent.doc: prose("Text.")}, WIDE, {})
    homes = {c.section for c in made for part in c.unit.parts if part is first}
    assert homes == {"outcomes"}


@pytest.mark.parametrize("again", [False, True])
def test_what_was_lent_and_is_refused_gives_its_sentences_back(again: bool) -> None:
    """Else the best of them would be printed nowhere, and said to be printed with another."""
    near = Label("demands", 0.38, (("demands", 0.38), ("outcomes", 0.3), ("none", 0.1)))
    offer = judged("Lund offered the ferries ninety lanterns.", doc=OTHER, section="demands", salience=0.99)
    best = judged("The harbour refused every timetable.", index=0, section="demands", salience=0.9)
    text = "They said Lund offered the ferries ninety lanterns." if again else "They said no more lamps follow."
    weak = replace(judged(text, index=1, opener="them", salience=0.5), label=near)
    made = [offer, best, weak]
    docs = [replace(prose(f"Text of {key}."), id=key) for key in sorted({j.sent.doc for j in made})]
    selection = select(made, docs, WIDE)
    printed = {key: c.section for c in selection.chosen for key in c.sents}
    assert printed[best.sent.id] == ("demands" if again else "outcomes")
    assert selection.fell_at.get(weak.sent.id) == ("redundant" if again else None)
    assert printed.keys() | selection.fell_at.keys() == {j.sent.id for j in made}
    assert "printed with another" not in selection.fell_at.values()


def test_of_two_tellings_the_more_valuable_is_printed() -> None:
    """The other is shorter and taken first; the better one takes its place although it isn't fuller, and not for a little more."""
    short = "Envoys agreed 14 truces for harbours"
    better = "On the eastern piers envoys agreed truces for harbours after singing and dancing"
    noise = [replace(j, salience=0.0) for j in NOISE]
    for salience, printed in ((0.9, better), (0.7, short)):
        made = [judged(short, salience=0.68), judged(better, index=1, salience=salience), *noise]
        assert {short, better} & set(chosen(made)[0]) == {printed}


def test_a_worse_telling_of_what_is_told_already_is_not_printed() -> None:
    """It just passes where a better telling just falls, since it has other words for less."""
    printed = "Envoys agreed truces for harbours and fishermen"
    better = "Envoys agreed truces for harbours with choirs, bakers and porters"
    worse = "Envoys told choirs, bakers and porters of truces and harbours beside sheep, carts, geese, lamps and flour"
    made = [judged(printed, salience=0.95), judged(worse, index=2, salience=0.3)]
    noise = [replace(j, salience=0.0) for j in NOISE]
    assert worse in chosen([*made, *noise])[0]
    assert worse not in chosen([*made, judged(better, index=1, salience=0.9), *noise])[0]


def test_what_gave_way_has_its_gate() -> None:
    """The short telling was printed until the fuller one came; it is accounted for as a repetition."""
    short = "Envoys agreed a truce for the harbour"
    full = f"{short} of thirty days with observers, lanterns and a shared timetable"
    made = [judged(short, salience=0.6), judged(full, index=1, salience=0.9), *NOISE]
    docs = [replace(prose(f"Text of {key}."), id=key) for key in sorted({j.sent.doc for j in made})]
    selection = select(made, docs, WIDE)
    assert selection.fell_at[made[0].sent.id] == "redundant"
    assert {key for c in selection.chosen for key in c.sents} | selection.fell_at.keys() == {j.sent.id for j in made}


def test_below_the_floor_only_what_an_empty_page_needs() -> None:
    """The emptier a page is, the less is asked of what is printed; a fuller one takes only the best sentence of each section."""
    assert floor(0) == LOWEST < floor(0.3) < floor(0.6) < floor(1) == FLOOR
    weak = [judged(" ".join(WORDS[n : n + 6]), index=n, salience=0.15) for n in range(0, 24, 6)]
    strong = [judged(" ".join(WORDS[n : n + 12]), index=n, section="military") for n in (24, 36)]
    wanted = config(changes=[("max_words: 200", "max_words: 60")])
    assert len(chosen(weak, wanted)[0]) > 1
    printed, gates = chosen([*weak, *strong], wanted)
    assert len({j.sent.text for j in weak} & set(printed)) == 1
    assert "filler" in gates


def test_what_the_page_tells_piecemeal_already_is_not_printed() -> None:
    """No printed item tells all of it, all of them together do; while the page is nearly empty it may be told again."""
    words = [[f"{word}{at}" for word in WORDS[:12]] for at in range(3)]
    strong = [judged(" ".join(own), index=n, section="outcomes") for n, own in enumerate(words)]
    again = judged(" ".join((*(own[n] for n in range(4) for own in words), "anew")), index=3, salience=0.5)
    fresh = judged(" ".join(WORDS[12:24]), index=4, salience=0.5)
    noise = [replace(j, salience=0.0) for j in NOISE]
    small, wide = (config(changes=[("max_words: 200", f"max_words: {n}")]) for n in (60, 400))
    assert again.sent.text not in chosen([*strong, again, *noise], small)[0]
    assert fresh.sent.text in chosen([*strong, fresh, *noise], small)[0]
    assert again.sent.text in chosen([*strong, again, *noise], wide)[0]


def test_what_is_printed_is_counted_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """A short telling that gave way to a fuller one is no longer told."""
    kept: list[Together] = []
    removed: list[Said] = []

    class Kept(Together):
        def __init__(self) -> None:
            super().__init__()
            kept.append(self)

        def remove(self, said: Said) -> None:
            removed.append(said)
            super().remove(said)

    monkeypatch.setattr(choice, "Together", Kept)
    short = "Envoys agreed a truce for the harbour"
    full = f"{short} of thirty days with observers, lanterns, pilots, ferries and a shared timetable"
    made = [
        judged(short, salience=0.8),
        judged(full, index=1, salience=0.9),
        *(replace(j, salience=0.0) for j in NOISE),
    ]
    home = {j.sent.text: j for j in made}
    printed, _ = chosen(made)
    assert full in printed
    assert short not in printed
    fresh = Together()
    says = said(made)
    for text in printed:
        fresh.add(says[home[text].sent.id])
    (told,) = kept
    assert [gone.plain for gone in removed] == [says[made[0].sent.id].plain]
    assert {key for key, n in told._told.items() if n > 0} == set(fresh._told)


def test_a_digest_of_everything_leaves_repetition_to_the_coverage(monkeypatch: pytest.MonkeyPatch) -> None:
    """What its concepts are worth has been weighed there."""
    asked: list[object] = []

    class Asked(Together):
        def new(self, sentences: Iterable[Said]) -> float:
            asked.append(sentences)
            return super().new(sentences)

    monkeypatch.setattr(choice, "Together", Asked)
    for text, section, is_asked in ((EVERYTHING, "news", False), (WIDE_TEXT, "outcomes", True)):
        asked.clear()
        chosen([judged(TOLD, section=section), judged(ELSE, index=1, section=section)], parse(text, file="any.yaml"))
        assert bool(asked) == is_asked


def test_of_a_party_little_is_asked_until_the_page_is_nearly_full() -> None:
    """What it says or does is printed where others' words of the same worth are not; a full page asks of it what it asks of all."""
    assert floor(0, 5.0) == LOWEST < floor(0.6, 5.0) < floor(0.6) < floor(1, 5.0) == FLOOR
    strong = [judged(" ".join(WORDS[n : n + 12]), index=n, section="military") for n in (24, 36)]
    weak = [judged(" ".join(WORDS[n : n + 6]), index=n, salience=0.155) for n in range(0, 18, 6)]
    theirs = [replace(j, party="Norland") for j in weak]
    wanted = config(changes=[("max_words: 200", "max_words: 60")])
    few, more = ({j.sent.text for j in weak} & set(chosen([*kind, *strong], wanted)[0]) for kind in (weak, theirs))
    assert few < more


@pytest.mark.parametrize(
    ("genre", "note", "printed"),
    [
        ("news", "", True),
        ("opinion", "", False),
        ("opinion", "exclude_genres: []", True),
        ("opinion", "exclude_genres: [live]", True),
        ("news", "exclude_genres: [news, live]", False),
    ],
)
def test_genres(genre: str, note: str, printed: bool) -> None:
    """Opinion reports no outcomes unless the configuration says so; any section can leave out any kind."""
    wanted = config(changes=[("title: Key outcomes", f"title: Key outcomes\n    {note}")])
    got, gates = chosen([judged(TOLD)], wanted, genre=genre)
    assert got == ([TOLD] if printed else [])
    assert gates == (set() if printed else {"genre"})


def test_an_opinion_piece_counts_for_what_it_reports() -> None:
    """Its own argument is nobody's reaction; what it says that somebody said may be one."""
    own = judged(TOLD, section="reactions")
    said = judged("Norland rejects the new border plan, Ana Bel said.", index=1, section="reactions")
    said = replace(said, speaker="Ana Bel")
    assert chosen([own, said], genre="opinion") == ([said.sent.text], {"genre"})
    assert len(chosen([own, said])[0]) == 2


@pytest.mark.parametrize(
    ("section", "signs", "printed"),
    [
        ("military", ("act:v strike",), True),
        ("military", ("act:v happen",), True),
        ("military", ("act:v say",), False),
        ("military", ("act:v strike", "modal:may"), False),
        ("military", ("act:v strike", "first person"), False),
        ("reactions", ("act:v strike",), False),
    ],
)
def test_what_an_opinion_piece_tells_of_the_fighting_is_a_report(
    section: str, signs: tuple[str, ...], printed: bool
) -> None:
    """What was done there is told; what may be done, or what "we" saw, is argued."""
    one = replace(judged(TOLD, section=section), features=tuple((sign, 1.0) for sign in signs))
    assert chosen([one], genre="opinion")[0] == ([TOLD] if printed else [])


def test_room_that_is_left_goes_to_what_is_worth_much() -> None:
    """A section passes its cap on a page that would stay half empty, with what is worth much and nothing else."""
    wanted = config(changes=[("max_words: 200", "max_words: 60")])
    strong = [judged(" ".join(WORDS[n : n + 9]), index=n, salience=0.9) for n in range(0, 54, 9)]
    middling = [judged(" ".join(WORDS[n : n + 9]), index=n, salience=0.3) for n in range(0, 54, 9)]
    assert len(chosen(strong, wanted)[0]) == 6
    assert len(chosen(middling, wanted)[0]) == 3


def test_the_fuller_a_section_the_less_it_gains() -> None:
    """The last item of the page goes to the section that has two, not to the one of better sentences that has three."""
    wanted = config(changes=[("max_words: 200", "max_words: 90")])
    worth = {"outcomes": 0.9, "military": 0.8, "reactions": 0.7}
    made = [
        judged(
            " ".join(f"{word}{at}" for word in WORDS[n : n + 9]), index=n + 100 * at, section=name, salience=worth[name]
        )
        for at, name in enumerate(worth)
        for n in range(0, 45, 9)
    ]
    home = {j.sent.text: j.label.section for j in made}
    assert Counter(home[text] for text in chosen(made, wanted)[0]) == {"outcomes": 4, "military": 3, "reactions": 3}


def test_what_independent_publishers_tell_comes_first() -> None:
    """Where there is room for one item, it is the one that a second publisher tells, though another is worth a little more."""
    wanted = config(changes=[("title: Key outcomes", "title: Key outcomes\n    max_items: 1")])
    told = judged(TOLD, doc=DOC, salience=0.80)
    made = [told, judged(ELSE, doc=DOC, index=1, salience=0.8), *(replace(j, salience=0.0) for j in NOISE)]
    again = judged(TOLD_AGAIN, doc=OTHER, salience=0.3)

    def printed(house: str) -> set[str]:
        names = {DOC: "Larch Review", OTHER: house}
        docs = [
            replace(prose(f"Text of {key}."), id=key, publisher=Found(name, "given")) for key, name in names.items()
        ]
        selection = select([*made, again], docs, wanted)
        return {key for c in selection.chosen for key in c.sents}

    assert printed("Larch Review") == {made[1].sent.id}, "its own house adds nothing"
    assert printed("Tarn Courier") == {told.sent.id}


@pytest.mark.parametrize(
    ("grouped", "told_in", "heard"), [(True, "outcomes", True), (False, "outcomes", False), (False, "military", True)]
)
def test_a_party_is_heard_among_the_positions_first(grouped: bool, told_in: str, heard: bool) -> None:
    """Where a section groups by party, it isn't enough that a party's deed is told in another; nor elsewhere that it fires."""
    loud = [judged(" ".join(WORDS[n : n + 6]), index=n, section=told_in, salience=0.95) for n in range(0, 36, 6)]
    loud = [replace(j, party="Russia") for j in loud]
    rest = [
        judged(f"mediators{n} tabled{n} plans{n} about{n} lakes{n}", index=50 + n, section="demands", salience=0.95)
        for n in (1, 2)
    ]
    wants = replace(judged("ferries must wait for lanterns", index=60, section="demands", salience=0.7), party="Russia")
    own = "    group_by: party\n" if grouped else ""
    changes = [("    group_by: party\n", f"{own}    max_words: 10\n"), ("max_words: 200", "max_words: 60")]
    printed, _ = chosen([*loud, *rest, wants], config(changes=changes))
    assert (wants.sent.text in printed) == heard
    if grouped:
        printed, _ = chosen([*loud, *rest, replace(wants, act="reaction")], config(changes=changes))
        assert wants.sent.text not in printed, "who only reacts asks for nothing"


@pytest.mark.parametrize(
    ("text", "gate"),
    [
        ("The spokesman Oro Lind responded to the speech of the minister this evening.", "filler"),
        ("The spokesman Oro Lind took to Twitter this evening to react to what the minister would say.", "filler"),
        ("The spokesman Oro Lind took to Twitter this evening to respond and announced a tariff on ferries.", None),
        ("The spokesman Oro Lind took to Twitter this evening to reply that the ferry had sunk at noon.", None),
        ("The spokesman Oro Lind took to Twitter this evening to call for a vote of the council.", None),
        ("The spokesman Oro Lind responded to the speech by calling for a vote this evening.", None),
        ("The spokesman Oro Lind responded that the speech was no answer at all.", None),
        ("The spokesman Oro Lind responded to the speech: nothing moves before noon.", None),
        ("The fleet left the lake after the guards responded to the shots from the hills and fled.", None),
    ],
)
def test_that_somebody_spoke_is_no_news(text: str, gate: str | None) -> None:
    """A reply of which not a word is told says nothing; what was said or done makes it worth printing."""
    one = judged(text)
    selection = select([one], [replace(prose("Text."), id=one.sent.doc)], WIDE)
    assert selection.fell_at.get(one.sent.id) == gate


@pytest.mark.parametrize(("salience", "printed"), [(0.5, True), (0.08, False)])
def test_what_follows_a_printed_item_is_worth_only_what_it_says_itself(salience: float, printed: bool) -> None:
    """The sentence it leans on was counted when that was printed; it carries nothing along any more."""
    first = judged("Norland withdraws its ferries from the northern lake before summer.", salience=0.95)
    behind = judged("They leave the strategy of the harbour in tatters.", index=1, opener="They", salience=salience)
    selection = select([first, behind], [replace(prose("Text."), id=first.sent.doc)], WIDE)
    kept = {key for one in selection.chosen for key in one.sents}
    assert first.sent.id in kept
    assert (behind.sent.id in kept) == printed
    assert selection.fell_at.get(behind.sent.id) == (None if printed else "filler")


@pytest.mark.parametrize("again", [False, True])
def test_what_follows_a_printed_item_is_no_repetition_of_another(again: bool) -> None:
    """The rest of a statement isn't put to its beginning where another article's report of it is printed already."""
    first = judged("The envoy of Norland calls the pier of the north useless.", salience=0.9)
    words = "They will force the harbour into higher fees and hurt all skippers."
    behind = judged(words, index=1, opener="They", salience=0.6)
    told = "The envoy wrote: “They will force the harbour into higher fees and hurt all skippers.”"
    other = judged(told if again else ELSE, doc=OTHER, salience=0.85)
    made = [first, behind, other, *NOISE]
    docs = [replace(prose("Text."), id=key) for key in sorted({j.sent.doc for j in made})]
    selection = select(made, docs, WIDE)
    kept = {key for one in selection.chosen for key in one.sents}
    assert {first.sent.id, other.sent.id} <= kept
    assert (behind.sent.id in kept) != again


def test_one_of_many_articles_gives_two_items() -> None:
    """Where few articles have something to print, one may give more."""
    loud = [judged(f"boats{n} crossed{n} lakes{n} at{n} noon{n}", doc=DOC, index=n, salience=0.9) for n in range(5)]
    rest = [judged(f"sheep{n} left{n} hills{n}", doc=f"{n:064}", salience=0.5) for n in range(MANY - 1)]
    for others, items in ((rest, MOST_OF_ONE), (rest[:2], 5)):
        printed, gates = chosen([*loud, *others])
        assert len({j.sent.text for j in loud} & set(printed)) == items
        assert ("article cap" in gates) == (items < 5)


def test_polls_are_not_all_of_the_reactions() -> None:
    """Three of what polls found, where another article has something to say; more on a page that would stay empty."""
    found = [
        replace(judged(f"boats{n} crossed{n} lakes{n} at{n}", index=n, section="reactions", salience=0.9), polled=True)
        for n in range(5)
    ]
    other = judged("sheep left the hills", doc=OTHER, section="reactions", salience=0.5)
    small = config(changes=[("max_words: 200", "max_words: 24")])
    printed, gates = chosen([*found, other], small)
    assert len({j.sent.text for j in found} & set(printed)) == MOST_POLLS
    assert "polls" in gates
    assert other.sent.text in printed
    assert len(chosen(found, small)[0]) == len(found)
    assert len(chosen([*found, other], WIDE)[0]) == len(found) + 1


def test_of_many_articles_no_publisher_gives_more_than_three_items_to_a_section() -> None:
    """Where three publishers have something for it, one agency's dispatches don't become the section."""
    found = [
        judged(
            f"boats{n} crossed{n} lakes{n}", doc=f"{n:02}" * 32, section="military", salience=0.9 if n < MANY else 0.6
        )
        for n in range(MANY + 2)
    ]
    for few in (False, True):
        docs = [
            replace(
                prose(f"Text of {n}."), id=j.sent.doc, publisher=Found(str(0 if few else max(0, n - MANY + 1)), "given")
            )
            for n, j in enumerate(found)
        ]
        printed = {key for c in select(found, docs, WIDE).chosen for key in c.sents}
        assert (sum(j.sent.id in printed for j in found[:MANY]) == MOST_OF_HOUSE) != few


@pytest.mark.parametrize(
    ("said", "salience", "printed"),
    [
        ("It is unclear whether mediators tabled plans.", 0.6, True),
        ("The mediators denied that they tabled plans.", 0.6, True),
        ("It is said in town that mediators tabled plans.", 0.6, False),
        ("It is unclear whether mediators tabled plans.", 0.3, False),
    ],
)
def test_what_is_not_known_or_is_denied_has_a_place(said: str, salience: float, printed: bool) -> None:
    """One item each, where it is worth something; a page full of what is worth more doesn't tell what nobody knows."""
    loud = [judged(" ".join(WORDS[n : n + 6]), index=n, section="reactions", salience=0.95) for n in range(0, 36, 6)]
    own = judged(said, index=70, section="reactions", salience=salience)
    wanted = config(changes=[("max_words: 200", "max_words: 30")])
    assert (said in chosen([*loud, own], wanted)[0]) == printed


def test_every_section_is_offered_room() -> None:
    """One loud section doesn't take the words of a quiet one."""
    loud = [judged(" ".join(WORDS[n : n + 12]), doc=DOC, index=n, section="military", salience=0.95) for n in range(36)]
    quiet = judged("mediators tabled proposals about lakes", doc=OTHER, section="demands", salience=0.5)
    printed, _ = chosen([*loud, quiet], config(changes=[("max_words: 200", "max_words: 60")]))
    assert quiet.sent.text in printed


@pytest.mark.unmeasured
@pytest.mark.parametrize("limit", [20, 61, 100, 333])
def test_the_words_are_filled_and_not_overrun(limit: int) -> None:
    """Where every section has more to say than there is room, nearly all the room is used and no word more."""
    sections = ("outcomes", "demands", "military", "reactions")
    made = [
        judged(" ".join(f"{word}{n}" for word in WORDS[: 4 + n % 5]), index=n, section=sections[n % 4])
        for n in range(240)
    ]
    printed, gates = chosen(made, config(changes=[("max_words: 200", f"max_words: {limit}")]))
    assert limit - 8 < sum(len(text.split()) for text in printed) <= limit
    assert gates == {"budget"}


def test_no_publisher_fills_the_page() -> None:
    """Where three speak, one gets no more than half the words, or two thirds where the others have nothing more to say."""
    sections = ("outcomes", "demands", "military", "reactions")
    loud = [
        judged(" ".join(f"{word}{n}" for word in WORDS[:10]), doc=DOC, index=n, section=sections[n % 4])
        for n in range(40)
    ]
    rest = [judged(f"boats{n} crossed{n} lakes{n}", doc=str(n) * 64, salience=0.6) for n in (1, 2, 3)]
    more = [
        judged(" ".join(f"{word}{n}" for word in WORDS[10:20]), doc=str(n % 3 + 1) * 64, index=n, salience=0.75)
        for n in range(40)
    ]
    docs = [
        replace(prose(f"Text of {key}."), id=key, publisher=Found(key[:1], "given"))
        for key in sorted({j.sent.doc for j in [*loud, *rest]})
    ]
    selection = select([*loud, *rest], docs, WIDE)
    by = [key.partition("-")[0] for c in selection.chosen for key in c.sents]
    half, most = (share * WIDE.briefing.max_words for share in (PUBLISHER_CAP, LOOSE))
    assert half - 10 < by.count(DOC[:12]) * 10 <= most
    assert len(set(by)) == 4
    full = [key.partition("-")[0] for c in select([*loud, *more], docs, WIDE).chosen for key in c.sents]
    assert 0 < full.count(DOC[:12]) * 10 <= half
    assert "publisher cap" in selection.fell_at.values()
    alone = select(loud, docs[-1:], WIDE)
    assert len(alone.chosen) > by.count(DOC[:12]), "one alone may have all the room"
    known = Past((Former(rest[0], 1, "2025-06-01"),), last=1, last_day="2025-06-01")
    later = select([*loud, *rest], docs, WIDE, past=known)
    assert later.fell_at[rest[0].sent.id] == "printed before"
    by_then = [key.partition("-")[0] for c in later.chosen for key in c.sents]
    assert by_then.count(DOC[:12]) > by.count(DOC[:12]), (
        "what others tell is known: one may fill what is left with news"
    )


def test_no_source_is_quoted_beyond_its_bound() -> None:
    """`max_quoted_words` holds for all articles of a source together, and for no other source."""
    every = [
        judged(f"{word}{n} crossed{n} the{n} lake{n} at{n} noon{n}", doc=str(d) * 64, index=n, section="outcomes")
        for d, word in enumerate(("boats", "carts", "geese"))
        for n in range(6)
    ]
    docs = [
        replace(prose(f"Text {d}."), id=str(d) * 64, publisher=Found(f"P{d}", "given"), source="ab"[d > 1])
        for d in range(3)
    ]
    bound = [replace(doc, max_quoted_words=15) if doc.source == "a" else doc for doc in docs]
    free, held = select(every, docs, WIDE), select(every, bound, WIDE)

    def words(selection: Selection, *names: str) -> int:
        return sum(6 for c in selection.chosen for key in c.sents if key[0] in names)

    assert words(free, "0", "1") > 15
    assert 0 < words(held, "0", "1") <= 15
    assert words(held, "2") > 15
    assert "quoted enough" in held.fell_at.values()


def test_a_list_is_printed_with_its_lead_in() -> None:
    """From the article to the choice: an item never stands by itself."""
    doc = article(
        ("paragraph", "Russia demanded the following at the talks:"),
        ("list_item", "- Ukraine withdraws all troops from the four regions."),
        ("list_item", "- The army is limited to 100,000 soldiers."),
    )
    made = analyse((doc,), WIDE)
    selection = select(made, (doc,), WIDE)
    home = assert_every_sentence_is_accounted_for(selection, made, WIDE)
    (only,) = selection.chosen
    assert [home[key].sent.index for key in only.sents] == [0, 1, 2]
    assert only.section == "demands"


def test_nothing_read_nothing_printed() -> None:
    """No sentence is no error."""
    assert select((), (), WIDE).chosen == ()
    assert select((), (), config(CONFIG)).fell_at == {}


def test_offers_are_printed_among_the_outcomes() -> None:
    """What a party gives is no demand; where outcomes have no room, or aren't configured, it stays."""
    wide = WIDE_TEXT
    offer, asked = (
        "Russia offered a ceasefire of two days.",
        "Ukraine demands the return of all children from the camps.",
    )
    doc = prose(offer, asked, "Russia and Ukraine agreed to exchange all prisoners.")

    def sections(text: str) -> dict[str, str]:
        own = config(text)
        found = analyse((doc,), own)
        made = [replace(j, label=Label("demands", 0.9)) if j.sent.text in (offer, asked) else j for j in found]
        home = {j.sent.id: j.sent.text for j in made}
        return {home[c.sents[0]]: c.section for c in select(made, (doc,), own).chosen}

    assert sections(wide)[offer] == "outcomes"
    assert sections(wide)[asked] == "demands"
    for bound in ("max_items: 1", "max_words: 10", "exclude_genres: [news]"):
        full = wide.replace("    title: Key outcomes\n", f"    title: Key outcomes\n    {bound}\n")
        assert sections(full)[offer] == "demands", bound
