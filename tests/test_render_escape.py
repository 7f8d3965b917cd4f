"""Escaping: what a source says reads as that text, in Markdown and in what is made of it."""

from __future__ import annotations

import html
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render_example import HOSTILE

from digest.render.escape import LEFT_TO_RIGHT, Md, escaped, link, live_address, printable, sided

MARKS = st.text(st.sampled_from(list("[]()!*_~`<>#+-=|\\&:/.@$ \n^1x{}\"'aé")), max_size=40)


@pytest.mark.parametrize(
    "text",
    [
        "The two sides met for 70 minutes.",
        "He said [Ukraine] would […] sign by 2 June; the U.S.-led side (and others) would not.",
        "Losses of ~500 and 5 * 3 = 15, snake_case, AT&T, R&D, US$5bn, 1 < 2, 3 > 2",
        "“Quoted”, ‘single’, 50%, # 1 of 3 - a dash – and another — and 1.5 million",
        "Note 12. and 3) inside; at 10:30:45; me @ home, www and awww.",
        "The talks ended […]",
        "-- two dashes before words, +5 or -5 degrees, =5",
        "Fewer than <5 or <= 7.5% of 3:2, a > b, a ^ b, {x}, a/b, (c)",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    """Only active characters are escaped: prose reads in the Markdown as it stands in the source."""
    assert escaped(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("the @desk wrote", "the @&#8203;desk wrote"),
        ("me@news.example", "me@&#8203;news.example"),
        ("ship #12 sank", "ship #&#8203;12 sank"),
        ("#12", "&#35;&#8203;12"),
        ("GH-12 and high-12", "GH-&#8203;12 and high-12"),
        (":tada: at 10:30:45", ":&#8203;tada: at 10:30:45"),
    ],
)
def test_code_hosts_make_nothing_of_names_and_numbers(text: str, written: str) -> None:
    """They look for these after they have decoded references, so that only another character behind them helps."""
    assert escaped(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("^1", "&#8203;&#94;1"),
        ("<1@news.example>", "&#60;1@&#8203;news.example>"),
        ("www.", "www&#46;"),
        ("---", "&#45;--"),
        ("- - -", "&#45; - -"),
        ("= =", "&#61; ="),
        ("--:", "&#45;-:"),
        (":--", ":&#45;-"),
    ],
)
def test_what_is_active_at_the_edge_of_a_text_is_escaped(text: str, written: str) -> None:
    """What stands around a text comes from a template: behind a bracket, before a quotation mark, on a line of its own."""
    assert escaped(text) == written


@given(st.one_of(st.text(max_size=60), MARKS))
def test_escaped_text_decodes_to_what_is_printed(text: str) -> None:
    """Decoding the references gives the printable text back, on one line (what code hosts act on gains an invisible space, and what runs
    from right to left an invisible end).
    """
    assert re.sub("[\u200b\u200e]", "", html.unescape(escaped(text))) == printable(text)
    assert "\n" not in escaped(text)


@given(st.text(max_size=60))
def test_printable_is_idempotent(text: str) -> None:
    """What is printable stays as it is."""
    assert printable(printable(text)) == printable(text)


def test_control_and_direction_characters_are_not_printed() -> None:
    """A title cannot turn the direction of what follows, nor hide a control character."""
    assert printable("a\u202eb\u2066c\x00d\x1be\u00adf\u200bg\ufeff") == "abcdefg"
    assert printable("a\r\nb\u2028c\td") == "a b c d"
    assert printable("\ud800") == "\ufffd"


@pytest.mark.parametrize(
    "text",
    ["[a] ", "- ", "= ", "<1 ", *"[ ![ [a <! & &# &a * _ \\ a@ @ http:// 1. $ ~ | :a : #1 - = <1 www. ^".split()],
)
def test_long_runs_take_linear_time(text: str) -> None:
    """200 kB of one construct is escaped in seconds even on a slow machine."""
    start = time.process_time()
    escaped(text * (200_000 // len(text)))
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://news.example/a_b?x=1&y=2#z", "<https://news.example/a_b?x=1&y=2#z>"),
        ("HTTP://news.example/", "<http://news.example/>"),
        ("mailto:desk@news.example", "<mailto:desk@news.example>"),
        ("https://news.example/a(b)[c]", "<https://news.example/a%28b%29%5Bc%5D>"),
        ("https://news.example/?a&copy;b", "<https://news.example/?a%26copy;b>"),
        ("https://näws.example/ä", "<https://xn--nws-qla.example/%C3%A4>"),
        ("articles/one_two.html", "articles/one_two.html"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("file:///etc/passwd", "file&#58;///etc/passwd"),
        ("https:///nohost", "https&#58;///nohost"),
        ("https://news.example/a b", "https&#58;//news.example/a b"),
        ("https://news.example/><b>", "<https://news.example/%3E%3Cb%3E>"),
        ("https://[bad", "https&#58;//&#91;bad"),
    ],
)
def test_only_plain_addresses_become_links(address: str, written: str) -> None:
    """Links are http, https and mailto, percent-encoded so that nothing in them is markup; all else is text."""
    assert link(address) == written


@given(st.text(max_size=60))
def test_a_link_is_a_link_or_escaped_text(address: str) -> None:
    """No address breaks out of its brackets."""
    written = link(address)
    inside = written[1:-1]
    live = written.startswith(("<http://", "<https://", "<mailto:")) and not set(inside) & set("<>[]()`*\\| \n")
    assert live or written == escaped(address)


def test_markdown_escapes_what_is_joined_to_it() -> None:
    """Joining, adding and formatting keep the escaping, as with Jinja's own markup strings."""
    assert Md("**") + "*x*" == "**&#42;x&#42;"
    assert Md(", ").join(["*a*", Md("*b*")]) == "&#42;a&#42;, *b*"
    assert Md("%s") % "*x*" == "&#42;x&#42;"
    assert Md("{}").format("[^1]") == "&#91;^1&#93;"


def test_the_list_of_hostile_texts_is_long() -> None:
    """The other tests lean on it."""
    assert len(set(HOSTILE)) == len(HOSTILE) >= 64


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("محادثات السلام، 3 يونيو", "محادثات السلام، 3 يونيو|"),
        ("الجزيرة, 3 June", "الجزيرة|, 3 June"),
        ("שלום 5", "שלום 5|"),
        ("a שלום, 5: b שלום", "a שלום|, 5: b שלום|"),
        ("Talks, 3 June", "Talks, 3 June"),
    ],
)
def test_what_runs_from_right_to_left_ends_where_it_ends(text: str, marked: str) -> None:
    """A day behind an Arabic name is not drawn to its other side; within the words of one direction nothing changes."""
    assert sided(text) == marked.replace("|", LEFT_TO_RIGHT)
    assert html.unescape(escaped(text)) == sided(text)


def test_marks_of_direction_are_never_a_sources_own() -> None:
    """With them "5-3" would read "53-"."""
    assert printable("5\u200f-\u200f3\u061c\u200e") == "5-3"


def test_an_address_with_brackets_for_a_host_is_text() -> None:
    """Neither Markdown nor percent-encoding keeps them."""
    assert live_address("https://[::1]/a") == live_address("https://[::1/a") == ""
