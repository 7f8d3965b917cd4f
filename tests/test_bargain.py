"""Half of a bargain: where the page tells the one half, the other one follows it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from talks_example import WIDE, judged, prose

from digest.select import select

DOC = "a" * 64


@pytest.mark.parametrize(("opener", "printed"), [("In exchange", True), ("He", False)])
def test_the_other_half_doesnt_wait_for_room_in_its_section(opener: str, printed: bool) -> None:
    """However full the section is, what stands behind "In exchange" follows what it is given for; another sentence that leans waits."""
    first = judged("Norland withdraws its ferries from the northern lake before summer.", doc=DOC, salience=0.95)
    half = judged(
        "Sylvania lifts the toll on grain and timber at every harbour.", doc=DOC, index=1, opener=opener, salience=0.5
    )
    words = ("apples", "boats", "cranes", "dams", "engines", "fields", "gates", "hills")
    rest = [
        judged(
            f"Report {n} of {word} tells {word}-{n} {word[::-1]} by river {word}{n}.",
            doc=f"{n}{'b' * 63}",
            section="reactions",
            salience=0.6,
        )
        for n, word in enumerate(words)
    ]
    full = [
        judged(
            f"Minister {n} opens {word} {word[:3]}{n} near {word[::-1]}{n} square.", doc=f"{n}{'c' * 63}", salience=0.9
        )
        for n, word in enumerate(words)
    ]
    made = [first, half, *rest, *full]
    budget = WIDE.model_copy(update={"briefing": WIDE.briefing.model_copy(update={"max_words": 80})})
    docs = [replace(prose("Text."), id=key) for key in dict.fromkeys(j.sent.doc for j in made)]
    chosen = select(made, docs, budget).chosen
    assert (half.sent.id in {key for one in chosen for key in one.sents}) == printed
