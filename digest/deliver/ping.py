"""The address that watches from outside: called at the start of a run, at its success and at its failure. A watcher that hears nothing
raises the alarm.
"""

from __future__ import annotations

import ssl
from typing import Literal

TIMEOUT_S = 10.0


def ping(address: str, what: Literal["start", "success", "fail"]) -> str:
    """Calls the address (with `/start` or `/fail` behind it); what went wrong, empty where nothing did. The answer is not read."""
    import httpcore

    whole = address if what == "success" else f"{address.rstrip('/')}/{what}"
    waits = dict.fromkeys(("connect", "read", "write", "pool"), TIMEOUT_S)
    try:
        with (
            httpcore.ConnectionPool(ssl_context=ssl.create_default_context()) as pool,
            pool.stream("GET", whole, headers={"User-Agent": "briefing-digest"}, extensions={"timeout": waits}) as got,
        ):
            status = got.status
    except (
        httpcore.NetworkError,
        httpcore.TimeoutException,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
    ) as err:
        return f"the ping address does not answer: {str(err) or type(err).__name__}"
    return "" if status < 400 else f"the ping address answers {status}"
