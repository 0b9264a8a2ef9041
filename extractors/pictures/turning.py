"""Words and live fields of a page that lies on its side, on the upright page."""

from __future__ import annotations

from collections.abc import Callable

from contracts.records import Box, PageSize
from extractors.opened import NativePage


def turn_native(page: NativePage, degrees: int) -> NativePage:
    """Return the page turned clockwise by ``degrees`` (0, 90, 180 or 270), boxes and size with it."""
    if not degrees % 360:
        return page
    turned = _turner(page.size, degrees % 360)
    return page._replace(
        size=page.size if degrees % 180 == 0 else PageSize(page.size.height, page.size.width),
        words=tuple(word._replace(box=turned(word.box)) for word in page.words),
        undrawn=tuple(word._replace(box=turned(word.box)) for word in page.undrawn),
        widgets=tuple(each.model_copy(update={"box": turned(each.box)}) for each in page.widgets),
    )


def _turner(size: PageSize, degrees: int) -> Callable[[Box], Box]:
    width, height = size
    turners: dict[int, Callable[[Box], Box]] = {
        90: lambda box: Box(height - box.bottom, box.left, height - box.top, box.right),
        180: lambda box: Box(width - box.right, height - box.bottom, width - box.left, height - box.top),
        270: lambda box: Box(box.top, width - box.right, box.bottom, width - box.left),
    }
    return turners[degrees]
