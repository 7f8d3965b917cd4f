"""An edition to many readers, by a server on this machine that throws mail away: mails a second, and memory.

    python bench/mail.py [--readers 10000] [--pdf-kb 200] [--dkim]

What is measured is what `digest run` does behind the freezing: mails are built, compared, handed over by SMTP to Postfix's `smtp-sink`,
and each is
written down twice in the ledger (on the disk of the folder for temporary files, unless --shm). Memory is the largest resident size of the
process after each tenth of the readers: it must not grow with their number.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from render_example import example  # noqa: E402

from digest import mailing  # noqa: E402
from digest.archive.ledger import Ledger  # noqa: E402
from digest.archive.store import Store  # noqa: E402
from digest.config import load  # noqa: E402
from digest.deliver import sending, smtp  # noqa: E402
from digest.model import LedgerEntry  # noqa: E402

CONFIG = """\
briefing: {{title: Lissa talks, timezone: Europe/Istanbul}}
sections: [{{key: outcomes, title: Key outcomes}}]
delivery:
  smtp: {{host: localhost, port: {port}, security: none}}
  sender: Lissa desk <desk@example.org>
  unsubscribe: {{mailto: leave@example.org, https: "https://example.org/leave?who={{address}}"}}
{more}"""


def main() -> None:
    """Prints a line every tenth, and the whole."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--readers", type=int, default=10_000)
    parser.add_argument("--pdf-kb", type=int, default=200)
    parser.add_argument("--dkim", action="store_true", help="sign every mail")
    parser.add_argument("--shm", action="store_true", help="keep the ledger in memory: what the disk costs is left out")
    asked = parser.parse_args()
    program = shutil.which("smtp-sink") or "/usr/sbin/smtp-sink"
    with socket.create_server(("127.0.0.1", 0)) as plug:
        port = plug.getsockname()[1]
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    sink = subprocess.Popen([program, *user, f"inet:127.0.0.1:{port}", "100"], stderr=subprocess.DEVNULL)
    try:
        with tempfile.TemporaryDirectory(dir="/dev/shm" if asked.shm else None) as name:
            measure(Path(name), port, asked.readers, asked.pdf_kb * 1000, asked.dkim)
    finally:
        sink.terminate()
        sink.wait()


def measure(folder: Path, port: int, readers: int, pdf_bytes: int, signed: bool) -> None:
    """Sends, and prints what it cost."""
    more = "  dkim: {selector: s1, domain: example.org, key_file: dkim.pem}\n" if signed else ""
    (folder / "config.yaml").write_text(CONFIG.format(port=port, more=more), "utf-8")
    if signed:
        (folder / "dkim.pem").touch(0o600)
        subprocess.run(["openssl", "genrsa", "-out", str(folder / "dkim.pem"), "2048"], check=True, capture_output=True)
    names = "".join(f"- address: reader{n}@example.net\n  name: Reader no. {n}\n" for n in range(readers))
    (folder / "subscribers.yaml").write_text(names, "utf-8")
    config = load(folder / "config.yaml")
    began = time.monotonic()
    gets, silent = mailing.wanted(config)
    print(f"{len(gets):,} readers read in {time.monotonic() - began:.1f} s")
    content = mailing.content(example(), os.urandom(pdf_bytes), config)
    write = mailing.writing(config, lambda edition: content, date=datetime.now(UTC))
    done, started = [0], time.monotonic()

    def log(entry: LedgerEntry) -> None:
        if entry.state == "sent":
            done[0] += 1
            if done[0] % max(1, readers // 10) == 0:
                took = time.monotonic() - started
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
                print(f"{done[0]:>8,} sent, {done[0] / took:6.0f} a second, {peak:6.1f} MB", flush=True)

    with Store(folder / "archive.db") as store:
        hands = sending.Hands(
            ledger=Ledger(store),
            connect=lambda: smtp.connect(mailing.server(config, {})),
            write=write,
            now=lambda: datetime.now(UTC),
            wait=time.sleep,
            suppress=lambda address, reason: None,
            log=log,
            named=lambda address: f"<{address}>",
        )
        rules = sending.Rules(retries=0, too_late=datetime.now(UTC) + timedelta(hours=12))
        outcome = sending.send(1, gets, silent, rules=rules, hands=hands)
    took = time.monotonic() - started
    print(
        f"{outcome.count('sent'):,} of {readers:,} sent in {took:.0f} s, {readers / took:.0f} a second {outcome.fault}"
    )


if __name__ == "__main__":
    main()
