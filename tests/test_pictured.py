"""The words below a picture are known by their present tense and the full date behind a place."""

import pytest

from digest.analyse.time.pictured import pictured


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ana Bel leaves for the night after talks on the harbour in Eastport, Norland, March 21, 2020.",
        "Ferries lie at the pier during the strike in Eastport on Monday, Oct. 23, 2023.",
        "A crane lands its load, in the Northern Sea, February 2, 2022.",
        "Minister Ana Bel (C) and harbour master Oro Lind (2nd R) wait after the council passed the toll, on March 21, 2020.",
        "Speaker Ana Bel (C-L) waits for the vote.",
    ],
)
def test_words_below_a_picture(text: str) -> None:
    """Present tense, a place, a full date; or who stands where."""
    assert pictured(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ministers signed the truce in Eastport, Norland, March 21, 2020.",  # told in the past
        "The truce takes effect on all fronts of Sylvania, June 3, 2025.",  # a day announced
        "The ministers will meet for the next round in Eastport, Norland, on June 3, 2025.",
        "The mandate of the mission in the harbour of Eastport runs through June 3, 2025.",
        "Ana Bel is accused of attacking the harbour master in Eastport on Feb. 19, 2023.",
        "“Ferries lie at the pier during the strike in Eastport on Monday, Oct. 23, 2023.”",
        "Ferries lie at the pier during the strike in Eastport.",
        "On June 17, 2019.",
        "Sen. Ana Bel (R) and Rep. Oro Lind (D) voted against the toll.",
    ],
)
def test_news_is_no_picture(text: str) -> None:
    """The past, what is announced, what somebody says, and what has no full date at its end."""
    assert not pictured(text)
