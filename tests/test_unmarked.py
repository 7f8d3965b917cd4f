"""Words of somebody whom no sentence names: statements without quotation marks, ends of long quotations."""

import pytest
from talks_example import WIDE_TEXT, article, config, prose

from digest.analyse import analyse
from digest.analyse.alone.unmarked import closes_only, first_person, midway, posted, shown_as_block, unmarked
from digest.analyse.split import sentences
from digest.select.units import units


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("I want to thank the mayor for the new pier.", True),
        ("My decision is only to protect the harbour.", True),
        ("When I bring up the ferries, there are tensions.", True),
        ("Today, it is with regret that I am leaving the council.", True),
        ("“I want to thank the mayor,” Ana Bel said.", False),
        ("The vote on Article I, on the harbour, came down.", False),
        ("In World War I the pier was closed.", False),
        ("Sen. Ana Bel (I-East) said the pier was closed.", False),
    ],
)
def test_who_says_i(text: str, first: bool) -> None:
    """Outside quotation marks, and no number."""
    assert first_person(text) is first


@pytest.mark.parametrize(
    ("text", "closes"),
    [
        ("The harbour of the north is in no way the cause of the strike.”", True),
        ('The harbour of the north is in no way the cause of the strike."', True),
        ("The harbour is in no way the cause of the strike,” Ana Bel said.", False),
        ("“The harbour is in no way the cause of the strike.”", False),
        ('Ana Bel spoke of the "cause of the strike.”', False),
    ],
)
def test_a_quotation_that_only_ends_here(text: str, closes: bool) -> None:
    """Marks of two kinds are a pair, too; behind the mark may stand who speaks."""
    assert closes_only(text) is closes


def test_an_author_may_say_i() -> None:
    """Where much of a text is told so it is its voice."""
    told = ["Ferries sail."] * 9
    assert unmarked([*told, "I want a pier."]) == {9}
    assert unmarked([*told[:3], "I want a pier.", "Ends here.”"]) == {4}
    assert unmarked([*told, "I want a pier.", "Ends here.”"], authored=True) == {10}


@pytest.mark.parametrize(
    ("texts", "blocks", "inside"),
    [
        (("“We win.", "Norland loses.", "Ferries sail.”", "The mayor left."), "0000", {1}),
        (('He said: "We win.', "Norland loses.", 'Ferries sail," he said.'), "000", {1}),
        (("“We win.", "Norland loses.", "The mayor said so.", "Ferries sail.", "“No,” he said."), "00000", {1}),
        (("“We win.", "Norland loses.", "“We do,” he said."), "000", {1}),
        (("“We win.", "Norland loses."), "00", {1}),
        (("“We win.", "Norland loses."), "01", set()),
        (("“We win.", "Norland loses.", "The mayor said so.", "Ferries sail.”"), "0000", {1, 2}),
        (('"We win," he said.', "Norland loses."), "00", set()),
        (('A bridge of 6" is new.', "Norland loses."), "00", set()),
        (("Norland loses.", "Ferries sail."), "00", set()),
        (("“The lake is ours,“ the mayor said.", "Norland loses."), "00", set()),
        (("“The lake is ours,'' he wrote to us.", "Norland loses."), "00", set()),
        (("„The lake is ours“, he wrote to us.", "Norland loses."), "00", set()),
        (('" We will stay ".', "Norland loses."), "00", set()),
        (("“The lake is ours, the mayor said.", "Norland loses."), "00", set()),
        (("“We win.", *["Norland loses."] * 5), "000000", {1, 2, 3}),
        (("“We win.", *["Norland loses."] * 5, "Ferries sail.”"), "0000000", {1, 2, 3, 4, 5}),
    ],
)
def test_the_middle_of_a_quotation(texts: tuple[str, ...], blocks: str, inside: set[int]) -> None:
    """Up to its last mark; without one up to who speaks, the next quotation or the end of the block."""
    assert midway(texts, [int(block) for block in blocks]) == inside


@pytest.mark.parametrize(
    ("lead", "shown"),
    [
        ("The court explains:", True),
        ("The mayor said in a statement on Wednesday morning:", True),
        ("The lawyer of the ferries released a full statement on Friday:", True),
        ("The mayor warned, in part:", True),
        ("Here is the full statement from the lawyer of the ferries on Friday:", False),
        ("Here are five things to know about the ruling:", False),
        ("Read more on the ruling:", False),
        ("Key points of the letter:", False),
        ("The mayor told the Harbour Post:", True),
        ("The court explains why the pier is closed:", False),
        ("The court explains this in detail.", False),
        ("The sea is calm:", False),
    ],
)
def test_a_block_of_somebody_s_words(lead: str, shown: bool) -> None:
    """The paragraph behind who speaks, and no further."""
    doc = prose(
        lead, "The pier of the north is closed for a year. It will open in June.", "Ferries sail from the south."
    )
    sents = sentences.split(doc)
    found = {sents[at].text[:8] for at in shown_as_block(sents)}
    assert found == ({"The pier", "It will "} if shown else set())


@pytest.mark.parametrize(
    "text",
    [
        "The pier is closed for a year, the harbour office said on Tuesday. It will open in June.",
        "‘The pier is closed for a year,’ and urged the ferries to wait. It will open in June.",
        "The ban “violates the freedom of trade,” and the harbour must pay it back. It will open in June.",
    ],
)
def test_a_block_in_which_a_reporter_speaks_is_none(text: str) -> None:
    """What is lost behind "in a tweet:" leaves the article's own words there."""
    assert not shown_as_block(sentences.split(prose("The mayor announced the move in a tweet:", text)))


def test_a_block_of_somebody_s_words_is_no_news_of_the_article() -> None:
    """In a whole article: it cannot stand by itself."""
    words = "The pier of the north is closed for a year by the harbour office."
    by = {
        lead: analyse([prose(lead, words)], config(WIDE_TEXT))[1].opener
        for lead in ("The court explains:", "The sea is calm:")
    }
    assert by == {"The court explains:": "quotation", "The sea is calm:": ""}


def test_a_post_that_was_pasted_in_is_its_author_s() -> None:
    """All of its paragraph, and nothing beside it; who is only named with a handle posted nothing there."""
    doc = prose(
        "The council closed the pier.",
        "The pier is a shame. Ferries sail in June! — Ana Bel (@anabel) June 5, 2031",
        "The pier is old. Ana Bel (@anabel) is its keeper.",
    )
    sents = sentences.split(doc)
    assert {sents[at].text for at in posted(sents, doc)} == {"The pier is a shame.", "Ferries sail in June!"}
    assert [j.opener for j in analyse([doc], config(WIDE_TEXT))][1:3] == ["quotation", "quotation"]
    assert not posted(sents, prose("The council closed the pier."))


def test_a_name_below_a_post_and_a_reporter_s_paragraph() -> None:
    """The name may stand on the next line; a paragraph with marks, or one that says who speaks, is the reporter's."""
    below = prose("The council met.", "Ferries sail in June!", "— Ana Bel (@anabel) June 5, 2031", "The mayor left.")
    sents = sentences.split(below)
    assert {sents[at].text for at in posted(sents, below)} == {"Ferries sail in June!"}
    signed = "— Ana Bel (@anabel) June 5, 2031 The mayor vetoed it. — Bela Kor (@kor) June 6, 2031"
    told = prose(f"Shares fell on Monday. “The ferries are a shame,” she wrote. {signed}")
    assert not posted(sentences.split(told), told)


def test_a_block_with_marks_or_a_list_is_none() -> None:
    """Marks say whose words they are, and items belong to what leads in to them."""
    marked = sentences.split(prose("The court explains:", "“The pier is closed,” it says. It will open in June."))
    listed = sentences.split(
        article(
            ("paragraph", "The court said:"),
            ("list_item", "The pier of the north is closed."),
            ("list_item", "The ferries sail again."),
        )
    )
    assert not shown_as_block(marked)
    assert not shown_as_block(listed)


def test_the_middle_of_a_quotation_is_no_news_of_the_article() -> None:
    """In a whole article: it cannot stand by itself."""
    shores = ("north", "south", "east", "west", "far north", "far south")
    long = [
        f"The harbour of the {shore} shore is closed to every ferry of the lake since the thaw." for shore in shores
    ]
    doc = prose(
        " ".join(["“The lake is ours.", *long, "Ferries sail no more,” the mayor of Hilltown wrote to the council."])
    )
    openers = {j.sent.text: j.opener for j in analyse([doc], config())}
    assert openers[long[1]] == "quotation"


@pytest.mark.parametrize(
    "signed",
    [
        "— Ana Bel (@anabel) June 5, 2031",
        "— Ana Bel (@anabel) 5 June 2031",
        "Ana Bel (@anabel) June 5, 2031",
        "- @anabel, June 5, 2031",
    ],
)
def test_a_post_is_never_printed_as_the_reporter_s(signed: str) -> None:
    """However it is signed: neither alone nor as the second half of what stands above it."""
    words = ("The fleet of 300 boats stayed in port at Brek.", "Norland has stolen 40 boats on the lake.")
    for name, printed in ((signed, 1), ("Ana Bel (@anabel) keeps the pier.", 2)):
        judged = analyse([prose(*words, name)], config(WIDE_TEXT))
        made, fell = units(judged)
        parts = {part.sent.text for one in made for part in one.parts}
        assert parts.issuperset(words[:printed])
        assert (words[1] in parts) == (printed == 2)
        assert (fell.get(judged[1].sent.id) == "dangling") == (printed == 1)


def test_a_post_of_several_paragraphs() -> None:
    """Where the reporter leads in to it with a colon; of another, and a long one, nobody knows where it begins."""
    lead, first, last = "The minister answered in a post:", "Norland has stolen 40 boats.", "We closed the lake."
    signed = "— Ana Bel (@anabel) June 5, 2031"
    for told, own in (
        ((lead, first, last, signed), {first, last}),
        ((lead, "The fleet stayed.", first, last, signed), {"The fleet stayed.", first, last}),
        ((lead, last, signed), {last}),
        (("The pier opened on Monday.", first, last, signed), {last}),
        ((lead, "“It is ours,” she said.", last, signed), {last}),
        ((lead, first + " It is a shame." * 20, last, signed), {last}),
    ):
        doc = prose("The council met.", *told)
        sents = sentences.split(doc)
        assert {sents[at].text for at in posted(sents, doc)} == own
