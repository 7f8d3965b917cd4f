"""What two articles tell of one event, each in words of its own, is told once; another actor, day or number makes it another event."""

from __future__ import annotations

from dataclasses import replace

import pytest
from talks_example import config, prose

from digest.analyse import analyse
from digest.model import Document, Judged, Label
from digest.select import select
from digest.select.same.event import near
from digest.select.same.repeats import REPEAT, Said, akin, came, repeats, repetition, said, told_of

WIDE = config(changes=[("  topic: [ceasefire, talks, lake]\n", "")])
NOISE = (
    "The harbour of Lakeview was closed by the storm.",
    "Ferries carried flour and lamps over the water.",
    "A choir sang in the old town hall of Hilltown.",
    "Farmers counted the sheep on the southern slope.",
    "Teachers opened a school with nine classrooms.",
    "Prices of grain rose in every market of the coast.",
    "Two boats were painted green before the summer.",
    "The library lends maps, lamps and umbrellas.",
)
DAY = "2025-06-04"


def says(one: str, other: str, *, days: tuple[str, str] = (DAY, DAY), before: tuple[str, ...] = ()) -> list[Said]:
    """What the sentences of two articles say, among others; `before` opens both articles."""
    docs = [prose(*before, text, name=name, day=day) for name, text, day in zip("ab", (one, other), days, strict=True)]
    noise = prose(*NOISE, name="c", day=DAY)
    found = analyse((*docs, noise), WIDE)
    whole = said(found, WIDE.parties, docs={doc.id: doc for doc in docs})
    return [whole[next(j.sent.id for j in found if j.sent.text == text)] for text in (one, other)]


AMBUSH = "Kremlin envoy Oro Lind ambushed Lakeview's mayor Ada Senn on Wednesday with a film that showed ruined orchards and empty barns."
SHOWN = "Moscow's Oro Lind confronted Ada Senn of Lakeview at noon over bad harvests, and a film of orchards ran on the wall."


def test_two_openings_on_one_event_are_one_telling() -> None:
    """Of one actor and one day, with shared names and two words besides, though most words are others."""
    one, other = says(AMBUSH, SHOWN)
    assert repetition(one.terms, other.terms) <= REPEAT < repeats(one, other)
    assert repeats(other, one) > REPEAT


@pytest.mark.parametrize(
    ("other", "days", "before"),
    [
        (SHOWN.replace("Moscow's", "Kyiv's"), (DAY, DAY), ()),
        (SHOWN, (DAY, "2025-06-12"), ()),
        (SHOWN.replace("at noon", "on Monday"), (DAY, DAY), ()),
        (SHOWN, (DAY, ""), ()),
        (SHOWN, (DAY, DAY), NOISE[:2]),
        (SHOWN.replace("a film of orchards", "a clock of brass"), (DAY, DAY), ()),
    ],
    ids=["another actor", "another week", "another day", "no day", "further below", "names alone"],
)
def test_what_tells_of_another_event_is_news(other: str, days: tuple[str, str], before: tuple[str, ...]) -> None:
    """Another actor or day, a day that isn't known, no openings, or nothing shared but names."""
    assert not told_of(*says(AMBUSH, other, days=days, before=before))


def test_of_one_article_both_sentences_stand() -> None:
    """The second tells the reader more of what the first said."""
    docs = (prose(AMBUSH, SHOWN, name="a", day=DAY), prose(*NOISE, name="c", day=DAY))
    found = analyse(docs, WIDE)
    whole = said(found, WIDE.parties, docs={doc.id: doc for doc in docs})
    assert not told_of(*(whole[j.sent.id] for j in found[:2]))


CALL = "King Oro Lind called on Wednesday for seed to be allowed into Lakeview, at his first feast on the hill of Senn."
AGAIN = 'King Oro Lind renews his appeal to Lakeview for "honest seed", urging an end of the quarrel over the mills.'


def test_a_statement_is_told_once() -> None:
    """The same man calls for the same thing on the same day, wherever in the articles; what is renewed so doesn't go on."""
    for before in ((), NOISE[:3]):
        one, other = says(CALL, AGAIN, before=before)
        assert repetition(one.terms, other.terms) <= REPEAT < repeats(one, other)
    assert not told_of(
        *says(CALL, AGAIN.replace("renews his appeal to", "praised the people of").replace("urging", "at"))
    )


SIEGE = (
    "Russian troops encircled two of the last mills in northern Lakeview, bakers and porters say, as flour runs out."
)
SIEGE_TOO = (
    "Moscow's soldiers have surrounded two of northern Lakeview's last mills and let in no porters, bakers said."
)


def test_what_stands_further_below_must_be_told_for_the_most_part() -> None:
    """A good part of either, in main clauses: then it is one event; numbers that differ make it two."""
    assert told_of(*says(SIEGE, SIEGE_TOO, before=NOISE[:3]))
    assert not told_of(*says(SIEGE, SIEGE_TOO.replace("two", "nine"), before=NOISE[:3]))
    later = says(
        f"{SIEGE[:-1]} in 24 hours.", f"{SIEGE_TOO[:-1]} over 24 hours.".replace("two", "nine"), before=NOISE[:3]
    )
    assert not told_of(*later), "that both last 24 hours proves nothing"
    assert not told_of(
        *says(SIEGE, "Moscow's soldiers have surrounded two villages and let in no doctors.", before=NOISE[:3])
    )


def test_who_acts_is_named_behind_a_circumstance() -> None:
    """Of "In a bold move, X did" it is X; what is done in the circumstance isn't done by X."""
    short = SHOWN.replace(" over bad harvests", "")
    assert told_of(*says(AMBUSH, short.replace("Moscow's", "In an odd scene, Moscow's")))
    _, other = says(AMBUSH, short.replace("Moscow's", "In announcing a withdrawal of troops, Moscow's"))
    assert other.gist is not None
    assert other.gist.actor == ""


def test_what_some_doubt_others_did_not_approve() -> None:
    """A doubt is no approval, though the rest is the same."""
    yes = "Russia approved the plan of Lakeview for a fifth round of nuclear talks on the hill."
    no = "Russia doubted the plan of Lakeview for a fifth round of nuclear talks on the hill."
    assert repeats(*says(yes, yes.replace("on the hill", "on the lake"))) > REPEAT
    assert not told_of(*says(yes, no))


LACK = "No agreement was reached on a ceasefire."


@pytest.mark.parametrize(
    ("other", "again"),
    [
        ("Envoys agreed to swap prisoners, but they came no closer to a ceasefire.", True),
        ("Turkey praised the talks after the meeting ended without a ceasefire.", True),
        ("Envoys agreed to swap prisoners, and spoke about a ceasefire.", False),
        ("Envoys agreed to swap prisoners, but they reached no agreement on the dead.", False),
        ("If there is no ceasefire, envoys will not swap prisoners.", False),
    ],
)
def test_what_talks_did_not_bring_is_told_once(other: str, again: bool) -> None:
    """A sentence that says nothing else falls beside one that says so in passing; it doesn't make that one fall."""
    short, full = says(LACK, other)
    assert (repeats(short, full) > REPEAT) == again
    assert repeats(full, short) <= REPEAT


def page(*picks: tuple[str, str, float, str]) -> set[str]:
    """What is printed of sentences given with section, salience and the article that they open, among others in each section."""
    docs: dict[str, Document] = {}
    for name in dict.fromkeys(pick[3] for pick in picks):
        docs[name] = prose(*(text for text, _, _, doc in picks if doc == name), name=name, day=DAY)
    noise = [prose(text, name=f"noise {n}", day=DAY) for n, text in enumerate(NOISE)]
    given = {text: (section, salience) for text, section, salience, _ in picks}
    found: list[Judged] = []
    for j in analyse((*docs.values(), *noise), WIDE):
        section, salience = given.get(j.sent.text, ("outcomes", 0.6))
        if j.sent.text in NOISE and NOISE.index(j.sent.text) % 2:
            section = "reactions"
        found.append(replace(j, label=Label(section, 0.9), salience=salience, party="", speaker="", leans=""))
    kept = {key for c in select(found, [*docs.values(), *noise], WIDE).chosen for key in c.sents}
    return {j.sent.text for j in found if j.sent.id in kept} & given.keys()


def test_of_two_tellings_the_clearly_better_one_is_printed_in_whatever_section() -> None:
    """What a section was first given gives way to a telling in another one that is worth much more."""
    assert page((AMBUSH, "outcomes", 0.6, "a"), (SHOWN, "reactions", 0.9, "b")) == {SHOWN}
    assert page((AMBUSH, "outcomes", 0.9, "a"), (SHOWN, "reactions", 0.88, "b")) == {AMBUSH}


def test_what_was_brought_beside_a_telling_goes_with_it() -> None:
    """A printed item has grown by the sentence behind it; a fuller telling of the item is still printed instead, and not beside it."""
    short = "Russia suspends grain talks with Lakeview."
    behind = "The day before, four mayors asked for calm."
    full = "Moscow has halted negotiations with Lakeview over grain, recalled its envoy from the hill and closed both mills."
    printed = page((short, "outcomes", 0.8, "a"), (behind, "outcomes", 0.75, "a"), (full, "outcomes", 0.9, "b"))
    assert full in printed
    assert short not in printed


def test_what_is_of_one_event_does_not_head_the_page_twice() -> None:
    """Pairs of one event are told apart from others, in the order in which they were given."""
    one, other = says(SIEGE, SIEGE_TOO, before=NOISE[:3])
    third, _ = says(NOISE[4], NOISE[5])
    assert one.gist is not None
    assert third.gist is not None
    assert akin(["x", "z", "y"], {"x": one, "z": third, "y": other}) == {("x", "y")}
    assert not near(one.gist, third.gist)


@pytest.mark.parametrize(
    ("other", "one_death"),
    [
        ("Ada Senn was shot dead in Lakeview, a quiet suburb, on Wednesday morning.", True),
        ("Ada Senn was shot dead in Hilltown, a quiet suburb, on Wednesday morning.", False),
        ("Ada Senn was shot dead in Lakeview, a quiet suburb, on Monday morning.", False),
        ("Ada Senn was wounded in Lakeview, a quiet suburb, on Wednesday morning.", False),
    ],
    ids=["the same", "another place", "another day", "alive"],
)
def test_one_death_heads_the_page_once(other: str, *, one_death: bool) -> None:
    """However it is told: of the same day and place, and in the same way."""
    one, two = says("A former mayor was shot dead outside a school in Lakeview, officers said on Wednesday.", other)
    assert (akin(["a", "b"], {"a": one, "b": two}) == {("a", "b")}) is one_death


RESIGNED = "Japan's harbour minister resigned on Wednesday amid anger over his remark that nobody needs a ferry."
STEPPED_DOWN = "Japan's Harbour Minister Ada Senn stepped down on Wednesday, weeks after a gift came to light."


def test_nobody_resigns_twice_on_one_day() -> None:
    """Told by two sources in words that have nothing else in common, of one office or of one name."""
    one, other = says(RESIGNED, STEPPED_DOWN)
    assert repetition(one.terms, other.terms) <= REPEAT < repeats(one, other)
    assert akin(["a", "b"], {"a": one, "b": other}) == {("a", "b")}
    assert told_of(*says(RESIGNED.replace("harbour minister", "minister Ada Senn"), STEPPED_DOWN))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RESIGNED, STEPPED_DOWN.replace("Japan's", "Norway's")),
        (RESIGNED, STEPPED_DOWN.replace("on Wednesday", "on Monday")),
        (RESIGNED, STEPPED_DOWN.replace("stepped down", "will step down")),
        (RESIGNED, STEPPED_DOWN.replace("stepped down", "threatened to resign")),
        (RESIGNED, STEPPED_DOWN.replace("Harbour Minister", "Finance Minister")),
        (RESIGNED, "Japan's railway chief stepped down on Wednesday after a cyberattack on his office."),
        (RESIGNED, "Japan's opposition leaders called on Wednesday for the resignation of the harbour minister."),
        (RESIGNED.replace("minister", "minister Oro Lind"), STEPPED_DOWN),
        (RESIGNED, STEPPED_DOWN.replace("stepped down on Wednesday", "quit the talks on Wednesday")),
        (RESIGNED.replace("harbour", "Finance").replace("minister", "Minister Oro Senn"), STEPPED_DOWN),
        (
            RESIGNED.replace("harbour minister", "minister for health"),
            RESIGNED.replace("harbour minister", "minister for trade"),
        ),
        (
            "A Russian court sentenced a reporter to eight years on Wednesday.",
            "Russia sentenced a director to six years on Wednesday.",
        ),
    ],
    ids="country day ahead threat office chief demand name talks surname field court".split(),
)
def test_others_may_resign_on_that_day(one: str, other: str) -> None:
    """Another country, day, office or name, and who only threatens, or is told to go, makes other news."""
    assert not told_of(*says(one, other))


COMING = "Speaker Ada Senn announced that the council of Lakeview would vote on Thursday on a measure that limits the ferries."
DONE = "The council of Lakeview approved on Thursday a measure that would limit the ferries."


def test_what_came_about_is_told_instead_of_its_announcement() -> None:
    """The article must not be older than the day that was announced, and tell nothing that is only to come."""
    one, other = says(DONE, COMING, days=("2025-06-05", DAY))
    assert came(one, other)
    assert not came(other, one)
    assert not came(*says(DONE, COMING))
    assert not came(*says(DONE.replace("approved on", "will vote on"), COMING, days=("2025-06-05", DAY)))
    assert not came(*says(DONE.replace("on Thursday", "on Tuesday at first reading"), COMING, days=("2025-06-05", DAY)))


LONGER = COMING.removesuffix(".") + " after months of talks between the harbours of both shores."
SHORT, BY_THEM = (
    "The council of Lakeview will vote on Thursday on a measure that limits the ferries.",
    "The measure that limits the ferries was approved by the council of Lakeview on Thursday.",
)


@pytest.mark.parametrize(("coming", "done", "more"), [(LONGER, DONE, 1), (LONGER, DONE, 2), (SHORT, BY_THEM, 2)])
def test_a_page_tells_what_came_about(coming: str, done: str, more: int) -> None:
    """And not that it was to come, though that tells more, or is taken first, and more articles tell it."""
    docs = [prose(coming, *NOISE[n : n + 2], name=f"a{n}", day=DAY) for n in range(more)]
    docs.append(prose(done, name="b", day="2025-06-05"))
    made = analyse(docs, WIDE)
    text = {j.sent.id: j.sent.text for j in made}
    told = [text[key] for c in select(made, docs, WIDE).chosen for key in c.sents]
    assert done in told
    assert coming not in told
