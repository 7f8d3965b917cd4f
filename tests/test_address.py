"""address: only http and https, in one form, and no machine that a public server can't be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ingest.address import checked, origin, refusal


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://News.Example", "https://news.example/"),
        ("HTTP://news.example:80/a b\n?q=ä#part", "http://news.example/ab?q=%C3%A4"),
        ("https://news.example:8443/%20/a|b", "https://news.example:8443/%20/a%7Cb"),
        ("https://bücher.example./x", "https://xn--bcher-kva.example/x"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
    ],
)
def test_an_address_has_one_form(written: str, asked: str) -> None:
    """Host in lower case and ASCII, usual ports and fragments left out, everything else quoted."""
    assert checked(written) == asked
    assert checked(asked) == asked


def test_relative_addresses_start_at_their_page() -> None:
    """As in a link or a redirect."""
    base = "https://news.example/world/feed.xml?x=1"
    assert checked("a.html", base=base) == "https://news.example/world/a.html"
    assert checked("//other.example/a", base=base) == "https://other.example/a"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "news.example/a",
        "javascript:alert(1)",
        "file:///etc/hostname",
        "ftp://news.example/",
        "http://",
        "http://user@news.example/",
        "http://user:secret@news.example/",
        "http://news.example:port/",
        "http://news.example:99999/",
        "http://[::1/",
        "http://a\u2028b/",
        "http://a%00b/",
        "http://" + "a" * 5000,
    ],
)
def test_what_is_no_web_address_is_refused(written: str) -> None:
    """With a reason."""
    with pytest.raises(ValueError, match=r"address|asked"):
        checked(written)


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    """Nothing else is raised, and what comes out is ASCII without blanks or line breaks."""
    for base in ("", "https://news.example/"):
        try:
            got = checked(text, base=base)
        except ValueError:
            continue
        assert got.isascii()
        assert got.isprintable()
        assert " " not in got
        assert origin(got).host


@pytest.mark.parametrize(
    "ip",
    """0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 127.9.9.9 169.254.1.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.168.1.1
    198.18.0.1 192.0.2.1 224.0.0.1 240.0.0.1 255.255.255.255 168.63.129.16 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
    64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 2001::1 2001:db8::1
    2002:7f00:1:: 3fff::1 100::1 nonsense""".split(),
)
def test_machines_of_private_networks_are_refused(ip: str) -> None:
    """Loopback, private, link-local, shared, reserved, multicast, metadata, and IPv6 forms that hold one of them."""
    assert refusal(ip)


@pytest.mark.parametrize(
    "ip", "1.1.1.1 93.184.215.14 172.32.0.1 2606:4700::1111 ::ffff:1.1.1.1 64:ff9b::101:101".split()
)
def test_public_machines_are_asked(ip: str) -> None:
    """Also where an IPv6 address stands for a public IPv4 one."""
    assert refusal(ip) == ""


def test_a_private_source_may_be_private() -> None:
    """But no metadata service and no group of machines."""
    for ip in ("127.0.0.1", "10.0.0.1", "::1", "fd12::1", "169.254.1.1"):
        assert refusal(ip, allow_private=True) == ""
    for ip in ("169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254", "224.0.0.1", "0.0.0.0", "::"):
        assert refusal(ip, allow_private=True)
