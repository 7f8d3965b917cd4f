"""The same words quoted twice."""

import pytest

from digest.select.same.quoted import quoted, quotes_again

WHOLE = "“The ferries of the lake will not sail before every guard has left the pier,” the envoy told the council in Eastport on Monday."


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("The envoy said the ferries “will not sail before every guard has left the pier.”", True),
        ("“The ferries of the lake will not sail before every guard has left the pier.", True),  # the quotation goes on
        ("The envoy, who came on Monday, called it “the pier”.", False),  # no words of her own
        (
            "The envoy came to Eastport, met the guards, the skippers and all twelve members of the council, spoke of the ferries of the "
            "lake at length and said that they “will not sail before every guard has left.”",
            False,  # most of it is besides
        ),
        (
            "The envoy said the ferries “will not sail before every guard has left the pier, and the harbour masters of both banks must "
            "open the locks for the fishermen of the northern shore.”",
            False,  # it quotes more
        ),
        ("The envoy said the ferries will not sail before every guard has left the pier.", False),  # no quotation
    ],
)
def test_who_quotes_again(text: str, again: bool) -> None:
    """A sentence that lives from a quotation that the other one has, too."""
    assert quotes_again(quoted(text), quoted(WHOLE)) is again
