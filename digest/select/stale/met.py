"""Demands and conditions that have been met: what somebody asked for ("if they are not freed …") is told as done by a later article.

Only acts that are done once count (a release, a withdrawal, a signing: the class "event" of `words/data/stale.txt`), of the same two
parties at least. A demand that was met is history: it may be printed with its date, and heads no page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from digest.model import Judged
from digest.select.stale.outlook import told_done
from digest.select.stale.written import Written
from digest.select.words.folding import Names, marks
from digest.select.words.phrases import alike
from digest.select.words.wording import one_of, plain, undone, words_of

LONGEST = 600
"""Characters of a sentence that are looked at."""
BEHIND = 60
"""Characters behind a word of demand in which stands what is demanded."""
PARTIES = 2
"""Parties and peoples that both sentences name at least."""
SAME = 2
"""Words other than names that both have at least."""
MOST = 200
"""Sentences that are looked at for one."""


def met(live: Sequence[Judged], when: Mapping[str, Written | None], names: Names) -> Iterator[tuple[Judged, Judged]]:
    """A demand, and the first sentence of a later article that tells what it asks for as done; `when`: the time of each article."""
    asked = [(j, at, wanted) for j in live if (at := when[j.sent.doc]) and (wanted := _asked(j, names))]
    acts = frozenset(act for _, _, wanted in asked for act in wanted)
    words = {form[0] for form, what in alike().items() if what in acts}
    told: dict[str, list[tuple[Written, Judged, frozenset[str]]]] = {}
    for j in live if acts else ():
        low = j.sent.text[:LONGEST].lower()
        named = any(word in low for word in words)  # to look for them takes little time
        if named and (at := when[j.sent.doc]) and not undone().search(low):
            for act in sorted(acts & told_done(j, names)):
                told.setdefault(act, []).append((at, j, _who(j, names)))
    for found in told.values():
        found.sort(key=lambda t: (t[0].key, t[1].sent.id))
    for j, at, wanted in asked:
        who = _who(j, names)
        later = [t for act in sorted(wanted) for t in told.get(act, ()) if at.day < t[0].day][:MOST]
        if done := next((other for _, other, by in later if len(who & by) >= PARTIES and _one_matter(j, other)), None):
            yield j, done


def _one_matter(j: Judged, other: Judged) -> bool:
    """Whether both sentences share words that are no names: what was lifted isn't what was to be removed."""
    shared = (term for term in j.terms & other.terms if not term[0].isdigit())
    return sum(plain(other.sent.text, term) for term in shared) >= SAME


def _asked(j: Judged, names: Names) -> frozenset[str]:
    """The acts, done once, that a sentence says somebody demands."""
    text = j.sent.text[:LONGEST]
    if j.act == "refusal" or not (asking := list(_asking().finditer(text))):
        return frozenset()
    found = (m for m in marks(text, names) if m.what in _once())
    return frozenset(m.what for m in found if any(0 <= m.start - match.end() <= BEHIND for match in asking))


def _who(j: Judged, names: Names) -> frozenset[str]:
    return frozenset(mark.what for mark in marks(j.sent.text[:LONGEST], names) if mark.kind == "name")


@cache
def _once() -> frozenset[str]:
    """Classes of acts that are done once."""
    found = (alike()[word,] for word in words_of("event"))
    return frozenset(what for what in found if what.startswith("act "))


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('asking')})\b|\b[Ii]f\b[^.;,]{{0,80}}?(?:\bnot\b|n['’]t\b)")
