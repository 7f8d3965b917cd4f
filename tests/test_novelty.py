"""Today's sentences against the past: what repeats it, what brings it further, what is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from days_example import CONFIG, NEWS, TOLLS

from digest.analyse import analyse
from digest.compose.earlier import before, changes, marked
from digest.config import Config, parse
from digest.memory import former, shown, with_shown
from digest.model import NO_PAST, Briefing, Chosen, Claim, Document, Judged, Past, Selection
from digest.select import select
from digest.select.news.novelty import GATE, UNCHANGED, Novelty, aware, compare

CONFIGURED: Config = parse(CONFIG, file="c.yaml")
THEN, NOW = date(2025, 3, 3), date(2025, 3, 4)


@pytest.fixture
def told(make_doc):  # type: ignore[no-untyped-def]
    """Makes documents and their judged sentences."""

    def make(*texts: str, day: date = NOW) -> tuple[tuple[Document, ...], tuple[Judged, ...]]:
        docs = tuple(make_doc(text, name=f"{day}-{at}", published=day.isoformat()) for at, text in enumerate(texts))
        return docs, analyse(docs, CONFIGURED)

    return make


def past(told, *texts: str, printed: bool = True, number: int = 1) -> Past:  # type: ignore[no-untyped-def]
    """What one edition printed, or read only."""
    docs, judged = told(*texts, day=THEN)
    made = with_shown(NO_PAST, shown(judged, docs))
    return replace(
        made,
        former=tuple(replace(one, number=number, day=THEN.isoformat(), printed=printed) for one in made.former),
        last=number,
    )


def gates(told, known: Past, *texts: str) -> tuple[Novelty, list[str]]:  # type: ignore[no-untyped-def]
    """What is found of each sentence: its gate, "updated: …", or nothing."""
    docs, judged = told(*texts)
    news = compare(judged, docs, known)
    said = []
    for j in judged:
        update = news.updates.get(j.sent.id)
        said.append(news.gate(j) or (f"updated: {update[1]}" if update else ""))
    return news, said


def test_without_a_past_nothing_is_known(told) -> None:  # type: ignore[no-untyped-def]
    """Nothing falls, nothing has a status, salience stays."""
    docs, judged = told(*NEWS[:3])
    news = compare(judged, docs, NO_PAST)
    assert news == Novelty()
    assert aware(judged, news) == judged
    point = Chosen("outcomes", ("a",), Claim("a"))
    assert news.marked(point) == point


def test_what_was_printed_falls(told) -> None:  # type: ignore[no-untyped-def]
    """The same words, and the same claim in much the same words; another claim about the same parties stands."""
    known = past(told, *NEWS[:6])
    again = "Norland and Sudria on Monday signed an agreement on fishing quotas in the northern bay."
    assert gates(told, known, NEWS[1], again, NEWS[12])[1] == [GATE, GATE, ""]


def test_what_was_only_read_is_lowered_but_stands(told) -> None:  # type: ignore[no-untyped-def]
    """An editor passed it over once; it may still be printed."""
    known = past(told, *NEWS[:6], printed=False)
    news, said = gates(told, known, NEWS[1])
    assert said == [""]
    assert 0.4 < max(news.repeated.values()) < 1


@pytest.mark.parametrize("template", TOLLS, ids=[place for _, place, _ in TOLLS])
def test_another_number_is_an_update(told, template: tuple[str, str, tuple[int, ...]]) -> None:  # type: ignore[no-untyped-def]
    """The same thing told with another number says what it was; with the same number it falls, also in other words."""
    text, place, (one, two, _) = template
    known = past(told, text.format(place=place, n=one), *NEWS[:3])
    _, said = gates(told, known, text.format(place=place, n=two), text.format(place=place, n=one))
    assert said[0].startswith(f"updated: {one}")
    assert said[1] == GATE


def test_a_number_that_was_told_is_no_news(told) -> None:  # type: ignore[no-untyped-def]
    """A large number of the same thing, told again in quite other words."""
    known = past(told, "Norland flew more than 1,500 airstrikes along the lake, killing 161 people.", *NEWS[:3])
    again = "Over eight days Norland's aircraft carried out some 1,500 strikes on depots of the enemy."
    other = "Norland's farmers were paid for some 1,500 sheep that the winter had killed."
    assert gates(told, known, again, other)[1] == [GATE, ""]


def test_another_event_in_the_same_words_is_news(told) -> None:  # type: ignore[no-untyped-def]
    """One more exchange of as many, or one after the old article was written, is no repetition; the same one is."""
    was = "Arvelia and Borsand exchanged 60 prisoners at the Orm bridge on Sunday."
    one_more = "Arvelia and Borsand exchanged another 60 prisoners at the Orm bridge on Monday."
    later = "Arvelia and Borsand exchanged 60 prisoners at the Orm bridge on Tuesday."
    again = "On Sunday Arvelia and Borsand exchanged 60 prisoners at the Orm bridge."
    _, said = gates(told, past(told, was), one_more, later, again)
    assert said[0] != GATE
    assert said[1:] == ["", GATE]


def test_what_came_of_an_announcement_is_an_update(told) -> None:  # type: ignore[no-untyped-def]
    """The next step of something printed: the meeting that was announced took place."""
    coming = "The two ministers will sign the fishing treaty in Lakeview on Wednesday."
    done = "The ministers signed the fishing treaty in Lakeview on Wednesday, after a long night."
    docs, judged = told(done, day=date(2025, 3, 6))
    news = compare(judged, docs, past(told, coming, *NEWS[:3]))
    assert list(news.updates) == [judged[0].sent.id]


def test_what_stands_in_the_version_read_before_falls(told) -> None:  # type: ignore[no-untyped-def]
    """Of an article that changed only what is new is news, though the rest wasn't printed."""
    docs, judged = told(f"{NEWS[0]} {NEWS[4]}")
    known = replace(past(told, NEWS[7]), versions={docs[0].id: f"Report\n\n{NEWS[0]}\n"})
    news = compare(judged, docs, known)
    assert [news.gate(j) for j in judged] == [UNCHANGED, ""]


def test_what_the_editor_pinned_stands(told) -> None:  # type: ignore[no-untyped-def]
    """A pinned repetition is printed as continuing, with the number of the edition that had it first."""
    docs, judged = told(NEWS[1])
    pinned = tuple(replace(j, edited=(("pinned", ""),)) for j in judged)
    known = past(told, NEWS[1], number=3)
    earlier = tuple(replace(one, number=2) for one in known.former)
    chosen = select(pinned, docs, CONFIGURED, past=replace(known, former=(*known.former, *earlier))).chosen
    assert [(c.status, c.since) for c in chosen] == [("continuing", 2)]
    assert before(chosen[0], late=False) == "first printed in no. 2"


def test_fresh_words_are_worth_more(told) -> None:  # type: ignore[no-untyped-def]
    """Of two sentences the one whose words the past hardly has gains, the other loses; the mean stays."""
    known = past(told, *(f"{NEWS[0]} {text}" for text in NEWS[1:5]))
    docs, judged = told(NEWS[15], "Norland and Sudria discussed an agreement on the bay of the lake and on fishing.")
    news = compare(judged, docs, known)
    new, old = (j.salience for j in aware(judged, news))
    assert new > judged[0].salience
    assert old < judged[1].salience


def test_a_selection_with_a_past_counts_what_fell(told) -> None:  # type: ignore[no-untyped-def]
    """Printed is only the news, with its status; the repetition is in `fell_at` under its gate."""
    docs, judged = told(NEWS[1], NEWS[7])
    found = select(judged, docs, CONFIGURED, past=past(told, *NEWS[:3]))
    assert [(c.sents, c.status) for c in found.chosen] == [((judged[1].sent.id,), "new")]
    assert found.fell_at[judged[0].sent.id] == GATE


def test_memory_costs_no_news_its_place(told) -> None:  # type: ignore[no-untyped-def]
    """What would be printed without memory and repeats nothing is printed with it; the room of what repeats goes to other news."""
    small = CONFIGURED.model_copy(
        update={"briefing": CONFIGURED.briefing.model_copy(update={"max_words": 45})},
    )
    docs, judged = told(NEWS[0], NEWS[7], NEWS[9], NEWS[4], NEWS[18])
    bare = {key for c in select(judged, docs, small).chosen for key in c.sents}
    for unread in (j for j in judged if j.sent.id in bare):
        printed = next(j for j in judged if j.sent.id in bare and j != unread)
        only_read = past(told, unread.sent.text, printed=False).former
        known = past(told, printed.sent.text)
        found = select(judged, docs, small, past=replace(known, former=(*known.former, *only_read)))
        kept = {key for c in found.chosen for key in c.sents}
        assert bare - {printed.sent.id} <= kept
        assert printed.sent.id not in kept
        assert kept - bare


def test_a_digest_of_everything_knows_the_past(told) -> None:  # type: ignore[no-untyped-def]
    """With a single section that takes everything, a printed concept weighs less, and what was printed falls."""
    config = parse("briefing: {title: T, max_words: 40}\nsections: [{key: digest, title: Digest}]\n", file="c.yaml")
    docs = told(NEWS[0], NEWS[7], NEWS[0].replace("quotas", "rights"))[0]
    old = told(NEWS[0], NEWS[2], day=THEN)[0]
    judged = analyse(docs, config)
    known = replace(with_shown(NO_PAST, shown(analyse(old, config), old)), last=1)
    news = compare(judged, docs, known)
    assert news.worth
    assert all(0 < left < 1 for left in news.worth.values())
    assert judged[1].sent.id in select(judged, docs, config, past=known).chosen[0].sents


def test_what_an_edition_leaves(told) -> None:  # type: ignore[no-untyped-def]
    """Printed sentences in the section where they stood, the others that weren't set aside as unprinted."""
    docs, judged = told(*NEWS[:3])
    selection = Selection((Chosen("reactions", (judged[1].sent.id,), Claim(judged[1].sent.id)),))
    printed, unprinted = former(judged, docs, selection, number=4, day="2025-03-04", concepts=True)
    assert [(one.judged.sent.id, one.judged.label.section, one.number) for one in printed] == [
        (judged[1].sent.id, "reactions", 4)
    ]
    assert [one.printed for one in unprinted] == [False, False]
    assert all(one.judged.concepts for one in (*printed, *unprinted))
    bare = former(judged, docs, selection, number=4, day="2025-03-04", concepts=False)
    assert not any(one.judged.concepts for part in bare for one in part)


POINT = Chosen("outcomes", ("a",), Claim("a"))


@pytest.mark.parametrize(
    ("chosen", "late", "said"),
    [
        (replace(POINT, status="updated", was="40 soldiers", since=41), False, "was 40 soldiers in no. 41"),
        (replace(POINT, status="updated", was="40 soldiers"), False, "was 40 soldiers"),
        (replace(POINT, status="updated", since=41), False, "brings no. 41 further"),
        (replace(POINT, status="continuing", since=41), True, "first printed in no. 41; arrived late"),
        (replace(POINT, status="continuing"), False, "seen before"),
        (replace(POINT, status="new"), True, "arrived late"),
        (POINT, False, ""),
    ],
)
def test_what_is_said_of_the_past(chosen: Chosen, late: bool, said: str) -> None:
    """The program's own words behind an item."""
    assert before(chosen, late=late) == said


def test_new_is_said_only_beside_what_is_not() -> None:
    """Behind every item of an edition it would tell nothing."""
    new, updated = replace(POINT, status="new"), replace(POINT, status="updated", since=41)
    assert [one.status for one in marked([new, new])] == ["", ""]
    assert [one.status for one in marked([new, updated])] == ["new", "updated"]
    assert [one.status for one in marked([POINT])] == [""]


def test_what_a_revision_changes(sample: tuple[Briefing, tuple[Document, ...]]) -> None:
    """Items added, moved, changed and struck, each with its section and source; nothing where all is as before."""
    old = sample[0]
    assert changes(old, old) == ("nothing that is printed as an item",)
    first, second, third = old.sections
    moved = replace(third, groups=first.groups)
    changed = replace(
        second, groups=(replace(second.groups[0], items=(replace(second.groups[0].items[0], head="X"),)),)
    )
    new = replace(old, sections=(replace(first, groups=()), changed, moved))
    assert changes(old, new) == (
        "Demands: changed what is printed of Beta News, 2 June",
        "Military context: an item of Alpha News, 2 June moved here from Outcomes",
        "Demands: struck an item of Alpha News, 2 June",
    )
    assert changes(new, replace(old, sections=(replace(first, groups=()), second, moved)))[-1:] == (
        "Demands: added an item of Alpha News, 2 June",
    )
