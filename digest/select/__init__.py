"""Judged sentences -> what is printed."""

from digest.select.choose import select

__all__ = ["select"]
