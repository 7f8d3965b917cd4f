"""The run, from files to the bytes of an edition."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from talks_example import CONFIG, SENTENCES
from thought_example import seeds

from digest import edition
from digest.archive.store import Store
from digest.config import Config, load
from digest.errors import EditionError, TemplateError
from digest.model import COPY, Briefing, Carrier, quote_text
from digest.pipeline import Built, build, think

DAY = date(2025, 6, 3)
STEM = "2025-06-03-lake-talks"
ALPHA = f"Talks at the lake end\n\nAlpha News\n2 June 2025\n\n{' '.join(SENTENCES[:4])}\n\n{' '.join(SENTENCES[4:8])}\n"
BETA = f"# What the lake talks brought\n\nBeta Wire, 3 June 2025\n\n{' '.join(SENTENCES[8:15])}\n\n{SENTENCES[2]}\n"
MARKET = """\
The lake and its markets

Gamma Post
3 June 2025

Grain exports over the lake fell by a third in May, and shipping insurance rose by a tenth, the central bank said.

Russia cut its oil price after new sanctions, while the ceasefire talks went on at the lake.
"""
ECONOMY = """\
  - key: economy
    title: Economy
    cues: [grain, insurance, oil price, inflation, exports, freight rate, central bank, sanctions, harvest, shipping]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a configuration and two articles."""
    folder = tmp_path / "desk"
    (folder / "articles" / "more").mkdir(parents=True)
    (folder / "articles" / "alpha.txt").write_text(ALPHA, encoding="utf-8")
    (folder / "articles" / "more" / "beta.md").write_text(BETA, encoding="utf-8")
    configured(folder)
    return folder


def configured(folder: Path, sections: str = "", changes: Sequence[tuple[str, str]] = ()) -> Config:
    """Writes and reads the configuration of a desk."""
    text = CONFIG + sections + "sources:\n  - path: articles/\n"
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "config.yaml").write_text(text, encoding="utf-8")
    return load(folder / "config.yaml")


def built(
    folder: Path, config: Config | None = None, *, formats: Sequence[str] = ("md",), store: str = "t.db"
) -> Built:
    """The edition of a desk."""
    return build(config or load(folder / "config.yaml"), day=DAY, formats=formats, store=folder / store)


def printed(made: Briefing) -> dict[str, list[str]]:
    """Section key -> texts of its items."""
    return {section.key: [item.text for item in section.items] for section in made.sections}


def test_an_edition_is_its_data_and_its_renderings(desk: Path) -> None:
    """The JSON always, the others as asked for; all hold the same items, and each is a slice of a kept text."""
    done = built(desk, formats=("md", "html", "pdf"))
    assert list(done.files) == [f"{STEM}.{ending}" for ending in ("json", "md", "html", "pdf")]
    assert edition.from_json(done.files[f"{STEM}.json"]) == done.briefing
    assert done.files[f"{STEM}.pdf"].startswith(b"%PDF-")
    with Store(desk / "t.db", read_only=True) as kept:
        texts = kept.get_many(doc.id for doc in done.docs)
    items = [item for section in done.briefing.sections for item in section.items]
    assert len(items) >= 4
    for item in items:
        for quote in (*item.quotes, *item.support):
            assert quote_text(texts[quote.doc], quote.spans) == quote.text
        assert item.text in done.files[f"{STEM}.md"].decode()


def test_formats_come_from_the_configuration_or_the_caller(desk: Path) -> None:
    """What is asked for replaces what the file says."""
    config = configured(desk, changes=[("  max_words: 200", "  max_words: 200\n  formats: [html]")])
    assert list(built(desk, config, formats=()).files) == [f"{STEM}.json", f"{STEM}.html"]
    assert list(built(desk, config).files) == [f"{STEM}.json", f"{STEM}.md"]


def test_thinking_writes_nothing(desk: Path) -> None:
    """Everything up to the briefing leaves no trace."""
    before = sorted(path.as_posix() for path in desk.rglob("*"))
    made = think(load(desk / "config.yaml"), day=DAY)
    assert made.files == {}
    assert printed(made.briefing)
    assert sorted(path.as_posix() for path in desk.rglob("*")) == before


def test_a_section_of_the_users_own(desk: Path) -> None:
    """`economy` with ten cues fills, and nothing else changes its section."""
    (desk / "articles" / "gamma.txt").write_text(MARKET, encoding="utf-8")
    without = think(load(desk / "config.yaml"), day=DAY)
    with_it = think(configured(desk, ECONOMY), day=DAY)
    assert {"Grain exports", "Russia cut it"} <= {text[:13] for text in printed(with_it.briefing)["economy"]}
    assert {"outcomes", "demands", "military"} <= {key for key, texts in printed(with_it.briefing).items() if texts}
    labels = {j.sent.id: j.label.section for j in without.judged}
    for j in with_it.judged:
        assert j.label.section in (labels[j.sent.id], "economy")


def test_removing_a_section(desk: Path) -> None:
    """What stood in it is gone, and nothing of it turns up elsewhere."""
    full = think(load(desk / "config.yaml"), day=DAY)
    less = think(configured(desk, changes=[("  - key: reactions\n    title: Reactions\n", "")]), day=DAY)
    assert [s.key for s in less.briefing.sections] == ["outcomes", "demands", "military"]
    section = {j.sent.id: j.label.section for j in full.judged}
    for j in less.judged:
        assert j.label.section == (None if section[j.sent.id] == "reactions" else section[j.sent.id])


def test_reordering_and_renaming(desk: Path) -> None:
    """Another order and another title show on the page and nowhere else."""
    one = think(load(desk / "config.yaml"), day=DAY)
    head, *sections = CONFIG.split("  - key: ")
    turned = head + "".join(f"  - key: {s}" for s in reversed(sections))
    (desk / "config.yaml").write_text(
        turned.replace("title: Reactions", "title: Voices") + "sources:\n  - path: articles/\n", encoding="utf-8"
    )
    other = think(load(desk / "config.yaml"), day=DAY)
    assert [s.title for s in other.briefing.sections] == ["Voices", "Military context", "Demands", "Key outcomes"]
    assert printed(other.briefing) == printed(one.briefing)
    assert other.selection.fell_at == one.selection.fell_at


def test_a_copy_is_counted_once(desk: Path) -> None:
    """The same text under another name is reported, and supports nothing."""
    (desk / "articles" / "copy.txt").write_text(ALPHA, encoding="utf-8")
    made = think(load(desk / "config.yaml"), day=DAY)
    assert len(made.docs) == 2
    (problem,) = made.briefing.coverage.problems
    assert (problem.stage, problem.uri) == (COPY, "articles/copy.txt")
    assert "articles/alpha.txt" in problem.message


def test_one_text_of_two_publishers_has_two_carriers(desk: Path) -> None:
    """Both are sources of what it says, and one that is independent; what more is known of one of them is taken."""
    text = ALPHA.partition("2 June 2025")[2].strip()
    row = {"text": text, "date": "2025-06-02"}
    rows = [
        row,
        row | {"source": "Saltmarsh Tribune"},
        row | {"source": "Coast Herald", "url": "https://coast.example/1"},
    ]
    (desk / "articles" / "alpha.txt").unlink()
    (desk / "articles" / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    made = think(load(desk / "config.yaml"), day=DAY)
    (doc,) = [doc for doc in made.docs if doc.text == text]
    assert doc.publisher.value == "Saltmarsh Tribune"
    assert doc.also == (Carrier("Coast Herald", "Coast Herald", "https://coast.example/1"),)
    assert [(problem.uri, problem.message) for problem in made.briefing.coverage.problems] == [
        ("articles/rows.jsonl:1", "holds the same text as articles/rows.jsonl:2; counted once"),
        (
            "articles/rows.jsonl:3",
            "holds the same text as articles/rows.jsonl:2; counted once, carried by Coast Herald, too",
        ),
    ]
    own = [item for section in made.briefing.sections for item in section.items if item.quotes[0].doc == doc.id]
    assert own
    assert all(item.carriers == 2 + len(item.support) for item in own)
    assert all("sources, 1 independent" in item.attribution for item in own if not item.support)


def test_bad_sources_are_reported_and_stop_nothing(desk: Path) -> None:
    """Empty, binary, huge and missing ones each have a line in the briefing; the items stay the same."""
    config = load(desk / "config.yaml")
    good = think(config, day=DAY)
    (desk / "articles" / "empty.txt").write_bytes(b"")
    (desk / "articles" / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (desk / "articles" / "huge.txt").write_bytes(b"The talks went on. " * 60_000)
    (desk / "articles" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (desk / "articles" / "bad.html").write_bytes(b"<html><body><script>1</script></body></html>")
    limited = configured(desk, changes=[("sources:\n", "limits: {max_file_mb: 1}\nsources:\n  - path: missing/\n")])
    made = think(limited, day=DAY)
    told = {problem.uri: problem.message for problem in made.briefing.coverage.problems}
    assert set(told) == {
        "missing",
        "articles",
        *(f"articles/{n}" for n in ("empty.txt", "binary.txt", "huge.txt", "bad.html")),
    }
    assert printed(made.briefing) == printed(good.briefing)


def test_without_an_article_there_is_no_edition(desk: Path) -> None:
    """The error names what was wrong with the sources, and no store is made."""
    config = load(desk / "config.yaml")
    for source in ("missing", str(desk / "config.yaml")):
        with pytest.raises(EditionError, match="no article could be read"):
            build(config, day=DAY, sources=[source], store=desk / "none.db")
    assert not (desk / "none.db").exists()


def test_sources_that_are_given_replace_those_of_the_file(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are read from where the command runs, and shown as they were given."""
    monkeypatch.chdir(desk / "articles")
    made = think(load(desk / "config.yaml"), day=DAY, sources=["more"])
    assert [source.uri for source in made.briefing.sources] == ["more/beta.md"]
    assert tmp_path.name not in json.dumps(json.loads(edition.to_json(made.briefing)))


def test_no_path_of_this_machine_in_an_edition(desk: Path, tmp_path: Path) -> None:
    """The same desk in another folder gives the same bytes, and none names the folder."""
    one = built(desk, formats=("md", "html"))
    other = tmp_path / "another place"
    os.rename(desk, other)
    two = built(other, formats=("md", "html"))
    assert one.files == two.files
    assert not any(tmp_path.name.encode() in body for body in one.files.values())


def test_the_day_is_what_is_given(desk: Path) -> None:
    """Another day changes the date of the edition and what it has read about."""
    config = load(desk / "config.yaml")
    early = think(config, day=date(2025, 6, 2)).briefing
    assert early.day == "2025-06-02"
    assert early.cutoff == "2025-06-02T06:00+00:00"


def test_a_fault_in_a_template_is_named(desk: Path) -> None:
    """With its file and line."""
    (desk / "templates").mkdir()
    (desk / "templates" / "briefing.md.j2").write_text("# {{ briefing.title }}\n{% if %}\n", encoding="utf-8")
    config = configured(desk, changes=[("sources:\n", "templates: templates/\nsources:\n")])
    with pytest.raises(TemplateError, match=r"briefing\.md\.j2:2"):
        built(desk, config)


def test_progress_counts_articles(desk: Path) -> None:
    """Each article that is read is announced once."""
    told: list[tuple[str, int]] = []
    think(load(desk / "config.yaml"), day=DAY, progress=lambda step, done, total: told.append((step, done)))
    assert told == [("reading", 1), ("reading", 2)]


def test_what_the_fonts_lack_is_reported_for_paper_only(desk: Path) -> None:
    """A character that prints as a box is a problem of the PDF and of nothing else."""
    strange = "The talks at the lake ended with an agreement on \U00013000 prisoners."
    (desk / "articles" / "alpha.txt").write_text(ALPHA.replace(SENTENCES[0], strange), encoding="utf-8")
    config = configured(desk, changes=[("max_words: 200", "max_words: 600")])
    page = built(desk, config)
    assert strange in page.files[f"{STEM}.md"].decode()
    assert page.briefing.coverage.problems == ()
    (problem,) = built(desk, config, formats=("pdf",)).briefing.coverage.problems
    assert "U+13000" in problem.message


def test_the_sample_articles_fill_every_section() -> None:
    """The project's own configuration and articles make a briefing in which no section is empty and nothing is lost."""
    made = seeds().briefing
    assert all(printed(made).values())
    assert made.coverage.problems == ()
    assert 3 <= len(made.takeaways) <= 5
    assert 400 <= sum(len(text.split()) for texts in printed(made).values() for text in texts) <= 600
    texts = [text for section in printed(made).values() for text in section]
    assert len(set(texts)) == len(texts)


def positions(made: Briefing) -> dict[str, str]:
    """Party -> all that stands under it."""
    groups = [group for section in made.sections for group in section.groups]
    return {group.party: " ".join(item.text for item in group.items) for group in groups}


def test_demands_stand_under_who_makes_them() -> None:
    """In the sample articles Ukraine wants a ceasefire; what it would have to do stands under nobody or Russia."""
    by = positions(seeds().briefing)
    assert "ceasefire" in by["Ukraine"]
    assert "Ukraine would have to" not in by["Ukraine"]


def test_demands_of_russia_stand_under_it() -> None:
    """In the sample articles Russia wants four regions."""
    by = positions(seeds().briefing)
    assert re.search("withdraw (its forces )?from (the Donetsk|four regions)", by.get("Russia", ""))
