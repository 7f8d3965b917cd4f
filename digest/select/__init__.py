"""Judged sentences -> what is printed.

`choose` puts the choice together: `choice` takes the items from the `candidates`, one by one, within the `room` there is. Beside it stand
what is the same (`same`), what is old (`stale`), what is new to the reader (`news`), and what these know of English (`words`).
"""

from digest.select.choose import select
from digest.select.overrides import notes, overrule

__all__ = ["notes", "overrule", "select"]
