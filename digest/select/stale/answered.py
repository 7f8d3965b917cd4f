"""What it was not clear whether somebody would do, and the sentence of a later article that tells it as done.

The verb behind "whether … would" must be told as done by somebody of the same name; where only "it" or "they" would, words of the sentence
before must return. Nothing is answered by what is only announced, doubted or denied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

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
)
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
        later = (o for then, o in told if at.before(then) and (then.day - at.day).days <= SOON)
        for other in _few(later, match["verb"]) if name or about else ():
            if re.search(rf"\b{re.escape(name)}\b", other.sent.text) if name else about & other.terms:
                yield j, other
                break


def _subject(j: Judged, match: re.Match[str], before: Judged | None) -> tuple[str, frozenset[str]]:
    """The last name of who would do it, or the plain words of what it is; behind a pronoun those of the sentence before."""
    who, of = match["who"], j
    if _PRONOUN.match(who):
        if before is None:
            return "", frozenset()
        who, of = before.sent.text[:LONGEST], before
    elif names := _NAME.findall(who):
        return names[-1].removesuffix("'s").removesuffix("’s"), frozenset()
    words = [word for word in WORD.findall(who) if word.islower()]
    return "", frozenset(t for t in of.terms - of.names if any(is_of(word, t) for word in words))


def _few(later: Iterator[Judged], verb: str) -> Iterator[Judged]:
    """Those of the first `MOST` sentences with the verb that tell it as done."""
    seen = 0
    stem = verb[: max(4, len(verb) - 3)]
    for other in later:
        text = other.sent.text[:LONGEST]
        at = text.lower().find(stem)
        if at < 0:
            continue
        seen += 1
        if seen > MOST:
            return
        word = WORD.match(text, at)
        if word and is_of(word[0].lower(), stem) and _done(text, at, word[0].lower()):
            yield other


def _done(text: str, at: int, word: str) -> bool:
    before = text[max(0, at - NEAR) : at]
    if _RESOLVED.search(before):
        return True
    return word.endswith(("ed", "en")) and not _PUT_OFF.search(before)
