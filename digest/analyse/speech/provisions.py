"""Whether a sentence tells what a bill, a plan or a deal provides: "The bill would close two harbours"."""

from __future__ import annotations

import re

_PROVIDES = re.compile(
    r"(?:\[…\] )?(?:The|Their|Its|His|[A-Z]\w{1,20}[’']s) "
    r"(?:(?!(?:said|says|told|that|who|which|if|when|has|have|was|is)\b)[\w’'$.,-]{1,30} ){0,4}?"
    r"(?:bills?|measures?|plan|deal|agreement|legislation|proposal|law|order|package|resolution|guidelines|draft|guidance|rules?|policy"
    r"|accord|pact|truce|cease-?fire|treaty|amendment)(?: also| itself| instead)? "
    r"(?:(?:would|will|does|do|did)(?: also| not| still| only){0,2} "
    r"(?!(?:be|have|go|come|become|need|face|mean|likely|probably|next)\b)[a-z]{3,}"
    r"|ends?|bans?|allows?|allowed|requires?|required|includes?|included|cuts?|calls? for|called for|keeps?|leaves?|gives?|gave|puts?"
    r"|sets?|bars?|removes?|extends?|extended|limits?|limited|provides?|provided|stops?|commits?|contains?|contained|restricts?|imposes?"
    r"|creates?|eliminates?|raises?|lifts?|obliges?|envisions?|envisages?|offers?|recommends?|stipulates?|specifies)\b"
)


def provides(text: str) -> bool:
    """Whether the subject with which a sentence begins is a bill, a plan or a deal, and its verb what that does or would do."""
    return _PROVIDES.match(text) is not None
