"""robots.txt: what a site asks programs to leave alone (RFC 9309)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MAX_BYTES = 500_000
"""Read of the file; RFC 9309 asks for as much at least."""
MAX_RULES = 5000


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for one program: (pattern, whether it allows)."""

    rules: tuple[tuple[str, bool], ...] = ()

    def allow(self, target: str) -> bool:
        """Whether path and query may be asked: the longest pattern that fits decides, and where two are as long, leave wins."""
        if target == "/robots.txt":
            return True
        best, verdict = -1, True
        for pattern, allows in self.rules:
            if len(pattern) >= best and _fits(pattern, target) and (len(pattern) > best or allows):
                best, verdict = len(pattern), allows
        return verdict


EVERYTHING = Rules()
NOTHING = Rules((("/", False),))


def parse(text: str, *, agent: str) -> Rules:
    """The rules for `agent` (a product name without version); those for everybody where it is not named."""
    own: list[tuple[str, bool]] = []
    every: list[tuple[str, bool]] = []
    named, agents, in_rules = False, [""], True
    for line in text.removeprefix("\ufeff").splitlines()[: 20 * MAX_RULES]:
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key in ("user-agent", "useragent"):
            if in_rules:
                agents, in_rules = [], False
            agents.append(value.lower())
            named = named or _is(agent, value)
        elif key in ("allow", "disallow"):
            in_rules = True
            if not value:
                continue
            if any(_is(agent, one) for one in agents):
                own.append((value, key == "allow"))
            if "*" in agents:
                every.append((value, key == "allow"))
    return Rules(tuple((own if named else every)[:MAX_RULES]))


def _is(agent: str, value: str) -> bool:
    return bool(value) and value != "*" and agent.lower() == value.split("/")[0].strip().lower()


def _fits(pattern: str, target: str) -> bool:
    """Whether `target` begins with the pattern, in which * is anything and a last $ the end. Linear: every part is looked for once."""
    anchored = pattern.endswith("$")
    parts: Sequence[str] = pattern.removesuffix("$").split("*")
    if not target.startswith(parts[0]):
        return False
    at = len(parts[0])
    for part in parts[1:-1]:
        found = target.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if len(parts) == 1:
        return at == len(target) if anchored else True
    if anchored:
        return len(target) - len(parts[-1]) >= at and target.endswith(parts[-1])
    return target.find(parts[-1], at) >= 0
