"""How likely two takeaways tell the same: openings of one event, whatever their words."""

import json
import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from talks_example import config, prose

from digest.analyse import analyse
from digest.compose import compose
from digest.model import Document
from digest.select import select
from digest.select.same import repeats
from digest.select.same import twice as module
from digest.select.same.gist import Gist
from digest.select.same.repeats import akin, said, told_twice
from digest.select.same.twice import TWICE, articles, features, twice

CUTOFF = datetime(2025, 6, 3, 6, tzinfo=UTC)
WIDE = config("briefing: {title: T}\nsections:\n  - {key: outcomes, title: O}\n")
RULED = (
    "The Lake Court ruled on Monday against the mayor's ban on ferries, which now waits for the council of the north."
)
UPHELD = "The Lake Court upheld on Monday an order that keeps the mayor of Hilltown from barring ferries to the north."
ELSE = "Fishermen on the southern shore began to mend their nets in the cold of January, as they do each winter."


def made(*docs: Document) -> dict[str, Gist]:
    """The gists of the first sentences, by the name of their article, and of all others by id."""
    judged = analyse(docs, WIDE)
    says = said(judged, docs={doc.id: doc for doc in docs})
    return {key: one.gist for key, one in says.items() if one.gist}


def story(*firsts: str) -> tuple[Document, ...]:
    """An article for each of these sentences, and what it goes on with."""
    return tuple(
        prose(first, f"The ferries of pier {n} sail at noon.", "Rain is expected.", name=f"article {n}")
        for n, first in enumerate(firsts)
    )


def heads(gists: dict[str, Gist]) -> list[Gist]:
    """Those that open their articles, in the order of these."""
    return [gist for gist in gists.values() if gist.judged.sent.index == 0]


def test_two_openings_of_one_event_are_likelier_to_be_one_than_others() -> None:
    """Of one day and one court, against what another article opens with; of both it is the same which comes first."""
    gists = made(*story(RULED, UPHELD, ELSE))
    one, other, third = heads(gists)
    told = articles(gists)
    assert twice(one, other, told) > 3 * twice(one, third, told)
    assert twice(one, other, told) == twice(other, one, told)
    assert features(one, other, told) == pytest.approx(features(other, one, told))


def test_a_sentence_is_of_one_event_with_itself() -> None:
    """Word for word in two articles."""
    gists = made(*story(RULED, RULED.replace("which now", "which by now"), ELSE))
    one, other, _ = heads(gists)
    assert twice(one, other, articles(gists)) > TWICE


def test_two_votes_are_two_events() -> None:
    """Of other scores, or where one says what the other denies, however much they have in common."""
    vote = "The council of the lake voted 52-48 on Monday to confirm Ada Bel as keeper of the northern harbour."
    for other, one_event in (
        (vote.replace("voted 52-48", "voted again by 52-48"), True),
        (vote.replace("52-48", "51-49"), False),
        (vote.replace("to confirm", "not to confirm"), False),
    ):
        gists = made(*story(vote, other, ELSE))
        mine, theirs, _ = heads(gists)
        assert (twice(mine, theirs, articles(gists)) > TWICE) is one_event, other


def test_each_measure_is_told() -> None:
    """From the sentences, what stands around them and their articles; what depends on two articles is nothing within one."""
    gists = made(*story(RULED, UPHELD, ELSE))
    one, other, _ = heads(gists)
    told = articles(gists)
    found = features(one, other, told)
    assert found["both open"] == found["both are first"] == found["one day"] == 1.0
    assert found["next to each other"] == found["near each other"] == 0.0
    assert 0.2 < found["terms"] < 0.8
    assert 0 < found["article"] < 1
    assert found["headlines"] == 1.0  # of one title each
    own = next(gist for gist in gists.values() if gist.judged.sent.doc == one.judged.sent.doc and gist is not one)
    within = features(one, own, told)
    assert within["next to each other"] == within["near each other"] == 1.0
    assert within["article"] == within["headlines"] == 0.0
    later = replace(other, judged=replace(other.judged, sent=replace(other.judged.sent, index=7)))
    assert features(one, later, told)["both open"] == 0.0


def test_the_weights_are_of_the_measures() -> None:
    """No measure without a weight, no weight without a measure."""
    gists = made(*story(RULED, UPHELD, ELSE))
    one, other, _ = heads(gists)
    data = json.loads(module._DATA.read_text(encoding="utf-8"))
    assert data["weights"].keys() == features(one, other, articles(gists)).keys()
    assert data["weights"]["terms"] > 0 > data["bias"]


def test_pairs_are_told_of_the_sentences_that_are_asked_for() -> None:
    """In their order; what isn't known is none."""
    docs = story(RULED, RULED.replace("which now", "which by now"), ELSE)
    judged = analyse(docs, WIDE)
    says = said(judged, docs={doc.id: doc for doc in docs})
    one, other, third = (j.sent.id for j in judged if j.sent.index == 0)
    assert told_twice([one, other, third], says) == {(one, other)}
    assert told_twice([third, other, "none", one], says) == {(other, one)}
    assert told_twice([one, third], says) == akin([one, third], says) == frozenset()
    keys = list(says)
    random.Random(3).shuffle(keys)
    assert told_twice([one, other, third], {key: says[key] for key in keys}) == {(one, other)}


def test_a_page_tells_its_news_once_at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the articles to the takeaways: where every two sentences tell the same one of them is enough."""
    docs = story(
        RULED, ELSE, "Oro Lind of Eastport resigned as keeper of the lamps on Monday after nine years of service."
    )
    judged = analyse(docs, WIDE)

    def heads() -> int:
        made = compose(select(judged, docs, WIDE), judged, docs, (), WIDE, cutoff=CUTOFF, program="test")
        return len(made.takeaways)

    assert heads() > 1
    monkeypatch.setattr(repeats, "TWICE", 0.0)
    assert heads() == 1
