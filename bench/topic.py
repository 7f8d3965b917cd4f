"""What belongs in: the topic gate against a reader, on one desk's real day, for three configurations.

    python bench/topic.py [--wrong | --drawn]

`topic.tsv` holds the reader's verdicts: matter, line of `../shared/eval/one_day_2025-05-21.jsonl.gz`, "y" or "n" (belongs in or not), and
"?" where another reader might disagree. Every article that names the matter anywhere was judged, by the rule in `docs/topic.md`; those that
were accepted or drawn were read in full (of long ones about another matter the first paragraphs, and those that name the matter). One
that names it nowhere counts as not belonging in. Odd lines were looked at when weights were set, even ones only here. Articles in
another language are left out, and each text counts once. `--wrong` names what went wrong; `--drawn` prints the articles that were drawn.
"""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import one_day  # noqa: E402
from digest.analyse import language  # noqa: E402
from digest.analyse.about import gate, topic  # noqa: E402
from digest.analyse.features import Reading  # noqa: E402
from digest.analyse.split.sentences import split  # noqa: E402
from digest.config import load  # noqa: E402
from digest.model import Document  # noqa: E402

DRAWN = 50
SHARED = ROOT.parent / "shared" / "eval" / "configs"
CONFIGS = (
    ("gaza", SHARED / "gaza_may2025.yaml"),
    ("ukraine", ROOT / "bench" / "configs" / "ukraine_may2025.yaml"),
    ("ukraine", SHARED / "seeds.yaml"),
)


def verdicts() -> dict[tuple[str, int], tuple[str, bool]]:
    """(matter, line) -> "y" or "n", and whether it is doubtful."""
    rows = [line.split("\t") for line in (ROOT / "bench" / "topic.tsv").read_text("utf-8").splitlines()]
    return {(matter, int(line)): (said, doubt == "?") for matter, line, said, doubt in rows}


def _lot(line: int) -> int:
    """The place of a line when all are shuffled, always alike: another gate draws the same articles, but for those it moves."""
    return line * 389 % 761


def _shown(doc: Document, line: int, said: tuple[str, bool]) -> str:
    """An article as the documentation lists it: its line, its publisher, its day, the verdict."""
    return f"{line} {doc.publisher.value}, {doc.day or 'undated'}: {said[0]}{'?' * said[1]}"


def main() -> int:
    """Prints the table; 1 where the articles are missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--drawn", action="store_true")
    options = parser.parse_args()
    if not one_day.FILE.is_file():
        print(f"no articles at {one_day.FILE}: nothing measured", file=sys.stderr)
        return 1
    cutoff = datetime.fromisoformat("2025-05-21T23:59:00+00:00")
    articles, _ = one_day.documents(list(enumerate(one_day.lines(), start=1)), cutoff)
    docs = {int(doc.uri.rpartition(":")[2]): doc for doc in articles}
    readings = {doc.id: [Reading(sent) for sent in split(doc)] for doc in docs.values()}
    docs = {n: doc for n, doc in docs.items() if language.english(readings[doc.id])}
    known = verdicts()
    print("The rejected ones below name the matter somewhere; of the many that don't, none belongs in.")
    print(f"{'':38}{'accepted':>10}{'right':>7}{'':7}{'rejected':>10}{'right':>7}   found of what belongs in")
    for matter, path in CONFIGS:
        wanted = topic.topic(load(path), list(readings.values()))
        value, least = gate.relevances(articles, readings, wanted)
        sides = [[n for n in docs if (value[docs[n].id] >= least) == side] for side in (True, False)]
        for name, own in zip(("accepted", "rejected"), sides, strict=True):
            drawn = sorted(sorted(own, key=_lot)[:DRAWN])
            wanted_here = "y" if name == "accepted" else "n"
            right = sum(known.get((matter, n), ("n", False))[0] == wanted_here for n in drawn)
            print(f"{path.stem}: of {len(drawn)} {name}, drawn from {len(own)}, {right} rightly")
            if options.drawn:
                print("\n" + "; ".join(_shown(docs[n], n, known.get((matter, n), ("n", False))) for n in drawn) + "\n")
        if options.drawn:
            continue
        for half, lines in (("odd lines", 1), ("even lines", 0)):
            own = [n for n in docs if n % 2 == lines]
            said = {n: known.get((matter, n), ("n", False)) for n in own}
            took = [n for n in own if value[docs[n].id] >= least]
            left = [n for n in own if value[docs[n].id] < least and (matter, n) in known]
            good = [n for n in took if said[n][0] == "y"]
            foreign = [n for n in left if said[n][0] == "n"]
            missed = [n for n in own if said[n][0] == "y" and n not in good]
            print(
                f"{path.stem:20}{half:18}{len(took):>10}{len(good):>7}{len(good) / len(took):>7.2f}{len(left):>10}"
                f"{len(foreign):>7}{len(foreign) / len(left):>7.2f}{len(good) / (len(good) + len(missed)):>10.2f}"
            )
            if options.wrong:
                print("  wrongly in", [(n, round(value[docs[n].id], 2), said[n][1]) for n in took if n not in good])
                print("  wrongly out", [(n, round(value[docs[n].id], 2), said[n][1]) for n in missed])
    return 0


if __name__ == "__main__":
    sys.exit(main())
