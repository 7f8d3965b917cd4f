"""How good the briefings are: facts that an editor would demand, story by story, with the weights as shipped and without that event.

    python bench/quality.py [EVAL]

EVAL holds `articles/`, `configs/`, `facts/` and `score_nuggets.py`. Ten more stories of `articles/` have facts and configurations beside
this file. The first column uses the shipped weights, which have seen labelled sentences of these stories; the second learns them anew
without any story of the same event, which is what a reader of another story may expect. Needs the `bench` extra. `bench/learn.py`
prints the tables of the models themselves, `bench/rouge.py` the comparison with other summarisers.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import labelled, learn  # noqa: E402
from digest import pipeline  # noqa: E402
from digest.analyse import salience, sections  # noqa: E402
from digest.analyse.terms import tokens  # noqa: E402
from digest.config import load  # noqa: E402
from digest.model import Briefing  # noqa: E402

DAY = date(2026, 11, 20)
LIMIT = 600
HERE = Path(__file__).resolve().parent
SEEDS = "istanbul_seeds"
"""Facts on the articles that the project was begun with; they lie beside the evaluation data."""
SEEDS_EVENT = "day_ukraine"


def story_files(story: str) -> tuple[Path, Path, Path]:
    """Configuration, facts and articles of a story; the working directory is the evaluation data."""
    if story == SEEDS:
        return Path("configs/seeds.yaml"), HERE / "facts" / f"{SEEDS}.yaml", Path("../seeds")
    home = Path() if (Path("facts") / f"{story}.yaml").is_file() else HERE
    return home / "configs" / f"{story}.yaml", home / "facts" / f"{story}.yaml", Path("articles") / story


def without(rows: list[labelled.Example], event: str) -> tuple[sections.Model, tuple[dict[str, float], float]]:
    """Both models, learned from every event but one."""
    train = [e for e in rows if e.event != event]
    vec, model = learn.fit_sections(train)
    names = [str(n) for n in vec.get_feature_names_out()]
    weights = {
        str(c): dict(zip(names, map(float, row), strict=True))
        for c, row in zip(model.classes_, model.coef_, strict=True)
    }
    learned = sections.Model(weights, {str(c): float(b) for c, b in zip(model.classes_, model.intercept_, strict=True)})
    vec, model = learn.fit_salience(train)
    values = dict(zip(map(str, vec.get_feature_names_out()), map(float, model.coef_[0]), strict=True))
    return learned, (values, float(model.intercept_[0]))


def paper(briefing: Briefing) -> str:
    """The sections as plain Markdown, without what the program adds."""
    lines = []
    for section in briefing.sections:
        lines += [f"## {section.title}", "", *(f"- {item.text}" for item in section.items), ""]
    return "\n".join(lines)


def scorer(folder: Path) -> ModuleType:
    """The evaluation's own script, as a module."""
    spec = importlib.util.spec_from_file_location("score_nuggets", folder / "score_nuggets.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder / 'score_nuggets.py'}: not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(story: str, score_facts: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    """Facts found in the briefing of one story, with the weights that are set now."""
    config, facts, articles = story_files(story)
    built = pipeline.think(load(config), day=DAY, sources=[str(articles)])
    return score_facts(paper(built.briefing), yaml.safe_load(facts.read_text(encoding="utf-8")), LIMIT)


def salient(story: str, labels: Mapping[str, list[dict[str, Any]]]) -> tuple[int, int]:
    """Printed sentences of a story that a reader labelled 2 or 3, and all printed ones with a label; `labels` by file name."""
    config, _, articles = story_files(story)
    built = pipeline.think(load(config), day=DAY, sources=[str(articles)])
    printed = {key for chosen in built.selection.chosen for key in chosen.sents}
    found = []
    for doc in built.docs:
        own = [j for j in built.judged if j.sent.doc == doc.id]
        bags = [Counter(w.lower() for w, _ in tokens(j.sent.text)) for j in own]
        for label in labels.get(doc.uri.rsplit("/", 1)[-1], ()):
            at = labelled.match(label["text"], bags)
            if at is not None and own[at].sent.id in printed:
                found.append(label["salience"] >= 2)
    return sum(found), len(found)


def row(name: str, shipped: dict[str, Any], unseen: dict[str, Any]) -> None:
    """One line of the table."""
    faults = [f"{key} {len(unseen[key])}" for key in ("junk", "offtopic", "filler", "dangling") if unseen[key]]
    cells = "".join(f"{r['right']:>8}/{r['vital']} {r['anywhere']:>3}/{r['vital']}" for r in (shipped, unseen))
    print(f"{name:<24}{cells}   {unseen['words']} words   {', '.join(faults)}")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=ROOT.parent / "shared" / "eval")
    os.chdir(parser.parse_args().eval)
    facts = scorer(Path()).score
    rows = labelled.examples(Path())
    shipped_sections, shipped_salience = sections.known, salience.weights
    print(f"{'':<24}{'as shipped':>16}{'event not seen':>18}   (right section, anywhere)")
    for folder in (Path("facts"), HERE / "facts"):
        means, stories = [0.0, 0.0], sorted(p.stem for p in folder.glob("*.yaml"))
        for story in stories:
            sections.known, salience.weights = shipped_sections, shipped_salience
            sections.by_feature.cache_clear()
            first = score(story, facts)
            learned, weights = without(rows, SEEDS_EVENT if story == SEEDS else labelled.event(story))
            sections.known, salience.weights = (lambda m=learned: m), (lambda w=weights: w)
            sections.by_feature.cache_clear()
            second = score(story, facts)
            row(story, first, second)
            means = [m + r["right"] / r["vital"] / len(stories) for m, r in zip(means, (first, second), strict=True)]
        print(f"mean of the vital facts in the right section: as shipped {means[0]:.3f}, event not seen {means[1]:.3f}")
    sections.known, salience.weights = shipped_sections, shipped_salience
    sections.by_feature.cache_clear()
    labels: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for line in Path("sections_dev.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        story, name = label["doc"].split("/")[-2:]
        labels.setdefault(story, {}).setdefault(name, []).append(label)
    pairs = [salient(story, own) for story, own in sorted(labels.items()) if story_files(story)[0].is_file()]
    good, total = (sum(counts) for counts in zip(*pairs, strict=True))
    print(f"printed sentences with a label: {total}, of them labelled 2 or 3: {good} ({good / total:.2f}), as shipped")


if __name__ == "__main__":
    main()
