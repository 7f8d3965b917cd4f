"""HTML -> PDF (WeasyPrint): tagged as PDF/UA-1, with the project's fonts, sealed off from files and network, the same
bytes every time.
"""

from __future__ import annotations

import hashlib
import warnings
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING

from digest.model import Briefing
from digest.render import assets, fonts

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher


def pdf(html_text: str, briefing: Briefing, *, templates: Path) -> bytes:
    """`html_text` on A4. Dates of the file are those that the page states; nothing is fetched but fonts and own
    pictures.
    """
    with fonts.no_system_fonts(), warnings.catch_warnings():
        # WeasyPrint checks on import that the system has fonts; that it has none is the point.
        warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration

        font_config = FontConfiguration()
    fetcher = own_files(templates)
    faces = CSS(string=fonts.faces(), font_config=font_config, url_fetcher=fetcher)
    page = HTML(string=html_text, url_fetcher=fetcher)
    identifier = hashlib.sha256(html_text.encode()).digest()[:16]
    document: bytes = page.write_pdf(
        font_config=font_config, stylesheets=[faces], pdf_variant="pdf/ua-1", pdf_identifier=identifier
    )
    return document


def own_files(templates: Path) -> URLFetcher:
    """A fetcher that knows the project's fonts and the files of the templates folder, and refuses all else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):  # type: ignore[misc] # WeasyPrint has no type information
        """Answers from the project; opens no connection and no file that a page names."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            if url.startswith(fonts.ADDRESS):
                body = fonts.font_file(url.removeprefix(fonts.ADDRESS)).read_bytes()
                return URLFetcherResponse(url, body, {"Content-Type": "font/otf"})
            kind, _, data = url.removeprefix("data:").partition(";base64,")
            if url.startswith("data:") and kind in assets.MEDIA_TYPES.values():
                body = b64decode(data)
                if hashlib.sha256(body).hexdigest() in set(assets.digests(templates)):
                    return URLFetcherResponse(url, body, {"Content-Type": kind})
            raise ValueError(f"not one of the project's files: {url[:80]}")

    return OwnFiles(allowed_protocols=("data", "project"), allow_redirects=False)
