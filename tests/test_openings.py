"""The main event is what the newest articles open with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from talks_example import WIDE_TEXT, config, prose

from digest.analyse import analyse, placed
from digest.compose import compose
from digest.compose.openings import central, newness
from digest.compose.order import stands
from digest.compose.takeaways import of_its_day, told_plainly
from digest.model import Chosen, Claim, Document, Selection, Span, Time

WIDE = config(WIDE_TEXT.replace("max_words: 200", "takeaways: 3"))
SEIZED = "Guards of Norland seized a ferry with twelve sailors off Lakeview."
WARNED = "Norland warned that the sailors of the ferry may be tried."
FREED = "The twelve sailors of the ferry landed in Porto after Norland let them go."
BACK = "The twelve sailors of the ferry are back in Porto, where crowds met them."
FAIR = "A fair of boats was held at the harbour."


def story() -> list[Document]:
    """Four articles of ten days; the last two tell of the end."""
    return [
        prose(SEIZED, FAIR, name="a", day="2025-06-01"),
        prose(WARNED, name="b", day="2025-06-03"),
        prose(FREED, FAIR, name="c", day="2025-06-10"),
        prose(BACK, name="d", day="2025-06-11"),
    ]


def test_the_newest_openings_make_the_main_event() -> None:
    """What they share is nearest to it; what no article opens with is far from it."""
    docs = story()
    judged = analyse(docs, WIDE)
    terms = {j.sent.text: j.terms for j in judged}
    near = central(terms, judged, docs, newness(docs, stands(placed(docs, judged))))
    assert max(near.values()) == 1.0
    assert min(near[FREED], near[BACK]) > max(near[SEIZED], near[WARNED]) > near[FAIR]


def test_newness_falls_with_every_newer_article() -> None:
    """The newest counts whole; in a story of one day all do."""
    new = newness(story(), stands(story()))
    values = [new[doc.id] for doc in story()]
    assert values == [0.25, 0.5, 0.75, 1.0]
    late = [*story(), *(prose(BACK, name=f"late{n}", day="2025-06-11") for n in range(20))]
    assert newness(late, stands(late))[late[2].id] == 0.75, "a day older is not old, however much came that day"
    pair = [prose(SEIZED, name="a"), prose(FREED, name="b")]
    assert set(newness(pair, stands(pair)).values()) == {1.0}
    undated = prose(FAIR, name="e", day="")
    assert newness([*story(), undated], stands([*story(), undated]))[undated.id] == 0.5
    assert newness([undated], stands([undated])) == {undated.id: 1.0}


def test_the_takeaways_begin_with_the_main_event_not_with_the_first_section() -> None:
    """The section of the main event comes last; it is told first all the same."""
    docs = story()
    judged = analyse(docs, WIDE)
    home = {j.sent.text: j.sent.id for j in judged}
    picks = [("outcomes", SEIZED), ("demands", WARNED), ("military", FAIR), ("reactions", FREED)]
    chosen = tuple(
        Chosen(section=section, sents=(home[text],), claim=Claim(home[text]), salience=1.0, fit=1.0)
        for section, text in picks
    )
    cutoff = datetime.combine(date(2025, 6, 12), datetime.min.time(), UTC)
    fell = {j.sent.id: "filler" for j in judged if j.sent.id not in {c.sents[0] for c in chosen}}
    made = compose(Selection(chosen, fell), judged, docs, (), WIDE, cutoff=cutoff, program="test")
    assert made.takeaways[0].quote.text == FREED


def test_what_is_known_for_certain_goes_before_hearsay() -> None:
    """Two articles tell of one vote, one of them only by hearsay."""
    told = analyse(
        [
            prose("The council of Lakeview voted to open the harbour.", name="a"),
            prose("The council of Lakeview reportedly voted to open the harbour.", name="b"),
        ],
        WIDE,
    )
    certain, hearsay = (
        told_plainly(next(j for j in told if ("reportedly" in j.sent.text) == is_hearsay))
        for is_hearsay in (False, True)
    )
    assert hearsay < 0.6 * certain


def test_a_takeaway_names_no_weekday_of_weeks_ago() -> None:
    """It stands without a day of its own: a reader would take it for the last one. An article of this week may say "Monday"."""
    monday = Time(Span(3, 9), date(2025, 6, 2), date(2025, 6, 2), relative=True)
    (plain, *_) = (j for j in analyse([prose(FREED)], WIDE) if not j.dropped)
    named = replace(plain, times=(monday,))
    assert of_its_day(named, date(2025, 6, 3), date(2025, 6, 20))
    assert not of_its_day(plain, date(2025, 6, 3), date(2025, 6, 20))
    assert not of_its_day(named, date(2025, 6, 3), date(2025, 6, 8))
    assert not of_its_day(named, None, date(2025, 6, 20))


@pytest.mark.parametrize(
    ("text", "of_its"),
    [
        ("The guards are holding the ferry in the harbour of Osk.", True),
        ("The council is expected to name a judge for the crew.", True),
        ("The mayor will send an envoy to the fortress.", True),
        ("The union wants the crew back before the fair.", True),
        ("The mayor has refused to pay for the crew of the ferry.", True),
        ("It is unclear whether the guards knew of the mines.", True),
        ("The guards freed the crew of the ferry after a night of talks.", False),
        ("The mayor said he would send an envoy to the fortress.", False),
        ("The guards had refused to free the crew of the ferry.", False),
        ("The guards signed a deal under which the crew will leave the fortress.", False),
        ("The union has called off the strike of the ferry crews.", False),
        ("The court struck down the mayor’s plans to sell the ferry.", False),
        ("Against the will of the mayor the council sold the ferry.", False),
    ],
)
def test_a_takeaway_tells_nothing_as_going_on_that_is_a_week_old(text: str, of_its: bool) -> None:
    """What was under way, to come or wanted then is read as of the last day; what was done stays done."""
    (told, *_) = (j for j in analyse([prose(text)], WIDE) if not j.dropped)
    assert of_its_day(told, date(2025, 6, 3), date(2025, 6, 20)) is of_its
    assert not of_its_day(told, date(2025, 6, 3), date(2025, 6, 8))
