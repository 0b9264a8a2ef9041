"""Submissions for a building permit: complete ones, and ones with just one defect."""

from __future__ import annotations

from datetime import date, timedelta

from samples.answers import Values
from samples.attachments import facts_of, render
from samples.case import Defect, Expected, Submission, meta_of
from samples.forms import fill
from samples.people import OEMER, Household

PROCEDURE = "bauantrag-vereinfacht"
DEFECT_STATES: dict[Defect, tuple[str, str]] = {
    "missing_attachment": ("baubeschreibung", "missing"),
    "expired_id": ("liegenschaftskarte", "expired"),
    "missing_signature": ("antrag", "missing"),
    "empty_required_field": ("antrag", "missing"),
    "foreign_document": ("lageplan", "mismatch"),
}
PARCEL = "123/4"
OLD = timedelta(days=400)


def bauantrag_answers(household: Household, *, day: date) -> Values:
    """Return the answers of ``household`` to an application for a building permit, signed on ``day``."""
    applicant = household.applicant
    return {
        "bauherr_name": f"{applicant.familienname}, {applicant.vorname}",
        "bauherr_anschrift": household.address.line,
        "grundstueck_anschrift": household.previous.line,
        "gemarkung": "Beispieldorf",
        "flur": "7",
        "flurstueck": PARCEL,
        "vorhaben": "Neubau eines Einfamilienhauses mit Garage",
        "entwurfsverfasser": "Petra Planerin",
        "telefon": household.telefon,
        "email": household.email,
        "gebaeudeklasse": "1",
        "baukosten": "385000.00",
        "ort_datum": f"{household.address.town}, {day.isoformat()}",
    }


def bauantrag_case(
    today: date,
    *,
    defect: Defect,
    household: Household = OEMER,
    form: str = "bauantrag-musterhausen",
    layout: int = 0,
) -> Submission:
    """Return an application for a building permit that is complete but for ``defect``.

    The proof of stability is not there: it may follow later.

    Args:
        today: The received date.
        defect: What is wrong with it; ``expired_id`` is an old map, for no identity card is asked for;
            ``foreign_document`` is the site plan of another plot.
        household: Who builds.
        form: One of ``samples.forms.LATER_FORMS`` for building.
        layout: Layout of all attachments.
    """
    facts = facts_of(household, today=today, parcel=PARCEL)
    answers = bauantrag_answers(household, day=today - timedelta(days=5))
    if defect == "empty_required_field":
        del answers["flur"]
    papers = {
        "lageplan": facts.model_copy(update={"parcel": "987/6"}) if defect == "foreign_document" else facts,
        "liegenschaftskarte": facts.model_copy(update={"issued": today - OLD})
        if defect == "expired_id"
        else facts,
        "bauzeichnung": facts,
        "baubeschreibung": facts,
    }
    if defect == "missing_attachment":
        del papers["baubeschreibung"]
    files = {
        "bauantrag.pdf": fill(form, answers, signed=defect != "missing_signature").pdf,
        **{f"{type_id}.pdf": render(type_id, each, layout=layout) for type_id, each in papers.items()},
    }
    return Submission(
        name=f"bauantrag-{defect.replace('_', '-')}",
        procedure=PROCEDURE,
        files=files,
        meta=meta_of(PROCEDURE, today),
        note=f"Bauantrag, am Bildschirm ausgefüllt; Mangel: {defect}",
        expected=_expected(defect),
    )


def _expected(defect: Defect) -> Expected:
    needed = ("antrag", "lageplan", "liegenschaftskarte", "bauzeichnungen", "baubeschreibung")
    expected: Expected = dict.fromkeys(needed, "present")
    expected |= {"standsicherheit": "missing", "vollmacht": "not_required"}
    if defect in DEFECT_STATES:
        requirement, state = DEFECT_STATES[defect]
        expected[requirement] = state
    return expected
