"""Which section a sentence is put into, and that a section is made by editing the configuration alone."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talks_example import CONFIG, SENTENCES, WIDE, WIDE_TEXT, article, config, documents, prose, reading

from digest.analyse import analyse
from digest.analyse.features import shape
from digest.analyse.sections import (
    FADE,
    NEAR,
    REACTING,
    STATED,
    TOGETHER,
    around,
    classifier,
    classify,
    lean,
    shares,
    stated,
)
from digest.config import Config
from digest.config.values import KNOWN_KEYS
from digest.model import Document, Label

ECONOMY = """\
  - key: economy
    title: Economy
    cues: [grain, insurance, oil price, inflation, exports, freight rate, central bank, sanctions, harvest, shipping]
"""


def labelled(text: str, wanted: Config, *, heading: str = "") -> Label:
    """The label of one sentence by itself."""
    taken_apart, model = reading(text, heading=heading), classifier(wanted.sections)
    return classify(lean(taken_apart, shape(taken_apart), model), {}, model)


@pytest.mark.parametrize(
    ("section", "texts"),
    [
        (
            "outcomes",
            [
                "The two sides signed an agreement on the exchange of 1,200 prisoners at the talks.",
                "The delegations agreed to return the bodies of 6,000 soldiers.",
                "The talks ended without an agreement on a ceasefire.",
            ],
        ),
        (
            "demands",
            [
                "Russia demanded that Ukraine withdraw its troops from four regions.",
                "Kyiv insists on security guarantees as a condition for any settlement.",
                "The memorandum demands that the army be limited and that sanctions be lifted.",
            ],
        ),
        (
            "military",
            [
                "Russian drones hit the port in the night and killed four people.",
                "Ukrainian forces attacked four air bases and destroyed 41 aircraft on Sunday.",
                "Shelling wounded nine people near the front line.",
            ],
        ),
        (
            "reactions",
            [
                "Analysts warned that the exchange would not bring peace any closer.",
                "“This is a step in the right direction,” the secretary general of the bloc said.",
                "Critics accused the president of caving in, and the opposition called the paper a disgrace.",
            ],
        ),
    ],
)
def test_the_known_sections_speak_their_language(section: str, texts: list[str]) -> None:
    """Plain examples of each kind land where a reader would put them, most of them at least."""
    got = [labelled(text, config()).section for text in texts]
    assert got.count(section) >= 2, got


def test_a_sentence_may_fit_none() -> None:
    """Where nothing speaks for a section, none is made up."""
    texts = [
        "The mediators spent the night on a boat on the lake with tea and maps.",
        "The old town lies on a hill above the lake, and its streets are narrow.",
        "He was born in 1961 as the son of a fisherman and studied law in the capital.",
    ]
    assert [labelled(text, config()).section for text in texts].count(None) >= 2


def test_praise_beside_anothers_wish_is_a_reaction() -> None:
    """Where the party praises or blames, most of what speaks for a demand goes to reactions."""
    text = "Russia praised the talks, and European governments demanded a ceasefire and asked for more pressure."
    taken_apart = reading(text)
    plain = dict(labelled(text, config()).scores)
    model = classifier(config().sections)
    label = classify(lean(taken_apart, shape(taken_apart), model), {}, model, moved=REACTING)
    made = dict(label.scores)
    assert made["demands"] == pytest.approx((1 - REACTING) * plain["demands"], abs=0.001)
    assert made["reactions"] == pytest.approx(plain["reactions"] + REACTING * plain["demands"], abs=0.001)
    judged = analyse([prose(text)], WIDE)
    assert [(j.act, j.label.section) for j in judged] == [("reaction", "reactions")]


def test_the_sentences_around_count_less_the_farther_they_are() -> None:
    """Neighbours on both sides are averaged, a sentence itself is no neighbour, and few say less than as many as stand on one side."""
    beside = around([{"a": 1.0}, {"b": 1.0}, {"c": 1.0}])
    one_side = FADE + FADE**2 + FADE**3
    assert beside[0] == pytest.approx({"b": FADE / one_side, "c": FADE**2 / one_side})
    assert beside[1] == pytest.approx({"a": 0.5, "c": 0.5})
    assert around([{"a": 1.0}]) == [{}]
    assert around([]) == []


def test_a_paragraph_keeps_to_its_matter() -> None:
    """What stands around a sentence adds to its section, by `NEAR` log-odds at most, and is told among the reasons."""
    model = classifier(config().sections)
    own = lean(reading("The paper runs to two pages."), {}, model)
    alone, beside = dict(classify(own, {}, model).scores), classify(own, {"military": 1.0}, model)
    gained = dict(beside.scores)["military"] / dict(beside.scores)["demands"]
    assert gained == pytest.approx(math.exp(TOGETHER * NEAR) * alone["military"] / alone["demands"], rel=0.01)
    assert ("sentences around", NEAR) in classify(own, {beside.section or "": 1.0}, model).cues
    assert sum(shares(own.logits).values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("nothing", "text"),
    [
        (True, "The envoy said the meeting was worthwhile but insisted “no decision was made.”"),
        (True, "Norland insists its plant is for civilian use."),
        (True, "The chancellor does not see any sign that the war will end, while his minister urged more pressure."),
        (True, "Officials grew frustrated that the other side took days to respond to an offer."),
        (True, "The leader expressed doubt that the talks will lead anywhere, saying their demands were excessive."),
        (True, "For the adviser, the talks between both could fail if the palace makes costly demands."),
        (False, "The palace asked for a seat and said the talks could fail if Norland made other demands."),
        (False, "Norland will leave the talks if its demands are not met."),
        (False, "Norland insists that the troops must leave before any talks are held."),
        (False, "Norland insists on guarantees."),
        (False, "Norland insists it has a right to the river."),
        (False, "Norland saw no point in a truce without guarantees."),
        (False, "The chancellor urged more pressure and does not see any sign that the war will end."),
        (False, "Norland demanded that the troops leave."),
    ],
)
def test_what_is_no_demand(nothing: bool, text: str) -> None:
    """A judgement, an expectation, a mood told first, or a fact that somebody insists on."""
    assert ("no demand" in shape(reading(text))) == nothing


@pytest.mark.parametrize(
    ("presses", "text"),
    [
        (False, "Speaking at a press conference, the minister said that the soldiers had done well."),
        (False, "The palace said so in a press release."),
        (True, "Norland pressed the palace on grain."),
        (True, "Norland presses the palace on grain."),
    ],
)
def test_the_press_presses_nobody(presses: bool, text: str) -> None:
    """A press conference is no demand; who presses somebody makes one."""
    assert ("cue:demand" in shape(reading(text))) == presses


def test_no_demand_takes_from_demands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is said that somebody only judges, most of what speaks for a demand goes to reactions."""
    text = "The chancellor of Ukraine does not see any sign that demands will be met, though a minister urged pressure."
    made = dict(analyse([prose(text)], WIDE)[0].label.scores)
    monkeypatch.setattr("digest.analyse.features.no_demand", lambda *_: False)
    plain = dict(analyse([prose(text)], WIDE)[0].label.scores)
    assert made["demands"] == pytest.approx((1 - REACTING) * plain["demands"], abs=0.001)


def test_a_party_s_own_verb_makes_a_demand() -> None:
    """What a party demands or refuses by its own verb is a demand; the shares still add up to one."""
    label = labelled("Russia refuses to ship its fuel abroad.", config())
    raised = stated(label, STATED, classifier(config().sections))
    assert dict(raised.scores)["demands"] == pytest.approx(
        STATED + (1 - STATED) * dict(label.scores)["demands"], abs=0.001
    )
    assert sum(score for _, score in raised.scores) == pytest.approx(1, abs=0.001)
    assert (raised.section, raised.score) == ("demands", dict(raised.scores)["demands"])
    judged = analyse([prose("Russia refuses to ship its fuel abroad.")], WIDE)[0]
    assert (judged.act, judged.label.section) == ("refusal", "demands")
    assert stated(label, 0.0, classifier(config().sections)) is label


def test_a_share_is_no_poll_beside_an_agreement() -> None:
    """A percentage before the word "agreement" asks nobody; before "agree" it does."""
    assert "polled" not in shape(reading("The envoy said 3% of the fuel is the most under an agreement."))
    assert "polled" in shape(reading("A full 63% of those asked agree."))


def test_scores_are_shares() -> None:
    """Over the sections and none they add up to one, in the order of the configuration; the best is the label."""
    for text in SENTENCES:
        label = labelled(text, config())
        assert [key for key, _ in label.scores] == ["outcomes", "demands", "military", "reactions", "none"]
        assert sum(score for _, score in label.scores) == pytest.approx(1, abs=0.001)
        best = max(label.scores[:-1], key=lambda score: score[1])
        assert label.score == best[1]
        assert label.section in (None, best[0])
        strengths = [abs(worth) for _, worth in label.cues]
        assert strengths == sorted(strengths, reverse=True)


def test_a_section_of_the_users_own_lives_from_its_cues() -> None:
    """`economy` with ten cues takes what speaks its language, says why, and leaves the rest alone."""
    wanted = config(CONFIG + ECONOMY)
    got = labelled("Prices of grain and insurance for shipping on the lake rose by 12 percent in May.", wanted)
    assert got.section == "economy"
    assert {name for name, _ in got.cues} == {"cue “grain”", "cue “insurance”", "cue “shipping”"}
    for text in SENTENCES[:13]:
        before = labelled(text, config()).section
        assert labelled(text, wanted).section == before, text


OWN_ONLY = """\
  - {key: talks, title: State of the talks}
  - {key: wants, title: What the dockers want}
  - {key: costs, title: Costs, cues: [freight]}
"""


def own_only() -> Config:
    """A configuration without any key that the program knows."""
    return config(CONFIG.split("sections:")[0] + "sections:\n" + OWN_ONLY)


def test_a_title_stands_for_its_kind() -> None:
    """What is agreed and what is insisted on belongs to sections whose titles speak of talks and of what is wanted, in whatever words."""
    deal = labelled("The delegations signed a tentative agreement on Monday.", own_only())
    assert deal.section == "talks"
    assert any(name.startswith("like the title") for name, _ in deal.cues)
    assert labelled("The dockers insisted on a rise of 12 percent.", own_only()).section == "wants"


def test_a_known_key_that_is_left_out_takes_nothing_from_the_users_own() -> None:
    """A sentence that speaks of a section of the user's own is printed there, however much of a known key's language it holds."""
    text = "Both sides reached and signed an agreement on freight."
    assert labelled(text, config(CONFIG + ECONOMY)).section == "outcomes"
    bare = CONFIG.split("sections:")[0] + "sections:\n  - {key: costs, title: Costs, cues: [freight]}\n"
    label = labelled(text, config(bare + "  - {key: sport, title: Sport}\n"))
    assert label.section == "costs"
    assert sum(score for _, score in label.scores) == pytest.approx(1, abs=0.001)


def test_what_happens_on_the_ground_is_context_where_no_section_is_for_it() -> None:
    """Without a section of its own it isn't lost where a briefing has context; with one it stands there."""
    text = "Shells hit the northern bridge at noon and killed 12 people, the army said."
    head = CONFIG.split("sections:")[0] + "sections:\n  - {key: outcomes, title: Outcomes}\n"
    context, ground = "  - {key: context, title: Context}\n", "  - {key: military, title: Military}\n"
    assert labelled(text, config(head)).section is None
    assert labelled(text, config(head + context)).section == "context"
    assert labelled(text, config(head + context + ground)).section == "military"


def test_words_of_a_title_are_not_met_in_names() -> None:
    """The United States are no state of the talks; a word that is written small is."""
    text = "Farmers in the United States grew more rice and maize."
    named = labelled(text, own_only())
    assert named.section is None
    small = labelled("Nobody knows the state of the rice and maize.", own_only())
    assert dict(small.scores)["talks"] > 1.3 * dict(named.scores)["talks"]


def test_a_word_of_a_section_counts_once() -> None:
    """A word that stands in the title and among the cues is one sign, not three."""
    once = [("Costs, cues: [freight]", "Offers, cues: [offer]")]
    text = "The harbour will offer tea."
    wanted = config(CONFIG.split("sections:")[0] + "sections:\n" + OWN_ONLY, changes=once)
    assert [name for name, _ in labelled(text, wanted).cues] == ["cue “offer”"]


def test_cues_match_on_stems_and_headings() -> None:
    """Another form of a cue's word counts, and so does a cue in the heading above."""
    wanted = config(CONFIG + ECONOMY)
    text = "The lake lies in the north, and two firms store exported harvests on its southern bank."
    economy = dict(labelled(text, wanted).scores)["economy"]
    without = dict(labelled(text.replace("exported harvests", "old boats"), wanted).scores)["economy"]
    under = dict(labelled(text, wanted, heading="Oil prices").scores)["economy"]
    assert without < economy < under


def test_about_and_examples_speak_for_a_section() -> None:
    """A section without cues is known by what it is said to be about, and by its examples."""
    wanted = config(
        CONFIG + "  - key: culture\n    title: Museums\n    about: Paintings, theatres and orchestras.\n"
        "    examples: [The gallery lends its icons.]\n"
    )
    assert labelled("The museum closed its gallery and took the paintings and icons away.", wanted).section == "culture"


def test_cues_of_the_configuration_come_on_top() -> None:
    """A known section takes words that the user adds, and still knows its own."""
    wanted = config(
        changes=[("title: Military context", "title: Military context\n    cues: [flotilla, minesweeper, sonar]")]
    )
    text = "The flotilla on the lake has a minesweeper with sonar."
    assert labelled(text, config()).section != "military"
    assert labelled(text, wanted).section == "military"
    assert labelled("Shelling wounded nine people near the front line.", wanted).section == "military"


def test_one_repeated_cue_counts_once() -> None:
    """A word said ten times is one sign."""
    wanted = config(CONFIG + ECONOMY)
    once = labelled("The talk was of grain all day.", wanted)
    often = labelled("The talk was of grain, grain, grain and grain all day.", wanted)
    twice = labelled("The talk was of grain and insurance all day.", wanted)
    assert dict(often.scores)["economy"] == pytest.approx(dict(once.scores)["economy"], abs=0.05)
    assert dict(often.scores)["economy"] < dict(twice.scores)["economy"]


def cut(text: str, key: str) -> str:
    """The configuration without one section."""
    head, *sections = text.split("  - key: ")
    return head + "".join(f"  - key: {section}" for section in sections if not section.startswith(key))


@settings(max_examples=15)
@given(docs=documents(), key=st.sampled_from(["outcomes", "demands", "military", "reactions"]))
def test_removing_a_section_moves_nothing_into_another(docs: tuple[Document, ...], key: str) -> None:
    """Sentences of a known section that is removed fit none; all others stay where they were."""
    full = analyse(docs, WIDE)
    less = analyse(docs, config(cut(WIDE_TEXT, key)))
    for before, after in zip(full, less, strict=True):
        expected = None if before.label.section == key else before.label.section
        assert after.label.section == expected
        assert after.salience == before.salience


@settings(max_examples=15)
@given(docs=documents())
def test_order_and_titles_decide_nothing(docs: tuple[Document, ...]) -> None:
    """Reordering and renaming known sections changes no label."""
    head, *sections = WIDE_TEXT.split("  - key: ")
    turned = head + "".join(f"  - key: {section}" for section in reversed(sections))
    one = analyse(docs, WIDE)
    other = analyse(docs, config(turned, changes=[("title: Demands", "title: Who wants what")]))
    assert [j.label.section for j in one] == [j.label.section for j in other]
    assert [dict(j.label.scores) for j in one] == [dict(j.label.scores) for j in other]


def test_a_list_goes_into_one_section_together() -> None:
    """A lead-in and its items aren't torn apart, whatever each item says by itself."""
    doc = article(
        ("paragraph", "Russia demanded these concessions in its memorandum:"),
        ("list_item", "- the withdrawal of all troops from the northern bank"),
        ("list_item", "- tea and maps for everybody"),
        ("list_item", "- an end to drone attacks on its bases"),
    )
    assert {j.label.section for j in analyse((doc,), WIDE)} == {"demands"}


@pytest.mark.parametrize("key", KNOWN_KEYS)
def test_one_section_alone(key: str) -> None:
    """A briefing of a single section takes its own sentences and no others."""
    head = CONFIG.split("sections:")[0]
    wanted = config(f"{head}sections:\n  - key: {key}\n    title: Only\n")
    docs = (prose(*SENTENCES),)
    alone = {j.sent.id for j in analyse(docs, wanted) if j.label.section}
    among = {
        j.sent.id
        for j in analyse(docs, config(CONFIG + "  - key: context\n    title: Context\n"))
        if j.label.section == key
    }
    assert alone == among


def test_what_people_are_asked_about_is_not_the_matter() -> None:
    """A share of people who oppose strikes is a reaction, though every word of it is one of war."""
    text = "Roughly six in 10 said air strikes on the port and attacks by troops would bring no end to the fighting."
    seen = shape(reading(text))
    model = classifier(config().sections)
    with_poll = classify(lean(reading(text), seen, model), {}, model)
    unseen = {k: v for k, v in seen.items() if k != "polled"}
    without = classify(lean(reading(text), unseen, model), {}, model)
    assert without.section == "military"
    assert with_poll.section == "reactions"


def test_a_denial_is_no_demand() -> None:
    """Whatever somebody is said to demand: who doesn't answer or denies it demands nothing."""
    texts = [
        "The Kremlin did not immediately respond to questions on whether it demanded a ceasefire.",
        "Russia denied that it had demanded the withdrawal of troops.",
    ]
    judged = analyse([prose(*texts)], WIDE)
    assert all(j.label.section != "demands" for j in judged)
    assert judged[1].act == "reaction"


AGREED = """\
  - {key: agreed, title: Agreed so far, cues: [deal]}
  - {key: effects, title: Effects on people, cues: [harvest]}
"""


def of_a_kind() -> Config:
    """A configuration of one section whose title is of a kind, and one of a matter."""
    return config(CONFIG.split("sections:")[0] + "sections:\n" + AGREED)


def test_a_section_of_a_kind_stays_empty_where_nothing_is_of_it() -> None:
    """Who demands a deal hasn't agreed to it, whatever cue the sentence holds; two cues need no kind."""
    assert labelled("Both sides signed and ratified the deal on Monday.", of_a_kind()).section == "agreed"
    demand = prose("Russia demands that Ukraine withdraw its troops before any deal on its conditions.")
    (judged,) = analyse((demand,), of_a_kind())
    assert (judged.label.section, judged.label.nearest) == (None, "")
    assert labelled("Talks on the deal have stalled.", of_a_kind()).section is None
    hope = "The envoy hopes for a deal, and praised those who fear it."
    assert labelled(hope, of_a_kind()).section is None
    twice = config(CONFIG.split("sections:")[0] + "sections:\n" + AGREED.replace("[deal]", "[deal, envoy]"))
    assert labelled(hope, twice).section == "agreed"


def test_what_people_are_asked_is_no_effect_on_them() -> None:
    """A poll that holds a cue or a word of a title isn't of that section, unless its title speaks of polls."""
    poll = "Sixty percent of people surveyed in a poll on Thursday said they approved of the harvest."
    assert labelled(poll, of_a_kind()).section is None
    polls = config(CONFIG.split("sections:")[0] + "sections:\n  - {key: polls, title: Polls, cues: [harvest]}\n")
    assert labelled(poll, polls).section == "polls"


def test_a_common_word_of_a_title_counts_for_less() -> None:
    """Half of the news speaks of people: to be met it says less than a rare word of the same title."""
    common, rare = (labelled(f"The {word} sang.", of_a_kind()).cues for word in ("people", "effects"))
    assert 0 < dict(common)["title “people”"] < dict(rare)["title “effects”"]


def test_a_cue_is_met_in_its_other_spelling() -> None:
    """A cue "ceasefire" is met in a "cease-fire", and one with a hyphen in the word without."""
    for cue, text in (("airstrike", "air-strike"), ("air-strike", "airstrike"), ("airstrikes", "air strikes")):
        wanted = config(CONFIG.split("sections:")[0] + f"sections:\n  - {{key: own, title: Bakeries, cues: [{cue}]}}\n")
        assert any("cue" in name for name, _ in labelled(f"The {text} woke bakers.", wanted).cues), cue
