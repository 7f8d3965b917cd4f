"""Whether a sentence tells what two sides say against each other ("… want a bridge, but the council says …"), or answers another one.

What two sides say side by side is told apart from what two people add to each other: behind "but" or "although" somebody else must speak or
refuse, behind "while", which often only adds, he must do so in words of dispute.
"""

from __future__ import annotations

import re

from digest.model import TIES, Judged

LONGEST = 700
"""Characters of a sentence that are looked at."""
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_DISPUTES = (
    r"(?:insist(?:s|ed)?|claim(?:s|ed)?|argue[sd]?|contend(?:s|ed)?|counter(?:s|ed)?|den(?:y|ies|ied)|dispute[sd]?"
    r"|maintain(?:s|ed)?(?= (?:that|it|he|she|they|the \w+ (?:is|was|are|were|has|had))\b)"
    r"|reject(?:s|ed)?|oppose[sd]?|refuse[sd]?|object(?:s|ed)|pushed back|blame[sd]?|accuse[sd]?)"
)
_SAYS = rf"(?:{_DISPUTES}|says?|said|report(?:s|ed)?|estimate[sd]?|warn(?:s|ed)?|complain(?:s|ed)?)(?! (?:at|by)\b)"
"""Says something; "estimated at" and "reported by" are participles."""
_WISHES = (
    r"(?:wants?|wanted|wish(?:es|ed)?|seeks?|sought|demand(?:s|ed)?|propose[sd]?|hope[sd]?|favou?r(?:s|ed)?|prefer(?:s|red)?"
    r"|call(?:s|ed) for|push(?:es|ed) for)"
)
_HELPS = r"(?:(?:has|have|had|is|are|was|were|later|repeatedly|strongly|flatly|been) ){0,3}"
_SAME = (
    r"(?!(?:he|she|it|they|we|I|also|not|only|that|if|when|where|there|nobody|none|few|this|these|those|no|now|then|even|so|in|on|at|by|"
    r"for|with|as|to)\b)"
)
"""No second side begins with these words: the first one goes on."""
_NO_NOUN = r"(?!(?:did|does|do|was|were|is|are|has|had|have|says?|said|make|made|later|a|an|latest|but|which|who|some|[a-z]+ing)\b)"
"""Words that stand in no subject."""
_SOMEBODY = rf"(?:{_NO_NOUN}[\w’'.&-]+ ){{1,10}}?"
_NOT_NOUN = r"(?<!of )(?<!the )(?<!their )(?<!his )(?<!her )(?<!its )(?<!these )(?<!those )(?<!’s )(?<!'s )"
"""Before these forms they are verbs ("the claims" are none)."""
_FIRST = re.compile(rf"\b{_NOT_NOUN}(?:{_SAYS}|{_WISHES}|(?i:according to))\b")
_BUT = re.compile(rf"(?:[,;] |[—–-] ?| )(?:but|yet|whereas|although|though) (?i:{_SAME}){_SOMEBODY}{_HELPS}{_SAYS}\b")
_WHILE = re.compile(rf",? while (?i:{_SAME}){_SOMEBODY}{_HELPS}{_DISPUTES}\b")
"""Somebody else speaks behind it, or denies or refuses."""
_OPENS = re.compile(r"(?:While|Although|Though|Whereas) ")
_SECOND = re.compile(rf", (?i:{_SAME}){_SOMEBODY}{_HELPS}{_DISPUTES}\b")
_SECOND_SAYS = re.compile(rf", (?i:{_SAME}){_SOMEBODY}{_HELPS}{_SAYS}\b")
_BY = re.compile(
    r",[^,]{1,60}\b(?:been|was|were|is|are) (?:strongly |fiercely )?(?:opposed|rejected|disputed|contested|denied) by\b"
)
_TIE = re.compile(rf"(?:{'|'.join(TIES)}),? ")
_TIED = re.compile(r"(?:[\w’'.&-]+ ){0,7}?[\w’'.&-]+(?:, however, )")
_ANSWERS = rf"(?i:{_SAME})(?:{_NO_NOUN}[\w’'.&,-]+ ){{1,14}}?{_HELPS}"
_ANSWERS_SAYING = re.compile(rf"{_ANSWERS}{_SAYS}\b")
_NOTHING = re.compile(r"\bno (?:further |immediate |more )?(?:details|information|comment)\b")
_AND_REJECTS = (
    r"(?:is|are|was|were|has|have|had) (?:[\w’'-]+ ){1,14}?and (?:has|have|had) (?:rejected|opposed|denied|disputed)"
)
_ANSWERS_DISPUTING = re.compile(rf"{_ANSWERS}(?:{_AND_REJECTS}|{_DISPUTES})\b")


def two_sides(text: str) -> bool:
    """Whether a sentence tells, outside of quotation marks, what somebody says or wants, and what another says against it."""
    told = _QUOTED.sub("Q", text[:LONGEST])
    if opens := _OPENS.match(told):
        says = _SECOND if opens[0] == "While " else _SECOND_SAYS
        seconds = [match.start() for pattern in (says, _BY) for match in pattern.finditer(told, opens.end())]
        return any(_FIRST.search(told, opens.end(), at) for at in seconds)
    seconds = [match.start() for pattern in (_BUT, _WHILE) for match in pattern.finditer(told)]
    return any(_FIRST.search(told, 0, at) for at in seconds)


def contradicts(before: str, text: str) -> bool:
    """Whether a sentence begins by saying that somebody else says otherwise than the sentence before it: "But the union argues …"."""
    told = _QUOTED.sub("Q", text[:LONGEST])
    tie = _TIE.match(told)
    bare = told[tie.end() :] if tie else told.replace(", however, ", " ", 1) if _TIED.match(told) else ""
    if _ANSWERS_DISPUTING.match(bare):
        return True
    if _NOTHING.search(bare):
        return False
    return bool(_ANSWERS_SAYING.match(bare)) and bool(_FIRST.search(_QUOTED.sub("Q", before[:LONGEST])))


def goes_against(before: Judged, j: Judged) -> bool:
    """Whether somebody else says otherwise in a sentence than in the one before it, of a thing that both name."""
    text = f"{j.sent.tie} {j.sent.text.removeprefix('[…] ')}" if j.sent.tie else j.sent.text
    return not before.terms.isdisjoint(j.terms) and contradicts(before.sent.text, text)
