"""Two editions one after the other: what came, went and changed."""

from __future__ import annotations

from dataclasses import replace

from digest.model import Briefing, Document, Group
from digest.succession import succession


def test_items_come_go_and_change(sample: tuple[Briefing, tuple[Document, ...]]) -> None:
    """The same id is the same item; what an edition calls updated changed; another section is a change; the rest came or went."""
    old = sample[0]
    first, second, third = old.sections
    swap, round_, memo = (item for section in old.sections for item in section.items)
    updated = replace(
        memo,
        id="new",
        quotes=(replace(round_.quotes[0], text="Other words."),),
        status="updated",
        before="was 40 in no. 1",
    )
    new = replace(
        old,
        sections=(
            first,
            replace(second, groups=(Group("", (updated,)),)),
            replace(third, groups=(Group("", (replace(memo, section="military"),)),)),
        ),
    )
    found = succession(old, new)
    assert [(title, [c.mark for c in changes]) for title, changes in found.sections] == [
        ("Demands", ["~", "-"]),
        ("Military context", ["~"]),
    ]
    assert found.sections[1][1][0].said.endswith("was in Demands")
    assert (found.count("+"), found.count("-"), found.same) == (0, 1, 1)
    assert [
        c.mark
        for _, changes in succession(new, replace(old, sections=(first, replace(second, groups=()), third))).sections
        for c in changes
    ] == ["-", "-"]
    assert swap.id in {item.id for item in first.items}
