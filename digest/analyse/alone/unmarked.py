"""Somebody's own words without quotation marks, or with the last one only: a statement that a page shows as a block, the middle and
the end of a long quotation.

"I want to thank the mayor for …" is nobody's in an article that speaks of nobody as "I" otherwise. Where much of a text is told so, as in
a speech, an interview or a column, it is its author's voice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby, pairwise

from digest.model import Document, Sentence
from digest.wording import MONTHS

UNCLOSED = 3
"""Sentences that are taken for the rest of a quotation without a last mark."""
_LONGEST_LEAD = 300
"""Characters at the end of a sentence in which it is looked for who speaks."""
LONGEST_POST = 1200
"""Characters of a post, with the sentence at its start."""
VOICE = 0.15
"""Part of its sentences from which on a text is told by somebody who says "I"."""
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)[‘'][^’']{1,300}[’'](?!\w)")
_FIRST = re.compile(
    r"(?:^|(?<![\w’'-])(?:[a-z][\w’'-]*|When|As|If|What|And|But|So|While|Because|Though|That|Today|Yesterday|Where|Since)[,:;]? )"
    r"(?:I(?:['’](?:m|ve|d|ll))? [a-z]+|[Mm]y [a-z]+)"
)
"""No number of a king, a war or an article, and no initial."""
_MARK = re.compile("[\"“”„]|''")
_ANY_MARK = re.compile(r"[\"“”„]|(?<!\w)[‘'](?=\w)")
_LEADS_IN = re.compile(
    r"(?!(?:Here|Read|What|Key|These|Below|More|Five|Three|\d+ )\b).*"
    r"(?:\b(?:said|says|told [^:,]{2,40}|explain(?:s|ed)|wr(?:ites|ote)|stat(?:es|ed|ing)|add(?:s|ed)|continue[sd]|conclude[sd]|note[sd]"
    r"|tweeted|posted|argue[sd]|warn(?:s|ed)|testified|read|reads|responded|replied)"
    r"|\b(?:in|released|issued|gave|posted) (?:an?|the|this|his|her|their) (?:[a-z]+ ){0,2}"
    r"(?:statement|letter|memo|tweet|post|email|opinion))"
    r"(?:,? in (?:part|full)| (?:in|on|to|of|from|by|via|at) [^:,]{2,60}| (?:late|early|last|this) [^:,]{2,40}"
    r"| (?:yester|to|[A-Z][a-z]+)day(?: \w+)?){0,2}:$"
)
"""Ends a paragraph behind which a page shows somebody's words as a block: "The court explains:"."""
_SAYS = re.compile(r"\b(?:said|says|told|wrote|added|according to|statement|reported|announced)\b")
"""Tells who speaks, or that somebody does."""


def first_person(text: str) -> bool:
    """Whether a sentence says "I" or "my" outside quotation marks. Looked for in its first 1000 characters."""
    return _FIRST.search(_QUOTED.sub("", text[:1000])) is not None


def closes_only(text: str) -> bool:
    """Whether a quotation that began in a sentence before ends with this one, and nothing behind it says who speaks."""
    if text[-1:] not in '”"' or text[:1] in '“"':
        return False
    return sum(text.count(mark) for mark in '“”"') % 2 == 1  # of whatever kind: pages mix them


def midway(texts: Sequence[str], blocks: Sequence[int]) -> frozenset[int]:
    """Which sentences stand in the middle of a quotation, without a mark of their own; `blocks` are the blocks of the text they stand in.

    A quotation ends with its last mark. Where that is missing it ends with its block, where another begins, or before a sentence that says
    who speaks, at the latest `UNCLOSED` sentences on; and at once where its own sentence says so behind it.
    """
    found: set[int] = set()
    run: list[int] = []
    open_in: int | None = None
    for at, (text, block) in enumerate(zip(texts, blocks, strict=True)):
        if open_in is not None and block != open_in:
            found |= _unclosed(run, texts)
            open_in, run = None, []
        marks = [_opens(text, match.start()) for match in _MARK.finditer(text)]
        if open_in is not None and not marks:
            run.append(at)
        elif marks:
            found |= _unclosed(run, texts) if marks[0] else set(run)
            goes_on = marks[-1] and not _SAYS.search(text, text.rfind(_MARK.findall(text)[-1]))
            open_in, run = (block if goes_on else None), []
    return frozenset(found | _unclosed(run, texts))


def _unclosed(run: Sequence[int], texts: Sequence[str]) -> set[int]:
    """Those sentences behind the first mark of a quotation without a last one that belong to it."""
    end = next((n for n, at in enumerate(run) if _SAYS.search(texts[at])), len(run))
    return set(run[: min(end, UNCLOSED)])


def _opens(text: str, at: int) -> bool:
    """Whether a quotation begins with the mark at this place, rather than ends."""
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    begins = behind.isalnum() or behind in set("([$£€‘'’…")
    return text[at] in '“„"' and (not before or before in " ([—–-") and begins


def shown_as_block(sents: Sequence[Sentence]) -> frozenset[int]:
    """Which sentences stand in a paragraph without marks whose words the paragraph before gives to somebody.

    Items of a list do not, nor does a paragraph that tells anywhere who speaks, as a reporter does.
    """
    found: set[int] = set()
    blocks = [list(own) for _, own in groupby(range(len(sents)), key=lambda at: sents[at].block)]
    for before, own in pairwise(blocks):
        lead, first = sents[before[-1]], sents[own[0]]
        follows = first.block == lead.block + 1 and first.lead_in is None
        told = any(_ANY_MARK.search(sents[at].text) or _SAYS.search(sents[at].text) for at in own)
        if follows and not told and _LEADS_IN.match(lead.text[-_LONGEST_LEAD:]):
            found.update(own)
    return frozenset(found)


_MONTH = rf"(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]{{0,6}}\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}},?|\d{{1,2}} {_MONTH},?) \d{{4}}"
_SIGNED = re.compile(
    rf"[—–-] ?(?:[^\n—–]{{2,60}} \(@\w{{1,30}}\)|@\w{{1,30}}),? {_DATE}"
    rf"|^[^\W\d_][^\n—–.:]{{1,60}} \(@\w{{1,30}}\),? {_DATE}(?=\s*$)",
    re.MULTILINE,
)
"""Name, handle and date below a post that was pasted in whole; without a dash it fills its line."""
_MORE = 2
"""Paragraphs that a post has at most above its last one."""
_SHORT_POST = 280
"""Characters of a post of several paragraphs."""


def posted(sents: Sequence[Sentence], doc: Document) -> frozenset[int]:
    """Which sentences stand in a paragraph that a post fills: behind it, or below it, stands whose words they are, and when he posted them.

    A paragraph with marks, or one that tells who speaks, is the reporter's. Of a short post of several paragraphs
    it is only known where it begins if the reporter leads in to it with a colon.
    """
    starts = [sent.spans[0].start for sent in sents]
    found: set[int] = set()
    last = 0
    for match in _SIGNED.finditer(doc.text):
        end = match.start()
        line = doc.text.rfind("\n", max(last, end - LONGEST_POST), end) + 1
        if line and not doc.text[line:end].strip():  # the name stands below
            end = len(doc.text[:line].rstrip()) if line - last < LONGEST_POST else line
            line = doc.text.rfind("\n", max(last, end - LONGEST_POST), end) + 1
        begins = max(last, line)
        told = doc.text[begins:end]
        if (begins > last or not last) and len(told) < LONGEST_POST and _own_words(told):
            begins = _above(doc.text, last, begins, end)
            found.update(range(bisect_left(starts, begins), bisect_left(starts, end)))
        last = match.end()
    return frozenset(found)


def _own_words(told: str) -> bool:
    return not (_ANY_MARK.search(told) or _SAYS.search(told))


def _above(text: str, first: int, begins: int, end: int) -> int:
    """Where a short post begins of which the last paragraph begins at `begins`; nothing before `first` belongs to it."""
    whole = begins
    for _ in range(_MORE + 1):
        above = text[max(first, end - _SHORT_POST) : whole].rstrip()
        line = above.rfind("\n") + 1
        if above.endswith(":"):
            return whole
        if not line or not _own_words(above[line:]):
            break
        whole = max(first, end - _SHORT_POST) + line
    return begins


def unmarked(texts: Sequence[str], *, authored: bool = False) -> frozenset[int]:
    """Which of the sentences of a text are somebody's words without the marks in front that say so.

    Where the text is told in the first person, or is known to be its author's (`authored`), only the ends of quotations are.
    """
    ends = frozenset(at for at, text in enumerate(texts) if closes_only(text))
    found = frozenset(at for at, text in enumerate(texts) if first_person(text))
    return ends if authored or len(found) > VOICE * len(texts) else ends | found
