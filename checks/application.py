"""The application form itself: of this procedure, filled and signed."""

from __future__ import annotations

from collections.abc import Iterable

from checks.case import UNREAD, lost_pages
from checks.documents import Errand
from checks.messages import listed, reason
from checks.proofs import DECENT, could_be_hidden
from checks.situation import Situation
from checks.verdict import Verdict
from checks.words import PERHAPS
from contracts.document_types import FORM
from contracts.fields import FieldKind
from contracts.findings import Evidence, FieldReading, FieldState, FindingState, Part, Reason
from contracts.procedure import Procedure

SIGNED = "ja"


def judge_application(errand: Errand) -> Verdict:
    """Say whether the form is there, filled and signed."""
    part = errand.situation.dossier.form.part
    return _absent(errand) if part is None else _read(part, errand.situation)


def form_reading(name: str, situation: Situation) -> FieldReading:
    """Return what the form says in a field; unclear if nobody has read it."""
    return situation.dossier.form.fields.get(name, UNREAD)


def titles(names: Iterable[str], procedure: Procedure) -> str:
    """Return the titles of form fields, as a list for a sentence."""
    fields = procedure.form.fields
    columns = {name: spec for field in fields.values() for name, spec in field.columns.items()}
    known = {**columns, **fields}
    return listed((known[name].title or name) if name in known else name for name in names)


def evidence_of_fields(names: Iterable[str], situation: Situation) -> tuple[Evidence, ...]:
    """Return the form's pages, pointing at the first of some fields that has a place."""
    part = situation.dossier.form.part
    if part is None:
        return ()
    readings = [form_reading(name, situation) for name in names]
    shown = next((reading for reading in readings if reading.page is not None), FieldReading())
    return (evidence_of_reading(shown, part),)


def evidence_of_reading(reading: FieldReading, part: Part) -> Evidence:
    """Return the form's pages, pointing at one value; in another file of the form just its page."""
    if reading.document is not None and reading.page is not None:
        return Evidence(document=reading.document, pages=(reading.page,), page=reading.page, box=reading.box)
    return Evidence(document=part.document, pages=part.pages, page=reading.page, box=reading.box)


def _absent(errand: Errand) -> Verdict:
    situation = errand.situation
    parts = [attachment.part for attachment in situation.dossier.attachments]
    forms = [part for part in parts if part.type == FORM]
    own = situation.procedure.id
    unknown = [part for part in forms if part.procedure == own or not (part.procedure or part.other_form)]
    if unknown:
        return _doubt(reason("form_unknown"), unknown)
    if forms:
        why = reason("other_procedure", procedure=_named(forms, situation))
        return Verdict(state=FindingState.MISSING, reason=why, evidence=_pages(forms))
    possible = [part for part in parts if _may_be_form(part)]
    if possible:
        return _doubt(reason("type_uncertain"), possible)
    return could_be_hidden(Verdict(state=FindingState.MISSING, reason=reason("no_form")), errand)


def _named(forms: Iterable[Part], situation: Situation) -> str:
    """Return the titles of the procedures that forms belong to; where none is known, ids or own titles."""
    known = situation.dossier.titles
    names = (part.procedure or part.other_form for part in forms)
    return listed(sorted({known.get(name, name) for name in names}))


def _may_be_form(part: Part) -> bool:
    second = part.runner_up
    return second is not None and second.type == FORM and second.confidence >= DECENT


def _read(part: Part, situation: Situation) -> Verdict:
    procedure = situation.procedure
    signatures = _signatures(procedure)
    asked = [name for name in procedure.form.required if name not in signatures]
    lost = lost_pages(part, situation.dossier)
    states = {name: _state(form_reading(name, situation), lost) for name in asked}
    states |= {name: _signature_state(form_reading(name, situation), lost) for name in signatures}
    for state, sentence in (
        (FieldState.EMPTY, "field_empty"),
        (FieldState.UNCLEAR, "field_unclear"),
        (FieldState.INVALID, "field_invalid"),
    ):
        names = [name for name, found in states.items() if found is state]
        if names:
            return _incomplete(sentence, names, unsigned=names == signatures, situation=situation)
    surest = min((form_reading(name, situation).confidence for name in states), default=1.0)
    evidence = evidence_of_fields(signatures, situation)
    confidence = min(surest, part.confidence)
    return Verdict(
        state=FindingState.PRESENT, reason=reason("ok:form"), evidence=evidence, confidence=confidence
    )


def _signatures(procedure: Procedure) -> list[str]:
    """Return the signatures that are asked for; where none is marked as required, every one."""
    fields = procedure.form.fields
    every = [name for name, spec in fields.items() if spec.kind is FieldKind.SIGNATURE]
    return [name for name in every if fields[name].required] or every


def _incomplete(sentence: str, names: list[str], *, unsigned: bool, situation: Situation) -> Verdict:
    empty = sentence == "field_empty"
    fields = titles(names, situation.procedure)
    notes = " ".join(note for name in names if (note := form_reading(name, situation).note))
    told = f"{fields} ({notes.removesuffix('.')})" if notes and sentence == "field_invalid" else fields
    why = reason(sentence, fields=told)
    if empty and unsigned:
        why = reason("unsigned")
    return Verdict(
        state=FindingState.MISSING if empty else FindingState.UNCLEAR,
        reason=why,
        evidence=evidence_of_fields(names, situation),
        confidence=min(form_reading(name, situation).confidence for name in names) if empty else PERHAPS,
    )


def _state(reading: FieldReading, lost: frozenset[int]) -> FieldState:
    """Where a page was lost, a field is not empty because nothing was found."""
    if reading.state is FieldState.EMPTY and lost and (reading.page is None or reading.page in lost):
        return FieldState.UNCLEAR
    return reading.state


def _signature_state(reading: FieldReading, lost: frozenset[int]) -> FieldState:
    """A signature place with anything but a signature in it is empty."""
    if reading.state is FieldState.FILLED and reading.value != SIGNED:
        return FieldState.EMPTY
    return _state(reading, lost)


def _doubt(why: Reason, parts: list[Part]) -> Verdict:
    return Verdict(state=FindingState.UNCLEAR, reason=why, evidence=_pages(parts), confidence=PERHAPS)


def _pages(parts: Iterable[Part]) -> tuple[Evidence, ...]:
    return tuple(Evidence(document=part.document, pages=part.pages) for part in parts)
