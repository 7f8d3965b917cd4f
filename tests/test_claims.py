"""What is joined and what is not, how many comparisons it takes, and the numbers on which sources differ."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from talks_example import judged, prose

from digest.model import Document, Found, Judged, When
from digest.select.same import telling
from digest.select.same.claims import BUCKET, LOOKED_UP, candidates, clarity, in_lead, join, usable, weights
from digest.select.same.figures import figures

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


SHOTS = "Officers of the harbour guard shot two students at a rally against tuition fees in Lakemouth."


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (
            "The guard's commander resigned, four days after officers of the harbour guard shot two students at a rally in Lakemouth.",
            False,
        ),
        (
            "Three newspapers closed just days after officers of the harbour guard shot two students at a rally in Lakemouth.",
            False,
        ),
        (
            "Schools stayed shut, after officers of the harbour guard shot two students at a rally against fees in Lakemouth.",
            False,
        ),
        (
            "Two students were shot by officers of the harbour guard at a rally against fees in Lakemouth, after hours of quarrels.",
            True,
        ),
        (
            "Officers of the harbour guard shot two students at a rally against tuition fees in Lakemouth, hours after dawn.",
            True,
        ),
    ],
)
def test_what_only_dates_something_else_by_it_is_not_joined(other: str, same: bool) -> None:
    """An article of the day of the shots is no source of what followed."""
    assert joined(SHOTS, other) is same


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
    one, other, *rest = tell(*LOOSE)
    done = When("past", date(2025, 6, 2), date(2025, 6, 2))
    assert join([one, other, *rest]).same
    for name, mine, theirs in (
        ("party", "Ukraine", "Russia"),
        ("speaker", "Ukraine", "Russia"),
        ("when", done, replace(done, kind="announced")),
        ("when", done, replace(done, first=date(2025, 6, 9), last=date(2025, 6, 9))),
    ):
        first, second = replace(one, **{name: mine}), replace(other, **{name: theirs})  # type: ignore[arg-type]
        measures = telling.measure(telling.take_apart(first), telling.take_apart(second), weights([first, second]))
        assert telling.forbidden(telling.take_apart(first), telling.take_apart(second), measures), name


LOOSE = (
    "Engineers reopened the northern bridge at Lakemouth after repairs to cracked girders.",
    "The northern bridge at Lakemouth, its girders repaired, was reopened by engineers.",
)


def test_two_articles_of_one_publisher_must_be_almost_the_same() -> None:
    """It has its turns of phrase; of two publishers the same sentences are joined."""
    made = tell(*LOOSE)
    docs = [replace(prose(j.sent.text, name=f"paper{n}"), id=j.sent.doc) for n, j in enumerate(made)]
    apart = [replace(doc, family=f"owner {n}") for n, doc in enumerate(docs)]
    assert made[1].sent.id in join(made, apart).same[made[0].sent.id]
    assert join(made, [replace(doc, family="one owner") for doc in docs]).same == {}
    spelt = [replace(doc, family=name) for doc, name in zip(docs, ("One Owner", "oneowner") * len(docs), strict=False)]
    assert join(made, spelt).same == {}
    near = tell(BRIDGE, BRIDGE.replace("after repairs", "after long repairs"))
    assert join(near, [replace(doc, family="one owner") for doc in docs]).same


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


@pytest.mark.unmeasured
def test_the_work_grows_with_the_sentences() -> None:
    """Four times as many sentences take about four times as many comparisons, and never more than the bound."""
    small, large = (sum(1 for _ in candidates(made, weights(made))) for made in (corpus(5_000), corpus(20_000)))
    assert small > 0
    assert large < 6 * small
    keys = LOOKED_UP + LOOKED_UP * (LOOKED_UP - 1) // 2
    assert large < 20_000 * keys * BUCKET


def test_order_changes_nothing() -> None:
    """The same sentences in another order give the same claims."""
    made = tell(BRIDGE, *LOOSE)
    one, other = join(made), join(list(reversed(made)))
    assert one.claims == other.claims
    assert one.same == other.same


CONTRARY = (
    (
        "The parliament of Velmora passed the harbour bill late on Monday after a long debate about port fees.",
        "After a long debate about port fees the harbour bill was blocked by the parliament of Velmora on Monday.",
    ),
    (
        "Members of the miners' union voted on Friday to accept the new pay offer of the copper company.",
        "The miners' union turned down the copper company's new pay offer in a vote of members on Friday.",
    ),
    (
        "On Thursday Ukrainian forces shelled the railway depot near the river crossing, witnesses said.",
        "On Thursday Russian forces shelled the railway depot near the river crossing, witnesses said.",
    ),
    (
        "Voters in the mountain republic cast ballots in the first round of the presidential election on Sunday.",
        "Voters in the mountain republic cast ballots in the second round of the presidential election on Sunday.",
    ),
    (
        "A gas explosion destroyed a bakery in Brenholt on Wednesday and injured several passers-by.",
        "Several passers-by were injured on Wednesday when a gas explosion destroyed a bakery in Kasterlo.",
    ),
    (
        "Farmers blocked the coastal motorway with barriers on Monday in protest against new diesel taxes.",
        "Students blocked the coastal motorway with barriers on Monday in protest against new diesel taxes.",
    ),
    (
        "Inspectors checked 40 of 52 boilers in the power station and found cracks in several of the pipes.",
        "Inspectors checked 44 of 52 boilers in the power station and found cracks in several of the pipes.",
    ),
    (
        "The storm damaged 280 houses in the fishing village and cut off the road to the harbour, officials said.",
        "The storm damaged 300 houses in the fishing village and cut off the road to the harbour, officials said.",
    ),
    (
        "The repairs to the northern canal lock will take 14 days because steel gates must be cast anew.",
        "The repairs to the northern canal lock will take 30 days because steel gates must be cast anew.",
    ),
)


@pytest.mark.parametrize(("one", "other"), CONTRARY)
def test_what_contradicts_is_not_joined(one: str, other: str) -> None:
    """However many words are shared; the sentence itself is joined with its copy, so that it is the contradiction that counts."""
    assert joined(one, f"{one[:-1]} again.")
    assert not joined(one, other)


def test_a_long_run_of_equal_words_excuses_no_contradiction() -> None:
    """Also where all but one word are the same."""
    one = "The board of the harbour company said in the evening that it had approved the sale of the eastern dock."
    assert not joined(one, one.replace("approved", "blocked"))


# --- figures ---------------------------------------------------------------------------------------------------------

BOATS = "The storm on Sunday night sank {} fishing boats in the harbour of Lakemouth, the coast guard said."


def found_figures(
    first: str,
    second: str,
    families: Sequence[str] = ("alpha", "beta", "gamma"),
    *,
    text: str = BOATS,
    changes: Sequence[dict[str, object]] = (),
    whens: Sequence[When | None] = (),
    third: tuple[str, str] | None = None,
) -> list[tuple[str, ...]]:
    """What each source writes, of every figure on which the first two differ; `third` is another value and its day."""
    made = tell(text.format(first), text.format(second), *([text.format(third[0])] if third else []))
    made = [replace(j, when=when) for j, when in zip(made, whens, strict=False)] + made[len(whens) :]
    docs: dict[str, Document] = {j.sent.doc: prose(j.sent.text, name=f"paper{n}") for n, j in enumerate(made)}
    for j, family in zip(made, families, strict=False):
        docs[j.sent.doc] = replace(docs[j.sent.doc], family=family, publisher=Found(family, "byline"))
    for j, change in zip(made, changes, strict=False):
        docs[j.sent.doc] = replace(docs[j.sent.doc], **change)  # type: ignore[arg-type]
    if third:
        docs[made[2].sent.doc] = replace(docs[made[2].sent.doc], published=Found(third[1], "byline"))
    told = figures(join(made), {j.sent.id: j for j in made}, docs)
    return [tuple(t.written for t in figure.told) for figure in told]


def test_two_numbers_of_the_same_are_a_figure() -> None:
    """Each as its source writes it."""
    (told,) = found_figures("40", "47")
    assert set(told) == {"40 fishing boats", "47 fishing boats"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("40", "40"),
        ("40", "forty"),
        ("more than 100", "109"),
        ("about 40", "41"),
        ("4", "40"),
        ("40", "six other"),
        ("at least 40", "45"),
        ("at least 45", "at least 82"),
        ("up to 60", "45"),
        ("280", "300"),
    ],
)
def test_what_may_be_one_number_is_no_figure(first: str, second: str) -> None:
    """Rounded, loosely meant, far apart or on top of others: nothing is said."""
    assert found_figures(first, second) == []


def test_two_numbers_of_one_owner_are_no_dispute() -> None:
    """One of them is the newer one; so it is with a publisher that nobody knows."""
    assert found_figures("40", "47", ("alpha", "alpha")) == []
    assert found_figures("40", "47", ("alpha", "")) == []
    assert found_figures("40", "47", ("Alpha News", "alphanews")) == []


def test_values_far_apart_count_something_else() -> None:
    """Up to two and a half times as many are a dispute."""
    assert found_figures("40", "99")
    assert found_figures("40", "101") == []


@pytest.mark.parametrize(
    "change",
    [
        {"published": None},
        {"published": Found("2025-06-05", "byline")},
        {"wire": Found("Reuters", "byline")},
        {"publisher": Found("", "unknown")},
    ],
    ids=["undated", "days later", "one dispatch", "publisher unknown"],
)
def test_figures_are_of_one_day_and_of_independent_publishers(change: dict[str, object]) -> None:
    """Else they may be an old and a new number, or two versions of one text."""
    wired = {"wire": change["wire"]} if "wire" in change else {}
    other = {**change, "family": ""} if "publisher" in change else change
    assert found_figures("40", "47", changes=(wired, other)) == []


def test_figures_tell_of_one_day() -> None:
    """Where both name it, it is the same one; the day of the week tells it too, in articles of one day."""
    first, second = (When("past", date(2025, 6, n), date(2025, 6, n)) for n in (1, 2))
    assert found_figures("40", "47", whens=(first, first))
    assert found_figures("40", "47", whens=(first, second)) == []
    assert found_figures("40", "47", whens=(first, None))
    assert found_figures("40", "47", whens=(first, None), text=BOATS.replace("on Sunday night", "overnight")) == []
    later: dict[str, object] = {"published": Found("2025-06-03", "byline")}
    assert found_figures("40", "47", whens=(first, None), changes=({}, later)) == []


def test_what_is_destroyed_in_another_number_is_a_figure() -> None:
    """Aircraft don't go on being counted as people do; houses may."""
    told = "Drones hidden in lorries destroyed {} {} at the four bases of Lakemouth on Sunday, the coast guard said."
    assert found_figures("40", "41", text=told.replace("{} {}", "{} warplanes"))
    assert found_figures("40", "47", text=told.replace("{} {}", "{} houses")) == []


TOLL = "The storm on Sunday night killed {} fishermen in the harbour of Lakemouth, the coast guard said."


def test_a_toll_that_rises_is_no_dispute() -> None:
    """Only where the later article tells of fewer it is none; where nobody knows which is later, nothing is said."""
    later: dict[str, object] = {"published": Found("2025-06-03", "byline")}
    sunday = [When("past", date(2025, 6, 1), date(2025, 6, 1))] * 2
    assert found_figures("40", "47", text=TOLL) == []
    assert found_figures("40", "47", text=TOLL, changes=({}, later), whens=sunday) == []
    assert found_figures("47", "40", text=TOLL, changes=({}, later), whens=sunday)
    assert found_figures("47", "40", changes=({}, later), whens=sunday)
    much_later: dict[str, object] = {"published": Found("2025-06-04", "byline")}
    assert found_figures("47", "40", changes=({}, much_later), whens=sunday) == []
    assert found_figures("47", "40", changes=({}, later)) == []


def test_a_later_number_stands_for_all_before_it() -> None:
    """What is told on the next day settles what differed."""
    assert found_figures("40", "47", third=("52", "2025-06-03")) == []
    assert found_figures("40", "47", third=("47", "2025-06-03")) == []
    assert found_figures("40", "47", third=("47", "2025-06-02"))
