"""What today's sentences bring further of what was printed: an announcement carried out, a running count, a deal that was near, the next
step of what was decided. The mechanism is that of one edition whose articles overtake one another (`digest.select.stale.overtaken`), and
`digest.select.news.steps`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.config import PartyConfig
from digest.model import Document, Former, Found, Judged
from digest.select.news.steps import steps
from digest.select.same import telling
from digest.select.stale.overtaken import Overtaken, overtaken
from digest.select.words.amounts import Amount
from digest.select.words.folding import names_of


def further(
    live: Sequence[Judged], docs: Sequence[Document], old: Sequence[Former], parties: Sequence[PartyConfig]
) -> Iterator[tuple[str, Former, str]]:
    """Ids of sentences that tell what came of something printed, what that was, and its words where they can be cut out."""
    by_id: dict[str, Former] = {}
    for one in old:
        if one.printed and not one.judged.dropped:
            by_id.setdefault(one.judged.sent.id, one)
    home = {j.sent.id: j for j in live}
    today = home.keys()
    known = {doc.id for doc in docs}
    then = [_undated_text(one) for one in {o.judged.sent.doc: o for o in by_id.values()}.values()]

    def asked(key: str, stale: Overtaken) -> bool:
        return key in by_id and key not in today and stale.by in today and stale.why in ("announced", "draft", "count")

    found: dict[str, Overtaken] = overtaken(
        [*(one.judged for one in by_id.values() if one.judged.sent.id not in today), *live],
        [*docs, *(doc for doc in then if doc.id not in known)],
        parties=parties,
        asked=asked,
    )
    for key, stale in sorted(found.items()):
        if asked(key, stale):
            was = _was(home[stale.by], by_id[key].judged) if stale.why == "count" else ""
            yield stale.by, by_id[key], was
    days = {doc.id: doc.day for doc in (*docs, *then)}
    for before, j, decided in steps([one.judged for one in by_id.values()], live, days, names_of(parties)):
        yield j.sent.id, by_id[before.sent.id], f"“{decided}”"


def _was(j: Judged, old: Judged) -> str:
    """The number of the old sentence, as it is written there, that another one of the same takes the place of."""
    differing = telling.conflict(telling.take_apart(j), telling.take_apart(old))
    return written_as(old.sent.text, differing[1]) if differing else ""


def written_as(text: str, amount: Amount) -> str:
    """An amount with what is counted, as the text writes it."""
    end = amount.end
    if amount.noun and text.startswith(amount.noun, end + 1):
        end += 1 + len(amount.noun)
    return text[amount.start : end].strip()


def _undated_text(one: Former) -> Document:
    """What `overtaken` asks of a document of the past: its id and its day."""
    day = Found(one.published.isoformat(), "archive") if one.published else None
    nothing = Found("", "archive")
    return Document(one.judged.sent.doc, "", "", "", "", (), title=nothing, publisher=nothing, published=day)
