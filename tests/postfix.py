"""A real Postfix on the loopback with a configuration of its own: TLS, refusals by recipient, mail into Maildirs. For tests of delivery."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

PROGRAM = "/usr/sbin/postfix"
MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
127.0.0.1:{tls_port} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
127.0.0.1:{plain_port} inet n - n - - smtpd -o smtpd_tls_security_level=none
127.0.0.1:{expired_port} inet n - n - - smtpd -o smtpd_tls_chain_files={folder}/expired.pem
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
meta_directory = /etc/postfix
shlib_directory = /usr/lib/postfix
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = localhost
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
virtual_mailbox_domains = example.net
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = inline:{{ {boxes} }}
virtual_minimum_uid = 1
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
smtpd_recipient_restrictions = check_recipient_access inline:{{ {{ later@example.net = 450 4.2.0 greylisted }},
  {{ gone@example.net = 550 5.1.1 no such user here }} }}, permit_mynetworks, reject
smtpd_tls_security_level = may
smtpd_tls_chain_files = {folder}/server.pem
smtp_tls_security_level = none
maillog_file = {folder}/log/mail.log
maillog_file_prefixes = {folder}
message_size_limit = 20480000
"""


@dataclass(frozen=True)
class Postfix:
    """A running Postfix: its ports (STARTTLS, TLS from the beginning, without TLS, with an expired certificate), its log and its
    Maildirs.
    """

    folder: Path
    port: int
    tls_port: int
    plain_port: int
    expired_port: int

    def mails(self, name: str, *, count: int = 1) -> list[bytes]:
        """The mails in somebody's Maildir, as soon as there are so many; those that are there after ten seconds."""
        box = self.folder / "mail" / name / "new"
        for _ in range(200):
            found = sorted(box.glob("*")) if box.is_dir() else []
            if len(found) >= count:
                break
            time.sleep(0.05)  # another program is delivering
        return [path.read_bytes() for path in found]

    @property
    def log(self) -> str:
        """What it wrote down."""
        return (self.folder / "log" / "mail.log").read_text("utf-8", "replace")


def free_ports(count: int) -> list[int]:
    """Ports of the loopback that nobody listens on."""
    plugs = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [plug.getsockname()[1] for plug in plugs]
    for plug in plugs:
        plug.close()
    return ports


@contextmanager
def postfix(folder: Path, authority: trustme.CA, boxes: tuple[str, ...]) -> Iterator[Postfix]:
    """Runs one while the block does. `folder` must be one that every user can enter. Skips where it can't be run."""
    if not os.access(PROGRAM, os.X_OK):
        pytest.skip("postfix is not installed; `make test-setup` installs it")
    if os.geteuid() != 0:
        pytest.skip("postfix starts as root only")
    owner = pwd.getpwnam("postfix")
    ports = free_ports(4)
    names = ", ".join(f"{{ {box}@example.net = {box}/ }}" for box in boxes)
    for name in ("etc", "queue", "data", "mail", "log"):
        (folder / name).mkdir()
    for name in ("data", "mail"):
        shutil.chown(folder / name, owner.pw_uid, owner.pw_gid)
    values = {"folder": folder, "boxes": names, "uid": owner.pw_uid, "gid": owner.pw_gid}
    (folder / "etc" / "main.cf").write_text(MAIN.format(**values), "utf-8")
    named = dict(zip(("port", "tls_port", "plain_port", "expired_port"), ports, strict=True))
    (folder / "etc" / "master.cf").write_text(MASTER.format(folder=folder, **named), "utf-8")
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
    past = datetime.now(UTC) - timedelta(days=2)
    expired = authority.issue_cert("localhost", not_after=past).private_key_and_cert_chain_pem
    expired.write_to_path(str(folder / "expired.pem"))
    for name in ("server.pem", "expired.pem"):
        (folder / name).chmod(0o600)
    command = [PROGRAM, "-c", str(folder / "etc")]
    started = subprocess.run([*command, "start"], capture_output=True, text=True, timeout=30, check=False)
    try:
        made = Postfix(folder, *ports)
        for _ in range(200):
            with socket.socket() as plug:
                plug.settimeout(1)
                if plug.connect_ex(("127.0.0.1", ports[0])) == 0:
                    break
            time.sleep(0.05)  # another program is starting
        else:
            pytest.fail(f"postfix did not start: {started.stdout}{started.stderr}")
        yield made
    finally:
        subprocess.run([*command, "stop"], capture_output=True, timeout=30, check=False)
