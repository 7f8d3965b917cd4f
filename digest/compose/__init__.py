"""Selection -> Briefing: order, takeaways, footnote numbers, attributions, coverage, sources."""

from digest.compose.briefing import compose, printed_open
from digest.compose.earlier import changes
from digest.compose.narrowed import narrowed

__all__ = ["changes", "compose", "narrowed", "printed_open"]
