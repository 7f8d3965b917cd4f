"""What the data say behind the words of a source, proved from the kept text: the day, the number of sources, names and abbreviations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.model import Item, OpenPoint, Quote, Source, Span
from digest.verify.said import unproved

TEXT = (
    "Ana Deral, an adviser to the harbour minister, met the Lake Orsk Shipping Union (LOSU) on Wednesday. “LOSU will answer on\nFriday,” "
    "said Deral. Oro Lind, a police spokes\u00adman, said that the talks will resume on Friday. The harbour minister, Ida Holt, left. "
    "They begin on 24 November."
)
"""Written on a Thursday."""
SOURCE = Source(
    number=1, doc="d" * 64, raw_digest="", uri="a.txt", url="", title="Talks at the lake", publisher="Gull Wire", publisher_how="",
    day="2026-11-19", day_how="first line", label="Gull Wire",
)  # fmt: skip
WORDS = "Oro Lind said that the talks will resume on Friday."


def item(attribution: str, *, text: str = WORDS, dates: tuple[tuple[str, str], ...] = (), before: str = "") -> Item:
    """An item of the article."""
    quote = Quote("d" * 64, (Span(0, 1),), text)
    return Item("x", "outcomes", (quote,), (1,), attribution, dates=dates, before=before)


@pytest.mark.parametrize(
    ("behind", "text", "wrong"),
    [
        ("", WORDS, ""),
        ("; “Oro Lind” is a police spokesman", WORDS, ""),
        ("; “Oro Lind” is a convicted killer", WORDS, "explains “Oro Lind” otherwise than the article"),
        ("; “Oro Lind” is an adviser to the harbour minister", WORDS, "explains “Oro Lind” otherwise"),
        ("; “Oro Lind” is a police spokes", WORDS, "explains “Oro Lind” otherwise"),
        ("; “Deral” is Ana Deral, an adviser to the harbour minister", "Deral left.", ""),
        ("; “Deral” is Ana Deral, an adviser to the harbour minister", WORDS, "explains “Deral” otherwise"),
        ("; “Deral” is The harbour minister, Ida Holt", "Deral left.", "explains “Deral” otherwise"),
        ("; “the harbour minister” is The harbour minister, Ida Holt", "Now the harbour minister left.", ""),
        ("; “LOSU” stands for Lake Orsk Shipping Union", "LOSU will answer.", ""),
        ("; “LOSU” stands for Lake Orsk Shipping", "LOSU will answer.", "explains “LOSU” otherwise"),
        ("; “LOSU” stands for harbour minister", "LOSU will answer.", "explains “LOSU” otherwise"),
        ("; since withdrawn", WORDS, "says behind the words what nothing bears out: since withdrawn"),
        ("; pinned by the editor", WORDS, "nothing bears out"),
        ("; 2 sources", WORDS, "says another number of sources than 1"),
        (" (since withdrawn)", WORDS, "nothing bears out"),
        (" (announced for 24 November)", "They begin on 24 November.", ""),
        (" (announced for 25 November)", "They begin on 24 November.", "for which nothing is announced: 25 November"),
        (", or so", WORDS, "dates the words otherwise"),
        (" 2025", WORDS, "dates the words otherwise"),
        (" 2026", WORDS, ""),
    ],
)
def test_what_stands_behind_an_item_is_borne_out(behind: str, text: str, wrong: str) -> None:
    """By the words of its own article; nothing else may stand there."""
    said = unproved(item(f"Gull Wire, 19 November{behind}", text=text), SOURCE, TEXT, edition="2026-11-20")
    assert said.startswith(wrong) if wrong.startswith(("explains", "dates", "says")) else wrong in said
    assert bool(said) == bool(wrong)


@pytest.mark.parametrize(
    ("words", "iso", "told", "wrong"),
    [
        ("Friday", "2026-11-20", "“Friday” is 20 November", False),
        ("Friday", "2026-11-27", "“Friday” is 27 November", True),
        ("Friday", "2026-11-13", "“Friday” is 13 November", True),
        ("Friday", "2026-11-20", "“Friday” is 27 November", True),
        ("Friday", "soon", "“Friday” is 20 November", True),
        ("Thursday", "2026-11-19", "“Thursday” is 19 November", True),
        ("the talks", "2026-11-20", "“the talks” is 20 November", True),
    ],
)
def test_the_day_that_words_mean_is_read_again(words: str, iso: str, told: str, wrong: bool) -> None:
    """In the sentence as it is printed, from the day of its article; in a point of its own, too."""
    one = item(f"Gull Wire, 19 November ({told})", dates=((words, iso),))
    assert bool(unproved(one, SOURCE, TEXT, edition="2026-11-20")) == wrong
    point = OpenPoint("x", "unknown", one.quotes[0], 1, one.attribution)
    own = wrong and told != "“Friday” is 20 November"
    assert bool(unproved(point, SOURCE, TEXT, edition="2026-11-20")) == own
    assert unproved(replace(one, dates=()), SOURCE, TEXT, edition="2026-11-20")


def test_a_day_of_which_nothing_is_sure_is_one_that_the_words_can_mean() -> None:
    """An older version may have told the tense otherwise: then another week is refused, and no day of the next."""
    unsure = "The port said: “Talks on Monday.”"
    for iso, passes in (("2026-11-23", True), ("2026-11-16", True), ("2026-11-30", False)):
        one = item("Gull Wire, 19 November", text=unsure, dates=(("Monday", iso),))
        assert (unproved(one, SOURCE, TEXT, edition="2026-11-20") == "") == passes


@pytest.mark.parametrize(
    ("before", "passes"),
    [("first printed in no. 4", True), ("was 40 rafts in no. 4; arrived late", True), ("since withdrawn", False)],
)
def test_what_is_said_of_earlier_editions_has_its_form(before: str, passes: bool) -> None:
    """Of these the texts know nothing."""
    said = unproved(item("Gull Wire, 19 November", before=before), SOURCE, TEXT, edition="2026-11-20")
    assert (said == "") == passes


@pytest.mark.parametrize(
    ("how", "said", "passes"),
    [
        ("", "undated", True),
        ("", "undated, after 2 June 2025", True),
        ("", "undated, and false", False),
        ("after 2 June 2025", "undated, after 2 June 2025", True),
        ("after 2 June 2025", "undated, after 9 June 2025", False),
    ],
)
def test_an_undated_article(how: str, said: str, passes: bool) -> None:
    """What is known of its day stands in the data, but in older editions."""
    source = replace(SOURCE, day="", day_how=how)
    assert (unproved(item(f"Gull Wire, {said}"), source, None, edition="2026-11-20") == "") == passes
