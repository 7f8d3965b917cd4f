"""The kept texts that an edition is checked against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from digest.archive.store import Store
from digest.errors import ArchiveError
from digest.verify.verdict import Refuted

BESIDE = "evidence.db"
"""Name of the store of texts that stands beside an edition."""


def stores(path: Path, archives: Sequence[Path], *, needed: bool = True) -> tuple[Path, ...]:
    """Those of `archives` and of `evidence.db` beside the edition `path` that exist, each once.

    Raises `ArchiveError` where none does, unless they are not `needed`.
    """
    wanted = list(dict.fromkeys([*archives, path.parent / BESIDE]))
    found = tuple(store for store in wanted if store.is_file())
    if not found and needed:
        places = ", ".join(map(str, wanted))
        advice = "name their store with --archive, or the configuration it was built from with --config"
        raise ArchiveError(f"{path}: the texts it quotes are not at {places}; {advice}")
    return found


def texts(ids: Iterable[str], evidence: Sequence[Path]) -> dict[str, str]:
    """The texts of `ids`, as far as they are kept, each checked against its digest in every store that has it.

    Raises `Refuted` where one was altered.
    """
    wanted = list(ids)
    found: dict[str, str] = {}
    for path in evidence:
        with Store(path, read_only=True) as store:
            try:
                found |= store.get_many(wanted)
            except ArchiveError as err:
                raise Refuted(str(path), str(err).removeprefix(f"{path}: ")) from err
    return found


def full_ids(digests: Mapping[int, str], evidence: Sequence[Path]) -> dict[int, str]:
    """Footnote number -> full digest of the text whose digest begins as the page says, as far as it is kept."""
    found: dict[int, str] = {}
    for path in evidence:
        with Store(path, read_only=True) as store:
            ids = {note: store.find(digest) for note, digest in digests.items()}
        found |= {note: doc_id for note, doc_id in ids.items() if doc_id}
    return found
