"""Of whom or what a sentence speaks without saying who or which: "The prime minister on Friday denied …", "Supporters say …".

Such a sentence can be printed, but a reader would want the one before it. Nothing is said of what every reader knows, nor where a name says
whose office or side it is ("Supporters of the deal", "Norland’s prime minister"). The words are in `data/openers.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cache

from digest.analyse.words.cues import classes, patterns

_NAME = re.compile(r"(?<![\w’'])[A-Z][\w-]+")
_NEAR = 60
"""Characters within which those who are for or against something say what it is."""
_WORD = re.compile(r"[^\W_][\w-]*")
_DAY = r"(?: (?:on|in|late|early|last|this) (?:[A-Z][a-z]+|week|month|year|night))?"
_DATED = r" (?:on |last |late |early )?(?:[A-Z][a-z]+day|week|month|(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]{0,6})\b"


@dataclass(frozen=True, slots=True)
class _Patterns:
    office: re.Pattern[str]
    """One by his office only, of whose country nothing is said."""
    held: re.Pattern[str]
    """An office and who holds it."""
    title: re.Pattern[str]
    """Somebody’s office in a house of which nothing is said ("Chief executive Ana Bel said")."""
    side: re.Pattern[str]
    """Those who are for or against something, of which the sentence doesn't say what it is."""
    body: re.Pattern[str]
    """Officials and the like, in a sentence that names nobody: whose?"""
    occasion: re.Pattern[str]
    """Where or in what it stands ("In the survey, …", "At the meeting, …")."""
    afterwards: re.Pattern[str]
    """What was before or after it ("After the vote, …")."""
    answer: re.Pattern[str]
    """Answers what the sentence before tells ("In response, Norland …")."""
    responsible: re.Pattern[str]
    """Whoever did what only a sentence before tells ("hold those responsible to account")."""
    issue: re.Pattern[str]
    """What was just spoken of ("listen to the farmers on this issue")."""
    paper: re.Pattern[str]
    """Behind a quotation, a paper of which nothing is said ("…,” the letter says)."""


@cache
def _patterns() -> _Patterns:
    words = patterns("openers.txt")
    which = rf"(?:{words['which office']}) "
    new = rf"(?:(?:{words['which occasion']}) )?"
    things = f"{words['thing']}|{words['paper']}|{words['event']}|{words['occasion']}"
    return _Patterns(
        office=re.compile(
            rf"(The (?:{which}){{0,2}}(?:{words['office']})){_DAY}(?: (?:also|then|later|now|still|again))?"
            rf" (?:(?:{words['bare verb']}|{words['speech']})\b|[a-z]{{3,}}ed\b(?! by\b))"
        ),
        held=re.compile(rf"\b({words['office']}|{words['office'].title().replace('Of', 'of')}) (?=[A-Z][\w’'-])"),
        title=re.compile(
            rf"({words['office in a house']}) [A-Z][\w.’-]{{1,30}} (?:[A-Z][\w.’-]{{0,30}} ){{0,2}}"
            rf"(?:also |has )?(?:{words['speech']})\b{_DAY}"
        ),
        side=re.compile(
            rf"((?:Its |Their |Some |Many |Other )?(?:{words['side']})) (?:also |still |now |have |had |do |don’t |were |are )?"
            rf"(?:[a-z]+ )?(?:{words['speech']}|{words['holds']})\b"
        ),
        body=re.compile(
            rf"((?:{words['unnamed body']})) (?:also |have |had )?(?:{words['speech']}|{words['holds']})\b"
        ),
        occasion=re.compile(
            rf"(?!In the event,)(?:{words['at an occasion']}) (the {new}(?P<noun>{things}))(?=,|{_DATED})"
        ),
        afterwards=re.compile(rf"((?:{words['around an occasion']}) the {new}(?P<noun>{things}))(?=,)"),
        answer=re.compile(rf"({words['in answer']})(?=,)"),
        responsible=re.compile(
            rf"\b(?:{words['calls to account']}) (?:all )?(those responsible)\b(?! (?:for|of|in)\b)"
        ),
        issue=re.compile(rf"\b(?:on|about|over) (this (?:{words['issue']}))(?=[.;]|, (?!which\b))"),
        paper=re.compile(
            rf"(?=[“\"])[“”\"_,.…\s]+(the (?:{words['quoted paper']})) (?:{words['speech']}|reads?|went on)\b(?=[.,;]|$)"
        ),
    )


def offices(text: str) -> frozenset[str]:
    """The offices, in small letters, of which a text names a holder ("Prime Minister Ana Bel")."""
    return frozenset(match[1].lower() for match in _patterns().held.finditer(text))


def unnamed(text: str, told: str, known: Container[str], held: Container[str] = ()) -> str:
    """The words in a sentence that say neither who nor which; `told` is the sentence with its quotations blanked, `known` what every reader
    knows, `held` the offices of which its article names a holder. Empty where there are none.
    """
    patterns = _patterns()
    if match := patterns.answer.match(told):
        return match[1]
    if (match := patterns.side.match(told)) and not _told_of(told[match.end() : match.end() + _NEAR], known):
        return match[1]
    if (match := patterns.body.match(told) or patterns.title.match(told)) and not _names(told[match.end() :]):
        return match[1]
    match = patterns.office.match(told)
    if match and match[1].rpartition(" ")[2] not in known and match[1][len("The ") :] not in held:
        return match[1]
    match = patterns.occasion.match(told) or patterns.afterwards.match(told)
    if match and not (match["noun"] in known or _of_the_matter(match["noun"], known)):
        return match[1]
    if match := patterns.paper.match(told):
        return match[1]
    match = patterns.responsible.search(told)
    if match and not any(noun in told[: match.start()] for noun in classes("openers.txt")["event"]):
        return match[1]
    match = patterns.issue.search(told)
    return match[1] if match else ""


def _told_of(words: str, known: Container[str]) -> bool:
    """Whether these words name somebody, or something that every reader knows."""
    return _names(words) or any(word in known for word in _WORD.findall(words))


def _names(words: str) -> bool:
    """Whether these words name anybody or anything; days don't count."""
    return any(word not in classes("openers.txt")["no name"] for word in _NAME.findall(words))


def _of_the_matter(noun: str, known: Container[str]) -> bool:
    """Whether it is a deal or talks, and every reader knows of one."""
    matter = classes("openers.txt")["the matter"]
    return noun in matter and any(word in known for word in matter)


def answers_before(leans: str) -> bool:
    """Whether these words say only that the sentence answers the one before ("In response")."""
    return leans in classes("openers.txt")["in answer"]
