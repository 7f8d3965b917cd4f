"""Sentences -> units: what can be printed as one point, because it stands alone.

A sentence that leans on the one before it ("He …", "These include …") comes with that sentence or not at all; a list item comes with
its lead-in; a list that is short comes whole, a long one also cut down to its best items. A sentence that reads better with the one before
it comes with that one where it can, if it speaks of a thing that was named there ("The increase …"), and is offered both ways if it speaks
of somebody. Units that share a sentence exclude one another: selection takes one, and may put the rest of another to
it (`extended`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from digest.model import TIES, Judged
from digest.select.words.sides import goes_against

MAX_WORDS = 75
"""A unit of several sentences is no longer than this."""
MAX_CHAIN = 3
"""Sentences that are brought together at most, each for the sake of the next."""
MAX_LIST_WORDS = 120
"""A list with its lead-in is no longer than this; of a longer one the best items are taken."""
SHORT_LIST_WORDS = 60
"""Of a list that is longer than this a cut-down version is offered too."""

Places = Mapping[tuple[str, int], Judged]
"""Document and index -> sentence."""


SPEAKERS = frozenset(("he", "she", "they"))
"""Openers of a quotation with its speaker behind it (“…,” he said): across a paragraph that may be another man if nobody speaks there."""
QUOTATION = "quotation"
"""Opener of what begins and ends with somebody's words: it follows no sentence of another section; nor does what can stand by itself."""
SHORTEST_ANSWER, LONGEST_ANSWER = 9, 40
"""Words of a sentence that is brought because it takes back what the one before it says."""
QUOTED_WORDS = 60
"""Words of the longest quotation that is printed for the sake of what leads in to it."""
HALVES = frozenset(("In exchange", "In return"))
"""Openers of half of a bargain, of which the sentence before tells the other half."""
INSTEAD = "Instead"
"""Opener of what was done of what the sentence before says was to be done."""
AHEAD = frozenset(("these", "this"))
"""Openers that before a colon point to what follows."""
_TURNS = re.compile(r"(?:[\w’'.&-]+ ){0,7}?[\w’'.&-]+, however,? ")
_BACK = re.compile(r"(?:\w+,? )?(?:[Tt]h(?:at|is|ese|ose|ey)|[Ii]t|[Hh]e|[Ss]he)\b")
_DENIES = re.compile(
    r"(?:[\w’'.&-]+,? ){1,12}?(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|refute[sd]?|dispute[sd]?) "
    r"(?:(?:(?:the|that|this|those|these|such|any|all|both) )?"
    r"(?:claims?|accusations?|allegations?|assertions?|reports?|suggestions?|charges?|it)\b"
    r"|(?:the|that|this|those|these) (?:statements?|remarks?|comments?|criticism|warnings?|threats?)(?= as\b)"
    r"|(?:this|that)(?=[.,!])|(?:any |all )?(?:involvement|responsibility|wrongdoing)(?=[.!]))"
)
"""Denies "the claim" that the sentence before it tells."""
_TAKES_BACK = re.compile(
    r"[“\"]?(?:But |However, |Yet )?(?:[Tt]hat|[Tt]his|[Ii]t|(?:That|This|The) (?:claim|report|rumou?r|accusation))(?:"
    r"(?:['’]s| is| was) (?:simply |just |plainly )?(?:not|no longer) (?:the case|true|accurate)\b(?! (?:that|if)\b)"
    r"|(?: is| was)n['’]t (?:the case|true|accurate)\b(?! (?:that|if)\b)"
    r"|(?:['’]s| is| was) (?:simply |just |plainly )?(?:false|untrue|a lie)(?=[.,;!”\"]))"
)
"""Says of what the sentence before tells that it isn't so."""
_WORDS_OF = frozenset(("statement", "remark", "comment", "criticism", "warning", "threat"))
"""What somebody must have said to have it dismissed."""
ROOT = 5
"""Letters in which the names of a country and its people agree."""
_LONG = re.compile(r"[^\W\d_]{4,40}")
_VERB = re.compile(r"\b(?:den(?:y|ied|ies)|reject|dismiss|refute|dispute)")
_ACCUSES = re.compile(r"\b(?:accus|blam|alleg|claim|charg)\w{0,6}\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"][^“”\"]{1,2000}[”\"]?")
_SPEECH = re.compile(
    r"[“\"]|\b(?:sa(?:id|ys)|told|tells|added|adds|warned|wrote|asked|replied|argued|insist\w*|stressed|noted|declared|announced|tweeted)\b"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more sentences of one document in source order; `core` is the one for whose sake the others are brought."""

    core: Judged
    parts: tuple[Judged, ...]
    words: int
    leans: str = ""
    """The words for which a reader would want the sentence before it, where it is printed without."""

    @property
    def key(self) -> tuple[str, int]:
        """For ties: document, then sentence index."""
        return (self.core.sent.doc, self.core.sent.index)

    @property
    def listed(self) -> bool:
        """Whether it holds items of a list."""
        return any(part.sent.lead_in is not None for part in self.parts)


def units(judged: Sequence[Judged]) -> tuple[tuple[Unit, ...], dict[str, str]]:
    """Every unit that the sentences of all documents allow, and the sentences that cannot stand (id -> gate)."""
    by_place = {(j.sent.doc, j.sent.index): j for j in judged}
    lists: dict[tuple[str, int], list[Judged]] = {}
    for j in judged:
        if j.sent.lead_in is not None:
            lists.setdefault((j.sent.doc, j.sent.lead_in), []).append(j)
    found: list[Unit] = []
    fell: dict[str, str] = {}
    for j in judged:
        if j.dropped:
            fell[j.sent.id] = j.dropped
        elif j.sent.text.endswith("?"):
            fell[j.sent.id] = "question"
        elif made := _standing(j, by_place, lists):
            found += made
        else:
            fell[j.sent.id] = "dangling"
    return tuple(found), fell


def unit(core: Judged, parts: Iterable[Judged]) -> Unit:
    """These sentences of one document as a unit, in source order, with their words counted."""
    ordered = tuple(sorted(parts, key=lambda p: p.sent.index))
    return Unit(core=core, parts=ordered, words=_words(ordered), leans=ordered[0].leans)


def extended(printed: Unit, other: Unit) -> Unit | None:
    """The printed unit with the sentences that `other` has beside it; None where they share none, or it would be too long.

    So a sentence that needs one which is printed already costs only its own words, and a list can grow.
    """
    own = {p.sent.id for p in printed.parts}
    more = [p for p in other.parts if p.sent.id not in own]
    if not more or len(more) == len(other.parts):
        return None
    whole = unit(printed.core, (*printed.parts, *more))
    fits = whole.words <= MAX_LIST_WORDS if whole.listed else whole.words <= MAX_WORDS and len(whole.parts) <= MAX_CHAIN
    return whole if fits else None


def answers(judged: Sequence[Judged]) -> dict[str, Judged]:
    """Sentence id -> the sentence behind it that takes back what it says ("But …", "The council, however, …", "… denied the claim").

    Who prints the first alone says half of what its source says.
    """
    found: dict[str, Judged] = {}
    for one, other in pairwise(judged):
        follows = one.sent.doc == other.sent.doc and joined(one, other) and not other.dropped
        turns = bool(other.answers) or other.opener in TIES or _TURNS.match(other.sent.text) is not None
        turns = turns or (bool(other.sent.tie) and goes_against(one, other))  # without its tie it stands alone
        turns = turns and len(other.sent.text.split()) >= SHORTEST_ANSWER and _of_it(one, other)
        follows = follows and not (other.edited or other.sent.text.endswith("?"))
        if (
            follows
            and (turns or (_denies(other) and _tied(one, other)) or _TAKES_BACK.match(other.sent.text))
            and len(other.sent.text.split()) <= LONGEST_ANSWER
        ):
            found[one.sent.id] = other
    return found


def _denies(j: Judged) -> bool:
    """Whether a sentence denies a claim that it doesn't tell, but the sentence before it: at most by this it leans on that one."""
    match = _DENIES.match(j.sent.text)
    return match is not None and (not j.opener or j.opener in match[0])


def _tied(one: Judged, other: Judged) -> bool:
    """Whether the sentence before "denied it" tells something of who denies, or accuses: else it may be what stands further above."""
    match = _DENIES.match(other.sent.text)
    if match is not None and match[0].split()[-1].rstrip("s") in _WORDS_OF:
        return _SPEECH.search(one.sent.text) is not None or _ACCUSES.search(one.sent.text) is not None
    if match is None or other.opener not in match[0] or match[0].split()[-1] not in ("it", "this", "that"):
        return True
    own = {word[:ROOT] for word in _LONG.findall(_VERB.split(match[0].lower())[0])}
    return (
        not own
        or _ACCUSES.search(one.sent.text) is not None
        or any(w[:ROOT] in own for w in _LONG.findall(one.sent.text.lower()))
    )


def _of_it(one: Judged, other: Judged) -> bool:
    """Whether a sentence speaks of what the one before it tells: by a word of both, or by a pronoun or "Instead" at its start."""
    return bool(one.terms & other.terms) or other.opener == INSTEAD or _BACK.match(other.sent.text) is not None


def says_who(j: Judged) -> bool:
    """True for a quotation with its speaker's name between two parts of it: it can stand by itself where the page has what it answers."""
    if j.opener != QUOTATION or not j.speaker:
        return False
    return bool(_SPEECH.search(_QUOTED.sub(" ", j.sent.text)))


def _standing(j: Judged, by_place: Places, lists: Mapping[tuple[str, int], list[Judged]]) -> list[Unit]:
    """The ways in which a sentence can be printed, with what it needs; none where that can't be had."""
    sent = j.sent
    if sent.lead_in is not None or sent.text.endswith(":"):
        at = (sent.doc, sent.index if sent.lead_in is None else sent.lead_in)
        return _listed(j, by_place[at], lists.get(at, []))
    if j.opener:
        chain = _chain(j, by_place)
        if chain and not _tied(chain[-2], j):
            return []
        if chain and chain[0].dropped:  # a lead-in that is no sentence: better what needs none
            return [replace(unit(j, chain), leans=chain[0].sent.text)]
        return [unit(j, chain)] if chain else []
    alone = unit(j, (j,))
    chain = _chain(j, by_place) if j.leans else None
    if chain is None or chain[0].leans == j.leans:
        return [alone]
    return [unit(j, chain)] if j.bound else [alone, unit(j, chain)]


def _chain(j: Judged, by_place: Places) -> tuple[Judged, ...] | None:
    """The sentence with those before it, back to one that stands alone."""
    parts: tuple[Judged, ...] = (j,)
    while len(parts) < MAX_CHAIN:
        before = by_place.get((j.sent.doc, parts[0].sent.index - 1))
        if before is None or not joined(before, parts[0]):
            return None
        parts = (before, *parts)
        if not before.opener or (before.opener in AHEAD and before.sent.text.endswith(":")):
            return parts if _words(parts) <= MAX_WORDS else None
    return None


def joined(before: Judged, after: Judged) -> bool:
    """True where the second can be read in one go with the first: no gap, heading, list or question between them.

    What ends on a colon is read with the quotation that follows, though by itself it is no sentence.
    """
    if before.sent.text.endswith(":"):
        near = before.sent.block >= after.sent.block - 1 and before.sent.heading == after.sent.heading
        short = after.sent.text[0] in '“"' and len(after.sent.text.split()) <= QUOTED_WORDS
        return near and short and before.dropped in ("", "fragment")
    return not (
        before.dropped
        or before.sent.lead_in is not None
        or before.sent.block < after.sent.block - 1
        or before.sent.heading != after.sent.heading
        or before.sent.text.endswith("?")
        or (after.opener in SPEAKERS and before.sent.block != after.sent.block and not _SPEECH.search(before.sent.text))
    )


def _listed(j: Judged, lead: Judged, items: Sequence[Judged]) -> list[Unit]:
    """The whole list as far as it fits, and for the best item the list cut down to as many of the best as make a short one."""
    if lead.opener or lead.dropped not in ("", "fragment"):
        return []
    items = [item for item in items if not item.dropped]
    ranked = sorted(items, key=lambda item: (-item.salience, item.sent.index))
    whole = _cut(lead, items, MAX_LIST_WORDS)
    fits = items and len(whole) == len(items) + 1
    made: list[Unit] = []
    if ranked and j in (lead, ranked[0]) and (not fits or _words(whole) > SHORT_LIST_WORDS):
        best = _cut(lead, ranked, SHORT_LIST_WORDS)
        if len(best) > 1:
            made.append(unit(j, best))
    if fits:
        made.append(unit(j, whole))
    elif not made and j is not lead and _words((lead, j)) <= MAX_WORDS:
        made.append(unit(j, (lead, j)))
    return made


def _cut(lead: Judged, items: Sequence[Judged], limit: int) -> tuple[Judged, ...]:
    """The lead-in and those of the items, taken in turn, that fit the limit of words, in source order."""
    parts = [lead]
    for item in items:
        trial = sorted((*parts, item), key=lambda p: p.sent.index)
        if _words(trial) <= limit:
            parts = trial
    return tuple(parts)


def _words(parts: Sequence[Judged]) -> int:
    """Words on paper: those of the sentences, and one for the mark of a cut where others were left out between them."""
    places = [(p.sent.index, p.sent.block, p.sent.heading) for p in parts]
    cuts = sum(b[0] > a[0] + 1 or b[1] > a[1] + 1 or b[2] != a[2] for a, b in pairwise(places))
    return sum(len(p.sent.text.split()) for p in parts) + cuts
