"""The charts: they show the figures they are given, in words too, and nothing of a source becomes markup in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree.ElementTree import Element, fromstring

import pytest
from render_example import HOSTILE, example

from digest.model import Event
from digest.render import charts
from digest.render.escape import printable


def texts(svg: str, tag: str) -> list[str]:
    """The text of all elements of one name."""
    return ["".join(element.itertext()) for element in fromstring(svg).iter(tag)]


def bars(svg: str) -> list[Element]:
    """The marks of a chart."""
    return [element for element in fromstring(svg).iter() if element.get("class") in {"bar", "disc"}]


DAYS = {date(2031, 6, 2): 3, date(2031, 6, 3): 1, date(2031, 7, 23): 6}


def test_days_are_those_of_the_quoted_sources() -> None:
    """An item counts on the day of the source of its words; an undated source counts nowhere."""
    briefing = example()
    counted = charts.days(briefing)
    assert counted == {date(2031, 6, 2): 3, date(2031, 6, 3): 5, date(2031, 6, 5): 1, date(2031, 7, 23): 1}
    assert sum(counted.values()) == sum(len(section.items) for section in briefing.sections) - 1


def test_events_are_counted_by_their_first_day() -> None:
    """The chart of the timeline shows what the timeline lists."""
    briefing = example()
    item = briefing.sections[0].items[0]
    one = Event("2031-06-02", "2031-06-03", "2–3 June", False, item.id, item.quotes[0], 1)
    other = replace(one, first="2031-05-31", last="2031-05-31")
    assert charts.events(replace(briefing, timeline=(one, one, other))) == {date(2031, 5, 31): 1, date(2031, 6, 2): 2}


def test_a_bar_for_every_day_as_high_as_its_number() -> None:
    """Heights are proportional; title and description say the figures in words."""
    svg = charts.by_day(DAYS)
    heights = [int(bar.get("height", "")) for bar in bars(svg)]
    assert heights == [31, 10, 62]
    assert texts(svg, "desc") == ["Items by day. 2 June: 3; 3 June: 1; 23 July: 6."]
    assert texts(svg, "title") == ["Items by day", "2 June: 3 items", "3 June: 1 item", "23 July: 6 items"]
    root = fromstring(svg)
    assert root.get("role") == "img"
    assert {root.get("aria-labelledby"), root.get("aria-describedby")} <= {e.get("id") for e in root.iter()}


def test_bars_stand_where_their_days_are() -> None:
    """The axis is time: twice as long a gap is twice as wide."""
    first = date(2031, 6, 1)
    svg = charts.by_day({first: 1, first + timedelta(days=10): 1, first + timedelta(days=30): 1})
    one, two, three = (float(bar.get("x", "").rstrip("%")) for bar in bars(svg))
    assert (three - two) / (two - one) == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize(("whole", "step"), [(1, "day"), (61, "day"), (62, "week"), (400, "week"), (4000, "month")])
def test_long_times_are_counted_by_week_or_month(whole: int, step: str) -> None:
    """However long the time, there are few bars, and all of them stand inside the picture with every item counted."""
    first = date(2030, 12, 30)
    counts = {first + timedelta(days=at): 1 for at in range(0, whole + 1, max(1, whole // 50))}
    svg = charts.by_day(counts)
    assert texts(svg, "title")[0] == f"Items by {step}"
    drawn = bars(svg)
    assert len(drawn) <= 62
    for bar in drawn:
        x, width = (float(bar.get(name, "").rstrip("%")) for name in ("x", "width"))
        assert 0 <= x <= x + width <= 100
    said = re.findall(r": (\d+)", texts(svg, "desc")[0])
    assert sum(map(int, said)) == len(counts)


def test_labels_have_room() -> None:
    """On the narrowest screen no two labels of days overlap, and the first and last day are named."""
    first = date(2031, 6, 1)
    svg = charts.by_day({first + timedelta(days=at): at + 1 for at in range(60)})
    labels = [e for e in fromstring(svg).iter("text") if e.get("class") is None]
    assert len(labels) <= 5
    assert [labels[0].text, labels[-1].text] == ["1 June", "30 July"]


def test_one_day_or_none_has_no_chart() -> None:
    """A chart that shows nothing is not drawn."""
    assert charts.by_day({}) == ""
    assert charts.by_day({date(2031, 6, 2): 9}) == ""
    assert charts.by_publisher({"A": {"S": 3}}, ["S"]) == ""
    assert charts.by_publisher({}, []) == ""


def test_reports_count_every_source_of_an_item_once() -> None:
    """An item of three sources counts for each; two articles of one publisher count once."""
    briefing = example()
    rows = charts.reports(briefing)
    assert rows["Northern Wire"] == {"Key outcomes": 2, "Demands": 3}
    assert next(iter(rows)) == "Northern Wire"
    same = tuple(replace(source, publisher="Northern Wire") for source in briefing.sources)
    rows = charts.reports(replace(briefing, sources=same))
    assert rows == {"Northern Wire": {"Key outcomes": 3, "Demands": 5, "Military context": 3}}


def test_articles_without_a_publisher_have_one_row_at_the_end() -> None:
    """They are not taken for one publisher that outdoes the others."""
    briefing = example()
    sources = (replace(briefing.sources[1], publisher=""), *briefing.sources)
    rows = charts.reports(replace(briefing, sources=tuple(s for s in sources if s != briefing.sources[1])))
    assert list(rows)[-1] == charts.UNKNOWN


def test_discs_are_as_large_as_their_number() -> None:
    """Area, not width, is proportional; title and description say the figures."""
    svg = charts.by_publisher({"A": {"One": 4, "Two": 1}, "B": {"Two": 1}}, ["One", "Two", "Three"])
    radii = [float(bar.get("r", "")) for bar in bars(svg)]
    assert radii[0] == pytest.approx(2 * radii[1])
    assert texts(svg, "desc") == ["Items by publisher and section. A: One 4, Two 1; B: Two 1."]
    assert texts(svg, "title")[1:] == ["A, One: 4 items", "A, Two: 1 item", "B, Two: 1 item"]


def test_many_publishers_are_summed_up() -> None:
    """The chart stays short, and no item is lost."""
    rows = {f"Paper {number}": {"One": 1} for number in range(40)}
    svg = charts.by_publisher(rows, ["One"])
    assert len(bars(svg)) == charts.MOST_ROWS + 1
    assert f"{40 - charts.MOST_ROWS} more: One {40 - charts.MOST_ROWS}." in texts(svg, "desc")[0]


@pytest.mark.unmeasured
@pytest.mark.parametrize("text", [*HOSTILE, "word " * 200_000, "x" * 1_000_000])
def test_hostile_names_are_text(text: str) -> None:
    """A publisher's name or a section's title brings no markup, and no long one makes the picture large."""
    harmless = charts.by_publisher({"a": {"b": 1}, "c": {"b": 2}}, ["b"])
    svg = charts.by_publisher({text: {text: 1}, "c": {text: 2}}, [text])
    assert [element.tag for element in fromstring(svg).iter()] == [
        element.tag for element in fromstring(harmless).iter()
    ]
    assert printable(text).strip()[:20] in texts(svg, "desc")[0]
    assert len(svg) < 6_000
