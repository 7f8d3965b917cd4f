"""Many addresses at a time, few of one host: each host has so many lanes, and a lane does one thing after the other.

A lane gives a host up that has failed several times in a row: a dead server of a hundred articles costs a few waits, not a hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Event
from typing import TypeVar

GIVE_UP = 3
"""Failures in a row after which the rest of a lane is not tried."""

T = TypeVar("T")
R = TypeVar("R")


def run(
    tasks: Sequence[T],
    work: Callable[[T], R],
    *,
    host: Callable[[T], str],
    is_dead: Callable[[R], bool],
    skip: Callable[[T], R],
    connections: int,
    per_host: int,
    progress: Callable[[int], None],
) -> Iterator[tuple[int, R]]:
    """Place in `tasks` and result of each, as they come. Which tasks share a lane doesn't depend on how long they take."""
    by_host: dict[str, list[int]] = {}
    for n, task in enumerate(tasks):
        by_host.setdefault(host(task), []).append(n)
    every = [places[lane::per_host] for places in by_host.values() for lane in range(per_host)]
    lanes = sorted((lane for lane in every if lane), key=lambda lane: (-len(lane), lane))
    done: SimpleQueue[tuple[int, R] | BaseException] = SimpleQueue()
    stop = Event()

    def drive(lane: Sequence[int]) -> None:
        failed = 0
        try:
            for n in lane:
                if stop.is_set():
                    return
                result = work(tasks[n]) if failed < GIVE_UP else skip(tasks[n])
                failed = failed + 1 if is_dead(result) else 0
                done.put((n, result))
        except BaseException as error:
            done.put(error)
            raise

    with ThreadPoolExecutor(max_workers=min(connections, len(lanes) or 1)) as pool:
        try:
            for lane in lanes:
                pool.submit(drive, lane)
            for count in range(1, len(tasks) + 1):
                got = done.get()
                if isinstance(got, BaseException):
                    raise got
                progress(count)
                yield got
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
