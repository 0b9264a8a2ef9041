"""Files that PDFs carry: embedded ones, those of portfolios, and those pinned to a page.

Call this in a child process only.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from contracts.reading import ProblemCode
from extractors.errors import UnreadableFileError
from extractors.files.member_names import is_technical
from extractors.files.packed import Packed
from extractors.files.pdf import open_pdf, pymupdf

mupdf: Any = pymupdf.mupdf

_SOURCES: Final = frozenset({"Source", "FormData", "Schema"})
"""What the file was made of (ISO 32000-2, 7.11.3): the pages say it already."""
_VIEWERS: Final = ("acrobat", "adobe reader")


def packed_in_pdf(data: bytes) -> Iterator[Packed]:
    """Yield the attachments that a person should look at, those of the whole file first.

    Raises:
        UnreadableFileError: if the PDF cannot be opened; reading its pages says so as well.
    """
    document = open_pdf(data)
    seen: set[int] = set()
    for spec in (*_embedded(document), *_pinned(document)):
        name, stream = _name_of(spec), _stream_of(spec)
        number = mupdf.pdf_to_num(stream)
        if is_technical(name) or _relationship(spec) in _SOURCES or (number and number in seen):
            continue
        seen.add(number)
        yield Packed(name, partial(_read, document, stream))


def is_cover(data: bytes) -> bool:
    """Whether the PDF's page is a portfolio's cover, which says no more than what to open it with."""
    document = open_pdf(data)
    portfolio = document.xref_get_key(document.pdf_catalog(), "Collection")[0] != "null"
    if not portfolio or document.page_count > 1:
        return False
    text = document[0].get_text().lower()
    return not text.strip() or any(viewer in text for viewer in _VIEWERS)


def _embedded(document: Any) -> Iterator[Any]:
    tree = mupdf.pdf_load_name_tree(pymupdf._as_pdf_document(document), _pdf_name("EmbeddedFiles"))  # noqa: SLF001 - name trees have no public door
    for index in range(mupdf.pdf_dict_len(tree)):
        yield mupdf.pdf_dict_get_val(tree, index)


def _pinned(document: Any) -> Iterator[Any]:
    for page in document:
        if any(kind == pymupdf.PDF_ANNOT_FILE_ATTACHMENT for _, kind, _ in page.annot_xrefs()):
            for annotation in page.annots(types=[pymupdf.PDF_ANNOT_FILE_ATTACHMENT]):
                yield mupdf.pdf_dict_gets(mupdf.pdf_annot_obj(annotation.this), "FS")


def _name_of(spec: Any) -> str:
    names = (mupdf.pdf_dict_gets(spec, key) for key in ("UF", "F"))
    return next((mupdf.pdf_to_text_string(name) for name in names if mupdf.pdf_is_string(name)), "")


def _relationship(spec: Any) -> str:
    return str(mupdf.pdf_to_name(mupdf.pdf_dict_gets(spec, "AFRelationship")))


def _stream_of(spec: Any) -> Any:
    files = mupdf.pdf_dict_gets(spec, "EF")
    streams = [mupdf.pdf_dict_gets(files, key) for key in ("F", "UF")]
    return next((each for each in streams if mupdf.pdf_is_stream(each)), streams[0])


def _read(document: Any, stream: Any, limit: int) -> bytes:
    """Unpack a file's bytes up to the limit; ``document`` is kept open as long as it is needed."""
    if document.is_closed or not mupdf.pdf_is_stream(stream):
        raise UnreadableFileError(ProblemCode.DAMAGED)
    try:
        bounded = mupdf.fz_open_null_filter(mupdf.pdf_open_stream(stream), limit + 1, 0)
        return bytes(pymupdf.JM_BinFromBuffer(mupdf.fz_read_all(bounded, 0)))
    except RuntimeError as error:  # PyMuPDF's own errors
        raise UnreadableFileError(ProblemCode.DAMAGED) from error


def _pdf_name(name: str) -> Any:
    return mupdf.pdf_new_name(name)
