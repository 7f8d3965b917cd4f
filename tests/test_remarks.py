"""What somebody only says of what happened heads a page after what happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from talks_example import WIDE, prose

from digest.analyse import analyse
from digest.compose import compose
from digest.compose.remarks import of_before, only_met, remark, untold
from digest.model import Chosen, Claim, Selection

CUTOFF = datetime(2025, 6, 3, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The envoy called the ferry accord a historic step for the lake.", True),
        ("Announcing the accord in Lakeview, the envoy said it would bring peace.", True),
        ("The harbour minister, an old sailor, warned that the lake could dry up.", True),
        ("“A bad accord is worse than none,” the minister said on Monday.", True),
        ("Nobody should expect the ferries this year, the minister said.", True),
        ("The towns want the ferry accord soon, said the envoy to the lakes, Oro Lind.", True),
        ("The towns want the ferry accord soon, a spokesman for the harbour said on Wednesday.", True),
        ("Guards fired at the ferry, which the envoy said was empty, and two died.", False),
        ("The ferries crossed the lake on Monday for the first time since May.", False),
        ("The council approved the accord that the envoy had called historic.", False),
        ("The captain seemed to ambush the envoy, showing a letter that he said was forged.", False),
        ("After 18 days of talks the two towns reached an accord on ferries.", False),
    ],
)
def test_remarks(text: str, says: bool) -> None:
    """A sentence is a remark where its first verb is one of saying or judging, or where it ends on who says so."""
    assert remark(text) is says


def test_what_nobody_told() -> None:
    """What isn't known, and what somebody didn't say, is told apart from what happened."""
    assert untold("The union declined to release details of the accord.")
    assert untold("It’s not clear whether the ferries will run.")
    assert not untold("The union released the details of the accord.")


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("In the latest attempt the delegations met in Lakeview on 2 June.", True),
        ("The envoys are meeting at the lake for the first time in seven weeks.", True),
        ("In an attempt to end the strike, the envoys met in Lakeview on 2 June.", True),
        ("The president of Norland hosted his counterpart from Sudland on Monday.", True),
        ("In an attempt to end the strike, the envoys met in Lakeview and agreed to open the harbour.", False),
        ("The delegations met in Lakeview and agreed to open the harbour.", False),
        ("The talks at the lake ended without a date for the next.", False),
        ("The minister met the families and called for an end to the ban.", False),
    ],
)
def test_that_some_met_is_little(text: str, met: bool) -> None:
    """What came of it is what a reader wants."""
    assert only_met(text) is met


def _heads(
    *told: tuple[str, str], akin: tuple[int, int] | None = None, twice: Sequence[tuple[int, int]] = ()
) -> list[str]:
    """The takeaways of a briefing that prints these sentences in these sections, each worth a little less than the one before."""
    doc = prose(*(text for _, text in told))
    judged = analyse((doc,), WIDE)
    keys = {j.sent.text: j.sent.id for j in judged}
    picks = tuple(
        Chosen(section, (keys[text],), Claim(keys[text]), salience=0.9 - n / 20, fit=0.9)
        for n, (section, text) in enumerate(told)
    )
    pairs = frozenset([tuple(keys[told[n][1]] for n in akin)] if akin else [])
    same = frozenset((keys[told[one][1]], keys[told[other][1]]) for one, other in twice)
    chosen = Selection(picks, akin=pairs, told_twice=same)  # type: ignore[arg-type]
    made = compose(chosen, judged, (doc,), (), WIDE, cutoff=CUTOFF, program="test")
    return [takeaway.quote.text for takeaway in made.takeaways]


PRAISE = "The mayor called the ferry accord a historic step."
EVENTS = [
    ("outcomes", "Both towns signed an accord on ferries."),
    ("outcomes", "Fishermen reopened the northern market."),
    ("military", "Gunboats left the eastern shore at noon."),
]


def test_a_remark_gives_way_to_events() -> None:
    """However much it weighs, three events are preferred; where there are fewer it is taken."""
    assert PRAISE not in _heads(*EVENTS[:2], ("reactions", PRAISE), EVENTS[2])
    assert PRAISE in _heads(*EVENTS[:2], ("reactions", PRAISE))


def test_an_event_heads_the_page_rather_than_what_is_said_of_it() -> None:
    """Of two items of one event the one that tells of it is a takeaway, though what somebody said of it weighs more."""
    said = ("outcomes", "The mayor said the accord of both towns would test the lake.")
    heads = _heads(said, *EVENTS, akin=(0, 1))
    assert EVENTS[0][1] in heads
    assert said[1] not in heads


def test_what_likely_tells_the_same_heads_the_page_once() -> None:
    """What comes first stays, and something else takes the place of the other; where there is nothing else it stays empty."""
    more = ("outcomes", "A new pilot brought the harbour's last barge home.")
    plain = _heads(*EVENTS, more)
    assert len(plain) == 3
    first, second = plain[0], plain[1]
    places = [text for _, text in (*EVENTS, more)]
    pair = (places.index(second), places.index(first))
    once = _heads(*EVENTS, more, twice=[pair])
    assert once[0] == first
    assert second not in once
    assert set(once) == {*places} - {second}
    every = [(a, b) for a in range(4) for b in range(a)]
    assert _heads(*EVENTS, more, twice=every) == [first]


def test_what_also_happened_heads_no_page() -> None:
    """A sentence that adds to another weighs less than one that stands by itself."""
    for text, heads in (("Both towns now agreed on a bridge.", True), ("Both towns also agreed on a bridge.", False)):
        second = ("outcomes", "Both towns closed a road.")
        assert (text in _heads(EVENTS[0], EVENTS[2], ("outcomes", text), second)) is heads


def test_what_an_earlier_round_brought_heads_no_page() -> None:
    """A sentence that says in front that it tells of an earlier event is history."""
    assert of_before("During the first round of talks, both towns failed to agree on a bridge.")
    assert not of_before("In the last meeting, both towns failed to agree on a bridge.")
    for text, heads in (
        ("In the talks both towns rejected the bridge.", True),
        ("In the first talks both towns rejected the bridge.", False),
    ):
        second = ("outcomes", "Both towns closed a road.")
        assert (text in _heads(EVENTS[0], EVENTS[2], second, ("outcomes", text))) is heads


def test_what_is_far_from_the_main_event_stands_by_section() -> None:
    """The first sentence of the article is near; of the rest what happened comes before the fighting, however little it weighs."""
    near = ("outcomes", "Both towns signed an accord on ferries.")
    fighting = ("military", "Gunboats of both towns left the eastern shore at noon.")
    later = ("outcomes", "Fishermen reopened the northern market.")
    assert _heads(near, fighting, later) == [near[1], later[1], fighting[1]]


def test_a_section_without_a_takeaway_comes_sooner() -> None:
    """Of two that tell as much, the one whose section has none yet; not of what stands beside the matter."""
    first, again = ("outcomes", "Both towns signed an accord on ferries."), ("outcomes", "Bakers opened nine shops.")
    closed = ("outcomes", "Farmers counted all sheep.")
    for section, heads in (("demands", True), ("outcomes", False), ("military", False)):
        assert (
            _heads(first, closed, again, (section, "Teachers want new chalk."))[-1] == "Teachers want new chalk."
        ) is heads


def test_what_resembles_a_takeaway_gives_way() -> None:
    """Of two with as much to tell the one that shares less with those above it."""
    first, like = (
        ("outcomes", "Both towns signed an accord on ferries."),
        "Ferries, an accord and bread pleased bakers.",
    )
    other = "Fishermen, a sheep and bread pleased farmers."
    held = ("outcomes", "Gunboats left the shore.")
    heads = _heads(first, held, ("outcomes", like), ("outcomes", other))
    assert other in heads
    assert like not in heads
