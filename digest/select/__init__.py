"""Judged sentences -> what is printed."""

from digest.select.choose import select
from digest.select.overrides import notes, overrule

__all__ = ["notes", "overrule", "select"]
