"""Positions, timeline, coverage and the order of blocks: what stands beside the sections, and how much of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from talks_example import WIDE_TEXT, article, config, prose, sentence
from thought_example import sample, told

from digest import edition, render
from digest.analyse import analyse
from digest.archive.store import Store
from digest.compose import compose
from digest.compose.clip import LONGEST, clip
from digest.compose.coverage import coverage, truncated
from digest.compose.room import SHARE
from digest.compose.schedule import next_issue
from digest.config import Config
from digest.errors import TemplateError
from digest.model import PARTS, TITLES, BlockName, Briefing, Chosen, Claim, Document, Found, Part, Problem, Selection
from digest.render import PROJECT_TEMPLATES
from digest.verify import sheets, verify
from digest.verify.data import check_data
from digest.verify.page import check_page
from digest.verify.paper import check_paper
from digest.verify.printed import parse
from digest.verify.verdict import Refuted

CUTOFF = datetime(2025, 6, 6, 6, tzinfo=ZoneInfo("Europe/Istanbul"))
FILLER = "the wind on the lake and the state of the boats of the " + ", ".join(
    f"harbour {n} and its people" for n in range(30)
)


def made(docs: Sequence[Document], picks: Sequence[tuple[str, str, str]], wanted: Config | None = None) -> Briefing:
    """A briefing of sentences picked by hand: section, the start of the sentence, its party. One long item makes room beside it."""
    wanted = wanted or config(WIDE_TEXT)
    padding = [prose(f"The mediators noted {FILLER}, {FILLER}, {FILLER} and {FILLER}.", name="padding", day="")]
    judged = analyse([*docs, *padding], wanted)
    chosen = []
    for section, start, party in [*picks, ("military", "The mediators noted", "")]:
        (key,) = [j.sent.id for j in judged if j.sent.text.startswith(start)]
        chosen.append(Chosen(section, (key,), Claim(key), party, fit=1.0, salience=1.0))
    printed = {key for c in chosen for key in c.sents}
    fell = {j.sent.id: j.dropped or "budget" for j in judged if j.sent.id not in printed}
    selection = Selection(tuple(chosen), fell)
    return compose(selection, judged, [*docs, *padding], (), wanted, cutoff=CUTOFF, program="test")


RUSSIA = "Russia demanded the withdrawal of troops from four regions."
OFFER = "Russia offered a truce of two days."
UKRAINE = "Ukraine rejected the truce as too short."
LONG = (
    "Kyiv insists on a full truce of thirty days before any other matter is discussed, and it wants monitors from five countries along the"
    " whole line of contact."
)
TALKS = prose(RUSSIA, OFFER, UKRAINE, LONG)
PICKS = [("demands", RUSSIA, "Russia"), ("outcomes", OFFER, "Russia"), ("demands", UKRAINE, "Ukraine")]


# --- positions --------------------------------------------------------------------------------------------------------


def test_positions_stand_side_by_side() -> None:
    """By party in the order of the configuration and by act; each cell is words of its item, with its footnote."""
    ungrouped = config(WIDE_TEXT.replace("    group_by: party\n", ""))
    briefing = made([TALKS], [*PICKS, ("demands", "Kyiv insists", "Ukraine")], ungrouped)
    items = {item.id: item for section in briefing.sections for item in section.items}
    table = {p.party: [(cell.act, cell.quote.text) for cell in p.cells] for p in briefing.positions}
    short = LONG.partition(", and")[0] + " […]"
    assert table == {
        "Ukraine": [("demand", short), ("refusal", UKRAINE)],
        "Russia": [("demand", RUSSIA), ("offer", OFFER)],
    }
    for position in briefing.positions:
        for cell in position.cells:
            assert items[cell.item].party == position.party
            assert (cell.note,) == items[cell.item].notes
            assert len(cell.quote.text.removesuffix(" […]").split()) <= LONGEST
    assert edition.from_json(edition.to_json(briefing)) == briefing


def test_what_a_reader_has_just_read_is_not_said_again() -> None:
    """Demands that stand under their party's name are referred to as a whole; offers and refusals among them keep their row."""
    briefing = made([TALKS], [*PICKS, ("demands", "Kyiv insists", "Ukraine")])
    table = {p.party: [(cell.act, cell.quote.text) for cell in p.cells] for p in briefing.positions}
    assert table == {"Ukraine": [("refusal", UKRAINE)], "Russia": [("offer", OFFER)]}
    page = render.markdown(briefing, templates=PROJECT_TEMPLATES)
    rows = [line for line in page.split("\n## Positions\n")[1].split("\n## ")[0].split("\n") if line.startswith("|")]
    assert rows[2].startswith("| **Ukraine** | Demands | *— [2 items in the section on demands](#")
    assert rows[3].startswith(f"|  | Refuses | {UKRAINE}[^1] *— [")
    assert rows[4].startswith("| **Russia** | Demands | *— [1 item in")
    assert len(rows) == 6
    assert made([TALKS], [PICKS[0], ("demands", "Kyiv insists", "Ukraine")]).positions == ()


def test_an_answer_in_a_section_of_reactions_is_a_reaction() -> None:
    """By verbs of its own, not in quotation marks and not where it is denied; elsewhere they say nothing."""
    blames = "Russia blamed the weather for the delay of the talks."
    quoted = "Russia spoke of “a warned world” on the lake."
    docs = [prose(blames, quoted, UKRAINE)]
    picks = [("demands", UKRAINE, "Ukraine"), ("reactions", blames, "Russia")]
    told = {p.party: [cell.act for cell in p.cells] for p in made(docs, picks).positions}
    assert told == {"Ukraine": ["refusal"], "Russia": ["reaction"]}
    assert made(docs, [picks[0], ("reactions", quoted, "Russia")]).positions == ()
    assert made(docs, [picks[0], ("outcomes", blames, "Russia")]).positions == ()


def swapped(briefing: Briefing) -> Briefing:
    """The same with the cells of its two parties exchanged."""
    one, other = briefing.positions
    return replace(briefing, positions=(replace(one, cells=other.cells), replace(other, cells=one.cells)))


def demanding(briefing: Briefing) -> Briefing:
    """The same with every cell a demand."""
    told = [replace(p, cells=tuple(replace(c, act="demand") for c in p.cells)) for p in briefing.positions]
    return replace(briefing, positions=tuple(told))


@pytest.mark.parametrize(("false", "message"), [(swapped, "stands under Ukraine"), (demanding, "as a refusal")])
def test_a_position_under_another_party_or_act_is_refuted(false: Callable[[Briefing], Briefing], message: str) -> None:
    """On the page and on paper, though its words and footnote are those of a quote."""
    briefing = made([TALKS], PICKS)
    text = render.markdown(briefing, templates=PROJECT_TEMPLATES)
    body = render.pdf(render.html(text, briefing, templates=PROJECT_TEMPLATES), briefing, templates=PROJECT_TEMPLATES)
    pages = sheets.read("x.pdf", body)
    check_page("x.md", parse(text), briefing)
    check_paper("x.pdf", pages, briefing)
    with pytest.raises(Refuted, match=message):
        check_page("x.md", parse(text), false(briefing))
    with pytest.raises(Refuted, match=message):
        check_paper("x.pdf", pages, false(briefing))
    with pytest.raises(Refuted, match="no position"):
        check_page("x.md", parse(text.replace(f"Offers | {OFFER}", f"Offers | {RUSSIA}")), briefing)


def test_what_earlier_editions_had_is_said_and_checked() -> None:
    """Status and what the item was before stand behind it in every rendering; others than the data's are refuted."""
    plain = made([TALKS], PICKS)

    def since(status: str, before: str) -> Briefing:
        sections = []
        for section in plain.sections:
            groups = [
                replace(g, items=tuple(replace(i, status=status, before=before) for i in g.items))
                for g in section.groups
            ]
            sections.append(replace(section, groups=tuple(groups)))
        return replace(plain, sections=tuple(sections))

    for status in ("", "new", "updated", "continuing"):
        briefing = since(status, "first printed in no. 41")
        said = f"; {status}; first printed in no. 41" if status else "; first printed in no. 41"
        text = render.markdown(briefing, templates=PROJECT_TEMPLATES)
        mail = render.mail(briefing, templates=PROJECT_TEMPLATES)
        assert f"{said}*" in text
        assert f"{said}</div>" in mail.html
        assert said in re.sub(r"\s+", " ", mail.text)
        check_page("x.md", parse(text), briefing)
        with pytest.raises(Refuted, match="earlier editions"):
            check_page("x.md", parse(text.replace("no. 41", "no. 40", 1)), briefing)
        assert edition.from_json(edition.to_json(briefing)) == briefing
    page = render.html(text, briefing, templates=PROJECT_TEMPLATES)
    pages = sheets.read("x.pdf", render.pdf(page, briefing, templates=PROJECT_TEMPLATES))
    check_paper("x.pdf", pages, briefing)
    assert check_data("x.json", briefing, None)
    with pytest.raises(Refuted, match="earlier editions"):
        check_paper("x.pdf", pages, since("continuing", "first printed in no. 4"))
    with pytest.raises(Refuted, match="no status"):
        check_data("x.json", since("proved", ""), None)


def test_one_party_alone_has_no_table() -> None:
    """There is nothing to stand it beside."""
    assert made([TALKS], PICKS[:2]).positions == ()


def test_a_cell_is_never_under_another_party() -> None:
    """What the item is attributed to by selection must be the party whose verb it is."""
    assert made([TALKS], [PICKS[0], ("demands", UKRAINE, "Russia")]).positions == ()


def test_opinion_and_what_points_elsewhere_fill_no_cell() -> None:
    """A columnist speaks for nobody, and "such demands" are not told by the sentence."""
    opinion = replace(article(("paragraph", RUSSIA)), genre="opinion")
    other = prose(UKRAINE, "Russia rejected such demands in spring.", name="beta")
    picks = [("demands", RUSSIA, "Russia"), ("demands", UKRAINE, "Ukraine")]
    assert made([opinion, other], picks).positions == ()
    assert made([other], [picks[1], ("demands", "Russia rejected such", "Russia")]).positions == ()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Russia demanded a truce.", "Russia demanded a truce."),
        (LONG, LONG.partition(", and")[0] + " […]"),
        (LONG.replace("and it wants", "demanding"), LONG.partition(", and")[0] + " […]"),
        *(
            (text, text)
            for text in (
                LONG.replace("and it wants", "but it wants"),
                LONG.replace("and it wants", "while it never wants"),
                LONG.replace("and it wants", "which, according to aides, wants"),
                LONG.replace("and it wants", "demanding, wants"),
                LONG.replace("and it wants", "if it has"),
                "“" + LONG.replace("contact.", "contact,” he said."),
            )
        ),
        (f"Russia demanded {FILLER}, while Ukraine waited.", ""),
    ],
)
def test_a_sentence_is_cut_only_where_nothing_is_turned(text: str, kept: str) -> None:
    """Of a longer one the first clause, unless what follows binds it or goes on with it, or it stands in quotation marks; else it
    stays whole, and where that is too long for a table there is none.
    """
    doc = prose(text)
    found = clip(sentence(text, doc=doc.id), doc)
    assert (found.text if found else "") == kept


# --- timeline ---------------------------------------------------------------------------------------------------------

DAYS = (
    ("outcomes", "Ukraine and Russia signed the list of prisoners on 4 June."),
    ("military", "Russian drones hit the port on 2 June."),
    ("reactions", "Turkey praised the delegations on 3 June."),
)


def events(picks: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Days and words of the timeline of an article of these sentences."""
    doc = prose(*(text for _, text in picks), day="2025-06-05")
    briefing = made([doc], [(section, text, "") for section, text in picks])
    return [(event.said, event.quote.text) for event in briefing.timeline]


def test_the_timeline_goes_across_the_sections() -> None:
    """Days that the words name, in time, wherever the items stand."""
    told = [(f"{day} June", text) for day, (_, text) in zip((2, 3, 4), (DAYS[1], DAYS[2], DAYS[0]), strict=True)]
    assert events(DAYS) == told


def test_a_timeline_that_says_nothing_new_is_left_out() -> None:
    """Two days are no timeline, and neither is what the sections tell in that order."""
    assert events(DAYS[:2]) == []
    assert events([("outcomes", DAYS[1][1]), ("military", DAYS[2][1]), ("reactions", DAYS[0][1])]) == []


# --- room -------------------------------------------------------------------------------------------------------------


def share(page: str, titles: Sequence[str]) -> float:
    """Share of the items in the words before "Sources", whose words are not counted again in the takeaways."""
    before = re.sub(r"\[\^\d+\]", "", page.split("\n## Sources\n")[0])
    parts = re.split(r"^## ", before, flags=re.MULTILINE)
    words = {part.split("\n")[0]: len(re.findall(r"\w[\w'’.,-]*", part)) for part in parts}
    words["Key takeaways"] = 0
    return sum(words[title] for title in titles) / sum(words.values())


def test_seven_words_in_ten_are_items() -> None:
    """On the sample articles."""
    briefing = sample("negotiation")[1].briefing
    page = render.markdown(briefing, templates=PROJECT_TEMPLATES)
    assert share(page, [s.title for s in briefing.sections]) >= SHARE


@pytest.mark.parametrize("name", ["two-sections", "own-sections"])
def test_a_small_edition_has_little_beside_its_items(name: str) -> None:
    """No more than three takeaways, no tables, and one open point of either kind, also where the share is not reached with it."""
    assert len({point.doubt for point in sample(name)[1].briefing.open}) == len(sample(name)[1].briefing.open)
    briefing = sample(name)[1].briefing
    titles = [s.title for s in briefing.sections]
    closed = replace(briefing, open=())
    assert share(render.markdown(closed, templates=PROJECT_TEMPLATES), titles) >= SHARE
    assert len(briefing.takeaways) <= 3
    assert not briefing.positions
    assert not briefing.timeline


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "story", ["gaza_may2025", "gaza_nov2012", "iran_lausanne_2015", "syria_chemical_2013", "taliban_2020"]
)
def test_seven_words_in_ten_are_items_of_a_story(shared: Path, story: str) -> None:
    """The same on stories as they were printed."""
    if not (shared / "eval").is_dir():
        pytest.skip("the folder ../shared/eval with stories is not here")
    briefing = told(shared / "eval", story).briefing
    page = render.markdown(briefing, templates=PROJECT_TEMPLATES)
    assert share(page, [s.title for s in briefing.sections]) >= SHARE


def test_the_timeline_goes_before_the_positions() -> None:
    """Where the sections are short, what only shows them in another order is left out."""
    doc = prose(RUSSIA, UKRAINE, *(text for _, text in DAYS), day="2025-06-05")
    picks = [("demands", RUSSIA, "Russia"), ("demands", UKRAINE, "Ukraine"), *((s, text, "") for s, text in DAYS)]
    full = made([doc], picks)
    assert full.positions
    assert full.timeline
    judged = analyse([doc], config(WIDE_TEXT))
    chosen = []
    for section, start, party in picks:
        (key,) = [j.sent.id for j in judged if j.sent.text == start]
        chosen.append(Chosen(section, (key,), Claim(key), party, fit=1.0, salience=1.0))
    fell = {j.sent.id: "budget" for j in judged if j.sent.id not in {c.sents[0] for c in chosen}}
    small = compose(Selection(tuple(chosen), fell), judged, [doc], (), config(WIDE_TEXT), cutoff=CUTOFF, program="test")
    assert small.timeline == ()
    assert small.positions == ()


# --- blocks -----------------------------------------------------------------------------------------------------------


def with_blocks(lines: str) -> Config:
    """The example's configuration with blocks of its own."""
    return config(WIDE_TEXT + f"blocks:\n{lines}")


def headings(page: str) -> list[str]:
    """The headings of a page, in order."""
    return re.findall(r"^##? (.*)", page, flags=re.MULTILINE)


def test_blocks_are_moved_renamed_and_switched_off(tmp_path: Path) -> None:
    """Page, data and footnotes follow the list, the definitions of footnotes stay, and the edition is verified."""
    wanted = with_blocks(
        "- positions\n- sections\n- {block: takeaways, title: In short}\n- {block: coverage, title: Gaps}\n"
    )
    docs = [TALKS, prose("Ukraine demanded the return of all children.", name="beta")]
    briefing = made(
        docs, [("outcomes", OFFER, "Russia"), *PICKS[:1], ("outcomes", "Ukraine demanded", "Ukraine")], wanted
    )
    page = render.markdown(briefing, templates=PROJECT_TEMPLATES)
    sections = [s.title for s in wanted.sections]
    assert headings(page) == ["Positions", *sections, "In short", "Gaps"]
    assert re.findall(r"^\[\^(\d)\]:", page, flags=re.MULTILINE) == ["1", "2", "3"]
    assert list(dict.fromkeys(re.findall(r"\[\^(\d)\](?!:)", page))) == ["1", "2", "3"]
    assert briefing.positions[0].cells[0].note == 1
    assert not briefing.has("timeline")
    (tmp_path / "e.json").write_bytes(edition.to_json(briefing))
    (tmp_path / "e.md").write_text(page, encoding="utf-8")
    with Store(tmp_path / "evidence.db") as store:
        store.put(
            [*docs, prose(f"The mediators noted {FILLER}, {FILLER}, {FILLER} and {FILLER}.", name="padding", day="")]
        )
    verdict = verify(tmp_path / "e.json")
    assert verdict.ok, verdict
    false = re.sub(r"(?m)^(\|.*\] \*— )\[", r"\1since dropped; [", page, count=1)
    (tmp_path / "e.md").write_text(false, encoding="utf-8")
    assert "something else behind the words" in str(verify(tmp_path / "e.json"))
    with pytest.raises(Refuted, match="something else behind the words"):
        on_paper(false, briefing)
    assert "page and evidence agree" in on_paper(page, briefing)


def on_paper(page: str, briefing: Briefing) -> str:
    """What the check of a PDF says of a page."""
    body = render.html(page, briefing, templates=PROJECT_TEMPLATES)
    return check_paper("x.pdf", sheets.read("x.pdf", render.pdf(body, briefing, templates=PROJECT_TEMPLATES)), briefing)


def test_without_a_list_all_blocks_stand_in_the_usual_order() -> None:
    """Positions follow the sections; takeaways that are switched off are not in the data either."""
    assert tuple(TITLES) == get_args(BlockName)
    assert made([TALKS], PICKS).blocks == PARTS
    assert made([TALKS], PICKS, with_blocks("- sections\n")).takeaways == ()
    assert made([TALKS], PICKS, with_blocks("- sections\n- method\n")).blocks == (
        Part("sections", ""),
        Part("method", ""),
    )


OLD_BLOCKS = """\
{% macro masthead(briefing, items) %}
# {{ briefing.title }}, my way
{% endmacro %}
{% macro takeaways(briefing, items, section_titles) %}
## Key takeaways

{% for takeaway in briefing.takeaways %}
- {{ takeaway.quote.text }}{{ takeaway.notes|calls }} *— {{ items[takeaway.item].attribution }}*
{% endfor %}
{% endmacro %}
{% macro sources(sources) %}
## Sources

| No. | Digest |
| --: | --- |
{% for source in sources if source.printed %}
| {{ source.number }} | {{ source.doc[:12] }} |
{% endfor %}
{% endmacro %}
"""
OLD_BODY = """\
{% import "blocks.md.j2" as blocks %}
{{ blocks.masthead(briefing, items) }}

{% for section in briefing.sections %}
{{ blocks.section(section, genres) }}

{% endfor %}
{{ blocks.figures(briefing) }}

{{ blocks.coverage(briefing) }}

{{ blocks.sources(briefing.sources) }}

{{ blocks.footnotes(briefing.sources) }}
"""


def test_templates_of_an_older_version_work(tmp_path: Path) -> None:
    """Macros that a user's file lacks are the program's; a body that calls the blocks one by one stays as it is."""
    briefing = made([TALKS], PICKS)
    (tmp_path / "blocks.md.j2").write_text(OLD_BLOCKS, encoding="utf-8")
    page = render.markdown(briefing, templates=tmp_path)
    assert headings(page)[0] == "Lake talks, my way"
    assert "Positions" in headings(page)
    other = tmp_path / "body"
    other.mkdir()
    (other / "briefing.md.j2").write_text(OLD_BODY, encoding="utf-8")
    assert headings(render.markdown(briefing, templates=other))[-2:] == ["Coverage and gaps", "Sources"]


def test_an_old_macro_cannot_take_a_new_heading(tmp_path: Path) -> None:
    """The message names the template and what it lacks."""
    briefing = made([TALKS], PICKS, with_blocks("- sections\n- {block: sources, title: Read}\n"))
    (tmp_path / "blocks.md.j2").write_text(OLD_BLOCKS, encoding="utf-8")
    with pytest.raises(TemplateError, match=r"briefing\.md\.j2:\d+: macro 'sources' takes not more than 1 argument"):
        render.markdown(briefing, templates=tmp_path)


# --- masthead and coverage --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schedule", "following"),
    [("daily", "2025-06-07"), ("weekdays", "2025-06-09"), ("weekly", "2025-06-13")],
)
def test_the_masthead_names_the_next_issue(schedule: str, following: str) -> None:
    """By the schedule, at the time of the cut-off; 6 June 2025 is a Friday. Without one, nothing is said."""
    wanted = config(WIDE_TEXT, changes=[("  max_words", f"  schedule: {schedule}\n  max_words")])
    briefing = made([TALKS], PICKS, wanted)
    assert briefing.next_issue == f"{following}T06:00+03:00"
    page = render.markdown(briefing, templates=PROJECT_TEMPLATES)
    assert "| Period covered | Cut-off | Next issue | Read | Printed |" in page
    silent = made([TALKS], PICKS)
    assert silent.next_issue == ""
    assert "Next issue" not in render.markdown(silent, templates=PROJECT_TEMPLATES)
    assert next_issue(CUTOFF.replace(year=9999), "daily") == ""


def test_a_schedule_keeps_the_hour_when_clocks_change() -> None:
    """The next issue is at the same time of day."""
    before = datetime(2025, 10, 25, 6, tzinfo=ZoneInfo("Europe/Berlin"))
    assert next_issue(before, "daily") == "2025-10-26T06:00+01:00"


def test_a_section_of_one_side_is_named() -> None:
    """Three items and more, all of one party; two parties, an item that is nobody's, or two items, are not."""
    third = "Moscow demanded a seat at the table."
    doc = prose(RUSSIA, OFFER, third, UKRAINE)
    one = [("demands", text, "Russia") for text in (RUSSIA, OFFER, third)]
    assert made([doc], one).coverage.one_side == ("Demands (Russia)",)
    assert made([doc], one[:2]).coverage.one_side == ()
    assert made([doc], [*one, PICKS[2]]).coverage.one_side == ()
    nobodys = [*one[:2], ("demands", third, ""), ("demands", UKRAINE, "Russia")]
    assert made([doc], nobodys).coverage.one_side == ()


def test_a_text_in_another_language_is_set_aside_and_named() -> None:
    """Its sentences are counted under their own reason, and it isn't called unused."""
    german = prose(
        "Die Delegationen haben sich am Montag am See getroffen und über den Austausch von Gefangenen gesprochen.",
        "Eine Einigung auf einen Waffenstillstand gab es nicht, wie die Vermittler nach dem Ende der Gespräche mitteilten.",
        name="see",
    )
    seen = made([TALKS, german], PICKS).coverage
    assert seen.foreign == ("See News",)
    assert ("in another language", 2) in seen.dropped
    assert seen.unused == ()


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("The talks ended on Monday.", False),
        ("The talks at the lake ended on Monday without a date for the", True),
        ("The talks ended on Monday…", True),
        ("The talks ended on Monday. [+1204 chars]", True),
        ("The talks ended. Please subscribe to continue reading.", True),
        ("To keep reading this story, please log in or create an account.", True),
        ("This article is only available to subscribers.", True),
        ("The talks ended on Monday. Subscribe to our letters about the lake.", False),
        ("Photo by the lake", False),
        ("“The talks at the lake ended on Monday without a date for the next.”", False),
    ],
)
def test_a_text_that_breaks_off_is_named(text: str, breaks: bool) -> None:
    """Its last paragraph says so, or ends within a sentence."""
    doc = prose(RUSSIA, text)
    assert truncated(doc) is breaks
    assert made([doc], PICKS[:1]).coverage.truncated == (("Alpha News",) if breaks else ())


def test_quiet_and_failed_are_told_apart() -> None:
    """A folder without articles is silent; a file that can't be read is not read."""
    briefing = made([TALKS], PICKS)
    problems = (
        Problem("quiet", "wire/", "the folder holds no article"),
        Problem("ingest", "a.txt", "is empty"),
        Problem("filtered", "https://news.example/rss", "3 of 9 articles are left out by include and exclude"),
    )
    told = replace(briefing, coverage=replace(briefing.coverage, problems=problems))
    page = render.markdown(told, templates=PROJECT_TEMPLATES)
    assert "- **Silent:** wire/: the folder holds no article." in page
    assert "- **Not read:** a.txt: is empty." in page
    assert "- **Left out:** https" in page


def test_unused_articles_are_listed_by_reason() -> None:
    """The reason stands once behind the articles that share it, a publisher with several articles once."""
    briefing = made([TALKS], PICKS)
    unused = ("A (no room left)", "B (north) (no room left)", "A (no room left)", "C (off the topic)")
    page = render.markdown(
        replace(briefing, coverage=replace(briefing.coverage, unused=unused)), templates=PROJECT_TEMPLATES
    )
    assert "- **Nothing printed from:** A (2 articles), B (north) (no room left); C (off the topic)." in page


def test_lines_of_one_file_met_twice_are_one_line() -> None:
    """Many copies within a file of articles are told with their number; another file's single one keeps its own words."""
    same = [
        Problem("copy", f"day.jsonl:{n}", f"holds the same text as day.jsonl:{n - 1}; counted once") for n in (2, 4, 6)
    ]
    other = Problem("copy", "week.jsonl:9", "holds the same text as day.jsonl:2; counted once")
    broken = Problem("ingest", "day.jsonl:7", "not read: the line is no JSON")
    seen = coverage(Selection((), {}), (), (), [same[0], broken, *same[1:], other], (), {}).problems
    told = "3 of its lines hold the same text as another; each text was counted once"
    assert seen == (broken, Problem("copy", "day.jsonl", told), other)


def test_failures_come_before_copies() -> None:
    """There is room for some of both only; pages of one site are one line, those of another publisher keep their own."""
    site = "https://news.example"
    same = [
        Problem("copy", f"{site}/{n}?from=feed", f"holds the same text as {site}/{n}; counted once") for n in range(20)
    ]
    other = Problem("copy", f"{site}/x", "holds the same text as a.txt; counted once, carried by Coast Herald, too")
    down = Problem("ingest", "https://coast.example/feed", "is out of service (503)")
    seen = coverage(Selection((), {}), (), (), [*same, other, down], (), {}).problems
    told = "20 of its pages hold the same text as another; each text was counted once"
    assert seen == (down, Problem("copy", site, told), other)


def test_articles_of_the_day_without_an_hour_are_counted() -> None:
    """What gives a day only may be from after the cut-off: on that day, the paper says so; an hour or another day is none of it."""
    docs = [
        replace(prose(f"{RUSSIA} This is text {n}.", name=f"n{n}"), published=Found(value, "record"))
        for n, value in enumerate(("2025-06-06", "2025-06-06T04:00:00+00:00", "2025-06-05"))
    ]
    seen = coverage(Selection((), {}), (), docs, (), (), {}, day="2025-06-06")
    assert seen.no_hour == 1
    briefing = made([TALKS], PICKS)
    told = replace(briefing, coverage=replace(briefing.coverage, no_hour=2))
    assert "- **No hour in the date:** 2 articles of the day" in render.markdown(told, templates=PROJECT_TEMPLATES)
    assert "No hour in the date" not in render.markdown(briefing, templates=PROJECT_TEMPLATES)


def test_sources_of_one_name_are_named_once() -> None:
    """Several articles of one publisher are a number behind its name."""
    docs = [
        prose(f"The delegates of lake {n} met in Testville and then the", name=f"n{n}", publisher="Testville Gazette")
        for n in range(3)
    ]
    names = coverage(Selection((), {}), (), docs, (), (), {}).truncated
    assert len(names) == 1
    assert names[0].endswith(" (3 articles)")
