"""Proofs that say themselves that they do not hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.catalogue import load_catalogue
from tests.checks.cases import Case, complete, procedure

TYPES = load_catalogue().document_types


def lease(text: str) -> Case:
    """Return a case with a lease that asks for nothing but the tenant's name."""
    return replace(complete(), types=TYPES).add("mietvertrag", text)


CONTRACT = procedure(miete={"any_of": ["mietvertrag"], "match": ["familienname"]})


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (
            "Mietvertrag Erika Musterfrau Das Mietverhältnis ist zum 31.12.2026 gekündigt.",
            ("unclear", "void"),
        ),
        ("Entwurf vom 12.09.2026 Mietvertrag Erika Musterfrau", ("unclear", "draft")),
        ("Mietvertrag über eine Garage , Erika Musterfrau", ("unclear", "sister")),
        ("Mietvertrag Erika Musterfrau Das Mietverhältnis kann gekündigt werden.", ("present", "ok")),
    ],
)
def test_a_remark_is_for_a_person_to_look_at(text: str, outcome: tuple[str, str]) -> None:
    """What a stamp says may have been overtaken; small print about such cases says nothing."""
    assert lease(text).outcome("miete", CONTRACT) == outcome


def test_the_remark_is_quoted_and_shown() -> None:
    """The person sees at once what it is about, and where."""
    finding = lease("Mietvertrag Erika Musterfrau – noch nicht unterzeichnet").check(CONTRACT)["miete"]
    assert "noch nicht unterzeichnet" in finding.reason.message
    assert finding.evidence[0].page == 0
    assert finding.evidence[0].box is not None


def test_a_paper_without_remark_is_enough() -> None:
    """The old lease was ended, the new one is there."""
    old = lease("Mietvertrag Erika Musterfrau Das Mietverhältnis ist zum 31.12.2026 gekündigt.")
    both = old.add("mietvertrag", "Mietvertrag Erika Musterfrau Musterstraße 1")
    assert both.outcome("miete", CONTRACT) == ("present", "ok")


def test_another_paper_does_not_take_a_remark_away() -> None:
    """Two papers that each leave something open complete each other, but not if one is void."""
    contract = procedure("identitaet")
    front = replace(complete(), types=TYPES)
    own = [each for each in front.attachments if each.part.type != "ausweis"]
    front = replace(front, attachments=tuple(own))
    void = front.add("ausweis", "Musterfrau Erika Der Ausweis wurde für ungültig erklärt.")
    back = void.add("ausweis", "Anschrift Musterstraße 1", facts={"gueltig_bis": "2030-05-01"})
    assert void.outcome("identitaet", contract) == ("unclear", "void")
    assert back.outcome("identitaet", contract)[0] == "unclear"


def test_a_paper_that_nobody_signed() -> None:
    """It may be a draft: a person looks at the page with the empty place."""
    case = lease("Mietvertrag Erika Musterfrau")
    *others, last = case.attachments
    blank = replace(case, attachments=(*others, last.model_copy(update={"unsigned": 0})))
    assert blank.outcome("miete", CONTRACT) == ("unclear", "unsigned")
    assert blank.check(CONTRACT)["miete"].evidence[0].page == 0
