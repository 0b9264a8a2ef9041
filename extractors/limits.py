"""What reading one file may cost; an untrusted file can ask for anything."""

from __future__ import annotations

from pydantic import PositiveFloat, PositiveInt

from contracts.records import Record

MIB = 1024 * 1024


class ReadingLimits(Record):
    """Limits of reading one file.

    Attributes:
        max_bytes: Larger files are refused unread.
        max_pages: Longer documents are refused before any page is read.
        max_page_points: Longest side of a page in points; PDF 1.7 allows 14,400 (200 inches).
        max_pixels: Most pixels of a picture file; larger ones are refused.
        page_pixels: Most pixels of a page of a PDF when it is drawn; larger ones are drawn coarser (A0 at 150
            dpi). OCR takes some ten bytes for each.
        memory_bytes: Private memory of one child process. With the libraries that all share (some 70 MB) a
            child stays below that, as part of its private memory is never touched.
        resident_bytes: A child that takes up more after a task is replaced: libraries leak and keep.
        answer_bytes: Longest description of one page, or of a file.
        document_bytes: What all pages of a document may take up when read; also what one task may write.
        open_seconds: Processor time for opening a file, and then for each page's native text.
        page_seconds: Processor time for one page, OCR and turning included; an honest one takes 1 to 5.
        wall_factor: How many times its processor time a task may take by the clock, not counting what it
            waits for a processor: a busy machine is no fault of the file, while a task that sleeps must end.
        lost_seconds: By the clock, what a document may lose with pages that come to nothing (they crash, or
            reach a limit); the pages that are left then are given up.
        least_seconds: Processor time that a page gets however little of the lost time is left.
        base_seconds: For a document of any length, ``page_allowance`` for each page aside.
        page_allowance: Seconds added to the document's time for each of its pages.
        open_files: File descriptors of one child process.
        ocr_dpi: Resolution of pictures for OCR, in pixels per inch.
        max_files: Most files of one submission that may come out of others (ZIP files, mails, PDFs).
        max_unpacked_bytes: Of all these files together, unpacked.
        max_depth: How deep ZIP files and mails may lie in each other; 1 is a ZIP of documents.
    """

    max_bytes: PositiveInt = 100 * MIB
    max_pages: PositiveInt = 500
    max_page_points: PositiveFloat = 14_400
    max_pixels: PositiveInt = 60_000_000
    page_pixels: PositiveInt = 35_000_000
    memory_bytes: PositiveInt = 720 * MIB
    resident_bytes: PositiveInt = 350 * MIB
    answer_bytes: PositiveInt = 4 * MIB
    document_bytes: PositiveInt = 256 * MIB
    open_seconds: PositiveFloat = 4
    page_seconds: PositiveFloat = 8
    wall_factor: PositiveFloat = 1.5
    lost_seconds: PositiveFloat = 14
    least_seconds: PositiveFloat = 2.5
    base_seconds: PositiveFloat = 20
    page_allowance: PositiveFloat = 5
    open_files: PositiveInt = 128
    ocr_dpi: PositiveInt = 200
    max_files: PositiveInt = 100
    max_unpacked_bytes: PositiveInt = 200 * MIB
    max_depth: PositiveInt = 3

    def document_seconds(self, pages: int) -> float:
        """Return the wall time that a document of ``pages`` pages may take, in seconds."""
        return self.base_seconds + self.page_allowance * pages
