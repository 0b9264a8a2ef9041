"""What a child process that parses untrusted files gives up before it starts, and before each step."""

from __future__ import annotations

import ctypes
import errno
import math
import os
import platform
import resource
import signal
from pathlib import Path
from typing import Final

from extractors.limits import ReadingLimits

_NEW_NETWORK: Final = 0x40000000  # CLONE_NEWNET
_NEW_USER: Final = 0x10000000  # CLONE_NEWUSER
_PR_SET_PDEATHSIG: Final = 1
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2
_SOCKET_CALLS: Final = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""For each machine the audit number of its system calls (linux/audit.h), and the number of ``socket``."""
_IO_URING_SETUP: Final = 425
_X32_CALLS: Final = 0x40000000
"""From here on, a 64-bit PC's second set of numbers for the same calls."""
# Classic BPF, as in linux/bpf_common.h and linux/seccomp.h.
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _MACHINE_AT = 0, 4
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | errno.EPERM


def confine(limits: ReadingLimits) -> None:
    """Limit this process's memory and files, forbid core dumps and the network, and end with its parent.

    What libraries print goes nowhere; a core dump would hold words of a document. Private memory is what
    counts: libraries that all processes share cost nothing more. Address space is limited as well, for memory
    that is not private.
    """
    for end in (signal.SIGTERM, signal.SIGALRM):  # a handler in Python would wait for the parser
        signal.signal(end, signal.SIG_DFL)
    _call("prctl", _PR_SET_PDEATHSIG, signal.SIGKILL)
    _silence()
    _lower(resource.RLIMIT_DATA, limits.memory_bytes)
    _lower(resource.RLIMIT_AS, 2 * limits.memory_bytes)
    _lower(resource.RLIMIT_FSIZE, limits.document_bytes)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    _lower(resource.RLIMIT_CORE, 0)
    leave_network()
    refuse_sockets()


def allow(seconds: float, *, wall: float) -> None:
    """Let this process compute for ``seconds`` more, and for ``wall`` by the clock; the system ends it then.

    It ends by SIGXCPU or SIGALRM, whatever the process is at and whether or not its parent lives.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = math.ceil(_used() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard < 0 else min(wanted, hard), hard))
    signal.setitimer(signal.ITIMER_REAL, wall)


def rest() -> None:
    """Take the limits on time back, for a process that waits for its next task."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def seconds_left() -> float:
    """Return for how many seconds this process may still compute; infinite where nobody limits it."""
    soft, _ = resource.getrlimit(resource.RLIMIT_CPU)
    return math.inf if soft == resource.RLIM_INFINITY else soft - _used()


def resident_bytes() -> int:
    """Return how much memory this process takes up now, shared libraries included; 0 where unknown."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:  # not Linux
        return 0
    return pages * resource.getpagesize()


def give_back() -> None:
    """Return to the system what this process has freed: the allocator keeps it, in pieces between others."""
    _call("malloc_trim", 0)


def waited_seconds(process: int | str = "self") -> float:
    """Return how long a process has waited for a processor in all its life; 0 where that cannot be told."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def leave_network() -> bool:
    """Move this process into an empty network namespace; tell whether the system allowed it."""
    return any(_call("unshare", flags) for flags in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))


def refuse_sockets() -> bool:
    """Have the system refuse new sockets to this process (seccomp); tell whether it will.

    Containers usually forbid new network namespaces; they allow this.
    """
    if platform.machine() not in _SOCKET_CALLS:
        return False
    machine, socket = _SOCKET_CALLS[platform.machine()]
    rules = _program(
        (_LOAD, 0, 0, _MACHINE_AT),
        (_IF_EQUAL, 0, 5, machine),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_IF_EQUAL, 3, 0, socket),
        (_IF_EQUAL, 2, 0, _IO_URING_SETUP),
        (_IF_AT_LEAST, 1, 0, _X32_CALLS),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    )
    return _call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) and _call(
        "prctl", _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(rules), 0, 0
    )


class _Rule(ctypes.Structure):
    """``struct sock_filter``: operation, rules to skip if true and if not, operand."""

    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("operand", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = (("length", ctypes.c_uint16), ("rules", ctypes.POINTER(_Rule)))


def _program(*rules: tuple[int, int, int, int]) -> _Program:
    return _Program(len(rules), (_Rule * len(rules))(*(_Rule(*rule) for rule in rules)))


def _call(function: str, *arguments: object) -> bool:
    """Call a function of the C library; tell whether it is there and did what it was asked to."""
    try:
        called = getattr(ctypes.CDLL(None, use_errno=True), function)
    except (OSError, AttributeError):  # not Linux
        return False
    return bool(called(*arguments) == 0)


def _used() -> float:
    """Return for how many seconds this process has computed."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _silence() -> None:
    """Send what libraries print nowhere: it may quote the document."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _lower(limit: int, value: int) -> None:
    """Set a limit for good, unless the system's is lower already."""
    _, hard = resource.getrlimit(limit)
    wanted = value if hard < 0 else min(value, hard)
    resource.setrlimit(limit, (wanted, wanted))
