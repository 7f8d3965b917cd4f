"""What an abbreviation on a page stands for."""

from __future__ import annotations

import pytest
from talks_example import prose

from digest.compose.gloss import glossed, meanings
from digest.model import Group, Item, Quote, Section


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("They met at the lake states forum (LSF) in May.", "LSF", "lake states forum"),
        ("The Norland Department of Harbour Engineering (DOHE) said so.", "DOHE", "Department of Harbour Engineering"),
        ("The Bureau for the Protection of Lakes (BPL) said so.", "BPL", "Bureau for the Protection of Lakes"),
        ("The Office of Ports and Rivers (OPR) said so.", "OPR", "Office of Ports and Rivers"),
        ("It was the Inter-Lake Harbour Commission’s (ILHC) paper.", "ILHC", "Inter-Lake Harbour Commission"),
        ("The Foundation for Dams of Norland (FDN) said so.", "FDN", "Foundation for Dams of Norland"),
        ("It was written under the Lake States Act(LSA).", "LSA", "Lake States Act"),
        ("The US Harbour Survey (USHS) said so.", "USHS", "US Harbour Survey"),
        ("He named “the Norland Harbour Union” (NHU).", "NHU", "Norland Harbour Union"),
    ],
)
def test_a_text_says_what_an_abbreviation_stands_for(text: str, short: str, long: str) -> None:
    """The words before the brackets whose initials it is, without those that aren't of the name."""
    assert meanings(text) == {short: long}


@pytest.mark.parametrize(
    "text",
    [
        "The harbour was closed (AFP) on Monday.",
        "The ministers met at the lake (MML is not short for it).",
        "The Lake States Commission (LSF) met.",
        "The Lake States Forum (LSF) met. The Lower Sylvania Front (LSF) did not.",
        "The Forum. (LSF) met.",
        "States Forum (LSF) met.",
        "The post of parts of rivers (OPR) met.",
    ],
)
def test_what_is_not_sure_is_not_said(text: str) -> None:
    """Other initials, two meanings, a stop between: nothing is taken for the meaning."""
    assert meanings(text) == {}


def page(article: str, *items: str) -> list[str]:
    """What stands behind the items of an article."""
    doc = prose(article)
    made = tuple(
        Item(f"i{n}", "outcomes", (Quote(doc=doc.id, spans=(), text=text),), (), "Example News, 3 June")
        for n, text in enumerate(items)
    )
    section = Section(key="outcomes", title="Outcomes", note="", groups=(Group(party="", items=made),))
    ((group,),) = (found.groups for found in glossed((section,), {doc.id: doc}))
    return [item.attribution.removeprefix("Example News, 3 June") for item in group.items]


def test_the_first_item_that_needs_it_has_it_behind_it() -> None:
    """Once on a page, and not where the page has said it, nor for what everybody knows."""
    article = "The Lake States Forum (LSF) and the Federal Bureau of Investigation (FBI) met. The LSF met the FBI."
    told = "; “LSF” stands for Lake States Forum"
    assert page(article, "The LSF met the FBI.", "The LSF met again.") == [told, ""]
    assert page(article, "The Lake States Forum met.", "The LSF met.") == ["", ""]
    assert page("Nobody says what it is. The LSF met.", "The LSF met.") == [""]
