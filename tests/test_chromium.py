"""The HTML edition in a browser: it fits every width, loads nothing, works without scripts and is accessible."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from PIL import Image
from render_example import edition_of, example, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WIDTHS = (320, 768, 1600)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
OPEN_ALL = "document.querySelectorAll('details').forEach(details => details.open = true)"
LINES = """() => [...document.querySelectorAll('li[data-item]')].map(item => {
    const range = document.createRange();
    range.selectNode(item.firstChild);
    const tops = new Set([...range.getClientRects()].map(rect => Math.round(rect.top)));
    return [item.firstChild.length, tops.size];
})"""
"""Of every item: how many characters its words have, and over how many lines they run."""

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium here; `make test-setup` installs it"),
    pytest.mark.skipif(find_spec("playwright") is None, reason="playwright is not installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    from playwright.sync_api import sync_playwright

    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=PROGRAM, args=as_root)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's HTML edition."""
    path = tmp_path_factory.mktemp("edition") / "edition.html"
    path.write_text(edition_of(example()), encoding="utf-8")
    return path


def opened(browser: Browser, path: Path, width: int, scheme: Scheme = "light", *, scripts: bool = True) -> Page:
    """The page in a window of its own."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts, offline=False
    )
    page = context.new_page()
    page.goto(path.as_uri())
    return page


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    found = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert isinstance(found, int)
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_fits_and_is_accessible(browser: Browser, file: Path, width: int, scheme: Scheme) -> None:
    """Closed and open: nothing scrolls sideways and axe-core finds no violation; the picture has the colours of its scheme."""
    page = opened(browser, file, width, scheme)
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("L")
    assert picture.width == width
    middle = picture.resize((1, 1), Image.Resampling.BOX).tobytes()[0]
    assert middle > 200 if scheme == "light" else middle < 60
    spec = find_spec("axe_playwright_python")
    assert spec
    assert spec.origin
    axe = (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    assert overflow(page) <= 0
    page.evaluate(OPEN_ALL)
    assert overflow(page) <= 0
    page.evaluate(axe)
    found = page.evaluate("axe.run().then(done => done)")
    violations = [(v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in found["violations"]]
    assert violations == []
    assert len(found["passes"]) > 20
    page.context.close()


def test_nothing_is_loaded_and_nothing_is_complained_of(browser: Browser, file: Path) -> None:
    """The only request is the one for the file itself; the console stays empty."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri(), wait_until="networkidle")
    page.evaluate(OPEN_ALL)
    page.emulate_media(media="print")
    assert [address for address in asked if not address.startswith("data:font/woff2;")] == [file.as_uri()]
    assert said == []
    context.close()


def test_items_open_without_scripts(browser: Browser, file: Path) -> None:
    """A click on the line under an item shows its passages, and a takeaway leads to its item."""
    page = opened(browser, file, 768, scripts=False)
    passage = page.locator("li[data-item='2'] figure").first
    assert not passage.is_visible()
    page.locator("li[data-item='2'] summary").click()
    assert passage.is_visible()
    assert passage.locator("mark").inner_text().startswith("No ceasefire was agreed")
    page.locator(".takeaways a[href^='#item']").first.click()
    assert page.url.endswith(f"#item-{example().takeaways[0].item}")
    page.context.close()


def test_the_summary_can_be_reached_by_keyboard(browser: Browser, file: Path) -> None:
    """Tabulator and space open an item."""
    page = opened(browser, file, 768)
    page.locator("li[data-item='1'] summary").focus()
    page.keyboard.press("Space")
    assert page.locator("li[data-item='1'] figure").first.is_visible()
    page.context.close()


def test_lines_are_of_a_length_that_reads_well(browser: Browser, file: Path) -> None:
    """On a wide screen a full line of an item holds 60 to 75 characters."""
    page = opened(browser, file, 1600)
    lines = [(length, number) for length, number in page.evaluate(LINES) if number > 1]
    assert len(lines) > 5
    assert all(length / number <= 75 for length, number in lines)
    assert max(length / (number - 1) for length, number in lines) >= 60
    page.context.close()


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "text", ["x" * 2_000, "会" * 2_000, "محادثات " * 50, "🕊️" * 300, "</li></ul></section>", "\u202egnp.exe"]
)
def test_hostile_text_does_not_widen_the_page(browser: Browser, tmp_path: Path, text: str) -> None:
    """However long a word is, in whatever script, nothing runs off the page, open or closed, narrow or wide."""
    path = tmp_path / "hostile.html"
    path.write_text(edition_of(hostile(text), text), encoding="utf-8")
    for width in (320, 1600):
        page = opened(browser, path, width)
        page.evaluate(OPEN_ALL)
        assert overflow(page) <= 0
        page.context.close()


def test_printed_from_a_browser_the_page_is_the_briefing_alone(browser: Browser, file: Path) -> None:
    """Contents, passages and charts are left out; the line behind an item stays."""
    page = opened(browser, file, 768)
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert not page.locator("svg").first.is_visible()
    assert not page.locator("figure.passage").first.is_visible()
    assert page.locator("li[data-item='1'] summary").is_visible()
    page.context.close()
