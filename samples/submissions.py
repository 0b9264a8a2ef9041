"""Whole submissions: what a bucket receives, with the findings that a check has to come to."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Literal

from contracts.records import Record
from samples.answers import anmeldung_answers, wohngeld_answers
from samples.attachments import Facts, facts_of, render
from samples.attachments.facts import months_before
from samples.degrade import blank_page, degrade, encoded, pdf_of, pictures_of
from samples.forms import fill, flatten
from samples.pdf import pymupdf
from samples.people import ERIKA, MAX, OEMER, Household, Person

Defect = Literal[
    "none",
    "missing_attachment",
    "expired_id",
    "missing_signature",
    "empty_required_field",
    "foreign_document",
]

Files = dict[str, bytes]


class Submission(Record):
    """One submission.

    Attributes:
        files: File name -> content.
        meta: Content of ``meta.json``.
        note: What is special about it, for the person who runs the demo.
        expected: Requirement -> state of its finding, as far as there is only one right answer;
            for other people than the applicant the key is ``requirement/person-1``.
    """

    name: str
    procedure: str
    files: Files
    meta: dict[str, str]
    note: str
    expected: dict[str, str]


WOHNGELD_PRESENT = {
    **dict.fromkeys(("antrag", "identitaet", "miete", "mietzahlung", "einkommen-arbeit"), "present"),
    **dict.fromkeys(
        ("einkommen-rente", "einkommen-selbststaendig", "einkommen-leistung", "studium"), "not_required"
    ),
    **dict.fromkeys(("kindergeld", "unterhalt", "schwerbehinderung"), "not_required"),
}
ANMELDUNG_PRESENT = {
    **dict.fromkeys(("antrag", "identitaet", "wohnungsgeber"), "present"),
    **dict.fromkeys(("ehe", "vollmacht"), "not_required"),
}
WOHNGELD_STATE = {
    "missing_attachment": {"einkommen-arbeit": "missing"},
    "expired_id": {"identitaet": "expired"},
    "missing_signature": {"antrag": "missing"},
    "empty_required_field": {"antrag": "missing"},
    "foreign_document": {"identitaet": "mismatch"},
}
ANMELDUNG_STATE = {
    **WOHNGELD_STATE,
    "missing_attachment": {"wohnungsgeber": "missing"},
    "foreign_document": {"wohnungsgeber": "mismatch"},
}
STRANGER = Person(
    familienname="Fremdmann", vorname="Gregor", geburtsdatum=date(1971, 2, 3), geschlecht="männlich"
)


def _meta(procedure: str, today: date) -> dict[str, str]:
    return {"procedure": procedure, "received": today.isoformat(), "vertreter": "nein"}


def _valid_until(today: date, defect: Defect) -> date:
    return today - timedelta(days=41) if defect == "expired_id" else today + timedelta(days=1100)


def _payslips(facts: Facts, today: date, *, backs: tuple[int, ...], layout: int) -> Files:
    slips = {}
    for back in backs:
        month = months_before(today, back)
        issued = months_before(month, -1) - timedelta(days=2)
        slip = facts.model_copy(update={"month": month, "issued": issued})
        slips[f"gehaltsabrechnung-{month:%Y-%m}.pdf"] = render("gehaltsabrechnung", slip, layout=layout)
    return slips


def wohngeld_case(
    today: date,
    *,
    defect: Defect,
    household: Household = ERIKA,
    form: str = "wohngeld-musterhausen",
    layout: int = 0,
) -> Submission:
    """Return an application for Wohngeld that is complete but for ``defect``.

    Args:
        today: The received date.
        defect: What is wrong with it; ``none`` for a complete one.
        household: Who applies; one working person, so that ``expected`` holds.
        form: One of the forms of ``samples.forms`` for Wohngeld.
        layout: Layout of all attachments.
    """
    facts = facts_of(household, today=today, valid_until=_valid_until(today, defect))
    answers = wohngeld_answers(household, day=today - timedelta(days=3))
    if defect == "empty_required_field":
        del answers["bankverbindung"]
    holder = facts.model_copy(update={"person": STRANGER}) if defect == "foreign_document" else facts
    backs = (3, 1) if defect == "missing_attachment" else (3, 2, 1)
    lease = facts.model_copy(update={"issued": household.moved_in - timedelta(days=25)})
    files = {
        "antrag.pdf": fill(form, answers, signed=defect != "missing_signature").pdf,
        "ausweis.pdf": render("ausweis", holder, layout=layout),
        "mietvertrag.pdf": render("mietvertrag", lease, layout=layout),
        "kontoauszug.pdf": render("kontoauszug", facts, layout=layout),
        **_payslips(facts, today, backs=backs, layout=layout),
    }
    return Submission(
        name=f"wohngeld-{defect.replace('_', '-')}",
        procedure="wohngeld-mietzuschuss",
        files=files,
        meta=_meta("wohngeld-mietzuschuss", today),
        note=f"Wohngeld, born digital; defect: {defect}",
        expected=WOHNGELD_PRESENT | WOHNGELD_STATE.get(defect, {}),
    )


def anmeldung_case(
    today: date,
    *,
    defect: Defect,
    household: Household = MAX,
    form: str = "anmeldung-musterhausen",
    layout: int = 0,
) -> Submission:
    """Return a registration of residence that is complete but for ``defect``; see ``wohngeld_case``."""
    household = household.model_copy(update={"moved_in": today - timedelta(days=9)})
    facts = facts_of(household, today=today, valid_until=_valid_until(today, defect))
    answers = anmeldung_answers(household, day=today - timedelta(days=1))
    if defect == "empty_required_field":
        del answers["staatsangehoerigkeit"]
    confirmed = facts.model_copy(update={"issued": today - timedelta(days=7)})
    if defect == "foreign_document":
        confirmed = confirmed.model_copy(update={"person": STRANGER, "address": household.previous})
    files = {
        "anmeldung.pdf": fill(form, answers, signed=defect != "missing_signature").pdf,
        "ausweis.pdf": render("ausweis", facts, layout=layout),
        "wohnungsgeberbestaetigung.pdf": render("wohnungsgeberbestaetigung", confirmed, layout=layout),
    }
    if defect == "missing_attachment":
        del files["wohnungsgeberbestaetigung.pdf"]
    return Submission(
        name=f"anmeldung-{defect.replace('_', '-')}",
        procedure="wohnsitzanmeldung",
        files=files,
        meta=_meta("wohnsitzanmeldung", today),
        note=f"Registration of residence, born digital; defect: {defect}",
        expected=ANMELDUNG_PRESENT | ANMELDUNG_STATE.get(defect, {}),
    )


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
    registration = anmeldung_case(today, defect="none")
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
        _renamed(registration, "anmeldung-vollstaendig", "Vollständig, am Bildschirm ausgefüllt."),
        _renamed(
            other, "anmeldung-ein-scan", "Alles in einem Scan, mit leerer Rückseite.", files=one_scan(other)
        ),
        _renamed(
            registration,
            "anmeldung-foto",
            "Nachweise mit dem Telefon fotografiert.",
            files=photographed(registration),
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
