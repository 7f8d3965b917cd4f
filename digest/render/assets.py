"""The files beside the templates: a user's own pictures and fonts, set into the page as data so that it stands alone.

Only files inside the templates folder are read.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from digest.errors import TemplateError
from digest.render.environment import PROJECT_TEMPLATES

MEDIA_TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
_URL = re.compile(r"""url\(\s*["']?([^"')\s]{1,400})["']?\s*\)""")


def text_of(templates: Path, name: str) -> str:
    """The text of the file `name` in `templates`, or of the project's own where the folder lacks it."""
    for folder in (templates, PROJECT_TEMPLATES):
        try:
            return (folder / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            raise TemplateError(f"{folder / name}: cannot be read ({error})") from error
    raise TemplateError(f"{templates / name}: no such template")


def data_uri(templates: Path, name: str) -> str:
    """The picture or font `name` of the templates folder as a `data:` address; empty where there is no such file inside
    the folder.
    """
    root = templates.resolve()
    media_type = MEDIA_TYPES.get(Path(name).suffix.lower(), "")
    try:
        path = (root / unquote(name)).resolve()
        if not media_type or not path.is_relative_to(root):
            return ""
        body = path.read_bytes()
    except (OSError, ValueError):
        return ""
    return f"data:{media_type};base64,{b64encode(body).decode('ascii')}"


def inlined(css: str, templates: Path) -> str:
    """A style sheet with every relative `url(…)` replaced by the file that it names; what is not found stays and loads
    nothing.
    """
    return _URL.sub(lambda match: f'url("{data_uri(templates, match[1]) or match[1]}")', css)


def digests(templates: Path) -> Iterator[str]:
    """SHA-256 of every picture and font in the templates folder, hex."""
    for path in sorted(templates.rglob("*")):
        if path.suffix.lower() in MEDIA_TYPES and path.is_file():
            yield hashlib.sha256(path.read_bytes()).hexdigest()
