"""What the configuration says of a source, put to its articles: which are wanted, and what is carried along with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.config import SourceConfig
from digest.ingest.houses import family
from digest.model import Document, Found, Raw


def labelled(raw: Raw, source: SourceConfig) -> Raw:
    """The same with publisher, family, tier, language and bounds of its source."""
    return replace(
        raw,
        name=source.name,
        family=source.family,
        source=source.address,
        tier=source.tier or "",
        language=source.language,
        max_quoted_words=source.max_quoted_words,
    )


def relabelled(doc: Document, source: SourceConfig) -> Document:
    """A document that was read earlier, as if it had been read from `source` as that is configured now."""
    publisher = Found(source.name, "configuration") if source.name else doc.publisher
    return replace(
        doc,
        publisher=publisher,
        family=family(publisher.value, given=source.family) if source.name or source.family else doc.family,
        source=source.address,
        tier=source.tier or "",
        language=source.language,
        max_quoted_words=source.max_quoted_words,
    )


def wanted(source: SourceConfig, *, title: str, address: str) -> bool:
    """Whether one of the patterns of `include` (if there are any) and none of `exclude` stands in title or address."""
    both = title.casefold(), address.casefold()
    if source.include and not any(stands(pattern, text) for pattern in source.include for text in both):
        return False
    return not any(stands(pattern, text) for pattern in source.exclude for text in both)


def newest(docs: Sequence[Document], most: int | None) -> list[Document]:
    """At most so many, the newest, in the order in which they came; the undated count as oldest."""
    if most is None or len(docs) <= most:
        return list(docs)
    days = [doc.published.value[:10] if doc.published else "" for doc in docs]
    by_day = sorted(range(len(docs)), key=lambda n: days[n], reverse=True)
    return [docs[n] for n in sorted(by_day[:most])]


def stands(pattern: str, text: str) -> bool:
    """Whether the pattern stands in `text`, which is in lower case: whole words, * for anything. Linear: the parts between the stars are
    looked for one after the other, each from where the one before it ended.
    """
    parts = pattern.casefold().split("*")
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        return any(_begins(text, at) and _ends(text, at + len(first)) for at in _places(first, text, 0))
    at = next((place + len(first) for place in _places(first, text, 0) if not first or _begins(text, place)), -1)
    for part in parts[1:-1]:
        if at < 0:
            return False
        place = text.find(part, at)
        at = place + len(part) if place >= 0 else -1
    return at >= 0 and any(not last or _ends(text, place + len(last)) for place in _places(last, text, at))


def _places(part: str, text: str, start: int) -> list[int]:
    """Where `part` stands in `text` from `start` on; for an empty one, the start."""
    if not part:
        return [start]
    found, at = [], text.find(part, start)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return found


def _begins(text: str, at: int) -> bool:
    """Whether no word runs on across this place."""
    return at == 0 or at >= len(text) or not (text[at - 1].isalnum() and text[at].isalnum())


_ends = _begins
