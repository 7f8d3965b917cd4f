"""Who somebody is, where a page gives a bare surname ("Deral condemned …") and only its own article says whose it is.

The article says it by the full name with an office before it, behind a comma ("Ana Deral, an adviser to the harbour minister") or before
one ("Norland’s harbour minister, Ana Deral, said"): patterns by which people are introduced (Hearst 1992). The same is told of somebody
who speaks by his full name without his office. Its own words are told behind the item. Left alone is who needs no introduction: the topic
and the parties of the configuration and the holders of the highest offices. So is a surname that the article gives to two people. The
words are data in `data/persons.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from digest.compose.apposition import goes_on, is_clause, office_end
from digest.compose.office_words import (
    are_roles,
    clause_marks,
    is_role,
    lowered,
    of_office,
    of_people,
    parts_of,
    words_of,
)

LONGEST = 120
"""Characters of an introduction."""
_BEFORE = 120
"""Characters before a name in which its bearer's office is looked for."""
_MOST = 60
"""Places of a name in an article that are looked at: it is introduced near the first."""
_SHORT = 4
"""Most characters of an abbreviation with its stop."""
_GIVEN = 3
"""Most given names."""
_WORD_BEFORE = 64
"""Characters of the word before a name."""
_SURNAME = re.compile(r"(?<![\w.&’'-])[A-Z][\w-]{2,40}")
_SPEAKER = re.compile(
    r"(?:^|[.”\"] |, )(?P<name>(?:[A-Z][\w’-]{1,30} (?:[A-Z]\. )?){1,2}[A-Z][\w-]{2,40})(?: [a-z][^,.;:“”\"]{0,60}?)? "
    r"(?:said|says|told|stated|declared|added|warned|announced|called|denied|insisted|argued)\b"
    r"|(?:said|says|told|added|warned) (?P<behind>(?:[A-Z][\w’-]{1,30} (?:[A-Z]\. )?){1,2}[A-Z][\w-]{2,40})(?=[.;]| (?:in|on|at|during)\b)"
)
"""Somebody who speaks, by his full name and nothing else."""
_QUOTED = re.compile(r"“[^”]{0,2000}”?|\"[^\"]{0,2000}\"?")
_PREFIX = re.compile(r"(?<![\w-])(?:(?:al|el)-|(?:al|el|bin|ben|van|von|de|der) )$")
_GIVEN_BEHIND = re.compile(r", (?:[A-Z][\w.’-]{0,30} ){1,3}$")
"""Before a surname: a comma, behind which the given names stand."""
_AFTER_HOLDER = re.compile(r",(?! (?:and|or|as well|both|who were)\b)|\.(?![\w-])|[”\"]")
"""Behind the surname then: the other comma."""
_WORD = re.compile(r"\S+")


def bare_surnames(text: str) -> Iterator[str]:
    """Every word of a printed text that may be a surname without office and given name before it, but for "Mr" and the like."""
    for match in _SURNAME.finditer(text):
        word = match[0]
        near = text[max(0, match.start() - _WORD_BEFORE) : match.start()]
        before = near.split()[-1] if near.endswith(" ") and not near.isspace() else ""
        first = before.lstrip("“\"'(‘[")
        capital = first[:1].isupper() and first[-1] not in '.,:;!?”")' and first not in words_of("no name")
        alone = not capital or _tells_little(first)
        if alone and not word.isupper() and not re.match(r" [A-Z]", text[match.end() : match.end() + 2]):
            yield word


def speakers_in_full(text: str) -> Iterator[tuple[str, str]]:
    """Full name and surname of everybody who speaks in a printed text, where no office stands before his name."""
    for match in _SPEAKER.finditer(_QUOTED.sub('""', text)):
        name = match["name"] or match["behind"]
        words = name.split()
        if not any(of_office(word) or word in words_of("no name") or word.isupper() for word in words):
            yield name, words[-1]


def described(name: str, surname: str, article: str, printed: Iterable[str]) -> str:
    """What a text says of somebody whom a page names in full and, up to there, without his office; empty where it doesn't say it surely."""
    who = introduction(surname, article)
    if name not in who or any(introduction(surname, text) for text in printed):
        return ""
    return who.removeprefix(f"{name}, ").removesuffix(f", {name}")


def needs_naming(surname: str, printed: Iterable[str], articles: Iterable[str]) -> bool:
    """Whether a reader of what is printed, up to where the bare surname stands, hasn't met its bearer and needn't know him."""
    if any(_fully(text, at) for text in printed for at, _ in _places(surname, text)):
        return False
    highest = re.compile(rf"{_highest()} (?:[A-Z][\w.’-]{{0,40}} ){{0,3}}{re.escape(surname)}(?!\w)")
    return not any(surname in text and highest.search(text) for text in articles)


def introduction(surname: str, text: str) -> str:
    """The words of a text that tell who bears a surname, his office among them; empty where none do, or where two people bear it."""
    if not _is_name(surname, text):
        return ""
    firsts: set[str] = set()
    found: list[tuple[bool, str]] = []
    for at, end in islice(_places(surname, text), _MOST):
        start, first, office = _named(text, at)
        if not first or re.match(r" [A-Z]", text[end : end + 2]):
            continue
        firsts.add(first)
        behind = office_end(text, start, end)
        ranked = bool(office) and words_of("rank").issuperset(office)
        if office and not (ranked and behind > end):
            found.append((ranked, text[start:end]))
        elif behind > end:
            found.append((False, text[start:behind]))
        elif (begins := _holder(text, at, end)) < at:
            found.append((False, text[begins:end]))
    told = [(rank, " ".join(words.split())) for rank, words in found if len(words) <= LONGEST]
    return min(told, key=lambda one: one[0])[1] if told and len(firsts) == 1 else ""


def _fully(text: str, at: int) -> bool:
    """Whether an office or a given name stands before the name at `at`."""
    head = _head(text, at).split()
    return bool(head) and head[-1][0].isupper() and head[-1] not in words_of("no name") and not _tells_little(head[-1])


def _tells_little(word: str) -> bool:
    """Whether a word before a surname tells nothing but that it is one ("Mr", "General")."""
    return lowered(word) in words_of("address") | words_of("in full")


def _places(surname: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a surname stands, with what belongs to it before it ("al-")."""
    at = text.find(surname)
    while at >= 0:
        end = at + len(surname)
        prefix = _PREFIX.search(text, max(0, at - 5), at)
        start = prefix.start() if prefix else at
        if not re.match(r"[\w-]", text[end : end + 1]) and not re.match(r"[\w-]", text[max(0, start - 1) : start]):
            yield start, end
        at = text.find(surname, end)


def _head(text: str, at: int) -> str:
    """The words before a name that may belong to it."""
    return clause_marks().split(text[max(0, at - _BEFORE) : at])[-1]


def _named(text: str, at: int) -> tuple[int, str, Collection[str]]:
    """Where the phrase begins that ends with the surname at `at`, the first of its given names, and the words of office before them; no
    given name where none stands there.
    """
    head = _head(text, at)
    words = list(_WORD.finditer(head)) if head.endswith(" ") else []
    given: list[re.Match[str]] = []
    while words and len(given) < _GIVEN and words[-1][0][0].isupper() and not of_office(words[-1][0]):
        given.insert(0, words.pop())
    while given and not all(_is_name(word[0], text) for word in given):
        words.append(given.pop(0))
    if len(given) > 1 and given[0][0] in words_of("body"):  # "Speaker of the House Ana Deral"
        words.append(given.pop(0))
    if not given:
        return at, "", ()
    first = given[0][0].rstrip(".")
    title: list[re.Match[str]] = []
    while words and _of_title(words, title):
        title.insert(0, words.pop())
    title = title[_alone_from(title) :]
    title = title[_own_from([word[0] for word in title]) :]
    while title and (title[0][0].lower() in words_of("inside") or title[0][0] in words_of("no name")):
        title.pop(0)
    office = {part for word in title for part in parts_of(word[0]) if part in words_of("role") | words_of("rank")}
    begins = at - len(head) + given[0].start()
    if not office or _says_little([word[0] for word in title]):
        return begins, first, ()
    if not _holds([word[0] for word in title]):  # "member of the Northern Dam Union" is nobody called Northern Dam
        return at, "", ()
    return at - len(head) + title[0].start(), first, office


def _alone_from(title: Sequence[re.Match[str]]) -> int:
    """Index of the first of the words before a name that don't belong to another one ("Bel and Rep. Ana Deral", "Congress to …")."""
    small = [lowered(word[0]) for word in title]
    address = words_of("address")

    def parts(n: int) -> bool:
        """Whether an "and" at n joins two people, not what one holds an office of ("Trade and Dams Minister")."""
        before, after = small[:n], small[n + 1 : n + 2]
        office = any(map(of_office, before))
        behind = any(map(of_office, small[n + 1 :]))
        two = behind and len(before) == 1 and title[0][0] not in words_of("held of")
        named = behind and _of_somebody([word[0] for word in title[:n]])
        return (
            named or not address.isdisjoint([*before, *after]) or ((two or any(map(of_office, after))) and not office)
        )

    ends = (
        n
        for n, word in enumerate(small)
        if (word == "and" and parts(n))
        or (word == "to" and not any(map(of_office, small[:n])))
        or (
            not address.isdisjoint(small[n + 1 : n + 2]) and word[:-1] in words_of("role")
        )  # "leaders Rep. Ana Deral and …"
    )
    return 1 + max(ends, default=-1)


def _own_from(title: Sequence[str]) -> int:
    """Index of the first of the words before a name that tell what its bearer is, not who is with him ("Lawyers for activist Ana Deral",
    "an aide to Norland Minister …"). All of them are others' where "and" leaves open whose the office is.
    """
    if not title or not of_office(title[-1]) or title[-1] in words_of("held of"):
        return 0
    joins = [
        n
        for n, word in enumerate(title[:-1])
        if n and word in words_of("of whom") and title[n + 1] not in words_of("body")
    ]
    others = [n for n in joins if of_people(title[n - 1]) or is_role(title[n - 1])]
    if not others:
        several = (n for n, word in enumerate(title) if are_roles(word) and title[n + 1 : n + 2] in ([], ["and"]))
        return 1 + max(several, default=-1)  # not "Lake Farmers Union head"
    last = joins[-1] + 1
    if (
        last + 1 < len(title) and not is_role(title[-1]) and title[others[0]] == "of"
    ):  # "Chair of the Lake Board Rep. Ana Deral"
        return 0
    return len(title) if "and" in title[others[0] :] else last


def _of_somebody(title: Sequence[str]) -> bool:
    """Whether an office and a name behind it stand here, and no more ("harbour minister Ana Deral", not "Minister for Dams")."""
    office = max((n for n, word in enumerate(title) if of_office(word)), default=-1)
    name, least = [word for word in title[office + 1 :] if word != "the"], 1
    if name[:1] == ["of"]:  # "Secretary of State Ana Deral", "Chairman of the Lake Chiefs of Staff Ana Deral"
        name = name[len(name) - name[::-1].index("of") :]
        name, least = (name[1:], 1) if name[:1] and name[0] in words_of("body") else (name, _GIVEN)
    elif "of" in name:  # "Governor Ana Deral of Norland"
        name = name[: name.index("of")]
    held = words_of("held of")
    return office >= 0 and len(name) >= least and all(word[0].isupper() and word not in held for word in name[-2:])


def _says_little(title: list[str]) -> bool:
    """Whether the words before a name don't tell who its bearer is: the director of what? Nor does a headline that runs on."""
    return (len(title) == 1 and title[0] in words_of("of what")) or sum(
        word.isupper() and len(word) > 1 for word in title
    ) > 2


def _holds(title: list[str]) -> bool:
    """Whether a given name can follow: directly behind an office, or behind what it is held of ("Speaker of the House Ana Deral")."""
    return of_office(title[-1]) or ("of" in title and title[-1][0].isupper() and not title[-1].endswith(("’s", "'s")))


def _of_title(words: list[re.Match[str]], title: list[re.Match[str]]) -> bool:
    """Whether the last of these words belongs to the office that ends with `title`: one of office, or what joins a name to one."""
    word = words[-1][0]
    if of_office(word) or word[0].isupper() or word in words_of("inside") or word in words_of("modifier"):
        return True
    named = len(words) > 1 and words[-2][0][0].isupper() and words[-2][0] not in words_of("no name")
    named = named and not of_people(words[-2][0]) and not is_clause([words[-2][0], word])
    return named and bool(title) and of_office(title[0][0]) and word.isalpha() and word not in words_of("no office")


def _is_name(word: str, text: str) -> bool:
    """Whether a word with a capital is no word of the language in this text."""
    small = word.rstrip(".").lower()
    if word in words_of("no name") or set("’'").intersection(word):
        return False
    return small not in text or re.search(rf"(?<![\w-]){re.escape(small)}(?![\w-])", text) is None


def _holder(text: str, at: int, end: int) -> int:
    """Where the office begins that stands before a full name, each between commas ("Norland’s harbour minister, Ana Deral, said"); `at`
    where none does. Only one with a name in it, and not where it is what another office is of ("an aide to Norland’s minister, …").
    """
    head = text[max(0, at - _BEFORE) : at]
    comma = _GIVEN_BEHIND.search(head)
    if comma is None or not _AFTER_HOLDER.match(text, end) or not goes_on(text, at - len(head) + comma.start(), end):
        return at
    clause = clause_marks().split(head[: comma.start()])[-1]
    words = list(_WORD.finditer(clause))
    for n in range(len(words) - 2, -1, -1):
        owned = words[n][0][0].isupper() and words[n][0].endswith(("’s", "'s"))
        if not owned and words[n][0].lower() not in ("the", "a", "an"):
            continue
        office = [word[0] for word in words[n + 1 :]]
        if not any(map(is_role, office)):
            continue
        while owned and n and (words[n - 1][0][0].isupper() or words[n - 1][0] == "the"):
            n -= 1
            if words[n][0] in words_of("no name") - {"The", "A", "An"}:
                n += 1
                break
        named = owned or any(word[0].isupper() for word in office)
        whole = n == 0 or words[n - 1][0].lower() not in words_of("no whole")
        return (
            at - len(head) + comma.start() - len(clause) + words[n].start()
            if named and whole and not _verbal(office) and not is_clause(office)
            else at
        )
    return at


def _verbal(words: list[str]) -> bool:
    """Whether there is more in these words than an office: a verb, somebody’s own, the end of a sentence."""
    more = (words_of("no office") - words_of("around an office")) | words_of("own")
    return any(word in more or (word.endswith(".") and len(word) > _SHORT) for word in words)


@cache
def _highest() -> str:
    """The highest offices as a pattern."""
    return rf"(?<!Vice )\b(?:{'|'.join(sorted(map(re.escape, words_of('highest'))))})"
