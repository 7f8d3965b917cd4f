"""Days that lie ahead or on either side because of what is planned for them, though a past form stands near: "plans a strike on
Saturday, its leader said", "cancelled Saturday's ferry", "Sunday's vote was put off".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from digest.analyse.time.tense import Mark, one_of, words_of
from digest.model import Span

FAR = 140
"""Characters before a day in which it is looked for what was planned for it."""


def planned(text: str, span: Span, marks: Sequence[Mark]) -> str:
    """Tense of a day that something is planned for: "future", "unsure", or empty where nothing says so; `marks` as in `tenses`."""
    before, behind = text[max(0, span.start - FAR) : span.start], text[span.end : span.end + FAR]
    if _undone(before, behind) or _LIMIT.search(before) or _called_to().search(before):
        return "unsure"
    match = _planning().search(before)
    if match is None:
        return ""
    verb = span.start - len(before) + match.start("verb")
    if any(verb <= start < span.start for start, _, _ in marks):
        return ""  # a verb nearer to the day
    return "unsure" if match["bare"] or _BACK.search(match["what"]) else "future"


def _undone(before: str, behind: str) -> bool:
    """Whether somebody undid or changed what the day, or its event, was to bring: then it may not have come yet."""
    owned = behind[:2] in ("'s", "’s")
    if owned and (_undoing().search(before) or (_hailing().search(before) and _gathered().match(behind))):
        return True
    if owned and _undone_behind().match(behind):
        return True
    return not owned and _ATTRIBUTE.match(behind) is not None and _undoing_its().search(before) is not None


_ATTRIBUTE = re.compile(r" [a-z]")
_LIMIT = re.compile(r"\bdeadline of (?:next |this )?$")
_BACK = re.compile(
    r"\b(?:(?<!\bat )(?<!\bnear )(?<!\boutside )the|this|that|these|those|after|following|since|because|over|from|about|into"
    r"|against|amid|despite|what|how|why|\w{2,20}ing)\b",
    re.IGNORECASE,
)
"""Between the verb and the day: the day may be that of what has been ("expects more arrests over the riot on Monday")."""


@cache
def _planning() -> re.Pattern[str]:
    """The verb with its object, and the day right behind that; "plans" has an article or a number behind it, or it is a noun."""
    return re.compile(
        r"(?P<bare>\b(?:to|not|never|would|could|should|might|may|did|had|\w{2,6}n['’]t)\s)?"
        r"(?<!\bthe\s)(?<!\bits\s)(?<!\bhis\s)(?<!\bher\s)(?<!\btheir\s)(?<!['’]s\s)(?<!\bof\s)(?<!\ba\s)(?<![\w’'-])"
        rf"(?P<verb>{one_of(words_of('planning'))})\s"
        r"(?P<what>(?:an?|another|its|their|his|her|no|more|further|new|the|up to|about|some|\d[\d,.]{0,12}"
        rf"|{one_of(words_of('numbers'))}|{one_of(words_of('gathering'))})\s"
        r"(?:(?!(?:that|which|who|when|where|while|and|but|or)\b)[\w’'$.-]{1,30}\s){0,8}?)"
        r"(?:on\s)?(?:early\s|late\s)?$"
    )


@cache
def _called_to() -> re.Pattern[str]:
    """Who was called together, and what for: that may be over, or not ("has summoned the mayors for a meeting on Wednesday")."""
    return re.compile(
        r"\b(?:summoned|invited|called|convened|asked|recalled)\s[^.;:“”\"]{1,90}\s(?:for|to)\s(?:an?|the)\s(?:[a-z-]{2,20}\s){0,2}?"
        rf"(?:{one_of(words_of('gathering'))}|vote|hearing|interview)\s(?:on\s)?(?:early\s|late\s)?$"
    )


@cache
def _undoing() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{one_of(words_of('undone'))})\s(?:all\s(?:of\s)?|part\sof\s|both\s|most\sof\s)?$")


@cache
def _undoing_its() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{one_of(words_of('undone'))})\s(?:the|its|their|his|her|a)\s$")


@cache
def _hailing() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{one_of(words_of('hailed'))})\s$")


@cache
def _gathered() -> re.Pattern[str]:
    return re.compile(rf"['’]s\s(?:[\w-]{{1,30}}\s){{0,2}}(?:{one_of(words_of('gathering'))})(?![\w-])")


@cache
def _undone_behind() -> re.Pattern[str]:
    return re.compile(
        r"['’]s\s(?:(?!(?:was|were|has|have|had|is|are)\b)[\w’'-]{1,30}\s){1,7}(?:(?:has|have|had)\sbeen|was|were|is|are)\s"
        rf"(?:\w{{2,20}}ly\s)?(?:{one_of(words_of('undone'))})(?![\w-])"
    )
