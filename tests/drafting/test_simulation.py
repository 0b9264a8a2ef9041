"""A changed contract on past cases: what it would change, and what stays open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checks.agreement import with_agreements
from checks.engine import SURE_TYPE, check_dossier, propose
from contracts.catalogue import SHIPPED, load_catalogue
from contracts.findings import FindingState
from contracts.procedure import Procedure
from contracts.report import Outcome, Report, ReportProcedure, Timing, Versions, write_report
from drafting.examples import Example, examples_folder, load_examples
from drafting.past import BadReport, PastCase, reports_in
from drafting.rehearsal import place_of
from drafting.simulation import simulate, summarise
from drafting.telling import dossier_of

CATALOGUE = load_catalogue()
VERSIONS = Versions(product="0", contract="0", classifier="0", ocr="0")
PROCEDURES = sorted({procedure.id for procedure in CATALOGUE.procedures})


def contract(procedure: str) -> Procedure:
    """Return a shipped contract."""
    return next(each for each in CATALOGUE.procedures if each.id == procedure)


def examples(procedure: str) -> tuple[Example, ...]:
    """Return the shipped examples of a procedure: its past cases here."""
    return load_examples(examples_folder(SHIPPED, procedure))


def changed(procedure: str, requirement: str, **rule: Any) -> Procedure:
    """Return a contract in which one requirement is another one."""
    old = contract(procedure)
    rules = [each.model_copy(update=rule) if each.id == requirement else each for each in old.requirements]
    return Procedure.model_validate(
        old.model_copy(update={"requirements": tuple(rules), "version": "neu"}).model_dump(by_alias=True)
    )


def report_of(example: Example, procedure: Procedure, *, agreeing: bool = True) -> Report:
    """Return the report that checking an example leads to; of older products without ``agrees``."""
    assert example.told is not None
    dossier = dossier_of(example, example.told, procedure, CATALOGUE.document_types)
    findings = check_dossier(procedure, dossier)
    attachments = tuple(dossier.attachments)
    return write_report(
        Outcome(
            procedure=ReportProcedure(id=procedure.id, version=procedure.version),
            received=dossier.received,
            documents=tuple(dossier.documents),
            attachments=with_agreements(procedure, dossier, sure=SURE_TYPE) if agreeing else attachments,
            form=dossier.form,
            findings=findings,
            proposal=propose(findings),
            versions=VERSIONS,
            timing=Timing(),
        )
    )


def truth(example: Example, procedure: Procedure) -> dict[str, FindingState]:
    """Return the findings with all words at hand."""
    assert example.told is not None
    dossier = dossier_of(example, example.told, procedure, CATALOGUE.document_types)
    return {
        place_of(each.requirement, each.subject): each.state for each in check_dossier(procedure, dossier)
    }


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_the_same_contract_changes_nothing(procedure: str) -> None:
    """What is stored is enough to come to the same findings."""
    same = contract(procedure)
    results = [
        simulate(PastCase(each.name, report_of(each, same)), same, same) for each in examples(procedure)
    ]
    assert [change for result in results for change in result.changes] == []
    assert [result.complete_before for result in results] == [result.complete_after for result in results]


CHANGES = [
    ("wohngeld-mietzuschuss", "miete", {"match": ("familienname", "vorname")}),
    ("wohngeld-mietzuschuss", "identitaet", {"valid": {}}),
    ("wohngeld-mietzuschuss", "einkommen-arbeit", {"match": ("familienname", "vorname", "geburtsdatum")}),
    ("wohnsitzanmeldung", "wohnungsgeber", {"match": ("familienname",)}),
    ("wohnsitzanmeldung", "identitaet", {"match": ("familienname", "neue_anschrift")}),
    ("bewohnerparkausweis", "fahrzeug", {"match": ("kennzeichen", "familienname")}),
]


@pytest.mark.parametrize(("procedure", "requirement", "rule"), CHANGES)
@pytest.mark.parametrize("agreeing", [True, False])
def test_what_is_told_is_true(
    procedure: str, requirement: str, rule: dict[str, Any], *, agreeing: bool
) -> None:
    """Each finding that is told is the one that reading again would give; all others are said to be open."""
    old, new = contract(procedure), changed(procedure, requirement, **rule)
    for example in examples(procedure):
        past = PastCase(example.name, report_of(example, old, agreeing=agreeing), example.meta)
        before = truth(example, old)
        told = {change.place: change for change in simulate(past, old, new).changes}
        for place, state in truth(example, new).items():
            change = told.get(place)
            assert (change is not None and change.open) or state is (
                change.after if change else before[place]
            )


def test_without_agreements_less_is_known() -> None:
    """Reports of older products do not say whose lease it is: a new comparison stays open."""
    old = contract("wohngeld-mietzuschuss")
    new = changed(old.id, "miete", match=("familienname", "vorname"))
    complete = next(each for each in examples(old.id) if each.name == "vollstaendig")
    past = PastCase("alt", report_of(complete, old, agreeing=False))
    (change,) = simulate(past, old, new).changes
    assert (change.place, change.before, change.after, change.open) == (
        "miete",
        FindingState.PRESENT,
        None,
        True,
    )


def test_new_and_dropped_requirements_are_told() -> None:
    """A proof that is newly asked for, and one that no longer is."""
    old = contract("bewohnerparkausweis")
    rules = [each for each in old.requirements if each.id != "fahrzeug"]
    extra = old.requirement("fahrzeug").model_copy(update={"id": "foto"})
    new = old.model_copy(update={"requirements": (*rules, extra)})
    without = next(each for each in examples(old.id) if each.name == "fahrzeugschein-fehlt")
    result = simulate(PastCase("fall", report_of(without, old)), old, new)
    states = {change.place: (change.before, change.after) for change in result.changes}
    assert states == {"foto": (None, FindingState.MISSING), "fahrzeug": (FindingState.MISSING, None)}
    summary = summarise([result])
    assert (summary.cases, summary.changed, summary.open, summary.no_longer) == (1, 1, 0, 0)


def test_a_field_that_nobody_read_stays_open() -> None:
    """A required field that is new in the contract was not looked for in the past."""
    old = contract("bewohnerparkausweis")
    complete = next(each for each in examples(old.id) if each.name == "vollstaendig")
    report = report_of(complete, old)
    fields = {
        **old.form.fields,
        "hausnummer": old.form.fields["parkzone"].model_copy(update={"required": True}),
    }
    new = old.model_copy(update={"form": old.form.model_copy(update={"fields": fields})})
    (change,) = simulate(PastCase("fall", report), old, new).changes
    assert (change.place, change.open) == ("antrag", True)


def test_what_the_portal_said_is_concluded_from_the_findings() -> None:
    """A report does not keep meta.json; that a power of attorney was asked for says who handed it in."""
    old = contract("gewerbeanmeldung")
    by_other = next(each for each in examples(old.id) if each.name == "vollmacht-fehlt")
    new = changed(old.id, "vollmacht", soft=True)
    result = simulate(PastCase("fall", report_of(by_other, old)), old, new)
    assert result.changes == ()
    assert (result.complete_before, result.complete_after) == (False, True)


def test_reports_of_a_folder(tmp_path: Path) -> None:
    """Whatever else lies there is named, and costs the others nothing."""
    old = contract("bewohnerparkausweis")
    (tmp_path / "fall-1.json").write_text(report_of(examples(old.id)[0], old).to_json(), encoding="utf-8")
    (tmp_path / "fremd.json").write_text('{"a": 1}', encoding="utf-8")
    good, bad = reports_in(tmp_path)
    assert isinstance(good, PastCase)
    assert good.name == "fall-1"
    assert isinstance(bad, BadReport)
    assert "fremd.json" in str(bad)
