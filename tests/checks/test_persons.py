"""Several persons of one application: whose document is whose."""

from __future__ import annotations

from tests.checks.cases import FILLER, UNCLEAR, Case, id_card, payslips, procedure

MAX = {"familienname": "Musterfrau", "vorname": "Max", "verhaeltnis": "angestellt", "rolle": "ehepartner"}
KIM = {"familienname": "Musterfrau", "vorname": "Kim", "verhaeltnis": None, "rolle": "kind"}
PRESENT, NONE, NOT_REQUIRED = ("present", "ok"), ("missing", "none"), ("not_required", "not_required")
MONTHS = ("2026-08", "2026-09", "2026-10")


def couple() -> Case:
    return Case().list_persons({**MAX}, {**KIM})


def pension(case: Case, name: str) -> Case:
    return case.add("rentenbescheid", f"Rentenbescheid {name} {FILLER}")


def test_every_person_has_a_finding() -> None:
    """The applicant first, then the persons in the order of the form; others by their own answers."""
    findings = couple().check(procedure("antrag", "lohn", "kinder", "ehe"))
    assert list(findings) == [
        "antrag", "lohn", "lohn/person-1", "lohn/person-2",
        "kinder", "kinder/person-1", "kinder/person-2", "ehe",
    ]  # fmt: skip
    states = {name: finding.state.value for name, finding in findings.items()}
    assert states["lohn/person-2"] == states["kinder"] == states["kinder/person-1"] == "not_required"
    assert states["kinder/person-2"] == states["ehe"] == "missing"


def test_lines_without_an_entry_are_no_persons() -> None:
    """An empty line of the form's list asks for nothing."""
    case = Case().list_persons({"vorname": None}, {**KIM})
    assert set(case.check(procedure("kinder"))) == {"kinder", "kinder/person-1"}


def test_payslips_go_to_whom_they_name() -> None:
    """The couple's payslips come mixed; each is counted for one."""
    case = payslips(payslips(couple(), *MONTHS), "2026-08", name="Max Musterfrau")
    assert case.outcome("lohn") == PRESENT
    assert case.outcome("lohn/person-1") == ("missing", "count")
    case = payslips(case, "2026-09", "2026-10", name="Max Musterfrau")
    assert case.outcome("lohn/person-1") == PRESENT


def test_what_another_person_needs_is_not_a_mismatch() -> None:
    """Erika's payslips are hers; Max has handed in none."""
    assert payslips(couple(), *MONTHS).outcome("lohn/person-1") == NONE


def test_strangers_are_a_mismatch_for_whoever_lacks() -> None:
    """A payslip of nobody on the form does not count for anybody."""
    case = payslips(payslips(couple(), *MONTHS), *MONTHS, name="Otto Beispiel")
    assert case.outcome("lohn") == PRESENT
    assert case.outcome("lohn/person-1") == ("mismatch", "other_name")


def retired() -> Case:
    case = Case().fill(verhaeltnis="rentner")
    return case.list_persons({**MAX, "verhaeltnis": "rentner"}, {**KIM})


def test_one_document_counts_for_one_person() -> None:
    """Two pensioners of one surname need two decisions, though only the surname is compared."""
    both = pension(pension(retired(), "Erika Musterfrau"), "Max Musterfrau")
    assert (both.outcome("rente"), both.outcome("rente/person-1")) == (PRESENT, PRESENT)
    his = pension(retired(), "Max Musterfrau")
    assert (his.outcome("rente"), his.outcome("rente/person-1")) == (NONE, PRESENT)


def test_documents_with_the_surname_alone_are_shared_out() -> None:
    """Nobody knows whose they are; one is enough for one."""
    one = pension(retired(), "Familie Musterfrau")
    assert {one.outcome("rente"), one.outcome("rente/person-1")} == {PRESENT, NONE}
    two = one.add("rentenbescheid", f"Familie Musterfrau {FILLER}")
    assert (two.outcome("rente"), two.outcome("rente/person-1")) == (PRESENT, PRESENT)


def test_a_document_that_names_both_counts_for_both() -> None:
    """A decision on the benefits of a household is one paper."""
    case = pension(retired(), "Erika Musterfrau und Max Musterfrau")
    assert (case.outcome("rente"), case.outcome("rente/person-1")) == (PRESENT, PRESENT)


def test_a_document_of_a_person_who_does_not_need_it_is_somebody_elses() -> None:
    """The applicant is retired, the decision is about the child."""
    case = pension(retired(), "Kim Musterfrau")
    assert case.outcome("rente") == ("mismatch", "other_person")


def test_the_childs_card_is_not_the_applicants() -> None:
    """A card that another requirement asks for is neither a mismatch here nor there."""
    contract = procedure("identitaet", "kinder")
    case = id_card(couple(), name="MUSTERFRAU KIM")
    assert case.outcome("kinder/person-2", contract) == PRESENT
    assert case.outcome("identitaet", contract) == NONE
    own = id_card(couple())
    assert own.outcome("identitaet", contract) == PRESENT
    assert own.outcome("kinder/person-2", contract) == NONE


def test_a_child_with_a_given_name_alone_has_a_card() -> None:
    """The form lists only the given names of the children."""
    contract = procedure("identitaet", "kinder")
    case = Case().list_persons({"vorname": "Kim", "familienname": None, "rolle": "kind"})
    case = id_card(case, name="MUSTERFRAU KIM")
    assert case.outcome("kinder/person-1", contract) == PRESENT
    assert case.outcome("identitaet", contract) == NONE


def test_a_surname_alone_owns_nothing() -> None:
    """A person without a given name on the form does not take the applicant's documents."""
    case = Case().list_persons({"familienname": "Musterfrau", "vorname": None, "verhaeltnis": "angestellt"})
    case = payslips(case, *MONTHS)
    assert (case.outcome("lohn"), case.outcome("lohn/person-1")) == (PRESENT, NONE)


def test_the_spouses_card_is_not_the_applicants() -> None:
    """Nobody asked for it."""
    assert id_card(couple(), name="MUSTERFRAU MAX").outcome("identitaet") == ("mismatch", "other_name")


def test_a_contract_in_the_spouses_name_is_good() -> None:
    """Where only the surname is compared, and not per person, the household's paper counts."""
    contract = procedure(miete={"any_of": ["mietvertrag"], "match": ["familienname", "einzugsdatum"]})
    case = couple().add("mietvertrag", f"Mieter Max Musterfrau ab 15.10.2026 {FILLER}")
    assert case.outcome("miete", contract) == PRESENT


def test_fields_that_persons_do_not_have_are_the_applicants() -> None:
    """The address is asked once for all."""
    contract = procedure(
        kinder={
            "per": "person",
            "when": "rolle == kind",
            "any_of": ["geburtsurkunde"],
            "match": ["neue_anschrift"],
        }
    )
    case = couple().add("geburtsurkunde", f"Musterstr. 12 76133 Karlsruhe {FILLER}")
    assert case.outcome("kinder/person-2", contract) == PRESENT


def test_a_name_that_the_list_leaves_open_cannot_differ() -> None:
    """Only the given name of the child is written down."""
    case = Case().list_persons({"vorname": "Kim", "familienname": None, "rolle": "kind"})
    case = case.add("geburtsurkunde", f"Kim Beispiel {FILLER}")
    assert case.outcome("kinder/person-1") == PRESENT


def test_an_unclear_answer_of_a_person_is_for_a_person() -> None:
    """What Max does could not be read, so whether he needs payslips is open."""
    case = couple().list_persons({**MAX, "verhaeltnis": UNCLEAR})
    assert case.outcome("lohn/person-1") == ("unclear", "condition_unclear")
    finding = case.check(procedure("lohn"))["lohn/person-1"]
    assert "Persönliche Verhältnisse" in finding.reason.message
    assert payslips(case, *MONTHS, name="Max Musterfrau").outcome("lohn/person-1") == PRESENT


def test_a_list_that_could_not_be_read() -> None:
    """There may be a spouse on it."""
    case = Case().fill(personen=UNCLEAR)
    assert case.outcome("ehe") == ("unclear", "condition_unclear")
    assert Case().outcome("ehe") == NOT_REQUIRED


def test_a_strangers_document_is_not_that_of_a_person_listed_without_a_surname() -> None:
    """Who leaves the surname out means the family's: a paper with neither name is no proof."""
    case = Case().fill(verhaeltnis="selbststaendig")
    case = case.list_persons({"vorname": "Max", "familienname": None, "verhaeltnis": "rentner"})
    assert pension(case, "Otto Beispiel").outcome("rente/person-1") == ("mismatch", "other_name")
    assert pension(case, "Max Musterfrau").outcome("rente/person-1") == PRESENT
    assert pension(case, "M. Musterfrau").outcome("rente/person-1") == PRESENT
    assert pension(case, "Max Beispiel").outcome("rente/person-1") == PRESENT
    unsure = case.fill(familienname=UNCLEAR)
    assert pension(unsure, "Otto Beispiel").outcome("rente/person-1") == PRESENT
