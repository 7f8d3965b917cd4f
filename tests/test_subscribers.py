"""Subscribers: addresses and their normal form, subscribers.yaml and its faults, changes that leave the rest alone, CSV."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver.addresses import normalised, same
from digest.deliver.subscribers import added, from_csv, parse, removed, to_csv
from digest.errors import ConfigError
from digest.model import Subscriber

EDITIONS = ("full", "brief")
HAND = """\
# Our readers

- address: A.Reader@Example.ORG   # the first
  name: A. Reader
# the desk
- address: desk@bücher.example
  formats: pdf
  edition: brief

- plain@example.org
- {address: off@example.org, active: no}
"""


def read(text: str) -> tuple[Subscriber, ...]:
    """The subscribers of a text."""
    return parse(text, file="subscribers.yaml", editions=EDITIONS)


def faults(text: str) -> tuple[str, ...]:
    """The faults of a text."""
    with pytest.raises(ConfigError) as caught:
        read(text)
    return caught.value.faults


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("a@example.org", "a@example.org"),
        (" A.b+c@EXAMPLE.org ", "A.b+c@example.org"),
        ("x@Bücher.Example", "x@xn--bcher-kva.example"),
        ("x@例え.jp", "x@xn--r8jz45g.jp"),
        ("o'hara@example.org", "o'hara@example.org"),
    ],
)
def test_an_address_has_one_form(text: str, address: str) -> None:
    """The domain in ASCII and small letters; what stands before the @ as it is written. Normal already, it stays."""
    assert normalised(text) == address
    assert normalised(address) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "@",
        "a@",
        "@b.org",
        "a@b",
        "a@localhost",
        "a@@b.org",
        "a@b@c.org",
        "a b@c.org",
        "a@b c.org",
        ".a@b.org",
        "a.@b.org",
        "a..b@b.org",
        "ä@b.org",
        '"a b"@b.org',
        "a@[1.2.3.4]",
        "a@1.2.3.4",
        "a@-b.org",
        "a@b-.org",
        "a@b..org",
        "a@.org",
        "a@b.org.",
        "a,b@c.org",
        "a;b@c.org",
        "<a@b.org>",
        "A <a@b.org>",
        "a@b.org\r\nx",
        "a@b.org\n",
        "a\x00@b.org",
        "a\u202e@b.org",
        "a@b\u200b.org",
        "a\ud800@b.org",
        "a@b\ud800.org",
        "a(b)@c.org",
        "a@(b)c.org",
        "x" * 65 + "@b.org",
        "a@" + "b" * 64 + ".org",
        "a@" + "b." * 130 + "org",
        "a@xn--a.org",
        "a@b_c.org",
        "a@b.org>",
    ],
)
def test_what_is_no_address(text: str) -> None:
    """It is refused with a message, and never mended by guessing."""
    with pytest.raises(ValueError, match=r"."):
        normalised(text)


@given(st.text(max_size=40))
def test_no_text_breaks_the_check(text: str) -> None:
    """Any text is either refused, or becomes an address that is plain ASCII without a space, a comma or a bracket."""
    try:
        address = normalised(text)
    except ValueError:
        return
    assert address.isascii()
    assert not set(address) & set(' \t\r\n,;:<>()[]\\"')
    assert address.count("@") == 1


def test_a_list_by_hand() -> None:
    """Entries may be bare addresses; what is left out has its default."""
    assert read(HAND) == (
        Subscriber("A.Reader@example.org", "A. Reader"),
        Subscriber("desk@xn--bcher-kva.example", formats="pdf", edition="brief"),
        Subscriber("plain@example.org"),
        Subscriber("off@example.org", active=False),
    )
    assert read("") == read("[]") == read("# nobody yet\n") == ()


def test_every_fault_at_once() -> None:
    """Each with its line; duplicates whatever their capitals."""
    text = (
        "- address: a@example.org\n- address: A@EXAMPLE.org\n- address: nonsense\n- address: b@example.org\n  formats: doc\n"
        "  editon: brief\n- name: No One\n- address: c@example.org\n  edition: breif\n  active: perhaps\n- [x]\n"
    )
    found = faults(text)
    assert [fault.split(": ")[0].removeprefix("subscribers.yaml:") for fault in found] == [
        "2",
        "3",
        "5",
        "6",
        "7",
        "9",
        "10",
        "11",
    ]
    for at, said in enumerate(
        (
            "already, line 1",
            "no mail address",
            "pdf, html or both",
            "did you mean edition?",
            "no mail address",
            "did you mean brief?",
        )
    ):
        assert said in found[at]
    assert "must be a list of subscribers" in faults("address: a@example.org")[0]


def test_adding_leaves_the_rest_alone() -> None:
    """New entries stand at the end; names that YAML would misread stand in quotes."""
    new = (
        Subscriber("n@example.org", "Null: #1 'quoted' & more", "html", "brief"),
        Subscriber("m@example.org", active=False),
        Subscriber("k@example.org", "no"),
    )
    text = added(HAND, new)
    assert text.startswith(HAND)
    assert read(text) == (*read(HAND), *new)
    assert read(added("", new)) == read(added("[]\n", new)) == new
    assert added(HAND, ()) == HAND


def test_removing_leaves_the_rest_alone() -> None:
    """The entry and its own comment go; comments that stand before another entry stay with it."""
    text = removed(HAND, ["a.reader@example.org"], file="s.yaml", editions=EDITIONS)
    assert text == HAND.replace("- address: A.Reader@Example.ORG   # the first\n  name: A. Reader\n", "")
    text = removed(HAND, ["plain@example.org", "desk@xn--bcher-kva.example"], file="s.yaml", editions=EDITIONS)
    assert [one.address for one in read(text)] == ["A.Reader@example.org", "off@example.org"]
    assert "# Our readers" in text
    assert read(removed(HAND, [one.address for one in read(HAND)], file="s.yaml", editions=EDITIONS)) == ()


def test_a_list_that_the_program_cannot_change() -> None:
    """Entries on one line: it says so and changes nothing."""
    with pytest.raises(ConfigError, match="one hyphen at the beginning of a line"):
        removed("[a@example.org, b@example.org]", ["a@example.org"], file="s.yaml", editions=EDITIONS)


@given(st.lists(st.tuples(st.text(max_size=30), st.sampled_from(["both", "pdf", "html"]), st.booleans()), max_size=6))
def test_what_is_written_is_read(rows: list[tuple[str, str, bool]]) -> None:
    """Into YAML and into CSV, whatever the name; names that can't be seen are refused when they are read."""
    made = []
    for at, (name, formats, active) in enumerate(rows):
        seen = "".join(char if char.isprintable() else " " for char in name)
        made.append(Subscriber(f"a{at}@example.org", " ".join(seen.split()), formats, "full", active))  # type: ignore[arg-type]
    assert list(read(added("", made))) == made
    back = from_csv(to_csv(made), file="x.csv", editions=EDITIONS)
    assert list(back) == made


def test_csv() -> None:
    """Columns in any order, more than are known, semicolons of a spreadsheet, a byte order mark."""
    text = "\ufeffname;Address;note\nA. Reader;a@EXAMPLE.org;x\n\n;b@example.org;\n"
    assert from_csv(text, file="x.csv", editions=EDITIONS) == (
        Subscriber("a@example.org", "A. Reader"),
        Subscriber("b@example.org"),
    )
    assert to_csv([Subscriber("a@example.org", "=cmd()")]).split("\r\n")[1] == "a@example.org,'=cmd(),both,full,true"


def test_faults_of_csv() -> None:
    """All of them, each with its line."""
    with pytest.raises(ConfigError) as caught:
        from_csv("address,formats\na@example.org,pdf\nA@example.org,\nnonsense,doc\n", file="x.csv", editions=EDITIONS)
    assert [fault.split(": ")[0] for fault in caught.value.faults] == ["x.csv:3", "x.csv:4", "x.csv:4"]
    with pytest.raises(ConfigError, match="must name the columns"):
        from_csv("a@example.org\n", file="x.csv", editions=EDITIONS)
    with pytest.raises(ConfigError, match="is no CSV"):
        from_csv('address\n"a@example.org', file="x.csv", editions=EDITIONS)


def test_two_addresses_of_one_mailbox() -> None:
    """Capitals make no difference."""
    assert same("A@x.org") == same("a@x.org")


def test_the_example_in_the_docs_is_sound(root: Path) -> None:
    """What is shown can be used."""
    part = (root / "docs" / "configuration.md").read_text("utf-8").partition("## `subscribers.yaml`")[2]
    block = part.split("```\n")[1]
    found = parse(block, file="docs", editions=["full", "military-only"])
    assert [(one.formats, one.edition, one.active) for one in found] == [
        ("pdf", "military-only", True),
        ("both", "full", True),
        ("both", "full", False),
    ]
