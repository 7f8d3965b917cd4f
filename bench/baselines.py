"""What this program is measured beside: leading sentences, and sumy's methods, on the same sentences.

All take the sentences of each article in order and give sentences, best first, until a limit of words is filled. Sumy works on the
program's words and stop words; its own tokenizer needs data that is downloaded. Needs the `bench` extra.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from digest.analyse.words import terms

METHODS = ("LexRank", "TextRank", "Luhn", "Lsa")
Texts = Sequence[Sequence[str]]
"""The sentences of every article."""


def leading(texts: Texts, limit: int) -> list[str]:
    """The first sentence of every article, then the second of every article, and so on."""
    return _filled(_in_turn(texts), limit)


def whole_leading(texts: Texts, limit: int) -> list[str]:
    """The same, of sentences that fit into the limit in whole; one that doesn't is passed over."""
    best, words = [], 0
    for text in _in_turn(texts):
        if words + len(text.split()) <= limit:
            best.append(text)
            words += len(text.split())
    return best


def _in_turn(texts: Texts) -> list[str]:
    ranked = sorted((at, number, text) for number, own in enumerate(texts) for at, text in enumerate(own))
    return [text for _, _, text in ranked]


def sumy(name: str, texts: Texts, limit: int) -> list[str]:
    """Sentences by one of sumy's methods."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer

    method = _method(name)(Stemmer("english"))
    method.stop_words = _stop_words()
    model = ObjectDocumentModel([Paragraph([Sentence(text, _Words()) for text in own]) for own in texts])
    best: list[str] = []

    def fill(found: Sequence[Any]) -> Sequence[Any]:
        best.extend(_filled((str(info.sentence) for info in found), limit))
        return found

    method(model, fill)
    return best


SYSTEMS: dict[str, Callable[[Texts, int], list[str]]] = {
    "leading sentences": leading,
    **{f"sumy {name}": partial(sumy, name) for name in METHODS},
}


def _filled(ranked: Iterable[str], limit: int) -> list[str]:
    """Sentences until the limit is reached or passed: whoever scores them cuts the last."""
    best, words = [], 0
    for text in ranked:
        if words >= limit:
            break
        best.append(text)
        words += len(text.split())
    return best


def _method(name: str) -> Any:
    module = {"LexRank": "lex_rank", "TextRank": "text_rank"}.get(name, name.lower())
    return getattr(importlib.import_module(f"sumy.summarizers.{module}"), f"{name}Summarizer")


@cache
def _stop_words() -> frozenset[str]:
    return frozenset((Path(terms.__file__).parents[1] / "data" / "stop.txt").read_text(encoding="utf-8").split())


class _Words:
    """What sumy asks of a tokenizer."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(word for word, _ in terms.tokens(text))
