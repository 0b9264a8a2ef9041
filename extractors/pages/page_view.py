"""What people see of a page: the page of the file, or the sheet that was photographed, laid flat.

Reading, ink and pictures for people all look at pages through this, so their coordinates agree without
anything stored: the same file has the same views.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from PIL import Image

from contracts.records import PageSize
from extractors.opened import NativePage, OpenedFile
from extractors.pages.triage import TextLayer, judge_text_layer
from extractors.pictures.photos import LONG_SIDE, Corners, find_paper, lay_flat, sheet_size

_A4: Final = PageSize(595.3, 841.9)
_LIKE_A4: Final = 0.08
"""A sheet whose sides' ratio differs less from A4's is A4, seen at an angle."""
_MOST_PHOTO: Final = 0.5
"""A page with pictures on less of its area is no photo."""
_FINEST: Final = 2.0
"""A small sheet in a large photo is drawn at this many times the wanted resolution at most."""


class PageView(NamedTuple):
    """A page, ready to be drawn.

    Attributes:
        native: The page without OCR; its size is the sheet's.
        shown: Size of the page in the file, photo and all.
        corners: Of the sheet in a photo, None for all other pages.
        drawn: The page as it was drawn to look for a sheet, and its pixels per inch: decoding the picture
            of a scan once more would take as long as reading three of its lines.
    """

    opened: OpenedFile
    page: int
    native: NativePage
    layer: TextLayer
    shown: PageSize
    corners: Corners | None = None
    drawn: tuple[Image.Image, int] | None = None

    def picture(self, *, dpi: int) -> Image.Image:
        """Return the page, grey (mode L), at about ``dpi`` pixels per inch."""
        if self.corners is None:
            picture, drawn_at = self.drawn or (None, 0)
            return picture if picture and drawn_at == dpi else self.opened.picture(self.page, dpi=dpi)
        size = self.native.size
        finer = size.width / sheet_size(self.corners, self.shown).width
        photo = self.opened.picture(self.page, dpi=round(dpi * min(finer, _FINEST)))
        return lay_flat(photo, self.corners, (round(size.width * dpi / 72), round(size.height * dpi / 72)))


def view_of(opened: OpenedFile, page: int, native: NativePage, *, dpi: int) -> PageView:
    """Look for a photographed sheet on a page; pages with words or widgets of their own are as they are.

    ``dpi`` is what OCR takes: where the sheet lies must be the same for all who look.
    """
    layer = judge_text_layer(native)
    view = PageView(opened, page, native, layer, native.size)
    if layer is not TextLayer.NONE or native.widgets or native.picture_share < _MOST_PHOTO:
        return view
    picture = opened.picture(page, dpi=dpi)
    corners = find_paper(_small(picture))
    if corners is None:
        return view._replace(drawn=(picture, dpi))
    return view._replace(native=native._replace(size=_sheet_size(corners, native.size)), corners=corners)


def dpi_of(picture: Image.Image, size: PageSize) -> int:
    """Return at how many pixels per inch a page of this size was drawn."""
    return max(1, round(picture.width / size.width * 72))


def _small(picture: Image.Image) -> Image.Image:
    scale = LONG_SIDE / max(picture.size)
    size = (max(1, round(scale * picture.width)), max(1, round(scale * picture.height)))
    return picture.resize(size, Image.Resampling.BOX, reducing_gap=2.0)


def _sheet_size(corners: Corners, shown: PageSize) -> PageSize:
    """Return A4 for what looks like it, otherwise the size that the sheet has on the page."""
    size = sheet_size(corners, shown)
    ratio = max(size) / min(size)
    if abs(ratio / (_A4.height / _A4.width) - 1) > _LIKE_A4:
        return size
    return _A4 if size.height > size.width else PageSize(_A4.height, _A4.width)
