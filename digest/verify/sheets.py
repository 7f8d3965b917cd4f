"""A PDF edition read back: what its pages print, block by block, and the files that it carries.

The order and the kind of what is printed come from the tags of PDF/UA, the words from the glyphs' own mapping to Unicode, as copying,
searching and reading aloud have them. Only what the program itself writes is understood. Whatever else prints something (notes laid over
a page, forms, invisible text, text without a tag) is a fault: it cannot be compared.

Every size is bounded, by pypdf's own limits and by those below. What colour a glyph has and what is painted over it is not looked at.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from digest.errors import EditionError
from digest.verify.tags import Block, Run, Walk, whole
from digest.verify.verdict import Refuted

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_BYTES = 60_000_000
"""Largest PDF and largest embedded file that are read."""
MAX_PAGES = 1_000
_MAX_OPERATIONS = 4_000_000

Matrix = tuple[float, float, float, float, float, float]
_SAME = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_GLYPHS = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_GLYPH = re.compile(r"<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{0,512})>")
_ENCRYPTED = "{}: is encrypted; save it without a password, then it can be compared"
_BROKEN = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    EOFError,
    zlib.error,
)
"""What a reader of PDF trips over in a file that is none, or half of one."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a PDF prints and carries."""

    pages: int
    blocks: tuple[Block, ...]
    """In the order in which they are read; footnotes at the end of their page."""
    margins: tuple[tuple[int, Run], ...]
    """What stands outside the tags (page, run): running titles and page numbers, if all is well."""
    files: dict[str, bytes]
    """Embedded files by name."""


def read(file: str, body: bytes) -> Sheets:
    """Reads a PDF. Raises `EditionError` where it is none that this program could have written, `Refuted` at what may print something
    that cannot be compared.
    """
    from pypdf.errors import DependencyError, PyPdfError

    if len(body) > MAX_BYTES:
        raise EditionError(f"{file}: is larger than {MAX_BYTES // 1_000_000} MB; that is no edition")
    log = logging.getLogger("pypdf")
    log.setLevel(logging.CRITICAL)  # what is wrong with the file is said by the exception
    try:
        return _read(file, body)
    except DependencyError as err:  # what it would need to decrypt
        raise EditionError(_ENCRYPTED.format(file)) from err
    except (PyPdfError, *_BROKEN) as err:
        what = re.sub(r"\s+", " ", str(err))[:200] or type(err).__name__
        raise EditionError(f"{file}: cannot be read as a PDF ({what})") from err


def _read(file: str, body: bytes) -> Sheets:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(body), strict=True)
    if reader.is_encrypted:
        raise EditionError(_ENCRYPTED.format(file))
    if len(reader.pages) > MAX_PAGES:
        raise EditionError(f"{file}: has more than {MAX_PAGES} pages; that is no edition")
    if "/AcroForm" in reader.root_object:
        raise Refuted(file, "holds a form, which may print anything over its pages")
    marked: dict[tuple[int, int], list[Run]] = {}
    loose: list[tuple[int, Run]] = []
    for number in range(1, len(reader.pages) + 1):
        _read_page(file, reader, number, marked, loose)
    tree = reader.root_object.get("/StructTreeRoot")
    if tree is None:
        raise EditionError(f"{file}: its pages have no tags, so it is no PDF of this program")
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, 1) if page.indirect_reference}
    walk = Walk(file, marked, numbers)
    walk.into(tree.get_object().get("/K"), 0, None, 0)
    loose += [(page, run) for (page, _), runs in marked.items() for run in runs]
    return Sheets(len(reader.pages), tuple(whole(walk.blocks)), tuple(loose), _files(file, reader))


def _files(file: str, reader: PdfReader) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for entry in reader.attachment_list:
        if entry.name in found:
            raise Refuted(file, f"carries two files of the name {entry.name}")
        if len(found) == 2:
            raise Refuted(file, "carries more files than an edition and its evidence")
        found[entry.name] = entry.content
        if len(found[entry.name]) > MAX_BYTES:
            raise EditionError(f"{file}: the file {entry.name[:80]} in it is too large to be an edition")
    return found


# --- content of a page -----------------------------------------------------------------------------------------------


def _read_page(
    file: str,
    reader: PdfReader,
    number: int,
    marked: dict[tuple[int, int], list[Run]],
    loose: list[tuple[int, Run]],
) -> None:
    """Sorts what page `number` shows by the number of its mark; what has none goes to `loose`."""
    page = reader.pages[number - 1]
    for reference in page.get("/Annots", ()):
        note = reference.get_object()
        if note.get("/Subtype") != "/Link" or "/AP" in note:
            raise Refuted(file, "something was laid over the page, such as a comment", where=f"page {number}")
    content = page.get_contents()
    if content is None:
        return
    for mark, run in _shown(file, reader, content, page["/Resources"].get_object(), number):
        if mark is None:
            loose.append((number, run))
        else:
            marked.setdefault((number, mark), []).append(run)


def _shown(
    file: str, reader: PdfReader, content: Any, resources: Any, number: int, depth: int = 0
) -> Iterator[tuple[int | None, Run]]:
    """Every run of glyphs and the number of the innermost mark around it."""
    from pypdf.generic import ContentStream

    if len(content.operations) > _MAX_OPERATIONS or depth > 8:
        raise EditionError(f"{file}: page {number} holds too much to be an edition's")
    fonts: dict[str, dict[bytes, str]] = {}
    font: dict[bytes, str] = {}
    matrix, text_matrix = _SAME, _SAME
    kept: list[Matrix] = []
    marks: list[int | None] = []
    for operands, operator in content.operations:
        if operator == b"q":
            kept.append(matrix)
        elif operator == b"Q":
            matrix = kept.pop() if kept else _SAME
        elif operator == b"cm":
            matrix = _times(_matrix(operands), matrix)
        elif operator == b"BT":
            text_matrix = _SAME
        elif operator == b"Tm":
            text_matrix = _matrix(operands)
        elif operator in (b"Td", b"TD"):
            text_matrix = _times((1.0, 0.0, 0.0, 1.0, float(operands[0]), float(operands[1])), text_matrix)
        elif operator == b"Tf":
            name = str(operands[0])
            if name not in fonts:
                fonts[name] = _mapping(resources["/Font"].get_object()[name].get_object())
            font = fonts[name]
        elif operator == b"Tr" and operands[0] != 0:
            raise Refuted(file, "holds invisible text", where=f"page {number}")
        elif operator == b"BDC":
            properties = operands[1].get_object()
            mark = properties.get("/MCID") if isinstance(properties, dict) else None
            marks.append(int(mark) if mark is not None else (marks[-1] if marks else None))
        elif operator == b"BMC":
            marks.append(None)
        elif operator == b"EMC" and marks:
            marks.pop()
        elif operator in (b"TJ", b"Tj", b"'", b'"'):
            pieces = operands[0] if operator == b"TJ" else operands[-1:]
            where = _times(text_matrix, matrix)
            if said := "".join(_letters(piece, font) for piece in pieces if isinstance(piece, (str, bytes))):
                yield marks[-1] if marks else None, Run(said, where[4], where[5])
        elif operator == b"Do":
            inner = resources["/XObject"].get_object()[operands[0]].get_object()
            if inner.get("/Subtype") == "/Form":
                within = inner.get("/Resources", resources).get_object()
                for mark, run in _shown(file, reader, ContentStream(inner, reader), within, number, depth + 1):
                    yield mark if mark is not None else (marks[-1] if marks else None), run


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return (a, b, c, d, e, f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _mapping(font: Any) -> dict[bytes, str]:
    """Code of a glyph, two bytes -> what it stands for."""
    data = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    found = {}
    for part in _GLYPHS.findall(data):
        for code, letters in _GLYPH.findall(part):
            found[int(code, 16).to_bytes(4, "big")[-2:]] = bytes.fromhex(letters).decode("utf-16-be", "replace")
    return found


def _letters(piece: Any, font: dict[bytes, str]) -> str:
    codes = piece if isinstance(piece, bytes) else piece.original_bytes
    return "".join(font.get(codes[at : at + 2], "\ufffd") for at in range(0, len(codes), 2))
