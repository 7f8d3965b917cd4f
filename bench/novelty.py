"""What memory does on stories that run over several days.

    python bench/novelty.py [EVAL] [--show] [--at 0.5]

EVAL holds `articles/`, `configs/`, `facts/` and `score_nuggets.py`. The articles of a story are halved by date, or parted where
`--at` says (0: behind the first day, 0.33, 0.67, 1: before the last day; several may be named). The first part is built and
frozen, then the second is built twice: with that memory, and without any. Printed are the facts of the gold that only the second
part tells (no pattern of theirs stands in an article of the first) and that either edition holds, in the section where they may stand
and anywhere; the items of the second edition that repeat one of the first; and the gates. An item repeats where one of the first edition
holds most of its words (`ALIKE`), or where all gold facts in it stood in the first edition already; `--show` prints both, to be read.
Those that the page marks as updates, with what the number was, are counted among them and named besides. With
`--digest` the second half is built as a digest of everything, one section. No extra is needed.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import gold as golden  # noqa: E402
from digest import frozen, pipeline  # noqa: E402
from digest.config import Config, load  # noqa: E402
from digest.model import Briefing, Item  # noqa: E402

ASKED = ("taliban_2020", "syria_chemical_2013", "iran_lausanne_2015", "gaza_nov2012")
MORE = (
    "gaza_may2025",
    "brexit_2019",
    "iran_geneva_accord_2013",
    "iran_vienna_deal_2015",
    "nafta_usmca_2018",
    "turkey_syria_ceasefire_2019",
    "ukraine_minsk_2015",
)
NOW = datetime(2026, 11, 20, tzinfo=UTC)
ALIKE = 0.6
"""Part of an item's content words that one item of the first edition holds for the two to say the same."""
_DATE = re.compile(r"^(?:Date: )?(\d{4}-\d\d-\d\d)", re.MULTILINE)
_SHORT = frozenset(
    "the and that for with was were from this have has had not are but his her its they their who will said would".split()
)


def parted(folder: Path, at: float = 0.5) -> tuple[list[Path], list[Path], date, date]:
    """The articles of a story up to the date of the article at that share of them (0.5: the median) and after it, and the last day of
    either.
    """
    dated = sorted((_day(path), path) for path in sorted(folder.glob("*.txt")))
    days = sorted({day for day, _ in dated})
    middle = dated[int((len(dated) - 1) * at)][0]
    middle = middle if middle < days[-1] else days[-2]
    first, second = ([p for day, p in dated if (day <= middle) == side] for side in (True, False))
    return first, second, middle, days[-1]


def _day(path: Path) -> date:
    found = _DATE.search(path.read_text(encoding="utf-8")[:600])
    if not found:
        raise SystemExit(f"{path}: no date among its first lines")
    return date.fromisoformat(found[1])


def paper(briefing: Briefing) -> str:
    """The sections as plain Markdown, without what the program adds."""
    return "\n".join(
        line for s in briefing.sections for line in (f"## {s.title}", "", *(f"- {i.text}" for i in s.items), "")
    )


def items(briefing: Briefing) -> list[tuple[str, Item]]:
    """Section title and item, in order."""
    return [(section.title, item) for section in briefing.sections for item in section.items]


def words(text: str) -> frozenset[str]:
    """Content words of a text, cut to six letters."""
    return frozenset(w[:6] for w in re.findall(r"[a-z0-9]{3,}", text.lower()) if w not in _SHORT)


def facts_in(text: str, gold: dict[str, Any]) -> frozenset[str]:
    """Ids of the vital facts of which a pattern stands in a text."""
    plain = re.sub(r"\s+", " ", text.replace("’", "'").replace("“", '"').replace("”", '"'))
    return frozenset(
        n["id"] for n in gold["nuggets"] if n["vital"] and any(re.search(p, plain, re.IGNORECASE) for p in n["any"])
    )


def only(gold: dict[str, Any], ids: frozenset[str]) -> dict[str, Any]:
    """The gold with these facts only."""
    return {**gold, "nuggets": [n for n in gold["nuggets"] if n["id"] in ids]}


def repeats(first: Briefing, second: Briefing, gold: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Items of the second edition that repeat one of the first: why, the item, the earlier one."""
    old = [item for _, item in items(first)]
    told = {key: item.text for item in old for key in facts_in(item.text, gold)}
    found = []
    for _, item in items(second):
        own = words(item.text)
        best = max(old, key=lambda o: len(own & words(o.text)) / max(1, len(own)), default=None)
        much = len(own & words(best.text)) / max(1, len(own)) if best else 0.0
        facts = facts_in(item.text, gold)
        if much >= ALIKE and best:
            found.append((f"words {much:.2f} {item.status}", item.text, best.text))
        elif facts and all(key in told for key in facts):
            found.append((f"facts {' '.join(sorted(facts))} {item.status}", item.text, told[min(facts)]))
    return found


def configured(story: str, folder: Path, *, everything: bool) -> Config:
    """The story's configuration with an archive of its own."""
    path = golden.files(Path(), story)[0]
    config = load(path)
    text = path.read_text(encoding="utf-8")
    if everything:
        text = text[: text.index("sections:")] + "sections:\n  - key: digest\n    title: Digest\n"
        text = text.replace("max_words: 600", "max_words: 200")
    file = folder / "config.yaml"
    file.write_text(text + f"\narchive: {folder / 'archive.db'}\n", encoding="utf-8")
    return load(file) if config else config


def measure(story: str, score: Any, *, at: float, show: bool, everything: bool) -> tuple[int, ...]:
    """(facts only of the second part, found with memory, found without; anywhere with, without; repeats, those marked as updates; whether
    memory lost a fact, whether more than one item repeats).
    """
    _, gold_file, folder = golden.files(Path(), story)
    gold = yaml.safe_load(gold_file.read_text(encoding="utf-8"))
    first, second, middle, last = parted(folder, at)
    with tempfile.TemporaryDirectory() as name:
        config = configured(story, Path(name), everything=everything)
        one = frozen.freeze(config, frozen.Order(middle, NOW, [str(p) for p in first], ["md"]))
        two = frozen.draft(config, frozen.Order(last + timedelta(days=1), NOW, [str(p) for p in second], ["md"]))
        bare = pipeline.think(config, day=last + timedelta(days=1), sources=[str(p) for p in second])
    assert one.built
    before = facts_in("\n".join(p.read_text(encoding="utf-8") for p in first), gold)
    after = facts_in("\n".join(p.read_text(encoding="utf-8") for p in second), gold)
    fresh = only(gold, after - before)
    if everything:
        fresh["sections"] = ["outcomes"]
        fresh["titles"] = {"outcomes": ["Digest"]}
        for nugget in fresh["nuggets"]:
            nugget["in"] = ["outcomes"]
    with_memory, without = (score(paper(b), fresh, 600) for b in (two.briefing, bare.briefing))
    again, again_bare = (repeats(one.built.briefing, b, gold) for b in (two.briefing, bare.briefing))
    marked = sum(why.endswith("updated") for why, _, _ in again)
    status = Counter(item.status for _, item in items(two.briefing))
    gates = Counter(two.selection.fell_at.values())
    print(
        f"{story:<28} {len(first):>2}+{len(second):<2} only in the second part {with_memory['vital']:>2}: "
        f"right {with_memory['right']}, without memory {without['right']}; anywhere {with_memory['anywhere']}, {without['anywhere']}; "
        f"repeats {len(again)} ({marked} marked as updates), {len(again_bare)}; words {with_memory['words']}, {without['words']}; "
        f"{dict(status)}; printed before {gates['printed before']}"
    )
    if show:
        for why, text, old in again:
            print(f"   {why}\n      {text}\n      = {old}")
        for _, item in items(two.briefing):
            if item.before:
                print(f"   [{item.status}; {item.before}] {item.text}")
        print(
            "   lost:",
            sorted(set(with_memory["missed"]) - set(without["missed"])),
            "won:",
            sorted(set(without["missed"]) - set(with_memory["missed"])),
        )
    return (
        with_memory["vital"],
        with_memory["right"],
        without["right"],
        with_memory["anywhere"],
        without["anywhere"],
        len(again),
        marked,
        with_memory["right"] < without["right"],
        len(again) > 1,
    )


def _partings(folder: Path, wanted: list[float]) -> list[float]:
    """Those of the wanted places that part a story differently, each once."""
    return list({len(parted(folder, at)[0]): at for at in reversed(wanted)}.values())[::-1]


def main() -> None:
    """Prints a line a story."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--show", action="store_true")
    parser.add_argument(
        "--at", action="append", type=float, help="where a story is parted, 0 to 1; several may be named"
    )
    parser.add_argument("--digest", action="store_true", help="as a digest of everything")
    parser.add_argument("--story", action="append", help="only these stories")
    args = parser.parse_args()
    os.chdir(args.eval)
    score = golden.script(Path(), "score_nuggets").score
    for group in (ASKED, MORE):
        rows = [
            measure(story, score, at=at, show=args.show, everything=args.digest)
            for story in group
            if not args.story or story in args.story
            for at in _partings(golden.files(Path(), story)[2], args.at or [0.5])
        ]
        if rows:
            facts, right, bare, anywhere, bare_anywhere, again, marked, lost, many = map(sum, zip(*rows, strict=True))
            print(
                f"{'all':<28} {facts} facts: right {right}, without memory {bare}; anywhere {anywhere}, {bare_anywhere}; "
                f"repeats {again} ({marked} marked as updates); of {len(rows)} partings {lost} lose a fact, {many} repeat more than one"
            )


if __name__ == "__main__":
    main()
