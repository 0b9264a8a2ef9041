"""What a child process that parses untrusted files gives up before it starts."""

from __future__ import annotations

import ctypes
import math
import resource
from typing import Final

from extractors.limits import ReadingLimits

_NEW_NETWORK: Final = 0x40000000  # CLONE_NEWNET
_NEW_USER: Final = 0x10000000  # CLONE_NEWUSER


def confine(limits: ReadingLimits) -> None:
    """Limit this process's memory and files, forbid core dumps, and cut it off from the network.

    A core dump would hold words of a document. Where the system forbids new network namespaces (some
    containers do), the limits stand alone: the container's own network policy applies.
    """
    _lower(resource.RLIMIT_AS, limits.memory_bytes)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    _lower(resource.RLIMIT_CORE, 0)
    leave_network()


def allow_cpu(seconds: float) -> None:
    """Let this process compute for ``seconds`` more; the system ends it then (SIGXCPU)."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = usage.ru_utime + usage.ru_stime
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = math.ceil(used + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard < 0 else min(wanted, hard), hard))


def leave_network() -> bool:
    """Move this process into an empty network namespace; tell whether the system allowed it."""
    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (OSError, AttributeError):  # not Linux
        return False
    return any(unshare(flags) == 0 for flags in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))


def _lower(limit: int, value: int) -> None:
    """Set a limit for good, unless the system's is lower already."""
    _, hard = resource.getrlimit(limit)
    wanted = value if hard < 0 else min(value, hard)
    resource.setrlimit(limit, (wanted, wanted))
