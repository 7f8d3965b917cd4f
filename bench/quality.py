"""How good the briefings are: facts that an editor would demand, story by story, with the weights as shipped and without that event.

    python bench/quality.py [EVAL]

EVAL holds `articles/`, `configs/`, `facts/` and `score_nuggets.py`. The first column uses the shipped weights, which have seen labelled
sentences of these stories; the second learns them anew without any story of the same event, which is what a reader of another story may
expect. Needs the `bench` extra. `bench/learn.py` prints the tables of the models themselves.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from collections.abc import Callable
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
from digest.config import load  # noqa: E402
from digest.model import Briefing  # noqa: E402

DAY = date(2026, 11, 20)
LIMIT = 600


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
    built = pipeline.think(load(Path("configs") / f"{story}.yaml"), day=DAY, sources=[f"articles/{story}"])
    gold = yaml.safe_load((Path("facts") / f"{story}.yaml").read_text(encoding="utf-8"))
    return score_facts(paper(built.briefing), gold, LIMIT)


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
    means = [0.0, 0.0]
    stories = sorted(p.stem for p in Path("facts").glob("*.yaml"))
    for story in stories:
        sections.known, salience.weights = shipped_sections, shipped_salience
        sections.by_feature.cache_clear()
        first = score(story, facts)
        learned, weights = without(rows, labelled.event(story))
        sections.known, salience.weights = (lambda m=learned: m), (lambda w=weights: w)
        sections.by_feature.cache_clear()
        second = score(story, facts)
        row(story, first, second)
        means = [m + r["right"] / r["vital"] / len(stories) for m, r in zip(means, (first, second), strict=True)]
    print(f"mean of the vital facts in the right section: as shipped {means[0]:.3f}, event not seen {means[1]:.3f}")


if __name__ == "__main__":
    main()
