"""Which lines of a page are the article's column: the votes of `vote`, weighed with where each line stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from digest.ingest.dom import Line, Tree
from digest.model import BlockKind

_NOT_WORDS = re.compile(r"\W+")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_STRONG: Final = frozenset(
    {"sharing", "newsletter", "consent", "related", "comments", "advertisement", "paywall", "tags", "dialog", "button"}
)
"""What is furniture even where a vote says otherwise."""
_WRAPPER: Final = 0.3
"""An element with more than this share of the article's words around it is a wrapper, whatever its class says."""
_SOLID: Final = 30
"""Words of a paragraph that is an article's rather than a teaser's."""
_REACH: Final = 3
"""Levels between two boxes of one column."""


class Verdict(NamedTuple):
    """Kind of a line and, for what is no article, why."""

    kind: BlockKind
    reason: str = ""


def judge(tree: Tree, shares: Sequence[float] | None, *, titles: Sequence[str] = ()) -> list[Verdict]:
    """A verdict for each line of `tree`.

    `shares` are the votes, None where there are none: then the box with the most running text is the column. `titles`
    are what the page calls its article; the heading that repeats one is its title.
    """
    lines = tree.lines
    sizes = [_size(line.text) for line in lines]
    if not any(size >= _SOLID and not line.unseen for line, size in zip(lines, sizes, strict=True)):
        # Nothing worth reading is in sight: the page shows itself by a script, and hides its article until then.
        lines = tuple(replace(line, unseen=False) for line in lines)
        tree = Tree(lines, tree.parents)
    votes = list(shares) if shares is not None else _dense(tree, sizes)
    kept = [vote >= 0.5 and not line.unseen for vote, line in zip(votes, lines, strict=True)]
    active = _active(lines, sizes, kept)
    zones = [_zone(line, active) for line in lines]
    for index, line in enumerate(lines):
        heading = line.kind == "heading" and zones[index] in ("navigation", "sidebar", "aside", "footer")
        if kept[index] and (heading or zones[index] in _STRONG or _is_bare_link(line, sizes[index])):
            kept[index] = False
    _rescue(tree, sizes, kept, zones)
    verdicts = [_verdict(line, kept[index], zones[index], sizes[index]) for index, line in enumerate(lines)]
    _headings(lines, kept, verdicts, titles)
    return verdicts


def _size(text: str) -> int:
    """Number of words; two characters of a script without spaces count as one."""
    return len(text.split()) + len(_WIDE.findall(text)) // 2


def _active(lines: Sequence[Line], sizes: Sequence[int], kept: Sequence[bool]) -> Counter[int]:
    """Words of the article inside each named element that is no wrapper of it."""
    inside: Counter[int] = Counter()
    total = 0
    for line, size, keep in zip(lines, sizes, kept, strict=True):
        for number, _ in line.zones:
            inside[number] += size if keep else 0
        total += size if keep else 0
    return Counter({number: count + 1 for number, count in inside.items() if count <= _WRAPPER * total})


def _zone(line: Line, active: Counter[int]) -> str:
    """What the line stands in: the strongest name of the elements around it that are no wrappers."""
    names = [reason for number, reason in line.zones if active[number]]
    return next((name for name in names if name in _STRONG), names[0] if names else "")


def _is_bare_link(line: Line, size: int) -> bool:
    """A line that is nothing but a link, as teasers are."""
    return line.linked > 0.9 and size < 20 and line.kind != "heading"


def _dense(tree: Tree, sizes: Sequence[int]) -> list[float]:
    """Votes for the lines of the box that holds the most running text, where trafilatura has none."""
    weight: Counter[int] = Counter()
    for line, size in zip(tree.lines, sizes, strict=True):
        if size >= 10 and line.linked < 0.3 and not line.zones and not line.unseen:
            box = line.parent
            for part in (1.0, 0.5, 0.25):
                weight[box] += int(size * part * 4)
                if not box:
                    break
                box = tree.parents[box]
    if not weight:
        return [float(not line.unseen and line.linked < 0.5) for line in tree.lines]
    best = min(weight, key=lambda number: (-weight[number], number))
    inside = {best}
    inside.update(number for number in range(best + 1, len(tree.parents)) if tree.parents[number] in inside)
    return [float(line.parent in inside and line.linked < 0.5) for line in tree.lines]


def _rescue(tree: Tree, sizes: Sequence[int], kept: list[bool], zones: Sequence[str]) -> None:
    """Keeps what stands between kept lines in the same box, and further boxes of the same column."""
    lines = tree.lines
    homes: Counter[int] = Counter()
    for line, size, keep in zip(lines, sizes, kept, strict=True):
        if keep and line.kind != "heading":
            homes[line.parent] += size
    if not homes:
        return
    total = homes.total()
    home = {box for box, count in homes.items() if count >= 0.1 * total}
    clean = [
        not line.unseen and not zone and line.linked < 0.5 and line.kind in ("paragraph", "list_item", "quote", "table")
        for line, zone in zip(lines, zones, strict=True)
    ]
    reach = {box for start in home for box in _upwards(tree, start, _REACH)}
    solid: defaultdict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if (
            clean[index]
            and not kept[index]
            and line.parent not in home
            and sizes[index] >= _SOLID
            and line.linked < 0.25
        ):
            solid[line.parent].append(index)
    for box, indexes in solid.items():
        if len(indexes) >= 2 and reach & set(_upwards(tree, box, _REACH)):
            home.add(box)
            for index in indexes:
                kept[index] = True
    places = [index for index, keep in enumerate(kept) if keep]
    for index in range(places[0], places[-1] + 1):
        if clean[index] and lines[index].parent in home:
            kept[index] = True


def _upwards(tree: Tree, box: int, levels: int) -> list[int]:
    """The boxes around a box, nearest first, without the page itself (its first two levels)."""
    found = []
    for _ in range(levels):
        box = tree.parents[box]
        if box <= 2:
            break
        found.append(box)
    return found


def _verdict(line: Line, keep: bool, zone: str, size: int) -> Verdict:
    """What a line is by itself."""
    if line.unseen:
        return Verdict("furniture", "hidden")
    if line.kind == "caption" or zone == "caption":
        return Verdict("caption", "caption")
    if keep:
        return Verdict(line.kind)
    if zone == "byline" and size < _SOLID:
        return Verdict("meta", "byline")
    if zone:
        return Verdict("furniture", zone)
    return Verdict("furniture", "link" if line.linked > 0.8 else "outside the article")


def _headings(lines: Sequence[Line], kept: Sequence[bool], verdicts: list[Verdict], titles: Sequence[str]) -> None:
    """Finds the title, and sets aside headings that stand above nothing."""
    names = [_key(title) for title in titles if title]
    title = -1
    for index, line in enumerate(lines):
        if line.kind == "heading" and not line.unseen and title < 0:
            key = _key(line.text)
            if len(key) > 8 and any(key in name or (len(name) > 8 and name in key) for name in names):
                title = index
                verdicts[index] = Verdict("title")
    last = max((index for index, keep in enumerate(kept) if keep and lines[index].kind != "heading"), default=-1)
    first = next((index for index, keep in enumerate(kept) if keep and lines[index].kind != "heading"), len(lines))
    for index, line in enumerate(lines):
        if index == title or verdicts[index].kind != "heading":
            continue
        if index > last:
            verdicts[index] = Verdict("furniture", "heading of nothing")
        elif index < first and title < 0 and line.level == 1:
            title = index
            verdicts[index] = Verdict("title")


def _key(text: str) -> str:
    """A title without case, punctuation and spaces."""
    return _NOT_WORDS.sub("", text).casefold()
