"""What was read, what was left out and why, and what the briefing rests on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from digest.compose.attribution import label, titled
from digest.model import COPY, EXPECTED, PROSE, Coverage, Document, Judged, Problem, Section, Selection

_REASONS = {
    "off-topic": "off the topic",
    "duplicate": "in a copy of another article",
    "furniture": "page furniture that returns in several articles",
    "language": "in another language",
    "fragment": "no complete sentence",
    "caption": "the words below a picture",
    "question": "a question",
    "dangling": "unclear by itself",
    "no section": "fits none of the sections",
    "genre": "of a kind left out",
    "filler": "says too little",
    "banned": "struck by the editor",
    "stale": "overtaken by a later article",
    "redundant": "repeats a printed item",
    "printed before": "told by an earlier edition already",
    "known": "background that earlier editions told",
    "read before": "unchanged in a new version of an article read before",
    "same claim": "reports the same as a printed item and is footnoted there",
    "budget": "no room left",
    "publisher cap": "its publisher fills its share already",
    "article cap": "its article has its share already",
    "polls": "more of what polls found",
    "quoted enough": "no more of its source may be quoted",
    "printed with another": "overlaps with a printed item",
}
"""Gates in words that read well before a number of sentences ("no room left (12)") and behind an article's name."""
NOTHING = Coverage(
    articles=0, publishers=0, sentences=0, printed=0, dropped=(), undated=(), one_source=(), unused=(), problems=()
)
_BY_TITLE = 2
"""Articles of one publisher that are named one by one."""
FEWEST = 3
"""Items of a section below which it says nothing that all of them are one party's."""
_LINE = re.compile(r":\d+$")
"""Behind the name of a file: one of its lines."""
_SITE = re.compile(r"https?://[^/?#]{1,300}")
_SAYS_SO = re.compile(r"(?:…|\.{3}|\[…\]|\(more\)|\[\+\d{1,6} chars?\])[\"”’')\]]*$")
_SIGNS = ("…", "...", "(more)", " char")
"""One of these stands in every text that `_SAYS_SO` matches."""
_STOPPED = re.compile(
    r"trouble retrieving the article content"
    r"|\b(?:subscribe|log in|sign in|sign up|register|create (?:a free|an) account)\s(?:now\s|here\s|today\s)?to\s"
    r"(?:continue|keep)\sreading\b"
    r"|\bto\s(?:continue|keep)\sreading(?: this (?:article|story))?,? (?:please )?(?:subscribe|log in|sign in|sign up|register|create)\b"
    r"|\bto read the (?:rest of (?:the|this)|full) (?:article|story),? (?:please )?(?:subscribe|log in|sign in|sign up|register)\b"
    r"|\bthis (?:article|story|content) is (?:only )?(?:available (?:only )?)?(?:for|to) (?:paid |paying |our )?(?:subscribers|members)\b",
    re.IGNORECASE,
)
"""What a site says to a reader whom it shows only the beginning."""
_END = 1500
"""Characters at the end of a text in which it says so."""
_MID_SENTENCE = re.compile(r"[\w,;–-]$")
_SENTENCE = 8
"""Words of a paragraph that must have had an end."""


def coverage(
    selection: Selection,
    judged: Sequence[Judged],
    docs: Sequence[Document],
    problems: Sequence[Problem],
    sections: Sequence[Section],
    called: Collection[str],
    *,
    day: str = "",
) -> Coverage:
    """The account of a run; `called` are the ids of the documents that have a footnote, `day` is that of the cut-off (ISO)."""
    beside = {key for point in selection.open for key in point.sents}
    gates = Counter(_REASONS[gate] for key, gate in selection.fell_at.items() if key not in beside)
    printed = beside.union(key for c in selection.chosen for key in c.sents)
    one = [s.title for s in sections if s.items and len({q.doc for i in s.items for q in (*i.quotes, *i.support)}) == 1]
    fell: dict[str, Counter[str]] = {doc.id: Counter() for doc in docs}
    for j in judged:
        if j.sent.doc not in called:
            fell[j.sent.doc][_REASONS[selection.fell_at[j.sent.id]]] += 1
    foreign = {j.sent.doc for j in judged if j.dropped == "language"}
    unused = []
    for doc in docs:
        if doc.id not in called and doc.id not in foreign:
            own = fell[doc.id]
            unused.append((max(sorted(own), key=lambda r: own[r]) if own else "no sentence in it", doc))
    return Coverage(
        articles=len(docs),
        publishers=len({doc.publisher.value for doc in docs} - {""}),
        sentences=len(judged),
        printed=len(printed),
        dropped=tuple(sorted(gates.items(), key=lambda g: (-g[1], g[0]))),
        undated=tuple(label(doc) for doc in docs if doc.day is None),
        one_source=tuple(one),
        unused=_unused(sorted(unused, key=lambda pair: pair[0]), Counter(map(label, docs))),
        problems=_told(problems),
        one_side=tuple(f"{s.title} ({side})" for s in sections if (side := _one_side(s))),
        truncated=_labels(doc for doc in docs if truncated(doc)),
        foreign=_labels(doc for doc in docs if doc.id in foreign),
        no_hour=sum(doc.published is not None and doc.published.value == day for doc in docs),
    )


def _unused(found: Sequence[tuple[str, Document]], read: Mapping[str, int]) -> tuple[str, ...]:
    """Each article with its reason; with its title where its publisher gave others as well, unless many of those fell for that reason."""
    alike = Counter((why, label(doc)) for why, doc in found)
    return tuple(
        f"{titled(doc) if read[label(doc)] > 1 and alike[why, label(doc)] <= _BY_TITLE else label(doc)} ({why})"
        for why, doc in found
    )


def _one_side(section: Section) -> str:
    """The party whose acts and words all items of a section report; empty where one is another's or nobody's, or items are too few."""
    parties = [item.party for item in section.items]
    return parties[0] if len(parties) >= FEWEST and len(set(parties)) == 1 else ""


def _labels(docs: Iterable[Document]) -> tuple[str, ...]:
    """Short names of sources, each once, with the number of its articles where there are several."""
    counts = Counter(label(doc) for doc in docs)
    return tuple(name if number == 1 else f"{name} ({number} articles)" for name, number in counts.items())


def _told(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems as they are printed: failures first, since there may be room for a few only; texts of one file or site that were met
    twice are one line with their number. What another publisher carries, too, stays a line of its own.
    """
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        of = _whole(problem.uri) if problem.stage == COPY and problem.message.endswith("once") else ""
        found.setdefault(of or f"{len(found)} {problem.uri}", []).append(problem)
    told = [own[0] if len(own) == 1 else _copies(of, len(own)) for of, own in found.items()]
    return tuple(sorted(told, key=lambda problem: problem.stage in EXPECTED))


def _whole(uri: str) -> str:
    """The file of a line, or the site of a page; empty for what is neither."""
    line, site = _LINE.search(uri), _SITE.match(uri)
    return site[0] if site else uri[: line.start()] if line else ""


def _copies(of: str, count: int) -> Problem:
    what = "pages" if _SITE.match(of) else "lines"
    return Problem(COPY, of, f"{count} of its {what} hold the same text as another; each text was counted once")


def truncated(doc: Document) -> bool:
    """True where the text breaks off: its last paragraph says so, or ends within a sentence, or the site asks to subscribe for the rest."""
    if _STOPPED.search(doc.text, max(0, len(doc.text) - _END)):
        return True
    prose = [block for block in doc.blocks if block.kind in PROSE]
    if not prose:
        return False
    last = doc.text[prose[-1].span.start : prose[-1].span.end].strip()
    if any(sign in last for sign in _SIGNS) and _SAYS_SO.search(last):
        return True
    is_whole = prose[-1].kind != "paragraph" or len(last.split()) < _SENTENCE
    return not is_whole and _MID_SENTENCE.match(last[-1]) is not None
