"""The error tree.

    DigestError                 the run cannot go on; the message says what to do
    ├── ConfigError             config.yaml (or a template named in it) is unusable; carries every fault found
    ├── TemplateError           a template has a fault; names file and line
    ├── RenderError             a rendering cannot be made within its limits; the others can
    ├── ArchiveError            the store of texts cannot be read or written
    │   └── LockedError         another run is using it
    ├── EditionError            an edition cannot be written, read or verified
    └── DeliveryError           mail cannot be built, or no server takes it

What goes wrong with a single source is no exception but a `model.Problem`: it is reported in the briefing and the run goes on.
"""

from __future__ import annotations

from collections.abc import Sequence


class DigestError(Exception):
    """Base of every error that ends a run. `exit_code` is what the command line exits with."""

    exit_code = 1


class ConfigError(DigestError):
    """The configuration is unusable. `faults` holds one line a fault, each with file, line and key path."""

    exit_code = 2

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class TemplateError(DigestError):
    """A template cannot be rendered; the message names its file and line."""


class RenderError(DigestError):
    """A rendering fails or exceeds its time or memory; the message says which. The edition is written without `formats`."""

    def __init__(self, message: str, *, formats: Sequence[str] = ("pdf",)) -> None:
        self.formats = tuple(formats)
        super().__init__(message)


class ArchiveError(DigestError):
    """The store of texts cannot be opened, read or written."""


class LockedError(ArchiveError):
    """Another run holds the lock of the archive."""

    exit_code = 75


class EditionError(DigestError):
    """An edition cannot be written, read or verified."""


class DeliveryError(DigestError):
    """A mail cannot be built, or the server takes none at all: what is still to be sent stays in the ledger."""
