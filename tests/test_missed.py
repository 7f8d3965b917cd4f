"""What the topic left out, as it is told."""

from __future__ import annotations

from dataclasses import replace

from talks_example import WIDE, about, config, prose

from digest.analyse import analyse, missed
from digest.analyse.about.gate import LARGEST
from digest.analyse.about.missed import NAMED, TOPIC, advice
from digest.config import Config
from digest.model import EXPECTED, OFF_TOPIC, Document, Found, Problem

BREAD = ("rye", "oats", "spelt", "barley", "maize", "millet", "wheat")


def bread(count: int, source: str = "inbox/", uri: str = "") -> list[Document]:
    """Articles about something else, from one source."""
    return [
        replace(
            prose(f"Bakery {n} won a prize for its {BREAD[n % 7]}.", f"So says {source or n}.", name=f"b{n}"),
            title=Found(f"A prize for {BREAD[n % 7]}, number {n}", "t"),
            source=source,
            uri=f"{uri or source}b{n}",
        )
        for n in range(count)
    ]


TALKS = replace(
    prose(
        "The talks at the lake brought no ceasefire. Ukraine demanded one. Russia named its terms.",
        "The ministers left the lake on Monday after talks on a ceasefire.",
    ),
    source="inbox/",
)
CONFIG = config()


def told(docs: list[Document], wanted: Config = CONFIG) -> tuple[Problem, ...]:
    """What is told of these articles."""
    return missed(analyse(docs, wanted), docs, wanted)


def test_where_nothing_is_off_nothing_is_told() -> None:
    """A folder of which all belongs in is no news; nor is one without a topic, or no article at all."""
    assert told([TALKS]) == ()
    assert told(bread(3), WIDE) == ()
    assert told([]) == ()


def test_a_stray_is_a_note() -> None:
    """Of a folder of which at most half falls a note names what fell."""
    (one,) = told([TALKS, *bread(1)])
    assert (one.stage, one.uri) == (OFF_TOPIC, "inbox/")
    assert one.stage in EXPECTED
    assert one.message == "1 of 2 articles is off the topic: “A prize for rye, number 0”"


def test_more_than_half_of_a_folder_is_a_problem() -> None:
    """It names what fell, within bounds, the phrases that no sentence holds, and what to do."""
    (one,) = told([TALKS, *bread(8)], about("lake", "ceasefire", "grain corridor"))
    assert (one.stage, one.uri) == (TOPIC, "inbox/")
    assert one.stage not in EXPECTED
    assert one.message.startswith("8 of 9 articles are off the topic: “A prize for rye, number 0”, ")
    assert one.message.count("A prize for") == NAMED
    assert one.message.endswith("and 3 more; no sentence holds “grain corridor”")
    assert advice(one).startswith("; put the articles' own words")
    assert advice(Problem(OFF_TOPIC, "inbox/", "1 of 9 articles is off the topic")) == ""


def test_a_phrase_with_a_party_is_looked_for_by_any_alias() -> None:
    """A phrase is met where its words stand beside any name of its party."""
    (one,) = told([*bread(2), replace(BREAD_AND_KYIV, source="inbox/")], about("Ukraine bakery", "Russia bakery"))
    assert one.message.endswith("no sentence holds “Russia bakery”")


BREAD_AND_KYIV = prose("The oldest bakery is in Kyiv.", "It has burnt wood.", *["Its ovens are cold."] * 40, name="k")


def test_nothing_left_is_one_problem() -> None:
    """Where no article of any source is left, one line says so; of feeds it is a note: some days they bring nothing."""
    (files,) = told([*bread(2), *bread(2, "box/")])
    assert (files.stage, files.uri) == (TOPIC, "all sources")
    assert files.message.startswith(
        "nothing is left: all 4 articles read are off the topic: “A prize for rye, number 0”"
    )
    (feeds,) = told(bread(3, "https://news.example/rss", "https://news.example/"))
    assert feeds.stage == OFF_TOPIC


def test_feeds_and_great_collections_bring_much_else() -> None:
    """Of a feed, and of a file of more articles than a hand can pick, nothing is told while something is left."""
    assert told([TALKS, *bread(3, "https://news.example/rss", "https://news.example/")]) == ()
    assert told([TALKS, *bread(LARGEST)]) == ()
