"""The submissions of the demo: born digital, scanned, photographed, broken, locked."""

from __future__ import annotations

import random
from datetime import date

from samples.anmeldung import anmeldung_case
from samples.attachments.facts import months_before
from samples.case import Defect, Files, Submission
from samples.degrade import blank_page, degrade, encoded, pdf_of, pictures_of
from samples.forms import flatten
from samples.pdf import pymupdf
from samples.people import ERIKA, FAMILY, OEMER
from samples.wohngeld import wohngeld_case

__all__ = [
    "Defect",
    "Submission",
    "anmeldung_case",
    "demo_submissions",
    "garbage",
    "locked",
    "one_scan",
    "photographed",
    "wohngeld_case",
]


def _renamed(case: Submission, name: str, note: str, **changes: object) -> Submission:
    return case.model_copy(update={"name": name, "note": note, **changes})


def one_scan(case: Submission, *, seed: int = 7) -> Files:
    """Return all files of ``case`` as one scan, with a blank back side after the form."""
    pages = []
    for position, pdf in enumerate(case.files.values()):
        pages += pictures_of(flatten(pdf))
        if position == 0:
            pages.append(blank_page())
    return {"scan0001.pdf": pdf_of(degrade(pages, "office_scan", seed=seed))}


def photographed(case: Submission, *, seed: int = 7) -> Files:
    """Return the form as it is and each page of the attachments as a phone's JPEG."""
    (form_name, form), *attachments = case.files.items()
    files = {form_name: form}
    for name, pdf in attachments:
        for page, picture in enumerate(degrade(pictures_of(pdf), "photo", seed=seed), start=1):
            files[f"{name.removesuffix('.pdf')}-{page}.jpg"] = encoded(picture)
    return files


def garbage(pdf: bytes, *, seed: int = 7) -> bytes:
    """Return a file that begins as a PDF and is noise after that, as from a broken upload."""
    return pdf[:9] + random.Random(seed).randbytes(4000)


def locked(pdf: bytes) -> bytes:
    """Return ``pdf`` encrypted: it cannot be opened without the password ``geheim``.

    The only maker here whose bytes differ from run to run: encryption draws random numbers of its own.
    """
    with pymupdf.open("pdf", pdf) as document:
        how = pymupdf.PDF_ENCRYPT_AES_128
        return bytes(document.tobytes(encryption=how, user_pw="geheim", owner_pw="geheim"))


def demo_submissions(today: date) -> tuple[Submission, ...]:
    """Return the submissions of the demo, all dated relative to ``today``."""
    complete = wohngeld_case(today, defect="none")
    expired = wohngeld_case(today, defect="expired_id", household=OEMER, form="wohngeld-beispielburg")
    gap = next(name for name in expired.files if f"{months_before(today, 2):%Y-%m}" in name)
    registration = anmeldung_case(today, defect="none", household=FAMILY)
    alone = anmeldung_case(today, defect="none")
    other = anmeldung_case(today, defect="none", household=ERIKA, form="anmeldung-beispielburg")
    without_payment = {key: state for key, state in complete.expected.items() if key != "mietzahlung"}
    broken = complete.files | {"kontoauszug.pdf": garbage(complete.files["kontoauszug.pdf"])}
    secret = complete.files | {"kontoauszug.pdf": locked(complete.files["kontoauszug.pdf"])}
    return (
        _renamed(complete, "wohngeld-vollstaendig", "Vollständig, am Bildschirm ausgefüllt."),
        _renamed(
            expired,
            "wohngeld-unvollstaendig",
            "Eine Gehaltsabrechnung fehlt, der Ausweis ist abgelaufen.",
            files={name: content for name, content in expired.files.items() if name != gap},
            expected=expired.expected | {"einkommen-arbeit": "missing"},
        ),
        _renamed(registration, "anmeldung-vollstaendig", "Vollständig, eine Familie mit Kind."),
        _renamed(
            other, "anmeldung-ein-scan", "Alles in einem Scan, mit leerer Rückseite.", files=one_scan(other)
        ),
        _renamed(
            alone,
            "anmeldung-foto",
            "Nachweise mit dem Telefon fotografiert.",
            files=photographed(alone),
        ),
        _renamed(
            complete,
            "wohngeld-defekte-datei",
            "Der Kontoauszug ist beschädigt.",
            files=broken,
            expected=without_payment,
        ),
        _renamed(
            complete,
            "wohngeld-kennwort",
            "Der Kontoauszug ist mit einem Kennwort geschützt.",
            files=secret,
            expected=without_payment,
        ),
    )
