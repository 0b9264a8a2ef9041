"""Submissions for Wohngeld: complete ones, and ones with just one defect."""

from __future__ import annotations

from datetime import date, timedelta

from samples.answers import wohngeld_answers
from samples.attachments import Facts, facts_of, render
from samples.attachments.facts import months_before
from samples.case import STRANGER, Defect, Expected, Files, Submission, identity_expiry, meta_of
from samples.forms import fill
from samples.people import ERIKA, Household, Person

PROCEDURE = "wohngeld-mietzuschuss"
WORKING = ("arbeiter", "angestellt", "beamt", "auszubildend")
PROOFS = {
    **dict.fromkeys(WORKING, ("einkommen-arbeit", "gehaltsabrechnung")),
    "rentner": ("einkommen-rente", "rentenbescheid"),
    "pensionaer": ("einkommen-rente", "rentenbescheid"),
    "selbststaendig": ("einkommen-selbststaendig", "einkommensteuerbescheid"),
    "arbeitslos": ("einkommen-leistung", "leistungsbescheid"),
    "student": ("studium", "immatrikulationsbescheinigung"),
}
"""Relation of a person -> requirement that follows from it, and the document type that meets it."""

CONDITIONAL = (
    *dict.fromkeys(requirement for requirement, _ in PROOFS.values()),
    *("kindergeld", "unterhalt", "schwerbehinderung"),
)
DEFECT_STATES: dict[Defect, tuple[str, str]] = {
    "expired_id": ("identitaet", "expired"),
    "missing_signature": ("antrag", "missing"),
    "empty_required_field": ("antrag", "missing"),
    "foreign_document": ("identitaet", "mismatch"),
}


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
        defect: What is wrong with it; ``none`` for a complete one. ``missing_attachment`` leaves out one
            of the applicant's three payslips, or the paper that stands for them.
        household: Who applies; the papers of all its members follow from their relations.
        form: One of ``samples.forms.FORMS`` for Wohngeld.
        layout: Layout of all attachments.
    """
    facts = facts_of(household, today=today, valid_until=identity_expiry(today, defect))
    answers = wohngeld_answers(household, day=today - timedelta(days=3))
    if defect == "empty_required_field":
        del answers["bankverbindung"]
    holder = facts.model_copy(update={"person": STRANGER}) if defect == "foreign_document" else facts
    lease = facts.model_copy(update={"issued": household.moved_in - timedelta(days=25)})
    files = {
        "antrag.pdf": fill(form, answers, signed=defect != "missing_signature").pdf,
        "ausweis.pdf": render("ausweis", holder, layout=layout),
        "mietvertrag.pdf": render("mietvertrag", lease, layout=layout),
        "kontoauszug.pdf": render("kontoauszug", facts, layout=layout),
        **_income_papers(facts, today, layout=layout, gap=defect == "missing_attachment"),
        **_papers_of_others(facts, household, today, layout=layout),
    }
    return Submission(
        name=f"wohngeld-{defect.replace('_', '-')}",
        procedure=PROCEDURE,
        files=files,
        meta=meta_of(PROCEDURE, today),
        note=f"Wohngeld, am Bildschirm ausgefüllt; Mangel: {defect}",
        expected=_expected(household, defect),
    )


def _income_papers(facts: Facts, today: date, *, layout: int, gap: bool = False) -> Files:
    """Return the proof of income of ``facts.person``; with ``gap`` one paper is missing."""
    relation = facts.person.verhaeltnis
    if relation not in PROOFS:
        return {}
    _, type_id = PROOFS[relation]
    if relation not in WORKING:
        layout = min(layout, 3)  # the type with the fewest layouts among them has four
        return {} if gap else {f"{type_id}.pdf": render(type_id, facts, layout=layout)}
    slips = {}
    for back in (3, 1) if gap else (3, 2, 1):
        month = months_before(today, back)
        issued = months_before(month, -1) - timedelta(days=2)
        slip = facts.model_copy(update={"month": month, "issued": issued})
        slips[f"gehaltsabrechnung-{month:%Y-%m}.pdf"] = render(type_id, slip, layout=layout)
    return slips


def _papers_of_others(facts: Facts, household: Household, today: date, *, layout: int) -> Files:
    files: Files = {}
    for number, person in enumerate(household.persons, start=1):
        own = facts.model_copy(update={"person": person, "seed": facts.seed + number})
        papers = _income_papers(own, today, layout=layout)
        files |= {f"person-{number}-{name}": paper for name, paper in papers.items()}
    if _has_children(household):
        files["kindergeld.pdf"] = render("kindergeldnachweis", facts, layout=min(layout, 3))
    return files


def _has_children(household: Household) -> bool:
    return any(person.rolle == "kind" for person in household.persons)


def _requirement(person: Person) -> str | None:
    return PROOFS[person.verhaeltnis][0] if person.verhaeltnis in PROOFS else None


def _expected(household: Household, defect: Defect) -> Expected:
    expected = dict.fromkeys(("antrag", "identitaet", "miete", "mietzahlung"), "present")
    expected |= dict.fromkeys(CONDITIONAL, "not_required")
    own = _requirement(household.applicant)
    if own:
        expected[own] = "missing" if defect == "missing_attachment" else "present"
    for number, person in enumerate(household.persons, start=1):
        if requirement := _requirement(person):
            expected[f"{requirement}/person-{number}"] = "present"
    if _has_children(household):
        expected["kindergeld"] = "present"
    if defect in DEFECT_STATES:
        requirement, state = DEFECT_STATES[defect]
        expected[requirement] = state
    return expected
