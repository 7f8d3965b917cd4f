"""A number of somebody or something that says itself of whom: "Both houses of Norland's parliament …", "Neither Norland nor Lakeland …".

"Both men …" and "All three …" are those of the sentence before.
"""

from __future__ import annotations

import re

_NAME = r"(?:the )?(?!I )(?:[A-Z][\w’'.&-]{0,40} ){1,4}(?:[a-z]{5,20}(?<!s)(?<!ed) )?"
"""A name, and what bears it: "Norland", "the Norland government", "Prime Minister Bel"."""
_TWO = re.compile(rf"[“\"'‘(\[]*(?:Both {_NAME}and|Neither {_NAME}nor) (?:the )?(?!I\b)[A-Z]\w")
"""Each of the two is named."""
_SEVERAL = r"(?:[a-z-]{3,20}s|men|women|people|children)"
_PERSONS = r"(?:men|women|people|children|boys|girls|brothers|sisters|soldiers|officers|victims|leaders|ministers|presidents|teams)"
"""In a place they may be any; "both men in the Lira case" are not."""
_BEARER = r"(?:the |a |an )?(?:[a-z-]{2,20} ){0,2}?[A-Z][\w’'-]"
_OF = re.compile(
    r"[“\"'‘(\[]*(?:"
    rf"(?:Both|All (?:three|four|five|six|seven|eight|nine|ten|\d{{1,3}}))"
    rf" (?:of (?=[A-Z])|(?:[a-z-]{{2,20}} ){{0,2}}?{_SEVERAL} of (?={_BEARER})"
    rf"|(?:[a-z-]{{2,20}} ){{0,2}}?(?!{_PERSONS} in [A-Z]){_SEVERAL} in (?={_BEARER}))"
    r"|Neither (?:of (?=[A-Z])|(?!(?:\w+ed|spoke|heard|thought|knew|made|came|was|is|has|met|took|went|lay|sat|stood) )"
    rf"[a-z-]{{3,20}}(?<!s) (?:of (?={_BEARER})|in (?={_BEARER})))"
    r")[^,;:“”\"]{2,100}? (?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|did|do|does|[a-z]{2,20}ed|said|say|met"
    r"|took|made|left|went|won|lost|shut|began|gave|sent|fell|rose|held|came)\b"
)
"""Its own complement names somebody or something, and a verb of its own follows: "Both died in Norland" has no noun before "in"."""


def stands(text: str) -> bool:
    """Whether a sentence that opens with "Both", "Neither" or "All three" says of whom or of what."""
    return _TWO.match(text) is not None or _OF.match(text) is not None
