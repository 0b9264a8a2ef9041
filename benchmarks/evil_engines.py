"""OCR engines that stand for pages at which a parser never ends, dies, or takes all memory."""

from __future__ import annotations

import os
import signal
import time

from PIL import Image

from contracts.reading import Word


class Evil:
    """Reads nothing."""

    name = "evil 1"

    def read(self, picture: Image.Image, *, dpi: int, **_: object) -> tuple[Word, ...]:
        """Do harm."""
        del picture, dpi
        self.harm()
        return ()

    def harm(self) -> None:
        """Do none."""


class Sleeping(Evil):
    """Sleeps on every page."""

    def harm(self) -> None:
        """Sleep for ever."""
        while True:
            time.sleep(60)


class Computing(Evil):
    """Computes on every page."""

    def harm(self) -> None:
        """Compute for ever."""
        while True:
            pass


class Crashing(Evil):
    """Dies on every page."""

    def harm(self) -> None:
        """Die as of a bug in C code."""
        os.kill(os.getpid(), signal.SIGSEGV)


class Hoarding(Evil):
    """Takes memory on every page, without an end."""

    def harm(self) -> None:
        """Take all memory, and touch it."""
        hoard = []
        while True:
            hoard.append(b"x" * (1 << 24))
