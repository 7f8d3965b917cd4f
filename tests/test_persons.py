"""Who a bare surname is, told behind the item that needs it."""

from __future__ import annotations

from typing import SupportsIndex

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
        ("Lawyers for activist Ana Deral did not call back.", "activist Ana Deral"),
        ("Supporters of opposition leader Ana Deral marched.", "opposition leader Ana Deral"),
        ("An aide to opposition leader Ana Deral spoke.", "opposition leader Ana Deral"),
        ("Critics of Norland Minister Ana Deral spoke.", "Norland Minister Ana Deral"),
        ("A spokeswoman for Sen. Ana Deral spoke.", "Sen. Ana Deral"),
        ("The head of the Norland Dams Board Rep. Ana Deral left.", "head of the Norland Dams Board Rep. Ana Deral"),
        ("So did House of Dams Speaker Ana Deral.", "House of Dams Speaker Ana Deral"),
        ("Lake Farmers Union head Ana Deral left.", "Lake Farmers Union head Ana Deral"),
        ("Lake officials and opposition leader Ana Deral left.", "opposition leader Ana Deral"),
        ("Norland police officer Ana Deral left.", "Norland police officer Ana Deral"),
        ("Norland jailed activist Ana Deral.", "activist Ana Deral"),
        ("Norland frees union leader Ana Deral.", "union leader Ana Deral"),
        ("Officials say farmer Ana Deral died.", "farmer Ana Deral"),
    ],
)  # fmt: skip
def test_an_article_says_who_somebody_is(text: str, who: str) -> None:
    """The full name with the office before it or behind a comma, in the article's own words."""
    assert introduction("Deral", text) == who


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Ana Deral, a lawyer appointed by the minister, left.", "a lawyer appointed by the minister"),
        ("Ana Deral, the newly elected mayor of Brek, left.", "the newly elected mayor of Brek"),
        ("Ana Deral, a lawyer known to have ties with Brek, left.", "a lawyer known to have ties with Brek"),
        ("Police met Ana Deral, a judge, and Bela Kor, a guard.", "a judge"),
        ("The dead are Ana Deral, a pilot, and were found late.", "a pilot"),
        ("With Ana Deral, the head of the union, she left.", "the head of the union"),
        ("According to Ana Deral, the mayor of Brek, the dam is safe.", "the mayor of Brek"),
        ("The dam is safe, according to Ana Deral, the town’s mayor.", "the town’s mayor"),
        ("Asked by Ana Deral, a reporter of the Herald, the mayor said nothing.", "a reporter of the Herald"),
        ("On Monday Ana Deral, the mayor of Brek, was jailed.", "the mayor of Brek"),
        ("When Ana Deral, the mayor of Brek, fell ill, nobody came.", "the mayor of Brek"),
        ("Among them was Ana Deral, the mayor of Brek.", "the mayor of Brek"),
        ("She fell ill after she met Ana Deral, the mayor of Brek.", "the mayor of Brek"),
        ("It’s because they met Ana Deral, the mayor of Brek, who left.", "the mayor of Brek"),
        ("Ana Deral, mayor of Brek, Bela Kor and a guard came.", "mayor of Brek"),
        ("Ana Deral, now a lawyer for Bela Kor, left.", "now a lawyer for Bela Kor"),
        ("Ana Deral, Brek’s mayor, a guard and a priest came.", ""),
        ("Ana Deral, a judge ruled, must pay.", ""),
        ("Ana Deral, a police spokesman said, was found asleep.", ""),
        ("Ana Deral, the governor of Brek said, left.", ""),
        ("Ana Deral, the governor of Brek hopes, left.", ""),
        ("Ana Deral, police chief Bela Kor said on Monday, left.", ""),
        ("Ana Deral, the minister’s office announced, left.", ""),
        ("Ana Deral, the prosecutor charges, left.", ""),
        ("Ana Deral, a judge and the mayor agreed, must pay.", ""),
        ("Ana Deral, met the Norland president in Brek on Monday.", ""),
        ("Ana Deral, whose husband is chief executive of a mill, left.", ""),
        ("Ana Deral, no minister, left.", ""),
        ("Ana Deral, now    , minister, left.", ""),
        ("Ana Deral, a spokeswoman for Sen. Kor, left.", ""),
        ("After meeting Ana Deral, the prime minister of Brek went home.", ""),
        ("Hours after meeting Ana Deral, the mayor of Brek wants peace.", ""),
        ("Police said that after meeting Ana Deral, the mayor of Brek, who was ill, left.", ""),
        ("Unlike Ana Deral, the mayor of Brek voted for it.", ""),
        ("Besides Ana Deral, the mayor of Brek, a judge and a guard came.", ""),
        ("Asked by Ana Deral, a reporter of the Herald said nothing.", ""),
        ("Speaking with Ana Deral, the mayor of Brek, on Monday, she wept.", ""),
        ("After meeting Ana Deral, police chief Bela Kor, who was ill, left.", ""),
        ("Police met Ana Deral, the mayor, a judge and a guard.", ""),
        ("Police met Ana Deral, the mayor of Brek, and others.", ""),
    ],
)  # fmt: skip
def test_words_between_commas_are_an_office_or_none(text: str, office: str) -> None:
    """Not what somebody says of him, the subject behind a fronted phrase, or the next of a list."""
    assert introduction("Deral", text) == (f"Ana Deral, {office}" if office else "")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Unlike Norland’s minister, Ana Deral, she voted.", ""),
        ("After meeting Norland’s minister, Ana Deral, speaking in Brek, wept.", ""),
        ("On Monday Norland’s minister, Ana Deral, was ill.", "Norland’s minister, Ana Deral"),
        ("It was told in a letter by Norland’s minister, Ana Deral, that the dam broke.", "Norland’s minister, Ana Deral"),
        ("Lawyers for Norland and opposition leader Ana Deral spoke.", ""),
        ("A spokesman for mayor Ana Deral spoke.", ""),
        ("Opposition leaders Ana Deral and Bela Kor spoke.", ""),
    ],
)  # fmt: skip
def test_an_office_before_the_name_is_its_bearers(text: str, who: str) -> None:
    """It isn't told where it may be another's, or stand before the subject of its clause."""
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


def test_a_name_needs_a_bounded_look_back() -> None:
    """Twice the names take twice the work; a text may begin with a space."""

    class Counted(str):
        """A text that counts the characters that are cut from it."""

        __slots__ = ("cut",)

        def __getitem__(self, key: SupportsIndex | slice) -> str:
            piece = super().__getitem__(key)
            self.cut = getattr(self, "cut", 0) + len(piece)
            return piece

    counts = []
    for times in (12_500, 25_000):
        text = Counted(" Ana" * times)
        assert list(bare_surnames(text)) == []
        counts.append(text.cut)
    assert counts[0] <= 100 * 12_500
    assert counts[1] <= 2 * counts[0] + 1000
    assert list(bare_surnames(" Ana left.")) == ["Ana"]


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
