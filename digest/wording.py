"""How the program counts things when it speaks to whoever runs it."""

from __future__ import annotations


def counted(n: int, word: str) -> str:
    """A number and its noun: "1 item", "2 items", "3 parties"."""
    return f"{n} {word}" if n == 1 else f"{n} {word[:-1] + 'ies' if word.endswith('y') else word + 's'}"
