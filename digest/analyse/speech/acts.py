"""What a party does about the matter in a sentence: it demands, offers, refuses or reacts. Answered only where its verb tells.

Read from the words directly behind the party's noun phrase, as `voice` reads who speaks: "Russia demanded …", "…, the envoy urged", "Kyiv
said it would not accept …". A verb further on may be anybody's and says nothing. The words are in `data/acts.txt`.
"""

from __future__ import annotations

import re
from functools import cache

from digest.analyse.speech.phrase import DAYS, MONTHS, Mention
from digest.analyse.speech.voice import APPOSITION, Voice, blank, voices
from digest.analyse.words.cues import classes
from digest.model import Act

_BETWEEN = (
    rf" (?:(?:late |early )?(?:on )?{DAYS},? )?"
    r"(?:(?:also|again|now|then|once|already|too|both|each|have|has|had|itself|himself|later|long|still|"
    r"(?!(?:reported|alleged|apparent|purported|supposed|possib|probab|hard|bare|near|rare|like|on)ly\b)[a-z]+ly),? ){0,3}"
)
"""Between a subject and its verb; behind "reportedly" and the like nothing is certain."""
_SAYS = r"(?:said|says|say|added|adds|stressed|stresses|insisted|insists|reiterated|declared|stated|states|warned|told [\w ]{3,30})"
_SAYING = re.compile(rf" (?:also |again )?{_SAYS},? (?:that )?(?:the )?")
_SELF = (
    r"(?:it|he|she|they|his (?:country|government|side)|its (?:side|forces)|the (?:group|government|movement|union|country)"
    r"|(?:his|her|their|its) (?:organi[sz]ation|bloc|party|union|movement)|\w+)"
)


_WITHIN = r"(?: [^\s.;:]+){0,7}?,? "
"""Words between a verb and what shows how it is meant."""
_SOMEBODY_TO = rf" (?:the )?(?!{DAYS}\b|{MONTHS}\b)[A-Z][\w’']*(?: [\w’']+){{0,2}} to\b"
"""Behind "wants": somebody is to do something."""
_OTHERS_TO = (
    r" (?!(?:no|fewer|enough|its|their)\b)(?:(?!(?:with|from|of|for|to|by)\b)[\w’'-]+ ){0,3}(?:peacekeepers|migrants|world|"
    r"fighters|militias?|militants|rebels|groups?|factions?|governments?|countries|nations|"
    r"allies|partners|lawmakers|forces|troops|army|armies|militar(?:y|ies)|compan(?:y|ies)|courts?|council|parliament|congress|senate|part(?:y|ies)|sides?|"
    r"rivals|unions?|workers|banks?|settlers|leaders|officials|authorities|regime|movement) to"
    r" (?:leave|withdraw|stop|halt|end|lay down|disarm|hand over|return|release|free|resign|step down|pay|pull|give up|accept|recogni[sz]e"
    r"|sign|lift|open|reopen|agree|dismantle|abandon|cut|stay out|join|buy|drop|allow|let)\b"
)
"""Behind "wants": others are to do something."""
_FREELY = r"(?<!allowed)(?<!able)(?<!free)(?<!permitted)"
"""Not behind "allowed": that somebody may leave is asked of others."""
_SOMETHING_DONE = (
    r" (?:the |its |their |all )?(?!(?:to|more|no|nothing|it|them|him|her)\b)(?:[\w’'-]+ ){1,5}(?:be )?"
    r"(?:cut|withdrawn|(?!need)[a-z]{3,}ed)\b(?=[.,;]| (?:as|before|after|by|in|from|when|until|within|and|while|immediately|now)\b)"
)
"""Behind "wants": something is to be done ("wants the tariffs lifted")."""


@cache
def _acts() -> tuple[tuple[Act, re.Pattern[str]], ...]:
    """Behind a subject: the verb of each act."""
    found: list[tuple[Act, re.Pattern[str]]] = []
    names: tuple[Act, ...] = ("demand", "offer", "refusal", "reaction")
    for name in names:
        never = rf"(?! (?:by|{_any(f'{name} not')})(?![\w-]))(?![\w-])"
        if name == "demand":
            never += rf"(?! (?:(?:the|its|their|all|local) )?(?:{_any('residents')})\b[^.;:“”\"]{{0,60}}?{_FREELY} to (?:{_any('go')})\b)"
        forms = [rf"(?:{_any(name)}){never}"]
        if weak := _any(f"weak {name}"):
            shown = rf"{_WITHIN}(?:{_any(f'{name} with')})(?![\w-])"
            meant = rf"(?:{shown}|{_SOMEBODY_TO}|{_OTHERS_TO}|{_SOMETHING_DONE})" if name == "demand" else shown
            told = rf"(?:{_SAYS},? (?:that )?{_SELF} )?" if name == "demand" else ""
            forms.append(rf"{told}(?:{weak}){never}(?={meant})")
        if said := _any(f"said {name}"):
            forms.append(rf"{_SAYS},? (?:that )?{_SELF} (?:{said}){never}")
        found.append((name, re.compile(rf"{_BETWEEN}(?:{'|'.join(forms)})")))
    return tuple(found)


def _any(name: str) -> str:
    """A list of `data/acts.txt` as alternatives of a pattern, longest first; empty where there is none."""
    listed = classes("acts.txt").get(name, [])
    return "|".join(re.escape(w) for w in sorted(listed, key=lambda w: (-len(w), w)))


def act(text: str, mentions: tuple[Mention, ...], party: str) -> Act | None:
    """What `party`, whose position, act or words the sentence reports, does in it; None where no verb of its own tells."""
    plain = blank(text)
    for voice in voices(text, mentions):
        if voice.party == party and (voice.part == "says" or (voice.part == "acts" and voice.opens)):
            return _of(plain, voice) or _reported(plain, mentions, voice)
    return None


def _reported(plain: str, mentions: tuple[Mention, ...], voice: Voice) -> Act | None:
    """What a speaker says directly that the own party does ("the minister said Kyiv had asked for …")."""
    own = (m for m in mentions if m.party == voice.party and m.at > voice.end)
    return next((act_at(plain, m.end) for m in own if _SAYING.fullmatch(plain, voice.end, m.at)), None)


def gives(text: str, done: Act | None) -> bool:
    """Whether what is done is to offer something, and nothing is asked for it in the sentence."""
    return done == "offer" and _price().search(text) is None


@cache
def _price() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('offer for')})\b", re.IGNORECASE)


def act_at(text: str, end: int) -> Act | None:
    """What the subject that ends there does, where its verb tells."""
    plain = blank(text)
    return next((name for name, pattern in _acts() if pattern.match(plain, end)), None)


def _of(plain: str, voice: Voice) -> Act | None:
    apposition = APPOSITION.match(plain, voice.end) if voice.opens else None
    for at in (voice.end, apposition.end()) if apposition else (voice.end,):
        for name, pattern in _acts():
            if pattern.match(plain, at):
                return name
    return None
