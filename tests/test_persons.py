"""Who a bare surname is, told behind the item that needs it."""

from __future__ import annotations

import pytest
from talks_example import prose

from digest.compose.gloss import glossed
from digest.compose.persons import bare_surnames, introduction, needs_naming
from digest.model import Group, Item, Quote, Section


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("So said Ana al-Deral, an adviser to the harbour minister, on Monday.", "Ana al-Deral, an adviser to the harbour minister"),
        ("“No,” said Harbour Office press secretary Ana Deral, who left.", "Harbour Office press secretary Ana Deral"),
        ("Nonetheless, Senate Dams Chairman Ana Deral (R-Lake) stayed.", "Senate Dams Chairman Ana Deral"),
        ("It was raised by Republican Sen. Ana Deral.", "Republican Sen. Ana Deral"),
        ("They heard Maj. Gen. Ana B. Deral, a top Norland commander who ran it.", "Maj. Gen. Ana B. Deral, a top Norland commander"),
        ("The Speaker of the House Ana Deral wrote.", "Speaker of the House Ana Deral"),
        ("The UN's humanitarian chief Ana Deral spoke.", "UN's humanitarian chief Ana Deral"),
        ("So Ana Deral, president of the U.S.-Norland Lake Club, left.", "Ana Deral, president of the U.S.-Norland Lake Club"),
    ],
)  # fmt: skip
def test_an_article_says_who_somebody_is(text: str, who: str) -> None:
    """The full name with the office before it or behind a comma, in the article's own words."""
    assert introduction("Deral", text) == who


@pytest.mark.parametrize(
    "text",
    [
        "Ana Deral wrote a letter.",
        "Director Deral spoke.",
        "She is a member of the Northern Deral Union.",
        "The minister Ana Deral met Bela Deral.",
        "Ana Deral, who was then commander, spoke.",
        "Its director Ana Deral spoke.",
        "Ana Deral, a board member of “Lakes”, spoke.",
        "Minister Ana Deral spoke. Every deral is small.",
    ],
)
def test_who_is_not_surely_introduced_is_not_told(text: str) -> None:
    """No office, an office of one knows not what, two people, a body's name, a word of the language."""
    assert introduction("Deral", text) == ""


def test_only_a_surname_that_stands_alone_needs_it() -> None:
    """Not what has a given name, an office or another capital word beside it; "Mr" tells nothing."""
    text = "Mr. Deral and Ana Bel met Minister Kor; NATO heard Lake Forum. “Torin said so,” Ralic’s aide said."
    assert set(bare_surnames(text)) >= {"Deral", "Torin", "Ralic"}
    assert not {"Bel", "Kor", "NATO", "Lake", "Forum"} & set(bare_surnames(text))


def test_who_is_known_needs_no_naming() -> None:
    """The page has named him, or an article gives him one of the highest offices."""
    assert needs_naming("Deral", ["Mr. Deral spoke."], ["Envoy Ana Deral spoke."])
    assert not needs_naming("Deral", ["Envoy Ana Deral spoke."], [])
    assert not needs_naming("Deral", [], ["So did Prime Minister Ana Deral."])
    assert needs_naming("Deral", [], ["So did Vice President Ana Deral."])


def test_it_stands_behind_the_first_item_that_needs_it() -> None:
    """Once on a page, and never for a name of the configuration."""
    doc = prose(
        "Ana Deral, an envoy of the lake towns, came. Deral left. Bela Kor, an envoy of Norland, stayed. Kor sang."
    )
    made = tuple(
        Item(f"i{n}", "outcomes", (Quote(doc=doc.id, spans=(), text=text),), (), "")
        for n, text in enumerate(("Deral left.", "Deral came back.", "Kor sang."))
    )
    section = Section(key="outcomes", title="Outcomes", note="", groups=(Group(party="", items=made),))
    ((group,),) = (found.groups for found in glossed((section,), {doc.id: doc}, known={"Kor"}))
    assert [item.attribution for item in group.items] == ["; “Deral” is Ana Deral, an envoy of the lake towns", "", ""]
