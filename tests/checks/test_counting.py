from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.findings import FindingState
from tests.checks.cases import FILLER, LOST_PAGE, UNCLEAR, Case, page, payslips, procedure

CONTRACT = procedure("lohn")
ASKED = ("2026-07", "2026-08", "2026-09", "2026-10", "2026-11")
MONTHS = st.sampled_from(["2026-04", "2026-05", "2026-06", *ASKED, "2026-12", "2027-01"])


def answer(case: Case) -> tuple[str, str, str]:
    finding = case.check(CONTRACT)["lohn"]
    return finding.state.value, finding.reason.code, finding.reason.message


@given(st.lists(MONTHS, max_size=7))
def test_distinct_months_inside_the_period_count(months: list[str]) -> None:
    """From four months before the received month up to it; the same month twice counts once."""
    state, code, _ = answer(payslips(Case(), *months))
    have = len(set(months) & set(ASKED))
    if have >= 3:
        assert (state, code) == ("present", "ok")
    elif have:
        assert (state, code) == ("missing", "count")
    else:
        assert (state, code) == (("expired", "outside_period") if months else ("missing", "none"))


@pytest.mark.parametrize(
    ("months", "message"),
    [
        (("2026-08", "2026-10"), "2 von 3 Gehaltsabrechnungen (fehlt: 2026-09)"),
        (("2026-10",), "1 von 3 Gehaltsabrechnungen (fehlen: 2026-08, 2026-09)"),
        (("2026-07", "2026-11"), "2 von 3 Gehaltsabrechnungen (fehlt: 2026-10)"),
    ],
)
def test_the_newest_complete_months_are_asked_for(months: tuple[str, ...], message: str) -> None:
    """The received month has no payslip yet."""
    assert answer(payslips(Case(), *months))[2] == message


def test_months_outside_are_named() -> None:
    """The reason says which months are there, and which are asked for."""
    message = answer(payslips(Case(), "2025-08", "2025-09"))[2]
    assert (
        message
        == "Gehaltsabrechnungen nur für andere Monate (2025-08, 2025-09); gefragt ist 2026-07 bis 2026-11."
    )


def test_evidence_shows_what_is_there() -> None:
    """Of three payslips and a double all months are shown once."""
    case = payslips(Case(), "2026-08", "2026-09", "2026-09", "2026-10")
    finding = case.check(CONTRACT)["lohn"]
    assert [evidence.document for evidence in finding.evidence] == [1, 2, 4]
    assert finding.reason.message == "3 von 3 Gehaltsabrechnungen liegen vor."


def test_the_same_file_twice_counts_once() -> None:
    """A month that was not read does not make a second document of a copy."""
    case = payslips(Case(), "2026-08", "2026-09")
    for _ in range(2):
        case = case.add(
            "gehaltsabrechnung", f"Erika Musterfrau {FILLER}", sha256="copy", facts={"monat": "2026-07"}
        )
    assert answer(case)[:2] == ("present", "ok")
    unread = payslips(Case(), "2026-08")
    for _ in range(2):
        unread = unread.add("gehaltsabrechnung", f"Erika Musterfrau {FILLER}", sha256="copy")
    assert answer(unread)[:2] == ("missing", "count")


def unread(case: Case, **facts: Any) -> Case:
    return case.add("gehaltsabrechnung", f"Erika Musterfrau {FILLER}", facts=facts)


def test_a_month_that_is_not_read_matters_only_if_it_could_be_enough() -> None:
    """One payslip without a month beside two good ones is for a person; beside one it is still too few."""
    assert answer(unread(payslips(Case(), "2026-08", "2026-09")))[:2] == ("unclear", "month_unreadable")
    assert answer(unread(payslips(Case(), "2026-08", "2026-09"), monat=UNCLEAR))[1] == "month_unreadable"
    assert answer(unread(payslips(Case(), "2026-08")))[:2] == ("missing", "count")
    assert answer(unread(payslips(Case(), "2026-08", "2026-09", "2026-10")))[:2] == ("present", "ok")
    assert answer(unread(Case()))[2] == "0 von 3 Gehaltsabrechnungen (fehlen: 2026-08, 2026-09, 2026-10)"


def test_a_lost_page_explains_an_unread_month() -> None:
    """Then the finding says illegible."""
    lost = LOST_PAGE.model_copy(update={"index": 1})
    case = payslips(Case(), "2026-08", "2026-09")
    case = case.add_pages("gehaltsabrechnung", page(f"Erika Musterfrau {FILLER}"), lost)
    assert answer(case)[:2] == ("illegible", "illegible")


def test_a_name_that_is_not_read_matters_only_if_it_could_be_enough() -> None:
    """The payslip may be the applicant's."""
    case = payslips(Case(), "2026-08", "2026-09")
    assert answer(case.add("gehaltsabrechnung", "kurz", facts={"monat": "2026-10"}))[:2] == (
        "unclear",
        "not_found",
    )
    assert answer(case.add("gehaltsabrechnung", "kurz", facts={"monat": "2026-09"}))[:2] == (
        "missing",
        "count",
    )
    assert answer(case.add("gehaltsabrechnung", "kurz", facts={"monat": "2026-01"}))[:2] == (
        "missing",
        "count",
    )


def test_somebody_elses_payslips_do_not_count() -> None:
    """Two own ones and a foreign one are too few; foreign ones alone are a mismatch."""
    foreign = payslips(Case(), "2026-10", name="Otto Beispiel")
    assert answer(foreign)[:2] == ("mismatch", "other_name")
    assert answer(payslips(foreign, "2026-08", "2026-09"))[:2] == ("missing", "count")


def test_the_other_proof_is_enough() -> None:
    """One certificate of the employer stands for three payslips; somebody else's does not."""
    case = payslips(Case(), "2026-08")
    assert answer(case.add("verdienstbescheinigung", f"Erika Musterfrau {FILLER}"))[:2] == ("present", "ok")
    assert answer(case.add("verdienstbescheinigung", f"Otto Beispiel {FILLER}"))[:2] == ("missing", "count")


def test_several_months_in_one_part_need_a_person() -> None:
    """Three payslips that were not parted name three months on their pages."""
    pages = [
        f"Abrechnung {month} 2026 Erika Musterfrau {FILLER}" for month in ("August", "September", "Oktober")
    ]
    case = Case().add("gehaltsabrechnung", *pages, facts={"monat": "2026-08"})
    assert answer(case)[:2] == ("unclear", "several_in_one")
    assert answer(Case().add("gehaltsabrechnung", " ".join(pages), facts={"monat": "2026-08"}))[1] == "count"


PROOF = {
    "type": "gehaltsabrechnung",
    "count": 2,
    "distinct": "month",
    "before": "geburtsdatum",
    "months_before": 3,
}


def test_the_period_may_end_with_a_date_of_the_form() -> None:
    """Months before the birth of a child, say; its month included."""
    contract = procedure(lohn={"any_of": [PROOF], "match": ["familienname"]})
    case = Case().fill(geburtsdatum="2026-01-20")
    assert payslips(case, "2025-10", "2026-01").outcome("lohn", contract) == ("present", "ok")
    assert payslips(case, "2025-09", "2026-02").outcome("lohn", contract) == ("expired", "outside_period")
    open_date = case.fill(geburtsdatum=UNCLEAR)
    assert payslips(open_date, "2025-10", "2026-01").outcome("lohn", contract) == (
        "unclear",
        "period_unclear",
    )
    assert payslips(open_date, "2025-10").outcome("lohn", contract) == ("missing", "count")
    nothing_known = payslips(case.without_form(), "2025-10", "2026-01")
    assert nothing_known.outcome("lohn", contract) == ("unclear", "period_unclear")


def test_documents_are_counted_too() -> None:
    """Where no months are asked for, every document counts."""
    contract = procedure(konto={"any_of": [{"type": "kontoauszug", "count": 2}]})
    one = Case().add("kontoauszug", FILLER)
    finding = one.check(contract)["konto"]
    assert (finding.state, finding.reason.message) == (FindingState.MISSING, "1 von 2 Kontoauszügen.")
    assert one.add("kontoauszug", FILLER).outcome("konto", contract) == ("present", "ok")


def test_payslips_across_the_turn_of_the_year() -> None:
    """Four months before January lie in the year before."""
    contract = procedure(lohn={"any_of": [{**PROOF, "before": None}]})
    case = payslips(Case(received=date(2027, 1, 5)), "2026-10", "2027-01")
    assert case.outcome("lohn", contract) == ("present", "ok")
