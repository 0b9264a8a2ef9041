"""Submissions for parental allowance: complete ones, and ones with just one defect."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from samples.answers import Values, name_and_birth
from samples.attachments import Facts, facts_of, render
from samples.attachments.facts import months_before
from samples.case import Defect, Expected, Files, Submission, identity_expiry, meta_of
from samples.forms import fill
from samples.people import ERIKA, Household, Person

PROCEDURE = "elterngeld"
DEFECT_STATES: dict[Defect, tuple[str, str]] = {
    "missing_attachment": ("einkommen-arbeit", "missing"),
    "expired_id": ("identitaet", "expired"),
    "missing_signature": ("antrag", "missing"),
    "empty_required_field": ("antrag", "missing"),
    "foreign_document": ("geburt", "mismatch"),
}
TAX_ID = "36574261809"
PAYSLIPS = 12


class Circumstances(NamedTuple):
    """What further papers depend on.

    Attributes:
        income: Kind of income before the birth.
        benefit: Whether the health insurance pays maternity benefit.
        part_time: Whether the applicant works part-time while drawing the allowance.
    """

    income: Literal["nichtselbststaendig", "selbststaendig", "beide", "kein"] = "nichtselbststaendig"
    benefit: bool = False
    part_time: bool = False


EMPLOYED = Circumstances()


def born(today: date) -> date:
    """Return the day of birth of the child in a case received on ``today``."""
    return today - timedelta(days=45)


def child_of(household: Household, today: date) -> Person:
    """Return the child for whom ``household`` applies."""
    return Person(
        familienname=household.applicant.familienname,
        vorname="Mia",
        geburtsdatum=born(today),
        geburtsort=household.address.town,
        rolle="kind",
    )


def elterngeld_answers(
    household: Household, child: Person, *, day: date, life: Circumstances = EMPLOYED
) -> Values:
    """Return the answers of ``household`` to an application for parental allowance, signed on ``day``."""
    return {
        **{f"kind_{name}": value for name, value in name_and_birth(child).items()},
        **name_and_birth(household.applicant),
        "anschrift": household.address.line,
        "steuer_id": TAX_ID,
        "iban": household.iban,
        "einkommensart": life.income,
        "telefon": household.telefon,
        "email": household.email,
        "krankenkasse": "Musterkasse",
        "mutterschaftsgeld": "ja" if life.benefit else "nein",
        "teilzeit_im_bezug": "ja" if life.part_time else "nein",
        "ort_datum": f"{household.address.town}, {day.isoformat()}",
    }


def elterngeld_case(
    today: date,
    *,
    defect: Defect,
    household: Household = ERIKA,
    form: str = "elterngeld-musterhausen",
    layout: int = 0,
    life: Circumstances = EMPLOYED,
) -> Submission:
    """Return an application for parental allowance that is complete but for ``defect``.

    Args:
        today: The received date; the child was born 45 days before.
        defect: What is wrong with it; ``missing_attachment`` leaves out one of the twelve payslips,
            ``foreign_document`` is another child's certificate of birth.
        household: Who applies.
        form: One of ``samples.forms.LATER_FORMS`` for parental allowance.
        layout: Layout of all attachments.
        life: What its papers follow from.
    """
    child = child_of(household, today)
    facts = facts_of(household, today=today, valid_until=identity_expiry(today, defect), child=child)
    answers = elterngeld_answers(household, child, day=today - timedelta(days=2), life=life)
    if defect == "empty_required_field":
        del answers["steuer_id"]
    files = {
        "antrag.pdf": fill(form, answers, signed=defect != "missing_signature").pdf,
        "ausweis.pdf": render("ausweis", facts, layout=layout),
        "geburtsurkunde.pdf": _certificate(facts, defect, layout=layout),
        **_income_papers(facts, life, layout=layout, gap=defect == "missing_attachment"),
    }
    if life.benefit:
        files["krankenkasse.pdf"] = render("krankenkassenbescheinigung", facts, layout=min(layout, 2))
    if life.part_time:
        files["arbeitszeit.pdf"] = render("verdienstbescheinigung", facts, layout=layout)
    return Submission(
        name=f"elterngeld-{defect.replace('_', '-')}",
        procedure=PROCEDURE,
        files=files,
        meta=meta_of(PROCEDURE, today),
        note=f"Elterngeld, am Bildschirm ausgefüllt; Mangel: {defect}",
        expected=_expected(defect, life),
    )


def _certificate(facts: Facts, defect: Defect, *, layout: int) -> bytes:
    changes: dict[str, object] = {"issued": facts.child.geburtsdatum + timedelta(days=9)}
    if defect == "foreign_document":
        other = {"familienname": "Fremdmann", "vorname": "Ben", "geburtsdatum": date(2020, 2, 3)}
        changes["child"] = facts.child.model_copy(update=other)
    return render("geburtsurkunde", facts.model_copy(update=changes), layout=layout)


def _income_papers(facts: Facts, life: Circumstances, *, layout: int, gap: bool) -> Files:
    files: Files = {}
    if life.income in {"nichtselbststaendig", "beide"}:
        for back in range(PAYSLIPS, int(gap), -1):
            month = months_before(facts.child.geburtsdatum, back)
            slip = facts.model_copy(
                update={"month": month, "issued": months_before(month, -1) - timedelta(days=2)}
            )
            files[f"gehaltsabrechnung-{month:%Y-%m}.pdf"] = render("gehaltsabrechnung", slip, layout=layout)
    if life.income in {"selbststaendig", "beide"}:
        files["steuerbescheid.pdf"] = render("einkommensteuerbescheid", facts, layout=min(layout, 3))
    return files


def _expected(defect: Defect, life: Circumstances) -> Expected:
    expected: Expected = dict.fromkeys(("antrag", "geburt", "identitaet"), "present")
    expected["arbeitszeit"] = "present" if life.part_time else "not_required"
    expected["mutterschaftsgeld"] = "present" if life.benefit else "not_required"
    for requirement, incomes in (
        ("einkommen-arbeit", {"nichtselbststaendig", "beide"}),
        ("einkommen-selbststaendig", {"selbststaendig", "beide"}),
    ):
        expected[requirement] = "present" if life.income in incomes else "not_required"
    if defect in DEFECT_STATES:
        requirement, state = DEFECT_STATES[defect]
        expected[requirement] = state
    return expected
