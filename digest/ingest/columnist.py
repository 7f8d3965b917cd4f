"""Whether a title begins with the name of its author, as in "Ida Holm: The price of a bridge".

Two words before a colon are as often a label ("Breaking News"), a body ("Supreme Court"), a place, or whom the article quotes. A column is
told by its byline, or by a text that never names that person and has a writer in it. The words are in `data/no_author.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.ingest.argued import argued, in_person
from digest.ingest.patterns import listed, lists

NOTE = 600
"""Most characters at the end of a text in which a sentence may begin with its author's name."""
HINTS = 0.2
"""Least probability at which an article argues, whose title begins like a columnist's: such a title says most of it."""
_NAME = re.compile(r"[A-Z][a-z’']{1,30}(?: [A-Z]\.)? [A-Z][A-Za-z’'-]{1,30}|[A-Z]{3,30} [A-Z]{3,30}")
_IS = r"(?:is|was|has been|writes|teaches|covers|edits|heads|directs|works|served|reports)\b"
"""Behind the author's name, in the note on who he is."""
_WRITES = (
    r"(?:(?:is|was) [^.]{0,80}?\b(?:columnist|professor|author|writer|contributor|editor"
    r"|fellow|lecturer|historian|economist|commentator)|writes|teaches)\b"
)
"""The same where it says that he writes or teaches."""
_AUTHORS = re.compile(r" and | & |[,;|]")


def columnist(told: Sequence[str], title: str, author: str, end: str = "") -> bool:
    """Whether a title begins with its author's name.

    `told` are the paragraphs of the article, `author` is its byline, `end` what it ends with.

    A column that isn't recognised does less harm than a report that is taken for one.
    """
    name, colon, _ = title.partition(":")
    if not colon or not _NAME.fullmatch(name) or _labels(name):
        return False
    if any(one.strip().casefold() == name.casefold() for one in _AUTHORS.split(author)):
        return True
    text = "\n".join(told)
    if re.search(rf"(?m)^{re.escape(name)} {_WRITES}", end[-NOTE:]):
        return True
    return not _named(text, name) and (in_person(told) or argued(told, title, heard=0) >= HINTS)


def _labels(name: str) -> bool:
    """Whether two words are no person's name: a place, a day, or a word of bodies, offices and labels where such words stand."""
    known, never = listed("places") | listed("date_words"), lists("no_author")
    first, *_, last = words = name.lower().split()
    return first in never["first"] or last in never["last"] or any(w in known for w in (name, *name.split(), *words))


def _named(text: str, name: str) -> bool:
    """Whether a text has somebody's surname, but in a byline (a line of its own, or behind "By") and in a note at the end on who he is."""
    full = re.escape(name)
    rest = re.sub(rf"(?im)(?-i:\bB[Yy]) {full}(?!\w)|^{full}[,.]?$", "", text)
    end = len(rest) - min(NOTE, len(rest) // 3)
    rest = rest[:end] + re.sub(rf"(?im)(?:^|(?<=[.!?”\"] )){full} {_IS}", "", rest[end:])
    return re.search(rf"(?<!\w){re.escape(name.split()[-1])}(?!\w)", rest, re.IGNORECASE) is not None
