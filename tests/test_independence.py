"""How many of a claim's sources are independent of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from talks_example import judged, prose

from digest.model import Citation, Document, Found, Judged, Span
from digest.select.same.independence import copied, shingles, support

TOLD = (
    "Engineers reopened the northern bridge on Monday.",
    "The bridge in the north is open again, the council says.",
    "Traffic crosses the northern bridge again since Monday.",
)


def sources(
    *publishers: str, texts: Sequence[str] = TOLD, wires: Sequence[str] = ()
) -> tuple[list[Judged], dict[str, Document]]:
    """One telling a publisher."""
    made, docs = [], {}
    for n, publisher in enumerate(publishers):
        doc = replace(prose(f"{texts[n]} It is paper {n}.", name="x"), id=f"{n:012x}".ljust(64, "0"), family=publisher)
        doc = replace(doc, publisher=Found(publisher, "test"))
        if n < len(wires) and wires[n]:
            doc = replace(doc, wire=Found(wires[n], "dateline"))
        docs[doc.id] = doc
        made.append(judged(texts[n], doc=doc.id))
    return made, docs


def counted(*publishers: str, texts: Sequence[str] = TOLD, wires: Sequence[str] = ()) -> tuple[int, int, bool]:
    """Carriers, independent ones, and whether that is all that is to be known."""
    found = support(*sources(*publishers, texts=texts, wires=wires))
    return found.carriers, found.independent, found.sure


def test_each_publisher_counts() -> None:
    """Three owners are three."""
    assert counted("Alpha", "Beta", "Gamma") == (3, 3, True)


def test_one_owner_counts_once() -> None:
    """Two papers of one house are one source."""
    assert counted("Alpha", "Beta", "Alpha") == (3, 2, True)


def test_one_wire_counts_once() -> None:
    """Whoever prints the dispatch."""
    assert counted("Alpha", "Beta", "Gamma", wires=("Reuters", "", "Reuters")) == (3, 2, True)


def test_copied_words_count_once() -> None:
    """A telling that is nearly the other's, word for word, has its origin."""
    again = "Engineers reopened the northern bridge on Monday after repairs to eleven girders, officials said."
    assert counted("Alpha", "Beta", texts=(again, again.replace("officials", "the council"))) == (2, 1, True)


def test_equal_quotations_are_no_copy() -> None:
    """Two reporters may hear the same words."""
    heard = "“We reopened the northern bridge on Monday after repairs to eleven of its girders”"
    texts = (f"{heard}, she told a meeting in town.", f"The head of works said: {heard}.")
    assert counted("Alpha", "Beta", texts=texts) == (2, 2, True)
    assert shingles(texts[0]) == frozenset()


def test_articles_that_share_passages_count_once() -> None:
    """Several copied sentences elsewhere in the two articles show where the telling comes from, too."""
    made, docs = sources("Alpha", "Beta")
    long = "the council met in the old hall to speak about roads and bridges in area"
    shared = [judged(f"On day {n} {long} {n}.", doc=d, index=n + 1) for d in docs for n in range(4)]
    assert support(made, docs, copied([*made, *shared])).independent == 1
    assert support(made, docs, copied([*made, *shared[:2], *shared[4:6]])).independent == 2


def test_a_telling_that_names_its_source_adds_nothing_to_it() -> None:
    """Neither in words nor by a citation; it stands for itself where that source is not among them."""
    texts = (TOLD[0], "The bridge is open again, an engineer told Reuters.")
    assert counted("the Thomson family", "Beta", texts=texts, wires=("Reuters",)) == (2, 1, True)
    assert counted("Alpha", "Beta", texts=texts) == (2, 2, True)
    both = tuple(f"{text[:-1]}, Reuters reported." for text in TOLD[:2])
    assert counted("Alpha", "Beta", texts=both) == (2, 1, True)


def test_a_citation_behind_a_telling_names_its_source() -> None:
    """A chip or a footnote of the article itself."""
    made, docs = sources("BBC News", "Beta")
    cited = docs[made[1].sent.doc]
    docs[cited.id] = replace(cited, citations=(Citation(Span(1, 2), "[1]", "BBC News, 3 June 2025"),))
    made[1] = replace(made[1], sent=replace(made[1].sent, citations=(0,)))
    assert support(made, docs).independent == 1


def test_a_group_counts_for_itself_while_one_of_it_names_no_other() -> None:
    """Two papers of one house, of which one names a source among the others: the house still tells it itself."""
    texts = (TOLD[0], f"{TOLD[1][:-1]}, Reuters reported.", TOLD[2])
    assert counted("Reuters", "Beta", "Beta", texts=texts) == (3, 2, True)
    texts = (texts[0], texts[1], f"{TOLD[2][:-1]}, Reuters reported.")
    assert counted("Reuters", "Beta", "Beta", texts=texts) == (3, 1, True)


def test_a_copy_without_a_publisher_adds_nothing_unknown() -> None:
    """Its words are those of a known publisher, so that everything is known."""
    again = "Engineers reopened the northern bridge on Monday after repairs to eleven girders, officials said."
    assert counted("Alpha", "", texts=(again, again)) == (2, 1, True)
    assert counted("Alpha", "", "Gamma", texts=(again, again, TOLD[1])) == (3, 2, True)
    assert counted("", "", texts=(again, again)) == (2, 1, True)


def test_a_dispatch_without_a_publisher_is_known_by_its_agency() -> None:
    """The agency is who tells it."""
    assert counted("Alpha", "", wires=("", "Reuters")) == (2, 2, True)
    assert counted("Reuters", "", wires=("Reuters", "Reuters")) == (2, 1, True)


def test_names_are_compared_without_case_and_signs() -> None:
    """What an address leaves of a name is the name."""
    assert counted("Larch Review", "LARCH REVIEW", "larchreview") == (3, 1, True)
    assert counted("Larch Review", "larch-review", "Larch News") == (3, 2, True)


def test_what_is_counted_can_be_printed() -> None:
    """Never are all sources called independent while some are unknown."""
    for n in range(1, 4):
        for names in product(("", "Alpha", "Beta", "Gamma"), repeat=n):
            carriers, independent, sure = counted(*names)
            assert carriers == n
            assert independent == max(1, len({*names} - {""}))
            assert sure == ("" not in names or n == 1)
            assert sure or independent < carriers


def test_unknown_publishers_are_not_claimed_to_be_independent() -> None:
    """At least so many, and it is said that this isn't certain."""
    assert counted("", "") == (2, 1, False)
    assert counted("Alpha", "", "Gamma") == (3, 2, False)
    assert counted("") == (1, 1, True)
