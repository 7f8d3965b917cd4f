"""What talks didn't bring is recognised in any words; what would be, or what is lacking besides, is something else."""

from __future__ import annotations

import pytest

from digest.select.words.lacking import Lack, lacking


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No agreement was reached on a ceasefire.", Lack("ceasefire", only=True)),
        ("The talks in Lakeview ended without a truce.", Lack("ceasefire", only=True)),
        ("Both sides failed to reach a deal.", Lack("agreement", only=True)),
        ("The envoys swapped maps, but came no closer to a cease-fire.", Lack("ceasefire", only=False)),
        ("No agreement was reached on the ferries.", Lack("agreement", only=False)),
        ("The round brought no breakthrough on the mills.", Lack("breakthrough", only=False)),
        ("Envoys found no lamps, and signed a ceasefire.", None),
        ("The envoys agreed on a ceasefire.", None),
        ("Unless there is a deal, no ceasefire will hold.", None),
        ("They will go on with or without a deal.", None),
        ("", None),
    ],
)
def test_what_is_lacking(text: str, found: Lack | None) -> None:
    """The thing, and whether the sentence says anything else."""
    assert lacking(text) == found
