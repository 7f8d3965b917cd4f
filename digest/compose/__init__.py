"""Selection -> Briefing: order, takeaways, footnote numbers, attributions, coverage, sources."""

from digest.compose.briefing import compose

__all__ = ["compose"]
