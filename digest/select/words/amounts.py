"""Amounts in a sentence: the value, how exactly it is meant, and what is counted.

An amount is a number with a noun behind it ("some 1,500 rockets", "three people were killed"). Days, years, times of day and ordinals
are none. What is counted is taken from the words that follow, without any grammar: up to four words that are no function words, of
which the last is the noun. What is known of number words and of words that count the same thing is data (`data/amounts.tsv`).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "amounts.tsv"
_ABOUT = 0.05
"""A number told as "about" so many is no further off than this part of the larger."""
_ROUNDED = 0.01
"""Nor is a rounder number of the same value."""
_BEYOND = 1.3
"""Nobody writes "more than 100" of what is more than so many times as much."""
_NEAR = 0.1
"""A round number may stand for another no further off than this part of it, though it isn't told as one."""
_REACH = 4
"""Words behind a number among which the noun is looked for."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CAUSED = re.compile(
    r"(?:[^.;,]{0,40}?\b)?(?:were|was|been|are|have|has|had|people|others)? ?\b(killed|dead|died|wounded|injured|hurt)\b"
)
_PLURAL = re.compile(r"[\w’'-]{2,30}(?:[^su’'i]s|ies)")
_NEXT = re.compile(r"[ \u00a0]{1,3}")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of something, as a sentence tells it."""

    start: int
    end: int
    """Where the written amount begins and ends in the sentence's text, with what loosens it ("more than 100")."""
    value: float
    loose: str
    """"+" at least, "-" at most, "~" about, empty where it is meant exactly."""
    unit: str
    """What is counted, in the singular of its kind ("rocket", "killed", "percent"); empty where that isn't clear."""
    noun: str
    """What is counted as it is written, empty where that isn't clear."""


@cache
def _table() -> dict[str, dict[str, str]]:
    """Kind of line -> word -> what is said of it."""
    found: dict[str, dict[str, str]] = {}
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, word, *rest = line.split("\t")
        if kind == "same":
            found.setdefault(kind, {}).update(dict.fromkeys((word, *rest[0].split()), word))
        elif rest:
            found.setdefault(kind, {})[word] = rest[0]
        else:
            found.setdefault(kind, {}).update(dict.fromkeys(word.split(), word))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted(_table()["word"], key=lambda w: (-len(w), w)))
    spelled = rf"(?:{words})(?:[ -](?:{words}))?"
    times = "|".join(sorted(_table()["times"], key=lambda w: (-len(w), w)))
    loose = "|".join(re.escape(w) for w in sorted(_table()["loose"], key=lambda w: (-len(w), w)))
    behind = "|".join(sorted(_table()["behind"], key=lambda w: (-len(w), w)))
    return re.compile(
        rf"(?<![\w.,:/-])(?:(?P<loose>{loose})[ \u00a0])?(?:the )?(?P<money>[$€£])?"
        rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}}){{1,4}}(?![\d,]*\d)|\d{{1,12}}(?:\.\d{{1,3}})?)|(?P<words>{spelled}))"
        rf"(?P<times>(?:[ \u00a0-]?(?:{times})\b){{0,2}})(?![\w:/]|[.,]\d|-\d)"
        rf"(?P<percent>[ \u00a0]?(?:%|percent\b|per cent\b))?(?:[ \u00a0](?P<behind>{behind})\b)?",
        re.IGNORECASE,
    )


def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts in a sentence, in order."""
    return tuple(found for match in _pattern().finditer(text) if (found := _amount(text, match)))


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    value = _value(match)
    start, end = match.start(), match.end()
    before = text[max(0, match.start("digits") - 24) : max(0, match.start("digits"))].casefold().split()
    months = _table()["month"]
    if match["digits"] and not match["money"] and not match["percent"]:
        last = before[-1].strip(".,(") if before else ""
        after = _WORD.match(text, end + 1)
        if last in months or (after and after[0].casefold() in months):
            return None
        if re.fullmatch(r"1[5-9]\d\d|20\d\d", match["digits"]) and not match["times"] and not match["loose"]:
            return None
        if last in {
            "no",
            "article",
            "resolution",
            "chapter",
            "paragraph",
            "section",
            "page",
            "number",
            "age",
            "aged",
            "flight",
        }:
            return None
    loose = _table()["loose"].get((match["loose"] or "").casefold(), "") or _table()["behind"].get(
        (match["behind"] or "").casefold(), ""
    )
    if match["percent"]:
        unit = noun = "percent"
    elif match["money"]:
        unit = noun = match["money"]
    else:
        unit, noun = _counted(text, end)
    if match["words"] and not unit and value == 1:
        return None
    return Amount(start, end, value, loose, unit, noun)


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
    else:
        value = float(sum(int(_table()["word"][w]) for w in re.split(r"[ -]", match["words"].casefold())))
    for word in re.split(r"[ \u00a0-]", match["times"].casefold()):
        if word:
            value *= float(_table()["times"][word])
    return value


def _counted(text: str, at: int) -> tuple[str, str]:
    """Unit and noun of the number that ends at `at`; empty where it isn't clear."""
    same, nothing = _table()["same"], _table()["nothing"]
    words: list[re.Match[str]] = []
    here = at
    while len(words) < _REACH and (space := _NEXT.match(text, here)) and (word := _WORD.match(text, space.end())):
        if word[0].casefold() in nothing:
            break
        words.append(word)
        here = word.end()
        if same.get(word[0].casefold()) in ("killed", "injured"):
            break
    if not words:
        return "", ""
    clause = _CAUSED.match(text, words[-1].end()) if len(words) < _REACH else None
    known = next((w for w in words if w[0].casefold() in same), None)
    if known is None and clause:
        known_unit = same[clause[1].casefold()]
        return known_unit, text[words[0].start() : words[-1].end()] + " " + clause[1]
    if any(word[0].casefold() in _table()["besides"] for word in words):
        return "", ""
    plural = (w for w in words if w[0].casefold() in _table()["plural"] or _PLURAL.fullmatch(w[0]))
    noun = known or next(plural, None)
    if noun is None:
        return "", ""
    return same.get(noun[0].casefold()) or _singular(noun[0].casefold()), text[words[0].start() : noun.end()]


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def measures(amount: Amount) -> bool:
    """True for lengths of time, ages and distances: they say when or how far, not how many."""
    return amount.unit in _table()["measure"] or amount.noun.casefold() in _table()["measure"]


def runs_on(unit: str) -> bool:
    """True for what is counted again and again while it goes on: dead, injured, cases."""
    return unit in _table()["running"]


def tolls(text: str) -> bool:
    """True where a sentence tells of dead, injured, missing or captured people, whoever is counted in it."""
    return any(word.casefold() in _table()["toll"] for word in _WORD.findall(text))


def explains(one: Amount, other: Amount) -> bool:
    """True where the difference may be one of wording: either is told loosely, or is a round number near the other."""
    if one.loose or other.loose or agree(one, other):
        return True
    near = abs(one.value - other.value) <= _NEAR * max(one.value, other.value)
    return near and any(v >= 100 and len(f"{v:.0f}".rstrip("0")) <= 2 for v in (one.value, other.value))


def agree(one: Amount, other: Amount) -> bool:
    """True where both tell of one and the same number: equal, one rounded, or loosely meant in the right direction."""
    if one.value == other.value:
        return True
    low, high = sorted((one, other), key=lambda a: a.value)
    if (low.loose == "+" and high.loose != "+") or (high.loose == "-" and low.loose != "-"):
        return high.value <= _BEYOND * low.value
    if "~" in (low.loose, high.loose):
        return high.value - low.value <= _ABOUT * high.value
    return _rounded(low.value, high.value) or _rounded(high.value, low.value)


def _rounded(value: float, exact: float) -> bool:
    """True where `value` is `exact` with fewer figures, but with two or more, and hardly another number."""
    figures, exact_figures = (len(f"{v:.3f}".replace(".", "").strip("0")) for v in (value, exact))
    return (
        2 <= figures < exact_figures
        and abs(value - exact) <= _ROUNDED * exact
        and math.isclose(float(f"{exact:.{figures - 1}e}"), value)
    )
