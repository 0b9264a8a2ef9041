"""Child processes that never outlive us: started on a leash, ended gently, found again after a crash."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def start(
    command: Sequence[str], *, log: Path, env: Mapping[str, str] | None = None, user: str | None = None
) -> subprocess.Popen[bytes]:
    """Start a command in a process group of its own; its output is appended to ``log``.

    On Linux the child gets SIGINT when the thread that started it dies, so call this from the main thread.

    Args:
        command: Program and arguments.
        log: File for standard output and error.
        env: The whole environment; ours if None.
        user: Run as this user (only root can ask for that).
    """
    group = None if user is None else psutil.Process().gids().real
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 - commands are built by us, never by a shell
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if env is None else dict(env),
            user=user,
            extra_groups=[] if group is not None else None,
            start_new_session=True,
            preexec_fn=_leash(),  # noqa: PLW1509 - only calls prctl, in a process with one Python thread
        )


def _leash() -> Callable[[], None] | None:
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)

    def ask_for_signal() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)

    return ask_for_signal


def stop(process: subprocess.Popen[bytes], *, seconds: float = 10, how: int = signal.SIGINT) -> None:
    """End a child and its whole process group: gently at first, after ``seconds`` for good."""
    if process.poll() is None:
        process.send_signal(how)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end_orphan(pid_file: Path, *, mark: str, seconds: float = 10) -> bool:
    """End the process that an earlier run left behind, if it is still ours.

    Args:
        pid_file: Its first line is the process id; removed afterwards.
        mark: What must stand in the process's command line or environment, e.g. its data folder:
            the numbers of processes are used again.
        seconds: Time to end by itself.

    Returns:
        Whether there was one.
    """
    orphan = _process_of(pid_file, mark)
    if orphan is not None:
        with suppress(psutil.NoSuchProcess):
            orphan.send_signal(signal.SIGINT)
            try:
                orphan.wait(seconds)
            except psutil.TimeoutExpired:
                orphan.kill()
                orphan.wait(seconds)
    pid_file.unlink(missing_ok=True)
    return orphan is not None


def _process_of(pid_file: Path, mark: str) -> psutil.Process | None:
    try:
        pid = int(pid_file.read_text(encoding="utf-8").split("\n", 1)[0])
        process = psutil.Process(pid)
        words = [*process.cmdline(), *process.environ().values()]
        return process if any(mark in word for word in words) else None
    except (OSError, ValueError, psutil.Error):
        return None


def free_port(wish: int | None = None) -> int:
    """Return a free port of the loopback interface; ``wish`` if that one is free."""
    for port in ([wish] if wish else []) + [0]:
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise OSError("Auf diesem Rechner ist kein Port mehr frei.")
