"""What was open and is so no more: "had denied it, but confessed", "was rejected in May and accepted on Thursday", "settled their
disagreement". What is told so is neither disputed nor unknown.

Who takes it back must be who denied, refused or didn't know: "Norland rejected the plan, but Lakeland accepted it" is a dispute. So is what
is admitted only in part ("denied the charge but admitted a lesser one").
"""

from __future__ import annotations

import re

from digest.wording import MONTHS

DONE = "done"
"""Stands in the place of what is over."""
_REST = r"[^;:“”\"]"
_WHEN = (
    rf"(?:(?:late |early )?(?:on [A-Z]\w{{2,8}}day|in (?:early |late |mid-)?(?:{'|'.join(MONTHS)}|(?:19|20)\d\d)|last \w{{4,9}}|at first"
    r"|initially|originally|yesterday))"
)
_ON = (
    r"(?:,? (?:but|and|then|until|before|only)|,)"
    r" (?:(?:it|he|she|they|both|has|have|had|since|then|now|later|finally|eventually|ultimately|also|first|in the end) ){0,4}"
)
"""The same subject goes on."""
_REFUSED = (
    r"(?:(?:reject|rebuff|spurn|oppos|dismiss|refus)(?:ed|ing)|turn(?:ed|ing) down|brush(?:ed|ing) (?:aside|off))"
)
_YIELDED = (
    r"(?:(?:accepted|signed|approved|backed|endorsed|adopted|ratified|agreed to|came round to|embraced) (?:it|them)\b"
    r"|(?:relented|gave (?:in|way)|backed down|changed (?:its|his|her|their) minds?)\b(?! (?:from|on (?!\w+day))))"
)
_OWNED_UP = (
    r"(?:admitted(?= (?:it|them|this|everything|doing so|his guilt|her guilt|their guilt)\b| (?:in court|on [A-Z]\w+day)(?=[.,;]|$)|[.;]|$)"
    r"|(?:confessed|pleaded guilty|pled guilty)\b(?! to (?!it\b|police\b|the court\b))"
    r"|changed (?:his|her|their|its) pleas?\b|came clean\b|owned up\b)"
)
_OPEN = (
    r"(?:was|were|had been|remained|seemed) (?:long |still |first )?"
    r"(?:unclear|uncertain|unknown|not (?:yet )?(?:clear|known|certain))\b"
)
_DIFFERENCES = r"(?:disagreements?|differences|deadlock|impasse|sticking points?)"
_OVER = re.compile(
    rf"\b{_REFUSED}\b{_REST}{{1,140}}?{_ON}{_YIELDED}"
    rf"|^After (?:first |initially |long )?{_REFUSED}\b[^,;:“”\"]{{1,120}}, [^,;:“”\"]{{2,60}}? {_YIELDED}"
    rf"|\b(?:was|were|been) (?:\w{{2,20}}ly )?{_REFUSED}\b(?: by [^,;:“”\"]{{1,60}}?)? {_WHEN},? (?:but|and|then)"
    r" (?:(?:was|were|it|they|has|have|been|then|later|finally) ){0,4}"
    r"(?:accepted|approved|adopted|signed|passed|ratified)\b(?! by (?!both|all)\b)"
    rf"|\b(?:denied|denying|pleaded not guilty)\b{_REST}{{1,140}}?{_ON}{_OWNED_UP}"
    rf"|\b{_OPEN}{_REST}{{1,140}}?,? (?:but|and) (?:it|he|she|they|both|both sides) (?:both |finally |later |then |indeed )?did"
    r"(?= (?:so|on [A-Z]\w+day|yesterday|last|late|early)\b|[.,;]|$)"
    rf"|\b{_OPEN}(?:{_REST}{{1,140}}?,)? until (?!\w+day\b)[^,;:“”\"]{{2,60}}? "
    r"(?:confirmed|named|announced|signed|revealed|clarified|published)\b"
    r"|\b(?:found|ruled|concluded|determined|convicted|proved|showed|admitted)\b[^;:“”\"]{1,100}? "
    r"(?:falsely|wrongly|untruthfully) den(?:ied|ying)\b"
    r"|\b(?:withdrew|dropped|changed|reversed|abandoned) (?:his|her|their|its|the) (?:earlier |first |initial |original )?"
    r"(?:pleas? of not guilty|not[- ]guilty pleas?|denials?)\b"
    rf"|\bno (?:longer any |further |real |more |serious )?{_DIFFERENCES}\b"
)
_ENDED = re.compile(
    r"\b(?:settled|resolved|ironed out|overcame|patched up|cleared up|set aside|put aside|buried|ended)"
    r" (?:(?:all(?: of)?|their|its|the|his|her|a|an|[a-z]{1,20}-[a-z]{1,20}|old|long|longstanding|main|last|key|remaining|bitter) ){1,3}"
    rf"{_DIFFERENCES}\b"
    rf"|\b{_DIFFERENCES}\b[^,;:“”\"]{{0,80}}? (?:was|were|has been|have been|had been) (?:now |all |finally |largely )?"
    r"(?:settled|resolved|ended|overcome|broken|cleared up|ironed out)\b"
    r"|\b(?:cleared up|settled|resolved|explained|clarified|established) (?:what|whatever|all that) [^,;:“”\"]{0,30}?"
    r"(?:was|were|had been|remained) (?:still |long )?(?:unclear|unknown|uncertain|in doubt|disputed)\b"
)
_NOT = re.compile(
    r"\b(?:not|never|nor|[Nn]either|[Nn]o|[Nn]one|[Nn]obody|[a-z]{2,6}n[’']t|until|unless|before|[Ii]f|without|whether|would|could|should"
    r"|may|might|must|[Oo]nce|Had)\b[^,;]{0,60}$"
)
"""Before it or within: nothing is over yet, or it may not be."""
_BOUGHT = re.compile(
    r"\b(?:offers?|bids?|proposals?|approach)(?= (?:(?:of|worth) [^,;:“”\"]{2,50}? )?(?:for|to (?:buy|sign)) (?:[\w’'-]{1,20} ){0,3}?"
    r"(?:striker|midfielder|defender|goalkeeper|winger|forward|player|captain|coach|stake|shares?|company|firm|house|painting)\b)"
)
"""What somebody would buy: who turns that down refuses no demand."""


def without_settled(text: str) -> str:
    """The text with another word where it tells of something that was open and is so no more."""
    text = _OVER.sub(DONE, _BOUGHT.sub("sum", text))
    return _ENDED.sub(lambda met: met[0] if _NOT.search(text[: met.start()]) or _NOT.search(met[0]) else DONE, text)
