"""Cue phrases in classes: loading `data/cues.txt` and finding them in a sentence.

A phrase matches on stems. All phrases are kept in one table by their first stem, so that a sentence is read once
whatever the number of phrases (Aho & Corasick 1975 would do the same with a table that takes longer to build than to use).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from digest.analyse.words.terms import Tokens, tokens

GAP = "_"
"""Stands for one or two words in between."""
MASKING = frozenset(("exchange", "deny", "v deny", "unnamed"))
"""Classes whose longer phrases hide the shorter ones of other classes inside them."""
EXACT = "="
"""Before a word that must stand as it is written, not only with the same stem."""

Table = dict[str, list[tuple[tuple[str, ...], str]]]
"""Stem of the first word -> (what its words are compared with, class); phrases whose first word must stand as written come last."""


def table(classes: Mapping[str, Iterable[str]]) -> Table:
    """Phrases by class -> look-up table."""
    found: Table = {}
    for name, phrases in classes.items():
        for phrase in phrases:
            parts = _parts(phrase)
            if parts and parts[0] != GAP:
                entries = found.setdefault(tokens(phrase)[0][1], [])
                if (entry := (tuple(parts), name)) not in entries:
                    entries.append(entry)
    for entries in found.values():
        entries.sort(key=lambda entry: entry[0][0].startswith(EXACT))
    return found


def _parts(phrase: str) -> list[str]:
    """What the words of a phrase are compared with: stems, `=word` for a word that must stand as written, `_` for a gap."""
    parts: list[str] = []
    for part in phrase.split():
        if part == GAP:
            parts.append(GAP)
        elif part.startswith(EXACT):
            parts.extend(EXACT + word.lower() for word, _ in tokens(part))
        else:
            parts.extend(s for _, s in tokens(part))
    return parts


@cache
def classes(file: str) -> dict[str, list[str]]:
    """A file of `data/` with entries in classes: `[class]` opens one, commas and line breaks separate its entries, `#` begins a comment."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in (Path(__file__).parent.parent / "data" / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[] ")
        elif line and not line.startswith("#"):
            found.setdefault(name, []).extend(part.strip() for part in line.split(",") if part.strip())
    return found


@cache
def patterns(file: str) -> dict[str, str]:
    """The classes of such a file, each as a pattern that matches any of its entries as written, tried in their order."""
    return {name: "|".join(map(re.escape, entries)) for name, entries in classes(file).items()}


@cache
def known() -> Table:
    """The table of `data/cues.txt`."""
    return table(classes("cues.txt"))


def find(words: Tokens, where: Table) -> list[tuple[str, int, int]]:
    """(class, first word, word after the last) of every phrase in a text, in order of the first word.

    A phrase that stands inside a longer one of the classes `MASKING` is not met: "wounded prisoners of war" says nothing about fighting,
    "declined to comment" nothing about what is refused.
    """
    forms: list[tuple[str, str]] = []
    hits: list[tuple[str, int, int]] = []
    if not where:
        return hits
    for i, (_, stem) in enumerate(words):
        for parts, name in where.get(stem, ()):
            forms = forms or [(s, _exact(w)) for w, s in words]
            if len(parts) > 1 and parts[1] != GAP and (i + 1 == len(forms) or parts[1] not in forms[i + 1]):
                continue  # most phrases; only saves time
            end = _follow(forms, i, parts)
            if end:
                hits.append((name, i, end))
    return _unmasked(hits)


def _unmasked(hits: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    inside = {word for name, at, end in hits if name in MASKING and end - at > 1 for word in range(at, end)}
    return [hit for hit in hits if hit[0] in MASKING or not inside.issuperset(range(hit[1], hit[2]))]


@cache
def _exact(word: str) -> str:
    """How a word is written in a table where it must stand as it is."""
    return EXACT + word.lower()


def _follow(forms: list[tuple[str, str]], at: int, rest: tuple[str, ...]) -> int:
    """Word after the last of a phrase that goes on at `at`, 0 where it doesn't."""
    for k, part in enumerate(rest):
        if part == GAP:
            after = rest[k + 1 :]
            return _follow(forms, at + 1, after) or _follow(forms, at + 2, after)
        if at >= len(forms) or part not in forms[at]:
            return 0
        at += 1
    return at if at <= len(forms) else 0
