"""What is measured of a sentence by itself and in its place."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talks_example import article, reading

from digest.analyse.features import Reading, context, first_act, shape
from digest.analyse.split.sentences import split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia must withdraw from the lake.", {"modal:must"}),
        ("The ministers would meet if the guns fell silent.", {"modal:would", "modal:if"}),
        ("There was no truce, and the guns did not fall silent.", {"negated"}),
        ("We will not give up our lake.", {"first person", "negated"}),
        ("The ministers met on Monday.", {"dated"}),
        ("Four people were killed at the port.", {"toll"}),
        ("Shelling wounded nine near the bridge.", {"toll"}),
        ("The damage is put at $7bn.", {"money", "number"}),
        ("Prices rose by 12 percent.", {"percent", "number"}),
        ("Can the talks bring a truce?", {"question"}),
        ("“We are ready to leave the northern bank of the lake,” he said.", {"quote:most", "first person"}),
        ("He called the paper “a dead end for everybody” on Monday at the lake.", {"quote:part"}),
        ("The minister called the paper, which has 13 pages, a “dead end” for the talks at the lake.", {"quote:word"}),
    ],
)
def test_shape(text: str, expected: set[str]) -> None:
    """Each sign that a sentence bears by itself has a name."""
    assert expected <= shape(reading(text)).keys()


def test_a_plain_sentence_bears_no_signs() -> None:
    """Nothing is seen where nothing is: no figure, no quotation, no modal, no toll."""
    seen = shape(reading("The lake lies in the north of the country."))
    assert not {"toll", "money", "number", "percent", "negated", "question", "dated", "first person"} & seen.keys()
    assert not [name for name in seen if name.startswith(("modal:", "quote:", "act:"))]


def test_a_sentence_has_one_length() -> None:
    """Short, middling and long exclude each other."""
    for words in (3, 20, 60):
        assert len({"short", "middling", "long"} & shape(reading("word " * words)).keys()) == 1


def test_acts_come_before_saying() -> None:
    """What is done says more than that it was said; where nothing else is done, saying is the act."""
    assert first_act(reading("The minister said that Russia rejected the paper.")) == "v refuse"
    assert first_act(reading("The minister said that the lake is deep.")) == "v say"
    assert first_act(reading("The lake is deep.")) == ""


def starting(seen: dict[str, float], prefix: str) -> set[str]:
    """Names of the features of one kind."""
    return {name for name in seen if name.startswith(prefix)}


def test_place_and_surroundings() -> None:
    """A sentence knows its neighbours, the heading above it, the title, its place and the kind of article."""
    doc = article(
        ("heading", "The agreement"),
        ("paragraph", "Shelling killed four people. The lake is deep. Russia demanded a withdrawal."),
        ("paragraph", "The boats are old. Nobody uses them. They rot."),
        title="Shelling kills four at the lake",
        genre="opinion",
    )
    own = [Reading(sent) for sent in split(doc)]
    seen = [context(own, at, doc) for at in range(len(own))]
    assert {"before:casualty", "after:demand", "genre:opinion"} <= seen[1].keys()
    assert starting(seen[1], "head:")
    assert starting(seen[1], "title:")
    assert not starting(seen[0], "before:")
    assert not starting(seen[-1], "after:")
    assert ["place:lead" in each for each in seen] == [True, True, True, False, False, False]
    assert "place" not in seen[0]
    assert seen[-1]["place"] == 1.0


def test_a_list_item_looks_up_to_its_lead_in() -> None:
    """Above an item stands the sentence that introduces the list, not the heading over it."""
    doc = article(
        ("heading", "The agreement"),
        ("paragraph", "Russia demands the following:"),
        ("list_item", "- a limit on the size of the army"),
    )
    own = [Reading(sent) for sent in split(doc)]
    heading, lead_in = starting(context(own, 0, doc), "head:"), starting(context(own, 1, doc), "head:")
    assert "head:demand" in lead_in - heading
    assert heading - lead_in


@given(st.text(max_size=300))
def test_any_text_is_measured(text: str) -> None:
    """Features are positive numbers up to one, whatever the sentence."""
    assert all(0 <= value <= 1 for value in shape(reading(text)).values())


@pytest.mark.parametrize("text", ["1 " * 100_000, "“" * 200_000, "killed " * 30_000, "a" * 200_000, "$" * 200_000])
def test_one_thing_repeated_takes_no_time(text: str) -> None:
    """Text that is no sentence doesn't hold up the run."""
    taken_apart = reading(text)
    started = time.process_time()
    shape(taken_apart)
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "The ministry denied that a mine had been laid in the lake.",
        "The harbour office did not immediately respond to questions on what it demanded.",
        "The minister declined to comment on the demands of the fishermen.",
        "The mayor sought to tamp down fears of a strike.",
        "The envoy would neither confirm nor deny that a truce was sought.",
    ],
)
def test_a_denial_is_no_refusal(text: str) -> None:
    """Who denies, doesn't answer or plays something down neither demands nor refuses anything."""
    seen = shape(reading(text))
    assert "denied" in seen
    assert not {"act:v demand", "act:v refuse"} & seen.keys()


def test_what_is_denied_to_somebody_is_no_denial() -> None:
    """A judge who denies a request acts."""
    assert "denied" not in shape(reading("A judge denied the request of the harbour office."))
    assert "denied" not in shape(reading("Russia rejected the demand."))


def test_why_somebody_is_not_named_is_no_condition() -> None:
    """“On condition of anonymity” holds neither a condition nor a request."""
    seen = shape(
        reading("The ferries were late, an engineer who asked not to be named said on condition of anonymity.")
    )
    assert not {"cue:condition", "cue:demand", "cue:refuse"} & seen.keys()


@pytest.mark.parametrize(
    ("text", "polled"),
    [
        ("Six in 10 said that a raid on the port would help nobody.", True),
        ("A survey of 1,022 adults finds that most oppose a raid.", True),
        ("According to a new harbour poll, voters want the ferry back.", True),
        ("Some 61 percent of respondents favor a raid.", True),
        ("The troops come back in 10 days.", False),
        ("Prices rose by 12 percent.", False),
    ],
)
def test_polls(text: str, polled: bool) -> None:
    """Shares of people who hold something, and what a poll finds, are told from other figures."""
    assert ("polled" in shape(reading(text))) is polled


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The 1998 accord limited the number of ferries on the lake.", "year:subject"),
        ("The number of ferries on both banks of the lake was limited in 1998.", "year:past"),
        ("The two banks limited their ferries on the lake in 2025.", ""),
        ("The two banks want to return by 2026 to what was agreed in 1998.", ""),
        ("The mayor, who left the accord in 1998, warned the envoys of another raid.", ""),
    ],
)
def test_years_gone_by(text: str, name: str) -> None:
    """What a sentence tells of years long over is told from what it tells of its own days."""
    doc = article(("paragraph", text), day="2025-06-03")
    readings = [Reading(sent) for sent in split(doc)]
    assert starting(context(readings, 0, doc), "year:") == ({name} if name else set())
