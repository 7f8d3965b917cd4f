"""Head: title, publisher, date, author, genre, and how each was found."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.ingest import head, lines, plain
from digest.model import Found

CUTOFF = datetime(2025, 12, 31, tzinfo=UTC)
BODY = (
    "The delegations met on Monday for the second time and agreed to exchange all prisoners who are ill or younger "
    "than 25, but no truce was signed, both sides said on June 2, 2025."
)


def read(
    text: str, *, uri: str = "a.txt", name: str = "", meta: head.PageMeta | None = None, cutoff: datetime = CUTOFF
) -> head.Head:
    """Head of a plain text."""
    blocks = plain.layout(text, markdown=False)
    result = head.find(text, blocks, meta=meta or head.PageMeta(), uri=uri, name=name, cutoff=cutoff)
    assert "".join(text[b.span.start : b.span.end] for b in result.blocks) == text
    return result


def test_head_lines() -> None:
    """Title, publisher, date and address above the text are read and marked."""
    found = read(f"Talks end without a truce\n\nbbc-top\n2025-06-03\nhttps://www.bbc.com/news/articles/x1\n\n{BODY}\n")
    assert found.title == Found("Talks end without a truce", "first line")
    assert found.publisher == Found("BBC News", "address (bbc.com)")
    assert found.published == Found("2025-06-03", "line below the title")
    assert found.url == "https://www.bbc.com/news/articles/x1"
    assert [b.kind for b in found.blocks] == ["title", "meta", "meta", "meta", "paragraph"]


def test_line_below_the_title_wins() -> None:
    """Where a date stands above the title and another below it, the lower one is the text's, and the other is named."""
    found = read(f"Monday, June 2, 2025\n\nTalks end without a truce\n\nJune 3, 2025\n\n{BODY}\n")
    assert found.published == Found("2025-06-03", "line below the title; line above the title says 2 June 2025")


def test_date_in_a_sentence_is_no_date_of_publication() -> None:
    """What a sentence dates is not the text itself."""
    assert read(f"Talks end without a truce\n\n{BODY}\n").published is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Published: 3 June 2025, 10:45 GMT", "2025-06-03"),
        ("Updated Tue June 3, 2025 at 4:05 p.m. EDT", "2025-06-03"),
        ("June 3, 2025 (updated June 4, 2025)", "2025-06-03"),
        ("Le 3 juin 2025 à 10h45", None),
        ("The deal of June 3, 2025", None),
        ("sat " * 25 + "June 3, 2025 x", None),
    ],
)
def test_stand_alone_date(line: str, value: str | None) -> None:
    """A line is a date line where nothing but a date, its day and its time stand in it."""
    assert lines.stand_alone_date(line) == value


@pytest.mark.parametrize(
    ("line", "publisher", "value"),
    [
        ("Tanar Courier, 1 March 2025", "Tanar Courier", "2025-03-01"),
        ("*Tanar Courier — March 1, 2025*", "Tanar Courier", "2025-03-01"),
        ("Source: Lake Voices (Sunday, 1 March 2025, 10:30 GMT)", "Lake Voices", "2025-03-01"),
        ("Reuters, 1 March 2025", "Reuters", "2025-03-01"),
        ("Ida Holm, 1 March 2025", "", "2025-03-01"),
        ("Oslo, 1 March 2025", "", "2025-03-01"),
        ("Tanar Courier, 1 March", "", ""),
        ("- Tanar Courier, 1 March 2025", "", ""),
        ("The envoys met near the Courier, 1 March 2025", "", ""),
        ("Tanar Courier, 1 March 2025, reports of a truce", "", ""),
    ],
)
def test_a_name_and_a_date_in_one_line(line: str, publisher: str, value: str) -> None:
    """Below the title they are the publisher and the date; of a name that may be anybody's only the date is taken."""
    found = read(f"Talks end without a truce\n\n{line}\n\n{BODY}\n")
    assert found.title.value == "Talks end without a truce"
    assert (found.publisher.value, found.published.value if found.published else "") == (publisher, value)
    assert found.author is None


def test_a_name_and_a_date_above_the_title() -> None:
    """There only the name of a newspaper or the like counts: else the line is the title; a reference below a sentence is none of both."""
    found = read(f"Tanar Courier, 1 March 2025\n\nTalks end without a truce\n\n{BODY}\n")
    assert (found.title.value, found.publisher.value) == ("Talks end without a truce", "Tanar Courier")
    assert found.published == Found("2025-03-01", "line above the title")
    assert read(f"Talks in Oslo, 1 March 2025\n\n{BODY}\n").title.value == "Talks in Oslo, 1 March 2025"
    assert read(f"Talks end\n\nThey met.\n\nReuters, 1 March 2025\n\n{BODY}\n").published is None


def test_order_of_trust() -> None:
    """Metadata comes before visible lines, these before the address, this before the file name."""
    meta = head.PageMeta(dates=(Found("2025-06-01T10:00:00+00:00", "JSON-LD"),))
    text = f"Talks end without a truce\n\nJune 2, 2025\n\nhttps://news.example/2025/06/03/x\n\n{BODY}\n"
    found = read(text, meta=meta).published
    assert found is not None
    assert found.value == "2025-06-01T10:00:00+00:00"
    assert found.how.startswith("JSON-LD; line below the title says 2 June 2025")
    assert read(f"Talks end\n\nhttps://news.example/2025/06/03/x\n\n{BODY}").published == Found("2025-06-03", "address")
    assert read(f"Talks end\n\n{BODY}", uri="in/2025-06-04-talks.txt").published == Found("2025-06-04", "file name")


def test_the_last_change_is_no_date_of_publication() -> None:
    """It counts where nothing else does; the first day of 1970 is none at all."""
    meta = head.PageMeta(dates=(Found("1970-01-01T00:00:00Z", "JSON-LD"),), modified=(Found("2025-06-05", "changed"),))
    assert read(f"Talks end\n\n{BODY}", meta=meta).published == Found("2025-06-05", "changed")
    found = read(f"Talks end without a truce\n\nJune 2, 2025\n\n{BODY}\n", meta=meta).published
    assert found == Found("2025-06-02", "line below the title; changed says 5 June 2025")


def test_no_date_after_the_cutoff() -> None:
    """A date in the future of the edition is refused, and the next best is taken."""
    text = f"Talks end without a truce\n\nJune 3, 2025\n\n{BODY}\n"
    assert read(text, cutoff=datetime(2025, 6, 2, 6, tzinfo=UTC)).published is None
    assert read(text, uri="2025-06-01.txt", cutoff=datetime(2025, 6, 2, 6, tzinfo=UTC)).published == Found(
        "2025-06-01", "file name"
    )


@pytest.mark.parametrize(
    "line",
    [
        "KYIV, June 2. /TASS/. ",
        "TEHRAN, June 2 (MNA) – ",
        "WASHINGTON (AP) — ",
        "LONDON (Reuters) - ",
        "NEW YORK, June 2, 2025 (AFP) - ",
        "Geneva, Switzerland — ",
        "(CNN) — ",
        "West Palm Beach, Florida (CNN) ",
        "New York (CNN Business) ",
    ],
)
def test_datelines(line: str) -> None:
    """A dateline is cut off the first sentence."""
    found = read(f"Talks end without a truce\n\n{line}{BODY}\n")
    assert [b.kind for b in found.blocks] == ["title", "meta", "paragraph"]
    assert found.blocks[1].reason == "dateline"


@pytest.mark.parametrize(
    "opening",
    [
        "Hamas — the group that rules — ",
        "The (old) city ",
        "He said — and meant it — that ",
        "Norland's Ana Bel (CNN) said that ",
    ],
)
def test_no_datelines(opening: str) -> None:
    """A sentence with a dash or brackets near its start has no dateline."""
    found = read(f"Talks end without a truce\n\n{opening}{BODY}\n")
    assert [b.kind for b in found.blocks] == ["title", "paragraph"]


def test_dateline_date() -> None:
    """A dateline dates the text; its year is that of another date, or the last one before the cut-off."""
    found = read(f"Talks end without a truce\n\nKYIV, June 2. /TASS/. {BODY}\n").published
    assert found == Found("2025-06-02", "dateline")
    cutoff = datetime(2025, 3, 1, tzinfo=UTC)
    found = read(f"Talks end without a truce\n\nKYIV, June 2. /TASS/. {BODY}\n", cutoff=cutoff).published
    assert found == Found("2024-06-02", "dateline")


def test_title_of_a_page() -> None:
    """The name of the site behind a page's title is left out; without any title the first words stand for it."""
    meta = head.PageMeta(titles=(Found("Talks end without a truce | BBC News", "html title"),))
    assert read(BODY, meta=meta).title == Found("Talks end without a truce", "html title")
    title = read(BODY).title
    assert title.how == "first words"
    assert BODY.startswith(title.value.rstrip("…"))


def test_repeated_title() -> None:
    """The title above the text again, alone or with a line under it, is furniture."""
    title = "Talks end without a truce"
    found = read(f"{title}\n\n{title}\n\nWorld {title} Both blamed\n\n{BODY}")
    assert [b.kind for b in found.blocks] == ["title", "furniture", "furniture", "paragraph"]


def test_a_line_below_the_lead_is_no_title() -> None:
    """A text that begins with its lead has none; a question to the reader further down is not its name."""
    lead = "The delegations of both sides ended their talks on Monday without agreeing on a truce at all."
    found = read(f"{lead}\n\nWill there be a truce?\n\nYes\n\nNo\n\n{BODY}")
    assert found.title.how == "first words"
    assert found.title.value.startswith("The delegations of both sides")


LEAD = "The delegations of both sides ended their talks on Monday without agreeing on a truce."


@pytest.mark.parametrize(
    "glue",
    [
        "{title}{lead}",
        "{title} {lead}",
        "{title} By Jane Doe 2 June 2025 {lead}",
        "{title}By Jane Doe2 June 2025{lead}",
        "{title} – Harbour Gazette {lead}",
        "World | {title} | {lead}",
    ],
)
def test_a_title_glued_to_the_lead_is_cut_off(glue: str) -> None:
    """In a text without breaks, where the title is known; byline, date and publisher go with it."""
    title = "Talks of both sides end without a truce"
    meta = head.PageMeta(titles=(Found(title, "record"),))
    found = read(f"{glue.format(title=title, lead=LEAD)} {BODY}", meta=meta, name="Harbour Gazette")
    assert [b.kind for b in found.blocks] == ["title", "paragraph"]
    text = f"{glue.format(title=title, lead=LEAD)} {BODY}"
    assert text[found.blocks[1].span.start :].startswith(LEAD)
    if "Jane" in glue:
        assert (found.author, found.published) == (
            Found("Jane Doe", "byline"),
            Found("2025-06-02", "line below the title"),
        )


@pytest.mark.parametrize("rest", [" that nobody had expected, both hosts said on Monday.", " Monday, hosts said.", "."])
def test_a_title_that_begins_a_sentence_stays(rest: str) -> None:
    """The same words may be the lead's own."""
    title = "Talks of both sides end without a truce"
    found = read(f"{title}{rest} {BODY}", meta=head.PageMeta(titles=(Found(title, "record"),)))
    assert found.blocks[0].kind == "paragraph"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By Jane Doe and Richard Roe in Geneva", "Jane Doe and Richard Roe"),
        ("By Jane DolanRichard Roe and Mary Major", "Jane Dolan, Richard Roe and Mary Major"),
        ("Jane Doe,", "Jane Doe"),
        ("By The Associated Press", "Associated Press"),
    ],
)
def test_byline(line: str, author: str) -> None:
    """A byline gives the author and is marked."""
    found = read(f"Talks end without a truce\n\n{line}\n\n{BODY}")
    assert found.author == Found(author, "byline")
    assert [b.kind for b in found.blocks] == ["title", "meta", "paragraph"]


def test_publisher() -> None:
    """The configuration's name comes first, then the address, the head line, the metadata, the host."""
    text = f"Talks end without a truce\n\nNYT\n2025-06-03\n\n{BODY}"
    assert read(text, name="Desk").publisher == Found("Desk", "configuration")
    assert read(text).publisher == Found("The New York Times", "head line")
    meta = head.PageMeta(publishers=(Found("Harbour Gazette", "og:site_name"),))
    assert read(f"Talks end\n\n{BODY}", meta=meta).publisher == Found("Harbour Gazette", "og:site_name")
    assert read(f"Talks end\n\nhttps://www.gazette.example/a\n\n{BODY}").publisher == Found(
        "gazette.example", "address"
    )
    assert read(BODY).publisher == Found("", "not found")


@pytest.mark.parametrize(
    ("title", "url", "genre"),
    [
        ("Talks end", "https://news.example/opinion/a", "opinion"),
        ("Opinion: Talk on", "https://news.example/a", "opinion"),
        ("The Guardian view on the talks: a start", "https://news.example/a", "opinion"),
        ("Talks: what we know", "https://news.example/world/what-we-know-so-far", "explainer"),
        ("Analysis: the talks have failed", "https://news.example/a", "analysis"),
        ("The talks' five demands explained", "https://news.example/a", "explainer"),
        ("Who is the host of the talks?", "https://news.example/a", "explainer"),
        ("How the harbour's quarrel led to Sudland's ferry", "https://news.example/a", "explainer"),
        ("However long it takes, the mayor says, the ferry will sail", "https://news.example/a", "news"),
        ("What Israel wants from the talks", "https://news.example/a", "news"),
        ("Lake talks latest: delegates leave", "https://news.example/a", "news"),
        ("Lake war latest: delegates leave", "https://news.example/a", "live"),
        ("Ida Holm: The price of a truce", "https://news.example/a", "news"),
        ("West Africa: The price of a truce", "https://news.example/a", "news"),
        ("Fact Check: The price of a truce", "https://news.example/a", "analysis"),
        ("Wednesday Briefing: The price of a truce", "https://news.example/a", "news"),
        ("Talks end", "https://news.example/live/talks", "live"),
        ("Talks end", "https://news.example/press-release/1", "release"),
        ("Talks end", "https://news.example/world/a", "news"),
    ],
)
def test_genre(title: str, url: str, genre: str) -> None:
    """The genre is read from the address and the title."""
    assert read(f"{title}\n\n{url}\n\n{BODY}").genre == genre


@pytest.mark.parametrize(
    ("line", "publisher", "title"),
    [
        ("Saltmarsh Tribune : Harbour opens after a week", "Saltmarsh Tribune", "Harbour opens after a week"),
        ("The Lakeside Gazette | Harbour opens after a week", "The Lakeside Gazette", "Harbour opens after a week"),
        ("BBC News : Harbour opens after a week", "BBC News", "Harbour opens after a week"),
        ("Harbour talks : what the envoys want now", "", "Harbour talks : what the envoys want now"),
        ("Ministry: Harbour opens after a week", "", "Ministry: Harbour opens after a week"),
        ("Lakeside Gazette: Harbour opens after a week", "", "Lakeside Gazette: Harbour opens after a week"),
    ],
)
def test_publisher_in_front_of_the_title(line: str, publisher: str, title: str) -> None:
    """A newspaper's name before a title is its publisher and no part of it; with the colon alone it may be whom the title quotes."""
    found = read(f"{line}\n\n{BODY}\n")
    assert (found.publisher.value, found.title.value) == (publisher, title)


@pytest.mark.parametrize(
    ("note", "genre"),
    [
        ("The opinions expressed by columnists are their own.", "opinion"),
        ("The views expressed here are those of the author.", "opinion"),
        ("The club said that the views expressed by its manager had offended many.", "news"),
    ],
)
def test_whose_views_a_note_speaks_of(note: str, genre: str) -> None:
    """Those of the author make an opinion piece, those of somebody in the news none."""
    assert read(f"Talks end\n\n{BODY}\n\n{note}").genre == genre


IN_PERSON = "The hosts call it a start. One of the envoys told me on the stairs that it was nothing of the kind."
ARGUED = (
    "Of course they signed nothing. It isn't what talks are for, and it's simply naive to believe that it ever was. "
    "The hosts must know it, and so should we. If anything, both sides are further apart, and that's no accident. "
) * 5


@pytest.mark.parametrize("title", ["Ida Holm", "Ida M. Holm", "IDA HOLM", "Larry King"])
@pytest.mark.parametrize("text", [IN_PERSON, ARGUED])
@pytest.mark.parametrize("note", ["", "\n\n{0} teaches law at the University of the Lake."])
def test_a_title_that_begins_with_its_author(title: str, text: str, note: str) -> None:
    """Two words before a colon are who wrote it where the text names nobody of that name and a writer is in it."""
    assert read(f"{title}: The price of a truce\n\n{BODY}\n\n{text}{note.format(title)}").genre == "opinion"


def test_a_note_at_the_end_says_who_wrote_it() -> None:
    """Also where the column argues as coolly as a report; who heads a body in the news writes none."""
    plain = f"Ida Holm: The price of a truce\n\n{BODY}\n\nIda Holm "
    assert read(f"{plain}is a professor of law at the University of the Lake.").genre == "opinion"
    assert read(f"{plain}is the leader of the opposition.").genre == "news"


@pytest.mark.parametrize(
    ("title", "author", "name", "genre"),
    [
        ("Ida Holm: The price of a truce", "Ida Holm", "", "opinion"),
        ("IDA HOLM: The price of a truce", "Jane Doe and Ida Holm", "", "opinion"),
        ("Ida Holm: The price of a truce", "Jane Doe", "", "news"),
        ("Ida Holm: The price of a truce", "Ida Holmberg", "", "news"),
        ("Breaking News: Talks end", "Breaking News", "", "news"),
        ("Saltmarsh Desk: Talks end", "Saltmarsh Desk", "Saltmarsh Desk", "news"),
    ],
)
def test_a_title_that_begins_with_its_byline(title: str, author: str, name: str, genre: str) -> None:
    """Who is named before the colon and in the byline wrote a column, and not whoever else is; a house writes none."""
    found = read(f"{title}\n\n{BODY}", name=name, meta=head.PageMeta(authors=(Found(author, "json-ld"),)))
    assert found.genre == genre


@pytest.mark.parametrize(
    "label",
    [
        "Breaking News",
        "Flash Update",
        "Supreme Court",
        "World Bank",
        "Red Cross",
        "White House",
        "Port Ardal",
        "Pope Martin",
        "President Holm",
        "Sella Gate",
        "South Ardal",
        "Hurricane Ida",
        "Lakeside Gazette",
    ],
)
def test_a_label_before_a_colon_is_no_author(label: str) -> None:
    """Nor is a body, an office or a place, however the text is written."""
    assert read(f"{label}: Talks end\n\n{BODY}\n\n{IN_PERSON}").genre == "news"


@pytest.mark.parametrize(
    "text",
    [
        "The hosts passed the terms on Monday by 41 votes to 12, and both sides go home on Friday.",
        "“I told the hosts that they have to wait for me,” an envoy said. The talks go on “as I see fit”, said another.",
        "Before World War I both sides shared the lake. Nobody asked for it back on Monday.",
        "By subscribing I accept the terms of use and privacy policy.",
        f"Opposition leader Ida Holm said on Monday that the vote had been stolen. {IN_PERSON}",
        f"Ida Holm, the leader of the opposition, was there. {IN_PERSON}",
        f"The rally was called by Ida Holm. {IN_PERSON}",
        f"{IN_PERSON} Police dispersed a crowd of supporters of Holm.",
        f"Reporters met Holm by the lake. {IN_PERSON}",
    ],
)
def test_a_report_under_a_name_stays_news(text: str) -> None:
    """A name before the colon is whom an article quotes or is about, or nobody knows who, where it names that person or only reports."""
    assert read(f"Ida Holm: No truce without terms\n\n{text}\n\n{BODY}").genre == "news"


def test_a_mere_day_takes_the_hour_that_stands_beside_it() -> None:
    """Where two dates of a page name one day, the one with the hour counts; none from after the cut-off, and none of another day."""
    for moment, wanted in (
        ("2025-12-30T08:00:00+00:00", "2025-12-30T08:00:00+00:00"),
        ("2025-12-29T08:00:00+00:00", "2025-12-30"),
    ):
        meta = head.PageMeta(dates=(Found("2025-12-30", "json-ld"), Found(moment, "feed entry")))
        found = read(BODY, meta=meta).published
        assert found
        assert found.value == wanted
    late = head.PageMeta(dates=(Found("2025-12-31", "json-ld"), Found("2025-12-31T19:00:00+00:00", "feed entry")))
    assert read(BODY, meta=late).published == Found("2025-12-31", "json-ld")


def test_a_title_of_two_sentences() -> None:
    """Above a publisher and a date a line is the title, stops or not; above a paragraph it is none."""
    title = "The council won’t vote for the pier. It will just vote for a bridge."
    found = read(f"{title}\n\nHarbour Gazette\n2025-06-04\nhttps://gazette.example/pier\n\n{BODY}\n")
    assert found.title == Found(title, "first line")
    assert [b.kind for b in found.blocks] == ["title", "meta", "meta", "meta", "paragraph"]
    assert read(f"{title}\n\n{BODY}\n").title.how == "first words"
    assert read(f"{title}\n\nThe harbour was closed.\n2025-06-04\n\n{BODY}\n").title.value != title
