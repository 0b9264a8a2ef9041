"""OCR engines and tasks that misbehave on purpose; importable by name, as child processes need it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from itertools import islice

from PIL import Image

from contracts.reading import Word
from contracts.records import Box, Record
from extractors.apart import answered
from extractors.children import worker
from extractors.errors import EngineMissingError, WorkroomError
from extractors.limits import ReadingLimits
from extractors.ocr.engines import OcrEngine


class SteadyEngine:
    """Reads the same three words from every picture."""

    name = "steady 1"

    def read(self, picture: Image.Image, *, dpi: int, **_: object) -> tuple[Word, ...]:
        """Return words that stand one inch from the left and one from the top."""
        del picture
        return tuple(
            Word(text, Box(dpi * x, dpi, dpi * (x + 0.5), dpi * 1.2), 0.9)
            for x, text in enumerate(("Antrag", "auf", "Wohngeld"), start=1)
        )


class LyingEngine:
    """Returns what no engine may: blank words, places off the page or nowhere, odd confidences."""

    name = "liar 1"

    def read(self, picture: Image.Image, *, dpi: int, **_: object) -> tuple[Word, ...]:
        """Return one word that is true, but for its confidence, among lies."""
        nan = float("nan")
        return (
            Word("  ", Box(dpi, dpi, 2 * dpi, 2 * dpi), 0.9),
            Word("daneben", Box(-50, 0, 20, 20), 0.9),
            Word("dahinter", Box(0, 0, picture.width + 1, 20), 0.9),
            Word("verdreht", Box(90, 20, 10, 40), 0.9),
            Word("nirgends", Box(nan, nan, nan, nan), 0.9),
            Word("wahr", Box(dpi, dpi, 2 * dpi, 2 * dpi), 7.5),
        )


class UprightOnlyEngine:
    """Is sure of pictures with something dark in the left upper corner only, as if up were there."""

    name = "upright 1"

    def read(self, picture: Image.Image, *, dpi: int, **_: object) -> tuple[Word, ...]:
        """Return a sure word, or an unsure one when the picture is turned."""
        inch = picture.crop((0, 0, dpi, dpi))
        return (Word("Antrag", Box(dpi, dpi, 2 * dpi, 2 * dpi), 0.95 if inch.histogram()[0] else 0.2),)


class RaisingEngine:
    """Raises whatever the picture."""

    name = "raising 1"

    def read(self, picture: Image.Image, *, dpi: int, **_: object) -> tuple[Word, ...]:
        """Raise as a library would."""
        raise RuntimeError(f"{picture.size} at {dpi}")


class CrashingEngine(SteadyEngine):
    """Dies of a segmentation fault on landscape pages, reads the others."""

    def read(self, picture: Image.Image, *, dpi: int, **_: object) -> tuple[Word, ...]:
        """Kill the own process, as a bug in C code does."""
        if picture.width > picture.height:
            os.kill(os.getpid(), signal.SIGSEGV)
        return super().read(picture, dpi=dpi)


class HangingEngine(SteadyEngine):
    """Never comes back from landscape pages, reads the others."""

    def read(self, picture: Image.Image, *, dpi: int, **_: object) -> tuple[Word, ...]:
        """Sleep for ever."""
        while picture.width > picture.height:
            time.sleep(60)
        return super().read(picture, dpi=dpi)


class GreedyEngine(SteadyEngine):
    """Asks for more memory than any child has."""

    def read(self, picture: Image.Image, *, dpi: int, **_: object) -> tuple[Word, ...]:
        """Allocate 64 GB."""
        return super().read(picture, dpi=dpi + len(bytearray(64 << 30)))


class SlowEngine(SteadyEngine):
    """Takes a second for a page, so that a test can reach its process meanwhile."""

    def read(self, picture: Image.Image, *, dpi: int, **_: object) -> tuple[Word, ...]:
        """Sleep, then read."""
        time.sleep(1)
        return super().read(picture, dpi=dpi)


def no_engine() -> OcrEngine:
    """Fail as ``fastest_engine`` does on a machine without Tesseract."""
    raise EngineMissingError("none here")


def pass_that_dies(data: bytes, limits: ReadingLimits) -> Iterator[bytes]:
    """Read the first page as ``worker.first_pass`` does, and die at the second."""
    yield from islice(worker.first_pass(data, limits), 2)
    os.kill(os.getpid(), signal.SIGSEGV)


def pass_that_sleeps(data: bytes, limits: ReadingLimits) -> Iterator[bytes]:
    """Read the first page as ``worker.first_pass`` does, and never come back from the second."""
    yield from islice(worker.first_pass(data, limits), 2)
    while True:
        time.sleep(60)


def pass_that_hoards(data: bytes, limits: ReadingLimits) -> Iterator[bytes]:
    """Read the first page as ``worker.first_pass`` does, and take all memory at the second."""
    yield from islice(worker.first_pass(data, limits), 2)
    bytearray(64 << 30)


def pass_that_lies(data: bytes, limits: ReadingLimits) -> Iterator[bytes]:
    """Answer with what is none."""
    yield from islice(worker.first_pass(data, limits), 2)
    yield b"[]"


def who(data: bytes, limits: ReadingLimits) -> bytes:
    """Tell which process this is."""
    del data, limits
    return b"%d" % os.getpid()


def pass_without_room(data: bytes, limits: ReadingLimits) -> bytes:
    """Find the disk full."""
    del data, limits
    raise WorkroomError


def misunderstood(data: bytes, limits: ReadingLimits) -> bytes:  # noqa: ARG001 - as every task
    """Fail as our own code does that has not foreseen something; the text of the error quotes a document."""

    def read() -> Record:
        raise ValueError(data.decode())

    return answered(read)


def pondered(data: bytes, limits: ReadingLimits) -> bytes:  # noqa: ARG001 - as every task
    """Never come to an end."""
    while True:
        pass
