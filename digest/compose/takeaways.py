"""What stands at the top: the items that together tell most, each by its first sentence; the main event of the newest days first."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from digest.compose.mention import mentions
from digest.compose.remarks import of_before, only_met, remark, untold
from digest.compose.room import FEWEST
from digest.model import TIES, Chosen, Document, Item, Judged, Quote, Section, Sentence, Takeaway

SUPPORT_BONUS = 0.4
"""What another source adds to the weight of a takeaway."""
ALIKE = 0.5
"""Share of the terms of the shorter sentence at which a second takeaway says too much of the first again."""
WORTH, LENGTH = 0.6, 0.85
"""The powers to which an item's weight is raised, and the words by which what it tells is divided. What is said below to be left of a
weight is raised with it, but for `REMARK` and `UNCLEAR`: of .3 about a half is felt, of .1 a quarter.
"""
LEAST = 0.1
"""Part of what the first takeaway tells by word that one must tell beyond the `FEWEST` for which it is enough to be the next."""
UNHEARD = 1.6
"""How many times as much the first takeaway of a section weighs, but for what stands beside the matter (`BESIDE`)."""
BESIDE = frozenset(("military", "context"))
"""Keys of the sections of what goes on beside the matter, and of what was before."""
REMARK = 0.45
"""What is left of the weight of what somebody only says of what happened."""
UNCLEAR = 0.66
"""What is left of the weight of one that says "the area" or "the meeting" where nothing before it tells which."""
WEEK = 7
"""Days after which the name of a weekday means another day."""
OVERTAKEN = 0.3
"""What is left of the weight of one whose first sentence a later one has overtaken."""
ASIDE = 0.5
"""What is left of the weight of an item that shares nothing with what the newest articles open with."""

REACTIONS = "reactions"
"""Key of the section of what is said of what happened."""
LIKELY, OPENS = 0.5, 2
"""Probability of being a reaction from which on a sentence is one, unless it is among the first so many of its article."""
REACTING = 0.2
"""How much of the weight of an item depends on its being no reaction."""
ALSO = 0.3
"""What is left of the weight of what "also", "then" or "later" happened: it adds to what a reader of the takeaway has not read."""
_ALSO = re.compile(
    r"^(?:[^\s,]+ ){1,6}?(?:(?:also|too|additionally)\b"
    r"|(?:(?<![Ss]ince )(?<!by )(?<!and )(?<!back )(?<!until )(?<![Tt]he )then"
    r"|(?<!days )(?<!day )(?<!hours )(?<!hour )(?<!weeks )(?<!week )(?<!months )(?<!month )(?<!years )(?<!year )(?<!minutes )later) "
    r"(?=(?:[a-z]+ed|went|came|made|took|gave|began|said|told|met|left|sent|held)\b))"
)
_GOES_ON = re.compile(
    r"\b(?:(?:is|are) (?:[a-z]+ly |now |still |also |not ){0,2}"
    r"(?:(?!missing|pending|king)[a-z]{2,}ing\b|set|expected|due|scheduled|poised|likely|about|under way|to )"
    r"|(?<!the )(?<!of )will|wants?|seeks?|hopes? (?:to|that|for)|(?<!the )(?<!['’]s )plans? to|intends?|[Ff]or now"
    r"|(?:is|are|remains?) (?:un|not )(?:clear|known|certain)"
    r"|(?:has|have) (?:[a-z]+ly )?(?:refused|threatened|vowed|promised|demanded|called (?:for|on))|(?:has|have) (?:not|yet))\b"
)
"""What is going on, is to come, or is wanted."""
_DONE = re.compile(
    r"\b(?!(?:need|hundr|inde|unit|wound|injur|displac|arm|ag|occupi|disput|sacr|propos|limit)ed\b)"
    r"(?:[a-z]{2,}ed|said|told|met|began|held|took|made|came|went|gave|saw|sent|left|found|led|lost|won|put|hit|shot|fell"
    r"|broke|rose|spoke|wrote|struck|ran|brought|kept|became|was|were|had)\b"
)
"""A past form: before what goes on it is the verb of the sentence ("signed a deal under which troops will leave")."""
HEDGED = 0.3
"""What is left of the weight of what a source only has from hearsay, or what it thinks of how things look: another one may know."""
_HEDGED = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|apparently|seemingly|probably|presumably|rumou?red|unconfirmed"
    r"|things (?:are|were|do|did|look))\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"If\b(?!.*\b(?:said|says|warned)\b)")
"""What may come to pass, in nobody's words."""
GUESSED = 0.1
"""What is left of the weight of what somebody only guesses, or what unnamed critics say: what happened comes first."""
_GUESSED = re.compile(
    r"\b(?:(?:may|might|could) have (?:been )?[a-z]{2,15}(?:ed|en|ne|wn|id)|opine[sd]|speculate[sd]?"
    r"|critics [^,.;]{0,60}?(?:claim|say|argue|fear))\b",
    re.IGNORECASE,
)
_OPINED = re.compile(
    r"^[^“”\"]*?\b(?:(?:underlying|simple|real|hard|plain) truth|(?:just|simply|merely) want(?:s|ed)?|real (?:reason|question|story)"
    r"|make no mistake|in reality|obviously|frankly|ironically|of course|needless to say)\b",
    re.IGNORECASE,
)
"""What an author says in his own voice in a report: weighs as what is guessed."""
MET = 0.1
"""What is left of the weight of what tells only that some met, not what came of it."""
FAR = 0.4
"""Rank below which it says little how near an item is to the main event: these stand by section, and there as they were taken."""
BEFORE = 0.3
"""What is left of the weight of what happened at an earlier round or meeting."""
ANSWERED = 0.4
"""What is left of the weight of an item whose next sentence answers the first ("But …"): its first sentence alone tells half."""
POLLED = 0.4
"""What is left of the weight of what people who were asked think."""
_AGAINST = frozenset(TIES) - {"Still"}
EARLIER = 0.3
"""What is left of the weight of what somebody had said or done before what the article tells."""
_EARLIER = re.compile(
    r"(?:(?!\b(?:that|who|which|than|when|where|after|before)\b)[^,;:“”\"]){2,60} had (?:previously|earlier|initially|originally|once) "
)
UNTOLD = 0.3
"""What is left of the weight of what tells only that something isn't known."""


def weights(
    sections: Sequence[Section],
    chosen: Mapping[str, Chosen],
    by_doc: Mapping[str, Document],
    central: Mapping[str, float],
    new: Mapping[str, float],
) -> dict[str, float]:
    """Item id -> how fit it is for a takeaway: its value, more where others report the same, the more the nearer it is to the main event
    (`central`, 0 to 1), and less where later articles may know more (`new`, by document).

    Opinion is none of the day's facts and has no weight.
    """
    found: dict[str, float] = {}
    for item in (item for s in sections for item in s.items):
        doc = by_doc[item.quotes[0].doc]
        support = 1 + SUPPORT_BONUS * len(item.support)
        near = ASIDE + (1 - ASIDE) * central[item.id]
        found[item.id] = chosen[item.id].salience * support * near * new[doc.id] * (doc.genre != "opinion")
    return found


def is_remark(j: Judged, *, reaction: bool) -> bool:
    """Whether a sentence tells only what somebody, or who was polled, says of what happened, of the reactions also likely so: what opens
    an article is news.
    """
    if not reaction:
        return j.polled or remark(j.sent.text)
    likely = dict(j.label.scores).get(REACTIONS, 0.0) >= LIKELY and j.sent.index >= OPENS
    return likely or j.polled or j.act == "reaction" or remark(j.sent.text)


def told_plainly(j: Judged) -> float:
    """What is left of the weight of an item for what its first sentence is: less where it may be a reaction, tells what nobody knows,
    that some only met or what is only reported, or adds something to what stands before it.
    """
    reacts = dict(j.label.scores).get(REACTIONS, 0.0)
    return (
        (1 - REACTING * reacts)
        * (UNTOLD if untold(j.sent.text) else 1.0)
        * (MET if only_met(j.sent.text) else 1.0)
        * (BEFORE if of_before(j.sent.text) else 1.0)
        * (POLLED if j.polled and "exit poll" not in j.sent.text else 1.0)
        * (EARLIER if _EARLIER.match(j.sent.text) else 1.0)
        * (ALSO if _ALSO.search(j.sent.text) else 1.0)
        * (HEDGED if _HEDGED.search(j.sent.text) or _SUPPOSED.match(j.sent.text) else 1.0)
        * (GUESSED if _GUESSED.search(j.sent.text) or _OPINED.search(j.sent.text) else 1.0)
    )


def answered(parts: Sequence[Judged]) -> float:
    """What is left of the weight of an item for what its second sentence is: less where it answers the first, unless that is the news with
    which its article begins.
    """
    against = len(parts) > 1 and (parts[1].sent.tie or parts[1].opener) in _AGAINST
    return ANSWERED if against and parts[0].sent.index >= OPENS else 1.0


def yielding(weights: Mapping[str, float], akin: Set[tuple[str, str]], found: Mapping[str, Judged]) -> dict[str, float]:
    """The weights after what somebody said of an event has given way to what tells of that event itself (`akin`)."""
    out = dict(weights)
    for pair in sorted(akin):
        for said, told in (pair, pair[::-1]):
            if {said, told} <= out.keys() and remark(found[said].sent.text) and not remark(found[told].sent.text):
                out[said], out[told] = min(out[said], weights[told]) / 2, max(weights[said], out[told])
    return out


def order(weights: Mapping[str, float], central: Mapping[str, float]) -> dict[str, float]:
    """Item id -> its rank among the takeaways, the greatest first: how near it is to the main event, and what it weighs."""
    return {key: central[key] * math.sqrt(weight) for key, weight in weights.items()}


def takeaways(
    sections: Sequence[Section],
    weights: Mapping[str, float],
    tells: Mapping[str, Judged],
    ranks: Mapping[str, float],
    title: str,
    most: int,
    *,
    akin: Set[tuple[str, str]] = frozenset(),
    twice: Set[tuple[str, str]] = frozenset(),
    remarks: Set[str] = frozenset(),
) -> tuple[Takeaway, ...]:
    """The items that together tell most of what all articles tell, each by its first sentence (`tells`), three at least where there are;
    printed by rank (`order`), and where that is low by section.

    One that says again what another says or is of the same event (`akin`) is passed over, and one for which a reader would want the
    sentence before it. Of two that likely tell the same (`twice`) the one of the higher rank stays. What somebody only says of what
    happened (`remarks`, ids of items) gives way.
    """
    items = {item.id: item for section in sections for item in section.items}
    place = {section.key: at for at, section in enumerate(sections)}
    stands = {item.id: section.key for section in sections for item in section.items}
    wanted = min(most, max(FEWEST, len(items) // 3))
    lowered = {key: (REMARK if key in remarks else 1.0) * weights[key] ** WORTH for key in items}
    unclear: set[str] = set()
    while True:
        best, at_first = _covering(lowered, tells, stands, akin, wanted)
        once: list[str] = []
        for key in sorted(best, key=lambda key: -ranks[key]):
            if not any(_paired(key, other, twice) for other in once):
                once.append(key)
        kept = [key for key in best if key in once]
        picked, _ = _covering(lowered, tells, stands, akin | twice, wanted, kept=kept, first=at_first)
        told = sorted(
            picked, key=lambda key: (0, 0, -ranks[key]) if ranks[key] >= FAR else (1, place[stands[key]], 0.0)
        )
        more = _unclear([title, *(tells[key].sent.text for key in told)], told) - unclear
        if not more:
            return tuple(Takeaway(key, _first(items[key], tells[key].sent), notes=()) for key in told)
        unclear |= more
        lowered |= {key: UNCLEAR * lowered[key] for key in more}


def _first(item: Item, sent: Sentence) -> Quote:
    """The quote of an item's first sentence."""
    return replace(item.quotes[0], spans=sent.spans, text=sent.text)


def of_its_day(j: Judged, written: date | None, latest: date | None) -> bool:
    """True for "on Monday" and the like, and for what is or will be, in an article a week older than the latest: a takeaway is read as
    of the last day.
    """
    old = written is not None and latest is not None and (latest - written).days >= WEEK
    goes_on = _GOES_ON.search(j.sent.text)
    done = goes_on is not None and _DONE.search(j.sent.text, 0, goes_on.start()) is not None
    return old and (any(time.relative for time in j.times) or (goes_on is not None and not done))


def _covering(
    weights: Mapping[str, float],
    tells: Mapping[str, Judged],
    stands: Mapping[str, str],
    akin: Set[tuple[str, str]],
    wanted: int,
    *,
    kept: Sequence[str] = (),
    first: float = 0.0,
) -> tuple[list[str], float]:
    """Ids of so many items at most, behind those that are `kept`, in the order in which they were taken: what tells most that none of those
    before tells, for its length (coverage of weighted concepts, Gillick & Favre 2009), times its weight and its difference from them, more
    where its section (`stands`) has none yet.

    Beyond the first few, or those kept, an item must tell a part of what the first one of all tells (`first`, which is given back).
    """
    size = {key: len(tells[key].sent.text.split()) for key in weights}
    weighed = [key for key in weights if tells[key].concepts]
    usual = sum(_worth(tells[key], ()) for key in weighed) / max(1, sum(size[key] for key in weighed))
    picked = list(kept)
    told = {concept for key in kept for concept, _ in tells[key].concepts}
    while len(picked) < wanted:
        ranked: list[tuple[float, float, int, str]] = []
        heard = {stands[key] for key in picked} | BESIDE
        for at, (key, weight) in enumerate(weights.items()):
            near = max((_alike(tells[key], tells[other], names=False) for other in picked), default=0.0)
            again = any(_alike(tells[key], tells[other]) >= ALIKE or _paired(key, other, akin) for other in picked)
            if weight > 0.0 and key not in picked and not again and not tells[key].sent.text.endswith(":"):
                pinned = not tells[key].concepts  # nothing else of what analysis set aside is printed
                new = usual * size[key] if pinned else _worth(tells[key], told)
                gain = weight * (1.0 - near) * new / size[key] ** LENGTH * (1.0 if stands[key] in heard else UNHEARD)
                ranked.append((gain, weight, -at, key))
        if not ranked:
            break
        gain, _, _, best = max(ranked)
        first = first or gain
        if (kept or len(picked) >= FEWEST) and (gain < LEAST * first or not gain):
            break
        picked.append(best)
        told |= {concept for concept, _ in tells[best].concepts}
    return picked, first


def _paired(one: str, other: str, pairs: Set[tuple[str, str]]) -> bool:
    """Whether two items are among the pairs, in either order."""
    return (one, other) in pairs or (other, one) in pairs


def _worth(j: Judged, told: Container[str]) -> float:
    """What the concepts of a sentence are worth that are not told yet."""
    return math.fsum(worth for concept, worth in j.concepts if concept not in told)


def _unclear(texts: Sequence[str], keys: Sequence[str]) -> set[str]:
    """Those of the `keys` whose text points at something that no text before it names; the first of the `texts` is the title."""
    named: set[str] = set()
    found: set[str] = set()
    for text, key in zip(texts, ("", *keys), strict=True):
        said = mentions(text)
        if key and said.bare - named:
            found.add(key)
        named |= said.named
    return found


def _alike(one: Judged, other: Judged, *, names: bool = True) -> float:
    """Overlap coefficient of two sentences' terms (Simpson 1943), names among them or not."""
    called = frozenset() if names else one.names | other.names
    a, b = one.terms - called, other.terms - called
    return len(a & b) / max(1, min(len(a), len(b)))
