"""Submissions for the registration of a trade: complete ones, and ones with just one defect."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from samples.answers import Values, name_and_birth
from samples.attachments import Facts, facts_of, render
from samples.case import STRANGER, Defect, Expected, Files, Submission, identity_expiry, meta_of
from samples.forms import fill
from samples.people import ERIKA, Household

PROCEDURE = "gewerbeanmeldung"
DEFECT_STATES: dict[Defect, tuple[str, str]] = {
    "expired_id": ("identitaet", "expired"),
    "missing_signature": ("antrag", "missing"),
    "empty_required_field": ("antrag", "missing"),
    "foreign_document": ("identitaet", "mismatch"),
}
UNREGISTERED = frozenset({"Einzelunternehmen", "GbR"})


class Trade(NamedTuple):
    """What further papers depend on: the legal form as written, and whether the trade needs a licence."""

    legal_form: str = "Einzelunternehmen"
    licensed: bool = False

    @property
    def registered(self) -> bool:
        """Whether the trade is entered in a register."""
        return self.legal_form not in UNREGISTERED


SOLE, COMPANY = Trade(), Trade("GmbH")


def gewerbe_answers(household: Household, *, day: date, trade: Trade = SOLE) -> Values:
    """Return the answers of ``household`` to the registration of a trade, signed on ``day``."""
    answers: Values = {
        **name_and_birth(household.applicant),
        "anschrift": household.address.line,
        "betriebsstaette_anschrift": household.previous.line,
        "taetigkeit": "Handel mit Fahrrädern und Zubehör",
        "beginn": (day + timedelta(days=12)).isoformat(),
        "rechtsform": trade.legal_form,
        "telefon": household.telefon,
        "email": household.email,
        "staatsangehoerigkeit": household.applicant.staatsangehoerigkeit,
        "erlaubnispflichtig": "ja" if trade.licensed else "nein",
        "ort_datum": f"{household.address.town}, {day.isoformat()}",
    }
    if trade.registered:
        answers |= {
            "firma": f"Beispiel Fahrrad {trade.legal_form}",
            "registergericht": "Beispielburg",
            "registernummer": "HRB 12345",
        }
    return answers


def gewerbe_case(
    today: date,
    *,
    defect: Defect,
    household: Household = ERIKA,
    form: str = "gewerbe-musterhausen",
    layout: int = 0,
    trade: Trade = COMPANY,
) -> Submission:
    """Return the registration of a trade that is complete but for ``defect``.

    Args:
        today: The received date.
        defect: What is wrong with it; ``missing_attachment`` leaves out the extract from the register,
            or the identity card where there is no entry in a register.
        household: Who registers.
        form: One of ``samples.forms.LATER_FORMS`` for the trade.
        layout: Layout of all attachments.
        trade: What its papers follow from.
    """
    facts = facts_of(household, today=today, valid_until=identity_expiry(today, defect))
    answers = gewerbe_answers(household, day=today - timedelta(days=1), trade=trade)
    if defect == "empty_required_field":
        del answers["beginn"]
    files = {
        "gewerbeanmeldung.pdf": fill(form, answers, signed=defect != "missing_signature").pdf,
        **_papers(facts, defect, trade, layout=layout),
    }
    return Submission(
        name=f"gewerbe-{defect.replace('_', '-')}",
        procedure=PROCEDURE,
        files=files,
        meta=meta_of(PROCEDURE, today),
        note=f"Gewerbeanmeldung, am Bildschirm ausgefüllt; Mangel: {defect}",
        expected=_expected(defect, trade),
    )


def _papers(facts: Facts, defect: Defect, trade: Trade, *, layout: int) -> Files:
    holder = facts.model_copy(update={"person": STRANGER}) if defect == "foreign_document" else facts
    files = {"ausweis.pdf": render("ausweis", holder, layout=layout)}
    if trade.registered:
        files["register.pdf"] = render("handelsregisterauszug", facts, layout=min(layout, 2))
    if defect == "missing_attachment":
        files.pop("register.pdf" if "register.pdf" in files else "ausweis.pdf")
    if trade.licensed:
        files["erlaubnis.pdf"] = render("erlaubnis", facts, layout=min(layout, 2))
    return files


def _expected(defect: Defect, trade: Trade) -> Expected:
    expected: Expected = {
        "antrag": "present",
        "identitaet": "present",
        "register": "present" if trade.registered else "not_required",
        "erlaubnis": "present" if trade.licensed else "not_required",
        "vollmacht": "not_required",
    }
    if defect == "missing_attachment":
        expected["register" if trade.registered else "identitaet"] = "missing"
    if defect in DEFECT_STATES:
        requirement, state = DEFECT_STATES[defect]
        expected[requirement] = state
    return expected
