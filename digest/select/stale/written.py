"""When the article of a sentence was written, as far as it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from digest.model import Document


@dataclass(frozen=True, slots=True)
class Written:
    """The day of an article, and its moment where the hour is known."""

    day: date
    moment: datetime | None = None

    def before(self, other: Written) -> bool:
        """Whether it was written before the other: on an earlier day, or on the same one where both hours are known."""
        if self.day != other.day or self.moment is None or other.moment is None:
            return self.day < other.day
        return self.moment < other.moment

    @property
    def key(self) -> tuple[date, float]:
        """For sorting; an unknown hour comes first."""
        return self.day, self.moment.timestamp() if self.moment else 0.0


def written(doc: Document) -> Written | None:
    """When `doc` was written; None where it is undated."""
    return Written(doc.day, doc.moment) if doc.day else None
