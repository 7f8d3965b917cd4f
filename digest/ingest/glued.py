"""Furniture that is glued into a line: phrases, photo credits, link headlines in capitals; and the units furniture is
judged by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from digest.ingest.patterns import listed
from digest.model import PROSE, BlockKind

_FOLDS = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\u00a0", " "), ("\u202f", " "), ("\t", " "), ("\n", " "))
_STOP = re.compile(
    r"[.!?…\s](?:(?<=[.!?…])[\"'”’»)\]]{0,3}(?:(?=\s|$)|(?<=[a-z][.!?])(?=[A-Z][a-z]))|(?<=\s)\s{2,}|(?<=\n))"
)
"""Begins with one class of characters, as others here do: so the rest of the text is passed over fast."""
_CREDIT_WORDS = (
    "photo", "image", "credit", "reuters", "afp", "ap/", "/ap", "getty", "epa", "handout", "via ", "courtesy",
    "picture", "screenshot", "screengrab", "shutterstock", "istock", "file)", "pool", "anadolu", "alamy", "video:",
    "illustration",
)  # fmt: skip
_SURE = ("getty images", "istock", "shutterstock", "via ap", "via reuters", "via afp", "ap photo", "file photo")
_LABELS = ("credit:", "photo:", "photo credit", "image:", "image credit", "photo by", "source:", "picture:", "video:")
_AGENCY = re.compile(
    r"(?:/(?:EPA|AFP|AP|REUTERS|Reuters|Getty Images|Landov|Bloomberg|Pool|UPI|TASS|Anadolu|NurPhoto)(?!\w)"
    r"|(?<!\w)(?:REUTERS|AP Photo|AFP|EPA)/(?=[A-Z])|(?<= )via (?:REUTERS|Reuters|AP|AFP|EPA|Getty Images)(?!\w))+"
)
_AGENCY_SIGNS = (
    "/EPA", "/AFP", "/AP", "/REUTERS", "/Reuters", "/Getty", "/Landov", "/Bloomberg", "/Pool", "/UPI", "/TASS", "/Anadolu", "/NurPhoto",
    "REUTERS/", "AP Photo/", "AFP/", "EPA/", " via REUTERS", " via Reuters", " via AP", " via AFP", " via EPA", " via Getty",
)  # fmt: skip
"""One of these stands in every text that `_AGENCY` matches."""
_NAME_BEFORE = re.compile(
    r"(?:(?<=\s)|^|©)(?:[A-Z][\w.'’/-]{1,50}|for|the)(?: (?:[A-Z][\w.'’/-]{1,50}|for|the|de|van)){0,5}[ /]?$"
)
_NAME_BEHIND = re.compile(r"(?:[A-Z][\w.'’-]{1,30})(?: [A-Z][\w.'’-]{1,30}){0,2}")
_CAPITALS = re.compile(r"[^\sa-zß-öø-ÿ](?<!\S.)[^\sa-zß-öø-ÿ]*(?!\S)")
_HEADING = re.compile(
    r"(?<=[.!?”\"] )(?P<words>[A-Z’']{4,20}(?: (?:OF|AND|THE|IN|ON|TO|FOR|[A-Z’']{4,20})){0,2} [A-Z’']{4,20})"
    r" (?=(?:The |An? )?[A-Z][a-z]+ [\w“])"
)
"""Two to four words in capitals of which none is short, with a stop before them and a sentence behind."""
_PICTURE = re.compile(r"\bpic\.twitter\.com/\w{6,14}(?!\w)")
"""The link with which a message on X ends that shows a picture."""
_SIGNED = re.compile(
    r"[—–-] [^\s()@][^()@\n]{1,60} \(@\w{1,20}\) (?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2}, \d{4}(?!\d)"
)
"""Who sent it, and when."""
_MESSAGE_STOP = re.compile(r"[.!?…][\"”’')]{0,3}(?:\s|(?=[A-Z]))")
MESSAGE_CHARACTERS = 300
"""Within which the last sentence of a message begins."""
WRAPPED = 50
"""A line break behind a line longer than this may be a wrap and ends nothing."""
CREDIT_CHARACTERS = 200
HEADLINE = "headline of another story"
HEADLINE_WORDS = 4
HEADLINE_CHARACTERS = 20


class Piece(NamedTuple):
    """A stretch of the text, what it is, why, and the block it stands in."""

    start: int
    end: int
    kind: BlockKind
    reason: str = ""
    block: int = -1


def kept(piece: Piece) -> bool:
    """True for what may be printed."""
    return piece.kind in PROSE


def fold(text: str) -> str:
    """Lower case with straight quotes and plain spaces; the length stays the same, so offsets hold."""
    for sign, plain in _FOLDS:
        text = text.replace(sign, plain)
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def units(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentence-like stretches between `start` and `end`; cruder than the segmenter, made to separate furniture."""
    at = checked = start
    for match in _STOP.finditer(text, start, end):
        if match.start() < checked:
            continue
        if text[match.start()] == ".":
            word = text[max(at, match.start() - 8) : match.start()].rsplit(None, 1)
            last = word[-1].lower().lstrip("(\"'“‘") if word else ""
            abbreviated = last in listed("stops") or last.rpartition("-")[2] in listed("stops")
            if abbreviated or (len(last) == 1 and last.isalpha()):
                continue
        elif text[match.start()] == "\n" and match.start() - max(at, text.rfind("\n", at, match.start())) > WRAPPED:
            continue
        if any(map(str.isalnum, text[checked : match.end()])):
            yield at, match.end()
            at = match.end()
        checked = match.end()
    if text[at:end].strip():
        yield at, end


def cuts(text: str, low: str, phrases: tuple[tuple[str, str], ...]) -> list[Piece]:
    """Furniture that may be glued to a sentence, in order and without overlap. `low` is `fold(text)`."""
    found: list[Piece] = []
    for phrase, why in phrases:
        at = low.find(phrase)
        while at >= 0:
            found.append(Piece(at, at + len(phrase), "furniture", why))
            at = low.find(phrase, at + len(phrase))
    found += _credits(text, low)
    found += _capitals(text)
    known = {phrase for phrase, _ in phrases}
    found += (piece for piece in _headings(text) if low[piece.start : piece.end] not in known)
    found += _messages(text)
    found.sort()
    result: list[Piece] = []
    for piece in found:
        if result and piece.start < result[-1].end:
            if piece.end > result[-1].end:
                result[-1] = result[-1]._replace(end=piece.end)
        else:
            result.append(piece)
    return result


def _messages(text: str) -> Iterator[Piece]:
    """The end of a message on X that stands in the text: its signature, and the words since the last stop before its picture.

    Where no stop stands close before the link, the link alone goes: what a sentence of the article is can't be told then.
    """
    for match in _SIGNED.finditer(text) if "(@" in text else ():
        yield Piece(*match.span(), "furniture", "message on X")
    at = 0
    for match in _PICTURE.finditer(text) if "pic.twitter.com/" in text else ():
        start = match.start()
        for stop in _MESSAGE_STOP.finditer(text, max(at, start - MESSAGE_CHARACTERS), start):
            start = stop.end()
        at = match.end()
        yield Piece(min(start, match.start()), at, "furniture", "message on X")


def _credits(text: str, low: str) -> Iterator[Piece]:
    """Photo credits: in brackets behind a sentence, or an agency and a name without brackets."""
    at = text.find("(")
    while at >= 0:
        close = text.find(")", at, at + CREDIT_CHARACTERS)
        if close < 0:
            at = text.find("(", at + 1)
            continue
        if "(" in text[at + 1 : close]:
            close = max(close, text.find(")", close + 1, close + 60))
        inner = low[at + 1 : close + 1]
        before = text[max(0, at - 4) : at].rstrip()
        named = any(word in inner for word in _CREDIT_WORDS)
        behind = bool(before) and before[-1] in '.!?"”’)'
        plain = text[close - 1] not in '.!?"”' and len(inner.split()) <= 8 and text[at - 1 : at].isspace()
        lettered = text[at + 1 : at + 2].isupper() or inner.startswith(_LABELS)
        named = named or inner.startswith(_LABELS)
        sure = any(word in inner for word in _SURE)
        after = text[close + 1 : close + 4].strip()[:1]
        goes_on = after.islower() or (after and after in ",;:-–—")  # a short form ("Inc. (TFA), wrote"), a dateline
        if inner.startswith(_LABELS) or (
            lettered and not goes_on and ((behind and plain) or (named and "/" in inner) or (named and behind) or sure)
        ):
            yield Piece(at, close + 1, "caption", "photo credit")
        at = text.find("(", close)
    at = 0
    if not any(sign in text for sign in _AGENCY_SIGNS):
        return
    for match in _AGENCY.finditer(text):
        start, end = match.span()
        if start < at:
            continue
        name = _NAME_BEFORE.search(text[max(0, start - 70) : start])
        if match.group().endswith("/"):
            behind_it = _NAME_BEHIND.match(text, end, end + 70)
            end = behind_it.end() if behind_it else end
        elif not name:
            continue
        at = end
        yield Piece(
            start - (len(name.group()) if name and not match.group().endswith("/") else 0),
            end,
            "caption",
            "photo credit",
        )


def _capitals(text: str) -> Iterator[Piece]:
    """Headlines in capitals that link to another story, glued in front of a sentence."""
    run: list[tuple[int, int, str]] = []
    for match in [*(match for match in _CAPITALS.finditer(text) if match[0] == match[0].upper()), None]:
        if match and run and match.start() == run[-1][1] + 1:
            run.append((*match.span(), match.group()))
            continue
        while len(run) > HEADLINE_WORDS and _opens_sentence(run[-1][2]):
            run.pop()
        letters = sum(sum(map(str.isupper, word)) for _, _, word in run)
        if len(run) >= HEADLINE_WORDS and letters >= HEADLINE_CHARACTERS and run[0][2][0] not in '"“':
            yield Piece(run[0][0], run[-1][1], "furniture", HEADLINE)
        run = [(*match.span(), match.group())] if match else []


def _headings(text: str) -> Iterator[Piece]:
    """Headings of two to four words in capitals behind a stop, glued in front of a sentence where a page has lost its breaks."""
    for match in _HEADING.finditer(text):
        words = match["words"].split()
        if not words[-1].endswith(("'S", "’S")) and not any(_opens_sentence(word) for word in words):
            yield Piece(*match.span("words"), "furniture", "heading glued to a sentence")


def _opens_sentence(word: str) -> bool:
    """Whether a word in capitals behind a headline belongs to the sentence that follows: "U.N.", "IDF", a number."""
    if word[-1] in "'’\"”":
        return False
    bare = word.rstrip(",").removesuffix("'s").removesuffix("’s")
    dotted = len(bare) > 2 and bare[1::2].strip(".") == ""
    return dotted or word[0] in "'‘\"“" or bare.isdigit() or bare.rstrip(".") in listed("acronyms")
