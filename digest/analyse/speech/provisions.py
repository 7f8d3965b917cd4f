"""Whether a sentence tells what a bill, a plan or a deal provides: "The bill would close two harbours"."""

from __future__ import annotations

import re

_THING = (
    r"(?:bill|measure|plan|deal|agreement|legislation|proposal|law|order|package|resolution|guidelines|draft|guidance|rules?|policy"
    r"|accord|pact|truce|cease-?fire|treaty|amendment)"
)
_OTHER = r"(?:said|says|told|that|who|which|if|when|has|have|was|is|opponents|supporters|critics|backers)"
"""Words before it: it is not the subject."""
_BECOMES = (
    r"(?:not|also|still|only|be|have|go|come|become|need|face|mean|likely|probably|next|pass|fail|hold|last|work|exist|head|move|return|advance|take|remain"
    r"|expire|survive|cost|hurt|kill|receive|get|win|appear|continue|vote|little|much|nothing|bankrupt|happen|help|make|die|stand|stay)"
)
"""Verbs that tell what becomes of it, or what it is like."""
_DOES = (
    r"(?:ends?|bans?|allows?|allowed|requires?|required|includes?|included|cuts?|calls? for|called for|keeps?|sets?|bars?|removes?"
    r"|extends?|extended|limits?|limited|provides?|provided|stops?|commits?|restricts?|imposes?|creates?|eliminates?|lifts?|obliges?"
    r"|envisions?|envisages?|offers?|recommends?|stipulates?|specifies)"
)
_SUBJECT = rf"(?:The|Their|Its|His|[A-Z]\w{{1,20}}[’']s) (?:(?!{_OTHER}\b)[\w’'$.,-]{{1,30}} ){{0,4}}?{_THING}"
_PROVIDES = re.compile(
    rf"(?:\[…\] )?{_SUBJECT}(?: also| itself| instead)? "
    rf"(?:(?:would|will|does|do|did)(?: also| not| still| only){{0,2}} (?!{_BECOMES}\b)[a-z]{{3,}}|{_DOES})\b"
)


def provides(text: str) -> bool:
    """Whether the subject with which a sentence begins is a bill, a plan or a deal, and its verb what that does or would do."""
    return _PROVIDES.match(text) is not None
