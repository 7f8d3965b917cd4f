"""The noun phrase around the mention of a party: read outwards from its name, or nothing where the name is part of another.

Before the name stand articles, titles and given names, or "a spokesman for"; behind it an office ("Russian Foreign Minister"), a name,
more offices. What is a company ("Canada Post"), an office held for another ("the Ukraine envoy") or held no more ("former") speaks
for nobody. Patterns in the manner of Hearst (1992), anchored or bounded, so that a sentence is read in linear time; the words are
in `data/voices.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from digest.analyse.words.cues import classes

Kind = Literal["name", "office", "force", ""]
"""A bare name, a holder of an office, troops and the like that act but don't speak, or nobody who stands for the party."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A party met in a sentence by one of its names."""

    party: str
    at: int
    """Offset in the sentence."""
    end: int
    person: bool = False
    """The name is one person's."""
    place: bool = False
    """The name is a country's, its people's or its capital's."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The noun phrase around a mention."""

    start: int
    end: int
    kind: Kind
    single: bool = False
    """It is one person."""
    joined: bool = False
    """Somebody else is joined to it by "and" or "or"."""


@cache
def words(name: str) -> str:
    """A list of `data/voices.txt` as alternatives of a pattern, longest first."""
    return "|".join(re.escape(w) for w in sorted(classes("voices.txt")[name], key=lambda w: (-len(w), w)))


@cache
def sole_offices() -> tuple[str, ...]:
    """Offices that one person holds, as they are written before a name ("Prime Minister"), the longest first."""
    offices = sorted(classes("voices.txt")["sole"], key=lambda office: (-len(office), office))
    return tuple(office.title().replace(" Of ", " of ") for office in offices)


@cache
def titles() -> frozenset[str]:
    """Words of office and address that stand before a name."""
    return frozenset(classes("voices.txt")["title"])


@cache
def portfolios() -> frozenset[str]:
    """Words with a capital that stand between a country and an office without making another name."""
    return frozenset(classes("voices.txt")["portfolio"])


DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTHS = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
NAME = rf"(?:(?!{DAYS}\b|(?!May\b){MONTHS}\b)[A-Z][\w’'-]*\.?|al-[A-Z]\w+|(?:bin|ibn|van|von|de|der|el|al)(?= [A-Z]))"
"""A word of a name; "May" may be one."""
FUNCTION = (
    r"(?:and|or|but|to|in|on|of|for|at|by|with|from|as|that|who|which|has|have|had|is|was|were|are|will|would|said|says|told|the|a|an|"
    r"its|his|their|if|when|after|before|over|than)\b"
)
"""Words that stand in no name of an office."""
_ADJECTIVES = "[ei]an|ican|fghan|orean|ish|ese|ench|utch|eli|aqi|ari|eni|udi|tani|jani|erman|wiss|reek"
ADJECTIVE = re.compile(rf"(?:{_ADJECTIVES})$")
"""Ends the adjective of a country, behind which "demands" is a noun."""
_PEOPLE = re.compile(r"(?:ans|elis|aqis|udis|tanis|emenis|taris|aitis)$")
"""Ends the name of a country's people: "the Americans" are the country, "most Americans" are not."""
_RANK = frozenset(
    (
        "the a an some senior top one two several unnamed another many most key high-ranking other more three four five all no every "
        "each new both its current these those first deputy vice acting"
    ).split()
)
_PLURAL = re.compile(
    r"(?:s|police|leadership|delegation|government|administration|cabinet|ministry|embassy|mission|office|department|presidency|army|"
    r"military|navy|force|council|parliament|congress|side|team|politburo|bureau|command|authority)$",
    re.IGNORECASE,
)
"""Ends an office that is a body or several people."""
_NO_GIVEN_NAME = re.compile(
    rf"(?:{DAYS}|{MONTHS}|When|While|As|If|In|On|At|After|Before|Since|Although|Though|Because|But|And|Yet|So|For|With|Under|Unlike|Like|"
    r"Both|Neither|Either|Between|Against|From|To|Of|By|Whether|Once|Until|Unless|That|Where|Will|Did|Does|Do|Is|Has|How|Why|What|Who|"
    r"Should|Critics|Not|Only|Even|However|Meanwhile|Still|Nevertheless|Nonetheless|Instead|Also|Then|Now|Here|Despite|During|"
    r"Amid|Among|Or|Nor)$"
)
_NAME_BEFORE = re.compile(rf"(?<![\w’'-])({NAME}(?: {NAME}){{0,4}}), $")
_NAME_IN_FRONT = re.compile(rf"(?<![\w’'-])({NAME}(?: {NAME}){{0,4}}) \($")
_TIMES = frozenset(("morning", "afternoon", "evening", "night"))
_SEAT = re.compile(
    r" (?:in|on|from) (?:the |both )?(?:(?:[A-Z][\w.’]+|foreign|home|armed|affairs|services|lower|upper|state|federal|judiciary|budget|"
    r"intelligence|select) ){0,5}(?:House of Representatives|House|Senate|Congress|Parliament|Assembly|Committee|Caucus|Capitol Hill|"
    r"[Cc]hambers?|parliament|committee|panel)(?![\w’'-])"
)
"""Behind the name of a group: where its members sit ("Democrats on the Judiciary Committee")."""
_HOLDER = re.compile(rf"(?: {NAME}){{2,3}}(?![\w’'-])")
"""Behind "the prime minister of Sylvania": who that is, with first name and surname."""
_OF_A_NAME = re.compile(r"\b([A-Z]\w+) of (?:the )?\Z")
_AND = re.compile(
    r"(?: (?:and|or|nor|versus|vs\.?)|,? (?:as well as|along with|together with|alongside)) "
    r"(?!(?:said|says|told|has|have|had|is|was|will|would|then|also|[a-z]+ed|[a-z]+ly)\b)"
)


_OVER = (
    rf"(?:(?:[A-Z][\w.-]*(?:{_ADJECTIVES})|North|South|East|West|Northern|Southern|New|Middle) )?"
    r"[A-Z][\w.-]+(?: (?:Affairs|Reconciliation|Security|Relations|Development|Cooperation|Nations|States|Kingdom|Emirates|Republic))?"
)
"""What an office is over, where the holder's name follows at once: "for Afghan Reconciliation", "to Ukraine"."""


@cache
def _behind() -> re.Pattern[str]:
    """Behind a mention: an office (group 1), more of them, what they are over, a name (group 2)."""
    bodies = f"(?:{words('office')})(?:s|es)?"
    verb = rf"(?:{words('say')}|{words('act now')}|{words('act past')}|(?!armed)[a-z]+ed)(?![\w-])"
    mods = rf"(?:(?!{FUNCTION}|{verb})[\w&’'-]+ ){{0,4}}?"
    more = rf"(?:(?:['’]s?)? (?:(?!{FUNCTION})[\w-]+ )?(?i:{bodies})(?![\w-])){{0,2}}"
    of = (
        rf"(?: (?:of|for|to|at|in) (?:the )?(?:{_OVER}(?= {NAME} {NAME}(?: {NAME})?(?!\w| (?:and |of )?[A-Z]))|"
        r"[A-Z][\w.-]+(?: (?:and |of )?[A-Z][\w-]+){0,3})|"
        r" (?:of|for) (?:the )?[a-z]{3,}(?: affairs)?)?"
    )
    return re.compile(rf"(?:['’]s?)? ({mods}(?i:{bodies}))(?![\w-]){more}{of}(?:,? ({NAME}(?: {NAME}){{0,4}}))?")


@cache
def _in_front() -> re.Pattern[str]:
    """Before a name between commas: the office of its bearer, and of what; no opponent or relative ("The chief whip, Ana Bel, said")."""
    word = rf"(?!{FUNCTION}|(?:{words('not for it')}|who|whom|which|that|this|these|against|one)\b)[\w.’'-]{{1,30}} "
    office = rf"(?:{words('office')}|{words('sole')}|Democrat|Republican)"
    name = r"[A-Z][\w’'-]{1,30}"
    of = rf"(?: (?:in|on|of) (?:the )?{name}(?: {name}){{0,3}})?"
    return re.compile(rf"(?:^[“\"]?|(?<=, ))(?:[Tt]he|[Ii]ts|[Tt]heir) (?:{word}){{0,6}}?(?i:{office}){of}, $")


@cache
def _sole() -> re.Pattern[str]:
    """An office that one person holds, before the name of a country."""
    return re.compile(rf"\b(?:{words('sole')}) of (?:the )?$", re.IGNORECASE)


@cache
def _his_office() -> re.Pattern[str]:
    """Behind the name of an office's holder: his office in turn ("the minister's spokesman")."""
    return re.compile(rf" (?:(?!{FUNCTION})[\w-]+ ){{0,2}}?(?:{words('office')})(?:s|es)?(?![\w-])")


@cache
def _force() -> re.Pattern[str]:
    verb = (
        rf"(?:{words('demands')}|{words('act now')}|{words('act past')})(?![\w-])"  # "Norland wants fighters to leave"
    )
    return re.compile(rf"(?:['’]s?)? (?:(?!{FUNCTION}|{verb})[\w-]+ ){{0,2}}?(?:{words('force')})(?![\w-])")


@cache
def _sent_to() -> re.Pattern[str]:
    """The name of a country, no adjective and no possessive, with an office that may be another country's."""
    own = r"(?!(?:U\.?S\.?A?\.?|U\.?K\.?|United States|United Kingdom) )"
    country = rf"{own}(?:[A-Z][\w.]+ ){{0,2}}?(?!\w+(?:{_ADJECTIVES}) |(?i:{words('portfolio')}) )[A-Z][\w.]+"
    return re.compile(rf"{country} (?:\w+ ){{0,3}}(?i:{words('sent to')})$")


@cache
def _not_for() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words('not for it')})(?!\w)", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    """Before a mention: article and rank, an office "of" or "for" the party, titles and given names."""
    given = r"(?:[A-Z][a-z]+ of [A-Z][a-z]+ )?(?:(?:[A-Z][\w’'-]*\.?|al|bin|el|de) ){0,5}"
    rank = (
        r"(?:(?:[Tt]he|[Aa]n?|[Ss]ome|[Ss]enior|[Tt]op|[Oo]ne|[Tt]wo|[Ss]everal|[Hh]igh-ranking|[Uu]nnamed|[Aa]nother|[Mm]any|[Mm]ost|"
        r"[Kk]ey|Other) ){0,3}"
        r"(?:(?:(?:ultra|arch)-?)?(?:conservative|liberal|progressive|moderate|centrist|nationalist|militant|ruling|powerful|"
        r"influential|embattled|hard-?line|far-right|far-left|(?:right|left)-wing) ){0,2}"
    )
    titled = "|".join(re.escape(office) for office in sole_offices() if " of " not in office)
    office = rf"(?:(?:[\w-]+ ){{0,3}}?(?:{words('office')}|{titled})s? (?:of|for|from|at|in) (?:the )?)?"
    return re.compile(rf"(?<![\w’'-])({rank})({office})({given})$")


def phrase(plain: str, met: Mention, later: tuple[Mention, ...]) -> Phrase:
    """The noun phrase around a mention; `later` are the mentions behind it, of which those of the same party may be joined to it."""
    start, office_of = _leftmost(plain, met.at)
    if met.place and not office_of and _part_of_a_name(plain, start, met.at):
        return Phrase(start, met.end, "")
    if met.place and _PEOPLE.search(plain, met.at, met.end) and plain[start : met.at].lower() not in ("", "the "):
        return Phrase(start, met.end, "")
    end, kind, single = met.end, "office" if office_of else "name", office_of or met.person
    behind = None if office_of else _behind().match(plain, met.end)
    if office_of and met.place and _sole().search(plain, start, met.at) and (held := _HOLDER.match(plain, met.end)):
        end = held.end()
    if behind:
        if met.place and (_held_for_another(plain, met, behind) or _of_a_company(plain, met, behind)):
            return Phrase(start, behind.end(), "")
        end, kind, single = behind.end(), "office", not _PLURAL.search(behind[1])
        if behind[2] and plain[behind.start(2) - 2] == ",":
            end = end + plain.startswith(",", end) if single else behind.end(1)
        if plain.endswith(("'s", "’s"), met.at, end):
            his = _his_office().match(plain, end)
            if his is None:
                return Phrase(start, end, "")
            end, single = his.end(), not _PLURAL.search(his[0])
    elif not office_of and (force := _force().match(plain, met.end)):
        end, kind = force.end(), "force"
    elif not (office_of or met.place or met.person) and (seat := _SEAT.match(plain, met.end)):
        end = seat.end()
    if _no_more(plain, start, met, end):
        return Phrase(start, end, "")
    while later and later[0].party == met.party and _joined(plain, end, later):
        end, single, later = later[0].end, False, later[1:]
    named = kind == "name" and not met.place and (met.person or met.at > start) and plain.startswith(",", end)
    if named and (office := _in_front().search(plain, 0, start)):
        start, end, single = office.start(), end + 1, True
    in_front = {",": _NAME_BEFORE, ")": _NAME_IN_FRONT}.get(plain[end : end + 1]) if kind == "office" else None
    if in_front and (name := in_front.search(plain, max(0, start - 60), start)):
        start, end, single = name.start(1), end + 1, True
    return Phrase(start, end, kind, single, _AND.match(plain, end) is not None)  # type: ignore[arg-type]


LISTED = 8
"""Members of a list that are looked at."""


def _joined(plain: str, end: int, later: tuple[Mention, ...]) -> bool:
    """Whether the next mention is joined to what ends there: by "and", or by a comma in a list whose next member is of the party, too."""
    one = later[0]
    if also := _AND.match(plain, end):
        return one.at <= also.end() + 4 or _leftmost(plain, one.at)[0] <= also.end()
    listed = plain.startswith(", ", end) and one.at <= end + 6 and len(later) > 1 and later[1].party == one.party
    return listed and _joined(plain, one.end, later[1:LISTED])


def introduced(text: str, mentions: tuple[Mention, ...]) -> list[tuple[str, str]]:
    """(party, full name) of everybody whom a sentence introduces by an office; the party is empty where it is another's or held no more."""
    found = []
    last = 0
    for met in mentions:
        behind = _behind().match(text, met.end) if met.at >= last else None
        if behind is None:
            continue
        last = behind.end()
        start, _ = _leftmost(text, met.at)
        name = behind[2] or _trailing(text, behind.end(), start)
        if _PLURAL.search(behind[1]) or " " not in name:
            continue
        if _held_for_another(text, met, behind) or _of_a_company(text, met, behind):
            continue
        if met.place and not ADJECTIVE.search(text, met.at, met.end) and text[:start].endswith((" and ", " or ", "& ")):
            continue
        other = _no_more(text, start, met, behind.end()) or (met.place and _part_of_a_name(text, start, met.at))
        found.append(("" if other else met.party, name.rstrip(".").removesuffix("'s").removesuffix("’s")))
    return found


def _trailing(text: str, end: int, start: int) -> str:
    """The name before ", an office of the party,": "Ivan Petrov, the Russian envoy, said"."""
    match = _NAME_BEFORE.search(text, max(0, start - 60), start) if text.startswith((",", "."), end) else None
    return match[1] if match else ""


def _leftmost(plain: str, at: int) -> tuple[int, bool]:
    """Where the phrase around a mention begins, and whether it is an office "of" or "for" the party."""
    before = plain[max(0, at - 70) : at]
    match = _before().search(before) if before.endswith(" ") else None
    if match is None or not match[0]:
        return at, False
    start = at - len(match[3])
    given = match[3].split()
    while given and _NO_GIVEN_NAME.match(given[0]):
        start += len(given[0]) + 1
        given = given[1:]
    if len(given) != len(match[3].split()):
        return start, False
    if match[2]:
        lead = match[2].split()
        while _NO_GIVEN_NAME.match(lead[0]) or (lead != match[2].split() and lead[0] in _TIMES):
            lead = lead[1:]
        if _titled_first(lead) and all(
            w.islower() or w.lower() in titles() or (k == 0 and w.lower() in _RANK) for k, w in enumerate(lead)
        ):
            rank = match[1] if lead == match[2].split() else ""  # before a day it belongs to that
            return at - len(f"{rank}{' '.join(lead)} {match[3]}"), True
        return start, False
    return start - len(match[1]), False


def _titled_first(lead: Sequence[str]) -> bool:
    """Whether an office that is written with capitals ("Prime Minister of") is all that stands there: no "critic of President of"."""
    named = [k for k, w in enumerate(lead) if w[0].isupper() and w.lower() in titles()]
    return not named or all(w.lower() in titles() or w.lower() in _RANK for w in lead[: named[-1]])


def _part_of_a_name(plain: str, start: int, at: int) -> bool:
    """Whether capitals before the name of a country make it a part of another name ("Greenpeace UK", "Bank of Canada")."""
    of = _OF_A_NAME.search(plain, max(0, at - 30), at)
    if of is not None and of[1].lower() not in titles():
        return True
    return any(
        w[0].isupper() and w.rstrip(".").lower() not in titles() and w.lower() not in _RANK and "-" not in w
        and not w.endswith(("'s", "’s", "'", "’")) and not ADJECTIVE.search(w)
        for w in plain[start:at].split()
    )  # fmt: skip


def _no_more(plain: str, start: int, met: Mention, end: int) -> bool:
    """Whether words around the name say that the office is held no more, or that it is not the party's."""
    return any(_not_for().search(plain, *part) for part in ((max(0, start - 10), met.at), (met.end, end)))


def _held_for_another(plain: str, met: Mention, behind: re.Match[str]) -> bool:
    """Whether it is an office that one country holds for another ("the Ukraine envoy")."""
    return _sent_to().match(plain[met.at : behind.end(1)]) is not None


def _of_a_company(plain: str, met: Mention, behind: re.Match[str]) -> bool:
    """Whether capitals between a country and an office make the country a part of another name ("Canada Post spokesman")."""
    between = plain[met.end : behind.end(1)]
    if not met.place or ADJECTIVE.search(plain, met.at, met.end) or between.startswith(("'s ", "’s ", "' ", "’ ")):
        return False
    return any(
        w[0].isupper() and not w.isupper() and w.lower() not in titles() | portfolios() and not ADJECTIVE.search(w)
        for w in between.split()[:-1]
    )
