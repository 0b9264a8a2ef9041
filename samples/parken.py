"""Submissions for a resident's parking permit: complete ones, and ones with just one defect."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from samples.answers import Values, name_and_birth
from samples.attachments import Facts, facts_of, render
from samples.case import STRANGER, Defect, Expected, Files, Submission, identity_expiry, meta_of
from samples.forms import fill
from samples.people import ERIKA, Household

PROCEDURE = "bewohnerparkausweis"
PLATE = "MU-S1234"
DEFECT_STATES: dict[Defect, tuple[str, str]] = {
    "missing_attachment": ("fahrzeug", "missing"),
    "expired_id": ("identitaet", "expired"),
    "missing_signature": ("antrag", "missing"),
    "empty_required_field": ("antrag", "missing"),
    "foreign_document": ("fahrzeug", "mismatch"),
}
Keeper = Literal["selbst", "andere"]


def parken_answers(household: Household, *, day: date, keeper: Keeper = "selbst") -> Values:
    """Return the answers of ``household`` to an application for a parking permit, signed on ``day``."""
    return {
        **name_and_birth(household.applicant),
        "anschrift": household.address.line,
        "telefon": household.telefon,
        "email": household.email,
        "kennzeichen": PLATE,
        "fahrzeughalter": keeper,
        "antragsart": "neu",
        "parkzone": "M 7",
        "gueltig_ab": (day + timedelta(days=30)).isoformat(),
        "ort_datum": f"{household.address.town}, {day.isoformat()}",
    }


def parken_case(
    today: date,
    *,
    defect: Defect,
    household: Household = ERIKA,
    form: str = "parken-musterhausen",
    layout: int = 0,
    keeper: Keeper = "selbst",
) -> Submission:
    """Return an application for a parking permit that is complete but for ``defect``.

    Args:
        today: The received date.
        defect: What is wrong with it; ``foreign_document`` is the registration of another car.
        household: Who applies.
        form: One of ``samples.forms.LATER_FORMS`` for parking.
        layout: Layout of all attachments.
        keeper: Who keeps the car; with ``andere`` the keeper's permission is there as well.
    """
    facts = facts_of(household, today=today, valid_until=identity_expiry(today, defect))
    answers = parken_answers(household, day=today - timedelta(days=2), keeper=keeper)
    if defect == "empty_required_field":
        del answers["kennzeichen"]
    files = {
        "antrag.pdf": fill(form, answers, signed=defect != "missing_signature").pdf,
        "ausweis.pdf": render("ausweis", facts, layout=layout),
        **_car_papers(facts, defect, keeper, layout=min(layout, 2)),
    }
    expected: Expected = {"antrag": "present", "identitaet": "present", "fahrzeug": "present"}
    expected["ueberlassung"] = "present" if keeper == "andere" else "not_required"
    if defect in DEFECT_STATES:
        requirement, state = DEFECT_STATES[defect]
        expected[requirement] = state
    return Submission(
        name=f"parken-{defect.replace('_', '-')}",
        procedure=PROCEDURE,
        files=files,
        meta=meta_of(PROCEDURE, today),
        note=f"Bewohnerparkausweis, am Bildschirm ausgefüllt; Mangel: {defect}",
        expected=expected,
    )


def _car_papers(facts: Facts, defect: Defect, keeper: Keeper, *, layout: int) -> Files:
    files: Files = {}
    registered = facts.model_copy(update={"person": STRANGER}) if keeper == "andere" else facts
    if defect == "foreign_document":
        registered = facts.model_copy(update={"person": STRANGER, "plate": "FR E 4711"})
    if defect != "missing_attachment":
        files["fahrzeugschein.pdf"] = render("zulassungsbescheinigung", registered, layout=layout)
    if keeper == "andere":
        files["ueberlassung.pdf"] = render("nutzungsueberlassung", facts, layout=layout)
    return files
