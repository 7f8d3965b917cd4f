"""How often positions and a timeline are printed, and whether what stands in them is right, against verdicts by reading.

    python bench/positions.py [--show] [--story NAME]... [EVAL]

Every story of EVAL is built with its configuration (`EVAL/configs`, `bench/configs`), or the usual sections and the parties of
`bench/parties.py`, the folder of the seeds among them, within 600 words. `positions.tsv` beside this file names what was read: story,
block, sentence, what the program says of it (party and act, or the day), and the verdict: `right` or `wrong`. Read were all cells and
events that the rules admit, also those that give way to the sections for want of room (`digest.compose.room`). A cell is right where its
words tell a reader, without more, that this party does this; an event where its words tell what happened, was said or is to come on that
day. Verdicts were given by one reader, who saw what the program says. Told are the stories in which each block is printed, and the
share of what is admitted that is right, with its 95 % interval (Wilson 1927). `--show` prints cells and events with their words.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.parties import CONFIGS, LIKE, PARTIES, wilson  # noqa: E402
from digest.compose.attribution import spoken  # noqa: E402
from digest.compose.positions import positions  # noqa: E402
from digest.compose.timeline import timeline  # noqa: E402
from digest.config import Config, load, parse  # noqa: E402
from digest.model import Briefing  # noqa: E402
from digest.pipeline import Built, think  # noqa: E402

VERDICTS = Path(__file__).with_suffix(".tsv")
DAY = date(2026, 1, 1)
ALIKE = LIKE | {"day_gaza": "gaza_may2025"}
"""Stories that are configured as another is."""
SECTIONS = [
    {"key": "outcomes", "title": "Key outcomes"},
    {"key": "demands", "title": "Demands", "group_by": "party"},
    {"key": "military", "title": "Military context"},
    {"key": "reactions", "title": "Reactions"},
]

Row = tuple[str, str, str, str]
"""Story, block, sentence, what the program says of it."""


def config(story: str, folder: Path) -> Config:
    """The configuration of a story: its own, or the usual sections and the parties of `bench/parties.py`."""
    name = f"{ALIKE.get(story, story)}.yaml"
    own = next((f / name for f in (folder / "configs", CONFIGS) if (f / name).is_file()), None)
    if own is not None:
        return load(own)
    parties = [{"name": party, "aliases": aliases} for party, aliases in PARTIES[story].items()]
    made = {"briefing": {"title": story, "max_words": 600}, "parties": parties, "sections": SECTIONS}
    return parse(yaml.safe_dump(made), file="config.yaml")


def stories(folder: Path) -> dict[str, Path]:
    """Name of each story -> the folder of its articles."""
    found = {path.name: path for path in sorted((folder / "articles").iterdir())}
    return {**found, "seeds": folder.parent / "seeds"}


def admitted(built: Built, own: Config) -> Briefing:
    """The briefing with everything that may stand in the two blocks, whatever the room."""
    by_doc = {doc.id: doc for doc in built.docs}
    found = {j.sent.id: j for j in built.judged}
    parts = {chosen.sents[0]: [found[key] for key in chosen.sents] for chosen in built.selection.chosen}
    sections = built.briefing.sections
    return replace(
        built.briefing,
        positions=positions(sections, parts, by_doc, own),
        timeline=timeline(sections, parts, by_doc, partial(spoken, year=DAY.year)),
    )


def rows(story: str, briefing: Briefing) -> Iterator[tuple[Row, str]]:
    """What stands in the two blocks, each with its words."""
    for position in briefing.positions:
        for cell in position.cells:
            sent = f"{cell.quote.doc[:12]}-{cell.quote.spans[0].start}"
            yield (story, "positions", sent, f"{position.party}: {cell.act}"), cell.quote.text
    for event in briefing.timeline:
        sent = f"{event.quote.doc[:12]}-{event.quote.spans[0].start}"
        days = event.first if event.first == event.last else f"{event.first}/{event.last}"
        yield (story, "timeline", sent, f"{days}{' announced' if event.announced else ''}"), event.quote.text


def verdicts() -> dict[Row, str]:
    """What was printed and read -> `right` or `wrong`."""
    lines = VERDICTS.read_text(encoding="utf-8").splitlines() if VERDICTS.is_file() else []
    told = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(story, block, sent, said): verdict for story, block, sent, said, verdict in told}


def main() -> None:
    """Prints the figures, or what is to be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--story", action="append", default=[])
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    known = verdicts()
    found: dict[str, list[str]] = {"positions": [], "timeline": []}
    standing: dict[str, set[str]] = {"positions": set(), "timeline": set()}
    folders = {name: path for name, path in stories(args.eval).items() if not args.story or name in args.story}
    for story, folder in folders.items():
        own = config(story, args.eval)
        made = think(own, day=DAY, sources=[str(folder)])
        printed = {row for row, _ in rows(story, made.briefing)}
        for row, words in rows(story, admitted(made, own)):
            found[row[1]].append(known.get(row, "unread"))
            if row in printed:
                standing[row[1]].add(story)
            if args.show:
                print("\t".join((*row, known.get(row, "unread"), words)), flush=True)
            elif known.get(row) != "right":
                print(f"{known.get(row, 'unread')}: {' '.join(row)}", flush=True)
    for block, told in found.items():
        right, wrong = told.count("right"), told.count("wrong")
        print(f"{block}: in {len(standing[block])} of {len(folders)} stories; {len(told)} admitted")
        if right + wrong:
            low, high = wilson(right, right + wrong)
            print(f"  right {right} of {right + wrong} ({right / (right + wrong):.3f}; {low:.3f} to {high:.3f})")


if __name__ == "__main__":
    main()
