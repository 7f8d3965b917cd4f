"""What is joined and what is not, how many comparisons it takes, and the numbers on which sources differ."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from talks_example import judged, prose

from digest.model import Document, Judged, When
from digest.select import telling
from digest.select.claims import BUCKET, LOOKED_UP, candidates, clarity, in_lead, join, usable, weights
from digest.select.figures import figures

EMPTY = frozenset("a an the of to in on and was were by at for with from it its had has said that".split())
NOISE = [
    "The bakery on the square sells rye bread and seeded rolls every morning.",
    "Ferries cross the lake twice a day when the weather is calm.",
    "A choir from the valley sang hymns beside the old mill.",
    "Farmers expect a poor harvest of barley after the dry spring.",
    "The museum lent nine paintings to a gallery in the capital.",
    "Its tram depot will close for repairs until the autumn.",
]


def tell(*texts: str, **more: object) -> list[Judged]:
    """One sentence a document, and noise of other documents around them."""
    made = []
    for n, text in enumerate((*texts, *NOISE)):
        words = [w.strip('.,;:"“”').lower() for w in text.split()]
        capital = frozenset(w.strip('.,;:"“”').lower() for w in text.split()[1:] if w[:1].isupper())
        j = judged(text, doc=f"{n:012x}".ljust(64, "0"), terms=[w for w in words if w and w not in EMPTY])
        made.append(replace(j, names=capital, **more))  # type: ignore[arg-type]
    return made


def joined(*texts: str) -> bool:
    """Whether the first two tellings are one claim."""
    made = tell(*texts)
    return made[1].sent.id in join(made).same.get(made[0].sent.id, ())


BRIDGE = "Engineers reopened the northern bridge at Lakemouth on Monday after repairs to eleven cracked girders."


@pytest.mark.parametrize(
    "other",
    [
        "The northern bridge at Lakemouth was reopened on Monday after engineers made repairs to eleven cracked girders.",
        "Repairs to eleven cracked girders done, engineers reopened the northern bridge at Lakemouth on Monday.",
    ],
)
def test_another_telling_of_the_same_is_joined(other: str) -> None:
    """Order and function words may differ."""
    assert joined(BRIDGE, other)


@pytest.mark.parametrize(
    "other",
    [
        "Engineers reopened the northern bridge at Lakemouth on Friday after repairs to eleven cracked girders.",
        "Engineers never reopened the northern bridge at Lakemouth after repairs to eleven cracked girders.",
        "Engineers reopened the northern bridge at Lakemouth on Monday after repairs to nineteen cracked girders.",
        "The mayor of Lakemouth praised engineers and asked for a second bridge beside the railway.",
    ],
    ids=["another day", "negated", "another number", "another fact"],
)
def test_what_contradicts_or_tells_of_something_else_is_not_joined(other: str) -> None:
    """Words that are shared don't outweigh a day, a number or a "never"."""
    assert not joined(BRIDGE, other)


def test_the_same_frame_with_another_actor_is_not_joined() -> None:
    """Who did it is what is told."""
    one = "Harbour inspector Ilse Brandt was charged on Monday with taking bribes from ferry owners, a court heard."
    other = "Harbour inspector Omar Velt was charged on Monday with taking bribes from ferry owners, a court heard."
    one, other = (f"On the island, {text[0].lower()}{text[1:]}" for text in (one, other))
    assert not joined(one, other)


def test_other_words_of_the_same_speaker_are_not_joined() -> None:
    """A long title in front of two quotations makes them no single one."""
    one = "“We will open every lock before winter comes,” said Mira Holt, the head of the lake board’s water office."
    other = "“Nobody asked farmers about those meters,” said Mira Holt, the head of the lake board’s water office."
    assert not joined(one, other)


def test_other_speakers_parties_and_days_forbid() -> None:
    """What analysis found out counts, however alike the words are; what it doesn't know forbids nothing."""
    one, other, *rest = tell(BRIDGE, BRIDGE.replace("Engineers", "Workers"))
    done = When("past", date(2025, 6, 2), date(2025, 6, 2))
    assert join([one, other, *rest]).same
    for name, mine, theirs in (
        ("party", "Ukraine", "Russia"),
        ("speaker", "Ukraine", "Russia"),
        ("when", done, replace(done, kind="announced")),
        ("when", done, replace(done, first=date(2025, 6, 9), last=date(2025, 6, 9))),
    ):
        long = [replace(j, sent=replace(j.sent, text=text)) for j, text in zip((one, other), LOOSE, strict=True)]
        first, second = replace(long[0], **{name: mine}), replace(long[1], **{name: theirs})  # type: ignore[arg-type]
        measures = telling.measure(telling.take_apart(first), telling.take_apart(second), weights([first, second]))
        assert telling.forbidden(telling.take_apart(first), telling.take_apart(second), measures), name


LOOSE = (
    "Engineers reopened the northern bridge at Lakemouth after repairs to cracked girders.",
    "The northern bridge at Lakemouth, its girders repaired, was reopened by engineers.",
)


def test_sentences_of_one_document_support_nothing() -> None:
    """Only another document can report the same."""
    made = tell(BRIDGE, BRIDGE)
    own = replace(made[1], sent=replace(made[1].sent, doc=made[0].sent.doc, index=1))
    assert join([made[0], own, *made[2:]]).same == {}


def test_dropped_sentences_questions_and_stock_phrases_are_in_no_claim() -> None:
    """What is not read as a report can't be the same as one."""
    asked = "Did engineers reopen the northern bridge at Lakemouth on Monday after repairs?"
    silent = "The ferry company at Lakemouth harbour did not respond to a request for comment on the bridge repairs."
    made = [*tell(asked, asked, silent, silent), replace(tell(BRIDGE)[0], dropped="off-topic")]
    assert {j.sent.text for j in usable(made)} == set(NOISE)


def test_openings_that_go_on_in_many_ways_are_stock() -> None:
    """The same first words in several documents, each time followed by others."""
    made = tell(*(f"To watch this film please allow scripts {word} is what happened today." for word in "abcde"))
    assert telling.stock(made) == frozenset(j.sent.id for j in made[:5])


def test_the_lead_is_the_clearest_telling() -> None:
    """It stands alone and has what the others share; members that are not alike to it are not in its claim."""
    full, short, leaning = (
        BRIDGE,
        "Engineers reopened the northern bridge at Lakemouth on Monday after repairs to cracked girders.",
        "They reopened the northern bridge at Lakemouth on Monday after repairs to eleven cracked girders.",
    )
    made = tell(leaning, full, short)
    made[0] = replace(made[0], opener="They")
    found = join(made)
    claim = found.claims[made[0].sent.id]
    assert claim.lead == made[1].sent.id
    assert set(claim.support) == {made[0].sent.id, made[2].sent.id}
    for j in made[:3]:
        assert set(found.claims[j.sent.id].support) <= set(found.same[claim.lead])
    assert in_lead(found, made[2].sent.id).lead == made[2].sent.id


def test_clarity_prefers_what_stands_alone_and_the_later_day() -> None:
    """Of two equal tellings the later goes first."""
    one, other, *_ = tell(BRIDGE, BRIDGE)
    weight = weights([one, other])
    assert clarity(one, [other], weight, "2025-06-03") > clarity(one, [other], weight, "2025-06-02")
    assert clarity(replace(one, opener="He"), [other], weight) < clarity(one, [other], weight)
    longer = replace(one, sent=replace(one.sent, text=one.sent.text + " and so on" * 20))
    assert clarity(longer, [other], weight) < clarity(one, [other], weight)


def corpus(size: int) -> list[Judged]:
    """Sentences of a language with many rare words and few frequent ones, as languages are (Zipf 1949)."""
    draw = random.Random(7)
    ranks = [f"w{int(1 / max(1e-4, draw.random()) ** 0.9)}x{draw.randrange(30)}" for _ in range(40_000)]
    return [
        judged("Some words.", doc=f"{n // 10:012x}".ljust(64, "0"), index=n % 10, terms=draw.sample(ranks, 14))
        for n in range(size)
    ]


def test_the_work_grows_with_the_sentences() -> None:
    """Four times as many sentences take about four times as many comparisons, and never more than the bound."""
    small, large = (sum(1 for _ in candidates(made, weights(made))) for made in (corpus(5_000), corpus(20_000)))
    assert small > 0
    assert large < 6 * small
    keys = LOOKED_UP + LOOKED_UP * (LOOKED_UP - 1) // 2
    assert large < 20_000 * keys * BUCKET


def test_order_changes_nothing() -> None:
    """The same sentences in another order give the same claims."""
    made = tell(BRIDGE, LOOSE[0], BRIDGE.replace("Engineers", "Workers"))
    one, other = join(made), join(list(reversed(made)))
    assert one.claims == other.claims
    assert one.same == other.same


# --- figures ---------------------------------------------------------------------------------------------------------

BOATS = "The storm on Sunday night sank {} fishing boats in the harbour of Lakemouth, the coast guard said."


def found_figures(first: str, second: str, families: Sequence[str] = ("alpha", "beta")) -> list[tuple[str, ...]]:
    """What each source writes, of every figure on which the two differ."""
    made = tell(BOATS.format(first), BOATS.format(second))
    docs: dict[str, Document] = {j.sent.doc: prose(j.sent.text, name=f"paper{n}") for n, j in enumerate(made)}
    for j, family in zip(made, families, strict=False):
        docs[j.sent.doc] = replace(docs[j.sent.doc], family=family)
    told = figures(join(made), {j.sent.id: j for j in made}, docs)
    return [tuple(t.written for t in figure.told) for figure in told]


def test_two_numbers_of_the_same_are_a_figure() -> None:
    """Each as its source writes it."""
    (told,) = found_figures("40", "47")
    assert set(told) == {"40 fishing boats", "47 fishing boats"}


@pytest.mark.parametrize(
    ("first", "second"),
    [("40", "40"), ("40", "forty"), ("more than 100", "109"), ("about 40", "41"), ("4", "40"), ("40", "six other")],
)
def test_what_may_be_one_number_is_no_figure(first: str, second: str) -> None:
    """Rounded, loosely meant, far apart or on top of others: nothing is said."""
    assert found_figures(first, second) == []


def test_two_numbers_of_one_owner_are_no_dispute() -> None:
    """One of them is the newer one."""
    assert found_figures("40", "47", ("alpha", "alpha")) == []
