"""Joins sentences of different documents that report the same: words, names, numbers and days are compared, never titles.

Pairs worth comparing come from an inverted index over the heaviest terms of each sentence (prefix filtering: Chaudhuri, Ganti & Kaushik
2006; Bayardo, Ma & Srikant 2007, "Scaling up all pairs similarity search"); a term that stands in many sentences is looked up together
with a second one, and what is still in too many is no sign of anything. So no sentence is compared with more than a fixed number of
others, and the work grows with the sentences, not with their pairs. `digest.select.same.telling` says how alike two sentences are and what
forbids that they are the same. Claims are stars (Aslam, Pelekhov & Rus 2004): every member is alike to the lead itself, never only to
another member.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from digest.model import Claim, Document, Judged
from digest.select.same import telling
from digest.select.same.independence import owner
from digest.select.same.telling import Telling

LEAST_TERMS = 5
"""A sentence with fewer content stems says too little to be recognised in another."""
LOOKED_UP = 12
"""Heaviest terms of a sentence by which others are found."""
BUCKET = 24
"""Sentences that one key may lead to; of a term with more, pairs with another term are the keys."""
SHARED = 2
"""Keys that two sentences share before they are compared."""
NEAR = 0.3
"""Least cosine at which two sentences are compared closely."""
FEW = 20
"""Least number of sentences that frequencies are taken from."""
HOUSE = 0.95
"""Least likeness of two articles of one publisher: they share its turns of phrase, and their agreement proves little."""
TOLD, TOLD_UNNAMED = 0.5, 0.6
"""Part of the terms of a printed sentence, or of those that are no names, that another telling has at least where it is named as a source
of the same. Of 61 printed pairs that were read, ten had less: eight of these told only half, or told it otherwise; five of the others."""
FEWEST_WORDS, MOST_WORDS = 8, 34
"""A lead is best when it is no longer than this and no shorter."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What is told by several documents. All keys and values are sentence ids."""

    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The sentences of other documents that report the same as this one, most alike first, one a document."""
    claims: Mapping[str, Claim] = field(default_factory=dict)
    """The claim of every sentence that is in one: its best telling is the lead."""
    differ: tuple[tuple[str, str], ...] = ()
    """Pairs that report the same but for a number."""
    compared: int = 0
    """Pairs that were looked at."""


def join(judged: Sequence[Judged], docs: Sequence[Document] = ()) -> Claims:
    """Joins the sentences of different documents that report the same; what was dropped is in no claim.

    The order of `docs` breaks no tie: between equal leads the later article, then the lower id goes first.
    """
    told = usable(judged)
    weight = weights(told)
    tellings: dict[int, Telling] = {}
    near: dict[int, list[tuple[float, int]]] = {}
    differ: list[tuple[str, str]] = []
    compared = 0
    family = {doc.id: name for doc in docs if (name := owner(doc))}
    least = telling.threshold()
    norms = [_square(j.terms, weight) for j in told]
    for a, b in candidates(told, weight):
        compared += 1
        if told[a].sent.doc == told[b].sent.doc:
            continue
        if _square(told[a].terms & told[b].terms, weight) / (math.sqrt(norms[a] * norms[b]) or 1.0) < NEAR:
            continue  # their cosine
        one, other = (tellings.get(n) or tellings.setdefault(n, telling.take_apart(told[n])) for n in (a, b))
        measures = telling.measure(one, other, weight)
        score = telling.likeness(measures)
        house = family.get(told[a].sent.doc, a) == family.get(told[b].sent.doc, b)
        if score < (HOUSE if house else least) or telling.forbidden(one, other, measures):
            continue
        if telling.conflict(one, other):
            differ.append((told[a].sent.id, told[b].sent.id))
            continue
        near.setdefault(a, []).append((score, b))
        near.setdefault(b, []).append((score, a))
    days = {doc.id: doc.day.isoformat() if doc.day else "" for doc in docs}
    return Claims(_same(told, near), _stars(told, near, weight, days), tuple(differ), compared)


def usable(judged: Sequence[Judged]) -> list[Judged]:
    """The sentences that report something: not dropped, no question or lead-in, no stock phrase, long enough to be recognised."""
    found = [
        j for j in judged if not j.dropped and len(j.terms) >= LEAST_TERMS and not j.sent.text.endswith(("?", ":"))
    ]
    stock = telling.stock(found)
    return [j for j in found if j.sent.id not in stock and not telling.reports_nothing(j.sent.text)]


def weights(judged: Sequence[Judged]) -> dict[str, float]:
    """Inverse document frequency of every term over sentences; numbers count double.

    Fewer than `FEW` sentences count as so many: among two tellings of one thing every word is frequent.
    """
    df = Counter(term for j in judged for term in j.terms)
    total = max(FEW, len(judged))
    return {t: math.log(total / n) * (2.0 if t[0].isdigit() else 1.0) for t, n in df.items()}


def candidates(judged: Sequence[Judged], weight: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    """Pairs of positions in `judged` that share `SHARED` keys, each once, the lower first.

    Of no sentence more than `LOOKED_UP` terms, or pairs of them, are looked up, and no key leads to more than `BUCKET` others.
    """
    heavy = [sorted(j.terms, key=lambda t: (-weight[t], t))[:LOOKED_UP] for j in judged]
    often = {t for t, n in Counter(t for terms in heavy for t in terms).items() if n > BUCKET}
    keys: list[list[tuple[str, ...]]] = []
    for terms in heavy:
        pairs = ((s, t) if s < t else (t, s) for at, s in enumerate(terms) for t in terms[at + 1 :] if s in often)
        keys.append([*((t,) for t in terms if t not in often), *dict.fromkeys(p for p in pairs if p[1] in often)])
    size = Counter(key for own in keys for key in own)
    index: dict[tuple[str, ...], list[int]] = {}
    for at, own in enumerate(keys):
        met: Counter[int] = Counter()
        for key in own:
            if size[key] <= BUCKET:
                bucket = index.setdefault(key, [])
                for other in bucket:
                    met[other] += len(key)
                bucket.append(at)
        for other, shared in met.items():
            if shared >= SHARED:
                yield other, at


def in_lead(claims: Claims, key: str) -> Claim:
    """The claim with the sentence `key` as it is printed in the lead: only sentences alike to that very one support it."""
    return Claim(lead=key, support=claims.same.get(key, ()))


def borne_out(claim: Claim, home: Mapping[str, Judged]) -> Claim:
    """The claim without the tellings that have too little of what its lead says (`TOLD`): they report something of it, not the same."""
    lead = home[claim.lead]
    parts = ((lead.terms, TOLD), (lead.terms - lead.names, TOLD_UNNAMED))
    return replace(
        claim,
        support=tuple(
            key
            for key in claim.support
            if any(len(part & home[key].terms) >= least * max(1, len(part)) for part, least in parts)
        ),
    )


def clarity(j: Judged, others: Sequence[Judged], weight: Mapping[str, float], day: str = "") -> tuple[float, str]:
    """How good a telling of its claim a sentence is: what the other tellings share that it has too, less what hinders a reader.

    A sentence that leans on another, is a list item without its lead-in, or is very short or long, loses. Between equals the later day goes
    first, since it may know more.
    """
    shared = Counter(t for o in others for t in o.terms)
    whole = sum([weight[t] * n for t, n in sorted(shared.items())]) or 1.0
    has = sum([weight[t] * n for t, n in sorted(shared.items()) if t in j.terms])
    words = len(j.sent.text.split())
    score = (
        has / whole - 0.5 * bool(j.opener) - 0.3 * (j.sent.lead_in is not None) - 0.15 * (j.sent.text[:1] in "“\"'‘")
    )
    score -= 0.02 * max(0, words - MOST_WORDS) + 0.05 * max(0, FEWEST_WORDS - words)
    return round(score, 6), day


def _square(terms: frozenset[str], weight: Mapping[str, float]) -> float:
    """The square of the length of a vector with these terms."""
    return sum([weight[t] ** 2 for t in sorted(terms)])


def _same(usable: Sequence[Judged], near: Mapping[int, Sequence[tuple[float, int]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for at in sorted(near):
        best: dict[str, str] = {}
        for _, other in sorted(near[at], key=lambda n: (-n[0], usable[n[1]].sent.id)):
            best.setdefault(usable[other].sent.doc, usable[other].sent.id)
        found[usable[at].sent.id] = tuple(best.values())
    return found


def _stars(
    usable: Sequence[Judged],
    near: Mapping[int, Sequence[tuple[float, int]]],
    weight: Mapping[str, float],
    days: Mapping[str, str],
) -> dict[str, Claim]:
    """Sentence id -> its claim. The sentence with most neighbours among the free ones founds a claim, then the next; its clearest
    telling that is alike to all but few of them becomes the lead, and those that are not alike to the lead leave.
    """
    links = {at: {other for _, other in found} for at, found in near.items()}
    free = set(links)
    out: dict[str, Claim] = {}
    for centre in sorted(links, key=lambda at: (-len(links[at]), usable[at].sent.id)):
        if centre not in free:
            continue
        star = sorted((centre, *(links[centre] & free)), key=lambda at: usable[at].sent.id)
        if len(star) < 2:
            continue
        fit = [at for at in star if 2 * len(links[at].intersection(star)) >= len(star)]
        lead = max(fit or [centre], key=lambda at: _rank(at, star, usable, weight, days))
        members = [at for at in star if at in links[lead]]
        docs: dict[str, str] = {usable[lead].sent.doc: ""}
        for at in members:
            docs.setdefault(usable[at].sent.doc, usable[at].sent.id)
        claim = Claim(lead=usable[lead].sent.id, support=tuple(s for s in docs.values() if s))
        out |= {usable[at].sent.id: claim for at in (lead, *members)}
        free -= {lead, *members}
    return out


def _rank(
    at: int, star: Sequence[int], usable: Sequence[Judged], weight: Mapping[str, float], days: Mapping[str, str]
) -> tuple[float, str]:
    own = usable[at]
    others = [usable[n] for n in star if n != at]
    return clarity(own, others, weight, days.get(own.sent.doc, ""))
