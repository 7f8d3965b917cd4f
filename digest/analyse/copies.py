"""Sentences that stand in several articles: page furniture of a site, or copies of one article.

A sentence that returns word for word at the end of several articles of one publisher is a teaser or a notice of the site; elsewhere it is
a paragraph taken over from an earlier article, and the later ones are duplicates. Articles that share most of their sentences are copies of
one text, whoever prints them: the later ones are set aside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from digest.model import Document, Sentence, fold

LEAST_WORDS = 6
PAGES = 3
"""Articles of one publisher, in whose second half a sentence must return before it is furniture."""
COPY = 0.8
"""Share of the shorter article's sentences that stand in the other: from here on it is a copy."""


def repeated(docs: Sequence[Document], sents: dict[str, Sequence[Sentence]]) -> dict[str, str]:
    """Sentence id -> "furniture" or "duplicate". The first of two copies, in the order of the documents, is kept."""
    places: dict[str, list[Sentence]] = defaultdict(list)
    for doc in docs:
        for sent in sents[doc.id]:
            if len(sent.text.split()) >= LEAST_WORDS:
                places[fold(sent.text).casefold()].append(sent)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    order = {doc.id: at for at, doc in enumerate(docs)}
    for found in places.values():
        ids = sorted({sent.doc for sent in found}, key=order.__getitem__)
        for at, first in enumerate(ids[:20]):
            for second in ids[at + 1 : 20]:
                shared[first, second] += 1
    size = {doc.id: max(1, sum(1 for s in sents[doc.id] if len(s.text.split()) >= LEAST_WORDS)) for doc in docs}
    copies = {pair for pair, n in shared.items() if n >= 3 and n >= COPY * min(size[pair[0]], size[pair[1]])}
    later = {second for _, second in copies}
    publisher = {doc.id: doc.publisher.value for doc in docs}
    out: dict[str, str] = {sent.id: "duplicate" for doc in later for sent in sents[doc]}
    for found in places.values():
        by_publisher: dict[str, list[Sentence]] = defaultdict(list)
        for sent in found:
            if publisher[sent.doc] and sent.doc not in later:
                by_publisher[publisher[sent.doc]].append(sent)
        for same in by_publisher.values():
            if len({sent.doc for sent in same}) >= PAGES and all(2 * s.index > len(sents[s.doc]) for s in same):
                out |= {sent.id: "furniture" for sent in same}
            else:
                out |= {sent.id: "duplicate" for sent in same if sent.doc != same[0].doc}
    return out
