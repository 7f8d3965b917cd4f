"""Whether the words between commas behind a name tell what its bearer is ("Ana Deral, an adviser to the harbour minister, said").

They look the same where somebody else speaks of him ("Ana Deral, a judge ruled, must pay"), where a fronted phrase ends with the name and
the subject follows ("After meeting Ana Deral, the harbour minister left") and in a list ("Ana Deral, the mayor and two guards came"). No
parser: verbs are told by their ending and by the lists of `data/persons.txt`, and what isn't surely an apposition is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.compose.office_words import clause_marks, is_role, words_of

_FRONTED = 300
"""Characters before a name in which its clause begins."""
_AFTER = 160
"""Characters behind the second comma that are looked at."""
_SEEN = 8
"""Words of an apposition among which the office stands."""
_OFFICE = re.compile(
    r"(?: \([^()\n]{1,20}\))?, (?:\d{2}, )?(?P<office>(?:[Aa]n?|[Tt]he|[A-Z]\w{1,30}[’']s|[a-z]{2,20})"
    r" (?:[^,.;:()“”\"—–\n]|(?<=\b[A-Z])\.){3,110}?)"
    r"(?P<end>[,;]|\.(?![\w-])|[”\"]| (?=(?:who|which|that)\b))"
)
"""Behind a name: who its bearer is, between commas."""
_PIECE = re.compile(r"[^,.;:?!()“”\"—–\n]{0,160}")
"""Up to the next mark."""
_VERB = re.compile(r"[a-z]{2,20}ed|(?:it|he|she|that|there|what|who)[’']s|[a-z]{1,10}(?:n[’']t|[’'](?:re|ve|ll|d|m))")
"""A regular past form, and a short form of a verb."""


def office_end(text: str, start: int, end: int) -> int:
    """Where the office ends that stands behind the name between `start` and `end`; `end` where none stands there surely."""
    match = _OFFICE.match(text, end)
    if match is None:
        return end
    words = match["office"].split()
    if words[0] in words_of("at that time"):
        words = words[1:]
    last = words[-1].lower() if words else ""
    whole = last[:1].isalnum() and last not in words_of("inside") | words_of("address")
    if not whole or words[0].lower() in words_of("no office") or not _tells(words) or is_clause(words):
        return end
    bare = words[0].islower() and words[0] not in words_of("opens a subject")  # the subject of a clause has an article
    ends = text[match.start("end")] in '.”"' and is_role(last)
    return match.end("office") if bare or ends or goes_on(text, start, match.start("end")) else end


def is_clause(words: Sequence[str]) -> bool:
    """Whether a verb or another name stands among words that may tell an office ("the minister insisted", "harbour minister Bela Kor", not
    "an adviser appointed by the minister").
    """
    chunk = _chunk(words)
    head = max((n for n in range(chunk) if is_role(words[n])), default=chunk - 1)
    return (head + 1 < chunk and words[head + 1][0].isupper()) or any(
        _is_verb(words, n, head=head, chunk=chunk)
        for n in range(1, len(words))
        if words[n].isalpha() and words[n].islower()
    )


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether what stands behind the mark at `end` shows that a phrase beside the name, which begins at `start`, ended there."""
    fronted = _fronted(text, start)
    if text[end] != ",":
        return not fronted
    match = _PIECE.match(text, end + 1, end + 1 + _AFTER)
    words = match[0].split() if match else []
    if not words:
        return not fronted
    verb = next((n for n, word in enumerate(words) if _finite(word)), len(words))
    joined = any(word in ("and", "or") for word in words[1:verb])
    if fronted:
        subject = words[0][0].isupper() or words[0] in words_of("opens a subject")
        return verb == 0 or (subject and verb < len(words) and not joined)
    if words[0] in ("and", "or"):
        return len(words) > 1 and (words[1][0].isupper() or _finite(words[1]))
    counted = words[0] in words_of("opens a subject") or words[0][0].isdigit()
    return not counted or (verb < len(words) and not joined)


def _tells(words: Sequence[str]) -> bool:
    """Whether an office is among words between commas; without an article before it, at their beginning."""
    if words[0].lower() in ("a", "an", "the") or words[0][0].isupper():
        return any(map(is_role, words[:_SEEN]))
    chunk = words[: _chunk(words)]
    return any(map(is_role, chunk)) and words_of("opens a subject").isdisjoint(chunk)


def _chunk(words: Sequence[str]) -> int:
    """How many of the words stand before the first that joins more to a noun ("an adviser | to the minister")."""
    return next((n for n, word in enumerate(words) if n and word in words_of("joins")), len(words))


def _is_verb(words: Sequence[str], n: int, *, head: int, chunk: int) -> bool:
    """Whether the word at n is a verb with a subject: one of speech, or a past or present form that is no participle of a noun."""
    word, before, after = words[n], words[n - 1], words[n + 1] if n + 1 < len(words) else ""
    article = words_of("opens a subject")
    if word in words_of("finite"):
        return before != "to"
    if word in words_of("finite behind a name") and before[0].isupper():
        return True
    if word.endswith("ed") or word in words_of("past"):
        if n < head:  # "the newly elected mayor", not "the party named the mayor"
            return after in article
        described = bool(after) and (word in words_of("participle") or before in words_of("joins") | article)
        return after != "by" and not described
    return 0 < n == chunk - 1 and is_role(before) and re.search(r"[^siu]s$", word) is not None


def _finite(word: str) -> bool:
    """Whether a word in small letters can be the verb of a clause."""
    return word in words_of("finite") or word in words_of("past") or _VERB.fullmatch(word) is not None


def _fronted(text: str, start: int) -> bool:
    """Whether the phrase that ends with the name at `start` may stand before the subject of its clause ("After meeting …", "Unlike …")."""
    words = clause_marks().split(text[max(0, start - _FRONTED) : start])[-1].split()
    if not words:
        return False
    if words[-1].lower() in words_of("finite"):  # "Among them was …"
        return False
    small = [word.lower() for word in words]
    opens = [n for n, word in enumerate(small) if word in words_of("fronts a clause")]
    if any(not any(map(_finite, small[:n])) or small[n - 1] in words_of("joins a clause") for n in opens):
        return True
    first = next((n for n, word in enumerate(small) if word not in words_of("joins a clause")), 0)
    opening = small[first] in words_of("fronts") or re.fullmatch(r"[a-z]{3,20}ing", small[first]) is not None
    asked = _finite(small[first]) and bool(words_of("joins").intersection(small[first + 1 : first + 2]))  # "Asked by"
    return (opening or asked) and not any(map(_finite, small[first + 1 :]))
