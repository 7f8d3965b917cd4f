"""Who “the prime minister” is, where only an item's own article says it."""

from __future__ import annotations

import pytest
from talks_example import prose

from digest.compose import offices
from digest.compose.gloss import glossed
from digest.compose.offices import _stands_by_name, holder, offices_alone
from digest.model import Group, Item, Quote, Section, Span

ARTICLE = "Norland’s Prime Minister Ana Deral left. Deral is ill. The prime minister gave a speech at the lake."
ITEM = "The prime minister gave a speech at the lake."


def test_an_office_without_a_name_is_found() -> None:
    """Outside quotations, and not where a country or a name stands beside it."""
    text = "The prime minister met the foreign minister of Norland, the mayor and “the chancellor”; Mayor Bel left."
    assert list(offices_alone(text)) == [("The prime minister", "prime minister")]
    assert not list(offices_alone("The Norland prime minister met the president."))


def test_a_text_is_read_once_for_each_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often it gives the office: 100 kB of one pattern are read in linear time."""
    read = []

    def counted(office: str, told: str) -> bool:
        read.append(office)
        return _stands_by_name(office, told)

    monkeypatch.setattr(offices, "_stands_by_name", counted)
    text = "The mayor, the " * (100_000 // len("The mayor, the "))
    assert len(list(offices_alone(text))) == len(text) // len("The mayor, the ")
    assert not list(offices_alone(f"{text}Mayor Kor"))
    assert read == ["mayor", "mayor"]


def test_its_holder_is_told_in_the_words_of_the_article() -> None:
    """Where the article names one holder, of whom it spoke shortly before, and the page hasn't told it."""
    at = ARTICLE.index(ITEM)
    assert holder("prime minister", ARTICLE, [ITEM], at=at) == "Norland’s Prime Minister Ana Deral"
    assert holder("prime minister", ARTICLE, ["Prime Minister Ana Deral left.", ITEM], at=at) == ""
    assert holder("prime minister", ARTICLE, ["Deral is ill. " + ITEM], at=at) == ""
    assert holder("prime minister", ARTICLE, [ITEM], at=0) == ""


@pytest.mark.parametrize(
    "more",
    [
        " Sylvania’s Prime Minister Bela Kor came.",
        " The Sylvanian prime minister came.",
        " Her former prime minister came.",
        " The prime minister of Sylvania came.",
    ],
)
def test_where_others_hold_it_nobody_is_told(more: str) -> None:
    """A second holder, one of another country, a former one."""
    assert holder("prime minister", ARTICLE + more, [ITEM], at=ARTICLE.index(ITEM)) == ""


def test_it_stands_behind_the_item() -> None:
    """Once on a page."""
    doc = prose(ARTICLE)
    span = Span(doc.text.index(ITEM), len(doc.text))
    made = tuple(Item(f"i{n}", "outcomes", (Quote(doc=doc.id, spans=(span,), text=ITEM),), (), "") for n in range(2))
    section = Section(key="outcomes", title="Outcomes", note="", groups=(Group(party="", items=made),))
    ((group,),) = (found.groups for found in glossed((section,), {doc.id: doc}))
    assert [item.attribution for item in group.items] == [
        "; “The prime minister” is Norland’s Prime Minister Ana Deral",
        "",
    ]
