"""Numbers that several publishers tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from talks_example import config, judged, prose

from digest.model import Document, Judged
from digest.select import select
from digest.select.same.numbers import PUBLISHERS, widely_told
from digest.select.same.repeats import said

TOLD = (
    "Norland will return 6,000 lanterns to the harbour.",
    "The harbour gets 6,000 lanterns, sailors told a choir.",
    "About the 6,000 lanterns nobody had asked the fishermen.",
)


def ranked(*texts: str, houses: Sequence[str] = ("Oak", "Elm", "Ash", "Fir", "Yew")) -> list[list[int]]:
    """The places of the sentences that tell a shared number."""
    made = [judged(text, doc=f"{n:012}" + "0" * 52) for n, text in enumerate(texts)]
    at = {j.sent.id: n for n, j in enumerate(made)}
    found = widely_told(said(made), {j.sent.id: house for j, house in zip(made, houses, strict=False)})
    return [sorted(at[key] for key in number.told) for number in found]


def test_what_most_publishers_tell_comes_first() -> None:
    """Each number with all sentences that give it, though they share hardly a word."""
    assert ranked(*TOLD[:2], "They lit all 6,000 lanterns of the harbour.") == [[0, 1, 2]]
    assert ranked(*TOLD[:2]) == []
    many = (
        "We saw 80 ferries in ice.",
        "They lost 80 ferries to ice.",
        "Some 80 ferries sank in ice.",
        "Only 80 ferries met ice.",
    )
    three = (
        "The flood took 70 mills away.",
        "They lost 70 mills in the flood then.",
        "Some 70 mills met the flood there.",
    )
    assert ranked(*many, *three, houses=("a", "b", "c", "d", "e", "f", "g")) == [[0, 1, 2, 3], [4, 5, 6]]


@pytest.mark.parametrize(
    "texts",
    [
        ("We saw 80 ferries in ice.", "They lost 90 ferries to ice.", "Some 80 mills stood in ice."),
        ("A ferry seats 80 choirs.", "Police held 80 choirs.", "The fair drew 80 choirs."),
        ("Rents rose 80 percent in ice.", "The ice grew 80 percent.", "Wages in ice fell 80 percent."),
        ("The ice came for 80 days.", "After 80 days the ice came.", "The ice stayed 80 days."),
        ("We saw two ferries in ice.", "They lost two ferries to ice.", "Some two ferries met ice."),
        (
            "The choirs sat, after 80 ferries sank.",
            "The choirs sang, after 80 ferries sank.",
            "The choirs ate, after 80 ferries sank.",
        ),
    ],
    ids=["other number or thing", "other things", "percent", "lengths of time", "few", "by the way"],
)
def test_what_is_no_shared_number(texts: tuple[str, ...]) -> None:
    """What is counted must be the same, and be told for itself."""
    assert ranked(*texts) == []


def test_one_publisher_counts_once() -> None:
    """Three articles of a publisher are one; a sentence that nobody knows to be of a publisher counts for none."""
    three = ("We saw 80 ferries in ice.", "They lost 80 ferries to ice.", "Some 80 ferries met ice.")
    assert ranked(*three) == [[0, 1, 2]]
    assert ranked(*three, houses=("Oak", "Oak", "Elm")) == []
    assert ranked(*three, houses=("Oak", "Elm")) == []
    assert PUBLISHERS == 3


def test_a_shared_number_has_a_place() -> None:
    """The page is full of what is worth more, and gives it nevertheless; a number of one publisher has to wait."""
    words = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in "lnrt"]
    keys = ("outcomes", "demands", "military", "reactions")
    better = [
        judged(" ".join(words[n * 12 : n * 12 + 12]), doc=f"a{n:011}" + "0" * 52, salience=0.9, section=keys[n % 4])
        for n in range(16)
    ]
    small = config(changes=[("max_words: 200", "max_words: 100")])

    def is_printed(tellings: Sequence[str]) -> bool:
        made = [judged(text, doc=f"{n:012}" + "0" * 52, salience=0.25) for n, text in enumerate(tellings)]
        keys = {key for c in select([*better, *made], _docs([*better, *made]), small).chosen for key in c.sents}
        return any(j.sent.id in keys for j in made)

    told = (
        "Norland will return {} lanterns to the wardens of the eastern pier before the feast.",
        "Sailors told a choir of {} lanterns that stood unlit along the eastern pier.",
        "Of {} lanterns the oldest hung for a century over the eastern market of Oakham.",
    )
    assert is_printed([text.format("6,000") for text in told])
    assert not is_printed([text.format(count) for text, count in zip(told, ("6,000", "7,000", "9,000"), strict=True)])


def _docs(made: Sequence[Judged]) -> list[Document]:
    keys = sorted({j.sent.doc for j in made})
    plain = [prose(f"Text of {key}.") for key in keys]
    return [
        replace(doc, id=key, publisher=replace(doc.publisher, value=f"House {key[:13]}"))
        for key, doc in zip(keys, plain, strict=True)
    ]
