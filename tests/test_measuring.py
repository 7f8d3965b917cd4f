"""Coverage stands still where it would only cost time."""

from __future__ import annotations

import os
import sys

import coverage
import pytest


@pytest.mark.unmeasured
def test_a_test_that_is_marked_is_not_measured() -> None:
    """Nothing is measured while it runs."""
    assert coverage.Coverage.current() is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")
def test_a_forked_process_is_not_traced() -> None:
    """Whatever is measured in the process that forks."""
    child = os.fork()
    if not child:
        os._exit(sys.gettrace() is not None)
    assert os.waitpid(child, 0)[1] == 0
