"""Checks a finished edition against the kept texts: its words must be slices of its sources, its footnotes right.

The data (`.json`) are proved from the texts alone, the page (`.md`) from the data. Nothing is written, and no stage of
the pipeline is run again: what is relied on is `model.quote_text` and SHA-256.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from digest import edition
from digest.errors import EditionError
from digest.model import Briefing
from digest.verify.data import check_data
from digest.verify.evidence import BESIDE, stores
from digest.verify.page import check_page, check_page_alone
from digest.verify.printed import parse
from digest.verify.verdict import Fault, Refuted, Verdict

__all__ = ["BESIDE", "Fault", "Verdict", "verify"]


def verify(path: Path, *, archives: Sequence[Path] = ()) -> Verdict:
    """Checks the edition that `path`, a `.json` or `.md` file, belongs to; a sibling of the other kind is checked too.

    The texts come from `archives` and from `evidence.db` beside the edition, as far as these exist; a text that several
    of them keep must be sound in each. Raises `EditionError` or `ArchiveError` where the check can't be made at all;
    what it refutes is in the verdict.
    """
    if path.suffix not in {".json", ".md"}:
        raise EditionError(f"{path}: not an edition's .json or .md file")
    data_path, page_path = path.with_suffix(".json"), path.with_suffix(".md")
    briefing = _briefing(data_path) if path == data_path or data_path.is_file() else None
    page = parse(_body(page_path).decode(errors="replace")) if path == page_path or page_path.is_file() else None
    files = tuple(str(file) for file, read in ((data_path, briefing), (page_path, page)) if read is not None)
    evidence = stores(path, archives)
    read_from = tuple(map(str, evidence))
    try:
        proof = check_data(str(data_path), briefing, evidence) if briefing else ""
        if page and briefing:
            check_page(str(page_path), page, briefing)
        elif page:
            proof = check_page_alone(str(page_path), page, evidence)
    except Refuted as refuted:
        return Verdict(files, read_from, fault=refuted.fault)
    return Verdict(files, read_from, proof)


def _body(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as err:
        raise EditionError(f"{path}: cannot be read ({err.strerror})") from err


def _briefing(path: Path) -> Briefing:
    body = _body(path)
    try:
        return edition.from_json(body)
    except EditionError as err:
        raise EditionError(f"{path}: {err}") from err
