"""What a check of an edition comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_MAX_SHOWN = 400


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is not as the edition says."""

    file: str
    message: str
    where: str = ""
    """Place in the file: "line 12" of a page, "sections[0].groups[0].items[1]" in the data."""
    footnote: int = 0
    """Number of the footnote concerned, 0 where none is."""
    printed: str = ""
    """The words of the edition."""
    kept: str = ""
    """The words of the source, or those in it that come nearest."""

    def __str__(self) -> str:
        place = [self.file, self.where, f"footnote {self.footnote}" if self.footnote else ""]
        lines = [f"{', '.join(filter(None, place))}: {self.message}"]
        if self.printed:
            lines.append(f"  the edition says: {_cut(self.printed)}")
        if self.kept:
            lines.append(f"  the source says:  {_cut(self.kept)}")
        return "\n".join(lines)


class Refuted(Exception):
    """Carries the first fault from where it is found to `verify`, which returns it."""

    def __init__(
        self, file: str, message: str, *, where: str = "", footnote: int = 0, printed: str = "", kept: str = ""
    ) -> None:
        self.fault = Fault(file, message, where, footnote, printed, kept)
        super().__init__(str(self.fault))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was proved of an edition, or its first fault."""

    files: tuple[str, ...]
    """The files that were checked."""
    evidence: tuple[str, ...]
    """The stores of texts that were read; none where only a page and its data were compared."""
    proof: str = ""
    """What was proved, in words; empty where something was refuted."""
    fault: Fault | None = None

    @property
    def ok(self) -> bool:
        """True where everything agrees."""
        return self.fault is None

    def __str__(self) -> str:
        if self.fault:
            return f"not verified: {self.fault}"
        texts = f" (texts in {', '.join(self.evidence)})" if self.evidence else ""
        return f"{' and '.join(self.files)}: verified. {self.proof}{texts}"


def numbers(notes: Sequence[int]) -> str:
    """Footnote numbers as a message names them."""
    return ", ".join(map(str, notes)) or "none"


def _cut(text: str) -> str:
    return f"“{text}”" if len(text) <= _MAX_SHOWN else f"“{text[:_MAX_SHOWN]}” …"
