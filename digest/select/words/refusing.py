"""What only looks like a denial: "denied access" keeps somebody from something, "didn't deny" denies nothing, and who rejects a claim for
damages doesn't say that it is wrong.
"""

from __future__ import annotations

import re

_DENY = r"den(?:y|ies|ied|ying)\b"
_SLACK = (
    r"(?:(?!(?:that|any|it|this|he|she|they|we|is|are|was|were|had|has|have|will|would|took|made|gave|sent|paid|sought|to|of|by|on|in|and|or"
    r"|but|for|\w{1,30}ed|\w{1,30}ing)\b)[\w’'.-]{1,30} ){0,5}"
)
"""Words between "denied" and what is denied to somebody: no clause of its own begins there ("denied he had sought asylum")."""
_THINGS = (
    r"(?:(?:re-?)?entry|access|bail|parole|asylum|permission|clearance|visas?|citizenship|residency|refuge|admission|accreditation|consent"
    r"|passage|requests?|motions?|petitions?|appeals?|bids?|applications?|permits?|licen[cs]es?|waivers?|loans?|injunctions?|(?:new )trial"
    r"|(?:re)?hearings?|tenure|coverage|treatment|care|medication|aid|food|water|services?|benefits|compensation|damages|relief|clemency"
    r"|pardons?|extensions?|promotion|rights?|justice|opportunity|chance|boarding|housing|funding|parking|training|financing|lodging"
    r"|schooling|nothing)"
)
_ENDS = (
    r"(?=[.,;:!?—–“\"]|$| (?:to|for|from|by|on|in|at|of|with|after|because|until|as|and|or|over|against|since|when|while|pending|under"
    r"|before|during|without|citing|that|filed|late|earlier|yesterday|[A-Z]))"
)
"""Stands behind it where it isn't half of something else ("denied visa fraud", "denied funding the rebels")."""
_KEPT = re.compile(
    rf"\b{_DENY}(?= (?:him|them|us|me|you) (?!(?:all|on|in|at|and|or|but|as|when|to|again|outright|too|through|after|before|with|for|by)\b)"
    rf"[\w“\"]| {_SLACK}{_THINGS}{_ENDS}| [A-Z][a-z]{{1,20}}ing\b(?!['’]))"
)
"""Somebody is kept from something ("denied them food"); the last are names in "-ing", with which no denial goes on."""
_PASSIVE = re.compile(
    r"\b((?:is|are|was|were|be|been|being|gets?|got|getting) "
    r"(?:(?:also|again|twice|once|then|first|not|even|[a-z]{2,14}ly) )?)denied\b(?! by [A-Z])"
)
_CLAIMED = re.compile(
    r"\b(?:allegations?|accusations?|reports|claims|charges|involvement|wrongdoing)\b[^.;:]{0,80}$", re.IGNORECASE
)
"""The same of him who is kept from it; what is claimed is denied."""
_NO_DENIAL = re.compile(
    r"\b((?:not|never|cannot|[a-z]{2,6}n[’']t|can|may|might|must|should|will|(?:refused|declined|failed|hard|difficult|impossible) to)"
    r" (?:(?:ever|even|yet|have|(?!only)[a-z]{2,14}ly) )?"
    rf"|(?:[Nn]obody|[Nn]o one|[Nn]one|[Nn]either) (?:(?!(?:and|but)\b)[a-z]{{1,20}} ){{0,4}}){_DENY}"
)
"""Nobody denies anything here, or not yet; "not only denied" is a denial."""
_TRIED = re.compile(
    r"\b(who (?:had |has )?)denied\b"
    r"(?=[^.;:“”\"]{1,120} (?:was|were|been) (?:jailed|imprisoned|sentenced|convicted|found guilty|executed)\b)"
)
"""A court has judged of it since."""
_MONEY = r"(?:damages?|compensation|benefits|loss(?:es)?|payments?|refunds?|reimbursement|asylum|relief|reparations|costs|injur(?:y|ies))"
_DEMANDED = re.compile(
    rf"\b(?:{_DENY}|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es?|ed|ing))"
    r"(?= (?:(?!(?:that|and|but)\b)[\w’'-]{1,30} ){0,4}?"
    r"(?:claims? for (?!(?:which|whom|weeks|months|years|days|now|lack|the (?:first|second|third|last))\b)"
    rf"|claims? (?:by|from|of) (?:(?!that\b)[\w’'-]{{1,30}} ){{1,8}}?for (?:[a-z]{{1,20}} ){{0,2}}{_MONEY}\b"
    r"|(?:insurance|asylum|refugee|compensation|benefits?|disability|malpractice|injury|damages?|tort|warranty)"
    r" claims?\b(?! (?:that|about)\b)))"
)
"""Who claims money demands it, and says of nobody what he did."""
_GROUND = re.compile(
    r"(\b(?:(?:ruled|found|concluded|determined) (?:that|the|his|her|its|their|all|most)"
    r" [^.,;:“”\"]{0,80}? (?:is|are|was|were)|found(?: to be)?)"
    r" (?:(?:completely|entirely|largely|totally) )?)"
    r"(?:baseless|unfounded|groundless|meritless|untrue|without merit)\b"
)
"""What a judge or an inquiry found to be without ground is disputed no more."""


def plain(text: str) -> str:
    """The text with another word where one only looks like that of a denial."""
    if "den" in text:
        text = _KEPT.sub("kept", text)
        text = _PASSIVE.sub(lambda met: met[0] if _CLAIMED.search(text, 0, met.start()) else f"{met[1]}kept", text)
        for pattern in (_NO_DENIAL, _TRIED):
            text = pattern.sub(r"\1kept", text)
    return _GROUND.sub(r"\1settled", _DEMANDED.sub("kept", text))
