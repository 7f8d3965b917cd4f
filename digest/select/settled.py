"""What was not known or not settled yet, and the sentences that tell it: details of a deal, and what parties were divided over.

"Details of the agreement were not available" says nothing beside sentences that tell what is in it; that two sides had been split over a
matter is history once another article has a deal on that matter. Nothing is overtaken by an older article. Without hours, articles of one
day count as one time: then only what is told as over ("had been split") is settled by another of that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from digest.model import Judged
from digest.select.folding import Names, marks
from digest.select.matter import HALF, content
from digest.select.wording import one_of
from digest.select.written import Written

LONGEST = 600
"""Characters of a sentence that are looked at."""
SOON = 10
"""Days within which details are told, or a quarrel is settled."""
TOLD = 2
"""Sentences that tell what is in a deal, of which its details are known."""
SAME = 2
"""Words that a quarrel and its settlement share at least."""
MOST = 200
"""Sentences about deals that are looked at for one."""


def settled(
    live: Sequence[Judged], when: Mapping[str, Written | None], names: Names
) -> Iterator[tuple[Judged, Judged]]:
    """What was unknown or unsettled, and the first sentence of another article that tells it."""
    unknown = [j for j in live if _untold().search(j.sent.text[:LONGEST].lower())]
    split = [(j, match) for j in live if (match := _split().search(j.sent.text[:LONGEST]))]
    if unknown:
        told = [j for j in live if _terms().search(j.sent.text[:LONGEST].lower()) and j not in unknown]
        for j in unknown:
            those = [o for o in told if _may(when, j, o, same_day=True) and _one_matter(j, o, names)][:MOST]
            if len(those) >= TOLD:
                yield j, those[0]
    agreed = [j for j in live if _agreed().search(j.sent.text[:LONGEST].lower())] if split else []
    for j, match in split:
        small = content(j, match["over"])[0]
        for other in agreed[:MOST]:
            shared = small & other.terms
            if len(shared) >= max(SAME, HALF * len(small)) and _may(when, j, other, same_day=bool(match["had"])):
                yield j, other
                break


def _may(when: Mapping[str, Written | None], j: Judged, other: Judged, *, same_day: bool) -> bool:
    """Whether `other`, of another article, may overtake `j`: it is later by at most `SOON` days, or of that day and not earlier."""
    one, two = when[j.sent.doc], when[other.sent.doc]
    if one is None or two is None or j.sent.doc == other.sent.doc or (two.day - one.day).days > SOON:
        return False
    return one.before(two) or (same_day and one.day == two.day and not two.before(one))


def _one_matter(j: Judged, other: Judged, names: Names) -> bool:
    """Whether both sentences name one party at least, or one of them none: then their article's deal is the only one that is meant."""
    one, two = ({m.what for m in marks(t.sent.text[:LONGEST], names) if m.kind == "name"} for t in (j, other))
    return bool(one & two) or not one or not two


@cache
def _untold() -> re.Pattern[str]:
    what, deal = one_of("details"), one_of("deal", "truce")
    about = rf"(?:{what})\b(?: of [^.;]{{0,60}}?\b(?:{deal})s?\b[^.;]{{0,120}}?)? (?:{one_of('not told')})\b"
    return re.compile(
        rf"\b{about}|\b(?:{one_of('telling nothing')}) (?:{what}) (?:of|on|about) [^.;]{{0,40}}\b(?:{deal})s?\b"
    )


@cache
def _terms() -> re.Pattern[str]:
    deal, one = one_of("deal", "truce"), r"(?:the|its|an?) (?:[\w-]+ ){0,2}"
    behind = rf"[^.;]{{0,20}} to (?!(?:{one_of('purpose')})\b)[a-z]"
    return re.compile(
        rf"\b(?:{deal})s?\b[^.;]{{0,60}}? (?:{one_of('contains')})\b|\bunder {one}(?:{deal})\b"
        rf"|\b(?:has|have|had) agreed to\b|\b(?:reached|struck) {one}(?:{deal})\b{behind}"
    )


@cache
def _split() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<had>had )?(?:[a-z]+ ){{0,2}}(?:{one_of('split')}) (?:on|over|about) (?P<over>[^.,;—–]{{3,90}})",
        re.IGNORECASE,
    )


@cache
def _agreed() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:reached|struck) (?:a|an) (?:[\w-]+ ){{0,2}}(?:{one_of('deal')})\b|(?<!not )\bagreed (?:to|on)\b|\bresolved\b|\bsettled\b"
    )
