"""openings, twins: articles that open with the same news, whatever their words, and what that leaves of the page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from talks_example import WIDE, prose

from digest.analyse import analyse
from digest.model import Document, Found, Judged, Selection
from digest.select import select
from digest.select.same.openings import Opening, Words, one_news
from digest.select.same.repeats import REPEAT, RETOLD, Said, repeats, said, same_news
from digest.select.same.twins import Twins

DAY = "2025-06-04"
SHOT = "A former harbour pilot has been shot dead outside a mill in Lakeview, authorities have confirmed."
GUNMEN = "Gunmen killed a senior aide to the former governor Oro Lind outside a mill in Lakeview on Wednesday morning."
LEFT = (
    "Ada Senn had just left the mill when the gunmen fired, a witness said. The pilot was an aide to governor Oro Lind."
)
THRICE = "Senn, once a harbour pilot, was shot three times in the morning and was dead at once. Police in Lakeview confirmed it."
AGAIN = (
    "She was a senior aide to the former governor Oro Lind when gunmen killed her outside a mill on Wednesday morning."
)
TITLES = ("Harbour pilot Ada Senn shot dead at Lakeview mill", "Gunmen shoot dead Ada Senn, aide to governor Oro Lind")
NOISE = (
    "Teachers opened a school with nine classrooms.",
    "Prices of grain rose in every market of the coast.",
    "Farmers counted the sheep on the southern slope.",
)


def paper(title: str, *paragraphs: str, name: str, day: str = DAY, publisher: str = "") -> Document:
    """An article with a headline, of a publisher of its own if none is named."""
    house = publisher or f"{name} News"
    return replace(prose(*paragraphs, name=name, day=day, publisher=house), title=Found(title, "given"), family=house)


def pair(first: str = GUNMEN, title: str = TITLES[1], rest: str = THRICE, **more: str) -> tuple[Document, ...]:
    """An article on the shot, a second one that begins as given, and one on other things."""
    one = paper(TITLES[0], SHOT, LEFT, name="alpha")
    other = paper(title, first, rest, **{"name": "beta", **more})
    return one, other, paper("Notes from the coast", *NOISE, name="gamma")


def says(docs: tuple[Document, ...]) -> tuple[list[Judged], dict[str, Said]]:
    """The first sentences of the articles, and what all sentences say."""
    found = analyse(docs, WIDE)
    told = said(found, WIDE.parties, docs={doc.id: doc for doc in docs})
    return [j for doc in docs for j in found if j.sent.doc == doc.id and j.sent.index == 0], told


def test_openings_on_one_event_are_seen_by_their_articles() -> None:
    """The sentences share hardly a word; what one begins with stands in the headline of the other and further down."""
    (one, other, _), told = says(pair())
    a, b = told[one.sent.id], told[other.sent.id]
    assert same_news(a, b)
    assert same_news(b, a)
    assert repeats(a, b) == repeats(b, a) == RETOLD > REPEAT


def test_nothing_known_of_a_day_contradicts_no_other() -> None:
    """An undated article opens with the same news if all else says so."""
    (one, other, _), told = says(pair(day=""))
    assert same_news(told[one.sent.id], told[other.sent.id])
    dated = GUNMEN.replace("on Wednesday", "on 2 May 2024")
    assert dated != GUNMEN
    (one, other, _), told = says(pair(dated, day=""))
    assert not same_news(told[one.sent.id], told[other.sent.id])


@pytest.mark.parametrize(
    ("first", "same"),
    [
        (SHOT.replace("authorities have confirmed", "authorities said on Thursday"), True),
        (SHOT.replace(" outside", " on Tuesday outside"), False),
        (SHOT.replace("authorities have confirmed", "authorities said on Monday"), False),
        (SHOT.replace("authorities have confirmed", "authorities said late on Thursday, at noon"), False),
    ],
)
def test_the_day_on_which_somebody_said_so_is_not_that_of_the_event(first: str, same: bool) -> None:
    """At the end of a sentence it may be a day off; anywhere else the days must agree."""
    assert first != SHOT
    for day in ("2025-06-05", "2025-06-08"):  # the sentence names the day, so that of its article doesn't matter
        docs = (paper(TITLES[0], first, LEFT, name="alpha", day=day), *pair()[1:])
        (one, other, _), told = says(docs)
        assert same_news(told[one.sent.id], told[other.sent.id]) is same


def test_a_breaking_headline_breaks_nothing() -> None:
    """The word before a headline tells of no broken truce; "break" in it does."""
    (one, other, _), told = says(pair(title=f"BREAKING: {TITLES[1]}"))
    assert same_news(told[one.sent.id], told[other.sent.id])
    (one, other, _), told = says(pair(title=f"{TITLES[1]}, break truce"))
    assert not same_news(told[one.sent.id], told[other.sent.id])


def test_what_is_announced_is_told_as_done() -> None:
    """By another publisher: "announced it would close" and "has closed" are one."""
    will = paper(
        "Norland pauses ferry deal with Sudland, summons its envoy",
        "Norland on Tuesday announced it would suspend talks on a ferry deal with Sudland after the shelling of the mill.",
        "The envoy was summoned at noon, and sanctions were imposed on two captains.",
        name="beta",
    )
    done = paper(
        "Norland suspends ferry talks with Sudland",
        "Norland has suspended talks on a ferry deal with Sudland, summoned its envoy and imposed sanctions on captains.",
        "It announced this after the shelling of the mill.",
        name="alpha",
    )
    (one, other, _), told = says((will, done, pair()[2]))
    assert told[one.sent.id].gist.ahead != told[other.sent.id].gist.ahead  # type: ignore[union-attr]
    assert same_news(told[one.sent.id], told[other.sent.id])


@pytest.mark.parametrize(
    "docs",
    [
        pair(publisher="alpha News"),
        pair(day="2025-06-12"),
        pair(GUNMEN.replace("killed", "may have killed")),
        pair("Shares of the mill fell in Lakeview.", "Mill loses a tenth of its worth", "Traders sold all day."),
        pair(
            "Gunmen killed a baker outside a school in Hilltown on Wednesday morning.",
            "Baker killed in Hilltown",
            "The baker had opened her shop as on every day, a neighbour told reporters.",
        ),
        pair(
            "After gunmen shot a pilot dead in Lakeview, the former governor Oro Lind called for calm outside a mill."
        ),
    ],
    ids=["one publisher", "another week", "perhaps", "other news", "another shot", "by the way"],
)
def test_other_openings_are_other_news(docs: tuple[Document, ...]) -> None:
    """One publisher's two articles, other days or numbers, what may have been, another event, one told by the way."""
    (one, other, _), told = says(docs)
    assert not same_news(told[one.sent.id], told[other.sent.id])


def test_a_third_telling_joins_two() -> None:
    """Two openings that share too little are the same news where a third is the twin of both; what repeats the third says little more."""
    far = paper(
        "Gunmen kill governor's aide",
        "Gunmen killed a senior aide to the governor Oro Lind as she walked to her car at the end of a working day in Lakeview.",
        "Ada Senn worked for Oro Lind for nine years.",
        AGAIN,
        name="delta",
    )
    one, other, rest = pair()
    (a, b, c, d), told = says((one, other, far, rest))
    assert not same_news(told[a.sent.id], told[c.sent.id])
    assert same_news(told[b.sent.id], told[c.sent.id])
    some, every = Twins(told, [a.sent.id, c.sent.id]), Twins(told, told)
    assert not some.same(a.sent.id, c.sent.id)
    assert every.same(a.sent.id, c.sent.id)
    assert not every.same(a.sent.id, a.sent.id)
    assert not every.same(a.sent.id, d.sent.id)
    assert every.echo(c.sent.id, a.sent.id) >= RETOLD > some.echo(c.sent.id, a.sent.id)
    assert every.echo(d.sent.id, a.sent.id) < REPEAT
    again = next(key for key, one in told.items() if one.gist and one.gist.judged.sent.text == AGAIN)
    assert repeats(told[again], told[a.sent.id]) < REPEAT < every.echo(again, a.sent.id)


FOUR = "At least four guards were killed when gunmen shelled a mill on the northern bank of Lakeview, the army said."
SIX = "At least six people, four guards among them, were killed on Wednesday as gunmen shelled a mill in the north of Lakeview."
AFTER = "The army said that gunmen shelled the mill in Lakeview at noon and that guards were killed, at least four of them young."
HEADS = (
    "Gunmen shell mill in Lakeview, killing four guards",
    "Gunmen shell Lakeview mill, killing six and four guards among them",
)


def printed(*docs: Document) -> tuple[Selection, dict[str, str]]:
    """What is chosen of articles, and the texts of all sentences."""
    found = analyse(docs, WIDE)
    return select(found, docs, WIDE), {j.sent.id: j.sent.text for j in found}


@pytest.mark.parametrize("turned", [False, True])
def test_the_later_toll_is_printed_once(turned: bool) -> None:
    """Of two openings on one shelling the one that counts more dead stands, whichever is met first; the other one repeats it."""
    few = paper(HEADS[0], FOUR, "The northern bank was quiet in the afternoon.", name="alpha")
    more = paper(HEADS[1], SIX, AFTER, name="beta")
    selection, text = printed(*((more, few) if turned else (few, more)))
    chosen = [text[key] for one in selection.chosen for key in one.sents]
    assert SIX in chosen
    assert FOUR not in chosen
    assert {text[key]: gate for key, gate in selection.fell_at.items()}[FOUR] == "redundant"


def opening(first: str, title: str = "", article: str = "", named: str = "", **more: object) -> Opening:
    """An opening of words: those of the first sentence, of the headline, and of the rest of the article."""
    words, head, rest = (Words(frozenset(text.split()), frozenset()) for text in (first, title, article))
    who = Words(frozenset(), frozenset(named.split()))
    made = Opening("alpha", head, words | who, words | who | head, words | who | head | rest, denies=False)
    return replace(made, **more)  # type: ignore[arg-type]


def beta(first: str, title: str = "", article: str = "", named: str = "", **more: object) -> Opening:
    """The same of another publisher."""
    return opening(first, title, article, named, publisher="beta", **more)


def test_what_makes_two_openings_one() -> None:
    """Each measure by itself: one thing changed, and they are two."""
    first, title = "shot pilot mill dawn north", "pilot shot mill"
    one = opening(first, title)
    assert one_news(one, beta(first, title))
    assert not one_news(one, opening(first, title))  # one publisher
    assert not one_news(one, beta("shot sheep hill noon south", "sheep shot hill"))  # a word alone is shared
    names = "~lakeview ~senn ~lind ~moor"
    assert one_news(opening("shot dead", title, named=names), beta("shot dead", title, named=names))
    assert not one_news(
        opening("shot dead", title, named=names), beta("shot left", title, named=names)
    )  # names and a word alone
    assert not one_news(one, beta(first, "pilot shot"))  # no headline to speak of
    assert not one_news(one, beta(first, "sheep lost hill"))  # headlines with nothing in common
    assert not one_news(one, beta(first, title, denies=True))  # one says that it didn't come
    # of the words with which each begins too few stand in the other article, unless the headlines are one
    far = "shot pilot spring rain boats"
    assert not one_news(one, beta(far, title, "mill dawn north"))
    assert one_news(opening(first, title, "spring"), beta(far, title, "mill dawn north"))
    assert not one_news(opening(first, title, "spring"), beta(far, "pilot shot boats", "mill dawn north"))

    # headlines that are nearly one, and articles that hold each other's beginning: less is asked of the beginnings
    begins, more = (
        "shot pilot mill guards dawn north wind hill snow",
        "shot pilot mill guards rain boats mist fair sheep grain",
    )
    rest, others = "rain boats mist", "dawn north wind"
    assert one_news(opening(begins, title, rest), beta(more, title, others))
    assert not one_news(opening(begins, title), beta(more, title, others))
    assert not one_news(opening(begins, title, rest), beta(more, "pilot shot boats rain", others))


def test_a_name_that_the_other_article_never_gives_is_of_another_event() -> None:
    """Where both have one; a name of one alone may be a detail."""
    first, title = "shot pilot mill dawn north", "pilot shot mill"
    one, other = opening(first, title, named="~lakeview"), beta(first, title, named="~hilltown")
    assert not one_news(one, other)
    assert one_news(one, beta(first, title))
    known = replace(one, article=one.article | Words(frozenset(), frozenset(["~hilltown"])))
    assert one_news(known, other)


def test_what_contradicts_has_no_twin_in_common(monkeypatch: pytest.MonkeyPatch) -> None:
    """A third opening may be the twin of both where their numbers differ."""
    texts = {
        "alpha": "Gunmen killed four guards at the mill of Lakeview on Wednesday.",
        "beta": "Gunmen killed guards at the mill of Lakeview on Wednesday.",
        "delta": "Gunmen killed sixty guards at the mill of Lakeview on Wednesday.",
    }
    (a, b, c, _), told = says(
        tuple(paper("Gunmen kill guards", text, name=name) for name, text in texts.items()) + pair()[2:]
    )
    middle = told[b.sent.id]
    monkeypatch.setattr("digest.select.same.twins.same_news", lambda one, other: middle in (one, other))
    twins = Twins(told, [a.sent.id, b.sent.id, c.sent.id])
    assert twins.same(a.sent.id, b.sent.id)
    assert twins.same(b.sent.id, c.sent.id)
    assert not twins.same(a.sent.id, c.sent.id)


def test_another_actor_makes_other_news() -> None:
    """Who did it stands in both, and it is another one whom the other sentence doesn't name."""
    did = "{} shelled the mill of Lakeview on Wednesday and killed guards at the gate, officials said."
    whole = "Guards of Russia and Ukraine stood at the mill."
    papers = [
        paper(f"{who} shells Lakeview mill", did.format(who), f"{whole} This is from {name}.", name=name)
        for who, name in (("Russia", "alpha"), ("Ukraine", "beta"), ("Russia", "delta"))
    ]
    (a, b, c, _), told = says((*papers, pair()[2]))
    assert not same_news(told[a.sent.id], told[b.sent.id])
    assert same_news(told[a.sent.id], told[c.sent.id])


APPROVED = (
    "The Lake Council has approved a resolution condemning the building of dams on the northern bank, after Norland abstained from the "
    "vote rather than blocking the text."
)
ABSTAINED = (
    "Norland on Tuesday abstained from a council vote to adopt a resolution condemning dam building, which let the measure pass and "
    "angered the incoming governor Oro Lind."
)


def test_a_second_telling_that_a_reader_would_strike_repeats_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one act, in quite other words; where the other denies it, or begins with another act, it doesn't."""
    heads = ("Lake council condemns dam", "Norland abstains as lake council condemns dam")

    def echo(first: str, other: str) -> float:
        docs = (paper(heads[0], first, name="alpha"), paper(heads[1], other, name="beta"), pair()[2])
        (a, b, _), told = says(docs)
        assert max(repeats(told[a.sent.id], told[b.sent.id]), repeats(told[b.sent.id], told[a.sent.id])) < REPEAT
        return Twins(told, ()).echo(b.sent.id, a.sent.id)

    assert echo(APPROVED, ABSTAINED) == RETOLD
    assert echo(APPROVED.replace("has approved", "has not approved"), ABSTAINED) < REPEAT
    assert echo(APPROVED, ABSTAINED.replace("abstained from", "sold a mill before")) < REPEAT
    monkeypatch.setattr("digest.select.same.twins.AGAIN", 1.1)
    assert echo(APPROVED, ABSTAINED) < REPEAT


BLAMED = "{} accused {} of shelling the mill of Lakeview on Wednesday, killing nine guards."


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (BLAMED.format("Russia", "Ukraine"), BLAMED.format("Ukraine", "Russia")),
        (
            "The raid cost the mill of Lakeview 40 million crowns.",
            "The raid cost the mill of Lakeview 25 million crowns.",
        ),
        (
            "Ukraine demanded that Russia close the pumping station of Lakeview.",
            "Russia agreed to close the pumping station of Lakeview by May.",
        ),
        (
            "Russia offered the pilots of Lakeview a pay rise of four percent on Wednesday.",
            "The pilots of Lakeview rejected Russia's offer of a pay rise of four percent on Thursday.",
        ),
        ("Police in Lakeview arrested the pilot Ada Senn.", "Police in Lakeview freed the pilot Ada Senn on Thursday."),
    ],
)
def test_the_other_side_is_no_repetition(first: str, other: str) -> None:
    """Who blames whom, a number on which two differ, and what undoes it: both are printed, though the words are the same."""
    docs = (
        paper("Lakeview mill shelled", first, "Rain fell on the harbour.", name="alpha"),
        paper("Lakeview", other, "Snow is expected on the hill.", name="beta", day="2025-06-05"),
        pair()[2],
    )
    (a, b, _), told = says(docs)
    one, two = told[a.sent.id], told[b.sent.id]
    assert max(repeats(one, two), repeats(two, one)) <= REPEAT
    found = [replace(j, label=replace(j.label, section="outcomes", score=0.9)) for j in analyse(docs, WIDE)]
    found = [replace(j, salience=0.9 if j.sent.text in (first, other) else 0.1) for j in found]
    printed = {key for item in select(found, list(docs), WIDE).chosen for key in item.sents}
    assert {a.sent.id, b.sent.id} <= printed


def test_the_one_that_tells_more_of_what_the_others_tell() -> None:
    """Its words that its twins have are counted."""
    docs = pair()
    (a, b, c), told = says(docs)
    twins = Twins(told, told)
    assert twins.shared(a.sent.id) == twins.shared(b.sent.id) >= 3
    assert twins.shared(c.sent.id) == 0


@pytest.mark.parametrize("title", [TITLES[1], TITLES[1].title(), TITLES[1].upper()])
def test_capitals_are_a_matter_of_style(title: str) -> None:
    """A headline in which every word has one tells the same."""
    (one, other, _), told = says(pair(title=title))
    assert same_news(told[one.sent.id], told[other.sent.id])


def test_one_refusal_is_printed_once() -> None:
    """Among the demands, however two publishers tell it."""
    refuses = "Ukraine refuses to give up the mill on the northern bank, its government said on Wednesday."
    again = "Ukraine refused on Wednesday to give up the mill on the northern bank, a demand of the other side at the talks."
    one = paper("Ukraine refuses to give up mill", refuses, name="alpha")
    other = paper("Ukraine will not give up northern mill", again, name="beta")
    selection, text = printed(one, other)
    assert [c.section for c in selection.chosen if {text[key] for key in c.sents} & {refuses, again}] == ["demands"]
