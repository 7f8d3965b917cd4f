"""What two sentences say against one another, and what only looks like it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from digest.select.same.contrary import contrary, stance
from digest.select.words.phrases import classes, known_peoples, opposites


def against(one: str, other: str, *, quoting: bool = False) -> str:
    """What is said against it that two sentences tell of the same, whichever comes first."""
    a, b = stance(one), stance(other)
    found = contrary(a, b, quoting=quoting)
    assert bool(found) == bool(contrary(b, a, quoting=quoting))
    return found


FRAME = "On Monday the council of the lake province {} the plan for a tidal power station."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("passed", "blocked"),
        ("confirmed", "denied"),
        ("accepted", "turned down"),
        ("backs", "opposes"),
        ("welcomed", "condemned"),
        ("upheld", "struck down"),
        ("started", "halted"),
        ("published", "concealed"),
        ("launched", "cancelled"),
        ("has tightened", "has loosened"),
        ("praises", "criticises"),
    ],
)
def test_opposite_words(one: str, other: str) -> None:
    """Also in other forms of the verb and as phrases; two words of one side are no opposites."""
    assert against(FRAME.format(one), FRAME.format(other)) == "opposite words"
    both = FRAME.format(f"first {one} and then {other}")
    assert against(FRAME.format(one), both) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The truce took effect at dawn on Sunday.", "At dawn on Sunday the truce collapsed."),
        ("Exports of wheat increased sharply in the north.", "In the north exports of wheat fell sharply."),
        ("The crew survived the fire at sea.", "The crew died in the fire at sea."),
        ("Rates were left unchanged by the bank.", "Rates were raised by the bank."),
        ("To prevent floods, the council closed the dam.", "The council opened the dam."),
        ("The mill averted a fire; output of wheat rose.", "The output of wheat fell at the mill."),
        ("All nine pilots of the ferry slept.", "None of the nine pilots of the ferry slept."),
    ],
)
def test_opposites_in_other_sentences(one: str, other: str) -> None:
    """Events and amounts."""
    assert against(one, other) == "opposite words"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The first round of talks was held here.", "The second round of talks was held here."),
        ("The 3rd dam broke in the flood.", "In the flood the fourth dam broke."),
        ("Depots in the eastern district close.", "Depots in the western district close."),
    ],
)
def test_which_of_several(one: str, other: str) -> None:
    """Ordinals and directions: of another one, and no contradiction."""
    assert against(one, other) == "another of several"


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            "The company will sell its battery factory in the valley.",
            "The company will not sell its battery factory in the valley.",
            "one denies what the other says",
        ),
        (
            "On Sunday Ukrainian troops shelled the depot.",
            "The depot was shelled by Moscow's troops on Sunday.",
            "other people",
        ),
        ("A depot burned down in Brenholt.", "A depot near Kasterlo burned down.", "other place"),
        ("Nurses walked out on Sunday over pay.", "Nurses ended their strike over pay.", "opposite words"),
        ("Nurses ended their walkout.", "The walkout was ended by teachers.", "another of several"),
        ("Rowers ended their walkout.", "Weavers ended the walkout at last.", "other subject"),
        ("The mill was bought by Alder Works.", "A mill was bought by Birch Works Ltd.", ""),
        ("The mill was bought by Alder.", "A mill was bought by Birch, a rival.", "other name"),
        ("The dam broke on June 2 in heavy rain.", "The dam broke on 9 June in heavy rain.", "other date"),
        ("The dam was built in 1957 by engineers.", "Engineers built the dam in 1961.", "other date"),
        ("The hall was locked at 10:30.", "At 11:45 the hall was locked.", "other date"),
        ("The bill passed by 52-48 in the end.", "In the end the bill passed by 51-49.", "other date"),
        ("A man aged 34 was held here.", "A 43-year-old man was held here.", "other date"),
        (
            "Crews repaired the rusty gate before the frost.",
            "Crews repaired the wooden gate before the frost.",
            "another word in the same place",
        ),
    ],
)
def test_what_else_is_against_it(one: str, other: str, why: str) -> None:
    """Negation, peoples, places, subjects, names, days, and a single word in sentences that are otherwise the same."""
    assert against(one, other) == why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ukraine shelled the depot near the river.", "The depot near the river was shelled by Kyiv."),
        ("British troops left the island.", "Troops of the UK left the island."),
        ("The dam broke in the heavy rain of June.", "The dam broke in the heavy rain of June 2 in Brenholt."),
        ("A mill in the valley was bought by Alder Works.", "Alder Works bought a mill in the valley."),
        ("The company will not sell its factory.", "Its factory will not be sold, the company promised."),
        ("Alder Works will close the mill.", "The company will close the mill, workers were told."),
        ("Officials said the mill will close.", "The mill will close, a spokesman announced."),
        ("Voters go to the polls in the first round.", "Voters go to the polls on Sunday."),
        ("Defence experts saw the gate.", "Defense experts saw the gate."),
        ("The deal raises spending on dams.", "The deal on dams will prevent automatic spending cuts."),
        ("The deal raises spending on dams.", "The deal on dams will prevent deep, across-the-board cuts."),
    ],
)
def test_what_tells_more_or_otherwise_contradicts_nothing(one: str, other: str) -> None:
    """Another name of the same, more detail, another order."""
    assert against(one, other) == ""


def test_words_handed_on_may_stand_in_another_frame() -> None:
    """Names around a quotation prove nothing, but opposites in it do."""
    one, other = "Rowers told Alder “the lake is ours” on Monday.", "Weavers heard it: “the lake is ours”, Birch wrote."
    assert against(one, other, quoting=True) == ""
    assert against("“We will accept the offer”", "“We will reject the offer”", quoting=True) == "opposite words"


def test_the_data_is_well_formed(root: Path) -> None:
    """No word stands for two alternatives of one group, and there are opposites in plenty."""
    for phrase, where in opposites().items():
        groups = [group for group, _ in where]
        assert len(groups) == len(set(groups)), phrase
    assert len({group for where in opposites().values() for group, _ in where}) >= 90
    assert max(map(len, opposites())) <= 4
    names = [
        name
        for line in (root / "digest/select/words/data/peoples.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
        for name in line.split()
    ]
    assert len(names) == len(set(names)) == len(known_peoples())
    assert all(classes(name) for name in ("empty", "not", "frame", "time", "before", "verb", "within", "vague", "said"))


def test_hostile_text_is_read_in_time() -> None:
    """Long runs of one pattern don't hang it."""
    started = time.perf_counter()
    for part in ("in Aaaa ", "A", "not a ", "1-1-", "aged 1 ", "June 2 ", "the ", "US ", "Aa'a’"):
        text = (part * 2000)[:2000]
        contrary(stance(text), stance(text[1:] + " x"))
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norland accused Sudmark of shelling the pier.", "Sudmark accused Norland of shelling the pier."),
        ("Norland’s army shot down a Sudmark drone.", "Sudmark’s army shot down a Norland drone."),
        ("Norland said a Sudmark mine sank it.", "Sudmark said a Norland mine sank it."),
        ("On Monday Ana Bel sued Ivo Lund.", "On Monday Ivo Lund sued Ana Bel."),
        ("Israeli jets struck a Syrian convoy.", "Syria's jets struck an Israeli convoy."),
    ],
)
def test_who_does_it_to_whom(one: str, other: str) -> None:
    """The same words with the names the other way round, also for those who only hand on what was said."""
    assert against(one, other, quoting=True) == "the other way round"
    assert against(one, f"{other[:-1]}; {one}", quoting=True) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norland accused Sudmark of shelling the pier.", "Sudmark was accused by Norland of shelling the pier."),
        ("Norland met Sudmark at the pier.", "Sudmark met Norland at the pier."),
        ("Talks of Norland and Sudmark began.", "Talks of Sudmark and Norland began."),
        ("Norland’s Ministry of Health counts nine.", "The Health Ministry of Norland counts nine."),
        ("Norland sold Sudmark a mine.", "Sudmark, which Norland sold a mine, paid."),
    ],
)
def test_what_two_do_together_has_no_direction(one: str, other: str) -> None:
    """Nor has the passive another one, nor are words across a mark between two names."""
    assert against(one, other, quoting=True) == ""


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            "The captain left the ferry before the last nine passengers.",
            "The captain left the ferry after the last nine passengers.",
            "another word in the same place",
        ),
        (
            "The mayor pardoned nine prisoners on Monday.",
            "The mayor refused to pardon nine prisoners on Monday.",
            "one denies what the other says",
        ),
    ],
)
def test_small_words_that_make_another_statement(one: str, other: str, why: str) -> None:
    """Before and after, and who refuses to do it."""
    assert against(one, other) == why
