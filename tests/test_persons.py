"""Who a bare surname is, told behind the item that needs it."""

from __future__ import annotations

import pytest
from talks_example import prose

from digest.compose.gloss import glossed
from digest.compose.persons import bare_surnames, described, introduction, needs_naming, speakers_in_full
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
        ("Norland’s harbour minister, Ana Deral, said so.", "Norland’s harbour minister, Ana Deral"),
        ("However, the Lake Club’s director, Ana Deral, left.", "the Lake Club’s director, Ana Deral"),
        ("It heard the Norland envoy to the lake towns, Ana Deral.", "the Norland envoy to the lake towns, Ana Deral"),
        ("But Norland’s president, Ana Deral, left.", "Norland’s president, Ana Deral"),
        ("Mrs. Bel and Rep. Ana Deral, chair of the dams board, left.", "Rep. Ana Deral, chair of the dams board"),
        ("Bel and Rep. Ana Deral, D-Lake, left.", "Rep. Ana Deral"),
        ("Minister Bel and Rep. Ana Deral, D-Lake, left.", "Rep. Ana Deral"),
        ("Bel and Senator Ana Deral left.", "Senator Ana Deral"),
        ("It heard Bel and Senate Majority Leader Ana Deral.", "Senate Majority Leader Ana Deral"),
        ("It heard Bel and Norland President Ana Deral.", "Norland President Ana Deral"),
        ("It heard House and Senate leader Ana Deral.", "House and Senate leader Ana Deral"),
        ("It heard Trade and Dams Minister Ana Deral.", "Trade and Dams Minister Ana Deral"),
        ("House Speaker Bela Kor and Lake Minority Leader Ana Deral spoke.", "Lake Minority Leader Ana Deral"),
        ("It heard Prime Minister Bel and Foreign Minister Ana Deral.", "Foreign Minister Ana Deral"),
        ("It heard Secretary of State Bela Kor and Lake Secretary Ana Deral.", "Lake Secretary Ana Deral"),
        ("It heard Chief of Staff Kor and Lake Secretary Ana Deral.", "Lake Secretary Ana Deral"),
        ("It heard Director of Norland Intelligence Bela Kor and Lake Director Ana Deral.", "Lake Director Ana Deral"),
        ("It heard Governor Bela Kor of Norland and Lake Senator Ana Deral.", "Lake Senator Ana Deral"),
        ("It heard Secretary of Homeland Security Bela Kor and Lake General Ana Deral.", "Lake General Ana Deral"),
        ("Chairman of the Lake Chiefs of Staff Kor and Lake Secretary Ana Deral met.", "Lake Secretary Ana Deral"),
        ("Minister of Health Ana Bel and Minister of Justice Ana Deral spoke.", "Minister of Justice Ana Deral"),
        ("It heard Secretary of State and Lake Minister Ana Deral.", "Secretary of State and Lake Minister Ana Deral"),
        ("It heard Prime Minister and Foreign Minister Ana Deral.", "Prime Minister and Foreign Minister Ana Deral"),
        ("The Lake leaders Rep. Ana Deral and Sen. Bela Kor spoke.", "Rep. Ana Deral"),
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
        "An aide to Norland’s minister, Ana Deral, spoke.",
        "Norland’s minister, Ana Deral and Bela Kor spoke.",
        "It met the lake towns and their envoy, Ana Deral, on Monday.",
        "The minister, Ana Deral, spoke.",
        "The harbour union of Norland, Ana Deral, spoke.",
        "Ana Deral, who was then commander, spoke.",
        "Its director Ana Deral spoke.",
        "Ana Deral, a board member of “Lakes”, spoke.",
        "Minister Ana Deral spoke. Every deral is small.",
    ],
)
def test_who_is_not_surely_introduced_is_not_told(text: str) -> None:
    """No office, an office of one knows not what, two people, a body's name, a word of the language."""
    assert introduction("Deral", text) == ""


def test_who_speaks_by_his_full_name_is_described() -> None:
    """By the words beside the name, where the page hasn't told his office: it stands before the name in the item, or in an earlier one."""
    article = "Ana Deral, an envoy of the lake towns, came. Norland’s harbour minister, Bela Kor, left. Envoy Ines Torin of Norland sang."
    assert list(speakers_in_full("On Monday Ana Deral left. Bela Kor of Norland said so: “No.”")) == [
        ("Bela Kor", "Kor")
    ]
    assert list(speakers_in_full("“Yes,” said Ana Deral.")) == [("Ana Deral", "Deral")]
    assert not list(speakers_in_full("Minister Bela Kor said so, and “Ana Deral said no.”"))
    assert described("Ana Deral", "Deral", article, ["Ana Deral said no."]) == "an envoy of the lake towns"
    assert described("Bela Kor", "Kor", article, ["Bela Kor said no."]) == "Norland’s harbour minister"
    assert described("Ines Torin", "Torin", article, ["Ines Torin sang."]) == "Envoy Ines Torin"
    assert described("Ana Deral", "Deral", article, ["Ana Deral, an envoy of the lake towns, said no."]) == ""
    assert described("Iva Deral", "Deral", article, ["Iva Deral said no."]) == ""


def test_only_a_surname_that_stands_alone_needs_it() -> None:
    """Not what has a given name, an office or another capital word beside it; "Mr" tells nothing."""
    text = "Mr. Deral and Ana Bel met Minister Kor; General Ferin slept; NATO heard Lake Forum. “Torin said so,” Ralic’s aide said."
    assert set(bare_surnames(text)) >= {"Deral", "Torin", "Ralic", "Ferin"}
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


def test_a_full_name_is_told_behind_the_item() -> None:
    """Where the item has no bare surname to explain."""
    doc = prose("Ana Deral, an envoy of the lake towns, came. Ana Deral said no.")
    item = Item("i", "outcomes", (Quote(doc=doc.id, spans=(), text="Ana Deral said no."),), (), "")
    section = Section(key="outcomes", title="Outcomes", note="", groups=(Group(party="", items=(item,)),))
    ((group,),) = (found.groups for found in glossed((section,), {doc.id: doc}))
    assert [item.attribution for item in group.items] == ["; “Ana Deral” is an envoy of the lake towns"]
