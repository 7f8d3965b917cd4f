"""The words below a picture: told in the present and closed by the place and the full date at which it was taken, or saying who is where.

"A minister leaves for the night in Eastport, Norland, March 21, 2020." News of that day would be told in the past, and without the year.
"""

from __future__ import annotations

import re
from functools import cache

from digest.analyse.time.tense import numbered, one_of, tenses

_TELLS = frozenset(("past", "future"))
_PLACED = re.compile(r"[A-Z][\w’'-]+ \((?:C|[CLR]-[CLR]|\d(?:nd|rd|th)[ -]?[LR])\)")
"""Where somebody stands in the picture: "Deral (C)", "Lind (2nd R)"."""
_QUOTES = frozenset('“”"')


@cache
def _dated() -> re.Pattern[str]:
    """A place or a comma and a full date at the end, and a sentence before it whose verb isn't one with which a day is announced."""
    month, weekday = (one_of(word.capitalize() for word in numbered(name)) for name in ("months", "weekdays"))
    return re.compile(
        r"(?!.*\b(?:is|are|has|have|begins?|starts?|opens?|ends?|expires?|runs?|falls?|comes?|closes?|marks?|takes? (?:place|effect))\b)"
        r".{25,}(?:[A-Z][\w’'-]*\.?,?|[,)]) "
        rf"(?:on )?(?:(?:{weekday})\.?,? )?(?:{month})\.? \d\d?, (?:19|20)\d\d\."
    )


def pictured(text: str) -> bool:
    """Whether a sentence reads like the words below a picture. Looked for in sentences of up to 600 characters."""
    if len(text) <= 600 and _PLACED.search(text):
        return True
    if len(text) > 600 or not text.endswith(".") or not text[-5:-1].isdigit() or not _QUOTES.isdisjoint(text):
        return False
    return _dated().fullmatch(text) is not None and all(kind not in _TELLS for _, _, kind in tenses(text))
