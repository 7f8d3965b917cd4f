"""How good the program is, in one table: a row a system, a column a measure; below it what each part has to say in detail.

    python bench/quality.py [--only PART]... [EVAL]

The parts, each a module of this folder that runs by itself, too:

    segmentation   sentence splitting, beside pySBD, syntok and plain Punkt (`segmentation.py`)
    sections       leave-one-event-out, beside tf-idf with logistic regression (`learn.py`)
    stories        facts that an editor would demand, and faults, on every story with gold facts (`stories.py`)
    digests        ROUGE on MultiLing 2011 and the AllSides roundups, and speed (`rouge.py`)

Leading sentences and sumy's methods stand beside the last two, on the same sentences. "As shipped" is the program with the weights of the
package; "not seen" has weights learned without the event (sections, stories) or the cluster (digests) that is measured. Everything
is printed as Markdown, so that `docs/quality.md` can hold it as it is. Takes some minutes; needs the `bench` extra and the evaluation data.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import gold, labelled, learn, rouge, segmentation, stories  # noqa: E402
from bench.tables import OURS, UNSEEN, Cells, Part, of_cells, progress  # noqa: E402

_examples = cache(labelled.examples)
PARTS = {
    "segmentation": segmentation.measure,
    "sections": lambda folder: learn.measure(_examples(folder), labelled.apart(folder)),
    "stories": lambda folder: stories.measure(folder, _examples(folder)),
    "digests": rouge.measure,
}


def main() -> None:
    """Prints the table, then the parts in detail."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=gold.DEFAULT)
    parser.add_argument("--only", action="append", choices=list(PARTS), help="measure this part; may be given again")
    asked = parser.parse_args()
    parts = {name: PARTS[name](asked.eval) for name in asked.only or PARTS}
    progress("")
    print(report(parts))


def report(parts: Mapping[str, Part]) -> str:
    """The common table and the details of every part, in Markdown."""
    cells: Cells = {OURS: {}, UNSEEN: {}}
    below = []
    for name, part in parts.items():
        below += [f"### {name.capitalize()}", *part.below]
        for system, own in part.cells.items():
            cells.setdefault(system, {}).update(own)
    columns = list(dict.fromkeys(column for own in cells.values() for column in own))
    return "\n\n".join([of_cells({system: own for system, own in cells.items() if own}, columns), *below])


if __name__ == "__main__":
    main()
