"""A case that came packed, on the desk: each packed document is shown with its own pages."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date

import pytest

from extractors.sandbox import ReadingPool
from pipeline.build import open_pipeline
from pipeline.submission import Submission as Submitted
from pipeline.submission import SubmittedFile
from review.views.viewer import DPI
from samples.submissions import Submission, anmeldung_case
from storage import cases
from tests.extractors.drawn import pdf_of, pymupdf
from tests.extractors.packed import mail_of, zip_of
from tests.review.conftest import Visitor
from tests.review.seed import RECEIVED, Seed

FILES = anmeldung_case(date(2026, 11, 2), defect="none").files


def portfolio() -> bytes:
    """Return the form as a PDF that carries the other documents."""
    document = pymupdf.open(stream=FILES["anmeldung.pdf"])
    for name in ("ausweis.pdf", "wohnungsgeberbestaetigung.pdf"):
        document.embfile_add(name, FILES[name])
    return pdf_of(document)


def put(seed: Seed, name: str, data: bytes) -> str:
    """Check a submission of one file with the real pipeline, and put it into the queue."""
    sample = Submission(
        name="packed", note="", procedure="wohnsitzanmeldung", files={name: data}, meta={}, expected={}
    )
    with open_pipeline(workers=1) as pipeline:
        submitted = Submitted(sample.procedure, RECEIVED, (SubmittedFile(name, data),))
        return seed.add_checked(sample, pipeline.check(submitted))


@pytest.mark.parametrize(
    ("name", "make", "folder"),
    [
        ("post.zip", lambda: zip_of(FILES), ""),
        ("mail.eml", lambda: mail_of("Anbei", {"alles.zip": zip_of(FILES)}).as_bytes(), "alles.zip/"),
        ("anmeldung.pdf", portfolio, ""),
    ],
)
def test_pages_of_packed_documents_are_shown(
    name: str, make: Callable[[], bytes], folder: str, seed: Seed, visitor: Visitor, pool: ReadingPool
) -> None:
    """The viewer shows exactly the page that the document has by itself."""
    data = make()
    reference = put(seed, name, data)
    visitor.take(reference)
    case = html.unescape(visitor.get(f"/faelle/{reference}").text)
    with seed.database.begin() as session:
        check = cases.latest_check(session, seed.case(reference).id)
        assert check is not None
        files = [document.file for document in cases.report_of(check).documents]
    for inner in ("ausweis.pdf", "wohnungsgeberbestaetigung.pdf"):
        file = f"{name}/{folder}{inner}"
        assert file in case.replace("<wbr>", "")
        shown = visitor.get(f"/faelle/{reference}/dokumente/{files.index(file)}/seiten/1.png")
        assert shown.status_code == 200
        assert shown.content == pool.render(FILES[inner], 0, dpi=DPI)
    assert list(seed.originals.files.values()) == [data]


def test_what_a_mail_says_is_shown(seed: Seed, visitor: Visitor) -> None:
    """The mail's own words are a page among the others."""
    reference = put(seed, "mail.eml", mail_of("Der Mietvertrag folgt.", FILES).as_bytes())
    visitor.take(reference)
    case = visitor.get(f"/faelle/{reference}")
    assert "mail.eml/<wbr>Nachricht.txt" in case.text
    assert visitor.get(f"/faelle/{reference}/dokumente/0/seiten/1.png").status_code == 200
