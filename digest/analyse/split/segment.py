"""Sentence boundaries within one block of text.

One pass finds the places where a sentence could end: stops, empty lines, list items, and what stands by itself although
the line breaks around it are lost (bullets, credits in brackets, headlines in capitals). `stops` judges the stops.
Every place is judged by a bounded window around it, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.analyse.split.stops import is_end, kind_of, word_before

_OPENERS = "\"'“‘«(["
_BULLETS = "•◦▪‣●○■□⁃➤►✓✔"
_CANDIDATE = re.compile(
    rf"""[.!?…\n)\]*_=~\#/:—–\-{_BULLETS}](?:
    (?<=[.!?…])[.!?…]*(?:(?<=[!?])(?:[ ]+[!?]++)+)?(?:[ \u00a0]+[.…]++(?![^\W_]))*   # "...", ". . .", "! !"
    |(?<=\n)(?:(?P<blank>\s*\n)|(?P<line>)(?=[ \t]*(?:[-–—*+·][ \t]|\(?\w\w?[.)]+[ \t]|\[\d{{1,3}}\])))
    |(?<=[{_BULLETS}])(?P<bullet>)(?=\s?\S)
    |(?<=[)\]])(?P<bracket>)(?=\s)
    |(?<!\S[*_=~\#—–-])(?P<rule>[*_=~\#]{{2,}}|[—–-]{{4,}}|(?:[ ]\*){{2,}})(?=\s)
    |(?<=/)(?P<stamp>\d\d?/\d{{2,4}}\s\d\d?:\d\d(?::\d\d)?\s?[AP]M)(?=\s)
    |(?<=:)(?P<link>//)
    )""",
    re.VERBOSE,
)
_SPACE = re.compile(r"\s*")
_ELLIPSIS = re.compile(r"…|\.[ \u00a0]*[.…]")
_STOP_AND_ELLIPSIS = re.compile(r"[.!?][ \u00a0](?:\.\.\.|…|\.[ \u00a0]\.[ \u00a0]\.)")
_CAPITAL = re.compile(r"\s+[“\"'‘]?[A-Z]")
_CLOSERS = re.compile(r"[\"'”’»)\]}]*(?:\s[:;]-?[()DPp](?=\s|$))?")
_SPACED_CLOSERS = re.compile(r"[ \u00a0](?:''|[”»)\]}]|[\"'](?=\s))(?=\s|$)")
_MARKS = re.compile(r"(?:[ \u00a0]?\[[ ]?\d{1,3}(?:[ ]?[,;–-][ ]?\d{1,3})*[ ]?\])+")
_NOTE = re.compile(r"\d{1,2}(?=\s+[A-Z])")
_OUTLET = r"[A-Z][\w.'’&-]{0,30}(?:[ ](?:[A-Z][\w.'’&-]{0,30}|of|the|and|for|\d{1,2})){0,6}"
_CHIPS = re.compile(rf"\s*(?:{_OUTLET}\+\d{{1,2}})+(?:{_OUTLET}(?=\s*(?:\n|\Z)))?")
_MARKER = re.compile(r"\(?(\d{1,2}|[a-z])([.)]{1,2})\s+(?=[\"“‘(]?[A-Z0-9])")
_MARKER_START = re.compile(r"(?<=\s)\(?(?:\d{1,2}|[a-z])\Z")
_DAY = re.compile(r"(?<!\S)\d\d?\Z")
_HEADLINE = re.compile(
    r"(?:[“\"'‘]?(?:U\.S\.|[A-Z0-9$][A-Z0-9’'$%&-]{0,30})[”\"'’]?[,:;]?[ ]){4,40}"
    r"(?<=[A-Z][A-Z”\"'’][ ])(?=(?:A[ ])?[“\"]?[A-Z][a-z])"
)


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Finds the sentences of one block of text.

    Args:
        text: the document's text.
        start: first code point of the block.
        end: the code point behind the block; None for the end of the text.

    Returns:
        Half-open ranges of code points into `text`, in order and without overlap. They begin and end with a character
        that is not white space, and together hold every such character of the block. What stands outside the block has
        no influence. Closing quotes, brackets and citation marks ("[1]") belong to the sentence before them; a run of
        outlet chips ("The Guardian+1ABC News+1") is a range by itself.
    """
    block = text[start:end]
    spans = []
    last = 0
    for cut in (*_cuts(block), len(block)):
        bare = block[last:cut].lstrip()
        if bare:
            first = start + cut - len(bare)
            spans.append((first, first + len(bare.rstrip())))
        last = cut
    return spans


def _cuts(text: str) -> Iterator[int]:
    """Offsets at which one sentence ends and another may begin, in order."""
    seg, headline = _begin(text, 0)
    marker = _MARKER.match(text, seg)  # the list marker that opened a sentence last
    if headline:
        yield seg
    for found in _CANDIDATE.finditer(text):
        if found.start() < seg:
            continue
        ends = _judge(text, seg, found, marker)
        if ends:
            yield from ends
            seg, headline = _begin(text, ends[-1])
            marker = _MARKER.match(text, seg) or marker
            if headline:
                yield seg


def _begin(text: str, cut: int) -> tuple[int, bool]:
    """Where the sentence behind `cut` begins, and whether a headline in capitals was passed that is one by itself."""
    space = _SPACE.match(text, cut)
    seg = space.end() if space else cut
    head = _HEADLINE.match(text, seg)
    return (head.end(), True) if head else (seg, False)


def _judge(text: str, seg: int, found: re.Match[str], marker: re.Match[str] | None) -> tuple[int, ...]:
    """The ends that a candidate brings about: none, one, or two where what it stands for is a range by itself."""
    at, after = found.span()
    match found.lastgroup:
        case None | "bracket" if marker and (item := _item_before(text, at, marker)) > seg:
            return (item,)
        case None:
            return _stop_ends(text, seg, at, after)
        case "bracket":
            alone = after - seg < 200 and _CAPITAL.match(text, after) and _is_alone(text[seg:after])
            return (after,) if alone else ()
        case "bullet":
            return (at,) if at == seg or text[at - 1].isspace() or text[at - 1] in ".!?)" else ()
        case "line":
            return (at,) if _is_item(text, after, marker) else ()
        case "rule":
            return (at, after)
        case "stamp":
            return _stamp_ends(text, seg, at, after)
        case "link":
            return _link_ends(text, seg, at)
    return (at,)  # an empty line


def _is_item(text: str, at: int, marker: re.Match[str] | None) -> bool:
    """Whether a line that begins at `at` is a list item: bulleted, a reference ("[1]"), or numbered in sequence."""
    while text[at] in " \t":
        at += 1
    if text[at] in "-–—*+·[":
        return True
    item = _MARKER.match(text, at)
    return bool(item and (item[1] in "1a" or (marker and _follows(marker, item))))


def _stop_ends(text: str, seg: int, stop: int, after: int) -> tuple[int, ...]:
    """The end of a sentence that the marks in `stop:after` end, and the end of the outlet chips behind it."""
    end = after if _is_plain(text, seg, stop, after) else _end_of(text, seg, stop, after)
    if end < 0:
        return ()
    chips = _CHIPS.match(text, end)
    return (end, chips.end()) if chips else (end,)


def _is_plain(text: str, seg: int, stop: int, after: int) -> bool:
    """Whether this is the most common end: a longer word in lower case, a stop, a space, a capital. Only saves time."""
    return (
        stop - seg > 4
        and text[stop - 4 : stop].islower()
        and text[stop:after] == "."
        and text[after : after + 1] == " "
        and text[after + 1 : after + 2].isupper()
        and text[stop - 4 : stop].isalpha()
        and not kind_of(word_before(text, seg, stop))
    )


def _end_of(text: str, seg: int, stop: int, after: int) -> int:
    """Where a sentence ends that the marks in `stop:after` end, closing and citation marks included; -1 for nowhere."""
    if after == len(text):
        return -1
    before, char, marks = text[stop - 1 : stop], text[after], text[stop:after]
    if char.islower() or char in ",;:%/" or (char.isdigit() and before.isdigit()):
        return -1
    mark = marks[-1] if marks[-1] in "!?" else "…" if _ELLIPSIS.search(marks) else "."
    if mark == "…":
        opens = char.isalnum() or char in "])"
        if not text[seg : min(stop, seg + 4)].strip(_OPENERS) or (opens and before in f" \n{_OPENERS}"):
            return -1  # it opens the sentence or a word, or stands alone in brackets
        if _STOP_AND_ELLIPSIS.fullmatch(marks) and not before.isspace() and _CAPITAL.match(text, after):
            return stop + 1  # a stop, and an ellipsis that opens the next sentence
    if char == " " and text[after + 1 : after + 2].isalnum():
        end, closed = after, False  # the most common case; only saves time
    else:
        end, closed = _closing_end(text, seg, stop, after)
    if end == len(text) or text[end] in ".,;:!?%/":
        return -1
    bulleted = text[end] in _BULLETS
    return end if bulleted or is_end(text, seg, stop, mark, end, closed=closed) else -1


def _closing_end(text: str, seg: int, stop: int, after: int) -> tuple[int, bool]:
    """Where quotes, brackets and citation marks behind the marks in `stop:after` end, and whether any quote closes."""
    closers = _CLOSERS.match(text, after)
    end = closers.end() if closers else after
    if text[end : end + 1].isalnum() and end > after and _opens_quote(text, seg, end - 1):
        end -= 1
    elif (spaced := _SPACED_CLOSERS.match(text, end)) and not _opens_quote(text, seg, spaced.end() - 1):
        end = spaced.end()
    closed = end > after
    if cites := _MARKS.match(text, end):
        end = cites.end()
    elif (closed or text[stop - 1 : stop].islower()) and (note := _NOTE.match(text, end)):
        end = end if kind_of(word_before(text, seg, stop)) else note.end()
    return end, closed


def _opens_quote(text: str, seg: int, at: int) -> bool:
    """Whether the straight double quote at `at` opens a quotation: every one before it in the sentence is closed."""
    return text[at] == '"' and text.count('"', max(seg, at - 2000), at) % 2 == 0


def _is_alone(words: str) -> bool:
    """Whether these words are one bracket, as a credit or the name of an agency, or an address in square brackets."""
    inside = words[1:-1]
    if words[0] == "(":
        return len(inside) > 2 and "(" not in inside and words[-1] == ")"
    return words[0] == "[" and words[-1] == "]" and "://" in inside and "[" not in inside


def _item_before(text: str, at: int, marker: re.Match[str]) -> int:
    """Where the list item begins whose number or letter ends at `at`, if it follows on `marker`; -1 otherwise."""
    begin = _MARKER_START.search(text, max(0, at - 4), at)
    item = _MARKER.match(text, begin.start()) if begin else None
    return item.start() if item and _follows(marker, item) else -1


def _follows(marker: re.Match[str], item: re.Match[str]) -> bool:
    """Whether a list marker is the successor of another, in the same style."""
    (old, style), (new, other) = marker.groups(), item.groups()
    if style != other or old.isdigit() != new.isdigit():
        return False
    return int(new) == int(old) + 1 if old.isdigit() else ord(new) == ord(old) + 1


def _stamp_ends(text: str, seg: int, at: int, after: int) -> tuple[int, ...]:
    """The ends around date and time of a message ("Ann Lee 08/16/2000 12:05 PM We met"); `at` is the first stroke."""
    day = _DAY.search(text, max(seg, at - 3), at)
    if not day:
        return ()
    sender = text[max(seg, day.start() - 60) : day.start()].split()
    named = sender and (sender[-1][0].isupper() or "@" in sender[-1])
    return (day.start(), after) if named else (after,)


def _link_ends(text: str, seg: int, at: int) -> tuple[int, ...]:
    """The end between two addresses in a row; `at` is the colon of the second."""
    begin = text.rfind("http", max(seg, at - 5), at)
    if begin <= seg or not text[begin - 1].isspace():
        return ()
    before = text[max(seg, begin - 200) : begin].split()
    return (begin,) if before and "://" in before[-1] else ()
