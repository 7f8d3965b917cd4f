"""What later articles have overtaken is set aside, or lowered where that isn't sure; everything else stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from talks_example import config, prose

from digest.analyse import analyse
from digest.model import Document, Judged
from digest.select.deals import standing
from digest.select.stale import DOUBT, GATE, OLDER, PASSED, current, overtaken
from digest.select.tolls import tolls

WIDE = config(changes=[("  topic: [ceasefire, talks, lake]\n", "")])


def early(*sentences: str, day: str = "2025-06-02") -> Document:
    """The first article, of a Monday."""
    return prose(*sentences, name="alpha", day=day)


def later(*sentences: str, day: str = "2025-06-05") -> Document:
    """The second article, of the Thursday after it."""
    return prose(*sentences, name="beta", day=day)


def found(*docs: Document) -> dict[str, tuple[str, float]]:
    """Start of a stale sentence -> why it is stale and what is left of its salience."""
    judged = [replace(j, dropped="") for j in analyse(docs, WIDE)]
    text = {j.sent.id: j.sent.text for j in judged}
    return {text[key][:20]: (stale.why, stale.factor) for key, stale in overtaken(judged, docs).items()}


# --- announcements ---------------------------------------------------------------------------------------------------


def test_an_announcement_falls_where_a_later_article_tells_what_happened() -> None:
    """The same day, the same words around it, once to come and once done."""
    stale = found(
        early("The two ministers will sign the fishing treaty in Lakeview on Wednesday."),
        later("The ministers signed the fishing treaty in Lakeview on Wednesday, after a long night."),
    )
    assert stale == {"The two ministers wi": ("announced", 0.0)}


def test_a_long_announcement_is_lowered_only() -> None:
    """What else it says may still be wanted."""
    extra = " after a year of quarrels about nets, boats, licences, prices, quotas, harbours, patrols, fines and seals"
    stale = found(
        early(
            f"The two ministers of both coasts will sign the fishing treaty in the town of Lakeview on Wednesday{extra}."
        ),
        later("The ministers signed the fishing treaty in Lakeview on Wednesday, after a long night."),
    )
    assert stale == {"The two ministers of": ("announced", DOUBT)}


def test_a_passed_day_of_which_nobody_tells_is_lowered_a_little() -> None:
    """It is kept as history."""
    stale = found(
        early("The two ministers will sign the fishing treaty in Lakeview on Wednesday."),
        later("The storm closed the harbour of Lakeview on Tuesday."),
    )
    assert stale == {"The two ministers wi": ("passed", PASSED)}


@pytest.mark.parametrize(
    "other",
    [
        "The ministers signed the fishing treaty in Lakeview on Tuesday.",
        "The ministers will sign the fishing treaty in Lakeview on Wednesday.",
        "A ferry sank off the coast on Wednesday.",
    ],
    ids=["another day", "still to come", "another matter"],
)
def test_an_announcement_is_not_told_by_something_else(other: str) -> None:
    """Another day, another plan or another event of that day says nothing of what became of it."""
    text = "The two ministers will sign the fishing treaty in Lakeview on Wednesday."
    assert ("announced", 0.0) not in found(early(text), later(other, day="2025-06-05")).values()


def test_what_is_still_to_come_stays() -> None:
    """A day behind the latest article hasn't passed."""
    assert found(early("The council will meet in Lakeview on 20 June."), later("The harbour was closed.")) == {}


# --- counts ----------------------------------------------------------------------------------------------------------


def test_a_running_toll_gives_way_to_the_later_one() -> None:
    """The same people, the same fate, a higher figure from a later day."""
    stale = found(
        early("At least 120 Lakelanders have been killed since the flood."),
        later("The flood has killed 138 Lakelanders."),
    )
    assert stale == {"At least 120 Lakelan": ("count", 0.0)}


@pytest.mark.parametrize(
    "other",
    [
        "The flood has killed 119 Lakelanders.",
        "The flood has killed 1,380 Lakelanders.",
        "The flood has wounded 138 Lakelanders.",
        "The flood has killed 138 Highlanders.",
        "A fire killed 138 Lakelanders.",
    ],
    ids=["lower", "far higher", "another fate", "other people", "one event, no total"],
)
def test_counts_of_other_things_do_not_supersede(other: str) -> None:
    """A figure is superseded only by a later total of the same that grew as totals do."""
    assert found(early("At least 120 Lakelanders have been killed since the flood."), later(other)) == {}


def test_a_toll_beside_other_figures_is_lowered_only() -> None:
    """The sentence tells more than the toll."""
    stale = found(
        early("At least 120 Lakelanders have been killed since the flood, which took 400 houses and 9 bridges."),
        later("The flood has killed 138 Lakelanders."),
    )
    assert stale == {"At least 120 Lakelan": ("count", DOUBT)}


def test_tolls_of_a_sentence() -> None:
    """Figures in words and digits, with who was counted; what doesn't run on is no toll."""

    def read(text: str) -> list[tuple[str, str, int]]:
        (j, *_) = analyse([early(text)], WIDE)
        return [(t.kind, t.who, t.value) for t in tolls(j)]

    assert read("The fighting killed 166 Lakelanders, many of them children, and six Highlanders.") == [
        ("killed", "Lakelander", 166),
        ("killed", "Highlander", 6),
    ]
    assert read("More than 53,000 people have been displaced in Lakeland.") == [("displaced", " in Lakeland", 53000)]
    assert read("Five Lakelanders have been killed so far.") == [("killed", "Lakelander", 5)]
    assert read("The storm killed 12 Lakelanders.") == []


# --- deals -----------------------------------------------------------------------------------------------------------


def test_a_deal_that_was_near_gives_way_to_the_deal() -> None:
    """What was close is done."""
    stale = found(
        early("Negotiators of Lakeland and Highland are close to a border agreement, a mediator said."),
        later("Lakeland and Highland signed a border agreement, the mediator said."),
    )
    assert stale == {"Negotiators of Lakel": ("draft", 0.0)}


@pytest.mark.parametrize(
    "other",
    [
        "Lakeland and Highland have not signed a border agreement, the mediator said.",
        "Lakeland and Highland may have signed no agreement on the border at all, the mediator said.",
        "Lakeland and Highland signed a prisoner agreement, the mediator said.",
        "Westland and Eastland signed a trade agreement.",
        "If Lakeland and Highland signed a border agreement, trade would resume.",
    ],
    ids=["not done", "doubtful", "of another kind", "of others", "conditional"],
)
def test_a_deal_stays_near_until_it_is_done(other: str) -> None:
    """Only the same deal, told as done, overtakes it."""
    text = "Negotiators of Lakeland and Highland are close to a final border agreement, a mediator said."
    assert found(early(text), later(other)) == {}


def test_what_a_sentence_says_of_a_deal() -> None:
    """Near, done, or nothing of the kind; quotation marks don't hide it."""

    def read(text: str) -> tuple[str, str]:
        (j, *_) = analyse([early(text)], WIDE)
        return standing(j)

    assert read("The two sides are “very close” to a truce, he said.") == ("truce", "near")
    assert read("The cease-fire took effect at nine.") == ("truce", "done")
    assert read("The agreement has yet to be signed by both.") == ("deal", "near")
    assert read("The agreement names four towns.") == ("deal", "")
    assert read("The harbour was closed.") == ("", "")


# --- statements ------------------------------------------------------------------------------------------------------


def test_the_latest_statement_of_a_speaker_goes_first() -> None:
    """The older one of much the same words is lowered."""
    stale = found(
        early("Quill said the northern gate must stay closed until every prisoner has returned home."),
        later("Quill said the northern gate must stay closed until the last prisoner has returned home safely."),
    )
    assert stale == {"Quill said the north": ("restated", OLDER)}


def test_another_statement_or_another_speaker_stays() -> None:
    """What somebody says anew about another matter, and what somebody else says, lowers nothing."""
    text = "Quill said the northern gate must stay closed until every prisoner has returned home."
    assert found(early(text), later("Quill said the harvest of the southern valley was rich this year.")) == {}
    assert found(early(text), later(text.replace("Quill", "Marsh"))) == {}


# --- all of it -------------------------------------------------------------------------------------------------------


def test_articles_of_one_day_overtake_nothing() -> None:
    """Which of them is later can't be told; nor of undated ones, nor of a single one."""
    one, other = "At least 120 Lakelanders have been killed since the flood.", "The flood has killed 138 Lakelanders."
    assert found(early(one), later(other, day="2025-06-02")) == {}
    assert found(early(one, day=""), later(other, day="")) == {}
    assert found(early(one, other)) == {}


def test_what_is_set_aside_neither_falls_nor_overtakes() -> None:
    """A sentence that is off the topic tells nothing."""
    docs = (
        early("At least 120 Lakelanders have been killed since the flood."),
        later("The flood has killed 138 Lakelanders."),
    )
    judged = [replace(j, dropped="off-topic" if j.sent.doc == docs[1].id else "") for j in analyse(docs, WIDE)]
    assert overtaken(judged, docs) == {}


def test_current_marks_what_is_overtaken() -> None:
    """Dropped at its own gate or lowered; in the same order, and the editor's own stay."""
    docs = (
        early("At least 120 Lakelanders have been killed since the flood.", "The harbour is open again to all ships."),
        later("The flood has killed 138 Lakelanders."),
    )
    judged: list[Judged] = [replace(j, dropped="") for j in analyse(docs, WIDE)]
    made = current(judged, docs)
    assert [j.sent.id for j in made] == [j.sent.id for j in judged]
    assert [j.dropped for j in made] == [GATE, "", ""]
    kept = current([replace(j, edited=(("pinned", ""),)) for j in judged], docs)
    assert [j.dropped for j in kept] == ["", "", ""]
