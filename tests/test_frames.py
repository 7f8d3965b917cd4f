"""Words that only tie a clause to the sentence before are cut."""

import pytest

from digest.analyse.alone.frames import without_frame
from digest.analyse.alone.standing import opener
from digest.model import Sentence, Span, quote_text


def _cut(text: str) -> str:
    return quote_text(text, without_frame(text, (Span(0, len(text)),)))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "This comes after Norland and Sudland met in Testville for direct talks, but failed to agree.",
            "[…] Norland and Sudland met in Testville for direct talks, but failed to agree.",
        ),
        ("That came as the Norland navy launched a search for the ferry.", "[…] the Norland navy launched a search for the ferry."),
        ("The visit came days after Norlandic officials met the rebels.", "[…] Norlandic officials met the rebels."),
        ("The move comes after Sudland, on 3 March, had closed its ports.", "[…] Sudland, on 3 March, had closed its ports."),
        (
            "All this comes after Norland and Sudland — but not the rebels — signed a pact on the ferries.",
            "[…] Norland and Sudland — but not the rebels — signed a pact on the ferries.",
        ),
        ("But Norland also wants the ferry searched.", "[…] Norland also wants the ferry searched."),
        ("And the talks in Testville go on, its envoy said.", "[…] the talks in Testville go on, its envoy said."),
        ("Also on Tuesday, Norland closed its ports.", "[…] on Tuesday, Norland closed its ports."),
        ("Also Tuesday, Norland closed its ports.", "[…] Tuesday, Norland closed its ports."),
        ("However, two ferries of Sudland sailed on.", "[…] two ferries of Sudland sailed on."),
        ("Remember, Sudland has two months to sign.", "[…] Sudland has two months to sign."),
    ],
)  # fmt: skip
def test_a_clause_of_its_own_stands_without_what_ties_it(text: str, printed: str) -> None:
    """The frame goes, the mark of what is left out stands in its place, and nothing leans."""
    assert _cut(text) == printed
    spans = without_frame(text, (Span(0, len(text)),))
    sent = Sentence("d", 1, spans, "paragraph", 0, "", quote_text(text, spans), None, (), True)
    assert spans[0] == Span(0, 0)
    assert opener(sent) == ""


@pytest.mark.parametrize(
    "text",
    [
        "This comes after talks led by Norland in Testville.",
        "This comes after a week of talks in Testville.",
        "This comes after Norland talks held in Testville.",
        "It came after he had rejected the offer of Norland.",
        "The incident came as anger mounted over the ports.",
        "That came three years after Norland closed its ports.",
        "This comes after reports that Norland had closed its ports.",
        "The news came to Norland, which had closed its ports.",
        "But he has left Norland.",
        "But the talks go on.",
        "And those ports of Norland stay closed.",
        "Yet another ferry of Norland was searched.",
        "However Norland decides, the ports stay closed.",
        "And then Norland closed its ports.",
        "Butter from Norland is sold in Sudland.",
    ],
)
def test_what_is_no_clause_of_its_own_keeps_what_ties_it(text: str) -> None:
    """No verb that is certain, a subject without a name, or a time long ago: nothing is cut."""
    assert _cut(text) == text


def test_the_clause_is_judged_like_any_sentence() -> None:
    """A clause whose words refer back leans as it would without the cut."""
    text = "This comes after the two countries of Norland’s alliance, said those ports had closed."
    sent = Sentence("d", 1, (Span(0, 0), Span(17, len(text))), "paragraph", 0, "", f"[…] {text[17:]}", None, (), True)
    assert opener(sent) == "those"
