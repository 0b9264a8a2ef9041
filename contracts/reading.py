"""What reading a file yields: pages of words with boxes, form widgets, pictures of the ink, and problems."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import ConfigDict, Field, NonNegativeInt

from contracts.records import Box, PageSize, Record

Confidence = Annotated[float, Field(ge=0, le=1)]


class TextSource(StrEnum):
    """Where a word or a value was taken from."""

    TEXT = "text"
    OCR = "ocr"
    WIDGET = "widget"
    MRZ = "mrz"
    BARCODE = "barcode"


class ProblemCode(StrEnum):
    """Stable codes of what can be wrong with a file or one of its pages; the message may change."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    EMPTY = "empty"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    PAGE_ILLEGIBLE = "page_illegible"
    PAGE_FAILED = "page_failed"
    PAGE_INCOMPLETE = "page_incomplete"
    DYNAMIC_XFA = "dynamic_xfa"
    REPAIRED = "repaired"
    EMBEDDED_FILES = "embedded_files"
    WRONG_TEXT_LAYER = "wrong_text_layer"
    TOO_MANY_FILES = "too_many_files"
    TOO_DEEP = "too_deep"


FATAL_PROBLEMS = frozenset(
    {
        ProblemCode.ENCRYPTED,
        ProblemCode.DAMAGED,
        ProblemCode.EMPTY,
        ProblemCode.UNSUPPORTED,
        ProblemCode.TOO_LARGE,
        ProblemCode.TOO_MANY_PAGES,
        ProblemCode.TIMEOUT,
        ProblemCode.OUT_OF_MEMORY,
        ProblemCode.CRASHED,
        ProblemCode.TOO_MANY_FILES,
        ProblemCode.TOO_DEEP,
    }
)
"""After one of these (with no page named) the file has no pages to look at."""


class Problem(Record):
    """Something that went wrong with a document, or with one of its pages.

    Attributes:
        page: Page number, counted from 0; None when the whole document is meant.
        message: For people: names the limit that was hit and the next step. Never a word of the document.
    """

    code: ProblemCode
    page: NonNegativeInt | None = None
    message: str


class Word(NamedTuple):
    """One word in its place; ``confidence`` is 1 for native text."""

    text: str
    box: Box
    confidence: float = 1.0


class WidgetKind(StrEnum):
    """The kinds of live form fields (PDF 32000-1, 12.7.4)."""

    TEXT = "text"
    CHECKBOX = "checkbox"
    RADIO = "radio"
    CHOICE = "choice"
    SIGNATURE = "signature"
    BUTTON = "button"


class Widget(Record):
    """One live form field on a page.

    Attributes:
        name: Full field name, as in the file.
        label: Alternate field name (tool tip); often the printed label.
        value: Text as typed or chosen; for ticks the state's name when on ("Off" is None).
        on_state: For check boxes and radio buttons: the name of this button's "on" state, decoded.
        comb: Number of comb cells, or 0.
        multiline: Whether the text begins at the top of the box, in several lines.
    """

    name: str
    kind: WidgetKind
    box: Box
    label: str = ""
    value: str | None = None
    on_state: str | None = None
    comb: NonNegativeInt = 0
    multiline: bool = False

    @property
    def checked(self) -> bool:
        """Whether this check box or radio button is on."""
        return self.kind in {WidgetKind.CHECKBOX, WidgetKind.RADIO} and self.value is not None


class FontRun(NamedTuple):
    """Letters in a row that are set alike.

    Attributes:
        box: In points, on the upright page.
        font: Name, size and colour, for comparing.
    """

    box: Box
    font: str


class PageInk(Record):
    """A black-and-white picture of the page, small enough to travel: for tick boxes and signatures.

    Attributes:
        dpi: Pixels per inch of the picture.
        width: Pixels per row.
        height: Rows.
        bits: zlib-compressed rows, one bit a pixel (1 is ink), rows padded to whole bytes (numpy.packbits);
            base64 in JSON.
        runs: How the page's letters are set; nothing for pages that are pictures.
    """

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    dpi: int
    width: int
    height: int
    bits: bytes
    runs: tuple[FontRun, ...] = ()


class Barcode(Record):
    """A bar code or matrix code on a page.

    Attributes:
        symbology: As in "QRCode", "DataMatrix", "Code128" (names of zxing-cpp).
        text: What it says.
    """

    symbology: str
    text: str
    box: Box


class Region(Record):
    """A card of its own among several on a page.

    Attributes:
        box: On the upright page.
        turned: Degrees clockwise by which the card on the upright page is to be turned to be upright itself.
    """

    box: Box
    turned: int = 0


class Extent(StrEnum):
    """How much of a page was read.

    HEAD is the upper part of a page, as deep as telling its type needs: words further down are not there.
    PART is what could be read in time of a plan full of strokes, from its title block on.
    """

    WHOLE = "whole"
    HEAD = "head"
    PART = "part"


class PageGrade(StrEnum):
    """How well a page could be read, for people; confidence is for machines."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    ILLEGIBLE = "illegible"
    BLANK = "blank"


class PageText(Record):
    """The words of one page, in reading order.

    Attributes:
        index: Page number, counted from 0. People see ``index + 1``.
        size: Of the upright page; all boxes refer to it.
        turned: Degrees clockwise by which the page, as a PDF viewer shows it, was turned to be upright.
        skew: Degrees clockwise by which the turned page was turned further, around its middle, to be level
            (at most 4 either way); words and ink refer to the level page.
        engine: Name and version of the OCR engine; set exactly when ``source`` is OCR.
        confidence: Mean confidence of the words, 1 for native text, 0 for a page without words.
        picture_share: Share of the page's area that pictures cover, 0 to 1.
        ink: Set for pages that were rendered for OCR; otherwise asked for only where a form needs it.
        barcodes: Of pages that were rendered for OCR.
        handwriting: Places that are written by hand, on pages that were rendered for OCR. Words in them are
            OCR's guess: the engine is trained on print.
        extent: How much of the page was read.
        across: Large words set aslant, such as a watermark, on pages that were rendered for OCR; the box of
            each is that of all of them.
        regions: Where several cards lie on the page. Boxes of their words are places on the page like all
            others; the lines of a card that lies on its side run upwards or downwards there.
    """

    index: NonNegativeInt
    size: PageSize
    source: TextSource
    words: tuple[Word, ...]
    widgets: tuple[Widget, ...] = ()
    turned: int = 0
    skew: float = 0.0
    engine: str | None = None
    confidence: Confidence = 1.0
    grade: PageGrade = PageGrade.GOOD
    picture_share: Confidence = 0.0
    ink: PageInk | None = None
    barcodes: tuple[Barcode, ...] = ()
    handwriting: tuple[Box, ...] = ()
    extent: Extent = Extent.WHOLE
    across: tuple[Word, ...] = ()
    regions: tuple[Region, ...] = ()

    @property
    def text(self) -> str:
        """All words, blank between; no line breaks."""
        return " ".join(word.text for word in self.words)


class DocumentText(Record):
    """One file, read.

    Attributes:
        file: Path of the file inside its submission, for people and reports.
        sha256: Of the file's bytes, in hexadecimal; empty for a packed file that could not be unpacked.
        embedded: Names of files embedded in a PDF that were not read; the others are documents of their own.
        member: For a file that came packed in another (ZIP file, mail, PDF) its name in each of these,
            outermost first; empty for a file that was submitted itself.
        read_ms: Wall time of reading in milliseconds; ``ocr_ms`` is the share of OCR.
    """

    file: str
    sha256: str
    pages: tuple[PageText, ...] = ()
    problems: tuple[Problem, ...] = ()
    embedded: tuple[str, ...] = ()
    member: tuple[str, ...] = ()
    read_ms: NonNegativeInt = 0
    ocr_ms: NonNegativeInt = 0

    @property
    def submitted_file(self) -> str:
        """Path of the submitted file that this is, or came packed in."""
        return self.file.removesuffix("".join(f"/{name}" for name in self.member))

    @property
    def unreadable(self) -> bool:
        """Whether no page of the file could be looked at at all."""
        return not self.pages
