"""Whether an article belongs in the briefing."""

from __future__ import annotations

from talks_example import config, prose

from digest.analyse import analyse
from digest.analyse.features import Reading
from digest.analyse.sentences import split
from digest.analyse.topic import THRESHOLD, relevance, topic
from digest.model import Document

CONFIG = config()
NO_TOPIC = config(changes=[("  topic: [ceasefire, talks, lake]\n", "")])
LAKE = prose(
    "The talks at the lake brought no ceasefire. Ukraine demanded one. Russia named its terms.",
    "The ministers left the lake on Monday.",
)
BREAD = prose("The bakery on Main Street won a prize. Its bread is dark. Customers queue from six.", name="bread")


def relevant(doc: Document) -> float:
    """How much an article has to do with the lake talks."""
    return relevance(doc, [Reading(sent) for sent in split(doc)], topic(CONFIG), CONFIG)


def test_what_is_about_the_matter_belongs_in() -> None:
    """An article that speaks of the topic and the parties throughout is in, one about bread is out."""
    assert relevant(LAKE) >= THRESHOLD > relevant(BREAD)


def test_one_touch_is_not_enough() -> None:
    """A long article that names the talks once doesn't belong in."""
    colour = " ".join(f"The oven number {n} burns wood." for n in range(30))
    doc = prose(f"{colour} The baker followed the talks on the radio. {colour}", name="bread")
    assert relevant(BREAD) <= relevant(doc) < THRESHOLD


def test_a_partys_name_alone_is_not_the_matter() -> None:
    """Where a topic names a party too, an article in which nothing else of it stands is out: not all that happens in Russia belongs in."""
    wanted = config(changes=[("topic: [ceasefire, talks, lake]", "topic: [Russia, Ukraine, ceasefire]")])
    business = prose(
        "Russia will ask foreign firms for more. Russia has named no date.", "Russian firms welcome it.", name="firms"
    )
    for doc, within in ((business, False), (LAKE, True)):
        score = relevance(doc, [Reading(sent) for sent in split(doc)], topic(wanted), wanted)
        assert (score >= THRESHOLD) == within
    only = config(changes=[("topic: [ceasefire, talks, lake]", "topic: [Russia]")])
    assert relevance(business, [Reading(sent) for sent in split(business)], topic(only), only) >= THRESHOLD


def test_each_article_by_itself() -> None:
    """All sentences of an article share its fate, whatever else is read."""
    judged = analyse((LAKE, BREAD), CONFIG)
    assert {j.dropped for j in judged if j.sent.doc == BREAD.id} == {"off-topic"}
    assert "off-topic" not in {j.dropped for j in judged if j.sent.doc == LAKE.id}


def test_without_topic_everything_belongs_in() -> None:
    """No topic words: nothing is off topic, not even an article without a sentence."""
    assert "off-topic" not in {j.dropped for j in analyse((LAKE, BREAD), NO_TOPIC)}
    assert relevance(prose("?"), [], topic(NO_TOPIC), NO_TOPIC) == 1.0
    assert relevance(prose("?"), [], topic(CONFIG), CONFIG) < THRESHOLD
