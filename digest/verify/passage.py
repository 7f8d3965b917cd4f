"""Finds printed words in a text where their place is not known: what a page can prove without its data."""

from __future__ import annotations

import re

from digest.model import ELISION, ITEM, Span, fold, quote_text
from digest.verify.printed import shown

Cuts = dict[tuple[int, str], int | None]
"""Place in a text and the characters printed around it -> where the text goes on after a cut, as far as was asked."""

_MOST_CUTS = 5_000
"""Most places of a text that are looked at for a cut: a made-up text must not hang the check."""
_LONGEST_CUT = 200
"""Most characters that are cut silently in one place (citation marks, outlet chips), in code points."""

_LEFT_OUT = re.compile(rf" {re.escape(ELISION)} ?")
"""A cut that is marked; no space stands behind it where the rest belongs to the word before ("[…]'s")."""
_SPACE = re.compile(r"\s+")


def find(words: str, text: str) -> tuple[bool, str]:
    """Whether `words`, as `printed.shown` gives them, are slices of `text` in its order; and what in it comes nearest.

    White space is folded, what `model.quote_text` cuts silently may stand in between, and `[…]` stands for anything.
    """
    found, nearest = _find(words, text, whole=True)
    return (found, nearest) if found else _find(words, text, whole=False)


def _find(words: str, text: str, *, whole: bool) -> tuple[bool, str]:
    """Looks for the pieces between cuts one behind the other; `whole`: by the first word of each, which may itself be broken in the
    text, else by its first letter, which takes longer.
    """
    begin = 0
    nearest = ""
    cuts: Cuts = {}
    for piece in _LEFT_OUT.split(words.removesuffix(f" {ELISION}")):
        word = piece.split(" ", 1)[0]
        end, place = _match(piece, text, begin, word if whole else word[:1], cuts)
        nearest = fold(text[place : place + len(words) + 40])
        if end is None:
            return False, nearest
        begin = end
    return True, nearest


def _match(piece: str, text: str, begin: int, opening: str, cuts: Cuts) -> tuple[int | None, int]:
    """Where `piece` ends in its first place from `begin` that opens with `opening`; and the start of the best place."""
    best, place = -1, begin
    start = text.find(opening, begin) if opening else -1
    while start >= 0:
        end, agreed = _walk(piece, text, start, cuts)
        if end is not None:
            return end, start
        if agreed > best:
            best, place = agreed, start
        start = text.find(opening, start + 1)
    return None, place


def _walk(piece: str, text: str, start: int, cuts: Cuts) -> tuple[int | None, int]:
    """Follows `piece` from `start`: where it ends in `text` (None where it departs), and how many characters agreed."""
    at, done = start, 0
    space = (0, 0)
    while done < len(piece):
        if at < len(text) and piece[done] == text[at] != " ":
            at, done = at + 1, done + 1
        elif piece[done] == " " and (run := _SPACE.match(text, at)):
            space = (at, done)
            at, done = run.end(), done + 1
        elif (step := _over_a_cut(piece, done, text, at, cuts)) is not None:
            at, done = step, done + len(_joint(piece, done))
        elif (
            space[1]
            and (step := _over_a_cut(piece, space[1], text, space[0], cuts)) is not None
            and step + len(_joint(piece, space[1])) > at + 1
        ):
            # more was cut there than the white space: a bullet, which may be printed as one
            at, done = step, space[1] + len(_joint(piece, space[1]))
        elif at < len(text) and not text[at].isspace() and not shown(text[at]):
            at += 1
        else:
            return None, done
    return at, done


def _over_a_cut(piece: str, done: int, text: str, at: int, cuts: Cuts) -> int | None:
    """Where `piece` goes on in `text` after something that is not printed, None where it does not.

    What may be cut is asked of `quote_text`: slices around the cut must give the characters that are printed there.
    """
    behind = done + len(_joint(piece, done))
    if done == 0 or behind >= len(piece) or len(cuts) > _MOST_CUTS:
        return None
    around = piece[done - 1 : behind + 1]
    if (at, around) not in cuts:
        cuts[at, around] = _end_of_cut(text, at, around)
    return cuts[at, around]


def _joint(piece: str, done: int) -> str:
    """What the program printed there between two slices: a space, a bullet between spaces, or nothing."""
    if piece.startswith(ITEM, done):
        return ITEM
    return " " if piece.startswith(" ", done) else ""


def _end_of_cut(text: str, at: int, around: str) -> int | None:
    last = min(len(text), at + _LONGEST_CUT)
    after = text.find(around[-1], at, last)
    while after >= 0:
        if shown(quote_text(text, (Span(at - 1, at), Span(after, after + 1)))) == around:
            return after
        after = text.find(around[-1], after + 1, last)
    return None
