"""How good the briefings are: facts that an editor would demand, story by story, beside other summarisers on the same sentences.

    python bench/stories.py [EVAL]

A part of `bench/quality.py`. EVAL holds `articles/`, `configs/`, `facts/` and `score_nuggets.py`; ten more stories have facts and
configurations beside this file. "As shipped" uses the weights of the package, which have seen labelled sentences of these stories;
"not seen" learns them anew without any story of the same event, which is what a reader of another story may expect. The other
summarisers know no sections: all they choose stands under the first heading, and only facts found anywhere can be compared.

Every system has 600 words; this program leaves some of them free where little is left that is worth printing, so that the others are
also read only as far as it went ("within our words"). Junk, off topic, filler and dangling openers are counted by the scorer's
patterns; they find what the author of a story's facts foresaw, filler in particular. Repeats are counted by `repeats`. Labelled 2 or 3: of
the printed sentences that a reader gave a salience of 0 to 3 (a part of all), how many got 2 or 3. Times are of the processor: this
program's for all that follows on reading the articles (splitting into sentences included), the others' for choosing among sentences. Needs
the `bench` extra.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import baselines, gold, labelled  # noqa: E402
from bench.tables import OURS, UNSEEN, Cells, Part, markdown, progress, share, times_ours  # noqa: E402
from digest import pipeline  # noqa: E402
from digest.analyse import analyse, salience, sections  # noqa: E402
from digest.analyse.split import sentences  # noqa: E402
from digest.analyse.words.terms import content, tokens  # noqa: E402
from digest.config import Config, load  # noqa: E402
from digest.model import Briefing  # noqa: E402
from digest.select import overrule, select  # noqa: E402

DAY = date(2026, 11, 20)
LIMIT = 600
SEEDS_EVENT = "day_ukraine"
SAME, LEAST = 0.5, 4
"""Share of the shorter item's content words that stand in another from which on it repeats it; an item of fewer words never does."""
FAULTS = {"junk": "junk", "offtopic": "off topic", "filler": "filler", "dangling": "dangling", "repeats": "repeats"}
"""What is counted against a page -> its column."""
FACTS = "facts: right section, {} stories"
ANYWHERE = "anywhere, {}"
ALIKE = "within our words, {}"
SALIENT = "labelled 2 or 3"
SPENT = "stories, s"

Labels = dict[str, dict[str, list[dict[str, Any]]]]
"""Story -> name of the article -> what a reader labelled in it."""


@dataclass
class Page:
    """What a system printed of a story: the scorer's verdict, repeats, labelled sentences, seconds."""

    score: dict[str, Any]
    labelled: list[bool] = field(default_factory=list)
    """For every printed sentence with a label: its salience is 2 or 3."""
    seconds: float = 0.0
    alike: float = 0.0
    """Share of the vital facts found anywhere in as many words as the program printed, as shipped."""

    def count(self, fault: str) -> int:
        """How often a fault of `FAULTS` was found."""
        return len(self.score[fault])

    def share(self, how: str) -> float:
        """Vital facts found, "right" (in a section where they may stand) or "anywhere"."""
        return float(self.score[how] / self.score["vital"])


def repeats(items: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of items of which the second may say the first again.

    It does where at least `SAME` of the distinct content stems of the shorter of the two stand in the other, too. This is a count
    of words, not of meaning: it misses the same fact in quite other words, and takes two steps of one matter told with the same
    names for a repeat. It is the same for all systems, and rises with long sentences, whose words hold those of short ones.
    """
    bags = [(text, frozenset(content(tokens(text)))) for text in items]
    known = [(text, bag) for text, bag in bags if len(bag) >= LEAST]
    return [(one, other) for (one, a), (other, b) in combinations(known, 2) if len(a & b) >= SAME * min(len(a), len(b))]


def paper(parts: Mapping[str, Sequence[str]]) -> str:
    """Items by title of their section as plain Markdown, without what the program adds."""
    return "\n".join(
        line for title, items in parts.items() for line in (f"## {title}", "", *map("- {}".format, items), "")
    )


def printed(briefing: Briefing) -> dict[str, list[str]]:
    """The items of a briefing by the title of their section."""
    return {section.title: [item.text for item in section.items] for section in briefing.sections}


@dataclass(frozen=True)
class Story:
    """A story and what its pages are measured with."""

    name: str
    config: Config
    facts: dict[str, Any]
    articles: Path
    labels: Mapping[str, list[dict[str, Any]]]
    scorer: ModuleType

    def judged(self, parts: Mapping[str, Sequence[str]], *, words: int = LIMIT) -> dict[str, Any]:
        """What the scorer says of so many words of a page, and the repeats on it."""
        found: dict[str, Any] = self.scorer.score(paper(parts), self.facts, words)
        return found | {"repeats": repeats([text for items in parts.values() for text in items])}

    @property
    def titled(self) -> str:
        """The heading of the story's first section as the scorer knows it."""
        first = self.facts["sections"][0]
        return str({**self.scorer.TITLES, **self.facts.get("titles", {})}[first][0])


def stories(folder: Path) -> tuple[list[Story], list[Story]]:
    """The stories with facts of the evaluation data, and the further ones."""
    scorer, labels = gold.script(folder, "score_nuggets"), by_story(folder)

    def one(name: str) -> Story:
        config, facts, articles = gold.files(folder, name)
        wanted = yaml.safe_load(facts.read_text(encoding="utf-8"))
        return Story(name, load(config), wanted, articles, labels.get(name, {}), scorer)

    first, more = gold.stories(folder)
    return [one(name) for name in first], [one(name) for name in more]


def by_story(folder: Path) -> Labels:
    """The labelled units of the evaluation data."""
    found: Labels = defaultdict(lambda: defaultdict(list))
    for line in (folder / "sections_dev.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        story, name = label["doc"].split("/")[-2:]
        found[story][name].append(label)
    return found


def program(story: Story) -> tuple[Page, pipeline.Built]:
    """The program's page with the weights that are set now."""
    built = pipeline.think(story.config, day=DAY, sources=[str(story.articles)])
    return page(story, built), built


def page(story: Story, built: pipeline.Built) -> Page:
    """What the program printed of a story, judged."""
    keys = {key for chosen in built.selection.chosen for key in chosen.sents}
    texts = {j.sent.text for j in built.judged if j.sent.id in keys}
    own = Page(story.judged(printed(built.briefing)), salient(story, built, texts))
    own.alike = own.share("anywhere")
    return own


def others(story: Story, built: pipeline.Built, words: int) -> dict[str, Page]:
    """The pages of the systems that the program is compared with, of the same sentences; the program printed `words` of them."""
    texts = [[sent.text for sent in sentences.split(doc)] for doc in built.docs]
    found = {}
    for name, run in baselines.SYSTEMS.items():
        progress(f"stories: {story.name}, {name}")
        start = time.process_time()
        best = run(texts, LIMIT)
        seconds = time.process_time() - start
        parts = {story.titled: best}
        page = Page(story.judged(parts), salient(story, built, set(best)), seconds)
        page.alike = story.judged(parts, words=words)["anywhere"] / page.score["vital"]
        found[name] = page
    return found


def salient(story: Story, built: pipeline.Built, texts: set[str]) -> list[bool]:
    """For every labelled unit whose sentence was printed: it was labelled 2 or 3."""
    found = []
    for doc in built.docs:
        own = [j.sent.text for j in built.judged if j.sent.doc == doc.id]
        bags = [Counter(w.lower() for w, _ in tokens(text)) for text in own]
        for label in story.labels.get(doc.uri.rsplit("/", 1)[-1], ()):
            at = labelled.match(label["text"], bags)
            if at is not None and own[at] in texts:
                found.append(label["salience"] >= 2)
    return found


def seconds(story: Story, built: pipeline.Built) -> float:
    """Processor time of the program from the texts of the articles to the choice."""
    start = time.process_time()
    select(overrule(analyse(built.docs, story.config), built.docs, story.config), built.docs, story.config)
    return time.process_time() - start


@contextmanager
def without(rows: list[labelled.Example], event: str) -> Iterator[None]:
    """Both models learned from every event but one, while what is inside runs."""
    from bench import learn  # not above: the tests import this module where scikit-learn isn't installed

    learned, values = learn.without(rows, event)
    shipped = sections.known, salience.weights
    sections.known, salience.weights = (lambda: learned), (lambda: values)  # type: ignore[assignment]
    sections.by_feature.cache_clear()
    try:
        yield
    finally:
        sections.known, salience.weights = shipped
        sections.by_feature.cache_clear()


def pages(story: Story, rows: list[labelled.Example]) -> dict[str, Page]:
    """Every system's page of a story."""
    progress(f"stories: {story.name}")
    shipped, built = program(story)
    shipped.seconds = seconds(story, built)
    event = SEEDS_EVENT if story.name == gold.SEEDS else labelled.event(story.name)
    with without(rows, event):
        unseen, _ = program(story)
    return {OURS: shipped, UNSEEN: unseen, **others(story, built, shipped.score["words"])}


def measure(folder: Path, rows: list[labelled.Example]) -> Part:
    """Every system on every story; `rows` are the labelled sentences."""
    first, more = ({s.name: pages(s, rows) for s in group} for group in stories(folder))
    every = first | more
    names = list(next(iter(every.values())))
    cells: Cells = {name: {} for name in names}
    took = {name: sum(own[name].seconds for own in every.values()) for name in names}
    for name, own in cells.items():
        for group in (first, more):
            for how, column in (("right", FACTS), ("anywhere", ANYWHERE)):
                if how == "anywhere" or name in (OURS, UNSEEN):
                    own[column.format(len(group))] = share(mean([p[name].share(how) for p in group.values()]))
            own[ALIKE.format(len(group))] = share(mean([p[name].alike for p in group.values()]))
        of = [page[name] for page in every.values()]
        own |= {column: str(sum(page.count(fault) for page in of)) for fault, column in FAULTS.items()}
        marks = [mark for page in of for mark in page.labelled]
        own[SALIENT] = f"{sum(marks)}/{len(marks)} {share(mean(marks), 2)}"
        if name != UNSEEN:
            own[SPENT] = times_ours(took[name], took[OURS])
    return Part(cells, [by_page(first, more, names)])


def by_page(first: Mapping[str, dict[str, Page]], more: Mapping[str, dict[str, Page]], names: Sequence[str]) -> str:
    """A table of the stories: words, facts in the right section and anywhere, faults without the event."""
    head = ["vital facts found", "of", "right section: shipped", "not seen", "anywhere: shipped", "not seen"]
    head += [name.removeprefix("sumy ") for name in baselines.SYSTEMS] + ["words", "faults: shipped", "not seen"]
    lines = []
    for story, own in (first | more).items():
        vital = own[OURS].score["vital"]
        right = [str(own[name].score["right"]) for name in (OURS, UNSEEN)]
        anywhere = [str(own[name].score["anywhere"]) for name in names]
        words = f"{own[OURS].score['words']}, {own[UNSEEN].score['words']}"
        lines.append([story, str(vital), *right, *anywhere, words, faults(own[OURS]), faults(own[UNSEEN])])
    for label, group in ((f"mean of {len(first)}", first), (f"mean of {len(more)}", more)):
        means = [share(mean([p[name].share("right") for p in group.values()])) for name in (OURS, UNSEEN)]
        means += [share(mean([p[name].share("anywhere") for p in group.values()])) for name in names]
        lines.append([label, "", *means, "", "", ""])
    return markdown(head, lines)


def faults(page: Page) -> str:
    """What is wrong with a page, in words."""
    return ", ".join(f"{page.count(fault)} {name}" for fault, name in FAULTS.items() if page.count(fault)) or "none"


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / max(1, len(values))


def main() -> None:
    """Prints the table of the stories."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", nargs="?", type=Path, default=gold.DEFAULT)
    folder = parser.parse_args().eval
    print("\n\n".join(measure(folder, labelled.examples(folder)).below))


if __name__ == "__main__":
    main()
