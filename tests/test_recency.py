"""What the older half of a story's articles is worth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digest.model import Document, Found, Judged, Label, Sentence, Span, Time
from digest.select.recency import OLDEST, OVER, aged, ages, expired, last_news


def article(name: str, day: str) -> Document:
    """An article of a day; undated where that is empty."""
    published = Found(day, "line below the title") if day else None
    return Document(
        id=name,
        uri=f"{name}.txt",
        raw_digest="0" * 64,
        media_type="text/plain",
        text="Words",
        blocks=(),
        title=Found(name, "file"),
        publisher=Found("Paper", "file"),
        published=published,
    )


def sentence(doc: str) -> Judged:
    """A sentence that is worth 1."""
    sent = Sentence(doc=doc, index=0, spans=(Span(0, 5),), text="Words", kind="paragraph", block=0, heading="")
    return Judged(sent=sent, label=Label(section="outcomes", score=1.0), salience=1.0)


def test_the_older_half_of_a_long_story_counts_for_less() -> None:
    """The older an article of the older half, the less its sentences are worth; those of the newer half keep their worth."""
    days = ["2025-06-01", "2025-06-02", "2025-06-04", "2025-06-07", "2025-06-08", "2025-06-09"]
    docs = [article(day, day) for day in days]
    factors = ages(docs)
    assert set(factors) == set(days[:2])
    assert OLDEST < factors[days[0]] < factors[days[1]] < 1
    worth = [j.salience for j in aged([sentence(day) for day in days], docs)]
    assert worth == sorted(worth)
    assert worth[2:] == [1.0] * 4


def test_a_story_of_a_few_days_has_no_older_half() -> None:
    """Articles of the day before the middle one count alike, also where one comes weeks later."""
    days = ["2025-06-02", "2025-06-02", "2025-06-03", "2025-06-04"]
    assert not ages([article(f"{n} of {day}", day) for n, day in enumerate(days)])
    assert not ages([article(f"{n} of {day}", day) for n, day in enumerate([*days, "2025-07-20"])])
    assert not ages([article("one", ""), article("two", "")])


def test_an_undated_article_and_the_editors_choice_keep_their_worth() -> None:
    """Nobody knows that an undated article is old; what the editor pinned is not touched."""
    days = ["2025-06-01", "2025-06-08", "2025-06-09", ""]
    docs = [article(day or "undated", day) for day in days]
    assert set(ages(docs)) == {"2025-06-01"}
    pinned = replace(sentence("2025-06-01"), edited=(("pinned", ""),))
    assert [j.salience for j in aged([sentence("undated"), pinned], docs)] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("The mayor will open the northern bridge.", True),
        ("The talks could bring a truce at the lake.", True),
        ("The mayor opened the northern bridge.", False),
        ("The mayor will open the bridge if the river falls.", False),
        ("The mayor wants a bridge that will last.", False),
        ("The bridge will be open until 2031.", False),
    ],
)
def test_what_an_old_article_expects_has_come_or_has_not(text: str, over: bool) -> None:
    """It counts for less where it comes some days before the newest article; what happened, and what somebody wants, stays."""
    docs = [article("old", "2025-06-01"), article("near", "2025-06-06"), article("new", "2025-06-07")]
    one = sentence("old")
    old = replace(one, sent=replace(one.sent, text=text))
    near = replace(old, sent=replace(old.sent, doc="near"))
    assert (old.sent.id in expired([old, near], docs)) == over
    assert near.sent.id not in expired([old, near], docs)
    agreed = replace(old, features=(("cue:exchange", 1.0),))
    view = replace(old, label=Label(section="reactions", score=1.0))
    assert not expired([agreed, replace(old, act="demand"), view], docs), "it will be done, is wanted or held still"
    assert not expired([old], docs[:1])
    ahead = Time(Span(0, 3), date(2025, 7, 1), date(2025, 7, 1))
    assert not expired([replace(old, times=(ahead,))], docs)


def test_what_an_undated_article_expects_is_as_old_as_the_one_beside_which_it_stands() -> None:
    """Where that is known; what it tells as done may be the newest of all."""
    docs = [article(day, day) for day in ("2025-06-07", "2025-06-08", "2025-06-09")]
    undated = article("undated", "")
    beside = replace(undated, near=date(2025, 6, 2))
    assert not ages([*docs, beside])
    old = sentence("undated")
    old = replace(old, sent=replace(old.sent, text="The river will rise over the northern bridge."))
    assert expired([old], [*docs, beside])
    assert not expired([old], [*docs, undated])


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("The council is expected to approve the harbour law on Thursday.", True),
        ("The mayor is set to speak of the ferries later.", True),
        ("The envoys will meet in Lakeview tomorrow.", True),
        ("The council is expected to approve the harbour law.", False),
        ("Osk will withdraw from the lake treaty, the mayor announced on Thursday.", False),
        ("Osk will never sell the harbour that was flooded on Sunday.", False),
        ("The council will look into the cause of Sunday's wreck.", False),
        ("The council will look into the cause of Sunday morning's wreck.", False),
        ("The council approved the harbour law on Thursday.", False),
        ("The pier will stay closed later than planned.", False),
    ],
)
def test_on_thursday_of_an_undated_article_has_come_or_has_not(text: str, over: bool) -> None:
    """Nobody can tell, where others are dated; where none is, it is as new as they are."""
    one = sentence("undated")
    one = replace(one, sent=replace(one.sent, text=text))
    docs = [article("undated", ""), article("dated", "2025-06-03")]
    assert (expired([one], docs) == {one.sent.id}) is over
    assert not expired([one], docs[:1])


def test_the_last_news_comes_days_after_most() -> None:
    """It is what the articles of the newest day open with; where the others are of the day before, it is news like theirs."""
    days = ["2025-06-02", "2025-06-02", "2025-06-03", "2025-06-03"]
    docs = [article(f"{n} of {day}", day) for n, day in enumerate(days)]
    late = [article("late", "2025-07-20"), article("as late", "2025-07-20")]
    made = [sentence(doc.id) for doc in (*docs, *late)]
    second = replace(made[4], sent=replace(made[4].sent, index=1))
    dropped = replace(made[5], dropped="title")
    behind = replace(made[5], sent=replace(made[5].sent, index=3))
    found = last_news([*made[:5], second, dropped, behind], [*docs, *late])
    assert found == {made[4].sent.id, behind.sent.id}
    assert not last_news(made, docs)
    assert not last_news([], [])


def test_what_was_foreseen_is_over_when_the_days_of_its_event_are() -> None:
    """Not a day before."""
    for days, over in ((2, False), (3, True)):
        docs = [article("old", "2025-06-01"), article("new", f"2025-06-{1 + days:02}")]
        one = sentence("old")
        old = replace(one, sent=replace(one.sent, text="The river will rise over the northern bridge."))
        assert (old.sent.id in expired([old], docs)) == over
        kept = aged([old], docs)[0].salience
        assert kept == (round(old.salience * OVER, 4) if over else old.salience)
    assert OVER < OLDEST, "it is not only old"
