"""`sources` and `limits`: what is read, and how much of it."""

from __future__ import annotations

from pydantic import Field

from digest.config.part import Model
from digest.config.values import Line, PathText, Whole


class SourceConfig(Model):
    """A file or a folder of articles."""

    path: PathText = Field(description="File or folder of articles.", examples=["articles/"])
    name: Line = Field(default="", description="Publisher of the articles in it.", examples=["Example News"])
    family: Line = Field(
        default="", description="Who owns the publisher: one owner counts once.", examples=["Example Media Group"]
    )


class LimitsConfig(Model):
    """What is too large to be an article, and too many to be a folder of them."""

    max_file_mb: Whole = Field(default=5, ge=1, le=100, description="Largest file that is read, in MB.", examples=[5])
    max_files: Whole = Field(default=5000, ge=1, le=1_000_000, description="Most files read.", examples=[5000])
