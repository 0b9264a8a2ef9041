"""A form in one document, split by mistake, or photographed page by page."""

from __future__ import annotations

from contracts.findings import FieldReading, Part
from contracts.reading import DocumentText, PageText, TextSource
from contracts.records import PageSize
from pipeline.form_pages import form_pages

PROCEDURE = "wohngeld-mietzuschuss"


def document(pages: int, source: TextSource = TextSource.OCR) -> DocumentText:
    """A file of so many pages."""
    return DocumentText(
        file=f"{pages}.pdf",
        sha256="0" * 64,
        pages=tuple(
            PageText(index=index, size=PageSize(595, 842), source=source, words=()) for index in range(pages)
        ),
    )


def part(at: int, *pages: int, kind: str = "antragsformular", procedure: str | None = PROCEDURE) -> Part:
    """A part of a document."""
    return Part(document=at, pages=pages, type=kind, procedure=procedure, confidence=0.9)


def test_no_form_is_none() -> None:
    """Another procedure's form is none."""
    assert form_pages([document(1)], [part(0, 0, procedure=None)], PROCEDURE) is None
    assert form_pages([document(1)], [part(0, 0, kind="ausweis")], PROCEDURE) is None


def test_a_form_that_was_split_is_one() -> None:
    """Pages of both parts, in their order."""
    found = form_pages([document(4)], [part(0, 2, 3), part(0, 0)], PROCEDURE)
    assert found is not None
    assert found.main.pages == (2, 3)
    assert list(found.origins) == [(0, 0), (0, 2), (0, 3)]


def test_pages_photographed_one_by_one_belong_together() -> None:
    """The second picture has no title; its values say in which file they stand."""
    files = [document(1), document(1), document(1)]
    parts = [part(0, 0, procedure=None), part(1, 0, kind="ausweis"), part(2, 0)]
    found = form_pages(files, parts, PROCEDURE)
    assert found is not None
    assert found.origins == ((2, 0), (0, 0))
    assert [page.index for page in found.pages] == [0, 1]
    own = found.placed(FieldReading(value="Max", page=0))
    other = found.placed(
        FieldReading(value="1", page=1, items=({"vorname": FieldReading(value="Mia", page=1)},))
    )
    assert (own.document, own.page) == (None, 0)
    assert (other.document, other.page) == (0, 0)
    assert other.items[0]["vorname"].document == 0
    assert found.placed(FieldReading()).page is None


def test_a_digital_form_takes_no_pictures_in() -> None:
    """A form of its own file is whole; a photographed form beside it is another one."""
    files = [document(1, TextSource.TEXT), document(1)]
    found = form_pages(files, [part(0, 0), part(1, 0, procedure=None)], PROCEDURE)
    assert found is not None
    assert found.origins == ((0, 0),)
