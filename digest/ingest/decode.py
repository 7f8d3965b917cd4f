"""Bytes -> text: the one place where an encoding is decided and characters that no text needs are taken out."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY: Final = (
    (b"%PDF-", "a PDF file"),
    (b"{\\rtf", "an RTF file"),
    (b"%!PS", "a PostScript file"),
    (b"PK\x03\x04", "a ZIP archive (Word, OpenDocument and EPUB files are such archives)"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x7fELF", "a program"),
)
_BINARY_WITH_NUL: Final = (
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture or a sound file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"BZh", "a bzip2 archive"),
    (b"Rar!", "a RAR archive"),
    (b"II*", "a TIFF picture"),
    (b"MM", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"bplist", "a property list (a web archive is such a file)"),
)
_NUL_SHARE: Final = 0.001
"""A page with one stray NUL is still a page; compressed data has one in 256."""
_SAMPLE: Final = 1 << 16
"""Bytes that the guess of an encoding looks at."""
_LATIN_RUN: Final = 2.5
"""Letters with accents stand alone or in pairs; a text whose high bytes come in longer runs is in another script."""
_LATIN_SHARE: Final = 0.25
"""Share of high bytes that no text in Latin script reaches."""

_META_CHARSET = re.compile(rb"""<meta\s[^>]{0,400}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""\s{0,99}<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})""")
_HIGH = re.compile(rb"[\x80-\xff]+")
_TYPE_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.IGNORECASE)
_SEVEN_BIT: Final = frozenset({"iso2022_jp", "hz"})
"""Encodings whose bytes are all ASCII, so that "it is valid UTF-8" says nothing about them."""

_WEB_NAMES: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "x-mac-cyrillic": "mac-cyrillic",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_KNOWN = re.compile(
    r"utf-8|cp(?:866|874|932|949|125[0-8])|iso8859-(?:[2-8]|1[03-6])|koi8-[ru]|mac-(?:roman|cyrillic)|gb18030|hz"
    r"|big5hkscs|euc_jp|iso2022_jp"
)

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_NONCHARACTERS = {plane << 16 | low: None for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)}
_BREAKS = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
_MARKS_KEPT: Final = 30
"""Combining marks kept on one character: Stream-Safe Text Format, UAX #15. Sorting longer runs takes quadratic time."""


def decode(body: bytes, *, media_type: str) -> str:
    """Decodes `body` and cleans it.

    The encoding is, in this order: the byte order mark; UTF-8 where the bytes are valid UTF-8 (no other encoding of a
    real text is so by accident, and saved pages often keep an outdated declaration); what `media_type`, an XML
    declaration or an HTML `meta` element says; UTF-8 with stray Windows-1252 bytes; a guess. `media_type` is like
    "text/html" or "text/html; charset=koi8-r". Raises ValueError with a plain reason ("it is a PDF file, not text").
    """
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return clean(body[len(bom) :].decode(encoding, errors="replace"))
    for magic, what in _BINARY:
        if body.startswith(magic):
            raise ValueError(f"it is {what}, not text")
    if nuls := body.count(0):
        wide = _wide(body)
        if wide:
            return clean(body.decode(wide, errors="replace"))
        if nuls > len(body) * _NUL_SHARE:
            names = (what for magic, what in _BINARY_WITH_NUL if body.startswith(magic))
            raise ValueError(f"it is {next(names, 'binary data')}, not text")
    return clean(_decode_bytes(body, media_type))


def clean(text: str) -> str:
    """Normalises line ends to line feeds and the text to NFC, and takes out what is no character of a text.

    Out go control characters except line feed and tab, lone surrogates, U+FEFF and noncharacters. U+0080 to U+009F
    become what Windows-1252 holds there, as HTML prescribes for character references: `&#146;` is an apostrophe.
    Idempotent; linear in the length.
    """
    if not text.replace("\n", "").replace("\t", "").isprintable():  # nothing that goes out is printable
        text = _BREAKS.sub("\n", text)
        text = _CONTROLS.sub(_c1, text)
        text = text.translate(_NONCHARACTERS) if max(text, default="") > "\uffff" else text
    return text if text.isascii() else unicodedata.normalize("NFC", _cap_marks(text))


def _c1(match: re.Match[str]) -> str:
    """The Windows-1252 character a C1 control stands for, nothing for every other control character."""
    if "\x80" <= match[0] <= "\x9f":
        return match[0].encode("latin-1").decode("cp1252", errors="ignore")
    return ""


def _cap_marks(text: str) -> str:
    """Cuts runs of combining marks to a length that normalisation handles in linear time."""
    marks = "".join(sorted(char for char in set(text) if unicodedata.combining(char)))
    if not marks:
        return text
    kind = f"[{re.escape(marks)}]"
    return re.sub(f"({kind}{{{_MARKS_KEPT}}}){kind}+", r"\1", text)


def _wide(body: bytes) -> str:
    """The UTF-16 encoding that the pattern of NUL bytes gives away, empty where there is none."""
    head = body[: _SAMPLE & ~1]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _decode_bytes(body: bytes, media_type: str) -> str:
    """Decodes bytes that have no byte order mark and are not wide."""
    declared = _declared(body, media_type)
    if declared not in _SEVEN_BIT:
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            pass
    if declared and declared != "utf-8":
        text = body.decode(declared, errors="replace")
        if text.count("\ufffd") <= len(text) // 200 + 1:
            return text
    bad = body.decode("utf-8", errors="replace").count("\ufffd")
    good = sum(char > "\x7f" for char in body.decode("utf-8", errors="ignore"))
    if good > bad or (declared == "utf-8" and good):
        return body.decode("utf-8", errors="digest.stray-bytes")
    return _guess(body)


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Error handler: bytes that are no UTF-8, in a text that is, were pasted from a Windows-1252 text."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("digest.stray-bytes", _stray)


def _declared(body: bytes, media_type: str) -> str:
    """Python's name of the encoding that is declared, empty where none is or nobody knows it.

    Only encodings of the web's own list are taken: Python knows codecs that encode no text, and slow ones. As that list
    (WHATWG Encoding) has it, Latin-1 means Windows-1252, and a page that says UTF-16 in its own ASCII bytes is UTF-8.
    """
    label = ""
    if found := _TYPE_CHARSET.search(media_type):
        label = found[1]
    elif "html" in media_type or "xml" in media_type:
        mark = _XML_ENCODING.match(body) or _META_CHARSET.search(body[:8192])
        label = mark[1].decode("ascii", errors="replace") if mark else ""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        name = label.lower()
    name = _WEB_NAMES.get(name, name)
    return name if _KNOWN.fullmatch(name) else ""


def _guess(body: bytes) -> str:
    """Decodes bytes that nothing describes: Windows-1252 for Latin script, else what the detector says."""
    sample = body[:_SAMPLE]
    runs = _HIGH.findall(sample)
    high = sum(map(len, runs))
    encoding = "cp1252"
    if high > _LATIN_SHARE * len(sample) or high > max(_LATIN_RUN * len(runs), 0.02 * len(sample)):
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        encoding = best.encoding if best else ""
        if not encoding:
            raise ValueError("it is binary data, not text")
    text = body.decode(encoding, errors="replace")
    if len(_CONTROLS.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) // 50:
        raise ValueError("it is binary data, not text")
    return text
