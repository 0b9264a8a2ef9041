"""The one place of this room that imports PyMuPDF, and the small steps every maker of PDFs shares."""

from __future__ import annotations

from typing import Any

import pymupdf as _pymupdf

pymupdf: Any = _pymupdf
"""PyMuPDF; ``Any`` because the library has no types."""


def saved(document: Any) -> bytes:
    """Write a document: compressed, without time stamps or random ids, so that runs agree byte for byte."""
    return bytes(document.tobytes(garbage=3, deflate=True, no_new_id=True))
