"""For every sentence read: its section and why, its scores, and the gate at which it fell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from digest.model import PROSE, Document, Judged, Selection, fold


def rows(docs: Sequence[Document], judged: Sequence[Judged], selection: Selection) -> Iterator[dict[str, Any]]:
    """One object a unit of text in the order of the documents, what was set aside as furniture included.

    Keys: id, source, text, kind, dropped (why reading set it aside, or null), why (that, or what overtook it), section (null: none),
    score, scores, cues, salience, features, party, heading, via (whom it names as its source), fell_at (the gate of selection, or
    null), selected (for a section), editor (what the editor did with it, in words), open (printed as "disputed" or "unknown", or null).
    """
    printed = {key for chosen in selection.chosen for key in chosen.sents}
    still_open = {key: point.doubt for point in selection.open for key in point.sents}
    days = {doc.id: doc.day for doc in docs}
    by_block: dict[tuple[str, int], list[Judged]] = {}
    dates = {j.sent.id: days[j.sent.doc] for j in judged}
    later = {key: f"overtaken by {by} of {dates[by]}" for key, by in selection.overtaken_by.items() if by in dates}
    for j in judged:
        by_block.setdefault((j.sent.doc, j.sent.block), []).append(j)
    for doc in docs:
        for number, block in enumerate(doc.blocks):
            if block.kind not in PROSE and (doc.id, number) not in by_block:
                text = fold(doc.text[block.span.start : block.span.end])
                if text:
                    yield _set_aside(doc, block.kind, block.reason, block.span.start, text)
            for j in by_block.get((doc.id, number), ()):
                row = _sentence(doc, j, selection.fell_at, printed, later.get(j.sent.id, ""))
                yield row | {"open": still_open.get(j.sent.id)}


def _set_aside(doc: Document, kind: str, reason: str, start: int, text: str) -> dict[str, Any]:
    dropped = kind if kind in ("title", "heading") else "furniture"
    return {
        "id": f"{doc.id[:12]}-{start}", "source": doc.uri, "text": text, "kind": kind, "dropped": dropped, "why": reason,
        "section": None, "score": 0.0, "scores": {}, "cues": [], "salience": 0.0, "features": {}, "party": "", "heading": "", "via": [],
        "fell_at": None, "selected": False, "editor": [], "open": None,
    }  # fmt: skip


def _sentence(doc: Document, j: Judged, fell_at: Mapping[str, str], printed: set[str], later: str) -> dict[str, Any]:
    sent, label = j.sent, j.label
    return {
        "id": sent.id, "source": doc.uri, "text": sent.text, "kind": sent.kind, "dropped": j.dropped or None, "why": _why(j) or later,
        "section": label.section, "score": label.score, "scores": dict(label.scores), "cues": [list(c) for c in label.cues],
        "salience": j.salience, "features": dict(j.features), "party": j.party, "heading": sent.heading,
        "via": [*dict.fromkeys(doc.citations[at].label for at in sent.citations if doc.citations[at].label)],
        "fell_at": None if sent.id in printed else fell_at.get(sent.id), "selected": sent.id in printed,
        "editor": [_deed(deed, detail, label.section) for deed, detail in j.edited],
    }  # fmt: skip


def _why(j: Judged) -> str:
    """Why reading set a sentence aside; of one that is off the topic, how far its article is from it."""
    values = dict(j.features)
    if j.dropped != "off-topic" or "relevance" not in values:
        return j.dropped
    told = f"{values['relevance']:.2f} of {values['relevance needed']:.2f} needed"
    if values["relevance"] >= values["relevance needed"]:
        return f"the article ({told}) turns to another matter here"
    return f"the article's relevance is {told}"


def _deed(deed: str, detail: str, section: str | None) -> str:
    """What the editor did with a sentence, in words."""
    if deed == "moved":
        return f"moved from {detail} to {section} by the editor"
    if deed == "headed":
        return f"headed “{detail}” by the editor"
    return f"{'struck' if deed == 'banned' else deed} by the editor" + (f" ({detail})" if detail else "")


def table(row: Mapping[str, Any]) -> str:
    """One row as a few lines for a person."""
    editor = f"\n           editor: {'; '.join(row['editor'])}" if row["editor"] else ""
    if row["dropped"]:
        why = f": {row['why']}" if row["why"] not in ("", row["dropped"]) else ""
        return f"-          {row['dropped']}{why}  id {row['id']}\n           {row['text']}{editor}"
    mark = "PRINTED" if row["selected"] else f"{row['fell_at'] or ''}{row['why'] and ': '}{row['why']}"
    cues = ", ".join(f"{name} {value:+.2f}" for name, value in row["cues"])
    mark += f", printed as {row['open']}" if row["open"] else ""
    scores = " ".join(f"{key} {value:.2f}" for key, value in row["scores"].items())
    party = f"  party {row['party']}" if row["party"] else ""
    via = f"\n           via:    {'; '.join(row['via'])}" if row["via"] else ""
    return (
        f"{row['section'] or 'no section':<10} {mark}  salience {row['salience']:.2f}{party}  id {row['id']}\n"
        f"           {row['text']}\n           scores: {scores}\n           why:    {cues}{via}{editor}"
    )
