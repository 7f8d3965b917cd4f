"""config.yaml: what it may say, and what is said about every fault."""

from __future__ import annotations

import json
import re
from datetime import time
from itertools import pairwise
from pathlib import Path
from textwrap import indent
from typing import get_args

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from digest.config import Config, load, parse, schema
from digest.config.delivery import DeliveryConfig
from digest.config.values import OWN_HEADINGS, slugify
from digest.config.yaml_lines import MAX_DEPTH, MAX_NODES, read
from digest.errors import ConfigError
from digest.model import PARTS, TITLES, Part

SMALL = """\
briefing:
  title: Grain corridor
sections:
  - key: outcomes
    title: Key outcomes
"""


def faults(text: str) -> list[str]:
    """The faults of a configuration, without the name of the file."""
    with pytest.raises(ConfigError) as caught:
        parse(text, file="c.yaml")
    assert caught.value.exit_code == 2
    return [fault.removeprefix("c.yaml:") for fault in caught.value.faults]


def briefing(lines: str) -> str:
    """A configuration whose briefing has further keys, from line 3 on."""
    return SMALL.replace("corridor\n", "corridor\n" + "".join(f"  {line}\n" for line in lines.splitlines()))


def section(lines: str) -> str:
    """A configuration whose section has further keys, from line 6 on."""
    return SMALL + "".join(f"    {line}\n" for line in lines.splitlines())


# --- what is right -------------------------------------------------------------------------------------------------


def test_the_smallest_configuration_has_defaults() -> None:
    """A title and one section are enough."""
    config = parse(SMALL, file="c.yaml")
    head = config.briefing
    assert (head.slug, head.timezone, head.formats, head.max_words) == ("grain-corridor", "UTC", ("pdf", "md"), 600)
    assert (head.cutoff, head.cutoff_time, head.language, head.takeaways) == ("06:00", time(6), "en", 5)
    assert (config.sources, config.parties, config.limits.max_file_mb) == ((), (), 5)
    assert config.sections[0].group_by is None


def test_text_stays_what_it_says() -> None:
    """Words that YAML takes for numbers, dates, truth values and times are text where text is wanted."""
    words = [
        "2025",
        "NO",
        "yes",
        "on",
        "22:22",
        "2025-06-02",
        "1_000",
        "0x1F",
        "1e3",
        "null",
        "true",
        ".5",
        "0o17",
        "=",
    ]
    config = parse(section(f"cues: [{', '.join(words)}]"), file="c.yaml")
    assert list(config.sections[0].cues) == words


@pytest.mark.parametrize(("written", "meant"), [("22:22", "22:22"), ("6:05", "06:05"), ('"00:00"', "00:00")])
def test_an_unquoted_time_is_a_time(written: str, meant: str) -> None:
    """22:22 is no number of base 60."""
    assert parse(briefing(f"cutoff: {written}"), file="c.yaml").briefing.cutoff == meant


def test_a_key_with_nothing_behind_it_counts_as_left_out() -> None:
    """Empty, ~ and null give the default, also for lists and numbers."""
    config = parse(briefing("topic:\nnote: ~\nmax_words: null\nslug:"), file="c.yaml")
    assert config.digest == parse(SMALL, file="c.yaml").digest


def test_white_space_in_names_is_folded_and_notes_keep_their_lines() -> None:
    """A title over two lines is one line; Markdown keeps its paragraphs."""
    config = parse(section("cues: ['a  b']\nnote: |\n  one\n\n  two"), file="c.yaml")
    assert config.sections[0].cues == ("a b",)
    assert config.sections[0].note == "one\n\ntwo"


def test_anchors_and_aliases_work() -> None:
    """What is written once can be used twice."""
    config = parse(section("cues: &c [a, b]\nexamples: *c"), file="c.yaml")
    assert config.sections[0].examples == ("a", "b")


def test_the_digest_covers_values_and_nothing_else() -> None:
    """Comments, order of keys, quotes and defaults that are written out don't change the digest; a value does."""
    same = (
        "# c\nsections:\n- title: 'Key outcomes'\n  key: outcomes\nbriefing: {max_words: 600, title: Grain corridor}\n"
    )
    config = parse(SMALL, file="c.yaml")
    assert parse(same, file="d.yaml").at(Path("/elsewhere")).digest == config.digest
    assert re.fullmatch(r"[0-9a-f]{64}", config.digest)
    assert parse(briefing("max_words: 601"), file="c.yaml").digest != config.digest


def test_the_configuration_cannot_be_changed() -> None:
    """The models are frozen."""
    with pytest.raises(ValidationError, match="frozen"):
        parse(SMALL, file="c.yaml").briefing.title = "Other"  # type: ignore[misc]


def test_paths_in_the_file_start_at_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths that are written start at the file's folder, defaults where the command runs, ~/ at home."""
    monkeypatch.setenv("HOME", "/home/desk")
    file = tmp_path / "config.yaml"
    file.write_text(SMALL, encoding="utf-8")
    config = load(file)
    assert (config.out_dir, config.archive_path) == (Path("out"), Path("state/archive.db"))
    assert (config.templates_dir / "briefing.md.j2").is_file()
    file.write_text(SMALL + "out: o/\narchive: /a/b.db\ntemplates: ~/t\n", encoding="utf-8")
    config = load(file)
    assert config.dir == tmp_path
    assert (config.out_dir, config.archive_path) == (tmp_path / "o", Path("/a/b.db"))
    assert config.templates_dir == Path("/home/desk/t")


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    """What Windows editors add doesn't disturb."""
    file = tmp_path / "config.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert load(file).digest == parse(SMALL, file="c.yaml").digest


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Türkiye: «Talks» 2/3", "turkiye-talks-2-3"),
        ("Переговоры", "briefing"),
        ("../..", "briefing"),
        ("a" * 99, "a" * 60),
    ],
)
def test_the_slug_is_made_from_the_title(title: str, slug: str) -> None:
    """Whatever the title, the slug can be part of a file name."""
    assert slugify(title) == slug
    assert parse(SMALL.replace("Grain corridor", json.dumps(title)), file="c.yaml").briefing.slug == slug


def test_the_project_and_the_measured_stories_have_sound_configurations(root: Path) -> None:
    """The project's own file has the four sections and reads the seeds."""
    config = load(root / "config.yaml")
    assert [one.key for one in config.sections] == ["outcomes", "demands", "military", "reactions"]
    assert (config.briefing.slug, config.sources[0].path) == ("istanbul-talks", "seeds/")
    assert config.briefing.formats == ("pdf", "md", "html")


def test_configurations_of_the_measured_stories_load(shared: Path) -> None:
    """Files without sources are sound: the command line names them."""
    for file in sorted((shared / "eval" / "configs").glob("*.yaml")):
        config = load(file)
        assert (len(config.sections), config.sources) == (4, ())


# --- what is wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("max_words: many", "3: briefing.max_words: must be a whole number, such as 600; is 'many'"),
        ("max_words: 1.5", "3: briefing.max_words: must be a whole number, such as 600; is '1.5'"),
        ("max_words: 1_000", "3: briefing.max_words: must be a whole number, such as 600; is '1_000'"),
        ("max_words: [600]", "3: briefing.max_words: must be a whole number, such as 600; is a list"),
        ("max_words: 5", "3: briefing.max_words: must be at least 20, such as 600; is 5"),
        ("takeaways: 11", "3: briefing.takeaways: must be at most 10, such as 5; is 11"),
        ("timezone: Istanbul", "3: briefing.timezone: 'Istanbul' is no time zone, did you mean Europe/Istanbul?"),
        ("timezone: europe/kyif", "3: briefing.timezone: 'europe/kyif' is no time zone, did you mean Europe/Kyiv?"),
        ("timezone: localtime", "3: briefing.timezone: 'localtime' is no time zone, give an IANA name"),
        ("timezone: Europe", "3: briefing.timezone: 'Europe' is no time zone"),
        ("timezone: ../../etc/passwd", "3: briefing.timezone: '../../etc/passwd' is no time zone"),
        ("cutoff: 24:00", "3: briefing.cutoff: must be a time from 00:00 to 23:59, such as 06:00; is '24:00'"),
        ("cutoff: 6", "3: briefing.cutoff: must be a time from 00:00 to 23:59, such as 06:00; is '6'"),
        (
            "language: no",
            "3: briefing.language: must be en (or en-GB, en-US), since this version reads English; is 'no'",
        ),
        ("formats: [pdf, docx]", "3: briefing.formats[1]: must be pdf, md or html; is 'docx'"),
        ("formats: [htm]", "3: briefing.formats[0]: must be pdf, md or html; is 'htm', did you mean html?"),
        ("formats: [md, md]", "3: briefing.formats[1]: 'md' stands in briefing.formats[0] already, line 3"),
        ("formats: []", "3: briefing.formats: is empty; name at least one of pdf, md and html"),
        ("formats: pdf", "3: briefing.formats: must be a list, such as [pdf, md, html]; is 'pdf'"),
        ("slug: ../x", "3: briefing.slug: names the files: must be lower-case letters, digits, - and _, at most 60"),
        ("slug: a.b", "such as a-b; is 'a.b'"),
        (f"slug: {'a' * 61}", "3: briefing.slug: names the files"),
        ("topic: ceasefire", "3: briefing.topic: must be a list, such as [ceasefire, Istanbul talks]; is 'ceasefire'"),
        ("topic: [a, '']", "3: briefing.topic[1]: is empty; write some text or remove it"),
        ("topic: [a, [b]]", "3: briefing.topic[1]: must be text, such as ceasefire; is a list"),
        ("note: {a: b}", "3: briefing.note: must be text, such as 'For internal use.'; is a block of keys"),
        ("tittle: x", "3: briefing.tittle: unknown key, did you mean title?"),
        ("Max Words: 6", "3: briefing.Max Words: unknown key, did you mean max_words?"),
        ("parties: []", "3: briefing.parties: unknown key, it stands at the beginning of a line, as 'parties:'"),
        ("zzz: 1", "3: briefing.zzz: unknown key, known here: title, slug, "),
    ],
)
def test_faults_of_the_briefing(lines: str, said: str) -> None:
    """Each fault is told once, with its line, its key and what would be right."""
    found = faults(briefing(lines))
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("max_item: 3", "6: sections[0].max_item: unknown key, did you mean max_items?"),
        ("group_by: partys", "6: sections[0].group_by: must be party; is 'partys'"),
        ("max_items: 0", "6: sections[0].max_items: must be at least 1, such as 6; is 0"),
        ("max_words: 3", "6: sections[0].max_words: must be at least 10, such as 200; is 3"),
        ("exclude_genres: [opinions]", "is 'opinions', did you mean opinion?"),
        (
            "examples:\n  - He said: no",
            "7: sections[0].examples[0]: must be text, such as 'The bank cut its rate.'; is a block",
        ),
        ("<<: x", "6: sections[0].<<: unknown key, keys are not merged here: write them out"),
        ("cues: [a, ~]", "6: sections[0].cues[1]: must be text, such as 'withdraw from'; is empty"),
    ],
)
def test_faults_of_a_section(lines: str, said: str) -> None:
    """The path counts sections from 0, the line is that of the key or item."""
    found = faults(section(lines))
    assert len(found) == 1
    assert said in found[0]


def test_a_section_key_has_a_plain_form() -> None:
    """Blanks, capitals and dots are no part of a key; the message has one that would do."""
    said = "4: sections[0].key: must be lower-case letters, digits, - and _, at most 60, such as big-one; is 'Big One'"
    assert faults(SMALL.replace("outcomes\n", "Big One\n", 1)) == [said]


@pytest.mark.parametrize("heading", [*OWN_HEADINGS, "key  TAKEAWAYS"])
def test_a_section_cannot_have_the_heading_of_a_block_of_the_program(heading: str) -> None:
    """Whatever case and spacing it is written in."""
    (found,) = faults(SMALL.replace("Key outcomes", heading))
    assert "is the heading of a block that the program writes itself" in found


def test_keys_titles_and_parties_stand_once() -> None:
    """The message names both places."""
    twice = SMALL + "  - key: outcomes\n    title: key  outcomes\nparties:\n  - name: Kyiv\n  - name: kyiv\n"
    assert faults(twice) == [
        "6: sections[1].key: 'outcomes' is the key in sections[0] already, line 4",
        "7: sections[1].title: 'key  outcomes' is the title in sections[0] already, line 5",
        "10: parties[1].name: 'kyiv' is the name in parties[0] already, line 9",
    ]


def source(lines: str) -> str:
    """The small configuration with one source of these lines."""
    return SMALL + "sources:\n" + indent("- " + indent(lines, "  ").lstrip(), "  ") + "\n"


def test_a_source_is_a_folder_a_feed_or_a_page() -> None:
    """Each with what is said of it; what it is called in reports is where it is."""
    text = source(
        "feed: https://news.example/rss.xml\nname: N\nfamily: F\ntier: press\nlanguage: en\ninclude: [talks]\n"
        "exclude: [/sport/]\nmax_articles: 30\nmax_quoted_words: 200\nallow_private: yes"
    )
    (feed,) = parse(text, file="c.yaml").sources
    assert (feed.address, feed.tier, feed.max_quoted_words) == ("https://news.example/rss.xml", "press", 200)
    assert (feed.include, feed.exclude, feed.allow_private) == (("talks",), ("/sport/",), True)
    for key, where in (("path", "articles/"), ("url", "http://news.example/a")):
        (one,) = parse(source(f"{key}: {where}"), file="c.yaml").sources
        assert (one.address, one.tier, one.max_articles, one.allow_private) == (where, None, None, False)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("name: N", "7: sources[0]: says not where it is; give a file or folder with 'path:'"),
        (
            "path: a/\nfeed: https://x.example/",
            "8: sources[0].feed: stands beside path, line 7; make two sources of it",
        ),
        ("feed: https://x.example/\nurl: https://x.example/", "8: sources[0].url: stands beside feed, line 7"),
        ("feed: news.example/rss", "7: sources[0].feed: must begin with https:// or http:// and a host"),
        ("feed: 'ftp://news.example/rss'", "7: sources[0].feed: must begin with https:// or http://"),
        ("url: 'https://'", "7: sources[0].url: must begin with https:// or http:// and a host"),
        ("url: https://u:p@news.example/", "7: sources[0].url: holds a user name or password"),
        ("url: https://news.example/a b", "7: sources[0].url: must be one address without spaces"),
        (
            "path: a/\ntier: pres",
            "8: sources[0].tier: must be official, wire, press or opinion; is 'pres', did you mean",
        ),
        ("path: a/\nlanguage: English", "8: sources[0].language: must be the short name of a language, such as en"),
        ("path: a/\nallow_private: true", "8: sources[0].allow_private: has a meaning only for a feed or a page"),
        (
            "feed: https://x.example/\nallow_private: maybe",
            "8: sources[0].allow_private: must be true or false; is 'maybe'",
        ),
        ("path: a/\nmax_quoted_words: 0", "8: sources[0].max_quoted_words: must be at least 1"),
        ("path: a/\nfeeds: x", "8: sources[0].feeds: unknown key, did you mean feed?"),
    ],
)
def test_faults_of_a_source(lines: str, said: str) -> None:
    """Each says what would be right, and is the only one."""
    (found,) = faults(source(lines))
    assert said in found


def test_a_contact_can_stand_in_a_header() -> None:
    """No spaces, no line breaks: servers are told it."""
    assert parse(SMALL + "limits: {contact: desk@news.example}\n", file="c.yaml").limits.contact == "desk@news.example"
    (found,) = faults(SMALL + 'limits: {contact: "a\\r\\nX: b"}\n')
    assert "must be an e-mail or web address" in found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            SMALL + "sources:\n",
            "6: sources: is empty; name a folder or a feed, such as '- path: articles/', or remove the key",
        ),
        (SMALL + "sources: []\n", "6: sources: is empty; name a folder or a feed"),
        (
            SMALL + "sources: [seeds/]\n",
            "6: sources[0]: must be a block of keys, such as 'path: articles/'; is 'seeds/'",
        ),
        (
            SMALL + "sources:\n  path: seeds/\n",
            "6: sources: must be a list, such as '- path: articles/'; is a block of keys",
        ),
        (
            SMALL + "parties: [Ukraine]\n",
            "6: parties[0]: must be a block of keys, such as 'name: Ukraine'; is 'Ukraine'",
        ),
        (SMALL + "timezone: UTC\n", "6: timezone: unknown key, it stands under 'briefing:'"),
        (SMALL + "template: x\n", "6: template: unknown key, did you mean templates?"),
        ("briefing:\n  title: x\n", "1: sections: this key is missing, such as '- key: outcomes'"),
        ("briefing:\n  title: x\nsections:\n", "3: sections: is empty; a briefing has at least one section"),
        ("briefing:\n  title: x\nsections: []\n", "3: sections: is empty; a briefing has at least one section"),
        (
            SMALL.replace("title: Grain corridor", "slug: x"),
            "1: briefing.title: this key is missing, such as 'Istanbul talks'",
        ),
        (SMALL.replace("Grain corridor", ""), "2: briefing.title: nothing stands behind it, such as 'Istanbul talks'"),
        (SMALL.replace("Grain corridor", "' '"), "2: briefing.title: is empty; write some text or remove it"),
        ("", " is empty; `digest init DIR` writes a configuration to start from"),
        ("# nothing\n", " is empty"),
        ("- a\n", "1: must begin with a key such as 'briefing:'; is a list"),
        ("a word\n", "1: must begin with a key such as 'briefing:'; is 'a word'"),
    ],
)
def test_faults_of_the_whole_file(text: str, said: str) -> None:
    """What is missing, empty or of the wrong shape."""
    (found,) = faults(text)
    assert found.startswith(said)


def test_all_faults_come_at_once_in_the_order_of_the_file() -> None:
    """One reading tells everything that is wrong, each with its own line."""
    text = "briefing:\n  max_words: many\n  max_words: 5\nsources:\n  - feed: x\nsections:\n  - key: A\n"
    text += "    titel: B\nx: 1\n"
    found = faults(text)
    assert [int(fault.partition(":")[0]) for fault in found] == [1, 2, 3, 5, 7, 7, 8, 9]


def test_very_many_faults_are_cut() -> None:
    """A file of nothing but faults gives a list that can be read to its end."""
    found = faults(SMALL + "".join(f"k{number}: 1\n" for number in range(500)))
    assert len(found) == 101
    assert found[-1] == " there are more faults; mend these first"


# --- YAML ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3", "3: a: stands twice, first on line 1; keep one of the two"),
        ("a:\n\tb: 1", "2: a tab stands at the beginning of this line; indent with spaces"),
        ("a: Talks: day two", "1: a second ': ' stands in this line; put the text behind the key in quotes"),
        ("a:\n  b: 1\n  c:2\n", "3: a key needs a colon and a space behind it"),
        ("a:\n  b: 1\n c: 2", "3: this line does not fit those above; check its indentation and quotes"),
        ('a: "b" c', "1: this line does not fit those above"),
        ("x: 1\na: [b, c\nd: e", "2: the list that opens here needs commas between its items and a ']' at its end"),
        ("a: {b: c\nd: e", "1: the '{' that opens here needs commas"),
        ("a: 'b\nc: d", "1: the quotation mark that opens here is never closed"),
        ('a: "C:\\q"', "1: in double quotes a backslash begins an escape; use single quotes"),
        ("a: @b", "1: text that begins with '@' stands in quotes"),
        ("a: %b", "1: text that begins with '%' stands in quotes"),
        ("a: *b", "1: '*b' refers to nothing; text that begins with * stands in quotes"),
        ("a: **b**", "1: text that begins with * or & stands in quotes"),
        ("a: - b", "1: the '-' of a list stands on a line of its own"),
        ("a: !b c", "1: the tag !b means nothing here; text that begins with ! stands in quotes"),
        ("a: !!python/name:os.system x", "1: the tag !!python/name:os.system means nothing here"),
        ("? [a]\n: b", "1: a key must be text"),
        ("a: 1\n---\nb: 2", "2: a second document begins here ('---')"),
        ('a: "\\0"', "1: a: holds the invisible character U+0000"),
        ("a: 1\nb: \x07", "2: holds the invisible character U+0007"),
        ("a: &a [*a]", "1: '*a' refers to nothing"),
        ("[" * 100_000, f"1: is nested deeper than {MAX_DEPTH} levels"),
        ("- " * 100_000, f"1: is nested deeper than {MAX_DEPTH} levels"),
        (f"a: [{'x, ' * MAX_NODES}]", f"1: holds more than {MAX_NODES:,} values"),
        ("a" * 1_000_001, " is longer than 1,000,000 characters"),
    ],
)
def test_faults_of_the_yaml(text: str, said: str) -> None:
    """Syntax is explained in words that say what to change; both parsers of PyYAML say the same."""
    assert any(fault.startswith(said) for fault in faults(text))
    assert read(text) == read(text, pure=True)


def test_aliases_cannot_grow_without_bound() -> None:
    """Nine lists of nine lists of nine … stop before memory does, and nesting by alias counts as nesting."""
    names = "abcdefghij"
    bomb = f"{names[0]}: &a [x, x, x, x, x, x, x, x, x]\n"
    for inner, outer in pairwise(names):
        bomb += f"{outer}: &{outer} [{', '.join([f'*{inner}'] * 9)}]\n"
    assert any("holds more than" in fault for fault in faults(bomb))
    chain = "k0: &k0 [x]\n" + "".join(f"k{n}: &k{n} [*k{n - 1}]\n" for n in range(1, 5000))
    assert any("is nested deeper" in fault for fault in faults(chain))


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "unit", ["a", "{", "? ", "'", '"', "&a ", "!", "|", ": ", "a: ", "\t", "#", "- a\n", "\u2028", "[],"]
)
def test_one_thing_repeated_hangs_nothing(unit: str) -> None:
    """200 kB of one character end in a fault, with either parser the same."""
    text = unit * (200_000 // len(unit))
    assert faults(text)
    assert read(text) == read(text, pure=True)


YAMLISH = st.lists(
    st.sampled_from(
        [*"ab:-?[]{},&*!|>'\"%@#~\n ", "\n  ", "\n- ", ": ", "a: ", "null", "\t", "\\", "---", "<<", "é", "\r"]
    ),
    max_size=40,
).map("".join)


@given(YAMLISH)
@example('a: "\\ud800"')
@example("%FOO\n")
def test_any_text_is_read_or_refused_alike_by_both_parsers(text: str) -> None:
    """No text raises anything but faults, and values don't depend on whether the C parser is there."""
    fast, pure = read(text), read(text, pure=True)
    if not fast.faults and not pure.faults:
        assert fast == pure
    with pytest.raises(ConfigError):
        parse(text, file="c.yaml")


VALUES = st.recursive(
    st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["briefing", "sources", "parties", "sections", "limits", "out", "templates", "x"])


@settings(max_examples=40)
@given(
    st.dictionaries(KEYS, VALUES | st.dictionaries(st.sampled_from(["title", "key", "path", "formats", "y"]), VALUES))
)
def test_any_values_load_or_give_faults_with_lines(values: dict[str, object]) -> None:
    """Whatever shape the values have, the outcome is a configuration or a list of faults of one line each."""
    found: tuple[str, ...] = ()
    try:
        parse(yaml.safe_dump(values, allow_unicode=True), file="c.yaml")
    except ConfigError as error:
        found = error.faults
    assert all(fault.startswith("c.yaml:") and len(fault.splitlines()) == 1 for fault in found)


# --- files ---------------------------------------------------------------------------------------------------------


def test_what_is_wrong_with_the_file_itself(tmp_path: Path) -> None:
    """Missing, a folder, another encoding, too large: the message says what to do."""
    file = tmp_path / "config.yaml"
    cases = [
        (b"a: 1\nb: caf\xe9\n", f"{file}:2: byte 0xe9 is not UTF-8; save the file as UTF-8"),
        (SMALL.encode("utf-16"), f"{file}: is saved as UTF-16; save it as UTF-8"),
        (b"#" * 1_000_001, f"{file}: is larger than 1,000,000 bytes; that is no configuration"),
    ]
    for body, said in cases:
        file.write_bytes(body)
        with pytest.raises(ConfigError) as caught:
            load(file)
        assert caught.value.faults == (said,)
    with pytest.raises(ConfigError, match=r"there is no such file; `digest init DIR` writes one"):
        load(tmp_path / "missing.yaml")
    with pytest.raises(ConfigError, match=r"is a folder; name the file in it, such as .*/config\.yaml"):
        load(tmp_path)
    with pytest.raises(ConfigError, match="is not the name of a file"):
        load(Path("a\0b"))


# --- blocks --------------------------------------------------------------------------------------------------------


def blocks(lines: str) -> str:
    """A configuration with blocks, whose entries stand from line 7 on."""
    return SMALL + "blocks:\n" + "".join(f"  {line}\n" for line in lines.splitlines())


def test_blocks_are_names_with_or_without_a_heading() -> None:
    """In the order of the file; left out, all in the usual order."""
    assert parse(SMALL, file="c.yaml").parts == PARTS
    config = parse(blocks("- sections\n- {block: takeaways, title: In  short}\n- coverage"), file="c.yaml")
    assert config.parts == (Part("sections", ""), Part("takeaways", "In short"), Part("coverage", "Coverage and gaps"))
    assert config.digest != parse(SMALL, file="c.yaml").digest


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("- sections\n- takaways", "8: blocks[1]: must be masthead, takeaways,"),
        ("- sections\n- takaways", "did you mean takeaways?"),
        ("- sections\n- {block: takaways}", "8: blocks[1].block: must be masthead,"),
        ("- sections\n- sources\n- block: sources", "9: blocks[2]: 'sources' stands in blocks[1] already, line 8"),
        ("- takeaways", "6: blocks: the sections are missing; add '- sections' where they are to stand"),
        ("- sections\n- {title: x}", "8: blocks[1].block: this key is missing, such as takeaways"),
        ("- sections\n- {block: coverage, titel: x}", "8: blocks[1].titel: unknown key, did you mean title?"),
        ("- {block: sections, title: x}", "7: blocks[0].title: the block sections has no heading of its own"),
        (
            "- sections\n- {block: coverage, title: key  Outcomes}",
            "8: blocks[1].title: 'key  Outcomes' is the heading of",
        ),
        ("- sections\n- {block: coverage, title: Sources}", "8: blocks[1].title: 'Sources' is the heading of another"),
        (
            "- sections\n- {block: coverage, title: x}\n- {block: sources, title: X}",
            "9: blocks[2].title: 'X' is the heading",
        ),
    ],
)
def test_faults_of_blocks(lines: str, said: str) -> None:
    """Unknown and repeated names, a list without the sections, headings that stand elsewhere: each with its line."""
    assert said in "\n".join(faults(blocks(lines)))


def test_an_empty_list_of_blocks_is_a_fault() -> None:
    """It can't mean that nothing is printed."""
    assert faults(SMALL + "blocks: []\n") == [
        "6: blocks: is empty; name the blocks that are printed, such as '- takeaways', or remove the key"
    ]


def test_blocks_are_documented(root: Path) -> None:
    """Each with its usual heading."""
    text = (root / "docs" / "configuration.md").read_text(encoding="utf-8")
    rows = {row[0]: row[2] for line in text.splitlines() if len(row := line.strip("| ").split(" | ")) == 3}
    own = {block: title for block, title in TITLES.items() if title}
    assert {block: rows[f"`{block}`"] for block in own} == own
    assert {f"`{block}`" for block in TITLES} <= rows.keys()


# --- docs ----------------------------------------------------------------------------------------------------------

BLOCKS = {"The whole file": Config} | {
    f"`{name}`": next(kind for kind in (field.annotation, *get_args(field.annotation)) if hasattr(kind, "model_fields"))
    for name, field in Config.model_fields.items()
    if name in {"briefing", "sources", "parties", "sections", "limits", "delivery"}
}
PARTS_OF_DELIVERY = {
    f"`delivery.{name}`": next(k for k in (field.annotation, *get_args(field.annotation)) if hasattr(k, "model_fields"))
    for name, field in DeliveryConfig.model_fields.items()
    if name in {"smtp", "unsubscribe", "dkim"}
}


def table(text: str, heading: str) -> dict[str, tuple[str, str]]:
    """Key -> (default, example) of the table under a heading."""
    part = re.split(r"\n##+ ", re.split(rf"\n##+ {re.escape(heading)}\n", text, maxsplit=1)[1], maxsplit=1)[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in part.splitlines() if line.startswith("| `")
    ]
    return {row[0].strip("| `"): (row[2], row[3].strip(" |`")) for row in rows}


@pytest.mark.parametrize("heading", [*BLOCKS, *PARTS_OF_DELIVERY])
def test_every_key_is_documented_with_its_default(root: Path, heading: str) -> None:
    """The tables have each key of the models and no other, in the same order, with defaults and examples that hold."""
    model: type[BaseModel] = {**BLOCKS, **PARTS_OF_DELIVERY}[heading]
    rows = table((root / "docs" / "configuration.md").read_text(encoding="utf-8"), heading)
    assert list(rows) == list(model.model_fields)
    for name, field in model.model_fields.items():
        default, sample = rows[name]
        assert (default == "required") is field.is_required(), name
        if default.startswith("`"):
            said = read(f"x: {default.strip('`')}").get(("x",))
            plain = list(field.default) if isinstance(field.default, tuple) else str(field.default)
            assert said == ("false" if field.default is False else plain), name
        if heading == "`briefing`" and name != "title":
            parse(briefing(sample), file="c.yaml")
        if heading == "`sources`":
            parse(
                source(sample if name in {"path", "feed", "url"} else f"feed: https://x.example/\n{sample}"),
                file="c.yaml",
            )
        if heading == "`limits`":
            parse(SMALL + f"limits: {{{sample}}}\n", file="c.yaml")
        if heading == "`sections`" and name not in {"key", "title"}:
            parse(section(sample), file="c.yaml")


def test_examples_in_the_docs_load(root: Path) -> None:
    """Every YAML block of the page is a sound configuration."""
    text = (root / "docs" / "configuration.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert len(blocks) >= 2
    for block in blocks:
        parse(block, file="docs/configuration.md")


def test_the_schema_is_json_and_knows_the_keys() -> None:
    """Editors get a schema that refuses unknown keys and names the required ones."""
    made = json.loads(json.dumps(schema()))
    assert made["required"] == ["briefing", "sections"]
    assert made["additionalProperties"] is False
    assert made["$defs"]["BriefingConfig"]["properties"]["max_words"]["minimum"] == 20


# --- delivery --------------------------------------------------------------------------------------------------------

DELIVERY = """\
briefing: {title: T}
sections: [{key: outcomes, title: O}, {key: military, title: M}]
delivery:
  smtp: {host: mail.example.org}
  sender: Desk <desk@example.org>
  unsubscribe: {mailto: leave@example.org}
"""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  password: hunter2", "delivery.password: no password stands in this file"),
        ("  smtp_password: hunter2", "delivery.smtp_password: no password stands in this file"),
        ("  api_token: hunter2", "no password stands in this file"),
        ("  subject: '{titel}'", "7: delivery.subject: {titel} means nothing here; known are {title}, {number}"),
        ("  subject: '{title'", "a curly bracket has no partner"),
        (
            "  editions: {mil: [militry]}",
            "7: delivery.editions.mil[0]: 'militry' is the key of no section, did you mean",
        ),
        ("  editions: {mil: []}", "delivery.editions.mil: is empty; write 'all' or the keys of sections"),
        ("  editions: {mil: some}", "must be all, or a list of section keys"),
        ("  operator: nobody", "delivery.operator: must be a mail address"),
        ("  reply_to: A <a@b.org> <c@d.org>", "must be an address, or a name and an address"),
        ("  ping: http://example.org", "must be an address that begins with https://"),
        ("  ping: https://u:p@example.org/", "no user name or password stands in an address"),
        ("  dkim: {selector: s, domain: B.org, key_file: k}", "must be a domain in small letters"),
        ("  retries: many", "must be a whole number, such as 5; is 'many'"),
    ],
)
def test_faults_of_delivery(line: str, said: str) -> None:
    """Each with its line and what would be right, and never the password."""
    found = "\n".join(faults(DELIVERY + line + "\n"))
    assert said in found
    assert "hunter2" not in found


@pytest.mark.parametrize(
    ("smtp", "said"),
    [
        ("{host: mail.example.org, security: none}", "is for localhost only"),
        ("{host: mail.example.org, user: u}", "with a user goes password_env or password_file"),
        ("{host: mail.example.org, password_env: X}", "a password is named but no user"),
        ("{host: mail.example.org, user: u, password_env: X, password_file: x}", "exclude each other"),
        ("{host: mail.example.org, user: u, password_env: my secret}", "not the password"),
        ("{host: mail.example.org, user: u, password: hunter2}", "delivery.smtp.password: no password stands"),
        ("{host: 'a b'}", "must be the name of a server"),
        ("{}", "delivery.smtp.host: this key is missing, such as mail.example.org"),
    ],
)
def test_faults_of_a_server(smtp: str, said: str) -> None:
    """What contradicts itself, or would send a password in the clear, is refused before anything is sent."""
    found = "\n".join(faults(DELIVERY.replace("{host: mail.example.org}", smtp)))
    assert said in found
    assert "hunter2" not in found


def test_delivery_is_no_part_of_an_edition() -> None:
    """Who gets it doesn't change the digest of the configuration, which each edition names."""
    config = parse(DELIVERY, file="c.yaml")
    assert config.delivery is not None
    assert config.digest == parse(DELIVERY.partition("delivery:")[0], file="c.yaml").digest
    assert (config.delivery.smtp.real_port, config.delivery.named) == (587, {"full": ()})
    local = parse(DELIVERY.replace("{host: mail.example.org}", "{host: localhost, security: none}"), file="c.yaml")
    assert local.delivery is not None
    assert local.delivery.smtp.real_port == 25
