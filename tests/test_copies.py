"""Same-story articles."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from talks_example import SENTENCES, config, prose

from digest.analyse import analyse
from digest.analyse.copies import repeated, stories
from digest.analyse.features import Reading
from digest.analyse.split.sentences import split
from digest.model import Document, Found
from digest.select import select

CONFIG = config()
STORY = [
    "Russia and Ukraine agreed to exchange 1,200 prisoners at the talks on Monday, the host said.",
    "The first buses are to leave the border town on Thursday, and the last ones a week later.",
    "Both delegations handed over lists of names, which doctors of the host country will compare.",
    "A second meeting by the lake is planned for the end of the month, with the same teams.",
    "Families who waited outside the hotel said that nobody had told them which names are on the lists.",
]


def article(*parts: str, name: str, publisher: str = "", day: str = "2025-06-02", title: str = "") -> Document:
    """An article of one paragraph."""
    doc = prose(" ".join(parts), name=name)
    found = replace(doc, publisher=Found(publisher or name, "configuration"), published=Found(day, "meta"))
    return replace(found, title=Found(title, "meta")) if title else found


def read(*docs: Document) -> dict[str, list[Reading]]:
    """The sentences of each article, taken apart."""
    return {doc.id: [Reading(sent) for sent in split(doc)] for doc in docs}


def kept(*docs: Document) -> dict[str, str]:
    """Name of every copy -> name of what is read in its place."""
    names = {doc.id: doc.uri for doc in docs}
    return {names[a]: names[b] for a, b in stories(docs, read(*docs)).items()}


def uri(doc: Document) -> str:
    """How an article is called."""
    return doc.uri


def test_the_fuller_version_is_read() -> None:
    """A shorter version is a copy of the longer one, whichever comes first; another story is neither's."""
    long = article(*STORY, name="long")
    short = article(STORY[0], STORY[1], name="short")
    other = article(*SENTENCES[3:8], name="other")
    assert kept(short, long, other) == kept(other, long, short) == {uri(short): uri(long)}


def test_an_edited_reprint_is_a_copy() -> None:
    """A word changed here and there, and a paragraph of its own, don't make it another story."""
    edited = [
        STORY[0].replace("the host said", "officials said"),
        *STORY[1:4],
        "A local hotel gave rooms to the families.",
    ]
    one, other = article(*STORY, name="wire"), article(*edited, name="paper", publisher="Paper")
    assert kept(one, other) == {uri(other): uri(one)}


def test_the_newest_of_equals_is_read() -> None:
    """An update that is nearly as full wins; one that is a mere start of a report doesn't."""
    first = article(*STORY, name="first", day="2025-06-01")
    update = article(*STORY[:4], "The host confirmed the swap.", name="update", day="2025-06-02")
    assert kept(first, update) == {uri(first): uri(update)}
    brief = article(*STORY[:2], name="brief", day="2025-06-03")
    assert kept(first, brief) == {uri(brief): uri(first)}


def test_versions_of_one_article() -> None:
    """Half the words are enough for two versions under one title of one publisher, not for two publishers."""
    old = article(
        *STORY[:2], *SENTENCES[3:5], name="old", publisher="Press", title="Lake talks end with a swap", day="2025-06-01"
    )
    new = article(
        *STORY[:2], *SENTENCES[5:8], name="new", publisher="Press", title="Lake talks end with swap of prisoners"
    )
    assert kept(old, new) == {uri(old): uri(new)}
    assert kept(old, replace(new, publisher=Found("Other", "meta"))) == {}


def test_background_is_no_copy() -> None:
    """Two reports that share one paragraph of background stay two; of one publisher, the later one loses the paragraph."""
    one = article(*SENTENCES[:4], STORY[4], name="one", publisher="Press")
    two = article(*SENTENCES[4:8], STORY[4], name="two", publisher="Press")
    assert kept(one, two) == {}
    sents = read(one, two)
    assert repeated((one, two), sents) == {sents[two.id][-1].sent.id: ("duplicate", sents[one.id][-1].sent.id)}


def test_all_reprints_are_found() -> None:
    """However many papers print a dispatch, one is read."""
    papers = [article(*STORY, f"Paper {n} adds that it rained.", name=f"paper{n}") for n in range(60)]
    assert len(kept(*papers)) == 59


def test_reprints_carry_what_is_printed() -> None:
    """They are counted among the sources of an item, and not as independent ones."""
    wire = article(*STORY, name="wire", publisher="Wire")
    papers = [
        article(*STORY, f"Paper {n} adds that it rained.", name=f"p{n}", publisher=f"Paper {n}") for n in range(3)
    ]
    docs = [wire, *papers]
    judged = analyse(docs, CONFIG)
    assert sum(not j.dropped and j.sent.text == STORY[0] for j in judged) == 1
    chosen = [c for c in select(judged, docs, CONFIG).chosen if len(c.sents) == 1]
    assert chosen
    assert all(len(c.claim.support) == 3 and c.claim.independent == 1 for c in chosen)


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from([*STORY, *SENTENCES]), min_size=1, max_size=6), min_size=1, max_size=6))
def test_what_is_read_is_no_copy(texts: list[list[str]]) -> None:
    """Every copy points at an article that is read, whatever the articles are."""
    docs = [article(*parts, name=f"d{n}", publisher=f"P{n % 2}") for n, parts in enumerate(texts)]
    docs = list({doc.id: doc for doc in docs}.values())
    found = stories(docs, read(*docs))
    assert not set(found.values()) & set(found)
