"""Sentence boundaries: what holds for every text, examples, and inputs that would hang a careless splitter."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from conftest import SHARED
from hypothesis import given
from hypothesis import strategies as st

from digest.analyse.split import segment, stops
from digest.analyse.split.segment import sentence_spans

TOKENS = [
    *("Mr.", "U.S.", "No.", "5", "p.m.", "J.", "etc.", "e.g.", "Peoria,", "Ill.", "Inc.", "X.", "I."),
    *(
        ".",
        "..",
        "...",
        "…",
        "!",
        "?",
        '."',
        "”",
        "“",
        "'",
        '"',
        "(",
        ")",
        "[1]",
        "[",
        "]",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
    ),
    *(
        "The",
        "talks",
        "ended",
        "Ukraine",
        "NATO",
        "he",
        "said",
        "1)",
        "2)",
        "a.",
        "b.",
        "•",
        "- ",
        "—",
        "* * *",
        "----",
    ),
    *(
        "Outlet+1",
        "Some News+5",
        "https://a.example/x.html",
        "x.pdf",
        "08/16/2000 12:05 PM",
        "AN END TO ALL OF IT",
        "\u00a0",
    ),
]
texts = st.one_of(
    st.text(), st.lists(st.sampled_from(TOKENS)).map("".join), st.lists(st.sampled_from(TOKENS)).map(" ".join)
)


def split(text: str) -> list[str]:
    """The sentences as texts."""
    return [text[start:end] for start, end in sentence_spans(text)]


@given(texts)
def test_invariants(text: str) -> None:
    """Spans lie in the text, are ordered and disjoint, begin and end with ink, and hold all of it."""
    spans = sentence_spans(text)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        at = end
    assert not text[at:].strip()


@given(texts, texts, texts)
def test_block_stands_alone(before: str, block: str, after: str) -> None:
    """What stands around a block has no influence on its sentences; offsets count in the whole text."""
    start = len(before)
    around = sentence_spans(before + block + after, start, start + len(block))
    assert around == [(a + start, b + start) for a, b in sentence_spans(block)]


@given(st.lists(texts, max_size=4))
def test_no_memory(blocks: list[str]) -> None:
    """The sentences of a text are the same whatever was read before it."""
    first = [sentence_spans(block) for block in blocks]
    assert [sentence_spans(block) for block in reversed(blocks)] == first[::-1]


PATTERNS = [
    *(".", "a.", '."', "[1]", "A. ", "…", "\n", "(", ")", "! ", "?”", "1. ", ". ", "-", "\n\n", "U.S. ", "+1", "A+1"),
    *("A", " ", ".The ", "• ", "“", "a) ", "* ", "(A) ", "(A a) ", "AB ", "1/1/11 1:11 AM ", "http://a ", "://", ".\n"),
]

CASES = {
    "plain": "The talks ended. | Nothing was signed.",
    "question and exclamation": "Who pays? | Nobody knows! | The bill is due.",
    "initials": "Anna P. Moreau met J. K. Osei. | They spoke. | (Agency/V. Roe)",
    "first person": "Nobody is as tired as I. | Let us go.",
    "lettered thing": "They went for Plan B. | Leaders agreed.",
    "title": "Rep. Will Stone and Gen. Mark Ito met Sen. May Dole. | Dr. Roy came too.",
    "states of a union": "The U.S. Senators left the U.S. | They returned. | In the U.S. Congress it was quiet.",
    "letters before a name": "A U.N. General Assembly vote and an E.U. Council vote failed.",
    "letters before a starter": "It is sold in the E.U. | How it got there is unknown.",
    "collocation": "He called the U.S. First Lady.",
    "number": "He is No. 5 on the list, see p. 12 and Fig. A. | His answer was no. | Sales rose.",
    "month": "It began on Nov. 14 and ended Sat. Dec. 1. | It began in Nov. | Police came.",
    "company": "Brandt Inc. Chief Executive Ada Roe left. | Shares in Brandt Inc. fell.",
    "company as end": "The road was built by Brandt Ltd. | Settlers were not asked.",
    "junior": "Pat Doe Jr. Stadium is full. | It was named for Pat Doe Jr. | He died in May.",
    "etc": "They sold maps, flags, etc. | Tourists bought them. | Maps, flags, etc. were sold.",
    "state behind a comma": "He lives in Peoria, Ill. | Neighbours like him. | Ill. | Tired.",
    "party and state": "So did Sam Lund, R-Ky. | Lund spoke first. | Ann Low (D-W.Va.) and Jo Low (D-N.Y.) did not.",
    "dateline": "PEORIA, Ill. — The mayor resigned.",
    "latin": "Some goods, e.g. Steel and i.e. tin, are taxed.",
    "box": "Write to the mayor, P.O. Box 12, Testville. | He reads it.",
    "clock": "At 5 a.m. Mayor Ruiz left. | He came back at 6 p.m. | Mayor Ruiz slept.",
    "clock and zone": "It starts at 5 p.m. Eastern time and 11 p.m. Kyiv time (9 p.m. GMT).",
    "decimals": "Prices rose 2.5 percent to $1,200.50. | Wages rose 0.4 percent.",
    "money behind a stop": "The rice cost 5,000 yen (approx. $34) a bag.",
    "number starts a sentence": "The year was 2014. | 35 people lived there.",
    "address": "See https://example.org/a.b/c.html. | It is down. | Mail Ann.Lee@example.org. | She reads it.",
    "file name": "Open Report.Pdf and Plan.docx now. | Then close them.",
    "quote before the next": "He said, “We are done.” | She agreed. | ‘Fine.’ | They left.",
    "quote behind the stop": 'They want to "leave it". | On Monday they met.',
    "quote starts a sentence": 'It rained. | "We stayed," she said.',
    "quote that goes on": '"We left! | We ran!" he said.',
    "quoted question attributed": "“Is it peace?” Mr Dunn asked. | “Is it war?” | He said nothing.",
    "quote in lower case": 'He turned and said "It is over." before he left.',
    "quotation glued": "The talks failed.|“We tried,” he said.",
    "opening quote glued": 'He was blunt.|"We tried," he said.',
    "brackets": "It is over. | (He said so in May.) | She (an aide.) agreed.",
    "sentence in brackets": "It ended. | (Nobody was told.) | The hall was empty.",
    "ellipsis within": "We saw ... well, nothing ... and I left.",
    "ellipsis at the end": "I never knew.... | She left.",
    "ellipsis with spaces": "It was over . . . . | They left.",
    "ellipsis that opens": "“…We need more,” she said. | “… It was more.” | “[...] It was late (…) and cold.”",
    "stop and ellipsis": "It failed. | … It was late.",
    "citation mark": "They met.[1] | They left. [2][3] | No one spoke [4]. | It rained.[5]",
    "footnote number": "The truce collapsed.12 | Shelling began.",
    "outlet chips": "A truce failed.|Some Times+1Channel 5 News+1POLITICO+5| Talks go on.",
    "outlet chips at the end": "A truce failed. | Some Times+3The Daily+1AP News",
    "glued": "They held elections.|The result is open.|NATO said so.|A year went by in 2014.|Then war came.",
    "glued but no end": "He works for Booking.Com and St.Petersburg and J.Smith and U.S.Steel.",
    "stray space": "They went to Egypt . | Some stayed . | The party of Mr. Bashir ’s brother left .",
    "stray space and quote": 'He said "it is over . " | The crowd left. | "\'Why now?\' " | The hall was silent.',
    "dash opens": "They left. | — Ann Lee contributed.",
    "question inside": "The question – will it hold? – is open.",
    "name in lower case": "He left. | iPhones were sold. | It was said. | al-Sisi spoke.",
    "lower case behind a word": "They left early. | the hall was empty.",
    "lower case throughout": "who came? | nobody came! | ok then",
    "lower case behind a capital": "The band Wham! played. | Who came? in truth nobody.",
    "numbered items": "1. The first point | 2. The second point | 3. The third",
    "numbered items with brackets": "1) Withdraw now | 2) Pay up | 3) Sign",
    "lettered items": "a. The army leaves | b. The fleet stays",
    "numbers that are no items": "He wants 1) The rest 3) The best.",
    "bullets": "Terms: | • Release of prisoners | • Return of land.| • Talks",
    "lines of a list": "Terms:\n| - release\n| - return",
    "references": "It is over.\n| [1] The Daily, 3 May\n| [2] The Times",
    "empty line": "No stop here\n\n|and none here",
    "wrapped line": "The talks, which began\nin May\n5 years ago, ended.",
    "rule across the page": "It ended. | * * * | It began. | ----- | So it goes.",
    "credit": "He left the hall. | (credit: A. Moor/Agency) | She stayed. | (A. Moor/Agency) | It rained.",
    "agency": "(Agency) | Rebels took the town.",
    "headline in capitals": "He left. | WHO PAYS FOR THE WAR NOW | President Ruiz spoke.",
    "capitals that are no headline": "He joined UN and EU and NATO and OSCE monitors. | US and UK Envoys met.",
    "message": "Ann Lee | 08/16/2000 12:05 PM | We meet at noon.",
    "links": "See https://a.example/1.html | https://a.example/2.html",
    "on X": "So she wrote on X. | “We tried.” | Ruiz wrote on X. | The post is gone.",
    "postscript": "P.S. Bring bread.",
    "emoticon": "I love it. :) | You will too.",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_example(marked: str) -> None:
    """The text is cut at every "|" and nowhere else."""
    sentences = [part.strip() for part in marked.split("|")]
    text = marked.replace(" | ", " ").replace("|", "")
    assert split(text) == sentences


@pytest.mark.parametrize("rule", stops.rules(), ids=lambda rule: rule.name)
def test_rule_example(rule: stops.Rule) -> None:
    """Every rule of the data file decides its own example, and the text would be cut otherwise without it."""
    before, behind = rule.example.split("|")
    assert (len(before) in [end for _, end in sentence_spans(before + behind)]) == rule.cut


def test_data_is_sound() -> None:
    """No word is an abbreviation of two classes; starters and collocations are in lower case as Punkt wants them."""
    seen: dict[str, str] = {}
    for line in stops.lines("segment_abbreviations.txt"):
        kind, _, words = line.partition(":")
        for word in words.split():
            assert seen.setdefault(word, kind) == kind, word
            assert not word.endswith(".")
    for name in ("segment_starters.txt", "segment_collocations.tsv", "segment_suffixes.txt"):
        assert all(line == line.lower() for line in stops.lines(name))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_long_patterns(pattern: str) -> None:
    """60,000 characters of one pattern come to an end, and none is lost (`bench/segmentation.py` times 200,000)."""
    text = pattern * (60_000 // len(pattern))
    spans = sentence_spans(text)
    held = sum(len("".join(text[start:end].split())) for start, end in spans)
    assert held == len("".join(text.split()))


def test_work_is_linear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text takes twice the decisions, and each looks at a bounded piece of it."""
    calls = []

    def counted(text: str, seg: int, stop: int, mark: str, at: int, *, closed: bool) -> bool:
        calls.append(at - stop)
        return stops.is_end(text, seg, stop, mark, at, closed=closed)

    monkeypatch.setattr(segment, "is_end", counted)
    unit = 'Gen. Roe left (at 5 p.m. local time). "Why?" he asked. No. 5 came... The U.S. Army stayed.[1] '
    counts = []
    for times in (50, 100):
        calls.clear()
        sentence_spans(unit * times)
        counts.append(len(calls))
        assert max(calls) < 10
    assert 0 < counts[1] <= 2 * counts[0] + len(unit)


def test_no_training_and_no_downloads() -> None:
    """Importing the module doesn't import NLTK, and splitting doesn't touch its data or its downloader."""
    code = (
        "import sys; from digest.analyse.split.segment import sentence_spans; early = 'nltk' in sys.modules;"
        "import builtins, nltk; nltk.data.path[:] = []; nltk.download = None; nltk.data.load = None;"
        "print(early, len(sentence_spans('It was Mr. Roe of the U.S. Army. He left the U.S. The end.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "3"]


@pytest.mark.skipif(not (SHARED / "eval").exists(), reason="the evaluation data is not here")
def test_golden_rules() -> None:
    """Of the pragmatic segmenter's 48 English cases at least 47 are answered exactly."""
    cases = json.loads((SHARED / "eval" / "sentseg_golden_rules.json").read_text(encoding="utf-8"))
    assert sum(split(case["text"]) == case["sentences"] for case in cases) >= 47
