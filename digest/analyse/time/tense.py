"""The tense of the verb to which a day in a sentence belongs: what happened, what is to come, or not sure.

No parser: the words of `data/times.txt` that tell a tense are found, and the nearest before the day in its own clause decides, or the
nearest behind it where the day opens the clause. Two that disagree decide nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from digest.analyse.words.cues import classes
from digest.model import Span

OPENING = 25
"""A day that stands so many characters from the start of its clause, or before a comma, opens the clause: its verb is behind it."""
Mark = tuple[int, int, str]
"""Start and end of words that tell a tense, and which: "future", "past", "unsure"."""


def one_of(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def words_of(name: str) -> list[str]:
    """The entries of a class of `data/times.txt`."""
    return classes("times.txt")[name]


@cache
def numbered(name: str) -> dict[str, int]:
    """Month or weekday, long or short -> its number, from 1."""
    return {word: at for at, entry in enumerate(words_of(name), start=1) for word in entry.split()}


_SHORT = r"(?:(?:(?<=\bit)|(?<=\bhe)|(?<=\bshe)|(?<=\bwho))['’]s|(?:(?<=\bthey)|(?<=\bwe)|(?<=\byou))['’]re)"
"""The short form of "is" or "are" behind a pronoun; behind a noun it is a possessive."""


@cache
def _marks() -> re.Pattern[str]:
    future, unsure = (
        one_of(words_of(name)).replace(r"\ ", r"\s(?:\w+ly\s|now\s|also\s|still\s|soon\s)?")
        for name in ("future", "unsure")
    )
    return re.compile(
        rf"(?<![\w’'])(?:(?P<appointed>{one_of(words_of('appointed'))})|(?P<unsure>{unsure})|(?P<future>{future})|(?P<past>{one_of(words_of('past'))}|\w{{2,20}}ed)"
        rf"|(?P<clause>{one_of(words_of('clause'))}))(?![\w’'])|(?P<will>(?<=\w)['’]ll\b"
        rf"|{_SHORT} (?:{one_of(words_of('contracted'))})\b)|(?P<stop>[;—–])"
    )


def tenses(text: str) -> list[Mark]:
    """Words that tell a tense or open a clause, in order. A participle that belongs to the form before it is not counted."""
    found: list[Mark] = []
    adjectives = frozenset(words_of("not past"))
    for match in _marks().finditer(text.lower()):
        kind = match.lastgroup or ""
        before = text[max(0, match.start() - 24) : match.start()].lower().split()
        attribute = bool(before) and (before[-1] in _DETERMINERS or text[match.start() - 1] == "-")
        attribute = attribute or (match[0] in _NOUNS and before[-2:-1] != [] and before[-2] in _DETERMINERS)
        if kind == "past":
            if match[0] in adjectives or text[match.start()].isupper() or attribute:
                continue
            helper = before[-2:-1] if before and before[-1].endswith("ly") else before[-1:]
            if helper and helper[0] in (_BEING if match[0] in SAYING else _HELPERS):
                continue
            if _UNREAL.search(text, max(0, match.start() - 30), match.start()):
                kind = "unsure"
            if match[0] in _SAME_FORM and _MODAL.search(text, max(0, match.start() - 12), match.start()):
                continue
        if kind == "appointed":
            kind = "unsure" if any(word in _PAST_HELPERS for word in before[-3:]) else "future"
        noun = attribute or (before and before[-1].endswith(("'s", "’s")))
        if kind == "future" and match[0].endswith("s on") and before and before[-1] in _NO_SUBJECTS:
            continue
        if kind == "future" and noun and match[0].endswith(" to"):
            kind = "unsure"  # "a plan to meet" is a noun, which anything may have happened to
        found.append((match.start(), match.end(), "future" if kind == "will" else kind))
    return found


_BEING = frozenset(["be", "been", "being"])
_HELPERS = _BEING | {"get", "to"}
"""Words behind which a participle belongs to the verb before."""
_NO_SUBJECTS = frozenset(["both", "two", "three", "all", "the", "its", "their", "these", "dead", "loose", "false"])
"""Words behind which "ends" or "starts" is a noun ("closed the bridge at both ends on Friday")."""
_SAME_FORM = frozenset(
    ["hit", "cut", "put", "set", "shut", "let", "cost", "spread", "beat", "split", "quit", "cast", "hurt"]
)
"""Past forms that are first forms, too."""
_MODAL = re.compile(r"\b(?:will|won['’]t|shall|would|could|may|might|should|must|can) (?:not )?$")
"""Words behind which a verb has its first form ("will hit"); in small letters, since a month and a man may be called so."""
_UNREAL = re.compile(r"\b(?:would|could|should|might)(?: not|n['’]t)? (?:\w+ly )?(?:have (?:\w+ly )?(?:been )?)?$")
"""What didn't come to pass: "tariffs that would have taken effect on 1 January"."""
_DETERMINERS = frozenset(["the", "a", "an", "of", "its", "their", "his", "her"])
"""Words behind which a participle belongs to a noun, as does one behind a hyphen ("rebel-held")."""
_NOUNS = frozenset(["hit"])
"""Past forms that are nouns behind a determiner and an adjective ("a direct hit")."""
_PAST_HELPERS = frozenset(["was", "were", "been", "had", "originally", "initially", "previously", "once"])


def tense_of(text: str, span: Span, marks: Sequence[Mark]) -> str:
    """Tense of the verb to which the expression at `span` belongs: "past", "future", "unsure", or empty.

    The verb is looked for before it in its own clause; where there is none ("On Tuesday, …"), behind it. A clause between commas
    ("the envoy, who had left, …") counts only for days inside it.
    """
    before = text[max(0, span.start - 60) : span.start].lower()
    if _STATED.search(before):
        return "past"
    if moved := _moved().search(before):
        return "unsure" if _before_now().search(before, 0, moved.start()) else "future"
    closed = (match for pattern in (CLOSED, _PARTICIPLE) for match in pattern.finditer(text))
    asides = [m.span() for m in closed if not m.start() < span.start < m.end()]
    marks = [mark for mark in marks if not any(start < mark[0] < end for start, end in asides)]
    cut = bisect_left(marks, (span.start, 0, ""))
    kinds: list[str] = []
    opened, ahead = 0, span.start
    said = False
    follows = bisect_left(marks, (span.end, 0, ""))
    verb = follows < len(marks) and marks[follows][0] == span.end + 1 and marks[follows][2] != "clause"
    for start, end, kind in reversed(marks[:cut]):
        if text[start:end] == "as" and not kinds and not verb and _ROLE.fullmatch(text, end, span.start):
            continue
        if kind in ("clause", "stop") or span.start - end > 140:
            opened = end
            break
        kinds.append(kind)
        if kind == "past" and _INFINITIVE.search(text, end, ahead):
            return "unsure"
        ahead = start if kind == "future" else ahead  # an infinitive behind "will" or "scheduled to" belongs to these
        if text[start:end].lower() in SAYING:
            said = True
            break
    if announced := _announced(text, span, kinds, marks[follows:], said=said):
        return announced
    if cut and kinds and (arranged := _arranged(text, marks[cut - 1], span.start)):
        return arranged
    opened = max(opened, text.rfind(", ", 0, span.start) + 2)
    joined = follows < len(marks) and marks[follows][0] == span.end + 1
    if not kinds and _ATTRIBUTED.match(text, span.end):
        return ""
    if not kinds and (span.start - opened <= OPENING or joined or text[span.end : span.end + 1] == ","):
        return _behind(text, span, marks[follows:])
    if kinds[:1] == ["unsure"] and (len(kinds) == 1 or said) and _promised(text, span):
        return "future"
    return _agreed(kinds)


def _agreed(kinds: Sequence[str]) -> str:
    """One tense from those before a day, the nearest first."""
    several = set(kinds)
    if len(several) < 2:
        return kinds[0] if kinds else ""
    if kinds[0] == "past" and several == {"past", "unsure"}:
        return "past"
    # what lies between a past form and "will" makes the past form a participle, or the verb of a relative clause
    return "future" if kinds[0] == "future" and several == {"past", "future"} else "unsure"


def _behind(text: str, span: Span, marks: Sequence[Mark]) -> str:
    """Tense of the first verb behind a day that opens its clause; that of a relative clause in between is passed over."""
    verbs: list[str] = []
    relative, last = False, 0
    for start, end, kind in marks:
        if kind == "stop" or start - span.end > 110:
            break
        word = text[start:end].lower()
        if kind == "clause":
            if start <= span.end + 2 and word in ("that", "which", "who"):
                break  # "a move on Tuesday that will …" says when the move was only
            relative = relative or (not verbs and word in _RELATIVE and text[start - 2] != ",")
        elif not relative:
            return "past" if word in _GIVEN else kind
        elif not verbs or start - last > 2:
            verbs.append(kind)
            last = end
        else:
            last = end
    if len(set(verbs)) < 2:
        return verbs[0] if len(verbs) > 1 else ""
    return verbs[1] if len(set(verbs[1:])) == 1 else "unsure"


_GIVEN = frozenset(["agreed to", "vowed to", "promised to", "pledged to"])
"""A word that was given: a day before it is the day on which it was, one behind it may be that of the deed."""
_ROLE = re.compile(r" (?:[\w’'-]+ ){1,5}(?:on|by|in|at|from|until|late|early|last|next) (?:the )?")
"""Behind "as": what somebody is, and no clause ("will step down as mayor on Monday")."""
_RELATIVE = frozenset(["that", "which", "who", "whom", "whose", "when", "where"])
CLOSED = re.compile(r", (?:who|whom|whose|which|where|when|while|although|though)\s[^,;—–]{1,160},")
_PARTICIPLE = re.compile(
    r"(?<=\w), (?:\w{2,20}ed|held|shot|built|caught|found) (?:as|at|by|for|from|in|on|over|since|to|with)\b[^,;—–]{1,120},(?! and\b)"
)
"""By the way, too: "Dell, arrested on Monday, appears in court on Friday"."""
_ATTRIBUTED = re.compile(
    rf",[”\"]? (?:(?:{one_of(words_of('say'))}) [^,;:]{{2,60}}"
    rf"|[^,;:]{{2,60}} (?:{one_of(words_of('say'))})(?: reporters)?(?: (?:late |early )?(?:on )?[A-Z]\w+day)?"
    r"(?: in an? [a-z]+)?)\.?$"
)
"""Ends a sentence behind a day: it says who tells of the day, not when it lies ("voting is on Sunday, the mayor said")."""


def _announced(text: str, span: Span, kinds: Sequence[str], marks: Sequence[Mark], *, said: bool) -> str:
    """Tense of a day that a noun or a present form before it puts ahead; empty where none does.

    "Talks resume Friday", "announced a truce beginning Friday", "called a strike for Friday".
    """
    before = text[max(0, span.start - 100) : span.start].lower()
    against = [kind for kind in kinds if kind != "future"]
    if _resume().search(before):
        sure = not against or (set(against) == {"past"} and (said or kinds[0] == "future"))
        return "future" if sure else "unsure"
    if direct := _direct().search(before):
        return "unsure" if direct["past"] else "future"
    if kinds[:1] == ["future"] and (_happened().search(before) or _after().search(before)):
        return "unsure"
    if kinds[:1] == ["past"] and _wanted().search(before):
        return "unsure"
    if kinds[:1] in ([], ["past"]) and _intended().search(before):
        return "unsure"
    starting = _starting().search(before)
    if not starting and not before.endswith((" for ", " for the ")):
        return ""
    if not against and (kinds or (starting and _behind(text, span, marks) == "future")):
        return "future"
    around = f"{before} {text[span.end : span.end + 60].lower()}" if starting else before
    arranging = _arranging().search(around)
    if arranging and not (arranging["past"] and not starting) and not _before_now().search(before):
        return "future"
    return "unsure" if against or starting else ""


def _arranged(text: str, verb: Mark, day: int) -> str:
    """Tense of a day behind what somebody arranged, called or cancelled; empty where the verb before the day is no such one.

    "Scheduled a visit on Thursday" mostly tells the day of the visit, "called a strike on Thursday" as often that of the call: neither is
    sure. What somebody "has scheduled" for a day is to come.
    """
    start, end, kind = verb
    word, thing = text[start:end].lower(), _ON.sub("", text[end:day].lower())
    if kind != "past" or not thing.strip() or _ELSEWHERE.match(thing) or _after().search(thing):
        return ""
    before = text[max(0, start - 24) : start].lower().split()
    if word in words_of("arranged"):
        return "future" if before[-1:] in (["has"], ["have"]) else "unsure"
    return "unsure" if word in words_of("called") and _gathering().search(thing) else ""


_ELSEWHERE = re.compile(r"\s(?:back|for|in|into|on|out|than|to|upon|with)\s")
"""Right behind the verb: what follows is no gathering that was arranged ("called back its team from the talks on Tuesday")."""
_ON = re.compile(r"\s(?:on\s)?(?:early\s|late\s)?$")


@cache
def _gathering() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{one_of(words_of('gathering'))})(?![\w-])")


@cache
def _intended() -> re.Pattern[str]:
    """An event that a word before it calls still to come, and the day right behind it: "his planned trip on Friday"."""
    return re.compile(
        rf"(?<![\w-])(?:(?:{one_of(words_of('intended'))})\s(?!(?:{one_of(_DETERMINERS)})\s)|(?:{one_of(words_of('in hand'))})\s)"
        rf"(?:[\w-]+\s){{0,2}}(?:{one_of(words_of('gathering'))})\s"
        r"(?:[^.;,]{0,40}\s)?(?:on\s)?(?:early\s|late\s)?$"
    )


@cache
def _direct() -> re.Pattern[str]:
    past = one_of(_PAST_HELPERS)
    return re.compile(
        rf"(?P<past>\b(?:{past})\s(?:\w+\s){{0,2}})?(?<![\w-])(?:{one_of(words_of('direct'))})\s(?:on\s|for\s)?(?:early\s|late\s)?$"
    )


@cache
def _after() -> re.Pattern[str]:
    """Between "will" and the day: it is the day of what came before ("will stay in power after elections on Sunday")."""
    marks = one_of([*words_of("future"), *words_of("appointed")])
    return re.compile(rf"\b(?:{one_of(words_of('come before'))})\s(?!(?:[^.;]{{0,80}}\b)?(?:{marks})\b)[^.;]{{0,60}}$")


@cache
def _wanted() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{one_of(words_of('wanted'))})\s(?:[\w-]+\s){{0,5}}(?:{one_of(words_of('event'))})\s(?:on\s)?(?:early\s|late\s)?$"
    )


@cache
def _happened() -> re.Pattern[str]:
    owner = r"\b(?:the|this|that|an?|his|her|their|its)\s(?:[\w-]+\s){0,3}"
    return re.compile(rf"{owner}(?:{one_of(words_of('happened'))})\s(?:on\s)?(?:early\s|late\s)?$")


@cache
def _resume() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\bto )(?<!\bnot )(?<!n[’']t )(?<!\bthe )(?<!\ba )(?<![\w’-])(?:{one_of(words_of('resume'))})\s(?:on\s)?(?:early\s|late\s)?$"
    )


@cache
def _starting() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{one_of(words_of('starting'))})\s(?:on\s|from\s|as\sof\s)?(?:early\s|late\s)?$")


@cache
def _arranging() -> re.Pattern[str]:
    past = one_of(_PAST_HELPERS)
    return re.compile(rf"(?P<past>\b(?:{past})\s)?(?<![\w-])(?:{one_of(words_of('arranging'))})(?![\w-])")


@cache
def _moved() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:{one_of(words_of('moved'))})\s(?:\w+\s){{0,3}}(?:to|until|till)\s(?:the\s|early\s|late\s)?$"
    )


@cache
def _before_now() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{one_of(words_of('before now'))})(?![\w-])")


_STATED = re.compile(
    r"\b(?:according to|in|during) (?:an?|the|his|her|their|its) (?:[\w-]{1,20} ){0,2}"
    r"(?:statement|interview|report|announcement|letter|briefing|post|tweet) (?:on )?$"
)
"""Before a day: it is that of a statement, whatever the statement is about."""
_INFINITIVE = re.compile(
    r"\bto (?!(?:the|an?|his|her|their|its|them|him|reporters|lawmakers|senators|journalists|and|this|that)\b)[a-z]{2,}\b"
)
SAYING = frozenset(words_of("say"))
_SAID_BEFORE = re.compile(rf"\b(?:{one_of(SAYING)})\b[^.;?!“”\"]{{0,120}}\bwould (?!have\b)[^.;?!“”\"]{{0,120}}$")


_PROMISED = re.compile(
    rf"\b(?:{one_of(SAYING)})(?: (?:reporters|journalists|lawmakers|senators|[A-Z][\w-]+))?"
    r"(?: (?:late |early )?(?:on )?\w{3,6}day)?(?: that)? "
    r"(?:(?!(?:that|who|which|whom|nobody|nothing|[Nn]o|knew|thought|hoped|feared|bragged)\b)[\w’'&-]+ ){1,7}"
    r"would (?!(?:have|not|never|often|always|usually|sometimes|regularly|be (?:wrong|better|a))\b)(?P<does>\w+)[^,.;:?!“”\"—–]{0,80}$"
)
_HELD = frozenset(
    ("hold", "play", "host", "stage", "attend", "open", "start", "begin", "skip", "join", "boycott", "resume", "air")
)
"""Behind "would": what is done with an event on its day."""
_ANSWERS = re.compile(
    r"would (?:appeal|accept|review|look|honou?r|answer|retaliate|respond|react|investigate|discuss|contest|seek|condemn|mourn|examine"
    r"|probe|study|release)\b.*\bthe\b"
)
"""The day may be that of what is answered."""
_PLURAL_DAY = re.compile(r" (?:nights|mornings|evenings|afternoons)\b")
_OF_AN_EVENT = re.compile(
    r"\bthe (?:(?!would\b)[\w-]+ ){0,2}(?:strikes?|attacks?|shootings?|bombings?|raids?|killings?|crash"
    r"|blast|explosion|incursion|incident|votes?"
    r"|elections?|talks|meeting|summit|rally|protests?|fire|storm|debate|match|game|events?|deaths?|clashes)(?: on)? $"
)
"""Before a day: it is that of an event, whatever is said of it."""
_EARLIER = re.compile(
    r"\b(?:last|earlier|previously|originally|initially|ago|had|once|if|unless|whether|then)\b", re.IGNORECASE
)


def _promised(text: str, span: Span) -> bool:
    """Whether somebody says what would come on this day, and nothing tells that he said so long before: "said it would reopen on Monday".

    Of a day that is written out it is known whether it is still to come.
    """
    if any(c.isdigit() for c in text[span.start : span.end]):
        return False
    before = text[max(0, span.start - 300) : span.start]
    often = text[span.end - 1 : span.end] == "s" or _PLURAL_DAY.match(text, span.end)
    promised = _PROMISED.search(before)
    if often or promised is None or _ANSWERS.search(promised[0]):
        return False
    if promised["does"] not in _HELD and _OF_AN_EVENT.search(before):
        return False
    return not _EARLIER.search(before + text[span.start : span.end])


def said_ahead(text: str, span: Span) -> bool:
    """True for a day behind "said … would": to come, seen from the saying. Which day a bare weekday means, it does not tell."""
    return _SAID_BEFORE.search(text[max(0, span.start - 300) : span.start]) is not None
