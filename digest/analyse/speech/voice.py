"""Who speaks, acts or wants in a sentence: the parties' noun phrases and the part that each plays.

The part follows from what stands directly before and after the phrase: a verb ("Russia demanded"), a quotation ("…, said the minister"),
"by" and a participle ("was told by Russia to"), a noun ("under Russia's terms"). Compare Pouliquen, Steinberger & Best (2007) for
quotations and their speakers. What is of none of these forms says nothing: precision comes first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from digest.analyse.speech.phrase import ADJECTIVE, DAYS, FUNCTION, MONTHS, Kind, Mention, Phrase, phrase, words
from digest.analyse.speech.wishes import is_wanted, wish

Part = Literal["says", "acts", "also", "wants", "told", ""]
"""Speaks; does something; speaks or acts in another clause; owns a demand; must do something (somebody else wants it); none."""

BEFORE = 160
"""Characters before a phrase in which the sentence may be introduced."""
MOST = 12
"""Mentions of a sentence that are looked at: a sentence with more is a list."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A party that stands in a sentence, and its part."""

    party: str
    end: int
    part: Part
    opens: bool = False
    """It is the subject with which the sentence begins, an introduction apart."""
    single: bool = False
    """One person: "he" in the next sentence is this one."""


_DAY = (
    r"(?:(?:late |early )?(?:on |in |last |this |earlier |late |early )?"
    rf"(?:{DAYS}|{MONTHS}|\w+ \d{{1,2}}|\d{{1,2}} \w+|week|month|year|\d{{4}}|night|morning|evening|afternoon|that day)\b"
    r"(?: (?:morning|night|evening|afternoon))?,? )"
)
_ADVERB = (
    r"(?:(?:also|again|still|now|later|then|once|already|too|both|all|each|himself|herself|itself|long|earlier|have|has|had|[a-z]+ly)"
    r",? )"
)
_INTRO = (
    r"(?:(?:But|And|Yet|So|However|Meanwhile|Nevertheless|Nonetheless|Still|Also|Instead|Moreover|Furthermore|Separately|Earlier|Later|"
    r"Overnight|Today|Yesterday|(?:On )?[A-Z]\w+day(?: (?:morning|night|evening|afternoon))?|"
    r"Additionally|Similarly|Afterwards?|Then|Now|In addition|Indeed|For (?:his|her|its|their) part|"
    r"By contrast|In contrast|In turn),? )?"
    r"(?:(?i:On|In|At|After|Before|During|Following|Earlier|Later|Speaking|Asked|Since|For|Under|With|Despite|Amid|Upon|Within|Of|Ahead of|"
    r"As|When|From|To|According to|Citing|Addressing|Responding|Replying|Commenting|Writing|Last|This|By|Over|Through|Throughout|Until)\b"
    r"[^,;:“”\"]{1,140}, (?:including [^,;:“”\"]{1,100}, )?|(?!United )[A-Z][a-z]+(?:ed|ing|en|own|eld|eft) "
    r"(?:by|with|from|to|in|into|on|over|about|at|as|that|for|of|up|the|an?|"
    r"[A-Z]\w+['’]s) [^,;:“”\"]{1,140}, (?:(?:and )?(?:not )?[a-z]{2,}ing [^,;:“”\"]{1,100}, )?)?"
)
_INTRODUCES = re.compile(rf"[“\"(\[]?{_INTRO}$")
APPOSITION = re.compile(
    r"(?: ?, (?!and\b|or\b|but\b|while\b|said\b|says\b)[^,;:“”\"]{2,120}(?:, (?!and\b|or\b|but\b|while\b)[^,;:“”\"]{2,60})?,"
    r"| [–—-] (?!and\b)[^–—;:“”\"]{2,150} [–—-]| \([^()]{1,60}\))"
)
_DASHES = (" — ", " – ", " - ")
_INSERTED = re.compile(rf"{_INTRO}(?:[Tt]he )?[\w’'-]+(?: [\w’'-]+){{0,3}} [–—-] and (?:also )?$")
"""Before a phrase between dashes that is joined to a subject: "The hill tribes — and Norland — demanded …"."""
_PART = re.compile(r",? for (?:his|her|its|their) part,? (?=[a-z])")
"""Behind a subject: what follows is its doing, whatever the verb."""
_ENDS = re.compile(
    r"(?:[.,;:!?]|$|\))|(?: (?:on|in|at|during|after|late|early|earlier|last|this|by|from|of|reporters|journalists|told|when|as|while|"
    r"following|via|through|\w+day|news|state|Sky|the BBC|CNN)\b)"
)
"""Behind "…, X said": the sentence ends, or time, place and hearer follow."""
_QUOTE_ENDS = re.compile(r"(?:[,.!?…][”\"’']|[”\"],?) ?$")
_PAUSE = re.compile(r"(?:,| [–—-]) ?$")
_CLAUSE = re.compile(r"(?:;|[–—]|, and|, but|,? while|,? whereas)(?: the)? $")
"""Before a phrase: another clause begins."""
_RELATIVE = re.compile(r"\b(?:who|which|that|said|says|told|when|after|where)\b")
_WITHIN = re.compile(r"\b(?:who|which|that|and|but|where|what|with|as),? according to (?:the )?$")
"""A part of the sentence alone is told after somebody."""
_TOLD_BY = re.compile(r", (?:says?|said) (?:[A-Z]\w+|an?|the|one)\b|, [^,]{3,60} (?:said|says)\b[^,]{0,40}\.$")
"""Somebody else tells what a party did: his words, and perhaps his view of it."""
_RATHER = (
    r"(?:(?:did|does|do|would) not|(?:did|does|do|would)n['’]t|declined to|refused to) "
    r"[a-z](?:[^,;:.“”\"]|(?<=[A-Z])\.){1,60},? but (?:(?:has |had )?instead )?"
)
"""What somebody doesn't do, before what he says ("did not mention the raid, but said")."""
_TOLD_AFTER = re.compile(
    r"^(?:Under|According to|In) [^,]{0,80}\b(?:plan|proposal|terms|deal|draft)\b|, (?:[^,]{3,60} )?(?:say|believe)\.$"
)
"""A plan has it in store, or many say so."""
_HAS_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Ii]t) ")  # only saves time


@cache
def _says() -> re.Pattern[str]:
    """Directly behind a phrase: it speaks."""
    return re.compile(rf" (?:{_DAY})?{_ADVERB}{{0,3}}(?:went on to |would |did |{_RATHER})?(?:{words('say')})(?![\w-])")


@cache
def _acts() -> re.Pattern[str]:
    """Directly behind a phrase: it does something; a participle that may belong to the noun only with an object."""
    past = rf"(?!(?:{words('no act')})(?![\w-]))[a-z]{{3,}}ed(?! by\b)|(?:{words('act past')})"
    some = r"the|an?|at least|more|its|their|his|her|some|several|dozens|hundreds|thousands|\d|two|three|four|five|all|both|[A-Z]"
    objects = rf"(?= (?:{some}))"
    risky = (
        rf"(?:killed|wounded|injured|captured|detained|targeted|hit|held|backed|supported|arrested|displaced){objects}"
    )
    doing = rf"(?:is|are|was|were|been) {_ADVERB}{{0,2}}(?:{words('act on')})"
    return re.compile(
        rf" (?:{_DAY})?{_ADVERB}{{0,3}}(?:not |never )?(?:{doing}|{words('act now')}|{risky}|{past})(?![\w-])"
    )


@cache
def _does() -> re.Pattern[str]:
    """Directly behind a phrase: it is doing, will do or has done something, of verbs that are seldom used to accuse another or to say what
    a plan has in store for others.
    """
    doing = (
        rf"(?:is|are|was|were|has been|have been|had been) (?:not )?(?:yet )?{_ADVERB}{{0,2}}(?:{words('act on it')})"
    )
    will = rf"(?:will|won['’]t) (?:not |never )?{_ADVERB}{{0,2}}(?:{words('act to')})"
    done = rf"(?:has|have|had) (?:not |never |yet )?{_ADVERB}{{0,2}}(?:{words('act done')})"
    return re.compile(rf" (?:{doing}|{will}|{done})(?![\w-])")


@cache
def _demands() -> re.Pattern[str]:
    """Directly behind a phrase: it wants something of others, which stays its demand whoever tells of it."""
    return re.compile(rf" (?:{_DAY})?{_ADVERB}{{0,3}}(?:{words('demands')})(?![\w-])(?! to\b)")


@cache
def _stands() -> re.Pattern[str]:
    """Directly behind a phrase: a position that is its own, whoever tells of it."""
    refuses = (
        r"refuses? to|rejects?|opposes?|insists? on|will not|will never|would not accept|does not want|do not want"
    )
    return re.compile(rf"{_demands().pattern}| {_ADVERB}{{0,3}}(?:{refuses})(?![\w-])")


@cache
def _told() -> re.Pattern[str]:
    """Directly behind a phrase: it is to do something, or something is done to it."""
    done = "told|asked|required|ordered|urged|obliged|forced|supposed|expected|banned|barred"
    return re.compile(
        rf" {_ADVERB}{{0,2}}(?:must|should|ought to|(?:would |will |also )?ha(?:s|ve) to|needs? to|is to|are to|was to|were to|"
        rf"(?:is|are|was|were|be|been|being) (?:\w+ly )?(?:{done})|(?:would|will|could|may|might) be )\b"
    )


@cache
def _said_by() -> re.Pattern[str]:
    """Directly before a phrase: a verb of speech behind a comma or a quotation, or "according to"."""
    said = "said|says|say|added|adds|insisted|warned|declared|explained|stressed|argued|wrote|tweeted|noted|claimed|asked|announced"
    return re.compile(
        rf"(?:[,”\"’']|[”\"] ?[–—-]|^\W*) ?(?:(?:has|have|had) )?(?:\w+ly )?(?:{said}|according to)"
        r"(?: (?:late |early )?(?:on )?\w+day,?)? ?$"
        r"|(?i:according to) (?:the )?$"
    )


@cache
def _by() -> re.Pattern[str]:
    """Directly before a phrase: it is the one who tells, proposes or hands over ("was told by", "…, handed over by")."""
    return re.compile(
        rf"(?:\b(?:was|were|been|being|is|are|be) (?:\w+ly )?|, )(?:{words('by')}) by (?:the )?$", re.IGNORECASE
    )


def blank(text: str) -> str:
    """The text with what stands between quotation marks replaced by signs, length and marks kept."""
    if "“" not in text and '"' not in text and "‘" not in text:
        return text
    text = re.sub(r"“[^”]*(?:”|$)", _hidden, text)
    text = re.sub(r'(?<!\w)"[^"]*(?:"|$)', _hidden, text)
    return re.sub(r"(?<!\w)‘[^’“”]{3,}(?:’(?=s?\W)(?!s )|$)", _hidden, text)


def _hidden(match: re.Match[str]) -> str:
    found = match[0]
    last = found[-1] if len(found) > 1 and found[-1] in '”"’' else "_"
    stop = found[-2] if len(found) > 3 and found[-2] in ".,!?" else "_"
    return found if len(found) < 3 else found[0] + "_" * (len(found) - 3) + stop + last


def voices(text: str, mentions: tuple[Mention, ...]) -> list[Voice]:
    """Every party that stands in the sentence outside quotation marks, in order, with the part it plays.

    A mention inside the phrase of another is a part of it.
    """
    plain = blank(text)
    mentions = mentions[:MOST]
    found: list[Voice] = []
    last = 0
    for number, met in enumerate(mentions):
        if met.at >= last and plain[met.at] != "_":
            made = _voice(plain, met, mentions[number + 1 :], first=not found)
            last = max(made.end, met.end)
            found.append(made)
    return found


def _voice(plain: str, met: Mention, later: tuple[Mention, ...], *, first: bool) -> Voice:
    around = phrase(plain, met, later)
    start, end = around.start, around.end
    if not around.kind or (met.place and _of_many_minds(plain, met, around, later)):
        return Voice(met.party, end, "")
    wanted = 0 if around.kind == "office" else wish(plain, met, later)
    verb = (
        wanted
        and not ADJECTIVE.search(plain, met.at, met.end)
        and (_says().match(plain, met.end) or _acts().match(plain, met.end))
    )
    before = plain[max(0, start - BEFORE) : start]
    opens = len(before) == start and _INTRODUCES.match(before) is not None
    if wanted and not verb:
        about = is_wanted(plain, start, wanted, first=first, opens=opens, within=BEFORE)
        return Voice(met.party, wanted, "wants" if about else "", opens and about)
    if around.joined:
        return Voice(met.party, end, "also" if _CLAUSE.search(before[-20:]) else "")
    if plain.startswith(("'", "’"), end) and not plain.startswith(("' ", "’ "), end - 1):
        return Voice(met.party, end, "")
    if _said_by().search(before[-60:]) and _ENDS.match(plain, end):
        return Voice(met.party, end, "" if _WITHIN.search(before[-40:]) else "says", single=around.single)
    if len(before) == start and (by := _by().search(before)) and not _RELATIVE.search(before, 0, by.start()):
        return Voice(met.party, end, "wants")
    if first and plain[end : end + 3] in _DASHES and _INSERTED.match(before):
        inserted, _ = _part(plain, end + 2, around.kind)
        return Voice(met.party, end, inserted, inserted in ("says", "acts"))
    part, after = _part(plain, end, around.kind)
    if not opens and part in ("says", "acts"):
        told = part == "says" and (_QUOTE_ENDS.search(before) or (_ENDS.match(plain, after) and _PAUSE.search(before)))
        if not told:
            part = "also" if _CLAUSE.search(before) else ""
    return Voice(met.party, end, part, opens, around.single)


def _of_many_minds(plain: str, met: Mention, around: Phrase, later: tuple[Mention, ...]) -> bool:
    """Whether members of a country's parliament, not all of one mind, do something that concerns no other party."""
    own = re.search(rf"\b(?:{words('members')})\b", plain[met.end : around.end])
    return own is not None and all(m.party == met.party for m in later)


def _part(plain: str, end: int, kind: Kind) -> tuple[Part, int]:
    """What the party does, and where its verb ends: read directly behind the phrase, or behind an apposition."""
    apposition = APPOSITION.match(plain, end)
    if told := _PART.match(plain, end):
        says = _says().match(plain, told.end() - 1)
        return ("says", says.end()) if says else ("acts", told.end())
    for at in (end, apposition.end()) if apposition else (end,):
        if _told().match(plain, at):
            return "told", at
        if kind != "force" and (verb := _says().match(plain, at)):
            return "says", verb.end()
        if verb := _acts().match(plain, at) or _does().match(plain, at):
            return "acts", verb.end()
    return "", end


@cache
def _tells_of() -> tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    """How a subject tells of another's demand: directly behind the subject; from there to where the other's phrase ends; and behind that.

    It says that the other demands something, or passes a demand on.
    """
    adverbs = rf" (?:{_DAY})?{_ADVERB}{{0,2}}"
    says = r"(?:(?:said|says|say|added|reported|announced)(?: (?:on )?[A-Z][a-z]{2,5}day)?,?(?: that)?|told [\w ]{3,30}? that)"
    name = rf"(?:(?:of|the|(?!{FUNCTION}|(?:{words('not for it')})(?![\w-]))[\w’'.-]{{1,30}}) ){{0,6}}[\w’'.-]{{1,30}}"
    asks = (
        r" (?:(?:has|have|had) (?:also |again |now )?(?:demanded|(?:called|asked) for)|(?:is|are|was|were|has been|had been) demanding"
        r"|demands?|calls? for)(?![\w-])(?! too\b)"
    )
    passed = rf"{adverbs}(?:passe[ds] on|relay(?:s|ed)|convey(?:s|ed)|transmit(?:s|ted)|forward(?:s|ed)) "
    wanted = "(?:demand|condition|request|call|appeal|term|ultimatum)s?"
    own = r"(?:the )?(?:[A-Z][\w.’'-]{0,30} ){1,4}(?:[a-z-]{2,20} ){0,2}"
    whose = rf"(?:{own}{wanted}|(?:the|an?) (?:\w{{1,20}} ){{0,2}}{wanted} (?:of|by|from) [^,;:]{{2,60}})"
    of = rf"(?:to [^,;:]{{2,60}} )?{whose}"
    said = rf"{adverbs}{says} (?:the )?"
    return tuple(
        (re.compile(verb), re.compile(between), re.compile(behind))
        for verb, between, behind in ((said, name, asks), (passed, of, ""))
    )


_ADDS = re.compile(
    r"[,;–—]|\b(?:but|while|although|though|which|and (?:that|it|he|she|they|must|should|[a-z]{2,20}ed)|only to)\b"
)
"""Behind a demand that somebody tells of: there may be a word of his own on it."""


def _of_another(found: list[Voice], subject: Voice, text: str) -> str:
    """The party whose demand the subject only tells of or passes on ("Norland said Sudmark had demanded …"); empty where there is none."""
    for verb, between, behind in _tells_of():
        told = verb.match(text, subject.end)
        for other in found if told else ():
            named = told and other.party != subject.party and between.fullmatch(text, told.end(), other.end)
            if named and behind.match(text, other.end) and not _ADDS.search(text, other.end):
                return other.party
    return ""


def told_apart(found: list[Voice], text: str) -> tuple[str, str, bool]:
    """(party, speaker, whether that is one person) of a sentence's voices; empty where that isn't near certain.

    The subject with which the sentence begins comes first, unless it is told what to do; then who is named as the speaker; then
    whose demand it is. Where two parties have a claim, it is nobody's.
    """
    subject = next((v for v in found if v.opens), None)
    said = [v for v in found if v.part == "says" and not v.opens]
    speakers = {v.party for v in said}
    if subject and subject.part == "acts" and _does().match(text, subject.end):
        if speakers - {subject.party}:
            subject = None  # another one says what it does: those are his words
        elif _TOLD_AFTER.search(text):
            return "", "", False
    if subject and subject.part in ("says", "acts"):
        others = {v.party for v in found if v is not subject and v.part in ("says", "also")} - {subject.party}
        if len(others) == 1 and found[0].party in others and text.startswith("According to "):
            (teller,) = others
            return (subject.party, teller, False) if _demands().match(text, subject.end) else (teller, teller, False)
        told = subject.part == "acts" and not speakers and not _stands().match(text, subject.end)
        if not others and (another := _of_another(found, subject, text)):
            return (
                another,
                "",
                not subject.single,
            )  # "he" or "it" of the next sentence may be who told of it, and isn't taken up
        if others or (told and _TOLD_BY.search(blank(text))):
            return "", "", False
        speaks = subject.part == "says" or subject.party in speakers
        return subject.party, subject.party if speaks else "", subject.single
    if len(speakers) == 1 and not any(v.part == "also" and v.party not in speakers for v in found):
        return said[0].party, said[0].party, said[0].single
    wants = {v.party for v in found if v.part == "wants"}
    if not speakers and len(wants) == 1 and not any(v.part in ("acts", "also") for v in found):
        return wants.pop(), "", False
    return "", "", False


@cache
def _pronoun() -> tuple[re.Pattern[str], re.Pattern[str]]:
    begins = re.compile(rf"{_INTRO}([Hh]e|[Ss]he|[Ii]t)(?={_says().pattern}|{_acts().pattern})")
    ends = re.compile(rf"(?:[,”\"’'] ?|[”\"] [–—-] )(?:he|she)(?={_says().pattern})")
    return begins, ends


def begins_with_pronoun(text: str) -> str:
    """The pronoun that is the subject with which a sentence begins, if it speaks or acts there ("He said"), else empty."""
    match = _pronoun()[0].match(text) if _HAS_PRONOUN.search(text, 0, 180) else None
    return match[1].title() if match else ""


@cache
def _noun() -> re.Pattern[str]:
    noun = rf"(?:(?!{FUNCTION})[a-z-]{{2,}} ){{0,2}}?[a-z-]{{3,}}"
    return re.compile(rf"{_INTRO}[Tt]he ({noun})(?={_says().pattern}|{_acts().pattern}|{_PART.pattern})")


def begins_with_noun(text: str) -> tuple[str, int]:
    """The noun with "the", in small letters, that is the subject with which a sentence begins, if it speaks or acts there ("The minister
    said"), and where it ends; empty and 0 where there is none.
    """
    match = _noun().match(text) if "he " in text[:180] else None
    return (match[1], match.end()) if match else ("", 0)


def speaks(text: str, end: int) -> bool:
    """Whether the subject that ends there says something."""
    return _says().match(text, end) is not None


def ends_with_pronoun(text: str) -> bool:
    """Whether a quotation is attributed to "he" or "she" at its end."""
    plain = blank(text)
    match = _pronoun()[1].search(plain)
    verb = _says().match(plain, match.end()) if match else None
    return verb is not None and _ENDS.match(plain, verb.end()) is not None
