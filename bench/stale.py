"""What falls as stale, story by story, and how much of it is right.

    python bench/stale.py [EVAL] [--show] [--half check]

EVAL holds `articles/`, `configs/`, `multiling2011_en.jsonl.gz` and `one_day_2025-05-21.jsonl.gz`. Every sentence that is dropped or
lowered was read beside the later sentence that overtook it; `stale.tsv` beside this file names it by digest, since its text is other
people's, with what the reader found: right or wrong. `--show` prints the sentences; those without a judgement are always printed. The
rules were made on the stories of the half "tune" only. No extra is needed.
"""

from __future__ import annotations

import argparse
import ast
import collections
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import labelled  # noqa: E402
from digest.analyse import analyse  # noqa: E402
from digest.config import Config, load  # noqa: E402
from digest.model import Document  # noqa: E402
from digest.select.stale.overtaken import overtaken  # noqa: E402

JUDGED = Path(__file__).parent / "stale.tsv"
SECTIONS = "\n".join(f"  - key: {key}\n    title: {key}" for key in ("outcomes", "demands", "military", "reactions"))
PLAIN = f"briefing:\n  title: Any\nsections:\n{SECTIONS}\n"
"""The configuration of stories that have none of their own."""
TUNED = frozenset(
    "gaza_nov2012 gaza_may2025 taliban_2020 syria_chemical_2013 iran_lausanne_2015 day_iran M000 M001 M002 M003 M004 one_day".split()
)
"""Stories that were read while the rules were made."""


def stories(eval_dir: Path) -> list[tuple[str, list[Document]]]:
    """Name and dated articles of every story."""
    found = [(p.name, labelled.articles(p)) for p in sorted((eval_dir / "articles").iterdir())]
    for row in labelled._rows(eval_dir / "multiling2011_en.jsonl.gz"):
        docs = ast.literal_eval(row["docs"]) if isinstance(row["docs"], str) else row["docs"]
        name = row["id"].rsplit("-", 1)[-1]
        pasted = ((f"{name}/{k}", f"{d['title']}\n\n{d['text']}\n") for k, d in enumerate(docs))
        found.append((name, labelled._pasted(pasted)))
    text = "{title}\n\n{source}\n{date}\n{url}\n\n{text}\n"
    rows = labelled._rows(eval_dir / "one_day_2025-05-21.jsonl.gz")
    found.append(("one_day", labelled._pasted((f"day/{row['id']}", text.format(**row)) for row in rows)))
    return found


def configuration(eval_dir: Path, story: str, plain: Path) -> Config:
    """The story's own configuration, or the plain one."""
    own = eval_dir / "configs" / f"{story}.yaml"
    return load(own if own.is_file() else plain)


def known() -> dict[tuple[str, str], str]:
    """(story, digest of the sentence) -> right or wrong."""
    rows = (line.split("\t") for line in JUDGED.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {(story, digest): verdict for story, digest, _, verdict in rows}


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--show", action="store_true", help="print the sentences")
    parser.add_argument("--half", choices=("tune", "check"), help="only these stories")
    asked = parser.parse_args()
    verdicts = known()
    total: collections.Counter[tuple[str, str, str]] = collections.Counter()
    print(f"{'':<30}{'dropped':>8}{'lowered':>8}")
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.yaml"
        plain.write_text(PLAIN, encoding="utf-8")
        for story, docs in stories(asked.eval):
            half = "tune" if story in TUNED else "check"
            if asked.half not in (None, half):
                continue
            config = configuration(asked.eval, story, plain)
            judged = analyse(docs, config)
            home = {j.sent.id: j.sent for j in judged}
            counts: collections.Counter[str] = collections.Counter()
            for key, stale in overtaken(judged, docs, parties=config.parties).items():
                digest = labelled.digest_of(home[key].text)
                done = "lowered" if stale.factor else "dropped"
                verdict = verdicts.get((story, digest), "not judged")
                counts[done] += 1
                total[half, done, verdict] += 1
                if asked.show or verdict == "not judged":
                    later = home[stale.by].text if stale.by else ""
                    print(f"{story}\t{digest}\t{stale.why}\t{verdict}\t{home[key].text}\t{later}")
            print(f"{story:<30}{counts['dropped']:>8}{counts['lowered']:>8}")
    for (half, done, verdict), number in sorted(total.items()):
        print(f"{half:<8}{done:<10}{verdict:<12}{number:>4}")


if __name__ == "__main__":
    main()
