"""The only door to PyMuPDF: PDF files as pages of words, widgets and pictures.

PyMuPDF parses untrusted bytes with C code. Call this in a child process only (see ``extractors.sandbox``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Final

import pymupdf as _pymupdf
from PIL import Image

from contracts.reading import FontRun, Problem, ProblemCode
from contracts.records import Box, PageSize
from extractors.errors import UnreadableFileError, problem
from extractors.files.member_names import is_technical
from extractors.files.pdf_text import DrawnText, Glance
from extractors.files.pdf_widgets import read_widgets
from extractors.limits import ReadingLimits
from extractors.opened import NativePage
from extractors.pictures.drawn_lines import Picture

pymupdf: Any = _pymupdf  # its annotations are too incomplete for strict checks
# Broken files are reported as problems; MuPDF's own complaints on stderr may quote the document.
pymupdf.TOOLS.mupdf_display_errors(False)  # noqa: FBT003 - positional only
pymupdf.TOOLS.mupdf_display_warnings(False)  # noqa: FBT003 - positional only

_TEXT_FLAGS: Final = (
    pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_PRESERVE_IMAGES | pymupdf.TEXT_MEDIABOX_CLIP
)
_POINTS_PER_INCH: Final = 72
_BARE: Final = 60
"""Words of a page that may have more of them, drawn as curves; fuller pages are not looked at."""
_A4_WIDTH, _A4_HEIGHT, _TYPE_SIZE = 595, 842, 11  # points
_LARGE: Final = 1300.0
"""Points; a page with a longer side is a plan, or a photo whose pixels were taken for points."""
_COARSE: Final = 120.0
"""Pixels per inch; no scanner takes fewer of a large page. Programs give photos 72, 96 or 100."""
_WHOLE: Final = 0.95
"""Share of a page that a picture covers which is all of it."""


class PdfFile:
    """An open PDF.

    Args:
        data: The file's bytes.

    Raises:
        UnreadableFileError: if a password is needed, or no page can be found.
    """

    def __init__(self, data: bytes, *, limits: ReadingLimits) -> None:
        self._limits = limits
        self._document = open_pdf(data)
        self.page_count: int = self._document.page_count
        self.embedded = tuple(name for name in self._document.embfile_names() if not is_technical(name))
        self.problems = tuple(self._find_problems())

    def close(self) -> None:
        """Let go of the file, and of the pictures that MuPDF keeps for the next time: there is none."""
        self._document.close()
        pymupdf.TOOLS.store_shrink(100)

    def native(self, index: int) -> NativePage:
        """Return words, widgets and the share of pictures of page ``index``, on the upright page."""
        page = self._document[index]
        size = self._size(page)
        drawn = DrawnText(_textpage(page))
        glance = Glance(lambda dpi: self.picture(index, dpi=dpi))
        words = drawn.words(glance)
        widgets = read_widgets(pymupdf.mupdf.pdf_page_from_fz_page(_fitz_page(page)), pymupdf.mupdf)
        boxes = [word.box for word in words.shown] + [each.box for each in widgets]
        boxes += [each.box for each in drawn.pictures]
        return NativePage(
            size,
            words.shown,
            widgets,
            _picture_share(drawn.pictures, size),
            undrawn=words.undrawn,
            hidden=words.hidden,
            garbled=words.garbled,
            turned=words.turned,
            unknown=glance.marks_beside(boxes) if 0 < len(words.shown) < _BARE else 0,
        )

    def font_runs(self, index: int) -> tuple[FontRun, ...]:
        """Return how the page's letters are set, on the upright page."""
        blocks = _textpage(self._document[index], pymupdf.TEXT_MEDIABOX_CLIP).extractDICT()["blocks"]
        spans = (span for block in blocks for line in block["lines"] for span in line["spans"])
        return tuple(
            FontRun(Box(*span["bbox"]), f"{span['font']} {span['size']:.1f} {span['color']:06x}")
            for span in spans
            if span["text"].strip()
        )

    def fingerprint(self, index: int) -> str:
        """Return a digest of the page's pictures and how they are set; nothing if it shows anything else."""
        page = self._document[index]
        pictures = page.get_images(full=True)
        if not pictures or page.get_fonts() or next(page.annots(), None) or next(page.widgets(), None):
            return ""
        digest = hashlib.sha256(page.read_contents())
        digest.update(repr((page.rotation, tuple(page.rect))).encode())
        for xref, mask, *settings in pictures:
            decode = self._document.xref_get_key(xref, "Decode")
            digest.update(repr((settings[:5], settings[6], decode)).encode())  # not its names
            digest.update(self._document.xref_stream_raw(xref))
            digest.update(self._document.xref_stream_raw(mask) if mask else b"")
        for form in page.get_xobjects():
            digest.update(self._document.xref_stream_raw(form[0]))
        return digest.hexdigest()

    def picture(self, index: int, *, dpi: int) -> Image.Image:
        """Return page ``index`` with its annotations and widgets, grey; ``page_pixels`` limits it."""
        page = self._document[index]
        size = self._size(page)
        wanted = size.width * size.height * (dpi / _POINTS_PER_INCH) ** 2
        fine = dpi / _POINTS_PER_INCH * min(1.0, (self._limits.page_pixels / max(wanted, 1)) ** 0.5)
        zoom = fine * size.width / page.rect.width
        pixmap = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csGRAY, alpha=False)
        return Image.frombuffer(
            "L", (pixmap.width, pixmap.height), pixmap.samples, "raw", "L", pixmap.stride, 1
        )

    def _size(self, page: Any) -> PageSize:
        """Return the size of the page; that of a photo, which has none in itself, fits into A4."""
        width, height = page.rect.width, page.rect.height
        if not 0 < min(width, height) <= max(width, height) <= self._limits.max_page_points:
            raise ValueError("page size outside of what PDF allows")
        if max(width, height) <= _LARGE or not _is_photo(page):
            return PageSize(width, height)
        scale = min(_A4_WIDTH / min(width, height), _A4_HEIGHT / max(width, height))
        return PageSize(scale * width, scale * height)

    def _find_problems(self) -> list[Problem]:
        found = []
        if self._document.is_repaired:
            found.append(problem(ProblemCode.REPAIRED))
        if _is_dynamic_xfa(self._document):
            found.append(problem(ProblemCode.DYNAMIC_XFA))
        if self.embedded:
            found.append(problem(ProblemCode.EMBEDDED_FILES, limit=str(len(self.embedded))))
        return found


def text_as_pdf(text: str) -> bytes:
    """Return plain text as a PDF of A4 pages, the same bytes for the same text."""
    with pymupdf.open(stream=text.encode("utf-8", "replace"), filetype="txt") as document:
        document.layout(width=_A4_WIDTH, height=_A4_HEIGHT, fontsize=_TYPE_SIZE)
        with pymupdf.open(stream=document.convert_to_pdf(), filetype="pdf") as made:
            return bytes(made.tobytes(deflate=True, no_new_id=True))


def open_pdf(data: bytes) -> Any:
    """Open a PDF; whatever MuPDF raises means that the file is damaged.

    Raises:
        UnreadableFileError: if a password is needed, or no page can be found.
    """
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
        locked, pages = document.needs_pass, document.page_count
    except (RuntimeError, ValueError) as error:  # PyMuPDF's own errors are RuntimeErrors
        raise UnreadableFileError(ProblemCode.DAMAGED) from error
    if locked:
        raise UnreadableFileError(ProblemCode.ENCRYPTED)
    if not pages:
        raise UnreadableFileError(ProblemCode.DAMAGED)
    return document


def _textpage(page: Any, flags: int = _TEXT_FLAGS) -> Any:
    """Run the page's contents and annotations, but not its widgets, into a text page.

    ``Page.get_text`` would run the widgets as well (comb fields letter by letter), and give boxes that
    ignore the page's rotation; here they are on the upright page.
    """
    mupdf = pymupdf.mupdf
    fitz_page = _fitz_page(page)
    stext = mupdf.FzStextPage(mupdf.fz_bound_page(fitz_page))
    device = mupdf.fz_new_stext_device(stext, mupdf.FzStextOptions(flags))
    mupdf.fz_run_page_contents(fitz_page, device, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_run_page_annots(fitz_page, device, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return pymupdf.TextPage(stext)


def _fitz_page(page: Any) -> Any:
    return page.this if isinstance(page.this, pymupdf.mupdf.FzPage) else page.this.super()


def _is_photo(page: Any) -> bool:
    """Whether a page is nothing but a picture without a resolution that a scanner would give it."""
    if page.get_fonts() or next(page.annots(), None) or next(page.widgets(), None):
        return False
    pictures = page.get_image_info()
    if len(pictures) != 1:
        return False
    left, top, right, bottom = pictures[0]["bbox"]
    if (right - left) * (bottom - top) < _WHOLE * page.rect.width * page.rect.height:
        return False
    long_side = max(pictures[0]["width"], pictures[0]["height"])
    return bool(long_side < _COARSE / _POINTS_PER_INCH * max(right - left, bottom - top))


def _picture_share(pictures: Iterable[Picture], size: PageSize) -> float:
    """Return the share of the page under pictures; overlapping ones count twice, up to 1."""
    whole = Box(0, 0, *size)
    covered = sum(whole.overlap(each.box) for each in pictures)
    return min(1.0, float(covered / (size.width * size.height)))


def _is_dynamic_xfa(document: Any) -> bool:
    """Whether the real content is an XFA template, and the PDF's pages are a mere stand-in."""
    catalog = document.pdf_catalog()
    if document.xref_get_key(catalog, "AcroForm/XFA")[0] == "null":
        return False
    needs_rendering = document.xref_get_key(catalog, "NeedsRendering")[1] == "true"
    return needs_rendering or not document.is_form_pdf
