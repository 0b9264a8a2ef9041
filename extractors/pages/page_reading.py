"""Reading one page: its text layer where that is usable, OCR where it is not."""

from __future__ import annotations

import time
from typing import Final

from PIL import Image

from contracts.reading import Extent, PageGrade, PageText, Problem, ProblemCode, TextSource
from contracts.records import PageSize, Record
from extractors.errors import problem
from extractors.files.pdf_widgets import widget_words
from extractors.limits import ReadingLimits
from extractors.ocr.engines import OcrEngine
from extractors.opened import NativePage, OpenedFile
from extractors.pages.depth import Depth
from extractors.pages.ocr_page import ocr_page
from extractors.pages.page_view import PageView, view_of
from extractors.pages.skimming import skim
from extractors.pages.text_proof import Proof, prove
from extractors.pages.triage import TextLayer, is_contradicted, judge_text_layer
from extractors.pictures.cleaning import turn
from extractors.pictures.turning import turn_native

A4: Final = PageSize(595.0, 842.0)
"""Size of a page whose real size could not be told."""


class PageReading(Record):
    """One page, read, or not.

    Attributes:
        page: The page; None when it needs OCR and that was not asked for.
        picture: Then, where it can be told: a digest of what the page shows.
        ocr_ms: Wall time of OCR and what prepares it, in milliseconds.
    """

    index: int
    page: PageText | None = None
    picture: str = ""
    problems: tuple[Problem, ...] = ()
    ocr_ms: int = 0


def failed_page(index: int, code: ProblemCode, *, limit: str = "") -> PageReading:
    """Return the reading of a page that could not be read."""
    return PageReading(
        index=index, page=empty_page(index), problems=(problem(code, page=index, limit=limit),)
    )


def empty_page(index: int) -> PageText:
    """Return a page that stands for one that could not be read."""
    return PageText(
        index=index, size=A4, source=TextSource.TEXT, words=(), confidence=0, grade=PageGrade.ILLEGIBLE
    )


def read_page(
    opened: OpenedFile,
    index: int,
    *,
    engine: OcrEngine | None,
    limits: ReadingLimits,
    depth: Depth | None,
) -> PageReading:
    """Read a page of an open file.

    Without an engine, a page that needs OCR comes back without a page; ``depth`` decides what is needed.
    """
    native = opened.native(index)
    layer = judge_text_layer(native)
    problems = _wrong_text(index) if is_contradicted(native, layer) else ()
    if layer is TextLayer.USABLE:
        page = _native_page(index, turn_native(native, native.turned))
        return PageReading(index=index, page=page, problems=problems)
    if engine is None:
        return PageReading(index=index, picture="" if native.words else opened.fingerprint(index))
    started = time.monotonic()
    view = view_of(opened, index, native, dpi=limits.ocr_dpi)
    picture = turn(view.picture(dpi=limits.ocr_dpi), native.turned)
    view = view._replace(native=turn_native(view.native, native.turned))
    proof = prove(picture, view.native, engine=engine) if view.layer is TextLayer.UNPROVEN else None
    if proof is not None and not proof.agrees:
        problems = _wrong_text(index)
    page = skim(picture, index, view=view, engine=engine, depth=depth) or _seen_page(
        view, picture, proof=proof, engine=engine, depth=depth
    )
    if page.grade is PageGrade.ILLEGIBLE:
        problems += (problem(ProblemCode.PAGE_ILLEGIBLE, page=index),)
    if page.extent is Extent.PART:
        problems += (problem(ProblemCode.PAGE_INCOMPLETE, page=index),)
    return PageReading(
        index=index, page=page, problems=problems, ocr_ms=round((time.monotonic() - started) * 1000)
    )


def _seen_page(
    view: PageView, picture: Image.Image, *, proof: Proof | None, engine: OcrEngine, depth: Depth | None
) -> PageText:
    """Return what a page says by its upright picture: its text layer where that is proven, else by OCR.

    Its number is that of the view.
    """
    native, layer = view.native, view.layer
    if proof is not None:
        if proof.agrees and proof.complete:
            return _native_page(view.page, native._replace(words=native.words + native.undrawn))
        layer = TextLayer.PARTIAL if proof.agrees and native.words else TextLayer.NONE
    page = ocr_page(picture, native=native, layer=layer, engine=engine, depth=depth)
    turned = (page.turned + native.turned) % 360
    return page.model_copy(update={"index": view.page, "turned": turned})


def _wrong_text(index: int) -> tuple[Problem, ...]:
    return (problem(ProblemCode.WRONG_TEXT_LAYER, page=index),)


def _native_page(index: int, native: NativePage) -> PageText:
    typed = tuple(word for widget in native.widgets for word in widget_words(widget))
    return PageText.model_construct(  # checks of each word would take longer than making them
        index=index,
        size=native.size,
        source=TextSource.TEXT,
        words=native.words + typed,
        widgets=native.widgets,
        turned=native.turned,
        picture_share=native.picture_share,
    )
