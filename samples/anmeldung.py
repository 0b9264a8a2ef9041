"""Submissions for the registration of residence: complete ones, and ones with just one defect."""

from __future__ import annotations

from datetime import date, timedelta

from samples.answers import anmeldung_answers
from samples.attachments import Facts, facts_of, render
from samples.case import STRANGER, Defect, Expected, Files, Submission, identity_expiry, meta_of
from samples.forms import fill
from samples.people import MAX, Household

PROCEDURE = "wohnsitzanmeldung"
DEFECT_STATES: dict[Defect, tuple[str, str]] = {
    "missing_attachment": ("wohnungsgeber", "missing"),
    "expired_id": ("identitaet", "expired"),
    "missing_signature": ("antrag", "missing"),
    "empty_required_field": ("antrag", "missing"),
    "foreign_document": ("wohnungsgeber", "mismatch"),
}


def anmeldung_case(
    today: date,
    *,
    defect: Defect,
    household: Household = MAX,
    form: str = "anmeldung-musterhausen",
    layout: int = 0,
) -> Submission:
    """Return a registration of residence that is complete but for ``defect``.

    The household moves in nine days before ``today``; certificates of marriage and birth go with spouse
    and children.

    Args:
        today: The received date.
        defect: What is wrong with it; ``foreign_document`` is a landlord's confirmation for somebody else.
        household: Who registers.
        form: One of ``samples.forms.FORMS`` for the registration.
        layout: Layout of all attachments.
    """
    household = household.model_copy(update={"moved_in": today - timedelta(days=9)})
    facts = facts_of(household, today=today, valid_until=identity_expiry(today, defect))
    answers = anmeldung_answers(household, day=today - timedelta(days=1))
    if defect == "empty_required_field":
        del answers["staatsangehoerigkeit"]
    files = {
        "anmeldung.pdf": fill(form, answers, signed=defect != "missing_signature").pdf,
        "ausweis.pdf": render("ausweis", facts, layout=layout),
        **_confirmation(facts, today, defect, layout=layout),
        **_family_papers(facts, household, layout=min(layout, 3)),
    }
    return Submission(
        name=f"anmeldung-{defect.replace('_', '-')}",
        procedure=PROCEDURE,
        files=files,
        meta=meta_of(PROCEDURE, today),
        note=f"Anmeldung, am Bildschirm ausgefüllt; Mangel: {defect}",
        expected=_expected(household, defect),
    )


def _confirmation(facts: Facts, today: date, defect: Defect, *, layout: int) -> Files:
    if defect == "missing_attachment":
        return {}
    changes: dict[str, object] = {"issued": today - timedelta(days=7)}
    if defect == "foreign_document":
        changes |= {"person": STRANGER, "address": facts.previous}
    confirmed = facts.model_copy(update=changes)
    return {"wohnungsgeberbestaetigung.pdf": render("wohnungsgeberbestaetigung", confirmed, layout=layout)}


def _family_papers(facts: Facts, household: Household, *, layout: int) -> Files:
    files: Files = {}
    for number, person in enumerate(household.persons, start=1):
        if person.rolle == "ehepartner":
            files["heiratsurkunde.pdf"] = render("heiratsurkunde", facts, layout=layout)
        if person.rolle == "kind":
            birth = facts.model_copy(
                update={"child": person, "issued": person.geburtsdatum + timedelta(days=12)}
            )
            files[f"geburtsurkunde-{number}.pdf"] = render("geburtsurkunde", birth, layout=layout)
    return files


def _expected(household: Household, defect: Defect) -> Expected:
    expected = dict.fromkeys(("antrag", "identitaet", "wohnungsgeber"), "present")
    roles = [person.rolle for person in household.persons]
    expected["ehe"] = "present" if "ehepartner" in roles else "not_required"
    expected["vollmacht"] = "not_required"
    expected |= {f"kinder/person-{n}": "present" for n, rolle in enumerate(roles, start=1) if rolle == "kind"}
    if defect in DEFECT_STATES:
        requirement, state = DEFECT_STATES[defect]
        expected[requirement] = state
    return expected
