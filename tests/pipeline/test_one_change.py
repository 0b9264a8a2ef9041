"""One fact of a complete case is changed: just the findings flip that depend on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from contracts.report import Outcome
from contracts.submission import Meta
from pipeline.build import open_pipeline
from pipeline.stages import Pipeline
from pipeline.submission import Submission, SubmittedFile
from samples.attachments import facts_of, render
from samples.bauantrag import PARCEL, bauantrag_case
from samples.case import Files
from samples.case import Submission as Sample
from samples.elterngeld import Circumstances, child_of, elterngeld_case
from samples.gewerbe import SOLE, Trade, gewerbe_case
from samples.parken import parken_case
from samples.people import BEISPIELDORF, ERIKA, OEMER

TODAY = date(2026, 11, 21)
CHILD = child_of(ERIKA, TODAY)
FACTS = facts_of(ERIKA, today=TODAY, child=CHILD)
PARKING = parken_case(TODAY, defect="none")
ALLOWANCE = elterngeld_case(TODAY, defect="none")
COMPANY, ALONE = gewerbe_case(TODAY, defect="none"), gewerbe_case(TODAY, defect="none", trade=SOLE)
BUILDING = bauantrag_case(TODAY, defect="none")


@pytest.fixture(scope="module")
def pipeline() -> Iterator[Pipeline]:
    """All stages, with the shipped contracts and classifier."""
    with open_pipeline() as opened:
        yield opened


def paper(type_id: str, **changes: Any) -> bytes:
    """Return an attachment of the applicant with some facts changed."""
    return render(type_id, FACTS.model_copy(update=changes), layout=0)


def plan(type_id: str, **changes: Any) -> bytes:
    """Return a paper of the building project with some facts changed."""
    facts = facts_of(OEMER, today=TODAY, parcel=PARCEL)
    return render(type_id, facts.model_copy(update=changes), layout=0)


def without(sample: Sample, *names: str) -> Files:
    """Return the files of a sample but for some."""
    return {name: data for name, data in sample.files.items() if name not in names}


def check(pipeline: Pipeline, sample: Sample, files: Files, meta: Mapping[str, str]) -> Outcome:
    """Take a sample with other files through all stages."""
    submitted = tuple(SubmittedFile(name, data) for name, data in files.items())
    values = Meta.model_validate({**sample.meta, **meta})
    return pipeline.check(Submission(sample.procedure, TODAY, submitted, values))


SLIPS = [name for name in ALLOWANCE.files if name.startswith("gehalt")]
CHANGES: dict[str, tuple[Sample, Files, dict[str, str], dict[str, str]]] = {
    "another car": (
        PARKING,
        PARKING.files | {"fahrzeugschein.pdf": paper("zulassungsbescheinigung", plate="MU S 1235")},
        {},
        {"fahrzeug": "mismatch"},
    ),
    "moved since": (
        PARKING,
        PARKING.files | {"ausweis.pdf": paper("ausweis", address=BEISPIELDORF)},
        {},
        {"identitaet": "mismatch"},
    ),
    "somebody else's car": (
        parken_case(TODAY, defect="none", keeper="andere"),
        without(parken_case(TODAY, defect="none", keeper="andere"), "ueberlassung.pdf"),
        {},
        {"ueberlassung": "missing"},
    ),
    "born a day later": (
        ALLOWANCE,
        ALLOWANCE.files
        | {
            "geburtsurkunde.pdf": paper(
                "geburtsurkunde",
                child=CHILD.model_copy(update={"geburtsdatum": CHILD.geburtsdatum + timedelta(days=1)}),
            )
        },
        {},
        {"geburt": "mismatch"},
    ),
    "the same payslip twice": (
        ALLOWANCE,
        without(ALLOWANCE, SLIPS[4]) | {"kopie.pdf": ALLOWANCE.files[SLIPS[5]]},
        {},
        {"einkommen-arbeit": "missing"},
    ),
    "certificate instead of payslips": (
        ALLOWANCE,
        without(ALLOWANCE, *SLIPS) | {"bescheinigung.pdf": paper("verdienstbescheinigung")},
        {},
        {},
    ),
    "self-employed as well": (
        elterngeld_case(TODAY, defect="none", life=Circumstances("beide")),
        without(elterngeld_case(TODAY, defect="none", life=Circumstances("beide")), "steuerbescheid.pdf"),
        {},
        {"einkommen-selbststaendig": "missing"},
    ),
    "form of another procedure": (
        ALLOWANCE,
        ALLOWANCE.files | {"antrag.pdf": PARKING.files["antrag.pdf"]},
        {},
        {
            "antrag": "missing",
            **dict.fromkeys(
                ("einkommen-arbeit", "einkommen-selbststaendig", "mutterschaftsgeld", "arbeitszeit"),
                "unclear",
            ),
        },
    ),
    "a representative": (COMPANY, COMPANY.files, {"vertreter": "ja"}, {"vollmacht": "missing"}),
    "a representative with authority": (
        COMPANY,
        COMPANY.files | {"vollmacht.pdf": paper("vollmacht")},
        {"vertreter": "ja"},
        {"vollmacht": "present"},
    ),
    "no company, no extract": (ALONE, ALONE.files, {}, {}),
    "a licence is needed": (
        gewerbe_case(TODAY, defect="none", trade=Trade("GbR", licensed=True)),
        without(gewerbe_case(TODAY, defect="none", trade=Trade("GbR", licensed=True)), "erlaubnis.pdf"),
        {},
        {"erlaubnis": "missing"},
    ),
    "another plot": (
        BUILDING,
        BUILDING.files | {"lageplan.pdf": plan("lageplan", parcel="123/45")},
        {},
        {"lageplan": "mismatch"},
    ),
    "an old map": (
        BUILDING,
        BUILDING.files
        | {"liegenschaftskarte.pdf": plan("liegenschaftskarte", issued=TODAY - timedelta(days=190))},
        {},
        {"liegenschaftskarte": "expired"},
    ),
    "a map just young enough": (
        BUILDING,
        BUILDING.files
        | {"liegenschaftskarte.pdf": plan("liegenschaftskarte", issued=TODAY - timedelta(days=183))},
        {},
        {},
    ),
    "no view of the house": (
        BUILDING,
        BUILDING.files
        | {"bauzeichnung.pdf": render("bauzeichnung", facts_of(OEMER, today=TODAY, parcel=PARCEL), layout=1)},
        {},
        {"bauzeichnungen": "missing"},
    ),
    "stability is proved": (
        BUILDING,
        BUILDING.files | {"statik.pdf": plan("standsicherheitsnachweis")},
        {},
        {"standsicherheit": "present"},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_just_the_findings_flip_that_depend_on_it(change: str, pipeline: Pipeline) -> None:
    """No finding more, and none less."""
    sample, files, meta, flips = CHANGES[change]
    outcome = check(pipeline, sample, files, meta)
    found = {finding.requirement: finding.state.value for finding in outcome.findings}
    assert found == {**sample.expected, **flips}
    soft = {"missing", "expired", "mismatch", "unclear", "illegible"} & {
        state for requirement, state in found.items() if requirement != "standsicherheit"
    }
    assert (outcome.proposal.value == "accept") is not bool(soft)


def test_two_documents_with_different_birthdays_are_a_hint(pipeline: Pipeline) -> None:
    """The case stays as complete as it is; a person is told what contradicts what."""
    person = ERIKA.applicant.model_copy(update={"geburtsdatum": date(1984, 8, 23)})
    files = ALLOWANCE.files | {"ausweis.pdf": paper("ausweis", person=person)}
    outcome = check(pipeline, ALLOWANCE, files, {})
    (hint,) = outcome.hints
    assert hint.reason.code == "birthdays_differ"
    assert "(23.08.1984) als der Antrag (12.08.1984)" in hint.reason.message
    files_of = [outcome.documents[each.document].file for each in hint.evidence]
    assert files_of == ["ausweis.pdf", "antrag.pdf"]
    assert all(each.box for each in hint.evidence)
    assert outcome.proposal.value == "accept"
