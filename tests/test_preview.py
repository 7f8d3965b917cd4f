"""`digest preview`: the draft on loopback, made again on change, and what is wrong with it as a page."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from http.server import HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from digest import preview
from digest.cli import main
from digest.cli.preview import plans
from digest.errors import ConfigError, TemplateError
from digest.model import Reading

ARTICLE = "Talks end\n\nThe two sides agreed on Monday to exchange 1,200 prisoners.\n"
CONFIG = """briefing: {title: Lake talks, formats: [md]}
sources: [{path: articles/}]
sections: [{key: outcomes, title: Outcomes}]
"""


@dataclass
class Desk:
    """A draft whose making a test decides, and its server."""

    folder: Path
    config: Path
    templates: Path
    error: Exception | None = None
    made: int = 0
    files: dict[str, bytes] = field(
        default_factory=lambda: {"a.html": b"<body><p>No. %d</p></body>", "a.pdf": b"%PDF-"}
    )
    server: HTTPServer = field(init=False)

    def __post_init__(self) -> None:
        def make() -> Mapping[str, bytes]:
            self.made += 1
            if self.error:
                raise self.error
            return {name: body.replace(b"%d", b"%d" % self.made) for name, body in self.files.items()}

        def load() -> preview.Plan:
            if isinstance(self.error, ConfigError):
                raise self.error
            return preview.Plan((self.config, self.templates), make)

        self.server = preview.server(preview.Draft(load, (self.config,)))

    def ask(self, path: str = "/", method: str = "GET", **headers: str) -> tuple[HTTPResponse, str]:
        """The answer to one request, and its body."""
        return ask(self.server, path, method, **headers)


def ask(server: HTTPServer, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, str]:
    """Asks a server, which answers this one request in a thread of its own."""
    answering = Thread(target=server.handle_request)
    answering.start()
    connection = HTTPConnection(*server.server_address[:2], timeout=60)  # type: ignore[arg-type]
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer, answer.read().decode()
    finally:
        connection.close()
        answering.join()


def write(path: Path, text: str) -> None:
    """Writes a file that counts as changed, however coarse the clock of the disk is."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A server of a draft that depends on a configuration and a folder of templates."""
    made = Desk(tmp_path, tmp_path / "config.yaml", tmp_path / "templates")
    made.templates.mkdir()
    write(made.config, CONFIG)
    with made.server:
        yield made


def test_the_draft_is_served_on_loopback(desk: Desk) -> None:
    """The page is the HTML edition with links to the other files and a script; nobody but this machine can connect."""
    answer, body = desk.ask()
    assert desk.server.server_address[0] == "127.0.0.1"
    assert answer.status == 200
    assert body.startswith("<body><p>No. 1</p>")
    assert 'href="/a.pdf"' in body
    assert body.rstrip().endswith("</script></body>")
    assert answer.getheader("Refresh") is None
    assert "default-src 'none'" in (answer.getheader("Content-Security-Policy") or "")
    answer, body = desk.ask("/a.pdf")
    assert (answer.getheader("Content-Type"), body) == ("application/pdf", "%PDF-")
    assert desk.made == 1


def test_the_script_is_the_one_that_the_policy_allows(desk: Desk) -> None:
    """The digest in the policy is that of the script in the page."""
    from base64 import b64encode
    from hashlib import sha256

    answer, body = desk.ask()
    script = body.rpartition("</script>")[0].rpartition("<script")[2].partition(">")[2]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in (answer.getheader("Content-Security-Policy") or "")


@pytest.mark.parametrize("changed", ["config.yaml", "templates/style.css", "templates/own/blocks.md.j2"])
def test_a_change_makes_the_draft_again(desk: Desk, changed: str) -> None:
    """Once for each change of the configuration or of a file among the templates, and not without one; the page learns of it."""
    first = desk.ask()[1]
    assert desk.ask()[1] == first
    state = desk.ask("/state")[1]
    assert f'data-state="{state}"' in first
    (desk.folder / changed).parent.mkdir(exist_ok=True)
    for number in (2, 3):
        write(desk.folder / changed, f"# change {number}\n")
        now = desk.ask("/state")[1]
        assert now != state
        assert desk.made == number - 1, "asking for the state makes nothing"
        state, body = now, desk.ask()[1]
        assert f"No. {number}" in body
        assert f'data-state="{state}"' in body
    assert desk.made == 3


def test_a_change_during_the_making_is_seen(desk: Desk) -> None:
    """A file that changes while the draft is made from it makes the page out of date at once."""
    desk.ask()
    write(desk.config, "# one\n")
    make = desk.files

    class Changing(dict[str, bytes]):
        def items(self) -> object:  # type: ignore[override]
            write(desk.config, "# two\n")
            return make.items()

    desk.files = Changing()
    body = desk.ask()[1]
    assert "No. 2" in body
    assert desk.ask("/state")[1] not in body


def test_a_fault_is_a_page(desk: Desk) -> None:
    """A fault of the YAML is shown with its line, escaped, and the page comes back by itself.

    The last good draft stays linked, and the cure is seen.
    """
    desk.ask()
    write(desk.config, "briefing:\n  titel: <b>Lake & talks</b>\n")
    desk.error = ConfigError([f"{desk.config}:2: briefing.titel: unknown key <i>", f"{desk.config}:1: another"])
    answer, body = desk.ask()
    assert answer.status == 200
    assert answer.getheader("Refresh") == "2"
    assert "2: briefing.titel: unknown key &lt;i&gt;" in body
    assert "<pre>2:   titel: &lt;b&gt;Lake &amp; talks&lt;/b&gt;</pre>" in body
    assert "<pre>1: briefing:</pre>" in body
    assert "<b>" not in body
    assert "<i>" not in body
    assert 'href="/a.html"' in body
    assert desk.ask("/a.html")[1] == "<body><p>No. 1</p></body>"
    write(desk.config, CONFIG)
    desk.error = None
    assert "No. 2" in desk.ask()[1]


def test_a_fault_of_a_template_is_a_page(desk: Desk) -> None:
    """It names the template and shows the line; it isn't tried again before something changes."""
    template = desk.templates / "page.html.j2"
    write(template, "one\n{{ <two> }}\n")
    desk.error = TemplateError(f"{template}:2: unexpected '<'")
    for _ in range(2):
        body = desk.ask()[1]
        assert "page.html.j2:2: unexpected &#x27;&lt;&#x27;" in body
        assert "<pre>2: {{ &lt;two&gt; }}</pre>" in body
    assert desk.made == 1


@pytest.mark.parametrize("line", ["password: hunter2", "smtp: {api_key: hunter2}"])
def test_a_password_is_not_shown(desk: Desk, line: str) -> None:
    """A line that may hold what no configuration should isn't printed."""
    write(desk.config, f"{line}\n")
    desk.error = ConfigError([f"{desk.config}:1: unknown key"])
    body = desk.ask()[1]
    assert "config.yaml:1: unknown key" in body
    assert "hunter2" not in body


def test_only_watched_files_are_quoted(desk: Desk) -> None:
    """A message that names another file shows no line of it."""
    other = desk.folder / "other.txt"
    write(other, "a secretive line\n")
    desk.error = TemplateError(f"{other}:1: is odd")
    body = desk.ask()[1]
    assert "other.txt:1: is odd" in body
    assert "secretive" not in body


@pytest.mark.parametrize(
    "host", ["rebound.example", "127.0.0.1", "127.0.0.1:1", "localhost.rebound.example:{port}", ""]
)
def test_another_host_is_refused(desk: Desk, host: str) -> None:
    """A name that was led to loopback gets nothing, and makes nothing."""
    for path in ("/", "/state", "/a.pdf"):
        answer, body = desk.ask(path, Host=host.format(port=desk.server.server_port))
        assert answer.status == 421
        assert "No." not in body
    assert desk.made == 0
    assert desk.ask(Host=f"localhost:{desk.server.server_port}")[0].status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/config.yaml",
        "/../config.yaml",
        "/%2e%2e/config.yaml",
        "/a.pdf?",
        "/a.pd%66",
        "a.pdf",
        "/state/",
        "/etc/passwd",
    ],
)
def test_other_paths_are_refused(desk: Desk, path: str) -> None:
    """Nothing but the fixed routes is there, by their exact names."""
    desk.ask()
    assert desk.ask(path)[0].status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
def test_other_methods_are_refused(desk: Desk, method: str) -> None:
    """Only GET is answered."""
    answer, _ = desk.ask(method=method)
    assert (answer.status, answer.getheader("Allow")) == (405, "GET")
    assert desk.made == 0


def test_a_browser_that_goes_away_does_no_harm(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """A connection that ends without a word or in the middle of one is no fault, and the next is served."""
    for said in (b"", b"GET / HT"):
        with socket.create_connection(desk.server.server_address[:2]) as gone:  # type: ignore[arg-type]
            gone.sendall(said)
        desk.server.handle_request()
    assert capsys.readouterr() == ("", "")
    assert desk.ask()[0].status == 200


def test_few_files_of_a_folder_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of templates that holds a disk doesn't hold up the page."""
    monkeypatch.setattr(preview, "_MOST_FILES", 3)
    for number in range(9):
        (tmp_path / f"{number}.j2").touch()
    assert len(preview.stamps([tmp_path])) == 4


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a configuration and an article, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    write(tmp_path / "config.yaml", CONFIG)
    return tmp_path


@pytest.mark.parametrize("no_archive", [True, False])
def test_what_is_served_is_the_draft(talks: Path, no_archive: bool) -> None:
    """The command serves what `build` would write, follows the YAML, shows its faults, and writes nothing."""
    before = sorted(talks.rglob("*"))
    config = Path("config.yaml")
    with preview.server(preview.Draft(plans(config, (), None, no_archive=no_archive), (config,))) as server:
        body = ask(server, "/")[1]
        assert "1,200 prisoners" in body
        name = next(part.partition('"')[0] for part in body.split('href="/') if ".md" in part.partition('"')[0])
        assert "## Outcomes" in ask(server, f"/{name}")[1]
        write(config, CONFIG.replace("Outcomes", "What they agreed"))
        assert "What they agreed" in ask(server, "/")[1]
        write(config, CONFIG.replace("key: outcomes", "kee: outcomes"))
        body = ask(server, "/")[1]
        assert "config.yaml:3: " in body
        assert "<pre>3: sections: [{kee: outcomes, title: Outcomes}]</pre>" in body
        assert f'href="/{name}"' in body
        write(config, CONFIG)
        write(Path("overrides.yaml"), "bann: []\n")
        assert "overrides.yaml:1: " in ask(server, "/")[1]
    Path("overrides.yaml").unlink()
    assert sorted(talks.rglob("*")) == before


def test_sources_are_read_once(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of the look asks no source again; a change of the sources does."""
    from digest import reading

    read: reading.Reader = reading.read
    asked: list[object] = []

    def counting(*given: object, **options: object) -> Reading:
        asked.append(given)
        return read(*given, **options)

    monkeypatch.setattr(reading, "read", counting)
    plan = plans(Path("config.yaml"), (), None, no_archive=True)
    for text, times in ((CONFIG, 1), (CONFIG.replace("Lake", "Hill"), 1), (CONFIG.replace("articles/", "articles"), 2)):
        write(Path("config.yaml"), text)
        plan().make()
        assert len(asked) == times


def test_the_command_says_where_it_serves(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It prints the address, and Ctrl-C ends it in peace; a port that is taken is a wrong usage."""

    def interrupted(server: HTTPServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(HTTPServer, "serve_forever", interrupted)
    done = CliRunner().invoke(main, ["preview", "--no-archive"])
    assert done.exit_code == 0
    assert done.stdout.startswith("The draft is at http://127.0.0.1:")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = CliRunner().invoke(main, ["preview", "--port", str(taken.getsockname()[1])])
    assert done.exit_code == 2
    assert "cannot be used" in done.stderr
