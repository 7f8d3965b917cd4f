"""The editor's hand: what overrides.yaml may say, and that it is done, said and provable."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talks_example import CONFIG, article, config, documents, prose

from digest import edition, explain
from digest.analyse import analyse
from digest.archive.store import Store
from digest.compose import compose
from digest.config import Config, load
from digest.config.overrides import MAX_LABEL, Overrides, parse
from digest.errors import ConfigError
from digest.model import OVERRIDE, Briefing, Document, Item, Judged, Selection, fold
from digest.render import html, markdown
from digest.select import notes, overrule, select
from digest.select.overrides import pinned
from digest.verify import verify

ID, OTHER = "3f2a9c01b7de-1234", "0123456789ab-0"
KEYS = ("outcomes", "demands", "military", "reactions")
CUTOFF = datetime(2025, 6, 4, 6, tzinfo=UTC)
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

SWAP = "Russia and Ukraine agreed to exchange 1,200 prisoners at the talks on Monday."
BASES = "Ukrainian forces attacked four air bases and destroyed 41 aircraft on Sunday."
WITHDRAW = "Russia demanded that Ukraine withdraw its troops from four regions before any ceasefire."
GRAIN = "Prices of grain and insurance for ships on the lake rose by 12 percent in May."
HE_SAID = "He said the ministers would meet again before the end of the month."
TEA = "The mediators spent the night on a boat on the lake with tea and maps."


def faults(text: str) -> list[str]:
    """The faults of an overrides file, without its name."""
    with pytest.raises(ConfigError) as caught:
        parse(text, file="o.yaml", sections=KEYS)
    assert caught.value.exit_code == 2
    return [fault.removeprefix("o.yaml:") for fault in caught.value.faults]


class Made:
    """Every step of a briefing of some articles under an editor's hand."""

    def __init__(self, docs: Sequence[Document], editor: Overrides, wanted: Config | None = None) -> None:
        self.docs = tuple(docs)
        self.config = (wanted or config()).edited(editor)
        self.judged: tuple[Judged, ...] = overrule(analyse(self.docs, self.config), self.docs, self.config)
        self.selection: Selection = select(self.judged, self.docs, self.config)
        told = notes(self.judged, self.docs, editor)
        self.briefing: Briefing = compose(
            self.selection, self.judged, self.docs, told, self.config, cutoff=CUTOFF, program="test"
        )
        self.items: dict[str, Item] = {i.text: i for s in self.briefing.sections for i in s.items}

    def item(self, words: str) -> Item:
        """The item that prints these words."""
        return next(item for text, item in self.items.items() if words in text)


def key_of(docs: Sequence[Document], words: str) -> str:
    """Id of the first sentence that begins with these words."""
    doc = next(doc for doc in docs if words in doc.text)
    return f"{doc.id[:12]}-{doc.text.index(words)}"


# --- the file --------------------------------------------------------------------------------------------------------


def test_everything_that_can_be_said() -> None:
    """Lists and blocks, in any order; white space is folded; a key with nothing behind it says nothing."""
    text = f"head:\n  {ID}:  Ceasefire \n    terms\npin: ['{ID}']\nmove: {{{ID}: military}}\nban:\n- {OTHER}\n"
    made = parse(text, file="o.yaml", sections=KEYS)
    assert made == Overrides({OTHER: ""}, (ID,), {ID: "military"}, {ID: "Ceasefire terms"})
    assert made.ids == (OTHER, ID)
    with_reason = parse(f"ban:\n  {OTHER}: a  mistake\n  {ID}:\npin:\n", file="o.yaml", sections=KEYS)
    assert with_reason == Overrides({OTHER: "a mistake", ID: ""})


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "~", "pin:\n", "{}"])
def test_a_file_that_says_nothing_overrides_nothing(text: str) -> None:
    """An editor may leave the file empty."""
    assert parse(text, file="o.yaml", sections=KEYS) == Overrides()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"pins: [{ID}]", "1: pins: unknown key, did you mean pin?"),
        ("colour: red", "1: colour: unknown key, known here: ban, pin, move, head"),
        ("- pin", "1: must begin with a key such as 'ban:'; is a list"),
        ("pin", "1: must begin with a key such as 'ban:'; is 'pin'"),
        (f"pin: {ID}", f"1: pin: must be a list of ids, such as [3f2a9c01b7de-1234]; is '{ID}'"),
        (f"pin: {{{ID}: yes}}", "1: pin: must be a list of ids, such as [3f2a9c01b7de-1234]; is a block of keys"),
        (
            f"move: [{ID}]",
            "1: move: must be a block with one id a line, such as {3f2a9c01b7de-1234: military}; is a list",
        ),
        ("ban:\n- [x]\n", "2: ban[0]: must be the id of a sentence, such as 3f2a9c01b7de-1234; is a list"),
        ("pin:\n- 3F2A9C01B7DE-1\n", "2: pin[0]: '3F2A9C01B7DE-1' is no id of a sentence, such as"),
        ("ban:\n  3f2a9c01b7de: why\n", "2: ban.3f2a9c01b7de: '3f2a9c01b7de' is no id of a sentence, such as"),
        (f"ban:\n- {ID}\n- {ID}\n", f"3: ban[1]: {ID} stands in the list already, line 2"),
        (f"ban:\n  {ID}:\n    why: x\n", f"2: ban.{ID}: must be text, such as"),
        (f"ban: [{ID}]\npin: [{ID}]\n", f"2: pin[0]: {ID} is banned on line 1; keep one of the two"),
        (f"move:\n  {ID}: milit\n", f"2: move.{ID}: 'milit' is the key of no section, did you mean military?"),
        (f"move:\n  {ID}:\n", f"2: move.{ID}: names no section; known here: outcomes, demands, military, reactions"),
        (f"move:\n  {ID}: x\n", f"2: move.{ID}: 'x' is the key of no section, known here: outcomes, demands"),
        (f"head:\n  {ID}:\n", f"2: head.{ID}: is empty"),
        (f"head:\n  {ID}: a [b]\n", f"2: head.{ID}: holds a square bracket"),
        (f"head:\n  {ID}: {'a' * (MAX_LABEL + 1)}\n", f"2: head.{ID}: is longer than 80 characters"),
        (
            f'head:\n  {ID}: "Terms \\u202Eyad"\n',
            f"2: head.{ID}: holds U+202E, which cannot be seen in print; write it without",
        ),
        (f"head:\n  {ID}: Te\u200brms\n", f"2: head.{ID}: holds U+200B"),
        (f'head:\n  {ID}: "Terms\\e[31m"\n', f"2: head.{ID}: holds the invisible character U+001B"),
        (f'head:\n  {ID}: "\\u2066\\u200B\\u00AD\\u2060"\n', f"2: head.{ID}: holds U+2066, U+200B, U+00AD, which"),
        (f'ban:\n  {ID}: "a \\u202E b"\n', f"2: ban.{ID}: holds U+202E"),
        (f"pin:\n- {ID}\npin: []\n", "3: pin: stands twice, first on line 1"),
        ("pin: [a b: c", "1: the list that opens here needs commas"),
    ],
)
def test_faults(text: str, said: str) -> None:
    """Every fault has its line, the path of its key and what would be right."""
    assert said in "\n".join(faults(text))


def test_all_faults_come_at_once() -> None:
    """In the order of the file."""
    found = faults(f"pin: [x, {ID}]\nban: [{ID}]\nmove: {{{OTHER}: x}}\nhed: {{}}\n")
    assert [fault.partition(":")[0] for fault in found] == ["1", "1", "3", "4"]


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(["ban", "pin", "move", "head", "x"]),
        st.recursive(
            st.sampled_from([ID, OTHER, "military", "", "x", None]),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([ID, OTHER, "x"]), inner),
            max_leaves=6,
        ),
    )
)
def test_any_values_are_read_or_refused(values: dict[str, object]) -> None:
    """Whatever stands in the file, it is overrides or faults with lines."""
    made, found = None, list[str]()
    try:
        made = parse(json.dumps(values), file="o.yaml", sections=KEYS)
    except ConfigError as error:
        found = list(error.faults)
    assert all(re.match(r"o\.yaml:1: ", fault) for fault in found)
    if made is None:
        assert found
    else:
        assert set(made.ids) <= {ID, OTHER}
        assert set(made.ban).isdisjoint(made.pin)


def test_the_file_is_found_beside_the_configuration_or_where_it_says(tmp_path: Path) -> None:
    """By its usual name if it is there, by another that must exist; the configuration's digest covers what it says."""
    plain, named = tmp_path / "config.yaml", tmp_path / "named.yaml"
    plain.write_text(CONFIG, encoding="utf-8")
    named.write_text(CONFIG + "overrides: desk/mine.yaml\n", encoding="utf-8")
    assert load(plain).editor == Overrides()
    digest = load(plain).digest
    (tmp_path / "overrides.yaml").write_text(f"pin: [{ID}]\n", encoding="utf-8")
    assert load(plain).editor.pin == (ID,)
    assert load(plain).digest != digest
    with pytest.raises(ConfigError, match=r"mine\.yaml: there is no such file; `overrides` in .*named\.yaml names it"):
        load(named)
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "mine.yaml").write_text(f"# here, too\npin:\n  - {ID}\n", encoding="utf-8")
    assert (load(named).editor, load(named).editor.file) == (load(plain).editor, "desk/mine.yaml")
    assert load(named).digest == load(plain).digest
    (tmp_path / "desk" / "mine.yaml").write_text("", encoding="utf-8")
    assert load(named).digest == digest
    (tmp_path / "desk" / "mine.yaml").write_text(f"\nmove: {{{ID}: nowhere}}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"mine\.yaml:2: move\.{ID}: 'nowhere' is the key of no section"):
        load(named)


def test_a_link_to_nothing_and_a_folder_are_faults(tmp_path: Path) -> None:
    """What stands there under the usual name is meant."""
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "overrides.yaml").symlink_to("gone.yaml")
    with pytest.raises(ConfigError, match=r"overrides\.yaml: there is no such file"):
        load(tmp_path / "config.yaml")
    (tmp_path / "overrides.yaml").unlink()
    (tmp_path / "overrides.yaml").mkdir()
    with pytest.raises(
        ConfigError, match=r"is a folder; name the file in it, such as .*overrides\.yaml/overrides\.yaml"
    ):
        load(tmp_path / "config.yaml")


@pytest.mark.parametrize("name", ["overrides.yaml", "config.yaml"])
def test_a_pipe_and_a_device_are_faults(tmp_path: Path, name: str) -> None:
    """Nobody may ever write into a pipe, and a device may never end: neither is waited for."""
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / name)
    with pytest.raises(ConfigError, match=rf"{name}: is a pipe or a device, not a file"):
        load(tmp_path / "config.yaml")
    (tmp_path / name).unlink()
    (tmp_path / name).symlink_to("/dev/zero")
    with pytest.raises(ConfigError, match=rf"{name}: is a pipe or a device, not a file"):
        load(tmp_path / "config.yaml")


def test_a_file_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    """A file of a terabyte costs no more than the largest that is allowed."""
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    with (tmp_path / "overrides.yaml").open("wb") as stream:
        stream.truncate(2**40)
    with pytest.raises(ConfigError, match=r"overrides\.yaml: is larger than [\d,]+ bytes"):
        load(tmp_path / "config.yaml")


def test_the_example_in_the_docs_is_sound(root: Path) -> None:
    """What is shown can be used."""
    (block,) = re.findall(r"```yml\n(.*?)```", (root / "docs" / "configuration.md").read_text(encoding="utf-8"), re.S)
    made = parse(block, file="docs/configuration.md", sections=KEYS)
    assert made.ban
    assert made.pin
    assert made.move
    assert made.head


# --- what is done ----------------------------------------------------------------------------------------------------


def test_a_banned_sentence_is_struck_everywhere() -> None:
    """It is not printed, nor are the same words of another article; it is counted and explained."""
    docs = (prose(SWAP, BASES), prose(f"{WITHDRAW} {SWAP}", name="beta"))
    assert any(SWAP in text for text in Made(docs, Overrides()).items)
    made = Made(docs, Overrides(ban={key_of(docs, SWAP): "taken back"}))
    assert not any(SWAP in text for text in made.items)
    assert SWAP not in edition.to_json(made.briefing).decode()
    assert ("struck by the editor", 2) in made.briefing.coverage.dropped
    rows = [row for row in explain.rows(made.docs, made.judged, made.selection) if row["text"] == SWAP]
    assert [row["dropped"] for row in rows] == ["banned", "banned"]
    assert rows[0]["editor"] == ["struck by the editor (taken back)"]
    assert rows[1]["editor"] == [f"struck by the editor (the same words as {rows[0]['id']})"]
    assert "editor: struck by the editor (taken back)" in explain.table(rows[0])


def test_words_that_are_banned_in_one_article_may_be_pinned_in_another() -> None:
    """So an editor says which article they are to come from."""
    docs = (prose(SWAP), prose(f"{WITHDRAW} {SWAP}", name="beta"))
    made = Made(docs, Overrides(ban={key_of(docs[:1], SWAP): ""}, pin=(key_of(docs[1:], SWAP),)))
    assert made.item(SWAP).quotes[0].doc == docs[1].id


def test_a_pinned_sentence_is_printed_and_says_so() -> None:
    """Whatever it is worth: here one that fits no section, in an article off the topic."""
    docs = (prose(SWAP, BASES), prose(TEA, "Bread is made of flour and water, and of patience.", name="beta"))
    bread = "Bread is made of flour and water, and of patience."
    assert not any(bread in text for text in Made(docs, Overrides()).items)
    made = Made(docs, Overrides(pin=(key_of(docs, bread),)))
    item = made.item(bread)
    assert item.editor == ("pinned",)
    assert item.attribution == "Beta News, 2 June; pinned by the editor"
    assert "; pinned by the editor*" in markdown(made.briefing, templates=TEMPLATES)
    (row,) = [row for row in explain.rows(made.docs, made.judged, made.selection) if row["text"] == bread]
    assert (row["selected"], row["editor"]) == (True, ["pinned by the editor"])
    assert f"id {row['id']}" in explain.table(row)


def test_a_pinned_sentence_goes_to_its_best_section_or_where_it_is_moved() -> None:
    """The score decides where the editor does not."""
    docs = (prose(SWAP, TEA),)
    plain = next(j for j in analyse(docs, config()) if j.sent.text == TEA)
    best = max((score, key) for key, score in plain.label.scores if key != "none")[1]
    pin = Overrides(pin=(key_of(docs, TEA),))
    assert Made(docs, pin).item(TEA).section == best
    moved = Made(docs, replace(pin, move={key_of(docs, TEA): "reactions"})).item(TEA)
    assert (moved.section, moved.editor) == ("reactions", ("pinned", "moved"))


def test_pins_come_first_and_count() -> None:
    """They take their words from the budget, and are printed where they alone overrun it."""
    docs = (prose(f"{SWAP} {BASES} {WITHDRAW}"), prose(TEA, GRAIN, name="beta"))
    tight = config(changes=[("max_words: 200", "max_words: 20")])
    one = Made(docs, Overrides(pin=(key_of(docs, TEA),)), tight)
    assert list(one.items) == [TEA]
    both = Made(docs, Overrides(pin=(key_of(docs, TEA), key_of(docs, GRAIN))), tight)
    assert sorted(both.items) == sorted([TEA, GRAIN])


def test_a_pinned_sentence_brings_what_it_leans_on() -> None:
    """Where that can be had; else it stands alone."""
    docs = (prose(f"{TEA} {HE_SAID}"),)
    key = key_of(docs, HE_SAID)
    assert Made(docs, Overrides(pin=(key,))).item(HE_SAID).text == f"{TEA} {HE_SAID}"
    alone = Made(docs, Overrides(ban={key_of(docs, TEA): ""}, pin=(key,)))
    assert list(alone.items) == [HE_SAID]
    far = (prose("Bread is made of flour, water and patience. He said it tastes of nothing else."),)
    off_topic = Made(far, Overrides(pin=(key_of(far, "He said"),)))
    assert list(off_topic.items) == [far[0].text.strip()]


@pytest.mark.parametrize(
    ("gate", "comes"),
    [("", True), ("filler", True), ("off-topic", True)] + [(g, False) for g in ("banned", "furniture", "language")],
)
def test_what_is_never_printed_is_no_antecedent(gate: str, comes: bool) -> None:
    """A pin doesn't bring in what the editor struck, page furniture, or words in another language."""
    docs = (prose(f"{TEA} {HE_SAID}"),)
    edited = config().edited(Overrides(pin=(key_of(docs, HE_SAID),)))
    made = overrule(analyse(docs, edited), docs, edited)
    judged = tuple(replace(j, dropped=gate) if j.sent.text == TEA else j for j in made)
    (unit,) = pinned(judged, ())
    assert [part.sent.text for part in unit.parts] == ([TEA, HE_SAID] if comes else [HE_SAID])


def test_two_pins_that_need_each_other_are_one_item() -> None:
    """No sentence is printed twice."""
    docs = (prose(f"{TEA} {HE_SAID}"),)
    pins = (key_of(docs, HE_SAID), key_of(docs, TEA))
    for order in (pins, pins[::-1]):
        assert list(Made(docs, Overrides(pin=order, move=dict.fromkeys(pins, "outcomes"))).items) == [
            f"{TEA} {HE_SAID}"
        ]
    apart = Made(docs, Overrides(pin=pins, move={pins[0]: "outcomes", pins[1]: "reactions"}))
    assert {text: item.section for text, item in apart.items.items()} == {HE_SAID: "outcomes", TEA: "reactions"}


def test_what_was_set_aside_can_be_pinned() -> None:
    """A block of furniture or a caption comes whole, and is provable like every other quote."""
    docs = (
        article(("paragraph", SWAP), ("caption", "The lake in June. Photo taken at dawn."), ("furniture", "Share")),
    )
    key = key_of(docs, "The lake in June")
    made = Made(docs, Overrides(pin=(key,), move={key: "reactions"}))
    assert made.item("The lake in June").text == "The lake in June. Photo taken at dawn."
    rows = [row["id"] for row in explain.rows(made.docs, made.judged, made.selection)]
    assert rows.count(key) == 1


def test_a_moved_sentence_is_printed_where_the_editor_wants_it() -> None:
    """And says so; one that is moved is not pinned by it."""
    docs = (prose(SWAP, BASES, WITHDRAW),)
    before = Made(docs, Overrides())
    assert before.item(BASES).section == "military"
    made = Made(docs, Overrides(move={key_of(docs, BASES): "outcomes"}))
    item = made.item(BASES)
    assert (item.section, item.editor) == ("outcomes", ("moved",))
    assert item.attribution.endswith("; moved here by the editor")
    (row,) = [row for row in explain.rows(made.docs, made.judged, made.selection) if row["text"] == BASES]
    assert row["editor"] == ["moved from military to outcomes by the editor"]
    assert not Made((prose("Bread is flour and water."),), Overrides(move={ID: "outcomes"})).items


def test_what_is_printed_together_moves_together() -> None:
    """A sentence that is needed takes along the one that needs it."""
    docs = (prose(f"{SWAP} {HE_SAID}", BASES),)
    made = Made(docs, Overrides(pin=(key_of(docs, HE_SAID),), move={key_of(docs, SWAP): "reactions"}))
    assert made.item(HE_SAID).section == made.item(SWAP).section == "reactions"


def test_a_label_stands_before_the_item_and_apart_from_it() -> None:
    """Bold, in square brackets, escaped, and styled as the program's words; the item's words and anchor are what they were."""
    docs = (prose(SWAP, BASES),)
    made = Made(docs, Overrides(head={key_of(docs, SWAP): "Terms *so far* <b>"}))
    assert made.item(SWAP).head == "Terms *so far* <b>"
    page = markdown(made.briefing, templates=TEMPLATES)
    (line,) = [line for line in page.splitlines() if line.startswith("- **[")]
    assert "A label in square brackets before an item is the editor’s." in page
    assert "A label in" not in markdown(Made(docs, Overrides()).briefing, templates=TEMPLATES)
    assert re.match(r"- \*\*\[Terms [^*<\]]*\]\*\* Russia and Ukraine agreed", line)
    shown = html(page, made.briefing, templates=TEMPLATES)
    assert '<strong class="label">[Terms *so far* &lt;b&gt;]</strong> Russia and Ukraine' in shown
    assert f'id="item-{made.item(SWAP).id}"' in shown


def test_ids_of_other_days_are_a_note() -> None:
    """One line names them; ids of sentences, titles and furniture of the day are known."""
    docs = (article(("title", "Talks"), ("paragraph", SWAP), ("furniture", "Share this")),)
    known = [f"{docs[0].id[:12]}-{block.span.start}" for block in docs[0].blocks]
    judged = analyse(docs, config())
    assert notes(judged, docs, Overrides(ban=dict.fromkeys(known, ""))) == ()
    (one,) = notes(judged, docs, Overrides(pin=(ID,), head={known[0]: "x"}))
    assert (one.stage, one.uri) == (OVERRIDE, "overrides.yaml")
    assert one.message == f"{ID} is in none of these articles; nothing was done"
    (many,) = notes(judged, docs, Overrides(ban={f"{n:012x}-0": "" for n in range(9)}))
    assert many.message.endswith("and 4 more are in none of these articles; nothing was done")
    strange = [f"{ID[:12]}-90", OTHER, ID, f"{ID[:12]}-1000"]
    messages = {notes(judged, docs, Overrides(pin=tuple(order)))[0].message for order in permutations(strange)}
    assert messages == {f"{OTHER}, {strange[0]}, {strange[3]}, {ID} are in none of these articles; nothing was done"}
    page = markdown(Made(docs, Overrides(pin=(ID,))).briefing, templates=TEMPLATES)
    assert f"- **Override without effect:** overrides.yaml: {ID} is in none" in page


# --- what holds of all of them ---------------------------------------------------------------------------------------


def check_edition(made: Made, folder: Path) -> None:
    """Writes data, page and evidence, and has them verified."""
    page = markdown(made.briefing, templates=TEMPLATES)
    edition.write({"e.json": edition.to_json(made.briefing), "e.md": page.encode()}, folder)
    with Store(folder / "evidence.db") as store:
        store.put(made.docs)
    verdict = verify(folder / "e.json")
    assert verdict.ok, str(verdict)
    (folder / "alone").mkdir(exist_ok=True)
    edition.write({"e.md": page.encode()}, folder / "alone")
    if made.items:
        alone = verify(folder / "alone" / "e.md", archives=[folder / "evidence.db"])
        assert alone.ok, str(alone)


def test_an_edition_with_every_kind_of_override_is_verified(tmp_path: Path) -> None:
    """With its data and from the page alone; a label that the data don't have is found, and so is a changed one."""
    docs = (prose(f"{SWAP} {BASES}", WITHDRAW), prose(f"{TEA} {HE_SAID}", GRAIN, name="beta"))
    key = key_of(docs, HE_SAID)
    editor = Overrides({key_of(docs, WITHDRAW): "x"}, (key,), {key: "outcomes"}, {key_of(docs, SWAP): "Terms"})
    made = Made(docs, editor)
    assert {deed for item in made.items.values() for deed in item.editor} == {"pinned", "moved"}
    check_edition(made, tmp_path)
    page = (tmp_path / "e.md").read_text(encoding="utf-8")
    for old, new in (("**[Terms]** ", "**[No terms]** "), (f"- {BASES[:20]}", f"- **[Lies]** {BASES[:20]}")):
        (tmp_path / "e.md").write_text(page.replace(old, new), encoding="utf-8")
        assert page.count(old) in (1, 2)
        assert "bears the label" in str(verify(tmp_path / "e.json"))


@st.composite
def edited(draw: st.DrawFn) -> tuple[tuple[Document, ...], Overrides]:
    """Articles, and overrides for any of their sentences and blocks, and for one that is in none."""
    docs = draw(documents())
    sents = [j.sent.id for j in analyse(docs, config())]
    blocks = [f"{doc.id[:12]}-{block.span.start}" for doc in docs for block in doc.blocks]
    ids = st.sampled_from([*sents, *blocks, ID])
    ban = draw(st.lists(ids, max_size=4, unique=True))
    pin = draw(st.lists(ids.filter(lambda key: key not in ban), max_size=4, unique=True))
    return docs, Overrides(
        dict.fromkeys(ban, "why"),
        tuple(pin),
        draw(st.dictionaries(ids, st.sampled_from(KEYS), max_size=4)),
        draw(st.dictionaries(ids, st.sampled_from(["Terms", "*x* <y> _z_ `q` !", "1. #"]), max_size=3)),
    )


@settings(max_examples=60)
@given(edited())
def test_whatever_is_overridden_holds(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[tuple[Document, ...], Overrides]
) -> None:
    """Bans are gone from every rendering, pins are printed once, moves obeyed, every sentence accounted for, and all can be proved."""
    docs, editor = drawn
    made = Made(docs, editor)
    home = {j.sent.id: j for j in made.judged}
    printed = [key for chosen in made.selection.chosen for key in chosen.sents]
    assert len(printed) == len(set(printed))
    assert set(printed) | set(made.selection.fell_at) == set(home)
    assert set(printed).isdisjoint(editor.ban)
    assert {key for key in editor.pin if key in home} <= set(printed)
    struck = {fold(home[key].sent.text).casefold() for key in editor.ban if key in home}
    for chosen in made.selection.chosen:
        for key in chosen.sents:
            assert editor.move.get(key, chosen.section) == chosen.section
            assert key in editor.pin or fold(home[key].sent.text).casefold() not in struck
        for key in chosen.claim.support:
            assert fold(home[key].sent.text).casefold() not in struck or key in editor.pin
    page = fold(markdown(made.briefing, templates=TEMPLATES))
    others = [j.sent.text for j in made.judged if j.dropped != "banned"]
    for words in (home[key].sent.text for key in editor.ban if key in home):
        assert words not in page or any(words.casefold() in other.casefold() for other in others)
    for row in explain.rows(made.docs, made.judged, made.selection):
        assert explain.table(row)
    check_edition(made, tmp_path_factory.mktemp("e"))
