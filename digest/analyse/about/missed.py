"""What the topic left out, told so that a desk can check it: how many articles of a source, which, and what no article says.

A folder was put together by somebody: where more than half of it falls, the topic is more likely at fault than the folder, and that is a
problem. A feed brings much else every day; of that nothing is told but that nothing was left.
"""

from __future__ import annotations

from collections.abc import Sequence

from digest.analyse.about.gate import by_hand, is_file
from digest.analyse.about.topic import topic, unmet
from digest.config import Config
from digest.model import OFF_TOPIC, Document, Judged, Problem

NAMED, TITLE = 5, 40
"""Titles that are named, and characters of each."""
WHAT_TO_DO = (
    "; put the articles' own words for the matter into the configuration's topic, or leave topic out; "
    "digest explain says how near each article came"
)
NOTHING_LEFT = "nothing is left"
TOPIC = "topic"
"""Stage of a topic that leaves out what it hardly can have meant to."""


def missed(judged: Sequence[Judged], docs: Sequence[Document], config: Config) -> tuple[Problem, ...]:
    """For each folder or file what of it is off the topic, as a note; as a problem where that is more than half, or everything."""
    gates: dict[str, set[str]] = {}
    for j in judged:
        if any(name == "relevance needed" for name, _ in j.features):
            gates.setdefault(j.sent.doc, set()).add(j.dropped)
    read = [doc for doc in docs if doc.id in gates and "language" not in gates[doc.id]]
    off = {doc.id for doc in read if gates[doc.id] == {"off-topic"}}
    nothing_left = bool(read) and len(off) == len(read)
    if nothing_left:
        return (_told(read, read, judged, config, nothing_left=True),)
    fell = [([doc for doc in own if doc.id in off], own) for own in by_hand(read)]
    return tuple(_told(gone, own, judged, config) for gone, own in fell if gone)


def advice(problem: Problem) -> str:
    """What to do about a problem of the topic, for who runs the program; who reads the edition has no use for it. Empty for any other."""
    return WHAT_TO_DO if problem.stage == TOPIC or problem.message.startswith(NOTHING_LEFT) else ""


def _told(
    gone: Sequence[Document],
    own: Sequence[Document],
    judged: Sequence[Judged],
    config: Config,
    *,
    nothing_left: bool = False,
) -> Problem:
    """The line about one source; about all of them where nothing is left."""
    ids = {doc.id for doc in own}
    sources = {doc.source for doc in own}
    uri = (own[0].source if len(sources) == 1 else "") or "all sources"
    are = "is" if len(gone) == 1 else "are"
    told = f"{len(gone)} of {len(own)} articles {are} off the topic: {_titles(gone)}"
    if nothing_left:
        told = f"{NOTHING_LEFT}: {'the only article read is' if len(own) == 1 else f'all {len(own)} articles read are'}"
        told += f" off the topic: {_titles(gone)}"
    if 2 * len(gone) <= len(own):
        return Problem(OFF_TOPIC, uri, told)
    texts = [j.sent.text for j in judged if j.sent.doc in ids]
    if absent := unmet(topic(config), texts):
        told += f"; no sentence holds {_quoted(absent)}"
    return Problem(TOPIC if any(map(is_file, own)) else OFF_TOPIC, uri, told)


def _titles(docs: Sequence[Document]) -> str:
    more = len(docs) - NAMED
    named = _quoted([_short(doc.title.value or doc.uri) for doc in docs[:NAMED]])
    return f"{named} and {more} more" if more > 0 else named


def _short(title: str) -> str:
    return title if len(title) <= TITLE else f"{title[:TITLE].rsplit(' ', 1)[0]} …"


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)
