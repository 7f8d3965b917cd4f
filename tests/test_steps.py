"""The next step of what was decided: carried out, begun, rejected, collapsed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from days_example import CONFIG

from digest.analyse import analyse
from digest.compose.earlier import before
from digest.config import Config, parse
from digest.memory import shown, with_shown
from digest.model import NO_PAST, Past
from digest.select import select
from digest.select.news.novelty import compare

CONFIGURED: Config = parse(CONFIG, file="c.yaml")
THEN, NOW = date(2025, 3, 3), date(2025, 3, 6)
EXCHANGE = "Norland and Sudria agreed to exchange 60 prisoners at the Orm bridge, the mediators said."
TALKS = "Norland and Sudria will hold talks on fishing rights in Lakeview, their envoys said."


def steps_of(make_doc, was: str, now: str, *, day: date = NOW, number: int = 4) -> list[str]:  # type: ignore[no-untyped-def]
    """What is printed of the sentences that bring what an edition printed further."""
    old = (make_doc(was, name="old", published=THEN.isoformat()),)
    made = with_shown(NO_PAST, shown(analyse(old, CONFIGURED), old))
    known: Past = replace(made, former=tuple(replace(f, number=number) for f in made.former), last=number)
    docs = (make_doc(now, name="new", published=day.isoformat()),)
    judged = analyse(docs, CONFIGURED)
    news = compare(judged, docs, known, parties=CONFIGURED.parties)
    assert all(news.gate(j) == "" for j in judged if j.sent.id in news.updates)
    return [said for _, said in news.updates.values()]


@pytest.mark.parametrize(
    "now",
    [
        "The prisoner exchange between Norland and Sudria was carried out at the Orm bridge on Wednesday.",
        "Norland and Sudria exchanged 60 prisoners at the Orm bridge on Wednesday.",
        "The exchange of 60 prisoners between Norland and Sudria collapsed at the Orm bridge.",
        "Sudria and Norland have completed the prisoner exchange, the Red Cross said.",
    ],
)
def test_what_came_of_an_exchange(make_doc, now: str) -> None:  # type: ignore[no-untyped-def]
    """However it is told, it is printed with the words in which it was decided."""
    assert steps_of(make_doc, EXCHANGE, now) == ["“agreed to exchange 60 prisoners at the Orm bridge”"]


def test_what_came_of_talks(make_doc) -> None:  # type: ignore[no-untyped-def]
    """Talks that were to be held have begun."""
    assert steps_of(make_doc, TALKS, "Talks on fishing rights between Norland and Sudria began in Lakeview.") == [
        "“will hold talks on fishing rights in Lakeview”"
    ]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (EXCHANGE, "Norland and Arvelia exchanged 60 prisoners at the Orm bridge on Wednesday."),
        (EXCHANGE.replace("60 ", ""), "Norland and Sudria exchanged fire at the Orm bridge on Wednesday, killing 12."),
        (EXCHANGE, "Norland and Sudria exchanged fire across the Orm on Wednesday."),
        (EXCHANGE, "Norland and Sudria have not exchanged any prisoners, the mediators said."),
        (EXCHANGE, "Norland and Sudria may exchange prisoners at the Orm bridge, the mediators said."),
        (EXCHANGE, "In 2019 Norland and Sudria exchanged 60 prisoners at the Orm bridge."),
        (TALKS, "Talks on timber between Norland and Sudria began in Harrow."),
        ("Norland and Sudria exchanged 60 prisoners at the Orm bridge.", EXCHANGE),
    ],
)
def test_what_is_no_step(make_doc, was: str, now: str) -> None:  # type: ignore[no-untyped-def]
    """Another party, number, thing, year or place, what isn't done, and what was decided after it was done."""
    assert steps_of(make_doc, was, now) == []


def test_what_is_decided_long_ago_is_another(make_doc) -> None:  # type: ignore[no-untyped-def]
    """After weeks it is another exchange."""
    assert (
        steps_of(
            make_doc, EXCHANGE, "Norland and Sudria exchanged 60 prisoners at the Orm bridge.", day=date(2025, 4, 20)
        )
        == []
    )


def test_a_step_is_printed_as_updated(make_doc) -> None:  # type: ignore[no-untyped-def]
    """With what it was, and where that was printed."""
    old = (make_doc(EXCHANGE, name="old", published=THEN.isoformat()),)
    made = with_shown(NO_PAST, shown(analyse(old, CONFIGURED), old))
    known = replace(made, former=tuple(replace(f, number=4) for f in made.former), last=4)
    docs = (
        make_doc(
            "Norland and Sudria exchanged 60 prisoners at the Orm bridge on Wednesday.",
            name="new",
            published=NOW.isoformat(),
        ),
    )
    (chosen,) = select(analyse(docs, CONFIGURED), docs, CONFIGURED, past=known).chosen
    assert chosen.status == "updated"
    assert before(chosen, late=False) == "was “agreed to exchange 60 prisoners at the Orm bridge” in no. 4"
