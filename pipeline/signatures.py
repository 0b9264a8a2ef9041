"""Papers that are only valid with signatures: whether they have them."""

from __future__ import annotations

from contracts.document_types import DocumentTypes
from contracts.findings import Part
from contracts.reading import DocumentText
from extractors.forms.signing.signed_papers import is_unsigned, place_to_sign
from extractors.sandbox import ReadingPool


def unsigned_page(
    part: Part, document: DocumentText, data: bytes, *, types: DocumentTypes, pool: ReadingPool
) -> int | None:
    """Return the page on which the place for a paper's signatures is empty; None if it is not known to be.

    The last place counts; the ink of its page is drawn from ``data``, the document's file.
    """
    parties = next((kind.signed_by for kind in types.document_types if kind.id == part.type), ())
    for number in reversed(part.pages if parties and part.region is None else ()):
        page = document.pages[number]
        place = place_to_sign(page, parties)
        if place is not None:
            turned = {number: page.turned + page.skew}
            ink = page.ink or pool.inks(data, [number], turned=turned).get(number)
            return number if ink is not None and is_unsigned(page, ink, place) else None
    return None
