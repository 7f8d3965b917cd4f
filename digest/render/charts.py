"""Two charts as SVG text: items by day, and sections by publisher. Pure: data -> text, the same every time.

Widths are percentages, heights and type are in pixels: a chart is as wide as its column and its type stays readable. Colours and type
come from the style sheet. The description says in words all that the picture shows; every mark has its own title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import sqrt

from markupsafe import escape

from digest.model import Briefing
from digest.render.escape import printable
from digest.render.phrases import count
from digest.wording import MONTHS

ON_PAPER = False
"""Whether paper shows the chart of events in its timeline too."""
MOST_ROWS = 12
"""Publishers that have a row of their own."""
MOST_COLUMNS = 12
"""Sections that have a column; a briefing with more has no chart of them."""
LONGEST = 26
"""Characters of a label that surely fit on a narrow screen."""
UNKNOWN = "Publisher unknown"

_MOST_BARS = 62
_LEFT, _RIGHT = 2.0, 98.0
"""Edges of the drawing in per cent of its width."""
_HIGH, _BASE = 62, 84
"""Height of the highest bar, and where bars stand, in pixels."""


def days(briefing: Briefing) -> dict[date, int]:
    """How many items each day of publication has, by the source that is quoted; undated sources are left out."""
    published = {source.doc: source.day for source in briefing.sources}
    numbered = {source.number: source.day for source in briefing.sources if source.printed}
    found: Counter[date] = Counter()
    for section in briefing.sections:
        for item in section.items:
            iso = published.get(item.quotes[0].doc) or (numbered.get(item.notes[0], "") if item.notes else "")
            try:
                found[date.fromisoformat(iso[:10])] += 1
            except ValueError:
                continue
    return dict(sorted(found.items()))


def reports(briefing: Briefing) -> dict[str, dict[str, int]]:
    """Publisher -> title of a section -> how many of its items the publisher is a source of; most items first."""
    names = {source.number: source.publisher or UNKNOWN for source in briefing.sources if source.printed}
    found: dict[str, dict[str, int]] = {}
    for section in briefing.sections:
        for item in section.items:
            for name in dict.fromkeys(names[number] for number in item.notes if number in names):
                row = found.setdefault(name, {})
                row[section.title] = row.get(section.title, 0) + 1
    return dict(sorted(found.items(), key=lambda row: (row[0] == UNKNOWN, -sum(row[1].values()), row[0])))


def events(briefing: Briefing) -> dict[date, int]:
    """How many events of the timeline begin on each day."""
    return dict(sorted(Counter(date.fromisoformat(event.first) for event in briefing.timeline).items()))


def by_day(counts: Mapping[date, int], *, noun: str = "item", key: str = "days") -> str:
    """A bar for every day that has items, on a line of time; by week or month where the time is long. Empty where it is one day."""
    if len(counts) < 2:
        return ""
    step, bars = _binned(counts)
    first, last = bars[0][0], bars[-1][1]
    whole = (last - first).days + 1
    most = max(number for *_, number in bars)

    def at(day: date) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (day - first).days / whole

    wide = (_RIGHT - _LEFT) / max(len(counts), whole / {"day": 1, "week": 7, "month": 30}[step]) * 0.72
    drawn, middles = [], []
    for start, end, number in bars:
        middle = (at(start) + at(end + timedelta(days=1))) / 2
        high = max(2, round(_HIGH * number / most))
        middles.append((middle, _BASE - high, number, _day(start, first, last)))
        drawn.append(
            f'<rect class="bar" x="{middle - wide / 2:.2f}%" y="{_BASE - high}" width="{wide:.2f}%" height="{high}">'
            f"<title>{_span(start, end, first, last)}: {count(number, noun)}</title></rect>"
        )
    said = "; ".join(f"{_span(start, end, first, last)}: {number}" for start, end, number in bars)
    labels = [
        f'<text class="value" x="{middle:.2f}%" y="{top - 5}" text-anchor="middle">{number}</text>'
        for middle, top, number, _ in _apart(middles, 7, edges=False)
    ]
    labels += [
        f'<text x="{_placed(middle)[0]:.2f}%" y="{_BASE + 17}" text-anchor="{_placed(middle)[1]}">{day}</text>'
        for middle, _, _, day in _apart(middles, 26, edges=True)
    ]
    rule = f'<line class="axis" x1="0%" x2="100%" y1="{_BASE + 0.5}" y2="{_BASE + 0.5}"></line>'
    title = f"{noun.capitalize()}s by {step}"
    return _svg(key, title, f"{title}. {said}.", _BASE + 24, [rule, *drawn, *labels])


def by_publisher(rows: Mapping[str, Mapping[str, int]], titles: Sequence[str], *, key: str = "publishers") -> str:
    """A row for every publisher, a column for every section, a disc for how many items. Empty where there is one publisher."""
    columns = [title for title in dict.fromkeys(titles) if any(title in row for row in rows.values())]
    if len(rows) < 2 or not 0 < len(columns) <= MOST_COLUMNS:
        return ""
    shown = [(name, dict(row)) for name, row in list(rows.items())[:MOST_ROWS]]
    if rest := list(rows.values())[MOST_ROWS:]:
        summed = {title: sum(row.get(title, 0) for row in rest) for title in columns}
        shown.append((f"{len(rest)} more", {title: number for title, number in summed.items() if number}))
    most = max(number for _, row in shown for number in row.values())
    left = min(47.0, 6 + 2.3 * max(len(_short(name)) for name, _ in shown))
    pitch = (100 - left) / len(columns)
    largest = min(11.0, 120 / len(columns))
    top = 22 + round(max(len(_short(title)) for title in columns) * 4.4)
    drawn = []
    for number, title in enumerate(columns):
        x = left + pitch * (number + 0.5)
        # A drawing of its own: only there can text be turned about a place that is given in per cent.
        drawn.append(
            f'<svg x="{x:.2f}%" y="{top - 7}" overflow="visible" width="1" height="1">'
            f'<text text-anchor="end" transform="rotate(42)">{_label(title)}</text></svg>'
        )
    for line, (name, row) in enumerate(shown):
        y = top + 26 * line + 13
        drawn.append(f'<line class="grid" x1="0%" x2="100%" y1="{y - 13}.5" y2="{y - 13}.5"></line>')
        drawn.append(f'<text class="name" x="0%" y="{y + 4}">{_label(name)}</text>')
        for number, title in enumerate(columns):
            if not (items := row.get(title, 0)):
                continue
            x = left + pitch * (number + 0.5)
            radius = largest * sqrt(items / most)
            drawn.append(
                f'<circle class="disc" cx="{x:.2f}%" cy="{y}" r="{max(2.5, radius):.1f}">'
                f"<title>{_text(name)}, {_text(title)}: {count(items, 'item')}</title></circle>"
            )
            if radius >= 6.5:
                drawn.append(f'<text class="inside" x="{x:.2f}%" y="{y + 4}" text-anchor="middle">{items}</text>')
    said = "; ".join(
        f"{_text(name)}: " + ", ".join(f"{_text(title)} {row[title]}" for title in columns if title in row)
        for name, row in shown
    )
    title = "Items by publisher and section"
    return _svg(key, title, f"{title}. {said}.", top + 26 * len(shown) + 4, drawn)


def _svg(key: str, title: str, said: str, height: float, drawn: Sequence[str]) -> str:
    """`said` is escaped already."""
    return (
        f'<svg class="chart" role="img" width="100%" height="{height}" aria-labelledby="chart-{key}-title" '
        f'aria-describedby="chart-{key}-said"><title id="chart-{key}-title">{title}</title>'
        f'<desc id="chart-{key}-said">{said}</desc>{"".join(drawn)}</svg>'
    )


def _binned(counts: Mapping[date, int]) -> tuple[str, list[tuple[date, date, int]]]:
    """The step of time and (first day, last day, number) of every step that has items."""
    whole = (max(counts) - min(counts)).days + 1
    step = "day" if whole <= _MOST_BARS else "week" if whole <= _MOST_BARS * 7 else "month"
    bins: Counter[date] = Counter()
    for day, number in sorted(counts.items()):
        start = {"day": day, "week": day - timedelta(days=day.weekday()), "month": day.replace(day=1)}[step]
        bins[start] += number
    ends = {"day": lambda d: d, "week": lambda d: d + timedelta(days=6), "month": _end_of_month}
    return step, [(start, ends[step](start), number) for start, number in bins.items()]


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


Mark = tuple[float, int, int, str]
"""Middle of a bar in per cent, its top in pixels, its number, its day in words."""


def _apart(marks: Sequence[Mark], least: float, *, edges: bool) -> list[Mark]:
    """The marks whose labels have room, the ends (`edges`) and the highest first; in order."""
    kept: list[Mark] = []
    first = [marks[0], marks[-1]] if edges else []
    for mark in [*first, *sorted(marks, key=lambda mark: (-mark[2], mark[0]))]:
        if all(abs(mark[0] - other[0]) >= least for other in kept):
            kept.append(mark)
    return sorted(kept)


def _placed(middle: float) -> tuple[float, str]:
    """Where a day's label stands, and by which of its ends: none hangs over the edge."""
    return (0.0, "start") if middle < 12 else (100.0, "end") if middle > 88 else (middle, "middle")


def _day(day: date, first: date, last: date) -> str:
    year = "" if first.year == last.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1][:3] if year else MONTHS[day.month - 1]}{year}"


def _span(start: date, end: date, first: date, last: date) -> str:
    return _day(start, first, last) if start == end else f"{_day(start, first, last)} to {_day(end, first, last)}"


def _short(text: str) -> str:
    words = printable(text).strip()
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def _label(text: str) -> str:
    return str(escape(_short(text)))


def _text(text: str) -> str:
    words = printable(text).strip()
    return str(escape(words if len(words) <= 200 else f"{words[:199]}…"))
