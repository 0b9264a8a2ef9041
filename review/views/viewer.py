"""The page viewer: one page as a picture, with the place that matters marked on it."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import HTTPException, status

from contracts.records import Box, PageSize, Record
from extractors.errors import UnreadableFileError
from review.case_file import CaseFile
from review.context import ReviewContext
from review.pictures import Picture
from review.views.documents import DocumentView
from review.views.places import Spot

DPI = 110
"""Of a page at 100 percent; larger sizes are drawn finer."""
ZOOMS = (100, 150, 200)
MARGIN = 3.0
"""Points around a marked value, so that the frame does not touch the ink."""


class ViewerView(Record):
    """What the viewer shows.

    Attributes:
        size: Of the upright page in points; None where the page cannot be drawn.
        mark: The box to mark, in points, with a little margin.
        before: The page before, perhaps in the document before; None on the very first.
        after: The page after.
    """

    spot: Spot
    document: DocumentView | None
    size: PageSize | None
    mark: Box | None
    zoom: int
    dpi: int
    before: Spot | None
    after: Spot | None


def viewer_view(
    context: ReviewContext, file: CaseFile, documents: Sequence[DocumentView], spot: Spot, *, zoom: int
) -> ViewerView:
    """Return the viewer for a spot; a spot that there is not shows the first page."""
    pages = [
        Spot(document=document.number, page=page)
        for document in documents
        for page in range(1, document.pages + 1)
    ]
    plain = Spot(document=spot.document, page=spot.page)
    place = pages.index(plain) if plain in pages else 0
    shown = spot if plain in pages else next(iter(pages), plain)
    dpi = DPI * zoom // 100
    return ViewerView(
        spot=shown,
        document=next((each for each in documents if each.number == shown.document), None),
        size=_size(context, file, shown, dpi) if pages else None,
        mark=shown.box.grown(MARGIN) if shown.box else None,
        zoom=zoom,
        dpi=dpi,
        before=pages[place - 1] if place else None,
        after=pages[place + 1] if place + 1 < len(pages) else None,
    )


def page_picture(context: ReviewContext, file: CaseFile, spot: Spot, *, dpi: int) -> Picture:
    """Return the picture of a page.

    Raises:
        HTTPException: 404 if there is no such page, or it cannot be drawn.
    """
    if spot.document >= len(file.documents):
        raise HTTPException(status.HTTP_404_NOT_FOUND)
    document = file.documents[spot.document]
    data = context.originals.read(document.key)
    turned = dict(enumerate(document.turned, start=1)).get(spot.page, 0)
    try:
        return context.pictures.page(
            data, spot.page - 1, dpi=dpi, turned=turned, member=tuple(document.member)
        )
    except UnreadableFileError:
        raise HTTPException(status.HTTP_404_NOT_FOUND) from None


def _size(context: ReviewContext, file: CaseFile, spot: Spot, dpi: int) -> PageSize | None:
    try:
        return page_picture(context, file, spot, dpi=dpi).size
    except HTTPException:
        return None
