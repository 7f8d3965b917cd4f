"""Thirty simulated days with known truth: numbers, statuses, windows and counts are right on every one of them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import days_example
import pytest
from days_example import DAYS, FIRST, Day, article

from digest import frozen
from digest.archive import editions, keeping
from digest.archive.store import Store
from digest.config import Config, load
from digest.frozen import Frozen, Order
from digest.model import BEFORE, Briefing, Item

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
LATER = datetime(2031, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Month:
    """The thirty days, their editions, and the archive as it was before each tenth of them."""

    config: Config
    days: tuple[Day, ...]
    made: tuple[Frozen, ...]
    before: dict[int, Path]


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    """Every day is written into one folder, built and frozen."""
    folder = tmp_path_factory.mktemp("month")
    (folder / "config.yaml").write_text(
        days_example.CONFIG + "sources:\n  - path: articles/\narchive: archive.db\n", encoding="utf-8"
    )
    config = load(folder / "config.yaml")
    (folder / "articles").mkdir()
    old = article("Before", "Lake Courier", FIRST - timedelta(days=9), days_example.FILLER)
    (folder / "articles" / "zero.txt").write_text(old, encoding="utf-8")
    found = days_example.days()
    made, before = [], {}
    for n, day in enumerate(found):
        days_example.write(folder / "articles", day)
        if n % 10 == 9:
            before[n] = folder / f"before-{n}"
            shutil.copytree(folder / "articles", before[n] / "articles")
            shutil.copy(folder / "archive.db", before[n] / "archive.db")
            shutil.copy(folder / "config.yaml", before[n] / "config.yaml")
        made.append(frozen.freeze(config, Order(day.day, NOW)))
    return Month(config, found, tuple(made), before)


def items(briefing: Briefing) -> list[Item]:
    """All items."""
    return [item for section in briefing.sections for item in section.items]


def briefing(made: Frozen) -> Briefing:
    """What an edition prints."""
    assert made.built is not None
    return made.built.briefing


def test_every_day_has_its_number(month: Month) -> None:
    """Editions are numbered without a gap, each is the first revision of its day, and each names the one before it."""
    assert [made.edition.number for made in month.made] == list(range(1, DAYS + 1))
    assert {made.edition.revision for made in month.made} == {1}
    assert [made.edition.day for made in month.made] == [day.day.isoformat() for day in month.days]
    assert [briefing(made).last for made in month.made] == list(range(DAYS))


def test_every_day_prints_its_news_and_nothing_else(month: Month) -> None:
    """On every day exactly the expected sentences are printed, each with its status and what it was before."""
    for made, day in zip(month.made, month.days, strict=True):
        got = {item.text: item for item in items(briefing(made))}
        assert sorted(got) == sorted(one.text for one in day.expected), day.day
        told = any(one.status != "new" for one in day.expected)
        for one in day.expected:
            item = got[one.text]
            assert item.status == (one.status if told else ""), one.text
            assert one.before in item.before, one.text
            assert bool(one.before) == bool(item.before), one.text
        assert made.edition.items == len(day.expected)


def test_every_repetition_is_counted(month: Month) -> None:
    """What was printed before falls at its own gate, and coverage counts it."""
    for made, day in zip(month.made, month.days, strict=True):
        assert made.built
        told = {j.sent.text: made.built.selection.fell_at.get(j.sent.id) for j in made.built.judged}
        assert [told[text] for text in day.repeated] == ["printed before"] * len(day.repeated), day.day
        counted = dict(briefing(made).coverage.dropped).get("told by an earlier edition already", 0)
        assert counted == len(day.repeated), day.day


def test_no_article_is_read_twice(month: Month) -> None:
    """Each edition reads what came since the last, and says how many articles it left to earlier ones."""
    seen = 0
    for made, day in zip(month.made, month.days, strict=True):
        new = len(day.files) + (made.edition.number == 1)
        assert briefing(made).coverage.articles == new, day.day
        left = [p.message for p in briefing(made).coverage.problems if p.stage == BEFORE]
        assert left == ([f"{seen} read for an earlier edition, and not again"] if seen else []), day.day
        assert len(briefing(made).coverage.late) == len(day.late), day.day
        seen += new


def test_a_day_without_news_says_so_in_one_line(month: Month) -> None:
    """Without news, or with repetitions only, the masthead says so and no item is printed."""
    quiet = [made for made, day in zip(month.made, month.days, strict=True) if not day.expected]
    assert len(quiet) >= 8
    for made in quiet:
        page = made.files[f"{made.edition.day}-lake.md"].decode()
        assert f"**Nothing new since no. {made.edition.number - 1} of " in page
        assert not items(briefing(made))


def test_a_rebuild_from_the_same_state_has_the_same_bytes(month: Month) -> None:
    """From the archive as it was before, any day comes out the same, whenever the run happens."""
    for n, folder in month.before.items():
        again = frozen.freeze(load(folder / "config.yaml"), Order(month.days[n].day, LATER))
        assert dict(again.files) == dict(month.made[n].files)


def test_a_draft_of_a_frozen_day_is_that_day_again(month: Month) -> None:
    """Made again after all the others, a day prints the same items, under a name of its own."""
    day = month.days[10]
    again = frozen.draft(month.config, Order(day.day, LATER))
    assert [item.text for item in items(again.briefing)] == [item.text for item in items(briefing(month.made[10]))]
    assert list(again.files) == [f"{day.day}-lake-r2.json", f"{day.day}-lake-r2.md"]
    assert "**Draft**" in again.files[f"{day.day}-lake-r2.md"].decode()


def test_the_archive_is_sound(month: Month) -> None:
    """After thirty days the archive has no fault, and holds the files of every edition to the byte."""
    with Store(month.config.archive_path, read_only=True) as store:
        assert list(keeping.check(store)) == []
        for made in month.made:
            assert editions.files(store, made.edition) == dict(made.files)
