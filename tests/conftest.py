"""What the tests share: a flag that rewrites golden files, the real articles where there are any, a small briefing."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import coverage
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings

from digest.cli import main
from digest.model import (
    Block,
    Briefing,
    Coverage,
    Document,
    Found,
    Group,
    Item,
    Problem,
    Quote,
    Section,
    Source,
    Span,
    Takeaway,
    quote_text,
)

if TYPE_CHECKING:
    import trustme
    from web_server import Site
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parent.parent
TOGETHER = {f"test_{name}.py" for name in ("chromium", "determinism", "eval", "postfix", "thirty_days", "vera")}
"""Files whose tests share what is costly to make: they run in one process, where there are several."""
SHARED = ROOT.parent / "shared"

# A shared machine is slow at times: what an example costs is no reason to fail.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")


# A forked process would be measured, too, at two to four times its cost, and nobody would read what was found there.
os.register_at_fork(after_in_child=partial(sys.settrace, None))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Deals out tests one by one, but for files in `TOGETHER`. The marks of `--dist loadgroup` do nothing with pytest 9.2."""
    from xdist.scheduler import LoadScopeScheduling

    class OneByOne(LoadScopeScheduling):  # type: ignore[misc] # pytest-xdist has no type information
        """What goes to one process: a file or a test."""

        def _split_scope(self, nodeid: str) -> str:
            path = nodeid.partition("::")[0]
            return path if Path(path).name in TOGETHER else nodeid

    return OneByOne(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts tests that aren't measured behind the others: what is made once and kept is then made while it counts. Else the order stays
    as it was drawn, but that those which run in one process don't come last, where a neighbour would wait for them.
    """

    def place(item: pytest.Item) -> int:
        if not item.get_closest_marker("unmeasured"):
            return 0
        return 1 if item.path.name in TOGETHER else 2

    items.sort(key=place)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Measures no coverage while a test marked `unmeasured` runs and what it needs is made."""
    stopped = []
    if item.get_closest_marker("unmeasured"):
        # A process of pytest-xdist has two, of which one goes on where the other stops.
        while measured := coverage.Coverage.current():
            measured.stop()
            stopped.append(measured)
    try:
        return (yield)
    finally:
        for measured in reversed(stopped):
            measured.start()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--golden`, which writes the golden editions anew instead of comparing with them."""
    parser.addoption("--golden", action="store_true", help="write the golden editions anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> bool:
    """True where golden files are to be written anew."""
    return bool(request.config.getoption("--golden"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and gold data beside the project; the test is skipped where there is none."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared with real articles is not here")
    return SHARED


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def make_doc() -> Callable[..., Document]:
    """Makes a document of a text and a name."""
    return document


@pytest.fixture(scope="session")
def sample() -> tuple[Briefing, tuple[Document, ...]]:
    """A briefing of three articles with everything that a quote can have, and the articles."""
    return sample_briefing()


def document(text: str, *, name: str = "a", published: str = "2025-06-02") -> Document:
    """A document of one paragraph."""
    return Document(
        id=hashlib.sha256(text.encode()).hexdigest(),
        uri=f"articles/{name}.txt",
        raw_digest=hashlib.sha256(b"raw" + text.encode()).hexdigest(),
        media_type="text/plain",
        text=text,
        blocks=(Block(Span(0, len(text)), "paragraph"),),
        title=Found(f"Title of {name}", "first line"),
        publisher=Found(f"{name.title()} News", "file name"),
        published=Found(published, "first line") if published else None,
    )


def sample_briefing() -> tuple[Briefing, tuple[Document, ...]]:
    """Three documents, of which the first two are quoted and the third is not.

    The quotes hold a cut citation mark, an elision, a word broken at a line's end, white space to fold, and signs that
    are markup.
    """
    docs = (
        document(
            "The delegations met for an hour on Monday[2].\nBoth sides agreed to swap\n  all prisoners under 25, and"
            " the bodies of 6,000 soldiers.\nOfficials, who asked not to be named, called the memo_draft *serious*.\n",
            name="alpha",
        ),
        document(
            "Mediators proposed another round & a summit before the end of June.\n"
            "All prisoners under 25 will be ex-\nchanged.\n",
            name="beta",
        ),
        document("Nothing of this is printed.\n", name="gamma", published=""),
    )
    alpha, beta, gamma = docs

    def quote(doc: Document, *parts: str) -> Quote:
        spans = tuple(Span(start := doc.text.index(part), start + len(part)) for part in parts)
        return Quote(doc.id, spans, quote_text(doc.text, spans))

    met = quote(alpha, "The delegations met for an hour on Monday", ".\n")
    met = Quote(met.doc, (met.spans[0], Span(met.spans[1].start, met.spans[1].start + 1)), met.text)
    swap = quote(alpha, "Both sides agreed to swap\n  all prisoners under 25, and the bodies of 6,000 soldiers.")
    memo = quote(alpha, "Officials", "called the memo_draft *serious*.")
    round_ = quote(beta, "Mediators proposed another round & a summit before the end of June.")
    echo = quote(beta, "All prisoners under 25 will be ex", "changed.")
    round_, echo = (replace(words, via="Harbour Wire, 1 June 2025") for words in (round_, echo))

    def item(section: str, *quotes: Quote, notes: tuple[int, ...], support: tuple[Quote, ...] = ()) -> Item:
        first = quotes[0]
        name = f"{first.doc[:12]}-{first.spans[0].start}"
        said_by = next(doc.publisher.value for doc in docs if doc.id == first.doc)
        said = f"{said_by}, 2 June" + (f"; {1 + len(support)} sources" if support else "")
        counted = 1 + len(support)
        return Item(
            name, section, quotes, notes, attribution=said, support=support, carriers=counted, independent=counted
        )

    swap_item = item("outcomes", met, swap, notes=(1, 2), support=(echo,))
    round_item = item("demands", round_, notes=(2,))
    memo_item = item("demands", memo, notes=(1,))
    sections = (
        Section("outcomes", "Outcomes", "", (Group("", (swap_item,)),)),
        Section("demands", "Demands", "", (Group("Ukraine", (round_item,)), Group("", (memo_item,)))),
        Section("military", "Military context", "", ()),
    )
    sources = tuple(
        Source(
            number=number,
            doc=doc.id,
            raw_digest=doc.raw_digest,
            uri=doc.uri,
            url="https://news.example/a" if number == 1 else "",
            title=doc.title.value,
            publisher=doc.publisher.value,
            publisher_how=doc.publisher.how,
            day=doc.published.value if doc.published else "",
            day_how=doc.published.how if doc.published else "",
            label=doc.publisher.value,
            printed=number > 0,
            via="Harbour Wire, 1 June 2025" if number == 2 else "",
        )
        for number, doc in ((1, alpha), (2, beta), (0, gamma))
    )
    briefing = Briefing(
        title="Istanbul talks",
        slug="istanbul-talks",
        day="2025-06-03",
        timezone="Europe/Istanbul",
        cutoff="2025-06-03T06:00:00+03:00",
        period=("2025-06-02", "2025-06-02"),
        number=0,
        takeaways=(Takeaway(swap_item.id, met, (1, 2)),),
        sections=sections,
        sources=sources,
        coverage=Coverage(
            articles=3,
            publishers=3,
            sentences=7,
            printed=4,
            dropped=(("fits no section", 2), ("too long", 1)),
            undated=("Gamma News",),
            one_source=("Demands",),
            unused=("Gamma News (fits no section)",),
            problems=(Problem("ingest", "articles/empty.txt", "is empty"),),
        ),
        config_digest="0" * 64,
        program="briefing-digest 0.1.0",
    )
    return briefing, docs


_FILE_SIZE = resource.getrlimit(resource.RLIMIT_FSIZE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, None, None]:
    """Lifts the limit of `full_disk` before the result is reported: the report may go to a file, too."""
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, _FILE_SIZE)


@pytest.fixture
def full_disk() -> Iterator[Callable[[int], None]]:
    """A function after which no file can grow beyond so many bytes, until the test ends."""
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield lambda size_bytes: resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, _FILE_SIZE[1]))
    signal.signal(signal.SIGXFSZ, handler)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """An empty folder that every user can enter, other than those that pytest makes."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def memory_folder() -> Iterator[Path]:
    """An empty folder in memory, where there is such a disk: for tests that write through to it thousands of times."""
    disk = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=disk if os.access(disk, os.W_OK) else None) as name:
        yield Path(name)


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server."""
    from web_server import serve

    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """A certificate authority of the tests' own."""
    import trustme

    return trustme.CA()


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A first build: what the program imports and reads late is then there, also where only root can read the checkout."""
    folder = tmp_path_factory.mktemp("warm")
    article, config = folder / "a.txt", folder / "config.yaml"
    (folder / "own").mkdir()
    (folder / "own" / "extra.j2").write_text("{# A template of one's own is rendered in a process of its own. #}")
    article.write_text("Talks end\n\nThe two sides agreed on Monday to exchange 1,200 prisoners.\n", encoding="utf-8")
    config.write_text(
        "briefing: {title: T}\ntemplates: own/\nsections: [{key: outcomes, title: Outcomes}]\n", encoding="utf-8"
    )
    command = [
        "build",
        str(article),
        "--config",
        str(config),
        "--out",
        str(folder),
        "--no-archive",
        "--date",
        "2025-06-03",
    ]
    assert CliRunner().invoke(main, [*command, "--format", "md"]).exit_code == 0


@pytest.fixture
def unprivileged(warm: None) -> Callable[[], AbstractContextManager[None]]:
    """A block in which permissions count, also where the tests run as root."""

    @contextmanager
    def block() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)

    return block
