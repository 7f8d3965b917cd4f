"""How likely a sentence tells of a dispute where no phrase of `unsettled` says so.

Few of the sentences that an editor would print there say it in a set phrase. Logistic regression over classes of words ("denied",
"slammed", "while"), in what the source says and in what it quotes, over pairs of classes and over the shape of a sentence, learned from
sentences that were marked by reading (`bench/learn_quarrel.py`). Classes and weights are data (`data/quarrel.txt`, `data/quarrel.json`).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path

from digest.select.words.folding import LONGEST
from digest.select.words.unsettled import doubt, signs, spelt_out

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|\?")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
PAIRED = frozenset(
    ("deny", "accuse", "criticise", "oppose", "defend", "conflict", "false", "doubt", "contrast", "says")
)
"""Classes of which two together are a feature."""
QUARRELS = frozenset(("deny", "accuse", "criticise", "oppose", "defend", "conflict", "false", "doubt"))
SHORT, LONG, VERY_LONG = 12, 30, 45
"""Words of a sentence that is short, long or very long."""


@lru_cache(maxsize=4096)
def quarrel(text: str) -> float:
    """Probability that a reader would mark a sentence as telling of a dispute."""
    bias, learned = _weights()
    return 1 / (
        1 + math.exp(-bias - math.fsum(learned.get(name, 0.0) * value for name, value in features(text).items()))
    )


def features(text: str) -> dict[str, float]:
    """What a sentence is judged by: classes outside ("deny") and only inside ("quoted deny") of quotation marks, pairs, shape."""
    text = text[:LONGEST]
    bare = _QUOTED.sub(" ", text)
    words = _words(bare)
    outside = frozenset(_met(words))
    inside = frozenset(_met(_words(text))) - outside
    found = dict.fromkeys((*outside, *(f"quoted {name}" for name in inside)), 1.0)
    found |= {f"{a} + {b}": 1.0 for a, b in combinations(sorted(outside & PAIRED), 2)}
    found |= {f"phrase: {kind}": 1.0 for kind in signs(text)}
    if kind := doubt(text):
        found[f"told: {kind}"] = 1.0
    quoted, size = 1 - len(bare) / len(text) if text else 0.0, len(text.split())
    found["quarrels"] = len(outside & QUARRELS) / 4
    shape = {
        "opens with contrast": bool(words) and words[0] in ("but", "however", "yet", "though", "although", "while"),
        "quoted": quoted > 0,
        "mostly quoted": quoted > 0.5,
        "wholly quoted": quoted > 0.8,
        "short": size < SHORT,
        "long": size > LONG,
        "very long": size > VERY_LONG,
        "negated": not frozenset(("no", "not", "never", "none", "nor", "neither", "without")).isdisjoint(words),
        "question": "?" in words or text.endswith("?"),
        "first person": not frozenset(("i", "we", "our", "my")).isdisjoint(words),
    }
    return found | {name: 1.0 for name, there in shape.items() if there}


def _words(text: str) -> list[str]:
    """The words in small letters, "isn't" as "is not"."""
    return spelt_out([match[0].casefold().replace("’", "'") for match in _WORD.finditer(text)])


def _met(words: Sequence[str]) -> Iterator[str]:
    """The classes of the words."""
    known, least = _classes()
    for at, word in enumerate(words):
        for end in (*range(least, len(word) + 1), 0):
            for phrase, name in known.get(f"{word[:end]}*" if end else word, ()):
                rest = words[at : at + len(phrase)]
                if len(rest) == len(phrase) and all(map(_is, rest[1:], phrase[1:])):
                    yield name


def _is(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


@cache
def _classes() -> tuple[dict[str, list[tuple[tuple[str, ...], str]]], int]:
    """First word of a phrase, with its "*", -> phrases and their class; and the letters before the earliest "*"."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in (_DATA / "quarrel.txt").read_text(encoding="utf-8").splitlines():
        name, _, row = line.partition(": ")
        for phrase in (tuple(words.split("_")) for words in row.split() if not line.startswith("#")):
            found.setdefault(phrase[0], []).append((phrase, name))
    return found, min(len(first) - 1 for first in found if first.endswith("*"))


@cache
def _weights() -> tuple[float, dict[str, float]]:
    """The bias, and the weight of every feature."""
    data = json.loads((_DATA / "quarrel.json").read_text(encoding="utf-8"))
    return data["bias"], data["weights"]
