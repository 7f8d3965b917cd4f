"""`sources` and `limits`: what is read, how it is asked for, and how much of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from digest.config.part import Model
from digest.config.values import Contact, Flag, Line, PathText, SourceLanguage, Text, WebAddress, Whole

Tier = Literal["official", "wire", "press", "opinion"]


class SourceConfig(Model):
    """A file or folder of articles, a feed, or a page: exactly one of `path`, `feed` and `url`."""

    path: PathText = Field(default="", description="File or folder of articles.", examples=["articles/"])
    feed: WebAddress = Field(
        default="",
        description="Address of an RSS, Atom or JSON feed; the articles behind its entries are read.",
        examples=["https://news.example/rss.xml"],
    )
    url: WebAddress = Field(
        default="", description="Address of one page.", examples=["https://news.example/statement.html"]
    )
    name: Line = Field(default="", description="Publisher of the articles in it.", examples=["Example News"])
    family: Line = Field(
        default="", description="Who owns the publisher: one owner counts once.", examples=["Example Media Group"]
    )
    tier: Tier | None = Field(default=None, description="What kind of source it is.", examples=["press"])
    language: SourceLanguage = Field(
        default="", description="Language of its articles, where they don't say it.", examples=["en"]
    )
    include: tuple[Text, ...] = Field(
        default=(),
        description="Words or patterns (* for anything) of which one must stand in title or address.",
        examples=["[ceasefire, talks]"],
    )
    exclude: tuple[Text, ...] = Field(
        default=(),
        description="Words or patterns (* for anything) of which none may stand in title or address.",
        examples=["[/sport/, live blog]"],
    )
    max_articles: Whole | None = Field(
        default=None, ge=1, le=5000, description="Most articles read of it, the newest first.", examples=[50]
    )
    max_quoted_words: Whole | None = Field(
        default=None, ge=1, le=10_000, description="Most words of it that an edition quotes.", examples=[200]
    )
    allow_private: Flag = Field(
        default=False, description="Whether its addresses may lie in a private network.", examples=["true"]
    )

    @property
    def address(self) -> str:
        """What it is called in reports: the path or address as it was written."""
        return self.path or self.feed or self.url


class LimitsConfig(Model):
    """What is too large to be an article, too many to be a folder of them, and too slow to be waited for."""

    max_file_mb: Whole = Field(
        default=5, ge=1, le=100, description="Largest file, feed or page that is read, in MB.", examples=[5]
    )
    max_files: Whole = Field(default=5000, ge=1, le=1_000_000, description="Most files read.", examples=[5000])
    connections: Whole = Field(default=8, ge=1, le=64, description="Most addresses asked at a time.", examples=[8])
    per_host: Whole = Field(default=2, ge=1, le=8, description="Most of them of one host.", examples=[2])
    connect_s: Whole = Field(
        default=10, ge=1, le=120, description="Seconds that a connection may take to be made.", examples=[10]
    )
    read_s: Whole = Field(
        default=20, ge=1, le=300, description="Seconds that a server may be silent in an answer.", examples=[20]
    )
    total_s: Whole = Field(
        default=60,
        ge=1,
        le=600,
        description="Seconds that one address may take altogether, redirects and waits included.",
        examples=[60],
    )
    contact: Contact = Field(
        default="",
        description="E-mail or web address that servers are told, so that they know whom to ask.",
        examples=["desk@news.example"],
    )
