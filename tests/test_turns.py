"""Where an article turns to another matter."""

from __future__ import annotations

from talks_example import about, prose

from digest import explain
from digest.analyse import analyse
from digest.analyse.about.topic import topic
from digest.analyse.about.turns import turned
from digest.analyse.features import Reading
from digest.analyse.split.sentences import split
from digest.model import Selection

CONFIG = about("Ukraine Russia", "ceasefire")
TALKS = (
    "Ukraine and Russia met by the lake on Monday. Ukraine asked Russia for a ceasefire of thirty days. Russia named terms that Kyiv "
    "had refused in March. The host hopes that Ukraine and Russia will meet again."
)
PRIZE = (
    "In other news, Banu Holm won the Larch Prize for her novel. The jury in Oakham praised its humour. Last year the prize went to "
    "Peter Ash. Readers in Birch Harbour had voted for him."
)
WARD = "The ward has forty beds. Nurses sleep on the floor. They count every bandage. Nobody has gone home for a week."


def elsewhere(*paragraphs: str) -> list[str]:
    """The sentences that are about something else."""
    doc = prose(*paragraphs)
    readings = [Reading(sent) for sent in split(doc)]
    places = turned(doc.title.value, readings, topic(CONFIG))
    return [r.sent.text for at, r in enumerate(readings) if at in places]


def test_another_story_is_another_matter() -> None:
    """What follows the story in a newsletter, with names of its own, is left out, and nothing else, in one paragraph or two."""
    assert " ".join(elsewhere(TALKS, PRIZE)) == PRIZE
    assert " ".join(elsewhere(f"{TALKS} {PRIZE}")) == PRIZE
    assert " ".join(elsewhere(TALKS, PRIZE, TALKS)) == PRIZE


def test_details_without_names_are_the_same_matter() -> None:
    """Sentences that say nothing of the topic and bring no names tell more of the same."""
    assert elsewhere(TALKS, WARD) == []


def test_names_of_the_article_hold_it_together() -> None:
    """People whom the rest of the article names, too, keep what is said of them in it."""
    met = "Banu Holm and Peter Ash of Ukraine flew in from Oakham, Birch Harbour and Larch."
    assert elsewhere(TALKS, met, PRIZE) == []


def test_explain_says_how_far_off_it_is() -> None:
    """The gate, the article's relevance and what is needed stand behind every sentence that is off the topic."""
    docs = [prose(TALKS, PRIZE), prose(f"{PRIZE} {WARD}", name="prize")]
    judged = analyse(docs, CONFIG)
    rows = list(explain.rows(docs, judged, Selection(())))
    off = {row["source"]: row["why"] for row in rows if row["dropped"] == "off-topic"}
    assert "turns to another matter here" in off[docs[0].uri]
    assert off[docs[1].uri].startswith("the article's relevance is 0.0")
    assert "needed" in explain.table(next(row for row in rows if row["dropped"] == "off-topic"))


def test_edges_that_name_what_the_article_names_stay() -> None:
    """A sentence on the article's own ward and surgeon stays, though the next story follows without a break."""
    ours = "Surgeon Mary Linden of Ukraine works at Rowan Hospital, to which Russia and Ukraine sent the wounded."
    still = "Linden will not leave Rowan Hospital."
    assert " ".join(elsewhere(f"{TALKS} {ours} {still} {PRIZE}")) == PRIZE


def test_what_holds_a_word_of_the_title_stays() -> None:
    """An event that names no word of the topic is told with the words of the title."""
    title = "Shots at envoys near Birch Harbour"
    story = (
        "In Oakham, Peter Ash said that the shots were unacceptable. “We wait for the envoys,” Jane Rowan told the Larch Press. "
        "The Westland envoys left Elm Street unhurt."
    )
    doc = prose(TALKS, story)
    readings = [Reading(sent) for sent in split(doc)]
    assert turned("Talks by the lake", readings, topic(CONFIG))
    assert not turned(title, readings, topic(CONFIG))


def test_a_short_article_does_not_turn_from_its_title() -> None:
    """Who speaks further down has names of his own, and speaks of what the title says; a long one may be a newsletter."""
    named = "Lena Brandt of the Larch Union hailed Peter Ash. Jane Rowan of Oakham did not. Mayor Banu Holm asked Elm Street for calm."
    readings = [Reading(sent) for sent in split(prose(TALKS, named))]
    assert turned("Morning briefing: Ukraine and Russia meet", readings, topic(CONFIG))
    long = [Reading(sent) for sent in split(prose(TALKS, TALKS, TALKS, TALKS, named))]
    titles = ("Notes of the day", "Ukraine and Russia meet")
    assert [bool(turned(title, readings, topic(CONFIG))) for title in titles] == [True, False]
    assert [bool(turned(title, long, topic(CONFIG))) for title in titles] == [True, True]
