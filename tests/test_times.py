"""The days that words name, seen from the day of an article."""

from __future__ import annotations

from datetime import date

import pytest

from digest.analyse.time.times import clock, given_years, reported, resolve

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
        ("The expected crowd came on Saturday, police said.", "Saturday", "2025-05-31"),
        ("In a letter to the council of the town on Saturday, Rask said he would go.", "Saturday", "2025-05-31"),
        ("Norland condemned Saturday's attack.", "Saturday", "2025-05-31"),
        ("The port's club won Saturday's match.", "Saturday", "2025-05-31"),
        ("The strike was suspended Saturday after talks.", "Saturday", "2025-05-31"),
        ("Saturday's vote was won by Rask.", "Saturday", "2025-05-31"),
        ("The council, backed by the mayor, met on Saturday.", "Saturday", "2025-05-31"),
        ("The council met, argued and voted on Saturday, police said.", "Saturday", "2025-05-31"),
        ("The council voted yesterday to reopen the bridge.", "yesterday", "2025-06-03"),
        ("The union made an offer earlier today.", "today", "2025-06-04"),
        ("The letter was sent three days ago.", "three days ago", "2025-06-01"),
        ("The minister resigned last Friday.", "last Friday", "2025-05-30"),
        ("Ana May hit the ball over the bridge on Monday.", "Monday", "2025-06-02"),
        ("Mrs May met the envoy on Friday.", "Friday", "2025-05-30"),
        ("Norland's expected offensive began on Friday.", "Friday", "2025-05-30"),
        ("The firm's scheduled ferries stopped on Friday.", "Friday", "2025-05-30"),
        ("On Friday, the two sides agreed to a truce.", "Friday", "2025-05-30"),
        ("On Friday, the two sides agreed to meet by the lake.", "Friday", "2025-05-30"),
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
        ("The mayor will receive the envoy of Norland at the town hall today.", "today", "2025-06-04"),
        ("The council is expected to meet this weekend.", "this weekend", "2025-06-07/2025-06-08"),
        ("The storm will hit the coast Thursday.", "Thursday", "2025-06-05"),
        ("They will cut the fares on Friday.", "Friday", "2025-06-06"),
        ("The council is poised for a vote on Thursday.", "Thursday", "2025-06-05"),
        ("The night curfew imposed by Norland on the port ends on Saturday.", "Saturday", "2025-06-07"),
        ("The ferry union plans a strike on Saturday, union leader Dana Holt said.", "Saturday", "2025-06-07"),
        ("Organisers expect 4,000 people at the port on Saturday, police said.", "Saturday", "2025-06-07"),
        ("The union, which lost a vote, plans talks on Saturday.", "Saturday", "2025-06-07"),
        ("It's expected to reach the coast on Thursday.", "Thursday", "2025-06-05"),
        ("They’re set to meet on Friday.", "Friday", "2025-06-06"),
        ("The storm will avoid a direct hit on the coast on Friday.", "Friday", "2025-06-06"),
        ("The talks will resume next Tuesday.", "next Tuesday", "2025-06-10"),
        ("The ministers will meet next week.", "next week", "2025-06-09/2025-06-15"),
        ("The committee will meet again next month.", "next month", "2025-07-01/2025-07-31"),
    ],
)
def test_a_weekday_in_the_future_is_the_coming_one(text: str, words: str, day: str) -> None:
    """A day alone beside "will", "is to" or "scheduled" is the next such day."""
    assert [(w, d, k) for w, d, _, k in days(text)] == [(words, day, "announced")]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("The ministers who met in Geneva will return on Friday.", "Friday", "2025-06-06"),
        ("The ministers, who met in Geneva, will return on Friday.", "Friday", "2025-06-06"),
        ("The envoy whose plan was rejected will speak on Monday.", "Monday", "2025-06-09"),
        ("The treaty signed in Geneva will be read on Friday.", "Friday", "2025-06-06"),
        ("On Friday, the ministers who met in Geneva will return.", "Friday", "2025-06-06"),
        ("The clerk said the ministers will return on Friday.", "Friday", "2025-06-06"),
        ("Ana Bel will step down as mayor on Friday and was given flowers.", "Friday", "2025-06-06"),
        ("The Eastland-backed rebels will leave on Friday.", "Friday", "2025-06-06"),
        ("The two sides agreed to a ceasefire beginning Friday.", "Friday", "2025-06-06"),
        ("A ceasefire beginning Friday was announced.", "Friday", "2025-06-06"),
        ("The council approved a ban starting on Saturday.", "Saturday", "2025-06-07"),
        ("The road will be closed starting Saturday.", "Saturday", "2025-06-07"),
        ("Starting Saturday, the road will be closed.", "Saturday", "2025-06-07"),
        ("The vote was postponed to Friday.", "Friday", "2025-06-06"),
        ("The vote was postponed until Friday.", "Friday", "2025-06-06"),
        ("The hearing was put off until late Friday.", "Friday", "2025-06-06"),
        ("Talks resume Friday.", "Friday", "2025-06-06"),
        ("The clerk said talks resume on Friday.", "Friday", "2025-06-06"),
        ("The ban comes into force on Friday.", "Friday", "2025-06-06"),
        ("The vote is scheduled for Friday.", "Friday", "2025-06-06"),
        ("A team led by Ana Bel will go to talks scheduled to take place in Porto on Friday.", "Friday", "2025-06-06"),
        ("The hearing is set for Friday.", "Friday", "2025-06-06"),
        ("A rally planned for Friday was called off.", "Friday", "2025-06-06"),
        ("A hearing scheduled Friday was called off.", "Friday", "2025-06-06"),
        ("The union called a strike for Friday.", "Friday", "2025-06-06"),
        ("The court set a hearing for Friday.", "Friday", "2025-06-06"),
        ("The envoys, poised to sign on Saturday, were silent.", "Saturday", "2025-06-07"),
    ],
)
def test_a_day_ahead_beside_a_past_form(text: str, words: str, day: str) -> None:
    """The verb of a relative clause, a participle or "postponed" puts no day into the past that "will", "resume" or "for" puts ahead."""
    assert [(w, d, k) for w, d, _, k in days(text)] == [(words, day, "announced")]


@pytest.mark.parametrize(
    "text",
    [
        "The pilgrims met on Good Friday in the old town.",
        "The shops were full on Black Friday.",
        "On Ash Wednesday the bishop spoke.",
        "The clerk told the Sunday Times that the plan was off.",
        "The Sunday newspaper said the plan was off.",
        "The clerk told the Mail on Sunday that the plan was off.",
        "The dead of Bloody Sunday were remembered.",
        "The party won on Super Tuesday.",
        "The Saturday Evening Post was sold.",
        "The mayor was born on a Sunday.",
        "The bridge fell one Sunday.",
        "The bridge fell the Monday before.",
    ],
)
def test_a_name_or_one_of_many_is_no_date(text: str) -> None:
    """Feasts, newspapers and days of history have weekdays in their names; "a Sunday" is any."""
    assert days(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A week ago Tuesday the bridge fell.",
        "The bridge fell a week ago on Tuesday.",
        "The bridge fell Tuesday last week.",
        "The bridge fell on Tuesday of last week.",
        "The bridge fell last week on Monday.",
        "The bridge fell on Monday, 10 years ago.",
        "The bridge fell on the previous Sunday.",
        "The bridge fell the Sunday before last.",
        "The council will meet next Tuesday week.",
        "The council will meet Friday week.",
        "The council will meet a week from Friday.",
        "The council will meet on Friday of next week.",
        "The council will meet on the first Monday of the month.",
        "The office was open Monday to Friday.",
    ],
)
def test_a_weekday_counted_from_another_day_is_left_alone(text: str) -> None:
    """What is said beside it puts it into another week; only "last week" itself is resolved."""
    assert [w for w, *_ in days(text) if "day" in w] == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The envoy spoke in a Monday interview.", "2025-06-02"),
        ("In a Tuesday statement, the ministry denied it.", "2025-06-03"),
        ("The mayor wrote in a post on Sunday that the bridge fell.", "2025-06-01"),
        ("On Monday Lakeland said the bridge fell.", "2025-06-02"),
    ],
)
def test_what_is_held_on_a_day_keeps_it(text: str, day: str) -> None:
    """An interview, a statement and the like that bear a weekday were given on it."""
    assert [d for _, d, _, _ in days(text)] == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The council announced that it would vote on Friday on the bridge.", "2025-06-06"),
        ("The envoy said the port would reopen on Monday.", "2025-06-09"),
        ("Ana Deral announced that the House would vote on Thursday on a bridge.", "2025-06-05"),
        ("The envoy said last week the port would reopen on Monday.", ""),
        ("The envoy said the port would not reopen on Monday.", ""),
        ("The envoy said the port would have opened on Monday.", ""),
        ("The envoy said the port would reopen if the storm ended on Monday.", ""),
        ("The council said it would answer the attack on Monday with sanctions.", ""),
        ("The envoy said it would discuss the bridge incident on Monday.", ""),
        ("Witnesses said they would hear gunfire on Friday nights.", ""),
        ("Neighbours said he would often visit on Sunday.", ""),
        ("The port said on Tuesday that it would appeal the ruling on Monday.", ""),
        ("The ministry said on Tuesday that the port would reopen on Monday.", "2025-06-09"),
        ("He told reporters that the two sides would meet on Friday.", "2025-06-06"),
        ("The club said it would play the match on Saturday.", "2025-06-07"),
        ("She said nobody thought that the bridge would fall on Sunday.", ""),
        ("The ministry said the ships that would dock on Sunday were turned back.", ""),
    ],
)
def test_what_somebody_says_would_come_is_the_next_such_day(text: str, day: str) -> None:
    """Unless he may have said so long before."""
    assert [t.first.isoformat() for t in resolve(text, date(2025, 6, 4)) if t.kind == "announced"] == [day][: bool(day)]


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
        "The mayor will speak of the city of today's children.",
        "The bridge is to be torn down, and few people today remember who built it.",
        "He told the radio's Today programme that nothing had changed.",
        "Mrs May won the vote, and May was pleased.",
        "The laws of January 16 were repealed.",
        "The attack of October 7 was remembered.",
        "The survey was done in October.",
        "The mayor arrived after Thursday’s storm.",
        "The council will meet on Tuesday.",  # in six days, or yesterday by another clock
        "The vote had been postponed to Friday.",
        "The delegations agreed to resume on Friday.",
        "The trial failed to resume Friday.",
        "The judge watched trading resume Friday.",
        "Riots starting Friday were feared.",
        "The plan to meet on Friday collapsed.",
        "The clerk was told to appear Friday.",
        "The union called for a strike on Friday.",
        "The guard was there until Monday.",
        "The envoys met ahead of Monday’s vote.",
        "The figures for the market were good for Friday.",
        "The police will look into the attack on Monday.",
        "The party will stay in power after elections on Monday.",
        "The ministers who will meet in Geneva arrived on Monday.",
        "On Friday, the ministers who met in Geneva return.",
        "The levy would have taken effect on Monday.",
        "The talks could not have begun on Monday.",
        "It would probably have been on Monday.",
        "The mayor hoped to speak on Monday.",  # the infinitive may lie on either side
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


def test_a_verb_far_from_a_day_in_mid_clause_is_not_its_verb() -> None:
    """A day near the start of its clause has its verb behind it; one further on, which no verb precedes, has none."""
    assert days("The envoy on Monday quietly left.") == [("Monday", "2025-06-02", "on", "past")]
    assert days("The envoy of the two coasts on Monday of all days left.") == []


def test_a_past_form_beside_a_date_ahead_says_nothing() -> None:
    """A date that is written with its year stays, but it is neither past nor announced where its verb contradicts it."""
    assert days("The council met on 10 July 2025.") == [("10 July 2025", "2025-07-10", "on", "")]
    assert days("The council met on 10 May 2025.") == [("10 May 2025", "2025-05-10", "on", "past")]
    assert days("The council will meet on 10 May 2025.") == [("10 May 2025", "2025-05-10", "on", "")]
    assert days("The council met on 4 June 2025.") == [("4 June 2025", "2025-06-04", "on", "past")]


def test_a_week_seen_from_a_sunday_is_not_sure() -> None:
    """For some the week has begun that day: "this week" and "next week" are left open, the month is not."""
    sunday = date(2025, 6, 8)
    assert days("The council will meet next week.", sunday) == []
    assert days("The council met last week.", sunday) == []
    assert days("The council met last week.", date(2025, 6, 7))[0][1] == "2025-05-26/2025-06-01"
    assert days("The council will meet next month.", sunday)[0][1] == "2025-07-01/2025-07-31"


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


def test_what_ends_on_a_day_is_ahead_whatever_began() -> None:
    """The verb right before a day in the present is that of the day, a past form before it that of a clause or an aside."""
    for text in (
        "The ferry strike that began on Monday in the north ends on Saturday.",
        "The ferry strike, which began on Monday, ends on Saturday.",
        "The ferry strike, begun on Monday, ends on Saturday.",
    ):
        assert [(d, k) for _, d, _, k in days(text)] == [("2025-06-02", "past"), ("2025-06-07", "announced")]


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


def test_what_somebody_said_would_come_is_announced() -> None:
    """Where the day is written out and still to come; a bare weekday may lie on either side of the article."""
    said = "President Orlova said on Sunday that a delegation would go to Porto for talks on Monday, 2 June."
    assert [(t.kind, t.first) for t in resolve(said, date(2025, 6, 1))][-1] == ("announced", date(2025, 6, 2))
    assert [t.kind for t in resolve(said, date(2025, 6, 5))][-1] == ""
    assert [t.kind for t in resolve("It would be wrong to meet on 9 June.", date(2025, 6, 5))] == [""]


@pytest.mark.parametrize(
    "text",
    [
        "He planned a visit on Thursday.",
        "The premier and the envoy scheduled a trip to the lighthouse on Thursday.",
        "Ministers arranged talks on Saturday.",
        "The court delayed a hearing on Friday.",
        "The mayor cancelled a trip on Friday.",
        "The mayor called off the visit on Friday.",
        "The union called a strike on Friday.",
        "The council set a vote on Friday.",
        "The ministry announced a visit on Thursday.",
        "The premier's planned trip on Friday was off.",
        "Both sides were preparing a summit on Friday.",
        "The board approved a session in the old hall on Friday.",
        "Norland cancelled Saturday's ferry service.",
        "The union called off Saturday’s strike after talks.",
        "Norland withdrew from Saturday's talks.",
        "Lakeland welcomed Saturday's summit.",
        "Saturday's vote was postponed by a storm.",
        "The union suspended its Saturday strike.",
        "The union gave Norland a deadline of Saturday.",
        "Guards closed the bridge at both ends on Saturday.",
        "Rask, held in the north for a year, appears in court on Saturday.",
        "Voting is on Saturday, the mayor said.",
        "Officials expect more arrests over the riot on Saturday, the mayor said.",
        "The port didn't expect a riot on Saturday, the mayor said.",
        "The mayor has also summoned the captains to the hall for a meeting on Saturday.",
        "They invited the captains to a hearing on Saturday.",
    ],
)
def test_the_day_of_what_was_arranged_or_called_off_is_not_sure(text: str) -> None:
    """Behind what somebody planned, called or cancelled the day may be that of the plan or that of the event: none is told."""
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "day", "kind"),
    [
        ("The premier has scheduled an address on Thursday.", "2025-06-05", "announced"),
        ("The premier called a meeting for Thursday.", "2025-06-05", "announced"),
        ("The court moved the hearing to Thursday.", "2025-06-05", "announced"),
        ("On Monday he scheduled a visit to the lighthouse.", "2025-06-02", "past"),
        ("The premier convened a meeting on Monday.", "2025-06-02", "past"),
        ("The council approved the budget on Monday.", "2025-06-02", "past"),
        ("The ministry said on Monday it had scheduled a visit.", "2025-06-02", "past"),
        ("The premier called back the envoys from talks on Monday.", "2025-06-02", "past"),
        ("The clerk was booked into the county jail on Monday.", "2025-06-02", "past"),
    ],
)
def test_a_day_that_only_the_event_or_only_the_deed_can_have_is_kept(text: str, day: str, kind: str) -> None:
    """What "has" been scheduled for a day is to come; a day before the verb is that of the deed, and so is one without a gathering."""
    assert [(d, k) for _, d, _, k in days(text)] == [(day, kind)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The session, which includes meetings of both boards, begins next week in Porto.", "2025-06-09"),
        ("Delegates are on schedule to begin drafting proposals next week.", "2025-06-09"),
        ("The session is soon going to end, Friday being scheduled as the last day.", "2025-06-06"),
        ("The envoy said he would go to the port later this week.", "2025-06-05"),
        ("The fair opens Friday.", "2025-06-06"),
        ("The islanders go to the polls on Sunday.", "2025-06-08"),
    ],
)
def test_what_is_announced_without_will(text: str, day: str) -> None:
    """Present forms, "on schedule to" and "being scheduled" announce, also behind a clause that is closed by a comma."""
    when = reported(text, resolve(text, WEDNESDAY), WEDNESDAY)
    assert when is not None
    assert (when.kind, when.first.isoformat()) == ("announced", day)
