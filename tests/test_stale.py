"""What later articles have overtaken is set aside, or lowered where that isn't sure; everything else stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from talks_example import WIDE, prose

from digest.analyse import analyse
from digest.model import Document, Judged
from digest.select.stale.deals import standing
from digest.select.stale.overtaken import CLOSE, DOUBT, FOREMOST, GATE, OLDER, PASSED, current, overtaken
from digest.select.stale.tolls import tolls


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
    return {
        text[key][:20]: (stale.why, stale.factor)
        for key, stale in overtaken(judged, docs, parties=WIDE.parties).items()
    }


# --- announcements ---------------------------------------------------------------------------------------------------


def test_an_announcement_falls_where_a_later_article_tells_what_happened() -> None:
    """The same day, the same words around it, once to come and once done."""
    stale = found(
        early("The two ministers will sign the fishing treaty in Lakeview on Wednesday."),
        later("The ministers signed the fishing treaty in Lakeview on Wednesday, after a long night."),
    )
    assert stale == {"The two ministers wi": ("announced", 0.0)}


def test_a_long_announcement_is_lowered_only() -> None:
    """What else it says may still be wanted: a little where the announcement comes first, more where it comes last."""
    extra = " after a year of quarrels about nets, boats, licences, prices, quotas, harbours, patrols, fines and seals"
    stale = found(
        early(
            f"The two ministers of both coasts will sign the fishing treaty in the town of Lakeview on Wednesday{extra}."
        ),
        later("The ministers signed the fishing treaty in Lakeview on Wednesday, after a long night."),
    )
    assert stale == {"The two ministers of": ("announced", FOREMOST)}
    coming = "the two ministers will sign the fishing treaty in Lakeview on Wednesday"
    late = f"The fishermen of all eleven villages of both coasts complain{extra}, and {coming}."
    stale = found(early(late), later("The ministers signed the fishing treaty in Lakeview on Wednesday."))
    assert stale == {late[:20]: ("announced", DOUBT)}


def test_a_passed_day_of_which_nobody_tells_is_lowered() -> None:
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


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (
            "The council of Lakeview will vote on the harbour tax in Lakeview on Wednesday.",
            "The council of Lakeview voted on the school law in Lakeview on Wednesday.",
        ),
        (
            "The council of Lakeview will vote Wednesday on the harbour tax.",
            "The council of Lakeview voted Wednesday on the school law.",
        ),
        (
            "Lakeland and Highland will sign the fishing treaty in Lakeview on Wednesday.",
            "Lakeland and Eastland signed the fishing treaty in Lakeview on Wednesday.",
        ),
        (
            "Lakeland will sign the fishing treaty with Highland in Lakeview on Wednesday.",
            "Lakeland signed the fishing treaty with Eastland in Lakeview on Wednesday.",
        ),
        (
            "Lakeland ministers will sign the fishing treaty in Hilltown on Wednesday.",
            "Lakeland ministers signed the fishing treaty in Lakeview on Wednesday.",
        ),
    ],
    ids=["another vote", "another vote, behind the day", "other parties", "another partner", "another place"],
)
def test_an_announcement_stays_where_matter_parties_or_place_differ(text: str, other: str) -> None:
    """On one day a council may vote twice, and a country may sign with two others."""
    assert [why for why, _ in found(early(text), later(other)).values()] == ["passed"]


def test_an_older_article_tells_nothing_of_a_day_to_come() -> None:
    """What an article tells as done on a day behind its own is a mistake, or another day; from that day on it counts."""
    text = "The two ministers will sign the fishing treaty in Lakeview on Wednesday."
    done = "The ministers signed the fishing treaty in Lakeview on 4 June 2025, after a long night."
    far = prose("The harbour was closed.", name="gamma", day="2025-06-09")

    def why(day: str) -> list[str]:
        judged = [replace(j, dropped="") for j in analyse((early(text), later(done, day=day), far), WIDE)]
        whens = [replace(t, kind="past") for t in judged[1].times]
        judged[1] = replace(judged[1], times=tuple(whens))
        return [s.why for s in overtaken(judged, (early(text), later(done, day=day), far)).values()]

    assert why("2025-06-03") == ["passed"]
    assert why("2025-06-04") == ["announced"]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (
            "Lakeland and Highland are poised to sign the fishing treaty in Lakeview on Wednesday.",
            "Lakeland and Highland signed the fishing treaty in Lakeview on Wednesday.",
        ),
        (
            "Lakeland and Highland are expected to sign the fishing treaty.",
            "Lakeland and Highland signed the fishing treaty in Lakeview.",
        ),
        (
            "The ministers of Lakeland and Highland are due to meet in Lakeview.",
            "The ministers of Lakeland and Highland met in Lakeview for an hour.",
        ),
        (
            "An aide in Lakeland predicted a truce between Lakeland and Highland would be reached Wednesday.",
            "A truce between Lakeland and Highland took effect in the night.",
        ),
    ],
    ids=["poised", "expected", "due", "predicted"],
)
def test_what_was_awaited_falls_where_its_outcome_is_told(text: str, other: str) -> None:
    """With a day or without one."""
    assert [factor for _, factor in found(early(text), later(other)).values()] == [0.0]


@pytest.mark.parametrize(
    "other",
    [
        "The ministers of Lakeland and Eastland met in Lakeview for an hour.",
        "The ministers of Lakeland and Highland met in Hilltown for an hour.",
        "The ministers of Lakeland and Highland have not met in Lakeview.",
        "The ministers of Lakeland and Highland would have met in Lakeview.",
        "The ministers of Lakeland and Highland voted in Lakeview for an hour.",
    ],
    ids=["other parties", "another place", "not done", "a condition", "another deed"],
)
def test_what_was_awaited_stays_where_another_thing_is_told(other: str) -> None:
    """Parties, place and deed agree, or nothing falls."""
    assert found(early("The ministers of Lakeland and Highland are due to meet in Lakeview."), later(other)) == {}


def test_a_plan_of_long_ago_is_another_one() -> None:
    """Within ten days it is carried out."""
    text, done = (
        "The ministers of Lakeland and Highland are due to meet in Lakeview.",
        "{} met in Lakeview for an hour.",
    )
    done = done.format("The ministers of Lakeland and Highland")
    assert found(early(text), later(done, day="2025-06-12"))
    assert found(early(text), later(done, day="2025-06-13")) == {}


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


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (
            "At least 120 Lakelanders have been killed in Hilltown since the flood.",
            "The flood has killed 138 Lakelanders in Lakeview.",
        ),
        (
            "At least 120 Lakelanders have been killed in Hilltown since the flood.",
            "The flood has killed 138 Lakelanders.",
        ),
        ("At least 120 Lakelanders have been killed since the flood.", "The fire has killed 138 Lakelanders."),
    ],
    ids=["another place", "no place", "another cause"],
)
def test_a_toll_of_another_place_or_cause_does_not_supersede(text: str, other: str) -> None:
    """What is counted elsewhere, or of something else, is another count."""
    assert found(early(text), later(other)) == {}


def test_a_toll_of_the_same_place_and_cause_supersedes() -> None:
    """One cause has several names."""
    text, other = (
        "At least 120 Lakelanders have been killed in Hilltown since the war.",
        "The fighting has killed 138 Lakelanders in Hilltown.",
    )
    assert [factor for _, factor in found(early(text), later(other)).values()] == [0.0]


def test_a_toll_that_hardly_grew_is_lowered_only() -> None:
    """Below 105 % of the old figure the later one tells little more."""
    text, other = "At least 200 Lakelanders have been killed since the flood.", "The flood has killed {} Lakelanders."
    assert CLOSE == 1.05
    assert [factor for _, factor in found(early(text), later(other.format(210))).values()] == [DOUBT]
    assert [factor for _, factor in found(early(text), later(other.format(211))).values()] == [0.0]


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


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (
            "Lakeland and Highland are close to a deal on fishing, a mediator said.",
            "Lakeland and Highland signed a deal on prisoners, a mediator said.",
        ),
        (
            "Lakeland and Highland are close to a fishing agreement, a mediator said.",
            "Lakeland and Highland signed a prisoner exchange agreement, a mediator said.",
        ),
        (
            "Lakeland and Highland are close to a border agreement, a mediator said.",
            "Lakeland and Eastland signed a border agreement, a mediator said.",
        ),
        (
            "Lakeland is close to a border agreement with Highland, a mediator said.",
            "Lakeland signed a border agreement with Eastland, a mediator said.",
        ),
        (
            "Lakeland and Highland are close to a truce in Hilltown, a mediator said.",
            "A truce between Lakeland and Highland took effect in Lakeview.",
        ),
    ],
    ids=["on another matter", "of another matter", "of other parties", "with another", "in another place"],
)
def test_a_deal_on_another_matter_overtakes_nothing(text: str, other: str) -> None:
    """Matter, parties and place agree, or the deal is another one."""
    assert found(early(text), later(other)) == {}


def test_the_article_of_a_deal_knows_its_matter() -> None:
    """Where the sentence itself names no matter, its article must speak of it."""
    text = "Lakeland and Highland are close to a deal on fishing, a mediator said."
    other = "Lakeland and Highland signed the deal, the mediator said."
    assert found(early(text), later(other, "It is the first about fishing in the strait."))
    assert found(early(text), later(other, "It is the first about prisoners of the war.")) == {}


def test_a_deal_told_of_an_earlier_day_overtakes_nothing() -> None:
    """What was signed before the sentence was written is not what it says is near; on the day itself it may be."""
    text = "Lakeland and Highland are close to a border agreement, a mediator said."
    other = "Lakeland and Highland signed a border agreement on {} June 2025, the mediator said."
    assert found(early(text), later(other.format(1))) == {}
    assert found(early(text), later(other.format(2)))


def test_a_deal_without_a_matter_is_the_truce_of_its_article() -> None:
    """Where the article speaks of a truce, "a deal" is the truce."""
    text = "The envoy of Lakeland flew to Highland to help piece together a deal, an aide said."
    other = later("The truce between Lakeland and Highland took effect in the night.")
    assert [factor for _, factor in found(early(text, "The truce is wanted by all."), other).values()] == [0.0]
    assert found(early(text, "The harbour is wanted by all."), other) == {}


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


# --- deals under other names, and what hadn't been done yet ------------------------------------------------------------

SIGNED = "The two sides have calmed since Russia and Ukraine signed an agreement on Wednesday."


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("Moscow and Kyiv are poised to sign a peace deal after a long winter.", 0.0),
        ("The Kremlin said a Ukrainian envoy will “witness” the signing of the agreement.", 0.0),
    ],
    ids=["poised", "witness"],
)
def test_a_deal_to_be_signed_falls_by_whatever_names_it_is_told_as_signed(text: str, factor: float) -> None:
    """Kyiv is Ukraine; a peace deal is the agreement of an article that speaks of peace."""
    stale = found(early(text), later(SIGNED, "Peace came to the lake."))
    assert stale == {text[:20]: ("draft", factor)}


def test_a_peace_deal_is_not_the_agreement_of_an_article_without_peace() -> None:
    """What it is called must be known to the article that has it signed."""
    text = "Moscow and Kyiv are poised to sign a peace deal after a long winter."
    assert found(early(text), later(SIGNED, "Nets were mended.")) == {}


def test_two_other_parties_signed_another_deal() -> None:
    """One party in common is not enough."""
    text = "Moscow and Kyiv are poised to sign a peace deal after a long winter."
    other = SIGNED.replace("Ukraine", "Finland")
    assert found(early(text), later(other, "Peace came to the lake.")) == {}


def test_the_outlook_of_an_article_from_before_the_signing_is_lowered() -> None:
    """What the deal will do is told better by what came after it; an article without the announcement keeps it."""
    text = "Moscow and Kyiv are poised to sign a peace deal after a long winter."
    outlook = "The deal will set the stage for the return of the boats."
    assert found(early(text, outlook), later(SIGNED, "Peace came to the lake."))[outlook[:20]] == ("draft", DOUBT)
    assert found(early(outlook), later(SIGNED, "Peace came to the lake.")) == {}


@pytest.mark.parametrize(
    ("text", "others"),
    [
        (
            "Ukraine has not yet agreed to the fifth round of talks.",
            ("The fifth round begins on Friday.", "The hosts named a hall, and Kyiv agreed."),
        ),
        (
            "Ukraine has yet to accept the fishing agreement with its quotas.",
            ("Ukraine accepted the fishing agreement with its quotas.",),
        ),
    ],
    ids=["numbered", "the same thing"],
)
def test_what_had_not_been_done_yet_falls_where_it_is_told_as_done(text: str, others: tuple[str, ...]) -> None:
    """The same party, the same act, and the same one of several events or the same thing."""
    assert found(early(text), later(*others)) == {text[:20]: ("pending", 0.0)}


@pytest.mark.parametrize(
    "others",
    [
        ("The sixth round begins on Friday.", "The hosts named a hall, and Kyiv agreed."),
        ("The fifth round begins on Friday.", "The hosts named a hall, and Moscow agreed."),
        ("The fifth round begins on Friday.", "The hosts named a hall, and Kyiv has not agreed."),
        ("The fifth round begins on Friday.", "The hosts named a hall, and Kyiv refused."),
    ],
    ids=["another round", "another party", "still not", "another act"],
)
def test_what_had_not_been_done_yet_stays_where_something_else_is_told(others: tuple[str, ...]) -> None:
    """Another round, another party or another act."""
    assert found(early("Ukraine has not yet agreed to the fifth round of talks."), later(*others)) == {}


def test_what_nobody_known_has_yet_to_do_stays() -> None:
    """Somebody else's decision says nothing of it."""
    text = "How the lamps are paid for, a detail of the agreement and its quotas, is yet to be decided."
    assert found(early(text), later("The choir decided on a detail of the agreement and its quotas.")) == {}


def test_an_announced_day_may_be_told_in_other_words() -> None:
    """The same two parties, that day, acts and things of the same kinds: a short announcement says nothing else."""
    text = "A delegation led by Oro Lind will represent Ukraine in negotiations with Russia on Wednesday."
    other = "Russian and Ukrainian envoys talked until midnight; the negotiating teams held talks in a boathouse on Wednesday."
    assert found(early(text), later(other)) == {text[:20]: ("announced", 0.0)}


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
    made = current(judged, overtaken(judged, docs))
    assert [j.sent.id for j in made] == [j.sent.id for j in judged]
    assert [j.dropped for j in made] == [GATE, "", ""]
    kept = current([replace(j, edited=(("pinned", ""),)) for j in judged], overtaken(judged, docs))
    assert [j.dropped for j in kept] == ["", "", ""]


# --- hours -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "stale"),
    [
        ("2025-06-02T09:00:00+00:00", "2025-06-02T19:00:00+00:00", True),
        ("2025-06-02T20:00:00+00:00", "2025-06-02T19:00:00+00:00", False),
        ("2025-06-02T20:00:00+03:00", "2025-06-02T19:00:00+00:00", True),
        ("2025-06-02", "2025-06-02T19:00:00+00:00", False),
    ],
)
def test_within_a_day_the_later_hour_overtakes(one: str, two: str, stale: bool) -> None:
    """Where both hours are known, seen from one place on earth."""
    waiting = "Ukraine has not yet agreed to the fifth round of the lake talks."
    done = "Ukraine agreed to the fifth round of the lake talks in the evening."
    assert bool(found(early(waiting, day=one), later(done, day=two))) == stale


# --- what was unknown or unsettled -----------------------------------------------------------------------------------

TERMS = (
    "Under the agreement, Ukraine would lower the ferry tolls by half.",
    "The agreement also calls for a harbour police of both towns.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Details of the agreement were not immediately available.",
        "The terms of the truce between both towns were not disclosed.",
        "The mayor gave no details of the deal.",
    ],
)
def test_unknown_details_fall_where_another_article_tells_them(text: str) -> None:
    """Of the same day or a later one; a single sentence tells too little, and an older article told it before."""
    assert found(early(text), later(*TERMS, day="2025-06-02")) == {text[:20]: ("settled", 0.0)}
    assert found(early(text), later(*TERMS)) == {text[:20]: ("settled", 0.0)}
    assert found(early(text), later(TERMS[0])) == {}
    assert found(early(*TERMS), later(text)) == {}
    assert found(early(text, *TERMS), later("Snow fell.")) == {}


def test_details_of_another_partys_deal_stay_unknown() -> None:
    """Two sentences that name other parties leave each other alone."""
    text = "Details of the agreement with Russia were not available."
    assert (
        found(
            early(text),
            later(*(t.replace("Under the agreement,", "Under the agreement Ukraine signed,") for t in TERMS)),
        )
        == {}
    )


def test_what_was_called_for_beside_a_deal_is_none_of_its_details() -> None:
    """And details of several deals to come aren't told by one that is there."""
    text = "Details of the agreement were not available."
    beside = "The agreement was reached after the mayor of Hask had called for a vote."
    assert found(early(text), later(beside, TERMS[1])) == {}
    assert found(early("The ministry gave no details of the agreements that it seeks."), later(*TERMS)) == {}


def test_details_stay_unknown_where_the_articles_have_other_names() -> None:
    """On one day there are many deals: two articles that share hardly a name tell of two."""
    text = "Details of the agreement were not available."
    names = "The brewers of Hask, Orlin, Dovre and Pellin met the millers of Brambleton, Marrow and Teal."
    other = "The fishers of Vessen, Alder, Kestrel and Osk met the pilots of Ferrel, Tarn and Wend."
    assert found(early(text, names), later(*TERMS, other)) == {}
    assert found(early(text, names), later(*TERMS, names)) == {text[:20]: ("settled", 0.0)}


def test_a_quarrel_is_lowered_where_its_settlement_is_told() -> None:
    """What had divided two sides is worth less once a deal on it is told; what still divides them only by a later article."""
    had = "Both towns had been split over the night ferry and its tolls."
    still = "Both towns are divided over the night ferry and its tolls."
    deal = "Both towns reached a deal on night ferry tolls, the mayors said."
    for day, stale in (("2025-06-02", {had[:20]}), ("2025-06-05", {had[:20], still[:20]})):
        told = {start for text in (had, still) for start in found(early(text), later(deal, day=day))}
        assert told == stale
    assert set(found(early(had), later(deal)).values()) == {("settled", DOUBT)}
    assert found(early(had), later("Both towns reached a deal on fishing in the northern bay.")) == {}


@pytest.mark.parametrize(
    ("other", "stale"),
    [
        ("The Ukrainian foreign ministry has approved a proposal to hold the fifth round of lake talks.", True),
        ("Ukraine decided not to attend the next round of the lake talks.", True),
        ("Russia has approved a proposal to hold the fifth round of lake talks.", False),
        ("Ukraine approved a loan for the harbour.", False),
        ("Ukraine has not approved a proposal to hold the fifth round of lake talks.", False),
    ],
)
def test_what_was_undecided_falls_where_the_decision_is_told(other: str, stale: bool) -> None:
    """The same party and the same event, told later."""
    text = "The envoy said that Ukraine is still reviewing whether to take part in the next round of lake talks."
    assert found(early(text), later(other)) == ({text[:20]: ("settled", 0.0)} if stale else {})
    assert found(early(text), later(other, day="2025-06-02")) == {}


# --- what was to come soon, meetings, and what was expected of them -----------------------------------------------------


@pytest.mark.parametrize(
    ("text", "stale"),
    [
        ("Norland said that one of the sailors would be released very soon.", True),
        ("Delegates of both coasts will meet over the next few days.", True),
        ("The harbour is soon going to open again.", True),
        ("Soon after the storm the harbour was opened.", False),
        ("The harbour will open as soon as the storm is over.", False),
        ("The harbour could open soon if the storm goes.", False),
        ("Nets will soon be banned by 1 August 2025.", False),
    ],
)
def test_what_was_to_come_soon_is_over_after_a_week(text: str, stale: bool) -> None:
    """It came, or it didn't: either way the announcement is none any more. Within the week it stays."""
    news = "The storm closed the mill of Lakeview."
    expected = {text[:20]: ("passed", PASSED)} if stale else {}
    assert found(early(text), later(news, day="2025-06-12")) == expected
    assert found(early(text), later(news, day="2025-06-06")) == {}


@pytest.mark.parametrize(
    ("told", "stale"),
    [
        ("The sailor whom Russia had held was released on Tuesday.", True),
        ("The sailor whom Russia had held landed in Porto after her release.", True),
        ("The sailors whom Russia had held landed in Porto following their release.", True),
        ("Russia said that the sailor would be released.", False),
        ("The bridge of Porto was released for traffic.", False),
        ("Russia has released a short statement on the sailor.", False),
    ],
)
def test_what_was_to_come_soon_falls_where_it_is_told_as_done(told: str, stale: bool) -> None:
    """The same act, told as done, of the same party; else it is lowered only."""
    text = "Russia said that the sailor would be released very soon."
    assert found(early(text), later(told, day="2025-06-12"))[text[:20]] == (
        ("announced", 0.0) if stale else ("passed", PASSED)
    )


def test_what_was_to_last_until_a_day_is_over_behind_it() -> None:
    """The day itself, and days behind the latest article, are still to come."""
    text = "The fair of Lakeview is due to run through 8 June."
    news = "The storm closed the mill of Lakeview."
    assert found(early(text), later(news, day="2025-06-12")) == {text[:20]: ("passed", PASSED)}
    assert found(early(text), later(news, day="2025-06-08")) == {}


def test_what_begins_on_a_day_and_goes_on_is_not_over_the_day_after() -> None:
    """The day from which on something holds may lie behind the reader."""
    text = "The ferry will carry children free of charge starting Wednesday."
    assert found(early(text), later("The storm closed the mill of Lakeview.", day="2025-06-06")) == {}


def test_a_meeting_may_be_told_in_other_words() -> None:
    """The same two, on the announced day: that it is told as a visit and not as a session says the same."""
    text = "Russian President Aldo Brenn will meet Queen Mara of Ukraine in Lakeview on Wednesday."
    told = "Russia's Aldo Brenn came to Lakeview on Wednesday for talks with Ukraine and its Queen Mara."
    assert found(early(text), later(told)) == {text[:20]: ("announced", 0.0)}
    others = "Russian soldiers shelled the north of Ukraine on Wednesday, and the talks of Porto ended."
    assert found(early(text), later(others)) == {text[:20]: ("passed", PASSED)}


@pytest.mark.parametrize(
    ("text", "stale"),
    [
        ("Russia is likely to demand a pause of the fishing.", True),
        ("Ukraine plans to offer a new treaty.", True),
        ("Russia's envoy said that Russia would present its paper there.", True),
        ("Russia's envoy said that Russia would reject the treaty.", False),
        ("Analysts fear that the meeting may end badly for Ukraine.", True),
        ("Ukraine fears storms.", False),
        ("Russia wants a pause of the fishing.", False),
        ("Russia will want a pause of the fishing.", False),
        ("Russia will hold an election on 20 June.", False),
        ("Russia will leave the treaty if no pause is agreed.", False),
        ("The mill is likely to close.", False),
    ],
)
def test_what_an_article_expected_of_a_meeting_is_lowered_once_it_is_held(text: str, stale: bool) -> None:
    """What the two will do there is told by now; what they want, what is to come later, and other matters stay."""
    announced = "Russian President Aldo Brenn will meet Queen Mara of Ukraine in Lakeview on Wednesday."
    told = "Russia's Aldo Brenn came to Lakeview on Wednesday for talks with Ukraine and its Queen Mara."
    seen = found(early(announced, text), later(told))
    assert (seen.get(text[:20]) == ("expected", DOUBT)) is stale
    assert text[:20] not in found(early(announced, text), later("The mill was closed on Wednesday."))
