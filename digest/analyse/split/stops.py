"""Whether a stop ends a sentence.

The base is Punkt (Kiss and Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection", Computational
Linguistics 32:485-525) in NLTK's implementation, with fixed parameters instead of training: what it learns from a text
would let one article change the sentences of another. Punkt decides whether an abbreviation with a capital behind it
ends a sentence; classes of abbreviations and rules decide what it gets wrong. All of them are data files beside this
module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent.parent / "data"
_WINDOW = 60
"""Code points before a mark that are looked at."""
_NEAR = 20
"""Code points before a mark in which a rule's `before` lies, unless it is the whole sentence so far."""

_NEXT = re.compile(r"\s*([\"'“”‘«(\[{¿¡*_—–-]{0,6}[ \u00a0]?)[$€£¥#]?([^\W_][\w’'&.-]{0,40})?")
_GLUED = re.compile(r"[(“‘«\"]?(?:[A-Z][a-z’'][\w’']{0,30}|[A-Z]{2,12}\b|[A-Z](?=\s))")
_LEAD_NUMBER = re.compile(r"[^\w\"'“‘]{0,4}(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})")
_ORDINAL = re.compile(r"[IVXLC]{1,6}|[A-Z]|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten")
_LETTERS = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]")
_ADDRESS = re.compile(r"[/@\\]|www\b|https?\b", re.IGNORECASE)
_VOWELS = frozenset("aeiouyáéíóúäöü")


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the rules file."""

    name: str
    cut: bool
    marks: str
    word: re.Pattern[str]
    before: str
    """As `behind` a regular expression, compiled when a word is met that the rule is about: few are."""
    behind: str
    example: str
    """"|" marks the place."""
    opening: bool
    """Whether `before` must begin where the sentence begins."""


def lines(name: str) -> Iterator[str]:
    """Lines of a data file without comments and empty lines."""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


@cache
def _abbreviations() -> dict[str, str]:
    """Abbreviation -> its class. One that stands under several classes has the last."""
    kinds: dict[str, str] = {}
    for line in lines("segment_abbreviations.txt"):
        kind, _, words = line.partition(":")
        kinds.update(dict.fromkeys(words.split(), kind))
    return kinds


@cache
def _words(name: str) -> frozenset[str]:
    """The words of a data file that is a plain list."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order in which they are tried."""
    found = []
    for line in lines("segment_rules.tsv"):
        name, verdict, marks, word, before, behind, example = line.split("\t")
        end, opening = rf"(?:{before})\Z", before.startswith("^")
        found.append(Rule(name, verdict == "cut", marks, re.compile(word), end, behind, example, opening))
    return tuple(found)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=8192)
def _rules_for(mark: str, word: str) -> tuple[Rule, ...]:
    """The rules that may apply to an end mark and the word before it."""
    return tuple(rule for rule in rules() if mark in rule.marks and rule.word.fullmatch(word))


@cache
def _punkt() -> Any:
    """Punkt with the fixed parameters. NLTK is imported here because that takes a third of a second."""
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    params = PunktParameters()
    params.abbrev_types.update(word.lower() for word in _abbreviations())
    for line in lines("segment_collocations.tsv"):
        first, second = line.split("\t")
        params.abbrev_types.add(first)
        params.collocations.add((first, second))
    starters = _words("segment_starters.txt")
    params.sent_starters.update(starters)
    for word in sorted(starters):
        params.add_ortho_context(word, 1 << 1)  # seen with a capital at the start of sentences,
        params.add_ortho_context(word, 1 << 5)  # without one inside them
    return PunktSentenceTokenizer(params)


@lru_cache(maxsize=8192)
def kind_of(word: str) -> str:
    """The class of an abbreviation, given without its last stop; "" for an ordinary word.

    Classes are those of the file, and three known by their form: "letters" (U.S, e.g), "initial" (J) and "general" for
    short words without a vowel (Sgt). What stands before a stroke or a hyphen doesn't count (Photo/J, R-Ariz).
    """
    word = word.rpartition("/")[2]
    if len(word) == 1 and word.isupper():
        return "initial"
    kinds, tail = _abbreviations(), word.replace("–", "-").rpartition("-")[2]
    for form in (word.lower(), word, tail, word.capitalize() if word.isupper() else word):
        if form in kinds:
            return kinds[form]
    if _LETTERS.fullmatch(tail):
        return "letters"
    if 1 < len(word) <= 4 and word.isalpha() and word[1:].islower() and not _VOWELS & set(word.lower()):
        return "general"
    return ""


@lru_cache(maxsize=16384)
def _ends_before(word: str, kind: str, name: str) -> bool:
    """Whether a sentence ends between `word` of class `kind` (without its stop) and the capitalised word `name`."""
    if kind in ("", "final", "title", "state"):
        return kind != "title"
    if kind == "number":
        return not _ORDINAL.fullmatch(name) and kind_of(name) != "number"
    if name in ("I", "A"):
        return kind != "initial" or word == "I"
    if kind != "initial" and word.lower() not in _punkt()._params.abbrev_types:
        word = "inc"  # an abbreviation by its form; Punkt knows those that are listed
    return bool(_punkt().text_contains_sentbreak(f"{word}. {name}"))


def word_before(text: str, seg: int, stop: int) -> str:
    """The word before a mark, without what opens it ("(", quotes)."""
    words = text[max(seg, stop - _WINDOW) : stop].rsplit(None, 1)
    return words[-1].lstrip("\"'“‘«([{—–-") if words else ""


def is_end(text: str, seg: int, stop: int, mark: str, at: int, *, closed: bool) -> bool:
    """Whether a sentence that began at `seg` ends at `at`, behind the mark at `stop`.

    `mark` is ".", "!", "?" or "…" (any ellipsis); `closed` says that a quote or bracket closes between the mark and
    `at`. Looks at a bounded number of code points before the mark, whatever the text.
    """
    following, spaced = text[at], text[at].isspace()
    if not spaced and not following.isupper() and following not in '“‘«("':
        return False
    word = word_before(text, seg, stop)
    for rule in _rules_for(mark, word):
        near = seg if rule.opening else max(seg, stop - _NEAR)
        if stop - near > _WINDOW or not _compiled(rule.behind).match(text, at):
            continue
        if _compiled(rule.before).search(text[near:at]):
            return rule.cut
    kind = kind_of(word) if mark == "." else ""
    if kind == "state" and "-" not in word and not _is_behind_comma(text, seg, stop, word):
        kind = "letters" if "." in word else ""
    if not spaced:
        return _is_glued_end(text, word, kind, at, mark, closed=closed)
    found = _NEXT.match(text, at)
    assert found is not None  # every part of the pattern may be empty
    opener, name = found.group(1), found.group(2) or ""
    if mark == "." and stop - seg <= 8 and _LEAD_NUMBER.fullmatch(text[seg:stop]):
        return False  # the number of a list item
    if not name:
        return kind in ("", "final") and text[found.end() : found.end() + 1] not in tuple(",;:%/")
    if name[0].islower():
        return not closed and not opener.strip() and not kind and _starts_in_lower_case(text, seg, word, mark, name)
    if mark != ".":
        return not (mark == "…" and name[0].isdigit())
    if name[0].isdigit():
        return kind in ("", "final")
    if kind and any(char in "—–-" for char in opener):
        return False  # a dateline
    if kind and "(" in opener:
        return kind == "state"
    if kind in ("general", "number", "letters") and (closed or opener.strip()):
        return True
    return _ends_before(word.rpartition("/")[2], kind, name.rstrip(".-"))


def _is_behind_comma(text: str, seg: int, stop: int, word: str) -> bool:
    """Whether a comma stands before the word that ends at `stop`."""
    return text[max(seg, stop - _WINDOW) : stop].removesuffix(word).rstrip().endswith(",")


def _starts_in_lower_case(text: str, seg: int, word: str, mark: str, name: str) -> bool:
    """Whether `name`, in lower case behind a mark, starts a sentence all the same."""
    if len(name) > 2 and (name[1].isupper() or (name.startswith("al-") and name[3:4].isupper())):
        return True  # iPhone, al-Sisi
    if mark == "." and len(word) > 2 and word.isalpha() and word.islower():
        return word.capitalize() not in _abbreviations()
    return mark != "…" and text[seg].islower()  # who begins in lower case goes on so


def _is_glued_end(text: str, word: str, kind: str, at: int, mark: str, *, closed: bool) -> bool:
    """Whether a sentence ends before `at` although the space behind the mark is lost ("elections.The")."""
    found = _GLUED.match(text, at)
    if not found or _ADDRESS.search(word):
        return False
    if closed or mark != ".":
        return found.end() - at > 1
    name = found.group().lstrip('(“‘«"')
    behind = text[found.end() : found.end() + 2]
    if name.lower() in _words("segment_suffixes.txt") or behind[:1] in ("/", "@"):
        return False
    if behind[:1] in (".", "_") and behind[1:].isalnum():
        return False
    if kind != "letters" and (
        len(word.replace("-", ".").rpartition(".")[2]) < 2 or (name.isupper() and not word[-3:].islower())
    ):
        return False
    return _ends_before(word, kind, name)
