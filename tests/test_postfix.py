"""Against a real Postfix: an edition arrives in Maildirs, refusals end in their classes, and nothing goes over a line that can't be
trusted.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import dkim
import pytest
import trustme
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from desk_example import Desk, desk
from postfix import Postfix, postfix

from digest import status
from digest.archive.store import Store
from digest.deliver import smtp
from digest.mailing import Outside

BOXES = ("a", "b", "c", "later", "gone", "operator", "editor")


@pytest.fixture(scope="module")
def server(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postfix]:
    """One Postfix for all tests here."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        with postfix(Path(name), authority, BOXES) as running:
            yield running


def a_desk(
    folder: Path, server: Postfix, authority: trustme.CA, *readers: str, more: str = "", **smtp_keys: object
) -> Desk:
    """A desk that sends by that server, over an encrypted line."""
    at = desk(folder, formats="md, pdf", more=more, readers=[f"{name}@example.net" for name in readers])
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    path = folder / "config.yaml"
    keys = {"host": "localhost", "port": server.port, "security": "starttls", "ca_file": "ca.pem", **smtp_keys}
    said = ", ".join(f"{key}: {value}" for key, value in keys.items())
    text = path.read_text("utf-8").replace("{host: localhost, port: 2525, security: none}", f"{{{said}}}")
    path.write_text(
        text.replace("@example.org\n  editor", "@example.net\n  editor").replace(
            "editor@example.org", "editor@example.net"
        ),
        "utf-8",
    )
    return at


def outside(at: Desk) -> Outside:
    """The desk's clock, and the real way to a server."""
    return Outside(now=lambda: at.now, wait=at.wait, environment={}, connect=smtp.connect)


def run(at: Desk) -> tuple[str, tuple[str, ...]]:
    """`digest run`."""
    from digest.run import run as running

    made = running(at.config, outside=outside(at))
    return made.result, made.problems


def parsed(raw: bytes) -> EmailMessage:
    """What a mail program sees."""
    made = BytesParser(policy=policy.default).parsebytes(raw)
    assert isinstance(made, EmailMessage)
    return made


def test_an_edition_arrives(server: Postfix, authority: trustme.CA, tmp_path: Path) -> None:
    """Over STARTTLS, the PDF unchanged. Who is greylisted or unknown ends in their class, and the others don't notice."""
    at = a_desk(tmp_path / "desk", server, authority, "a", "later", "gone", "b")
    result, problems = run(at)
    assert result == "done"
    pdf = (at.folder / "out" / "2031-03-03-lissa-talks.pdf").read_bytes()
    for name in ("a", "b"):
        (raw,) = server.mails(name)
        mail = parsed(raw)
        (attached,) = mail.iter_attachments()
        assert hashlib.sha256(attached.get_content()).digest() == hashlib.sha256(pdf).digest()
        assert mail["To"] == f"{name}@example.net"
        assert mail["Subject"] == "Lissa talks, 3 March 2031"
        body = mail.get_body(("plain",))
        assert isinstance(body, EmailMessage)
        assert "prisoners" in body.get_content()
        assert not mail.defects
        assert "with ESMTPS" in str(mail["Received"])
    said = {line.split()[1]: line.split()[0] for line in of_edition(at)}
    assert said == {
        "a@example.net": "sent",
        "b@example.net": "sent",
        "later@example.net": "failed",
        "gone@example.net": "failed",
    }
    assert any("given up after 6 tries: 450 4.2.0" in problem for problem in problems)
    assert "gone@example.net,off" in (at.folder / "subscribers.suppressed.csv").read_text("utf-8")
    (alert,) = server.mails("operator")
    assert "gone@example.net failed: 550 5.1.1" in " ".join(parsed(alert).get_content().split())
    at.now += timedelta(minutes=1)
    assert run(at)[0] == "idle"
    assert len(server.mails("a")) == 1


def of_edition(at: Desk) -> list[str]:
    """`digest status 1`, without its first line."""
    from digest.archive import editions

    with Store(at.config.archive_path) as store:
        return list(status.of_edition(store, editions.editions(store)[0]))[1:]


@pytest.mark.parametrize("case", ["stranger", "expired", "no starttls"])
def test_a_server_that_cannot_be_trusted(case: str, server: Postfix, authority: trustme.CA, tmp_path: Path) -> None:
    """Another authority's certificate, or none at all: refused before anything is sent, told to the operator, and kept for later."""
    trusted = trustme.CA() if case == "stranger" else authority
    port = {"no starttls": server.plain_port, "expired": server.expired_port}.get(case, server.port)
    before = {name: len(server.mails(name, count=0)) for name in BOXES}
    at = a_desk(tmp_path / "desk", server, trusted, "a", port=port)
    result, problems = run(at)
    assert result == "failed"
    said = {"stranger": "unable to get local issuer", "expired": "expired", "no starttls": "offers no STARTTLS"}
    assert said[case] in problems[0]
    assert "1 mail of no. 1 is still to be sent" in problems[0]
    assert {name: len(server.mails(name, count=0)) for name in BOXES} == before


def test_tls_from_the_beginning_and_a_signature(server: Postfix, authority: trustme.CA, tmp_path: Path) -> None:
    """What arrives is signed: dkimpy says so, and so does a verifier that has nothing in common with it."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    more = "  dkim: {selector: s1, domain: example.org, key_file: dkim.pem}\n"
    at = a_desk(tmp_path / "desk", server, authority, "c", more=more, port=server.tls_port, security="tls")
    (at.folder / "dkim.pem").touch(0o600)
    (at.folder / "dkim.pem").write_bytes(
        made.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    assert run(at) == ("done", ())
    (raw,) = server.mails("c")
    der = made.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    record = b"v=DKIM1; k=rsa; p=" + b64encode(der)
    delivered = raw[raw.index(b"DKIM-Signature:") :].replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    assert dkim.verify(delivered, dnsfunc=lambda name, timeout=5: record)
    assert not dkim.verify(delivered.replace(b"prisoners", b"pensioner", 1), dnsfunc=lambda name, timeout=5: record)
    (tmp_path / "mail.eml").write_bytes(delivered)
    assert mailauth(tmp_path / "mail.eml", record) == "pass"
    (tmp_path / "mail.eml").write_bytes(delivered.replace(b"List-Unsubscribe: <", b"List-Unsubscribe: <x", 1))
    assert mailauth(tmp_path / "mail.eml", record) != "pass"


SCRIPT = """\
const { dkimVerify } = require('mailauth/lib/dkim/verify');
const fs = require('fs');
const record = process.argv[2];
dkimVerify(fs.readFileSync(process.argv[1]), { resolver: async () => [[record]] })
  .then(({ results }) => console.log(JSON.stringify(results.map(one => one.status.result))));
"""


def mailauth(mail: Path, record: bytes) -> str:
    """What npm's mailauth says of the signature. Skips where it isn't installed."""
    import os
    import shutil

    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "briefing-digest" / "mailauth"
    if not shutil.which("node") or not (cache / "node_modules" / "mailauth").is_dir():
        pytest.skip(
            "npm's mailauth is not installed; `make test-setup` installs it where the npm registry can be reached"
        )
    done = subprocess.run(
        ["node", "-e", SCRIPT, str(mail), record.decode()],
        cwd=cache,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (result,) = json.loads(done.stdout)
    return str(result)
