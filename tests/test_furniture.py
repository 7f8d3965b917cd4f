"""Page furniture: what goes, and what has to stay."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ingest import furniture, glued, plain
from digest.model import PROSE

SENTENCE = "The delegations met on Monday and agreed to exchange prisoners within a week."


def split(text: str, *, title: str = "") -> tuple[list[str], list[tuple[str, str]]]:
    """The prose that is kept, and (words, reason) of what isn't."""
    blocks = furniture.mark(text, plain.layout(text, markdown=False), title=title)
    assert "".join(text[b.span.start : b.span.end] for b in blocks) == text
    kept, gone = [], []
    for block in blocks:
        words = " ".join(text[block.span.start : block.span.end].split())
        if block.kind in PROSE:
            kept.append(words)
        else:
            gone.append((words, block.reason))
    return kept, gone


@pytest.mark.parametrize(
    "line",
    [
        "- Get link",
        "X",
        "Share this article",
        "Photo",
        "Comments",
        "No comments:",
        "Post a Comment",
        "Advertisement Continue reading the main story",
        "Story Continued Below",
        "Subscribe to the Newsletter",
        "Join 10k+ people to get notified about new posts.",
        "Do not worry we don't spam!",
        "GDPR Compliance",
        "We use cookies to ensure you get the best experience on our website.",
        "You have not yet added any article to your bookmarks!",
        "Keywords:- Ukraine, Russia, Talks",
        "See also: A couple held abroad may die in prison, son warns",
        "SEE ALSO: The other story of the day",
        "Related: Yes, the other side has won",
        "More:Senator to president: you will answer for it",
        "Read or Share this story: http://example.com/1",
        "Watch: Ministers arrive at the lake",
        "Media playback is unsupported on your device Media caption Why has the harbour been closed?",
        "Image copyright Example Images Image caption The lake was closed in May",
        "Image copyright AFP/Example",
        "Image caption The lake was closed in May",
        "Sign up for Daily Newsletters Manage Newsletters",
        "Copyright © 2019 Example Times, LLC. Click here for reprint permission.",
        "The Associated Press contributed to this report.",
        "Associated Press writer Jane Q. Doe at the United Nations contributed.",
        "Contributing: Associated Press",
        "Material from Example News and AFP was used in this report.",
        "Enlarge this image toggle caption Jane Doe/AP Jane Doe/AP",
        "Full Coverage: The talks",
        "MUST WATCH The envoy on the talks 08:16",
        "Listen · 4:32",
        "Please enable JavaScript in your browser settings.",
        "You must be logged in to post a comment.",
        "This material may not be published, broadcast, rewritten, or redistributed.",
        "___",
        "[GBP/]",
        "Slideshow (5 Images)",
    ],
)
def test_lines_that_go(line: str) -> None:
    """Lines of the page around an article are set aside with a reason, between paragraphs that stay."""
    kept, gone = split(f"{SENTENCE}\n\n{line}\n\nNo date was set for the next round of talks, both sides said.")
    assert kept == [SENTENCE, "No date was set for the next round of talks, both sides said."]
    assert gone
    assert all(reason for _, reason in gone)


@pytest.mark.parametrize(
    "sentence",
    [
        "Sign up, he told the young men, or be forgotten by your country.",
        "Copyright law was among the subjects of the talks.",
        "More than 50 ministers share the view that the law is good.",
        "Powered by a surge in exports, the economy grew by 3% last year.",
        "By continuing the war, Moscow risks new sanctions.",
        "Our approach to the talks was to listen first, the minister said.",
        "In the latest edition of its weekly newsletter, the group threatened the new president.",
        "She was pictured in the photo that went around the world.",
        "The White House said it would read the full text before it commented.",
        "No part of this agreement binds a third country.",
        "“Thank you for your patience,” the envoy told the families.",
        "Watch the border, he warned, and you will see what comes.",
        "The U.S. and the U.N. (see map) disagree.",
        "He is a reporter who was held in Damascus for two years.",
        "NATO, the EU, the UN and the IMF sent observers.",
        "They demanded that the AP photo agency be let in again.",
        "Related crimes rose by a third, the police said.",
        "The group of 7 (Canada, France, Germany, Italy, Japan, Britain and the U.S.) met on Friday.",
        "Get our hostages home, the crowd in the square chanted.",
        "Contact between the two sides was broken off in May.",
        "Opinion in the capital is divided.",
        "Your support for Ukraine matters, the president told lawmakers.",
    ],
)
def test_sentences_that_stay(sentence: str) -> None:
    """Prose that only sounds like furniture stays."""
    kept, _ = split(f"{SENTENCE}\n\n{sentence}\n\nNo date was set for the next round of talks, both sides said.")
    assert sentence in kept


def test_glued_furniture_is_cut_off() -> None:
    """What is glued to a sentence goes, and the sentence stays whole."""
    flat = (
        f"{SENTENCE} CLICK HERE TO GET THE FOX NEWS APP Nobody signed a truce. "
        "MINISTER SLAMS RIVAL'S 'SHAMEFUL' PLAN FOR TALKS Envoys of both sides meet in the palace on Monday. "
        "(AP Photo/Jane Doe) "
        "The host called it a start. Advertisement Continue reading the main story A second round is planned."
    )
    kept, gone = split(flat)
    assert kept == [
        f"{SENTENCE}",
        "Nobody signed a truce.",
        "The host called it a start.",
        "A second round is planned.",
    ]
    assert ("Envoys of both sides meet in the palace on Monday.", "caption") in gone


def test_what_authors_cover_stands_in_the_byline() -> None:
    """Sentences on those whom the byline names, and on nobody else."""
    flat = (
        "Advertisement Supported by The envoys will meet for a day. By Ada Senn and Oro Lind Ada Senn is covering the talks at the lake "
        f"this week. Oro Lind covers trade. Ana Deral covers the bridge with flags. {SENTENCE} No date was set."
    )
    kept, gone = split(flat)
    assert " ".join(kept) == f"Ana Deral covers the bridge with flags. {SENTENCE} No date was set."
    assert any("covers trade" in text for text, _ in gone)


def test_what_a_player_asks_for_is_cut_off() -> None:
    """Between two sentences and in front of one, also with a hard space."""
    asks = (
        "To view this video please enable JavaScript, and consider upgrading to a web browser that supports HTML5 video"
    )
    kept, _ = split(f"{SENTENCE}\u00a0 {asks} Envoys of both sides meet in the palace on Monday.")
    assert kept == [SENTENCE, "Envoys of both sides meet in the palace on Monday."]


def test_a_postal_address_goes() -> None:
    """An office's box and its free number are no news; a box that somebody carries is."""
    for line in (
        "Listeners' Desk, P.O. Box 12 Station B Testville, ON K1A 2B3",
        "Box 500 Station C Oakham, TX 75001 It is a duty to serve all.",
        "Toll-free (Canada only): 1-800-555-0100 at any hour.",
    ):
        assert split(f"{SENTENCE}\n\n{line}\n\n{SENTENCE} Again.")[0][0] == SENTENCE
        assert line not in " ".join(split(f"{SENTENCE}\n\n{line}")[0])
    for news in (
        "Box 12 held the ballots of the ferrymen, the clerk told the court.",
        "Police asked witnesses to call the toll-free number 1-800-555-0134 after three people were shot in Oakham.",
        "The killer rented P.O. Box 1412 in Oakham, TX 75001 under a false name, prosecutors said.",
        "Ballot Box 12 was found open in Oakham, AL 36067 votes were missing, the clerk said.",
        "Toll-free lines failed on Thursday, the company said.",
    ):
        assert split(f"{SENTENCE}\n\n{news}")[0] == [SENTENCE, news]


def test_the_end_of_a_message_is_cut_off() -> None:
    """The words since the last stop before the picture, and the signature; the sentences around it stay."""
    flat = (
        f"{SENTENCE}Latest: https://t.co/abcDEF1234 Channel 9 and online pic.twitter.com/abcDEF1234 "
        "Envoys of both sides meet in the palace on Monday, and nobody signed a truce. "
        "— Testville Gazette (@testgazette) May 20, 2025 A second round is planned for the week after, the host of the talks said."
    )
    kept, gone = split(flat)
    assert kept == [
        SENTENCE,
        "Envoys of both sides meet in the palace on Monday, and nobody signed a truce.",
        "A second round is planned for the week after, the host of the talks said.",
    ]
    assert sum("twitter" in text or "@" in text for text, _ in gone) == 2


def test_a_headline_glued_to_the_first_sentence_is_cut_off() -> None:
    """Wide space stands where the page had a break; a sentence with a stop stays one, wide space or not."""
    kept, gone = split(f"Norland condemns the U.K. statement calling for an end of talks   {SENTENCE} No date was set.")
    assert kept[0].startswith(SENTENCE)
    assert gone[0] == ("Norland condemns the U.K. statement calling for an end of talks", "without a stop")
    _, gone = split(
        f"Norland condemns the Testland-U.K. statement calling for an end of talks   {SENTENCE} No date was set."
    )
    assert gone[0][0].endswith("an end of talks")
    other = "Norland’s minister condemned the statement of the envoys in Testville on Monday."
    assert split(f"{other}   {SENTENCE}")[0][0].startswith(other)


@pytest.mark.parametrize(
    "line",
    [
        "We and our 842 partners store and access personal data on your device.",
        "By clicking “Accept all”, you agree to the use of cookies.",
        "You have 2 free articles left this month.",
        "Subscribe to continue reading.",
        "Have you been affected by the floods? Get in touch with us.",
        "(This story has not been edited by our staff and is auto-generated from a syndicated feed.)",
        "This summary was generated by a machine.",
        "Translated from the Norlandic by machine.",
        "Source: Saltmarsh Tribune, agencies",
        "Image: Saltmarsh Tribune",
        "Most popular in World",
        "list of 3 items",
        "end of list",
        "#Norland #Estmark",
        "@saltmarsh",
    ],
)
def test_lines_that_pages_carry_between_paragraphs(line: str) -> None:
    """Each is furniture wherever it stands, and costs no sentence beside it."""
    for parts in ([line, SENTENCE], [SENTENCE, line, f"{SENTENCE[:-1]} again."], [SENTENCE, line]):
        kept, gone = split("\n\n".join(parts))
        assert len(kept) == len(parts) - 1
        assert line.split()[0].strip("“(") in " ".join(text for text, _ in gone)


def test_headline_gives_back_the_next_word() -> None:
    """An abbreviation in capitals behind a headline in capitals belongs to the sentence."""
    kept, _ = split(f"{SENTENCE} ENVOY LASHES OUT AT RIVALS OVER TRUCE U.N. officials said the road was closed.")
    assert kept[-1] == "U.N. officials said the road was closed."


def test_quotes_in_capitals_stay() -> None:
    """Somebody's words in capitals are no headline."""
    kept, _ = split(f'{SENTENCE} He wrote: "THERE WILL BE NO TRUCE UNTIL THE ARMY LEAVES" and left.')
    assert "THERE WILL BE NO TRUCE" in kept[0]


def test_caption_paragraph() -> None:
    """A paragraph that ends on a photo credit is a caption as a whole."""
    caption = "In this June 2, 2025 photo, envoys arrive at the palace. The talks lasted an hour. (AP Photo/Jane Doe)"
    kept, gone = split(
        f"{caption}\n\n{SENTENCE}\n\nEnvoys wait in the hall, June 2, 2025. REUTERS/Stringer\n\n{SENTENCE[:-1]} again."
    )
    assert kept == [SENTENCE, SENTENCE[:-1] + " again."]
    assert all("caption" in reason or "credit" in reason for _, reason in gone)


def test_a_short_form_in_brackets_is_no_photo_credit() -> None:
    """The sentence goes on behind it; a dateline isn't the words below a picture either."""
    told = "The counsel to Harbour Works, Inc. (HWI), wrote a letter to the council of Eastport on Monday."
    kept, _ = split(f"{SENTENCE} {told}")
    assert kept == [f"{SENTENCE} {told}"]
    kept, _ = split(f"HILLTOWN, Norl. (AP) — {SENTENCE}\n\n{SENTENCE[:-1]} again.")
    assert kept[0].startswith("HILLTOWN")  # for the dateline to be cut


def test_sections_of_the_page() -> None:
    """A line that opens comments or a bias analysis takes all behind it; one that opens links takes the links."""
    kept, _ = split(
        f"{SENTENCE}\n\nRelated stories\n\nAnother headline without a stop\n\nYet another one\n\n{SENTENCE[:-1]} again."
    )
    assert kept == [SENTENCE, SENTENCE[:-1] + " again."]
    kept, gone = split(
        f"{SENTENCE}\n\n{SENTENCE[:-1]} again.\n\nBias Analysis\n\nBias Score:\n\n"
        "The article is critical of one side.\n\nThink and Consider"
    )
    assert kept == [SENTENCE, SENTENCE[:-1] + " again."]
    assert len(gone) == 4


def test_tags_behind_the_references() -> None:
    """Sentences behind a reference list belong to no article."""
    entries = "[1] Reuters, 2 June 2025, https://reuters.com/1\n[2] CNN, 2 June 2025, https://cnn.com/2\n"
    text = f"{SENTENCE}\n\n{entries}- Sanctions fall under politics."
    from digest.ingest import citations

    blocks, _ = citations.read_references(text, plain.layout(text, markdown=False))
    assert [b.kind for b in furniture.mark(text, blocks)] == ["paragraph", "references", "references", "furniture"]


def test_repeated_sentence() -> None:
    """A long sentence that stands there twice is kept once; key points that say it in other words stay."""
    kept, gone = split(f"{SENTENCE}\n\n- Delegations agreed on Monday to exchange prisoners.\n\n{SENTENCE}")
    assert kept == [SENTENCE, "- Delegations agreed on Monday to exchange prisoners."]
    assert gone == [(SENTENCE, "repeats an earlier sentence")]


def test_note_on_the_author() -> None:
    """A note on a person who is named nowhere else, behind the last sentence, is furniture; an expert's isn't."""
    body = "\n\n".join(f"{SENTENCE[:-1]}, report {n}." for n in ("one", "two", "three", "four", "five"))
    kept, _ = split(f"{body}\n\nJane Q. Doe is a visiting professor at Example University. She has written on truces.")
    assert kept[-1].endswith("report five.")
    kept, _ = split(
        f"{body}\n\nMary Roe, an analyst, disagreed with Roe's rivals.\n\nMary Roe is a fellow at Example House."
    )
    assert kept[-1] == "Mary Roe is a fellow at Example House."


def test_teasers_of_a_known_site() -> None:
    """On a site that prints summaries of other stories behind its text, the last few sentences before its notice go."""
    body = " ".join(
        f"The {name} minister told reporters in the capital on Tuesday that the ceasefire terms of the talks were still "
        "open, he said."
        for name in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    )
    teasers = (
        "A singer is freed on bail after a week in custody. Farmers block roads near the old harbour. "
        "Scientists find a small fish that shrinks in warm water. The library reopens after a long repair. "
        "Travellers face delays as baggage staff walk out."
    )
    kept, gone = split(
        f"{body} {teasers} Copyright 2025 BBC. All rights reserved. "
        "The BBC is not responsible for the content of external sites."
    )
    assert " ".join(kept) == body
    assert (teasers, "summary of another story") in gone


def test_data_is_clean() -> None:
    """Every phrase is folded as the text is, so that it can be found at all."""
    for phrase in furniture.phrases():
        assert phrase == " ".join(glued.fold(phrase).split()), phrase


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "unit", ["a", "A ", "(", "A-", ". ", "+1", "(AP/", "via AP", "On ", "\n\na", "© ", "Photo\n", "1. "]
)
def test_time_is_linear(unit: str) -> None:
    """A long run of one pattern takes no more than a few seconds of this process, on a slow machine too."""
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    start = time.process_time()
    furniture.mark(text, plain.layout(text, markdown=False))
    assert time.process_time() - start < 3


@given(st.text(alphabet=st.sampled_from('Aa B.,()"\n/©1+:-ShareİCopyright2025 '), max_size=300))
def test_partition(text: str) -> None:
    """Marking keeps the text covered, in order."""
    split(text)


def test_a_first_line_that_bids_one_watch_is_the_title() -> None:
    """Where no other title is known, what stands first is the title, whatever it begins with; further down it is a link."""
    text = f"Watch: Ministers arrive at the lake\n\n{SENTENCE}\n\nWatch: Ministers leave the lake\n\n{SENTENCE[:-1]} in May."
    _, gone = split(text)
    assert ("Watch: Ministers leave the lake", "related story") in gone
    assert all("arrive" not in words or reason == "" for words, reason in gone)
    _, gone = split(text, title="Talks begin at the lake")
    assert ("Watch: Ministers arrive at the lake", "related story") in gone


def test_a_heading_in_capitals_before_a_sentence_goes() -> None:
    """Where paragraphs lost their breaks; a name, a possessive or an abbreviation in capitals stays."""
    kept, gone = split(
        f"Title of the day\n\n{SENTENCE} HARBOUR PLANS Minister Ana Bel said that the harbour stays open."
    )
    assert ("HARBOUR PLANS", "heading glued to a sentence") in gone
    assert kept[-1] == "Minister Ana Bel said that the harbour stays open."
    for words in ("NORLAND’S", "NATO FORCES", "MV LAKE"):
        kept, gone = split(f"Title of the day\n\n{SENTENCE} {words} Minister Ana Bel said that the harbour stays open.")
        assert not any(reason == "heading glued to a sentence" for _, reason in gone)


LONG = " ".join(f"{SENTENCE[:-1]}, in place number {n} of the list." for n in range(20))


def test_a_second_headline_is_cut_off_the_first_sentence() -> None:
    """It says the title again, and the sentence behind it names the subject anew; a sentence that goes on is left whole."""
    title = "Belmar confronts harbour workers with claims about wages at the lake"
    again = "Belmar meets harbour workers, makes claims about wages"
    lead = "Prime Minister Ana Belmar met the harbour workers on Monday and spoke of their wages."
    kept, gone = split(f"{title}\n\n{again} {lead} {LONG}")
    assert kept[1].startswith(lead)
    assert (again, "without a stop") in gone
    whole = "Belmar met harbour workers at the lake and made claims about Norland on Monday, which Sylvania rejected."
    assert split(f"{title}\n\n{whole} {LONG}")[0][1].startswith(whole)


def test_headlines_of_a_menu_go() -> None:
    """Three long stretches without a stop in one block, what stands between them, and what stands up to the notice behind them."""
    run = " ".join(f"harbour workers at lake number {n} want more wages" for n in range(6)) + " The"
    menu = f"New {run} lake is closed. Who will open it? New {run} lake is open. Who will close it? New {run} lake is gone. Who took it?"
    kept, gone = split(f"Title of the day\n\n{menu} JUST WATCHED {LONG}")
    assert kept[1].startswith(SENTENCE[:40])
    assert sum(reason == "menu" for _, reason in gone) >= 1
    assert any("number 19" in words for words in kept)
