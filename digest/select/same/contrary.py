"""What two sentences that share most of their words say against one another: opposites, other peoples, places, subjects, dates.

Likeness of words can't tell "passed" from "blocked". Here both sides are read for what can't both be true of one thing, and a contradiction
is seen only where each side has something of a kind that the other lacks: a sentence that tells more than the other contradicts nothing
(contradiction by antonyms, polarity, numbers and structure: de Marneffe, Rafferty & Manning 2008, "Finding contradictions in text").
Opposites and peoples are data (`words/data/contrary.txt`, `words/data/peoples.txt`); the rest is seen from capitals and the order of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from digest.select.words.phrases import classes, known_peoples, opposites, peoples, phrases, several

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
OPPOSITE, DENIAL, TURNED = ODDS = "opposite words", "one denies what the other says", "the other way round"
"""Reasons that say the opposite of the same, not something else."""
ANOTHER = "another of several"
DENIED = 2
"""Words behind a "not" that it is taken to deny, function words not counted."""
REACH = 7
"""Words behind a "not" that it may deny."""
_ENDS = re.compile("[.;:!?—–]")
_MARK = re.compile('[,.;:!?—–“”"()]')
AVERTED = 5
"""Words behind "prevent" and the like among which stands what doesn't come about ("prevent automatic spending cuts")."""
HEAD = 5
"""Equal first letters from which on two longer words count as one."""
SUBJECT = 14
"""Words of a sentence among which its subject is looked for."""
FRAME = 80
"""A sentence of more words is not compared word by word."""
DEED = 7
"""Words that may stand between two names of which one does something to the other."""
SLOT = 2
"""Words that either side may have for itself in sentences that are the same but for one place."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What a sentence commits itself to."""

    words: tuple[str, ...]
    """Lower case, in order."""
    heads: frozenset[str]
    """Their first letters (`_head`)."""
    opposites: frozenset[tuple[int, int]]
    """Group and alternative of `words/data/contrary.txt`."""
    peoples: frozenset[int]
    places: frozenset[str]
    """Names behind "in", "at", "near" and the like, and what they are part of."""
    names: tuple[tuple[str, frozenset[str]], ...]
    """Names, of each the word before it and the heads of its own words."""
    denied: frozenset[tuple[str, str]]
    """Neighbouring words of which a "not" denies the second, or both."""
    maybe: frozenset[str]
    """Heads of all words that stand not far behind a "not"."""
    near: frozenset[tuple[str, str]]
    """All neighbouring content words."""
    subject: tuple[str, ...]
    """Heads of the content words before the first verb; empty where that isn't clear."""
    kind: str
    """"definite" for a subject of one noun behind "the", "named" for one with a name, else empty."""
    days: frozenset[tuple[str, str]]
    """Days of the month, years, times of day, scores and ages that it names, each with its kind."""
    deeds: frozenset[tuple[str, tuple[str, ...], str]]
    """What stands between two names that follow one another: who does what to whom."""


@lru_cache(maxsize=4096)
def stance(text: str) -> Stance:
    """Reads a sentence for what it commits itself to."""
    found = list(_WORD.finditer(text))
    raw = [match[0] for match in found]
    words = tuple(w.casefold().replace("’", "'").removesuffix("'s") for w in raw)
    return Stance(
        words=words,
        heads=frozenset(map(_head, words)),
        opposites=frozenset(phrases(_come_about(found, words, text), opposites())),
        peoples=frozenset(peoples(raw, words)),
        places=frozenset(name for match in _PLACE.finditer(text) for name in _place(match[1])),
        names=tuple(_names(found, text)),
        denied=_denied(words)[0],
        maybe=_denied(words)[1],
        near=_neighbours([_head(w) for w in words if w not in classes("empty")]),
        subject=_subject(text, found, words)[0],
        kind=_subject(text, found, words)[1],
        days=frozenset(_days(text)),
        deeds=frozenset(_deeds(text, found, words)),
    )


def contrary(one: Stance, other: Stance, *, quoting: bool = False) -> str:
    """Why two sentences can't tell of the same, empty where nothing is seen.

    With `quoting` both hand on the same words of somebody, and names and single words around them prove nothing.
    """
    shared = {g for g, _ in one.opposites} & {g for g, _ in other.opposites}
    for group in sorted(shared, key=lambda g: (g in several(), g)):
        mine, theirs = ({a for g, a in s.opposites if g == group} for s in (one, other))
        if mine - theirs and theirs - mine:
            return ANOTHER if group in several() else OPPOSITE
    if _denies(one, other) or _denies(other, one):
        return DENIAL
    if {k for k, _ in one.days - other.days} & {k for k, _ in other.days - one.days}:
        return "other date"
    if _turned(one, other):
        return TURNED
    if quoting:
        return ""
    if one.peoples - other.peoples and other.peoples - one.peoples:
        return "other people"
    if one.places - other.heads and other.places - one.heads and not one.places & other.places:
        return "other place"
    meant = {one.kind, other.kind} == {"definite", "named"}  # "the company" may be the one with the name
    if not meant and _apart(one.subject, other) and _apart(other.subject, one):
        return "other subject"
    if _unknown(one, other) & _unknown(other, one):
        return "other name"
    if not meant and _substituted(one, other):
        return "another word in the same place"
    return ""


_DENYING = frozenset(("deny", "denie", "denyi"))
"""Heads of "deny"."""


def _head(word: str) -> str:
    return word[:HEAD]


def _come_about(found: Sequence[re.Match[str]], words: Sequence[str], text: str) -> tuple[str, ...]:
    """The words, those blanked that tell what is averted: who prevents cuts doesn't cut. A mark or an "and" ends that."""
    averts = classes("averts")
    out = list(words)
    for at, word in enumerate(words):
        if word in averts:
            for n in range(at + 1, min(len(words), at + 1 + AVERTED)):
                mark = text[found[n - 1].end() : found[n].start()]
                new = found[n][0][0].isupper() or words[n] in classes("empty")
                if words[n] in ("and", "but", "or") or _ENDS.search(mark) or ("," in mark and new):
                    break
                out[n] = ""
    return tuple(out)


def _apart(subject: Sequence[str], other: Stance) -> bool:
    known = other.heads.union(f"people {people}" for people in other.peoples)
    return bool(subject) and not known.intersection(subject)


# --- places, names, days -------------------------------------------------------------------------------------------------

_PLACE = re.compile(r"\b(?:in|at|near|outside|around|across)(?: the)? ((?:[A-Z][\w’'-]+ ?){1,4})")
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_KINDS = {
    "day": re.compile(rf"\b(?:(?:{_MONTH})\.? \d{{1,2}}(?!\d)|\d{{1,2}} (?:{_MONTH})\b)", re.IGNORECASE),
    "year": re.compile(r"(?<![\d,.$€£-])(?:19|20)\d\d(?![\d,-]|\.\d)"),
    "time": re.compile(r"(?<!\d)(?:\d{1,2}:\d\d|\d{1,2}(?:\.\d\d)?(?= ?[ap]\.?m\b))"),
    "score": re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])"),
    "age": re.compile(r"(?<=aged )\d{1,3}|\b\d{1,3}(?=-year-old)"),
}


def _place(name: str) -> list[str]:
    known = known_peoples()
    heads = [w.casefold().replace("’", "'").removesuffix("'s") for w in _WORD.findall(name)]
    skip = classes("frame") | classes("time")
    return [_head(w) for w in heads if (w,) not in known and w not in skip and len(w) > 2]


def _names(found: Sequence[re.Match[str]], text: str) -> Iterable[tuple[str, frozenset[str]]]:
    """Runs of words with a capital that stand behind a word without one; those with a people, a title or a day among them are left out."""
    skip = classes("frame") | classes("time")
    at = 1
    while at < len(found):
        end = at
        while (
            end < len(found)
            and found[end][0][0].isupper()
            and (end == at or text[found[end - 1].end() : found[end].start()] == " ")
        ):
            end += 1
        if end > at:
            low = [found[n][0].casefold().replace("’", "'").removesuffix("'s") for n in range(at, end)]
            back = at - 1
            while back > 0 and found[back][0] in ("the", "a", "an"):
                back -= 1
            known = any(known_peoples().keys() & {(w,)} or w in skip for w in low)
            heads = frozenset(_head(w) for w in low if len(w) > 2)
            if heads and found[back][0].islower() and found[back][0] not in classes("said") and not known:
                yield found[back][0], heads
        at = max(end, at + 1)


def _deeds(
    text: str, found: Sequence[re.Match[str]], words: Sequence[str]
) -> Iterable[tuple[str, tuple[str, ...], str]]:
    """The words between two neighbouring names, with the names, each a people or the head of its last word; not of what two do mutually."""
    skip, way = classes("empty") | classes("frame") | classes("time"), classes("way") | classes("frame")
    named = [n for n, match in enumerate(found) if match[0][0].isupper() and words[n] not in skip]
    known = frozenset(named)
    for a, b in pairwise(named):
        between = words[a + 1 : b]
        told = tuple(w for w in between if w in way or w not in classes("empty"))
        whole = not _MARK.search(text, found[a].end(), found[b].start())
        if whole and len(between) <= DEED and not way.issuperset(told) and classes("mutual").isdisjoint(between):
            last = next((n for n in range(b, len(found)) if n + 1 not in known), b)
            yield _called(words[a]), told, _called(words[last])


def _called(word: str) -> str:
    people = known_peoples().get((word,))
    return _head(word) if people is None else f"people {people}"


def _turned(one: Stance, other: Stance) -> bool:
    """Whether one tells that somebody does to another what the other tells that this one does to him."""
    turned = {(b, told, a) for a, told, b in one.deeds if a != b}
    return bool(turned & other.deeds) and not one.deeds & other.deeds


def _days(text: str) -> Iterable[tuple[str, str]]:
    for kind, pattern in _KINDS.items():
        for match in pattern.finditer(text):
            yield kind, " ".join(sorted(match[0].casefold().replace(".", ":").split()))


# --- negation, subject, substitution -------------------------------------------------------------------------------------


def _neighbours(heads: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Words side by side, or with one between them."""
    return frozenset((*pairwise(heads), *zip(heads, heads[2:], strict=False)))


def _denied(words: Sequence[str]) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """The neighbouring words of which a "not" denies one, and all that stand within its reach."""
    empty = classes("empty") - classes("not")
    content = [w for w in words if w not in empty]
    pairs: set[tuple[str, str]] = set()
    reach: set[str] = set()
    for at, word in enumerate(content):
        if word in classes("not") or word in classes("balks") or word.endswith("n't"):
            before = [_head(w) for w in content[max(0, at - 1) : at]]
            behind = [_head(w) for w in content[at + 1 : at + 2 + DENIED]]
            pairs |= {p for p in _neighbours([*before, *behind[:DENIED]]) if p[1] in behind[:DENIED]}
            pairs |= {p for p in _neighbours(behind) if p[0] in behind[:1]}
            reach.update(_head(w) for w in content[at + 1 : at + 1 + REACH])
    return frozenset(pairs), frozenset(reach)


def _denies(one: Stance, other: Stance) -> bool:
    if not other.heads.isdisjoint(_DENYING):  # "carried no mines" is what "denied that it carried mines" says
        return False
    return any(pair in other.near and not other.maybe.intersection(pair) for pair in one.denied)


def _unknown(one: Stance, other: Stance) -> frozenset[str]:
    """The words before names of which the other sentence knows no part."""
    return frozenset(before for before, name in one.names if before and not name & other.heads)


def _subject(text: str, found: Sequence[re.Match[str]], words: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Heads of the words before the first verb, a circumstance in front left out, and the subject's kind; of verbs of saying none."""
    nothing: tuple[tuple[str, ...], str] = (), ""
    at = 0
    if text[:1] in "“\"'‘(":
        return nothing
    if words and words[0] in classes("before"):
        comma = next((n for n, m in enumerate(found[:SUBJECT]) if text[m.end() : m.end() + 1] == ","), None)
        if comma is None:
            return nothing
        at = comma + 1
    out: list[str] = []
    named = False
    for n in range(at, min(len(words), at + SUBJECT)):
        word, raw = words[n], found[n][0]
        verb = word in classes("verb") or (raw[0].islower() and len(word) > 4 and word.endswith("ed"))
        if word in classes("said") or word in classes("vague"):
            return nothing
        if verb or (word in classes("within") and out):
            single = len(out) == 1 and words[at] in classes("definite")
            return tuple(dict.fromkeys(out)), "named" if named else "definite" if single else ""
        if word not in classes("empty") and not word[0].isdigit():
            people = known_peoples().get((word,))
            out.append(_head(word) if people is None else f"people {people}")
            named = named or (raw[0].isupper() and (n > 0 or not word.endswith("s")))
    return nothing


def _known(word: str, other: Stance) -> bool:
    """Whether the other sentence has a word of the same beginning, or another name of the same people; "don't" counts as met."""
    same = _head(word) in other.heads or any(word[:4] == w[:4] for w in other.words)
    return same or "'" in word or known_peoples().get((word,)) in other.peoples


def _substituted(one: Stance, other: Stance) -> bool:
    """Whether the sentences are the same but for one place, in which each has its own word or two."""
    skip = (classes("empty") - classes("order")) | classes("frame") | classes("said") | classes("time")
    a, b = one.words, other.words
    left, right = (
        [w for w in s.words if len(w) > 2 and w not in skip and not _known(w, t)]
        for s, t in ((one, other), (other, one))
    )
    if not 0 < len(left) <= SLOT or not 0 < len(right) <= SLOT or max(len(a), len(b)) > FRAME:
        return False
    for kind, i, k, m, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        mine, theirs = ([w for w in part if w in own] for part, own in ((a[i:k], left), (b[m:n], right)))
        if kind == "replace" and mine == left and theirs == right and not any(w[0].isdigit() for w in (*mine, *theirs)):
            return True
    return False
