"""Does a sentence stand alone? Openers that lean on what came before, weak subjects. The words are in `data/openers.txt`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache

from digest.analyse.alone import counted
from digest.analyse.alone.referring import one_of_many, refers_back, rooted, wants_before
from digest.analyse.alone.unnamed import unnamed
from digest.analyse.words.cues import classes, patterns
from digest.model import ELISION, Sentence

_START = r"^[“\"'‘(\[]*"
_BOUND = re.compile(
    r"(?!.{0,400}\b(?:said|says|told|according|demand|condition|insist|want|if|unless)\w*\b)"
    r"[A-Z][^,.;:]{2,60}? (would have to|would be required to|would need to)\b"
)
"""Who is to do something, without who wants it."""
_POINTING = re.compile(
    r"\b(such an?|those|these) (?!days\b|two\b|three\b|who\b|of\b|with\b|in\b|from\b|that\b|which\b|"
    r"responsible\b|killed\b|wounded\b|injured\b|close\b|living\b|affected\b)([a-z]+)"
    r"|\b(?:behind|with|to|by|for|on|of|against|from|among) (?:these|those|this)(?=[,.;])|\bgo(?:es|ing)? beyond this\b(?! [a-z]+[.,;])"
    r"|^(?:Options|Examples|Others) include\b"
)
"""Points at a thing that was named before ("such a meeting", "those missiles")."""
_SUCH = re.compile(
    r"(?<!\bno )(?<!\bany )(?<!\band )\b(such)(?! \w+ as\b) (?!as\b|that\b|an?\b|thing|is\b|was\b|are\b|were\b|"
    r"high\b|low\b|strong\b|large\b|great\b|small\b|"
    r"short\b|long\b|close\b|good\b|bad\b)([a-z]{4,})"
)
"""The same without an article ("such critiques"), where it says no degree ("such high prices")."""
_SIMILAR = re.compile(
    r"\b(?:made|makes|making|expressed|voiced|offered|gave|issued|raised|echoed) (?:an? )?(similar) "
    r"(?:comments?|remarks?|statements?|concerns?|views?|sentiments?|warnings?|criticisms?|arguments?|points?|calls?|pleas?)\b"
    r"(?! (?:to|as|by)\b)"
)
"""Words that only a sentence before gives; not where several give them to each other."""
_SEVERAL = re.compile(r"\b(?:[Tt]wo|[Bb]oth|[Aa]ll|[Ee]ach|(?!(?:has|was|is|this|its|his)\b)[a-z]{2,30}s)\b")
_SAME = re.compile(
    r"\b(the same)(?! (?:as|that|for|to)\b) (?:[a-z-]+ )?([a-z]{3,})(?!.{0,80}\b(?:as|that|which|who|where|when)\b)"
)
"""A thing that is said to be one that was named ("gave the same toll"), where the sentence doesn't go on to say which."""
_THEN = re.compile(
    r"\b(since then|until then|by then|before then|at that (?:time|point|moment)|in that (?:time|period))\b"
)
"""A time that was named before."""
_TIMED = re.compile(
    r"\b(?:when|after|before|since|until|as|while|once|during|ago|earlier|last|first|[12]\d{3}|[12]\d?[ap]?m)\b"
    r"|(?<![\d,.])\d{1,2}(?![\d,.%]| (?:people|civilians|soldiers|children|million|billion))",
    re.IGNORECASE,
)
"""Stands where a sentence names the time itself."""
_NEAR = 60
"""Characters within which it stands; further on, it mostly says again what the sentence itself has said."""
_OF_TWO = re.compile(
    r"\b[Tt]he (?:latter|former)\b(?=[,.;]"
    r"| (?:is|are|was|were|has|had|have|would|will|could|may|might|can|did|does|also|insist|want|say|said|of wh)"
    r"|[a-z]+ed\b| [a-z]+s\b(?! (?:said|says|told|had|has|have|were|are|would|will)))"
)
"""One of two things, where no noun follows ("the latter said", not "the former minister")."""
_TWO_NAMED = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)* and (?:the )?[A-Z]")
"""Says which two."""
_TWO = re.compile(r"\b(?:and|or|from|than|over|versus|vs)\b|[,;/]")
"""Stands between two things that are named."""
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\b|January|February|March|April|May \d\d?|June|July|"
    r"August|September|October|November|December|yesterday|today|[12]\d{3})\b"
)
_BREAK = re.compile(r"(?P<head>[^,“\"]{2,60}), (?:meanwhile|in turn), ")
_PRONOUN_INSIDE = re.compile(r"(?=[hst])\b(?:he|she|they|him|her|them|his|their)\b", re.IGNORECASE)
_PERSON_INSIDE = re.compile(r"\b(?:he|she|him|his|her)\b(?!’s own)")
_FRONTED = re.compile(
    r"(?:At|In|On|During|Speaking|Addressing|Appearing|Testifying|Writing)"
    r"(?![^,;:“”\"]{0,140}(?:['’]|\b(?:by|case of|of|(?<!interview )with|for) [A-Z]|\b(?:is|was|were|had|has) ))\b[^,;:“”\"]{2,140}, "
    r"|On (?:Truth Social|X|Twitter|Facebook|Instagram|Telegram|TikTok|Threads|Bluesky|YouTube|LinkedIn|Weibo|social media) "
)
"""A circumstance in front that names places, bodies or events ("At a hearing of the Senate, …"): whom "he" behind it means stands further
back. Names whose something it is, or behind "by", "of" and "with" alone, may be a person's."""
_LONGEST_FRONT = 160
_FRONTED_MANY = re.compile(
    r"(?:Earlier|Later|Last|This|On|In|At|During|Since|For now)\b"
    r"(?![^,]{0,60}(?:\b(?!(?:this|plus|as|us|was|is|has|its)\b)[a-z]{0,30}[a-rt-z]s\b|\b(?:and|both|people|children|men|women|police|pair|"
    r"duo|team|couple|crew|group|committee|family|staff|side)\b|\bthe [A-Z]\w{0,40}))"
    r"[^,;:“”\"]{0,60}, (they)\b(?! (?:are|were) (?:\w+ ){0,2}[A-Z])"
)
"""The same before "they", where the circumstance names no several ("Earlier this month, they called …")."""
_WANTED_OF_THEM = re.compile(
    r"(?!(?:[^,;:“”\"]{0,80}?\b(?!(?:has|was|is|says|insists|argues|this|its|his)\b)(?:[a-z]{1,30}s|and|people|children)\b)"
    r"[^,;:“”\"]{0,80}? they\b)"
    r"[A-Z][^,;:“”\"]{1,80}? (?:has |had )?(?:said|says|insisted|insists|argued|argues) (?:that )?(they) (?:should|must|ought to|deserve)\b"
)
"""What somebody wants for several who are not named ("Orlova has said they should be rewarded")."""
_QUOTED = re.compile(r"[“\"][^“”\"]*(?:[”\"]|$)")
_FULL_NAME = re.compile(r"\b(?=[A-Z])(?!Mrs?\.? |Ms\.? |Dr\.? )([A-Z][\w’'-]{0,40})\.? (?=([A-Z][\w’'-]{1,40}))")


@dataclass(frozen=True, slots=True)
class _Patterns:
    pronoun: re.Pattern[str]
    expletive: re.Pattern[str]
    connective: re.Pattern[str]
    adding: re.Pattern[str]
    preposition: re.Pattern[str]
    ahead: re.Pattern[str]
    weak: re.Pattern[str]
    answering: re.Pattern[str]
    undated: re.Pattern[str]
    earlier: re.Pattern[str]
    pair: re.Pattern[str]
    happened: re.Pattern[str]
    bare: re.Pattern[str]
    persons: re.Pattern[str]
    """One or several by their office only ("The secretary also said …", "The three leaders threatened …")."""
    weak_pair: re.Pattern[str]
    tail: re.Pattern[str]
    person: re.Pattern[str]
    speech: re.Pattern[str]
    speaker: re.Pattern[str]
    office: re.Pattern[str]
    no_name: frozenset[str]
    same: frozenset[str]
    against: re.Pattern[str]
    this: re.Pattern[str]
    """Says something of what only a sentence before tells ("criticised this as inadequate")."""
    them: re.Pattern[str]
    """What a subject does to people of whom only a sentence before says who they are."""
    move: re.Pattern[str]
    """Judges what only a sentence before tells ("called the move a mistake")."""


@cache
def _patterns() -> _Patterns:
    words = patterns("openers.txt")
    adverb = "(?:(?:also|still|not|now|far from|immediately|at once|entirely|completely) ){0,2}"
    be = "(?:(?:is|was)(?:n[’']t)?|remains|remained|will be|would be|may be|could be|seems|appears)"
    lead = f"(?:(?:{words['before a pronoun']}),? )?"
    return _Patterns(
        pronoun=re.compile(rf"{_START}{lead}({words['pronoun']})\b(?! \[)"),
        expletive=re.compile(
            rf"{_START}{lead}(?:It(?: {be}|['’]s) {adverb}(?!(?:{words['it is to']}) to (?!(?:be|take|rain|snow)\b))(?:{words['it is']})\b"
            rf"|There (?:is|are|was|were|has been|have been|will be|would be|remains?)\b|This (?:{words['period']})\b"
            rf"|(?:Both|Neither|Some|Those|Such|Another|These|This|That) (?:of the )?(?:{words['group']})\b|Both [A-Z]\w+ and\b"
            r"|Some (?:of|\d)|Those who)"
        ),
        connective=re.compile(rf"{_START}({words['connective']})\b"),
        adding=re.compile(
            r"(?!Also (?!on |in |late |early |this |last )[a-z])"
            rf"(?:{words['adding connective']})\b,? (?:(?:the|a|an|some|many|only|on|in|at) )?(?:[a-z-]+ ){{0,2}}(?!I\b)[A-Z][\w.]"
        ),
        preposition=re.compile(
            rf"{_START}((?:{words['preposition']}) (?:{words['referring']}|the (?:first|second|third|fourth|other|former|latter)(?=,))"
            r"|The (?:latter|former)(?= \w+(?:s|ed)\b| has\b| had\b))\b"
            rf"(?! (?:{words['period']})\b)"
        ),
        ahead=re.compile(r"[^,“”\"]{2,80}, (?:the )?(?!I\b|He\b|She\b|It\b)[A-Z][\w.’']+"),
        weak=re.compile(rf"{_START}The (?:{words['weak subject']})s?\b(?! of [A-Z])"),
        answering=re.compile(rf"{_START}(?:But|And|Yet|Still)\b [^,“”\"]{{2,60}}? (also|too) (?:{words['speech']})\b"),
        undated=re.compile(rf"{_START}({words['undated']}|{words['earlier']}),"),
        earlier=re.compile(
            rf"{_START}({words['earlier']}), (?:the |an? )?(?:[a-z][\w’'-]* ){{0,2}}(?!I\b|(?:He|She|It|They)\b)[A-Z][\w.]"
        ),
        pair=re.compile(
            rf"{_START}((?:The (?:two|three|four)|Both|All (?:three|four)) (?:{words['pair']})|The (?:pair|duo|trio)"
            r"|The two(?= [a-z]+ed\b| (?:have|had|are|were|will|would|met|also|then|say)\b))\b"
            r"(?! of [A-Z]| [A-Z]|[-’])(?! [a-z]+ (?:talks|agreement|deal|statement|meeting)\b)"
        ),
        happened=re.compile(
            rf"{_START}(The (?:[a-z]+ )?(?:{words['happened']})s?) (?:also |then |itself )?(?:come|comes|came|follows?|followed)\b"
            r"(?! (?:to|into|from|under|with|through|back|together|in effect|at a (?:price|cost))\b)"
        ),
        bare=re.compile(
            rf"{_START}The (?P<noun>[a-z]+) (?:also |still |now |then |later |itself |however )?"
            rf"(?:{words['bare verb']}|[a-z]{{3,}}ed)\b(?! by\b)"
        ),
        persons=re.compile(
            rf"{_START}(The (?:(?:{words['role']})|(?:two|three|four) (?:{words['roles']})))"
            rf"(?: (?:also|then|later|further|both))? (?:{words['speech']}|[a-z]{{3,}}ed|met|has|have|had|is|was|are|were|will|would|did)\b"
        ),
        weak_pair=re.compile(rf"{_START}(?:The (?:two |three )?|Both )(?:{words['weak pair']})\b(?! of [A-Z])"),
        tail=re.compile(
            rf"(?<=[,?!…\"—–-] )(?:(he|she|they|it) (?:also |then )?(?:has |had )?(?:{words['speech']})"
            rf"|(?<=\" )(?:{words['speech']}) (he|she|they))\b"
        ),
        person=re.compile(rf"\b(?:{words['person']})s?\b", re.IGNORECASE),
        speech=re.compile(rf"\b(?:{words['speech']})\b"),
        speaker=re.compile(
            rf"\b(?:{words['speech']}) (?P<after>[A-Z][\w’'-]{{1,40}})(?= |[.,;])"
            rf"|\b(?P<before>[A-Z][\w’'-]{{1,40}}) (?:also )?(?:{words['speech']})\b"
        ),
        office=re.compile(rf"\b(?:{words['high office']}) (?:[A-Z][\w.’'-]* ){{0,2}}([A-Z][\w-]+)"),
        no_name=frozenset(classes("openers.txt")["no name"]),
        same=frozenset(classes("openers.txt")["same"]),
        this=re.compile(
            rf"\b(?:{words['judges']}|told \w+|that) (this|these)"
            r"(?= (?:as|is|was|were|could|would|will|had|has|may|might|did|does|meant|means|showed|shows)\b|[.,;])"
        ),
        them=re.compile(rf"(?P<head>[^,;:“\"]{{2,60}}?) (?:{words['addresses']}) (?P<word>them|him|her)\b"),
        move=re.compile(
            rf"\b(?:{words['judges']}) (the (?:{words['judged']})s?)"
            r"(?! (?:of|to|by|that|on|in|against|for|from|with|about|over|made|taken|imposed|announced)\b| [A-Z])"
        ),
        against=re.compile(rf"{_START}({words['against']})\b"),
    )


def opener(sent: Sentence) -> str:
    """The word by which a sentence leans on the one before ("He", "These", "However"), empty where it stands alone.

    "It is unclear …", "There were …", "Both sides …" stand alone; a pronoun followed by a bracketed name does too, a connective that only
    adds before a named subject ("Meanwhile, the German government …"), and a pronoun whose name follows ("In her speech, Mrs May …").
    A bare quotation leans on what surrounds it; so does a sentence whose speaker is a pronoun ("…, he said") or in which a pronoun of a
    person comes before any person.
    """
    return leans_back(sent.text)


def leans_back(words: str) -> str:
    """The same of words that may be a sentence."""
    text, patterns = as_opened(words), _patterns()
    if match := patterns.persons.match(text):
        return match[1]
    if counted.stands(text):
        return _pointing(text) or _orphan(text)
    if match := patterns.pair.match(text):
        rest = text[match.end() :]
        if not (_TWO_NAMED.search(rest) if match[1].startswith("Both") else _named(rest, patterns.no_name)):
            return match[1]
    elif match := patterns.pronoun.match(text):
        if not patterns.expletive.match(text):
            return match[1]
    elif match := patterns.answering.match(text) or patterns.happened.match(text):
        return match[1]
    elif match := patterns.connective.match(text):
        if not patterns.adding.match(text):
            return match[1]
    elif match := patterns.undated.match(text):
        if not (_DAY.search(text) or patterns.earlier.match(text)):
            return match[1]
    elif match := patterns.preposition.match(text) or _BOUND.match(text):
        return refers_back(text, _QUOTED.sub('"', text)) if patterns.ahead.match(text, match.end()) else match[1]
    if word := _pointing(text):
        return word
    if text[:1] in '“"' and _whole_quote(text):
        return "quotation"
    return _orphan(text)


def as_opened(words: str) -> str:
    """The words of a sentence as a sentence of their own, where words before them are left out."""
    rest = words.removeprefix(f"{ELISION} ")
    return rest[:1].upper() + rest[1:]


def _pointing(text: str) -> str:
    """The words that point at what only a sentence before names, empty where there are none.

    A thing whose root stands before them in the sentence is named there ("attacked the base and said such attacks …").
    """
    match = _POINTING.search(text)
    if match and (match[1] or "").startswith("such") and match.start() >= _NEAR:
        match = None
    if match and not (match[2] and rooted(match[2], text[: match.start()])):
        return match[1] or match[0]
    patterns, told = _patterns(), _QUOTED.sub('"', text)
    if (match := _SUCH.search(told, 0, _NEAR)) and not rooted(match[2], told[: match.start()]):
        return match[1]
    if (
        (match := _SAME.search(told))
        and _new(match[2], told[: match.start()])
        and _new(told[match.end(1) :].split()[0], "")
    ):
        return match[1]
    if match := _SIMILAR.search(told):
        head = told[: match.start()]
        if not (_TWO.search(head) or _SEVERAL.search(head)):
            return match[1]
    if (match := patterns.this.search(told)) and not _TWO.search(told[: match.start()]):
        return match[1]
    if (match := _THEN.search(told)) and not (
        _DAY.search(text, 0, match.start() if match[1] == "since then" else len(text))
        or _TIMED.search(told[: match.start()])
    ):
        return match[1]
    if (match := patterns.them.match(told)) and not _TWO.search(match["head"]):
        return match["word"]
    if (match := _OF_TWO.search(told)) and not _TWO.search(told[: match.start()]):
        return match[0]
    if (match := _BREAK.match(told)) and not _named(match["head"], patterns.no_name) and not patterns.ahead.match(told):
        return "meanwhile"
    return refers_back(text, told)


def _new(noun: str, head: str) -> bool:
    """True where a noun behind "the same" is no turn of speech and not named in the words before."""
    return noun.strip(".,;!?") not in _patterns().same and not rooted(noun, head)


def _orphan(text: str) -> str:
    """The pronoun outside quotation marks of which the sentence doesn't say who is meant, empty where there is none."""
    if not _PRONOUN_INSIDE.search(text):
        return ""
    patterns, told = _patterns(), _QUOTED.sub('"', text)
    if match := patterns.tail.search(told):
        head, word = told[: match.start()], match[1] or match[2]
        if not any(map(str.isalpha, head)):
            return word
        if word in ("he", "she") and not (patterns.person.search(head) or patterns.speech.search(head)):
            return word
    if (match := _FRONTED_MANY.match(told) or _WANTED_OF_THEM.match(told)) and not patterns.ahead.match(
        told, match.end()
    ):
        return match[1]
    match = _PERSON_INSIDE.search(told)
    if match is None or patterns.ahead.match(told, match.end()):
        return ""
    head = told[: match.start()]
    if patterns.person.search(head):
        return ""
    further = match[0] in ("he", "she") and len(head) <= _LONGEST_FRONT and _FRONTED.fullmatch(head) is not None
    return match[0] if further or not _named(head, patterns.no_name) else ""


def _named(head: str, no_name: frozenset[str]) -> bool:
    """True where a capitalised word stands in it that is none of those which only open a sentence."""
    return any(word[:1].isupper() and _bare(word.rstrip(":;")) not in no_name for word in head.strip('"“(').split())


def weak_subject(sent: Sentence) -> bool:
    """True where the subject is a title or thing that only the sentences before name ("The president …", "The statement …")."""
    return bool(_patterns().weak.match(as_opened(sent.text)))


def leans(sent: Sentence, introduced: Container[str], known: Container[str], held: Container[str] = ()) -> str:
    """The words for which a reader would want a sentence before it, though it can stand: a weak subject in a sentence that names nobody,
    the surname of a speaker whose full name stands earlier; empty where there are none.

    `introduced` are the surnames whose bearers the document's earlier sentences name in full (`names_in_full`), `known` the names
    and things that every reader of the briefing knows (`well_known`, the configuration's topic and aliases), `held` the offices of which
    the document names a holder (`unnamed.offices`): who that is can be told behind the item.
    """
    text, patterns = as_opened(sent.text), _patterns()
    told = _QUOTED.sub('"', text)
    if (move := patterns.move.search(told)) and not rooted(move[1].split()[1], told[: move.start()]):
        return move[1]
    if (earlier := patterns.earlier.match(text)) and not _DAY.search(text):
        return earlier[1]
    bare = patterns.bare.match(text)
    weak = patterns.weak_pair.match(text) or patterns.weak.match(text)
    which = bare is not None and (weak is not None or (text[0] == "T" and one_of_many(bare["noun"])))
    if which or ((bare or weak) and not _named(text[5:], patterns.no_name)):
        noun = weak[0].rpartition(" ")[2] if weak else text.split(maxsplit=2)[1]
        if noun not in known:
            return f"The {noun}"
    for match in patterns.speaker.finditer(told):
        name = _bare(match["after"] or match["before"])
        if (
            not (name.isupper() or patterns.person.fullmatch(name))
            and name in introduced
            and name not in known
            and name not in names_in_full(sent)
        ):
            return name
    return wants_before(text, told, known) or unnamed(text, told, known, held)


def answers(sent: Sentence) -> str:
    """The word with which a sentence answers another ("But"), empty where it is none: good in its place, no beginning of anything."""
    match = _patterns().against.match(as_opened(sent.text))
    return match[1] if match else ""


def names_in_full(sent: Sentence) -> frozenset[str]:
    """Surnames that stand in a sentence behind a first name or an office."""
    return frozenset(_bare(m[2]) for m in _FULL_NAME.finditer(sent.text) if m[1] not in _patterns().no_name)


def well_known(docs: Iterable[str]) -> frozenset[str]:
    """Names that one of the texts gives with one of the highest offices ("President …"): nobody has to be told who that is."""
    office, offices = _patterns().office, classes("openers.txt")["high office"]
    naming = (text for text in docs if any(held in text for held in offices))
    return frozenset(match[1] for text in naming for match in office.finditer(text))


def _bare(name: str) -> str:
    return name.removesuffix("’s").removesuffix("'s").rstrip(".,’'-")


def leans_inside(sent: Sentence) -> bool:
    """True where a third-person pronoun stands in a sentence."""
    return bool(_PRONOUN_INSIDE.search(sent.text))


def _whole_quote(text: str) -> bool:
    """True where nothing but the quotation stands in the sentence: nobody says who speaks."""
    closing = max(text.rfind("”"), text.rfind('"', 1))
    return closing < 1 or len(text) - closing <= 3
