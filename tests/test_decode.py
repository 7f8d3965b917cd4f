"""decode: bytes to clean text, whatever the encoding; binary data refused with a plain reason."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ingest.decode import clean, decode

RUSSIAN = "Переговоры прошли в Стамбуле во вторник, стороны договорились об обмене пленными. " * 4
FRENCH = "Le ministre a déclaré « c’est assez » à Genève – et l’été n’y changera rien."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"])
def test_latin_text_comes_back(encoding: str) -> None:
    """The same text is read from every encoding, with and without byte order mark."""
    assert decode(FRENCH.encode(encoding), media_type="text/plain") == FRENCH


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_other_scripts_are_guessed(encoding: str) -> None:
    """Text that says nothing about itself and isn't in Latin script is guessed from its bytes."""
    assert decode(RUSSIAN.encode(encoding), media_type="text/plain") == RUSSIAN


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        ('<meta charset="koi8-r">', "text/html"),
        ('<META http-equiv=Content-Type content="text/html; charset=KOI8-R">', "text/html"),
        ('<?xml version="1.0" encoding="koi8-r"?>', "application/xhtml+xml"),
        ("", "text/html; charset=koi8-r"),
    ],
)
def test_declared_encoding_is_believed(head: str, media_type: str) -> None:
    """A short page is read as it says it is encoded."""
    page = f"{head}<p>Мир</p>"
    assert decode(page.encode("koi8-r"), media_type=media_type) == page


def test_utf8_wins_over_an_outdated_declaration() -> None:
    """Pages that a browser saved as UTF-8 keep the declaration they had."""
    page = '<meta charset="iso-8859-1"><p>Genève – été</p>'
    assert decode(page.encode(), media_type="text/html") == page


@pytest.mark.parametrize("label", ["punycode", "rot13", "undefined", "utf-7", "no-such", "utf-16", "idna"])
def test_unknown_and_unfit_declarations_are_ignored(label: str) -> None:
    """Codecs that the web doesn't know are never run."""
    body = f"<meta charset={label}><p>caf".encode() + b"\xe9</p>"
    assert decode(body, media_type="text/html").endswith("<p>café</p>")


def test_stray_bytes_in_utf8() -> None:
    """Quotation marks pasted from a Windows text into a UTF-8 page are read as such."""
    assert decode("Zürich – déjà ".encode() + b"\x93vu\x94", media_type="text/plain") == "Zürich – déjà “vu”"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"%PDF-1.7\nabc", "PDF"),
        (b"PK\x03\x04\x00\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00", "JPEG"),
        (b"GIF89a\x01\x00\x01\x00", "GIF"),
        (b"{\\rtf1 hello", "RTF"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
def test_binary_data_is_refused(body: bytes, word: str) -> None:
    """What is no text is refused, and the reason names what it is."""
    with pytest.raises(ValueError, match=word):
        decode(body, media_type="text/plain")


def test_what_no_text_needs_goes() -> None:
    """Line ends become line feeds; controls, byte order marks, surrogates and noncharacters go; tabs stay."""
    assert clean("a\r\nb\rc\u2028d\te\x07\ufefff\ud800g\ufdd0\U0001ffff\x0ch") == "a\nb\nc\nd\tefg\nh"


def test_c1_controls_are_windows_characters() -> None:
    """U+0080 to U+009F stand for what Windows-1252 holds there, as HTML has it."""
    assert clean("don\x92t \x93x\x94\x85 \x81") == "don’t “x”… "


@given(st.text())
def test_clean_is_idempotent_and_normal(text: str) -> None:
    """Cleaning twice changes nothing; the result is NFC and has no control characters but line feed and tab."""
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert all(char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs") for char in once)


@given(st.binary(max_size=400), st.sampled_from(["text/plain", "text/html", "text/html; charset=utf-8"]))
def test_any_bytes_are_text_or_refused(body: bytes, media_type: str) -> None:
    """Nothing but a ValueError comes out of any bytes, and the text holds no lone surrogate."""
    try:
        text = decode(body, media_type=media_type)
    except ValueError as error:
        text = str(error)
    text.encode("utf-8")


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "body",
    [
        ("a" + "\u0316\u0301" * 100_000).encode(),
        b"\xe9" * 200_000,
        b"<meta " * 200_000 + b"\xff",
        b"charset=" * 200_000 + b"\xff",
        b"\r" * 2_000_000,
    ],
    ids=["marks", "high", "meta", "charset", "cr"],
)
def test_hostile_bytes_take_no_time(body: bytes) -> None:
    """Long runs of one thing are read in linear time."""
    start = time.process_time()
    decode(body, media_type="text/html")
    assert time.process_time() - start < 5
