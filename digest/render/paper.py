"""HTML -> PDF (WeasyPrint): PDF/A-3a and PDF/UA-1 in one file, with the project's fonts, sealed off from files and network, the same
bytes every time. What is embedded in it is given as bytes.
"""

from __future__ import annotations

import hashlib
import warnings
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from digest.model import Briefing
from digest.render import assets, fonts

if TYPE_CHECKING:
    from weasyprint import Attachment
    from weasyprint.urls import URLFetcher

EVIDENCE = ".evidence.json"
"""How the name of the embedded file ends that holds paragraphs of the sources; every other one holds the edition."""
NOTHING: Mapping[str, bytes] = MappingProxyType({})


def pdf(html_text: str, briefing: Briefing, *, templates: Path, files: Mapping[str, bytes] = NOTHING) -> bytes:
    """The PDF of `printed`."""
    return printed(html_text, briefing, templates=templates, files=files)[0]


def printed(
    html_text: str, briefing: Briefing, *, templates: Path, files: Mapping[str, bytes] = NOTHING
) -> tuple[bytes, int]:
    """`html_text` as a PDF on A4 with `files` (name -> bytes) embedded, and how many pages it has.

    Dates of the file are those that the page states; nothing is fetched but fonts and own pictures.
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
    identifier = hashlib.sha256(html_text.encode())
    for name in sorted(files):
        identifier.update(name.encode() + hashlib.sha256(files[name]).digest())
    options = {
        "pdf_variant": "pdf/a-3a",
        "pdf_identifier": identifier.digest()[:16],
        "attachments": [_attachment(name, files[name], briefing) for name in sorted(files)],
    }
    document = page.render(font_config=font_config, stylesheets=[faces], **options)
    document.metadata.generate_rdf_metadata = partial(_with_ua, document.metadata.generate_rdf_metadata)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
        body: bytes = document.write_pdf(**options)
    return body, len(document.pages)


def _attachment(name: str, body: bytes, briefing: Briefing) -> Attachment:
    """An embedded file whose dates are the edition's."""
    from weasyprint import Attachment

    evidence = name.endswith(EVIDENCE)
    made = datetime.fromisoformat(briefing.cutoff).astimezone(UTC)
    return Attachment(
        file_obj=BytesIO(body),
        name=name,
        description="The paragraphs around the quotes" if evidence else "The edition as data: every quote and digest",
        created=made,
        modified=made,
        relationship="Source" if evidence else "Data",
    )


def _with_ua(generate: Callable[..., bytes], *asked: object) -> bytes:
    """The metadata of PDF/A, and in the same block that the file is PDF/UA-1, too (ISO 14289-1, 5) with the description that PDF/A asks
    for of what is none of its own (ISO 19005-3, 6.6.2.3.2).
    """
    end = b"</rdf:RDF>"
    return generate(*asked).replace(end, (Path(__file__).parent / "data" / "pdfua.rdf").read_bytes() + end)


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
