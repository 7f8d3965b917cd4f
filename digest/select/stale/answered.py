"""What it was not clear whether somebody would do, and the sentence of a later article that tells it as done.

The verb behind "whether … would" must be told as done, its subject be of the same name, and what it is done to be named behind it; where
only "it" or "they" would, words of the sentence before must stand beside it. Nothing is answered by what is only announced, doubted or
denied, and no question of two parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from digest.model import Judged
from digest.select.stale.written import Written
from digest.select.words.wording import WORD, is_of

LONGEST = 600
"""Characters of a sentence that are looked at."""
SOON = 14
"""Days within which a question is answered."""
MOST = 200
"""Sentences that are looked at for one."""
_OPEN = re.compile(
    r"\b(?:unclear|not (?:immediately |yet |at once )?(?:clear|known)|unknown|uncertain|undecided|remain(?:s|ed) to be seen"
    r"|(?:declined|refused) to say|(?:did|would|could) not say)\b[^.;]{0,40}? (?:whether|if) (?P<who>[^.;]{1,80}?) "
    r"(?:will|would|can|could|is going to|was going to) (?:also |still |then |indeed )?(?P<passive>be )?(?P<verb>[a-z]{4,20})\b"
    r"(?P<what>[^.;?]{0,120})"
)
_OR = re.compile(r"\bor\b(?! not\b)")
"""Asks for one of two things."""
_FIRST = re.compile(r"(?:(?!\b(?:in|on|at|after|before|when|if|because|as|for)\b)[^,;:—–]){0,60}")
"""What a verb is done to stands before any circumstance."""
BEFORE, BEHIND, CLOSE = 60, 45, 20
"""Characters before a verb in which its subject stands, behind it in which what it is done to does, and in which that is next to it."""
_ASKS = re.compile(r"\b(?:unclear|not clear|whether)\b|\?")
"""What asks answers nothing."""
_NAME = re.compile(r"[A-Z][\w’'-]{1,30}")
_PRONOUN = re.compile(r"(?:it|they|he|she|this|that|these|those)\b")
_PUT_OFF = re.compile(
    r"\b(?:will|would|may|might|could|should|can|not|never|if|whether|unless|until|before|without|to|be|no|denie[ds]|refuse[ds])\b|n['’]t\b"
)
_RESOLVED = re.compile(r"\b(?:agreed|decided|voted|moved) to $")
NEAR = 25
"""Characters before the verb in which a word puts it off or denies it."""


def answered(live: Sequence[Judged], when: Mapping[str, Written | None]) -> Iterator[tuple[Judged, Judged]]:
    """What wasn't clear, and the first sentence of a later article that tells it as done."""
    asked = [
        (j, at, match) for j in live if (at := when[j.sent.doc]) and (match := _OPEN.search(j.sent.text[:LONGEST]))
    ]
    if not asked:
        return
    place = {(j.sent.doc, j.sent.index): j for j in live}
    told = sorted(
        ((at, j) for j in live if (at := when[j.sent.doc]) and not _ASKS.search(j.sent.text[:LONGEST])),
        key=lambda t: (t[0].key, t[1].sent.id),
    )
    for j, at, match in asked:
        name, about = _subject(j, match, place.get((j.sent.doc, j.sent.index - 1)))
        if _OR.search(match["what"]) or not (name or about):
            continue
        done_to = _FIRST.match(match["what"])
        what = _plain(j, done_to[0] if done_to else "")
        later = (o for then, o in told if at.before(then) and (then.day - at.day).days <= SOON)
        for other, verb in _few(later, match["verb"]):
            before, behind = (
                other.sent.text[max(0, verb.start() - BEFORE) : verb.start()],
                other.sent.text[verb.end() :],
            )
            if name:
                subject = re.search(
                    rf"(?:\b(in|of|at|by) )?(?:[A-Z][\w’'-]{{0,30}} ){{0,4}}{re.escape(name)}\b(?!['’]s)", before
                )
                found = bool(subject and not subject[1]) and (not what or bool(what & _plain(other, behind[:BEHIND])))
            else:
                found = bool(about & _plain(other, before[-BEHIND:] + " " + behind[:CLOSE]))
            if found:
                yield j, other
                break


def _plain(j: Judged, words: str) -> frozenset[str]:
    """The terms of a sentence that are no names and stand in these words."""
    small = [word for word in WORD.findall(words) if word.islower()]
    return frozenset(t for t in j.terms - j.names if not t[0].isdigit() and any(is_of(word, t) for word in small))


def _subject(j: Judged, match: re.Match[str], before: Judged | None) -> tuple[str, frozenset[str]]:
    """The last name of who would do it, or the plain words of what it is; behind a pronoun those of the sentence before."""
    if _PRONOUN.match(match["who"]):
        return "", _plain(before, before.sent.text[:LONGEST]) if before else frozenset()
    if names := _NAME.findall(match["who"]):
        return names[-1].removesuffix("'s").removesuffix("’s"), frozenset()
    return "", _plain(j, match["who"])


def _few(later: Iterator[Judged], verb: str) -> Iterator[tuple[Judged, re.Match[str]]]:
    """Those of the first `MOST` sentences with the verb that tell it as done, and where."""
    stem = verb[: max(4, len(verb) - 3)]
    holding = (other for other in later if stem in other.sent.text[:LONGEST])
    for other in islice(holding, MOST):
        text = other.sent.text[:LONGEST]
        word = WORD.search(text, text.find(stem))
        if word and is_of(word[0], stem) and _done(text, word):
            yield other, word


def _done(text: str, word: re.Match[str]) -> bool:
    before = text[max(0, word.start() - NEAR) : word.start()]
    return bool(_RESOLVED.search(before)) or (word[0].endswith(("ed", "en")) and not _PUT_OFF.search(before))
