"""How likely an article argues instead of reporting, by its own words: columns and polemics often carry no mark that says so.

A linear model over how often a text, outside of quotation marks, tells what others said, names days and figures, judges, shows its
writer's stance ("actually", "of course"), shortens ("isn't"), and so on. Such signs tell editorials from news better than topics do
(Yu & Hatzivassiloglou 2003, "Towards answering opinion questions: separating facts from opinions"); stance words follow Biber 2006,
"Stance in spoken and written university registers". The words are in `data/argued.txt`, the weights in `data/argued.json`, learned by
`bench/learn_argued.py`.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
FEWEST, LONGEST = 200, 30_000
"""Words outside of quotation marks below which nothing is said of an article, and characters that are read of one."""
HEARD = 4
"""Words of stance and judgement in which the writer is heard, at least: without them no other sign counts."""
_QUOTED = re.compile(
    r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘(?:[^’]|’(?=\w)){2,600}(?:’(?!\w)|$)|(?<!\w)'(?:[^']|'(?=\w)){2,600}'(?!\w)"
)
"""Somebody's words: between any marks, and to the end of a paragraph where they go on in the next."""
_SPEAKER = re.compile(r"(?:^|[.?!]\s{1,3})([A-Z][\w.’'-]{0,20}(?: [A-Z][\w.’'-]{0,20}){0,3}):\s")
"""Before the words of somebody in a transcript: his name."""
TRANSCRIPT = 3
"""So often one of them speaks."""
_MYSELF = frozenset(("i", "my", "me", "i'm", "i've", "i'd"))
OWN_STORY = 0.04
"""Part of the words that are such from which on somebody tells what happened to him."""
_SAYS_I = re.compile(
    r"(?:^|[,;:—–.?!(] |\b[a-z][a-z’'-]{0,20} )I(?=[ ’'])(?! (?:accept|agree|consent|have read)\b)|\bm[ey]\b"
)
"""A writer: no "World War I", and nothing to tick below an article."""
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_END = re.compile(r"(?<=[.!?])\s+")
_DAY = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday)\b")
_SHORTENED = re.compile(r"n't$|'(?:re|ve|ll)$|^(?:it|that|there|here|he|she|who|what)'s$")
_FEW_WORDS, _FEW_SENTENCES, _TYPICAL = 60, 5, 800
"""Shares are of at least so many words and sentences; and how long an article is, against this."""


def argued(paragraphs: Sequence[str], title: str, *, heard: int = HEARD) -> float:
    """How likely an article with these paragraphs argues, 0 to 1; 0 where it doesn't tell (`features`), or its writer is heard less."""
    found = features(paragraphs, title)
    if not found or found["heard"] < heard:
        return 0.0
    bias, weights = _weights()
    return 1 / (1 + math.exp(-bias - sum(weights.get(name, 0.0) * value for name, value in found.items())))


def in_person(paragraphs: Sequence[str]) -> bool:
    """Whether a writer says "I" or "me", outside of quotation marks; not whoever speaks in a transcript."""
    read = [paragraph[:LONGEST] for paragraph in paragraphs]
    return not _transcript(read) and any(_SAYS_I.search(_QUOTED.sub(" ", paragraph)) for paragraph in read)


def features(paragraphs: Sequence[str], title: str) -> dict[str, float]:
    """Signs of a writer who argues, by name; empty where an article is too short, a transcript, or somebody's own story.

    "heard" is a count, and weighs nothing.
    """
    sentences: list[list[str]] = []
    plain: list[str] = []
    room = LONGEST
    if _transcript(paragraphs):
        return {}
    for paragraph in paragraphs:
        for sentence in _END.split(_QUOTED.sub(" ", paragraph[:room]).replace("’", "'")):
            words = [word.casefold() for word in _WORD.findall(sentence)]
            if len(words) > 2:
                sentences.append(words)
                plain.append(sentence)
        room -= min(room, len(paragraph))
    count = sum(map(len, sentences))
    if count < FEWEST or sum(word in _MYSELF for words in sentences for word in words) >= OWN_STORY * count:
        return {}
    kinds = [_kinds(words) for words in sentences]
    told = Counter(kind for own in kinds for kind in own)
    reporting = sum("reports" in own for own in kinds)
    parts, whole = max(_FEW_SENTENCES, len(sentences)), max(_FEW_WORDS, count)
    name = [word.casefold() for word in _WORD.findall(title.replace("’", "'"))]
    return {
        "heard": float(told["stance"] + told["judges"]),
        "reports": 3.0 * reporting / parts,
        "days": 3.0 * sum(bool(_DAY.search(sentence.casefold())) for sentence in plain) / parts,
        "figures": 2.0 * sum(any(sign.isdigit() for sign in sentence) for sentence in plain) / parts,
        "stance": min(3.0, 100.0 * told["stance"] / whole),
        "judges": min(3.0, 200.0 * told["judges"] / whole),
        "ought": min(3.0, 100.0 * told["ought"] / whole),
        "negates": min(3.0, 100.0 * told["negates"] / whole),
        "is": min(5.0, 100.0 * told["is"] / whole),
        "shortens": min(
            3.0, 100.0 * sum(bool(_SHORTENED.search(word)) for words in sentences for word in words) / whole
        ),
        "connects": 3.0 * sum(_connects(words) for words in sentences) / parts,
        "asks": 4.0 * min(0.5, sum(sentence.rstrip(" )").endswith("?") for sentence in plain) / parts),
        "dashes": 2.0 * min(1.0, sum(sentence.count("—") + sentence.count("--") for sentence in plain) / parts),
        "title asks": float("?" in title),
        "title speaks": float(not _words()["speaks"].isdisjoint((word,) for word in name)),
        "long": min(2.0, count / _TYPICAL),
    }


def _transcript(paragraphs: Sequence[str]) -> bool:
    """Whether a name stands before somebody's words again and again."""
    speakers = Counter(name for paragraph in paragraphs for name in _SPEAKER.findall(paragraph[:LONGEST]))
    return max(speakers.values(), default=0) >= TRANSCRIPT


def _kinds(words: Sequence[str]) -> list[str]:
    """The kinds of the words and phrases of a sentence, one for each."""
    first = _by_first()
    return [
        kind
        for at, word in enumerate(words)
        for phrase, kind in first.get(word, ())
        if tuple(words[at : at + len(phrase)]) == phrase
    ]


def _connects(words: Sequence[str]) -> bool:
    """Whether a sentence begins with a word that ties it to an argument."""
    return any(tuple(words[: len(phrase)]) == phrase for phrase in _words()["connects"])


@cache
def _words() -> Mapping[str, frozenset[tuple[str, ...]]]:
    """Kind -> its words and phrases."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for line in (_DATA / "argued.txt").read_text(encoding="utf-8").splitlines():
        kind, _, row = line.partition(": ")
        if not line.startswith("#"):
            found.setdefault(kind, set()).update(tuple(phrase.split("_")) for phrase in row.split())
    return {kind: frozenset(phrases) for kind, phrases in found.items()}


@cache
def _by_first() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word of a phrase that is counted -> the phrases that begin with it, and what they are."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind in ("reports", "stance", "judges", "ought", "negates", "is"):
        for phrase in sorted(_words()[kind]):
            found.setdefault(phrase[0], []).append((phrase, kind))
    return {first: tuple(rows) for first, rows in found.items()}


@cache
def _weights() -> tuple[float, Mapping[str, float]]:
    """The bias, and the weight of every feature."""
    data = json.loads((_DATA / "argued.json").read_text(encoding="utf-8"))
    return data["bias"], data["weights"]
