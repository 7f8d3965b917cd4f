"""The address that watches from outside: called at the start of a run, at its success and at its failure. A watcher that hears nothing
raises the alarm.
"""

from __future__ import annotations

from typing import Literal

TIMEOUT_S = 10.0


def ping(address: str, what: Literal["start", "success", "fail"]) -> str:
    """Calls the address (with `/start` or `/fail` behind it); what went wrong, empty where nothing did."""
    import httpx

    whole = address if what == "success" else f"{address.rstrip('/')}/{what}"
    try:
        got = httpx.get(whole, timeout=TIMEOUT_S, follow_redirects=False, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL) as err:
        return f"the ping address does not answer: {str(err) or type(err).__name__}"
    return "" if got.status_code < 400 else f"the ping address answers {got.status_code}"
