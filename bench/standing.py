"""How well the program tells which sentences stand alone, against the flag that a reader gave each labelled one.

    python bench/standing.py [EVAL]

EVAL holds `articles/` and `sections_dev.jsonl`. Every labelled unit that the program reads as a sentence counts, page furniture left out.
The word lists and patterns were tuned on the events of `TUNED`; the other events are the measure, printed one by one. Two judgements are
told apart: what must not be printed by itself (`opener`, list items, fragments), and what only reads better with the sentence
before it (`leans`). A reader's flag is stricter than either: it also falls on references that only the subject matter shows.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import labelled  # noqa: E402
from digest.analyse.alone import fragments, standing  # noqa: E402
from digest.analyse.split import sentences  # noqa: E402
from digest.analyse.words import terms  # noqa: E402
from digest.model import ELISION  # noqa: E402

TUNED = frozenset(
    (
        "brexit_2019 gaza25 gm_uaw_strike_2019 nafta_usmca_2018 syria turkey_syria_ceasefire_2019 us_china_trade_2019"
    ).split()
)
"""Every second event by name."""

Verdict = tuple[str, bool, str, bool]
"""Event, stands by the hard rule, words for which it leans, stands by the reader."""


def verdicts(eval_dir: Path) -> Iterator[Verdict]:
    """What the program and the reader say of every labelled sentence."""
    labels: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for line in (eval_dir / "sections_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        story, name = row["doc"].split("/")[-2:]
        labels[story, name].append(row)
    for story in sorted({s for s, _ in labels}):
        docs = labelled.articles(eval_dir / "articles" / story)
        known = standing.well_known(doc.text for doc in docs)
        for doc in docs:
            sents = sentences.split(doc)
            bags = [Counter(w.lower() for w, _ in terms.tokens(s.text)) for s in sents]
            for row in labels.get((story, doc.uri.rsplit("/", 1)[-1]), ()):
                at = labelled.match(row["text"], bags)
                if at is None or row["primary"] == "junk" or sents[at].text.startswith(ELISION):
                    continue  # what is left of a sentence isn't what the reader judged
                sent = sents[at]
                hard = not standing.opener(sent) and sent.lead_in is None and not fragments.fragment(sent)
                introduced = frozenset[str]().union(*map(standing.names_in_full, sents[:at]))
                yield labelled.event(story), hard, standing.leans(sent, introduced, known), row["standalone"]


def row(name: str, found: list[Verdict]) -> None:
    """One line of the table: for both judgements how many of those that stand do, and of those that lean."""
    cells = ""
    for soft in (False, True):
        counts = Counter((stands and not (soft and leans), flag) for _, stands, leans, flag in found)
        right, missed = counts[True, True], counts[False, True]
        wrong, caught = counts[True, False], counts[False, False]
        shares = (
            right / max(1, right + wrong),
            right / max(1, right + missed),
            caught / max(1, caught + missed),
            caught / max(1, caught + wrong),
        )
        cells += "   " + "".join(f"{share:6.2f}" for share in shares)
    print(f"{name:<28}{len(found):>5}{cells}")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=ROOT.parent / "shared" / "eval")
    found = list(verdicts(parser.parse_args().eval))
    print(f"{'':<33}   {'must not stand by itself':<24}   {'or reads better with another':<24}")
    print(f"{'':<33}" + ("   " + "".join(f"{h:>6}" for h in ("alone", "found", "leans", "found"))) * 2)
    for event in sorted({e for e, *_ in found} - TUNED):
        row(event, [v for v in found if v[0] == event])
    row("all events kept aside", [v for v in found if v[0] not in TUNED])
    row("events tuned on", [v for v in found if v[0] in TUNED])


if __name__ == "__main__":
    main()
