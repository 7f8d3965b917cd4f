"""Sentences that say nothing: stock phrases, subjects and predicates that fit any day. The words are in `data/openers.txt`."""

from __future__ import annotations

import re
from functools import cache

from digest.analyse.words.cues import patterns
from digest.model import Sentence

LONGEST_HOLLOW = 140
"""A sentence of more characters says something."""
_TELLING = re.compile(
    r"[\d“”\":;]|\b(?:said|says|told|warned|agreed|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|tomorrow|killed|deal|unless)\b"
)
"""Stands in no sentence that says nothing."""

_RESPONDED = re.compile(
    r"(?!.{0,300}\b(?:by|with|that|saying|said|but|and)\b)[^,;:“”\"]{3,90}? (?:has |have |had )?(?:[a-z]+ly |also |later )?"
    r"(?:responded to|reacted to|replied to|commented on) [^,;:“”\"]{0,90}\b(?:press conference|news conference|statements?|remarks?|"
    r"comments?|speech|announcement|interview|letter|tweet|post|reports?|questions?|criticism|accusations?|allegations?|claims?)\b[^,;:“”\"]{0,60}[.!]"
)
"""Says that somebody answered, not what."""
_SILENT = re.compile(
    r"(?!.{0,400}\b(?:but|saying|said|says|told|because)\b)[^;:“”\"]{3,120}? (?:"
    r"(?:did not|didn[’']t|has not|hasn[’']t|have not|haven[’']t|had not) (?:(?:immediately|yet|directly) )?"
    r"(?:respond(?:ed)?|repl(?:y|ied))"
    r" to [^,;:“”\"]{0,60}\b(?:requests?|questions?|inquir(?:y|ies)|enquir(?:y|ies)|messages?|e-?mails?|"
    r"(?:phone )?calls? (?:for|seeking))\b"
    r"|did(?: not|n[’']t) immediately (?:respond|reply|comment)\b|(?:declined|refused) to comment\b|could not (?:immediately )?be reached\b"
    r")[^;:“”\"]{0,250}[.!]"
)
"""Says that somebody gave a reporter no answer."""
_NO_NEWS = r"(?!.{0,600}(?:\d|\b(?:said|says|told|that|which|because)\b))"
"""Stands before what tells nothing more: no figure, and nobody's words."""
_SOUGHT = re.compile(
    rf"{_NO_NEWS}(?:(?! and )[^,;:“”\"]){{2,60}}? (?:(?:has|have|had) )?(?:also )?(?:reached out to|contacted|approached|e-?mailed) "
    r"[^;:“”\"]{1,160}?\bfor (?:(?:a|any|further|additional|more) )?(?:comments?|response)"
    r"(?: on the (?:matter|story|report|incident|claims?))?"
    r"(?:,? but (?:did not|didn[’']t|has not|have not|received no)\b[^;:“”\"]{0,80})?[.!]"
)
"""Says that a reporter asked somebody."""
_OUTLET = (
    r"(?:[A-Z][\w.&-]* ){0,3}?(?:News|Digital|Business|Post|Times|Journal|Today|Tribune|Guardian|Telegraph|Reuters|Bloomberg|Politico|"
    r"CNN|BBC|NBC|CBS|ABC|CNBC|MSNBC|NPR|PBS|AP|AFP|C-SPAN)"
)
_ON_AIR = re.compile(
    rf"{_NO_NEWS}(?:{_OUTLET}[’']s? (?:(?:senior|chief|national|foreign|political|White House|[a-z]+) ){{0,3}}(?:[a-z]+ )?"
    r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,2} "
    r"(?:reports? (?:from|live)|provides? (?:an )?updates?|provides? details|breaks? down|weighs? in|explains?|examines?|recaps?|"
    r"looks? at|takes? a look|has (?:more|details|the (?:latest|story|details)))\b[^;:“”\"]{0,250}[.!]"
    r"|[^;:]{3,160}? joins (?:“[A-Z][^“”]{2,60}”|‘[A-Z][^‘’]{2,60}’|'[A-Z][^']{2,60}'|\"[A-Z][^\"]{2,60}\") "
    r"to (?:discuss|react to|weigh in on|talk about|break down)\b[^;:“”\"]{0,250}[.!])"
)
"""Announces what a reporter or guest tells in a broadcast: words below a film."""
_CONTENTS = re.compile(
    r"(?:On today[’']s menu|On the menu today|Making the click-through worthwhile"
    r"|In (?:today[’']s|this|this week[’']s|this morning[’']s) (?:newsletter|column|podcast)): .{1,600}",
    re.DOTALL,
)
"""Announces what a column, a newsletter or a broadcast is about."""
_WAITING = re.compile(
    r"[^:;“”\"]{0,200}\b(?:all eyes (?:are|were|will be|now|turn(?:ed)?)"
    r"|the world (?:is |was |will be )?(?:watch(?:es|ed|ing)?|waits?|waiting)|everyone (?:is|was|will be) (?:asking|watching|waiting))\b"
    r"[^:;“”\"]{0,60}\b(?:to see|whether|if|what|how)\b[^:;“”\"]{0,200}[.!]",
    re.IGNORECASE,
)
"""Says that all wait for what comes, whatever day it names."""

_ASKED = re.compile(
    r"[“\"][^“”\"]{1,600}[”\"],? (?:an?|one|the|another) (?:[\w’'.-]{1,30} ){0,3}?(?:reporter|journalist|correspondent|interviewer|anchor)"
    r" (?:had )?(?:asked|pressed|shouted at) (?=[A-Z]|the |him |her |them |during |in an? |at an? )"
    r"(?!.{0,300}\b(?:said|says|told|replied|answered|testif\w+)\b)[^;:“”\"]{0,300}[.?!]"
)
"""Says what a reporter asked: an answer would be news."""


@cache
def _pattern() -> re.Pattern[str]:
    """A subject, at most a phrase behind it, a predicate, at most a phrase behind it."""
    words = patterns("openers.txt")
    return re.compile(
        rf"(?:{words['hollow subject']})(?: (?:of|on|in|between|with|for|to|towards?|at|around) (?:[\w’'-]+ ){{0,6}}[\w’'-]+)?"
        r"(?: (?:is|are|was|were|be|will be|may be|remains?|remained|stays?|has|have|had|still|now|also|very|extremely|highly|increasingly|"
        rf"deeply|currently|likely to be|expected to be))*(?: (?:{words['hollow predicate']}))"
        r"(?-i: (?:in|for|of|on|around|about|across|throughout) [a-z’' -]{2,60}"
        r"| and [a-z]+| what happens| whether [a-z ]{2,30} succeeds?)?[.!]"
        r"|(?:[\w’'-]+ ){1,9}(?:may|might|could|(?:seem|appear)(?:s|ed)? to)(?: (?:now|soon|also|finally|well|at last|again))*"
        rf" (?:{words['vague']})(?: (?:for|in|of|on|now|again|soon|at last)(?: (?:[\w’'-]+ ){{0,4}}[\w’'-]+)?)?[.!]",
        re.IGNORECASE,
    )


def empty_talk(phrases: int, *, figures: bool, quoted: bool) -> bool:
    """True for a sentence of stock phrases ("the international community watches closely") without a figure or a quotation."""
    return phrases >= 2 and not figures and not quoted


def hollow(sent: Sentence) -> bool:
    """True for a short sentence that says nothing which was not known before ("The situation remains tense.", "Talks will continue."), and
    one that only says that somebody answered, was asked or gave a reporter no answer, what a reporter asked, who speaks in a broadcast, or
    what a column is about.

    None of the first that gives a figure, a day or words of somebody; the name of a place may stand behind the subject, none behind the
    predicate. What was asked, and broadcasts, only without figures and words of somebody.
    """
    text = sent.text
    if any(pattern.fullmatch(text) for pattern in (_RESPONDED, _SILENT, _SOUGHT, _ON_AIR, _CONTENTS, _WAITING, _ASKED)):
        return True
    if len(text) > LONGEST_HOLLOW or _TELLING.search(text):
        return False
    return _pattern().fullmatch(text) is not None
