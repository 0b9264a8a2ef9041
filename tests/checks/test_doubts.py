"""Before something is called missing: it may be among what could not be read or told apart."""

from __future__ import annotations

import pytest

from contracts.findings import Evidence, Guess
from contracts.reading import Problem, ProblemCode
from tests.checks.cases import FILLER, LOST_PAGE, Case, id_card, page, payslips, procedure

NONE = ("missing", "none")
UNCERTAIN = ("unclear", "type_uncertain")
CARD = f"MUSTERFRAU ERIKA {FILLER}"
VALID = {"gueltig_bis": "2030-01-01"}


def guess(type_id: str, confidence: float) -> Guess:
    return Guess(type=type_id, confidence=confidence)


@pytest.mark.parametrize(
    ("type_id", "confidence", "second", "outcome"),
    [
        ("ausweis", 0.45, None, UNCERTAIN),
        ("sonstiges", 0.6, guess("ausweis", 0.3), UNCERTAIN),
        ("sonstiges", 0.8, guess("ausweis", 0.1), ("missing", "resembles")),
        ("sonstiges", 0.8, guess("ausweis", 0.05), NONE),
        ("sonstiges", 0.6, guess("vollmacht", 0.3), NONE),
        ("rechnung", 0.45, guess("ausweis", 0.4), UNCERTAIN),
        ("rechnung", 0.6, guess("ausweis", 0.4), NONE),
        ("sonstiges", 0.9, None, NONE),
    ],
)
def test_a_part_of_an_uncertain_type(
    type_id: str, confidence: float, second: Guess | None, outcome: tuple[str, str]
) -> None:
    """It may be the proof: a person looks before a letter is sent."""
    case = Case().add(type_id, CARD, facts={**VALID}, confidence=confidence, runner_up=second)
    assert case.outcome("identitaet") == outcome


def test_what_only_resembles_a_proof_is_shown() -> None:
    """The proof is missing; the caseworker sees at once which paper was taken for none, and may disagree."""
    case = Case().add("sonstiges", CARD, confidence=0.9, runner_up=guess("ausweis", 0.1))
    finding = case.check(procedure("identitaet"))["identitaet"]
    assert finding.state.value == "missing"
    assert [each.document for each in finding.evidence] == [1]


def test_the_threshold_is_the_callers() -> None:
    """What is sure enough follows from the error that a municipality accepts."""
    case = Case().add("ausweis", CARD, facts={**VALID}, confidence=0.7)
    contract = procedure("identitaet")
    assert case.check(contract)["identitaet"].state.value == "present"
    assert case.check(contract, sure=0.8)["identitaet"].reason.code == "type_uncertain"


def test_uncertain_parts_that_clearly_do_not_fit_raise_no_doubt() -> None:
    """Whatever it is, it is somebody else's, or expired."""
    foreign = Case().add("ausweis", f"BEISPIEL OTTO {FILLER}", facts={**VALID}, confidence=0.4)
    assert foreign.outcome("identitaet") == NONE
    expired = Case().add("ausweis", CARD, facts={"gueltig_bis": "2020-01-01"}, confidence=0.4)
    assert expired.outcome("identitaet") == NONE


def test_uncertain_parts_come_before_a_letter() -> None:
    """An expired card beside a part that may be the new one; and the third payslip that may be one."""
    expired = id_card(Case(), "2020-01-01")
    assert expired.add("ausweis", CARD, facts={**VALID}, confidence=0.4).outcome("identitaet") == UNCERTAIN
    two = payslips(Case(), "2026-08", "2026-09")
    third = two.add("sonstiges", f"Erika Musterfrau {FILLER}", runner_up=guess("gehaltsabrechnung", 0.4))
    assert third.outcome("lohn") == UNCERTAIN


def test_a_file_that_cannot_be_read_may_hold_the_proof() -> None:
    """The finding names the file; what is there, expired or somebody else's stays so."""
    case = Case().add_file("scan.pdf", problems=(Problem(code=ProblemCode.ENCRYPTED, message="Passwort"),))
    finding = case.check(procedure("identitaet"))["identitaet"]
    assert (finding.state.value, finding.reason.code) == ("unclear", "unreadable_file")
    assert "scan.pdf" in finding.reason.message
    assert finding.evidence == (Evidence(document=1, pages=()),)
    assert payslips(case, "2026-08").outcome("lohn") == ("unclear", "unreadable_file")
    assert id_card(case).outcome("identitaet") == ("present", "ok")
    assert id_card(case, "2020-01-01").outcome("identitaet") == ("expired", "expired")
    assert case.outcome("kindergeld") == ("not_required", "not_required")


@pytest.mark.parametrize(
    ("file", "outcome"),
    [
        (
            {"problems": (Problem(code=ProblemCode.DYNAMIC_XFA, message="XFA"),)},
            ("unclear", "unreadable_file"),
        ),
        ({"embedded": ("Ausweis.PDF",)}, ("unclear", "unreadable_file")),
        ({"embedded": ("factur-x.xml",)}, NONE),
        ({"problems": (Problem(code=ProblemCode.REPAIRED, message="repariert"),)}, NONE),
    ],
)
def test_files_with_a_closed_inside(file: dict[str, object], outcome: tuple[str, str]) -> None:
    """A form in dynamic XFA and documents embedded in another one could not be looked at either."""
    case = Case().add_file("datei.pdf", pages=(page("Bitte warten"),), **file)
    assert case.outcome("identitaet") == outcome


def test_a_page_that_cannot_be_read_may_be_the_proof() -> None:
    """A part without a readable page may be anything."""
    assert Case().add_pages("sonstiges", LOST_PAGE).outcome("identitaet") == ("illegible", "illegible_page")
    assert Case().add_pages("leerseite", LOST_PAGE).outcome("identitaet") == ("illegible", "illegible_page")
    assert Case().add("leerseite", "").outcome("identitaet") == NONE
    partly = Case().add_pages("vollmacht", page("Vollmacht"), LOST_PAGE.model_copy(update={"index": 1}))
    assert partly.outcome("identitaet") == NONE


def test_a_failed_page_is_a_lost_page() -> None:
    """The reading stage says so in the document's problems."""
    case = Case().add_pages("ausweis", page("MUSTERFRAU ERIKA"))
    document = case.documents[1]
    problem = Problem(code=ProblemCode.PAGE_FAILED, page=0, message="Absturz")
    failed = document.model_copy(update={"problems": (problem,)})
    assert case.outcome("identitaet") == ("unclear", "date_unreadable")
    case = Case(documents=(case.documents[0], failed), attachments=case.attachments)
    assert case.outcome("identitaet") == ("illegible", "illegible")


def test_conditions_without_a_form_are_open() -> None:
    """Nobody knows what the applicant would have answered; what is there is there all the same."""
    case = Case().without_form()
    assert case.outcome("kindergeld") == ("unclear", "no_form")
    assert case.outcome("lohn") == ("unclear", "no_form")
    assert case.outcome("ehe") == ("unclear", "no_form")
    assert case.outcome("identitaet") == NONE
    assert case.outcome("vollmacht") == ("not_required", "not_required")
    assert case.add("kindergeldnachweis", FILLER).outcome("kindergeld") == ("present", "ok")
