"""What another configuration would print: added, dropped, moved, and the sections."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talks_example import CONFIG, SENTENCES

from digest import pipeline
from digest.config import load
from digest.difference import Change, Line, Printed, difference, printed
from digest.ingest.article import read_article
from digest.model import Document, Problem, Raw

DAY = date(2025, 6, 3)
TITLES = {"a": "Alpha", "b": "Beta", "c": "Gamma"}


def side(places: dict[str, str], titles: dict[str, str] = TITLES, fell_at: dict[str, str] | None = None) -> Printed:
    """An edition that prints sentences (id -> section)."""
    lines = {key: Line(key, section, f"Text of {key}.", "News", "2025-06-02") for key, section in places.items()}
    return Printed(titles, lines, fell_at or {})


def marks(before: Printed, after: Printed) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Section title and (mark, id, why) of what changes in it."""
    return [(t, [(c.mark, c.line.id, c.why) for c in changes]) for t, changes in difference(before, after).changes]


def test_added_dropped_and_moved() -> None:
    """Each in its section, in the order of the later edition; what is dropped comes last, with the gate at which it falls."""
    before = side({"1": "a", "2": "a", "3": "b", "4": "b"})
    after = side({"5": "a", "1": "a", "4": "a", "6": "c"}, fell_at={"2": "budget"})
    assert marks(before, after) == [
        ("Alpha", [("+", "5", ""), ("~", "4", "Beta"), ("-", "2", "budget")]),
        ("Beta", [("-", "3", "not read")]),
        ("Gamma", [("+", "6", "")]),
    ]
    found = difference(before, after)
    assert (found.count("+"), found.count("-"), found.count("~"), found.same) == (2, 2, 1, 1)
    assert found.changes[0][1][0] == Change("+", after.lines["5"])


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (TITLES, ()),
        ({"a": "Alpha", "c": "Gamma"}, ("- Beta (b)",)),
        ({**TITLES, "d": "Delta"}, ("+ Delta (d)",)),
        ({"a": "Alpha", "b": "Second", "c": "Gamma"}, ("~ Beta (b) is renamed Second",)),
        ({"c": "Gamma", "a": "Alpha", "b": "Beta"}, ("~ new order: Gamma, Alpha, Beta",)),
        (
            {"c": "Third", "d": "Delta", "a": "Alpha"},
            ("~ Gamma (c) is renamed Third", "+ Delta (d)", "- Beta (b)", "~ new order: Third, Alpha"),
        ),
    ],
)
def test_sections(titles: dict[str, str], said: tuple[str, ...]) -> None:
    """Added, removed, renamed, in another order."""
    assert difference(side({}), side({}, titles)).sections == said


def test_a_section_that_is_gone_shows_what_is_dropped_with_it() -> None:
    """Under its old title, behind all others; what goes to another section is moved."""
    before, after = (
        side({"1": "a", "2": "b", "3": "b"}),
        side({"3": "a", "1": "a"}, {"a": "First"}, {"2": "no section"}),
    )
    assert marks(before, after) == [("First", [("~", "3", "Beta")]), ("Beta", [("-", "2", "no section")])]


PLACES = st.dictionaries(st.sampled_from("123456"), st.sampled_from("abc"))


@given(PLACES, PLACES)
def test_every_sentence_is_told_once(one: dict[str, str], other: dict[str, str]) -> None:
    """Each printed sentence is the same, added, dropped or moved; the other way round, added and dropped change places."""
    there, back = difference(side(one), side(other)), difference(side(other), side(one))
    assert there.same + sum(map(there.count, "+-~")) == len(one.keys() | other.keys())
    assert (there.count("+"), there.count("-"), there.count("~")) == (back.count("-"), back.count("+"), back.count("~"))
    assert difference(side(one), side(one)).changes == ()


def test_editions_are_compared_sentence_by_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every printed sentence has a line with its source and date; articles that both configurations name are read once."""
    (tmp_path / "articles").mkdir()
    text = f"Talks at the lake end\n\nAlpha News\n2 June 2025\n\n{' '.join(SENTENCES[:12])}\n"
    (tmp_path / "articles" / "alpha.txt").write_text(text, encoding="utf-8")
    for name, words in (("old", 200), ("new", 40)):
        said = CONFIG.replace("max_words: 200", f"max_words: {words}") + "sources:\n  - path: articles/\n"
        (tmp_path / f"{name}.yaml").write_text(said, encoding="utf-8")
    read: list[str] = []

    def counted(raw: Raw, *, cutoff: datetime) -> Document | Problem:
        read.append(raw.uri)
        return read_article(raw, cutoff=cutoff)

    monkeypatch.setattr("digest.reading.read_article", counted)
    old, new = pipeline.compare(load(tmp_path / "old.yaml"), load(tmp_path / "new.yaml"), day=DAY)
    assert read == ["articles/alpha.txt"]
    before, after = (printed(built.briefing, built.selection, built.judged) for built in (old, new))
    assert set(before.lines) == {key for chosen in old.selection.chosen for key in chosen.sents}
    assert {(line.source, line.day) for line in before.lines.values()} == {("Alpha News", "2025-06-02")}
    assert {line.text for line in before.lines.values()} <= set(SENTENCES)
    found = difference(before, after)
    assert (found.count("-"), found.same) == (
        len(before.lines.keys() - after.lines),
        len(before.lines.keys() & after.lines),
    )
    assert {c.why for _, changes in found.changes for c in changes if c.mark == "-"} <= set(
        new.selection.fell_at.values()
    )
    assert old == pipeline.think(load(tmp_path / "old.yaml"), day=DAY)


def test_sources_that_differ_are_read_for_each(tmp_path: Path) -> None:
    """What only one of them names is not read for the other."""
    for name, some in (("old", SENTENCES[:6]), ("new", SENTENCES[6:12])):
        (tmp_path / name).mkdir()
        text = f"Talks at the lake end\n\nAlpha News\n2 June 2025\n\n{' '.join(some)}\n"
        (tmp_path / name / "alpha.txt").write_text(text, encoding="utf-8")
        said = CONFIG + f"sources:\n  - path: {name}/\n  - path: gone.txt\n"
        (tmp_path / f"{name}.yaml").write_text(said, encoding="utf-8")
    old, new = pipeline.compare(load(tmp_path / "old.yaml"), load(tmp_path / "new.yaml"), day=DAY)
    assert [built.docs[0].uri for built in (old, new)] == ["old/alpha.txt", "new/alpha.txt"]
    assert all(isinstance(built.briefing.coverage.problems[0], Problem) for built in (old, new))
    found = difference(*(printed(built.briefing, built.selection, built.judged) for built in (old, new)))
    assert (found.same, found.count("~")) == (0, 0)
    assert {c.why for _, changes in found.changes for c in changes} <= {"", "not read"}
