from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.findings import Attachment, Evidence, FieldReading, FieldState, FindingState, Guess, Part
from contracts.reading import PageGrade
from contracts.records import Box
from tests.checks.cases import FORM_PART, UNCLEAR, Case, procedure, read

CONTRACT = procedure("antrag")
REQUIRED = [name for name in CONTRACT.form.required if name != "unterschrift"]
INVALID = FieldReading(value="x", raw="x", state=FieldState.INVALID)


def test_filled_and_signed() -> None:
    """A form of the procedure with every required field and a signature is there."""
    finding = Case().check(CONTRACT)["antrag"]
    assert (finding.state, finding.reason.code) == (FindingState.PRESENT, "ok")
    assert finding.evidence == (Evidence(document=0, pages=(0,), page=0, box=Box(10, 20, 30, 40)),)


@given(st.sets(st.sampled_from(REQUIRED), min_size=1))
def test_empty_required_fields_are_named(names: set[str]) -> None:
    """Exactly the empty fields are named, by their titles."""
    case = Case().fill(**dict.fromkeys(names))
    finding = case.check(CONTRACT)["antrag"]
    assert (finding.state, finding.reason.code) == (FindingState.MISSING, "field_empty")
    for name in REQUIRED:
        assert (CONTRACT.form.fields[name].title in finding.reason.message) == (name in names)


def test_optional_fields_may_be_empty_or_unclear() -> None:
    """Only required fields are asked for."""
    case = Case().fill(kindergeld=None, kennzeichen=UNCLEAR, flurstueck=INVALID)
    assert case.outcome("antrag") == ("present", "ok")


@pytest.mark.parametrize("signature", [None, "nein"])
def test_unsigned(signature: str | None) -> None:
    """A form without a signature is not an application."""
    assert Case().fill(unterschrift=signature).outcome("antrag") == ("missing", "unsigned")
    both = Case().fill(unterschrift=signature, vorname=None).check(CONTRACT)["antrag"]
    assert both.reason.code == "field_empty"
    assert "Vorname, Unterschrift" in both.reason.message


def test_which_signatures_are_asked_for() -> None:
    """A second signature may be optional; if none is marked as required, a form is still to be signed."""
    fields = {**CONTRACT.form.fields}
    optional = fields["unterschrift"].model_copy(update={"required": False})
    spouse = CONTRACT.form.model_copy(update={"fields": {**fields, "unterschrift_partner": optional}})
    case = Case().fill(unterschrift_partner=None)
    assert case.outcome("antrag", CONTRACT.model_copy(update={"form": spouse})) == ("present", "ok")
    unmarked = CONTRACT.form.model_copy(update={"fields": {**fields, "unterschrift": optional}})
    case = Case().fill(unterschrift=None)
    assert case.outcome("antrag", CONTRACT.model_copy(update={"form": unmarked})) == ("missing", "unsigned")


def test_unclear_and_invalid_fields_need_a_person() -> None:
    """Empty comes before unclear, unclear before invalid."""
    assert Case().fill(vorname=UNCLEAR).outcome("antrag") == ("unclear", "field_unclear")
    assert Case().fill(unterschrift=UNCLEAR).outcome("antrag") == ("unclear", "field_unclear")
    assert Case().fill(geburtsdatum=INVALID).outcome("antrag") == ("unclear", "field_invalid")
    assert Case().fill(geburtsdatum=INVALID, vorname=UNCLEAR).outcome("antrag") == (
        "unclear",
        "field_unclear",
    )
    assert Case().fill(unterschrift=None, vorname=UNCLEAR).outcome("antrag") == ("missing", "unsigned")


def test_a_field_that_nobody_read_is_unclear() -> None:
    """A field of the contract that the reading does not list is not empty."""
    form = Case().form
    fields = {name: reading for name, reading in form.fields.items() if name != "vorname"}
    case = replace(Case(), form=form.model_copy(update={"fields": fields}))
    assert case.outcome("antrag") == ("unclear", "field_unclear")


def test_a_lost_page_is_no_empty_field() -> None:
    """Where a page of the form could not be read, nothing found on it is not empty."""
    case = Case().fill(vorname=None)
    document = case.documents[0]
    lost = document.pages[0].model_copy(update={"grade": PageGrade.ILLEGIBLE})
    case = replace(case, documents=(document.model_copy(update={"pages": (lost,)}),))
    assert case.outcome("antrag") == ("unclear", "field_unclear")


def test_no_form_and_other_forms() -> None:
    """Without a form the application is missing; another procedure's form is named."""
    assert Case().without_form().outcome("antrag") == ("missing", "no_form")
    finding = Case().without_form(other="elterngeld").check(CONTRACT)["antrag"]
    assert (finding.state, finding.reason.code) == (FindingState.MISSING, "other_procedure")
    assert "elterngeld" in finding.reason.message
    assert finding.evidence


def test_a_form_that_only_looks_like_the_right_one_is_named() -> None:
    """Giving up a trade does not declare its start: the letter can say what came instead."""
    part = FORM_PART.model_copy(update={"procedure": None, "other_form": "Gewerbe-Abmeldung"})
    finding = replace(Case().without_form(), attachments=(Attachment(part=part),)).check(CONTRACT)["antrag"]
    assert (finding.state, finding.reason.code) == (FindingState.MISSING, "other_procedure")
    assert "Gewerbe-Abmeldung" in finding.reason.message


def test_a_form_of_an_unknown_procedure_needs_a_person() -> None:
    """It may be the right one."""
    part = FORM_PART.model_copy(update={"procedure": None})
    case = replace(Case().without_form(), attachments=(Attachment(part=part),))
    assert case.outcome("antrag") == ("unclear", "form_unknown")


@pytest.mark.parametrize(
    ("second", "outcome"), [(0.4, ("unclear", "type_uncertain")), (0.1, ("missing", "no_form"))]
)
def test_what_may_be_a_form_needs_a_person(second: float, outcome: tuple[str, str]) -> None:
    """A part that is the form as its second guess keeps the form from being missing."""
    guess = Guess(type="antragsformular", confidence=second)
    part = Part(document=0, pages=(0,), type="sonstiges", confidence=0.5, runner_up=guess)
    case = replace(Case().without_form(), attachments=(Attachment(part=part),))
    assert case.outcome("antrag") == outcome


def test_the_form_may_be_in_a_file_that_cannot_be_read() -> None:
    """An encrypted file may hold the form."""
    case = Case().without_form().add_file("antrag-neu.pdf")
    finding = case.check(CONTRACT)["antrag"]
    assert (finding.state, finding.reason.code) == (FindingState.UNCLEAR, "unreadable_file")
    assert "antrag-neu.pdf" in finding.reason.message


def test_confidence_is_that_of_the_least_sure_field() -> None:
    """A finding is no surer than what it rests on."""
    case = Case().fill(vorname=read("Erika", confidence=0.7))
    assert case.check(CONTRACT)["antrag"].confidence == 0.7
