"""Whole submissions: complete ones, each defect, and the demo set with its scans, photos and broken files."""

import contextlib
import io
from datetime import date
from typing import Any, get_args

import pymupdf
import pytest
from PIL import Image

from samples.degrade import How, blank_page, degrade, degraded, pictures_of
from samples.people import ERIKA, FAMILY
from samples.submissions import Defect, Submission, anmeldung_case, demo_submissions, wohngeld_case

TODAY = date(2026, 11, 21)
DEFECTS = get_args(Defect)


@pytest.fixture(scope="module")
def demo() -> dict[str, Submission]:
    """The demo set by name."""
    return {submission.name: submission for submission in demo_submissions(TODAY)}


def open_pdf(pdf: bytes) -> Any:
    """Open a PDF; the library has no types."""
    opener: Any = pymupdf.open
    return opener("pdf", pdf)


def text_of(pdf: bytes) -> str:
    """All words of a PDF."""
    return " ".join(page.get_text() for page in open_pdf(pdf))


def test_demo_has_every_kind(demo: dict[str, Submission]) -> None:
    """The demo shows complete and incomplete cases, scans, photos, a broken and a locked file."""
    assert set(demo) == {
        *("wohngeld-vollstaendig", "wohngeld-unvollstaendig", "anmeldung-vollstaendig", "anmeldung-ein-scan"),
        *("anmeldung-foto", "wohngeld-defekte-datei", "wohngeld-kennwort"),
    }
    assert all(submission.meta["received"] == "2026-11-21" for submission in demo.values())


def test_scan_is_one_file_of_pictures_with_a_blank_back(demo: dict[str, Submission]) -> None:
    """Everything is in one scan without any text; its second page is an empty back side."""
    ((_, scan),) = demo["anmeldung-ein-scan"].files.items()
    pages = list(open_pdf(scan))
    assert len(pages) == 4
    assert not any(page.get_text().strip() for page in pages)
    darkest = [min(page.get_pixmap(dpi=50, colorspace=pymupdf.csGRAY).samples) for page in pages]
    assert darkest[1] > 100
    assert max(darkest[0], darkest[2], darkest[3]) < 100


def test_photos_are_jpeg_pictures(demo: dict[str, Submission]) -> None:
    """The attachments of the photo case are pictures a phone would send."""
    photos = [content for name, content in demo["anmeldung-foto"].files.items() if name.endswith(".jpg")]
    assert len(photos) == 2
    assert all(Image.open(io.BytesIO(photo)).format == "JPEG" for photo in photos)


def test_broken_and_locked_files_cannot_be_read(demo: dict[str, Submission]) -> None:
    """One bank statement has no readable page, the other asks for a password."""
    locked = open_pdf(demo["wohngeld-kennwort"].files["kontoauszug.pdf"])
    assert locked.needs_pass
    assert locked.authenticate("geheim")
    garbage = demo["wohngeld-defekte-datei"].files["kontoauszug.pdf"]
    assert garbage.startswith(b"%PDF")
    unreadable: Any = pymupdf.FileDataError
    with contextlib.suppress(unreadable):
        assert open_pdf(garbage).page_count == 0


def test_demo_is_deterministic(demo: dict[str, Submission]) -> None:
    """Two runs give the same bytes, but for the locked file: encryption draws its own random numbers."""
    again = {submission.name: submission for submission in demo_submissions(TODAY)}
    assert all(again[name] == demo[name] for name in demo if name != "wohngeld-kennwort")


@pytest.mark.parametrize("defect", DEFECTS)
def test_wohngeld_case_has_just_its_defect(defect: Defect) -> None:
    """A case differs from the complete one in the one finding that its defect causes."""
    case, complete = wohngeld_case(TODAY, defect=defect), wohngeld_case(TODAY, defect="none")
    changed = {key for key, state in case.expected.items() if state != complete.expected[key]}
    assert len(changed) == (0 if defect == "none" else 1)
    slips = sorted(name for name in case.files if name.startswith("gehaltsabrechnung"))
    months = ["2026-08", "2026-09", "2026-10"]
    if defect == "missing_attachment":
        months.remove("2026-09")
    assert [name[18:25] for name in slips] == months
    until = "11.10.2026" if defect == "expired_id" else "25.11.2029"
    assert until in text_of(case.files["ausweis.pdf"])
    assert ("Fremdmann" in text_of(case.files["ausweis.pdf"])) == (defect == "foreign_document")


@pytest.mark.parametrize("defect", DEFECTS)
def test_anmeldung_case_has_just_its_defect(defect: Defect) -> None:
    """The landlord's confirmation is there, missing, or somebody else's, as the defect says."""
    case = anmeldung_case(TODAY, defect=defect)
    confirmation = case.files.get("wohnungsgeberbestaetigung.pdf")
    assert (confirmation is None) == (defect == "missing_attachment")
    if confirmation:
        assert ("Mustermann" in text_of(confirmation)) == (defect != "foreign_document")
        assert "12.11.2026" in text_of(confirmation)
    wrong = {state for state in case.expected.values() if state not in {"present", "not_required"}}
    assert bool(wrong) == (defect != "none")


def test_household_brings_the_papers_of_all_its_members() -> None:
    """Spouse and child bring their own proofs, and the expected findings name them."""
    wohngeld, anmeldung = (
        make(TODAY, defect="none", household=FAMILY) for make in (wohngeld_case, anmeldung_case)
    )
    slips = [name for name in wohngeld.files if name.startswith("person-1-gehaltsabrechnung")]
    assert len(slips) == 3
    assert "Gülay" in text_of(wohngeld.files[slips[0]])
    assert "Can" in text_of(wohngeld.files["kindergeld.pdf"])
    assert wohngeld.expected["einkommen-arbeit/person-1"] == wohngeld.expected["kindergeld"] == "present"
    assert "Gülay" in text_of(anmeldung.files["heiratsurkunde.pdf"])
    assert "Can" in text_of(anmeldung.files["geburtsurkunde-2.pdf"])
    assert anmeldung.expected["ehe"] == anmeldung.expected["kinder/person-2"] == "present"


@pytest.mark.parametrize("relation", ["rentner", "selbststaendig", "arbeitslos", "student", "sonstige"])
def test_proof_follows_from_the_relation(relation: str) -> None:
    """Who does not work brings the paper that stands for payslips, or none where nothing is asked."""
    applicant = ERIKA.applicant.model_copy(update={"verhaeltnis": relation})
    household = ERIKA.model_copy(update={"applicant": applicant})
    complete, short = (
        wohngeld_case(TODAY, defect=defect, household=household, layout=4)
        for defect in ("none", "missing_attachment")
    )
    asked = relation != "sonstige"
    assert len(complete.files) - len(short.files) == asked
    assert ("missing" in short.expected.values()) == asked
    assert complete.expected["einkommen-arbeit"] == "not_required"


@pytest.mark.parametrize("how", get_args(How))
def test_degrading_is_reproducible_and_changes_the_page(how: How) -> None:
    """Equal seeds give equal files, other seeds others (but for a faultless scan); only a picture is left."""
    pdf = anmeldung_case(TODAY, defect="none").files["ausweis.pdf"]
    pages = pictures_of(pdf)
    first, second, other = (degrade(pages, how, seed=seed)[0].tobytes() for seed in (1, 1, 2))
    assert first == second
    assert (first != other) == (how != "clean_scan")
    assert not text_of(degraded(pdf, how, seed=1)).strip()


def test_blank_page_is_white() -> None:
    """An empty back side has no ink before it goes through the scanner."""
    assert blank_page().convert("L").getextrema() == (255, 255)
