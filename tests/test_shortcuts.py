"""What only saves time changes nothing: every short cut finds what the plain way finds."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talks_example import WIDE, prose

from digest.analyse import analyse, bounds
from digest.analyse.features import Reading
from digest.analyse.speech import definite
from digest.analyse.split.sentences import split
from digest.compose import coverage
from digest.ingest import decode, glued, running, wires
from digest.select.news.familiar import COVERERS, covered
from digest.select.stale import overtaken as stale
from digest.select.stale import settled
from digest.select.words.folding import Mark, marks, names_of
from digest.select.words.phrases import LONGEST_PHRASE, alike, known_peoples

LINES = st.text(alphabet="aZÉß1. ,?!…\n\t\u00a0()/“’-", max_size=60)


def spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where a pattern is met."""
    return [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize(
    ("fast", "plain"),
    [
        (
            glued._STOP,
            r"[.!?…][\"'”’»)\]]{0,3}(?:(?=\s|$)|(?<=[a-z][.!?])(?=[A-Z][a-z]))|\s{3,}|\n",
        ),
        (glued._CAPITALS, r"(?<!\S)[^\sa-zß-öø-ÿ]+(?!\S)"),
        (running._CAPITAL, r"(?<=[^\W_])(?<![.!?:;,]) +([A-Z][a-z]*)(?= +([\w‘“\"']\S*))"),
        (bounds._YEAR, r"(?<!\d)(?:19|20)\d\d(?!\d)"),
    ],
)
@given(text=st.one_of(LINES, st.text(alphabet="aA9201. \n“", max_size=30)))
def test_a_pattern_that_begins_with_its_characters_finds_the_same(fast: re.Pattern[str], plain: str, text: str) -> None:
    """Written so that the rest of a text is passed over, it means what it meant."""
    assert spans(fast, text) == spans(re.compile(plain), text)


@given(
    st.lists(
        st.sampled_from(
            ["/", "AFP", "EPA", "REUTERS", "AP Photo", " via ", "Reuters", "Getty Images", "Pool", " ", "Ana", "UPI"]
        ),
        max_size=8,
    )
)
def test_a_photo_credit_has_one_of_its_signs(parts: list[str]) -> None:
    """A text without them needs no search."""
    text = "".join(parts)
    assert not glued._AGENCY.search(text) or any(sign in text for sign in glued._AGENCY_SIGNS)


def test_every_name_of_an_agency_holds_a_sign() -> None:
    """So a text without them credits nobody; no sign holds another."""
    signs = wires._signs()
    assert all(any(sign in name for sign in signs) for name in wires._agencies())
    assert not any(one in other for one, other in product(signs, signs) if one != other)


@pytest.mark.parametrize("end", ["…", "...”", "[…]", "(more)", "[+12 chars]", "[+1 char]"])
def test_every_way_to_say_that_a_text_breaks_off_has_a_sign(end: str) -> None:
    """What has none of them needs no search."""
    assert coverage._SAYS_SO.search(f"It was {end}")
    assert any(sign in end for sign in coverage._SIGNS)


def test_nothing_that_is_cleaned_away_is_printable() -> None:
    """So a text of printable characters needs no cleaning."""
    gone = [chr(n) for n in range(0x10000) if decode._CONTROLS.match(chr(n)) or decode._BREAKS.match(chr(n))]
    assert len(gone) > 2000
    assert not any(char.isprintable() for char in (*gone, *map(chr, decode._NONCHARACTERS)))


def test_what_nobody_asks_of_a_sentence_is_not_worked_out() -> None:
    """Of an article that falls as a whole only its words are."""
    (sent,) = split(prose("However, he said that the envoys had agreed on 40 prisoners."))
    reading = Reading(sent)
    assert not vars(reading).keys() & {"hits", "classes", "opener", "names", "numbers", "quoted", "content"}
    assert reading.opener == "However"
    assert reading.numbers == {"40"}


def test_what_shows_a_kind_is_found_in_its_line() -> None:
    """One text of all lines shows what the lines show one by one; words at the end of a line say nothing of the next."""
    lines = [
        "The Harlow company struck.",
        "The union of Wheelwrights left Harlow",
        "union halls",
        "Brandt shareholders sold.",
    ]
    named = {"Harlow": "Harlow Wagons", "Brandt": "Brandt"}
    whole = definite.kinds([], named, ["\n".join(lines)], frozenset())
    assert whole == definite.kinds([], named, lines, frozenset())
    assert whole.sorts == {"Brandt": "company"}


NAMES = {words: party for own in names_of(WIDE.parties).values() for words, party in own.items()}
SOME = sorted({word for words in [*sorted(alike())[::40], *sorted(known_peoples())[::12]] for word in words})


def looked_up(text: str) -> list[Mark]:
    """The marks of a text by the plain way: every phrase at every place, the longest first."""
    found = list(re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", text))
    words = [m[0].casefold().replace("’", "'").removesuffix("'s") for m in found]
    out: list[Mark] = []
    at = 0
    while at < len(words):
        for size in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            key = tuple(words[at : at + size])
            where = found[at].start(), found[at + size - 1].end()
            if found[at][0][0].isupper() and key in NAMES:
                out.append(Mark("name", NAMES[key], key, *where))
                break
            if key in alike():
                out.append(Mark("act" if alike()[key].startswith("act") else "thing", alike()[key], key, *where))
                break
        else:
            size = 1
        at += size
    return out


@given(
    st.lists(st.one_of(st.sampled_from(SOME), st.sampled_from(["lake", "the", "Kyiv’s", "EU"])), max_size=12), st.data()
)
def test_marks_are_looked_for_by_their_first_word(words: list[str], data: st.DataObject) -> None:
    """Which finds the phrases and names that a look at every place finds."""
    text = " ".join(word.capitalize() if data.draw(st.booleans()) else word for word in words)
    assert marks(text, names_of(WIDE.parties)) == looked_up(text)


def test_where_no_verdict_is_asked_for_none_is_found() -> None:
    """What is asked for comes with all other verdicts; where there is none of it, nothing does."""
    first = prose(
        "The two ministers will sign the fishing treaty in Lakeview on Wednesday.",
        "The envoys were divided over the harbour dues and the fishing rights of the lake.",
        name="alpha",
        day="2025-06-02",
    )
    then = prose(
        "The two ministers signed the fishing treaty in Lakeview on Wednesday.",
        "The envoys agreed on the harbour dues and the fishing rights of the lake.",
        name="beta",
        day="2025-06-05",
    )
    judged = [replace(j, dropped="") for j in analyse((first, then), WIDE)]
    every = stale.overtaken(judged, (first, then), parties=WIDE.parties)
    assert {one.why for one in every.values()} == {"announced", "settled"}
    for why, found in (("announced", every), ("settled", {})):

        def asked(_: str, one: stale.Overtaken, why: str = why) -> bool:
            return one.why == why

        assert stale.overtaken(judged, (first, then), parties=WIDE.parties, asked=asked) == found


@given(
    st.sampled_from(["Split", "were divided", "at odds", "d\u0131vided"]), st.sampled_from([" on ", " over ", " for "])
)
def test_a_division_has_its_sign(said: str, over: str) -> None:
    """What is divided over something is found by the words before "over"."""
    text = f"The envoys {said}{over}the harbour dues."
    assert not settled._split().search(text) or settled._over().search(text)


@given(
    st.frozensets(st.sampled_from("abcdefgh"), max_size=8),
    st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=6), max_size=6),
)
def test_what_a_few_cover_is_chosen_greedily(own: frozenset[str], others: list[frozenset[str]]) -> None:
    """Step by step the one that covers most of what is left."""
    weight = {letter: float(at % 4) for at, letter in enumerate("abcdefgh")}

    def mass(terms: frozenset[str]) -> float:
        return sum(weight[term] for term in terms)

    j, *_ = analyse((prose("The envoys met by the lake on Monday."),), WIDE)
    left = own
    for _ in range(COVERERS):
        shares = [left & terms for terms in others]
        most = max(shares, key=mass) if shares else frozenset[str]()
        left = left - most
    told = covered(replace(j, terms=own), [replace(j, terms=terms) for terms in others], weight)
    assert told == pytest.approx(1.0 - mass(left) / (mass(own) or 1.0))
