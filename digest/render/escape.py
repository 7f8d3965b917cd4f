"""Text of sources -> Markdown that reads as that text and nothing else.

A character is replaced only where Markdown (CommonMark with GitHub's extensions, or Python-Markdown) could read it as
markup, and always by a numeric character reference: backslashes are read differently by different programs, references
by none. Every pattern is linear in the length of the text.
"""

from __future__ import annotations

import html
import re
from urllib.parse import quote, urlsplit

from markupsafe import Markup

# Never printed: controls, soft hyphen, zero-width space, byte order mark, and the characters that turn the direction of
# what follows. A word in Arabic or Hebrew needs none of the latter; hidden in a title they make a line read differently
# from what it says.
_UNPRINTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\ufeff\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]"
)
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_TURNED = re.compile(rf"[{_RIGHT_TO_LEFT}](?:[{_RIGHT_TO_LEFT}\W\d_]*[{_RIGHT_TO_LEFT}])?(?P<end>[\W\d_]*\Z)?")
LEFT_TO_RIGHT = "\u200e"
"""Invisible; what stands behind it runs from left to right."""
_BREAK = re.compile(r"[^\S\u00a0\u202f\u2007]+")
_BROKEN = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_ACTIVE = re.compile(
    r"""
      (?P<reference> & (?=[#\w]|$) )      # only where it would be decoded
    | (?P<host> @ (?=[\w.-]) | (?<!^) (?<!^\s) \# (?=\d) | (?<=\b[gG][hH]) - (?=\d) | : (?!\d{1,2}:) (?=[a-z\d_+-]{1,60}:) )
    | [\\`|]
    | < (?! =? (?: [ ] | \d[\d.,%]{0,20}[ ] ) )  # "<5@b>" would be an address to Python-Markdown
    | (?<!\s) \* | \* (?!\s) | ^ \*      # alone between spaces it is an asterisk
    | (?<=\S) ~ | ~ (?![\s\d]) | ^ ~ (?!\d) | ~ $  # before a number it is "about": it can open but nothing can close
    | (?<![^\W_]) _ | _ (?![^\W_])       # inside a word it is an underscore
    | ! (?=\[|$)
    | (?P<bracket> [\[\]] )
    | : (?=//)
    | (?<![^\s*_~(][wW]{3}) (?<=[wW]{3}) \.
    | (?P<caret> ^\s? \^ ) | (?P<number> ^\s? \# (?=\d) )
    | \$ (?!\w)                         # GitHub's formulas
    | ^\s? [\#>] | \# $
    | ^\s? [-+] (?=\s|$) | ^\s? :? - (?=[\s:-]*$) | ^\s? = (?=[\s=]*$)
    | ^\s? \d{1,9} [.)] (?=\s|$)
    """,
    re.VERBOSE,
)
# `host` is what code hosts act on after they have decoded references (addresses of mail, @name, #12, GH-12, :shortcode:): an
# invisible space behind it is what stops them. At the start of a text a caret may stand behind a template's bracket:
# GitHub takes even a reference there for a footnote, and drops the rest of the line.
# Words in brackets stay as they are: a pair is a footnote, a task or a link only with these characters in it or behind
# it. What stands behind a text comes from a template; the mark of words left out may stand before a footnote all the
# same, because no footnote's text can be read as the address of a link.
_PAIR = re.compile(
    r"""(?<![!\[]) (?!^\[[\sxX]\]) (?!(?<=^\s)\[[\sxX]\]) \[ (?!\^) [^\[\]]{1,80} \] (?![(\[\]:]|$)
      | (?<=\S[ ]) \[…\]$""",
    re.VERBOSE,
)
_REFERENCE = re.compile(r"&(?:#\w{0,12}|\w{1,32});?")

LIVE_SCHEMES = frozenset({"http", "https", "mailto"})
"""Schemes of addresses that may become links; every other address is printed as text."""
_URL_SAFE = "/:?#@!$&'+,;=%~.-"


class Md(Markup):
    """Markdown that the program or a template made: not escaped again. Whatever is joined to it is escaped as a
    source's text.
    """

    __slots__ = ()

    @classmethod
    def escape(cls, s: object) -> Md:
        """`s` as Markdown; left alone where it already is."""
        return s if isinstance(s, cls) else cls(s) if hasattr(s, "__html__") else cls(escaped(str(s)))


def printable(text: str) -> str:
    """`text` without what is never printed: control and direction characters, line breaks, runs of white space.

    The result stands on one line. Lone surrogates and noncharacters become U+FFFD. What a rendering shows of a source's
    text equals `printable` of that text.
    """
    return _BREAK.sub(" ", _UNPRINTED.sub("", _BROKEN.sub("\ufffd", text)))


def sided(text: str) -> str:
    """Printable `text` with an invisible mark where words that run from right to left end.

    Without it a date or a number behind a name in Arabic or Hebrew is shown on the wrong side of it.
    """
    return _TURNED.sub(lambda turned: turned[0] + LEFT_TO_RIGHT, text)


def escaped(text: str) -> str:
    """`text` on one line, with a numeric reference for every character that would be markup, and for the marks of `sided`."""
    text = printable(text)
    paired = {end for pair in _PAIR.finditer(text) for end in (pair.start(), pair.end() - 1)}
    text = _ACTIVE.sub(lambda match: _replaced(match, paired), text)
    return text if text.isascii() else sided(text).replace(LEFT_TO_RIGHT, f"&#{ord(LEFT_TO_RIGHT)};")


def _replaced(match: re.Match[str], paired: set[int]) -> str:
    found = match[0]
    if match["reference"]:
        reference = _REFERENCE.match(match.string, match.start())
        return found if reference and html.unescape(reference[0]) == reference[0] else "&#38;"
    if match["bracket"] and match.start() in paired:
        return found
    if match["host"]:
        return f"{found}&#8203;"
    written = f"&#{ord(found[-1])};"
    if match["caret"]:
        return f"{found[:-1]}&#8203;{written}"
    return f"{found[:-1]}{written}{'&#8203;' if match['number'] else ''}"


def link(address: str) -> Md:
    """`address` as a live Markdown autolink where its scheme is http, https or mailto, else as text."""
    url = live_address(address)
    return Md(f"<{url}>") if url else Md.escape(address)


def live_address(address: str) -> str:
    """`address`, percent-encoded, where its scheme is http, https or mailto; else nothing, as where brackets stand for its host."""
    text = printable(address).strip()
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode("ascii") if not text.isascii() else parts.hostname or ""
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in LIVE_SCHEMES or " " in text or "[" in parts.netloc or (scheme != "mailto" and not host):
        return ""
    if parts.hostname and not parts.hostname.isascii():
        text = text.replace(parts.netloc, parts.netloc.lower().replace(parts.hostname, host), 1)
    url = scheme + quote(text[len(scheme) :], safe=_URL_SAFE)
    return re.sub(r"&(?=\w{1,32};)", "%26", url)
