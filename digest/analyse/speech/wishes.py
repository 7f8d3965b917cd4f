"""What a party wants, where it is named by a noun: "Russia's demands include …", "under Moscow's terms", the heading "What Russia wants".

A wish counts for its owner only where the sentence is about it: as the subject, behind "is" or "over", or in "under … terms". A demand
that somebody else faces, rejects or weighs makes a sentence about him, too, and is nobody's here.
"""

from __future__ import annotations

import re
from functools import cache

from digest.analyse.speech.phrase import ADJECTIVE, FUNCTION, Mention, words
from digest.analyse.words.cues import classes

_HINGES = re.compile(
    r"(?:^|\b(?:is|was|are|were|be|been|over|on|about|with|include|includes|included|remain|remains|remained|reflects|by) )(?:the |an? )?$"
)
"""Before a demand that is what the sentence is about: "A sticking point is Russia's demand that …"."""
_OPENS = re.compile(r"^\W*\w+ (?:with|by|on|over|about) (?:the |an? )?$")
"""Before a demand that only introduces what somebody else does: "Faced with Israeli demands, the group said …"."""
_UNDER = re.compile(r"(?:\b[Uu]nder|\b[Pp]er|\b[Aa]ccording to|\b[Ii]n line with) (?:the |an? )?$")
_COME_UNDER = re.compile(r"\b(?:com|cam|put|plac|remain)\w* (?:\w+ ){0,2}$")
"""Before "under": somebody else is the subject, and the demands are what he comes under."""
_REFUSED = re.compile(r"\b(?:was|were|been|is|are) (?:\w+ly )?(?:rejected|dismissed|refused|turned down|ignored)\b")
_ABOUT_IT = re.compile(
    r"\b(?:reject|refus|accept|dismiss|agree|oppos|resist|support|welcom|condemn|back|respon|endors|defi|ignor|deni|den[yi]|met|meet|bow|"
    r"yield|concede|balk)\w*\b"
)
"""Somebody does something about a demand: the sentence reports his position, too."""
_AGAINST = re.compile(r"\b(?:reject|refus|dismiss|oppos|resist|condemn|defi|ignor|deni|deny|balk)\w{0,5}\b|[,;]")
"""Behind "Norland's demand that …": somebody refuses it, or more is told."""
_TELLS = re.compile(r"\b(?:who|which|that|said|says|told|when|after|where)\b")
_IS_SUBJECT = re.compile(
    r"(?: (?:for|on|to|in|at|of)(?: (?!(?:that|which|who|said|says)\b)[^ ,.;]{1,30}){1,9}?)?,? (?:also )?"
    r"(?:is|are|was|were|includes?|included|remains?|remained|calls?|called|"
    r"demands?|sets?|asks?|asked|requires?|names?|named|lists?|listed|contains?|foresees?|provides?|seeks?|wants?|would|envisages?|emphasi[sz]es?|"
    r"rejects?|refuses?|rules? out|opposes?|proposes?|offers?|insists?|stipulates?)\b"
)
"""Behind a wish: it is the subject."""
_FOLLOWS = re.compile(r"(?: (?:that|for|to|on)\b|:|\.?$)")
"""Behind a wish: what is wanted."""
_POSSESSIVE = ("'", "’")
_WANTED = re.compile(
    r"(?i:^what .{2,40} (?:wants?|demands?|seeks?|insists? on|is asking for)\b)"
    r"|['’]s? (?:[\w-]+ ){0,2}(?:demands|conditions|terms|red lines|positions?)\b"
    r"|^\W*\w+ (?:demands|conditions|terms|red lines|position)\W*$"
)
"""A heading over what a party wants."""


@cache
def _owned() -> re.Pattern[str]:
    """Directly behind a possessive or the adjective of a country: what it wants."""
    verb = rf"(?:(?!(?:{words('modifier')})(?![\w-]))[a-z]+ed|{words('bears')}|{words('act now')}|{words('act past')})(?![\w-])"
    return re.compile(
        rf"(?:['’]s?)? (?:(?!{FUNCTION}|{verb})[\w-]+ ){{0,3}}?(?:{words('wish')}|{words('wanting')})s?(?![\w-])"
    )


@cache
def _bare() -> re.Pattern[str]:
    """Directly behind a bare name, which may as well be a subject ("Ukraine faces demands"): only words that go with a wish."""
    return re.compile(rf" (?:(?:{words('modifier')}) ){{0,2}}(?:{words('wish')}|{words('wanting')})s?(?![\w-])")


def wish(plain: str, met: Mention, later: tuple[Mention, ...]) -> int:
    """Where the name of a wish ends that belongs to a mention, 0 where there is none; another party's name breaks it off."""
    owned = plain.startswith(_POSSESSIVE, met.end) or ADJECTIVE.search(plain, met.at, met.end)
    found = (_owned() if owned else _bare()).match(plain, met.end)
    return found.end() if found and not (later and later[0].at < found.end()) else 0


def is_wanted(plain: str, start: int, end: int, *, first: bool, opens: bool, within: int) -> bool:
    """Whether a sentence is about the wish that stands from `start` to `end`; `opens` where it begins with it, `first` where no party
    stands before it, `within` how far a sentence may be introduced, in characters.
    """
    before = plain[: min(start, within)]
    if opens and _IS_SUBJECT.match(plain, end):
        return not _REFUSED.search(plain)
    if opens and plain.startswith(" that ", end) and not _AGAINST.search(plain, end):
        return True
    if under := _UNDER.search(plain, max(0, start - 30), start):
        return not _COME_UNDER.search(plain, max(0, under.start() - 30), under.start())
    hinges = first and start < 60 and _FOLLOWS.match(plain, end) and _HINGES.search(before) and not _OPENS.match(before)
    return bool(hinges) and not _TELLS.search(before) and not _ABOUT_IT.search(plain)


def wanted_by(heading: str, mentions: tuple[Mention, ...]) -> str:
    """The party whose wishes a heading announces ("What Russia wants", "Russia's demands"), empty where it is none or several."""
    if len({m.party for m in mentions}) != 1 or not _WANTED.search(heading):
        return ""
    return mentions[0].party


_INSISTS = re.compile(
    r"\binsist(?:s|ed|ing)?,? (?:that )?(?!on\b)[“\"‘]?(?:(?!(?:must|should|shall|needs?|would|will|can|could|cannot|be|ha(?:s|ve|d) to)\b)"
    r"[\w’'$-]+ ){1,8}?(?:is|was|are|were|has|had|have|did|does|do)(?:n['’]t)?\b"
    r"(?! (?:to|required|prepared|ready|willing|entitled|(?:a|the|every) right)\b)"
)
"""Somebody insists that something is so: a statement of fact, no demand ("insisted that nothing was decided")."""
_ASKS = re.compile(
    r"\b(?:demand|urg(?:e|ed|es|ing)\b|call(?:s|ed|ing)? (?:for|on)\b|want(?:s|ed)?\b|insist\w* on\b|must\b|should\b|have to\b|has to\b|"
    r"refus|reject|ask(?:s|ed|ing)? (?:for|\w+ to)\b|request|press(?:ed|ing)\b|condition|unless\b|red line|would not\b|will not\b|cannot\b)"
)
"""Something is wanted, or refused."""
_SUPPOSED = re.compile(
    r"\b(?:if|whether|unless|should|in case) (?:(?:the|an?) )?[\w’'-]+(?: [\w’'-]+){0,3}?"
    r" (?:makes?|made|sets?|raises?|raised|poses?|posed|presents?|presented|comes? up with)"
    r" (?:[\w’'-]+ ){0,3}?(?:demands?|conditions?|requests?)\b"
)
"""What would be if somebody made demands: nobody makes them here."""


@cache
def _mood() -> re.Pattern[str]:
    listed = sorted(classes("acts.txt")["mood"], key=lambda w: (-len(w), w))
    forms = "|".join(re.escape(form).replace("'", "['’]") for form in listed)
    return re.compile(rf"\b(?:{forms})(?![\w-])(?! (?:point|need|reason)\b)")


def no_demand(text: str, plain: str) -> bool:
    """Whether a sentence says by its first verb that somebody judges, expects or feels, or only insists that something is so, or supposes
    that somebody made demands.

    `plain` is the sentence with its quotations blanked: what somebody feels in his own words is left to other cues.
    """
    asks = _ASKS.search(text)
    if asks and (supposed := _SUPPOSED.search(text)):
        return _ASKS.search(f"{text[: supposed.start()]}|{text[supposed.end() :]}") is None
    mood = _mood().search(plain)
    if mood and (asks is None or mood.start() < asks.start()):
        return True
    return asks is None and _INSISTS.search(text) is not None
