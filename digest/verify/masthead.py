"""What a page says that is no quote: the masthead's number, days and counts, notes, and the parties above items."""

from __future__ import annotations

import re

from digest.archive.store import PREFIX
from digest.model import Briefing, Section, Takeaway
from digest.verify.lines import agrees, holds, plain
from digest.verify.names import day, span
from digest.verify.printed import shown
from digest.verify.verdict import Refuted
from digest.wording import MONTHS

_WORD = re.compile(r"[^\W_]+")
_TARGETS = re.compile(r"\]\([^)]*\)|\]\[[^\]]*\]")
_NUMBER = re.compile(r"\bNo\. (\d+)|\b(Draft)\b")
_MONTH = "|".join(MONTHS)
_DAY = re.compile(rf"\b\d{{1,2}} (?:{_MONTH})\b(?: \d{{4}})?(?:, \d{{1,2}}:\d{{1,2}})?")
_SPAN = re.compile(rf"\b(\d{{1,2}}(?: (?:{_MONTH}))?(?: \d{{4}})?)(?: to | ?– ?)(\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?)")
_NO_DAY = re.compile(rf"\b\d{{1,2}} (?!(?:{_MONTH})\b)[A-Z]\w{{2,20}} \d{{4}}\b")
"""Looks like a day and has no month."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_UNDATED = re.compile(r"\bundated\b")
_SENTENCES = re.compile(r"\b(\d[\d,]*) of (\d[\d,]*) sentences?\b")
_READ = re.compile(r"\bRead:\W{0,4}(\d[\d,]{0,12}) articles? from (\d[\d,]{0,12}) publishers?\b")
_NO_HOUR = re.compile(r"\b(\d[\d,]{0,12}) articles? of the day of the cut-off\b")
_COUNT = re.compile(r"\b(\d[\d,]*) (article|publisher|item|source)s?\b")


def check_masthead(file: str, said: str, briefing: Briefing) -> None:
    """Proves the number, the days and the counts before the first section, as the program's templates word them.

    What is worded otherwise is not looked at. Raises `Refuted`.
    """
    said = plain(said).replace("\n", " ")
    for number, draft in _NUMBER.findall(said):
        if bool(draft) == bool(briefing.number) or (number and int(number) != briefing.number):
            had = f"No. {briefing.number}" if briefing.number else "a draft"
            raise Refuted(file, "bears another number than the data", printed=draft or f"No. {number}", kept=had)
    for found in _DAY.findall(said):
        if found not in _days(briefing):
            kept = day(briefing.day)
            raise Refuted(file, "the masthead names a day that the data have not", printed=found, kept=kept)
    _check_period(file, said, briefing)
    counts = {
        "article": briefing.coverage.articles,
        "publisher": briefing.coverage.publishers,
        "item": sum(len(section.items) for section in briefing.sections),
        "source": len({source.doc for source in briefing.sources if source.printed}),
    }
    for counted, noun in _COUNT.findall(said):
        if int(counted.replace(",", "")) != counts[noun]:
            message = f"counts another number of {noun}s than the data"
            raise Refuted(file, message, printed=f"{counted} {noun}s", kept=str(counts[noun]))


def _check_period(file: str, said: str, briefing: Briefing) -> None:
    """Proves the first and the last day of what was read; `said` is one line. What the words of a revision say isn't looked at."""
    for change in briefing.changes:
        said = said.replace(plain(change), " ")
    first, last = map(day, briefing.period)
    spans = {span("/".join(briefing.period)), f"{first} to {last}"} if first and last else set()
    spans |= {one[:-5] for one in spans}
    for one, other in _SPAN.findall(said):
        if f"{one} to {other}" not in spans:
            message = "the masthead names a period that the data have not"
            raise Refuted(file, message, printed=f"{one} to {other}", kept=span("/".join(briefing.period)))
    if found := _NO_DAY.search(said):
        kept = day(briefing.day)
        raise Refuted(file, "the masthead names a day that the data have not", printed=found[0], kept=kept)


def check_counts(file: str, said: str, briefing: Briefing) -> None:
    """Proves how much was read, printed and left out for which reason, where `said` words it as the program's templates do."""
    said, told = plain(said).replace("\n", " ").replace("*", ""), briefing.coverage
    counts = told.printed, told.sentences
    for found in _SENTENCES.findall(said):
        if tuple(map(_number, found)) != counts:
            kept = "{} of {} sentences".format(*counts)
            raise Refuted(file, "counts other sentences than the data", printed=" of ".join(found), kept=kept)
    for number in _NO_HOUR.findall(said):
        if _number(number) != told.no_hour:
            raise Refuted(file, "counts other articles than the data", printed=number, kept=str(told.no_hour))
    read = told.articles, told.publishers
    for found in _READ.findall(said):
        if tuple(map(_number, found)) != read:
            kept = "{} articles from {} publishers".format(*read)
            raise Refuted(file, "counts other articles than the data", printed=" from ".join(found), kept=kept)
    numbers = {"for other reasons": {sum(n for _, n in told.dropped[at:]) for at in range(len(told.dropped))}}
    for reason, number in told.dropped:
        numbers.setdefault(plain(reason), set()).add(number)
    for reason, right in numbers.items():
        for count in re.findall(rf"(?:^|[:,] ){re.escape(reason)} \((\d[\d,]{{0,12}})\)", said):
            if _number(count) not in right:
                kept = " or ".join(map(str, sorted(right)))
                raise Refuted(file, "counts other sentences than the data", printed=f"{reason} ({count})", kept=kept)


def _number(said: str) -> int:
    return int(said.replace(",", ""))


def other_section(said: str, item: str, briefing: Briefing) -> str:
    """The section that words behind an excerpt refer to, where it is not that of the excerpt's item."""
    named = [section for section in briefing.sections if shown(section.title) in said]
    if not named or any(item in {one.id for one in section.items} for section in named):
        return ""
    return named[0].title


def other_day(said: str, takeaway: Takeaway, briefing: Briefing) -> str:
    """A day in the words behind a takeaway that is neither that of its article nor in what the data say behind its item, or is told of
    other words. `said` may have lines of paper.
    """
    lines, said = said, said.replace("\n", " ")
    item = next((one for section in briefing.sections for one in section.items if one.id == takeaway.item), None)
    days = {day(source.day) for source in briefing.sources if source.number in takeaway.notes[:1] and source.day}
    titles = "; ".join(shown(section.title) for section in briefing.sections)
    if days and _UNDATED.search(said) and not _UNDATED.search(titles):
        return "undated"
    behind_item = f"{item.attribution} {item.before}" if item else ""
    known = days | set(_DAY.findall(f"{shown(behind_item)}; {titles}"))
    named = plain(meant(takeaway, briefing))
    rest = said.replace(named, "", 1)
    if named and rest == said and holds(lines, named):  # a line of paper ends in the middle of a word
        return ""
    for known_text in (*_IN_BRACKETS.findall(shown(behind_item)), *(shown(s.title) for s in briefing.sections)):
        rest = rest.replace(known_text, " ")
    told = next(
        (words for words, _ in (item.dates if item else ()) if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", rest)), ""
    )
    return told or next((found for found in _DAY.findall(rest) if found not in known), "")


def meant(takeaway: Takeaway, briefing: Briefing) -> str:
    """What the program's templates say of the days that a takeaway names: " (“Monday” is 2 June 2025)"; empty where it names none."""
    item = next((one for section in briefing.sections for one in section.items if one.id == takeaway.item), None)
    told = [f"“{words}” is {span(iso)}" for words, iso in (item.meant(takeaway.quote.text) if item else ())]
    return f" ({', '.join(told)})" if told else ""


def written(note: int, briefing: Briefing) -> str:
    """What the program's templates say of the day of the source with this number."""
    source = next((source for source in briefing.sources if source.number == note), None)
    if source is None or not source.day:
        return f"undated, {source.day_how}" if source and source.day_how else "undated"
    return day(source.day)


def behind(note: int, briefing: Briefing) -> list[str]:
    """What they say behind what a section prints, too: the day of the source with this number, the days that a takeaway of it
    names, and any section.
    """
    named = {"", *(meant(takeaway, briefing) for takeaway in briefing.takeaways if note in takeaway.notes[:1])}
    return [
        f"— {written(note, briefing)}{days}; {section.title}" for section in briefing.sections for days in sorted(named)
    ]


def _days(briefing: Briefing) -> set[str]:
    """The days and times of the masthead, in words: a day of the period may lack its year. Those in what a revision changes count."""
    moments = [moment for moment in (briefing.cutoff, briefing.next_issue) if moment]
    days = {day(iso) for iso in (briefing.day, *briefing.period, *moments, briefing.last_day) if iso}
    days.update(found for change in briefing.changes for found in _DAY.findall(plain(change)))
    return days | {f"{day(moment)}, {moment[11:16]}" for moment in moments} | {one[:-5] for one in days}


def is_note(said: str, note: str) -> bool:
    """True where printed words are part of a note (Markdown) of the configuration."""
    bare = plain(_TARGETS.sub("", note))
    letters = "".join(_WORD.findall(plain(_TARGETS.sub("", said)).replace("-\n", "")))
    return letters in "".join(_WORD.findall(bare))


def is_method(said: str, briefing: Briefing) -> bool:
    """True for the line on method, which has no heading and may stand behind the sections: it names the configuration."""
    return briefing.has("method") and briefing.config_digest[:PREFIX] in plain(said).replace("-\n", "").replace(
        "\n", ""
    )


def stands_under(group: str, party: str, section: Section) -> bool:
    """True where an item of `party` (none: empty) may stand under the heading `group` within its section."""
    if party:
        return agrees(group, party)
    return not any(agrees(group, other.party) for other in section.groups if other.party)
