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
        max_pixels: Most pixels of one picture, embedded or rendered; larger pages are rendered coarser.
        memory_bytes: Address space of one child process.
        open_seconds: Processor time for opening a file and reading all its native text.
        page_seconds: Processor time for one page, OCR and turning included.
        wall_factor: How many times its processor time a task may take by the clock: a busy machine is no
            fault of the file, while a task that sleeps must end some time.
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
    memory_bytes: PositiveInt = 1536 * MIB
    open_seconds: PositiveFloat = 10
    page_seconds: PositiveFloat = 15
    wall_factor: PositiveFloat = 3
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
