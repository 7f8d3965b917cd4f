"""The editor's hand: bans, pins and moves of single sentences, before the choice is made.

A ban is a gate, a move a section that is certain. A pinned sentence is printed whatever reading or analysis made of it; what it leans
on comes with it where that can be had. A ban always wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from digest.config import Config
from digest.config.overrides import Overrides
from digest.model import OVERRIDE, PROSE, Document, Judged, Label, Problem, Sentence, Span, fold
from digest.select.units import MAX_WORDS, Unit, unit

_NO_ANTECEDENT = frozenset({"banned", "furniture", "language"})
"""Why a sentence was set aside that is not printed even to make a pinned one understood."""
_NAMED = 5
"""Most ids that a note names."""


def overrule(judged: Sequence[Judged], docs: Sequence[Document], config: Config) -> tuple[Judged, ...]:
    """The sentences under the editor's hand: banned ones are dropped, moved ones sure of their section, pinned ones not dropped.

    A ban strikes the same words in other articles, too, unless they are pinned there. A pinned id of a block that reading set aside
    brings that block in as one sentence. What was done stands in `Judged.edited`.
    """
    editor, keys = config.editor, [s.key for s in config.sections]
    if not editor.ids:
        return tuple(judged)
    found = (*judged, *_brought_in(judged, docs, editor))
    home = {j.sent.id: j for j in found}
    struck = {_said(home[key]): key for key in editor.ban if key in home}
    return tuple(_edited(j, editor, keys, struck.get(_said(j), "")) for j in found)


def notes(judged: Sequence[Judged], docs: Sequence[Document], editor: Overrides) -> tuple[Problem, ...]:
    """A note on ids that none of these articles has, if there are any: yesterday's overrides are no failure.

    They are named by article, then place, whatever their order in the file.
    """
    known = {j.sent.id for j in judged}
    known |= {_block_id(doc, block.span) for doc in docs for block in doc.blocks if block.kind not in PROSE}
    unknown = sorted((key for key in editor.ids if key not in known), key=_by_place)
    if not unknown:
        return ()
    named = ", ".join(unknown[:_NAMED]) + (f" and {len(unknown) - _NAMED} more" if len(unknown) > _NAMED else "")
    verb = "is in none" if len(unknown) == 1 else "are in none"
    return (Problem(OVERRIDE, editor.file, f"{named} {verb} of these articles; nothing was done"),)


def settled(made: Sequence[Unit]) -> tuple[tuple[Unit, ...], dict[str, str]]:
    """Units whose parts agree on the section, and the sentences that lost theirs (id -> gate): what is printed together moves together.

    A companion that was moved takes its unit along; where core and companion were moved apart there is no unit.
    """
    kept: list[Unit] = []
    fell: dict[str, str] = {}
    for one in made:
        moved = dict.fromkeys(p.label.section for p in one.parts if is_edited(p, "moved"))
        if not moved or moved.keys() == {one.core.label.section}:
            kept.append(one)
        elif len(moved) == 1 and not is_edited(one.core, "moved"):
            kept.append(replace(one, core=replace(one.core, label=_sure(one.core.label, next(iter(moved))))))
        else:
            fell[one.core.sent.id] = "dangling"
    whole = {one.core.sent.id for one in kept}
    return tuple(kept), {key: gate for key, gate in fell.items() if key not in whole}


def pinned(judged: Sequence[Judged], made: Sequence[Unit]) -> tuple[Unit, ...]:
    """A unit for every pinned sentence, in the order of `judged`; no sentence is in two of them.

    `made` are the settled units, of which the fullest is taken. A pinned sentence that has none comes with the sentence or the lead-in
    that it leans on, else alone.
    """
    fullest: dict[str, Unit] = {}
    for one in sorted(made, key=lambda one: one.words):
        fullest |= {p.sent.id: one for p in one.parts if p.sent.id == one.core.sent.id or p.sent.id not in fullest}
    by_place = {(j.sent.doc, j.sent.index): j for j in judged}
    found: list[Unit] = []
    home: dict[str, int] = {}
    for j in judged:
        if not is_edited(j, "pinned") or j.sent.id in home:
            continue
        one = fullest.get(j.sent.id) or unit(j, (*_antecedent(j, by_place), j))
        rest = [p for p in one.parts if p.sent.id not in home]
        at = next((home[p.sent.id] for p in one.parts if p.sent.id in home), len(found))
        if at < len(found) and found[at].core.label.section == one.core.label.section:
            found[at] = unit(found[at].core, (*found[at].parts, *rest))
        else:
            at = len(found)
            found.append(unit(one.core if one.core.sent.id not in home else j, rest))
        home |= dict.fromkeys((p.sent.id for p in rest), at)
    return tuple(found)


def is_edited(j: Judged, deed: str) -> bool:
    """True where the editor did that: "banned", "pinned", "moved" or "headed"."""
    return any(name == deed for name, _ in j.edited)


def _edited(j: Judged, editor: Overrides, keys: Sequence[str], struck: str) -> Judged:
    """One sentence under the editor's hand; `struck` is the banned sentence that says the same, empty where there is none."""
    key, label, edited = j.sent.id, j.label, []
    pin = key in editor.pin and key not in editor.ban
    if key in editor.ban:
        return replace(j, dropped="banned", edited=(("banned", editor.ban[key]),))
    if struck and not pin:
        return replace(j, dropped="banned", edited=(("banned", f"the same words as {struck}"),))
    if pin:
        edited.append(("pinned", ""))
    if key in editor.move:
        edited.append(("moved", label.section or "none"))
        label = _sure(label, editor.move[key])
    elif pin and label.section is None:
        scores = {name: score for name, score in label.scores if name in keys}
        best = max(keys, key=lambda name: scores.get(name, 0.0))
        label = replace(label, section=best, score=scores.get(best, 0.0))
    if key in editor.head:
        edited.append(("headed", editor.head[key]))
    return replace(j, label=label, edited=tuple(edited), dropped="" if pin else j.dropped)


def _sure(label: Label, section: str | None) -> Label:
    return replace(label, section=section, score=1.0)


def _antecedent(j: Judged, by_place: Mapping[tuple[str, int], Judged]) -> tuple[Judged, ...]:
    """What a pinned sentence needs before it, as far as it can be printed with it."""
    sent = j.sent
    if sent.lead_in is not None:
        before = by_place.get((sent.doc, sent.lead_in))
    else:
        before = by_place.get((sent.doc, sent.index - 1)) if j.opener else None
    if before is None or before.dropped in _NO_ANTECEDENT or before.opener:
        return ()
    apart = before.sent.heading != sent.heading or before.sent.block < sent.block - 1
    if sent.lead_in is None and (apart or before.sent.text.endswith(("?", ":"))):
        return ()
    if is_edited(before, "moved") and before.label.section != j.label.section:
        return ()
    return (before,) if unit(j, (before, j)).words <= MAX_WORDS else ()


def _brought_in(judged: Sequence[Judged], docs: Sequence[Document], editor: Overrides) -> list[Judged]:
    """Blocks that reading set aside and the editor pinned, each as one sentence behind all others of its document."""
    known, wanted = {j.sent.id for j in judged}, set(editor.pin)
    last: dict[str, int] = {}
    for j in judged:
        last[j.sent.doc] = max(j.sent.index, last.get(j.sent.doc, 0))
    found = []
    for doc in docs:
        for number, block in enumerate(doc.blocks):
            text = fold(doc.text[block.span.start : block.span.end])
            key = _block_id(doc, block.span)
            if block.kind in PROSE or not text or key not in wanted or key in known:
                continue
            index = last.get(doc.id, 0) + 2 + number  # next to no other sentence
            sent = Sentence(doc.id, index, (block.span,), block.kind, number, "", text)
            found.append(Judged(sent, Label(None, 0.0), salience=0.0, dropped="furniture"))
    return found


def _by_place(key: str) -> tuple[str, int]:
    """Article and offset of an id."""
    doc, _, at = key.partition("-")
    return doc, int(at)


def _block_id(doc: Document, span: Span) -> str:
    return f"{doc.id[:12]}-{span.start}"


def _said(j: Judged) -> str:
    return fold(j.sent.text).casefold()
