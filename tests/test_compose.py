"""The briefing as data: order, groups, footnote numbers, takeaways, attributions and the account of what was left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talks_example import CONFIGS, WIDE, WIDE_TEXT, article, config, documents, prose

from digest import edition
from digest.analyse import analyse
from digest.analyse.split.sentences import split
from digest.compose import compose
from digest.compose.attribution import attribution, label, supported, via
from digest.compose.coverage import coverage
from digest.compose.quoting import quoted as composed
from digest.compose.takeaways import ALSO, ANSWERED, POLLED, answered, told_plainly
from digest.config import Config
from digest.model import (
    ELISION,
    Briefing,
    Chosen,
    Claim,
    Document,
    Found,
    Problem,
    Section,
    Selection,
    Span,
    When,
    quote_text,
)
from digest.select import select
from digest.wording import spoken

CUTOFF = datetime(2025, 6, 3, 6, tzinfo=ZoneInfo("Europe/Istanbul"))


def briefing(docs: Sequence[Document], wanted: Config = WIDE, problems: Sequence[Problem] = ()) -> Briefing:
    """From articles to the briefing, as the program does it."""
    judged = analyse(docs, wanted)
    return compose(select(judged, docs, wanted), judged, docs, problems, wanted, cutoff=CUTOFF, program="test")


def chosen(docs: Sequence[Document], wanted: Config, *picks: tuple[str, str, str]) -> Briefing:
    """A briefing of sentences picked by hand: section, the start of the sentence, its party."""
    judged = analyse(docs, wanted)
    made: list[Chosen] = []
    for section, start, party in picks:
        (key,) = [j.sent.id for j in judged if j.sent.text.startswith(start)]
        made.append(Chosen(section, (key,), Claim(key), party, fit=1.0, salience=1 / (1 + len(made))))
    printed = {key for c in made for key in c.sents}
    fell = {j.sent.id: "budget" for j in judged if j.sent.id not in printed}
    return compose(Selection(tuple(made), fell), judged, docs, (), wanted, cutoff=CUTOFF, program="test")


def _days(section: Section, docs: Mapping[str, Document], told: Mapping[tuple[str, Span], When]) -> dict[str, date]:
    """Item id -> the day by which it is put in order.

    The day that its words name, for what is announced no later one than that of its article; none before that of an item that
    the article tells earlier.
    """
    latest: dict[str, date] = {}
    found: dict[str, date] = {}
    for item in sorted(section.items, key=lambda i: i.quotes[0].spans[0].start):
        (quote,) = item.quotes
        written = docs[quote.doc].day or date.max
        whens = [when for span in quote.spans if (when := told.get((quote.doc, span)))]
        day = whens[0].first if whens else written
        if whens and whens[0].kind == "announced":
            day = min(day, written)
        found[item.id] = latest[quote.doc] = max(day, latest.get(quote.doc, day))
    return found


@settings(max_examples=60)
@given(documents(), CONFIGS, st.integers(0, 6))
def test_whatever_is_read_makes_a_sound_briefing(docs: tuple[Document, ...], wanted: Config, most: int) -> None:
    """Sections, groups, quotes, numbers, takeaways, sources and counts agree with one another and with the texts."""
    wanted = wanted.model_copy(update={"briefing": wanted.briefing.model_copy(update={"takeaways": most})})
    made = briefing(docs, wanted)
    by_id = {doc.id: doc for doc in docs}
    whens = {(j.sent.doc, j.sent.spans[0]): j.when for j in analyse(docs, wanted) if j.when}
    items = {item.id: item for section in made.sections for item in section.items}

    assert [(s.key, s.title) for s in made.sections] == [(s.key, s.title) for s in wanted.sections]
    assert len(items) == sum(len(section.items) for section in made.sections)
    names = [party.name for party in wanted.parties]
    for section, asked in zip(made.sections, wanted.sections, strict=True):
        groups = [group.party for group in section.groups]
        assert groups == sorted(groups, key=lambda p: names.index(p) if p else len(names))
        assert len(groups) == len(set(groups))
        assert asked.group_by == "party" or groups in ([], [""])
        assert all(group.items for group in section.groups)
        for group in section.groups:
            assert all(item.party == group.party for item in group.items if group.party)
            days = _days(section, by_id, whens)
            dated = [days[item.id] for item in group.items if by_id[item.quotes[0].doc].day]
            assert dated == sorted(dated)

    for item in items.values():
        for quote in (*item.quotes, *item.support):
            assert quote.text == quote_text(by_id[quote.doc].text, quote.spans)
        assert item.id == f"{item.quotes[0].doc[:12]}-{item.quotes[0].spans[0].start}"
        assert "[1]" not in item.text
    words = [
        word for item in items.values() for word in item.text.split() if word != "•"
    ]  # a mark between items of a list
    assert len(words) <= wanted.briefing.max_words

    met = [n for t in made.takeaways for n in t.notes] + [n for item in items.values() for n in item.notes]
    met += [point.note for point in made.open]
    assert list(dict.fromkeys(met)) == list(range(1, len(set(met)) + 1)), "numbers follow the order of first use"
    numbered = {source.number: source.cited for source in made.sources if source.printed}
    assert sorted(numbered) == list(range(1, len(set(met)) + 1))
    for item in items.values():
        quoted = dict.fromkeys(quote.cited for quote in (*item.quotes, *item.support))
        assert [numbered[n] for n in item.notes] == list(quoted)

    assert len(made.takeaways) <= most
    assert len({takeaway.item for takeaway in made.takeaways}) == len(made.takeaways)
    for takeaway in made.takeaways:
        assert items[takeaway.item].text.startswith(takeaway.quote.text)
        assert takeaway.notes == items[takeaway.item].notes
        assert takeaway.quote.text == quote_text(by_id[takeaway.quote.doc].text, takeaway.quote.spans)
        assert not takeaway.quote.text.endswith(":")

    seen = made.coverage
    assert seen.printed + sum(count for _, count in seen.dropped) == seen.sentences
    assert [count for _, count in seen.dropped] == sorted((count for _, count in seen.dropped), reverse=True)
    assert seen.articles == len(docs)
    assert len(made.sources) == len({source.cited for source in made.sources})
    assert {source.doc for source in made.sources} == set(by_id)
    assert len(seen.unused) == sum(not source.printed for source in made.sources)
    assert all(source.number == 0 for source in made.sources if not source.printed)
    assert edition.from_json(edition.to_json(made)) == made


def test_what_a_reader_counts_keeps_within_the_words() -> None:
    """A cut inside an item is a word on paper too."""
    long_item = f"- The withdrawal, {'which all sides have spoken of for many months, ' * 14}at once."
    doc = article(
        ("paragraph", "Russia demanded the following at the talks on Monday:"),
        ("list_item", long_item),
        ("list_item", "- Ukraine withdraws its troops from all four regions before any ceasefire."),
    )
    head = WIDE_TEXT.split("sections:")[0]
    one = head + "sections:\n  - key: demands\n    title: Demands\n"
    printed = []
    for limit in range(20, 26):
        made = briefing([doc], config(one, changes=[("max_words: 200", f"max_words: {limit}")]))
        printed.append(" ".join(i.text for s in made.sections for i in s.items))
        assert len(printed[-1].split()) <= limit
    assert ELISION in printed[-1]


RUSSIA = "Russia demanded a withdrawal from four regions."
UKRAINE = "Ukraine demanded a ceasefire of 30 days."
NEUTRAL = "Ukraine would have to stay neutral, the Kremlin insisted."
OUTCOME = "Both sides agreed to return the bodies of 6,000 soldiers."
HEDGE = "The envoys demanded patience of everybody."


def test_positions_stand_by_party() -> None:
    """In the order of the configuration, what is nobody's last; sections that don't ask for it have one group."""
    doc = prose(HEDGE, RUSSIA, UKRAINE)
    picks = [("demands", HEDGE, ""), ("demands", RUSSIA, "Russia"), ("demands", UKRAINE, "Ukraine")]
    demands = chosen([doc], WIDE, *picks).sections[1]
    assert [(g.party, [i.text for i in g.items]) for g in demands.groups] == [
        ("Ukraine", [UKRAINE]),
        ("Russia", [RUSSIA]),
        ("", [HEDGE]),
    ]
    flat = config(changes=[("    group_by: party\n", "")])
    assert [(g.party, len(g.items)) for g in chosen([doc], flat, *picks).sections[1].groups] == [("", 3)]


def test_a_demand_on_ukraine_is_not_grouped_under_it() -> None:
    """From the article to the page: what Russia wants of Ukraine never stands under Ukraine."""
    docs = (
        prose(
            "Ukraine demanded an unconditional ceasefire of 30 days and the return of abducted children.",
            "Ukraine would have to stay neutral and limit its army, the Kremlin insisted.",
        ),
        prose(
            "Russia demanded the withdrawal of Ukrainian troops from four regions.",
            "Ukraine must hold elections within 100 days, Russia demanded.",
            name="beta",
        ),
    )
    made = briefing(docs)
    groups = {g.party: " ".join(i.text for i in g.items) for s in made.sections for g in s.groups if s.key == "demands"}
    assert "unconditional ceasefire" in groups["Ukraine"]
    assert "withdrawal of Ukrainian troops" in groups["Russia"]
    assert "neutral" not in groups["Ukraine"]
    assert "elections" not in groups["Ukraine"]
    assert "neutral" in " ".join(groups.values()), "it is printed all the same"


def test_an_unknown_party_is_not_lost() -> None:
    """An item of a party that the configuration doesn't name stands ungrouped."""
    demands = chosen([prose(RUSSIA)], WIDE, ("demands", RUSSIA, "Atlantis")).sections[1]
    assert [(g.party, len(g.items)) for g in demands.groups] == [("", 1)]


def test_items_stand_in_time() -> None:
    """Within a section: by day, what is undated and like none of the others first, then as in the source."""
    docs = [
        prose(RUSSIA, name="undated", day=""),
        prose(UKRAINE, name="late", day="2025-06-03"),
        prose("The talks ended early. The envoys left.", name="early", day="2025-06-01"),
    ]
    picks = [("outcomes", text, "") for text in (RUSSIA, UKRAINE, "The envoys", "The talks")]
    made = chosen(docs, WIDE, *picks)
    assert [i.text for i in made.sections[0].items] == [RUSSIA, "The talks ended early.", "The envoys left.", UKRAINE]
    assert made.period == ("2025-06-01", "2025-06-03")
    assert made.coverage.undated == ("Undated News",)


def test_articles_of_one_publisher_are_told_apart_by_their_titles() -> None:
    """A list of what gave nothing says which article it means; of many of one publisher it says how many."""
    several = [replace(prose(UKRAINE, name=f"{n}-beta"), title=Found(f"Title {n}", "test")) for n in range(4)]
    several = [
        replace(doc, id=f"{n}{doc.id[1:]}", publisher=Found("Beta News", "test")) for n, doc in enumerate(several)
    ]
    one = prose(RUSSIA, name="alpha")
    fell = "no sentence in it"

    def unused(count: int) -> tuple[str, ...]:
        return coverage(Selection((), {}), (), [one, *several[:count]], (), (), {one.id}).unused

    assert unused(1) == (f"Beta News ({fell})",)
    assert unused(2) == (f"Beta News: “Title 0” ({fell})", f"Beta News: “Title 1” ({fell})")
    assert unused(4) == (f"Beta News ({fell})",) * 4


def test_reordering_sections_reorders_and_no_more() -> None:
    """The same items stand in the same sections; only places and footnote numbers change."""
    docs = [prose(*(RUSSIA, UKRAINE)), prose("Both sides signed an agreement on prisoners on Monday.", name="beta")]
    head, *sections = WIDE_TEXT.split("  - key: ")
    turned = config(head + "".join(f"  - key: {s}" for s in reversed(sections)))
    one, other = briefing(docs), briefing(docs, turned)
    assert [s.key for s in other.sections] == [s.key for s in reversed(one.sections)]
    assert {(s.key, i.id) for s in one.sections for i in s.items} == {
        (s.key, i.id) for s in other.sections for i in s.items
    }
    assert one.coverage.dropped == other.coverage.dropped


def test_renaming_a_section_renames_and_no_more() -> None:
    """The title changes, and the digest of the configuration."""
    docs = [prose(RUSSIA, UKRAINE)]
    renamed = config(WIDE_TEXT.replace("title: Demands", "title: Who wants what"))
    one, other = briefing(docs), briefing(docs, renamed)
    back = replace(
        other,
        sections=tuple(replace(s, title="Demands") if s.key == "demands" else s for s in other.sections),
        coverage=replace(other.coverage, one_source=one.coverage.one_source),
        config_digest=one.config_digest,
    )
    assert other.sections[1].title == "Who wants what"
    assert back == one
    assert other.config_digest != one.config_digest


def test_takeaways_tell_what_the_articles_share() -> None:
    """What all articles tell heads the page; what only one tells does not, however surely it fits its section."""
    shared = "Mediators ended the talks at the lake early."
    docs = [
        prose(f"{shared}", RUSSIA, "Prices of grain rose in May."),
        prose("Talks at the lake ended early, mediators of both towns said.", UKRAINE),
        prose("No date was set.", "Mediators ended the talks.", "Shelling went on."),
    ]
    picks = [("outcomes", shared, ""), ("demands", RUSSIA, ""), ("demands", UKRAINE, ""), ("military", "Shelling", "")]
    made = chosen(docs, WIDE, *picks, ("outcomes", "Prices", ""))
    told = [takeaway.quote.text for takeaway in made.takeaways]
    assert told[0] == shared
    assert len(told) == 3
    assert "Prices of grain rose in May." not in told
    none = config(WIDE_TEXT.replace("max_words: 200", "takeaways: 0"))
    assert chosen(docs, none, *picks).takeaways == ()


def test_what_nobody_else_tells_heads_the_page_though_it_fits_no_section_well() -> None:
    """The main event is a takeaway also where it hardly fits its section."""
    doc = prose("Mediators ended the talks at the lake early.", RUSSIA, UKRAINE, HEDGE)
    judged = analyse((doc,), WIDE)
    picks = tuple(
        Chosen("outcomes" if n == 0 else "demands", (j.sent.id,), Claim(j.sent.id), salience=0.5, fit=0.9 if n else 0.1)
        for n, j in enumerate(judged)
    )
    made = compose(Selection(picks), judged, (doc,), (), WIDE, cutoff=CUTOFF, program="test")
    assert made.takeaways[0].item == judged[0].sent.id


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("The council then voted on a ferry of its own.", True),
        ("The council also voted on a ferry of its own.", True),
        ("The city council later voted on a ferry of its own.", True),
        ("Two days later the council voted on a ferry of its own.", False),
        ("The vote was set for later that week.", False),
        ("Days before the vote on a ferry, things are not looking good for the council.", True),
        ("The former mayor might have been killed out of fear of his plans for a ferry, a neighbour opined.", True),
        ("Critics of the council claim that it wants to be heard abroad.", True),
        ("The mayor had previously said that the ferry stays.", True),
        ("The underlying truth of the ferry is: the council just wants a bill.", True),
        ("“The real reason is the ferry,” Mayor Bel said on Monday.", False),
        ("If the council finds no vote against the ferry, nobody will.", True),
        ("The council approved a ferry that had previously been rejected.", False),
        ("IF Lakers went on strike on Friday.", False),
        ("Nearly six in ten people oppose the ferry, a poll of the lake towns found.", False),
        ("Six people have been killed on the ferry.", False),
        ("The council may have its vote on a ferry on Monday.", False),
        ("The council voted on a ferry of its own.", False),
        ("The then mayor voted for a ferry.", False),
        ("Norland's then prime minister signed a pact.", False),
        ("A gunman shot six people and then turned the gun on himself.", False),
        ("Prices have risen since then and now.", False),
    ],
)
def test_what_then_happened_is_worth_less_as_a_takeaway(text: str, leans: bool) -> None:
    """Its reader hasn't read what was before; nor is it news how things look, or what somebody guesses."""
    (j,) = analyse([prose(text)], WIDE)
    assert (told_plainly(j) <= ALSO) is leans


def test_half_of_an_answer_and_a_poll_head_no_page() -> None:
    """What its next sentence answers is worth less by itself, but for the news of its article, and what people who were asked think."""
    lines = [
        "The lake is old.",
        "The pier is new.",
        "The council closed the ferry.",
        "But the fishermen rejected that.",
    ]
    told = analyse([prose(*lines)], WIDE)[2:]
    assert answered(told) == ANSWERED
    assert answered(analyse([prose(*lines[2:])], WIDE)) == 1.0
    assert answered(told[:1]) == answered([told[0], told[0]]) == 1.0
    assert answered(analyse([prose("The ferry is old.", "Still only 27, Ana Bel is its captain.")], WIDE)) == 1.0
    assert told_plainly(replace(told[0], polled=True)) == POLLED * told_plainly(told[0])


def test_takeaways_tell_of_each_event_once() -> None:
    """Of two items that selection found to be of one event only the stronger heads the page."""
    doc = prose(
        "Mediators ended the talks early.", "All envoys went home at noon.", RUSSIA, "Prices of grain rose in May."
    )
    judged = analyse((doc,), WIDE)
    keys = [j.sent.id for j in judged]
    picks = tuple(Chosen("outcomes", (key,), Claim(key), salience=0.9 - n / 10, fit=0.9) for n, key in enumerate(keys))

    def heads(akin: frozenset[tuple[str, str]]) -> set[str]:
        made = compose(Selection(picks, akin=akin), judged, (doc,), (), WIDE, cutoff=CUTOFF, program="test")
        return {takeaway.item for takeaway in made.takeaways}

    one, other, third = sorted(heads(frozenset()))
    again = heads(frozenset([(one, other)]))
    assert len(again & {one, other}) == 1
    assert again > {third, *set(keys) - {one, other, third}}


def test_a_takeaway_says_which_area_it_means() -> None:
    """Of two items of a section the clearer one is preferred, unless a takeaway before it or the title names the thing."""
    vague, clear = "At noon the gunboats left the area.", "At noon the gunboats of both towns left Lakeview."
    for begin, wanted in (
        ("Mediators spoke of the weather.", clear),
        ("Mediators spoke of an area east of Lakeview.", vague),
    ):
        doc = prose(begin, vague, clear)
        picks = [("outcomes", begin, ""), ("military", vague, ""), ("military", clear, "")]
        made = chosen([doc], config(WIDE_TEXT.replace("max_words: 200", "takeaways: 2")), *picks)
        assert [t.quote.text for t in made.takeaways] == [begin, wanted]


def test_a_footnote_says_via_whom() -> None:
    """Marks of a printed sentence become the names of the article's own sources, each once, in the footnote that it calls."""
    doc = article(("paragraph", "Russia demanded[1] a withdrawal from four regions.[2][1] It said more.[3]"))
    made = chosen([doc], WIDE, ("demands", RUSSIA, "Russia"))
    (item,) = made.sections[1].items
    assert item.text == RUSSIA
    assert item.quotes[0].via == "Wire 1; Wire 2"
    assert [(source.number, source.via) for source in made.sources] == [(1, "Wire 1; Wire 2")]


def test_a_footnote_stands_for_a_source_and_whom_it_names() -> None:
    """Sentences of one article that name other sources call other footnotes, those that name the same, or none, share one."""
    told = [f"{RUSSIA[:-1]}[1].", f"{UKRAINE[:-1]}[2].", f"{HEDGE[:-1]}[1].", OUTCOME]
    doc = article(("paragraph", " ".join(told)))
    picks = [
        ("demands", RUSSIA, "Russia"),
        ("demands", UKRAINE, "Ukraine"),
        ("reactions", HEDGE, ""),
        ("outcomes", OUTCOME, ""),
    ]
    made = chosen([doc], WIDE, *picks)
    notes = {item.text: item.notes for section in made.sections for item in section.items}
    vias = {source.number: source.via for source in made.sources}
    assert {text: [vias[number] for number in numbers] for text, numbers in notes.items()} == {
        RUSSIA: ["Wire 1"], UKRAINE: ["Wire 2"], HEDGE: ["Wire 1"], OUTCOME: [""],
    }  # fmt: skip
    assert sorted(vias) == [1, 2, 3]
    assert {takeaway.item: takeaway.notes for takeaway in made.takeaways}.items() <= {
        item.id: item.notes for section in made.sections for item in section.items
    }.items()
    assert made.coverage.articles == 1


def test_what_stands_behind_via_is_bounded() -> None:
    """A hundred names are cut between two of them, and the cut is shown; one endless name is cut, too."""
    doc = article(("paragraph", "Russia demanded a withdrawal from four regions.[1]"))
    (sent,) = split(doc)
    many = replace(doc, citations=(replace(doc.citations[0], label=", ".join(f"Wire {n}" for n in range(100))),))
    said = via([sent], many)
    assert said.endswith(", …")
    assert len(said) < 170
    assert re.fullmatch(r"(?:Wire \d+, )+…", said)
    endless = replace(doc, citations=(replace(doc.citations[0], label="x" * 10_000),))
    assert via([sent], endless) == "x" * 160 + "…"


def test_a_word_that_ties_stands_where_it_ties() -> None:
    """A sentence printed by itself loses its “But”, behind the one that it answers it has it; a frame of several words is cut."""
    doc = prose(f"{RUSSIA} But Norland wants the ferry searched. This comes after Norland had closed its ports.")
    first, second, third = (j.sent for j in analyse((doc,), WIDE))
    assert second.text == "[…] Norland wants the ferry searched."
    assert composed((second,), doc).text == second.text
    assert composed((first, second, third), doc).text == (
        f"{RUSSIA} But Norland wants the ferry searched. […] Norland had closed its ports."
    )
    assert composed((first, third), doc).text == f"{RUSSIA} […] Norland had closed its ports."


def test_support_becomes_a_footnote() -> None:
    """A second telling is another number behind the item, and its publisher is named once."""
    told = "Both sides agreed to return the bodies of 6,000 soldiers."
    docs = [
        prose(told, "The lake is deep and cold in June."),
        prose("Both sides agreed at the lake talks to return the bodies of 6,000 soldiers.", name="beta"),
        prose("Bread is dear, and boats are few on the lake this year.", name="gamma"),
    ]
    made = briefing(docs)
    (item,) = [i for s in made.sections for i in s.items if "6,000" in i.text]
    assert len(item.notes) == 2
    assert {quote.doc for quote in (*item.quotes, *item.support)} == {docs[0].id, docs[1].id}
    assert item.attribution.endswith("; 2 sources")
    assert (item.carriers, item.independent, item.all_known) == (2, 2, True)
    said = dict(made.coverage.dropped)
    assert any("footnoted" in reason for reason in said)


def test_one_source_is_said() -> None:
    """A section that rests on a single article is named, an empty one isn't."""
    made = briefing([prose(RUSSIA, UKRAINE)])
    assert made.coverage.one_source == ("Demands",)


def test_problems_and_unused_articles_are_reported() -> None:
    """What couldn't be read stands in the briefing, and why nothing of an article is printed."""
    problem = Problem("ingest", "articles/empty.txt", "is empty")
    bread = prose("The bakery on Main Street won a prize for its bread.", name="bread")
    made = briefing([prose(RUSSIA, UKRAINE), bread], config(), [problem])
    assert made.coverage.problems == (problem,)
    (unused,) = made.coverage.unused
    assert unused.startswith("Bread News")
    assert "topic" in unused


def test_masthead() -> None:
    """Day, cut-off and zone come from what was handed in, and nothing else knows what day it is."""
    made = briefing([prose(RUSSIA)])
    assert (made.day, made.cutoff, made.number) == ("2025-06-03", "2025-06-03T06:00+03:00", 0)
    assert (made.title, made.slug, made.program) == ("Lake talks", "lake-talks", "test")
    assert briefing([]).period == ("", "")


@pytest.mark.parametrize(
    ("day", "said"),
    [("2025-06-03", "Alpha News, 3 June"), ("2024-12-31", "Alpha News, 31 December 2024"), ("", "Alpha News, undated")],
)
def test_attribution_says_who_and_when(day: str, said: str) -> None:
    """The year only where it isn't the edition's; an undated source says so."""
    assert attribution(prose(RUSSIA, day=day), year=2025) == said


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        ((1, 1, True), ""),
        ((3, 3, True), "3 sources"),
        ((3, 2, True), "3 sources, 2 independent"),
        ((2, 1, True), "2 sources, 1 independent"),
        ((4, 2, False), "4 sources, at least 2 independent"),
        ((2, 1, False), "2 sources, publishers not all known"),
    ],
)
def test_support_is_counted_twice(counted: tuple[int, int, bool], said: str) -> None:
    """All carriers, and the independent ones where these are fewer; what isn't known is not claimed."""
    carriers, independent, known = counted
    assert supported(carriers, independent, all_known=known) == said


def test_support_stands_behind_the_date() -> None:
    """Publisher, day, and how many report it."""
    said = attribution(prose(RUSSIA), year=2025, support="3 sources, 2 independent")
    assert said == "Alpha News, 2 June; 3 sources, 2 independent"


def test_a_source_without_publisher_is_called_by_its_title() -> None:
    """Then by its file, so that nothing stands unnamed."""
    doc = prose(RUSSIA, publisher="")
    assert label(doc) == "“Talks at the lake”"
    long = label(replace(doc, title=Found("One " + "word " * 40, "")))
    assert long.startswith("“One word word")
    assert long.endswith("…”")
    assert len(long) < 80
    assert label(replace(doc, title=Found("", ""))) == "alpha.txt"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_days_are_spoken_in_english(day: date) -> None:
    """Whatever the locale, the same words."""
    assert spoken(day, year=0).startswith(f"{day.day} ")
    assert spoken(day, year=0).endswith(f" {day.year}")
    assert not spoken(day, year=day.year).endswith(f" {day.year}")
    assert (
        spoken(day, year=day.year).split()[1][:3].lower()
        == "jan feb mar apr may jun jul aug sep oct nov dec".split()[day.month - 1]
    )
