"""The days that words name, seen from the day of an article."""

from __future__ import annotations

from datetime import date

import pytest

from digest.analyse.times import clock, given_years, reported, resolve

WEDNESDAY = date(2025, 6, 4)


def days(text: str, day: date | None = WEDNESDAY) -> list[tuple[str, str, str, str]]:
    """(words, days, relation, kind) of every expression that is resolved."""
    found: list[tuple[str, str, str, str]] = []
    for time in resolve(text, day, years=given_years(text)):
        first, last = time.first.isoformat(), time.last.isoformat()
        words = text[time.span.start : time.span.end]
        found.append((words, first if first == last else f"{first}/{last}", time.relation, time.kind))
    return found


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("The delegations met on Monday in the old town hall.", "Monday", "2025-06-02"),
        ("On Tuesday, the ministry published the list.", "Tuesday", "2025-06-03"),
        ("But on Tuesday, after a long night, the guards left the bridge.", "Tuesday", "2025-06-03"),
        ("The mayor said Wednesday that the road had been closed.", "Wednesday", "2025-06-04"),
        ("Two trains were stopped late on Sunday near the border.", "Sunday", "2025-06-01"),
        ("The envoy on Tuesday welcomed the plan.", "Tuesday", "2025-06-03"),
        ("The port was shelled on Monday night, killing a guard.", "Monday night", "2025-06-02"),
        ("The council voted yesterday to reopen the bridge.", "yesterday", "2025-06-03"),
        ("The letter was sent three days ago.", "three days ago", "2025-06-01"),
        ("The minister resigned last Friday.", "last Friday", "2025-05-30"),
    ],
)
def test_a_weekday_in_the_past_is_the_last_one(text: str, words: str, day: str) -> None:
    """A day alone beside a past verb is the last such day up to that of the article."""
    assert [(w, d, k) for w, d, _, k in days(text)] == [(words, day, "past")]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("The delegations will meet on Friday.", "Friday", "2025-06-06"),
        ("A new round of talks is to begin Monday in the capital.", "Monday", "2025-06-09"),
        ("The vote, scheduled for Thursday, may be close.", "Thursday", "2025-06-05"),
        ("On Saturday, both sides will open the crossing.", "Saturday", "2025-06-07"),
        ("The ferry will sail again tomorrow.", "tomorrow", "2025-06-05"),
        ("The council is expected to meet this weekend.", "this weekend", "2025-06-07/2025-06-08"),
        ("The talks will resume next Tuesday.", "next Tuesday", "2025-06-10"),
        ("The ministers will meet next week.", "next week", "2025-06-09/2025-06-15"),
        ("The committee will meet again next month.", "next month", "2025-07-01/2025-07-31"),
    ],
)
def test_a_weekday_in_the_future_is_the_coming_one(text: str, words: str, day: str) -> None:
    """A day alone beside "will", "is to" or "scheduled" is the next such day."""
    assert [(w, d, k) for w, d, _, k in days(text)] == [(words, day, "announced")]


@pytest.mark.parametrize(
    "text",
    [
        "The parliament meets on Tuesdays and on Friday it rests.",
        "He predicted that a deal would come Friday.",
        "The talks could take place on Friday.",
        "“We met on Friday and agreed on nothing,” the envoy said.",
        "The minister said: “We leave tomorrow.”",
        "The party agreed to meet on Friday.",
        "The ceremony was scheduled for Friday.",
        "The mayor arrived on Thursday.",  # six days ago, or tomorrow by another clock
        "The mayor will speak next Friday.",  # in two days or in nine
        "The mayor spoke last Tuesday.",  # yesterday or eight days ago
        "Few people today remember the strike.",
        "He told the radio's Today programme that nothing had changed.",
        "Mrs May won the vote, and May was pleased.",
        "The laws of January 16 were repealed.",
        "The attack of October 7 was remembered.",
        "The survey was done in October.",
        "The mayor arrived after Thursday’s storm.",
    ],
)
def test_what_may_be_read_in_two_ways_is_left_alone(text: str) -> None:
    """A conditional, a quotation, a plan of the past, a name or a day on the edge of the week is not resolved."""
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "words", "day", "relation"),
    [
        ("The bridge was opened on 2 June.", "2 June", "2025-06-02", "on"),
        ("The bridge was opened June 2.", "June 2", "2025-06-02", "on"),
        ("The truce was signed on Nov. 21, 2012.", "Nov. 21, 2012", "2012-11-21", "on"),
        ("The truce was signed on the 2nd of June, 2024, by both.", "2nd of June, 2024", "2024-06-02", "on"),
        ("The list is dated 2025-05-30.", "2025-05-30", "2025-05-30", "on"),
        ("The port was closed on Dec. 20.", "Dec. 20", "2024-12-20", "on"),
        ("The fair will open on 1 August.", "1 August", "2025-08-01", "on"),
        ("She spoke on Monday, May 19, in the old hall.", "Monday, May 19", "2025-05-19", "on"),
        ("The forum was held between May 19 and 21.", "May 19 and 21", "2025-05-19/2025-05-21", "on"),
        ("No truck has entered since March 2.", "March 2", "2025-03-02", "since"),
        ("A deal must be ready by 30 June.", "30 June", "2025-06-30", "by"),
        ("The offer will stand until July 4.", "July 4", "2025-07-04", "until"),
        ("The troops will leave by the end of August.", "the end of August", "2025-08-29/2025-08-31", "by"),
        ("The school was closed in March 2025.", "March 2025", "2025-03-01/2025-03-31", "on"),
        ("All troops will leave within 14 months.", "within 14 months", "2025-06-04/2026-08-04", "by"),
        ("The troops will leave in 14 months.", "in 14 months", "2025-06-04/2026-08-04", "by"),
        ("Last week, the court heard both sides.", "Last week", "2025-05-26/2025-06-01", "on"),
    ],
)
def test_dates_get_the_year_of_their_article(text: str, words: str, day: str, relation: str) -> None:
    """A date without a year takes the nearest that its verb allows; what stands before it gives the relation."""
    assert [(w, d, r) for w, d, r, _ in days(text)] == [(words, day, relation)]


def test_a_past_date_never_lies_ahead() -> None:
    """What happened "on 10 June" was in the year before where the article is from early June, and too far away to be sure."""
    assert days("The bridge was opened on 10 June.") == []
    assert days("The bridge was opened on 10 December.") == [("10 December", "2024-12-10", "on", "past")]


def test_a_wrong_weekday_is_no_date() -> None:
    """A date whose weekday fits no near year is left alone; one that fits decides the year."""
    assert days("She spoke on Tuesday, May 19.") == []
    assert days("She spoke on Tuesday, May 20.")[0][1] == "2025-05-20"


def test_the_article_gives_the_year_of_a_date() -> None:
    """A date that the article writes with a year elsewhere keeps that year."""
    text = "The fire of the old mill was on 3 March 2021. People still speak of what they saw on 3 March."
    assert [d for _, d, _, _ in days(text)] == ["2021-03-03", "2021-03-03"]
    assert given_years("On 3 March 2021 and on 3 March 2022 it burned.") == {}


def test_an_undated_article_has_full_dates_only() -> None:
    """Without a day of its own an article's "Tuesday" and "2 June" stay open."""
    text = "On Tuesday and on 2 June they met, as they had met on 1 May 2024."
    assert [(w, d) for w, d, _, _ in days(text, None)] == [("1 May 2024", "2024-05-01")]


def test_a_statement_has_its_own_day() -> None:
    """The day of a statement is past whatever the statement is about."""
    text = "The port will be closed in 2026, according to a statement on Tuesday."
    assert days(text) == [("Tuesday", "2025-06-03", "on", "past")]


def test_two_days_in_a_sentence_have_their_own_verbs() -> None:
    """Each day goes with the verb of its own clause."""
    text = "The ministry said on Monday that the border will be opened on Saturday."
    assert [(w, d, k) for w, d, _, k in days(text)] == [
        ("Monday", "2025-06-02", "past"),
        ("Saturday", "2025-06-07", "announced"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("The ministry said on Monday that the border will be opened on Saturday.", "announced", "2025-06-07"),
        ("The council met on Monday, which was a holiday.", "past", "2025-06-02"),
        ("The clerk said on Tuesday that the bridge was opened on Sunday.", "past", "2025-06-01"),
    ],
)
def test_the_day_of_what_is_reported(text: str, kind: str, day: str) -> None:
    """What is to come goes before what was; the day of a saying gives way to the day of what was said."""
    when = reported(text, resolve(text, WEDNESDAY), WEDNESDAY)
    assert when is not None
    assert (when.kind, when.first.isoformat()) == (kind, day)


@pytest.mark.parametrize(
    "text",
    [
        "The port, which was closed on Monday, is the largest of the coast.",
        "Nothing has been heard of him since Monday.",
        "The envoy, who will leave on Friday, was calm.",
        "Nobody was there.",
    ],
)
def test_a_day_by_the_way_is_not_the_day_of_the_report(text: str) -> None:
    """Days in a clause that says something by the way, or behind "since", say nothing of the day of the whole."""
    assert reported(text, resolve(text, WEDNESDAY), WEDNESDAY) is None


def test_a_title_with_another_weekday_stops_the_clock() -> None:
    """A "Thursday Briefing" dated Wednesday counts its "yesterday" from Thursday: it isn't counted at all."""
    assert clock("Thursday Briefing: what to know", WEDNESDAY) is None
    assert clock("Wednesday’s storm", WEDNESDAY) == WEDNESDAY
    assert clock("The storm", date(9999, 12, 31)) is None


@pytest.mark.parametrize(
    "piece", ["on Tuesday ", "May ", "in 5 days ", "“", "by the end of ", "2025 ", "said to ", "1"]
)
def test_repeated_pieces_take_no_time(piece: str) -> None:
    """Hundreds of kilobytes of one pattern are read in linear time; a sentence is read up to a limit."""
    text = piece * (100_000 // len(piece))
    given_years(text)
    assert all(time.span.end <= 2000 for time in resolve(text, WEDNESDAY))
