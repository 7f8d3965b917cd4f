"""What the past told between its sentences: background falls, what is new stands in whatever words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from days_example import CONFIG

from digest.analyse import analyse
from digest.config import Config, parse
from digest.memory import shown, with_shown
from digest.model import NO_PAST, Document, Judged, Past
from digest.select import select
from digest.select.news.familiar import DOUBT, LEAST, LEAST_SAID, beside, covered, familiar, least, old, written
from digest.select.news.novelty import KNOWN_OF, SURELY, compare

CONFIGURED: Config = parse(CONFIG, file="c.yaml")
THEN, NOW = date(2025, 3, 3), date(2025, 3, 5)
TOLD = (
    "Norland and Sudria reached an agreement on fishing in the northern bay after talks in Lakeview.",
    "The agreement on fishing gives trawlers of both countries a quota, with inspections by the lake commission.",
    "The lake commission will publish the quota for trawlers by the end of June.",
    "Farmers in the hills lost a third of their sheep to the snow.",
)
SIGNS = {"repeated": 0.4, "covered": 0.7, "fresh": 0.6, "old": 0, "another": False}


@pytest.fixture
def read(make_doc):  # type: ignore[no-untyped-def]
    """Makes one document and its judged sentences."""

    def make(text: str, day: date = NOW) -> tuple[tuple[Document, ...], tuple[Judged, ...]]:
        docs = (make_doc(text, name=f"{day}", published=day.isoformat()),)
        return docs, analyse(docs, CONFIGURED)

    return make


def past(read, *, printed: bool = True) -> Past:  # type: ignore[no-untyped-def]
    """An edition that printed, or only read, what was told."""
    docs, judged = read(" ".join(TOLD), THEN)
    made = with_shown(NO_PAST, shown(judged, docs))
    former = tuple(replace(one, number=1, day=THEN.isoformat(), printed=printed) for one in made.former)
    return replace(made, former=former, last=1, last_day=THEN.isoformat())


BACKGROUND = (
    "The agreement between Norland and Sudria gives trawlers in the northern bay a fishing quota by the end of June."
)


def test_background_that_several_items_told_falls(read) -> None:  # type: ignore[no-untyped-def]
    """No printed sentence says it alone; between them they say all of it. It falls under its own gate, and is counted there."""
    docs, judged = read(BACKGROUND)
    known = past(read)
    news = compare(judged, docs, known)
    assert news.repeats == {}
    assert news.gate(judged[0]) == KNOWN_OF
    assert select(judged, docs, CONFIGURED, past=known).fell_at[judged[0].sent.id] == KNOWN_OF


def test_what_was_only_read_makes_nothing_familiar(read) -> None:  # type: ignore[no-untyped-def]
    """The reader knows what was printed, not what an editor passed over."""
    docs, judged = read(BACKGROUND)
    assert compare(judged, docs, past(read, printed=False)).gate(judged[0]) == ""


def test_an_act_of_a_later_day_is_news(read) -> None:  # type: ignore[no-untyped-def]
    """In known words throughout, but nothing printed tells of a suspension, and it happened since."""
    docs, judged = read("Norland on Tuesday suspended the fishing agreement with Sudria on the northern bay.")
    assert judged[0].when is not None
    assert compare(judged, docs, past(read)).gate(judged[0]) == ""


def test_a_few_sentences_cover(read) -> None:  # type: ignore[no-untyped-def]
    """Two sentences between them cover more than either; of nothing nothing is covered."""
    _, (j,) = read(BACKGROUND)
    _, printed = read(" ".join(TOLD), THEN)
    weight = dict.fromkeys({t for one in (j, *printed) for t in one.terms}, 1.0)
    near = {one.sent.id: found for one, found in beside([j], printed, weight)}[j.sent.id]
    assert printed[3] not in near[:2]
    assert covered(j, near, weight) > max(covered(j, [one], weight) for one in near)
    assert covered(j, [], weight) == 0.0


@pytest.mark.parametrize(
    ("more", "less"), [({"repeated": 0.9}, {}), ({"covered": 0.9}, {}), ({"old": 1}, {}), ({}, {"fresh": 0.75})]
)
def test_every_sign_counts(more: dict[str, float], less: dict[str, float]) -> None:
    """More repeated, more covered, of an older day: better known; more new words: less."""
    assert familiar(**{**SIGNS, **more}) > familiar(**{**SIGNS, **less, **({"old": -1} if "old" in more else {})})  # type: ignore[arg-type]


def test_what_cannot_be_known() -> None:
    """Mostly new words, or another act on a later day, are never surely known."""
    sure = {**SIGNS, "repeated": 1.0, "covered": 1.0}
    assert familiar(**sure) > SURELY  # type: ignore[arg-type]
    assert familiar(**{**sure, "fresh": 0.9}) <= DOUBT  # type: ignore[arg-type]
    assert familiar(**{**sure, "another": True, "old": -1}) <= DOUBT  # type: ignore[arg-type]


def test_background_was_mostly_told(read) -> None:  # type: ignore[no-untyped-def]
    """In however old words: of what the past told little it is no background. Of what a party itself demands more must have been told."""
    sure = {**SIGNS, "fresh": 0.3, "old": 1}
    assert familiar(**{**sure, "covered": LEAST - 0.05}) < SURELY  # type: ignore[arg-type]
    assert familiar(**{**sure, "covered": LEAST + 0.05}) > SURELY  # type: ignore[arg-type]
    _, (j,) = read(BACKGROUND)
    demand = replace(j, act="demand", party="Norland", speaker="Norland")
    assert [least(one) for one in (j, demand, replace(demand, speaker=""))] == [LEAST, LEAST_SAID, LEAST]
    assert LEAST < LEAST_SAID


def test_days(read) -> None:  # type: ignore[no-untyped-def]
    """By the day of the past, later, or still to come; the past ends with the last edition, or with the newest article seen."""
    _, judged = read(
        "Norland signed the treaty on 1 March. Norland signed it on Tuesday. Norland will sign it on Friday."
    )
    assert [old(j, THEN) for j in judged] == [1, -1, 0]
    assert [old(j, None) for j in judged] == [0, 0, 0]
    known = past(read).former
    assert written(known, "2025-03-04") == date(2025, 3, 4)
    assert written(known, "") == THEN
