"""Numbers on which sources differ, from the selection to the page and its check."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from digest import edition, render
from digest.archive.store import Store
from digest.compose.figures import differing, numbered_figures
from digest.model import (
    Briefing,
    Differing,
    Document,
    Figure,
    FigureValue,
    Quote,
    Sentence,
    Span,
    Told,
    quote_text,
)
from digest.verify import verify

Sample = tuple[Briefing, tuple[Document, ...]]


def sentence(doc: Document, words: str) -> Sentence:
    """The words of a document as its sentence."""
    start = doc.text.index(words)
    spans = (Span(start, start + len(words)),)
    return Sentence(doc.id, 0, spans, "paragraph", 0, "", quote_text(doc.text, spans))


@pytest.fixture
def disputed(sample: Sample) -> Sample:
    """The sample with a figure of two values."""
    briefing, docs = sample
    values = []
    vias = {source.doc: source.via for source in briefing.sources}
    for note, (doc, words) in enumerate(((docs[0], "6,000 soldiers"), (docs[1], "another round")), start=1):
        start = doc.text.index(words)
        quote = Quote(doc.id, (Span(start, start + len(words)),), words, vias[doc.id])
        values.append(FigureValue(quote, note, f"{doc.publisher.value}, 2 June"))
    return replace(briefing, figures=(Figure("soldiers", tuple(values)),)), docs


def written(disputed: Sample, root: Path, folder: Path) -> Path:
    """The edition's files in a folder, with its texts."""
    briefing, docs = disputed
    page = render.markdown(briefing, templates=root / "templates")
    edition.write({"e.json": edition.to_json(briefing), "e.md": page.encode()}, folder)
    with Store(folder / "evidence.db") as store:
        store.put(docs)
    return folder / "e.json"


def test_values_are_cut_out_of_their_sources(sample: Sample) -> None:
    """Each as it is written, in time, with its footnote; where it can't be cut, there is no figure."""
    alpha, beta = sample[1][:2]
    one, other = sentence(alpha, "the bodies of 6,000 soldiers"), sentence(beta, "All prisoners under 25")
    home = {one.id: one, other.id: other}
    docs = {doc.id: doc for doc in sample[1]}
    told = (Told(one.id, "6,000 soldiers", 6000, "soldiers"), Told(other.id, "25", 25, ""))
    found = differing([Differing("soldiers", told)], home, docs, 2025)
    (made,) = numbered_figures(found, {(alpha.id, ""): 1, (beta.id, ""): 2})
    assert {(v.quote.text, v.note) for v in made.values} == {("6,000 soldiers", 1), ("25", 2)}
    assert all(docs[v.quote.doc].publisher.value in v.attribution for v in made.values)
    lost = (told[0], replace(told[1], written="26"))
    assert differing([Differing("soldiers", lost)], home, docs, 2025) == ()


def test_the_block_is_printed_only_where_there_is_something_in_it(sample: Sample, disputed: Sample, root: Path) -> None:
    """Each value is a point of its own, with its footnote and its source."""
    assert "Figures in dispute" not in render.markdown(sample[0], templates=root / "templates")
    page = render.markdown(disputed[0], templates=root / "templates")
    block = page.split("## Figures in dispute")[1].split("## ")
    assert "- 6,000 soldiers[^1] *— Alpha News, 2 June*" in "".join(block)
    assert page.index("## Figures in dispute") < page.index("## Coverage and gaps")


def test_figures_are_verified(disputed: Sample, root: Path, tmp_path: Path) -> None:
    """Data and page together, and the page alone."""
    path = written(disputed, root, tmp_path)
    assert verify(path).ok
    path.unlink()
    assert verify(path.with_suffix(".md")).ok


@pytest.mark.parametrize(
    ("spoiler", "said"),
    [
        (lambda f: f["values"][0]["quote"].update(text="7,000 soldiers"), "the words differ"),
        (lambda f: f["values"][0].update(note=2), "calls the footnotes"),
        (lambda f: f["values"][0].update(attribution="Beta News, 2 June"), "another source"),
        (lambda f: f.update(what="aircraft"), "no figure on which its sources differ"),
        (lambda f: f.update(values=f["values"][:1]), "no figure on which its sources differ"),
    ],
)
def test_a_false_figure_is_refuted(
    disputed: Sample, root: Path, tmp_path: Path, spoiler: Callable[[dict[str, Any]], None], said: str
) -> None:
    """Another number, footnote, source or thing counted is found."""
    path = written(disputed, root, tmp_path)
    data = json.loads(path.read_text())
    spoiler(data["figures"][0])
    path.write_text(json.dumps(data))
    verdict = verify(path)
    assert not verdict.ok
    assert said in str(verdict)


def test_a_page_with_another_number_is_refuted(disputed: Sample, root: Path, tmp_path: Path) -> None:
    """Also without the data."""
    path = written(disputed, root, tmp_path)
    page = path.with_suffix(".md")
    page.write_text(page.read_text().replace("- 6,000 soldiers", "- 7,000 soldiers"))
    assert "the words differ" in str(verify(path))
    path.unlink()
    assert not verify(page).ok


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"carriers": 1}, "sources"),
        ({"carriers": 5}, "another number of sources"),
        ({"independent": 9}, "independent"),
    ],
)
def test_a_false_count_of_sources_is_refuted(
    sample: Sample, root: Path, tmp_path: Path, change: dict[str, int], said: str
) -> None:
    """The counts fit the sources that are named and what is said behind the item."""
    path = written(sample, root, tmp_path)
    data = json.loads(path.read_text())
    data["sections"][0]["groups"][0]["items"][0] |= change
    path.write_text(json.dumps(data))
    assert said in str(verify(path))
