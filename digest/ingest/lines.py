"""The lines above an article: title, publisher, date, byline, address, dateline. Each is marked and what it says is
noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from digest.ingest import citations, dates, glued
from digest.ingest.patterns import listed, pattern
from digest.model import PROSE, Block, BlockKind, Found, Span

_LETTERS = re.compile(r"[^\W\d_]+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_PARTS = re.compile(r"\s[|·•]\s")
TOP_BLOCKS = 24
"""Blocks, furniture not counted, among which the head is looked for."""
SENTENCES = 2
"""Short sentences below the title after which the head is over."""
UNTITLED = 15
"""The same where no title stands above it: what follows is no title, but a heading or a question to the reader."""
MOST_TITLE = 60
"""Words of a title."""
LEAST_SENTENCE = 6
"""Words of a sentence to which a title may be glued."""
GAP = 3
"""Characters between a title and a sentence that are more than a blank."""
ECHO = 2
"""Words of the title that come again in the sentence where nothing but a blank parts them."""
LONG = 25
"""Words of a paragraph that ends the head."""


@dataclass(slots=True)
class Seen:
    """What the visible lines of the head say, as they are read."""

    title: Found | None = None
    publisher: str = ""
    dates: list[Found] = field(default_factory=list)
    author: str = ""
    url: str = ""


def stand_alone_date(line: str) -> str | None:
    """The date of a line that holds nothing but a date, with weekday, time and words such as "Updated" allowed."""
    if len(line) > 120:
        return None
    hit = dates.search(line)
    if hit is None:
        return None
    value, start, end = hit
    left, right = line[:start].strip(), line[end:].partition(" by ")[0].strip()
    if other := dates.search(right):
        right = right[: other[1]] + right[other[2] :]
    beside = _LETTERS.findall(f"{left} {right}".lower())
    return value if all(word in listed("date_words") for word in beside) else None


def read(text: str, blocks: list[Block], seen: Seen, *, title: str = "") -> None:
    """Reads the lines above the first long paragraph and marks them.

    `title` is what the page or the front matter says; where a line says the same, it is the title and no other.
    """
    wanted = " ".join(glued.fold(title).split())
    sentences = 0
    top = [i for i, block in enumerate(blocks) if block.kind in PROSE or block.kind in ("heading", "title", "meta")][
        :TOP_BLOCKS
    ]
    if wanted and not any(_says(text, blocks[index], wanted) for index in top):
        wanted = ""
    for place, index in enumerate(top):
        block = blocks[index]
        line = text[block.span.start : block.span.end].strip()
        bare = line.lstrip("#").strip()
        if block.kind == "meta":
            if block.reason.startswith("byline") and (byline := pattern("byline_line").match(bare[:200])):
                seen.author = seen.author or _names(byline.group(1))
        elif address := pattern("address").fullmatch(bare):
            seen.url = seen.url or address.group(1)
            blocks[index] = replace(block, kind="meta", level=0, reason="address")
        elif value := stand_alone_date(bare):
            where = "line below the title" if seen.title else "line above the title"
            seen.dates.append(Found(value, where))
            seen.author = seen.author or _names(bare.partition(" by ")[2])
            blocks[index] = replace(block, kind="meta", level=0, reason="date line")
        elif seen.title and not seen.author and pattern("name_line").fullmatch(bare):
            seen.author = bare.rstrip(",")
            blocks[index] = replace(block, kind="meta", level=0, reason="byline")
        elif len(bare) < 140 and not bare.endswith(".") and (byline := pattern("byline_line").fullmatch(bare)):
            seen.author = seen.author or _names(byline.group(1))
            blocks[index] = replace(block, kind="meta", level=0, reason="byline")
        elif len(bare) < 200 and (_parted(bare, seen) or (not sentences and _dated_name(bare, block, seen))):
            blocks[index] = replace(block, kind="meta", level=0, reason="head line")
        elif wanted and seen.title is None and not _says(text, block, wanted) and _may_be_title(bare, block):
            if len(bare.split()) <= 6:
                blocks[index] = replace(block, kind="meta", level=0, reason="above the title")
        elif seen.title is None and (
            _says(text, block, wanted)
            if wanted
            else _may_be_title(bare, block) or (not place and _heads_a_head(text, blocks, top[1:], bare))
        ):
            how = "markdown heading" if line.startswith("#") else "first line"
            if block.kind == "title":
                how = "first heading"
            seen.title = Found(" ".join(bare.split()), how)
            blocks[index] = replace(block, kind="title", level=1)
        elif seen.title and not seen.publisher and _publisher_line(text, blocks, top[place + 1 :], bare):
            seen.publisher = bare
            blocks[index] = replace(block, kind="meta", level=0, reason="publisher")
        elif seen.title and seen.title.value.lower() in bare.lower() and len(bare) < len(seen.title.value) + 200:
            continue
        elif len(bare.split()) >= (LONG if seen.title else UNTITLED) or sentences >= SENTENCES:
            return
        else:
            sentences += block.kind in PROSE and bare.endswith((".", ".”", '."'))


def _says(text: str, block: Block, wanted: str) -> bool:
    """Whether a block says just these words."""
    line = text[block.span.start : block.span.end] if block.span.end - block.span.start < 400 else ""
    return " ".join(glued.fold(line).split()).lstrip("# ") == wanted


def _parted(line: str, seen: Seen) -> bool:
    """Reads a line such as "Harbour Gazette | 4 June 2025 | By Jane Doe"; False where it is none."""
    parts = [part.strip() for part in _PARTS.split(line)]
    dated = [value for part in parts if (value := stand_alone_date(part))]
    if len(parts) < 2 or not dated or any(len(part.split()) > 8 for part in parts):
        return False
    seen.dates.append(Found(dated[0], "line below the title" if seen.title else "line above the title"))
    for part in parts:
        if byline := pattern("byline_line").fullmatch(part):
            seen.author = seen.author or _names(byline.group(1))
        elif not stand_alone_date(part) and len(part.split()) <= 5 and not any(map(str.isdigit, part)):
            seen.publisher = seen.publisher or part
    return True


def _dated_name(line: str, block: Block, seen: Seen) -> bool:
    """Reads a line such as "Tanar Courier, 1 March 2026" or "Source: Tanar Courier (1 March 2026)"; False where it is none.

    Above the title only the name of a newspaper or the like counts: "Talks in Oslo, 1 March 2026" is a title. Who else stands before the
    first date below it is not said to be the publisher: that may be an author or a place.
    """
    line = line.strip("*_ ")
    if block.kind == "list_item" or len(line) > 120:
        return False
    for sign in pattern("before_a_date").finditer(line):
        value = stand_alone_date(line[sign.end() :].rstrip(")"))
        label = pattern("publisher_label").match(line)
        name = line[label.end() if label else 0 : sign.start()].strip()
        if value is None or not pattern("capitals").fullmatch(name):
            continue
        press = bool(label or citations.proper_name(name) or pattern("press").fullmatch(name))
        if not press and (seen.title is None or seen.dates):
            continue
        seen.dates.append(Found(value, "line below the title" if seen.title else "line above the title"))
        seen.publisher = seen.publisher or (name if press else "")
        return True
    return False


def repeats(text: str, blocks: Sequence[Block], title: str) -> Iterator[Block]:
    """Marks lines near the top that say the title again, alone or with the line under it."""
    wanted = " ".join(glued.fold(title).split())
    near = 12 if len(wanted.split()) >= 4 else 0
    for block in blocks:
        if not near or block.kind not in (*PROSE, "heading"):
            yield block
            continue
        near -= 1
        line = " ".join(glued.fold(text[block.span.start : block.span.end]).split())
        again = wanted in line and len(line.split()) <= len(wanted.split()) + 30 and not line.startswith('"')
        yield replace(block, kind="furniture", level=0, reason="repeats the title") if again else block


def parted(text: str, blocks: Sequence[Block], title: str, names: Sequence[str], seen: Seen) -> Iterator[Block]:
    """Cuts the title off the first sentence that it stands glued to, in texts that have lost their breaks, and what stands with it: byline,
    date, the publisher (one of `names`).
    """
    words = glued.fold(title).split()
    wanted = " ".join(words) if 4 <= len(words) <= MOST_TITLE else ""
    for block in blocks:
        if not wanted or block.kind not in PROSE:
            yield block
            continue
        low = glued.fold(text[block.span.start : min(block.span.end, block.span.start + 1000)])
        match = None
        if wanted in " ".join(low.split()):  # of few articles; a pattern takes long to compile
            match = re.match(r"\s*(?:[^.!?\n]{0,60}?\s)?" + r"\s+".join(map(re.escape, words)), low)
        wanted = ""
        end = _behind_title(text, block, block.span.start + match.end(), title, names, seen) if match else 0
        if not end:
            yield block
            continue
        kind: BlockKind = "furniture" if seen.title else "title"
        again = "repeats the title" if seen.title else ""
        yield Block(Span(block.span.start, end), kind, level=0 if seen.title else 1, reason=again)
        yield replace(block, span=Span(end, block.span.end))


def _behind_title(text: str, block: Block, at: int, title: str, names: Sequence[str], seen: Seen) -> int:
    """Where the sentence behind a title begins; 0 where the title is the beginning of that sentence."""
    stop, start = block.span.end, at
    while True:
        at += len(text[at:stop]) - len(text[at:stop].lstrip(" \t\n\u00a0|–—-:"))
        if byline := pattern("glued_byline").match(text, at, stop):
            seen.author = seen.author or _names(byline[0][3:])
            at = byline.end()
        elif (hit := dates.search(text[at : min(stop, at + 40)])) and hit[1] == 0:
            seen.dates.append(Found(hit[0], "line below the title"))
            at += hit[2]
        elif name := next((name for name in names if name and text.startswith(name, at)), ""):
            at += len(name)
        else:
            break
    said = re.split(r"(?<=[.!?])\s", text[at : min(stop, at + 600)], maxsplit=1)[0]
    if (
        not said.lstrip("\"“'‘(")[:1].isupper()
        or len(said.split()) < LEAST_SENTENCE
        or not pattern("stopped").search(said)
    ):
        return 0
    gap = text[start:at]
    own = set(_LONG_WORD.findall(title.lower()))
    again = sum(word in own for word in set(_LONG_WORD.findall(said.lower())))
    return at if not gap or len(gap) >= GAP or again >= ECHO else 0


def _names(byline: str) -> str:
    """The names of a byline: what follows them is cut off, and names that are glued together are parted."""
    if agency := citations.proper_name(byline.strip(" ,.;")):
        return agency
    if match := pattern("byline").match("By " + byline):
        byline = match.group()[3:]
    names = pattern("byline_ends").split(byline)[0]
    parted = pattern("glued_names").sub(r"\1, ", names)
    return " ".join(parted.split())[:120].strip(" ,.;")


def _may_be_title(line: str, block: Block) -> bool:
    """A line that can be a title: one line, not long, not a sentence."""
    if (
        block.kind == "list_item"
        or "\n" in line
        or len(line) > 250
        or len(line.split()) > 35
        or not any(map(str.isalpha, line))
    ):
        return False
    return block.kind in ("title", "heading") or not pattern("sentence_end").search(line)


def _heads_a_head(text: str, blocks: list[Block], following: Sequence[int], line: str) -> bool:
    """The first line of a text, sentences though it may be, where the publisher and a date or an address follow at once."""
    if "\n" in line or len(line) > 250 or len(following) < 2:
        return False
    name, after = (text[blocks[i].span.start : blocks[i].span.end].strip() for i in following[:2])
    dated = bool(pattern("address").fullmatch(after) or stand_alone_date(after))
    return dated and not pattern("sentence_end").search(name) and _publisher_line(text, blocks, following[1:], name)


def _publisher_line(text: str, blocks: list[Block], following: Sequence[int], line: str) -> bool:
    """A known outlet, or a short line that an address or a date follows at once."""
    if len(line) > 60 or len(line.split()) > 7 or line.startswith("#"):
        return False
    if citations.proper_name(line):
        return True
    for index in following[:1]:
        after = text[blocks[index].span.start : blocks[index].span.end].strip()
        return bool(pattern("address").fullmatch(after) or stand_alone_date(after))
    return False


def datelines(text: str, blocks: Sequence[Block], seen: Seen) -> Iterator[Block]:
    """Cuts the dateline ("KYIV, June 2. /TASS/. ", "WASHINGTON (AP) — ") off the first paragraphs."""
    left = 2
    for block in blocks:
        if block.kind != "paragraph" or not left:
            yield block
            continue
        left -= 1
        end = dateline_end(text, block.span.start, block.span.end)
        if end > block.span.start:
            left = 0
            said = text[block.span.start : end]
            if dates.search(said) or dates.partial(said):
                seen.dates.append(Found(said, "dateline"))
            yield Block(Span(block.span.start, end), "meta", reason="dateline")
            yield replace(block, span=Span(end, block.span.end))
        else:
            yield block


def dateline_end(text: str, start: int, end: int) -> int:
    """End of the dateline at the start of a paragraph, `start` where there is none."""
    window = text[start : min(end, start + 140)]
    if bare := pattern("agency").match(window):
        return start + bare.end()
    closing = pattern("dateline_closing").search(window)
    if not closing or start + closing.end() > end - 20:
        return start
    place = window[: closing.start()].strip()
    if date := pattern("dateline_date").search(place):
        place = place[: date.start()].strip(" ,.")
    words = place.split()
    if (
        not words
        or len(words) > 7
        or not all(word[:1].isupper() or word in ("of", "the", "de", "al", "and") for word in words)
    ):
        return start
    agency, dash = closing["agency"], closing["dash"] or closing["only"]
    wired = (
        agency and pattern("agency").fullmatch(agency) and pattern("dateline_opens").match(text, start + closing.end())
    )
    known = any(part.strip(" .") in listed("places") for part in place.split(","))
    capitals = words[0].isupper() and len(words[0]) > 2 and len(words) <= 5
    if (agency and (dash or date)) or wired or (date and dash) or (dash and (capitals or known)):
        return start + closing.end()
    return start
