"""Furniture that only its place gives away: teasers behind the last sentence, captions without a stop.

Each function takes the pieces of a text and returns them with more of them marked. What is known of a site is data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from digest.ingest import byline
from digest.ingest.glued import Piece, kept
from digest.ingest.patterns import listed, pattern
from digest.model import PROSE, Block, BlockKind

_DATA = Path(__file__).parent / "data" / "sites.tsv"
_WORD = re.compile(r"[^\W\d_]{4,}")
_CAPITAL = re.compile(r" (?<=[^\W_] ) *([A-Z][a-z]*)(?= +([\w‘“\"']\S*))")
_QUOTES = re.compile(r"[\"“”]")
_ARTICLES = frozenset(("The", "A", "An", "No", "You", "Your"))
_NOUNS = frozenset(("Dozens", "Experts", "Hundreds", "Officials", "Protesters", "Residents", "Thousands", "Witnesses"))
_INVITATIONS = frozenset(
    (
        "newsletter form", "account or subscription", "comments", "share prompt", "paywall or script notice",
        "author box", "listening", "share button",
    )
)  # fmt: skip
_NOTICES = frozenset(
    ("newsletter form", "account or subscription", "cookie or privacy notice", "paywall or script notice")
)
BANNER_WORDS = 4
FLAT_CHARACTERS = 1200
"""A paragraph longer than this has lost its breaks."""
HEADING_WORDS = 8
"""Most words of what is taken for a heading and not for a caption."""
FOOTER_UNITS = 8
"""Most units that stand between an invitation to sign up and the notice at a page's end."""
FOOTER_NOTICES = 6
"""Most invitations that are followed back from a page's end."""
MENU_WORDS, MENU_RUNS, MENU_REST = 25, 3, 8
"""So many stretches of so many words without a stop are the headlines of a menu; so many pieces at most stand behind them."""
LONGEST_HEADLINE = 200
"""Characters within which a headline ends that stands glued to the first sentence."""
ANEW = 60
"""Characters of the sentence behind it within which its subject is named."""
_SUBJECT = re.compile(r"[A-Z][a-z]{3,20}")
_SEAM = re.compile(
    r"(?<=[a-z]) +(?=[A-Z])"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber)"
)
"""A capital behind a small letter, where a headline may end."""
MAX_TEASERS = 7
LIKELY = 2.0
"""How much the last sentences must look like summaries together before they are taken for them."""


@cache
def _sites() -> tuple[tuple[str, str, int], ...]:
    rows = (line.split("\t") for line in _DATA.read_text("utf-8").splitlines() if line and line[0] != "#")
    return tuple((marker, what, int(number)) for marker, what, number in rows)


_HEADLINE = re.compile(r"(?!.*(?<![A-Z])[.!?…][\"”’')\]]* )[A-Z\"“'‘].{30,200}[\w’'”\"]\s{3,}")
"""A line without a stop, and the room behind it that a page's break has left."""


def weigh(text: str, low: str, blocks: Sequence[Block], pieces: list[Piece]) -> list[Piece]:
    """Judges every piece by its neighbours and its place."""
    pieces = _headline(text, _banners(text, blocks, _repeats(low, pieces)))
    known = {what: (marker, number) for marker, what, number in _sites() if marker in low}
    flat = any(_length(block) > FLAT_CHARACTERS for block in blocks if block.kind in PROSE)
    if "standfirst" in known:
        pieces = byline.standfirst(text, low, pieces, known["standfirst"][0])
    if "video" in known and flat:
        pieces = _video(text, blocks, pieces)
    if flat:
        pieces = _footer(text, low, pieces)
    if flat:
        pieces = _menu(text, _captions(text, blocks, _echo(text, blocks, pieces)))
    if "video page" in known and flat:
        pieces = _video_page(blocks, pieces, known["video page"][1])
    elif "teasers" in known and flat:
        pieces = _teasers(text, low, pieces, *known["teasers"])
    return byline.authors(text, _scraps(text, pieces))


def _headline(text: str, pieces: list[Piece]) -> list[Piece]:
    """A line without a stop that stands glued before the first sentence is a headline, where wide space parts them."""
    first, *rest = pieces or [Piece(0, 0, "paragraph")]
    glued = first.kind == "paragraph" and rest and rest[0].block == first.block
    if glued and _HEADLINE.fullmatch(text, first.start, first.end):
        return [first._replace(kind="heading", reason="without a stop"), *rest]
    return pieces


def _echo(text: str, blocks: Sequence[Block], pieces: list[Piece]) -> list[Piece]:
    """Cuts a second headline off the first sentence: it says much of the title again, and the sentence names its subject anew."""
    flat = _flat_block(blocks, pieces)
    first = next((i for i, piece in enumerate(pieces) if kept(piece) and piece.block == flat), -1)
    if first < 0:
        return pieces
    start, end = pieces[first].start, pieces[first].end
    start += len(text[start:end]) - len(text[start:end].lstrip())
    title = set(_WORD.findall(text[: max(0, text.find("\n"))].lower()))
    subject = _SUBJECT.match(text, start, end)
    if subject is None or subject[0].lower() not in title:
        return pieces
    for match in _SEAM.finditer(text, start, min(end, start + LONGEST_HEADLINE)):
        said = text[start : match.start()]
        own = _WORD.findall(said.lower())
        again = sum(word in title for word in own)
        if (
            len(said.split()) >= HEADING_WORDS
            and 2 * again >= len(own)
            and said.split()[-1] not in listed("unending")
            and subject[0] in text[match.end() : min(end, match.end() + ANEW)].split()
        ):
            cut = pieces[first]._replace(end=match.end(), kind="heading", reason="without a stop")
            return [*pieces[:first], cut, pieces[first]._replace(start=match.end()), *pieces[first + 1 :]]
    return pieces


def _banners(text: str, blocks: Sequence[Block], pieces: list[Piece]) -> list[Piece]:
    """Lines of a few words above or between the notices at the top of a page belong to them."""
    top = next(
        (i for i, p in enumerate(pieces) if p.kind == "paragraph" and len(text[p.start : p.end].split()) >= 20), 0
    )
    spans = [blocks[piece.block].span for piece in pieces[:top]]
    notices = [
        i for i, s in enumerate(spans) if pieces[i].reason in _NOTICES and s.end - s.start < FLAT_CHARACTERS // 2
    ]
    if len(notices) < 3:
        return pieces
    short = [
        i
        for i in range(notices[-1])
        if pieces[i].start <= spans[i].start
        and not text[pieces[i].end : spans[i].end].strip()
        and _is_banner(text, pieces[i], inside=i > notices[0])
    ]
    return _marked(pieces, short, "banner")


def _is_banner(text: str, piece: Piece, *, inside: bool) -> bool:
    """A line of a few words, or a short sentence with notices before and behind it."""
    unit = text[piece.start : piece.end].strip()
    words = len(unit.split())
    short = words <= BANNER_WORDS or (inside and words <= 3 * BANNER_WORDS and unit.endswith((".", "!")))
    return short and piece.kind in ("heading", "paragraph")


def _repeats(low: str, pieces: list[Piece]) -> list[Piece]:
    """A sentence of eight words or more that stands there a second time is furniture."""
    seen: set[str] = set()
    result = []
    for piece in pieces:
        if piece.kind in PROSE:
            words = low[piece.start : piece.end].split()
            key = " ".join(words) if len(words) >= 8 else ""
            if key and key in seen:
                piece = piece._replace(kind="furniture", reason="repeats an earlier sentence")
            seen.add(key)
        result.append(piece)
    return result


def _footer(text: str, low: str, pieces: list[Piece]) -> list[Piece]:
    """What stands between an invitation behind the last sentence and the notice at the page's end is furniture."""
    last = next((i for i in range(len(pieces) - 1, -1, -1) if pieces[i].kind == "furniture"), -1)
    if last < len(pieces) - 2:
        return pieces
    between: list[int] = []
    marked: list[int] = []
    tries = 0
    for index in range(last, -1, -1):
        piece = pieces[index]
        if kept(piece):
            between.append(index)
        elif piece.reason in _INVITATIONS and between:
            seen, titled = set(_WORD.findall(low[: piece.start])), _titled(text)
            tries += 1
            if tries > FOOTER_NOTICES or sum(
                _like_a_teaser(text, low, pieces[place], seen, titled) for place in between
            ) < 0.3 * len(between):
                break
            marked += between
            between = []
        if len(between) > FOOTER_UNITS or piece.start < 0.4 * len(text):
            break
    return _marked(pieces, marked, "between notices")


def _video_page(blocks: Sequence[Block], pieces: list[Piece], first: int) -> list[Piece]:
    """On the page of a video everything behind the first sentences tells of other videos."""
    flat = _flat_block(blocks, pieces)
    article = [i for i, piece in enumerate(pieces) if kept(piece) and piece.block == flat]
    return _marked(pieces, article[first:], "summary of another story")


def _teasers(text: str, low: str, pieces: list[Piece], marker: str, usual: int) -> list[Piece]:
    """Summaries of other stories before the notice at the end of a page whose site is known to print them.

    How many there are is decided by what each of the last sentences looks like: a teaser is short, opens on no
    pronoun or quotation, reports nobody's words, names none whom the title names and shares few words with the article.
    """
    stop = low.rfind(marker)
    tail: list[int] = []
    for index in range(len(pieces) - 1, 3, -1):
        if pieces[index].start >= stop:
            continue
        if kept(pieces[index]) or pieces[index].reason == "without a stop":
            tail.append(index)
        elif pieces[index].reason in _INVITATIONS and (tail or pieces[index].reason == "newsletter form"):
            return _marked(pieces, tail, "summary of another story") if len(tail) <= MAX_TEASERS else pieces
        if len(tail) > MAX_TEASERS:
            break
    if len(tail) <= MAX_TEASERS:
        return pieces
    seen = set(_WORD.findall(low[: pieces[tail[-1]].end]))
    titled = _titled(text)
    best, total, score = 0, LIKELY, 0.0
    for count, index in enumerate(tail[:MAX_TEASERS], 1):
        score += _like_a_teaser(text, low, pieces[index], seen, titled)
        value = score - (2.0 * (count - usual) if count > usual else 0.8 * (usual - count))
        if count >= 3 and value > total:
            best, total = count, value
    return _marked(pieces, tail[:best], "summary of another story")


def _titled(text: str) -> frozenset[str]:
    """Words of the first line that have a capital."""
    return frozenset(word for word in _WORD.findall(text[: text.find("\n")]) if word[0].isupper())


def _like_a_teaser(text: str, low: str, piece: Piece, seen: set[str], titled: frozenset[str]) -> float:
    """How much a sentence looks like the summary of another story; the weights are set by hand on one day of a site's
    pages.
    """
    unit = text[piece.start : piece.end].strip()
    length = len(unit.split())
    content = _WORD.findall(low[piece.start : piece.end])
    known = sum(word in seen for word in content) / max(1, len(content))
    return (
        0.5
        - 2.5 * bool(pattern("leans").match(unit))
        - 1.5 * bool(pattern("spoken").search(unit))
        - 1.2 * (length > 28)
        + 0.6 * (length <= 22)
        + 0.8 * (known < 0.45)
        - 0.8 * (known > 0.75)
        - 1.0 * (not titled.isdisjoint(_WORD.findall(unit)[1:]))
    )


def _marked(pieces: list[Piece], indexes: list[int], reason: str) -> list[Piece]:
    result = list(pieces)
    for index in indexes:
        result[index] = pieces[index]._replace(kind="furniture", reason=reason)
    return result


def _flat_block(blocks: Sequence[Block], pieces: Sequence[Piece]) -> int:
    """Index of the first block that holds a whole article without its paragraphs, -1 where there is none."""
    long = (p.block for p in pieces if p.kind == "paragraph" and _length(blocks[p.block]) > FLAT_CHARACTERS)
    return next(long, -1)


def _length(block: Block) -> int:
    return block.span.end - block.span.start


def _video(text: str, blocks: Sequence[Block], pieces: list[Piece]) -> list[Piece]:
    """The first sentence behind the notice at the top describes a video, where it reads as if it did."""
    flat = _flat_block(blocks, pieces)
    first = next((i for i, p in enumerate(pieces) if kept(p) and p.block == flat and p.end - p.start > 20), -1)
    if first < 1 or pieces[first - 1].kind != "furniture" or any(p.reason == "newsletter form" for p in pieces[:first]):
        return pieces
    unit = text[pieces[first].start : pieces[first].end]
    if len(unit) < 400 and pattern("video").search(unit) and not _QUOTES.search(unit):
        pieces = [*pieces]
        pieces[first] = pieces[first]._replace(kind="caption", reason="describes a video")
    return pieces


def _captions(text: str, blocks: Sequence[Block], pieces: list[Piece]) -> list[Piece]:
    """Cuts captions and headings without a stop off the sentence they are glued to, where a capital needs a stop
    before it.
    """
    result: list[Piece] = []
    openers = listed("openers")
    for piece in pieces:
        span = blocks[piece.block].span
        if piece.kind != "paragraph" or span.end - span.start <= FLAT_CHARACTERS:
            result.append(piece)
            continue
        start = at = piece.start
        quotes = 0
        for match in _CAPITAL.finditer(text, piece.start, piece.end):
            if match[1].lower() not in openers:
                continue
            quotes += len(_QUOTES.findall(text, at, match.start()))
            at = match.start()
            left = text[max(start, at - 200) : at].split()
            if quotes % 2 or len(left) < 2 or not _lacks_stop(left[-1], match[1], match[2]):
                continue
            kind: BlockKind = "heading" if len(left) <= HEADING_WORDS and at - start < 200 else "caption"
            result.append(piece._replace(start=start, end=at, kind=kind, reason="without a stop"))
            start = match.start(1)
        result.append(piece if start == piece.start else piece._replace(start=start))
    return result


def _menu(text: str, pieces: list[Piece]) -> list[Piece]:
    """Several long stretches without a stop in one block are the headlines of a menu; so is what stands between them and, up to the next
    notice, behind them.
    """
    runs: dict[int, list[int]] = {}
    for index, piece in enumerate(pieces):
        if piece.kind == "caption" and len(text[piece.start : piece.end].split()) >= MENU_WORDS:
            runs.setdefault(piece.block, []).append(index)
    for own in runs.values():
        if len(own) >= MENU_RUNS:
            notice = next((i for i in range(own[-1], len(pieces)) if pieces[i].kind == "furniture"), own[-1])
            last = notice if notice - own[-1] <= MENU_REST else own[-1]
            pieces = _marked(pieces, [i for i in range(own[0], last) if kept(pieces[i])], "menu")
    return pieces


def _lacks_stop(before: str, word: str, after: str) -> bool:
    """Whether `word`, which opens sentences, opens one here although no stop stands before it."""
    if len(before) < 2 or not before.isalpha() or before.isupper() or before.lower() in listed("unending"):
        return False
    small, on = before.islower(), after[0].islower() or after[0].isdigit()
    if word in _NOUNS:
        return small and after[0].islower()
    if word in _ARTICLES:
        return on or (small and after.isupper() and len(after) < 5)
    return small or on or word in ("On", "In", "At")


def _scraps(text: str, pieces: list[Piece]) -> list[Piece]:
    """Scraps of a few words between furniture are furniture; so is what little is left of a block that is mostly
    furniture.
    """
    left_over: dict[int, int] = {}
    gone: dict[int, int] = {}
    for piece in pieces:
        table = left_over if kept(piece) else gone
        table[piece.block] = table.get(piece.block, 0) + piece.end - piece.start
    result: list[Piece] = []
    for index, piece in enumerate(pieces):
        if kept(piece):
            left, right = _beside(pieces, index, -1), _beside(pieces, index, 1)
            other = next((side for side in (left, right) if side is not None and not kept(side)), None)
            if other is not None and _is_scrap(text, piece, left, right, gone[piece.block], left_over[piece.block]):
                piece = piece._replace(kind="furniture", reason=other.reason)
        result.append(piece)
    return result


def _beside(pieces: list[Piece], index: int, step: int) -> Piece | None:
    """The neighbour of a piece in the same block."""
    place = index + step
    return pieces[place] if 0 <= place < len(pieces) and pieces[place].block == pieces[index].block else None


def _is_scrap(text: str, piece: Piece, left: Piece | None, right: Piece | None, gone: int, rest: int) -> bool:
    length = len(text[piece.start : piece.end].split())
    if gone > 1.5 * rest and gone > 60 and length <= 8:
        return True
    if left is None or left.kind != "furniture":
        return False
    if right is None:
        return length <= 3
    if right.kind != "furniture":
        return False
    return length <= (12 if left.reason == right.reason and "story" not in left.reason else 3)
