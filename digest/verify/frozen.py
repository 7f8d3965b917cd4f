"""Whether files are those that were frozen: the archive keeps the digest of each file of a numbered edition."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from digest.archive import editions
from digest.archive.store import Store
from digest.model import Briefing
from digest.verify.verdict import Refuted


def check_frozen(files: Mapping[Path, bytes], briefing: Briefing, evidence: Sequence[Path]) -> str:
    """What is proved of an edition's files: that the archive froze just these. Raises `Refuted` for the first that is another.

    Nothing is said of a draft, of a narrowed edition, and where no archive is at hand; of a number that an archive of the briefing
    doesn't know, that.
    """
    if not briefing.number or briefing.view:
        return ""
    said = ""
    for path in evidence:
        with Store(path, read_only=True) as store:
            known = editions.editions(store, briefing.slug) if store.has_memory() else ()
        same = [one for one in known if (one.number, one.revision) == (briefing.number, max(1, briefing.revision))]
        for one in same:
            digests = {Path(file).suffix: digest for file, digest in one.files}
            for file, body in files.items():
                if digests.get(file.suffix, digest := hashlib.sha256(body).hexdigest()) != digest:
                    again = f"`digest archive show {one.number}-r{one.revision} --archive {path} --out DIR` writes that again"
                    raise Refuted(str(file), f"is not what was frozen as {one.name} of {one.day}; {again}")
            said = f"; the archive froze just these files as {one.name}"
        if known and not same:
            said = f"; the archive knows no frozen no. {briefing.number} like this one"
    return said
