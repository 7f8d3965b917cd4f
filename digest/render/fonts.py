"""The project's fonts, and nothing else: what a system has installed changes neither look nor bytes of a page.

The files are Source Serif Pro and Source Sans Pro (SIL Open Font License), which come as Python packages. OpenType
files with PostScript outlines are used: they hold the ligatures and the figures that the style sheet asks for.
"""

from __future__ import annotations

import os
import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from digest.errors import TemplateError

_PACKAGES = {"Source Serif Pro": "font_source_serif_pro", "Source Sans Pro": "font_source_sans_pro"}
_FACES = (
    ("Source Serif Pro", "normal", 400, "SourceSerifPro-Regular.otf"),
    ("Source Serif Pro", "italic", 400, "SourceSerifPro-It.otf"),
    ("Source Serif Pro", "normal", 600, "SourceSerifPro-Semibold.otf"),
    ("Source Serif Pro", "italic", 600, "SourceSerifPro-SemiboldIt.otf"),
    ("Source Sans Pro", "normal", 400, "SourceSansPro-Regular.otf"),
    ("Source Sans Pro", "italic", 400, "SourceSansPro-It.otf"),
    ("Source Sans Pro", "normal", 600, "SourceSansPro-Semibold.otf"),
    ("Source Sans Pro", "italic", 600, "SourceSansPro-SemiboldIt.otf"),
)
WEB_FACES = tuple(face for face in _FACES if face[1] == "normal")
"""The faces that the HTML edition carries with it."""
ADDRESS = "project:fonts/"
"""How the style sheet of the font faces names a font file; `paper` answers it."""

_NO_SYSTEM_FONTS = Path(__file__).parent / "data" / "fonts.conf"


def faces() -> str:
    """The `@font-face` rules of the project's fonts. Raises `TemplateError` where one is not installed."""
    for *_, name in _FACES:
        font_file(name)
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: {weight}; '
        f'src: url("{ADDRESS}{name}") }}'
        for family, style, weight, name in _FACES
    )


def web_faces(css: str) -> str:
    """The `@font-face` rules that an HTML edition carries with it, of the families that `css` names."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f'src: url("data:font/woff2;base64,{b64encode(web_file(name).read_bytes()).decode("ascii")}") format("woff2") }}'
        for family, _, weight, name in WEB_FACES
        if f'"{family}"' in css
    )


def web_file(name: str) -> Path:
    """The path of the part of a font that the HTML edition carries; `scripts/web-fonts` writes it."""
    return Path(__file__).parent / "data" / "fonts" / f"{Path(name).stem}.woff2"


@cache
def font_file(name: str) -> Path:
    """The path of one of the project's font files. Raises `TemplateError` where there is no such font."""
    for family, _, _, known in _FACES:
        if name == known:
            spec = find_spec(_PACKAGES[family])
            path = Path(spec.origin).parent / "files" / name if spec and spec.origin else None
            if path and path.is_file():
                return path
            raise TemplateError(
                f"{name}: the font is not installed; install the package {_PACKAGES[family].replace('_', '-')}"
            )
    raise TemplateError(f"{name}: not one of the project's fonts")


@contextmanager
def no_system_fonts() -> Iterator[None]:
    """Lets fontconfig see no installed font while WeasyPrint is imported and builds its font map."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(_NO_SYSTEM_FONTS)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def missing_glyphs(text: str) -> set[str]:
    """The characters of `text` that the project's fonts cannot show: on paper each is an empty box."""
    return {char for char in set(text) if ord(char) not in _covered() and not _shapeless(char)}


def _shapeless(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in {"Cc", "Cf"} or "\ufe00" <= char <= "\ufe0f"


@cache
def _covered() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(font_file("SourceSerifPro-Regular.otf"), lazy=True) as serif:
        covered = set(serif.getBestCmap())
    with TTFont(font_file("SourceSansPro-Regular.otf"), lazy=True) as sans:
        return frozenset(covered & set(sans.getBestCmap()))
