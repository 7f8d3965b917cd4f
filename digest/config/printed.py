"""`briefing`, `parties`, `sections` and `blocks`: what the edition is about and what it looks like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from digest.config.part import Model
from digest.config.values import (
    KNOWN_KEYS,
    Clock,
    Key,
    Language,
    Line,
    Markdown,
    Slug,
    Text,
    Title,
    Whole,
    Zone,
    slugify,
)
from digest.model import TITLES, BlockName, Genre, Part

Format = Literal["pdf", "md", "html"]
Embed = Literal["quotes", "evidence", "none"]
Schedule = Literal["daily", "weekdays", "weekly"]
Window = Literal["last-edition", "24h", "7d", "all"]
CatchUp = Literal["all", "last", "none"]


class BriefingConfig(Model):
    """What the edition is called, what it looks like and what belongs in it."""

    title: Text = Field(description="Name of the briefing, printed in the masthead.", examples=["Istanbul talks"])
    slug: Slug = Field(
        default="", description="Name in the file names; left out: made from the title.", examples=["istanbul-talks"]
    )
    timezone: Zone = Field(
        default="UTC", description="IANA time zone of the edition's day and its cut-off.", examples=["Europe/Istanbul"]
    )
    formats: tuple[Format, ...] = Field(
        default=("pdf", "md"), description="Renderings written beside the JSON.", examples=["[pdf, md, html]"]
    )
    max_words: Whole = Field(default=600, ge=20, le=10_000, description="Most words in the sections.", examples=[600])
    max_pages: Whole | None = Field(
        default=None, ge=1, le=500, description="Most pages of the PDF: fewer words where there are more.", examples=[2]
    )
    embed: Embed = Field(
        default="quotes", description="What the PDF carries, so that it can be checked.", examples=["evidence"]
    )
    topic: tuple[Text, ...] = Field(
        default=(), description="What the briefing is about.", examples=["[ceasefire, Istanbul talks]"]
    )
    cutoff: Clock = Field(default="06:00", description="Time of day at which the edition closes.", examples=["06:00"])
    language: Language = Field(default="en", description="Language of the articles.", examples=["en"])
    note: Markdown = Field(default="", description="Markdown under the masthead.", examples=["For internal use."])
    schedule: Schedule | None = Field(
        default=None, description="When the next issue comes; the masthead says so.", examples=["daily"]
    )
    window: Window | None = Field(
        default=None, description="Which articles are eligible, by when they were published.", examples=["24h"]
    )
    catch_up: CatchUp = Field(
        default="last", description="Which of the days that were missed get an edition.", examples=["all"]
    )
    takeaways: Whole = Field(default=5, ge=0, le=10, description="Most key takeaways; 0: none.", examples=[5])

    @model_validator(mode="before")
    @classmethod
    def _name_the_files(cls, values: Any) -> Any:
        """Fills in the slug, so that the model holds what is used and the digest covers it."""
        if isinstance(values, dict) and "slug" not in values and isinstance(values.get("title"), str):
            return {**values, "slug": slugify(values["title"])}
        return values

    @property
    def zone(self) -> ZoneInfo:
        """The time zone as an object."""
        return ZoneInfo(self.timezone)

    @property
    def cutoff_time(self) -> time:
        """The cut-off as a time of day, without zone."""
        return time.fromisoformat(self.cutoff)


class PartyConfig(Model):
    """A party to the matter, by which positions are grouped."""

    name: Text = Field(description="Name as it is printed.", examples=["Ukraine"])
    aliases: tuple[Text, ...] = Field(
        default=(), description="Other names, places and people that stand for it.", examples=["[Kyiv, Zelensky]"]
    )


class SectionConfig(Model):
    """A section of the briefing. Sections are printed in the order of the file."""

    key: Key = Field(description="Short name by which the program knows it.", examples=["outcomes"])
    title: Title = Field(description="Heading as it is printed.", examples=["Outcomes"])
    cues: tuple[Text, ...] = Field(
        default=(), description="Words and phrases that speak for it.", examples=["[withdraw from, insist]"]
    )
    about: Line = Field(default="", description="What belongs in it, in a sentence.", examples=["Prices and trade."])
    examples: tuple[Text, ...] = Field(
        default=(), description="Sentences that would belong in it.", examples=["[The bank cut its rate.]"]
    )
    group_by: Literal["party"] | None = Field(default=None, description="How items are grouped.", examples=["party"])
    max_items: Whole | None = Field(default=None, ge=1, le=100, description="Most items in it.", examples=[6])
    max_words: Whole | None = Field(default=None, ge=10, le=10_000, description="Most words in it.", examples=[200])
    note: Markdown = Field(default="", description="Markdown under its heading.", examples=["*Provisional.*"])
    exclude_genres: tuple[Genre, ...] = Field(
        default=(), description="Kinds of article from which it takes nothing.", examples=["[opinion, live]"]
    )


def catch_all(sections: Sequence[SectionConfig]) -> str:
    """The key of a single section that has a key of the user's own and says nothing about what belongs in it.

    Then everything does. Empty for every other list of sections.
    """
    only = sections[0] if len(sections) == 1 else None
    if only is None or only.cues or only.about or only.examples:
        return ""
    return "" if only.key in KNOWN_KEYS else only.key


class BlockConfig(Model):
    """A block of the edition. Blocks are printed in the order of the file; one that is left out is switched off."""

    block: BlockName = Field(description="Which block.", examples=["takeaways"])
    title: Line = Field(default="", description="Its heading; left out: the usual one.", examples=["In short"])

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, values: Any) -> Any:
        """A bare name is a block under its usual heading."""
        return {"block": values} if isinstance(values, str) else values

    @property
    def part(self) -> Part:
        """The block as the edition holds it."""
        return Part(self.block, self.title or TITLES[self.block])
