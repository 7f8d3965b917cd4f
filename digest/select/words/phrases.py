"""What the search for contradictions knows of English: `data/contrary.txt`, `data/peoples.txt`, `data/structure.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
LONGEST_PHRASE = 4
"""Words of the longest phrase in the data."""


def _lines(name: str) -> list[str]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _forms(entry: str) -> list[str]:
    """The forms of an entry: of a verb marked with "~" the regular ones, wrong ones among them, which do no harm."""
    if "~" not in entry:
        return [entry]
    stem, _, rest = entry.partition("~")
    base = stem[:-1] if stem.endswith("e") else stem
    made = [stem, stem + "s", base + "ed", base + "ing", stem + "es", stem + stem[-1] + "ed", stem + stem[-1] + "ing"]
    if stem.endswith("y"):
        made += [stem[:-1] + "ies", stem[:-1] + "ied"]
    return [form + rest for form in made]


@cache
def alike() -> dict[tuple[str, ...], str]:
    """Words -> the kind of their class in `data/alike.txt` and its number: "act 3", "thing 40"."""
    rows = (line.partition(":") for line in _lines("alike.txt"))
    found = ((f"{kind} {at}", words.split()) for at, (kind, _, words) in enumerate(rows))
    return {tuple(form.split("_")): name for name, row in found for entry in row for form in _forms(entry)}


@cache
def families() -> dict[tuple[str, ...], frozenset[str]]:
    """Words -> the families of `data/retold.txt` and the classes of `data/alike.txt` that they are of.

    A family is named by its kind and number ("turn 30", "things 31"; "family 12" where the line names none), but "none", "believe" and
    "doubt" by that. No family has the name of a class.
    """
    found: dict[tuple[str, ...], set[str]] = {}
    for at, line in enumerate(_lines("retold.txt")):
        kind, colon, row = line.partition(":")
        own = {"turn": f"turn {at}", "thing": f"things {at}"}  # not the names of the classes of `data/alike.txt`
        name = own.get(kind, kind) if colon else f"family {at}"
        for form in (form for entry in (row if colon else line).split() for form in _forms(entry)):
            found.setdefault(tuple(form.split("_")), set()).add(name)
    for words, name in alike().items():
        found.setdefault(words, set()).add(name)
    return {words: frozenset(names) for words, names in found.items()}


@cache
def opposites() -> dict[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """Words of a phrase -> the groups and alternatives for which it stands."""
    found: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for group, line in enumerate(_lines("contrary.txt")):
        for at, alternative in enumerate(line.removeprefix("*").split("|")):
            for form in (f for entry in alternative.split() for f in _forms(entry)):
                found.setdefault(tuple(form.split("_")), []).append((group, at))
    return {phrase: tuple(dict.fromkeys(where)) for phrase, where in found.items()}


@cache
def several() -> frozenset[int]:
    """The groups that say which of several, and not the opposite ("north", "south")."""
    return frozenset(group for group, line in enumerate(_lines("contrary.txt")) if line.startswith("*"))


@cache
def known_peoples() -> dict[tuple[str, ...], int]:
    """Words of a name -> the people for which it stands."""
    lines = enumerate(_lines("peoples.txt"))
    return {tuple(name.split("_")): at for at, line in lines for name in line.split()}


def phrases(
    words: Sequence[str], known: dict[tuple[str, ...], tuple[tuple[int, int], ...]]
) -> Iterable[tuple[int, int]]:
    """The longest phrases at each place; a word within a longer phrase counts for nothing."""
    at = 0
    while at < len(words):
        for size in range(LONGEST_PHRASE, 0, -1):
            if where := known.get(tuple(words[at : at + size])):
                yield from where
                at += size
                break
        else:
            at += 1


def peoples(raw: Sequence[str], words: Sequence[str]) -> Iterable[int]:
    """Names of peoples that are written with a capital, the longest first: "South Sudan" is not Sudan."""
    known = known_peoples()
    at = 0
    while at < len(words):
        for size in range(3, 0, -1):
            who = known.get(tuple(words[at : at + size]), known.get((raw[at],) if size == 1 else ()))
            if who is not None and raw[at][0].isupper():
                yield who
                at += size
                break
        else:
            at += 1


@cache
def classes(name: str) -> frozenset[str]:
    """The words of a class of `data/structure.txt`."""
    rows = (line.partition(":") for line in _lines("structure.txt"))
    return frozenset(word for kind, _, words in rows if kind == name for word in words.split())
