"""An article that argues is told by its own words, where nothing else says of what kind it is."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.ingest import argued as module
from digest.ingest.argued import FEWEST, HEARD, LONGEST, argued, features, in_person
from digest.ingest.article import read_article
from digest.ingest.head import ARGUES
from digest.model import Document, Raw

REPORT = (
    "The harbour council of Norland said on Monday that it will close the northern ferry for three weeks.",
    "Officials told reporters that 14 boats need new engines, according to a statement released on Tuesday.",
    "The union said its 230 members were told of the decision on Sunday and announced a meeting for Friday.",
    "“It is simply ridiculous, and of course nobody asked us,” said Ann Reyes, who sails the largest of the boats.",
    "A spokeswoman for the council said 40 passengers a day use the ferry and that buses would run from Wednesday.",
    "The council reported in March that repairs would cost 1.2 million coins, and confirmed the figure on Monday.",
    "The mayor said the bridge, opened in 1998, would stay open, and added that tolls were cut by 20 percent.",
    "Fishermen told the council in a letter on Thursday that 60 families live from the northern market.",
    "A letter from the ministry, dated Tuesday, said that 12 other ferries had passed the tests and would sail as planned.",
    "The harbour master told the council on Wednesday that 2 tugs were ready and that 18 sailors had been trained.",
    "Traders in the northern market said on Thursday that sales fell by 30 percent in the first week, officials reported.",
    "The council announced that 3 engineers had arrived from the southern yard, officials said on Friday.",
)
COLUMN = (
    "Of course the council closed the ferry. It's what they always do, isn't it? Nobody should be surprised.",
    "This isn't about engines. It's about a council that simply doesn't care, and that clearly never will.",
    "So why do we let them? Because we have grown used to folly, and because it's easier not to look.",
    "But let's be honest: the plan is ridiculous. It's not even a plan, it's a sham, and they must know it.",
    "And yet the papers nod along. Perhaps they really believe it. Perhaps they just don't want to ask.",
    "If anything, the ferry should run more often, not less. That's obvious to anybody who isn't on the council.",
    "The truth is that no town needs a council like this. We ought to say so, and we must not wait.",
    "Still, there's hope. These people aren't forever, and the lake, after all, isn't theirs to close.",
    "They will say, of course, that it's only three weeks. It's never only three weeks. It wasn't when they took the night boat.",
    "And who pays? Not the council, obviously. The villages do, and they don't complain, because they simply can't afford to.",
    "The ferry, after all, was here before the council was, and it will no doubt be here when nobody remembers who sat on it.",
    "Surely there's a better way. There always is. But it isn't found by people who aren't even looking for it.",
)
CUTOFF = datetime(2025, 6, 6, tzinfo=UTC)


def read(paragraphs: tuple[str, ...], title: str) -> Document:
    """An article without any mark of its kind."""
    made = read_article(Raw("a.txt", "text/plain", "\n\n".join((title, *paragraphs)).encode()), cutoff=CUTOFF)
    assert isinstance(made, Document)
    return made


def test_a_column_argues_and_a_report_does_not() -> None:
    """The same news, told and judged."""
    assert argued(COLUMN, "Nobody should be surprised") > ARGUES > 0.1 > argued(REPORT, "Council closes ferry")
    assert read(COLUMN, "Nobody should be surprised").genre == "opinion"
    assert read(REPORT, "Council closes ferry").genre == "news"


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "‘{}’", "'{}'", "“{}"])
def test_what_others_say_is_not_the_writer(marks: str) -> None:
    """What stands between quotation marks counts for nothing, nor what goes on in the next paragraph."""
    said = [marks.format("It isn't so, it's absurd, pathetic and of course simply wrong.")] * 9
    quoted = features([*REPORT, *said], "")
    assert quoted["heard"] == quoted["judges"] == 0.0
    assert argued([*REPORT, *said], "") < ARGUES
    assert features(COLUMN, "")["judges"] > 0.0


def test_a_transcript_and_an_own_story_are_no_columns() -> None:
    """Neither is of a writer who argues, however they speak."""
    talk = [f"{who}: {part}" for part in COLUMN for who in ("HOST", "Ann Reyes")]
    assert features(talk, "") == features(["Host speaks. ".join(talk)], "") == {}
    assert features([*COLUMN, *(["I really thought that I was gone, and I held my daughter."] * 30)], "") == {}


def test_a_writer_who_is_not_heard_does_not_argue() -> None:
    """What is told in the present, and denied, is no argument without a word of stance or judgement."""
    ruling = [
        "It isn't over. There's no ferry, it's not safe, and nobody must sail. It should not and cannot be used."
    ] * 12
    assert 0.0 <= features(ruling, "Why not?")["heard"] < HEARD
    assert argued(ruling, "Why not?") == 0.0


def test_a_gate_for_fewer_words_of_stance() -> None:
    """Whoever has another sign of a column may ask without it."""
    ruling = ["It isn't over. There's no ferry, it's not safe, and nobody must sail. It cannot be used."] * 14
    assert argued(ruling, "", heard=0) > 0.2 > argued(ruling, "") == 0.0
    assert argued(REPORT, "", heard=0) < 0.1
    assert argued([], "", heard=0) == 0.0


@pytest.mark.parametrize(
    ("text", "writer"),
    [
        ("I asked the mayor twice.", True),
        ("The mayor, when I asked, was silent.", True),
        ("An envoy told me that nothing was signed.", True),
        ("In my town nobody sails.", True),
        ("“I asked the mayor,” she said. “Nobody told me.”", False),
        ("He said 'I am my own mayor' and left.", False),
        ("World War I ended the ferry, and Title I and Part I stay.", False),
        ("By clicking below I agree to the terms.", False),
        ("The union told us nothing.", False),
    ],
)
def test_who_writes_in_person(text: str, writer: bool) -> None:
    """A writer who says "I" in words of his own, and nobody who is quoted."""
    assert in_person([REPORT[0], text]) is writer


def test_nobody_writes_a_transcript() -> None:
    """Whoever says "I" there is one of those who speak."""
    assert not in_person([f"{who}: I see it so." for who in ("HOST", "Ann Reyes")] * 3)


def test_a_short_text_says_nothing() -> None:
    """Of fewer words than a few paragraphs no kind is told."""
    assert features(["Of course it's ridiculous."], "Why?") == {}
    assert argued(["Of course it's ridiculous."], "Why?") == 0.0
    assert argued([], "") == 0.0
    assert sum(len(part.split()) for part in COLUMN) > FEWEST


def test_the_words_and_the_weights_agree() -> None:
    """Every sign has a weight, and every kind of words a use."""
    data = json.loads((Path(module.__file__).parent / "data" / "argued.json").read_text("utf-8"))
    assert set(data["weights"]) == features(COLUMN, "").keys() - {"heard"}
    assert set(module._words()) == {"reports", "stance", "judges", "ought", "negates", "is", "connects", "speaks"}
    for sign in ("judges", "stance", "ought", "negates"):
        assert data["weights"][sign] > 0 > data["weights"]["reports"]


def test_only_so_much_is_read() -> None:
    """What stands further down than that changes nothing."""
    filler = "The council said on Monday that the boats were new. " * (LONGEST // 50)
    assert features([filler, *COLUMN], "") == features([filler], "")
