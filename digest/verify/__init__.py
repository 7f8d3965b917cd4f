"""Checks a finished edition against the kept texts: its words must be slices of its sources, its footnotes right.

The data (`.json`, or what a `.pdf` carries) are proved from the texts alone, the pages (`.md`, `.pdf`) from the data. A PDF and its data
can be compared without the texts; then that is all that is proved, and said. Where the archive is at hand that froze the edition, its files
must be those that were frozen. Nothing is written, and no stage of the pipeline is run
again: what is relied on is `model.quote_text` and SHA-256, and for the day that a "Friday" means the reading of days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from digest import edition
from digest.errors import EditionError
from digest.model import BlockName, Briefing
from digest.verify.data import check_data
from digest.verify.evidence import BESIDE, stores, texts
from digest.verify.frozen import check_frozen
from digest.verify.page import check_page, check_page_alone
from digest.verify.printed import Printed, parse, shown
from digest.verify.verdict import Fault, Refuted, Verdict

__all__ = ["BESIDE", "Fault", "Verdict", "verify"]

EVIDENCE = ".evidence.json"
"""How the name of the file in a PDF ends that holds the paragraphs around the quotes."""
_WITH_POINTS: tuple[BlockName, ...] = ("takeaways", "figures", "open")
"""The blocks beside the sections that print points."""


def verify(path: Path, *, archives: Sequence[Path] = ()) -> Verdict:
    """Checks the edition that `path`, a `.json`, `.md` or `.pdf` file, belongs to; a sibling `.json` or `.md` is checked too.

    The texts come from `archives` and from `evidence.db` beside the edition, as far as these exist; a text that several
    of them keep must be sound in each. A PDF is compared with its data also where no texts are. Raises `EditionError` or
    `ArchiveError` where the check can't be made at all; what it refutes is in the verdict.
    """
    if path.suffix == ".pdf":
        return _verify_pdf(path, archives)
    if path.suffix not in {".json", ".md"}:
        raise EditionError(f"{path}: not an edition's .json, .md or .pdf file")
    data_path, page_path = path.with_suffix(".json"), path.with_suffix(".md")
    briefing = _briefing(data_path) if path == data_path or data_path.is_file() else None
    page = _page(page_path, briefing) if path == page_path or page_path.is_file() else None
    files = tuple(str(file) for file, read in ((data_path, briefing), (page_path, page)) if read is not None)
    evidence = stores(path, archives)
    read_from = tuple(map(str, evidence))
    try:
        proof = check_data(str(data_path), briefing, _kept(briefing, evidence)) if briefing else ""
        if page and briefing:
            check_page(str(page_path), page, briefing)
        elif page:
            proof = check_page_alone(str(page_path), page, evidence)
        if briefing:
            pages = (data_path, page_path) if page else (data_path,)
            proof += check_frozen({one: _body(one) for one in pages}, briefing, evidence)
    except Refuted as refuted:
        return Verdict(files, read_from, fault=refuted.fault)
    return Verdict(files, read_from, proof)


def _verify_pdf(path: Path, archives: Sequence[Path]) -> Verdict:
    """Page against the data in it, or beside it where it carries none; data against the paragraphs in it, and the texts where they are."""
    from digest.paragraphs import from_json
    from digest.verify.paper import check_paper, check_paragraphs
    from digest.verify.sheets import read

    beside = path.with_suffix(".json")
    name = str(path)
    files: tuple[str, ...] = (name,)
    evidence: tuple[Path, ...] = ()
    try:
        sheets = read(name, _body(path))
        body, around = _carried(name, sheets.files)
        if body is None and not beside.is_file():
            raise EditionError(f"{path}: carries no data of an edition; put the edition's .json file beside it")
        if beside.is_file():
            files = (name, str(beside))
            if body is not None and body != _body(beside):
                raise Refuted(str(beside), f"holds other data than those in {path.name}")
        where = str(beside) if body is None else f"{name}, the data in it"
        briefing = _read(where, body if body is not None else _body(beside))
        check_data(where, briefing, None)
        proofs = [check_paper(name, sheets, briefing)]
        if around is not None:
            try:
                found = from_json(around)
            except EditionError as err:
                raise EditionError(f"{path}, the paragraphs in it: {err}") from err
            proofs[0] += "; " + check_paragraphs(f"{name}, the paragraphs in it", found, briefing)
        evidence = stores(path, archives, needed=False)
        kept = _kept(briefing, evidence)
        printed = [source.doc for source in briefing.sources if source.printed]
        if not printed or any(doc in kept for doc in printed):
            proofs.append(check_data(where, briefing, kept) + check_frozen({path: _body(path)}, briefing, evidence))
        else:
            evidence = ()
            proofs.append(
                "Its sources were not at hand: name their store with --archive to prove that evidence and source agree"
            )
    except Refuted as refuted:
        return Verdict(files, tuple(map(str, evidence)), fault=refuted.fault)
    return Verdict(files, tuple(map(str, evidence)), ". ".join(proofs))


def _carried(file: str, files: Mapping[str, bytes]) -> tuple[bytes | None, bytes | None]:
    """The edition's data and the paragraphs that a PDF carries, as far as it does."""
    data = [body for name, body in files.items() if name.endswith(".json") and not name.endswith(EVIDENCE)]
    around = [body for name, body in files.items() if name.endswith(EVIDENCE)]
    if len(data) > 1 or len(around) > 1 or len(data) + len(around) < len(files):
        raise Refuted(file, f"carries other files than one edition and its evidence: {', '.join(sorted(files))[:200]}")
    return (data[0] if data else None, around[0] if around else None)


def _kept(briefing: Briefing, evidence: Sequence[Path]) -> dict[str, str]:
    return texts([source.doc for source in briefing.sources], evidence)


def _body(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as err:
        raise EditionError(f"{path}: cannot be read ({err.strerror})") from err


def _page(path: Path, briefing: Briefing | None) -> Printed:
    text = _body(path).decode(errors="replace")
    if briefing is None:
        return parse(text)
    takeaways, figures, still_open = (shown(briefing.heading(block)) for block in _WITH_POINTS)
    return parse(text, takeaways_title=takeaways, figures_title=figures, open_title=still_open)


def _briefing(path: Path) -> Briefing:
    return _read(str(path), _body(path))


def _read(name: str, body: bytes) -> Briefing:
    try:
        return edition.from_json(body)
    except EditionError as err:
        raise EditionError(f"{name}: {err}") from err
