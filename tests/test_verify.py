"""The check of a finished edition: what is true passes, and every change of a letter or a footnote is found."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tampering import alter, swap_notes

from digest import edition, render
from digest.archive.store import Store
from digest.errors import ArchiveError, EditionError
from digest.model import Briefing, Document, Span, quote_text
from digest.verify import Verdict, passage, verify
from digest.verify.printed import parse, shown

Sample = tuple[Briefing, tuple[Document, ...]]
STEM = "2025-06-03-istanbul-talks"


@dataclass(frozen=True)
class Edition:
    """An edition in a folder, with the texts beside it."""

    folder: Path
    briefing: Briefing

    @property
    def data(self) -> Path:
        """The edition's JSON file."""
        return self.folder / f"{STEM}.json"

    @property
    def page(self) -> Path:
        """The edition's Markdown file."""
        return self.folder / f"{STEM}.md"

    @property
    def texts(self) -> Path:
        """The store of its texts."""
        return self.folder / "evidence.db"


@pytest.fixture(scope="session")
def written(sample: Sample, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The sample briefing as a finished edition; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("edition")
    page = render.markdown(sample[0], templates=root / "templates")
    edition.write({f"{STEM}.json": edition.to_json(sample[0]), f"{STEM}.md": page.encode()}, folder)
    with Store(folder / "evidence.db") as store:
        store.put(sample[1])
    return Edition(folder, sample[0])


@pytest.fixture
def mine(written: Edition, tmp_path: Path) -> Edition:
    """A copy of the finished edition that a test may change."""
    shutil.copytree(written.folder, tmp_path / "out")
    return Edition(tmp_path / "out", written.briefing)


def refuted(verdict: Verdict) -> str:
    """The message of a verdict that must be negative."""
    assert not verdict.ok
    assert str(verdict).startswith("not verified: ")
    return str(verdict)


def change(path: Path, old: str, new: str) -> None:
    """Replaces the first `old` in a file, which must be there."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def spoil(path: Path, spoiler: Callable[[dict[str, Any]], None]) -> None:
    """Changes the data of an edition by a function."""
    data = json.loads(path.read_text())
    spoiler(data)
    path.write_text(json.dumps(data))


def test_a_true_edition_passes(written: Edition) -> None:
    """Data and page are verified together, whichever is named, and it is said what was proved."""
    for path in (written.data, written.page):
        verdict = verify(path)
        assert verdict.ok
        assert verdict.files == (str(written.data), str(written.page))
        assert "Each of 6 quotes" in str(verdict)
        assert "evidence and source agree" in str(verdict)
        assert "evidence.db" in str(verdict)


def test_the_data_alone_pass(mine: Edition) -> None:
    """Without a page the data are proved."""
    mine.page.unlink()
    assert "evidence and source agree" in str(verify(mine.data))


def test_the_page_alone_passes(mine: Edition) -> None:
    """Without the data, the words of the page are found in the texts, and what could not be proved is said."""
    mine.data.unlink()
    verdict = verify(mine.page)
    assert verdict.ok
    assert "page and source agree. Further footnotes" in str(verdict)


def test_checking_writes_nothing(written: Edition) -> None:
    """No file is added or changed."""
    before = {path: path.read_bytes() for path in written.folder.iterdir()}
    verify(written.data)
    assert {path: path.read_bytes() for path in written.folder.iterdir()} == before


def test_a_changed_quote_is_named(mine: Edition) -> None:
    """The message has the file, the place, the footnote and both texts."""
    change(mine.data, "another round & a summit", "another round & a zummit")
    message = refuted(verify(mine.data))
    assert f"{mine.data}, sections[1].groups[0].items[0].quotes[0], footnote 2: the words differ" in message
    assert "the edition says: “Mediators proposed another round & a zummit" in message
    assert "the source says:  “Mediators proposed another round & a summit" in message


def test_a_changed_page_is_named(mine: Edition) -> None:
    """So has it for the page, also where the data are named."""
    change(mine.page, "to swap all", "to swop all")
    line = next(n for n, text in enumerate(mine.page.read_text().split("\n"), start=1) if "to swop all" in text)
    for path in (mine.data, mine.page):
        message = refuted(verify(path))
        assert f"{mine.page}, line {line}, footnote 1: the words differ" in message
        assert "to swop all" in message
        assert "to swap all" in message


def test_the_day_behind_a_takeaway_is_checked(mine: Edition) -> None:
    """It is that of the article: another one is refuted, a wording without a day passes."""
    true = "— 2 June 2025; ["
    line = next(line for line in mine.page.read_text().split("\n") if true in line)
    change(mine.page, line, line.replace(true, "— 3 June 2025; ["))
    assert "names the day 3 June 2025" in refuted(verify(mine.page))
    change(mine.page, "— 3 June 2025; [", "— undated; [")
    assert "names the day undated" in refuted(verify(mine.page))
    change(mine.page, "— undated; [", "— see [")
    assert verify(mine.page).ok


def test_a_changed_page_without_data_is_named(mine: Edition) -> None:
    """Where only the page is there, the nearest words of the source are shown."""
    mine.data.unlink()
    change(mine.page, "to swap all", "to swop all")
    message = refuted(verify(mine.page))
    assert "the source says:  “The delegations met for an hour on Monday[2]. Both sides agreed to swap" in message


def test_a_changed_text_is_named(mine: Edition) -> None:
    """A letter changed in the store is found, also in a text that was read and not quoted."""
    for word, uri in (("Monday", "alpha"), ("Nothing", "gamma")):
        alter(mine.texts, "UPDATE document SET text = replace(text, ?, lower(?))", word, word)
        assert f"evidence.db: the kept text of articles/{uri}.txt" in refuted(verify(mine.data))
        alter(mine.texts, "UPDATE document SET text = replace(text, lower(?), ?)", word, word)
    assert verify(mine.data).ok


def test_every_store_must_be_sound(mine: Edition, tmp_path: Path) -> None:
    """A text altered in one of two stores is found, whichever is read first."""
    other = tmp_path / "archive.db"
    shutil.copy(mine.texts, other)
    alter(other, "UPDATE document SET text = text || '.'")
    assert str(other) in refuted(verify(mine.data, archives=[other]))


def test_missing_texts(mine: Edition, tmp_path: Path) -> None:
    """A text that isn't kept is a fault; that there is no store is an error that says where it was looked for."""
    alter(mine.texts, "DELETE FROM document WHERE uri LIKE '%beta%'")
    assert "is kept nowhere" in refuted(verify(mine.data))
    mine.texts.unlink()
    with pytest.raises(ArchiveError, match=r"nowhere\.db.*evidence\.db.*--archive"):
        verify(mine.data, archives=[tmp_path / "nowhere.db"])


def test_the_archive_is_enough(mine: Edition, tmp_path: Path) -> None:
    """Texts are found in a store that is named, too."""
    shutil.move(mine.texts, tmp_path / "archive.db")
    assert verify(mine.data, archives=[tmp_path / "archive.db"]).ok


@pytest.mark.parametrize("name", ["x.pdf", "x", "x.json", "x.md"])
def test_other_files(tmp_path: Path, name: str) -> None:
    """Other kinds of files, and such as are not there, are errors with their name."""
    with pytest.raises(EditionError, match=re.escape(name)):
        verify(tmp_path / name)


def test_broken_data(mine: Edition) -> None:
    """Data that can't be read are an error with the file's name and the place."""
    spoil(mine.data, lambda data: data["sections"][0].pop("key"))
    with pytest.raises(EditionError, match=rf"{STEM}\.json: sections\[0\]\.key"):
        verify(mine.page)


def test_a_page_without_digests(mine: Edition) -> None:
    """A page from which nothing can be proved is not passed."""
    mine.data.unlink()
    mine.page.write_text(re.sub(r"\b[0-9a-f]{12}\b", "", mine.page.read_text()))
    with pytest.raises(EditionError, match="no digests"):
        verify(mine.page)


def _drop_note(data: dict[str, Any]) -> None:
    data["takeaways"][0]["notes"] = [1]


def _swap_numbers(data: dict[str, Any]) -> None:
    first, second = data["sources"][:2]
    first["number"], second["number"] = 2, 1


OTHER_VIA = "names another source of its source than the data"


def _via_of_a_quote(data: dict[str, Any]) -> None:
    data["sections"][1]["groups"][0]["items"][0]["quotes"][0]["via"] = "Gull Wire"


def _via_of_a_source(data: dict[str, Any]) -> None:
    data["sources"][1]["via"] = "Gull Wire"


def _via_of_a_takeaway(data: dict[str, Any]) -> None:
    data["takeaways"][0]["quote"] = {**data["takeaways"][0]["quote"], "via": "Harbour Wire"}
    data["sources"].append({**data["sources"][0], "number": 3, "via": "Harbour Wire"})


def _two_of_one(data: dict[str, Any]) -> None:
    data["sources"].append({**data["sources"][1], "number": 3, "via": "Gull Wire", "publisher": "Gamma News"})


def _swap_sources(data: dict[str, Any]) -> None:
    first, second = data["sources"][:2]
    first["doc"], second["doc"] = second["doc"], first["doc"]


def _other_item(data: dict[str, Any]) -> None:
    data["takeaways"][0]["item"] = data["sections"][1]["groups"][1]["items"][0]["id"]


def _no_item(data: dict[str, Any]) -> None:
    data["takeaways"][0]["item"] = "nothing"


def _far_span(data: dict[str, Any]) -> None:
    data["sections"][1]["groups"][0]["items"][0]["quotes"][0]["spans"][0][1] = 10**9


def _order_of_spans(data: dict[str, Any]) -> None:
    data["sections"][1]["groups"][1]["items"][0]["quotes"][0]["spans"].reverse()


def _unnamed(data: dict[str, Any]) -> None:
    data["sources"][1]["printed"] = False


def _twice(data: dict[str, Any]) -> None:
    data["sections"][2]["groups"] = data["sections"][1]["groups"]


def _two_sources(data: dict[str, Any]) -> None:
    item = data["sections"][0]["groups"][0]["items"][0]
    item["quotes"] += item.pop("support")
    item["support"] = []


def _support(data: dict[str, Any]) -> None:
    data["sections"][0]["groups"][0]["items"][0]["support"][0]["text"] += "!"


def _no_words(data: dict[str, Any]) -> None:
    data["sections"][0]["groups"][0]["items"][0]["support"][0] |= {"spans": [], "text": ""}


def _attribution(data: dict[str, Any]) -> None:
    data["sections"][0]["groups"][0]["items"][0]["attribution"] = "Alphabet News, 2 June"


def _date(data: dict[str, Any]) -> None:
    item = data["sections"][0]["groups"][0]["items"][0]
    item["attribution"] = item["attribution"].replace("2 June", "5 June")


def _id(data: dict[str, Any]) -> None:
    data["sections"][1]["groups"][0]["items"][0]["id"] += "0"


@pytest.mark.parametrize(
    ("spoiler", "message"),
    [
        (swap_notes, "calls the footnotes 2, 1, but its sources are 1, 2"),
        (_drop_note, "calls the footnotes 1, but its sources are 1, 2"),
        (_swap_numbers, "not numbered 1, 2, 3"),
        (_swap_sources, "for which no footnote stands"),
        (_other_item, "no part of its item"),
        (_no_item, "refers to an item nothing that is not there"),
        (_far_span, "no slices of the text"),
        (_order_of_spans, "no slices of the text"),
        (_unnamed, "for which no footnote stands"),
        (_twice, "printed twice"),
        (_two_sources, "not of one source"),
        (_support, "items[0].support[0], footnote 2: the words differ"),
        (_no_words, "no slices of the text"),
        (_id, "not the place of its first words"),
        (_date, "dates the words otherwise than their source: 2 June"),
        (_via_of_a_quote, "for which no footnote stands"),
        (_via_of_a_source, "for which no footnote stands"),
        (_via_of_a_takeaway, "names another source of its source than its item"),
        (_two_of_one, "two footnotes tell different things of one text"),
        (_attribution, "attributes the words to another source than Alpha News"),
    ],
)
def test_false_data_are_refuted(mine: Edition, spoiler: Callable[[dict[str, Any]], None], message: str) -> None:
    """Whatever else of a quote or a footnote is changed in the data is found, and named."""
    spoil(mine.data, spoiler)
    assert message in refuted(verify(mine.data))


def test_numbers_follow_first_use(mine: Edition) -> None:
    """Footnotes that are right but numbered in another order are found."""

    def renumber(data: dict[str, Any]) -> None:
        data["takeaways"] = []
        data["sections"] = [data["sections"][index] for index in (1, 0, 2)]

    spoil(mine.data, renumber)
    assert "order of their first use" in refuted(verify(mine.data))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[^1][^2]", "[^2][^1]", "calls the footnotes 2, 1, but its sources are 1, 2"),
        ("[^1][^2]", "[^1]", "calls the footnotes 1, but its sources are 1, 2"),
        ("[^1][^2] *—", " *—", "an item without a footnote"),
        ("[^1][^2]", "[^1][^7]", "there is no such footnote"),
        ("\n- Mediators", "\nMediators", "no item of a list"),
        ("\n[^2]: ", "\n[^1]: ", "defined twice"),
        ("\n[^2]: ", "\n[^3]: ", "no such source"),
        ("## Coverage", "- More[^1] *— x*\n\n## Coverage", "prints 4 items, the data hold 3"),
        ("| 1 | Alpha", "| 2 | Alpha", "two digests"),
        ("\n- Mediators", "\n- Kyiv has given up.\n- Mediators", "words without a footnote among the items"),
        ("Beta News, 2 June*", "Beta News, 2 June*\n  Kyiv has given up.", "words without a footnote among the items"),
        ("— Beta News, 2 June", "— Alpha News, 2 June", "says something else behind the item"),
        ("## Demands", "## Outcomes", "stands under “Outcomes”, the data have it under “Demands”"),
        (
            "\n[^2]: Beta News, “Title of beta”, 2 June 2025, via Harbour Wire, 1 June 2025. articles/beta.txt",
            "\n[^2]: Beta News, “Lies”",
            "does not name",
        ),
        ("\n[^2]: ", "\nNote 2: ", "there is no such footnote"),
        ("# Istanbul talks", "# Ankara talks", "another title"),
        ("**Draft**", "**No. 7**", "another number"),
        ("· 3 June 2025", "· 4 June 2025", "a day that the data have not"),
        ("**3 items**", "**9 items**", "counts another number of items"),
        ("### Ukraine", "### Russia", "stands under “Russia”, the data have it under “Ukraine”"),
        ("### Further items", "### Ukraine", "stands under “Ukraine”, the data have it under “”"),
        ("## Demands\n", "## Demands\n\nKyiv has given up.\n", "words without a footnote in a section"),
        ("## Demands\n", "## Demands\n\n> Kyiv has given up.\n", "words without a footnote in a section"),
        ("## Demands\n", "## Demands\n\n- Kyiv has given up.\n", "words without a footnote in a section"),
        ("## Demands\n", "## Demands\n\n| Kyiv | has given up |\n", "words without a footnote in a section"),
        (
            "Nothing was chosen for this section",
            "Kyiv has given up*\n\n*Moscow, too",
            "words without a footnote in a section",
        ),
        ("[^2]: Beta News", "[^2]: Gamma News", "names another publisher than the data"),
        ("| 2 | Beta News", "| 2 | Gamma News", "names another publisher than the data"),
        ("Title of beta”, 2 June 2025", "Title of beta”, 1 June 2025", "names another day than the data"),
        ("articles/beta.txt*", "articles/false.txt*", "names another address than the data"),
        ("2025, via Harbour Wire, 1 June 2025.", "2025.", OTHER_VIA),
        ("2025, via Harbour Wire, 1 June 2025.", "2025, via Harbour Wire.", OTHER_VIA),
        ("2025, via Harbour Wire, 1 June 2025.", "2025, via Harbour Wire, 1 June 2025, via Gull Wire.", OTHER_VIA),
        ("“Title of alpha”, 2 June 2025.", "“Title of alpha”, 2 June 2025, via Harbour Wire, 1 June 2025.", OTHER_VIA),
        ("beta”, via Harbour Wire", "beta”, via Gull Wire", OTHER_VIA),
        ("| 1 | Alpha News: “Title of alpha”.", "| 1 | Alpha News: “Title of alpha”, via Gull Wire.", OTHER_VIA),
        ("Beta News, 2 June*", "Beta News, 2 June; since withdrawn*", "says something else behind the item"),
        ("*— Beta News", "*— Gull Wire and Beta News", "says something else behind the item"),
        ("; 2 sources*", "; 2 sources, one of them false*", "says something else behind the item"),
        ("— 2 June 2025; [", "— 2 June 2025; since dropped; [", "says something else behind the takeaway"),
        ("(#outcomes)*", "(https://gull.example/)*", "says something else behind the takeaway"),
        ("2025, 06:00**", "2025, 7:00**", "a day that the data have not"),
        ("2025, 06:00**", "2025, 06:1**", "a day that the data have not"),
        ("**2 June 2025**", "**1 to 2 June 2025**", "a period that the data have not"),
        ("**2 June 2025**", "**2 Jumber 2025**", "a day that the data have not"),
        ("Read:** 3 articles", "Read:** 4 articles", "counts other articles than the data"),
        ("from 3 publishers; 4", "from 4 publishers; 4", "counts other articles than the data"),
        ("fits no section (2)", "fits no section (1)", "counts other sentences than the data"),
        ("too long (1)", "for other reasons (3)", None),
        ("too long (1)", "for other reasons (4)", "counts other sentences than the data"),
        ("sentences printed", "sentences, 9 of 10 sentences printed", "counts other sentences than the data"),
    ],
)
def test_false_pages_are_refuted(mine: Edition, old: str, new: str, message: str | None) -> None:
    """Footnotes and items that are moved, lost or added on the page are found, and words that are put in behind them."""
    change(mine.page, old, new)
    if message is None:
        assert verify(mine.page).ok
    else:
        assert message in refuted(verify(mine.page))


@pytest.mark.parametrize(
    ("changes", "passes"),
    [
        ((r"\*— (\w+ News), 2 June", r"*— so \1 of 2 June"), True),
        ((r"\*— (\w+ News), (2 June)", r"*— so \1, \2"), False),
        ((r"\*— (\w+ News), 2 June", r"*— so \1 of 9 June"), False),
        ((r"\*— \w+ News, 2 June", r"*— so Gull News of 2 June"), False),
        ((r"\*— (\w)(\w+ News), 2 June", r"*— so says \1 \1\2 of 2 June"), False),
        ((r"\*— (\w+ News), 2 June", r"*— \1"), True),
    ],
)
def test_a_template_may_word_it_in_its_own_way(mine: Edition, changes: tuple[str, str], passes: bool) -> None:
    """What it adds is then the same behind every item, and no run has the data's words whole."""
    text, count = re.subn(*changes, mine.page.read_text())
    assert count == 3
    mine.page.write_text(text)
    assert verify(mine.page).ok == passes


def test_entities_end_with_a_semicolon(mine: Edition) -> None:
    """What only begins like one in an address is a part of it."""
    for path in (mine.data, mine.page):
        path.write_text(
            path.read_text().replace("https://news.example/a", "https://news.example/a?x=1&region=2&copy=3")
        )
    assert verify(mine.page).ok


@pytest.mark.parametrize("alone", [False, True])
def test_swapped_definitions_are_refuted(mine: Edition, alone: bool) -> None:
    """Two footnotes of the page, or two rows of its sources, that change their numbers are found, also without data."""
    text = mine.page.read_text()
    if alone:
        mine.data.unlink()
    mine.page.write_text(text.replace("[^1]: ", "[^x]: ").replace("[^2]: ", "[^1]: ").replace("[^x]: ", "[^2]: "))
    assert "names the source of another footnote" in refuted(verify(mine.page))
    mine.page.write_text(text.replace("| 1 |", "| x |").replace("| 2 |", "| 1 |").replace("| x |", "| 2 |"))
    assert ("footnote" if alone else "has the digest") in refuted(verify(mine.page))


LETTERS = st.characters(categories=["L", "N", "P"], codec="utf-8")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(draw=st.data())
def test_any_letter_of_the_data_counts(mine: Edition, written: Edition, draw: st.DataObject) -> None:
    """No letter of any quote in the data can be replaced."""
    data = json.loads(written.data.read_text())
    items = [item for section in data["sections"] for group in section["groups"] for item in group["items"]]
    quotes = [quote for item in items for quote in (*item["quotes"], *item["support"])] + [
        data["takeaways"][0]["quote"]
    ]
    quote = draw.draw(st.sampled_from(quotes))
    quote["text"] = draw.draw(replaced(quote["text"]))
    mine.data.write_text(json.dumps(data))
    refuted(verify(mine.data))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(draw=st.data(), alone=st.booleans())
def test_any_letter_of_the_page_counts(mine: Edition, written: Edition, draw: st.DataObject, alone: bool) -> None:
    """No letter of any printed quote can be replaced on the page, be its data there or not."""
    lines = written.page.read_text().split("\n")
    index = draw.draw(st.sampled_from([n for n, line in enumerate(lines) if re.match(r"- .*\[\^1|- .*\[\^2", line)]))
    words, call, rest = lines[index].partition("[^")
    letters = [at for at in range(2, len(words)) if words[at].isalpha()]
    at = draw.draw(st.sampled_from(letters))
    letter = draw.draw(LETTERS.filter(lambda char: shown(char) != shown(words[at]) and char not in "[]^*&"))
    lines[index] = words[:at] + letter + words[at + 1 :] + call + rest
    mine.page.write_text("\n".join(lines))
    mine.data.unlink(missing_ok=True)
    if not alone:
        shutil.copy(written.data, mine.data)
    refuted(verify(mine.page))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(draw=st.data())
def test_any_letter_of_a_text_counts(mine: Edition, written: Edition, sample: Sample, draw: st.DataObject) -> None:
    """No letter of any kept text can be replaced."""
    doc = draw.draw(st.sampled_from(sample[1]))
    shutil.copy(written.texts, mine.texts)
    alter(mine.texts, "UPDATE document SET text = ? WHERE id = ?", draw.draw(replaced(doc.text)), doc.id)
    assert doc.uri in refuted(verify(mine.data))


@st.composite
def replaced(draw: st.DrawFn, text: str) -> str:
    """`text` with another letter in one place."""
    at = draw(st.integers(0, len(text) - 1))
    return text[:at] + draw(LETTERS.filter(lambda char: char != text[at])) + text[at + 1 :]


@settings(max_examples=50)
@given(
    words=st.lists(st.text("abAB.,1’s", min_size=1, max_size=4), min_size=2, max_size=9),
    gaps=st.lists(st.sampled_from([" ", "\n", "[3] ", "[3]", "-\n", "\n• ", " | ", "\u00ad"]), min_size=9, max_size=9),
    cuts=st.sets(st.integers(0, 8)),
)
def test_slices_are_found(words: list[str], gaps: list[str], cuts: set[int]) -> None:
    """What `quote_text` makes of a text's words is found in it, whatever stands in the gaps and is cut there."""
    text, spans = "", [0]
    for index, (word, gap) in enumerate(zip(words, gaps, strict=False)):
        text += word
        if index in cuts or index == len(words) - 1:
            spans += [len(text), len(text) + len(gap)]
        text += gap
    pairs = tuple(Span(start, end) for start, end in zip(spans[::2], spans[1::2], strict=False))
    assert passage.find(shown(quote_text(text, pairs)), text)[0]


def test_a_broken_word_is_found_where_it_stands_first() -> None:
    """A word with a soft hyphen in it, which comes again whole further on, doesn't make the search jump there."""
    assert passage.find("ready […] ready", "rea\u00addy | ready")[0]


def test_long_texts_are_searched_quickly() -> None:
    """Text of one letter, or of nothing but brackets, hangs neither the reading of a page nor the search for words."""
    for text in ("a" * 200_000, "[^1]" * 50_000, "- " + " *— a" * 40_000 + "*", "- x[^1]" + " " * 200_000 + "y"):
        parse(text)
    assert not passage.find("aab " + "a" * 50, "a" * 20_000)[0]


def test_what_a_page_shows(sample: Sample) -> None:
    """Signs without a shape are no part of what is printed; white space of any kind is one space."""
    assert shown("a\u00adb \u200b\u202ec\u2003\n d\x00") == "ab c d"
    assert replace(sample[0], title="x").title == "x"


TABLE = """## Positions

| Party | Demands | Offers |
| --- | --- | --- |
| **The Republic** | It wants the strait open.[^1] *— see [Demands](#demands)* | {} |
| | {} | |

## Sources

| No. | Source | Digest |
| --: | --- | --- |
| 1 | A title that is longer than what the program says of its own in a table that quotes | 0123456789ab |
"""


def test_words_in_tables_are_read_with_their_footnotes() -> None:
    """A cell with a call is a point; what has none may be a name or a day, and no sentence. Other tables are left alone."""
    page = parse(TABLE.format("It would pay.[^2] *— see [Demands](#demands)*", "3 June"))
    assert [(point.heading, point.words, point.notes) for point in page.cells] == [
        ("Positions", "It wants the strait open.", (1,)),
        ("Positions", "It would pay.", (2,)),
    ]
    assert page.digests == {1: "0123456789ab"}
    assert page.faults == ()
    sentence = "The other side has given up and will leave the strait within the month."
    for faulty in (TABLE.format(sentence, ""), TABLE.format("", sentence)):
        assert [message for _, message in parse(faulty).faults] == ["words without a footnote in a table"]
