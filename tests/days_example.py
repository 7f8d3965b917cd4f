"""Thirty days of invented news with known truth: what is new, changed, repeated, late and corrected, and days without any.

Every claim is a sentence of its own matter, so that it is known which later sentence repeats or updates which earlier one. `days()` gives
what each day brings; `truth` what an edition must say of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from talks_example import SECTIONS

FIRST = date(2025, 3, 3)
DAYS = 30
CONFIG = f"""\
briefing:
  title: Lake talks
  slug: lake
  timezone: UTC
  max_words: 500
  formats: [md]
parties:
  - name: Norland
    aliases: [Alder]
  - name: Sudria
    aliases: [Vessen]
{SECTIONS}"""

NEWS = (
    "Norland and Sudria signed an agreement on fishing quotas in the northern bay of the lake.",
    "Sudria demanded that Norland remove its patrol boats from the Kestrel strait before any ceasefire.",
    "Norland's artillery shelled the railway station of Brambleton and destroyed its signal tower.",
    "The mediators announced that both delegations accepted a hotline between their border commands.",
    "Norland insisted that international inspectors must visit the chemical plant at Orlin.",
    "Sudria's government welcomed the reopening of the Marrow dam as a first sign of goodwill.",
    "Norland agreed to return confiscated grain barges to their owners in Sudria.",
    "Sudria's air force bombed fuel depots near the town of Hask, the army said.",
    "Norland demanded compensation for farmers whose orchards were flooded along the Wend canal.",
    "The parliament of Sudria ratified the treaty on shared electricity lines.",
    "Norland's president condemned the arrest of three journalists in Vessen.",
    "Both sides agreed to allow pilgrims to cross to the monastery of Saint Ebba.",
    "Sudria called for the withdrawal of tanks from the Pellin plateau as a condition for talks.",
    "Norland's navy seized a smuggler's vessel loaded with rifles off Cape Tarn.",
    "The delegations agreed on a joint commission to clear mines from the Osk meadows.",
    "Sudria insisted on a seat for its minority in the regional council of Dovre.",
    "The European mediator praised the restraint of both armies during the harvest festival.",
    "Norland and Sudria agreed to exchange maps of underground gas pipelines.",
    "Sudrian troops captured the radio mast on Mount Ferrel after a night of fighting.",
    "Norland demanded the extradition of a general accused of burning villages in the Teal valley.",
    "The two central banks signed a memorandum on settling wartime debts in silver.",
    "Sudria's foreign minister rejected a proposal to place the Quill islands under foreign trusteeship.",
    "Norland released eleven sailors whom its coast guard had held since the winter.",
    "The talks in Merrin produced a timetable for reopening schools in the frontier districts.",
)
"""Claims that are told once and may be repeated."""

TOLLS = (
    ("The flood at {place} killed {n} people, the rescue service of Norland said.", "Birchholm", (12, 17, 23)),
    (
        "Norland said that {n} Sudrian soldiers were taken prisoner in the battle of {place}.",
        "Grayford",
        (140, 165, 190),
    ),
    ("Shelling near {place} has wounded {n} soldiers of Sudria since the truce broke.", "Linden Pass", (31, 44, 58)),
)
"""Claims whose number changes."""

FILLER = "Weather at the lake was mild for the season."

Status = Literal["new", "updated"]


@dataclass(frozen=True, slots=True)
class Expected:
    """An item that the edition of a day must hold."""

    text: str
    status: Status
    before: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """What a day brings: name of a file -> its text, and what the edition must print of it."""

    day: date
    files: dict[str, str] = field(default_factory=dict)
    expected: tuple[Expected, ...] = ()
    repeated: tuple[str, ...] = ()
    """Sentences that an earlier edition printed."""
    late: tuple[str, ...] = ()
    """Files that arrive after the edition of their day."""


def article(title: str, publisher: str, day: date, *sentences: str) -> str:
    """The text of a file."""
    return f"{title}\n\n{publisher}\n{day.day} {day:%B} {day.year}\n\n" + "\n\n".join(sentences) + "\n"


def days() -> tuple[Day, ...]:
    """The thirty days. On every seventh nothing is published; on every seventh but one only what was told before."""
    made: list[Day] = []
    news = iter(NEWS)
    told: list[str] = []
    counts = {text: list(values) for text, _, values in TOLLS}
    last: dict[str, tuple[str, int]] = {}
    number = 0
    for n in range(DAYS):
        today = FIRST + timedelta(days=n)
        written = today - timedelta(days=1)
        if n % 7 == 6:
            made.append(Day(today))
            continue
        if n % 7 == 5:
            files = {f"{n:02}-again.txt": article("What was known", "Harbour Echo", written, *told[-2:])}
            made.append(Day(today, files, (), tuple(told[-2:])))
            number += 1
            continue
        expected: list[Expected] = []
        fresh = next(news)
        sentences = [fresh]
        expected.append(Expected(fresh, "new"))
        repeated: list[str] = []
        late: list[str] = []
        files = {}
        if n % 3 == 1 and any(counts.values()):
            template, place, _ = TOLLS[(n // 3) % len(TOLLS)]
            if counts[template]:
                value = counts[template].pop(0)
                text = template.format(place=place, n=value)
                was = last.get(template)
                expected.append(Expected(text, "updated" if was else "new", f"was {was[1]}" if was else ""))
                last[template] = (text, value)
                sentences.append(text)
        if n % 4 == 2 and told:
            sentences.append(told[-1])
            repeated.append(told[-1])
        if n % 9 == 8:
            tardy = next(news)
            name = f"{n:02}-late.txt"
            files[name] = article("From the archive of the week", "Valley Post", today - timedelta(days=4), tardy)
            expected.append(Expected(tardy, "new", "arrived late"))
            late.append(name)
            told.append(tardy)
        files[f"{n:02}-news.txt"] = article(f"Report of day {n}", "Lake Courier", written, *sentences)
        told.append(fresh)
        made.append(Day(today, files, tuple(expected), tuple(repeated), tuple(late)))
    return tuple(made)


def write(folder: Path, day: Day) -> None:
    """Puts the files of a day into the folder of articles."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in day.files.items():
        (folder / name).write_text(text, encoding="utf-8")
