"""Pictures of pages: drawn in the confined reading room, kept for a while in memory only.

Nothing is written to disk: every copy of a page would be one more that erasure has to reach.
"""

from __future__ import annotations

import hashlib
import struct
from collections import OrderedDict
from threading import Lock
from typing import NamedTuple, Protocol

from contracts.records import PageSize

POINTS_PER_INCH = 72
MEMORY_BYTES = 96 * 1024 * 1024
PNG_HEAD = struct.Struct(">8s4x4sII")
"""Signature, length (skipped), chunk name, width and height of a PNG."""


class Renderer(Protocol):
    """What draws a page of an untrusted file, such as ``extractors.sandbox.ReadingPool``."""

    def render(
        self,
        data: bytes,
        page: int,
        *,
        dpi: int = 110,
        turned: int = 0,
        member: tuple[str, ...] = (),
    ) -> bytes:
        """Return one page (from 0) of a file, or of one packed in it, upright, as a PNG."""
        ...


class Picture(NamedTuple):
    """A page as a PNG, and the size of the page in points."""

    png: bytes
    size: PageSize


class _Key(NamedTuple):
    sha256: str
    page: int
    dpi: int
    turned: int
    member: tuple[str, ...]


class Pictures:
    """Draws pages, and remembers the latest ones up to a limit; safe to use from several threads."""

    def __init__(self, renderer: Renderer, *, memory_bytes: int = MEMORY_BYTES) -> None:
        self._renderer = renderer
        self._limit = memory_bytes
        self._kept: OrderedDict[_Key, bytes] = OrderedDict()
        self._lock = Lock()

    def page(
        self,
        data: bytes,
        page: int,
        *,
        dpi: int = 110,
        turned: int = 0,
        member: tuple[str, ...] = (),
    ) -> Picture:
        """Return a page (from 0) of a file, or of one packed in it (its name in each container), upright.

        Raises:
            UnreadableFileError: if it cannot be drawn.
        """
        key = _Key(hashlib.sha256(data).hexdigest(), page, dpi, turned, member)
        png = self._remembered(key)
        if png is None:
            png = self._renderer.render(data, page, dpi=dpi, turned=turned, member=member)
            self._remember(key, png)
        return Picture(png, page_size(png, dpi))

    def _remembered(self, key: _Key) -> bytes | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _remember(self, key: _Key, png: bytes) -> None:
        with self._lock:
            self._kept[key] = png
            while sum(map(len, self._kept.values())) > self._limit and len(self._kept) > 1:
                self._kept.popitem(last=False)


def page_size(png: bytes, dpi: int) -> PageSize:
    """Return the size in points of the page that a picture shows.

    Raises:
        ValueError: if the bytes are no PNG.
    """
    signature, chunk, width, height = PNG_HEAD.unpack_from(png)
    if signature != b"\x89PNG\r\n\x1a\n" or chunk != b"IHDR":
        raise ValueError("Das Bild ist kein PNG.")
    return PageSize(width * POINTS_PER_INCH / dpi, height * POINTS_PER_INCH / dpi)
