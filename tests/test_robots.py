"""robots: what a site asks programs to leave alone (RFC 9309)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ingest.robots import EVERYTHING, NOTHING, parse

FILE = """\
User-agent: Other-Bot
Disallow: /

User-agent: *
# a comment
Disallow: /private
Allow: /private/press$
Disallow: /*.pdf$
Disallow: /search*q=
Disallow:
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private/x", False),
        ("/private/press", True),
        ("/private/press/x", False),
        ("/a.pdf", False),
        ("/a.pdf?x", True),
        ("/search?a=1&q=2", False),
        ("/robots.txt", True),
    ],
)
def test_the_longest_rule_decides(path: str, allowed: bool) -> None:
    """With * for anything and $ for the end; who is not named follows the rules for everybody."""
    assert parse(FILE, agent="briefing-digest").allow(path) is allowed


def test_own_rules_win_over_those_for_everybody() -> None:
    """Names are compared without case and version; several may share rules."""
    text = "User-agent: x\nUser-agent: Briefing-Digest/1.0\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n"
    rules = parse(text, agent="briefing-digest")
    assert rules.allow("/b")
    assert not rules.allow("/a/b")
    assert not parse(text, agent="other").allow("/b")


def test_leave_wins_where_rules_are_as_long() -> None:
    """The least restrictive of two that are equal."""
    assert parse("User-agent: *\nDisallow: /a\nAllow: /a\n", agent="x").allow("/a")


def test_rules_may_be_all_or_nothing() -> None:
    """No file, and one that can't be had."""
    assert EVERYTHING.allow("/a")
    assert not NOTHING.allow("/a")
    assert parse("<html>Not found</html>", agent="x") == EVERYTHING


@given(st.text(), st.text())
def test_any_file_is_read(text: str, path: str) -> None:
    """Whatever stands in it."""
    assert parse(f"User-agent: *\nDisallow: {text}", agent="x").allow("/" + path) in (True, False)


def test_hostile_patterns_are_cheap() -> None:
    """Thousands of stars against a long address."""
    rules = parse(
        "User-agent: *\n" + "Disallow: /" + "*a" * 2000 + "$\n" * 1 + f"Disallow: /{'*a' * 2000}b\n", agent="x"
    )
    assert rules.allow("/" + "a" * 1000)
