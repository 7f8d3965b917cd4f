"""An article that argues is told by its own words, where nothing else says of what kind it is."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from digest.ingest import argued as module
from digest.ingest.argued import FEWEST, LONGEST, argued, features
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


def test_what_others_say_is_not_the_writer() -> None:
    """What stands between quotation marks counts for nothing."""
    quoted = features([*REPORT, "“This is absurd, pathetic, shameful and of course simply wrong,” said the mayor."], "")
    assert quoted["judges"] == 0.0
    assert quoted["stance"] == 0.0
    assert features(COLUMN, "")["judges"] > 0.0


def test_a_short_text_says_nothing() -> None:
    """Of fewer words than a few paragraphs no kind is told."""
    assert features(["Of course it's ridiculous."], "Why?") == {}
    assert argued(["Of course it's ridiculous."], "Why?") == 0.0
    assert argued([], "") == 0.0
    assert sum(len(part.split()) for part in COLUMN) > FEWEST


def test_the_words_and_the_weights_agree() -> None:
    """Every sign has a weight, and every kind of words a use."""
    data = json.loads((Path(module.__file__).parent / "data" / "argued.json").read_text("utf-8"))
    assert set(data["weights"]) == set(features(COLUMN, ""))
    assert set(module._words()) == {"reports", "stance", "judges", "ought", "negates", "is", "connects", "speaks"}
    for sign in ("judges", "stance", "shortens", "connects", "ought"):
        assert data["weights"][sign] > 0 > data["weights"]["reports"]


def test_only_so_much_is_read() -> None:
    """What stands further down than that changes nothing."""
    filler = "The council said on Monday that the boats were new. " * (LONGEST // 50)
    assert features([filler, *COLUMN], "") == features([filler], "")
