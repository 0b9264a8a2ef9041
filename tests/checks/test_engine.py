from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.engine import check, propose
from checks.messages import NOUNS, TEXTS
from contracts.findings import Finding, FindingState, ProposedAction, Reason
from tests.checks.cases import (
    EMPTY,
    FILLER,
    RECEIVED,
    REQUIREMENTS,
    UNCLEAR,
    Case,
    complete,
    id_card,
    payslips,
    procedure,
)

CONTRACT = procedure(*REQUIREMENTS)
ASKED = set(REQUIREMENTS) - {"rente", "kinder", "ehe", "kindergeld", "vollmacht"}
State = FindingState


def states(case: Case) -> dict[str, State]:
    return {name: finding.state for name, finding in case.check(CONTRACT).items()}


COMPLETE = states(complete())


def test_a_complete_application() -> None:
    """Everything that is asked for is there, everything else is not required."""
    assert {name for name, state in COMPLETE.items() if state is State.PRESENT} == ASKED
    assert set(COMPLETE.values()) == {State.PRESENT, State.NOT_REQUIRED}


def without(type_id: str) -> Case:
    case = complete()
    return replace(case, attachments=tuple(each for each in case.attachments if each.part.type != type_id))


NO_FORM = dict.fromkeys(("lohn", "rente", "ehe", "kinder", "kindergeld"), State.UNCLEAR)
CHANGES: dict[str, tuple[Case, dict[str, State]]] = {
    "unsigned": (complete().fill(unterschrift=None), {"antrag": State.MISSING}),
    "empty date of birth": (complete().fill(geburtsdatum=None), {"antrag": State.MISSING}),
    "unclear date of birth": (complete().fill(geburtsdatum=UNCLEAR), {"antrag": State.UNCLEAR}),
    "child benefit": (complete().fill(kindergeld="ja"), {"kindergeld": State.MISSING}),
    "child benefit unclear": (complete().fill(kindergeld=UNCLEAR), {"kindergeld": State.UNCLEAR}),
    "retired": (complete().fill(verhaeltnis="rentner"), {"lohn": State.NOT_REQUIRED, "rente": State.MISSING}),
    "without a job named": (
        complete().fill(verhaeltnis=EMPTY),
        {"antrag": State.MISSING, "rente": State.UNCLEAR},
    ),
    "other plate": (complete().fill(kennzeichen="B-XY9"), {"fahrzeug": State.MISMATCH}),
    "other plot": (complete().fill(flurstueck="77/7"), {"lageplan": State.MISMATCH}),
    "other day": (complete().fill(einzugsdatum="2026-09-01"), {"wohnungsgeber": State.MISMATCH}),
    "other address": (
        complete().fill(neue_anschrift="Beispielweg 3, 10115 Berlin"),
        {"wohnungsgeber": State.MISMATCH},
    ),
    "other given name": (
        complete().fill(vorname="Frieda"),
        {"identitaet": State.MISMATCH, "lohn": State.MISMATCH},
    ),
    "other surname": (
        complete().fill(familienname="Beispiel"),
        dict.fromkeys(("identitaet", "wohnungsgeber", "lohn"), State.MISMATCH),
    ),
    "by a representative": (replace(complete(), meta={"vertreter": "ja"}), {"vollmacht": State.MISSING}),
    "no card": (without("ausweis"), {"identitaet": State.MISSING}),
    "no payslips": (without("gehaltsabrechnung"), {"lohn": State.MISSING}),
    "no statement": (without("kontoauszug"), {"zahlung": State.MISSING}),
    "no structural calculation": (without("standsicherheitsnachweis"), {"statik": State.MISSING}),
    "no drawings": (without("bauzeichnung"), {"zeichnungen": State.MISSING}),
    "expired card": (id_card(without("ausweis"), "2026-11-01"), {"identitaet": State.EXPIRED}),
    "old payslips": (
        payslips(without("gehaltsabrechnung"), "2026-01", "2026-02", "2026-03"),
        {"lohn": State.EXPIRED},
    ),
    "half a year later": (
        replace(complete(), received=RECEIVED.replace(year=2027, month=5)),
        {"zahlung": State.EXPIRED, "lohn": State.EXPIRED},
    ),
    "a list of persons that cannot be read": (
        complete().fill(personen=UNCLEAR),
        {"ehe": State.UNCLEAR, "kinder": State.UNCLEAR, "rente": State.UNCLEAR},
    ),
    "no form": (
        complete().without_form(),
        {**NO_FORM, "antrag": State.MISSING, "lohn": State.PRESENT},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_flips_what_depends_on_it(change: str) -> None:
    """One fact of a complete case changes exactly the findings that rest on it."""
    case, expected = CHANGES[change]
    assert states(case) == {**COMPLETE, **expected}


@given(
    st.sampled_from(sorted(CHANGES)), st.sampled_from(["card", "payslips", "statement", "pension", "letter"])
)
def test_good_documents_never_harm(change: str, added: str) -> None:
    """One more good document leaves every present requirement present."""
    case, _ = CHANGES[change]
    more = {
        "card": lambda: id_card(case),
        "payslips": lambda: payslips(case, "2026-09", "2026-10"),
        "statement": lambda: case.add("kontoauszug", FILLER, facts={"zeitraum": "2026-10"}),
        "pension": lambda: case.add("rentenbescheid", f"Erika Musterfrau {FILLER}"),
        "letter": lambda: case.add("anschreiben", f"Otto Beispiel {FILLER}"),
    }[added]()
    before, after = states(case), states(more)
    assert all(after[name] is State.PRESENT for name, state in before.items() if state is State.PRESENT)


@given(st.permutations(range(1, len(complete().attachments))))
def test_the_order_of_the_files_does_not_matter(order: list[int]) -> None:
    """Documents arrive as they were scanned."""
    case = complete()
    shuffled = replace(case, attachments=(case.attachments[0], *(case.attachments[at] for at in order)))
    assert states(shuffled) == COMPLETE


def test_soft_requirements_are_marked() -> None:
    """The structural calculation may come later."""
    findings = without("standsicherheitsnachweis").check(CONTRACT)
    assert findings["statik"].soft
    assert not findings["statik"].blocking
    assert propose(findings.values()) is ProposedAction.ACCEPT


def test_all_types_are_asked_for() -> None:
    """Of all_of each one must be there."""
    contract = procedure(beides={"all_of": ["lageplan", "baubeschreibung"]})
    one = Case().add("lageplan", FILLER)
    assert one.outcome("beides", contract) == ("missing", "none")
    assert one.add("baubeschreibung", FILLER).outcome("beides", contract) == ("present", "ok")


def test_sources_and_confidence() -> None:
    """What the model had a part in says so, and is no surer than the model."""
    findings = complete().check(CONTRACT)
    assert findings["identitaet"].sources == ("rule", "model")
    assert findings["kindergeld"].sources == ("rule",)
    assert findings["identitaet"].confidence == 0.97
    doubtful = without("ausweis").add("rechnung", FILLER, runner_up={"type": "ausweis", "confidence": 0.1})
    assert doubtful.check(CONTRACT)["identitaet"].confidence == 0.9


def test_an_empty_submission() -> None:
    """Nothing came: what is always asked for is missing."""
    findings = {each.requirement: each for each in check(
        CONTRACT, Case().without_form().form, (), documents=(), received=RECEIVED, meta={}
    )}  # fmt: skip
    assert findings["antrag"].reason.code == "no_form"
    assert findings["identitaet"].state is State.MISSING
    assert findings["identitaet"].sources == ("rule",)
    assert propose(findings.values()) is ProposedAction.REQUEST_DOCUMENTS


@given(st.lists(st.sampled_from(State)), st.booleans())
def test_proposals(found: list[State], soft: bool) -> None:  # noqa: FBT001 - hypothesis gives it by name
    """Nothing open is accepted, clear gaps are asked for, the rest is for a person."""
    findings = [
        Finding(requirement="x", state=state, reason=Reason(code="x", message="x"), soft=soft)
        for state in found
    ]
    lacking = {State.MISSING, State.EXPIRED, State.MISMATCH}
    if soft or not set(found) - {State.PRESENT, State.NOT_REQUIRED}:
        assert propose(findings) is ProposedAction.ACCEPT
    elif set(found) & lacking:
        assert propose(findings) is ProposedAction.REQUEST_DOCUMENTS
    else:
        assert propose(findings) is ProposedAction.REFER


def test_every_sentence_is_a_sentence() -> None:
    """Texts begin with a capital, a value or a count, and are in one line."""
    for text in TEXTS.values():
        assert "\n" not in text
        assert text[0].isupper() or text[0] == "{"
        assert text.endswith((".", "{lacking}"))
    assert all(noun.startswith(("Der ", "Die ", "Das ")) for noun, _ in NOUNS.values())


def test_other_types_have_a_name_too() -> None:
    """A municipality's own document types need no entry in the product."""
    contract = procedure(eigenes={"any_of": ["eigener-typ"], "match": ["vorname"]})
    finding = Case().add("eigener-typ", FILLER).check(contract)["eigenes"]
    assert finding.reason.message == "Das Dokument nennt nicht „Erika“ (Vorname)."
