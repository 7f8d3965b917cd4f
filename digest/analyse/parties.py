"""Whose position, act or words does a sentence report? Answered only where it is near certain.

A party is named where it is the subject: the first party of the sentence, standing before the verb that makes the sentence a demand,
an offer or a statement, and neither a possessive ("Ukraine's demand") nor the object of a preposition. In "Russia rejected Ukraine's
demand" that is Russia. A sentence about several parties whose subject is none of them belongs to none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from digest.analyse.features import LONGEST, Reading
from digest.config import PartyConfig

_NOT_SUBJECT = frozenset(
    (
        "of to from with against on in at by for between under into over about toward towards after before than and like near inside "
        "via despite including"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A party met in a sentence: its name, the words before it, and what kind of mention it is."""

    party: str
    at: int
    """Offset in the sentence."""
    end: int
    possessive: bool
    object: bool


@cache
def countries() -> dict[str, tuple[str, ...]]:
    """Name of a country -> what else it is called: short forms, its people, its capital where that stands for the government."""
    lines = (Path(__file__).parent / "data" / "countries.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name.casefold(): tuple(part.strip() for part in others.split(",")) for name, others in rows}


@cache
def _pattern(parties: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], dict[str, str]] | None:
    names = {alias.casefold(): name for name, _ in parties for alias in countries().get(name.casefold(), ())}
    names |= {alias.casefold(): name for name, aliases in parties for alias in (name, *aliases)}
    if not names:
        return None
    longest = sorted(names, key=lambda a: (-len(a), a))
    first = "".join(re.escape(letter) for letter in sorted({name[0] for name in longest}))  # only saves time
    pattern = rf"(?=[{first}])(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"
    return re.compile(pattern, re.IGNORECASE), names


def mentions(text: str, parties: Sequence[PartyConfig]) -> tuple[Mention, ...]:
    """Every mention of a party in a text, in order. Aliases are matched as whole words, whatever their case."""
    made = _pattern(tuple((p.name, tuple(p.aliases)) for p in parties))
    if made is None:
        return ()
    found = []
    text = text[:LONGEST]
    for match in made[0].finditer(text):
        if match[0].islower():
            continue
        before = text[: match.start()].rstrip().rsplit(" ", 1)[-1].lower()
        if before == "the":
            before = text[: match.start()].rstrip()[:-3].rstrip().rsplit(" ", 1)[-1].lower()
        after = text[match.end() : match.end() + 2]
        found.append(
            Mention(
                party=made[1][match[0].casefold()],
                at=match.start(),
                end=match.end(),
                possessive=after in ("'s", "’s") or after[:1] in ("'", "’"),
                object=before.strip("“\"'") in _NOT_SUBJECT,
            )
        )
    return tuple(found)


def party(reading: Reading, parties: Sequence[PartyConfig]) -> str:
    """Name of the party whose position or act the sentence reports; empty where that isn't near certain."""
    text = reading.sent.text[:LONGEST]
    if _LEANS.match(text):
        return ""
    found = [m for m in mentions(text, parties) if not _within_quote(text, m.at)]
    if found and found[0].at < 12 and (wish := _WISH.match(text[found[0].end :])):
        others = {m.party for m in found if m.at < found[0].end + wish.end()}
        return found[0].party if len(others) == 1 and not _REFUSED.search(text) else ""
    act = _first_act(reading)
    if found and not found[0].object and (direct := _DIRECTLY.match(text[found[0].end :])):
        act = found[0].end + direct.start(1)
    subjects = [m for m in found if m.at < act and not m.object]
    if not subjects:
        return ""
    first = subjects[0]
    between = text[first.end : act]
    if first.at > 90 or (first.possessive and not _SPEAKS_FOR.match(text[first.end :])):
        return ""
    if any(m.party != first.party and _NEW_CLAUSE.search(text[: m.at]) for m in found):
        return ""
    if len({m.party for m in subjects}) > 1 or _JOINED.match(text[first.end :]) or _SHARED.search(text[: first.at]):
        return ""
    if _ADDRESSED.search(between + text[act : act + 16]) or _PASSIVE.match(text[first.end :].lstrip()):
        return ""
    return first.party


_WISH = re.compile(
    r"['’]s? (?:[\w-]+ ){0,3}(?:demands?|conditions?|proposals?|memorandum|position|stance|terms|list|goals?|aims?|priorit(?:y|ies)|"
    r"red lines?|ultimatum)\b(?: (?:for|on|to|in|at|of) [^,.;]{0,60}?)? "
    r"(?:is|are|was|were|includes?|included|remains?|remained|calls?|called|demands?|sets?|asks?|asked|requires?|names?|named|lists?|"
    r"listed|contains?|foresees?|provides?|seeks?|wants?)\b",
    re.IGNORECASE,
)
"""Behind a party's name: what it wants is the subject ("Russia's conditions for a ceasefire include")."""
_DIRECTLY = re.compile(
    r" (?:\w+ly |also |again |still |now |long )?(asks|calls|demands|insists|offers|proposes|refuses|rejects|seeks|urges|wants|warns)\b"
)
"""Behind a party's name: an act in the present tense, which elsewhere could be a noun."""
_REFUSED = re.compile(r"\b(?:was|were|been|is|are) (?:\w+ly )?(?:rejected|dismissed|refused|turned down|ignored)\b")
_LEANS = re.compile(
    r"^[“\"'‘(\[]*(?:He|She|They|It|Its|His|Her|Their|This|These|Those|That|Both|Neither|Each|Some|If|Unless|Should)\b"
)
_JOINED = re.compile(r"(?:['’]s?)?(?:,)? (?:and|or|nor|versus|vs) ")
_SHARED = re.compile(r"\b(?:both|neither|between|either)\b", re.IGNORECASE)
_ADDRESSED = re.compile(
    r"^\W*(?:\w+ ){0,2}(?:must|should|ought|(?:would |will )?ha(?:s|ve) to|needs? to|is to|are to|was to|were to)\b"
)
"""Behind a party: it is told what to do, somebody else demands it."""
_PASSIVE = re.compile(
    r"(?:(?:will|would|could|may|might|must|should|can) (?:not )?)?"
    r"(?:was|were|has been|have been|had been|is|are|being|be) (?:\w+ly |not |being )?"
    r"(?!prepared|determined|concerned|committed|interested|convinced|opposed|expected)(?:\w+(?:ed|en)|told|made|sent|held|hit)\b"
)
_NEW_CLAUSE = re.compile(r"(?:[;–—]|,(?: and| but| while| whereas)?|\bwhile|\bwhereas)(?: the)? ?$")
"""Before a party: a clause of its own begins, so that the sentence tells of several."""
_SPEAKS_FOR = re.compile(
    r"['’]s?\s+(?:[\w-]+\s+){0,4}(?:ministers?|president|premier|leaders?|leadership|spokesman|spokeswoman|spokesperson|negotiators?|envoy|ambassador|army|military|government|office|ministry|delegation|parliament|"
    r"officials|chief|head|side|team|advisers?|advisors?|aides?|administration|lawmakers?|diplomats?|demands?|conditions?|proposals?|memorandum|position|stance|terms|list|offer|goals?|aims?|priorit(?:y|ies)|paper|draft)\b",
    re.IGNORECASE,
)
"""Behind a party's name: who speaks for it ("Israel's prime minister"), or what it wants ("Russia's conditions")."""


def _within_quote(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at) or text.count('"', 0, at) % 2 == 1


def _first_act(reading: Reading) -> int:
    """Offset of the first verb by which somebody acts or speaks, -1 where there is none."""
    places = [first for name, first, _ in reading.hits if name.startswith("v ") and first > 0]
    if not places:
        return -1
    target, at, text = min(places), 0, reading.sent.text
    for number, (word, _) in enumerate(reading.words):
        at = text.index(word, at)
        if number == target:
            return at
        at += len(word)
    return -1
