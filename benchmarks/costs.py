"""Processor time and wall time of a piece of work, its child processes included."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil


class Cost:
    """What a piece of work took; the figures are there once it is done.

    Attributes:
        cpu: Processor seconds of this process and all below it, user and system.
        wall: Seconds by the clock.
    """

    cpu: float = 0.0
    wall: float = 0.0


@contextmanager
def measured() -> Iterator[Cost]:
    """Measure what happens inside of the ``with``.

    Children that live on are counted for the time inside only, so a pool that was warm before is not charged
    for its start. What a child had collected from its own dead children is counted as well.
    """
    cost = Cost()
    cpu, wall = tree_seconds(), time.monotonic()
    yield cost
    cost.cpu, cost.wall = tree_seconds() - cpu, time.monotonic() - wall


def tree_seconds() -> float:
    """Return the processor seconds that this process and all below it have used so far."""
    own = psutil.Process()
    total = 0.0
    for process in (own, *own.children(recursive=True)):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total
