from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.findings import Evidence
from contracts.records import Box
from tests.checks.cases import FILLER, LOST_PAGE, RECEIVED, UNCLEAR, Case, id_card, page, procedure, read

PRESENT = ("present", "ok")
UNREADABLE = ("unclear", "date_unreadable")


@given(st.integers(-1000, 1000))
def test_an_id_is_valid_up_to_its_last_day(days: int) -> None:
    """The received date decides, the last day of validity included."""
    until = RECEIVED + timedelta(days=days)
    expected = PRESENT if days >= 0 else ("expired", "expired")
    assert id_card(Case(), until.isoformat()).outcome("identitaet") == expected


@pytest.mark.parametrize(
    ("until", "outcome"),
    [
        ("unbefristet", PRESENT),
        ("2026-11", PRESENT),  # "Gültig bis Ende 11/2026"
        ("2026-10", ("expired", "expired")),
        ("unlesbar", UNREADABLE),
    ],
)
def test_other_forms_of_expiry(until: str, outcome: tuple[str, str]) -> None:
    """Cards may be valid without limit, or up to the end of a month."""
    assert id_card(Case(), until).outcome("identitaet") == outcome


def test_an_unknown_expiry_is_never_expired() -> None:
    """A date that was not read is for a person to read."""
    card = Case().add("ausweis", f"MUSTERFRAU ERIKA {FILLER}")
    assert card.outcome("identitaet") == UNREADABLE
    unclear = Case().add("ausweis", f"MUSTERFRAU ERIKA {FILLER}", facts={"gueltig_bis": UNCLEAR})
    assert unclear.outcome("identitaet") == UNREADABLE


def test_a_lost_page_is_illegible() -> None:
    """If a page of the right document could not be read, the finding says so."""
    lost = LOST_PAGE.model_copy(update={"index": 1})
    case = Case().add_pages("ausweis", page(f"MUSTERFRAU ERIKA {FILLER}"), lost)
    assert case.outcome("identitaet") == ("illegible", "illegible")
    nameless = Case().add_pages("ausweis", page(FILLER), lost, facts={"gueltig_bis": "2030-01-01"})
    assert nameless.outcome("identitaet") == ("illegible", "illegible")


def test_expired_shows_the_date() -> None:
    """The reason names the last day, and the evidence its place."""
    finding = id_card(Case(), "2026-03-01").check(procedure("identitaet"))["identitaet"]
    assert finding.reason.message == "Der Ausweis ist am 01.03.2026 abgelaufen."
    assert finding.evidence == (Evidence(document=1, pages=(0,), page=0, box=Box(10, 20, 30, 40)),)


def certificate(day: str) -> Case:
    return Case().add("meldebescheinigung", f"Erika Musterfrau {FILLER}", facts={"ausstellungsdatum": day})


@given(st.integers(-400, 400))
def test_documents_grow_too_old(days: int) -> None:
    """90 days before the received date is the last good day; a date in the future is not believed."""
    day = RECEIVED - timedelta(days=days)
    outcome = certificate(day.isoformat()).outcome("identitaet")
    if days < -1:
        assert outcome == ("unclear", "date_in_future")
    else:
        assert outcome == (PRESENT if days <= 90 else ("expired", "too_old"))


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"zeitraum": "2026-09-01/2026-09-30"}, PRESENT),
        ({"zeitraum_bis": "2026-09-30", "ausstellungsdatum": "2026-01-02"}, PRESENT),
        ({"zeitraum": "2026-09"}, PRESENT),
        ({"zeitraum": "2026-06-01/2026-06-30"}, ("expired", "too_old")),
        ({"zeitraum": "2026-06-01/2026-06-30", "ausstellungsdatum": "2026-10-05"}, PRESENT),
        ({"zeitraum": "2027-01-01/2027-01-31", "ausstellungsdatum": "2026-10-05"}, PRESENT),
        ({"zeitraum": "2027-01-01/2027-01-31"}, ("unclear", "date_in_future")),
        ({"zeitraum": "Herbst"}, UNREADABLE),
        ({}, UNREADABLE),
    ],
)
def test_the_newest_date_of_a_statement_counts(facts: dict[str, str], outcome: tuple[str, str]) -> None:
    """A bank statement is as new as the end of its period, or as its print."""
    case = Case().add("kontoauszug", FILLER, facts={**facts})
    assert case.outcome("zahlung") == outcome


def test_somebody_elses_document_is_that_first() -> None:
    """Whether it is expired, or cannot be dated, is then no question."""
    assert id_card(Case(), "2020-01-01", name="BEISPIEL OTTO").outcome("identitaet") == (
        "mismatch",
        "other_name",
    )
    assert id_card(Case(), "unlesbar", name="BEISPIEL OTTO").outcome("identitaet") == (
        "mismatch",
        "other_name",
    )


def test_an_unsure_date_does_not_outweigh_a_good_one() -> None:
    """A day of birth may be taken for the day of issue, a day of issue for that of expiry."""
    guessed = {"ausstellungsdatum": read("1980-01-02", confidence=0.75)}
    text = f"Erika Musterfrau geboren am 02.01.1980 {FILLER}"
    stale = Case().add("meldebescheinigung", text, facts=guessed)
    assert stale.outcome("identitaet") == ("expired", "too_old")
    fresh = Case().add("meldebescheinigung", f"{text} Musterstadt, 20.10.2026", facts=guessed)
    assert fresh.outcome("identitaet") == UNREADABLE
    until = {"gueltig_bis": read("2020-01-01", confidence=0.75)}
    card = Case().add("ausweis", f"MUSTERFRAU ERIKA {FILLER} 01.01.2030", facts=until)
    assert card.outcome("identitaet") == UNREADABLE


def test_what_is_expired_needs_no_name() -> None:
    """Whosever it is, an expired document is not enough."""
    case = Case().add("ausweis", "kaum lesbar", facts={"gueltig_bis": read("2020-01-01")})
    assert case.outcome("identitaet") == ("expired", "expired")


def test_an_unreadable_document_of_one_type_comes_before_an_expired_one_of_another() -> None:
    """What a person can still clear up is worth a look before a letter is sent."""
    case = id_card(certificate("2020-01-01"), "unlesbar")
    assert case.outcome("identitaet") == UNREADABLE
