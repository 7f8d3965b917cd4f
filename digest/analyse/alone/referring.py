"""What points within a sentence at something that only a sentence before it names: "that claim", "for example", "signed the letter".

`standing` reads the words with which a sentence opens; this module those behind them. Told apart are what can't be understood by itself
(`refers_back`) and what only reads better with the sentence before (`wants_before`). The words are in `data/openers.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cache

from digest.analyse.words.cues import classes, patterns

_FAR = 80
"""Characters behind which "that claim" mostly means what the sentence itself has told."""
_ROOT = 5
"""Letters in which a noun agrees with another word of its root ("attacks", "attacked")."""
_SOMETHING = re.compile(r"\b(?:an?|this|another|its|his|her|their|whose|[A-Z]\w+[’']s) ")
"""Before a noun: what is new to the reader, or somebody's."""
_SEVERAL = 2
"""Names before "the three leaders" by which a reader may know who they are."""
_CAPITAL = re.compile(r"(?<![\w’'])[A-Z][\w-]+")
_SAID = re.compile(r"\b(?:said|says|told|added|adds|wrote|stated)\b")
_NO_SUBJECT = (
    r"(?:and|but|while|though|although|said|says|(?:accused|charged|suspected|blamed) (?:of|with|by|for)|not|never|cannot|to|who|which|that"
    r"|is|are|was|were|be|been|being|can|could|may|might|must|should|will|would|if|when|whether|[a-z]{2,6}n[’']t)"
)
"""Words before "denied" with which nothing is denied, or the sentence itself tells what ("Bel made an offer and Orlova rejected it")."""
_DENIED = (
    r"(?:(?:the|this|that|those|these|such|any|all|both) )?"
    r"(?:claims?|accusations?|allegations?|assertions?|suggestions?|charges?|involvement|responsibility|wrongdoing)"
)
_DENIAL = re.compile(
    r"(?!(?:No|Nobody|None|Neither|Nothing|Few|If|When|Whether|What|Who|That|Which)\b)"
    rf"(?:(?:Both )?[A-Z][\w’'-]{{1,30}} and (?=[A-Z]))?(?:(?!{_NO_SUBJECT}\b)[\w’'.&-]{{1,40}} ){{0,7}}"
    rf"(?!{_NO_SUBJECT}\b)[\w’'.&-]{{1,40}}(?:, [A-Z][\w’'.&-]{{0,30}}(?: [A-Z][\w’'.&-]{{0,30}}){{0,3}},)? "
    r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|refute[sd]?|dispute[sd]?) "
    r"(?:(it|this|that)(?=, (?:saying|insisting|adding|calling|arguing|telling|accusing) )"
    rf"|(it|this|that|{_DENIED})(?: (?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|again|outright|too|later|at the time"
    r"|[a-z]{3,14}ly))?[.!]$)"
)
"""A whole sentence that denies or rejects, and not a word of what that is ("Norland's army denied it.", "Bel rejected this, saying …")."""


_SHORT_OF = re.compile(r"\b(?:short|independent|regardless) of (that|this)(?= but\b| and\b|[,.;])")
"""Less than what a sentence before names ("reached an agreement short of that")."""


def denial(text: str) -> str:
    """What a sentence denies that only the one before it tells; empty where it is no such sentence."""
    match = _DENIAL.match(text)
    return (match[1] or match[2]) if match else ""


@dataclass(frozen=True, slots=True)
class _Patterns:
    exchange: re.Pattern[str]
    """Half of a bargain ("In return, Norland opens the harbour"), or what somebody does after what is told of him ("Now it wants …")."""
    example: re.Pattern[str]
    """One case of what a sentence before says ("Norland, for example, has …")."""
    no_other: re.Pattern[str]
    """Nothing but what a sentence before names ("said there was no other way.")."""
    own: re.Pattern[str]
    """Its own subject can't be meant ("Norland is its biggest customer")."""
    pointed: re.Pattern[str]
    """What somebody said or did, and not in this sentence ("pushed back on that claim")."""
    part: re.Pattern[str]
    """One of several things of which only a sentence before says what they are ("The second part is …")."""
    paper: re.Pattern[str]
    """A thing that must have been named: what is written, and who is bound by it ("agreed to the statement")."""
    also: re.Pattern[str]
    """Somebody or something with an office or a kind for a name does one thing more ("The president also heard …")."""
    other: re.Pattern[str]
    """Those who are not the ones of the sentence before ("The other ministers …", "Other critics …")."""
    new: re.Pattern[str]
    """Somebody or something that has just come ("The visiting official …", "The new rules …")."""
    that: re.Pattern[str]
    """Judges what a sentence before tells ("said that was too late")."""
    told_in: re.Pattern[str]
    """A paper or a body as the one who says something ("…, the survey said.")."""
    several: re.Pattern[str]
    """Three or more of which only a sentence before says which ("saying the three leaders had …")."""
    answered: re.Pattern[str]
    """An answer, and nothing of what it answers ("Bel agreed: …")."""
    thing: re.Pattern[str]
    """The same of what somebody has made or said ("demanding that the measure be changed")."""
    formerly: re.Pattern[str]
    """What somebody said until he said otherwise, and not what that is ("Norland had said earlier that it would not pay")."""
    aged: re.Pattern[str]
    """Somebody by his age, whom only a sentence before names ("The 81-year-old senator, a frequent critic, said …")."""
    event: re.Pattern[str]
    """Something that has happened and that must have been told ("to investigate the shooting")."""
    remarks: re.Pattern[str]
    """Tells of somebody's words when they came or what they did, and not what they were ("Bel's comments came after …")."""
    former: re.Pattern[str]
    """Somebody by what he once was, or where he is from, whom only a sentence before names ("The retired general noted …")."""
    of_body: re.Pattern[str]
    """Who somebody is in a body that only a sentence before names ("Ana Bel, the council president, wrote …")."""


@cache
def _patterns() -> _Patterns:
    words = patterns("openers.txt")
    be = "(?:is|was|are|were|has|had|have|will|would|could|can|may|might)"
    return _Patterns(
        exchange=re.compile(
            rf"({words['in exchange']})(?=,)|(Now (?:he|she|they|his|her|their|its|it(?! (?:is|was|seems|looks|appears))))\b(?!['’])"
        ),
        example=re.compile(
            r"(?!Take\b|Let)[^,;:“\"()—–-]{2,60}(?:, (?=for \w+,)| (?=for \w+ [a-z]))(for (?:example|instance))(?! of\b)"
            r"|[^“\"()]{0,400}, (for (?:example|instance))\.$"
        ),
        no_other=re.compile(
            r"(?![^.]{0,200}\b(?:than|but|besides|except|because|since|as|if|unless|after|when|while|for)\b)"
            r"[^;:]{0,140}\b(no other) (?:[a-z]+ ){0,2}[a-z]+\.$"
        ),
        own=re.compile(
            r"(?:The )?(?:[A-Z][\w.’'-]*(?: (?:of|and|the|de))? ){1,6}(?:is|was|are|were|remains?|remained|becomes?|became)"
            r" (?:also |still |now )?(its|their|his|her) (?!own\b)"
        ),
        pointed=re.compile(
            rf"\b((?:[Tt]his|(?<!so )[Tt]hat) (?P<noun>{words['pointed at']})|[Tt]hat (?P<matter>{words['pointed at as that']}))\b"
            r"(?! (?:that|which|who|of|to|was made|and others?)\b)"
        ),
        part=re.compile(
            r"(The (?:first|second|third|fourth|fifth|last)"
            rf" (?:(?:and [a-z]+ )?(?:{words['part']})\b|(?=is\b|was\b|took\b|came\b)))(?! of\b)"
        ),
        paper=re.compile(
            rf"\b(?:{words['before a paper']}) (the (?P<noun>{words['paper']}))(?=[.;]|, (?!(?:which|who|that|initially|first|[a-z]+ed)\b))"
        ),
        also=re.compile(
            r"The (?!deal|agreement|talks|negotiations)(?:[a-z]+ )?"
            rf"(?P<noun>{words['weak subject']}|{words['role']}|{words['body']}) (?:{be} )?(?:be )?also\b"
        ),
        other=re.compile(
            rf"(The other (?!{words['same']}|side|hand)[\w-]+|Other (?:{words['other']}))\b(?! (?:of|than|such)\b)"
        ),
        new=re.compile(
            rf"(The (?:{words['come or gone']}) (?:[A-Z][\w-]+ ){{0,2}}(?:{words['role']}|{words['roles']}))\b(?! of [A-Z]| [A-Z]|, [A-Z])"
            rf"|(The new (?:{words['new']}))\b(?! (?:of|on|by|that|which|for|from)\b)"
        ),
        that=re.compile(
            r"[A-Z][^,;:“”\"]{1,80}\b(?:said|says|told [A-Z]?\w+|insisted|added|argued) (that) "
            r"(?:is|isn[’']t|was|wasn[’']t|would|could|will|won[’']t|had|has|did|does|might|may)\b"
        ),
        told_in=re.compile(
            rf"(?:(?<=, )|(?<=[”\"] )|(?<= said that )|(?<= reported that )|(?<= reported ))"
            rf"(the (?:joint |new |written )?(?P<noun>{words['told in']}))"
            r" (?:also )?(?:said|says|reads?|show(?:s|ed)|found|finds|noted|added|stated|warned|concluded"
            r"|offer(?:s|ed)|demand(?:s|ed)|propose[sd]|reject(?:s|ed)|asks|asked|urge[sd]|call(?:s|ed))\b"
            rf"|^(?:\"|[^“”\"]*”) (the (?:{words['quoted']}|(?!president\b)(?:{words['office']})"
            rf"|(?:two|three|four|five) (?:{words['pair']})))"
            r" (?:also )?(?:said|says|added|warned|noted|wrote|explained)\b"
        ),
        several=re.compile(
            rf"(?<=[a-z,] )(the (?:three|four|five|six) (?:{words['pair']}|states))\b(?! of [A-Z]| [A-Z]|[-’'])"
        ),
        answered=re.compile(
            rf"(?!(?:When )?[Aa]sked\b)[^;:“\"]{{3,140}}?\b({words['answered']})(?=[:.]|, (?:saying|adding|telling)\b)"
        ),
        thing=re.compile(
            rf"\b(?:{words['before a thing']}) (the (?P<noun>{words['thing']}))"
            r"(?=[.;]|,(?! (?:which|who|when|where|that)\b)| to [A-Z]"
            r"| (?:was|is|be|would|will|had|has|have|were|are|as|and|but|said|because|could|may|might)\b)"
        ),
        formerly=re.compile(
            r"(?!.{0,600}(?:;|\b(?:now|later|since|then|until|before \w+ing|changed|reversed|though|although|but(?! would)"
            r"|and \w+ed|raised)\b))"
            r"[^,;:“”\"]{2,90} had ((?:earlier|initially) (?:said|told|insisted|stated|denied|claimed|warned|refused)"
            r"|(?:said|told [\w ]{3,30}|insisted|stated|denied|claimed|warned|refused) (?:earlier(?! this| in)|initially))\b"
        ),
        aged=re.compile(
            rf"(The (?:now )?\d{{1,3}}-year-old)(?: (?:[a-z-]{{2,20}} ){{0,2}}(?:{words['person']}|{words['aged person']}))?"
            r"(?=,(?! (?:identified|named|called) |(?: [A-Z][\w.’'-]{0,30}){2,4},)| (?:has|had|was|is|will|would|also|said|says|told)\b)"
        ),
        remarks=re.compile(
            rf"((?![A-Z][a-z]+day[’'])(?:[A-Z][\w.’'-]{{0,30}} ){{0,3}}[A-Z][\w-]{{1,30}}[’']s? "
            rf"(?:{words['remarks']}))(?: (?:on |late |early )?[A-Z][a-z]+day)?"
            rf" (?:also |then )?(?:{words['of remarks']})\b(?! (?:that|on|to)\b|:)"
        ),
        former=re.compile(
            rf"(The (?:(?:retired|former|veteran|longtime|freshman|(?:first|second|third)-term) (?:[a-z-]{{2,20}} )?(?:{words['role']})"
            rf"|(?:[A-Z][\w.-]{{1,20}} ){{1,2}}(?:{words['from somewhere']})))"
            rf"(?=[’']s | (?:has|had|was|is|will|would|also|{words['speech']})\b(?! (?:of|by)\b))"
        ),
        of_body=re.compile(
            rf"(?:[A-Z][\w.’'-]{{0,30}} ){{1,3}}?[A-Z][\w’'-]{{1,30}}, (the (?:{words['body of one']}) (?:president|{words['role']}"
            rf"|{words['head']})),"
        ),
        event=re.compile(
            rf"\b(?:{words['about an event']}) (the (?P<noun>{words['event']})s?)"
            r"(?=[.;]|,(?! (?:which|who|when|where|that)\b)| (?:as|and|but|to|said)\b)"
        ),
    )


def refers_back(text: str, told: str) -> str:
    """The words in a sentence that nobody understands without the one before; `told` is the sentence with its quotations blanked."""
    if word := denial(told):
        return word
    patterns = _patterns()
    for pattern in (
        patterns.exchange,
        patterns.example,
        patterns.no_other,
        patterns.own,
        patterns.part,
        patterns.formerly,
    ):
        if match := pattern.match(told):
            return str(next(filter(None, match.groups())))
    if match := patterns.aged.match(told) or patterns.former.match(told) or _SHORT_OF.search(told, 0, _FAR):
        return match[1]
    if len(told) == len(text) and (
        match := patterns.remarks.match(text)
    ):  # what they were may stand in quotation marks
        return match[1]
    match = patterns.pointed.search(told, 0, _FAR + len("that recommendation"))
    if match and match.start() < _FAR and not rooted(match["noun"] or match["matter"], told[: match.start()]):
        return match[1]
    if match := patterns.that.match(told):
        return match[1]
    paper = _paper(text, told)
    return "" if _names(told) else paper


def wants_before(text: str, told: str, known: Container[str]) -> str:
    """The words in a sentence for which a reader would want the one before it; `known` are things that every reader knows."""
    patterns = _patterns()
    if (match := patterns.also.match(told)) and match["noun"] not in known:
        return match[0]
    if match := patterns.other.match(told) or patterns.new.match(told):
        return match[0]
    if match := patterns.answered.match(told) or patterns.of_body.match(told):
        return match[1]
    match = patterns.told_in.search(told)
    if match and not rooted(match["noun"] or "", told[: match.start()]) and (match["noun"] or not _names(told)):
        return str(next(filter(None, (match[1], match[3]))))
    if (match := patterns.several.search(told)) and len(_names(told[: match.start()])) < _SEVERAL:
        return match[1]
    match = patterns.event.search(told)
    if match and not _event_known(known) and not rooted(match["noun"], told[: match.start()]):
        return match[1]
    match = patterns.thing.search(told)
    quoted = len(told) < len(text) and _SAID.search(told)
    if match and not (quoted or match["noun"] in known or _brought_in(match["noun"], told[: match.start()])):
        return match[1]
    paper = _paper(text, told)
    return "" if paper.rpartition(" ")[2] in known else paper


def _names(told: str) -> list[str]:
    """Words with a capital that are more than the beginning of a sentence."""
    return [word for word in _CAPITAL.findall(told) if word not in classes("openers.txt")["no name"]]


def _brought_in(noun: str, head: str) -> bool:
    """Whether the words before bring a thing in: by its root, or by something that somebody has or that is new."""
    return rooted(noun, head) or _SOMETHING.search(head) is not None


def _event_known(known: Container[str]) -> bool:
    """Whether what every reader knows is something that has happened."""
    return any(noun in known or f"{noun}s" in known for noun in classes("openers.txt")["event"])


def _paper(text: str, told: str) -> str:
    """A thing with "the" that neither a word before it names nor an article brings in; empty where what it says is told, too."""
    match = _patterns().paper.search(told)
    if (
        match is None
        or rooted(match["noun"], told[: match.start()])
        or re.search(r"\b(?:an?|this) ", told[: match.start()])
    ):
        return ""
    return "" if len(told) < len(text) and _SAID.search(told) else match[1]


def names_a_thing(leans: str) -> bool:
    """Whether words for which a reader would want the sentence before are a thing ("The increase"), nobody and no body of people."""
    words, noun = classes("openers.txt"), leans.rpartition(" ")[2]
    people = (noun in words[name] for name in ("role", "roles", "person", "body", "quoted", "pair", "only one"))
    return leans.lower().startswith("the ") and not any(people)


def one_of_many(noun: str) -> bool:
    """Whether a noun that stands alone with "The" is no name by itself ("The jury", but not "The government")."""
    return not (noun in classes("openers.txt")["only one"] or noun.endswith("ly"))


def rooted(noun: str, head: str) -> bool:
    """True where a word of the same root stands in the words before."""
    return len(noun) >= _ROOT - 1 and noun[:_ROOT] in head.lower()
